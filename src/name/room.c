/* room.c - small questions about tokens that every file of the room asks. */
#include "name/room.h"

const struct kw_token *kw_at(const struct kw_finder *f, uint32_t i)
{
    return &f->text->tokens[i];
}

struct kw_mark *kw_mark_at(const struct kw_finder *f, uint32_t i)
{
    return &f->marks[i - f->sentence->first];
}

struct kw_str kw_raw(const struct kw_finder *f, uint32_t i)
{
    return kw_text_slice(f->text, f->text->tokens[i].span);
}

bool kw_in_sentence(const struct kw_finder *f, uint32_t i)
{
    return i >= f->sentence->first && i < f->sentence->end;
}

bool kw_norm_is(const struct kw_finder *f, uint32_t i, const char *norm)
{
    return kw_in_sentence(f, i) && kw_str_eq(kw_at(f, i)->norm, kw_str_of(norm));
}

bool kw_norm_in(const struct kw_finder *f, uint32_t i, const char *list)
{
    struct kw_str rest = kw_str_of(list), word;
    if (!kw_in_sentence(f, i))
        return false;
    while (kw_str_item(&rest, ' ', &word)) {
        if (kw_str_eq(kw_at(f, i)->norm, word))
            return true;
    }
    return false;
}

bool kw_is_quote(const struct kw_finder *f, uint32_t i)
{
    enum kw_tag tag = kw_tag_at(f, i);
    return tag == KW_TAG_OPEN || tag == KW_TAG_CLOSE ||
           (tag != KW_TAG_POS && kw_norm_in(f, i, "' \" ` ``"));
}

enum kw_tag kw_tag_at(const struct kw_finder *f, uint32_t i)
{
    return kw_in_sentence(f, i) ? kw_at(f, i)->tag : KW_TAG_NONE;
}

uint32_t kw_before(const struct kw_finder *f, uint32_t i)
{
    while (i > f->sentence->first && kw_is_quote(f, i - 1))
        i--;
    return i > f->sentence->first ? i - 1 : UINT32_MAX;
}

uint32_t kw_after(const struct kw_finder *f, uint32_t i)
{
    while (kw_in_sentence(f, i) && kw_is_quote(f, i))
        i++;
    return kw_in_sentence(f, i) ? i : UINT32_MAX;
}

uint32_t kw_seen(const struct kw_finder *f, uint32_t i)
{
    return kw_map_get(&f->seen, kw_at(f, i)->norm);
}

struct kw_str kw_cell_at(const struct kw_finder *f, kw_lexref row, int column)
{
    return kw_lexicon_cell(f->lexicon, row, column);
}

bool kw_is_placed(const struct kw_finder *f, uint32_t first)
{
    uint32_t before = kw_before(f, first);
    return before != UINT32_MAX &&
           kw_norm_in(f, before,
                      "in at from near to into outside around across through "
                      "via toward towards throughout inside");
}
