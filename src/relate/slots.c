/* slots.c - scenes made, and the slots of their predicates filled. */
#include "relate/slots.h"

#include <assert.h>

#include "relate/chunk.h"
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

/* --- scenes ------------------------------------------------------------------------- */

static void find_references(struct kw_scene *s, uint32_t *ref)
{
    const struct kw_references *all = s->references;
    while (*ref < all->count && all->items[*ref].first < s->first)
        ++*ref;
    s->ref_first = *ref;
    while (*ref < all->count && all->items[*ref].first < s->end)
        ++*ref;
    s->ref_end = *ref;
    while (s->ref_end > s->ref_first && all->items[s->ref_end - 1].end > s->end)
        s->ref_end--;
    for (uint32_t i = s->ref_first; i < s->ref_end; i++) {
        uint32_t width = all->items[i].end - all->items[i].first;
        for (uint32_t t = all->items[i].first; t < all->items[i].end && t < s->end; t++) {
            uint32_t other = s->cover[t - s->first];
            if (!other || all->items[other - 1].end - all->items[other - 1].first < width)
                s->cover[t - s->first] = i + 1;
        }
    }
}

static bool make_room(struct kw_scene *s, struct kw_arena *arena, struct units *units)
{
    size_t tokens = s->end - s->first;
    s->phrases = KW_NEW(arena, tokens + 1, struct kw_phrase);
    s->clauses = KW_NEW(arena, tokens + 2, struct kw_clause);
    s->clause_of = KW_NEW(arena, tokens + 1, uint32_t);
    s->phrase_of = KW_NEW(arena, tokens + 1, uint32_t);
    s->cover = KW_NEW(arena, tokens + 1, uint32_t);
    s->lemma = KW_NEW(arena, tokens + 1, struct kw_str);
    units->items = KW_NEW(arena, tokens + 1, struct unit);
    return s->phrases && s->clauses && s->clause_of && s->phrase_of && s->cover &&
           s->lemma && units->items;
}

enum kw_status kw_scene_make(const struct kw_cues *cues, const struct kw_text *text,
                             const struct kw_references *references,
                             const struct kw_span *times, size_t time_count,
                             uint32_t sentence, const struct kw_arc *arcs, uint32_t *ref,
                             struct kw_arena *arena, struct kw_scene *out,
                             struct kw_error *err)
{
    const struct kw_sentence *it = &text->sentences[sentence];
    struct kw_scene s = {.text = text,
                         .references = references,
                         .cues = cues,
                         .sentence = sentence,
                         .arcs = arcs,
                         .first = it->first,
                         .end = it->end,
                         .times = times,
                         .time_count = time_count};
    struct units units = {0};
    if (s.end - s.first > KW_SCENE_TOKENS)
        s.end = s.first + KW_SCENE_TOKENS;
    if (!make_room(&s, arena, &units))
        return kw_nomem(err);
    for (uint32_t t = s.first; t < s.end; t++)
        s.lemma[t - s.first] = text->tokens[t].lemma;
    find_references(&s, ref);
    kw_chunk(&s, &units);
    kw_clauses_join(&s, &units);
    if (!kw_reach_subjects(&s, arena))
        return kw_nomem(err);
    *out = s;
    return KW_OK;
}

uint32_t kw_scene_referent(const struct kw_scene *s, uint32_t ref)
{
    return s->references->items[ref].mention.referent;
}

const struct kw_refdata *kw_scene_data(const struct kw_scene *s, uint32_t ref)
{
    return &s->references->referents[kw_scene_referent(s, ref) - 1];
}

struct kw_str kw_scene_lemma(const struct kw_scene *s, uint32_t token)
{
    return s->lemma[token - s->first];
}

/* --- what phrases refer to ---------------------------------------------------------- */

enum { CHAIN = 4 }; /* "use of", "sale of" ... one behind the other */

static void add_ref(struct kw_fillers *out, uint32_t ref, uint32_t phrase)
{
    if (out->count == KW_FILLERS)
        return;
    if (out->count == 0)
        out->phrase = phrase;
    out->refs[out->count++] = ref;
}

/* "Russian soldiers" are Russia; "Russian hackers" are not, but those of a firm or an
 * armed group act for it. */
static bool owns_body(const struct kw_scene *s, uint32_t ref, bool body)
{
    enum kw_type type = kw_scene_data(s, ref)->referent.type;
    return body || type == KW_TYPE_AGENCY || type == KW_TYPE_FIRM ||
           type == KW_TYPE_OUTLET || type == KW_TYPE_ORGANIZATION;
}

