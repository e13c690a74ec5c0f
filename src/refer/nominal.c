/* nominal.c - common nouns that refer back: "the Israeli firm", "the newspaper", "Chinese
 * spokesperson"; and those that stand beside a name and say what it is: "the Israeli
 * firm NSO Group", "NSO Group, an Israeli firm".
 *
 * What is beside a name gives its entry a noun and a country. What refers back is linked
 * only where one entry fits better than all others. */
#include "refer/back.h"

#include <string.h>

enum {
    MODIFIERS = 7, /* tokens before the head that are looked at */
    WINDOW = 12,   /* sentences back in which what fits well is looked for */
    NEAR = 3,      /* sentences back in which what fits a little is looked for */
};

/* A phrase with a common noun as its head. */
struct phrase {
    uint32_t start;    /* its first token, the article if there is one */
    uint32_t first;    /* the token after the article */
    uint32_t head;     /* the noun */
    uint32_t nominal;  /* its last word's first token: "news" of "news agency" */
    enum kw_type type; /* what the noun says */
    bool role;         /* it is an office or a job */
    bool definite;
    bool indefinite;
    kw_lexref nation; /* country named inside it, or 0 */
    uint32_t body;    /* entry of a body named inside it: "Foreign Ministry
                         spokesperson"; or 0 */
};

/* Nouns that any entry of the type may be called by; all others must be known of it. */
static const struct {
    const char *noun;
    enum kw_type type;
} plain_nouns[] = {
    {"company", KW_TYPE_FIRM},
    {"firm", KW_TYPE_FIRM},
    {"business", KW_TYPE_FIRM},
    {"corporation", KW_TYPE_FIRM},
    {"outlet", KW_TYPE_OUTLET},
    {"publication", KW_TYPE_OUTLET},
    {"agency", KW_TYPE_AGENCY},
    {"organization", KW_TYPE_ORGANIZATION},
    {"organisation", KW_TYPE_ORGANIZATION},
    {"group", KW_TYPE_ORGANIZATION},
    {"group", KW_TYPE_FIRM},
    {"country", KW_TYPE_COUNTRY},
    {"nation", KW_TYPE_COUNTRY},
    {"tool", KW_TYPE_TOOL},
    {"software", KW_TYPE_TOOL},
};

/* Words that say that another one is meant than was named. */
static const char *const apart[] = {"other", "another", "rival",  "different", "new",
                                    "own",   "first",   "second", "third",     "former",
                                    "next",  "same",    "latest", "fellow",    "only"};

static bool is_plain(struct kw_str noun, enum kw_type type)
{
    for (size_t i = 0; i < sizeof plain_nouns / sizeof *plain_nouns; i++)
        if (plain_nouns[i].type == type &&
            kw_str_eq(noun, kw_str_of(plain_nouns[i].noun)))
            return true;
    return false;
}

static bool sets_apart(const struct kw_refer_room *room, uint32_t token)
{
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (kw_token_is(room, token, apart[i]))
            return true;
    return false;
}

/* --- reading a phrase
 * ------------------------------------------------------------------- */

static bool look_up(const struct kw_refer_room *room, struct kw_str noun,
                    struct phrase *p)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (!kw_lexicon_find(room->lexicon, noun, &hits))
        return false;
    if (kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme) && lexeme.use == KW_USE_WORD) {
        struct kw_str class =
            kw_lexicon_cell(room->lexicon, lexeme.row, KW_COL_ROLES_CLASS);
        p->role = true;
        p->type = KW_TYPE_PERSON;
        return !kw_str_eq(class, KW_STR("family"));
    }
    if (!kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme) || lexeme.use != KW_USE_WORD)
        return false;
    p->type = kw_lexicon_type(room->lexicon, lexeme.row);
    return p->type != KW_TYPE_NONE;
}

/* "news agency" before "agency": the longer noun says more. */
static bool read_head(const struct kw_refer_room *room, uint32_t first, uint32_t head,
                      struct phrase *p)
{
    const struct kw_token *tokens = room->text->tokens;
    char two[128];
    p->head = p->nominal = head;
    if (head > first && !room->at[head - 1] &&
        tokens[head - 1].norm.len + tokens[head].norm.len + 1 <= sizeof two) {
        size_t len = tokens[head - 1].norm.len;
        memcpy(two, tokens[head - 1].norm.ptr, len);
        two[len++] = ' ';
        memcpy(two + len, tokens[head].norm.ptr, tokens[head].norm.len);
        p->nominal = head - 1;
        if (look_up(room, (struct kw_str){two, len + tokens[head].norm.len}, p))
            return true;
        p->nominal = head;
    }
    return look_up(room, tokens[head].norm, p);
}

