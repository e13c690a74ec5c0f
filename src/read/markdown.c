/* markdown.c - the Markdown importer: the words, without what sets them.
 *
 * Follows CommonMark 0.31 where it decides what is shown; blocks are told by their lines,
 * without a tree. Code in fences stays in the text, marked as furniture. Front matter
 * between lines of --- is read for what it says about the document. One pass, bounded
 * look-ahead. */
#include "read/import.h"

#include <string.h>

#include "base/utf8.h"
#include "read/html.h"

enum {
    FRONT_LINES = 200, /* longest front matter */
    TARGET = 500,      /* longest target of a link, in bytes */
    OPEN = 1,          /* stands for [ until it is known what it opens: text has none */
    GONE = 2,          /* stands for what is not shown */
};

struct writer {
    struct kw_arena *arena;
    struct kw_buf out;
    KW_VEC(struct kw_span) furniture;
    struct kw_about about;
    unsigned breaks;  /* line ends that come before the next line */
    char fence;       /* ` or ~: inside a fence; else 0 */
    size_t fence_len; /* of the line that opened it */
    size_t code;      /* where its text begins */
    bool comment;     /* inside <!-- ... --> */
    bool failed;
};

/* --- lines ------------------------------------------------------------------------------ */

static size_t indent_of(struct kw_str line)
{
    size_t at = 0;
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
        at++;
    return at;
}

static struct kw_str without_indent(struct kw_str line)
{
    return kw_str_slice(line, indent_of(line), line.len);
}

static size_t run_of(struct kw_str s, char c)
{
    size_t len = 0;
    while (len < s.len && s.ptr[len] == c)
        len++;
    return len;
}

/* Made of nothing but `signs`, at least `least` of them that are no blank. */
static bool only(struct kw_str line, const char *signs, size_t least)
{
    size_t count = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == ' ' || line.ptr[i] == '\t')
            continue;
        if (!strchr(signs, line.ptr[i]))
            return false;
        count++;
    }
    return count >= least;
}

/* ---, ***, ===: an underline, a rule, or the second row of a table. */
static bool is_rule(struct kw_str line)
{
    return only(line, "-", 2) || only(line, "=", 2) || only(line, "*", 3) ||
           only(line, "_", 3) ||
           (memchr(line.ptr, '-', line.len) && memchr(line.ptr, '|', line.len) &&
            only(line, "|-:", 3));
}

/* The marker of a list item at the start of `line`: its length, or 0. */
static size_t marker_of(struct kw_str line)
{
    size_t at = 0;
    while (at < line.len && at < 9 && line.ptr[at] >= '0' && line.ptr[at] <= '9')
        at++;
    bool numbered = at > 0 && at < line.len && (line.ptr[at] == '.' || line.ptr[at] == ')');
    bool bullet = at == 0 && line.len > 0 && strchr("-*+", line.ptr[0]);
    if ((!numbered && !bullet) || at + 1 >= line.len || line.ptr[at + 1] != ' ')
        return 0;
    at += 2;
    struct kw_str rest = kw_str_slice(line, at, line.len);
    bool box = kw_str_starts(rest, KW_STR("[ ] ")) || kw_str_starts(rest, KW_STR("[x] ")) ||
               kw_str_starts(rest, KW_STR("[X] "));
    return box ? at + 4 : at;
}

/* "[id]: address" is shown nowhere. */
static bool is_definition(struct kw_str line)
{
    size_t close = kw_str_find(kw_str_slice(line, 0, line.len < TARGET ? line.len : TARGET),
                               KW_STR("]:"), 0);
    return line.len > 3 && line.ptr[0] == '[' && line.ptr[1] != '^' && close < line.len &&
           close < TARGET;
}

/* --- inside a line ------------------------------------------------------------------------ */

