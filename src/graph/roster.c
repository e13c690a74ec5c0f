/* roster.c - who and where: the entities and documents of the store, numbered by key. */
#include "build.h"

#include "base/map.h"
#include "base/near.h"

#include <stdlib.h>

/* A draft being given rows; the maps number the stories and publishers from 1. */
struct intake {
    struct kw_draft *draft;
    struct kw_map stories;
    struct kw_map outlets;
};

/* The number of `name`, which must stay; a new one is one more than those before. */
static enum kw_status number_of(struct kw_map *map, struct kw_arena *arena,
                                struct kw_str name, uint32_t *number,
                                struct kw_error *err)
{
    *number = kw_map_get(map, name);
    if (*number)
        return KW_OK;
    *number = (uint32_t)map->used + 1;
    return kw_map_put(map, arena, name, *number, err);
}

static enum kw_status add_document(void *context, const struct kw_document_row *row,
                                   struct kw_error *err)
{
    struct intake *in = context;
    struct kw_arena *scratch = in->draft->scratch;
    if (in->draft->documents.count >= KW_DRAFT_MOST)
        return kw_fail(err, KW_LIMIT, "too many documents for one graph");
    struct kw_str key = kw_arena_copy(scratch, row->key);
    struct kw_str publisher = kw_arena_copy(scratch, row->publisher);
    struct kw_str story = kw_arena_copy(scratch, row->story.len ? row->story : row->key);
    struct kw_draft_document *d = KW_PUSH(scratch, &in->draft->documents);
    if (!key.ptr || !publisher.ptr || !story.ptr || !d)
        return kw_nomem(err);
    *d = (struct kw_draft_document){
        .id = row->id, .key = key, .publisher = publisher, .date = row->date};
    d->sentences = row->sentences > 0 ? (uint32_t)row->sentences : 0;
    d->paragraphs = row->paragraphs > 0 ? (uint32_t)row->paragraphs : 0;
    enum kw_status status = number_of(&in->stories, scratch, story, &d->story, err);
    if (status == KW_OK && publisher.len)
        status = number_of(&in->outlets, scratch, publisher, &d->outlet, err);
    return status;
}

static enum kw_status add_entity(void *context, const struct kw_entity_row *row,
                                 struct kw_error *err)
{
    struct kw_draft *draft = ((struct intake *)context)->draft;
    if (draft->entities.count >= KW_DRAFT_MOST)
        return kw_fail(err, KW_LIMIT, "too many entities for one graph");
    if (row->type == KW_TYPE_NONE || row->type >= KW_TYPE_COUNT)
        return kw_fail(err, KW_STORE, "the store holds an entity of unknown type");
    struct kw_draft_entity *e = KW_PUSH(draft->scratch, &draft->entities);
    if (!e)
        return kw_nomem(err);
    *e = (struct kw_draft_entity){.id = row->id};
    e->node = (struct kw_node){
        .key = kw_arena_copy(draft->scratch, row->key),
        .name = kw_arena_copy(draft->scratch, row->name),
        .kind = kw_arena_copy(draft->scratch, row->kind),
        .type = row->type,
        .mentions = (uint64_t)row->mentions,
        .documents = (uint64_t)row->documents,
        .stories = (uint64_t)row->stories,
        .outlets = (uint64_t)row->outlets,
        .first = row->first,
        .last = row->last,
        .voice = row->voice,
    };
    e->wanted =
        (draft->view->types >> row->type & 1) && (draft->view->voices || !row->voice);
    if (!e->node.key.ptr || !e->node.name.ptr || !e->node.kind.ptr)
        return kw_nomem(err);
    return KW_OK;
}

static int document_by_key(const void *a, const void *b)
{
    return kw_str_cmp(((const struct kw_draft_document *)a)->key,
                      ((const struct kw_draft_document *)b)->key);
}

