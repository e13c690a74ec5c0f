/* unit.c - collects a run of capitalized tokens as units: known names, titles, plain
 * words, and the glue between them.
 */
#include "name/unit.h"

#include <string.h>

/* Inner particles of personal names, folded. */
static const char particles[] =
    "al el bin ibn bint ben abu ul ur as ash an ad de la del della di da do dos du van "
    "von der den ter zu af le";

bool kw_is_particle(const struct kw_finder *f, uint32_t i)
{
    return kw_norm_in(f, i, particles);
}

static bool glued(const struct kw_finder *f, uint32_t i)
{
    return kw_in_sentence(f, i) && !kw_at(f, i)->space;
}

static bool is_hyphen(const struct kw_finder *f, uint32_t i)
{
    return kw_norm_is(f, i, "-") && glued(f, i) && glued(f, i + 1);
}

/* E-mail addresses, URLs, handles and hashtags. */
static bool is_address(struct kw_str raw)
{
    return memchr(raw.ptr, '@', raw.len) || memchr(raw.ptr, '/', raw.len) ||
           raw.ptr[0] == '#';
}

/* A capitalized word that may be part of a name, known or not. */
static bool is_wordlike(const struct kw_finder *f, uint32_t i)
{
    if (!kw_in_sentence(f, i))
        return false;
    const struct kw_mark *mark = kw_mark_at(f, i);
    if (!mark->upper || is_address(kw_raw(f, i)))
        return false;
    if (mark->ordinary == KW_ORDINARY_CALENDAR)
        return i > f->sentence->first && kw_mark_at(f, i - 1)->head == 1 &&
               kw_head_is(f, i - 1, "first"); /* Operation Night Owl */
    if (mark->closed && mark->given && kw_in_sentence(f, i + 1) &&
        kw_mark_at(f, i + 1)->upper && !kw_mark_at(f, i + 1)->known)
        return !kw_at(f, i + 1)->common; /* Will Smith */
    if (mark->closed)
        return kw_at(f, i)->shape == KW_SHAPE_UPPER && kw_raw(f, i).len > 1 &&
               !mark->initial;
    return !(mark->ordinary == KW_ORDINARY_FURNITURE && mark->initial);
}

static bool opens_name(const struct kw_finder *f, uint32_t i)
{
    return kw_in_sentence(f, i) && (kw_mark_at(f, i)->known > 0 || is_wordlike(f, i));
}

/* "al" of "al-Shabaab", "von" of "von der Leyen": a lower-case particle with a name
 * right behind. Gives where that name starts, or 0. */
static uint32_t after_particles(const struct kw_finder *f, uint32_t i)
{
    uint32_t at = i;
    while (kw_is_particle(f, at) && at < i + 3) {
        at++;
        if (is_hyphen(f, at))
            at++;
    }
    return at > i && is_wordlike(f, at) ? at : 0;
}

bool kw_unit_is_generic(const struct kw_finder *f, const struct kw_unit *unit)
{
    return unit->kind == KW_UNIT_KNOWN && unit->reading.row &&
           kw_lexicon_table(f->lexicon, unit->reading.row) == KW_TABLE_GENERIC;
}

/* Heads of bodies, places and the like, not of outlets and firms: "News of ...". */
static bool takes_of(const struct kw_finder *f, uint32_t i)
{
    enum kw_type type = kw_lexicon_type(f->lexicon, kw_mark_at(f, i)->head_row);
    return kw_mark_at(f, i)->head && type != KW_TYPE_OUTLET && type != KW_TYPE_FIRM &&
           type != KW_TYPE_TOOL;
}

/* "of the" and the like after the head of a body: "Ministry of", "Center for". */
static uint32_t after_of(const struct kw_finder *f, uint32_t i, const struct kw_run *r)
{
    uint32_t at = i + 1;
    if (!kw_norm_in(f, i, "of for on") || r->count == 0)
        return 0;
    const struct kw_unit *last = &r->units[r->count - 1];
    uint32_t word = last->end - 1;
    bool headed = takes_of(f, word) || kw_mark_at(f, last->first)->head > 1;
    if (last->kind == KW_UNIT_TITLE ||
        (last->kind == KW_UNIT_KNOWN && last->reading.type == KW_TYPE_COUNTRY))
        return 0;
    if (!headed && !kw_unit_is_generic(f, last))
        return 0;
    if (kw_norm_is(f, at, "the"))
        at++;
    return opens_name(f, at) && kw_mark_at(f, at)->upper ? at : 0;
}

