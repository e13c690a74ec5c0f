/* graph_rows.h - a graph's rows from arrays, and random ones, for tests. */
#ifndef KW_TEST_GRAPH_ROWS_H
#define KW_TEST_GRAPH_ROWS_H

#include "check.h"

#include <stdio.h>

#include "graph/build.h"

enum { MOST_ROWS = 400, MOST_NAMED = 40 };

struct rows {
    struct kw_document_row documents[MOST_NAMED];
    struct kw_entity_row entities[MOST_NAMED];
    struct kw_fact_row facts[MOST_ROWS];
    struct kw_naming_row namings[MOST_ROWS];
    size_t document_count, entity_count, fact_count, naming_count;
    char texts[MOST_NAMED * 2][8]; /* what keys and names point to */
};

static enum kw_status rows_documents(void *context, kw_document_fn *fn, void *to,
                                     struct kw_error *err)
{
    const struct rows *rows = context;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < rows->document_count && status == KW_OK; i++)
        status = fn(to, &rows->documents[i], err);
    return status;
}

static enum kw_status rows_entities(void *context, kw_entity_fn *fn, void *to,
                                    struct kw_error *err)
{
    const struct rows *rows = context;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < rows->entity_count && status == KW_OK; i++)
        status = fn(to, &rows->entities[i], err);
    return status;
}

static enum kw_status rows_facts(void *context, kw_fact_fn *fn, void *to,
                                 struct kw_error *err)
{
    const struct rows *rows = context;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < rows->fact_count && status == KW_OK; i++)
        status = fn(to, &rows->facts[i], err);
    return status;
}

static enum kw_status rows_namings(void *context, kw_naming_fn *fn, void *to,
                                   struct kw_error *err)
{
    const struct rows *rows = context;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < rows->naming_count && status == KW_OK; i++)
        status = fn(to, &rows->namings[i], err);
    return status;
}

static enum kw_status rows_sentence(void *context, int64_t document, uint32_t number,
                                    struct kw_arena *arena, struct kw_str *sentence,
                                    struct kw_error *err)
{
    (void)context;
    *sentence = kw_arena_printf(arena, "s%u  of\n%d", number, (int)document);
    return sentence->ptr ? KW_OK : kw_nomem(err);
}

static inline struct kw_graph_rows rows_source(struct rows *rows)
{
    return (struct kw_graph_rows){
        .context = rows,
        .documents = rows_documents,
        .entities = rows_entities,
        .facts = rows_facts,
        .namings = rows_namings,
        .sentence = rows_sentence,
    };
}

/* A small generator of our own, so that a failure comes again everywhere. */
static inline struct kw_graph *rows_build(struct rows *rows, const struct kw_view *view,
                                          struct kw_arena *arena)
{
    struct kw_graph_rows source = rows_source(rows);
    struct kw_graph *graph = NULL;
    struct kw_error err = {0};
    if (kw_graph_build(&source, view, arena, &graph, &err) != KW_OK)
        fail_msg("%s", err.text);
    return graph;
}

