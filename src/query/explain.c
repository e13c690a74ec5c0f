/* explain.c - a plan as text, a line a step. */
#include "query/ask.h"

static const char *const steps[] = {
    [KW_S_BEGIN] = "match",       [KW_S_SCAN] = "scan nodes",
    [KW_S_CHECK] = "check node",  [KW_S_EXPAND] = "follow one edge",
    [KW_S_WALK] = "walk trails",  [KW_S_SHORTEST] = "search breadth first",
    [KW_S_PATH] = "name path",    [KW_S_FILTER] = "keep where",
    [KW_S_OPTIONAL] = "optional", [KW_S_UNWIND] = "unwind",
    [KW_S_PROJECT] = "compute",   [KW_S_DISTINCT] = "distinct",
    [KW_S_AGGREGATE] = "group",   [KW_S_SORT] = "sort",
    [KW_S_SKIP] = "skip",         [KW_S_LIMIT] = "limit",
};

static void name(struct kw_buf *out, struct kw_str s)
{
    kw_buf_printf(out, "%.*s", KW_STR_ARG(s));
}

static void node(struct kw_buf *out, const struct kw_node_pattern *n)
{
    kw_buf_add(out, KW_STR(" ("));
    name(out, n->name);
    for (size_t i = 0; i < n->labels.count; i++) {
        kw_buf_add(out, i && n->any_label ? KW_STR("|") : KW_STR(":"));
        name(out, n->labels.items[i]);
    }
    kw_buf_byte(out, ')');
}

static void edge(struct kw_buf *out, const struct kw_step *step)
{
    const struct kw_edge_pattern *e = step->edge;
    bool left = e->heading != KW_EITHER && (e->heading == KW_LEFT) != step->backward;
    bool right = e->heading != KW_EITHER && !left;
    kw_buf_add(out, left ? KW_STR(" <-[") : KW_STR(" -["));
    name(out, e->name);
    for (size_t i = 0; i < e->types.count; i++) {
        kw_buf_add(out, i ? KW_STR("|") : KW_STR(":"));
        name(out, e->types.items[i]);
    }
    if (e->many)
        kw_buf_printf(out, "*%lld..", (long long)e->min);
    if (e->many && e->max >= 0)
        kw_buf_printf(out, "%lld", (long long)e->max);
    kw_buf_add(out, right ? KW_STR("]->") : KW_STR("]-"));
}

static void chain(struct kw_buf *out, const struct kw_plan *plan,
                  const struct kw_chain *c, int indent)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct kw_step *step = &c->items[i];
        kw_buf_printf(out, "%*s%s", indent, "", steps[step->kind]);
        if (step->edge)
            edge(out, step);
        if (step->node)
            node(out, step->node);
        if (step->kind == KW_S_SCAN && step->expr)
            kw_buf_printf(out, " by %.*s =", KW_STR_ARG(step->property));
        if (step->expr) {
            kw_buf_byte(out, ' ');
            name(out, kw_str_slice(plan->text, step->expr->at, step->expr->end));
        }
        for (size_t k = 0; k < step->items.count; k++) {
            const struct kw_expr *e = step->items.items[k].expr;
            kw_buf_add(out, k ? KW_STR(", ") : KW_STR(" "));
            name(out, kw_str_slice(plan->text, e->at, e->end));
            if (step->items.items[k].descending)
                kw_buf_add(out, KW_STR(" descending"));
        }
        kw_buf_byte(out, '\n');
        if (step->chain)
            chain(out, plan, step->chain, indent + 2);
    }
}

/* What is computed of the whole graph, as soon as a row needs it. */
static void computed(struct kw_buf *out, const struct kw_computing *c)
{
    bool any = false;
    for (size_t i = 0; c && i < c->count; i++) {
        if (c->named[i])
            kw_buf_printf(out, "%s %s", any ? "," : "measure", c->from->properties[i].name);
        any |= c->named[i];
    }
    if (any)
        kw_buf_byte(out, '\n');
}

void kw_plan_explain(const struct kw_plan *plan, struct kw_buf *out)
{
    computed(out, plan->computing);
    for (size_t i = 0; i < plan->chain_count; i++) {
        if (i)
            kw_buf_add(out, plan->distinct ? KW_STR("union\n") : KW_STR("union all\n"));
        chain(out, plan, plan->chains[i], 0);
    }
}
