/* own.c - a user's own lists: names that must be found, names that are none. */
#include "name/room.h"

/* A hit of a user's list of names among those that end here. */
static bool own_hit(const struct kw_lexhits *hits, struct kw_lexeme *lexeme)
{
    size_t count = kw_lexhits_count(hits);
    for (size_t i = 0; i < count; i++) {
        struct kw_lexeme one = kw_lexhits_at(hits, i);
        if (kw_lexicon_is_own(one.row) && one.table == KW_TABLE_NAMES) {
            *lexeme = one;
            return true;
        }
    }
    return false;
}

/* "apple" in running text is not the "Apple" of a list; a list in lower case means any.
 */
static bool case_fits(const struct kw_finder *f, uint32_t first, uint32_t end,
                      struct kw_str surface)
{
    bool capital = false;
    for (size_t i = 0; i < surface.len; i++)
        capital |= surface.ptr[i] >= 'A' && surface.ptr[i] <= 'Z';
    for (uint32_t i = first; i < end && capital; i++)
        capital =
            kw_at(f, i)->shape == KW_SHAPE_LOWER || kw_at(f, i)->shape == KW_SHAPE_PUNCT;
    return !capital;
}

/* End of the longest listed name that starts at `first`, or `first`. */
static uint32_t longest_own(const struct kw_finder *f, uint32_t first,
                            struct kw_lexeme *lexeme)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(f->lexicon);
    struct kw_lexhits hits;
    struct kw_lexeme one;
    uint32_t end = first;
    for (uint32_t i = first; i < f->sentence->end; i++) {
        if (!kw_lexwalk_step(&walk, kw_at(f, i)->space, kw_at(f, i)->norm, &hits))
            break;
        if (own_hit(&hits, &one) && case_fits(f, first, i + 1, one.surface)) {
            *lexeme = one;
            end = i + 1;
        }
    }
    return end;
}

static bool is_ignored(const struct kw_finder *f, const struct kw_name *name)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(f->lexicon);
    struct kw_lexhits hits = {.lexicon = f->lexicon};
    struct kw_lexeme lexeme;
    for (uint32_t i = name->first; i < name->end; i++)
        if (!kw_lexwalk_step(&walk, kw_at(f, i)->space, kw_at(f, i)->norm, &hits))
            return false;
    return kw_lexhits_in(&hits, KW_TABLE_IGNORE, &lexeme);
}

static void drop_overlapping(struct kw_finder *f, size_t before, uint32_t first,
                             uint32_t end)
{
    size_t kept = before;
    for (size_t i = before; i < f->names.count; i++)
        if (f->names.items[i].end <= first || f->names.items[i].first >= end)
            f->names.items[kept++] = f->names.items[i];
    f->names.count = kept;
}

static enum kw_status add(struct kw_finder *f, uint32_t first, uint32_t end,
                          const struct kw_lexeme *lexeme, struct kw_error *err)
{
    struct kw_name name = {
        .first = first,
        .end = end,
        .span = kw_text_span(f->text, first, end),
        .kind = lexeme->use == KW_USE_ALIAS ? KW_MENTION_ALIAS : KW_MENTION_NAME,
        .type = kw_lexicon_type(f->lexicon, lexeme->row),
        .basis = KW_TYPE_BY_LEXICON,
        .row = lexeme->row,
        .use = lexeme->use,
    };
    if (name.type == KW_TYPE_NONE) {
        name.basis = KW_TYPE_BY_DEFAULT;
        if (!kw_type_guess(f, &name))
            name.type = KW_TYPE_ORGANIZATION;
    }
    kw_type_surround(f, &name);
    struct kw_name *slot = KW_PUSH(f->arena, &f->names);
    if (!slot)
        return kw_nomem(err);
    *slot = name;
    return kw_memory_add(f, &name, err);
}

static void drop_ignored(struct kw_finder *f, size_t before)
{
    size_t kept = before;
    for (size_t i = before; i < f->names.count; i++)
        if (!is_ignored(f, &f->names.items[i]))
            f->names.items[kept++] = f->names.items[i];
    f->names.count = kept;
}

enum kw_status kw_own_apply(struct kw_finder *f, size_t before, struct kw_error *err)
{
    if (!kw_lexicon_extended(f->lexicon))
        return KW_OK;
    for (uint32_t i = f->sentence->first; i < f->sentence->end;) {
        struct kw_lexeme lexeme = {.row = 0};
        uint32_t end = longest_own(f, i, &lexeme);
        if (end == i) {
            i++;
            continue;
        }
        drop_overlapping(f, before, i, end);
        enum kw_status status = add(f, i, end, &lexeme, err);
        if (status != KW_OK)
            return status;
        i = end;
    }
    drop_ignored(f, before);
    return KW_OK;
}
