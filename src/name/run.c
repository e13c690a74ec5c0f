/* run.c - runs of capitalized tokens to names.
 *
 * A run is what could be one name by its looks: "US President Joe Biden", "Ministry of
 * Foreign Affairs". It is cut into units (known names, titles, plain words, glue) and
 * then parsed: titles part what stands before them from the person after them; a head
 * word at the end ("... Agency") holds what stands before it together; known names stand
 * alone unless a given name or a head claims them.
 */
#include "name/room.h"

#include <string.h>

/* Most units in one run; longer runs are cut. */
#define MOST_UNITS 24

enum unit_kind {
    UNIT_WORD,
    UNIT_KNOWN, /* a whole known name */
    UNIT_TITLE,
    UNIT_GLUE, /* "of", "bin", "-", "&": never at either end of a name */
};

struct unit {
    uint32_t first;
    uint32_t end;
    enum unit_kind kind;
    struct kw_name reading; /* of a known name */
};

struct run {
    struct kw_finder *f;
    struct unit units[MOST_UNITS];
    size_t count;
};

/* --- collecting ------------------------------------------------------------------------
 */

/* Inner particles of personal names, folded. */
static const char particles[] =
    "al el bin ibn bint ben abu ul ur as ash an ad de la del della di da do dos du van "
    "von der den ter zu af le";

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
    while (kw_norm_in(f, at, particles) && at < i + 3) {
        at++;
        if (is_hyphen(f, at))
            at++;
    }
    return at > i && is_wordlike(f, at) ? at : 0;
}

static bool is_generic(const struct kw_finder *f, const struct unit *unit)
{
    return unit->kind == UNIT_KNOWN && unit->reading.row &&
           kw_lexicon_table(f->lexicon, unit->reading.row) == KW_TABLE_GENERIC;
}

/* "of the" and the like after the head of a body: "Ministry of", "Center for". */
static uint32_t after_of(const struct kw_finder *f, uint32_t i, const struct run *r)
{
    uint32_t at = i + 1;
    if (!kw_norm_in(f, i, "of for on") || r->count == 0)
        return 0;
    const struct unit *last = &r->units[r->count - 1];
    uint32_t word = last->end - 1;
    bool headed = kw_mark_at(f, word)->head > 0 || kw_mark_at(f, last->first)->head > 1;
    if (last->kind == UNIT_TITLE ||
        (last->kind == UNIT_KNOWN && last->reading.type == KW_TYPE_COUNTRY))
        return 0;
    if (!headed && !is_generic(f, last))
        return 0;
    if (kw_norm_is(f, at, "the"))
        at++;
    return opens_name(f, at) && kw_mark_at(f, at)->upper ? at : 0;
}

/* "and" between two ordinary words of one body's name: "Health and Human Services". */
static bool joins_common(const struct kw_finder *f, uint32_t i, const struct run *r)
{
    if (!kw_norm_in(f, i, "and &") || r->count == 0 || !is_wordlike(f, i + 1))
        return false;
    const struct unit *last = &r->units[r->count - 1];
    if (kw_norm_is(f, i, "&"))
        return last->kind != UNIT_TITLE;
    bool headed = false;
    for (size_t u = 0; u + 1 < r->count; u++)
        headed = headed || r->units[u].kind == UNIT_GLUE;
    return headed && last->kind == UNIT_WORD && kw_at(f, last->first)->common &&
           kw_at(f, i + 1)->common && kw_mark_at(f, i + 1)->known == 0;
}

/* "Jong-un", "Ing-wen": the lower-case half of a given name, not of "US-based". */
static bool is_lower_half(const struct kw_finder *f, uint32_t i, const struct run *r)
{
    const struct kw_token *token = kw_at(f, i);
    if (token->shape != KW_SHAPE_LOWER || r->count == 0 ||
        r->units[r->count - 1].kind != UNIT_WORD)
        return false;
    if (!token->common)
        return token->span.end - token->span.start <= 8;
    return r->count >= 2 && r->units[r->count - 2].kind == UNIT_WORD &&
           token->span.end - token->span.start <= 4;
}

/* "New People's Party", "Women's Tennis Association": the possessive of a plural that is
 * itself no name, before another capital. */
static bool is_inner_possessive(const struct kw_finder *f, uint32_t i,
                                const struct run *r)
{
    return kw_tag_at(f, i) == KW_TAG_POS && r->units[r->count - 1].kind == UNIT_WORD &&
           kw_norm_in(f, i - 1,
                      "people women men workers children farmers teachers "
                      "lawyers doctors prisoners writers students nurses "
                      "veterans employers mothers peoples") &&
           is_wordlike(f, i + 1);
}

