/* stix.c - a STIX 2.1 bundle (OASIS standard, 10 June 2021).
 *
 * Identifiers are UUIDs of version 5 from keys and times come from the documents, so the
 * same graph gives the same bundle. Countries are locations; other places are identities,
 * since a location must name a region, a country or a position. What STIX has no property
 * for stands in an extension. A document that is quoted is a report on what it is quoted
 * for.
 */
#include "stix.h"

#include "base/sha1.h"

#include <string.h>

/* What is made under it is named under it: the UUID of "knotwork" among OIDs. */
static const unsigned char space[16] = {0x6B, 0x6E, 0x6F, 0x74, 0x77, 0x6F, 0x52, 0x6B,
                                        0x8B, 0x21, 0x73, 0x74, 0x69, 0x78, 0x21, 0x01};

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

void kw_stix_id(struct kw_json_out *json, const char *key, const char *type,
                const char *prefix, struct kw_str name)
{
    char text[64 + KW_UUID_TEXT];
    struct kw_str kind = kw_str_of(type);
    memcpy(text, kind.ptr, kind.len);
    memcpy(text + kind.len, "--", 2);
    kw_uuid_of(space, kw_str_of(prefix), name, text + kind.len + 2);
    kw_json_string(json, key, kw_str_of(text));
}

void kw_stix_node_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                     uint32_t node)
{
    const struct kw_node *n = &x->graph->nodes[node];
    kw_stix_id(json, key, object_type(n), "entity:", n->key);
}

void kw_stix_relation_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                         const struct kw_edge *e)
{
    struct kw_buf name = {0};
    kw_buf_printf(&name, "%zu:", x->graph->nodes[e->source].key.len);
    kw_buf_add(&name, x->graph->nodes[e->source].key);
    kw_buf_add(&name, x->graph->nodes[e->target].key);
    kw_buf_byte(&name, ':');
    kw_buf_add(&name, kw_edge_label(e));
    if (name.failed)
        kw_out_nomem(x->out);
    kw_stix_id(json, key, "relationship", "relation:", kw_buf_str(&name));
    kw_buf_free(&name);
}

/* The first moment of a day; of 1970 where none is known. */
void kw_stix_time(struct kw_json_out *json, const char *key, int32_t day)
{
    char text[KW_TIME_TEXT + 16];
    kw_day_print(day == KW_DAY_NONE ? 0 : day, text);
    memcpy(text + 10, "T00:00:00.000Z", 15);
    kw_json_string(json, key, kw_str_of(text));
}

struct kw_json_out kw_stix_open(struct kw_exporter *x, const char *type)
{
    struct kw_json_out json = kw_export_item(x, false);
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "type", kw_str_of(type));
    kw_json_string(&json, "spec_version", KW_STR("2.1"));
    return json;
}

void kw_stix_times(struct kw_json_out *json, int32_t created, int32_t modified)
{
    kw_stix_time(json, "created", created);
    kw_stix_time(json, "modified", modified);
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

/* The bundle, who made it, and what the extension is. */
static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    enum kw_status status = kw_stix_reports_gather(x, err);
    if (status != KW_OK)
        return status;
    struct kw_json_out json = {.out = x->out};
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "type", KW_STR("bundle"));
    kw_stix_id(&json, "id", "bundle", "bundle", KW_STR(""));
    kw_json_open(&json, "objects", '[');
    kw_out_byte(x->out, '\n');
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "type", KW_STR("identity"));
    kw_json_string(&json, "spec_version", KW_STR("2.1"));
    kw_stix_id(&json, "id", "identity", "maker", KW_STR(""));
    kw_stix_times(&json, KW_DAY_NONE, KW_DAY_NONE);
    kw_json_string(&json, "name", KW_STR("knotwork"));
    kw_json_string(&json, "identity_class", KW_STR("system"));
    kw_json_close(&json, '}');
    json = kw_stix_open(x, "extension-definition");
    kw_stix_id(&json, "id", "extension-definition", "extension", KW_STR(""));
    kw_stix_times(&json, KW_DAY_NONE, KW_DAY_NONE);
    kw_stix_id(&json, "created_by_ref", "identity", "maker", KW_STR(""));
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
    struct kw_json_out json = kw_stix_open(x, type);
    kw_stix_node_id(x, &json, "id", (uint32_t)index);
    kw_stix_times(&json, n->first, n->last);
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
    struct kw_json_out json = kw_stix_open(x, "relationship");
    kw_stix_relation_id(x, &json, "id", e);
    kw_stix_times(&json, created, modified);
    put_type(x, &json, e);
    kw_stix_node_id(x, &json, "source_ref", e->source);
    kw_stix_node_id(x, &json, "target_ref", e->target);
    if (e->quote_count && e->quotes[0].text.len)
        kw_export_string(x, &json, "description", e->quotes[0].text);
    if (e->dated && e->first != KW_DAY_NONE)
        kw_stix_time(&json, "start_time", e->first);
    if (e->dated && e->last != KW_DAY_NONE) /* must be later than start_time */
        kw_stix_time(&json, "stop_time", e->last + 1);
    open_extension(&json);
    kw_export_edge_members(x, &json, index, "label|types");
    close_object(&json);
}

const struct kw_graph_writer kw_stix_writer = {begin, node, edge, kw_stix_reports_end};
