/* curate.c - decisions made and taken back: the file and the store change together. */
#include <stdio.h>
#include <string.h>

#include "base/outfile.h"
#include "corpus/open.h"

static const char header[] =
    "# Decisions about the store beside this file, one a line: verb, keys, # why.\n"
    "# `knotwork curate` writes it; `knotwork help curate` tells what the verbs mean.\n";

/* A change under way. */
struct change {
    struct kw_store *store;
    const struct kw_observer *observer;
    struct kw_arena *arena;
    struct kw_str path;           /* of the file */
    struct kw_buf old, new;       /* its bytes */
    struct kw_curation *before;   /* what the old bytes say; NULL: nothing that holds */
    struct kw_curation *curation; /* what the new ones say */
};

static enum kw_status begin(struct change *change, struct kw_error *err)
{
    change->arena = kw_arena_new();
    if (!change->arena)
        return kw_nomem(err);
    change->path = kw_curation_path(change->arena, kw_store_path(change->store));
    enum kw_status status = change->path.ptr
                                ? kw_curation_read(change->path, &change->old, err)
                                : kw_nomem(err);
    /* That they contradict one another is for what is left of them to say. */
    if (status == KW_OK &&
        kw_curation_parse(change->arena, change->path, kw_buf_str(&change->old),
                          &change->before, NULL) != KW_OK)
        change->before = NULL;
    return status;
}

static void end(struct change *change)
{
    kw_buf_free(&change->old);
    kw_buf_free(&change->new);
    kw_arena_free(change->arena);
}

static enum kw_status write_file(const struct change *change, struct kw_error *err)
{
    struct kw_outfile *file;
    enum kw_status status = kw_outfile_open(change->path.ptr, &file, err);
    if (status != KW_OK)
        return status;
    kw_out_add(kw_outfile_sink(file), kw_buf_str(&change->new));
    return kw_outfile_commit(file, err);
}

/* Brings the store from the old decisions to the new ones, which differ in one. */
static enum kw_status follow(struct change *change, const struct kw_decision *decision,
                             const struct kw_lexicon *lexicon, struct kw_error *err)
{
    bool done = false;
    enum kw_status status = KW_OK;
    if (kw_stop(change->observer))
        return kw_fail(err, KW_INTERRUPTED, "interrupted; the store is as it was");
    if (change->before && decision)
        status = kw_corpus_amend(change->store, lexicon, change->before, change->curation,
                                 decision, &done, err);
    if (status == KW_OK && !done)
        status = kw_corpus_derive(change->store, lexicon, change->curation,
                                  change->observer, err);
    return status;
}

/* Derives with the new decisions, then gives the file its new bytes. The file comes
 * before the commit: should the commit fail, the next build sees that the store was made
 * with other decisions, and derives it anew. */
static enum kw_status apply(struct change *change, const struct kw_decision *decision,
                            struct kw_error *err)
{
    struct kw_lexicon *lexicon = NULL;
    enum kw_status status = kw_corpus_lexicon(change->arena, &lexicon, err);
    if (status == KW_OK)
        status = kw_store_begin(change->store, err);
    if (status != KW_OK)
        return status;
    status = follow(change, decision, lexicon, err);
    if (status == KW_OK)
        status = write_file(change, err);
    return kw_store_end(change->store, status, err);
}

static enum kw_status understand(struct change *change, struct kw_error *err)
{
    return change->new.failed
               ? kw_nomem(err)
               : kw_curation_parse(change->arena, change->path, kw_buf_str(&change->new),
                                   &change->curation, err);
}

enum kw_status kw_corpus_decide(struct kw_store *store,
                                const struct kw_decision *decision,
                                const struct kw_observer *observer, struct kw_error *err)
{
    struct change change = {.store = store, .observer = observer};
    enum kw_status status = begin(&change, err);
    if (status == KW_OK) {
        struct kw_str old = kw_buf_str(&change.old);
        kw_buf_add(&change.new, old.len ? old : kw_str_of(header));
        if (old.len && old.ptr[old.len - 1] != '\n')
            kw_buf_byte(&change.new, '\n');
        kw_curation_print(&change.new, decision);
        status = understand(&change, err);
    }
    if (status == KW_OK)
        status = apply(&change, decision, err);
    end(&change);
    return status;
}

/* Copies all lines but one. */
static void leave_out(struct kw_str bytes, size_t line, struct kw_buf *buf)
{
    size_t number = 1;
    for (size_t i = 0; i < bytes.len; i++) {
        if (number != line)
            kw_buf_byte(buf, bytes.ptr[i]);
        number += bytes.ptr[i] == '\n';
    }
}