/* The country or body whose "officials" or "troops" a phrase means, + 1; or 0. */
static uint32_t body_owner(const struct kw_scene *s, const struct kw_phrase *p)
{
    struct kw_str head = kw_scene_lemma(s, p->head);
    bool body = kw_cues_is(s->cues, head, KW_CLASS_BODY);
    if (p->self || (!body && !kw_cues_is(s->cues, head, KW_CLASS_MEMBER)))
        return 0;
    if (p->owner && owns_body(s, p->owner - 1, body))
        return p->owner;
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        if (s->references->items[i].end <= p->head && owns_body(s, i, body))
            return i + 1;
    }
    /* "soldiers from Nigeria", "the government of Mexico" */
    uint32_t number = (uint32_t)(p - s->phrases);
    const struct kw_phrase *next = number < s->phrase_count ? p + 1 : NULL;
    bool of = next && next->under == number && next->first <= p->end + 2 &&
              (next->prep == KW_SLOT_OF || next->prep == KW_SLOT_FROM ||
               (next->prep == KW_SLOT_IN && kw_cues_is(s->cues, head, KW_CLASS_LOCAL)));
    return of && next->self && owns_body(s, next->self - 1, body) ? next->self : 0;
}

/* The phrase after "such as", "like" or "including" that follows phrase `number`. */
static uint32_t examples_of(const struct kw_scene *s, uint32_t number)
{
    if (number == s->phrase_count)
        return 0;
    const struct kw_phrase *next = &s->phrases[number + 1];
    return next->prep == KW_SLOT_LIKE && next->under == number ? number + 1 : 0;
}

/* The phrase behind a noun that only measures or handles: "the use of", "access to". */
static uint32_t behind(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    if (number == s->phrase_count || p->self ||
        !kw_cues_is(s->cues, kw_scene_lemma(s, p->head), KW_CLASS_TRANSPARENT))
        return 0;
    const struct kw_phrase *next = &s->phrases[number + 1];
    bool near = next->first <= p->end + 2;
    return near && (next->prep == KW_SLOT_OF || next->prep == KW_SLOT_TO) ? number + 1
                                                                          : 0;
}

/* "Acme bought Zarya. It then sued Kontur.": a pronoun that nothing was found for and
 * that opens a sentence goes on with the subject of the one before. */
static uint32_t topic_ref(const struct kw_scene *s, const struct kw_phrase *p)
{
    if (!s->topic)
        return 0;
    bool person = kw_scene_data(s, s->topic - 1)->referent.type == KW_TYPE_PERSON;
    struct kw_str word = s->text->tokens[p->head].norm;
    bool he = kw_str_eq(word, KW_STR("he")) || kw_str_eq(word, KW_STR("she"));
    return he                                         ? (person ? s->topic : 0)
           : kw_str_eq(word, KW_STR("it")) && !person ? s->topic
                                                      : 0;
}

/* "NSO said it never sold": a pronoun that nothing was found for, as the subject of what
 * somebody says, is who says it. */
uint32_t kw_phrase_pronoun(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    if (p->self || s->text->tokens[p->head].tag != KW_TAG_PRP || !p->clause)
        return 0;
    const struct kw_clause *c = &s->clauses[p->clause];
    if (c->subject == number && c->kind == KW_CLAUSE_MAIN && p->first <= s->first + 1)
        return topic_ref(s, p);
    if (c->subject != number || c->kind != KW_CLAUSE_COMPLEMENT)
        return 0;
    const struct kw_clause *says = &s->clauses[c->parent];
    if (kw_cues_word(s->cues, kw_scene_lemma(s, says->head))->says == KW_SAYS_ALLEGE)
        return 0; /* who alleges it is not who did it */
    if (says->passive || !says->subject || says->head == says->end ||
        !kw_cues_word(s->cues, kw_scene_lemma(s, says->head))->says)
        return 0;
    uint32_t ref = s->phrases[says->subject].self;
    if (!ref)
        return body_owner(s, &s->phrases[says->subject]);
    bool person = kw_scene_data(s, ref - 1)->referent.type == KW_TYPE_PERSON;
    struct kw_str word = s->text->tokens[p->head].norm;
    bool it = kw_str_eq(word, KW_STR("it"));
    bool they = kw_str_eq(word, KW_STR("they")) || kw_str_eq(word, KW_STR("we"));
    return they || it != person ? ref : 0;
}

/* What one phrase refers to, its coordination left out; + 1, or 0. */
static uint32_t phrase_ref(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    if (p->self)
        return p->self;
    /* "its chief executive, Jane Roe" is she */
    uint32_t other = p->apposed ? s->phrases[p->apposed].self : 0;
    if (other && kw_scene_data(s, other - 1)->referent.type == KW_TYPE_PERSON)
        return other;
    uint32_t ref = body_owner(s, p);
    return ref ? ref : kw_phrase_pronoun(s, number);
}

