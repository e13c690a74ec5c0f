/* label.c - what trained weights say of the tokens of a sentence: where names begin, go
 * on, and of which broad class they are. Training and labelling share the features, so
 * that the weights fit; a change here asks for `make model`.
 *
 * The best path through the sentence (path.c), with the tables as evidence among the
 * rest.
 */
#include "name/label.h"

#include "base/utf8.h"
#include "model/classes.h"
#include "name/path.h"

/* The first kind of each group of features; a kind is never two. */
enum {
    LOCAL_KIND = 101,
    RUN_KIND = 125,
    CLASS_KIND = 141,
    MORE_KIND = 163,
    SIDE_KIND = 201,
    TWIN_KIND = 301,
    TWIN_SIDE_KIND = 351
};

/* Rows of a known name that are asked for their types. */
#define MOST_HITS 8u

/* "Xx", "X", "Xx-Xx", "0x": a run of like characters counts once. */
static uint32_t pattern_of(struct kw_str raw)
{
    char pattern[12];
    size_t n = 0, len;
    for (size_t at = 0; at < raw.len && n < sizeof pattern; at += len) {
        uint32_t code = kw_utf8_decode(raw, at, &len);
        char c = kw_is_upper(code)    ? 'X'
                 : kw_is_letter(code) ? 'x'
                 : kw_is_digit(code)  ? '0'
                 : code < 128         ? (char)code
                                      : '-';
        if (n == 0 || pattern[n - 1] != c)
            pattern[n++] = c;
    }
    return kw_model_mix((uint32_t)(raw.len > 1),
                        kw_model_word((struct kw_str){pattern, n}));
}

static uint32_t class_of(const struct kw_finder *f, const struct kw_mark *mark)
{
    struct kw_lexeme first = kw_lexhits_at(&mark->hits, 0);
    return (uint32_t)first.table * 64 + (uint32_t)first.use * 8 * 64 +
           (uint32_t)kw_lexicon_type(f->lexicon, first.row);
}

static uint32_t role_of(const struct kw_finder *f, const struct kw_mark *mark)
{
    uint32_t head =
        mark->head ? (uint32_t)kw_lexicon_type(f->lexicon, mark->head_row) + 1 : 0;
    uint32_t kind =
        mark->kind ? (uint32_t)kw_lexicon_type(f->lexicon, mark->kind_row) + 1 : 0;
    return head | kind << 6 | (uint32_t)mark->title_kind << 12 |
           (uint32_t)(mark->given != 0) << 16 | (uint32_t)mark->ordinary << 17;
}

static uint32_t start_of(struct kw_str norm, size_t bytes)
{
    return kw_model_word(kw_str_slice(norm, 0, norm.len < bytes ? norm.len : bytes));
}

static uint32_t end_of(struct kw_str norm, size_t bytes)
{
    return kw_model_word(
        kw_str_slice(norm, norm.len < bytes ? 0 : norm.len - bytes, norm.len));
}

static void look(const struct kw_finder *f, uint32_t i, struct kw_label_cell *cell)
{
    const struct kw_token *token = kw_at(f, i);
    const struct kw_mark *mark = kw_mark_at(f, i);
    struct kw_str norm = token->norm;
    uint32_t word = kw_model_word(norm);
    bool opens =
        i == f->sentence->first || f->sentence->headline || f->sentence->capitals;
    bool capital =
        (token->shape == KW_SHAPE_CAPITALIZED || token->shape == KW_SHAPE_UPPER) &&
        !(opens && token->common);
    struct kw_class class = kw_class_find(&f->classes, kw_class_key(word, capital));
    struct kw_kin kin = kw_kin_find(&f->kin, word);
    *cell = (struct kw_label_cell){
        .word = word,
        .fine = class.fine,
        .coarse = class.coarse,
        .kin = kin.kin,
        .clan = kin.clan,
        .pattern = pattern_of(kw_raw(f, i)),
        .start = start_of(norm, 3),
        .start4 = start_of(norm, 4),
        .end2 = end_of(norm, 2),
        .end = end_of(norm, 3),
        .end4 = end_of(norm, 4),
        .tag = (uint32_t)token->tag,
        .role = role_of(f, mark),
        .flags = (uint32_t)mark->upper | (uint32_t)mark->initial << 1 |
                 (uint32_t)token->common << 2 | (uint32_t)mark->closed << 3 |
                 (kw_seen(f, i) & KW_SEEN_CAPITAL ? 16u : 0) |
                 (f->sentence->headline || f->sentence->capitals ? 32u : 0),
    };
    kw_twins_look(f, i, cell->twins);
}

