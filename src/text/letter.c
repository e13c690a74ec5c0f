/* letter.c - classes of code points, and the shape of a token. */
#include "text/room.h"

#include "base/utf8.h"

static const unsigned char ascii_class[128] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [' '] = 1,
};

static enum kw_letter ascii_letter(unsigned char c)
{
    if (c >= 'a' && c <= 'z')
        return KW_LETTER_LOWER;
    if (c >= 'A' && c <= 'Z')
        return KW_LETTER_UPPER;
    if (c >= '0' && c <= '9')
        return KW_LETTER_DIGIT;
    return ascii_class[c] ? KW_LETTER_BLANK : KW_LETTER_PUNCT;
}

static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36F) || code == 0x00AD || code == 0x200C ||
           code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F);
}

enum kw_letter kw_letter_at(struct kw_str text, size_t at, size_t *len)
{
    unsigned char c = (unsigned char)text.ptr[at];
    if (c < 128) {
        *len = 1;
        return ascii_letter(c);
    }
    uint32_t code = kw_utf8_decode(text, at, len);
    if (code == 0xFFFFFFFF)
        return KW_LETTER_PUNCT;
    if (kw_is_space(code) || code == 0x200B || code == 0x2060 || code == 0xFEFF)
        return KW_LETTER_BLANK;
    if (kw_is_upper(code))
        return KW_LETTER_UPPER;
    if (kw_is_letter(code))
        return KW_LETTER_LOWER;
    if (kw_is_digit(code))
        return KW_LETTER_DIGIT;
    return is_mark(code) ? KW_LETTER_MARK : KW_LETTER_PUNCT;
}

static bool starts_at(struct kw_str text, size_t at, struct kw_str what)
{
    return at <= text.len && kw_str_starts(kw_str_slice(text, at, text.len), what);
}

bool kw_letter_apostrophe(struct kw_str text, size_t at, size_t *len)
{
    *len = 1;
    if (at < text.len && text.ptr[at] == '\'')
        return true;
    *len = 3;
    return starts_at(text, at, KW_STR("\xE2\x80\x99"));
}

bool kw_letter_dash(struct kw_str text, size_t at, size_t *len)
{
    *len = 3;
    return starts_at(text, at, KW_STR("\xE2\x80")) && at + 2 < text.len &&
           (unsigned char)text.ptr[at + 2] >= 0x92 &&
           (unsigned char)text.ptr[at + 2] <= 0x95;
}

enum kw_shape kw_shape_of(struct kw_str token)
{
    size_t upper = 0, lower = 0, digits = 0, len;
    bool first_digit = false;
    for (size_t at = 0; at < token.len; at += len) {
        enum kw_letter letter = kw_letter_at(token, at, &len);
        first_digit = first_digit || (letter == KW_LETTER_DIGIT && upper + lower == 0);
        upper += letter == KW_LETTER_UPPER;
        lower += letter == KW_LETTER_LOWER;
        digits += letter == KW_LETTER_DIGIT;
    }
    if (upper + lower + digits == 0)
        return KW_SHAPE_PUNCT;
    if (upper == 0 && digits > 0 && (first_digit || lower == 0))
        return KW_SHAPE_NUMBER;
    if (upper == 0)
        return KW_SHAPE_LOWER;
    if (lower > 0)
        return KW_SHAPE_CAPITALIZED;
    return KW_SHAPE_UPPER;
}
