/* html_page.c - open and close tags and text to the text of a page.
 *
 * White space is that of a browser: runs are one space, none at the ends of a line;
 * blocks stand apart by a blank line, rows and items by a line end, cells by a tab.
 * Nothing that is shown is left out; what is not the article is marked as furniture, by
 * its element, by its role and class, or because it is mostly links. */
#include "read/html.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
    PROSE = 80,          /* bytes of a block that ends like a sentence and is no label */
    WEAK_PROSE = 40,     /* the same inside a form or banner */
    LONG_CELL = 120,     /* bytes of a cell that is a column of the page, not of a table */
    MOSTLY = 7,          /* tenths of a block that are links */
    MOSTLY_LIST = 6,     /* the same of a list */
};

enum reason {
    BY_ELEMENT = 1,
    BY_CLASS = 2,
    BY_LINKS = 4,
};

struct block {
    struct kw_span span;
    unsigned reasons; /* why it is furniture; 0: it is not */
    bool prose;       /* long, and ends like a sentence */
};

/* An open element. */
struct frame {
    unsigned flags;    /* of its element */
    unsigned counted;  /* which of the counters below it has raised */
    uint64_t name;     /* hash of its name */
    size_t text;       /* where its text begins */
    size_t links;      /* page->links there */
    size_t block;      /* page->blocks.count there */
};

/* Counters: in how many such elements the page is. */
enum counter { SKIPPED, STRONG, CLASSED, WEAK, SECTIONS, LINKS, PRES, TITLES, COUNTERS };

struct kw_page {
    struct kw_arena *arena;
    struct kw_buf text;     /* of the page */
    struct kw_buf title;    /* of the title element */
    KW_VEC(struct block) blocks;
    KW_VEC(struct kw_span) lists; /* mostly links */
    struct frame frames[KW_HTML_DEPTH];
    size_t depth;           /* frames in use */
    size_t counts[COUNTERS];
    size_t links;           /* bytes of text inside links so far */
    size_t block_start;     /* of the block under way; text.len: nothing in it yet */
    size_t block_links;     /* links when it began */
    bool block_heading;     /* it is an h1 */
    unsigned lines;         /* line ends that come before the next character */
    bool tab, space;        /* what else comes before it */
    size_t heading_start;   /* of the first h1; SIZE_MAX: none yet */
    bool section_seen;      /* an article or heading came before */
    size_t replaced;        /* code points no text may hold */
    struct kw_about about;
    bool failed;
};

struct kw_page *kw_page_new(struct kw_arena *arena)
{
    struct kw_page *page = KW_NEW(arena, 1, struct kw_page);
    if (!page)
        return NULL;
    page->arena = arena;
    page->heading_start = SIZE_MAX;
    return page;
}

void kw_page_free(struct kw_page *page)
{
    if (!page)
        return;
    kw_buf_free(&page->text);
    kw_buf_free(&page->title);
}

bool kw_page_failed(const struct kw_page *page)
{
    return page->failed || page->text.failed || page->title.failed;
}

static void offer(struct kw_page *page, enum kw_about_field field, int rank,
                  struct kw_str value)
{
    if (kw_about_offer(&page->about, page->arena, field, rank, value, NULL) != KW_OK)
        page->failed = true;
}

/* --- blocks ---------------------------------------------------------------------------- */

