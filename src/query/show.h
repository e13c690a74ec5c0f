/* show.h - the parts of kw_show; private to src/query. */
#ifndef KW_QUERY_SHOW_H
#define KW_QUERY_SHOW_H

#include "query/directory.h"

/* A statement of the entity as it is held. */
struct kw_held {
    enum kw_relation type;
    enum kw_direction direction;
    enum kw_polarity polarity;
    bool disputed;
    const struct kw_entity_row *other;
    struct kw_str story;
    unsigned confidence;
    uint32_t place;       /* of the evidence in its document */
    struct kw_str office; /* the title, folded: "President" is "president" */
    struct kw_shown_quote quote;
};

/* An entity being gathered. */
struct kw_showing {
    struct kw_store *store;
    struct kw_arena *arena;
    struct kw_directory directory;
    int64_t entity;
    KW_VEC(struct kw_held) facts; /* from kw_show_facts; each part orders them anew */
};

/* Fills showing->facts. */
KW_CHECKED enum kw_status kw_show_facts(struct kw_showing *showing, struct kw_error *err);

/* The surest statement first; equally sure ones by what they say, document and place. */
int kw_held_by_trust(const void *a, const void *b);

/* By what tells a relation from another: type, direction, other entity, polarity. */
int kw_held_compare(const struct kw_held *x, const struct kw_held *y);

/* How many stories `count` statements stand in. Puts them in the order of their story. */
int64_t kw_held_stories(struct kw_held *facts, size_t count);

/* Each fills a part of `out` from showing->facts. */
KW_CHECKED enum kw_status kw_show_relations(struct kw_showing *showing,
                                            struct kw_shown *out, struct kw_error *err);
KW_CHECKED enum kw_status kw_show_roles(struct kw_showing *showing, struct kw_shown *out,
                                        struct kw_error *err);
KW_CHECKED enum kw_status kw_show_events(struct kw_showing *showing, struct kw_shown *out,
                                         struct kw_error *err);

/* Fills out->documents from the naming mentions. */
KW_CHECKED enum kw_status kw_show_documents(const struct kw_showing *showing,
                                            struct kw_shown *out, struct kw_error *err);

/* Fills out->neighbours from the graph of co-occurrence in sentences. Needs out->entity.
 */
KW_CHECKED enum kw_status kw_show_neighbours(const struct kw_showing *showing,
                                             struct kw_shown *out, struct kw_error *err);

#endif
