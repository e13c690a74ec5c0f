/* resolve.c - names in expressions: variables to slots, functions to rows of the table,
 * and what can be told to be wrong before a single row is read. */
#include "base/near.h"
#include "grammar.h"
#include "query/calls.h"
#include "query/function.h"

/* Kinds as bits. */
#define BIT(kind) (1u << (kind))
enum { BOOLISH = BIT(KW_VALUE_BOOL) | BIT(KW_VALUE_NULL) };

/* Fails: there is no `what` of that name; `otherwise` where none is near. */
static void fail_name(struct kw_planner *pl, uint32_t at, const char *what,
                      const struct kw_nearest *n, const char *otherwise)
{
    if (n->best.len)
        kw_plan_fail(pl, KW_SYNTAX, at, "there is no %s '%.*s'; is '%.*s' meant?", what,
                     KW_STR_ARG(n->word), KW_STR_ARG(n->best));
    else
        kw_plan_fail(pl, KW_SYNTAX, at, "there is no %s '%.*s'%s", what,
                     KW_STR_ARG(n->word), otherwise);
}

static void undefined(struct kw_planner *pl, const struct kw_expr *e)
{
    struct kw_nearest n = {.word = e->text};
    for (size_t i = 0; i < pl->scope.count; i++)
        kw_nearest_try(&n, pl->scope.items[i].name);
    fail_name(pl, e->at, "variable", &n, " here");
}

static const char *name_at(const struct kw_source *source, enum kw_naming naming,
                           unsigned n)
{
    switch (naming) {
    case KW_NAMES_LABEL:
        return source->label(source->context, n);
    case KW_NAMES_TYPE:
        return source->type(source->context, n);
    case KW_NAMES_PROPERTY:
        break;
    }
    return kw_property_name(source, n);
}

void kw_plan_check_name(struct kw_planner *pl, uint32_t at, enum kw_naming naming,
                        struct kw_str name)
{
    static const char *const whats[] = {[KW_NAMES_LABEL] = "label",
                                        [KW_NAMES_TYPE] = "type of relationship",
                                        [KW_NAMES_PROPERTY] = "property"};
    struct kw_nearest n = {.word = name};
    const char *one;
    for (unsigned i = 0; pl->source->closed && (one = name_at(pl->source, naming, i)); i++) {
        if (kw_str_eq(kw_str_of(one), name))
            return;
        kw_nearest_try(&n, kw_str_of(one));
    }
    if (pl->source->closed)
        fail_name(pl, at, whats[naming], &n, "; `knotwork help query` lists what there is");
}

/* --- kinds known before running ------------------------------------------------------ */

static int kind_of_binary(const struct kw_planner *pl, const struct kw_expr *e)
{
    switch (e->op) {
    case KW_T_AND: case KW_T_OR: case KW_T_XOR: case KW_T_IN: case KW_T_STARTS:
    case KW_T_ENDS: case KW_T_CONTAINS: case KW_T_MATCHES:
        return KW_VALUE_BOOL;
    default:
        break;
    }
    int a = kw_static_kind(pl, e->kids[0]), b = kw_static_kind(pl, e->kids[1]);
    bool numbers = (a == KW_VALUE_INTEGER || a == KW_VALUE_FLOAT) &&
                   (b == KW_VALUE_INTEGER || b == KW_VALUE_FLOAT);
    if (numbers)
        return a == KW_VALUE_FLOAT || b == KW_VALUE_FLOAT || e->op == KW_T_CARET
                   ? KW_VALUE_FLOAT
                   : KW_VALUE_INTEGER;
    return KW_ANY_KIND;
}

int kw_static_kind(const struct kw_planner *pl, const struct kw_expr *e)
{
    switch (e->kind) {
    case KW_X_LITERAL:
        return (int)e->value.kind;
    case KW_X_VARIABLE:
        for (size_t i = pl->scope.count; i-- > 0;) {
            if (pl->scope.items[i].slot == e->slot)
                return pl->scope.items[i].kind;
        }
        return KW_ANY_KIND;
    case KW_X_LIST: case KW_X_EACH: case KW_X_PATTERN_EACH: case KW_X_SLICE:
        return KW_VALUE_LIST;
    case KW_X_MAP:
        return KW_VALUE_MAP;
    case KW_X_LABELS: case KW_X_COMPARE: case KW_X_QUANTIFIER: case KW_X_EXISTS:
        return KW_VALUE_BOOL;
    case KW_X_PATTERN:
        return e->pattern->paths[0]->shortest == KW_NOT_SHORTEST ? KW_VALUE_BOOL
                                                                 : KW_ANY_KIND;
    case KW_X_UNARY:
        return e->op == KW_T_NOT || e->op == KW_T_IS || e->op == KW_T_NULL
                   ? KW_VALUE_BOOL
                   : kw_static_kind(pl, e->kids[0]);
    case KW_X_BINARY:
        return kind_of_binary(pl, e);
    case KW_X_COUNT_ALL:
        return KW_VALUE_INTEGER;
    case KW_X_CALL:
        return e->function ? e->function->gives : KW_ANY_KIND;
    default:
        return KW_ANY_KIND;
    }
}

