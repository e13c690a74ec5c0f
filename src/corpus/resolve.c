/* resolve.c - identities to entities.
 *
 * Referents with the same key are one identity (evidence.c). An identity without an id of
 * its own may be a weaker name of another one: "nso" of "nso group", "biden" of "joe
 * biden". It joins when its key is a form of identities of exactly one entity, and that
 * is of the same sort, stands above it in a fixed order (ids, then longer keys) and is no
 * stranger beside it: a footballer called Scotland does not take the country in. Else it
 * stays by itself. As the order is strict, what an identity joins never depends on what
 * joins it, and the result is the same whatever came first. Only identities that share a
 * form with something new are looked at.
 *
 * Decisions of people (curation.h) come before that: a key that is merged or dropped is
 * bound, its root is the first key of its group that some document has. Of two that are
 * never one, the bound one stays and the other yields; else the lower one yields.
 */
#include "corpus/forms.h"

enum {
    MOST_CANDIDATES = 64, /* forms shared by more identities than this tell nothing */
    MOST_TIMES = 5,  /* how much more may speak for a weak name than for the full one */
    ALIAS_TIMES = 1, /* the same, where nothing but its use says that it is one */
    VERY_COMMON = 3, /* a given name that is nobody's last name in particular */
};

/* --- one identity ------------------------------------------------------------------ */

struct identity {
    struct kw_arena *arena;
    int64_t id;
    struct kw_str key, weak;
    enum kw_type type;
    int64_t root;               /* as stored; 0: none yet */
    int64_t votes;              /* how much speaks for it */
    enum kw_join join;          /* as stored: why it has that root */
    const struct kw_note *note; /* what people decided about it, or NULL */
};

static enum kw_status take_row(void *context, const struct kw_cell *c,
                               struct kw_error *err)
{
    struct identity *identity = context;
    identity->key = kw_arena_copy(identity->arena, c[0].text);
    identity->weak = kw_arena_copy(identity->arena, c[1].text);
    if (!identity->key.ptr || !identity->weak.ptr)
        return kw_nomem(err);
    identity->type = (enum kw_type)c[2].number;
    identity->root = c[3].number;
    identity->votes = c[4].number;
    identity->join = (enum kw_join)c[5].number;
    return KW_OK;
}

static enum kw_status get_identity(struct kw_update *u, int64_t id,
                                   struct identity *identity, struct kw_error *err)
{
    *identity = (struct identity){.arena = u->arena, .id = id};
    enum kw_status status =
        kw_store_each(u->store, KW_Q_IDENTITY_GET, take_row, identity, err, id);
    identity->note = kw_curation_note(u->curation, identity->key);
    return status;
}

/* The identity of a key that some document has, or 0. */
static enum kw_status find_used(struct kw_update *u, struct kw_str key, int64_t *id,
                                struct kw_error *err)
{
    int64_t used = 0;
    enum kw_status status = kw_store_integer(u->store, KW_Q_IDENTITY_ID, 0, id, err, key);
    if (status == KW_OK && *id)
        status = kw_store_integer(u->store, KW_Q_IDENTITY_USED, 0, &used, err, *id);
    *id = used ? *id : 0;
    return status;
}

/* True when people decided what it belongs to. */
static bool is_bound(const struct kw_note *note)
{
    return note && (note->merged || note->dropped);
}

/* The root of an identity as far as it is decided. */
static int64_t root_now(const struct kw_update *u, int64_t id, int64_t stored)
{
    const struct kw_tally_row *row = kw_tally_find(&u->roots, id, 0);
    int64_t root = row ? row->counts[0] : stored;
    return root ? root : id;
}

/* --- what is to be decided --------------------------------------------------------- */

/* Identities to look at, each once at a time, first come first served. */
struct queue {
    KW_VEC(int64_t) ids;
    size_t next;
    struct kw_tally waiting; /* counts[0]: it is in the queue */
};

