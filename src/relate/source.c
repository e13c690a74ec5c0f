/* source.c - the source that a sentence leans on. */
#include "relate/source.h"

enum {
    REACH = 3, /* sentences until a source is forgotten */
    NEXT = 2,  /* and until what it brought up is: a heading may stand between */
};

static bool is_word(const struct kw_scene *s, uint32_t token, const char *word)
{
    return kw_str_eq(s->text->tokens[token].norm, kw_str_of(word));
}

static bool is_report(const struct kw_scene *s, struct kw_str lemma)
{
    return kw_cues_is(s->cues, lemma, KW_CLASS_REPORT);
}

static bool is_person(const struct kw_scene *s, uint32_t referent)
{
    return s->references->referents[referent - 1].referent.type == KW_TYPE_PERSON;
}

/* --- who is meant ------------------------------------------------------------------- */

/* "it", "she": one word that may stand for the source. */
static bool pronoun_fits(const struct kw_scene *s, const struct kw_phrase *p)
{
    const struct kw_source *source = s->source;
    const struct kw_refdata *data = &s->references->referents[source->speaker - 1];
    if (p->end != p->first + 1)
        return false;
    if (is_word(s, p->first, "he"))
        return is_person(s, source->speaker) && !data->female;
    if (is_word(s, p->first, "she"))
        return is_person(s, source->speaker) && !data->male;
    return is_word(s, p->first, "it") &&
           (source->written || !is_person(s, source->speaker));
}

static bool is_definite(const struct kw_scene *s, const struct kw_phrase *p)
{
    return is_word(s, p->first, "the") || is_word(s, p->first, "this") ||
           is_word(s, p->first, "that") || is_word(s, p->first, "these") ||
           is_word(s, p->first, "those");
}

uint32_t kw_source_meant(const struct kw_scene *s, uint32_t phrase, struct kw_str verb)
{
    const struct kw_source *source = s->source;
    const struct kw_phrase *p = &s->phrases[phrase];
    if (!phrase || !source || !source->speaker ||
        s->sentence > source->sentence + REACH)
        return 0;
    if (s->text->tokens[p->head].tag == KW_TAG_PRP)
        return pronoun_fits(s, p) ? source->speaker : 0;
    struct kw_str lemma = kw_scene_lemma(s, p->head);
    bool adds = kw_str_eq(verb, KW_STR("add"));
    if (p->self || p->owner || (!adds && !is_definite(s, p)))
        return 0;
    bool same = kw_str_eq(lemma, source->medium);
    return same || (source->written && is_report(s, lemma)) ? source->speaker : 0;
}

/* --- what goes on ------------------------------------------------------------------- */

/* "the contract", and at the head of a line "Contract allowed ...". */
static bool takes_up(const struct kw_scene *s, const struct kw_phrase *p)
{
    enum kw_tag tag = s->text->tokens[p->head].tag;
    return !p->self && !p->owner &&
           (is_definite(s, p) || (p->first == s->first && p->first == p->head &&
                                  tag == KW_TAG_NN));
}

/* The same noun, or another word for it: "contract" and "deal". */
static bool is_told(const struct kw_scene *s, struct kw_str lemma)
{
    bool deal = kw_cues_is(s->cues, lemma, KW_CLASS_DEAL);
    for (unsigned i = 0; i < s->source->told_count; i++) {
        struct kw_str told = s->source->told[i];
        if (kw_str_eq(told, lemma) || (deal && kw_cues_is(s->cues, told, KW_CLASS_DEAL)))
            return true;
    }
    return false;
}

struct kw_voice kw_source_voice(const struct kw_scene *s)
{
    const struct kw_source *source = s->source;
    if (!source || !source->speaker || s->sentence > source->sentence + NEXT)
        return (struct kw_voice){0};
    uint32_t subject = s->clause_count ? s->clauses[1].subject : 0;
    const struct kw_phrase *p = &s->phrases[subject];
    if (!subject || !takes_up(s, p) || !is_told(s, kw_scene_lemma(s, p->head)))
        return (struct kw_voice){0};
    return (struct kw_voice){.speaker = source->speaker,
                             .modality = KW_MODALITY_REPORTED,
                             .at = s->end};
}

/* --- what is told ------------------------------------------------------------------- */

/* "the report said", "Microsoft said in a report", "reported": the noun, or empty. */
static struct kw_str medium_of(const struct kw_scene *s, const struct kw_voice *voice)
{
    const struct kw_phrase *p = &s->phrases[voice->phrase];
    if (voice->phrase && !p->self)
        return kw_scene_lemma(s, p->head);
    if (!voice->clause)
        return (struct kw_str){0};
    const struct kw_clause *c = &s->clauses[voice->clause];
    for (uint32_t a = c->args; a; a = s->phrases[a].next_arg) {
        struct kw_str lemma = kw_scene_lemma(s, s->phrases[a].head);
        if (s->phrases[a].prep == KW_SLOT_IN && is_report(s, lemma))
            return lemma;
    }
    struct kw_str verb = kw_scene_lemma(s, c->head);
    return is_report(s, verb) ? verb : (struct kw_str){0};
}

static bool is_new(const struct kw_scene *s, const struct kw_phrase *p)
{
    return !p->self && !p->is_time && p->clause &&
           (is_word(s, p->first, "a") || is_word(s, p->first, "an"));
}

/* Remembers what the source has brought up in this sentence. */
static void note_told(struct kw_source *source, const struct kw_scene *s,
                      const struct kw_voice *voice)
{
    for (uint32_t i = 1; i <= s->phrase_count; i++) {
        const struct kw_phrase *p = &s->phrases[i];
        if (source->told_count == KW_SOURCE_TOLD || !is_new(s, p))
            continue;
        struct kw_predicate predicate = {.clause = p->clause};
        if (kw_mood_of(s, voice, &predicate).speaker == source->speaker)
            source->told[source->told_count++] = kw_scene_lemma(s, p->head);
    }
}

void kw_source_note(struct kw_source *source, const struct kw_scene *s,
                    const struct kw_voice *voice)
{
    struct kw_voice leads = voice->speaker ? *voice : kw_voice_leading(s);
    if (!leads.speaker)
        return;
    struct kw_str medium = medium_of(s, &leads);
    enum kw_type type = s->references->referents[leads.speaker - 1].referent.type;
    if (leads.speaker != source->speaker)
        *source = (struct kw_source){.speaker = leads.speaker};
    if (medium.len)
        source->medium = medium;
    source->written = source->written || type == KW_TYPE_OUTLET || is_report(s, medium);
    source->sentence = s->sentence;
    if (source->written)
        note_told(source, s, voice);
}