/* Fails when the kind of `e` is known and is none of `kinds`. */
static void demand(struct kw_planner *pl, const struct kw_expr *e, unsigned kinds,
                   const char *wanted)
{
    int kind = kw_static_kind(pl, e);
    if (kind == KW_ANY_KIND || kind == KW_VALUE_NULL || kinds & BIT(kind))
        return;
    kw_plan_fail(pl, KW_SYNTAX, e->at, "expected %s, found %s", wanted,
                 kw_value_kind_name((enum kw_value_kind)kind));
}

/* --- properties ---------------------------------------------------------------------- */

static void check_property(struct kw_planner *pl, const struct kw_expr *e)
{
    int kind = kw_static_kind(pl, e->kids[0]);
    demand(pl, e->kids[0],
           BIT(KW_VALUE_MAP) | BIT(KW_VALUE_NODE) | BIT(KW_VALUE_EDGE),
           "a node, a relationship or a map");
    if (kind == KW_VALUE_NODE || kind == KW_VALUE_EDGE)
        kw_plan_check_name(pl, e->at, KW_NAMES_PROPERTY, e->text);
    if (kind == KW_VALUE_NODE || kind == KW_ANY_KIND)
        kw_computed_name(pl->source, e->text, false);
    if (kind == KW_VALUE_EDGE || kind == KW_ANY_KIND)
        kw_computed_name(pl->source, e->text, true);
}

/* --- calls --------------------------------------------------------------------------- */

static void unknown_function(struct kw_planner *pl, const struct kw_expr *e)
{
    struct kw_nearest n = {.word = e->text};
    for (const struct kw_function *f = kw_functions; f->name; f++)
        kw_nearest_try(&n, kw_str_of(f->name));
    fail_name(pl, e->at, "function", &n, "");
}

static bool begin_aggregate(struct kw_planner *pl, struct kw_expr *e)
{
    if (pl->in_aggregate)
        kw_plan_fail(pl, KW_SYNTAX, e->at, "an aggregate cannot stand in an aggregate");
    else if (!pl->may_aggregate || pl->local)
        kw_plan_fail(pl, KW_SYNTAX, e->at, "an aggregate cannot stand here; compute it in "
                     "a WITH before");
    pl->in_aggregate = pl->aggregated = e->aggregates = true;
    e->slot = kw_plan_slot(pl);
    return true;
}

static void resolve_call(struct kw_planner *pl, struct kw_expr *e)
{
    e->function = kw_function_named(e->text);
    if (!e->function) {
        unknown_function(pl, e);
        return;
    }
    if (e->count < e->function->least || e->count > e->function->most) {
        kw_plan_fail(pl, KW_SYNTAX, e->at, "%s takes %s%u argument%s, not %zu",
                     e->function->name,
                     e->function->least == e->function->most ? "" : "at least ",
                     e->function->least, e->function->least == 1 ? "" : "s", e->count);
        return;
    }
    bool aggregate = e->function->aggregate != KW_AGG_NONE;
    if (aggregate)
        begin_aggregate(pl, e);
    const struct kw_variable *counted =
        e->function->aggregate == KW_AGG_COUNT && e->kids[0]->kind == KW_X_VARIABLE
            ? kw_scope_find(pl, e->kids[0]->text)
            : NULL;
    bool read = counted && kw_plan_read(pl, counted->slot, true);
    for (size_t i = 0; i < e->count; i++)
        kw_resolve(pl, e->kids[i]);
    if (counted) /* to be counted, a value need not be looked at */
        kw_plan_read(pl, counted->slot, read);
    if (aggregate)
        pl->in_aggregate = false;
    if (pl->status != KW_OK)
        return;
    if (e->distinct && !aggregate)
        kw_plan_fail(pl, KW_SYNTAX, e->at, "DISTINCT goes with aggregates only");
    if (e->function->takes && e->count)
        demand(pl, e->kids[0], e->function->takes, e->function->meaning);
    if (e->function->call == kw_call_exists && e->kids[0]->kind != KW_X_PROPERTY &&
        e->kids[0]->kind != KW_X_PATTERN && e->kids[0]->kind != KW_X_INDEX)
        kw_plan_fail(pl, KW_SYNTAX, e->kids[0]->at, "exists takes a property or a pattern");
}

