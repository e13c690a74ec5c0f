/* plan_match.c - patterns to steps: where to begin, which way to go, which conditions can
 * be tried early. */
#include "grammar.h"
#include "query/plan.h"

/* What a MATCH is planned with. */
struct match {
    struct kw_planner *pl;
    struct kw_chain *chain;
    struct kw_expr **conditions; /* the parts of WHERE that AND joins; NULL once tried */
    size_t condition_count, condition_capacity;
    bool *bound;                 /* by slot */
    size_t slot_count;
    size_t old_slots;            /* slots below this were bound before */
};

/* --- names --------------------------------------------------------------------------- */

static void check_names(struct kw_planner *pl, uint32_t at, enum kw_naming naming,
                        const struct kw_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        kw_plan_check_name(pl, at, naming, names->items[i]);
}

static bool binds_as(struct kw_planner *pl, uint32_t at, const struct kw_variable *v,
                     int kind, const char *what)
{
    if (v->kind == kind || v->kind == KW_ANY_KIND || v->kind == KW_VALUE_NULL)
        return true;
    kw_plan_fail(pl, KW_SYNTAX, at, "'%.*s' is %s already, and cannot be %s",
                 KW_STR_ARG(v->name), kw_value_kind_name((enum kw_value_kind)v->kind),
                 what);
    return false;
}

static void check_map(struct kw_planner *pl, const struct kw_expr *map, bool of_edge)
{
    if (map && map->kind == KW_X_PARAMETER)
        kw_plan_fail(pl, KW_SYNTAX, map->at, "a parameter cannot stand for the properties "
                     "of a pattern; write {name: $name}");
    for (size_t i = 0; map && i < map->names.count; i++) {
        kw_plan_check_name(pl, map->at, KW_NAMES_PROPERTY, map->names.items[i]);
        kw_computed_name(pl->source, map->names.items[i], of_edge);
    }
}

static void bind_node(struct kw_planner *pl, struct kw_node_pattern *node, bool predicate)
{
    const struct kw_variable *v = node->name.len ? kw_scope_find(pl, node->name) : NULL;
    check_names(pl, node->at, KW_NAMES_LABEL, &node->labels);
    check_map(pl, node->properties, false);
    if (v && binds_as(pl, node->at, v, KW_VALUE_NODE, "a node")) {
        node->slot = v->slot;
    } else if (!v && predicate && node->name.len) {
        kw_plan_fail(pl, KW_SYNTAX, node->at, "there is no variable '%.*s' here: a "
                     "pattern in a condition brings none", KW_STR_ARG(node->name));
    } else if (!v) {
        node->fresh = true;
        node->slot = node->name.len ? kw_scope_add(pl, node->name, KW_VALUE_NODE)
                                    : kw_plan_slot(pl);
    }
    if (node->properties && node->slot >= 0)
        kw_plan_read(pl, node->slot, true);
}

static bool asks_polarity(const struct kw_edge_pattern *edge)
{
    for (size_t i = 0; edge->properties && i < edge->properties->names.count; i++) {
        if (kw_str_eq(edge->properties->names.items[i], KW_STR("polarity")))
            return true;
    }
    return false;
}

static void bind_edge(struct kw_planner *pl, struct kw_edge_pattern *edge, bool predicate)
{
    const struct kw_variable *v = edge->name.len ? kw_scope_find(pl, edge->name) : NULL;
    int kind = edge->many ? KW_VALUE_LIST : KW_VALUE_EDGE;
    check_names(pl, edge->at, KW_NAMES_TYPE, &edge->types);
    check_map(pl, edge->properties, true);
    edge->all_polarities = asks_polarity(edge);
    if (v && binds_as(pl, edge->at, v, kind, edge->many ? "a list" : "a relationship")) {
        edge->slot = v->slot;
    } else if (!v && predicate && edge->name.len) {
        kw_plan_fail(pl, KW_SYNTAX, edge->at, "there is no variable '%.*s' here: a "
                     "pattern in a condition brings none", KW_STR_ARG(edge->name));
    } else if (!v) {
        edge->fresh = true;
        edge->slot = edge->name.len ? kw_scope_add(pl, edge->name, kind)
                                    : kw_plan_slot(pl);
    }
    if (edge->properties && edge->slot >= 0)
        kw_plan_read(pl, edge->slot, true);
}

