/* knotwork/corpus.h - across documents: building a store, keeping it right, checking it.
 *
 * Whatever the order of the inputs and the number of threads, the same documents give
 * the same dump; and a store that grew step by step equals one that was resolved anew.
 */
#ifndef KNOTWORK_CORPUS_H
#define KNOTWORK_CORPUS_H

#include "knotwork/extract.h"
#include "knotwork/store.h"

/* What a build is asked to do. */
struct kw_build {
    const char *const *inputs; /* files, folders, "-" */
    size_t input_count;
    unsigned jobs; /* threads that extract; 0 is 1 */
    bool prune;    /* drop documents of these inputs that are gone */
    size_t batch;  /* documents of a transaction; 0: as many as the program thinks good */
    /* Not NULL: nothing is written; gets what would be extracted, and why, in its place:
     * `reason` is "new", "changed", or what it was extracted with that is another now (as
     * kw_fingerprint_difference says). The store may then be one for reading. */
    kw_ledger_fn *planned;
    void *planned_context;
};

/* What became of the inputs. Every record counts in one of the first five; after a failure
 * only what was committed does. */
struct kw_build_result {
    uint64_t added;     /* documents that are new */
    uint64_t changed;   /* documents that were replaced */
    uint64_t unchanged; /* documents that were there already */
    uint64_t skipped;   /* nothing to read: empty, hidden, not a text */
    uint64_t failed;    /* what could not be read */
    uint64_t removed;   /* documents dropped by `prune` */
    uint64_t copies;    /* of those added or changed: copies of another document */
    uint64_t undone;    /* documents that a failure took back before they were committed */

    /* What it took; times are 0 unless the observer has a clock. */
    uint64_t words;        /* of the documents extracted */
    uint64_t read_time;    /* nanoseconds reading inputs, on the calling thread */
    uint64_t extract_time; /* parsing and extracting, all threads together */
    uint64_t write_time;   /* putting facts, on the calling thread */
    uint64_t derive_time;  /* stories, entities, sums, commits, on the calling thread */
    uint64_t most_extract; /* bytes held for the largest document */
    uint64_t most_derive;  /* bytes held for the largest batch */
};

/* Reads the inputs into the store: new and changed documents are extracted, on
 * build->jobs threads, and everything derived is brought up to date. What becomes of each
 * input is in the ledger, and told to the observer.
 * Needs:  a store opened for writing, no transaction under way.
 * Errors: KW_INTERRUPTED when the observer asked to stop: what was done is kept;
 *         KW_STORE, KW_IO, KW_NOMEM: what was committed before is kept. A bad input is no
 *         error; it is counted. `*result` is set in every case.
 * Cost:   memory does not grow with the inputs, but for their keys. */
KW_API KW_CHECKED enum kw_status
kw_corpus_build(struct kw_store *store, const struct kw_extractor *extractor,
                const struct kw_build *build, const struct kw_observer *observer,
                struct kw_build_result *result, struct kw_error *err);

/* Drops documents by key, and what was derived from them. Errors: KW_NOTFOUND names the
 * key, and nothing is dropped. */
KW_API KW_CHECKED enum kw_status kw_corpus_remove(struct kw_store *store,
                                                  const struct kw_str *keys, size_t count,
                                                  struct kw_error *err);

/* Throws away everything derived and derives it anew, in one transaction.
 * Errors: KW_INTERRUPTED leaves the store as it was. */
KW_API KW_CHECKED enum kw_status kw_corpus_resolve(struct kw_store *store,
                                                   const struct kw_observer *observer,
                                                   struct kw_error *err);

struct kw_verify_result {
    uint64_t documents;  /* looked at */
    uint64_t statements; /* looked at */
    uint64_t faults;     /* told to the observer, one line each */
};

/* Reads every source again and compares: a fault is a document whose source is gone or
 * reads otherwise now, facts that are not as they were put, evidence outside the text,
 * an end of a statement without a mention near its evidence.
 * Errors: those of the store; faults are no error. */
