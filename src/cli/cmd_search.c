/* cmd_search.c - full text: documents that hold all the words, and the sentence where. */
#include "cli/commands.h"

#include "cli/page.h"

/* --- rows ------------------------------------------------------------------------- */

static const struct kw_column columns[] = {
    {"key", KW_CELL_TEXT},     {"date", KW_CELL_TEXT},     {"publisher", KW_CELL_TEXT},
    {"title", KW_CELL_TEXT},   {"story", KW_CELL_TEXT},    {"copies", KW_CELL_INTEGER},
    {"score", KW_CELL_NUMBER}, {"entities", KW_CELL_TEXT}, {"snippet", KW_CELL_TEXT},
};

/* A cell put together in `buf`; once that has failed, it stays so. */
static void buffered_cell(struct kw_rows *rows, struct kw_buf *buf)
{
    kw_rows_text(rows, kw_buf_str(buf));
    if (!buf->failed)
        kw_buf_clear(buf);
}

/* A marked text without its marks. */
static void marked_cell(struct kw_rows *rows, struct kw_str text, struct kw_buf *buf)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != KW_MARK_BEGIN && text.ptr[i] != KW_MARK_END)
            kw_buf_byte(buf, text.ptr[i]);
    }
    buffered_cell(rows, buf);
}

static void document_row(const struct kw_found_document *document, struct kw_rows *rows,
                         struct kw_buf *buf)
{
    char date[KW_TIME_TEXT];
    kw_day_print(document->date, date);
    kw_rows_text(rows, document->key);
    kw_rows_text(rows, kw_str_of(date));
    kw_rows_text(rows, document->publisher);
    marked_cell(rows, document->title, buf);
    kw_rows_text(rows, document->story);
    kw_rows_integer(rows, document->copies);
    kw_rows_number(rows, (double)document->score / 1e6);
    for (size_t i = 0; i < document->entity_count; i++)
        kw_buf_printf(buf, "%s%.*s", i ? "|" : "", KW_STR_ARG(document->entities[i]));
    buffered_cell(rows, buf);
    marked_cell(rows, document->snippet, buf);
}

static enum kw_status write_rows(struct kw_cli *cli, const struct kw_found *found,
                                 struct kw_error *err)
{
    struct kw_cli_table table;
    struct kw_buf buf = {0};
    enum kw_status status =
        kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0], &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < found->count; i++)
        document_row(&found->documents[i], table.rows, &buf);
    status = buf.failed ? kw_nomem(err) : KW_OK;
    kw_buf_free(&buf);
    return kw_cli_table_end(cli, &table, status, err);
}

/* --- the page --------------------------------------------------------------------- */

enum { INDENT = 12 }; /* columns before a title: what a date takes */

struct showing {
    const struct kw_cli *cli;
    const struct kw_found *found;
};

/* "2023-03-03  key: title (Reuters; 2 copies)" */
static void write_title(struct kw_page *page, const struct kw_found_document *document)
{
    char date[KW_TIME_TEXT];
    struct kw_buf *line = &page->line;
    kw_day_print(document->date, date);
    kw_out_printf(page->out, "%-10s  ", date[0] ? date : "undated");
    kw_page_safe(line, document->key);
    if (document->title.len) {
        kw_buf_add(line, KW_STR(": "));
        kw_page_marked(line, document->title);
    }
    if (document->publisher.len || document->copies)
        kw_buf_add(line, KW_STR(" ("));
    kw_page_safe(line, document->publisher);
    if (document->copies)
        kw_buf_printf(line, "%s%lld %s", document->publisher.len ? "; " : "",
                      (long long)document->copies,
                      document->copies == 1 ? "copy" : "copies");
    if (document->publisher.len || document->copies)
        kw_buf_byte(line, ')');
    kw_page_marked_line(page, INDENT, INDENT);
}

