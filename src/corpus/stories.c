/* stories.c - which documents are copies of one another.
 *
 * Two documents are copies when they share at least 30 shingles and at least half of the
 * shorter one's (prints.h). Candidates come from an inverted index of fingerprints: a
 * candidate shares at least LEAST_PRINTS of them, and a quarter of the fewer ones: who
 * shares half the shingles shares about half the prints. The rule looks at nothing but
 * the two texts, so that order and company cannot matter.
 *
 * What very many texts have in common (a disclaimer, a byline) must not cost every one of
 * them a walk over all the others. A print that more than MOST_SHARERS have is set aside;
 * who is to be a candidate in spite of n prints set aside shares some of the rest, if a
 * candidate of its size shares more than n. Only sizes so small that n may suffice are
 * walked through (Sarawagi and Kirpal, "Efficient set joins on similarity predicates",
 * SIGMOD 2004). That gives the same candidates: it saves work, it decides nothing.
 *
 * Texts with the same set of shingles are twins. Whatever is a copy of one is a copy of
 * all, so one of them has the hashes in the index, and the others only a hash of the
 * whole set: a thousand reprints of one text cost a thousand look-ups, not a million.
 */
#include <stdlib.h>
#include <string.h>

#include "corpus/sharers.h"
#include "corpus/update.h"

enum {
    LEAST_PART = 4,     /* part of the fewer prints that candidates share: a quarter */
    MOST_SHARERS = 256, /* of a print that is not set aside */
};

/* How the index sorts the documents that have a print: the bits of how many they have. */
static int64_t size_of(size_t prints)
{
    int64_t bits = 0;
    for (; prints; prints >>= 1)
        bits++;
    return bits;
}

/* How many prints one with `mine` shares at least with a candidate of that size. */
static int64_t least_shared(size_t mine, int64_t size)
{
    uint64_t fewer = size > 62 ? UINT64_MAX : UINT64_C(1) << (size > 0 ? size - 1 : 0);
    fewer = mine < fewer ? mine : fewer;
    int64_t least = (int64_t)((fewer + LEAST_PART - 1) / LEAST_PART);
    return least > KW_LEAST_PRINTS ? least : KW_LEAST_PRINTS;
}

/* --- prints in the index ----------------------------------------------------------- */

/* A document among others with the same shingles. */
struct twins {
    int64_t document;
    int64_t twin; /* the smallest of the others; 0: none */
};

static enum kw_status take_twins(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct twins *twins = context;
    (void)err;
    for (size_t i = 0; twins->twin == 0 && i < kw_sharers_count(c[1].text); i++) {
        int64_t document = kw_sharers_at(c[0].number, c[1].text, i);
        if (document != twins->document)
            twins->twin = document;
    }
    return KW_OK;
}

/* Another document with the same shingles, the smallest; 0: none. */
static enum kw_status twin_of(struct kw_update *u, const struct kw_prints *prints,
                              int64_t document, int64_t *twin, struct kw_error *err)
{
    struct twins twins = {document, 0};
    enum kw_status status = KW_OK;
    if (prints->whole)
        status = kw_store_each(u->store, KW_Q_TWINS, take_twins, &twins, err,
                               (int64_t)prints->whole);
    *twin = twins.twin;
    return status;
}

enum kw_status kw_story_prints(struct kw_update *u, int64_t document,
                               const struct kw_prints *prints, struct kw_error *err)
{
    int64_t twin = 0;
    size_t count = prints->all.count;
    struct kw_fresh *fresh = kw_fresh_of(u, document);
    uint64_t *hashes = KW_NEW(u->arena, count, uint64_t);
    if (!hashes)
        return kw_nomem(err);
    if (count)
        memcpy(hashes, prints->all.items, count * sizeof *hashes);
    enum kw_status status = twin_of(u, prints, document, &twin, err);
    /* At once, so that the next of this batch finds it. */
    if (status == KW_OK && prints->whole)
        status = kw_sharers_add(u->store, prints->whole, 0, document, err);
    if (status != KW_OK)
        return status;
    fresh->prints = (struct kw_prints){{hashes, count}, prints->whole};
    fresh->kept = twin == 0;
    return kw_store_run(u->store, KW_Q_COPY_PUT, err, document, document,
                        (int64_t)(twin ? 0 : count));
}

