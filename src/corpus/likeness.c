/* likeness.c - what else speaks for and against two names being one: types, company. */
#include "corpus/duplicates.h"

#include <inttypes.h>

#include "corpus/key.h"
#include "store/sql.h"

enum {
    MOST_STORIES = 256, /* of a member whose company is looked at: the first ones */
    MOST_TOLD = 3,      /* neighbours named in the evidence */
    COMPANY_MOST = 26,  /* points for shared neighbours */
    LEAST_COMPANY = 5   /* neighbours one must have for it to tell that none is shared */
};

/* What is found out about a pair. */
struct findings {
    uint32_t neighbours[2];   /* of a and b, hubs left out */
    uint32_t shared;          /* of both */
    uint32_t told[MOST_TOLD]; /* of those the ones in the fewest stories */
    uint32_t weight;          /* of the shared ones: the rarer, the more, in tenths */
    uint32_t together;        /* stories that name both */
    bool related;             /* something is stated between them */
};

enum kw_status kw_beside_begin(const struct kw_cast *cast, struct kw_arena *arena,
                               struct kw_beside *out, struct kw_error *err)
{
    *out = (struct kw_beside){.cast = cast,
                              .marked = KW_NEW(arena, cast->count + 1, uint32_t),
                              .seen = KW_NEW(arena, cast->count + 1, uint32_t),
                              .at = KW_NEW(arena, cast->count + 1, uint32_t)};
    return out->marked && out->seen && out->at ? KW_OK : kw_nomem(err);
}

/* --- company ------------------------------------------------------------------------ */

/* Keeps the rarest of the shared ones, rarest first; of equals the first by key. */
static void note_shared(const struct kw_cast *cast, struct findings *f, uint32_t member)
{
    static const uint32_t weights[] = {120, 60, 40, 30, 24, 20, 17};
    uint32_t stories = cast->members[member].story_count, magnitude = 0;
    while (stories >> (magnitude + 1) && magnitude + 1 < sizeof weights / sizeof *weights)
        magnitude++;
    f->weight += weights[magnitude];
    size_t place = f->shared < MOST_TOLD ? f->shared : MOST_TOLD;
    f->shared++;
    while (place > 0) {
        uint32_t other = cast->members[f->told[place - 1]].story_count;
        if (other < stories || (other == stories && f->told[place - 1] < member))
            break;
        if (place < MOST_TOLD)
            f->told[place] = f->told[place - 1];
        place--;
    }
    if (place < MOST_TOLD)
        f->told[place] = member;
}

/* Goes over the neighbours of one, each once: marks those of the first, and looks which
 * of the second's are marked. */
static void walk_company(struct kw_beside *beside, const struct kw_alike *pair,
                         bool second, struct findings *f)
{
    const struct kw_cast *cast = beside->cast;
    const struct kw_member *member = &cast->members[second ? pair->b : pair->a];
    uint32_t *stamps = second ? beside->seen : beside->marked;
    for (uint32_t i = 0; i < member->story_count && i < MOST_STORIES; i++) {
        size_t count;
        const uint32_t *company =
            kw_company(cast, cast->stories[member->first_story + i], &count);
        for (size_t k = 0; k < count; k++) {
            uint32_t other = company[k];
            if (other == pair->a || other == pair->b || stamps[other] == beside->round ||
                cast->members[other].story_count > cast->hub)
                continue;
            stamps[other] = beside->round;
            f->neighbours[second]++;
            if (second && beside->marked[other] == beside->round)
                note_shared(cast, f, other);
        }
    }
}

static uint32_t count_together(const struct kw_cast *cast, const struct kw_alike *pair)
{
    const struct kw_member *a = &cast->members[pair->a], *b = &cast->members[pair->b];
    uint32_t together = 0, i = 0, k = 0;
    while (i < a->story_count && k < b->story_count) {
        uint32_t x = cast->stories[a->first_story + i];
        uint32_t y = cast->stories[b->first_story + k];
        together += x == y;
        i += x <= y;
        k += y <= x;
    }
    return together;
}

/* --- points ------------------------------------------------------------------------- */

static int type_points(const struct kw_alike *pair, enum kw_type a, enum kw_type b)
{
    if (a == b)
        return 12;
    if (kw_type_sort(a) == kw_type_sort(b))
        return 4;
    return pair->likeness == KW_LIKE_LETTERS ? -6 : -20;
}