static bool is_modifier(const struct kw_token *token)
{
    switch (token->tag) {
    case KW_TAG_JJ:
    case KW_TAG_JJS:
    case KW_TAG_NN:
    case KW_TAG_NNS:
    case KW_TAG_NNP:
    case KW_TAG_VBN:
    case KW_TAG_VBG:
    case KW_TAG_CD:
        return true;
    default:
        return kw_str_eq(token->norm, KW_STR("-"));
    }
}

/* Takes in a name inside the phrase: a country, or for a role the body it is held at. */
static bool take_name(struct kw_back *back, uint32_t name, struct phrase *p)
{
    struct kw_refer_room *room = back->room;
    const struct kw_name *n = &room->names->items[name];
    const struct kw_entry *e = kw_entry_at(room, room->links[name].entry);
    if (n->type == KW_TYPE_COUNTRY && n->row && p->nation == 0) {
        p->nation = n->row;
        return true;
    }
    if (!p->role || p->body)
        return false;
    p->body = kw_entry_root(room, room->links[name].entry);
    if (p->nation == 0)
        p->nation = e->owner;
    return true;
}

static void read_article(const struct kw_refer_room *room, uint32_t token,
                         struct phrase *p)
{
    p->definite = kw_token_is(room, token, "the") || kw_token_is(room, token, "this");
    p->indefinite = kw_token_is(room, token, "a") || kw_token_is(room, token, "an");
    if (p->definite || p->indefinite)
        p->start = token;
}

/* Reads leftwards from the head to the article. False: no phrase that could refer. */
static bool read_phrase(struct kw_back *back, uint32_t head, struct phrase *p)
{
    struct kw_refer_room *room = back->room;
    const struct kw_token *tokens = room->text->tokens;
    uint32_t bound = room->text->sentences[back->sentence].first;
    if (back->done > bound)
        bound = back->done;
    if (!read_head(room, bound, head, p))
        return false;
    uint32_t t = p->nominal;
    for (int steps = 0; t > bound && steps < MODIFIERS; steps++) {
        uint32_t name = room->at[t - 1];
        if (name) {
            uint32_t start = room->names->items[name - 1].first;
            if (!take_name(back, name - 1, p))
                return false;
            t = start;
            continue;
        }
        if (sets_apart(room, t - 1))
            return false;
        if (!is_modifier(&tokens[t - 1]))
            break;
        t--;
    }
    while (t < p->nominal && kw_token_is(room, t, "-"))
        t++; /* the dash of a dateline */
    p->first = p->start = t;
    if (t > bound && !room->at[t - 1]) {
        enum kw_tag tag = tokens[t - 1].tag;
        if (tag == KW_TAG_PRPS || tag == KW_TAG_POS)
            return false;
        read_article(room, t - 1, p);
        if (tag == KW_TAG_DT && !p->definite && !p->indefinite)
            return false;
    }
    return true;
}

/* --- beside a name
 * ------------------------------------------------------------------------ */

static bool is_organized(enum kw_type type)
{
    return type == KW_TYPE_FIRM || type == KW_TYPE_OUTLET || type == KW_TYPE_AGENCY ||
           type == KW_TYPE_ORGANIZATION;
}

/* Whether a name may be what the phrase says: by type, or because its own type rests on
 * no more than `doubt`. A name with a given name or a title is a person. */
static bool may_be(const struct kw_entry *e, const struct phrase *p,
                   enum kw_type_basis doubt)
{
    enum kw_type_basis basis;
    enum kw_type type = kw_entry_type(e, &basis);
    if (type == p->type)
        return true;
    if (type == KW_TYPE_COUNTRY || e->row || e->female || e->male)
        return false;
    if (type == KW_TYPE_PERSON)
        return basis <= doubt;
    return basis <= (p->role ? KW_TYPE_BY_SHAPE : KW_TYPE_BY_CONTEXT);
}

/* The noun is evidence for the type, too. */
static void tell(struct kw_refer_room *room, uint32_t number, const struct phrase *p)
{
    struct kw_entry *e = &room->entries.items[number];
    if (p->nation)
        e->nation = p->nation;
    if (p->role)
        e->role = room->text->tokens[p->head].lemma;
    else if (e->noun.len == 0)
        e->noun =
            kw_text_slice(room->text, kw_text_span(room->text, p->nominal, p->head + 1));
    e->votes[p->type]++;
    if (e->basis[p->type] < KW_TYPE_BY_TITLE)
        e->basis[p->type] = KW_TYPE_BY_TITLE;
}

/* "the Israeli firm NSO Group" */
static uint32_t name_after(struct kw_back *back, const struct phrase *p)
{
    struct kw_refer_room *room = back->room;
    uint32_t next = p->head + 1;
    if (next >= room->text->token_count || !room->at[next] ||
        room->text->tokens[next].sentence != back->sentence)
        return 0;
    uint32_t number = kw_entry_root(room, room->links[room->at[next] - 1].entry);
    bool fits = may_be(&room->entries.items[number], p, KW_TYPE_BY_DEFAULT);
    return fits ? number : 0;
}

