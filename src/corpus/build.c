/* build.c - inputs to store: read, extract on many threads, write on one.
 *
 * The calling thread reads records and writes results; the pool parses and extracts in
 * between and gives results back in the order of the inputs. A batch of documents is one
 * transaction, facts and derived together, so that a store is whole at any moment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/pool.h"
#include "corpus/build.h"

enum { SLOTS = 3072 }; /* of several threads, which extract on while a batch is ended */

/* --- the ledger -------------------------------------------------------------------- */

static enum kw_status write_ledger(struct kw_building *b,
                                   const struct kw_build_item *item,
                                   enum kw_ledger_state state, struct kw_str document,
                                   const char *reason, struct kw_error *err)
{
    if (b->asked->planned)
        return KW_OK;
    struct kw_ledger_row row = {.path = kw_buf_str(&item->record.path),
                                .record = item->record.number,
                                .state = state,
                                .document = document,
                                .reason = kw_str_of(reason)};
    return kw_store_ledger_put(b->store, &row, err);
}

/* One line for the user: which input, and why. */
static void tell(const struct kw_building *b, const struct kw_build_item *item,
                 enum kw_status status, const char *why)
{
    char line[KW_ERROR_SIZE + 256];
    struct kw_str path = kw_buf_str(&item->record.path);
    int shown = path.len > 200 ? 200 : (int)path.len;
    if (item->record.number > 0)
        snprintf(line, sizeof line, "%.*s: record %lld: %s", shown, path.ptr,
                 (long long)item->record.number, why);
    else
        snprintf(line, sizeof line, "%.*s: %s", shown, path.ptr, why);
    kw_say(b->observer, status, line);
}

static enum kw_status refuse(struct kw_building *b, const struct kw_build_item *item,
                             enum kw_status status, const char *why, struct kw_error *err)
{
    struct kw_str *path = KW_PUSH(b->arena, &b->failed);
    if (!path)
        return kw_nomem(err);
    *path = kw_arena_copy(b->arena, kw_buf_str(&item->record.path));
    if (!path->ptr)
        return kw_nomem(err);
    b->result->failed++;
    tell(b, item, status, why);
    return write_ledger(b, item, KW_LEDGER_FAILED, KW_STR(""), why, err);
}

static enum kw_status pass_over(struct kw_building *b, const struct kw_build_item *item,
                                struct kw_error *err)
{
    b->result->skipped++;
    /* Hidden files are hidden for a reason, and the store is ours; the ledger is enough.
     */
    if (strncmp(item->record.reason, "hidden", 6) != 0 &&
        strcmp(item->record.reason, KW_REASON_OWN) != 0)
        tell(b, item, KW_OK, item->record.reason);
    return write_ledger(b, item, KW_LEDGER_SKIPPED, KW_STR(""), item->record.reason, err);
}

/* --- what is known already --------------------------------------------------------- */

static void copy_text(char *to, size_t size, struct kw_str from)
{
    size_t len = from.len < size - 1 ? from.len : size - 1;
    if (len)
        memcpy(to, from.ptr, len);
    to[len] = '\0';
}

static enum kw_status take_known(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct kw_known *known = context;
    (void)err;
    known->id = c[0].number;
    known->hash = (uint64_t)c[2].number;
    copy_text(known->path, sizeof known->path, c[1].text);
    copy_text(known->fingerprint, sizeof known->fingerprint, c[4].text);
    return KW_OK;
}

static enum kw_status look_up(struct kw_building *b, struct kw_str key,
                              struct kw_known *known, struct kw_error *err)
{
    known->id = 0;
    if (!b->store)
        return KW_OK;
    return kw_store_each(b->store, KW_Q_ORIGIN, take_known, known, err, key);
}

static enum kw_status take_ledger_key(void *context, const struct kw_cell *c,
                                      struct kw_error *err)
{
    struct kw_buf *key = context;
    (void)err;
    kw_buf_clear(key);
    kw_buf_add(key, c[1].text);
    return KW_OK;
}

