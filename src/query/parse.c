/* parse.c - hands the words of a query to the parser that lemon makes of grammar.y. */
#include <stdlib.h>

#include "query/ast.h"
#include "grammar.h"

/* What lemon's template defines. */
void *kw_grammarAlloc(void *(*allocate)(size_t));
void kw_grammarFree(void *parser, void (*release)(void *));
void kw_grammar(void *parser, int kind, struct kw_token token, struct kw_parse *p);

static void check_integers(struct kw_parse *p, const struct kw_token *tokens,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind == KW_T_INTEGER && kw_literal_needs_minus(tokens[i].text) &&
            (i == 0 || tokens[i - 1].kind != KW_T_MINUS))
            kw_parse_fail(p, KW_SYNTAX, tokens[i].at, "this number does not fit 64 bits");
    }
}

enum kw_status kw_parse_query(struct kw_arena *arena, struct kw_str text,
                              struct kw_query_text **out, uint32_t *at, bool *incomplete,
                              struct kw_error *err)
{
    const struct kw_token *tokens;
    size_t count;
    struct kw_parse p = {.arena = arena, .text = text};
    enum kw_status status = kw_tokens(arena, text, &tokens, &count, at, err);
    if (incomplete)
        *incomplete = false;
    if (status != KW_OK)
        return status;
    void *parser = kw_grammarAlloc(malloc);
    if (!parser)
        return kw_nomem(err);
    for (size_t i = 0; i < count && p.status == KW_OK; i++) {
        p.last = tokens[i];
        kw_grammar(parser, tokens[i].kind, tokens[i], &p);
    }
    kw_grammarFree(parser, free);
    if (p.status == KW_OK)
        check_integers(&p, tokens, count);
    if (p.status == KW_OK && !p.result)
        kw_parse_fail(&p, KW_SYNTAX, 0, "this is no query");
    *at = p.at;
    if (incomplete)
        *incomplete = p.incomplete;
    if (p.status != KW_OK)
        return kw_fail(err, p.status, "%s", p.error.text);
    *out = p.result;
    return KW_OK;
}
