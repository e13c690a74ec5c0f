/* cmd_ledger.c - what became of every input. */
#include "cli/commands.h"

struct listing {
    struct kw_rows *rows;
    uint32_t states; /* bit set of enum kw_ledger_state; 0: all */
};

static enum kw_status write_row(void *context, const struct kw_ledger_row *row,
                                struct kw_error *err)
{
    struct listing *listing = context;
    struct kw_rows *rows = listing->rows;
    (void)err;
    if (listing->states && !(listing->states >> row->state & 1))
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

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {
        {"path", KW_CELL_TEXT},     {"record", KW_CELL_INTEGER}, {"state", KW_CELL_TEXT},
        {"document", KW_CELL_TEXT}, {"reason", KW_CELL_TEXT},
    };
    struct kw_cli_table table;
    enum kw_status status =
        kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0], &table, err);
    if (status != KW_OK)
        return status;
    struct listing listing = {table.rows, cli->set.states};
    status = kw_store_ledger(store, write_row, &listing, err);
    return kw_cli_table_end(cli, &table, status, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, list, err);
}

static const struct kw_option options[] = {
    {"state", 0, "STATES", "inputs in these states only, joined by commas", kw_set_bits,
     offsetof(struct kw_settings, states), kw_choice_state},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork ledger", "every input and what became of it"},
    {"knotwork ledger --state skipped,failed", "what did not get in, and why"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_ledger = {
    .name = "ledger",
    .group = "Documents",
    .summary = "say what became of every input",
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .options = options,
    .details =
        "Lists every input that was ever given to build: used, unchanged, a copy of "
        "another, skipped or failed and why, removed. The record is the line of a "
        "JSON lines file.",
    .examples = examples,
    .run = run,
};
