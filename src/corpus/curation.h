/* curation.h - decisions of people, parsed and ready to be asked; see corpus.h.
 */
#ifndef KW_CORPUS_CURATION_H
#define KW_CORPUS_CURATION_H

#include "base/map.h"
#include "knotwork/corpus.h"

#define KW_NO_NOTE UINT32_MAX

/* What is decided about one key. */
struct kw_note {
    struct kw_str key;
    uint32_t group;           /* note of the first key it is merged with; its own */
    KW_VEC(uint32_t) members; /* of a group, at its first note: by key */
    KW_VEC(uint32_t) apart;   /* notes of keys it is never one with */
    const struct kw_decision *merged, *renamed, *retyped, *ignored, *dropped; /* or NULL;
                                   renamed and retyped at the first note of a group */
    enum kw_type type; /* where retyped */
};

/* Immutable once parsed. */
struct kw_curation {
    struct kw_str label; /* the file's name, for messages */
    KW_VEC(struct kw_decision) decisions;
    KW_VEC(struct kw_note) notes; /* one a key */
    struct kw_map keys;           /* key -> its note + 1 */
    struct kw_map splits;         /* key, NUL, document -> decision + 1 */
    bool statements;              /* some are dropped */
    uint64_t hash;                /* of the decisions; 0: there are none */
};

/* The file of a store's decisions. ptr is NULL when memory is out. */
struct kw_str kw_curation_path(struct kw_arena *arena, const char *store);

/* Parses decisions. Owns: `*out` lives in `arena` and borrows from `bytes`.
 * Errors: KW_USAGE, with the lines. Cost: O(n log n). */
KW_CHECKED enum kw_status kw_curation_parse(struct kw_arena *arena, struct kw_str label,
                                            struct kw_str bytes, struct kw_curation **out,
                                            struct kw_error *err);

/* Reads and parses the decisions of a store; there are none when there is no file. */
KW_CHECKED enum kw_status kw_curation_load(const struct kw_store *store,
                                           struct kw_arena *arena,
                                           struct kw_curation **out,
                                           struct kw_error *err);

/* Reads the whole file; nothing when there is none. */
KW_CHECKED enum kw_status kw_curation_read(struct kw_str path, struct kw_buf *bytes,
                                           struct kw_error *err);

/* Appends a decision as a line. */
void kw_curation_print(struct kw_buf *buf, const struct kw_decision *decision);

/* What is decided about a key, or NULL. */
const struct kw_note *kw_curation_note(const struct kw_curation *curation,
                                       struct kw_str key);
/* The note of the first key of its group; NULL for NULL. */
const struct kw_note *kw_curation_head(const struct kw_curation *curation,
                                       const struct kw_note *note);

/* The decision that splits a key in a document, or NULL. */
const struct kw_decision *kw_curation_split(const struct kw_curation *curation,
                                            struct kw_arena *arena, struct kw_str key,
                                            struct kw_str document);

/* True when the statements of that type between two entities are dropped. */
bool kw_curation_drops(const struct kw_curation *curation, struct kw_str subject,
                       struct kw_str type, struct kw_str object, struct kw_str document);

#endif
