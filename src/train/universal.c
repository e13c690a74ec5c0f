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

static const char *noun(struct kw_str norm)
{
    if (in(norm, "someone somebody something anyone anybody anything everyone everybody"
                 " everything nobody nothing none"))
        return "PRON";
    return in(norm, "%") ? "SYM" : "NOUN";
}

#define BIT(tag) (UINT64_C(1) << KW_TAG_##tag)

/* Relations that only words of one kind have: they outweigh a tag of another. */
static const struct {
    enum kw_dep dep;
    const char *universal;
    uint64_t tags; /* those that they outweigh */
} relations[] = {
    {KW_DEP_AMOD, "ADJ", BIT(NN) | BIT(NNP) | BIT(CD) | BIT(RB) | BIT(RBR) | BIT(RBS)},
    {KW_DEP_COMPOUND, "NOUN", BIT(JJ)},
    {KW_DEP_ADVMOD, "ADV", BIT(IN) | BIT(RP) | BIT(FW) | BIT(CC)},
    {KW_DEP_CASE, "ADP", BIT(IN) | BIT(RB) | BIT(JJ)},
    {KW_DEP_CASE, "SYM", BIT(PUNCT)}, /* 5-7 */
    {KW_DEP_MARK, "SCONJ", BIT(IN) | BIT(RB) | BIT(DT) | BIT(WDT)},
    {KW_DEP_MARK, "PART", BIT(TO)},
    {KW_DEP_DET, "DET", BIT(WP) | BIT(WDT) | BIT(RB)},
    {KW_DEP_CC, "CCONJ", BIT(DT) | BIT(RB)},
};

/* "have gone", "did you see", "is here"; but "there is". */
static bool helps(enum kw_dep dep)
{
    return dep == KW_DEP_AUX || dep == KW_DEP_AUX_PASS || dep == KW_DEP_COP;
}

const char *kw_tag_universal(const struct kw_token *token, enum kw_dep dep)
{
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        if (relations[i].dep == dep && (relations[i].tags >> token->tag & 1))
            return relations[i].universal;
    }
    if (kw_tag_is_verb(token->tag))
        return helps(dep) ? "AUX" : "VERB";
    switch (token->tag) {
    case KW_TAG_IN:
        return in(token->norm, "if because although though while whether unless that"
                               " whereas lest")
                   ? "SCONJ"
                   : "ADP";
    case KW_TAG_DT:
        return dep != KW_DEP_DET && in(token->norm, "this that these those") ? "PRON"
                                                                             : "DET";
    case KW_TAG_RB:
        return in(token->norm, "not n't nt") ? "PART" : "ADV";
    case KW_TAG_NN:
        return noun(token->norm);
    case KW_TAG_FW:
        return in(token->norm, "etc etc.") ? "NOUN" : "X";
    case KW_TAG_PUNCT:
        return in(token->norm, "/ :) :-) ;) ;-) :( :-( :d + =") ? "SYM" : "PUNCT";
    default:
        return plain[token->tag] ? plain[token->tag] : "PUNCT";
    }
}
