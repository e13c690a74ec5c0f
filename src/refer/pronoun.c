/* pronoun.c - he, she, it: only where one entry fits. Better none than wrong. */
#include "refer/back.h"

enum pronoun_kind { FEMALE, MALE, NEUTER };

enum { BACK = 2 }; /* sentences back in which a person is looked for */

static const struct {
    const char *word;
    enum pronoun_kind kind;
} pronouns[] = {
    {"she", FEMALE}, {"her", FEMALE},    {"herself", FEMALE}, {"he", MALE},
    {"him", MALE},   {"his", MALE},      {"himself", MALE},   {"it", NEUTER},
    {"its", NEUTER}, {"itself", NEUTER},
};

static bool is_actor(enum kw_type type)
{
    return type == KW_TYPE_COUNTRY || type == KW_TYPE_AGENCY || type == KW_TYPE_FIRM ||
           type == KW_TYPE_OUTLET || type == KW_TYPE_ORGANIZATION;
}

/* The only person around who may be a woman (a man), or 0. Where several may be, the
 * only one that is known to be and was named last wins. A name that nothing but its
 * capitals tells to be a person's may stand in the way, but is nobody. */
static uint32_t person(struct kw_back *back, bool female)
{
    uint32_t found = 0, sure = 0;
    size_t count = 0, sures = 0;
    for (size_t i = 0; i < back->recent_count; i++) {
        const struct kw_recent *r = &back->recent[i];
        const struct kw_entry *e = &back->room->entries.items[r->entry];
        enum kw_type_basis basis;
        if (r->sentence + BACK < back->sentence ||
            kw_entry_type(e, &basis) != KW_TYPE_PERSON ||
            (female ? e->male && !e->female : e->female && !e->male))
            continue;
        bool known = female ? e->female : e->male;
        bool direct = r->direct != KW_NOT_DIRECT && r->direct + BACK >= back->sentence;
        if (!direct)
            continue;
        if (count++ == 0 && (known || basis > KW_TYPE_BY_DEFAULT))
            found = r->entry;
        if (known && sures++ == 0)
            sure = r->entry;
    }
    if (count == 1)
        return found;
    return sures == 1 && sure == found ? sure : 0;
}

/* The only actor or tool in this sentence so far; at its start, in the one before. */
static uint32_t thing(struct kw_back *back, bool starts)
{
    uint32_t found = 0;
    for (size_t i = 0; i < back->recent_count; i++) {
        const struct kw_recent *r = &back->recent[i];
        enum kw_type type = kw_entry_type(&back->room->entries.items[r->entry], NULL);
        if (r->sentence + (starts ? 1 : 0) < back->sentence ||
            (!is_actor(type) && type != KW_TYPE_TOOL))
            continue;
        if (found)
            return 0;
        found = r->entry;
    }
    return found;
}

/* "it is clear that", "it seems": nothing is referred to. And an object cannot be told
 * from what the sentence is about, so only subjects and owners count. */
static bool may_refer(const struct kw_back *back, uint32_t token)
{
    static const char *const empty[] = {"be",   "seem",   "appear", "take",
                                        "turn", "remain", "become", "emerge",
                                        "rain", "snow",   "dawn"};
    const struct kw_text *text = back->room->text;
    if (text->tokens[token].tag == KW_TAG_PRPS)
        return true;
    uint32_t next = token + 1;
    if (next >= text->token_count ||
        !(kw_tag_is_verb(text->tokens[next].tag) || text->tokens[next].tag == KW_TAG_MD))
        return false;
    while (next + 1 < text->token_count && text->tokens[next].tag == KW_TAG_MD)
        next++;
    return !KW_STR_AMONG(text->tokens[next].lemma, empty);
}

bool kw_back_pronoun(struct kw_back *back, uint32_t token)
{
    struct kw_refer_room *room = back->room;
    const struct kw_sentence *sentence = &room->text->sentences[back->sentence];
    uint32_t entry = 0;
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        if (!kw_token_is(room, token, pronouns[i].word))
            continue;
        if (pronouns[i].kind != NEUTER && !back->quoted)
            entry = person(back, pronouns[i].kind == FEMALE);
        else if (pronouns[i].kind == NEUTER && may_refer(back, token))
            entry = thing(back, token == sentence->first);
        break;
    }
    return entry == 0 ||
           kw_back_add(back, token, token, token + 1, entry, KW_MENTION_PRONOUN, 0);
}
