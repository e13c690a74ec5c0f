/* source_store.c - a store as a graph: entities, relations and co-occurrences, as the view
 * lets them be seen. */
#include <string.h>

#include "query/source.h"
#include "store/sql.h"

enum {
    CO_OCCURS = KW_RELATION_COUNT + 1, /* relations are their numbers plus 1 */
    BATCH = 512,
    CACHE = 256,
    CACHED_BYTES = 400,
};

/* An entity's columns, in the order of ASK_ENTITY. */
struct entity {
    int64_t id; /* 0: none */
    int64_t type, mentions, documents, stories, outlets, voice;
    struct kw_str key, name, kind, first, last;
    char bytes[CACHED_BYTES]; /* of the texts, where they fit */
};

struct stored {
    struct kw_store *store;
    const struct kw_view *view;
    struct entity cache[CACHE]; /* by id */
};

/* Rows of a query being gathered. */
struct gathered {
    const struct stored *stored;
    const struct kw_scan *scan;
    const struct kw_reach *reach;
    struct kw_region *region;
    int64_t *nodes;
    struct kw_link *links;
    size_t count, capacity, rows;
    int64_t near;           /* the node whose edges are gathered */
    bool second;            /* loops came with the first query */
    struct kw_str last_key; /* of a scan */
};

static bool sees_entity(const struct stored *s, int64_t type, int64_t voice)
{
    return type >= 0 && type < KW_TYPE_COUNT && (s->view->voices || !voice) &&
           (s->view->types == 0 || s->view->types >> type & 1);
}

static bool has_label(const struct kw_scan *scan, int64_t type)
{
    struct kw_str name = kw_str_of(kw_type_label((enum kw_type)type)->name);
    size_t has = 0;
    for (size_t i = 0; i < scan->label_count; i++)
        has += kw_str_eq(scan->labels[i], name);
    return scan->any_label ? has > 0 : has == scan->label_count;
}

static enum kw_status take_node(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct gathered *g = context;
    g->rows++;
    if (g->scan->property.len == 0) {
        g->last_key = kw_region_copy(g->region, c[3].text);
        if (!g->last_key.ptr)
            return kw_region_fail(g->region, err);
    }
    if (!sees_entity(g->stored, c[1].number, c[2].number) ||
        !has_label(g->scan, c[1].number))
        return KW_OK;
    if (g->count == g->capacity) {
        size_t capacity = g->capacity ? g->capacity * 2 : 16;
        int64_t *nodes = KW_GET(g->region, capacity, int64_t);
        if (!nodes)
            return kw_region_fail(g->region, err);
        if (g->count)
            memcpy(nodes, g->nodes, g->count * sizeof *nodes);
        g->nodes = nodes;
        g->capacity = capacity;
    }
    g->nodes[g->count++] = c[0].number;
    return KW_OK;
}

static enum kw_status scan(void *context, struct kw_scan *scan, struct kw_region *region,
                           const int64_t **nodes, size_t *count, struct kw_error *err)
{
    struct stored *s = context;
    struct gathered g = {.stored = s, .scan = scan, .region = region};
    struct kw_str from = {0};
    enum kw_status status = KW_OK;
    if (scan->property.len) {
        enum kw_query query =
            kw_str_eq(scan->property, KW_STR("key")) ? KW_Q_ASK_KEY : KW_Q_ASK_NAME;
        scan->done = true;
        if (scan->value.kind == KW_VALUE_STRING)
            status = kw_store_each(s->store, query, take_node, &g, err,
                                   scan->value.as.string);
    } else {
        if (scan->begun)
            from = scan->place.as.string;
        status = kw_store_each(s->store, KW_Q_ASK_SCAN, take_node, &g, err, from,
                               (int64_t)BATCH);
        scan->done = g.rows < BATCH;
        scan->place = kw_value_string(g.last_key);
    }
    scan->begun = true;
    *nodes = g.nodes;
    *count = g.count;
    return status;
}

/* --- edges --------------------------------------------------------------------------- */

static bool wants_type(const struct kw_reach *reach, uint32_t type)
{
    for (size_t i = 0; i < reach->type_count; i++) {
        if (reach->types[i] == type)
            return true;
    }
    return reach->type_count == 0;
}

