/* mark.c - one walk through the tables from every token of a sentence. */
#include "name/room.h"

#include <string.h>

#include "base/utf8.h"
#include "lexicon/schema.h"

/* Longest phrase of any table, in tokens; the walk ends by itself long before. */
#define LONGEST 24

struct walker {
    struct kw_finder *f;
    struct kw_mark *mark;
    uint32_t first; /* token the walk started at */
};

static bool upper_at(struct kw_str s, size_t at, size_t *len)
{
    return kw_is_upper(kw_utf8_decode(s, at, len));
}

struct letters {
    size_t words; /* runs of letters and digits that start with a capital */
    size_t upper;
    size_t lower;
};

static struct letters count_letters(struct kw_str s)
{
    struct letters n = {0};
    bool inside = false;
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        bool upper = kw_is_upper(code), letter = upper || kw_is_letter(code);
        n.upper += upper;
        n.lower += letter && !upper;
        n.words += upper && !inside;
        inside = letter || code == '\'' || code == 0x2019 || kw_is_digit(code);
    }
    return n;
}

/* Whether `raw` may be the way a text writes `surface`: capitals where the table has
 * them; "Nato" for "NATO", but not "who" or "Who" for "WHO". */
static bool case_fits(struct kw_str surface, struct kw_str raw, bool shouted, bool common)
{
    struct letters s = count_letters(surface), r = count_letters(raw);
    if (shouted)
        return true;
    if (s.upper > 1 && s.lower == 0) /* an acronym */
        return r.lower == 0 ||
               (r.words >= s.words && r.upper >= 1 && s.upper >= 4 && !common);
    if (r.lower == 0 && r.upper > 1 && s.lower > 0)
        return s.lower + s.upper >= 4;
    return r.words >= s.words;
}

/* Keeps of `hits` whether any name in them is written as `raw` may be. */
static bool names_here(const struct walker *w, const struct kw_lexhits *hits,
                       uint32_t end)
{
    const struct kw_sentence *s = w->f->sentence;
    struct kw_str raw =
        kw_text_slice(w->f->text, kw_text_span(w->f->text, w->first, end));
    bool common = end == w->first + 1 && kw_at(w->f, w->first)->common;
    size_t count = kw_lexhits_count(hits);
    for (size_t i = 0; i < count; i++) {
        struct kw_lexeme lexeme = kw_lexhits_at(hits, i);
        if (lexeme.table != KW_TABLE_COUNTRIES && lexeme.table != KW_TABLE_NAMES &&
            lexeme.table != KW_TABLE_GENERIC)
            continue;
        if (case_fits(lexeme.surface, raw, s->capitals, common))
            return true;
    }
    return false;
}

static enum kw_title title_of(struct kw_str kind)
{
    return kw_str_eq(kind, KW_STR("honorific")) ? KW_TITLE_HONORIFIC
           : kw_str_eq(kind, KW_STR("rank"))    ? KW_TITLE_RANK
                                                : KW_TITLE_OFFICE;
}

static enum kw_ordinary ordinary_of(struct kw_str why)
{
    return kw_str_eq(why, KW_STR("calendar"))    ? KW_ORDINARY_CALENDAR
           : kw_str_eq(why, KW_STR("furniture")) ? KW_ORDINARY_FURNITURE
           : kw_str_eq(why, KW_STR("title"))     ? KW_ORDINARY_TITLE
           : kw_str_eq(why, KW_STR("region"))    ? KW_ORDINARY_REGION
                                                 : KW_ORDINARY_WORD;
}

/* "New", "First" and "Two" begin names as other adjectives do. */
static bool is_closed(struct kw_str tag)
{
    return !kw_str_eq(tag, KW_STR("JJ")) && !kw_str_eq(tag, KW_STR("CD")) &&
           !kw_str_eq(tag, KW_STR("NN"));
}

static void take_single(const struct walker *w, const struct kw_lexeme *lexeme)
{
    struct kw_mark *mark = w->mark;
    if (lexeme->table == KW_TABLE_GIVEN && !mark->given)
        mark->given = lexeme->row;
    else if (lexeme->table == KW_TABLE_ORDINARY)
        mark->ordinary = ordinary_of(kw_cell_at(w->f, lexeme->row, KW_COL_ORDINARY_WHY));
    else if (lexeme->table == KW_TABLE_CLOSED)
        mark->closed =
            mark->closed || is_closed(kw_cell_at(w->f, lexeme->row, KW_COL_CLOSED_TAG));
}

/* Titles are written with capitals, except roles, which may have none. */
static void take_phrase(const struct walker *w, const struct kw_lexeme *lexeme,
                        uint16_t tokens, struct kw_str raw)
{
    struct kw_mark *mark = w->mark;
    size_t len;
    bool upper = upper_at(raw, 0, &len);
    switch (lexeme->table) {
    case KW_TABLE_HONORIFICS:
        if (!upper)
            return;
        mark->title = tokens;
        mark->title_row = lexeme->row;
        mark->title_kind =
            title_of(kw_cell_at(w->f, lexeme->row, KW_COL_HONORIFICS_KIND));
        return;
    case KW_TABLE_ROLES:
        if (mark->title == tokens && mark->title_kind != KW_TITLE_ROLE)
            return; /* a capitalized title is the better reading of the same words */
        mark->title = tokens;
        mark->title_row = lexeme->row;
        mark->title_kind = KW_TITLE_ROLE;
        return;
    case KW_TABLE_KINDS:
        mark->kind = tokens;
        mark->kind_row = lexeme->row;
        return;
    case KW_TABLE_HEADS:
        if (!upper_at(raw, 0, &len) && upper_at(lexeme->surface, 0, &len))
            return;
        if (mark->head == tokens)
            return; /* the first row wins */
        mark->head = tokens;
        mark->head_row = lexeme->row;
        return;
    default:
        return;
    }
}