/* A capitalized word that is no name by itself. */
static bool is_plain_capital(const struct kw_finder *f, uint32_t i)
{
    return is_wordlike(f, i) && !kw_mark_at(f, i)->known && !kw_mark_at(f, i)->given;
}

/* The head of a body among the next three words from `i` on: "Exchange Commission". */
static bool head_follows(const struct kw_finder *f, uint32_t i)
{
    for (uint32_t n = 0; n < 3 && is_wordlike(f, i + n); n++) {
        if (n > 0 && takes_of(f, i + n) && !kw_head_is(f, i + n, "first"))
            return true;
    }
    return false;
}

/* "and" between two ordinary words of one body's name: "[Department of] Health and Human
 * Services", "Truth and Reconciliation Commission". */
static bool joins_common(const struct kw_finder *f, uint32_t i, const struct kw_run *r)
{
    if (!kw_norm_in(f, i, "and &") || !is_wordlike(f, i + 1))
        return false;
    const struct kw_unit *last = &r->units[r->count - 1];
    if (kw_norm_is(f, i, "&"))
        return last->kind != KW_UNIT_TITLE;
    if (last->kind == KW_UNIT_KNOWN) /* "Ministry of Agriculture", which is in a table */
        return kw_unit_is_generic(f, last) && last->end > last->first + 2 &&
               is_plain_capital(f, i + 1);
    if (last->kind != KW_UNIT_WORD || !kw_at(f, last->first)->common ||
        !is_plain_capital(f, i + 1))
        return false;
    for (size_t u = 0; u + 1 < r->count; u++) {
        if (r->units[u].kind == KW_UNIT_GLUE)
            return true; /* after "of" */
    }
    return !kw_mark_at(f, last->first)->initial && head_follows(f, i + 1);
}

/* "Jong-un", "Ing-wen": the lower-case half of a given name, not of "US-based". */
static bool is_lower_half(const struct kw_finder *f, uint32_t i, const struct kw_run *r)
{
    const struct kw_token *token = kw_at(f, i);
    if (token->shape != KW_SHAPE_LOWER || r->count == 0 ||
        r->units[r->count - 1].kind != KW_UNIT_WORD)
        return false;
    if (!token->common)
        return token->span.end - token->span.start <= 8;
    return r->count >= 2 && r->units[r->count - 2].kind == KW_UNIT_WORD &&
           token->span.end - token->span.start <= 4;
}

/* "New People's Party", "Port Workers' Federation": the possessive of a plural that is
 * itself no name, before another capital. */
static bool is_inner_possessive(const struct kw_finder *f, uint32_t i,
                                const struct kw_run *r)
{
    if (kw_tag_at(f, i) != KW_TAG_POS || r->units[r->count - 1].kind != KW_UNIT_WORD ||
        !is_wordlike(f, i + 1))
        return false;
    if (kw_norm_is(f, i, "'"))
        return kw_at(f, i - 1)->common && kw_str_ends(kw_at(f, i - 1)->norm, KW_STR("s"));
    return kw_norm_in(f, i - 1, "people women men children");
}

/* "Grach-2": the number of a model. */
static bool is_model_number(const struct kw_finder *f, uint32_t i, const struct kw_run *r)
{
    return kw_at(f, i)->shape == KW_SHAPE_NUMBER && kw_raw(f, i).len <= 4 &&
           r->units[r->count - 1].kind == KW_UNIT_WORD;
}

/* Where the run goes on after glue that starts at `i`, or 0. */
static uint32_t skip_glue(const struct kw_finder *f, uint32_t i, const struct kw_run *r)
{
    uint32_t at;
    if (!kw_in_sentence(f, i) || r->count == 0)
        return 0;
    if (is_hyphen(f, i) && is_model_number(f, i + 1, r))
        return i + 1;
    if (is_hyphen(f, i))
        return is_wordlike(f, i + 1) || is_lower_half(f, i + 1, r) ? i + 1
               : (at = after_particles(f, i + 1))                  ? at
                                                                   : 0;
    if ((at = after_of(f, i, r)) || (at = after_particles(f, i)))
        return at;
    return joins_common(f, i, r) || is_inner_possessive(f, i, r) ? i + 1 : 0;
}

