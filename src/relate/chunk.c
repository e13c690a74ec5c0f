/* chunk.c - one pass over the tags; what the name rooms found outranks the tags. */
#include "relate/chunk.h"

#include <assert.h>

#include "relate/spot.h"

enum { ASIDE = 40 };

/* The end of the time expression that token `at` lies in, or 0. */
static uint32_t time_end(struct chunker *c, uint32_t at)
{
    const struct kw_scene *s = c->scene;
    uint32_t start = c->tokens[at].span.start;
    while (c->time < s->time_count && s->times[c->time].end <= start)
        c->time++;
    if (c->time == s->time_count || s->times[c->time].start > start)
        return 0;
    uint32_t end = at + 1;
    while (end < c->end && c->tokens[end].span.start < s->times[c->time].end)
        end++;
    return end;
}

/* --- verb groups -------------------------------------------------------------------- */

static bool is_auxiliary(const struct chunker *c, uint32_t at)
{
    struct kw_str lemma = kw_scene_lemma(c->scene, at);
    return kw_spot_modal(c, at) || kw_str_eq(lemma, KW_STR("be")) ||
           kw_str_eq(lemma, KW_STR("have")) || kw_str_eq(lemma, KW_STR("do"));
}

/* "is a unit of Acme located in Oslo": a past after a noun and before a preposition, that
 * hangs on the noun by the tree, when the clause has its verb already. */
static bool is_reduced(const struct chunker *c, uint32_t head)
{
    const struct kw_scene *s = c->scene;
    if (!s->arcs || s->arcs[head - s->first].dep != KW_DEP_ACL ||
        !kw_spot_tag(c, head + 1, KW_TAG_IN))
        return false;
    for (uint32_t t = head; t > s->first && t + ASIDE > head; t--) {
        enum kw_tag tag = c->tokens[t - 1].tag;
        if (tag == KW_TAG_CC || tag == KW_TAG_WDT || tag == KW_TAG_WP ||
            tag == KW_TAG_WRB || kw_spot_is(c, t - 1, "that") ||
            kw_spot_is(c, t - 1, ","))
            return false;
        if (!kw_spot_cover(c, t - 1) && kw_tag_is_verb(tag))
            return kw_str_eq(c->tokens[t - 1].lemma, KW_STR("be"));
    }
    return false;
}

static enum verb_form form_of(const struct chunker *c, uint32_t first, uint32_t head,
                              bool infinitive)
{
    if (infinitive)
        return FORM_INFINITIVE;
    enum kw_tag tag = c->tokens[first].tag;
    if (tag == KW_TAG_VBG)
        return FORM_ING;
    if (tag == KW_TAG_VBN && first == head)
        return FORM_PARTICIPLE;
    if (tag == KW_TAG_VBD && first == head && is_reduced(c, head))
        return FORM_PARTICIPLE;
    return tag == KW_TAG_VB && first == head ? FORM_BARE : FORM_FINITE;
}

/* Takes a verb group that starts (after adverbs) at `verb`. */
static void take_verb(struct chunker *c, uint32_t verb, bool infinitive,
                      struct unit *unit)
{
    uint32_t head = verb;
    bool passive = false;
    while (is_auxiliary(c, head)) {
        uint32_t next = kw_spot_past_adverbs(c, head + 1);
        if (!kw_spot_verb(c, next) || kw_spot_modal(c, next))
            break;
        enum kw_tag tag = c->tokens[next].tag;
        passive = kw_str_eq(c->tokens[head].lemma, KW_STR("be")) &&
                  (tag == KW_TAG_VBN || tag == KW_TAG_VBD);
        head = next;
    }
    *unit =
        (struct unit){.kind = UNIT_VERB, .first = c->at, .end = head + 1, .head = head};
    unit->form = form_of(c, verb, head, infinitive);
    unit->passive = passive || unit->form == FORM_PARTICIPLE;
    c->at = head + 1;
    if (kw_spot_tag(c, c->at, KW_TAG_RP) && !kw_spot_cover(c, c->at))
        unit->end = ++c->at;
}