static void take_hits(const struct walker *w, const struct kw_lexhits *hits, uint32_t end)
{
    uint16_t tokens = (uint16_t)(end - w->first);
    size_t count = kw_lexhits_count(hits);
    if (count == 0)
        return;
    struct kw_str raw =
        kw_text_slice(w->f->text, kw_text_span(w->f->text, w->first, end));
    for (size_t i = 0; i < count; i++) {
        struct kw_lexeme lexeme = kw_lexhits_at(hits, i);
        if (tokens == 1)
            take_single(w, &lexeme);
        take_phrase(w, &lexeme, tokens, raw);
    }
    if (names_here(w, hits, end)) {
        w->mark->known = tokens;
        w->mark->hits = *hits;
    }
}

static void walk(const struct walker *w)
{
    const struct kw_finder *f = w->f;
    struct kw_lexwalk step = kw_lexwalk_begin(f->lexicon);
    struct kw_lexhits hits;
    for (uint32_t i = w->first; i < f->sentence->end && i < w->first + LONGEST; i++) {
        const struct kw_token *token = kw_at(f, i);
        bool more =
            kw_lexwalk_step(&step, token->space && i > w->first, token->norm, &hits);
        take_hits(w, &hits, i + 1);
        if (!more)
            return;
    }
}

/* Sentence start, after an opening quote or bracket, after a colon, dash or bullet. */
static bool is_initial(const struct kw_finder *f, uint32_t i)
{
    uint32_t first = f->sentence->first;
    if (i == first || (i == first + 1 && kw_at(f, first)->shape == KW_SHAPE_PUNCT))
        return true;
    if (kw_tag_at(f, i - 1) ==
        KW_TAG_OPEN) /* said: "The ... but not the "Pegasus" tool */
        return kw_at(f, i - 2)->shape == KW_SHAPE_PUNCT;
    if (kw_tag_at(f, i - 1) != KW_TAG_PUNCT || kw_norm_in(f, i - 1, ", / &"))
        return false;
    return !kw_norm_is(f, i - 1, "-") || kw_at(f, i)->space;
}

/* Whether the capital of a token is evidence for a name. In headlines every word has
 * one; there, only words that no list knows or that the text has shown as names. */
static bool is_upper(const struct kw_finder *f, uint32_t i, const struct kw_mark *mark)
{
    const struct kw_token *token = kw_at(f, i);
    size_t len;
    if (token->shape != KW_SHAPE_CAPITALIZED && token->shape != KW_SHAPE_UPPER)
        return false;
    if (!upper_at(kw_raw(f, i), 0, &len) && token->common)
        return false;
    if (!f->sentence->capitals &&
        (!f->sentence->headline || token->shape == KW_SHAPE_UPPER))
        return true;
    if (kw_seen(f, i))
        return true;
    return !token->common && !mark->closed && mark->ordinary == KW_ORDINARY_NONE;
}

/* "Feb." is "Feb" to the table of ordinary words. */
static void look_without_stop(const struct kw_finder *f, uint32_t i, struct kw_mark *mark)
{
    struct kw_str norm = kw_at(f, i)->norm;
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (mark->ordinary != KW_ORDINARY_NONE || norm.len < 3 ||
        norm.ptr[norm.len - 1] != '.')
        return;
    if (kw_lexicon_find(f->lexicon, kw_str_slice(norm, 0, norm.len - 1), &hits) &&
        kw_lexhits_in(&hits, KW_TABLE_ORDINARY, &lexeme))
        mark->ordinary = ordinary_of(kw_cell_at(f, lexeme.row, KW_COL_ORDINARY_WHY));
}

void kw_marks_set(struct kw_finder *f)
{
    for (uint32_t i = f->sentence->first; i < f->sentence->end; i++) {
        struct kw_mark *mark = kw_mark_at(f, i);
        *mark = (struct kw_mark){0};
        if (kw_at(f, i)->shape == KW_SHAPE_PUNCT)
            continue;
        struct walker w = {f, mark, i};
        walk(&w);
        look_without_stop(f, i, mark);
        mark->initial = is_initial(f, i);
        mark->upper = is_upper(f, i, mark);
        if (!mark->upper && mark->known == 1 && kw_at(f, i)->common)
            mark->known = 0; /* a headline's "Signal" */
    }
}

bool kw_head_is(const struct kw_finder *f, uint32_t i, const char *where)
{
    struct kw_mark *mark = kw_mark_at(f, i);
    return mark->head > 0 &&
           kw_str_eq(kw_cell_at(f, mark->head_row, KW_COL_HEADS_WHERE), kw_str_of(where));
}
