/* body.c - bodies whose name needs an owner: "China's Foreign Ministry", "Chinese Foreign
 * Ministry", "the Foreign Ministry of China" and then "the Foreign Ministry" are one.
 *
 * A body is known by its owner (a country) and its core, the name without the owner. */
#include "refer/room.h"

enum {
    BODIES = 8,  /* entries with the same core that are looked at */
    NEARBY = 20, /* names before a body among which its country is looked for */
};

static bool is_country(const struct kw_refer_room *room, const struct kw_name *name)
{
    return name->row && name->type == KW_TYPE_COUNTRY &&
           kw_lexicon_table(room->lexicon, name->row) == KW_TABLE_COUNTRIES;
}

static bool is_generic(const struct kw_refer_room *room, kw_lexref row)
{
    return row && kw_lexicon_table(room->lexicon, row) == KW_TABLE_GENERIC;
}

kw_lexref kw_body_owner(const struct kw_refer_room *room, uint32_t name, uint32_t *first,
                        uint32_t *end)
{
    const struct kw_name *n = &room->names->items[name];
    uint32_t after = n->first;
    *first = n->first;
    *end = n->end;
    if (n->type != KW_TYPE_AGENCY && n->type != KW_TYPE_ORGANIZATION)
        return 0;
    kw_lexref owner = kw_country_at(room, n->first, n->end, &after);
    if (owner && after < n->end) {
        *first = after;
        return owner;
    }
    for (uint32_t t = n->first + 1; t + 1 < n->end; t++) {
        if (!kw_token_is(room, t, "of"))
            continue;
        uint32_t start = t + 1 + kw_token_is(room, t + 1, "the");
        owner = kw_country_at(room, start, n->end, &after);
        if (owner && after == n->end) {
            *end = t;
            return owner;
        }
    }
    return 0;
}

/* The country a bare name stands with: before it with a possessive, after it with "of".
 */
static kw_lexref owner_beside(const struct kw_refer_room *room, uint32_t name)
{
    const struct kw_name *n = &room->names->items[name];
    const struct kw_token *tokens = room->text->tokens;
    if (name > 0 && n->first > 0) {
        const struct kw_name *before = n - 1;
        bool possessive = tokens[n->first - 1].tag == KW_TAG_POS;
        if (is_country(room, before) && before->end + possessive == n->first)
            return before->row;
    }
    if (name + 1 < room->names->count && kw_token_is(room, n->end, "of")) {
        uint32_t start = n->end + 1 + kw_token_is(room, n->end + 1, "the");
        if (is_country(room, n + 1) && n[1].first == start)
            return n[1].row;
    }
    return 0;
}

/* The only country named in this sentence so far and the one before, or 0. */
static kw_lexref owner_around(const struct kw_refer_room *room, uint32_t name)
{
    const struct kw_token *tokens = room->text->tokens;
    uint32_t sentence = tokens[room->names->items[name].first].sentence;
    kw_lexref found = 0;
    for (uint32_t steps = 0; steps < NEARBY && name > 0; steps++) {
        const struct kw_name *n = &room->names->items[--name];
        if (tokens[n->first].sentence + 1 < sentence)
            break;
        if (!is_country(room, n) || n->row == found)
            continue;
        if (found)
            return 0;
        found = n->row;
    }
    return found;
}

/* The entry with that core that a bare name means: the only one, or the one whose owner
 * is the only country around. */
static uint32_t body_meant(struct kw_refer_room *room, uint32_t name, uint32_t newest)
{
    kw_lexref around = owner_around(room, name);
    uint32_t only = 0, fitting = 0, count = 0;
    for (uint32_t at = newest, steps = 0; at && steps < BODIES; steps++) {
        uint32_t root = kw_entry_root(room, at);
        at = room->entries.items[at].same_core;
        count += root != only;
        only = root;
        if (around && room->entries.items[root].owner == around)
            fitting = root;
    }
    return count == 1 ? only : fitting;
}

static bool put(struct kw_refer_room *room, struct kw_str key, uint32_t number)
{
    return key.ptr && kw_map_put(&room->keys, room->arena, key, number, NULL) == KW_OK;
}

static bool open_body(struct kw_refer_room *room, uint32_t name,
                      const struct kw_form *form, kw_lexref owner, struct kw_str core,
                      uint32_t *number)
{
    const struct kw_name *n = &room->names->items[name];
    struct kw_str core_key = kw_key(room->arena, KW_KEY_CORE, 0, core);
    *number = kw_entry_open(room, name, form);
    if (*number == 0 || !core_key.ptr ||
        !put(room, kw_key(room->arena, KW_KEY_BODY, owner, core), *number))
        return false;
    struct kw_entry *entry = &room->entries.items[*number];
    entry->body = true;
    entry->owner = owner;
    entry->row = n->row;
    entry->same_core = kw_map_get(&room->keys, core_key);
    return put(room, core_key, *number);
}