static uint32_t types_of(const struct kw_finder *f, const struct kw_mark *mark)
{
    uint32_t types = 0;
    size_t count = kw_lexhits_count(&mark->hits);
    for (size_t i = 0; i < count && i < MOST_HITS; i++)
        types |= 1u << kw_lexicon_type(f->lexicon, kw_lexhits_at(&mark->hits, i).row);
    return types;
}

/* What the longest known names cover, from left to right. */
static void set_known(const struct kw_finder *f, struct kw_label_cell *cells,
                      size_t count)
{
    for (uint32_t i = 0; i < count;) {
        const struct kw_mark *mark = kw_mark_at(f, f->sentence->first + i);
        uint32_t tokens = mark->known, types = tokens ? types_of(f, mark) : 0;
        for (uint32_t n = 0; n < tokens && i + n < count; n++) {
            cells[i + n].known = class_of(f, mark) * 4 + (n == 0            ? 1u
                                                          : n + 1 == tokens ? 3u
                                                                            : 2u);
            cells[i + n].types = types;
        }
        i += tokens ? tokens : 1;
    }
}

/* What a run of capitals has around it and at its end. */
static void set_runs(const struct kw_finder *f, struct kw_label_cell *cells, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && kw_mark_at(f, f->sentence->first + (uint32_t)end)->upper)
            end++;
        size_t length = end - i < 5 ? end - i : 5;
        for (size_t n = i; n < end; n++) {
            cells[n].run_before = i > 0 ? cells[i - 1].word : 0;
            cells[n].run_after = end < count ? cells[end].word : 0;
            cells[n].run_last = cells[end - 1].word;
            cells[n].run_kin = cells[end - 1].kin;
            cells[n].run_role = cells[end - 1].role;
            cells[n].run_length = (uint32_t)length;
            cells[n].run_place = (uint32_t)(n - i < 5 ? n - i : 5);
            cells[n].run_first = cells[i].word;
            cells[n].run_first_kin = cells[i].kin;
        }
        i = end > i ? end : i + 1;
    }
}

static void set_reach(struct kw_label_cell *cells, size_t count)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        cells[i].starts = (cells[i].flags & 1) || cells[i].known;
        left = cells[i].starts ? KW_LABEL_REACH + 1 : left;
        cells[i].reached = left > 0;
        left -= left > 0;
    }
}

void kw_label_cells_set(const struct kw_finder *f, struct kw_label_cell *cells)
{
    size_t count = f->sentence->end - f->sentence->first;
    for (size_t i = 0; i < KW_LABEL_MARGIN; i++)
        cells[i] = cells[KW_LABEL_MARGIN + count + i] = (struct kw_label_cell){0};
    cells += KW_LABEL_MARGIN;
    for (uint32_t i = 0; i < count; i++)
        look(f, f->sentence->first + i, &cells[i]);
    set_known(f, cells, count);
    set_runs(f, cells, count);
    set_reach(cells, count);
}

/* Features of the kinds from `kind` on: how many. */
static size_t put_pairs(const uint32_t (*pairs)[2], size_t count, uint32_t kind,
                        uint32_t *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = kw_model_feature((uint32_t)i + kind, pairs[i][0], pairs[i][1]);
    return count;
}

/* Both twins of a token speak by the same weights. */
static size_t twin_features(const struct kw_label_twin *twin,
                            const struct kw_label_cell *at, uint32_t *out)
{
    const uint32_t pairs[][2] = {
        {twin->left, at->pattern},
        {twin->right, at->pattern},
        {twin->left_kin, twin->right_kin},
        {twin->tags, at->pattern},
    };
    return put_pairs(pairs, sizeof pairs / sizeof *pairs, TWIN_KIND, out);
}