static void push(struct kw_run *r, uint32_t first, uint32_t end, enum kw_unit_kind kind)
{
    r->units[r->count++] = (struct kw_unit){.first = first, .end = end, .kind = kind};
}

/* A title needs a capital and a person behind it: "Justice Department" has none. */
static bool is_title(const struct kw_finder *f, uint32_t i)
{
    const struct kw_mark *mark = kw_mark_at(f, i);
    if (!mark->title || !mark->upper)
        return false;
    uint32_t next = i + mark->title;
    if (!is_wordlike(f, next))
        return !kw_mark_at(f, i)->head || !is_wordlike(f, next);
    const struct kw_mark *after = kw_mark_at(f, next);
    if (after->given || after->title ||
        kw_norm_in(f, i, "mr mr. mrs mrs. ms ms. messrs messrs. mme mme. herr frau sir"))
        return true; /* Mr Brown, Mrs Bank */
    return after->head == 0 && !kw_at(f, next)->common;
}

/* "Shajahan Khan", "General Amir Ali": a title by its letters, a name by its place. */
static bool is_surname(const struct kw_run *r, uint32_t i)
{
    const struct kw_finder *f = r->f;
    if (r->count == 0 || kw_mark_at(f, i)->title != 1)
        return false;
    const struct kw_unit *last = &r->units[r->count - 1];
    if (last->kind == KW_UNIT_TITLE)
        return kw_mark_at(f, i)->given != 0;
    return last->kind == KW_UNIT_WORD && !is_wordlike(f, i + 1) &&
           !kw_at(f, last->first)->common &&
           kw_mark_at(f, i)->title_kind <= KW_TITLE_OFFICE;
}

/* Adds the unit that starts at `i`; gives where the next one starts. */
static uint32_t push_unit(struct kw_run *r, uint32_t i)
{
    struct kw_finder *f = r->f;
    struct kw_mark *mark = kw_mark_at(f, i);
    if (is_title(f, i) && mark->title >= mark->known && !is_surname(r, i)) {
        push(r, i, i + mark->title, KW_UNIT_TITLE);
        return i + mark->title;
    }
    bool person = mark->known == 1 && (kw_seen(f, i) & KW_SEEN_PERSON) &&
                  !kw_is_placed(f, i); /* Jordan, after Michael Jordan */
    if (mark->known && !person) {
        struct kw_unit *unit = &r->units[r->count];
        uint32_t end = i + mark->known;
        push(r, i, end, KW_UNIT_KNOWN);
        if (kw_reading_choose(f, i, end, &unit->reading))
            return end;
        r->count--;
        if (unit->reading.use == KW_USE_ADJECTIVE)
            return i; /* a language */
    }
    if (!is_wordlike(f, i))
        return i; /* nothing */
    push(r, i, i + 1, KW_UNIT_WORD);
    return i + 1;
}

/* Collects the run that starts at `i`; gives where it ends (i: there is none). */
uint32_t kw_run_collect(struct kw_run *r, uint32_t i)
{
    struct kw_finder *f = r->f;
    uint32_t at = after_particles(f, i);
    if (at && !kw_mark_at(f, i)->upper && kw_mark_at(f, i)->known == 0 &&
        (is_hyphen(f, i + 1) || kw_norm_in(f, i, "von van bin ibn")))
        push(r, i, at, KW_UNIT_GLUE);
    else
        at = i;
    while (at < f->sentence->end && r->count + 2 < KW_RUN_UNITS) {
        uint32_t next = opens_name(f, at) ? push_unit(r, at) : at;
        if (next > at) {
            at = next;
            continue;
        }
        next = skip_glue(f, at, r);
        if (!next || (!opens_name(f, next) && !is_lower_half(f, next, r) &&
                      !is_model_number(f, next, r)))
            break;
        push(r, at, next, KW_UNIT_GLUE);
        at = next;
        if (!opens_name(f, at)) {
            push(r, at, at + 1, KW_UNIT_WORD);
            at++;
        }
    }
    while (r->count > 0 && r->units[r->count - 1].kind == KW_UNIT_GLUE)
        at = r->units[--r->count].first;
    return r->count ? r->units[r->count - 1].end : i;
}
