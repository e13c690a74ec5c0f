/* lists.h - the extractor that the command line asks for. */
#ifndef KW_CLI_LISTS_H
#define KW_CLI_LISTS_H

#include "cli/cli.h"
#include "knotwork/extract.h"

/* Reads the user's lists and makes the extractor. Owns: as kw_extractor_new.
 * Errors: KW_USAGE for a list that cannot be read, naming it; those of
 *         kw_extractor_new. */
KW_CHECKED enum kw_status kw_cli_extractor(struct kw_cli *cli, struct kw_extractor **out,
                                           struct kw_error *err);

#endif