/* "NSO Group, an Israeli firm that ...": a comma, and no verb that would begin a clause
 * of which the phrase is the subject. */
static uint32_t name_before(struct kw_back *back, const struct phrase *p)
{
    struct kw_refer_room *room = back->room;
    const struct kw_token *tokens = room->text->tokens;
    uint32_t sentence_first = room->text->sentences[back->sentence].first;
    if (p->start < sentence_first + 2 || !kw_token_is(room, p->start - 1, ",") ||
        !room->at[p->start - 2] || !(p->definite || p->indefinite))
        return 0;
    if (p->definite && p->head + 1 < room->text->token_count) {
        enum kw_tag next = tokens[p->head + 1].tag;
        if (next == KW_TAG_VBZ || next == KW_TAG_VBD || next == KW_TAG_MD ||
            next == KW_TAG_VBP)
            return 0;
    }
    uint32_t number = kw_entry_root(room, room->links[room->at[p->start - 2] - 1].entry);
    enum kw_type_basis doubt = p->indefinite ? KW_TYPE_BY_CONTEXT : KW_TYPE_BY_DEFAULT;
    return may_be(&room->entries.items[number], p, doubt) ? number : 0;
}

/* --- referring back
 * ----------------------------------------------------------------------- */

static kw_lexref nation_of(const struct kw_refer_room *room, const struct kw_entry *e)
{
    if (e->nation || e->owner)
        return e->nation ? e->nation : e->owner;
    if (e->row == 0 || kw_lexicon_table(room->lexicon, e->row) != KW_TABLE_NAMES)
        return 0;
    return kw_lexicon_country(room->lexicon,
                              kw_lexicon_cell(room->lexicon, e->row, KW_COL_NAMES_HOME));
}

static struct kw_str kind_of(const struct kw_refer_room *room, const struct kw_entry *e)
{
    if (e->row && kw_lexicon_table(room->lexicon, e->row) == KW_TABLE_NAMES)
        return kw_lexicon_cell(room->lexicon, e->row, KW_COL_NAMES_KIND);
    if (e->row && kw_lexicon_table(room->lexicon, e->row) == KW_TABLE_GENERIC)
        return kw_lexicon_cell(room->lexicon, e->row, KW_COL_GENERIC_KIND);
    return e->noun;
}

/* True when `noun` is the last word of `kind`: "tool" of "geolocation tool". */
static bool ends_in(struct kw_str kind, struct kw_str noun)
{
    return kw_str_ends(kind, noun) &&
           (kind.len == noun.len || kind.ptr[kind.len - noun.len - 1] == ' ');
}

static bool name_has(const struct kw_entry *e, struct kw_str noun)
{
    for (uint32_t i = 0; i < e->form.count; i++)
        if (kw_str_eq(e->form.words[i], noun))
            return true;
    return false;
}

static bool title_has(const struct kw_refer_room *room, const struct kw_entry *e,
                      struct kw_str noun)
{
    for (uint32_t t = e->title_first; t < e->title_end; t++)
        if (kw_str_eq(room->text->tokens[t].norm, noun))
            return true;
    return kw_str_eq(e->role, noun);
}

/* Whether nothing but the looks of its name says what an entry is. */
static bool is_vague(const struct kw_entry *e)
{
    enum kw_type_basis basis;
    kw_entry_type(e, &basis);
    return basis <= KW_TYPE_BY_SHAPE && !e->row && !e->female && !e->male;
}

/* How well an entry fits a phrase: 0 not at all, 1 by its type, 2 by its noun or its
 * country, 3 by both. */
static int fit(const struct kw_refer_room *room, const struct kw_entry *e,
               const struct phrase *p)
{
    struct kw_str noun = room->text->tokens[p->head].norm, kind = kind_of(room, e);
    enum kw_type type = kw_entry_type(e, NULL);
    kw_lexref nation = nation_of(room, e);
    bool known = p->role
                     ? title_has(room, e, noun)
                     : ends_in(kind, noun) || ends_in(e->noun, noun) || name_has(e, noun);
    bool plain = is_plain(noun, type);
    bool related = is_organized(type) && is_organized(p->type);
    if (type != p->type && p->nation && p->nation == nation && is_vague(e))
        return 2;
    if (type != p->type && !plain && !(known && related))
        return 0;
    if (p->nation && nation && nation != p->nation)
        return 0;
    if (!p->role && (e->female || e->male) && !e->row && e->basis[type] < KW_TYPE_BY_HEAD)
        return 0; /* it has a given name: a person, whatever its surroundings say */
    if (!known && !plain &&
        (p->role || kind.len ||
         (type != KW_TYPE_FIRM && type != KW_TYPE_OUTLET && type != KW_TYPE_TOOL)))
        return 0;
    return 1 + known + (p->nation && nation == p->nation);
}