/* A verb that the tagger took for a noun: "to target human rights activists". */
static bool plain_verb(const struct chunker *c, uint32_t at)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (at + 1 >= c->end || kw_spot_cover(c, at) || c->tokens[at].tag != KW_TAG_NN ||
        !kw_lexicon_find(c->scene->cues->lexicon, c->tokens[at].norm, &hits) ||
        !kw_lexhits_in(&hits, KW_TABLE_VERBS, &lexeme))
        return false;
    enum kw_tag next = c->tokens[at + 1].tag;
    return next == KW_TAG_DT || next == KW_TAG_PRP || next == KW_TAG_PRPS ||
           next == KW_TAG_JJ || kw_spot_cover(c, at + 1);
}

static bool verb_starts(struct chunker *c, struct unit *unit)
{
    uint32_t at = c->at;
    bool infinitive = kw_spot_tag(c, at, KW_TAG_TO) && !kw_spot_cover(c, at);
    uint32_t verb = kw_spot_past_adverbs(c, infinitive ? at + 1 : at);
    if (infinitive && plain_verb(c, verb)) {
        take_verb(c, verb, true, unit);
        return true;
    }
    if (!kw_spot_verb(c, verb) || (verb != at && !infinitive && kw_spot_quote(c, at)))
        return false;
    if (infinitive && c->tokens[verb].tag != KW_TAG_VB &&
        c->tokens[verb].tag != KW_TAG_VBP)
        return false;
    take_verb(c, verb, infinitive, unit);
    return true;
}

/* --- phrases ------------------------------------------------------------------------ */

/* "a wholly owned unit", "a well-known firm": an adverb and a participle between an
 * article or possessor and a noun. */
static bool adverb_inside(const struct chunker *c, uint32_t first, uint32_t at)
{
    if (c->tokens[at].tag != KW_TAG_RB || at != first + 1 ||
        !(kw_spot_is(c, first, "a") || kw_spot_is(c, first, "an") ||
          kw_spot_is(c, first, "the") || kw_spot_tag(c, first, KW_TAG_PRPS)))
        return false;
    at += kw_spot_is(c, at + 1, "-") ? 2 : 1;
    return (kw_spot_tag(c, at, KW_TAG_VBN) || kw_spot_tag(c, at, KW_TAG_VBG)) &&
           !kw_spot_cover(c, at) &&
           (kw_spot_noun(c, at + 1) || kw_spot_adjective(c, at + 1));
}

/* "and wholly-owned subsidiary of": the same without an article. */
static bool adverb_opens(const struct chunker *c, uint32_t at)
{
    if (c->tokens[at].tag != KW_TAG_RB || kw_spot_cover(c, at))
        return false;
    at += kw_spot_is(c, at + 1, "-") ? 2 : 1;
    return kw_spot_tag(c, at, KW_TAG_VBN) && kw_spot_tag(c, at + 1, KW_TAG_NN) &&
           kw_spot_is(c, at + 2, "of");
}

/* Verb forms that modify the noun after them: "the leaked files". */
static bool modifies(const struct chunker *c, uint32_t at)
{
    enum kw_tag tag = c->tokens[at].tag;
    return (tag == KW_TAG_VBN || tag == KW_TAG_VBG || tag == KW_TAG_VBD ||
            tag == KW_TAG_RB) &&
           (kw_spot_noun(c, at + 1) || kw_spot_adjective(c, at + 1));
}

/* Two objects side by side: "sold Mexico Pegasus". The name of a country or a person does
 * not modify the name of a thing. */
static bool two_objects(const struct chunker *c, uint32_t first, uint32_t at)
{
    if (at == first || kw_spot_name(c, at - 1) != KW_MENTION_NAME)
        return false;
    if (!kw_spot_cover(c, at) &&
        (c->tokens[at].tag == KW_TAG_CD || kw_spot_is(c, at, "$") ||
         kw_spot_is(c, at, "\xC2\xA3") || kw_spot_is(c, at, "\xE2\x82\xAC")))
        return true; /* "fined Meta $1 billion" */
    if (kw_spot_name(c, at) == KW_MENTION_NONE)
        return false;
    const struct kw_scene *s = c->scene;
    enum kw_type before = kw_scene_data(s, kw_spot_cover(c, at - 1) - 1)->referent.type;
    enum kw_type after = kw_scene_data(s, kw_spot_cover(c, at) - 1)->referent.type;
    return (before == KW_TYPE_COUNTRY || before == KW_TYPE_PERSON) &&
           (after == KW_TYPE_TOOL || after == KW_TYPE_WORK || after == KW_TYPE_FIRM);
}

