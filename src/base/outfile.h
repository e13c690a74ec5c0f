/* outfile.h - files written aside, synced and renamed; and standard output. */
#ifndef KW_BASE_OUTFILE_H
#define KW_BASE_OUTFILE_H

#include "knotwork/base.h"

/* A file being written: the bytes go to a temporary name beside `path` and take its
 * place only on success, so that a reader sees the old file or the new one whole. */
struct kw_outfile;

/* Opens `path` for writing; "-" is standard output, written as it comes.
 * Owns:   the caller ends it with kw_outfile_commit or kw_outfile_discard.
 * Errors: KW_IO names the path; KW_NOMEM. */
KW_CHECKED enum kw_status kw_outfile_open(const char *path, struct kw_outfile **out,
                                          struct kw_error *err);
struct kw_out *kw_outfile_sink(struct kw_outfile *file); /* borrowed */

/* Flushes, syncs and renames; on failure the old file stays. Frees `file`. */
KW_CHECKED enum kw_status kw_outfile_commit(struct kw_outfile *file, struct kw_error *err);
void kw_outfile_discard(struct kw_outfile *file); /* NULL is allowed */

#endif