/* Sets item->known when the record is a document that is in the store already, made of
 * the same bytes by the same program. Its key is the one the ledger knows, else the one
 * it would get from where it stands. */
static enum kw_status recall(struct kw_building *b, struct kw_build_item *item,
                             struct kw_error *err)
{
    struct kw_known known;
    kw_buf_clear(&item->known);
    if (!b->store)
        return KW_OK;
    enum kw_status status =
        kw_store_each(b->store, KW_Q_LEDGER_GET, take_ledger_key, &item->known, err,
                      kw_buf_str(&item->record.path), item->record.number);
    if (status == KW_OK && item->known.len == 0) {
        kw_buf_add(&item->known, kw_buf_str(&item->record.key));
        if (item->record.number > 0)
            kw_buf_printf(&item->known, "#%lld", (long long)item->record.number);
    }
    if (item->known.failed)
        return kw_nomem(err);
    if (status == KW_OK)
        status = look_up(b, kw_buf_str(&item->known), &known, err);
    if (status == KW_OK && (known.id == 0 || known.hash != item->hash ||
                            !kw_str_eq(kw_str_of(known.fingerprint),
                                       kw_extractor_fingerprint(b->extractor))))
        kw_buf_clear(&item->known);
    return status;
}

/* --- the three parts of the pool --------------------------------------------------- */

static enum kw_status next_item(void *context, size_t slot, bool *more,
                                struct kw_error *err)
{
    struct kw_building *b = context;
    struct kw_build_item *item = &b->items[slot];
    if (kw_stop(b->observer)) {
        b->stopped = true;
        *more = false;
        return KW_OK;
    }
    uint64_t begun = kw_clock(b->observer);
    enum kw_status status = kw_item_ready(item, err);
    if (status == KW_OK)
        status = kw_reader_next(b->reader, &item->record, more, err);
    b->result->read_time += kw_clock(b->observer) - begun;
    if (status != KW_OK || !*more)
        return status;
    b->under_way += item->record.bytes.len;
    if (item->record.state != KW_RECORD_READ)
        return KW_OK;
    item->hash = kw_str_hash(kw_buf_str(&item->record.bytes));
    return recall(b, item, err);
}

static enum kw_status work_item(void *context, size_t slot, struct kw_error *err)
{
    const struct kw_building *b = context;
    struct kw_build_item *item = &b->items[slot];
    enum kw_status status = KW_OK;
    item->status = KW_OK;
    item->error = (struct kw_error){0};
    item->words = item->time = item->held = 0;
    if (item->record.state != KW_RECORD_READ || item->known.len)
        return KW_OK;
    uint64_t begun = kw_clock(b->observer);
    kw_arena_reset(item->arena);
    item->status = kw_record_parse(b->lexicon, &item->record, item->arena, &item->parsed,
                                   &item->error);
    item->origin = (struct kw_origin){.path = kw_buf_str(&item->record.path),
                                      .hash = item->hash,
                                      .size = (int64_t)item->record.bytes.len,
                                      .given = item->parsed.extracted};
    /* A record that was refused left the document of the one before it. */
    if (item->status == KW_OK)
        status = kw_item_extract(b, item, err);
    item->time = kw_clock(b->observer) - begun;
    return item->status == KW_NOMEM ? kw_nomem(err) : status;
}

