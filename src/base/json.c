/* json.c - the door of jansson: nothing else knows that it is there. */
#include "base/json.h"

#include <jansson.h>

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

/* jansson 2.14 sets no message, or no code either, when an allocation fails. In a few
 * places it takes the failure for a wrong token; that cannot be told apart here. */
static bool is_out_of_memory(const json_error_t *why)
{
    enum json_error_code code = json_error_code(why);
    return code == json_error_out_of_memory || code == json_error_unknown ||
           !why->text[0];
}

enum kw_status kw_json_parse(struct kw_str text, struct kw_json **out,
                             struct kw_error *err)
{
    if (text.len > LARGEST_TEXT)
        return kw_fail(err, KW_LIMIT, "JSON text of %zu bytes is too long", text.len);
    struct kw_buf mended = {0};
    text = kw_json_mend(text, &mended);
    json_error_t why = {0}; /* jansson leaves it alone when its first allocation fails */
    json_t *root = mended.failed ? NULL
                                 : json_loadb(text.len ? text.ptr : "", text.len,
                                              JSON_ALLOW_NUL | JSON_DECODE_ANY, &why);
    bool nomem = !root && (mended.failed || is_out_of_memory(&why));
    kw_buf_free(&mended);
    if (nomem)
        return kw_nomem(err);
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
