/* show_times.c - the statements of one entity in time: roles held, and what happened. */
#include "query/show.h"

#include <stdlib.h>

/* --- days -------------------------------------------------------------------------- */

/* An open or unknown day comes after all others. */
static int compare_days(int32_t a, int32_t b)
{
    if ((a == KW_DAY_NONE) != (b == KW_DAY_NONE))
        return a == KW_DAY_NONE ? 1 : -1;
    return (a > b) - (a < b);
}

static int32_t earlier(int32_t a, int32_t b)
{
    return compare_days(a, b) <= 0 ? a : b;
}

static int32_t later(int32_t a, int32_t b)
{
    return a == KW_DAY_NONE || (b != KW_DAY_NONE && b > a) ? b : a;
}

/* The days of what a statement tells; false when they are those of its publication. */
static bool days_of(const struct kw_held *held, int32_t *from, int32_t *to)
{
    const struct kw_time *time = &held->quote.time;
    bool stated = time->from != KW_DAY_NONE || time->to != KW_DAY_NONE;
    *from = stated ? time->from : held->quote.date;
    *to = stated ? time->to : held->quote.date;
    return stated;
}

/* --- roles ------------------------------------------------------------------------- */

static bool is_role(enum kw_relation type)
{
    return type == KW_RELATION_ROLE_AT || type == KW_RELATION_MEMBER_OF ||
           type == KW_RELATION_FOUNDED;
}

static int compare_roles(const struct kw_held *x, const struct kw_held *y)
{
    int order = kw_held_compare(x, y);
    return order ? order : kw_str_cmp(x->office, y->office);
}

static int by_role(const void *a, const void *b)
{
    int order = compare_roles(a, b);
    return order ? order : kw_held_by_trust(a, b);
}

static void sum_role(struct kw_held *group, size_t count, struct kw_shown_role *role)
{
    *role = (struct kw_shown_role){
        .type = group->type,
        .direction = group->direction,
        .key = group->other->key,
        .name = group->other->name,
        .title = group->quote.title,
        .polarity = group->polarity,
        .from = KW_DAY_NONE,
        .to = KW_DAY_NONE,
        .first = KW_DAY_NONE,
        .last = KW_DAY_NONE,
        .statements = (int64_t)count,
        .quote = group->quote,
    };
    for (size_t i = 0; i < count; i++) {
        const struct kw_shown_quote *quote = &group[i].quote;
        role->from = earlier(role->from, quote->time.from);
        role->to = later(role->to, quote->time.to);
        role->first = earlier(role->first, quote->date);
        role->last = later(role->last, quote->date);
    }
    role->stories = kw_held_stories(group, count);
}

/* A role whose time is not stated stands where somebody first tells of it. */
static int by_time(const void *a, const void *b)
{
    const struct kw_shown_role *x = a, *y = b;
    int order = compare_days(x->from != KW_DAY_NONE ? x->from : x->first,
                             y->from != KW_DAY_NONE ? y->from : y->first);
    if (order == 0)
        order = (x->type > y->type) - (x->type < y->type);
    if (order == 0)
        order = (x->direction > y->direction) - (x->direction < y->direction);
    if (order == 0)
        order = kw_str_cmp(x->key, y->key);
    if (order == 0)
        order = kw_str_cmp(x->title, y->title);
    return order ? order : (x->polarity > y->polarity) - (x->polarity < y->polarity);
}

enum kw_status kw_show_roles(struct kw_showing *showing, struct kw_shown *out,
                             struct kw_error *err)
{
    KW_VEC(struct kw_shown_role) list = {0};
    struct kw_held *facts = showing->facts.items;
    size_t count = showing->facts.count;
    if (count)
        qsort(facts, count, sizeof *facts, by_role);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_roles(&facts[i], &facts[end]) == 0;)
            end++;
        if (!is_role(facts[i].type))
            continue;
        struct kw_shown_role *role = KW_PUSH(showing->arena, &list);
        if (!role)
            return kw_nomem(err);
        sum_role(&facts[i], end - i, role);
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_time);
    out->roles = list.items;
    out->role_count = list.count;
    return KW_OK;
}

/* --- events ------------------------------------------------------------------------ */

static int compare_events(const struct kw_held *x, const struct kw_held *y)
{
    int32_t from_x, to_x, from_y, to_y;
    bool stated_x = days_of(x, &from_x, &to_x), stated_y = days_of(y, &from_y, &to_y);
    int order = compare_days(from_x != KW_DAY_NONE ? from_x : to_x,
                             from_y != KW_DAY_NONE ? from_y : to_y);
    if (order == 0)
        order = compare_days(to_x, to_y);
    if (order == 0)
        order = compare_days(from_x, from_y);
    if (order == 0)
        order = stated_y - stated_x;
    return order ? order : kw_held_compare(x, y);
}

static int by_event(const void *a, const void *b)
{
    int order = compare_events(a, b);
    return order ? order : kw_held_by_trust(a, b);
}

static void sum_event(struct kw_held *group, size_t count, struct kw_shown_event *event)
{
    *event = (struct kw_shown_event){
        .type = group->type,
        .direction = group->direction,
        .key = group->other->key,
        .name = group->other->name,
        .polarity = group->polarity,
        .statements = (int64_t)count,
        .quote = group->quote,
    };
    bool stated = days_of(group, &event->from, &event->to);
    event->published = !stated && event->from != KW_DAY_NONE;
    event->stories = kw_held_stories(group, count);
}

enum kw_status kw_show_events(struct kw_showing *showing, struct kw_shown *out,
                              struct kw_error *err)
{
    KW_VEC(struct kw_shown_event) list = {0};
    struct kw_held *facts = showing->facts.items;
    size_t count = showing->facts.count;
    if (count)
        qsort(facts, count, sizeof *facts, by_event);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_events(&facts[i], &facts[end]) == 0;)
            end++;
        struct kw_shown_event *event = KW_PUSH(showing->arena, &list);
        if (!event)
            return kw_nomem(err);
        sum_event(&facts[i], end - i, event);
    }
    out->events = list.items;
    out->event_count = list.count;
    return KW_OK;
}