/* Whether the phrase [first, at) goes on with token `at`. */
static bool goes_on(const struct chunker *c, uint32_t first, uint32_t at, bool noun)
{
    const struct kw_token *token = &c->tokens[at];
    if (kw_spot_cover(c, at) || kw_spot_noun(c, at) || kw_spot_possessive(c, at))
        return token->tag != KW_TAG_PRP || at == first || kw_spot_name(c, at);
    if (kw_spot_adjective(c, at))
        return !noun || token->tag == KW_TAG_JJ;
    if (token->tag == KW_TAG_DT || token->tag == KW_TAG_PRPS)
        return at == first || c->tokens[at - 1].tag == KW_TAG_PDT;
    if (noun && kw_spot_is(c, at, "holding") && at + 1 < c->end)
        return c->tokens[at + 1].tag == KW_TAG_NN; /* "a bank holding company" */
    if (at > first && adverb_opens(c, first) && at <= first + 2)
        return true;
    return !noun && at > first && (modifies(c, at) || adverb_inside(c, first, at));
}

/* A quotation mark inside a phrase: the 'Landmark' tool; but not after a name, where
 * what is quoted is said of it. */
static bool quote_inside(const struct chunker *c, uint32_t first, uint32_t at, bool noun)
{
    if (!kw_spot_quote(c, at) || at == first || at + 1 >= c->end)
        return false;
    if (c->tokens[at].tag == KW_TAG_OPEN && noun && !kw_spot_possessive(c, at - 1))
        return false;
    return kw_spot_noun(c, at + 1) || kw_spot_adjective(c, at + 1);
}

static bool phrase_starts(const struct chunker *c, uint32_t at)
{
    switch (c->tokens[at].tag) {
    case KW_TAG_DT:
        return !kw_spot_opens_denial(c, at);
    case KW_TAG_PDT:
    case KW_TAG_PRP:
    case KW_TAG_PRPS:
    case KW_TAG_EX:
        return true;
    default:
        return kw_spot_noun(c, at) || kw_spot_adjective(c, at) || adverb_opens(c, at);
    }
}

/* A hyphen inside a word: "Secretary-General". */
static bool is_hyphen(const struct chunker *c, uint32_t at)
{
    return at > c->scene->first && at + 1 < c->end && kw_spot_is(c, at, "-") &&
           !c->tokens[at].space && !c->tokens[at + 1].space;
}

/* A time inside a phrase: "the 2015 deal", "Acme's Monday meeting". Its end, or 0. */
static uint32_t time_inside(struct chunker *c, uint32_t first, uint32_t at)
{
    if (at == first || kw_spot_cover(c, at))
        return 0;
    uint32_t end = time_end(c, at);
    enum kw_tag before = c->tokens[at - 1].tag;
    bool opened =
        kw_spot_possessive(c, at - 1) || before == KW_TAG_DT || before == KW_TAG_PRPS;
    if (!end || end >= c->end || !opened)
        return 0;
    return kw_spot_noun(c, end) || kw_spot_adjective(c, end) ? end : 0;
}

/* "a Labour Party (LP) politician": short brackets after a name do not end the phrase.
 * The token after them, or 0. */
static uint32_t past_acronym(const struct chunker *c, uint32_t at)
{
    uint32_t end = at + 3;
    if (!kw_spot_tag(c, at, KW_TAG_LRB) || !kw_spot_name(c, at - 1) ||
        !kw_spot_tag(c, at + 2, KW_TAG_RRB) || end >= c->end || kw_spot_cover(c, end))
        return 0;
    return kw_tag_is_noun(c->tokens[end].tag) && kw_spot_role(c, end, false) ? end : 0;
}

