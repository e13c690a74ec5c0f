/* attribute.c - the attribute table: what is known of nodes and edges.
 *
 * Every format takes names, types, descriptions and values from here. A name is part of
 * the interface: readers look for some of them (`label`, `weight`, `r`, `g` and `b` in
 * Gephi, `name` in igraph).
 */
#include "writer.h"

#include "base/number.h"
#include "base/utf8.h"

#define GETTER(name)                                                                     \
    static void name(const struct kw_graph *graph, size_t index, unsigned which,         \
                     struct kw_value *value)

static void set_text(struct kw_value *value, struct kw_str text)
{
    value->text = text;
    value->present = text.len > 0;
}

static void set_count(struct kw_value *value, uint64_t count)
{
    value->integer = count < INT64_MAX ? (int64_t)count : INT64_MAX;
    value->present = true;
}

static void set_bool(struct kw_value *value, bool yes)
{
    value->integer = yes;
    value->present = true;
}

static void set_day(struct kw_value *value, int32_t day)
{
    kw_day_print(day, value->day);
    set_text(value, kw_str_of(value->day));
}

/* --- nodes
 * ------------------------------------------------------------------------------- */

#define NODE_GETTER(name, setter, expression)                                            \
    GETTER(name)                                                                         \
    {                                                                                    \
        (void)which;                                                                     \
        const struct kw_node *node = &graph->nodes[index];                               \
        setter(value, expression);                                                       \
    }

NODE_GETTER(node_name, set_text, node->name)
NODE_GETTER(node_key, set_text, node->key)
NODE_GETTER(node_type, set_text, kw_str_of(kw_type_label(node->type)->name))
NODE_GETTER(node_kind, set_text, node->kind)
NODE_GETTER(node_mentions, set_count, node->mentions)
NODE_GETTER(node_documents, set_count, node->documents)
NODE_GETTER(node_stories, set_count, node->stories)
NODE_GETTER(node_outlets, set_count, node->outlets)
NODE_GETTER(node_first, set_day, node->first)
NODE_GETTER(node_last, set_day, node->last)
NODE_GETTER(node_voice, set_bool, node->voice)

/* Red, green or blue. Readers parse whole numbers; of colours as text, Gephi up to 0.10
 * makes nothing. */
GETTER(node_color)
{
    set_count(value, kw_style_channel(kw_type_style(graph->nodes[index].type), which));
}

static const struct kw_attribute node_attributes[] = {
    {"label", KW_ATTRIBUTE_TEXT, "name of the entity, where readers look for it",
     node_name, 0},
    {"name", KW_ATTRIBUTE_TEXT, "name of the entity", node_name, 0},
    {"key", KW_ATTRIBUTE_TEXT, "what identifies the entity in every run", node_key, 0},
    {"type", KW_ATTRIBUTE_TEXT, "type of the entity", node_type, 0},
    {"kind", KW_ATTRIBUTE_TEXT, "what the texts call it, a common noun", node_kind, 0},
    {"mentions", KW_ATTRIBUTE_INTEGER, "times it is named", node_mentions, 0},
    {"documents", KW_ATTRIBUTE_INTEGER, "documents that name it", node_documents, 0},
    {"stories", KW_ATTRIBUTE_INTEGER, "stories that name it; copies count once",
     node_stories, 0},
    {"outlets", KW_ATTRIBUTE_INTEGER, "publishers that name it", node_outlets, 0},
    {"first", KW_ATTRIBUTE_TEXT, "publication of the first document that names it",
     node_first, 0},
    {"last", KW_ATTRIBUTE_TEXT, "publication of the last document that names it",
     node_last, 0},
    {"voice", KW_ATTRIBUTE_BOOL, "whether it only speaks: an outlet or a spokesperson",
     node_voice, 0},
    {"r", KW_ATTRIBUTE_INTEGER, "red of the colour of its type, 0 to 255", node_color, 0},
    {"g", KW_ATTRIBUTE_INTEGER, "green of that colour", node_color, 1},
    {"b", KW_ATTRIBUTE_INTEGER, "blue of that colour", node_color, 2},
    {0},
};

