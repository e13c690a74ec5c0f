/* compile.h - tables to a packed image. Used by the build for the built-in tables and
 * at run time for a user's own lists. */
#ifndef KW_LEXICON_COMPILE_H
#define KW_LEXICON_COMPILE_H

#include "lexicon/schema.h"

struct kw_lex_input {
    enum kw_lex_table table; /* which columns to expect */
    const char *label;       /* file name, for messages */
    struct kw_str bytes;     /* the file: see src/lexicon/README.md for the form */
};

/* Compiles tables to one image and appends it to `image`.
 * A file's header may leave out columns (they are empty) but not the first one, may
 * order them freely, and may not name unknown ones. A row of only surfaces that
 * another row of the same table has too is an error.
 * Errors: KW_SYNTAX "FILE:LINE: what is wrong" (no header, unknown column, too many
 *         cells, unknown type, a control character, a repeated row); KW_NOMEM.
 * Cost:   O(n log n) for n surfaces. The same tables give the same bytes. */
KW_CHECKED enum kw_status kw_lexicon_compile(const struct kw_lex_input *inputs,
                                             size_t count, struct kw_buf *image,
                                             struct kw_error *err);

#endif
