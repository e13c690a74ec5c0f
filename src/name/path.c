/* path.c - the best labels of a sentence as a whole (Viterbi): a name that begins has to
 * end, and what its last word says counts for its first.
 *
 * What may follow a slot depends on one of seven states, and scores only on the side that
 * these are (enum kw_side), so that the best of all paths costs little more than a greedy
 * one.
 */
#include "name/path.h"

static const struct {
    const char *name;
    enum kw_bio first;         /* the label that begins a name of its class */
    bool begins;               /* is the first word */
    enum kw_path_state leaves; /* the state behind it */
} slots[KW_BILOU_COUNT] = {
    [KW_BILOU_O] = {"O", KW_BIO_O, false, KW_STATE_O},
    [KW_BILOU_B_PER] = {"B-PER", KW_BIO_B_PER, true, KW_STATE_IN_PER},
    [KW_BILOU_I_PER] = {"I-PER", KW_BIO_B_PER, false, KW_STATE_IN_PER},
    [KW_BILOU_L_PER] = {"L-PER", KW_BIO_B_PER, false, KW_STATE_BEHIND},
    [KW_BILOU_U_PER] = {"U-PER", KW_BIO_B_PER, true, KW_STATE_BEHIND},
    [KW_BILOU_B_LOC] = {"B-LOC", KW_BIO_B_LOC, true, KW_STATE_IN_LOC},
    [KW_BILOU_I_LOC] = {"I-LOC", KW_BIO_B_LOC, false, KW_STATE_IN_LOC},
    [KW_BILOU_L_LOC] = {"L-LOC", KW_BIO_B_LOC, false, KW_STATE_BEHIND},
    [KW_BILOU_U_LOC] = {"U-LOC", KW_BIO_B_LOC, true, KW_STATE_BEHIND},
    [KW_BILOU_B_ORG] = {"B-ORG", KW_BIO_B_ORG, true, KW_STATE_IN_ORG},
    [KW_BILOU_I_ORG] = {"I-ORG", KW_BIO_B_ORG, false, KW_STATE_IN_ORG},
    [KW_BILOU_L_ORG] = {"L-ORG", KW_BIO_B_ORG, false, KW_STATE_BEHIND},
    [KW_BILOU_U_ORG] = {"U-ORG", KW_BIO_B_ORG, true, KW_STATE_BEHIND},
    [KW_BILOU_B_GROUP] = {"B-GROUP", KW_BIO_B_GROUP, true, KW_STATE_GROUP},
    [KW_BILOU_B_OTHER] = {"B-OTHER", KW_BIO_B_OTHER, true, KW_STATE_OTHER},
    [KW_BILOU_I_REST] = {"I-REST", KW_BIO_B_OTHER, false, KW_STATE_OTHER},
};

#define BIT(slot) (1u << (slot))

/* What begins a name, and O. */
#define STARTS                                                                           \
    (BIT(KW_BILOU_O) | BIT(KW_BILOU_B_PER) | BIT(KW_BILOU_U_PER) | BIT(KW_BILOU_B_LOC) | \
     BIT(KW_BILOU_U_LOC) | BIT(KW_BILOU_B_ORG) | BIT(KW_BILOU_U_ORG) |                   \
     BIT(KW_BILOU_B_GROUP) | BIT(KW_BILOU_B_OTHER))

/* What leaves a name open, so that it cannot end a sentence. */
#define OPEN                                                                             \
    (BIT(KW_BILOU_B_PER) | BIT(KW_BILOU_I_PER) | BIT(KW_BILOU_B_LOC) |                   \
     BIT(KW_BILOU_I_LOC) | BIT(KW_BILOU_B_ORG) | BIT(KW_BILOU_I_ORG))

/* The slots behind a state. */
static const uint32_t following[KW_STATE_COUNT] = {
    [KW_STATE_O] = STARTS,
    [KW_STATE_IN_PER] = BIT(KW_BILOU_I_PER) | BIT(KW_BILOU_L_PER),
    [KW_STATE_IN_LOC] = BIT(KW_BILOU_I_LOC) | BIT(KW_BILOU_L_LOC),
    [KW_STATE_IN_ORG] = BIT(KW_BILOU_I_ORG) | BIT(KW_BILOU_L_ORG),
    [KW_STATE_BEHIND] = STARTS,
    [KW_STATE_GROUP] = STARTS | BIT(KW_BILOU_I_REST),
    [KW_STATE_OTHER] = STARTS | BIT(KW_BILOU_I_REST),
};

const char *kw_bilou_name(enum kw_bilou slot)
{
    return slots[slot].name;
}

