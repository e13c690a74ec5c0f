/* cmd_export.c - the graph as a file that other programs open. */
#include "cli/commands.h"

#include <string.h>

#include "cli/measures.h"

enum { CROWDED = 6 }; /* edges a node, above which a picture is of lines only */

/* A graph ready to be written. */
struct exporting {
    const struct kw_graph *graph;
    const struct kw_format *format;
    struct kw_node_column *columns;
    size_t column_count;
    unsigned file; /* which of the format's */
};

static const char *choice_part(unsigned n)
{
    return n == 0 ? "nodes" : n == 1 ? "edges" : NULL;
}

static enum kw_status choose_format(const struct kw_cli *cli,
                                    const struct kw_format **format, struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    *format = set->format ? kw_format_named(kw_str_of(set->format))
                          : kw_format_of_path(kw_str_of(set->output));
    if (*format)
        return KW_OK;
    if (strcmp(set->output, "-") == 0)
        return kw_fail(err, KW_USAGE,
                       "export: expected -o FILE or --format ('knotwork help formats' "
                       "lists them)");
    return kw_fail(err, KW_USAGE,
                   "export: %s: no format has that ending; give --format ('knotwork help "
                   "formats' lists them)",
                   set->output);
}

/* Formats for looking at cannot show a large graph: they get its strongest part. */
static void fit_view(const struct kw_format *format, struct kw_view *view)
{
    if (format->most_nodes && !view->top_given)
        view->top = format->most_nodes;
    view->multi = view->multi || format->one_type;
}

/* What the user may not expect of the graph. */
static void say_limits(const struct kw_cli *cli, const struct kw_format *format,
                       const struct kw_graph *graph)
{
    if (format->most_nodes && !cli->set.view.top_given &&
        graph->node_count == format->most_nodes)
        kw_say("export: %s shows the %u entities of greatest strength; --top N shows "
               "another number of them, --top 0 all",
               format->name, format->most_nodes);
    if (graph->cut)
        kw_say("export: %llu documents name so many entities together that not every "
               "pair of them is counted",
               (unsigned long long)graph->cut);
}

static enum kw_status write(void *context, struct kw_out *out, struct kw_error *err)
{
    const struct exporting *exporting = context;
    return kw_export(exporting->graph, exporting->format, exporting->file,
                     exporting->columns, exporting->column_count, out, err);
}

/* One of the files, where --part says, or all of them. */
static enum kw_status write_files(struct kw_cli *cli, struct exporting *exporting,
                                  struct kw_error *err)
{
    const char *output = cli->set.output;
    unsigned count = kw_format_file_count(exporting->format);
    enum kw_status status = KW_OK;
    if (cli->set.part) {
        exporting->file = cli->set.part - 1;
        return kw_cli_write(cli, write, exporting, err);
    }
    for (unsigned n = 0; n < count && status == KW_OK; n++) {
        struct kw_str path =
            kw_format_file_path(exporting->format, kw_str_of(output), n, cli->arena);
        if (!path.ptr)
            return kw_nomem(err);
        exporting->file = n;
        cli->set.output = path.ptr;
        status = kw_cli_write(cli, write, exporting, err);
    }
    cli->set.output = output;
    return status;
}

static enum kw_status load(struct kw_cli *cli, struct kw_store *store,
                           struct kw_view *view, struct kw_graph **graph,
                           struct kw_error *err)
{
    const struct kw_measure_settings settings = {.jobs = kw_cli_jobs(cli)};
    enum kw_status status = kw_view_load(store, view, &settings, cli->arena, graph, err);
    if (status != KW_OK || !cli->set.anonymize)
        return status;
    return kw_graph_anonymize(*graph, cli->set.anonymize,
                              kw_str_of(cli->set.salt ? cli->set.salt : ""), cli->arena,
                              graph, err);
}

/* Whether a picture of the graph would show nothing but lines, and nobody asked for it.
 */
static bool is_crowded(const struct kw_cli *cli, const struct kw_format *format,
                       const struct kw_graph *graph)
{
    const struct kw_view *view = &cli->set.view;
    return format->most_nodes && !view->top_given && view->backbone == KW_BACKBONE_NONE &&
           graph->edge_count > CROWDED * graph->node_count;
}

