/* stories.c - which documents are copies of one another.
 *
 * Shingles are runs of 5 words; two documents are copies when they share at least 30
 * shingles and at least half of the shorter one's. Candidates come from an inverted index
 * of winnowed hashes (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003): of every
 * WINDOW shingles in a row the smallest hash is kept, so that any run of
 * SHINGLE + WINDOW - 1 words that two texts share gives them a common hash. A candidate
 * shares at least LEAST_PRINTS of them, and a quarter of the fewer ones: who shares
 * half the shingles shares about half the hashes. The rule looks at nothing but the two
 * texts, so that order and company cannot matter.
 *
 * Texts with the same set of shingles are twins. Whatever is a copy of one is a copy of
 * all, so one of them has the hashes in the index, and the others only a hash of the
 * whole set: a thousand reprints of one text cost a thousand look-ups, not a million.
 */
#include <stdlib.h>

#include "corpus/update.h"

enum {
    SHINGLE = 5,      /* words of a shingle */
    WINDOW = 8,       /* shingles of which one is kept */
    LEAST_PRINTS = 3, /* common hashes that make a candidate ... */
    LEAST_PART = 4,   /* ... and which part of the fewer ones: a quarter */
    LEAST_SHARED = 30,
};

/* Distinct hashes, ascending. */
struct hashes {
    uint64_t *items;
    size_t count;
};

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* Hash of the next word, ASCII case ignored; false when there is none. */
static bool next_word(struct kw_str text, size_t *at, uint64_t *hash)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    size_t i = *at;
    while (i < text.len && !is_word_byte((unsigned char)text.ptr[i]))
        i++;
    if (i == text.len)
        return false;
    for (; i < text.len && is_word_byte((unsigned char)text.ptr[i]); i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        c = c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
        h = (h ^ c) * UINT64_C(0x100000001b3);
    }
    *at = i;
    *hash = h;
    return true;
}

static uint64_t mix(uint64_t h)
{
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}

/* Hashes of all shingles, in the order of the text. */
static bool shingles_of(struct kw_arena *arena, struct kw_str text, struct hashes *out)
{
    uint64_t words[SHINGLE];
    KW_VEC(uint64_t) shingles = {0};
    size_t at = 0, count = 0;
    uint64_t word;
    while (next_word(text, &at, &word)) {
        words[count++ % SHINGLE] = word;
        if (count < SHINGLE)
            continue;
        uint64_t h = 0;
        for (size_t i = 0; i < SHINGLE; i++)
            h = mix(h ^ words[(count + i) % SHINGLE]);
        uint64_t *shingle = KW_PUSH(arena, &shingles);
        if (!shingle)
            return false;
        *shingle = h;
    }
    *out = (struct hashes){shingles.items, shingles.count};
    return true;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void sort_unique(struct hashes *h)
{
    size_t kept = 0;
    if (h->count)
        qsort(h->items, h->count, sizeof *h->items, by_value);
    for (size_t i = 0; i < h->count; i++)
        if (i == 0 || h->items[i] != h->items[i - 1])
            h->items[kept++] = h->items[i];
    h->count = kept;
}

/* The winnowed hashes of shingles in the order of the text; distinct, ascending. */
static bool prints_of(struct kw_arena *arena, const struct hashes *shingles,
                      struct hashes *out)
{
    KW_VEC(uint64_t) prints = {0};
    /* With fewer shingles a text is too short to be a copy of anything. */
    for (size_t i = 0; shingles->count >= LEAST_SHARED && i + WINDOW <= shingles->count;
         i++) {
        uint64_t least = shingles->items[i];
        for (size_t k = 1; k < WINDOW; k++)
            least = shingles->items[i + k] < least ? shingles->items[i + k] : least;
        if (prints.count && prints.items[prints.count - 1] == least)
            continue;
        uint64_t *print = KW_PUSH(arena, &prints);
        if (!print)
            return false;
        *print = least;
    }
    *out = (struct hashes){prints.items, prints.count};
    sort_unique(out);
    return true;
}

/* What a text has in the index. */
struct prints {
    struct hashes all;
    uint64_t whole; /* hash of the set of shingles; 0: too short to be a copy of any */
};

/* Sorts the shingles, too. */
static bool text_prints(struct kw_arena *arena, struct kw_str text,
                        struct hashes *shingles, struct prints *out)
{
    if (!shingles_of(arena, text, shingles) || !prints_of(arena, shingles, &out->all))
        return false;
    sort_unique(shingles);
    out->whole = 0;
    if (shingles->count < LEAST_SHARED || out->all.count < LEAST_PRINTS)
        return true;
    out->whole = UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < shingles->count; i++)
        out->whole = mix(out->whole ^ shingles->items[i]);
    out->whole |= 1;
    return true;
}