static bool is_sign(char c)
{
    return c > ' ' && c < 127 && !(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_word(struct kw_str s, size_t at)
{
    return at < s.len && !is_sign(s.ptr[at]) && s.ptr[at] != ' ' && s.ptr[at] != '\t';
}

/* Whether the run of * or _ at `at` sets what is beside it, and is not shown. */
static bool is_emphasis(struct kw_str s, size_t at, size_t len)
{
    bool before = at > 0 && s.ptr[at - 1] != ' ', after = at + len < s.len &&
                                                          s.ptr[at + len] != ' ';
    if (s.ptr[at] == '_')
        return (before || after) && !(at > 0 && is_word(s, at - 1) && is_word(s, at + len));
    return (before || after) && (s.ptr[at] == '*' || len == 2);
}

/* The length of what follows "]" and says where a link goes, or 0. */
static size_t target_of(struct kw_str s, size_t at)
{
    if (at >= s.len || (s.ptr[at] != '(' && s.ptr[at] != '['))
        return 0;
    char open = s.ptr[at], close = open == '(' ? ')' : ']';
    size_t depth = 0, end = s.len - at < TARGET ? s.len : at + TARGET;
    for (size_t i = at; i < end; i++) {
        depth += s.ptr[i] == open;
        depth -= s.ptr[i] == close;
        if (depth == 0)
            return i + 1 - at;
    }
    return 0;
}

/* The length of <...> at `at`: an address, whose inside is shown, a tag, or nothing. */
static size_t angle_of(struct kw_str s, size_t at, bool *address)
{
    size_t end = at + 1, most = s.len - at < TARGET ? s.len : at + TARGET;
    bool sign = false;
    while (end < most && s.ptr[end] != '>') {
        sign = sign || s.ptr[end] == '@' || s.ptr[end] == ':';
        end++;
    }
    if (end == most || end == at + 1)
        return 0;
    char first = s.ptr[at + 1];
    *address = sign && !memchr(s.ptr + at, ' ', end - at) && !memchr(s.ptr + at, '=', end - at);
    bool tag = first == '/' || first == '!' || ((first | 32) >= 'a' && (first | 32) <= 'z');
    return tag ? end + 1 - at : 0;
}

/* The reference at `at` and what it shows; 0: none that Markdown writers use. */
static size_t reference_of(struct kw_str s, size_t at, const char **shown)
{
    static const char *const references[][2] = {
        {"&amp;", "&"},  {"&lt;", "<"},   {"&gt;", ">"},
        {"&quot;", "\""}, {"&#39;", "'"},  {"&apos;", "'"},
        {"&nbsp;", " "}, {"&ndash;", "\xE2\x80\x93"}, {"&mdash;", "\xE2\x80\x94"},
        {"&hellip;", "\xE2\x80\xA6"}};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        struct kw_str name = kw_str_of(references[i][0]);
        if (!kw_str_starts(kw_str_slice(s, at, s.len), name))
            continue;
        *shown = references[i][1];
        return name.len;
    }
    return 0;
}

/* Brackets whose meaning is open, by their place in the output. */
struct brackets {
    size_t at[64];
    size_t count;
};

/* Behind "]": forgets the bracket it closes, and both if they make a link. */
static size_t close_bracket(struct writer *w, struct brackets *open, struct kw_str s, size_t at)
{
    if (open->count == 0) {
        kw_buf_byte(&w->out, ']');
        return 1;
    }
    size_t start = open->at[--open->count], target = target_of(s, at + 1);
    bool note = !w->out.failed && start + 1 < w->out.len && w->out.ptr[start + 1] == '^';
    if (note && w->out.len - start < 50) {
        w->out.len = start;
        return 1;
    }
    if (target && !w->out.failed)
        w->out.ptr[start] = GONE;
    else
        kw_buf_byte(&w->out, ']');
    return 1 + target;
}

/* Writes what is at `at`; gives the bytes it took. */
static size_t put_sign(struct writer *w, struct brackets *open, struct kw_str s, size_t at)
{
    char c = s.ptr[at];
    const char *shown = NULL;
    bool address = false;
    bool runs = strchr("`*_~", c) != NULL;
    size_t len = runs ? run_of(kw_str_slice(s, at, s.len), c) : 1;
    if (c == '\\' && at + 1 < s.len && is_sign(s.ptr[at + 1])) {
        kw_buf_byte(&w->out, s.ptr[at + 1]);
        return 2;
    }
    if (c == '`')
        return len;
    if (c == '!' && at + 1 < s.len && s.ptr[at + 1] == '[')
        return 1;
    if (c == '[' && open->count < 64) {
        open->at[open->count++] = w->out.len;
        kw_buf_byte(&w->out, OPEN);
        return 1;
    }
    if (c == ']')
        return close_bracket(w, open, s, at);
    if (runs) { /* as one, or looking at each would take its length squared */
        if (!is_emphasis(s, at, len))
            kw_buf_add(&w->out, kw_str_slice(s, at, at + len));
        return len;
    }
    if (c == '<' && (len = angle_of(s, at, &address)) > 0) {
        if (address)
            kw_buf_add(&w->out, kw_str_slice(s, at + 1, at + len - 1));
        return len;
    }
    if (c == '&' && (len = reference_of(s, at, &shown)) > 0) {
        kw_buf_add(&w->out, kw_str_of(shown));
        return len;
    }
    kw_buf_byte(&w->out, c);
    return 1;
}

/* Takes the placeholders out of the output from `start` on. */
static void settle(struct writer *w, size_t start)
{
    size_t used = start;
    if (w->out.failed)
        return;
    for (size_t i = start; i < w->out.len; i++)
        if (w->out.ptr[i] != GONE)
            w->out.ptr[used++] = w->out.ptr[i] == OPEN ? '[' : w->out.ptr[i];
    w->out.len = used;
}

/* Comments may go over several lines. */
static size_t behind_comment(struct writer *w, struct kw_str s, size_t at)
{
    struct kw_str end = KW_STR("-->");
    size_t found = kw_str_find(s, end, at);
    w->comment = found >= s.len;
    return w->comment ? s.len : found + end.len;
}

static void put_inline(struct writer *w, struct kw_str s)
{
    struct brackets open = {.count = 0};
    size_t start = w->out.len;
    for (size_t at = w->comment ? behind_comment(w, s, 0) : 0; at < s.len;) {
        size_t plain = at;
        while (plain < s.len && !strchr("\\`![]*_~<&", s.ptr[plain]))
            plain++;
        kw_buf_add(&w->out, kw_str_slice(s, at, plain));
        at = plain;
        if (at < s.len && kw_str_starts(kw_str_slice(s, at, s.len), KW_STR("<!--")))
            at = behind_comment(w, s, at);
        else if (at < s.len)
            at += put_sign(w, &open, s, at);
    }
    settle(w, start);
}

/* --- blocks ----------------------------------------------------------------------------------- */

static void need_break(struct writer *w, unsigned breaks)
{
    w->breaks = w->breaks > breaks ? w->breaks : breaks;
}

static void start_line(struct writer *w)
{
    for (unsigned i = 0; i < w->breaks && w->out.len > 0; i++)
        kw_buf_byte(&w->out, '\n');
    w->breaks = 0;
}

static void put_line(struct writer *w, struct kw_str line, unsigned breaks_after)
{
    start_line(w);
    put_inline(w, kw_str_trim(line));
    need_break(w, breaks_after);
}

/* Cells joined by tabs. */
static void put_cells(struct writer *w, struct kw_str line)
{
    struct kw_str cell;
    bool first = true;
    start_line(w);
    line = kw_str_slice(line, 1, line.len);
    while (kw_str_item(&line, '|', &cell)) {
        cell = kw_str_trim(cell);
        if (cell.len == 0 && line.len == 0)
            break;
        if (!first)
            kw_buf_byte(&w->out, '\t');
        put_inline(w, cell);
        first = false;
    }
    need_break(w, 1);
}

static void end_code(struct writer *w)
{
    w->fence = 0;
    need_break(w, 2);
    if (w->out.len == w->code || w->out.failed)
        return;
    struct kw_span *span = KW_PUSH(w->arena, &w->furniture);
    if (!span) {
        w->furniture.count = 0;
        w->failed = true;
        return;
    }
    *span = (struct kw_span){(uint32_t)w->code, (uint32_t)w->out.len};
}

/* True when the line opens, is in or closes a fence. */
static bool put_code(struct writer *w, struct kw_str line)
{
    struct kw_str s = without_indent(line);
    size_t ticks = run_of(s, '`'), tildes = run_of(s, '~');
    size_t len = ticks > tildes ? ticks : tildes;
    char sign = ticks ? '`' : '~';
    if (!w->fence && len >= 3 && !memchr(s.ptr + len, '`', s.len - len)) {
        w->fence = sign;
        w->fence_len = len;
        need_break(w, 2);
        w->code = w->out.len + (w->out.len ? w->breaks : 0);
        return true;
    }
    if (!w->fence)
        return false;
    if (len >= w->fence_len && sign == w->fence && only(s, sign == '`' ? "`" : "~", 3)) {
        end_code(w);
        return true;
    }
    start_line(w);
    kw_buf_add(&w->out, line);
    need_break(w, 1);
    return true;
}

static void put_block_line(struct writer *w, struct kw_str line)
{
    struct kw_str s = without_indent(line);
    if (put_code(w, line))
        return;
    for (int depth = 0; depth < 20 && s.len > 0 && s.ptr[0] == '>'; depth++)
        s = without_indent(kw_str_slice(s, 1, s.len));
    if (kw_str_trim(s).len == 0) {
        need_break(w, 2);
        return;
    }
    if (is_rule(s)) {
        if (!memchr(s.ptr, '|', s.len)) /* behind a heading, or between two parts */
            need_break(w, 2);
        return;
    }
    size_t marks = run_of(s, '#'), marker = marker_of(s);
    if (marks >= 1 && marks <= 6 && marks < s.len && s.ptr[marks] == ' ') {
        s = kw_str_trim(kw_str_slice(s, marks, s.len));
        while (s.len > 0 && s.ptr[s.len - 1] == '#')
            s.len--;
        need_break(w, 2);
        put_line(w, s, 2);
    } else if (marker > 0) {
        put_line(w, kw_str_slice(s, marker, s.len), 1);
    } else if (s.ptr[0] == '|') {
        put_cells(w, s);
    } else if (!is_definition(s)) {
        put_line(w, s, 1);
    }
}

/* --- front matter --------------------------------------------------------------------- */

static enum kw_status put_front(struct writer *w, struct kw_str line, struct kw_error *err)
{
    static const struct {
        const char *name;
        enum kw_about_field field;
    } names[] = {
        {"title", KW_ABOUT_TITLE},         {"date", KW_ABOUT_DATE},
        {"published", KW_ABOUT_DATE},      {"publishDate", KW_ABOUT_DATE},
        {"publisher", KW_ABOUT_PUBLISHER}, {"publication", KW_ABOUT_PUBLISHER},
        {"outlet", KW_ABOUT_PUBLISHER},    {"site", KW_ABOUT_PUBLISHER},
        {"author", KW_ABOUT_AUTHOR},       {"authors", KW_ABOUT_AUTHOR},
        {"byline", KW_ABOUT_AUTHOR},       {"lang", KW_ABOUT_LANGUAGE},
        {"language", KW_ABOUT_LANGUAGE},   {"url", KW_ABOUT_URL},
        {"source", KW_ABOUT_URL},          {"canonical_url", KW_ABOUT_URL},
        {"link", KW_ABOUT_URL},
    };
    struct kw_str name, value;
    char sign = line.len && memchr(line.ptr, ':', line.len) ? ':' : '=';
    if (!kw_str_cut(line, sign, &name, &value))
        return KW_OK;
    name = kw_str_trim(name);
    value = kw_str_trim(value);
    if (value.len > 1 && strchr("\"'", value.ptr[0]) &&
        value.ptr[value.len - 1] == value.ptr[0])
        value = kw_str_slice(value, 1, value.len - 1);
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names && status == KW_OK; i++)
        if (kw_str_eq(name, kw_str_of(names[i].name)))
            status = kw_about_offer(&w->about, w->arena, names[i].field, 1, value, err);
    return status;
}

