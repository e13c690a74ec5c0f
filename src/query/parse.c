/* parse.c - hands the words of a query to the parser that lemon makes of grammar.y. */
#include <stdlib.h>

#include "query/ast.h"
#include "grammar.h"

/* What lemon's template defines. */
void *kw_grammarAlloc(void *(*allocate)(size_t));
void kw_grammarFree(void *parser, void (*release)(void *));
size_t kw_grammar_expected(void *parser, struct kw_buf *out, size_t most);
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

enum { NAMED = 10 }; /* things a message lists */

/* Says what was expected instead of tokens[at]. The parser has moved on by defaults when
 * it finds a word that does not fit, so the words before go through a new one. */
static enum kw_status unexpected(struct kw_parse *p, const struct kw_token *tokens,
                                 size_t at, struct kw_error *err)
{
    struct kw_parse again = {.arena = p->arena, .text = p->text};
    struct kw_buf list = {0};
    void *parser = kw_grammarAlloc(malloc);
    if (!parser)
        return kw_nomem(err);
    for (size_t i = 0; i < at; i++) {
        again.last = tokens[i];
        kw_grammar(parser, tokens[i].kind, tokens[i], &again);
    }
    size_t count = kw_grammar_expected(parser, &list, NAMED);
    kw_grammarFree(parser, free);
    struct kw_str found = tokens[at].text;
    bool end = tokens[at].kind == KW_TOKEN_END;
    if (found.len > 40)
        found.len = 40;
    (void)kw_fail(err, KW_SYNTAX, "expected %.*s%s, found %s%.*s%s",
                  KW_STR_ARG(kw_buf_str(&list)), count > NAMED ? " ..." : "",
                  end ? "the end" : "'", KW_STR_ARG(found), end ? "" : "'");
    kw_buf_free(&list);
    return KW_SYNTAX;
}

static enum kw_status explain_fault(struct kw_parse *p, const struct kw_token *tokens,
                                    size_t at, struct kw_error *err)
{
    if (!p->unexpected)
        return kw_fail(err, p->status, "%s", p->error.text);
    if (kw_token_writes(tokens[at].kind))
        return kw_fail(err, KW_SYNTAX, "%.*s would change the data or leave it: a query "
                       "only reads; use MATCH, WITH, UNWIND or RETURN",
                       KW_STR_ARG(tokens[at].text));
    return unexpected(p, tokens, at, err);
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
    size_t next = 0;
    while (next < count && p.status == KW_OK) {
        p.last = tokens[next++];
        kw_grammar(parser, p.last.kind, p.last, &p);
    }
    kw_grammarFree(parser, free);
    if (p.status == KW_OK)
        check_integers(&p, tokens, count);
    if (p.status == KW_OK && !p.result)
        kw_parse_fail(&p, KW_SYNTAX, 0, "this is no query");
    *at = p.at;
    if (incomplete)
        *incomplete = p.unexpected && p.last.kind == KW_TOKEN_END;
    if (p.status != KW_OK)
        return explain_fault(&p, tokens, next - 1, err);
    *out = p.result;
    return KW_OK;
}
