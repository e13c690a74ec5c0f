/* labels.c - learning names from annotated news and encyclopedia text. */
#include "train/train.h"

#include <stdio.h>

#include "name/label.h"

/* What the corpora call a class, folded, and the label that begins a name of it. O: they
 * mark what is no name to us (dates, amounts, fields of study). */
static const struct {
    const char *theirs;
    enum kw_bio ours;
} classes[] = {
    {"PER", KW_BIO_B_PER}, /* of teach.py */
    {"LOC", KW_BIO_B_LOC},
    {"ORG", KW_BIO_B_ORG},
    {"OTHER", KW_BIO_B_OTHER},
    {"Person", KW_BIO_B_PER},
    {"person", KW_BIO_B_PER},
    {"politician", KW_BIO_B_PER},
    {"writer", KW_BIO_B_PER},
    {"scientist", KW_BIO_B_PER},
    {"researcher", KW_BIO_B_PER},
    {"musicalartist", KW_BIO_B_PER},
    {"Location", KW_BIO_B_LOC},
    {"Facility", KW_BIO_B_LOC},
    {"location", KW_BIO_B_LOC},
    {"country", KW_BIO_B_LOC},
    {"place", KW_BIO_B_LOC},
    {"Organization", KW_BIO_B_ORG},
    {"organization", KW_BIO_B_ORG},
    {"organisation", KW_BIO_B_ORG},
    {"politicalparty", KW_BIO_B_ORG},
    {"university", KW_BIO_B_ORG},
    {"band", KW_BIO_B_ORG},
    {"magazine", KW_BIO_B_ORG},
    {"NORP", KW_BIO_B_GROUP},
    {"Misc", KW_BIO_B_OTHER},
    {"Product", KW_BIO_B_OTHER},
    {"product", KW_BIO_B_OTHER},
    {"event", KW_BIO_B_OTHER},
    {"election", KW_BIO_B_OTHER},
    {"object", KW_BIO_B_OTHER},
    {"abstract", KW_BIO_B_OTHER},
    {"book", KW_BIO_B_OTHER},
    {"poem", KW_BIO_B_OTHER},
    {"album", KW_BIO_B_OTHER},
    {"song", KW_BIO_B_OTHER},
    {"award", KW_BIO_B_OTHER},
    {"conference", KW_BIO_B_OTHER},
    {"academicjournal", KW_BIO_B_OTHER},
    {"astronomicalobject", KW_BIO_B_OTHER},
    {"programlang", KW_BIO_B_OTHER},
};

static enum kw_bio label_of(struct kw_str gold)
{
    struct kw_str position, name;
    if (!kw_str_cut(gold, '-', &position, &name))
        return KW_BIO_O;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!kw_str_eq(name, kw_str_of(classes[i].theirs)))
            continue;
        bool inside = kw_str_eq(position, KW_STR("I"));
        return (enum kw_bio)(classes[i].ours + inside);
    }
    return KW_BIO_O;
}

/* CrossNER's "misc" is of every class, and where teachers differ one of them is wrong:
 * nothing is learnt from either. */
static bool is_unclear(struct kw_str gold)
{
    return kw_str_ends(gold, KW_STR("-misc")) || kw_str_ends(gold, KW_STR("-unsure"));
}

struct kw_str kw_train_label_names(struct kw_arena *arena)
{
    struct kw_buf names = {0};
    for (int i = 0; i < KW_BIO_COUNT; i++)
        kw_buf_printf(&names, "%s%s", i ? " " : "", kw_label_name((enum kw_bio)i));
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&names));
    kw_buf_free(&names);
    return copy;
}

/* Whether a teacher's word (src/train/teach.py) is among those of a sample. */
static bool is_taught(const struct kw_corpus *c, const struct kw_sample *sample)
{
    static const char *const theirs[] = {"-PER", "-LOC", "-ORG", "-OTHER", "-unsure"};
    for (uint32_t i = sample->first; i < sample->end; i++) {
        for (size_t n = 0; n < sizeof theirs / sizeof *theirs; n++) {
            if (kw_str_ends(c->gold.items[i], kw_str_of(theirs[n])))
                return true;
        }
    }
    return false;
}

/* The sentences of a sample, as text analysis cuts them: a line of a file may be a
 * paragraph. */
static enum kw_status add_sample(struct kw_school *s, const struct kw_lexicon *lexicon,
                                 uint32_t number, struct kw_error *err)
{
    struct kw_corpus *c = s->corpus;
    const struct kw_document document = {.text = kw_corpus_text(c)};
    const struct kw_sample *sample = &c->samples.items[number];
    kw_token_list tokens = {.items = c->tokens.items, .count = sample->end};
    if (sample->opens) {
        struct kw_school_document *slot = KW_PUSH(c->arena, &s->documents);
        if (!slot)
            return kw_nomem(err);
        *slot = (struct kw_school_document){.first = s->sentences.count};
    }
    if (is_taught(c, sample))
        s->documents.items[s->documents.count - 1].taught = true;
    return kw_sentences_add(lexicon, &document, &tokens, sample->first, number, c->arena,
                            &s->sentences, err);
}

