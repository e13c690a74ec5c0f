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
#include "corpus/open.h"
#include "read/read.h"

enum {
    BATCH_BYTES = 16 * 1024 * 1024, /* text of one transaction, about */
    SLOTS_A_THREAD = 128,           /* threads extract on while the writer ends a batch */
    MOST_UNDER_WAY = 4 * 1024 * 1024, /* records between being read and written, about */
    MOST_BATCH = 2048,                /* documents of one transaction ... */
    BATCH_PART = 8,                   /* ... or that part of the store, if that is less */
};

/* One record under way, reused for later ones. */
struct item {
    struct kw_record record;
    struct kw_arena *arena; /* of its document */
    uint64_t hash;          /* of its raw bytes */
    struct kw_buf known;    /* key of the unchanged document it is; empty: not known */
    struct kw_parsed parsed;
    struct kw_digest digest; /* of the extraction */
    uint64_t seal;           /* likewise */
    enum kw_status status;   /* of parsing */
    struct kw_error error;
    uint64_t words, time; /* what its extraction took */
};

struct build {
    struct kw_store *store;
    const struct kw_extractor *extractor;
    const struct kw_build *asked;
    const struct kw_observer *observer;
    struct kw_build_result *result;
    struct kw_lexicon *lexicon;
    struct kw_curation *curation;
    struct kw_reader *reader;
    struct kw_arena *arena;       /* of the whole build */
    struct kw_map keys;           /* of documents met in this build */
    KW_VEC(struct kw_str) failed; /* paths of inputs that could not be read */
    struct item *items;           /* one a slot */
    size_t item_count;
    struct kw_update update; /* of the open batch */
    bool open;               /* a batch is open */
    size_t batch_documents, batch_bytes;
    size_t batch_most; /* documents of the open batch */
    size_t under_way;  /* bytes of records read and not yet written */
    uint64_t done;     /* records */
    bool stopped;      /* the observer asked to stop */
};

/* --- batches ----------------------------------------------------------------------- */

/* What is derived costs a batch the more, the larger the store is: so batches grow with
 * it, until a crash would undo more than some seconds of work. */
static enum kw_status choose_batch(struct build *b, struct kw_error *err)
{
    int64_t documents = 0;
    enum kw_status status =
        kw_store_integer(b->store, KW_Q_DOCUMENT_MOST, 0, &documents, err);
    uint64_t part = (uint64_t)documents / BATCH_PART;
    b->batch_most = part < KW_BATCH ? KW_BATCH : part > MOST_BATCH ? MOST_BATCH : part;
    return status;
}

static enum kw_status open_batch(struct build *b, struct kw_error *err)
{
    if (b->open)
        return KW_OK;
    enum kw_status status = kw_store_begin(b->store, err);
    if (status != KW_OK)
        return status;
    status = kw_update_begin(&b->update, b->store, b->lexicon, b->curation, err);
    if (status != KW_OK) {
        kw_store_rollback(b->store);
        return status;
    }
    b->open = true;
    b->batch_documents = b->batch_bytes = 0;
    return choose_batch(b, err);
}

static enum kw_status close_batch(struct build *b, struct kw_error *err)
{
    if (!b->open)
        return KW_OK;
    uint64_t begun = kw_clock(b->observer);
    enum kw_status status = kw_update_settle(&b->update, err);
    b->result->copies += b->update.copies;
    size_t held = kw_arena_size(b->update.arena);
    if (held > b->result->most_derive)
        b->result->most_derive = held;
    kw_update_end(&b->update);
    b->open = false;
    if (status == KW_OK)
        status = kw_store_commit(b->store, err);
    else
        kw_store_rollback(b->store);
    b->result->derive_time += kw_clock(b->observer) - begun;
    return status;
}

static void abandon_batch(struct build *b)
{
    if (b->open)
        kw_update_end(&b->update);
    b->open = false;
    kw_store_rollback(b->store);
}

/* --- the ledger -------------------------------------------------------------------- */