/* The prints of a document that goes go with it, or to a twin. */
enum kw_status kw_story_forget(struct kw_update *u, int64_t document, struct kw_str text,
                               struct kw_error *err)
{
    struct kw_prints prints;
    int64_t twin = 0, has = 0;
    kw_arena_reset(u->scratch);
    enum kw_status status = kw_prints_of(text, u->scratch, &prints, err);
    if (status == KW_OK)
        status = kw_store_integer(u->store, KW_Q_PRINTS_COUNTED, 0, &has, err, document);
    if (status == KW_OK)
        status = twin_of(u, &prints, document, &twin, err);
    if (status == KW_OK && prints.whole)
        status = kw_sharers_drop(u->store, prints.whole, 0, document, err);
    if (status != KW_OK || has == 0)
        return status;
    int64_t size = size_of(prints.all.count);
    for (size_t i = 0; status == KW_OK && i < prints.all.count; i++) {
        uint64_t print = prints.all.items[i];
        status = kw_sharers_drop(u->store, print, size, document, err);
        if (status == KW_OK && twin)
            status = kw_sharers_add(u->store, print, size, twin, err);
    }
    if (status == KW_OK && twin)
        status = kw_store_run(u->store, KW_Q_PRINTS_COUNT_SET, err,
                              (int64_t)prints.all.count, twin);
    return status;
}

struct print_row {
    uint64_t hash;
    int64_t size, document;
};

static int by_print(const void *a, const void *b)
{
    const struct print_row *x = a, *y = b;
    if (x->hash != y->hash) /* as SQLite sorts them */
        return (int64_t)x->hash < (int64_t)y->hash ? -1 : 1;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

/* Writes the prints of new documents, all at once and in the order of the tree. */
static enum kw_status write_prints(struct kw_update *u, struct kw_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < u->fresh.count; i++)
        count += u->fresh.items[i].kept ? u->fresh.items[i].prints.all.count : 0;
    struct print_row *rows = KW_NEW(u->arena, count, struct print_row);
    if (!rows)
        return kw_nomem(err);
    count = 0;
    for (size_t i = 0; i < u->fresh.count; i++) {
        const struct kw_fresh *f = &u->fresh.items[i];
        for (size_t k = 0; f->kept && k < f->prints.all.count; k++)
            rows[count++] = (struct print_row){f->prints.all.items[k],
                                               size_of(f->prints.all.count), f->document};
    }
    qsort(rows, count, sizeof *rows, by_print);
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status =
            kw_sharers_add(u->store, rows[i].hash, rows[i].size, rows[i].document, err);
    return status;
}

/* --- pairs ------------------------------------------------------------------------- */

static enum kw_status shingle_set(struct kw_update *u, int64_t document,
                                  struct kw_arena *arena, struct kw_hashes *out,
                                  struct kw_error *err)
{
    struct kw_copied text = {.arena = arena};
    enum kw_status status =
        kw_store_each(u->store, KW_Q_DOCUMENT_TEXT, kw_take_text, &text, err, document);
    return status == KW_OK ? kw_shingles_of(text.text, arena, out, err) : status;
}

static bool are_copies(const struct kw_hashes *a, const struct kw_hashes *b)
{
    size_t i = 0, k = 0, shared = 0;
    while (i < a->count && k < b->count) {
        if (a->items[i] == b->items[k])
            shared++;
        bool step_a = a->items[i] <= b->items[k], step_b = b->items[k] <= a->items[i];
        i += step_a;
        k += step_b;
    }
    size_t shorter = a->count < b->count ? a->count : b->count;
    return shared >= KW_LEAST_SHINGLES && 2 * shared >= shorter;
}

