/* rows_text.c - the row formats that stream: CSV, TSV, JSON, JSON lines, Markdown. */
#include "base/rows_format.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"

/* Writes `s` with some of its bytes replaced; `escape` gives NULL for the others. */
static void add_escaped(struct kw_out *out, struct kw_str s,
                        const char *(*escape)(char byte))
{
    size_t start = 0;
    for (size_t at = 0; at < s.len; at++) {
        const char *replacement = escape(s.ptr[at]);
        if (!replacement)
            continue;
        kw_out_add(out, kw_str_slice(s, start, at));
        kw_out_add(out, kw_str_of(replacement));
        start = at + 1;
    }
    kw_out_add(out, kw_str_slice(s, start, s.len));
}

static void separate(struct kw_rows *rows, char separator)
{
    if (rows->column > 0)
        kw_out_byte(rows->out, separator);
}

static void end_line(struct kw_rows *rows)
{
    kw_out_byte(rows->out, '\n');
}

/* Sends the column names through the format's own cell writer. */
static void header(struct kw_rows *rows)
{
    for (rows->column = 0; rows->column < rows->count; rows->column++) {
        struct kw_cell name = {.text = kw_str_of(rows->columns[rows->column].name)};
        rows->writer->cell(rows, &name);
    }
    rows->column = 0;
    rows->writer->row_end(rows);
}

/* --- CSV: RFC 4180, but lines end in LF --- */

static bool needs_quotes(struct kw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr(",\"\r\n", s.ptr[i]))
            return true;
    }
    return false;
}

static const char *csv_escape(char byte)
{
    return byte == '"' ? "\"\"" : NULL;
}

static void csv_cell(struct kw_rows *rows, const struct kw_cell *cell)
{
    separate(rows, ',');
    /* An empty text and a null stay different, and so does a lone empty text from an
     * empty line. */
    bool empty_text = cell->type == KW_CELL_TEXT && !cell->null && cell->text.len == 0;
    if (!empty_text && !needs_quotes(cell->text)) {
        kw_out_add(rows->out, cell->text);
        return;
    }
    kw_out_byte(rows->out, '"');
    add_escaped(rows->out, cell->text, csv_escape);
    kw_out_byte(rows->out, '"');
}

const struct kw_row_writer kw_rows_csv = {
    .name = "csv", .begin = header, .cell = csv_cell, .row_end = end_line};

/* --- TSV --- */

static const char *tsv_escape(char byte)
{
    switch (byte) {
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\\':
        return "\\\\";
    default:
        return NULL;
    }
}

static void tsv_cell(struct kw_rows *rows, const struct kw_cell *cell)
{
    separate(rows, '\t');
    add_escaped(rows->out, cell->text, tsv_escape);
}

const struct kw_row_writer kw_rows_tsv = {
    .name = "tsv", .begin = header, .cell = tsv_cell, .row_end = end_line};

/* --- JSON --- */

static bool is_infinite(struct kw_str number)
{
    return kw_str_ends(number, KW_STR("inf"));
}

static void json_cell(struct kw_rows *rows, const struct kw_cell *cell)
{
    kw_out_byte(rows->out, rows->column == 0 ? '{' : ',');
    kw_json_quote(rows->out, kw_str_of(rows->columns[rows->column].name));
    kw_out_byte(rows->out, ':');
    if (cell->null || (cell->type == KW_CELL_NUMBER && is_infinite(cell->text)))
        kw_out_add(rows->out, KW_STR("null"));
    else if (cell->type == KW_CELL_TEXT)
        kw_json_quote(rows->out, cell->text);
    else
        kw_out_add(rows->out, cell->text);
}

static void jsonl_row_end(struct kw_rows *rows)
{
    kw_out_add(rows->out, KW_STR("}\n"));
}

static void json_array_cell(struct kw_rows *rows, const struct kw_cell *cell)
{
    if (rows->column == 0)
        kw_out_add(rows->out, rows->rows ? KW_STR(",\n") : KW_STR("[\n"));
    json_cell(rows, cell);
}

static void json_row_end(struct kw_rows *rows)
{
    kw_out_byte(rows->out, '}');
}

static void json_end(struct kw_rows *rows)
{
    kw_out_add(rows->out, rows->rows ? KW_STR("\n]\n") : KW_STR("[]\n"));
}

const struct kw_row_writer kw_rows_json = {
    .name = "json", .cell = json_array_cell, .row_end = json_row_end, .end = json_end};
const struct kw_row_writer kw_rows_jsonl = {
    .name = "jsonl", .cell = json_cell, .row_end = jsonl_row_end};

/* --- Markdown: a table of GitHub Flavored Markdown, section 4.10 --- */

static const char *markdown_escape(char byte)
{
    static const char special[] = "\\`*_[]<>|&~$";
    static const char *const escaped[] = {"\\\\", "\\`",  "\\*", "\\_",   "\\[", "\\]",
                                          "&lt;", "&gt;", "\\|", "&amp;", "\\~", "\\$"};
    if (byte == '\n')
        return "<br>";
    if (byte == '\r' || byte == '\t')
        return " ";
    const char *at = byte ? strchr(special, byte) : NULL;
    return at ? escaped[at - special] : NULL;
}

static void markdown_cell(struct kw_rows *rows, const struct kw_cell *cell)
{
    kw_out_add(rows->out, rows->column == 0 ? KW_STR("| ") : KW_STR(" | "));
    add_escaped(rows->out, kw_str_trim(cell->text), markdown_escape);
}

static void markdown_row_end(struct kw_rows *rows)
{
    kw_out_add(rows->out, KW_STR(" |\n"));
}

static void markdown_begin(struct kw_rows *rows)
{
    header(rows);
    for (size_t i = 0; i < rows->count; i++) {
        bool right = rows->columns[i].type == KW_CELL_INTEGER ||
                     rows->columns[i].type == KW_CELL_NUMBER;
        kw_out_add(rows->out, i == 0 ? KW_STR("|") : KW_STR("|"));
        kw_out_add(rows->out, right ? KW_STR(" ---: ") : KW_STR(" --- "));
    }
    kw_out_add(rows->out, KW_STR("|\n"));
}

const struct kw_row_writer kw_rows_markdown = {.name = "markdown",
                                               .begin = markdown_begin,
                                               .cell = markdown_cell,
                                               .row_end = markdown_row_end};
