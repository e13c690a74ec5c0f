/* function.c - the table of functions. Add a function: write it in one of the files
 * call_*.c, give it a row. */
#include "query/function.h"

#include "query/calls.h"

/* --- the table ----------------------------------------------------------------------- */

#define BIT(kind) (1u << KW_VALUE_##kind)
#define NUMBER (BIT(INTEGER) | BIT(FLOAT))
#define PLAIN (BIT(STRING) | BIT(INTEGER) | BIT(FLOAT) | BIT(BOOL))
#define THING (BIT(NODE) | BIT(EDGE))
#define MATHS(name)                                                                      \
    {#name, 1, 1, NUMBER, KW_VALUE_FLOAT, KW_AGG_NONE, false, kw_call_##name,               \
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
    F("abs", 1, 1, NUMBER, KW_ANY_KIND, kw_call_abs, "abs takes a number"),
    F("sign", 1, 1, NUMBER, KW_VALUE_INTEGER, kw_call_sign, "sign takes a number"),
    MATHS(ceil), MATHS(floor), MATHS(round), MATHS(sqrt), MATHS(exp), MATHS(log),
    MATHS(log10), MATHS(sin), MATHS(cos), MATHS(tan), MATHS(asin), MATHS(acos),
    MATHS(atan), MATHS(cot), MATHS(degrees), MATHS(radians),
    F("atan2", 2, 2, NUMBER, KW_VALUE_FLOAT, kw_call_atan2, "atan2 takes two numbers"),
    F("pi", 0, 0, 0, KW_VALUE_FLOAT, kw_call_pi, "pi takes nothing"),
    F("e", 0, 0, 0, KW_VALUE_FLOAT, kw_call_e, "e takes nothing"),
    F("toInteger", 1, 1, PLAIN, KW_VALUE_INTEGER, kw_call_to_integer,
      "toInteger takes a number or a text"),
    F("toFloat", 1, 1, NUMBER | BIT(STRING), KW_VALUE_FLOAT, kw_call_to_float,
      "toFloat takes a number or a text"),
    F("toBoolean", 1, 1, BIT(STRING) | BIT(BOOL), KW_VALUE_BOOL, kw_call_to_boolean,
      "toBoolean takes a text or a boolean"),
    F("toString", 1, 1, PLAIN, KW_VALUE_STRING, kw_call_to_string,
      "toString takes a number, a text or a boolean"),
    F("toLower", 1, 1, BIT(STRING), KW_VALUE_STRING, kw_call_to_lower, "toLower takes a text"),
    F("toUpper", 1, 1, BIT(STRING), KW_VALUE_STRING, kw_call_to_upper, "toUpper takes a text"),
    F("trim", 1, 1, BIT(STRING), KW_VALUE_STRING, kw_call_trim, "trim takes a text"),
    F("ltrim", 1, 1, BIT(STRING), KW_VALUE_STRING, kw_call_ltrim, "ltrim takes a text"),
    F("rtrim", 1, 1, BIT(STRING), KW_VALUE_STRING, kw_call_rtrim, "rtrim takes a text"),
    F("substring", 2, 3, BIT(STRING), KW_VALUE_STRING, kw_call_substring,
      "substring takes a text"),
    F("left", 2, 2, BIT(STRING), KW_VALUE_STRING, kw_call_left, "left takes a text"),
    F("right", 2, 2, BIT(STRING), KW_VALUE_STRING, kw_call_right, "right takes a text"),
    F("replace", 3, 3, BIT(STRING), KW_VALUE_STRING, kw_call_replace,
      "replace takes three texts"),
    F("split", 2, 2, BIT(STRING), KW_VALUE_LIST, kw_call_split, "split takes two texts"),
    F("reverse", 1, 1, BIT(STRING) | BIT(LIST), KW_ANY_KIND, kw_call_reverse,
      "reverse takes a text or a list"),
    F("size", 1, 1, BIT(STRING) | BIT(LIST), KW_VALUE_INTEGER, kw_call_size,
      "size takes a text or a list"),
    F("head", 1, 1, BIT(LIST), KW_ANY_KIND, kw_call_head, "head takes a list"),
    F("last", 1, 1, BIT(LIST), KW_ANY_KIND, kw_call_last, "last takes a list"),
    F("tail", 1, 1, BIT(LIST), KW_VALUE_LIST, kw_call_tail, "tail takes a list"),
    F("range", 2, 3, 0, KW_VALUE_LIST, kw_call_range, "range takes integers"),
    {"coalesce", 1, 1000, 0, KW_ANY_KIND, KW_AGG_NONE, true, kw_call_coalesce,
     "coalesce takes values"},
    {"exists", 1, 1, 0, KW_VALUE_BOOL, KW_AGG_NONE, true, kw_call_exists,
     "exists takes a property or a pattern"},
    F("id", 1, 1, THING, KW_VALUE_INTEGER, kw_call_id, "id takes a node or a relationship"),
    F("type", 1, 1, BIT(EDGE), KW_VALUE_STRING, kw_call_type, "type takes a relationship"),
    F("labels", 1, 1, BIT(NODE), KW_VALUE_LIST, kw_call_labels, "labels takes a node"),
    F("startNode", 1, 1, BIT(EDGE), KW_VALUE_NODE, kw_call_start,
      "startNode takes a relationship"),
    F("endNode", 1, 1, BIT(EDGE), KW_VALUE_NODE, kw_call_end, "endNode takes a relationship"),
    F("properties", 1, 1, THING | BIT(MAP), KW_VALUE_MAP, kw_call_properties,
      "properties takes a node, a relationship or a map"),
    F("keys", 1, 1, THING | BIT(MAP), KW_VALUE_LIST, kw_call_keys,
      "keys takes a node, a relationship or a map"),
    F("length", 1, 1, BIT(PATH), KW_VALUE_INTEGER, kw_call_length, "length takes a path"),
    F("nodes", 1, 1, BIT(PATH), KW_VALUE_LIST, kw_call_nodes, "nodes takes a path"),
    F("relationships", 1, 1, BIT(PATH), KW_VALUE_LIST, kw_call_relationships,
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