KW_API KW_CHECKED enum kw_status kw_corpus_verify(struct kw_store *store,
                                                  const struct kw_observer *observer,
                                                  struct kw_verify_result *result,
                                                  struct kw_error *err);

/* Checks everything about a store that can be known without its sources: the file, its
 * references, the full-text index, and, in a temporary copy, that what is derived is what
 * would be derived anew. Faults are told to the observer and counted; they are no error.
 * Cost:   time and disk as for kw_corpus_resolve; 16 bytes of memory a record. */
KW_API KW_CHECKED enum kw_status kw_corpus_check(struct kw_store *store,
                                                 const struct kw_observer *observer,
                                                 uint64_t *faults, struct kw_error *err);

struct kw_recover_result {
    uint64_t documents; /* copied whole */
    uint64_t bare;      /* only their texts: the next build extracts them again */
    uint64_t lost;      /* known of, but not to be read */
};

/* Copies what can be read of a damaged store into `target`, a new one, and derives the
 * rest. A document is reached by its row, whatever index is damaged; one whose facts are
 * not as they were put comes without them. Decisions are copied to beside the target,
 * unless there are some.
 * Errors: those of `target`, KW_INTERRUPTED; damage is no error. */
KW_API KW_CHECKED enum kw_status kw_corpus_recover(struct kw_store *damaged,
                                                   struct kw_store *target,
                                                   const struct kw_observer *observer,
                                                   struct kw_recover_result *result,
                                                   struct kw_error *err);

/* Writes every record as a line of JSON, facts and derived, in the order of their keys,
 * without row ids and paths: two stores that know the same give the same bytes.
 * Documents are knotwork JSON; the others begin with {"record":"entity" ... */
KW_API KW_CHECKED enum kw_status kw_corpus_dump(struct kw_store *store,
                                                struct kw_out *out, struct kw_error *err);

/* --- curation ----------------------------------------------------------------------- */

/* What people decide about a store. Decisions stand in a plain-text file beside it
 * ("news.db": "news.curation"), one a line:
 *
 *     merge nso "nso group"     # they are one firm
 *
 * a verb, what it is about, and why. Words with white space are quoted as in C. Things
 * are named by keys, so that decisions outlive the store: they are replayed whenever it
 * is derived anew. X(enumerator, name, fewest operands, most operands or 0, operands,
 * meaning) */
#define KW_DECISIONS(X)                                                                  \
    X(MERGE, "merge", 2, 0, "KEY KEY...", "are one thing; the first key stays")          \
    X(APART, "apart", 2, 2, "KEY KEY", "are never one thing")                            \
    X(RENAME, "rename", 2, 2, "KEY NAME", "is called so")                                \
    X(RETYPE, "retype", 2, 2, "KEY TYPE", "is of that type")                             \
    X(SPLIT, "split", 2, 0, "KEY DOCUMENT...", "is another thing in these documents")    \
    X(IGNORE, "ignore", 1, 1, "KEY", "is no name, wherever it stands")                   \
    X(DROP, "drop", 1, 4, "KEY [TYPE KEY [DOCUMENT]]",                                   \
      "is left out: an entity, or the statements of that type between two")
#define KW_DECISION_ENUM(id, name, least, most, operands, meaning) KW_DECISION_##id,
enum kw_decision_kind { KW_DECISIONS(KW_DECISION_ENUM) KW_DECISION_COUNT };
#undef KW_DECISION_ENUM

struct kw_decision_label {
    const char *name;     /* "merge" */
    unsigned least, most; /* how many operands; most 0: no limit */
    const char *operands; /* "KEY KEY..." */
    const char *meaning;  /* what it says of them */
};
KW_API const struct kw_decision_label *kw_decision_label(enum kw_decision_kind kind);
KW_API bool kw_decision_parse(struct kw_str name, enum kw_decision_kind *out);

