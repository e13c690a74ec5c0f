/* knotwork/store.h - one SQLite file: facts of documents, and what was derived of them.
 *
 * The store decides nothing. It keeps facts document by document (each block replaced
 * whole) and the derived records that src/corpus computes, and hands both out in the
 * order of their keys. Rows are borrowed: they are valid until the callback returns.
 *
 * One connection, one thread. Opening for reading never writes, not even a journal.
 */
#ifndef KNOTWORK_STORE_H
#define KNOTWORK_STORE_H

#include "knotwork/document.h"

struct kw_store;

enum kw_store_mode {
    KW_STORE_READ,   /* must exist; opened read-only */
    KW_STORE_WRITE,  /* must exist */
    KW_STORE_CREATE, /* made when it does not exist */
};

/* Opens a store; the file's application id and version are checked.
 * Owns:   the caller closes it.
 * Errors: KW_NOTFOUND (no such file), KW_STORE (not a knotwork store; a newer one; held
 *         by another program), KW_IO, KW_NOMEM; the message names the file and what to
 *         do. */
KW_API KW_CHECKED enum kw_status kw_store_open(const char *path, enum kw_store_mode mode,
                                               struct kw_store **out,
                                               struct kw_error *err);

/* From now on whatever reads from the store asks `stop` now and then, and ends with
 * KW_INTERRUPTED when that is true. `stop` NULL: no more. */
KW_API void kw_store_stop_when(struct kw_store *store, bool (*stop)(void *context),
                               void *context);

/* Checkpoints, returns to journal_mode=DELETE and closes. NULL is allowed. */
KW_API enum kw_status kw_store_close(struct kw_store *store, struct kw_error *err);

/* Transactions do not nest. Everything written between begin and commit is there whole
 * or not at all, whatever happens to the process. */
KW_CHECKED enum kw_status kw_store_begin(struct kw_store *store, struct kw_error *err);
KW_CHECKED enum kw_status kw_store_commit(struct kw_store *store, struct kw_error *err);
void kw_store_rollback(struct kw_store *store);
/* Commits when `status` is KW_OK, else rolls back. Gives how it ended. */
KW_CHECKED enum kw_status kw_store_end(struct kw_store *store, enum kw_status status,
                                       struct kw_error *err);

/* --- its health ---------------------------------------------------------------------- */

typedef void kw_fault_fn(void *context, const char *what);

/* Reads the whole file: pages, indexes, constraints, foreign keys. Tells `fn` what is
 * wrong; that is no error. Cost: reads everything, twice. */
KW_CHECKED enum kw_status kw_store_check(struct kw_store *store, kw_fault_fn *fn,
                                         void *context, struct kw_error *err);

/* Whether the full-text index says what the documents say. Needs: a store that may be
 * written; nothing is. */
KW_CHECKED enum kw_status kw_store_check_fulltext(struct kw_store *store, kw_fault_fn *fn,
                                                  void *context, struct kw_error *err);

/* A copy to try things on: a file of the system's temporary folder that goes when it is
 * closed. Errors: KW_STORE when the store is too damaged to be copied. */
KW_CHECKED enum kw_status kw_store_copy(struct kw_store *store, struct kw_store **out,
                                        struct kw_error *err);

/* --- facts --------------------------------------------------------------------------- */

/* Where a document came from, to tell whether it changed. */
struct kw_origin {
    struct kw_str path; /* the file that held it, as named in the ledger */
    uint64_t hash;      /* of the raw record */
    int64_t size;       /* bytes of the raw record */
    uint64_t seal;      /* of the extraction (store/sql.h); 0: to be worked out */
    bool given;         /* the facts came with the text: it is not extracted again */
};

/* Replaces the whole block of extraction->document.key by this extraction.
 * Needs:  a transaction; a failure rolls it back. */
KW_CHECKED enum kw_status kw_store_put(struct kw_store *store,
                                       const struct kw_extraction *extraction,
                                       const struct kw_origin *origin,
                                       struct kw_error *err);

