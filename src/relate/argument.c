/* argument.c - phrases find their place: subjects, arguments, coordinations, appositions.
 */
#include "relate/join.h"

/* --- arguments ---------------------------------------------------------------------- */

void kw_clauses_argue(struct reader *r, uint32_t number, uint32_t p)
{
    struct kw_clause *c = clause(r, number);
    phrase(r, p)->clause = number;
    phrase(r, p)->next_arg = 0;
    if (c->last_arg)
        phrase(r, c->last_arg)->next_arg = p;
    else
        c->args = p;
    c->last_arg = p;
}

/* Takes `p` and the arguments after it back from a clause. Returns the first of those
 * after it. Cost: the arguments of the clause, which KW_SCENE_TOKENS bounds. */
uint32_t kw_clauses_take_back(struct reader *r, uint32_t number, uint32_t p)
{
    struct kw_clause *c = clause(r, number);
    uint32_t before = 0, a = c->args;
    while (a && a != p) {
        before = a;
        a = phrase(r, a)->next_arg;
    }
    if (!a)
        return 0;
    if (before)
        phrase(r, before)->next_arg = 0;
    else
        c->args = 0;
    c->last_arg = before;
    return phrase(r, p)->next_arg;
}

/* A phrase whose noun is an office or a job: "a scholar". */
static bool is_office(const struct reader *r, uint32_t p)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    return !phrase(r, p)->self &&
           kw_lexicon_find(r->scene->cues->lexicon,
                           kw_scene_lemma(r->scene, phrase(r, p)->head), &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme);
}

/* "a professor at Acme and a scholar": an office goes with the office further up. */
static uint32_t office_above(const struct reader *r, uint32_t p)
{
    uint32_t top = r->last;
    if (!is_office(r, p))
        return top;
    for (int i = 0; i < CLIMB && top && !is_office(r, top); i++)
        top = phrase(r, top)->under;
    for (int i = 0; i < CLIMB && top && phrase(r, top)->next; i++)
        top = phrase(r, top)->next;
    return top ? top : r->last;
}

static void coordinate(struct reader *r, uint32_t first, uint32_t p)
{
    phrase(r, first)->next = p;
    phrase(r, p)->coordinated = true;
    phrase(r, p)->prep = phrase(r, first)->prep;
    phrase(r, p)->under = phrase(r, first)->under;
    phrase(r, p)->clause = phrase(r, first)->clause;
}

static void appose(struct reader *r, uint32_t a, uint32_t b)
{
    phrase(r, a)->apposed = b;
    phrase(r, b)->apposed = a;
    phrase(r, b)->clause = phrase(r, a)->clause;
    phrase(r, b)->prep = phrase(r, a)->prep;
}

/* A phrase with a name of its own. */
static bool named(const struct reader *r, uint32_t p)
{
    const struct kw_phrase *it = phrase(r, p);
    if (!it->self)
        return false;
    return kw_mention_names(r->scene->references->items[it->self - 1].mention.kind);
}

/* The unit after the phrase at unit `at`, its prepositional phrases and times. */
static uint32_t past_phrases(const struct reader *r, uint32_t at)
{
    at++;
    for (int i = 0; i < AHEAD; i += 2) {
        if (unit_is(r, at, UNIT_PREP) && unit_is(r, at + 1, UNIT_PHRASE))
            at += 2;
        else if (unit_is(r, at, UNIT_PHRASE) && phrase(r, r->units[at].phrase)->is_time)
            at++;
        else
            break;
    }
    return at;
}

static bool finite_at(const struct reader *r, uint32_t at)
{
    return unit_is(r, at, UNIT_VERB) && r->units[at].form == FORM_FINITE;
}

/* A finite verb comes after the phrase at unit `at`, with at most prepositional phrases
 * and one aside in between: "its head, Ada Roe of Acme, said". */
static bool verb_ahead(const struct reader *r, uint32_t at)
{
    at = past_phrases(r, at);
    if (finite_at(r, at))
        return true;
    if (!unit_is(r, at, UNIT_COMMA) || !unit_is(r, at + 1, UNIT_PHRASE))
        return false;
    at = past_phrases(r, at + 1);
    return unit_is(r, at, UNIT_COMMA) && finite_at(r, at + 1);
}

/* A list goes on from the phrase at unit `at`: B, C and D. Where a verb comes after it,
 * it is a list only if it can be the subject: "A, B, C and D met". */
