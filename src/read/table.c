/* table.c - rows to cells, and names of columns to what they mean. */
#include "read/table.h"

#include <string.h>

#include "read/import.h"
#include "time/expression.h"

/* --- cells --------------------------------------------------------------------------- */

/* Where the cell that starts `row` ends: at a delimiter or the end of the row. A cell is
 * quoted only if it begins with the quotation mark; `*doubled` when one is in it. */
static size_t cell_end(struct kw_str row, char delimiter, bool *doubled)
{
    size_t at = 0;
    *doubled = false;
    if (row.len && row.ptr[0] == '"') {
        for (at = 1; at < row.len; at++) {
            if (row.ptr[at] != '"')
                continue;
            if (at + 1 == row.len || row.ptr[at + 1] != '"')
                break;
            *doubled = true;
            at++;
        }
    }
    const char *end = at < row.len ? memchr(row.ptr + at, delimiter, row.len - at) : NULL;
    return end ? (size_t)(end - row.ptr) : row.len;
}

/* Without its quotation marks, the doubled ones inside single. */
static struct kw_str unquote(struct kw_arena *arena, struct kw_str cell)
{
    char *copy = kw_arena_alloc(arena, cell.len + 1, 1);
    size_t used = 0;
    if (!copy)
        return (struct kw_str){0};
    for (size_t i = 1; i < cell.len; i++) {
        if (cell.ptr[i] == '"' && ++i == cell.len)
            break;
        copy[used++] = cell.ptr[i];
    }
    return (struct kw_str){copy, used};
}

bool kw_table_cell(struct kw_arena *arena, char delimiter, struct kw_str *row,
                   struct kw_str *cell)
{
    bool doubled;
    if (!row->ptr)
        return false;
    size_t end = cell_end(*row, delimiter, &doubled);
    struct kw_str found = kw_str_slice(*row, 0, end);
    bool more = end < row->len;
    *row = more ? kw_str_slice(*row, end + 1, row->len) : (struct kw_str){0};
    *cell = found;
    if (found.len == 0 || found.ptr[0] != '"')
        return true;
    bool plain = !doubled && found.len > 1 && found.ptr[found.len - 1] == '"';
    *cell = plain ? kw_str_slice(found, 1, found.len - 1) : unquote(arena, found);
    return true;
}

/* --- the head ------------------------------------------------------------------------- */

/* Names of columns, in lower case and without anything but letters and digits; of several
 * columns for one field the name that stands first here wins. */
static const char *const names[KW_FIELDS] = {
    [KW_FIELD_ID] = "id|docid|documentid|articleid|uid|uuid|guid|key|identifier",
    [KW_FIELD_TEXT] = ("text|body|content|articletext|fulltext|articlebody|bodytext|article|"
                       "maintext|story|document|contents|plaintext|message|transcript|"
                       "paragraph|summary|description|abstract|snippet"),
    [KW_FIELD_TITLE] = "title|headline|heading|head|subject|articletitle|name",
    [KW_FIELD_DATE] = ("date|published|publishedat|publicationdate|publishdate|publishedon|"
                       "publisheddate|datepublished|pubdate|dateofpublication|datepublish|"
                       "articledate|datetime|timestamp|time|created|createdat|day"),
    [KW_FIELD_URL] = "url|link|uri|href|weburl|permalink|articleurl|address",
    [KW_FIELD_SOURCE] = "source|sourcename|origin|file|filename|path",
    [KW_FIELD_PUBLISHER] = ("publisher|outlet|publication|newspaper|media|mediasource|"
                            "sitename|site|domain|journal|channel|agency"),
    [KW_FIELD_AUTHOR] = "author|authors|byline|writer|writers|reporter|creator|journalist",
    [KW_FIELD_LANGUAGE] = "language|lang|languagecode|locale",
};

/* A name as it stands in the table above; empty when it is too long for any. */
static struct kw_str plain_name(struct kw_str name, char out[24])
{
    size_t used = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            continue;
        if (used == 24)
            return KW_STR("");
        out[used++] = upper ? (char)(c + 32) : c;
    }
    return (struct kw_str){out, used};
}

/* The place of `name` among the names of a field, from 1; 0: it is none of them. */
static unsigned rank_of(enum kw_table_field field, struct kw_str name)
{
    struct kw_str rest = kw_str_of(names[field]), one;
    for (unsigned rank = 1; kw_str_item(&rest, '|', &one); rank++)
        if (kw_str_eq(one, name))
            return rank;
    return 0;
}

static struct kw_str first_line(struct kw_str s)
{
    const char *end = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
    return kw_str_trim(kw_str_slice(s, 0, end ? (size_t)(end - s.ptr) : s.len));
}

