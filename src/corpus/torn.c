/* torn.c - entities that may be two: their stories fall into halves that share nobody.
 *
 * The stories of an entity hang together by whom else they name. Where the two largest
 * parts have no one in common, each with company of its own, the name may stand for two
 * things; more so where they are of different types, or where one part knows it only by
 * a name that was joined to it by a rule.
 */
#include <stdlib.h>

#include "corpus/duplicates.h"
#include "corpus/key.h"

enum {
    MOST_STORIES = 256, /* of an entity that is looked at */
    MOST_COMPANY = 200, /* of a story: one that names more is a list */
    LEAST_HALF = 2,     /* stories */
    MOST_MOVED = 64,    /* documents of a half to be split off */
    MOST_KINDS = 64,    /* kinds of a half that are told apart */
    BASE = 26,          /* points */
    JOINED = 12,
    SORTS = 22,
    KINDS = 8,
    TIE = 3,
    TIES_MOST = 21,
};

/* The stories of one entity. */
struct stories {
    const struct kw_member *member;
    uint32_t part[MOST_STORIES]; /* of a story: another one of its part, or itself */
    uint32_t
        ties[MOST_STORIES]; /* whom its part names twice, counted where it was seen */
    uint32_t size[MOST_STORIES]; /* stories of a part, at its head */
};

/* One of the two largest parts. */
struct half {
    uint32_t head;
    uint32_t stories, ties;
    uint32_t sorts[KW_TYPE_COUNT]; /* referents by sort of type */
    uint64_t kinds;                /* a bit for each kind, by its number modulo 64 */
    int64_t identity;              /* of all its referents; 0: they have several */
    const uint32_t *documents;
    size_t document_count;
    enum kw_type type; /* of the first referent of its usual sort */
    uint32_t kind;
};

struct search {
    struct kw_beside *beside;
    struct kw_arena *arena;
    struct kw_torns *found;
    struct kw_error *err;
};

static uint32_t head_of(struct stories *s, uint32_t story)
{
    while (s->part[story] != story)
        story = s->part[story] = s->part[s->part[story]];
    return story;
}

/* Joins the stories that name the same other one. */
static void hang_together(struct search *search, struct stories *s)
{
    struct kw_beside *beside = search->beside;
    const struct kw_cast *cast = beside->cast;
    uint32_t self = (uint32_t)(s->member - cast->members);
    beside->round++;
    for (uint32_t i = 0; i < s->member->story_count; i++) {
        size_t count;
        const uint32_t *company =
            kw_company(cast, cast->stories[s->member->first_story + i], &count);
        s->part[i] = i;
        s->ties[i] = s->size[i] = 0;
        for (size_t k = 0; k < count && k < MOST_COMPANY; k++) {
            uint32_t other = company[k];
            if (other == self || cast->members[other].story_count > cast->hub)
                continue;
            if (beside->marked[other] == beside->round) {
                s->part[head_of(s, i)] = head_of(s, beside->at[other]);
                s->ties[i]++;
            }
            beside->marked[other] = beside->round;
            beside->at[other] = i;
        }
    }
}

/* The two parts with the most stories, the first of equals first. */
static bool halves_of(struct stories *s, struct half halves[2])
{
    uint32_t count = s->member->story_count, best[2] = {count, count};
    for (uint32_t i = 0; i < count; i++)
        s->size[head_of(s, i)]++;
    for (uint32_t i = 0; i < count; i++) {
        if (best[0] == count || s->size[i] > s->size[best[0]]) {
            best[1] = best[0];
            best[0] = i;
        } else if (best[1] == count || s->size[i] > s->size[best[1]]) {
            best[1] = i;
        }
    }
    for (int h = 0; h < 2; h++) {
        if (best[h] == count || s->size[best[h]] < LEAST_HALF)
            return false;
        halves[h] = (struct half){.head = best[h], .stories = s->size[best[h]]};
        for (uint32_t i = 0; i < count; i++)
            halves[h].ties += head_of(s, i) == best[h] ? s->ties[i] : 0;
    }
    return true;
}

static int usual_sort(const struct half *half)
{
    int best = 0;
    for (int i = 1; i < KW_TYPE_COUNT; i++)
        if (half->sorts[i] > half->sorts[best])
            best = i;
    return best;
}

/* Counts what a half takes its entity for, and lists its documents. */
static enum kw_status describe(struct search *search, struct stories *s,
                               struct half *half)
{
    const struct kw_cast *cast = search->beside->cast;
    const struct kw_standing *standing = &cast->standings[s->member->first_standing];
    uint32_t *documents = KW_NEW(search->arena, s->member->standings, uint32_t);
    uint32_t story = 0;
    if (!documents)
        return kw_nomem(search->err);
    for (uint32_t i = 0; i < s->member->standings; i++) {
        while (cast->stories[s->member->first_story + story] != standing[i].story)
            story++;
        if (head_of(s, story) != half->head)
            continue;
        half->sorts[kw_type_sort(standing[i].type)]++;
        if (standing[i].kind) {
            half->kinds |= UINT64_C(1) << standing[i].kind % MOST_KINDS;
            half->kind = half->kind ? half->kind : standing[i].kind;
        }
        size_t n = half->document_count;
        half->identity =
            n == 0 || half->identity == standing[i].identity ? standing[i].identity : 0;
        if (n == 0 || documents[n - 1] != standing[i].document)
            documents[half->document_count++] = standing[i].document;
    }
    for (uint32_t i = s->member->standings; i > 0; i--)
        if (kw_type_sort(standing[i - 1].type) == usual_sort(half))
            half->type = standing[i - 1].type;
    half->documents = documents;
    return KW_OK;
}

