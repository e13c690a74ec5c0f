/* type.c - what an unknown name probably is, from what is in it and around it. */
#include "name/label.h"

/* How far an apposition goes before its noun. */
#define APPOSITION_REACH 8

struct evidence {
    enum kw_type type;
    enum kw_type_basis basis;
};

static bool strong(struct evidence *e, enum kw_type type, enum kw_type_basis basis)
{
    *e = (struct evidence){type, basis};
    return true;
}

/* --- inside the name --------------------------------------------------------------- */

/* "Camp Harlow" as well as "Harlow Camp". */
static bool names_place(const struct kw_finder *f, uint32_t i)
{
    return kw_str_eq(kw_cell_at(f, kw_mark_at(f, i)->head_row, KW_COL_HEADS_TYPE),
                     kw_str_of(kw_type_label(KW_TYPE_PLACE)->name));
}

static bool by_head(const struct kw_finder *f, const struct kw_name *name,
                    struct evidence *e)
{
    for (uint32_t i = name->first; i < name->end; i++) {
        const struct kw_mark *mark = kw_mark_at(f, i);
        bool ends = mark->head && i + mark->head == name->end;
        if (!mark->head || (name->end == name->first + 1 && !kw_head_is(f, i, "any")))
            continue;
        bool first = kw_head_is(f, i, "first") || names_place(f, i);
        if (!(first && i == name->first && !ends) &&
            !(ends && !kw_head_is(f, i, "first")))
            continue;
        kw_type_parse(kw_cell_at(f, mark->head_row, KW_COL_HEADS_TYPE), &e->type);
        e->basis = KW_TYPE_BY_HEAD;
        return true;
    }
    return false;
}

static bool all_upper(const struct kw_finder *f, const struct kw_name *name)
{
    return name->end == name->first + 1 && kw_raw(f, name->first).len >= 2 &&
           kw_at(f, name->first)->shape == KW_SHAPE_UPPER;
}

static bool has_digit(struct kw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            return true;
    }
    return false;
}

static bool by_given(const struct kw_finder *f, const struct kw_name *name,
                     struct evidence *e)
{
    return name->end > name->first + 1 && kw_mark_at(f, name->first)->given &&
           strong(e, KW_TYPE_PERSON, KW_TYPE_BY_SHAPE);
}

static bool by_shape(const struct kw_finder *f, const struct kw_name *name,
                     struct evidence *e)
{
    if (has_digit(kw_raw(f, name->end - 1)))
        return strong(e, KW_TYPE_TOOL, KW_TYPE_BY_SHAPE);
    if (all_upper(f, name))
        return strong(e, KW_TYPE_ORGANIZATION, KW_TYPE_BY_SHAPE);
    if (kw_mark_at(f, name->first)->given)
        return strong(e, KW_TYPE_PERSON, KW_TYPE_BY_SHAPE);
    return false;
}

/* --- around the name --------------------------------------------------------------- */

static bool by_symbol(const struct kw_finder *f, const struct kw_name *name,
                      struct evidence *e)
{
    return kw_symbol_after(f, name) && strong(e, KW_TYPE_FIRM, KW_TYPE_BY_TITLE);
}

static bool by_title(const struct kw_name *name, struct evidence *e)
{
    if (name->title_first < name->title_end)
        return strong(e, KW_TYPE_PERSON, KW_TYPE_BY_TITLE);
    return false;
}

/* "cyber surveillance firm NSO Group", "the spyware 'Pegasus'". */
static bool by_kind_before(const struct kw_finder *f, const struct kw_name *name,
                           struct evidence *e)
{
    uint32_t end = kw_before_end(f, name->first);
    uint32_t kind = kw_phrase_before(f, end, true);
    if (kind < end &&
        kw_lexicon_type(f->lexicon, kw_mark_at(f, kind)->kind_row) != KW_TYPE_NONE)
        return strong(e, kw_kind_type(f, kind), KW_TYPE_BY_TITLE);
    if (kw_norm_in(f, end - 1, "called named dubbed nicknamed codenamed") &&
        end > f->sentence->first + 1) {
        kind = kw_phrase_before(f, end - 1, true);
        if (kind < end - 1)
            return strong(e, kw_kind_type(f, kind), KW_TYPE_BY_TITLE);
    }
    return false;
}

