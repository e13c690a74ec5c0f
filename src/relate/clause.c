/* clause.c - units to clauses, from left to right, each unit looked at once.
 *
 * The reader keeps one open clause. A finite verb closes what hangs on the clause that
 * still waits for its verb; a phrase right before a verb that turns out to be its subject
 * is taken back from the clause that held it as object ("said the order would ..."). */
#include "relate/chunk.h"

#include <assert.h>

enum { CLIMB = 12, AHEAD = 12 };

struct reader {
    struct kw_scene *scene;
    const struct unit *units;
    uint32_t count; /* of units */
    uint32_t at;    /* the unit being read */
    uint32_t open;  /* the open clause */
    uint32_t last;  /* the last phrase, or 0 */
};

static struct kw_clause *clause(const struct reader *r, uint32_t number)
{
    return &r->scene->clauses[number];
}

static struct kw_phrase *phrase(const struct reader *r, uint32_t number)
{
    return &r->scene->phrases[number];
}

static bool has_verb(const struct kw_clause *c)
{
    return c->head != c->end;
}

static bool unit_is(const struct reader *r, uint32_t at, enum unit_kind kind)
{
    return at < r->count && r->units[at].kind == kind;
}

/* The unit before the one being read has that kind. */
static bool before_is(const struct reader *r, enum unit_kind kind)
{
    return r->at > 0 && r->units[r->at - 1].kind == kind;
}

static bool two_before_is(const struct reader *r, enum unit_kind kind)
{
    return r->at > 1 && r->units[r->at - 2].kind == kind;
}

static uint32_t open_clause(struct reader *r, enum kw_clause_kind kind, uint32_t parent)
{
    struct kw_scene *s = r->scene;
    assert(s->clause_count < s->end - s->first + 1);
    uint32_t start = r->at < r->count ? r->units[r->at].first : s->end;
    s->clauses[++s->clause_count] = (struct kw_clause){.kind = kind,
                                                       .parent = parent,
                                                       .start = start,
                                                       .first = start,
                                                       .end = start,
                                                       .head = start};
    r->open = s->clause_count;
    return r->open;
}

static void mark(struct reader *r, uint32_t number, uint32_t unit)
{
    clause(r, number)->marker = r->units[unit].first;
    clause(r, number)->has_marker = true;
}

static void set_verb(struct reader *r, uint32_t number)
{
    const struct unit *u = &r->units[r->at];
    struct kw_clause *c = clause(r, number);
    c->first = u->first;
    c->end = u->end;
    c->head = u->head;
    c->passive = u->passive;
    c->finite = u->form == FORM_FINITE || u->form == FORM_BARE;
    r->open = number;
}

/* --- arguments ---------------------------------------------------------------------- */

static void add_arg(struct reader *r, uint32_t number, uint32_t p)
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
static uint32_t take_back(struct reader *r, uint32_t number, uint32_t p)
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
    uint32_t number = open_clause(r, kind, parent);
    clause(r, number)->subject = p;
    phrase(r, p)->clause = number;
}

/* The nearest clause with a finite verb, from the open one upwards. */
static uint32_t finite_clause(const struct reader *r)
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
        new_subject(r, KW_CLAUSE_COORDINATE, finite_clause(r), p);
    else if (joins && !phrase(r, r->last)->is_time)
        coordinate(r, office_above(r, p), p);
    else if (!has_verb(open) && !open->subject)
        new_subject(r, open->kind, open->parent, p);
    else
        add_arg(r, r->open, p);
}

/* After "If ..., " or "Signing ..., " the clause that waits goes on. */
static void close_fronted(struct reader *r)
{
    struct kw_clause *open = clause(r, r->open);
    if (has_verb(open) && open->parent && !has_verb(clause(r, open->parent)) &&
        !clause(r, open->parent)->subject)
        r->open = open->parent;
}

static bool is_located(const struct reader *r, uint32_t p)
{
    if (!phrase(r, p)->self)
        return false;
    enum kw_type type = kw_scene_data(r->scene, phrase(r, p)->self - 1)->referent.type;
    return type == KW_TYPE_PLACE || type == KW_TYPE_COUNTRY;
}

static bool is_person(const struct reader *r, uint32_t p)
{
    return p && phrase(r, p)->self &&
           kw_scene_data(r->scene, phrase(r, p)->self - 1)->referent.type ==
               KW_TYPE_PERSON;
}

/* What a phrase after a comma is in apposition to: "the president of France, Emmanuel
 * Macron" is the president, "a court in Kano, Nigeria" is Kano. */
