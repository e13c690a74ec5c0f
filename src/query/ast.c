/* ast.c - making the parts of a query; after the first failure nothing is made. */
#include "query/ast.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "grammar.h"

void kw_parse_fail(struct kw_parse *p, enum kw_status status, uint32_t at,
                   const char *format, ...)
{
    if (p->status != KW_OK)
        return;
    va_list args;
    va_start(args, format);
    p->status = kw_vfail(&p->error, status, format, args);
    va_end(args);
    p->at = at;
}

static void no_memory(struct kw_parse *p)
{
    kw_parse_fail(p, KW_NOMEM, p->last.at, "out of memory");
}

/* Room for one more pointer in an array; false after a failure. */
static bool push(struct kw_parse *p, void *array, size_t *count, size_t *capacity,
                 void *item)
{
    void **items = *(void ***)array;
    if (*count == *capacity)
        items = kw_vec_grow(p->arena, items, *count, sizeof *items, capacity);
    if (!items) {
        no_memory(p);
        return false;
    }
    items[(*count)++] = item;
    *(void ***)array = items;
    return true;
}

struct kw_expr *kw_expr_new(struct kw_parse *p, enum kw_expr_kind kind, uint32_t at,
                            uint32_t end, size_t count, struct kw_expr *const *kids)
{
    if (p->status != KW_OK)
        return NULL;
    struct kw_expr *e = KW_NEW(p->arena, 1, struct kw_expr);
    if (!e || !(e->kids = KW_NEW(p->arena, count ? count : 1, struct kw_expr *))) {
        no_memory(p);
        return NULL;
    }
    *e = (struct kw_expr){.kind = kind, .at = at, .end = end, .depth = 1, .slot = -1,
                          .other = -1, .kids = e->kids};
    for (size_t i = 0; i < count; i++) {
        e->kids[e->count++] = kids[i];
        if (kids[i] && kids[i]->depth >= e->depth)
            e->depth = kids[i]->depth + 1;
    }
    if (e->depth > KW_EXPR_DEPTH) {
        kw_parse_fail(p, KW_LIMIT, at, "the expression nests too deeply: %d levels are "
                      "allowed", KW_EXPR_DEPTH);
        return NULL;
    }
    return e;
}

/* Arrays of an expression grow by doubling at powers of two. */
void kw_expr_add(struct kw_parse *p, struct kw_expr *list, struct kw_expr *kid)
{
    if (!list || !kid || p->status != KW_OK)
        return;
    size_t n = list->count;
    if (n && (n & (n - 1)) == 0) {
        struct kw_expr **kids = KW_NEW(p->arena, n * 2, struct kw_expr *);
        if (!kids) {
            no_memory(p);
            return;
        }
        memcpy(kids, list->kids, n * sizeof *kids);
        list->kids = kids;
    }
    list->kids[list->count++] = kid;
    if (kid->depth >= list->depth)
        list->depth = kid->depth + 1;
    if (list->depth > KW_EXPR_DEPTH)
        kw_parse_fail(p, KW_LIMIT, kid->at, "the expression nests too deeply");
}

struct kw_expr *kw_expr_one(struct kw_parse *p, enum kw_expr_kind kind, int op,
                            uint32_t at, uint32_t end, struct kw_expr *a)
{
    struct kw_expr *e = kw_expr_new(p, kind, at, end, 1, &a);
    if (e)
        e->op = op;
    return e;
}

struct kw_expr *kw_expr_two(struct kw_parse *p, enum kw_expr_kind kind, int op,
                            struct kw_expr *a, struct kw_expr *b)
{
    if (!a || !b)
        return NULL;
    struct kw_expr *e =
        kw_expr_new(p, kind, a->at, b->end, 2, (struct kw_expr *const[]){a, b});
    if (e)
        e->op = op;
    return e;
}

struct kw_expr *kw_expr_compare(struct kw_parse *p, int op, struct kw_expr *a,
                                struct kw_expr *b)
{
    if (!a || !b)
        return NULL;
    bool chain = a->kind == KW_X_COMPARE && !a->closed;
    struct kw_expr *e = a;
    if (!chain)
        e = kw_expr_two(p, KW_X_COMPARE, op, a, b);
    else
        kw_expr_add(p, e, b);
    if (!e || p->status != KW_OK)
        return NULL;
    size_t n = e->count - 1;
    int *ops = KW_NEW(p->arena, n, int);
    if (!ops) {
        no_memory(p);
        return NULL;
    }
    if (n > 1)
        memcpy(ops, e->ops, (n - 1) * sizeof *ops);
    ops[n - 1] = op;
    e->ops = ops;
    e->end = b->end;
    return e;
}

