/* word.c - what a word can be, out of context: tags by table, inflection and ending,
 * and the lemma that goes with each.
 */
#include "text/room.h"

#include <string.h>

#include "lexicon/schema.h"

static const uint64_t verb_base = KW_TAG_BIT(VB) | KW_TAG_BIT(VBP);
static const uint64_t verb_past = KW_TAG_BIT(VBD) | KW_TAG_BIT(VBN);

struct look {
    const struct kw_lexicon *lexicon;
    struct kw_arena *arena;
    struct kw_word *word;
    bool nomem;
};

static void allow(struct kw_word *word, uint64_t tags, enum kw_tag best)
{
    if (word->best == KW_TAG_NONE)
        word->best = best;
    word->tags |= tags;
}

static void set_lemma(struct kw_word *word, enum kw_tag tag, struct kw_str lemma)
{
    struct kw_str *slot = kw_tag_is_verb(tag) || tag == KW_TAG_MD ? &word->verb
                          : kw_tag_is_noun(tag)                   ? &word->noun
                                                                  : &word->other;
    if (slot->len == 0)
        *slot = lemma;
}

/* The table (verbs, nouns, adjectives) has `stem` + `tail` as a lemma; gives the slice
 * of the table. */
static bool is_lemma(const struct look *l, struct kw_str stem, const char *tail,
                     enum kw_lex_table table, struct kw_str *lemma)
{
    char form[48];
    size_t more = strlen(tail);
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (stem.len < 2 || stem.len + more > sizeof form)
        return false;
    memcpy(form, stem.ptr, stem.len);
    memcpy(form + stem.len, tail, more);
    if (!kw_lexicon_find(l->lexicon, (struct kw_str){form, stem.len + more}, &hits) ||
        !kw_lexhits_in(&hits, table, &lexeme))
        return false;
    *lemma = lexeme.surface;
    return true;
}

/* --- inflection ------------------------------------------------------------ */

/* One row per way to spell an inflected form; the first whose stem is in the table wins.
 * `doubled`: the last two letters of the stem are the same and one is dropped. */
struct inflection {
    const char *ending;
    const char *tail; /* put in its place */
    bool doubled;
    enum kw_lex_table table;
    uint64_t tags;
    enum kw_tag best;
};

#define VERB KW_TABLE_VERBS
#define NOUN KW_TABLE_NOUNS
#define ADJECTIVE KW_TABLE_ADJECTIVES
#define BIT(tag) KW_TAG_BIT(tag)

static const struct inflection inflections[] = {
    {"ies", "y", false, NOUN, BIT(NNS), KW_TAG_NNS},
    {"es", "", false, NOUN, BIT(NNS), KW_TAG_NNS},
    {"s", "", false, NOUN, BIT(NNS), KW_TAG_NNS},
    {"ies", "y", false, VERB, BIT(VBZ), KW_TAG_VBZ},
    {"es", "", false, VERB, BIT(VBZ), KW_TAG_VBZ},
    {"s", "", false, VERB, BIT(VBZ), KW_TAG_VBZ},
    {"ied", "y", false, VERB, BIT(VBD) | BIT(VBN), KW_TAG_VBD},
    {"ed", "e", false, VERB, BIT(VBD) | BIT(VBN), KW_TAG_VBD},
    {"ed", "", false, VERB, BIT(VBD) | BIT(VBN), KW_TAG_VBD},
    {"ed", "", true, VERB, BIT(VBD) | BIT(VBN), KW_TAG_VBD},
    {"ying", "ie", false, VERB, BIT(VBG), KW_TAG_VBG},
    {"ing", "e", false, VERB, BIT(VBG), KW_TAG_VBG},
    {"ing", "", false, VERB, BIT(VBG), KW_TAG_VBG},
    {"ing", "", true, VERB, BIT(VBG), KW_TAG_VBG},
    {"ier", "y", false, ADJECTIVE, BIT(JJR), KW_TAG_JJR},
    {"er", "e", false, ADJECTIVE, BIT(JJR), KW_TAG_JJR},
    {"er", "", false, ADJECTIVE, BIT(JJR), KW_TAG_JJR},
    {"er", "", true, ADJECTIVE, BIT(JJR), KW_TAG_JJR},
    {"iest", "y", false, ADJECTIVE, BIT(JJS), KW_TAG_JJS},
    {"est", "e", false, ADJECTIVE, BIT(JJS), KW_TAG_JJS},
    {"est", "", false, ADJECTIVE, BIT(JJS), KW_TAG_JJS},
    {"est", "", true, ADJECTIVE, BIT(JJS), KW_TAG_JJS},
    {"ily", "y", false, ADJECTIVE, BIT(RB), KW_TAG_RB},
    {"ly", "", false, ADJECTIVE, BIT(RB), KW_TAG_RB},
    {"ally", "", false, ADJECTIVE, BIT(RB), KW_TAG_RB},
    {"y", "e", false, ADJECTIVE, BIT(RB), KW_TAG_RB}, /* possibly */
};

