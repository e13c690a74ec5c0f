/* plan_project.c - WITH and RETURN: columns, groups, order. */
#include "query/plan.h"

#include <stdlib.h>

/* What a projection is planned with. */
struct projecting {
    struct kw_planner *pl;
    struct kw_projection *p;
    struct kw_items items; /* with what * stands for */
    size_t shown;          /* items that are columns; those behind serve ORDER BY */
    bool aggregates;
    struct kw_scope before;
};

static int by_name(const void *a, const void *b)
{
    const struct kw_variable *x = a, *y = b;
    return kw_str_cmp(x->name, y->name);
}

static struct kw_expr *variable(struct kw_planner *pl, const struct kw_variable *v,
                                uint32_t at)
{
    struct kw_expr *e = KW_NEW(pl->arena, 1, struct kw_expr);
    if (!e) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return NULL;
    }
    *e = (struct kw_expr){.kind = KW_X_VARIABLE, .at = at, .end = at, .depth = 1,
                          .slot = v->slot, .other = -1, .text = v->name};
    return e;
}

static void add_item(struct projecting *g, struct kw_item item)
{
    struct kw_item *slot = KW_PUSH(g->pl->arena, &g->items);
    if (slot)
        *slot = item;
    else
        kw_plan_fail(g->pl, KW_NOMEM, 0, "out of memory");
}

static void expand_star(struct projecting *g, bool last)
{
    struct kw_planner *pl = g->pl;
    struct kw_variable *names = KW_NEW(pl->arena, pl->scope.count + 1, struct kw_variable);
    if (!names) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    for (size_t i = 0; i < pl->scope.count; i++)
        names[i] = pl->scope.items[i];
    if (pl->scope.count == 0 && last)
        kw_plan_fail(pl, KW_SYNTAX, g->p->at, "there are no variables that * could stand "
                     "for");
    qsort(names, pl->scope.count, sizeof *names, by_name);
    for (size_t i = 0; i < pl->scope.count; i++)
        add_item(g, (struct kw_item){.expr = variable(pl, &names[i], g->p->at),
                                     .name = names[i].name, .aliased = true, .slot = -1});
}

static void check_columns(struct projecting *g, bool last)
{
    for (size_t i = 0; i < g->items.count; i++) {
        struct kw_item *item = &g->items.items[i];
        if (!last && !item->aliased && item->expr &&
            item->expr->kind != KW_X_VARIABLE)
            kw_plan_fail(g->pl, KW_SYNTAX, item->expr->at, "expected AS and a name: WITH "
                         "names what it passes on");
        for (size_t k = 0; k < i && g->items.count < 2000; k++) {
            if (kw_str_eq(g->items.items[k].name, item->name))
                kw_plan_fail(g->pl, KW_SYNTAX, item->expr ? item->expr->at : g->p->at,
                             "two columns are named '%.*s'", KW_STR_ARG(item->name));
        }
    }
}

/* --- groups -------------------------------------------------------------------------- */

static bool is_key(const struct projecting *g, const struct kw_expr *e)
{
    bool simple = e->kind == KW_X_VARIABLE ||
                  (e->kind == KW_X_PROPERTY && e->kids[0]->kind == KW_X_VARIABLE);
    for (size_t i = 0; simple && i < g->items.count; i++) {
        const struct kw_expr *key = g->items.items[i].expr;
        if (!key->aggregates && kw_expr_same(key, e))
            return true;
    }
    return false;
}

/* Beside an aggregate there may stand only what is the same for the whole group. */
static void check_mixed(struct projecting *g, const struct kw_expr *e)
{
    if (!e)
        return;
    bool aggregate = e->kind == KW_X_COUNT_ALL ||
                     (e->kind == KW_X_CALL && e->aggregates && e->slot >= 0);
    if (aggregate || is_key(g, e))
        return;
    if (e->kind == KW_X_VARIABLE) {
        for (size_t i = 0; i < g->before.count; i++) {
            if (g->before.items[i].slot == e->slot)
                kw_plan_fail(g->pl, KW_SYNTAX, e->at, "'%.*s' is not the same for all "
                             "rows that the aggregate counts; make it a column of its "
                             "own", KW_STR_ARG(e->text));
        }
        return;
    }
    for (size_t i = 0; i < e->count; i++)
        check_mixed(g, e->kids[i]);
}

struct calls {
    struct kw_expr **items;
    size_t count, capacity;
};

