/* function.c - the table of functions, and those on numbers, texts and lists. Add a
 * function: write it, give it a row. */
#include "query/function.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "query/value_text.h"

#define CALL(name)                                                                       \
    static enum kw_status name(struct kw_run *run, const struct kw_value *args,          \
                               size_t count, struct kw_value *out)
#define UNUSED (void)run, (void)count

/* --- numbers ------------------------------------------------------------------------- */

CALL(call_abs)
{
    UNUSED;
    if (args->kind == KW_VALUE_FLOAT)
        *out = kw_value_float(fabs(args->as.number));
    else if (args->as.integer == INT64_MIN)
        return kw_run_fail(run, "the result does not fit 64 bits");
    else
        *out = kw_value_integer(args->as.integer < 0 ? -args->as.integer
                                                     : args->as.integer);
    return KW_OK;
}

CALL(call_sign)
{
    UNUSED;
    double x = kw_value_number(args);
    *out = kw_value_integer((x > 0) - (x < 0));
    return KW_OK;
}

#define MATH(name, expression)                                                           \
    CALL(name)                                                                           \
    {                                                                                    \
        UNUSED;                                                                          \
        double x = kw_value_number(args);                                                \
        *out = kw_value_float(expression);                                               \
        return KW_OK;                                                                    \
    }
MATH(call_ceil, ceil(x))
MATH(call_floor, floor(x))
MATH(call_round, floor(x + 0.5))
MATH(call_sqrt, sqrt(x))
MATH(call_exp, exp(x))
MATH(call_log, log(x))
MATH(call_log10, log10(x))
MATH(call_sin, sin(x))
MATH(call_cos, cos(x))
MATH(call_tan, tan(x))
MATH(call_asin, asin(x))
MATH(call_acos, acos(x))
MATH(call_atan, atan(x))
MATH(call_cot, 1 / tan(x))
MATH(call_degrees, x * 57.29577951308232)
MATH(call_radians, x / 57.29577951308232)

CALL(call_atan2)
{
    UNUSED;
    if (kw_is_null(&args[1]))
        return KW_OK;
    if (!kw_is_number(&args[1]))
        return kw_run_fail(run, "atan2 takes two numbers");
    *out = kw_value_float(atan2(kw_value_number(args), kw_value_number(&args[1])));
    return KW_OK;
}

CALL(call_pi)
{
    (void)args;
    UNUSED;
    *out = kw_value_float(3.141592653589793);
    return KW_OK;
}

CALL(call_e)
{
    (void)args;
    UNUSED;
    *out = kw_value_float(2.718281828459045);
    return KW_OK;
}

/* --- conversions --------------------------------------------------------------------- */

CALL(call_to_integer)
{
    UNUSED;
    double x;
    if (args->kind == KW_VALUE_INTEGER) {
        *out = *args;
        return KW_OK;
    }
    if (args->kind == KW_VALUE_BOOL) {
        *out = kw_value_integer(args->as.truth);
        return KW_OK;
    }
    int64_t whole;
    if (args->kind == KW_VALUE_FLOAT)
        x = args->as.number;
    else if (kw_integer_parse(kw_str_trim(args->as.string), &whole)) {
        *out = kw_value_integer(whole);
        return KW_OK;
    } else if (!kw_number_parse(kw_str_trim(args->as.string), &x))
        return KW_OK;
    if (isnan(x) || x >= 9223372036854775808.0 || x < -9223372036854775808.0)
        return KW_OK;
    *out = kw_value_integer((int64_t)x);
    return KW_OK;
}

CALL(call_to_float)
{
    UNUSED;
    double x;
    if (kw_is_number(args))
        *out = kw_value_float(kw_value_number(args));
    else if (args->kind == KW_VALUE_STRING &&
             kw_number_parse(kw_str_trim(args->as.string), &x))
        *out = kw_value_float(x);
    return KW_OK;
}

