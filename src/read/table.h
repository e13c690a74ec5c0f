/* table.h - tables with named columns: CSV, TSV and their kin, a document a row. */
#ifndef KW_READ_TABLE_H
#define KW_READ_TABLE_H

#include "knotwork/base.h"

enum kw_table_field {
    KW_FIELD_ID,
    KW_FIELD_TEXT,
    KW_FIELD_TITLE,
    KW_FIELD_DATE,
    KW_FIELD_URL,
    KW_FIELD_SOURCE, /* where it is from: an address, or else the outlet */
    KW_FIELD_PUBLISHER,
    KW_FIELD_AUTHOR,
    KW_FIELD_LANGUAGE,
    KW_FIELDS
};

#define KW_HEAD_LIMIT (64u * 1024) /* longest row of names, in bytes */

/* Which columns a table has. Zero it to start. */
struct kw_columns {
    char delimiter;       /* , ; | or TAB */
    unsigned at[KW_FIELDS]; /* number of the column, from 1; 0: it has none */
};

/* The character that parts the columns of the row at the beginning of `start`. */
char kw_table_delimiter(struct kw_str start);

/* Reads the row of names; names are compared without case and signs, by a table of
 * synonyms ("body", "Published At"). False when no column could be the text.
 * Needs: columns->delimiter is set. Cost: O(head). */
bool kw_table_head(struct kw_str head, struct kw_columns *columns);

/* Takes the next cell off `*row`: a slice of it, or, where quotation marks are doubled
 * in it, a copy in `arena`. False when there is none left. Errors: KW_NOMEM by a cell
 * whose ptr is NULL. RFC 4180. */
bool kw_table_cell(struct kw_arena *arena, char delimiter, struct kw_str *row,
                   struct kw_str *cell);

bool kw_table_sniff(struct kw_str start);

#endif
