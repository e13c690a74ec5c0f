/* stix.c - a STIX 2.1 bundle (OASIS standard, 10 June 2021).
 *
 * Identifiers are UUIDs of version 5 from keys and times come from the documents, so the
 * same graph gives the same bundle. Countries are locations; other places are identities,
 * since a location must name a region, a country or a position. What STIX has no property
 * for stands in an extension. A document that is quoted is a report on what it is quoted
 * for.
 */
#include "json.h"

#include "base/sha1.h"

#include <stdlib.h>
#include <string.h>

/* What is made under it is named under it: the UUID of "knotwork" among OIDs. */
static const unsigned char space[16] = {0x6B, 0x6E, 0x6F, 0x74, 0x77, 0x6F, 0x52, 0x6B,
                                        0x8B, 0x21, 0x73, 0x74, 0x69, 0x78, 0x21, 0x01};

struct stix {
    struct kw_sources sources; /* what the reports are on */
    struct reported {
        size_t source; /* number */
        bool node;     /* `number` is that of a node, not of an edge */
        size_t number;
    } * reported;          /* by all three, none twice */
    size_t reported_count; /* of `reported` */
};

/* What an entity type is; `class` is of an identity. */
static const struct {
    const char *type, *class;
} objects[KW_TYPE_COUNT] = {
    [KW_TYPE_NONE] = {"identity", "unknown"},
    [KW_TYPE_PERSON] = {"identity", "individual"},
    [KW_TYPE_COUNTRY] = {"identity", "organization"}, /* without a code */
    [KW_TYPE_PLACE] = {"identity", "unknown"},
    [KW_TYPE_AGENCY] = {"identity", "organization"},
    [KW_TYPE_FIRM] = {"identity", "organization"},
    [KW_TYPE_OUTLET] = {"identity", "organization"},
    [KW_TYPE_ORGANIZATION] = {"identity", "organization"},
    [KW_TYPE_TOOL] = {"tool", NULL},
    [KW_TYPE_GROUP] = {"identity", "class"},
    [KW_TYPE_EVENT] = {"incident", NULL},
    [KW_TYPE_WORK] = {"identity", "unknown"},
};

/* Kinds of tools that are malware, with the word of malware-type-ov for it. */
static const struct {
    const char *kind, *word;
} malware[] = {
    {"spyware", "spyware"},   {"malware", "unknown"}, {"ransomware", "ransomware"},
    {"virus", "virus"},       {"worm", "worm"},       {"trojan", "trojan"},
    {"backdoor", "backdoor"}, {"rootkit", "rootkit"}, {NULL, NULL}};

static const char *malware_word(const struct kw_node *n)
{
    for (size_t i = 0; n->type == KW_TYPE_TOOL && malware[i].kind; i++) {
        if (kw_str_eq(n->kind, kw_str_of(malware[i].kind)))
            return malware[i].word;
    }
    return NULL;
}

static bool has_code(const struct kw_node *n)
{
    return n->type == KW_TYPE_COUNTRY && n->key.len == 10 &&
           kw_str_starts(n->key, KW_STR("country/"));
}

static const char *object_type(const struct kw_node *n)
{
    return has_code(n) ? "location" : malware_word(n) ? "malware" : objects[n->type].type;
}

static void put_id(struct kw_json_out *json, const char *key, const char *type,
                   const char *prefix, struct kw_str name)
{
    char text[64 + KW_UUID_TEXT];
    struct kw_str kind = kw_str_of(type);
    memcpy(text, kind.ptr, kind.len);
    memcpy(text + kind.len, "--", 2);
    kw_uuid_of(space, kw_str_of(prefix), name, text + kind.len + 2);
    kw_json_string(json, key, kw_str_of(text));
}

static void put_node_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                        uint32_t node)
{
    const struct kw_node *n = &x->graph->nodes[node];
    put_id(json, key, object_type(n), "entity:", n->key);
}

static void put_relation_id(struct kw_exporter *x, struct kw_json_out *json,
                            const char *key, const struct kw_edge *e)
{
    struct kw_buf name = {0};
    kw_buf_printf(&name, "%zu:", x->graph->nodes[e->source].key.len);
    kw_buf_add(&name, x->graph->nodes[e->source].key);
    kw_buf_add(&name, x->graph->nodes[e->target].key);
    kw_buf_byte(&name, ':');
    kw_buf_add(&name, kw_edge_label(e));
    put_id(json, key, "relationship", "relation:", kw_buf_str(&name));
    kw_buf_free(&name);
}

