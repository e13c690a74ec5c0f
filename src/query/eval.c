/* eval.c - the value of an expression over a row. Recursion is bounded by KW_EXPR_DEPTH. */
#include "grammar.h"
#include "query/function.h"

#include <stdio.h>

static enum kw_status eval_kid(struct kw_run *run, const struct kw_expr *e, size_t i,
                               struct kw_value *out)
{
    *out = kw_null;
    if (!e->kids[i])
        return KW_OK;
    enum kw_status status = kw_eval(run, e->kids[i], out);
    run->place = e;
    return status;
}

enum kw_status kw_eval_truth(struct kw_run *run, const struct kw_expr *e,
                             enum kw_truth *out)
{
    struct kw_value v;
    enum kw_status status = kw_eval(run, e, &v);
    if (status != KW_OK)
        return status;
    run->place = e;
    if (v.kind != KW_VALUE_BOOL && v.kind != KW_VALUE_NULL)
        return kw_run_fail(run, "expected true or false, found %s",
                           kw_value_kind_name(v.kind));
    *out = kw_is_null(&v) ? KW_UNKNOWN : v.as.truth ? KW_TRUE : KW_FALSE;
    return KW_OK;
}

static enum kw_status eval_parameter(struct kw_run *run, const struct kw_expr *e,
                                     struct kw_value *out)
{
    for (size_t i = 0; i < run->parameter_count; i++) {
        if (kw_str_eq(run->parameters[i].name, e->text)) {
            *out = run->parameters[i].value;
            return KW_OK;
        }
    }
    return kw_run_fail(run, "the parameter $%.*s was not given", KW_STR_ARG(e->text));
}

static enum kw_status eval_property(struct kw_run *run, const struct kw_expr *e,
                                    struct kw_value *out)
{
    struct kw_value of;
    enum kw_status status = eval_kid(run, e, 0, &of);
    if (status != KW_OK)
        return status;
    *out = kw_null;
    if (kw_is_null(&of))
        return KW_OK;
    if (of.kind == KW_VALUE_MAP) {
        const struct kw_value *found = kw_value_map_get(of.as.map, e->text);
        if (found)
            *out = *found;
        return KW_OK;
    }
    if (of.kind != KW_VALUE_NODE && of.kind != KW_VALUE_EDGE)
        return kw_run_fail(run, "%s has no properties", kw_value_kind_name(of.kind));
    return kw_property_read(run->source, &of, e->text, &run->scratch, out, run->err);
}

static enum kw_status eval_labels(struct kw_run *run, const struct kw_expr *e,
                                  struct kw_value *out)
{
    struct kw_value of;
    enum kw_status status = eval_kid(run, e, 0, &of);
    *out = kw_null;
    if (status != KW_OK || kw_is_null(&of))
        return status;
    if (of.kind == KW_VALUE_EDGE) {
        struct kw_str name = run->source->type_name(run->source->context,
                                                    of.as.edge->type);
        *out = kw_value_bool(e->names.count == 1 && kw_str_eq(e->names.items[0], name));
        return KW_OK;
    }
    if (of.kind != KW_VALUE_NODE)
        return kw_run_fail(run, "%s has no labels", kw_value_kind_name(of.kind));
    struct kw_node_pattern node = {.labels = e->names};
    bool fits;
    status = kw_node_fits(run, &node, of.as.node, &fits);
    *out = kw_value_bool(fits);
    return status;
}

static enum kw_status eval_list(struct kw_run *run, const struct kw_expr *e,
                                struct kw_value *out)
{
    struct kw_value_list *list = kw_value_list_new(&run->scratch, e->count);
    enum kw_status status = list ? KW_OK : kw_run_nomem(run);
    for (size_t i = 0; status == KW_OK && i < e->count; i++)
        status = eval_kid(run, e, i, &list->items[i]);
    *out = kw_value_items(list);
    return status;
}

static enum kw_status eval_map(struct kw_run *run, const struct kw_expr *e,
                               struct kw_value *out)
{
    struct kw_value_map *map = kw_value_map_new(&run->scratch, e->count);
    enum kw_status status = map ? KW_OK : kw_run_nomem(run);
    for (size_t i = 0; status == KW_OK && i < e->count; i++) {
        map->entries[i].key = e->names.items[i];
        status = eval_kid(run, e, i, &map->entries[i].value);
    }
    if (status != KW_OK)
        return status;
    kw_value_map_sort(map);
    *out = (struct kw_value){.kind = KW_VALUE_MAP, .as.map = map};
    return KW_OK;
}

