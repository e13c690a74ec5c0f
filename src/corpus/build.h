/* build.h - a build under way: what reading inputs and extracting again share. */
#ifndef KW_CORPUS_BUILD_H
#define KW_CORPUS_BUILD_H

#include "base/spare.h"
#include "corpus/open.h"
#include "read/read.h"

enum { KW_MOST_UNDER_WAY = 4 * 1024 * 1024 }; /* bytes read and not yet written, about */

/* One document under way, reused for later ones. */
struct kw_build_item {
    struct kw_record record;
    struct kw_arena *arena; /* of its document and what was made of it; or NULL */
    uint64_t hash;          /* of its raw bytes */
    struct kw_buf known;    /* key of the unchanged document it is; empty: not known */
    struct kw_parsed parsed;
    struct kw_digest digest; /* of the extraction */
    struct kw_origin origin; /* likewise */
    enum kw_status status;   /* of parsing and extracting */
    struct kw_error error;
    uint64_t words, time; /* what its extraction took ... */
    size_t held;          /* ... and the bytes it needed */
};

struct kw_building {
    struct kw_store *store; /* NULL: there is none, nothing is written */
    const struct kw_extractor *extractor;
    const struct kw_build *asked;
    const struct kw_observer *observer;
    struct kw_build_result *result;
    struct kw_lexicon *lexicon;
    struct kw_curation *curation;
    struct kw_reader *reader;
    struct kw_arena *arena;       /* of the whole build */
    struct kw_spares *benches;    /* one a thread, to extract in */
    struct kw_tally met;          /* documents met in this build; see kw_met */
    struct kw_map planned_keys;   /* met in one that writes nothing, new to the store */
    KW_VEC(struct kw_str) failed; /* paths of inputs that could not be read */
    struct kw_build_item *items;  /* one a slot */
    size_t item_count;
    struct kw_update update; /* of the open batch */
    bool open;               /* a batch is open ... */
    bool first;              /* ... and the store was empty before */
    size_t batch_documents, batch_bytes, batch_pairs;
    size_t batch_most; /* documents of the open batch */
    size_t under_way;  /* bytes read and not yet written */
    uint64_t done;     /* records */
    uint64_t of_bytes; /* of all inputs; 0: not known, or not asked for */
    struct kw_build_result committed; /* the result when a batch was last committed */
    bool stopped;      /* the observer asked to stop */
};

/* What the extraction of an item is taken for. */
struct kw_known {
    int64_t id; /* of the document of its key in the store; 0: there is none */
    uint64_t hash;
    char path[4096]; /* its start, at least */
    char fingerprint[1024];
};

/* Opens a batch, which is a transaction, unless one is open; ends it when it is large
 * enough, settled and committed; ends the last one, and finishes what all have left to be
 * done once; takes the open one back. */
KW_CHECKED enum kw_status kw_batch_open(struct kw_building *b, struct kw_error *err);
KW_CHECKED enum kw_status kw_batch_rest(struct kw_building *b, struct kw_error *err);
KW_CHECKED enum kw_status kw_batch_finish(struct kw_building *b, struct kw_error *err);
void kw_batch_abandon(struct kw_building *b);

/* Gives an item its arena, unless it has one: small builds never use most of them. */
KW_CHECKED enum kw_status kw_item_ready(struct kw_build_item *item, struct kw_error *err);

/* On any thread: extracts item->parsed.extraction.document, unless it came extracted, and
 * works out what is to be written. Errors: KW_NOMEM; all else is item->status. */
KW_CHECKED enum kw_status kw_item_extract(const struct kw_building *b,
                                          struct kw_build_item *item,
                                          struct kw_error *err);

/* Tells a build that writes nothing of an item that would be extracted, because of what
 * `why` says. */
KW_CHECKED enum kw_status kw_item_plan(struct kw_building *b,
                                       const struct kw_build_item *item, bool known,
                                       const struct kw_buf *why, struct kw_error *err);

/* Puts the extraction of an item into the store, in the open batch. */
KW_CHECKED enum kw_status kw_item_put(struct kw_building *b,
                                      const struct kw_build_item *item, bool known,
                                      struct kw_error *err);

/* Whether this build met a document of the store, by its id; notes that it did. There may
 * be very many: so a row of b->met has a bit for each of some that follow one another. */
bool kw_met(const struct kw_building *b, int64_t document);
KW_CHECKED enum kw_status kw_meet(struct kw_building *b, int64_t document,
                                  struct kw_error *err);

/* Adds up what an item took. */
void kw_item_count(struct kw_building *b, const struct kw_build_item *item);

/* again.c: extracts those documents again, from their texts in the store, that another
 * program, lexicon, list or option made, and that this build did not meet. Documents that
 * came extracted stay as they are. */
KW_CHECKED enum kw_status kw_build_again(struct kw_building *b, unsigned jobs,
                                         struct kw_error *err);

#endif
