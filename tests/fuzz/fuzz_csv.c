/* fuzz_csv.c - any bytes as a head and a row: cells are bounded by the row, and there are
 * never more of them than delimiters. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "read/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str all = {(const char *)bytes, size}, head, row, cell;
    struct kw_columns columns = {.delimiter = kw_table_delimiter(all)};
    size_t cells = 0, delimiters = 0, left = 0;
    kw_str_cut(all, '\n', &head, &row);
    bool known = kw_table_head(head, &columns);
    for (int i = 0; i < KW_FIELDS; i++)
        if (columns.at[i] > head.len + 1 || (i == KW_FIELD_TEXT && known != (columns.at[i] > 0)))
            abort();
    for (size_t i = 0; i < row.len; i++)
        delimiters += row.ptr[i] == columns.delimiter;
    left = row.len;
    while (kw_table_cell(arena, columns.delimiter, &row, &cell)) {
        cells++;
        if (!cell.ptr || cell.len > left)
            abort();
    }
    if (cells > delimiters + 1)
        abort();
    kw_arena_free(arena);
    kw_table_sniff(all);
    return 0;
}
