/* cmd_path.c - how two entities are connected: pages of paths, or a row a hop. */
#include "cli/commands.h"

#include <inttypes.h>

#include "cli/page.h"
#include "measure/measure.h"

/* --- what a hop is ---------------------------------------------------------------- */

/* Which way the edge of a hop runs, seen along the path. */
static enum kw_direction direction_of(const struct kw_edge *edge,
                                      const struct kw_hop *hop)
{
    if (edge->symmetric)
        return KW_MUTUAL;
    return edge->source == hop->from ? KW_OUTGOING : KW_INCOMING;
}

/* --- rows ------------------------------------------------------------------------- */

#define TEXT(name)                                                                       \
    {                                                                                    \
        name, KW_CELL_TEXT                                                               \
    }
#define COUNT(name)                                                                      \
    {                                                                                    \
        name, KW_CELL_INTEGER                                                            \
    }

static const struct kw_column columns[] = {
    COUNT("path"),
    COUNT("hop"),
    TEXT("from_key"),
    TEXT("from"),
    TEXT("relation"),
    TEXT("direction"),
    TEXT("to_key"),
    TEXT("to"),
    COUNT("weight"),
    {"strength", KW_CELL_NUMBER},
    {"cost", KW_CELL_NUMBER},
    {"weakest", KW_CELL_BOOL},
    COUNT("denied"),
    TEXT("first"),
    TEXT("last"),
    TEXT("speaker"),
    TEXT("document"),
    TEXT("date"),
    TEXT("publisher"),
    TEXT("quote"),
};

static void quote_cells(const struct kw_edge *edge, struct kw_rows *rows)
{
    static const struct kw_quote none = {.date = KW_DAY_NONE};
    const struct kw_quote *quote = edge->quote_count ? &edge->quotes[0] : &none;
    char date[KW_TIME_TEXT];
    kw_day_print(quote->date, date);
    kw_rows_text(rows, quote->speaker);
    kw_rows_text(rows, quote->document);
    kw_rows_text(rows, kw_str_of(date));
    kw_rows_text(rows, quote->publisher);
    kw_rows_text(rows, quote->text);
}

static void hop_row(const struct kw_connected *found, size_t path, size_t hop,
                    struct kw_rows *rows)
{
    static const char *const directions[] = {"out", "in", "both"};
    const struct kw_hop *h = &found->paths[path].hops[hop];
    const struct kw_edge *edge = &found->graph->edges[h->edge];
    const struct kw_node *nodes = found->graph->nodes;
    char first[KW_TIME_TEXT], last[KW_TIME_TEXT];
    kw_day_print(edge->first, first);
    kw_day_print(edge->last, last);
    kw_rows_integer(rows, (int64_t)path + 1);
    kw_rows_integer(rows, (int64_t)hop + 1);
    kw_rows_text(rows, nodes[h->from].key);
    kw_rows_text(rows, nodes[h->from].name);
    kw_rows_text(rows, edge->layer == KW_LAYER_STATEMENTS
                           ? edge->types
                           : kw_str_of(kw_layer_label(edge->layer)->name));
    kw_rows_text(rows, kw_str_of(directions[direction_of(edge, h)]));
    kw_rows_text(rows, nodes[h->to].key);
    kw_rows_text(rows, nodes[h->to].name);
    kw_rows_integer(rows, (int64_t)edge->weight);
    kw_rows_number(rows, h->quarters / 4.0);
    kw_rows_number(rows, (double)h->cost / 1e6);
    kw_rows_bool(rows, found->paths[path].weakest == hop);
    kw_rows_integer(rows, (int64_t)edge->denied);
    kw_rows_text(rows, kw_str_of(first));
    kw_rows_text(rows, kw_str_of(last));
    quote_cells(edge, rows);
}

static enum kw_status write_rows(struct kw_cli *cli, const struct kw_connected *found,
                                 struct kw_error *err)
{
    struct kw_cli_table table;
    enum kw_status status =
        kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0], &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < found->count; i++) {
        for (size_t k = 0; k < found->paths[i].hop_count; k++)
            hop_row(found, i, k, table.rows);
    }
    return kw_cli_table_end(cli, &table, KW_OK, err);
}

/* --- the page --------------------------------------------------------------------- */

struct showing {
    const struct kw_cli *cli;
    const struct kw_connected *found;
};

static void add_name(const struct kw_connected *found, uint32_t node, struct kw_buf *line)
{
    kw_page_safe(line, found->graph->nodes[node].name);
}

