/* beside.c - titles and kind nouns that stand beside a name: "General", "spyware maker".
 */
#include "name/room.h"

/* How far a kind noun may stand from the name it tells about, in tokens. */
#define KIND_REACH 4

enum kw_type kw_kind_type(const struct kw_finder *f, uint32_t i)
{
    return kw_lexicon_type(f->lexicon, kw_mark_at(f, i)->kind_row);
}

bool kw_lower_noun(const struct kw_finder *f, uint32_t i)
{
    return kw_in_sentence(f, i) && kw_at(f, i)->shape == KW_SHAPE_LOWER;
}

/* The longest wins. */
uint32_t kw_phrase_before(const struct kw_finder *f, uint32_t end, bool kinds)
{
    uint32_t least = end > f->sentence->first + 6 ? end - 6 : f->sentence->first;
    uint32_t taken = f->names.count ? f->names.items[f->names.count - 1].end : 0;
    if (taken <= end && least < taken)
        least = taken; /* "Foreign Ministry" is a name, not half of a title */
    for (uint32_t i = least; i < end; i++) {
        const struct kw_mark *mark = kw_mark_at(f, i);
        uint16_t tokens = kinds ? mark->kind : mark->title;
        if (tokens && i + tokens == end &&
            (!kinds || kw_lower_noun(f, end - 1) || (mark->initial && tokens == 1)))
            return i;
    }
    return end;
}

uint32_t kw_before_end(const struct kw_finder *f, uint32_t first)
{
    uint32_t before = kw_before(f, first);
    return before == UINT32_MAX ? f->sentence->first : before + 1;
}

uint32_t kw_kind_after(const struct kw_finder *f, uint32_t i)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t n = 0; n < KIND_REACH && kw_lower_noun(f, i); n++, i++) {
        enum kw_tag tag = kw_tag_at(f, i);
        if (!kw_tag_is_noun(tag) && tag != KW_TAG_JJ && tag != KW_TAG_VBG)
            break;
        if (kw_mark_at(f, i)->kind)
            found = i;
    }
    return found;
}

/* --- what they say of a name -------------------------------------------------------- */

static void set_title(const struct kw_finder *f, struct kw_name *name)
{
    uint32_t end = name->first;
    uint32_t title = kw_phrase_before(f, end, false);
    if (title == end)
        return;
    const struct kw_mark *mark = kw_mark_at(f, title);
    if (mark->title_kind == KW_TITLE_ROLE && !kw_mark_at(f, name->first)->upper)
        return;
    name->title_first = title;
    name->title_end = end;
}

static void set_sex(const struct kw_finder *f, struct kw_name *name)
{
    if (name->title_first < name->title_end) {
        name->female = kw_norm_in(f, name->title_first,
                                  "mrs mrs. ms ms. miss queen "
                                  "princess lady madam dame "
                                  "spokeswoman chairwoman");
        name->male = kw_norm_in(f, name->title_first,
                                "mr mr. sir king prince lord "
                                "spokesman chairman");
    }
    kw_lexref given = kw_mark_at(f, name->first)->given;
    struct kw_str sex = kw_cell_at(f, given, KW_COL_GIVEN_SEX);
    if (name->female || name->male || !given)
        return;
    name->female = kw_str_eq(sex, KW_STR("f"));
    name->male = kw_str_eq(sex, KW_STR("m"));
}

static void set_noun(const struct kw_finder *f, struct kw_name *name)
{
    uint32_t end = kw_before_end(f, name->first), kind = kw_phrase_before(f, end, true);
    uint32_t after = kw_after(f, name->end);
    if (kind == end)
        kind = after == UINT32_MAX ? after : kw_kind_after(f, after);
    if (kind == UINT32_MAX || kw_mark_at(f, kind)->kind == 0)
        return;
    if (kw_kind_type(f, kind) == name->type)
        name->noun = kw_cell_at(f, kw_mark_at(f, kind)->kind_row, KW_COL_KINDS_WORD);
}

void kw_type_surround(const struct kw_finder *f, struct kw_name *name)
{
    if (name->type == KW_TYPE_NONE || name->type == KW_TYPE_PERSON)
        set_title(f, name);
    if (name->type == KW_TYPE_PERSON)
        set_sex(f, name);
    else if (name->type != KW_TYPE_NONE && name->type != KW_TYPE_COUNTRY)
        set_noun(f, name);
}