/* The block of one document, in `arena`. Errors: KW_NOTFOUND. */
KW_API KW_CHECKED enum kw_status kw_store_get(struct kw_store *store, struct kw_str key,
                                              struct kw_arena *arena,
                                              struct kw_extraction *out,
                                              struct kw_origin *origin,
                                              struct kw_error *err);
KW_CHECKED enum kw_status kw_store_drop(struct kw_store *store, struct kw_str key,
                                        struct kw_error *err);

/* The same from a store that may be damaged, by number. `*whole` tells whether the block
 * is as it was put; if not, it is the bare document, without facts and fingerprint, so
 * that a build extracts it again.
 * Errors: KW_NOTFOUND; KW_STORE, KW_IO when not even its text can be read. */
KW_CHECKED enum kw_status kw_store_salvage(struct kw_store *store, int64_t id,
                                           struct kw_arena *arena,
                                           struct kw_extraction *out,
                                           struct kw_origin *origin, bool *whole,
                                           struct kw_error *err);

struct kw_document_row {
    int64_t id; /* of this store only; never leaves it */
    struct kw_str key, source, title, publisher, author, language, fingerprint;
    int32_t date;          /* or KW_DAY_NONE */
    struct kw_origin origin;
    int64_t sentences, mentions, referents, statements; /* counts of its block */
    int64_t paragraphs;    /* likewise */
    struct kw_str story;   /* key of its story: the smallest key among its copies */
};
typedef enum kw_status kw_document_fn(void *context, const struct kw_document_row *row,
                                      struct kw_error *err);
/* All documents by key. A callback that fails ends the walk with its status. */
KW_API KW_CHECKED enum kw_status kw_store_documents(struct kw_store *store,
                                                    kw_document_fn *fn, void *context,
                                                    struct kw_error *err);

/* What became of an input. X(enumerator, name) */
#define KW_LEDGER_STATES(X)                                                              \
    X(USED, "used") X(UNCHANGED, "unchanged") X(COPY, "copy") X(SKIPPED, "skipped")      \
    X(FAILED, "failed") X(REMOVED, "removed")
#define KW_LEDGER_ENUM(id, name) KW_LEDGER_##id,
enum kw_ledger_state { KW_LEDGER_STATES(KW_LEDGER_ENUM) KW_LEDGER_COUNT };
#undef KW_LEDGER_ENUM

struct kw_ledger_row {
    struct kw_str path;         /* the input as named; the ledger's key with `record` */
    int64_t record;             /* line of a JSON lines file, from 1; 0: the whole file */
    enum kw_ledger_state state;
    struct kw_str document;     /* key of the document it became, or empty */
    struct kw_str reason;       /* why skipped, failed or a copy (of what); or empty */
};
typedef enum kw_status kw_ledger_fn(void *context, const struct kw_ledger_row *row,
                                    struct kw_error *err);
KW_CHECKED enum kw_status kw_store_ledger_put(struct kw_store *store,
                                              const struct kw_ledger_row *row,
                                              struct kw_error *err);
KW_API KW_CHECKED enum kw_status kw_store_ledger(struct kw_store *store, kw_ledger_fn *fn,
                                                 void *context, struct kw_error *err);
KW_API const char *kw_ledger_state_name(enum kw_ledger_state state);

/* Whether a build is under way, or ended before it was done: then co-occurrence, counts of
 * relations, names of entities and the full text are not whole. The next build finishes
 * them, and so does kw_corpus_resolve. */
KW_API KW_CHECKED enum kw_status kw_store_unfinished(struct kw_store *store, bool *out,
                                                     struct kw_error *err);

/* How much a store holds. */
struct kw_totals {
    int64_t documents, stories, entities, statements, relations;
};
/* Cost: reads an index of each table. */
KW_API KW_CHECKED enum kw_status kw_store_totals(struct kw_store *store,
                                                 struct kw_totals *out,
                                                 struct kw_error *err);

