/* search.c - full text: words to terms, and of each document found the sentence that
 * holds most of them, with what it is about. */
#include "knotwork/query.h"

#include <stdlib.h>

#include "base/utf8.h"

enum {
    LONGEST = 400, /* bytes of a snippet */
    LEAD = 120,    /* bytes of it before the first place found, where it is cut */
};

#define ELLIPSIS "\xE2\x80\xA6"

struct search {
    struct kw_store *store;
    struct kw_arena *arena; /* of the result */
    KW_VEC(struct kw_term) terms;
    KW_VEC(struct kw_found_document) documents;
};

/* --- terms ------------------------------------------------------------------------- */

/* A star at the end makes a term a beginning, as does `prefix`. */
static enum kw_status add_term(struct search *s, struct kw_str text, bool prefix,
                               bool without, struct kw_error *err)
{
    bool star = kw_str_ends(text, KW_STR("*"));
    text = kw_str_trim(star ? kw_str_slice(text, 0, text.len - 1) : text);
    if (text.len == 0)
        return KW_OK;
    struct kw_term *term = KW_PUSH(s->arena, &s->terms);
    if (!term)
        return kw_nomem(err);
    *term = (struct kw_term){text, prefix || star, without};
    return KW_OK;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Each word is a term. */
static enum kw_status add_words(struct search *s, struct kw_str text, bool without,
                                struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t at = 0, end; at < text.len && status == KW_OK; at = end + 1) {
        for (end = at; end < text.len && !is_white(text.ptr[end]);)
            end++;
        status = add_term(s, kw_str_slice(text, at, end), false, without, err);
    }
    return status;
}

/* A text without quotes is one term. With them, what they hold is one, and so is each
 * word outside. */
static enum kw_status add_terms(struct search *s, struct kw_str text, bool without,
                                struct kw_error *err)
{
    struct kw_str rest = text, item;
    enum kw_status status = KW_OK;
    if (kw_str_find(text, KW_STR("\""), 0) > text.len)
        return add_term(s, text, false, without, err);
    for (bool inside = false; kw_str_item(&rest, '"', &item) && status == KW_OK;
         inside = !inside)
        status = inside
                     ? add_term(s, item, kw_str_starts(rest, KW_STR("*")), without, err)
                     : add_words(s, item, without, err);
    return status;
}

/* --- where it was found ------------------------------------------------------------ */

/* A marked text taken apart. */
struct marked {
    struct kw_str text; /* without the marks */
    KW_VEC(struct kw_span) hits;
};

static enum kw_status take_apart(struct kw_arena *arena, struct kw_str raw,
                                 struct marked *out, struct kw_error *err)
{
    char *text = kw_arena_alloc(arena, raw.len + 1, 1);
    uint32_t used = 0, start = 0;
    if (!text)
        return kw_nomem(err);
    for (size_t at = 0; at < raw.len; at++) {
        if (raw.ptr[at] == KW_MARK_BEGIN) {
            start = used;
        } else if (raw.ptr[at] == KW_MARK_END) {
            struct kw_span *hit = KW_PUSH(arena, &out->hits);
            if (!hit)
                return kw_nomem(err);
            *hit = (struct kw_span){start, used};
        } else {
            text[used++] = raw.ptr[at];
        }
    }
    out->text = (struct kw_str){text, used};
    return KW_OK;
}

/* Where a snippet begins and ends: `whole` or, if that is long, a part of it around the
 * byte `at`, from word to word. */
static struct kw_span cut_around(struct kw_str text, struct kw_span whole, uint32_t at)
{
    struct kw_span part = whole;
    if (whole.end - whole.start <= LONGEST)
        return whole;
    if (at > whole.start + LEAD) {
        part.start = at - LEAD;
        while (part.start < at && text.ptr[part.start] != ' ')
            part.start++;
    }
    if (part.end > part.start + LONGEST) {
        part.end = part.start + LONGEST;
        while (part.end > at && text.ptr[part.end] != ' ')
            part.end--;
        if (part.end == at) { /* one endless word: cut it at a character */
            part.end = part.start + LONGEST;
            while (((unsigned char)text.ptr[part.end] & 0xC0) == 0x80)
                part.end--;
        }
    }
    return part;
}

/* A span of a text, marked, white space runs as one space, with an ellipsis at each end
 * where it is a part of `whole`. */
