/* room.h - what the files of src/name share. Private to the room.
 *
 * A sentence goes through these steps: mark.c asks the tables about every token, label.c
 * the trained weights, and path.c finds the labels that are best together; run.c cuts
 * runs of capitalized tokens into names (reading.c decides what a known name means
 * there), type.c says what an unknown one probably is, by what is in it and beside it
 * (beside.c, clue.c); settle.c lets the labels correct where names begin and end. twin.c
 * says where else in the document a word stands; memory.c keeps what the document has
 * shown about a name so far and evens out its types at the end.
 */
#ifndef KW_NAME_ROOM_H
#define KW_NAME_ROOM_H

#include "base/map.h"
#include "model/model.h"
#include "name/name.h"

/* What stands before a person's name. */
enum kw_title {
    KW_TITLE_NONE,
    KW_TITLE_HONORIFIC, /* Mr */
    KW_TITLE_RANK,      /* General */
    KW_TITLE_OFFICE,    /* President */
    KW_TITLE_ROLE,      /* spokesperson */
};

enum kw_ordinary {
    KW_ORDINARY_NONE,
    KW_ORDINARY_WORD,
    KW_ORDINARY_TITLE,
    KW_ORDINARY_CALENDAR,
    KW_ORDINARY_FURNITURE,
    KW_ORDINARY_REGION, /* the adjective of one: European */
};

/* What the tables know about a token and about the phrases that start at it. */
struct kw_mark {
    struct kw_lexhits hits; /* of the longest known name that starts here */
    uint16_t known;         /* its tokens; 0: none */
    uint16_t title;         /* tokens of the longest title or role noun from here */
    uint16_t kind;          /* tokens of the longest kind noun from here */
    uint16_t head;          /* tokens of the longest head phrase from here */
    enum kw_title title_kind;
    kw_lexref title_row; /* of honorifics or roles */
    kw_lexref kind_row;
    kw_lexref head_row;
    kw_lexref given; /* row of given names, or 0 */
    enum kw_ordinary ordinary;
    bool closed;  /* a function word */
    bool upper;   /* starts with a capital that means something here */
    bool initial; /* its capital may be due to its place in the sentence */
};

struct kw_label_cell;
struct kw_path_step;

/* The occurrences of a token's word before and after it in the document, as number of
 * token from 1, counted from the first of the first sentence; 0: none. */
struct kw_twin {
    uint32_t before;
    uint32_t after;
};

struct kw_finder {
    const struct kw_lexicon *lexicon;
    const struct kw_text *text;
    struct kw_arena *arena;
    struct kw_map seen;    /* folded token to KW_SEEN_ bits */
    struct kw_map lasts;   /* folded word to its last occurrence, as in struct kw_twin */
    struct kw_twin *twins; /* of all tokens of the text (twin.c), or NULL */
    const struct kw_sentence *sentence; /* the one at work */
    uint32_t dateline;     /* token at which its dateline ends; its first if none */
    struct kw_mark *marks; /* one a token of that sentence */
    KW_VEC(struct kw_name) names;
    bool trained;                 /* there are weights; else the next three are empty */
    struct kw_model_part part;    /* the weights of "labels" */
    struct kw_model_part classes; /* of words; zero: none are known */
    struct kw_model_part bodies;  /* the weights of "bodies" (body.c); zero: none */
    struct kw_model_part kin;     /* of words; zero: none are known */
    struct kw_label_cell *cells;  /* room for labelling a sentence, */
    struct kw_path_step *steps;   /* and for its paths */
    uint8_t *labels;              /* enum kw_bio of each token of that sentence */
    int16_t *margins;             /* by which those labels lead; 0 for O */
};

#define KW_SEEN_CAPITAL 1u /* with a capital where none is due */
#define KW_SEEN_NAME 2u    /* inside a name that was accepted */
#define KW_SEEN_PERSON 4u  /* the last word of a person's name of several words */

/* --- small questions about tokens, asked everywhere (room.c) ----------------------- */

const struct kw_token *kw_at(const struct kw_finder *f, uint32_t i);
struct kw_mark *kw_mark_at(const struct kw_finder *f, uint32_t i);
struct kw_str kw_raw(const struct kw_finder *f, uint32_t i);
bool kw_norm_is(const struct kw_finder *f, uint32_t i, const char *norm);
/* One of the words of a list joined by spaces. */
bool kw_norm_in(const struct kw_finder *f, uint32_t i, const char *list);
bool kw_in_sentence(const struct kw_finder *f, uint32_t i);
bool kw_is_quote(const struct kw_finder *f, uint32_t i);
enum kw_tag kw_tag_at(const struct kw_finder *f, uint32_t i); /* NONE outside */
/* The last token before `i`, or the first from `i` on, that is no quotation mark;
 * UINT32_MAX when the sentence has none. */
uint32_t kw_before(const struct kw_finder *f, uint32_t i);
uint32_t kw_after(const struct kw_finder *f, uint32_t i);
uint32_t kw_seen(const struct kw_finder *f, uint32_t i);
struct kw_str kw_cell_at(const struct kw_finder *f, kw_lexref row, int column);