/* --- what binds names of its own ----------------------------------------------------- */

static void resolve_each(struct kw_planner *pl, struct kw_expr *e)
{
    size_t outside = pl->scope.count;
    bool reduces = e->kind == KW_X_REDUCE;
    kw_resolve(pl, e->kids[0]);
    if (reduces) {
        kw_resolve(pl, e->kids[1]);
        e->other = kw_scope_add(pl, e->accumulator, KW_ANY_KIND);
    }
    demand(pl, e->kids[reduces ? 1 : 0], BIT(KW_VALUE_LIST), "a list");
    int kind = KW_ANY_KIND;
    struct kw_expr *list = e->kids[reduces ? 1 : 0];
    if (list->kind == KW_X_LIST && list->count)
        kind = kw_static_kind(pl, list->kids[0]);
    for (size_t i = 1; list->kind == KW_X_LIST && i < list->count; i++) {
        if (kw_static_kind(pl, list->kids[i]) != kind)
            kind = KW_ANY_KIND;
    }
    e->slot = kw_scope_add(pl, e->variable, kind);
    pl->local++;
    for (size_t i = reduces ? 2 : 1; i < e->count; i++) {
        if (e->kids[i])
            kw_resolve(pl, e->kids[i]);
    }
    if (!reduces && e->kids[1])
        demand(pl, e->kids[1], BOOLISH, "a condition");
    pl->local--;
    pl->scope.count = outside;
}

static struct kw_chain *new_chain(struct kw_planner *pl)
{
    struct kw_chain *chain = KW_NEW(pl->arena, 1, struct kw_chain);
    if (!chain)
        kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
    return chain;
}

static void resolve_pattern(struct kw_planner *pl, struct kw_expr *e)
{
    size_t outside = pl->scope.count;
    struct kw_path_pattern *path = e->pattern->paths[0];
    bool predicate = e->kind == KW_X_PATTERN;
    bool aggregating = pl->may_aggregate;
    if (!(e->chain = new_chain(pl)))
        return;
    if (predicate && path->shortest != KW_NOT_SHORTEST)
        path->slot = kw_plan_slot(pl);
    pl->local++;
    pl->may_aggregate = false;
    if (e->kind == KW_X_EXISTS)
        e->pattern->where = e->kids[0];
    else if (e->kind == KW_X_PATTERN_EACH)
        e->pattern->where = e->kids[0];
    kw_plan_match(pl, e->pattern, e->chain, predicate);
    if (e->kind == KW_X_PATTERN_EACH && pl->status == KW_OK)
        kw_resolve(pl, e->kids[1]);
    pl->may_aggregate = aggregating;
    pl->local--;
    pl->scope.count = outside;
}

static void resolve_subquery(struct kw_planner *pl, struct kw_expr *e)
{
    size_t outside = pl->scope.count;
    bool aggregating = pl->may_aggregate, inside = pl->in_aggregate;
    unsigned local = pl->local;
    if (e->query->count != 1) {
        kw_plan_fail(pl, KW_SYNTAX, e->at, "UNION is not understood in EXISTS");
        return;
    }
    pl->may_aggregate = pl->in_aggregate = false;
    pl->local = 0;
    bool aggregated = pl->aggregated;
    struct kw_scope scope = pl->scope;
    pl->scope = (struct kw_scope){0};
    for (size_t i = 0; i < scope.count; i++) {
        struct kw_variable *copy = KW_PUSH(pl->arena, &pl->scope);
        if (!copy) {
            kw_plan_fail(pl, KW_NOMEM, 0, "out of memory");
            return;
        }
        *copy = scope.items[i];
    }
    e->chain = kw_plan_single(pl, e->query->singles[0], true);
    pl->scope = scope;
    pl->scope.count = outside;
    pl->may_aggregate = aggregating;
    pl->in_aggregate = inside;
    pl->aggregated = aggregated;
    pl->local = local;
}

/* --- the walk ------------------------------------------------------------------------ */

static void check_operands(struct kw_planner *pl, struct kw_expr *e)
{
    if (e->kind == KW_X_UNARY && e->op == KW_T_NOT)
        demand(pl, e->kids[0], BOOLISH, "a condition");
    if (e->kind != KW_X_BINARY)
        return;
    if (e->op == KW_T_AND || e->op == KW_T_OR || e->op == KW_T_XOR) {
        demand(pl, e->kids[0], BOOLISH, "a condition");
        demand(pl, e->kids[1], BOOLISH, "a condition");
    }
    if (e->op == KW_T_IN)
        demand(pl, e->kids[1], BIT(KW_VALUE_LIST), "a list");
    bool arithmetic = e->op == KW_T_MINUS || e->op == KW_T_STAR || e->op == KW_T_SLASH ||
                      e->op == KW_T_PERCENT || e->op == KW_T_CARET;
    unsigned numbers = BIT(KW_VALUE_INTEGER) | BIT(KW_VALUE_FLOAT);
    for (int i = 0; arithmetic && i < 2; i++)
        demand(pl, e->kids[i], numbers, "a number");
}

