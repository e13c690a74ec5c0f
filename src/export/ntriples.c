/* ntriples.c - RDF 1.1 N-Triples: a triple a line. */
#include "rdf.h"

static void put_iri(struct kw_exporter *x, const struct kw_resource *resource)
{
    kw_out_byte(x->out, '<');
    kw_out_add(x->out, kw_str_of(kw_rdf_spaces[resource->kind].iri));
    kw_rdf_rest(x, resource);
    kw_out_byte(x->out, '>');
}

static void nothing(struct kw_exporter *x)
{
    (void)x;
}

static void nothing_of(struct kw_exporter *x, const struct kw_resource *resource)
{
    (void)x;
    (void)resource;
}

static void begin_triple(struct kw_exporter *x)
{
    const struct kw_rdf *rdf = x->state;
    put_iri(x, &rdf->subject);
    kw_out_byte(x->out, ' ');
    put_iri(x, &rdf->predicate);
    kw_out_byte(x->out, ' ');
}

static void resource(struct kw_exporter *x, const struct kw_resource *object)
{
    begin_triple(x);
    put_iri(x, object);
    kw_out_add(x->out, KW_STR(" .\n"));
}

static void literal(struct kw_exporter *x, struct kw_str text, const char *type)
{
    begin_triple(x);
    kw_out_byte(x->out, '"');
    kw_nt_text(x->out, text);
    kw_out_byte(x->out, '"');
    if (type) {
        kw_out_add(x->out, KW_STR("^^"));
        put_iri(x,
                &(struct kw_resource){.kind = KW_RESOURCE_XSD, .text = kw_str_of(type)});
    }
    kw_out_add(x->out, KW_STR(" .\n"));
}

static const struct kw_rdf_syntax syntax = {
    .begin = nothing,
    .subject = nothing_of,
    .open = nothing_of,
    .resource = resource,
    .literal = literal,
    .close = nothing,
    .end_subject = nothing,
    .end = nothing,
};

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    return kw_rdf_begin(x, &syntax, err);
}

const struct kw_graph_writer kw_ntriples_writer = {begin, kw_rdf_node, kw_rdf_edge,
                                                   kw_rdf_end};