static void gather(struct projecting *g, struct kw_expr *e, struct calls *calls)
{
    if (!e || !e->aggregates)
        return;
    if (e->slot >= 0 && (e->kind == KW_X_COUNT_ALL || e->kind == KW_X_CALL)) {
        struct kw_expr **slot = KW_PUSH(g->pl->arena, calls);
        if (slot)
            *slot = e;
        else
            kw_plan_fail(g->pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    for (size_t i = 0; i < e->count; i++)
        gather(g, e->kids[i], calls);
}

static void plan_groups(struct projecting *g, struct kw_chain *chain)
{
    struct calls calls = {0};
    struct kw_step *step = kw_chain_add(g->pl, chain, KW_S_AGGREGATE);
    for (size_t i = 0; i < g->items.count; i++) {
        struct kw_expr *e = g->items.items[i].expr;
        if (!e->aggregates)
            continue;
        check_mixed(g, e);
        gather(g, e, &calls);
    }
    step->items = g->items;
    step->aggregates = calls.items;
    step->aggregate_count = calls.count;
    for (size_t i = 0; i < g->before.count; i++)
        kw_slots_add(g->pl, &step->slots, g->before.items[i].slot);
}

/* --- order --------------------------------------------------------------------------- */

/* Puts the column's variable where ORDER BY repeats what a column is. */
static struct kw_expr *replace(struct projecting *g, struct kw_expr *e)
{
    for (size_t i = 0; e && i < g->items.count; i++) {
        struct kw_item *item = &g->items.items[i];
        if (e->kind != KW_X_LITERAL && kw_expr_same(item->expr, e)) {
            struct kw_variable v = {item->name, item->slot, KW_ANY_KIND};
            return variable(g->pl, &v, e->at);
        }
    }
    for (size_t i = 0; e && i < e->count; i++)
        e->kids[i] = replace(g, e->kids[i]);
    return e;
}

/* Resolves a condition or key after the projection: its names, and, where rows are still
 * what they were, the names before. */
static void resolve_after(struct projecting *g, struct kw_expr *e, bool condition)
{
    struct kw_planner *pl = g->pl;
    struct kw_scope after = pl->scope, both = {0};
    if (!g->aggregates && !g->p->distinct) {
        for (size_t i = 0; i < g->before.count + after.count; i++) {
            struct kw_variable *v = KW_PUSH(pl->arena, &both);
            if (!v) {
                kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
                return;
            }
            *v = i < g->before.count ? g->before.items[i]
                                     : after.items[i - g->before.count];
        }
        pl->scope = both;
    }
    if (condition)
        kw_resolve_condition(pl, e);
    else
        kw_resolve(pl, e);
    pl->scope = after;
}

/* ORDER BY over groups: it may hold aggregates, which become hidden columns. */
static void order_before(struct projecting *g)
{
    struct kw_planner *pl = g->pl;
    struct kw_scope both = {0};
    /* Columns hide variables of the same name, like after the projection. */
    for (size_t i = 0; i < g->before.count; i++) {
        struct kw_variable *v = KW_PUSH(pl->arena, &both);
        if (!v) {
            kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
            return;
        }
        *v = g->before.items[i];
    }
    for (size_t i = 0; i < g->shown; i++) {
        struct kw_variable *v = KW_PUSH(pl->arena, &both);
        if (!v) {
            kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
            return;
        }
        *v = (struct kw_variable){g->items.items[i].name, g->items.items[i].slot,
                                  KW_ANY_KIND};
    }
    struct kw_scope outside = pl->scope;
    pl->scope = both;
    pl->may_aggregate = g->aggregates;
    for (size_t i = 0; i < g->p->order.count; i++) {
        struct kw_item *key = &g->p->order.items[i];
        kw_resolve(pl, key->expr);
        if (pl->status != KW_OK)
            break;
        key->expr = replace(g, key->expr);
        if (key->expr && key->expr->aggregates) {
            struct kw_item hidden = {.expr = key->expr, .slot = kw_plan_slot(pl)};
            struct kw_variable v = {{0}, hidden.slot, KW_ANY_KIND};
            add_item(g, hidden);
            key->expr = variable(pl, &v, key->expr->at);
        }
    }
    pl->may_aggregate = false;
    pl->scope = outside;
}

/* What a sort key over groups or distinct rows reads must be a column. */
static void check_order(struct projecting *g, const struct kw_expr *e)
{
    if (!e)
        return;
    for (size_t i = 0; e->kind == KW_X_VARIABLE && i < g->before.count; i++) {
        bool column = false;
        for (size_t k = 0; k < g->items.count; k++)
            column |= g->items.items[k].slot == e->slot;
        if (!column && g->before.items[i].slot == e->slot)
            kw_plan_fail(g->pl, KW_SYNTAX, e->at, "after DISTINCT or an aggregate, rows "
                         "are ordered by columns only; '%.*s' is none",
                         KW_STR_ARG(e->text));
    }
    for (size_t i = 0; i < e->count; i++)
        check_order(g, e->kids[i]);
}

static void constant(struct kw_planner *pl, struct kw_expr *e)
{
    if (!e)
        return;
    struct kw_scope scope = pl->scope;
    pl->scope = (struct kw_scope){0};
    struct kw_error before = pl->error;
    kw_resolve(pl, e);
    pl->scope = scope;
    (void)before;
    if (pl->status != KW_OK)
        return;
    if (e->kind == KW_X_LITERAL && e->value.kind != KW_VALUE_INTEGER)
        kw_plan_fail(pl, KW_SYNTAX, e->at, "expected a whole number, found %s",
                     kw_value_kind_name(e->value.kind));
    else if (e->kind == KW_X_LITERAL && e->value.as.integer < 0)
        kw_plan_fail(pl, KW_SYNTAX, e->at, "expected a number that is not negative");
}

static void finish(struct projecting *g, struct kw_chain *chain)
{
    struct kw_projection *p = g->p;
    if (p->distinct) {
        struct kw_step *step = kw_chain_add(g->pl, chain, KW_S_DISTINCT);
        for (size_t i = 0; i < g->shown; i++)
            kw_slots_add(g->pl, &step->slots, g->items.items[i].slot);
    }
    constant(g->pl, p->skip);
    constant(g->pl, p->limit);
    if (p->order.count) {
        struct kw_step *step = kw_chain_add(g->pl, chain, KW_S_SORT);
        step->items = p->order;
        step->skip = p->skip;
        step->limit = p->limit;
        for (size_t i = 0; i < g->items.count; i++)
            kw_slots_add(g->pl, &step->slots, g->items.items[i].slot);
        for (size_t i = 0; p->where && i < g->before.count; i++)
            kw_slots_add(g->pl, &step->slots, g->before.items[i].slot);
    }
    if (p->skip)
        kw_chain_add(g->pl, chain, KW_S_SKIP)->expr = p->skip;
    if (p->limit)
        kw_chain_add(g->pl, chain, KW_S_LIMIT)->expr = p->limit;
    if (p->where) {
        if (g->aggregates || p->distinct)
            p->where = replace(g, p->where);
        resolve_after(g, p->where, true);
        kw_chain_add(g->pl, chain, KW_S_FILTER)->expr = p->where;
    }
}

/* The scope after: the columns. */
static void leave(struct projecting *g, const int *kinds)
{
    struct kw_planner *pl = g->pl;
    pl->scope = (struct kw_scope){0};
    for (size_t i = 0; i < g->shown; i++) {
        struct kw_variable *v = KW_PUSH(pl->arena, &pl->scope);
        if (!v) {
            kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
            return;
        }
        *v = (struct kw_variable){g->items.items[i].name, g->items.items[i].slot,
                                  kinds[i]};
    }
}

/* A pattern is a condition, and no column. */
static void no_pattern(struct kw_planner *pl, const struct kw_expr *e)
{
    if (!e)
        return;
    if (e->kind == KW_X_PATTERN && e->pattern->paths[0]->shortest == KW_NOT_SHORTEST)
        kw_plan_fail(pl, KW_SYNTAX, e->at, "a pattern is a condition and stands in WHERE; "
                     "write EXISTS { ... } or a comprehension [... | ...] here");
    for (size_t i = 0; i < e->count; i++)
        no_pattern(pl, e->kids[i]);
}

static void resolve_items(struct projecting *g, int *kinds)
{
    struct kw_planner *pl = g->pl;
    for (size_t i = 0; i < g->items.count && pl->status == KW_OK; i++) {
        struct kw_item *item = &g->items.items[i];
        no_pattern(pl, item->expr);
        pl->may_aggregate = true;
        kw_resolve(pl, item->expr);
        pl->may_aggregate = false;
        if (pl->status != KW_OK)
            return;
        item->slot = kw_plan_slot(pl);
        kinds[i] = kw_static_kind(pl, item->expr);
        g->aggregates |= item->expr->aggregates;
    }
}

void kw_plan_project(struct kw_planner *pl, struct kw_projection *p, bool last,
                     struct kw_chain *chain)
{
    struct projecting g = {.pl = pl, .p = p, .before = pl->scope};
    if (p->star)
        expand_star(&g, last);
    for (size_t i = 0; i < p->items.count; i++)
        add_item(&g, p->items.items[i]);
    if (pl->status != KW_OK)
        return;
    int *kinds = KW_NEW(pl->arena, g.items.count + 1, int);
    if (!kinds) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    check_columns(&g, last);
    resolve_items(&g, kinds);
    g.shown = g.items.count;
    bool grouped = g.aggregates || p->distinct;
    if (grouped)
        order_before(&g);
    if (pl->status != KW_OK)
        return;
    if (g.aggregates)
        plan_groups(&g, chain);
    else
        kw_chain_add(pl, chain, KW_S_PROJECT)->items = g.items;
    leave(&g, kinds);
    for (size_t i = 0; i < p->order.count && pl->status == KW_OK; i++) {
        if (grouped) {
            check_order(&g, p->order.items[i].expr);
        } else {
            resolve_after(&g, p->order.items[i].expr, false);
        }
    }
    if (pl->status == KW_OK)
        finish(&g, chain);
    if (!last || pl->status != KW_OK)
        return;
    chain->out = (struct kw_slots){0};
    for (size_t i = 0; i < g.shown; i++)
        kw_slots_add(pl, &chain->out, g.items.items[i].slot);
}
