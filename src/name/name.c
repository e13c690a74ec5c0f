/* name.c - the driver of the room. */
#include "name/name.h"

enum kw_status kw_names_find(const struct kw_lexicon *lexicon, const struct kw_text *text,
                             struct kw_arena *arena, struct kw_names *out,
                             struct kw_error *err)
{
    (void)lexicon;
    (void)text;
    (void)arena;
    (void)err;
    *out = (struct kw_names){0};
    return KW_OK;
}
