/* feature.c - what the trained tagger looks at. Training and tagging share it, so that
 * the weights fit; a change here asks for `make model`. */
#include "text/room.h"

#include "model/classes.h"

static uint32_t ending(struct kw_str norm, size_t len)
{
    size_t from = norm.len > len ? norm.len - len : 0;
    return kw_model_word(kw_str_slice(norm, from, norm.len));
}

static uint32_t form_of(const struct kw_token *token, size_t i, bool capitals)
{
    return (uint32_t)token->shape | (uint32_t)(i == 0) << 4 | (uint32_t)capitals << 5 |
           (uint32_t)token->common << 6;
}

bool kw_word_owns_capital(const struct kw_token *token, bool first)
{
    return (token->shape == KW_SHAPE_CAPITALIZED || token->shape == KW_SHAPE_UPPER) &&
           !(first && token->common);
}

enum kw_status kw_tag_cells_set(struct kw_words *words, const struct kw_token *tokens,
                                size_t count, bool capitals, struct kw_error *err)
{
    struct kw_tag_cell *cells = words->cells + KW_TAG_MARGIN;
    for (size_t i = 0; i < KW_TAG_MARGIN; i++)
        words->cells[i] = cells[count + i] = (struct kw_tag_cell){0};
    for (size_t i = 0; i < count; i++) {
        const struct kw_word *word;
        struct kw_tag_cell *cell = &cells[i];
        struct kw_str norm = tokens[i].norm;
        *cell = (struct kw_tag_cell){.word = kw_model_word(norm)};
        for (size_t n = 0; n < 3; n++)
            cell->ends[n] = ending(norm, n + 2);
        cell->start = kw_model_word(kw_str_slice(norm, 0, norm.len < 3 ? norm.len : 3));
        cell->form = form_of(&tokens[i], i, capitals);
        if (tokens[i].shape == KW_SHAPE_PUNCT || tokens[i].shape == KW_SHAPE_NUMBER)
            continue;
        bool capital = kw_word_owns_capital(&tokens[i], i == 0 || capitals);
        struct kw_class class =
            kw_class_find(&words->classes, kw_class_key(cell->word, capital));
        cell->fine = class.fine;
        cell->coarse = class.coarse;
        enum kw_status status = kw_word_find(words, norm, &word, err);
        if (status != KW_OK)
            return status;
        cell->can = kw_model_mix((uint32_t)word->tags ^ (uint32_t)(word->tags >> 32),
                                 (uint32_t)word->best * 2 + word->known);
        cell->form |= (uint32_t)word->known << 7;
    }
    return KW_OK;
}

size_t kw_tag_features(const struct kw_tag_cell *at, enum kw_tag left, enum kw_tag left2,
                       uint32_t *out)
{
    const struct kw_tag_cell *before = at - 1, *after = at + 1;
    const uint32_t pairs[][2] = {
        {at->form, 0},
        {at->word, 0},
        {at->word, at->form},
        {at->ends[0], at->form},
        {at->ends[1], at->form},
        {at->ends[2], 0},
        {at->can, at->form},
        {at->can, left},
        {left, at->form},
        {left, left2},
        {left, at->word},
        {left, at->ends[1]},
        {before->word, 0},
        {before->word, at->can},
        {at[-2].word, 0},
        {after->word, 0},
        {after->word, at->can},
        {at[2].word, 0},
        {after->ends[1], at->can},
        {after->can, at->can},
        {after->can, left},
        {before->word, at->word},
        {at->word, after->word},
        {after->form, at->form},
        {at[2].can, after->can},
        {at->fine, at->form},
        {at->fine, left},
        {before->fine, at->can},
        {after->fine, at->can},
        {before->fine, at->fine},
        {at->fine, after->fine},
        {at[-2].coarse, before->coarse * 32 + at->coarse},
        {at[2].coarse, after->coarse * 32 + at->coarse},
        {before->form, at->form},
        {at->start, at->form},
        {at->word, left * 64 + left2},
        {at->ends[1], left},
        {before->ends[1], at->can},
        {after->word, left},
        {after->word, before->word},
        {at->ends[2], at->start},
        {after->form, at->can},
    };
    size_t count = sizeof pairs / sizeof *pairs;
    for (size_t i = 0; i < count; i++)
        out[i] = kw_model_feature((uint32_t)i + 1, pairs[i][0], pairs[i][1]);
    return count;
}
