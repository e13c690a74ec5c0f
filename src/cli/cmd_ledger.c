/* cmd_ledger.c - what became of every input. */
#include "cli/commands.h"

#include <stdlib.h>

#include "base/map.h"

/* Inputs that ended in the same way. */
struct ending {
    enum kw_ledger_state state;
    struct kw_str reason;
    int64_t inputs;
};

struct listing {
    const struct kw_cli *cli;
    struct kw_rows *rows;
    struct kw_map known; /* with --count: state and reason to the number of an ending */
    KW_VEC(struct ending) endings;
};

/* True when `path` is `asked` or lies below it. */
static bool is_below(struct kw_str path, struct kw_str asked)
{
    if (asked.len == 0 || !kw_str_starts(path, asked))
        return false;
    return path.len == asked.len || path.ptr[asked.len] == '/' ||
           asked.ptr[asked.len - 1] == '/';
}

static bool is_asked_for(const struct kw_cli *cli, const struct kw_ledger_row *row)
{
    if (cli->set.states && !(cli->set.states >> row->state & 1))
        return false;
    for (size_t i = 0; i < cli->operand_count; i++) {
        struct kw_str asked = kw_str_of(cli->operands[i]);
        if (is_below(row->path, asked) || kw_str_eq(row->document, asked))
            return true;
    }
    return cli->operand_count == 0;
}

static enum kw_status write_row(void *context, const struct kw_ledger_row *row,
                                struct kw_error *err)
{
    struct listing *listing = context;
    struct kw_rows *rows = listing->rows;
    (void)err;
    if (!is_asked_for(listing->cli, row))
        return KW_OK;
    kw_rows_text(rows, row->path);
    if (row->record)
        kw_rows_integer(rows, row->record);
    else
        kw_rows_null(rows);
    kw_rows_text(rows, kw_str_of(kw_ledger_state_name(row->state)));
    kw_rows_text(rows, row->document);
    kw_rows_text(rows, row->reason);
    return KW_OK;
}

/* --- counting ----------------------------------------------------------------------- */

static enum kw_status count_row(void *context, const struct kw_ledger_row *row,
                                struct kw_error *err)
{
    struct listing *listing = context;
    struct kw_arena *arena = listing->cli->arena;
    /* Of which document it is a copy is another thing each time. */
    struct kw_str reason = row->state == KW_LEDGER_COPY ? KW_STR("") : row->reason;
    if (!is_asked_for(listing->cli, row))
        return KW_OK;
    struct kw_str key =
        kw_arena_printf(arena, "%d %.*s", (int)row->state, KW_STR_ARG(reason));
    if (!key.ptr)
        return kw_nomem(err);
    uint32_t number = kw_map_get(&listing->known, key);
    if (number) {
        listing->endings.items[number - 1].inputs++;
        return KW_OK;
    }
    struct ending *ending = KW_PUSH(arena, &listing->endings);
    if (!ending)
        return kw_nomem(err);
    *ending = (struct ending){row->state, kw_arena_copy(arena, reason), 1};
    if (!ending->reason.ptr)
        return kw_nomem(err);
    return kw_map_put(&listing->known, arena, key, (uint32_t)listing->endings.count, err);
}

/* The most frequent first. */
static int by_inputs(const void *a, const void *b)
{
    const struct ending *x = a, *y = b;
    if (x->inputs != y->inputs)
        return x->inputs > y->inputs ? -1 : 1;
    if (x->state != y->state)
        return x->state < y->state ? -1 : 1;
    return kw_str_cmp(x->reason, y->reason);
}

static void write_endings(struct listing *listing)
{
    size_t count = listing->endings.count;
    if (count)
        qsort(listing->endings.items, count, sizeof(struct ending), by_inputs);
    for (size_t i = 0; i < count; i++) {
        const struct ending *ending = &listing->endings.items[i];
        kw_rows_integer(listing->rows, ending->inputs);
        kw_rows_text(listing->rows, kw_str_of(kw_ledger_state_name(ending->state)));
        kw_rows_text(listing->rows, ending->reason);
    }
}

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {
        {"path", KW_CELL_TEXT},     {"record", KW_CELL_INTEGER}, {"state", KW_CELL_TEXT},
        {"document", KW_CELL_TEXT}, {"reason", KW_CELL_TEXT},
    };
    static const struct kw_column counts[] = {
        {"inputs", KW_CELL_INTEGER}, {"state", KW_CELL_TEXT}, {"reason", KW_CELL_TEXT}};
    struct kw_cli_table table;
    bool count = cli->set.count;
    enum kw_status status =
        count ? kw_cli_table_begin(cli, counts, sizeof counts / sizeof counts[0], &table,
                                   err)
              : kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0],
                                   &table, err);
    if (status != KW_OK)
        return status;
    struct listing listing = {.cli = cli, .rows = table.rows};
    status = kw_store_ledger(store, count ? count_row : write_row, &listing, err);
    if (status == KW_OK)
        write_endings(&listing);
    return kw_cli_table_end(cli, &table, status, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, list, err);
}

static const struct kw_option options[] = {
    {"state", 0, "STATES", "inputs in these states only, joined by commas", kw_set_bits,
     offsetof(struct kw_settings, states), kw_choice_state},
    {"count", 0, NULL, "only how many inputs ended in each way", kw_set_flag,
     offsetof(struct kw_settings, count), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork ledger", "every input and what became of it"},
    {"knotwork ledger --state skipped,failed", "what did not get in, and why"},
    {"knotwork ledger --count", "how many inputs ended in each way, and why"},
    {"knotwork ledger news/", "what became of a folder; a file or a document will do, too"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_ledger = {
    .name = "ledger",
    .group = "Documents",
    .summary = "say what became of every input",
    .operands = "[PATH|KEY...]",
    .most = KW_MANY,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .options = options,
    .details =
        "Lists every input that was ever given to build: used, unchanged, a copy of "
        "another, skipped or failed and why, removed. The record is the line of a "
        "JSON lines file. Operands name files and folders as they were given to build, "
        "or "
        "documents by key: only those are told of.",
    .examples = examples,
    .run = run,
};
