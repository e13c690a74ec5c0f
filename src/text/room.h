/* room.h - what the files of src/text share. Private to the room. */
#ifndef KW_TEXT_ROOM_H
#define KW_TEXT_ROOM_H

#include "model/model.h"
#include "text/text.h"

/* --- characters (letter.c) --------------------------------------------------------- */

/* What a code point is to the tokenizer. */
enum kw_letter {
    KW_LETTER_BLANK, /* white space and invisible marks (U+200B, U+2060, U+FEFF) */
    KW_LETTER_LOWER, /* letters without case count as lower */
    KW_LETTER_UPPER,
    KW_LETTER_DIGIT,
    KW_LETTER_MARK, /* combining marks and joiners: they go on with a word */
    KW_LETTER_PUNCT,
};

/* The class of the code point at `at` and its length. Needs: at < text.len. */
enum kw_letter kw_letter_at(struct kw_str text, size_t at, size_t *len);

/* True when a quotation mark or apostrophe of that form starts at `at`. */
bool kw_letter_apostrophe(struct kw_str text, size_t at, size_t *len); /* ' and U+2019 */
bool kw_letter_dash(struct kw_str text, size_t at, size_t *len);       /* U+2012-2015 */

enum kw_shape kw_shape_of(struct kw_str token);

/* --- lines (line.c) ---------------------------------------------------------------- */

struct kw_block_list {
    const struct kw_span *items; /* paragraphs: no token and no sentence goes across */
    size_t count;
};

/* Cuts a text at blank lines and at every other line end that is not a wrap. */
KW_CHECKED enum kw_status kw_lines_split(struct kw_str text, struct kw_arena *arena,
                                         struct kw_block_list *out, struct kw_error *err);

/* --- tokens (token.c) -------------------------------------------------------------- */

typedef KW_VEC(struct kw_token) kw_token_list;

/* Appends the tokens of one block; sets span, shape and space only. */
KW_CHECKED enum kw_status kw_tokens_add(const struct kw_lexicon *lexicon,
                                        struct kw_str text, struct kw_span block,
                                        struct kw_arena *arena, kw_token_list *tokens,
                                        struct kw_error *err);

/* Sets `norm` of every token. */
KW_CHECKED enum kw_status kw_tokens_fold(struct kw_str text, kw_token_list *tokens,
                                         struct kw_arena *arena, struct kw_error *err);

/* --- sentences (sentence.c) -------------------------------------------------------- */

/* Most tokens in one sentence: what has no stop is cut, so that no room behind this one
 * ever meets a sentence of a million words. */
#define KW_SENTENCE_LIMIT 400

typedef KW_VEC(struct kw_sentence) kw_sentence_list;

/* Appends the sentences of the tokens from `first` on, which are one paragraph. */
KW_CHECKED enum kw_status kw_sentences_add(const struct kw_lexicon *lexicon,
                                           const struct kw_document *document,
                                           kw_token_list *tokens, size_t first,
                                           uint32_t paragraph, struct kw_arena *arena,
                                           kw_sentence_list *sentences,
                                           struct kw_error *err);

/* Whether a line of a letter ended between token i-1 and `i`, in the sentence that starts
 * at `first` (mail.c). Needs: first < i < end. */
bool kw_mail_parts(struct kw_str text, const struct kw_token *tokens, size_t first,
                   size_t i, size_t end);

/* --- words and tags (word.c, tag.c) ------------------------------------------------ */

#define KW_TAG_BIT(tag) (1ull << KW_TAG_##tag)

/* What a folded form can be, out of context. */
struct kw_word {
    struct kw_str norm;  /* its key; ptr NULL: this slot is free */
    uint64_t tags;       /* bits 1 << enum kw_tag; never 0 for a word */
    enum kw_tag best;    /* the likeliest of them */
    struct kw_str verb;  /* lemma as a verb, or empty */
    struct kw_str noun;  /* lemma as a noun, or empty */
    struct kw_str other; /* lemma as adjective or adverb, or empty */
    bool known;          /* some table has it or its stem */
    bool closed;         /* a function word, and nothing else to us */
};

/* What the tagger sees of a token before any tag is set: hashes and small numbers. */
struct kw_tag_cell {
    uint32_t word;    /* of its folded form */
    uint32_t ends[3]; /* of its last 2, 3 and 4 bytes */
    uint32_t start;   /* of its first three bytes */
    uint32_t can;     /* of the tags that the lexicon allows it and of the likeliest */
    uint32_t form;    /* shape, place, case: a small number */
    uint32_t fine;    /* its classes (model/classes.h), or 0 */
    uint32_t coarse;
};

/* Cells of nothing on both sides of a sentence, so that no window needs a check. */
#define KW_TAG_MARGIN 2u

#define KW_WORD_SLOTS 2048u

/* Words seen lately, so that a form is looked up once; a direct-mapped cache. And what
 * tagging a sentence needs room for. */
struct kw_words {
    const struct kw_lexicon *lexicon;
    struct kw_arena *arena;
    bool trained;                         /* `part` is there */
    struct kw_model_part part;            /* the weights of "tags" */
    struct kw_model_part classes;         /* of words; zero: none are known */
    uint8_t tag_of[KW_MODEL_MOST_LABELS]; /* enum kw_tag of each label */
    struct kw_tag_cell cells[KW_SENTENCE_LIMIT + 2 * KW_TAG_MARGIN];
    struct kw_word slots[KW_WORD_SLOTS];
};

/* Makes a cache with the trained weights of `model`, if it has any for tags.
 * Errors: KW_SYNTAX when it has labels that are no tags; KW_NOMEM. */
KW_CHECKED enum kw_status kw_words_new(const struct kw_lexicon *lexicon,
                                       const struct kw_model *model,
                                       struct kw_arena *arena, struct kw_words **out,
                                       struct kw_error *err);

/* Whether the capital of a token is its own, not that of the start of a sentence. */
bool kw_word_owns_capital(const struct kw_token *token, bool first);

/* The analysis of a token, by form alone. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_word_find(struct kw_words *words, struct kw_str norm,
                                       const struct kw_word **out, struct kw_error *err);

/* Sets words->cells (from KW_TAG_MARGIN on) for the tokens of one sentence.
 * Needs: count <= KW_SENTENCE_LIMIT. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_tag_cells_set(struct kw_words *words,
                                           const struct kw_token *tokens, size_t count,
                                           bool capitals, struct kw_error *err);

/* The features of the token at cell `at`, after the tags `left` and, before that, `left2`
 * (NONE at the start). Gives how many; `out` has room for KW_MODEL_MOST_FEATURES. */
size_t kw_tag_features(const struct kw_tag_cell *at, enum kw_tag left, enum kw_tag left2,
                       uint32_t *out);

/* Marks and numbers, whose tag needs no words; NONE for anything else. */
enum kw_tag kw_tag_of_mark(struct kw_str text, const struct kw_token *tokens,
                           size_t count, size_t i);

/* Sets tag and lemma of the tokens of one sentence, left to right. */
KW_CHECKED enum kw_status kw_tags_set(struct kw_words *words, struct kw_str text,
                                      struct kw_token *tokens, size_t count,
                                      bool capitals, struct kw_error *err);

#endif