static bool is_quoted(const struct kw_finder *f, const struct kw_name *name)
{
    return name->first > f->sentence->first && kw_is_quote(f, name->first - 1) &&
           kw_is_quote(f, name->end);
}

/* Kind nouns that follow the names of things of their kind ("Landmark tool", "Acme
 * company"); the others follow whoever the thing belongs to ("Biden administration",
 * "Smith trial"). */
static bool tells_backwards(enum kw_type type)
{
    return type == KW_TYPE_TOOL || type == KW_TYPE_FIRM || type == KW_TYPE_OUTLET ||
           type == KW_TYPE_PLACE;
}

/* A factory, a territory may be its owner's: of these the labels know more. */
static bool by_kind_after(const struct kw_finder *f, const struct kw_name *name,
                          struct evidence *e)
{
    uint32_t after = kw_after(f, name->end);
    uint32_t kind = after == UINT32_MAX ? after : kw_kind_after(f, after);
    if (kind == UINT32_MAX || !tells_backwards(kw_kind_type(f, kind)))
        return false;
    enum kw_type type = kw_kind_type(f, kind);
    bool sure = is_quoted(f, name) || (kind == after && type == KW_TYPE_TOOL);
    return strong(e, type, sure ? KW_TYPE_BY_TITLE : KW_TYPE_BY_CONTEXT);
}

/* ", the director of ...", ", an Israeli spyware maker,", ", 45,". */
static bool by_apposition(const struct kw_finder *f, const struct kw_name *name,
                          struct evidence *e)
{
    uint32_t i = kw_after(f, name->end);
    if (i == UINT32_MAX || !kw_norm_is(f, i, ",") || !kw_in_sentence(f, i + 1))
        return false;
    i++;
    if (kw_at(f, i)->shape == KW_SHAPE_NUMBER && kw_norm_is(f, i + 1, ",") &&
        kw_raw(f, i).len <= 2)
        return strong(e, KW_TYPE_PERSON, KW_TYPE_BY_TITLE);
    bool found = false;
    struct evidence seen = *e;
    enum kw_tag next = KW_TAG_NONE; /* what stands after the phrase */
    for (uint32_t n = 0; n < APPOSITION_REACH && kw_in_sentence(f, i); n++, i++) {
        enum kw_tag tag = next = kw_tag_at(f, i);
        if (tag == KW_TAG_IN || tag == KW_TAG_PUNCT || tag == KW_TAG_WDT ||
            tag == KW_TAG_WP || tag == KW_TAG_CC || tag == KW_TAG_MD ||
            (kw_tag_is_verb(tag) && tag != KW_TAG_VB)) /* no base form stands here */
            break;
        const struct kw_mark *mark = kw_mark_at(f, i);
        if (mark->title && mark->title_kind >= KW_TITLE_OFFICE)
            found = strong(&seen, KW_TYPE_PERSON, KW_TYPE_BY_TITLE);
        else if (mark->kind && kw_lower_noun(f, i) && kw_kind_type(f, i) != KW_TYPE_NONE)
            found = strong(&seen, kw_kind_type(f, i), KW_TYPE_BY_TITLE);
    }
    /* "Furthermore, the contract was void": a subject, no apposition */
    if (!found || next == KW_TAG_VBD || next == KW_TAG_VBZ || next == KW_TAG_MD)
        return false;
    *e = seen;
    return true;
}

