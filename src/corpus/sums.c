/* sums.c - what stories contribute to entities and to pairs of them. */
#include <stdlib.h>

#include "base/utf8.h"
#include "base/fold.h"
#include "corpus/update.h"

enum {
    MOST_IN_SENTENCE = 64, /* a sentence that names more entities is a list, no context */
    MOST_IN_DOCUMENT = 256, /* likewise */
};

/* A naming mention. */
struct naming {
    int64_t entity;
    int64_t sentence; /* or -1 */
};

/* A story while it is being added. */
struct story {
    struct kw_update *update;
    int sign;
    struct kw_tally entities, pairs; /* what it names, however often */
    KW_VEC(struct naming) namings;   /* of one document */
    int32_t date;                    /* of that document */
    int64_t publisher;               /* its number, or -1 */
};

static enum kw_status take_naming(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct story *s = context;
    struct naming *naming = KW_PUSH(s->update->scratch, &s->namings);
    if (!naming)
        return kw_nomem(err);
    *naming = (struct naming){c[0].number, c[1].number};
    return KW_OK;
}

static enum kw_status take_source(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct story *s = context;
    struct kw_update *u = s->update;
    s->date = (int32_t)c[0].number;
    s->publisher = -1;
    if (c[1].text.len == 0)
        return KW_OK;
    uint32_t number = kw_map_get(&u->publisher_numbers, c[1].text);
    if (number == 0) {
        struct kw_str *place = KW_PUSH(u->arena, &u->publishers);
        struct kw_str name = kw_arena_copy(u->arena, c[1].text);
        if (!place || !name.ptr)
            return kw_nomem(err);
        *place = name;
        number = (uint32_t)u->publishers.count;
        enum kw_status status =
            kw_map_put(&u->publisher_numbers, u->arena, name, number, err);
        if (status != KW_OK)
            return status;
    }
    s->publisher = (int64_t)number - 1;
    return KW_OK;
}

static int by_entity(const void *a, const void *b)
{
    const struct naming *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static int by_sentence(const void *a, const void *b)
{
    const struct naming *x = a, *y = b;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    return (x->entity > y->entity) - (x->entity < y->entity);
}

/* --- entities ---------------------------------------------------------------------- */

static void widen(int32_t day, int32_t *first, int32_t *last)
{
    if (day == KW_DAY_NONE)
        return;
    *first = *first == KW_DAY_NONE || day < *first ? day : *first;
    *last = *last == KW_DAY_NONE || day > *last ? day : *last;
}

/* One document names an entity `mentions` times. */
static enum kw_status add_entity(struct story *s, int64_t entity, int64_t mentions,
                                 struct kw_error *err)
{
    struct kw_update *u = s->update;
    bool first = false;
    struct kw_tally_row *row = kw_tally_at(&u->entities, u->arena, entity, 0, NULL);
    if (!row || !kw_tally_at(&s->entities, u->scratch, entity, 0, &first))
        return kw_nomem(err);
    row->counts[0] += s->sign * mentions;
    row->counts[1] += s->sign;
    row->counts[2] += first ? s->sign : 0;
    if (s->sign > 0)
        widen(s->date, &row->added_first, &row->added_last);
    else
        widen(s->date, &row->gone_first, &row->gone_last);
    if (s->publisher < 0)
        return KW_OK;
    row = kw_tally_at(&u->outlets, u->arena, entity, s->publisher, NULL);
    if (!row)
        return kw_nomem(err);
    row->counts[0] += s->sign;
    return KW_OK;
}

static enum kw_status add_entities(struct story *s, struct kw_error *err)
{
    const struct naming *n = s->namings.items;
    enum kw_status status = KW_OK;
    for (size_t first = 0, end; first < s->namings.count && status == KW_OK;
         first = end) {
        for (end = first; end < s->namings.count && n[end].entity == n[first].entity;
             end++)
            ;
        status = add_entity(s, n[first].entity, (int64_t)(end - first), err);
    }
    return status;
}

/* --- pairs ------------------------------------------------------------------------- */

/* Adds every pair of `ids`, ascending and distinct, to column `column`. */
static enum kw_status add_pairs(struct story *s, const int64_t *ids, size_t count,
                                int column, struct kw_error *err)
{
    struct kw_update *u = s->update;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) {
            bool first = false;
            struct kw_tally_row *row =
                kw_tally_at(&u->pairs, u->pairing, ids[i], ids[k], NULL);
            if (!row)
                return kw_nomem(err);
            row->counts[column] += s->sign;
            if (column == 0)
                continue;
            if (!kw_tally_at(&s->pairs, u->scratch, ids[i], ids[k], &first))
                return kw_nomem(err);
            row->counts[2] += first ? s->sign : 0;
        }
    return KW_OK;
}

