/* line.c - which line ends are wraps and which end a paragraph.
 *
 * A blank line always ends a paragraph. Any other line end is a wrap only if the lines
 * around it look filled: the next line's first word would not have fitted (greedy
 * filling), within the longest line of the run; or if the next line goes on in lower
 * case, which must happen somewhere in the run. Text with one paragraph a line therefore
 * keeps its lines, and so does a headline above text.
 */
#include "text/room.h"

/* Longest line that somebody's editor or mailer may have wrapped, in bytes; longer ones
 * are paragraphs of their own. */
#define WRAP_LIMIT 132
/* Shortest width at which text is wrapped; below it are lists, verse, tables. */
#define WRAP_LEAST 40

typedef KW_VEC(struct kw_span) span_list;

static bool is_blank(struct kw_str text, struct kw_span line)
{
    size_t len;
    for (size_t at = line.start; at < line.end; at += len) {
        if (kw_letter_at(text, at, &len) != KW_LETTER_BLANK)
            return false;
    }
    return true;
}

/* The line that starts at `at`, without its end; sets where the next one starts. A
 * Unicode line or paragraph separator is white space, not a line end. */
static struct kw_span next_line(struct kw_str text, size_t at, size_t *next)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    *next = end;
    if (*next < text.len && text.ptr[*next] == '\r')
        ++*next;
    if (*next < text.len && text.ptr[*next] == '\n')
        ++*next;
    return (struct kw_span){(uint32_t)at, (uint32_t)end};
}

static size_t first_word(struct kw_str text, struct kw_span line, enum kw_letter *letter)
{
    size_t at = line.start, len;
    while (at < line.end && kw_letter_at(text, at, &len) == KW_LETTER_BLANK)
        at += len;
    size_t start = at;
    *letter = at < line.end ? kw_letter_at(text, at, &len) : KW_LETTER_BLANK;
    while (at < line.end && kw_letter_at(text, at, &len) != KW_LETTER_BLANK)
        at += len;
    return at - start;
}

static bool stops(struct kw_str text, struct kw_span line)
{
    struct kw_str s = kw_str_trim(kw_str_slice(text, line.start, line.end));
    while (s.len && (s.ptr[s.len - 1] == '"' || s.ptr[s.len - 1] == ')'))
        s.len--;
    return s.len && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == '!' ||
                     s.ptr[s.len - 1] == '?' || s.ptr[s.len - 1] == ':');
}

/* Whether the line end between `a` and `b` is a wrap, in a run of lines of which the
 * longest has `width` bytes. */
static bool wraps(struct kw_str text, struct kw_span a, struct kw_span b, size_t width)
{
    enum kw_letter letter;
    size_t word = first_word(text, b, &letter);
    if (width > WRAP_LIMIT || width < WRAP_LEAST)
        return false;
    size_t length = a.end - a.start;
    if (letter == KW_LETTER_LOWER && !stops(text, a))
        return length + word + 1 > width / 2;
    if (letter != KW_LETTER_LOWER && letter != KW_LETTER_UPPER &&
        letter != KW_LETTER_DIGIT && stops(text, a))
        return false;
    return length + word + 1 > width && length >= WRAP_LEAST;
}

/* Whether a run of lines is wrapped at all: somewhere a full line without a stop goes on
 * in lower case. Without that, its longest line would look like a filled one. */
static bool is_wrapped(struct kw_str text, const struct kw_span *lines, size_t count,
                       size_t width)
{
    for (size_t i = 1; i < count; i++) {
        enum kw_letter letter;
        first_word(text, lines[i], &letter);
        if (letter == KW_LETTER_LOWER && !stops(text, lines[i - 1]) &&
            wraps(text, lines[i - 1], lines[i], width))
            return true;
    }
    return false;
}

static enum kw_status add_run(struct kw_str text, const struct kw_span *lines,
                              size_t count, struct kw_arena *arena, span_list *blocks,
                              struct kw_error *err)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = lines[i].end - lines[i].start;
        width = length > width ? length : width;
    }
    bool wrapped = is_wrapped(text, lines, count, width);
    struct kw_span *block = NULL;
    for (size_t i = 0; i < count; i++) {
        if (wrapped && block && wraps(text, lines[i - 1], lines[i], width)) {
            block->end = lines[i].end;
            continue;
        }
        block = KW_PUSH(arena, blocks);
        if (!block)
            return kw_nomem(err);
        *block = lines[i];
    }
    return KW_OK;
}

enum kw_status kw_lines_split(struct kw_str text, struct kw_arena *arena,
                              struct kw_block_list *out, struct kw_error *err)
{
    span_list blocks = {0}, run = {0};
    for (size_t at = 0, next; at < text.len; at = next) {
        struct kw_span line = next_line(text, at, &next);
        if (!is_blank(text, line)) {
            struct kw_span *slot = KW_PUSH(arena, &run);
            if (!slot)
                return kw_nomem(err);
            *slot = line;
            continue;
        }
        enum kw_status status = add_run(text, run.items, run.count, arena, &blocks, err);
        if (status != KW_OK)
            return status;
        run.count = 0;
    }
    enum kw_status status = add_run(text, run.items, run.count, arena, &blocks, err);
    if (status == KW_OK)
        *out = (struct kw_block_list){blocks.items, blocks.count};
    return status;
}
