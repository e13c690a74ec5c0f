/* pass.c - from a claim to a finding: time, place, phrase, confidence. */
#include "relate/pass.h"

#define WAY_CONFIDENCE(id, tie, event) {tie, event},
static const unsigned confidences[][2] = {KW_WAYS(WAY_CONFIDENCE)};
#undef WAY_CONFIDENCE

/* The place that an argument with "in" or "at" of the clause names. */
static uint32_t place_of(const struct kw_scene *s, const struct kw_claim *claim)
{
    if (!claim->clause)
        return 0;
    for (uint32_t a = s->clauses[claim->clause].args; a; a = s->phrases[a].next_arg) {
        const struct kw_phrase *p = &s->phrases[a];
        if ((p->prep != KW_SLOT_IN && p->prep != KW_SLOT_AT) || !p->self)
            continue;
        uint32_t referent = kw_scene_referent(s, p->self - 1);
        enum kw_type type = kw_scene_data(s, p->self - 1)->referent.type;
        if ((type == KW_TYPE_PLACE || type == KW_TYPE_COUNTRY) &&
            referent != claim->subject && referent != claim->object)
            return referent;
    }
    return 0;
}

/* Whether it happens, or else simply is. */
static bool is_event(enum kw_relation type)
{
    return type >= KW_RELATION_ASSOCIATE && type != KW_RELATION_NONE;
}

/* Whether it holds for long, so that when something else was says nothing of it. */
static bool lasts(enum kw_relation type)
{
    return !is_event(type) && type != KW_RELATION_MAKES && type != KW_RELATION_FOUNDED;
}

bool kw_is_spoken(enum kw_relation type)
{
    return type == KW_RELATION_REQUEST || type == KW_RELATION_ACCUSE ||
           type == KW_RELATION_REJECT || type == KW_RELATION_SUPPORT ||
           type == KW_RELATION_THREATEN;
}

static struct kw_time time_of(const struct kw_pass *pass, const struct kw_claim *claim)
{
    if (claim->type == KW_RELATION_LOCATED_IN) /* places stay where they are */
        return KW_TIME_NONE;
    struct kw_deed deed = {.clause = claim->clause,
                           .phrase = claim->phrase,
                           .near = claim->near,
                           .lasting = lasts(claim->type),
                           .plan = claim->mood.modality == KW_MODALITY_PLANNED ||
                                   (!claim->phrase &&
                                    kw_when_ahead(pass->scene, claim->clause))};
    struct kw_time time =
        kw_when_of(pass->scene, pass->whens, pass->scene->time_count, &deed);
    if (time.precision == KW_PRECISION_NONE && kw_is_spoken(claim->type) &&
        claim->mood.modality == KW_MODALITY_ASSERTED)
        return kw_occasion_of(pass->occasion, pass->scene, claim->subject, claim->clause);
    return time;
}

enum kw_status kw_pass_claim(struct kw_pass *pass, const struct kw_claim *claim,
                             struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct kw_finding f = {.sentence = s->text->sentences[s->sentence].span};
    if (!claim->subject || !claim->object || claim->subject == claim->object)
        return KW_OK;
    uint32_t speaker = claim->mood.speaker;
    f.statement =
        (struct kw_statement){.subject = claim->subject,
                              .type = claim->type,
                              .object = claim->object,
                              .polarity = claim->mood.polarity,
                              .modality = claim->mood.modality,
                              .speaker = speaker,
                              .item = claim->item,
                              .title = claim->title,
                              .time = time_of(pass, claim),
                              .place = place_of(s, claim),
                              .phrase = kw_text_span(s->text, claim->first, claim->end),
                              .confidence = confidences[claim->way][is_event(claim->type)]};
    if (f.statement.item == claim->subject || f.statement.item == claim->object)
        f.statement.item = 0;
    return kw_gather_add(pass->gather, &f, err);
}