static enum kw_status add_sentence_pairs(struct story *s, struct kw_error *err)
{
    const struct naming *n = s->namings.items;
    int64_t ids[MOST_IN_SENTENCE];
    enum kw_status status = KW_OK;
    for (size_t first = 0, end; first < s->namings.count && status == KW_OK;
         first = end) {
        size_t count = 0, distinct = 0;
        for (end = first; end < s->namings.count && n[end].sentence == n[first].sentence;
             end++) {
            if (end > first && n[end].entity == n[end - 1].entity)
                continue;
            distinct++;
            if (count < MOST_IN_SENTENCE)
                ids[count++] = n[end].entity;
        }
        if (n[first].sentence >= 0 && distinct == count)
            status = add_pairs(s, ids, count, 0, err);
    }
    return status;
}

/* Needs: namings by entity. */
static enum kw_status add_document_pairs(struct story *s, struct kw_error *err)
{
    int64_t ids[MOST_IN_DOCUMENT];
    size_t count = 0;
    for (size_t i = 0; i < s->namings.count; i++) {
        const struct naming *n = &s->namings.items[i];
        if (n->sentence < 0 || (count && ids[count - 1] == n->entity))
            continue;
        if (count == MOST_IN_DOCUMENT)
            return KW_OK;
        ids[count++] = n->entity;
    }
    return add_pairs(s, ids, count, 1, err);
}

static enum kw_status add_document(struct story *s, int64_t document,
                                   struct kw_error *err)
{
    struct kw_store *store = s->update->store;
    s->namings.count = 0;
    enum kw_status status =
        kw_store_each(store, KW_Q_DATE_AND_PUBLISHER, take_source, s, err, document);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_NAMINGS_IN, take_naming, s, err, document);
    if (status != KW_OK || s->namings.count == 0)
        return status;
    qsort(s->namings.items, s->namings.count, sizeof *s->namings.items, by_entity);
    status = add_entities(s, err);
    if (status == KW_OK)
        status = add_document_pairs(s, err);
    qsort(s->namings.items, s->namings.count, sizeof *s->namings.items, by_sentence);
    return status == KW_OK ? add_sentence_pairs(s, err) : status;
}

static enum kw_status write_pairs(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_tally_sort(&u->pairs); /* neighbours in the tree, neighbours on the disk */
    for (size_t i = 0; i < u->pairs.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->pairs.rows.items[i];
        if (row->counts[0] == 0 && row->counts[1] == 0 && row->counts[2] == 0)
            continue;
        status = kw_store_run(u->store, KW_Q_PAIR_ADD, err, row->a, row->b,
                              row->counts[0], row->counts[1], row->counts[2]);
        if (status == KW_OK && row->counts[1] <= 0)
            status = kw_store_run(u->store, KW_Q_PAIR_CLEAN, err, row->a, row->b);
    }
    if (kw_arena_size(u->pairing) > u->most_pairing)
        u->most_pairing = kw_arena_size(u->pairing);
    u->pairs = (struct kw_tally){0};
    kw_arena_reset(u->pairing);
    return status;
}

enum kw_status kw_sums_add(struct kw_update *u, const int64_t *documents, size_t count,
                           int sign, struct kw_error *err)
{
    struct story story = {.update = u, .sign = sign};
    enum kw_status status = KW_OK;
    kw_arena_reset(u->scratch);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = add_document(&story, documents[i], err);
    if (status == KW_OK && u->pairs.rows.count >= KW_MOST_PAIRS)
        status = write_pairs(u, err);
    return status;
}

/* --- writing ----------------------------------------------------------------------- */

