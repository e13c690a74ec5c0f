/* json_value.c - see json_value.h. */
#include "document/json_value.h"

#include <inttypes.h>

#include "base/utf8.h"

enum kw_status kw_reader_bad(struct kw_reader *r, const char *key, const char *what)
{
    return kw_fail(r->err, KW_SYNTAX, "%s: %s", key, what);
}

enum kw_status kw_reader_text(struct kw_reader *r, kw_json_ref object, const char *key,
                              struct kw_str *out)
{
    kw_json_ref value = kw_json_get(object, key);
    if (kw_json_is_null(value)) {
        *out = KW_STR("");
        return KW_OK;
    }
    if (!kw_json_is_string(value))
        return kw_reader_bad(r, key, "not a string");
    return kw_utf8_clean(r->arena, kw_json_str(value), out, NULL, r->err);
}

enum kw_status kw_reader_span(struct kw_reader *r, kw_json_ref value, const char *key,
                              struct kw_span *out)
{
    if (!kw_json_is_array(value) || kw_json_count(value) != 2 ||
        !kw_json_is_integer(kw_json_at(value, 0)) ||
        !kw_json_is_integer(kw_json_at(value, 1)))
        return kw_reader_bad(r, key, "not a span [start, end]");
    int64_t start = kw_json_int(kw_json_at(value, 0), 0);
    int64_t end = kw_json_int(kw_json_at(value, 1), 0);
    if (start < 0 || end <= start || end > (int64_t)r->offsets.count)
        return kw_fail(r->err, KW_SYNTAX,
                       "%s: [%" PRId64 ", %" PRId64 "] is no span of the text's "
                       "%" PRIu32 " code points",
                       key, start, end, r->offsets.count);
    out->start = kw_offsets_byte(&r->offsets, (uint32_t)start);
    out->end = kw_offsets_byte(&r->offsets, (uint32_t)end);
    return KW_OK;
}

enum kw_status kw_reader_spans(struct kw_reader *r, kw_json_ref object, const char *key,
                               const struct kw_span **out, size_t *count)
{
    kw_json_ref list = kw_json_get(object, key);
    *out = NULL;
    *count = 0;
    if (kw_json_is_null(list))
        return KW_OK;
    if (!kw_json_is_array(list))
        return kw_reader_bad(r, key, "not a list");
    size_t n = kw_json_count(list);
    struct kw_span *spans = KW_NEW(r->arena, n, struct kw_span);
    if (!spans)
        return kw_nomem(r->err);
    for (size_t i = 0; i < n; i++) {
        enum kw_status status = kw_reader_span(r, kw_json_at(list, i), key, &spans[i]);
        if (status != KW_OK)
            return status;
    }
    if (n)
        *out = spans;
    *count = n;
    return KW_OK;
}

enum kw_status kw_reader_parts(struct kw_reader *r, kw_json_ref object, const char *key,
                               const struct kw_span **out, size_t *count)
{
    enum kw_status status = kw_reader_spans(r, object, key, out, count);
    for (size_t i = 1; status == KW_OK && i < *count; i++)
        if ((*out)[i].start < (*out)[i - 1].end)
            status = kw_reader_bad(r, key, "spans overlap or are out of order");
    return status;
}

enum kw_status kw_reader_referent(struct kw_reader *r, kw_json_ref object,
                                  const char *key, bool needed, uint32_t *out)
{
    kw_json_ref value = kw_json_get(object, key);
    *out = 0;
    if (kw_json_is_null(value))
        return needed ? kw_reader_bad(r, key, "missing") : KW_OK;
    if (!kw_json_is_string(value))
        return kw_reader_bad(r, key, "not an entity id");
    *out = kw_map_get(&r->ids, kw_json_str(value));
    if (*out == 0)
        return kw_fail(r->err, KW_SYNTAX, "%s: no entity has the id \"%.40s\"", key,
                       kw_json_str(value).ptr);
    return KW_OK;
}