static bool undouble(struct kw_str *stem)
{
    if (stem->len < 3 || stem->ptr[stem->len - 1] != stem->ptr[stem->len - 2])
        return false;
    stem->len--;
    return true;
}

static void by_inflection(struct look *l)
{
    struct kw_str norm = l->word->norm, lemma;
    uint64_t seen = 0; /* tags found already: the first spelling wins */
    for (size_t i = 0; i < sizeof inflections / sizeof *inflections; i++) {
        const struct inflection *row = &inflections[i];
        if ((seen & row->tags) || !kw_str_ends(norm, kw_str_of(row->ending)))
            continue;
        struct kw_str stem = kw_str_slice(norm, 0, norm.len - strlen(row->ending));
        if (row->doubled && !undouble(&stem))
            continue;
        if (!is_lemma(l, stem, row->tail, row->table, &lemma))
            continue;
        seen |= row->tags;
        l->word->known = true;
        allow(l->word, row->tags, row->best);
        if (row->best == KW_TAG_NNS && l->word->best == KW_TAG_NN)
            l->word->best = KW_TAG_NNS; /* "years", where it is a lemma too */
        if (row->best == KW_TAG_NNS && kw_str_eq(l->word->noun, norm))
            l->word->noun = lemma;
        set_lemma(l->word, row->table == ADJECTIVE ? KW_TAG_JJ : row->best,
                  row->best == KW_TAG_RB ? norm : lemma);
    }
}

/* --- tables ------------------------------------------------------------------------ */

static void by_row(struct look *l, const struct kw_lexeme *lexeme, int tag_column,
                   int lemma_column)
{
    enum kw_tag tag;
    if (!kw_tag_parse(kw_lexicon_cell(l->lexicon, lexeme->row, tag_column), &tag))
        return;
    if (lemma_column >= 0)
        set_lemma(l->word, tag, kw_lexicon_cell(l->lexicon, lexeme->row, lemma_column));
    allow(l->word, 1ull << tag, tag);
    if (tag == KW_TAG_VBP)
        l->word->tags |= BIT(VB); /* have, do, go: the forms are one */
    l->word->known = true;
}

/* Nouns, role nouns and kind nouns; the last two bring their plurals. Many kind nouns
 * are plurals themselves ("talks"), so only plain nouns give a lemma here. */
static void by_noun(struct look *l, const struct kw_lexeme *lexeme)
{
    int column = lexeme->table == KW_TABLE_ROLES ? KW_COL_ROLES_WORD : KW_COL_KINDS_WORD;
    if (lexeme->use == KW_USE_PLURAL) {
        allow(l->word, BIT(NNS), KW_TAG_NNS);
        set_lemma(l->word, KW_TAG_NNS, kw_lexicon_cell(l->lexicon, lexeme->row, column));
        return;
    }
    allow(l->word, BIT(NN), KW_TAG_NN);
    if (lexeme->table == KW_TABLE_NOUNS)
        set_lemma(l->word, KW_TAG_NN, l->word->norm);
}