static int entity_by_key(const void *a, const void *b)
{
    return kw_str_cmp(((const struct kw_draft_entity *)a)->node.key,
                      ((const struct kw_draft_entity *)b)->node.key);
}

static enum kw_status number_all(struct kw_draft *d, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    if (d->documents.count)
        qsort(d->documents.items, d->documents.count, sizeof *d->documents.items,
              document_by_key);
    if (d->entities.count)
        qsort(d->entities.items, d->entities.count, sizeof *d->entities.items,
              entity_by_key);
    for (size_t i = 0; i < d->documents.count && status == KW_OK; i++)
        status = kw_draft_index_put(&d->document_ids, d->scratch, 0,
                                    (uint64_t)d->documents.items[i].id, (uint32_t)i, err);
    for (size_t i = 0; i < d->entities.count && status == KW_OK; i++)
        status = kw_draft_index_put(&d->entity_ids, d->scratch, 0,
                                    (uint64_t)d->entities.items[i].id, (uint32_t)i, err);
    return status;
}

/* A publisher that no document has is a slip. */
static enum kw_status check_publisher(const struct kw_draft *d, struct kw_error *err)
{
    struct kw_str wanted = d->view->publisher;
    struct kw_nearest nearest = {.word = wanted};
    for (size_t i = 0; i < d->documents.count; i++) {
        if (kw_str_eq(d->documents.items[i].publisher, wanted))
            return KW_OK;
        kw_nearest_try(&nearest, d->documents.items[i].publisher);
    }
    if (nearest.best.len)
        return kw_fail(err, KW_NOTFOUND,
                       "--publisher: no document is of '%.*s'; did you mean '%.*s'?",
                       KW_STR_ARG(wanted), KW_STR_ARG(nearest.best));
    return kw_fail(err, KW_NOTFOUND, "--publisher: no document is of '%.*s'",
                   KW_STR_ARG(wanted));
}

enum kw_status kw_draft_roster(struct kw_draft *d, struct kw_error *err)
{
    struct intake in = {.draft = d};
    enum kw_status status = d->rows->documents(d->rows->context, add_document, &in, err);
    if (status == KW_OK && d->view->publisher.len)
        status = check_publisher(d, err);
    if (status == KW_OK)
        status = d->rows->entities(d->rows->context, add_entity, &in, err);
    if (status == KW_OK)
        status = number_all(d, err);
    return status;
}

enum kw_status kw_draft_entity_number(const struct kw_draft *d, int64_t id,
                                      uint32_t *number, bool *wanted,
                                      struct kw_error *err)
{
    *number = kw_draft_index_get(&d->entity_ids, 0, (uint64_t)id);
    if (*number == KW_DRAFT_MOST)
        return kw_fail(err, KW_STORE,
                       "the store names an entity it does not hold; "
                       "run knotwork resolve");
    *wanted = d->entities.items[*number].wanted;
    return KW_OK;
}

bool kw_draft_published(const struct kw_draft *d, uint32_t number)
{
    const struct kw_draft_document *document = &d->documents.items[number];
    const struct kw_view *view = d->view;
    int32_t date = document->date;
    bool undated = date == KW_DAY_NONE;
    return (view->published_since == KW_DAY_NONE ||
            (!undated && date >= view->published_since)) &&
           (view->published_until == KW_DAY_NONE ||
            (!undated && date <= view->published_until)) &&
           (view->publisher.len == 0 || kw_str_eq(view->publisher, document->publisher));
}

enum kw_status kw_draft_document_number(const struct kw_draft *d, int64_t id,
                                        uint32_t *number, bool *wanted,
                                        struct kw_error *err)
{
    *number = kw_draft_index_get(&d->document_ids, 0, (uint64_t)id);
    if (*number == KW_DRAFT_MOST)
        return kw_fail(err, KW_STORE,
                       "the store names a document it does not hold; "
                       "run knotwork resolve");
    *wanted = kw_draft_published(d, *number);
    return KW_OK;
}