static enum kw_status add_link(struct gathered *g, struct kw_link link,
                               struct kw_error *err)
{
    if (g->count == g->capacity) {
        size_t capacity = g->capacity ? g->capacity * 2 : 16;
        struct kw_link *links = KW_GET(g->region, capacity, struct kw_link);
        if (!links)
            return kw_region_fail(g->region, err);
        if (g->count)
            memcpy(links, g->links, g->count * sizeof *links);
        g->links = links;
        g->capacity = capacity;
    }
    g->links[g->count++] = link;
    return KW_OK;
}

static enum kw_status take_relation(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct gathered *g = context;
    const struct kw_view *view = g->stored->view;
    int64_t type = c[3].number, polarity = c[4].number;
    if (type < 0 || type >= KW_RELATION_COUNT || polarity < 0 || polarity > 1)
        return kw_fail(err, KW_STORE, "a type that is none: the store is damaged");
    bool seen = (g->reach->all_polarities || view->polarities >> polarity & 1) &&
                (view->relations == 0 || view->relations >> type & 1) &&
                wants_type(g->reach, (uint32_t)type + 1) && c[7].number &&
                sees_entity(g->stored, c[5].number, c[6].number);
    bool again = g->second && c[1].number == c[2].number;
    if (!seen || again)
        return KW_OK;
    struct kw_link link = {c[0].number, c[1].number, c[2].number, (uint32_t)type + 1};
    return add_link(g, link, err);
}

static enum kw_status take_pair(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct gathered *g = context;
    if (!sees_entity(g->stored, c[2].number, c[3].number))
        return KW_OK;
    return add_link(g, (struct kw_link){0, c[0].number, c[1].number, CO_OCCURS}, err);
}

/* Statements lead one way; to occur together leads neither, so both directions see it. */
static enum kw_status expand(void *context, int64_t node, const struct kw_reach *reach,
                             const struct kw_link **links, size_t *count,
                             struct kw_error *err)
{
    struct stored *s = context;
    struct gathered g = {.stored = s, .reach = reach, .region = reach->region,
                         .near = node};
    const struct kw_view *view = s->view;
    bool relations = reach->type_count == 0, pairs = wants_type(reach, CO_OCCURS);
    for (size_t i = 0; i < reach->type_count; i++)
        relations |= reach->types[i] != CO_OCCURS;
    relations &= view->layers >> KW_LAYER_STATEMENTS & 1;
    pairs &= view->layers >> KW_LAYER_COOCCURRENCE & 1;
    int64_t modalities = (int64_t)view->modalities;
    enum kw_status status = KW_OK;
    if (relations && reach->out)
        status = kw_store_each(s->store, KW_Q_ASK_OUT, take_relation, &g, err, modalities,
                               node);
    g.second = reach->out;
    if (status == KW_OK && relations && reach->in)
        status = kw_store_each(s->store, KW_Q_ASK_IN, take_relation, &g, err, modalities,
                               node);
    if (status == KW_OK && pairs)
        status = kw_store_each(s->store, KW_Q_ASK_PAIRS_A, take_pair, &g, err, node);
    if (status == KW_OK && pairs)
        status = kw_store_each(s->store, KW_Q_ASK_PAIRS_B, take_pair, &g, err, node);
    *links = g.links;
    *count = g.count;
    return status;
}

/* --- properties ---------------------------------------------------------------------- */

struct loading {
    struct entity *entity;
    struct kw_region *region;
    bool cached;
};

static enum kw_status keep(struct loading *l, struct kw_str s, size_t *used,
                           struct kw_str *out, struct kw_error *err)
{
    if (*used + s.len <= CACHED_BYTES) {
        if (s.len)
            memcpy(l->entity->bytes + *used, s.ptr, s.len);
        *out = (struct kw_str){l->entity->bytes + *used, s.len};
        *used += s.len;
        return KW_OK;
    }
    l->cached = false; /* only as long as the region */
    *out = kw_region_copy(l->region, s);
    return out->ptr ? KW_OK : kw_region_fail(l->region, err);
}

static enum kw_status take_entity(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct loading *l = context;
    struct entity *e = l->entity;
    size_t used = 0;
    e->type = c[2].number;
    e->mentions = c[4].number;
    e->documents = c[5].number;
    e->stories = c[6].number;
    e->outlets = c[7].number;
    e->voice = c[10].number;
    enum kw_status status = keep(l, c[0].text, &used, &e->key, err);
    if (status == KW_OK)
        status = keep(l, c[1].text, &used, &e->name, err);
    if (status == KW_OK)
        status = keep(l, c[3].text, &used, &e->kind, err);
    if (status == KW_OK)
        status = keep(l, c[8].text, &used, &e->first, err);
    return status == KW_OK ? keep(l, c[9].text, &used, &e->last, err) : status;
}

