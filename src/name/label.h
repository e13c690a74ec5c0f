/* label.h - the trained labels of tokens. Private to the room, and for src/train. */
#ifndef KW_NAME_LABEL_H
#define KW_NAME_LABEL_H

#include "name/room.h"

/* A label begins (odd) or goes on with (even) a name of a broad class. */
enum kw_bio {
    KW_BIO_O,
    KW_BIO_B_PER,
    KW_BIO_I_PER,
    KW_BIO_B_LOC, /* countries, places, buildings */
    KW_BIO_I_LOC,
    KW_BIO_B_ORG,
    KW_BIO_I_ORG,
    KW_BIO_B_GROUP, /* demonyms, peoples, faiths */
    KW_BIO_I_GROUP,
    KW_BIO_B_OTHER, /* works, events, products */
    KW_BIO_I_OTHER,
    KW_BIO_COUNT
};

/* What is beside a token: hashes, 0 for nothing. */
struct kw_label_twin {
    bool there;    /* there is such a token */
    uint32_t left; /* the words beside it, */
    uint32_t right;
    uint32_t left_kin; /* their kins */
    uint32_t right_kin;
    uint32_t tags; /* and tags */
};

/* What is seen of a token: hashes and small numbers. */
struct kw_label_cell {
    uint32_t word;
    uint32_t pattern; /* of its letters: "Xx", "X.X." */
    uint32_t start;   /* its first three bytes, and four, */
    uint32_t start4;
    uint32_t end2; /* its last two, three, four */
    uint32_t end;
    uint32_t end4;
    uint32_t tag;
    uint32_t known; /* the known name that covers it: type, table, where in it */
    uint32_t types; /* all types that the tables have for that, as bits */
    uint32_t role;  /* head, kind noun, title, given name, ordinary word */
    uint32_t flags;
    uint32_t fine; /* its class of words (model/classes.h), or 0 */
    uint32_t coarse;
    uint32_t kin; /* its kin (model/classes.h), or 0 */
    uint32_t clan;
    uint32_t run_before; /* of its run of capitals: the word before, */
    uint32_t run_after;  /* after, */
    uint32_t run_last;   /* the last word and what that is, */
    uint32_t run_role;
    uint32_t run_kin;
    uint32_t run_length; /* tokens, at most 5 */
    uint32_t run_place;  /* its place in the run, at most 5 */
    uint32_t run_first;  /* the first word of the run */
    uint32_t run_first_kin;
    struct kw_label_twin twins[2]; /* where its word stands elsewhere */
    bool starts;                   /* it can begin a name: has a capital, or is known */
    bool reached; /* it can be of a name: one that starts is no further before it than
                     KW_LABEL_REACH; all else is O without a look at the weights */
};

/* The side on which the token before it is, for a token's features. Behind one that is of
 * no name a name begins or not, within a name it goes on or ends: as these have no slot
 * in common, they share their weights. */
enum kw_side {
    KW_SIDE_FREE,   /* outside of names, or within one that has to go on */
    KW_SIDE_BEHIND, /* at the end of a name, or where one may go on */
    KW_SIDE_COUNT
};

/* Tokens in a row that a name goes on with, though none of them could begin one. */
#define KW_LABEL_REACH 7u

/* Cells of nothing on both sides of a sentence. */
#define KW_LABEL_MARGIN 2u

/* Sets the cells of the sentence at work, margins included. Needs: its marks; room for
 * its tokens and two margins. */
void kw_label_cells_set(const struct kw_finder *f, struct kw_label_cell *cells);

/* The features of a token, and those that go by the side of the one before it: how many.
 * Together at most KW_MODEL_MOST_FEATURES. */
size_t kw_label_features(const struct kw_label_cell *at, uint32_t *out);
size_t kw_label_history(const struct kw_label_cell *at, enum kw_side side, uint32_t *out);

/* The class that the weights give to tokens first ... end-1 of the sentence at work, as
 * the label that begins it; O: they see no name there; COUNT: several answers, or no
 * weights to ask. */
enum kw_bio kw_label_over(const struct kw_finder *f, uint32_t first, uint32_t end);

/* By how much the labels of tokens first ... end-1 of the sentence at work lead: the
 * least of them. Needs: first < end; weights. */
int kw_label_lead(const struct kw_finder *f, uint32_t first, uint32_t end);

/* The label that begins a name of the same class; O of O. */
enum kw_bio kw_label_class(uint8_t label);

/* Whether a type belongs to the class that a label begins. */
bool kw_label_fits(enum kw_type type, enum kw_bio class);

/* Whether labels tell that type from others: persons, locations, organizations; works,
 * events and tools are all one to them. */
bool kw_label_knows(enum kw_type type);

/* Types a name that the labels found by what is in it and around it, within their class.
 */
void kw_type_of_class(const struct kw_finder *f, struct kw_name *name, enum kw_bio class);

/* False for what labels take for a name and is none: a scrap, a lone ordinary word that
 * opens a sentence and does nothing in it. */
bool kw_type_stands(const struct kw_finder *f, const struct kw_name *name);

/* Brings the names of the sentence at work, those from `before` on, and the labels
 * together. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_labels_settle(struct kw_finder *f, size_t before,
                                           struct kw_error *err);

/* Links the words of the text, which has been tagged (twin.c). Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_twins_set(struct kw_finder *f, struct kw_error *err);
/* What is beside the occurrences of the word of token `i` that are next to it. Needs: out
 * is zero. */
void kw_twins_look(const struct kw_finder *f, uint32_t i, struct kw_label_twin out[2]);

/* Sets f->trained and the weights of `model`, which stay borrowed. */
KW_CHECKED enum kw_status
kw_labels_open(struct kw_finder *f, const struct kw_model *model, struct kw_error *err);

/* Sets f->labels and f->margins of the sentence at work; nothing without weights. */
void kw_labels_set(struct kw_finder *f);

#endif
