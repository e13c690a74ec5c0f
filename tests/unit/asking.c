/* asking.c - see asking.h. */
#include "asking.h"

#include "query/value_text.h"

const struct kw_value_map *asking_map(struct kw_arena *arena, struct kw_region *region,
                                      const char *literal)
{
    struct kw_parameter p;
    struct kw_str text = kw_arena_printf(arena, "m=%s", literal);
    assert_int_equal(kw_parameter_parse(arena, region, text, &p, NULL), KW_OK);
    assert_int_equal(p.value.kind, KW_VALUE_MAP);
    return p.value.as.map;
}

enum kw_status asking_take(void *context, const struct kw_plan *plan, struct kw_run *run,
                           const struct kw_slots *slots)
{
    struct kw_buf *b = context;
    enum kw_status status = KW_OK;
    (void)plan;
    if (b->len)
        kw_buf_add(b, KW_STR(" / "));
    for (size_t i = 0; i < slots->count && status == KW_OK; i++) {
        if (i)
            kw_buf_byte(b, '|');
        status = kw_value_literal(run->source, &run->row[slots->items[i]], b, run->err);
    }
    return status == KW_OK && b->failed ? kw_nomem(run->err) : status;
}
