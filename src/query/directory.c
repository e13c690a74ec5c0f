/* directory.c - entities by number. */
#include "query/directory.h"

#include <stdlib.h>

#include "base/utf8.h"

struct intake {
    struct kw_arena *arena;
    KW_VEC(struct kw_entity_row) rows;
};

/* A number with the place of its row: qsort takes no context. */
struct place {
    int64_t id;
    uint32_t at;
};

static enum kw_status take(void *context, const struct kw_entity_row *row,
                           struct kw_error *err)
{
    struct intake *in = context;
    struct kw_entity_row *copy = KW_PUSH(in->arena, &in->rows);
    if (!copy)
        return kw_nomem(err);
    *copy = *row;
    copy->key = kw_arena_copy(in->arena, row->key);
    copy->name = kw_arena_copy(in->arena, row->name);
    copy->kind = kw_arena_copy(in->arena, row->kind);
    if (!copy->key.ptr || !copy->name.ptr || !copy->kind.ptr)
        return kw_nomem(err);
    return KW_OK;
}

static int compare_ids(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static enum kw_status finish(struct intake *in, struct kw_directory *out,
                             struct kw_error *err)
{
    struct place *places = KW_NEW(in->arena, in->rows.count + 1, struct place);
    uint32_t *by_id = KW_NEW(in->arena, in->rows.count + 1, uint32_t);
    if (!places || !by_id)
        return kw_nomem(err);
    for (size_t i = 0; i < in->rows.count; i++)
        places[i] = (struct place){in->rows.items[i].id, (uint32_t)i};
    if (in->rows.count)
        qsort(places, in->rows.count, sizeof *places, compare_ids);
    for (size_t i = 0; i < in->rows.count; i++)
        by_id[i] = places[i].at;
    *out = (struct kw_directory){in->rows.items, by_id, in->rows.count};
    return KW_OK;
}

enum kw_status kw_directory_load(struct kw_store *store, struct kw_arena *arena,
                                 struct kw_directory *out, struct kw_error *err)
{
    struct intake in = {.arena = arena};
    enum kw_status status = kw_store_entities(store, take, &in, err);
    return status == KW_OK ? finish(&in, out, err) : status;
}

enum kw_status kw_directory_find(struct kw_store *store, struct kw_str folded,
                                 int64_t entity, struct kw_arena *arena,
                                 struct kw_directory *out, struct kw_error *err)
{
    struct intake in = {.arena = arena};
    enum kw_status status =
        kw_store_entities_called(store, folded, entity, take, &in, err);
    return status == KW_OK ? finish(&in, out, err) : status;
}

const struct kw_entity_row *kw_directory_get(const struct kw_directory *directory,
                                             int64_t entity)
{
    size_t low = 0, high = directory->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct kw_entity_row *row = &directory->rows[directory->by_id[middle]];
        if (row->id == entity)
            return row;
        if (row->id < entity)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_word_byte(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

bool kw_has_words(struct kw_str whole, struct kw_str part)
{
    if (part.len == 0)
        return false;
    for (size_t at = kw_str_find(whole, part, 0); at < whole.len;
         at = kw_str_find(whole, part, at + 1)) {
        size_t end = at + part.len;
        bool starts = at == 0 || !is_word_byte(whole.ptr[at - 1]);
        bool ends = end == whole.len || !is_word_byte(whole.ptr[end]);
        if (starts && ends)
            return true;
    }
    return false;
}
