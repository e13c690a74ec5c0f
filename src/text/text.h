/* text.h - a document's text as paragraphs, sentences and tokens with tags.
 *
 * Everything is a byte range of document.text; nothing is rewritten. Tags are those of
 * the Penn Treebank, because they tell apart what frames need (VBD from VBN).
 */
#ifndef KW_TEXT_TEXT_H
#define KW_TEXT_TEXT_H

#include "knotwork/document.h"
#include "lexicon/lexicon.h"

/* X(enumerator, Penn name): Marcus, Santorini, Marcinkiewicz 1993. */
/* clang-format off: a table, not a nest of calls */
#define KW_TAGS(X)                                                                       \
    X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN")              \
    X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NN, "NN")          \
    X(NNS, "NNS") X(NNP, "NNP") X(NNPS, "NNPS") X(PDT, "PDT") X(POS, "POS")              \
    X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP")    \
    X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG")        \
    X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$")    \
    X(WRB, "WRB") X(PUNCT, "PUNCT") X(OPEN, "``") X(CLOSE, "''") X(LRB, "-LRB-")         \
    X(RRB, "-RRB-")
/* clang-format on */

#define KW_TAG_ENUM(id, name) KW_TAG_##id,
enum kw_tag { KW_TAG_NONE, KW_TAGS(KW_TAG_ENUM) KW_TAG_COUNT };
#undef KW_TAG_ENUM

const char *kw_tag_name(enum kw_tag tag);
bool kw_tag_parse(struct kw_str name, enum kw_tag *tag);
bool kw_tag_is_verb(enum kw_tag tag); /* VB* */
bool kw_tag_is_noun(enum kw_tag tag); /* NN* */

enum kw_shape {
    KW_SHAPE_OTHER,
    KW_SHAPE_LOWER,       /* "firm" */
    KW_SHAPE_CAPITALIZED, /* "Mao", "McDonald", "iPhone" */
    KW_SHAPE_UPPER,       /* "FBI", "U.S.", "A" */
    KW_SHAPE_NUMBER,      /* "2019", "3.5", "1st" */
    KW_SHAPE_PUNCT,       /* anything without letter or digit */
};

struct kw_token {
    struct kw_span span; /* in document.text */
    struct kw_str norm;  /* folded form (base/fold.h), for look-ups */
    struct kw_str lemma; /* dictionary form, folded: "urge" for "urging" */
    enum kw_tag tag;
    enum kw_shape shape;
    bool space;        /* white space (or the start of the text) comes before */
    bool common;       /* a word list has it, or what it is inflected from */
    uint32_t sentence; /* index of its sentence */
};

struct kw_sentence {
    struct kw_span span; /* from its first token to the end of its last */
    uint32_t first;      /* its first token */
    uint32_t end;        /* the token after its last */
    uint32_t paragraph;  /* index */
    bool headline;       /* title case or capitals, no final stop, alone on its line */
    bool capitals;       /* (nearly) all letters are capitals: case says nothing */
    bool furniture;      /* page furniture: no mention is looked for in it */
};

struct kw_text {
    const struct kw_document *document;
    const struct kw_token *tokens; /* possessive 's is a token of its own, tag POS */
    size_t token_count;
    const struct kw_sentence *sentences;
    size_t sentence_count;
    const struct kw_span *paragraphs;
    size_t paragraph_count;
    bool foreign; /* not English: only names that the lexicon has are found */
};

/* Splits and tags. Owns: everything lives in `arena`, `document` must outlive it.
 * Errors: KW_NOMEM. Cost: O(text). */
KW_CHECKED enum kw_status
kw_text_analyze(const struct kw_lexicon *lexicon, const struct kw_document *document,
                struct kw_arena *arena, const struct kw_text **out, struct kw_error *err);

/* The bytes of a span, or of tokens first ... end-1, as they stand in the text. */
struct kw_str kw_text_slice(const struct kw_text *text, struct kw_span span);
struct kw_span kw_text_span(const struct kw_text *text, uint32_t first, uint32_t end);

#endif