static enum kw_status index_list(struct kw_run *run, const struct kw_value *list,
                                 const struct kw_value *at, struct kw_value *out)
{
    if (at->kind != KW_VALUE_INTEGER)
        return kw_run_fail(run, "a list is indexed by an integer, not by %s",
                           kw_value_kind_name(at->kind));
    int64_t count = (int64_t)list->as.list->count, i = at->as.integer;
    if (i < 0)
        i = i < -count ? -1 : i + count;
    if (i >= 0 && i < count)
        *out = list->as.list->items[i];
    return KW_OK;
}

static enum kw_status eval_index(struct kw_run *run, const struct kw_expr *e,
                                 struct kw_value *out)
{
    struct kw_value of, at;
    enum kw_status status = eval_kid(run, e, 0, &of);
    if (status == KW_OK)
        status = eval_kid(run, e, 1, &at);
    *out = kw_null;
    if (status != KW_OK || kw_is_null(&of))
        return status;
    if (of.kind == KW_VALUE_LIST)
        return kw_is_null(&at) ? KW_OK : index_list(run, &of, &at, out);
    bool has_keys = of.kind == KW_VALUE_MAP || of.kind == KW_VALUE_NODE ||
                    of.kind == KW_VALUE_EDGE;
    if (!has_keys)
        return kw_run_fail(run, "%s has no items", kw_value_kind_name(of.kind));
    if (kw_is_null(&at))
        return KW_OK;
    if (at.kind != KW_VALUE_STRING)
        return kw_run_fail(run, "expected the name of a property, found %s",
                           kw_value_kind_name(at.kind));
    if (of.kind != KW_VALUE_MAP)
        return kw_property_read(run->source, &of, at.as.string, &run->scratch, out,
                                run->err);
    const struct kw_value *found = kw_value_map_get(of.as.map, at.as.string);
    if (found)
        *out = *found;
    return KW_OK;
}

static int64_t clamp(int64_t i, int64_t count)
{
    i = i < 0 ? (i < -count ? 0 : i + count) : i;
    return i > count ? count : i;
}

static enum kw_status eval_slice(struct kw_run *run, const struct kw_expr *e,
                                 struct kw_value *out)
{
    struct kw_value of, bounds[2];
    enum kw_status status = eval_kid(run, e, 0, &of);
    for (size_t i = 0; i < 2 && status == KW_OK; i++)
        status = eval_kid(run, e, i + 1, &bounds[i]);
    *out = kw_null;
    if (status != KW_OK || kw_is_null(&of))
        return status;
    if (of.kind != KW_VALUE_LIST)
        return kw_run_fail(run, "only lists are sliced, not %s",
                           kw_value_kind_name(of.kind));
    int64_t count = (int64_t)of.as.list->count, range[2] = {0, count};
    for (size_t i = 0; i < 2; i++) {
        if (!e->kids[i + 1])
            continue;
        if (kw_is_null(&bounds[i]))
            return KW_OK;
        if (bounds[i].kind != KW_VALUE_INTEGER)
            return kw_run_fail(run, "a list is sliced by integers");
        range[i] = clamp(bounds[i].as.integer, count);
    }
    struct kw_value_list *list = KW_GET(&run->scratch, 1, struct kw_value_list);
    if (!list)
        return kw_run_nomem(run);
    list->items = of.as.list->items + range[0];
    list->count = range[1] > range[0] ? (size_t)(range[1] - range[0]) : 0;
    *out = kw_value_items(list);
    return KW_OK;
}

static enum kw_status eval_unary(struct kw_run *run, const struct kw_expr *e,
                                 struct kw_value *out)
{
    struct kw_value a;
    enum kw_status status = eval_kid(run, e, 0, &a);
    if (status != KW_OK)
        return status;
    if (e->op == KW_T_IS || e->op == KW_T_NULL) {
        *out = kw_value_bool(kw_is_null(&a) == (e->op == KW_T_IS));
        return KW_OK;
    }
    *out = kw_null;
    if (kw_is_null(&a))
        return KW_OK;
    if (e->op == KW_T_NOT) {
        if (a.kind != KW_VALUE_BOOL)
            return kw_run_fail(run, "expected true or false, found %s",
                               kw_value_kind_name(a.kind));
        *out = kw_value_bool(!a.as.truth);
        return KW_OK;
    }
    struct kw_value zero = kw_value_integer(0);
    if (e->op == KW_T_MINUS && a.kind == KW_VALUE_FLOAT) {
        *out = kw_value_float(-a.as.number);
        return KW_OK;
    }
    return kw_eval_operator(run, e->op, &zero, &a, out);
}