static enum kw_status print_marked(struct kw_arena *arena, const struct marked *m,
                                   struct kw_span part, struct kw_span whole,
                                   struct kw_str *out, struct kw_error *err)
{
    struct kw_buf buf = {0};
    const struct kw_span *hit = m->hits.items, *end = hit + m->hits.count;
    bool space = false, open = false;
    if (part.start > whole.start)
        kw_buf_add(&buf, KW_STR(ELLIPSIS));
    for (size_t at = part.start, len; at < part.end; at += len) {
        uint32_t code = kw_utf8_decode(m->text, at, &len);
        if (open && hit->end <= at) {
            kw_buf_byte(&buf, KW_MARK_END);
            open = false;
        }
        while (hit < end && hit->end <= at)
            hit++;
        if (kw_is_space(code)) {
            space = buf.len > 0;
            continue;
        }
        if (space)
            kw_buf_byte(&buf, ' ');
        space = false;
        if (!open && hit < end && hit->start <= at) {
            kw_buf_byte(&buf, KW_MARK_BEGIN);
            open = true;
        }
        kw_buf_add(&buf, kw_str_slice(m->text, at, at + len));
    }
    if (open)
        kw_buf_byte(&buf, KW_MARK_END);
    if (part.end < whole.end)
        kw_buf_add(&buf, KW_STR(ELLIPSIS));
    *out = kw_arena_copy(arena, kw_buf_str(&buf));
    bool failed = buf.failed || !out->ptr;
    kw_buf_free(&buf);
    return failed ? kw_nomem(err) : KW_OK;
}

/* --- what it is about -------------------------------------------------------------- */

struct about {
    struct kw_str key, name;
    int64_t count; /* mentions in sentences found */
};

/* A document being looked at; all in the scratch arena. */
struct look {
    struct kw_arena *scratch;
    struct marked text;
    const struct kw_span *sentences;
    size_t sentence_count;
    uint32_t *hits; /* in each sentence */
    size_t next;    /* the first sentence that may hold the next mention */
    KW_VEC(struct about) about;
};

static void count_hits(struct look *look)
{
    size_t at = 0;
    for (size_t i = 0; i < look->text.hits.count; i++) {
        uint32_t start = look->text.hits.items[i].start;
        while (at < look->sentence_count && look->sentences[at].end <= start)
            at++;
        if (at < look->sentence_count && look->sentences[at].start <= start)
            look->hits[at]++;
    }
}

static enum kw_status take_place(void *context, const struct kw_place_row *row,
                                 struct kw_error *err)
{
    struct look *look = context;
    while (look->next < look->sentence_count &&
           look->sentences[look->next].end <= row->span.start)
        look->next++;
    if (look->next == look->sentence_count || look->hits[look->next] == 0 ||
        look->sentences[look->next].start > row->span.start)
        return KW_OK;
    struct about *about = KW_PUSH(look->scratch, &look->about);
    if (!about)
        return kw_nomem(err);
    *about = (struct about){kw_arena_copy(look->scratch, row->key),
                            kw_arena_copy(look->scratch, row->name), 1};
    return about->key.ptr && about->name.ptr ? KW_OK : kw_nomem(err);
}

static int by_key(const void *a, const void *b)
{
    return kw_str_cmp(((const struct about *)a)->key, ((const struct about *)b)->key);
}

static int by_count(const void *a, const void *b)
{
    const struct about *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : by_key(a, b);
}

/* The entities of the sentences found, each once. */
static enum kw_status name_entities(struct look *look, struct kw_arena *arena,
                                    struct kw_found_document *document,
                                    struct kw_error *err)
{
    struct about *list = look->about.items;
    size_t count = 0;
    if (look->about.count == 0)
        return KW_OK;
    qsort(list, look->about.count, sizeof *list, by_key);
    for (size_t i = 0; i < look->about.count; i++) {
        if (count && by_key(&list[count - 1], &list[i]) == 0)
            list[count - 1].count++;
        else
            list[count++] = list[i];
    }
    qsort(list, count, sizeof *list, by_count);
    count = count < KW_FOUND_ENTITIES ? count : KW_FOUND_ENTITIES;
    struct kw_str *names = KW_NEW(arena, count, struct kw_str);
    if (!names)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        names[i] = kw_arena_copy(arena, list[i].name);
        if (!names[i].ptr)
            return kw_nomem(err);
    }
    document->entities = names;
    document->entity_count = count;
    return KW_OK;
}

/* The sentence with the most hits; without one the text around the first hit, or the
 * first sentence. */
static enum kw_status make_snippet(const struct look *look, struct kw_arena *arena,
                                   struct kw_str *out, struct kw_error *err)
{
    const struct marked *text = &look->text;
    struct kw_span whole = {0, (uint32_t)text->text.len};
    uint32_t at = text->hits.count ? text->hits.items[0].start : 0;
    size_t best = 0;
    for (size_t i = 0; i < look->sentence_count; i++) {
        if (look->hits[i] > look->hits[best])
            best = i;
    }
    if (look->sentence_count && (look->hits[best] || text->hits.count == 0)) {
        whole = look->sentences[best];
        for (size_t i = 0; i < text->hits.count && at < whole.start; i++)
            at = text->hits.items[i].start;
        at = at < whole.start || at >= whole.end ? whole.start : at;
    }
    return print_marked(arena, text, cut_around(text->text, whole, at), whole, out, err);
}

