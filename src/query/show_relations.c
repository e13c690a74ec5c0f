/* show_relations.c - the statements of one entity, grouped into relations.
 *
 * Statements are held with what their group is told by, sorted, and cut into groups;
 * each group is then put in order of trust to choose its quotes.
 */
#include "query/show.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/utf8.h"

/* A copy with each run of white space as one space. */
static struct kw_str squeeze(struct kw_arena *arena, struct kw_str s)
{
    char *copy = kw_arena_alloc(arena, s.len + 1, 1);
    size_t used = 0;
    bool space = false;
    for (size_t at = 0, len; copy && at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (kw_is_space(code)) {
            space = used > 0;
            continue;
        }
        if (space)
            copy[used++] = ' ';
        space = false;
        for (size_t i = 0; i < len; i++)
            copy[used++] = s.ptr[at + i];
    }
    return (struct kw_str){copy, used};
}

static enum kw_status hold_quote(const struct kw_showing *showing,
                                 const struct kw_fact_row *row,
                                 struct kw_shown_quote *quote, struct kw_error *err)
{
    struct kw_arena *arena = showing->arena;
    const struct kw_entity_row *speaker =
        kw_directory_get(&showing->directory, row->speaker);
    *quote = (struct kw_shown_quote){
        .text = squeeze(arena, row->quote),
        .document = kw_arena_copy(arena, row->document_key),
        .publisher = kw_arena_copy(arena, row->publisher),
        .date = row->date,
        .speaker = speaker ? speaker->name : (struct kw_str){0},
        .modality = row->modality,
        .time = row->time,
        .title = kw_arena_copy(arena, row->title),
    };
    if (!quote->text.ptr || !quote->document.ptr || !quote->publisher.ptr ||
        !quote->title.ptr)
        return kw_nomem(err);
    return KW_OK;
}

static enum kw_status take(void *context, const struct kw_fact_row *row,
                           struct kw_error *err)
{
    struct kw_showing *showing = context;
    bool outgoing = row->subject == showing->entity;
    const struct kw_entity_row *other =
        kw_directory_get(&showing->directory, outgoing ? row->object : row->subject);
    if (!other || row->subject == row->object)
        return KW_OK;
    struct kw_held *held = KW_PUSH(showing->arena, &showing->facts);
    if (!held)
        return kw_nomem(err);
    *held = (struct kw_held){
        .type = row->type,
        .direction = kw_relation_label(row->type)->symmetric ? KW_MUTUAL
                     : outgoing                              ? KW_OUTGOING
                                                             : KW_INCOMING,
        .polarity = row->polarity,
        .disputed = row->disputed,
        .other = other,
        .story = kw_arena_copy(showing->arena, row->story),
        .confidence = row->confidence,
        .place = row->evidence.start,
    };
    if (!held->story.ptr)
        return kw_nomem(err);
    enum kw_status status = kw_fold(showing->arena, row->title, &held->office, err);
    return status == KW_OK ? hold_quote(showing, row, &held->quote, err) : status;
}

enum kw_status kw_show_facts(struct kw_showing *showing, struct kw_error *err)
{
    return kw_store_facts(showing->store, showing->entity, take, showing, err);
}

int kw_held_compare(const struct kw_held *x, const struct kw_held *y)
{
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    if (x->direction != y->direction)
        return x->direction < y->direction ? -1 : 1;
    if (x->other != y->other)
        return kw_str_cmp(x->other->key, y->other->key);
    return (x->polarity > y->polarity) - (x->polarity < y->polarity);
}

