/* source_store.c - a store as a graph: entities, relations and co-occurrences, as the
 * view lets them be seen. */
#include <string.h>

#include "query/stored.h"
#include "query/token.h"

enum { BATCH = 512 }; /* nodes of a scan at a time */

/* Rows of a query being gathered. */
struct gathered {
    struct kw_stored *stored;
    const struct kw_scan *scan;
    const struct kw_reach *reach;
    struct kw_region *region;
    uint32_t labels; /* types that fit, as bits */
    int64_t *nodes;
    struct kw_link *links;
    size_t count, capacity, rows;
    bool second;            /* the edges that lead to the node, after those from it */
    struct kw_str last_key; /* of a scan */
};

/* --- labels ----------------------------------------------------------------------- */

/* The types that fit labels: an entity has one. */
static uint32_t type_bits(const struct kw_str *labels, size_t count, bool any)
{
    uint32_t bits = any && count ? 0 : UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t one = 0;
        for (unsigned type = 0; type < KW_TYPE_COUNT; type++) {
            if (kw_str_eq(labels[i], kw_str_of(kw_type_label((enum kw_type)type)->name)))
                one = 1u << type;
        }
        bits = any ? bits | one : bits & one;
    }
    return bits;
}

static bool sees_entity(const struct gathered *g, int64_t type, int64_t voice)
{
    const struct kw_view *view = g->stored->view;
    return type >= 0 && type < KW_TYPE_COUNT && g->labels >> type & 1 &&
           (view->voices || !voice) && (view->types == 0 || view->types >> type & 1);
}

