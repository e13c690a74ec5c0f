/* occasion.c - who spoke on which day. */
#include "relate/occasion.h"

enum { REACH = 4 }; /* sentences */

static uint32_t speaker_of(const struct kw_scene *s, uint32_t clause)
{
    struct kw_predicate predicate = {.clause = clause};
    struct kw_fillers found;
    kw_slot_fill(s, &predicate, KW_SLOT_SUBJ, &found);
    return found.count ? kw_scene_referent(s, found.refs[0]) : 0;
}

void kw_occasion_note(struct kw_occasion *occasion, const struct kw_scene *s,
                      const struct kw_when *whens)
{
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        const struct kw_clause *c = &s->clauses[i];
        if (c->head == c->end || !kw_cues_word(s->cues, kw_scene_lemma(s, c->head))->says)
            continue;
        uint32_t speaker = speaker_of(s, i);
        struct kw_deed deed = {.clause = i};
        struct kw_time time = kw_when_of(s, whens, s->time_count, &deed);
        bool goes_on = speaker == occasion->speaker && !s->time_count;
        if (!speaker || goes_on)
            continue;
        *occasion = (struct kw_occasion){0};
        if (time.precision == KW_PRECISION_DAY)
            *occasion = (struct kw_occasion){speaker, time, s->sentence};
        return;
    }
}

struct kw_time kw_occasion_of(const struct kw_occasion *occasion,
                              const struct kw_scene *s, uint32_t who, uint32_t clause)
{
    const struct kw_clause *c = &s->clauses[clause];
    if (!clause || c->head == c->end || who != occasion->speaker || s->time_count ||
        s->sentence > occasion->sentence + REACH ||
        s->text->tokens[c->first].tag != KW_TAG_VBD ||
        kw_str_eq(kw_scene_lemma(s, c->first), KW_STR("have")))
        return KW_TIME_NONE;
    return occasion->time;
}
