/* cmd_analyze.c - network measures as a table. */
#include "cli/commands.h"

#include <math.h>
#include <stdlib.h>

#include "cli/measures.h"

enum { USUAL_LIMIT = 20 };

/* A node on its way into the table. */
struct ranked {
    double value;  /* of the measure that orders it; NaN comes last */
    uint32_t node; /* nodes are by key, which breaks ties */
};

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (isnan(x->value) || isnan(y->value)) {
        if (isnan(x->value) != isnan(y->value))
            return isnan(x->value) ? 1 : -1;
    } else if (x->value != y->value) {
        return x->value > y->value ? -1 : 1;
    }
    return (x->node > y->node) - (x->node < y->node);
}

static enum kw_status rank(const struct kw_graph *graph, const double *values,
                           struct kw_arena *arena, struct ranked **out,
                           struct kw_error *err)
{
    struct ranked *list = KW_NEW(arena, graph->node_count + 1, struct ranked);
    if (!list)
        return kw_nomem(err);
    for (size_t i = 0; i < graph->node_count; i++)
        list[i] = (struct ranked){values ? values[i] : 0, (uint32_t)i};
    qsort(list, graph->node_count, sizeof *list, by_value);
    *out = list;
    return KW_OK;
}

/* --- the table of nodes ----------------------------------------------------------- */

enum { FIXED = 3 }; /* columns before the measures */

static enum kw_status node_columns(const struct kw_chosen *chosen, struct kw_arena *arena,
                                   const struct kw_column **out, struct kw_error *err)
{
    struct kw_column *columns = KW_NEW(arena, FIXED + chosen->count, struct kw_column);
    if (!columns)
        return kw_nomem(err);
    columns[0] = (struct kw_column){"key", KW_CELL_TEXT};
    columns[1] = (struct kw_column){"name", KW_CELL_TEXT};
    columns[2] = (struct kw_column){"type", KW_CELL_TEXT};
    for (size_t i = 0; i < chosen->count; i++)
        columns[FIXED + i] = (struct kw_column){
            chosen->measures[i]->name,
            chosen->measures[i]->integer ? KW_CELL_INTEGER : KW_CELL_NUMBER};
    *out = columns;
    return KW_OK;
}

static void write_value(struct kw_rows *rows, bool integer, double value)
{
    if (isnan(value))
        kw_rows_null(rows);
    else if (integer)
        kw_rows_integer(rows, (int64_t)value);
    else
        kw_rows_number(rows, value);
}

static void write_node(const struct kw_graph *graph, uint32_t node,
                       const struct kw_chosen *chosen,
                       const struct kw_node_column *columns, struct kw_rows *rows)
{
    kw_rows_text(rows, graph->nodes[node].key);
    kw_rows_text(rows, graph->nodes[node].name);
    kw_rows_text(rows, kw_str_of(kw_type_label(graph->nodes[node].type)->name));
    for (size_t i = 0; i < chosen->count; i++)
        write_value(rows, columns[i].integer, columns[i].values[node]);
}

/* The values that order the table: of --by, which need not be shown. */
static enum kw_status order_values(const struct kw_cli *cli, const struct kw_graph *graph,
                                   const struct kw_node_column *columns,
                                   const struct kw_chosen *chosen, const double **out,
                                   struct kw_error *err)
{
    struct kw_chosen by;
    struct kw_node_column *column;
    *out = chosen->count ? columns[0].values : NULL;
    if (!cli->set.by)
        return KW_OK;
    enum kw_status status =
        kw_measures_choose(cli->set.by, KW_SCOPE_NODE, cli->arena, &by, err);
    if (status == KW_OK && by.count != 1)
        status = kw_fail(err, KW_USAGE, "--by: expected one measure");
    if (status == KW_OK)
        status = kw_measures_columns(graph, &by, cli->arena, &column, err);
    if (status == KW_OK)
        *out = column[0].values;
    return status;
}