/* --- literals ------------------------------------------------------------------------ */

static bool parse_integer(struct kw_str text, bool negative, int64_t *out)
{
    uint64_t value = 0, base = 10;
    size_t i = 0;
    if (text.len > 2 && text.ptr[0] == '0' && (text.ptr[1] == 'x' || text.ptr[1] == 'o')) {
        base = text.ptr[1] == 'x' ? 16 : 8;
        i = 2;
    }
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        uint64_t digit = (uint64_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
        if (value > (UINT64_MAX - digit) / base)
            return false;
        value = value * base + digit;
    }
    uint64_t most = (uint64_t)INT64_MAX + negative;
    if (value > most)
        return false;
    *out = negative ? (int64_t)(0 - value) : (int64_t)value;
    return true;
}

bool kw_literal_needs_minus(struct kw_str text)
{
    int64_t ignored;
    return !parse_integer(text, false, &ignored) && parse_integer(text, true, &ignored);
}

static void literal_number(struct kw_parse *p, struct kw_expr *e, struct kw_token t)
{
    int64_t integer;
    double number;
    if (t.kind == KW_T_INTEGER) {
        e->value = kw_value_integer(0);
        e->text = t.text; /* a minus before it may still make it fit */
        if (parse_integer(t.text, false, &integer))
            e->value = kw_value_integer(integer);
        else if (parse_integer(t.text, true, &integer))
            e->op = KW_T_INTEGER;
        else
            kw_parse_fail(p, KW_SYNTAX, t.at, "this number does not fit 64 bits");
    } else if (kw_number_parse(t.text, &number)) {
        e->value = kw_value_float(number);
    } else {
        kw_parse_fail(p, KW_SYNTAX, t.at, "this number does not fit a float");
    }
}

struct kw_expr *kw_expr_literal(struct kw_parse *p, struct kw_token t)
{
    uint32_t end = t.at + (uint32_t)t.text.len;
    struct kw_expr *e = kw_expr_new(p, KW_X_LITERAL, t.at, end, 0, NULL);
    if (!e)
        return NULL;
    if (t.kind == KW_T_INTEGER || t.kind == KW_T_FLOAT)
        literal_number(p, e, t);
    else if (t.kind == KW_T_TRUE || t.kind == KW_T_FALSE)
        e->value = kw_value_bool(t.kind == KW_T_TRUE);
    else if (t.kind == KW_T_STRING)
        e->value = kw_value_string(kw_parse_name(p, t));
    return e;
}

struct kw_expr *kw_expr_minus(struct kw_parse *p, uint32_t at, struct kw_expr *a)
{
    if (!a)
        return NULL;
    if (a->kind == KW_X_LITERAL && !a->closed && a->text.len) {
        int64_t integer;
        if (!parse_integer(a->text, true, &integer))
            return NULL;
        a->value = kw_value_integer(integer);
        a->op = 0;
        a->text = (struct kw_str){0};
        a->at = at;
        return a;
    }
    return kw_expr_one(p, KW_X_UNARY, KW_T_MINUS, at, a->end, a);
}

struct kw_str kw_parse_name(struct kw_parse *p, struct kw_token token)
{
    struct kw_str text = {0};
    struct kw_error err = {0};
    if (p->status == KW_OK) {
        enum kw_status status = kw_token_text(p->arena, &token, &text, &err);
        if (status != KW_OK)
            kw_parse_fail(p, status, token.at, "%s", err.text);
    }
    return text;
}

struct kw_expr *kw_expr_named(struct kw_parse *p, enum kw_expr_kind kind,
                              struct kw_token token)
{
    struct kw_expr *e = kw_expr_new(p, kind, token.at,
                                    token.at + (uint32_t)token.text.len, 0, NULL);
    if (e)
        e->text = kw_parse_name(p, token);
    return e;
}

void kw_names_add(struct kw_parse *p, struct kw_names *names, struct kw_token token)
{
    struct kw_str text = kw_parse_name(p, token);
    if (p->status != KW_OK)
        return;
    struct kw_str *slot = KW_PUSH(p->arena, names);
    if (!slot)
        no_memory(p);
    else
        *slot = text;
}

