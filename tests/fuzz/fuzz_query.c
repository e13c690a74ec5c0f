/* fuzz_query.c - any bytes as a query on a small graph: an answer or a message, in bounded
 * time and memory. */
#include <string.h>

#include "fuzz.h"
#include "query/ask.h"
#include "query/value_text.h"

static bool enough(void *context)
{
    return ++*(unsigned *)context > 20;
}

static enum kw_status take(void *context, const struct kw_plan *plan, struct kw_run *run,
                           const struct kw_slots *slots)
{
    struct kw_buf *b = context;
    enum kw_status status = KW_OK;
    (void)plan;
    kw_buf_clear(b);
    for (size_t i = 0; i < slots->count && status == KW_OK; i++)
        status = kw_value_literal(run->source, &run->row[slots->items[i]], b, run->err);
    return status;
}

static void fill(struct kw_memory *memory)
{
    static const struct kw_str labels[] = {{"A", 1}, {"B", 1}};
    for (int i = 0; i < 6; i++)
        kw_memory_node(memory, labels + i % 2, 1, NULL);
    for (int i = 0; i < 12; i++)
        kw_memory_edge(memory, 1 + i % 6, 1 + (i * 5 + 1) % 6, KW_STR("T"), NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_memory *memory = arena ? kw_memory_new(arena) : NULL;
    struct kw_source source;
    struct kw_error err = {0};
    struct kw_buf b = {0};
    unsigned ticks = 0;
    if (memory) {
        struct kw_ask ask = {.text = {(const char *)data, size}, .limit = 1000,
                             .memory = 1u << 24, .stop = enough, .stop_context = &ticks};
        struct kw_ask_fault fault;
        fill(memory);
        if (kw_memory_source(memory, &source, &err) == KW_OK)
            (void)!kw_ask_source(&ask, &source, NULL, 0, arena, take, &b, &fault, &err);
    }
    kw_buf_free(&b);
    kw_arena_free(arena);
    return 0;
}
