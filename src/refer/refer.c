/* refer.c - the driver of the room: names to entries, what refers back to entries,
 * entries to referents. */
#include "refer/room.h"

#include <assert.h>

#define LINK_ROW(id, name) name,
static const char *const link_names[] = {KW_LINK_RULES(LINK_ROW)};
#undef LINK_ROW

const char *kw_link_name(enum kw_link_rule rule)
{
    assert((unsigned)rule < KW_LINK_COUNT);
    return link_names[rule];
}

/* Entry 0 and cell 0 are none. */
static bool prepare(struct kw_refer_room *room)
{
    room->links = KW_NEW(room->arena, room->names->count, struct kw_link);
    room->at = KW_NEW(room->arena, room->text->token_count, uint32_t);
    struct kw_entry *no_entry = KW_PUSH(room->arena, &room->entries);
    struct kw_cell *no_cell = KW_PUSH(room->arena, &room->cells);
    if (!room->links || !room->at || !no_entry || !no_cell)
        return false;
    for (uint32_t i = 0; i < room->names->count; i++)
        for (uint32_t t = room->names->items[i].first; t < room->names->items[i].end; t++)
            room->at[t] = i + 1;
    return true;
}

enum kw_status kw_refer(const struct kw_lexicon *lexicon, const struct kw_text *text,
                        const struct kw_names *names, struct kw_arena *arena,
                        struct kw_references *out, struct kw_error *err)
{
    struct kw_refer_room room = {
        .lexicon = lexicon, .text = text, .names = names, .arena = arena};
    if (!prepare(&room) || !kw_refer_names(&room))
        return kw_nomem(err);
    kw_refer_lives(&room);
    kw_refer_aliases(&room);
    if ((!text->foreign && !kw_refer_back(&room)) || !kw_refer_finish(&room, out))
        return kw_nomem(err);
    return KW_OK;
}
