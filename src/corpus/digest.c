/* digest.c - the keys of a document's referents and the prints of its text. */
#include "corpus/digest.h"

enum kw_status kw_digest_make(const struct kw_lexicon *lexicon,
                              const struct kw_extraction *extraction,
                              struct kw_arena *arena, struct kw_digest *out,
                              struct kw_error *err)
{
    struct kw_digest digest;
    enum kw_status status = kw_keys_of(lexicon, arena, extraction, &digest.keys, err);
    if (status == KW_OK)
        status = kw_prints_of(extraction->document.text, arena, &digest.prints, err);
    if (status == KW_OK)
        *out = digest;
    return status;
}
