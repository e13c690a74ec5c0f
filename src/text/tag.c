/* tag.c - which of a word's tags holds in its sentence. Marks and numbers need no words;
 * the trained weights decide the rest, with what the tables say of a form as evidence.
 */
#include "text/room.h"

#include "model/classes.h"

#define BIT(tag) KW_TAG_BIT(tag)

struct line {
    struct kw_words *words;
    struct kw_str text;
    const struct kw_token *tokens;
    size_t count;
};

static bool is(const struct kw_token *token, const char *norm)
{
    return kw_str_eq(token->norm, kw_str_of(norm));
}

/* --- tokens that need no words ----------------------------------------------------- */

static const struct {
    const char *mark;
    enum kw_tag tag;
} marks[] = {
    {"(", KW_TAG_LRB}, {"[", KW_TAG_LRB}, {"{", KW_TAG_LRB},   {")", KW_TAG_RRB},
    {"]", KW_TAG_RRB}, {"}", KW_TAG_RRB}, {"``", KW_TAG_OPEN}, {"''", KW_TAG_CLOSE},
    {"&", KW_TAG_CC},  {"%", KW_TAG_NN},  {"$", KW_TAG_SYM},   {"+", KW_TAG_SYM},
    {"=", KW_TAG_SYM}, {"#", KW_TAG_SYM},
};

static enum kw_tag tag_mark(const struct line *l, size_t i)
{
    struct kw_str raw =
        kw_str_slice(l->text, l->tokens[i].span.start, l->tokens[i].span.end);
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        if (kw_str_eq(raw, kw_str_of(marks[m].mark)))
            return marks[m].tag;
    }
    if (kw_str_eq(raw, KW_STR("\xE2\x80\x9C")) || kw_str_eq(raw, KW_STR("\xE2\x80\x98")))
        return KW_TAG_OPEN;
    if (kw_str_eq(raw, KW_STR("\xE2\x80\x9D")))
        return KW_TAG_CLOSE;
    bool straight = kw_str_eq(raw, KW_STR("\"")), quote = is(&l->tokens[i], "'");
    if (!straight && !quote)
        return KW_TAG_PUNCT;
    bool space_after = i + 1 == l->count || l->tokens[i + 1].space;
    if (quote && i > 0 && !l->tokens[i].space && space_after &&
        kw_str_ends(l->tokens[i - 1].norm, KW_STR("s")))
        return KW_TAG_POS; /* the workers' rights */
    return l->tokens[i].space && !space_after ? KW_TAG_OPEN : KW_TAG_CLOSE;
}

/* --- words ------------------------------------------------------------------------- */

static bool has(const struct kw_word *word, uint64_t tags)
{
    return (word->tags & tags) != 0;
}

/* What the next word could be, by form alone. */
static uint64_t next_tags(const struct line *l, size_t i)
{
    const struct kw_word *next;
    if (i + 1 >= l->count || l->tokens[i + 1].shape == KW_SHAPE_PUNCT ||
        kw_word_find(l->words, l->tokens[i + 1].norm, &next, NULL) != KW_OK)
        return 0;
    return next->tags;
}

enum kw_tag kw_tag_of_mark(struct kw_str text, const struct kw_token *tokens,
                           size_t count, size_t i)
{
    const struct line l = {NULL, text, tokens, count};
    if (tokens[i].shape == KW_SHAPE_PUNCT)
        return tag_mark(&l, i);
    return tokens[i].shape == KW_SHAPE_NUMBER ? KW_TAG_CD : KW_TAG_NONE;
}

static struct kw_str lemma_of(const struct kw_word *word, struct kw_str norm,
                              enum kw_tag tag)
{
    if (tag == KW_TAG_POS)
        return norm;
    if (kw_tag_is_verb(tag) || tag == KW_TAG_MD)
        return word->verb;
    if (tag == KW_TAG_NN || tag == KW_TAG_NNS)
        return word->noun;
    if (tag == KW_TAG_NNP || tag == KW_TAG_NNPS)
        return norm;
    return word->other.len ? word->other : norm;
}

/* --- the trained tagger ------------------------------------------------------------ */

