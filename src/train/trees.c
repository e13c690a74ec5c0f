/* trees.c - learning dependency trees from treebanks. */
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>

#include "train/net.h"
#include "train/oracle.h"

enum {
    FOLDS = 5,      /* taggers, each without a fifth of the documents */
    FOLD_BITS = 16, FOLD_MARGIN = 60, /* of their weights */
    FOLD_ROUNDS = 6,
    EXPLORE = 1, /* rounds before the parser's own moves are followed */
};

#define RATE 0.002f /* of learning, at the start */

/* --- the columns -------------------------------------------------------------------- */

struct tally {
    enum kw_move move;
    enum kw_dep dep;
    size_t count;
};

static int by_count(const void *a, const void *b)
{
    const struct tally *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->dep != y->dep ? (int)x->dep - (int)y->dep : (int)x->move - (int)y->move;
}

static enum kw_dep dep_of(struct kw_str name)
{
    enum kw_dep dep;
    return kw_dep_parse(name, &dep) ? dep : KW_DEP_DEP;
}

static enum kw_status name_moves(const struct kw_corpus *corpus, struct kw_str *out,
                                 struct kw_error *err)
{
    struct tally tallies[2 * KW_DEP_COUNT] = {0};
    struct kw_buf names = {0};
    for (int i = 0; i < 2 * KW_DEP_COUNT; i++)
        tallies[i] = (struct tally){i < KW_DEP_COUNT ? KW_MOVE_LEFT : KW_MOVE_RIGHT,
                                    (enum kw_dep)(i % KW_DEP_COUNT), 0};
    for (size_t i = 0; i < corpus->samples.count; i++) {
        const struct kw_sample *s = &corpus->samples.items[i];
        for (uint32_t t = s->first; t < s->end; t++) {
            const struct kw_gold_arc *arc = &corpus->arcs.items[t];
            bool left = arc->head > t - s->first + 1;
            tallies[(left ? 0 : KW_DEP_COUNT) + (int)dep_of(arc->dep)].count++;
        }
    }
    qsort(tallies, 2 * KW_DEP_COUNT, sizeof *tallies, by_count);
    kw_buf_printf(&names, "S");
    for (size_t i = 0; i + 1 < KW_MODEL_MOST_LABELS && tallies[i].count; i++)
        kw_buf_printf(&names, " %c-%s", tallies[i].move == KW_MOVE_LEFT ? 'L' : 'R',
                      kw_dep_name(tallies[i].dep));
    *out = kw_arena_copy(corpus->arena, kw_buf_str(&names));
    kw_buf_free(&names);
    return out->ptr ? KW_OK : kw_nomem(err);
}

/* --- tags --------------------------------------------------------------------------- */

static enum kw_status tag_samples(const struct kw_lexicon *lexicon,
                                  const struct kw_model *model, struct kw_corpus *corpus,
                                  const bool *mine, struct kw_error *err)
{
    struct kw_words *words;
    enum kw_status status = kw_words_new(lexicon, model, corpus->arena, &words, err);
    for (size_t i = 0; i < corpus->samples.count && status == KW_OK; i++) {
        const struct kw_sample *s = &corpus->samples.items[i];
        if (mine[i])
            status = kw_tags_set(words, kw_corpus_text(corpus),
                                 corpus->tokens.items + s->first, s->end - s->first,
                                 s->title, err);
    }
    return status;
}