/* Small named values: versions, options. Missing reads as the empty text. */
KW_CHECKED enum kw_status kw_store_meta_put(struct kw_store *store, const char *name,
                                            struct kw_str value, struct kw_error *err);
KW_CHECKED enum kw_status kw_store_meta_get(struct kw_store *store, const char *name,
                                            struct kw_arena *arena, struct kw_str *value,
                                            struct kw_error *err);

/* --- derived: what the graph is made of ------------------------------------------------ */

struct kw_entity_row {
    int64_t id;         /* of this store only; joins the rows below */
    struct kw_str key;  /* what every output names it by */
    struct kw_str name; /* its usual full name */
    enum kw_type type;
    struct kw_str kind; /* "spyware", or empty */
    int64_t mentions, documents, stories, outlets; /* naming mentions, and in how many */
    int32_t first, last; /* publication of its earliest and latest document */
    bool voice;          /* it only speaks: an outlet or a spokesperson */
};
typedef enum kw_status kw_entity_fn(void *context, const struct kw_entity_row *row,
                                    struct kw_error *err);
/* All entities by key. */
KW_API KW_CHECKED enum kw_status kw_store_entities(struct kw_store *store,
                                                   kw_entity_fn *fn, void *context,
                                                   struct kw_error *err);

/* Those of which a name has this look-up form (kw_fold), and the one of this number, if it
 * is not 0. By key. */
KW_CHECKED enum kw_status kw_store_entities_called(struct kw_store *store,
                                                   struct kw_str folded, int64_t entity,
                                                   kw_entity_fn *fn, void *context,
                                                   struct kw_error *err);

/* Why a name belongs to its entity; a reason before another one counts where both
 * hold. X(enumerator, name, meaning) */
#define KW_JOINS(X)                                                                      \
    X(OWN, "own", "it is what the entity is called by")                                  \
    X(CURATED, "curated", "a decision merges them")                                      \
    X(LAST, "last name", "the last name of nobody else")                                 \
    X(INITIALS, "initials", "the initials of nothing else")                              \
    X(SHORT, "without country", "no other agency is called so without its country")      \
    X(ALIAS, "alias", "documents that give the full name call it so, and nothing else")   \
    X(MIDDLE, "middle initial", "nobody else has that name with a middle initial")
#define KW_JOIN_ENUM(id, name, meaning) KW_JOIN_##id,
enum kw_join { KW_JOINS(KW_JOIN_ENUM) KW_JOIN_COUNT };
#undef KW_JOIN_ENUM
KW_API const char *kw_join_name(enum kw_join join);
KW_API const char *kw_join_meaning(enum kw_join join);

/* A key that stands, or stood, for the referents of one name; several may turn out to be
 * one entity. */
struct kw_identity_row {
    struct kw_str key;
    enum kw_join join; /* why it belongs to its entity */
    int64_t votes;     /* naming mentions, in the main */
};
typedef enum kw_status kw_identity_fn(void *context, const struct kw_identity_row *row,
                                      struct kw_error *err);
/* The keys of one entity, by key. */
KW_API KW_CHECKED enum kw_status kw_store_identities(struct kw_store *store,
                                                     int64_t entity, kw_identity_fn *fn,
                                                     void *context, struct kw_error *err);

/* The entity that a key belongs to, be it its own or one that was merged; 0: none. */
KW_API KW_CHECKED enum kw_status kw_store_entity_of(struct kw_store *store,
                                                    struct kw_str key, int64_t *entity,
                                                    struct kw_error *err);

struct kw_alias_row {
    int64_t entity;
    struct kw_str name;
    enum kw_mention_kind kind;
    int64_t mentions;
};
typedef enum kw_status kw_alias_fn(void *context, const struct kw_alias_row *row,
                                   struct kw_error *err);
/* Aliases of one entity (0: of all) by entity key, then most mentions, then name. */
KW_API KW_CHECKED enum kw_status kw_store_aliases(struct kw_store *store, int64_t entity,
                                                  kw_alias_fn *fn, void *context,
                                                  struct kw_error *err);

