/* run.c - runs of capitalized tokens to names.
 *
 * A run is what could be one name by its looks: "US President Joe Biden", "Ministry of
 * Foreign Affairs". Titles part what stands before them from the person after them; a
 * head word at the end ("... Agency") holds what stands before it together; known names
 * stand alone unless a given name or a head claims them.
 */
#include "name/unit.h"

/* --- parsing ----------------------------------------------------------------------- */

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

static enum kw_status accept_known(struct kw_finder *f, const struct kw_unit *unit,
                                   struct kw_error *err)
{
    struct kw_name name = unit->reading;
    name.first = unit->first;
    name.end = unit->end;
    kw_platform_settle(f, &name);
    return accept(f, &name, err);
}

bool kw_is_suffix(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    while (first < end) {
        const struct kw_mark *mark = kw_mark_at(f, first);
        if (mark->head == 0 || !kw_str_eq(kw_cell_at(f, mark->head_row, KW_COL_HEADS_USE),
                                          KW_STR("strip")))
            return false;
        first += mark->head;
    }
    return first == end;
}

/* What never is a name by itself: a suffix, or the common noun of a kind whose capital
 * its place explains ("Spyware firm Acme ..."). */
static bool is_no_name(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    const struct kw_mark *mark = kw_mark_at(f, first);
    bool kind = mark->kind && first + mark->kind == end && kw_at(f, first)->common;
    return kw_is_suffix(f, first, end) ||
           (kind && (mark->initial || f->sentence->headline));
}

static enum kw_status accept_guess(struct kw_finder *f, uint32_t first, uint32_t end,
                                   struct kw_error *err)
{
    struct kw_name name = {.first = first, .end = end};
    if (is_no_name(f, first, end))
        return KW_OK;
    return kw_type_guess(f, &name) ? accept(f, &name, err) : KW_OK;
}

/* "Chinese", and "US", "UK", "EU", which are used as adjectives too. */
static bool is_demonym_form(const struct kw_unit *unit)
{
    return unit->reading.kind == KW_MENTION_DEMONYM ||
           (unit->reading.type == KW_TYPE_COUNTRY &&
            unit->reading.kind == KW_MENTION_ACRONYM);
}

static bool is_demonym(const struct kw_unit *unit)
{
    return unit->kind == KW_UNIT_KNOWN && unit->reading.type == KW_TYPE_COUNTRY;
}

static bool has_given(const struct kw_finder *f, const struct kw_unit *unit)
{
    return unit->end == unit->first + 1 && kw_mark_at(f, unit->first)->given;
}

/* Whether the units a ... b-1 are only ordinary words, generic names and glue, as
 * between a demonym and the head of a body: "Chinese [Foreign] Ministry". */
static bool all_common(const struct kw_finder *f, const struct kw_unit *units, size_t a,
                       size_t b)
{
    for (size_t u = a; u < b; u++) {
        if (units[u].kind == KW_UNIT_GLUE || kw_unit_is_generic(f, &units[u]))
            continue;
        if (units[u].kind == KW_UNIT_KNOWN)
            return false;
        if (!kw_at(f, units[u].first)->common && !kw_mark_at(f, units[u].first)->head)
            return false;
    }
    return true;
}

/* The head of a body at the end of units a ... b-1: its first unit, or b. */
static size_t find_head(const struct kw_finder *f, const struct kw_unit *units, size_t a,
                        size_t b)
{
    for (size_t u = a; u < b; u++) {
        uint32_t i = units[u].first;
        if (kw_unit_is_generic(f, &units[u]) && u + 1 < b &&
            units[u + 1].kind == KW_UNIT_GLUE)
            return u; /* "Central Bank of Somalia" */
        if (units[u].kind != KW_UNIT_WORD || !kw_mark_at(f, i)->head)
            continue;
        bool ends = i + kw_mark_at(f, i)->head == units[b - 1].end;
        if (u > a && ends && !kw_head_is(f, i, "first"))
            return u;
        if (u + 1 < b && !ends &&
            (kw_head_is(f, i, "first") || units[u + 1].kind == KW_UNIT_GLUE))
            return u;
    }
    return b;
}

