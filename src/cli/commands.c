/* commands.c - the commands, in the order of `knotwork help`. Add a command: write
 * cmd_NAME.c, name it here and in meson.build. */
#include "cli/commands.h"

#include <string.h>

const struct kw_command *const kw_commands[] = {
    &kw_cmd_build,
    &kw_cmd_remove,
    &kw_cmd_documents,
    &kw_cmd_ledger,
    &kw_cmd_entities,
    &kw_cmd_show,
    &kw_cmd_path,
    &kw_cmd_search,
    &kw_cmd_statements,
    &kw_cmd_query,
    &kw_cmd_sql,
    &kw_cmd_shell,
    &kw_cmd_analyze,
    &kw_cmd_export,
    &kw_cmd_extract,
    &kw_cmd_duplicates,
    &kw_cmd_curate,
    &kw_cmd_resolve,
    &kw_cmd_verify,
    &kw_cmd_check,
    &kw_cmd_recover,
    &kw_cmd_dump,
    &kw_cmd_help,
    &kw_cmd_generate,
    NULL,
};

const struct kw_command *kw_command_named(const char *name)
{
    for (const struct kw_command *const *command = kw_commands; *command; command++) {
        if (strcmp((*command)->name, name) == 0)
            return *command;
    }
    return NULL;
}

enum kw_status kw_no_such_command(struct kw_str name, struct kw_error *err)
{
    struct kw_nearest nearest = {.word = name};
    for (const struct kw_command *const *command = kw_commands; *command; command++) {
        if ((*command)->group)
            kw_nearest_try(&nearest, kw_str_of((*command)->name));
    }
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, "there is no command '%.*s'; did you mean '%.*s'?",
                       KW_STR_ARG(name), KW_STR_ARG(nearest.best));
    return kw_fail(err, KW_USAGE,
                   "there is no command '%.*s' ('knotwork help' lists them)",
                   KW_STR_ARG(name));
}

static enum kw_status write_help(void *context, struct kw_out *out, struct kw_error *err)
{
    struct kw_cli *cli = context;
    return kw_help_command(cli->arena, cli->command, out, err);
}

enum kw_status kw_cli_run(struct kw_cli *cli, int argc, char **argv, struct kw_error *err)
{
    enum kw_status status = kw_cli_parse(cli, argc, argv, err);
    if (status != KW_OK)
        return status;
    return cli->set.help ? kw_cli_write(cli, write_help, cli, err)
                         : cli->command->run(cli, err);
}
