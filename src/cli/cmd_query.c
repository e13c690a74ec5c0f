/* cmd_query.c - questions in the query language. */
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "cli/commands.h"

enum { TERMINAL_ROWS = 200 };

/* A question under way. */
struct question {
    struct kw_cli *cli;
    struct kw_cli_table table; /* begun with the first row */
    struct kw_column *columns;
    bool begun;
    struct timespec end; /* when it must be done */
};

static bool out_of_time(void *context)
{
    const struct question *q = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > q->end.tv_sec ||
           (now.tv_sec == q->end.tv_sec && now.tv_nsec >= q->end.tv_nsec);
}

/* Column names end in a NUL for the row sink; types are those of the first row. */
static enum kw_status begin(struct question *q, const struct kw_answer *answer,
                            struct kw_error *err)
{
    static const enum kw_cell_type types[] = {
        [KW_ANSWER_NULL] = KW_CELL_TEXT,       [KW_ANSWER_BOOL] = KW_CELL_BOOL,
        [KW_ANSWER_INTEGER] = KW_CELL_INTEGER, [KW_ANSWER_NUMBER] = KW_CELL_NUMBER,
        [KW_ANSWER_TEXT] = KW_CELL_TEXT,
    };
    q->columns = KW_NEW(q->cli->arena, answer->count + 1, struct kw_column);
    if (!q->columns)
        return kw_nomem(err);
    for (size_t i = 0; i < answer->count; i++) {
        struct kw_str name = kw_arena_copy(q->cli->arena, answer->columns[i]);
        if (!name.ptr)
            return kw_nomem(err);
        q->columns[i] = (struct kw_column){name.ptr, types[answer->cells[i].kind]};
    }
    enum kw_status status =
        kw_cli_table_begin(q->cli, q->columns, answer->count, &q->table, err);
    q->begun = status == KW_OK;
    return status;
}

static enum kw_status write_row(void *context, const struct kw_answer *answer,
                                struct kw_error *err)
{
    struct question *q = context;
    if (!q->begun) {
        enum kw_status status = begin(q, answer, err);
        if (status != KW_OK)
            return status;
    }
    for (size_t i = 0; i < answer->count; i++) {
        const struct kw_answer_cell *cell = &answer->cells[i];
        if (cell->kind == KW_ANSWER_NULL)
            kw_rows_null(q->table.rows);
        else if (cell->kind == KW_ANSWER_BOOL)
            kw_rows_bool(q->table.rows, cell->truth);
        else if (cell->kind == KW_ANSWER_INTEGER)
            kw_rows_integer(q->table.rows, cell->integer);
        else if (cell->kind == KW_ANSWER_NUMBER)
            kw_rows_number(q->table.rows, cell->number);
        else
            kw_rows_text(q->table.rows, cell->text);
    }
    return KW_OK;
}

/* The line of the question that holds the fault, and a caret under it. */
static void point_at(struct kw_str text, const struct kw_ask_fault *fault)
{
    enum { SHOWN = 60 };
    size_t begin = fault->at < text.len ? fault->at : text.len, end = begin;
    while (begin > 0 && text.ptr[begin - 1] != '\n' && fault->at - begin < SHOWN)
        begin--;
    while (begin < fault->at && ((unsigned char)text.ptr[begin] & 0xC0) == 0x80)
        begin++;
    while (end < text.len && text.ptr[end] != '\n' && end - fault->at < SHOWN)
        end++;
    struct kw_str before = kw_str_slice(text, begin, fault->at < end ? fault->at : end);
    kw_say("  %.*s", KW_STR_ARG(kw_str_slice(text, begin, end)));
    kw_say("  %*s^", (int)kw_utf8_width(before), "");
}

static enum kw_status explain(struct kw_cli *cli, struct kw_buf *plan,
                              struct kw_error *err);

static enum kw_status write_plan(void *context, struct kw_out *out, struct kw_error *err)
{
    (void)err;
    kw_out_add(out, kw_buf_str(context));
    return KW_OK;
}

static enum kw_status explain(struct kw_cli *cli, struct kw_buf *plan,
                              struct kw_error *err)
{
    return plan->failed ? kw_nomem(err) : kw_cli_write(cli, write_plan, plan, err);
}

static enum kw_status finish(struct question *q, enum kw_status status,
                             struct kw_error *err)
{
    if (q->begun)
        return kw_cli_table_end(q->cli, &q->table, status, err);
    q->cli->partly |= status == KW_OK; /* nothing found */
    return status;
}