static enum kw_status prepare(struct kw_school *s, const struct kw_lexicon *lexicon,
                              const struct kw_model *model, struct kw_error *err)
{
    struct kw_corpus *c = s->corpus;
    struct kw_words *words;
    enum kw_status status = kw_words_new(lexicon, model, c->arena, &words, err);
    for (size_t i = 0; i < c->samples.count && status == KW_OK; i++)
        status = add_sample(s, lexicon, (uint32_t)i, err);
    for (size_t i = 0; i < s->sentences.count && status == KW_OK; i++) {
        const struct kw_sentence *sentence = &s->sentences.items[i];
        status = kw_tags_set(words, kw_corpus_text(c), c->tokens.items + sentence->first,
                             sentence->end - sentence->first, sentence->capitals, err);
    }
    return status;
}

struct lesson {
    struct kw_perceptron *p;
    size_t tokens; /* of this round */
    size_t right;
};

static void learn_sentence(struct kw_school *s, void *data)
{
    struct lesson *lesson = data;
    const struct kw_sentence *sentence = s->finder.sentence;
    size_t count = sentence->end - sentence->first;
    enum kw_bio left = KW_BIO_O, left2 = KW_BIO_O;
    kw_label_cells_set(&s->finder, s->cells);
    for (size_t i = 0; i < count; i++) {
        const struct kw_label_cell *at = s->cells + KW_LABEL_MARGIN + i;
        uint32_t features[KW_MODEL_MOST_FEATURES], guess = KW_BIO_O;
        struct kw_str gold = s->corpus->gold.items[sentence->first + i];
        enum kw_bio right = label_of(gold);
        size_t n = 0;
        if (kw_label_starts(at, left)) {
            n = kw_label_features(at, left, left2, features);
            guess = kw_perceptron_best(lesson->p, features, n, kw_label_allowed(left));
        }
        if (!(kw_label_allowed(left) >> right & 1))
            right--; /* what cannot go on has to begin */
        if (n && !is_unclear(gold)) {
            kw_perceptron_learn(lesson->p, features, n, right, kw_label_allowed(left));
            lesson->tokens += right != KW_BIO_O || guess != KW_BIO_O;
            lesson->right += right == guess && right != KW_BIO_O;
        }
        left2 = left;
        left = (enum kw_bio)guess;
    }
}

static enum kw_status visit_document(struct kw_school *s, size_t first, size_t end,
                                     kw_school_fn *visit, void *data,
                                     struct kw_error *err)
{
    struct kw_document document = {.text = kw_corpus_text(s->corpus)};
    struct kw_text text = {.document = &document,
                           .tokens = s->corpus->tokens.items,
                           .token_count = s->corpus->tokens.count,
                           .sentences = s->sentences.items + first,
                           .sentence_count = end - first};
    s->finder.text = &text;
    s->finder.seen = (struct kw_map){0};
    enum kw_status status = kw_memory_read(&s->finder, err);
    if (status == KW_OK)
        status = kw_twins_set(&s->finder, err);
    for (size_t i = first; i < end && status == KW_OK; i++) {
        const struct kw_sentence *sentence = &s->sentences.items[i];
        if (sentence->end - sentence->first > KW_SENTENCE_LIMIT)
            continue;
        s->finder.sentence = sentence;
        s->finder.dateline = sentence->first;
        kw_marks_set(&s->finder);
        visit(s, data);
    }
    kw_arena_reset(s->finder.arena);
    return status;
}

enum kw_status kw_school_visit(struct kw_school *s, size_t round, kw_school_fn *visit,
                               void *data, struct kw_error *err)
{
    size_t count = s->documents.count, step = kw_train_step(count, round);
    enum kw_status status = KW_OK;
    for (size_t n = 0, at = round % (count ? count : 1); n < count && status == KW_OK;
         n++, at = (at + step) % count) {
        const struct kw_school_document *document = &s->documents.items[at];
        size_t end = at + 1 < count ? document[1].first : s->sentences.count;
        if (!(s->gold_only && document->taught))
            status = visit_document(s, document->first, end, visit, data, err);
    }
    return status;
}

enum kw_status kw_school_new(const struct kw_lexicon *lexicon,
                             const struct kw_model *model, struct kw_corpus *corpus,
                             struct kw_school **out, struct kw_error *err)
{
    struct kw_school *s = KW_NEW(corpus->arena, 1, struct kw_school);
    if (!s)
        return kw_nomem(err);
    s->corpus = corpus;
    s->finder.lexicon = lexicon;
    s->finder.marks = s->marks;
    s->finder.cells = s->cells;
    s->finder.labels = s->labels;
    s->finder.margins = s->margins;
    enum kw_status status = prepare(s, lexicon, model, err);
    if (status == KW_OK)
        status = kw_labels_open(&s->finder, model, err);
    s->finder.arena = kw_arena_new();
    *out = s;
    return status == KW_OK && !s->finder.arena ? kw_nomem(err) : status;
}

void kw_school_free(struct kw_school *s)
{
    if (s)
        kw_arena_free(s->finder.arena);
}

enum kw_status kw_train_labels(const struct kw_lexicon *lexicon,
                               const struct kw_model *model, struct kw_corpus *corpus,
                               size_t rounds, struct kw_perceptron *p,
                               struct kw_error *err)
{
    struct kw_school *s = NULL;
    struct lesson lesson = {.p = p};
    enum kw_status status = kw_school_new(lexicon, model, corpus, &s, err);
    for (size_t round = 0; round < rounds && status == KW_OK; round++) {
        lesson.tokens = lesson.right = 0;
        s->gold_only = round % 2 == 1;
        status = kw_school_visit(s, round, learn_sentence, &lesson, err);
        printf("round %zu: %zu of %zu tokens of names right\n", round + 1, lesson.right,
               lesson.tokens);
    }
    kw_school_free(s);
    return status;
}
