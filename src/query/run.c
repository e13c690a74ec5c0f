/* run.c - steps of a plan, each handing rows to the next. */
#include "query/run.h"

#include "base/error.h"

enum kw_status kw_run_tick(struct kw_run *run)
{
    if ((++run->ticks & 1023) != 0 || !run->stop || !run->stop(run->stop_context))
        return KW_OK;
    return kw_fail(run->err, KW_LIMIT, "stopped: the query took longer than --timeout "
                   "allows");
}

enum kw_status kw_run_fail(struct kw_run *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    kw_vfail(run->err, KW_USAGE, format, args);
    va_end(args);
    return KW_USAGE;
}

enum kw_status kw_run_nomem(struct kw_run *run)
{
    const struct kw_region *over = run->kept.over       ? &run->kept
                                   : run->gathered.over ? &run->gathered
                                   : run->walked.over   ? &run->walked
                                                        : &run->scratch;
    return kw_region_fail(over, run->err);
}

/* --- what a pattern asks of a node and an edge --------------------------------------- */

static bool has_label(const struct kw_value_list *labels, struct kw_str name)
{
    for (size_t i = 0; i < labels->count; i++) {
        if (kw_str_eq(labels->items[i].as.string, name))
            return true;
    }
    return false;
}

static enum kw_status map_fits(struct kw_run *run, const struct kw_value *of,
                               const struct kw_expr *map, bool *fits)
{
    enum kw_status status = KW_OK;
    *fits = true;
    for (size_t i = 0; map && i < map->count && *fits && status == KW_OK; i++) {
        struct kw_value wanted, got = kw_null;
        status = kw_eval(run, map->kids[i], &wanted);
        if (status == KW_OK)
            status = kw_property_read(run->source, of, map->names.items[i], &run->scratch,
                                      &got, run->err);
        *fits = status == KW_OK && kw_value_equals(&wanted, &got) == KW_TRUE;
    }
    return status;
}

enum kw_status kw_node_fits(struct kw_run *run, const struct kw_node_pattern *node,
                            int64_t number, bool *fits)
{
    struct kw_value labels, v = kw_value_node(number);
    *fits = true;
    if (node->labels.count) {
        enum kw_status status = run->source->labels(run->source->context, number,
                                                    &run->scratch, &labels, run->err);
        if (status != KW_OK)
            return status;
        size_t has = 0;
        for (size_t i = 0; i < node->labels.count; i++)
            has += has_label(labels.as.list, node->labels.items[i]);
        *fits = node->any_label ? has > 0 : has == node->labels.count;
    }
    return *fits ? map_fits(run, &v, node->properties, fits) : KW_OK;
}

enum kw_status kw_edge_fits(struct kw_run *run, const struct kw_edge_pattern *edge,
                            const struct kw_link *link, bool *fits)
{
    struct kw_value v = {.kind = KW_VALUE_EDGE, .as.edge = link};
    return map_fits(run, &v, edge->properties, fits);
}

/* `*none`: no type of that name, so nothing can fit. */
enum kw_status kw_reach_make(struct kw_run *run, const struct kw_edge_pattern *edge,
                             bool backward, struct kw_reach *out, bool *none)
{
    uint32_t *types = NULL;
    size_t count = 0;
    if (edge->types.count &&
        !(types = KW_GET(&run->scratch, edge->types.count, uint32_t)))
        return kw_run_nomem(run);
    for (size_t i = 0; i < edge->types.count; i++)
        count += run->source->type_number(run->source->context, edge->types.items[i],
                                          &types[count]);
    *none = edge->types.count && !count;
    enum kw_heading out_heading = backward ? KW_LEFT : KW_RIGHT;
    *out = (struct kw_reach){
        .types = types,
        .type_count = count,
        .out = edge->heading == KW_EITHER || edge->heading == out_heading,
        .in = edge->heading != out_heading,
        .all_polarities = edge->all_polarities,
        .region = &run->scratch,
    };
    return KW_OK;
}

bool kw_edge_used(const struct kw_run *run, const struct kw_link *link)
{
    for (size_t i = run->used_base; i < run->used_count; i++) {
        if (kw_link_same(run->used[i], link))
            return true;
    }
    return false;
}