enum kw_status kw_words_new(const struct kw_lexicon *lexicon,
                            const struct kw_model *model, struct kw_arena *arena,
                            struct kw_words **out, struct kw_error *err)
{
    struct kw_words *words = KW_NEW(arena, 1, struct kw_words);
    if (!words)
        return kw_nomem(err);
    words->lexicon = lexicon;
    words->arena = arena;
    words->trained = kw_model_find(model, "tags", &words->part);
    if (!kw_model_find(model, "classes", &words->classes) ||
        words->classes.width != KW_CLASS_WIDTH)
        words->classes = (struct kw_model_part){0};
    struct kw_str rest = words->part.labels, label;
    for (size_t k = 0; words->trained && kw_str_item(&rest, ' ', &label); k++) {
        enum kw_tag tag;
        if (!kw_tag_parse(label, &tag))
            return kw_fail(err, KW_SYNTAX, "the weights have a tag \"%.*s\"",
                           KW_STR_ARG(label));
        words->tag_of[k] = (uint8_t)tag;
    }
    *out = words;
    return KW_OK;
}

/* The tags that the trained tagger may choose from: a word in lower case that the lexicon
 * knows is a verb only in the forms that it has there, give or take those that look
 * alike. */
static uint64_t allowed_tags(const struct line *l, size_t i, const struct kw_word *word)
{
    const uint64_t base = BIT(VB) | BIT(VBP), past = BIT(VBD) | BIT(VBN);
    uint64_t may = word->tags;
    if (word->closed || !word->known || l->tokens[i].shape != KW_SHAPE_LOWER)
        return UINT64_MAX;
    if (may & base)
        may |= base;
    if (may & past)
        may |= past;
    return may | ~(base | past | BIT(VBG) | BIT(VBZ));
}

/* Letters for millions and billions. */
static bool is_scale(const struct kw_token *token)
{
    return is(token, "m") || is(token, "mn") || is(token, "b") || is(token, "bn") ||
           is(token, "tn");
}

/* Where the treebanks waver and frames need one answer, or training text is thin. */
static enum kw_tag tag_settled(const struct line *l, size_t i, const struct kw_word *word)
{
    enum kw_tag left = i > 0 ? l->tokens[i - 1].tag : KW_TAG_NONE;
    uint64_t object = BIT(NN) | BIT(NNS) | BIT(DT) | BIT(PRPS);
    if (left == KW_TAG_CD && is_scale(&l->tokens[i]))
        return KW_TAG_CD; /* 5 m */
    if (word->closed && word->best == KW_TAG_CC)
        return word->best; /* "nor", "yet" */
    if (has(word, BIT(VBG)) && left == KW_TAG_IN && (next_tags(l, i) & object))
        return KW_TAG_VBG; /* of selling data */
    if (has(word, BIT(NN)) && i + 1 < l->count && is(&l->tokens[i + 1], "'s") &&
        l->tokens[i].shape == KW_SHAPE_LOWER)
        return KW_TAG_NN; /* used firm's tool */
    return KW_TAG_NONE;
}

/* Whether some other word of the sentence could be its finite verb. */
static bool has_finite(const struct line *l, size_t i)
{
    const uint64_t finite = BIT(MD) | BIT(VBD) | BIT(VBZ) | BIT(VBP);
    for (size_t n = 0; n < i; n++) {
        if (finite >> l->tokens[n].tag & 1)
            return true;
    }
    for (size_t n = i; n + 1 < l->count; n++) {
        uint64_t tags = next_tags(l, n);
        if ((tags & finite) && !(tags & (BIT(NN) | BIT(NNS) | BIT(VB))))
            return true;
    }
    return false;
}

/* Whether no other word of the sentence can be a finite verb, and this one has a
 * preposition after it. */
static bool is_last_verb(const struct line *l, size_t i)
{
    const uint64_t finite = BIT(MD) | BIT(VBD) | BIT(VBZ) | BIT(VBP);
    if (!(next_tags(l, i) & BIT(IN)) || has_finite(l, i))
        return false;
    for (size_t n = i; n + 1 < l->count; n++) {
        if (l->tokens[n + 1].shape == KW_SHAPE_LOWER && (next_tags(l, n) & finite))
            return false;
    }
    return true;
}

/* The tag of the last token to the left that is no adverb or quote; NONE at the start. */
static enum kw_tag governor(const struct line *l, size_t i)
{
    for (size_t steps = 0; i > 0 && steps < 4; steps++) {
        enum kw_tag tag = l->tokens[--i].tag;
        if (tag != KW_TAG_RB && tag != KW_TAG_OPEN && tag != KW_TAG_CLOSE)
            return tag;
    }
    return KW_TAG_NONE;
}

/* A past form that the tagger takes for a participle. */
static bool is_finite_past(const struct line *l, size_t i)
{
    enum kw_tag left = governor(l, i);
    uint64_t right = next_tags(l, i);
    if (left == KW_TAG_WDT || left == KW_TAG_WP || left == KW_TAG_PRP)
        return true; /* which allegedly shipped */
    if (!kw_tag_is_noun(left))
        return false;
    if ((right & (BIT(NN) | BIT(DT) | BIT(PRP) | BIT(PRPS))) &&
        !(right & (BIT(IN) | BIT(RB))))
        return true; /* an object follows */
    return !has_finite(l, i);
}