/* --- edges
 * --------------------------------------------------------------------------------- */

#define EDGE_GETTER(name, setter, expression)                                            \
    GETTER(name)                                                                         \
    {                                                                                    \
        (void)which;                                                                     \
        const struct kw_edge *edge = &graph->edges[index];                               \
        setter(value, expression);                                                       \
    }

struct kw_str kw_edge_label(const struct kw_edge *edge)
{
    return edge->types.len ? edge->types : kw_str_of(kw_layer_label(edge->layer)->name);
}

bool kw_is_blank(struct kw_str s)
{
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (code != 0xFFFFFFFF && !kw_utf8_forbidden(code) && !kw_is_space(code))
            return false;
    }
    return true;
}

struct kw_str kw_node_name(const struct kw_node *node)
{
    return kw_is_blank(node->name) ? node->key : node->name;
}

static void set_share(struct kw_value *value, uint64_t part, uint64_t whole)
{
    value->number = whole ? kw_round9((double)part / (double)whole) : 0;
    value->present = whole > 0;
}

#define set_denied(value, edge) set_share(value, (edge)->denied, (edge)->mentions)
#define set_alleged(value, edge) set_share(value, (edge)->alleged, (edge)->mentions)

static void set_number(struct kw_value *value, uint64_t count)
{
    value->number = (double)count;
    value->present = count > 0;
}

EDGE_GETTER(edge_label, set_text, kw_edge_label(edge))
EDGE_GETTER(edge_weight, set_number, edge->weight)
EDGE_GETTER(edge_layer, set_text, kw_str_of(kw_layer_label(edge->layer)->name))
EDGE_GETTER(edge_types, set_text, edge->types)
EDGE_GETTER(edge_symmetric, set_bool, edge->symmetric)
EDGE_GETTER(edge_mentions, set_count, edge->mentions)
EDGE_GETTER(edge_documents, set_count, edge->documents)
EDGE_GETTER(edge_stories, set_count, edge->stories)
EDGE_GETTER(edge_outlets, set_count, edge->outlets)
EDGE_GETTER(edge_denied, set_count, edge->denied)
EDGE_GETTER(edge_alleged, set_count, edge->alleged)
EDGE_GETTER(edge_denied_share, set_denied, edge)
EDGE_GETTER(edge_alleged_share, set_alleged, edge)
EDGE_GETTER(edge_disputed, set_bool, edge->disputed)
EDGE_GETTER(edge_speakers, set_text, edge->speakers)
EDGE_GETTER(edge_dated, set_count, edge->dated)
EDGE_GETTER(edge_first, set_day, edge->first)
EDGE_GETTER(edge_last, set_day, edge->last)

/* A window states nothing: it has neither. */
static void set_polarity(struct kw_value *value, const struct kw_quote *quote)
{
    if (quote->modality != KW_MODALITY_NONE)
        set_text(value, quote->polarity == KW_NEGATIVE ? KW_STR("-") : KW_STR("+"));
}

static void set_modality(struct kw_value *value, const struct kw_quote *quote)
{
    if (quote->modality != KW_MODALITY_NONE)
        set_text(value, kw_str_of(kw_modality_label(quote->modality)->name));
}

#define QUOTE_GETTER(name, setter, expression)                                           \
    GETTER(name)                                                                         \
    {                                                                                    \
        const struct kw_edge *edge = &graph->edges[index];                               \
        if (which >= edge->quote_count)                                                  \
            return;                                                                      \
        const struct kw_quote *quote = &edge->quotes[which];                             \
        setter(value, expression);                                                       \
    }

