/* net.c - forward, backward, Adam. */
#include "train/net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    HIDDEN = KW_ARC_HIDDEN,
    LABELS = KW_MODEL_MOST_LABELS,
    WORD_DIM = 64,
    CONTEXT_DIM = 32,
    TABLES = 4 + KW_ARC_COUNTS, /* of embeddings: tags, relations, clans, marks, each
                                   count */
    PLACES = KW_ARC_WORDS + KW_ARC_CONTEXT,
    WORD_ROWS = KW_ARC_WORDS * KW_ARC_VOCABULARY,
    ROWS = WORD_ROWS + KW_ARC_CONTEXT * KW_ARC_VALUES,
};

#define DROPOUT 0.3f

/* All that is learnt; floats only, so that it is also an array of them. */
struct params {
    float words[KW_ARC_VOCABULARY][WORD_DIM];
    float context[TABLES][KW_ARC_VALUES][CONTEXT_DIM];
    float word_in[KW_ARC_WORDS][WORD_DIM][HIDDEN];
    float context_in[KW_ARC_CONTEXT][CONTEXT_DIM][HIDDEN];
    float bias[HIDDEN];
    float out[HIDDEN][LABELS];
};

enum { PARAMS = sizeof(struct params) / sizeof(float) };

struct kw_net {
    struct params now;
    struct params slope; /* gradient since the last update */
    struct params mean;  /* Adam's moments */
    struct params square;
    float (*rows)[HIDDEN]; /* (place, value): matrix times embedding */
    float (*row_slopes)[HIDDEN];
    uint32_t *used; /* rows in use since the last update */
    uint32_t used_count;
    bool *is_used;
    uint64_t chance; /* xorshift */
    double first;    /* powers of Adam's decays */
    double second;
    size_t looks; /* since the last update */
};

static uint64_t draw(struct kw_net *net)
{
    net->chance ^= net->chance << 13;
    net->chance ^= net->chance >> 7;
    net->chance ^= net->chance << 17;
    return net->chance;
}

/* Evenly from -size to size. */
static void scatter(struct kw_net *net, float *at, size_t count, float size)
{
    for (size_t i = 0; i < count; i++)
        at[i] = ((float)(draw(net) >> 40) / 8388608.0f - 1.0f) * size;
}

void kw_net_free(struct kw_net *net)
{
    if (!net)
        return;
    free(net->rows);
    free(net->row_slopes);
    free(net->used);
    free(net->is_used);
    free(net);
}

enum kw_status kw_net_new(struct kw_net **out, struct kw_error *err)
{
    struct kw_net *net = calloc(1, sizeof *net);
    if (!net)
        return kw_nomem(err);
    net->rows = calloc(ROWS, sizeof *net->rows);
    net->row_slopes = calloc(ROWS, sizeof *net->row_slopes);
    net->used = calloc(ROWS, sizeof *net->used);
    net->is_used = calloc(ROWS, sizeof *net->is_used);
    if (!net->rows || !net->row_slopes || !net->used || !net->is_used) {
        kw_net_free(net);
        return kw_nomem(err);
    }
    net->chance = UINT64_C(88172645463325252);
    net->first = net->second = 1;
    struct params *p = &net->now;
    scatter(net, &p->words[0][0], sizeof p->words / sizeof(float), 0.5f);
    scatter(net, &p->context[0][0][0], sizeof p->context / sizeof(float), 0.5f);
    scatter(net, &p->word_in[0][0][0], sizeof p->word_in / sizeof(float), 0.1f);
    scatter(net, &p->context_in[0][0][0], sizeof p->context_in / sizeof(float), 0.1f);
    scatter(net, &p->out[0][0], sizeof p->out / sizeof(float), 0.17f);
    *out = net;
    return KW_OK;
}

/* --- rows --------------------------------------------------------------------------- */

/* Where the embedding and the matrix of a row stand in params, and how long they are. */
struct fold {
    size_t embedding; /* in floats */
    size_t matrix;
    size_t dim;
};

