/* utf8.h - code points, and the cleaning every text goes through once. */
#ifndef KW_BASE_UTF8_H
#define KW_BASE_UTF8_H

#include "knotwork/base.h"

/* Decodes the code point at s.ptr[at] and sets its length in bytes (1-4). A broken byte
 * gives 0xFFFFFFFF and length 1 (Unicode 15, table 3-7: overlong forms, surrogates and
 * values above U+10FFFF are broken). Needs: at < s.len. */
uint32_t kw_utf8_decode(struct kw_str s, size_t at, size_t *len);

/* Appends one code point as UTF-8. Needs: a Unicode scalar value. */
size_t kw_utf8_encode(uint32_t code, char out[4]);

bool kw_utf8_valid(struct kw_str s);
size_t kw_utf8_count(struct kw_str s); /* code points; broken bytes count one each */

/* Columns a terminal gives the code point (0, 1 or 2), and a text; a broken byte takes
 * one. Controls count 0. */
unsigned kw_char_width(uint32_t code);
size_t kw_utf8_width(struct kw_str s);

/* True for what no text may hold: controls but TAB, LF and CR, surrogates, noncharacters
 * (U+FDD0-FDEF, U+xxFFFE, U+xxFFFF), and U+FFFD, which somebody wrote for a broken byte:
 * so a text reads the same whether its bytes were broken here or before. */
bool kw_utf8_forbidden(uint32_t code);

/* Copies `raw` with every forbidden code point and every broken byte as one space, so
 * that code points still count the same. `*changed` (may be NULL) says whether any was.
 * A text that is clean already is still copied. Errors: KW_NOMEM. Cost: O(len). */
KW_CHECKED enum kw_status kw_utf8_clean(struct kw_arena *arena, struct kw_str raw,
                                        struct kw_str *clean, bool *changed,
                                        struct kw_error *err);

/* Simple character classes over code points, ASCII fast and Unicode by utf8proc. */
bool kw_is_letter(uint32_t code);
bool kw_is_upper(uint32_t code); /* upper- or title-case letter */
bool kw_is_lower(uint32_t code);
bool kw_is_digit(uint32_t code); /* decimal digit */
bool kw_is_space(uint32_t code); /* white space, U+00A0 and other separators included */

#endif
