/* knotwork/query.h - asking a store: names to entities, lists, all about one entity.
 *
 * These calls gather plain data in an arena; whoever calls prints it. What they list is
 * the evidence itself, so denied and hypothetical statements are among it, marked.
 */
#ifndef KNOTWORK_QUERY_H
#define KNOTWORK_QUERY_H

#include "knotwork/graph.h"

/* --- names ------------------------------------------------------------------------ */

/* How a name fits an entity, the best first; a worse fit counts only where no better one
 * exists. X(enumerator, meaning) */
#define KW_FITS(X)                                                                       \
    X(KEY, "its key")                                                                    \
    X(NAME, "its name, whatever case and accents")                                       \
    X(ALIAS, "a name some text uses for it")                                             \
    X(PART, "whole words of one of its names")                                           \
    X(NEAR, "a few letters away from one of its names: a suggestion, never taken")
#define KW_FIT_ENUM(id, meaning) KW_FIT_##id,
enum kw_fit { KW_FITS(KW_FIT_ENUM) KW_FIT_COUNT };
#undef KW_FIT_ENUM

struct kw_candidate {
    int64_t entity; /* kw_entity_row.id */
    struct kw_str key, name, kind;
    enum kw_type type;
    int64_t mentions; /* naming ones */
    struct kw_str as; /* the name that fits, as it is written */
};

/* The entities a name fits equally well. */
struct kw_lookup {
    enum kw_fit fit;
    const struct kw_candidate *candidates; /* most mentions first, then by key */
    size_t count;
};

/* Finds the one entity that `name` means.
 * Owns:   everything in `*out` lives in `arena`.
 * Errors: KW_AMBIGUOUS and KW_NOTFOUND fill `*out` too, with what fits equally well or
 *         what is near (perhaps nothing); the message names the first of them. Those of
 *         the store; KW_NOMEM.
 * Cost:   O(log names) for a key or a whole name; else reads all entities and their names. */
KW_API KW_CHECKED enum kw_status kw_lookup(struct kw_store *store, struct kw_str name,
                                           struct kw_arena *arena, struct kw_lookup *out,
                                           struct kw_error *err);

/* The key that `name` means: that of an entity if `whole`; else the one that stands for
 * just that name, where the entity has several ("nso" of "nso group").
 * Owns: `*key` lives in `arena` or is `name`. Errors, Cost: those of kw_lookup. */
KW_API KW_CHECKED enum kw_status kw_lookup_key(struct kw_store *store, struct kw_str name,
                                               bool whole, struct kw_arena *arena,
                                               struct kw_str *key, struct kw_error *err);

/* --- lists ------------------------------------------------------------------------ */

/* What a list of entities is ordered by; counts from the greatest, then by key. */
#define KW_ENTITY_ORDERS(X)                                                              \
    X(STORIES, "stories")                                                                \
    X(DOCUMENTS, "documents")                                                            \
    X(MENTIONS, "mentions")                                                              \
    X(NAME, "name")                                                                      \
    X(KEY, "key")
#define KW_ENTITY_ORDER_ENUM(id, name) KW_ORDER_##id,
enum kw_entity_order { KW_ENTITY_ORDERS(KW_ENTITY_ORDER_ENUM) KW_ORDER_COUNT };
#undef KW_ENTITY_ORDER_ENUM
KW_API const char *kw_entity_order_name(enum kw_entity_order order);

struct kw_entity_filter {
    uint32_t types;      /* bit set of enum kw_type; 0: all */
    struct kw_str words; /* whole words of one of its names; empty: any */
    enum kw_entity_order order;
    uint32_t limit; /* at most so many; 0: all */
};

/* Owns: the rows live in `arena`. Cost: O(entities log entities). */
KW_API KW_CHECKED enum kw_status kw_list_entities(struct kw_store *store,
                                                  const struct kw_entity_filter *filter,
                                                  struct kw_arena *arena,
                                                  const struct kw_entity_row **rows,
                                                  size_t *count, struct kw_error *err);

