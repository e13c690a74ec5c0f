/* json_mend.c - JSON texts of the real world made readable: a byte order mark goes, and
 * what is no Unicode (broken bytes, halves of surrogate pairs that stand alone) becomes
 * U+FFFD, one code point for one, so that offsets stay right. */
#include "base/json_mend.h"

#include "base/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code of "\uXXXX" at `at`, or -1. */
static int escape_at(struct kw_str s, size_t at)
{
    int code = 0;
    if (at + 6 > s.len || s.ptr[at] != '\\' || s.ptr[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_digit(s.ptr[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

/* How many bytes at `at` belong together, and whether they are to be replaced. */
static size_t piece_at(struct kw_str s, size_t at, bool *broken)
{
    size_t len;
    *broken = false;
    if (s.ptr[at] != '\\') {
        *broken = kw_utf8_decode(s, at, &len) == UINT32_MAX;
        return len;
    }
    int code = escape_at(s, at);
    if (code < 0) /* some other escape: its second byte is no start of one */
        return at + 1 < s.len && (unsigned char)s.ptr[at + 1] < 0x80 ? 2 : 1;
    if (code < 0xD800 || code > 0xDFFF)
        return 6;
    int low = escape_at(s, at + 6);
    bool pair = code < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF;
    *broken = !pair;
    return pair ? 12 : 6;
}

struct kw_str kw_json_mend(struct kw_str text, struct kw_buf *buf)
{
    size_t start = 0; /* of what is not copied yet */
    bool any = false, broken;
    if (kw_str_starts(text, KW_STR("\xEF\xBB\xBF")))
        text = kw_str_slice(text, 3, text.len);
    for (size_t at = 0, len; at < text.len; at += len) {
        len = piece_at(text, at, &broken);
        if (!broken)
            continue;
        kw_buf_add(buf, kw_str_slice(text, start, at));
        kw_buf_add(buf, KW_STR(REPLACEMENT));
        start = at + len;
        any = true;
    }
    if (!any)
        return text;
    kw_buf_add(buf, kw_str_slice(text, start, text.len));
    return kw_buf_str(buf);
}
