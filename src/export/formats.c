/* formats.c - the table of formats. A new one is a row here and its writer. */
#include "writer.h"

#define ALL_EDGES (KW_ABLE_MIXED | KW_ABLE_PARALLEL)

static const struct kw_format formats[] = {
    {.name = "graphml",
     .endings = "graphml",
     .meaning = "GraphML: Gephi, Cytoscape, yEd, NetworkX, igraph",
     .family = KW_FAMILY_XML,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_graphml_writer}},
    {.name = "gexf",
     .endings = "gexf",
     .meaning = "GEXF 1.3: Gephi 0.9.3 and later, Gephi Lite, sigma.js; with time",
     .family = KW_FAMILY_XML,
     .abilities = ALL_EDGES | KW_ABLE_TIME | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_gexf_writer}},
    {.name = "gexf12",
     .endings = "gexf",
     .meaning = "GEXF 1.2: older Gephi, NetworkX; all edges directed",
     .family = KW_FAMILY_XML,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_TIME | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_gexf12_writer}},
    {.name = "dot",
     .endings = "dot|gv",
     .meaning = "DOT: Graphviz; a picture of the strongest part",
     .family = KW_FAMILY_LINES,
     .abilities = ALL_EDGES | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .most_nodes = 100,
     .writers = {&kw_dot_writer}},
    {.name = "csv",
     .endings = "csv",
     .meaning = "CSV for spreadsheets: a file of nodes and one of edges",
     .family = KW_FAMILY_CSV,
     .abilities = ALL_EDGES | KW_ABLE_ATTRIBUTES,
     .files = {"nodes", "edges"},
     .writers = {&kw_sheet_nodes_writer, &kw_sheet_edges_writer}},
    {.name = "gephi",
     .endings = "csv",
     .meaning = "CSV for Gephi's spreadsheet import: nodes and edges",
     .family = KW_FAMILY_CSV,
     .abilities = ALL_EDGES | KW_ABLE_ATTRIBUTES,
     .files = {"nodes", "edges"},
     .writers = {&kw_gephi_nodes_writer, &kw_gephi_edges_writer}},
    {.name = "neo4j",
     .endings = "csv",
     .meaning = "CSV for neo4j-admin database import: --nodes and --relationships",
     .family = KW_FAMILY_CSV,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_ATTRIBUTES,
     .one_type = true,
     .files = {"nodes", "edges"},
     .writers = {&kw_neo4j_nodes_writer, &kw_neo4j_edges_writer}},
    {.name = "json",
     .endings = "json",
     .meaning = "node-link JSON: D3, force-graph, NetworkX (edges=\"links\")",
     .family = KW_FAMILY_JSON,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_nodelink_writer}},
    {.name = "cytoscape",
     .endings = "cyjs",
     .meaning = "Cytoscape JSON: Cytoscape.js, Cytoscape desktop",
     .family = KW_FAMILY_JSON,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_cytoscape_writer}},
    {.name = "jgf",
     .endings = "jgf|jgf.json",
     .meaning = "JSON Graph Format v2",
     .family = KW_FAMILY_JSON,
     .abilities = ALL_EDGES | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_jgf_writer}},
    {.name = "ftm",
     .endings = "ftm|ftm.json",
     .meaning = "FollowTheMoney entities, one a line: OpenAleph, ftm, nomenklatura",
     .family = KW_FAMILY_JSON,
     .abilities = ALL_EDGES | KW_ABLE_TIME,
     .one_type = true,
     .writers = {&kw_ftm_writer}},
    {.name = "stix",
     .endings = "stix|stix.json",
     .meaning = "STIX 2.1 bundle: OpenCTI, MISP, threat intelligence",
     .family = KW_FAMILY_JSON,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_TIME | KW_ABLE_ATTRIBUTES,
     .one_type = true,
     .writers = {&kw_stix_writer}},
    {.name = "ntriples",
     .endings = "nt",
     .meaning = "RDF N-Triples: triple stores, rdflib; edges with their evidence",
     .family = KW_FAMILY_LINES,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_ATTRIBUTES,
     .one_type = true,
     .writers = {&kw_ntriples_writer}},
    {.name = "jsonld",
     .endings = "jsonld",
     .meaning = "JSON-LD 1.1: the same triples as JSON",
     .family = KW_FAMILY_JSON,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_ATTRIBUTES,
     .one_type = true,
     .writers = {&kw_jsonld_writer}},
    {.name = "gml",
     .endings = "gml",
     .meaning = "GML: NetworkX, igraph, yEd, Gephi",
     .family = KW_FAMILY_LINES,
     .abilities = KW_ABLE_PARALLEL | KW_ABLE_LOOKS | KW_ABLE_ATTRIBUTES,
     .writers = {&kw_gml_writer}},
    {.name = "pajek",
     .endings = "net",
     .meaning = "Pajek: names and weights only",
     .family = KW_FAMILY_LINES,
     .abilities = ALL_EDGES,
     .writers = {&kw_pajek_writer}},
    {0},
};

const struct kw_format *kw_formats(void)
{
    return formats;
}

const struct kw_format *kw_format_named(struct kw_str name)
{
    for (const struct kw_format *f = formats; f->name; f++) {
        if (kw_str_eq(kw_str_of(f->name), name))
            return f;
    }
    return NULL;
}

/* The length of the ending of that format that `path` has, its dot with it; 0: none. What
 * stands before it must have a name to end, or nothing at all. */
static size_t ending_of(const struct kw_format *format, struct kw_str path)
{
    struct kw_str list = kw_str_of(format->endings), item;
    size_t longest = 0;
    while (kw_str_item(&list, '|', &item)) {
        if (path.len > item.len && kw_str_ends(path, item) &&
            path.ptr[path.len - item.len - 1] == '.' && item.len >= longest)
            longest = item.len + 1;
    }
    return longest;
}

const struct kw_format *kw_format_of_path(struct kw_str path)
{
    const struct kw_format *best = NULL;
    size_t longest = 0;
    for (const struct kw_format *f = formats; f->name; f++) {
        size_t ending = ending_of(f, path);
        if (ending > longest) {
            longest = ending;
            best = f;
        }
    }
    return best;
}

unsigned kw_format_file_count(const struct kw_format *format)
{
    unsigned count = 1;
    while (count < KW_FORMAT_FILES && format->writers[count])
        count++;
    return count;
}

struct kw_str kw_format_file_path(const struct kw_format *format, struct kw_str path,
                                  unsigned n, struct kw_arena *arena)
{
    if (kw_format_file_count(format) == 1)
        return kw_arena_copy(arena, path);
    struct kw_str list = kw_str_of(format->endings), ending = {0};
    struct kw_str stem = kw_str_slice(path, 0, path.len - ending_of(format, path));
    kw_str_item(&list, '|', &ending);
    return kw_arena_printf(arena, "%.*s.%s.%.*s", KW_STR_ARG(stem), format->files[n],
                           KW_STR_ARG(ending));
}