#define PLACE(member) (offsetof(struct params, member) / sizeof(float))

static struct fold fold_of(uint32_t row)
{
    if (row < WORD_ROWS)
        return (struct fold){PLACE(words) + (row % KW_ARC_VOCABULARY) * WORD_DIM,
                             PLACE(word_in) +
                                 (size_t)(row / KW_ARC_VOCABULARY) * WORD_DIM * HIDDEN,
                             WORD_DIM};
    uint32_t place = (row - WORD_ROWS) / KW_ARC_VALUES, table = 0;
    if (place >= KW_ARC_CONTEXT - KW_ARC_GAPS)
        table = 3;
    else if (place >= KW_ARC_CONTEXT - KW_ARC_GAPS - KW_ARC_CLANS)
        table = 2;
    else if (place >= KW_ARC_TAGS + KW_ARC_DEPS)
        table = place - KW_ARC_TAGS - KW_ARC_DEPS + 4;
    else if (place >= KW_ARC_TAGS)
        table = 1;
    size_t value = (row - WORD_ROWS) % KW_ARC_VALUES;
    return (struct fold){PLACE(context) + (table * KW_ARC_VALUES + value) * CONTEXT_DIM,
                         PLACE(context_in) + (size_t)place * CONTEXT_DIM * HIDDEN,
                         CONTEXT_DIM};
}

/* to += factor * from */
static void add(float *to, const float *from, float factor, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += factor * from[i];
}

/* In eight strands, always the same, that become vector instructions. */
static float product(const float *a, const float *b, size_t count)
{
    float sums[8] = {0};
    for (size_t i = 0; i < count; i += 8) {
        for (size_t j = 0; j < 8; j++)
            sums[j] += a[i + j] * b[i + j];
    }
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) +
           ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

static void make_row(const struct kw_net *net, uint32_t row, float *out)
{
    const float *all = (const float *)&net->now;
    struct fold f = fold_of(row);
    for (size_t i = 0; i < HIDDEN; i++)
        out[i] = 0;
    for (size_t k = 0; k < f.dim; k++)
        add(out, all + f.matrix + k * HIDDEN, all[f.embedding + k], HIDDEN);
}

static const float *row_of(struct kw_net *net, uint32_t row)
{
    if (!net->is_used[row]) {
        net->is_used[row] = true;
        net->used[net->used_count++] = row;
        make_row(net, row, net->rows[row]);
    }
    return net->rows[row];
}

static void rows_of(const struct kw_arc_look *look, uint32_t rows[PLACES])
{
    for (uint32_t i = 0; i < KW_ARC_WORDS; i++)
        rows[i] = i * KW_ARC_VOCABULARY + look->words[i];
    for (uint32_t i = 0; i < KW_ARC_CONTEXT; i++)
        rows[KW_ARC_WORDS + i] = WORD_ROWS + i * KW_ARC_VALUES + look->context[i];
}

/* --- one look ----------------------------------------------------------------------- */

struct pass {
    uint32_t rows[PLACES];
    float hidden[HIDDEN]; /* after dropout and cutting off */
    float scores[LABELS];
    float slopes[LABELS];
};

static void forward(struct kw_net *net, struct pass *p)
{
    memcpy(p->hidden, net->now.bias, sizeof p->hidden);
    for (size_t i = 0; i < PLACES; i++)
        add(p->hidden, row_of(net, p->rows[i]), 1, HIDDEN);
    for (size_t k = 0; k < LABELS; k++)
        p->scores[k] = 0;
    for (size_t i = 0; i < HIDDEN; i++) {
        bool keeps = (float)(draw(net) >> 40) / 16777216.0f >= DROPOUT;
        p->hidden[i] = keeps && p->hidden[i] > 0 ? p->hidden[i] / (1 - DROPOUT) : 0;
        if (p->hidden[i] > 0)
            add(p->scores, net->now.out[i], p->hidden[i], LABELS);
    }
}

