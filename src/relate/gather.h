/* gather.h - statements as they are found, each (subject, type, object, polarity) once.
 */
#ifndef KW_RELATE_GATHER_H
#define KW_RELATE_GATHER_H

#include "relate/relate.h"
#include "base/map.h"

/* A statement with one sentence of evidence, before it is joined with its likes. */
struct kw_finding {
    struct kw_statement statement; /* evidence unset */
    struct kw_span sentence;       /* that states it */
};

/* A distinct statement with all its evidence. */
struct kw_gathered {
    struct kw_statement best;         /* from the best sentence so far */
    struct kw_span sentence;          /* that one */
    KW_VEC(struct kw_span) sentences; /* all of them, in text order */
};

struct kw_gather {
    struct kw_arena *arena; /* where results live */
    const struct kw_references *references;
    KW_VEC(struct kw_gathered) found; /* distinct statements */
    KW_VEC(struct kw_open) opens;
    KW_VEC(struct kw_mention) pronouns; /* in text order, sentence by sentence */
    struct kw_map index; /* the four as bytes -> number in `found` */
};

/* Adds one finding, unless its ends do not suit its type (ends.h) or are the same.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_gather_add(struct kw_gather *gather,
                                        const struct kw_finding *finding,
                                        struct kw_error *err);
KW_CHECKED enum kw_status kw_gather_open(struct kw_gather *gather, struct kw_open open,
                                         struct kw_error *err);

/* True when the ends suit the type. */
bool kw_ends_suit(const struct kw_references *references, enum kw_relation type,
                  uint32_t subject, uint32_t object);

/* Sorts and hands over. Errors: KW_NOMEM. Cost: O(n log n). */
KW_CHECKED enum kw_status kw_gather_finish(struct kw_gather *gather,
                                           struct kw_statements *out,
                                           struct kw_error *err);

#endif