/* "an American mixed martial artist": a demonym after "a" is an adjective, which a
 * participle may follow. */
static bool kind_before(const struct chunker *c, uint32_t first, uint32_t at)
{
    return kw_spot_name(c, at) == KW_MENTION_DEMONYM && c->tokens[at].tag == KW_TAG_JJ &&
           (kw_spot_is(c, first, "a") || kw_spot_is(c, first, "an")) &&
           (kw_spot_tag(c, at + 1, KW_TAG_VBN) || kw_spot_tag(c, at + 1, KW_TAG_VBG));
}

static uint32_t phrase_end(struct chunker *c, uint32_t first)
{
    uint32_t at = first;
    bool noun = false;
    while (at < c->end) {
        uint32_t ref = kw_spot_cover(c, at), inside = time_inside(c, first, at);
        if (inside) {
            at = inside;
            continue;
        }
        if ((at > first && !ref && time_end(c, at)) || two_objects(c, first, at))
            break;
        if (at > first && is_hyphen(c, at) && !kw_spot_cover(c, at)) {
            at = kw_spot_cover(c, at + 1) ? at + 1 : at + 2;
            continue;
        }
        uint32_t acronym = at > first ? past_acronym(c, at) : 0;
        if (acronym || quote_inside(c, first, at, noun)) {
            at = acronym ? acronym : at + 1;
            continue;
        }
        if (at == first ? !phrase_starts(c, at) : !goes_on(c, first, at, noun))
            break;
        if (kw_spot_possessive(c, at) || c->tokens[at].tag == KW_TAG_PRPS)
            noun = false;
        else
            noun = noun || (kw_spot_noun(c, at) && !kind_before(c, first, at));
        bool pronoun = (c->tokens[at].tag == KW_TAG_PRP && !kw_spot_name(c, at)) ||
                       c->tokens[at].tag == KW_TAG_EX;
        uint32_t role = ref ? 0 : kw_spot_role(c, at, true);
        at = ref ? c->scene->references->items[ref - 1].end : role ? role : at + 1;
        if (pronoun)
            break;
    }
    while (at > first + 1 && kw_spot_quote(c, at - 1))
        at--;
    return at < c->end ? at : c->end;
}

/* "Pegasus spyware": the noun after a name only says what kind of thing it is. */
static bool kind_noun(const struct kw_scene *s, uint32_t ref, uint32_t head)
{
    const struct kw_refdata *data = kw_scene_data(s, ref);
    struct kw_str lemma = s->text->tokens[head].lemma;
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (data->referent.kind.len && kw_str_ends(data->referent.kind, lemma))
        return true;
    return kw_lexicon_find(s->cues->lexicon, lemma, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme) &&
           kw_lexicon_type(s->cues->lexicon, lexeme.row) == data->referent.type;
}

/* Fills self, owner and the range of references of a phrase. */
static void refer_phrase(const struct chunker *c, struct kw_phrase *p, uint32_t *ref)
{
    const struct kw_scene *s = c->scene;
    const struct kw_reference *items = s->references->items;
    while (*ref < s->ref_end && items[*ref].first < p->first)
        ++*ref;
    p->ref_first = *ref;
    uint32_t end = *ref;
    while (end < s->ref_end && items[end].first < p->end)
        end++;
    p->ref_end = end;
    p->self = s->cover[p->head - s->first];
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        bool possessor = (items[i].end < p->end && kw_spot_possessive(c, items[i].end)) ||
                         kw_spot_tag(c, items[i].first, KW_TAG_PRPS);
        if (possessor)
            p->owner = i + 1;
        else if (!p->self && items[i].end <= p->head &&
                 kw_spot_names(items[i].mention.kind) &&
                 items[i].mention.kind != KW_MENTION_DEMONYM && kind_noun(s, i, p->head))
            p->self = i + 1;
    }
    if (p->self == p->owner)
        p->self = 0;
}

static uint32_t head_of(const struct chunker *c, uint32_t first, uint32_t end)
{
    uint32_t head = end - 1;
    while (head > first && (kw_spot_possessive(c, head) || kw_spot_quote(c, head)))
        head--;
    return head;
}

