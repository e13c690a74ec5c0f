/* cmd_analyze.c - network measures as tables: of nodes, of edges, of the graph, of
 * communities. */
#include "cli/commands.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "cli/follow.h"
#include "cli/measures.h"

enum { USUAL_LIMIT = 20 };

/* A graph being analyzed. */
struct analysis {
    struct kw_cli *cli;
    const struct kw_graph *graph;
    enum kw_scope scope;
    struct kw_chosen chosen;
    double **values;                  /* of the chosen measures */
    struct kw_interval **intervals;   /* likewise; NULL: not asked for, or of a label */
    const double *order;              /* what rows go by; NULL: their keys */
    size_t rows;                      /* nodes, edges, or 1 */
    struct kw_community *communities; /* what labels mean, where they are shown */
    size_t community_count;
    size_t community;                   /* place of the labels in `values` */
    const struct kw_previous *previous; /* of --follow, or NULL */
};

/* A row on its way into the table. */
struct ranked {
    double value; /* of the measure that orders it; NaN comes last */
    size_t row;   /* rows are by key, which breaks ties */
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
    return (x->row > y->row) - (x->row < y->row);
}

static enum kw_status rank(const struct analysis *a, struct ranked **out, size_t *count,
                           struct kw_error *err)
{
    uint32_t limit = a->cli->set.limit;
    struct ranked *list = KW_NEW(a->cli->arena, a->rows + 1, struct ranked);
    if (!list)
        return kw_nomem(err);
    for (size_t i = 0; i < a->rows; i++)
        list[i] = (struct ranked){a->order ? a->order[i] : 0, i};
    qsort(list, a->rows, sizeof *list, by_value);
    *out = list;
    *count = limit && limit < a->rows ? limit : a->rows;
    return KW_OK;
}

/* --- cells ------------------------------------------------------------------------ */

static void write_value(struct kw_rows *rows, bool integer, double value)
{
    if (isnan(value))
        kw_rows_null(rows);
    else if (integer)
        kw_rows_integer(rows, (int64_t)value);
    else
        kw_rows_number(rows, value);
}

/* What tells a row from others: the node, or the two ends of the edge. */
static void write_ends(const struct analysis *a, size_t row, struct kw_rows *rows)
{
    const struct kw_node *nodes = a->graph->nodes;
    if (a->scope == KW_SCOPE_EDGE) {
        const struct kw_pair *pair = &a->graph->pairs[row];
        kw_rows_text(rows, nodes[pair->a].key);
        kw_rows_text(rows, nodes[pair->b].key);
        return;
    }
    kw_rows_text(rows, nodes[row].key);
    kw_rows_text(rows, nodes[row].name);
    kw_rows_text(rows, kw_str_of(kw_type_label(nodes[row].type)->name));
}

static struct kw_str community_name(const struct analysis *a, size_t row)
{
    for (size_t i = 0; i < a->community_count; i++) {
        if (a->communities[i].label == (uint32_t)a->values[a->community][row])
            return a->communities[i].name;
    }
    return (struct kw_str){0};
}

/* Why a measure has no value here; empty where it has one. */
static struct kw_str reason_of(const struct analysis *a, size_t measure, double value)
{
    return kw_str_of(isnan(value) ? a->chosen.measures[measure]->null_when : NULL);
}

/* --- intervals -------------------------------------------------------------------- */

/* What a measure's columns of intervals are called, after its name. */
static const struct kw_column bounds[] = {{"low", KW_CELL_NUMBER},
                                          {"high", KW_CELL_NUMBER},
                                          {"rank", KW_CELL_INTEGER},
                                          {"rank_low", KW_CELL_INTEGER},
                                          {"rank_high", KW_CELL_INTEGER}};
enum { BOUNDS = sizeof bounds / sizeof *bounds };

static const struct kw_interval no_interval = {NAN, NAN, NAN, NAN, NAN};

