/* columns.c - what a store tells of an entity, a relation or a co-occurrence, as
 * properties. */
#include "query/stored.h"

#include "knotwork/time.h"

/* Columns of an entity, as KW_ASK_ENTITY_COLUMNS of store/queries.h. */
struct kw_known_entity kw_stored_entity(int64_t id, const struct kw_cell *c)
{
    return (struct kw_known_entity){.id = id,
                                    .key = c[0].text,
                                    .name = c[1].text,
                                    .kind = c[2].text,
                                    .type = c[3].number,
                                    .mentions = c[4].number,
                                    .documents = c[5].number,
                                    .stories = c[6].number,
                                    .outlets = c[7].number,
                                    .first = c[8].number,
                                    .last = c[9].number,
                                    .voice = c[10].number};
}

/* ... of a relation, as KW_ASK_RELATION_COLUMNS. */
struct kw_known_edge kw_stored_relation(struct kw_link link, const struct kw_cell *c)
{
    return (struct kw_known_edge){.link = link,
                                  .polarity = c[0].number,
                                  .evidence = c[1].number,
                                  .documents = c[2].number,
                                  .stories = c[3].number,
                                  .outlets = c[4].number,
                                  .alleged = c[5].number,
                                  .first = c[6].number,
                                  .last = c[7].number,
                                  .disputed = c[8].number};
}

struct kw_known_edge kw_stored_pair(struct kw_link link, const struct kw_cell *c)
{
    return (struct kw_known_edge){.link = link,
                                  .sentences = c[0].number,
                                  .documents = c[1].number,
                                  .stories = c[2].number,
                                  .first = KW_DAY_NONE,
                                  .last = KW_DAY_NONE};
}

struct kw_str kw_stored_type(void *context, uint32_t type)
{
    (void)context;
    if (type == KW_CO_OCCURS)
        return KW_STR("CO_OCCURS");
    return kw_str_of(kw_relation_label((enum kw_relation)(type - 1))->name);
}

/* --- records ---------------------------------------------------------------------- */

struct loading {
    struct kw_known *known;
    const struct kw_link *link; /* or NULL */
    int64_t id;
    const void *found;
};

static enum kw_status take_entity(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct loading *l = context;
    struct kw_known_entity entity = kw_stored_entity(l->id, c);
    l->found = kw_known_add_entity(l->known, &entity);
    return l->found ? KW_OK : kw_region_fail(&l->known->region, err);
}

static enum kw_status take_edge(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct loading *l = context;
    struct kw_known_edge edge = l->link->type == KW_CO_OCCURS
                                    ? kw_stored_pair(*l->link, c)
                                    : kw_stored_relation(*l->link, c);
    l->found = kw_known_add_edge(l->known, &edge);
    return l->found ? KW_OK : kw_region_fail(&l->known->region, err);
}

static enum kw_status load_entity(struct kw_stored *s, int64_t id,
                                  const struct kw_known_entity **out,
                                  struct kw_error *err)
{
    struct loading l = {.known = s->known, .id = id};
    enum kw_status status = KW_OK;
    if (!(*out = kw_known_entity(s->known, id))) {
        status = kw_store_each(s->store, KW_Q_ASK_ENTITY, take_entity, &l, err, id);
        *out = l.found;
    }
    return status == KW_OK && !*out
               ? kw_fail(err, KW_STORE, "an edge leads nowhere: the store is damaged")
               : status;
}

static enum kw_status load_edge(struct kw_stored *s, const struct kw_link *link,
                                const struct kw_known_edge **out, struct kw_error *err)
{
    struct loading l = {.known = s->known, .link = link};
    enum kw_status status = KW_OK;
    if (!(*out = kw_known_edge(s->known, link))) {
        status = link->type == KW_CO_OCCURS
                     ? kw_store_each(s->store, KW_Q_ASK_PAIR, take_edge, &l, err,
                                     link->from, link->to)
                     : kw_store_each(s->store, KW_Q_ASK_RELATION, take_edge, &l, err,
                                     link->id);
        *out = l.found;
    }
    return status == KW_OK && !*out
               ? kw_fail(err, KW_STORE, "an edge is gone: the store is damaged")
               : status;
}

static bool text_value(struct kw_region *region, struct kw_str s, struct kw_value *out)
{
    *out = s.len ? kw_value_string(kw_region_copy(region, s)) : kw_null;
    return !s.len || out->as.string.ptr;
}

static bool day_value(struct kw_region *region, int64_t day, struct kw_value *out)
{
    char text[KW_TIME_TEXT] = "";
    if (day != KW_DAY_NONE)
        kw_day_print((int32_t)day, text);
    return text_value(region, kw_str_of(text), out);
}

/* The columns of the views entities, relations and cooccurrence. */
enum column {
    KEY,
    NAME,
    TYPE,
    KIND,
    MENTIONS,
    DOCUMENTS,
    STORIES,
    OUTLETS,
    FIRST,
    LAST,
    VOICE,
    POLARITY,
    EVIDENCE,
    DENIED,
    ALLEGED,
    DISPUTED,
    SENTENCES
};
struct named_column {
    const char *name;
    enum column column;
};
static const struct named_column node_columns[] = {
    {"key", KEY},         {"name", NAME},         {"type", TYPE},
    {"kind", KIND},       {"mentions", MENTIONS}, {"documents", DOCUMENTS},
    {"stories", STORIES}, {"outlets", OUTLETS},   {"first", FIRST},
    {"last", LAST},       {"voice", VOICE}};
