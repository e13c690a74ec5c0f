/* slots.c - the slots of predicates filled. */
#include "relate/slots.h"

#include <assert.h>

#include "relate/reach.h"

#define SLOT_NAME(id, name) name,
static const char *const slot_names[] = {"", KW_SLOTS(SLOT_NAME)};
#undef SLOT_NAME

const char *kw_slot_name(enum kw_slot slot)
{
    assert(slot < KW_SLOT_COUNT);
    return slot_names[slot];
}

bool kw_slot_parse(struct kw_str name, enum kw_slot *slot)
{
    if (kw_str_eq(name, KW_STR("towards")))
        name = KW_STR("toward");
    for (int i = 1; i < KW_SLOT_COUNT; i++) {
        if (kw_str_eq(name, kw_str_of(slot_names[i]))) {
            *slot = (enum kw_slot)i;
            return true;
        }
    }
    return false;
}

/* --- slots of verbs ----------------------------------------------------------------- */

/* The first argument with that preposition, after the verb first, else before it.
 * With `inner`, arguments before that phrase belong to something else. */
static uint32_t prep_arg(const struct kw_scene *s, const struct kw_clause *c,
                         enum kw_slot slot, uint32_t inner)
{
    uint32_t fronted = 0;
    for (uint32_t a = c->args; a; a = s->phrases[a].next_arg) {
        if (s->phrases[a].prep != slot || s->phrases[a].is_time)
            continue;
        if (s->phrases[a].first >= c->end && a > inner)
            return a;
        if (s->phrases[a].first < c->first && !s->phrases[a].under && !fronted)
            fronted = a;
    }
    return slot == KW_SLOT_BY || slot == KW_SLOT_OF ? 0 : fronted;
}

static bool is_kind(const struct kw_scene *s, uint32_t token)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    return kw_lexicon_find(s->cues->lexicon, kw_scene_lemma(s, token), &hits) &&
           (kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme) ||
            kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme));
}

/* Whom a participle is about: "a maker of valves based in Riga" is the maker, since
 * valves are nobody. */
static uint32_t described(const struct kw_scene *s, const struct kw_clause *c)
{
    uint32_t p = c->subject, top = p ? s->phrases[p].under : 0;
    if (c->kind != KW_CLAUSE_PARTICIPLE || !top || s->phrases[p].prep != KW_SLOT_OF ||
        s->phrases[p].ref_first != s->phrases[p].ref_end ||
        (is_kind(s, s->phrases[p].head) && !s->phrases[top].self))
        return p;
    return top;
}

/* "Roe and Doe, who each lived there": each of those described. */
static uint32_t doer_of(const struct kw_scene *s, const struct kw_clause *c)
{
    const struct kw_phrase *p = &s->phrases[c->subject];
    struct kw_str word = s->text->tokens[p->head].norm;
    bool each = c->subject && p->end == p->first + 1 &&
                (kw_str_eq(word, KW_STR("each")) || kw_str_eq(word, KW_STR("both")) ||
                 kw_str_eq(word, KW_STR("all")));
    return each && c->kind == KW_CLAUSE_RELATIVE && c->antecedent ? c->antecedent
                                                                  : described(s, c);
}

static uint32_t deep_object(const struct kw_scene *s, const struct kw_clause *c)
{
    if (c->passive)
        return described(s, c);
    uint32_t object = kw_clause_object(s, c, 0);
    if (!object && c->antecedent && c->antecedent != c->subject)
        return c->antecedent;
    return object;
}

/* The subject of the clause that is the complement of clause `number`. */
static uint32_t complement_subject(const struct kw_scene *s, uint32_t number)
{
    for (uint32_t i = number + 1; i <= s->clause_count && i <= number + 3; i++) {
        const struct kw_clause *c = &s->clauses[i];
        if (c->parent == number && c->kind == KW_CLAUSE_COMPLEMENT)
            return c->subject;
    }
    return 0;
}

/* "to whom she was married": the preposition before the pronoun of a relative clause. */
static bool leads(const struct kw_scene *s, const struct kw_clause *c, enum kw_slot slot)
{
    enum kw_slot before;
    return c->kind == KW_CLAUSE_RELATIVE && c->has_marker && c->marker > s->first &&
           kw_slot_parse(s->text->tokens[c->marker - 1].norm, &before) && before == slot;
}

static bool is_means(const struct kw_scene *s, const struct kw_clause *c)
{
    return c->head != c->end &&
           kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_MEANS);
}

/* "spied using Pegasus in Peru": the clause behind that tells with what, or NULL. */
static const struct kw_clause *means_behind(const struct kw_scene *s, uint32_t number)
{
    const struct kw_clause *next = &s->clauses[number] + 1;
    if (number == s->clause_count || next->kind != KW_CLAUSE_PARTICIPLE ||
        next->passive || !is_means(s, next))
        return NULL;
    return next;
}

