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
        if (word_is(s, t, "born") || (t == open + 1 && word_is(s, t, "b.")))
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
                                word_is(s, r->first - 1, ",") ||
                                s->text->tokens[r->first - 1].shape == KW_SHAPE_NUMBER;
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

/* Where a life without the word begins: "(17 December 1842, Oslo - 18 February 1899)":
 * the token of the dash, when a year stands before it and the brackets open with a date.
 */
static uint32_t dash_at(const struct kw_scene *s, uint32_t open, uint32_t close)
{
    bool year = false;
    if (s->text->tokens[open + 1].shape != KW_SHAPE_NUMBER &&
        s->text->tokens[open + 2].shape != KW_SHAPE_NUMBER)
        return 0;
    for (uint32_t t = open + 1; t < close; t++) {
        const struct kw_token *token = &s->text->tokens[t];
        if (word_is(s, t, "-") || word_is(s, t, "--") || word_is(s, t, "\xE2\x80\x93"))
            return year ? t : 0;
        year |= token->shape == KW_SHAPE_NUMBER && token->norm.len == 4;
    }
    return 0;
}

/* The first noun in brackets that "of" and a name follow: "(a subsidiary of Acme)". */
static uint32_t noun_of(const struct kw_scene *s, uint32_t open, uint32_t close)
{
    uint32_t t = open + 1;
    while (t < close && !word_is(s, t, "of"))
        t++;
    return t + 1 < close && t > open + 1 && t < open + 6 &&
                   kw_tag_is_noun(s->text->tokens[t - 1].tag)
               ? t - 1
               : 0;
}

/* What frames.tsv makes of such a noun: of the name before the brackets and the one in
 * them. */
static enum kw_status claim_noun(struct kw_pass *pass, uint32_t ref, uint32_t other,
                                 uint32_t noun, uint32_t number, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    enum kw_status status = KW_OK;
    for (; number && status == KW_OK; number = pass->frames->items[number - 1].next) {
        const struct kw_frame *f = &pass->frames->items[number - 1];
        bool self = f->subject[0].slot == KW_SLOT_SELF &&
                    (f->object[0].slot == KW_SLOT_OF || f->object[1].slot == KW_SLOT_OF);
        bool turned =
            f->object[0].slot == KW_SLOT_SELF && f->subject[0].slot == KW_SLOT_OF;
        if (f->word_count > 1 || (!self && !turned))
            continue;
        struct kw_claim claim = {
            .subject = kw_scene_referent(s, self ? ref : other),
            .type = f->relation,
            .object = kw_scene_referent(s, self ? other : ref),
            .mood = {.modality = KW_MODALITY_ASSERTED, .polarity = f->polarity},
            .first = noun,
            .end = noun + 2,
            .way = KW_WAY_DENOTED};
        status = kw_pass_claim(pass, &claim, err);
    }
    return status;
}

/* "Jane Roe (daughter of Tom Roe)", "Zarya (a unit of Acme)" */
static enum kw_status claim_nouns(struct kw_pass *pass, uint32_t ref, uint32_t open,
                                  uint32_t close, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    uint32_t noun = noun_of(s, open, close), other = ref + 1;
    while (noun && other < s->ref_end && s->references->items[other].first < noun + 2)
        other++;
    if (!noun || other >= s->ref_end || s->references->items[other].first > noun + 3 ||
        s->references->items[other].end > close)
        return KW_OK;
    struct kw_str lemma = kw_scene_lemma(s, noun);
    enum kw_status status =
        claim_noun(pass, ref, other, noun, kw_map_get(&pass->frames->nouns, lemma), err);
    uint64_t classes = kw_cues_word(s->cues, lemma)->classes;
    for (uint32_t i = 0; classes && status == KW_OK; i++, classes >>= 1) {
        if (classes & 1)
            status =
                claim_noun(pass, ref, other, noun, pass->frames->class_head[1][i], err);
    }
    return status;
}

static enum kw_status read_bracket(struct kw_pass *pass, uint32_t ref, uint32_t open,
                                   uint32_t close, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    uint32_t born = born_at(s, open, close);
    if (type_at(s, ref) != KW_TYPE_PERSON)
        return claim_nouns(pass, ref, open, close, err);
    if (born)
        return claim_birth(pass, ref, ref + 1, born, close, err);
    uint32_t dash = dash_at(s, open, close);
    if (dash)
        return claim_birth(pass, ref, ref + 1, open + 1, dash, err);
    enum kw_status status = claim_body(pass, ref, close, err);
    return status == KW_OK ? claim_nouns(pass, ref, open, close, err) : status;
}

enum kw_status kw_find_asides(struct kw_pass *pass, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    enum kw_status status = KW_OK;
    for (uint32_t i = s->ref_first; i < s->ref_end && status == KW_OK; i++) {
        const struct kw_reference *r = &s->references->items[i];
        uint32_t open = r->end;
        for (int n = 0; n < 2 && status == KW_OK && open < s->end; n++) {
            uint32_t close = s->text->tokens[open].tag == KW_TAG_LRB &&
                                     kw_mention_names(r->mention.kind)
                                 ? bracket_end(s, open)
                                 : 0;
            if (!close)
                break;
            status = read_bracket(pass, i, open, close, err);
            open = close + 1;
        }
    }
    return status;
}
