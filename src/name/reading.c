/* reading.c - what a known name means where it stands: the country or its capital, the
 * firm or the fruit, the month or the party.
 */
#include "name/room.h"

#include <string.h>

/* --- what stands around ------------------------------------------------------------ */

/* Verbs that go to places, not to governments. */
static const char motion_verbs[] =
    "visit reach leave enter tour hit strike bomb shell flood capture seize surround "
    "attack approach rock besiege cross quit flee storm";
/* What is sent to governments: "a warning to Tehran". */
static const char sent_nouns[] = "message warning support aid threat challenge blow "
                                 "response answer loyal close hostile "
                                 "opposed weapons arms assistance rebuke concession "
                                 "concessions ultimatum signal letter "
                                 "sympathetic allied ties links";
/* What a city has and a government has not: "Paris's streets". */
static const char city_nouns[] =
    "streets street mayor airport residents suburbs suburb outskirts main metro "
    "population "
    "neighborhoods neighbourhoods district districts skyline subway hotels hotel old "
    "international university university's stock landmark landmarks river museums museum "
    "theaters theatres restaurants bars squares square historic central downtown city";
/* What comes from governments: "a claim from Berlin". */
static const char issued_nouns[] =
    "claim claims demand demands pressure support warning warnings response responses "
    "order "
    "orders criticism statement aid weapons arms message messages threat threats denial "
    "assurances concessions reaction approval permission funding instructions";

static bool lemma_in(const struct kw_finder *f, uint32_t i, const char *list)
{
    struct kw_str rest = kw_str_of(list), word;
    while (kw_str_item(&rest, ' ', &word)) {
        if (kw_str_eq(kw_at(f, i)->lemma, word))
            return true;
    }
    return false;
}

/* The first token from `i` on that is no adverb and no quotation mark. */
static uint32_t skip_adverbs(const struct kw_finder *f, uint32_t i)
{
    while (kw_in_sentence(f, i) && (kw_at(f, i)->tag == KW_TAG_RB || kw_is_quote(f, i)))
        i++;
    return i;
}

/* True when what comes after `end` is a finite verb: the group is its subject. */
static bool is_subject(const struct kw_finder *f, uint32_t end)
{
    uint32_t i = skip_adverbs(f, end);
    switch (kw_tag_at(f, i)) {
    case KW_TAG_VBD:
    case KW_TAG_VBZ:
    case KW_TAG_VBP:
    case KW_TAG_MD:
        return true;
    default:
        return false;
    }
}

static bool is_copula(const struct kw_finder *f, uint32_t i)
{
    i = skip_adverbs(f, i);
    return kw_in_sentence(f, i) && kw_str_eq(kw_at(f, i)->lemma, KW_STR("be"));
}

static bool owns_as_government(const struct kw_finder *f, uint32_t end)
{
    return kw_tag_at(f, end) == KW_TAG_POS && !kw_norm_in(f, end + 1, city_nouns);
}

/* "between Washington and Beijing", "with Moscow", "against Tehran", "pressure on". */
static bool is_counterpart(const struct kw_finder *f, uint32_t before)
{
    if (kw_norm_in(f, before, "with against between by for towards toward on"))
        return true;
    return kw_norm_in(f, before, "and") && before > f->sentence->first &&
           kw_mark_at(f, before - 1)->known > 0 && before - 1 > f->sentence->first &&
           kw_norm_in(f, before - 2, "between with against");
}

/* "China calls Washington": between two names, what looks like a plural is a verb. */
static bool is_headline_verb(const struct kw_finder *f, uint32_t i)
{
    return kw_tag_at(f, i) == KW_TAG_NNS && i > f->sentence->first &&
           kw_tag_at(f, i - 1) == KW_TAG_NNP && kw_at(f, i)->shape == KW_SHAPE_LOWER;
}

bool kw_reading_acts(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    uint32_t before = kw_before(f, first);
    if (before != UINT32_MAX) {
        if (kw_norm_is(f, before, "to") && before > f->sentence->first)
            return kw_norm_in(f, before - 1, sent_nouns);
        if (kw_norm_is(f, before, "from") && before > f->sentence->first &&
            kw_norm_in(f, before - 1, issued_nouns))
            return true;
        if (kw_is_placed(f, first))
            return false;
        if (kw_tag_is_verb(kw_at(f, before)->tag) || is_headline_verb(f, before))
            return !lemma_in(f, before, motion_verbs) &&
                   !kw_tag_is_noun(kw_tag_at(f, end));
        if (kw_norm_in(f, before, "on") && before > f->sentence->first &&
            !kw_norm_in(f, before - 1, "pressure sanctions calls call ban curbs"))
            return false;
        if (is_counterpart(f, before))
            return true;
    }
    if (owns_as_government(f, end))
        return true;
    if (kw_norm_is(f, end, "-") && kw_norm_in(f, end + 1,
                                              "backed led friendly funded "
                                              "controlled appointed aligned"))
        return true;
    return is_subject(f, end) && !is_copula(f, end);
}

