/* update.c - one batch of changes to what is derived, from retiring to settling. */
#include "corpus/update.h"

enum kw_status kw_take_id(void *context, const struct kw_cell *cells,
                          struct kw_error *err)
{
    struct kw_ids *ids = context;
    int64_t *id = KW_PUSH(ids->arena, &ids->list);
    if (!id)
        return kw_nomem(err);
    *id = cells[0].number;
    return KW_OK;
}

enum kw_status kw_take_text(void *context, const struct kw_cell *cells,
                            struct kw_error *err)
{
    struct kw_copied *copied = context;
    copied->text = kw_arena_copy(copied->arena, cells[0].text);
    return copied->text.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_update_begin(struct kw_update *update, struct kw_store *store,
                               const struct kw_lexicon *lexicon,
                               const struct kw_curation *curation, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new(), *scratch = kw_arena_new(),
                    *pairing = kw_arena_new();
    if (!arena || !scratch || !pairing) {
        kw_arena_free(arena);
        kw_arena_free(scratch);
        kw_arena_free(pairing);
        return kw_nomem(err);
    }
    *update = (struct kw_update){.store = store,
                                 .lexicon = lexicon,
                                 .curation = curation,
                                 .arena = arena,
                                 .scratch = scratch,
                                 .pairing = pairing};
    return KW_OK;
}

void kw_update_end(struct kw_update *update)
{
    kw_arena_free(update->arena);
    kw_arena_free(update->scratch);
    kw_arena_free(update->pairing);
    update->arena = update->scratch = update->pairing = NULL;
}

/* --- loosening --------------------------------------------------------------------- */

static enum kw_status mark_relation(void *context, const struct kw_cell *cells,
                                    struct kw_error *err)
{
    struct kw_update *u = context;
    return kw_tally_at(&u->relations, u->arena, cells[0].number, 0, NULL) ? KW_OK
                                                                          : kw_nomem(err);
}

/* Makes loose rows of a story's documents, the first one the parent of all, unless they
 * have to look for their copies anew. */
static enum kw_status make_loose(struct kw_update *u, const struct kw_ids *ids,
                                 bool broken, struct kw_error *err)
{
    size_t parent = u->loose.rows.count;
    for (size_t i = 0; i < ids->list.count; i++) {
        size_t self = u->loose.rows.count;
        struct kw_tally_row *row =
            kw_tally_at(&u->loose, u->arena, ids->list.items[i], 0, NULL);
        if (!row)
            return kw_nomem(err);
        row->counts[KW_LOOSE_FLAGS] = broken ? KW_LOOSE_SEARCH : 0;
        row->counts[KW_LOOSE_PARENT] = (int64_t)(broken ? self : parent);
        enum kw_status status = kw_store_each(u->store, KW_Q_RELATIONS_IN, mark_relation,
                                              u, err, ids->list.items[i]);
        if (status != KW_OK)
            return status;
    }
    return KW_OK;
}

enum kw_status kw_update_loosen(struct kw_update *u, int64_t document, bool broken,
                                struct kw_error *err)
{
    int64_t story = 0;
    if (kw_tally_find(&u->loose, document, 0))
        return KW_OK;
    struct kw_ids copies = {.arena = u->arena};
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_STORY_OF, document, &story, err, document);
    if (status == KW_OK)
        status =
            kw_store_each(u->store, KW_Q_STORY_COPIES, kw_take_id, &copies, err, story);
    if (status == KW_OK)
        status = kw_sums_add(u, copies.list.items, copies.list.count, -1, err);
    if (status == KW_OK)
        status = make_loose(u, &copies, broken, err);
    return status;
}

/* --- changes ----------------------------------------------------------------------- */

enum kw_status kw_update_retire(struct kw_update *u, struct kw_str key,
                                struct kw_error *err)
{
    struct kw_extraction x;
    struct kw_given_names names;
    struct kw_arena *arena = kw_arena_new();
    int64_t id = 0;
    if (!arena)
        return kw_nomem(err);
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_DOCUMENT_ID, 0, &id, err, key);
    if (status == KW_OK)
        status = kw_store_get(u->store, key, arena, &x, NULL, err);
    if (status == KW_OK)
        status = kw_update_loosen(u, id, true, err);
    if (status == KW_OK)
        status = kw_names_given(&x, arena, &names, err);
    if (status == KW_OK)
        status = kw_evidence_add(u, id, &x, &names, NULL, err);
    if (status == KW_OK)
        status = kw_story_forget(u, id, x.document.text, err);
    kw_arena_free(arena);
    struct kw_tally_row *row = status == KW_OK ? kw_tally_find(&u->loose, id, 0) : NULL;
    if (row)
        row->counts[KW_LOOSE_FLAGS] = KW_LOOSE_GONE;
    return status;
}

struct kw_fresh *kw_fresh_of(const struct kw_update *u, int64_t document)
{
    const struct kw_tally_row *row = kw_tally_find(&u->loose, document, 0);
    return &u->fresh.items[row->counts[KW_LOOSE_FRESH] - 1];
}