/* The last line that is neither empty nor a comment, or whether `*line` is one. Looks at
 * the bytes alone, so that what cannot be understood can be taken back. */
static enum kw_status find_line(const struct change *change, size_t *line,
                                struct kw_error *err)
{
    struct kw_str rest = kw_buf_str(&change->old), text;
    size_t last = 0;
    bool found = false;
    for (size_t number = 1; kw_str_line(&rest, &text); number++) {
        text = kw_str_trim(text);
        if (text.len == 0 || text.ptr[0] == '#')
            continue;
        last = number;
        found = found || number == *line;
    }
    if (*line && !found)
        return kw_fail(err, KW_NOTFOUND, "%s: line %zu is no decision", change->path.ptr,
                       *line);
    if (last == 0)
        return kw_fail(err, KW_NOTFOUND, "there is no decision to take back");
    *line = *line ? *line : last;
    return KW_OK;
}

/* The decision of a line, as it was understood, or NULL. */
static const struct kw_decision *decision_at(const struct change *change, size_t line)
{
    for (size_t i = 0; change->before && i < change->before->decisions.count; i++)
        if (change->before->decisions.items[i].line == line)
            return &change->before->decisions.items[i];
    return NULL;
}

enum kw_status kw_corpus_undo(struct kw_store *store, size_t line,
                              const struct kw_observer *observer, struct kw_error *err)
{
    struct change change = {.store = store, .observer = observer};
    enum kw_status status = begin(&change, err);
    if (status == KW_OK)
        status = find_line(&change, &line, err);
    if (status == KW_OK) {
        leave_out(kw_buf_str(&change.old), line, &change.new);
        status = understand(&change, err);
        /* One line less of a file that cannot be followed is a step to one that can. */
        if (status == KW_USAGE && !change.before) {
            enum kw_status written = write_file(&change, NULL);
            status = written == KW_OK ? status : written;
        } else if (status == KW_OK) {
            status = apply(&change, decision_at(&change, line), err);
        }
    }
    end(&change);
    return status;
}

enum kw_status kw_corpus_decisions(struct kw_store *store, struct kw_arena *arena,
                                   const struct kw_decision **out, size_t *count,
                                   struct kw_error *err)
{
    struct kw_curation *curation;
    enum kw_status status = kw_curation_load(store, arena, &curation, err);
    if (status != KW_OK)
        return status;
    *out = curation->decisions.items;
    *count = curation->decisions.count;
    return KW_OK;
}

/* --- checking ---------------------------------------------------------------------- */

static enum kw_status check_one(struct kw_store *store,
                                const struct kw_observer *observer,
                                const struct kw_decision *d, size_t operand,
                                uint64_t *faults, struct kw_error *err)
{
    char line[KW_ERROR_SIZE];
    bool document = (d->kind == KW_DECISION_SPLIT && operand > 0) || operand == 3;
    int64_t found = 0;
    enum kw_status status =
        kw_store_integer(store, document ? KW_Q_DOCUMENT_ID : KW_Q_IDENTITY_ID, 0, &found,
                         err, d->operands[operand]);
    /* What is ignored is not in the store; what is split off has another key. */
    if (status != KW_OK || found || d->kind == KW_DECISION_IGNORE ||
        (d->kind == KW_DECISION_SPLIT && operand == 0))
        return status;
    snprintf(line, sizeof line, "line %zu: %s: there is no %s '%.*s'", d->line,
             kw_decision_label(d->kind)->name, document ? "document" : "key",
             KW_STR_ARG(d->operands[operand]));
    kw_say(observer, KW_NOTFOUND, line);
    ++*faults;
    return KW_OK;
}

/* Whether an operand is a key or a document's key. */
static bool names_something(const struct kw_decision *d, size_t operand)
{
    if (d->kind == KW_DECISION_RENAME || d->kind == KW_DECISION_RETYPE ||
        d->kind == KW_DECISION_DROP)
        return operand != 1;
    return true;
}

enum kw_status kw_corpus_check_curation(struct kw_store *store,
                                        const struct kw_observer *observer,
                                        uint64_t *faults, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    const struct kw_decision *decisions = NULL;
    size_t count = 0;
    *faults = 0;
    enum kw_status status =
        arena ? kw_corpus_decisions(store, arena, &decisions, &count, err)
              : kw_nomem(err);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        for (size_t k = 0; k < decisions[i].count && status == KW_OK; k++)
            if (names_something(&decisions[i], k))
                status = check_one(store, observer, &decisions[i], k, faults, err);
    kw_arena_free(arena);
    return status;
}