CALL(call_to_boolean)
{
    UNUSED;
    if (args->kind == KW_VALUE_BOOL)
        *out = *args;
    else if (args->kind == KW_VALUE_INTEGER)
        *out = kw_value_bool(args->as.integer != 0);
    else if (args->kind == KW_VALUE_STRING) {
        struct kw_str s = kw_str_trim(args->as.string);
        char word[6] = "";
        for (size_t i = 0; i < s.len && i < 5; i++)
            word[i] = (char)(s.ptr[i] | 32);
        if (s.len == 4 && strcmp(word, "true") == 0)
            *out = kw_value_bool(true);
        else if (s.len == 5 && strcmp(word, "false") == 0)
            *out = kw_value_bool(false);
    }
    return KW_OK;
}

static enum kw_status give_text(struct kw_run *run, struct kw_str text,
                                struct kw_value *out)
{
    struct kw_str copy = kw_region_copy(&run->scratch, text);
    if (!copy.ptr)
        return kw_run_nomem(run);
    *out = kw_value_string(copy);
    return KW_OK;
}

CALL(call_to_string)
{
    UNUSED;
    if (args->kind == KW_VALUE_STRING) {
        *out = *args;
        return KW_OK;
    }
    struct kw_buf b = {0};
    enum kw_status status = kw_value_write(run->source, args, &b, run->err);
    if (status == KW_OK)
        status = b.failed ? kw_run_nomem(run) : give_text(run, kw_buf_str(&b), out);
    kw_buf_free(&b);
    return status;
}

/* --- texts --------------------------------------------------------------------------- */

static enum kw_status change_case(struct kw_run *run, struct kw_str s, char from,
                                  struct kw_value *out)
{
    struct kw_str copy = kw_region_copy(&run->scratch, s);
    if (!copy.ptr)
        return kw_run_nomem(run);
    char *bytes = (char *)(uintptr_t)copy.ptr;
    for (size_t i = 0; i < s.len; i++) {
        if (bytes[i] >= from && bytes[i] < from + 26)
            bytes[i] = (char)(bytes[i] ^ 32);
    }
    *out = kw_value_string(copy);
    return KW_OK;
}

CALL(call_to_lower)
{
    (void)count;
    return change_case(run, args->as.string, 'A', out);
}

CALL(call_to_upper)
{
    (void)count;
    return change_case(run, args->as.string, 'a', out);
}

