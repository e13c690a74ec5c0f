/* cast.c - entities, names and company, read in a few walks over the store. */
#include "corpus/cast.h"

#include <stdlib.h>

#include "base/map.h"
#include "corpus/key.h"
#include "store/sql.h"

enum { LEAST_HUB = 12, HUB_SHARE = 50 }; /* a hub is in a fiftieth of all stories */

/* --- row ids to numbers ------------------------------------------------------------- */

struct number {
    int64_t id;
    uint32_t number;
};

struct numbers {
    KW_VEC(struct number) list; /* by id, once sorted */
};

static int by_id(const void *a, const void *b)
{
    const struct number *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static void sort_numbers(struct numbers *numbers)
{
    if (numbers->list.count)
        qsort(numbers->list.items, numbers->list.count, sizeof *numbers->list.items,
              by_id);
}

/* False when there is none of that id. */
static bool number_of(const struct numbers *numbers, int64_t id, uint32_t *out)
{
    struct number wanted = {.id = id};
    const struct number *found = numbers->list.count
                                     ? bsearch(&wanted, numbers->list.items,
                                               numbers->list.count, sizeof wanted, by_id)
                                     : NULL;
    if (found)
        *out = found->number;
    return found != NULL;
}

/* --- reading ------------------------------------------------------------------------ */

struct reading {
    struct kw_arena *arena;
    struct kw_arena *scratch;
    const struct kw_lexicon *lexicon;
    struct numbers members, documents; /* by row id */
    KW_VEC(struct kw_member) cast;
    KW_VEC(struct kw_str) keys; /* of documents */
    KW_VEC(struct kw_full_name) names;
    KW_VEC(struct kw_standing) standings;
    struct kw_map kinds; /* kind -> its number */
};

static enum kw_status take_member(void *context, const struct kw_entity_row *row,
                                  struct kw_error *err)
{
    struct reading *r = context;
    struct kw_member *member = KW_PUSH(r->arena, &r->cast);
    struct number *number = KW_PUSH(r->scratch, &r->members.list);
    if (!member || !number)
        return kw_nomem(err);
    *number = (struct number){row->id, (uint32_t)r->cast.count - 1};
    *member = (struct kw_member){.id = row->id,
                                 .key = kw_arena_copy(r->arena, row->key),
                                 .name = kw_arena_copy(r->arena, row->name),
                                 .type = row->type,
                                 .mentions = row->mentions,
                                 .documents = row->documents,
                                 .stories = row->stories};
    return member->key.ptr && member->name.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status take_document(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct reading *r = context;
    struct kw_str *key = KW_PUSH(r->arena, &r->keys);
    struct number *number = KW_PUSH(r->scratch, &r->documents.list);
    if (!key || !number)
        return kw_nomem(err);
    *number = (struct number){c[0].number, (uint32_t)r->keys.count - 1};
    *key = kw_arena_copy(r->arena, c[1].text);
    return key->ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status take_name(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct reading *r = context;
    uint32_t member;
    if (!number_of(&r->members, c[0].number, &member))
        return KW_OK;
    struct kw_full_name *name = KW_PUSH(r->arena, &r->names);
    if (!name)
        return kw_nomem(err);
    *name =
        (struct kw_full_name){kw_key_of_name(r->lexicon, r->arena, c[1].text), member};
    return name->text.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status kind_of(struct reading *r, struct kw_str kind, uint32_t *out,
                              struct kw_error *err)
{
    *out = kind.len ? kw_map_get(&r->kinds, kind) : 0;
    if (*out || kind.len == 0)
        return KW_OK;
    kind = kw_arena_copy(r->scratch, kind);
    *out = (uint32_t)r->kinds.used + 1;
    return kind.ptr ? kw_map_put(&r->kinds, r->scratch, kind, *out, err) : kw_nomem(err);
}

static enum kw_status take_standing(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct reading *r = context;
    struct kw_standing new = {.identity = c[1].number, .type = (enum kw_type)c[3].number};
    if (!number_of(&r->members, c[0].number, &new.member) ||
        !number_of(&r->documents, c[2].number, &new.document) ||
        !number_of(&r->documents, c[5].number, &new.story))
        return KW_OK;
    if (c[3].number < 0 || c[3].number >= KW_TYPE_COUNT)
        return kw_fail(err, KW_STORE, "a type that is none: the store is damaged");
    struct kw_standing *place = KW_PUSH(r->arena, &r->standings);
    if (!place)
        return kw_nomem(err);
    enum kw_status status = kind_of(r, c[4].text, &new.kind, err);
    *place = new;
    return status;
}

/* --- putting in order --------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_member_and_text(const void *a, const void *b)
{
    const struct kw_full_name *x = a, *y = b;
    int order = compare_numbers(x->member, y->member);
    return order ? order : kw_str_cmp(x->text, y->text);
}

static int by_member_and_story(const void *a, const void *b)
{
    const struct kw_standing *x = a, *y = b;
    int order = compare_numbers(x->member, y->member);
    order = order ? order : compare_numbers(x->story, y->story);
    order = order ? order : compare_numbers(x->document, y->document);
    order = order ? order : (x->identity > y->identity) - (x->identity < y->identity);
    return order ? order : (int)x->type - (int)y->type;
}

static void settle_names(struct reading *r)
{
    struct kw_full_name *names = r->names.items;
    size_t kept = 0;
    if (r->names.count)
        qsort(names, r->names.count, sizeof *names, by_member_and_text);
    for (size_t i = 0; i < r->names.count; i++) {
        if (kept && by_member_and_text(&names[kept - 1], &names[i]) == 0)
            continue;
        struct kw_member *member = &r->cast.items[names[i].member];
        if (member->names++ == 0)
            member->first_name = (uint32_t)kept;
        names[kept++] = names[i];
    }
    r->names.count = kept;
}

/* Members of each story from the stories of each member: both ascending. */
static bool turn_over(struct reading *r, struct kw_cast *cast)
{
    size_t total = 0;
    uint32_t *first = KW_NEW(r->arena, cast->document_count + 2, uint32_t);
    uint32_t *next = KW_NEW(r->scratch, cast->document_count + 2, uint32_t);
    for (size_t i = 0; i < cast->count; i++)
        total += cast->members[i].story_count;
    uint32_t *company = KW_NEW(r->arena, total + 1, uint32_t);
    if (!first || !next || !company)
        return false;
    for (size_t i = 0; i < total; i++)
        first[cast->stories[i] + 1]++;
    for (size_t i = 0; i <= cast->document_count; i++)
        first[i + 1] += first[i];
    for (size_t i = 0; i <= cast->document_count; i++)
        next[i] = first[i];
    for (size_t i = 0; i < cast->count; i++)
        for (uint32_t k = 0; k < cast->members[i].story_count; k++)
            company[next[cast->stories[cast->members[i].first_story + k]]++] =
                (uint32_t)i;
    cast->company = company;
    cast->first_one = first;
    return true;
}

static bool settle_standings(struct reading *r, struct kw_cast *cast)
{
    struct kw_standing *s = cast->standings;
    size_t used = 0;
    if (cast->standing_count)
        qsort(s, cast->standing_count, sizeof *s, by_member_and_story);
    cast->stories = KW_NEW(r->arena, cast->standing_count + 1, uint32_t);
    if (!cast->stories)
        return false;
    for (size_t i = 0; i < cast->standing_count; i++) {
        struct kw_member *member = &cast->members[s[i].member];
        if (member->standings++ == 0) {
            member->first_standing = (uint32_t)i;
            member->first_story = (uint32_t)used;
        }
        if (member->story_count && cast->stories[used - 1] == s[i].story)
            continue;
        cast->stories[used++] = s[i].story;
        member->story_count++;
    }
    return turn_over(r, cast);
}

static enum kw_status read_all(struct kw_store *store, struct reading *r,
                               struct kw_error *err)
{
    enum kw_status status = kw_store_entities(store, take_member, r, err);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_KEYS_AFTER, take_document, r, err, KW_STR(""),
                               INT64_MAX);
    sort_numbers(&r->members);
    sort_numbers(&r->documents);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_FULL_NAMES, take_name, r, err);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_STANDINGS, take_standing, r, err);
    return status;
}

enum kw_status kw_cast_load(struct kw_store *store, const struct kw_lexicon *lexicon,
                            struct kw_arena *arena, struct kw_cast *out,
                            struct kw_error *err)
{
    struct reading r = {.arena = arena, .scratch = kw_arena_new(), .lexicon = lexicon};
    enum kw_status status = r.scratch ? read_all(store, &r, err) : kw_nomem(err);
    if (status == KW_OK) {
        settle_names(&r);
        *out = (struct kw_cast){.members = r.cast.items,
                                .count = r.cast.count,
                                .names = r.names.items,
                                .name_count = r.names.count,
                                .standings = r.standings.items,
                                .standing_count = r.standings.count,
                                .documents = r.keys.items,
                                .document_count = r.keys.count};
        size_t hub = out->document_count / HUB_SHARE;
        out->hub = hub < LEAST_HUB ? LEAST_HUB : (uint32_t)hub;
        if (!settle_standings(&r, out))
            status = kw_nomem(err);
    }
    kw_arena_free(r.scratch);
    return status;
}
