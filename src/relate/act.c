/* act.c - statements by frames: verbs and nouns that say what happens. */
#include "relate/pass.h"

#include <string.h>

/* Referents that fill one slot. */
struct actors {
    uint32_t items[KW_FILLERS];
    uint32_t at[KW_FILLERS]; /* where each is named: a token, or 0 */
    unsigned count;
    uint32_t phrase; /* the first phrase they stand in, or 0 */
};

struct act {
    struct kw_pass *pass;
    const struct kw_frame_hit *hit;
    struct kw_mood mood;
    enum kw_slot subject; /* slots in use */
    enum kw_slot object;
};

/* "We urge Washington", "I met Xi": the subject is who says it. */
static bool first_person(const struct act *act)
{
    const struct kw_scene *s = act->pass->scene;
    const struct kw_predicate *p = &act->hit->predicate;
    const struct kw_clause *c = &s->clauses[p->clause];
    if (p->phrase || !p->clause || !c->subject || c->passive)
        return false;
    struct kw_str word = s->text->tokens[s->phrases[c->subject].head].norm;
    return kw_str_eq(word, KW_STR("i")) ||
           (kw_str_eq(word, KW_STR("we")) && kw_is_spoken(act->hit->frame->relation));
}

/* Who is against what somebody does is against him. */
static bool judges(enum kw_relation type)
{
    return type == KW_RELATION_ACCUSE || type == KW_RELATION_REJECT ||
           type == KW_RELATION_PROTEST || type == KW_RELATION_SUPPORT;
}

/* What is based somewhere is a firm rather than a person whose type is a guess, or who is
 * called a company or a site there. */
static bool is_firm_like(const struct act *act, const struct kw_refdata *data)
{
    const struct kw_scene *s = act->pass->scene;
    uint32_t subject = s->clauses[act->hit->predicate.clause].subject;
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    return data->guessed ||
           (subject &&
            kw_lexicon_find(s->cues->lexicon, kw_scene_lemma(s, s->phrases[subject].head),
                            &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme));
}

static void fill(const struct act *act, const struct kw_frame_slot *slot,
                 struct actors *out)
{
    const struct kw_references *references = act->pass->scene->references;
    struct kw_fillers found;
    *out = (struct actors){0};
    bool judged = judges(act->hit->frame->relation);
    found.count = 0;
    if (judged && slot->slot == KW_SLOT_OBJ) /* "criticized Turkey's purchase of S-400" */
        kw_slot_doer(act->pass->scene, &act->hit->predicate, slot->slot, &found);
    if (!found.count)
        kw_slot_fill(act->pass->scene, &act->hit->predicate, slot->slot, &found);
    if (slot->slot == KW_SLOT_SPEAKER ||
        (slot->slot == KW_SLOT_SUBJ && !found.count && first_person(act))) {
        if (act->mood.speaker)
            out->items[out->count++] = act->mood.speaker;
        return;
    }
    if (!found.count && slot->slot >= KW_SLOT_BY && judged)
        kw_slot_doer(act->pass->scene, &act->hit->predicate, slot->slot, &found);
    for (unsigned i = 0; i < found.count; i++) {
        const struct kw_refdata *data = kw_scene_data(act->pass->scene, found.refs[i]);
        enum kw_type type = data->referent.type;
        if (slot->slot == KW_SLOT_OBJ && slot->type == KW_TYPE_PERSON &&
            type == slot->type && act->hit->frame->relation == KW_RELATION_ORIGIN &&
            is_firm_like(act, data))
            continue;
        if (slot->type != KW_TYPE_NONE && (slot->type == type) == slot->other)
            continue;
        out->at[out->count] = references->items[found.refs[i]].first;
        out->items[out->count++] = kw_scene_referent(act->pass->scene, found.refs[i]);
    }
    out->phrase = found.phrase;
}

/* The words that carry it: the predicate, up to the preposition before the object. */
static void carry(const struct act *act, const struct actors *object,
                  struct kw_claim *claim)
{
    const struct kw_scene *s = act->pass->scene;
    const struct kw_predicate *p = &act->hit->predicate;
    claim->first = p->last;
    claim->end = p->last + 1;
    if (!p->phrase) {
        const struct kw_clause *c = &s->clauses[p->clause];
        claim->first = c->first < p->last ? c->first : p->last;
        claim->end = p->last + 1 > c->end ? p->last + 1 : c->end;
    }
    if (!object->phrase)
        return;
    const struct kw_phrase *o = &s->phrases[object->phrase];
    if (o->prep != KW_SLOT_NONE && o->first >= claim->end && o->first <= claim->end + 8)
        claim->end = o->first;
}