CALL(call_trim)
{
    UNUSED;
    *out = kw_value_string(kw_str_trim(args->as.string));
    return KW_OK;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

CALL(call_ltrim)
{
    UNUSED;
    struct kw_str s = args->as.string;
    while (s.len && blank(s.ptr[0]))
        s = kw_str_slice(s, 1, s.len);
    *out = kw_value_string(s);
    return KW_OK;
}

CALL(call_rtrim)
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

CALL(call_substring)
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

CALL(call_left)
{
    (void)count;
    enum kw_status status = kw_is_null(&args[1]) ? KW_OK : whole(run, &args[1]);
    if (status == KW_OK && !kw_is_null(&args[1]))
        *out = kw_value_string(
            kw_str_slice(args->as.string, 0,
                         byte_of(args->as.string, args[1].as.integer)));
    return status;
}

CALL(call_right)
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

CALL(call_replace)
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

CALL(call_split)
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

/* --- lists --------------------------------------------------------------------------- */

CALL(call_reverse)
{
    (void)count;
    if (args->kind == KW_VALUE_LIST) {
        const struct kw_value_list *from = args->as.list;
        struct kw_value_list *list = kw_value_list_new(&run->scratch, from->count);
        if (!list)
            return kw_run_nomem(run);
        for (size_t i = 0; i < from->count; i++)
            list->items[i] = from->items[from->count - 1 - i];
        *out = kw_value_items(list);
        return KW_OK;
    }
    struct kw_str s = args->as.string;
    char *bytes = KW_GET(&run->scratch, s.len + 1, char);
    if (!bytes)
        return kw_run_nomem(run);
    size_t end = s.len;
    for (size_t at = 0, len; at < s.len; at += len) {
        kw_utf8_decode(s, at, &len);
        end -= len;
        memcpy(bytes + end, s.ptr + at, len);
    }
    *out = kw_value_string((struct kw_str){bytes, s.len});
    return KW_OK;
}

CALL(call_size)
{
    UNUSED;
    *out = kw_value_integer(args->kind == KW_VALUE_LIST
                                ? (int64_t)args->as.list->count
                                : (int64_t)kw_utf8_count(args->as.string));
    return KW_OK;
}

CALL(call_head)
{
    UNUSED;
    if (args->as.list->count)
        *out = args->as.list->items[0];
    return KW_OK;
}

CALL(call_last)
{
    UNUSED;
    if (args->as.list->count)
        *out = args->as.list->items[args->as.list->count - 1];
    return KW_OK;
}

CALL(call_tail)
{
    (void)count;
    struct kw_value_list *list = KW_GET(&run->scratch, 1, struct kw_value_list);
    if (!list)
        return kw_run_nomem(run);
    *list = *args->as.list;
    if (list->count) {
        list->items++;
        list->count--;
    }
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(call_range)
{
    int64_t step = 1;
    for (size_t i = 0; i < count; i++) {
        if (args[i].kind != KW_VALUE_INTEGER)
            return kw_run_fail(run, "range takes integers, not %s",
                               kw_value_kind_name(args[i].kind));
    }
    int64_t from = args[0].as.integer, to = args[1].as.integer;
    if (count == 3)
        step = args[2].as.integer;
    if (step == 0)
        return kw_run_fail(run, "the step of a range cannot be 0");
    bool empty = step > 0 ? from > to : from < to;
    uint64_t span = step > 0 ? (uint64_t)to - (uint64_t)from
                             : (uint64_t)from - (uint64_t)to;
    uint64_t pace = step > 0 ? (uint64_t)step : (uint64_t)0 - (uint64_t)step;
    uint64_t many = empty ? 0 : span / pace + 1;
    if (many > 50u * 1000 * 1000 || (!empty && span == UINT64_MAX && pace == 1))
        return kw_run_fail(run, "a range may have 50 million numbers");
    struct kw_value_list *list = kw_value_list_new(&run->scratch, (size_t)many);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = kw_value_integer(
            (int64_t)((uint64_t)from + (uint64_t)i * (uint64_t)step));
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(call_coalesce)
{
    UNUSED;
    for (size_t i = 0; i < count; i++) {
        if (!kw_is_null(&args[i])) {
            *out = args[i];
            break;
        }
    }
    return KW_OK;
}

CALL(call_exists)
{
    UNUSED;
    *out = kw_value_bool(!kw_is_null(args));
    return KW_OK;
}

/* --- nodes, edges, paths ------------------------------------------------------------- */

CALL(call_id)
{
    UNUSED;
    *out = kw_value_integer(args->kind == KW_VALUE_NODE ? args->as.node
                                                        : args->as.edge->id);
    return KW_OK;
}

CALL(call_type)
{
    (void)count;
    *out = kw_value_string(
        run->source->type_name(run->source->context, args->as.edge->type));
    return KW_OK;
}

CALL(call_labels)
{
    (void)count;
    return run->source->labels(run->source->context, args->as.node, &run->scratch, out,
                               run->err);
}

CALL(call_start)
{
    UNUSED;
    *out = kw_value_node(args->as.edge->from);
    return KW_OK;
}

CALL(call_end)
{
    UNUSED;
    *out = kw_value_node(args->as.edge->to);
    return KW_OK;
}

CALL(call_properties)
{
    (void)count;
    if (args->kind == KW_VALUE_MAP) {
        *out = *args;
        return KW_OK;
    }
    return run->source->all(run->source->context, args, &run->scratch, out, run->err);
}

CALL(call_keys)
{
    struct kw_value map;
    enum kw_status status = call_properties(run, args, count, &map);
    if (status != KW_OK)
        return status;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, map.as.map->count);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = kw_value_string(map.as.map->entries[i].key);
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(call_length)
{
    UNUSED;
    *out = kw_value_integer((int64_t)args->as.path->edge_count);
    return KW_OK;
}

CALL(call_nodes)
{
    (void)count;
    const struct kw_value_path *path = args->as.path;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, path->edge_count + 1);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = kw_value_node(path->nodes[i]);
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(call_relationships)
{
    (void)count;
    const struct kw_value_path *path = args->as.path;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, path->edge_count);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++) {
        list->items[i].kind = KW_VALUE_EDGE;
        list->items[i].as.edge = path->edges[i];
    }
    *out = kw_value_items(list);
    return KW_OK;
}

/* --- the table ----------------------------------------------------------------------- */

#define BIT(kind) (1u << KW_VALUE_##kind)
#define NUMBER (BIT(INTEGER) | BIT(FLOAT))
#define PLAIN (BIT(STRING) | BIT(INTEGER) | BIT(FLOAT) | BIT(BOOL))
#define THING (BIT(NODE) | BIT(EDGE))
#define MATHS(name)                                                                      \
    {#name, 1, 1, NUMBER, KW_VALUE_FLOAT, KW_AGG_NONE, false, call_##name,               \
     #name " takes a number"}
#define AGGREGATE(name, what, most, gives)                                               \
    {name, most, most, 0, gives, KW_AGG_##what, true, NULL, name}
#define F(name, least, most, takes, gives, call, meaning)                                \
    {name, least, most, takes, gives, KW_AGG_NONE, false, call, meaning}

const struct kw_function kw_functions[] = {
    AGGREGATE("count", COUNT, 1, KW_VALUE_INTEGER),
    AGGREGATE("sum", SUM, 1, KW_ANY_KIND),
    AGGREGATE("avg", AVG, 1, KW_ANY_KIND),
    AGGREGATE("min", MIN, 1, KW_ANY_KIND),
    AGGREGATE("max", MAX, 1, KW_ANY_KIND),
    AGGREGATE("collect", COLLECT, 1, KW_VALUE_LIST),
    AGGREGATE("stDev", STDEV, 1, KW_ANY_KIND),
    AGGREGATE("stDevP", STDEVP, 1, KW_ANY_KIND),
    AGGREGATE("percentileCont", PERCENTILE_CONT, 2, KW_ANY_KIND),
    AGGREGATE("percentileDisc", PERCENTILE_DISC, 2, KW_ANY_KIND),
    F("abs", 1, 1, NUMBER, KW_ANY_KIND, call_abs, "abs takes a number"),
    F("sign", 1, 1, NUMBER, KW_VALUE_INTEGER, call_sign, "sign takes a number"),
    MATHS(ceil), MATHS(floor), MATHS(round), MATHS(sqrt), MATHS(exp), MATHS(log),
    MATHS(log10), MATHS(sin), MATHS(cos), MATHS(tan), MATHS(asin), MATHS(acos),
    MATHS(atan), MATHS(cot), MATHS(degrees), MATHS(radians),
    F("atan2", 2, 2, NUMBER, KW_VALUE_FLOAT, call_atan2, "atan2 takes two numbers"),
    F("pi", 0, 0, 0, KW_VALUE_FLOAT, call_pi, "pi takes nothing"),
    F("e", 0, 0, 0, KW_VALUE_FLOAT, call_e, "e takes nothing"),
    F("toInteger", 1, 1, PLAIN, KW_VALUE_INTEGER, call_to_integer,
      "toInteger takes a number or a text"),
    F("toFloat", 1, 1, NUMBER | BIT(STRING), KW_VALUE_FLOAT, call_to_float,
      "toFloat takes a number or a text"),
    F("toBoolean", 1, 1, BIT(STRING) | BIT(BOOL), KW_VALUE_BOOL, call_to_boolean,
      "toBoolean takes a text or a boolean"),
    F("toString", 1, 1, PLAIN, KW_VALUE_STRING, call_to_string,
      "toString takes a number, a text or a boolean"),
    F("toLower", 1, 1, BIT(STRING), KW_VALUE_STRING, call_to_lower, "toLower takes a text"),
    F("toUpper", 1, 1, BIT(STRING), KW_VALUE_STRING, call_to_upper, "toUpper takes a text"),
    F("trim", 1, 1, BIT(STRING), KW_VALUE_STRING, call_trim, "trim takes a text"),
    F("ltrim", 1, 1, BIT(STRING), KW_VALUE_STRING, call_ltrim, "ltrim takes a text"),
    F("rtrim", 1, 1, BIT(STRING), KW_VALUE_STRING, call_rtrim, "rtrim takes a text"),
    F("substring", 2, 3, BIT(STRING), KW_VALUE_STRING, call_substring,
      "substring takes a text"),
    F("left", 2, 2, BIT(STRING), KW_VALUE_STRING, call_left, "left takes a text"),
    F("right", 2, 2, BIT(STRING), KW_VALUE_STRING, call_right, "right takes a text"),
    F("replace", 3, 3, BIT(STRING), KW_VALUE_STRING, call_replace,
      "replace takes three texts"),
    F("split", 2, 2, BIT(STRING), KW_VALUE_LIST, call_split, "split takes two texts"),
    F("reverse", 1, 1, BIT(STRING) | BIT(LIST), KW_ANY_KIND, call_reverse,
      "reverse takes a text or a list"),
    F("size", 1, 1, BIT(STRING) | BIT(LIST), KW_VALUE_INTEGER, call_size,
      "size takes a text or a list"),
    F("head", 1, 1, BIT(LIST), KW_ANY_KIND, call_head, "head takes a list"),
    F("last", 1, 1, BIT(LIST), KW_ANY_KIND, call_last, "last takes a list"),
    F("tail", 1, 1, BIT(LIST), KW_VALUE_LIST, call_tail, "tail takes a list"),
    F("range", 2, 3, 0, KW_VALUE_LIST, call_range, "range takes integers"),
    {"coalesce", 1, 1000, 0, KW_ANY_KIND, KW_AGG_NONE, true, call_coalesce,
     "coalesce takes values"},
    {"exists", 1, 1, 0, KW_VALUE_BOOL, KW_AGG_NONE, true, call_exists,
     "exists takes a property or a pattern"},
    F("id", 1, 1, THING, KW_VALUE_INTEGER, call_id, "id takes a node or a relationship"),
    F("type", 1, 1, BIT(EDGE), KW_VALUE_STRING, call_type, "type takes a relationship"),
    F("labels", 1, 1, BIT(NODE), KW_VALUE_LIST, call_labels, "labels takes a node"),
    F("startNode", 1, 1, BIT(EDGE), KW_VALUE_NODE, call_start,
      "startNode takes a relationship"),
    F("endNode", 1, 1, BIT(EDGE), KW_VALUE_NODE, call_end, "endNode takes a relationship"),
    F("properties", 1, 1, THING | BIT(MAP), KW_VALUE_MAP, call_properties,
      "properties takes a node, a relationship or a map"),
    F("keys", 1, 1, THING | BIT(MAP), KW_VALUE_LIST, call_keys,
      "keys takes a node, a relationship or a map"),
    F("length", 1, 1, BIT(PATH), KW_VALUE_INTEGER, call_length, "length takes a path"),
    F("nodes", 1, 1, BIT(PATH), KW_VALUE_LIST, call_nodes, "nodes takes a path"),
    F("relationships", 1, 1, BIT(PATH), KW_VALUE_LIST, call_relationships,
      "relationships takes a path"),
    {0},
};

const struct kw_function *kw_function_named(struct kw_str name)
{
    for (const struct kw_function *f = kw_functions; f->name; f++) {
        struct kw_str known = kw_str_of(f->name);
        size_t i = 0;
        if (known.len != name.len)
            continue;
        while (i < name.len && ((known.ptr[i] ^ name.ptr[i]) & ~32) == 0)
            i++;
        if (i == name.len)
            return f;
    }
    return NULL;
}