enum kw_status kw_edge_use(struct kw_run *run, const struct kw_link *link)
{
    if (run->used_count == run->used_capacity) {
        size_t capacity = run->used_capacity ? run->used_capacity * 2 : 64;
        const struct kw_link **used = KW_GET(&run->kept, capacity, const struct kw_link *);
        if (!used)
            return kw_run_nomem(run);
        for (size_t i = 0; i < run->used_count; i++)
            used[i] = run->used[i];
        run->used = used;
        run->used_capacity = capacity;
    }
    run->used[run->used_count++] = link;
    return KW_OK;
}

/* --- steps --------------------------------------------------------------------------- */

static enum kw_status step_begin(struct kw_run *run, const struct kw_flow *flow,
                                 size_t at)
{
    size_t base = run->used_base, count = run->used_count;
    run->used_base = count;
    enum kw_status status = kw_flow_on(run, flow, at + 1);
    run->used_base = base;
    run->used_count = count;
    return status;
}

static enum kw_status scan_batch(struct kw_run *run, const struct kw_flow *flow,
                                 size_t at, const int64_t *nodes, size_t count)
{
    const struct kw_step *step = &flow->chain->items[at];
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        bool fits;
        status = kw_run_tick(run);
        run->row[step->node->slot] = kw_value_node(nodes[i]);
        if (status == KW_OK)
            status = map_fits(run, &run->row[step->node->slot], step->node->properties,
                              &fits);
        if (status == KW_OK && fits)
            status = kw_flow_on(run, flow, at + 1);
        kw_region_rewind(&run->scratch, mark);
    }
    return status;
}

static enum kw_status step_scan(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    struct kw_scan scan = {.labels = step->node->labels.items,
                           .label_count = step->node->labels.count,
                           .any_label = step->node->any_label};
    enum kw_status status = KW_OK;
    if (step->expr) {
        scan.property = step->property;
        status = kw_eval(run, step->expr, &scan.value);
        if (status == KW_OK && kw_is_null(&scan.value))
            return KW_OK;
    }
    while (status == KW_OK && !scan.done) {
        const int64_t *nodes;
        size_t count;
        status = run->source->scan(run->source->context, &scan, &run->scratch, &nodes,
                                   &count, run->err);
        if (status == KW_OK)
            status = scan_batch(run, flow, at, nodes, count);
    }
    return status;
}

static enum kw_status step_check(struct kw_run *run, const struct kw_flow *flow,
                                 size_t at)
{
    const struct kw_node_pattern *node = flow->chain->items[at].node;
    const struct kw_value *v = &run->row[node->slot];
    bool fits;
    if (kw_is_null(v))
        return KW_OK;
    if (v->kind != KW_VALUE_NODE)
        return kw_run_fail(run, "expected a node, found %s", kw_value_kind_name(v->kind));
    enum kw_status status = kw_node_fits(run, node, v->as.node, &fits);
    return status == KW_OK && fits ? kw_flow_on(run, flow, at + 1) : status;
}

/* One edge found: does all fit? Then on. */
static enum kw_status take_edge(struct kw_run *run, const struct kw_flow *flow, size_t at,
                                int64_t from, const struct kw_link *link)
{
    const struct kw_step *step = &flow->chain->items[at];
    int64_t to = link->from == from ? link->to : link->from;
    bool fits = true;
    if (kw_edge_used(run, link))
        return KW_OK;
    if (!step->edge->fresh) {
        const struct kw_value *v = &run->row[step->edge->slot];
        fits = v->kind == KW_VALUE_EDGE && kw_link_same(v->as.edge, link);
    }
    if (fits && step->bound) {
        const struct kw_value *v = &run->row[step->node->slot];
        fits = v->kind == KW_VALUE_NODE && v->as.node == to;
    }
    if (!fits)
        return KW_OK;
    struct kw_value before = run->row[step->edge->slot];
    if (!step->bound)
        run->row[step->node->slot] = kw_value_node(to);
    enum kw_status status = kw_edge_fits(run, step->edge, link, &fits);
    if (status == KW_OK && fits)
        status = map_fits(run, &run->row[step->node->slot], step->node->properties, &fits);
    if (status != KW_OK || !fits)
        return status;
    size_t used = run->used_count;
    run->row[step->edge->slot].kind = KW_VALUE_EDGE;
    run->row[step->edge->slot].as.edge = link;
    status = kw_edge_use(run, link);
    if (status == KW_OK)
        status = kw_flow_on(run, flow, at + 1);
    run->used_count = used;
    if (!step->edge->fresh)
        run->row[step->edge->slot] = before;
    return status;
}

