/* admit.c - which statements a view asks for. */
#include "knotwork/graph.h"

static bool of_wanted_sort(const struct kw_view *view, const struct kw_fact_row *fact)
{
    return (view->relations >> fact->type & 1) &&
           (view->polarities >> fact->polarity & 1) &&
           (view->modalities >> fact->modality & 1);
}

/* Whether some day of from ... to lies in since ... until; KW_DAY_NONE is an open side of
 * either, but what has no date at all lies nowhere. */
static bool touches(int32_t since, int32_t until, int32_t from, int32_t to)
{
    if (since == KW_DAY_NONE && until == KW_DAY_NONE)
        return true;
    if (from == KW_DAY_NONE && to == KW_DAY_NONE)
        return false;
    int32_t first = from > since ? from : since; /* NONE is the least day */
    int32_t last = to == KW_DAY_NONE ? INT32_MAX : to;
    if (until != KW_DAY_NONE && until < last)
        last = until;
    return first <= last;
}

bool kw_fact_days(const struct kw_fact_row *fact, int32_t *from, int32_t *to)
{
    bool stated = fact->time.from != KW_DAY_NONE || fact->time.to != KW_DAY_NONE;
    *from = stated ? fact->time.from : fact->date;
    *to = stated ? fact->time.to : fact->date;
    return stated;
}

bool kw_view_admits(const struct kw_view *view, const struct kw_fact_row *fact)
{
    int32_t from, to;
    kw_fact_days(fact, &from, &to);
    return of_wanted_sort(view, fact) && touches(view->since, view->until, from, to) &&
           touches(view->published_since, view->published_until, fact->date, fact->date);
}
