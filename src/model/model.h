/* model.h - trained weights: rows of small integers, found by hashed features.
 *
 * A model file holds parts, one a task ("tags", "labels"), or a matrix of a task that
 * needs several ("tree-..."). A part of a task is a linear classifier:
 * 2^bits rows of `width` weights; a feature's hash picks a row, whose column k speaks for
 * label k; the label with the greatest sum wins. Features are hashed, not listed
 * (Weinberger et al. 2009), so that a model's size is set beforehand and looking one up
 * costs one memory access. Everything is integers: the same answer on every machine.
 *
 * File: little-endian, 64-byte aligned, offsets instead of pointers:
 *
 *   header | parts | label names | weights of each part, 64-byte aligned
 */
#ifndef KW_MODEL_MODEL_H
#define KW_MODEL_MODEL_H

#include "knotwork/base.h"

#define KW_MODEL_MAGIC UINT64_C(0x31444d544f4e4b57) /* "WKNOTMD1" as bytes */
#define KW_MODEL_VERSION 1u

/* Limits; sums of so many weights of 8 bits stay within 16 bits. */
#define KW_MODEL_MOST_FEATURES 96u
#define KW_MODEL_MOST_LABELS 64u
#define KW_MODEL_MOST_WIDTH 256u
#define KW_MODEL_MOST_PARTS 16u
#define KW_MODEL_MOST_BITS 22u

struct kw_model_header {
    uint64_t magic;
    uint32_t version;
    uint32_t part_count;
    uint64_t size; /* bytes of the file */
    uint64_t hash; /* kw_str_hash of everything after the header */
};

struct kw_model_entry {
    char name[16];        /* ends in NUL */
    uint32_t bits;        /* 1 << bits rows */
    uint32_t width;       /* columns: a multiple of 16 */
    uint32_t label_count; /* columns that have names; at most KW_MODEL_MOST_LABELS */
    uint32_t label_bytes; /* names joined by spaces, in column order */
    uint32_t labels;      /* offset of those, from the start of the file */
    uint32_t weights;     /* offset; a multiple of 64 */
};

struct kw_model {
    struct kw_str bytes;                /* the file, borrowed */
    const struct kw_model_entry *parts; /* in it */
    uint32_t part_count;
    uint64_t hash; /* of its content, for fingerprints */
};

/* One part, ready for use; a view into the model's bytes. */
struct kw_model_part {
    const int8_t *weights; /* 1 << bits rows of `width` */
    struct kw_str labels;  /* names joined by spaces */
    uint32_t bits;
    uint32_t width;
    uint32_t label_count;
};

/* Checks header and offsets; weights need no check, as any byte is one.
 * Needs:  `bytes` outlive the model and are 8-byte aligned.
 * Errors: KW_SYNTAX for damaged or foreign bytes. Cost: O(parts). */
KW_CHECKED enum kw_status kw_model_open(struct kw_str bytes, struct kw_model *out,
                                        struct kw_error *err);

/* The weights that `make model` made and the build brought in. */
struct kw_str kw_model_builtin(void);

/* The part of that name; false when the model has none. */
bool kw_model_find(const struct kw_model *model, const char *name,
                   struct kw_model_part *out);

/* Whether the hash in the header is that of the bytes; what was committed half is not. */
bool kw_model_is_whole(const struct kw_model *model);

/* Sums the rows of `count` features (at most KW_MODEL_MOST_FEATURES) into
 * `scores[0 ... width - 1]`. Needs: as many columns as labels at most
 * (KW_MODEL_MOST_LABELS). Cost: O(count * width). */
void kw_model_score(const struct kw_model_part *part, const uint32_t *features,
                    size_t count, int16_t *scores);

/* A part that must be there with 1 << bits rows of `width`.
 * Errors: KW_SYNTAX when it is not. */
KW_CHECKED enum kw_status kw_model_need(const struct kw_model *model, const char *name,
                                        uint32_t bits, uint32_t width,
                                        struct kw_model_part *out, struct kw_error *err);

/* The label with the greatest score among `allowed` (bit 1 << label); the first of
 * equals. Needs: a bit of a label in `allowed`. */
uint32_t kw_model_best(const struct kw_model_part *part, const int16_t *scores,
                       uint64_t allowed);

/* --- hashing -------------------------------------------------------------------------
 */

/* Mixes `value` into `seed`; the same everywhere (multipliers of MurmurHash3). */
static inline uint32_t kw_model_mix(uint32_t seed, uint32_t value)
{
    uint32_t h = seed ^ (value * 0xcc9e2d51u);
    h ^= h >> 15;
    h *= 0x85ebca6bu;
    return h ^ (h >> 13);
}

/* A feature of the kind `kind` (its number in the list of kinds) with that content. */
static inline uint32_t kw_model_feature(uint32_t kind, uint32_t a, uint32_t b)
{
    uint32_t h = kw_model_mix(kw_model_mix(kind * 0x9e3779b9u, a), b);
    return h ^ (h >> 16);
}

static inline uint32_t kw_model_word(struct kw_str s)
{
    uint64_t hash = kw_str_hash(s);
    return (uint32_t)(hash ^ (hash >> 32));
}

#endif
