/* trees.c - learning dependency trees from treebanks, and from what a parser of others
 * and our own agree on in more text. */
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/dictionary.h"
#include "train/net.h"
#include "train/oracle.h"

enum {
    FOLDS = 5, /* taggers, each without a fifth of the documents */
    FOLD_BITS = 16,
    FOLD_MARGIN = 60, /* of their weights */
    FOLD_ROUNDS = 6,
    FIRST_ROUNDS = 4, /* of the parser that is compared with the teacher's */
    SURE =
        60, /* the least per cent of words that must hang alike for a sentence to teach */
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
        for (uint32_t t = s->first; t < s->end && !s->plain; t++) {
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
        if (!mine[i] && !corpus->samples.items[i].plain)
            rest.samples.items[rest.samples.count++] = corpus->samples.items[i];
    }
    for (size_t i = 0; i < corpus->tokens.count; i++)
        rest.tokens.items[i] = corpus->tokens.items[i];
    enum kw_status status =
        kw_perceptron_init(&p, "tags", names, FOLD_BITS, FOLD_MARGIN, err);
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
            mine[i] =
                corpus->samples.items[i].plain ? fold == 0 : document % FOLDS == fold;
        }
        status = tag_fold(lexicon, classes, corpus, names, mine, err);
    }
    return status;
}

/* --- learning ----------------------------------------------------------------------- */

enum { BATCH = 16 }; /* sentences from one update to the next */

struct school {
    struct kw_corpus *corpus;
    struct kw_net *net;
    struct kw_arc_dictionary dictionary;
    uint32_t counts[KW_ARC_VOCABULARY]; /* of its words */
    struct kw_arc_labels labels;
    struct kw_str names; /* of those */
    uint64_t chance;     /* xorshift: the same walk every time */
    bool explores;       /* the parser's own moves are followed */
    size_t moves;        /* of this round */
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
    if (gold->heads[top] != head || deps[top] == KW_DEP_NONE)
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
        if (s->explores && draw(s) % 10 != 0)
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
        uint32_t *word = &arcs->nodes[i + 1].word;
        struct kw_arc_keys keys;
        if (draw(s) % (2 * s->counts[*word] + 1) != 0)
            continue;
        kw_arc_keys(&s->dictionary, &tokens[arcs->tokens[i + 1]], &keys);
        *word = kw_arc_word(&s->dictionary, &keys, 1);
    }
}

/* The tree that the words should get: of text that a teacher parsed only what is sure. */
static void set_gold(const struct kw_corpus *c, const struct kw_sample *sample,
                     const struct kw_arcs *arcs, uint32_t *nodes, uint32_t *heads,
                     enum kw_dep *deps)
{
    const struct kw_gold_arc *gold = c->arcs.items + sample->first;
    uint32_t count = sample->end - sample->first;
    memset(nodes, 0, (count + 1) * sizeof *nodes);
    for (uint32_t i = 1; i <= arcs->count; i++)
        nodes[arcs->tokens[i] + 1] = i;
    for (uint32_t i = 1; i <= arcs->count; i++) {
        const struct kw_gold_arc *arc = &gold[arcs->tokens[i]];
        uint32_t head = arc->head, steps = 0;
        while (head && !nodes[head] && steps++ < count) /* a mark has words below it */
            head = gold[head - 1].head;
        heads[i] = nodes[head];
        deps[i] = arc->sure == KW_SURE_ARC ? dep_of(arc->dep) : KW_DEP_NONE;
    }
    if (!sample->plain)
        kw_oracle_projective(heads, arcs->count);
    for (uint32_t i = 1; i <= arcs->count; i++) {
        if (gold[arcs->tokens[i]].sure == KW_SURE_NOT)
            heads[i] = KW_NO_HEAD;
    }
}

