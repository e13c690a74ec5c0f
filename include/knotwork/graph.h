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

/* How far two joined entities are from one another. X(enumerator, name, meaning) */
#define KW_DISTANCES(X)                                                                  \
    X(STEPS, "steps", "one step")                                                        \
    X(INVERSE, "inverse", "1 / weight: the more evidence, the nearer")

/* What keeps the edges that are more than chance; the greater the level, the more or the
 * fewer it keeps. */
#define KW_BACKBONES(X)                                                                  \
    X(NONE, "none", "every edge")                                                        \
    X(DISPARITY, "disparity",                                                            \
      "edges that are a greater part of what an end has than chance would make them")    \
    X(NOISE_CORRECTED, "noise-corrected",                                                \
      "edges that are heavier than their ends' strengths would make them by chance")

#define KW_LAYER_ENUM(id, name, meaning) KW_LAYER_##id,
enum kw_layer { KW_LAYERS(KW_LAYER_ENUM) KW_LAYER_COUNT };
#undef KW_LAYER_ENUM
#define KW_WEIGHT_ENUM(id, name, meaning) KW_WEIGHT_##id,
enum kw_weight { KW_WEIGHTS(KW_WEIGHT_ENUM) KW_WEIGHT_COUNT };
#undef KW_WEIGHT_ENUM
#define KW_WINDOW_ENUM(id, name, meaning) KW_WINDOW_##id,
enum kw_window { KW_WINDOWS(KW_WINDOW_ENUM) KW_WINDOW_COUNT };
#undef KW_WINDOW_ENUM
#define KW_DISTANCE_ENUM(id, name, meaning) KW_DISTANCE_##id,
enum kw_distance { KW_DISTANCES(KW_DISTANCE_ENUM) KW_DISTANCE_COUNT };
#undef KW_DISTANCE_ENUM
#define KW_BACKBONE_ENUM(id, name, meaning) KW_BACKBONE_##id,
enum kw_backbone { KW_BACKBONES(KW_BACKBONE_ENUM) KW_BACKBONE_COUNT };
#undef KW_BACKBONE_ENUM

KW_API const struct kw_label *kw_layer_label(enum kw_layer layer);
KW_API const struct kw_label *kw_weight_label(enum kw_weight weight);
KW_API const struct kw_label *kw_window_label(enum kw_window window);
KW_API const struct kw_label *kw_distance_label(enum kw_distance distance);
KW_API const struct kw_label *kw_backbone_label(enum kw_backbone backbone);

/* The graph asked for. kw_view_default() is the view every command starts from. */
struct kw_view {
    uint32_t layers;    /* bit set of enum kw_layer; default both */
    uint32_t types;     /* bit set of enum kw_type; default all */
    uint64_t relations; /* bit set of enum kw_relation; default all */
    enum kw_weight weight;
    enum kw_distance distance; /* what measures of paths go by; default steps */
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
    uint32_t top;         /* at most so many nodes, by `by`, then key; 0: all */
    bool top_given;       /* somebody asked for that number, even if it is 0 */
    struct kw_str by;     /* a measure; empty: strength. Whoever calls kw_graph_load_by
                             knows it; kw_graph_load takes strength only */
    /* An entity is its key, or failing that its very name. The strings are borrowed. */
    struct kw_str publisher; /* documents of this publisher only; empty: all */
    struct kw_str speaker;   /* statements of this entity only; empty: all */
    struct kw_str around;    /* entities up to `depth` steps from this one; empty: all */
    uint32_t depth;          /* default 1 */
    struct kw_str component; /* what is connected to this entity, or "largest"; empty: all */
    enum kw_backbone backbone;
    double level;            /* of the backbone; 0: the usual one */
    bool bare;               /* edges without quotes: for measures; no option */
    bool shares;             /* what each story adds to pairs: to draw anew; no option */
};

/* The level a backbone has when the view names none. */
KW_API double kw_backbone_level(enum kw_backbone backbone);

KW_API struct kw_view kw_view_default(void);

/* Sets one option of a view by name ("weight", "stories"): the mechanism behind the
 * options of every command. Errors: KW_USAGE names what was expected. */
