/* digest.h - what the corpus takes from a document: all that can be worked out from the
 * document alone, so that the threads that extract do it, and not the one that writes.
 */
#ifndef KW_CORPUS_DIGEST_H
#define KW_CORPUS_DIGEST_H

#include "corpus/key.h"
#include "corpus/prints.h"

struct kw_digest {
    struct kw_identity_key *keys; /* one a referent */
    struct kw_prints prints;      /* of its text */
};

/* Owns: it lives in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_digest_make(const struct kw_lexicon *lexicon,
                                         const struct kw_extraction *extraction,
                                         struct kw_arena *arena, struct kw_digest *out,
                                         struct kw_error *err);

#endif