/* A tagger learnt from the documents that are not `mine` tags those that are. */
static enum kw_status tag_fold(const struct kw_lexicon *lexicon,
                               const struct kw_model *classes, struct kw_corpus *corpus,
                               struct kw_str names, const bool *mine,
                               struct kw_error *err)
{
    struct kw_corpus rest = *corpus;
    struct kw_perceptron p = {0};
    struct kw_part parts[2] = {kw_model_part_of(classes, "classes")};
    struct kw_buf bytes = {0};
    struct kw_model model;
    rest.samples.items = KW_NEW(corpus->arena, corpus->samples.count, struct kw_sample);
    rest.tokens.items = KW_NEW(corpus->arena, corpus->tokens.count, struct kw_token);
    if (!rest.samples.items || !rest.tokens.items)
        return kw_nomem(err);
    rest.samples.count = 0;
    for (size_t i = 0; i < corpus->samples.count; i++) {
        if (!mine[i])
            rest.samples.items[rest.samples.count++] = corpus->samples.items[i];
    }
    for (size_t i = 0; i < corpus->tokens.count; i++)
        rest.tokens.items[i] = corpus->tokens.items[i];
    enum kw_status status = kw_perceptron_init(&p, "tags", names, FOLD_BITS, FOLD_MARGIN, err);
    if (status == KW_OK)
        status = kw_train_tags(lexicon, classes, &rest, FOLD_ROUNDS, &p, err);
    if (status == KW_OK)
        status = kw_perceptron_part(&p, corpus->arena, &parts[1], err);
    if (status == KW_OK)
        status = kw_model_write(parts, 2, &bytes, err);
    if (status == KW_OK)
        status = kw_model_open(kw_buf_str(&bytes), &model, err);
    if (status == KW_OK)
        status = tag_samples(lexicon, &model, corpus, mine, err);
    kw_perceptron_free(&p);
    kw_buf_free(&bytes);
    return status;
}

static enum kw_status tag_all(const struct kw_lexicon *lexicon,
                              const struct kw_model *classes, struct kw_corpus *corpus,
                              struct kw_error *err)
{
    struct kw_str names = kw_train_tag_names(corpus->arena);
    bool *mine = KW_NEW(corpus->arena, corpus->samples.count, bool);
    enum kw_status status = mine ? KW_OK : kw_nomem(err);
    for (size_t fold = 0; fold < FOLDS && status == KW_OK; fold++) {
        size_t document = 0;
        for (size_t i = 0; i < corpus->samples.count; i++) {
            document += corpus->samples.items[i].opens;
            mine[i] = document % FOLDS == fold;
        }
        status = tag_fold(lexicon, classes, corpus, names, mine, err);
    }
    return status;
}

/* --- the dictionary ----------------------------------------------------------------- */

/* Words seen less often go by their endings. */
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
    uint32_t first = (entry.key >> (32 - KW_ARC_BUCKETS)) * KW_ARC_SLOTS;
    for (uint32_t i = first; i < first + KW_ARC_SLOTS; i++) {
        if (counts[i])
            continue;
        for (unsigned n = 0; n < 4; n++)
            hashes[(size_t)i * 4 + n] = (unsigned char)(entry.key >> 8 * n);
        counts[i] = entry.count;
        return;
    }
}

/* Counts of words, and of the endings of rare ones. */
static enum kw_status make_dictionary(const struct kw_corpus *corpus,
                                      unsigned char *hashes, uint32_t *counts,
                                      struct kw_error *err)
{
    size_t count = corpus->tokens.count, ends = 0;
    struct entry *words = KW_NEW(corpus->arena, count + 1, struct entry);
    struct entry *endings = KW_NEW(corpus->arena, 3 * count + 1, struct entry);
    uint32_t keys[KW_ARC_KEYS];
    if (!words || !endings)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        kw_arc_keys(corpus->tokens.items[i].lemma, keys);
        words[i] = (struct entry){keys[0], 1};
    }
    size_t kinds = merge(words, count);
    for (size_t i = 0; i < count; i++) {
        kw_arc_keys(corpus->tokens.items[i].lemma, keys);
        struct entry *word =
            bsearch(&(struct entry){keys[0], 0}, words, kinds, sizeof *words, by_key);
        for (size_t k = 1; k < KW_ARC_KEYS && word && word->count < RARE; k++)
            endings[ends++] = (struct entry){keys[k], 1};
    }
    ends = merge(endings, ends);
    for (size_t i = 0; i < ends; i++) {
        if (endings[i].count >= RARE)
            enter(hashes, endings[i], counts);
    }
    qsort(words, kinds, sizeof *words, by_use);
    for (size_t i = 0; i < kinds && words[i].count >= RARE; i++)
        enter(hashes, words[i], counts);
    return KW_OK;
}

