/* universal.c - Penn Treebank tags as universal ones (Universal Dependencies, English),
 * so that treebanks can be compared with. Where Penn's tag leaves two, the words beside
 * decide.
 */
#include "train/train.h"

static const char *const plain[KW_TAG_COUNT] = {
    [KW_TAG_CC] = "CCONJ",  [KW_TAG_CD] = "NUM",    [KW_TAG_DT] = "DET",
    [KW_TAG_EX] = "PRON",   [KW_TAG_FW] = "X",      [KW_TAG_IN] = "ADP",
    [KW_TAG_JJ] = "ADJ",    [KW_TAG_JJR] = "ADJ",   [KW_TAG_JJS] = "ADJ",
    [KW_TAG_LS] = "X",      [KW_TAG_MD] = "AUX",    [KW_TAG_NN] = "NOUN",
    [KW_TAG_NNS] = "NOUN",  [KW_TAG_NNP] = "PROPN", [KW_TAG_NNPS] = "PROPN",
    [KW_TAG_PDT] = "DET",   [KW_TAG_POS] = "PART",  [KW_TAG_PRP] = "PRON",
    [KW_TAG_PRPS] = "PRON", [KW_TAG_RB] = "ADV",    [KW_TAG_RBR] = "ADV",
    [KW_TAG_RBS] = "ADV",   [KW_TAG_RP] = "ADP",    [KW_TAG_SYM] = "SYM",
    [KW_TAG_TO] = "ADP",    [KW_TAG_UH] = "INTJ",   [KW_TAG_VB] = "VERB",
    [KW_TAG_VBD] = "VERB",  [KW_TAG_VBG] = "VERB",  [KW_TAG_VBN] = "VERB",
    [KW_TAG_VBP] = "VERB",  [KW_TAG_VBZ] = "VERB",  [KW_TAG_WDT] = "PRON",
    [KW_TAG_WP] = "PRON",   [KW_TAG_WPS] = "PRON",  [KW_TAG_WRB] = "ADV",
};

static bool in(struct kw_str norm, const char *list)
{
    struct kw_str rest = kw_str_of(list), word;
    while (kw_str_item(&rest, ' ', &word)) {
        if (kw_str_eq(norm, word))
            return true;
    }
    return false;
}

/* The first token from `i` on that is no adverb, or `count`. */
static size_t past_adverbs(const struct kw_token *t, size_t count, size_t i)
{
    while (i < count && (t[i].tag == KW_TAG_RB || t[i].tag == KW_TAG_RBR))
        i++;
    return i;
}

static enum kw_tag tag_at(const struct kw_token *t, size_t count, size_t i)
{
    return i < count ? t[i].tag : KW_TAG_NONE;
}

/* "have [not] gone", "did you see". */
static bool helps(const struct kw_token *t, size_t count, size_t i)
{
    bool have = in(t[i].norm, "have has had having 've 'd 's ve");
    size_t next = past_adverbs(t, count, i + 1);
    enum kw_tag tag = tag_at(t, count, next);
    if (tag == KW_TAG_PRP)
        tag = tag_at(t, count, past_adverbs(t, count, next + 1));
    if (have)
        return tag == KW_TAG_VBN || tag == KW_TAG_VBD;
    return tag == KW_TAG_VB || tag == KW_TAG_PUNCT || tag == KW_TAG_NONE ||
           in(tag_at(t, count, i + 1) ? t[i + 1].norm : KW_STR(""), "n't not nt");
}

static const char *verb(const struct kw_token *t, size_t count, size_t i)
{
    if (in(t[i].norm, "be is are was were been being am 's 're 'm s m re ai"))
        return i > 0 && t[i - 1].tag == KW_TAG_EX ? "VERB" : "AUX";
    if (in(t[i].norm, "have has had having 've 'd do does did done ve"))
        return helps(t, count, i) ? "AUX" : "VERB";
    return "VERB";
}

/* A preposition that takes a clause. */
static const char *preposition(const struct kw_token *t, size_t count, size_t i)
{
    if (in(t[i].norm, "if because although though while whether unless that cause whereas"
                      " lest cuz"))
        return "SCONJ";
    size_t next = past_adverbs(t, count, i + 1);
    enum kw_tag tag = tag_at(t, count, next);
    if (tag == KW_TAG_VBG)
        return "SCONJ"; /* by selling */
    if (!in(t[i].norm, "as after before since until till like for than once so except"))
        return "ADP";
    if (tag == KW_TAG_EX)
        return "SCONJ";
    for (size_t n = next; n < count && n < next + 5; n++) {
        tag = t[n].tag;
        if (tag == KW_TAG_MD || tag == KW_TAG_VBD || tag == KW_TAG_VBZ ||
            tag == KW_TAG_VBP)
            return n > next ? "SCONJ" : "ADP";
        if (tag == KW_TAG_PUNCT || tag == KW_TAG_IN || tag == KW_TAG_CC ||
            tag == KW_TAG_WDT || tag == KW_TAG_WP)
            break;
    }
    return "ADP";
}

static bool opens_group(enum kw_tag tag)
{
    return kw_tag_is_noun(tag) || tag == KW_TAG_JJ || tag == KW_TAG_JJR ||
           tag == KW_TAG_JJS || tag == KW_TAG_CD || tag == KW_TAG_VBN ||
           tag == KW_TAG_VBG;
}

const char *kw_tag_universal(const struct kw_token *t, size_t count, size_t i,
                             bool adjective)
{
    struct kw_str norm = t[i].norm;
    enum kw_tag tag = t[i].tag, next = tag_at(t, count, i + 1);
    if (kw_tag_is_verb(tag))
        return verb(t, count, i);
    switch (tag) {
    case KW_TAG_IN:
        return preposition(t, count, i);
    case KW_TAG_TO:
        next = tag_at(t, count, past_adverbs(t, count, i + 1));
        return next == KW_TAG_VB || next == KW_TAG_NONE || next == KW_TAG_PUNCT ||
                       next == KW_TAG_CC
                   ? "PART"
                   : "ADP";
    case KW_TAG_DT:
        if (in(norm, "this that these those"))
            return opens_group(next) ? "DET" : "PRON";
        return "DET";
    case KW_TAG_NNP:
        return adjective && kw_tag_is_noun(next) ? "ADJ" : "PROPN";
    case KW_TAG_WDT:
        return !in(norm, "that") && kw_tag_is_noun(next) ? "DET" : "PRON";
    case KW_TAG_RB:
        return in(norm, "not n't nt") ? "PART" : "ADV";
    case KW_TAG_NN:
        if (in(norm, "someone somebody something anyone anybody anything everyone"
                     " everybody everything nobody nothing none"))
            return "PRON";
        return in(norm, "%") ? "SYM" : "NOUN";
    case KW_TAG_PUNCT:
        return in(norm, "/ :) :-) ;) ;-) :( :-( :d + =") ? "SYM" : "PUNCT";
    default:
        return plain[tag] ? plain[tag] : "PUNCT";
    }
}
