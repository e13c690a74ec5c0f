/* encoding.c - which encoding, and out of it. */
#include "read/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "knotwork/document.h"

enum {
    DECLARED_WITHIN = 4096,     /* where a declaration must stand */
    GUESS_BYTES = 256 * 1024,   /* what a guess looks at */
    RARE = 50,                  /* one byte in so many is too few to guess from */
    STEP = 4096,                /* bytes converted at a time */
    PENDING = 16,               /* longest character that may be cut */
};

/* Encodings: our name, what iconv calls it, how many bytes to pass over when one cannot
 * be mapped, and the labels and detector's names that mean it, in lower case. As the
 * standard has it, Latin-1 and ASCII mean windows-1252, GB2312 means GB18030. Nothing
 * outside this table ever reaches iconv. */
static const struct row {
    const char *name, *iconv;
    size_t unit;
    const char *labels;
} rows[] = {
    {"UTF-8", "UTF-8", 1, "utf-8|utf8|unicode-1-1-utf-8|x-unicode20utf8"},
    {"UTF-16LE", "UTF-16LE", 2, "utf-16le|utf-16|ucs-2|unicode|csunicode"},
    {"UTF-16BE", "UTF-16BE", 2, "utf-16be|unicodefffe"},
    {"UTF-32LE", "UTF-32LE", 4, "utf-32le"},
    {"UTF-32BE", "UTF-32BE", 4, "utf-32be"},
    {"windows-1252", "CP1252", 1,
     "windows-1252|cp1252|x-cp1252|iso-8859-1|iso8859-1|iso_8859-1|latin1|latin-1|l1|ascii|"
     "us-ascii|ansi_x3.4-1968|cp819|ibm819"},
    {"windows-1250", "CP1250", 1, "windows-1250|cp1250|x-cp1250"},
    {"windows-1251", "CP1251", 1, "windows-1251|cp1251|x-cp1251"},
    {"windows-1253", "CP1253", 1, "windows-1253|cp1253|x-cp1253"},
    {"windows-1254", "CP1254", 1,
     "windows-1254|cp1254|iso-8859-9|iso8859-9|latin5|l5|x-cp1254"},
    {"windows-1255", "CP1255", 1, "windows-1255|cp1255|x-cp1255"},
    {"windows-1256", "CP1256", 1, "windows-1256|cp1256|x-cp1256"},
    {"windows-1257", "CP1257", 1, "windows-1257|cp1257|x-cp1257"},
    {"windows-1258", "CP1258", 1, "windows-1258|cp1258|x-cp1258"},
    {"ISO-8859-2", "ISO-8859-2", 1, "iso-8859-2|iso8859-2|latin2|l2"},
    {"ISO-8859-3", "ISO-8859-3", 1, "iso-8859-3|iso8859-3|latin3|l3"},
    {"ISO-8859-4", "ISO-8859-4", 1, "iso-8859-4|iso8859-4|latin4|l4"},
    {"ISO-8859-5", "ISO-8859-5", 1, "iso-8859-5|iso8859-5|cyrillic"},
    {"ISO-8859-6", "ISO-8859-6", 1, "iso-8859-6|iso8859-6|arabic|asmo-708|ecma-114"},
    {"ISO-8859-7", "ISO-8859-7", 1, "iso-8859-7|iso8859-7|greek|greek8|ecma-118"},
    {"ISO-8859-8", "ISO-8859-8", 1, "iso-8859-8|iso-8859-8-i|hebrew|visual|logical"},
    {"ISO-8859-10", "ISO-8859-10", 1, "iso-8859-10|latin6|l6"},
    {"ISO-8859-13", "ISO-8859-13", 1, "iso-8859-13"},
    {"ISO-8859-14", "ISO-8859-14", 1, "iso-8859-14"},
    {"ISO-8859-15", "ISO-8859-15", 1, "iso-8859-15|iso8859-15|latin9|latin-9|l9"},
    {"ISO-8859-16", "ISO-8859-16", 1, "iso-8859-16"},
    {"windows-874", "CP874", 1, "windows-874|tis-620|iso-8859-11|dos-874"},
    {"KOI8-R", "KOI8-R", 1, "koi8-r|koi8|koi|koi8_r|cskoi8r"},
    {"KOI8-U", "KOI8-U", 1, "koi8-u|koi8-ru"},
    {"IBM852", "CP852", 1, "ibm852|cp852"},
    {"IBM855", "CP855", 1, "ibm855|cp855"},
    {"IBM865", "CP865", 1, "ibm865|cp865"},
    {"IBM866", "CP866", 1, "ibm866|cp866|866|csibm866"},
    {"macintosh", "MACINTOSH", 1, "macintosh|mac|x-mac-roman|csmacintosh"},
    {"x-mac-cyrillic", "MAC-CYRILLIC", 1, "x-mac-cyrillic|x-mac-ukrainian|mac-cyrillic"},
    {"MAC-CENTRALEUROPE", "MAC-CENTRALEUROPE", 1, "mac-centraleurope"},
    {"VISCII", "VISCII", 1, "viscii"},
    {"GB18030", "GB18030", 1, "gb18030|gbk|gb2312|gb_2312-80|chinese|x-gbk|iso-ir-58"},
    {"Big5", "BIG5-HKSCS", 1, "big5|big5-hkscs|cn-big5|x-x-big5|csbig5"},
    {"EUC-TW", "EUC-TW", 1, "euc-tw"},
    {"EUC-JP", "EUC-JP", 1, "euc-jp|x-euc-jp|cseucpkdfmtjapanese"},
    {"Shift_JIS", "CP932", 1,
     "shift_jis|shift-jis|sjis|x-sjis|windows-31j|ms_kanji|ms932|csshiftjis"},
    {"ISO-2022-JP", "ISO-2022-JP", 1, "iso-2022-jp|csiso2022jp"},
    {"EUC-KR", "CP949", 1,
     "euc-kr|uhc|cp949|ks_c_5601-1987|ks_c_5601-1989|ksc5601|ksc_5601|korean|windows-949"},
    {"JOHAB", "JOHAB", 1, "johab"},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const struct row *row_of(struct kw_str label)
{
    char lower[32];
    label = kw_str_trim(label);
    if (label.len == 0 || label.len >= sizeof lower)
        return NULL;
    for (size_t i = 0; i < label.len; i++)
        lower[i] = label.ptr[i] >= 'A' && label.ptr[i] <= 'Z' ? (char)(label.ptr[i] + 32)
                                                              : label.ptr[i];
    for (size_t i = 0; i < ROWS; i++) {
        struct kw_str rest = kw_str_of(rows[i].labels), one;
        while (kw_str_item(&rest, '|', &one))
            if (kw_str_eq(one, (struct kw_str){lower, label.len}))
                return &rows[i];
    }
    return NULL;
}

/* --- which one ------------------------------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t len;
    const char *name;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE\0\0", 4, "UTF-32LE"}, /* before UTF-16LE, whose mark it begins with */
    {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

/* What the bytes are as UTF-8. */
struct shape {
    size_t high;   /* bytes above 0x7F */
    size_t whole;  /* characters of several bytes */
    size_t broken; /* bytes that are part of none */
};

static struct shape shape_of(struct kw_str s)
{
    struct shape shape = {0};
    for (size_t at = 0, len; at < s.len; at += len) {
        len = 1;
        if ((unsigned char)s.ptr[at] < 0x80)
            continue;
        bool broken = kw_utf8_decode(s, at, &len) == UINT32_MAX;
        /* The last character may be cut by the end of what is looked at. */
        shape.broken += broken && s.len - at > 3;
        shape.whole += !broken;
        shape.high += len;
    }
    return shape;
}

/* From where on a guess is worth the while: the first byte that is no ASCII. */
static struct kw_str from_first_high(struct kw_str s)
{
    size_t at = 0;
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    at = at > 1000 ? at - 1000 : 0;
    return kw_str_slice(s, at, s.len - at > GUESS_BYTES ? at + GUESS_BYTES : s.len);
}

/* What the detector says; the table's first row, UTF-8, when it does not know; NULL when
 * memory does not suffice. */
static const struct row *detect(struct kw_str s)
{
    const struct row *row = NULL;
    uchardet_t detector = uchardet_new();
    if (!detector)
        return NULL;
    if (uchardet_handle_data(detector, s.ptr, s.len) == 0) {
        uchardet_data_end(detector);
        row = row_of(kw_str_of(uchardet_get_charset(detector)));
        row = row ? row : &rows[0];
    }
    uchardet_delete(detector);
    return row;
}

/* NULL when memory does not suffice. */
static const char *guess(struct kw_str s, const struct shape *shape)
{
    /* A few quotation marks in a page of English tell the detector nothing, and it
     * takes them for anything; in print they are nearly always Windows'. */
    if (shape->high * RARE < s.len)
        return "windows-1252";
    s = from_first_high(s);
    /* Where an allocation fails, uchardet 0.0.7 goes on without what it knows, and says
     * nothing: then the second answer is another one. */
    const struct row *row = detect(s), *again = detect(s);
    if (!row || row != again)
        return NULL;
    /* What is no UTF-8 by now never is; nor is text without NUL of wider units. */
    return row->unit == 1 && row != &rows[0] ? row->name : "windows-1252";
}

struct kw_encoding kw_encoding_of(struct kw_str start, struct kw_str declared)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (start.len >= marks[i].len &&
            memcmp(start.ptr, marks[i].bytes, marks[i].len) == 0)
            return (struct kw_encoding){marks[i].name, KW_ENCODING_MARK, marks[i].len};
    struct shape shape = shape_of(start);
    const struct row *row = row_of(declared);
    /* A declaration in bytes that could be read is not of units wider than a byte; and
     * whole UTF-8 does not come about by chance: the page was converted, its head not. */
    if (row && row->unit > 1)
        row = NULL;
    if (row && row != &rows[0] && (shape.whole == 0 || shape.broken > 0))
        return (struct kw_encoding){row->name, KW_ENCODING_DECLARED, 0};
    if (shape.broken <= shape.whole)
        return (struct kw_encoding){"UTF-8", KW_ENCODING_VALID, 0};
    return (struct kw_encoding){guess(start, &shape), KW_ENCODING_GUESSED, 0};
}

/* --- declarations ------------------------------------------------------------------------ */

/* Offset of `lower` in `s` in any case, at or after `from`; s.len when there is none. */
static size_t find_label(struct kw_str s, const char *lower, size_t from)
{
    size_t len = strlen(lower);
    for (size_t at = from; at + len <= s.len; at++) {
        size_t i = 0;
        while (i < len && (s.ptr[at + i] | 32) == lower[i])
            i++;
        if (i == len)
            return at;
    }
    return s.len;
}

static bool is_label_byte(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
           memchr("-_.:", c, 4) != NULL;
}

/* What stands behind "=" and maybe a quotation mark. */
static struct kw_str value_at(struct kw_str s, size_t at)
{
    struct kw_str rest = kw_str_trim(kw_str_slice(s, at, s.len));
    if (rest.len == 0 || rest.ptr[0] != '=')
        return KW_STR("");
    rest = kw_str_trim(kw_str_slice(rest, 1, rest.len));
    if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
        rest = kw_str_trim(kw_str_slice(rest, 1, rest.len));
    size_t end = 0;
    while (end < rest.len && is_label_byte(rest.ptr[end]))
        end++;
    return kw_str_slice(rest, 0, end);
}

struct kw_str kw_encoding_declared(struct kw_str raw)
{
    struct kw_str s = kw_str_slice(raw, 0, raw.len < DECLARED_WITHIN ? raw.len
                                                                     : DECLARED_WITHIN);
    if (kw_str_starts(s, KW_STR("<?xml"))) {
        size_t end = kw_str_find(s, KW_STR("?>"), 0);
        struct kw_str head = kw_str_slice(s, 0, end < s.len ? end : s.len);
        size_t at = find_label(head, "encoding", 0);
        if (at < head.len)
            return value_at(head, at + strlen("encoding"));
    }
    for (size_t at = 0; (at = find_label(s, "<meta", at)) < s.len; at++) {
        size_t end = kw_str_find(s, KW_STR(">"), at);
        struct kw_str tag = kw_str_slice(s, at, end < s.len ? end : s.len);
        size_t label = find_label(tag, "charset", 0);
        struct kw_str value = KW_STR("");
        if (label < tag.len)
            value = value_at(tag, label + strlen("charset"));
        if (value.len)
            return value;
    }
    return KW_STR("");
}

void kw_encoding_note(const struct kw_encoding *encoding, struct kw_buf *note)
{
    static const char *const why[] = {"by its byte-order mark", "declared", "valid",
                                      "guessed"};
    if (strcmp(encoding->name, "UTF-8") != 0)
        kw_buf_printf(note, "read as %s (%s)", encoding->name, why[encoding->basis]);
}

/* --- conversion ---------------------------------------------------------------------------- */

struct kw_decoder {
    iconv_t iconv;
    size_t unit;           /* bytes passed over when they cannot be mapped */
    size_t pending;        /* bytes of a cut character */
    char bytes[PENDING];
};

enum kw_status kw_decoder_new(const struct kw_encoding *encoding, struct kw_decoder **out,
                              struct kw_error *err)
{
    if (!encoding->name)
        return kw_nomem(err);
    const struct row *row = row_of(kw_str_of(encoding->name));
    if (!row || row == &rows[0]) {
        *out = NULL;
        return KW_OK;
    }
    struct kw_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return kw_nomem(err);
    decoder->unit = row->unit;
    decoder->iconv = iconv_open("UTF-8", row->iconv);
    if (decoder->iconv == (iconv_t)-1) {
        free(decoder);
        return errno == ENOMEM ? kw_nomem(err)
                               : kw_fail(err, KW_SYNTAX, "%s: this system cannot read it",
                                         encoding->name);
    }
    *out = decoder;
    return KW_OK;
}

void kw_decoder_free(struct kw_decoder *decoder)
{
    if (!decoder)
        return;
    iconv_close(decoder->iconv);
    free(decoder);
}

/* Converts what it can; what is left is a cut character, or nothing. */
static size_t convert(struct kw_decoder *d, struct kw_str *s, bool last, struct kw_buf *out)
{
    size_t bad = 0;
    char *in = (char *)(uintptr_t)s->ptr; /* iconv does not write to it */
    while (s->len > 0 && !out->failed) {
        char block[STEP];
        char *to = block;
        size_t room = sizeof block;
        size_t result = iconv(d->iconv, &in, &s->len, &to, &room);
        int code = errno;
        kw_buf_add(out, (struct kw_str){block, sizeof block - room});
        if (result != (size_t)-1 || code == E2BIG)
            continue;
        if (code == EINVAL && !last && s->len < PENDING)
            break;
        size_t skip = s->len < d->unit ? s->len : d->unit;
        in += skip;
        s->len -= skip;
        kw_buf_byte(out, ' ');
        bad++;
    }
    s->ptr = in;
    return bad;
}

size_t kw_decoder_add(struct kw_decoder *d, struct kw_str bytes, bool last,
                      struct kw_buf *out)
{
    size_t bad = 0;
    while (d->pending > 0 && bytes.len > 0) { /* one byte more, until it is whole */
        d->bytes[d->pending++] = bytes.ptr[0];
        bytes = kw_str_slice(bytes, 1, bytes.len);
        struct kw_str rest = {d->bytes, d->pending};
        bad += convert(d, &rest, d->pending == PENDING, out);
        memmove(d->bytes, rest.ptr, rest.len);
        d->pending = rest.len;
    }
    bad += convert(d, &bytes, last, out);
    if (bytes.len > 0 && bytes.len <= PENDING) {
        memcpy(d->bytes, bytes.ptr, bytes.len);
        d->pending = bytes.len;
    }
    if (last && d->pending > 0) {
        struct kw_str rest = {d->bytes, d->pending};
        bad += convert(d, &rest, true, out);
        d->pending = 0;
    }
    return bad;
}

enum kw_status kw_decode(struct kw_arena *arena, struct kw_str raw,
                         const struct kw_encoding *encoding, struct kw_str *out,
                         size_t *replaced, struct kw_error *err)
{
    struct kw_decoder *decoder = NULL;
    struct kw_buf text = {0};
    struct kw_str s = kw_str_slice(raw, encoding->mark, raw.len), copy = s;
    size_t bad = 0;
    enum kw_status status = kw_decoder_new(encoding, &decoder, err);
    if (status == KW_OK && decoder) {
        bad = kw_decoder_add(decoder, s, true, &text);
        copy = kw_arena_copy(arena, kw_buf_str(&text));
        if (text.failed || !copy.ptr)
            status = kw_nomem(err);
    }
    kw_decoder_free(decoder);
    kw_buf_free(&text);
    if (status == KW_OK && copy.len > KW_TEXT_LIMIT)
        status = kw_fail(err, KW_LIMIT, "text: longer than %u bytes", KW_TEXT_LIMIT);
    if (status != KW_OK)
        return status;
    *out = copy;
    *replaced = bad;
    return KW_OK;
}
