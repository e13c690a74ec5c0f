/* rows_choose.c - some columns of a table in the order a user wants: a row is held until
 * it is whole, then written from there. */
#include "base/rows_format.h"

#include "base/near.h"

struct held {
    struct kw_cell cell; /* its text is in `text` */
    size_t start;        /* first byte of it there */
};

struct kw_row_choice {
    size_t *order;      /* of each column written, its place among the given */
    struct held *cells; /* one per given column */
    struct kw_buf text; /* of the row held */
};

static enum kw_status unknown(const struct kw_rows *rows, struct kw_str name,
                              struct kw_error *err)
{
    struct kw_buf list = {0};
    unsigned limit = kw_near_limit(name.len);
    for (size_t i = 0; i < rows->given_count; i++) {
        const char *column = rows->given[i].name;
        if (kw_edit_distance(name, kw_str_of(column), limit) <= limit) {
            kw_buf_free(&list);
            return kw_fail(err, KW_USAGE, "there is no column '%.*s'; did you mean '%s'?",
                           KW_STR_ARG(name), column);
        }
        kw_buf_printf(&list, "%s%s", i ? ", " : "", column);
    }
    enum kw_status status =
        kw_fail(err, KW_USAGE, "there is no column '%.*s'; choose from %.*s",
                KW_STR_ARG(name), KW_STR_ARG(kw_buf_str(&list)));
    kw_buf_free(&list);
    return status;
}

static enum kw_status add(struct kw_rows *rows, struct kw_column *columns,
                          struct kw_str name, struct kw_error *err)
{
    size_t place = 0;
    while (place < rows->given_count &&
           !kw_str_eq(kw_str_of(rows->given[place].name), name))
        place++;
    if (place == rows->given_count)
        return unknown(rows, name, err);
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->choice->order[i] == place)
            return kw_fail(err, KW_USAGE, "the column '%.*s' stands twice",
                           KW_STR_ARG(name));
    }
    columns[rows->count] = rows->given[place];
    rows->choice->order[rows->count++] = place;
    return KW_OK;
}

enum kw_status kw_rows_choose(struct kw_rows *rows, const char *names,
                              struct kw_error *err)
{
    struct kw_row_choice *choice = KW_NEW(rows->arena, 1, struct kw_row_choice);
    struct kw_column *columns = KW_NEW(rows->arena, rows->given_count, struct kw_column);
    if (!choice || !columns)
        return kw_nomem(err);
    choice->order = KW_NEW(rows->arena, rows->given_count, size_t);
    choice->cells = KW_NEW(rows->arena, rows->given_count, struct held);
    if (!choice->order || !choice->cells)
        return kw_nomem(err);
    rows->choice = choice;
    rows->columns = columns;
    rows->count = 0;
    struct kw_str rest = kw_str_of(names), name;
    enum kw_status status = KW_OK;
    while (status == KW_OK && kw_str_item(&rest, ',', &name))
        status = add(rows, columns, kw_str_trim(name), err);
    if (status == KW_OK && rows->count == 0)
        status = kw_fail(err, KW_USAGE, "expected the names of columns");
    return status;
}

void kw_rows_hold(struct kw_rows *rows, const struct kw_cell *cell)
{
    struct kw_row_choice *choice = rows->choice;
    choice->cells[rows->given_column] = (struct held){*cell, choice->text.len};
    kw_buf_add(&choice->text, cell->text);
    if (choice->text.failed)
        rows->status = KW_NOMEM;
}

void kw_rows_write_held(struct kw_rows *rows)
{
    struct kw_row_choice *choice = rows->choice;
    struct kw_str text = kw_buf_str(&choice->text);
    for (rows->column = 0; rows->column < rows->count; rows->column++) {
        struct held *held = &choice->cells[choice->order[rows->column]];
        held->cell.text =
            kw_str_slice(text, held->start, held->start + held->cell.text.len);
        if (rows->status == KW_OK)
            rows->writer->cell(rows, &held->cell);
    }
    kw_buf_clear(&choice->text);
}

void kw_rows_free_choice(struct kw_rows *rows)
{
    if (rows->choice)
        kw_buf_free(&rows->choice->text);
}
