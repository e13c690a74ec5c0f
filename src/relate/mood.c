/* mood.c - negation, modality and attribution, from the clause outwards. */
#include "relate/mood.h"

#include "relate/source.h"

enum { CLIMB = 12, BEFORE = 24, AHEAD = 12 };

static const struct kw_clause *clause_at(const struct kw_scene *s, uint32_t number)
{
    return &s->clauses[number];
}

static bool has_verb(const struct kw_clause *c)
{
    return c->head != c->end;
}

static const struct kw_cue_word *word_at(const struct kw_scene *s, uint32_t token)
{
    return kw_cues_word(s->cues, kw_scene_lemma(s, token));
}

static void weaken(enum kw_modality *modality, enum kw_modality by)
{
    if (by != KW_MODALITY_NONE && by < *modality)
        *modality = by;
}

static void flip(enum kw_polarity *polarity)
{
    *polarity = *polarity == KW_NEGATIVE ? KW_POSITIVE : KW_NEGATIVE;
}

/* --- the clause itself ---------------------------------------------------------------
 */

static bool phrase_denied(const struct kw_scene *s, uint32_t number)
{
    return number && s->phrases[number].denied;
}

static uint32_t first_object(const struct kw_scene *s, const struct kw_clause *c)
{
    uint32_t a = c->args;
    while (a && (s->phrases[a].prep != KW_SLOT_NONE || s->phrases[a].first < c->end))
        a = s->phrases[a].next_arg;
    return a;
}

/* The denial of a noun phrase already counts for the clause. */
static bool counted(const struct kw_scene *s, const struct kw_clause *c, uint32_t phrase)
{
    return has_verb(c) && (first_object(s, c) == phrase || c->subject == phrase);
}

/* "not", "never" in the verb group or right beside it, "no" before subject or object. */
static void local_polarity(const struct kw_scene *s, const struct kw_clause *c,
                           struct kw_mood *mood)
{
    uint32_t from = c->first > s->first ? c->first - 1 : c->first;
    uint32_t end = c->end + 2 < s->end ? c->end + 2 : s->end;
    bool after = kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_COPULA);
    for (uint32_t t = from; t < c->end + after && t < s->end; t++) {
        const struct kw_cue *cue = kw_cues_at(s->cues, s->text, t, end, KW_CUE_POLARITY);
        if (!cue)
            continue;
        if (!cue->harmless)
            flip(&mood->polarity);
        t += cue->word_count - 1;
    }
    bool own_subject = c->kind != KW_CLAUSE_RELATIVE && c->kind != KW_CLAUSE_PARTICIPLE &&
                       c->kind != KW_CLAUSE_INFINITIVE && c->kind != KW_CLAUSE_GERUND;
    if ((own_subject && phrase_denied(s, c->subject)) ||
        phrase_denied(s, first_object(s, c)))
        flip(&mood->polarity);
}

/* "would", "reportedly": anywhere in the clause up to its verb, and right after it. */
static void local_modality(const struct kw_scene *s, uint32_t number,
                           const struct kw_clause *c, struct kw_mood *mood)
{
    uint32_t from = c->first > s->first + BEFORE ? c->first - BEFORE : s->first;
    uint32_t end = c->end + 2 < s->end ? c->end + 2 : s->end;
    for (uint32_t t = from; t < end; t++) {
        if (s->clause_of[t - s->first] != number || s->cover[t - s->first] ||
            s->phrases[s->phrase_of[t - s->first]].is_time) /* "on 5 May" */
            continue;
        const struct kw_cue *cue = kw_cues_at(s->cues, s->text, t, end, KW_CUE_MODALITY);
        if (cue)
            weaken(&mood->modality, cue->modality);
    }
    if (c->has_marker && c->kind == KW_CLAUSE_ADVERBIAL) {
        const struct kw_cue *cue =
            kw_cues_at(s->cues, s->text, c->marker, s->end, KW_CUE_MARKER);
        if (cue)
            weaken(&mood->modality, cue->modality);
    }
    if (c->has_marker && c->kind == KW_CLAUSE_GERUND &&
        kw_cues_at(s->cues, s->text, c->marker, s->end, KW_CUE_POLARITY))
        flip(&mood->polarity);
}

