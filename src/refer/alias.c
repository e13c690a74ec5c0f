/* alias.c - other names that the text itself gives: "Jane Roe, also known as Jane Doe",
 * "Jane Doe (née Roe)", "Roe was born in Riga as Jane Doe", "Roe (Greek: ...)".
 *
 * Runs over the names once all have entries. Better none than wrong: the two must be of
 * one type, or one of them only guessed. */
#include "refer/room.h"

enum {
    REACH = 60, /* tokens back to the name that the other one is of */
    CUE = 4,    /* tokens a cue may have */
};

/* What may stand right before the other name. */
enum cue {
    NO_CUE,
    KNOWN,  /* "known as", "née" */
    BORN,   /* "born", of persons only */
    NAMED,  /* "born ... as" */
    TONGUE, /* "(Greek:" */
    TICKER, /* "(NYSE:", of firms only */
    LISTED, /* "(Acme Sales or", of what has a word in common */
};

#define IS_ANY(room, token, words)                                                       \
    ((token) < (room)->text->token_count &&                                              \
     KW_STR_AMONG((room)->text->tokens[token].norm, words))

/* "known to his friends as", "referred to as" */
static bool known_as(const struct kw_refer_room *room, uint32_t as, uint32_t first)
{
    static const char *const known[] = {"known",    "called",   "stylised",
                                        "stylized", "referred", "abbreviated",
                                        "spelled",  "credited", "nicknamed"};
    static const char *const between[] = {"to", "simply", "professionally", "commonly"};
    if (as == first || !kw_token_is(room, as, "as"))
        return false;
    uint32_t at = as - 1;
    if (at > first && IS_ANY(room, at, between))
        at--;
    return IS_ANY(room, at, known);
}

/* "as" that the verb "born" stands before, with nothing but a date and places between. */
static bool born_as(const struct kw_refer_room *room, uint32_t as, uint32_t first)
{
    if (!kw_token_is(room, as, "as"))
        return false;
    for (uint32_t at = as; at > first && at + REACH > as; at--) {
        enum kw_tag tag = room->text->tokens[at - 1].tag;
        if (kw_token_is(room, at - 1, "born"))
            return true;
        if (kw_tag_is_verb(tag) || tag == KW_TAG_CC)
            return false;
    }
    return false;
}

/* The language of "(Serbian Cyrillic:" before token `colon`. */
static bool tongue(const struct kw_refer_room *room, uint32_t colon, uint32_t first)
{
    if (!kw_token_is(room, colon, ":"))
        return false;
    for (uint32_t at = colon; at > first && at + CUE > colon; at--) {
        uint32_t name = room->at[at - 1];
        if (name && room->names->items[name - 1].kind == KW_MENTION_DEMONYM)
            return true;
    }
    return false;
}

/* The stock exchange of "(NYSE:" before token `colon`. */
static bool exchange(const struct kw_refer_room *room, uint32_t colon, uint32_t first)
{
    static const char *const names[] = {"nyse", "nasdaq", "tsx", "amex", "lse", "hkse",
                                        "asx",  "sgx",    "bse", "nse",  "otc", "tse"};
    return kw_token_is(room, colon, ":") && colon >= first + 2 &&
           kw_token_is(room, colon - 2, "(") && IS_ANY(room, colon - 1, names);
}

/* Brackets that hold nothing but names and "or" up to token `at`. */
static bool in_list(const struct kw_refer_room *room, uint32_t at, uint32_t first)
{
    for (; at > first && room->text->tokens[at - 1].tag != KW_TAG_LRB; at--) {
        if (!room->at[at - 1] && !kw_token_is(room, at - 1, ",") &&
            !kw_token_is(room, at - 1, "or") && !kw_token_is(room, at - 1, "and") &&
            !kw_token_is(room, at - 1, "the"))
            return false;
    }
    return at > first;
}

/* Two names with one first word, or one that abbreviates the other. */
static bool alike(const struct kw_form *name, const struct kw_form *whole)
{
    return kw_str_eq(name->words[0], whole->words[0]) ||
           (name->count == 1 && kw_form_abbreviates(name->key, whole->key));
}