/* --- learning ----------------------------------------------------------------------- */

enum { BATCH = 16 }; /* sentences from one update to the next */

struct school {
    struct kw_corpus *corpus;
    struct kw_net *net;
    struct kw_arc_dictionary dictionary;
    uint32_t counts[KW_ARC_VOCABULARY]; /* of its words */
    struct kw_arc_labels labels;
    uint64_t chance; /* xorshift: the same walk every time */
    size_t round;
    size_t moves;
    size_t right;
};

static uint64_t draw(struct school *s)
{
    s->chance ^= s->chance << 13;
    s->chance ^= s->chance >> 7;
    s->chance ^= s->chance << 17;
    return s->chance;
}

/* The columns of a move that are as right as can be: that of the gold relation when the
 * arc is gold. */
static uint64_t columns_of(const struct school *s, const struct kw_arcs *arcs,
                           const struct kw_gold_tree *gold, const enum kw_dep *deps,
                           enum kw_move move, uint64_t allowed)
{
    uint64_t columns = s->labels.of_move[move] & allowed;
    if (move == KW_MOVE_SHIFT)
        return columns;
    if (move == KW_MOVE_RIGHT && kw_arcs_at_root(arcs))
        return s->labels.onto_root & allowed;
    uint32_t top = kw_arcs_below(arcs, 0);
    uint32_t head = move == KW_MOVE_LEFT ? arcs->next : kw_arcs_below(arcs, 1);
    if (gold->heads[top] != head)
        return columns;
    for (uint32_t k = 0; k < s->labels.count; k++) {
        if ((columns >> k & 1) && s->labels.items[k].dep == deps[top])
            return UINT64_C(1) << k;
    }
    return columns; /* a relation too rare for a column */
}

static uint64_t right_columns(const struct school *s, const struct kw_arcs *arcs,
                              const struct kw_gold_tree *gold, const enum kw_dep *deps,
                              uint64_t allowed)
{
    unsigned legal = kw_arcs_legal(arcs);
    uint32_t costs[KW_MOVE_COUNT], least = UINT32_MAX;
    uint64_t columns = 0;
    for (int i = 0; i < KW_MOVE_COUNT; i++) {
        costs[i] =
            legal >> i & 1 ? kw_oracle_cost(arcs, gold, (enum kw_move)i) : UINT32_MAX;
        least = costs[i] < least ? costs[i] : least;
    }
    for (int i = 0; i < KW_MOVE_COUNT; i++) {
        if ((legal >> i & 1) && costs[i] == least)
            columns |= columns_of(s, arcs, gold, deps, (enum kw_move)i, allowed);
    }
    return columns;
}

static void learn_tree(struct school *s, struct kw_arcs *arcs,
                       const struct kw_gold_tree *gold, const enum kw_dep *deps)
{
    while (!kw_arcs_done(arcs)) {
        struct kw_arc_look look;
        uint32_t good;
        uint64_t allowed = kw_arc_labels_allowed(&s->labels, arcs);
        uint64_t right = right_columns(s, arcs, gold, deps, allowed);
        kw_arcs_look(arcs, &look);
        uint32_t guess = kw_net_learn(s->net, &look, allowed, right, &good);
        s->moves++;
        s->right += right >> guess & 1;
        if (s->round >= EXPLORE && draw(s) % 10 != 0)
            good = guess;
        const struct kw_arc_label *label = &s->labels.items[good];
        kw_arcs_move(arcs, label->move, label->dep);
    }
}

/* Now and then a word, the rarer the oftener, is taken for one that is not known. */
static void forget_words(struct school *s, const struct kw_token *tokens,
                         struct kw_arcs *arcs)
{
    for (uint32_t i = 0; i < arcs->count; i++) {
        uint32_t *word = &arcs->nodes[i + 1].word, keys[KW_ARC_KEYS];
        if (draw(s) % (2 * s->counts[*word] + 1) != 0)
            continue;
        kw_arc_keys(tokens[i].lemma, keys);
        *word = kw_arc_word(&s->dictionary, keys, 1);
    }
}