/* What stands in a place often begins with its name: Mount Orbel, Mount Orbel Hut. */
static int place_points(const struct kw_alike *pair, enum kw_type a, enum kw_type b)
{
    bool place = a == KW_TYPE_PLACE || b == KW_TYPE_PLACE;
    return place && pair->likeness == KW_LIKE_PART ? -14 : 0;
}

/* Shared neighbours count for as much as they are of all that the lonelier one has. */
static int company_points(const struct findings *f)
{
    uint32_t least =
        f->neighbours[0] < f->neighbours[1] ? f->neighbours[0] : f->neighbours[1];
    uint32_t points = f->weight / 10;
    if (f->shared == 0)
        return least >= LEAST_COMPANY && !f->together ? -10 : 0;
    points = points < COMPANY_MOST ? points : COMPANY_MOST;
    return (int)(4 * f->shared < least ? points * 4 * f->shared / least : points);
}

/* Two names in one text were told apart there; less so where one may be a slip. */
static int together_points(const struct kw_alike *pair, const struct findings *f)
{
    int times = f->together < 4 ? (int)f->together : 4;
    if (times == 0)
        return 0;
    return pair->likeness < KW_LIKE_SHORT ? -4 * times : -15 - 5 * times;
}

/* A slip is rarer than what was meant, and seldom in the first letter. */
static int slip_points(const struct kw_cast *cast, const struct kw_alike *pair)
{
    int64_t a = cast->members[pair->a].stories, b = cast->members[pair->b].stories;
    int64_t least = a < b ? a : b;
    int points = least <= 1 ? 6 : least >= 4 ? -20 : 0;
    if (pair->likeness != KW_LIKE_SPELLING)
        return 0;
    if (cast->names[pair->name_a].text.ptr[0] != cast->names[pair->name_b].text.ptr[0])
        points -= 8;
    return points;
}

/* --- telling ------------------------------------------------------------------------ */

static void tell(const struct kw_cast *cast, const struct kw_alike *pair,
                 const struct findings *f, struct kw_buf *text)
{
    const struct kw_member *a = &cast->members[pair->a], *b = &cast->members[pair->b];
    uint32_t least =
        f->neighbours[0] < f->neighbours[1] ? f->neighbours[0] : f->neighbours[1];
    kw_buf_printf(text, "%s: %.*s, %.*s", kw_likeness_meaning(pair->likeness),
                  KW_STR_ARG(cast->names[pair->name_a].text),
                  KW_STR_ARG(cast->names[pair->name_b].text));
    if (pair->several > 1)
        kw_buf_printf(text, "; one of %" PRIu32 " it could be", pair->several);
    if (a->type != b->type)
        kw_buf_printf(text, "; %s and %s", kw_type_label(a->type)->name,
                      kw_type_label(b->type)->name);
    if (f->shared)
        kw_buf_printf(text, "; %" PRIu32 " of %" PRIu32 " neighbours shared: ", f->shared,
                      least);
    else if (least >= LEAST_COMPANY)
        kw_buf_add(text, KW_STR("; no neighbour shared"));
    for (uint32_t i = 0; i < f->shared && i < MOST_TOLD; i++)
        kw_buf_printf(text, "%s%.*s", i ? ", " : "",
                      KW_STR_ARG(cast->members[f->told[i]].name));
    if (f->together)
        kw_buf_printf(text, "; named together in %" PRIu32 " %s", f->together,
                      f->together == 1 ? "story" : "stories");
    if (f->related)
        kw_buf_add(text, KW_STR("; something is stated between them"));
}

enum kw_status kw_alike_weigh(struct kw_beside *beside, struct kw_store *store,
                              struct kw_alike *pair, struct kw_buf *text,
                              struct kw_error *err)
{
    const struct kw_cast *cast = beside->cast;
    const struct kw_member *a = &cast->members[pair->a], *b = &cast->members[pair->b];
    struct findings f = {0};
    int64_t related = 0;
    beside->round++;
    walk_company(beside, pair, false, &f);
    walk_company(beside, pair, true, &f);
    f.together = count_together(cast, pair);
    enum kw_status status = kw_store_integer(store, KW_Q_RELATED, 0, &related, err, a->id,
                                             b->id, b->id, a->id);
    if (status != KW_OK)
        return status;
    f.related = related != 0;
    pair->points += type_points(pair, a->type, b->type) +
                    place_points(pair, a->type, b->type) + company_points(&f) +
                    together_points(pair, &f) + slip_points(cast, pair) -
                    (f.related ? 25 : 0);
    if (text)
        tell(cast, pair, &f, text);
    return text && text->failed ? kw_nomem(err) : KW_OK;
}