uint32_t kw_scene_subject(const struct kw_scene *s)
{
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        uint32_t subject = s->clauses[i].subject;
        if (subject && s->clauses[i].kind == KW_CLAUSE_MAIN)
            return phrase_ref(s, subject);
    }
    return 0;
}

static void add_chain(const struct kw_scene *s, uint32_t number, struct kw_fillers *out)
{
    for (unsigned i = 0; number && i < KW_FILLERS; i++) {
        uint32_t ref = phrase_ref(s, number);
        if (ref)
            add_ref(out, ref - 1, number);
        number = s->phrases[number].next;
    }
}

static uint32_t copula_phrase(const struct kw_scene *s, uint32_t number);

/* "NSO is a firm based in Herzliya": what the complement of a copula refers to. */
static void add_equal(const struct kw_scene *s, uint32_t number, struct kw_fillers *out)
{
    const struct kw_phrase *p = &s->phrases[number];
    uint32_t subject =
        p->denied || p->prep != KW_SLOT_NONE ? 0 : copula_phrase(s, number);
    if (subject && subject < number)
        add_chain(s, subject, out);
}

/* What hangs below a phrase, with what that is coordinated with. */
static void add_below(const struct kw_scene *s, uint32_t number, struct kw_fillers *out)
{
    uint32_t ref = kw_reach_ref(s, number);
    if (!ref)
        return;
    uint32_t p = s->phrase_of[s->references->items[ref - 1].end - 1 - s->first];
    if (p && s->phrases[p].self == ref)
        add_chain(s, p, out);
    else
        add_ref(out, ref - 1, number);
}

void kw_phrase_refs(const struct kw_scene *s, uint32_t phrase, struct kw_fillers *out)
{
    uint32_t whole = phrase;
    *out = (struct kw_fillers){0};
    if (whole && !s->phrases[whole].self)
        add_equal(s, whole, out); /* "is a French politician who": not France */
    if (out->count)
        return;
    for (int i = 0; i < CHAIN && phrase; i++) {
        add_chain(s, phrase, out);
        if (out->count)
            return;
        uint32_t next = behind(s, phrase);
        if (!next)
            next = examples_of(s, phrase);
        if (!next)
            next = s->phrases[phrase].apposed;
        phrase = next;
    }
    if (whole && s->phrases[whole].self)
        add_equal(s, whole, out);
    if (whole && !out->count)
        add_below(s, whole, out);
}

/* The n-th object (from 0) of a clause, or 0. */
static uint32_t object_arg(const struct kw_scene *s, const struct kw_clause *c, int n)
{
    for (uint32_t a = c->args; a; a = s->phrases[a].next_arg) {
        if (s->phrases[a].prep == KW_SLOT_NONE && s->phrases[a].first >= c->end &&
            n-- == 0)
            return a;
    }
    return 0;
}

/* "one of the founders" */
static bool one_of(const struct kw_scene *s, const struct kw_phrase *p)
{
    return p->prep == KW_SLOT_OF && p->under &&
           kw_str_eq(s->text->tokens[s->phrases[p->under].head].norm, KW_STR("one"));
}

/* The subject of a copula whose complement is phrase `number`, or the object of "named
 * Ada head of"; 0 when there is none. */
static uint32_t copula_phrase(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    if (!p->clause)
        return 0;
    const struct kw_clause *c = &s->clauses[p->clause];
    struct kw_str verb = c->head == c->end ? KW_STR("") : kw_scene_lemma(s, c->head);
    if (c->subject == number && (kw_cues_is(s->cues, verb, KW_CLASS_COPULA) ||
                                 kw_cues_is(s->cues, verb, KW_CLASS_LIST)))
        return object_arg(s, c, 0); /* "The head of Acme is Jane Roe" */
    if (c->head == c->end || p->first < c->head || c->subject == number)
        return 0;
    bool appoints = kw_cues_is(s->cues, verb, KW_CLASS_APPOINT);
    if ((p->prep == KW_SLOT_NONE || p->prep == KW_SLOT_AMONG || one_of(s, p)) &&
        kw_cues_is(s->cues, verb, KW_CLASS_COPULA))
        return c->subject;
    if (p->prep == KW_SLOT_AS && !c->passive &&
        kw_cues_is(s->cues, verb, KW_CLASS_SUCCEED))
        return c->subject;
    if (p->prep != KW_SLOT_AS && !(p->prep == KW_SLOT_NONE && appoints))
        return 0;
    uint32_t first = c->args;
    bool object = first && first != number && s->phrases[first].prep == KW_SLOT_NONE;
    if (object && !c->passive)
        return appoints ? first : 0;
    return p->prep == KW_SLOT_AS || c->passive ? c->subject : 0;
}

