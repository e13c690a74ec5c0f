/* import.c - the importers: raw records to documents. */
#include "read/import.h"

#include <string.h>

#include "base/utf8.h"

/* --- text -------------------------------------------------------------------------- */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static bool sniff_text(struct kw_str start)
{
    return !kw_str_starts(start, KW_STR("<")) && !kw_str_starts(start, KW_STR("%PDF")) &&
           !kw_str_starts(start, KW_STR("{\\rtf"));
}

/* The text as given, with U+FFFD for what is no UTF-8 at all; and how many code points
 * of it the clean text has as spaces. */
static struct kw_str as_given(struct kw_arena *arena, struct kw_str raw, size_t *replaced)
{
    char *copy = kw_arena_alloc(arena, raw.len + 1, 3);
    size_t used = 0;
    *replaced = 0;
    if (!copy)
        return (struct kw_str){0};
    for (size_t at = 0, len; at < raw.len; at += len) {
        uint32_t code = kw_utf8_decode(raw, at, &len);
        *replaced += code == UINT32_MAX || kw_utf8_forbidden(code);
        if (code == UINT32_MAX) {
            memcpy(copy + used, "\xEF\xBF\xBD", 3);
            used += 3;
        } else {
            memcpy(copy + used, raw.ptr + at, len);
            used += len;
        }
    }
    return (struct kw_str){copy, used};
}

static enum kw_status parse_text(const struct kw_record *record, struct kw_arena *arena,
                                 struct kw_parsed *out, struct kw_error *err)
{
    struct kw_document *d = &out->extraction.document;
    struct kw_str raw = kw_buf_str(&record->bytes);
    bool changed = false;
    if (kw_str_starts(raw, KW_STR(BYTE_ORDER_MARK)))
        raw = kw_str_slice(raw, 3, raw.len);
    enum kw_status status = kw_utf8_clean(arena, raw, &d->text, &changed, err);
    if (status != KW_OK)
        return status;
    if (changed) {
        d->original = as_given(arena, raw, &out->replaced);
        if (!d->original.ptr)
            return kw_nomem(err);
    }
    d->source = kw_arena_copy(arena, kw_buf_str(&record->key));
    d->date = KW_DAY_NONE;
    return d->source.ptr ? KW_OK : kw_nomem(err);
}

/* --- JSON -------------------------------------------------------------------------- */

static bool sniff_json(struct kw_str start)
{
    start = kw_str_trim(start);
    return start.len > 1 && (start.ptr[0] == '{' || start.ptr[0] == '[') &&
           !kw_str_starts(start, KW_STR("{\\"));
}

static size_t count_forbidden(struct kw_str text)
{
    size_t count = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = kw_utf8_decode(text, at, &len);
        count += code == UINT32_MAX || kw_utf8_forbidden(code);
    }
    return count;
}

static enum kw_status parse_json(const struct kw_record *record, struct kw_arena *arena,
                                 struct kw_parsed *out, struct kw_error *err)
{
    struct kw_str raw = kw_buf_str(&record->bytes);
    if (kw_str_starts(raw, KW_STR(BYTE_ORDER_MARK)))
        raw = kw_str_slice(raw, 3, raw.len);
    enum kw_status status =
        kw_extraction_read(arena, raw, &out->extraction, &out->extracted, err);
    if (status == KW_OK)
        out->replaced = count_forbidden(out->extraction.document.original);
    return status;
}

/* --- the table --------------------------------------------------------------------- */

static const struct kw_importer importers[] = {
    {"json", "jsonl|ndjson|json",
     "JSON: an object a line, one object, or a list of objects; knotwork JSON too",
     sniff_json, parse_json, true},
    {"text", "txt|text|md", "plain text in UTF-8", sniff_text, parse_text, false},
    {0},
};

const struct kw_importer *kw_importers(void)
{
    return importers;
}

static bool same_ending(struct kw_str a, struct kw_str lower)
{
    if (a.len != lower.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if ((a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? a.ptr[i] + ('a' - 'A') : a.ptr[i]) !=
            lower.ptr[i])
            return false;
    return true;
}

const struct kw_importer *kw_import_of(struct kw_str ending, struct kw_str start,
                                       bool named)
{
    for (const struct kw_importer *i = importers; i->name; i++) {
        struct kw_str rest = kw_str_of(i->endings), one;
        while (kw_str_item(&rest, '|', &one))
            if (same_ending(ending, one))
                return i;
    }
    for (const struct kw_importer *i = importers; i->name && (named || ending.len == 0);
         i++)
        if (i->sniff(start))
            return i;
    return NULL;
}

const char *kw_import_refuse(struct kw_str start)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *why;
    } marks[] = {
        {"\xFF\xFE", 2, "UTF-16: only UTF-8 is read"},
        {"\xFE\xFF", 2, "UTF-16: only UTF-8 is read"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (start.len >= marks[i].len &&
            memcmp(start.ptr, marks[i].bytes, marks[i].len) == 0)
            return marks[i].why;
    if (start.len && memchr(start.ptr, '\0', start.len))
        return "binary: not a text";
    /* The last code point may be cut by the end of what is looked at. */
    size_t broken = count_forbidden(start);
    return broken > 8 && broken > start.len / 10 ? "binary: not a text" : NULL;
}

/* --- parsing ----------------------------------------------------------------------- */

/* A document without a name of its own goes by where it stands. */
static enum kw_status give_key(const struct kw_record *record, struct kw_arena *arena,
                               struct kw_document *d, struct kw_error *err)
{
    struct kw_str path = kw_buf_str(&record->key);
    struct kw_str id = kw_str_trim(d->key);
    if (id.len > KW_KEY_LIMIT)
        return kw_fail(err, KW_LIMIT, "id: longer than %d bytes", KW_KEY_LIMIT);
    d->key = id;
    if (id.len == 0 && record->number > 0)
        d->key = kw_arena_printf(arena, "%.*s#%lld", KW_STR_ARG(path),
                                 (long long)record->number);
    else if (id.len == 0)
        d->key = kw_arena_copy(arena, path);
    return d->key.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_record_parse(const struct kw_lexicon *lexicon,
                               const struct kw_record *record, struct kw_arena *arena,
                               struct kw_parsed *out, struct kw_error *err)
{
    struct kw_parsed parsed = {0};
    enum kw_status status = record->importer->parse(record, arena, &parsed, err);
    if (status != KW_OK)
        return status;
    struct kw_document *d = &parsed.extraction.document;
    if (kw_str_trim(d->text).len == 0)
        return kw_fail(err, KW_SYNTAX, "text: nothing but white space");
    status = give_key(record, arena, d, err);
    if (status != KW_OK)
        return status;
    if (!parsed.extracted)
        kw_headline_fill(lexicon, arena, d);
    *out = parsed;
    return KW_OK;
}
