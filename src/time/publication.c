/* publication.c - the date that an article gives itself, in its head or its last lines.
 */
#include "time/expression.h"

#include "time/token.h"

enum {
    LONGEST_HEAD = 200, /* bytes of a line that are looked at: heads are short */
    HEAD_LINES = 12,    /* lines that are not empty, from the top */
    FOOT_LINES = 3,     /* and at the bottom, where some sites repeat the date */
};

/* What a date beside which words is worth; the best wins, then the first. */
enum rank {
    RANK_NONE,
    RANK_FOOT,      /* alone in one of the last lines */
    RANK_UPDATED,   /* "Updated ..." */
    RANK_DATELINE,  /* "BEIJING, April 8, 2023 (Reuters) -" */
    RANK_ALONE,     /* nothing else in a line of the head */
    RANK_PUBLISHED, /* "Published ..." */
};

struct candidate {
    enum rank rank;
    int32_t day;
    struct kw_span span;
};

/* What may stand beside a date in a line that is about nothing else. */
static bool is_beside_dates(enum kw_time_class class)
{
    switch (class) {
    case KW_TIME_PUBLISHED:
    case KW_TIME_UPDATED:
    case KW_TIME_CLOCK:
    case KW_TIME_WEEKDAY:
    case KW_TIME_WEEKDAY_SHORT:
    case KW_TIME_ON:
    case KW_TIME_WHICH:   /* "last updated" */
    case KW_TIME_ORDINAL: /* "first published" */
    case KW_TIME_COMMA:
    case KW_TIME_DASH:
    case KW_TIME_OPEN:
    case KW_TIME_STOP:
    case KW_TIME_SIGN:
        return true;
    default:
        return false;
    }
}

/* Looks at the words of `line` from `at` to `end`: true when all may stand beside a
 * date, or are a byline ("By Jane Doe"). `*word` gets the last that says what the date
 * is, if any does. */
static bool only_beside(struct kw_str line, size_t at, size_t end,
                        enum kw_time_class *word)
{
    struct kw_str part = kw_str_slice(line, 0, end);
    bool only = true, byline = false;
    *word = KW_TIME_END;
    for (;;) {
        struct kw_time_token token = kw_time_token_at(part, at);
        if (token.class == KW_TIME_END)
            return only;
        bool by = token.class == KW_TIME_UNTIL && token.value == 1;
        byline = (byline || by) && (by || token.upper || token.class == KW_TIME_AND);
        if (token.class == KW_TIME_PUBLISHED || token.class == KW_TIME_UPDATED)
            *word = token.class;
        if (!byline && token.class != KW_TIME_BREAK)
            only = only && is_beside_dates(token.class);
        at = token.end;
    }
}

/* True for "BEIJING, " before and " (Reuters) -" or " -" after the date. */
static bool is_dateline(struct kw_str line, struct kw_span date)
{
    size_t capitals = 0;
    for (size_t i = 0; i < date.start && line.ptr[i] != ','; i++) {
        if (line.ptr[i] >= 'a' && line.ptr[i] <= 'z')
            return false;
        capitals += line.ptr[i] >= 'A' && line.ptr[i] <= 'Z';
    }
    if (capitals < 3)
        return false;
    struct kw_time_token token = kw_time_token_at(line, date.end);
    if (token.class == KW_TIME_OPEN) {
        while (token.class != KW_TIME_STOP && token.class != KW_TIME_END)
            token = kw_time_token_at(line, token.end);
        token = kw_time_token_at(line, token.end);
    }
    return token.class == KW_TIME_DASH;
}

static enum rank rank_of(struct kw_str line, struct kw_span date, bool head)
{
    enum kw_time_class word, ignored;
    bool before = only_beside(line, 0, date.start, &word);
    bool after = only_beside(line, date.end, line.len, &ignored);
    if (before && word == KW_TIME_PUBLISHED)
        return RANK_PUBLISHED;
    if (before && word == KW_TIME_UPDATED)
        return RANK_UPDATED;
    if (before && after)
        return head ? RANK_ALONE : RANK_FOOT;
    return head && is_dateline(line, date) ? RANK_DATELINE : RANK_NONE;
}

/* Sites join what they say about an article by one of these. */
static size_t separator_at(struct kw_str line, size_t at)
{
    static const struct kw_str separators[] = {
        {"|", 1}, {"\xC2\xB7", 2}, {"\xE2\x80\xA2", 3}};
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        if (kw_str_starts(kw_str_slice(line, at, line.len), separators[i]))
            return separators[i].len;
    }
    return 0;
}

/* Takes the next part of `*rest`, without the separator behind it. */
static struct kw_str next_part(struct kw_str *rest)
{
    size_t end = 0, separator = 0;
    while (end < rest->len && (separator = separator_at(*rest, end)) == 0)
        end++;
    struct kw_str part = kw_str_slice(*rest, 0, end);
    *rest = kw_str_slice(*rest, end + separator, rest->len);
    return part;
}

/* The first full date of a part and what it is worth. */
static struct candidate look_at(struct kw_str part, bool head)
{
    struct candidate found = {.rank = RANK_NONE};
    struct kw_time time;
    for (size_t at = 0;
         kw_time_find(part, at, KW_DAY_NONE, KW_TENSE_PAST, &time, &found.span);
         at = found.span.end) {
        if (time.precision != KW_PRECISION_DAY)
            continue;
        found.day = time.from;
        found.rank = rank_of(part, found.span, head);
        break;
    }
    return found;
}

/* The first of a kind counts; of lines at the foot the last. */
static bool is_better(const struct candidate *found, const struct candidate *best)
{
    return found->rank > best->rank ||
           (found->rank == RANK_FOOT && best->rank == RANK_FOOT);
}

/* Keeps the best candidate of `line`, with its place in `text`; true if it is new. */
static bool look_at_line(struct kw_str text, struct kw_str line, bool head,
                         struct candidate *best)
{
    bool any = false;
    if (line.len > LONGEST_HEAD)
        line.len = LONGEST_HEAD;
    while (line.len > 0) {
        struct kw_str part = next_part(&line);
        struct candidate found = look_at(part, head);
        if (!is_better(&found, best))
            continue;
        uint32_t offset = (uint32_t)(part.ptr - text.ptr);
        found.span.start += offset;
        found.span.end += offset;
        *best = found;
        any = true;
    }
    return any;
}

bool kw_date_find(struct kw_str text, int32_t *day, struct kw_span *span)
{
    struct candidate best = {.rank = RANK_NONE};
    struct kw_str rest = text, line;
    size_t lines = 0, place = 0; /* lines so far that are not empty; where `best` is */
    while (kw_str_line(&rest, &line)) {
        lines += kw_str_trim(line).len > 0;
        if (look_at_line(text, line, lines <= HEAD_LINES, &best))
            place = lines;
    }
    bool too_early = best.rank == RANK_FOOT && lines - place >= FOOT_LINES;
    if (best.rank == RANK_NONE || too_early)
        return false;
    *day = best.day;
    if (span)
        *span = best.span;
    return true;
}
