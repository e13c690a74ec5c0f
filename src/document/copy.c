/* copy.c - an extraction from one arena into another. */
#include "document/copy.h"

#include <string.h>

/* Copies `count` items; `*ok` becomes false when memory is out. */
static void *copy_items(struct kw_arena *arena, const void *items, size_t count,
                        size_t size, bool *ok)
{
    void *copy = kw_arena_alloc(arena, count, size);
    *ok = *ok && copy;
    if (*ok && count)
        memcpy(copy, items, count * size);
    return copy;
}
#define COPY(arena, items, count, ok)                                                    \
    copy_items((arena), (items), (count), sizeof *(items), (ok))

static struct kw_str copy_text(struct kw_arena *arena, struct kw_str text, bool *ok)
{
    struct kw_str copy = kw_arena_copy(arena, text);
    *ok = *ok && copy.ptr;
    return copy;
}

static void copy_texts(struct kw_extraction *x, struct kw_arena *arena, bool *ok)
{
    struct kw_referent *referents = COPY(arena, x->referents, x->referent_count, ok);
    struct kw_statement *statements = COPY(arena, x->statements, x->statement_count, ok);
    struct kw_open *opens = COPY(arena, x->opens, x->open_count, ok);
    for (size_t i = 0; *ok && i < x->referent_count; i++) {
        referents[i].name = copy_text(arena, referents[i].name, ok);
        referents[i].kind = copy_text(arena, referents[i].kind, ok);
        referents[i].id = copy_text(arena, referents[i].id, ok);
    }
    for (size_t i = 0; *ok && i < x->statement_count; i++) {
        struct kw_statement *s = &statements[i];
        s->title = copy_text(arena, s->title, ok);
        s->evidence = COPY(arena, s->evidence, s->evidence_count, ok);
    }
    for (size_t i = 0; *ok && i < x->open_count; i++)
        opens[i].lemma = copy_text(arena, opens[i].lemma, ok);
    x->referents = referents;
    x->statements = statements;
    x->opens = opens;
}

enum kw_status kw_extraction_copy(const struct kw_extraction *x, struct kw_arena *arena,
                                  struct kw_extraction *out, struct kw_error *err)
{
    struct kw_extraction made = *x;
    bool ok = true;
    made.document.furniture =
        COPY(arena, x->document.furniture, x->document.furniture_count, &ok);
    made.sentences = COPY(arena, x->sentences, x->sentence_count, &ok);
    made.paragraphs = COPY(arena, x->paragraphs, x->paragraph_count, &ok);
    made.mentions = COPY(arena, x->mentions, x->mention_count, &ok);
    copy_texts(&made, arena, &ok);
    if (!ok)
        return kw_nomem(err);
    *out = made;
    return KW_OK;
}