KW_API KW_CHECKED enum kw_status kw_view_set(struct kw_view *view, const char *option,
                                             struct kw_str value, struct kw_error *err);

/* When a fact happened, or, where the text does not say, when that was published: false
 * then. An open side of a stated time stays KW_DAY_NONE. */
KW_API bool kw_fact_days(const struct kw_fact_row *fact, int32_t *from, int32_t *to);

/* Whether a statement is in the view by its type, polarity, modality, time and
 * publication; whether its ends are is another matter. */
KW_API bool kw_view_admits(const struct kw_view *view, const struct kw_fact_row *fact);

struct kw_view_option {
    const char *name;     /* without the dashes */
    const char *argument; /* "TYPES", or NULL: a flag, whose value is "" or yes or no */
    const char *meaning;  /* one line, with the default */
    /* What kw_view_set calls; on failure the view is as it was. */
    enum kw_status (*set)(struct kw_view *view, struct kw_str value,
                          struct kw_error *err);
};
/* All options kw_view_set knows, for parsing and help; ended by a NULL name. */
KW_API const struct kw_view_option *kw_view_options(void);

/* Bytes a quote may have: a longer one is cut at a character and ends in an ellipsis. */
#define KW_QUOTE_LIMIT 1000

/* Speakers an edge names. */
#define KW_SPEAKER_LIMIT 20

/* A quoted sentence behind an edge. Where two entities co-occur without sharing a
 * sentence, it is a sentence of each, joined by an ellipsis. */
struct kw_quote {
    struct kw_str text;      /* the sentence, white space runs as one space */
    struct kw_str document;  /* its document's key */
    struct kw_str publisher; /* or empty */
    int32_t date;            /* publication, or KW_DAY_NONE */
    struct kw_str speaker;   /* name of the entity that says so; or empty */
    enum kw_modality modality; /* of the statement; NONE for co-occurrence */
    enum kw_polarity polarity; /* likewise; means nothing for co-occurrence */
};

struct kw_node {
    struct kw_str key, name, kind;
    enum kw_type type;
    uint64_t mentions, documents, stories, outlets; /* in the whole store */
    int32_t first, last;                            /* publication; or KW_DAY_NONE */
    bool voice;
    uint64_t windows; /* of the view that name it, in one document of each story */
};

/* All evidence of one layer that leads from one entity to another. Statements of a
 * symmetric type lead from the entity whose key comes first, and so may share an edge
 * with others: then the edge is not symmetric, though that type is. */
struct kw_edge {
    uint32_t source, target; /* indices of nodes; the smaller first when symmetric */
    enum kw_layer layer;
    bool symmetric;      /* every type in it is; co-occurrence always */
    struct kw_str types; /* relation names joined by | in table order; "" for
                            co-occurrence */
    uint64_t type_set;   /* the same as bits of enum kw_relation */
    uint64_t mentions;   /* statements, or windows that hold both */
    uint64_t documents, stories;
    uint64_t outlets;         /* known publishers, at least 1 */
    uint64_t weight;          /* the one of the four that the view asks for */
    uint64_t denied, alleged; /* how many of the mentions are "-", and how many alleged */
    uint64_t dated;           /* how many of the mentions say when */
    bool disputed;            /* the store also holds the opposite of one of them, by
                                 another speaker or in another document */
    struct kw_str speakers;   /* who says so, names joined by |, by key; at most
                                 KW_SPEAKER_LIMIT of them */
    int32_t first, last;      /* event time where stated, else publication; or NONE */
    const struct kw_quote *quotes; /* up to 3, the surest first, different stories first */
    size_t quote_count;
};

/* Two entities that any edge joins: the edges of the simple graph that measures see.
 * Weights unite the evidence of a pair's edges in the view's unit, so that a story that
 * states two relations counts once (mentions are added up). */
struct kw_pair {
    uint32_t a, b; /* indices of nodes, a < b */
    /* Pairs come by the million, so all their counts stop at UINT32_MAX. */
    uint32_t weight;            /* of all evidence, whatever its direction */
    uint32_t forward, backward; /* of what leads from a to b, and from b to a; symmetric
                                   types and co-occurrence lead both ways */
};

