/* cmd_statements.c - what the texts state, sentence by sentence. */
#include "cli/commands.h"

struct listing {
    struct kw_rows *rows;
    bool keys; /* entities by key, not by name */
};

static void write_entity(const struct listing *listing,
                         const struct kw_entity_row *entity)
{
    if (!entity)
        kw_rows_null(listing->rows);
    else
        kw_rows_text(listing->rows, listing->keys ? entity->key : entity->name);
}

static enum kw_status write_row(void *context, const struct kw_statement_row *row,
                                struct kw_error *err)
{
    struct listing *listing = context;
    struct kw_rows *rows = listing->rows;
    const struct kw_fact_row *fact = row->fact;
    char time[KW_TIME_TEXT], date[KW_TIME_TEXT];
    (void)err;
    kw_time_print(&fact->time, time);
    write_entity(listing, row->subject);
    kw_rows_text(rows, kw_str_of(kw_relation_label(fact->type)->name));
    write_entity(listing, row->object);
    kw_rows_text(rows, fact->polarity == KW_POSITIVE ? KW_STR("+") : KW_STR("-"));
    kw_rows_text(rows, kw_str_of(kw_modality_label(fact->modality)->name));
    write_entity(listing, row->speaker);
    kw_rows_text(rows, kw_str_of(time));
    kw_rows_text(rows, fact->title);
    kw_rows_bool(rows, fact->disputed);
    kw_rows_text(rows, fact->document_key);
    kw_rows_text(rows, fact->quote);
    kw_rows_text(rows, fact->phrase);
    write_entity(listing, row->item);
    write_entity(listing, row->place);
    kw_rows_number(rows, fact->confidence / 1000.0);
    kw_day_print(fact->date, date);
    kw_rows_text(rows, kw_str_of(date));
    kw_rows_text(rows, fact->publisher);
    kw_rows_text(rows, fact->story);
    return KW_OK;
}

static enum kw_status make_filter(struct kw_cli *cli, struct kw_store *store,
                                  struct kw_statement_filter *filter,
                                  struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    *filter = (struct kw_statement_filter){
        .view = &set->view,
        .document = kw_str_of(set->document),
        .limit = set->limit,
    };
    const char *entity = cli->operand_count ? cli->operands[0] : NULL;
    enum kw_status status = kw_cli_find(cli, store, entity, &filter->entity, err);
    if (status == KW_OK)
        status = kw_cli_find(cli, store, set->subject, &filter->subject, err);
    if (status == KW_OK)
        status = kw_cli_find(cli, store, set->object, &filter->object, err);
    if (status == KW_OK)
        status = kw_cli_find(cli, store, set->speaker, &filter->speaker, err);
    return status;
}

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {
        {"subject", KW_CELL_TEXT},      {"type", KW_CELL_TEXT},
        {"object", KW_CELL_TEXT},       {"polarity", KW_CELL_TEXT},
        {"modality", KW_CELL_TEXT},     {"speaker", KW_CELL_TEXT},
        {"time", KW_CELL_TEXT},         {"title", KW_CELL_TEXT},
        {"disputed", KW_CELL_BOOL},     {"document", KW_CELL_TEXT},
        {"quote", KW_CELL_TEXT},        {"phrase", KW_CELL_TEXT},
        {"item", KW_CELL_TEXT},         {"place", KW_CELL_TEXT},
        {"confidence", KW_CELL_NUMBER}, {"date", KW_CELL_TEXT},
        {"publisher", KW_CELL_TEXT},    {"story", KW_CELL_TEXT},
    };
    struct kw_statement_filter filter;
    struct kw_cli_table table;
    enum kw_status status = make_filter(cli, store, &filter, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0],
                                    &table, err);
    if (status != KW_OK)
        return status;
    struct listing listing = {table.rows, cli->set.keys};
    status = kw_list_statements(store, &filter, write_row, &listing, err);
    return kw_cli_table_end(cli, &table, status, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, list, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"subject", 0, "NAME", "statements about what NAME does or is", kw_set_text,
     FIELD(subject), NULL},
    {"object", 0, "NAME", "statements about what is done to NAME", kw_set_text,
     FIELD(object), NULL},
    {"speaker", 0, "NAME", "statements that NAME makes", kw_set_text, FIELD(speaker),
     NULL},
    {"document", 0, "KEY", "statements of one document", kw_set_text, FIELD(document),
     NULL},
    {"relations", 't', "TYPES", "statements of these types, joined by commas",
     kw_set_view, 0, kw_choice_relation},
    {"polarity", 0, "SIGNS", "+ what the text affirms, - what it denies (default: all)",
     kw_set_view, 0, NULL},
    {"modality", 0, "MODALITIES", "statements of these modalities (default: all)",
     kw_set_view, 0, kw_choice_modality},
    {"since", 0, "DATE", "what happened then or after, else was published then or after",
     kw_set_view, 0, NULL},
    {"until", 0, "DATE",
     "what happened then or before, else was published then or before", kw_set_view, 0,
     NULL},
    {"published-since", 0, "DATE", "documents published then or after", kw_set_view, 0,
     NULL},
    {"published-until", 0, "DATE", "documents published then or before", kw_set_view, 0,
     NULL},
    {"keys", 'k', NULL, "write the keys of entities, not their names", kw_set_flag,
     FIELD(keys), NULL},
    {"limit", 'n', "N", "at most N rows (default: 0, all)", kw_set_count, FIELD(limit),
     NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork statements \"NSO Group\"", "all statements NSO Group takes part in"},
    {"knotwork statements --relations sanction,accuse --since 2023",
     "who sanctioned or accused whom in 2023 and later"},
    {"knotwork statements --polarity - --format jsonl", "all denials, for a program"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_statements = {
    .name = "statements",
    .group = "Looking",
    .summary = "list what the texts state, each with its sentence",
    .operands = "[ENTITY]",
    .most = 1,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .everything = true,
    .columns = "subject,type,object,polarity,modality,speaker,time,title,disputed,"
               "document,quote",
    .options = options,
    .details =
        "Lists statements by document, all of them or those ENTITY takes part in. "
        "Denied, alleged and hypothetical ones are among them, marked; disputed are "
        "those whose opposite another document or another speaker states. Names may be "
        "given in any case, without accents, by an alias or a part. Columns that only "
        "--columns shows: phrase, the words that state it; item; place; confidence, "
        "from 0 to 1; date and publisher of the document; story.",
    .examples = examples,
    .run = run,
};