/* To ask that something stops, or to suppose it, denies nothing: it goes on. */
static bool is_moot(const struct kw_scene *s, struct kw_str word,
                    const struct kw_mood *outer)
{
    return outer->modality == KW_MODALITY_HYPOTHETICAL &&
           kw_cues_is(s->cues, word, KW_CLASS_CEASE);
}

/* --- what governs it -----------------------------------------------------------------
 */

static uint32_t subject_referent(const struct kw_scene *s, const struct kw_clause *c)
{
    struct kw_fillers found = {0};
    struct kw_predicate p = {.clause = (uint32_t)(c - s->clauses)};
    struct kw_str verb = has_verb(c) ? kw_scene_lemma(s, c->head) : KW_STR("");
    uint32_t subject = c->passive ? 0 : c->subject;
    bool pronoun = subject && s->text->tokens[s->phrases[subject].head].tag == KW_TAG_PRP;
    /* Who adds something is who said the last thing. */
    if (pronoun && kw_str_eq(verb, KW_STR("add"))) {
        uint32_t who = kw_source_meant(s, subject, verb);
        if (who)
            return who;
    }
    kw_slot_fill(s, &p, KW_SLOT_SUBJ, &found);
    if (!found.count && subject)
        kw_phrase_voice(s, subject, &found);
    return found.count ? kw_scene_referent(s, found.refs[0])
                       : kw_source_meant(s, subject, verb);
}

/* Another one who says it; of several the first named counts. */
static void speak(struct kw_mood *mood, uint32_t who, uint32_t at)
{
    if (who && (!mood->speaker || at < mood->speaker_at)) {
        mood->speaker = who;
        mood->speaker_at = at;
    }
}

/* A word of saying, with its clause as the one that says. */
static void apply_saying(const struct kw_scene *s, const struct kw_cue_word *word,
                         uint32_t sayer, struct kw_mood *mood)
{
    static const enum kw_modality by_way[KW_SAYS_COUNT] = {
        [KW_SAYS_SAY] = KW_MODALITY_REPORTED,   [KW_SAYS_DENY] = KW_MODALITY_REPORTED,
        [KW_SAYS_ALLEGE] = KW_MODALITY_ALLEGED, [KW_SAYS_ASK] = KW_MODALITY_HYPOTHETICAL,
        [KW_SAYS_THINK] = KW_MODALITY_REPORTED,
    };
    /* Who asks that something be not done denies nothing. */
    if (word->says == KW_SAYS_ASK && mood->polarity == KW_NEGATIVE)
        mood->moot = true;
    weaken(&mood->modality,
           word->says_modality ? word->says_modality : by_way[word->says]);
    uint32_t who = subject_referent(s, clause_at(s, sayer));
    if (word->says == KW_SAYS_DENY) {
        flip(&mood->polarity);
        mood->denier = who;
    }
    mood->said = sayer;
    speak(mood, who, clause_at(s, sayer)->head);
}

/* The noun or adjective that takes the clause as its complement: "plan to", "able to",
 * "evidence that". */
static const struct kw_cue_word *noun_governor(const struct kw_scene *s,
                                               const struct kw_clause *c)
{
    uint32_t before = c->has_marker ? c->marker : c->first;
    if (c->noun) {
        const struct kw_cue_word *word = word_at(s, s->phrases[c->noun].head);
        return word->governs || word->passes ? word : NULL;
    }
    if (before == s->first || s->clause_of[before - 1 - s->first] != c->parent)
        return NULL;
    const struct kw_cue_word *word = word_at(s, before - 1);
    return (word->governs || word->passes) && before - 1 != clause_at(s, c->parent)->head
               ? word
               : NULL;
}

/* "said in a report that": what is said is the verb's, not the noun's. */
static bool is_said_in(const struct kw_scene *s, const struct kw_clause *c,
                       const struct kw_cue_word *verb)
{
    return verb && verb->says == KW_SAYS_SAY && c->noun &&
           s->phrases[c->noun].prep != KW_SLOT_NONE;
}

/* "after leaving Iran, Roe thinks ...": beside what is thought, no part of it. */
static bool is_beside(const struct kw_scene *s, const struct kw_clause *c)
{
    static const char *const words[] = {"after",   "before", "by",   "despite", "since",
                                        "upon",    "when",   "while", "without"};
    return c->kind == KW_CLAUSE_GERUND && c->has_marker &&
           KW_STR_AMONG(s->text->tokens[c->marker].norm, words);
}

