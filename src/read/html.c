/* html.c - the HTML importer: the door of libxml2.
 *
 * libxml2's push parser for HTML, fed with what html_tags.c lets through, calls us for
 * every tag and every piece of text; it builds no tree, opens no file and knows no
 * entities but those of HTML. What it does for us is closing what authors left open. */
#include "read/import.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/utf8.h"
#include "read/encoding.h"
#include "read/html.h"

enum { PAIRS = 18 };

struct parse {
    htmlParserCtxtPtr parser;
    struct kw_page *page;
    bool failed; /* memory ran out inside libxml2 */
};

static struct kw_str str_of(const xmlChar *text)
{
    return kw_str_of((const char *)text);
}

static void on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct parse *p = context;
    struct kw_html_pair pairs[PAIRS];
    size_t count = 0;
    for (; attributes && attributes[0] && count < PAIRS; attributes += 2)
        pairs[count++] = (struct kw_html_pair){str_of(attributes[0]), str_of(attributes[1])};
    kw_page_open(p->page, str_of(name), pairs, count);
    /* The parser walks over all open elements for every end tag that fits none of them,
     * so it must not have many: what is too deep is taken off its stack at once, and its
     * end tag, if there is one, fits nothing. */
    if (p->parser->nameNr > KW_HTML_DEPTH) {
        p->parser->nameNr--;
        p->parser->name = p->parser->nameTab[p->parser->nameNr - 1];
        p->parser->nameTab[p->parser->nameNr] = NULL;
        kw_page_close(p->page, str_of(name));
    }
}

static void on_close(void *context, const xmlChar *name)
{
    struct parse *p = context;
    kw_page_close(p->page, str_of(name));
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct parse *p = context;
    if (len > 0)
        kw_page_text(p->page, (struct kw_str){(const char *)text, (size_t)len});
}

static bool on_markup(void *context, struct kw_str markup)
{
    struct parse *p = context;
    htmlParseChunk(p->parser, markup.ptr, (int)markup.len, 0);
    p->failed = p->failed || p->parser->errNo == XML_ERR_NO_MEMORY;
    return !p->failed && !kw_page_failed(p->page);
}

static bool on_json(void *context, struct kw_str body)
{
    struct parse *p = context;
    kw_page_json(p->page, body);
    return !kw_page_failed(p->page);
}

/* Without a parser libxml2 would tell of failed memory on standard error. */
static void tell_nobody(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* Page is made and freed by the caller. */
static enum kw_status parse_page(struct kw_str html, struct kw_page *page,
                                 struct kw_error *err)
{
    htmlSAXHandler sax = {.startElement = on_open,
                          .endElement = on_close,
                          .characters = on_text,
                          .cdataBlock = on_text,
                          .ignorableWhitespace = on_text};
    struct parse p = {.page = page};
    struct kw_tags tags = {&p, on_markup, on_json};
    xmlGenericErrorFunc told = xmlGenericError;
    void *told_context = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, tell_nobody);
    p.parser = htmlCreatePushParserCtxt(&sax, &p, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    xmlSetGenericErrorFunc(told_context, told);
    if (!p.parser)
        return kw_nomem(err);
    htmlCtxtUseOptions(p.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                     HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                     HTML_PARSE_IGNORE_ENC);
    p.parser->options |= XML_PARSE_HUGE; /* our own limits hold */
    enum kw_status status = kw_tags_scan(html, &tags, err);
    if (status == KW_OK && !p.failed && !kw_page_failed(page))
        htmlParseChunk(p.parser, "", 0, 1);
    if (p.failed || p.parser->errNo == XML_ERR_NO_MEMORY)
        status = kw_nomem(err);
    htmlFreeParserCtxt(p.parser);
    return status;
}

enum kw_status kw_html_read(struct kw_arena *arena, struct kw_str html,
                            struct kw_document *document, size_t *replaced,
                            struct kw_error *err)
{
    struct kw_page *page = kw_page_new(arena);
    if (!page)
        return kw_nomem(err);
    struct kw_document made = *document;
    enum kw_status status = parse_page(html, page, err);
    if (status == KW_OK)
        status = kw_page_finish(page, &made, replaced, err);
    kw_page_free(page);
    if (status == KW_OK)
        *document = made;
    return status;
}

static bool starts_with_label(struct kw_str s, const char *lower)
{
    for (size_t i = 0; lower[i]; i++)
        if (i == s.len || (s.ptr[i] | (lower[i] >= 'a' ? 32 : 0)) != lower[i])
            return false;
    return true;
}

bool kw_html_sniff(struct kw_str start)
{
    static const char *const heads[] = {"<!doctype html", "<html", "<head>", "<body"};
    start = kw_str_trim(start);
    if (kw_str_starts(start, KW_STR("\xEF\xBB\xBF")))
        start = kw_str_trim(kw_str_slice(start, 3, start.len));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (starts_with_label(start, heads[i]))
            return true;
    struct kw_str head = kw_str_slice(start, 0, start.len < 1000 ? start.len : 1000);
    return (starts_with_label(start, "<?xml") || starts_with_label(start, "<!--")) &&
           kw_str_find(head, KW_STR("<html"), 0) < head.len;
}

enum kw_status kw_html_parse(const struct kw_record *record, struct kw_arena *arena,
                             struct kw_parsed *out, struct kw_error *err)
{
    struct kw_document *d = &out->extraction.document;
    struct kw_str html, clean;
    size_t references = 0;
    enum kw_status status = kw_import_text(record, arena, out, &html, err);
    if (status == KW_OK)
        status = kw_utf8_clean(arena, html, &clean, NULL, err);
    if (status == KW_OK)
        status = kw_html_read(arena, clean, d, &references, err);
    out->replaced += references;
    return status;
}