/* A statement whose ends are entities, with what tells where it stands. */
struct kw_fact_row {
    int64_t id;                    /* of this store only */
    int64_t subject, object;       /* entities */
    int64_t speaker, place, item;  /* entities, or 0 */
    enum kw_relation type;
    enum kw_polarity polarity;
    enum kw_modality modality;
    struct kw_time time;
    struct kw_str title;           /* or empty */
    struct kw_str phrase;          /* the words, cut from the text */
    struct kw_str quote;           /* its best sentence, cut from the text */
    struct kw_span evidence;       /* the same as a span of the document */
    unsigned confidence;           /* per mille */
    int64_t document;              /* kw_document_row.id */
    struct kw_str document_key, publisher, source;
    int32_t date;                  /* publication, or KW_DAY_NONE */
    struct kw_str story;           /* key of the document's story */
    bool disputed; /* stated and denied, by different speakers or in different documents */
};
typedef enum kw_status kw_fact_fn(void *context, const struct kw_fact_row *row,
                                  struct kw_error *err);
/* Statements by document key and number; those an entity takes part in as subject or
 * object when `entity` is not 0. Statements whose two ends are one entity are left out. */
KW_API KW_CHECKED enum kw_status kw_store_facts(struct kw_store *store, int64_t entity,
                                                kw_fact_fn *fn, void *context,
                                                struct kw_error *err);

/* A naming mention, with its window. */
struct kw_naming_row {
    int64_t entity;
    int64_t document;
    struct kw_str document_key, publisher, story; /* of its document */
    int32_t date;                                 /* of its document */
    uint32_t sentence;  /* number of its sentence in the document, from 0 */
    uint32_t paragraph; /* number of its paragraph in the document, from 0 */
};
typedef enum kw_status kw_naming_fn(void *context, const struct kw_naming_row *row,
                                    struct kw_error *err);
/* Naming mentions by document key and place in it: what co-occurrence is counted from. */
KW_API KW_CHECKED enum kw_status kw_store_namings(struct kw_store *store,
                                                  kw_naming_fn *fn, void *context,
                                                  struct kw_error *err);

/* The sentence `number` of a document, cut from its text, into `arena`. */
KW_API KW_CHECKED enum kw_status kw_store_sentence(struct kw_store *store,
                                                   int64_t document, uint32_t number,
                                                   struct kw_arena *arena,
                                                   struct kw_str *sentence,
                                                   struct kw_error *err);

/* --- full text ------------------------------------------------------------------------- */

/* What is looked for: one word, or several that must stand in a row. Whatever it holds,
 * it is text and never syntax; case and accents do not count. */
struct kw_term {
    struct kw_str text;
    bool prefix;  /* its last word may go on */
    bool without; /* no document that holds it */
};

struct kw_hit_row {
    int64_t document;                     /* kw_document_row.id */
    int64_t score;                        /* BM25 in millionths; a title counts 4 times */
    struct kw_str key, title, publisher, story;
    int32_t date; /* publication, or KW_DAY_NONE */
};
typedef enum kw_status kw_hit_fn(void *context, const struct kw_hit_row *row,
                                 struct kw_error *err);
/* The documents that hold every term, in no order. Needs: a term that is not `without`;
 * at most KW_MOST_TERMS. */
#define KW_MOST_TERMS 64
KW_API KW_CHECKED enum kw_status kw_store_search(struct kw_store *store,
                                                 const struct kw_term *terms,
                                                 size_t count, kw_hit_fn *fn,
                                                 void *context, struct kw_error *err);

/* Title and text of a document that kw_store_search found, in `arena`: each place found
 * stands between KW_MARK_BEGIN and KW_MARK_END, which no text holds. */
#define KW_MARK_BEGIN '\2'
#define KW_MARK_END '\3'
KW_API KW_CHECKED enum kw_status
kw_store_search_marks(struct kw_store *store, const struct kw_term *terms, size_t count,
                      int64_t document, struct kw_arena *arena, struct kw_str *title,
                      struct kw_str *text, struct kw_error *err);

