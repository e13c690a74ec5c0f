/* prints.c - words to shingles, shingles to fingerprints. */
#include "corpus/prints.h"

#include <stdlib.h>

enum {
    SHINGLE = 5, /* words of a shingle */
    WINDOW = 8,  /* shingles of which one is kept */
};

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* Hash of the next word, ASCII case ignored; false when there is none. */
static bool next_word(struct kw_str text, size_t *at, uint64_t *hash)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    size_t i = *at;
    while (i < text.len && !is_word_byte((unsigned char)text.ptr[i]))
        i++;
    if (i == text.len)
        return false;
    for (; i < text.len && is_word_byte((unsigned char)text.ptr[i]); i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        c = c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
        h = (h ^ c) * UINT64_C(0x100000001b3);
    }
    *at = i;
    *hash = h;
    return true;
}

static uint64_t mix(uint64_t h)
{
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}

/* Hashes of all shingles, in the order of the text. */
static bool shingles_of(struct kw_arena *arena, struct kw_str text, struct kw_hashes *out)
{
    uint64_t words[SHINGLE];
    KW_VEC(uint64_t) shingles = {0};
    size_t at = 0, count = 0;
    uint64_t word;
    while (next_word(text, &at, &word)) {
        words[count++ % SHINGLE] = word;
        if (count < SHINGLE)
            continue;
        uint64_t h = 0;
        for (size_t i = 0; i < SHINGLE; i++)
            h = mix(h ^ words[(count + i) % SHINGLE]);
        uint64_t *shingle = KW_PUSH(arena, &shingles);
        if (!shingle)
            return false;
        *shingle = h;
    }
    *out = (struct kw_hashes){shingles.items, shingles.count};
    return true;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void sort_unique(struct kw_hashes *h)
{
    size_t kept = 0;
    if (h->count)
        qsort(h->items, h->count, sizeof *h->items, by_value);
    for (size_t i = 0; i < h->count; i++)
        if (i == 0 || h->items[i] != h->items[i - 1])
            h->items[kept++] = h->items[i];
    h->count = kept;
}

/* The winnowed hashes of shingles in the order of the text; distinct, ascending. */
static bool prints_of(struct kw_arena *arena, const struct kw_hashes *shingles,
                      struct kw_hashes *out)
{
    KW_VEC(uint64_t) prints = {0};
    /* With fewer shingles a text is too short to be a copy of anything. */
    for (size_t i = 0;
         shingles->count >= KW_LEAST_SHINGLES && i + WINDOW <= shingles->count; i++) {
        uint64_t least = shingles->items[i];
        for (size_t k = 1; k < WINDOW; k++)
            least = shingles->items[i + k] < least ? shingles->items[i + k] : least;
        if (prints.count && prints.items[prints.count - 1] == least)
            continue;
        uint64_t *print = KW_PUSH(arena, &prints);
        if (!print)
            return false;
        *print = least;
    }
    *out = (struct kw_hashes){prints.items, prints.count};
    sort_unique(out);
    return true;
}

enum kw_status kw_shingles_of(struct kw_str text, struct kw_arena *arena,
                              struct kw_hashes *out, struct kw_error *err)
{
    if (!shingles_of(arena, text, out))
        return kw_nomem(err);
    sort_unique(out);
    return KW_OK;
}

enum kw_status kw_prints_of(struct kw_str text, struct kw_arena *arena,
                            struct kw_prints *out, struct kw_error *err)
{
    struct kw_hashes shingles;
    *out = (struct kw_prints){0};
    if (!shingles_of(arena, text, &shingles) || !prints_of(arena, &shingles, &out->all))
        return kw_nomem(err);
    sort_unique(&shingles);
    if (shingles.count < KW_LEAST_SHINGLES || out->all.count < KW_LEAST_PRINTS)
        return KW_OK;
    out->whole = UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < shingles.count; i++)
        out->whole = mix(out->whole ^ shingles.items[i]);
    out->whole |= 1;
    return KW_OK;
}
