/* duplicates.h - what is proposed, while it is weighed; see corpus.h.
 */
#ifndef KW_CORPUS_DUPLICATES_H
#define KW_CORPUS_DUPLICATES_H

#include "corpus/alike.h"
#include "knotwork/corpus.h"

enum { KW_MOST_SCORE = 99, KW_LEAST_SCORE = 45 };

/* Who is named beside whom, asked member by member. */
struct kw_beside {
    const struct kw_cast *cast;
    uint32_t *marked; /* by member: the round in which it was marked ... */
    uint32_t *seen;   /* ... and seen */
    uint32_t *at;     /* by member: a story, where the asker likes */
    uint32_t round;
};

/* Owns: lives in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_beside_begin(const struct kw_cast *cast,
                                          struct kw_arena *arena, struct kw_beside *out,
                                          struct kw_error *err);

/* likeness.c: adds to pair->points what company, types and statements say, and tells
 * `text` (may be NULL) about it. Cost: the company of both, in at most 256 stories each.
 */
KW_CHECKED enum kw_status kw_alike_weigh(struct kw_beside *beside, struct kw_store *store,
                                         struct kw_alike *pair, struct kw_buf *text,
                                         struct kw_error *err);

/* An entity that may be two. */
struct kw_torn {
    uint32_t member;
    int64_t identity;          /* the name that may be another thing's */
    bool whole;                /* all of that name is; else in these documents: */
    const uint32_t *documents; /* ascending */
    size_t document_count;
    int points;
    struct kw_str evidence;
};

struct kw_torns {
    KW_VEC(struct kw_torn) list;
};

/* torn.c: finds them. Owns: the list lives in `arena`. Errors: KW_NOMEM.
 * Cost: for every entity the company of its stories; those in more than 256 stories are
 * not looked at. */
KW_CHECKED enum kw_status kw_torns_find(struct kw_beside *beside, uint32_t types,
                                        struct kw_arena *arena, struct kw_torns *out,
                                        struct kw_error *err);

#endif