/* "1. FBI → Pegasus → NSO Group", and what it costs. */
static void write_head(struct kw_page *page, const struct kw_connected *found,
                       size_t number)
{
    const struct kw_path *path = &found->paths[number];
    const struct kw_hop *weakest = &path->hops[path->weakest];
    if (number)
        kw_out_byte(page->out, '\n');
    kw_buf_printf(&page->line, "%zu. ", number + 1);
    add_name(found, path->hops[0].from, &page->line);
    for (size_t i = 0; i < path->hop_count; i++) {
        kw_buf_add(&page->line, KW_STR(" \xE2\x80\x93 "));
        add_name(found, path->hops[i].to, &page->line);
    }
    kw_page_style(page, "1");
    kw_page_line(page, 3, 0);
    kw_page_style(page, "0");
    kw_buf_printf(&page->line, "%zu %s, cost %.2f", path->hop_count,
                  path->hop_count == 1 ? "hop" : "hops", (double)path->cost / 1e6);
    if (path->hop_count > 1) {
        kw_buf_add(&page->line, KW_STR("; the weakest: "));
        add_name(found, weakest->from, &page->line);
        kw_buf_add(&page->line, KW_STR(" \xE2\x80\x93 "));
        add_name(found, weakest->to, &page->line);
    }
    kw_out_add(page->out, KW_STR("   "));
    kw_page_line(page, 3, 3);
}

/* "makes, owns" of "makes|owns". */
static void add_types(const struct kw_edge *edge, struct kw_buf *line)
{
    struct kw_str rest = edge->types, type;
    if (edge->layer == KW_LAYER_COOCCURRENCE)
        kw_buf_add(line, KW_STR("named together"));
    for (bool first = true; kw_str_item(&rest, '|', &type); first = false)
        kw_buf_printf(line, "%s%.*s", first ? "" : ", ", KW_STR_ARG(type));
}

static void add_counts(const struct kw_edge *edge, struct kw_buf *line)
{
    char first[KW_TIME_TEXT], last[KW_TIME_TEXT];
    bool stated = edge->layer == KW_LAYER_STATEMENTS;
    kw_day_print(edge->first, first);
    kw_day_print(edge->last, last);
    kw_buf_printf(line, "%s: %" PRIu64 " %s%s, %" PRIu64 " %s",
                  edge->denied == edge->mentions ? " (denied)" : "", edge->mentions,
                  stated ? "statement" : "time", edge->mentions == 1 ? "" : "s",
                  edge->stories, edge->stories == 1 ? "story" : "stories");
    if (first[0])
        kw_buf_printf(line, edge->first == edge->last ? ", %s" : ", %s to %s", first,
                      last);
}

static void write_quote(struct kw_page *page, const struct kw_quote *quote)
{
    char date[KW_TIME_TEXT];
    kw_day_print(quote->date, date);
    kw_page_quote(page, quote->text);
    kw_page_safe(&page->line, quote->document);
    kw_buf_printf(&page->line, date[0] ? ", %s" : "%s", date);
    kw_buf_add(&page->line, quote->publisher.len ? KW_STR(", ") : KW_STR(""));
    kw_page_safe(&page->line, quote->publisher);
    if (quote->polarity == KW_NEGATIVE)
        kw_buf_add(&page->line, KW_STR("; denied"));
    if (quote->modality != KW_MODALITY_NONE && quote->modality != KW_MODALITY_ASSERTED)
        kw_buf_printf(&page->line, "; %s", kw_modality_label(quote->modality)->name);
    if (quote->speaker.len) {
        kw_buf_add(&page->line, KW_STR("; according to "));
        kw_page_safe(&page->line, quote->speaker);
    }
    kw_page_source(page);
}

static void write_hop(struct kw_page *page, const struct kw_connected *found,
                      const struct kw_hop *hop)
{
    static const char *const arrows[] = {"\xE2\x86\x92", "\xE2\x86\x90", "\xE2\x86\x94"};
    const struct kw_edge *edge = &found->graph->edges[hop->edge];
    const char *arrow = arrows[direction_of(edge, hop)];
    add_name(found, hop->from, &page->line);
    kw_buf_printf(&page->line, " %s ", arrow);
    add_types(edge, &page->line);
    kw_buf_printf(&page->line, " %s ", arrow);
    add_name(found, hop->to, &page->line);
    add_counts(edge, &page->line);
    kw_out_add(page->out, KW_STR("   "));
    kw_page_style(page, "36");
    kw_page_line(page, 5, 3);
    kw_page_style(page, "0");
    if (edge->quote_count)
        write_quote(page, &edge->quotes[0]);
}