/* --- nodes ------------------------------------------------------------------------ */

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
    if (!sees_entity(g, c[1].number, c[2].number))
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
    struct kw_stored *s = context;
    struct gathered g = {.stored = s,
                         .scan = scan,
                         .region = region,
                         .labels =
                             type_bits(scan->labels, scan->label_count, scan->any_label)};
    struct kw_str from = {0};
    enum kw_status status = KW_OK;
    if (scan->property.len) {
        enum kw_query query =
            kw_str_eq(scan->property, KW_STR("key")) ? KW_Q_ASK_KEY : KW_Q_ASK_NAME;
        scan->done = true;
        if (scan->value.kind == KW_VALUE_STRING)
            status =
                kw_store_each(s->store, query, take_node, &g, err, scan->value.as.string);
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

/* --- edges ------------------------------------------------------------------------ */

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

/* Remembers what came with a link: its own columns and those of the node it leads to. */
static enum kw_status remember(struct gathered *g, const struct kw_known_edge *edge,
                               const struct kw_known_entity *entity, struct kw_error *err)
{
    struct kw_known *known = g->stored->known;
    bool kept = kw_known_add_edge(known, edge) && kw_known_add_entity(known, entity);
    return kept ? KW_OK : kw_region_fail(&known->region, err);
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
                sees_entity(g, c[5].number, c[6].number);
    bool again = g->second && g->reach->out && c[1].number == c[2].number;
    if (!seen || again)
        return KW_OK;
    struct kw_link link = {c[0].number, c[1].number, c[2].number, (uint32_t)type + 1};
    enum kw_status status = KW_OK;
    if (g->reach->whole) {
        struct kw_known_edge edge = kw_stored_relation(link, c + 8);
        struct kw_known_entity far =
            kw_stored_entity(g->second ? link.from : link.to, c + 17);
        status = remember(g, &edge, &far, err);
    }
    return status == KW_OK ? add_link(g, link, err) : status;
}

static enum kw_status take_pair(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct gathered *g = context;
    if (!sees_entity(g, c[2].number, c[3].number))
        return KW_OK;
    struct kw_link link = {0, c[0].number, c[1].number, KW_CO_OCCURS};
    enum kw_status status = KW_OK;
    if (g->reach->whole) {
        struct kw_known_edge edge = kw_stored_pair(link, c + 4);
        struct kw_known_entity far =
            kw_stored_entity(g->second ? link.from : link.to, c + 7);
        status = remember(g, &edge, &far, err);
    }
    return status == KW_OK ? add_link(g, link, err) : status;
}

/* The least and the greatest of the types wanted, as the store counts them. */
static void type_range(const struct kw_reach *reach, int64_t *least, int64_t *most)
{
    *least = reach->type_count ? INT64_MAX : 0;
    *most = reach->type_count ? -1 : KW_RELATION_COUNT;
    for (size_t i = 0; i < reach->type_count; i++) {
        int64_t type = (int64_t)reach->types[i] - 1;
        if (reach->types[i] == KW_CO_OCCURS)
            continue;
        *least = type < *least ? type : *least;
        *most = type > *most ? type : *most;
    }
}

/* Statements lead one way; to occur together leads neither, so both directions see it. */
static enum kw_status expand(void *context, int64_t node, const struct kw_reach *reach,
                             const struct kw_link **links, size_t *count,
                             struct kw_error *err)
{
    struct kw_stored *s = context;
    struct gathered g = {
        .stored = s,
        .reach = reach,
        .region = reach->region,
        .labels = type_bits(reach->labels, reach->label_count, reach->any_label)};
    const struct kw_view *view = s->view;
    int64_t least, most, modalities = (int64_t)view->modalities;
    type_range(reach, &least, &most);
    bool relations = least <= most && view->layers >> KW_LAYER_STATEMENTS & 1;
    bool pairs =
        wants_type(reach, KW_CO_OCCURS) && view->layers >> KW_LAYER_COOCCURRENCE & 1;
    bool whole = reach->whole;
    int64_t least_sentences = view->window == KW_WINDOW_SENTENCE;
    enum kw_status status = KW_OK;
    if (relations && reach->out)
        status = kw_store_each(s->store, whole ? KW_Q_ASK_OUT_WHOLE : KW_Q_ASK_OUT,
                               take_relation, &g, err, modalities, node, least, most);
    g.second = true;
    if (status == KW_OK && relations && reach->in)
        status = kw_store_each(s->store, whole ? KW_Q_ASK_IN_WHOLE : KW_Q_ASK_IN,
                               take_relation, &g, err, modalities, node, least, most);
    g.second = false;
    if (status == KW_OK && pairs)
        status =
            kw_store_each(s->store, whole ? KW_Q_ASK_PAIRS_A_WHOLE : KW_Q_ASK_PAIRS_A,
                          take_pair, &g, err, node, least_sentences);
    g.second = true;
    if (status == KW_OK && pairs)
        status =
            kw_store_each(s->store, whole ? KW_Q_ASK_PAIRS_B_WHOLE : KW_Q_ASK_PAIRS_B,
                          take_pair, &g, err, node, least_sentences);
    *links = g.links;
    *count = g.count;
    return status;
}

/* --- names ------------------------------------------------------------------------ */

static bool type_number(void *context, struct kw_str name, uint32_t *type)
{
    for (uint32_t i = 1; i <= KW_CO_OCCURS; i++) {
        if (kw_str_eq(kw_stored_type(context, i), name)) {
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
    return n < KW_CO_OCCURS ? kw_stored_type(context, n + 1).ptr : NULL;
}

static const char *property(void *context, unsigned n)
{
    (void)context;
    unsigned nodes = 0;
    while (nodes <= n && kw_stored_node_column(nodes))
        nodes++;
    return n < nodes ? kw_stored_node_column(n) : kw_stored_edge_column(n - nodes);
}

/* Options of a view that look at single documents or at the graph as a whole: what a
 * relation holds of itself cannot tell. */
static enum kw_status check_view(const struct kw_view *view, struct kw_error *err)
{
    const struct {
        const char *option;
        bool given;
    } options[] = {
        {"--window paragraph or a number",
         view->sliding ||
             (view->window != KW_WINDOW_SENTENCE && view->window != KW_WINDOW_DOCUMENT)},
        {"--min", view->minimum > 1},
        {"--since or --until", view->since != KW_DAY_NONE || view->until != KW_DAY_NONE},
        {"--published-since or --published-until",
         view->published_since != KW_DAY_NONE || view->published_until != KW_DAY_NONE},
        {"--publisher", view->publisher.len > 0},
        {"--said-by", view->speaker.len > 0},
        {"--around", view->around.len > 0},
        {"--component", view->component.len > 0},
        {"--top", view->top_given || view->top > 0},
        {"--backbone", view->backbone != KW_BACKBONE_NONE},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (options[i].given)
            return kw_fail(err, KW_USAGE,
                           "a query cannot go by %s; ask for it in the query "
                           "itself, as in WHERE r.stories > 1 AND r.first >= '2023'",
                           options[i].option);
    }
    return KW_OK;
}

enum kw_status kw_store_source(struct kw_store *store, const struct kw_view *view,
                               struct kw_known *known, struct kw_arena *arena,
                               struct kw_source *out, struct kw_error *err)
{
    enum kw_status status = check_view(view, err);
    struct kw_stored *stored = KW_NEW(arena, 1, struct kw_stored);
    if (status != KW_OK)
        return status;
    if (!stored)
        return kw_nomem(err);
    *stored = (struct kw_stored){store, view, known};
    *out = (struct kw_source){.context = stored,
                              .closed = true,
                              .scan = scan,
                              .expand = expand,
                              .read = kw_stored_read,
                              .all = kw_stored_all,
                              .labels = kw_stored_labels,
                              .type_name = kw_stored_type,
                              .type_number = type_number,
                              .label = label,
                              .type = type,
                              .property = property};
    return KW_OK;
}

const char *kw_ask_word(enum kw_ask_words list, unsigned n)
{
    switch (list) {
    case KW_ASK_KEYWORDS:
        return kw_keyword(n);
    case KW_ASK_LABELS:
        return n + 1 < KW_TYPE_COUNT ? label(NULL, n + 1) : NULL;
    case KW_ASK_TYPES:
        return type(NULL, n);
    case KW_ASK_NODE_PROPERTIES:
        return kw_stored_node_column(n);
    case KW_ASK_EDGE_PROPERTIES:
        return kw_stored_edge_column(n);
    case KW_ASK_WORDS_COUNT:
        break;
    }
    return NULL;
}
