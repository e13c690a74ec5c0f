/* tie.c - what names beside names say: the Israeli firm, China's Foreign Ministry, NSO's
 * Pegasus, Kano in Nigeria. */
#include "relate/pass.h"

#define BIT(type) (1u << KW_TYPE_##type)
enum {
    ANYWHERE = BIT(COUNTRY) | BIT(PLACE),
    HOUSED = BIT(FIRM) | BIT(OUTLET) | BIT(ORGANIZATION),
};

/* A possessor or modifier and what it says of the name it stands before, by their types.
 * The order of rows is the order in which they are tried. */
static const struct tie {
    unsigned modifier; /* types of the possessor or modifier */
    unsigned self;     /* types of what it is before */
    enum kw_relation relation;
    bool reversed;  /* the modifier is the subject */
    bool possessor; /* holds for "X's Y" */
    bool demonym;   /* holds for a demonym: "Israeli Y" */
    bool name;      /* holds for another name right before: "Airbus A350" */
} ties[] = {
    {BIT(COUNTRY), BIT(AGENCY), KW_RELATION_PART_OF, false, true, true, true},
    {BIT(AGENCY) | HOUSED, BIT(AGENCY), KW_RELATION_PART_OF, false, true, false, false},
    {ANYWHERE, HOUSED, KW_RELATION_BASED_IN, false, true, true, false},
    {ANYWHERE, BIT(PLACE), KW_RELATION_LOCATED_IN, false, true, true, false},
    {HOUSED & ~BIT(OUTLET), BIT(TOOL), KW_RELATION_MAKES, true, true, false, true},
    {BIT(PERSON), BIT(WORK), KW_RELATION_MAKES, true, true, false, false},
    {HOUSED | BIT(AGENCY), BIT(PERSON), KW_RELATION_ROLE_AT, false, true, false, false},
};

static enum kw_type type_of(const struct kw_scene *s, uint32_t referent)
{
    return s->references->referents[referent - 1].referent.type;
}

static enum kw_status claim_tie(struct kw_pass *pass, const struct tie *tie,
                                uint32_t modifier, uint32_t self, uint32_t first,
                                uint32_t end, enum kw_way way, struct kw_error *err)
{
    struct kw_claim claim = {.subject = tie->reversed ? modifier : self,
                             .type = tie->relation,
                             .object = tie->reversed ? self : modifier,
                             .mood = {.modality = KW_MODALITY_ASSERTED},
                             .first = first,
                             .end = end,
                             .way = way};
    return kw_pass_claim(pass, &claim, err);
}

static const struct tie *tie_of(const struct kw_scene *s, uint32_t modifier,
                                uint32_t self, bool possessor, bool demonym)
{
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        const struct tie *tie = &ties[i];
        if (!(tie->modifier >> type_of(s, modifier) & 1) ||
            !(tie->self >> type_of(s, self) & 1))
            continue;
        if (possessor ? tie->possessor : demonym ? tie->demonym : tie->name)
            return tie;
    }
    return NULL;
}

/* A noun between them that says something else: "Ford spokesman Bob", "Google's
 * subsidiary YouTube". */
static bool apart(const struct kw_pass *pass, uint32_t from, uint32_t to)
{
    const struct kw_scene *s = pass->scene;
    for (uint32_t t = from; t < to; t++) {
        if (kw_map_get(&pass->frames->nouns, kw_scene_lemma(s, t)))
            return true;
        struct kw_lexhits hits;
        struct kw_lexeme lexeme;
        if (kw_lexicon_find(s->cues->lexicon, s->text->tokens[t].norm, &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme))
            return true;
        if (s->text->tokens[t].tag == KW_TAG_CC || s->text->tokens[t].tag == KW_TAG_IN)
            return true;
    }
    return false;
}

static enum kw_status tie_modifier(struct kw_pass *pass, const struct kw_phrase *p,
                                   uint32_t ref, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_reference *own = &s->references->items[p->self - 1];
    const struct kw_reference *r = &s->references->items[ref];
    bool possessor = p->owner == ref + 1;
    bool demonym = r->mention.kind == KW_MENTION_DEMONYM;
    uint32_t from = possessor ? r->end + 1 : r->end;
    uint32_t a = kw_scene_referent(s, ref), b = kw_scene_referent(s, p->self - 1);
    const struct tie *tie = tie_of(s, a, b, possessor, demonym);
    if (!tie || a == b || own->first < r->first || apart(pass, from, own->first))
        return KW_OK;
    return claim_tie(pass, tie, a, b, r->first, p->end,
                     possessor ? KW_WAY_POSSESSOR : KW_WAY_NAMED, err);
}

static enum kw_status tie_phrase(struct kw_pass *pass, const struct kw_phrase *p,
                                 struct kw_error *err)
{
    enum kw_status status = KW_OK;
    if (!p->self || p->is_time)
        return KW_OK;
    for (uint32_t i = p->ref_first; i < p->ref_end && status == KW_OK; i++) {
        if (i + 1 != p->self)
            status = tie_modifier(pass, p, i, err);
    }
    return status;
}

/* The country inside a mention: "Chinese Foreign Ministry", "the Israeli firm". */
static enum kw_status tie_reference(struct kw_pass *pass, const struct kw_reference *r,
                                    struct kw_error *err)
{
    if (!r->owner || r->owner == r->mention.referent)
        return KW_OK;
    const struct tie *tie =
        tie_of(pass->scene, r->owner, r->mention.referent, false, true);
    if (!tie)
        return KW_OK;
    return claim_tie(pass, tie, r->owner, r->mention.referent, r->first, r->end,
                     KW_WAY_NAMED, err);
}

/* "Kano, Nigeria" and "Kano in Nigeria", not a list of places. */
static enum kw_status tie_place(struct kw_pass *pass, uint32_t number,
                                struct kw_error *err)
{
    static const struct tie located = {.relation = KW_RELATION_LOCATED_IN};
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    if (number == s->phrase_count || !p->self)
        return KW_OK;
    const struct kw_phrase *next = &s->phrases[number + 1];
    bool comma = p->apposed == number + 1 && next->first == p->end + 1;
    bool in =
        next->prep == KW_SLOT_IN && next->under == number && next->first <= p->end + 2;
    if (!next->self || (!comma && !in) || next->coordinated)
        return KW_OK;
    uint32_t a = kw_scene_referent(s, p->self - 1);
    uint32_t b = kw_scene_referent(s, next->self - 1);
    bool wide = type_of(s, b) == KW_TYPE_COUNTRY || type_of(s, b) == KW_TYPE_PLACE;
    if (type_of(s, a) != KW_TYPE_PLACE || !wide ||
        !kw_mention_names(s->references->items[next->self - 1].mention.kind))
        return KW_OK;
    return claim_tie(pass, &located, b, a, p->first, next->end, KW_WAY_APPOSED, err);
}

enum kw_status kw_find_ties(struct kw_pass *pass, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    enum kw_status status = KW_OK;
    for (uint32_t i = s->ref_first; i < s->ref_end && status == KW_OK; i++)
        status = tie_reference(pass, &s->references->items[i], err);
    for (uint32_t i = 1; i <= s->phrase_count && status == KW_OK; i++) {
        status = tie_phrase(pass, &s->phrases[i], err);
        if (status == KW_OK)
            status = tie_place(pass, i, err);
    }
    return status;
}