static inline unsigned rows_random(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

static inline struct kw_str rows_name(struct rows *rows, size_t *used, const char *format,
                                      unsigned number)
{
    char *text = rows->texts[(*used)++];
    snprintf(text, sizeof rows->texts[0], format, number);
    return kw_str_of(text);
}

/* Random rows: ids are not in the order of keys; some entities are voices, some documents
 * copies, undated or without a publisher. */
static inline void rows_fill(struct rows *rows, uint64_t seed)
{
    static const char *const publishers[] = {"", "Post", "Times"};
    static const enum kw_relation types[] = {KW_RELATION_ACCUSE, KW_RELATION_AGREE,
                                             KW_RELATION_MAKES};
    uint64_t s = seed;
    size_t names = 0;
    *rows = (struct rows){.document_count = 1 + rows_random(&s, 8),
                          .entity_count = 2 + rows_random(&s, 7),
                          .fact_count = rows_random(&s, 60),
                          .naming_count = rows_random(&s, 120)};
    for (size_t i = 0; i < rows->document_count; i++) {
        struct kw_document_row *d = &rows->documents[i];
        d->id = (int64_t)(100 - i);
        d->key = rows_name(rows, &names, "d%u", (unsigned)i);
        d->story = i == 0 || rows_random(&s, 3) ? d->key : rows->documents[i - 1].story;
        d->publisher = kw_str_of(publishers[rows_random(&s, 3)]);
        d->date = rows_random(&s, 4) ? 1000 + (int32_t)rows_random(&s, 9) : KW_DAY_NONE;
        d->sentences = 8;
    }
    for (size_t i = 0; i < rows->entity_count; i++) {
        struct kw_entity_row *e = &rows->entities[i];
        e->id = (int64_t)(50 - i);
        e->key = e->name = rows_name(rows, &names, "e%u", (unsigned)i);
        e->type = rows_random(&s, 4) ? KW_TYPE_PERSON : KW_TYPE_FIRM;
        e->voice = rows_random(&s, 6) == 0;
    }
    for (size_t i = 0; i < rows->fact_count; i++) {
        struct kw_fact_row *f = &rows->facts[i];
        const struct kw_document_row *d =
            &rows->documents[rows_random(&s, (unsigned)rows->document_count)];
        unsigned n = (unsigned)rows->entity_count, a = rows_random(&s, n);
        f->subject = rows->entities[a].id;
        f->object = rows->entities[(a + 1 + rows_random(&s, n - 1)) % n].id;
        f->speaker = rows_random(&s, 3) ? 0 : rows->entities[rows_random(&s, n)].id;
        f->type = types[rows_random(&s, 3)];
        f->polarity = rows_random(&s, 5) ? KW_POSITIVE : KW_NEGATIVE;
        f->modality = (enum kw_modality)(1 + rows_random(&s, 5));
        f->time = KW_TIME_NONE;
        if (rows_random(&s, 2))
            f->time.from = 990 + (int32_t)rows_random(&s, 20);
        if (f->time.from != KW_DAY_NONE && rows_random(&s, 2))
            f->time.to = f->time.from + (int32_t)rows_random(&s, 3);
        f->evidence.start = rows_random(&s, 6) * 10;
        f->confidence = rows_random(&s, 4) * 250;
        f->quote = KW_STR("a quote");
        f->document = d->id;
        f->document_key = d->key;
        f->publisher = d->publisher;
        f->date = d->date;
        f->story = d->story;
    }
    for (size_t i = 0; i < rows->naming_count; i++) {
        struct kw_naming_row *m = &rows->namings[i];
        size_t at = i * rows->document_count / rows->naming_count;
        const struct kw_document_row *d = &rows->documents[at];
        m->entity = rows->entities[rows_random(&s, (unsigned)rows->entity_count)].id;
        m->document = d->id;
        m->document_key = d->key;
        m->publisher = d->publisher;
        m->story = d->story;
        m->date = d->date;
        m->sentence = rows_random(&s, 8);
        m->paragraph = m->sentence / 3;
    }
}

/* Shuffles everything that may come in any order: namings only inside their document. */
static inline void rows_shuffle(struct rows *rows, uint64_t seed)
{
    uint64_t s = seed;
#define SHUFFLE(type, items, count)                                                      \
    for (size_t i_ = (count); i_ > 1; i_--) {                                            \
        size_t j_ = rows_random(&s, (unsigned)i_);                                       \
        type swap_ = (items)[i_ - 1];                                                    \
        (items)[i_ - 1] = (items)[j_];                                                   \
        (items)[j_] = swap_;                                                             \
    }
    SHUFFLE(struct kw_document_row, rows->documents, rows->document_count)
    SHUFFLE(struct kw_entity_row, rows->entities, rows->entity_count)
    SHUFFLE(struct kw_fact_row, rows->facts, rows->fact_count)
    for (size_t i = 0, next; i < rows->naming_count; i = next) {
        for (next = i; next < rows->naming_count &&
                       rows->namings[next].document == rows->namings[i].document;)
            next++;
        SHUFFLE(struct kw_naming_row, rows->namings + i, next - i)
    }
#undef SHUFFLE
}

#endif
