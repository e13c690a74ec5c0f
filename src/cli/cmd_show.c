/* cmd_show.c - all about one entity: a page for people, tables for programs.
 *
 * The parts of what kw_show gathers are rows of one table, each written as a table in
 * any format; the page is in show_page.c.
 */
#include "cli/commands.h"

#include <string.h>

#include "cli/measures.h"
#include "cli/page.h"

/* What is shown, and how. */
struct showing {
    struct kw_cli *cli;
    struct kw_shown shown;
    struct kw_shown_measure *measures; /* of the default view; none if it is not there */
    size_t measure_count;
};

/* --- parts ------------------------------------------------------------------------ */

static void entity_rows(const struct showing *showing, struct kw_rows *rows)
{
    const struct kw_entity_row *entity = &showing->shown.entity;
    char first[KW_TIME_TEXT], last[KW_TIME_TEXT];
    kw_day_print(entity->first, first);
    kw_day_print(entity->last, last);
    kw_rows_text(rows, entity->key);
    kw_rows_text(rows, entity->name);
    kw_rows_text(rows, kw_str_of(kw_type_label(entity->type)->name));
    kw_rows_text(rows, entity->kind);
    kw_rows_integer(rows, entity->mentions);
    kw_rows_integer(rows, entity->documents);
    kw_rows_integer(rows, entity->stories);
    kw_rows_integer(rows, entity->outlets);
    kw_rows_text(rows, kw_str_of(first));
    kw_rows_text(rows, kw_str_of(last));
    kw_rows_bool(rows, entity->voice);
}

static void alias_rows(const struct showing *showing, struct kw_rows *rows)
{
    const struct kw_shown *shown = &showing->shown;
    for (size_t i = 0; i < shown->alias_count; i++) {
        const struct kw_shown_alias *alias = &shown->aliases[i];
        kw_rows_text(rows, alias->name);
        kw_rows_text(rows, kw_str_of(kw_mention_label(alias->kind)->name));
        kw_rows_integer(rows, alias->mentions);
        kw_rows_text(rows, kw_str_of(kw_mention_label(alias->kind)->meaning));
    }
}

static void key_rows(const struct showing *showing, struct kw_rows *rows)
{
    const struct kw_shown *shown = &showing->shown;
    for (size_t i = 0; i < shown->key_count; i++) {
        const struct kw_shown_key *key = &shown->keys[i];
        kw_rows_text(rows, key->key);
        kw_rows_text(rows, kw_str_of(kw_join_name(key->join)));
        kw_rows_integer(rows, key->votes);
        kw_rows_text(rows, kw_str_of(kw_join_meaning(key->join)));
    }
}

static const char *const directions[] = {"out", "in", "both"};

static void day_cell(struct kw_rows *rows, int32_t day)
{
    char text[KW_TIME_TEXT];
    kw_day_print(day, text);
    kw_rows_text(rows, kw_str_of(text));
}

static void measure_rows(const struct showing *showing, struct kw_rows *rows)
{
    for (size_t i = 0; i < showing->measure_count; i++) {
        const struct kw_shown_measure *measure = &showing->measures[i];
        kw_rows_text(rows, kw_str_of(measure->name));
        kw_rows_number(rows, measure->value);
        kw_rows_integer(rows, (int64_t)measure->rank);
        kw_rows_integer(rows, (int64_t)measure->of);
        kw_rows_text(rows, kw_str_of(measure->unit));
        kw_rows_text(rows, kw_str_of(measure->definition));
    }
}

/* What tells a relation: its type, direction, other end and polarity. */
static void relation_cells(enum kw_relation type, enum kw_direction direction,
                           struct kw_str key, struct kw_str name,
                           enum kw_polarity polarity, struct kw_rows *rows)
{
    kw_rows_text(rows, kw_str_of(kw_relation_label(type)->name));
    kw_rows_text(rows, kw_str_of(directions[direction]));
    kw_rows_text(rows, key);
    kw_rows_text(rows, name);
    kw_rows_text(rows, polarity == KW_POSITIVE ? KW_STR("+") : KW_STR("-"));
}

static void role_rows(const struct showing *showing, struct kw_rows *rows)
{
    for (size_t i = 0; i < showing->shown.role_count; i++) {
        const struct kw_shown_role *role = &showing->shown.roles[i];
        relation_cells(role->type, role->direction, role->key, role->name, role->polarity,
                       rows);
        kw_rows_text(rows, role->title);
        day_cell(rows, role->from);
        day_cell(rows, role->to);
        day_cell(rows, role->first);
        day_cell(rows, role->last);
        kw_rows_integer(rows, role->statements);
        kw_rows_integer(rows, role->stories);
        kw_rows_text(rows, role->quote.document);
        kw_rows_text(rows, role->quote.text);
    }
}

