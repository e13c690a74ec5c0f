/* rdf.h - a graph as triples, for the two syntaxes that are written; private to
 * src/export.
 *
 * rdf.c decides which triples there are; a syntax writes them subject by subject. So both
 * files hold the same triples, and a test compares them.
 */
#ifndef KW_EXPORT_RDF_H
#define KW_EXPORT_RDF_H

#include "writer.h"

/* A resource: a prefix of the table in rdf.c, then what its text or its number says. */
enum kw_resource_kind {
    KW_RESOURCE_NODE,     /* `number`: a node */
    KW_RESOURCE_EDGE,     /* `number`: an edge */
    KW_RESOURCE_QUOTE,    /* `number`: an edge; `quote`: which of its quotes */
    KW_RESOURCE_DOCUMENT, /* `text`: a document's key */
    KW_RESOURCE_TERM,     /* `text`: a word of knotwork's own */
    KW_RESOURCE_RDF,      /* `text`: a word of RDF */
    KW_RESOURCE_RDFS,     /* `text`: a word of RDF Schema */
    KW_RESOURCE_DC,       /* `text`: a word of Dublin Core terms */
    KW_RESOURCE_XSD,      /* `text`: a data type of XML Schema */
    KW_RESOURCE_KINDS
};
struct kw_resource {
    enum kw_resource_kind kind; /* says which of the others matter */
    size_t number;              /* of a node or an edge */
    size_t quote;               /* of an edge's quotes */
    struct kw_str text;         /* a key or a word */
};

/* What stands before it in a full IRI, and in a short one of JSON-LD ("kw:"). */
struct kw_rdf_space {
    const char *iri;    /* in full */
    const char *prefix; /* in JSON-LD */
};
extern const struct kw_rdf_space kw_rdf_spaces[KW_RESOURCE_KINDS];

/* The IRI of a resource, all of it or what follows its prefix: ASCII that stands in both
 * syntaxes as it is. */
void kw_rdf_rest(struct kw_exporter *x, const struct kw_resource *resource);

/* A syntax. Values of one predicate come together, between `open` and `close`. */
struct kw_rdf_syntax {
    void (*begin)(struct kw_exporter *x);
    void (*subject)(struct kw_exporter *x, const struct kw_resource *subject);
    void (*open)(struct kw_exporter *x, const struct kw_resource *predicate);
    void (*resource)(struct kw_exporter *x, const struct kw_resource *object);
    /* `type`: NULL for plain text. */
    void (*literal)(struct kw_exporter *x, struct kw_str text, const char *type);
    void (*close)(struct kw_exporter *x);
    void (*end_subject)(struct kw_exporter *x);
    void (*end)(struct kw_exporter *x);
};

/* The writers' state. */
struct kw_rdf {
    const struct kw_rdf_syntax *syntax; /* what writes */
    struct kw_sources sources;          /* the documents that are quoted */
    struct kw_resource subject;         /* whose values are being written */
    struct kw_resource predicate;       /* likewise */
    bool more;                          /* a subject came before */
    bool value;                         /* a value of the predicate came before */
};

/* What a writer's four functions call. */
KW_CHECKED enum kw_status kw_rdf_begin(struct kw_exporter *x,
                                       const struct kw_rdf_syntax *syntax,
                                       struct kw_error *err);
void kw_rdf_node(struct kw_exporter *x, size_t node);
void kw_rdf_edge(struct kw_exporter *x, size_t edge);
void kw_rdf_end(struct kw_exporter *x);

#endif