/* AND, OR and XOR; AND and OR look at the second only where it matters. */
static enum kw_status eval_logic(struct kw_run *run, const struct kw_expr *e,
                                 struct kw_value *out)
{
    enum kw_truth a, b;
    enum kw_status status = kw_eval_truth(run, e->kids[0], &a);
    if (status != KW_OK)
        return status;
    enum kw_truth decides = e->op == KW_T_AND ? KW_FALSE : KW_TRUE;
    if (e->op != KW_T_XOR && a == decides) {
        *out = kw_value_truth(a);
        return KW_OK;
    }
    status = kw_eval_truth(run, e->kids[1], &b);
    if (status != KW_OK)
        return status;
    enum kw_truth truth;
    if (e->op == KW_T_XOR)
        truth = a == KW_UNKNOWN || b == KW_UNKNOWN ? KW_UNKNOWN
                : a != b                           ? KW_TRUE
                                                   : KW_FALSE;
    else
        truth = b == decides ? b : a == KW_UNKNOWN ? a : b;
    *out = kw_value_truth(truth);
    return KW_OK;
}

static enum kw_truth compare(int op, const struct kw_value *a, const struct kw_value *b)
{
    enum kw_truth equal;
    switch (op) {
    case KW_T_EQ:
        return kw_value_equals(a, b);
    case KW_T_NE:
        equal = kw_value_equals(a, b);
        return equal == KW_UNKNOWN ? equal : equal == KW_TRUE ? KW_FALSE : KW_TRUE;
    case KW_T_LT:
        return kw_value_compare(a, b, -1, false);
    case KW_T_LE:
        return kw_value_compare(a, b, -1, true);
    case KW_T_GT:
        return kw_value_compare(a, b, 1, false);
    default:
        return kw_value_compare(a, b, 1, true);
    }
}

static enum kw_status eval_compare(struct kw_run *run, const struct kw_expr *e,
                                   struct kw_value *out)
{
    struct kw_value a, b;
    enum kw_truth all = KW_TRUE;
    enum kw_status status = eval_kid(run, e, 0, &a);
    for (size_t i = 1; i < e->count && status == KW_OK && all != KW_FALSE; i++) {
        status = eval_kid(run, e, i, &b);
        if (status != KW_OK)
            return status;
        enum kw_truth one = compare(e->ops[i - 1], &a, &b);
        all = one == KW_FALSE ? KW_FALSE : one == KW_UNKNOWN ? KW_UNKNOWN : all;
        a = b;
    }
    *out = kw_value_truth(all);
    return status;
}

static enum kw_status eval_case(struct kw_run *run, const struct kw_expr *e,
                                struct kw_value *out)
{
    struct kw_value operand, when;
    enum kw_status status = eval_kid(run, e, 0, &operand);
    for (size_t i = 2; i + 1 < e->count && status == KW_OK; i += 2) {
        enum kw_truth truth = KW_FALSE;
        if (!e->kids[0]) {
            status = kw_eval_truth(run, e->kids[i], &truth);
        } else {
            status = eval_kid(run, e, i, &when);
            if (status == KW_OK)
                truth = kw_value_equals(&operand, &when);
        }
        if (status == KW_OK && truth == KW_TRUE)
            return eval_kid(run, e, i + 1, out);
    }
    return status == KW_OK ? eval_kid(run, e, 1, out) : status;
}

static enum kw_status eval_call(struct kw_run *run, const struct kw_expr *e,
                                struct kw_value *out)
{
    enum { MOST = 3 };
    struct kw_value few[MOST], *args = few;
    if (e->aggregates && e->slot >= 0) { /* computed by KW_S_AGGREGATE */
        *out = run->row[e->slot];
        return KW_OK;
    }
    if (e->count > MOST && !(args = KW_GET(&run->scratch, e->count, struct kw_value)))
        return kw_run_nomem(run);
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < e->count && status == KW_OK; i++)
        status = eval_kid(run, e, i, &args[i]);
    if (status != KW_OK)
        return status;
    run->place = e;
    *out = kw_null;
    if (e->count && kw_is_null(&args[0]) && !e->function->nulls)
        return KW_OK;
    unsigned takes = e->function->takes;
    if (takes && e->count && !(takes & (1u << args[0].kind)))
        return kw_run_fail(run, "%s, not %s", e->function->meaning,
                           kw_value_kind_name(args[0].kind));
    return e->function->call(run, args, e->count, out);
}

