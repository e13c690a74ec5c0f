/* parse.h - a table's text to rows of cells: the front half of the compiler. */
#ifndef KW_LEXICON_PARSE_H
#define KW_LEXICON_PARSE_H

#include "knotwork/document.h"
#include "lexicon/compile.h"

struct kw_lex_row {
    enum kw_lex_table table;
    enum kw_type type;          /* of its TYPE column; NONE without one */
    const struct kw_str *cells; /* in schema order; slices of the input */
    const char *label;          /* where it stands, for messages */
    unsigned line;
};

struct kw_lex_rows {
    KW_VEC(struct kw_lex_row) list;
};

/* Appends the rows of one input to `rows`. Errors: as kw_lexicon_compile. */
KW_CHECKED enum kw_status kw_lex_parse(struct kw_arena *arena,
                                       const struct kw_lex_input *input,
                                       struct kw_lex_rows *rows, struct kw_error *err);

#endif