/* Notes what is known of a document that came, for when it is added up. */
static enum kw_status note_fresh(struct kw_update *u, struct kw_tally_row *row,
                                 const struct kw_extraction *x, struct kw_error *err)
{
    struct kw_fresh *fresh = KW_PUSH(u->arena, &u->fresh);
    if (!fresh)
        return kw_nomem(err);
    *fresh =
        (struct kw_fresh){.document = row->a,
                          .date = x->document.date,
                          .publisher = kw_arena_copy(u->arena, x->document.publisher)};
    row->counts[KW_LOOSE_FRESH] = (int64_t)u->fresh.count;
    return fresh->publisher.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_update_add(struct kw_update *u, int64_t document,
                             const struct kw_extraction *x,
                             const struct kw_digest *digest, struct kw_error *err)
{
    size_t self = u->loose.rows.count;
    bool made = false;
    struct kw_tally_row *row = kw_tally_at(&u->loose, u->arena, document, 0, &made);
    if (!row)
        return kw_nomem(err);
    /* SQLite may give the row id of a document that went to one that comes. */
    row->counts[KW_LOOSE_FLAGS] = KW_LOOSE_SEARCH | KW_LOOSE_NEW;
    if (made)
        row->counts[KW_LOOSE_PARENT] = (int64_t)self;
    enum kw_status status = note_fresh(u, row, x, err);
    if (status == KW_OK)
        status = kw_evidence_add(u, document, x, &digest->names, digest->keys, err);
    return status == KW_OK ? kw_story_prints(u, document, &digest->prints, err) : status;
}

/* --- settling ---------------------------------------------------------------------- */

static bool is_gone(const struct kw_tally_row *row)
{
    return (row->counts[KW_LOOSE_FLAGS] & KW_LOOSE_GONE) != 0;
}

/* Loosens the stories that mention an identity whose root changed. */
static enum kw_status loosen_moved(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->roots.rows.count && status == KW_OK; i++) {
        struct kw_ids documents = {.arena = u->arena};
        status = kw_store_each(u->store, KW_Q_IDENTITY_DOCUMENTS, kw_take_id, &documents,
                               err, u->roots.rows.items[i].a);
        for (size_t k = 0; k < documents.list.count && status == KW_OK; k++)
            status = kw_update_loosen(u, documents.list.items[k], false, err);
    }
    return status;
}

/* Adds up the loose documents, story by story. `story` of a row is its parent's row. */
static enum kw_status add_up(struct kw_update *u, struct kw_error *err)
{
    struct kw_tally stories = {0};
    for (size_t i = 0; i < u->loose.rows.count; i++) {
        const struct kw_tally_row *row = &u->loose.rows.items[i];
        if (!is_gone(row) &&
            !kw_tally_at(&stories, u->arena, row->counts[KW_LOOSE_PARENT], row->a, NULL))
            return kw_nomem(err);
    }
    kw_tally_sort(&stories);
    enum kw_status status = KW_OK;
    for (size_t first = 0, end; first < stories.rows.count && status == KW_OK;
         first = end) {
        struct kw_ids story = {.arena = u->arena};
        const struct kw_tally_row *rows = stories.rows.items;
        for (end = first; end < stories.rows.count && rows[end].a == rows[first].a;
             end++) {
            int64_t *id = KW_PUSH(u->arena, &story.list);
            if (!id)
                return kw_nomem(err);
            *id = rows[end].b;
        }
        status = kw_sums_add(u, story.list.items, story.list.count, 1, err);
    }
    return status;
}

static enum kw_status join_relations(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->loose.rows.count && status == KW_OK; i++)
        if (!is_gone(&u->loose.rows.items[i]))
            status = kw_relations_join(u, u->loose.rows.items[i].a, err);
    return status;
}

/* What nothing needs before the end of a build. */
static enum kw_status finish(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = kw_pairs_write(u, err);
    if (status == KW_OK)
        status = kw_store_make_indexes(u->store, err);
    if (status == KW_OK)
        status = kw_relations_count(u, err);
    return status == KW_OK ? kw_entities_describe(u, err) : status;
}

enum kw_status kw_update_settle(struct kw_update *u, bool last, struct kw_error *err)
{
    enum kw_status status = kw_stories_find(u, err);
    if (status == KW_OK)
        status = kw_evidence_write(u, err);
    if (status == KW_OK)
        status = kw_roots_find(u, err);
    if (status == KW_OK)
        status = loosen_moved(u, err);
    if (status == KW_OK)
        status = kw_roots_set(u, err);
    if (status == KW_OK)
        status = add_up(u, err);
    if (status == KW_OK)
        status = join_relations(u, err);
    if (status == KW_OK)
        status = kw_relations_uncount(u, err);
    if (status == KW_OK)
        status = kw_sums_write(u, err);
    if (status == KW_OK)
        status = kw_roots_forget(u, err);
    if (status != KW_OK)
        return status;
    return last ? finish(u, err) : kw_pairs_wait(u, err);
}