/* --- choosing a row ---------------------------------------------------------------- */

static bool is_acronym(struct kw_str surface)
{
    bool letters = false;
    for (size_t i = 0; i < surface.len; i++) {
        if (surface.ptr[i] >= 'a' && surface.ptr[i] <= 'z')
            return false;
        letters = letters || (surface.ptr[i] >= 'A' && surface.ptr[i] <= 'Z');
    }
    return letters && surface.len <= 10;
}

static void take(const struct kw_finder *f, const struct kw_lexeme *lexeme,
                 struct kw_name *name)
{
    name->row = lexeme->row;
    name->use = lexeme->use;
    name->type = kw_lexicon_type(f->lexicon, lexeme->row);
    name->basis = KW_TYPE_BY_LEXICON;
    switch (lexeme->use) {
    case KW_USE_ADJECTIVE:
    case KW_USE_PERSON:
    case KW_USE_PEOPLE:
        name->kind = KW_MENTION_DEMONYM;
        break;
    case KW_USE_METONYM:
    case KW_USE_CAPITAL:
        name->kind = KW_MENTION_METONYM;
        break;
    case KW_USE_ALIAS:
        name->kind = is_acronym(lexeme->surface) ? KW_MENTION_ACRONYM : KW_MENTION_ALIAS;
        break;
    default:
        name->kind = KW_MENTION_NAME;
    }
}

static bool has_country(const struct kw_finder *f, uint32_t i)
{
    struct kw_lexeme lexeme;
    return kw_in_sentence(f, i) && kw_mark_at(f, i)->known &&
           kw_lexhits_in(&kw_mark_at(f, i)->hits, KW_TABLE_COUNTRIES, &lexeme) &&
           lexeme.use == KW_USE_NAME;
}

/* "Georgia and Turkey": beside a country in a list. */
static bool beside_country(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    return (kw_norm_in(f, end, "and , or") && has_country(f, end + 1)) ||
           (first >= f->sentence->first + 2 && kw_norm_in(f, first - 1, "and , or") &&
            has_country(f, first - 2));
}

/* How well a lexeme fits its place; the highest wins, the first of equals. */
static int fit(const struct kw_finder *f, const struct kw_lexeme *lexeme, uint32_t first,
               uint32_t end)
{
    enum kw_type type = kw_lexicon_type(f->lexicon, lexeme->row);
    bool placed = kw_is_placed(f, first);
    bool acts = kw_reading_acts(f, first, end);
    bool place = type == KW_TYPE_PLACE || lexeme->use == KW_USE_CAPITAL;
    int score = 0;
    if (lexeme->use == KW_USE_CAPITAL)
        return acts ? 6 : -1; /* else the city, if the tables have it */
    if (kw_str_eq(lexeme->surface,
                  kw_text_slice(f->text, kw_text_span(f->text, first, end))))
        score += 2; /* written exactly so */
    if (lexeme->use == KW_USE_METONYM)
        return score + 2;
    if (place)
        score += placed ? 2 : acts ? -1 : 1;
    else if (type == KW_TYPE_COUNTRY)
        score += beside_country(f, first, end) ? 2 : 0;
    else
        score += placed ? -1 : acts ? 1 : 0;
    if (lexeme->use == KW_USE_NAME)
        score += 1;
    return score;
}

/* The lexemes that name things, best first; `capital` gets the country whose capital it
 * is, if any. */
static bool best_lexeme(const struct kw_finder *f, const struct kw_lexhits *hits,
                        uint32_t first, uint32_t end, struct kw_lexeme *best)
{
    size_t count = kw_lexhits_count(hits);
    int most = 0;
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        struct kw_lexeme lexeme = kw_lexhits_at(hits, i);
        if (lexeme.table != KW_TABLE_COUNTRIES && lexeme.table != KW_TABLE_NAMES &&
            lexeme.table != KW_TABLE_GENERIC)
            continue;
        int score = fit(f, &lexeme, first, end);
        if (found && score <= most)
            continue;
        most = score;
        *best = lexeme;
        found = true;
    }
    return found;
}

