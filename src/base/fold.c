/* fold.c - look-up keys. Text that is all ASCII, the usual case, never meets utf8proc. */
#include "base/fold.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* Most code points that one may become (U+FDFA: 18). */
enum { LONGEST_DECOMPOSITION = 32 };

/* How far a combining mark may move to its canonical place. Unicode's stream-safe text
 * format (UAX 15, section 13) holds 30 marks at most; without a bound a text of nothing
 * but marks would take quadratic time. */
enum { FARTHEST_MOVE = 30 };

/* Letters and signs that no decomposition turns into ASCII, though readers look them up
 * that way. Sorted by code point; applied after case folding. */
static const struct {
    uint32_t code; /* from */
    char ascii[3]; /* to */
} plain[] = {
    {0xAB, "\""},   {0xBB, "\""},   {0xE6, "ae"},  {0xF0, "d"},    {0xF8, "o"},
    {0xFE, "th"},   {0x111, "d"},   {0x127, "h"},  {0x131, "i"},   {0x142, "l"},
    {0x14B, "n"},   {0x153, "oe"},  {0x167, "t"},  {0x2B9, "'"},   {0x2BB, "'"},
    {0x2BC, "'"},   {0x2BD, "'"},   {0x2C8, "'"},  {0x2010, "-"},  {0x2011, "-"},
    {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"}, {0x2015, "-"},  {0x2018, "'"},
    {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"}, {0x201C, "\""}, {0x201D, "\""},
    {0x201E, "\""}, {0x201F, "\""}, {0x2032, "'"}, {0x2033, "\""}, {0x2039, "'"},
    {0x203A, "'"},  {0x2212, "-"},  {0x2E3A, "-"}, {0x2E3B, "-"},  {0x300C, "\""},
    {0x300D, "\""},
};

/* Code points under way: decomposed, then ordered and composed in place. */
struct codes {
    utf8proc_int32_t *items; /* malloc'd */
    size_t count;            /* in use */
    size_t capacity;         /* room */
    bool failed;             /* memory ran out */
};

static void codes_add(struct codes *codes, utf8proc_int32_t code)
{
    if (codes->count == codes->capacity && !codes->failed) {
        size_t larger = codes->capacity ? codes->capacity * 2 : 64;
        void *moved = larger <= SIZE_MAX / sizeof *codes->items
                          ? realloc(codes->items, larger * sizeof *codes->items)
                          : NULL;
        codes->failed = !moved;
        if (moved) {
            codes->items = moved;
            codes->capacity = larger;
        }
    }
    if (!codes->failed)
        codes->items[codes->count++] = code;
}

static const char *plain_form(utf8proc_int32_t code)
{
    size_t low = 0, high = sizeof plain / sizeof plain[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (plain[middle].code < (uint32_t)code)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < sizeof plain / sizeof plain[0] && plain[low].code == (uint32_t)code;
    return found ? plain[low].ascii : NULL;
}

/* Marks that readers leave out: diacritics of Latin, Greek and Cyrillic, Hebrew points,
 * Arabic vowels. The vowel signs of Indic scripts are marks too, and stay. */
static bool is_accent(utf8proc_int32_t code)
{
    return (code >= 0x300 && code <= 0x36F) || (code >= 0x591 && code <= 0x5C7) ||
           (code >= 0x64B && code <= 0x65F) || code == 0x670 ||
           (code >= 0x1AB0 && code <= 0x1AFF) || (code >= 0x1DC0 && code <= 0x1DFF) ||
           (code >= 0x20D0 && code <= 0x20FF) || (code >= 0xFE20 && code <= 0xFE2F);
}

static utf8proc_propval_t mark_class(utf8proc_int32_t code)
{
    return utf8proc_get_property(code)->combining_class;
}

static void add_in_order(struct codes *codes, utf8proc_int32_t code)
{
    codes_add(codes, code);
    utf8proc_propval_t class = mark_class(code);
    if (codes->failed || class == 0)
        return;
    size_t at = codes->count - 1;
    for (int moves = 0; at > 0 && moves < FARTHEST_MOVE; at--, moves++) {
        utf8proc_propval_t before = mark_class(codes->items[at - 1]);
        if (before == 0 || before <= class)
            break;
        codes->items[at] = codes->items[at - 1];
        codes->items[at - 1] = code;
    }
}

static void decompose(struct codes *codes, uint32_t code)
{
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        code > 0x10FFFF ? 0xFFFD : (utf8proc_int32_t)code, parts, LONGEST_DECOMPOSITION,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
        &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST_DECOMPOSITION; i++) {
        const char *ascii = plain_form(parts[i]);
        if (ascii) {
            for (; *ascii; ascii++)
                codes_add(codes, *ascii);
        } else if (!is_accent(parts[i])) {
            add_in_order(codes, parts[i]);
        }
    }
}

/* Appends `code`, with white space held back until something follows it. */
static void add_code(struct kw_buf *buf, uint32_t code, size_t start, bool *space)
{
    if (kw_is_space(code)) {
        *space = true;
        return;
    }
    if (*space && buf->len > start)
        kw_buf_byte(buf, ' ');
    *space = false;
    char bytes[4];
    kw_buf_add(buf, (struct kw_str){bytes, kw_utf8_encode(code, bytes)});
}

static void fold_unicode(struct kw_buf *buf, struct kw_str s)
{
    struct codes codes = {0};
    for (size_t at = 0, len; at < s.len && !codes.failed; at += len)
        decompose(&codes, kw_utf8_decode(s, at, &len));
    utf8proc_ssize_t count = 0;
    if (codes.count)
        count = utf8proc_normalize_utf32(codes.items, (utf8proc_ssize_t)codes.count,
                                         UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    bool space = false;
    size_t start = buf->len;
    for (utf8proc_ssize_t i = 0; i < count && !codes.failed; i++)
        add_code(buf, (uint32_t)codes.items[i], start, &space);
    buf->failed = buf->failed || codes.failed;
    free(codes.items);
}

static bool is_ascii(struct kw_str s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.len; i++)
        all |= (unsigned char)s.ptr[i];
    return all < 0x80;
}

/* Writes the form of an ASCII text, never longer than `s`, and gives its length. */
static size_t fold_ascii(struct kw_str s, char *out)
{
    size_t used = 0;
    bool space = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            space = used > 0;
            continue;
        }
        if (space)
            out[used++] = ' ';
        space = false;
        out[used++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return used;
}

enum kw_status kw_fold(struct kw_arena *arena, struct kw_str s, struct kw_str *out,
                       struct kw_error *err)
{
    struct kw_buf buf = {0};
    struct kw_str folded = s;
    if (!is_ascii(s)) {
        fold_unicode(&buf, s);
        folded = kw_buf_str(&buf);
    }
    struct kw_str copy = {NULL, 0};
    if (!buf.failed)
        copy = kw_arena_copy(arena, folded);
    kw_buf_free(&buf);
    if (!copy.ptr)
        return kw_nomem(err);
    if (folded.ptr == s.ptr) {
        char *text = (char *)copy.ptr;
        copy.len = fold_ascii(s, text);
        text[copy.len] = '\0';
    }
    *out = copy;
    return KW_OK;
}

void kw_fold_to_buf(struct kw_buf *buf, struct kw_str s)
{
    if (!is_ascii(s)) {
        fold_unicode(buf, s);
        return;
    }
    size_t start = buf->len;
    kw_buf_add(buf, s);
    if (!buf->failed && s.len)
        buf->len = start + fold_ascii(s, buf->ptr + start);
}

void kw_case_to_buf(struct kw_buf *buf, struct kw_str s, bool upper)
{
    for (size_t at = 0, len; at < s.len; at += len) {
        char bytes[4];
        utf8proc_int32_t code = (utf8proc_int32_t)kw_utf8_decode(s, at, &len);
        code = upper ? utf8proc_toupper(code) : utf8proc_tolower(code);
        kw_buf_add(buf, (struct kw_str){bytes, kw_utf8_encode((uint32_t)code, bytes)});
    }
}
