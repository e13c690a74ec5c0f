/* value.c - values: making, comparing, copying. Nesting is bounded by the depth of the
 * expressions that make values, so recursion here is too. */
#include "query/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct kw_value kw_null = {.kind = KW_VALUE_NULL};

struct kw_value kw_value_bool(bool truth)
{
    return (struct kw_value){.kind = KW_VALUE_BOOL, .as.truth = truth};
}

struct kw_value kw_value_integer(int64_t integer)
{
    return (struct kw_value){.kind = KW_VALUE_INTEGER, .as.integer = integer};
}

struct kw_value kw_value_float(double number)
{
    return (struct kw_value){.kind = KW_VALUE_FLOAT, .as.number = number};
}

struct kw_value kw_value_string(struct kw_str string)
{
    return (struct kw_value){.kind = KW_VALUE_STRING, .as.string = string};
}

struct kw_value kw_value_node(int64_t node)
{
    return (struct kw_value){.kind = KW_VALUE_NODE, .as.node = node};
}

struct kw_value kw_value_truth(enum kw_truth truth)
{
    return truth == KW_UNKNOWN ? kw_null : kw_value_bool(truth == KW_TRUE);
}

struct kw_value kw_value_items(const struct kw_value_list *list)
{
    return (struct kw_value){.kind = KW_VALUE_LIST, .as.list = list};
}

const char *kw_value_kind_name(enum kw_value_kind kind)
{
    static const char *const names[KW_VALUE_KIND_COUNT] = {
        [KW_VALUE_NULL] = "null",         [KW_VALUE_BOOL] = "a boolean",
        [KW_VALUE_INTEGER] = "an integer", [KW_VALUE_FLOAT] = "a float",
        [KW_VALUE_STRING] = "a string",   [KW_VALUE_LIST] = "a list",
        [KW_VALUE_MAP] = "a map",         [KW_VALUE_NODE] = "a node",
        [KW_VALUE_EDGE] = "a relationship", [KW_VALUE_PATH] = "a path",
    };
    return names[kind];
}

double kw_value_number(const struct kw_value *v)
{
    return v->kind == KW_VALUE_INTEGER ? (double)v->as.integer : v->as.number;
}

bool kw_link_same(const struct kw_link *a, const struct kw_link *b)
{
    return a->id == b->id && a->from == b->from && a->to == b->to && a->type == b->type;
}

struct kw_value_list *kw_value_list_new(struct kw_region *region, size_t count)
{
    struct kw_value_list *list = KW_GET(region, 1, struct kw_value_list);
    if (!list)
        return NULL;
    list->items = KW_GET(region, count, struct kw_value);
    list->count = count;
    return list->items ? list : NULL;
}

struct kw_value_map *kw_value_map_new(struct kw_region *region, size_t count)
{
    struct kw_value_map *map = KW_GET(region, 1, struct kw_value_map);
    if (!map)
        return NULL;
    map->entries = KW_GET(region, count, struct kw_value_entry);
    map->count = count;
    return map->entries ? map : NULL;
}

static int by_key(const void *a, const void *b)
{
    const struct kw_value_entry *x = a, *y = b;
    return kw_str_cmp(x->key, y->key);
}

void kw_value_map_sort(struct kw_value_map *map)
{
    if (map->count < 2)
        return;
    qsort(map->entries, map->count, sizeof *map->entries, by_key);
    size_t kept = 0;
    for (size_t i = 0; i < map->count; i++) {
        if (i + 1 < map->count && kw_str_eq(map->entries[i].key, map->entries[i + 1].key))
            continue;
        map->entries[kept++] = map->entries[i];
    }
    map->count = kept;
}

