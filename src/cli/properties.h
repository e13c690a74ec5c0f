/* properties.h - measures as properties that questions in the query language can name. */
#ifndef KW_CLI_PROPERTIES_H
#define KW_CLI_PROPERTIES_H

#include "cli/cli.h"

/* Measures of the nodes and pairs of the view that the options choose, by their names.
 * Owns: lives in the arena of `cli`; `store` must stay open. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_cli_computed(struct kw_cli *cli, struct kw_store *store,
                                          const struct kw_computed **out,
                                          struct kw_error *err);

/* kw_ask_word with the measures among its properties. */
const char *kw_cli_ask_word(enum kw_ask_words list, unsigned n);

#endif
