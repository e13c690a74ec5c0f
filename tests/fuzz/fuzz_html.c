/* fuzz_html.c - any bytes as a web page: its text is clean, its furniture inside it. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "read/encoding.h"
#include "read/html.h"

static void check(const struct kw_document *d)
{
    size_t end = 0;
    for (size_t at = 0, len; at < d->text.len; at += len)
        if (kw_utf8_forbidden(kw_utf8_decode(d->text, at, &len)))
            abort();
    for (size_t i = 0; i < d->furniture_count; i++) {
        if (d->furniture[i].start < end || d->furniture[i].end <= d->furniture[i].start)
            abort();
        end = d->furniture[i].end;
    }
    if (end > d->text.len || !kw_utf8_valid(d->title) || !kw_utf8_valid(d->publisher))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str raw = {(const char *)bytes, size}, text, clean;
    struct kw_encoding encoding = kw_encoding_of(raw, kw_encoding_declared(raw));
    struct kw_document document = {.date = KW_DAY_NONE};
    size_t replaced = 0;
    if (kw_decode(arena, raw, &encoding, &text, &replaced, NULL) != KW_OK ||
        kw_utf8_clean(arena, text, &clean, NULL, NULL) != KW_OK ||
        kw_html_read(arena, clean, &document, &replaced, NULL) != KW_OK)
        abort();
    check(&document);
    kw_arena_free(arena);
    return 0;
}
