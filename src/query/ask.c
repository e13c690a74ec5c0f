/* ask.c - a query from text to rows. */
#include "query/ask.h"

#include "grammar.h"
#include "query/function.h"
#include "query/known.h"
#include "query/value_text.h"
#include "store/sql.h"

/* Where rows of all parts of a query go. */
struct asking {
    const struct kw_plan *plan;
    const struct kw_chain *chain; /* the part under way */
    kw_values_fn *fn;
    void *context;
    uint64_t left; /* rows that may still come */
    bool *more;
};

static enum kw_status take_row(void *context, struct kw_run *run)
{
    struct asking *a = context;
    bool first = true;
    enum kw_status status = KW_OK;
    if (a->plan->distinct)
        status = kw_distinct_take(run, a->plan->state_count, &a->chain->out, &first);
    if (status != KW_OK || !first)
        return status;
    if (a->left == 0) {
        *a->more = true;
        return KW_ENOUGH;
    }
    a->left--;
    return a->fn(a->context, a->plan, run, &a->chain->out);
}

static enum kw_status run_plan(struct kw_run *run, struct asking *a)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < a->plan->chain_count && status == KW_OK; i++) {
        a->chain = a->plan->chains[i];
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        status = kw_chain_run(run, a->chain, take_row, a);
        kw_region_rewind(&run->scratch, mark);
        if (*a->more)
            break;
    }
    return status;
}

static enum kw_status execute(const struct kw_ask *ask, const struct kw_plan *plan,
                              struct kw_run *run, kw_values_fn *fn, void *context,
                              struct kw_arena *arena, bool *more)
{
    struct asking a = {.plan = plan, .fn = fn, .context = context, .more = more,
                       .left = ask->limit ? ask->limit : UINT64_MAX};
    run->row = KW_NEW(arena, plan->slot_count + 1, struct kw_value);
    run->states = KW_NEW(arena, plan->state_count + 2, void *);
    enum kw_status status = run->row && run->states ? KW_OK : kw_nomem(run->err);
    if (status == KW_OK)
        status = run_plan(run, &a);
    return status;
}

enum kw_status kw_ask_source(const struct kw_ask *ask, const struct kw_source *source,
                             const struct kw_parameter *parameters,
                             size_t parameter_count, struct kw_arena *arena,
                             kw_values_fn *fn, void *context, struct kw_ask_fault *fault,
                             struct kw_error *err)
{
    struct kw_source whole = *source; /* with what is computed */
    struct kw_query_text *query;
    struct kw_plan *plan = NULL;
    struct kw_ask_fault nowhere = {0};
    uint32_t at = 0;
    fault = fault ? fault : &nowhere;
    *fault = (struct kw_ask_fault){0};
    enum kw_status status =
        kw_parse_query(arena, ask->text, &query, &at, &fault->incomplete, err);
    if (status == KW_OK && ask->computed)
        status = kw_computing_new(ask->computed, arena, &whole.computing, err);
    if (status == KW_OK)
        status = kw_plan_make(arena, ask->text, query, &whole, &plan, &at, err);
    if (status != KW_OK) {
        kw_ask_fault_at(fault, ask->text, at, false);
        return status;
    }
    if (ask->columns)
        *ask->columns =
            (struct kw_answer_columns){plan->columns, plan->chains[0]->out.count};
    size_t limit = ask->memory ? ask->memory : (size_t)1 << 30;
    struct kw_run run = {.plan = plan, .source = &whole, .parameters = parameters,
                         .parameter_count = parameter_count,
                         .scratch = {.limit = limit}, .kept = {.limit = limit},
                         .gathered = {.limit = limit}, .walked = {.limit = limit},
                         .stop = ask->stop, .stop_context = ask->stop_context,
                         .depth_limit = ask->depth ? ask->depth : KW_ASK_DEPTH,
                         .err = err};
    if (ask->explain) {
        kw_plan_explain(plan, ask->explain);
        return KW_OK;
    }
    status = execute(ask, plan, &run, fn, context, arena, &fault->more);
    if (status != KW_OK)
        kw_ask_fault_at(fault, ask->text, run.place ? run.place->at : 0, true);
    kw_region_free(&run.scratch);
    kw_region_free(&run.kept);
    kw_region_free(&run.gathered);
    kw_region_free(&run.walked);
    return status;
}

/* --- parameters ---------------------------------------------------------------------- */

static enum kw_status take_value(void *context, const struct kw_plan *plan,
                                 struct kw_run *run, const struct kw_slots *slots)
{
    (void)plan;
    struct kw_region *region = ((void **)context)[0];
    struct kw_value *out = ((void **)context)[1];
    return kw_value_copy(region, &run->row[slots->items[0]], out) ? KW_OK
                                                                  : kw_nomem(run->err);
}

static bool is_literal(const struct kw_expr *e)
{
    bool literal = e->kind == KW_X_LITERAL || e->kind == KW_X_LIST || e->kind == KW_X_MAP ||
                   (e->kind == KW_X_UNARY && (e->op == KW_T_MINUS || e->op == KW_T_PLUS));
    for (size_t i = 0; i < e->count && literal; i++)
        literal = is_literal(e->kids[i]);
    return literal;
}

/* Whether a query is "RETURN" and a literal, and nothing else. */
static bool returns_literal(struct kw_arena *arena, struct kw_str text)
{
    struct kw_query_text *query;
    uint32_t at;
    if (kw_parse_query(arena, text, &query, &at, NULL, NULL) != KW_OK || query->count != 1 ||
        query->singles[0]->count != 1 ||
        query->singles[0]->clauses[0]->kind != KW_C_RETURN)
        return false;
    const struct kw_projection *p = query->singles[0]->clauses[0]->projection;
    return !p->star && !p->distinct && p->items.count == 1 && !p->items.items[0].aliased &&
           !p->order.count && !p->skip && !p->limit && is_literal(p->items.items[0].expr);
}

