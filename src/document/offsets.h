/* offsets.h - between bytes, which the program counts, and code points, which knotwork
 * JSON counts. */
#ifndef KW_DOCUMENT_OFFSETS_H
#define KW_DOCUMENT_OFFSETS_H

#include "knotwork/base.h"

/* A text with the byte offset of every 64th code point marked. */
struct kw_offsets {
    struct kw_str text;    /* borrowed; valid UTF-8 */
    const uint32_t *marks; /* byte offset of code points 0, 64, 128 ... */
    size_t mark_count;     /* at least 1 */
    uint32_t count;        /* code points in the text */
};

/* Needs: text of at most KW_TEXT_LIMIT bytes, which outlives the result.
 * Owns: lives in `arena`. Errors: KW_NOMEM. Cost: O(text). */
KW_CHECKED enum kw_status kw_offsets_make(struct kw_arena *arena, struct kw_str text,
                                          struct kw_offsets *out, struct kw_error *err);

/* The byte where code point `code` starts. Needs: code <= count. Cost: O(1). */
uint32_t kw_offsets_byte(const struct kw_offsets *offsets, uint32_t code);

/* How many code points start before `byte`. Needs: byte <= text.len.
 * Cost: O(log text). */
uint32_t kw_offsets_code(const struct kw_offsets *offsets, uint32_t byte);

#endif