static bool denied(const struct chunker *c, uint32_t first, uint32_t end)
{
    const struct kw_cue *cue =
        kw_cues_at(c->scene->cues, c->scene->text, first, end, KW_CUE_DETERMINER);
    return cue && !cue->harmless;
}

static void take_phrase(struct chunker *c, uint32_t end, bool is_time, uint32_t *ref,
                        struct unit *unit)
{
    struct kw_scene *s = c->scene;
    struct kw_phrase *p = &s->phrases[++s->phrase_count];
    *p = (struct kw_phrase){.first = c->at, .end = end, .is_time = is_time};
    p->head = head_of(c, c->at, end);
    p->denied = denied(c, c->at, end);
    refer_phrase(c, p, ref);
    for (uint32_t i = p->first; i < p->end; i++)
        s->phrase_of[i - s->first] = s->phrase_count;
    *unit = (struct unit){
        .kind = UNIT_PHRASE, .first = p->first, .end = p->end, .phrase = s->phrase_count};
    c->at = end;
}

/* --- small words -------------------------------------------------------------------- */

static bool relative_word(const struct chunker *c, uint32_t at)
{
    enum kw_tag tag = c->tokens[at].tag;
    return (tag == KW_TAG_WDT || tag == KW_TAG_WP || tag == KW_TAG_WPS) &&
           !kw_spot_is(c, at, "what");
}

/* Cues of several words or of odd tags that act as one preposition: "such as". */
static bool cue_word(struct chunker *c, struct unit *unit)
{
    const struct kw_scene *s = c->scene;
    enum kw_slot slot = KW_SLOT_SOURCE;
    const struct kw_cue *cue = kw_cues_at(s->cues, s->text, c->at, c->end, KW_CUE_SOURCE);
    if (!cue) {
        slot = KW_SLOT_LIKE;
        cue = kw_cues_at(s->cues, s->text, c->at, c->end, KW_CUE_SAMPLE);
    }
    if (!cue)
        return false;
    *unit = (struct unit){.kind = UNIT_PREP, .first = c->at, .slot = slot};
    c->at += cue->word_count;
    unit->end = c->at;
    return true;
}

static bool preposition(const struct kw_token *token, enum kw_slot *slot)
{
    if (token->tag != KW_TAG_IN && token->tag != KW_TAG_TO && token->tag != KW_TAG_RP)
        return false;
    if (!kw_slot_parse(token->norm, slot) || *slot < KW_SLOT_BY)
        *slot = KW_SLOT_OTHER;
    return true;
}

/* The dash of "BEIJING, March 6 (AFP) - China ...". */
static bool ends_dateline(const struct chunker *c, const struct units *units)
{
    if (kw_spot_is(c, c->at, ",") || c->at == c->scene->first)
        return false;
    for (uint32_t i = 0; i < units->count; i++) {
        if (units->items[i].kind == UNIT_VERB)
            return false;
    }
    const struct kw_token *first = &c->tokens[c->scene->first];
    return c->tokens[c->at - 1].tag == KW_TAG_RRB ||
           (first->shape == KW_SHAPE_UPPER && first->norm.len > 3);
}

/* Prepositions that are as often conjunctions become one when a clause follows; that is
 * seen later, when a verb asks for a subject (clause.c). */
static bool small_word(struct chunker *c, const struct units *units, struct unit *unit)
{
    const struct kw_token *token = &c->tokens[c->at];
    *unit = (struct unit){.first = c->at, .end = c->at + 1};
    if (kw_spot_is(c, c->at, "that"))
        unit->kind = UNIT_THAT;
    else if (relative_word(c, c->at))
        unit->kind = UNIT_WHO;
    else if (token->tag == KW_TAG_WRB || token->tag == KW_TAG_WP ||
             kw_cues_at(c->scene->cues, c->scene->text, c->at, c->end, KW_CUE_MARKER) ||
             kw_spot_is(c, c->at, "because") || kw_spot_is(c, c->at, "although") ||
             kw_spot_is(c, c->at, "though") || kw_spot_is(c, c->at, "while") ||
             kw_spot_is(c, c->at, "whereas"))
        unit->kind = UNIT_MARK;
    else if (preposition(token, &unit->slot))
        unit->kind = UNIT_PREP;
    else if (token->tag == KW_TAG_CC)
        unit->kind = UNIT_AND;
    else if (is_hyphen(c, c->at))
        return false;
    else if (kw_spot_is(c, c->at, ",") || kw_spot_is(c, c->at, "-") ||
             kw_spot_is(c, c->at, "--"))
        unit->kind = ends_dateline(c, units) ? UNIT_STOP : UNIT_COMMA;
    else if (kw_spot_is(c, c->at, ";") || kw_spot_is(c, c->at, ":"))
        unit->kind = UNIT_STOP;
    else
        return false;
    c->at++;
    return true;
}

