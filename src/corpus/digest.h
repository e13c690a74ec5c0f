/* digest.h - what the corpus takes from a document: all that can be worked out from the
 * document alone, so that the threads that extract do it, and not the one that writes.
 */
#ifndef KW_CORPUS_DIGEST_H
#define KW_CORPUS_DIGEST_H

#include "corpus/key.h"
#include "corpus/prints.h"

/* A name that a referent is given. */
struct kw_given_name {
    struct kw_str name, fold;  /* as it is shown; its look-up form */
    enum kw_mention_kind kind; /* KW_MENTION_NONE: the fullest the document has for it */
    uint32_t referent;         /* from 0 */
    uint32_t times;
};

struct kw_given_names {
    struct kw_given_name *items; /* by referent, kind and name, each once */
    size_t count;
};

struct kw_digest {
    struct kw_identity_key *keys; /* one a referent */
    struct kw_given_names names;
    struct kw_prints prints; /* of its text */
};

/* Owns: they live in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_names_given(const struct kw_extraction *extraction,
                                         struct kw_arena *arena,
                                         struct kw_given_names *out,
                                         struct kw_error *err);

/* Owns: it lives in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_digest_make(const struct kw_lexicon *lexicon,
                                         const struct kw_extraction *extraction,
                                         struct kw_arena *arena, struct kw_digest *out,
                                         struct kw_error *err);

#endif
