/* call_text.c - functions on texts. */
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "query/calls.h"
#include "query/value_text.h"

static enum kw_status give_text(struct kw_run *run, struct kw_str text,
                                struct kw_value *out)
{
    struct kw_str copy = kw_region_copy(&run->scratch, text);
    if (!copy.ptr)
        return kw_run_nomem(run);
    *out = kw_value_string(copy);
    return KW_OK;
}

CALL(kw_call_to_string)
{
    UNUSED;
    if (args->kind == KW_VALUE_STRING) {
        *out = *args;
        return KW_OK;
    }
    struct kw_buf b = {0};
    enum kw_status status = kw_value_write(run->source, args, &b, run->err);
    if (status == KW_OK)
        status = b.failed ? kw_nomem(run->err) : give_text(run, kw_buf_str(&b), out);
    kw_buf_free(&b);
    return status;
}

/* --- texts --------------------------------------------------------------------------- */

static enum kw_status change_case(struct kw_run *run, struct kw_str s, bool upper,
                                  struct kw_value *out)
{
    struct kw_buf b = {0};
    kw_case_to_buf(&b, s, upper);
    enum kw_status status =
        b.failed ? kw_nomem(run->err) : give_text(run, kw_buf_str(&b), out);
    kw_buf_free(&b);
    return status;
}

CALL(kw_call_to_lower)
{
    (void)count;
    return change_case(run, args->as.string, false, out);
}

CALL(kw_call_to_upper)
{
    (void)count;
    return change_case(run, args->as.string, true, out);
}

CALL(kw_call_trim)
{
    UNUSED;
    *out = kw_value_string(kw_str_trim(args->as.string));
    return KW_OK;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

CALL(kw_call_ltrim)
{
    UNUSED;
    struct kw_str s = args->as.string;
    while (s.len && blank(s.ptr[0]))
        s = kw_str_slice(s, 1, s.len);
    *out = kw_value_string(s);
    return KW_OK;
}

CALL(kw_call_rtrim)
{
    UNUSED;
    struct kw_str s = args->as.string;
    while (s.len && blank(s.ptr[s.len - 1]))
        s.len--;
    *out = kw_value_string(s);
    return KW_OK;
}

/* The byte at which code point `n` begins, or the end. */
static size_t byte_of(struct kw_str s, int64_t n)
{
    size_t at = 0, len;
    for (; n > 0 && at < s.len; n--) {
        kw_utf8_decode(s, at, &len);
        at += len;
    }
    return at;
}

static enum kw_status whole(struct kw_run *run, const struct kw_value *v)
{
    if (v->kind == KW_VALUE_INTEGER && v->as.integer >= 0)
        return KW_OK;
    return kw_run_fail(run, "expected a number of characters, found %s",
                       v->kind == KW_VALUE_INTEGER ? "a negative one"
                                                   : kw_value_kind_name(v->kind));
}

CALL(kw_call_substring)
{
    struct kw_str s = args->as.string;
    for (size_t i = 1; i < count; i++) {
        if (kw_is_null(&args[i]))
            return KW_OK;
        enum kw_status status = whole(run, &args[i]);
        if (status != KW_OK)
            return status;
    }
    s = kw_str_slice(s, byte_of(s, args[1].as.integer), s.len);
    if (count == 3)
        s = kw_str_slice(s, 0, byte_of(s, args[2].as.integer));
    *out = kw_value_string(s);
    return KW_OK;
}

CALL(kw_call_left)
{
    (void)count;
    enum kw_status status = kw_is_null(&args[1]) ? KW_OK : whole(run, &args[1]);
    if (status == KW_OK && !kw_is_null(&args[1]))
        *out = kw_value_string(
            kw_str_slice(args->as.string, 0,
                         byte_of(args->as.string, args[1].as.integer)));
    return status;
}

CALL(kw_call_right)
{
    (void)count;
    enum kw_status status = kw_is_null(&args[1]) ? KW_OK : whole(run, &args[1]);
    if (status != KW_OK || kw_is_null(&args[1]))
        return status;
    struct kw_str s = args->as.string;
    int64_t skip = (int64_t)kw_utf8_count(s) - args[1].as.integer;
    *out = kw_value_string(kw_str_slice(s, byte_of(s, skip), s.len));
    return KW_OK;
}

CALL(kw_call_replace)
{
    (void)count;
    if (kw_is_null(&args[1]) || kw_is_null(&args[2]))
        return KW_OK;
    if (args[1].kind != KW_VALUE_STRING || args[2].kind != KW_VALUE_STRING)
        return kw_run_fail(run, "replace takes three texts");
    struct kw_str s = args->as.string, what = args[1].as.string;
    struct kw_buf b = {0};
    size_t at = 0;
    while (what.len) {
        size_t next = kw_str_find(s, what, at);
        if (next > s.len || b.len > run->scratch.limit)
            break;
        kw_buf_add(&b, kw_str_slice(s, at, next));
        kw_buf_add(&b, args[2].as.string);
        at = next + what.len;
    }
    kw_buf_add(&b, kw_str_slice(s, at, s.len));
    enum kw_status status =
        b.failed ? kw_run_nomem(run) : give_text(run, kw_buf_str(&b), out);
    kw_buf_free(&b);
    return status;
}

CALL(kw_call_split)
{
    (void)count;
    if (kw_is_null(&args[1]))
        return KW_OK;
    if (args[1].kind != KW_VALUE_STRING)
        return kw_run_fail(run, "split takes two texts");
    struct kw_str s = args->as.string, by = args[1].as.string;
    size_t pieces = 1, at = 0;
    for (size_t next; by.len && (next = kw_str_find(s, by, at)) <= s.len; pieces++)
        at = next + by.len;
    if (by.len == 0)
        pieces = kw_utf8_count(s) ? kw_utf8_count(s) : 1;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, pieces);
    if (!list)
        return kw_run_nomem(run);
    at = 0;
    for (size_t i = 0; i < pieces; i++) {
        size_t next = by.len ? kw_str_find(s, by, at) : at + byte_of(
                      kw_str_slice(s, at, s.len), 1);
        next = next > s.len ? s.len : next;
        list->items[i] = kw_value_string(kw_str_slice(s, at, next));
        at = next + by.len;
    }
    *out = kw_value_items(list);
    return KW_OK;
}
