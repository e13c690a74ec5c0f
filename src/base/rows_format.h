/* rows_format.h - what a row format is; shared by rows.c and the formats. */
#ifndef KW_BASE_ROWS_FORMAT_H
#define KW_BASE_ROWS_FORMAT_H

#include "base/rows.h"

/* A cell on its way out. Formats never see a NaN: it is a null. */
struct kw_cell {
    bool null;              /* nothing there; `text` is empty */
    enum kw_cell_type type; /* what it holds; a null has its column's type */
    bool truth;             /* KW_CELL_BOOL */
    struct kw_str text;     /* as it reads: the text, the digits, "true" or "false" */
};

/* A format: what it does around and with each cell. `begin`, `row_end` and `end` may be
 * NULL. All write to rows->out; what else can fail sets rows->status. */
struct kw_row_writer {
    const char *name;                    /* as users choose it */
    void (*begin)(struct kw_rows *rows); /* once, before all rows */
    void (*cell)(struct kw_rows *rows, const struct kw_cell *cell); /* rows->column */
    void (*row_end)(struct kw_rows *rows);
    void (*end)(struct kw_rows *rows); /* once, after all rows */
};

struct kw_rows {
    struct kw_out *out;                 /* borrowed */
    const struct kw_row_writer *writer; /* the format */
    const struct kw_column *columns;    /* `count` of them, borrowed */
    size_t count;                       /* columns of a row */
    unsigned width;                     /* of the terminal; 0: no limit */
    size_t column;                      /* where the next cell goes */
    const struct kw_column *given;      /* what the caller appends, borrowed */
    size_t given_count;                 /* cells the caller gives for a row */
    size_t given_column;                /* the one the caller gives next */
    struct kw_row_choice *choice;       /* of rows_choose.c; NULL: all that is given */
    bool mixed;                         /* cells may be of any type */
    uint64_t rows;                      /* whole rows so far */
    struct kw_arena *arena;             /* this struct, and the cells of a table */
    enum kw_status status;              /* the first failure */
    struct kw_table *table;             /* of rows_table.c alone */
};

/* rows_choose.c: sets what is written from `names`, a list joined by commas; holds a cell
 * of a row until it is written; writes a row that is held. */
enum kw_status kw_rows_choose(struct kw_rows *rows, const char *names,
                              struct kw_error *err);
void kw_rows_hold(struct kw_rows *rows, const struct kw_cell *cell);
void kw_rows_write_held(struct kw_rows *rows);
void kw_rows_free_choice(struct kw_rows *rows);

extern const struct kw_row_writer kw_rows_table, kw_rows_csv, kw_rows_tsv, kw_rows_json,
    kw_rows_jsonl, kw_rows_markdown;

#endif