static enum kw_status enqueue(struct kw_update *u, struct queue *queue, int64_t id,
                              struct kw_error *err)
{
    struct kw_tally_row *row = kw_tally_at(&queue->waiting, u->arena, id, 0, NULL);
    if (!row)
        return kw_nomem(err);
    if (row->counts[0])
        return KW_OK;
    int64_t *place = KW_PUSH(u->arena, &queue->ids);
    if (!place)
        return kw_nomem(err);
    row->counts[0] = 1;
    *place = id;
    return KW_OK;
}

/* Enqueues the identities whose key is one of these forms. */
static enum kw_status enqueue_forms(struct kw_update *u, struct queue *queue,
                                    const struct kw_texts *forms, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < forms->list.count && status == KW_OK; i++) {
        struct kw_ids ids = {.arena = u->arena};
        status = kw_store_each(u->store, KW_Q_WEAK_ONES, kw_take_id, &ids, err,
                               forms->list.items[i]);
        for (size_t k = 0; k < ids.list.count && status == KW_OK; k++)
            status = enqueue(u, queue, ids.list.items[k], err);
    }
    return status;
}

/* Enqueues those that people bound to this one, or keep apart from it. */
static enum kw_status enqueue_noted(struct kw_update *u, struct queue *queue,
                                    const struct kw_note *note, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    const struct kw_note *notes = u->curation->notes.items;
    const struct kw_note *head = kw_curation_head(u->curation, note);
    for (size_t i = 0; head && i < head->members.count && status == KW_OK; i++) {
        int64_t id = 0;
        status = find_used(u, notes[head->members.items[i]].key, &id, err);
        if (status == KW_OK && id)
            status = enqueue(u, queue, id, err);
    }
    for (size_t i = 0; note && i < note->apart.count && status == KW_OK; i++) {
        int64_t id = 0;
        status = find_used(u, notes[note->apart.items[i]].key, &id, err);
        if (status == KW_OK && id)
            status = enqueue(u, queue, id, err);
    }
    return status;
}

/* Votes for the type of an identity. */
struct votes {
    int64_t type, of_type, all; /* the first type with the most votes */
};

static enum kw_status take_type(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct votes *votes = context;
    (void)err;
    if (votes->type == 0 || c[1].number > votes->of_type) {
        votes->type = c[0].number;
        votes->of_type = c[1].number;
    }
    votes->all += c[1].number;
    return KW_OK;
}

/* Counts an identity anew: its type and votes. */
static enum kw_status recount(struct kw_update *u, struct identity *identity, bool lost,
                              struct kw_error *err)
{
    struct votes votes = {0};
    enum kw_status status = KW_OK;
    if (lost)
        status = kw_store_run(u->store, KW_Q_NAMES_CLEAN, err, identity->id);
    if (lost && status == KW_OK)
        status = kw_store_run(u->store, KW_Q_TYPES_CLEAN, err, identity->id);
    if (status == KW_OK)
        status = kw_store_each(u->store, KW_Q_IDENTITY_TYPES, take_type, &votes, err,
                               identity->id);
    const struct kw_note *head = kw_curation_head(u->curation, identity->note);
    if (head && head->retyped)
        votes.type = head->type;
    identity->type = (enum kw_type)votes.type;
    identity->votes = votes.all;
    return status == KW_OK ? kw_store_run(u->store, KW_Q_IDENTITY_COUNT, err, votes.type,
                                          votes.all, identity->id)
                           : status;
}

/* Brings an identity up to date: its type, and its forms unless its names are those it
 * had before; enqueues whom that may concern. One that nothing refers to any more loses
 * its forms, and goes in kw_roots_set. */
static enum kw_status refresh(struct kw_update *u, struct queue *queue,
                              const struct kw_tally_row *dirty, struct kw_error *err)
{
    struct identity identity;
    struct kw_texts old = {.arena = u->arena}, new = {.arena = u->arena};
    bool lost = dirty->counts[KW_DIRTY_LOST] != 0;
    int64_t id = dirty->a, used = 1;
    enum kw_status status = get_identity(u, id, &identity, err);
    enum kw_type type = identity.type;
    if (status == KW_OK)
        status = recount(u, &identity, lost, err);
    bool same = !lost && !dirty->counts[KW_DIRTY_NAMED] && identity.type == type;
    if (status == KW_OK && lost)
        status = kw_store_integer(u->store, KW_Q_IDENTITY_USED, 0, &used, err, id);
    if (status == KW_OK)
        status = kw_forms_known(u, id, &old, err);
    struct kw_formed formed = {id, identity.weak, identity.type, used};
    if (status == KW_OK && !same)
        status = kw_forms_renew(u, &formed, &old, &new, err);
    if (status == KW_OK && used)
        status = enqueue(u, queue, id, err);
    if (status == KW_OK)
        status = enqueue_noted(u, queue, identity.note, err);
    if (status == KW_OK)
        status = enqueue_forms(u, queue, &old, err);
    return status == KW_OK ? enqueue_forms(u, queue, &new, err) : status;
}