/* "is to visit" */
static bool is_to(const struct kw_scene *s, const struct kw_clause *parent,
                  const struct kw_clause *c)
{
    return c->kind == KW_CLAUSE_INFINITIVE && has_verb(parent) &&
           c->first == parent->end &&
           kw_str_eq(kw_scene_lemma(s, parent->head), KW_STR("be"));
}

static struct kw_mood climb(const struct kw_scene *s, const struct kw_voice *voice,
                            uint32_t number, int depth);

static void govern(const struct kw_scene *s, const struct kw_voice *voice,
                   const struct kw_clause *c, int depth, struct kw_mood *mood)
{
    const struct kw_clause *parent = clause_at(s, c->parent);
    struct kw_mood outer = climb(s, voice, c->parent, depth + 1);
    const struct kw_cue_word *verb = has_verb(parent) ? word_at(s, parent->head) : NULL;
    const struct kw_cue_word *noun = is_said_in(s, c, verb) ? NULL : noun_governor(s, c);
    const struct kw_cue_word *word = noun ? noun : verb;
    if (is_beside(s, c))
        word = verb = NULL;
    bool says =
        !noun && verb && verb->says &&
        (c->kind == KW_CLAUSE_COMPLEMENT || verb->says == KW_SAYS_DENY ||
         verb->says == KW_SAYS_ALLEGE || verb->says == KW_SAYS_ASK || !verb->governs);
    if (says && (c->kind == KW_CLAUSE_COMPLEMENT || verb->says != KW_SAYS_SAY)) {
        apply_saying(s, verb, c->parent, mood);
        speak(mood, outer.speaker, outer.speaker_at);
        if (outer.modality == KW_MODALITY_ALLEGED)
            weaken(&mood->modality, outer.modality);
        /* Who does not deny it does not say it either. */
        if (outer.polarity == KW_NEGATIVE && (verb->passes || verb->says == KW_SAYS_DENY))
            flip(&mood->polarity);
        return;
    }
    weaken(&mood->modality, outer.modality);
    if (is_to(s, parent, c))
        weaken(&mood->modality, KW_MODALITY_PLANNED);
    if (word && word->governs && word->denies)
        flip(&mood->polarity);
    if (!noun && verb && is_moot(s, kw_scene_lemma(s, parent->head), &outer))
        mood->moot = true;
    if (word && word->governs)
        weaken(&mood->modality, word->governs_modality);
    bool denied = outer.polarity == KW_NEGATIVE ||
                  (noun && phrase_denied(s, c->noun) && !counted(s, parent, c->noun));
    /* "never stopped selling": denied twice */
    if (word && (word->passes || (word->governs && word->denies)) && denied)
        flip(&mood->polarity);
    if (noun && noun->governs && verb && verb->says == KW_SAYS_DENY)
        apply_saying(s, verb, c->parent, mood);
    speak(mood, outer.speaker, outer.speaker_at);
    mood->said = outer.said;
    mood->denier = outer.denier;
}

static void by_voice(const struct kw_voice *voice, struct kw_mood *mood)
{
    if (!voice->speaker && !voice->modality)
        return;
    speak(mood, voice->speaker, voice->at);
    mood->said = voice->clause;
    weaken(&mood->modality, voice->modality);
    if (voice->polarity == KW_NEGATIVE) {
        flip(&mood->polarity);
        mood->denier = voice->speaker;
    }
}

/* Whether a quotation opens between token `from` and the verb of a clause. */
static bool is_quoted(const struct kw_scene *s, uint32_t from, const struct kw_clause *c)
{
    for (uint32_t t = from; t < c->first; t++) {
        if (s->text->tokens[t].tag == KW_TAG_OPEN)
            return true;
    }
    return false;
}