/* The entry that fits best, if no other fits as well or all such were left behind. */
static uint32_t find(struct kw_back *back, const struct phrase *p)
{
    const struct kw_refer_room *room = back->room;
    uint32_t best = 0, sentence = 0;
    int best_fit = 0;
    for (size_t i = 0; i < back->recent_count; i++) {
        const struct kw_recent *r = &back->recent[i];
        int score = fit(room, &room->entries.items[r->entry], p);
        uint32_t reach = score > 1 ? WINDOW : NEAR;
        if (score == 0 || score < best_fit || r->sentence + reach < back->sentence)
            continue;
        if (score > best_fit) {
            best = r->entry;
            best_fit = score;
            sentence = r->sentence;
        } else if (r->sentence + NEAR > sentence) {
            best = 0; /* two fit: later ones cannot decide it, but better ones can */
        }
    }
    return best;
}

/* "the American government" is the country itself. */
static uint32_t country_inside(struct kw_refer_room *room, const struct phrase *p)
{
    if (p->type != KW_TYPE_COUNTRY || p->nation == 0)
        return 0;
    struct kw_str key = kw_key(room->arena, KW_KEY_ROW, p->nation, KW_STR(""));
    return key.ptr ? kw_map_get(&room->keys, key) : 0;
}

/* "the firm behind the attack", "the group founded by Landau": what follows tells which
 * one is meant, so it need not be one that was named. */
static bool is_told_apart(const struct kw_refer_room *room, uint32_t next, bool role)
{
    static const char *const words[] = {"of",   "within", "behind",
                                        "from", "that",   "whose"};
    if (kw_token_is(room, next, "of") && next + 1 < room->text->token_count &&
        room->text->tokens[next + 1].tag == KW_TAG_VBG)
        return false; /* "accused the firm of selling" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kw_token_is(room, next, words[i]))
            return true;
    if (role && (kw_token_is(room, next, "for") || kw_token_is(room, next, "at")))
        return true;
    return room->text->tokens[next].tag == KW_TAG_VBN &&
           kw_token_is(room, next + 1, "by");
}

static bool refers(const struct kw_back *back, const struct phrase *p)
{
    const struct kw_refer_room *room = back->room;
    const struct kw_token *tokens = room->text->tokens;
    uint32_t next = p->head + 1;
    /* Headlines and damaged texts drop the article; then a country must make up for it,
     * or a possessive, which no noun has without one ("to use firm's tool"). */
    bool owns = !p->role && p->start == p->nominal && next < room->text->token_count &&
                tokens[next].tag == KW_TAG_POS;
    if (p->indefinite || (!p->definite && p->nation == 0 && p->body == 0 && !owns))
        return false;
    if (owns)
        return true;
    if (!p->definite && room->at[p->start] == 0)
        return false; /* "big Israeli firm": some firm */
    if (next >= room->text->token_count || tokens[next].sentence != back->sentence)
        return true;
    if (room->at[next] && tokens[next].space)
        return false; /* "the company Apple" is no other firm; nor "firm Apple" */
    return !is_told_apart(room, next, p->role);
}

/* Whether a noun goes on: "spyware" of "spyware firm". A function word that a tagger may
 * take for a noun ("will") ends it. */
static bool goes_on(const struct kw_back *back, uint32_t next)
{
    const struct kw_refer_room *room = back->room;
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (next >= room->text->token_count || room->at[next] ||
        room->text->tokens[next].sentence != back->sentence)
        return false;
    const struct kw_token *token = &room->text->tokens[next];
    return (kw_tag_is_noun(token->tag) || token->tag == KW_TAG_JJ) &&
           !(kw_lexicon_find(room->lexicon, token->norm, &hits) &&
             kw_lexhits_in(&hits, KW_TABLE_CLOSED, &lexeme));
}

bool kw_back_nominal(struct kw_back *back, uint32_t token)
{
    struct kw_refer_room *room = back->room;
    struct phrase p = {0};
    if (goes_on(back, token + 1) || !read_phrase(back, token, &p))
        return true;
    uint32_t beside = name_after(back, &p);
    bool title = beside != 0 && p.role;
    if (beside == 0)
        beside = name_before(back, &p);
    if (beside)
        tell(room, beside, &p);
    uint32_t entry = beside;
    if (entry == 0 && refers(back, &p)) {
        entry = country_inside(room, &p);
        if (entry == 0)
            entry = find(back, &p);
    }
    if (entry == 0 || title)
        return true; /* a title is no mention (GUIDELINES) */
    return kw_back_add(back, p.start, p.first, token + 1, entry, KW_MENTION_NOMINAL,
                       p.nation);
}