/* --- deciding ---------------------------------------------------------------------- */

/* Looks for the one entity a weak identity may belong to. */
struct choice {
    struct kw_update *update;
    const struct identity *identity;
    int given;    /* it is a given name: only last names may be meant, of very common ones
                     not even those */
    int64_t root; /* of the candidates so far; 0: none */
    bool several; /* they have several */
    int64_t votes;     /* of those that it may join */
    enum kw_join join; /* the first reason that holds */
    size_t seen;
    KW_VEC(int64_t) strangers; /* roots that people keep apart from it */
};

/* The fixed order: whether `key` stands above the identity. */
static bool above(struct kw_str key, struct kw_str weak, const struct identity *identity)
{
    if (weak.len == 0)
        return true;
    if (key.len != identity->key.len)
        return key.len > identity->key.len;
    return kw_str_cmp(key, identity->key) > 0;
}

/* Whether `word` is the last word of several. */
static bool ends_in(struct kw_str key, struct kw_str word)
{
    return key.len > word.len && kw_str_ends(key, word) &&
           key.ptr[key.len - word.len - 1] == ' ';
}

/* Whether people said that `key` is something else than `from`. */
static bool is_split_off(struct kw_str key, struct kw_str from)
{
    return kw_str_starts(key, from) && key.len > from.len && key.ptr[from.len] == '#';
}

static enum kw_status look_for(void *context, struct kw_str form, struct kw_error *err)
{
    struct choice *choice = context;
    enum kw_join join =
        kw_str_find(form, KW_STR(" "), 0) < form.len ? KW_JOIN_SHORT : KW_JOIN_INITIALS;
    (void)err;
    if (kw_str_eq(form, choice->identity->weak) && join < choice->join)
        choice->join = join;
    return KW_OK;
}

/* "john kennedy" of "john f kennedy": the same beginning and end, something between. */
static bool is_without_middle(struct kw_str key, struct kw_str weak)
{
    size_t gap = kw_str_find(weak, KW_STR(" "), 0);
    return gap < weak.len && key.len > weak.len &&
           kw_str_starts(key, kw_str_slice(weak, 0, gap + 1)) &&
           kw_str_ends(key, kw_str_slice(weak, gap, weak.len));
}

/* "cobalt gate" of "cobalt gate technologies": a firm's name begins with two words or
 * more that are used for it. */
static bool is_beginning(struct kw_str key, struct kw_str weak)
{
    return kw_str_find(weak, KW_STR(" "), 0) < weak.len && key.len > weak.len &&
           kw_str_starts(key, weak) && key.ptr[weak.len] == ' ';
}

/* Why a name may stand for the one called `key`. */
static enum kw_status note_reason(struct choice *choice, struct kw_str key,
                                  enum kw_type type, struct kw_error *err)
{
    struct kw_update *u = choice->update;
    if (type == KW_TYPE_PERSON && ends_in(key, choice->identity->weak))
        choice->join = KW_JOIN_LAST;
    else if (type == KW_TYPE_PERSON && is_without_middle(key, choice->identity->weak))
        choice->join = KW_JOIN_MIDDLE;
    else if (type == KW_TYPE_FIRM && choice->join > KW_JOIN_SHORT &&
             is_beginning(key, choice->identity->weak))
        choice->join = KW_JOIN_SHORT;
    return type == KW_TYPE_PERSON
               ? KW_OK
               : kw_key_forms(u->lexicon, u->arena, key, type, look_for, choice, err);
}

