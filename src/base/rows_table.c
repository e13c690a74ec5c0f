/* rows_table.c - the row format for people: columns aligned, fitted to the terminal. */
#include "base/rows_format.h"

#include "base/utf8.h"

enum {
    GAP = 2,       /* spaces between columns */
    NARROWEST = 8, /* a text column is never cut below this: nobody could read it */
};

struct held {
    struct kw_str text; /* safe to show, in the arena */
    size_t width;       /* columns it takes */
};

struct kw_table {
    size_t *widths;            /* a column each: its widest cell, later what it gets */
    size_t shown;              /* columns, from the first, that there is room for */
    KW_VEC(struct held) cells; /* row by row, the header first */
};

static bool is_numeric(const struct kw_rows *rows, size_t column)
{
    return rows->columns[column].type == KW_CELL_INTEGER ||
           rows->columns[column].type == KW_CELL_NUMBER;
}

/* What would move the cursor, end the line or turn the reading direction. */
static bool is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
           code == 0x2029 || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
           code == 0x61C;
}

/* A copy of `raw` that a terminal shows on one line: unsafe code points and runs of
 * white space as one space, broken bytes as U+FFFD. */
static struct held make_safe(struct kw_arena *arena, struct kw_str raw)
{
    struct held held = {{NULL, 0}, 0};
    char *copy =
        raw.len <= SIZE_MAX / 3 - 1 ? kw_arena_alloc(arena, raw.len + 1, 3) : NULL;
    if (!copy)
        return held;
    size_t used = 0;
    bool space = false;
    for (size_t at = 0, len; at < raw.len; at += len) {
        uint32_t code = kw_utf8_decode(raw, at, &len);
        if (code <= 0x10FFFF && (is_unsafe(code) || kw_is_space(code))) {
            space = used > 0;
            continue;
        }
        if (space)
            copy[used++] = ' ';
        space = false;
        used += kw_utf8_encode(code <= 0x10FFFF ? code : 0xFFFD, copy + used);
    }
    held.text = (struct kw_str){copy, used};
    held.width = kw_utf8_width(held.text);
    return held;
}

static void hold(struct kw_rows *rows, struct kw_str text)
{
    struct held held = make_safe(rows->arena, text);
    struct held *place = held.text.ptr ? KW_PUSH(rows->arena, &rows->table->cells) : NULL;
    if (!place) {
        rows->status = KW_NOMEM;
        return;
    }
    *place = held;
    if (rows->table->widths[rows->column] < held.width)
        rows->table->widths[rows->column] = held.width;
}

static void table_begin(struct kw_rows *rows)
{
    rows->table = KW_NEW(rows->arena, 1, struct kw_table);
    size_t *widths = KW_NEW(rows->arena, rows->count, size_t);
    if (!rows->table || !widths) {
        rows->status = KW_NOMEM;
        return;
    }
    rows->table->widths = widths;
    rows->table->shown = rows->count;
    for (size_t i = 0; i < rows->count && rows->status == KW_OK; i++) {
        rows->column = i;
        hold(rows, kw_str_of(rows->columns[i].name));
    }
    rows->column = 0;
}

static void table_cell(struct kw_rows *rows, const struct kw_cell *cell)
{
    struct kw_str text = cell->text;
    if (cell->type == KW_CELL_BOOL && !cell->null)
        text = cell->truth ? KW_STR("yes") : KW_STR("no");
    hold(rows, text);
}

/* The width of a row when no text column is wider than `limit`. */
static size_t total_width(const struct kw_rows *rows, size_t limit)
{
    size_t total = (rows->table->shown - 1) * GAP;
    for (size_t i = 0; i < rows->table->shown; i++) {
        size_t width = rows->table->widths[i];
        total += is_numeric(rows, i) || width < limit ? width : limit;
    }
    return total;
}

/* Cuts the widest text columns to one common width, the largest that fits. Numbers are
 * not cut: where they leave no room, the last columns are left out. */
static void fit(struct kw_rows *rows)
{
    size_t low = NARROWEST, high = rows->width;
    if (rows->width == 0 || total_width(rows, SIZE_MAX) <= rows->width)
        return;
    while (rows->table->shown > 1 && total_width(rows, NARROWEST) > rows->width)
        rows->table->shown--;
    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (total_width(rows, middle) <= rows->width)
            low = middle;
        else
            high = middle - 1;
    }
    for (size_t i = 0; i < rows->count; i++) {
        if (!is_numeric(rows, i) && rows->table->widths[i] > low)
            rows->table->widths[i] = low;
    }
}

/* Cuts a text that is too wide, so that it and the "…" after it fit. */
static struct held cut(struct held held, size_t width)
{
    size_t at = 0, len, used = 0;
    for (; at < held.text.len; at += len) {
        size_t next = kw_char_width(kw_utf8_decode(held.text, at, &len));
        if (used + next > width - 1)
            break;
        used += next;
    }
    while (at > 0 && held.text.ptr[at - 1] == ' ') {
        at--;
        used--;
    }
    return (struct held){kw_str_slice(held.text, 0, at), used + 1};
}

static void add_spaces(struct kw_out *out, size_t count)
{
    for (; count > 0; count--)
        kw_out_byte(out, ' ');
}

/* Writes one row; spaces wait in `owed` until something follows, so that none trails. */
static void write_row(struct kw_rows *rows, const struct held *cells)
{
    size_t owed = 0;
    for (size_t i = 0; i < rows->table->shown; i++) {
        size_t width = rows->table->widths[i];
        bool too_wide = cells[i].width > width;
        struct held shown = too_wide ? cut(cells[i], width) : cells[i];
        size_t pad = width - shown.width;
        owed += i > 0 ? GAP : 0;
        if (shown.text.len || too_wide) {
            add_spaces(rows->out, owed + (is_numeric(rows, i) ? pad : 0));
            kw_out_add(rows->out, shown.text);
            kw_out_add(rows->out, too_wide ? KW_STR("…") : KW_STR(""));
            owed = is_numeric(rows, i) ? 0 : pad;
        } else {
            owed += width;
        }
    }
    kw_out_byte(rows->out, '\n');
}

/* Names the columns that found no room, in lines that do. */
static void write_left_out(struct kw_rows *rows)
{
    static const char begin[] = "(no room for:";
    size_t used = sizeof begin - 1;
    kw_out_add(rows->out, kw_str_of(begin));
    for (size_t i = rows->table->shown; i < rows->count; i++) {
        const char *name = rows->columns[i].name;
        size_t width = kw_utf8_width(kw_str_of(name)) + 2; /* and what is around it */
        bool turn = i > rows->table->shown && used + width > rows->width;
        kw_out_printf(rows->out, "%s%s%s", turn ? "\n  " : " ", name,
                      i + 1 < rows->count ? "," : ")\n");
        used = turn ? width + 1 : used + width;
    }
}

static void table_end(struct kw_rows *rows)
{
    fit(rows);
    for (size_t i = 0; i < rows->table->cells.count; i += rows->count)
        write_row(rows, &rows->table->cells.items[i]);
    if (rows->table->shown < rows->count)
        write_left_out(rows);
}

const struct kw_row_writer kw_rows_table = {
    .name = "table", .begin = table_begin, .cell = table_cell, .end = table_end};