/* "used Pegasus to spy", "spied using Pegasus": what the clause above or behind uses. */
static uint32_t means_of(const struct kw_scene *s, uint32_t number)
{
    const struct kw_clause *c = &s->clauses[number], *behind = means_behind(s, number);
    const struct kw_clause *parent = &s->clauses[c->parent];
    if (c->kind == KW_CLAUSE_INFINITIVE && is_means(s, parent))
        return parent->passive ? parent->subject : kw_clause_object(s, parent, 0);
    return behind ? kw_clause_object(s, behind, 0) : 0;
}

/* Where it is done is where the means are used. */
static uint32_t place_of_means(const struct kw_scene *s, uint32_t number,
                               enum kw_slot slot)
{
    const struct kw_clause *behind = means_behind(s, number);
    return behind ? prep_arg(s, behind, slot, 0) : 0;
}

static uint32_t verb_phrase(const struct kw_scene *s, const struct kw_predicate *p,
                            enum kw_slot slot)
{
    const struct kw_clause *c = &s->clauses[p->clause];
    uint32_t two = kw_clause_object(s, c, 1), found;
    switch (slot) {
    case KW_SLOT_SUBJ:
        return c->passive ? prep_arg(s, c, KW_SLOT_BY, 0) : doer_of(s, c);
    case KW_SLOT_OBJ:
        return deep_object(s, c);
    case KW_SLOT_IOBJ:
        return c->passive ? (kw_clause_object(s, c, 0) ? c->subject : 0)
                          : (two ? kw_clause_object(s, c, 0) : 0);
    case KW_SLOT_OBJ2:
        return c->passive ? kw_clause_object(s, c, 0) : two;
    case KW_SLOT_COMP:
        return complement_subject(s, p->clause);
    default:
        found = slot < KW_SLOT_BY ? 0 : prep_arg(s, c, slot, p->inner);
        if (!found && (slot == KW_SLOT_AT || slot == KW_SLOT_IN ||
                       (slot == KW_SLOT_TO && !two && !kw_clause_object(s, c, 0))))
            found = c->place;
        if (!found && leads(s, c, slot))
            found = c->antecedent;
        if (!found && slot == KW_SLOT_WITH)
            found = means_of(s, p->clause);
        if (!found && slot == KW_SLOT_IN)
            found = place_of_means(s, p->clause, slot);
        return found || c->head == c->end ? found : kw_reach_arg(s, c->head, slot);
    }
}

/* --- slots of nouns ----------------------------------------------------------------- */

/* The phrase with that preposition that hangs on `number`, at most three steps away. */
static uint32_t noun_arg(const struct kw_scene *s, uint32_t number, enum kw_slot slot)
{
    uint32_t from = number, last = number;
    for (uint32_t n = number + 1; n <= s->phrase_count && n <= number + 4; n++) {
        const struct kw_phrase *p = &s->phrases[n];
        if (p->coordinated) {
            if (s->phrases[last].next == n && last + 1 == n && !s->phrases[number].self)
                last = n; /* "founder and head of" */
            continue;
        }
        if (p->prep == KW_SLOT_NONE ||
            (p->under != number && p->under != from && p->under != last))
            return 0;
        if (p->prep == slot)
            return n;
        from = n;
    }
    return 0;
}

/* "signed a deal", "denied any deal": who signs it is the subject of the noun. */
static uint32_t light_subject(const struct kw_scene *s, const struct kw_phrase *p)
{
    if (!p->clause)
        return 0;
    const struct kw_clause *c = &s->clauses[p->clause];
    if (c->head == c->end || p->first < c->end || c->passive)
        return 0;
    if (p->prep == KW_SLOT_FOR &&
        kw_cues_is(s->cues, kw_scene_lemma(s, p->head), KW_CLASS_TALK))
        return c->subject;
    if (p->prep != KW_SLOT_NONE)
        return 0;
    struct kw_str verb = kw_scene_lemma(s, c->head);
    bool denies = kw_cues_word(s->cues, verb)->says == KW_SAYS_DENY && !p->owner;
    if (!denies && !kw_cues_is(s->cues, verb, KW_CLASS_LIGHT))
        return 0;
    return c->subject;
}

/* "Talks were held with Iran": what hangs on a light verb belongs to its subject. */
static uint32_t light_arg(const struct kw_scene *s, uint32_t number, enum kw_slot slot)
{
    uint32_t clause = s->phrases[number].clause;
    const struct kw_clause *c = &s->clauses[clause];
    if (!clause || c->head == c->end || !c->passive || c->subject != number ||
        !kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_LIGHT))
        return 0;
    return prep_arg(s, c, slot, 0);
}