struct kw_statement_filter {
    const struct kw_view *view;       /* see kw_view_admits; NULL: all statements */
    int64_t subject, object, speaker; /* entities, or 0: any */
    int64_t entity;                   /* subject or object; or 0: any */
    struct kw_str document;           /* key; or empty: any */
    uint32_t limit;                   /* at most so many; 0: all */
};

/* A statement with its entities; borrowed until the callback returns. */
struct kw_statement_row {
    const struct kw_fact_row *fact;
    const struct kw_entity_row *subject, *object;
    const struct kw_entity_row *speaker, *place, *item; /* or NULL */
};
typedef enum kw_status kw_statement_fn(void *context, const struct kw_statement_row *row,
                                       struct kw_error *err);

/* Statements by document key and number. Cost: O(entities + statements). */
KW_API KW_CHECKED enum kw_status
kw_list_statements(struct kw_store *store, const struct kw_statement_filter *filter,
                   kw_statement_fn *fn, void *context, struct kw_error *err);

/* --- all about one entity --------------------------------------------------------- */

/* Which way a relation runs, seen from the entity shown. */
enum kw_direction { KW_OUTGOING, KW_INCOMING, KW_MUTUAL };

struct kw_shown_alias {
    struct kw_str name;
    enum kw_mention_kind kind; /* why it is one */
    int64_t mentions;
};

/* A sentence behind a relation, and where it stands. */
struct kw_shown_quote {
    struct kw_str text;                /* white space runs as one space */
    struct kw_str document, publisher; /* publisher may be empty */
    int32_t date;                      /* publication, or KW_DAY_NONE */
    struct kw_str speaker;             /* name, or empty */
    enum kw_modality modality;
    struct kw_time time; /* of the event */
    struct kw_str title; /* or empty */
};

/* All statements of one type, direction and polarity with one other entity. */
struct kw_shown_relation {
    enum kw_relation type;
    enum kw_direction direction;
    struct kw_str key, name; /* of the other entity */
    enum kw_type other;      /* its type */
    enum kw_polarity polarity;
    int64_t statements, documents, stories;
    int64_t alleged, hypothetical;       /* of the statements */
    bool disputed; /* stated and denied, by different speakers or in different documents */
    const struct kw_shown_quote *quotes; /* the surest first, different stories first */
    size_t quote_count;                  /* at most KW_SHOWN_QUOTES */
};
enum { KW_SHOWN_QUOTES = 3 };

/* An office, a job or a membership: of the entity at a body, or of somebody at it. All
 * statements of one type, direction, polarity and title with one other entity. */
struct kw_shown_role {
    enum kw_relation type;
    enum kw_direction direction; /* KW_OUTGOING: the entity holds it */
    struct kw_str key, name;     /* of the other entity */
    struct kw_str title;         /* or empty */
    enum kw_polarity polarity;
    int32_t from, to;            /* as the texts state it; or KW_DAY_NONE */
    int32_t first, last;         /* publication of who says so; or KW_DAY_NONE */
    int64_t statements, stories;
    struct kw_shown_quote quote; /* the surest */
};

/* What happened in one time: all statements of one time, type, direction and polarity
 * with one other entity. */
struct kw_shown_event {
    int32_t from, to; /* of the event, else publication; or KW_DAY_NONE */
    bool published;   /* the texts do not say when: these are days of publication */
    enum kw_relation type;
    enum kw_direction direction;
    struct kw_str key, name; /* of the other entity */
    enum kw_polarity polarity;
    int64_t statements, stories;
    struct kw_shown_quote quote; /* the surest */
};

/* A key that stands for a name of the entity, and why it belongs to it. */
struct kw_shown_key {
    struct kw_str key;
    enum kw_join join;
    int64_t votes; /* naming mentions, in the main */
};