/* What comes from outside the clause. */
static void outer_mood(const struct kw_scene *s, const struct kw_voice *voice,
                       uint32_t number, int depth, struct kw_mood *mood)
{
    const struct kw_clause *c = clause_at(s, number);
    if (depth > CLIMB)
        return;
    if (!c->parent) {
        if (number != voice->clause)
            by_voice(voice, mood);
        return;
    }
    if (c->kind == KW_CLAUSE_COMPLEMENT || c->kind == KW_CLAUSE_INFINITIVE ||
        c->kind == KW_CLAUSE_GERUND) {
        govern(s, voice, c, depth, mood);
        return;
    }
    if (c->kind == KW_CLAUSE_COORDINATE && !c->bare) {
        if (c->parent == voice->clause && is_quoted(s, clause_at(s, c->parent)->end, c))
            by_voice(voice, mood); /* "...," said Ada, "and ..." */
        else
            outer_mood(s, voice, c->parent, depth + 1, mood);
        return;
    }
    struct kw_mood outer = climb(s, voice, c->parent, depth + 1);
    speak(mood, outer.speaker, outer.speaker_at);
    mood->said = outer.said;
    bool whole = c->kind == KW_CLAUSE_COORDINATE || c->kind == KW_CLAUSE_PARTICIPLE;
    if (whole || outer.modality >= KW_MODALITY_ALLEGED)
        weaken(&mood->modality, outer.modality);
    if (c->kind == KW_CLAUSE_COORDINATE && outer.polarity == KW_NEGATIVE)
        flip(&mood->polarity);
}

static struct kw_mood climb(const struct kw_scene *s, const struct kw_voice *voice,
                            uint32_t number, int depth)
{
    struct kw_mood mood = {.modality = KW_MODALITY_ASSERTED};
    const struct kw_clause *c = clause_at(s, number);
    if (has_verb(c)) {
        local_polarity(s, c, &mood);
        local_modality(s, number, c, &mood);
    }
    outer_mood(s, voice, number, depth, &mood);
    return mood;
}

/* "denied the attack", "planned a visit": the noun is what the verb governs. */
static void govern_noun(const struct kw_scene *s, const struct kw_clause *c,
                        const struct kw_phrase *p, struct kw_mood *mood)
{
    if (!has_verb(c) || p->first < c->end)
        return;
    const struct kw_cue_word *word = word_at(s, c->head);
    if (word->says == KW_SAYS_DENY || word->says == KW_SAYS_ALLEGE ||
        word->says == KW_SAYS_ASK)
        apply_saying(s, word, p->clause, mood);
    else if (word->governs && word->denies)
        flip(&mood->polarity);
    else if (word->governs &&
             !kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_APPOINT))
        weaken(&mood->modality, word->governs_modality);
}

/* A noun that is what the clause is about: "made no attack", "there is no agreement". In
 * other places it stands for something that is, whatever the verb says of it. */
static bool attached(const struct kw_scene *s, const struct kw_clause *c, uint32_t phrase)
{
    if (!has_verb(c))
        return false;
    struct kw_str verb = kw_scene_lemma(s, c->head);
    bool carries = kw_cues_is(s->cues, verb, KW_CLASS_LIGHT) ||
                   kw_cues_is(s->cues, verb, KW_CLASS_COPULA) ||
                   kw_cues_is(s->cues, verb, KW_CLASS_APPOINT) ||
                   s->phrases[phrase].prep == KW_SLOT_AS;
    return carries &&
           (c->subject == phrase ? c->passive : s->phrases[phrase].first >= c->end);
}

static struct kw_mood noun_mood(const struct kw_scene *s, const struct kw_voice *voice,
                                const struct kw_predicate *predicate)
{
    struct kw_mood mood = {.modality = KW_MODALITY_ASSERTED};
    const struct kw_phrase *p = &s->phrases[predicate->phrase];
    const struct kw_clause *c =
        predicate->clause ? clause_at(s, predicate->clause) : NULL;
    bool counts = c && attached(s, c, predicate->phrase);
    if (c)
        mood = climb(s, voice, predicate->clause, 0);
    if (c && has_verb(c) && p->first >= c->end)
        mood.moot = mood.moot || is_moot(s, kw_scene_lemma(s, c->head), &mood);
    if (c && !counts) {
        mood.polarity = KW_POSITIVE;
        mood.modality =
            mood.modality < KW_MODALITY_ALLEGED ? KW_MODALITY_ASSERTED : mood.modality;
    }
    if (p->denied && !(counts && counted(s, c, predicate->phrase)))
        flip(&mood.polarity);
    if (c)
        govern_noun(s, c, p, &mood);
    if (p->under) { /* "under fire for its attacks", "allegations of attacks" */
        const struct kw_cue_word *word = word_at(s, s->phrases[p->under].head);
        if (word->governs && word->governs_modality == KW_MODALITY_ALLEGED)
            weaken(&mood.modality, KW_MODALITY_ALLEGED);
    }
    return mood;
}

