/* duplicates.c - what people may want to decide: likely merges, likely wrong ones. */
#include "corpus/duplicates.h"

#include <stdlib.h>

#include "corpus/open.h"

enum { MOST_WEIGHED = 50000 }; /* pairs: those that are most alike by name */

struct proposing {
    struct kw_store *store;
    const struct kw_wish *wish;
    struct kw_arena *arena, *scratch;
    struct kw_curation *curation;
    struct kw_cast cast;
    struct kw_beside beside;
    struct kw_map apart; /* pairs of members that people keep apart */
    KW_VEC(struct kw_proposal) proposals;
};

static struct kw_proposed about(const struct kw_member *member)
{
    return (struct kw_proposed){member->key,      member->name,      member->type,
                                member->mentions, member->documents, member->stories};
}

static enum kw_status propose(struct proposing *p, const struct kw_proposal *proposal,
                              struct kw_error *err)
{
    struct kw_proposal *place = KW_PUSH(p->arena, &p->proposals);
    if (!place)
        return kw_nomem(err);
    *place = *proposal;
    place->score = proposal->score < KW_MOST_SCORE ? proposal->score : KW_MOST_SCORE;
    return KW_OK;
}

/* --- what was decided already ------------------------------------------------------- */

static struct kw_str pair_key(struct proposing *p, uint32_t a, uint32_t b)
{
    return kw_arena_printf(p->scratch, "%u %u", (unsigned)(a < b ? a : b),
                           (unsigned)(a < b ? b : a));
}

