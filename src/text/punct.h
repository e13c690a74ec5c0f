/* punct.h - punctuation in trees: what the parser sees of it, and what it hangs on.
 *
 * Marks are no nodes of the parse: a word knows which stand before it (Ma, Zhang and Zhu
 * 2014, "Punctuation processing for projective dependency parsing"), and once the words
 * have their heads, rules give marks theirs. The rules are those of Universal
 * Dependencies' guidelines: a pair hangs on the head of what is inside, another mark on
 * the highest word at which no arc crosses another. Private to src/text and src/train.
 */
#ifndef KW_TEXT_PUNCT_H
#define KW_TEXT_PUNCT_H

#include "text/arc.h"

/* The bits of struct kw_arc_node's gap. */
enum kw_punct {
    KW_PUNCT_COMMA = 1,
    KW_PUNCT_STOP = 2,
    KW_PUNCT_DASH = 4,
    KW_PUNCT_HYPHEN = 8, /* a dash without white space */
    KW_PUNCT_QUOTE = 16,
    KW_PUNCT_BRACKET = 32,
};

/* What kind of mark token `i` is; 0: a word, as are smileys, and "-" between numbers. */
unsigned kw_punct_of(const struct kw_token *tokens, size_t count, size_t i);

/* Gives marks their arcs; those of words are set in `out`, one a token.
 * Needs: the parse is done. Errors: KW_NOMEM. Cost: O(count). */
KW_CHECKED enum kw_status kw_punct_attach(const struct kw_arcs *arcs,
                                          const struct kw_token *tokens, size_t count,
                                          struct kw_arena *arena, struct kw_arc *out,
                                          struct kw_error *err);

#endif
