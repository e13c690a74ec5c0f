/* build.h - a graph under construction; private to src/graph.
 *
 * The parts run in this order (build.c): roster (who and where), facts and cooccurrence
 * (rows into edges), counts (what is distinct, `minimum`), pairs, backbone, narrow
 * (component and around), top, quotes, finish.
 * Everything is numbered in the order of its key from the start, so
 * that comparing numbers compares keys. Scratch memory goes when the graph is done.
 */
#ifndef KW_GRAPH_BUILD_H
#define KW_GRAPH_BUILD_H

#include "knotwork/graph.h"

/* Where rows come from: a store, or the arrays of a test. Each function hands rows to
 * `fn` like the function of the same name in knotwork/store.h; namings must come
 * document by document, and otherwise the order does not matter. */
struct kw_graph_rows {
    void *context; /* given to each function */
    enum kw_status (*documents)(void *context, kw_document_fn *fn, void *fn_context,
                                struct kw_error *err);
    enum kw_status (*entities)(void *context, kw_entity_fn *fn, void *fn_context,
                               struct kw_error *err);
    enum kw_status (*facts)(void *context, kw_fact_fn *fn, void *fn_context,
                            struct kw_error *err);
    enum kw_status (*namings)(void *context, kw_naming_fn *fn, void *fn_context,
                              struct kw_error *err);
    enum kw_status (*sentence)(void *context, int64_t document, uint32_t number,
                               struct kw_arena *arena, struct kw_str *sentence,
                               struct kw_error *err);
    /* What `top` goes by where the view names a measure; NULL: strength only. */
    kw_graph_score_fn *score;
    void *score_context;
};

/* kw_graph_load over any rows. */
KW_CHECKED enum kw_status kw_graph_build(const struct kw_graph_rows *rows,
                                         const struct kw_view *view,
                                         struct kw_arena *arena, struct kw_graph **out,
                                         struct kw_error *err);

/* Most entities, documents and edges; "none" where a number is asked for. */
#define KW_DRAFT_MOST INT32_MAX

struct kw_draft_entity {
    int64_t id;          /* of the store */
    struct kw_node node; /* strings in the scratch arena */
    bool wanted;         /* its type is in the view, and it is no voice or voices are */
    bool kept;           /* top.c: it becomes a node */
    uint32_t number;     /* its node in the finished graph */
};

struct kw_draft_document {
    int64_t id;                   /* of the store */
    struct kw_str key, publisher; /* in the scratch arena */
    int32_t date;                 /* publication, or KW_DAY_NONE */
    uint32_t sentences;           /* how many it has */
    uint32_t paragraphs;          /* likewise */
    bool counts;                  /* its windows stand for those of its story */
    uint32_t story;               /* number of its story, from 1 */
    uint32_t outlet;              /* number of its publisher, from 1; 0: not known */
};

/* A sentence that may be quoted; candidates of an edge are ordered by by_preference. */
struct kw_draft_quote {
    uint32_t document;   /* number */
    uint32_t place;      /* evidence: its first byte; window: a sentence's number */
    uint32_t other;      /* window: the sentence that names the other one */
    uint32_t confidence; /* per mille; window: whether one sentence names both */
    uint32_t speaker;    /* number + 1 of the entity that says so, or 0 */
    enum kw_modality modality; /* of the statement in it; NONE for a window */
    enum kw_polarity polarity; /* likewise */
    struct kw_str text;  /* evidence: ready to print; window: filled in at the end */
};

enum { DRAFT_QUOTES = 3 };

