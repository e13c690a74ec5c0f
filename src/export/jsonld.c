/* jsonld.c - JSON-LD 1.1 (W3C recommendation, 2020), a subject a line.
 *
 * The context holds the prefixes and nothing else, so that what a reader sees is what a
 * triple says; typed values name their type, for a bare 1.5 would become 1.5E0.
 */
#include "rdf.h"

#include "base/json.h"

static void put(struct kw_exporter *x, const char *text)
{
    kw_out_add(x->out, kw_str_of(text));
}

static void put_name(struct kw_exporter *x, const struct kw_resource *resource)
{
    kw_out_byte(x->out, '"');
    put(x, kw_rdf_spaces[resource->kind].prefix);
    kw_out_byte(x->out, ':');
    kw_rdf_rest(x, resource);
    kw_out_byte(x->out, '"');
}

static bool is_type(const struct kw_resource *predicate)
{
    return predicate->kind == KW_RESOURCE_RDF &&
           kw_str_eq(predicate->text, KW_STR("type"));
}

static void begin_file(struct kw_exporter *x)
{
    put(x, "{\"@context\":{");
    for (size_t i = 0; i < KW_RESOURCE_KINDS; i++)
        kw_out_printf(x->out, "%s\"%s\":{\"@id\":\"%s\",\"@prefix\":true}", i ? "," : "",
                      kw_rdf_spaces[i].prefix, kw_rdf_spaces[i].iri);
    put(x, "},\n\"@graph\":[");
}

static void subject(struct kw_exporter *x, const struct kw_resource *resource)
{
    const struct kw_rdf *rdf = x->state;
    put(x, rdf->more ? ",\n{\"@id\":" : "\n{\"@id\":");
    put_name(x, resource);
}

static void open(struct kw_exporter *x, const struct kw_resource *predicate)
{
    kw_out_byte(x->out, ',');
    if (is_type(predicate))
        put(x, "\"@type\"");
    else
        put_name(x, predicate);
    put(x, ":[");
}

static void comma(struct kw_exporter *x)
{
    const struct kw_rdf *rdf = x->state;
    if (rdf->value)
        kw_out_byte(x->out, ',');
}

static void resource(struct kw_exporter *x, const struct kw_resource *object)
{
    const struct kw_rdf *rdf = x->state;
    bool type = is_type(&rdf->predicate);
    comma(x);
    put(x, type ? "" : "{\"@id\":");
    put_name(x, object);
    put(x, type ? "" : "}");
}

static void literal(struct kw_exporter *x, struct kw_str text, const char *type)
{
    comma(x);
    put(x, "{\"@value\":");
    kw_json_quote(x->out, kw_clean(x, text));
    if (type)
        kw_out_printf(x->out, ",\"@type\":\"xsd:%s\"", type);
    put(x, "}");
}

static void close(struct kw_exporter *x)
{
    put(x, "]");
}

static void end_subject(struct kw_exporter *x)
{
    put(x, "}");
}

static void end_file(struct kw_exporter *x)
{
    put(x, "\n]}\n");
}

static const struct kw_rdf_syntax syntax = {
    .begin = begin_file,
    .subject = subject,
    .open = open,
    .resource = resource,
    .literal = literal,
    .close = close,
    .end_subject = end_subject,
    .end = end_file,
};

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    return kw_rdf_begin(x, &syntax, err);
}

const struct kw_graph_writer kw_jsonld_writer = {begin, kw_rdf_node, kw_rdf_edge,
                                                 kw_rdf_end};
