/* knotwork/graph.h - the graph asked for: views, nodes, edges.
 *
 * A view says which entities and edges, counted how; every command that shows a graph
 * parses the same options into it. Loading a view gives plain arrays sorted by key, so
 * that everything computed from them comes out the same each time.
 */
#ifndef KNOTWORK_GRAPH_H
#define KNOTWORK_GRAPH_H

#include "knotwork/store.h"

/* What an edge is made of. X(enumerator, name, meaning) */
#define KW_LAYERS(X)                                                                     \
    X(STATEMENTS, "statements", "relations that the text states")                        \
    X(COOCCURRENCE, "cooccurrence", "entities named in one window")
/* What a weight counts. */
#define KW_WEIGHTS(X)                                                                    \
    X(MENTIONS, "mentions", "evidence, or windows")                                      \
    X(DOCUMENTS, "documents", "documents that hold it")                                  \
    X(STORIES, "stories", "stories: copies of one text count once")                      \
    X(OUTLETS, "outlets", "publishers that carry it")
/* Where two names must stand to co-occur. */
#define KW_WINDOWS(X)                                                                    \
    X(SENTENCE, "sentence", "one sentence")                                              \
    X(PARAGRAPH, "paragraph", "one paragraph")                                           \
    X(DOCUMENT, "document", "one document")

#define KW_LAYER_ENUM(id, name, meaning) KW_LAYER_##id,
enum kw_layer { KW_LAYERS(KW_LAYER_ENUM) KW_LAYER_COUNT };
#undef KW_LAYER_ENUM
#define KW_WEIGHT_ENUM(id, name, meaning) KW_WEIGHT_##id,
enum kw_weight { KW_WEIGHTS(KW_WEIGHT_ENUM) KW_WEIGHT_COUNT };
#undef KW_WEIGHT_ENUM
#define KW_WINDOW_ENUM(id, name, meaning) KW_WINDOW_##id,
enum kw_window { KW_WINDOWS(KW_WINDOW_ENUM) KW_WINDOW_COUNT };
#undef KW_WINDOW_ENUM

KW_API const struct kw_label *kw_layer_label(enum kw_layer layer);
KW_API const struct kw_label *kw_weight_label(enum kw_weight weight);
KW_API const struct kw_label *kw_window_label(enum kw_window window);

/* The graph asked for. kw_view_default() is the view every command starts from. */
struct kw_view {
    uint32_t layers;      /* bit set of enum kw_layer; default both */
    uint32_t types;       /* bit set of enum kw_type; default all */
    uint64_t relations;   /* bit set of enum kw_relation; default all */
    enum kw_weight weight;
    enum kw_window window;
    unsigned sliding;     /* N sentences in a row instead of `window`; 0: not used */
    uint32_t minimum;     /* least weight of an edge; default 1 */
    uint32_t polarities;  /* bit set of enum kw_polarity; default positive only */
    uint32_t modalities;  /* bit set of enum kw_modality; default all but hypothetical */
    bool voices;          /* keep entities that only speak; default false */
    bool multi;           /* one edge per type, not one per pair and layer */
    bool isolated;        /* keep nodes without edges; default false */
    int32_t since, until; /* time of the event, falling back on publication; or NONE */
    int32_t published_since, published_until; /* publication; or NONE */
    uint32_t top;         /* at most so many nodes, by strength, then key; 0: all */
};

KW_API struct kw_view kw_view_default(void);

/* Sets one option of a view by name ("weight", "stories"): the mechanism behind the
 * options of every command. Errors: KW_USAGE names what was expected. */
KW_API KW_CHECKED enum kw_status kw_view_set(struct kw_view *view, const char *option,
                                             struct kw_str value, struct kw_error *err);

struct kw_view_option {
    const char *name;     /* without the dashes */
    const char *argument; /* "TYPES", or NULL: a flag */
    const char *meaning;  /* one line, with the default */
};
/* All options kw_view_set knows, for parsing and help; ended by a NULL name. */
KW_API const struct kw_view_option *kw_view_options(void);

/* A quoted sentence behind an edge. */
struct kw_quote {
    struct kw_str text;      /* the sentence, white space runs as one space */
    struct kw_str document;  /* its document's key */
    struct kw_str publisher; /* or empty */
    int32_t date;            /* publication, or KW_DAY_NONE */
    struct kw_str speaker;   /* name of the entity that says so; or empty */
};

struct kw_node {
    struct kw_str key, name, kind;
    enum kw_type type;
    uint64_t mentions, documents, stories, outlets;
    int32_t first, last; /* publication; or KW_DAY_NONE */
    bool voice;
};

struct kw_edge {
    uint32_t source, target;  /* indices of nodes; the smaller first when symmetric */
    enum kw_layer layer;
    bool symmetric;           /* every type in it is; co-occurrence always */
    struct kw_str types;      /* relation names joined by | in table order; "" for
                                 co-occurrence */
    uint64_t type_set;        /* the same as bits of enum kw_relation */
    uint64_t mentions, documents, stories, outlets;
    uint64_t weight;          /* the one of the four that the view asks for */
    uint64_t denied, alleged; /* how many of the mentions are "-", and how many alleged */
    int32_t first, last;      /* event time where stated, else publication; or NONE */
    const struct kw_quote *quotes; /* up to 3, the surest first, different stories first */
    size_t quote_count;
};

struct kw_graph {
    struct kw_node *nodes; /* by key */
    size_t node_count;
    struct kw_edge *edges; /* by source key, target key, layer, types */
    size_t edge_count;
    struct kw_view view;   /* what was asked for */
};

/* Loads a view of a store. Owns: everything lives in `arena`.
 * Errors: those of the store; KW_NOMEM.
 * Cost:   O(statements + windows * pairs in a window); memory O(nodes + edges). */
KW_API KW_CHECKED enum kw_status kw_graph_load(struct kw_store *store,
                                               const struct kw_view *view,
                                               struct kw_arena *arena,
                                               struct kw_graph **out,
                                               struct kw_error *err);

/* Compact adjacency (CSR) over all edges as undirected, or in their direction: the
 * neighbours of node i are targets[offsets[i] .. offsets[i+1]-1], ascending, each with
 * the index of its edge. */
struct kw_adjacency {
    const uint32_t *offsets; /* node_count + 1 */
    const uint32_t *targets;
    const uint32_t *edges;
};
KW_API KW_CHECKED enum kw_status kw_graph_adjacency(const struct kw_graph *graph,
                                                    bool directed,
                                                    struct kw_arena *arena,
                                                    struct kw_adjacency *out,
                                                    struct kw_error *err);

#endif