static enum kw_way way_of(const struct act *act)
{
    const struct kw_predicate *p = &act->hit->predicate;
    if (act->subject == KW_SLOT_SPEAKER)
        return KW_WAY_SPOKEN;
    if (act->subject == KW_SLOT_SELF || act->object == KW_SLOT_SELF)
        return KW_WAY_DENOTED;
    if (p->phrase)
        return KW_WAY_NOMINAL;
    const struct kw_clause *c = &act->pass->scene->clauses[p->clause];
    if (c->passive)
        return KW_WAY_PASSIVE;
    return c->finite ? KW_WAY_ACTIVE : KW_WAY_CONTROLLED;
}

/* What is said of somebody, when the saying itself is the statement. */
static bool spoken(struct act *act)
{
    if (act->mood.polarity == KW_NEGATIVE || act->mood.modality < KW_MODALITY_ALLEGED)
        return false;
    act->mood = (struct kw_mood){
        .modality = KW_MODALITY_ASSERTED, .speaker = 0, .said = act->mood.said};
    return true;
}

/* Whether the verb of a clause tells a deed of its own, and not that of its noun as in
 * "launched an attack", "the attack killed six" or "talks began". */
static bool tells_other(const struct act *act, const struct kw_clause *c)
{
    const struct kw_scene *s = act->pass->scene;
    struct kw_str verb = kw_scene_lemma(s, c->head);
    bool does = c->subject == act->hit->predicate.phrase && !c->passive;
    return !does && !kw_cues_is(s->cues, verb, KW_CLASS_LIGHT) &&
           (kw_cues_word(s->cues, verb)->says ||
            kw_map_get(&act->pass->frames->verbs, verb));
}

/* The clause whose time and place are those of the statement; or 0. */
static uint32_t clause_of(const struct act *act, enum kw_way way)
{
    const struct kw_scene *s = act->pass->scene;
    const struct kw_predicate *p = &act->hit->predicate;
    const struct kw_clause *c = &s->clauses[p->clause];
    if (way == KW_WAY_SPOKEN || (act->subject == KW_SLOT_SUBJ && first_person(act)))
        return act->mood.said; /* to say it is to do it */
    if (!p->clause || c->head == c->end || (way != KW_WAY_DENOTED && !p->phrase))
        return p->clause;
    if (way != KW_WAY_DENOTED)
        return tells_other(act, c) ? 0 : p->clause;
    /* "He shot his brother in May": they are brothers at any time. */
    struct kw_str verb = kw_scene_lemma(s, c->head);
    bool about = kw_cues_is(s->cues, verb, KW_CLASS_COPULA) ||
                 kw_cues_is(s->cues, verb, KW_CLASS_APPOINT);
    return about ? p->clause : 0;
}

static enum kw_status claim_pairs(struct act *act, const struct actors *subjects,
                                  const struct actors *objects, struct kw_error *err)
{
    struct kw_claim claim = {
        .type = act->hit->frame->relation, .mood = act->mood, .way = way_of(act)};
    const struct kw_predicate *p = &act->hit->predicate;
    claim.clause = clause_of(act, claim.way);
    claim.phrase = p->phrase ? p->phrase : p->inner;
    bool same = act->subject == act->object;
    carry(act, objects, &claim);
    for (int i = 0; act->hit->frame->item[i].slot && !claim.item; i++) {
        struct actors items;
        fill(act, &act->hit->frame->item[i], &items);
        claim.item = items.count ? items.items[0] : 0;
    }
    if (act->hit->frame->item_needed && !claim.item)
        return KW_OK;
    for (unsigned i = 0; i < subjects->count; i++) {
        for (unsigned j = same ? i + 1 : 0; j < objects->count; j++) {
            claim.subject = subjects->items[i];
            claim.object = objects->items[j];
            claim.near = objects->at[j];
            enum kw_status status = kw_pass_claim(act->pass, &claim, err);
            if (status != KW_OK)
                return status;
        }
    }
    return KW_OK;
}

