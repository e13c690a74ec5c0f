/* settle.c - brings the names that the rules cut and those that the labels see together.
 *
 * The labels know best where a name of a person, location or organization begins and
 * ends; the rules know best what it is, where a table, a head word or a title speaks.
 * Measured on four sets that nothing was learnt from (src/model/README.md).
 */
#include "name/label.h"
#include "name/unit.h"

#include <stdlib.h>

/* A name as the labels see it. */
struct stretch {
    uint32_t first; /* its tokens; first == end: there is none */
    uint32_t end;
    enum kw_bio class; /* the label that begins it */
};

static uint8_t label_at(const struct kw_finder *f, uint32_t i)
{
    return f->labels[i - f->sentence->first];
}

/* Behind the number that token `end` begins: "-3" of "Kite-3"; else `end`. */
static uint32_t behind_number(const struct kw_finder *f, uint32_t end)
{
    const struct kw_token *tokens = f->text->tokens;
    if (end + 1 >= f->sentence->end || tokens[end].space || tokens[end + 1].space ||
        !kw_str_eq(tokens[end].norm, KW_STR("-")))
        return end;
    char digit = tokens[end + 1].norm.ptr[0];
    return digit >= '0' && digit <= '9' ? end + 2 : end;
}

/* The first name from token `i` on. */
static struct stretch next_stretch(const struct kw_finder *f, uint32_t i)
{
    uint32_t end = f->sentence->end;
    while (i < end && label_at(f, i) == KW_BIO_O)
        i++;
    if (i >= end)
        return (struct stretch){end, end, KW_BIO_O};
    enum kw_bio class = kw_label_class(label_at(f, i));
    uint32_t n = i + 1;
    while (n < end && label_at(f, n) == class + 1)
        n++;
    return (struct stretch){i, behind_number(f, n), class};
}

static bool is_apart(const struct kw_name *name, const struct stretch *s)
{
    return name->end <= s->first || name->first >= s->end;
}

/* Demonyms, works and events are left to the tables and the rules. */
static bool is_settled_by_labels(enum kw_bio class)
{
    return class == KW_BIO_B_PER || class == KW_BIO_B_LOC || class == KW_BIO_B_ORG;
}

static void make_name(const struct kw_finder *f, const struct stretch *s,
                      struct kw_name *name)
{
    *name = (struct kw_name){.first = s->first, .end = s->end};
    kw_type_of_class(f, name, s->class);
    name->span = kw_text_span(f->text, s->first, s->end);
    if (name->kind == KW_MENTION_NONE)
        name->kind = KW_MENTION_NAME;
    kw_type_surround(f, name);
}

/* Whether the rules know better where a name ends that overlaps `s`: a table or a head
 * word holds more together ("Truth and Reconciliation Commission"), or what comes before
 * is a title ("Queen Elizabeth") and no given name ("Don Winslow"). */
static bool is_firm(const struct kw_finder *f, const struct kw_name *name,
                    const struct stretch *s)
{
    if (name->first <= s->first && name->end >= s->end)
        return name->basis >= KW_TYPE_BY_HEAD || kw_is_particle(f, s->end) ||
               (s->first > name->first && kw_is_particle(f, s->first - 1));
    return name->type == KW_TYPE_PERSON && name->end == s->end &&
           name->title_first == s->first && name->title_end == name->first &&
           !kw_mark_at(f, s->first)->given;
}

/* "gave Ukraine Javelin missiles": a country at the start of a place is one by itself. */
static bool is_country(const struct kw_name *name, const struct stretch *s)
{
    return s->class == KW_BIO_B_LOC && name->type == KW_TYPE_COUNTRY && name->row &&
           name->first == s->first && name->end < s->end;
}

/* "Moscow INTERFAX": a known outlet behind a known place is one by itself. */
static bool is_outlet(const struct kw_finder *f, const struct kw_name *name,
                      const struct stretch *s)
{
    bool placed = false;
    for (uint32_t i = s->first; i < name->first; i++)
        placed = placed || i + kw_mark_at(f, i)->known == name->first;
    return placed && name->type == KW_TYPE_OUTLET && name->row && name->end == s->end &&
           !kw_at(f, name->first)->common;
}

/* "University of Toronto's Citizen Lab": a known owner is one by itself. */
static bool is_owner(const struct kw_finder *f, const struct kw_name *name,
                     const struct stretch *s)
{
    return name->basis >= KW_TYPE_BY_HEAD && name->first == s->first &&
           name->end < s->end && kw_tag_at(f, name->end) == KW_TAG_POS;
}

/* The name from `before` on that settles what `s` is. */
static struct kw_name *find_same(struct kw_finder *f, size_t before,
                                 const struct stretch *s)
{
    for (size_t i = before; i < f->names.count; i++) {
        struct kw_name *name = &f->names.items[i];
        if (!is_apart(name, s) && ((name->first == s->first && name->end == s->end) ||
                                   is_firm(f, name, s) || is_country(name, s) ||
                                   is_outlet(f, name, s) || is_owner(f, name, s)))
            return name;
    }
    return NULL;
}