/* The first moment of a day; of 1970 where none is known. */
static void put_time(struct kw_json_out *json, const char *key, int32_t day)
{
    char text[KW_TIME_TEXT + 16];
    kw_day_print(day == KW_DAY_NONE ? 0 : day, text);
    memcpy(text + 10, "T00:00:00.000Z", 15);
    kw_json_string(json, key, kw_str_of(text));
}

static struct kw_json_out open_object(struct kw_exporter *x, const char *type)
{
    struct kw_json_out json = kw_export_item(x, false);
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "type", kw_str_of(type));
    kw_json_string(&json, "spec_version", KW_STR("2.1"));
    return json;
}

static void put_times(struct kw_json_out *json, int32_t created, int32_t modified)
{
    put_time(json, "created", created);
    put_time(json, "modified", modified);
}

static void open_extension(struct kw_json_out *json)
{
    char id[64] = "extension-definition--";
    kw_json_open(json, "extensions", '{');
    kw_uuid_of(space, KW_STR("extension"), KW_STR(""), id + 22);
    kw_json_open(json, id, '{');
    kw_json_string(json, "extension_type", KW_STR("property-extension"));
}

static void close_object(struct kw_json_out *json)
{
    kw_json_close(json, '}');
    kw_json_close(json, '}');
    kw_json_close(json, '}');
}

static int by_source(const void *a, const void *b)
{
    const struct reported *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->node != y->node)
        return x->node ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

/* That a document reports on an edge and its ends. */
static void report(struct stix *stix, size_t source, const struct kw_graph *g,
                   size_t edge)
{
    struct reported *r = &stix->reported[stix->reported_count];
    r[0] = (struct reported){source, false, edge};
    r[1] = (struct reported){source, true, g->edges[edge].source};
    r[2] = (struct reported){source, true, g->edges[edge].target};
    stix->reported_count += 3;
}

static enum kw_status gather(struct kw_exporter *x, struct kw_error *err)
{
    const struct kw_graph *g = x->graph;
    struct stix *stix = x->state = KW_NEW(x->arena, 1, struct stix);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < g->edge_count; i++)
        count += g->edges[i].quote_count;
    if (!stix || !(stix->reported = KW_NEW(x->arena, 3 * count + 1, struct reported)))
        return kw_nomem(err);
    enum kw_status status = kw_sources_gather(x, &stix->sources, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < g->edge_count; i++) {
        for (size_t n = 0; n < g->edges[i].quote_count; n++)
            report(stix, kw_sources_find(&stix->sources, g->edges[i].quotes[n].document),
                   g, i);
    }
    qsort(stix->reported, stix->reported_count, sizeof *stix->reported, by_source);
    for (size_t i = 0; i < stix->reported_count; i++) {
        if (kept == 0 || by_source(&stix->reported[kept - 1], &stix->reported[i]) != 0)
            stix->reported[kept++] = stix->reported[i];
    }
    stix->reported_count = kept;
    return KW_OK;
}

/* The bundle, who made it, and what the extension is. */
static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    enum kw_status status = gather(x, err);
    if (status != KW_OK)
        return status;
    struct kw_json_out json = {.out = x->out};
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "type", KW_STR("bundle"));
    put_id(&json, "id", "bundle", "bundle", KW_STR(""));
    kw_json_open(&json, "objects", '[');
    kw_out_byte(x->out, '\n');
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "type", KW_STR("identity"));
    kw_json_string(&json, "spec_version", KW_STR("2.1"));
    put_id(&json, "id", "identity", "maker", KW_STR(""));
    put_times(&json, KW_DAY_NONE, KW_DAY_NONE);
    kw_json_string(&json, "name", KW_STR("knotwork"));
    kw_json_string(&json, "identity_class", KW_STR("system"));
    kw_json_close(&json, '}');
    json = open_object(x, "extension-definition");
    put_id(&json, "id", "extension-definition", "extension", KW_STR(""));
    put_times(&json, KW_DAY_NONE, KW_DAY_NONE);
    put_id(&json, "created_by_ref", "identity", "maker", KW_STR(""));
    kw_json_string(&json, "name", KW_STR("knotwork attributes"));
    kw_json_string(&json, "schema",
                   KW_STR("what 'knotwork help nodes' and 'knotwork help edges' list"));
    kw_json_string(&json, "version", KW_STR("1.0.0"));
    kw_json_open(&json, "extension_types", '[');
    kw_json_string(&json, NULL, KW_STR("property-extension"));
    kw_json_close(&json, ']');
    kw_json_close(&json, '}');
    return KW_OK;
}