struct kw_decision {
    enum kw_decision_kind kind;
    const struct kw_str *operands; /* keys and the like */
    size_t count;                  /* of operands */
    struct kw_str why;             /* or empty */
    size_t line;                   /* where it stands in the file, from 1 */
};

/* Adds a decision, brings the store up to it and writes the file: both or neither. The
 * result is that of deriving all anew; merge, apart, rename and retype only look at what
 * they are about.
 * Errors: KW_USAGE names the lines of decisions that contradict one another;
 *         KW_INTERRUPTED when the observer asked to stop; those of the store. */
KW_API KW_CHECKED enum kw_status kw_corpus_decide(struct kw_store *store,
                                                  const struct kw_decision *decision,
                                                  const struct kw_observer *observer,
                                                  struct kw_error *err);

/* Takes back the decision of a line (0: of the last one), likewise. Errors: KW_NOTFOUND
 * when there is none; KW_USAGE when the others cannot be followed: where all could not be
 * before, the line is gone from the file nevertheless, and the store as it was. */
KW_API KW_CHECKED enum kw_status kw_corpus_undo(struct kw_store *store, size_t line,
                                                const struct kw_observer *observer,
                                                struct kw_error *err);

/* The decisions of a store by line. Owns: they live in `arena`. Errors: KW_USAGE for a
 * line that is none, and for two that contradict one another. */
KW_API KW_CHECKED enum kw_status kw_corpus_decisions(struct kw_store *store,
                                                     struct kw_arena *arena,
                                                     const struct kw_decision **out,
                                                     size_t *count, struct kw_error *err);

/* Looks for decisions about what the store does not have; tells the observer of each one.
 * Errors: those of kw_corpus_decisions. */
KW_API KW_CHECKED enum kw_status
kw_corpus_check_curation(struct kw_store *store, const struct kw_observer *observer,
                         uint64_t *faults, struct kw_error *err);

/* --- what to decide ----------------------------------------------------------------- */

/* One end of a proposal. */
struct kw_proposed {
    struct kw_str key, name;
    enum kw_type type;
    int64_t mentions, documents, stories;
};

/* A decision that people may want to make, and why. */
struct kw_proposal {
    enum kw_decision_kind decision; /* MERGE: a and b are one; APART: the name b is not
                                       a's; SPLIT: b, a name of a, is another thing in
                                       the documents */
    unsigned score;                 /* from 45 to 99: the higher, the likelier; no
                                       probability */
    struct kw_proposed a, b; /* entities; b has only a key where it is but a name */
    const struct kw_str *documents; /* keys; for SPLIT */
    size_t document_count;
    struct kw_str evidence; /* what speaks for and against it */
};

/* What is wished to be proposed. */
struct kw_wish {
    uint32_t decisions; /* bit set of enum kw_decision_kind; 0: all three */
    uint32_t types;     /* bit set of enum kw_type, of either end; 0: all */
    uint32_t limit;     /* at most so many; 0: all */
};

/* Proposes likely merges (names alike, the same company) and likely wrong ones (an entity
 * whose stories fall into halves that share nobody), best first. What people decided is
 * not proposed again, nor its opposite. Nothing is written.
 * Owns:   everything in `*out` lives in `arena`.
 * Errors: those of the store; KW_USAGE for a file of decisions that is wrong; KW_NOMEM.
 * Cost:   O(n log n) for n referents of all documents: names are compared in blocks of at
 *         most 64, and the 50,000 pairs most alike are weighed. About 50 bytes for each
 *         referent, 500 for each name. */
KW_API KW_CHECKED enum kw_status
kw_corpus_duplicates(struct kw_store *store, const struct kw_wish *wish,
                     struct kw_arena *arena, const struct kw_proposal **out,
                     size_t *count, struct kw_error *err);

#endif