/* A relationship may stand only once in a MATCH: no trail holds it twice. */
static void check_twice(struct kw_planner *pl, const struct kw_pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        for (size_t k = 0; k < pattern->paths[i]->edge_count; k++) {
            const struct kw_edge_pattern *edge = pattern->paths[i]->edges[k];
            for (size_t h = 0; h <= i; h++) {
                const struct kw_path_pattern *path = pattern->paths[h];
                size_t end = h < i ? path->edge_count : k;
                for (size_t j = 0; edge->name.len && j < end; j++) {
                    if (kw_str_eq(path->edges[j]->name, edge->name))
                        kw_plan_fail(pl, KW_SYNTAX, edge->at, "the relationship '%.*s' "
                                     "stands twice in one MATCH", KW_STR_ARG(edge->name));
                }
            }
        }
    }
}

static void bind_names(struct kw_planner *pl, struct kw_pattern *pattern, bool predicate)
{
    check_twice(pl, pattern);
    for (size_t i = 0; i < pattern->count; i++) {
        struct kw_path_pattern *path = pattern->paths[i];
        for (size_t k = 0; k < path->node_count; k++) {
            bind_node(pl, path->nodes[k], predicate);
            if (k < path->edge_count)
                bind_edge(pl, path->edges[k], predicate);
        }
        if (path->shortest != KW_NOT_SHORTEST && path->edge_count != 1)
            kw_plan_fail(pl, KW_SYNTAX, path->at, "shortestPath takes two nodes and one "
                         "relationship between them");
        if (!path->name.len)
            continue;
        if (kw_scope_find(pl, path->name))
            kw_plan_fail(pl, KW_SYNTAX, path->at, "'%.*s' is a variable already",
                         KW_STR_ARG(path->name));
        path->slot = kw_scope_add(pl, path->name, KW_VALUE_PATH);
    }
}

/* Names in the maps of a pattern. */
static void resolve_maps(struct kw_planner *pl, struct kw_pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        struct kw_path_pattern *path = pattern->paths[i];
        for (size_t k = 0; k < path->node_count; k++) {
            kw_resolve(pl, path->nodes[k]->properties);
            if (k < path->edge_count)
                kw_resolve(pl, path->edges[k]->properties);
        }
    }
}

/* --- conditions ---------------------------------------------------------------------- */

