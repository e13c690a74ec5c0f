/* cmd_help.c - help about commands, and the tables that other words are defined in. */
#include "cli/commands.h"

#include <string.h>

#include "knotwork/export.h"
#include "measure/measure.h"

/* A list of words that help shows as a table. */
struct topic {
    const char *name; /* what the user asks for */
    const struct kw_column *columns;
    size_t count; /* columns */
    bool (*row)(unsigned n,
                struct kw_rows *rows); /* writes row n; false after the last */
};

static bool two_words(const char *name, const char *meaning, struct kw_rows *rows)
{
    kw_rows_text(rows, kw_str_of(name));
    kw_rows_text(rows, kw_str_of(meaning));
    return true;
}

static bool type_row(unsigned n, struct kw_rows *rows)
{
    const char *name = kw_choice_type(n);
    return name && two_words(name, kw_type_label((enum kw_type)(n + 1))->meaning, rows);
}

static bool modality_row(unsigned n, struct kw_rows *rows)
{
    const char *name = kw_choice_modality(n);
    return name &&
           two_words(name, kw_modality_label((enum kw_modality)(n + 1))->meaning, rows);
}

static bool relation_row(unsigned n, struct kw_rows *rows)
{
    const char *name = kw_choice_relation(n);
    if (!name)
        return false;
    const struct kw_label *label = kw_relation_label((enum kw_relation)(n + 1));
    kw_rows_text(rows, kw_str_of(name));
    kw_rows_bool(rows, label->symmetric);
    kw_rows_text(rows, kw_str_of(label->meaning));
    return true;
}

static bool measure_row(unsigned n, struct kw_rows *rows)
{
    const struct kw_measure *measure = &kw_measures()[n];
    if (!measure->name)
        return false;
    kw_rows_text(rows, kw_str_of(measure->name));
    kw_rows_text(rows, kw_str_of(kw_scope_name(measure->scope)));
    kw_rows_text(rows, kw_str_of(measure->unit));
    kw_rows_bool(rows, measure->weighted);
    kw_rows_bool(rows, measure->directed);
    kw_rows_text(rows, kw_str_of(measure->definition));
    kw_rows_text(rows, kw_str_of(measure->null_when));
    kw_rows_text(rows, kw_str_of(measure->source));
    return true;
}

/* What a format can hold, in words. */
static const struct {
    unsigned ability;
    const char *word;
} ability_words[] = {{KW_ABLE_ATTRIBUTES, "attributes"},
                     {KW_ABLE_PARALLEL, "parallel"},
                     {KW_ABLE_MIXED, "undirected"},
                     {KW_ABLE_TIME, "time"},
                     {KW_ABLE_LOOKS, "looks"}};

static void write_abilities(const struct kw_format *format, struct kw_rows *rows)
{
    char text[80];
    size_t used = 0;
    for (size_t i = 0; i < sizeof ability_words / sizeof ability_words[0]; i++) {
        if (!(format->abilities & ability_words[i].ability))
            continue;
        if (used)
            text[used++] = ' ';
        for (const char *c = ability_words[i].word; *c; c++)
            text[used++] = *c;
    }
    kw_rows_text(rows, (struct kw_str){text, used});
}

static bool format_row(unsigned n, struct kw_rows *rows)
{
    const struct kw_format *format = &kw_formats()[n];
    if (!format->name)
        return false;
    kw_rows_text(rows, kw_str_of(format->name));
    kw_rows_text(rows, kw_str_of(format->endings));
    kw_rows_integer(rows, kw_format_file_count(format));
    if (format->most_nodes)
        kw_rows_integer(rows, format->most_nodes);
    else
        kw_rows_null(rows);
    write_abilities(format, rows);
    kw_rows_text(rows, kw_str_of(format->meaning));
    return true;
}

static bool node_row(unsigned n, struct kw_rows *rows)
{
    const struct kw_attribute *attribute = &kw_node_attributes()[n];
    return attribute->name && two_words(attribute->name, attribute->meaning, rows);
}

static bool edge_row(unsigned n, struct kw_rows *rows)
{
    const struct kw_attribute *attribute = &kw_edge_attributes()[n];
    return attribute->name && two_words(attribute->name, attribute->meaning, rows);
}

static const struct kw_column word_columns[] = {{"name", KW_CELL_TEXT},
                                                {"meaning", KW_CELL_TEXT}};
static const struct kw_column relation_columns[] = {
    {"name", KW_CELL_TEXT}, {"symmetric", KW_CELL_BOOL}, {"meaning", KW_CELL_TEXT}};