static bool has_interval(const struct analysis *a, size_t measure)
{
    return a->cli->set.bootstrap && !kw_measure_is_label(a->chosen.measures[measure]);
}

static void write_interval(struct kw_rows *rows, const struct kw_interval *interval)
{
    const double values[BOUNDS] = {interval->low, interval->high, interval->rank,
                                   interval->rank_low, interval->rank_high};
    for (size_t i = 0; i < BOUNDS; i++)
        write_value(rows, bounds[i].type == KW_CELL_INTEGER, values[i]);
}

static enum kw_status find_intervals(struct analysis *a, struct kw_error *err)
{
    struct kw_cli *cli = a->cli;
    size_t count = 0;
    const struct kw_measure **list =
        KW_NEW(cli->arena, a->chosen.count + 1, const struct kw_measure *);
    double **values = KW_NEW(cli->arena, a->chosen.count + 1, double *);
    struct kw_interval **found =
        KW_NEW(cli->arena, a->chosen.count + 1, struct kw_interval *);
    a->intervals = KW_NEW(cli->arena, a->chosen.count + 1, struct kw_interval *);
    if (!list || !values || !found || !a->intervals)
        return kw_nomem(err);
    for (size_t m = 0; m < a->chosen.count; m++) {
        if (!has_interval(a, m))
            continue;
        list[count] = a->chosen.measures[m];
        values[count++] = a->values[m];
    }
    enum kw_status status =
        kw_measures_bootstrap(a->graph, list, count, values, cli->set.bootstrap,
                              a->chosen.settings.jobs, cli->arena, found, err);
    if (status != KW_OK)
        return status;
    for (size_t m = 0, next = 0; m < a->chosen.count; m++)
        a->intervals[m] = has_interval(a, m) ? found[next++] : NULL;
    kw_say("analyze: low and high hold 95 %% of %u draws of %u stories, seed %u",
           (unsigned)cli->set.bootstrap, (unsigned)a->graph->story_count,
           kw_measure_seed());
    return KW_OK;
}

/* --- wide: a row for each node or edge -------------------------------------------- */

static enum kw_status wide_columns(const struct analysis *a, struct kw_column **out,
                                   size_t *count, struct kw_error *err)
{
    size_t used = 0;
    struct kw_column *columns =
        KW_NEW(a->cli->arena, a->chosen.count * (BOUNDS + 1) + 4, struct kw_column);
    if (!columns)
        return kw_nomem(err);
    if (a->scope == KW_SCOPE_EDGE) {
        columns[used++] = (struct kw_column){"source", KW_CELL_TEXT};
        columns[used++] = (struct kw_column){"target", KW_CELL_TEXT};
    } else {
        columns[used++] = (struct kw_column){"key", KW_CELL_TEXT};
        columns[used++] = (struct kw_column){"name", KW_CELL_TEXT};
        columns[used++] = (struct kw_column){"type", KW_CELL_TEXT};
    }
    for (size_t i = 0; i < a->chosen.count; i++) {
        const struct kw_measure *measure = a->chosen.measures[i];
        columns[used++] = (struct kw_column){
            measure->name, measure->integer ? KW_CELL_INTEGER : KW_CELL_NUMBER};
        for (size_t b = 0; has_interval(a, i) && b < BOUNDS; b++) {
            struct kw_str name =
                kw_arena_printf(a->cli->arena, "%s_%s", measure->name, bounds[b].name);
            if (!name.ptr)
                return kw_nomem(err);
            columns[used++] = (struct kw_column){name.ptr, bounds[b].type};
        }
    }
    if (a->communities)
        columns[used++] = (struct kw_column){"community_name", KW_CELL_TEXT};
    *out = columns;
    *count = used;
    return KW_OK;
}