static enum kw_status write_outlets(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_tally_sort(&u->outlets);
    for (size_t i = 0; i < u->outlets.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->outlets.rows.items[i];
        if (row->counts[0] == 0)
            continue;
        status = kw_store_run(u->store, KW_Q_OUTLET_ADD, err, row->a,
                              u->publishers.items[row->b], row->counts[0]);
        if (status == KW_OK && row->counts[0] < 0)
            status = kw_store_run(u->store, KW_Q_OUTLETS_CLEAN, err, row->a);
    }
    return status;
}

/* What is stored of an entity. */
struct state {
    int32_t first, last; /* days */
    bool voice;
};

static enum kw_status take_state(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct state *state = context;
    (void)err;
    *state = (struct state){(int32_t)c[0].number, (int32_t)c[1].number, c[2].number != 0};
    return KW_OK;
}

static enum kw_status take_days(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct state *state = context;
    (void)err;
    state->first = (int32_t)c[0].number;
    state->last = (int32_t)c[1].number;
    return KW_OK;
}

/* True when a bound may have gone with what was taken away. */
static bool bound_lost(const struct kw_tally_row *row, const struct state *days)
{
    bool first = row->gone_first != KW_DAY_NONE && row->gone_first <= days->first &&
                 (row->added_first == KW_DAY_NONE || row->added_first > days->first);
    bool last = row->gone_last != KW_DAY_NONE && row->gone_last >= days->last &&
                (row->added_last == KW_DAY_NONE || row->added_last < days->last);
    return first || last;
}

/* The days of an entity with what came and went. */
static enum kw_status find_days(struct kw_update *u, const struct kw_tally_row *row,
                                struct state *days, struct kw_error *err)
{
    if (bound_lost(row, days))
        return kw_store_each(u->store, KW_Q_ENTITY_DAYS_COUNTED, take_days, days, err,
                             row->a);
    widen(row->added_first, &days->first, &days->last);
    widen(row->added_last, &days->first, &days->last);
    return KW_OK;
}

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

static enum kw_status describe(struct kw_update *u, int64_t entity, struct described *d,
                               struct kw_error *err)
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

static enum kw_status curate(struct kw_update *u, int64_t entity, int64_t *type,
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

static enum kw_status write_voice(struct kw_update *u, int64_t entity, int64_t type,
                                  bool was, struct kw_error *err)
{
    bool voice = false;
    enum kw_status status = kw_voice_decide(u, entity, (enum kw_type)type, &voice, err);
    if (status != KW_OK || voice == was)
        return status;
    return kw_store_run(u->store, KW_Q_ENTITY_VOICE_SET, err, (int64_t)voice, entity);
}

static enum kw_status write_entity(struct kw_update *u, const struct kw_tally_row *row,
                                   struct kw_error *err)
{
    struct described d;
    struct state state = {KW_DAY_NONE, KW_DAY_NONE, false};
    int64_t used = 0;
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_ENTITY_USED, 0, &used, err, row->a);
    if (status == KW_OK && !used)
        return kw_store_run(u->store, KW_Q_ENTITY_DROP, err, row->a);
    if (status == KW_OK)
        status =
            kw_store_each(u->store, KW_Q_ENTITY_STATE, take_state, &state, err, row->a);
    if (status == KW_OK)
        status = find_days(u, row, &state, err);
    if (status == KW_OK)
        status = describe(u, row->a, &d, err);
    if (status == KW_OK)
        status = kw_store_run(u->store, KW_Q_ENTITY_WRITE, err, row->counts[0],
                              row->counts[1], row->counts[2], (int64_t)state.first,
                              (int64_t)state.last, d.name, d.type, d.kind, row->a);
    if (status == KW_OK)
        status = curate(u, row->a, &d.type, err);
    return status == KW_OK ? write_voice(u, row->a, d.type, state.voice, err) : status;
}

enum kw_status kw_sums_write(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = write_pairs(u, err);
    if (status == KW_OK)
        status = write_outlets(u, err);
    kw_tally_sort(&u->entities);
    for (size_t i = 0; i < u->entities.rows.count && status == KW_OK; i++)
        status = write_entity(u, &u->entities.rows.items[i], err);
    return status;
}