/* A bare body that got no owner when it was opened gets the first one that is named. */
static bool adopt(struct kw_refer_room *room, uint32_t name, kw_lexref owner,
                  struct kw_str core, uint32_t *number)
{
    const struct kw_token *tokens = room->text->tokens;
    struct kw_str bare = kw_key(room->arena, KW_KEY_BODY, 0, core);
    if (!bare.ptr)
        return false;
    uint32_t orphan = kw_map_get(&room->keys, bare);
    struct kw_entry *entry = orphan ? kw_entry_at(room, orphan) : NULL;
    *number = 0;
    if (!entry || entry->owner ||
        entry->sentence + 3 < tokens[room->names->items[name].first].sentence)
        return true;
    entry->owner = owner;
    *number = orphan;
    return put(room, kw_key(room->arena, KW_KEY_BODY, owner, core), orphan);
}

static bool owned_body(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form, kw_lexref owner, struct kw_str core,
                       uint32_t *number, enum kw_link_rule *rule)
{
    struct kw_str key = kw_key(room->arena, KW_KEY_BODY, owner, core);
    if (!key.ptr)
        return false;
    *number = kw_map_get(&room->keys, key);
    *rule = KW_LINK_OWNER;
    if (*number == 0 && !adopt(room, name, owner, core, number))
        return false;
    if (*number) {
        struct kw_entry *entry = kw_entry_at(room, *number);
        if (kw_str_eq(entry->form.key, form->key))
            *rule = KW_LINK_SAME;
        return entry->form.count >= form->count ||
               kw_entry_rename(room, kw_entry_root(room, *number), name, form);
    }
    *rule = KW_LINK_FIRST;
    return open_body(room, name, form, owner, core, number);
}

bool kw_refer_known_body(struct kw_refer_room *room, uint32_t name, uint32_t number)
{
    uint32_t first, end;
    kw_lexref owner = kw_body_owner(room, name, &first, &end);
    struct kw_form bare;
    if (owner == 0 || room->names->items[name].type != KW_TYPE_AGENCY)
        return true;
    if (!kw_form_make(room, first, end, &bare))
        return false;
    struct kw_str core = kw_form_core(room->arena, &bare);
    struct kw_str key = {NULL, 0}, core_key = {NULL, 0};
    if (core.ptr)
        key = kw_key(room->arena, KW_KEY_BODY, owner, core);
    if (core.ptr)
        core_key = kw_key(room->arena, KW_KEY_CORE, 0, core);
    if (!key.ptr || !core_key.ptr)
        return false;
    struct kw_entry *entry = kw_entry_at(room, number);
    entry->owner = owner;
    uint32_t before = kw_map_get(&room->keys, key);
    if (before) {
        kw_entry_join(room, before, number, KW_LINK_OWNER);
        return true;
    }
    if (!adopt(room, name, owner, core, &before))
        return false;
    if (before) {
        kw_entry_join(room, before, number, KW_LINK_OWNER);
        return true;
    }
    entry->same_core = kw_map_get(&room->keys, core_key);
    return put(room, key, number) && put(room, core_key, number);
}

bool kw_refer_body(struct kw_refer_room *room, uint32_t name, const struct kw_form *form,
                   uint32_t *number, enum kw_link_rule *rule)
{
    const struct kw_name *n = &room->names->items[name];
    bool generic = is_generic(room, n->row);
    uint32_t first, end;
    *number = 0;
    if ((n->row && !generic) ||
        (n->type != KW_TYPE_AGENCY && !(generic && n->type == KW_TYPE_ORGANIZATION)))
        return true;
    kw_lexref owner = kw_body_owner(room, name, &first, &end);
    struct kw_form bare;
    if (!kw_form_make(room, first, end, &bare))
        return false;
    struct kw_str core = kw_form_core(room->arena, &bare);
    if (!core.ptr)
        return false;
    if (owner == 0)
        owner = owner_beside(room, name);
    if (owner)
        return owned_body(room, name, form, owner, core, number, rule);
    struct kw_str core_key = kw_key(room->arena, KW_KEY_CORE, 0, core);
    if (!core_key.ptr)
        return false;
    *rule = KW_LINK_OWNER;
    *number = body_meant(room, name, kw_map_get(&room->keys, core_key));
    bool doubt;
    if (*number == 0)
        *number = kw_refer_part(room, name, form, &doubt);
    if (*number) {
        if (kw_str_eq(kw_entry_at(room, *number)->form.key, form->key))
            *rule = KW_LINK_SAME;
        return true;
    }
    if (generic)
        owner = owner_around(room, name);
    if (owner)
        return owned_body(room, name, form, owner, core, number, rule);
    *rule = KW_LINK_FIRST;
    return open_body(room, name, form, 0, core, number);
}