static bool is_saying(const struct kw_finder *f, uint32_t i)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    return kw_in_sentence(f, i) && kw_tag_is_verb(kw_at(f, i)->tag) &&
           kw_lexicon_find(f->lexicon, kw_at(f, i)->lemma, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_SAYING, &lexeme);
}

static bool by_context(const struct kw_finder *f, const struct kw_name *name,
                       struct evidence *e)
{
    uint32_t before = kw_before(f, name->first), words = name->end - name->first;
    if (name->first < f->dateline)
        return strong(e, KW_TYPE_PLACE, KW_TYPE_BY_CONTEXT);
    enum kw_type clue = kw_clue_type(f, name);
    if (clue != KW_TYPE_NONE)
        return strong(e, clue, KW_TYPE_BY_CONTEXT);
    if (all_upper(f, name))
        return false;
    if (words <= 3 && (is_saying(f, name->end) ||
                       (before != UINT32_MAX && kw_norm_in(f, before, "said says") &&
                        !kw_in_sentence(f, name->end + 3))))
        return strong(e, KW_TYPE_PERSON, KW_TYPE_BY_CONTEXT);
    if (words == 1 && (kw_seen(f, name->first) & KW_SEEN_PERSON))
        return strong(e, KW_TYPE_PERSON, KW_TYPE_BY_CONTEXT);
    if (before != UINT32_MAX && before > f->sentence->first &&
        kw_norm_is(f, before, "in") &&
        kw_norm_in(f, before - 1,
                   "interest confidence trust faith belief believe believes "
                   "believed interested trusted involved disappointed"))
        return false;
    if (before != UINT32_MAX && words <= 2 && !kw_mark_at(f, name->first)->given &&
        kw_norm_in(f, before,
                   "in near outside throughout northern southern eastern "
                   "western central"))
        return strong(e, KW_TYPE_PLACE, KW_TYPE_BY_CONTEXT);
    if (before != UINT32_MAX && words <= 2 && kw_norm_in(f, before, "at from") &&
        !kw_mark_at(f, name->first)->given)
        return strong(e, KW_TYPE_PLACE,
                      KW_TYPE_BY_DEFAULT); /* a guess that convinces nobody */
    return false;
}

/* --- is it a name at all? ---------------------------------------------------------- */

static bool any_unknown(const struct kw_finder *f, const struct kw_name *name)
{
    for (uint32_t i = name->first; i < name->end; i++) {
        const struct kw_token *token = kw_at(f, i);
        if (token->shape != KW_SHAPE_PUNCT && !token->common && token->norm.len > 1 &&
            kw_mark_at(f, i)->upper)
            return true;
    }
    return false;
}

/* Capitalized ordinary words alone ("Oral Health") are headings, programmes, offices:
 * too many things to say which. */
static bool is_phrase(const struct kw_finder *f, const struct kw_name *name)
{
    return name->end > name->first + 1 && !any_unknown(f, name) &&
           !kw_mark_at(f, name->first)->given;
}

/* "MAY7", "DEC31": a day in a table. */
static bool is_day(struct kw_str raw)
{
    const struct kw_str months = KW_STR("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC");
    if (raw.len < 4 || raw.len > 5 || raw.ptr[3] < '0' || raw.ptr[3] > '9')
        return false;
    size_t at = kw_str_find(months, kw_str_slice(raw, 0, 3), 0);
    return at < months.len && at % 3 == 0;
}

/* "Rs 500", "M", "@handle": no names. */
static bool is_scrap(const struct kw_finder *f, const struct kw_name *name)
{
    struct kw_str raw = kw_raw(f, name->first);
    if (name->end == name->first + 2 && kw_raw(f, name->end - 1).len == 1)
        return !kw_mark_at(f, name->first)->given; /* "Vitamin C", but "Malcolm X" */
    if (name->end > name->first + 1)
        return false;
    return raw.len == 1 || raw.ptr[0] == '@' || raw.ptr[0] == '#' || is_day(raw) ||
           (raw.len <= 2 && kw_tag_at(f, name->end) == KW_TAG_CD) ||
           (all_upper(f, name) &&
            kw_mark_at(f, name->first)->ordinary != KW_ORDINARY_NONE);
}