/* What stands before the name at token `at`, in a sentence that starts at `first`. */
static enum cue cue_before(const struct kw_refer_room *room, uint32_t at, uint32_t first)
{
    static const char *const direct[] = {"née", "nee",    "né",   "alias",
                                         "aka", "a.k.a.", "a.k.a"};
    static const char *const opening[] = {"or",          "also",      "formerly",
                                          "abbreviated", "nicknamed", "previously",
                                          "originally",  "now"};
    while (at > first &&
           (kw_token_is(room, at - 1, "\"") || kw_token_is(room, at - 1, "the") ||
            kw_token_is(room, at - 1, "'")))
        at--;
    if (at == first)
        return NO_CUE;
    uint32_t before = at - 1;
    if (IS_ANY(room, before, direct) || known_as(room, before, first))
        return KNOWN;
    if (at > first + 1 && kw_token_is(room, before - 1, "(") &&
        IS_ANY(room, before, opening))
        return KNOWN;
    if (at > first + 1 && kw_token_is(room, before, "called") &&
        kw_token_is(room, before - 1, "also"))
        return KNOWN;
    if (exchange(room, before, first))
        return TICKER;
    if (in_list(room, at, first))
        return LISTED;
    if (kw_token_is(room, before, "born"))
        return BORN;
    if (born_as(room, before, first))
        return NAMED;
    return tongue(room, before, first) ? TONGUE : NO_CUE;
}

/* Nothing after the other name says that it is only a part of something: "née Roe's". */
static bool stands_alone(const struct kw_refer_room *room, const struct kw_name *n)
{
    if (n->end >= room->text->token_count)
        return true;
    enum kw_tag tag = room->text->tokens[n->end].tag;
    return tag != KW_TAG_POS && !kw_tag_is_noun(tag) && tag != KW_TAG_JJ;
}

static bool may_be_one(const struct kw_entry *a, const struct kw_entry *b)
{
    enum kw_type_basis sure_a, sure_b;
    enum kw_type type_a = kw_entry_type(a, &sure_a), type_b = kw_entry_type(b, &sure_b);
    if ((a->female && !a->male && b->male && !b->female) ||
        (a->male && !a->female && b->female && !b->male))
        return false;
    return type_a == type_b || sure_a <= KW_TYPE_BY_CONTEXT ||
           sure_b <= KW_TYPE_BY_CONTEXT;
}

/* Behind a preposition a name says where or of whom: "Jane Roe of Chile, known as". */
static bool is_behind(const struct kw_refer_room *room, const struct kw_name *n)
{
    return n->first > 0 && (room->text->tokens[n->first - 1].tag == KW_TAG_IN ||
                            room->text->tokens[n->first - 1].tag == KW_TAG_TO);
}

/* The name before `name` in its sentence that the other one is of, + 1; or 0. Brackets
 * that have closed in between are passed over. */
static uint32_t owner_of(struct kw_refer_room *room, uint32_t name, enum cue cue)
{
    const struct kw_name *n = &room->names->items[name];
    const struct kw_text *text = room->text;
    uint32_t first = text->sentences[text->tokens[n->first].sentence].first;
    const struct kw_entry *own = kw_entry_at(room, room->links[name].entry);
    uint32_t start = cue == TICKER ? n->first - 3 : n->first; /* before the brackets */
    while (cue == LISTED && start > first && text->tokens[start].tag != KW_TAG_LRB)
        start--;
    int depth = 0;
    for (uint32_t at = start; at > first && at + REACH > start; at--) {
        enum kw_tag tag = text->tokens[at - 1].tag;
        depth += tag == KW_TAG_RRB;
        depth -= tag == KW_TAG_LRB && depth > 0;
        uint32_t other = room->at[at - 1];
        if (depth || !other || room->names->items[other - 1].end != at)
            continue;
        const struct kw_name *it = &room->names->items[other - 1];
        const struct kw_entry *e = kw_entry_at(room, room->links[other - 1].entry);
        enum kw_type type = kw_entry_type(e, NULL);
        bool person = type == KW_TYPE_PERSON;
        if (cue == LISTED && (!alike(&own->form, &e->form) || person || e == own))
            return 0;
        if (cue == TICKER)
            return type == KW_TYPE_FIRM || type == KW_TYPE_OUTLET ? other : 0;
        if (it->kind == KW_MENTION_DEMONYM || is_behind(room, it) ||
            (cue == NAMED && !person))
            continue;
        if (e == own || !may_be_one(own, e) || (cue == BORN && !person))
            return 0;
        return other;
    }
    return 0;
}

void kw_refer_aliases(struct kw_refer_room *room)
{
    const struct kw_text *text = room->text;
    for (uint32_t i = 1; i < room->names->count; i++) {
        const struct kw_name *n = &room->names->items[i];
        uint32_t sentence = text->tokens[n->first].sentence;
        if (room->names->items[i - 1].first < text->sentences[sentence].first ||
            n->kind == KW_MENTION_DEMONYM || !stands_alone(room, n))
            continue;
        enum cue cue = cue_before(room, n->first, text->sentences[sentence].first);
        uint32_t owner = cue ? owner_of(room, i, cue) : 0;
        if (owner) {
            kw_entry_join(room, room->links[i].entry, room->links[owner - 1].entry,
                          KW_LINK_ALIAS);
            room->links[i].rule = KW_LINK_ALIAS;
        }
    }
}
