/* labels.c - learning names from annotated news and encyclopedia text. */
#include "train/train.h"

#include <stdio.h>

#include "name/path.h"

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
    for (int i = 0; i < KW_BILOU_COUNT; i++)
        kw_buf_printf(&names, "%s%s", i ? " " : "", kw_bilou_name((enum kw_bilou)i));
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&names));
    kw_buf_free(&names);
    return copy;
}

/* --- what is right ------------------------------------------------------------------ */

#define UNCLEAR KW_BIO_COUNT

/* While learning, every path is followed. */
#define ANYWHERE (INT32_MAX / 2)

/* What is known of the sentence at work. */
struct lesson {
    struct kw_perceptron *p;
    const struct kw_label_cell *cells;    /* of its tokens */
    enum kw_bio golds[KW_SENTENCE_LIMIT]; /* their labels, or UNCLEAR */
    uint32_t choices[KW_SENTENCE_LIMIT];  /* the slots that are right, as bits */
    uint8_t guesses[KW_SENTENCE_LIMIT];   /* those of the path that is guessed */
    int32_t sums[KW_SENTENCE_LIMIT][KW_SIDE_COUNT][KW_MODEL_MOST_LABELS]; /* scores */
    int32_t locals[KW_MODEL_MOST_LABELS]; /* those of one token, without a side; */
    uint32_t next;                        /* its number from 1, or 0 */
    struct kw_path_step steps[KW_SENTENCE_LIMIT];
    size_t tokens; /* of names, in this round */
    size_t right;  /* of those */
};

static bool goes_on(enum kw_bio left, enum kw_bio label)
{
    return left == UNCLEAR ||
           kw_label_class((uint8_t)left) == kw_label_class((uint8_t)label);
}

/* The labels of the corpus, as far as labels can be so: a name begins with the first of
 * its words that can begin one, and ends where no name reaches. */
static void set_golds(struct lesson *lesson, const struct kw_str *golds, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        enum kw_bio left = i > 0 ? lesson->golds[i - 1] : KW_BIO_O;
        enum kw_bio label = is_unclear(golds[i]) ? UNCLEAR : label_of(golds[i]);
        bool named = label != KW_BIO_O && label != UNCLEAR;
        bool inside = named && label % 2 == 0 && goes_on(left, label);
        if (named && label % 2 == 0 && !inside)
            label--; /* what cannot go on has to begin */
        if (named && !(inside ? lesson->cells[i].reached : lesson->cells[i].starts))
            label = KW_BIO_O;
        lesson->golds[i] = label;
    }
}

/* Beside what is unclear a name may begin, end, or go on. */
static uint32_t choices_of(enum kw_bio left, enum kw_bio label, enum kw_bio right)
{
    if (label == UNCLEAR)
        return (1u << KW_BILOU_COUNT) - 1;
    if (label == KW_BIO_O)
        return 1u << KW_BILOU_O;
    enum kw_bio on = (enum kw_bio)(kw_label_class((uint8_t)label) + 1);
    uint32_t choices = kw_bilou_choices(label, right == UNCLEAR ? KW_BIO_O : right);
    if (right == UNCLEAR)
        choices |= kw_bilou_choices(label, on);
    if (left == UNCLEAR && label == on)
        choices |= choices_of(KW_BIO_O, (enum kw_bio)(label - 1), right);
    return choices;
}

static void set_choices(struct lesson *lesson, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        lesson->choices[i] =
            choices_of(i > 0 ? lesson->golds[i - 1] : KW_BIO_O, lesson->golds[i],
                       i + 1 < count ? lesson->golds[i + 1] : KW_BIO_O);
}

/* --- learning ----------------------------------------------------------------------- */

/* What is right has a handicap, the margin of the learner: where it does not lead by
 * that, something is learnt, too. */
static void ask_handicapped(void *data, uint32_t i, enum kw_side side,
                            int32_t scores[KW_BILOU_COUNT])
{
    struct lesson *lesson = data;
    const struct kw_label_cell *at = lesson->cells + i;
    uint32_t features[KW_MODEL_MOST_FEATURES];
    int32_t *sums = lesson->sums[i][side];
    if (lesson->next != i + 1) {
        kw_perceptron_sum(lesson->p, features, kw_label_features(at, features),
                          lesson->locals);
        lesson->next = i + 1;
    }
    kw_perceptron_sum(lesson->p, features, kw_label_history(at, side, features), sums);
    for (int slot = 0; slot < KW_BILOU_COUNT; slot++) {
        sums[slot] += lesson->locals[slot];
        bool right = lesson->choices[i] >> slot & 1;
        scores[slot] = sums[slot] + (right ? 0 : lesson->p->margin);
    }
}

