/* parse.c - a table's text to rows of cells. */
#include "lexicon/parse.h"

enum { MOST_COLUMNS = 16 };

struct header {
    int column[MOST_COLUMNS]; /* schema column of each column in the file */
    size_t count;             /* columns in the file */
};

static int column_of(const struct kw_lex_schema *schema, struct kw_str name)
{
    for (size_t c = 0; c < schema->column_count; c++)
        if (kw_str_eq(name, kw_str_of(schema->columns[c].header)))
            return (int)c;
    return -1;
}

static enum kw_status parse_header(const struct kw_lex_schema *schema, struct kw_str line,
                                   struct header *header, struct kw_error *err)
{
    struct kw_str name;
    bool first_seen = false;
    header->count = 0;
    while (kw_str_item(&line, '\t', &name)) {
        int column = column_of(schema, name);
        if (column < 0 || header->count == MOST_COLUMNS)
            return kw_fail(err, KW_SYNTAX, "unknown column '%.*s'", KW_STR_ARG(name));
        for (size_t c = 0; c < header->count; c++)
            if (header->column[c] == column)
                return kw_fail(err, KW_SYNTAX, "column '%.*s' twice", KW_STR_ARG(name));
        first_seen |= column == 0;
        header->column[header->count++] = column;
    }
    if (!first_seen)
        return kw_fail(err, KW_SYNTAX, "the header lacks the column '%s'",
                       schema->columns[0].header);
    return KW_OK;
}

static bool has_control(struct kw_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        unsigned char byte = (unsigned char)line.ptr[i];
        if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
            return true;
    }
    return false;
}

static enum kw_status parse_cells(const struct kw_lex_schema *schema,
                                  const struct header *header, struct kw_str line,
                                  struct kw_str *cells, struct kw_lex_row *row,
                                  struct kw_error *err)
{
    size_t count = 0;
    bool more = true;
    while (more) {
        struct kw_str cell;
        more = kw_str_cut(line, '\t', &cell, &line);
        if (count == header->count)
            return kw_fail(err, KW_SYNTAX, "more cells than the header has columns");
        int column = header->column[count++];
        cells[column] = kw_str_trim(cell);
        if (schema->columns[column].use == KW_USE_TYPE && cells[column].len &&
            !kw_type_parse(cells[column], &row->type))
            return kw_fail(err, KW_SYNTAX, "unknown type '%.*s'",
                           KW_STR_ARG(cells[column]));
    }
    if (cells[0].len == 0)
        return kw_fail(err, KW_SYNTAX, "the column '%s' is empty",
                       schema->columns[0].header);
    return KW_OK;
}

static enum kw_status parse_row(struct kw_arena *arena, const struct kw_lex_input *input,
                                const struct header *header, struct kw_str line,
                                unsigned number, struct kw_lex_rows *rows,
                                struct kw_error *err)
{
    const struct kw_lex_schema *schema = kw_lex_schema(input->table);
    struct kw_str *cells = KW_NEW(arena, schema->column_count, struct kw_str);
    struct kw_lex_row *row = KW_PUSH(arena, &rows->list);
    if (!cells || !row)
        return kw_nomem(err);
    *row = (struct kw_lex_row){
        .table = input->table, .cells = cells, .label = input->label, .line = number};
    if (input->table == KW_TABLE_COUNTRIES)
        row->type = KW_TYPE_COUNTRY;
    return parse_cells(schema, header, line, cells, row, err);
}

/* A list of one column may go without a header: the words speak for themselves. */
static bool begins_plain_list(const struct kw_lex_schema *schema,
                              const struct header *header, struct kw_str line)
{
    return header->count == 0 && schema->column_count == 1 &&
           !kw_str_eq(kw_str_trim(line), kw_str_of(schema->columns[0].header));
}

enum kw_status kw_lex_parse(struct kw_arena *arena, const struct kw_lex_input *input,
                            struct kw_lex_rows *rows, struct kw_error *err)
{
    const struct kw_lex_schema *schema = kw_lex_schema(input->table);
    struct kw_str rest = input->bytes, line;
    struct header header = {.count = 0};
    unsigned number = 0;
    while (kw_str_line(&rest, &line)) {
        enum kw_status status = KW_OK;
        number++;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (begins_plain_list(schema, &header, line))
            header.count = 1; /* its one column is column 0 */
        if (has_control(line))
            status = kw_fail(err, KW_SYNTAX, "a control character");
        else if (header.count == 0)
            status = parse_header(schema, line, &header, err);
        else
            status = parse_row(arena, input, &header, line, number, rows, err);
        if (status != KW_OK) {
            kw_error_at(err, "%s:%u", input->label, number);
            return status;
        }
    }
    if (header.count == 0 && schema->column_count > 1)
        return kw_fail(err, KW_SYNTAX, "%s: no header line", input->label);
    return KW_OK;
}