static uint32_t appose_target(const struct reader *r, uint32_t p)
{
    uint32_t top = r->last;
    if (is_located(r, top) && is_located(r, p))
        return top;
    /* "sells it through its unit, Zarya Bank": only a person is what stands further up */
    if (named(r, p) && !named(r, top) && !is_person(r, p))
        return top;
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
    if (follows && alike && (phrase(r, r->last)->coordinated || list_ahead(r, r->at)) &&
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

static void read_phrase(struct reader *r)
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
        add_arg(r, r->open, p);
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
        add_arg(r, r->open, p);
    }
    if (!phrase(r, p)->is_time)
        r->last = p;
}

/* --- verbs -------------------------------------------------------------------------- */

static struct kw_str verb_lemma(const struct reader *r)
{
    return kw_scene_lemma(r->scene, r->units[r->at].head);
}

static bool is_saying(const struct reader *r)
{
    return kw_cues_word(r->scene->cues, verb_lemma(r))->says == KW_SAYS_SAY;
}

/* The nearest clause above (or the open one) that has a subject and waits for a verb. */
static uint32_t waiting_clause(const struct reader *r)
{
    uint32_t number = r->open;
    for (int i = 0; i < CLIMB && number; i++) {
        const struct kw_clause *c = clause(r, number);
        if (!has_verb(c) && c->subject)
            return number;
        number = c->parent;
    }
    return 0;
}

/* Prepositions that are conjunctions when a clause follows: after Washington said. */
static bool may_conjoin(enum kw_slot slot)
{
    return slot == KW_SLOT_AFTER || slot == KW_SLOT_BEFORE || slot == KW_SLOT_SINCE ||
           slot == KW_SLOT_UNTIL || slot == KW_SLOT_AS || slot == KW_SLOT_THAN;
}

/* The unit of the phrase that is the subject of the verb being read: the one before it,
 * leaving out prepositional phrases and times; count when there is none. */
static uint32_t subject_unit(const struct reader *r)
{
    uint32_t at = r->at;
    for (int i = 0; i < AHEAD && at > 0; i++) {
        at--;
        if (r->units[at].kind != UNIT_PHRASE)
            return r->count;
        bool time = phrase(r, r->units[at].phrase)->is_time;
        if (!time && at > 0 && r->units[at - 1].kind == UNIT_PREP &&
            may_conjoin(r->units[at - 1].slot))
            return at;
        if (at > 0 && r->units[at - 1].kind == UNIT_PREP && at > 1 &&
            r->units[at - 2].kind == UNIT_PHRASE)
            at--;
        else if (!time)
            return at;
    }
    return r->count;
}

static enum kw_clause_kind kind_of_taken(const struct reader *r, uint32_t subject)
{
    if (subject == 0 || r->units[subject - 1].kind == UNIT_COMMA)
        return KW_CLAUSE_MAIN;
    if (r->units[subject - 1].kind == UNIT_PHRASE)
        return KW_CLAUSE_RELATIVE;
    if (r->units[subject - 1].kind == UNIT_PREP)
        return KW_CLAUSE_ADVERBIAL;
    return KW_CLAUSE_COMPLEMENT;
}

/* "said the order would", "the tool NSO sells", "after NSO sold": the phrase before the
 * verb begins a clause of its own. */
static bool take_subject(struct reader *r)
{
    uint32_t unit = subject_unit(r);
    if (unit == r->count)
        return false;
    uint32_t p = r->units[unit].phrase, parent = r->open;
    enum kw_clause_kind kind = kind_of_taken(r, unit);
    uint32_t rest = take_back(r, parent, p);
    uint32_t number = open_clause(r, kind, kind == KW_CLAUSE_MAIN ? 0 : parent);
    struct kw_clause *c = clause(r, number);
    c->subject = p;
    c->start = phrase(r, p)->first;
    phrase(r, p)->clause = number;
    phrase(r, p)->prep = KW_SLOT_NONE;
    while (rest) {
        uint32_t next = phrase(r, rest)->next_arg;
        add_arg(r, number, rest);
        rest = next;
    }
    if (kind == KW_CLAUSE_RELATIVE)
        c->antecedent = r->units[unit - 1].phrase;
    if (kind == KW_CLAUSE_ADVERBIAL)
        mark(r, number, unit - 1);
    set_verb(r, number);
    return true;
}

