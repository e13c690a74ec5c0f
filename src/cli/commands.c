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
