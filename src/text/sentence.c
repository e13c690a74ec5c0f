/* sentence.c - where sentences end inside a paragraph, and what kind of line each is.
 *
 * The rules read tokens, so decimals, initials, acronyms and abbreviations have been
 * told from full stops already; what is left to decide is whether an abbreviation also
 * ends its sentence, and which quotes and brackets belong before the border.
 */
#include "text/room.h"

#include <string.h>

#include "lexicon/schema.h"

struct cut {
    const struct kw_lexicon *lexicon;
    struct kw_str text;
    const struct kw_token *tokens;
    size_t first; /* the paragraph's first token */
    size_t end;   /* the token after its last */
};

static struct kw_str raw(const struct cut *c, size_t i)
{
    return kw_str_slice(c->text, c->tokens[i].span.start, c->tokens[i].span.end);
}

static char last_byte(struct kw_str s)
{
    return s.len ? s.ptr[s.len - 1] : '\0';
}

static bool starts_upper(const struct cut *c, size_t i)
{
    size_t len;
    return kw_letter_at(c->text, c->tokens[i].span.start, &len) == KW_LETTER_UPPER;
}

static bool starts_lower(const struct cut *c, size_t i)
{
    size_t len;
    return kw_letter_at(c->text, c->tokens[i].span.start, &len) == KW_LETTER_LOWER;
}

/* Quotes and brackets that close; straight quotes close when nothing parts them from
 * what they follow. */
static bool closes(const struct cut *c, size_t i)
{
    static const char *const closers[] = {
        ")", "]", "}", "\xE2\x80\x9D", "\xE2\x80\x99", "''", "\xC2\xBB"};
    struct kw_str s = raw(c, i);
    if (KW_STR_AMONG(s, closers))
        return true;
    if (!kw_str_eq(s, KW_STR("\"")) && !kw_str_eq(s, KW_STR("'")))
        return false;
    return !c->tokens[i].space;
}

static bool opens(const struct cut *c, size_t i)
{
    static const char *const openers[] = {"(",  "[", "\xE2\x80\x9C", "\xE2\x80\x98", "``",
                                          "\"", "'", "\xC2\xAB"};
    return KW_STR_AMONG(raw(c, i), openers);
}

static bool lookup(const struct cut *c, size_t i, enum kw_lex_table table,
                   struct kw_lexeme *lexeme)
{
    struct kw_lexhits hits;
    return kw_lexicon_find(c->lexicon, c->tokens[i].norm, &hits) &&
           kw_lexhits_in(&hits, table, lexeme);
}

/* ":-)" and its kin: two or three marks that begin with eyes. */
static bool is_emoticon(const struct cut *c, size_t i)
{
    struct kw_str s = raw(c, i);
    return s.len >= 2 && s.len <= 3 && (s.ptr[0] == ':' || s.ptr[0] == ';') &&
           s.ptr[1] != s.ptr[0];
}

/* A capitalized function word: "The", "He", "But". Nobody is called so. */
static bool starts_sentence(const struct cut *c, size_t i)
{
    struct kw_lexeme lexeme;
    if (opens(c, i))
        return i + 1 < c->end && starts_upper(c, i + 1);
    bool letter = c->tokens[i].shape == KW_SHAPE_UPPER && raw(c, i).len == 1; /* "I" */
    return (letter || c->tokens[i].shape == KW_SHAPE_CAPITALIZED) &&
           lookup(c, i, KW_TABLE_CLOSED, &lexeme);
}

/* "Mr.", "J.", "U.S.": a word that has its stop inside the token. */
static bool is_dotted(const struct cut *c, size_t i)
{
    return c->tokens[i].shape != KW_SHAPE_PUNCT && last_byte(raw(c, i)) == '.';
}

static bool may_end(const struct cut *c, size_t i)
{
    struct kw_lexeme lexeme;
    if (lookup(c, i, KW_TABLE_ABBREVIATIONS, &lexeme))
        return kw_str_eq(
            kw_lexicon_cell(c->lexicon, lexeme.row, KW_COL_ABBREVIATIONS_ENDS),
            KW_STR("1"));
    return raw(c, i).len > 2; /* an initial never ends one, "D.C." may */
}

