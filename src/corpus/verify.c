/* verify.c - every source read again, every quote looked up again. */
#include <stdio.h>

#include "corpus/open.h"
#include "read/read.h"

enum { NEAR = 1000 }; /* bytes around evidence in which an end must be mentioned */

struct verify {
    struct kw_store *store;
    const struct kw_observer *observer;
    const struct kw_lexicon *lexicon;
    struct kw_verify_result *result;
    struct kw_arena *arena;  /* of one document */
    struct kw_record record; /* its source */
};

static void fault(struct verify *v, struct kw_str key, const char *what)
{
    char line[KW_ERROR_SIZE + 256];
    snprintf(line, sizeof line, "%.*s: %s", key.len > 200 ? 200 : (int)key.len, key.ptr,
             what);
    v->result->faults++;
    kw_say(v->observer, KW_STORE, line);
}

/* --- the source -------------------------------------------------------------------- */

static enum kw_status compare_source(struct verify *v, const struct kw_document *stored,
                                     const struct kw_origin *origin, struct kw_error *err)
{
    int64_t number = 0;
    struct kw_error why = {0};
    struct kw_parsed parsed;
    if (kw_str_eq(origin->path, KW_STR("-")))
        return KW_OK; /* standard input cannot be read again; the seal has to do */
    enum kw_status status = kw_store_integer(v->store, KW_Q_LEDGER_RECORD, 0, &number,
                                             err, stored->key, origin->path);
    if (status != KW_OK)
        return status;
    status = kw_record_again(origin->path, number, &v->record, &why);
    if (status == KW_OK)
        status = kw_record_parse(v->lexicon, &v->record, v->arena, &parsed, &why);
    if (status == KW_NOMEM)
        return kw_nomem(err);
    if (status != KW_OK) {
        kw_error_at(&why, "its source cannot be read again: %.*s",
                    origin->path.len > 100 ? 100 : (int)origin->path.len,
                    origin->path.ptr);
        fault(v, stored->key, why.text);
    } else if (!kw_str_eq(parsed.extraction.document.text, stored->text)) {
        fault(v, stored->key, "its source reads otherwise now; build it again");
    }
    return KW_OK;
}

/* --- the facts --------------------------------------------------------------------- */

/* A mention of each referent that is asked for, near some evidence. `seen` is an array
 * by referent, of the number of the statement for which it was last seen, plus one. */
static void see_mentions(const struct kw_extraction *x, const struct kw_statement *s,
                         size_t number, size_t *seen)
{
    for (size_t e = 0; e < s->evidence_count; e++) {
        uint32_t start = s->evidence[e].start > NEAR ? s->evidence[e].start - NEAR : 0;
        uint32_t end = s->evidence[e].end + NEAR;
        size_t low = 0, high = x->mention_count;
        while (low < high) { /* the first mention that begins at or after `start` */
            size_t middle = low + (high - low) / 2;
            if (x->mentions[middle].span.start < start)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < x->mention_count && x->mentions[low].span.start < end; low++)
            seen[x->mentions[low].referent] = number + 1;
    }
}

/* True when a name is the evidence: "Israeli Embassy" says whose embassy it is, and holds
 * no mention of Israel of its own. */
static bool name_states_it(const struct kw_extraction *x, const struct kw_statement *s)
{
    size_t low = 0, high = x->mention_count;
    while (low < high) { /* the first mention that begins at or after the phrase */
        size_t middle = low + (high - low) / 2;
        if (x->mentions[middle].span.start < s->phrase.start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == x->mention_count)
        return false;
    const struct kw_mention *mention = &x->mentions[low];
    return (mention->referent == s->subject || mention->referent == s->object) &&
           mention->span.start == s->phrase.start && mention->span.end == s->phrase.end;
}

static void check_statement(struct verify *v, const struct kw_extraction *x,
                            size_t number, size_t *seen)
{
    const struct kw_statement *s = &x->statements[number];
    char what[160];
    v->result->statements++;
    see_mentions(x, s, number, seen);
    bool subject = seen[s->subject] == number + 1, object = seen[s->object] == number + 1;
    if ((subject && object) || ((subject || object) && name_states_it(x, s)))
        return;
    snprintf(what, sizeof what, "statement %zu: its evidence does not mention its %s",
             number + 1, subject ? "object" : "subject");
    fault(v, x->document.key, what);
}

static enum kw_status check_facts(struct verify *v, const struct kw_extraction *x,
                                  struct kw_error *err)
{
    int64_t seal = 0;
    uint64_t now = 0;
    size_t *seen = KW_NEW(v->arena, x->referent_count + 1, size_t);
    if (!seen)
        return kw_nomem(err);
    enum kw_status status =
        kw_store_integer(v->store, KW_Q_DOCUMENT_SEAL, 0, &seal, err, x->document.key);
    if (status == KW_OK)
        status = kw_store_seal(x, &now, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < x->statement_count; i++)
        check_statement(v, x, i, seen);
    if ((uint64_t)seal != now)
        fault(v, x->document.key, "its facts are not as they were put: changed by hand?");
    return KW_OK;
}

/* --- all documents ----------------------------------------------------------------- */

static enum kw_status verify_document(void *context, const struct kw_document_row *row,
                                      struct kw_error *err)
{
    struct verify *v = context;
    struct kw_extraction x;
    struct kw_origin origin;
    kw_arena_reset(v->arena);
    if (kw_stop(v->observer))
        return kw_fail(err, KW_INTERRUPTED, "interrupted");
    struct kw_error damage = {0};
    v->result->documents++;
    enum kw_status status =
        kw_store_get(v->store, row->key, v->arena, &x, &origin, &damage);
    if (status == KW_STORE) { /* one damaged block does not hide the others */
        fault(v, row->key, damage.text);
        return KW_OK;
    }
    if (status != KW_OK)
        return kw_fail(err, status, "%s", damage.text);
    status = check_facts(v, &x, err);
    if (status == KW_OK)
        status = compare_source(v, &x.document, &origin, err);
    kw_progress(v->observer, v->result->documents, 0);
    return status;
}

enum kw_status kw_corpus_verify(struct kw_store *store,
                                const struct kw_observer *observer,
                                struct kw_verify_result *result, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new(), *run = kw_arena_new();
    struct kw_lexicon *lexicon = NULL;
    enum kw_status status =
        arena && run ? kw_corpus_lexicon(run, &lexicon, err) : kw_nomem(err);
    struct verify v = {.store = store,
                       .observer = observer,
                       .lexicon = lexicon,
                       .result = result,
                       .arena = arena};
    *result = (struct kw_verify_result){0};
    if (status == KW_OK)
        status = kw_store_documents(store, verify_document, &v, err);
    kw_record_free(&v.record);
    kw_arena_free(arena);
    kw_arena_free(run);
    return status;
}