static enum kw_status ask(struct kw_cli *cli, struct kw_store *store,
                          struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    struct question q = {.cli = cli};
    struct kw_buf plan = {0};
    struct kw_ask_fault fault;
    bool capped = set->limit == 0 && kw_terminal_width(cli) > 0;
    struct kw_ask question = {
        .text = kw_str_of(cli->operands[0]),
        .parameters = set->parameters,
        .parameter_count = set->parameter_count,
        .view = &set->view,
        .limit = capped ? TERMINAL_ROWS : set->limit,
        .explain = set->explain ? &plan : NULL,
    };
    if (set->timeout) {
        clock_gettime(CLOCK_MONOTONIC, &q.end);
        q.end.tv_sec += (time_t)set->timeout;
        question.stop = out_of_time;
        question.stop_context = &q;
    }
    enum kw_status status =
        kw_ask_store(store, &question, cli->arena, write_row, &q, &fault, err);
    if (status != KW_OK && fault.line) {
        kw_error_at(err, "line %u, column %u", fault.line, fault.column);
        point_at(question.text, &fault);
    }
    status = set->explain && status == KW_OK ? explain(cli, &plan, err)
                                             : finish(&q, status, err);
    if (status == KW_OK && fault.more && capped)
        kw_say("the first %d rows; --limit N shows more", TERMINAL_ROWS);
    kw_buf_free(&plan);
    return status == KW_SYNTAX ? (err->status = KW_USAGE) : status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, ask, err);
}

static enum kw_status add_parameter(const struct kw_option *option,
                                    struct kw_settings *set, const char *value,
                                    struct kw_error *err)
{
    (void)option;
    if (!strchr(value, '='))
        return kw_fail(err, KW_USAGE, "--param: expected NAME=VALUE, found '%s'", value);
    if (set->parameter_count == KW_MOST_PARAMETERS)
        return kw_fail(err, KW_USAGE, "--param: at most %d", KW_MOST_PARAMETERS);
    set->parameters[set->parameter_count++] = value;
    return KW_OK;
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"param", 'p', "NAME=VALUE", "give $NAME a value: a number, a text, a list",
     add_parameter, 0, NULL},
    {"limit", 'n', "N", "at most N rows (default: 200 on a terminal, else all)",
     kw_set_count, FIELD(limit), NULL},
    {"timeout", 0, "SECONDS", "give up after so many seconds (default: 0, never)",
     kw_set_count, FIELD(timeout), NULL},
    {"explain", 0, NULL, "show the steps instead of taking them", kw_set_flag,
     FIELD(explain), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork query 'MATCH (f:firm)-[:makes]->(t:tool) RETURN f.name, t.name'",
     "who makes what"},
    {"knotwork query 'MATCH (a {name: $who})-[r]->(b) RETURN type(r), b.name' -p who=\"NSO Group\"",
     "what the firm does to whom"},
    {"knotwork query 'MATCH p = shortestPath((a {name: \"NSO Group\"})-[*..4]-(b {name: "
     "\"Mexico\"})) RETURN p'",
     "how two are connected"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_query = {
    .name = "query",
    .group = "Looking",
    .summary = "ask the graph in a query language: MATCH ... RETURN",
    .operands = "QUERY",
    .least = 1,
    .most = 1,
    .takes = KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE | KW_TAKES_VIEW,
    .options = options,
    .details =
        "Answers a query in the reading part of openCypher 9: MATCH, OPTIONAL MATCH, "
        "WHERE, WITH, UNWIND, UNION, RETURN, ORDER BY, SKIP, LIMIT, aggregates, CASE, "
        "lists, maps, comprehensions, EXISTS, trails like *1..3 or {1,3}, shortestPath "
        "and allShortestPaths. It has no clause that writes.\n"
        "Labels are the types of entities (person, firm ...), types of relationships "
        "those of statements (makes, acquires ...) and CO_OCCURS. Nodes have key, name, "
        "type, kind, mentions, documents, stories, outlets, first, last and voice; "
        "relationships type, polarity, evidence, documents, stories, outlets, denied, "
        "alleged, first and last; CO_OCCURS sentences, documents and stories.\n"
        "What the options of the view leave out is not there: denied relations are found "
        "where the query asks about polarity, as in {polarity: '-'}. A trail holds no "
        "relationship twice and at most 50.",
    .examples = examples,
    .run = run,
};
