/* prints.h - what of a text is compared with other texts: shingles and fingerprints.
 *
 * Shingles are runs of 5 words, hashed. Of every 8 shingles in a row the one with the
 * smallest hash is a fingerprint (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD
 * 2003), so that any run of 12 words that two texts share gives them one in common.
 */
#ifndef KW_CORPUS_PRINTS_H
#define KW_CORPUS_PRINTS_H

#include "knotwork/base.h"

enum {
    KW_LEAST_SHINGLES = 30, /* that copies share: no shorter text is a copy of anything */
    KW_LEAST_PRINTS = 3,    /* likewise */
};

/* Distinct hashes, ascending. */
struct kw_hashes {
    uint64_t *items;
    size_t count;
};

/* What a text has in the index of copies. */
struct kw_prints {
    struct kw_hashes all;
    uint64_t whole; /* hash of the set of shingles; 0: too short to be a copy of any */
};

/* Owns: the hashes live in `arena`. Errors: KW_NOMEM. Cost: O(n log n). */
KW_CHECKED enum kw_status kw_shingles_of(struct kw_str text, struct kw_arena *arena,
                                         struct kw_hashes *out, struct kw_error *err);
KW_CHECKED enum kw_status kw_prints_of(struct kw_str text, struct kw_arena *arena,
                                       struct kw_prints *out, struct kw_error *err);

#endif
