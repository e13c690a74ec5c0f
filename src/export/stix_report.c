/* stix_report.c - the documents that are quoted, as reports on what they are quoted for.
 */
#include "stix.h"

#include <stdlib.h>

struct stix {
    struct kw_sources sources; /* what the reports are of */
    struct reported {
        size_t source; /* number */
        bool node;     /* `number` is that of a node, not of an edge */
        size_t number;
    } * reported;          /* by all three, none twice */
    size_t reported_count; /* of `reported` */
};

static int by_source(const void *a, const void *b)
{
    const struct reported *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->node != y->node)
        return x->node ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

/* That a document reports on an edge and its ends. */
static void report(struct stix *stix, size_t source, const struct kw_graph *g,
                   size_t edge)
{
    struct reported *r = &stix->reported[stix->reported_count];
    r[0] = (struct reported){source, false, edge};
    r[1] = (struct reported){source, true, g->edges[edge].source};
    r[2] = (struct reported){source, true, g->edges[edge].target};
    stix->reported_count += 3;
}

enum kw_status kw_stix_reports_gather(struct kw_exporter *x, struct kw_error *err)
{
    const struct kw_graph *g = x->graph;
    struct stix *stix = x->state = KW_NEW(x->arena, 1, struct stix);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < g->edge_count; i++)
        count += g->edges[i].quote_count;
    if (!stix || !(stix->reported = KW_NEW(x->arena, 3 * count + 1, struct reported)))
        return kw_nomem(err);
    enum kw_status status = kw_sources_gather(x, &stix->sources, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < g->edge_count; i++) {
        for (size_t n = 0; n < g->edges[i].quote_count; n++)
            report(stix, kw_sources_find(&stix->sources, g->edges[i].quotes[n].document),
                   g, i);
    }
    qsort(stix->reported, stix->reported_count, sizeof *stix->reported, by_source);
    for (size_t i = 0; i < stix->reported_count; i++) {
        if (kept == 0 || by_source(&stix->reported[kept - 1], &stix->reported[i]) != 0)
            stix->reported[kept++] = stix->reported[i];
    }
    stix->reported_count = kept;
    return KW_OK;
}

void kw_stix_reports_end(struct kw_exporter *x)
{
    const struct stix *stix = x->state;
    for (size_t i = 0; i < stix->reported_count;) {
        const struct kw_source *s = &stix->sources.items[stix->reported[i].source];
        size_t source = stix->reported[i].source;
        struct kw_json_out json = kw_stix_open(x, "report");
        kw_stix_id(&json, "id", "report", "document:", s->document);
        kw_stix_times(&json, s->date, s->date);
        kw_stix_time(&json, "published", s->date);
        kw_export_string(x, &json, "name", s->document.len ? s->document : KW_STR("?"));
        if (s->publisher.len)
            kw_export_string(x, &json, "description", s->publisher);
        kw_json_open(&json, "object_refs", '[');
        for (; i < stix->reported_count && stix->reported[i].source == source; i++) {
            size_t number = stix->reported[i].number;
            if (stix->reported[i].node)
                kw_stix_node_id(x, &json, NULL, (uint32_t)number);
            else
                kw_stix_relation_id(x, &json, NULL, &x->graph->edges[number]);
        }
        kw_json_close(&json, ']');
        kw_json_close(&json, '}');
    }
    kw_out_add(x->out, KW_STR("\n]}\n"));
}