/* The same scores for what is right, and for nothing else. Needs: all that is asked for
 * has been before. */
static void ask_right(void *data, uint32_t i, enum kw_side side,
                      int32_t scores[KW_BILOU_COUNT])
{
    struct lesson *lesson = data;
    for (int slot = 0; slot < KW_BILOU_COUNT; slot++)
        scores[slot] =
            lesson->choices[i] >> slot & 1 ? lesson->sums[i][side][slot] : KW_PATH_NEVER;
}

/* Moves the rows of a token towards a slot behind another. */
static void add(struct lesson *lesson, uint32_t i, uint8_t left, uint8_t slot, int32_t by)
{
    const struct kw_label_cell *at = lesson->cells + i;
    uint32_t features[KW_MODEL_MOST_FEATURES];
    if (!kw_path_asks(at, left))
        return;
    size_t n = kw_label_features(at, features);
    n += kw_label_history(at, kw_path_side(left), features + n);
    kw_perceptron_add(lesson->p, features, n, slot, by);
}

/* Whether two slots are the same to the token behind them. */
static bool is_alike(const struct kw_label_cell *at, uint8_t left, uint8_t other)
{
    return kw_path_side(left) == kw_path_side(other) &&
           kw_path_asks(at, left) == kw_path_asks(at, other);
}

/* Moves the weights from the guessed path to the best of those that are right. */
static void correct(struct lesson *lesson, uint32_t count)
{
    uint8_t left = KW_BILOU_O, guess = KW_BILOU_O;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t slot = lesson->steps[i].slot, wrong = lesson->guesses[i];
        if (slot != wrong || !is_alike(&lesson->cells[i], left, guess)) {
            add(lesson, i, left, slot, 1);
            add(lesson, i, guess, wrong, -1);
        }
        left = slot;
        guess = wrong;
    }
}

/* Whether a guessed path is right; counts tokens of names. */
static bool is_right(struct lesson *lesson, uint32_t count)
{
    bool good = true;
    for (uint32_t i = 0; i < count; i++) {
        bool named = lesson->golds[i] != KW_BIO_O && lesson->golds[i] != UNCLEAR;
        bool right = lesson->choices[i] >> lesson->guesses[i] & 1;
        lesson->tokens += named;
        lesson->right += named && right;
        good = good && right;
    }
    return good;
}

/* A structured perceptron (Collins 2002), with a margin for each wrong label (Taskar et
 * al. 2004). */
static void learn_sentence(struct kw_school *s, void *data)
{
    struct lesson *lesson = data;
    const struct kw_sentence *sentence = s->finder.sentence;
    uint32_t count = sentence->end - sentence->first;
    kw_label_cells_set(&s->finder, s->cells);
    lesson->cells = s->cells + KW_LABEL_MARGIN;
    lesson->next = 0;
    set_golds(lesson, s->corpus->gold.items + sentence->first, count);
    set_choices(lesson, count);
    kw_path_find(lesson->cells, count, ANYWHERE, ask_handicapped, lesson, lesson->steps);
    for (uint32_t i = 0; i < count; i++)
        lesson->guesses[i] = lesson->steps[i].slot;
    kw_perceptron_step(lesson->p);
    if (is_right(lesson, count))
        return;
    kw_path_find(lesson->cells, count, ANYWHERE, ask_right, lesson, lesson->steps);
    correct(lesson, count);
}

enum kw_status kw_train_labels(const struct kw_lexicon *lexicon,
                               const struct kw_model *model, struct kw_corpus *corpus,
                               size_t rounds, struct kw_perceptron *p,
                               struct kw_error *err)
{
    struct kw_school *s = NULL;
    struct lesson *lesson = KW_NEW(corpus->arena, 1, struct lesson);
    if (!lesson)
        return kw_nomem(err);
    lesson->p = p;
    enum kw_status status = kw_school_new(lexicon, model, corpus, &s, err);
    for (size_t round = 0; round < rounds && status == KW_OK; round++) {
        lesson->tokens = lesson->right = 0;
        s->gold_only = round % 2 == 1;
        status = kw_school_visit(s, round, learn_sentence, lesson, err);
        printf("round %zu: %zu of %zu tokens of names right\n", round + 1, lesson->right,
               lesson->tokens);
    }
    kw_school_free(s);
    return status;
}