/* "that" before a noun is a determiner unless a verb or noun came right before it. */
static bool that_determines(const struct chunker *c, const struct units *units)
{
    if (!kw_spot_is(c, c->at, "that") || c->tokens[c->at].tag != KW_TAG_DT)
        return false;
    if (units->count && (units->items[units->count - 1].kind == UNIT_VERB ||
                         units->items[units->count - 1].kind == UNIT_PHRASE))
        return false;
    return kw_spot_noun(c, c->at + 1) || kw_spot_adjective(c, c->at + 1);
}

/* What stands in brackets is an aside: it is passed over, unless it never closes. */
static uint32_t past_bracket(const struct chunker *c)
{
    uint32_t limit = c->at + ASIDE < c->end ? c->at + ASIDE : c->end;
    for (uint32_t at = c->at + 1; at < limit; at++) {
        if (c->tokens[at].tag == KW_TAG_RRB)
            return at + 1;
    }
    return c->at + 1;
}

/* "The following year Iraq ...": a time with its article, of which a name after it is no
 * part. Its end, or 0. */
static uint32_t time_with_article(struct chunker *c)
{
    if (!kw_spot_is(c, c->at, "the") || c->at + 1 >= c->end || kw_spot_cover(c, c->at))
        return 0;
    uint32_t end = time_end(c, c->at + 1);
    if (!end)
        return 0;
    enum kw_tag last = c->tokens[end - 1].tag;
    bool open = end < c->end && !kw_spot_cover(c, end) &&
                (kw_spot_noun(c, end) || kw_spot_adjective(c, end));
    return (last == KW_TAG_NN || last == KW_TAG_NNS) && !open ? end : 0;
}

static bool next_unit(struct chunker *c, const struct units *units, uint32_t *ref,
                      struct unit *unit)
{
    uint32_t end = kw_spot_cover(c, c->at) ? 0 : time_end(c, c->at);
    if (!end)
        end = time_with_article(c);
    if (end) {
        take_phrase(c, end, true, ref, unit);
        return true;
    }
    if (!kw_spot_cover(c, c->at)) {
        bool determines = that_determines(c, units);
        if (cue_word(c, unit) || (!adverb_opens(c, c->at) && verb_starts(c, unit)))
            return true;
        if (!determines && small_word(c, units, unit))
            return true;
    }
    if (phrase_starts(c, c->at)) {
        end = phrase_end(c, c->at);
        take_phrase(c, end > c->at ? end : c->at + 1, false, ref, unit);
        return true;
    }
    return false;
}

void kw_chunk(struct kw_scene *scene, struct units *units)
{
    struct chunker c = {.scene = scene,
                        .tokens = scene->text->tokens,
                        .end = scene->end,
                        .at = scene->first};
    uint32_t ref = scene->ref_first;
    while (c.at < c.end) {
        struct unit unit;
        if (kw_spot_quote(&c, c.at)) {
            c.quoted = true;
            c.at++;
        } else if (c.tokens[c.at].tag == KW_TAG_LRB) {
            c.at = past_bracket(&c);
        } else if (next_unit(&c, units, &ref, &unit)) {
            unit.quoted = c.quoted;
            c.quoted = false;
            assert(units->count < scene->end - scene->first);
            units->items[units->count++] = unit;
        } else {
            c.at++;
        }
    }
}
