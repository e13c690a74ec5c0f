/* stories.c - which documents are copies of one another.
 *
 * Shingles are runs of 5 words; two documents are copies when they share at least 30
 * shingles and at least half of the shorter one's. Candidates come from an inverted index
 * of winnowed hashes (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003): of every
 * WINDOW shingles in a row the smallest hash is kept, so that any run of
 * SHINGLE + WINDOW - 1 words that two texts share gives them a common hash. A candidate
 * shares at least LEAST_PRINTS of them, and a quarter of the shorter one's: who shares
 * half the shingles shares about half the hashes. The rule looks at nothing but the two
 * texts, so that order and company cannot matter.
 */
#include <stdlib.h>

#include "corpus/update.h"

enum {
    SHINGLE = 5,      /* words of a shingle */
    WINDOW = 4,       /* shingles of which one is kept */
    LEAST_PRINTS = 3, /* common hashes that make a candidate */
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

enum kw_status kw_story_prints(struct kw_update *u, int64_t document, struct kw_str text,
                               struct kw_error *err)
{
    struct hashes all;
    uint64_t last = 0;
    kw_arena_reset(u->scratch);
    if (!shingles_of(u->scratch, text, &all))
        return kw_nomem(err);
    enum kw_status status = KW_OK;
    int64_t count = 0;
    /* With fewer shingles it is too short to be a copy of anything. */
    for (size_t i = 0; all.count >= LEAST_SHARED && i + WINDOW <= all.count &&
                       status == KW_OK;
         i++) {
        uint64_t least = all.items[i];
        for (size_t k = 1; k < WINDOW; k++)
            least = all.items[i + k] < least ? all.items[i + k] : least;
        if (i > 0 && least == last)
            continue;
        last = least;
        count++;
        status = kw_store_run(u->store, KW_Q_PRINT_PUT, err, (int64_t)least, document);
    }
    if (status != KW_OK)
        return status;
    return kw_store_run(u->store, KW_Q_COPY_PUT, err, document, document, count);
}

/* --- pairs ----------------------------------------------------------------------------
 */

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

static enum kw_status find_copies(struct kw_update *u, size_t row,
                                  struct kw_arena *arenas[2], struct kw_error *err)
{
    int64_t document = u->loose.rows.items[row].a;
    int64_t prints = 0;
    struct kw_ids candidates = {.arena = arenas[0]};
    struct hashes mine;
    kw_arena_reset(arenas[0]);
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_PRINTS_COUNTED, 0, &prints, err, document);
    if (status == KW_OK && prints >= LEAST_PRINTS)
        status = kw_store_each(u->store, KW_Q_PRINTS_LIKE, kw_take_id, &candidates, err,
                               document, prints, (int64_t)LEAST_PRINTS);
    if (status != KW_OK || candidates.list.count == 0)
        return status;
    status = shingle_set(u, document, arenas[0], &mine, err);
    for (size_t i = 0; i < candidates.list.count && status == KW_OK; i++) {
        kw_arena_reset(arenas[1]);
        status = try_candidate(u, row, &mine, candidates.list.items[i], arenas[1], err);
    }
    return status;
}

/* --- stories
 * ---------------------------------------------------------------------------- */

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
    enum kw_status status = arenas[0] && arenas[1] ? KW_OK : kw_nomem(err);
    /* Rows are added on the way: those of stories that a document joins. */
    for (size_t i = 0; i < u->loose.rows.count && status == KW_OK; i++)
        if (u->loose.rows.items[i].counts[KW_LOOSE_FLAGS] & KW_LOOSE_SEARCH)
            status = find_copies(u, i, arenas, err);
    kw_arena_free(arenas[0]);
    kw_arena_free(arenas[1]);
    return status == KW_OK ? name_stories(u, err) : status;
}
