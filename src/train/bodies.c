/* bodies.c - learning kinds of organizations from mentions of those that the tables have:
 * what stands in and around them in plain text.
 */
#include "train/train.h"

#include <stdio.h>

/* No name teaches by more mentions than so many: it would be learnt by heart. */
#define MOST_MENTIONS 30u

struct example {
    uint32_t features[KW_MODEL_MOST_FEATURES];
    size_t count;
    uint32_t right; /* its label: the number of its type in kw_body_types */
};

struct lesson {
    struct kw_arena *arena;
    struct kw_map seen; /* names of rows to mentions so far */
    KW_VEC(struct example) examples;
    enum kw_status status;
    struct kw_error *err;
};

struct kw_str kw_train_body_names(struct kw_arena *arena)
{
    struct kw_buf names = {0};
    for (size_t k = 0; k < KW_BODY_COUNT; k++)
        kw_buf_printf(&names, "%s%s", k ? " " : "",
                      kw_type_label(kw_body_types[k])->name);
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&names));
    kw_buf_free(&names);
    return copy;
}

static uint32_t label_of(enum kw_type type)
{
    uint32_t k = 0;
    while (k < KW_BODY_COUNT && kw_body_types[k] != type)
        k++;
    return k;
}

static enum kw_status add(struct lesson *lesson, const struct kw_finder *f,
                          const struct kw_name *name)
{
    struct kw_str row = kw_lexicon_name(f->lexicon, name->row);
    uint32_t seen = kw_map_get(&lesson->seen, row);
    if (seen >= MOST_MENTIONS)
        return KW_OK;
    struct example *example = KW_PUSH(lesson->arena, &lesson->examples);
    if (!example)
        return kw_nomem(lesson->err);
    example->count = kw_body_features(f, name, example->features);
    example->right = label_of(name->type);
    return kw_map_put(&lesson->seen, lesson->arena, row, seen + 1, lesson->err);
}

static void collect(struct kw_school *s, void *data)
{
    struct lesson *lesson = data;
    struct kw_finder *f = &s->finder;
    f->names.items = NULL;
    f->names.count = f->names.capacity = 0;
    if (lesson->status == KW_OK)
        lesson->status = kw_runs_cut(f, lesson->err);
    for (size_t i = 0; i < f->names.count && lesson->status == KW_OK; i++) {
        const struct kw_name *name = &f->names.items[i];
        if (name->row && name->basis == KW_TYPE_BY_LEXICON &&
            label_of(name->type) < KW_BODY_COUNT)
            lesson->status = add(lesson, f, name);
    }
}

static void learn(const struct lesson *lesson, size_t rounds, struct kw_perceptron *p)
{
    size_t count = lesson->examples.count, right = 0;
    for (size_t round = 0; round < rounds && count; round++) {
        size_t step = kw_train_step(count, round), at = round % count;
        right = 0;
        for (size_t n = 0; n < count; n++, at = (at + step) % count) {
            const struct example *e = &lesson->examples.items[at];
            right += kw_perceptron_best(p, e->features, e->count, UINT64_MAX) == e->right;
            kw_perceptron_learn(p, e->features, e->count, e->right, UINT64_MAX);
        }
    }
    printf("kinds of organizations: %zu of %zu mentions right\n", right, count);
}

enum kw_status kw_train_bodies(const struct kw_lexicon *lexicon,
                               const struct kw_model *model, struct kw_corpus *corpus,
                               size_t rounds, struct kw_perceptron *p,
                               struct kw_error *err)
{
    struct kw_school *s = NULL;
    struct lesson lesson = {.arena = corpus->arena, .err = err};
    enum kw_status status = kw_school_new(lexicon, model, corpus, &s, err);
    if (status == KW_OK)
        status = kw_school_visit(s, 0, collect, &lesson, err);
    if (status == KW_OK)
        status = lesson.status;
    if (status == KW_OK)
        learn(&lesson, rounds, p);
    kw_school_free(s);
    return status;
}