/* Where the run goes on after glue that starts at `i`, or 0. */
static uint32_t skip_glue(const struct kw_finder *f, uint32_t i, const struct run *r)
{
    uint32_t at;
    if (!kw_in_sentence(f, i) || r->count == 0)
        return 0;
    if (is_hyphen(f, i))
        return is_wordlike(f, i + 1) || is_lower_half(f, i + 1, r) ? i + 1
               : (at = after_particles(f, i + 1))                  ? at
                                                                   : 0;
    if ((at = after_of(f, i, r)) || (at = after_particles(f, i)))
        return at;
    return joins_common(f, i, r) || is_inner_possessive(f, i, r) ? i + 1 : 0;
}

static void push(struct run *r, uint32_t first, uint32_t end, enum unit_kind kind)
{
    r->units[r->count++] = (struct unit){.first = first, .end = end, .kind = kind};
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
    if (after->given || after->title)
        return true;
    return after->head == 0 && !kw_at(f, next)->common;
}

/* Adds the unit that starts at `i`; gives where the next one starts. */
static uint32_t push_unit(struct run *r, uint32_t i)
{
    struct kw_finder *f = r->f;
    struct kw_mark *mark = kw_mark_at(f, i);
    if (is_title(f, i) && mark->title >= mark->known) {
        push(r, i, i + mark->title, UNIT_TITLE);
        return i + mark->title;
    }
    bool person = mark->known == 1 && (kw_seen(f, i) & KW_SEEN_PERSON) &&
                  !kw_is_placed(f, i); /* Jordan, after Michael Jordan */
    if (mark->known && !person) {
        struct unit *unit = &r->units[r->count];
        uint32_t end = i + mark->known;
        push(r, i, end, UNIT_KNOWN);
        if (kw_reading_choose(f, i, end, &unit->reading))
            return end;
        r->count--;
        if (unit->reading.use == KW_USE_ADJECTIVE)
            return i; /* a language */
    }
    if (!is_wordlike(f, i))
        return i; /* nothing */
    push(r, i, i + 1, UNIT_WORD);
    return i + 1;
}

/* Collects the run that starts at `i`; gives where it ends (i: there is none). */
static uint32_t collect(struct run *r, uint32_t i)
{
    struct kw_finder *f = r->f;
    uint32_t at = after_particles(f, i);
    if (at && !kw_mark_at(f, i)->upper && kw_mark_at(f, i)->known == 0 &&
        (is_hyphen(f, i + 1) || kw_norm_in(f, i, "von van bin ibn")))
        push(r, i, at, UNIT_GLUE);
    else
        at = i;
    while (at < f->sentence->end && r->count + 2 < MOST_UNITS) {
        uint32_t next = opens_name(f, at) ? push_unit(r, at) : at;
        if (next > at) {
            at = next;
            continue;
        }
        next = skip_glue(f, at, r);
        if (!next || (opens_name(f, next) == false && !is_lower_half(f, next, r)))
            break;
        push(r, at, next, UNIT_GLUE);
        at = next;
        if (!opens_name(f, at)) {
            push(r, at, at + 1, UNIT_WORD);
            at++;
        }
    }
    while (r->count > 0 && r->units[r->count - 1].kind == UNIT_GLUE)
        at = r->units[--r->count].first;
    return r->count ? r->units[r->count - 1].end : i;
}

/* --- parsing ---------------------------------------------------------------------------
 */

static enum kw_status accept(struct kw_finder *f, struct kw_name *name,
                             struct kw_error *err)
{
    name->span = kw_text_span(f->text, name->first, name->end);
    if (name->kind == KW_MENTION_NONE)
        name->kind = KW_MENTION_NAME;
    kw_type_surround(f, name);
    struct kw_name *slot = KW_PUSH(f->arena, &f->names);
    if (!slot)
        return kw_nomem(err);
    *slot = *name;
    return kw_memory_add(f, name, err);
}

static enum kw_status accept_known(struct kw_finder *f, const struct unit *unit,
                                   struct kw_error *err)
{
    struct kw_name name = unit->reading;
    name.first = unit->first;
    name.end = unit->end;
    kw_platform_settle(f, &name);
    return accept(f, &name, err);
}