static enum kw_status learn_sample(struct school *s, const struct kw_sample *sample,
                                   struct kw_arena *arena, struct kw_error *err)
{
    const struct kw_token *tokens = s->corpus->tokens.items + sample->first;
    uint32_t count = sample->end - sample->first;
    uint32_t *nodes = KW_NEW(arena, count + 1, uint32_t);
    uint32_t *heads = KW_NEW(arena, count + 1, uint32_t);
    enum kw_dep *deps = KW_NEW(arena, count + 1, enum kw_dep);
    struct kw_arcs arcs;
    if (!nodes || !heads || !deps)
        return kw_nomem(err);
    enum kw_status status =
        kw_arcs_begin(&s->dictionary, tokens, count, arena, &arcs, err);
    if (status == KW_OK) {
        struct kw_gold_tree gold = {heads, arcs.count};
        set_gold(s->corpus, sample, &arcs, nodes, heads, deps);
        forget_words(s, tokens, &arcs);
        learn_tree(s, &arcs, &gold, deps);
    }
    kw_arena_reset(arena);
    return status;
}

static size_t count_plain(const struct kw_corpus *corpus)
{
    size_t plain = 0;
    for (size_t i = 0; i < corpus->samples.count; i++)
        plain += corpus->samples.items[i].plain;
    return plain;
}

/* A new net learns from the treebanks; `taught`: in the first round from taught text,
 * too, so that treebanks have the last word. */
static enum kw_status learn_all(struct school *s, size_t rounds, bool taught,
                                struct kw_arena *arena, struct kw_error *err)
{
    const struct kw_sample *samples = s->corpus->samples.items;
    size_t count = s->corpus->samples.count, plain = count_plain(s->corpus), done = 0;
    size_t total = rounds * (count - plain) + (taught ? plain : 0);
    kw_net_free(s->net);
    s->net = NULL;
    enum kw_status status = kw_net_new(&s->net, err);
    for (size_t round = 0; round < rounds && status == KW_OK && count; round++) {
        size_t step = kw_train_step(count, round), at = round % count;
        s->moves = s->right = 0;
        for (size_t n = 0; n < count && status == KW_OK; n++, at = (at + step) % count) {
            if (samples[at].plain && (!taught || round > 0))
                continue;
            s->explores = done >= count - plain;
            status = learn_sample(s, &samples[at], arena, err);
            if (++done % BATCH == 0)
                kw_net_update(s->net, RATE * (1 - (float)done / (float)total));
        }
        printf("round %zu: %zu of %zu moves right\n", round + 1, s->right, s->moves);
    }
    return status;
}

static enum kw_status write_net(const struct school *s,
                                struct kw_part parts[KW_TREE_PARTS], struct kw_error *err)
{
    parts[0] = (struct kw_part){.name = "tree-dictionary",
                                .bits = KW_ARC_BUCKETS,
                                .width = 4 * KW_ARC_SLOTS,
                                .weights = (const int8_t *)s->dictionary.hashes};
    return kw_net_write(s->net, &s->dictionary, s->names, s->corpus->arena, parts + 1,
                        err);
}

/* --- what is sure in taught text -----------------------------------------------------
 */

static struct kw_str without_subtype(struct kw_str relation)
{
    struct kw_str name, subtype;
    return kw_str_cut(relation, ':', &name, &subtype) ? name : relation;
}

/* Marks the arcs of a sentence that our parser, whose arcs are `ours`, has as well. */
static void compare(struct kw_gold_arc *theirs, const struct kw_arc *ours, size_t count)
{
    size_t words = 0, alike = 0;
    for (size_t i = 0; i < count; i++) {
        if (ours[i].dep == KW_DEP_PUNCT)
            continue;
        struct kw_str dep = kw_str_of(kw_dep_name(ours[i].dep));
        words++;
        theirs[i].sure = KW_SURE_NOT;
        if (theirs[i].head != ours[i].head)
            continue;
        alike++;
        theirs[i].sure = KW_SURE_HEAD;
        if (!kw_str_eq(without_subtype(theirs[i].dep), without_subtype(dep)))
            continue;
        theirs[i].sure = KW_SURE_ARC;
        theirs[i].dep = dep;
    }
    for (size_t i = 0; i < count && alike * 100 < words * SURE; i++)
        theirs[i].sure = KW_SURE_NOT;
}

