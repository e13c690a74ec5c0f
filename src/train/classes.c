/* classes.c - classes of words from plain text, by the exchange algorithm: every word
 * moves to the class where the text is likeliest under a bigram model of classes (Martin,
 * Liermann and Ney 1998, after Brown et al. 1992), until rounds are over. Sums are
 * integers, so that the order of adding does not matter.
 */
#include "train/train.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "model/classes.h"

enum {
    FINE = 256,   /* classes, with that of ends of sentences and that of rare words */
    COARSE = 32,  /* the same, fewer */
    LEAST = 3,    /* a word that comes less often is rare */
    ROUNDS = 12,  /* of exchange */
    BOUNDARY = 0, /* words that are none: their class has their number */
    RARE = 1,
    FIRST = 2,      /* of the words proper, and of their classes */
    LOGS = 1 << 16, /* values of n log n in a table */
};

struct pair {
    uint32_t left, right, count;
};

/* The neighbors of each word on one side. */
struct side {
    uint32_t *starts; /* one a word, and the end */
    uint32_t *words;
    uint32_t *counts;
};

struct text {
    struct kw_arena *arena;
    struct kw_map numbers; /* folded word, with a mark if it has a capital, to number */
    KW_VEC(uint32_t) keys; /* of the words, by number */
    KW_VEC(uint32_t) counts;
    KW_VEC(uint32_t) sequence; /* the text as numbers, with boundaries */
    KW_VEC(struct pair) pairs;
    uint32_t words; /* numbers in use, by falling frequency */
    struct side before, after;
};

struct exchange {
    const struct text *text;
    uint32_t classes;
    uint32_t *class_of;       /* one a word */
    int32_t both[FINE][FINE]; /* how often a class follows another */
    int64_t lefts[FINE],
        rights[FINE];   /* how often a class has a right, a left neighbor */
    int64_t used[FINE]; /* words in it */
    int64_t logs[LOGS];
};

/* n log n in units of 2^-16. */
static int64_t entropy(const struct exchange *x, int64_t n)
{
    if (n < LOGS)
        return x->logs[n < 0 ? 0 : n];
    return (int64_t)llround((double)n * log2((double)n) * 65536.0);
}

/* --- the text ---------------------------------------------------------------------- */

static bool add_word(struct text *t, const struct kw_token *token, bool first,
                     struct kw_error *err)
{
    bool capital = kw_word_owns_capital(token, first);
    struct kw_str name =
        kw_arena_printf(t->arena, "%c%.*s", capital ? '^' : '_', KW_STR_ARG(token->norm));
    uint32_t number = name.ptr ? kw_map_get(&t->numbers, name) : 0;
    if (name.ptr && !number) {
        uint32_t *key = KW_PUSH(t->arena, &t->keys);
        uint32_t *count = KW_PUSH(t->arena, &t->counts);
        number = (uint32_t)t->keys.count;
        if (!key || !count ||
            kw_map_put(&t->numbers, t->arena, name, number, err) != KW_OK)
            return false;
        *key = kw_class_key(kw_model_word(token->norm), capital);
    }
    uint32_t *slot = name.ptr ? KW_PUSH(t->arena, &t->sequence) : NULL;
    if (!slot)
        return false;
    *slot = number + FIRST - 1;
    t->counts.items[number - 1]++;
    return true;
}

static bool add_boundary(struct text *t)
{
    uint32_t *slot = KW_PUSH(t->arena, &t->sequence);
    if (slot)
        *slot = BOUNDARY;
    return slot != NULL;
}

static bool read_text(struct text *t, struct kw_words *words, const struct kw_corpus *c,
                      struct kw_error *err)
{
    for (size_t n = 0; n < c->samples.count; n++) {
        const struct kw_sample *s = &c->samples.items[n];
        if (!add_boundary(t))
            return false;
        for (uint32_t i = s->first; i < s->end; i++) {
            struct kw_token *token = &c->tokens.items[i];
            const struct kw_word *word;
            if (kw_word_find(words, token->norm, &word, err) != KW_OK)
                return false;
            token->common = word->known;
            if (!add_word(t, token, i == s->first, err))
                return false;
        }
    }
    return add_boundary(t);
}

struct rank {
    uint32_t count, key, number;
};

static int by_count(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return (x->key > y->key) - (x->key < y->key);
}

/* Numbers words anew by how often they come; the rare ones become one. */
static bool rank_words(struct text *t)
{
    size_t count = t->keys.count, kept = 0;
    struct rank *ranks = KW_NEW(t->arena, count + 1, struct rank);
    uint32_t *renamed = KW_NEW(t->arena, count + FIRST, uint32_t);
    if (!ranks || !renamed)
        return false;
    for (size_t i = 0; i < count; i++)
        ranks[i] = (struct rank){t->counts.items[i], t->keys.items[i], (uint32_t)i};
    qsort(ranks, count, sizeof *ranks, by_count);
    while (kept < count && ranks[kept].count >= LEAST)
        kept++;
    renamed[BOUNDARY] = BOUNDARY;
    for (size_t i = 0; i < count; i++)
        renamed[ranks[i].number + FIRST] = i < kept ? (uint32_t)i + FIRST : RARE;
    for (size_t i = 0; i < kept; i++)
        t->keys.items[i] = ranks[i].key;
    for (size_t i = 0; i < t->sequence.count; i++)
        t->sequence.items[i] = renamed[t->sequence.items[i]];
    t->words = (uint32_t)kept + FIRST;
    return true;
}

