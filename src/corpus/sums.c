/* sums.c - what stories contribute to entities and to pairs of them. */
#include <stdlib.h>

#include "corpus/update.h"

enum {
    MOST_IN_SENTENCE = 64, /* a sentence that names more entities is a list, no context */
    MOST_IN_DOCUMENT = 256, /* likewise */
    MOST_WAITING = 1 << 19, /* pairs that are added up before they are written */
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
    bool alone;                      /* it is one document */
    struct kw_tally entities, pairs; /* what it names, however often, if it is several */
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

/* The number of a publisher; -1 where there is none. */
static enum kw_status number_publisher(struct story *s, struct kw_str publisher,
                                       struct kw_error *err)
{
    struct kw_update *u = s->update;
    uint32_t number = kw_map_get(&u->publisher_numbers, publisher);
    s->publisher = (int64_t)number - 1;
    if (number || publisher.len == 0)
        return KW_OK;
    struct kw_str *place = KW_PUSH(u->arena, &u->publishers);
    struct kw_str name = kw_arena_copy(u->arena, publisher);
    if (!place || !name.ptr)
        return kw_nomem(err);
    *place = name;
    number = (uint32_t)u->publishers.count;
    s->publisher = (int64_t)number - 1;
    return kw_map_put(&u->publisher_numbers, u->arena, name, number, err);
}

static enum kw_status take_source(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct story *s = context;
    s->date = (int32_t)c[0].number;
    return number_publisher(s, c[1].text, err);
}

/* The entity of an identity, or 0. Needs: it is decided. */
static enum kw_status find_entity(struct kw_update *u, int64_t identity, int64_t *entity,
                                  struct kw_error *err)
{
    bool made = false;
    enum kw_status status = KW_OK;
    struct kw_tally_row *row = kw_tally_at(&u->entity_of, u->arena, identity, 0, &made);
    if (!row)
        return kw_nomem(err);
    if (made)
        status =
            kw_store_integer(u->store, KW_Q_ENTITY_OF, 0, &row->counts[0], err, identity);
    *entity = row->counts[0];
    return status;
}

/* What a document names that came in this batch, without reading it back. */
static enum kw_status take_fresh(struct story *s, const struct kw_fresh *fresh,
                                 struct kw_error *err)
{
    s->date = fresh->date;
    enum kw_status status = number_publisher(s, fresh->publisher, err);
    for (size_t i = 0; i < fresh->naming_count && status == KW_OK; i++) {
        int64_t entity = 0;
        status = find_entity(s->update, fresh->namings[i].identity, &entity, err);
        if (entity == 0)
            continue;
        struct naming *naming = KW_PUSH(s->update->scratch, &s->namings);
        if (!naming)
            return kw_nomem(err);
        *naming = (struct naming){entity, fresh->namings[i].sentence};
    }
    return status;
}

static enum kw_status take_document(struct story *s, int64_t document,
                                    struct kw_error *err)
{
    struct kw_update *u = s->update;
    const struct kw_tally_row *row = kw_tally_find(&u->loose, document, 0);
    s->namings.count = 0;
    if (s->sign > 0 && row && row->counts[KW_LOOSE_FRESH])
        return take_fresh(s, kw_fresh_of(u, document), err);
    enum kw_status status =
        kw_store_each(u->store, KW_Q_DATE_AND_PUBLISHER, take_source, s, err, document);
    return status == KW_OK
               ? kw_store_each(u->store, KW_Q_NAMINGS_IN, take_naming, s, err, document)
               : status;
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
    bool first = s->alone;
    struct kw_tally_row *row = kw_tally_at(&u->entities, u->arena, entity, 0, NULL);
    if (!row || (!first && !kw_tally_at(&s->entities, u->scratch, entity, 0, &first)))
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
            bool first = s->alone;
            struct kw_tally_row *row =
                kw_tally_at(&u->pairs, u->pairing, ids[i], ids[k], NULL);
            if (!row)
                return kw_nomem(err);
            row->counts[column] += s->sign;
            if (column == 0)
                continue;
            if (!first && !kw_tally_at(&s->pairs, u->scratch, ids[i], ids[k], &first))
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
    enum kw_status status = take_document(s, document, err);
    if (status != KW_OK || s->namings.count == 0)
        return status;
    qsort(s->namings.items, s->namings.count, sizeof *s->namings.items, by_entity);
    status = add_entities(s, err);
    if (status == KW_OK)
        status = add_document_pairs(s, err);
    qsort(s->namings.items, s->namings.count, sizeof *s->namings.items, by_sentence);
    return status == KW_OK ? add_sentence_pairs(s, err) : status;
}

enum kw_status kw_sums_add(struct kw_update *u, const int64_t *documents, size_t count,
                           int sign, struct kw_error *err)
{
    struct story story = {.update = u, .sign = sign, .alone = count == 1};
    enum kw_status status = KW_OK;
    kw_arena_reset(u->scratch);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = add_document(&story, documents[i], err);
    if (status == KW_OK && u->pairs.rows.count >= MOST_WAITING)
        status = kw_pairs_wait(u, err);
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

/* Publication of the earliest and latest document that names an entity. */
struct days {
    int32_t first, last;
};

static enum kw_status take_days(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct days *days = context;
    (void)err;
    *days = (struct days){(int32_t)c[0].number, (int32_t)c[1].number};
    return KW_OK;
}

/* True when a bound may have gone with what was taken away. */
static bool bound_lost(const struct kw_tally_row *row, const struct days *days)
{
    bool first = row->gone_first != KW_DAY_NONE && row->gone_first <= days->first &&
                 (row->added_first == KW_DAY_NONE || row->added_first > days->first);
    bool last = row->gone_last != KW_DAY_NONE && row->gone_last >= days->last &&
                (row->added_last == KW_DAY_NONE || row->added_last < days->last);
    return first || last;
}

/* The days of an entity with what came and went. */
static enum kw_status find_days(struct kw_update *u, const struct kw_tally_row *row,
                                struct days *days, struct kw_error *err)
{
    if (bound_lost(row, days))
        return kw_store_each(u->store, KW_Q_ENTITY_DAYS_COUNTED, take_days, days, err,
                             row->a);
    widen(row->added_first, &days->first, &days->last);
    widen(row->added_last, &days->first, &days->last);
    return KW_OK;
}

static enum kw_status write_entity(struct kw_update *u, const struct kw_tally_row *row,
                                   struct kw_error *err)
{
    struct days days = {KW_DAY_NONE, KW_DAY_NONE};
    enum kw_status status =
        kw_store_each(u->store, KW_Q_ENTITY_DAYS, take_days, &days, err, row->a);
    if (status == KW_OK)
        status = find_days(u, row, &days, err);
    return status == KW_OK ? kw_store_run(u->store, KW_Q_ENTITY_ADD, err, row->counts[0],
                                          row->counts[1], row->counts[2],
                                          (int64_t)days.first, (int64_t)days.last, row->a)
                           : status;
}

enum kw_status kw_sums_write(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = write_outlets(u, err);
    kw_tally_sort(&u->entities);
    for (size_t i = 0; i < u->entities.rows.count && status == KW_OK; i++)
        status = write_entity(u, &u->entities.rows.items[i], err);
    return status;
}