/* The list that a comprehension, quantifier or reduce goes over; false: it is null. */
static enum kw_status eval_source(struct kw_run *run, const struct kw_expr *e, size_t kid,
                                  const struct kw_value_list **list)
{
    struct kw_value v;
    enum kw_status status = eval_kid(run, e, kid, &v);
    *list = NULL;
    if (status != KW_OK || kw_is_null(&v))
        return status;
    if (v.kind != KW_VALUE_LIST)
        return kw_run_fail(run, "expected a list, found %s", kw_value_kind_name(v.kind));
    *list = v.as.list;
    return KW_OK;
}

static enum kw_status eval_each(struct kw_run *run, const struct kw_expr *e,
                                struct kw_value *out)
{
    const struct kw_value_list *from;
    enum kw_status status = eval_source(run, e, 0, &from);
    *out = kw_null;
    if (status != KW_OK || !from)
        return status;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, from->count);
    if (!list)
        return kw_run_nomem(run);
    list->count = 0;
    for (size_t i = 0; i < from->count && status == KW_OK; i++) {
        enum kw_truth truth = KW_TRUE;
        run->row[e->slot] = from->items[i];
        status = kw_run_tick(run);
        if (status == KW_OK && e->kids[1])
            status = kw_eval_truth(run, e->kids[1], &truth);
        if (status != KW_OK || truth != KW_TRUE)
            continue;
        struct kw_value *item = &list->items[list->count++];
        *item = from->items[i];
        if (e->kids[2])
            status = eval_kid(run, e, 2, item);
    }
    *out = kw_value_items(list);
    return status;
}

static enum kw_truth quantify(char first, size_t count, size_t yes, size_t unknown)
{
    switch (first | 32) {
    case 'n': /* none */
        return yes ? KW_FALSE : unknown ? KW_UNKNOWN : KW_TRUE;
    case 's': /* single */
        return yes > 1 ? KW_FALSE : unknown ? KW_UNKNOWN : yes ? KW_TRUE : KW_FALSE;
    default: /* all */
        return yes + unknown < count ? KW_FALSE : unknown ? KW_UNKNOWN : KW_TRUE;
    }
}

static enum kw_status eval_quantifier(struct kw_run *run, const struct kw_expr *e,
                                      struct kw_value *out)
{
    const struct kw_value_list *from;
    enum kw_status status = eval_source(run, e, 0, &from);
    size_t yes = 0, unknown = 0;
    *out = kw_null;
    if (status != KW_OK || !from)
        return status;
    for (size_t i = 0; i < from->count && status == KW_OK; i++) {
        enum kw_truth truth = KW_TRUE;
        run->row[e->slot] = from->items[i];
        status = kw_run_tick(run);
        if (status == KW_OK && e->kids[1])
            status = kw_eval_truth(run, e->kids[1], &truth);
        yes += truth == KW_TRUE;
        unknown += truth == KW_UNKNOWN;
    }
    bool any = (e->text.ptr[0] | 32) == 'a' && (e->text.ptr[1] | 32) == 'n';
    enum kw_truth result = any ? (yes ? KW_TRUE : unknown ? KW_UNKNOWN : KW_FALSE)
                               : quantify(e->text.ptr[0], from->count, yes, unknown);
    *out = kw_value_truth(result);
    return status;
}

static enum kw_status eval_reduce(struct kw_run *run, const struct kw_expr *e,
                                  struct kw_value *out)
{
    const struct kw_value_list *from;
    struct kw_value total;
    enum kw_status status = eval_kid(run, e, 0, &total);
    if (status == KW_OK)
        status = eval_source(run, e, 1, &from);
    *out = kw_null;
    if (status != KW_OK || !from)
        return status;
    for (size_t i = 0; i < from->count && status == KW_OK; i++) {
        run->row[e->other] = total;
        run->row[e->slot] = from->items[i];
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = eval_kid(run, e, 2, &total);
    }
    *out = total;
    return status;
}

/* --- patterns ------------------------------------------------------------------------ */

/* Rows of a pattern gathered as a list. */
struct gathering {
    const struct kw_expr *expr; /* what each row gives; NULL: only whether there is one */
    int slot;                   /* or, from 0: the slot that holds it */
    struct kw_value_list found; /* grown in `gathered`: scratch is cut back */
    size_t capacity;
};