static enum kw_status weigh_candidate(void *context, const struct kw_cell *c,
                                      struct kw_error *err)
{
    struct choice *choice = context;
    (void)err;
    choice->seen++;
    if (c[0].number == choice->identity->id || c[2].number <= 0 ||
        c[2].number >= KW_TYPE_COUNT || !above(c[1].text, c[4].text, choice->identity) ||
        is_split_off(c[1].text, choice->identity->key))
        return KW_OK;
    int64_t root = root_now(choice->update, c[0].number, c[3].number);
    for (size_t i = 0; i < choice->strangers.count; i++)
        if (choice->strangers.items[i] == root)
            return KW_OK;
    choice->several = choice->several || (choice->root && choice->root != root);
    choice->root = root;
    if (kw_type_sort((enum kw_type)c[2].number) == kw_type_sort(choice->identity->type) &&
        (!choice->given ||
         (choice->given < VERY_COMMON && ends_in(c[1].text, choice->identity->weak)))) {
        choice->votes += c[5].number;
        return note_reason(choice, c[1].text, (enum kw_type)c[2].number, err);
    }
    return KW_OK;
}

/* Lists the roots of those it is to be kept apart from, where it is the one to yield. */
static enum kw_status list_strangers(struct choice *choice, struct kw_error *err)
{
    struct kw_update *u = choice->update;
    const struct kw_note *note = choice->identity->note;
    enum kw_status status = KW_OK;
    for (size_t i = 0; note && i < note->apart.count && status == KW_OK; i++) {
        const struct kw_note *other = &u->curation->notes.items[note->apart.items[i]];
        struct identity identity;
        int64_t id = 0;
        status = find_used(u, other->key, &id, err);
        if (status != KW_OK || id == 0)
            continue;
        status = get_identity(u, id, &identity, err);
        if (status != KW_OK ||
            (!is_bound(other) && !above(identity.key, identity.weak, choice->identity)))
            continue;
        int64_t *place = KW_PUSH(u->arena, &choice->strangers);
        if (!place)
            return kw_nomem(err);
        *place = root_now(u, id, identity.root);
    }
    return status;
}

/* The root of a bound identity: the first of its group that some document has. */
static enum kw_status bound_root(struct kw_update *u, const struct identity *identity,
                                 int64_t *root, struct kw_error *err)
{
    const struct kw_note *head = kw_curation_head(u->curation, identity->note);
    int64_t id = 0;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < head->members.count && id == 0 && status == KW_OK; i++)
        status =
            find_used(u, u->curation->notes.items[head->members.items[i]].key, &id, err);
    *root = id ? id : identity->id;
    return status;
}

static int64_t most_times(enum kw_join join)
{
    return join == KW_JOIN_ALIAS ? ALIAS_TIMES : MOST_TIMES;
}

static enum kw_status choose_root(struct kw_update *u, const struct identity *identity,
                                  int64_t *root, enum kw_join *join, struct kw_error *err)
{
    struct choice choice = {.update = u, .identity = identity, .join = KW_JOIN_ALIAS};
    *root = identity->id;
    *join = is_bound(identity->note) && identity->note->merged ? KW_JOIN_CURATED
                                                               : KW_JOIN_OWN;
    if (is_bound(identity->note))
        return bound_root(u, identity, root, err);
    if (identity->weak.len == 0)
        return KW_OK;
    choice.given = kw_given_frequency(u->lexicon, identity->weak);
    enum kw_status status = list_strangers(&choice, err);
    if (status == KW_OK)
        status = kw_store_each(u->store, KW_Q_CANDIDATES, weigh_candidate, &choice, err,
                               identity->weak, (int64_t)MOST_CANDIDATES + 1);
    if (status == KW_OK && choice.root && !choice.several &&
        choice.seen <= MOST_CANDIDATES && choice.votes > 0 &&
        identity->votes <= most_times(choice.join) * choice.votes) {
        *root = choice.root;
        *join = choice.join;
    }
    return status;
}

/* Decides one identity; when its root changes, those that may join by way of it have to
 * be decided again. */
