/* lookup.c - the entity a user means by a name. */
#include "knotwork/query.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/near.h"
#include "query/directory.h"

enum { NAMED_IN_MESSAGE = 5, NO_FIT = KW_FIT_COUNT };

/* The best fit of an entity so far. */
struct fitting {
    unsigned fit;      /* enum kw_fit, or NO_FIT */
    unsigned distance; /* KW_FIT_NEAR: edits */
    struct kw_str as;  /* the name that fits */
};

struct search {
    struct kw_arena *arena;
    struct kw_directory directory;
    struct kw_str typed, folded; /* what is looked for */
    struct kw_buf buf;           /* folded names, one at a time */
    int64_t keyed;               /* the entity of the key that was typed, or 0 */
    struct fitting *fittings;    /* one per entity of the directory */
};

static bool is_better(const struct fitting *a, const struct fitting *b)
{
    return a->fit != b->fit ? a->fit < b->fit : a->distance < b->distance;
}

/* How the folded name of an entity fits; `exact` is the fit if it is the same. */
static struct fitting fit_of(const struct search *search, struct kw_str name,
                             enum kw_fit exact)
{
    struct fitting fitting = {.fit = NO_FIT};
    if (kw_str_eq(name, search->folded))
        fitting.fit = exact;
    else if (kw_has_words(name, search->folded))
        fitting.fit = KW_FIT_PART;
    if (fitting.fit != NO_FIT)
        return fitting;
    unsigned limit = kw_near_limit(search->folded.len);
    fitting.distance = kw_edit_distance(name, search->folded, limit);
    if (fitting.distance <= limit)
        fitting.fit = KW_FIT_NEAR;
    return fitting;
}

/* Keeps the best fit of an entity over its names. */
static enum kw_status try_name(struct search *search, size_t entity, struct kw_str name,
                               enum kw_fit exact, struct kw_error *err)
{
    struct fitting *best = &search->fittings[entity];
    kw_buf_clear(&search->buf);
    kw_fold_to_buf(&search->buf, name);
    if (search->buf.failed)
        return kw_nomem(err);
    struct fitting fitting = fit_of(search, kw_buf_str(&search->buf), exact);
    if (!is_better(&fitting, best))
        return KW_OK;
    fitting.as = kw_arena_copy(search->arena, name);
    *best = fitting;
    return fitting.as.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status try_alias(void *context, const struct kw_alias_row *row,
                                struct kw_error *err)
{
    struct search *search = context;
    const struct kw_entity_row *entity =
        kw_directory_get(&search->directory, row->entity);
    if (!entity)
        return KW_OK;
    return try_name(search, (size_t)(entity - search->directory.rows), row->name,
                    KW_FIT_ALIAS, err);
}

static enum kw_status try_entities(struct search *search, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < search->directory.count && status == KW_OK; i++) {
        const struct kw_entity_row *row = &search->directory.rows[i];
        search->fittings[i].fit = NO_FIT;
        if (row->id == search->keyed) /* its own key, or one that leads to it */
            search->fittings[i] = (struct fitting){KW_FIT_KEY, 0, search->typed};
        status = try_name(search, i, row->name, KW_FIT_NAME, err);
    }
    return status;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct kw_candidate *x = a, *y = b;
    if (x->mentions != y->mentions)
        return x->mentions < y->mentions ? 1 : -1;
    return kw_str_cmp(x->key, y->key);
}

/* The entities that fit as well as the best one. */
static enum kw_status collect(const struct search *search, struct kw_lookup *out,
                              struct kw_error *err)
{
    KW_VEC(struct kw_candidate) list = {0};
    struct fitting best = {.fit = NO_FIT};
    for (size_t i = 0; i < search->directory.count; i++) {
        if (is_better(&search->fittings[i], &best))
            best = search->fittings[i];
    }
    for (size_t i = 0; i < search->directory.count && best.fit != NO_FIT; i++) {
        const struct kw_entity_row *row = &search->directory.rows[i];
        if (is_better(&best, &search->fittings[i]))
            continue;
        struct kw_candidate *new = KW_PUSH(search->arena, &list);
        if (!new)
            return kw_nomem(err);
        *new = (struct kw_candidate){row->id,
                                     row->key,
                                     row->name,
                                     row->kind,
                                     row->type,
                                     row->mentions,
                                     search->fittings[i].as};
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_candidates);
    enum kw_fit fit = best.fit == NO_FIT ? KW_FIT_NEAR : (enum kw_fit)best.fit;
    *out = (struct kw_lookup){fit, list.items, list.count};
    return KW_OK;
}

