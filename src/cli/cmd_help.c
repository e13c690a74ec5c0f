/* cmd_help.c - help about commands, and the tables that other words are defined in. */
#include "cli/commands.h"

#include <string.h>

#include "knotwork/export.h"

/* A list that help shows as a table: a row needs a name and a meaning. */
struct topic {
    const char *name;                      /* what the user asks for */
    const char *(*row)(unsigned n);        /* name of row n, NULL after the last */
    const char *(*meaning)(unsigned n);    /* of row n */
};

static const char *type_meaning(unsigned n)
{
    return kw_type_label((enum kw_type)(n + 1))->meaning;
}

static const char *relation_meaning(unsigned n)
{
    return kw_relation_label((enum kw_relation)(n + 1))->meaning;
}

static const char *modality_meaning(unsigned n)
{
    return kw_modality_label((enum kw_modality)(n + 1))->meaning;
}

static const char *format_meaning(unsigned n)
{
    return kw_formats()[n].meaning;
}

static const char *node_name(unsigned n)
{
    return kw_node_attributes()[n].name;
}

static const char *node_meaning(unsigned n)
{
    return kw_node_attributes()[n].meaning;
}

static const char *edge_name(unsigned n)
{
    return kw_edge_attributes()[n].name;
}

static const char *edge_meaning(unsigned n)
{
    return kw_edge_attributes()[n].meaning;
}

static const struct topic topics[] = {
    {"types", kw_choice_type, type_meaning},
    {"relations", kw_choice_relation, relation_meaning},
    {"modalities", kw_choice_modality, modality_meaning},
    {"formats", kw_choice_format, format_meaning},
    {"nodes", node_name, node_meaning},
    {"edges", edge_name, edge_meaning},
};

enum { TOPIC_COUNT = sizeof topics / sizeof topics[0] };

static enum kw_status show_topic(struct kw_cli *cli, const struct topic *topic,
                                 struct kw_error *err)
{
    static const struct kw_column columns[] = {{"name", KW_CELL_TEXT},
                                               {"meaning", KW_CELL_TEXT}};
    struct kw_cli_table table;
    enum kw_status status = kw_cli_table_begin(cli, columns, 2, &table, err);
    if (status != KW_OK)
        return status;
    for (unsigned n = 0; topic->row(n); n++) {
        kw_rows_text(table.rows, kw_str_of(topic->row(n)));
        kw_rows_text(table.rows, kw_str_of(topic->meaning(n)));
    }
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
            kw_nearest_try(&nearest, (*row)->name);
    }
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        kw_nearest_try(&nearest, topics[i].name);
    if (nearest.best)
        return kw_fail(err, KW_USAGE, "help: there is no '%s'; did you mean '%s'?", name,
                       nearest.best);
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
    .takes = KW_TAKES_ROWS | KW_TAKES_OUTPUT,
    .details = "Tells about a command. A topic is a table of words with their meaning, "
               "which --format writes as data.",
    .examples = examples,
    .choice = choice,
    .run = run,
};
