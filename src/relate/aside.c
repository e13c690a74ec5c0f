/* aside.c - what stands in brackets after a name: Jane Roe (born 4 May 1970 in Kano,
 * Nigeria). Chunks pass over brackets, so this goes by tokens and references. */
#include "relate/pass.h"

enum { ASIDE = 40 };

static bool word_is(const struct kw_scene *s, uint32_t at, const char *word)
{
    return at < s->end && kw_str_eq(s->text->tokens[at].norm, kw_str_of(word));
}

static enum kw_type type_at(const struct kw_scene *s, uint32_t ref)
{
    return kw_scene_data(s, ref)->referent.type;
}

static bool is_located(const struct kw_scene *s, uint32_t ref)
{
    enum kw_type type = type_at(s, ref);
    return (type == KW_TYPE_PLACE || type == KW_TYPE_COUNTRY) &&
           s->references->items[ref].mention.kind != KW_MENTION_DEMONYM &&
           kw_mention_names(s->references->items[ref].mention.kind);
}

/* The token after the bracket at `open` closes, or 0 when it does not soon. */
static uint32_t bracket_end(const struct kw_scene *s, uint32_t open)
{
    for (uint32_t t = open + 1; t < s->end && t < open + ASIDE; t++) {
        if (s->text->tokens[t].tag == KW_TAG_RRB)
            return t;
    }
    return 0;
}

/* The token of "born" in the brackets, or 0. */
static uint32_t born_at(const struct kw_scene *s, uint32_t open, uint32_t close)
{
    for (uint32_t t = open + 1; t < close; t++) {
        if (word_is(s, t, "born"))
            return t;
    }
    return 0;
}

/* "Kano, Nigeria": the first lies in the second. */
static enum kw_status claim_located(struct kw_pass *pass, uint32_t inner,
                                    const struct kw_reference *outer,
                                    struct kw_error *err)
{
    struct kw_claim claim = {.subject = inner,
                             .type = KW_RELATION_LOCATED_IN,
                             .object = outer->mention.referent,
                             .mood = {.modality = KW_MODALITY_ASSERTED},
                             .first = outer->first,
                             .end = outer->end,
                             .way = KW_WAY_APPOSED};
    return kw_pass_claim(pass, &claim, err);
}

/* The place named after "born", with those it lies in: "Kano, Nigeria" gives both. */
static enum kw_status claim_birth(struct kw_pass *pass, uint32_t person, uint32_t next,
                                  uint32_t born, uint32_t close, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct kw_claim claim = {.subject = kw_scene_referent(s, person),
                             .type = KW_RELATION_ORIGIN,
                             .mood = {.modality = KW_MODALITY_ASSERTED},
                             .first = born,
                             .end = born + 1,
                             .way = KW_WAY_APPOSED};
    uint32_t before = 0; /* end of the last place, when one was found */
    for (uint32_t i = next; i < s->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        if (r->first >= close || (before && r->first != before + 1))
            break;
        if (r->first < born || !is_located(s, i))
            continue;
        bool led = before ? word_is(s, before, ",")
                          : word_is(s, r->first - 1, "in") ||
                                word_is(s, r->first - 1, "near") ||
                                word_is(s, r->first - 1, "at") ||
                                word_is(s, r->first - 1, ",");
        if (!led)
            break;
        uint32_t inner = claim.object;
        claim.object = r->mention.referent;
        enum kw_status status = kw_pass_claim(pass, &claim, err);
        if (status == KW_OK && before)
            status = claim_located(pass, inner, r, err);
        if (status != KW_OK)
            return status;
        before = r->end;
    }
    return KW_OK;
}

/* "Jane Roe (Acme)": the name of a body, and nothing else, in the brackets. */
static enum kw_status claim_body(struct kw_pass *pass, uint32_t person, uint32_t close,
                                 struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_reference *r = &s->references->items[person], *body = r + 1;
    if (person + 1 >= s->ref_end || body->first != r->end + 1 || body->end != close ||
        body->mention.referent == r->mention.referent)
        return KW_OK;
    enum kw_type type = type_at(s, person + 1);
    if (type != KW_TYPE_FIRM && type != KW_TYPE_ORGANIZATION && type != KW_TYPE_AGENCY &&
        type != KW_TYPE_OUTLET)
        return KW_OK;
    struct kw_claim claim = {.subject = r->mention.referent,
                             .type = KW_RELATION_ROLE_AT,
                             .object = body->mention.referent,
                             .mood = {.modality = KW_MODALITY_ASSERTED},
                             .first = r->first,
                             .end = body->end,
                             .way = KW_WAY_APPOSED};
    return kw_pass_claim(pass, &claim, err);
}

enum kw_status kw_find_asides(struct kw_pass *pass, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    enum kw_status status = KW_OK;
    for (uint32_t i = s->ref_first; i < s->ref_end && status == KW_OK; i++) {
        const struct kw_reference *r = &s->references->items[i];
        if (r->end >= s->end || s->text->tokens[r->end].tag != KW_TAG_LRB ||
            type_at(s, i) != KW_TYPE_PERSON || !kw_mention_names(r->mention.kind))
            continue;
        uint32_t close = bracket_end(s, r->end);
        uint32_t born = close ? born_at(s, r->end, close) : 0;
        if (born)
            status = claim_birth(pass, i, i + 1, born, close, err);
        else if (close)
            status = claim_body(pass, i, close, err);
    }
    return status;
}