/* --- names that are words too ------------------------------------------------------ */

/* Evidence that an ordinary word is a name here: the text uses it so elsewhere, it has
 * an owner's s or a kind noun beside it, or it is the subject of a verb without an
 * article, which a common noun in the singular cannot be. */
static bool has_evidence(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    uint32_t before = kw_before(f, first), after = kw_after(f, end);
    if (kw_seen(f, first) & (KW_SEEN_CAPITAL | KW_SEEN_NAME))
        return true;
    if (kw_tag_at(f, end) == KW_TAG_POS)
        return true;
    if (after != UINT32_MAX && kw_mark_at(f, after)->kind && after <= end + 1)
        return true;
    if (before != UINT32_MAX && kw_mark_at(f, before)->kind == 1)
        return true;
    if (kw_tag_at(f, end) == KW_TAG_CC && kw_in_sentence(f, end + 1) &&
        kw_mark_at(f, end + 1)->known)
        return true;
    return is_subject(f, end) && kw_tag_at(f, first) != KW_TAG_NNS;
}

/* Single words that are ordinary words as well need evidence where their capital proves
 * nothing; months and weekdays need it everywhere. */
static bool is_ordinary_here(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    const struct kw_mark *mark = kw_mark_at(f, first);
    const struct kw_token *token = kw_at(f, first);
    if (end != first + 1)
        return false;
    if (token->shape == KW_SHAPE_UPPER && token->norm.len > 1)
        return false; /* "IT", "WHO": the case was checked against the table */
    if (mark->ordinary == KW_ORDINARY_CALENDAR)
        return true;
    if (!mark->initial && mark->upper)
        return false;
    if (!token->common && mark->ordinary == KW_ORDINARY_NONE)
        return false;
    return !has_evidence(f, first, end);
}

/* "in Chinese", "speaks Arabic and French": a language, if no noun follows. */
static bool is_language(const struct kw_finder *f, uint32_t first, uint32_t end)
{
    enum kw_tag next = kw_tag_at(f, end);
    if (kw_tag_is_noun(next) || next == KW_TAG_JJ)
        return false;
    while (first > f->sentence->first + 2 && kw_norm_in(f, first - 1, "and or ,") &&
           kw_mark_at(f, first - 2)->known == 1)
        first -= 2;
    if (first == f->sentence->first)
        return false;
    if (lemma_in(f, first - 1, "speak learn study teach"))
        return true;
    return kw_norm_in(f, first - 1, "in into") &&
           (next == KW_TAG_NONE || next == KW_TAG_IN || next == KW_TAG_CC ||
            kw_at(f, end)->shape == KW_SHAPE_PUNCT);
}

/* "Latin American", "Native Americans": no demonym of a country. */
static bool is_continental(const struct kw_finder *f, uint32_t first)
{
    return kw_norm_in(f, first, "american americans african africans asian asians") &&
           first > f->sentence->first &&
           kw_norm_in(f, first - 1, "latin south north central native african pan meso");
}

/* The city of that name when the capital does not stand for its country. */
static void as_city(struct kw_name *name)
{
    name->type = KW_TYPE_PLACE;
    name->kind = KW_MENTION_NAME;
    name->row = 0;
}

/* "US $ 500": a currency. */
static bool is_currency(const struct kw_finder *f, uint32_t end)
{
    return kw_norm_is(f, end, "$");
}

bool kw_reading_choose(const struct kw_finder *f, uint32_t first, uint32_t end,
                       struct kw_name *name)
{
    const struct kw_lexhits *hits = &kw_mark_at(f, first)->hits;
    struct kw_lexeme lexeme = {0};
    if (is_currency(f, end) || is_ordinary_here(f, first, end) ||
        !best_lexeme(f, hits, first, end, &lexeme))
        return false;
    take(f, &lexeme, name);
    if (is_continental(f, first) ||
        (lexeme.use == KW_USE_ADJECTIVE && is_language(f, first, end))) {
        name->use = KW_USE_ADJECTIVE; /* and no plain word either */
        return false;
    }
    if (lexeme.use == KW_USE_CAPITAL &&
        (first < f->dateline || !kw_reading_acts(f, first, end)))
        as_city(name);
    return true;
}
