/* rows.c - cells in, whatever the format; the formats are in rows_text.c and
 * rows_table.c. */
#include "base/rows.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "base/rows_format.h"

static const struct kw_row_writer *const writers[KW_ROWS_FORMAT_COUNT] = {
    [KW_ROWS_TABLE] = &kw_rows_table, [KW_ROWS_CSV] = &kw_rows_csv,
    [KW_ROWS_TSV] = &kw_rows_tsv,     [KW_ROWS_JSON] = &kw_rows_json,
    [KW_ROWS_JSONL] = &kw_rows_jsonl, [KW_ROWS_MARKDOWN] = &kw_rows_markdown,
};

const char *kw_row_format_name(enum kw_row_format format)
{
    assert((unsigned)format < KW_ROWS_FORMAT_COUNT);
    return writers[format]->name;
}

bool kw_row_format_parse(struct kw_str name, enum kw_row_format *format)
{
    for (unsigned i = 0; i < KW_ROWS_FORMAT_COUNT; i++) {
        if (kw_str_eq(kw_str_of(writers[i]->name), name)) {
            *format = (enum kw_row_format)i;
            return true;
        }
    }
    return false;
}

enum kw_status kw_rows_begin(struct kw_out *out, enum kw_row_format format,
                             const struct kw_column *columns, size_t count,
                             unsigned width, struct kw_rows **rows, struct kw_error *err)
{
    return kw_rows_begin_chosen(out, format, columns, count, NULL, width, rows, err);
}

enum kw_status kw_rows_begin_chosen(struct kw_out *out, enum kw_row_format format,
                                    const struct kw_column *columns, size_t count,
                                    const char *names, unsigned width,
                                    struct kw_rows **rows, struct kw_error *err)
{
    assert(count > 0 && (unsigned)format < KW_ROWS_FORMAT_COUNT);
    struct kw_arena *arena = kw_arena_new();
    struct kw_rows *new = arena ? KW_NEW(arena, 1, struct kw_rows) : NULL;
    if (!new) {
        kw_arena_free(arena);
        return kw_nomem(err);
    }
    *new = (struct kw_rows){.out = out,
                            .writer = writers[format],
                            .columns = columns,
                            .count = count,
                            .given = columns,
                            .given_count = count,
                            .width = width,
                            .arena = arena};
    enum kw_status status = names ? kw_rows_choose(new, names, err) : KW_OK;
    if (status != KW_OK) {
        kw_arena_free(arena);
        return status;
    }
    if (new->writer->begin)
        new->writer->begin(new);
    *rows = new;
    return KW_OK;
}

static void put(struct kw_rows *rows, struct kw_cell cell)
{
    if (rows->status == KW_OK && rows->choice)
        kw_rows_hold(rows, &cell);
    else if (rows->status == KW_OK)
        rows->writer->cell(rows, &cell);
    rows->column = ++rows->given_column;
    if (rows->given_column < rows->given_count)
        return;
    if (rows->status == KW_OK && rows->choice)
        kw_rows_write_held(rows);
    if (rows->status == KW_OK && rows->writer->row_end)
        rows->writer->row_end(rows);
    rows->column = 0;
    rows->given_column = 0;
    rows->rows++;
}

static enum kw_cell_type type_here(const struct kw_rows *rows)
{
    return rows->given[rows->given_column].type;
}

void kw_rows_mix(struct kw_rows *rows)
{
    rows->mixed = true;
}

void kw_rows_text(struct kw_rows *rows, struct kw_str value)
{
    assert(rows->mixed || type_here(rows) == KW_CELL_TEXT);
    put(rows, (struct kw_cell){.type = KW_CELL_TEXT, .text = value});
}

void kw_rows_json_value(struct kw_rows *rows, struct kw_str json)
{
    assert(rows->mixed);
    put(rows, (struct kw_cell){.type = KW_CELL_JSON, .text = json});
}

void kw_rows_integer(struct kw_rows *rows, int64_t value)
{
    assert(rows->mixed || type_here(rows) == KW_CELL_INTEGER ||
           type_here(rows) == KW_CELL_NUMBER);
    char text[KW_NUMBER_TEXT];
    snprintf(text, sizeof text, "%lld", (long long)value);
    put(rows, (struct kw_cell){.type = KW_CELL_INTEGER, .text = kw_str_of(text)});
}

void kw_rows_number(struct kw_rows *rows, double value)
{
    assert(rows->mixed || type_here(rows) == KW_CELL_NUMBER);
    if (isnan(value)) {
        kw_rows_null(rows);
        return;
    }
    char text[KW_NUMBER_TEXT];
    kw_number_print(value, text);
    put(rows, (struct kw_cell){.type = KW_CELL_NUMBER, .text = kw_str_of(text)});
}

void kw_rows_bool(struct kw_rows *rows, bool value)
{
    assert(rows->mixed || type_here(rows) == KW_CELL_BOOL);
    put(rows, (struct kw_cell){.type = KW_CELL_BOOL,
                               .truth = value,
                               .text = value ? KW_STR("true") : KW_STR("false")});
}

void kw_rows_null(struct kw_rows *rows)
{
    put(rows, (struct kw_cell){.null = true, .type = type_here(rows)});
}

enum kw_status kw_rows_end(struct kw_rows *rows, uint64_t *count, struct kw_error *err)
{
    assert(rows->given_column == 0 || rows->status != KW_OK);
    if (rows->status == KW_OK && rows->writer->end)
        rows->writer->end(rows);
    enum kw_status status = rows->status;
    if (status != KW_OK)
        kw_nomem(err);
    else if (rows->out->status != KW_OK)
        status = kw_fail(err, rows->out->status, "%s", rows->out->error.text);
    else if (count)
        *count = rows->rows;
    kw_rows_free_choice(rows);
    kw_arena_free(rows->arena);
    return status;
}