/* True when two paths name one file, or one of them none any more. */
static bool same_source(const char *stored, struct kw_str path)
{
    char now[4096];
    struct stat a, b;
    if (kw_str_eq(kw_str_of(stored), path))
        return true;
    copy_text(now, sizeof now, path);
    if (stat(stored, &a) != 0 || stat(now, &b) != 0)
        return true;
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Remembers the key, of a document with that id or 0; false in `*fresh` when another
 * input of this build had it. What comes into the store is met there. */
static enum kw_status meet_key(struct kw_building *b, struct kw_str key, int64_t id,
                               bool *fresh, struct kw_error *err)
{
    *fresh = id ? !kw_met(b, id) : kw_map_get(&b->planned_keys, key) == 0;
    if (!*fresh || (id == 0 && !b->asked->planned))
        return KW_OK;
    if (id)
        return kw_meet(b, id, err);
    struct kw_str copy = kw_arena_copy(b->arena, key);
    return copy.ptr ? kw_map_put(&b->planned_keys, b->arena, copy, 1, err)
                    : kw_nomem(err);
}

enum kw_status kw_item_plan(struct kw_building *b, const struct kw_build_item *item,
                            bool known, const struct kw_buf *why, struct kw_error *err)
{
    struct kw_ledger_row row = {.path = item->origin.path,
                                .record = item->record.number,
                                .state = KW_LEDGER_USED,
                                .document = item->parsed.extraction.document.key,
                                .reason = kw_buf_str(why)};
    if (why->failed)
        return kw_nomem(err);
    if (known)
        b->result->changed++;
    else
        b->result->added++;
    return b->asked->planned(b->asked->planned_context, &row, err);
}

/* Tells what would be extracted, and why. */
static enum kw_status plan_item(struct kw_building *b, const struct kw_build_item *item,
                                const struct kw_known *known, struct kw_error *err)
{
    struct kw_buf why = {0};
    if (known->id && known->hash == item->hash)
        kw_fingerprint_difference(kw_str_of(known->fingerprint),
                                  kw_extractor_fingerprint(b->extractor), &why);
    else
        kw_buf_add(&why, known->id ? KW_STR("changed") : KW_STR("new"));
    enum kw_status status = kw_item_plan(b, item, known->id != 0, &why, err);
    kw_buf_free(&why);
    return status;
}

static enum kw_status use_item(struct kw_building *b, struct kw_build_item *item,
                               struct kw_error *err)
{
    const struct kw_extraction *x = &item->parsed.extraction;
    struct kw_known known;
    char note[256] = "";
    bool fresh = true;
    enum kw_status status = look_up(b, x->document.key, &known, err);
    if (status == KW_OK)
        status = meet_key(b, x->document.key, known.id, &fresh, err);
    if (status != KW_OK)
        return status;
    if (!fresh)
        return refuse(b, item, KW_USAGE,
                      "another input has the same key; the first counts", err);
    if (known.id && !same_source(known.path, kw_buf_str(&item->record.path)))
        return refuse(b, item, KW_USAGE,
                      "the store has a document of this key from another file", err);
    copy_text(note, sizeof note, item->parsed.note);
    if (b->asked->planned && !item->parsed.extracted)
        return plan_item(b, item, &known, err);
    if (known.id && known.hash == item->hash &&
        kw_str_eq(kw_str_of(known.fingerprint), x->fingerprint)) {
        b->result->unchanged++;
        return write_ledger(b, item, KW_LEDGER_UNCHANGED, x->document.key, note, err);
    }
    if (b->asked->planned)
        return plan_item(b, item, &known, err);
    status = write_ledger(b, item, KW_LEDGER_USED, x->document.key, note, err);
    return status == KW_OK ? kw_item_put(b, item, known.id != 0, err) : status;
}

static enum kw_status keep_item(struct kw_building *b, const struct kw_build_item *item,
                                struct kw_error *err)
{
    bool fresh = true;
    int64_t id = 0;
    struct kw_str key = kw_buf_str(&item->known);
    enum kw_status status =
        kw_store_integer(b->store, KW_Q_DOCUMENT_ID, 0, &id, err, key);
    if (status == KW_OK)
        status = meet_key(b, key, id, &fresh, err);
    if (status != KW_OK)
        return status;
    if (!fresh)
        return refuse(b, item, KW_USAGE,
                      "another input has the same key; the first counts", err);
    b->result->unchanged++;
    return write_ledger(b, item, KW_LEDGER_UNCHANGED, key, "", err);
}

static bool is_full(void *context)
{
    const struct kw_building *b = context;
    return b->under_way >= KW_MOST_UNDER_WAY;
}

static void tell_progress(const struct kw_building *b)
{
    const struct kw_progress progress = {
        .done = b->done, .bytes = kw_reader_passed(b->reader), .of_bytes = b->of_bytes};
    if (kw_wants_progress(b->observer))
        b->observer->progress(b->observer->context, &progress);
}

static enum kw_status done_item(void *context, size_t slot, struct kw_error *err)
{
    struct kw_building *b = context;
    struct kw_build_item *item = &b->items[slot];
    b->under_way -= item->record.bytes.len;
    enum kw_status status = b->asked->planned ? KW_OK : kw_batch_open(b, err);
    if (status != KW_OK)
        return status;
    uint64_t begun = kw_clock(b->observer);
    kw_item_count(b, item);
    if (item->record.state == KW_RECORD_SKIPPED)
        status = pass_over(b, item, err);
    else if (item->record.state == KW_RECORD_FAILED)
        status = refuse(b, item, KW_IO, item->record.reason, err);
    else if (item->known.len)
        status = keep_item(b, item, err);
    else if (item->status != KW_OK)
        status = refuse(b, item, item->status, item->error.text, err);
    else
        status = use_item(b, item, err);
    b->result->write_time += kw_clock(b->observer) - begun;
    b->done++;
    tell_progress(b);
    return status == KW_OK && b->open ? kw_batch_rest(b, err) : status;
}

/* --- what is gone ------------------------------------------------------------------ */

/* Documents that a build did not meet though they came from its inputs. */
struct gone {
    struct kw_building *build;
    KW_VEC(struct kw_str) keys;
};

/* True when `path` is `input` or lies below it. */
static bool is_below(struct kw_str path, struct kw_str input)
{
    if (!kw_str_starts(path, input) || input.len == 0)
        return false;
    return path.len == input.len || path.ptr[input.len] == '/' ||
           input.ptr[input.len - 1] == '/';
}

static bool is_asked_for(const struct kw_building *b, struct kw_str path)
{
    for (size_t i = 0; i < b->asked->input_count; i++)
        if (is_below(path, kw_str_of(b->asked->inputs[i])))
            return true;
    return false;
}

/* A document stays when its source could not be read, or the folder it lies in. */
static bool is_excused(const struct kw_building *b, struct kw_str path)
{
    for (size_t i = 0; i < b->failed.count; i++)
        if (is_below(path, b->failed.items[i]))
            return true;
    return false;
}

static enum kw_status take_gone(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct gone *gone = context;
    const struct kw_building *b = gone->build;
    if (kw_met(b, c[2].number) || !is_asked_for(b, c[1].text) || is_excused(b, c[1].text))
        return KW_OK;
    struct kw_str *key = KW_PUSH(b->arena, &gone->keys);
    if (!key)
        return kw_nomem(err);
    *key = kw_arena_copy(b->arena, c[0].text);
    return key->ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status prune(struct kw_building *b, struct kw_error *err)
{
    struct gone gone = {.build = b};
    enum kw_status status = kw_store_each(b->store, KW_Q_ORIGINS, take_gone, &gone, err);
    for (size_t first = 0; first < gone.keys.count && status == KW_OK;
         first += KW_BATCH) {
        size_t count = gone.keys.count - first;
        count = count > KW_BATCH ? KW_BATCH : count;
        status = kw_corpus_remove(b->store, gone.keys.items + first, count, err);
        if (status == KW_OK)
            b->result->removed += count;
    }
    return status;
}

/* --- the build --------------------------------------------------------------------- */

/* What a store keeps beside itself is no document of the folder it lies in. */
static enum kw_status skip_store(struct kw_building *b, struct kw_error *err)
{
    const char *path = kw_store_path(b->store);
    const struct kw_str own[] = {
        kw_str_of(path),
        kw_arena_printf(b->arena, "%s-wal", path),
        kw_arena_printf(b->arena, "%s-shm", path),
        kw_arena_printf(b->arena, "%s-journal", path),
        kw_curation_path(b->arena, path),
    };
    enum { COUNT = sizeof own / sizeof *own };
    struct kw_str *kept = KW_NEW(b->arena, COUNT, struct kw_str);
    for (size_t i = 0; i < COUNT; i++)
        if (!own[i].ptr || !kept)
            return kw_nomem(err);
    memcpy(kept, own, sizeof own);
    kw_reader_skip(b->reader, kept, COUNT);
    return KW_OK;
}

static enum kw_status prepare(struct kw_building *b, unsigned jobs, struct kw_error *err)
{
    b->arena = kw_arena_new();
    if (!b->arena)
        return kw_nomem(err);
    b->item_count = jobs > 1 ? SLOTS : 1;
    b->items = KW_NEW(b->arena, b->item_count, struct kw_build_item);
    if (!b->items)
        return kw_nomem(err);
    enum kw_status status = kw_spares_new(jobs, &b->benches, err);
    if (status == KW_OK)
        status = kw_corpus_lexicon(b->arena, &b->lexicon, err);
    if (status == KW_OK)
        status = kw_reader_open(b->asked->inputs, b->asked->input_count, &b->reader, err);
    if (status == KW_OK && b->store)
        status = skip_store(b, err);
    if (status == KW_OK && kw_wants_progress(b->observer))
        status = kw_reader_measure(b->reader, &b->of_bytes, err);
    if (status == KW_OK && !b->asked->planned)
        status = kw_curation_load(b->store, b->arena, &b->curation, err);
    if (status == KW_OK && !b->asked->planned)
        status = kw_corpus_refresh(b->store, b->lexicon, b->curation, b->observer, err);
    return status;
}

static void clean_up(struct kw_building *b)
{
    for (size_t i = 0; b->items && i < b->item_count; i++) {
        kw_record_free(&b->items[i].record);
        kw_buf_free(&b->items[i].known);
        kw_arena_free(b->items[i].arena);
    }
    kw_spares_free(b->benches);
    kw_reader_free(b->reader);
    kw_arena_free(b->arena);
}

/* After a failure: what was done since the last commit is not there. (What was removed
 * is; that is counted when it is done.) */
static void count_committed(struct kw_building *b)
{
    struct kw_build_result *r = b->result;
    const struct kw_build_result *c = &b->committed;
    r->undone = r->added + r->changed - c->added - c->changed;
    r->added = c->added;
    r->changed = c->changed;
    r->unchanged = c->unchanged;
    r->skipped = c->skipped;
    r->failed = c->failed;
    r->copies = c->copies;
}

static enum kw_status run(struct kw_building *b, unsigned jobs, struct kw_error *err)
{
    const struct kw_pool_work work = {.context = b,
                                      .next = next_item,
                                      .work = work_item,
                                      .done = done_item,
                                      .full = is_full,
                                      .slots = b->item_count};
    enum kw_status status = kw_pool_run(&work, jobs, err);
    if (status == KW_OK && !b->asked->planned)
        status = kw_batch_finish(b, err);
    if (status == KW_OK && !b->stopped && b->asked->prune && !b->asked->planned)
        status = prune(b, err);
    if (status == KW_OK && !b->stopped)
        status = kw_build_again(b, jobs, err);
    if (status == KW_OK && !b->asked->planned)
        status = kw_batch_finish(b, err);
    if (status != KW_OK) {
        kw_batch_abandon(b);
        count_committed(b);
    } else if (b->stopped) {
        status = kw_fail(err, KW_INTERRUPTED, "interrupted; what was done is kept");
    }
    return status;
}

enum kw_status kw_corpus_build(struct kw_store *store,
                               const struct kw_extractor *extractor,
                               const struct kw_build *build,
                               const struct kw_observer *observer,
                               struct kw_build_result *result, struct kw_error *err)
{
    unsigned jobs = build->jobs ? build->jobs : 1;
    *result = (struct kw_build_result){0};
    struct kw_building b = {.store = store,
                            .extractor = extractor,
                            .asked = build,
                            .observer = observer,
                            .result = result};
    enum kw_status status = prepare(&b, jobs, err);
    if (status == KW_OK)
        status = run(&b, jobs, err);
    clean_up(&b);
    return status;
}
