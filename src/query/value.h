/* value.h - what an expression gives: null, truth, numbers, text, lists, maps, and the
 * nodes, edges and paths of a graph.
 *
 * Three relations order values (openCypher 9, "Comparability", "Equality",
 * "Orderability"): `equals` and `compare` are three-valued and follow null; `order` is
 * total, for ORDER BY, min and max; `same` says that two values are one and the same,
 * null included, for DISTINCT and grouping. Private to src/query.
 */
#ifndef KW_QUERY_VALUE_H
#define KW_QUERY_VALUE_H

#include "query/region.h"

enum kw_value_kind {
    KW_VALUE_NULL,
    KW_VALUE_BOOL,
    KW_VALUE_INTEGER,
    KW_VALUE_FLOAT,
    KW_VALUE_STRING,
    KW_VALUE_LIST,
    KW_VALUE_MAP,
    KW_VALUE_NODE,
    KW_VALUE_EDGE,
    KW_VALUE_PATH,
    KW_VALUE_KIND_COUNT
};

struct kw_value {
    enum kw_value_kind kind;
    union {
        bool truth;
        int64_t integer;
        double number;
        struct kw_str string;
        const struct kw_value_list *list;
        const struct kw_value_map *map;
        int64_t node; /* the number its source knows it by */
        const struct kw_link *edge;
        const struct kw_value_path *path;
    } as;
};

struct kw_value_list {
    struct kw_value *items;
    size_t count;
};

struct kw_value_entry {
    struct kw_str key;
    struct kw_value value;
};

struct kw_value_map {
    struct kw_value_entry *entries; /* by key */
    size_t count;
};

/* An edge. Two are the same when all four numbers are. */
struct kw_link {
    int64_t id;
    int64_t from, to; /* nodes */
    uint32_t type;    /* the number its source knows its type by */
};

struct kw_value_path {
    const int64_t *nodes;         /* edge_count + 1 */
    const struct kw_link **edges; /* in the order walked */
    size_t edge_count;
};

/* What three-valued logic gives. */
enum kw_truth { KW_FALSE, KW_TRUE, KW_UNKNOWN };

extern const struct kw_value kw_null;
struct kw_value kw_value_bool(bool truth);
struct kw_value kw_value_integer(int64_t integer);
struct kw_value kw_value_float(double number);
struct kw_value kw_value_string(struct kw_str string);
struct kw_value kw_value_node(int64_t node);
struct kw_value kw_value_truth(enum kw_truth truth);
struct kw_value kw_value_items(const struct kw_value_list *list);

const char *kw_value_kind_name(enum kw_value_kind kind); /* "an integer" */
static inline bool kw_is_null(const struct kw_value *v)
{
    return v->kind == KW_VALUE_NULL;
}
static inline bool kw_is_number(const struct kw_value *v)
{
    return v->kind == KW_VALUE_INTEGER || v->kind == KW_VALUE_FLOAT;
}
double kw_value_number(const struct kw_value *v); /* Needs: kw_is_number */
bool kw_link_same(const struct kw_link *a, const struct kw_link *b);

/* `count` nulls to be filled in; NULL when memory is out. */
struct kw_value_list *kw_value_list_new(struct kw_region *region, size_t count);
struct kw_value_map *kw_value_map_new(struct kw_region *region, size_t count);
void kw_value_map_sort(struct kw_value_map *map); /* the last of equal keys stays */
const struct kw_value *kw_value_map_get(const struct kw_value_map *map,
                                        struct kw_str key); /* NULL: not there */

enum kw_truth kw_value_equals(const struct kw_value *a, const struct kw_value *b);
/* a < b, a <= b, a > b, a >= b: `sign` -1 or 1, `or_equal`. */
enum kw_truth kw_value_compare(const struct kw_value *a, const struct kw_value *b,
                               int sign, bool or_equal);
int kw_value_order(const struct kw_value *a, const struct kw_value *b);
bool kw_value_same(const struct kw_value *a, const struct kw_value *b);
uint64_t kw_value_hash(const struct kw_value *v); /* equal for values that are the same */

/* A copy that shares nothing with `v`. False when memory is out. */
bool kw_value_copy(struct kw_region *region, const struct kw_value *v,
                   struct kw_value *out);

#endif