static void coordinate_verb(struct reader *r, uint32_t target)
{
    const struct kw_clause *from = clause(r, target);
    bool bare =
        r->units[r->at].form == FORM_BARE || r->units[r->at].form == FORM_PARTICIPLE;
    uint32_t number = open_clause(r, KW_CLAUSE_COORDINATE, target);
    clause(r, number)->subject = from->subject;
    clause(r, number)->antecedent = from->antecedent;
    clause(r, number)->place = from->place;
    set_verb(r, number);
    clause(r, number)->bare = bare;
    if (bare && from->passive)
        clause(r, number)->passive = true;
}

static void read_finite(struct reader *r)
{
    struct kw_clause *open = clause(r, r->open);
    if (!has_verb(open)) {
        if (!open->subject && open->kind == KW_CLAUSE_RELATIVE)
            open->subject = open->antecedent;
        open->inverted = !open->subject && is_saying(r);
        set_verb(r, r->open);
        return;
    }
    bool bare = r->units[r->at].form == FORM_BARE;
    if (before_is(r, UNIT_AND)) {
        coordinate_verb(r, bare ? r->open : finite_clause(r));
        return;
    }
    uint32_t waiting = waiting_clause(r);
    if (waiting) {
        set_verb(r, waiting);
        return;
    }
    if (take_subject(r))
        return;
    if (is_saying(r)) {
        set_verb(r, open_clause(r, KW_CLAUSE_MAIN, 0));
        clause(r, r->open)->inverted = true;
        return;
    }
    coordinate_verb(r, finite_clause(r));
}

/* Who does what an infinitive or a gerund says: the object of verbs like "urge" and
 * "accuse of", else the subject of the clause. */
static uint32_t controller(const struct reader *r, uint32_t parent, bool by_object)
{
    const struct kw_clause *c = clause(r, parent);
    if (!by_object || c->passive || !has_verb(c))
        return c->subject;
    for (uint32_t a = c->args; a; a = phrase(r, a)->next_arg) {
        if (phrase(r, a)->prep == KW_SLOT_NONE)
            return a;
    }
    return c->subject;
}

static bool in_class(const struct reader *r, uint32_t parent, enum kw_word_class class)
{
    const struct kw_clause *c = clause(r, parent);
    return has_verb(c) &&
           kw_cues_is(r->scene->cues, kw_scene_lemma(r->scene, c->head), class);
}

static void read_infinitive(struct reader *r)
{
    uint32_t parent = r->open;
    if (before_is(r, UNIT_AND) && clause(r, parent)->kind == KW_CLAUSE_INFINITIVE) {
        coordinate_verb(r, parent);
        return;
    }
    uint32_t subject = controller(r, parent, in_class(r, parent, KW_CLASS_CONTROL));
    uint32_t noun = before_is(r, UNIT_PHRASE) ? r->units[r->at - 1].phrase : 0;
    uint32_t number = open_clause(r, KW_CLAUSE_INFINITIVE, parent);
    clause(r, number)->subject = subject;
    clause(r, number)->noun = noun;
    set_verb(r, number);
}

/* Prepositions after which the object of the clause does what follows: accused it of
 * using, stopped NSO from selling. */
static bool object_controls(const struct reader *r, enum kw_slot prep)
{
    if (prep != KW_SLOT_OF && prep != KW_SLOT_FOR && prep != KW_SLOT_FROM &&
        prep != KW_SLOT_INTO && prep != KW_SLOT_OVER)
        return false;
    struct kw_fillers found;
    uint32_t p = controller(r, r->open, true);
    if (!p)
        return false;
    kw_phrase_refs(r->scene, p, &found);
    return found.count > 0;
}

static void read_gerund(struct reader *r)
{
    uint32_t parent = r->open;
    bool prep = before_is(r, UNIT_PREP);
    enum kw_slot slot = prep ? r->units[r->at - 1].slot : KW_SLOT_NONE;
    uint32_t subject = controller(r, parent, prep && object_controls(r, slot));
    uint32_t noun =
        prep && two_before_is(r, UNIT_PHRASE) ? r->units[r->at - 2].phrase : 0;
    uint32_t number = open_clause(r, KW_CLAUSE_GERUND, parent);
    clause(r, number)->subject = subject;
    clause(r, number)->noun = noun;
    if (prep)
        mark(r, number, r->at - 1);
    set_verb(r, number);
}

/* A participle that describes the phrase before it, or the clause. */
static void read_participle(struct reader *r)
{
    const struct unit *u = &r->units[r->at];
    bool adverbial = kw_cues_is(r->scene->cues, verb_lemma(r), KW_CLASS_ADVERBIAL);
    uint32_t parent = r->open, subject = 0;
    bool after_phrase = before_is(r, UNIT_PHRASE);
    bool after_comma = before_is(r, UNIT_COMMA) && two_before_is(r, UNIT_PHRASE);
    if (r->last && (after_phrase || (after_comma && u->form != FORM_ING)) &&
        !(adverbial && u->form == FORM_ING))
        subject = r->last;
    else if (has_verb(clause(r, parent)) || !clause(r, parent)->finite)
        parent = finite_clause(r);
    if (!subject)
        subject = clause(r, parent)->subject;
    uint32_t number = open_clause(r, KW_CLAUSE_PARTICIPLE, parent);
    clause(r, number)->subject = subject;
    set_verb(r, number);
}