/* The graph of a view; of a crowded one its backbone, where anything is left of it. */
static enum kw_status load_for(struct kw_cli *cli, struct kw_store *store,
                               const struct kw_format *format, struct kw_view *view,
                               struct kw_graph **out, struct kw_error *err)
{
    struct kw_graph *whole = NULL, *backbone = NULL;
    enum kw_status status = load(cli, store, view, &whole, err);
    if (status == KW_OK && is_crowded(cli, format, whole)) {
        view->backbone = KW_BACKBONE_NOISE_CORRECTED;
        status = load(cli, store, view, &backbone, err);
    }
    if (status != KW_OK)
        return status;
    *out = whole;
    if (backbone && backbone->edge_count) {
        kw_say(
            "export: %s shows the backbone, %zu edges and not %zu; --top or --backbone "
            "choose what it shows",
            format->name, backbone->edge_count, whole->edge_count);
        *out = backbone;
    }
    return KW_OK;
}

static enum kw_status export_graph(struct kw_cli *cli, struct kw_store *store,
                                   struct kw_error *err)
{
    struct exporting exporting = {0};
    struct kw_chosen chosen;
    struct kw_graph *graph = NULL;
    struct kw_view view = cli->set.view;
    enum kw_status status = choose_format(cli, &exporting.format, err);
    if (status == KW_OK)
        status = kw_measures_choose(cli->set.measures, KW_SCOPE_NODE, KW_SHOWN_EXPORT,
                                    cli->arena, &chosen, err);
    if (status != KW_OK)
        return status;
    fit_view(exporting.format, &view);
    chosen.settings.jobs = kw_cli_jobs(cli);
    status = load_for(cli, store, exporting.format, &view, &graph, err);
    if (status == KW_OK)
        status = kw_measures_columns(graph, &chosen, cli->arena, &exporting.columns, err);
    if (status != KW_OK)
        return status;
    exporting.graph = graph;
    exporting.column_count = chosen.count;
    cli->partly = graph->node_count == 0;
    say_limits(cli, exporting.format, graph);
    return write_files(cli, &exporting, err);
}

/* A format of several files cannot go to one place. */
static enum kw_status check_part(const struct kw_cli *cli, const struct kw_format *format,
                                 struct kw_error *err)
{
    unsigned count = kw_format_file_count(format);
    if (cli->set.part && count == 1)
        return kw_fail(err, KW_USAGE, "export: %s is one file; leave --part out",
                       format->name);
    if (!cli->set.part && count > 1 && strcmp(cli->set.output, "-") == 0)
        return kw_fail(err, KW_USAGE,
                       "export: %s is two files; give -o NAME.csv, or --part nodes and "
                       "--part edges",
                       format->name);
    return KW_OK;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    const struct kw_format *format;
    enum kw_status status = choose_format(cli, &format, err); /* before any work */
    if (status == KW_OK)
        status = check_part(cli, format, err);
    if (status != KW_OK)
        return status;
    return kw_cli_with_store(cli, KW_STORE_READ, export_graph, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"format", 'f', "FORMAT", "the format (default: by the ending of the file)",
     kw_set_format, FIELD(format), kw_choice_format},
    {"measures", 'm', "MEASURES",
     "measures of nodes to add, joined by commas, all or none (default: degree, "
     "strength, "
     "pagerank and community)",
     kw_set_text, FIELD(measures), NULL},
    {"part", 0, "PART", "one file of a format that is two: nodes or edges", kw_set_place,
     FIELD(part), choice_part},
    {"anonymize", 0, "TYPES",
     "other names for entities of these types, joined by commas; sources as digests, no "
     "quotes, no speakers",
     kw_set_bits, FIELD(anonymize), kw_choice_type},
    {"salt", 0, "WORD",
     "what --anonymize mixes into its names: kept secret, nobody can try names out",
     kw_set_text, FIELD(salt), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork export -o spyware.graphml", "for Gephi, Cytoscape or a program"},
    {"knotwork export -o firms.dot --types firm,agency --layers statements",
     "what the texts state between firms and agencies, for Graphviz"},
    {"knotwork export -f graphml --measures all --since 2023 | gzip >2023.graphml.gz",
     "what happened in 2023 and later, with all measures of nodes"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_export = {
    .name = "export",
    .group = "Graph",
    .summary = "write the graph for another program",
    .takes = KW_READS | KW_TAKES_VIEW | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .options = options,
    .details =
        "Writes the graph that the options ask for: entities as nodes, and as edges what "
        "the texts state of them and which of them are named together. Every edge "
        "carries "
        "its counts and quotes. The same store gives the same bytes.",
    .examples = examples,
    .run = run,
};
