/* suggest.h - what the word before the cursor may become, in the shell. */
#ifndef KW_CLI_SUGGEST_H
#define KW_CLI_SUGGEST_H

#include "cli/prompt.h"

struct kw_suggester;

/* `dots` are the commands that begin with a dot, ended by NULL. The store is read when a
 * name is first asked for; a store that cannot be read has no names.
 * Owns: the caller frees it; `store` and `dots` outlive it. NULL when memory is out. */
struct kw_suggester *kw_suggester_new(const char *store, const char *const *dots);
void kw_suggester_free(struct kw_suggester *suggester); /* NULL is allowed */

/* The kw_complete_fn of a prompt whose context is a suggester. At the start of the line
 * commands and the words that begin a query; after a colon or a bar labels and types;
 * after a dot properties; in double quotes names of entities; after a command its options
 * and their values; elsewhere keywords and names. Case and accents do not count. */
void kw_suggest(void *suggester, struct kw_str before, struct kw_completion *out);

#endif
