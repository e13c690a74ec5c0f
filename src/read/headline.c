/* headline.c - what an article says about itself: title, date, publisher. */
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
}
