/* fuzz_lexicon.c - any bytes as a table of names, and as a packed image. What compiles
 * must open, and every row of it must be found by its own name. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "fuzz.h"
#include "lexicon/compile.h"
#include "lexicon/lexicon.h"

static void look_up_every_row(struct kw_arena *arena, const struct kw_lexicon *lexicon)
{
    kw_lexref row = 0;
    while ((row = kw_lexicon_next(lexicon, KW_TABLE_NAMES, row)) != 0) {
        struct kw_str folded;
        struct kw_lexhits hits;
        if (kw_fold(arena, kw_lexicon_name(lexicon, row), &folded, NULL) != KW_OK)
            abort();
        bool listed = kw_str_find(kw_lexicon_name(lexicon, row), KW_STR("|"), 0) >
                      kw_lexicon_name(lexicon, row).len;
        if (listed && !kw_lexicon_find(lexicon, folded, &hits))
            abort();
    }
}

static void as_table(struct kw_arena *arena, struct kw_str bytes)
{
    const struct kw_lex_input input = {KW_TABLE_NAMES, "fuzz.tsv", bytes};
    struct kw_buf image = {0};
    struct kw_lexicon *lexicon = NULL;
    if (kw_lexicon_compile(&input, 1, &image, NULL) == KW_OK) {
        struct kw_str whole = kw_buf_str(&image);
        if (kw_lexicon_open(arena, &whole, 1, &lexicon, NULL) != KW_OK)
            abort();
        look_up_every_row(arena, lexicon);
    }
    kw_buf_free(&image);
}

static void as_image(struct kw_arena *arena, struct kw_str bytes)
{
    struct kw_lexicon *lexicon = NULL;
    uint64_t *aligned = KW_NEW(arena, bytes.len / 8 + 1, uint64_t);
    if (bytes.len)
        memcpy(aligned, bytes.ptr, bytes.len);
    struct kw_str image = {(const char *)aligned, bytes.len};
    if (kw_lexicon_open(arena, &image, 1, &lexicon, NULL) == KW_OK)
        look_up_every_row(arena, lexicon);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str input = {(const char *)bytes, size};
    as_table(arena, input);
    as_image(arena, input);
    kw_arena_free(arena);
    return 0;
}