static void node(struct kw_exporter *x, size_t index)
{
    const struct kw_node *n = &x->graph->nodes[index];
    const char *type = object_type(n), *word = malware_word(n);
    struct kw_json_out json = open_object(x, type);
    put_node_id(x, &json, "id", (uint32_t)index);
    put_times(&json, n->first, n->last);
    kw_export_string(x, &json, "name", kw_node_name(n));
    if (has_code(n)) {
        kw_json_string(&json, "country", kw_str_slice(n->key, 8, 10));
    } else if (word) {
        kw_json_bool(&json, "is_family", true);
        kw_json_open(&json, "malware_types", '[');
        kw_json_string(&json, NULL, kw_str_of(word));
        kw_json_close(&json, ']');
    } else if (objects[n->type].class) {
        kw_json_string(&json, "identity_class", kw_str_of(objects[n->type].class));
    }
    open_extension(&json);
    kw_export_node_members(x, &json, index, "label|name|r|g|b");
    close_object(&json);
}

/* based_in is based-in: a relationship type has lower-case letters, digits, hyphens. */
static void put_type(struct kw_exporter *x, struct kw_json_out *json,
                     const struct kw_edge *e)
{
    struct kw_str types =
        kw_arena_copy(x->arena, e->types.len ? e->types : KW_STR("related-to"));
    char *at = (char *)(uintptr_t)types.ptr; /* our own copy */
    for (size_t i = 0; i < types.len; i++) {
        if (at[i] == '_' || at[i] == '|')
            at[i] = '-';
    }
    kw_json_string(json, "relationship_type", types);
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    int32_t created = KW_DAY_NONE, modified = KW_DAY_NONE;
    for (size_t i = 0; i < e->quote_count; i++) {
        int32_t day = e->quotes[i].date;
        if (day != KW_DAY_NONE && (created == KW_DAY_NONE || day < created))
            created = day;
        if (day > modified) /* KW_DAY_NONE is the least */
            modified = day;
    }
    struct kw_json_out json = open_object(x, "relationship");
    put_relation_id(x, &json, "id", e);
    put_times(&json, created, modified);
    put_type(x, &json, e);
    put_node_id(x, &json, "source_ref", e->source);
    put_node_id(x, &json, "target_ref", e->target);
    if (e->quote_count && e->quotes[0].text.len)
        kw_export_string(x, &json, "description", e->quotes[0].text);
    if (e->dated && e->first != KW_DAY_NONE)
        put_time(&json, "start_time", e->first);
    if (e->dated && e->last != KW_DAY_NONE) /* must be later than start_time */
        put_time(&json, "stop_time", e->last + 1);
    open_extension(&json);
    kw_export_edge_members(x, &json, index, "label|types");
    close_object(&json);
}

static void end(struct kw_exporter *x)
{
    const struct stix *stix = x->state;
    for (size_t i = 0; i < stix->reported_count;) {
        const struct kw_source *s = &stix->sources.items[stix->reported[i].source];
        size_t source = stix->reported[i].source;
        struct kw_json_out json = open_object(x, "report");
        put_id(&json, "id", "report", "document:", s->document);
        put_times(&json, s->date, s->date);
        put_time(&json, "published", s->date);
        kw_export_string(x, &json, "name", s->document.len ? s->document : KW_STR("?"));
        if (s->publisher.len)
            kw_export_string(x, &json, "description", s->publisher);
        kw_json_open(&json, "object_refs", '[');
        for (; i < stix->reported_count && stix->reported[i].source == source; i++) {
            size_t number = stix->reported[i].number;
            if (stix->reported[i].node)
                put_node_id(x, &json, NULL, (uint32_t)number);
            else
                put_relation_id(x, &json, NULL, &x->graph->edges[number]);
        }
        kw_json_close(&json, ']');
        kw_json_close(&json, '}');
    }
    kw_out_add(x->out, KW_STR("\n]}\n"));
}

const struct kw_graph_writer kw_stix_writer = {begin, node, edge, end};
