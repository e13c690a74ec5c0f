/* body.c - which kind of organization an unknown one is: agency, firm, outlet or none of
 * these, by the words in and around all its mentions in a document. The weights are
 * learnt from mentions of those that the tables have (src/train/bodies.c), with the same
 * features: a change here asks for `make model`.
 */
#include "name/room.h"

#include "base/fold.h"
#include "model/classes.h"

enum {
    INSIDE = 6, /* words of a name that count */
    AROUND = 5, /* words on each side */
    LEAD = 80,  /* by which a kind leads "organization", in weights; measured */
};

const enum kw_type kw_body_types[KW_BODY_COUNT] = {KW_TYPE_ORGANIZATION, KW_TYPE_AGENCY,
                                                   KW_TYPE_FIRM, KW_TYPE_OUTLET};

/* --- features ---------------------------------------------------------------------- */

/* The lemma of token `i`, 0 outside the sentence. */
static uint32_t word_at(const struct kw_finder *f, int64_t i)
{
    bool there = i >= 0 && kw_in_sentence(f, (uint32_t)i);
    return there ? kw_model_word(kw_at(f, (uint32_t)i)->lemma) : 0;
}

static uint32_t fine_at(const struct kw_finder *f, int64_t i)
{
    if (i < 0 || !kw_in_sentence(f, (uint32_t)i))
        return 0;
    const struct kw_token *token = kw_at(f, (uint32_t)i);
    bool opens = (uint32_t)i == f->sentence->first && token->common;
    bool capital = !opens && (token->shape == KW_SHAPE_CAPITALIZED ||
                              token->shape == KW_SHAPE_UPPER);
    return kw_class_find(&f->classes, kw_class_key(kw_model_word(token->norm), capital))
        .fine;
}

static uint32_t kin_at(const struct kw_finder *f, int64_t i)
{
    if (i < 0 || !kw_in_sentence(f, (uint32_t)i))
        return 0;
    return kw_kin_find(&f->kin, kw_model_word(kw_at(f, (uint32_t)i)->norm)).kin;
}

static uint32_t ending(struct kw_str norm)
{
    return kw_model_word(kw_str_slice(norm, norm.len < 3 ? 0 : norm.len - 3, norm.len));
}

size_t kw_body_features(const struct kw_finder *f, const struct kw_name *name,
                        uint32_t *out)
{
    const int64_t a = (int64_t)name->first - 1, b = name->end;
    const struct kw_token *head = kw_at(f, name->end - 1);
    uint32_t words = name->end - name->first;
    uint32_t left = word_at(f, a), left2 = word_at(f, a - 1);
    uint32_t right = word_at(f, b), right2 = word_at(f, b + 1);
    const uint32_t pairs[][2] = {
        {kw_model_word(head->norm), 0},
        {kw_model_word(kw_at(f, name->first)->norm), 0},
        {ending(head->norm), 0},
        {(uint32_t)head->shape, words < 5 ? words : 5},
        {fine_at(f, b - 1), 0},
        {left, 0},
        {left2, 0},
        {left, left2},
        {right, 0},
        {right2, 0},
        {right, right2},
        {left, right},
        {word_at(f, a - 2), 0},
        {word_at(f, b + 2), 0},
        {fine_at(f, a), 0},
        {fine_at(f, b), 0},
        {kin_at(f, name->first), 0},
        {kin_at(f, b - 1), 0},
        {kin_at(f, a), 0},
        {kin_at(f, b), 0},
    };
    uint32_t kind = 201;
    size_t count = 0;
    for (; count < sizeof pairs / sizeof *pairs; count++)
        out[count] = kw_model_feature(kind++, pairs[count][0], pairs[count][1]);
    for (uint32_t i = 0; i < words && i < INSIDE; i++)
        out[count++] = kw_model_feature(kind, word_at(f, name->first + i), 0);
    for (int64_t n = 0; n < AROUND; n++) {
        out[count++] = kw_model_feature(kind + 1, word_at(f, a - n), 0);
        out[count++] = kw_model_feature(kind + 2, word_at(f, b + n), 0);
    }
    return count;
}

/* --- within a document ------------------------------------------------------------- */

/* What speaks for each kind of one folded name. */
struct tally {
    int32_t scores[KW_BODY_COUNT];
};

struct ballot {
    struct kw_map map; /* folded name to number of tally, from 1 */
    KW_VEC(struct tally) tallies;
};

static bool is_open(const struct kw_name *name)
{
    return name->type == KW_TYPE_ORGANIZATION && name->basis <= KW_TYPE_BY_CONTEXT &&
           name->row == 0;
}

static enum kw_status tally_of(struct ballot *b, struct kw_finder *f,
                               const struct kw_name *name, struct tally **out,
                               struct kw_error *err)
{
    struct kw_str key;
    enum kw_status status =
        kw_fold(f->arena, kw_text_slice(f->text, name->span), &key, err);
    if (status != KW_OK)
        return status;
    uint32_t number = kw_map_get(&b->map, key);
    if (!number) {
        struct tally *fresh = KW_PUSH(f->arena, &b->tallies);
        if (!fresh)
            return kw_nomem(err);
        number = (uint32_t)b->tallies.count;
        status = kw_map_put(&b->map, f->arena, key, number, err);
    }
    *out = &b->tallies.items[number - 1];
    return status;
}

static void add_scores(struct kw_finder *f, const struct kw_name *name,
                       struct tally *tally)
{
    uint32_t features[KW_MODEL_MOST_FEATURES];
    int16_t scores[KW_MODEL_MOST_LABELS];
    f->sentence = &f->text->sentences[f->text->tokens[name->first].sentence];
    kw_model_score(&f->bodies, features, kw_body_features(f, name, features), scores);
    for (size_t k = 0; k < KW_BODY_COUNT; k++)
        tally->scores[k] += scores[k];
}

static enum kw_type winner(const struct tally *tally)
{
    size_t best = 0;
    for (size_t k = 1; k < KW_BODY_COUNT; k++) {
        if (tally->scores[k] > tally->scores[best] + (best == 0 ? LEAD : 0))
            best = k;
    }
    return kw_body_types[best];
}

enum kw_status kw_bodies_settle(struct kw_finder *f, struct kw_name *names, size_t count,
                                struct kw_error *err)
{
    struct ballot b = {0};
    struct tally *tally = NULL;
    enum kw_status status = KW_OK;
    if (f->bodies.label_count != KW_BODY_COUNT)
        return KW_OK; /* these weights have nothing to say */
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        if (!is_open(&names[i]))
            continue;
        status = tally_of(&b, f, &names[i], &tally, err);
        if (status == KW_OK)
            add_scores(f, &names[i], tally);
    }
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        if (!is_open(&names[i]))
            continue;
        status = tally_of(&b, f, &names[i], &tally, err);
        if (status == KW_OK)
            names[i].type = winner(tally);
    }
    return status;
}