static enum kw_status step_expand(struct kw_run *run, const struct kw_flow *flow,
                                  size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    const struct kw_value *from = &run->row[step->from];
    size_t count;
    struct kw_reach reach;
    bool none;
    if (from->kind != KW_VALUE_NODE)
        return KW_OK;
    int64_t node = from->as.node;
    enum kw_status status = kw_reach_make(run, step->edge, step->backward, &reach, &none);
    if (status != KW_OK || none)
        return status;
    const struct kw_link *found;
    reach.labels = step->node->labels.items;
    reach.label_count = step->node->labels.count;
    reach.any_label = step->node->any_label;
    reach.whole = run->plan->reads[step->node->slot] || run->plan->reads[step->edge->slot];
    status = run->source->expand(run->source->context, node, &reach, &found, &count,
                                 run->err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = take_edge(run, flow, at, node, &found[i]);
        kw_region_rewind(&run->scratch, mark);
    }
    return status;
}

static enum kw_status step_path(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_path_pattern *path = flow->chain->items[at].path;
    enum kw_status status = kw_path_value(run, path, &run->row[path->slot]);
    return status == KW_OK ? kw_flow_on(run, flow, at + 1) : status;
}

static enum kw_status step_filter(struct kw_run *run, const struct kw_flow *flow,
                                  size_t at)
{
    enum kw_truth truth;
    struct kw_region_mark mark = kw_region_mark(&run->scratch);
    enum kw_status status = kw_eval_truth(run, flow->chain->items[at].expr, &truth);
    kw_region_rewind(&run->scratch, mark);
    return status == KW_OK && truth == KW_TRUE ? kw_flow_on(run, flow, at + 1) : status;
}

/* What the inner chain of an OPTIONAL MATCH gives goes on behind the step. */
struct optional {
    const struct kw_flow *flow;
    size_t next;
    bool found;
};

static enum kw_status optional_row(void *context, struct kw_run *run)
{
    struct optional *o = context;
    size_t base = run->used_base;
    o->found = true;
    run->used_base = run->used_count;
    enum kw_status status = kw_flow_on(run, o->flow, o->next);
    run->used_base = base;
    return status;
}

static enum kw_status step_optional(struct kw_run *run, const struct kw_flow *flow,
                                    size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    struct optional o = {flow, at + 1, false};
    struct kw_flow inner = {step->chain, optional_row, &o};
    enum kw_status status = kw_flow_on(run, &inner, 0);
    if (status != KW_OK || o.found)
        return status;
    for (size_t i = 0; i < step->slots.count; i++)
        run->row[step->slots.items[i]] = kw_null;
    return kw_flow_on(run, flow, at + 1);
}

static enum kw_status step_unwind(struct kw_run *run, const struct kw_flow *flow,
                                  size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    struct kw_value v;
    enum kw_status status = kw_eval(run, step->expr, &v);
    if (status != KW_OK || kw_is_null(&v))
        return status;
    if (v.kind != KW_VALUE_LIST) {
        run->row[step->slot] = v;
        return kw_flow_on(run, flow, at + 1);
    }
    for (size_t i = 0; i < v.as.list->count && status == KW_OK; i++) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        run->row[step->slot] = v.as.list->items[i];
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = kw_flow_on(run, flow, at + 1);
        kw_region_rewind(&run->scratch, mark);
    }
    return status;
}

static enum kw_status step_project(struct kw_run *run, const struct kw_flow *flow,
                                   size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < step->items.count && status == KW_OK; i++)
        status = kw_eval(run, step->items.items[i].expr,
                         &run->row[step->items.items[i].slot]);
    return status == KW_OK ? kw_flow_on(run, flow, at + 1) : status;
}

static enum kw_status step_distinct(struct kw_run *run, const struct kw_flow *flow,
                                    size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    bool first;
    enum kw_status status = kw_distinct_take(run, step->state, &step->slots, &first);
    return status == KW_OK && first ? kw_flow_on(run, flow, at + 1) : status;
}

