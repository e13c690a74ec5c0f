/* tags.c - learning part-of-speech tags from treebanks, and from text that was tagged by
 * a tagger. */
#include "train/train.h"

#include <stdio.h>

/* Tags of the Universal Dependencies treebanks and of MASC that we do not have. */
static const struct {
    const char *theirs;
    enum kw_tag ours; /* NONE: nothing is learnt from it */
} other_names[] = {
    {"AFX", KW_TAG_JJ},     {"ADD", KW_TAG_NNP},   {"GW", KW_TAG_NONE},
    {"XX", KW_TAG_NONE},    {"$", KW_TAG_SYM},     {"#", KW_TAG_SYM},
    {"HYPH", KW_TAG_PUNCT}, {"NFP", KW_TAG_PUNCT},
};

static enum kw_tag tag_of(struct kw_str name)
{
    enum kw_tag tag;
    if (kw_tag_parse(name, &tag))
        return tag;
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++) {
        if (kw_str_eq(name, kw_str_of(other_names[i].theirs)))
            return other_names[i].ours;
    }
    return KW_TAG_NONE;
}

/* Treebanks of today tag "to" before a noun IN; ours is TO, as in the Penn Treebank. */
static enum kw_tag gold_tag(const struct kw_corpus *c, uint32_t i)
{
    struct kw_str norm = c->tokens.items[i].norm;
    if (kw_str_eq(norm, KW_STR("to")))
        return KW_TAG_TO;
    return tag_of(c->gold.items[i]);
}

struct score {
    size_t words;
    size_t right;
};

static enum kw_status learn(struct kw_words *words, struct kw_corpus *c,
                            const struct kw_sample *s, struct kw_perceptron *p,
                            struct score *score, struct kw_error *err)
{
    struct kw_token *tokens = c->tokens.items + s->first;
    size_t count = s->end - s->first;
    if (count > KW_SENTENCE_LIMIT)
        return KW_OK;
    for (size_t i = 0; i < count; i++) {
        const struct kw_word *word;
        enum kw_status status = kw_word_find(words, tokens[i].norm, &word, err);
        if (status != KW_OK)
            return status;
        tokens[i].common = tokens[i].shape != KW_SHAPE_PUNCT &&
                           tokens[i].shape != KW_SHAPE_NUMBER && word->known;
    }
    enum kw_status status = kw_tag_cells_set(words, tokens, count, s->title, err);
    enum kw_tag left = KW_TAG_NONE, left2 = KW_TAG_NONE;
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        uint32_t features[KW_MODEL_MOST_FEATURES];
        enum kw_tag gold = gold_tag(c, s->first + (uint32_t)i);
        enum kw_tag tag = kw_tag_of_mark(kw_corpus_text(c), tokens, count, i);
        tokens[i].tag = tag;
        if (tag == KW_TAG_NONE) {
            size_t n =
                kw_tag_features(words->cells + KW_TAG_MARGIN + i, left, left2, features);
            tag = (enum kw_tag)(kw_perceptron_best(p, features, n, UINT64_MAX) + 1);
            tokens[i].tag = tag;
            if (gold != KW_TAG_NONE) {
                score->words++;
                score->right += tag == gold;
                kw_perceptron_learn(p, features, n, (uint32_t)gold - 1, UINT64_MAX);
            }
        }
        left2 = left;
        left = tag;
    }
    return status;
}

/* The samples in an order that mixes the files: a walk with a step prime to their
 * number, another one each round. */
size_t kw_train_step(size_t count, size_t round)
{
    static const size_t primes[] = {7919,   104729, 611953, 15485863,
                                    224737, 350377, 746773, 1299709};
    size_t step = primes[round % (sizeof primes / sizeof *primes)];
    return count % step ? step % count : 1;
}

enum kw_status kw_train_tags(const struct kw_lexicon *lexicon,
                             const struct kw_model *model, struct kw_corpus *corpus,
                             size_t rounds, struct kw_perceptron *p, struct kw_error *err)
{
    struct kw_words *words;
    enum kw_status status = kw_words_new(lexicon, model, corpus->arena, &words, err);
    size_t count = corpus->samples.count;
    for (size_t round = 0; round < rounds && status == KW_OK && count; round++) {
        struct score score = {0};
        size_t step = kw_train_step(count, round), at = round % count;
        for (size_t n = 0; n < count && status == KW_OK; n++, at = (at + step) % count) {
            const struct kw_sample *sample = &corpus->samples.items[at];
            if (round == 0 || !sample->plain)
                status = learn(words, corpus, sample, p, &score, err);
        }
        printf("round %zu: %zu of %zu tags right\n", round + 1, score.right, score.words);
    }
    return status;
}