/* A verb follows that it is the subject of, as far as tags tell. */
static bool acts(const struct kw_finder *f, const struct kw_name *name)
{
    enum kw_tag next = kw_tag_at(f, name->end);
    return next == KW_TAG_VBZ || next == KW_TAG_VBD || next == KW_TAG_MD;
}

/* A lone word whose capital proves nothing needs to be seen acting, owning or being
 * named again: misprints at the start of a sentence are no entities. */
static bool has_standing(const struct kw_finder *f, const struct kw_name *name)
{
    const struct kw_mark *mark = kw_mark_at(f, name->first);
    if (name->end > name->first + 1 || !mark->initial)
        return true;
    if (mark->given || all_upper(f, name) || (kw_seen(f, name->first) & KW_SEEN_CAPITAL))
        return true;
    return acts(f, name) || kw_tag_at(f, name->end) == KW_TAG_POS;
}

/* "the Solent", "Kawral Women", "Rainbow Ethiopia": has an article, ends in an ordinary
 * word, or has a country or place in it. */
static bool is_no_person(const struct kw_finder *f, const struct kw_name *name)
{
    uint32_t before = kw_before(f, name->first);
    if (before != UINT32_MAX && kw_norm_is(f, before, "the"))
        return true; /* people have no article */
    if (name->end == name->first + 1)
        return false;
    if (kw_at(f, name->end - 1)->common && !kw_mark_at(f, name->end - 1)->given)
        return true;
    for (uint32_t i = name->first; i < name->end; i++) {
        if (kw_mark_at(f, i)->known)
            return true;
    }
    return false;
}

/* "South Auckland" */
static bool is_direction(const struct kw_finder *f, const struct kw_name *name)
{
    return kw_norm_in(f, name->first, "north south east west new old upper lower") &&
           kw_mark_at(f, name->end - 1)->known;
}

static bool ends_in(struct kw_str norm, const char *endings)
{
    struct kw_str rest = kw_str_of(endings), ending;
    while (kw_str_item(&rest, ' ', &ending)) {
        if (norm.len > ending.len + 2 && kw_str_ends(norm, ending))
            return true;
    }
    return false;
}

/* "a Spartan", "Marxism", "Keynesian ideas": a kind of people, a teaching, a quality. */
static bool is_adjectival(const struct kw_finder *f, const struct kw_name *name)
{
    struct kw_str norm = kw_at(f, name->first)->norm;
    uint32_t before = kw_before(f, name->first);
    if (name->end > name->first + 1)
        return false;
    return (before != UINT32_MAX && kw_norm_in(f, before, "a an")) ||
           ends_in(norm, "ism isms ist ists") ||
           (ends_in(norm, "ian ic ese ish esque ean") && kw_lower_noun(f, name->end) &&
            kw_tag_is_noun(kw_tag_at(f, name->end)));
}

/* Whether a type belongs to a class of the trained labels. */
bool kw_label_fits(enum kw_type type, enum kw_bio class)
{
    switch (type) {
    case KW_TYPE_PERSON:
        return class == KW_BIO_B_PER;
    case KW_TYPE_COUNTRY:
    case KW_TYPE_PLACE:
        return class == KW_BIO_B_LOC;
    case KW_TYPE_AGENCY:
    case KW_TYPE_FIRM:
    case KW_TYPE_OUTLET:
    case KW_TYPE_ORGANIZATION:
        return class == KW_BIO_B_ORG;
    case KW_TYPE_GROUP:
        return class == KW_BIO_B_GROUP;
    default:
        return class == KW_BIO_B_OTHER;
    }
}

bool kw_label_knows(enum kw_type type)
{
    return kw_label_fits(type, KW_BIO_B_PER) || kw_label_fits(type, KW_BIO_B_LOC) ||
           kw_label_fits(type, KW_BIO_B_ORG);
}