/* struct kw_edge says what the counts are. */
struct kw_draft_edge {
    uint32_t source, target; /* entities; the smaller first where symmetric */
    enum kw_layer layer;     /* part of its key, like its ends */
    uint32_t kind;           /* likewise; --multi: its type, else 0 */
    uint64_t type_set;       /* bits of enum kw_relation met so far */
    uint64_t mentions, denied, alleged, dated; /* counted as rows come */
    bool disputed;                             /* one of its statements is */
    uint64_t windows; /* those of the mentions whose document stands for its story */
    uint64_t back;    /* mentions that lead from target to source as well */
    uint64_t documents, stories, outlets, weight; /* from counts.c */
    int32_t first, last;                          /* days, or KW_DAY_NONE */
    bool chosen;                                  /* it is in the view */
    uint32_t window_document; /* cooccurrence.c: document last counted + 1 */
    uint32_t window_next;     /* cooccurrence.c: first window of it not yet counted */
    uint32_t quote_count;     /* of `quotes` in use */
    struct kw_draft_quote quotes[DRAFT_QUOTES]; /* the best so far, best first */
};

/* That a document holds evidence of an edge; may come several times. */
struct kw_draft_evidence {
    uint32_t edge; /* number */
    uint32_t held; /* document * 2, and 1 if it leads from target to source as well */
};

/* That an entity says what an edge holds; may come several times. */
struct kw_draft_speaker {
    uint32_t edge;   /* number */
    uint32_t entity; /* number; their order is that of their keys */
};

/* That a document adds so many mentions to an edge; may come several times. */
struct kw_draft_share {
    uint32_t edge;     /* number */
    uint32_t document; /* number */
    uint32_t mentions; /* at least 1 */
    bool back;         /* they lead from target to source as well */
};

/* Numbers of things by 128-bit keys; open addressing in an arena, zeroed to start. */
struct kw_draft_index {
    struct kw_draft_slot *slots; /* a power of two of them, at most 2/3 in use */
    size_t slot_count;           /* 0: nothing was put yet */
    size_t used;                 /* slots that hold a key */
};

struct kw_draft_slot {
    uint64_t high, low; /* the key */
    uint32_t number;    /* number + 1; 0: the slot is free */
};

struct kw_draft {
    const struct kw_graph_rows *rows; /* where everything comes from */
    const struct kw_view *view;       /* what is asked for */
    struct kw_arena *scratch;         /* goes when the graph is built */

    KW_VEC(struct kw_draft_entity) entities;        /* by key */
    KW_VEC(struct kw_draft_document) documents;     /* by key */
    struct kw_draft_index entity_ids, document_ids; /* store id to number */

    /* In the order of their first evidence. Pages, because an array that doubled would
     * hold every edge three times over in an arena. */
    KW_VEC(struct kw_draft_edge *) edge_pages;
    size_t edge_count;                         /* in all pages */
    struct kw_draft_index edge_keys;           /* ends, layer and kind to number */
    KW_VEC(struct kw_draft_evidence) evidence; /* as it came */
    KW_VEC(struct kw_draft_speaker) speakers;  /* as they came; from finish.c by edge */
    KW_VEC(struct kw_draft_share) shares;      /* as they came, if the view asks for it */
    uint32_t speaker;                          /* number + 1 of the view's, or 0 */
    uint64_t windows;                          /* of documents that stand for a story */
    uint64_t cut;                              /* documents whose windows were cut */

    /* From counts.c: the evidence of edge e is held[starts[e]] ... held[starts[e+1]-1],
     * ascending, none twice. */
    size_t *starts;
    uint32_t *held;

    struct kw_pair *pairs;         /* from pairs.c: of entities; by a, b */
    struct kw_pair_counts *counts; /* of each of them */
    size_t pair_count;             /* of `pairs` */
};

enum { DRAFT_PAGE = 1024 }; /* edges of a page */

/* Stays where it is as others are added. Needs: number < edge_count. */
static inline struct kw_draft_edge *kw_draft_edge_at(const struct kw_draft *d,
                                                     size_t number)
{
    return &d->edge_pages.items[number / DRAFT_PAGE][number % DRAFT_PAGE];
}

/* index.c: the number under a key, or KW_DRAFT_MOST; and putting a key that is new. */
uint32_t kw_draft_index_get(const struct kw_draft_index *index, uint64_t high,
                            uint64_t low);
