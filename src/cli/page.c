/* page.c - what pages for people are made of. */
#include "cli/page.h"

#include "base/utf8.h"
#include "cli/cli.h"

enum {
    USUAL_WIDTH = 80,
    WIDEST = 100, /* longer lines are hard to read */
};

void kw_page_begin(struct kw_page *page, struct kw_out *out, unsigned width, bool color)
{
    size_t columns = width == 0 ? USUAL_WIDTH : width < WIDEST ? width : WIDEST;
    *page = (struct kw_page){.out = out, .width = columns, .color = color};
}

enum kw_status kw_page_end(struct kw_page *page, struct kw_error *err)
{
    enum kw_status status = page->failed || page->line.failed ? kw_nomem(err) : KW_OK;
    kw_buf_free(&page->line);
    return status;
}

void kw_page_style(struct kw_page *page, const char *code)
{
    if (page->color)
        kw_out_printf(page->out, "\033[%sm", code);
}

void kw_page_heading(struct kw_page *page, const char *text)
{
    kw_out_byte(page->out, '\n');
    kw_page_style(page, "1");
    kw_out_add(page->out, kw_str_of(text));
    kw_page_style(page, "0");
    kw_out_byte(page->out, '\n');
}

void kw_page_safe(struct kw_buf *line, struct kw_str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = kw_utf8_decode(text, at, &len);
        bool turns = (code >= 0x202A && code <= 0x202E) ||
                     (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                     code == 0x200F || code == 0x61C;
        if (code > 0x10FFFF || kw_utf8_forbidden(code) || turns || kw_is_space(code))
            kw_buf_byte(line, ' ');
        else
            kw_buf_add(line, kw_str_slice(text, at, at + len));
    }
}

static void empty_line(struct kw_page *page)
{
    page->failed = page->failed || page->line.failed;
    kw_buf_clear(&page->line);
}

void kw_page_line(struct kw_page *page, size_t indent, size_t at)
{
    kw_wrap(page->out, kw_buf_str(&page->line), indent, page->width, at);
    empty_line(page);
}

void kw_page_marked(struct kw_buf *line, struct kw_str text)
{
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != KW_MARK_BEGIN && text.ptr[at] != KW_MARK_END)
            continue;
        kw_page_safe(line, kw_str_slice(text, from, at));
        kw_buf_byte(line, text.ptr[at]);
        from = at + 1;
    }
    kw_page_safe(line, kw_str_slice(text, from, text.len));
}

void kw_page_marked_line(struct kw_page *page, size_t indent, size_t at)
{
    struct kw_buf wrapped = {0};
    struct kw_out out;
    kw_out_to_buf(&out, &wrapped);
    kw_wrap(&out, kw_buf_str(&page->line), indent, page->width,
            at); /* marks are 0 wide */
    empty_line(page);
    page->failed |= kw_out_finish(&out, NULL) != KW_OK || wrapped.failed;
    for (size_t i = 0; i < wrapped.len; i++) {
        if (wrapped.ptr[i] == KW_MARK_BEGIN)
            kw_page_style(page, "1;33");
        else if (wrapped.ptr[i] == KW_MARK_END)
            kw_page_style(page, "0");
        else
            kw_out_byte(page->out, wrapped.ptr[i]);
    }
    kw_buf_free(&wrapped);
}

static void indent_quote(struct kw_page *page)
{
    for (size_t i = 0; i < KW_PAGE_QUOTE; i++)
        kw_out_byte(page->out, ' ');
}

void kw_page_quote(struct kw_page *page, struct kw_str text)
{
    indent_quote(page);
    kw_buf_add(&page->line, KW_STR("\xE2\x80\x9C"));
    kw_page_safe(&page->line, text);
    kw_buf_add(&page->line, KW_STR("\xE2\x80\x9D"));
    kw_page_line(page, KW_PAGE_QUOTE, KW_PAGE_QUOTE);
}

void kw_page_source(struct kw_page *page)
{
    indent_quote(page);
    kw_page_style(page, "2");
    kw_page_line(page, KW_PAGE_QUOTE, KW_PAGE_QUOTE);
    kw_page_style(page, "0");
}
