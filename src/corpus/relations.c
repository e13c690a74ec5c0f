/* relations.c - statements to relations; who only speaks. */
#include "base/fold.h"
#include "corpus/update.h"

/* --- joining ----------------------------------------------------------------------- */

/* A statement with the entities at its ends. */
struct ends {
    int64_t statement, subject, object;
    enum kw_relation type;
    enum kw_polarity polarity;
};

struct all_ends {
    struct kw_arena *arena;
    KW_VEC(struct ends) list;
};

static enum kw_status take_ends(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct all_ends *all = context;
    struct ends *ends = KW_PUSH(all->arena, &all->list);
    if (!ends)
        return kw_nomem(err);
    *ends = (struct ends){c[0].number, c[1].number, c[2].number,
                          (enum kw_relation)(c[3].number / 2),
                          (enum kw_polarity)(c[3].number % 2)};
    return KW_OK;
}

/* The ends of a symmetric type stand in the order of their keys. */
static enum kw_status put_in_order(struct kw_update *u, struct ends *ends,
                                   struct kw_error *err)
{
    struct kw_copied a = {.arena = u->scratch}, b = {.arena = u->scratch};
    if (!kw_relation_label(ends->type)->symmetric)
        return KW_OK;
    enum kw_status status =
        kw_store_each(u->store, KW_Q_ENTITY_KEY, kw_take_text, &a, err, ends->subject);
    if (status == KW_OK)
        status =
            kw_store_each(u->store, KW_Q_ENTITY_KEY, kw_take_text, &b, err, ends->object);
    if (status == KW_OK && kw_str_cmp(a.text, b.text) > 0) {
        int64_t subject = ends->subject;
        ends->subject = ends->object;
        ends->object = subject;
    }
    return status;
}

/* Whether people dropped what is stated between those two. */
static enum kw_status is_dropped(struct kw_update *u, const struct ends *ends,
                                 int64_t document, bool *dropped, struct kw_error *err)
{
    const struct kw_label *label = kw_relation_label(ends->type);
    struct kw_copied texts[3] = {
        {.arena = u->scratch}, {.arena = u->scratch}, {.arena = u->scratch}};
    *dropped = false;
    if (!u->curation->statements)
        return KW_OK;
    enum kw_status status = kw_store_each(u->store, KW_Q_ENTITY_KEY, kw_take_text,
                                          &texts[0], err, ends->subject);
    if (status == KW_OK)
        status = kw_store_each(u->store, KW_Q_ENTITY_KEY, kw_take_text, &texts[1], err,
                               ends->object);
    if (status == KW_OK)
        status =
            kw_store_each(u->store, KW_Q_KEY_OF, kw_take_text, &texts[2], err, document);
    *dropped = status == KW_OK &&
               (kw_curation_drops(u->curation, texts[0].text, kw_str_of(label->name),
                                  texts[1].text, texts[2].text) ||
                (label->symmetric &&
                 kw_curation_drops(u->curation, texts[1].text, kw_str_of(label->name),
                                   texts[0].text, texts[2].text)));
    return status;
}

static enum kw_status join(struct kw_update *u, struct ends ends, int64_t document,
                           struct kw_error *err)
{
    int64_t id = 0;
    bool dropped = false;
    if (ends.subject == 0 || ends.object == 0 || ends.subject == ends.object)
        return KW_OK;
    if (ends.type >= KW_RELATION_COUNT)
        return kw_fail(err, KW_STORE, "a relation that is none: the store is damaged");
    enum kw_status status = is_dropped(u, &ends, document, &dropped, err);
    if (status != KW_OK || dropped)
        return status;
    status = put_in_order(u, &ends, err);
    if (status == KW_OK)
        status =
            kw_store_integer(u->store, KW_Q_RELATION_ID, 0, &id, err, ends.subject,
                             (int64_t)ends.type, ends.object, (int64_t)ends.polarity);
    if (status == KW_OK && id == 0) {
        status = kw_store_run(u->store, KW_Q_RELATION_PUT, err, ends.subject,
                              (int64_t)ends.type, ends.object, (int64_t)ends.polarity);
        id = kw_store_last_id(u->store);
    }
    if (status == KW_OK && !kw_tally_at(&u->relations, u->arena, id, 0, NULL))
        status = kw_nomem(err);
    return status == KW_OK
               ? kw_store_run(u->store, KW_Q_FACT_PUT, err, ends.statement, id)
               : status;
}

enum kw_status kw_relations_join(struct kw_update *u, int64_t document,
                                 struct kw_error *err)
{
    kw_arena_reset(u->scratch);
    struct all_ends all = {.arena = u->scratch};
    enum kw_status status = kw_store_run(u->store, KW_Q_FACTS_DROP, err, document);
    if (status == KW_OK)
        status = kw_store_each(u->store, KW_Q_ENDS_IN, take_ends, &all, err, document);
    for (size_t i = 0; i < all.list.count && status == KW_OK; i++)
        status = join(u, all.list.items[i], document, err);
    return status;
}

/* --- counting ---------------------------------------------------------------------- */

enum { PAGE = 1024 }; /* relations that are listed at a time */

enum kw_status kw_relations_uncount(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_tally_sort(&u->relations);
    for (size_t i = 0; i < u->relations.rows.count && status == KW_OK; i++)
        status = kw_store_run(u->store, KW_Q_RELATION_UNCOUNT, err,
                              u->relations.rows.items[i].a);
    return status;
}

