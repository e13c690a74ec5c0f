/* describe.c - what an entity is called and taken for, and whether it only speaks: found
 * once for every entity that a build touched, at its end.
 */
#include "base/fold.h"
#include "base/utf8.h"
#include "corpus/update.h"

enum { PAGE = 1024 }; /* entities that are listed at a time */

/* What an entity is called, and taken for. */
struct described {
    struct kw_arena *arena;
    struct kw_str name, kind, kind_now; /* kind_now: best of the type that is counted */
    int64_t called;                     /* documents that call it so */
    int64_t type, votes;                /* the best so far */
    int64_t type_now, votes_now, kind_votes; /* of the type that is counted */
};

/* The name most documents use at its fullest; of several the longest, then the first. */
static enum kw_status take_full_name(void *context, const struct kw_cell *c,
                                     struct kw_error *err)
{
    struct described *d = context;
    struct kw_str name = c[0].text;
    int64_t longer = (int64_t)kw_utf8_count(name) - (int64_t)kw_utf8_count(d->name);
    if (d->name.ptr && (c[1].number < d->called ||
                        (c[1].number == d->called &&
                         (longer < 0 || (longer == 0 && kw_str_cmp(name, d->name) > 0)))))
        return KW_OK;
    d->called = c[1].number;
    d->name = kw_arena_copy(d->arena, name);
    return d->name.ptr ? KW_OK : kw_nomem(err);
}

static void end_type(struct described *d)
{
    if (d->type_now == 0 || (d->type && d->votes_now <= d->votes))
        return;
    d->type = d->type_now;
    d->votes = d->votes_now;
    d->kind = d->kind_now;
}

/* Votes come by type and kind, ascending. */
static enum kw_status take_votes(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct described *d = context;
    if (c[0].number != d->type_now) {
        end_type(d);
        d->type_now = c[0].number;
        d->votes_now = d->kind_votes = 0;
        d->kind_now = KW_STR("");
    }
    d->votes_now += c[2].number;
    if (c[1].text.len == 0 || (d->kind_now.len && c[2].number <= d->kind_votes))
        return KW_OK;
    d->kind_votes = c[2].number;
    d->kind_now = kw_arena_copy(d->arena, c[1].text);
    return d->kind_now.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status find_description(struct kw_update *u, int64_t entity,
                                       struct described *d, struct kw_error *err)
{
    kw_arena_reset(u->scratch);
    *d = (struct described){.arena = u->scratch};
    enum kw_status status =
        kw_store_each(u->store, KW_Q_NAMES_CALLED, take_full_name, d, err, entity);
    if (status == KW_OK)
        status = kw_store_each(u->store, KW_Q_ENTITY_VOTES, take_votes, d, err, entity);
    end_type(d);
    if (status != KW_OK || d->name.len)
        return status;
    struct kw_copied key = {.arena = u->scratch};
    status = kw_store_each(u->store, KW_Q_ENTITY_KEY, kw_take_text, &key, err, entity);
    d->name = key.text;
    return status;
}

/* What people call an entity and take it for; what is said of its own key counts before
 * what is said of one that joined it. */
struct wishes {
    const struct kw_curation *curation;
    const struct kw_decision *renamed, *retyped;
    enum kw_type type; /* where retyped */
};

static enum kw_status take_wish(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct wishes *w = context;
    const struct kw_note *note =
        kw_curation_head(w->curation, kw_curation_note(w->curation, c[0].text));
    bool own = kw_str_eq(c[0].text, c[2].text);
    (void)err;
    if (note && note->renamed && (own || !w->renamed))
        w->renamed = note->renamed;
    if (note && note->retyped && (own || !w->retyped)) {
        w->retyped = note->retyped;
        w->type = note->type;
    }
    return KW_OK;
}

static enum kw_status heed_wishes(struct kw_update *u, int64_t entity, int64_t *type,
                                  struct kw_error *err)
{
    struct wishes wishes = {.curation = u->curation};
    if (u->curation->notes.count == 0)
        return KW_OK;
    enum kw_status status =
        kw_store_each(u->store, KW_Q_IDENTITIES_OF, take_wish, &wishes, err, entity);
    struct kw_str fold;
    if (status == KW_OK && wishes.renamed)
        status = kw_fold(u->scratch, wishes.renamed->operands[1], &fold, err);
    if (status == KW_OK && wishes.renamed)
        status = kw_store_run(u->store, KW_Q_ENTITY_RENAME, err,
                              wishes.renamed->operands[1], fold, entity);
    if (status == KW_OK && wishes.retyped) {
        *type = (int64_t)wishes.type;
        status = kw_store_run(u->store, KW_Q_ENTITY_RETYPE, err, *type, entity);
    }
    return status;
}

/* Describes an entity, or drops one that nothing is any more. */
static enum kw_status describe(struct kw_update *u, int64_t entity, struct kw_error *err)
{
    struct described d;
    int64_t used = 0;
    bool voice = false;
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_ENTITY_USED, 0, &used, err, entity);
    if (status == KW_OK && !used)
        return kw_store_run(u->store, KW_Q_ENTITY_DROP, err, entity);
    if (status == KW_OK)
        status = find_description(u, entity, &d, err);
    if (status == KW_OK)
        status = kw_store_run(u->store, KW_Q_ENTITY_DESCRIBE, err, d.name, d.type, d.kind,
                              entity);
    if (status == KW_OK)
        status = heed_wishes(u, entity, &d.type, err);
    if (status == KW_OK)
        status = kw_voice_decide(u, entity, (enum kw_type)d.type, &voice, err);
    return status == KW_OK ? kw_store_run(u->store, KW_Q_ENTITY_VOICE_SET, err,
                                          (int64_t)voice, entity)
                           : status;
}

enum kw_status kw_entities_describe(struct kw_update *u, struct kw_error *err)
{
    int64_t last = 0;
    enum kw_status status = KW_OK;
    for (;;) {
        struct kw_ids ids = {.arena = u->pairing};
        kw_arena_reset(u->pairing);
        status = kw_store_each(u->store, KW_Q_ENTITIES_UNNAMED, kw_take_id, &ids, err,
                               last, (int64_t)PAGE);
        if (status != KW_OK || ids.list.count == 0)
            return status;
        last = ids.list.items[ids.list.count - 1];
        for (size_t i = 0; i < ids.list.count && status == KW_OK; i++)
            status = describe(u, ids.list.items[i], err);
        if (status != KW_OK)
            return status;
    }
}
