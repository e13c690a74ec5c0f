/* clause.c - units to clauses, from left to right, each unit looked at once.
 *
 * The reader keeps one open clause. A finite verb closes what hangs on the clause that
 * still waits for its verb; a phrase right before a verb that turns out to be its subject
 * is taken back from the clause that held it as object ("said the order would ..."). */
#include "relate/join.h"

#include <assert.h>

uint32_t kw_clauses_open(struct reader *r, enum kw_clause_kind kind, uint32_t parent)
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
    uint32_t rest = kw_clauses_take_back(r, parent, p);
    uint32_t number = kw_clauses_open(r, kind, kind == KW_CLAUSE_MAIN ? 0 : parent);
    struct kw_clause *c = clause(r, number);
    c->subject = p;
    c->start = phrase(r, p)->first;
    phrase(r, p)->clause = number;
    phrase(r, p)->prep = KW_SLOT_NONE;
    while (rest) {
        uint32_t next = phrase(r, rest)->next_arg;
        kw_clauses_argue(r, number, rest);
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
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_COORDINATE, target);
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
        coordinate_verb(r, bare ? r->open : kw_clauses_finite(r));
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
        set_verb(r, kw_clauses_open(r, KW_CLAUSE_MAIN, 0));
        clause(r, r->open)->inverted = true;
        return;
    }
    coordinate_verb(r, kw_clauses_finite(r));
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

/* "allows for Landmark to be used", "time for Russia to leave": who is named after "for"
 * does it. */
static bool stands_for(const struct reader *r, uint32_t p)
{
    return p && phrase(r, p)->prep == KW_SLOT_FOR && phrase(r, p)->self;
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
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_INFINITIVE, parent);
    bool own = stands_for(r, noun);
    clause(r, number)->subject = own ? noun : subject;
    clause(r, number)->noun = own ? 0 : noun;
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
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_GERUND, parent);
    clause(r, number)->subject = subject;
    clause(r, number)->noun = noun;
    if (prep)
        mark(r, number, r->at - 1);
    set_verb(r, number);
}

/* "spent years living there": years do not live. */
static bool is_while(const struct reader *r)
{
    static const char *const spans[] = {"year", "month",  "week", "day",       "decade",
                                        "life", "career", "time", "childhood", "youth"};
    if (!r->last)
        return false;
    const struct kw_phrase *last = phrase(r, r->last);
    return last->is_time || KW_STR_AMONG(kw_scene_lemma(r->scene, last->head), spans);
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
        !(u->form == FORM_ING && (adverbial || is_while(r))))
        subject = after_comma ? kw_clauses_thing(r) : r->last;
    else if (has_verb(clause(r, parent)) || !clause(r, parent)->finite)
        parent = kw_clauses_finite(r);
    if (!subject)
        subject = clause(r, parent)->subject;
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_PARTICIPLE, parent);
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

/* "was a member of Acme convicted in 1969": a form of "be" keeps its complement, so what
 * looks like a past with no object describes it. */
static bool past_complement(const struct reader *r)
{
    const struct unit *u = &r->units[r->at];
    const struct kw_clause *open = clause(r, r->open);
    return u->form == FORM_FINITE && u->first == u->head && !is_saying(r) &&
           r->scene->text->tokens[u->head].tag == KW_TAG_VBD &&
           before_is(r, UNIT_PHRASE) && two_before_is(r, UNIT_PREP) &&
           unit_is(r, r->at + 1, UNIT_PREP) && has_verb(open) &&
           kw_str_eq(kw_scene_lemma(r->scene, open->head), KW_STR("be"));
}

static void read_verb(struct reader *r)
{
    if (past_aside(r) || past_complement(r)) {
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

/* "Roe and Doe, who both live there": a plural verb, or "each", means the whole list.
 * Its first phrase, or 0. */
static uint32_t whole_list(const struct reader *r)
{
    static const char *const plural[] = {"each", "both", "all", "are", "were", "have"};
    uint32_t lead = r->last, after = r->units[r->at].first + 1;
    bool many =
        after < r->scene->end && KW_STR_AMONG(r->scene->text->tokens[after].norm, plural);
    if (!many || !phrase(r, lead)->coordinated)
        return 0;
    for (uint32_t n = lead; phrase(r, lead)->coordinated && n > 1 && n + AHEAD > r->last;
         n--) {
        if (phrase(r, n - 1)->next == lead)
            lead = n - 1;
    }
    return lead;
}

/* "Ada Roe, an engineer at Acme, who": who is a person, if one stands near. */
static uint32_t antecedent(const struct reader *r)
{
    struct kw_str word = r->scene->text->tokens[r->units[r->at].first].norm;
    uint32_t top = r->last;
    uint32_t all = r->last ? whole_list(r) : 0;
    if (all)
        return all;
    if (!r->last || !kw_str_starts(word, KW_STR("who")) || kw_clauses_person(r, r->last))
        return r->last;
    for (int i = 0; i < CLIMB && phrase(r, top)->under; i++)
        top = phrase(r, top)->under;
    uint32_t other = phrase(r, top)->apposed;
    return kw_clauses_person(r, top) || !kw_clauses_person(r, other) ? top : other;
}

static void read_who(struct reader *r)
{
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_RELATIVE, r->open);
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
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_COMPLEMENT, parent);
    clause(r, number)->noun = noun;
    mark(r, number, r->at);
}

static void read_mark(struct reader *r)
{
    struct kw_str word = r->scene->text->tokens[r->units[r->at].first].norm;
    bool after = before_is(r, UNIT_PHRASE) ||
                 (before_is(r, UNIT_COMMA) && two_before_is(r, UNIT_PHRASE));
    uint32_t number = kw_clauses_open(r, KW_CLAUSE_ADVERBIAL, r->open);
    mark(r, number, r->at);
    if (after && kw_str_eq(word, KW_STR("where")))
        clause(r, number)->place = r->last;
}

static void read_unit(struct reader *r)
{
    switch (r->units[r->at].kind) {
    case UNIT_PHRASE:
        kw_clauses_phrase(r);
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
        kw_clauses_open(r, KW_CLAUSE_MAIN, 0);
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
             c->kind == KW_CLAUSE_INFINITIVE ||
             (c->kind == KW_CLAUSE_COORDINATE && !c->finite)))
            c->subject = s->clauses[c->parent].subject;
    }
}

void kw_clauses_join(struct kw_scene *scene, const struct units *units)
{
    struct reader r = {.scene = scene, .units = units->items, .count = units->count};
    kw_clauses_open(&r, KW_CLAUSE_MAIN, 0);
    uint32_t token = scene->first;
    for (; r.at < r.count; r.at++) {
        read_unit(&r);
        for (; token < r.units[r.at].end; token++)
            scene->clause_of[token - scene->first] = r.open;
    }
    share_subjects(scene);
}
