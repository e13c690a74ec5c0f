/* show.c - all about one entity: its row and its names. */
#include "query/show.h"

struct alias_intake {
    struct kw_arena *arena;
    KW_VEC(struct kw_shown_alias) list;
};

static enum kw_status take_alias(void *context, const struct kw_alias_row *row,
                                 struct kw_error *err)
{
    struct alias_intake *in = context;
    struct kw_shown_alias *new = KW_PUSH(in->arena, &in->list);
    if (!new)
        return kw_nomem(err);
    *new = (struct kw_shown_alias){kw_arena_copy(in->arena, row->name), row->kind,
                                   row->mentions};
    return new->name.ptr ? KW_OK : kw_nomem(err);
}

struct key_intake {
    struct kw_arena *arena;
    KW_VEC(struct kw_shown_key) list;
};

static enum kw_status take_key(void *context, const struct kw_identity_row *row,
                               struct kw_error *err)
{
    struct key_intake *in = context;
    struct kw_shown_key *new = KW_PUSH(in->arena, &in->list);
    if (!new)
        return kw_nomem(err);
    *new =
        (struct kw_shown_key){kw_arena_copy(in->arena, row->key), row->join, row->votes};
    return new->key.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_show(struct kw_store *store, int64_t entity, struct kw_arena *arena,
                       struct kw_shown *out, struct kw_error *err)
{
    struct kw_showing showing = {.store = store, .arena = arena, .entity = entity};
    struct kw_shown shown = {0};
    struct alias_intake aliases = {.arena = arena};
    struct key_intake keys = {.arena = arena};
    enum kw_status status = kw_directory_load(store, arena, &showing.directory, err);
    if (status != KW_OK)
        return status;
    const struct kw_entity_row *row = kw_directory_get(&showing.directory, entity);
    if (!row)
        return kw_fail(err, KW_NOTFOUND, "no such entity");
    shown.entity = *row;
    status = kw_store_aliases(store, entity, take_alias, &aliases, err);
    shown.aliases = aliases.list.items;
    shown.alias_count = aliases.list.count;
    if (status == KW_OK)
        status = kw_store_identities(store, entity, take_key, &keys, err);
    shown.keys = keys.list.items;
    shown.key_count = keys.list.count;
    if (status == KW_OK)
        status = kw_show_facts(&showing, err);
    if (status == KW_OK)
        status = kw_show_relations(&showing, &shown, err);
    if (status == KW_OK)
        status = kw_show_roles(&showing, &shown, err);
    if (status == KW_OK)
        status = kw_show_events(&showing, &shown, err);
    if (status == KW_OK)
        status = kw_show_documents(&showing, &shown, err);
    if (status == KW_OK)
        status = kw_show_neighbours(&showing, &shown, err);
    if (status == KW_OK)
        *out = shown;
    return status;
}