static void event_rows(const struct showing *showing, struct kw_rows *rows)
{
    for (size_t i = 0; i < showing->shown.event_count; i++) {
        const struct kw_shown_event *event = &showing->shown.events[i];
        const struct kw_shown_quote *quote = &event->quote;
        day_cell(rows, event->from);
        day_cell(rows, event->to);
        kw_rows_text(rows, event->published
                               ? KW_STR("published")
                               : kw_str_of(kw_basis_name(quote->time.basis)));
        relation_cells(event->type, event->direction, event->key, event->name,
                       event->polarity, rows);
        kw_rows_integer(rows, event->statements);
        kw_rows_integer(rows, event->stories);
        kw_rows_text(rows, kw_str_of(kw_modality_label(quote->modality)->name));
        kw_rows_text(rows, quote->speaker);
        kw_rows_text(rows, quote->document);
        kw_rows_text(rows, quote->text);
    }
}

static void quote_row(const struct kw_shown_relation *relation,
                      const struct kw_shown_quote *quote, struct kw_rows *rows)
{
    char time[KW_TIME_TEXT];
    kw_time_print(&quote->time, time);
    relation_cells(relation->type, relation->direction, relation->key, relation->name,
                   relation->polarity, rows);
    kw_rows_bool(rows, relation->disputed);
    kw_rows_integer(rows, relation->statements);
    kw_rows_integer(rows, relation->documents);
    kw_rows_integer(rows, relation->stories);
    kw_rows_text(rows, kw_str_of(kw_modality_label(quote->modality)->name));
    kw_rows_text(rows, quote->speaker);
    kw_rows_text(rows, kw_str_of(time));
    kw_rows_text(rows, quote->title);
    kw_rows_text(rows, quote->document);
    day_cell(rows, quote->date);
    kw_rows_text(rows, quote->text);
}

static void relation_rows(const struct showing *showing, struct kw_rows *rows)
{
    const struct kw_shown *shown = &showing->shown;
    for (size_t i = 0; i < shown->relation_count; i++) {
        const struct kw_shown_relation *relation = &shown->relations[i];
        for (size_t k = 0; k < relation->quote_count; k++)
            quote_row(relation, &relation->quotes[k], rows);
    }
}

static void neighbour_rows(const struct showing *showing, struct kw_rows *rows)
{
    const struct kw_shown *shown = &showing->shown;
    for (size_t i = 0; i < shown->neighbour_count; i++) {
        const struct kw_shown_neighbour *neighbour = &shown->neighbours[i];
        kw_rows_text(rows, neighbour->key);
        kw_rows_text(rows, neighbour->name);
        kw_rows_text(rows, kw_str_of(kw_type_label(neighbour->type)->name));
        kw_rows_integer(rows, neighbour->sentences);
        kw_rows_integer(rows, neighbour->documents);
        kw_rows_integer(rows, neighbour->stories);
    }
}

static void document_rows(const struct showing *showing, struct kw_rows *rows)
{
    const struct kw_shown *shown = &showing->shown;
    for (size_t i = 0; i < shown->document_count; i++) {
        const struct kw_shown_document *document = &shown->documents[i];
        char date[KW_TIME_TEXT];
        kw_day_print(document->date, date);
        kw_rows_text(rows, document->key);
        kw_rows_text(rows, kw_str_of(date));
        kw_rows_text(rows, document->publisher);
        kw_rows_integer(rows, document->mentions);
        kw_rows_text(rows, document->story);
        kw_rows_text(rows, document->title);
    }
}

#define TEXT(name)                                                                       \
    {                                                                                    \
        name, KW_CELL_TEXT                                                               \
    }
#define COUNT(name)                                                                      \
    {                                                                                    \
        name, KW_CELL_INTEGER                                                            \
    }

static const struct kw_column entity_columns[] = {
    TEXT("key"),
    TEXT("name"),
    TEXT("type"),
    TEXT("kind"),
    COUNT("mentions"),
    COUNT("documents"),
    COUNT("stories"),
    COUNT("outlets"),
    TEXT("first"),
    TEXT("last"),
    {"voice", KW_CELL_BOOL},
};
static const struct kw_column alias_columns[] = {TEXT("name"), TEXT("kind"),
                                                 COUNT("mentions"), TEXT("meaning")};
static const struct kw_column key_columns[] = {TEXT("key"), TEXT("join"), COUNT("votes"),
                                               TEXT("meaning")};