/* "in Paris", "from Paris": a preposition of place stands before `first`. */
bool kw_is_placed(const struct kw_finder *f, uint32_t first);

/* --- mark.c ------------------------------------------------------------------------ */

void kw_marks_set(struct kw_finder *f);

/* Whether the row of heads at token `i` stands in that place: "first", "last", "any". */
bool kw_head_is(const struct kw_finder *f, uint32_t i, const char *where);

/* --- reading.c --------------------------------------------------------------------- */

/* What the known name of tokens first ... end-1 means here. False when it is no name
 * here: an ordinary word, a language. Sets type, kind, basis, row and use. */
bool kw_reading_choose(const struct kw_finder *f, uint32_t first, uint32_t end,
                       struct kw_name *name);

/* True when the word group at first ... end-1 acts or is addressed, as governments do. */
bool kw_reading_acts(const struct kw_finder *f, uint32_t first, uint32_t end);

/* --- platform.c -------------------------------------------------------------------- */

/* Gives a known platform the type that it has here: tool or firm. */
void kw_platform_settle(const struct kw_finder *f, struct kw_name *name);

/* --- run.c ------------------------------------------------------------------------- */

/* Finds the names of the sentence at work. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_runs_cut(struct kw_finder *f, struct kw_error *err);

/* --- type.c ------------------------------------------------------------------------ */

/* Types an unknown name by what is in it and around it. False when nothing speaks for
 * its being a name at all. */
bool kw_type_guess(const struct kw_finder *f, struct kw_name *name);

/* --- beside.c ---------------------------------------------------------------------- */

/* Sets the title before a name, the kind noun beside it and its sex. */
void kw_type_surround(const struct kw_finder *f, struct kw_name *name);

/* The type that the kind noun at token `i` tells. */
enum kw_type kw_kind_type(const struct kw_finder *f, uint32_t i);
/* The phrase of kind nouns (else of titles and roles) that ends right before token `end`:
 * its first token, or `end`. */
uint32_t kw_phrase_before(const struct kw_finder *f, uint32_t end, bool kinds);
/* The last kind noun of the lower-case noun group that starts at token `i`: "geolocation
 * tool". Gives its first token, or UINT32_MAX. */
uint32_t kw_kind_after(const struct kw_finder *f, uint32_t i);
bool kw_lower_noun(const struct kw_finder *f, uint32_t i);
/* Where the words before a name end: quotes are stepped over. */
uint32_t kw_before_end(const struct kw_finder *f, uint32_t first);

/* --- list.c ------------------------------------------------------------------------ */

/* "spyware like A, B and C": gives the names from `from` on the type of their list. */
void kw_type_lists(const struct kw_finder *f, struct kw_name *names, size_t count);
/* "Reporters Without Borders (RSF)": gives acronyms the type of what they stand for. */
void kw_type_acronyms(const struct kw_finder *f, struct kw_name *names, size_t count);

/* --- clue.c ------------------------------------------------------------------------ */

/* The type that the words right beside an unknown name speak for, or NONE. */
enum kw_type kw_clue_type(const struct kw_finder *f, const struct kw_name *name);

/* --- symbol.c ---------------------------------------------------------------------- */

/* Whether an exchange's symbol stands right behind a name: "Acme <ACM.N>". */
bool kw_symbol_after(const struct kw_finder *f, const struct kw_name *name);
/* Drops the names from number `from` on that are but (part of) a symbol. */
void kw_symbols_drop(struct kw_finder *f, size_t from);

/* --- own.c ------------------------------------------------------------------------- */

/* Applies a user's own lists to the sentence at work, whose names are those from
 * `before` on: what is listed is a name and wins over what overlaps it, what is to be
 * ignored is none. Errors: KW_NOMEM. Cost: nothing without lists. */
KW_CHECKED enum kw_status kw_own_apply(struct kw_finder *f, size_t before,
                                       struct kw_error *err);

/* --- body.c ------------------------------------------------------------------------ */

/* The kinds of organizations, in the order of the labels of "bodies". */
#define KW_BODY_COUNT 4u
extern const enum kw_type kw_body_types[KW_BODY_COUNT];

/* The features of a name of the sentence at work: how many (at most
 * KW_MODEL_MOST_FEATURES). What the tables say of the name itself is not among them. */
size_t kw_body_features(const struct kw_finder *f, const struct kw_name *name,
                        uint32_t *out);

/* Gives organizations that nothing but labels and context speaks for their kind.
 * Errors: KW_NOMEM. Cost: O(names). */
KW_CHECKED enum kw_status kw_bodies_settle(struct kw_finder *f, struct kw_name *names,
                                           size_t count, struct kw_error *err);

/* --- memory.c ---------------------------------------------------------------------- */

/* Notes which tokens have capitals inside sentences. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_memory_read(struct kw_finder *f, struct kw_error *err);
KW_CHECKED enum kw_status kw_memory_add(struct kw_finder *f, const struct kw_name *name,
                                        struct kw_error *err);

/* Gives weakly typed names the type that the same name has elsewhere on better grounds.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_memory_even(struct kw_finder *f, struct kw_name *names,
                                         size_t count, struct kw_error *err);

#endif
