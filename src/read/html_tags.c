/* html_tags.c - hostile markup to markup that any parser reads in linear time.
 *
 * A parser compares each attribute of a tag with those before it, each end tag with all
 * open elements, and so on; what is fast on pages is quadratic on what is made to hurt.
 * So tags are cut here, in one pass, by the rules of the HTML Living Standard, section
 * 13.2.5 (tokenization), as far as they decide where a tag ends. */
#include "read/html.h"

#include <string.h>

enum {
    PIECE = 32 * 1024,   /* markup handed over at a time */
    NAME_BYTES = 32,     /* longest name of an element or attribute that means anything */
    VALUE_BYTES = 2048,  /* longest value of an attribute that means anything */
    ATTRIBUTES = 18,     /* that somebody reads */
};

struct scan {
    const struct kw_tags *tags;
    struct kw_str s;
    size_t at;
    bool xml;         /* <script/> is empty */
    bool stopped;     /* somebody said so */
    bool none[2];     /* no further " or ' in the rest of the document */
    struct kw_buf out;
};

static void hand_over(struct scan *c, size_t least)
{
    if (c->out.len < least || c->out.len == 0 || c->stopped)
        return;
    c->stopped = !c->tags->markup(c->tags->context, kw_buf_str(&c->out));
    kw_buf_clear(&c->out);
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           memchr("-_:.", c, 4) != NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* A name in lower case; one that is too long means nothing, and is empty. */
struct name {
    char bytes[NAME_BYTES];
    size_t len;
};

static struct kw_str name_str(const struct name *name)
{
    return (struct kw_str){name->bytes, name->len};
}

static struct name lower(struct kw_str s)
{
    struct name name = {.len = s.len < NAME_BYTES ? s.len : 0};
    for (size_t i = 0; i < name.len; i++)
        name.bytes[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32)
                                                           : s.ptr[i];
    return name;
}

static size_t skip_blanks(const struct scan *c, size_t at)
{
    while (at < c->s.len && (is_blank(c->s.ptr[at]) || c->s.ptr[at] == '/'))
        at++;
    return at;
}

/* --- attributes --------------------------------------------------------------------------- */

/* The value at `at`; `*end` is behind it. A quotation mark that is never closed is none. */
static struct kw_str value_at(struct scan *c, size_t at, size_t *end)
{
    char quote = at < c->s.len ? c->s.ptr[at] : '\0';
    bool quoted = quote == '"' || quote == '\'';
    if (quoted && !c->none[quote == '"']) {
        const char *close = memchr(c->s.ptr + at + 1, quote, c->s.len - at - 1);
        if (close) {
            *end = (size_t)(close - c->s.ptr) + 1;
            return kw_str_slice(c->s, at + 1, *end - 1);
        }
        c->none[quote == '"'] = true;
    }
    size_t stop = at;
    while (stop < c->s.len && !is_blank(c->s.ptr[stop]) && c->s.ptr[stop] != '>')
        stop++;
    *end = stop;
    return kw_str_slice(c->s, at + (quoted && stop > at), stop);
}

static void put_value(struct scan *c, struct kw_str value)
{
    char quote = memchr(value.len ? value.ptr : "", '"', value.len) ? '\'' : '"';
    kw_buf_byte(&c->out, quote);
    for (size_t i = 0; i < value.len; i++)
        kw_buf_byte(&c->out, value.ptr[i] == quote ? ' ' : value.ptr[i]);
    kw_buf_byte(&c->out, quote);
}

/* What a tag has told so far. */
struct tag {
    size_t count;      /* attributes kept */
    uint64_t kept[ATTRIBUTES]; /* hashes of their names: each comes once */
    bool json;         /* its type is JSON-LD */
};

static void put_attribute(struct scan *c, struct tag *tag, struct kw_str raw,
                          struct kw_str value)
{
    struct name name = lower(raw);
    if (name.len == 0 || value.len > VALUE_BYTES || tag->count == ATTRIBUTES ||
        !kw_html_attribute(name_str(&name)))
        return;
    uint64_t hash = kw_str_hash(name_str(&name));
    for (size_t i = 0; i < tag->count; i++)
        if (tag->kept[i] == hash)
            return;
    tag->kept[tag->count++] = hash;
    if (kw_str_eq(name_str(&name), KW_STR("type"))) {
        struct name type = lower(kw_str_trim(value));
        tag->json = kw_str_starts(name_str(&type), KW_STR("application/ld+json"));
    }
    kw_buf_byte(&c->out, ' ');
    kw_buf_add(&c->out, name_str(&name));
    kw_buf_byte(&c->out, '=');
    put_value(c, value);
}

/* Goes on behind the tag whose attributes begin at `at`; writes them if asked to. True
 * when the tag ends in "/>". */
static bool attributes(struct scan *c, size_t at, struct tag *tag)
{
    while ((at = skip_blanks(c, at)) < c->s.len && c->s.ptr[at] != '>') {
        size_t start = at, end;
        do
            at++;
        while (at < c->s.len && !is_blank(c->s.ptr[at]) && !strchr("=/>", c->s.ptr[at]));
        struct kw_str name = kw_str_slice(c->s, start, at), value = KW_STR("");
        size_t next = at;
        while (next < c->s.len && is_blank(c->s.ptr[next]))
            next++;
        if (next < c->s.len && c->s.ptr[next] == '=') {
            do
                next++;
            while (next < c->s.len && is_blank(c->s.ptr[next]));
            value = value_at(c, next, &end);
            at = end;
        }
        if (tag)
            put_attribute(c, tag, name, value);
    }
    bool closed = at > 0 && at < c->s.len && c->s.ptr[at - 1] == '/';
    c->at = at < c->s.len ? at + 1 : at;
    return closed;
}

/* --- tags ------------------------------------------------------------------------------------ */

static bool same_name(struct kw_str s, size_t at, struct kw_str lower_name)
{
    if (s.len - at < lower_name.len)
        return false;
    for (size_t i = 0; i < lower_name.len; i++)
        if ((s.ptr[at + i] | 32) != lower_name.ptr[i])
            return false;
    return at + lower_name.len == s.len || !is_name_byte(s.ptr[at + lower_name.len]);
}

/* Where "</name" is next, or the end. */
static size_t end_tag_of(const struct scan *c, struct kw_str name)
{
    for (size_t at = c->at; at < c->s.len; at++) {
        const char *lt = memchr(c->s.ptr + at, '<', c->s.len - at);
        if (!lt)
            break;
        at = (size_t)(lt - c->s.ptr);
        if (at + 2 < c->s.len && c->s.ptr[at + 1] == '/' && same_name(c->s, at + 2, name))
            return at;
    }
    return c->s.len;
}

static void start_tag(struct scan *c)
{
    size_t end = c->at + 1;
    while (end < c->s.len && !is_blank(c->s.ptr[end]) && !strchr("/>", c->s.ptr[end]))
        end++;
    struct name name = lower(kw_str_slice(c->s, c->at + 1, end));
    for (size_t i = 0; i < name.len; i++)
        if (!is_name_byte(name.bytes[i]))
            name.len = 0;
    struct tag tag = {0};
    size_t before = c->out.len;
    kw_buf_byte(&c->out, '<');
    kw_buf_add(&c->out, name_str(&name));
    bool empty = attributes(c, end, name.len ? &tag : NULL);
    kw_buf_byte(&c->out, '>');
    bool raw = (kw_html_element(name_str(&name)) & KW_HTML_RAW) != 0;
    if ((name.len == 0 || raw) && !c->out.failed)
        c->out.len = before;
    if (!raw || (empty && c->xml))
        return;
    size_t start = c->at;
    c->at = end_tag_of(c, name_str(&name));
    if (tag.json && !c->stopped)
        c->stopped = !c->tags->json(c->tags->context, kw_str_slice(c->s, start, c->at));
}

static void end_tag(struct scan *c)
{
    size_t end = c->at + 2;
    while (end < c->s.len && is_name_byte(c->s.ptr[end]))
        end++;
    struct name name = lower(kw_str_slice(c->s, c->at + 2, end));
    attributes(c, end, NULL);
    if (name.len == 0 || (kw_html_element(name_str(&name)) & KW_HTML_RAW))
        return;
    kw_buf_add(&c->out, KW_STR("</"));
    kw_buf_add(&c->out, name_str(&name));
    kw_buf_byte(&c->out, '>');
}

/* Behind `end`, or at the end of the document. */
static void pass_over(struct scan *c, size_t from, struct kw_str end)
{
    size_t found = kw_str_find(c->s, end, from);
    c->at = found < c->s.len ? found + end.len : c->s.len;
}

static void markup(struct scan *c)
{
    struct kw_str rest = kw_str_slice(c->s, c->at, c->s.len);
    if (kw_str_starts(rest, KW_STR("<!-->")) || kw_str_starts(rest, KW_STR("<!--->")))
        pass_over(c, c->at, KW_STR(">"));
    else if (kw_str_starts(rest, KW_STR("<!--")))
        pass_over(c, c->at + 4, KW_STR("-->"));
    else if (kw_str_starts(rest, KW_STR("<!")) || kw_str_starts(rest, KW_STR("<?")))
        pass_over(c, c->at, KW_STR(">"));
    else if (rest.len > 2 && rest.ptr[1] == '/' && is_letter(rest.ptr[2]))
        end_tag(c);
    else if (rest.len > 1 && is_letter(rest.ptr[1]))
        start_tag(c);
    else {
        kw_buf_add(&c->out, KW_STR("&lt;"));
        c->at++;
    }
}

enum kw_status kw_tags_scan(struct kw_str html, const struct kw_tags *tags,
                            struct kw_error *err)
{
    struct scan c = {.tags = tags, .s = html};
    c.xml = kw_str_starts(kw_str_trim(kw_str_slice(html, 0, html.len < 100 ? html.len : 100)),
                          KW_STR("<?xml"));
    while (c.at < html.len && !c.stopped && !c.out.failed) {
        if (html.ptr[c.at] == '<') {
            markup(&c);
            hand_over(&c, PIECE);
            continue;
        }
        size_t most = html.len - c.at < PIECE ? html.len - c.at : PIECE;
        const char *lt = memchr(html.ptr + c.at, '<', most);
        size_t len = lt ? (size_t)(lt - html.ptr) - c.at : most;
        kw_buf_add(&c.out, kw_str_slice(html, c.at, c.at + len));
        c.at += len;
        hand_over(&c, PIECE);
    }
    hand_over(&c, 0);
    bool failed = c.out.failed;
    kw_buf_free(&c.out);
    return failed ? kw_nomem(err) : KW_OK;
}