/* By which labels have to lead, in weights, to make a name of a word that opens a
 * sentence: a misprint is one as well. */
#define CLEAR_LEAD 100

/* "Brightholm Space", "Kongsvik Yards": ends in an ordinary word and begins with no given
 * name; labels that take it for a person have to lead by that much, in weights, or are
 * not believed: people are no plurals. */
#define PERSON_LEAD 60

static bool is_hardly_person(const struct kw_finder *f, const struct kw_name *name)
{
    uint32_t last = name->end - 1;
    return last > name->first && kw_at(f, last)->common && !kw_mark_at(f, last)->given &&
           !kw_mark_at(f, name->first)->given &&
           (kw_tag_at(f, last) == KW_TAG_NNPS ||
            kw_label_lead(f, name->first, name->end) < PERSON_LEAD);
}

/* Whether labels may say otherwise: the rules have no strong word, or it is context that
 * speaks for a person, location or organization; tools and events labels do not know. */
static bool is_open(const struct evidence *e, enum kw_bio class)
{
    return e->basis <= KW_TYPE_BY_SHAPE ||
           (e->basis == KW_TYPE_BY_CONTEXT && kw_label_knows(e->type) &&
            class != KW_BIO_B_OTHER);
}

/* What trained labels say. A class of several types leaves the rules their choice within
 * it; demonyms and peoples are left to the tables. */
static void by_labels(const struct kw_finder *f, const struct kw_name *name,
                      enum kw_bio class, struct evidence *e)
{
    static const enum kw_type types[KW_BIO_COUNT] = {
        [KW_BIO_B_PER] = KW_TYPE_PERSON,
        [KW_BIO_B_LOC] = KW_TYPE_PLACE,
        [KW_BIO_B_ORG] = KW_TYPE_ORGANIZATION,
        [KW_BIO_B_OTHER] = KW_TYPE_WORK,
    };
    if (class == KW_BIO_COUNT || types[class] == KW_TYPE_NONE || !is_open(e, class))
        return;
    if (!kw_label_fits(e->type, class))
        e->type = types[class];
    if (class == KW_BIO_B_PER && is_hardly_person(f, name))
        e->type = KW_TYPE_ORGANIZATION;
    e->basis = KW_TYPE_BY_CONTEXT;
}

static void decide(const struct kw_finder *f, struct kw_name *name, struct evidence *e)
{
    (void)(by_symbol(f, name, e) || by_title(name, e) || by_head(f, name, e) ||
           by_kind_before(f, name, e) || by_kind_after(f, name, e) ||
           by_apposition(f, name, e) || by_given(f, name, e) || by_context(f, name, e) ||
           by_shape(f, name, e));
}

/* An acronym that stands in brackets, or that the document has named before; an unknown
 * word that opens a sentence and acts: "Haddad left". */
static bool is_vouched(const struct kw_finder *f, const struct kw_name *name)
{
    if (!all_upper(f, name))
        return name->end == name->first + 1 && name->first == f->sentence->first &&
               !kw_at(f, name->first)->common && acts(f, name);
    return (kw_seen(f, name->first) & KW_SEEN_NAME) ||
           (name->first > f->sentence->first &&
            kw_tag_at(f, name->first - 1) == KW_TAG_LRB &&
            kw_tag_at(f, name->end) == KW_TAG_RRB);
}

static void settle(const struct kw_finder *f, struct kw_name *name, enum kw_bio class,
                   struct evidence *e)
{
    by_labels(f, name, class, e);
    if (e->basis == KW_TYPE_BY_DEFAULT && is_no_person(f, name))
        e->type = is_direction(f, name) ? KW_TYPE_PLACE : KW_TYPE_ORGANIZATION;
    name->type = e->type;
    name->basis = e->basis;
}