/* Another document with the same shingles, the smallest; 0: none. */
static enum kw_status twin_of(struct kw_update *u, const struct prints *prints,
                              int64_t document, int64_t *twin, struct kw_error *err)
{
    *twin = 0;
    if (!prints->whole)
        return KW_OK;
    return kw_store_integer(u->store, KW_Q_TWINS, 0, twin, err, (int64_t)prints->whole,
                            document);
}

enum kw_status kw_story_prints(struct kw_update *u, int64_t document, struct kw_str text,
                               struct kw_error *err)
{
    struct prints prints;
    struct hashes shingles;
    int64_t twin = 0;
    kw_arena_reset(u->scratch);
    if (!text_prints(u->scratch, text, &shingles, &prints))
        return kw_nomem(err);
    enum kw_status status = twin_of(u, &prints, document, &twin, err);
    /* At once, so that the next of this batch finds it. */
    if (status == KW_OK && prints.whole)
        status =
            kw_store_run(u->store, KW_Q_PRINT_PUT, err, (int64_t)prints.whole, document);
    size_t count = twin ? 0 : prints.all.count;
    for (size_t i = 0; status == KW_OK && i < count; i++)
        if (!kw_tally_at(&u->prints, u->arena, (int64_t)prints.all.items[i], document,
                         NULL))
            status = kw_nomem(err);
    if (status != KW_OK)
        return status;
    return kw_store_run(u->store, KW_Q_COPY_PUT, err, document, document, (int64_t)count);
}

/* The prints of a document that goes go with it, or to a twin. */
enum kw_status kw_story_forget(struct kw_update *u, int64_t document, struct kw_str text,
                               struct kw_error *err)
{
    struct prints prints;
    struct hashes shingles;
    int64_t twin = 0, has = 0;
    kw_arena_reset(u->scratch);
    if (!text_prints(u->scratch, text, &shingles, &prints))
        return kw_nomem(err);
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_PRINTS_COUNTED, 0, &has, err, document);
    if (status == KW_OK)
        status = twin_of(u, &prints, document, &twin, err);
    if (status == KW_OK && prints.whole)
        status =
            kw_store_run(u->store, KW_Q_PRINT_DROP, err, (int64_t)prints.whole, document);
    if (status != KW_OK || has == 0)
        return status;
    for (size_t i = 0; status == KW_OK && i < prints.all.count; i++) {
        int64_t hash = (int64_t)prints.all.items[i];
        status = kw_store_run(u->store, KW_Q_PRINT_DROP, err, hash, document);
        if (status == KW_OK && twin)
            status = kw_store_run(u->store, KW_Q_PRINT_PUT, err, hash, twin);
    }
    if (status == KW_OK && twin)
        status = kw_store_run(u->store, KW_Q_PRINTS_COUNT_SET, err,
                              (int64_t)prints.all.count, twin);
    return status;
}

/* Writes the prints of new documents, all at once and in the order of the tree. */
static enum kw_status write_prints(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_tally_sort(&u->prints);
    for (size_t i = 0; i < u->prints.rows.count && status == KW_OK; i++)
        status = kw_store_run(u->store, KW_Q_PRINT_PUT, err, u->prints.rows.items[i].a,
                              u->prints.rows.items[i].b);
    return status;
}

/* --- pairs ------------------------------------------------------------------------- */

static enum kw_status shingle_set(struct kw_update *u, int64_t document,
                                  struct kw_arena *arena, struct hashes *out,
                                  struct kw_error *err)
{
    struct kw_copied text = {.arena = arena};
    enum kw_status status =
        kw_store_each(u->store, KW_Q_DOCUMENT_TEXT, kw_take_text, &text, err, document);
    if (status != KW_OK)
        return status;
    if (!shingles_of(arena, text.text, out))
        return kw_nomem(err);
    sort_unique(out);
    return KW_OK;
}