static enum kw_status gather_row(void *context, struct kw_run *run)
{
    struct gathering *g = context;
    struct kw_value v = kw_value_bool(true);
    if (!g->expr && g->slot < 0) {
        g->found.count = 1;
        return KW_ENOUGH;
    }
    enum kw_status status = KW_OK;
    if (g->slot >= 0)
        v = run->row[g->slot];
    else
        status = kw_eval(run, g->expr, &v);
    if (status != KW_OK)
        return status;
    if (g->found.count == g->capacity) {
        size_t capacity = g->capacity ? 2 * g->capacity : 8;
        struct kw_value *items = KW_GET(&run->gathered, capacity, struct kw_value);
        if (!items)
            return kw_run_nomem(run);
        for (size_t i = 0; i < g->found.count; i++)
            items[i] = g->found.items[i];
        g->found.items = items;
        g->capacity = capacity;
    }
    if (!kw_value_copy(&run->gathered, &v, &g->found.items[g->found.count++]))
        return kw_run_nomem(run);
    return KW_OK;
}

/* What was gathered: a list, the one path of a shortestPath, or whether there is any. */
static enum kw_status give_gathered(struct kw_run *run, const struct gathering *g,
                                    bool one, struct kw_value *out)
{
    struct kw_value list = kw_value_items(&g->found);
    if (!g->expr && g->slot < 0)
        *out = kw_value_bool(g->found.count > 0);
    else if (one && g->found.count == 0)
        *out = kw_null;
    else if (!kw_value_copy(&run->scratch, one ? g->found.items : &list, out))
        return kw_run_nomem(run);
    return KW_OK;
}

static enum kw_status eval_pattern(struct kw_run *run, const struct kw_expr *e,
                                   struct kw_value *out)
{
    struct gathering g = {.slot = -1};
    const struct kw_path_pattern *path =
        e->kind == KW_X_PATTERN ? e->pattern->paths[0] : NULL;
    enum kw_shortest shortest = path ? path->shortest : KW_NOT_SHORTEST;
    if (e->kind == KW_X_PATTERN_EACH)
        g.expr = e->kids[1];
    else if (shortest != KW_NOT_SHORTEST)
        g.slot = path->slot;
    size_t used = run->used_count, base = run->used_base;
    struct kw_region_mark mark = kw_region_mark(&run->gathered);
    enum kw_status status = kw_chain_run(run, e->chain, gather_row, &g);
    run->used_count = used;
    run->used_base = base;
    if (status == KW_OK)
        status = give_gathered(run, &g, shortest == KW_ONE_SHORTEST, out);
    kw_region_rewind(&run->gathered, mark);
    return status;
}

enum kw_status kw_eval(struct kw_run *run, const struct kw_expr *e, struct kw_value *out)
{
    run->place = e;
    switch (e->kind) {
    case KW_X_LITERAL:
        *out = e->value;
        return KW_OK;
    case KW_X_PARAMETER:
        return eval_parameter(run, e, out);
    case KW_X_VARIABLE:
    case KW_X_COUNT_ALL:
        *out = run->row[e->slot];
        return KW_OK;
    case KW_X_PROPERTY:
        return eval_property(run, e, out);
    case KW_X_LABELS:
        return eval_labels(run, e, out);
    case KW_X_LIST:
        return eval_list(run, e, out);
    case KW_X_MAP:
        return eval_map(run, e, out);
    case KW_X_INDEX:
        return eval_index(run, e, out);
    case KW_X_SLICE:
        return eval_slice(run, e, out);
    case KW_X_UNARY:
        return eval_unary(run, e, out);
    case KW_X_COMPARE:
        return eval_compare(run, e, out);
    case KW_X_CASE:
        return eval_case(run, e, out);
    case KW_X_CALL:
        return eval_call(run, e, out);
    case KW_X_EACH:
        return eval_each(run, e, out);
    case KW_X_QUANTIFIER:
        return eval_quantifier(run, e, out);
    case KW_X_REDUCE:
        return eval_reduce(run, e, out);
    case KW_X_PATTERN: case KW_X_PATTERN_EACH: case KW_X_EXISTS:
        return eval_pattern(run, e, out);
    case KW_X_BINARY:
        break;
    }
    if (e->op == KW_T_AND || e->op == KW_T_OR || e->op == KW_T_XOR)
        return eval_logic(run, e, out);
    struct kw_value a, b;
    enum kw_status status = eval_kid(run, e, 0, &a);
    if (status == KW_OK)
        status = eval_kid(run, e, 1, &b);
    return status == KW_OK ? kw_eval_operator(run, e->op, &a, &b, out) : status;
}