/* Rows seen so far by a SKIP or LIMIT, and how many it is about. */
struct counter {
    uint64_t seen, most;
};

static enum kw_status counter_of(struct kw_run *run, const struct kw_step *step,
                                 struct counter **out)
{
    struct counter *c = run->states[step->state];
    if (!c) {
        c = KW_GET(&run->kept, 1, struct counter);
        if (!c)
            return kw_run_nomem(run);
        enum kw_status status = kw_eval_count(run, step->expr, &c->most);
        if (status != KW_OK)
            return status;
        run->states[step->state] = c;
    }
    *out = c;
    return KW_OK;
}

static enum kw_status step_limit(struct kw_run *run, const struct kw_flow *flow,
                                 size_t at)
{
    struct counter *c = NULL;
    enum kw_status status = counter_of(run, &flow->chain->items[at], &c);
    if (status != KW_OK)
        return status;
    if (c->seen >= c->most)
        return KW_ENOUGH;
    c->seen++;
    status = kw_flow_on(run, flow, at + 1);
    return status == KW_OK && c->seen >= c->most ? KW_ENOUGH : status;
}

static enum kw_status step_skip(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    struct counter *c = NULL;
    enum kw_status status = counter_of(run, &flow->chain->items[at], &c);
    if (status != KW_OK || c->seen++ < c->most)
        return status;
    return kw_flow_on(run, flow, at + 1);
}

enum kw_status kw_eval_count(struct kw_run *run, const struct kw_expr *e, uint64_t *out)
{
    struct kw_value v;
    enum kw_status status = kw_eval(run, e, &v);
    if (status != KW_OK)
        return status;
    if (v.kind != KW_VALUE_INTEGER || v.as.integer < 0)
        return kw_run_fail(run, "expected a whole number that is not negative, found %s",
                           v.kind == KW_VALUE_INTEGER ? "a negative one"
                                                      : kw_value_kind_name(v.kind));
    *out = (uint64_t)v.as.integer;
    return KW_OK;
}

enum kw_status kw_flow_on(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    if (at >= flow->chain->count)
        return flow->sink(flow->context, run);
    switch (flow->chain->items[at].kind) {
    case KW_S_BEGIN:
        return step_begin(run, flow, at);
    case KW_S_SCAN:
        return step_scan(run, flow, at);
    case KW_S_CHECK:
        return step_check(run, flow, at);
    case KW_S_EXPAND:
        return step_expand(run, flow, at);
    case KW_S_WALK:
        return kw_step_walk(run, flow, at);
    case KW_S_SHORTEST:
        return kw_step_shortest(run, flow, at);
    case KW_S_PATH:
        return step_path(run, flow, at);
    case KW_S_FILTER:
        return step_filter(run, flow, at);
    case KW_S_OPTIONAL:
        return step_optional(run, flow, at);
    case KW_S_UNWIND:
        return step_unwind(run, flow, at);
    case KW_S_PROJECT:
        return step_project(run, flow, at);
    case KW_S_DISTINCT:
        return step_distinct(run, flow, at);
    case KW_S_AGGREGATE:
        return kw_group_take(run, &flow->chain->items[at]);
    case KW_S_SORT:
        return kw_sort_take(run, &flow->chain->items[at]);
    case KW_S_SKIP:
        return step_skip(run, flow, at);
    default:
        return step_limit(run, flow, at);
    }
}

enum kw_status kw_chain_run(struct kw_run *run, const struct kw_chain *chain,
                            kw_row_fn *sink, void *context)
{
    struct kw_flow flow = {chain, sink, context};
    for (size_t i = 0; i < chain->count; i++)
        run->states[chain->items[i].state] = NULL;
    enum kw_status status = kw_flow_on(run, &flow, 0);
    for (size_t i = 0; i < chain->count && (status == KW_OK || status == KW_ENOUGH); i++) {
        if (chain->items[i].kind == KW_S_AGGREGATE)
            status = kw_group_give(run, &flow, i);
        else if (chain->items[i].kind == KW_S_SORT)
            status = kw_sort_give(run, &flow, i);
    }
    return status == KW_ENOUGH ? KW_OK : status;
}
