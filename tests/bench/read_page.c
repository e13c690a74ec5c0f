/* read_page.c - reads one file as a document and does nothing with it: for the benches. */
#include <stdio.h>

#include "read/read.h"

int main(int argc, char **argv)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str image = kw_lexicon_builtin();
    struct kw_lexicon *lexicon = NULL;
    struct kw_reader *reader = NULL;
    struct kw_record record = {0};
    struct kw_error err = {0};
    bool more = true;
    if (argc != 2 || kw_lexicon_open(arena, &image, 1, &lexicon, &err) != KW_OK ||
        kw_reader_open((const char *const *)argv + 1, 1, &reader, &err) != KW_OK)
        return 2;
    struct kw_arena *own = kw_arena_new();
    while (own && kw_reader_next(reader, &record, &more, &err) == KW_OK && more) {
        struct kw_parsed parsed = {0};
        struct kw_error wrong = {0};
        kw_arena_reset(own);
        if (record.state == KW_RECORD_READ &&
            kw_record_parse(lexicon, &record, own, &parsed, &wrong) == KW_OK)
            printf("%zu bytes of text, %zu spans of furniture\n",
                   parsed.extraction.document.text.len,
                   parsed.extraction.document.furniture_count);
        else
            printf("%s%s\n", record.reason, wrong.text);
    }
    kw_arena_free(own);
    kw_record_free(&record);
    kw_reader_free(reader);
    kw_arena_free(arena);
    return 0;
}
