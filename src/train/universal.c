/* universal.c - Penn Treebank tags as universal ones (Universal Dependencies, English),
 * so that treebanks can be compared with. Where Penn's tag leaves two, what the word is
 * in the tree decides.
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

/* "have gone", "did you see", "is here"; but "there is". */
static const char *verb(enum kw_dep dep)
{
    return dep == KW_DEP_AUX || dep == KW_DEP_AUX_PASS || dep == KW_DEP_COP ? "AUX"
                                                                            : "VERB";
}

/* "by selling": a preposition that takes a clause is a conjunction. */
static const char *preposition(struct kw_str norm, enum kw_dep dep)
{
    if (dep == KW_DEP_CASE)
        return "ADP";
    return dep == KW_DEP_MARK ||
                   in(norm, "if because although though while whether unless"
                            " that whereas lest")
               ? "SCONJ"
               : "ADP";
}

static const char *noun(struct kw_str norm)
{
    if (in(norm, "someone somebody something anyone anybody anything everyone everybody"
                 " everything nobody nothing none"))
        return "PRON";
    return in(norm, "%") ? "SYM" : "NOUN";
}

const char *kw_tag_universal(const struct kw_token *token, enum kw_dep dep)
{
    if (kw_tag_is_verb(token->tag))
        return verb(dep);
    switch (token->tag) {
    case KW_TAG_IN:
        return preposition(token->norm, dep);
    case KW_TAG_TO:
        return dep == KW_DEP_MARK ? "PART" : "ADP";
    case KW_TAG_DT:
        return dep != KW_DEP_DET && in(token->norm, "this that these those") ? "PRON"
                                                                             : "DET";
    case KW_TAG_NNP:
        return dep == KW_DEP_AMOD ? "ADJ" : "PROPN"; /* "New" of New York */
    case KW_TAG_WDT:
        return dep == KW_DEP_DET ? "DET" : "PRON";
    case KW_TAG_RB:
        return in(token->norm, "not n't nt") ? "PART" : "ADV";
    case KW_TAG_NN:
        return noun(token->norm);
    case KW_TAG_FW:
        return in(token->norm, "etc etc.") ? "NOUN" : "X";
    case KW_TAG_PUNCT:
        return dep == KW_DEP_CASE || in(token->norm, "/ :) :-) ;) ;-) :( :-( :d + =")
                   ? "SYM"
                   : "PUNCT";
    default:
        return plain[token->tag] ? plain[token->tag] : "PUNCT";
    }
}
