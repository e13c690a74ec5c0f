/* fingerprint.c - printing and comparing. */
#include "extract/fingerprint.h"

#include <inttypes.h>
#include <string.h>

#define IDENTIFIERS "i"

/* --- printing ---------------------------------------------------------------------- */

/* Rows count, and their order: the first one of a name outranks later ones. */
static uint32_t hash_rows(uint64_t hash, struct kw_str bytes)
{
    struct kw_str line;
    while (kw_str_line(&bytes, &line))
        if (line.len && line.ptr[0] != '#')
            hash = hash * UINT64_C(0x100000001b3) ^ kw_str_hash(line);
    return (uint32_t)(hash ^ hash >> 32);
}

/* The kind of list that comes after `last` by name; NULL after the last one. */
static const char *next_table(const struct kw_extract_options *options, const char *last)
{
    const char *next = NULL;
    for (size_t i = 0; i < options->list_count; i++) {
        const char *table = options->lists[i].table;
        if (strcmp(table, last) > 0 && (!next || strcmp(table, next) < 0))
            next = table;
    }
    return next;
}

enum kw_status kw_fingerprint_print(struct kw_arena *arena, uint64_t lexicon,
                                    uint64_t model,
                                    const struct kw_extract_options *options,
                                    struct kw_str *out, struct kw_error *err)
{
    struct kw_buf text = {0};
    kw_buf_printf(&text, "%s-%016" PRIx64 "-%08" PRIx32, kw_version(), lexicon,
                  (uint32_t)model);
    for (const char *table = ""; (table = next_table(options, table)) != NULL;) {
        uint32_t hash = 0;
        for (size_t i = 0; i < options->list_count; i++)
            if (strcmp(options->lists[i].table, table) == 0)
                hash = hash_rows(hash, options->lists[i].bytes);
        kw_buf_printf(&text, "-%s:%08" PRIx32, table, hash);
    }
    if (options->identifiers)
        kw_buf_add(&text, KW_STR("-" IDENTIFIERS));
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&text));
    bool failed = text.failed || !copy.ptr;
    kw_buf_free(&text);
    if (failed)
        return kw_nomem(err);
    *out = copy;
    return KW_OK;
}

/* --- comparing --------------------------------------------------------------------- */

static struct kw_str name_of(struct kw_str part)
{
    struct kw_str name, value;
    kw_str_cut(part, ':', &name, &value);
    return name;
}

/* The part of that name, or nothing. */
static struct kw_str find_part(struct kw_str parts, struct kw_str name)
{
    struct kw_str part;
    while (kw_str_item(&parts, '-', &part))
        if (kw_str_eq(name_of(part), name))
            return part;
    return KW_STR("");
}

static void add_reason(struct kw_buf *why, const char *kind, struct kw_str name)
{
    kw_buf_printf(why, "%s%s%.*s", why->len ? ", " : "", kind, KW_STR_ARG(name));
}

static void add_part(struct kw_buf *why, struct kw_str name)
{
    if (kw_str_eq(name, KW_STR(IDENTIFIERS)))
        add_reason(why, "option ", KW_STR("identifiers"));
    else
        add_reason(why, "list ", name);
}

void kw_fingerprint_difference(struct kw_str before, struct kw_str now,
                               struct kw_buf *why)
{
    static const char *const always[] = {"program", "lexicon", "model"};
    struct kw_str old, new;
    if (before.len == 0) {
        add_reason(why, "no facts", KW_STR("")); /* a text that was recovered */
        return;
    }
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        old = new = KW_STR("");
        kw_str_item(&before, '-', &old);
        kw_str_item(&now, '-', &new);
        if (!kw_str_eq(old, new))
            add_reason(why, always[i], KW_STR(""));
    }
    for (struct kw_str rest = now; kw_str_item(&rest, '-', &new);)
        if (!kw_str_eq(find_part(before, name_of(new)), new))
            add_part(why, name_of(new));
    for (struct kw_str rest = before; kw_str_item(&rest, '-', &old);)
        if (find_part(now, name_of(old)).len == 0)
            add_part(why, name_of(old)); /* is not given any more */
}