static uint32_t best_of(const float *scores, uint64_t among)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t k = 0; k < LABELS; k++) {
        if ((among >> k & 1) && (best == UINT32_MAX || scores[k] > scores[best]))
            best = k;
    }
    return best;
}

/* Slopes of -log(sum of the probabilities in `right`). */
static void slopes_of(struct pass *p, uint64_t allowed, uint64_t right, float top)
{
    float all = 0, good = 0, chances[LABELS] = {0};
    for (size_t k = 0; k < LABELS; k++) {
        if (!(allowed >> k & 1))
            continue;
        chances[k] = expf(p->scores[k] - top);
        all += chances[k];
        good += right >> k & 1 ? chances[k] : 0;
    }
    good = good > 1e-12f ? good : 1e-12f;
    for (size_t k = 0; k < LABELS; k++)
        p->slopes[k] = chances[k] / all - (right >> k & 1 ? chances[k] / good : 0);
}

static void backward(struct kw_net *net, const struct pass *p)
{
    float hidden[HIDDEN];
    for (size_t i = 0; i < HIDDEN; i++) {
        hidden[i] = 0;
        if (p->hidden[i] > 0) {
            hidden[i] = product(net->now.out[i], p->slopes, LABELS) / (1 - DROPOUT);
            add(net->slope.out[i], p->slopes, p->hidden[i], LABELS);
        }
    }
    add(net->slope.bias, hidden, 1, HIDDEN);
    for (size_t i = 0; i < PLACES; i++)
        add(net->row_slopes[p->rows[i]], hidden, 1, HIDDEN);
}

uint32_t kw_net_learn(struct kw_net *net, const struct kw_arc_look *look,
                      uint64_t allowed, uint64_t right, uint32_t *good)
{
    struct pass p;
    rows_of(look, p.rows);
    forward(net, &p);
    uint32_t best = best_of(p.scores, allowed);
    slopes_of(&p, allowed, right, p.scores[best]);
    backward(net, &p);
    net->looks++;
    *good = best_of(p.scores, right);
    return best;
}

/* --- updates ------------------------------------------------------------------------ */

static void spread_row(struct kw_net *net, uint32_t row)
{
    const float *all = (const float *)&net->now;
    float *slope = (float *)&net->slope, *hidden = net->row_slopes[row];
    struct fold f = fold_of(row);
    for (size_t k = 0; k < f.dim; k++) {
        slope[f.embedding + k] += product(all + f.matrix + k * HIDDEN, hidden, HIDDEN);
        add(slope + f.matrix + k * HIDDEN, hidden, all[f.embedding + k], HIDDEN);
    }
    memset(hidden, 0, sizeof net->row_slopes[row]);
    net->is_used[row] = false;
}

void kw_net_update(struct kw_net *net, float rate)
{
    const float keep = 0.9f, keep2 = 0.999f;
    float *now = (float *)&net->now, *slope = (float *)&net->slope;
    float *mean = (float *)&net->mean, *square = (float *)&net->square;
    for (uint32_t i = 0; i < net->used_count; i++)
        spread_row(net, net->used[i]);
    net->used_count = 0;
    net->first *= keep;
    net->second *= keep2;
    float share = 1.0f / (float)(net->looks ? net->looks : 1);
    float step = rate * (float)(sqrt(1 - net->second) / (1 - net->first));
    for (size_t i = 0; i < PARAMS; i++) {
        float g = slope[i] * share;
        mean[i] = keep * mean[i] + (1 - keep) * g;
        square[i] = keep2 * square[i] + (1 - keep2) * g * g;
        now[i] -= step * mean[i] / (sqrtf(square[i]) + 1e-8f);
        slope[i] = 0;
    }
    net->looks = 0;
}

/* --- writing ------------------------------------------------------------------------ */

static int8_t small(float value, float scale)
{
    float scaled = roundf(value * scale);
    return (int8_t)(scaled > 127 ? 127 : scaled < -127 ? -127 : scaled);
}

