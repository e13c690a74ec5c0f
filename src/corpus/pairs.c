/* pairs.c - the pairs of a batch into the store: straight into their tree when it is the
 * only batch, else as a sorted run that is merged with the others at the end of a build.
 *
 * A build of many documents names most pairs in several batches, all over a tree that
 * does not fit into memory. Runs make that one walk from end to end (O'Neil et al., "The
 * log-structured merge-tree", Acta Informatica 1996). A run is in the store as soon as its
 * batch is, so that a build that is killed loses nothing: the next one merges what waits.
 *
 * A row of a run is five numbers of 7 bits a byte, the last of each below 0x80: how much
 * `a` is more than that of the row before, `b` likewise while `a` stays, and the three
 * counts, with the sign in the lowest bit. Each part of a run begins anew.
 */
#include <string.h>

#include "corpus/update.h"

enum {
    MOST_RUNS = 512,      /* wait; each takes PART_BYTES while they are merged */
    PART_BYTES = 1 << 15, /* of a part, at most */
    ROW_BYTES = 50,       /* of a row, at most */
};

struct sums {
    int64_t a, b;
    int64_t counts[KW_TALLY_COUNTS];
};

static bool is_nothing(const int64_t counts[KW_TALLY_COUNTS])
{
    return counts[0] == 0 && counts[1] == 0 && counts[2] == 0;
}

static enum kw_status add_to_tree(struct kw_update *u, const struct sums *sums,
                                  struct kw_error *err)
{
    if (is_nothing(sums->counts))
        return KW_OK;
    enum kw_status status =
        kw_store_run(u->store, KW_Q_PAIR_ADD, err, sums->a, sums->b, sums->counts[0],
                     sums->counts[1], sums->counts[2]);
    if (status == KW_OK && sums->counts[1] <= 0)
        status = kw_store_run(u->store, KW_Q_PAIR_CLEAN, err, sums->a, sums->b);
    return status;
}

/* --- writing ----------------------------------------------------------------------- */

static size_t put_number(uint64_t number, uint8_t *to)
{
    size_t len = 0;
    for (; number >= 0x80; number >>= 7)
        to[len++] = (uint8_t)(number | 0x80);
    to[len++] = (uint8_t)number;
    return len;
}

static uint64_t with_sign(int64_t number)
{
    return number < 0 ? ~((uint64_t)number << 1) : (uint64_t)number << 1;
}

static size_t put_row(const struct kw_tally_row *row, int64_t a, int64_t b, uint8_t *to)
{
    size_t len = put_number((uint64_t)(row->a - a), to);
    len += put_number((uint64_t)(row->b - (row->a == a ? b : 0)), to + len);
    for (int i = 0; i < KW_TALLY_COUNTS; i++)
        len += put_number(with_sign(row->counts[i]), to + len);
    return len;
}

/* Writes the pairs, which are sorted, as a run. */
static enum kw_status write_run(struct kw_update *u, struct kw_error *err)
{
    int64_t id = 0, a = 0, b = 0;
    size_t len = 0;
    uint8_t *part = KW_NEW(u->pairing, PART_BYTES, uint8_t);
    if (!part)
        return kw_nomem(err);
    enum kw_status status = kw_store_integer(u->store, KW_Q_RUN_NEXT, 1, &id, err);
    int64_t run = id;
    for (size_t i = 0; i < u->pairs.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->pairs.rows.items[i];
        if (is_nothing(row->counts))
            continue;
        if (len + ROW_BYTES > PART_BYTES) {
            status = kw_store_run(u->store, KW_Q_RUN_PUT, err, id++, run,
                                  (struct kw_str){(const char *)part, len});
            len = 0;
            a = b = 0;
        }
        len += put_row(row, a, b, part + len);
        a = row->a;
        b = row->b;
    }
    if (status == KW_OK && len)
        status = kw_store_run(u->store, KW_Q_RUN_PUT, err, id, run,
                              (struct kw_str){(const char *)part, len});
    return status;
}

/* --- merging ----------------------------------------------------------------------- */

/* A run that is being read. */
struct run {
    int64_t id, part; /* its own, and that of the next part */
    uint8_t *bytes;   /* of the part at hand, PART_BYTES of room */
    size_t len, at;
    struct sums row; /* the one at hand */
    bool ended;
};

static enum kw_status damaged(struct kw_error *err)
{
    return kw_fail(err, KW_STORE, "pairs that wait are damaged: run `knotwork resolve`");
}

static enum kw_status take_part(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct run *run = context;
    if (c[0].text.len == 0 || c[0].text.len > PART_BYTES)
        return damaged(err);
    memcpy(run->bytes, c[0].text.ptr, c[0].text.len);
    run->len = c[0].text.len;
    return KW_OK;
}

/* Reads the next part and takes it out of the store; its room is used again at once. */
static enum kw_status next_part(struct kw_update *u, struct run *run,
                                struct kw_error *err)
{
    run->len = run->at = 0;
    run->row.a = run->row.b = 0;
    enum kw_status status =
        kw_store_each(u->store, KW_Q_RUN_PART, take_part, run, err, run->part, run->id);
    run->ended = run->len == 0;
    if (status == KW_OK && !run->ended)
        status = kw_store_run(u->store, KW_Q_RUN_DROP, err, run->part++);
    return status;
}