QUOTE_GETTER(quote_text, set_text, quote->text)
QUOTE_GETTER(quote_document, set_text, quote->document)
QUOTE_GETTER(quote_publisher, set_text, quote->publisher)
QUOTE_GETTER(quote_date, set_day, quote->date)
QUOTE_GETTER(quote_speaker, set_text, quote->speaker)
QUOTE_GETTER(quote_polarity, set_polarity, quote)
QUOTE_GETTER(quote_modality, set_modality, quote)

#define QUOTE(prefix, ordinal, number)                                                   \
    {prefix, KW_ATTRIBUTE_TEXT, ordinal " sentence behind it", quote_text, number},      \
        {prefix "_document", KW_ATTRIBUTE_TEXT, "document of that sentence",             \
         quote_document, number},                                                        \
        {prefix "_publisher", KW_ATTRIBUTE_TEXT, "who published that document",          \
         quote_publisher, number},                                                       \
        {prefix "_date", KW_ATTRIBUTE_TEXT, "when that document was published",          \
         quote_date, number},                                                            \
        {prefix "_speaker", KW_ATTRIBUTE_TEXT, "who says so there", quote_speaker,       \
         number},                                                                        \
        {prefix "_polarity", KW_ATTRIBUTE_TEXT,                                          \
         "whether it states (+) or denies it (-)", quote_polarity, number},              \
    {                                                                                    \
        prefix "_modality", KW_ATTRIBUTE_TEXT,                                           \
            "how sure it is: asserted, reported, ...", quote_modality, number            \
    }

static const struct kw_attribute edge_attributes[] = {
    {"label", KW_ATTRIBUTE_TEXT, "types of the statements, or the layer", edge_label, 0},
    {"weight", KW_ATTRIBUTE_NUMBER, "the count that the view asks for", edge_weight, 0},
    {"layer", KW_ATTRIBUTE_TEXT, "statements or cooccurrence", edge_layer, 0},
    {"types", KW_ATTRIBUTE_TEXT, "types of the statements, joined by |", edge_types, 0},
    {"symmetric", KW_ATTRIBUTE_BOOL, "whether its direction means nothing",
     edge_symmetric, 0},
    {"mentions", KW_ATTRIBUTE_INTEGER, "statements, or windows that name both",
     edge_mentions, 0},
    {"documents", KW_ATTRIBUTE_INTEGER, "documents that hold them", edge_documents, 0},
    {"stories", KW_ATTRIBUTE_INTEGER, "stories that hold them; copies count once",
     edge_stories, 0},
    {"outlets", KW_ATTRIBUTE_INTEGER, "known publishers of them, at least 1",
     edge_outlets, 0},
    {"denied", KW_ATTRIBUTE_INTEGER, "statements that deny it", edge_denied, 0},
    {"alleged", KW_ATTRIBUTE_INTEGER, "statements that only allege it", edge_alleged, 0},
    {"denied_share", KW_ATTRIBUTE_NUMBER, "share of the mentions that deny it, 0 to 1",
     edge_denied_share, 0},
    {"alleged_share", KW_ATTRIBUTE_NUMBER, "share that only allege it, 0 to 1",
     edge_alleged_share, 0},
    {"disputed", KW_ATTRIBUTE_BOOL,
     "whether others deny what it states, or state what it denies", edge_disputed, 0},
    {"speakers", KW_ATTRIBUTE_TEXT, "who says so, joined by |", edge_speakers, 0},
    {"dated", KW_ATTRIBUTE_INTEGER, "statements that say when", edge_dated, 0},
    {"first", KW_ATTRIBUTE_TEXT, "first day of it, else of its publication", edge_first,
     0},
    {"last", KW_ATTRIBUTE_TEXT, "last day of it, else of its publication", edge_last, 0},
    QUOTE("quote", "surest", 0),
    QUOTE("quote2", "second", 1),
    QUOTE("quote3", "third", 2),
    {0},
};

const struct kw_attribute *kw_node_attributes(void)
{
    return node_attributes;
}

const struct kw_attribute *kw_edge_attributes(void)
{
    return edge_attributes;
}