static const struct kw_column measure_columns[] = {
    {"name", KW_CELL_TEXT},      {"scope", KW_CELL_TEXT},    {"unit", KW_CELL_TEXT},
    {"weighted", KW_CELL_BOOL},  {"directed", KW_CELL_BOOL}, {"definition", KW_CELL_TEXT},
    {"null_when", KW_CELL_TEXT}, {"source", KW_CELL_TEXT}};
static const struct kw_column format_columns[] = {
    {"name", KW_CELL_TEXT},     {"endings", KW_CELL_TEXT},
    {"files", KW_CELL_INTEGER}, {"most_nodes", KW_CELL_INTEGER},
    {"holds", KW_CELL_TEXT},    {"meaning", KW_CELL_TEXT}};

#define TOPIC(name, columns, row)                                                        \
    {                                                                                    \
        name, columns, sizeof columns / sizeof columns[0], row                           \
    }

static const struct topic topics[] = {
    TOPIC("types", word_columns, type_row),
    TOPIC("relations", relation_columns, relation_row),
    TOPIC("modalities", word_columns, modality_row),
    TOPIC("measures", measure_columns, measure_row),
    TOPIC("formats", format_columns, format_row),
    TOPIC("nodes", word_columns, node_row),
    TOPIC("edges", word_columns, edge_row),
};

enum { TOPIC_COUNT = sizeof topics / sizeof topics[0] };

static enum kw_status show_topic(struct kw_cli *cli, const struct topic *topic,
                                 struct kw_error *err)
{
    struct kw_cli_table table;
    enum kw_status status =
        kw_cli_table_begin(cli, topic->columns, topic->count, &table, err);
    if (status != KW_OK)
        return status;
    for (unsigned n = 0; topic->row(n, table.rows); n++)
        ;
    return kw_cli_table_end(cli, &table, KW_OK, err);
}

static enum kw_status write_overview(void *context, struct kw_out *out,
                                     struct kw_error *err)
{
    (void)context;
    enum kw_status status = kw_help_overview(out, err);
    kw_out_add(out, KW_STR("'knotwork help TOPIC' lists words:"));
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        kw_out_printf(out, "%s %s", i ? "," : "", topics[i].name);
    kw_out_add(out, KW_STR(".\n"));
    return status;
}

/* Which command to tell about. */
struct about {
    struct kw_arena *arena;
    const struct kw_command *command;
};

static enum kw_status write_command(void *context, struct kw_out *out,
                                    struct kw_error *err)
{
    struct about *about = context;
    return kw_help_command(about->arena, about->command, out, err);
}

static enum kw_status no_such_topic(const char *name, struct kw_error *err)
{
    struct kw_nearest nearest = {.word = kw_str_of(name)};
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if ((*row)->group)
            kw_nearest_try(&nearest, kw_str_of((*row)->name));
    }
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        kw_nearest_try(&nearest, kw_str_of(topics[i].name));
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, "help: there is no '%s'; did you mean '%.*s'?", name,
                       KW_STR_ARG(nearest.best));
    return kw_fail(err, KW_USAGE, "help: there is no command or topic '%s'", name);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    if (cli->operand_count == 0)
        return kw_cli_write(cli, write_overview, NULL, err);
    const char *name = cli->operands[0];
    for (size_t i = 0; i < TOPIC_COUNT; i++) {
        if (strcmp(topics[i].name, name) == 0)
            return show_topic(cli, &topics[i], err);
    }
    struct about about = {cli->arena, kw_command_named(name)};
    if (!about.command)
        return no_such_topic(name, err);
    return kw_cli_write(cli, write_command, &about, err);
}

/* What `help` can tell about: the commands, then the topics. */
static const char *choice(unsigned n)
{
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if ((*row)->group && n-- == 0)
            return (*row)->name;
    }
    return n < TOPIC_COUNT ? topics[n].name : NULL;
}

static const struct kw_example examples[] = {
    {"knotwork help build", "what build does, its options, examples"},
    {"knotwork help relations", "the types of statements and what they mean"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_help = {
    .name = "help",
    .group = "Help",
    .summary = "tell about a command, or list the words a topic is made of",
    .operands = "[COMMAND|TOPIC]",
    .most = 1,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT,
    .details = "Tells about a command. A topic is a table of words with their meaning, "
               "which --format writes as data.",
    .examples = examples,
    .choice = choice,
    .run = run,
};