static enum kw_status write_ledger(struct build *b, const struct item *item,
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
static void tell(const struct build *b, const struct item *item, enum kw_status status,
                 const char *why)
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

static enum kw_status refuse(struct build *b, const struct item *item,
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

static enum kw_status pass_over(struct build *b, const struct item *item,
                                struct kw_error *err)
{
    b->result->skipped++;
    /* Hidden files are hidden for a reason; the ledger is enough. */
    if (strncmp(item->record.reason, "hidden", 6) != 0)
        tell(b, item, KW_OK, item->record.reason);
    return write_ledger(b, item, KW_LEDGER_SKIPPED, KW_STR(""), item->record.reason, err);
}

/* --- what is known already --------------------------------------------------------- */

struct known {
    int64_t id; /* 0: no such document */
    uint64_t hash;
    char path[4096]; /* its start, at least */
    char fingerprint[128];
};

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
    struct known *known = context;
    (void)err;
    known->id = c[0].number;
    known->hash = (uint64_t)c[2].number;
    copy_text(known->path, sizeof known->path, c[1].text);
    copy_text(known->fingerprint, sizeof known->fingerprint, c[4].text);
    return KW_OK;
}

static enum kw_status look_up(struct build *b, struct kw_str key, struct known *known,
                              struct kw_error *err)
{
    known->id = 0;
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
static enum kw_status recall(struct build *b, struct item *item, struct kw_error *err)
{
    struct known known;
    kw_buf_clear(&item->known);
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
    struct build *b = context;
    struct item *item = &b->items[slot];
    if (kw_stop(b->observer)) {
        b->stopped = true;
        *more = false;
        return KW_OK;
    }
    uint64_t begun = kw_clock(b->observer);
    enum kw_status status = kw_reader_next(b->reader, &item->record, more, err);
    b->result->read_time += kw_clock(b->observer) - begun;
    if (status != KW_OK || !*more)
        return status;
    b->under_way += item->record.bytes.len;
    if (item->record.state != KW_RECORD_READ)
        return KW_OK;
    item->hash = kw_str_hash(kw_buf_str(&item->record.bytes));
    return recall(b, item, err);
}

static uint64_t count_words(struct kw_str text)
{
    uint64_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\t';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static enum kw_status work_item(void *context, size_t slot, struct kw_error *err)
{
    const struct build *b = context;
    struct item *item = &b->items[slot];
    item->status = KW_OK;
    item->error = (struct kw_error){0};
    item->words = item->time = 0;
    if (item->record.state != KW_RECORD_READ || item->known.len)
        return KW_OK;
    uint64_t begun = kw_clock(b->observer);
    kw_arena_reset(item->arena);
    item->status = kw_record_parse(b->lexicon, &item->record, item->arena, &item->parsed,
                                   &item->error);
    struct kw_extraction *x = &item->parsed.extraction;
    struct kw_document document = x->document;
    if (item->status == KW_OK && !item->parsed.extracted && !b->asked->planned)
        item->status = kw_extract(b->extractor, &document, item->arena, x, &item->error);
    if (item->status == KW_OK && !b->asked->planned) {
        item->status =
            kw_digest_make(b->lexicon, x, item->arena, &item->digest, &item->error);
        item->seal = kw_store_seal(x);
    }
    /* A record that was refused left the document of the one before it. */
    if (item->status == KW_OK)
        item->words = count_words(document.text);
    item->time = kw_clock(b->observer) - begun;
    /* A document that memory does not suffice for is no reason to go on as if. */
    return item->status == KW_NOMEM ? kw_nomem(err) : KW_OK;
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

/* Remembers the key; false in `*fresh` when another input of this build had it. */
static enum kw_status meet_key(struct build *b, struct kw_str key, bool *fresh,
                               struct kw_error *err)
{
    *fresh = kw_map_get(&b->keys, key) == 0;
    if (!*fresh)
        return KW_OK;
    struct kw_str copy = kw_arena_copy(b->arena, key);
    return copy.ptr ? kw_map_put(&b->keys, b->arena, copy, 1, err) : kw_nomem(err);
}

static enum kw_status put_item(struct build *b, const struct item *item,
                               const struct known *known, struct kw_error *err)
{
    const struct kw_extraction *x = &item->parsed.extraction;
    struct kw_origin origin = {kw_buf_str(&item->record.path), item->hash,
                               (int64_t)item->record.bytes.len, item->seal};
    int64_t id = 0;
    enum kw_status status =
        known->id ? kw_update_retire(&b->update, x->document.key, err) : KW_OK;
    if (status == KW_OK)
        status = kw_store_put(b->store, x, &origin, err);
    if (status == KW_OK)
        status =
            kw_store_integer(b->store, KW_Q_DOCUMENT_ID, 0, &id, err, x->document.key);
    if (status == KW_OK)
        status = kw_update_add(&b->update, id, x, &item->digest, err);
    if (known->id)
        b->result->changed++;
    else
        b->result->added++;
    b->batch_documents++;
    b->batch_bytes += x->document.text.len;
    return status;
}

/* Tells what would be extracted, and why. */
static enum kw_status plan_item(struct build *b, const struct item *item,
                                const struct known *known, struct kw_error *err)
{
    bool same = known->id && known->hash == item->hash;
    const char *why = same ? "fingerprint" : known->id ? "changed" : "new";
    struct kw_ledger_row row = {.path = kw_buf_str(&item->record.path),
                                .record = item->record.number,
                                .state = KW_LEDGER_USED,
                                .document = item->parsed.extraction.document.key,
                                .reason = kw_str_of(why)};
    if (known->id)
        b->result->changed++;
    else
        b->result->added++;
    return b->asked->planned(b->asked->planned_context, &row, err);
}

static enum kw_status use_item(struct build *b, struct item *item, struct kw_error *err)
{
    const struct kw_extraction *x = &item->parsed.extraction;
    struct known known;
    char note[256] = "";
    bool fresh = true;
    enum kw_status status = meet_key(b, x->document.key, &fresh, err);
    if (status == KW_OK)
        status = look_up(b, x->document.key, &known, err);
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
    return status == KW_OK ? put_item(b, item, &known, err) : status;
}

static enum kw_status keep_item(struct build *b, const struct item *item,
                                struct kw_error *err)
{
    bool fresh = true;
    struct kw_str key = kw_buf_str(&item->known);
    enum kw_status status = meet_key(b, key, &fresh, err);
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
    const struct build *b = context;
    return b->under_way >= MOST_UNDER_WAY;
}

static enum kw_status done_item(void *context, size_t slot, struct kw_error *err)
{
    struct build *b = context;
    struct item *item = &b->items[slot];
    b->under_way -= item->record.bytes.len;
    enum kw_status status = b->asked->planned ? KW_OK : open_batch(b, err);
    if (status != KW_OK)
        return status;
    uint64_t begun = kw_clock(b->observer);
    size_t held = kw_arena_size(item->arena);
    b->result->words += item->words;
    b->result->extract_time += item->time;
    if (held > b->result->most_extract)
        b->result->most_extract = held;
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
    kw_progress(b->observer, ++b->done, 0);
    if (status == KW_OK &&
        (b->batch_documents >= b->batch_most || b->batch_bytes >= BATCH_BYTES))
        status = close_batch(b, err);
    return status;
}

/* --- what is gone ------------------------------------------------------------------ */

/* Documents that a build did not meet though they came from its inputs. */
struct gone {
    struct build *build;
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

static bool is_asked_for(const struct build *b, struct kw_str path)
{
    for (size_t i = 0; i < b->asked->input_count; i++)
        if (is_below(path, kw_str_of(b->asked->inputs[i])))
            return true;
    return false;
}

/* A document stays when its source could not be read, or the folder it lies in. */
static bool is_excused(const struct build *b, struct kw_str path)
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
    const struct build *b = gone->build;
    if (kw_map_get(&b->keys, c[0].text) || !is_asked_for(b, c[1].text) ||
        is_excused(b, c[1].text))
        return KW_OK;
    struct kw_str *key = KW_PUSH(b->arena, &gone->keys);
    if (!key)
        return kw_nomem(err);
    *key = kw_arena_copy(b->arena, c[0].text);
    return key->ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status prune(struct build *b, struct kw_error *err)
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

static enum kw_status prepare(struct build *b, unsigned jobs, struct kw_error *err)
{
    b->arena = kw_arena_new();
    if (!b->arena)
        return kw_nomem(err);
    b->item_count = jobs > 1 ? (size_t)jobs * SLOTS_A_THREAD : 1;
    b->items = KW_NEW(b->arena, b->item_count, struct item);
    if (!b->items)
        return kw_nomem(err);
    for (size_t i = 0; i < b->item_count; i++) {
        b->items[i].arena = kw_arena_new();
        if (!b->items[i].arena)
            return kw_nomem(err);
    }
    enum kw_status status = kw_corpus_lexicon(b->arena, &b->lexicon, err);
    if (status == KW_OK)
        status = kw_reader_open(b->asked->inputs, b->asked->input_count, &b->reader, err);
    if (status == KW_OK)
        status = kw_curation_load(b->store, b->arena, &b->curation, err);
    if (status == KW_OK && !b->asked->planned)
        status = kw_corpus_refresh(b->store, b->lexicon, b->curation, b->observer, err);
    return status;
}

static void clean_up(struct build *b)
{
    for (size_t i = 0; b->items && i < b->item_count; i++) {
        kw_record_free(&b->items[i].record);
        kw_buf_free(&b->items[i].known);
        kw_arena_free(b->items[i].arena);
    }
    kw_reader_free(b->reader);
    kw_arena_free(b->arena);
}

static enum kw_status run(struct build *b, unsigned jobs, struct kw_error *err)
{
    const struct kw_pool_work work = {.context = b,
                                      .next = next_item,
                                      .work = work_item,
                                      .done = done_item,
                                      .full = is_full,
                                      .slots = b->item_count};
    enum kw_status status = kw_pool_run(&work, jobs, err);
    if (status == KW_OK)
        status = close_batch(b, err);
    if (status != KW_OK) {
        abandon_batch(b);
        return status;
    }
    if (b->stopped)
        return kw_fail(err, KW_INTERRUPTED, "interrupted; what was done is kept");
    return b->asked->prune && !b->asked->planned ? prune(b, err) : KW_OK;
}

enum kw_status kw_corpus_build(struct kw_store *store,
                               const struct kw_extractor *extractor,
                               const struct kw_build *build,
                               const struct kw_observer *observer,
                               struct kw_build_result *result, struct kw_error *err)
{
    unsigned jobs = build->jobs ? build->jobs : 1;
    *result = (struct kw_build_result){0};
    struct build b = {.store = store,
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