static int by_left(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->left != y->left)
        return x->left > y->left ? 1 : -1;
    return (x->right > y->right) - (x->right < y->right);
}

static bool count_pairs(struct text *t)
{
    for (size_t i = 0; i + 1 < t->sequence.count; i++) {
        struct pair *pair = KW_PUSH(t->arena, &t->pairs);
        if (!pair)
            return false;
        *pair = (struct pair){t->sequence.items[i], t->sequence.items[i + 1], 1};
    }
    size_t kept = 0;
    if (t->pairs.count)
        qsort(t->pairs.items, t->pairs.count, sizeof *t->pairs.items, by_left);
    for (size_t i = 0; i < t->pairs.count; i++) {
        if (kept && by_left(&t->pairs.items[kept - 1], &t->pairs.items[i]) == 0)
            t->pairs.items[kept - 1].count++;
        else
            t->pairs.items[kept++] = t->pairs.items[i];
    }
    t->pairs.count = kept;
    return true;
}

static bool index_side(const struct text *t, bool right, struct side *side)
{
    side->starts = KW_NEW(t->arena, t->words + 1, uint32_t);
    side->words = KW_NEW(t->arena, t->pairs.count + 1, uint32_t);
    side->counts = KW_NEW(t->arena, t->pairs.count + 1, uint32_t);
    uint32_t *fill = KW_NEW(t->arena, t->words + 1, uint32_t);
    if (!side->starts || !side->words || !side->counts || !fill)
        return false;
    for (size_t i = 0; i < t->pairs.count; i++)
        side->starts[(right ? t->pairs.items[i].left : t->pairs.items[i].right) + 1]++;
    for (uint32_t w = 0; w < t->words; w++)
        side->starts[w + 1] += side->starts[w];
    memcpy(fill, side->starts, t->words * sizeof *fill);
    for (size_t i = 0; i < t->pairs.count; i++) {
        const struct pair *p = &t->pairs.items[i];
        uint32_t at = fill[right ? p->left : p->right]++;
        side->words[at] = right ? p->right : p->left;
        side->counts[at] = p->count;
    }
    return true;
}

/* --- exchange ---------------------------------------------------------------------- */

/* What one word has beside it, by class. */
struct around {
    uint32_t after[FINE], before[FINE];    /* classes that are there */
    int32_t after_n[FINE], before_n[FINE]; /* how often, by class */
    size_t after_count, before_count;
    int32_t self;        /* the word itself, beside itself */
    int64_t left, right; /* totals */
};

static void look_around(const struct exchange *x, uint32_t word, struct around *a)
{
    const struct side *after = &x->text->after, *before = &x->text->before;
    memset(a, 0, sizeof *a);
    for (uint32_t i = after->starts[word]; i < after->starts[word + 1]; i++) {
        int32_t n = (int32_t)after->counts[i];
        uint32_t class = x->class_of[after->words[i]];
        a->left += n;
        if (after->words[i] == word) {
            a->self = n;
            continue;
        }
        if (a->after_n[class] == 0)
            a->after[a->after_count++] = class;
        a->after_n[class] += n;
    }
    for (uint32_t i = before->starts[word]; i < before->starts[word + 1]; i++) {
        int32_t n = (int32_t)before->counts[i];
        uint32_t class = x->class_of[before->words[i]];
        a->right += n;
        if (before->words[i] == word)
            continue;
        if (a->before_n[class] == 0)
            a->before[a->before_count++] = class;
        a->before_n[class] += n;
    }
}

/* Takes the word in to class `c`, or out of it (sign -1). */
static void put(struct exchange *x, const struct around *a, uint32_t c, int sign)
{
    for (size_t i = 0; i < a->after_count; i++)
        x->both[c][a->after[i]] += sign * a->after_n[a->after[i]];
    for (size_t i = 0; i < a->before_count; i++)
        x->both[a->before[i]][c] += sign * a->before_n[a->before[i]];
    x->both[c][c] += sign * a->self;
    x->lefts[c] += sign * a->left;
    x->rights[c] += sign * a->right;
    x->used[c] += sign;
}

static int64_t growth(const struct exchange *x, int64_t n, int64_t by)
{
    return entropy(x, n + by) - entropy(x, n);
}

