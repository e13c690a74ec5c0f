/* json.c - the door of jansson: nothing else knows that it is there. */
#include "base/json.h"

#include <jansson.h>
#include <pthread.h>

#include "base/json_mend.h"

enum { LARGEST_TEXT = 256 * 1024 * 1024 };

/* A kw_json is a json_t; the struct itself is never defined. */
static const json_t *inner(const struct kw_json *value)
{
    return (const json_t *)value;
}

static const struct kw_json *outer(const json_t *value)
{
    return (const struct kw_json *)value;
}

/* --- parsing ---------------------------------------------------------------------- */

/* When an allocation fails, jansson 2.14 may tell of a wrong token, or give a string
 * without some of its bytes as if all were well. So its allocations are watched. They
 * stay those it had before; whoever sets others later is only watched no more. */
static json_malloc_t usual_malloc;
static _Thread_local bool refused; /* one has failed since the parse began */

static void *watched_malloc(size_t size)
{
    void *memory = usual_malloc(size);
    refused = refused || !memory;
    return memory;
}

static void watch(void)
{
    json_free_t usual_free;
    json_get_alloc_funcs(&usual_malloc, &usual_free);
    json_set_alloc_funcs(watched_malloc, usual_free);
}

enum kw_status kw_json_parse(struct kw_str text, struct kw_json **out,
                             struct kw_error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch);
    if (text.len > LARGEST_TEXT)
        return kw_fail(err, KW_LIMIT, "JSON text of %zu bytes is too long", text.len);
    struct kw_buf mended = {0};
    text = kw_json_mend(text, &mended);
    json_error_t why = {0}; /* jansson leaves it alone when its first allocation fails */
    refused = mended.failed;
    json_t *root = mended.failed ? NULL
                                 : json_loadb(text.len ? text.ptr : "", text.len,
                                              JSON_ALLOW_NUL | JSON_DECODE_ANY, &why);
    kw_buf_free(&mended);
    if (refused) {
        json_decref(root);
        return kw_nomem(err);
    }
    if (!root)
        return kw_fail(err, KW_SYNTAX, "not JSON: line %d, column %d: %s", why.line,
                       why.column, why.text);
    *out = (struct kw_json *)root;
    return KW_OK;
}

void kw_json_free(struct kw_json *root)
{
    json_decref((json_t *)root);
}

bool kw_json_is_object(const struct kw_json *value)
{
    return json_is_object(inner(value));
}

bool kw_json_is_array(const struct kw_json *value)
{
    return json_is_array(inner(value));
}

bool kw_json_is_string(const struct kw_json *value)
{
    return json_is_string(inner(value));
}

bool kw_json_is_integer(const struct kw_json *value)
{
    return json_is_integer(inner(value));
}

bool kw_json_is_null(const struct kw_json *value)
{
    return !value || json_is_null(inner(value));
}

const struct kw_json *kw_json_get(const struct kw_json *object, const char *key)
{
    return outer(json_object_get(inner(object), key));
}

size_t kw_json_count(const struct kw_json *array)
{
    return json_array_size(inner(array));
}

const struct kw_json *kw_json_at(const struct kw_json *array, size_t index)
{
    return outer(json_array_get(inner(array), index));
}

struct kw_str kw_json_str(const struct kw_json *value)
{
    const char *text = json_string_value(inner(value));
    return (struct kw_str){text, text ? json_string_length(inner(value)) : 0};
}

int64_t kw_json_int(const struct kw_json *value, int64_t otherwise)
{
    return json_is_integer(inner(value)) ? json_integer_value(inner(value)) : otherwise;
}