/* The row at the top of a row's story, shortening the way (union-find). */
static size_t top_of(struct kw_update *u, size_t row)
{
    struct kw_tally_row *rows = u->loose.rows.items;
    while ((size_t)rows[row].counts[KW_LOOSE_PARENT] != row) {
        size_t parent = (size_t)rows[row].counts[KW_LOOSE_PARENT];
        rows[row].counts[KW_LOOSE_PARENT] = rows[parent].counts[KW_LOOSE_PARENT];
        row = parent;
    }
    return row;
}

/* A document that has a print. */
struct sharer {
    int64_t document, size;
};

/* A document whose copies are looked for. */
struct search {
    struct kw_update *update;
    size_t row;                 /* of `loose` */
    int64_t document;           /* its id */
    struct kw_prints prints;    /* in `arena` or the arena of the batch */
    struct kw_hashes shingles;  /* none: not needed so far */
    struct kw_arena *arena;     /* of this search */
    struct kw_arena *candidate; /* of one candidate */

    uint64_t *aside; /* prints that many have */
    size_t aside_count;
    struct kw_tally sharers;    /* documents; counts: prints they share, size */
    KW_VEC(struct sharer) page; /* who has one print */
};

static enum kw_status try_candidate(struct search *s, int64_t candidate,
                                    struct kw_error *err)
{
    struct kw_hashes theirs;
    struct kw_update *u = s->update;
    enum kw_status status = KW_OK;
    const struct kw_tally_row *other = kw_tally_find(&u->loose, candidate, 0);
    if (other && (other->counts[KW_LOOSE_FLAGS] & KW_LOOSE_GONE))
        return KW_OK;
    if (other && top_of(u, (size_t)(other - u->loose.rows.items)) == top_of(u, s->row))
        return KW_OK; /* joined already by way of others */
    kw_arena_reset(s->candidate);
    if (s->shingles.count == 0)
        status = shingle_set(u, s->document, s->arena, &s->shingles, err);
    if (status == KW_OK)
        status = shingle_set(u, candidate, s->candidate, &theirs, err);
    if (status != KW_OK || !are_copies(&s->shingles, &theirs))
        return status;
    status = kw_update_loosen(u, candidate, false, err);
    if (status != KW_OK)
        return status;
    other = kw_tally_find(&u->loose, candidate, 0);
    size_t a = top_of(u, s->row), b = top_of(u, (size_t)(other - u->loose.rows.items));
    u->loose.rows.items[b].counts[KW_LOOSE_PARENT] = (int64_t)a;
    return KW_OK;
}

static enum kw_status take_sharer(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct search *s = context;
    for (size_t i = 0; i < kw_sharers_count(c[2].text); i++) {
        int64_t document = kw_sharers_at(c[0].number, c[2].text, i);
        if (document == s->document)
            continue;
        struct sharer *sharer = KW_PUSH(s->arena, &s->page);
        if (!sharer)
            return kw_nomem(err);
        *sharer = (struct sharer){document, c[1].number};
    }
    return KW_OK;
}

/* Counts those who have the print of the page. */
static enum kw_status count_page(struct search *s, struct kw_error *err)
{
    for (size_t i = 0; i < s->page.count; i++) {
        const struct sharer *sharer = &s->page.items[i];
        struct kw_tally_row *row =
            kw_tally_at(&s->sharers, s->arena, sharer->document, 0, NULL);
        if (!row)
            return kw_nomem(err);
        row->counts[0]++;
        row->counts[1] = sharer->size;
    }
    s->page.count = 0;
    return KW_OK;
}

static enum kw_status count_sharers(struct search *s, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    s->aside = KW_NEW(s->arena, s->prints.all.count, uint64_t);
    if (!s->aside)
        return kw_nomem(err);
    for (size_t i = 0; i < s->prints.all.count && status == KW_OK; i++) {
        uint64_t hash = s->prints.all.items[i];
        status = kw_store_each(s->update->store, KW_Q_PRINTED, take_sharer, s, err,
                               (int64_t)hash, (int64_t)MOST_SHARERS + 2);
        if (s->page.count > MOST_SHARERS) {
            s->aside[s->aside_count++] = hash;
            s->page.count = 0;
        }
        if (status == KW_OK)
            status = count_page(s, err);
    }
    return status;
}

