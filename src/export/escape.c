/* escape.c - text in the syntax of each format.
 *
 * Text is clean when it comes from a store, but keys may come from anywhere, so broken
 * bytes and forbidden code points are replaced here once more.
 */
#include "writer.h"

#include "base/utf8.h"

#include <string.h>

/* What stands for a character; NULL: the character itself. */
typedef const char *replace_fn(unsigned char c);

/* True of what is itself in every format: most of most texts. */
static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == ' ' || c == '-' || c == '.' || c == '_' || c == ',' || c == '/';
}

/* Copies `s` with some ASCII characters replaced, in runs as long as possible. */
static void replace(struct kw_out *out, struct kw_str s, replace_fn *fn)
{
    size_t start = 0, len;
    for (size_t at = 0; at < s.len; at += len) {
        const char *instead;
        unsigned char c = (unsigned char)s.ptr[at];
        len = 1;
        if (is_plain(c))
            continue;
        if (c >= 0x80) {
            uint32_t code = kw_utf8_decode(s, at, &len);
            instead = code == 0xFFFFFFFF || kw_utf8_forbidden(code) ? " " : NULL;
        } else {
            instead = fn(c);
        }
        if (!instead)
            continue;
        kw_out_add(out, kw_str_slice(s, start, at));
        kw_out_add(out, kw_str_of(instead));
        start = at + len;
    }
    kw_out_add(out, kw_str_slice(s, start, s.len));
}

static const char *in_content(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;"; /* a bare one is read as a line feed */
    case '\t':
    case '\n':
        return NULL;
    default:
        return kw_utf8_forbidden(c) ? " " : NULL;
    }
}

static const char *in_attribute(unsigned char c)
{
    switch (c) {
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;"; /* a bare one is read as a space */
    case '\n':
        return "&#10;";
    default:
        return in_content(c);
    }
}

static const char *in_dot(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
    case '\t':
        return " ";
    default:
        return kw_utf8_forbidden(c) ? " " : NULL;
    }
}

void kw_xml_content(struct kw_out *out, struct kw_str s)
{
    replace(out, s, in_content);
}

void kw_xml_attribute(struct kw_out *out, struct kw_str s)
{
    replace(out, s, in_attribute);
}

/* Graphviz reads quoted strings piece by piece, and no piece may be longer than its
 * buffer; a backslash at the end of a line continues a string without adding to it. */
enum { DOT_PIECE = 4096 };

void kw_dot_quote(struct kw_out *out, struct kw_str s)
{
    kw_out_byte(out, '"');
    while (s.len > DOT_PIECE) {
        size_t at = DOT_PIECE;
        while (at > DOT_PIECE - 4 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
            at--; /* not inside a character */
        replace(out, kw_str_slice(s, 0, at), in_dot);
        kw_out_add(out, KW_STR("\\\n"));
        s = kw_str_slice(s, at, s.len);
    }
    replace(out, s, in_dot);
    kw_out_byte(out, '"');
}

/* One record a line, so no line end gets in; a quotation mark is doubled. */
static const char *in_csv(unsigned char c)
{
    if (c == '"')
        return "\"\"";
    return c < 0x20 || kw_utf8_forbidden(c) ? " " : NULL;
}

void kw_csv_field(struct kw_out *out, struct kw_str s)
{
    bool quoted = s.len && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
    for (size_t i = 0; i < s.len && !quoted; i++)
        quoted = s.ptr[i] == ',' || s.ptr[i] == ';' || s.ptr[i] == '"' ||
                 (unsigned char)s.ptr[i] < 0x20;
    if (quoted)
        kw_out_byte(out, '"');
    replace(out, s, in_csv);
    if (quoted)
        kw_out_byte(out, '"');
}

static const char *in_nt(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return kw_utf8_forbidden(c) ? " " : NULL;
    }
}

void kw_nt_text(struct kw_out *out, struct kw_str s)
{
    replace(out, s, in_nt);
}

/* Characters as text that knows ASCII only: `special` names those that need a reference;
 * others above 0x7E get one too where `ascii`. */
static void refer(struct kw_out *out, struct kw_str s, const char *special, bool ascii)
{
    kw_out_byte(out, '"');
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (code == 0xFFFFFFFF || kw_utf8_forbidden(code) || code < 0x20)
            kw_out_byte(out, ' ');
        else if (code > 0x7E ? ascii : strchr(special, (int)code) != NULL)
            kw_out_printf(out, "&#%u;", code);
        else
            kw_out_add(out, kw_str_slice(s, at, at + len));
    }
    kw_out_byte(out, '"');
}

void kw_gml_quote(struct kw_out *out, struct kw_str s)
{
    refer(out, s, "\"&", true);
}

void kw_pajek_quote(struct kw_out *out, struct kw_str s)
{
    refer(out, s, "\"\\", false);
}

struct kw_str kw_clean(struct kw_exporter *x, struct kw_str s)
{
    struct kw_str clean;
    bool dirty = false;
    for (size_t at = 0, len; at < s.len && !dirty; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        dirty = code == 0xFFFFFFFF || kw_utf8_forbidden(code);
    }
    if (!dirty)
        return s;
    if (kw_utf8_clean(x->arena, s, &clean, NULL, NULL) != KW_OK)
        return (struct kw_str){0};
    return clean;
}

void kw_id_token(struct kw_out *out, struct kw_str s)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t start = 0;
    for (size_t at = 0; at < s.len; at++) {
        unsigned char c = (unsigned char)s.ptr[at];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '.' || c == '-')
            continue;
        const char coded[] = {'_', hex[c >> 4], hex[c & 15]};
        kw_out_add(out, kw_str_slice(s, start, at));
        kw_out_add(out, (struct kw_str){coded, sizeof coded});
        start = at + 1;
    }
    kw_out_add(out, kw_str_slice(s, start, s.len));
}