const struct kw_value *kw_value_map_get(const struct kw_value_map *map, struct kw_str key)
{
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int sign = kw_str_cmp(map->entries[middle].key, key);
        if (sign == 0)
            return &map->entries[middle].value;
        if (sign < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* --- equality ------------------------------------------------------------------------ */

/* The order of an integer and a float without losing digits of the integer; `f` is not
 * NaN. */
static int order_mixed(int64_t i, double f)
{
    if (f >= 9223372036854775808.0)
        return -1;
    if (f < -9223372036854775808.0)
        return 1;
    int64_t whole = (int64_t)f;
    if (i != whole)
        return i < whole ? -1 : 1;
    double rest = f - (double)whole;
    return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

static int order_numbers(const struct kw_value *a, const struct kw_value *b)
{
    if (a->kind == KW_VALUE_INTEGER && b->kind == KW_VALUE_INTEGER)
        return (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
    if (a->kind == KW_VALUE_INTEGER)
        return order_mixed(a->as.integer, b->as.number);
    if (b->kind == KW_VALUE_INTEGER)
        return -order_mixed(b->as.integer, a->as.number);
    return (a->as.number > b->as.number) - (a->as.number < b->as.number);
}

static bool is_nan(const struct kw_value *v)
{
    return v->kind == KW_VALUE_FLOAT && isnan(v->as.number);
}

static bool same_path(const struct kw_value_path *a, const struct kw_value_path *b)
{
    if (a->edge_count != b->edge_count || a->nodes[0] != b->nodes[0])
        return false;
    for (size_t i = 0; i < a->edge_count; i++) {
        if (a->nodes[i + 1] != b->nodes[i + 1] || !kw_link_same(a->edges[i], b->edges[i]))
            return false;
    }
    return true;
}

static enum kw_truth equal_lists(const struct kw_value_list *a,
                                 const struct kw_value_list *b)
{
    if (a->count != b->count)
        return KW_FALSE;
    enum kw_truth all = KW_TRUE;
    for (size_t i = 0; i < a->count; i++) {
        enum kw_truth one = kw_value_equals(&a->items[i], &b->items[i]);
        if (one == KW_FALSE)
            return KW_FALSE;
        all = one == KW_UNKNOWN ? KW_UNKNOWN : all;
    }
    return all;
}

static enum kw_truth equal_maps(const struct kw_value_map *a,
                                const struct kw_value_map *b)
{
    if (a->count != b->count)
        return KW_FALSE;
    for (size_t i = 0; i < a->count; i++) {
        if (!kw_str_eq(a->entries[i].key, b->entries[i].key))
            return KW_FALSE;
    }
    enum kw_truth all = KW_TRUE;
    for (size_t i = 0; i < a->count; i++) {
        enum kw_truth one = kw_value_equals(&a->entries[i].value, &b->entries[i].value);
        if (one == KW_FALSE)
            return KW_FALSE;
        all = one == KW_UNKNOWN ? KW_UNKNOWN : all;
    }
    return all;
}

enum kw_truth kw_value_equals(const struct kw_value *a, const struct kw_value *b)
{
    if (kw_is_null(a) || kw_is_null(b))
        return KW_UNKNOWN;
    if (kw_is_number(a) && kw_is_number(b))
        return !is_nan(a) && !is_nan(b) && order_numbers(a, b) == 0 ? KW_TRUE : KW_FALSE;
    if (a->kind != b->kind)
        return KW_FALSE;
    switch (a->kind) {
    case KW_VALUE_BOOL:
        return a->as.truth == b->as.truth ? KW_TRUE : KW_FALSE;
    case KW_VALUE_STRING:
        return kw_str_eq(a->as.string, b->as.string) ? KW_TRUE : KW_FALSE;
    case KW_VALUE_LIST:
        return equal_lists(a->as.list, b->as.list);
    case KW_VALUE_MAP:
        return equal_maps(a->as.map, b->as.map);
    case KW_VALUE_NODE:
        return a->as.node == b->as.node ? KW_TRUE : KW_FALSE;
    case KW_VALUE_EDGE:
        return kw_link_same(a->as.edge, b->as.edge) ? KW_TRUE : KW_FALSE;
    default:
        return same_path(a->as.path, b->as.path) ? KW_TRUE : KW_FALSE;
    }
}

/* The order of two values that can be compared; false when they cannot. */
static bool comparable(const struct kw_value *a, const struct kw_value *b)
{
    if (kw_is_number(a) && kw_is_number(b))
        return true;
    return a->kind == b->kind &&
           (a->kind == KW_VALUE_BOOL || a->kind == KW_VALUE_STRING);
}

/* Lists compare item by item; an item that cannot be compared ends in unknown. */
static enum kw_truth compare_lists(const struct kw_value_list *a,
                                   const struct kw_value_list *b, int sign, bool or_equal)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        enum kw_truth equal = kw_value_equals(&a->items[i], &b->items[i]);
        if (equal == KW_UNKNOWN)
            return KW_UNKNOWN;
        if (equal == KW_FALSE)
            return kw_value_compare(&a->items[i], &b->items[i], sign, false);
    }
    int order = (a->count > b->count) - (a->count < b->count);
    return order == sign || (or_equal && order == 0) ? KW_TRUE : KW_FALSE;
}

enum kw_truth kw_value_compare(const struct kw_value *a, const struct kw_value *b,
                               int sign, bool or_equal)
{
    if (kw_is_null(a) || kw_is_null(b))
        return KW_UNKNOWN;
    if (a->kind == KW_VALUE_LIST && b->kind == KW_VALUE_LIST)
        return compare_lists(a->as.list, b->as.list, sign, or_equal);
    if (!comparable(a, b))
        return KW_UNKNOWN;
    if (is_nan(a) || is_nan(b))
        return KW_FALSE;
    int order = kw_value_order(a, b);
    order = (order > 0) - (order < 0);
    return order == sign || (or_equal && order == 0) ? KW_TRUE : KW_FALSE;
}

/* --- the total order ----------------------------------------------------------------- */

/* openCypher 9, "Orderability": map, node, edge, list, path, string, boolean, number,
 * null. */
static int rank(const struct kw_value *v)
{
    static const int ranks[KW_VALUE_KIND_COUNT] = {
        [KW_VALUE_MAP] = 0,    [KW_VALUE_NODE] = 1,    [KW_VALUE_EDGE] = 2,
        [KW_VALUE_LIST] = 3,   [KW_VALUE_PATH] = 4,    [KW_VALUE_STRING] = 5,
        [KW_VALUE_BOOL] = 6,   [KW_VALUE_INTEGER] = 7, [KW_VALUE_FLOAT] = 7,
        [KW_VALUE_NULL] = 9,
    };
    return is_nan(v) ? 8 : ranks[v->kind];
}

static int sign_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int order_links(const struct kw_link *a, const struct kw_link *b)
{
    int sign = sign_of(a->id, b->id);
    sign = sign ? sign : sign_of(a->from, b->from);
    sign = sign ? sign : sign_of(a->to, b->to);
    return sign ? sign : sign_of(a->type, b->type);
}

static int order_lists(const struct kw_value_list *a, const struct kw_value_list *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int sign = kw_value_order(&a->items[i], &b->items[i]);
        if (sign)
            return sign;
    }
    return sign_of((int64_t)a->count, (int64_t)b->count);
}

static int order_maps(const struct kw_value_map *a, const struct kw_value_map *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int sign = kw_str_cmp(a->entries[i].key, b->entries[i].key);
        if (sign == 0)
            sign = kw_value_order(&a->entries[i].value, &b->entries[i].value);
        if (sign)
            return sign;
    }
    return sign_of((int64_t)a->count, (int64_t)b->count);
}