char kw_table_delimiter(struct kw_str start)
{
    static const char delimiters[] = {',', '\t', ';', '|'};
    size_t most = 0;
    char best = ',';
    struct kw_str line = first_line(start);
    for (size_t d = 0; d < sizeof delimiters; d++) {
        size_t count = 0;
        bool quoted = false;
        for (size_t i = 0; i < line.len; i++) {
            quoted = quoted != (line.ptr[i] == '"');
            count += !quoted && line.ptr[i] == delimiters[d];
        }
        if (count > most) {
            most = count;
            best = delimiters[d];
        }
    }
    return best;
}

/* Quotation marks around a name do not matter, and names have none inside. */
bool kw_table_head(struct kw_str head, struct kw_columns *columns)
{
    unsigned ranks[KW_FIELDS] = {0};
    unsigned number = 0;
    bool doubled;
    head = kw_str_trim(head);
    for (bool more = true; more; number++) {
        char bytes[24];
        size_t end = cell_end(head, columns->delimiter, &doubled);
        struct kw_str name = plain_name(kw_str_slice(head, 0, end), bytes);
        more = end < head.len;
        head = kw_str_slice(head, more ? end + 1 : end, head.len);
        for (int f = 0; f < KW_FIELDS; f++) {
            unsigned rank = rank_of((enum kw_table_field)f, name);
            if (rank == 0 || (ranks[f] > 0 && ranks[f] <= rank))
                continue;
            ranks[f] = rank;
            columns->at[f] = number + 1;
        }
    }
    return columns->at[KW_FIELD_TEXT] > 0;
}

bool kw_table_sniff(struct kw_str start)
{
    struct kw_columns columns = {.delimiter = kw_table_delimiter(start)};
    struct kw_str line = first_line(start);
    return line.len < 1000 && memchr(line.len ? line.ptr : "", columns.delimiter, line.len) &&
           kw_table_head(line, &columns) &&
           (columns.at[KW_FIELD_ID] || columns.at[KW_FIELD_TITLE] ||
            columns.at[KW_FIELD_DATE] || columns.at[KW_FIELD_URL]);
}

/* --- documents -------------------------------------------------------------------------- */

/* The cells of the row that the columns ask for. */
static enum kw_status take_cells(struct kw_arena *arena, const struct kw_columns *columns,
                                 struct kw_str row, struct kw_str cells[KW_FIELDS],
                                 struct kw_error *err)
{
    struct kw_str cell;
    for (unsigned number = 1; kw_table_cell(arena, columns->delimiter, &row, &cell); number++) {
        if (!cell.ptr)
            return kw_nomem(err);
        for (int f = 0; f < KW_FIELDS; f++)
            if (columns->at[f] == number)
                cells[f] = cell;
    }
    return KW_OK;
}

static bool is_address(struct kw_str s)
{
    size_t at = kw_str_find(s, KW_STR("://"), 0);
    return at < s.len && at < 8;
}

/* A short text on one line, clean; a cell that is a paragraph is cut to nothing. */
static enum kw_status set_line(struct kw_arena *arena, struct kw_str cell,
                               struct kw_str *out, struct kw_error *err)
{
    struct kw_str clean = KW_STR("");
    cell = kw_str_trim(cell);
    if (cell.len == 0 || cell.len > 2000)
        return KW_OK;
    enum kw_status status = kw_import_line(arena, cell, &clean, err);
    if (status == KW_OK)
        *out = clean;
    return status;
}

enum kw_status kw_table_parse(const struct kw_record *record, struct kw_arena *arena,
                              struct kw_parsed *out, struct kw_error *err)
{
    struct kw_document *d = &out->extraction.document;
    struct kw_str cells[KW_FIELDS] = {0};
    enum kw_status status =
        take_cells(arena, &record->columns, kw_buf_str(&record->bytes), cells, err);
    if (status != KW_OK)
        return status;
    struct kw_str source = cells[KW_FIELD_SOURCE], url = cells[KW_FIELD_URL];
    struct kw_str outlet = cells[KW_FIELD_PUBLISHER];
    /* What a source is depends on what is beside it. */
    if (outlet.len == 0 && !is_address(source) && url.len)
        outlet = source;
    const struct {
        struct kw_str cell, *to;
    } lines[] = {{cells[KW_FIELD_ID], &d->key},
                 {cells[KW_FIELD_TITLE], &d->title},
                 {url.len ? url : source, &d->source},
                 {outlet, &d->publisher},
                 {cells[KW_FIELD_AUTHOR], &d->author},
                 {cells[KW_FIELD_LANGUAGE], &d->language}};
    status = kw_import_body(arena, cells[KW_FIELD_TEXT], out, err);
    for (size_t i = 0; i < sizeof lines / sizeof *lines && status == KW_OK; i++)
        status = set_line(arena, lines[i].cell, lines[i].to, err);
    if (!kw_date_read(cells[KW_FIELD_DATE], &d->date))
        d->date = KW_DAY_NONE;
    out->encoding = record->encoding;
    return status;
}
