/* fold.h - look-up keys: the door of utf8proc. */
#ifndef KW_BASE_FOLD_H
#define KW_BASE_FOLD_H

#include "knotwork/base.h"

/* The look-up form of `s`: NFKC, case folded, accents stripped, typographic quotes and
 * dashes as ASCII, runs of white space as one space, none at the ends. Text itself is
 * never normalised; keys only.
 * Owns:   lives in `arena`. Errors: KW_NOMEM. Cost: O(len). */
KW_CHECKED enum kw_status kw_fold(struct kw_arena *arena, struct kw_str s,
                                  struct kw_str *out, struct kw_error *err);

/* Appends the same form to a buffer (which keeps the failure). */
void kw_fold_to_buf(struct kw_buf *buf, struct kw_str s);

/* Appends `s` with each letter in upper or lower case, where one letter stands for it. */
void kw_case_to_buf(struct kw_buf *buf, struct kw_str s, bool upper);

#endif
