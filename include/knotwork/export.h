/* knotwork/export.h - a graph as a file that other programs open.
 *
 * A format is one row of a table: its name, file endings, what it can hold, and the
 * writer. Writers get a graph and one attribute table, so that what is known of a node
 * or an edge is named, typed and described once for all formats.
 */
#ifndef KNOTWORK_EXPORT_H
#define KNOTWORK_EXPORT_H

#include "knotwork/graph.h"

/* What a format's syntax is made of; escapes are shared inside a family. */
enum kw_family { KW_FAMILY_XML, KW_FAMILY_JSON, KW_FAMILY_CSV, KW_FAMILY_LINES };

/* What a format can hold: bits of kw_format.abilities. */
enum {
    KW_ABLE_MIXED = 1,      /* directed and undirected edges side by side */
    KW_ABLE_PARALLEL = 2,   /* several edges between two nodes */
    KW_ABLE_TIME = 4,       /* when nodes and edges are there, as time */
    KW_ABLE_LOOKS = 8,      /* colors, shapes and sizes */
    KW_ABLE_ATTRIBUTES = 16 /* every attribute; without it only names and weights */
};

#define KW_FORMAT_FILES 2

struct kw_format {
    const char *name;      /* "graphml" */
    const char *endings;   /* file endings joined by |, without the dot; several rows may
                              share one: the first is the format of such a path */
    const char *meaning;   /* one line: what opens it */
    enum kw_family family; /* its syntax */
    unsigned abilities;    /* bits of KW_ABLE_... */
    bool one_type;         /* an edge has one type in it: a caller should set view.multi */
    /* What a caller should set view.top to, and say so, when its user asked for no
     * number of nodes: a picture of thousands shows nothing. 0: all of them. The writer
     * itself writes every node of the graph it gets. */
    uint32_t most_nodes;
    const char *files[KW_FORMAT_FILES]; /* "nodes", "edges": the files it is made of;
                                           none where it is one file */
    const struct kw_graph_writer *writers[KW_FORMAT_FILES]; /* private; one a file */
};

/* All formats, ended by a NULL name. */
KW_API const struct kw_format *kw_formats(void);

/* How many files a format is made of: 1 or more. */
KW_API unsigned kw_format_file_count(const struct kw_format *format);

/* Where the n-th of them goes when the user names `path`: "NAME.csv" gives
 * "NAME.nodes.csv" and so on; a format of one file goes to `path`. In `arena`; ptr is NULL
 * when memory is out. */
KW_API struct kw_str kw_format_file_path(const struct kw_format *format,
                                         struct kw_str path, unsigned n,
                                         struct kw_arena *arena);

/* The format of that name, or of a path's ending; NULL when there is none. */
KW_API const struct kw_format *kw_format_named(struct kw_str name);
KW_API const struct kw_format *kw_format_of_path(struct kw_str path);

/* A value of an attribute. */
enum kw_attribute_type {
    KW_ATTRIBUTE_TEXT,
    KW_ATTRIBUTE_INTEGER,
    KW_ATTRIBUTE_NUMBER,
    KW_ATTRIBUTE_BOOL
};
struct kw_value {
    bool present;            /* false: nothing is known, and nothing gets written */
    struct kw_str text;      /* KW_ATTRIBUTE_TEXT; may point to `day` */
    int64_t integer;         /* KW_ATTRIBUTE_INTEGER; KW_ATTRIBUTE_BOOL: 0 or 1 */
    double number;           /* KW_ATTRIBUTE_NUMBER; always finite */
    char day[KW_TIME_TEXT];  /* room for a date */
};

/* What is known of a node or an edge, one row an attribute; the same in all formats. */
struct kw_attribute {
    const char *name;            /* [a-z][a-z_0-9]* */
    enum kw_attribute_type type;
    const char *meaning;         /* one line */
    /* Fills `*value` for node or edge `index`; `which` is the row's own. */
    void (*get)(const struct kw_graph *graph, size_t index, unsigned which,
                struct kw_value *value);
    unsigned which;              /* number of the quote, from 0; else 0 */
};
/* All of them, ended by a NULL name: for writers, help and documentation. */
KW_API const struct kw_attribute *kw_node_attributes(void);
KW_API const struct kw_attribute *kw_edge_attributes(void);

/* Extra columns for nodes, from measures: `values[i]` belongs to node i; what is not
 * finite is left out. */
struct kw_node_column {
    const char *name;    /* attribute name, [a-z][a-z_0-9]* */
    const char *meaning; /* one line */
    bool integer;        /* written as a whole number */
    const double *values;
    bool groups; /* communities: nodes of one value belong together */
};

/* Writes file `n` of `graph` in `format`. Output streams; nothing of the clock, the host
 * or the path gets into it. Numbers that are not finite and weights of zero are left out.
 * Needs: n < kw_format_file_count(format).
 * Errors: KW_USAGE for a column whose name is no name or that of an attribute; KW_NOMEM;
 *         those of `out` when it is finished. Cost: O(nodes + edges). */
KW_API KW_CHECKED enum kw_status kw_export(const struct kw_graph *graph,
                                           const struct kw_format *format, unsigned n,
                                           const struct kw_node_column *columns,
                                           size_t column_count, struct kw_out *out,
                                           struct kw_error *err);

#endif