/* The token and what is beside it. */
static size_t local_features(const struct kw_label_cell *at, uint32_t *out)
{
    const struct kw_label_cell *a = at - 1, *b = at + 1;
    const uint32_t pairs[][2] = {
        {at->word, 0},
        {at->word, at->pattern},
        {a->word, at->pattern},
        {b->word, at->pattern},
        {at[-2].word, at->pattern},
        {at[2].word, at->pattern},
        {a->word, at->word},
        {at->word, b->word},
        {at->pattern, at->flags},
        {a->pattern, at->pattern},
        {at->pattern, b->pattern},
        {at->start, at->pattern},
        {at->end, at->pattern},
        {at->tag, at->pattern},
        {a->tag, at->tag},
        {at->tag, b->tag},
        {at->known, at->flags},
        {a->known, at->known},
        {at->known, b->known},
        {at->role, at->pattern},
        {at->role, a->role},
        {at->role, b->role},
        {a->role, at->known},
        {b->role, at->known},
    };
    return put_pairs(pairs, sizeof pairs / sizeof *pairs, LOCAL_KIND, out);
}

/* The run of capitals that it is in. */
static size_t run_features(const struct kw_label_cell *at, uint32_t *out)
{
    const uint32_t pairs[][2] = {
        {at->run_last, at->run_length},   {at->run_role, at->run_length},
        {at->run_before, at->flags},      {at->run_after, at->flags},
        {at->run_before, at->run_length}, {at->run_after, at->run_length},
    };
    return put_pairs(pairs, sizeof pairs / sizeof *pairs, RUN_KIND, out);
}

/* Classes and kins of words. */
static size_t class_features(const struct kw_label_cell *at, uint32_t *out)
{
    const struct kw_label_cell *a = at - 1, *b = at + 1;
    const uint32_t pairs[][2] = {
        {at->word, at->known},
        {at->fine, at->pattern},
        {a->fine, at->pattern},
        {b->fine, at->pattern},
        {a->fine, at->fine},
        {at->fine, b->fine},
        {at[-2].coarse, a->coarse * 32 + at->coarse},
        {at[2].coarse, b->coarse * 32 + at->coarse},
        {at->run_before, at->run_last},
        {at->start, at->end},
        {at->kin, at->pattern},
        {a->kin, at->pattern},
        {b->kin, at->pattern},
        {a->kin, at->kin},
        {at->kin, b->kin},
        {at[-2].clan, a->clan * 64 + at->clan},
        {at[2].clan, b->clan * 64 + at->clan},
        {at->clan, a->clan * 64 + b->clan},
        {at->run_kin, at->run_length},
        {at->clan, at->flags},
    };
    return put_pairs(pairs, sizeof pairs / sizeof *pairs, CLASS_KIND, out);
}

/* All types that the tables have for it, longer ends, its place in the run, pairs. */
static size_t more_features(const struct kw_label_cell *at, uint32_t *out)
{
    const struct kw_label_cell *a = at - 1, *b = at + 1;
    const uint32_t pairs[][2] = {
        {at->types, at->flags},
        {at->start4, at->flags},
        {at->end4, at->flags},
        {at->end2, at->pattern},
        {at->run_first, at->run_place},
        {at->run_first_kin, at->run_length * 8 + at->run_place},
        {at->run_last, at->run_place},
        {at->run_first_kin, at->run_kin},
        {a->word, b->word},
        {a->kin, b->kin},
        {at[-2].word, a->word},
        {b->word, at[2].word},
    };
    return put_pairs(pairs, sizeof pairs / sizeof *pairs, MORE_KIND, out);
}

size_t kw_label_features(const struct kw_label_cell *at, uint32_t *out)
{
    size_t count = local_features(at, out);
    count += run_features(at, out + count);
    count += class_features(at, out + count);
    count += more_features(at, out + count);
    for (size_t i = 0; i < 2 && at->twins[i].there; i++)
        count += twin_features(&at->twins[i], at, out + count);
    return count;
}

