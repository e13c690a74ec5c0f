/* pronoun.c - what pronouns mean that only the clauses tell: "Ada Roe is a poet who",
 * "NSO said it". The pronouns that refer finds by itself are none of these. */
#include "relate/pass.h"

static bool word_starts(const struct kw_scene *s, uint32_t token, const char *start)
{
    return kw_str_starts(s->text->tokens[token].norm, kw_str_of(start));
}

static enum kw_status add(struct kw_pass *pass, uint32_t token, uint32_t ref,
                          struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct kw_mention *mention = KW_PUSH(pass->gather->arena, &pass->gather->pronouns);
    if (!mention)
        return kw_nomem(err);
    *mention = (struct kw_mention){.span = kw_text_span(s->text, token, token + 1),
                                   .kind = KW_MENTION_PRONOUN,
                                   .referent = kw_scene_referent(s, ref)};
    return KW_OK;
}

/* Who, whose and whom are persons, which is none. */
static enum kw_status find_relative(struct kw_pass *pass, const struct kw_clause *c,
                                    struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct kw_fillers found;
    bool who = word_starts(s, c->marker, "who");
    bool which = word_starts(s, c->marker, "which") || word_starts(s, c->marker, "that");
    if ((!who && !which) || s->cover[c->marker - s->first])
        return KW_OK;
    kw_phrase_self(s, c->antecedent, &found);
    if (found.count != 1 || s->phrases[c->antecedent].denied)
        return KW_OK;
    bool person = kw_scene_data(s, found.refs[0])->referent.type == KW_TYPE_PERSON;
    if (person != who)
        return KW_OK;
    return add(pass, c->marker, found.refs[0], err);
}

enum kw_status kw_find_pronouns(struct kw_pass *pass, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    enum kw_status status = KW_OK;
    for (uint32_t i = 1; i <= s->clause_count && status == KW_OK; i++) {
        const struct kw_clause *c = &s->clauses[i];
        if (c->kind == KW_CLAUSE_RELATIVE && c->has_marker && c->antecedent)
            status = find_relative(pass, c, err);
    }
    for (uint32_t i = 1; i <= s->phrase_count && status == KW_OK; i++) {
        const struct kw_phrase *p = &s->phrases[i];
        uint32_t ref = p->bound ? p->bound : kw_phrase_pronoun(s, i);
        if (ref)
            status = add(pass, p->bound ? p->first : p->head, ref - 1, err);
    }
    return status;
}
