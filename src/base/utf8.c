/* utf8.c - decoding by table 3-7 of the Unicode Standard, cleaning, character classes. */
#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

enum { BROKEN = -1 };

/* What may follow a first byte: how long the form is and which second byte it allows
 * (Unicode 15, table 3-7: this is where overlong forms and surrogates fall out). */
struct lead {
    unsigned char from, to;  /* first bytes of this row, inclusive */
    unsigned char length;    /* bytes of the whole form */
    unsigned char low, high; /* second byte, inclusive */
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF},
    {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

static const struct lead *lead_of(unsigned char byte)
{
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (byte >= leads[i].from && byte <= leads[i].to)
            return &leads[i];
    }
    return NULL;
}

static uint32_t decode_long(const unsigned char *bytes, size_t left, size_t *len)
{
    const struct lead *lead = lead_of(bytes[0]);
    *len = 1;
    if (!lead || left < lead->length || bytes[1] < lead->low || bytes[1] > lead->high)
        return (uint32_t)BROKEN;
    uint32_t code = bytes[0] & (0x7Fu >> lead->length);
    for (size_t i = 1; i < lead->length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return (uint32_t)BROKEN;
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    *len = lead->length;
    return code;
}

uint32_t kw_utf8_decode(struct kw_str s, size_t at, size_t *len)
{
    assert(at < s.len);
    const unsigned char *bytes = (const unsigned char *)s.ptr + at;
    if (bytes[0] < 0x80) {
        *len = 1;
        return bytes[0];
    }
    return decode_long(bytes, s.len - at, len);
}

size_t kw_utf8_encode(uint32_t code, char out[4])
{
    assert(code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF));
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (len == 1) {
        out[0] = (char)code;
        return 1;
    }
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((0xF00u >> len & 0xF0u) | code);
    return len;
}

bool kw_utf8_valid(struct kw_str s)
{
    for (size_t at = 0, len; at < s.len; at += len) {
        if (kw_utf8_decode(s, at, &len) == (uint32_t)BROKEN)
            return false;
    }
    return true;
}

size_t kw_utf8_count(struct kw_str s)
{
    size_t count = 0;
    for (size_t at = 0, len; at < s.len; at += len) {
        kw_utf8_decode(s, at, &len);
        count++;
    }
    return count;
}

size_t kw_utf8_width(struct kw_str s)
{
    size_t width = 0;
    for (size_t at = 0, len; at < s.len; at += len)
        width += kw_char_width(kw_utf8_decode(s, at, &len));
    return width;
}

bool kw_utf8_forbidden(uint32_t code)
{
    if (code < 0x20)
        return code != '\t' && code != '\n' && code != '\r';
    if (code < 0xA0)
        return code >= 0x7F;
    return (code >= 0xD800 && code <= 0xDFFF) || (code >= 0xFDD0 && code <= 0xFDEF) ||
           (code & 0xFFFE) == 0xFFFE || code == 0xFFFD || code > 0x10FFFF;
}

enum kw_status kw_utf8_clean(struct kw_arena *arena, struct kw_str raw,
                             struct kw_str *clean, bool *changed, struct kw_error *err)
{
    /* A space is never longer than what it stands for, so `raw.len` bytes are enough. */
    char *copy = raw.len < SIZE_MAX ? kw_arena_alloc(arena, raw.len + 1, 1) : NULL;
    if (!copy)
        return kw_nomem(err);
    size_t used = 0;
    bool any = false;
    for (size_t at = 0, len; at < raw.len; at += len) {
        uint32_t code = kw_utf8_decode(raw, at, &len);
        if (kw_utf8_forbidden(code)) {
            copy[used++] = ' ';
            any = true;
            continue;
        }
        memcpy(copy + used, raw.ptr + at, len);
        used += len;
    }
    copy[used] = '\0';
    *clean = (struct kw_str){copy, used};
    if (changed)
        *changed = any;
    return KW_OK;
}

static utf8proc_category_t category(uint32_t code)
{
    if (code > 0x10FFFF)
        return UTF8PROC_CATEGORY_CN;
    return utf8proc_category((utf8proc_int32_t)code);
}

bool kw_is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool kw_is_upper(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z';
    utf8proc_category_t c = category(code);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool kw_is_lower(uint32_t code)
{
    if (code < 0x80)
        return code >= 'a' && code <= 'z';
    return category(code) == UTF8PROC_CATEGORY_LL;
}

bool kw_is_digit(uint32_t code)
{
    if (code < 0x80)
        return code >= '0' && code <= '9';
    return category(code) == UTF8PROC_CATEGORY_ND;
}

bool kw_is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    utf8proc_category_t c = category(code);
    return code == 0x85 || c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL ||
           c == UTF8PROC_CATEGORY_ZP;
}

unsigned kw_char_width(uint32_t code)
{
    if (code > 0x10FFFF)
        return 1;
    int width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width > 0 ? (unsigned)width : 0;
}
