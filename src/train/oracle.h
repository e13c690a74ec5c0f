/* oracle.h - which moves of a parse are right, from whatever state it is in. */
#ifndef KW_TRAIN_ORACLE_H
#define KW_TRAIN_ORACLE_H

#include "text/arc.h"

/* Of a word whose head is not known: whatever it gets is right. */
#define KW_NO_HEAD UINT32_MAX

/* The tree that a sentence should get; node numbers as in text/arc.h. */
struct kw_gold_tree {
    const uint32_t *heads; /* count + 1; [0] is unused */
    uint32_t count;
};

/* How many arcs of the gold tree can no longer be made after that move (Goldberg and
 * Nivre 2013, "Training deterministic parsers with non-deterministic oracles", for
 * arc-hybrid). Exact for projective trees. Needs: the move is legal.
 * Cost: O(stack + buffer). */
uint32_t kw_oracle_cost(const struct kw_arcs *arcs, const struct kw_gold_tree *gold,
                        enum kw_move move);

/* Makes a tree projective: a word whose arc is crossed hangs on the head of its head
 * (Nivre and Nilsson 2005), the shortest arc first. Cost: O(count^3) at worst. */
void kw_oracle_projective(uint32_t *heads, uint32_t count);

#endif