static int order_paths(const struct kw_value_path *a, const struct kw_value_path *b)
{
    int sign = sign_of(a->nodes[0], b->nodes[0]);
    for (size_t i = 0; sign == 0 && i < a->edge_count && i < b->edge_count; i++) {
        sign = order_links(a->edges[i], b->edges[i]);
        if (sign == 0)
            sign = sign_of(a->nodes[i + 1], b->nodes[i + 1]);
    }
    return sign ? sign : sign_of((int64_t)a->edge_count, (int64_t)b->edge_count);
}

int kw_value_order(const struct kw_value *a, const struct kw_value *b)
{
    int x = rank(a), y = rank(b);
    if (x != y)
        return x < y ? -1 : 1;
    switch (a->kind) {
    case KW_VALUE_BOOL:
        return (int)a->as.truth - (int)b->as.truth;
    case KW_VALUE_INTEGER:
    case KW_VALUE_FLOAT:
        return is_nan(a) ? 0 : order_numbers(a, b);
    case KW_VALUE_STRING:
        return kw_str_cmp(a->as.string, b->as.string);
    case KW_VALUE_LIST:
        return order_lists(a->as.list, b->as.list);
    case KW_VALUE_MAP:
        return order_maps(a->as.map, b->as.map);
    case KW_VALUE_NODE:
        return sign_of(a->as.node, b->as.node);
    case KW_VALUE_EDGE:
        return order_links(a->as.edge, b->as.edge);
    case KW_VALUE_PATH:
        return order_paths(a->as.path, b->as.path);
    default:
        return 0;
    }
}

bool kw_value_same(const struct kw_value *a, const struct kw_value *b)
{
    return kw_value_order(a, b) == 0;
}

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash ^= more + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
    hash *= 0xBF58476D1CE4E5B9u;
    return hash ^ (hash >> 29);
}

static uint64_t hash_number(const struct kw_value *v)
{
    if (v->kind == KW_VALUE_INTEGER)
        return mix(3, (uint64_t)v->as.integer);
    double f = v->as.number;
    if (isnan(f))
        return 5;
    if (f >= -9223372036854775808.0 && f < 9223372036854775808.0 &&
        (double)(int64_t)f == f)
        return mix(3, (uint64_t)(int64_t)f);
    uint64_t bits;
    memcpy(&bits, &f, sizeof bits);
    return mix(4, bits);
}

