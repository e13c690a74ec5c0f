/* copy.h - an extraction without what was needed to make it. */
#ifndef KW_DOCUMENT_COPY_H
#define KW_DOCUMENT_COPY_H

#include "knotwork/document.h"

/* Copies an extraction into `arena`, but for the strings of its document and its
 * fingerprint: those must live on. `out` may be `x`. Errors: KW_NOMEM. Cost: O(facts). */
KW_CHECKED enum kw_status kw_extraction_copy(const struct kw_extraction *x,
                                             struct kw_arena *arena,
                                             struct kw_extraction *out,
                                             struct kw_error *err);

#endif
