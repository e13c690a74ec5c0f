/* phrase.c - what noun phrases refer to: themselves, what they are said to be, whose body
 * they are, what hangs below them. */
#include "relate/slots.h"

#include "relate/reach.h"

enum { CHAIN = 4 }; /* "use of", "sale of" ... one behind the other */

void kw_fillers_add(struct kw_fillers *out, uint32_t ref, uint32_t phrase)
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
            kw_fillers_add(out, ref - 1, number);
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
        kw_fillers_add(out, ref - 1, number);
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
uint32_t kw_clause_object(const struct kw_scene *s, const struct kw_clause *c, int n)
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
        return kw_clause_object(s, c, 0); /* "The head of Acme is Jane Roe" */
    if (c->head != c->end && p->prep == KW_SLOT_AS && c->subject > number && !p->under)
        return c->subject; /* "As a member of Acme, Roe said" */
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
    kw_fillers_add(out, s->phrases[number].self - 1, number);
    for (uint32_t n = s->phrases[number].next; plural && n && out->count < KW_FILLERS;
         n = s->phrases[n].next) {
        if (s->phrases[n].self)
            kw_fillers_add(out, s->phrases[n].self - 1, n);
    }
}

/* The first phrase of its coordination, looked for a few phrases back. */
static uint32_t lead_of(const struct kw_scene *s, uint32_t phrase)
{
    uint32_t lead = phrase;
    for (uint32_t n = phrase; s->phrases[lead].coordinated && n > 1 && n + 6 > phrase;
         n--) {
        if (s->phrases[n - 1].next == lead)
            lead = n - 1;
    }
    return lead;
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
    uint32_t lead = lead_of(s, phrase);
    if (lead != phrase && s->phrases[lead].apposed &&
        s->phrases[s->phrases[lead].apposed].self)
        add_named(s, s->phrases[lead].apposed, is_plural(s, p->head), out);
    if (out->count)
        return;
    other = copula_phrase(s, phrase);
    if (other)
        kw_phrase_refs(s, other, out);
    if (!out->count && named_twin(s, p->next))
        kw_fillers_add(out, s->phrases[p->next].self - 1, p->next);
}