static const struct kw_column measure_columns[] = {
    TEXT("name"), {"value", KW_CELL_NUMBER}, COUNT("rank"), COUNT("of"),
    TEXT("unit"), TEXT("definition"),
};
static const struct kw_column role_columns[] = {
    TEXT("type"),     TEXT("direction"), TEXT("key"),         TEXT("name"),
    TEXT("polarity"), TEXT("title"),     TEXT("from"),        TEXT("to"),
    TEXT("first"),    TEXT("last"),      COUNT("statements"), COUNT("stories"),
    TEXT("document"), TEXT("quote"),
};
static const struct kw_column event_columns[] = {
    TEXT("from"),        TEXT("to"),       TEXT("basis"),    TEXT("type"),
    TEXT("direction"),   TEXT("key"),      TEXT("name"),     TEXT("polarity"),
    COUNT("statements"), COUNT("stories"), TEXT("modality"), TEXT("speaker"),
    TEXT("document"),    TEXT("quote"),
};
static const struct kw_column relation_columns[] = {
    TEXT("type"),
    TEXT("direction"),
    TEXT("key"),
    TEXT("name"),
    TEXT("polarity"),
    {"disputed", KW_CELL_BOOL},
    COUNT("statements"),
    COUNT("documents"),
    COUNT("stories"),
    TEXT("modality"),
    TEXT("speaker"),
    TEXT("time"),
    TEXT("title"),
    TEXT("document"),
    TEXT("date"),
    TEXT("quote"),
};
static const struct kw_column neighbour_columns[] = {
    TEXT("key"),        TEXT("name"),       TEXT("type"),
    COUNT("sentences"), COUNT("documents"), COUNT("stories"),
};
static const struct kw_column document_columns[] = {
    TEXT("key"),       TEXT("date"),  TEXT("publisher"),
    COUNT("mentions"), TEXT("story"), TEXT("title"),
};

#define PART(name, columns, write)                                                       \
    {                                                                                    \
        name, columns, sizeof columns / sizeof columns[0], write                         \
    }

static const struct part {
    const char *name; /* as --section takes it, and the key in JSON */
    const struct kw_column *columns;
    size_t count; /* columns */
    void (*write)(const struct showing *showing, struct kw_rows *rows);
} parts[] = {
    PART("entity", entity_columns, entity_rows),
    PART("aliases", alias_columns, alias_rows),
    PART("keys", key_columns, key_rows),
    PART("measures", measure_columns, measure_rows),
    PART("roles", role_columns, role_rows),
    PART("relations", relation_columns, relation_rows),
    PART("timeline", event_columns, event_rows),
    PART("neighbours", neighbour_columns, neighbour_rows),
    PART("documents", document_columns, document_rows),
};

enum { PART_COUNT = sizeof parts / sizeof parts[0] };

static const char *choice_section(unsigned n)
{
    return n < PART_COUNT ? parts[n].name : NULL;
}

/* --- writing ---------------------------------------------------------------------- */

static enum kw_status write_part(const struct showing *showing, const struct part *part,
                                 struct kw_out *out, struct kw_error *err)
{
    struct kw_rows *rows;
    enum kw_status status = kw_rows_begin_chosen(
        out, showing->cli->set.rows, part->columns, part->count,
        showing->cli->set.columns, kw_terminal_width(showing->cli), &rows, err);
    if (status != KW_OK)
        return status;
    part->write(showing, rows);
    return kw_rows_end(rows, NULL, err);
}

static enum kw_status write_section(void *context, struct kw_out *out,
                                    struct kw_error *err)
{
    const struct showing *showing = context;
    return write_part(showing, &parts[showing->cli->set.section - 1], out, err);
}

/* One object with a member for each part. */
static enum kw_status write_json(void *context, struct kw_out *out, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_out_add(out, KW_STR("{"));
    for (size_t i = 0; i < PART_COUNT && status == KW_OK; i++) {
        kw_out_printf(out, "%s\"%s\": ", i ? ", " : "", parts[i].name);
        status = write_part(context, &parts[i], out, err);
    }
    kw_out_add(out, KW_STR("}\n"));
    return status;
}

static enum kw_status write_markdown(void *context, struct kw_out *out,
                                     struct kw_error *err)
{
    const struct showing *showing = context;
    enum kw_status status = KW_OK;
    kw_out_printf(out, "# %.*s\n", KW_STR_ARG(showing->shown.entity.name));
    for (size_t i = 0; i < PART_COUNT && status == KW_OK; i++) {
        kw_out_printf(out, "\n## %s\n\n", parts[i].name);
        status = write_part(context, &parts[i], out, err);
    }
    return status;
}