static bool ends_sentence(struct kw_str s)
{
    static const char *const quotes[] = {"\"", "'", ")", "\xE2\x80\x9D", "\xE2\x80\x99"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (kw_str_ends(s, kw_str_of(quotes[i])))
            s = kw_str_slice(s, 0, s.len - strlen(quotes[i]));
    return s.len > 0 && strchr(".!?", s.ptr[s.len - 1]) != NULL;
}

/* Ends the block under way and says what it is. */
static void end_block(struct kw_page *page)
{
    size_t len = page->text.len - page->block_start;
    if (len > 0 && !page->text.failed) {
        struct kw_str s = {page->text.ptr + page->block_start, len};
        bool sentence = ends_sentence(s);
        struct block *block = KW_PUSH(page->arena, &page->blocks);
        if (!block) {
            page->blocks.count = 0;
            page->failed = true;
            return;
        }
        block->span = (struct kw_span){(uint32_t)page->block_start,
                                       (uint32_t)page->text.len};
        block->prose = sentence && len >= PROSE;
        bool weak = page->counts[WEAK] > 0 && !(sentence && len >= WEAK_PROSE) &&
                    !page->block_heading;
        if (page->counts[STRONG] > 0 || weak)
            block->reasons |= BY_ELEMENT;
        if (page->counts[CLASSED] > 0)
            block->reasons |= BY_CLASS;
        if ((page->links - page->block_links) * 10 >= len * MOSTLY && !page->block_heading)
            block->reasons |= BY_LINKS;
    }
    page->block_start = page->text.len;
    page->block_links = page->links;
    page->block_heading = false;
}

static void end_line(struct kw_page *page, unsigned lines)
{
    page->lines = page->lines > lines ? page->lines : lines;
    page->tab = page->space = false;
}

/* --- text ------------------------------------------------------------------------------ */

/* What waits before a character that is shown. */
static void put_blanks(struct kw_page *page)
{
    bool fresh = page->block_start == page->text.len;
    if (page->text.len > 0) {
        for (unsigned i = 0; i < page->lines; i++)
            kw_buf_byte(&page->text, '\n');
        if (page->lines == 0 && page->tab)
            kw_buf_byte(&page->text, '\t');
        else if (page->lines == 0 && page->space)
            kw_buf_byte(&page->text, ' ');
    }
    page->lines = 0;
    page->tab = page->space = false;
    if (fresh)
        page->block_start = page->text.len;
}

/* What is shown for a code point that is no text: the references &#128; to &#159; mean
 * windows-1252 (HTML Living Standard, 13.2.5.80); soft hyphens are not shown. */
static struct kw_str shown(uint32_t code, char bytes[4], bool *known)
{
    static const uint16_t windows[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    *known = true;
    if (code == 0xAD)
        return KW_STR("");
    if (code >= 0x80 && code <= 0x9F && windows[code - 0x80])
        return (struct kw_str){bytes, kw_utf8_encode(windows[code - 0x80], bytes)};
    *known = false;
    return KW_STR(" ");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Bytes that are shown as they are, from `at` on. */
static size_t plain_run(struct kw_str s, size_t at)
{
    size_t end = at;
    while (end < s.len && !is_blank(s.ptr[end]) && (unsigned char)s.ptr[end] < 0x80)
        end++;
    return end;
}

static void put(struct kw_page *page, struct kw_str s)
{
    put_blanks(page);
    kw_buf_add(&page->text, s);
    if (page->counts[LINKS] > 0)
        page->links += s.len;
}

void kw_page_text(struct kw_page *page, struct kw_str s)
{
    if (page->counts[TITLES] > 0 && page->counts[SKIPPED] == 0) {
        kw_buf_add(&page->title, s);
        return;
    }
    if (page->counts[SKIPPED] > 0)
        return;
    for (size_t at = 0, len; at < s.len; at += len) {
        char c = s.ptr[at], bytes[4];
        bool pre = page->counts[PRES] > 0;
        len = 1;
        if (is_blank(c)) {
            if (pre && c == '\n')
                page->lines++;
            else if (page->lines == 0 || pre)
                page->space = true;
            continue;
        }
        if ((unsigned char)c < 0x80) {
            len = plain_run(s, at) - at;
            put(page, kw_str_slice(s, at, at + len));
            continue;
        }
        uint32_t code = kw_utf8_decode(s, at, &len);
        struct kw_str as = kw_str_slice(s, at, at + len);
        bool known = true;
        if (code == 0xAD || (code != UINT32_MAX && kw_utf8_forbidden(code)) ||
            code == UINT32_MAX)
            as = shown(code, bytes, &known);
        page->replaced += !known;
        if (as.len)
            put(page, as);
    }
}

void kw_page_json(struct kw_page *page, struct kw_str body)
{
    if (kw_about_json(&page->about, page->arena, body, NULL) != KW_OK)
        page->failed = true;
}

/* --- elements --------------------------------------------------------------------------- */

static struct kw_str value_of(const struct kw_html_pair *pairs, size_t count,
                              const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (kw_str_eq(pairs[i].name, kw_str_of(name)))
            return pairs[i].value;
    return KW_STR("");
}

static bool has(const struct kw_html_pair *pairs, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (kw_str_eq(pairs[i].name, kw_str_of(name)))
            return true;
    return false;
}

/* meta, link, time and html, and whatever has an itemprop with a date in it. */
static void read_about(struct kw_page *page, struct kw_str element,
                       const struct kw_html_pair *pairs, size_t count)
{
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    enum kw_about_field field;
    int rank;
    struct kw_str content = value_of(pairs, count, "content");
    struct kw_str datetime = value_of(pairs, count, "datetime");
    for (size_t i = 0; i < sizeof names / sizeof *names && content.len; i++)
        if (kw_html_meta(value_of(pairs, count, names[i]), &field, &rank))
            offer(page, field, rank, content);
    if (kw_str_eq(element, KW_STR("html"))) {
        struct kw_str lang = value_of(pairs, count, "lang");
        offer(page, KW_ABOUT_LANGUAGE, KW_RANK_ELEMENT,
              lang.len ? lang : value_of(pairs, count, "xml:lang"));
    }
    if (kw_str_eq(element, KW_STR("link")) &&
        kw_str_eq(value_of(pairs, count, "rel"), KW_STR("canonical")))
        offer(page, KW_ABOUT_URL, 4, value_of(pairs, count, "href"));
    bool published = has(pairs, count, "pubdate") ||
                     kw_str_eq(value_of(pairs, count, "itemprop"), KW_STR("datePublished"));
    bool counts = page->counts[STRONG] == 0 && page->counts[CLASSED] == 0;
    if (datetime.len && kw_str_eq(element, KW_STR("time")) && (counts || published))
        offer(page, KW_ABOUT_DATE, published ? KW_RANK_ELEMENT + 4 : KW_RANK_ELEMENT,
              datetime);
}

static bool is_hidden(const struct kw_html_pair *pairs, size_t count)
{
    struct kw_str style = value_of(pairs, count, "style");
    return has(pairs, count, "hidden") ||
           kw_str_eq(value_of(pairs, count, "aria-hidden"), KW_STR("true")) ||
           kw_str_find(style, KW_STR("display:none"), 0) < style.len ||
           kw_str_find(style, KW_STR("display: none"), 0) < style.len;
}

/* Raises a counter for as long as the element is open. */
static void count(struct kw_page *page, struct frame *frame, enum counter counter, bool when)
{
    if (!when)
        return;
    frame->counted |= 1u << counter;
    page->counts[counter]++;
}

/* What is the article is not in a sidebar, however what holds it is called. */
static void forgive(struct kw_page *page)
{
    for (size_t i = 0; i < page->depth && page->counts[CLASSED] > 0; i++) {
        struct frame *frame = &page->frames[i];
        page->counts[CLASSED] -= (frame->counted >> CLASSED) & 1u;
        frame->counted &= ~(1u << CLASSED);
    }
}

static void break_before(struct kw_page *page, unsigned flags)
{
    if (flags & KW_HTML_BREAK) {
        page->lines = page->lines < 2 ? page->lines + 1 : page->lines;
        page->tab = page->space = false;
    }
    if (flags & KW_HTML_CELL) {
        bool column = page->text.len - page->block_start > LONG_CELL;
        end_block(page);
        page->tab = true;
        if (column)
            end_line(page, 2);
    }
    if (flags & (KW_HTML_BLOCK | KW_HTML_LINE)) {
        end_block(page);
        end_line(page, flags & KW_HTML_BLOCK ? 2 : 1);
    }
}

static void enter(struct kw_page *page, struct frame *frame,
                  const struct kw_html_pair *pairs, size_t pair_count)
{
    unsigned flags = frame->flags;
    bool apart = (flags & (KW_HTML_BLOCK | KW_HTML_LINE | KW_HTML_CELL)) != 0;
    bool named = kw_html_class(value_of(pairs, pair_count, "class")) ||
                 kw_html_class(value_of(pairs, pair_count, "id"));
    if ((flags & KW_HTML_CONTENT) || ((flags & KW_HTML_HEADING) && !page->section_seen) ||
        ((flags & KW_HTML_SECTION) && !page->section_seen))
        forgive(page);
    page->section_seen = page->section_seen || (flags & (KW_HTML_HEADING | KW_HTML_SECTION));
    count(page, frame, SKIPPED, (flags & KW_HTML_SKIP) != 0);
    /* An anchor without an address is no link, and is often never closed. */
    count(page, frame, LINKS,
          (flags & KW_HTML_LINK) != 0 && has(pairs, pair_count, "href"));
    count(page, frame, PRES, (flags & KW_HTML_PRE) != 0);
    count(page, frame, TITLES, (flags & KW_HTML_TITLE) != 0);
    count(page, frame, SECTIONS, (flags & (KW_HTML_SECTION | KW_HTML_CONTENT)) != 0);
    count(page, frame, WEAK, (flags & KW_HTML_WEAK) != 0 && page->counts[SECTIONS] == 0);
    if (!apart || (flags & KW_HTML_ROOT))
        return;
    count(page, frame, STRONG,
          (flags & KW_HTML_FURNITURE) != 0 || is_hidden(pairs, pair_count) ||
              kw_html_role(value_of(pairs, pair_count, "role")));
    count(page, frame, CLASSED,
          named && !(flags & (KW_HTML_CONTENT | KW_HTML_SECTION | KW_HTML_HEADING)));
}

void kw_page_open(struct kw_page *page, struct kw_str name,
                  const struct kw_html_pair *pairs, size_t pair_count)
{
    unsigned flags = kw_html_element(name);
    if (page->counts[SKIPPED] == 0) {
        if ((flags & KW_HTML_META) || has(pairs, pair_count, "itemprop"))
            read_about(page, name, pairs, pair_count);
        break_before(page, flags);
    }
    if (page->depth == KW_HTML_DEPTH)
        return;
    struct frame *frame = &page->frames[page->depth];
    *frame = (struct frame){.flags = flags,
                            .name = kw_str_hash(name),
                            .text = page->text.len,
                            .links = page->links,
                            .block = page->blocks.count};
    enter(page, frame, pairs, pair_count);
    page->depth++;
    bool shown_here = page->counts[SKIPPED] == 0;
    if (shown_here && (flags & KW_HTML_QUOTE))
        put(page, KW_STR("\xE2\x80\x9C"));
    if (shown_here && (flags & KW_HTML_HEADING)) {
        page->block_heading = true;
        if (page->heading_start == SIZE_MAX && page->counts[STRONG] == 0)
            page->heading_start = page->text.len;
    }
}

static void end_heading(struct kw_page *page)
{
    if (page->heading_start == SIZE_MAX || page->about.heading.len || page->text.failed)
        return;
    struct kw_str s = kw_str_trim(
        kw_str_slice(kw_buf_str(&page->text), page->heading_start, page->text.len));
    if (s.len == 0 || s.len > 500) {
        page->heading_start = SIZE_MAX;
        return;
    }
    page->about.heading = kw_arena_copy(page->arena, s);
    page->failed = page->failed || !page->about.heading.ptr;
}

/* A list that is mostly links is a menu. */
static void end_list(struct kw_page *page, const struct frame *frame)
{
    size_t len = page->text.len - frame->text;
    if (page->blocks.count < frame->block + 2 ||
        (page->links - frame->links) * 10 < len * MOSTLY_LIST)
        return;
    struct kw_span *span = KW_PUSH(page->arena, &page->lists);
    if (!span) {
        page->lists.count = 0;
        page->failed = true;
        return;
    }
    *span = (struct kw_span){(uint32_t)frame->block, (uint32_t)page->blocks.count};
}

static void leave(struct kw_page *page)
{
    struct frame frame = page->frames[page->depth - 1];
    bool shown_here = page->counts[SKIPPED] == 0;
    if (shown_here && (frame.flags & KW_HTML_QUOTE)) {
        page->space = false;
        put(page, KW_STR("\xE2\x80\x9D"));
    }
    if (shown_here && (frame.flags & KW_HTML_HEADING))
        end_heading(page);
    if (shown_here && (frame.flags & (KW_HTML_BLOCK | KW_HTML_LINE))) {
        end_block(page); /* while the counters still say where it stood */
        end_line(page, frame.flags & KW_HTML_BLOCK ? 2 : 1);
    }
    if (shown_here && (frame.flags & KW_HTML_CELL))
        break_before(page, KW_HTML_CELL);
    if (shown_here && (frame.flags & KW_HTML_LIST))
        end_list(page, &frame);
    if ((frame.flags & KW_HTML_TITLE) && page->title.len && !page->title.failed) {
        offer(page, KW_ABOUT_TITLE, KW_RANK_TITLE, kw_buf_str(&page->title));
        kw_buf_clear(&page->title);
    }
    for (enum counter i = 0; i < COUNTERS; i++)
        page->counts[i] -= (frame.counted >> i) & 1u;
    page->depth--;
}

void kw_page_close(struct kw_page *page, struct kw_str name)
{
    uint64_t hash = kw_str_hash(name);
    size_t at = page->depth;
    while (at > 0 && page->frames[at - 1].name != hash)
        at--;
    while (at > 0 && page->depth >= at)
        leave(page);
}

/* --- the end ---------------------------------------------------------------------------- */

static size_t prose_of(const struct kw_page *page, unsigned ignored)
{
    size_t bytes = 0;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct block *b = &page->blocks.items[i];
        if (b->prose && (b->reasons & ~ignored) == 0)
            bytes += b->span.end - b->span.start;
    }
    return bytes;
}

static void drop_reasons(struct kw_page *page, unsigned reasons, bool prose_only)
{
    for (size_t i = 0; i < page->blocks.count; i++)
        if (page->blocks.items[i].prose || !prose_only)
            page->blocks.items[i].reasons &= ~reasons;
}

/* A page whose text is nearly all furniture was misread: its classes mean something
 * else, or an element was never closed. */
static void think_again(struct kw_page *page)
{
    size_t kept = prose_of(page, 0), without = prose_of(page, BY_CLASS);
    if (kept * 4 < without)
        drop_reasons(page, BY_CLASS, false);
    if (prose_of(page, 0) == 0 && prose_of(page, BY_CLASS | BY_ELEMENT) > 0)
        drop_reasons(page, BY_CLASS | BY_ELEMENT, true);
}

/* Lists come in the order of their ends: each block is looked at once a level. */
static void mark_lists(struct kw_page *page)
{
    uint32_t done = UINT32_MAX; /* blocks from here on are marked */
    for (size_t i = page->lists.count; i > 0; i--) {
        struct kw_span list = page->lists.items[i - 1];
        uint32_t end = list.end < done ? list.end : done;
        for (uint32_t b = list.start; b < end; b++)
            page->blocks.items[b].reasons |= BY_LINKS;
        done = list.start < done ? list.start : done;
    }
}

/* Neighbouring blocks of furniture are one span. */
static bool furniture_of(const struct kw_page *page, struct kw_document *d)
{
    struct kw_span *spans = KW_NEW(page->arena, page->blocks.count, struct kw_span);
    size_t used = 0;
    bool open = false;
    if (!spans && page->blocks.count)
        return false;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct block *b = &page->blocks.items[i];
        if (b->reasons == 0) {
            open = false;
            continue;
        }
        if (open)
            spans[used - 1].end = b->span.end;
        else
            spans[used++] = b->span;
        open = true;
    }
    d->furniture = spans;
    d->furniture_count = used;
    return true;
}

enum kw_status kw_page_finish(struct kw_page *page, struct kw_document *d, size_t *replaced,
                              struct kw_error *err)
{
    while (page->depth > 0)
        leave(page);
    end_block(page);
    if (kw_page_failed(page))
        return kw_nomem(err);
    if (page->text.len > KW_TEXT_LIMIT)
        return kw_fail(err, KW_LIMIT, "text: longer than %u bytes", KW_TEXT_LIMIT);
    mark_lists(page);
    think_again(page);
    d->text = kw_arena_copy(page->arena, kw_buf_str(&page->text));
    if (!d->text.ptr || !furniture_of(page, d))
        return kw_nomem(err);
    kw_about_fill(&page->about, d);
    *replaced = page->replaced;
    return KW_OK;
}
