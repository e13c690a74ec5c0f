/* infile.h - small files read whole: lists, decisions, an earlier run. */
#ifndef KW_BASE_INFILE_H
#define KW_BASE_INFILE_H

#include "knotwork/base.h"

enum { KW_INFILE_LIMIT = 64 * 1024 * 1024 }; /* bytes: room for a million lines */

/* Adds the whole file to `bytes`, which the caller frees even after an error.
 * Errors: KW_NOTFOUND where there is no such file, KW_IO, KW_LIMIT above
 *         KW_INFILE_LIMIT, KW_NOMEM; the text names the path.
 * Cost:   O(file). */
KW_CHECKED enum kw_status kw_infile_read(const char *path, struct kw_buf *bytes,
                                         struct kw_error *err);

#endif