static bool list_ahead(const struct reader *r, uint32_t at)
{
    bool subject = !has_verb(clause(r, r->open));
    for (int i = 0; i < AHEAD; i++) {
        at++;
        if (unit_is(r, at, UNIT_AND))
            return unit_is(r, at + 1, UNIT_PHRASE) && (subject || !verb_ahead(r, at + 1));
        if (!unit_is(r, at, UNIT_COMMA))
            return false;
        at++;
        if (unit_is(r, at, UNIT_AND))
            return unit_is(r, at + 1, UNIT_PHRASE);
        if (!unit_is(r, at, UNIT_PHRASE))
            return false;
    }
    return false;
}

/* --- phrases ------------------------------------------------------------------------ */

static void new_subject(struct reader *r, enum kw_clause_kind kind, uint32_t parent,
                        uint32_t p)
{
    uint32_t number = kw_clauses_open(r, kind, parent);
    clause(r, number)->subject = p;
    phrase(r, p)->clause = number;
}

/* The nearest clause with a finite verb, from the open one upwards. */
uint32_t kw_clauses_finite(const struct reader *r)
{
    uint32_t number = r->open;
    for (int i = 0; i < CLIMB && clause(r, number)->parent; i++) {
        if (clause(r, number)->finite)
            break;
        number = clause(r, number)->parent;
    }
    return number;
}

static void phrase_after_and(struct reader *r, uint32_t p)
{
    struct kw_clause *open = clause(r, r->open);
    bool joins =
        r->last && (two_before_is(r, UNIT_PHRASE) || two_before_is(r, UNIT_COMMA));
    if (has_verb(open) && verb_ahead(r, r->at))
        new_subject(r, KW_CLAUSE_COORDINATE, kw_clauses_finite(r), p);
    else if (joins && !phrase(r, r->last)->is_time)
        coordinate(r, office_above(r, p), p);
    else if (!has_verb(open) && !open->subject)
        new_subject(r, open->kind, open->parent, p);
    else
        kw_clauses_argue(r, r->open, p);
}

/* After "If ..., " or "Signing ..., " the clause that waits goes on. */
static void close_fronted(struct reader *r)
{
    const struct kw_clause *c = clause(r, r->open);
    for (int i = 0; i < CLIMB && has_verb(c) && c->kind == KW_CLAUSE_COORDINATE; i++)
        c = clause(r, c->parent); /* "Born and raised in Riga, ..." */
    if (has_verb(c) && c->parent && !has_verb(clause(r, c->parent)) &&
        !clause(r, c->parent)->subject)
        r->open = c->parent;
}

static bool is_located(const struct reader *r, uint32_t p)
{
    if (!phrase(r, p)->self)
        return false;
    enum kw_type type = kw_scene_data(r->scene, phrase(r, p)->self - 1)->referent.type;
    return type == KW_TYPE_PLACE || type == KW_TYPE_COUNTRY;
}

bool kw_clauses_person(const struct reader *r, uint32_t p)
{
    return p && phrase(r, p)->self &&
           kw_scene_data(r->scene, phrase(r, p)->self - 1)->referent.type ==
               KW_TYPE_PERSON;
}

uint32_t kw_clauses_thing(const struct reader *r)
{
    uint32_t top = r->last;
    for (int i = 0; i < CLIMB && is_located(r, top) && phrase(r, top)->under; i++)
        top = phrase(r, top)->under;
    return top;
}

/* "the capital", "a town" */
static bool is_place_noun(const struct reader *r, uint32_t p)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    const struct kw_lexicon *lexicon = r->scene->cues->lexicon;
    return kw_lexicon_find(lexicon, kw_scene_lemma(r->scene, phrase(r, p)->head),
                           &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme) &&
           kw_lexicon_type(lexicon, lexeme.row) == KW_TYPE_PLACE;
}

/* What a phrase after a comma is in apposition to: "the president of France, Emmanuel
 * Macron" is the president, "a court in Kano, Nigeria" is Kano. */