/* "Moody's Investors Service Inc": a firm that is known, and its suffix. */
static bool is_known_firm(const struct kw_finder *f, const struct kw_unit *units,
                          size_t a, size_t b)
{
    return b > a + 1 && units[a].kind == KW_UNIT_KNOWN &&
           units[a].reading.type == KW_TYPE_FIRM &&
           kw_is_suffix(f, units[a + 1].first, units[b - 1].end);
}

/* A body with a head word or a generic name, and the demonym that belongs to it. False
 * when the units are no such body. */
static bool as_body(const struct kw_finder *f, const struct kw_unit *units, size_t a,
                    size_t b, struct kw_name *name)
{
    bool generic = kw_unit_is_generic(f, &units[b - 1]);
    size_t head = generic ? b - 1 : find_head(f, units, a, b);
    if (head == b || is_known_firm(f, units, a, b))
        return false;
    if (generic && b - a == 1)
        return false; /* alone: an ordinary known name */
    size_t from = a;
    if (is_demonym(&units[a]) && !all_common(f, units, a + 1, b))
        from++;
    if (from == b - 1 && !generic)
        return false;
    *name = (struct kw_name){.first = units[from].first, .end = units[b - 1].end};
    if (units[from].kind == KW_UNIT_GLUE)
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
static size_t word_before(const struct kw_unit *units, size_t a, size_t u)
{
    size_t at = u > a && units[u - 1].kind == KW_UNIT_GLUE ? u - 1 : u;
    return at > a && units[at - 1].kind == KW_UNIT_WORD ? at - 1 : u;
}

/* Whether the known name at `u` is a part of a longer, unknown one: "Michael Jordan",
 * "Jordan Peterson", "Paris Saint-Germain", "Harbor Signal". */
static bool is_swallowed(const struct kw_finder *f, const struct kw_unit *units, size_t a,
                         size_t u, size_t b)
{
    const struct kw_unit *unit = &units[u];
    if (u + 1 < b && kw_is_suffix(f, units[u + 1].first, units[u + 1].end) &&
        unit->reading.type != KW_TYPE_FIRM && !is_demonym_form(unit))
        return true; /* Dallas Corp */
    if (unit->end != unit->first + 1 || is_demonym_form(unit))
        return false;
    bool next = u + 1 < b && units[u + 1].kind == KW_UNIT_WORD &&
                !kw_at(f, units[u + 1].first)->common;
    bool particle = u + 2 < b && units[u + 1].kind == KW_UNIT_GLUE &&
                    kw_is_particle(f, units[u + 1].first);
    if ((next || particle) && has_given(f, unit))
        return true;
    size_t before = word_before(units, a, u);
    if (before < u && has_given(f, &units[before]))
        return true;
    if (u > a && units[u - 1].kind == KW_UNIT_GLUE)
        return false;
    if (before < u && unit->reading.type == KW_TYPE_GROUP &&
        !kw_at(f, units[before].first)->common)
        return true; /* a surname that is a people's too */
    bool country = unit->reading.type == KW_TYPE_COUNTRY;
    bool word = kw_at(f, unit->first)->common && !country;
    if (f->sentence->headline)
        return false;
    if (before < u && unit->reading.type == KW_TYPE_PLACE &&
        kw_norm_in(f, units[before].first, "north south east west new old upper lower"))
        return true; /* South Auckland */
    if (next && !has_given(f, &units[u + 1]))
        return word || country || unit->reading.type == KW_TYPE_PLACE;
    return before < u && !kw_mark_at(f, units[before].first)->initial &&
           (word || (country && u + 1 == b)); /* Rainbow Ethiopia */
}

/* "Mongla Port Authority": a known body's words after an unknown one are another body. */
static bool is_namesake(const struct kw_finder *f, const struct kw_unit *units, size_t a,
                        size_t u)
{
    const struct kw_unit *unit = &units[u];
    return u > a && unit->end > unit->first + 1 && unit->reading.type == KW_TYPE_AGENCY &&
           units[u - 1].kind == KW_UNIT_WORD && !kw_at(f, units[u - 1].first)->common &&
           kw_mark_at(f, unit->end - 1)->head == 1;
}

/* Names of units a ... b-1, which hold no title and no body as a whole. */
static enum kw_status cut_plain(struct kw_finder *f, const struct kw_unit *units,
                                size_t a, size_t b, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    size_t from = a;
    for (size_t u = a; u < b && status == KW_OK; u++) {
        if (units[u].kind != KW_UNIT_KNOWN || is_swallowed(f, units, from, u, b) ||
            is_namesake(f, units, from, u))
            continue;
        size_t last = u;
        while (last > from && units[last - 1].kind == KW_UNIT_GLUE)
            last--;
        if (last > from)
            status = accept_guess(f, units[from].first, units[last - 1].end, err);
        struct kw_unit known = units[u];
        if (u + 1 < b && kw_is_suffix(f, units[u + 1].first, units[u + 1].end))
            known.end = units[++u].end; /* "Ford Motor" is known, "Ford Motor Co" said */
        if (status == KW_OK)
            status = accept_known(f, &known, err);
        from = u + 1;
        while (from < b && units[from].kind == KW_UNIT_GLUE)
            from++;
    }
    if (status != KW_OK || from >= b)
        return status;
    return accept_guess(f, units[from].first, units[b - 1].end, err);
}

/* Words at the start of a sentence whose capital means nothing: "Former", "Signing". */
static size_t skip_initial(const struct kw_finder *f, const struct kw_unit *units,
                           size_t a, size_t b)
{
    while (a < b && units[a].kind == KW_UNIT_WORD) {
        uint32_t i = units[a].first;
        const struct kw_mark *mark = kw_mark_at(f, i);
        if (!mark->initial || mark->given || kw_is_particle(f, i) || mark->head ||
            kw_seen(f, i))
            return a;
        if (!kw_at(f, i)->common && mark->ordinary == KW_ORDINARY_NONE)
            return a;
        bool noun = kw_tag_is_noun(kw_at(f, i)->tag);
        bool headed = a + 1 < b && kw_mark_at(f, units[a + 1].first)->head;
        if (headed && (noun || mark->ordinary == KW_ORDINARY_NONE))
            return a;
        if (noun && a + 1 < b && units[a + 1].kind == KW_UNIT_WORD &&
            !kw_mark_at(f, units[a + 1].first)->given)
            return a;
        a++;
    }
    while (a < b && units[a].kind == KW_UNIT_GLUE &&
           kw_at(f, units[a].first)->shape != KW_SHAPE_LOWER)
        a++;
    return a;
}

/* "Woolcott and Co Inc": the suffix belongs to the name before "and". */
static void join_company(struct kw_finder *f, uint32_t first, uint32_t end)
{
    struct kw_name *before =
        f->names.count ? &f->names.items[f->names.count - 1] : NULL;
    if (!before || before->end + 1 != first || before->first < f->sentence->first ||
        !kw_norm_in(f, before->end, "and &"))
        return;
    before->end = end;
    before->span = kw_text_span(f->text, before->first, end);
    before->type = KW_TYPE_FIRM;
    before->basis = KW_TYPE_BY_HEAD;
    if (before->row && kw_lexicon_type(f->lexicon, before->row) != KW_TYPE_FIRM)
        before->row = 0;
}

static enum kw_status cut_group(struct kw_finder *f, const struct kw_unit *units,
                                size_t a, size_t b, struct kw_error *err)
{
    struct kw_name body;
    a = skip_initial(f, units, a, b);
    while (b > a && units[b - 1].kind == KW_UNIT_GLUE)
        b--;
    if (a >= b)
        return KW_OK;
    if (kw_is_suffix(f, units[a].first, units[b - 1].end)) {
        join_company(f, units[a].first, units[b - 1].end);
        return KW_OK;
    }
    if (!as_body(f, units, a, b, &body))
        return cut_plain(f, units, a, b, err);
    enum kw_status status = KW_OK;
    if (body.first > units[a].first)
        status = accept_known(f, &units[a], err);
    return status == KW_OK ? accept(f, &body, err) : status;
}

static enum kw_status cut(struct kw_run *r, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    size_t from = 0;
    for (size_t u = 0; u <= r->count && status == KW_OK; u++) {
        if (u < r->count && r->units[u].kind != KW_UNIT_TITLE)
            continue;
        status = cut_group(r->f, r->units, from, u, err);
        from = u + 1;
    }
    return status;
}

enum kw_status kw_runs_cut(struct kw_finder *f, struct kw_error *err)
{
    struct kw_run r;
    r.f = f;
    for (uint32_t i = f->sentence->first; i < f->sentence->end;) {
        r.count = 0;
        uint32_t end = kw_run_collect(&r, i);
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
