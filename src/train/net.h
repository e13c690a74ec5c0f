/* net.h - the network that chooses moves, while it learns.
 *
 * One hidden layer over embeddings of what is looked at (Chen and Manning 2014), trained
 * on the sum of the probabilities of all right moves, with Adam (Kingma and Ba 2015) and
 * dropout. Every place has its own matrix, so that the product of matrix and embedding is
 * a row for each (place, value): those rows are all that a parser needs, and what is
 * written. One thread, a fixed order, no fused multiplication: the same weights every
 * time.
 */
#ifndef KW_TRAIN_NET_H
#define KW_TRAIN_NET_H

#include "text/arc.h"
#include "train/train.h"

struct kw_net;

/* Owns: free with kw_net_free. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_net_new(struct kw_net **out, struct kw_error *err);
void kw_net_free(struct kw_net *net);

/* The likeliest of the `allowed` columns; learns for the next kw_net_update that those in
 * `right` would be right. Gives the likeliest of those in `*good`. */
uint32_t kw_net_learn(struct kw_net *net, const struct kw_arc_look *look,
                      uint64_t allowed, uint64_t right, uint32_t *good);

/* Changes all parameters by what was learnt since the last call. */
void kw_net_update(struct kw_net *net, float rate);

/* The rows as 8-bit integers: parts "tree-words", "tree-context" and "tree-moves".
 * Owns: `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_net_write(const struct kw_net *net,
                                       const struct kw_arc_dictionary *dictionary,
                                       struct kw_str labels, struct kw_arena *arena,
                                       struct kw_part parts[3], struct kw_error *err);

#endif