static uint32_t appose_target(const struct reader *r, uint32_t p)
{
    uint32_t top = r->last;
    if (is_located(r, top) && is_located(r, p))
        return top;
    /* "sells it through its unit, Zarya Bank": only a person is what stands further up */
    if (named(r, p) && !named(r, top) && (!kw_clauses_person(r, p) || is_office(r, top)))
        return top;
    /* "head of Acme in Oslo, a maker of valves": a thing is no place, unless a kind of
     * one */
    uint32_t thing = kw_clauses_thing(r);
    if (is_located(r, top) && !named(r, p) && named(r, thing) && !is_located(r, thing) &&
        !is_place_noun(r, p))
        return thing;
    for (int i = 0; i < CLIMB && phrase(r, top)->under; i++)
        top = phrase(r, top)->under;
    return named(r, top) != named(r, p) ? top : r->last;
}

/* "In Dallas, Texas, Acme said": what stands between commas after a place where that
 * lies, before the subject has come. */
static bool in_wider(const struct reader *r, uint32_t p)
{
    const struct kw_phrase *last = phrase(r, r->last);
    const struct kw_clause *open = clause(r, r->open);
    if (has_verb(open) && open->parent)
        open = clause(r, open->parent);
    return !has_verb(open) && !open->subject && !list_ahead(r, r->at) &&
           last->prep != KW_SLOT_NONE && !last->apposed && !last->coordinated &&
           is_located(r, r->last) && is_located(r, p) &&
           unit_is(r, r->at + 1, UNIT_COMMA) && unit_is(r, r->at + 2, UNIT_PHRASE);
}

/* "the heads of Acme, Ada Roe and John Doe": persons are the heads and no list with Acme.
 */
static bool leads_office(const struct reader *r, uint32_t p)
{
    uint32_t under = phrase(r, r->last)->under;
    return under && kw_clauses_person(r, p) && !kw_clauses_person(r, r->last) &&
           is_office(r, under);
}

static void phrase_after_comma(struct reader *r, uint32_t p)
{
    struct kw_clause *open = clause(r, r->open);
    /* What stands after a quotation is no apposition to what stands in it. */
    bool quoted = r->units[r->at].quoted && has_verb(open);
    bool follows = r->last && two_before_is(r, UNIT_PHRASE) && !quoted;
    bool alike = follows && named(r, r->last) == named(r, p);
    bool verb = verb_ahead(r, r->at);
    if (follows && in_wider(r, p)) {
        appose(r, r->last, p);
        return;
    }
    if (follows && alike && !leads_office(r, p) &&
        (phrase(r, r->last)->coordinated || list_ahead(r, r->at)) &&
        !(verb && has_verb(open))) {
        coordinate(r, r->last, p);
        return;
    }
    close_fronted(r);
    open = clause(r, r->open);
    if (!has_verb(open) && !open->subject) {
        open->subject = p;
        phrase(r, p)->clause = r->open;
    } else if ((verb || quoted) && has_verb(open)) {
        new_subject(r, KW_CLAUSE_MAIN, 0, p);
    } else if (follows && !phrase(r, r->last)->is_time && !phrase(r, p)->is_time &&
               !phrase(r, appose_target(r, p))->apposed) {
        appose(r, appose_target(r, p), p);
    } else {
        phrase(r, p)->clause = r->open;
    }
}

void kw_clauses_phrase(struct reader *r)
{
    uint32_t p = r->units[r->at].phrase;
    struct kw_clause *open = clause(r, r->open);
    if (before_is(r, UNIT_PREP)) {
        phrase(r, p)->prep = r->units[r->at - 1].slot;
        if (two_before_is(r, UNIT_PHRASE) &&
            !phrase(r, r->units[r->at - 2].phrase)->is_time)
            phrase(r, p)->under = r->units[r->at - 2].phrase;
        else if (phrase(r, p)->prep == KW_SLOT_LIKE && two_before_is(r, UNIT_COMMA))
            phrase(r, p)->under = r->last;
        kw_clauses_argue(r, r->open, p);
    } else if (before_is(r, UNIT_AND)) {
        phrase_after_and(r, p);
    } else if (before_is(r, UNIT_COMMA)) {
        phrase_after_comma(r, p);
    } else if (phrase(r, p)->is_time) {
        phrase(r, p)->clause = r->open;
    } else if (!open->subject && (!has_verb(open) || open->inverted)) {
        open->subject = p;
        phrase(r, p)->clause = r->open;
    } else {
        kw_clauses_argue(r, r->open, p);
    }
    if (!phrase(r, p)->is_time)
        r->last = p;
}