static enum kw_status write_page(void *context, struct kw_out *out, struct kw_error *err)
{
    const struct showing *showing = context;
    const struct kw_connected *found = showing->found;
    struct kw_page page;
    kw_page_begin(&page, out, kw_terminal_width(showing->cli),
                  kw_terminal_color(showing->cli));
    for (size_t i = 0; i < found->count; i++) {
        write_head(&page, found, i);
        for (size_t k = 0; k < found->paths[i].hop_count; k++)
            write_hop(&page, found, &found->paths[i].hops[k]);
    }
    return kw_page_end(&page, err);
}

/* --- the command ------------------------------------------------------------------ */

static enum kw_status connect(struct kw_cli *cli, struct kw_store *store,
                              struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    struct kw_graph *graph;
    struct kw_connected found;
    const struct kw_connection ask = {
        .from = kw_str_of(cli->operands[0]),
        .to = kw_str_of(cli->operands[1]),
        .via = set->via.names,
        .via_count = set->via.count,
        .avoid = set->avoid.names,
        .avoid_count = set->avoid.count,
        .count = set->limit,
        .hubs = set->hubs ? set->hubs - 1 : KW_PATH_ANY,
        .in_order = set->in_order,
    };
    struct showing showing = {cli, &found};
    enum kw_status status =
        kw_view_load(store, &set->view, NULL, cli->arena, &graph, err);
    if (status == KW_OK)
        status = kw_connect(store, graph, &ask, cli->arena, &found, err);
    if (status != KW_OK)
        return status;
    if (found.count == 0) {
        cli->partly = true;
        kw_say("nothing connects %.*s and %.*s as asked", KW_STR_ARG(found.from),
               KW_STR_ARG(found.to));
    }
    if (set->rows == KW_ROWS_TABLE && !set->columns)
        return kw_cli_write(cli, write_page, &showing, err);
    return write_rows(cli, &found, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, connect, err);
}

static enum kw_status set_hubs(const struct kw_option *option, struct kw_settings *set,
                               const char *value, struct kw_error *err)
{
    enum kw_status status = kw_set_count(option, set, value, err);
    if (status == KW_OK)
        set->hubs++;
    return status;
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"count", 'k', "K", "the best K paths (default 3)", kw_set_count, FIELD(limit), NULL},
    {"via", 0, "ENTITY", "only paths that pass this entity; may be given several times",
     kw_set_name, FIELD(via), NULL},
    {"avoid", 0, "ENTITY", "no path that passes this entity; may be given several times",
     kw_set_name, FIELD(avoid), NULL},
    {"max-hubs", 0, "N",
     "pass at most N hubs, which have more neighbors than the mean and two standard "
     "deviations (default: any number)",
     set_hubs, FIELD(hubs), NULL},
    {"in-order", 0, NULL, "only paths whose hops can have happened one after the other",
     kw_set_flag, FIELD(in_order), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork path Mexico \"Joe Biden\"", "how they are connected, and who says so"},
    {"knotwork path Mexico China -k 1 --avoid \"NSO Group\" --json",
     "the best way round the firm, for a program"},
    {"knotwork path Mexico Pegasus --layers statements --polarity all",
     "over what is stated or denied, not over names in one sentence"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_path = {
    .name = "path",
    .group = "Looking",
    .summary = "tell how two entities are connected, with a quote for each hop",
    .operands = "ENTITY ENTITY",
    .least = 2,
    .most = 2,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE | KW_TAKES_VIEW,
    .limit = 3,
    .options = options,
    .details =
        "Finds the best paths between two entities in the view; relations are followed "
        "in "
        "either direction, and no path passes an entity twice. Each hop comes with its "
        "best sentence, where that stands and when.\n"
        "A hop costs 1 + 1 / strength. Strength is the weight (stories, unless --weight "
        "says otherwise) of all that is stated between the two, and a quarter of the "
        "weight of what only names them together. So paths are short, but rather go over "
        "three hops that are stated than over one chance meeting in a sentence. The "
        "weakest hop, which costs most, is named: check that one first.\n"
        "With --in-order the times of the hops, from their first to their last evidence, "
        "allow a day for each that is not before the one of the hop before.\n"
        "Entities are named as for show. It ends with 1 if nothing connects the two.",
    .examples = examples,
    .run = run,
};