static void add_condition(struct match *m, struct kw_expr *e)
{
    if (e->kind == KW_X_BINARY && e->op == KW_T_AND) {
        add_condition(m, e->kids[0]);
        add_condition(m, e->kids[1]);
        return;
    }
    struct kw_expr **slot;
    struct { struct kw_expr **items; size_t count, capacity; } list = {
        m->conditions, m->condition_count, m->condition_capacity};
    if (!(slot = KW_PUSH(m->pl->arena, &list))) {
        kw_plan_fail(m->pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    *slot = e;
    m->conditions = list.items;
    m->condition_count = list.count;
    m->condition_capacity = list.capacity;
}

/* Edges whose polarity the condition asks about show denials too. */
static void open_polarity(struct kw_pattern *pattern, const struct kw_expr *e)
{
    if (!e)
        return;
    bool asks = e->kind == KW_X_PROPERTY && kw_str_eq(e->text, KW_STR("polarity")) &&
                e->kids[0]->kind == KW_X_VARIABLE;
    for (size_t i = 0; asks && i < pattern->count; i++) {
        for (size_t k = 0; k < pattern->paths[i]->edge_count; k++) {
            struct kw_edge_pattern *edge = pattern->paths[i]->edges[k];
            edge->all_polarities |= edge->slot == e->kids[0]->slot;
        }
    }
    for (size_t i = 0; i < e->count; i++)
        open_polarity(pattern, e->kids[i]);
}

static void try_conditions(struct match *m, bool all)
{
    for (size_t i = 0; i < m->condition_count; i++) {
        struct kw_expr *e = m->conditions[i];
        if (!e || !(all || kw_expr_ready(e, m->bound, m->slot_count)))
            continue;
        kw_chain_add(m->pl, m->chain, KW_S_FILTER)->expr = e;
        m->conditions[i] = NULL;
    }
}

/* --- maps ---------------------------------------------------------------------------- */

static struct kw_expr *new_expr(struct match *m, enum kw_expr_kind kind,
                                struct kw_expr *a, struct kw_expr *b)
{
    struct kw_expr *e = KW_NEW(m->pl->arena, 1, struct kw_expr);
    struct kw_expr **kids = KW_NEW(m->pl->arena, 2, struct kw_expr *);
    int *ops = KW_NEW(m->pl->arena, 1, int);
    if (!e || !kids || !ops) {
        kw_plan_fail(m->pl, KW_NOMEM, 0, "out of memory");
        return NULL;
    }
    kids[0] = a;
    kids[1] = b;
    ops[0] = KW_T_EQ;
    *e = (struct kw_expr){.kind = kind, .at = a ? a->at : b ? b->at : 0, .kids = kids,
                          .ops = ops, .count = (size_t)!!a + !!b, .slot = -1, .other = -1};
    return e;
}

/* The condition that the property `name` of the value in `slot` equals `value`. */
static struct kw_expr *new_equality(struct match *m, int slot, struct kw_str name,
                                    struct kw_expr *value)
{
    struct kw_expr *variable = new_expr(m, KW_X_VARIABLE, NULL, NULL);
    struct kw_expr *property = new_expr(m, KW_X_PROPERTY, variable, NULL);
    struct kw_expr *equality = new_expr(m, KW_X_COMPARE, property, value);
    if (!variable || !property || !equality)
        return NULL;
    variable->slot = slot;
    variable->at = value->at;
    property->text = name;
    property->at = equality->at = value->at;
    return equality;
}

/* all(edge IN slot WHERE edge.name = value) */
static struct kw_expr *new_quantifier(struct match *m, int slot, struct kw_str name,
                                      struct kw_expr *value)
{
    int each = kw_plan_slot(m->pl);
    struct kw_expr *list = new_expr(m, KW_X_VARIABLE, NULL, NULL);
    struct kw_expr *equality = new_equality(m, each, name, value);
    struct kw_expr *all = new_expr(m, KW_X_QUANTIFIER, list, equality);
    if (!list || !equality || !all)
        return NULL;
    list->slot = slot;
    all->slot = each;
    all->text = KW_STR("all");
    return all;
}

/* Entries of a map that read what the pattern has not bound yet become conditions, and are
 * tried when it has. */
static void delay_entries(struct match *m, struct kw_expr *map, int slot, bool many)
{
    size_t kept = 0;
    for (size_t i = 0; map && i < map->names.count; i++) {
        struct kw_expr *value = map->kids[i], *condition;
        if (kw_expr_ready(value, m->bound, m->slot_count)) {
            map->names.items[kept] = map->names.items[i];
            map->kids[kept++] = value;
            continue;
        }
        condition = many ? new_quantifier(m, slot, map->names.items[i], value)
                         : new_equality(m, slot, map->names.items[i], value);
        if (condition)
            add_condition(m, condition);
    }
    if (map)
        map->count = map->names.count = kept;
}

/* --- where to begin ------------------------------------------------------------------ */

/* The value that the property `name` of `node` must have, if it is known before. */
static struct kw_expr *known_value(const struct match *m,
                                   const struct kw_node_pattern *node, struct kw_str name)
{
    const struct kw_expr *map = node->properties;
    for (size_t i = 0; map && i < map->names.count; i++) {
        if (kw_str_eq(map->names.items[i], name) &&
            kw_expr_ready(map->kids[i], m->bound, m->slot_count))
            return map->kids[i];
    }
    for (size_t i = 0; i < m->condition_count; i++) {
        const struct kw_expr *e = m->conditions[i];
        if (!e || e->kind != KW_X_COMPARE || e->count != 2 || e->ops[0] != KW_T_EQ)
            continue;
        for (int side = 0; side < 2; side++) {
            const struct kw_expr *p = e->kids[side];
            if (p->kind == KW_X_PROPERTY && kw_str_eq(p->text, name) &&
                p->kids[0]->kind == KW_X_VARIABLE && p->kids[0]->slot == node->slot &&
                kw_expr_ready(e->kids[1 - side], m->bound, m->slot_count))
                return e->kids[1 - side];
        }
    }
    return NULL;
}

/* The properties a source may find nodes by without reading all. */
static const struct kw_str indexed[] = {{"key", 3}, {"name", 4}};

static unsigned worth(const struct match *m, const struct kw_node_pattern *node)
{
    if (m->bound[node->slot])
        return 4;
    for (size_t i = 0; i < sizeof indexed / sizeof indexed[0]; i++) {
        if (known_value(m, node, indexed[i]))
            return 3;
    }
    if (node->properties && node->properties->count)
        return 2;
    return node->labels.count ? 1 : 0;
}

static size_t best_node(const struct match *m, const struct kw_path_pattern *path,
                        unsigned *best)
{
    size_t at = 0;
    *best = 0;
    for (size_t i = 0; i < path->node_count; i++) {
        unsigned w = worth(m, path->nodes[i]);
        if (w > *best) {
            *best = w;
            at = i;
        }
    }
    return at;
}

/* --- steps --------------------------------------------------------------------------- */

static void begin_at(struct match *m, struct kw_node_pattern *node)
{
    delay_entries(m, node->properties, node->slot, false);
    if (m->bound[node->slot]) {
        kw_chain_add(m->pl, m->chain, KW_S_CHECK)->node = node;
        return;
    }
    struct kw_step *step = kw_chain_add(m->pl, m->chain, KW_S_SCAN);
    step->node = node;
    for (size_t i = 0; !step->expr && i < sizeof indexed / sizeof indexed[0]; i++) {
        step->expr = known_value(m, node, indexed[i]);
        step->property = indexed[i];
    }
    m->bound[node->slot] = true;
    try_conditions(m, false);
}

static void go_along(struct match *m, struct kw_path_pattern *path, size_t edge,
                     bool backward)
{
    struct kw_edge_pattern *e = path->edges[edge];
    struct kw_node_pattern *from = path->nodes[backward ? edge + 1 : edge];
    struct kw_node_pattern *to = path->nodes[backward ? edge : edge + 1];
    delay_entries(m, e->properties, e->slot, e->many);
    delay_entries(m, to->properties, to->slot, false);
    struct kw_step *step =
        kw_chain_add(m->pl, m->chain, e->many ? KW_S_WALK : KW_S_EXPAND);
    step->edge = e;
    step->node = to;
    step->from = from->slot;
    step->backward = backward;
    step->bound = m->bound[to->slot];
    e->fresh = !m->bound[e->slot];
    m->bound[to->slot] = m->bound[e->slot] = true;
    try_conditions(m, false);
}

static void go_shortest(struct match *m, struct kw_path_pattern *path)
{
    begin_at(m, path->nodes[0]);
    begin_at(m, path->nodes[1]);
    struct kw_step *step = kw_chain_add(m->pl, m->chain, KW_S_SHORTEST);
    step->path = path;
    step->edge = path->edges[0];
    step->node = path->nodes[1];
    step->from = path->nodes[0]->slot;
    m->bound[path->edges[0]->slot] = true;
    if (path->slot >= 0)
        m->bound[path->slot] = true;
    try_conditions(m, false);
}

static void plan_path(struct match *m, struct kw_path_pattern *path, size_t start)
{
    if (path->shortest != KW_NOT_SHORTEST) {
        if (path->edge_count == 1)
            go_shortest(m, path);
        return;
    }
    begin_at(m, path->nodes[start]);
    for (size_t i = start; i < path->edge_count; i++)
        go_along(m, path, i, false);
    for (size_t i = start; i-- > 0;)
        go_along(m, path, i, true);
    if (path->slot >= 0) {
        kw_chain_add(m->pl, m->chain, KW_S_PATH)->path = path;
        m->bound[path->slot] = true;
        try_conditions(m, false);
    }
}

static void plan_paths(struct match *m, struct kw_pattern *pattern)
{
    bool *done = KW_NEW(m->pl->arena, pattern->count, bool);
    if (!done) {
        kw_plan_fail(m->pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    for (size_t n = 0; n < pattern->count; n++) {
        size_t next = pattern->count, start = 0;
        unsigned most = 0, w;
        for (size_t i = 0; i < pattern->count; i++) {
            if (done[i])
                continue;
            size_t at = best_node(m, pattern->paths[i], &w);
            if (next == pattern->count || w > most) {
                next = i;
                start = at;
                most = w;
            }
        }
        done[next] = true;
        plan_path(m, pattern->paths[next], start);
    }
}

void kw_plan_match(struct kw_planner *pl, struct kw_pattern *pattern,
                   struct kw_chain *chain, bool predicate)
{
    struct match m = {.pl = pl, .chain = chain, .old_slots = pl->slot_count};
    bind_names(pl, pattern, predicate);
    resolve_maps(pl, pattern);
    if (pattern->where) {
        bool may = pl->may_aggregate;
        pl->may_aggregate = false;
        kw_resolve_condition(pl, pattern->where);
        pl->may_aggregate = may;
    }
    m.slot_count = pl->slot_count;
    m.bound = KW_NEW(pl->arena, m.slot_count + 1, bool);
    if (!m.bound)
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
    if (pl->status != KW_OK)
        return;
    for (size_t i = 0; i < m.old_slots; i++)
        m.bound[i] = true;
    open_polarity(pattern, pattern->where);
    if (pattern->where)
        add_condition(&m, pattern->where);
    kw_chain_add(pl, chain, KW_S_BEGIN);
    try_conditions(&m, false);
    if (pl->status == KW_OK)
        plan_paths(&m, pattern);
    if (pl->status == KW_OK)
        try_conditions(&m, true);
}
