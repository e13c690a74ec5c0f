/* memory.c - what a document has shown about its names. */
#include "name/room.h"

#include "base/fold.h"

static enum kw_status note(struct kw_finder *f, struct kw_str norm, uint32_t bits,
                           struct kw_error *err)
{
    uint32_t old = kw_map_get(&f->seen, norm);
    if ((old & bits) == bits || norm.len == 0)
        return KW_OK;
    return kw_map_put(&f->seen, f->arena, norm, old | bits, err);
}

/* A capital in running text, not at the start of anything. */
static bool is_telling(const struct kw_text *text, const struct kw_sentence *s,
                       uint32_t i)
{
    const struct kw_token *token = &text->tokens[i];
    if (i == s->first ||
        (token->shape != KW_SHAPE_CAPITALIZED && token->shape != KW_SHAPE_UPPER))
        return false;
    const struct kw_token *before = &text->tokens[i - 1];
    return before->shape == KW_SHAPE_LOWER || before->shape == KW_SHAPE_NUMBER ||
           (before->shape == KW_SHAPE_CAPITALIZED && i > s->first + 1);
}

enum kw_status kw_memory_read(struct kw_finder *f, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t n = 0; n < f->text->sentence_count && status == KW_OK; n++) {
        const struct kw_sentence *s = &f->text->sentences[n];
        if (s->headline || s->capitals || s->furniture)
            continue;
        for (uint32_t i = s->first; i < s->end && status == KW_OK; i++) {
            if (is_telling(f->text, s, i))
                status = note(f, f->text->tokens[i].norm, KW_SEEN_CAPITAL, err);
        }
    }
    return status;
}

enum kw_status kw_memory_add(struct kw_finder *f, const struct kw_name *name,
                             struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (uint32_t i = name->first; i < name->end && status == KW_OK; i++) {
        if (kw_mark_at(f, i)->upper)
            status = note(f, kw_at(f, i)->norm, KW_SEEN_NAME, err);
    }
    if (status == KW_OK && name->type == KW_TYPE_PERSON && name->end > name->first + 1 &&
        name->basis >= KW_TYPE_BY_SHAPE)
        status = note(f, kw_at(f, name->end - 1)->norm, KW_SEEN_PERSON, err);
    return status;
}

/* --- evening out ------------------------------------------------------------------- */

/* What speaks for each type of one folded name. */
struct tally {
    uint32_t votes[KW_TYPE_COUNT]; /* basis counts more than any number of mentions */
};

/* One mention's weight: two grades of evidence lie further apart than the number of
 * mentions that is looked at. */
#define MOST_VOTES 1000u

static uint32_t vote(uint32_t votes, uint32_t basis)
{
    uint32_t grade = votes / MOST_VOTES, count = votes % MOST_VOTES;
    if (basis > grade)
        return basis * MOST_VOTES + 1;
    return basis == grade && count + 1 < MOST_VOTES ? votes + 1 : votes;
}

struct ballot {
    struct kw_map map; /* folded name to number of tally, from 1 */
    KW_VEC(struct tally) tallies;
};

static enum kw_status key_of(const struct kw_finder *f, const struct kw_name *name,
                             uint32_t first, struct kw_str *key, struct kw_error *err)
{
    struct kw_span span = kw_text_span(f->text, first, name->end);
    if (name->end == first + 1) {
        *key = f->text->tokens[first].norm;
        return KW_OK;
    }
    return kw_fold(f->arena, kw_text_slice(f->text, span), key, err);
}

static enum kw_status cast(struct ballot *b, struct kw_finder *f, struct kw_str key,
                           enum kw_type type, enum kw_type_basis basis,
                           struct kw_error *err)
{
    uint32_t number = kw_map_get(&b->map, key);
    if (key.len == 0)
        return KW_OK;
    if (!number) {
        struct tally *fresh = KW_PUSH(f->arena, &b->tallies);
        if (!fresh)
            return kw_nomem(err);
        number = (uint32_t)b->tallies.count;
        enum kw_status status = kw_map_put(&b->map, f->arena, key, number, err);
        if (status != KW_OK)
            return status;
    }
    uint32_t *votes = &b->tallies.items[number - 1].votes[type];
    *votes = vote(*votes, basis);
    return KW_OK;
}

/* Whether the first word alone may stand for the whole: "Dunes", of "Dunes Capital"; but
 * not "Gaza", of "Gaza Health Ministry". */
static bool shortens(const struct kw_finder *f, const struct kw_name *name)
{
    return (name->type == KW_TYPE_FIRM || name->type == KW_TYPE_OUTLET ||
            name->type == KW_TYPE_ORGANIZATION) &&
           name->basis >= KW_TYPE_BY_TITLE && !f->text->tokens[name->first].common;
}

/* Whole names under their folded form; persons of several words under their last one
 * too, as evidence from context. */
static enum kw_status learn(struct ballot *b, struct kw_finder *f,
                            const struct kw_name *name, struct kw_error *err)
{
    struct kw_str key;
    enum kw_status status = key_of(f, name, name->first, &key, err);
    if (status == KW_OK)
        status = cast(b, f, key, name->type, name->basis, err);
    if (status != KW_OK || name->end < name->first + 2 || name->basis < KW_TYPE_BY_SHAPE)
        return status;
    if (name->type != KW_TYPE_PERSON)
        return shortens(f, name) ? cast(b, f, f->text->tokens[name->first].norm,
                                        name->type, KW_TYPE_BY_CONTEXT, err)
                                 : KW_OK;
    status = key_of(f, name, name->end - 1, &key, err);
    if (status == KW_OK && name->basis > KW_TYPE_BY_SHAPE)
        status = cast(b, f, key, KW_TYPE_PERSON, KW_TYPE_BY_CONTEXT + 1, err);
    return status == KW_OK ? cast(b, f, key, KW_TYPE_PERSON, KW_TYPE_BY_CONTEXT, err)
                           : status;
}

static enum kw_type winner(const struct tally *tally)
{
    enum kw_type best = KW_TYPE_NONE;
    for (int type = 1; type < KW_TYPE_COUNT; type++) {
        if (tally->votes[type] > tally->votes[best])
            best = (enum kw_type)type;
    }
    return best;
}

enum kw_status kw_memory_even(struct kw_finder *f, struct kw_name *names, size_t count,
                              struct kw_error *err)
{
    struct ballot b = {0};
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        if (names[i].basis != KW_TYPE_BY_DEFAULT)
            status = learn(&b, f, &names[i], err);
    }
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_str key;
        if (names[i].basis > KW_TYPE_BY_CONTEXT)
            continue;
        status = key_of(f, &names[i], names[i].first, &key, err);
        uint32_t number = status == KW_OK ? kw_map_get(&b.map, key) : 0;
        if (!number)
            continue;
        enum kw_type type = winner(&b.tallies.items[number - 1]);
        if (type == names[i].type)
            continue;
        names[i].type = type;
        names[i].basis = KW_TYPE_BY_CONTEXT;
    }
    return status;
}