static void by_lexeme(struct look *l, const struct kw_lexeme *lexeme)
{
    struct kw_word *word = l->word;
    switch (lexeme->table) {
    case KW_TABLE_IRREGULAR:
        by_row(l, lexeme, KW_COL_IRREGULAR_TAG, KW_COL_IRREGULAR_LEMMA);
        return;
    case KW_TABLE_VERBS:
        allow(word, verb_base, KW_TAG_VB);
        set_lemma(word, KW_TAG_VB, lexeme->surface);
        break;
    case KW_TABLE_NOUNS:
    case KW_TABLE_ROLES:
    case KW_TABLE_KINDS:
        by_noun(l, lexeme);
        break;
    case KW_TABLE_ADJECTIVES:
        allow(word, BIT(JJ), KW_TAG_JJ);
        break;
    default:
        return;
    }
    word->known = true;
}

/* Function words first, then nouns before verbs: out of context "report" is a noun. */
static void by_tables(struct look *l)
{
    static const enum kw_lex_table order[] = {
        KW_TABLE_CLOSED, KW_TABLE_IRREGULAR, KW_TABLE_NOUNS, KW_TABLE_ADJECTIVES,
        KW_TABLE_VERBS,  KW_TABLE_ROLES,     KW_TABLE_KINDS};
    struct kw_lexhits hits;
    if (!kw_lexicon_find(l->lexicon, l->word->norm, &hits))
        return;
    size_t count = kw_lexhits_count(&hits);
    for (size_t o = 0; o < sizeof order / sizeof *order; o++) {
        if (l->word->closed && order[o] != KW_TABLE_IRREGULAR)
            return; /* "will" is no noun and "even" no verb to us */
        for (size_t i = 0; i < count; i++) {
            struct kw_lexeme lexeme = kw_lexhits_at(&hits, i);
            if (lexeme.table != order[o])
                continue;
            if (lexeme.table == KW_TABLE_CLOSED) {
                l->word->closed = true;
                by_row(l, &lexeme, KW_COL_CLOSED_TAG, -1);
            } else {
                by_lexeme(l, &lexeme);
            }
        }
    }
}

/* --- endings of unknown words ------------------------------------------------------ */

static const struct {
    const char *ending;
    uint64_t tags;
    enum kw_tag best;
} endings[] = {
    {"ing", BIT(VBG) | BIT(NN), KW_TAG_VBG},
    {"ed", BIT(VBD) | BIT(VBN) | BIT(JJ), KW_TAG_VBN},
    {"ly", BIT(RB), KW_TAG_RB},
    {"ous", BIT(JJ), KW_TAG_JJ},
    {"ful", BIT(JJ), KW_TAG_JJ},
    {"less", BIT(JJ), KW_TAG_JJ},
    {"able", BIT(JJ), KW_TAG_JJ},
    {"ible", BIT(JJ), KW_TAG_JJ},
    {"ive", BIT(JJ) | BIT(NN), KW_TAG_JJ},
    {"ical", BIT(JJ), KW_TAG_JJ},
    {"ial", BIT(JJ), KW_TAG_JJ},
    {"al", BIT(JJ) | BIT(NN), KW_TAG_JJ},
    {"ic", BIT(JJ) | BIT(NN), KW_TAG_JJ},
    {"ish", BIT(JJ), KW_TAG_JJ},
    {"ary", BIT(JJ) | BIT(NN), KW_TAG_JJ},
    {"ize", BIT(VB) | BIT(VBP), KW_TAG_VB},
    {"ise", BIT(VB) | BIT(VBP) | BIT(NN), KW_TAG_NN},
    {"izes", BIT(VBZ), KW_TAG_VBZ},
    {"ify", BIT(VB) | BIT(VBP), KW_TAG_VB},
    {"ness", BIT(NN), KW_TAG_NN},
    {"ss", BIT(NN), KW_TAG_NN},
    {"us", BIT(NN), KW_TAG_NN},
    {"is", BIT(NN), KW_TAG_NN},
    {"s", BIT(NNS), KW_TAG_NNS},
    {"", BIT(NN), KW_TAG_NN},
};