/* "1." or "a." that opens a line or follows a border: the number of an item. */
static bool is_item_number(const struct cut *c, size_t i, size_t sentence)
{
    return i == sentence + 1 && (c->tokens[i - 1].shape == KW_SHAPE_NUMBER) &&
           raw(c, i - 1).len <= 3;
}

static bool ends_lower(const struct cut *c, size_t i)
{
    return i > c->first && c->tokens[i - 1].shape == KW_SHAPE_LOWER;
}

/* "http://..." or a rule of dashes: a line of its own in text that has lost its lines. */
static bool stands_alone(const struct cut *c, size_t i)
{
    struct kw_str s = raw(c, i);
    if (c->tokens[i].shape == KW_SHAPE_PUNCT)
        return s.len >= 5 &&
               (s.ptr[0] == '-' || s.ptr[0] == '=' || s.ptr[0] == '*' ||
                s.ptr[0] == '_') &&
               s.ptr[1] == s.ptr[0];
    return kw_str_starts(s, KW_STR("http://")) || kw_str_starts(s, KW_STR("https://"));
}

/* Whether a border lies between the token before `i` and `i` because one of them stands
 * alone. */
static bool parts_lines(const struct cut *c, size_t i)
{
    bool before = stands_alone(c, i - 1), here = stands_alone(c, i);
    if (before && here)
        return true;
    if (before)
        return starts_upper(c, i) && c->tokens[i].space;
    return here && c->tokens[i - 1].shape == KW_SHAPE_PUNCT &&
           (kw_str_eq(raw(c, i - 1), KW_STR(":")) ||
            kw_str_eq(raw(c, i - 1), KW_STR(".")) ||
            c->tokens[i].shape == KW_SHAPE_PUNCT);
}

/* The token after the closing marks, further stops and note numbers ("[12]") at `i`. */
static size_t skip_closers(const struct cut *c, size_t i, size_t most)
{
    while (i < most) {
        bool note = i + 2 < most && c->tokens[i + 1].shape == KW_SHAPE_NUMBER &&
                    kw_str_eq(raw(c, i), KW_STR("[")) &&
                    kw_str_eq(raw(c, i + 2), KW_STR("]"));
        struct kw_str s = raw(c, i);
        bool stop = s.len && c->tokens[i].shape == KW_SHAPE_PUNCT &&
                    (s.ptr[0] == '.' || s.ptr[0] == '!' || s.ptr[0] == '?');
        bool dots = stop && s.len > 1 && s.ptr[0] == '.' && c->tokens[i].space;
        if (dots || (!note && !stop && !closes(c, i) && !is_emoticon(c, i)))
            break; /* dots apart belong to what they open: "... Nobody" */
        i += note ? 3 : 1;
    }
    return i;
}

/* Whether token `i` with the stop behind it is an abbreviation: "Mt", of "Mt . Kenya". */
static bool is_shortened(const struct cut *c, size_t i)
{
    char dotted[12];
    struct kw_str norm = c->tokens[i].norm;
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (norm.len + 1 > sizeof dotted || !starts_upper(c, i))
        return false;
    memcpy(dotted, norm.ptr, norm.len);
    dotted[norm.len] = '.';
    return kw_lexicon_find(c->lexicon, (struct kw_str){dotted, norm.len + 1}, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_ABBREVIATIONS, &lexeme);
}

/* "Robert B . Parker", "Mt . Kenya": the stop belongs to the word before it, as in text
 * whose tokens are joined by spaces. */
static bool is_apart(const struct cut *c, size_t i)
{
    if (i == c->first || !c->tokens[i].space || !kw_str_eq(raw(c, i), KW_STR(".")))
        return false;
    bool initial = c->tokens[i - 1].shape == KW_SHAPE_UPPER && raw(c, i - 1).len == 1;
    return initial || is_shortened(c, i - 1);
}

