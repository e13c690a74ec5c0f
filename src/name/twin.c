/* twin.c - where else in the document a capitalized word stands, and what is beside it
 * there: "Campbell" alone is a person's name where "Kurt Campbell" stands elsewhere. Each
 * token sees the occurrences next to it, two at most, so that the cost is linear.
 */
#include "name/label.h"

#include "model/classes.h"

static bool has_capital(const struct kw_token *token)
{
    return token->shape == KW_SHAPE_CAPITALIZED || token->shape == KW_SHAPE_UPPER;
}

static uint32_t base_of(const struct kw_finder *f)
{
    return f->text->sentences[0].first;
}

static enum kw_status link(struct kw_finder *f, uint32_t i, struct kw_error *err)
{
    struct kw_str norm = f->text->tokens[base_of(f) + i].norm;
    uint32_t last = kw_map_get(&f->lasts, norm);
    if (last) {
        f->twins[i].before = last;
        f->twins[last - 1].after = i + 1;
    }
    return kw_map_put(&f->lasts, f->arena, norm, i + 1, err);
}

/* Whether what is beside the token tells something: no line in capitals, no word that
 * has its capital from its place. */
static bool is_telling(const struct kw_sentence *s, const struct kw_token *token,
                       uint32_t i)
{
    return has_capital(token) && !s->capitals && !s->furniture &&
           !(token->common && i == s->first);
}

enum kw_status kw_twins_set(struct kw_finder *f, struct kw_error *err)
{
    const struct kw_text *text = f->text;
    enum kw_status status = KW_OK;
    f->lasts = (struct kw_map){0};
    f->twins = NULL;
    if (text->sentence_count == 0)
        return KW_OK;
    uint32_t base = base_of(f), end = text->sentences[text->sentence_count - 1].end;
    f->twins = KW_NEW(f->arena, end - base, struct kw_twin);
    if (!f->twins)
        return kw_nomem(err);
    for (size_t n = 0; n < text->sentence_count; n++) {
        const struct kw_sentence *s = &text->sentences[n];
        for (uint32_t i = s->first; i < s->end && status == KW_OK; i++) {
            if (is_telling(s, &text->tokens[i], i))
                status = link(f, i - base, err);
        }
    }
    return status;
}

/* --- what is beside them ----------------------------------------------------------- */

struct neighbor {
    uint32_t word; /* and whether it has a capital */
    uint32_t kin;  /* the same of its kin */
    uint32_t tag;
};

static struct neighbor neighbor_at(const struct kw_finder *f, uint32_t i)
{
    const struct kw_token *token = kw_at(f, i);
    uint32_t word = kw_model_word(token->norm), capital = has_capital(token);
    return (struct neighbor){.word = kw_model_mix(capital, word),
                             .kin = kw_kin_find(&f->kin, word).kin * 2u + capital,
                             .tag = (uint32_t)token->tag + 1};
}

static struct kw_label_twin look(const struct kw_finder *f, uint32_t i)
{
    const struct kw_token *tokens = f->text->tokens;
    const struct kw_sentence *s =
        &f->text->sentences[tokens[i].sentence - tokens[base_of(f)].sentence];
    struct neighbor left = {0}, right = {0};
    if (i > s->first)
        left = neighbor_at(f, i - 1);
    if (i + 1 < s->end)
        right = neighbor_at(f, i + 1);
    return (struct kw_label_twin){.there = true,
                                  .left = left.word,
                                  .right = right.word,
                                  .left_kin = left.kin,
                                  .right_kin = right.kin,
                                  .tags = left.tag + 64 * right.tag};
}

void kw_twins_look(const struct kw_finder *f, uint32_t i, struct kw_label_twin out[2])
{
    if (!f->twins || !has_capital(kw_at(f, i)))
        return;
    uint32_t base = base_of(f), at = i - base;
    uint32_t a = f->twins[at].before, b = f->twins[at].after;
    if (!a && !b) { /* not linked itself, or the only one */
        a = kw_map_get(&f->lasts, kw_at(f, i)->norm);
        a = a == at + 1 ? 0 : a;
    }
    if (a && !b)
        b = f->twins[a - 1].before;
    else if (b && !a)
        a = f->twins[b - 1].after;
    if (a)
        out[0] = look(f, base + a - 1);
    if (b)
        out[1] = look(f, base + b - 1);
}