/* An acronym that does nothing and that nothing but labels takes for an organization, and
 * these hardly: two in three are things. */
static bool is_doubtful(const struct kw_finder *f, const struct kw_name *name,
                        enum kw_type_basis basis)
{
    return all_upper(f, name) && basis <= KW_TYPE_BY_CONTEXT && !acts(f, name) &&
           !is_vouched(f, name) &&
           kw_label_over(f, name->first, name->end) == KW_BIO_B_ORG &&
           kw_label_lead(f, name->first, name->end) < CLEAR_LEAD;
}

bool kw_type_stands(const struct kw_finder *f, const struct kw_name *name)
{
    bool clear = !kw_at(f, name->first)->common &&
                 kw_label_lead(f, name->first, name->end) >= CLEAR_LEAD;
    return !is_scrap(f, name) && !is_doubtful(f, name, name->basis) &&
           (clear || has_standing(f, name));
}

void kw_type_of_class(const struct kw_finder *f, struct kw_name *name, enum kw_bio class)
{
    struct evidence e = {KW_TYPE_PERSON, KW_TYPE_BY_DEFAULT};
    kw_type_surround(f, name);
    decide(f, name, &e);
    if (!kw_label_fits(e.type, class))
        e = (struct evidence){KW_TYPE_NONE, KW_TYPE_BY_DEFAULT};
    by_labels(f, name, class, &e);
    name->type = e.type;
    name->basis = e.basis;
    if (all_upper(f, name))
        name->kind = KW_MENTION_ACRONYM;
}

bool kw_type_guess(const struct kw_finder *f, struct kw_name *name)
{
    struct evidence e = {KW_TYPE_PERSON, KW_TYPE_BY_DEFAULT};
    const struct kw_mark *mark = kw_mark_at(f, name->first);
    uint32_t words = name->end - name->first;
    kw_type_surround(f, name);
    decide(f, name, &e);
    bool guessed = e.basis == KW_TYPE_BY_DEFAULT;
    enum kw_bio class = kw_label_over(f, name->first, name->end);
    if (class == KW_BIO_O && e.basis <= KW_TYPE_BY_SHAPE && !is_vouched(f, name))
        return false; /* neither rules nor weights see a name */
    settle(f, name, class, &e);
    if (is_scrap(f, name) || is_doubtful(f, name, e.basis) ||
        (guessed && is_adjectival(f, name)) ||
        (e.basis == KW_TYPE_BY_DEFAULT && is_phrase(f, name)))
        return false;
    if (mark->ordinary == KW_ORDINARY_CALENDAR && words == 1)
        return false;
    if (kw_mark_at(f, name->end - 1)->ordinary == KW_ORDINARY_REGION)
        return false; /* "European", "West African" say of what they stand before */
    if (!any_unknown(f, name) && e.basis < KW_TYPE_BY_TITLE) {
        if (words == 1 && !(all_upper(f, name) && !mark->initial))
            return false;
        if (words > 1 && !mark->given && mark->initial)
            return false;
    }
    if (words == 1 && mark->ordinary != KW_ORDINARY_NONE &&
        e.basis < (mark->initial ? KW_TYPE_BY_TITLE : KW_TYPE_BY_CONTEXT) &&
        !(kw_seen(f, name->first) & KW_SEEN_PERSON))
        return false;
    if (words == 1 && mark->initial && is_quoted(f, name))
        return e.basis >= KW_TYPE_BY_TITLE;
    if (all_upper(f, name) && name->kind == KW_MENTION_NONE)
        name->kind = KW_MENTION_ACRONYM;
    if (words == 1 && mark->head && kw_at(f, name->first)->common &&
        name->title_end == name->title_first && e.basis == KW_TYPE_BY_HEAD)
        return false; /* "Police", "the Council": which one is for the text to say */
    return (e.basis >= KW_TYPE_BY_CONTEXT && !guessed) || has_standing(f, name);
}
