/* fuzz_json.c - any bytes as a line of knotwork JSON. What can be read must come back
 * the same when it is written and read again. */
#include <stdlib.h>

#include "fuzz.h"
#include "knotwork/document.h"

static struct kw_buf written(const struct kw_extraction *x)
{
    struct kw_buf buf = {0};
    struct kw_out out;
    kw_out_to_buf(&out, &buf);
    kw_extraction_write(x, &out);
    if (kw_out_finish(&out, NULL) != KW_OK)
        abort();
    return buf;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str line = {(const char *)bytes, size};
    struct kw_extraction x, again;
    struct kw_error err = {0};
    bool extracted;
    if (kw_extraction_read(arena, line, &x, &extracted, &err) == KW_OK) {
        struct kw_buf once = written(&x);
        if (kw_extraction_read(arena, kw_buf_str(&once), &again, &extracted, NULL))
            abort();
        struct kw_buf twice = written(&again);
        if (!kw_str_eq(kw_buf_str(&once), kw_buf_str(&twice)))
            abort();
        kw_buf_free(&twice);
        kw_buf_free(&once);
    } else if (err.status == KW_OK || err.text[0] == '\0') {
        abort();
    }
    kw_arena_free(arena);
    return 0;
}