static void write_document(struct kw_page *page, const struct kw_found_document *document)
{
    struct kw_buf *line = &page->line;
    write_title(page, document);
    kw_out_printf(page->out, "%*s", KW_PAGE_QUOTE, "");
    kw_page_marked(line, document->snippet);
    kw_page_marked_line(page, KW_PAGE_QUOTE, KW_PAGE_QUOTE);
    if (document->entity_count == 0)
        return;
    for (size_t i = 0; i < document->entity_count; i++) {
        kw_buf_add(line, i ? KW_STR(", ") : KW_STR(""));
        kw_page_safe(line, document->entities[i]);
    }
    kw_page_source(page);
}

static enum kw_status write_page(void *context, struct kw_out *out, struct kw_error *err)
{
    const struct showing *showing = context;
    struct kw_page page;
    kw_page_begin(&page, out, kw_terminal_width(showing->cli),
                  kw_terminal_color(showing->cli));
    for (size_t i = 0; i < showing->found->count; i++) {
        if (i)
            kw_out_byte(out, '\n');
        write_document(&page, &showing->found->documents[i]);
    }
    return kw_page_end(&page, err);
}

/* --- the command ------------------------------------------------------------------ */

static enum kw_status search(struct kw_cli *cli, struct kw_store *store,
                             struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    struct kw_found found;
    struct showing showing = {cli, &found};
    struct kw_search_ask ask = {.word_count = cli->operand_count,
                                .without = set->without.names,
                                .without_count = set->without.count,
                                .limit = set->limit,
                                .copies = set->copies};
    struct kw_str *words = KW_NEW(cli->arena, cli->operand_count + 1, struct kw_str);
    if (!words)
        return kw_nomem(err);
    for (size_t i = 0; i < cli->operand_count; i++)
        words[i] = kw_str_of(cli->operands[i]);
    ask.words = words;
    enum kw_status status = kw_search(store, &ask, cli->arena, &found, err);
    if (status != KW_OK)
        return status;
    cli->partly |= found.count == 0;
    bool page = set->rows == KW_ROWS_TABLE && !set->columns;
    status = page ? kw_cli_write(cli, write_page, &showing, err)
                  : write_rows(cli, &found, err);
    if (status == KW_OK && found.total == 0)
        kw_say("no document holds all of that");
    else if (status == KW_OK && found.total > found.count)
        kw_say("%zu of %zu; --limit N shows more", found.count, found.total);
    return status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, search, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct kw_option options[] = {
    {"limit", 'n', "N", "at most N documents, 0 for all (default 10)", kw_set_count,
     FIELD(limit), NULL},
    {"without", 0, "WORD", "no document that holds this; may be given several times",
     kw_set_name, FIELD(without), NULL},
    {"copies", 0, NULL, "every document, not the best one of each story", kw_set_flag,
     FIELD(copies), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork search pegasus", "documents that hold the word, the best first"},
    {"knotwork search \"NSO Group\" 'hypocri*' --without Iran",
     "words in a row, the beginning of a word, and a word that must not be there"},
    {"knotwork search spyware --format csv --columns key,date,snippet",
     "the same for a spreadsheet"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_search = {
    .name = "search",
    .group = "Looking",
    .summary = "find words in the documents, with the sentence and who is in it",
    .operands = "WORD...",
    .least = 1,
    .most = KW_MANY,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .limit = 10,
    .options = options,
    .details =
        "Finds the documents that hold every WORD in their title or text, whatever the "
        "case and accents, and shows of each the sentence where most of them stand and "
        "the entities of the sentences where any does.\n"
        "Words that one argument holds must stand in a row, as do words between double "
        "quotes inside of it. A star at the end finds words that begin so. There are no "
        "operators: AND, OR, NEAR and punctuation are text like any other.\n"
        "Documents are ordered by BM25, where a title counts four times; of copies of "
        "one "
        "story the best is shown. Words found are colored on a terminal.",
    .examples = examples,
    .run = run,
};
