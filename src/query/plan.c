/* plan.c - the clauses of a query, one after the other, as steps. */
#include "query/plan.h"

#include "base/error.h"

void kw_plan_fail(struct kw_planner *pl, enum kw_status status, uint32_t at,
                  const char *format, ...)
{
    if (pl->status != KW_OK)
        return;
    va_list args;
    va_start(args, format);
    pl->status = kw_vfail(&pl->error, status, format, args);
    va_end(args);
    pl->at = at;
}

int kw_plan_slot(struct kw_planner *pl)
{
    return (int)pl->slot_count++;
}

bool kw_plan_read(struct kw_planner *pl, int slot, bool read)
{
    while (pl->status == KW_OK && pl->reads.count <= (size_t)slot) {
        bool *place = KW_PUSH(pl->arena, &pl->reads);
        if (!place) {
            kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
            return false;
        }
        *place = false;
    }
    if (pl->status != KW_OK)
        return false;
    bool before = pl->reads.items[slot];
    pl->reads.items[slot] = read;
    return before;
}

const struct kw_variable *kw_scope_find(const struct kw_planner *pl, struct kw_str name)
{
    for (size_t i = pl->scope.count; i-- > 0;) {
        if (kw_str_eq(pl->scope.items[i].name, name))
            return &pl->scope.items[i];
    }
    return NULL;
}

int kw_scope_add(struct kw_planner *pl, struct kw_str name, int kind)
{
    struct kw_variable *v = KW_PUSH(pl->arena, &pl->scope);
    if (!v) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return 0;
    }
    *v = (struct kw_variable){name, kw_plan_slot(pl), kind};
    return v->slot;
}

void kw_slots_add(struct kw_planner *pl, struct kw_slots *slots, int slot)
{
    int *place = KW_PUSH(pl->arena, slots);
    if (place)
        *place = slot;
    else
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
}

struct kw_step *kw_chain_add(struct kw_planner *pl, struct kw_chain *chain,
                             enum kw_step_kind kind)
{
    static struct kw_step nowhere; /* what callers fill in after a failure */
    struct kw_step *step = KW_PUSH(pl->arena, chain);
    if (!step) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        chain->count = 0;
        return &nowhere;
    }
    *step = (struct kw_step){.kind = kind, .slot = -1, .from = -1};
    step->state = ++pl->state_count;
    return step;
}

static void plan_match(struct kw_planner *pl, struct kw_clause *c, struct kw_chain *chain)
{
    if (!c->optional) {
        kw_plan_match(pl, c->pattern, chain, false);
        return;
    }
    struct kw_chain *inner = KW_NEW(pl->arena, 1, struct kw_chain);
    if (!inner) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    size_t outside = pl->slot_count;
    kw_plan_match(pl, c->pattern, inner, false);
    struct kw_step *step = kw_chain_add(pl, chain, KW_S_OPTIONAL);
    step->chain = inner;
    for (size_t slot = outside; slot < pl->slot_count; slot++)
        kw_slots_add(pl, &step->slots, (int)slot);
}

static void plan_unwind(struct kw_planner *pl, struct kw_clause *c,
                        struct kw_chain *chain)
{
    kw_resolve(pl, c->expr);
    if (kw_scope_find(pl, c->name))
        kw_plan_fail(pl, KW_SYNTAX, c->at, "'%.*s' is a variable already",
                     KW_STR_ARG(c->name));
    struct kw_step *step = kw_chain_add(pl, chain, KW_S_UNWIND);
    step->expr = c->expr;
    step->slot = kw_scope_add(pl, c->name, KW_ANY_KIND);
}