/* Inside a group by document, so that documents can be counted. */
static int by_group(const void *a, const void *b)
{
    const struct kw_held *x = a, *y = b;
    int order = kw_held_compare(x, y);
    if (order == 0)
        order = kw_str_cmp(x->quote.document, y->quote.document);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static int by_story(const void *a, const void *b)
{
    return kw_str_cmp(((const struct kw_held *)a)->story, ((const struct kw_held *)b)->story);
}

int kw_held_by_trust(const void *a, const void *b)
{
    const struct kw_held *x = a, *y = b;
    if (x->quote.modality != y->quote.modality) /* the table goes from weak to strong */
        return x->quote.modality > y->quote.modality ? -1 : 1;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    return by_group(a, b);
}

int64_t kw_held_stories(struct kw_held *group, size_t count)
{
    int64_t stories = 0;
    qsort(group, count, sizeof *group, by_story);
    for (size_t i = 0; i < count; i++)
        stories += i == 0 || by_story(&group[i - 1], &group[i]) != 0;
    return stories;
}

/* Takes quotes in order of trust: from stories not yet quoted, then from any. */
static enum kw_status choose_quotes(struct kw_arena *arena, struct kw_held *group,
                                    size_t count, struct kw_shown_relation *relation,
                                    struct kw_error *err)
{
    struct kw_shown_quote *quotes = KW_NEW(arena, KW_SHOWN_QUOTES, struct kw_shown_quote);
    size_t taken[KW_SHOWN_QUOTES], used = 0;
    if (!quotes)
        return kw_nomem(err);
    qsort(group, count, sizeof *group, kw_held_by_trust);
    for (size_t i = 0; i < count && used < KW_SHOWN_QUOTES; i++) {
        bool told = false;
        for (size_t k = 0; k < used; k++)
            told |= by_story(&group[i], &group[taken[k]]) == 0;
        if (!told)
            taken[used++] = i;
    }
    for (size_t i = 0; i < used; i++)
        quotes[i] = group[taken[i]].quote;
    relation->quotes = quotes;
    relation->quote_count = used;
    return KW_OK;
}

/* One relation of `count` statements that by_group has put side by side. */
static enum kw_status sum_up(struct kw_arena *arena, struct kw_held *group, size_t count,
                             struct kw_shown_relation *relation, struct kw_error *err)
{
    *relation = (struct kw_shown_relation){
        .type = group->type,
        .direction = group->direction,
        .key = group->other->key,
        .name = group->other->name,
        .other = group->other->type,
        .polarity = group->polarity,
        .disputed = group->disputed,
        .statements = (int64_t)count,
    };
    for (size_t i = 0; i < count; i++) {
        relation->documents +=
            i == 0 || !kw_str_eq(group[i - 1].quote.document, group[i].quote.document);
        relation->alleged += group[i].quote.modality == KW_MODALITY_ALLEGED;
        relation->hypothetical += group[i].quote.modality == KW_MODALITY_HYPOTHETICAL;
    }
    relation->stories = kw_held_stories(group, count);
    return choose_quotes(arena, group, count, relation, err);
}

static int by_weight(const void *a, const void *b)
{
    const struct kw_shown_relation *x = a, *y = b;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    if (x->direction != y->direction)
        return x->direction < y->direction ? -1 : 1;
    if (x->stories != y->stories)
        return x->stories > y->stories ? -1 : 1;
    if (x->statements != y->statements)
        return x->statements > y->statements ? -1 : 1;
    int order = kw_str_cmp(x->key, y->key);
    return order ? order : (x->polarity > y->polarity) - (x->polarity < y->polarity);
}

enum kw_status kw_show_relations(struct kw_showing *showing, struct kw_shown *out,
                                 struct kw_error *err)
{
    KW_VEC(struct kw_shown_relation) list = {0};
    struct kw_held *facts = showing->facts.items;
    size_t count = showing->facts.count;
    enum kw_status status = KW_OK;
    if (count)
        qsort(facts, count, sizeof *facts, by_group);
    for (size_t i = 0, end; i < count && status == KW_OK; i = end) {
        struct kw_shown_relation *relation = KW_PUSH(showing->arena, &list);
        for (end = i + 1; end < count; end++) {
            if (kw_held_compare(&facts[i], &facts[end]) != 0)
                break;
        }
        status = relation ? sum_up(showing->arena, &facts[i], end - i, relation, err)
                          : kw_nomem(err);
    }
    if (status != KW_OK)
        return status;
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_weight);
    out->relations = list.items;
    out->relation_count = list.count;
    return KW_OK;
}