static void add_mods(const struct kw_scene *s, const struct kw_predicate *predicate,
                     struct kw_fillers *out)
{
    const struct kw_phrase *p = &s->phrases[predicate->phrase];
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        bool self = p->self == i + 1 && s->phrases[predicate->phrase].head < r->end;
        if (r->end <= predicate->last && p->owner != i + 1 && !self)
            kw_fillers_add(out, i, predicate->phrase);
    }
}

static bool all_persons(const struct kw_scene *s, const struct kw_fillers *who)
{
    for (unsigned i = 0; i < who->count; i++) {
        if (kw_scene_data(s, who->refs[i])->referent.type != KW_TYPE_PERSON)
            return false;
    }
    return true;
}

static bool is_couple(const struct kw_scene *s, uint32_t phrase)
{
    struct kw_str head = s->text->tokens[s->phrases[phrase].head].norm;
    return kw_str_eq(head, KW_STR("they")) || kw_str_eq(head, KW_STR("couple"));
}

/* "Roe married Doe; they have two sons": who marries whom in a clause before. */
static void add_couple(const struct kw_scene *s, uint32_t before, struct kw_fillers *out)
{
    *out = (struct kw_fillers){0};
    for (uint32_t i = 1; i < before && !out->count; i++) {
        const struct kw_clause *c = &s->clauses[i];
        if (c->head == c->end || !kw_str_eq(kw_scene_lemma(s, c->head), KW_STR("marry")))
            continue;
        uint32_t other = kw_clause_object(s, c, 0);
        for (uint32_t a = c->args; a && !other; a = s->phrases[a].next_arg)
            other = s->phrases[a].prep == KW_SLOT_TO ? a : 0;
        uint32_t one = c->subject ? s->phrases[c->subject].self : 0;
        uint32_t two = other ? s->phrases[other].self : 0;
        if (one && two) {
            kw_fillers_add(out, one - 1, c->subject);
            kw_fillers_add(out, two - 1, other);
        }
    }
}

/* "Roe and Doe live there with their sons": several persons that are the subject. */
static void add_their(const struct kw_scene *s, const struct kw_phrase *p,
                      struct kw_fillers *out)
{
    if (!p->clause || !kw_str_eq(s->text->tokens[p->first].norm, KW_STR("their")))
        return;
    struct kw_fillers who = {0};
    uint32_t subject = s->clauses[p->clause].subject;
    if (subject && &s->phrases[subject] != p)
        kw_phrase_refs(s, subject, &who);
    if (who.count < 2)
        add_couple(s, p->clause, &who);
    if (who.count > 1 && all_persons(s, &who))
        *out = who;
}

/* "her husband John and son Tom": what has no article shares the possessor before it. */
static void add_shared(const struct kw_scene *s, uint32_t number, struct kw_fillers *out)
{
    const struct kw_phrase *p = &s->phrases[number];
    uint32_t lead = number;
    for (uint32_t n = number; s->phrases[lead].coordinated && n > 1 && n + 4 > number;
         n--) {
        if (s->phrases[n - 1].next == lead)
            lead = n - 1;
    }
    if (lead != number && s->phrases[lead].owner &&
        kw_tag_is_noun(s->text->tokens[p->first].tag) && !s->cover[p->first - s->first])
        kw_fillers_add(out, s->phrases[lead].owner - 1, number);
}

static void fill_noun(const struct kw_scene *s, const struct kw_predicate *predicate,
                      enum kw_slot slot, struct kw_fillers *out)
{
    const struct kw_phrase *p = &s->phrases[predicate->phrase];
    uint32_t found = 0;
    if (slot == KW_SLOT_SELF) {
        kw_phrase_self(s, predicate->phrase, out);
    } else if (slot == KW_SLOT_POSS) {
        if (p->owner && s->references->items[p->owner - 1].end <= predicate->last)
            kw_fillers_add(out, p->owner - 1, predicate->phrase);
        else if (!p->owner)
            add_shared(s, predicate->phrase, out);
        if (!out->count && !p->owner)
            add_their(s, p, out);
    } else if (slot == KW_SLOT_MOD) {
        add_mods(s, predicate, out);
    } else if (slot == KW_SLOT_SUBJ) {
        found = light_subject(s, p);
        if (found && is_couple(s, found)) {
            add_couple(s, p->clause, out);
            return;
        }
    } else if (slot >= KW_SLOT_BY && predicate->last == p->head) {
        found = noun_arg(s, predicate->phrase, slot);
        if (!found)
            found = kw_reach_arg(s, p->head, slot);
        if (!found)
            found = light_arg(s, predicate->phrase, slot);
    }
    if (found)
        kw_phrase_refs(s, found, out);
}

