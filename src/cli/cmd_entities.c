/* cmd_entities.c - the nodes of the store as a table. */
#include "cli/commands.h"

static void write_row(struct kw_rows *rows, const struct kw_entity_row *row)
{
    kw_rows_text(rows, row->key);
    kw_rows_text(rows, row->name);
    kw_rows_text(rows, kw_str_of(kw_type_label(row->type)->name));
    kw_rows_text(rows, row->kind);
    kw_rows_integer(rows, row->mentions);
    kw_rows_integer(rows, row->documents);
    kw_rows_integer(rows, row->stories);
}

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {
        {"key", KW_CELL_TEXT},         {"name", KW_CELL_TEXT},
        {"type", KW_CELL_TEXT},        {"kind", KW_CELL_TEXT},
        {"mentions", KW_CELL_INTEGER}, {"documents", KW_CELL_INTEGER},
        {"stories", KW_CELL_INTEGER},
    };
    struct kw_entity_filter filter = {
        .types = cli->set.view.types,
        .words = kw_str_of(cli->operand_count ? cli->operands[0] : NULL),
        .order = cli->set.order,
        .limit = cli->set.limit,
    };
    const struct kw_entity_row *rows;
    size_t count;
    struct kw_cli_table table;
    enum kw_status status =
        kw_list_entities(store, &filter, cli->arena, &rows, &count, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0],
                                    &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        write_row(table.rows, &rows[i]);
    return kw_cli_table_end(cli, &table, KW_OK, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, list, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"types", 't', "TYPES", "entities of these types only, joined by commas", kw_set_view,
     0, kw_choice_type},
    {"sort", 0, "COLUMN", "what comes first (default: stories)", kw_set_order,
     FIELD(order), kw_choice_order},
    {"limit", 'n', "N", "at most N rows (default: 0, all)", kw_set_count, FIELD(limit),
     NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork entities --types firm,tool", "firms and tools, most reported first"},
    {"knotwork entities biden", "entities one of whose names has that word"},
    {"knotwork entities --format csv -o entities.csv", "all of them for a spreadsheet"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_entities = {
    .name = "entities",
    .group = "Looking",
    .summary = "list the entities: people, countries, firms, tools ...",
    .operands = "[WORDS]",
    .most = 1,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .everything = true,
    .options = options,
    .details =
        "Lists the entities of the store, or those that have WORDS in one of their "
        "names. Counts are of mentions that name the entity, of documents with such "
        "a mention, and of stories: copies of one text count once.",
    .examples = examples,
    .run = run,
};
