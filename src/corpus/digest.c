/* digest.c - the keys and names of a document's referents and the prints of its text. */
#include "corpus/digest.h"

#include <stdlib.h>

#include "base/fold.h"

enum { NAME_BYTES = 200 }; /* longest name that is kept as an alias */

/* A name as it is shown: white space runs as one space. ptr NULL: memory is out. */
static struct kw_str shown(struct kw_arena *arena, struct kw_str name)
{
    char *copy = kw_arena_alloc(arena, name.len + 1, 1);
    size_t len = 0;
    if (!copy)
        return (struct kw_str){0};
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            copy[len++] = c;
        else if (len && copy[len - 1] != ' ')
            copy[len++] = ' ';
    }
    return (struct kw_str){copy, len};
}

static int by_place(const void *a, const void *b)
{
    const struct kw_given_name *x = a, *y = b;
    if (x->referent != y->referent)
        return x->referent < y->referent ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return kw_str_cmp(x->name, y->name);
}

/* Makes equal ones one. */
static void unite(struct kw_given_names *names)
{
    size_t kept = 0;
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_place);
    for (size_t i = 0; i < names->count; i++)
        if (i > 0 && by_place(&names->items[i], &names->items[kept - 1]) == 0)
            names->items[kept - 1].times++;
        else
            names->items[kept++] = names->items[i];
    names->count = kept;
}

static enum kw_status add_name(struct kw_given_names *names, struct kw_arena *arena,
                               uint32_t referent, enum kw_mention_kind kind,
                               struct kw_str name, struct kw_error *err)
{
    if (name.len == 0 || name.len > NAME_BYTES)
        return KW_OK;
    struct kw_given_name *given = &names->items[names->count++];
    *given = (struct kw_given_name){shown(arena, name), {0}, kind, referent, 1};
    return given->name.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_names_given(const struct kw_extraction *x, struct kw_arena *arena,
                              struct kw_given_names *out, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    struct kw_given_names names = {
        KW_NEW(arena, x->mention_count + x->referent_count, struct kw_given_name), 0};
    if (!names.items)
        return kw_nomem(err);
    for (size_t i = 0; i < x->mention_count && status == KW_OK; i++) {
        const struct kw_mention *m = &x->mentions[i];
        if (kw_mention_names(m->kind))
            status =
                add_name(&names, arena, m->referent - 1, m->kind,
                         kw_str_slice(x->document.text, m->span.start, m->span.end), err);
    }
    for (size_t i = 0; i < x->referent_count && status == KW_OK; i++)
        status = add_name(&names, arena, (uint32_t)i, KW_MENTION_NONE,
                          x->referents[i].name, err);
    if (status != KW_OK)
        return status;
    unite(&names);
    for (size_t i = 0; i < names.count && status == KW_OK; i++)
        status = kw_fold(arena, names.items[i].name, &names.items[i].fold, err);
    *out = names;
    return status;
}

enum kw_status kw_digest_make(const struct kw_lexicon *lexicon,
                              const struct kw_extraction *extraction,
                              struct kw_arena *arena, struct kw_digest *out,
                              struct kw_error *err)
{
    struct kw_digest digest;
    enum kw_status status = kw_keys_of(lexicon, arena, extraction, &digest.keys, err);
    if (status == KW_OK)
        status = kw_names_given(extraction, arena, &digest.names, err);
    if (status == KW_OK)
        status = kw_prints_of(extraction->document.text, arena, &digest.prints, err);
    if (status == KW_OK)
        *out = digest;
    return status;
}