/* How much likelier the text is with the word in class `c` than in none. */
static int64_t gain(const struct exchange *x, const struct around *a, uint32_t c)
{
    int64_t sum = 0;
    for (size_t i = 0; i < a->after_count; i++) {
        uint32_t d = a->after[i];
        sum += d == c ? 0 : growth(x, x->both[c][d], a->after_n[d]);
    }
    for (size_t i = 0; i < a->before_count; i++) {
        uint32_t d = a->before[i];
        sum += d == c ? 0 : growth(x, x->both[d][c], a->before_n[d]);
    }
    sum += growth(x, x->both[c][c], a->after_n[c] + a->before_n[c] + a->self);
    return sum - growth(x, x->lefts[c], a->left) - growth(x, x->rights[c], a->right);
}

static size_t exchange_round(struct exchange *x, struct around *a)
{
    size_t moved = 0;
    for (uint32_t word = FIRST; word < x->text->words; word++) {
        uint32_t from = x->class_of[word], best = from;
        if (x->used[from] == 1)
            continue; /* no class is left empty */
        look_around(x, word, a);
        put(x, a, from, -1);
        int64_t most = gain(x, a, from);
        for (uint32_t c = FIRST; c < x->classes; c++) {
            int64_t g = gain(x, a, c);
            if (g > most) {
                most = g;
                best = c;
            }
        }
        put(x, a, best, 1);
        x->class_of[word] = best;
        moved += best != from;
    }
    return moved;
}

static bool cluster(struct exchange *x, const struct text *t, uint32_t classes)
{
    struct around *a = KW_NEW(t->arena, 1, struct around);
    memset(x, 0, sizeof *x);
    x->text = t;
    x->classes = classes;
    x->class_of = KW_NEW(t->arena, t->words, uint32_t);
    if (!a || !x->class_of)
        return false;
    for (int64_t n = 2; n < LOGS; n++)
        x->logs[n] = (int64_t)llround((double)n * log2((double)n) * 65536.0);
    for (uint32_t w = 0; w < t->words; w++)
        x->class_of[w] = w < FIRST ? w : FIRST + (w - FIRST) % (classes - FIRST);
    for (uint32_t w = 0; w < t->words; w++)
        x->used[x->class_of[w]]++;
    for (size_t i = 0; i < t->pairs.count; i++) {
        const struct pair *p = &t->pairs.items[i];
        uint32_t left = x->class_of[p->left], right = x->class_of[p->right];
        x->both[left][right] += (int32_t)p->count;
        x->lefts[left] += p->count;
        x->rights[right] += p->count;
    }
    for (int round = 0; round < ROUNDS; round++) {
        if (exchange_round(x, a) == 0)
            break;
    }
    return true;
}

/* --- writing ----------------------------------------------------------------------- */

bool kw_class_put(uint8_t *table, uint32_t bits, uint32_t key, uint32_t value)
{
    uint32_t print = kw_class_print(key);
    uint8_t *slot = table + (size_t)(key >> (32 - bits)) * KW_CLASS_WIDTH;
    for (uint32_t i = 0; i < KW_CLASS_SLOTS; i++, slot += 4) {
        uint32_t there = (uint32_t)(slot[0] | slot[1] << 8);
        if (there == print)
            return false;
        if (there)
            continue;
        slot[0] = (uint8_t)(print & 255);
        slot[1] = (uint8_t)(print >> 8);
        slot[2] = (uint8_t)(value & 255);
        slot[3] = (uint8_t)(value >> 8);
        return true;
    }
    return false;
}

/* Frequent words first. */
static void fill_table(const struct text *t, const uint32_t *fine, const uint32_t *coarse,
                       uint32_t bits, uint8_t *table)
{
    for (uint32_t w = FIRST; w < t->words; w++)
        kw_class_put(table, bits, t->keys.items[w - FIRST], fine[w] | coarse[w] << 8);
}

enum kw_status kw_train_classes(const struct kw_lexicon *lexicon,
                                const struct kw_corpus *corpus, uint32_t bits,
                                struct kw_part *out, struct kw_error *err)
{
    static const struct kw_model none;
    struct kw_words *words;
    struct text *t = KW_NEW(corpus->arena, 1, struct text);
    struct exchange *x = KW_NEW(corpus->arena, 1, struct exchange);
    uint8_t *bytes = KW_NEW(corpus->arena, (size_t)KW_CLASS_WIDTH << bits, uint8_t);
    if (!t || !x || !bytes)
        return kw_nomem(err);
    enum kw_status status = kw_words_new(lexicon, &none, corpus->arena, &words, err);
    if (status != KW_OK)
        return status;
    t->arena = corpus->arena;
    if (!read_text(t, words, corpus, err) || !rank_words(t) || !count_pairs(t) ||
        !index_side(t, true, &t->after) || !index_side(t, false, &t->before))
        return kw_nomem(err);
    if (!cluster(x, t, COARSE))
        return kw_nomem(err);
    const uint32_t *coarse = x->class_of;
    if (!cluster(x, t, FINE))
        return kw_nomem(err);
    fill_table(t, x->class_of, coarse, bits, bytes);
    printf("classes of %u words\n", t->words - FIRST);
    *out = (struct kw_part){.name = "classes",
                            .bits = bits,
                            .width = KW_CLASS_WIDTH,
                            .weights = (const int8_t *)bytes};
    return KW_OK;
}
