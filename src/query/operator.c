/* operator.c - arithmetic, text and list operators. */
#include <math.h>
#include <regex.h>
#include <string.h>

#include "grammar.h"
#include "query/run.h"
#include "query/value_text.h"

static enum kw_status no_fit(struct kw_run *run, const struct kw_value *a,
                             const struct kw_value *b)
{
    return kw_run_fail(run, "this operator does not take %s and %s",
                       kw_value_kind_name(a->kind), kw_value_kind_name(b->kind));
}

static enum kw_status integers(struct kw_run *run, int op, int64_t a, int64_t b,
                               struct kw_value *out)
{
    int64_t r = 0;
    bool over = false;
    if ((op == KW_T_SLASH || op == KW_T_PERCENT) && b == 0)
        return kw_run_fail(run, "division by zero");
    if ((op == KW_T_SLASH || op == KW_T_PERCENT) && b == -1) {
        over = op == KW_T_SLASH && a == INT64_MIN;
        r = op == KW_T_SLASH && !over ? -a : 0;
    } else if (op == KW_T_PLUS) {
        over = __builtin_add_overflow(a, b, &r);
    } else if (op == KW_T_MINUS) {
        over = __builtin_sub_overflow(a, b, &r);
    } else if (op == KW_T_STAR) {
        over = __builtin_mul_overflow(a, b, &r);
    } else {
        r = op == KW_T_SLASH ? a / b : a % b;
    }
    if (over)
        return kw_run_fail(run, "the result does not fit 64 bits");
    *out = kw_value_integer(r);
    return KW_OK;
}

static enum kw_status numbers(struct kw_run *run, int op, const struct kw_value *a,
                              const struct kw_value *b, struct kw_value *out)
{
    double x = kw_value_number(a), y = kw_value_number(b);
    if (op == KW_T_CARET) {
        *out = kw_value_float(pow(x, y));
        return KW_OK;
    }
    if (a->kind == KW_VALUE_INTEGER && b->kind == KW_VALUE_INTEGER)
        return integers(run, op, a->as.integer, b->as.integer, out);
    double r = op == KW_T_PLUS    ? x + y
               : op == KW_T_MINUS ? x - y
               : op == KW_T_STAR  ? x * y
               : op == KW_T_SLASH ? x / y
                                  : fmod(x, y);
    *out = kw_value_float(r);
    return KW_OK;
}

static enum kw_status join_lists(struct kw_run *run, const struct kw_value *a,
                                 const struct kw_value *b, struct kw_value *out)
{
    const struct kw_value_list one_a = {(struct kw_value *)(uintptr_t)a, 1};
    const struct kw_value_list one_b = {(struct kw_value *)(uintptr_t)b, 1};
    const struct kw_value_list *x = a->kind == KW_VALUE_LIST ? a->as.list : &one_a;
    const struct kw_value_list *y = b->kind == KW_VALUE_LIST ? b->as.list : &one_b;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, x->count + y->count);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = i < x->count ? x->items[i] : y->items[i - x->count];
    *out = kw_value_items(list);
    return KW_OK;
}

static enum kw_status join_texts(struct kw_run *run, struct kw_str a, struct kw_str b,
                                 struct kw_value *out)
{
    char *bytes = KW_GET(&run->scratch, a.len + b.len + 1, char);
    if (!bytes)
        return kw_run_nomem(run);
    if (a.len)
        memcpy(bytes, a.ptr, a.len);
    if (b.len)
        memcpy(bytes + a.len, b.ptr, b.len);
    *out = kw_value_string((struct kw_str){bytes, a.len + b.len});
    return KW_OK;
}

static struct kw_str as_text(const struct kw_value *v, char text[40])
{
    if (v->kind == KW_VALUE_STRING)
        return v->as.string;
    kw_value_number_text(v, text);
    return kw_str_of(text);
}