/* "provided aid": a base form stands right after few verbs. */
static bool is_object(const struct line *l, size_t i)
{
    static const char *const takers[] = {"do", "let", "help", "make", "have", "see"};
    const struct kw_token *left = i > 0 ? &l->tokens[i - 1] : NULL;
    if (!left || !kw_tag_is_verb(left->tag))
        return false;
    return !KW_STR_AMONG(left->lemma, takers);
}

/* What the tagger said, where the tables and the words beside know better. */
static enum kw_tag reconcile(const struct line *l, size_t i, const struct kw_word *word,
                             enum kw_tag tag)
{
    if (word->closed &&
        (tag == KW_TAG_CC || (tag == KW_TAG_RP && word->best == KW_TAG_IN)))
        return word->best; /* "neither"; frames name their prepositions: "called on" */
    if (tag == KW_TAG_VB && has(word, BIT(NN)) && is_object(l, i))
        return KW_TAG_NN;
    if ((tag == KW_TAG_NN || tag == KW_TAG_JJ) && has(word, BIT(VBD)) && i > 0 &&
        kw_tag_is_noun(l->tokens[i - 1].tag) && !has_finite(l, i))
        return KW_TAG_VBD; /* "Haddad left.", "An airstrike hit Rafah." */
    if (tag == KW_TAG_NNS && has(word, BIT(VBZ)) && i > 0 &&
        l->tokens[i - 1].tag == KW_TAG_NNP && is_last_verb(l, i))
        return KW_TAG_VBZ; /* "The CIA works with ..." */
    if (i == 0 && tag == KW_TAG_VBZ && has(word, BIT(NNS)))
        return KW_TAG_NNS; /* "Talks between ..." */
    if (tag == KW_TAG_VBN && has(word, BIT(VBD)) && is_finite_past(l, i))
        return KW_TAG_VBD;
    return tag;
}

static enum kw_tag tag_trained(const struct line *l, size_t i, const struct kw_word *word)
{
    const struct kw_model_part *part = &l->words->part;
    uint32_t features[KW_MODEL_MOST_FEATURES];
    int16_t scores[KW_MODEL_MOST_LABELS];
    enum kw_tag settled = tag_settled(l, i, word);
    if (settled != KW_TAG_NONE)
        return settled;
    size_t count = kw_tag_features(l->words->cells + KW_TAG_MARGIN + i,
                                   i > 0 ? l->tokens[i - 1].tag : KW_TAG_NONE,
                                   i > 1 ? l->tokens[i - 2].tag : KW_TAG_NONE, features);
    kw_model_score(part, features, count, scores);
    uint64_t allowed = 0, may = allowed_tags(l, i, word);
    for (uint32_t k = 0; k < part->label_count; k++)
        allowed |= (may >> l->words->tag_of[k] & 1) << k;
    uint32_t best = kw_model_best(part, scores, allowed);
    return reconcile(l, i, word, (enum kw_tag)l->words->tag_of[best]);
}

enum kw_status kw_tags_set(struct kw_words *words, struct kw_str text,
                           struct kw_token *tokens, size_t count, bool capitals,
                           struct kw_error *err)
{
    const struct line l = {words, text, tokens, count};
    bool trained = words->trained && count <= KW_SENTENCE_LIMIT; /* else a plain guess */
    for (size_t i = 0; i < count; i++) {
        const struct kw_word *found;
        if (tokens[i].shape == KW_SHAPE_PUNCT || tokens[i].shape == KW_SHAPE_NUMBER)
            continue;
        enum kw_status status = kw_word_find(words, tokens[i].norm, &found, err);
        if (status != KW_OK)
            return status;
        tokens[i].common = found->known;
    }
    if (trained) {
        enum kw_status status = kw_tag_cells_set(words, tokens, count, capitals, err);
        if (status != KW_OK)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        struct kw_token *token = &tokens[i];
        const struct kw_word *found;
        token->lemma = token->norm;
        token->tag = kw_tag_of_mark(text, tokens, count, i);
        if (token->tag != KW_TAG_NONE)
            continue;
        enum kw_status status = kw_word_find(words, token->norm, &found, err);
        if (status != KW_OK)
            return status;
        struct kw_word word = *found; /* looking right may take its slot */
        token->tag = trained ? tag_trained(&l, i, &word) : word.best;
        token->lemma = lemma_of(&word, token->norm, token->tag);
    }
    return KW_OK;
}