struct kw_mood kw_mood_of(const struct kw_scene *s, const struct kw_voice *voice,
                          const struct kw_predicate *predicate)
{
    return predicate->phrase ? noun_mood(s, voice, predicate)
                             : climb(s, voice, predicate->clause, 0);
}

/* --- attribution -------------------------------------------------------------------- */

static bool has_complement(const struct kw_scene *s, uint32_t number)
{
    for (uint32_t i = number + 1; i <= s->clause_count && i <= number + 2; i++) {
        if (s->clauses[i].parent == number && s->clauses[i].kind == KW_CLAUSE_COMPLEMENT)
            return true;
    }
    return false;
}

/* 'Ada said: "..."', 'Ada said, "..."': what follows is said. */
static bool opens_quotation(const struct kw_scene *s, uint32_t number)
{
    const struct kw_clause *c = clause_at(s, number);
    if (number == s->clause_count || clause_at(s, number + 1)->parent)
        return false;
    uint32_t next = clause_at(s, number + 1)->start;
    for (uint32_t t = c->end; t < next && t < c->end + AHEAD; t++) {
        if (kw_str_eq(s->text->tokens[t].norm, KW_STR(":")))
            return true;
    }
    return is_quoted(s, c->end, clause_at(s, number + 1));
}

/* "praised Denmark": said of somebody, and not what somebody said. */
static bool has_theme(const struct kw_scene *s, const struct kw_clause *c)
{
    if (kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_TELL))
        return false;
    for (uint32_t a = c->args; a; a = s->phrases[a].next_arg) {
        const struct kw_phrase *p = &s->phrases[a];
        if (p->prep == KW_SLOT_NONE && p->first >= c->end && !p->is_time &&
            a != c->subject && p->apposed != c->subject)
            return true;
    }
    return false;
}

/* A clause of saying that stands aside of what it says: after it, in the middle of it,
 * before its quotation, or with "as" before it ("As Reuters reported, ..."). */
static bool trails(const struct kw_scene *s, uint32_t number)
{
    const struct kw_clause *c = clause_at(s, number);
    if (c->parent || !has_verb(c) || has_complement(s, number) || has_theme(s, c))
        return false;
    if (number == 1 && !(c->subject && s->phrases[c->subject].prep == KW_SLOT_AS) &&
        !opens_quotation(s, number))
        return false;
    enum kw_says says = word_at(s, c->head)->says;
    return says == KW_SAYS_SAY || says == KW_SAYS_DENY || says == KW_SAYS_ALLEGE ||
           says == KW_SAYS_THINK;
}

static struct kw_voice source_voice(const struct kw_scene *s)
{
    struct kw_voice voice = {0};
    for (uint32_t i = 1; i <= s->phrase_count; i++) {
        struct kw_fillers found;
        bool per = s->phrases[i].prep == KW_SLOT_PER && s->phrases[i].self;
        if (s->phrases[i].prep != KW_SLOT_SOURCE && !per)
            continue;
        voice.modality = KW_MODALITY_REPORTED;
        kw_phrase_voice(s, i, &found);
        if (found.count)
            voice.speaker = kw_scene_referent(s, found.refs[0]);
        else
            voice.speaker = kw_source_meant(s, i, KW_STR(""));
        voice.at = s->phrases[i].first;
        voice.phrase = i;
        return voice;
    }
    return voice;
}

struct kw_voice kw_voice_of(const struct kw_scene *s)
{
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        if (!trails(s, i))
            continue;
        struct kw_mood mood = {.modality = KW_MODALITY_ASSERTED};
        apply_saying(s, word_at(s, clause_at(s, i)->head), i, &mood);
        return (struct kw_voice){.speaker = mood.speaker,
                                 .modality = mood.modality,
                                 .polarity = mood.polarity,
                                 .at = mood.speaker_at,
                                 .clause = i,
                                 .phrase = clause_at(s, i)->subject};
    }
    return source_voice(s);
}

struct kw_voice kw_voice_leading(const struct kw_scene *s)
{
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        const struct kw_clause *c = clause_at(s, i);
        if (!has_verb(c) || word_at(s, c->head)->says != KW_SAYS_SAY ||
            !has_complement(s, i))
            continue;
        return (struct kw_voice){.speaker = subject_referent(s, c),
                                 .modality = KW_MODALITY_REPORTED,
                                 .at = c->head,
                                 .clause = i,
                                 .phrase = c->subject};
    }
    return (struct kw_voice){0};
}