enum kw_bio kw_bilou_label(enum kw_bilou slot, enum kw_bio left)
{
    enum kw_bio first = slots[slot].first;
    if (slot == KW_BILOU_O || slots[slot].begins)
        return first;
    if (slot == KW_BILOU_I_REST && kw_label_class((uint8_t)left) == KW_BIO_B_GROUP)
        return KW_BIO_I_GROUP;
    return (enum kw_bio)(first + 1);
}

uint32_t kw_bilou_choices(enum kw_bio label, enum kw_bio right)
{
    enum kw_bio first = kw_label_class((uint8_t)label);
    bool begins = label == first, ends = label == KW_BIO_O || right != first + 1;
    uint32_t choices = 0;
    if (first == KW_BIO_B_GROUP && !begins)
        return BIT(KW_BILOU_I_REST);
    for (uint8_t slot = 0; slot < KW_BILOU_COUNT; slot++) {
        bool open = OPEN & BIT(slot), rest = slots[slot].leaves >= KW_STATE_GROUP;
        if (slots[slot].first == first && (rest || open == !ends) &&
            (slot == KW_BILOU_O || slots[slot].begins == begins))
            choices |= BIT(slot);
    }
    return choices;
}

enum kw_path_state kw_path_state(uint8_t slot)
{
    return slots[slot].leaves;
}

static enum kw_side side_of(enum kw_path_state state)
{
    return state <= KW_STATE_IN_ORG ? KW_SIDE_FREE : KW_SIDE_BEHIND;
}

enum kw_side kw_path_side(uint8_t slot)
{
    return side_of(slots[slot].leaves);
}

/* --- forwards ---------------------------------------------------------------------- */

/* The best path into each state. */
struct front {
    int32_t scores[KW_STATE_COUNT]; /* KW_PATH_NEVER: there is none */
    uint8_t slots[KW_STATE_COUNT];  /* that it ends in */
};

struct search {
    const struct kw_label_cell *cells; /* of the tokens */
    uint32_t count;
    int32_t behind; /* as for kw_path_find, with the next three */
    kw_path_fn *ask;
    void *data;
    struct kw_path_step *steps;
    struct front front; /* behind the last token that was seen */
};

/* States that go on with a name where none can begin. */
static bool goes_on(enum kw_path_state state)
{
    return state != KW_STATE_O && state != KW_STATE_BEHIND;
}

/* What may stand at a token behind a state. */
static uint32_t allowed(const struct kw_label_cell *cell, bool last,
                        enum kw_path_state state)
{
    uint32_t all = following[state] & (last ? ~OPEN : ~0u);
    if (cell->starts)
        return all;
    if (!cell->reached || !goes_on(state))
        return all & BIT(KW_BILOU_O);
    return all & ~(STARTS & ~BIT(KW_BILOU_O));
}

static bool is_asked(const struct kw_label_cell *cell, enum kw_path_state state)
{
    return cell->starts || (cell->reached && goes_on(state));
}

bool kw_path_asks(const struct kw_label_cell *cell, uint8_t slot)
{
    return is_asked(cell, slots[slot].leaves);
}

static int32_t best_of(const struct front *front)
{
    int32_t best = KW_PATH_NEVER;
    for (int state = 0; state < KW_STATE_COUNT; state++)
        best = front->scores[state] > best ? front->scores[state] : best;
    return best;
}

/* What a token adds behind a state, where it has scores. */
static const int32_t *scores_behind(const struct kw_path_step *step,
                                    const struct kw_label_cell *cell,
                                    enum kw_path_state state)
{
    static const int32_t nothing[KW_BILOU_COUNT] = {0};
    return is_asked(cell, state) ? step->scores[side_of(state)] : nothing;
}

static void follow(const struct front *front, enum kw_path_state state, uint32_t may,
                   const int32_t *scores, struct kw_path_step *step)
{
    for (uint8_t slot = 0; slot < KW_BILOU_COUNT; slot++) {
        int32_t sum = front->scores[state] + scores[slot];
        if ((may & BIT(slot)) && scores[slot] > KW_PATH_NEVER && sum > step->best[slot]) {
            step->best[slot] = sum;
            step->from[slot] = front->slots[state];
        }
    }
}

static void advance(const struct kw_path_step *step, struct front *front)
{
    for (int state = 0; state < KW_STATE_COUNT; state++)
        front->scores[state] = KW_PATH_NEVER;
    for (uint8_t slot = 0; slot < KW_BILOU_COUNT; slot++) {
        enum kw_path_state state = slots[slot].leaves;
        if (step->best[slot] > front->scores[state]) {
            front->scores[state] = step->best[slot];
            front->slots[state] = slot;
        }
    }
}

static uint8_t best_slot(const struct kw_path_step *step)
{
    uint8_t best = KW_BILOU_O;
    for (uint8_t slot = 1; slot < KW_BILOU_COUNT; slot++)
        best = step->best[slot] > step->best[best] ? slot : best;
    return best;
}