enum kw_status kw_parameter_parse(struct kw_arena *arena, struct kw_region *region,
                                  struct kw_str text,
                                  struct kw_parameter *out, struct kw_error *err)
{
    struct kw_str name, value;
    if (!kw_str_cut(text, '=', &name, &value) || name.len == 0)
        return kw_fail(err, KW_USAGE, "expected NAME=VALUE, found '%.*s'",
                       KW_STR_ARG(text));
    struct kw_memory *memory = kw_memory_new(arena);
    struct kw_source source;
    if (!memory)
        return kw_nomem(err);
    enum kw_status status = kw_memory_source(memory, &source, err);
    if (status != KW_OK)
        return status;
    struct kw_ask ask = {.text = kw_arena_printf(arena, "RETURN %.*s", KW_STR_ARG(value)),
                         .limit = 1, .memory = 1u << 24};
    struct kw_value v = kw_null;
    void *context[] = {region, &v};
    struct kw_error ignored = {0};
    out->name = name;
    if (!returns_literal(arena, ask.text) ||
        kw_ask_source(&ask, &source, NULL, 0, arena, take_value, context, NULL,
                      &ignored) != KW_OK)
        v = kw_value_string(value);
    out->value = v;
    return KW_OK;
}

/* --- a store ------------------------------------------------------------------------- */

struct answering {
    kw_answer_fn *fn;
    void *context;
    struct kw_answer answer;
    struct kw_answer_cell *cells;
    struct kw_arena *arena;
    struct kw_buf text; /* of the cells of a row */
};

static enum kw_status set_cell(struct answering *a, struct kw_run *run,
                               const struct kw_value *v, struct kw_answer_cell *cell,
                               size_t *start)
{
    *cell = (struct kw_answer_cell){0};
    *start = a->text.len;
    switch (v->kind) {
    case KW_VALUE_NULL:
        cell->kind = KW_ANSWER_NULL;
        return KW_OK;
    case KW_VALUE_BOOL:
        cell->kind = KW_ANSWER_BOOL;
        cell->truth = v->as.truth;
        return KW_OK;
    case KW_VALUE_INTEGER:
        cell->kind = KW_ANSWER_INTEGER;
        cell->integer = v->as.integer;
        return KW_OK;
    case KW_VALUE_FLOAT:
        cell->kind = KW_ANSWER_NUMBER;
        cell->number = v->as.number;
        return KW_OK;
    default:
        cell->kind = v->kind == KW_VALUE_LIST || v->kind == KW_VALUE_MAP ? KW_ANSWER_JSON
                                                                         : KW_ANSWER_TEXT;
        return kw_value_write(run->source, v, &a->text, run->err);
    }
}

static enum kw_status answer_row(void *context, const struct kw_plan *plan,
                                 struct kw_run *run, const struct kw_slots *slots)
{
    struct answering *a = context;
    size_t starts[1024];
    if (slots->count > 1000)
        return kw_fail(run->err, KW_LIMIT, "a query may return 1000 columns");
    if (!a->cells && !(a->cells = KW_NEW(a->arena, slots->count + 1,
                                         struct kw_answer_cell)))
        return kw_nomem(run->err);
    kw_buf_clear(&a->text);
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < slots->count && status == KW_OK; i++)
        status = set_cell(a, run, &run->row[slots->items[i]], &a->cells[i], &starts[i]);
    if (status == KW_OK && a->text.failed)
        status = kw_nomem(run->err);
    starts[slots->count] = a->text.len;
    for (size_t i = 0; i < slots->count; i++) {
        if (a->cells[i].kind >= KW_ANSWER_TEXT)
            a->cells[i].text = kw_str_slice(kw_buf_str(&a->text), starts[i],
                                            starts[i + 1]);
    }
    a->answer = (struct kw_answer){plan->columns, a->cells, slots->count};
    return status == KW_OK ? a->fn(a->context, &a->answer, run->err) : status;
}

enum kw_status kw_ask_store(struct kw_store *store, const struct kw_ask *ask,
                            struct kw_arena *arena, kw_answer_fn *fn, void *context,
                            struct kw_ask_fault *fault, struct kw_error *err)
{
    struct kw_source source;
    struct kw_parameter *parameters =
        KW_NEW(arena, ask->parameter_count + 1, struct kw_parameter);
    struct answering a = {.fn = fn, .context = context, .arena = arena};
    struct kw_region region = {0}; /* of the parameters */
    struct kw_known known = {0};
    enum kw_status status = parameters ? KW_OK : kw_nomem(err);
    if (fault)
        *fault = (struct kw_ask_fault){0};
    for (size_t i = 0; i < ask->parameter_count && status == KW_OK; i++)
        status = kw_parameter_parse(arena, &region, kw_str_of(ask->parameters[i]),
                                    &parameters[i], err);
    if (status == KW_OK)
        status = kw_store_source(store, ask->view, &known, arena, &source, err);
    /* One transaction: one state of the store is read, and its locks are taken once. */
    bool alone = status == KW_OK && !kw_store_in_transaction(store);
    if (alone)
        status = kw_store_begin(store, err);
    if (status == KW_OK)
        status = kw_ask_source(ask, &source, parameters, ask->parameter_count, arena,
                               answer_row, &a, fault, err);
    if (alone)
        kw_store_rollback(store);
    kw_known_free(&known);
    kw_region_free(&region);
    kw_buf_free(&a.text);
    return status;
}
