/* capital.c - one sense of a capital in one text. Where "Washington" has acted as the
 * state ("Washington said"), it is the state again wherever nothing makes it the city:
 * a preposition of place before it, a noun or a comma behind it ("Washington, D.C."). */
#include "refer/room.h"

static const char *const place_words[] = {
    "in",   "at",      "from",    "near",   "to",    "outside", "across",
    "into", "through", "around",  "beyond", "leave", "left",    "central",
    "via",  "toward",  "towards", "inside", "over",  "downtown"};

static bool is_placed(const struct kw_refer_room *room, const struct kw_name *n)
{
    const struct kw_token *tokens = room->text->tokens;
    uint32_t sentence = tokens[n->first].sentence;
    for (size_t i = 0; n->first > 0 && i < sizeof place_words / sizeof *place_words; i++)
        if (kw_token_is(room, n->first - 1, place_words[i]))
            return true;
    if (n->end >= room->text->token_count || tokens[n->end].sentence != sentence)
        return false;
    return kw_token_is(room, n->end, ",") || kw_token_is(room, n->end, "(") ||
           kw_tag_is_noun(tokens[n->end].tag) || room->at[n->end] ||
           tokens[n->end].tag == KW_TAG_CD;
}

/* Remembers which capitals act as states, before any name is linked. */
bool kw_refer_capitals(struct kw_refer_room *room)
{
    for (uint32_t i = 0; i < room->names->count; i++) {
        const struct kw_name *n = &room->names->items[i];
        struct kw_form form;
        if (n->use != KW_USE_CAPITAL || n->kind != KW_MENTION_METONYM)
            continue;
        if (!kw_form_make(room, n->first, n->end, &form))
            return false;
        struct kw_str key = kw_key(room->arena, KW_KEY_CAPITAL, 0, form.key);
        if (!key.ptr || kw_map_put(&room->keys, room->arena, key, n->row, NULL) != KW_OK)
            return false;
    }
    return true;
}

bool kw_refer_capital(struct kw_refer_room *room, uint32_t name,
                      const struct kw_form *form, kw_lexref *row)
{
    const struct kw_name *n = &room->names->items[name];
    *row = 0;
    if (n->type != KW_TYPE_PLACE || is_placed(room, n))
        return true;
    struct kw_str key = kw_key(room->arena, KW_KEY_CAPITAL, 0, form->key);
    if (!key.ptr)
        return false;
    *row = kw_map_get(&room->keys, key);
    return true;
}