static enum kw_status write_wide(const struct analysis *a, struct kw_error *err)
{
    struct kw_column *columns = NULL;
    struct ranked *list = NULL;
    struct kw_cli_table table;
    size_t column_count = 0, count = 0;
    enum kw_status status = rank(a, &list, &count, err);
    if (status == KW_OK)
        status = wide_columns(a, &columns, &column_count, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(a->cli, columns, column_count, &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        write_ends(a, list[i].row, table.rows);
        for (size_t m = 0; m < a->chosen.count; m++) {
            write_value(table.rows, a->chosen.measures[m]->integer,
                        a->values[m][list[i].row]);
            if (has_interval(a, m))
                write_interval(table.rows, &a->intervals[m][list[i].row]);
        }
        if (a->communities)
            kw_rows_text(table.rows, community_name(a, list[i].row));
    }
    return kw_cli_table_end(a->cli, &table, KW_OK, err);
}

/* --- long: a row for each value --------------------------------------------------- */

static void write_long_row(const struct analysis *a, size_t row, size_t m,
                           struct kw_rows *rows)
{
    const struct kw_measure *measure = a->chosen.measures[m];
    struct kw_str none = {0}, key = none, other = none;
    if (a->scope == KW_SCOPE_NODE)
        key = a->graph->nodes[row].key;
    if (a->scope == KW_SCOPE_EDGE) {
        key = a->graph->nodes[a->graph->pairs[row].a].key;
        other = a->graph->nodes[a->graph->pairs[row].b].key;
    }
    kw_rows_text(rows, kw_str_of(kw_scope_name(a->scope)));
    kw_rows_text(rows, key);
    kw_rows_text(rows, other);
    kw_rows_text(rows, kw_str_of(measure->name));
    write_value(rows, false, a->values[m][row]);
    kw_rows_text(rows, reason_of(a, m, a->values[m][row]));
    if (a->cli->set.bootstrap)
        write_interval(rows, has_interval(a, m) ? &a->intervals[m][row] : &no_interval);
}

static enum kw_status write_long(const struct analysis *a, struct kw_error *err)
{
    enum { PLAIN = 6 };
    struct kw_column columns[PLAIN + BOUNDS] = {
        {"scope", KW_CELL_TEXT},   {"key", KW_CELL_TEXT},
        {"other", KW_CELL_TEXT},   {"measure", KW_CELL_TEXT},
        {"value", KW_CELL_NUMBER}, {"null_reason", KW_CELL_TEXT}};
    size_t used = PLAIN + (a->cli->set.bootstrap ? BOUNDS : 0);
    struct ranked *list = NULL;
    struct kw_cli_table table;
    size_t count = 0;
    for (size_t b = 0; b < BOUNDS; b++)
        columns[PLAIN + b] = (struct kw_column){bounds[b].name, bounds[b].type};
    enum kw_status status = rank(a, &list, &count, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(a->cli, columns, used, &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        for (size_t m = 0; m < a->chosen.count; m++)
            write_long_row(a, list[i].row, m, table.rows);
    }
    return kw_cli_table_end(a->cli, &table, KW_OK, err);
}

/* --- the graph -------------------------------------------------------------------- */

static enum kw_status write_graph(const struct analysis *a, struct kw_error *err)
{
    static const struct kw_column columns[] = {{"measure", KW_CELL_TEXT},
                                               {"value", KW_CELL_NUMBER},
                                               {"unit", KW_CELL_TEXT},
                                               {"note", KW_CELL_TEXT}};
    struct kw_cli_table table;
    enum kw_status status = kw_cli_table_begin(a->cli, columns, 4, &table, err);
    if (status != KW_OK)
        return status;
    for (size_t m = 0; m < a->chosen.count; m++) {
        const struct kw_measure *measure = a->chosen.measures[m];
        struct kw_str note = reason_of(a, m, a->values[m][0]);
        kw_rows_text(table.rows, kw_str_of(measure->name));
        write_value(table.rows, measure->integer, a->values[m][0]);
        kw_rows_text(table.rows, kw_str_of(measure->unit));
        kw_rows_text(table.rows,
                     note.len ? note : kw_measure_note(a->graph, measure, a->cli->arena));
    }
    return kw_cli_table_end(a->cli, &table, KW_OK, err);
}

/* Names of macros are letters: average_degree is \kwAverageDegree. */
static void write_macro_name(struct kw_out *out, const char *name)
{
    bool word = true;
    kw_out_add(out, KW_STR("\\newcommand{\\kw"));
    for (; *name; name++) {
        if (isalpha((unsigned char)*name))
            kw_out_byte(out, word ? (char)toupper((unsigned char)*name) : *name);
        word = !isalpha((unsigned char)*name);
    }
    kw_out_add(out, KW_STR("}"));
}

static enum kw_status write_macros(void *context, struct kw_out *out,
                                   struct kw_error *err)
{
    const struct analysis *a = context;
    (void)err;
    for (size_t m = 0; m < a->chosen.count; m++) {
        const struct kw_measure *measure = a->chosen.measures[m];
        double value = a->values[m][0];
        write_macro_name(out, measure->name);
        if (isnan(value))
            kw_out_printf(out, "{--} %% %s\n", measure->null_when);
        else if (measure->integer)
            kw_out_printf(out, "{%.0f} %% %s\n", value, measure->unit);
        else
            kw_out_printf(out, "{%.9g} %% %s\n", value, measure->unit);
    }
    return KW_OK;
}

/* --- communities ------------------------------------------------------------------ */

static enum kw_status write_communities(const struct analysis *a, struct kw_error *err)
{
    const struct kw_column columns[] = {{kw_measure_of_groups()->name, KW_CELL_INTEGER},
                                        {"community_name", KW_CELL_TEXT},
                                        {"nodes", KW_CELL_INTEGER},
                                        {"weight_inside", KW_CELL_INTEGER}};
    uint32_t limit = a->cli->set.limit;
    struct kw_cli_table table;
    enum kw_status status = kw_cli_table_begin(a->cli, columns, 4, &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < a->community_count && (!limit || i < limit); i++) {
        kw_rows_integer(table.rows, a->communities[i].label);
        kw_rows_text(table.rows, a->communities[i].name);
        kw_rows_integer(table.rows, (int64_t)a->communities[i].size);
        kw_rows_integer(table.rows, (int64_t)a->communities[i].weight);
    }
    return kw_cli_table_end(a->cli, &table, KW_OK, err);
}

/* --- the command ------------------------------------------------------------------ */

/* Options that say different things. */
static enum kw_status check_options(const struct kw_settings *set, struct kw_error *err)
{
    bool graph = set->graph || set->latex;
    if (set->edges + graph + set->communities > 1)
        return kw_fail(err, KW_USAGE,
                       "choose one of --edges, --graph (or --latex) and --communities");
    if (set->long_rows && (set->latex || set->communities))
        return kw_fail(err, KW_USAGE, "--long: only tables of values have a long form");
    if (set->by && (graph || set->communities))
        return kw_fail(err, KW_USAGE, "--by: only nodes and edges have an order");
    if (set->bootstrap && (set->edges || graph || set->communities))
        return kw_fail(err, KW_USAGE,
                       "--bootstrap: only measures of nodes have intervals");
    if (set->bootstrap &&
        (set->bootstrap < KW_BOOTSTRAP_LEAST || set->bootstrap > KW_BOOTSTRAP_MOST))
        return kw_fail(err, KW_USAGE, "--bootstrap: expected a number from %d to %d",
                       KW_BOOTSTRAP_LEAST, KW_BOOTSTRAP_MOST);
    return KW_OK;
}

/* The measure of --by, which may be shown or not. */
static enum kw_status choose_order(const struct analysis *a, const struct kw_measure **by,
                                   struct kw_error *err)
{
    struct kw_chosen order = {0};
    enum kw_status status = kw_measures_choose(a->cli->set.by, a->scope, KW_SHOWN_TABLE,
                                               a->cli->arena, &order, err);
    if (status == KW_OK && order.count != 1)
        status = kw_fail(err, KW_USAGE, "--by: expected one measure");
    if (status == KW_OK)
        *by = order.measures[0];
    return status;
}

/* Which measures of which scope the options ask for. With --bootstrap one is enough
 * unless they are named: the others would take room and time. */
static enum kw_status choose(struct analysis *a, const struct kw_measure **by,
                             struct kw_error *err)
{
    const struct kw_settings *set = &a->cli->set;
    bool alone = set->bootstrap && !set->measures;
    const char *names = set->communities   ? kw_measure_of_groups()->name
                        : alone && set->by ? set->by
                                           : set->measures;
    a->scope = set->graph || set->latex ? KW_SCOPE_GRAPH
               : set->edges             ? KW_SCOPE_EDGE
                                        : KW_SCOPE_NODE;
    *by = NULL;
    enum kw_status status = check_options(set, err);
    if (status == KW_OK)
        status = kw_measures_choose(names, a->scope, KW_SHOWN_TABLE, a->cli->arena,
                                    &a->chosen, err);
    if (status == KW_OK && alone && a->chosen.count)
        a->chosen.count = 1;
    return status == KW_OK && set->by ? choose_order(a, by, err) : status;
}

static enum kw_status compute(struct analysis *a, const struct kw_measure *by,
                              struct kw_error *err)
{
    size_t count = a->chosen.count;
    struct kw_arena *arena = a->cli->arena;
    const struct kw_measure **list = KW_NEW(arena, count + 1, const struct kw_measure *);
    a->values = KW_NEW(arena, count + 1, double *);
    if (!list || !a->values)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++)
        list[i] = a->chosen.measures[i];
    list[count] = by;
    enum kw_status status = kw_measures_compute(
        a->graph, list, count + (by != NULL), &a->chosen.settings, arena, a->values, err);
    if (status == KW_OK && (count || by))
        a->order = a->values[by ? count : 0];
    if (status == KW_OK && a->cli->set.bootstrap)
        status = find_intervals(a, err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        if (list[i] != kw_measure_of_groups())
            continue;
        a->community = i;
        status = kw_communities_list(a->graph, a->values[i], a->previous, arena,
                                     &a->communities, &a->community_count, err);
    }
    return status;
}

static bool lacks_values(const struct analysis *a, size_t measure)
{
    for (size_t i = 0; i < a->rows; i++) {
        if (isnan(a->values[measure][i]))
            return true;
    }
    return false;
}

/* Tables of values have no room for what the table of the graph says in its notes. */
static void tell_notes(const struct analysis *a)
{
    struct kw_arena *arena = a->cli->arena;
    for (size_t m = 0; m < a->chosen.count; m++) {
        const struct kw_measure *measure = a->chosen.measures[m];
        struct kw_str note = kw_measure_note(a->graph, measure, arena);
        if (kw_measure_estimated(a->graph, measure, arena))
            kw_say("analyze: %s: %.*s", measure->name, KW_STR_ARG(note));
        if (lacks_values(a, m) && !a->cli->set.long_rows)
            kw_say("analyze: %s: no value where %s", measure->name, measure->null_when);
    }
}

static enum kw_status write_all(struct analysis *a, struct kw_error *err)
{
    const struct kw_settings *set = &a->cli->set;
    a->rows = a->scope == KW_SCOPE_NODE   ? a->graph->node_count
              : a->scope == KW_SCOPE_EDGE ? a->graph->pair_count
                                          : 1;
    if (set->latex)
        return kw_cli_write(a->cli, write_macros, a, err);
    if (set->communities)
        return write_communities(a, err);
    if (a->scope != KW_SCOPE_GRAPH)
        tell_notes(a);
    if (set->long_rows)
        return write_long(a, err);
    return set->graph ? write_graph(a, err) : write_wide(a, err);
}

static enum kw_status analyze(struct kw_cli *cli, struct kw_store *store,
                              struct kw_error *err)
{
    struct analysis a = {.cli = cli};
    struct kw_graph *graph = NULL;
    struct kw_view view = cli->set.view;
    const struct kw_measure *by;
    enum kw_status status = choose(&a, &by, err);
    a.chosen.settings.jobs = kw_cli_jobs(cli);
    if (status == KW_OK)
        status = kw_cli_previous(cli, &a.previous, err);
    a.chosen.settings.follow = a.previous;
    view.bare = true;
    view.shares = cli->set.bootstrap > 0;
    if (status == KW_OK)
        status = kw_view_load(store, &view, &a.chosen.settings, cli->arena, &graph, err);
    a.graph = graph;
    if (status == KW_OK)
        status = compute(&a, by, err);
    return status == KW_OK ? write_all(&a, err) : status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, analyze, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"measures", 'm', "MEASURES",
     "these measures only, joined by commas; or all (default: the usual ones)",
     kw_set_text, FIELD(measures), NULL},
    {"by", 0, "MEASURE", "the measure that comes first (default: the first one shown)",
     kw_set_text, FIELD(by), NULL},
    {"edges", 'e', NULL, "measures of two entities that are joined, not of nodes",
     kw_set_flag, FIELD(edges), NULL},
    {"graph", 'g', NULL, "measures of the graph as a whole, not of its nodes",
     kw_set_flag, FIELD(graph), NULL},
    {"communities", 0, NULL, "the communities, named by their most central members",
     kw_set_flag, FIELD(communities), NULL},
    {"follow", 0, "FILE",
     "communities keep the labels and names they have in this csv, json or jsonl of an "
     "earlier run, or in this earlier store",
     kw_set_text, FIELD(follow), NULL},
    {"bootstrap", 0, "N",
     "for each value and rank of a node, where 95 % of N draws of the stories put it; "
     "1000 are usual; of one measure unless --measures names them",
     kw_set_count, FIELD(bootstrap), NULL},
    {"long", 0, NULL, "a row for each value, with the reason where there is none",
     kw_set_flag, FIELD(long_rows), NULL},
    {"latex", 0, NULL, "measures of the graph as macros for LaTeX", kw_set_flag,
     FIELD(latex), NULL},
    {"limit", 'n', "N", "at most N nodes or edges (default: 20; 0: all)", kw_set_count,
     FIELD(limit), NULL},
    {"jobs", 'j', "N", "threads (default: one a processor)", kw_set_count, FIELD(jobs),
     NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork analyze --by betweenness", "who stands between the others"},
    {"knotwork analyze --graph", "how large, dense and connected the graph is"},
    {"knotwork analyze --edges --by npmi", "who is named together beyond chance"},
    {"knotwork analyze -n 0 -m all --format csv -o nodes.csv", "all nodes, all measures"},
    {"knotwork analyze -m pagerank --bootstrap 1000", "how sure the first places are"},
    {"knotwork analyze --communities --follow nodes.csv", "communities, named as then"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_analyze = {
    .name = "analyze",
    .group = "Graph",
    .summary = "compute network measures",
    .takes = KW_READS | KW_TAKES_VIEW | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .limit = USUAL_LIMIT,
    .options = options,
    .details =
        "Computes measures on the graph that the options ask for, of its nodes or, with "
        "--edges, of who is joined, or, with --graph, of the whole. Edges between two "
        "entities are united first: one story counts once. The number of threads changes "
        "no digit. With --bootstrap every value is followed by where it and its rank lie "
        "in 95 % of graphs made of as many stories, drawn from these with replacement "
        "(Efron 1979); what grows with the number of edges is lower there, as a draw "
        "misses a third of the stories. 'knotwork help measures' says what each measure "
        "is, when it has no value, and its source.",
    .examples = examples,
    .run = run,
};