static enum kw_status decide(struct kw_update *u, struct queue *queue, int64_t id,
                             struct kw_error *err)
{
    struct identity identity;
    int64_t root = 0;
    enum kw_join join = KW_JOIN_OWN;
    struct kw_texts forms = {.arena = u->arena};
    kw_tally_find(&queue->waiting, id, 0)->counts[0] = 0;
    enum kw_status status = get_identity(u, id, &identity, err);
    if (status == KW_OK)
        status = choose_root(u, &identity, &root, &join, err);
    if (status != KW_OK)
        return status;
    const struct kw_tally_row *decided = kw_tally_find(&u->roots, id, 0);
    if (root == (decided ? decided->counts[0] : identity.root) &&
        (int64_t)join == (decided ? decided->counts[2] : (int64_t)identity.join))
        return KW_OK;
    struct kw_tally_row *row = kw_tally_at(&u->roots, u->arena, id, 0, NULL);
    if (!row)
        return kw_nomem(err);
    row->counts[0] = root;
    row->counts[1] = identity.root;
    row->counts[2] = (int64_t)join;
    status = enqueue_noted(u, queue, identity.note, err);
    if (status != KW_OK)
        return status;
    status = kw_forms_known(u, id, &forms, err);
    return status == KW_OK ? enqueue_forms(u, queue, &forms, err) : status;
}

enum kw_status kw_roots_find(struct kw_update *u, struct kw_error *err)
{
    struct queue queue = {0};
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->dirty.rows.count && status == KW_OK; i++)
        status = refresh(u, &queue, &u->dirty.rows.items[i], err);
    while (queue.next < queue.ids.count && status == KW_OK)
        status = decide(u, &queue, queue.ids.items[queue.next++], err);
    return status;
}

/* --- recording --------------------------------------------------------------------- */

static enum kw_status touch(struct kw_update *u, int64_t entity, struct kw_error *err)
{
    if (entity == 0 || kw_tally_at(&u->entities, u->arena, entity, 0, NULL))
        return KW_OK;
    return kw_nomem(err);
}

static enum kw_status set_root(struct kw_update *u, int64_t id, int64_t root, int64_t old,
                               int64_t join, struct kw_error *err)
{
    struct identity top;
    enum kw_status status = get_identity(u, root, &top, err);
    /* What is dropped is a root without an entity: nothing counts or shows it. */
    if (status == KW_OK && !(top.note && top.note->dropped))
        status = kw_store_run(u->store, KW_Q_ENTITY_MAKE, err, root, top.key);
    if (status == KW_OK)
        status = kw_store_run(u->store, KW_Q_IDENTITY_ENTITY_SET, err, root, join, id);
    if (status == KW_OK)
        status = touch(u, root, err);
    return status == KW_OK ? touch(u, old, err) : status;
}

/* Describes the entity of an identity anew, or drops an identity that is not used. */
static enum kw_status finish_dirty(struct kw_update *u, int64_t id, bool lost,
                                   struct kw_error *err)
{
    struct identity identity;
    int64_t used = 1;
    enum kw_status status = get_identity(u, id, &identity, err);
    if (status == KW_OK)
        status = touch(u, identity.root, err);
    if (status == KW_OK && lost)
        status = kw_store_integer(u->store, KW_Q_IDENTITY_USED, 0, &used, err, id);
    if (status == KW_OK && !used)
        status = kw_store_run(u->store, KW_Q_IDENTITY_DROP, err, id);
    return status;
}

enum kw_status kw_roots_set(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->roots.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->roots.rows.items[i];
        status = set_root(u, row->a, row->counts[0], row->counts[1], row->counts[2], err);
    }
    for (size_t i = 0; i < u->dirty.rows.count && status == KW_OK; i++)
        status = finish_dirty(u, u->dirty.rows.items[i].a,
                              u->dirty.rows.items[i].counts[KW_DIRTY_LOST] != 0, err);
    return status;
}

/* A key that nobody has any more may come back in the next batch, with another id. */
enum kw_status kw_roots_forget(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < u->dirty.rows.count && status == KW_OK; i++)
        if (u->dirty.rows.items[i].counts[KW_DIRTY_LOST])
            status =
                kw_store_run(u->store, KW_Q_ENTITY_FORGET, err, u->dirty.rows.items[i].a);
    return status;
}
