/* writer.h - graph events: what a format's writer gets; private to src/export.
 *
 * A writer is four functions over one exporter: begin, every node by key, every edge in
 * the order of the graph, end; all but `begin` may be NULL. It appends to the exporter's
 * sink, whose failure sticks, so nothing in it can fail but `begin`, which may need
 * memory.
 */
#ifndef KW_EXPORT_WRITER_H
#define KW_EXPORT_WRITER_H

#include "knotwork/export.h"

/* Bytes that hold any number as text. */
#define KW_VALUE_TEXT 40

struct kw_exporter {
    const struct kw_graph *graph;     /* what is exported */
    struct kw_out *out;               /* where the format goes */
    struct kw_arena *arena;           /* lives as long as the export */
    const struct kw_attribute *nodes; /* the table */
    size_t node_count;                /* rows of it */
    const struct kw_attribute *edges; /* the table */
    size_t edge_count;                /* rows of it */
    const struct kw_node_column
        *columns;        /* more attributes of nodes, after the table's */
    size_t column_count; /* of `columns` */
    void *state;         /* the writer's own, from `begin` */
};

struct kw_graph_writer {
    enum kw_status (*begin)(struct kw_exporter *x, struct kw_error *err);
    void (*node)(struct kw_exporter *x, size_t node);
    void (*edge)(struct kw_exporter *x, size_t edge);
    void (*end)(struct kw_exporter *x);
};

/* One a file of a format (export.c, the table). */
extern const struct kw_graph_writer kw_graphml_writer, kw_gexf_writer, kw_gexf12_writer,
    kw_dot_writer, kw_sheet_nodes_writer, kw_sheet_edges_writer, kw_gephi_nodes_writer,
    kw_gephi_edges_writer, kw_neo4j_nodes_writer, kw_neo4j_edges_writer,
    kw_nodelink_writer, kw_cytoscape_writer, kw_jgf_writer, kw_ftm_writer, kw_stix_writer,
    kw_ntriples_writer, kw_jsonld_writer, kw_gml_writer, kw_pajek_writer;

/* Attributes of nodes, the extra columns among them: i < node_count + column_count. */
const char *kw_exporter_node_name(const struct kw_exporter *x, size_t i);
const char *kw_exporter_node_meaning(const struct kw_exporter *x, size_t i);
enum kw_attribute_type kw_exporter_node_type(const struct kw_exporter *x, size_t i);
void kw_exporter_node_value(const struct kw_exporter *x, size_t i, size_t node,
                            struct kw_value *value);
void kw_exporter_edge_value(const struct kw_exporter *x, size_t i, size_t edge,
                            struct kw_value *value);

/* The same of an edge's attributes, which are the table's: i < edge_count. */
struct kw_str kw_edge_label(const struct kw_edge *edge); /* its types, else its layer */

/* Whether nothing of a text can be seen. */
bool kw_is_blank(struct kw_str s);

/* What to call a node where a name must not be blank: its name, else its key. */
struct kw_str kw_node_name(const struct kw_node *node);

/* escape.c: text as XML, for an attribute between double quotes or as content; as a
 * quoted string of DOT (whose label escapes are taken literally); as an identifier that
 * is an XML NMTOKEN: [A-Za-z0-9.-] as they are, every other byte as _XX. Different texts
 * give different identifiers. What no text may hold becomes a space in the first two. */
void kw_xml_attribute(struct kw_out *out, struct kw_str s);
void kw_xml_content(struct kw_out *out, struct kw_str s);
void kw_dot_quote(struct kw_out *out, struct kw_str s);

/* A field of CSV (RFC 4180), on one line; a literal of N-Triples without its quotes; a
 * quoted string of GML, ASCII with character references; one of Pajek. */
void kw_csv_field(struct kw_out *out, struct kw_str s);
void kw_nt_text(struct kw_out *out, struct kw_str s);
void kw_gml_quote(struct kw_out *out, struct kw_str s);
void kw_pajek_quote(struct kw_out *out, struct kw_str s);

/* `s` for JSON: with a space for what no text may hold; `s` itself where it is clean.
 * Lives in the exporter's arena. */
struct kw_str kw_clean(struct kw_exporter *x, struct kw_str s);
void kw_id_token(struct kw_out *out, struct kw_str s);

/* export.c: identifiers of nodes and edges from keys; a colon separates the parts of an
 * edge's and stands in no node's. */
void kw_node_id(struct kw_exporter *x, uint32_t node);
void kw_edge_id(struct kw_exporter *x, const struct kw_edge *edge);

/* export.c: a value as plain text: whole numbers in full, others with 9 digits. Needs:
 * not KW_ATTRIBUTE_TEXT. */
struct kw_str kw_value_text(enum kw_attribute_type type, const struct kw_value *value,
                            char text[KW_VALUE_TEXT]);
/* A value between two pieces of markup, texts as `escape` writes them; nothing where
 * there is none. */
void kw_value_between(struct kw_out *out, struct kw_str open, enum kw_attribute_type type,
                      const struct kw_value *value,
                      void (*escape)(struct kw_out *out, struct kw_str s),
                      struct kw_str close);

/* source.c: the documents that quotes come from, each once. */
struct kw_source {
    struct kw_str document;  /* its key */
    struct kw_str publisher; /* or empty */
    int32_t date;            /* or KW_DAY_NONE */
};
struct kw_sources {
    struct kw_source *items; /* by key */
    size_t count;
};
KW_CHECKED enum kw_status kw_sources_gather(struct kw_exporter *x, struct kw_sources *out,
                                            struct kw_error *err);
/* Its number. Needs: a document of that key is there. */
size_t kw_sources_find(const struct kw_sources *sources, struct kw_str document);

/* times.c: from when to when a node is there: as long as it is reported on or any edge of
 * it is there. */
struct kw_node_times {
    bool any;       /* some node has a day */
    int32_t *first; /* by node; a day or KW_DAY_NONE */
    int32_t *last;  /* likewise, inclusive */
};
KW_CHECKED enum kw_status kw_node_times_gather(struct kw_exporter *x,
                                               struct kw_node_times *out,
                                               struct kw_error *err);

/* style.c: how a type looks. */
struct kw_style {
    const char *color; /* #RRGGBB, told apart by colour-blind readers */
    const char *shape; /* of Graphviz */
};
const struct kw_style *kw_type_style(enum kw_type type);

unsigned kw_style_channel(const struct kw_style *style, unsigned which); /* r, g, b */

/* 0, 1, 2, 2, 3, 3, 3, 3 ...: a size that grows as slowly as a logarithm, and is the same
 * on every machine. */
uint64_t kw_log_size(uint64_t count);

#endif