/* How much evidence a pair has, in every unit; most measures read none of it. */
struct kw_pair_counts {
    uint32_t mentions;  /* the sum of its edges' */
    uint32_t documents; /* different ones */
    uint32_t stories;
    uint32_t outlets;   /* known ones, at least 1 */
    uint32_t windows;   /* that name both, in one document of each story */
};

/* What one story adds to the weights of a pair. */
struct kw_share {
    uint32_t story; /* below story_count */
    uint32_t weight, forward, backward;
};

struct kw_graph {
    struct kw_node *nodes; /* by key */
    size_t node_count;
    struct kw_edge *edges; /* by source key, target key, layer, types */
    size_t edge_count;
    struct kw_pair *pairs; /* by a, then b */
    const struct kw_pair_counts *counts; /* of each pair */
    size_t pair_count;
    /* What pair i is the sum of: shares[share_starts[i]] ... shares[share_starts[i + 1] - 1],
     * by story; NULL where the view does not ask for it. */
    const struct kw_share *shares;
    const size_t *share_starts;
    uint32_t story_count; /* stories of `shares` */
    uint64_t windows;    /* all of the view, in one document of each story; 0: the view
                            has no co-occurrence */
    uint64_t cut;        /* documents whose windows passed a limit below */
    struct kw_view view; /* what was asked for */
};

/* What one document may add to co-occurrence, against lists of ten thousand names: a
 * window counts that many entities (those whose keys come first), a document that many
 * pairs of namings. graph->cut says how often either was passed. */
#define KW_WINDOW_ENTITIES 1000
#define KW_WINDOW_PAIRS (4u * 1024 * 1024)

/* Loads a view of a store.
 *
 * Co-occurrence counts windows. A sliding window is N sentences in a row, one window
 * begun at each sentence that has N - 1 after it, and the whole document where it has
 * fewer than N sentences; a pair counts once for each window that names both.
 *
 * `minimum` looks at edges, one by one; `top` then keeps the nodes of greatest strength
 * (the sum of the weights of their pairs) and the edges among them.
 *
 * A speaker's view has no co-occurrence, which nobody says. What is left of the edges is
 * cut down in this order: backbone, component, around, top. Disparity keeps a pair if
 * (1 - w / s)^(k - 1) < level at either end of strength s and degree k (Serrano, Boguna
 * and Vespignani 2009, PNAS 106; default 0.05); an end of degree 1 keeps nothing by
 * itself. Noise-corrected keeps one whose lift is more than level standard deviations
 * above what its ends' strengths let expect (Coscia and Neffke 2017, arXiv 1701.07336;
 * default 1.64).
 *
 * A document that names no publisher adds no outlet. `since` and `until` keep a
 * statement whose time touches them; one without a time counts as of its publication,
 * and one without either is left out, as are co-occurrences in undated documents.
 *
 * Owns:   everything lives in `arena`.
 * Errors: those of the store; KW_NOMEM; KW_LIMIT above 2^32 - 2 of anything;
 *         KW_NOTFOUND for an entity or publisher of the view that the store does not know;
 *         KW_USAGE for a `by` that is not strength, for `shares` of outlets, which are no
 *         sums, for a level without a backbone (or 1 and more for disparity) and a depth
 *         without `around`.
 * Cost:   O(statements + windows * pairs in a window); memory O(nodes + edges +
 *         documents + distinct documents of each edge). */
KW_API KW_CHECKED enum kw_status kw_graph_load(struct kw_store *store,
                                               const struct kw_view *view,
                                               struct kw_arena *arena,
                                               struct kw_graph **out,
                                               struct kw_error *err);

/* Puts a number on every node of a graph that has nodes and pairs, but no edges. */
typedef enum kw_status kw_graph_score_fn(void *context, const struct kw_graph *graph,
                                         double *scores, struct kw_error *err);

/* The same, with what `top` goes by: the greatest scores, then by key; NaN comes last. */
KW_API KW_CHECKED enum kw_status
kw_graph_load_by(struct kw_store *store, const struct kw_view *view,
                 kw_graph_score_fn *score, void *context, struct kw_arena *arena,
                 struct kw_graph **out, struct kw_error *err);