/* Whether a sentence may end after the stop at `i`, when `next` (past the closing
 * marks) comes next. */
static bool stop_ends(const struct cut *c, size_t i, size_t next, size_t sentence)
{
    struct kw_str stop = raw(c, i);
    bool space = c->tokens[next].space, closed = next > i + 1;
    if (is_dotted(c, i))
        return space && may_end(c, i) && starts_sentence(c, next);
    if (is_apart(c, i) && !closed)
        return starts_sentence(c, next);
    if (stop.len > 1 && stop.ptr[0] == '.') /* ellipsis of stops */
        return space && !starts_lower(c, next);
    if (!space)
        return (stop.ptr[0] == '?' || starts_upper(c, next)) && !closed && i > c->first &&
               c->tokens[i - 1].shape == KW_SHAPE_LOWER;
    if (starts_lower(c, next) && (closed || (stop.ptr[0] == '!' && !ends_lower(c, i))))
        return false; /* "Stop!" he said; Yahoo! says */
    return !is_item_number(c, i, sentence);
}

static bool is_stop(const struct cut *c, size_t i)
{
    struct kw_str s = raw(c, i);
    if (s.len == 0)
        return false;
    return s.ptr[0] == '.' ? c->tokens[i].shape == KW_SHAPE_PUNCT
                           : s.ptr[0] == '!' || s.ptr[0] == '?' || is_dotted(c, i) ||
                                 kw_str_eq(s, KW_STR("\xE2\x80\xA6"));
}

/* The token after the sentence that starts at `first`. */
static size_t sentence_end(const struct cut *c, size_t first)
{
    size_t most = first + KW_SENTENCE_LIMIT < c->end ? first + KW_SENTENCE_LIMIT : c->end;
    for (size_t i = first; i < most; i++) {
        if (i > first &&
            (parts_lines(c, i) || kw_mail_parts(c->text, c->tokens, first, i, most)))
            return i;
        if (!is_stop(c, i) && !(i > first && is_emoticon(c, i)))
            continue;
        if (i == first && raw(c, i).len > 1 && c->tokens[i].shape == KW_SHAPE_PUNCT)
            continue; /* dots that open the sentence */
        size_t next = skip_closers(c, i + 1, most);
        if (next < most && stop_ends(c, i, next, first))
            return next;
    }
    return most;
}

/* --- kinds of lines ---------------------------------------------------------------- */

struct counts {
    size_t words;   /* tokens with letters */
    size_t capital; /* that start with a capital */
    size_t upper;   /* in capitals, of two letters or more */
    size_t lower;   /* in lower case and not a function word */
    size_t dated;   /* months, weekdays, zones, "Published", numbers */
};

static bool is_ordinary(const struct cut *c, size_t i, struct kw_str why)
{
    struct kw_lexeme lexeme;
    return lookup(c, i, KW_TABLE_ORDINARY, &lexeme) &&
           kw_str_eq(kw_lexicon_cell(c->lexicon, lexeme.row, KW_COL_ORDINARY_WHY), why);
}

static struct counts count_words(const struct cut *c, size_t first, size_t end)
{
    struct counts n = {0};
    struct kw_lexeme lexeme;
    for (size_t i = first; i < end; i++) {
        enum kw_shape shape = c->tokens[i].shape;
        n.dated += shape == KW_SHAPE_NUMBER;
        if (shape == KW_SHAPE_PUNCT || shape == KW_SHAPE_NUMBER)
            continue;
        n.words++;
        n.capital += starts_upper(c, i);
        n.upper += shape == KW_SHAPE_UPPER && raw(c, i).len > 1;
        n.lower += shape == KW_SHAPE_LOWER && !lookup(c, i, KW_TABLE_CLOSED, &lexeme);
    }
    return n;
}

/* A line of nothing but a date and time and the words around them: "Published 15:32
 * IST, April 8th 2023". */
