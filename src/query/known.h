/* known.h - what a query has read of a store: columns of entities and edges, kept in a
 * region and forgotten all at once when they fill it. Private to src/query.
 *
 * A pointer to what is known holds until the next call that adds something.
 */
#ifndef KW_QUERY_KNOWN_H
#define KW_QUERY_KNOWN_H

#include "query/value.h"

#define KW_KNOWN_BYTES ((size_t)32 << 20) /* of records and their texts */

struct kw_known_entity {
    int64_t id;
    struct kw_str key, name, kind;
    int64_t type, mentions, documents, stories, outlets, first, last, voice;
};

/* A relation or a co-occurrence; what one of them lacks is 0. */
struct kw_known_edge {
    struct kw_link link;
    int64_t polarity, evidence, documents, stories, outlets, alleged, first, last,
        disputed, sentences;
};

/* Records by a number each; open addressing. */
struct kw_known_table {
    void **slots;
    uint64_t *hashes; /* of the records in `slots` */
    size_t slot_count, count;
};

struct kw_known {
    struct kw_region region;
    struct kw_known_table entities, edges;
};

/* NULL when it is not known. */
const struct kw_known_entity *kw_known_entity(const struct kw_known *known, int64_t id);
const struct kw_known_edge *kw_known_edge(const struct kw_known *known,
                                          const struct kw_link *link);
/* Keeps a copy, texts and all, and gives it; NULL when memory is out. */
const struct kw_known_entity *kw_known_add_entity(struct kw_known *known,
                                                  const struct kw_known_entity *entity);
const struct kw_known_edge *kw_known_add_edge(struct kw_known *known,
                                              const struct kw_known_edge *edge);
void kw_known_free(struct kw_known *known);

#endif