/* --- patterns ------------------------------------------------------------------------ */

struct kw_node_pattern *kw_node_new(struct kw_parse *p, struct kw_token at)
{
    struct kw_node_pattern *node = KW_NEW(p->arena, 1, struct kw_node_pattern);
    if (!node) {
        no_memory(p);
        return NULL;
    }
    *node = (struct kw_node_pattern){.at = at.at, .slot = -1};
    return node;
}

struct kw_edge_pattern *kw_edge_new(struct kw_parse *p, uint32_t at)
{
    struct kw_edge_pattern *edge = KW_NEW(p->arena, 1, struct kw_edge_pattern);
    if (!edge) {
        no_memory(p);
        return NULL;
    }
    *edge = (struct kw_edge_pattern){.at = at, .slot = -1, .min = 1, .max = 1};
    return edge;
}

void kw_range_set(struct kw_parse *p, struct kw_edge_pattern *edge,
                  const struct kw_token *min, const struct kw_token *max, bool exact)
{
    (void)exact;
    if (!edge)
        return;
    if (edge->many) {
        kw_parse_fail(p, KW_SYNTAX, edge->at, "one length is enough");
        return;
    }
    edge->many = true;
    edge->min = 1;
    edge->max = -1;
    if ((min && !parse_integer(min->text, false, &edge->min)) ||
        (max && !parse_integer(max->text, false, &edge->max)))
        kw_parse_fail(p, KW_SYNTAX, edge->at, "this length does not fit 64 bits");
}

struct kw_path_pattern *kw_path_new(struct kw_parse *p, struct kw_node_pattern *node)
{
    struct kw_path_pattern *path = KW_NEW(p->arena, 1, struct kw_path_pattern);
    if (!path || !node) {
        no_memory(p);
        return NULL;
    }
    path->slot = -1;
    path->at = node->at;
    if (!push(p, &path->nodes, &path->node_count, &path->node_capacity, node))
        return NULL;
    return path;
}

void kw_path_add(struct kw_parse *p, struct kw_path_pattern *path,
                 struct kw_edge_pattern *edge, struct kw_node_pattern *node)
{
    if (!path || !edge || !node)
        return;
    if (push(p, &path->edges, &path->edge_count, &path->edge_capacity, edge))
        (void)push(p, &path->nodes, &path->node_count, &path->node_capacity, node);
}

struct kw_pattern *kw_pattern_add(struct kw_parse *p, struct kw_pattern *pattern,
                                  struct kw_path_pattern *path)
{
    if (!path)
        return NULL;
    if (!pattern && !(pattern = KW_NEW(p->arena, 1, struct kw_pattern))) {
        no_memory(p);
        return NULL;
    }
    return push(p, &pattern->paths, &pattern->count, &pattern->capacity, path) ? pattern
                                                                                : NULL;
}

/* --- clauses ------------------------------------------------------------------------- */

struct kw_items kw_items_add(struct kw_parse *p, struct kw_items items,
                             struct kw_item item)
{
    struct kw_item *slot = KW_PUSH(p->arena, &items);
    if (!slot)
        no_memory(p);
    else
        *slot = item;
    return items;
}

struct kw_clause *kw_clause_new(struct kw_parse *p, enum kw_clause_kind kind, uint32_t at)
{
    struct kw_clause *clause = KW_NEW(p->arena, 1, struct kw_clause);
    if (!clause) {
        no_memory(p);
        return NULL;
    }
    *clause = (struct kw_clause){.kind = kind, .at = at, .slot = -1};
    return clause;
}

struct kw_single *kw_single_add(struct kw_parse *p, struct kw_single *single,
                                struct kw_clause *clause)
{
    if (!single && !(single = KW_NEW(p->arena, 1, struct kw_single))) {
        no_memory(p);
        return NULL;
    }
    (void)push(p, &single->clauses, &single->count, &single->capacity, clause);
    return single;
}

struct kw_query_text *kw_query_text_add(struct kw_parse *p, struct kw_query_text *statement,
                                      struct kw_single *single, bool all)
{
    if (!single)
        return NULL;
    if (!statement && !(statement = KW_NEW(p->arena, 1, struct kw_query_text))) {
        no_memory(p);
        return NULL;
    }
    single->all = all;
    (void)push(p, &statement->singles, &statement->count, &statement->capacity, single);
    return statement;
}
