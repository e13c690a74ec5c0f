/* schema.c - the tables of the lexicon as data. */
#include "lexicon/schema.h"

#include <assert.h>

#define COLUMN(id, header, use) {header, KW_USE_##use},
#define COLUMNS(id, stems, meaning)                                                      \
    static const struct kw_lex_column columns_##id[] = {KW_COLUMNS_##id(COLUMN)};
KW_LEX_TABLES(COLUMNS)

#define SCHEMA(id, stems, meaning)                                                       \
    {stems, meaning, columns_##id, sizeof columns_##id / sizeof columns_##id[0]},
static const struct kw_lex_schema schemas[] = {KW_LEX_TABLES(SCHEMA)};

const struct kw_lex_schema *kw_lex_schema(enum kw_lex_table table)
{
    assert(table < KW_TABLE_COUNT);
    return &schemas[table];
}

bool kw_lex_table_of(struct kw_str stem, enum kw_lex_table *table)
{
    for (unsigned t = 0; t < KW_TABLE_COUNT; t++) {
        struct kw_str rest = kw_str_of(schemas[t].stems), one;
        while (kw_str_item(&rest, '|', &one)) {
            if (kw_str_eq(one, stem)) {
                *table = (enum kw_lex_table)t;
                return true;
            }
        }
    }
    return false;
}