/* Drops the names from `before` on that overlap `s`; gives how many. */
static size_t drop_others(struct kw_finder *f, size_t before, const struct stretch *s)
{
    size_t kept = before, count = f->names.count;
    for (size_t i = before; i < count; i++)
        if (is_apart(&f->names.items[i], s))
            f->names.items[kept++] = f->names.items[i];
    f->names.count = kept;
    return count - kept;
}

/* A word that is none but an ordinary one by its capital: at the start of a sentence, or
 * of a title ("the Defense Minister"). */
static bool is_ordinary(const struct kw_finder *f, const struct stretch *s)
{
    const struct kw_mark *mark = kw_mark_at(f, s->first);
    bool titled = kw_in_sentence(f, s->end) && kw_at(f, s->first)->common &&
                  kw_mark_at(f, s->end)->title && kw_mark_at(f, s->end)->upper;
    if (s->end == s->first + 1 && titled)
        return true;
    return s->end == s->first + 1 && mark->initial &&
           (kw_at(f, s->first)->common || mark->ordinary != KW_ORDINARY_NONE) &&
           !kw_seen(f, s->first);
}

static enum kw_status settle(struct kw_finder *f, size_t before, const struct stretch *s,
                             struct kw_error *err)
{
    struct kw_name fresh, *same = find_same(f, before, s);
    if (same) {
        if (!kw_label_fits(same->type, s->class) && same->basis <= KW_TYPE_BY_SHAPE)
            make_name(f, s, same);
        return KW_OK;
    }
    bool alone = drop_others(f, before, s) == 0;
    make_name(f, s, &fresh);
    if (alone && (is_ordinary(f, s) || !kw_type_stands(f, &fresh)))
        return KW_OK; /* the rules left it out for a reason */
    struct kw_name *slot = KW_PUSH(f->arena, &f->names);
    if (!slot)
        return kw_nomem(err);
    *slot = fresh;
    return kw_memory_add(f, &fresh, err);
}

/* "Vice", "Time", "Liberty": a word that is more often none than the name in the table. */
static bool is_word(const struct kw_finder *f, const struct kw_name *name)
{
    return name->end == name->first + 1 && kw_at(f, name->first)->common &&
           name->type != KW_TYPE_COUNTRY;
}

/* Whether a name stands without a word of the labels, which know nothing of tools. */
static bool is_sure(const struct kw_finder *f, const struct kw_name *name)
{
    bool tool = name->type == KW_TYPE_TOOL && name->basis == KW_TYPE_BY_CONTEXT;
    return (name->basis > KW_TYPE_BY_CONTEXT || tool) &&
           !(name->basis == KW_TYPE_BY_LEXICON && is_word(f, name));
}

/* Drops what the labels see no part of, where the rules have but weak grounds. */
static void drop_unseen(struct kw_finder *f, size_t before)
{
    size_t kept = before;
    for (size_t i = before; i < f->names.count; i++) {
        const struct kw_name *name = &f->names.items[i];
        bool seen = is_sure(f, name);
        for (uint32_t t = name->first; t < name->end; t++)
            seen = seen || label_at(f, t) != KW_BIO_O;
        if (seen)
            f->names.items[kept++] = *name;
    }
    f->names.count = kept;
}

/* Drops what stands in the name of a work or an event and is not meant by it: "the Mirror
 * Line", "the China Times Book Award". */
static void drop_parts(struct kw_finder *f, size_t before, const struct stretch *s)
{
    size_t kept = before;
    for (size_t i = before; i < f->names.count; i++) {
        const struct kw_name *name = &f->names.items[i];
        bool part = name->first >= s->first && name->end <= s->end &&
                    name->end - name->first < s->end - s->first;
        if (!part || !kw_label_knows(name->type))
            f->names.items[kept++] = *name;
    }
    f->names.count = kept;
}

static int by_token(const void *a, const void *b)
{
    uint32_t x = ((const struct kw_name *)a)->first,
             y = ((const struct kw_name *)b)->first;
    return (x > y) - (x < y);
}

enum kw_status kw_labels_settle(struct kw_finder *f, size_t before, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    if (!f->trained)
        return KW_OK;
    drop_unseen(f, before);
    for (uint32_t i = f->sentence->first; i < f->sentence->end && status == KW_OK;) {
        struct stretch s = next_stretch(f, i);
        if (is_settled_by_labels(s.class) && !kw_is_suffix(f, s.first, s.end))
            status = settle(f, before, &s, err);
        else if (s.class == KW_BIO_B_OTHER)
            drop_parts(f, before, &s);
        i = s.end;
    }
    if (f->names.count > before)
        qsort(f->names.items + before, f->names.count - before, sizeof *f->names.items,
              by_token);
    return status;
}
