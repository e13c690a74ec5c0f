/* export_igraph.c NODES EDGES - igraph writes what export.c writes: the same graph, the
 * same attributes, as GraphML to nowhere. */
#include <igraph/igraph.h>
#include <stdlib.h>

#include "bench/export_graph.h"

static void numbers(igraph_t *graph, int edges, const char *name, uint64_t count,
                    double (*value)(uint64_t i))
{
    igraph_vector_t v;
    igraph_vector_init(&v, (igraph_integer_t)count);
    for (uint64_t i = 0; i < count; i++)
        VECTOR(v)[i] = value(i);
    if (edges)
        igraph_cattribute_EAN_setv(graph, name, &v);
    else
        igraph_cattribute_VAN_setv(graph, name, &v);
    igraph_vector_destroy(&v);
}

static void texts(igraph_t *graph, int edges, const char *name, uint64_t count,
                  const char *format)
{
    igraph_strvector_t v;
    char text[64];
    igraph_strvector_init(&v, (igraph_integer_t)count);
    for (uint64_t i = 0; i < count; i++) {
        snprintf(text, sizeof text, format, (unsigned long long)i);
        igraph_strvector_set(&v, (igraph_integer_t)i, text);
    }
    if (edges)
        igraph_cattribute_EAS_setv(graph, name, &v);
    else
        igraph_cattribute_VAS_setv(graph, name, &v);
    igraph_strvector_destroy(&v);
}

static void no(igraph_t *graph, int edges, const char *name, uint64_t count)
{
    igraph_vector_bool_t v;
    igraph_vector_bool_init(&v, (igraph_integer_t)count);
    if (edges)
        igraph_cattribute_EAB_setv(graph, name, &v);
    else
        igraph_cattribute_VAB_setv(graph, name, &v);
    igraph_vector_bool_destroy(&v);
}

static double counted(uint64_t i)
{
    return edge_count(i);
}

static double one(uint64_t i)
{
    (void)i;
    return 1;
}

static double zero(uint64_t i)
{
    (void)i;
    return 0;
}

static double color(uint64_t i)
{
    (void)i;
    return 204;
}

static void name_nodes(igraph_t *g, uint64_t n)
{
    static const char *const counts[] = {"mentions", "documents", "stories"};
    static const char *const colors[] = {"r", "g", "b"};
    texts(g, 0, "label", n, "Entity %llu");
    texts(g, 0, "name", n, "Entity %llu");
    texts(g, 0, "key", n, "entity %llu");
    texts(g, 0, "type", n, "firm");
    texts(g, 0, "kind", n, "thing");
    texts(g, 0, "first", n, "2023-01-01");
    texts(g, 0, "last", n, "2023-12-31");
    for (int i = 0; i < 3; i++) {
        numbers(g, 0, counts[i], n, counted);
        numbers(g, 0, colors[i], n, color);
    }
    numbers(g, 0, "outlets", n, one);
    no(g, 0, "voice", n);
}

static void name_edges(igraph_t *g, uint64_t m)
{
    static const char *const counts[] = {"weight", "mentions", "documents", "stories"};
    static const char *const zeros[] = {"denied", "alleged", "denied_share",
                                        "alleged_share"};
    texts(g, 1, "label", m, "supplies");
    texts(g, 1, "layer", m, "statements");
    texts(g, 1, "types", m, "supplies");
    texts(g, 1, "first", m, "2023-04-08");
    texts(g, 1, "last", m, "2023-04-09");
    for (int i = 0; i < 4; i++) {
        numbers(g, 1, counts[i], m, counted);
        numbers(g, 1, zeros[i], m, zero);
    }
    numbers(g, 1, "outlets", m, one);
    numbers(g, 1, "dated", m, one);
    no(g, 1, "symmetric", m);
}

int main(int argc, char **argv)
{
    igraph_t g;
    igraph_vector_int_t ends;
    FILE *file = fopen("/dev/null", "wb");
    if (argc != 3 || !file)
        return 2;
    uint64_t n = strtoull(argv[1], NULL, 10), m = strtoull(argv[2], NULL, 10);
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_vector_int_init(&ends, (igraph_integer_t)(2 * m));
    for (uint64_t i = 0; i < m; i++) {
        VECTOR(ends)[2 * i] = edge_source(i, n);
        VECTOR(ends)[2 * i + 1] = edge_target(i, n);
    }
    igraph_create(&g, &ends, (igraph_integer_t)n, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&ends);
    name_nodes(&g, n);
    name_edges(&g, m);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double start = seconds();
    if (igraph_write_graph_graphml(&g, file, 1))
        return 1;
    tell("igraph " IGRAPH_VERSION, "graphml", m, seconds() - start,
         (double)usage.ru_maxrss / 1024);
    igraph_destroy(&g);
    fclose(file);
    return 0;
}
