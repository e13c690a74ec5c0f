/* follow.h - what --follow names, for commands that show communities. */
#ifndef KW_CLI_FOLLOW_H
#define KW_CLI_FOLLOW_H

#include "cli/cli.h"
#include "measure/measure.h"

/* The communities of an earlier run, or, where the file is a store, those that the same
 * view of it has; NULL without --follow.
 * Owns:   lives in the arena of `cli`.
 * Errors: those of kw_infile_read, kw_previous_read and kw_view_load; KW_IO where there
 *         is no such file. */
KW_CHECKED enum kw_status
kw_cli_previous(struct kw_cli *cli, const struct kw_previous **out, struct kw_error *err);

#endif
