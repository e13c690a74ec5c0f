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
static bool is_telling(const struct kw_text *text, const struct kw_sentence *s, uint32_t i)
{
    const struct kw_token *token = &text->tokens[i];
    if (i == s->first || (token->shape != KW_SHAPE_CAPITALIZED &&
                          token->shape != KW_SHAPE_UPPER))
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
    return status;
}

/* --- evening out ------------------------------------------------------------------------------ */

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

/* A name's type and basis as one number that is never 0, and larger when surer. */
static uint32_t grade(const struct kw_name *name)
{
    return ((uint32_t)name->basis + 1) * 64 + (uint32_t)name->type;
}

static enum kw_status offer(struct kw_map *best, struct kw_arena *arena,
                            struct kw_str key, uint32_t value, struct kw_error *err)
{
    if (key.len == 0 || kw_map_get(best, key) / 64 >= value / 64)
        return KW_OK;
    return kw_map_put(best, arena, key, value, err);
}

/* Whole names under their folded form; persons of several words under their last one
 * too, though less surely than a word that is a name by itself. */
static enum kw_status learn(struct kw_finder *f, struct kw_map *best,
                            const struct kw_name *name, struct kw_error *err)
{
    struct kw_str key;
    enum kw_status status = key_of(f, name, name->first, &key, err);
    if (status == KW_OK)
        status = offer(best, f->arena, key, grade(name), err);
    if (status != KW_OK || name->type != KW_TYPE_PERSON || name->end < name->first + 2 ||
        name->basis < KW_TYPE_BY_SHAPE)
        return status;
    status = key_of(f, name, name->end - 1, &key, err);
    struct kw_name last = *name;
    last.basis = KW_TYPE_BY_CONTEXT;
    return status == KW_OK ? offer(best, f->arena, key, grade(&last), err) : status;
}

enum kw_status kw_memory_even(struct kw_finder *f, struct kw_name *names, size_t count,
                              struct kw_error *err)
{
    struct kw_map best = {0};
    for (size_t i = 0; i < count; i++) {
        enum kw_status status = names[i].basis == KW_TYPE_BY_DEFAULT
                                    ? KW_OK
                                    : learn(f, &best, &names[i], err);
        if (status != KW_OK)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        struct kw_str key;
        if (names[i].basis > KW_TYPE_BY_CONTEXT)
            continue;
        enum kw_status status = key_of(f, &names[i], names[i].first, &key, err);
        if (status != KW_OK)
            return status;
        uint32_t value = kw_map_get(&best, key);
        if (value / 64 <= (uint32_t)names[i].basis + 1)
            continue;
        names[i].type = (enum kw_type)(value % 64);
        names[i].basis = KW_TYPE_BY_CONTEXT;
    }
    return KW_OK;
}
