/* headline.c - what an article says about itself: title, date, publisher, author. */
#include "read/read.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "time/expression.h"

enum {
    MOST_LINES = 6,    /* lines looked at for a title and a dateline */
    TITLE_BYTES = 200, /* longest headline */
    TITLE_WORDS = 30,
    META_BYTES = 80,      /* longest line that is only about the article */
    BYLINE_BYTES = 100,   /* longest line that names who wrote it */
    DATELINE_BYTES = 120, /* how far into a line the agency of a dateline may stand */
};

/* First words of lines that are about the article. */
static const char *const meta_words[] = {"Published", "Updated", "Posted",
                                         "By ",       "BY ",     "Advertisement"};

static bool is_meta(struct kw_str line)
{
    int32_t day;
    if (line.len > META_BYTES)
        return false;
    for (size_t i = 0; i < sizeof meta_words / sizeof *meta_words; i++)
        if (kw_str_starts(line, kw_str_of(meta_words[i])))
            return true;
    return kw_date_find(line, &day, NULL);
}

static size_t words_of(struct kw_str line)
{
    size_t words = 0;
    struct kw_str word;
    while (kw_str_item(&line, ' ', &word))
        words += word.len > 0;
    return words;
}

/* A headline ends without a full stop and is no list, no label and no fragment. */
static bool is_headline(struct kw_str line)
{
    if (line.len > TITLE_BYTES || strchr(".,;:", line.ptr[line.len - 1]))
        return false;
    size_t words = words_of(line);
    return words >= 2 && words <= TITLE_WORDS;
}

static struct kw_str find_title(struct kw_str text)
{
    struct kw_str line;
    for (int lines = 0; lines < MOST_LINES && kw_str_line(&text, &line);) {
        line = kw_str_trim(line);
        if (line.len == 0)
            continue;
        lines++;
        if (is_meta(line))
            continue;
        /* A text of one line is no headline of anything. */
        return is_headline(line) && kw_str_trim(text).len ? line : KW_STR("");
    }
    return KW_STR("");
}

/* "(Reuters) -": the name in brackets before a dash, early in a line. */
static struct kw_str dateline_agency(struct kw_str line)
{
    static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94"};
    struct kw_str head =
        kw_str_slice(line, 0, line.len < DATELINE_BYTES ? line.len : DATELINE_BYTES);
    size_t open = kw_str_find(head, KW_STR("("), 0);
    size_t close = open < head.len ? kw_str_find(head, KW_STR(")"), open) : head.len;
    if (close >= head.len)
        return KW_STR("");
    struct kw_str after = kw_str_trim(kw_str_slice(head, close + 1, head.len));
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (kw_str_starts(after, kw_str_of(dashes[i])))
            return kw_str_slice(head, open + 1, close);
    return KW_STR("");
}

/* The outlet of that name, by the name the lexicon gives it; else nothing. */
static struct kw_str outlet_named(const struct kw_lexicon *lexicon,
                                  struct kw_arena *arena, struct kw_str name)
{
    struct kw_lexhits hits;
    struct kw_str folded;
    if (name.len == 0 || kw_fold(arena, name, &folded, NULL) != KW_OK ||
        !kw_lexicon_find(lexicon, folded, &hits))
        return KW_STR("");
    for (size_t i = 0; i < kw_lexhits_count(&hits); i++) {
        struct kw_lexeme l = kw_lexhits_at(&hits, i);
        if (kw_lexicon_type(lexicon, l.row) == KW_TYPE_OUTLET)
            return kw_lexicon_name(lexicon, l.row);
    }
    return KW_STR("");
}

static struct kw_str find_publisher(const struct kw_lexicon *lexicon,
                                    struct kw_arena *arena, struct kw_str text)
{
    struct kw_str line;
    for (int lines = 0; lines < MOST_LINES && kw_str_line(&text, &line);) {
        line = kw_str_trim(line);
        if (line.len == 0)
            continue;
        lines++;
        struct kw_str outlet = outlet_named(lexicon, arena, dateline_agency(line));
        if (outlet.len)
            return outlet;
    }
    return KW_STR("");
}

static bool joins_names(struct kw_str word)
{
    return kw_str_eq(word, KW_STR("and")) || kw_str_eq(word, KW_STR("AND")) ||
           kw_str_eq(word, KW_STR("&"));
}

static bool has_capital(struct kw_str word)
{
    size_t len;
    uint32_t first = word.len ? kw_utf8_decode(word, 0, &len) : 0;
    return (first >= 'A' && first <= 'Z') || first >= 0xC0;
}

/* "Ada Writer and Max Penn" of "By Ada Writer and Max Penn, Courier | 8 April": words
 * with a capital, or "and", up to the first sign or small word. Empty: no byline. */
static struct kw_str byline_names(struct kw_str line)
{
    bool by = kw_str_starts(line, KW_STR("By ")) || kw_str_starts(line, KW_STR("BY "));
    if (!by || line.len > BYLINE_BYTES)
        return KW_STR("");
    struct kw_str all = kw_str_trim(kw_str_slice(line, 3, line.len)), rest = all, word;
    size_t end = 0, names = 0;
    for (bool more = true; more && kw_str_item(&rest, ' ', &word);) {
        if (joins_names(word))
            continue;
        bool sign = word.len && strchr(",|;:-", word.ptr[word.len - 1]);
        if (!has_capital(word))
            break;
        more = !sign;
        end = (size_t)(word.ptr - all.ptr) + word.len - sign;
        names++;
    }
    return names >= 2 ? kw_str_slice(all, 0, end) : KW_STR("");
}

static struct kw_str find_author(struct kw_str text)
{
    struct kw_str line, author = KW_STR("");
    for (int lines = 0; lines < MOST_LINES && author.len == 0 && kw_str_line(&text, &line);) {
        line = kw_str_trim(line);
        lines += line.len > 0;
        author = byline_names(line);
    }
    return author;
}

void kw_headline_fill(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                      struct kw_document *document)
{
    if (document->title.len == 0)
        document->title = find_title(document->text);
    if (document->date == KW_DAY_NONE &&
        !kw_date_find(document->text, &document->date, NULL))
        document->date = KW_DAY_NONE;
    if (document->publisher.len == 0)
        document->publisher = find_publisher(lexicon, arena, document->text);
    if (document->author.len == 0)
        document->author = find_author(document->text);
}
