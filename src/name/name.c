/* name.c - the driver of the room: running text first, headlines with what it taught. */
#include "name/path.h"

#include <stdlib.h>

/* "TEL AVIV, Israel (AP) -": the token after the dash that ends a dateline, else the
 * first token of the sentence. */
static uint32_t find_dateline(const struct kw_text *text, const struct kw_sentence *s)
{
    bool opens =
        s->first == 0 ||
        text->sentences[text->tokens[s->first - 1].sentence].paragraph != s->paragraph;
    if (s->headline || s->capitals)
        return s->first;
    for (uint32_t i = s->first; opens && i < s->end && i < s->first + 14; i++) {
        const struct kw_token *token = &text->tokens[i];
        struct kw_str norm = token->norm;
        bool dash = norm.len > 0 && norm.len <= 3 && norm.ptr[0] == '-';
        if (dash && token->space && i > s->first)
            return i;
        if (token->shape == KW_SHAPE_LOWER && !kw_str_eq(norm, KW_STR("of")))
            break;
    }
    return s->first;
}

static enum kw_status find_in(struct kw_finder *f, const struct kw_sentence *s,
                              struct kw_error *err)
{
    f->sentence = s;
    f->dateline = find_dateline(f->text, s);
    kw_marks_set(f);
    kw_labels_set(f);
    size_t before = f->names.count;
    enum kw_status status = kw_runs_cut(f, err);
    if (status == KW_OK)
        status = kw_labels_settle(f, before, err);
    if (status == KW_OK)
        kw_symbols_drop(f, before);
    if (status == KW_OK)
        status = kw_own_apply(f, before, err);
    if (status == KW_OK && f->names.count > before) {
        kw_type_lists(f, f->names.items + before, f->names.count - before);
        kw_type_acronyms(f, f->names.items + before, f->names.count - before);
    }
    return status;
}

static bool without_case(const struct kw_sentence *s)
{
    return s->headline || s->capitals;
}

/* Names of the sentences in running text, or of those without case. */
static enum kw_status find_all(struct kw_finder *f, bool caseless, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < f->text->sentence_count && status == KW_OK; i++) {
        const struct kw_sentence *s = &f->text->sentences[i];
        if (s->furniture || without_case(s) != caseless)
            continue;
        status = find_in(f, s, err);
    }
    return status;
}

static int by_token(const void *a, const void *b)
{
    uint32_t x = ((const struct kw_name *)a)->first,
             y = ((const struct kw_name *)b)->first;
    return (x > y) - (x < y);
}

/* In another language than ours shapes and contexts say nothing: only what the lexicon
 * has is kept. */
static void keep_known(struct kw_finder *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->names.count; i++)
        if (f->names.items[i].row != 0)
            f->names.items[kept++] = f->names.items[i];
    f->names.count = kept;
}

static enum kw_status get_weights(struct kw_finder *f, size_t longest,
                                  struct kw_error *err)
{
    struct kw_model model;
    enum kw_status status = kw_model_open(kw_model_builtin(), &model, err);
    if (status == KW_OK && !kw_model_find(&model, "bodies", &f->bodies))
        f->bodies = (struct kw_model_part){0};
    if (status == KW_OK)
        status = kw_labels_open(f, &model, err);
    if (status != KW_OK || !f->trained)
        return status;
    f->cells = KW_NEW(f->arena, longest + 2 * KW_LABEL_MARGIN, struct kw_label_cell);
    f->steps = KW_NEW(f->arena, longest, struct kw_path_step);
    f->labels = KW_NEW(f->arena, longest, uint8_t);
    f->margins = KW_NEW(f->arena, longest, int16_t);
    return f->cells && f->steps && f->labels && f->margins ? KW_OK : kw_nomem(err);
}

enum kw_status kw_names_find(const struct kw_lexicon *lexicon, const struct kw_text *text,
                             struct kw_arena *arena, struct kw_names *out,
                             struct kw_error *err)
{
    struct kw_finder f = {.lexicon = lexicon, .text = text, .arena = arena};
    size_t longest = 1;
    for (size_t i = 0; i < text->sentence_count; i++) {
        size_t tokens = text->sentences[i].end - text->sentences[i].first;
        longest = tokens > longest ? tokens : longest;
    }
    f.marks = KW_NEW(arena, longest, struct kw_mark);
    if (!f.marks)
        return kw_nomem(err);
    enum kw_status status = get_weights(&f, longest, err);
    if (status == KW_OK)
        status = kw_memory_read(&f, err);
    if (status == KW_OK && f.trained)
        status = kw_twins_set(&f, err);
    if (status == KW_OK)
        status = find_all(&f, false, err);
    if (status == KW_OK)
        status = find_all(&f, true, err);
    if (text->foreign)
        keep_known(&f);
    if (status == KW_OK && f.names.count)
        qsort(f.names.items, f.names.count, sizeof *f.names.items, by_token);
    if (status == KW_OK)
        status = kw_memory_even(&f, f.names.items, f.names.count, err);
    if (status == KW_OK)
        status = kw_bodies_settle(&f, f.names.items, f.names.count, err);
    if (status == KW_OK)
        *out = (struct kw_names){f.names.items, f.names.count};
    return status;
}
