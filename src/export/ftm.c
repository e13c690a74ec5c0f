/* ftm.c - FollowTheMoney (https://followthemoney.tech), an entity a line.
 *
 * Types and relations become the schemata of its default model where both ends fit the
 * schema's ranges, else UnknownLink with the type as its role. Identifiers are digests of
 * keys. Dates are those of what happened; a date of publication is the article's only.
 */
#include "json.h"

#include "base/sha1.h"

/* What an entity type is in the model. A schema fits a range when its letter is listed.
 */
static const struct {
    const char *schema; /* of the model */
    const char *name;   /* a second property for the name, or NULL */
    char letter;        /* stands for the schema in the ranges below */
} schemata[KW_TYPE_COUNT] = {
    [KW_TYPE_NONE] = {"LegalEntity", NULL, 'l'},
    [KW_TYPE_PERSON] = {"Person", NULL, 'p'},
    [KW_TYPE_COUNTRY] = {"Territory", NULL, 't'},
    [KW_TYPE_PLACE] = {"Address", "full", 'd'},
    [KW_TYPE_AGENCY] = {"PublicBody", NULL, 'o'},
    [KW_TYPE_FIRM] = {"Company", NULL, 'c'},
    [KW_TYPE_OUTLET] = {"Organization", NULL, 'o'},
    [KW_TYPE_ORGANIZATION] = {"Organization", NULL, 'o'},
    [KW_TYPE_TOOL] = {"Asset", NULL, 'a'},
    [KW_TYPE_GROUP] = {"Organization", NULL, 'o'},
    [KW_TYPE_EVENT] = {"Event", NULL, 'e'},
    [KW_TYPE_WORK] = {"Document", "fileName", 'w'},
};

enum { LONGEST_NAME = 384 }; /* bytes; followthemoney/types/name.py */

#define LEGAL "lpoc" /* letters of LegalEntity and what descends from it */
#define BODY "oc"    /* of Organization */

/* The first row whose relation and letters fit. */
static const struct link {
    enum kw_relation relation;    /* alone on its edge */
    const char *subject, *object; /* letters that fit */
    const char *schema;           /* of the link */
    const char *from, *to;        /* properties of the two ends */
    const char *role;             /* property of the type */
} links[] = {
    {KW_RELATION_ROLE_AT, "p", BODY, "Employment", "employee", "employer", "role"},
    {KW_RELATION_MEMBER_OF, LEGAL, BODY, "Membership", "member", "organization", "role"},
    {KW_RELATION_OWNS, LEGAL, "ac", "Ownership", "owner", "asset", "role"},
    {KW_RELATION_FAMILY, "p", "p", "Family", "person", "relative", "relationship"},
    {KW_RELATION_ASSOCIATE, "p", "p", "Associate", "person", "associate", "relationship"},
    {KW_RELATION_NONE, NULL, NULL, "UnknownLink", "subject", "object", "role"},
};

static bool has(const char *letters, char letter)
{
    return kw_str_find(kw_str_of(letters), (struct kw_str){&letter, 1}, 0) <
           kw_str_of(letters).len;
}

static const struct link *link_of(struct kw_exporter *x, const struct kw_edge *e)
{
    char subject = schemata[x->graph->nodes[e->source].type].letter;
    char object = schemata[x->graph->nodes[e->target].type].letter;
    const struct link *link = links;
    for (; link->relation != KW_RELATION_NONE; link++) {
        if (e->type_set == (uint64_t)1 << link->relation && has(link->subject, subject) &&
            has(link->object, object))
            break;
    }
    return link;
}

static void put_id(struct kw_json_out *json, const char *key, const char *what,
                   struct kw_str name)
{
    struct kw_sha1 sha;
    unsigned char digest[KW_SHA1_SIZE];
    char text[2 * KW_SHA1_SIZE + 1];
    kw_sha1_begin(&sha);
    kw_sha1_add(&sha, kw_str_of(what));
    kw_sha1_add(&sha, KW_STR(":"));
    kw_sha1_add(&sha, name);
    kw_sha1_end(&sha, digest);
    kw_sha1_print(digest, 2 * KW_SHA1_SIZE, text);
    kw_json_string(json, key, kw_str_of(text));
}

/* "name": ["value"], if there is a value; cut to what the model's names may have. */
static void property(struct kw_exporter *x, struct kw_json_out *json, const char *name,
                     struct kw_str value)
{
    value = kw_str_trim(kw_clean(x, value));
    size_t end = value.len < LONGEST_NAME ? value.len : LONGEST_NAME;
    while (end < value.len && ((unsigned char)value.ptr[end] & 0xC0) == 0x80)
        end--; /* not inside a character */
    if (kw_is_blank(value))
        return;
    kw_json_open(json, name, '[');
    kw_json_string(json, NULL, kw_str_slice(value, 0, end));
    kw_json_close(json, ']');
}