/* The scale at which one value in 20,000 is too large for 8 bits and is cut. */
static float scale_of(const struct kw_net *net, uint32_t first, uint32_t end)
{
    enum { STEPS = 4096 };
    static size_t counts[STEPS];
    size_t left = (size_t)(end - first) * HIDDEN / 20000;
    float row[HIDDEN];
    memset(counts, 0, sizeof counts);
    for (uint32_t r = first; r < end; r++) {
        make_row(net, r, row);
        for (size_t i = 0; i < HIDDEN; i++) {
            float place = fabsf(row[i]) * 256;
            counts[place < STEPS ? (size_t)place : STEPS - 1]++;
        }
    }
    size_t at = STEPS - 1;
    while (at > 1 && left >= counts[at])
        left -= counts[at--];
    return 127 / ((float)(at + 1) / 256);
}

/* Whether a row is of a place in the dictionary that no word has: it stays 0. */
static bool is_free(const struct kw_arc_dictionary *dictionary, uint32_t row)
{
    return row < WORD_ROWS && kw_arc_hash(dictionary, row % KW_ARC_VOCABULARY) == 0;
}

static int8_t *write_rows(const struct kw_net *net,
                          const struct kw_arc_dictionary *dictionary, uint32_t first,
                          uint32_t end, uint32_t bits, float scale,
                          struct kw_arena *arena)
{
    int8_t *out = KW_NEW(arena, (size_t)HIDDEN << bits, int8_t);
    float row[HIDDEN];
    for (uint32_t r = first; r < end && out; r++) {
        if (is_free(dictionary, r))
            continue;
        make_row(net, r, row);
        /* the bias is a part of the first place of the context */
        if (r >= WORD_ROWS && r < WORD_ROWS + KW_ARC_VALUES)
            add(row, net->now.bias, 1, HIDDEN);
        for (size_t i = 0; i < HIDDEN; i++)
            out[(size_t)(r - first) * HIDDEN + i] = small(row[i], scale);
    }
    return out;
}

static int8_t *write_moves(const struct kw_net *net, struct kw_arena *arena)
{
    int8_t *out = KW_NEW(arena, (size_t)LABELS << KW_ARC_HIDDEN_BITS, int8_t);
    const float *weights = &net->now.out[0][0];
    float most = 0;
    for (size_t i = 0; i < HIDDEN * LABELS; i++)
        most = fabsf(weights[i]) > most ? fabsf(weights[i]) : most;
    for (size_t i = 0; i < HIDDEN * LABELS && out; i++)
        out[i] = small(weights[i], 127 / most);
    return out;
}

enum kw_status kw_net_write(const struct kw_net *net,
                            const struct kw_arc_dictionary *dictionary,
                            struct kw_str labels, struct kw_arena *arena,
                            struct kw_part parts[3], struct kw_error *err)
{
    float words = scale_of(net, 0, WORD_ROWS), context = scale_of(net, WORD_ROWS, ROWS);
    float scale = words < context ? words : context;
    parts[0] = (struct kw_part){.name = "tree-words",
                                .bits = KW_ARC_WORD_BITS,
                                .width = HIDDEN,
                                .weights = write_rows(net, dictionary, 0, WORD_ROWS,
                                                      KW_ARC_WORD_BITS, scale, arena)};
    parts[1] = (struct kw_part){.name = "tree-context",
                                .bits = KW_ARC_CONTEXT_BITS,
                                .width = HIDDEN,
                                .weights = write_rows(net, dictionary, WORD_ROWS, ROWS,
                                                      KW_ARC_CONTEXT_BITS, scale, arena)};
    parts[2] = (struct kw_part){.name = "tree-moves",
                                .labels = labels,
                                .bits = KW_ARC_HIDDEN_BITS,
                                .width = LABELS,
                                .weights = write_moves(net, arena)};
    return parts[0].weights && parts[1].weights && parts[2].weights ? KW_OK
                                                                    : kw_nomem(err);
}