struct kw_chain *kw_plan_single(struct kw_planner *pl, struct kw_single *single,
                                bool nested)
{
    struct kw_chain *chain = KW_NEW(pl->arena, 1, struct kw_chain);
    if (!chain) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return NULL;
    }
    for (size_t i = 0; i < single->count && pl->status == KW_OK; i++) {
        struct kw_clause *c = single->clauses[i];
        bool last = i + 1 == single->count;
        if (c->kind == KW_C_RETURN && !last)
            kw_plan_fail(pl, KW_SYNTAX, single->clauses[i + 1]->at,
                         "expected the end: nothing can follow RETURN");
        else if (last && c->kind != KW_C_RETURN && !nested)
            kw_plan_fail(pl, KW_SYNTAX, c->at, "a query ends in RETURN; this is its last "
                         "clause");
        else if (c->kind == KW_C_MATCH && !c->optional && i &&
                 single->clauses[i - 1]->kind == KW_C_MATCH &&
                 single->clauses[i - 1]->optional)
            kw_plan_fail(pl, KW_SYNTAX, c->at, "expected WITH between OPTIONAL MATCH and "
                         "MATCH");
        else if (c->kind == KW_C_MATCH)
            plan_match(pl, c, chain);
        else if (c->kind == KW_C_UNWIND)
            plan_unwind(pl, c, chain);
        else
            kw_plan_project(pl, c->projection, c->kind == KW_C_RETURN, chain);
    }
    return chain;
}

static void name_columns(struct kw_planner *pl, struct kw_plan *plan)
{
    plan->column_count = pl->scope.count;
    plan->columns = KW_NEW(pl->arena, pl->scope.count + 1, struct kw_str);
    if (!plan->columns) {
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
        return;
    }
    for (size_t i = 0; i < pl->scope.count; i++)
        plan->columns[i] = pl->scope.items[i].name;
}

/* Parts of a UNION must agree in their columns. */
static void check_union(struct kw_planner *pl, const struct kw_plan *plan, uint32_t at)
{
    bool same = pl->scope.count == plan->column_count;
    for (size_t i = 0; same && i < plan->column_count; i++)
        same = kw_str_eq(pl->scope.items[i].name, plan->columns[i]);
    if (!same)
        kw_plan_fail(pl, KW_SYNTAX, at, "all parts of a UNION must return columns of the "
                     "same names");
}

static void plan_parts(struct kw_planner *pl, struct kw_query_text *query,
                       struct kw_plan *plan)
{
    for (size_t i = 0; i < query->count && pl->status == KW_OK; i++) {
        struct kw_single *single = query->singles[i];
        if (i > 1 && single->all != query->singles[1]->all)
            kw_plan_fail(pl, KW_SYNTAX, single->clauses[0]->at,
                         "UNION and UNION ALL cannot be mixed");
        plan->distinct |= i && !single->all;
        pl->scope.count = 0;
        pl->scope = (struct kw_scope){0};
        plan->chains[i] = kw_plan_single(pl, single, false);
        if (i == 0)
            name_columns(pl, plan);
        else
            check_union(pl, plan, single->clauses[single->count - 1]->at);
    }
}

enum kw_status kw_plan_make(struct kw_arena *arena, struct kw_str text,
                            struct kw_query_text *query, const struct kw_source *source,
                            struct kw_plan **out, uint32_t *at, struct kw_error *err)
{
    struct kw_planner pl = {.arena = arena, .source = source};
    struct kw_plan *plan = KW_NEW(arena, 1, struct kw_plan);
    if (!plan || !(plan->chains = KW_NEW(arena, query->count, struct kw_chain *)))
        return kw_nomem(err);
    plan->text = text;
    plan->chain_count = query->count;
    pl.plan = plan;
    plan_parts(&pl, query, plan);
    kw_plan_read(&pl, (int)pl.slot_count, false); /* so that there is one for each */
    plan->computing = source->computing;
    plan->reads = pl.reads.items;
    plan->slot_count = pl.slot_count;
    plan->state_count = pl.state_count + 1;
    if (pl.status != KW_OK) {
        *at = pl.at;
        return kw_fail(err, pl.status, "%s", pl.error.text);
    }
    *out = plan;
    return KW_OK;
}