/* The node of that key, or NULL. Cost: O(log nodes). */
KW_API const struct kw_node *kw_graph_node(const struct kw_graph *graph,
                                           struct kw_str key);

/* A copy of `graph` to hand out. Entities of `types` (bit t - 1: type t) get a name such
 * as "person 3fa94c1e" and a key made of it; keys that begin with the key of one of them
 * and a slash follow it. Quotes keep their date; their text and speaker go, their document
 * and publisher become digests. Nodes and edges are sorted anew, by the new keys.
 *
 * The same entity and `salt` give the same name in every graph. A name can be found by
 * trying out likely ones, unless `salt` is long and secret. Other names stay as they are,
 * even where they tell of one that is gone ("Trump Organization").
 *
 * Owns:   the copy lives in `arena`; what did not change is shared with `graph`.
 * Errors: KW_NOMEM. Cost: O(nodes log nodes + edges log edges). */
KW_API KW_CHECKED enum kw_status kw_graph_anonymize(const struct kw_graph *graph,
                                                    uint32_t types, struct kw_str salt,
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
                                                    bool directed, struct kw_arena *arena,
                                                    struct kw_adjacency *out,
                                                    struct kw_error *err);

/* --- paths -------------------------------------------------------------------------- */

#define KW_PATH_VIAS 4     /* nodes that a path can be asked to pass */
#define KW_PATH_MOST 1000  /* paths that can be asked for at once */
#define KW_PATH_ANY UINT32_MAX

/* Which paths are asked for. Ends, via and avoid are different nodes. */
struct kw_path_request {
    uint32_t from, to;
    const uint32_t *via; /* nodes that every path passes, in any order */
    size_t via_count;    /* at most KW_PATH_VIAS */
    const uint32_t *avoid; /* nodes that no path passes */
    size_t avoid_count;
    uint32_t count; /* how many paths, from 1 to KW_PATH_MOST */
    uint32_t hubs;  /* at most so many hubs between the ends, via apart; or KW_PATH_ANY */
    bool in_order;  /* the times of the hops do not decrease */
};

/* One step of a path, whichever way the edges run. */
struct kw_hop {
    uint32_t from, to;  /* nodes */
    uint32_t edge;      /* of the graph: the one that tells best how the two are joined */
    uint32_t quarters;  /* its strength, in quarters of a story */
    uint64_t cost;      /* in millionths */
};

struct kw_path {
    const struct kw_hop *hops;
    size_t hop_count;
    size_t weakest; /* the first of the hops that cost most */
    uint64_t cost;  /* of all hops, in millionths */
};

/* The best paths between two nodes that pass no node twice, the cheapest first.
 *
 * The strength of a hop is the weight of all statements between its two ends, in the
 * view's unit (stories), and a quarter of the weight of their co-occurrence. A hop costs
 * 1 + 1 / strength: a path is as short as can be, but goes round a pair that one story
 * names together (1 + 4) by three hops that several state.
 *
 * A hub is an entity with more neighbors than the mean and two standard deviations of
 * the view. The time of an edge runs from its first to its last day; paths in order pass
 * each hop on a day inside the time of one of its edges, and no hop on an earlier day
 * than the hop before; a hop without a day is not passed.
 *
 * Yen 1971, "Finding the k shortest loopless paths in a network", with Lawler's 1972
 * partition; the paths of a part are found by A* with the exact costs of the whole graph
 * as its bound. With `via` the best way may pass a node twice; it is then cut into parts
 * like a path found.
 *
 * Owns:   the paths live in `arena`.
 * Errors: KW_NOMEM; KW_LIMIT when there are too many ways to look at.
 * Cost:   O((1 + via) edges log edges) once; then for each path as many searches as it
 *         has hops, each of which looks at few nodes that are on no good path. */
KW_API KW_CHECKED enum kw_status kw_graph_paths(const struct kw_graph *graph,
                                                const struct kw_path_request *request,
                                                struct kw_arena *arena,
                                                const struct kw_path **paths,
                                                size_t *count, struct kw_error *err);

#endif