/* The name of a place right after that of another and a comma, or that itself. */
static uint32_t wider_ref(const struct kw_scene *s, uint32_t ref)
{
    const struct kw_reference *a = &s->references->items[ref], *b = a + 1;
    if (ref + 1 >= s->ref_end || b->first != a->end + 1 ||
        !kw_str_eq(s->text->tokens[a->end].norm, KW_STR(",")) ||
        !kw_mention_names(b->mention.kind) || b->mention.kind == KW_MENTION_DEMONYM)
        return ref;
    enum kw_type type = kw_scene_data(s, ref + 1)->referent.type;
    return type == KW_TYPE_PLACE || type == KW_TYPE_COUNTRY ? ref + 1 : ref;
}

/* "based in Riga, later in Oslo": the other places of the same clause. */
static void add_others(const struct act *act, struct actors *objects)
{
    const struct kw_scene *s = act->pass->scene;
    const struct kw_predicate *p = &act->hit->predicate;
    if (act->hit->frame->relation != KW_RELATION_BASED_IN || p->phrase ||
        !objects->phrase || s->phrases[objects->phrase].prep == KW_SLOT_NONE)
        return;
    uint32_t a = s->phrases[objects->phrase].next_arg;
    for (; a && objects->count < KW_FILLERS; a = s->phrases[a].next_arg) {
        uint32_t self = s->phrases[a].self;
        enum kw_type type =
            self ? kw_scene_data(s, self - 1)->referent.type : KW_TYPE_NONE;
        if (s->phrases[a].prep == s->phrases[objects->phrase].prep &&
            (type == KW_TYPE_PLACE || type == KW_TYPE_COUNTRY))
            objects->items[objects->count++] = kw_scene_referent(s, self - 1);
    }
}

/* "born in Kano, Nigeria": who was born in the one was in the other. */
static void add_wider(const struct act *act, struct actors *objects)
{
    const struct kw_scene *s = act->pass->scene;
    enum kw_relation type = act->hit->frame->relation;
    if ((type != KW_RELATION_ORIGIN && type != KW_RELATION_BASED_IN) ||
        objects->count != 1 || !objects->phrase)
        return;
    const struct kw_phrase *p = &s->phrases[objects->phrase];
    if (!p->self || p->apposed != objects->phrase + 1)
        return;
    uint32_t ref = p->self - 1, next = wider_ref(s, ref);
    for (int i = 0; i < 3 && next != ref && objects->count < KW_FILLERS; i++) {
        objects->items[objects->count++] = kw_scene_referent(s, next);
        ref = next;
        next = wider_ref(s, ref);
    }
}

/* "Attacks in Iraq and Mali": two joined by "and" do nothing to each other, unless it is
 * one place of the frame that both are to fill. */
static bool same_names(const struct act *act, const struct actors *a,
                       const struct actors *b)
{
    return act->subject != act->object && a->count > 1 && a->count == b->count &&
           memcmp(a->at, b->at, a->count * sizeof a->at[0]) == 0;
}

static bool any_suits(const struct act *act, const struct actors *subjects,
                      const struct actors *objects)
{
    const struct kw_references *references = act->pass->scene->references;
    if (same_names(act, subjects, objects))
        return false;
    for (unsigned i = 0; i < subjects->count; i++) {
        for (unsigned j = 0; j < objects->count; j++) {
            if (kw_ends_suit(references, act->hit->frame->relation, subjects->items[i],
                             objects->items[j]))
                return true;
        }
    }
    return false;
}

/* Of the slots a frame allows, the first two that give a statement. */
static enum kw_status claim_frame(struct kw_pass *pass, const struct kw_frame_hit *hit,
                                  struct kw_error *err)
{
    const struct kw_frame *frame = hit->frame;
    struct act act = {.pass = pass, .hit = hit};
    struct actors subjects, objects;
    act.mood = kw_mood_of(pass->scene, &pass->voice, &hit->predicate);
    if (act.mood.moot)
        return KW_OK;
    for (int i = 0; frame->subject[i].slot; i++) {
        act.subject = frame->subject[i].slot;
        fill(&act, &frame->subject[i], &subjects);
        for (int j = 0; subjects.count && frame->object[j].slot; j++) {
            act.object = frame->object[j].slot;
            fill(&act, &frame->object[j], &objects);
            if (!any_suits(&act, &subjects, &objects))
                continue;
            if (act.subject == KW_SLOT_SPEAKER && !spoken(&act))
                return KW_OK;
            if (frame->polarity == KW_NEGATIVE)
                act.mood.polarity =
                    act.mood.polarity == KW_NEGATIVE ? KW_POSITIVE : KW_NEGATIVE;
            if (frame->modality && frame->modality < act.mood.modality)
                act.mood.modality = frame->modality;
            add_wider(&act, &objects);
            add_others(&act, &objects);
            return claim_pairs(&act, &subjects, &objects, err);
        }
    }
    return KW_OK;
}