static enum kw_status plus(struct kw_run *run, const struct kw_value *a,
                           const struct kw_value *b, struct kw_value *out)
{
    if (a->kind == KW_VALUE_LIST || b->kind == KW_VALUE_LIST)
        return join_lists(run, a, b, out);
    if (kw_is_number(a) && kw_is_number(b))
        return numbers(run, KW_T_PLUS, a, b, out);
    bool text_a = a->kind == KW_VALUE_STRING, text_b = b->kind == KW_VALUE_STRING;
    if ((text_a && (text_b || kw_is_number(b))) || (text_b && kw_is_number(a))) {
        char x[40], y[40];
        return join_texts(run, as_text(a, x), as_text(b, y), out);
    }
    return no_fit(run, a, b);
}

static enum kw_status in(struct kw_run *run, const struct kw_value *a,
                         const struct kw_value *b, struct kw_value *out)
{
    *out = kw_null;
    if (kw_is_null(b))
        return KW_OK;
    if (b->kind != KW_VALUE_LIST)
        return kw_run_fail(run, "IN looks into a list, not into %s",
                           kw_value_kind_name(b->kind));
    enum kw_truth found = KW_FALSE;
    for (size_t i = 0; i < b->as.list->count && found != KW_TRUE; i++) {
        enum kw_truth one = kw_value_equals(a, &b->as.list->items[i]);
        found = one == KW_FALSE ? found : one;
    }
    *out = kw_value_truth(found);
    return KW_OK;
}

/* POSIX extended expressions, which have no worst case but in back references: those are
 * not part of the extended kind. */
static enum kw_status matches(struct kw_run *run, struct kw_str text, struct kw_str with,
                              struct kw_value *out)
{
    char *pattern = KW_GET(&run->scratch, with.len + 5, char);
    struct kw_str copy = kw_region_copy(&run->scratch, text);
    regex_t regex;
    if (!pattern || !copy.ptr)
        return kw_run_nomem(run);
    if (with.len > 200 || memchr(with.ptr ? with.ptr : "", '{', with.len))
        return kw_run_fail(run, "a regular expression may have 200 bytes and no {}");
    if (memchr(with.ptr ? with.ptr : "", '\\', with.len) && strstr(with.ptr, "\\1"))
        return kw_run_fail(run, "a regular expression may not refer back");
    bool fold = kw_str_starts(with, KW_STR("(?i)"));
    with = kw_str_slice(with, fold ? 4 : 0, with.len);
    pattern[0] = '^';
    pattern[1] = '(';
    if (with.len)
        memcpy(pattern + 2, with.ptr, with.len);
    memcpy(pattern + 2 + with.len, ")$", 3);
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB | (fold ? REG_ICASE : 0)))
        return kw_run_fail(run, "this is no regular expression (POSIX extended)");
    *out = kw_value_bool(regexec(&regex, copy.ptr, 0, NULL, 0) == 0);
    regfree(&regex);
    return KW_OK;
}

static enum kw_status texts(struct kw_run *run, int op, const struct kw_value *a,
                            const struct kw_value *b, struct kw_value *out)
{
    *out = kw_null;
    if (a->kind != KW_VALUE_STRING || b->kind != KW_VALUE_STRING)
        return KW_OK;
    struct kw_str x = a->as.string, y = b->as.string;
    if (op == KW_T_MATCHES)
        return matches(run, x, y, out);
    bool is = op == KW_T_STARTS ? kw_str_starts(x, y)
              : op == KW_T_ENDS ? kw_str_ends(x, y)
                                : kw_str_find(x, y, 0) <= x.len;
    *out = kw_value_bool(is);
    return KW_OK;
}

enum kw_status kw_eval_operator(struct kw_run *run, int op, const struct kw_value *a,
                                const struct kw_value *b, struct kw_value *out)
{
    if (op == KW_T_IN)
        return in(run, a, b, out);
    if (op == KW_T_STARTS || op == KW_T_ENDS || op == KW_T_CONTAINS ||
        op == KW_T_MATCHES)
        return texts(run, op, a, b, out);
    *out = kw_null;
    if (kw_is_null(a) || kw_is_null(b))
        return KW_OK;
    if (op == KW_T_PLUS)
        return plus(run, a, b, out);
    if (!kw_is_number(a) || !kw_is_number(b))
        return no_fit(run, a, b);
    return numbers(run, op, a, b, out);
}
