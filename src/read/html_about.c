/* html_about.c - what a page says about itself: the best of what its head, its JSON-LD
 * and its elements say. */
#include "read/html.h"

#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "time/expression.h"

enum {
    LONGEST = 600,      /* bytes of a title; what is longer is none */
    JSON_DEPTH = 6,     /* of objects in JSON-LD */
    JSON_ITEMS = 200,   /* of a list that are looked at */
};

/* One line, without forbidden code points and white space at its ends. */
static struct kw_str one_line(struct kw_arena *arena, struct kw_str s)
{
    char *copy = kw_arena_alloc(arena, s.len + 1, 1);
    size_t used = 0;
    if (!copy)
        return (struct kw_str){0};
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        bool blank = code == '\n' || code == '\r' || code == '\t' || code == ' ' ||
                     code == 0xA0 || kw_utf8_forbidden(code);
        if (blank && (used == 0 || copy[used - 1] == ' '))
            continue;
        memcpy(copy + used, blank ? " " : s.ptr + at, blank ? 1 : len);
        used += blank ? 1 : len;
    }
    while (used > 0 && copy[used - 1] == ' ')
        used--;
    return (struct kw_str){copy, used};
}

/* The day of /2023/04/08/ or /2023-04-08 in an address. */
static bool date_of_url(struct kw_str url, int32_t *day)
{
    for (size_t at = 0; at + 11 <= url.len; at++) {
        char iso[10];
        memcpy(iso, url.ptr + at + 1, sizeof iso);
        bool digit = at + 11 < url.len && url.ptr[at + 11] >= '0' && url.ptr[at + 11] <= '9';
        if (url.ptr[at] != '/' || digit || iso[4] != iso[7] ||
            (iso[4] != '/' && iso[4] != '-'))
            continue;
        iso[4] = iso[7] = '-';
        if (kw_day_parse((struct kw_str){iso, sizeof iso}, day))
            return true;
    }
    return false;
}

/* "en" of "en_US", "EN-gb"; empty for what is no code. */
static struct kw_str language_code(struct kw_str s)
{
    size_t len = 0;
    while (len < s.len && ((s.ptr[len] | 32) >= 'a' && (s.ptr[len] | 32) <= 'z'))
        len++;
    bool whole = len == s.len || s.ptr[len] == '-' || s.ptr[len] == '_';
    return len == 2 && whole ? kw_str_slice(s, 0, 2) : KW_STR("");
}

static bool is_address(struct kw_str s)
{
    return kw_str_starts(s, KW_STR("http://")) || kw_str_starts(s, KW_STR("https://"));
}

/* "Ada Writer" of "By Ada Writer". */
static struct kw_str without_by(struct kw_str s)
{
    bool by = kw_str_starts(s, KW_STR("By ")) || kw_str_starts(s, KW_STR("BY ")) ||
              kw_str_starts(s, KW_STR("by "));
    return by ? kw_str_trim(kw_str_slice(s, 3, s.len)) : s;
}

enum kw_status kw_about_offer(struct kw_about *about, struct kw_arena *arena,
                              enum kw_about_field field, int rank, struct kw_str value,
                              struct kw_error *err)
{
    if (rank <= about->rank[field] || value.len > LONGEST)
        return KW_OK;
    struct kw_str line = one_line(arena, value);
    int32_t day = KW_DAY_NONE;
    if (!line.ptr)
        return kw_nomem(err);
    if (field == KW_ABOUT_LANGUAGE) {
        line = language_code(line);
        for (size_t i = 0; i < line.len; i++)
            ((char *)(uintptr_t)line.ptr)[i] |= 32; /* our own copy */
    }
    bool says = line.len > 0;
    if (field == KW_ABOUT_DATE)
        says = kw_date_read(line, &day);
    if (field == KW_ABOUT_URL)
        says = is_address(line);
    if (field == KW_ABOUT_AUTHOR)
        line = without_by(line);
    if (field == KW_ABOUT_PUBLISHER || field == KW_ABOUT_AUTHOR)
        says = line.len > 0 && !is_address(line) && line.ptr[0] != '@';
    if (!says)
        return KW_OK;
    if (field == KW_ABOUT_DATE)
        about->date = day;
    about->value[field] = line;
    about->rank[field] = rank;
    return KW_OK;
}

/* --- JSON-LD --------------------------------------------------------------------------- */

struct finder {
    struct kw_about *about;
    struct kw_arena *arena;
    struct kw_error *err;
};

static bool has_article_type(const struct kw_json *object)
{
    const struct kw_json *type = kw_json_get(object, "@type");
    if (kw_html_article_type(kw_json_str(type)))
        return true;
    for (size_t i = 0; i < kw_json_count(type) && i < 8; i++)
        if (kw_html_article_type(kw_json_str(kw_json_at(type, i))))
            return true;
    return false;
}

/* A name is a text, an object with a name, or a list of these. */
static struct kw_str name_of(const struct kw_json *value)
{
    if (kw_json_is_array(value))
        value = kw_json_at(value, 0);
    return kw_json_is_string(value) ? kw_json_str(value)
                                    : kw_json_str(kw_json_get(value, "name"));
}

