/* commands.h - one row a command, each in its own file. */
#ifndef KW_CLI_COMMANDS_H
#define KW_CLI_COMMANDS_H

#include "cli/cli.h"

extern const struct kw_command kw_cmd_analyze;
extern const struct kw_command kw_cmd_build;
extern const struct kw_command kw_cmd_check;
extern const struct kw_command kw_cmd_curate;
extern const struct kw_command kw_cmd_documents;
extern const struct kw_command kw_cmd_dump;
extern const struct kw_command kw_cmd_duplicates;
extern const struct kw_command kw_cmd_entities;
extern const struct kw_command kw_cmd_export;
extern const struct kw_command kw_cmd_extract;
extern const struct kw_command kw_cmd_generate;
extern const struct kw_command kw_cmd_help;
extern const struct kw_command kw_cmd_ledger;
extern const struct kw_command kw_cmd_path;
extern const struct kw_command kw_cmd_query;
extern const struct kw_command kw_cmd_recover;
extern const struct kw_command kw_cmd_remove;
extern const struct kw_command kw_cmd_resolve;
extern const struct kw_command kw_cmd_search;
extern const struct kw_command kw_cmd_shell;
extern const struct kw_command kw_cmd_show;
extern const struct kw_command kw_cmd_sql;
extern const struct kw_command kw_cmd_statements;
extern const struct kw_command kw_cmd_verify;

#endif