/* The sentences of a document, in order, as spans of its text; in `arena`. */
KW_API KW_CHECKED enum kw_status kw_store_sentences(struct kw_store *store,
                                                    int64_t document,
                                                    struct kw_arena *arena,
                                                    const struct kw_span **spans,
                                                    size_t *count, struct kw_error *err);

/* A mention of an entity in a document, be it by name or not. */
struct kw_place_row {
    struct kw_span span;
    struct kw_str key, name; /* of the entity */
};
typedef enum kw_status kw_place_fn(void *context, const struct kw_place_row *row,
                                   struct kw_error *err);
/* All mentions of a document, in its order. */
KW_API KW_CHECKED enum kw_status kw_store_places(struct kw_store *store, int64_t document,
                                                 kw_place_fn *fn, void *context,
                                                 struct kw_error *err);

/* --- answers to questions -------------------------------------------------------------- */

/* Where and when a question failed. */
struct kw_ask_fault {
    uint32_t at;           /* byte of the text */
    uint32_t line, column; /* from 1; columns are code points; line 0: nowhere */
    bool running;          /* it failed over a row, not in its text */
    bool incomplete;       /* it ends too early: more text could mend it */
    bool more;             /* there are more rows than `limit` */
};

enum kw_answer_kind {
    KW_ANSWER_NULL,
    KW_ANSWER_BOOL,
    KW_ANSWER_INTEGER,
    KW_ANSWER_NUMBER,
    KW_ANSWER_TEXT,
    KW_ANSWER_JSON /* a list or a map */
};

struct kw_answer_cell {
    enum kw_answer_kind kind;
    bool truth;
    int64_t integer;
    double number;
    struct kw_str text; /* nodes by name, paths as they are written, lists and maps as JSON */
};

/* A row; borrowed until the callback returns. */
struct kw_answer {
    const struct kw_str *columns; /* `count` names */
    const struct kw_answer_cell *cells;
    size_t count;
};
struct kw_answer_columns {
    const struct kw_str *names; /* in the arena of the question */
    size_t count;
};
typedef enum kw_status kw_answer_fn(void *context, const struct kw_answer *answer,
                                    struct kw_error *err);

/* Puts the place of a fault: byte `at` of `text`. */
void kw_ask_fault_at(struct kw_ask_fault *fault, struct kw_str text, uint32_t at,
                     bool running);

/* --- questions in SQL ------------------------------------------------------------------ */

struct kw_sql_ask {
    struct kw_str text;
    const char *const *parameters; /* "name=value" for :name, $name and @name */
    size_t parameter_count;
    uint64_t limit;              /* at most so many rows; 0: all */
    bool (*stop)(void *context); /* true ends the query with KW_LIMIT; or NULL */
    void *stop_context;
    struct kw_answer_columns *columns; /* takes the names, also where no row comes; or NULL */
};

/* Answers one SELECT (or VALUES, WITH, EXPLAIN) over tables and views of the store.
 * Nothing but reading can be reached: an authorizer refuses everything else while the
 * text is compiled (ATTACH, PRAGMA but those that describe tables, functions that load),
 * the file is open for reading only, and what must be sorted is sorted in memory, of
 * which SQLite gets at most 1 GB.
 * Needs:  a store opened with KW_STORE_READ, and that nobody else in the process uses
 *         SQLite at the same time: its limit of memory is that of the process.
 * Errors: KW_SYNTAX (it is no query, or names what is not there), KW_USAGE (it would not
 *         only read; several queries; a parameter without a value), KW_LIMIT (it was
 *         stopped); `*fault` (may be NULL) says where, as far as known. KW_NOMEM. */
KW_API KW_CHECKED enum kw_status kw_store_sql(struct kw_store *store,
                                              const struct kw_sql_ask *ask,
                                              struct kw_arena *arena, kw_answer_fn *fn,
                                              void *context, struct kw_ask_fault *fault,
                                              struct kw_error *err);

#endif