void kw_phrase_voice(const struct kw_scene *s, uint32_t phrase, struct kw_fillers *out)
{
    static const enum kw_slot behind_report[] = {KW_SLOT_IN, KW_SLOT_BY,   KW_SLOT_FROM,
                                                 KW_SLOT_OF, KW_SLOT_POSS, KW_SLOT_MOD};
    kw_phrase_refs(s, phrase, out);
    uint32_t head = s->phrases[phrase].head;
    if (out->count || !kw_cues_is(s->cues, kw_scene_lemma(s, head), KW_CLASS_REPORT))
        return;
    struct kw_predicate p = {.phrase = phrase, .last = head};
    for (size_t i = 0; i < sizeof behind_report / sizeof *behind_report; i++) {
        fill_noun(s, &p, behind_report[i], out);
        if (out->count)
            return;
    }
    uint32_t after = s->phrases[phrase].clause; /* "a report published by Acme" */
    const struct kw_clause *c = &s->clauses[after < s->clause_count ? after + 1 : 0];
    if (c->kind == KW_CLAUSE_PARTICIPLE && c->passive && c->subject == phrase) {
        p = (struct kw_predicate){.clause = after + 1};
        kw_slot_fill(s, &p, KW_SLOT_SUBJ, out);
    }
}

/* "Sweden's bid to join NATO": whose bid it is joins. */
static bool noun_subject(const struct kw_scene *s, uint32_t clause,
                         struct kw_fillers *out)
{
    const struct kw_clause *c = &s->clauses[clause];
    if (c->kind != KW_CLAUSE_INFINITIVE || c->passive || c->first == s->first)
        return false;
    uint32_t before = s->phrase_of[c->first - 1 - s->first];
    if (!before || s->phrases[before].self || !s->phrases[before].owner)
        return false;
    kw_fillers_add(out, s->phrases[before].owner - 1, before);
    return true;
}

/* The object of the infinitive that hangs on a verb, or whom else that is about. */
static void fill_goal(const struct kw_scene *s, uint32_t clause, struct kw_fillers *out)
{
    static const enum kw_slot toward[] = {KW_SLOT_AGAINST, KW_SLOT_WITH, KW_SLOT_ON,
                                          KW_SLOT_TO,      KW_SLOT_FROM, KW_SLOT_IN};
    for (uint32_t i = clause + 1; i <= s->clause_count && i <= clause + 2; i++) {
        const struct kw_clause *c = &s->clauses[i];
        if (c->parent != clause || c->kind != KW_CLAUSE_INFINITIVE)
            continue;
        struct kw_predicate inner = {.clause = i, .last = c->head};
        kw_slot_fill(s, &inner, KW_SLOT_OBJ, out);
        if (!out->count)
            kw_slot_fill(s, &inner, KW_SLOT_DEED, out);
        for (size_t n = 0; n < sizeof toward / sizeof *toward && !out->count; n++)
            kw_slot_fill(s, &inner, toward[n], out);
        return;
    }
}

void kw_slot_doer(const struct kw_scene *s, const struct kw_predicate *predicate,
                  enum kw_slot slot, struct kw_fillers *out)
{
    static const enum kw_slot doers[] = {KW_SLOT_POSS, KW_SLOT_MOD, KW_SLOT_BY,
                                         KW_SLOT_FROM};
    *out = (struct kw_fillers){0};
    if (predicate->phrase)
        return;
    uint32_t deed = verb_phrase(s, predicate, slot);
    if (!deed || s->phrases[deed].self)
        return;
    struct kw_predicate noun = {.phrase = deed, .last = s->phrases[deed].head};
    for (size_t i = 0; i < sizeof doers / sizeof *doers && !out->count; i++)
        fill_noun(s, &noun, doers[i], out);
}

void kw_slot_fill(const struct kw_scene *s, const struct kw_predicate *predicate,
                  enum kw_slot slot, struct kw_fillers *out)
{
    *out = (struct kw_fillers){0};
    if (predicate->phrase) {
        fill_noun(s, predicate, slot, out);
        return;
    }
    if (slot == KW_SLOT_DEED) {
        kw_slot_doer(s, predicate, KW_SLOT_OBJ, out);
        return;
    }
    if ((slot == KW_SLOT_POSS || slot == KW_SLOT_MOD) && predicate->inner) {
        struct kw_predicate noun = {.phrase = predicate->inner, .last = predicate->last};
        fill_noun(s, &noun, slot, out);
        return;
    }
    if (slot == KW_SLOT_GOAL) {
        fill_goal(s, predicate->clause, out);
        return;
    }
    if (slot == KW_SLOT_SUBJ && noun_subject(s, predicate->clause, out))
        return;
    uint32_t phrase = verb_phrase(s, predicate, slot);
    if (phrase)
        kw_phrase_refs(s, phrase, out);
    if (phrase && !out->count && slot == KW_SLOT_SUBJ && is_couple(s, phrase))
        add_couple(s, predicate->clause, out);
}