static bool are_copies(const struct hashes *a, const struct hashes *b)
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
    return shared >= LEAST_SHARED && 2 * shared >= shorter;
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

static enum kw_status try_candidate(struct kw_update *u, size_t row,
                                    const struct hashes *mine, int64_t candidate,
                                    struct kw_arena *arena, struct kw_error *err)
{
    struct hashes theirs;
    const struct kw_tally_row *other = kw_tally_find(&u->loose, candidate, 0);
    if (other && (other->counts[KW_LOOSE_FLAGS] & KW_LOOSE_GONE))
        return KW_OK;
    if (other && top_of(u, (size_t)(other - u->loose.rows.items)) == top_of(u, row))
        return KW_OK; /* joined already by way of others */
    enum kw_status status = shingle_set(u, candidate, arena, &theirs, err);
    if (status != KW_OK || !are_copies(mine, &theirs))
        return status;
    status = kw_update_loosen(u, candidate, false, err);
    if (status != KW_OK)
        return status;
    other = kw_tally_find(&u->loose, candidate, 0);
    size_t a = top_of(u, row), b = top_of(u, (size_t)(other - u->loose.rows.items));
    u->loose.rows.items[b].counts[KW_LOOSE_PARENT] = (int64_t)a;
    return KW_OK;
}

/* Counts who else has a print. */
struct sharing {
    struct kw_arena *arena;
    int64_t document;       /* whose prints these are */
    struct kw_tally others; /* documents; counts[0]: prints they share */
};

static enum kw_status take_sharer(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct sharing *sharing = context;
    if (c[0].number == sharing->document)
        return KW_OK;
    struct kw_tally_row *row =
        kw_tally_at(&sharing->others, sharing->arena, c[0].number, 0, NULL);
    if (!row)
        return kw_nomem(err);
    row->counts[0]++;
    return KW_OK;
}

/* Tries those that share enough prints, in the order of their ids. */
static enum kw_status try_sharers(struct kw_update *u, size_t row,
                                  const struct hashes *shingles, size_t print_count,
                                  struct sharing *sharing, struct kw_arena *arena,
                                  struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_tally_sort(&sharing->others);
    for (size_t i = 0; i < sharing->others.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *other = &sharing->others.rows.items[i];
        int64_t theirs = 0, fewer = (int64_t)print_count;
        if (other->counts[0] < LEAST_PRINTS)
            continue;
        status =
            kw_store_integer(u->store, KW_Q_PRINTS_COUNTED, 0, &theirs, err, other->a);
        fewer = theirs < fewer ? theirs : fewer;
        if (status != KW_OK || other->counts[0] * LEAST_PART < fewer)
            continue;
        kw_arena_reset(arena);
        status = try_candidate(u, row, shingles, other->a, arena, err);
    }
    return status;
}

static enum kw_status find_copies(struct kw_update *u, size_t row,
                                  struct kw_arena *arenas[2], struct kw_error *err)
{
    int64_t document = u->loose.rows.items[row].a, twin = 0, has = 0;
    struct kw_copied text = {.arena = arenas[0]};
    struct sharing sharing = {.arena = arenas[0], .document = document};
    struct hashes shingles;
    struct prints prints;
    kw_arena_reset(arenas[0]);
    kw_arena_reset(arenas[1]);
    enum kw_status status =
        kw_store_each(u->store, KW_Q_DOCUMENT_TEXT, kw_take_text, &text, err, document);
    if (status == KW_OK && !text_prints(arenas[0], text.text, &shingles, &prints))
        status = kw_nomem(err);
    if (status == KW_OK)
        status = twin_of(u, &prints, document, &twin, err);
    /* All twins meet at the smallest of them. */
    if (status == KW_OK && twin)
        status = try_candidate(u, row, &shingles, twin, arenas[1], err);
    if (status == KW_OK)
        status = kw_store_integer(u->store, KW_Q_PRINTS_COUNTED, 0, &has, err, document);
    for (size_t i = 0; has && i < prints.all.count && status == KW_OK; i++)
        status = kw_store_each(u->store, KW_Q_PRINTED, take_sharer, &sharing, err,
                               (int64_t)prints.all.items[i]);
    if (status != KW_OK || sharing.others.rows.count == 0)
        return status;
    return try_sharers(u, row, &shingles, prints.all.count, &sharing, arenas[1], err);
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