/* Asks for the scores of a token behind a state, if it is the first of its side. */
static void ask_once(const struct search *search, uint32_t i, enum kw_path_state state)
{
    struct kw_path_step *step = &search->steps[i];
    enum kw_side side = side_of(state);
    if (!is_asked(&search->cells[i], state) || (step->asked & BIT(side)))
        return;
    search->ask(search->data, i, side, step->scores[side]);
    step->asked |= (uint8_t)BIT(side);
}

static void take_step(struct search *search, uint32_t i)
{
    const struct kw_label_cell *cell = &search->cells[i];
    struct kw_path_step *step = &search->steps[i];
    struct front *front = &search->front;
    int32_t floor = cell->starts ? KW_PATH_NEVER : best_of(front) - search->behind;
    *step = (struct kw_path_step){.live = 0};
    for (int slot = 0; slot < KW_BILOU_COUNT; slot++)
        step->best[slot] = KW_PATH_NEVER;
    for (int s = 0; s < KW_STATE_COUNT; s++) {
        enum kw_path_state state = (enum kw_path_state)s;
        uint32_t may = allowed(cell, i + 1 == search->count, state);
        if (front->scores[s] <= KW_PATH_NEVER || may == 0 ||
            (goes_on(state) && front->scores[s] < floor))
            continue;
        ask_once(search, i, state);
        step->live |= (uint16_t)BIT(s);
        follow(front, state, may, scores_behind(step, cell, state), step);
    }
    if (step->best[best_slot(step)] <= KW_PATH_NEVER)
        step->best[KW_BILOU_O] = 0; /* nothing may stand here: begin anew */
    advance(step, front);
}

void kw_path_find(const struct kw_label_cell *cells, uint32_t count, int32_t behind,
                  kw_path_fn *ask, void *data, struct kw_path_step *steps)
{
    struct search search = {cells, count, behind, ask, data, steps, {.scores = {0}}};
    uint8_t slot = KW_BILOU_O;
    for (int state = KW_STATE_O + 1; state < KW_STATE_COUNT; state++)
        search.front.scores[state] = KW_PATH_NEVER;
    for (uint32_t i = 0; i < count; i++)
        take_step(&search, i);
    if (count > 0)
        slot = best_slot(&steps[count - 1]);
    for (uint32_t i = count; i > 0; i--) {
        steps[i - 1].slot = slot;
        slot = steps[i - 1].from[slot];
    }
}

/* --- backwards --------------------------------------------------------------------- */

/* The best from a slot of token `i` on. */
static int32_t rest_behind(const struct kw_path_step *steps, uint32_t i, uint32_t count,
                           uint8_t slot)
{
    return i + 1 < count ? steps[i + 1].rest[slots[slot].leaves] : 0;
}

static void set_rest(const struct kw_label_cell *cells, uint32_t i, uint32_t count,
                     struct kw_path_step *steps)
{
    struct kw_path_step *step = &steps[i];
    for (int s = 0; s < KW_STATE_COUNT; s++) {
        enum kw_path_state state = (enum kw_path_state)s;
        step->rest[s] = KW_PATH_NEVER;
        if (!(step->live & BIT(s)))
            continue;
        uint32_t may = allowed(&cells[i], i + 1 == count, state);
        const int32_t *scores = scores_behind(step, &cells[i], state);
        for (uint8_t slot = 0; slot < KW_BILOU_COUNT; slot++) {
            int32_t rest = rest_behind(steps, i, count, slot);
            if ((may & BIT(slot)) && rest > KW_PATH_NEVER &&
                scores[slot] + rest > step->rest[s])
                step->rest[s] = scores[slot] + rest;
        }
    }
}

void kw_path_leads(const struct kw_label_cell *cells, uint32_t count,
                   struct kw_path_step *steps, int16_t *leads)
{
    int32_t most = count ? steps[count - 1].best[steps[count - 1].slot] : 0;
    for (uint32_t i = count; i > 0; i--) {
        const struct kw_path_step *step = &steps[i - 1];
        int32_t other = KW_PATH_NEVER;
        leads[i - 1] = 0;
        for (uint8_t slot = 0; slot < KW_BILOU_COUNT; slot++) {
            int32_t rest = rest_behind(steps, i - 1, count, slot);
            if (slots[slot].first != slots[step->slot].first && rest > KW_PATH_NEVER &&
                step->best[slot] > KW_PATH_NEVER && step->best[slot] + rest > other)
                other = step->best[slot] + rest;
        }
        if (step->slot != KW_BILOU_O)
            leads[i - 1] = (int16_t)(most - other < INT16_MAX ? most - other : INT16_MAX);
        set_rest(cells, i - 1, count, steps);
    }
}
