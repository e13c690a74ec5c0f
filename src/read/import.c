/* import.c - the importers: raw records to documents. */
#include "read/import.h"

#include <string.h>

#include "base/utf8.h"
#include "read/encoding.h"
#include "read/language.h"
#include "read/table.h"

/* --- text -------------------------------------------------------------------------- */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static bool sniff_text(struct kw_str start)
{
    return !kw_str_starts(start, KW_STR("<"));
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

enum kw_status kw_import_text(const struct kw_record *record, struct kw_arena *arena,
                              struct kw_parsed *out, struct kw_str *text,
                              struct kw_error *err)
{
    struct kw_str raw = kw_buf_str(&record->bytes);
    struct kw_encoding encoding = kw_encoding_of(raw, kw_encoding_declared(raw));
    enum kw_status status = kw_decode(arena, raw, &encoding, text, &out->replaced, err);
    if (status == KW_OK)
        out->encoding = encoding;
    return status;
}

enum kw_status kw_import_body(struct kw_arena *arena, struct kw_str raw,
                              struct kw_parsed *out, struct kw_error *err)
{
    struct kw_document *d = &out->extraction.document;
    struct kw_str text;
    size_t replaced = 0;
    bool changed = false;
    enum kw_status status = kw_utf8_clean(arena, raw, &text, &changed, err);
    if (status != KW_OK)
        return status;
    if (text.len > KW_TEXT_LIMIT)
        return kw_fail(err, KW_LIMIT, "text: longer than %u bytes", KW_TEXT_LIMIT);
    if (changed) {
        struct kw_str given = as_given(arena, raw, &replaced);
        if (!given.ptr)
            return kw_nomem(err);
        d->original = given;
        out->replaced += replaced;
    }
    d->text = text;
    return KW_OK;
}

enum kw_status kw_import_line(struct kw_arena *arena, struct kw_str raw,
                              struct kw_str *out, struct kw_error *err)
{
    struct kw_str clean;
    enum kw_status status = kw_utf8_clean(arena, raw, &clean, NULL, err);
    if (status != KW_OK)
        return status;
    char *line = kw_arena_alloc(arena, clean.len + 1, 1);
    size_t used = 0;
    if (!line)
        return kw_nomem(err);
    for (size_t i = 0; i < clean.len; i++) {
        bool blank = strchr(" \t\r\n", clean.ptr[i]) != NULL;
        if (!blank || (used > 0 && line[used - 1] != ' '))
            line[used++] = blank ? ' ' : clean.ptr[i];
    }
    *out = kw_str_trim((struct kw_str){line, used});
    return KW_OK;
}

static enum kw_status parse_text(const struct kw_record *record, struct kw_arena *arena,
                                 struct kw_parsed *out, struct kw_error *err)
{
    struct kw_str raw;
    enum kw_status status = kw_import_text(record, arena, out, &raw, err);
    return status == KW_OK ? kw_import_body(arena, raw, out, err) : status;
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
     sniff_json, parse_json, true, false},
    {"html", "html|htm|xhtml",
     "web pages: their text, and what they say about themselves", kw_html_sniff,
     kw_html_parse, false, false},
    {"table", "csv|tsv|tab",
     "CSV and TSV: a document a row, columns named id, text, title, date, url, publisher,"
     " author",
     kw_table_sniff, kw_table_parse, true, true},
    {"markdown", "md|markdown|mkd",
     "Markdown: its words; front matter tells title and date", kw_markdown_sniff,
     kw_markdown_parse, false, false},
    {"text", "txt|text", "plain text", sniff_text, parse_text, false, false},
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
        {"%PDF-", 5, "PDF: not a text"},
        {"{\\rtf", 5, "RTF: not a text"},
        {"PK\x03\x04", 4, "ZIP archive: not a text"},
        {"\x1F\x8B", 2, "compressed: not a text"},
        {"\xFD"
         "7zXZ",
         5, "compressed: not a text"},
        {"\x89PNG", 4, "image: not a text"},
        {"\xFF\xD8\xFF", 3, "image: not a text"},
        {"GIF8", 4, "image: not a text"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (start.len >= marks[i].len &&
            memcmp(start.ptr, marks[i].bytes, marks[i].len) == 0)
            return marks[i].why;
    if (kw_encoding_of(kw_str_slice(start, 0, start.len < 4 ? start.len : 4), KW_STR(""))
            .basis == KW_ENCODING_MARK)
        return NULL;
    size_t controls = 0;
    for (size_t i = 0; i < start.len; i++) {
        if (start.ptr[i] == '\0')
            return "binary: not a text";
        controls += (unsigned char)start.ptr[i] < ' ' &&
                    !strchr("\t\n\r\f\x1B\x1A", start.ptr[i]);
    }
    return controls > 8 && controls > start.len / 50 ? "binary: not a text" : NULL;
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

/* What a record of a file of many says of itself is believed; pages are made from
 * templates that say anything. */
static void find_language(const struct kw_lexicon *lexicon,
                          const struct kw_record *record, struct kw_document *d)
{
    if (record->importer->values && d->language.len > 0)
        return;
    struct kw_str guess = kw_language_guess(lexicon, d->text);
    if (guess.len > 0)
        d->language = guess;
}

/* What the ledger tells about a document that was read. */
static enum kw_status take_note(struct kw_arena *arena, struct kw_parsed *parsed,
                                struct kw_error *err)
{
    struct kw_buf note = {0};
    if (parsed->encoding.name)
        kw_encoding_note(&parsed->encoding, &note);
    struct kw_str language = parsed->extraction.document.language;
    if (!kw_language_is_english(language))
        kw_buf_printf(&note, "%slanguage %.*s: only names of the lexicon are found",
                      note.len ? "; " : "", (int)(language.len < 20 ? language.len : 20),
                      language.ptr);
    if (parsed->replaced)
        kw_buf_printf(&note, "%s%zu code points that no text may hold read as spaces",
                      note.len ? "; " : "", parsed->replaced);
    if (note.len)
        parsed->note = kw_arena_copy(arena, kw_buf_str(&note));
    bool failed = note.failed || (note.len && !parsed->note.ptr);
    kw_buf_free(&note);
    return failed ? kw_nomem(err) : KW_OK;
}

enum kw_status kw_record_parse(const struct kw_lexicon *lexicon,
                               const struct kw_record *record, struct kw_arena *arena,
                               struct kw_parsed *out, struct kw_error *err)
{
    struct kw_parsed parsed = {.extraction.document.date = KW_DAY_NONE};
    enum kw_status status = record->importer->parse(record, arena, &parsed, err);
    if (status != KW_OK)
        return status;
    struct kw_document *d = &parsed.extraction.document;
    if (kw_str_trim(d->text).len == 0)
        return kw_fail(err, KW_SYNTAX, "text: nothing but white space");
    status = give_key(record, arena, d, err);
    if (status != KW_OK)
        return status;
    if (d->source.len == 0 && record->number == 0) {
        d->source = kw_arena_copy(arena, kw_buf_str(&record->key));
        if (!d->source.ptr)
            return kw_nomem(err);
    }
    if (!parsed.extracted) {
        kw_headline_fill(lexicon, arena, d);
        find_language(lexicon, record, d);
    }
    status = take_note(arena, &parsed, err);
    if (status != KW_OK)
        return status;
    *out = parsed;
    return KW_OK;
}
