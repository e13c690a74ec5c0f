/* list.c - entities and statements, filtered. */
#include "knotwork/query.h"

#include <assert.h>
#include <stdlib.h>

#include "base/fold.h"
#include "query/directory.h"

/* --- entities --------------------------------------------------------------------- */

const char *kw_entity_order_name(enum kw_entity_order order)
{
#define KW_ENTITY_ORDER_NAME(id, name) name,
    static const char *const names[] = {KW_ENTITY_ORDERS(KW_ENTITY_ORDER_NAME)};
#undef KW_ENTITY_ORDER_NAME
    assert((unsigned)order < KW_ORDER_COUNT);
    return names[order];
}

static int by_key(const void *a, const void *b)
{
    return kw_str_cmp(((const struct kw_entity_row *)a)->key,
                      ((const struct kw_entity_row *)b)->key);
}

static int by_name(const void *a, const void *b)
{
    int order = kw_str_cmp(((const struct kw_entity_row *)a)->name,
                           ((const struct kw_entity_row *)b)->name);
    return order ? order : by_key(a, b);
}

/* Orders by a count, the greatest first. */
#define BY_COUNT(field)                                                                  \
    static int by_##field(const void *a, const void *b)                                  \
    {                                                                                    \
        int64_t x = ((const struct kw_entity_row *)a)->field;                            \
        int64_t y = ((const struct kw_entity_row *)b)->field;                            \
        return x != y ? (x < y ? 1 : -1) : by_key(a, b);                                 \
    }
BY_COUNT(mentions)
BY_COUNT(documents)

static int by_stories(const void *a, const void *b)
{
    int64_t x = ((const struct kw_entity_row *)a)->stories;
    int64_t y = ((const struct kw_entity_row *)b)->stories;
    return x != y ? (x < y ? 1 : -1) : by_mentions(a, b);
}

static int (*const comparisons[KW_ORDER_COUNT])(const void *, const void *) = {
    [KW_ORDER_STORIES] = by_stories,   [KW_ORDER_DOCUMENTS] = by_documents,
    [KW_ORDER_MENTIONS] = by_mentions, [KW_ORDER_NAME] = by_name,
    [KW_ORDER_KEY] = by_key,
};

/* Which entities have the words in one of their names. */
struct word_search {
    const struct kw_directory *directory;
    struct kw_str words; /* folded */
    struct kw_buf buf;   /* a folded name */
    bool *has;           /* one per entity */
};

static enum kw_status try_words(struct word_search *search, size_t at, struct kw_str name,
                                struct kw_error *err)
{
    kw_buf_clear(&search->buf);
    kw_fold_to_buf(&search->buf, name);
    if (search->buf.failed)
        return kw_nomem(err);
    search->has[at] |= kw_has_words(kw_buf_str(&search->buf), search->words);
    return KW_OK;
}

static enum kw_status try_alias(void *context, const struct kw_alias_row *row,
                                struct kw_error *err)
{
    struct word_search *search = context;
    const struct kw_entity_row *entity = kw_directory_get(search->directory, row->entity);
    if (!entity)
        return KW_OK;
    return try_words(search, (size_t)(entity - search->directory->rows), row->name, err);
}

static enum kw_status find_words(struct kw_store *store, struct kw_arena *arena,
                                 struct word_search *search, struct kw_str words,
                                 struct kw_error *err)
{
    enum kw_status status = kw_fold(arena, words, &search->words, err);
    search->has = KW_NEW(arena, search->directory->count + 1, bool);
    if (status == KW_OK && !search->has)
        status = kw_nomem(err);
    for (size_t i = 0; i < search->directory->count && status == KW_OK; i++)
        status = try_words(search, i, search->directory->rows[i].name, err);
    if (status == KW_OK)
        status = kw_store_aliases(store, 0, try_alias, search, err);
    kw_buf_free(&search->buf);
    return status;
}

enum kw_status kw_list_entities(struct kw_store *store,
                                const struct kw_entity_filter *filter,
                                struct kw_arena *arena, const struct kw_entity_row **rows,
                                size_t *count, struct kw_error *err)
{
    struct kw_directory all;
    struct word_search search = {.directory = &all};
    enum kw_status status = kw_directory_load(store, arena, &all, err);
    if (status == KW_OK && filter->words.len)
        status = find_words(store, arena, &search, filter->words, err);
    if (status != KW_OK)
        return status;
    struct kw_entity_row *kept = KW_NEW(arena, all.count + 1, struct kw_entity_row);
    if (!kept)
        return kw_nomem(err);
    size_t used = 0;
    for (size_t i = 0; i < all.count; i++) {
        bool typed = !filter->types || (filter->types >> all.rows[i].type & 1);
        if (typed && (!search.has || search.has[i]))
            kept[used++] = all.rows[i];
    }
    qsort(kept, used, sizeof *kept, comparisons[filter->order]);
    *rows = kept;
    *count = filter->limit && filter->limit < used ? filter->limit : used;
    return KW_OK;
}

/* --- statements ------------------------------------------------------------------- */

struct statement_walk {
    const struct kw_statement_filter *filter;
    struct kw_directory directory;
    kw_statement_fn *fn;
    void *context;
    uint32_t given; /* rows so far */
    bool full;      /* the limit is reached: not a failure */
};

static bool is_wanted(const struct kw_statement_filter *filter,
                      const struct kw_fact_row *fact)
{
    return (!filter->view || kw_view_admits(filter->view, fact)) &&
           (!filter->subject || fact->subject == filter->subject) &&
           (!filter->object || fact->object == filter->object) &&
           (!filter->speaker || fact->speaker == filter->speaker) &&
           (!filter->entity || fact->subject == filter->entity ||
            fact->object == filter->entity) &&
           (!filter->document.len || kw_str_eq(fact->document_key, filter->document));
}

static enum kw_status take_fact(void *context, const struct kw_fact_row *fact,
                                struct kw_error *err)
{
    struct statement_walk *walk = context;
    if (!is_wanted(walk->filter, fact))
        return KW_OK;
    walk->full = walk->filter->limit && walk->given == walk->filter->limit;
    if (walk->full)
        return KW_LIMIT; /* ends the walk; kw_list_statements knows it is no failure */
    walk->given++;
    struct kw_statement_row row = {
        .fact = fact,
        .subject = kw_directory_get(&walk->directory, fact->subject),
        .object = kw_directory_get(&walk->directory, fact->object),
        .speaker = kw_directory_get(&walk->directory, fact->speaker),
        .place = kw_directory_get(&walk->directory, fact->place),
        .item = kw_directory_get(&walk->directory, fact->item),
    };
    if (!row.subject || !row.object)
        return kw_fail(err, KW_STORE, "a statement about an entity that does not exist");
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_list_statements(struct kw_store *store,
                                  const struct kw_statement_filter *filter,
                                  kw_statement_fn *fn, void *context,
                                  struct kw_error *err)
{
    struct statement_walk walk = {.filter = filter, .fn = fn, .context = context};
    int64_t entity = filter->entity    ? filter->entity
                     : filter->subject ? filter->subject
                                       : filter->object;
    struct kw_arena *arena = kw_arena_new();
    enum kw_status status =
        arena ? kw_directory_load(store, arena, &walk.directory, err) : kw_nomem(err);
    if (status == KW_OK)
        status = kw_store_facts(store, entity, take_fact, &walk, err);
    kw_arena_free(arena);
    return walk.full ? KW_OK : status;
}
