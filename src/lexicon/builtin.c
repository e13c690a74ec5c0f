/* builtin.c - the image that lexc made and builtin.S brought in. */
#include "lexicon/lexicon.h"

extern const char kw_lexicon_image[], kw_lexicon_image_end[];

struct kw_str kw_lexicon_builtin(void)
{
    return (struct kw_str){kw_lexicon_image,
                           (size_t)(kw_lexicon_image_end - kw_lexicon_image)};
}
