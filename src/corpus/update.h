/* update.h - one batch of changes to what is derived.
 *
 * Counts are kept by adding and taking away whole stories: before anything about a story
 * changes, what it contributes is taken away (it is "loosened"); when all is decided, the
 * stories of all loose documents are added again. So an update costs what it touches.
 *
 *   begin   kw_update_begin
 *   change  kw_update_retire (before a document goes), kw_update_add (when it came)
 *   settle  kw_update_settle: stories, identities to entities, then the sums; and after
 *           the last batch, once, what nothing before it needs
 *
 * What is left for the end is in the store with the batch it comes from (empty names,
 * relations without evidence, runs of pairs; documents that wait for the full text, indexes
 * that are not there: src/store/backlog.c), so that a store left without it is finished
 * by the next who writes to it.
 */
#ifndef KW_CORPUS_UPDATE_H
#define KW_CORPUS_UPDATE_H

#include "base/map.h"
#include "corpus/curation.h"
#include "corpus/digest.h"
#include "corpus/tally.h"
#include "store/sql.h"

/* What is known of a loose document; in kw_update.loose, by document. */
enum loose_flag {
    KW_LOOSE_SEARCH = 1, /* its copies have to be looked for */
    KW_LOOSE_NEW = 2,    /* it came in this batch */
    KW_LOOSE_GONE = 4,   /* it went in this batch */
};
/* Columns of its counts. */
enum { KW_LOOSE_FLAGS, KW_LOOSE_PARENT, KW_LOOSE_FRESH };

enum { KW_DIRTY_LOST, KW_DIRTY_NAMED }; /* NAMED: it has a name that is new to it */

enum { KW_MOST_PAIRS = 2000000 }; /* that one batch may name */

/* A mention that names an identity. */
struct kw_naming {
    int64_t identity;
    int64_t sentence; /* it begins in; or -1 */
};

/* A document that came in this batch. */
struct kw_fresh {
    struct kw_prints prints;
    int64_t document;
    bool kept; /* its prints go into the index: it has no twin there */
    struct kw_naming *namings;
    size_t naming_count;
    int32_t date;
    struct kw_str publisher;
};

/* A name or kind that a batch says something of. */
struct kw_noted {
    struct kw_str text, fold; /* its look-up form, of names */
};

struct kw_update {
    struct kw_store *store;
    const struct kw_lexicon *lexicon;
    const struct kw_curation *curation;
    struct kw_arena *arena;   /* of the batch */
    struct kw_arena *scratch; /* of one step; reset by whoever starts one */
    struct kw_tally loose;    /* documents to be added up again; flags, parent (a row),
                                 number in `fresh` from 1 or 0 */
    KW_VEC(struct kw_fresh) fresh;
    struct kw_tally dirty;          /* identities with new evidence, or that lost some */
    KW_VEC(int64_t) identities;     /* that documents of this batch mention */
    struct kw_map identity_numbers; /* key -> its number there + 1 */
    struct kw_tally names; /* (identity, kind and number of a text): times given */
    struct kw_tally types; /* (identity, type and number of a kind): votes */
    KW_VEC(struct kw_noted) texts; /* by number from 0 */
    struct kw_map text_numbers;    /* text -> its number + 1 */
    struct kw_tally roots;     /* identities whose root changed: the new one, the old one,
                                  why (enum kw_join) */
    struct kw_tally relations; /* touched */
    struct kw_tally entities;  /* mentions, documents, stories: differences; days */
    struct kw_tally pairs;     /* sentences, documents, stories: differences */
    struct kw_arena *pairing;  /* of `pairs`, until they are written; of finishing */
    size_t most_pairing;       /* bytes it held when they were */
    struct kw_tally entity_of; /* identity: its entity, or 0; once that is decided */
    struct kw_tally outlets;   /* (entity, publisher): documents: differences */
    KW_VEC(struct kw_str) publishers; /* of `outlets`, by number from 0 */
    struct kw_map publisher_numbers;  /* publisher -> its number + 1 */
    uint64_t copies;                  /* new documents that are copies of another */
};

/* Needs: a transaction; the update is freed with kw_update_end. */
KW_CHECKED enum kw_status kw_update_begin(struct kw_update *update,
                                          struct kw_store *store,
                                          const struct kw_lexicon *lexicon,
                                          const struct kw_curation *curation,
                                          struct kw_error *err);
void kw_update_end(struct kw_update *update);

/* Takes a document out of everything derived. Needs: it is still in the store. */
KW_CHECKED enum kw_status kw_update_retire(struct kw_update *update, struct kw_str key,
                                           struct kw_error *err);