/* "co-founder and chief executive Jane Roe": a noun leads to the name in the second. */
static bool named_twin(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    if (!number || !p->self)
        return false;
    uint32_t first = s->references->items[p->self - 1].first;
    return first > p->first && kw_tag_is_noun(s->text->tokens[first - 1].tag) &&
           !s->cover[first - 1 - s->first] &&
           kw_scene_data(s, p->self - 1)->referent.type == KW_TYPE_PERSON;
}

static bool is_plural(const struct kw_scene *s, uint32_t token)
{
    return s->text->tokens[token].tag == KW_TAG_NNS && !s->cover[token - s->first];
}

/* The name of a phrase; after a plural ("founders Roe and Doe") with those after it. */
static void add_named(const struct kw_scene *s, uint32_t number, bool plural,
                      struct kw_fillers *out)
{
    add_ref(out, s->phrases[number].self - 1, number);
    for (uint32_t n = s->phrases[number].next; plural && n && out->count < KW_FILLERS;
         n = s->phrases[n].next) {
        if (s->phrases[n].self)
            add_ref(out, s->phrases[n].self - 1, n);
    }
}

void kw_phrase_self(const struct kw_scene *s, uint32_t phrase, struct kw_fillers *out)
{
    const struct kw_phrase *p = &s->phrases[phrase];
    *out = (struct kw_fillers){0};
    if (p->self) {
        uint32_t first = s->references->items[p->self - 1].first;
        add_named(s, phrase, first > p->first && is_plural(s, first - 1), out);
        return;
    }
    uint32_t other = p->apposed;
    if (other && s->phrases[other].self)
        add_named(s, other, is_plural(s, p->head), out);
    if (out->count)
        return;
    other = copula_phrase(s, phrase);
    if (other)
        kw_phrase_refs(s, other, out);
    if (!out->count && named_twin(s, p->next))
        add_ref(out, s->phrases[p->next].self - 1, p->next);
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
        is_kind(s, s->phrases[p].head))
        return p;
    return top;
}

static uint32_t deep_object(const struct kw_scene *s, const struct kw_clause *c)
{
    if (c->passive)
        return described(s, c);
    uint32_t object = object_arg(s, c, 0);
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

static uint32_t verb_phrase(const struct kw_scene *s, const struct kw_predicate *p,
                            enum kw_slot slot)
{
    const struct kw_clause *c = &s->clauses[p->clause];
    uint32_t two = object_arg(s, c, 1), found;
    switch (slot) {
    case KW_SLOT_SUBJ:
        return c->passive ? prep_arg(s, c, KW_SLOT_BY, 0) : described(s, c);
    case KW_SLOT_OBJ:
        return deep_object(s, c);
    case KW_SLOT_IOBJ:
        return c->passive ? (object_arg(s, c, 0) ? c->subject : 0)
                          : (two ? object_arg(s, c, 0) : 0);
    case KW_SLOT_OBJ2:
        return c->passive ? object_arg(s, c, 0) : two;
    case KW_SLOT_COMP:
        return complement_subject(s, p->clause);
    default:
        found = slot < KW_SLOT_BY ? 0 : prep_arg(s, c, slot, p->inner);
        if (!found && (slot == KW_SLOT_AT || slot == KW_SLOT_IN))
            found = c->place;
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
            add_ref(out, i, predicate->phrase);
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

/* "Roe and Doe live there with their sons": several persons that are the subject. */
static void add_their(const struct kw_scene *s, const struct kw_phrase *p,
                      struct kw_fillers *out)
{
    if (!p->clause || !kw_str_eq(s->text->tokens[p->first].norm, KW_STR("their")))
        return;
    struct kw_fillers who = {0};
    uint32_t subject = s->clauses[p->clause].subject;
    if (subject && &s->phrases[subject] != p)
        add_chain(s, subject, &who);
    if (who.count > 1 && all_persons(s, &who))
        *out = who;
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
            add_ref(out, p->owner - 1, predicate->phrase);
        else if (!p->owner)
            add_their(s, p, out);
    } else if (slot == KW_SLOT_MOD) {
        add_mods(s, predicate, out);
    } else if (slot == KW_SLOT_SUBJ) {
        found = light_subject(s, p);
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
    add_ref(out, s->phrases[before].owner - 1, before);
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
}