/* "Joe Biden (joe biden), Hunter Biden (hunter biden) ..." */
static void print_candidates(const struct kw_lookup *lookup, struct kw_buf *buf)
{
    for (size_t i = 0; i < lookup->count && i < NAMED_IN_MESSAGE; i++)
        kw_buf_printf(buf, "%s%.*s (%.*s)", i ? ", " : "",
                      KW_STR_ARG(lookup->candidates[i].name),
                      KW_STR_ARG(lookup->candidates[i].key));
    if (lookup->count > NAMED_IN_MESSAGE)
        kw_buf_add(buf, KW_STR(" ..."));
}

static enum kw_status judge(struct kw_str name, const struct kw_lookup *lookup,
                            struct kw_error *err)
{
    struct kw_buf list = {0};
    enum kw_status status = KW_OK;
    if (lookup->count == 0)
        return kw_fail(err, KW_NOTFOUND, "nothing is called '%.*s'", KW_STR_ARG(name));
    print_candidates(lookup, &list);
    if (lookup->fit == KW_FIT_NEAR)
        status = kw_fail(err, KW_NOTFOUND, "nothing is called '%.*s'; did you mean %.*s?",
                         KW_STR_ARG(name), KW_STR_ARG(kw_buf_str(&list)));
    else if (lookup->count > 1)
        status =
            kw_fail(err, KW_AMBIGUOUS,
                    "'%.*s' fits %zu entities; give the key (in brackets) of one: %.*s",
                    KW_STR_ARG(name), lookup->count, KW_STR_ARG(kw_buf_str(&list)));
    kw_buf_free(&list);
    return status;
}

static enum kw_status try_aliases(struct search *search, struct kw_store *store,
                                  bool whole, struct kw_error *err)
{
    if (whole)
        return kw_store_aliases(store, 0, try_alias, search, err);
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < search->directory.count && status == KW_OK; i++)
        status = kw_store_aliases(store, search->directory.rows[i].id, try_alias, search,
                                  err);
    return status;
}

/* Tries the names of all entities, or only of those that the store finds by name or key. */
static enum kw_status try_all(struct search *search, struct kw_store *store, bool whole,
                              struct kw_lookup *out, struct kw_error *err)
{
    enum kw_status status =
        whole ? kw_directory_load(store, search->arena, &search->directory, err)
              : kw_directory_find(store, search->folded, search->keyed, search->arena,
                                  &search->directory, err);
    if (status != KW_OK)
        return status;
    search->fittings = KW_NEW(search->arena, search->directory.count + 1, struct fitting);
    status = search->fittings ? try_entities(search, err) : kw_nomem(err);
    if (status == KW_OK)
        status = try_aliases(search, store, whole, err);
    return status == KW_OK ? collect(search, out, err) : status;
}

enum kw_status kw_lookup(struct kw_store *store, struct kw_str name,
                         struct kw_arena *arena, struct kw_lookup *out,
                         struct kw_error *err)
{
    struct search search = {.arena = arena, .typed = name};
    enum kw_status status = kw_fold(arena, name, &search.folded, err);
    if (status == KW_OK)
        status = kw_store_entity_of(store, name, &search.keyed, err);
    if (status == KW_OK)
        status = try_all(&search, store, false, out, err);
    /* Parts of names and misspelt ones need a look at all. */
    if (status == KW_OK && (out->count == 0 || out->fit > KW_FIT_ALIAS))
        status = try_all(&search, store, true, out, err);
    kw_buf_free(&search.buf);
    return status == KW_OK ? judge(name, out, err) : status;
}

/* --- keys -------------------------------------------------------------------------- */

struct key_search {
    struct kw_arena *arena;
    struct kw_str folded, key; /* what is looked for; what is found */
};

static enum kw_status take_key(void *context, const struct kw_identity_row *row,
                               struct kw_error *err)
{
    struct key_search *search = context;
    if (search->key.ptr || !kw_str_eq(row->key, search->folded))
        return KW_OK;
    search->key = kw_arena_copy(search->arena, row->key);
    return search->key.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_lookup_key(struct kw_store *store, struct kw_str name, bool whole,
                             struct kw_arena *arena, struct kw_str *key,
                             struct kw_error *err)
{
    struct kw_lookup lookup;
    struct key_search search = {.arena = arena};
    int64_t entity = 0;
    enum kw_status status = kw_store_entity_of(store, name, &entity, err);
    if (status == KW_OK && entity && !whole) {
        *key = name;
        return KW_OK;
    }
    if (status == KW_OK)
        status = kw_lookup(store, name, arena, &lookup, err);
    if (status == KW_OK)
        status = kw_fold(arena, name, &search.folded, err);
    if (status == KW_OK && !whole)
        status = kw_store_identities(store, lookup.candidates[0].entity, take_key,
                                     &search, err);
    if (status == KW_OK)
        *key = search.key.ptr ? search.key : lookup.candidates[0].key;
    return status;
}
