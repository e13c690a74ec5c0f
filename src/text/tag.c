/* tag.c - which of a word's tags holds in its sentence: a few rules over the tags to the
 * left and the words to the right. A guess, replaced by a trained tagger with "Names".
 */
#include "text/room.h"

#define BIT(tag) KW_TAG_BIT(tag)

struct line {
    struct kw_words *words;
    struct kw_str text;
    struct kw_token *tokens;
    size_t count;
    bool capitals; /* case says nothing about names here */
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

/* "'s": possessive after a noun, else "is" or "has". */
static enum kw_tag tag_clitic_s(const struct line *l, size_t i)
{
    enum kw_tag before = i > 0 ? l->tokens[i - 1].tag : KW_TAG_NONE;
    if (before == KW_TAG_PRP || before == KW_TAG_WP || before == KW_TAG_EX ||
        before == KW_TAG_WRB ||
        (before == KW_TAG_DT && !is(&l->tokens[i - 1], "another")))
        return KW_TAG_VBZ;
    return KW_TAG_POS;
}

/* --- names ------------------------------------------------------------------------- */

static bool is_name(const struct line *l, size_t i, const struct kw_word *word)
{
    const struct kw_token *token = &l->tokens[i];
    if (token->shape != KW_SHAPE_CAPITALIZED && token->shape != KW_SHAPE_UPPER)
        return false;
    if (kw_str_eq(token->norm, KW_STR("i")) || (token->norm.len == 1 && is(token, "a")))
        return false;
    bool opens = i == 0;
    if (i > 0 && (l->tokens[i - 1].tag == KW_TAG_OPEN ||
                  (l->tokens[i - 1].tag == KW_TAG_PUNCT && is(&l->tokens[i - 1], ":"))))
        opens = true;
    if (opens || l->capitals)
        return !word->known;
    return !(word->tags & (BIT(DT) | BIT(PRP) | BIT(PRPS) | BIT(IN) | BIT(CC) | BIT(MD) |
                           BIT(WDT) | BIT(WP) | BIT(WRB) | BIT(TO))) ||
           (token->shape == KW_SHAPE_UPPER && token->norm.len > 1);
}

static enum kw_tag tag_name(const struct line *l, size_t i, const struct kw_word *word)
{
    struct kw_str norm = l->tokens[i].norm;
    bool plural = norm.len > 3 && kw_str_ends(norm, KW_STR("s")) &&
                  !kw_str_ends(norm, KW_STR("ss")) && !kw_str_ends(norm, KW_STR("us")) &&
                  !kw_str_ends(norm, KW_STR("is")) && (word->tags & BIT(NNS)) &&
                  word->known;
    return plural ? KW_TAG_NNPS : KW_TAG_NNP;
}

/* --- context ----------------------------------------------------------------------- */

/* The tag of the last token to the left that is no adverb, quote or "not"; NONE at the
 * start of the sentence or after a comma. `*lemma` is that token's lemma. */
static enum kw_tag governor(const struct line *l, size_t i, struct kw_str *lemma)
{
    size_t steps = 0;
    *lemma = KW_STR("");
    while (i > 0 && steps++ < 4) {
        const struct kw_token *token = &l->tokens[--i];
        if (token->tag == KW_TAG_RB || token->tag == KW_TAG_OPEN ||
            token->tag == KW_TAG_CLOSE)
            continue;
        *lemma = token->lemma;
        return token->tag;
    }
    return KW_TAG_NONE;
}

static bool is_auxiliary(struct kw_str lemma, const char *which)
{
    return kw_str_eq(lemma, kw_str_of(which));
}

static bool noun_like(enum kw_tag tag)
{
    return kw_tag_is_noun(tag) || tag == KW_TAG_PRP || tag == KW_TAG_CD ||
           tag == KW_TAG_WDT || tag == KW_TAG_WP || tag == KW_TAG_EX;
}

/* Whether a noun group is open to the left: "the", "their new", "'s". */
static bool wants_noun(enum kw_tag tag)
{
    return tag == KW_TAG_DT || tag == KW_TAG_PRPS || tag == KW_TAG_POS ||
           tag == KW_TAG_JJ || tag == KW_TAG_PDT || tag == KW_TAG_WPS ||
           tag == KW_TAG_JJS || tag == KW_TAG_JJR;
}

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

/* A past form: VBD after a subject, VBN after "have", "be", or a noun with "by" on the
 * right, JJ before a noun. */
static enum kw_tag tag_past(const struct line *l, size_t i, const struct kw_word *word,
                            enum kw_tag left, struct kw_str lemma)
{
    if (!has(word, BIT(VBN)))
        return KW_TAG_VBD;
    if (!has(word, BIT(VBD)))
        return KW_TAG_VBN;
    if (is_auxiliary(lemma, "have") || is_auxiliary(lemma, "be") ||
        is_auxiliary(lemma, "get"))
        return KW_TAG_VBN;
    if (wants_noun(left))
        return next_tags(l, i) & (BIT(NN) | BIT(NNS) | BIT(JJ)) ? KW_TAG_VBN : KW_TAG_NN;
    if (left == KW_TAG_IN || left == KW_TAG_TO || left == KW_TAG_NONE ||
        kw_tag_is_verb(left))
        return KW_TAG_VBN;
    if (i + 1 < l->count && is(&l->tokens[i + 1], "by"))
        return KW_TAG_VBN;
    if (left == KW_TAG_PUNCT && (next_tags(l, i) & BIT(IN)))
        return KW_TAG_VBN; /* the firm, based in Haifa, */
    return KW_TAG_VBD;
}

/* A form that can be noun and verb: "report", "talks". */
static enum kw_tag tag_noun_or_verb(const struct line *l, size_t i,
                                    const struct kw_word *word, enum kw_tag left)
{
    uint64_t right = next_tags(l, i);
    bool s = has(word, BIT(VBZ));
    enum kw_tag noun = kw_tag_is_noun(word->best) ? word->best
                       : s                        ? KW_TAG_NNS
                                                  : KW_TAG_NN;
    enum kw_tag verb = s ? KW_TAG_VBZ : KW_TAG_VBP;
    bool object = (right & (BIT(DT) | BIT(PRP) | BIT(PRPS) | BIT(TO))) != 0;
    if (left == KW_TAG_PRP || left == KW_TAG_WDT || left == KW_TAG_WP)
        return verb;
    bool adverb = i > 0 && l->tokens[i - 1].tag == KW_TAG_RB &&
                  kw_str_ends(l->tokens[i - 1].norm, KW_STR("ly"));
    if (s && kw_tag_is_noun(left) && left != KW_TAG_NNS && object)
        return verb;
    if (s && adverb && (kw_tag_is_noun(left) || left == KW_TAG_JJ))
        return verb; /* the firm knowingly abuses */
    if (!s && (left == KW_TAG_NNS || left == KW_TAG_NNPS) &&
        (object || (right & (BIT(IN) | BIT(RB)))))
        return verb;
    return noun;
}

/* Forms that differ from the plain reading by what stands to the left. */
static enum kw_tag choose(const struct line *l, size_t i, const struct kw_word *word)
{
    struct kw_str lemma;
    enum kw_tag left = governor(l, i, &lemma);
    bool do_support = is_auxiliary(lemma, "do") || is_auxiliary(lemma, "let") ||
                      is_auxiliary(lemma, "help");
    if (has(word, BIT(VB)) && (left == KW_TAG_MD || left == KW_TAG_TO || do_support))
        return KW_TAG_VB;
    if (has(word, BIT(VBD) | BIT(VBN)) && !has(word, BIT(JJ) & ~word->tags)) {
        if (!has(word, BIT(VB) | BIT(NN)) || is_auxiliary(lemma, "have") ||
            is_auxiliary(lemma, "be"))
            return tag_past(l, i, word, left, lemma);
    }
    if (has(word, BIT(VBG)) && !wants_noun(left))
        return KW_TAG_VBG;
    if (has(word, BIT(VBG)))
        return next_tags(l, i) & (BIT(NN) | BIT(NNS)) ? KW_TAG_VBG : KW_TAG_NN;
    if (has(word, BIT(NNS)) && has(word, BIT(VBZ)))
        return tag_noun_or_verb(l, i, word, left);
    if (has(word, BIT(NN)) && has(word, BIT(VB))) {
        if (has(word, BIT(JJ)) && wants_noun(left) &&
            (next_tags(l, i) & (BIT(NN) | BIT(NNS))))
            return KW_TAG_JJ;
        return tag_noun_or_verb(l, i, word, left);
    }
    if (has(word, BIT(NN)) && has(word, BIT(JJ)))
        return next_tags(l, i) & (BIT(NN) | BIT(NNS)) ? KW_TAG_JJ : word->best;
    if (has(word, BIT(VB)) && has(word, BIT(JJ)))
        return noun_like(left) && left != KW_TAG_NN ? KW_TAG_VBP : KW_TAG_JJ;
    if (word->best == KW_TAG_VB)
        return noun_like(left) ? KW_TAG_VBP : KW_TAG_VB;
    return word->best;
}

/* "that", "to", "her", "like": function words with two uses. */
static enum kw_tag choose_closed(const struct line *l, size_t i,
                                 const struct kw_word *word)
{
    const struct kw_token *token = &l->tokens[i];
    uint64_t right = next_tags(l, i);
    enum kw_tag left = i > 0 ? l->tokens[i - 1].tag : KW_TAG_NONE;
    if (is(token, "that")) {
        if (kw_tag_is_noun(left) && (right & (BIT(VBZ) | BIT(VBD) | BIT(MD) | BIT(VBP))))
            return KW_TAG_WDT;
        return kw_tag_is_noun(left) || kw_tag_is_verb(left) ? KW_TAG_IN
               : right & (BIT(NN) | BIT(VBZ) | BIT(MD))     ? KW_TAG_DT
                                                            : KW_TAG_IN;
    }
    if (is(token, "her"))
        return right & (BIT(NN) | BIT(NNS) | BIT(JJ)) ? KW_TAG_PRPS : KW_TAG_PRP;
    if (is(token, "his"))
        return KW_TAG_PRPS;
    if (is(token, "one"))
        return KW_TAG_CD;
    if (is(token, "back") && (left == KW_TAG_TO || left == KW_TAG_MD))
        return KW_TAG_VB;
    if (is(token, "there"))
        return right & (BIT(VBZ) | BIT(VBP) | BIT(VBD) | BIT(MD)) ? KW_TAG_EX : KW_TAG_RB;
    return word->best;
}

static enum kw_tag tag_word(const struct line *l, size_t i, const struct kw_word *word)
{
    const struct kw_token *token = &l->tokens[i];
    if (is(token, "'s"))
        return tag_clitic_s(l, i);
    if (is_name(l, i, word))
        return tag_name(l, i, word);
    if (word->closed && !(word->tags & BIT(VB)))
        return choose_closed(l, i, word);
    return choose(l, i, word);
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

enum kw_status kw_tags_set(struct kw_words *words, struct kw_str text,
                           struct kw_token *tokens, size_t count, bool capitals,
                           struct kw_error *err)
{
    struct line l = {words, text, tokens, count, capitals};
    for (size_t i = 0; i < count; i++) {
        struct kw_token *token = &tokens[i];
        const struct kw_word *found;
        token->lemma = token->norm;
        if (token->shape == KW_SHAPE_PUNCT) {
            token->tag = tag_mark(&l, i);
            continue;
        }
        if (token->shape == KW_SHAPE_NUMBER) {
            token->tag = KW_TAG_CD;
            continue;
        }
        enum kw_status status = kw_word_find(words, token->norm, &found, err);
        if (status != KW_OK)
            return status;
        struct kw_word word = *found; /* looking right may take its slot */
        token->common = word.known;
        token->tag = tag_word(&l, i, &word);
        token->lemma = lemma_of(&word, token->norm, token->tag);
    }
    return KW_OK;
}
