/* pass.c - from a claim to a finding: time, place, phrase, confidence. */
#include "relate/pass.h"

#define WAY_CONFIDENCE(id, tie, event) {tie, event},
static const unsigned confidences[][2] = {KW_WAYS(WAY_CONFIDENCE)};
#undef WAY_CONFIDENCE

/* Clauses whose time is also that of the clause they hang on. */
static bool shares_time(const struct kw_clause *c)
{
    return c->kind == KW_CLAUSE_INFINITIVE || c->kind == KW_CLAUSE_GERUND ||
           c->kind == KW_CLAUSE_PARTICIPLE;
}

static uint32_t clause_at(const struct kw_scene *s, uint32_t byte)
{
    /* Binary search: sentences are long enough for it to matter. */
    uint32_t low = s->first, high = s->end;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (s->text->tokens[mid].span.end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low < s->end ? s->clause_of[low - s->first] : 0;
}

/* The time expression in the clause, else in those that share its time. */
static struct kw_time time_of(const struct kw_pass *pass, const struct kw_claim *claim)
{
    const struct kw_scene *s = pass->scene;
    uint32_t clause = claim->clause;
    bool plan = claim->mood.modality == KW_MODALITY_PLANNED;
    for (int i = 0; clause && i < 4; i++) {
        for (size_t t = 0; t < s->time_count; t++) {
            uint32_t in = clause_at(s, s->times[t].start);
            bool inner = in && s->clauses[in].parent == clause && in > clause &&
                         shares_time(&s->clauses[in]);
            if (in == clause || inner)
                return plan ? pass->times[t].future : pass->times[t].past;
        }
        if (!shares_time(&s->clauses[clause]) &&
            s->clauses[clause].kind != KW_CLAUSE_COORDINATE)
            break;
        clause = s->clauses[clause].parent;
    }
    return KW_TIME_NONE;
}

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