struct kw_shown_document {
    struct kw_str key, title, publisher, story;
    int32_t date;     /* or KW_DAY_NONE */
    int64_t mentions; /* naming ones of the entity */
};

struct kw_shown_neighbour {
    struct kw_str key, name;
    enum kw_type type;
    int64_t sentences;          /* that name both */
    int64_t documents, stories; /* that have such a sentence */
};

struct kw_shown {
    struct kw_entity_row entity;
    const struct kw_shown_alias *aliases; /* most mentions first */
    size_t alias_count;
    const struct kw_shown_key *keys; /* by key */
    size_t key_count;
    const struct kw_shown_relation *relations; /* by type, direction, most stories */
    size_t relation_count;
    const struct kw_shown_document *documents; /* by date, then key */
    size_t document_count;
    const struct kw_shown_neighbour *neighbours; /* most stories, then sentences */
    size_t neighbour_count;
    const struct kw_shown_role *roles; /* by time, then type, key and title */
    size_t role_count;
    const struct kw_shown_event *events; /* by time, undated ones last */
    size_t event_count;
};

/* Gathers all about an entity that kw_lookup found.
 * Owns:   everything in `*out` lives in `arena`.
 * Errors: KW_NOTFOUND, those of the store, KW_NOMEM.
 * Cost:   reads all entities and all naming mentions, and the entity's statements. */
KW_API KW_CHECKED enum kw_status kw_show(struct kw_store *store, int64_t entity,
                                         struct kw_arena *arena, struct kw_shown *out,
                                         struct kw_error *err);

/* --- full text ---------------------------------------------------------------------- */

/* What is looked for. Each text is a word; or several that must stand in a row, as does
 * what stands between double quotes inside of one; or, with a star at its end, the
 * beginning of a word. All must be there. There are no operators: whatever else a text
 * holds is looked for. */
struct kw_search_ask {
    const struct kw_str *words;
    size_t word_count;
    const struct kw_str *without; /* in no document found */
    size_t without_count;
    uint32_t limit; /* at most so many documents; 0: all */
    bool copies;    /* all documents, not the best one of each story */
};

#define KW_FOUND_ENTITIES 8

/* Marked texts have each place found between KW_MARK_BEGIN and KW_MARK_END. */
struct kw_found_document {
    struct kw_str key, publisher, story;
    struct kw_str title;   /* marked; white space runs as one space */
    struct kw_str snippet; /* likewise: the sentence where most is found, cut if long */
    int32_t date;          /* publication, or KW_DAY_NONE */
    int64_t score;         /* see struct kw_hit_row */
    int64_t copies;        /* other documents of its story that were found */
    /* What the sentences are about that were found: those named or meant most often
     * there first, then by key; at most KW_FOUND_ENTITIES. */
    const struct kw_str *entities; /* names */
    size_t entity_count;
};

struct kw_found {
    const struct kw_found_document *documents; /* best score first, then by key */
    size_t count;
    size_t total; /* without the limit */
};

/* Owns:   everything lives in `arena`.
 * Errors: KW_USAGE for no word or more than KW_MOST_TERMS; those of the store; KW_NOMEM.
 * Cost:   O(matches log matches), and the length of each document that is given. */
KW_API KW_CHECKED enum kw_status kw_search(struct kw_store *store,
                                           const struct kw_search_ask *ask,
                                           struct kw_arena *arena, struct kw_found *out,
                                           struct kw_error *err);

/* --- how two entities are connected ------------------------------------------------- */

/* Names mean what kw_lookup says. */
struct kw_connection {
    struct kw_str from, to;
    const struct kw_str *via;   /* what every path passes; at most KW_PATH_VIAS */
    size_t via_count;
    const struct kw_str *avoid; /* what no path passes */
    size_t avoid_count;
    uint32_t count; /* how many paths, from 1 to KW_PATH_MOST */
    uint32_t hubs;  /* and the rest as in struct kw_path_request */
    bool in_order;
};