static void day_property(struct kw_exporter *x, struct kw_json_out *json,
                         const char *name, int32_t day)
{
    char text[KW_TIME_TEXT];
    kw_day_print(day, text);
    property(x, json, name, kw_str_of(text));
}

static struct kw_json_out open_entity(struct kw_exporter *x, const char *what,
                                      struct kw_str name, const char *schema)
{
    struct kw_json_out json = {.out = x->out};
    kw_json_open(&json, NULL, '{');
    put_id(&json, "id", what, name);
    kw_json_string(&json, "schema", kw_str_of(schema));
    kw_json_open(&json, "properties", '{');
    return json;
}

static void close_entity(struct kw_exporter *x, struct kw_json_out *json)
{
    kw_json_close(json, '}');
    kw_json_close(json, '}');
    kw_out_byte(x->out, '\n');
}

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    struct kw_sources *sources = x->state = KW_NEW(x->arena, 1, struct kw_sources);
    return sources ? kw_sources_gather(x, sources, err) : kw_nomem(err);
}

static void node(struct kw_exporter *x, size_t index)
{
    const struct kw_node *n = &x->graph->nodes[index];
    struct kw_json_out json = open_entity(x, "entity", n->key, schemata[n->type].schema);
    property(x, &json, "name", kw_node_name(n));
    if (schemata[n->type].name)
        property(x, &json, schemata[n->type].name, kw_node_name(n));
    if (n->type == KW_TYPE_COUNTRY && n->key.len == 10 &&
        kw_str_starts(n->key, KW_STR("country/"))) {
        char code[2] = {(char)(n->key.ptr[8] | 0x20), (char)(n->key.ptr[9] | 0x20)};
        property(x, &json, "country", (struct kw_str){code, 2});
    }
    property(x, &json, "summary", n->kind);
    close_entity(x, &json);
}

static void put_evidence(struct kw_exporter *x, struct kw_json_out *json,
                         const struct kw_edge *e)
{
    if (e->quote_count == 0)
        return;
    kw_json_open(json, "proof", '[');
    for (size_t i = 0; i < e->quote_count; i++)
        put_id(json, NULL, "document", e->quotes[i].document);
    kw_json_close(json, ']');
    bool any = false; /* none are left in an anonymous graph */
    for (size_t i = 0; i < e->quote_count; i++) {
        struct kw_str text = e->quotes[i].text;
        if (kw_is_blank(text))
            continue;
        if (!any)
            kw_json_open(json, "description", '[');
        kw_export_string(x, json, NULL, text);
        any = true;
    }
    if (any)
        kw_json_close(json, ']');
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    const struct link *link = link_of(x, e);
    struct kw_buf id = {0};
    kw_buf_add(&id, kw_str_of(kw_layer_label(e->layer)->name));
    for (int i = 0; i < 3; i++) {
        struct kw_str part = i == 0   ? e->types
                             : i == 1 ? x->graph->nodes[e->source].key
                                      : x->graph->nodes[e->target].key;
        kw_buf_printf(&id, "\n%zu ", part.len); /* lengths keep the parts apart */
        kw_buf_add(&id, part);
    }
    if (id.failed)
        kw_out_nomem(x->out);
    struct kw_json_out json = open_entity(x, "relation", kw_buf_str(&id), link->schema);
    kw_buf_free(&id);
    kw_json_open(&json, link->from, '[');
    put_id(&json, NULL, "entity", x->graph->nodes[e->source].key);
    kw_json_close(&json, ']');
    kw_json_open(&json, link->to, '[');
    put_id(&json, NULL, "entity", x->graph->nodes[e->target].key);
    kw_json_close(&json, ']');
    property(x, &json, link->role, kw_edge_label(e));
    if (e->dated) {
        day_property(x, &json, "startDate", e->first);
        day_property(x, &json, "endDate", e->last);
    }
    if (e->disputed)
        property(x, &json, "summary",
                 KW_STR("disputed: another source states the opposite"));
    put_evidence(x, &json, e);
    close_entity(x, &json);
}

static void end(struct kw_exporter *x)
{
    const struct kw_sources *sources = x->state;
    for (size_t i = 0; i < sources->count; i++) {
        const struct kw_source *s = &sources->items[i];
        struct kw_json_out json = open_entity(x, "document", s->document, "Article");
        property(x, &json, "title", s->document);
        property(x, &json, "fileName", s->document);
        property(x, &json, "publisher", s->publisher);
        day_property(x, &json, "publishedAt", s->date);
        close_entity(x, &json);
    }
}

const struct kw_graph_writer kw_ftm_writer = {begin, node, edge, end};