static const struct named_column edge_columns[] = {
    {"type", TYPE},           {"polarity", POLARITY},  {"evidence", EVIDENCE},
    {"documents", DOCUMENTS}, {"stories", STORIES},    {"outlets", OUTLETS},
    {"denied", DENIED},       {"alleged", ALLEGED},    {"disputed", DISPUTED},
    {"first", FIRST},         {"last", LAST},          {"sentences", SENTENCES}};
enum {
    NODE_COLUMNS = sizeof node_columns / sizeof node_columns[0],
    EDGE_COLUMNS = sizeof edge_columns / sizeof edge_columns[0],
};

/* The value of a column; false when memory is out. */
static bool entity_value(const struct kw_known_entity *e, enum column column,
                         struct kw_region *region, struct kw_value *out)
{
    switch (column) {
    case KEY:
        return text_value(region, e->key, out);
    case NAME:
        return text_value(region, e->name, out);
    case KIND:
        return text_value(region, e->kind, out);
    case TYPE:
        *out = kw_value_string(kw_str_of(kw_type_label((enum kw_type)e->type)->name));
        return true;
    case FIRST:
        return day_value(region, e->first, out);
    case LAST:
        return day_value(region, e->last, out);
    case VOICE:
        *out = kw_value_bool(e->voice != 0);
        return true;
    default:
        *out = kw_value_integer(column == MENTIONS    ? e->mentions
                                : column == DOCUMENTS ? e->documents
                                : column == STORIES   ? e->stories
                                                      : e->outlets);
        return true;
    }
}

static bool edge_value(const struct kw_known_edge *e, enum column column,
                       struct kw_region *region, struct kw_value *out)
{
    bool pair = e->link.type == KW_CO_OCCURS;
    *out = kw_null;
    switch (column) {
    case TYPE:
        *out = kw_value_string(kw_stored_type(NULL, e->link.type));
        return true;
    case DOCUMENTS:
        *out = kw_value_integer(e->documents);
        return true;
    case STORIES:
        *out = kw_value_integer(e->stories);
        return true;
    case SENTENCES:
        *out = pair ? kw_value_integer(e->sentences) : kw_null;
        return true;
    case FIRST:
        return day_value(region, e->first, out);
    case LAST:
        return day_value(region, e->last, out);
    default:
        break;
    }
    if (pair)
        return true;
    if (column == DISPUTED)
        *out = kw_value_bool(e->disputed != 0);
    else if (column == POLARITY)
        *out = kw_value_string(e->polarity ? KW_STR("-") : KW_STR("+"));
    else
        *out = kw_value_integer(column == EVIDENCE  ? e->evidence
                                : column == OUTLETS ? e->outlets
                                : column == ALLEGED ? e->alleged
                                : e->polarity       ? e->evidence
                                                    : 0);
    return true;
}

static enum kw_status value_of(struct kw_stored *s, const struct kw_value *of,
                               enum column column, struct kw_region *region,
                               struct kw_value *out, struct kw_error *err)
{
    const struct kw_known_entity *entity;
    const struct kw_known_edge *edge;
    bool node = of->kind == KW_VALUE_NODE, made = true;
    enum kw_status status = node ? load_entity(s, of->as.node, &entity, err)
                                 : load_edge(s, of->as.edge, &edge, err);
    if (status == KW_OK)
        made = node ? entity_value(entity, column, region, out)
                    : edge_value(edge, column, region, out);
    return made ? status : kw_region_fail(region, err);
}

enum kw_status kw_stored_all(void *context, const struct kw_value *of,
                             struct kw_region *region, struct kw_value *out,
                             struct kw_error *err)
{
    bool node = of->kind == KW_VALUE_NODE;
    const struct named_column *columns = node ? node_columns : edge_columns;
    size_t count = node ? NODE_COLUMNS : EDGE_COLUMNS;
    struct kw_value_map *map = kw_value_map_new(region, count);
    enum kw_status status = map ? KW_OK : kw_region_fail(region, err);
    size_t kept = 0;
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_value_entry *entry = &map->entries[kept];
        entry->key = kw_str_of(columns[i].name);
        status = value_of(context, of, columns[i].column, region, &entry->value, err);
        kept += status == KW_OK && !kw_is_null(&entry->value);
    }
    if (status != KW_OK)
        return status;
    map->count = kept;
    kw_value_map_sort(map);
    *out = (struct kw_value){.kind = KW_VALUE_MAP, .as.map = map};
    return KW_OK;
}

enum kw_status kw_stored_read(void *context, const struct kw_value *of,
                              struct kw_str name, struct kw_region *region,
                              struct kw_value *out, struct kw_error *err)
{
    bool node = of->kind == KW_VALUE_NODE;
    const struct named_column *columns = node ? node_columns : edge_columns;
    *out = kw_null;
    for (size_t i = 0; i < (node ? NODE_COLUMNS : EDGE_COLUMNS); i++) {
        if (kw_str_eq(name, kw_str_of(columns[i].name)))
            return value_of(context, of, columns[i].column, region, out, err);
    }
    return KW_OK;
}

enum kw_status kw_stored_labels(void *context, int64_t node, struct kw_region *region,
                                struct kw_value *out, struct kw_error *err)
{
    struct kw_value of = kw_value_node(node);
    struct kw_value_list *list = kw_value_list_new(region, 1);
    if (!list)
        return kw_region_fail(region, err);
    *out = kw_value_items(list);
    return value_of(context, &of, TYPE, region, &list->items[0], err);
}

const char *kw_stored_node_column(unsigned n)
{
    return n < NODE_COLUMNS ? node_columns[n].name : NULL;
}

const char *kw_stored_edge_column(unsigned n)
{
    return n < EDGE_COLUMNS ? edge_columns[n].name : NULL;
}