/* Takes the front matter off `*rest`; leaves it there when it has no end. */
static enum kw_status take_front(struct writer *w, struct kw_str *rest, struct kw_error *err)
{
    struct kw_str s = *rest, line, fence;
    if (!kw_str_line(&s, &fence))
        return KW_OK;
    fence = kw_str_trim(fence);
    if (!kw_str_eq(fence, KW_STR("---")) && !kw_str_eq(fence, KW_STR("+++")))
        return KW_OK;
    struct kw_str body = s, end = s;
    bool closed = false;
    for (int i = 0; i < FRONT_LINES && !closed && kw_str_line(&s, &line); i++) {
        line = kw_str_trim(line);
        closed = kw_str_eq(line, fence) || kw_str_eq(line, KW_STR("..."));
        end = closed ? s : end;
    }
    enum kw_status status = KW_OK;
    while (closed && status == KW_OK && body.len > end.len && kw_str_line(&body, &line))
        status = put_front(w, line, err);
    if (closed && status == KW_OK)
        *rest = end;
    return status;
}

static enum kw_status convert(struct writer *w, struct kw_str text, struct kw_document *d,
                              struct kw_error *err)
{
    struct kw_str line;
    enum kw_status status = take_front(w, &text, err);
    while (status == KW_OK && kw_str_line(&text, &line))
        put_block_line(w, line);
    if (status != KW_OK)
        return status;
    if (w->fence)
        end_code(w);
    d->text = kw_arena_copy(w->arena, kw_buf_str(&w->out));
    if (w->failed || w->out.failed || !d->text.ptr)
        return kw_nomem(err);
    d->furniture = w->furniture.items;
    d->furniture_count = w->furniture.count;
    kw_about_fill(&w->about, d);
    return KW_OK;
}

bool kw_markdown_sniff(struct kw_str start)
{
    return kw_str_starts(start, KW_STR("# ")) || kw_str_starts(start, KW_STR("---\ntitle:"));
}

enum kw_status kw_markdown_parse(const struct kw_record *record, struct kw_arena *arena,
                                 struct kw_parsed *out, struct kw_error *err)
{
    struct kw_str raw, clean;
    struct writer w = {.arena = arena};
    enum kw_status status = kw_import_text(record, arena, out, &raw, err);
    if (status == KW_OK)
        status = kw_utf8_clean(arena, raw, &clean, NULL, err);
    if (status == KW_OK)
        status = convert(&w, clean, &out->extraction.document, err);
    kw_buf_free(&w.out);
    return status;
}