/* The names of all of a list, with ", " between them. */
static struct kw_str names_of(const struct kw_json *value, char all[LONGEST])
{
    size_t count = kw_json_is_array(value) ? kw_json_count(value) : 0, used = 0;
    if (count < 2)
        return name_of(value);
    for (size_t i = 0; i < count; i++) {
        struct kw_str name = name_of(kw_json_at(value, i));
        if (name.len == 0 || name.len + 2 > LONGEST - used || is_address(name))
            continue;
        memcpy(all + used, ", ", used ? 2 : 0);
        used += used ? 2 : 0;
        memcpy(all + used, name.ptr, name.len);
        used += name.len;
    }
    return (struct kw_str){all, used};
}

static enum kw_status read_article(const struct finder *f, const struct kw_json *object)
{
    char authors[LONGEST];
    const struct {
        enum kw_about_field field;
        int rank;
        struct kw_str value;
    } offers[] = {
        {KW_ABOUT_TITLE, KW_RANK_JSON, kw_json_str(kw_json_get(object, "headline"))},
        {KW_ABOUT_TITLE, KW_RANK_JSON - 1, kw_json_str(kw_json_get(object, "name"))},
        {KW_ABOUT_DATE, KW_RANK_JSON, kw_json_str(kw_json_get(object, "datePublished"))},
        {KW_ABOUT_DATE, KW_RANK_JSON - 3, kw_json_str(kw_json_get(object, "dateCreated"))},
        {KW_ABOUT_PUBLISHER, KW_RANK_JSON, name_of(kw_json_get(object, "publisher"))},
        {KW_ABOUT_AUTHOR, KW_RANK_JSON, names_of(kw_json_get(object, "author"), authors)},
        {KW_ABOUT_LANGUAGE, KW_RANK_JSON, name_of(kw_json_get(object, "inLanguage"))},
        {KW_ABOUT_URL, 1, kw_json_str(kw_json_get(object, "url"))},
    };
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < sizeof offers / sizeof *offers && status == KW_OK; i++)
        status = kw_about_offer(f->about, f->arena, offers[i].field, offers[i].rank,
                                offers[i].value, f->err);
    return status;
}

/* Depth first: articles stand alone, in lists, in @graph, or as what a page is about. */
static enum kw_status look(const struct finder *f, const struct kw_json *value, int depth)
{
    enum kw_status status = KW_OK;
    if (depth > JSON_DEPTH)
        return KW_OK;
    for (size_t i = 0; i < kw_json_count(value) && i < JSON_ITEMS && status == KW_OK; i++)
        status = look(f, kw_json_at(value, i), depth + 1);
    if (!kw_json_is_object(value) || status != KW_OK)
        return status;
    if (has_article_type(value))
        status = read_article(f, value);
    if (status == KW_OK)
        status = look(f, kw_json_get(value, "@graph"), depth + 1);
    if (status == KW_OK)
        status = look(f, kw_json_get(value, "mainEntity"), depth + 1);
    return status;
}

enum kw_status kw_about_json(struct kw_about *about, struct kw_arena *arena,
                             struct kw_str json, struct kw_error *err)
{
    struct finder f = {about, arena, err};
    struct kw_json *root = NULL;
    enum kw_status status = kw_json_parse(kw_str_trim(json), &root, NULL);
    if (status != KW_OK)
        return status == KW_NOMEM ? kw_nomem(err) : KW_OK;
    status = look(&f, root, 0);
    kw_json_free(root);
    return status;
}

/* --- the document ------------------------------------------------------------------------ */

/* What sites put between a title and their name. */
static const char *const separators[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                         " \xC2\xB7 ", " \xC2\xBB ", " :: ", NULL};

/* The title without " | The Site": what follows the last separator is the publisher, or
 * what comes before it is the heading, or it is short and behind a bar. */
static struct kw_str without_site(struct kw_str title, struct kw_str site,
                                  struct kw_str heading)
{
    for (const char *const *s = separators; *s; s++) {
        struct kw_str separator = kw_str_of(*s);
        for (size_t at = title.len; at > 0; at--) {
            struct kw_str rest = kw_str_slice(title, at - 1, title.len);
            if (!kw_str_starts(rest, separator))
                continue;
            struct kw_str head = kw_str_trim(kw_str_slice(title, 0, at - 1));
            rest = kw_str_trim(kw_str_slice(rest, separator.len, rest.len));
            bool bar = s == separators && head.len > 2 * rest.len;
            if (head.len && (kw_str_eq(rest, site) || kw_str_eq(head, heading) || bar))
                return head;
        }
    }
    return title;
}

void kw_about_fill(const struct kw_about *about, struct kw_document *d)
{
    struct kw_str title = about->value[KW_ABOUT_TITLE];
    d->publisher = about->value[KW_ABOUT_PUBLISHER];
    d->title = without_site(title.len ? title : about->heading, d->publisher,
                            about->heading);
    d->author = about->value[KW_ABOUT_AUTHOR];
    d->language = about->value[KW_ABOUT_LANGUAGE];
    d->source = about->value[KW_ABOUT_URL];
    d->date = about->rank[KW_ABOUT_DATE] ? about->date : KW_DAY_NONE;
    if (d->date == KW_DAY_NONE && !date_of_url(d->source, &d->date))
        d->date = KW_DAY_NONE;
}