/* A relation that was counted. */
struct counted {
    int64_t ends[2];
    bool empty;   /* nothing states it any more */
    bool opposed; /* its opposite is stated, too, or was */
};

static enum kw_status take_counted(void *context, const struct kw_cell *c,
                                   struct kw_error *err)
{
    struct counted *counted = context;
    (void)err;
    *counted =
        (struct counted){{c[0].number, c[1].number}, c[2].number == 0, c[3].number != 0};
    return KW_OK;
}

/* Counts a relation; whether its ends only speak is to be decided again. */
static enum kw_status count_relation(struct kw_update *u, int64_t id,
                                     struct kw_error *err)
{
    struct counted counted = {.empty = false};
    enum kw_status status = kw_store_run(u->store, KW_Q_RELATION_COUNT, err,
                                         (int64_t)KW_MODALITY_ALLEGED, id);
    if (status == KW_OK)
        status =
            kw_store_each(u->store, KW_Q_RELATION_STATE, take_counted, &counted, err, id);
    for (int i = 0; i < 2 && status == KW_OK; i++)
        status = kw_store_run(u->store, KW_Q_ENTITY_UNNAME, err, counted.ends[i]);
    if (status == KW_OK && counted.opposed)
        status = kw_store_run(u->store, KW_Q_RELATION_DISPUTE, err,
                              (int64_t)KW_MODALITY_HYPOTHETICAL, id);
    return status == KW_OK && counted.empty
               ? kw_store_run(u->store, KW_Q_RELATION_DROP, err, id)
               : status;
}

enum kw_status kw_relations_count(struct kw_update *u, struct kw_error *err)
{
    int64_t last = 0;
    for (;;) {
        struct kw_ids ids = {.arena = u->pairing};
        kw_arena_reset(u->pairing);
        enum kw_status status = kw_store_each(u->store, KW_Q_RELATIONS_UNCOUNTED,
                                              kw_take_id, &ids, err, last, (int64_t)PAGE);
        if (status != KW_OK || ids.list.count == 0)
            return status;
        last = ids.list.items[ids.list.count - 1];
        for (size_t i = 0; i < ids.list.count && status == KW_OK; i++)
            status = count_relation(u, ids.list.items[i], err);
        if (status != KW_OK)
            return status;
    }
}

/* --- voices ------------------------------------------------------------------------ */

/* Relations that tell what an outlet is, not what it does. */
static const uint64_t standing =
    (UINT64_C(1) << KW_RELATION_ROLE_AT) | (UINT64_C(1) << KW_RELATION_MEMBER_OF) |
    (UINT64_C(1) << KW_RELATION_PART_OF) | (UINT64_C(1) << KW_RELATION_OWNS) |
    (UINT64_C(1) << KW_RELATION_BASED_IN) | (UINT64_C(1) << KW_RELATION_LOCATED_IN) |
    (UINT64_C(1) << KW_RELATION_FOUNDED);

/* Titles of somebody. */
struct titles {
    const struct kw_update *update;
    bool other; /* one of them is not one of speaking for somebody */
};

/* Whether a title, or its last word, is one of speaking for somebody. */
static bool is_voice_role(const struct kw_lexicon *lexicon, struct kw_str title)
{
    while (title.len) {
        struct kw_lexhits hits;
        struct kw_lexeme role;
        struct kw_str first;
        if (kw_lexicon_find(lexicon, title, &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_ROLES, &role))
            return kw_str_eq(kw_lexicon_cell(lexicon, role.row, KW_COL_ROLES_CLASS),
                             KW_STR("voice"));
        kw_str_cut(title, ' ', &first, &title);
    }
    return false;
}

static enum kw_status take_title(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    struct titles *titles = context;
    struct kw_str folded;
    enum kw_status status = kw_fold(titles->update->scratch, c[0].text, &folded, err);
    if (status == KW_OK && !is_voice_role(titles->update->lexicon, folded))
        titles->other = true;
    return status;
}

/* An outlet that does nothing but speak is a voice, and somebody whose every office is to
 * speak for others and who is in no other relation. */
enum kw_status kw_voice_decide(struct kw_update *u, int64_t entity, enum kw_type type,
                               bool *voice, struct kw_error *err)
{
    struct titles titles = {.update = u};
    int64_t acts = 0, holds = 0;
    enum kw_status status = KW_OK;
    *voice = false;
    kw_arena_reset(u->scratch);
    if (type == KW_TYPE_OUTLET) {
        status = kw_store_integer(u->store, KW_Q_ENTITY_ACTS, 0, &acts, err, entity,
                                  (int64_t)standing);
        *voice = !acts;
    } else if (type == KW_TYPE_PERSON) {
        status = kw_store_integer(u->store, KW_Q_ENTITY_ONLY_HOLDS, 0, &holds, err,
                                  entity, (int64_t)KW_RELATION_ROLE_AT);
        if (status == KW_OK && holds)
            status = kw_store_each(u->store, KW_Q_ENTITY_TITLES, take_title, &titles, err,
                                   entity, (int64_t)KW_RELATION_ROLE_AT);
        *voice = holds && !titles.other;
    }
    return status;
}
