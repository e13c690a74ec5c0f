/* page.h - pages for people to read: text wrapped, nothing cut, safe for a terminal. */
#ifndef KW_CLI_PAGE_H
#define KW_CLI_PAGE_H

#include "knotwork/query.h"

enum { KW_PAGE_QUOTE = 6 }; /* columns a quote stands in */

struct kw_page {
    struct kw_out *out;
    size_t width;
    bool color;
    struct kw_buf line; /* being put together */
    bool failed;        /* memory did not suffice for one before it */
};

/* `width` is the terminal's, or 0 where there is none; then the page is 80 columns. */
void kw_page_begin(struct kw_page *page, struct kw_out *out, unsigned width, bool color);
KW_CHECKED enum kw_status kw_page_end(struct kw_page *page, struct kw_error *err);

/* Turns a style on ("1" bold, "2" faint, "31" red ...) or all off ("0"). */
void kw_page_style(struct kw_page *page, const char *code);
void kw_page_heading(struct kw_page *page, const char *text);

/* Adds text of a document, which may hold anything: what would move the cursor or turn
 * the direction of reading becomes a space. */
void kw_page_safe(struct kw_buf *line, struct kw_str text);

/* Writes the line put together, wrapped, and empties it. `at` columns are in use. */
void kw_page_line(struct kw_page *page, size_t indent, size_t at);

/* Adds a marked text (knotwork/store.h); a line that holds one is written by
 * kw_page_marked_line, which gives what is marked a style. */
void kw_page_marked(struct kw_buf *line, struct kw_str text);
void kw_page_marked_line(struct kw_page *page, size_t indent, size_t at);

void kw_page_quote(struct kw_page *page, struct kw_str text); /* a quoted sentence */
void kw_page_source(struct kw_page *page); /* the line put together, under its quote */

/* What a measure says of the entity shown. */
struct kw_shown_measure {
    const char *name, *unit, *definition;
    bool integer;
    double value;
    size_t rank; /* how many entities have more, and 1 */
    size_t of;   /* entities of the default view */
};

/* All about an entity. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_show_page(const struct kw_shown *shown,
                                       const struct kw_shown_measure *measures,
                                       size_t measure_count, unsigned width, bool color,
                                       struct kw_out *out, struct kw_error *err);

#endif