/* The size from which on a candidate shares more prints than were set aside. */
static int64_t safe_size(const struct search *s)
{
    int64_t size = 0;
    while (size < 64 &&
           least_shared(s->prints.all.count, size) <= (int64_t)s->aside_count)
        size++;
    return size;
}

/* Counts the prints set aside: for all documents below the safe size, ... */
static enum kw_status count_small(struct search *s, int64_t safe, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < s->aside_count && safe > 0 && status == KW_OK; i++) {
        status = kw_store_each(s->update->store, KW_Q_PRINTED_BELOW, take_sharer, s, err,
                               (int64_t)s->aside[i], safe);
        if (status == KW_OK)
            status = count_page(s, err);
    }
    return status;
}

/* ... and for one above it. */
static enum kw_status count_aside(struct search *s, struct kw_tally_row *sharer,
                                  struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < s->aside_count && status == KW_OK; i++) {
        bool has = false;
        status = kw_sharers_has(s->update->store, s->aside[i], sharer->counts[1],
                                sharer->a, &has, err);
        sharer->counts[0] += has;
    }
    return status;
}

/* Leaves out those who share too few, whatever is among the prints set aside. */
static void leave_out_few(struct search *s, int64_t safe)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->sharers.rows.count; i++) {
        const struct kw_tally_row *sharer = &s->sharers.rows.items[i];
        int64_t most = sharer->counts[0];
        most += sharer->counts[1] >= safe ? (int64_t)s->aside_count : 0;
        if (most >= least_shared(s->prints.all.count, sharer->counts[1]))
            s->sharers.rows.items[kept++] = *sharer;
    }
    s->sharers.rows.count = kept;
}

/* Tries a document that shares prints, if they are enough. */
static enum kw_status try_sharer(struct search *s, struct kw_tally_row *sharer,
                                 int64_t safe, struct kw_error *err)
{
    int64_t theirs = 0, fewer = (int64_t)s->prints.all.count;
    int64_t least = least_shared(s->prints.all.count, sharer->counts[1]);
    enum kw_status status = KW_OK;
    if (sharer->counts[1] >= safe)
        status = count_aside(s, sharer, err);
    if (status != KW_OK || sharer->counts[0] < least)
        return status;
    status = kw_store_integer(s->update->store, KW_Q_PRINTS_COUNTED, 0, &theirs, err,
                              sharer->a);
    fewer = theirs < fewer ? theirs : fewer;
    if (status != KW_OK || sharer->counts[0] * LEAST_PART < fewer)
        return status;
    return try_candidate(s, sharer->a, err);
}

/* Tries those that share enough prints, in the order of their ids. */
static enum kw_status try_sharers(struct search *s, struct kw_error *err)
{
    enum kw_status status = count_sharers(s, err);
    int64_t safe = safe_size(s);
    if (status == KW_OK)
        status = count_small(s, safe, err);
    leave_out_few(s, safe);
    kw_tally_sort(&s->sharers);
    for (size_t i = 0; i < s->sharers.rows.count && status == KW_OK; i++)
        status = try_sharer(s, &s->sharers.rows.items[i], safe, err);
    return status;
}

/* The prints of a document: of this batch, or from its text. */
static enum kw_status get_prints(struct search *s, struct kw_error *err)
{
    struct kw_update *u = s->update;
    int64_t fresh = u->loose.rows.items[s->row].counts[KW_LOOSE_FRESH];
    if (fresh) {
        s->prints = u->fresh.items[fresh - 1].prints;
        return KW_OK;
    }
    struct kw_copied text = {.arena = s->arena};
    enum kw_status status = kw_store_each(u->store, KW_Q_DOCUMENT_TEXT, kw_take_text,
                                          &text, err, s->document);
    return status == KW_OK ? kw_prints_of(text.text, s->arena, &s->prints, err) : status;
}

