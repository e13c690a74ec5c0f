/* bind.c - "he" and "his" that refer left open, since several could be meant: bound to
 * the subject of their own clause or of the one above, or to the name they stand beside.
 *
 * Subjects are what pronouns go on with (Grosz, Joshi, Weinstein, "Centering", CL 21,
 * 1995), and a possessor in an argument is the subject of its clause far more often than
 * anybody else in the sentence. Better none than wrong: the one bound to must be a named
 * person who may be of that sex. */
#include "relate/slots.h"

enum { CLIMB = 4 };

enum sex { NEITHER, FEMALE, MALE };

static enum sex sex_of(const struct kw_scene *s, uint32_t token)
{
    struct kw_str word = s->text->tokens[token].norm;
    if (kw_str_eq(word, KW_STR("he")) || kw_str_eq(word, KW_STR("his")) ||
        kw_str_eq(word, KW_STR("him")))
        return MALE;
    return kw_str_eq(word, KW_STR("she")) || kw_str_eq(word, KW_STR("her")) ? FEMALE
                                                                            : NEITHER;
}

/* A reference, + 1, that names a person who may be of that sex; or 0. */
static uint32_t if_person(const struct kw_scene *s, uint32_t ref, enum sex sex)
{
    if (!ref)
        return 0;
    const struct kw_refdata *data = kw_scene_data(s, ref - 1);
    bool other = sex == MALE ? data->female : data->male;
    return data->referent.type == KW_TYPE_PERSON && !data->plural && !other ? ref : 0;
}

/* What the subject of a clause is, when it is one named person; + 1, or 0. */
static uint32_t subject_of(const struct kw_scene *s, uint32_t clause, uint32_t but,
                           enum sex sex)
{
    uint32_t subject = s->clauses[clause].subject;
    if (!subject || subject == but || s->phrases[subject].next ||
        s->phrases[subject].coordinated)
        return 0;
    return if_person(s, s->phrases[subject].self, sex);
}

static bool is_kin(const struct kw_scene *s, uint32_t token)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    const struct kw_lexicon *lexicon = s->cues->lexicon;
    return kw_lexicon_find(lexicon, kw_scene_lemma(s, token), &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme) &&
           kw_str_eq(kw_lexicon_cell(lexicon, lexeme.row, KW_COL_ROLES_CLASS),
                     KW_STR("family"));
}

/* "John Doe and his wife": the name right before, with "and", "with" or a comma between.
 */
static uint32_t beside(const struct kw_scene *s, uint32_t phrase, enum sex sex)
{
    const struct kw_phrase *p = &s->phrases[phrase];
    bool kin = false;
    for (uint32_t t = p->first + 1; t < p->end && t < p->first + CLIMB; t++)
        kin |= is_kin(s, t);
    if (phrase < 2 || p->first < s->first + 2 || !kin)
        return 0;
    const struct kw_token *joint = &s->text->tokens[p->first - 1];
    if (joint->tag != KW_TAG_CC && !kw_str_eq(joint->norm, KW_STR("with")) &&
        !kw_str_eq(joint->norm, KW_STR("by")) && !kw_str_eq(joint->norm, KW_STR(",")))
        return 0;
    uint32_t before = phrase - 1; /* King John of Norway and his wife */
    for (int i = 0; before && i < CLIMB; i++) {
        uint32_t ref = if_person(s, s->phrases[before].self, sex);
        if (ref)
            return ref;
        before = s->phrases[before].under;
    }
    return 0;
}

/* The subject of the clause of a phrase, or of those it hangs on. */
static uint32_t above(const struct kw_scene *s, uint32_t phrase, enum sex sex)
{
    uint32_t clause = s->phrases[phrase].clause;
    bool own = clause && s->clauses[clause].subject == phrase;
    for (int i = 0; clause && i < CLIMB; i++) {
        const struct kw_clause *c = &s->clauses[clause];
        uint32_t ref = own && i == 0 ? 0 : subject_of(s, clause, phrase, sex);
        if (ref)
            return ref;
        if (c->kind == KW_CLAUSE_COMPLEMENT || c->kind == KW_CLAUSE_RELATIVE ||
            (c->subject && c->subject != phrase && !own))
            return 0;
        own = false;
        clause = c->parent;
    }
    return 0;
}

void kw_scene_bind(struct kw_scene *s)
{
    for (uint32_t i = 1; i <= s->phrase_count; i++) {
        struct kw_phrase *p = &s->phrases[i];
        enum kw_tag tag = s->text->tokens[p->first].tag;
        enum sex sex = sex_of(s, p->first);
        if (!sex || s->cover[p->first - s->first])
            continue;
        if (tag == KW_TAG_PRPS && !p->owner) {
            p->bound = beside(s, i, sex);
            if (!p->bound)
                p->bound = above(s, i, sex);
            p->owner = p->bound;
        } else if (tag == KW_TAG_PRP && !p->self && p->end == p->first + 1 && p->clause &&
                   s->clauses[p->clause].subject == i) {
            p->bound = above(s, i, sex);
            p->self = p->bound;
        }
    }
}