KW_CHECKED enum kw_status kw_draft_index_put(struct kw_draft_index *index,
                                             struct kw_arena *arena, uint64_t high,
                                             uint64_t low, uint32_t number,
                                             struct kw_error *err);

/* Moves pair `from` to place `to`, for parts that leave pairs out. */
static inline void kw_draft_keep_pair(struct kw_draft *d, size_t to, size_t from)
{
    d->pairs[to] = d->pairs[from];
    d->counts[to] = d->counts[from];
}

/* The parts, in order. Each fills in what the draft holds. */
KW_CHECKED enum kw_status kw_draft_roster(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_facts(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_windows(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_count(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_pairs(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_backbone(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_narrow(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_top(struct kw_draft *d, struct kw_error *err);
KW_CHECKED enum kw_status
kw_draft_quote_windows(struct kw_draft *d, struct kw_arena *arena, struct kw_error *err);
/* shares.c: what each story adds to the pairs of the finished `graph`. */
KW_CHECKED enum kw_status kw_draft_shares(const struct kw_draft *d,
                                          struct kw_arena *arena, struct kw_graph *graph,
                                          struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_finish(struct kw_draft *d, struct kw_arena *arena,
                                          struct kw_graph **out, struct kw_error *err);

/* roster.c: numbers of store ids. KW_STORE when the store does not know the id; what the
 * view leaves out (an entity of another type, a document of another time) is *wanted
 * false. */
KW_CHECKED enum kw_status kw_draft_entity_number(const struct kw_draft *d, int64_t id,
                                                 uint32_t *number, bool *wanted,
                                                 struct kw_error *err);
KW_CHECKED enum kw_status kw_draft_document_number(const struct kw_draft *d, int64_t id,
                                                   uint32_t *number, bool *wanted,
                                                   struct kw_error *err);
/* Whether the view takes documents of its date and publisher. */
bool kw_draft_published(const struct kw_draft *d, uint32_t number);

/* narrow.c: the entity of that key, or else the first one of that very name.
 * Errors: KW_NOTFOUND. */
KW_CHECKED enum kw_status kw_draft_entity_named(const struct kw_draft *d,
                                                struct kw_str name, uint32_t *number,
                                                struct kw_error *err);

/* edges.c: the number of the edge with that key, made when it is new. */
KW_CHECKED enum kw_status kw_draft_edge_of(struct kw_draft *d, uint32_t source,
                                           uint32_t target, enum kw_layer layer,
                                           uint32_t kind, uint32_t *number,
                                           struct kw_error *err);
/* The edge of co-occurrence between two, the smaller first, or NULL. */
const struct kw_draft_edge *kw_draft_edge_windows(const struct kw_draft *d, uint32_t a,
                                                  uint32_t b);
/* Notes that `document` holds evidence of the edge. */
KW_CHECKED enum kw_status kw_draft_edge_held(struct kw_draft *d, uint32_t edge,
                                             uint32_t document, bool back,
                                             struct kw_error *err);
/* Notes how many mentions a document adds to the edge, where the view asks for it. */
KW_CHECKED enum kw_status kw_draft_edge_share(struct kw_draft *d, uint32_t edge,
                                              uint32_t document, uint32_t mentions,
                                              bool back, struct kw_error *err);
/* Widens first ... last by the days that are known. */
void kw_draft_edge_date(struct kw_draft_edge *edge, int32_t first, int32_t last);

/* The order of the edges of a graph: by source, target, layer, types. */
void kw_edges_sort(struct kw_edge *edges, size_t count);

/* quotes.c: offers a candidate; its place among the edge's quotes, where its text has to
 * be put, or NULL when others are better. */
struct kw_draft_quote *kw_draft_quote_offer(const struct kw_draft *d,
                                            struct kw_draft_edge *edge,
                                            const struct kw_draft_quote *candidate);

/* White space runs as one space, cut to `limit` bytes (at least 4) at a character.
 * Errors: ptr NULL when memory is out. */
struct kw_str kw_draft_quote_text(struct kw_arena *arena, struct kw_str sentence,
                                  size_t limit);

#endif
