/* parse.c - the command line into settings and operands. */
#include "cli/cli.h"

#include <string.h>

/* The command line as it is read. */
struct reader {
    struct kw_cli *cli;
    const struct kw_option *options; /* of the command */
    char **arguments;                /* after the command's name, ended by NULL */
    size_t next;                     /* the first one not yet read */
};

static enum kw_status no_such_option(const struct reader *reader, struct kw_str name,
                                     struct kw_error *err)
{
    const char *command = reader->cli->command->name;
    struct kw_nearest nearest = {.word = name};
    for (const struct kw_option *option = reader->options; option->name; option++)
        kw_nearest_try(&nearest, kw_str_of(option->name));
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, "%s: there is no option --%.*s; did you mean --%.*s?",
                       command, KW_STR_ARG(name), KW_STR_ARG(nearest.best));
    return kw_fail(err, KW_USAGE,
                   "%s: there is no option --%.*s ('knotwork help %s' lists them)",
                   command, KW_STR_ARG(name), command);
}

/* Takes the argument that an option must have from the next word. */
static enum kw_status next_word(struct reader *reader, const struct kw_option *option,
                                const char **value, struct kw_error *err)
{
    *value = reader->arguments[reader->next];
    if (!*value)
        return kw_fail(err, KW_USAGE, "%s: --%s needs %s", reader->cli->command->name,
                       option->name, option->argument);
    reader->next++;
    return KW_OK;
}

/* Reads "--name", "--name=value" or "--name value"; `word` is after the dashes. */
static enum kw_status read_long(struct reader *reader, const char *word,
                                struct kw_error *err)
{
    struct kw_str name, unused;
    bool joined = kw_str_cut(kw_str_of(word), '=', &name, &unused);
    const struct kw_option *option = reader->options;
    while (option->name && !kw_str_eq(kw_str_of(option->name), name))
        option++;
    if (!option->name)
        return no_such_option(reader, name, err);
    const char *value = joined ? word + name.len + 1 : "";
    if (joined && !option->argument)
        return kw_fail(err, KW_USAGE, "%s: --%s takes no value",
                       reader->cli->command->name, option->name);
    enum kw_status status = KW_OK;
    if (!joined && option->argument)
        status = next_word(reader, option, &value, err);
    return status == KW_OK ? option->set(option, &reader->cli->set, value, err) : status;
}

/* Reads "-a", "-ab", "-ovalue" or "-o value"; `letters` is after the dash. */
static enum kw_status read_short(struct reader *reader, const char *letters,
                                 struct kw_error *err)
{
    for (; *letters; letters++) {
        const struct kw_option *option = reader->options;
        while (option->name && option->letter != *letters)
            option++;
        if (!option->name)
            return kw_fail(err, KW_USAGE,
                           "%s: there is no option -%c ('knotwork help %s' lists them)",
                           reader->cli->command->name, *letters,
                           reader->cli->command->name);
        const char *value = "";
        enum kw_status status = KW_OK;
        if (option->argument && letters[1])
            value = letters + 1;
        else if (option->argument)
            status = next_word(reader, option, &value, err);
        if (status == KW_OK)
            status = option->set(option, &reader->cli->set, value, err);
        if (status != KW_OK || option->argument)
            return status;
    }
    return KW_OK;
}

static enum kw_status count_operands(const struct kw_cli *cli, struct kw_error *err)
{
    const struct kw_command *command = cli->command;
    if (cli->set.help) /* then it will not run */
        return KW_OK;
    if (cli->operand_count < command->least)
        return kw_fail(err, KW_USAGE, "%s: expected %s ('knotwork help %s' tells more)",
                       command->name, command->operands, command->name);
    if (command->most != KW_MANY && cli->operand_count > command->most)
        return kw_fail(err, KW_USAGE,
                       "%s: '%s' is too much ('knotwork help %s' tells more)",
                       command->name, cli->operands[command->most], command->name);
    return KW_OK;
}

/* What the command begins with before its options. */
static enum kw_status begin_settings(struct kw_cli *cli, struct kw_error *err)
{
    struct kw_view *view = &cli->set.view;
    cli->set.limit = cli->command->limit;
    *view = kw_view_default();
    if (!cli->command->everything)
        return KW_OK;
    view->voices = true;
    enum kw_status status = kw_view_set(view, "polarity", KW_STR("all"), err);
    return status == KW_OK ? kw_view_set(view, "modality", KW_STR("all"), err) : status;
}

enum kw_status kw_cli_parse(struct kw_cli *cli, int argc, char **argv,
                            struct kw_error *err)
{
    struct reader reader = {.cli = cli, .arguments = argv};
    enum kw_status status =
        kw_command_options(cli->arena, cli->command, &reader.options, err);
    cli->operands = KW_NEW(cli->arena, (size_t)argc + 1, char *);
    if (status == KW_OK && !cli->operands)
        status = kw_nomem(err);
    if (status == KW_OK)
        status = begin_settings(cli, err);
    bool options_end = false;
    while (status == KW_OK && argv[reader.next]) {
        char *word = argv[reader.next++];
        if (options_end || word[0] != '-' || !word[1])
            cli->operands[cli->operand_count++] = word;
        else if (word[1] != '-')
            status = read_short(&reader, word + 1, err);
        else if (word[2])
            status = read_long(&reader, word + 2, err);
        else
            options_end = true;
    }
    return status == KW_OK ? count_operands(cli, err) : status;
}
