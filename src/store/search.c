/* search.c - full text: terms into an expression of FTS5, and what it finds. */
#include "store/inner.h"

/* Every term becomes a string of FTS5, in which nothing is syntax but the quote, and that
 * is doubled. Terms side by side must all be there. */
static void print_terms(const struct kw_term *terms, size_t count, bool without,
                        struct kw_buf *buf)
{
    for (size_t i = 0; i < count; i++) {
        if (terms[i].without != without)
            continue;
        kw_buf_add(buf, without ? KW_STR(" NOT \"") : KW_STR(" \""));
        for (size_t at = 0; at < terms[i].text.len; at++) {
            if (terms[i].text.ptr[at] == '"')
                kw_buf_byte(buf, '"');
            if (terms[i].text.ptr[at]) /* a NUL would end the expression */
                kw_buf_byte(buf, terms[i].text.ptr[at]);
        }
        kw_buf_add(buf, terms[i].prefix ? KW_STR("\" *") : KW_STR("\""));
    }
}

/* "(what is looked for) NOT ..." */
static enum kw_status expression(const struct kw_term *terms, size_t count,
                                 struct kw_buf *buf, struct kw_error *err)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any |= !terms[i].without;
    if (!any || count > KW_MOST_TERMS)
        return kw_fail(err, KW_USAGE, "expected 1 to %d words to look for",
                       KW_MOST_TERMS);
    kw_buf_byte(buf, '(');
    print_terms(terms, count, false, buf);
    kw_buf_byte(buf, ')');
    print_terms(terms, count, true, buf);
    return buf->failed ? kw_nomem(err) : KW_OK;
}

struct hit_walk {
    kw_hit_fn *fn;
    void *context;
};

static enum kw_status hit_row(void *context, const struct kw_cell *c,
                              struct kw_error *err)
{
    const struct hit_walk *walk = context;
    struct kw_hit_row row = {.document = c[0].number,
                             .score = c[1].number,
                             .key = c[2].text,
                             .title = c[3].text,
                             .publisher = c[4].text,
                             .story = c[5].text,
                             .date = (int32_t)c[6].number};
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_search(struct kw_store *store, const struct kw_term *terms,
                               size_t count, kw_hit_fn *fn, void *context,
                               struct kw_error *err)
{
    struct hit_walk walk = {fn, context};
    struct kw_buf text = {0};
    enum kw_status status = expression(terms, count, &text, err);
    if (status == KW_OK)
        status =
            kw_store_each(store, KW_Q_SEARCH, hit_row, &walk, err, kw_buf_str(&text));
    kw_buf_free(&text);
    return status;
}

struct marks {
    struct kw_arena *arena;
    struct kw_str title, text;
};

static enum kw_status take_marks(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct marks *marks = context;
    marks->title = kw_arena_copy(marks->arena, c[0].text);
    marks->text = kw_arena_copy(marks->arena, c[1].text);
    return marks->title.ptr && marks->text.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_store_search_marks(struct kw_store *store, const struct kw_term *terms,
                                     size_t count, int64_t document,
                                     struct kw_arena *arena, struct kw_str *title,
                                     struct kw_str *text, struct kw_error *err)
{
    struct marks marks = {.arena = arena};
    struct kw_buf buf = {0};
    enum kw_status status = expression(terms, count, &buf, err);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_SEARCH_MARKS, take_marks, &marks, err,
                               kw_buf_str(&buf), document);
    kw_buf_free(&buf);
    if (status == KW_OK && !marks.text.ptr)
        status = kw_fail(err, KW_NOTFOUND, "no such document");
    if (status != KW_OK)
        return status;
    *title = marks.title;
    *text = marks.text;
    return KW_OK;
}

struct spans {
    struct kw_arena *arena;
    KW_VEC(struct kw_span) list;
};

static enum kw_status take_span(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct spans *spans = context;
    struct kw_span *place = KW_PUSH(spans->arena, &spans->list);
    if (!place)
        return kw_nomem(err);
    *place = (struct kw_span){(uint32_t)c[0].number, (uint32_t)c[1].number};
    return KW_OK;
}

enum kw_status kw_store_sentences(struct kw_store *store, int64_t document,
                                  struct kw_arena *arena, const struct kw_span **spans,
                                  size_t *count, struct kw_error *err)
{
    struct spans found = {.arena = arena};
    enum kw_status status =
        kw_store_each(store, KW_Q_SENTENCES, take_span, &found, err, document);
    if (status != KW_OK)
        return status;
    *spans = found.list.items;
    *count = found.list.count;
    return KW_OK;
}

struct place_walk {
    kw_place_fn *fn;
    void *context;
};

static enum kw_status place_row(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    const struct place_walk *walk = context;
    struct kw_place_row row = {
        {(uint32_t)c[0].number, (uint32_t)c[1].number}, c[2].text, c[3].text};
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_places(struct kw_store *store, int64_t document, kw_place_fn *fn,
                               void *context, struct kw_error *err)
{
    struct place_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_SEARCH_NAMES, place_row, &walk, err, document);
}
