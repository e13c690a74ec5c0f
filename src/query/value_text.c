/* value_text.c - values as text, for people and as literals. */
#include "query/value_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

/* What a value is written with. */
struct writing {
    const struct kw_source *source;
    struct kw_buf *out;
    bool literal;
    struct kw_region region; /* of names and maps read on the way */
    struct kw_error *err;
};

void kw_value_number_text(const struct kw_value *v, char text[40])
{
    if (v->kind == KW_VALUE_INTEGER) {
        snprintf(text, 40, "%lld", (long long)v->as.integer);
        return;
    }
    double x = v->as.number;
    if (isnan(x) || isinf(x)) {
        snprintf(text, 40, "%s", isnan(x) ? "NaN" : x < 0 ? "-Infinity" : "Infinity");
        return;
    }
    int digits = 1;
    while (snprintf(text, 40, "%.*g", digits, x) > 0 && strtod(text, NULL) != x &&
           digits < 17)
        digits++;
    if (strchr(text, 'e') && fabs(x) >= 1e-5 && fabs(x) < 1e15) /* without exponent */
        snprintf(text, 40, "%.*f", fabs(x) >= 1 ? 0 : digits + 4, x);
    for (char *c = text; *c; c++) {
        if (*c == ',')
            *c = '.';
    }
    if (!strpbrk(text, ".en"))
        memcpy(text + strlen(text), ".0", 3);
}

static bool is_finite(const struct kw_value *v)
{
    return v->kind != KW_VALUE_FLOAT || isfinite(v->as.number);
}

static enum kw_status write_value(struct writing *w, const struct kw_value *v, bool top);

static void write_string(struct writing *w, struct kw_str s)
{
    if (!w->literal) {
        struct kw_out out;
        kw_out_to_buf(&out, w->out);
        kw_json_quote(&out, s);
        if (kw_out_finish(&out, NULL) != KW_OK)
            w->out->failed = true;
        return;
    }
    kw_buf_byte(w->out, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\'' || s.ptr[i] == '\\')
            kw_buf_byte(w->out, '\\');
        if (s.ptr[i] == '\n')
            kw_buf_add(w->out, KW_STR("\\n"));
        else
            kw_buf_byte(w->out, s.ptr[i]);
    }
    kw_buf_byte(w->out, '\'');
}

static enum kw_status write_map(struct writing *w, const struct kw_value_map *map)
{
    enum kw_status status = KW_OK;
    kw_buf_byte(w->out, '{');
    for (size_t i = 0; i < map->count && status == KW_OK; i++) {
        if (i)
            kw_buf_add(w->out, KW_STR(", "));
        if (w->literal)
            kw_buf_add(w->out, map->entries[i].key);
        else
            write_string(w, map->entries[i].key);
        kw_buf_add(w->out, KW_STR(": "));
        status = write_value(w, &map->entries[i].value, false);
    }
    kw_buf_byte(w->out, '}');
    return status;
}

static enum kw_status write_list(struct writing *w, const struct kw_value_list *list)
{
    enum kw_status status = KW_OK;
    kw_buf_byte(w->out, '[');
    for (size_t i = 0; i < list->count && status == KW_OK; i++) {
        if (i)
            kw_buf_add(w->out, KW_STR(", "));
        status = write_value(w, &list->items[i], false);
    }
    kw_buf_byte(w->out, ']');
    return status;
}

static enum kw_status write_properties(struct writing *w, const struct kw_value *v,
                                       bool space)
{
    struct kw_value map;
    enum kw_status status =
        w->source->all(w->source->context, v, &w->region, &map, w->err);
    if (status != KW_OK || map.as.map->count == 0)
        return status;
    if (space)
        kw_buf_byte(w->out, ' ');
    return write_map(w, map.as.map);
}

static enum kw_status write_node(struct writing *w, int64_t node)
{
    struct kw_value v = kw_value_node(node), more;
    enum kw_status status;
    if (!w->literal) {
        status = w->source->read(w->source->context, &v, KW_STR("name"), &w->region,
                                 &more, w->err);
        if (status == KW_OK && more.kind == KW_VALUE_STRING)
            kw_buf_add(w->out, more.as.string);
        else if (status == KW_OK)
            kw_buf_printf(w->out, "(%lld)", (long long)node);
        return status;
    }
    status = w->source->labels(w->source->context, node, &w->region, &more, w->err);
    if (status != KW_OK)
        return status;
    kw_buf_byte(w->out, '(');
    for (size_t i = 0; i < more.as.list->count; i++) {
        kw_buf_byte(w->out, ':');
        kw_buf_add(w->out, more.as.list->items[i].as.string);
    }
    status = write_properties(w, &v, more.as.list->count > 0);
    kw_buf_byte(w->out, ')');
    return status;
}

