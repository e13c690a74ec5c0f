/* rows.h - the row sink: everything tabular leaves through here.
 *
 * A command declares typed columns once and appends cells; the format is the sink's
 * matter. Formats are rows of one table: table (fitted to a terminal), csv, tsv, json,
 * jsonl, markdown.
 */
#ifndef KW_BASE_ROWS_H
#define KW_BASE_ROWS_H

#include "knotwork/base.h"

enum kw_cell_type {
    KW_CELL_TEXT,
    KW_CELL_INTEGER,
    KW_CELL_NUMBER,
    KW_CELL_BOOL,
    KW_CELL_JSON /* of cells only, not of columns */
};

struct kw_column {
    const char *name;       /* header, JSON key: lower_case */
    enum kw_cell_type type; /* decides alignment and JSON type */
};

enum kw_row_format {
    KW_ROWS_TABLE,
    KW_ROWS_CSV,   /* RFC 4180, LF line ends, header */
    KW_ROWS_TSV,   /* TAB, LF and backslash in cells as \t \n \\ */
    KW_ROWS_JSON,  /* one array of objects */
    KW_ROWS_JSONL, /* an object a line */
    KW_ROWS_MARKDOWN,
    KW_ROWS_FORMAT_COUNT
};

const char *kw_row_format_name(enum kw_row_format format);
bool kw_row_format_parse(struct kw_str name, enum kw_row_format *format);

struct kw_rows;

/* Begins a table on `out` with `count` columns.
 * Needs:  `columns` and `out` outlive the rows. `width` is the terminal's width in
 *         columns for KW_ROWS_TABLE, 0 for no limit; the other formats ignore it.
 * Owns:   ended by kw_rows_end, also after a failure.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_rows_begin(struct kw_out *out, enum kw_row_format format,
                                        const struct kw_column *columns, size_t count,
                                        unsigned width, struct kw_rows **rows,
                                        struct kw_error *err);

/* The same with only the columns of `names`, a list joined by commas, in that order; NULL
 * takes all. Cells are appended as if all columns were there.
 * Errors: also KW_USAGE for a name that is none or stands twice. */
KW_CHECKED enum kw_status kw_rows_begin_chosen(struct kw_out *out,
                                               enum kw_row_format format,
                                               const struct kw_column *columns,
                                               size_t count, const char *names,
                                               unsigned width, struct kw_rows **rows,
                                               struct kw_error *err);

/* From here on cells may be of other types than their columns: answers to questions are
 * typed by cell. */
void kw_rows_mix(struct kw_rows *rows);

/* Append the cells of a row from left to right; the row ends by itself with its last
 * column. Text is copied. Failures stick and are reported by kw_rows_end. */
void kw_rows_text(struct kw_rows *rows, struct kw_str value);
void kw_rows_integer(struct kw_rows *rows, int64_t value);
void kw_rows_number(struct kw_rows *rows, double value); /* 9 digits; NaN is null */
void kw_rows_bool(struct kw_rows *rows, bool value);
void kw_rows_null(struct kw_rows *rows);
/* A value that is JSON already: json and jsonl take it as it is, the others as a text.
 * Needs: kw_rows_mix. */
void kw_rows_json_value(struct kw_rows *rows, struct kw_str json);

/* Ends the table and frees it. A KW_ROWS_TABLE holds all rows until here, to size its
 * columns; every other format streams. Does not finish `out`. */
KW_CHECKED enum kw_status kw_rows_end(struct kw_rows *rows, uint64_t *count,
                                      struct kw_error *err);

#endif
