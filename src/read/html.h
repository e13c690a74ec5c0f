/* html.h - what the files of the HTML importer share.
 *
 *     bytes -> tags -> libxml2 -> page (text, furniture)
 *                  \-> JSON-LD      \-> about (title, date, publisher, author, language)
 */
#ifndef KW_READ_HTML_H
#define KW_READ_HTML_H

#include "knotwork/document.h"

/* --- tables (html_table.c) ------------------------------------------------------------ */

/* What an element does to the text. */
enum {
    KW_HTML_BLOCK = 1 << 0,     /* stands apart: a blank line around it */
    KW_HTML_LINE = 1 << 1,      /* a line of its own */
    KW_HTML_CELL = 1 << 2,      /* a tab before it, inside its line */
    KW_HTML_BREAK = 1 << 3,     /* ends a line */
    KW_HTML_SKIP = 1 << 4,      /* nothing in it is text */
    KW_HTML_RAW = 1 << 5,       /* no markup in it either: up to its end tag */
    KW_HTML_FURNITURE = 1 << 6, /* what is in it is furniture */
    KW_HTML_WEAK = 1 << 7,      /* ... if it is not prose */
    KW_HTML_CONTENT = 1 << 8,   /* what is in it is not, whatever its parents are called */
    KW_HTML_LIST = 1 << 9,      /* a list, which is furniture when it is mostly links */
    KW_HTML_PRE = 1 << 10,      /* white space counts */
    KW_HTML_LINK = 1 << 11,
    KW_HTML_TITLE = 1 << 12,
    KW_HTML_HEADING = 1 << 13,  /* h1 */
    KW_HTML_QUOTE = 1 << 14,    /* quotation marks around it */
    KW_HTML_ROOT = 1 << 15,     /* html, body: their classes say nothing */
    KW_HTML_META = 1 << 16,     /* says something about the document */
    KW_HTML_SECTION = 1 << 17,  /* article: inside it a header is no banner */
};

/* Flags of an element by its name in lower case; 0: an inline element. */
unsigned kw_html_element(struct kw_str name);

/* True for an attribute that somebody here reads. */
bool kw_html_attribute(struct kw_str name);

/* True when a class or id names furniture: "sidebar", "site-nav", "relatedArticles". */
bool kw_html_class(struct kw_str value);
bool kw_html_role(struct kw_str value);

/* What is known about a document from what is said in its head. */
enum kw_about_field {
    KW_ABOUT_TITLE,
    KW_ABOUT_DATE,
    KW_ABOUT_PUBLISHER,
    KW_ABOUT_AUTHOR,
    KW_ABOUT_LANGUAGE,
    KW_ABOUT_URL,
    KW_ABOUT_FIELDS
};

/* What <meta name=... content=...> fills and how far it is believed; false: nothing. */
bool kw_html_meta(struct kw_str name, enum kw_about_field *field, int *rank);

/* True for an @type of JSON-LD that is an article. */
bool kw_html_article_type(struct kw_str type);

/* --- about (html_about.c) -------------------------------------------------------------- */

/* Ranks used outside the tables. */
enum {
    KW_RANK_ELEMENT = 3,  /* <time>, <html lang> */
    KW_RANK_TITLE = 2,    /* <title> */
    KW_RANK_HEADING = 1,  /* <h1> */
    KW_RANK_JSON = 8,     /* JSON-LD */
};

struct kw_about {
    struct kw_str value[KW_ABOUT_FIELDS]; /* the best so far; or empty */
    int rank[KW_ABOUT_FIELDS];            /* how far it is believed; 0: none */
    int32_t date;                         /* of value[KW_ABOUT_DATE]; else not set */
    struct kw_str heading;                /* of the first h1; or empty */
};

/* Keeps `value` if it says something and nothing better is known. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_about_offer(struct kw_about *about, struct kw_arena *arena,
                                         enum kw_about_field field, int rank,
                                         struct kw_str value, struct kw_error *err);

/* Looks for an article in a block of JSON-LD; what is no JSON is passed over.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_about_json(struct kw_about *about, struct kw_arena *arena,
                                        struct kw_str json, struct kw_error *err);

/* Puts what is known into the document, the title without the name of the site. */
void kw_about_fill(const struct kw_about *about, struct kw_document *document);

/* --- tags (html_tags.c) ------------------------------------------------------------------ */

/* Where the cleaned markup goes. */
struct kw_tags {
    void *context;
    /* Markup, cut between two tags or inside running text. False ends the scan. */
    bool (*markup)(void *context, struct kw_str markup);
    /* The body of a script of type application/ld+json. False ends the scan. */
    bool (*json)(void *context, struct kw_str body);
};

/* Rewrites markup into what costs the parser linear time whatever it is: tags with
 * attributes that somebody reads, each once and bounded; no comments, no scripts, no
 * "<" that opens no tag. Errors: KW_NOMEM. Cost: O(html). */
KW_CHECKED enum kw_status kw_tags_scan(struct kw_str html, const struct kw_tags *tags,
                                       struct kw_error *err);

/* --- the whole (html.c) ------------------------------------------------------------------ */

/* Clean UTF-8 markup to text, furniture, title, date, publisher, author, language, source.
 * Owns: lives in `arena`. Errors: KW_LIMIT, KW_NOMEM; nothing is changed.
 * Cost: O(html log blocks), whatever the markup. */
KW_CHECKED enum kw_status kw_html_read(struct kw_arena *arena, struct kw_str html,
                                       struct kw_document *document, size_t *replaced,
                                       struct kw_error *err);

/* --- page (html_page.c) ------------------------------------------------------------------ */

enum { KW_HTML_DEPTH = 256 }; /* open elements; deeper ones are as if they were not there */

/* An attribute of an open tag; the value may be empty. */
struct kw_html_pair {
    struct kw_str name, value;
};

struct kw_page;

/* Owns: lives in `arena`, but for buffers that kw_page_free frees. NULL: no memory. */
struct kw_page *kw_page_new(struct kw_arena *arena);
void kw_page_free(struct kw_page *page);

/* Events, in the order of the document. */
void kw_page_open(struct kw_page *page, struct kw_str name,
                  const struct kw_html_pair *pairs, size_t count);
void kw_page_close(struct kw_page *page, struct kw_str name);
void kw_page_text(struct kw_page *page, struct kw_str text);
void kw_page_json(struct kw_page *page, struct kw_str body);

bool kw_page_failed(const struct kw_page *page); /* memory ran out */

/* The text and its furniture, and what the page says about itself.
 * Errors: KW_NOMEM, KW_LIMIT. Cost: O(blocks log blocks). */
KW_CHECKED enum kw_status kw_page_finish(struct kw_page *page, struct kw_document *document,
                                         size_t *replaced, struct kw_error *err);

#endif