static enum kw_status accept_guess(struct kw_finder *f, uint32_t first, uint32_t end,
                                   struct kw_error *err)
{
    struct kw_name name = {.first = first, .end = end};
    return kw_type_guess(f, &name) ? accept(f, &name, err) : KW_OK;
}

/* "Chinese", and "US", "UK", "EU", which are used as adjectives too. */
static bool is_demonym_form(const struct unit *unit)
{
    return unit->reading.kind == KW_MENTION_DEMONYM ||
           (unit->reading.type == KW_TYPE_COUNTRY &&
            unit->reading.kind == KW_MENTION_ACRONYM);
}

static bool is_demonym(const struct unit *unit)
{
    return unit->kind == UNIT_KNOWN && unit->reading.type == KW_TYPE_COUNTRY;
}

static bool has_given(const struct kw_finder *f, const struct unit *unit)
{
    return unit->end == unit->first + 1 && kw_mark_at(f, unit->first)->given;
}

/* Whether the units a ... b-1 are only ordinary words, generic names and glue, as
 * between a demonym and the head of a body: "Chinese [Foreign] Ministry". */
static bool all_common(const struct kw_finder *f, const struct unit *units, size_t a,
                       size_t b)
{
    for (size_t u = a; u < b; u++) {
        if (units[u].kind == UNIT_GLUE || is_generic(f, &units[u]))
            continue;
        if (units[u].kind == UNIT_KNOWN)
            return false;
        if (!kw_at(f, units[u].first)->common && !kw_mark_at(f, units[u].first)->head)
            return false;
    }
    return true;
}

/* The head of a body at the end of units a ... b-1: its first unit, or b. */
static size_t find_head(const struct kw_finder *f, const struct unit *units, size_t a,
                        size_t b)
{
    for (size_t u = a; u < b; u++) {
        uint32_t i = units[u].first;
        if (units[u].kind != UNIT_WORD || !kw_mark_at(f, i)->head)
            continue;
        bool ends = i + kw_mark_at(f, i)->head == units[b - 1].end;
        if (u > a && ends && !kw_head_is(f, i, "first"))
            return u;
        if (u + 1 < b && !ends &&
            (kw_head_is(f, i, "first") || units[u + 1].kind == UNIT_GLUE))
            return u;
    }
    return b;
}

/* A body with a head word or a generic name, and the demonym that belongs to it. False
 * when the units are no such body. */
static bool as_body(const struct kw_finder *f, const struct unit *units, size_t a,
                    size_t b, struct kw_name *name)
{
    bool generic = is_generic(f, &units[b - 1]);
    size_t head = generic ? b - 1 : find_head(f, units, a, b);
    if (head == b)
        return false;
    if (generic && b - a == 1)
        return false; /* alone: an ordinary known name */
    size_t from = a;
    if (is_demonym(&units[a]) && !all_common(f, units, a + 1, b))
        from++;
    if (from == b - 1 && !generic)
        return false;
    *name = (struct kw_name){.first = units[from].first, .end = units[b - 1].end};
    if (units[from].kind == UNIT_GLUE)
        return false;
    if (generic) {
        *name = units[b - 1].reading;
        name->first = units[from].first;
        name->end = units[b - 1].end;
        name->basis = KW_TYPE_BY_HEAD;
        name->use = KW_USE_NAME;
        name->kind = KW_MENTION_NAME;
        return true;
    }
    struct kw_str type =
        kw_cell_at(f, kw_mark_at(f, units[head].first)->head_row, KW_COL_HEADS_TYPE);
    name->basis = KW_TYPE_BY_HEAD;
    return kw_type_parse(type, &name->type);
}

/* The plain word before unit `u` that it may belong with: `u` if there is none. */
static size_t word_before(const struct unit *units, size_t a, size_t u)
{
    size_t at = u > a && units[u - 1].kind == UNIT_GLUE ? u - 1 : u;
    return at > a && units[at - 1].kind == UNIT_WORD ? at - 1 : u;
}

/* Whether the known name at `u` is a part of a longer, unknown one: "Michael Jordan",
 * "Jordan Peterson", "Paris Saint-Germain", "Harbor Signal". */
