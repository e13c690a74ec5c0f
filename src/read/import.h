/* import.h - which importer reads a file. */
#ifndef KW_READ_IMPORT_H
#define KW_READ_IMPORT_H

#include "read/read.h"

/* The importer for a file with that ending (without the dot, any case) and these first
 * bytes, or NULL. A file that is `named` outright is looked into when its ending tells
 * nothing. */
const struct kw_importer *kw_import_of(struct kw_str ending, struct kw_str start,
                                       bool named);

/* Why bytes that begin so are no text at all, or NULL. */
const char *kw_import_refuse(struct kw_str start);

#endif