static bool is_dateline(const struct cut *c, size_t first, size_t end)
{
    size_t numbers = 0, calendar = 0, others = 0;
    for (size_t i = first; i < end; i++) {
        enum kw_shape shape = c->tokens[i].shape;
        if (shape == KW_SHAPE_NUMBER)
            numbers++;
        else if (is_ordinary(c, i, KW_STR("calendar")))
            calendar++;
        else if (shape != KW_SHAPE_PUNCT && !is_ordinary(c, i, KW_STR("furniture")) &&
                 raw(c, i).len > 4)
            return false; /* shorter: "at", "of", "IST", "a.m." */
        else
            others += shape != KW_SHAPE_PUNCT;
    }
    return numbers > 0 && calendar > 0 && others <= 3;
}

/* "Read More Share": nothing but words of page furniture. */
static bool is_furniture_words(const struct cut *c, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (c->tokens[i].shape != KW_SHAPE_PUNCT &&
            !is_ordinary(c, i, KW_STR("furniture")))
            return false;
    }
    return end - first <= 6;
}

/* A line that is one phrase of page furniture: "Advertisement", "Terms of use:". */
static bool is_furniture_phrase(const struct cut *c, size_t first, size_t end)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(c->lexicon);
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    while (end > first && c->tokens[end - 1].shape == KW_SHAPE_PUNCT)
        end--;
    for (size_t i = first; i < end; i++) {
        bool more = kw_lexwalk_step(&walk, c->tokens[i].space && i > first,
                                    c->tokens[i].norm, &hits);
        if (i + 1 == end)
            return kw_lexhits_in(&hits, KW_TABLE_ORDINARY, &lexeme) &&
                   kw_str_eq(kw_lexicon_cell(c->lexicon, lexeme.row, KW_COL_ORDINARY_WHY),
                             KW_STR("furniture"));
        if (!more)
            return false;
    }
    return false;
}

static bool in_furniture(const struct kw_document *document, struct kw_span span)
{
    size_t low = 0, high = document->furniture_count;
    while (low < high) { /* the first one that ends after the sentence's start */
        size_t middle = low + (high - low) / 2;
        if (document->furniture[middle].end <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < document->furniture_count && document->furniture[low].start < span.end;
}

static void describe(const struct cut *c, const struct kw_document *document,
                     struct kw_sentence *s)
{
    bool alone = s->first == c->first && s->end == c->end;
    struct counts n = count_words(c, s->first, s->end);
    char last = last_byte(raw(c, s->end - 1));
    s->capitals = n.words >= 3 && n.upper * 4 >= n.words * 3;
    s->headline = alone && last != '.' && last != '!' && last != ':' && last != ',' &&
                  n.words >= 2 && n.words <= 25 && n.capital * 2 >= n.words &&
                  n.lower * 4 <= n.words;
    s->furniture =
        in_furniture(document, s->span) ||
        (alone && (is_furniture_phrase(c, s->first, s->end) ||
                   (n.words && is_furniture_words(c, s->first, s->end)) ||
                   (s->end - s->first <= 16 && is_dateline(c, s->first, s->end))));
}

enum kw_status kw_sentences_add(const struct kw_lexicon *lexicon,
                                const struct kw_document *document, kw_token_list *tokens,
                                size_t first, uint32_t paragraph, struct kw_arena *arena,
                                kw_sentence_list *sentences, struct kw_error *err)
{
    struct cut c = {lexicon, document->text, tokens->items, first, tokens->count};
    for (size_t at = first, end; at < tokens->count; at = end) {
        struct kw_sentence *s = KW_PUSH(arena, sentences);
        if (!s)
            return kw_nomem(err);
        end = sentence_end(&c, at);
        s->first = (uint32_t)at;
        s->end = (uint32_t)end;
        s->span.start = tokens->items[at].span.start;
        s->span.end = tokens->items[end - 1].span.end;
        s->paragraph = paragraph;
        describe(&c, document, s);
        for (size_t i = at; i < end; i++)
            tokens->items[i].sentence = (uint32_t)(sentences->count - 1);
    }
    return KW_OK;
}
