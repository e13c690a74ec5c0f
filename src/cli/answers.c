/* answers.c - answers to questions as tables. */
#include "cli/answers.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/interrupt.h"

enum { TERMINAL_ROWS = 200 };

void kw_asking_begin(struct kw_asking *q, struct kw_cli *cli, struct kw_str text)
{
    *q = (struct kw_asking){.cli = cli, .text = text};
    q->capped = cli->set.limit == 0 && kw_terminal_width(cli) > 0;
    q->limit = q->capped ? TERMINAL_ROWS : cli->set.limit;
    clock_gettime(CLOCK_MONOTONIC, &q->end);
    q->end.tv_sec += (time_t)cli->set.timeout;
}

bool kw_asking_stop(void *context)
{
    const struct kw_asking *q = context;
    struct timespec now;
    if (kw_interrupted())
        return true;
    if (!q->cli->set.timeout)
        return false;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > q->end.tv_sec ||
           (now.tv_sec == q->end.tv_sec && now.tv_nsec >= q->end.tv_nsec);
}

/* Begins the table. Column names end in a NUL for the row sink; types are those of the
 * first row, or text where there is none. */
static enum kw_status begin(struct kw_asking *q, const struct kw_answer_cell *cells,
                            struct kw_error *err)
{
    static const enum kw_cell_type types[] = {
        [KW_ANSWER_NULL] = KW_CELL_TEXT,       [KW_ANSWER_BOOL] = KW_CELL_BOOL,
        [KW_ANSWER_INTEGER] = KW_CELL_INTEGER, [KW_ANSWER_NUMBER] = KW_CELL_NUMBER,
        [KW_ANSWER_TEXT] = KW_CELL_TEXT,       [KW_ANSWER_JSON] = KW_CELL_TEXT,
    };
    size_t count = q->columns.count;
    struct kw_column *columns = KW_NEW(q->cli->arena, count + 1, struct kw_column);
    if (!columns)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        struct kw_str name = kw_arena_copy(q->cli->arena, q->columns.names[i]);
        if (!name.ptr)
            return kw_nomem(err);
        columns[i] =
            (struct kw_column){name.ptr, cells ? types[cells[i].kind] : KW_CELL_TEXT};
    }
    enum kw_status status = kw_cli_table_begin(q->cli, columns, count, &q->table, err);
    if (status != KW_OK)
        return status;
    kw_rows_mix(q->table.rows); /* later rows may hold other types */
    q->begun = true;
    return KW_OK;
}

enum kw_status kw_asking_row(void *context, const struct kw_answer *answer,
                             struct kw_error *err)
{
    struct kw_asking *q = context;
    if (!q->begun) {
        enum kw_status status = begin(q, answer->cells, err);
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
        else if (cell->kind == KW_ANSWER_JSON)
            kw_rows_json_value(q->table.rows, cell->text);
        else
            kw_rows_text(q->table.rows, cell->text);
    }
    return KW_OK;
}

/* The line of the question that holds the fault, and a caret under it. */
static void point_at(struct kw_str text, const struct kw_ask_fault *fault)
{
    enum { SHOWN = 60 };
    size_t at = fault->at < text.len ? fault->at : text.len, begin = at, end = at;
    while (begin > 0 && text.ptr[begin - 1] != '\n' && at - begin < SHOWN)
        begin--;
    while (begin < at && ((unsigned char)text.ptr[begin] & 0xC0) == 0x80)
        begin++;
    while (end < text.len && text.ptr[end] != '\n' && end - at < SHOWN)
        end++;
    struct kw_str before = kw_str_slice(text, begin, at);
    kw_say("  %.*s", KW_STR_ARG(kw_str_slice(text, begin, end)));
    kw_say("  %*s^", (int)kw_utf8_width(before), "");
}

enum kw_status kw_asking_end(struct kw_asking *q, enum kw_status status,
                             struct kw_error *err)
{
    if (status == KW_LIMIT && kw_interrupted()) {
        *err = (struct kw_error){0};
        status = kw_fail(err, KW_INTERRUPTED, "interrupted");
    }
    if (status != KW_OK && status != KW_INTERRUPTED && q->fault.line) {
        kw_error_at(err, "line %u, column %u", q->fault.line, q->fault.column);
        point_at(q->text, &q->fault);
    }
    if (status == KW_OK && !q->begun && q->columns.count)
        status = begin(q, NULL, err);
    if (q->begun)
        status = kw_cli_table_end(q->cli, &q->table, status, err);
    if (status == KW_OK && q->fault.more && q->capped)
        kw_say("the first %d rows; --limit N shows more", TERMINAL_ROWS);
    return status == KW_SYNTAX ? (err->status = KW_USAGE) : status;
}

enum kw_status kw_set_parameter(const struct kw_option *option, struct kw_settings *set,
                                const char *value, struct kw_error *err)
{
    (void)option;
    if (!strchr(value, '='))
        return kw_fail(err, KW_USAGE, "--param: expected NAME=VALUE, found '%s'", value);
    if (set->parameter_count == KW_MOST_PARAMETERS)
        return kw_fail(err, KW_USAGE, "--param: at most %d", KW_MOST_PARAMETERS);
    set->parameters[set->parameter_count++] = value;
    return KW_OK;
}
