/* oracle.c - arc-hybrid's dynamic oracle. */
#include "train/oracle.h"

/* Gold dependents of `head` among the words from the buffer's place `from` on. */
static uint32_t waiting(const struct kw_arcs *a, const struct kw_gold_tree *gold,
                        uint32_t head, uint32_t from)
{
    uint32_t found = 0;
    for (uint32_t i = from; i <= a->count; i++)
        found += gold->heads[i] == head;
    return found;
}

static uint32_t cost_of_shift(const struct kw_arcs *a, const struct kw_gold_tree *gold)
{
    uint32_t cost = 0;
    for (uint32_t i = 0; i < a->depth; i++) {
        uint32_t node = a->stack[i];
        cost += i + 1 < a->depth && gold->heads[a->next] == node;
        cost += node != 0 && gold->heads[node] == a->next;
    }
    return cost;
}

uint32_t kw_oracle_cost(const struct kw_arcs *a, const struct kw_gold_tree *gold,
                        enum kw_move move)
{
    if (move == KW_MOVE_SHIFT)
        return cost_of_shift(a, gold);
    uint32_t top = a->stack[a->depth - 1], head = gold->heads[top];
    uint32_t cost = waiting(a, gold, top, a->next);
    if (head == KW_NO_HEAD)
        return cost;
    if (move == KW_MOVE_LEFT)
        cost += head > a->next || head == a->stack[a->depth - 2];
    else
        cost += head >= a->next;
    return cost;
}

static bool is_below(const uint32_t *heads, uint32_t node, uint32_t top)
{
    while (node && node != top)
        node = heads[node];
    return node == top;
}

static bool is_crossed(const uint32_t *heads, uint32_t node)
{
    uint32_t head = heads[node], low = node < head ? node : head;
    uint32_t high = node < head ? head : node;
    for (uint32_t i = low + 1; i < high; i++) {
        if (!is_below(heads, i, head))
            return true;
    }
    return false;
}

void kw_oracle_projective(uint32_t *heads, uint32_t count)
{
    for (;;) {
        uint32_t shortest = 0, length = UINT32_MAX;
        for (uint32_t i = 1; i <= count; i++) {
            uint32_t d = i < heads[i] ? heads[i] - i : i - heads[i];
            if (d < length && heads[i] && is_crossed(heads, i)) {
                shortest = i;
                length = d;
            }
        }
        if (!shortest)
            return;
        heads[shortest] = heads[heads[shortest]];
    }
}
