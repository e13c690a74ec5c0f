/* image.h - the packed image: what the compiler writes and the look-up reads in place.
 *
 * Little-endian, 8-byte aligned, offsets instead of pointers, so that it works wherever
 * it is mapped. After the header come five arrays and the bytes of all strings:
 *
 *   header | tables[KW_TABLE_COUNT] | rows | cells | lexemes | slots | bytes
 *
 * Slots are an open-addressed hash table (linear probing, power of two, at most half
 * full) over two kinds of folded forms: whole surfaces (count > 0) and their prefixes
 * that end between a word and what follows (count 0: "go on walking").
 */
#ifndef KW_LEXICON_IMAGE_H
#define KW_LEXICON_IMAGE_H

#include <stdint.h>

#include "lexicon/schema.h"

#define KW_IMAGE_MAGIC UINT64_C(0x31584c544f4e4b57) /* "WKNOTLX1" as bytes */
#define KW_IMAGE_VERSION 1u

struct kw_image_header {
    uint64_t magic;
    uint32_t version;
    uint32_t table_count;  /* KW_TABLE_COUNT of the compiler */
    uint32_t row_count;
    uint32_t cell_count;
    uint32_t lexeme_count;
    uint32_t slot_count;   /* a power of two */
    uint32_t byte_count;
    uint32_t reserved;     /* 0 */
    uint64_t hash;         /* of everything after the header */
};

struct kw_image_table {
    uint32_t first_row;
    uint32_t row_count;
};

struct kw_image_string {
    uint32_t offset; /* into bytes */
    uint32_t len;
};

struct kw_image_row {
    uint32_t table;
    uint32_t type;             /* enum kw_type */
    uint32_t first_cell;       /* the cells of a row lie together, in schema order */
    uint32_t reserved;         /* 0 */
    struct kw_image_string id; /* "country/CN"; or empty */
};

struct kw_image_lexeme {
    struct kw_image_string surface;
    uint32_t row;
    uint16_t table;
    uint16_t use; /* enum kw_lex_use */
};

struct kw_image_slot {
    uint64_t hash[2]; /* of the folded form; both 0: the slot is free */
    uint32_t first;   /* its lexemes lie together */
    uint32_t count;   /* 0: only a prefix */
};

/* Walking and compiling must hash alike: start, then byte by byte, then the end. Two
 * hashes of 64 bits stand for the form itself, which is not stored. */
struct kw_walk_hash {
    uint64_t a; /* FNV-1a */
    uint64_t b; /* a multiplicative hash with another factor */
};

static inline struct kw_walk_hash kw_walk_hash_begin(void)
{
    return (struct kw_walk_hash){UINT64_C(0xcbf29ce484222325), 1};
}

static inline struct kw_walk_hash kw_walk_hash_add(struct kw_walk_hash h, struct kw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char byte = (unsigned char)s.ptr[i];
        h.a = (h.a ^ byte) * UINT64_C(0x100000001b3);
        h.b = (h.b + byte + 1) * UINT64_C(0x9e3779b97f4a7c15);
    }
    return h;
}

static inline size_t kw_walk_hash_slot(struct kw_walk_hash h, uint32_t slot_count)
{
    return (size_t)((h.a ^ (h.b >> 29) ^ (h.a >> 32)) & (slot_count - 1));
}

#endif