static enum kw_status write_nodes(struct kw_cli *cli, const struct kw_graph *graph,
                                  const struct kw_chosen *chosen, struct kw_error *err)
{
    struct kw_node_column *values = NULL;
    const struct kw_column *columns = NULL;
    const double *order = NULL;
    struct ranked *list = NULL;
    struct kw_cli_table table;
    enum kw_status status = kw_measures_columns(graph, chosen, cli->arena, &values, err);
    if (status == KW_OK)
        status = order_values(cli, graph, values, chosen, &order, err);
    if (status == KW_OK)
        status = rank(graph, order, cli->arena, &list, err);
    if (status == KW_OK)
        status = node_columns(chosen, cli->arena, &columns, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(cli, columns, FIXED + chosen->count, &table, err);
    if (status != KW_OK)
        return status;
    size_t most = cli->set.limit ? cli->set.limit : graph->node_count;
    for (size_t i = 0; i < graph->node_count && i < most; i++)
        write_node(graph, list[i].node, chosen, values, table.rows);
    return kw_cli_table_end(cli, &table, KW_OK, err);
}

/* --- the table of the graph ------------------------------------------------------- */

static enum kw_status write_graph(struct kw_cli *cli, const struct kw_graph *graph,
                                  const struct kw_chosen *chosen, struct kw_error *err)
{
    static const struct kw_column columns[] = {{"measure", KW_CELL_TEXT},
                                               {"value", KW_CELL_NUMBER},
                                               {"unit", KW_CELL_TEXT},
                                               {"note", KW_CELL_TEXT}};
    struct kw_cli_table table;
    double **values = KW_NEW(cli->arena, chosen->count + 1, double *);
    if (!values)
        return kw_nomem(err);
    enum kw_status status = kw_measures_compute(graph, chosen->measures, chosen->count,
                                                NULL, cli->arena, values, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(cli, columns, 4, &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < chosen->count; i++) {
        const struct kw_measure *measure = chosen->measures[i];
        kw_rows_text(table.rows, kw_str_of(measure->name));
        write_value(table.rows, measure->integer, values[i][0]);
        kw_rows_text(table.rows, kw_str_of(measure->unit));
        kw_rows_text(table.rows, kw_measure_note(graph, measure, cli->arena));
    }
    return kw_cli_table_end(cli, &table, KW_OK, err);
}

/* --- the command ------------------------------------------------------------------ */

static enum kw_status analyze(struct kw_cli *cli, struct kw_store *store,
                              struct kw_error *err)
{
    enum kw_scope scope = cli->set.graph ? KW_SCOPE_GRAPH : KW_SCOPE_NODE;
    struct kw_chosen chosen;
    struct kw_graph *graph;
    enum kw_status status = kw_measures_choose(
        cli->set.measures ? cli->set.measures : "all", scope, cli->arena, &chosen, err);
    if (status == KW_OK)
        status = kw_graph_load(store, &cli->set.view, cli->arena, &graph, err);
    if (status != KW_OK)
        return status;
    return cli->set.graph ? write_graph(cli, graph, &chosen, err)
                          : write_nodes(cli, graph, &chosen, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, analyze, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"measures", 'm', "MEASURES", "these measures only, joined by commas (default: all)",
     kw_set_text, FIELD(measures), NULL},
    {"by", 0, "MEASURE", "the measure that comes first (default: the first one shown)",
     kw_set_text, FIELD(by), NULL},
    {"graph", 'g', NULL, "measures of the graph as a whole, not of its nodes",
     kw_set_flag, FIELD(graph), NULL},
    {"limit", 'n', "N", "at most N nodes (default: 20; 0: all)", kw_set_count,
     FIELD(limit), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork analyze --by betweenness", "who stands between the others"},
    {"knotwork analyze --graph", "how large, dense and connected the graph is"},
    {"knotwork analyze --limit 0 --format csv -o nodes.csv", "all nodes, all measures"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_analyze = {
    .name = "analyze",
    .group = "Graph",
    .summary = "compute network measures",
    .takes = KW_TAKES_VIEW | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .limit = USUAL_LIMIT,
    .options = options,
    .details =
        "Computes measures on the graph that the options ask for, of its nodes or, with "
        "--graph, of the whole. Edges between two entities are united first: one story "
        "counts once. 'knotwork help measures' says what each measure is, and its "
        "source.",
    .examples = examples,
    .run = run,
};