static enum kw_status claim_hits(struct kw_pass *pass, const struct kw_frame_hit *hits,
                                 size_t count, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = claim_frame(pass, &hits[i], err);
    return status;
}

/* --- what no frame knows -------------------------------------------------------------
 */

static bool joins(const struct kw_pass *pass, uint32_t clause)
{
    const struct kw_scene *s = pass->scene;
    struct kw_str lemma = kw_scene_lemma(s, s->clauses[clause].head);
    return !kw_cues_word(s->cues, lemma)->says &&
           !kw_cues_is(s->cues, lemma, KW_CLASS_COPULA) &&
           !kw_cues_is(s->cues, lemma, KW_CLASS_LIGHT);
}

/* The first argument of the clause after its verb that refers to something. */
static void first_object(const struct kw_scene *s, uint32_t clause,
                         struct kw_fillers *found)
{
    const struct kw_clause *c = &s->clauses[clause];
    *found = (struct kw_fillers){0};
    for (uint32_t a = c->args; a && !found->count; a = s->phrases[a].next_arg) {
        if (s->phrases[a].first >= c->end && !s->phrases[a].is_time)
            kw_phrase_refs(s, a, found);
    }
}

static enum kw_status open_clause(struct kw_pass *pass, uint32_t clause,
                                  struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_clause *c = &s->clauses[clause];
    struct kw_predicate p = {.clause = clause, .last = c->head};
    struct kw_fillers subject, object;
    if (!joins(pass, clause))
        return KW_OK;
    kw_slot_fill(s, &p, KW_SLOT_SUBJ, &subject);
    if (c->passive)
        kw_slot_fill(s, &p, KW_SLOT_OBJ, &object);
    else
        first_object(s, clause, &object);
    if (!subject.count || !object.count)
        return KW_OK;
    uint32_t a = kw_scene_referent(s, subject.refs[0]);
    uint32_t b = kw_scene_referent(s, object.refs[0]);
    uint32_t end = c->end, start = s->phrases[object.phrase].first;
    if (a == b)
        return KW_OK;
    if (start > end && start <= end + 8)
        end = start;
    return kw_gather_open(
        pass->gather,
        (struct kw_open){.subject = a,
                         .object = b,
                         .phrase = kw_text_span(s->text, c->first, end),
                         .lemma = kw_scene_lemma(s, c->head),
                         .evidence = s->text->sentences[s->sentence].span},
        err);
}

/* --- what somebody must do ------------------------------------------------------------
 */

static bool has_must(const struct kw_scene *s, const struct kw_clause *c)
{
    for (uint32_t t = c->first; t < c->end; t++) {
        if (kw_str_eq(s->text->tokens[t].norm, KW_STR("must")))
            return true;
    }
    return false;
}

/* "Washington said that Beijing must stop": who says so demands it. */
static enum kw_status find_duty(struct kw_pass *pass, uint32_t clause,
                                struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_clause *c = &s->clauses[clause];
    struct kw_predicate p = {.clause = clause, .last = c->head};
    struct kw_fillers subject;
    if (c->passive || !c->subject || !has_must(s, c))
        return KW_OK;
    struct kw_mood mood = kw_mood_of(s, &pass->voice, &p);
    kw_slot_fill(s, &p, KW_SLOT_SUBJ, &subject);
    if (!mood.speaker || !subject.count || mood.polarity == KW_NEGATIVE)
        return KW_OK;
    struct kw_claim claim = {.subject = mood.speaker,
                             .type = KW_RELATION_REQUEST,
                             .mood = {.modality = KW_MODALITY_ASSERTED},
                             .clause =
                                 mood.said, /* when it was said, not when it must be */
                             .first = c->first,
                             .end = c->end,
                             .way = KW_WAY_SPOKEN};
    enum kw_status status = KW_OK;
    for (unsigned i = 0; i < subject.count && status == KW_OK; i++) {
        claim.object = kw_scene_referent(s, subject.refs[i]);
        status = kw_pass_claim(pass, &claim, err);
    }
    return status;
}

/* --- what several do together ---------------------------------------------------------
 */

static bool jointly(const struct kw_scene *s, const struct kw_clause *c)
{
    uint32_t end = c->end + 2 < s->end ? c->end + 2 : s->end;
    for (uint32_t t = c->first; t < end; t++) {
        if (kw_str_eq(s->text->tokens[t].norm, KW_STR("jointly")) ||
            kw_str_eq(s->text->tokens[t].norm, KW_STR("together")))
            return true;
    }
    return false;
}