static int by_id(const void *a, const void *b)
{
    const struct kw_member *const *x = a, *const *y = b;
    return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

/* The member that a key belongs to; false when there is none. */
static enum kw_status member_of(struct proposing *p, const struct kw_member **by_ids,
                                struct kw_str key, const struct kw_member **out,
                                struct kw_error *err)
{
    struct kw_member wanted = {0};
    const struct kw_member *look_for = &wanted;
    *out = NULL;
    enum kw_status status = kw_store_entity_of(p->store, key, &wanted.id, err);
    if (status != KW_OK || wanted.id == 0 || p->cast.count == 0)
        return status;
    const struct kw_member **found =
        bsearch(&look_for, by_ids, p->cast.count, sizeof *by_ids, by_id);
    *out = found ? *found : NULL;
    return KW_OK;
}

static enum kw_status note_apart(struct proposing *p, struct kw_error *err)
{
    const struct kw_member **by_ids =
        KW_NEW(p->scratch, p->cast.count + 1, const struct kw_member *);
    enum kw_status status = by_ids ? KW_OK : kw_nomem(err);
    for (size_t i = 0; by_ids && i < p->cast.count; i++)
        by_ids[i] = &p->cast.members[i];
    if (by_ids && p->cast.count)
        qsort(by_ids, p->cast.count, sizeof *by_ids, by_id);
    for (size_t i = 0; i < p->curation->decisions.count && status == KW_OK; i++) {
        const struct kw_decision *d = &p->curation->decisions.items[i];
        const struct kw_member *a = NULL, *b = NULL;
        if (d->kind != KW_DECISION_APART)
            continue;
        status = member_of(p, by_ids, d->operands[0], &a, err);
        if (status == KW_OK)
            status = member_of(p, by_ids, d->operands[1], &b, err);
        if (status != KW_OK || !a || !b)
            continue;
        struct kw_str key =
            pair_key(p, (uint32_t)(a - p->cast.members), (uint32_t)(b - p->cast.members));
        status = key.ptr ? kw_map_put(&p->apart, p->scratch, key, 1, err) : kw_nomem(err);
    }
    return status;
}

/* --- merges ------------------------------------------------------------------------- */

static int most_points_first(const void *a, const void *b)
{
    const struct kw_alike *x = a, *y = b;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static bool is_asked_for(const struct proposing *p, const struct kw_alike *pair)
{
    uint32_t types = p->wish->types;
    return !types || types >> p->cast.members[pair->a].type & 1 ||
           types >> p->cast.members[pair->b].type & 1;
}

static enum kw_status weigh(struct proposing *p, struct kw_alike *pair,
                            struct kw_buf *text, struct kw_error *err)
{
    if (!is_asked_for(p, pair))
        return KW_OK;
    struct kw_str key = pair_key(p, pair->a, pair->b);
    if (!key.ptr)
        return kw_nomem(err);
    if (kw_map_get(&p->apart, key))
        return KW_OK;
    kw_buf_clear(text);
    enum kw_status status = kw_alike_weigh(&p->beside, p->store, pair, text, err);
    if (status != KW_OK || pair->points < KW_LEAST_SCORE)
        return status;
    struct kw_proposal proposal = {.decision = KW_DECISION_MERGE,
                                   .score = (unsigned)pair->points,
                                   .a = about(&p->cast.members[pair->a]),
                                   .b = about(&p->cast.members[pair->b]),
                                   .evidence = kw_arena_copy(p->arena, kw_buf_str(text))};
    return proposal.evidence.ptr ? propose(p, &proposal, err) : kw_nomem(err);
}

static enum kw_status propose_merges(struct proposing *p,
                                     const struct kw_lexicon *lexicon,
                                     struct kw_error *err)
{
    struct kw_alikes found = {0};
    struct kw_buf text = {0};
    enum kw_status status = kw_alikes_find(&p->cast, lexicon, p->scratch, &found, err);
    if (status == KW_OK && found.list.count)
        qsort(found.list.items, found.list.count, sizeof *found.list.items,
              most_points_first);
    for (size_t i = 0; i < found.list.count && i < MOST_WEIGHED && status == KW_OK; i++)
        status = weigh(p, &found.list.items[i], &text, err);
    kw_buf_free(&text);
    return status;
}

/* --- wrong merges ------------------------------------------------------------------- */

struct named {
    struct kw_arena *arena;
    struct kw_str key; /* ptr NULL: there is none */
    enum kw_join join;
};

static enum kw_status take_named(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct named *named = context;
    named->key = kw_arena_copy(named->arena, c[0].text);
    named->join = (enum kw_join)c[5].number;
    return named->key.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status list_documents(struct proposing *p, const struct kw_torn *torn,
                                     struct kw_proposal *proposal, struct kw_error *err)
{
    struct kw_str *keys = KW_NEW(p->arena, torn->document_count + 1, struct kw_str);
    if (!keys)
        return kw_nomem(err);
    for (size_t i = 0; i < torn->document_count; i++)
        keys[i] = p->cast.documents[torn->documents[i]];
    proposal->documents = keys;
    proposal->document_count = torn->document_count;
    return KW_OK;
}

static enum kw_status take_torn(struct proposing *p, const struct kw_torn *torn,
                                struct kw_error *err)
{
    const struct kw_member *member = &p->cast.members[torn->member];
    struct named named = {.arena = p->arena};
    struct kw_proposal proposal = {.decision = torn->whole ? KW_DECISION_APART
                                                           : KW_DECISION_SPLIT,
                                   .score = (unsigned)torn->points,
                                   .a = about(member),
                                   .b = {.type = member->type},
                                   .evidence = torn->evidence};
    enum kw_status status = kw_store_each(p->store, KW_Q_IDENTITY_GET, take_named, &named,
                                          err, torn->identity);
    /* What people put together stays together. */
    if (status != KW_OK || !named.key.ptr ||
        (torn->whole && named.join == KW_JOIN_CURATED))
        return status;
    proposal.b.key = proposal.b.name = named.key;
    if (!torn->whole)
        status = list_documents(p, torn, &proposal, err);
    return status == KW_OK ? propose(p, &proposal, err) : status;
}

static enum kw_status propose_parting(struct proposing *p, struct kw_error *err)
{
    struct kw_torns found = {0};
    enum kw_status status =
        kw_torns_find(&p->beside, p->wish->types, p->scratch, &found, err);
    for (size_t i = 0; i < found.list.count && status == KW_OK; i++) {
        struct kw_torn *torn = &found.list.items[i];
        torn->evidence = kw_arena_copy(p->arena, torn->evidence);
        if (!torn->evidence.ptr)
            return kw_nomem(err);
        if (p->wish->decisions >> (torn->whole ? KW_DECISION_APART : KW_DECISION_SPLIT) &
            1)
            status = take_torn(p, torn, err);
    }
    return status;
}

/* --- all of it ---------------------------------------------------------------------- */

static int best_first(const void *a, const void *b)
{
    const struct kw_proposal *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    int64_t m = x->a.mentions + x->b.mentions, n = y->a.mentions + y->b.mentions;
    if (m != n)
        return m > n ? -1 : 1;
    int order = kw_str_cmp(x->a.key, y->a.key);
    order = order ? order : kw_str_cmp(x->b.key, y->b.key);
    return order ? order : (int)x->decision - (int)y->decision;
}

static enum kw_status run(struct proposing *p, struct kw_error *err)
{
    struct kw_lexicon *lexicon = NULL;
    enum kw_status status = kw_corpus_lexicon(p->scratch, &lexicon, err);
    if (status == KW_OK)
        status = kw_curation_load(p->store, p->scratch, &p->curation, err);
    if (status == KW_OK)
        status = kw_cast_load(p->store, lexicon, p->arena, &p->cast, err);
    if (status == KW_OK)
        status = kw_beside_begin(&p->cast, p->scratch, &p->beside, err);
    if (status == KW_OK)
        status = note_apart(p, err);
    if (status == KW_OK && p->wish->decisions >> KW_DECISION_MERGE & 1)
        status = propose_merges(p, lexicon, err);
    if (status == KW_OK &&
        p->wish->decisions & (1u << KW_DECISION_APART | 1u << KW_DECISION_SPLIT))
        status = propose_parting(p, err);
    return status;
}

enum kw_status kw_corpus_duplicates(struct kw_store *store, const struct kw_wish *wish,
                                    struct kw_arena *arena,
                                    const struct kw_proposal **out, size_t *count,
                                    struct kw_error *err)
{
    struct kw_wish asked = *wish;
    struct proposing p = {
        .store = store, .wish = &asked, .arena = arena, .scratch = kw_arena_new()};
    asked.decisions = wish->decisions ? wish->decisions : UINT32_MAX;
    enum kw_status status = p.scratch ? run(&p, err) : kw_nomem(err);
    kw_arena_free(p.scratch);
    if (status != KW_OK)
        return status;
    if (p.proposals.count)
        qsort(p.proposals.items, p.proposals.count, sizeof *p.proposals.items,
              best_first);
    *out = p.proposals.items;
    *count =
        wish->limit && wish->limit < p.proposals.count ? wish->limit : p.proposals.count;
    return KW_OK;
}