static enum kw_status write_page(void *context, struct kw_out *out, struct kw_error *err)
{
    const struct showing *showing = context;
    return kw_show_page(&showing->shown, showing->measures, showing->measure_count,
                        kw_terminal_width(showing->cli), kw_terminal_color(showing->cli),
                        out, err);
}

static enum kw_status write(struct showing *showing, struct kw_error *err)
{
    struct kw_cli *cli = showing->cli;
    enum kw_row_format format = cli->set.rows;
    if (cli->set.section)
        return kw_cli_write(cli, write_section, showing, err);
    if (cli->set.columns)
        return kw_fail(err, KW_USAGE, "show: --columns needs --section");
    if (format == KW_ROWS_TABLE)
        return kw_cli_write(cli, write_page, showing, err);
    if (format == KW_ROWS_JSON)
        return kw_cli_write(cli, write_json, showing, err);
    if (format == KW_ROWS_MARKDOWN)
        return kw_cli_write(cli, write_markdown, showing, err);
    return kw_fail(err, KW_USAGE, "show: %s holds one table; choose it with --section",
                   kw_row_format_name(format));
}

/* Whether the measures are among what is asked for: they take a graph. */
static bool wants_measures(const struct kw_cli *cli)
{
    return !cli->set.section || strcmp(parts[cli->set.section - 1].name, "measures") == 0;
}

/* The measures of one node, and its place among all. */
static enum kw_status take_measures(struct showing *showing, const struct kw_graph *graph,
                                    size_t node, struct kw_error *err)
{
    struct kw_chosen chosen;
    struct kw_node_column *columns;
    enum kw_status status =
        kw_measures_choose(NULL, KW_SCOPE_NODE, KW_SHOWN_CARD,
                           showing->cli->arena, &chosen, err);
    if (status == KW_OK)
        status = kw_measures_columns(graph, &chosen, showing->cli->arena, &columns, err);
    if (status != KW_OK)
        return status;
    struct kw_shown_measure *list =
        KW_NEW(showing->cli->arena, chosen.count, struct kw_shown_measure);
    if (!list)
        return kw_nomem(err);
    for (size_t i = 0; i < chosen.count; i++) {
        const struct kw_measure *measure = chosen.measures[i];
        const double *values = columns[i].values;
        list[i] = (struct kw_shown_measure){measure->name,       measure->unit,
                                            measure->definition, measure->integer,
                                            values[node],        1,
                                            graph->node_count};
        for (size_t k = 0; k < graph->node_count; k++)
            list[i].rank += values[k] > values[node];
    }
    showing->measures = list;
    showing->measure_count = chosen.count;
    return KW_OK;
}

static enum kw_status measure(struct showing *showing, struct kw_store *store,
                              struct kw_error *err)
{
    struct kw_graph *graph;
    struct kw_view view = kw_view_default();
    view.bare = true;
    enum kw_status status = kw_graph_load(store, &view, showing->cli->arena, &graph, err);
    for (size_t i = 0; status == KW_OK && i < graph->node_count; i++) {
        if (kw_str_eq(graph->nodes[i].key, showing->shown.entity.key))
            return take_measures(showing, graph, i, err);
    }
    return status;
}

static enum kw_status show(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    int64_t entity;
    struct showing showing = {.cli = cli};
    enum kw_status status = kw_cli_find(cli, store, cli->operands[0], &entity, err);
    if (status == KW_OK)
        status = kw_show(store, entity, cli->arena, &showing.shown, err);
    if (status == KW_OK && wants_measures(cli))
        status = measure(&showing, store, err);
    return status == KW_OK ? write(&showing, err) : status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, show, err);
}

static const struct kw_option options[] = {
    {"section", 0, "PART", "this part only, as a table", kw_set_place,
     offsetof(struct kw_settings, section), choice_section},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork show \"NSO Group\"", "who it is, what it does to whom, who says so"},
    {"knotwork show nso --section relations --format csv",
     "its relations for a spreadsheet"},
    {"knotwork show country/IL --format json", "all of it for a program"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_show = {
    .name = "show",
    .group = "Looking",
    .summary = "tell all about one entity",
    .operands = "ENTITY",
    .least = 1,
    .most = 1,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .everything = true,
    .options = options,
    .details =
        "Tells all about one entity: its names and why they are its names, measures of "
        "the default view, roles held and when, its relations with counts and their best "
        "sentences, what happened when, what is named beside it, its documents. Where no "
        "text says when, the date of publication stands in, marked.\n"
        "ENTITY may be written in any case, without accents, as an alias or as whole "
        "words "
        "of a name. If that fits several, they are listed with their keys; a key fits "
        "one.",
    .examples = examples,
    .run = run,
};