static void read_ing(struct reader *r)
{
    if (before_is(r, UNIT_AND)) {
        enum kw_clause_kind kind = clause(r, r->open)->kind;
        if (kind == KW_CLAUSE_GERUND || kind == KW_CLAUSE_PARTICIPLE ||
            kind == KW_CLAUSE_COORDINATE) {
            coordinate_verb(r, r->open);
            return;
        }
    }
    if (before_is(r, UNIT_PREP) ||
        (before_is(r, UNIT_VERB) && has_verb(clause(r, r->open))))
        read_gerund(r);
    else
        read_participle(r);
}

/* A finite verb comes before the sentence or the part of it ends. */
static bool finite_ahead(const struct reader *r)
{
    for (uint32_t at = r->at + 1; at < r->count && at < r->at + 3 * AHEAD; at++) {
        if (r->units[at].kind == UNIT_STOP || r->units[at].kind == UNIT_WHO ||
            r->units[at].kind == UNIT_THAT || r->units[at].kind == UNIT_AND)
            return false;
        if (r->units[at].kind == UNIT_VERB && r->units[at].form == FORM_FINITE)
            return true;
    }
    return false;
}

/* Taggers confuse "signed" the past with "signed" the participle. When a subject waits
 * and no other verb will come for it, it is the past: with an object after it, or after
 * the aside that stood between ("NSO, which sold it, denied ..."). */
static bool really_finite(const struct reader *r)
{
    struct kw_str norm = r->scene->text->tokens[r->units[r->at].head].norm;
    uint32_t waits = waiting_clause(r);
    if (!waits || !kw_str_ends(norm, KW_STR("ed")) || finite_ahead(r))
        return false;
    if (waits != r->open && before_is(r, UNIT_COMMA))
        return true;
    return before_is(r, UNIT_PHRASE) && !unit_is(r, r->at + 1, UNIT_PREP);
}

static bool by_ahead(const struct reader *r)
{
    return unit_is(r, r->at + 1, UNIT_PREP) && r->units[r->at + 1].slot == KW_SLOT_BY;
}

static void read_past(struct reader *r)
{
    if (before_is(r, UNIT_AND) && clause(r, r->open)->passive) {
        coordinate_verb(r, r->open);
    } else if (before_is(r, UNIT_AND) && clause(r, r->open)->finite && !by_ahead(r)) {
        coordinate_verb(r, r->open); /* "developed it and sold it": a past */
        clause(r, r->open)->passive = false;
        clause(r, r->open)->bare = false;
        clause(r, r->open)->finite = true;
    } else if (really_finite(r)) {
        read_finite(r);
        clause(r, r->open)->passive = false;
        clause(r, r->open)->finite = true;
    } else if (!has_verb(clause(r, r->open)) && clause(r, r->open)->subject &&
               before_is(r, UNIT_PHRASE) && !finite_ahead(r)) {
        read_finite(r); /* a headline's passive: "Reporter jailed in Turkey" */
        clause(r, r->open)->passive = true;
        clause(r, r->open)->finite = true;
    } else {
        read_participle(r);
    }
}

/* "a deal signed by NSO": a past form that cannot be finite, because "by" follows and
 * the clause has its verb or will get it. */
static bool past_by(const struct reader *r)
{
    const struct unit *u = &r->units[r->at];
    return u->form == FORM_FINITE && u->first == u->head && by_ahead(r) &&
           r->scene->text->tokens[u->head].tag == KW_TAG_VBD && before_is(r, UNIT_PHRASE);
}

/* "Citizen Lab, based in Toronto, agreed": between commas after the subject. */
static bool past_aside(const struct reader *r)
{
    const struct unit *u = &r->units[r->at];
    const struct kw_clause *open = clause(r, r->open);
    return u->form == FORM_FINITE && u->first == u->head &&
           r->scene->text->tokens[u->head].tag == KW_TAG_VBD &&
           before_is(r, UNIT_COMMA) && two_before_is(r, UNIT_PHRASE) && !is_saying(r) &&
           !has_verb(open) && open->subject && finite_ahead(r);
}

