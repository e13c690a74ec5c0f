/* life.c - who has a life is a person, whatever the look of the name: "Dagfinn Hauge (14
 * July 1908 - 14 March 2007) was a Norwegian writer".
 *
 * Asked only of names whose type is a guess. */
#include "refer/room.h"

enum {
    ASIDE = 40, /* tokens the brackets may have */
    NOUNS = 8,  /* tokens of what it is said to be */
};

static bool is_year(const struct kw_refer_room *room, uint32_t token)
{
    struct kw_str word = room->text->tokens[token].norm;
    return room->text->tokens[token].shape == KW_SHAPE_NUMBER && word.len == 4 &&
           (word.ptr[0] == '1' || word.ptr[0] == '2');
}

static bool is_dash(const struct kw_refer_room *room, uint32_t token)
{
    return kw_token_is(room, token, "-") || kw_token_is(room, token, "--") ||
           kw_token_is(room, token, "\xE2\x80\x93");
}

/* The token after brackets that open at `open` and tell a life; or 0. */
static uint32_t past_life(const struct kw_refer_room *room, uint32_t open, uint32_t end)
{
    bool life = false, dash = false;
    uint32_t years = 0;
    for (uint32_t t = open + 1; t < end && t < open + ASIDE; t++) {
        if (room->text->tokens[t].tag == KW_TAG_RRB)
            return life || (years > 1 && dash) ? t + 1 : 0;
        life |= kw_token_is(room, t, "born") || kw_token_is(room, t, "died");
        years += is_year(room, t);
        dash |= years && is_dash(room, t);
    }
    return 0;
}

/* "is a Norwegian poet": a role noun behind a form of "be" and an article. */
static bool is_somebody(const struct kw_refer_room *room, uint32_t at, uint32_t end)
{
    const struct kw_token *tokens = room->text->tokens;
    if (at < end && kw_token_is(room, at, ","))
        at++;
    if (at + 2 >= end || !kw_str_eq(tokens[at].lemma, KW_STR("be")) ||
        tokens[at + 1].tag != KW_TAG_DT)
        return false;
    for (uint32_t t = at + 2; t < end && t < at + 2 + NOUNS; t++) {
        struct kw_lexhits hits;
        struct kw_lexeme lexeme;
        if (tokens[t].tag == KW_TAG_IN || kw_tag_is_verb(tokens[t].tag))
            return false;
        if (kw_lexicon_find(room->lexicon, tokens[t].norm, &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme))
            return true;
    }
    return false;
}

void kw_refer_lives(struct kw_refer_room *room)
{
    const struct kw_text *text = room->text;
    for (uint32_t i = 0; i < room->names->count; i++) {
        const struct kw_name *n = &room->names->items[i];
        uint32_t end = text->sentences[text->tokens[n->first].sentence].end;
        struct kw_entry *e = kw_entry_at(room, room->links[i].entry);
        enum kw_type_basis basis;
        enum kw_type type = kw_entry_type(e, &basis);
        if (type == KW_TYPE_PERSON || basis > KW_TYPE_BY_CONTEXT || e->row ||
            n->end >= end || text->tokens[n->end].tag != KW_TAG_LRB)
            continue;
        uint32_t after = past_life(room, n->end, end);
        if (!after || !is_somebody(room, after, end))
            continue;
        e->votes[KW_TYPE_PERSON]++;
        e->basis[KW_TYPE_PERSON] = KW_TYPE_BY_TITLE;
    }
}
