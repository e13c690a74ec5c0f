/* lexicon.h - what the tables know, looked up in place in packed images.
 *
 * A lexicon is a short list of images: the built-in one and, after it, those compiled
 * from a user's own lists. It never changes, so threads share it. Nothing is copied:
 * every slice points into an image.
 *
 * Surfaces are found by walking: start, then step over the folded tokens of a text; the
 * walk says when no longer surface can follow, so that longest match is one pass.
 */
#ifndef KW_LEXICON_LEXICON_H
#define KW_LEXICON_LEXICON_H

#include "knotwork/document.h"
#include "lexicon/schema.h"

struct kw_lexicon;

/* A row of a table: 0 is none. */
typedef uint32_t kw_lexref;

/* One form that stands in text and the row it leads to. */
struct kw_lexeme {
    struct kw_str surface;   /* as written in the table: "U.S.", "firm", "Chinese" */
    enum kw_lex_table table; /* where the row is */
    enum kw_lex_use use;     /* NAME ... PLURAL */
    kw_lexref row;
};

/* All lexemes of one folded form, in table order, the built-in image first. */
struct kw_lexhits {
    const struct kw_lexicon *lexicon;
    uint32_t first[4]; /* per image: number of its first lexeme */
    uint32_t count[4]; /* per image: how many */
};

/* Makes a lexicon of `count` images (at most 4), checking every offset in them.
 * Needs:  the images outlive the lexicon and are 8-byte aligned.
 * Errors: KW_SYNTAX for a damaged or foreign image, KW_LIMIT, KW_NOMEM.
 * Cost:   O(bytes of the images). */
KW_CHECKED enum kw_status kw_lexicon_open(struct kw_arena *arena,
                                          const struct kw_str *images, size_t count,
                                          struct kw_lexicon **out, struct kw_error *err);

/* The image made from src/lexicon/tables when knotwork was built. */
struct kw_str kw_lexicon_builtin(void);

/* Whether there are images beside the built-in one, and whether a row is from those: a
 * user's word outranks what is built in. */
bool kw_lexicon_extended(const struct kw_lexicon *lexicon);
bool kw_lexicon_is_own(kw_lexref row);

/* Hash of the built-in image, for fingerprints. */
uint64_t kw_lexicon_hash(const struct kw_lexicon *lexicon);

/* --- rows --------------------------------------------------------------------------- */

/* A cell, by its KW_COL_ enumerator; empty when row is 0. */
struct kw_str kw_lexicon_cell(const struct kw_lexicon *lexicon, kw_lexref row,
                              int column);

/* The row's type: the TYPE column, KW_TYPE_COUNTRY for countries, else NONE. */
enum kw_type kw_lexicon_type(const struct kw_lexicon *lexicon, kw_lexref row);
enum kw_lex_table kw_lexicon_table(const struct kw_lexicon *lexicon, kw_lexref row);

/* The id of a row of countries ("country/CN") or names (its id cell, else empty), as it
 * goes into kw_referent.id. For countries it is made once, when the image is compiled. */
struct kw_str kw_lexicon_id(const struct kw_lexicon *lexicon, kw_lexref row);

/* The name of a row of countries, names or generic. */
struct kw_str kw_lexicon_name(const struct kw_lexicon *lexicon, kw_lexref row);

/* The country with that ISO 3166-1 alpha-2 code, or 0. */
kw_lexref kw_lexicon_country(const struct kw_lexicon *lexicon, struct kw_str code);

/* Rows of one table, image by image: start with `after` 0; 0 when there are no more. */
kw_lexref kw_lexicon_next(const struct kw_lexicon *lexicon, enum kw_lex_table table,
                          kw_lexref after);

/* --- languages ---------------------------------------------------------------------- */

/* Languages whose function words are listed, in the order of their rows; at most
 * KW_LEX_LANGUAGES. Both are ready once the lexicon is open: nothing is built later. */
enum { KW_LEX_LANGUAGES = 30 };
size_t kw_lexicon_languages(const struct kw_lexicon *lexicon);
struct kw_str kw_lexicon_language(const struct kw_lexicon *lexicon, size_t number);

/* A bit, 1 << number, for each language that has the lower-case word. Cost: O(word). */
uint32_t kw_lexicon_language_bits(const struct kw_lexicon *lexicon, struct kw_str word);

/* --- surfaces ----------------------------------------------------------------------- */

struct kw_lexwalk {
    const struct kw_lexicon *lexicon;
    uint64_t hash[2]; /* of what was walked so far */
};

struct kw_lexwalk kw_lexwalk_begin(const struct kw_lexicon *lexicon);

/* Walks over one more piece (a token's folded form), after a space if there was one in
 * the text. `*hits` get the surfaces that end here (maybe none). False when no surface
 * goes on from here. Cost: O(piece). */
bool kw_lexwalk_step(struct kw_lexwalk *walk, bool space, struct kw_str piece,
                     struct kw_lexhits *hits);

/* The hits of one whole folded form. */
bool kw_lexicon_find(const struct kw_lexicon *lexicon, struct kw_str folded,
                     struct kw_lexhits *hits);

size_t kw_lexhits_count(const struct kw_lexhits *hits);
struct kw_lexeme kw_lexhits_at(const struct kw_lexhits *hits, size_t index);

/* The first hit that lies in `table`, or false. */
bool kw_lexhits_in(const struct kw_lexhits *hits, enum kw_lex_table table,
                   struct kw_lexeme *lexeme);

#endif