static enum kw_status look_at(struct search *s, int64_t id,
                              struct kw_found_document *document,
                              struct kw_arena *scratch, struct kw_error *err)
{
    struct look look = {.scratch = scratch};
    struct marked title = {0};
    struct kw_str raw_title, raw_text;
    enum kw_status status =
        kw_store_search_marks(s->store, s->terms.items, s->terms.count, id, scratch,
                              &raw_title, &raw_text, err);
    if (status == KW_OK)
        status = take_apart(scratch, raw_title, &title, err);
    if (status == KW_OK)
        status = take_apart(scratch, raw_text, &look.text, err);
    if (status == KW_OK)
        status = kw_store_sentences(s->store, id, scratch, &look.sentences,
                                    &look.sentence_count, err);
    if (status != KW_OK)
        return status;
    look.hits = KW_NEW(scratch, look.sentence_count + 1, uint32_t);
    if (!look.hits)
        return kw_nomem(err);
    count_hits(&look);
    status = make_snippet(&look, s->arena, &document->snippet, err);
    if (status == KW_OK) {
        struct kw_span whole = {0, (uint32_t)title.text.len};
        status = print_marked(s->arena, &title, whole, whole, &document->title, err);
    }
    if (status == KW_OK)
        status = kw_store_places(s->store, id, take_place, &look, err);
    return status == KW_OK ? name_entities(&look, s->arena, document, err) : status;
}

/* --- documents --------------------------------------------------------------------- */

struct match {
    int64_t id;
    struct kw_found_document document;
};

struct matches {
    struct kw_arena *arena;
    KW_VEC(struct match) list;
};

static enum kw_status take_hit(void *context, const struct kw_hit_row *row,
                               struct kw_error *err)
{
    struct matches *matches = context;
    struct match *new = KW_PUSH(matches->arena, &matches->list);
    if (!new)
        return kw_nomem(err);
    *new = (struct match){row->document,
                          {.key = kw_arena_copy(matches->arena, row->key),
                           .publisher = kw_arena_copy(matches->arena, row->publisher),
                           .story = kw_arena_copy(matches->arena, row->story),
                           .date = row->date,
                           .score = row->score}};
    const struct kw_found_document *d = &new->document;
    return d->key.ptr && d->publisher.ptr && d->story.ptr ? KW_OK : kw_nomem(err);
}

static int by_score(const void *a, const void *b)
{
    const struct kw_found_document *x = &((const struct match *)a)->document;
    const struct kw_found_document *y = &((const struct match *)b)->document;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return kw_str_cmp(x->key, y->key);
}

static int by_story(const void *a, const void *b)
{
    const struct kw_found_document *x = &((const struct match *)a)->document;
    const struct kw_found_document *y = &((const struct match *)b)->document;
    int order = kw_str_cmp(x->story, y->story);
    return order ? order : by_score(a, b);
}

/* Keeps the best document of each story. */
static size_t unite_stories(struct match *list, size_t count)
{
    size_t kept = 0;
    qsort(list, count, sizeof *list, by_story);
    for (size_t i = 0; i < count; i++) {
        if (kept && kw_str_eq(list[kept - 1].document.story, list[i].document.story))
            list[kept - 1].document.copies++;
        else
            list[kept++] = list[i];
    }
    return kept;
}

static enum kw_status give(struct search *s, const struct matches *matches, size_t count,
                           struct kw_error *err)
{
    struct kw_arena *scratch = kw_arena_new();
    enum kw_status status = scratch ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_found_document *new = KW_PUSH(s->arena, &s->documents);
        if (!new) {
            status = kw_nomem(err);
            break;
        }
        *new = matches->list.items[i].document;
        status = look_at(s, matches->list.items[i].id, new, scratch, err);
        kw_arena_reset(scratch);
    }
    kw_arena_free(scratch);
    return status;
}

enum kw_status kw_search(struct kw_store *store, const struct kw_search_ask *ask,
                         struct kw_arena *arena, struct kw_found *out,
                         struct kw_error *err)
{
    struct search s = {.store = store, .arena = arena};
    struct matches matches = {.arena = arena};
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < ask->word_count && status == KW_OK; i++)
        status = add_terms(&s, ask->words[i], false, err);
    for (size_t i = 0; i < ask->without_count && status == KW_OK; i++)
        status = add_terms(&s, ask->without[i], true, err);
    if (status == KW_OK)
        status =
            kw_store_search(store, s.terms.items, s.terms.count, take_hit, &matches, err);
    if (status != KW_OK)
        return status;
    size_t total = matches.list.count;
    if (total && !ask->copies)
        total = unite_stories(matches.list.items, total);
    if (total)
        qsort(matches.list.items, total, sizeof *matches.list.items, by_score);
    status =
        give(&s, &matches, ask->limit && ask->limit < total ? ask->limit : total, err);
    if (status == KW_OK)
        *out = (struct kw_found){s.documents.items, s.documents.count, total};
    return status;
}