static void resolve_kids(struct kw_planner *pl, struct kw_expr *e)
{
    for (size_t i = 0; i < e->count; i++) {
        if (e->kids[i])
            kw_resolve(pl, e->kids[i]);
    }
    if (pl->status == KW_OK)
        check_operands(pl, e);
    if (pl->status != KW_OK)
        return;
    if (e->kind == KW_X_PROPERTY)
        check_property(pl, e);
    if (e->kind == KW_X_LABELS)
        demand(pl, e->kids[0], BIT(KW_VALUE_NODE) | BIT(KW_VALUE_EDGE), "a node");
    for (size_t i = 0; e->kind == KW_X_LABELS && i < e->names.count; i++)
        kw_plan_check_name(pl, e->at, KW_NAMES_LABEL, e->names.items[i]);
}

void kw_resolve(struct kw_planner *pl, struct kw_expr *e)
{
    if (pl->status != KW_OK || !e)
        return;
    const struct kw_variable *v;
    switch (e->kind) {
    case KW_X_VARIABLE:
        v = kw_scope_find(pl, e->text);
        if (!v) {
            undefined(pl, e);
            return;
        }
        e->slot = v->slot;
        kw_plan_read(pl, e->slot, true);
        return;
    case KW_X_CALL:
        resolve_call(pl, e);
        break;
    case KW_X_COUNT_ALL:
        begin_aggregate(pl, e);
        pl->in_aggregate = false;
        return;
    case KW_X_EACH: case KW_X_QUANTIFIER: case KW_X_REDUCE:
        resolve_each(pl, e);
        break;
    case KW_X_PATTERN: case KW_X_PATTERN_EACH:
        resolve_pattern(pl, e);
        return;
    case KW_X_EXISTS:
        if (e->query)
            resolve_subquery(pl, e);
        else
            resolve_pattern(pl, e);
        return;
    default:
        resolve_kids(pl, e);
    }
    for (size_t i = 0; i < e->count; i++)
        e->aggregates |= e->kids[i] && e->kids[i]->aggregates;
}

void kw_resolve_condition(struct kw_planner *pl, struct kw_expr *e)
{
    kw_resolve(pl, e);
    if (pl->status == KW_OK)
        demand(pl, e, BOOLISH, "a condition");
}

/* --- comparing expressions ----------------------------------------------------------- */

bool kw_expr_same(const struct kw_expr *a, const struct kw_expr *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->op != b->op || a->count != b->count ||
        a->distinct != b->distinct || a->pattern || b->pattern || a->query || b->query)
        return false;
    if (a->kind == KW_X_EACH || a->kind == KW_X_QUANTIFIER || a->kind == KW_X_REDUCE)
        return false;
    if (a->kind == KW_X_LITERAL)
        return kw_value_same(&a->value, &b->value) && a->value.kind == b->value.kind;
    if (a->kind == KW_X_CALL)
        return a->function == b->function && a->function &&
               (a->count == 0 || kw_expr_same(a->kids[0], b->kids[0])) &&
               (a->count < 2 || kw_expr_same(a->kids[1], b->kids[1])) && a->count < 3;
    if (!kw_str_eq(a->text, b->text) || a->names.count != b->names.count)
        return false;
    for (size_t i = 0; i < a->names.count; i++) {
        if (!kw_str_eq(a->names.items[i], b->names.items[i]))
            return false;
    }
    for (size_t i = 0; a->kind == KW_X_COMPARE && i + 1 < a->count; i++) {
        if (a->ops[i] != b->ops[i])
            return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!kw_expr_same(a->kids[i], b->kids[i]))
            return false;
    }
    return true;
}

bool kw_expr_ready(const struct kw_expr *e, const bool *bound, size_t count)
{
    if (!e)
        return true;
    /* What binds names of its own, or runs a chain, reads slots this cannot see: it
     * waits until all are bound. */
    if (e->pattern || e->query || e->kind == KW_X_EACH || e->kind == KW_X_QUANTIFIER ||
        e->kind == KW_X_REDUCE)
        return false;
    if (e->kind == KW_X_VARIABLE)
        return e->slot >= 0 && (size_t)e->slot < count && bound[e->slot];
    for (size_t i = 0; i < e->count; i++) {
        if (!kw_expr_ready(e->kids[i], bound, count))
            return false;
    }
    return true;
}
