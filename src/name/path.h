/* path.h - the best labels of a sentence as a whole. Private to the room, and for
 * src/train. */
#ifndef KW_NAME_PATH_H
#define KW_NAME_PATH_H

#include "name/label.h"

/* Where in a name a token stands: the columns of the weights. A name of one word (U) has
 * a slot of its own, and so has a last word (L), for persons, locations and organizations
 * (Ratinov and Roth 2009). */
enum kw_bilou {
    KW_BILOU_O,
    KW_BILOU_B_PER,
    KW_BILOU_I_PER,
    KW_BILOU_L_PER,
    KW_BILOU_U_PER,
    KW_BILOU_B_LOC,
    KW_BILOU_I_LOC,
    KW_BILOU_L_LOC,
    KW_BILOU_U_LOC,
    KW_BILOU_B_ORG,
    KW_BILOU_I_ORG,
    KW_BILOU_L_ORG,
    KW_BILOU_U_ORG,
    KW_BILOU_B_GROUP,
    KW_BILOU_B_OTHER,
    KW_BILOU_I_REST, /* goes on with a name of a group or other */
    KW_BILOU_COUNT
};

const char *kw_bilou_name(enum kw_bilou slot);

/* The label of a slot behind that label. */
enum kw_bio kw_bilou_label(enum kw_bilou slot, enum kw_bio left);

/* The slots that a token of that label may have, as bits, if `right` is what follows. */
uint32_t kw_bilou_choices(enum kw_bio label, enum kw_bio right);

/* A score that nothing gets: such a slot is not taken. */
#define KW_PATH_NEVER (INT32_MIN / 4)

/* What the scores of a token say behind a left neighbor on that side. Needs: each side of
 * a token is asked for once, sides of a token one after the other. */
typedef void kw_path_fn(void *data, uint32_t i, enum kw_side side,
                        int32_t scores[KW_BILOU_COUNT]);

/* The states in which a token leaves the sentence: what may follow depends on no more. */
enum kw_path_state {
    KW_STATE_O,
    KW_STATE_IN_PER, /* a name has begun and has to go on */
    KW_STATE_IN_LOC,
    KW_STATE_IN_ORG,
    KW_STATE_BEHIND, /* a name of one of these ends with it */
    KW_STATE_GROUP,  /* in a name that may go on or not */
    KW_STATE_OTHER,
    KW_STATE_COUNT
};

/* What is known of a token while paths are looked for. */
struct kw_path_step {
    int32_t scores[KW_SIDE_COUNT][KW_BILOU_COUNT]; /* as asked for */
    int32_t best[KW_BILOU_COUNT];                  /* of the paths that end in a slot */
    int32_t rest[KW_STATE_COUNT]; /* of the paths from a state before it to the end */
    uint8_t from[KW_BILOU_COUNT]; /* the slot before it on the best of these */
    uint16_t live;                /* the states before it that were followed, as bits */
    uint8_t asked;                /* the sides asked for, as bits */
    uint8_t slot;                 /* on the best path of all */
};

/* Finds the path with the greatest sum of scores (Viterbi). A token that no name reaches
 * (struct kw_label_cell) is O for nothing. Where a token cannot begin a name, one that
 * goes on is not followed if it is more than `behind` behind the best.
 * Needs: room for `count` steps. Cost: O(count), and what `ask` takes. */
void kw_path_find(const struct kw_label_cell *cells, uint32_t count, int32_t behind,
                  kw_path_fn *ask, void *data, struct kw_path_step *steps);

/* Sets by how much the best path leads the best one on which a token is of another class;
 * 0 for O. Needs: steps of kw_path_find. */
void kw_path_leads(const struct kw_label_cell *cells, uint32_t count,
                   struct kw_path_step *steps, int16_t *leads);

/* The state in which a slot leaves the token, and the side that it is for the next. */
enum kw_path_state kw_path_state(uint8_t slot);
enum kw_side kw_path_side(uint8_t slot);

/* Whether a token behind that slot is asked for scores. */
bool kw_path_asks(const struct kw_label_cell *cell, uint8_t slot);

#endif