/* "Acme, together with Zarya, built it" */
static bool is_with(const struct kw_scene *s, const struct kw_phrase *p)
{
    static const char *const words[] = {"together",      "jointly",     "cooperation",
                                        "collaboration", "partnership", "along"};
    if (p->prep != KW_SLOT_WITH || p->first < s->first + 2)
        return false;
    return KW_STR_AMONG(s->text->tokens[p->first - 2].norm, words);
}

/* Those who take part beside the subject. */
static void partners(const struct kw_scene *s, const struct kw_clause *c,
                     struct kw_fillers *out)
{
    *out = (struct kw_fillers){0};
    for (uint32_t a = c->args; a && !out->count; a = s->phrases[a].next_arg) {
        if (is_with(s, &s->phrases[a]))
            kw_phrase_refs(s, a, out);
    }
}

/* "Acme and Zarya jointly built it": whatever it is, they work together. */
static enum kw_status find_joint(struct kw_pass *pass, uint32_t clause,
                                 struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_clause *c = &s->clauses[clause];
    struct kw_predicate p = {.clause = clause, .last = c->head};
    struct kw_fillers who, others;
    partners(s, c, &others);
    if (!others.count && !jointly(s, c))
        return KW_OK;
    kw_slot_fill(s, &p, KW_SLOT_SUBJ, &who);
    if (who.count + (others.count > 0) < 2 || who.count == 0)
        return KW_OK;
    for (unsigned i = 0; i < others.count && who.count < KW_FILLERS; i++)
        who.refs[who.count++] = others.refs[i];
    struct kw_claim claim = {.type = KW_RELATION_COOPERATE,
                             .mood = kw_mood_of(s, &pass->voice, &p),
                             .clause = clause,
                             .first = c->first,
                             .end = c->end,
                             .way = c->passive ? KW_WAY_PASSIVE : KW_WAY_ACTIVE};
    enum kw_status status = KW_OK;
    for (unsigned i = 0; i + 1 < who.count; i++) {
        for (unsigned j = i + 1; j < who.count && status == KW_OK; j++) {
            claim.subject = kw_scene_referent(s, who.refs[i]);
            claim.object = kw_scene_referent(s, who.refs[j]);
            status = kw_pass_claim(pass, &claim, err);
        }
    }
    return status;
}

/* --- the finder ----------------------------------------------------------------------
 */

/* Names are not predicates; what refers back ("the founder") may be. */
static bool inside_name(const struct kw_scene *s, const struct kw_phrase *p, uint32_t at)
{
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        if (r->first <= at && at < r->end && r->mention.kind != KW_MENTION_NOMINAL)
            return true;
    }
    return false;
}

static enum kw_status find_in_phrase(struct kw_pass *pass, uint32_t number,
                                     struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    struct kw_frame_hit hits[KW_FRAME_HITS];
    enum kw_status status = KW_OK;
    if (p->is_time)
        return KW_OK;
    for (uint32_t at = p->first; at < p->end && status == KW_OK; at++) {
        enum kw_tag tag = s->text->tokens[at].tag;
        bool adjective = tag == KW_TAG_JJ && at != p->head; /* but "native" is a noun */
        if ((!kw_tag_is_noun(tag) && tag != KW_TAG_JJ) || inside_name(s, p, at))
            continue;
        size_t count = kw_frames_of_noun(pass->frames, s, number, at, hits);
        if (adjective && count && hits[0].frame->word_count == 1)
            continue; /* "military operation" begins with one */
        status = claim_hits(pass, hits, count, err);
    }
    return status;
}

enum kw_status kw_find_frames(struct kw_pass *pass, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct kw_frame_hit hits[KW_FRAME_HITS];
    enum kw_status status = KW_OK;
    for (uint32_t i = 1; i <= s->clause_count && status == KW_OK; i++) {
        if (s->clauses[i].head == s->clauses[i].end)
            continue;
        size_t count = kw_frames_of_verb(pass->frames, s, i, hits);
        status = count ? claim_hits(pass, hits, count, err) : open_clause(pass, i, err);
        if (status == KW_OK)
            status = find_duty(pass, i, err);
        if (status == KW_OK)
            status = find_joint(pass, i, err);
    }
    for (uint32_t i = 1; i <= s->phrase_count && status == KW_OK; i++)
        status = find_in_phrase(pass, i, err);
    return status;
}