/* --- telling ------------------------------------------------------------------------ */

/* Whom a half names most beside the entity; the first by key of equals. */
static void tell_company(struct search *search, struct stories *s,
                         const struct half *half, struct kw_buf *text)
{
    struct kw_beside *beside = search->beside;
    const struct kw_cast *cast = beside->cast;
    uint32_t self = (uint32_t)(s->member - cast->members), told[2] = {0}, counts[2] = {0};
    beside->round++;
    for (uint32_t i = 0; i < s->member->story_count; i++) {
        size_t count;
        if (head_of(s, i) != half->head)
            continue;
        const uint32_t *company =
            kw_company(cast, cast->stories[s->member->first_story + i], &count);
        for (size_t k = 0; k < count && k < MOST_COMPANY; k++) {
            uint32_t other = company[k];
            if (other == self || cast->members[other].story_count > cast->hub)
                continue;
            uint32_t times =
                beside->marked[other] == beside->round ? beside->at[other] + 1 : 1;
            beside->marked[other] = beside->round;
            beside->at[other] = times;
            if (counts[0] && told[0] == other) {
                counts[0] = times;
            } else if (times > counts[0]) {
                told[1] = told[0];
                counts[1] = counts[0];
                told[0] = other;
                counts[0] = times;
            } else if (times > counts[1]) {
                told[1] = other;
                counts[1] = times;
            }
        }
    }
    for (int i = 0; i < 2; i++)
        if (counts[i])
            kw_buf_printf(text, "%s%.*s", i ? ", " : "",
                          KW_STR_ARG(cast->members[told[i]].name));
}

static void tell(struct search *search, struct stories *s, const struct half halves[2],
                 struct kw_buf *text)
{
    for (int h = 0; h < 2; h++) {
        const struct half *half = &halves[h];
        kw_buf_printf(text, "%s%u stories, as %s, beside ", h ? "; but " : "",
                      (unsigned)half->stories, kw_type_label(half->type)->name);
        tell_company(search, s, half, text);
    }
    kw_buf_add(text, KW_STR("; no neighbour shared"));
}

/* --- judging ------------------------------------------------------------------------ */

static int points_of(const struct kw_member *member, const struct half halves[2],
                     bool whole)
{
    uint32_t ties = halves[0].ties < halves[1].ties ? halves[0].ties : halves[1].ties;
    int points = BASE + (int)(ties * TIE < TIES_MOST ? ties * TIE : TIES_MOST);
    points += whole ? JOINED : 0;
    points += usual_sort(&halves[0]) != usual_sort(&halves[1]) ? SORTS : 0;
    points += halves[0].kinds && halves[1].kinds && !(halves[0].kinds & halves[1].kinds)
                  ? KINDS
                  : 0;
    if (member->type == KW_TYPE_PERSON)
        return points + 8;
    return member->type == KW_TYPE_PLACE || member->type == KW_TYPE_EVENT ? points - 12
                                                                          : points;
}

/* Which name is to go, all of it or in the documents of the smaller half. */
static bool choose(const struct kw_member *member, const struct half halves[2],
                   struct kw_torn *torn)
{
    const struct half *small = &halves[1];
    torn->whole = halves[0].identity && small->identity &&
                  halves[0].identity != small->identity &&
                  (halves[0].identity == member->id || small->identity == member->id);
    torn->identity = torn->whole && small->identity == member->id ? halves[0].identity
                                                                  : small->identity;
    torn->documents = small->documents;
    torn->document_count = small->document_count;
    return torn->identity && (torn->whole || torn->document_count <= MOST_MOVED);
}

static enum kw_status look_at(struct search *search, const struct kw_member *member)
{
    struct stories s = {.member = member};
    struct half halves[2];
    struct kw_torn torn = {.member = (uint32_t)(member - search->beside->cast->members)};
    struct kw_buf text = {0};
    hang_together(search, &s);
    if (!halves_of(&s, halves))
        return KW_OK;
    enum kw_status status = describe(search, &s, &halves[0]);
    if (status == KW_OK)
        status = describe(search, &s, &halves[1]);
    if (status != KW_OK || !choose(member, halves, &torn))
        return status;
    torn.points = points_of(member, halves, torn.whole);
    if (torn.points < KW_LEAST_SCORE)
        return KW_OK;
    tell(search, &s, halves, &text);
    torn.evidence = text.failed ? (struct kw_str){0}
                                : kw_arena_copy(search->arena, kw_buf_str(&text));
    kw_buf_free(&text);
    struct kw_torn *place = KW_PUSH(search->arena, &search->found->list);
    if (!place || !torn.evidence.ptr)
        return kw_nomem(search->err);
    *place = torn;
    return KW_OK;
}

enum kw_status kw_torns_find(struct kw_beside *beside, uint32_t types,
                             struct kw_arena *arena, struct kw_torns *out,
                             struct kw_error *err)
{
    struct kw_torns found = {0};
    struct search search = {beside, arena, &found, err};
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < beside->cast->count && status == KW_OK; i++) {
        const struct kw_member *member = &beside->cast->members[i];
        if (member->story_count >= 2 * LEAST_HALF &&
            member->story_count <= MOST_STORIES && member->type != KW_TYPE_COUNTRY &&
            (!types || types >> member->type & 1))
            status = look_at(&search, member);
    }
    if (status == KW_OK)
        *out = found;
    return status;
}
