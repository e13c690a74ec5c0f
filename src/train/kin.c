/* kin.c - kins of words: clusters of vectors that others learnt from much more text than
 * is here (src/train/vectors.py), so that names that no training text has are not
 * unknown.
 *
 * Spherical k-means (Dhillon and Modha 2001) in integers and in a fixed order. The
 * clusters are those of the frequent words; all others join the nearest.
 */
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/infile.h"
#include "model/classes.h"

enum {
    WIDTH = 50,
    LENGTH = 1024, /* of every vector */
    LEARNT = 100000,
    ROUNDS = 15
};

struct vector {
    int16_t at[WIDTH];
};

struct vectors {
    struct vector *items;
    uint32_t *words; /* kw_model_word of each */
    size_t count;
};

/* --- reading ----------------------------------------------------------------------- */

static int64_t root_of(int64_t square)
{
    int64_t root = 0;
    for (int64_t bit = INT64_C(1) << 31; bit; bit >>= 1) {
        if ((root + bit) * (root + bit) <= square)
            root += bit;
    }
    return root;
}

/* The vector of that direction with length LENGTH; false for none. */
static bool set_vector(const int64_t sums[WIDTH], struct vector *out)
{
    int64_t most = 1, square = 0;
    for (int i = 0; i < WIDTH; i++)
        most = llabs(sums[i]) > most ? llabs(sums[i]) : most;
    int64_t unit = most / (1 << 20) + 1; /* squares stay within 64 bits */
    for (int i = 0; i < WIDTH; i++)
        square += (sums[i] / unit) * (sums[i] / unit);
    int64_t length = root_of(square);
    for (int i = 0; i < WIDTH && length; i++)
        out->at[i] = (int16_t)(sums[i] / unit * LENGTH / length);
    return length > 0;
}

static enum kw_status read_line(struct kw_arena *arena, struct kw_str line,
                                struct vectors *v, struct kw_error *err)
{
    struct kw_str word, folded, cell;
    int64_t sums[WIDTH] = {0};
    kw_str_item(&line, ' ', &word);
    for (int i = 0; i < WIDTH && kw_str_item(&line, ' ', &cell); i++)
        sums[i] = strtol(cell.ptr, NULL, 10);
    enum kw_status status = kw_fold(arena, word, &folded, err);
    if (status == KW_OK && set_vector(sums, &v->items[v->count]))
        v->words[v->count++] = kw_model_word(folded);
    return status;
}

static enum kw_status read_vectors(struct kw_arena *arena, const char *path,
                                   struct vectors *v, struct kw_error *err)
{
    struct kw_buf bytes = {0};
    enum kw_status status = kw_infile_read(path, &bytes, err);
    struct kw_str rest = kw_buf_str(&bytes), line;
    size_t lines = 0;
    for (size_t i = 0; i < rest.len; i++)
        lines += rest.ptr[i] == '\n';
    v->items = KW_NEW(arena, lines + 1, struct vector);
    v->words = KW_NEW(arena, lines + 1, uint32_t);
    if (status == KW_OK && (!v->items || !v->words))
        status = kw_nomem(err);
    while (status == KW_OK && v->count < lines && kw_str_line(&rest, &line))
        status = read_line(arena, line, v, err);
    kw_buf_free(&bytes);
    return status;
}

/* --- clusters ---------------------------------------------------------------------- */

static int32_t product(const struct vector *a, const struct vector *b)
{
    int32_t sum = 0;
    for (int i = 0; i < WIDTH; i++)
        sum += (int32_t)a->at[i] * b->at[i];
    return sum;
}

/* The first of the nearest. */
static uint32_t nearest(const struct vector *centers, uint32_t count,
                        const struct vector *v)
{
    uint32_t best = 0;
    int32_t most = INT32_MIN;
    for (uint32_t c = 0; c < count; c++) {
        int32_t near = product(&centers[c], v);
        if (near > most) {
            most = near;
            best = c;
        }
    }
    return best;
}

/* Begins with vectors of the first quarter; an empty cluster stays where it is. */
static bool cluster(const struct vector *items, size_t count, struct vector *centers,
                    uint32_t clusters)
{
    int64_t(*sums)[WIDTH] = calloc(clusters, sizeof *sums);
    for (uint32_t c = 0; c < clusters; c++)
        centers[c] = items[count / 4 * c / clusters];
    for (int round = 0; round < ROUNDS && sums; round++) {
        memset(sums, 0, clusters * sizeof *sums);
        for (size_t n = 0; n < count; n++) {
            int64_t *sum = sums[nearest(centers, clusters, &items[n])];
            for (int i = 0; i < WIDTH; i++)
                sum[i] += items[n].at[i];
        }
        for (uint32_t c = 0; c < clusters; c++)
            set_vector(sums[c], &centers[c]);
    }
    free(sums);
    return sums != NULL;
}

enum kw_status kw_train_kin(struct kw_arena *arena, const char *path, uint32_t bits,
                            struct kw_part *out, struct kw_error *err)
{
    struct vectors v = {0};
    uint8_t *bytes = KW_NEW(arena, (size_t)KW_CLASS_WIDTH << bits, uint8_t);
    struct vector *kins = KW_NEW(arena, KW_KINS + KW_CLANS, struct vector);
    struct vector *clans = kins + KW_KINS;
    enum kw_status status =
        bytes && kins ? read_vectors(arena, path, &v, err) : kw_nomem(err);
    if (status != KW_OK)
        return status;
    size_t learnt = v.count < LEARNT ? v.count : LEARNT, kept = 0;
    if (!v.count)
        return kw_fail(err, KW_SYNTAX, "%s: no vectors", path);
    if (!cluster(v.items, learnt, kins, KW_KINS) ||
        !cluster(kins, KW_KINS, clans, KW_CLANS))
        return kw_nomem(err);
    for (size_t n = 0; n < v.count; n++) {
        uint32_t kin = nearest(kins, KW_KINS, &v.items[n]);
        uint32_t clan = nearest(clans, KW_CLANS, &kins[kin]);
        struct kw_kin k = {(uint16_t)(kin + 1), (uint16_t)(clan + 1)};
        kept +=
            kw_class_put(bytes, bits, kw_class_key(v.words[n], false), kw_kin_slot(k));
    }
    printf("kins of %zu words, %zu kept\n", v.count, kept);
    *out = (struct kw_part){.name = "kin",
                            .bits = bits,
                            .width = KW_CLASS_WIDTH,
                            .weights = (const int8_t *)bytes};
    return KW_OK;
}
