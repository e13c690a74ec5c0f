/* fingerprint.h - what an extraction depends on besides its document, as a text:
 *
 *   0.1.0-20574234f7612069-90951c49-names:5d1c0a88-i
 *
 * the program, its lexicon, its model, then each kind of list and each option in use. What
 * the text of two says that differs is why a document is extracted again. */
#ifndef KW_EXTRACT_FINGERPRINT_H
#define KW_EXTRACT_FINGERPRINT_H

#include "knotwork/extract.h"

/* Prints one. Comments and empty lines of a list do not count. Owns: it lives in `arena`.
 * Errors: KW_NOMEM. Cost: O(bytes of the lists). */
KW_CHECKED enum kw_status kw_fingerprint_print(struct kw_arena *arena, uint64_t lexicon,
                                               uint64_t model,
                                               const struct kw_extract_options *options,
                                               struct kw_str *out, struct kw_error *err);

#endif
