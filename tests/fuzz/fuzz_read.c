/* fuzz_read.c - any bytes as an input file of every importer. The first byte chooses
 * the file's ending; the rest is its content. Each record must parse or say why not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "read/read.h"

static void parse(const struct kw_lexicon *lexicon, const struct kw_record *record)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_parsed parsed;
    struct kw_error err = {0};
    if (kw_record_parse(lexicon, record, arena, &parsed, &err) == KW_OK) {
        const struct kw_document *d = &parsed.extraction.document;
        if (d->key.len == 0 || d->text.len == 0 || d->text.len > KW_TEXT_LIMIT)
            abort();
    } else if (err.text[0] == '\0') {
        abort();
    }
    kw_arena_free(arena);
}

static void read_all(const struct kw_lexicon *lexicon, const char *path, size_t size)
{
    struct kw_reader *reader = NULL;
    struct kw_record record = {0};
    bool more = true;
    if (kw_reader_open(&path, 1, &reader, NULL) != KW_OK)
        abort();
    for (size_t n = 0; more; n++) {
        if (n > size + 2 || kw_reader_next(reader, &record, &more, NULL) != KW_OK)
            abort(); /* a reader that gives records for ever */
        if (more && record.state == KW_RECORD_READ)
            parse(lexicon, &record);
        else if (more && record.reason[0] == '\0')
            abort();
    }
    kw_record_free(&record);
    kw_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const endings[] = {"txt", "jsonl", "json", "md", "unknown",
                                          "html", "csv", "tsv"};
    struct kw_arena *arena = kw_arena_new();
    struct kw_str image = kw_lexicon_builtin();
    struct kw_lexicon *lexicon = NULL;
    char path[64];
    if (size == 0 || kw_lexicon_open(arena, &image, 1, &lexicon, NULL) != KW_OK) {
        kw_arena_free(arena);
        return 0;
    }
    snprintf(path, sizeof path, "/tmp/fuzz-read-%ld.%s", (long)getpid(),
             endings[bytes[0] % (sizeof endings / sizeof *endings)]);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes + 1, 1, size - 1, file) != size - 1 || fclose(file) != 0)
        abort();
    read_all(lexicon, path, size);
    unlink(path);
    kw_arena_free(arena);
    return 0;
}