static void by_ending(struct look *l)
{
    struct kw_word *word = l->word;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = strlen(endings[i].ending);
        if (word->norm.len < len + 2 && len > 0)
            continue;
        if (!kw_str_ends(word->norm, kw_str_of(endings[i].ending)))
            continue;
        allow(word, endings[i].tags, endings[i].best);
        return;
    }
}

/* Strips an ending, gives back an "e" where spelling needs one: "phising" - "phise" is
 * wrong as often as "phish" for unknown verbs, so only the plain stem is tried. */
static struct kw_str plain_stem(struct kw_str norm, enum kw_tag tag)
{
    static const struct {
        enum kw_tag tag;
        const char *ending;
    } cuts[] = {{KW_TAG_VBG, "ing"},
                {KW_TAG_VBD, "ed"},
                {KW_TAG_VBN, "ed"},
                {KW_TAG_VBZ, "s"},
                {KW_TAG_NNS, "s"}};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        size_t len = strlen(cuts[i].ending);
        if (cuts[i].tag == tag && norm.len > len + 2 &&
            kw_str_ends(norm, kw_str_of(cuts[i].ending)))
            return kw_str_slice(norm, 0, norm.len - len);
    }
    return norm;
}

static bool ends_in_ies(struct kw_str norm)
{
    return norm.len > 4 && kw_str_ends(norm, KW_STR("ies"));
}

static void guess_lemmas(struct look *l)
{
    struct kw_word *word = l->word;
    if (word->verb.len == 0)
        word->verb = word->tags & BIT(VBG)    ? plain_stem(word->norm, KW_TAG_VBG)
                     : word->tags & verb_past ? plain_stem(word->norm, KW_TAG_VBN)
                     : word->tags & BIT(VBZ)  ? plain_stem(word->norm, KW_TAG_VBZ)
                                              : word->norm;
    if (word->noun.len == 0 && (word->tags & BIT(NNS)) && ends_in_ies(word->norm)) {
        word->noun =
            kw_arena_printf(l->arena, "%.*sy", (int)word->norm.len - 3, word->norm.ptr);
        l->nomem = word->noun.ptr == NULL;
    }
    if (word->noun.len == 0)
        word->noun =
            word->tags & BIT(NNS) ? plain_stem(word->norm, KW_TAG_NNS) : word->norm;
    if (word->other.len == 0)
        word->other = word->norm;
}

/* --- the cache --------------------------------------------------------------------- */

static bool analyse(struct kw_words *words, struct kw_word *word, struct kw_str norm)
{
    struct look l = {words->lexicon, words->arena, word, false};
    *word = (struct kw_word){.norm = norm};
    by_tables(&l);
    if (!word->closed)
        by_inflection(&l);
    if (word->tags == 0)
        by_ending(&l);
    if (word->tags & (BIT(VBN) | BIT(VBG)))
        word->tags |= BIT(JJ) | (word->tags & BIT(VBG) ? BIT(NN) : 0);
    guess_lemmas(&l);
    if (l.nomem)
        *word = (struct kw_word){0};
    return !l.nomem;
}

enum kw_status kw_word_find(struct kw_words *words, struct kw_str norm,
                            const struct kw_word **out, struct kw_error *err)
{
    struct kw_word *word = &words->slots[kw_str_hash(norm) % KW_WORD_SLOTS];
    if ((!word->norm.ptr || !kw_str_eq(word->norm, norm)) && !analyse(words, word, norm))
        return kw_nomem(err);
    *out = word;
    return KW_OK;
}