static bool get_number(struct run *run, uint64_t *number)
{
    *number = 0;
    for (unsigned shift = 0; run->at < run->len && shift < 64; shift += 7) {
        uint8_t byte = run->bytes[run->at++];
        *number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

static enum kw_status next_row(struct kw_update *u, struct run *run, struct kw_error *err)
{
    uint64_t a, b, count;
    enum kw_status status = KW_OK;
    if (run->at == run->len)
        status = next_part(u, run, err);
    if (status != KW_OK || run->ended)
        return status;
    if (!get_number(run, &a) || !get_number(run, &b))
        return damaged(err);
    run->row.b = (int64_t)(a ? b : (uint64_t)run->row.b + b);
    run->row.a = (int64_t)((uint64_t)run->row.a + a);
    for (int i = 0; i < KW_TALLY_COUNTS; i++) {
        if (!get_number(run, &count))
            return damaged(err);
        run->row.counts[i] = (int64_t)(count & 1 ? ~(count >> 1) : count >> 1);
    }
    return KW_OK;
}

static bool is_before(const struct run *x, const struct run *y)
{
    return x->row.a != y->row.a ? x->row.a < y->row.a : x->row.b < y->row.b;
}

/* Moves the run at `at` of a heap down to its place: the least row is at the top. */
static void sink(struct run **heap, size_t count, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(heap[child + 1], heap[child]))
            child++;
        if (!is_before(heap[child], heap[at]))
            return;
        struct run *run = heap[at];
        heap[at] = heap[child];
        heap[child] = run;
    }
}

/* Adds up the rows of all runs, in the order of the tree. */
static enum kw_status merge(struct kw_update *u, struct run **heap, size_t count,
                            struct kw_error *err)
{
    struct sums sums = {0};
    enum kw_status status = KW_OK;
    for (size_t i = count; i > 0; i--)
        sink(heap, count, i - 1);
    while (count > 0 && status == KW_OK) {
        const struct sums *row = &heap[0]->row;
        if (row->a != sums.a || row->b != sums.b) {
            status = add_to_tree(u, &sums, err);
            sums = (struct sums){row->a, row->b, {0}};
        }
        for (int i = 0; i < KW_TALLY_COUNTS; i++)
            sums.counts[i] =
                (int64_t)((uint64_t)sums.counts[i] + (uint64_t)row->counts[i]);
        if (status == KW_OK)
            status = next_row(u, heap[0], err);
        if (heap[0]->ended)
            heap[0] = heap[--count];
        sink(heap, count, 0);
    }
    return status == KW_OK ? add_to_tree(u, &sums, err) : status;
}

static enum kw_status merge_runs(struct kw_update *u, const struct kw_ids *ids,
                                 struct kw_error *err)
{
    size_t count = ids->list.count, open = 0;
    struct run *runs = KW_NEW(u->pairing, count, struct run);
    struct run **heap = KW_NEW(u->pairing, count, struct run *);
    enum kw_status status = runs && heap ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        runs[i].id = runs[i].part = ids->list.items[i];
        runs[i].bytes = KW_NEW(u->pairing, PART_BYTES, uint8_t);
        status = runs[i].bytes ? next_row(u, &runs[i], err) : kw_nomem(err);
        if (!runs[i].ended)
            heap[open++] = &runs[i];
    }
    return status == KW_OK ? merge(u, heap, open, err) : status;
}

static void forget_pairs(struct kw_update *u)
{
    if (kw_arena_size(u->pairing) > u->most_pairing)
        u->most_pairing = kw_arena_size(u->pairing);
    u->pairs = (struct kw_tally){0};
    kw_arena_reset(u->pairing);
}

static enum kw_status merge_all(struct kw_update *u, struct kw_error *err)
{
    struct kw_ids ids = {.arena = u->pairing};
    enum kw_status status = kw_store_each(u->store, KW_Q_RUNS, kw_take_id, &ids, err);
    if (status != KW_OK || ids.list.count == 0)
        return status;
    status = merge_runs(u, &ids, err);
    forget_pairs(u);
    return status;
}

/* --- a batch ----------------------------------------------------------------------- */

enum kw_status kw_pairs_wait(struct kw_update *u, struct kw_error *err)
{
    int64_t runs = 0;
    if (u->pairs.rows.count == 0)
        return KW_OK;
    kw_tally_sort(&u->pairs);
    enum kw_status status = write_run(u, err);
    forget_pairs(u);
    if (status == KW_OK)
        status = kw_store_integer(u->store, KW_Q_RUN_COUNT, 0, &runs, err);
    return status == KW_OK && runs >= MOST_RUNS ? merge_all(u, err) : status;
}

static enum kw_status write_tree(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->pairs.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->pairs.rows.items[i];
        struct sums sums = {row->a, row->b, {0}};
        memcpy(sums.counts, row->counts, sizeof sums.counts);
        status = add_to_tree(u, &sums, err);
    }
    return status;
}

enum kw_status kw_pairs_write(struct kw_update *u, struct kw_error *err)
{
    int64_t runs = 0;
    enum kw_status status = kw_store_integer(u->store, KW_Q_RUN_COUNT, 0, &runs, err);
    /* While runs wait, what is in the tree could become less than nothing. */
    if (status == KW_OK && runs > 0) {
        status = kw_pairs_wait(u, err);
        return status == KW_OK ? merge_all(u, err) : status;
    }
    kw_tally_sort(&u->pairs);
    if (status == KW_OK)
        status = write_tree(u, err);
    forget_pairs(u);
    return status;
}