size_t kw_label_history(const struct kw_label_cell *at, enum kw_side side, uint32_t *out)
{
    const uint32_t pairs[][2] = {
        {side, at->flags},
        {side, at->word},
        {side, at->pattern},
        {side, at->known},
        {side, at->role},
        {side, at->tag},
        {side, at->run_last},
        {side, at->run_role},
        {side, at->run_after},
        {side, at->fine},
        {side, at->kin},
        {side, at->types},
        {side, at->run_length * 8 + at->run_place},
    };
    size_t count = put_pairs(pairs, sizeof pairs / sizeof *pairs, SIDE_KIND, out);
    for (size_t i = 0; i < 2 && at->twins[i].there; i++) {
        const uint32_t kins[][2] = {{side, at->twins[i].left_kin},
                                    {side, at->twins[i].right_kin}};
        count += put_pairs(kins, 2, TWIN_SIDE_KIND, out + count);
    }
    return count;
}

enum kw_status kw_labels_open(struct kw_finder *f, const struct kw_model *model,
                              struct kw_error *err)
{
    (void)err;
    f->trained =
        kw_model_find(model, "labels", &f->part) && f->part.label_count == KW_BILOU_COUNT;
    if (!kw_model_find(model, "classes", &f->classes) ||
        f->classes.width != KW_CLASS_WIDTH)
        f->classes = (struct kw_model_part){0};
    if (!kw_model_find(model, "kin", &f->kin) || f->kin.width != KW_CLASS_WIDTH)
        f->kin = (struct kw_model_part){0};
    return KW_OK;
}

/* By how much a path may be behind to be followed through words that begin no name, in
 * weights: without a limit nothing gets better, and twice as many tokens are asked. */
#define MOST_BEHIND 600

/* Scores of the token at work. */
struct asking {
    const struct kw_finder *f;
    uint32_t next; /* the number behind that of the token, 0 for none */
    int16_t local[KW_MODEL_MOST_LABELS]; /* without what is before it */
};

static void ask(void *data, uint32_t i, enum kw_side side, int32_t scores[KW_BILOU_COUNT])
{
    struct asking *a = data;
    const struct kw_finder *f = a->f;
    const struct kw_label_cell *at = f->cells + KW_LABEL_MARGIN + i;
    uint32_t features[KW_MODEL_MOST_FEATURES];
    int16_t more[KW_MODEL_MOST_LABELS];
    if (a->next != i + 1) {
        kw_model_score(&f->part, features, kw_label_features(at, features), a->local);
        a->next = i + 1;
    }
    kw_model_score(&f->part, features, kw_label_history(at, side, features), more);
    for (int slot = 0; slot < KW_BILOU_COUNT; slot++)
        scores[slot] = a->local[slot] + more[slot];
}

void kw_labels_set(struct kw_finder *f)
{
    uint32_t count = f->sentence->end - f->sentence->first;
    enum kw_bio left = KW_BIO_O;
    struct asking asking = {.f = f};
    if (!f->trained)
        return;
    kw_label_cells_set(f, f->cells);
    const struct kw_label_cell *cells = f->cells + KW_LABEL_MARGIN;
    kw_path_find(cells, count, MOST_BEHIND, ask, &asking, f->steps);
    kw_path_leads(cells, count, f->steps, f->margins);
    for (uint32_t i = 0; i < count; i++) {
        left = kw_bilou_label((enum kw_bilou)f->steps[i].slot, left);
        f->labels[i] = (uint8_t)left;
    }
}

enum kw_bio kw_label_class(uint8_t label)
{
    return label == KW_BIO_O ? KW_BIO_O : (enum kw_bio)((label - 1) / 2 * 2 + 1);
}

enum kw_bio kw_label_over(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    if (!f->trained || first >= end)
        return KW_BIO_COUNT;
    const uint8_t *labels = f->labels;
    uint32_t base = f->sentence->first;
    enum kw_bio class = kw_label_class(labels[first - base]);
    for (uint32_t i = first + 1; i < end; i++) {
        if (kw_label_class(labels[i - base]) != class)
            return KW_BIO_COUNT;
    }
    return class;
}

int kw_label_lead(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    int least = INT16_MAX;
    for (uint32_t i = first; i < end; i++) {
        int lead = f->margins[i - f->sentence->first];
        least = lead < least ? lead : least;
    }
    return least;
}