static enum kw_status learn_sample(struct school *s, const struct kw_sample *sample,
                                   struct kw_arena *arena, struct kw_error *err)
{
    struct kw_corpus *c = s->corpus;
    const struct kw_token *tokens = c->tokens.items + sample->first;
    uint32_t count = sample->end - sample->first;
    uint32_t *heads = KW_NEW(arena, count + 1, uint32_t);
    enum kw_dep *deps = KW_NEW(arena, count + 1, enum kw_dep);
    struct kw_arcs arcs;
    if (!heads || !deps)
        return kw_nomem(err);
    for (uint32_t i = 0; i < count; i++) {
        heads[i + 1] = c->arcs.items[sample->first + i].head;
        deps[i + 1] = dep_of(c->arcs.items[sample->first + i].dep);
    }
    kw_oracle_projective(heads, count);
    enum kw_status status =
        kw_arcs_begin(&s->dictionary, tokens, count, arena, &arcs, err);
    if (status == KW_OK) {
        struct kw_gold_tree gold = {heads, count};
        forget_words(s, tokens, &arcs);
        learn_tree(s, &arcs, &gold, deps);
    }
    kw_arena_reset(arena);
    return status;
}

static enum kw_status learn_all(struct school *s, size_t rounds, struct kw_arena *arena,
                                struct kw_error *err)
{
    size_t count = s->corpus->samples.count, done = 0;
    enum kw_status status = KW_OK;
    for (; s->round < rounds && status == KW_OK && count; s->round++) {
        size_t step = kw_train_step(count, s->round), at = s->round % count;
        s->moves = s->right = 0;
        for (size_t n = 0; n < count && status == KW_OK; n++, at = (at + step) % count) {
            status = learn_sample(s, &s->corpus->samples.items[at], arena, err);
            if (++done % BATCH == 0)
                kw_net_update(s->net, RATE * (1 - (float)done / (float)(rounds * count)));
        }
        printf("round %zu: %zu of %zu moves right\n", s->round + 1, s->right, s->moves);
    }
    return status;
}

enum kw_status kw_train_trees(const struct kw_lexicon *lexicon,
                              const struct kw_model *model, struct kw_corpus *corpus,
                              size_t rounds, struct kw_part parts[KW_TREE_PARTS],
                              struct kw_error *err)
{
    struct school *s = KW_NEW(corpus->arena, 1, struct school);
    unsigned char *hashes = KW_NEW(corpus->arena, KW_ARC_VOCABULARY * 4, unsigned char);
    struct kw_arena *arena = kw_arena_new();
    struct kw_str names;
    enum kw_status status = s && hashes && arena ? KW_OK : kw_nomem(err);
    if (status == KW_OK)
        status = name_moves(corpus, &names, err);
    if (status == KW_OK) {
        s->corpus = corpus;
        s->dictionary.hashes = hashes;
        s->chance = UINT64_C(88172645463325252);
        status = kw_arc_labels_read(names, &s->labels, err);
    }
    if (status == KW_OK)
        status = tag_all(lexicon, model, corpus, err);
    if (status == KW_OK)
        status = make_dictionary(corpus, hashes, s->counts, err);
    if (status == KW_OK)
        status = kw_net_new(&s->net, err);
    if (status == KW_OK)
        status = learn_all(s, rounds, arena, err);
    if (status == KW_OK)
        status =
            kw_net_write(s->net, &s->dictionary, names, corpus->arena, parts + 1, err);
    if (status == KW_OK)
        parts[0] = (struct kw_part){.name = "tree-dictionary",
                                    .bits = KW_ARC_BUCKETS,
                                    .width = 4 * KW_ARC_SLOTS,
                                    .weights = (const int8_t *)hashes};
    if (s)
        kw_net_free(s->net);
    kw_arena_free(arena);
    return status;
}