static void read_verb(struct reader *r)
{
    if (past_aside(r)) {
        read_participle(r);
        clause(r, r->open)->passive = true;
        clause(r, r->open)->finite = false;
        return;
    }
    if (past_by(r)) {
        read_past(r);
        clause(r, r->open)->passive = true;
        return;
    }
    switch (r->units[r->at].form) {
    case FORM_FINITE:
    case FORM_BARE:
        read_finite(r);
        break;
    case FORM_INFINITIVE:
        read_infinitive(r);
        break;
    case FORM_ING:
        read_ing(r);
        break;
    case FORM_PARTICIPLE:
        read_past(r);
        break;
    }
}

/* --- what opens clauses ------------------------------------------------------------- */

/* "Ada Roe, an engineer at Acme, who": who is a person, if one stands near. */
static uint32_t antecedent(const struct reader *r)
{
    struct kw_str word = r->scene->text->tokens[r->units[r->at].first].norm;
    uint32_t top = r->last;
    if (!r->last || !kw_str_starts(word, KW_STR("who")) || is_person(r, r->last))
        return r->last;
    for (int i = 0; i < CLIMB && phrase(r, top)->under; i++)
        top = phrase(r, top)->under;
    uint32_t other = phrase(r, top)->apposed;
    return is_person(r, top) || !is_person(r, other) ? top : other;
}

static void read_who(struct reader *r)
{
    uint32_t number = open_clause(r, KW_CLAUSE_RELATIVE, r->open);
    clause(r, number)->antecedent = antecedent(r);
    mark(r, number, r->at);
}

static void read_that(struct reader *r)
{
    if (before_is(r, UNIT_PHRASE) && unit_is(r, r->at + 1, UNIT_VERB)) {
        read_who(r);
        return;
    }
    uint32_t parent = r->open;
    bool sibling = before_is(r, UNIT_AND) || before_is(r, UNIT_COMMA);
    for (int i = 0; sibling && i < CLIMB && clause(r, parent)->parent; i++) {
        bool complement = clause(r, parent)->kind == KW_CLAUSE_COMPLEMENT;
        parent = clause(r, parent)->parent;
        if (complement)
            break;
    }
    uint32_t noun = before_is(r, UNIT_PHRASE) ? r->units[r->at - 1].phrase : 0;
    uint32_t number = open_clause(r, KW_CLAUSE_COMPLEMENT, parent);
    clause(r, number)->noun = noun;
    mark(r, number, r->at);
}

static void read_mark(struct reader *r)
{
    struct kw_str word = r->scene->text->tokens[r->units[r->at].first].norm;
    bool after = before_is(r, UNIT_PHRASE) ||
                 (before_is(r, UNIT_COMMA) && two_before_is(r, UNIT_PHRASE));
    uint32_t number = open_clause(r, KW_CLAUSE_ADVERBIAL, r->open);
    mark(r, number, r->at);
    if (after && kw_str_eq(word, KW_STR("where")))
        clause(r, number)->place = r->last;
}

static void read_unit(struct reader *r)
{
    switch (r->units[r->at].kind) {
    case UNIT_PHRASE:
        read_phrase(r);
        break;
    case UNIT_VERB:
        read_verb(r);
        break;
    case UNIT_WHO:
        read_who(r);
        break;
    case UNIT_THAT:
        read_that(r);
        break;
    case UNIT_MARK:
        read_mark(r);
        break;
    case UNIT_STOP:
        open_clause(r, KW_CLAUSE_MAIN, 0);
        break;
    case UNIT_COMMA:
    case UNIT_AND:
    case UNIT_PREP:
        break;
    }
}

/* A participle before its clause ("Signing the order, Biden banned") has no subject
 * until that clause has one. */
static void share_subjects(struct kw_scene *s)
{
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        struct kw_clause *c = &s->clauses[i];
        if (!c->subject && c->parent && c->head != c->end &&
            (c->kind == KW_CLAUSE_PARTICIPLE || c->kind == KW_CLAUSE_GERUND ||
             c->kind == KW_CLAUSE_INFINITIVE))
            c->subject = s->clauses[c->parent].subject;
    }
}

void kw_clauses_join(struct kw_scene *scene, const struct units *units)
{
    struct reader r = {.scene = scene, .units = units->items, .count = units->count};
    open_clause(&r, KW_CLAUSE_MAIN, 0);
    uint32_t token = scene->first;
    for (; r.at < r.count; r.at++) {
        read_unit(&r);
        for (; token < r.units[r.at].end; token++)
            scene->clause_of[token - scene->first] = r.open;
    }
    share_subjects(scene);
}
