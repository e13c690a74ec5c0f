/* cmd_documents.c - the documents of the store as a table. */
#include "cli/commands.h"

static enum kw_status write_row(void *context, const struct kw_document_row *row,
                                struct kw_error *err)
{
    struct kw_rows *rows = context;
    char date[KW_TIME_TEXT];
    (void)err;
    kw_day_print(row->date, date);
    kw_rows_text(rows, row->key);
    kw_rows_text(rows, kw_str_of(date));
    kw_rows_text(rows, row->publisher);
    kw_rows_text(rows, row->author);
    kw_rows_integer(rows, row->sentences);
    kw_rows_integer(rows, row->referents);
    kw_rows_integer(rows, row->statements);
    kw_rows_text(rows, row->story);
    kw_rows_text(rows, row->title);
    return KW_OK;
}

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {
        {"key", KW_CELL_TEXT},           {"date", KW_CELL_TEXT},
        {"publisher", KW_CELL_TEXT},     {"author", KW_CELL_TEXT},
        {"sentences", KW_CELL_INTEGER},  {"referents", KW_CELL_INTEGER},
        {"statements", KW_CELL_INTEGER}, {"story", KW_CELL_TEXT},
        {"title", KW_CELL_TEXT},
    };
    struct kw_cli_table table;
    enum kw_status status =
        kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0], &table, err);
    if (status != KW_OK)
        return status;
    status = kw_store_documents(store, write_row, table.rows, err);
    return kw_cli_table_end(cli, &table, status, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, list, err);
}

static const struct kw_example examples[] = {
    {"knotwork documents", "what is in the store, by key"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_documents = {
    .name = "documents",
    .group = "Documents",
    .summary = "list the documents",
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .details = "Lists the documents of the store by key. Documents with one story are "
               "copies of one text; the story is named by the first of them.",
    .examples = examples,
    .run = run,
};
