/* rdf.c - which triples a graph is.
 *
 * An entity has a type, a label and its attributes. What is stated between two entities
 * is one triple between them, and beside it an rdf:Statement that carries counts, dates
 * and evidence (RDF Schema 1.1, section 5.3): quotes, each with the document it stands
 * in. What any text denies has the rdf:Statement only, since a triple alone asserts. That
 * two entities are named together is a kw:Cooccurrence.
 */
#include "rdf.h"

#define OF(kind_, text_)                                                                 \
    ((struct kw_resource){.kind = KW_RESOURCE_##kind_, .text = text_})

const struct kw_rdf_space kw_rdf_spaces[KW_RESOURCE_KINDS] = {
    [KW_RESOURCE_NODE] = {"urn:knotwork:entity:", "entity"},
    [KW_RESOURCE_EDGE] = {"urn:knotwork:relation:", "relation"},
    [KW_RESOURCE_QUOTE] = {"urn:knotwork:quote:", "quote"},
    [KW_RESOURCE_DOCUMENT] = {"urn:knotwork:document:", "document"},
    [KW_RESOURCE_TERM] = {"urn:knotwork:term:", "kw"},
    [KW_RESOURCE_RDF] = {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    [KW_RESOURCE_RDFS] = {"http://www.w3.org/2000/01/rdf-schema#", "rdfs"},
    [KW_RESOURCE_DC] = {"http://purl.org/dc/terms/", "dcterms"},
    [KW_RESOURCE_XSD] = {"http://www.w3.org/2001/XMLSchema#", "xsd"},
};

void kw_rdf_rest(struct kw_exporter *x, const struct kw_resource *resource)
{
    switch (resource->kind) {
    case KW_RESOURCE_NODE:
        kw_node_id(x, (uint32_t)resource->number);
        break;
    case KW_RESOURCE_QUOTE:
        kw_out_printf(x->out, "%zu:", resource->quote + 1);
        kw_edge_id(x, &x->graph->edges[resource->number]);
        break;
    case KW_RESOURCE_EDGE:
        kw_edge_id(x, &x->graph->edges[resource->number]);
        break;
    case KW_RESOURCE_DOCUMENT:
        kw_id_token(x->out, resource->text);
        break;
    default:
        kw_out_add(x->out, resource->text);
    }
}

static void subject(struct kw_exporter *x, struct kw_resource resource)
{
    struct kw_rdf *rdf = x->state;
    rdf->subject = resource;
    rdf->syntax->subject(x, &resource);
    rdf->more = true;
}

static void open(struct kw_exporter *x, struct kw_resource predicate)
{
    struct kw_rdf *rdf = x->state;
    rdf->predicate = predicate;
    rdf->value = false;
    rdf->syntax->open(x, &predicate);
}

static void resource(struct kw_exporter *x, struct kw_resource object)
{
    struct kw_rdf *rdf = x->state;
    rdf->syntax->resource(x, &object);
    rdf->value = true;
}

static void literal(struct kw_exporter *x, struct kw_resource predicate,
                    struct kw_str text, const char *type)
{
    struct kw_rdf *rdf = x->state;
    if (text.len == 0)
        return;
    open(x, predicate);
    rdf->syntax->literal(x, text, type);
    rdf->syntax->close(x);
}

static void link(struct kw_exporter *x, struct kw_resource predicate,
                 struct kw_resource object)
{
    struct kw_rdf *rdf = x->state;
    open(x, predicate);
    resource(x, object);
    rdf->syntax->close(x);
}

static void day(struct kw_exporter *x, struct kw_resource predicate, int32_t value)
{
    char text[KW_TIME_TEXT];
    kw_day_print(value, text);
    literal(x, predicate, kw_str_of(text), "date");
}

static void end_subject(struct kw_exporter *x)
{
    struct kw_rdf *rdf = x->state;
    rdf->syntax->end_subject(x);
}

/* What the triples say in another way, or what is only for looking at. */
static bool said(const char *name)
{
    static const char *const names[] = {"label", "name", "type", "types", "layer",
                                        "r",     "g",    "b",    NULL};
    for (const char *const *n = names; *n; n++) {
        if (kw_str_eq(kw_str_of(*n), kw_str_of(name)))
            return true;
    }
    return kw_str_starts(kw_str_of(name), KW_STR("quote"));
}

static void attribute(struct kw_exporter *x, const char *name,
                      enum kw_attribute_type type, const struct kw_value *value)
{
    static const char *const types[] = {
        [KW_ATTRIBUTE_TEXT] = NULL,
        [KW_ATTRIBUTE_INTEGER] = "integer",
        [KW_ATTRIBUTE_NUMBER] = "double",
        [KW_ATTRIBUTE_BOOL] = "boolean",
    };
    char text[KW_VALUE_TEXT];
    if (!value->present || said(name))
        return;
    struct kw_resource predicate = OF(TERM, kw_str_of(name));
    if (type != KW_ATTRIBUTE_TEXT)
        literal(x, predicate, kw_value_text(type, value, text), types[type]);
    else /* a day stands in `value` itself */
        literal(x, predicate, value->text, value->text.ptr == value->day ? "date" : NULL);
}

void kw_rdf_node(struct kw_exporter *x, size_t index)
{
    const struct kw_node *n = &x->graph->nodes[index];
    struct kw_value value;
    struct kw_rdf *rdf = x->state;
    subject(x, (struct kw_resource){.kind = KW_RESOURCE_NODE, .number = index});
    open(x, OF(RDF, KW_STR("type")));
    resource(x, OF(TERM, KW_STR("Entity")));
    if (n->type != KW_TYPE_NONE) {
        char name[32];
        struct kw_str type = kw_str_of(kw_type_label(n->type)->name);
        for (size_t i = 0; i < type.len && i < sizeof name; i++)
            name[i] = type.ptr[i];
        name[0] = (char)(name[0] - 'a' + 'A'); /* classes are capitalized */
        resource(x, OF(TERM, ((struct kw_str){name, type.len})));
    }
    rdf->syntax->close(x);
    literal(x, OF(RDFS, KW_STR("label")), kw_node_name(n), NULL);
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        kw_exporter_node_value(x, i, index, &value);
        attribute(x, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i), &value);
    }
    end_subject(x);
}

/* The relation itself, where nobody denies it. */
static void assert_types(struct kw_exporter *x, const struct kw_edge *e)
{
    struct kw_str rest = e->types, type;
    struct kw_resource target = {.kind = KW_RESOURCE_NODE, .number = e->target};
    if (e->denied || e->types.len == 0)
        return;
    subject(x, (struct kw_resource){.kind = KW_RESOURCE_NODE, .number = e->source});
    while (kw_str_item(&rest, '|', &type))
        link(x, OF(TERM, type), target);
    end_subject(x);
}

static void put_quotes(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    for (size_t i = 0; i < e->quote_count; i++) {
        const struct kw_quote *q = &e->quotes[i];
        subject(x, (struct kw_resource){
                       .kind = KW_RESOURCE_QUOTE, .number = index, .quote = i});
        link(x, OF(RDF, KW_STR("type")), OF(TERM, KW_STR("Quote")));
        literal(x, OF(TERM, KW_STR("text")), q->text, NULL);
        literal(x, OF(TERM, KW_STR("speaker")), q->speaker, NULL);
        if (q->modality != KW_MODALITY_NONE) {
            const char *modality = kw_modality_label(q->modality)->name;
            bool denied = q->polarity == KW_NEGATIVE;
            literal(x, OF(TERM, KW_STR("polarity")), denied ? KW_STR("-") : KW_STR("+"),
                    NULL);
            literal(x, OF(TERM, KW_STR("modality")), kw_str_of(modality), NULL);
        }
        link(x, OF(DC, KW_STR("source")), OF(DOCUMENT, q->document));
        end_subject(x);
    }
}

void kw_rdf_edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    struct kw_rdf *rdf = x->state;
    struct kw_value value;
    struct kw_str rest = e->types, type;
    assert_types(x, e);
    subject(x, (struct kw_resource){.kind = KW_RESOURCE_EDGE, .number = index});
    link(x, OF(RDF, KW_STR("type")),
         e->types.len ? OF(RDF, KW_STR("Statement")) : OF(TERM, KW_STR("Cooccurrence")));
    link(x, OF(RDF, KW_STR("subject")),
         (struct kw_resource){.kind = KW_RESOURCE_NODE, .number = e->source});
    link(x, OF(RDF, KW_STR("object")),
         (struct kw_resource){.kind = KW_RESOURCE_NODE, .number = e->target});
    if (e->types.len) {
        open(x, OF(RDF, KW_STR("predicate")));
        while (kw_str_item(&rest, '|', &type))
            resource(x, OF(TERM, type));
        rdf->syntax->close(x);
    }
    for (size_t i = 0; i < x->edge_count; i++) {
        kw_exporter_edge_value(x, i, index, &value);
        attribute(x, x->edges[i].name, x->edges[i].type, &value);
    }
    if (e->quote_count) {
        open(x, OF(TERM, KW_STR("evidence")));
        for (size_t i = 0; i < e->quote_count; i++)
            resource(x, (struct kw_resource){
                            .kind = KW_RESOURCE_QUOTE, .number = index, .quote = i});
        rdf->syntax->close(x);
    }
    end_subject(x);
    put_quotes(x, index);
}

enum kw_status kw_rdf_begin(struct kw_exporter *x, const struct kw_rdf_syntax *syntax,
                            struct kw_error *err)
{
    struct kw_rdf *rdf = x->state = KW_NEW(x->arena, 1, struct kw_rdf);
    if (!rdf)
        return kw_nomem(err);
    rdf->syntax = syntax;
    enum kw_status status = kw_sources_gather(x, &rdf->sources, err);
    if (status == KW_OK)
        syntax->begin(x);
    return status;
}

void kw_rdf_end(struct kw_exporter *x)
{
    const struct kw_rdf *rdf = x->state;
    for (size_t i = 0; i < rdf->sources.count; i++) {
        const struct kw_source *s = &rdf->sources.items[i];
        subject(x, OF(DOCUMENT, s->document));
        link(x, OF(RDF, KW_STR("type")), OF(TERM, KW_STR("Document")));
        literal(x, OF(DC, KW_STR("identifier")), s->document, NULL);
        literal(x, OF(DC, KW_STR("publisher")), s->publisher, NULL);
        day(x, OF(DC, KW_STR("issued")), s->date);
        end_subject(x);
    }
    rdf->syntax->end(x);
}
