/* cmd_sql.c - questions in SQL, over the documented views and tables of the store. */
#include "cli/answers.h"
#include "cli/commands.h"

static enum kw_status ask(struct kw_cli *cli, struct kw_store *store,
                          struct kw_error *err)
{
    struct kw_asking asking;
    kw_asking_begin(&asking, cli, kw_str_of(cli->operands[0]));
    const struct kw_sql_ask question = {
        .text = asking.text,
        .parameters = cli->set.parameters,
        .parameter_count = cli->set.parameter_count,
        .limit = asking.limit,
        .columns = &asking.columns,
        .stop = kw_asking_stop,
        .stop_context = &asking,
    };
    enum kw_status status = kw_store_sql(store, &question, cli->arena, kw_asking_row,
                                         &asking, &asking.fault, err);
    return kw_asking_end(&asking, status, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, ask, err);
}

static const struct kw_option options[] = {
    KW_ASKING_OPTIONS,
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork sql 'SELECT type, count(*) AS n FROM entities GROUP BY type ORDER BY n "
     "DESC'",
     "how many entities of each type"},
    {"knotwork sql 'SELECT * FROM statements WHERE subject = :who' -p who=\"nso group\" "
     "--format jsonl",
     "what the texts state of one, for a program"},
    {"knotwork sql \"SELECT subject, phrase, object FROM open_statements WHERE lemma = 'watch'\"",
     "what no type fits: who watches whom"},
    {"knotwork sql \"SELECT name FROM sqlite_schema WHERE type = 'view'\"",
     "what there is to ask about"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_sql = {
    .name = "sql",
    .group = "Looking",
    .summary = "ask the store in SQL, for reading only",
    .operands = "SELECT",
    .least = 1,
    .most = 1,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .options = options,
    .details =
        "Answers one SELECT of SQLite. The views documents, entities, aliases, "
        "relations, statements, open_statements (what joins two entities in words that no "
        "type fits), mentions and cooccurrence are documented in the store itself and kept "
        "stable; tables are the program's own. The table fulltext takes MATCH.\n"
        "Nothing but reading can be reached: no writing, no other file, no PRAGMA but "
        "those that describe tables. Values belong into parameters, :name in the query "
        "and --param name=value. Bytes that are no text come as hexadecimal digits.",
    .examples = examples,
    .run = run,
};
