/* token.h - the words of a query. The kinds are numbered by lemon (grammar.h, made from
 * grammar.y). Private to src/query. */
#ifndef KW_QUERY_TOKEN_H
#define KW_QUERY_TOKEN_H

#include "knotwork/base.h"

struct kw_token {
    int kind;           /* KW_T_..., or one of those below */
    uint32_t at;        /* byte offset in the query */
    struct kw_str text; /* as written, quotes and backticks included */
    uint32_t match;     /* of an opening bracket: place of its closing one; else 0 */
};

/* Kinds the grammar does not know. */
enum { KW_TOKEN_END = 0, KW_TOKEN_BAD = -1, KW_TOKEN_BAD_NUMBER = -2 };

/* A query may be this long, so that one line of a hostile script costs little. */
#define KW_QUERY_BYTES (1024u * 1024u)

/* Takes the next word off `text` at `*at` and moves it on. (lexer.re) */
struct kw_token kw_token_next(struct kw_str text, uint32_t *at);

/* All words of a query, with the kinds that need a look ahead told apart: what begins a
 * pattern, a comprehension, a function call.
 * Errors: KW_SYNTAX with `*at` where the bad word is; KW_LIMIT; KW_NOMEM. */
KW_CHECKED enum kw_status kw_tokens(struct kw_arena *arena, struct kw_str text,
                                    const struct kw_token **out, size_t *count,
                                    uint32_t *at, struct kw_error *err);

/* How a kind of token is written, for messages: "')'", "a name". */
const char *kw_token_name(int kind);
const char *kw_keyword(unsigned n); /* the n-th that reads, NULL after the last */
bool kw_token_writes(int kind); /* it begins a clause that changes data */

/* The word or text a token stands for: without quotes or backticks, escapes resolved.
 * Errors: KW_SYNTAX, KW_NOMEM. */
KW_CHECKED enum kw_status kw_token_text(struct kw_arena *arena,
                                        const struct kw_token *token, struct kw_str *out,
                                        struct kw_error *err);

#endif