struct kw_connected {
    const struct kw_graph *graph; /* as given: what the paths are in */
    struct kw_str from, to;       /* the names of the ends */
    const struct kw_path *paths;
    size_t count; /* 0: nothing connects them as asked */
};

/* Finds the paths of kw_graph_paths by name, in a graph of the store.
 * Owns:   everything lives in `arena`.
 * Errors: those of kw_lookup and kw_graph_paths; KW_USAGE when one entity is named twice,
 *         or a number is out of bounds; KW_NOTFOUND for one that the graph leaves out.
 * Cost:   that of kw_lookup for each name, and of kw_graph_paths. */
KW_API KW_CHECKED enum kw_status kw_connect(struct kw_store *store,
                                            const struct kw_graph *graph,
                                            const struct kw_connection *ask,
                                            struct kw_arena *arena,
                                            struct kw_connected *out,
                                            struct kw_error *err);

/* --- the query language ------------------------------------------------------------- */

#define KW_ASK_DEPTH 50 /* edges a trail may have unless told otherwise */

/* A number that every entity, or every two that are joined, may have: a property of nodes
 * or of relationships that no store holds. */
struct kw_computed_property {
    const char *name;
    bool of_edges; /* of relationships: what the two have that it joins */
    bool integer;
};

/* Such properties and who computes them: of the whole graph at once, and only those that
 * a question names. A name that the store has means what the store says. */
struct kw_computed {
    const struct kw_computed_property *properties; /* ended by a NULL name */
    /* Sets `values[i]` to an array of property `rows[i]`: of graph->node_count numbers,
     * or graph->pair_count; NaN where it has none. Gives the same graph each time; all
     * of it lives until the question is answered. */
    enum kw_status (*compute)(void *context, const size_t *rows, size_t count,
                              const struct kw_graph **graph, double **values,
                              struct kw_error *err);
    void *context;
};

/* A question in the query language (`knotwork help query`): the reading part of
 * openCypher 9 with the quantifiers of ISO GQL. */
struct kw_ask {
    struct kw_str text;
    const char *const *parameters; /* "name=value" */
    size_t parameter_count;
    const struct kw_view *view; /* what of the store is seen */
    uint64_t limit;             /* at most so many rows; 0: all */
    size_t memory;              /* bytes it may take; 0: 1 GB, twice */
    unsigned depth;             /* edges a trail may have; 0: KW_ASK_DEPTH */
    bool (*stop)(void *context); /* true ends the query with KW_LIMIT; or NULL */
    void *stop_context;
    const struct kw_computed *computed; /* further properties; or NULL */
    struct kw_buf *explain; /* takes the plan instead of running it; or NULL */
    struct kw_answer_columns *columns; /* takes the names, also where no row comes; or NULL */
};

/* Words of the query language, for completion and lists of what there is. */
enum kw_ask_words {
    KW_ASK_KEYWORDS,
    KW_ASK_LABELS,
    KW_ASK_TYPES, /* of relationships */
    KW_ASK_NODE_PROPERTIES,
    KW_ASK_EDGE_PROPERTIES,
    KW_ASK_WORDS_COUNT
};
/* The n-th word of a list, NULL after the last. */
KW_API const char *kw_ask_word(enum kw_ask_words list, unsigned n);

/* Answers a question from a store. Nothing is ever written.
 * Owns:   the plan lives in `arena`.
 * Errors: KW_SYNTAX (it is no query, or names what is not there), KW_USAGE (a value of
 *         the wrong kind), KW_LIMIT (time, memory, depth); `*fault` (may be NULL) says
 *         where. Those of the store; KW_NOMEM. */
KW_API KW_CHECKED enum kw_status kw_ask_store(struct kw_store *store,
                                              const struct kw_ask *ask,
                                              struct kw_arena *arena, kw_answer_fn *fn,
                                              void *context, struct kw_ask_fault *fault,
                                              struct kw_error *err);

#endif