static bool is_swallowed(const struct kw_finder *f, const struct unit *units, size_t a,
                         size_t u, size_t b)
{
    const struct unit *unit = &units[u];
    if (unit->end != unit->first + 1 || is_demonym_form(unit))
        return false;
    bool next = u + 1 < b && units[u + 1].kind == UNIT_WORD &&
                !kw_at(f, units[u + 1].first)->common;
    bool particle = u + 2 < b && units[u + 1].kind == UNIT_GLUE &&
                    kw_norm_in(f, units[u + 1].first, particles);
    if ((next || particle) && has_given(f, unit))
        return true;
    size_t before = word_before(units, a, u);
    if (before < u && has_given(f, &units[before]))
        return true;
    if (u > a && units[u - 1].kind == UNIT_GLUE)
        return false;
    if (before < u && unit->reading.type == KW_TYPE_GROUP &&
        !kw_at(f, units[before].first)->common)
        return true; /* a surname that is a people's too */
    bool country = unit->reading.type == KW_TYPE_COUNTRY;
    bool word = kw_at(f, unit->first)->common && !country;
    if (f->sentence->headline)
        return false;
    if (next && !has_given(f, &units[u + 1]))
        return word || country || unit->reading.type == KW_TYPE_PLACE;
    return before < u && !kw_mark_at(f, units[before].first)->initial &&
           (word || (country && u + 1 == b)); /* Rainbow Ethiopia */
}

/* Names of units a ... b-1, which hold no title and no body as a whole. */
static enum kw_status cut_plain(struct kw_finder *f, const struct unit *units, size_t a,
                                size_t b, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    size_t from = a;
    for (size_t u = a; u < b && status == KW_OK; u++) {
        if (units[u].kind != UNIT_KNOWN || is_swallowed(f, units, from, u, b))
            continue;
        size_t last = u;
        while (last > from && units[last - 1].kind == UNIT_GLUE)
            last--;
        if (last > from)
            status = accept_guess(f, units[from].first, units[last - 1].end, err);
        if (status == KW_OK)
            status = accept_known(f, &units[u], err);
        from = u + 1;
        while (from < b && units[from].kind == UNIT_GLUE)
            from++;
    }
    if (status != KW_OK || from >= b)
        return status;
    return accept_guess(f, units[from].first, units[b - 1].end, err);
}

/* Words at the start of a sentence whose capital means nothing: "Former", "Signing". */
static size_t skip_initial(const struct kw_finder *f, const struct unit *units, size_t a,
                           size_t b)
{
    while (a < b && units[a].kind == UNIT_WORD) {
        uint32_t i = units[a].first;
        const struct kw_mark *mark = kw_mark_at(f, i);
        if (!mark->initial || mark->given || mark->head || kw_seen(f, i))
            return a;
        if (!kw_at(f, i)->common && mark->ordinary == KW_ORDINARY_NONE)
            return a;
        bool noun = kw_tag_is_noun(kw_at(f, i)->tag);
        bool headed = a + 1 < b && kw_mark_at(f, units[a + 1].first)->head;
        if (headed && (noun || mark->ordinary == KW_ORDINARY_NONE))
            return a;
        if (noun && a + 1 < b && units[a + 1].kind == UNIT_WORD &&
            !kw_mark_at(f, units[a + 1].first)->given)
            return a;
        a++;
    }
    while (a < b && units[a].kind == UNIT_GLUE &&
           kw_at(f, units[a].first)->shape != KW_SHAPE_LOWER)
        a++;
    return a;
}

static enum kw_status cut_group(struct kw_finder *f, const struct unit *units, size_t a,
                                size_t b, struct kw_error *err)
{
    struct kw_name body;
    a = skip_initial(f, units, a, b);
    while (b > a && units[b - 1].kind == UNIT_GLUE)
        b--;
    if (a >= b)
        return KW_OK;
    if (!as_body(f, units, a, b, &body))
        return cut_plain(f, units, a, b, err);
    enum kw_status status = KW_OK;
    if (body.first > units[a].first)
        status = accept_known(f, &units[a], err);
    return status == KW_OK ? accept(f, &body, err) : status;
}

static enum kw_status cut(struct run *r, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    size_t from = 0;
    for (size_t u = 0; u <= r->count && status == KW_OK; u++) {
        if (u < r->count && r->units[u].kind != UNIT_TITLE)
            continue;
        status = cut_group(r->f, r->units, from, u, err);
        from = u + 1;
    }
    return status;
}

enum kw_status kw_runs_cut(struct kw_finder *f, struct kw_error *err)
{
    struct run r;
    r.f = f;
    for (uint32_t i = f->sentence->first; i < f->sentence->end;) {
        r.count = 0;
        uint32_t end = collect(&r, i);
        if (end <= i) {
            i++;
            continue;
        }
        enum kw_status status = cut(&r, err);
        if (status != KW_OK)
            return status;
        i = end;
    }
    return KW_OK;
}
