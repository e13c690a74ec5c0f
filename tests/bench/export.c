/* export.c NODES EDGES - writes a made-up graph with every attribute but quotes, as
 * GraphML and as GEXF, to nowhere, and says how long each took. */
#include "knotwork/export.h"

#include <stdlib.h>

#include "bench/export_graph.h"

static enum kw_status nowhere(void *context, const char *bytes, size_t len,
                              struct kw_error *err)
{
    (void)err;
    FILE *file = context;
    return fwrite(bytes, 1, len, file) == len ? KW_OK : KW_IO;
}

static struct kw_graph *make(struct kw_arena *arena, size_t n, size_t m)
{
    struct kw_graph *g = KW_NEW(arena, 1, struct kw_graph);
    g->nodes = KW_NEW(arena, n, struct kw_node);
    g->edges = KW_NEW(arena, m, struct kw_edge);
    g->node_count = n;
    g->edge_count = m;
    g->view = kw_view_default();
    for (size_t i = 0; i < n; i++)
        g->nodes[i] = (struct kw_node){
            .key = kw_arena_printf(arena, "entity %zu", i),
            .name = kw_arena_printf(arena, "Entity %zu", i),
            .kind = KW_STR("thing"),
            .type = KW_TYPE_FIRM,
            .mentions = 1 + i % 97,
            .documents = 1 + i % 97,
            .stories = 1 + i % 97,
            .outlets = 1,
            .first = kw_day_of(2023, 1, 1),
            .last = kw_day_of(2023, 12, 31),
        };
    for (size_t i = 0; i < m; i++)
        g->edges[i] = (struct kw_edge){
            .source = edge_source(i, n),
            .target = edge_target(i, n),
            .layer = KW_LAYER_STATEMENTS,
            .types = KW_STR("supplies"),
            .mentions = edge_count(i),
            .documents = edge_count(i),
            .stories = edge_count(i),
            .outlets = 1,
            .weight = edge_count(i),
            .dated = 1,
            .first = kw_day_of(2023, 4, 8),
            .last = kw_day_of(2023, 4, 9),
        };
    return g;
}

int main(int argc, char **argv)
{
    struct kw_arena *arena = kw_arena_new();
    FILE *file = fopen("/dev/null", "wb");
    if (argc != 3 || !arena || !file)
        return 2;
    uint64_t m = strtoull(argv[2], NULL, 10);
    struct kw_graph *g = make(arena, strtoull(argv[1], NULL, 10), m);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    for (int i = 0; i < 2; i++) {
        const char *format = i ? "gexf" : "graphml";
        struct kw_out out;
        kw_out_init(&out, nowhere, file);
        double start = seconds();
        if (kw_export(g, kw_format_named(kw_str_of(format)), 0, NULL, 0, &out, NULL) ||
            kw_out_finish(&out, NULL))
            return 1;
        tell("knotwork", format, m, seconds() - start, (double)usage.ru_maxrss / 1024);
    }
    fclose(file);
    kw_arena_free(arena);
    return 0;
}