static uint64_t hash_link(const struct kw_link *link)
{
    uint64_t hash = mix((uint64_t)link->id, (uint64_t)link->from);
    return mix(mix(hash, (uint64_t)link->to), link->type);
}

uint64_t kw_value_hash(const struct kw_value *v)
{
    uint64_t hash = (uint64_t)v->kind + 11;
    switch (v->kind) {
    case KW_VALUE_BOOL:
        return mix(hash, v->as.truth);
    case KW_VALUE_INTEGER:
    case KW_VALUE_FLOAT:
        return hash_number(v);
    case KW_VALUE_STRING:
        return mix(hash, kw_str_hash(v->as.string));
    case KW_VALUE_LIST:
        for (size_t i = 0; i < v->as.list->count; i++)
            hash = mix(hash, kw_value_hash(&v->as.list->items[i]));
        return hash;
    case KW_VALUE_MAP:
        for (size_t i = 0; i < v->as.map->count; i++) {
            hash = mix(hash, kw_str_hash(v->as.map->entries[i].key));
            hash = mix(hash, kw_value_hash(&v->as.map->entries[i].value));
        }
        return hash;
    case KW_VALUE_NODE:
        return mix(hash, (uint64_t)v->as.node);
    case KW_VALUE_EDGE:
        return mix(hash, hash_link(v->as.edge));
    case KW_VALUE_PATH:
        hash = mix(hash, (uint64_t)v->as.path->nodes[0]);
        for (size_t i = 0; i < v->as.path->edge_count; i++)
            hash = mix(hash, hash_link(v->as.path->edges[i]));
        return hash;
    default:
        return hash;
    }
}

/* --- copies -------------------------------------------------------------------------- */

static const struct kw_link *copy_link(struct kw_region *region,
                                       const struct kw_link *link)
{
    struct kw_link *copy = KW_GET(region, 1, struct kw_link);
    if (copy)
        *copy = *link;
    return copy;
}

static const struct kw_value_list *copy_list(struct kw_region *region,
                                             const struct kw_value_list *list)
{
    struct kw_value_list *copy = kw_value_list_new(region, list->count);
    for (size_t i = 0; copy && i < list->count; i++) {
        if (!kw_value_copy(region, &list->items[i], &copy->items[i]))
            return NULL;
    }
    return copy;
}

static const struct kw_value_map *copy_map(struct kw_region *region,
                                           const struct kw_value_map *map)
{
    struct kw_value_map *copy = kw_value_map_new(region, map->count);
    for (size_t i = 0; copy && i < map->count; i++) {
        copy->entries[i].key = kw_region_copy(region, map->entries[i].key);
        if (!copy->entries[i].key.ptr ||
            !kw_value_copy(region, &map->entries[i].value, &copy->entries[i].value))
            return NULL;
    }
    return copy;
}

static const struct kw_value_path *copy_path(struct kw_region *region,
                                             const struct kw_value_path *path)
{
    struct kw_value_path *copy = KW_GET(region, 1, struct kw_value_path);
    int64_t *nodes = KW_GET(region, path->edge_count + 1, int64_t);
    const struct kw_link **edges =
        KW_GET(region, path->edge_count, const struct kw_link *);
    if (!copy || !nodes || !edges)
        return NULL;
    memcpy(nodes, path->nodes, (path->edge_count + 1) * sizeof *nodes);
    for (size_t i = 0; i < path->edge_count; i++) {
        if (!(edges[i] = copy_link(region, path->edges[i])))
            return NULL;
    }
    *copy = (struct kw_value_path){nodes, edges, path->edge_count};
    return copy;
}

bool kw_value_copy(struct kw_region *region, const struct kw_value *v,
                   struct kw_value *out)
{
    struct kw_value copy = *v;
    bool done = true;
    if (v->kind == KW_VALUE_STRING) {
        copy.as.string = kw_region_copy(region, v->as.string);
        done = copy.as.string.ptr != NULL;
    } else if (v->kind == KW_VALUE_LIST) {
        done = (copy.as.list = copy_list(region, v->as.list)) != NULL;
    } else if (v->kind == KW_VALUE_MAP) {
        done = (copy.as.map = copy_map(region, v->as.map)) != NULL;
    } else if (v->kind == KW_VALUE_EDGE) {
        done = (copy.as.edge = copy_link(region, v->as.edge)) != NULL;
    } else if (v->kind == KW_VALUE_PATH) {
        done = (copy.as.path = copy_path(region, v->as.path)) != NULL;
    }
    if (done)
        *out = copy;
    return done;
}