static enum kw_status load(struct stored *s, int64_t id, struct kw_region *region,
                           struct entity **out, struct kw_error *err)
{
    struct entity *e = &s->cache[(uint64_t)id % CACHE];
    *out = e;
    if (e->id == id)
        return KW_OK;
    struct loading l = {e, region, true};
    *e = (struct entity){.id = 0};
    enum kw_status status =
        kw_store_each(s->store, KW_Q_ASK_ENTITY, take_entity, &l, err, id);
    if (status == KW_OK && l.cached)
        e->id = id;
    return status;
}

static bool text_or_null(struct kw_str s, struct kw_value *out)
{
    *out = s.len ? kw_value_string(s) : kw_null;
    return true;
}

/* Columns of the views entities, relations and cooccurrence; one table serves reading
 * and listing them. */
static const char *const node_names[] = {"key",     "name",    "type",    "kind",
                                         "mentions", "documents", "stories", "outlets",
                                         "first",   "last",    "voice",   NULL};
static const char *const edge_names[] = {"type",    "polarity", "evidence", "documents",
                                         "stories", "outlets",  "denied",   "alleged",
                                         "first",   "last",     "sentences", NULL};

static struct kw_value entity_column(const struct entity *e, size_t n)
{
    struct kw_value v = kw_null;
    switch (n) {
    case 0:
        text_or_null(e->key, &v);
        return v;
    case 1:
        text_or_null(e->name, &v);
        return v;
    case 2:
        return kw_value_string(kw_str_of(kw_type_label((enum kw_type)e->type)->name));
    case 3:
        text_or_null(e->kind, &v);
        return v;
    case 4:
        return kw_value_integer(e->mentions);
    case 5:
        return kw_value_integer(e->documents);
    case 6:
        return kw_value_integer(e->stories);
    case 7:
        return kw_value_integer(e->outlets);
    case 8:
        text_or_null(e->first, &v);
        return v;
    case 9:
        text_or_null(e->last, &v);
        return v;
    default:
        return kw_value_bool(e->voice != 0);
    }
}

struct edge {
    const struct kw_link *link;
    struct kw_region *region;
    struct kw_value columns[11]; /* as in edge_names */
};

static enum kw_status take_edge(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct edge *e = context;
    if (e->link->type == CO_OCCURS) {
        e->columns[10] = kw_value_integer(c[0].number);
        e->columns[3] = kw_value_integer(c[1].number);
        e->columns[4] = kw_value_integer(c[2].number);
        return KW_OK;
    }
    e->columns[1] = kw_value_string(c[0].number ? KW_STR("-") : KW_STR("+"));
    for (size_t i = 1; i < 5; i++)
        e->columns[i + 1] = kw_value_integer(c[i].number);
    e->columns[6] = kw_value_integer(c[0].number ? c[1].number : 0);
    e->columns[7] = kw_value_integer(c[5].number);
    for (size_t i = 6; i < 8; i++) {
        if (c[i].text.len == 0)
            continue;
        e->columns[i + 2] = kw_value_string(kw_region_copy(e->region, c[i].text));
        if (!e->columns[i + 2].as.string.ptr)
            return kw_region_fail(e->region, err);
    }
    return KW_OK;
}

static struct kw_str type_name(void *context, uint32_t type)
{
    (void)context;
    if (type == CO_OCCURS)
        return KW_STR("CO_OCCURS");
    return kw_str_of(kw_relation_label((enum kw_relation)(type - 1))->name);
}

static enum kw_status load_edge(struct stored *s, const struct kw_link *link,
                                struct kw_region *region, struct edge *out,
                                struct kw_error *err)
{
    *out = (struct edge){.link = link, .region = region};
    out->columns[0] = kw_value_string(type_name(s, link->type));
    if (link->type == CO_OCCURS)
        return kw_store_each(s->store, KW_Q_ASK_PAIR, take_edge, out, err, link->from,
                             link->to);
    return kw_store_each(s->store, KW_Q_ASK_RELATION, take_edge, out, err, link->id);
}