static enum kw_status write_edge(struct writing *w, const struct kw_link *edge)
{
    struct kw_value v = {.kind = KW_VALUE_EDGE, .as.edge = edge};
    kw_buf_add(w->out, w->literal ? KW_STR("[:") : KW_STR("["));
    kw_buf_add(w->out, w->source->type_name(w->source->context, edge->type));
    enum kw_status status = w->literal ? write_properties(w, &v, true) : KW_OK;
    kw_buf_byte(w->out, ']');
    return status;
}

static enum kw_status write_path(struct writing *w, const struct kw_value_path *path)
{
    if (w->literal)
        kw_buf_byte(w->out, '<');
    enum kw_status status = write_node(w, path->nodes[0]);
    struct kw_str gap = w->literal ? KW_STR("") : KW_STR(" ");
    for (size_t i = 0; i < path->edge_count && status == KW_OK; i++) {
        bool forth = path->edges[i]->from == path->nodes[i];
        kw_buf_add(w->out, gap);
        kw_buf_add(w->out, forth ? KW_STR("-") : KW_STR("<-"));
        status = write_edge(w, path->edges[i]);
        kw_buf_add(w->out, forth ? KW_STR("->") : KW_STR("-"));
        kw_buf_add(w->out, gap);
        if (status == KW_OK)
            status = write_node(w, path->nodes[i + 1]);
    }
    if (w->literal)
        kw_buf_byte(w->out, '>');
    return status;
}

/* Nodes, edges and paths are texts; in a list or map of JSON, quoted ones. */
static enum kw_status write_thing(struct writing *w, const struct kw_value *v, bool top)
{
    struct kw_buf *out = w->out, inner = {0};
    bool quoted = !top && !w->literal;
    w->out = quoted ? &inner : out;
    enum kw_status status = v->kind == KW_VALUE_NODE   ? write_node(w, v->as.node)
                            : v->kind == KW_VALUE_EDGE ? write_edge(w, v->as.edge)
                                                       : write_path(w, v->as.path);
    w->out = out;
    if (quoted && status == KW_OK)
        write_string(w, kw_buf_str(&inner));
    out->failed |= inner.failed;
    kw_buf_free(&inner);
    return status;
}

static enum kw_status write_value(struct writing *w, const struct kw_value *v, bool top)
{
    char text[40];
    switch (v->kind) {
    case KW_VALUE_NULL:
        kw_buf_add(w->out, KW_STR("null"));
        return KW_OK;
    case KW_VALUE_BOOL:
        kw_buf_add(w->out, v->as.truth ? KW_STR("true") : KW_STR("false"));
        return KW_OK;
    case KW_VALUE_INTEGER:
    case KW_VALUE_FLOAT:
        kw_value_number_text(v, text);
        if (!top && !w->literal && !is_finite(v))
            kw_buf_add(w->out, KW_STR("null")); /* JSON has no other word */
        else
            kw_buf_add(w->out, kw_str_of(text));
        return KW_OK;
    case KW_VALUE_STRING:
        if (top && !w->literal)
            kw_buf_add(w->out, v->as.string);
        else
            write_string(w, v->as.string);
        return KW_OK;
    case KW_VALUE_LIST:
        return write_list(w, v->as.list);
    case KW_VALUE_MAP:
        return write_map(w, v->as.map);
    default:
        return write_thing(w, v, top);
    }
}

static enum kw_status write_top(const struct kw_source *source, const struct kw_value *v,
                                bool literal, struct kw_buf *out, struct kw_error *err)
{
    struct writing w = {.source = source, .out = out, .literal = literal, .err = err};
    enum kw_status status = write_value(&w, v, true);
    kw_region_free(&w.region);
    return status;
}

enum kw_status kw_value_write(const struct kw_source *source, const struct kw_value *v,
                              struct kw_buf *out, struct kw_error *err)
{
    return write_top(source, v, false, out, err);
}

enum kw_status kw_value_literal(const struct kw_source *source, const struct kw_value *v,
                                struct kw_buf *out, struct kw_error *err)
{
    return write_top(source, v, true, out, err);
}