static enum kw_status find_copies(struct kw_update *u, size_t row,
                                  struct kw_arena *arenas[2], struct kw_error *err)
{
    struct search s = {.update = u,
                       .row = row,
                       .document = u->loose.rows.items[row].a,
                       .arena = arenas[0],
                       .candidate = arenas[1]};
    int64_t twin = 0, has = 0;
    kw_arena_reset(s.arena);
    enum kw_status status = get_prints(&s, err);
    if (status == KW_OK)
        status = twin_of(u, &s.prints, s.document, &twin, err);
    /* All twins meet at the smallest of them. */
    if (status == KW_OK && twin)
        status = try_candidate(&s, twin, err);
    if (status == KW_OK)
        status =
            kw_store_integer(u->store, KW_Q_PRINTS_COUNTED, 0, &has, err, s.document);
    return status == KW_OK && has ? try_sharers(&s, err) : status;
}

/* --- stories ----------------------------------------------------------------------- */

static enum kw_status smallest_keys(struct kw_update *u, struct kw_str *keys,
                                    int64_t *stories, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->loose.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->loose.rows.items[i];
        struct kw_copied key = {.arena = u->arena};
        if (row->counts[KW_LOOSE_FLAGS] & KW_LOOSE_GONE)
            continue;
        status = kw_store_each(u->store, KW_Q_KEY_OF, kw_take_text, &key, err, row->a);
        size_t top = top_of(u, i);
        if (status == KW_OK &&
            (stories[top] == 0 || kw_str_cmp(key.text, keys[top]) < 0)) {
            keys[top] = key.text;
            stories[top] = row->a;
        }
    }
    return status;
}

/* Tells the ledger what a new document is a copy of. */
static enum kw_status mark_copy(struct kw_update *u, int64_t document,
                                struct kw_str story, struct kw_error *err)
{
    struct kw_copied key = {.arena = u->arena};
    struct kw_str reason = kw_arena_printf(u->arena, "copy of %.*s", KW_STR_ARG(story));
    if (!reason.ptr)
        return kw_nomem(err);
    enum kw_status status =
        kw_store_each(u->store, KW_Q_KEY_OF, kw_take_text, &key, err, document);
    if (status != KW_OK)
        return status;
    u->copies++;
    return kw_store_run(u->store, KW_Q_LEDGER_MARK, err, (int64_t)KW_LEDGER_COPY, reason,
                        key.text);
}

static enum kw_status name_stories(struct kw_update *u, struct kw_error *err)
{
    struct kw_str *keys = KW_NEW(u->arena, u->loose.rows.count, struct kw_str);
    int64_t *stories = KW_NEW(u->arena, u->loose.rows.count, int64_t);
    if (!keys || !stories)
        return kw_nomem(err);
    enum kw_status status = smallest_keys(u, keys, stories, err);
    for (size_t i = 0; i < u->loose.rows.count && status == KW_OK; i++) {
        struct kw_tally_row *row = &u->loose.rows.items[i];
        size_t top = top_of(u, i);
        if (row->counts[KW_LOOSE_FLAGS] & KW_LOOSE_GONE)
            continue;
        row->counts[KW_LOOSE_PARENT] = (int64_t)top;
        status = kw_store_run(u->store, KW_Q_COPY_SET, err, stories[top], row->a);
        if (status == KW_OK && (row->counts[KW_LOOSE_FLAGS] & KW_LOOSE_NEW) &&
            stories[top] != row->a)
            status = mark_copy(u, row->a, keys[top], err);
    }
    return status;
}

enum kw_status kw_stories_find(struct kw_update *u, struct kw_error *err)
{
    struct kw_arena *arenas[2] = {kw_arena_new(), kw_arena_new()};
    enum kw_status status = arenas[0] && arenas[1] ? write_prints(u, err) : kw_nomem(err);
    /* Rows are added on the way: those of stories that a document joins. */
    for (size_t i = 0; i < u->loose.rows.count && status == KW_OK; i++)
        if (u->loose.rows.items[i].counts[KW_LOOSE_FLAGS] & KW_LOOSE_SEARCH)
            status = find_copies(u, i, arenas, err);
    kw_arena_free(arenas[0]);
    kw_arena_free(arenas[1]);
    return status == KW_OK ? name_stories(u, err) : status;
}