static enum kw_status all(void *context, const struct kw_value *of,
                          struct kw_region *region, struct kw_value *out,
                          struct kw_error *err)
{
    struct entity *entity = NULL;
    struct edge edge;
    bool node = of->kind == KW_VALUE_NODE;
    enum kw_status status = node ? load(context, of->as.node, region, &entity, err)
                                 : load_edge(context, of->as.edge, region, &edge, err);
    if (status != KW_OK)
        return status;
    struct kw_value_map *map = kw_value_map_new(region, 11);
    if (!map)
        return kw_region_fail(region, err);
    map->count = 0;
    for (size_t i = 0; i < 11; i++) {
        struct kw_value v = node ? entity_column(entity, i) : edge.columns[i];
        struct kw_value copy;
        if (kw_is_null(&v))
            continue;
        if (!kw_value_copy(region, &v, &copy))
            return kw_region_fail(region, err);
        map->entries[map->count++] = (struct kw_value_entry){
            kw_str_of(node ? node_names[i] : edge_names[i]), copy};
    }
    kw_value_map_sort(map);
    *out = (struct kw_value){.kind = KW_VALUE_MAP, .as.map = map};
    return KW_OK;
}

static enum kw_status read(void *context, const struct kw_value *of, struct kw_str name,
                           struct kw_region *region, struct kw_value *out,
                           struct kw_error *err)
{
    *out = kw_null;
    if (of->kind == KW_VALUE_NODE) {
        struct entity *entity;
        enum kw_status status = load(context, of->as.node, region, &entity, err);
        for (size_t i = 0; status == KW_OK && node_names[i]; i++) {
            if (!kw_str_eq(name, kw_str_of(node_names[i])))
                continue;
            struct kw_value v = entity_column(entity, i);
            /* The cache may be overwritten while the row lives. */
            return kw_value_copy(region, &v, out) ? KW_OK : kw_region_fail(region, err);
        }
        return status;
    }
    struct edge edge;
    enum kw_status status = load_edge(context, of->as.edge, region, &edge, err);
    for (size_t i = 0; status == KW_OK && edge_names[i]; i++) {
        if (kw_str_eq(name, kw_str_of(edge_names[i])))
            *out = edge.columns[i];
    }
    return status;
}

static enum kw_status labels(void *context, int64_t node, struct kw_region *region,
                             struct kw_value *out, struct kw_error *err)
{
    struct entity *entity;
    enum kw_status status = load(context, node, region, &entity, err);
    struct kw_value_list *list = kw_value_list_new(region, 1);
    if (status != KW_OK || !list)
        return status != KW_OK ? status : kw_region_fail(region, err);
    list->items[0] = entity_column(entity, 2);
    *out = kw_value_items(list);
    return KW_OK;
}

/* --- names --------------------------------------------------------------------------- */

static bool type_number(void *context, struct kw_str name, uint32_t *type)
{
    for (uint32_t i = 1; i <= CO_OCCURS; i++) {
        if (i != KW_RELATION_COUNT + 0u + 1u ? kw_str_eq(type_name(context, i), name)
                                             : kw_str_eq(name, KW_STR("CO_OCCURS"))) {
            *type = i;
            return true;
        }
    }
    return false;
}

static const char *label(void *context, unsigned n)
{
    (void)context;
    return n < KW_TYPE_COUNT ? kw_type_label((enum kw_type)n)->name : NULL;
}

static const char *type(void *context, unsigned n)
{
    (void)context;
    if (n == KW_RELATION_COUNT)
        return "CO_OCCURS";
    return n < KW_RELATION_COUNT ? kw_relation_label((enum kw_relation)n)->name : NULL;
}

static const char *property(void *context, unsigned n)
{
    enum { NODES = sizeof node_names / sizeof node_names[0] - 1 };
    (void)context;
    if (n < NODES)
        return node_names[n];
    n -= NODES;
    return n < sizeof edge_names / sizeof edge_names[0] ? edge_names[n] : NULL;
}

enum kw_status kw_store_source(struct kw_store *store, const struct kw_view *view,
                               struct kw_arena *arena, struct kw_source *out,
                               struct kw_error *err)
{
    struct stored *stored = KW_NEW(arena, 1, struct stored);
    if (!stored)
        return kw_nomem(err);
    stored->store = store;
    stored->view = view;
    *out = (struct kw_source){.context = stored, .closed = true, .scan = scan,
                              .expand = expand, .read = read, .all = all,
                              .labels = labels, .type_name = type_name,
                              .type_number = type_number, .label = label, .type = type,
                              .property = property};
    return KW_OK;
}