static enum kw_status compare_all(const struct school *s, const struct kw_parser *parser,
                                  struct kw_arena *arena, struct kw_error *err)
{
    struct kw_corpus *c = s->corpus;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < c->samples.count && status == KW_OK; i++) {
        const struct kw_sample *sample = &c->samples.items[i];
        size_t count = sample->end - sample->first;
        if (!sample->plain)
            continue;
        struct kw_arc *ours = KW_NEW(arena, count, struct kw_arc);
        if (!ours)
            return kw_nomem(err);
        status =
            kw_parse(parser, c->tokens.items + sample->first, count, arena, ours, err);
        if (status == KW_OK)
            compare(c->arcs.items + sample->first, ours, count);
        kw_arena_reset(arena);
    }
    return status;
}

/* A parser learnt from the treebanks alone says what of taught text is sure. */
static enum kw_status judge(struct school *s, const struct kw_model *model,
                            struct kw_arena *arena, struct kw_error *err)
{
    struct kw_part parts[1 + KW_TREE_PARTS] = {kw_model_part_of(model, "kin")};
    struct kw_buf bytes = {0};
    struct kw_model trees;
    const struct kw_parser *parser;
    enum kw_status status = learn_all(s, FIRST_ROUNDS, false, arena, err);
    if (status == KW_OK)
        status = write_net(s, parts + 1, err);
    if (status == KW_OK)
        status = kw_model_write(parts, 1 + KW_TREE_PARTS, &bytes, err);
    if (status == KW_OK)
        status = kw_model_open(kw_buf_str(&bytes), &trees, err);
    if (status == KW_OK)
        status = kw_parser_new(&trees, s->corpus->arena, &parser, err);
    if (status == KW_OK)
        status = compare_all(s, parser, arena, err);
    kw_buf_free(&bytes);
    return status;
}

static enum kw_status open_school(const struct kw_model *model, struct kw_corpus *corpus,
                                  struct school **out, struct kw_error *err)
{
    struct school *s = KW_NEW(corpus->arena, 1, struct school);
    unsigned char *hashes = KW_NEW(corpus->arena, KW_ARC_VOCABULARY * 4, unsigned char);
    if (!s || !hashes)
        return kw_nomem(err);
    s->corpus = corpus;
    s->chance = UINT64_C(88172645463325252);
    s->dictionary.hashes = hashes;
    if (!kw_model_find(model, "kin", &s->dictionary.kin))
        return kw_fail(err, KW_USAGE, "trees need the kins of words");
    enum kw_status status = name_moves(corpus, &s->names, err);
    if (status == KW_OK)
        status = kw_arc_labels_read(s->names, &s->labels, err);
    if (status == KW_OK)
        status = kw_train_dictionary(corpus, &s->dictionary, hashes, s->counts, err);
    if (status == KW_OK)
        *out = s;
    return status;
}

enum kw_status kw_train_trees(const struct kw_lexicon *lexicon,
                              const struct kw_model *model, struct kw_corpus *corpus,
                              size_t rounds, struct kw_part parts[KW_TREE_PARTS],
                              struct kw_error *err)
{
    struct school *s = NULL;
    struct kw_arena *arena = kw_arena_new();
    enum kw_status status = arena ? KW_OK : kw_nomem(err);
    if (status == KW_OK)
        status = tag_all(lexicon, model, corpus, err);
    if (status == KW_OK)
        status = open_school(model, corpus, &s, err);
    if (status == KW_OK && count_plain(corpus) > 0)
        status = judge(s, model, arena, err);
    if (status == KW_OK)
        status = learn_all(s, rounds, true, arena, err);
    if (status == KW_OK)
        status = write_net(s, parts, err);
    if (s)
        kw_net_free(s->net);
    kw_arena_free(arena);
    return status;
}
