/* dictionary.c - counts of words, and who gets a place. */
#include "train/dictionary.h"

#include <stdlib.h>

/* Words seen less often go by their kin or ending. */
enum { RARE = 3 };

struct entry {
    uint32_t key;
    uint32_t count;
};

static int by_key(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_use(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return by_key(a, b);
}

/* Adds up entries of one key. Gives how many are left. */
static size_t merge(struct entry *entries, size_t count)
{
    size_t kept = 0;
    qsort(entries, count, sizeof *entries, by_key);
    for (size_t i = 0; i < count; i++) {
        if (kept && entries[kept - 1].key == entries[i].key)
            entries[kept - 1].count += entries[i].count;
        else
            entries[kept++] = entries[i];
    }
    return kept;
}

/* Puts a key into its bucket if there is room: those in most use come first. */
static void enter(unsigned char *hashes, struct entry entry, uint32_t *counts)
{
    for (uint32_t n = 0; n < 2 * KW_ARC_SLOTS; n++) {
        uint32_t i = kw_arc_place(entry.key, n);
        if (counts[i])
            continue;
        for (unsigned k = 0; k < 4; k++)
            hashes[(size_t)i * 4 + k] = (unsigned char)(entry.key >> 8 * k);
        counts[i] = entry.count;
        return;
    }
}

struct tally {
    struct entry *words;
    size_t word_count;
    struct entry *endings; /* and kins */
    size_t ending_count;
};

typedef void visit_fn(struct tally *tally, const struct kw_arc_keys *keys);

static void count_word(struct tally *t, const struct kw_arc_keys *keys)
{
    t->words[t->word_count++] = (struct entry){keys->items[0], 1};
}

static void count_endings(struct tally *t, const struct kw_arc_keys *keys)
{
    const struct entry key = {keys->items[0], 0};
    const struct entry *word =
        bsearch(&key, t->words, t->word_count, sizeof *t->words, by_key);
    for (size_t k = 1; k < KW_ARC_KEYS && word && word->count < RARE; k++) {
        if (keys->items[k])
            t->endings[t->ending_count++] = (struct entry){keys->items[k], 1};
    }
}

static void visit_all(const struct kw_corpus *c, const struct kw_arc_dictionary *d,
                      visit_fn *visit, struct tally *tally)
{
    struct kw_arc_keys keys;
    for (size_t n = 0; n < c->samples.count; n++) {
        const struct kw_sample *s = &c->samples.items[n];
        for (size_t i = s->first; i < s->end && !s->plain; i++) {
            kw_arc_keys(d, &c->tokens.items[i], &keys);
            visit(tally, &keys);
        }
    }
}

enum kw_status kw_train_dictionary(const struct kw_corpus *corpus,
                                   const struct kw_arc_dictionary *dictionary,
                                   unsigned char *hashes, uint32_t *counts,
                                   struct kw_error *err)
{
    size_t count = corpus->tokens.count;
    struct tally t = {0};
    t.words = KW_NEW(corpus->arena, count + 1, struct entry);
    t.endings = KW_NEW(corpus->arena, KW_ARC_KEYS * count + 1, struct entry);
    if (!t.words || !t.endings)
        return kw_nomem(err);
    visit_all(corpus, dictionary, count_word, &t);
    t.word_count = merge(t.words, t.word_count);
    visit_all(corpus, dictionary, count_endings, &t);
    t.ending_count = merge(t.endings, t.ending_count);
    for (size_t i = 0; i < t.ending_count; i++) {
        if (t.endings[i].count >= RARE)
            enter(hashes, t.endings[i], counts);
    }
    qsort(t.words, t.word_count, sizeof *t.words, by_use);
    for (size_t i = 0; i < t.word_count && t.words[i].count >= RARE; i++)
        enter(hashes, t.words[i], counts);
    return KW_OK;
}