/* Brings a document in. Needs: it was just put into the store, under that id; the digest
 * is that of the extraction. */
KW_CHECKED enum kw_status kw_update_add(struct kw_update *update, int64_t document,
                                        const struct kw_extraction *extraction,
                                        const struct kw_digest *digest,
                                        struct kw_error *err);

/* Decides stories and entities and adds everything up. The last batch also merges pairs,
 * counts relations and describes entities, of this batch and those before it.
 * Needs: a transaction. */
KW_CHECKED enum kw_status kw_update_settle(struct kw_update *update, bool last,
                                           struct kw_error *err);

/* --- the parts of it --------------------------------------------------------------- */

/* Takes the whole story of a document apart. `broken`: its members may no longer belong
 * together, so they are looked at anew. No effect on a document that is loose already. */
KW_CHECKED enum kw_status kw_update_loosen(struct kw_update *update, int64_t document,
                                           bool broken, struct kw_error *err);

/* What is kept of a document of this batch. Needs: it is one. */
struct kw_fresh *kw_fresh_of(const struct kw_update *update, int64_t document);

/* stories.c: notes the fingerprints of a text that comes, drops those of one that goes;
 * finds the stories of all loose documents. */
KW_CHECKED enum kw_status kw_story_prints(struct kw_update *update, int64_t document,
                                          const struct kw_prints *prints,
                                          struct kw_error *err);
KW_CHECKED enum kw_status kw_story_forget(struct kw_update *update, int64_t document,
                                          struct kw_str text, struct kw_error *err);
KW_CHECKED enum kw_status kw_stories_find(struct kw_update *update, struct kw_error *err);

/* evidence.c: adds the evidence of a document to identities, or takes it away (keys
 * NULL); writes what all documents of the batch came to. resolve.c: decides the root of
 * every identity that it could concern, and records them. */
KW_CHECKED enum kw_status kw_evidence_add(struct kw_update *update, int64_t document,
                                          const struct kw_extraction *extraction,
                                          const struct kw_given_names *names,
                                          const struct kw_identity_key *keys,
                                          struct kw_error *err);
KW_CHECKED enum kw_status kw_evidence_write(struct kw_update *update,
                                            struct kw_error *err);
KW_CHECKED enum kw_status kw_roots_find(struct kw_update *update, struct kw_error *err);
KW_CHECKED enum kw_status kw_roots_set(struct kw_update *update, struct kw_error *err);

/* resolve.c: drops the entities of identities that went, when all is added up. */
KW_CHECKED enum kw_status kw_roots_forget(struct kw_update *update, struct kw_error *err);

/* sums.c: adds or takes away what a story of `count` documents contributes; writes the
 * sums. */
KW_CHECKED enum kw_status kw_sums_add(struct kw_update *update, const int64_t *documents,
                                      size_t count, int sign, struct kw_error *err);
KW_CHECKED enum kw_status kw_sums_write(struct kw_update *update, struct kw_error *err);

/* pairs.c: lets the pairs of a batch wait in the store; writes those of the last one, and
 * all that wait. */
KW_CHECKED enum kw_status kw_pairs_wait(struct kw_update *update, struct kw_error *err);
KW_CHECKED enum kw_status kw_pairs_write(struct kw_update *update, struct kw_error *err);

/* describe.c: names and types of the entities touched. */
KW_CHECKED enum kw_status kw_entities_describe(struct kw_update *update,
                                               struct kw_error *err);

/* relations.c: joins the statements of a loose document to their relations; marks the
 * relations touched, and counts those marked; decides who only speaks. */
KW_CHECKED enum kw_status kw_relations_join(struct kw_update *update, int64_t document,
                                            struct kw_error *err);
KW_CHECKED enum kw_status kw_relations_uncount(struct kw_update *update,
                                               struct kw_error *err);
KW_CHECKED enum kw_status kw_relations_count(struct kw_update *update,
                                             struct kw_error *err);
KW_CHECKED enum kw_status kw_voice_decide(struct kw_update *update, int64_t entity,
                                          enum kw_type type, bool *voice,
                                          struct kw_error *err);

/* A list of ids, filled by a query: pass kw_take_id with a struct kw_ids. */
struct kw_ids {
    struct kw_arena *arena;
    KW_VEC(int64_t) list;
};
enum kw_status kw_take_id(void *context, const struct kw_cell *cells,
                          struct kw_error *err);

/* The text in the first column, copied: pass kw_take_text with a struct kw_copied. */
struct kw_copied {
    struct kw_arena *arena;
    struct kw_str text; /* ptr NULL: there was no row */
};
enum kw_status kw_take_text(void *context, const struct kw_cell *cells,
                            struct kw_error *err);

#endif
