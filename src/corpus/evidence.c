/* evidence.c - referents to identities: what a document says of each, added when it comes
 * and taken away when it goes.
 *
 * Referents with the same key are one identity. It gathers the names they are given and
 * votes for its type and kind; which entity it belongs to is resolve.c's to decide.
 */
#include "base/fold.h"
#include "corpus/update.h"

enum {
    MOST_VOTES = 10,  /* of one referent for its type */
    TOLD = 3,         /* times as many where its kind is known, too */
    NAME_BYTES = 200, /* longest name that is kept as an alias */
};

/* A name as it is shown: white space runs as one space. ptr NULL: memory is out. */
static struct kw_str shown(struct kw_arena *arena, struct kw_str name)
{
    char *copy = kw_arena_alloc(arena, name.len + 1, 1);
    size_t len = 0;
    if (!copy)
        return (struct kw_str){0};
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            copy[len++] = c;
        else if (len && copy[len - 1] != ' ')
            copy[len++] = ' ';
    }
    return (struct kw_str){copy, len};
}

static enum kw_status add_name(struct kw_update *u, int64_t identity,
                               enum kw_mention_kind kind, struct kw_str name, int sign,
                               struct kw_error *err)
{
    if (name.len == 0 || name.len > NAME_BYTES)
        return KW_OK;
    struct kw_str fold;
    name = shown(u->scratch, name);
    enum kw_status status =
        name.ptr ? kw_fold(u->scratch, name, &fold, err) : kw_nomem(err);
    return status == KW_OK ? kw_store_run(u->store, KW_Q_NAME_ADD, err, identity,
                                          (int64_t)kind, name, (int64_t)sign, fold)
                           : status;
}

/* The identity of a key, made when there is none. */
static enum kw_status identity_of(struct kw_update *u, const struct kw_identity_key *key,
                                  int64_t *out, struct kw_error *err)
{
    int64_t id = 0;
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_IDENTITY_ID, 0, &id, err, key->key);
    if (status == KW_OK && id == 0) {
        status = kw_store_run(u->store, KW_Q_IDENTITY_PUT, err, key->key, key->weak);
        id = kw_store_last_id(u->store);
    }
    if (status == KW_OK)
        *out = id;
    return status;
}

/* What people decided about a key in a document: another thing of that name there has
 * the smallest of its documents in its key. */
static enum kw_status curate_key(struct kw_update *u, struct kw_str document,
                                 struct kw_identity_key *key, bool *ignored,
                                 struct kw_error *err)
{
    const struct kw_decision *split =
        kw_curation_split(u->curation, u->scratch, key->key, document);
    if (split) {
        struct kw_str least = split->operands[1];
        for (size_t i = 2; i < split->count; i++)
            if (kw_str_cmp(split->operands[i], least) < 0)
                least = split->operands[i];
        *key = (struct kw_identity_key){kw_arena_printf(u->scratch, "%.*s#%.*s",
                                                        KW_STR_ARG(key->key),
                                                        KW_STR_ARG(least)),
                                        {0}};
        if (!key->key.ptr)
            return kw_nomem(err);
    }
    const struct kw_note *note = kw_curation_note(u->curation, key->key);
    *ignored = note && note->ignored;
    return KW_OK;
}

/* A document's referents to identities: made from their keys when it comes ... */
static enum kw_status join_referents(struct kw_update *u, int64_t document,
                                     const struct kw_extraction *x,
                                     const struct kw_identity_key *keys,
                                     int64_t *identities, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < x->referent_count && status == KW_OK; i++) {
        struct kw_identity_key key = keys[i];
        bool ignored = false;
        status = curate_key(u, x->document.key, &key, &ignored, err);
        if (ignored)
            continue;
        if (status == KW_OK)
            status = identity_of(u, &key, &identities[i], err);
        if (status == KW_OK)
            status = kw_store_run(u->store, KW_Q_REFERENT_IDENTITY_PUT, err, document,
                                  (int64_t)i + 1, identities[i]);
    }
    return status;
}

struct identities {
    int64_t *items; /* by referent - 1 */
    size_t count;
};

static enum kw_status take_identity(void *context, const struct kw_cell *cells,
                                    struct kw_error *err)
{
    struct identities *identities = context;
    if (cells[0].number < 1 || (uint64_t)cells[0].number > identities->count)
        return kw_fail(err, KW_STORE, "a referent that is none: run `knotwork resolve`");
    identities->items[cells[0].number - 1] = cells[1].number;
    return KW_OK;
}

enum kw_status kw_evidence_add(struct kw_update *u, int64_t document,
                               const struct kw_extraction *x,
                               const struct kw_identity_key *keys, struct kw_error *err)
{
    int sign = keys ? 1 : -1;
    kw_arena_reset(u->scratch);
    int64_t *identities = KW_NEW(u->scratch, x->referent_count, int64_t);
    int64_t *votes = KW_NEW(u->scratch, x->referent_count, int64_t);
    if (!identities || !votes)
        return kw_nomem(err);
    struct identities known = {identities, x->referent_count};
    /* ... and looked up when it goes, so that what was added is what is taken away. */
    enum kw_status status = keys ? join_referents(u, document, x, keys, identities, err)
                                 : kw_store_each(u->store, KW_Q_REFERENT_IDENTITIES,
                                                 take_identity, &known, err, document);
    for (size_t i = 0; i < x->mention_count && status == KW_OK; i++) {
        const struct kw_mention *m = &x->mentions[i];
        if (!kw_mention_names(m->kind) || identities[m->referent - 1] == 0)
            continue;
        votes[m->referent - 1]++;
        status = add_name(u, identities[m->referent - 1], m->kind,
                          kw_str_slice(x->document.text, m->span.start, m->span.end),
                          sign, err);
    }
    for (size_t i = 0; i < x->referent_count && status == KW_OK; i++) {
        const struct kw_referent *r = &x->referents[i];
        if (identities[i] == 0) /* ignored */
            continue;
        int64_t weight = votes[i] < 1 ? 1 : votes[i] > MOST_VOTES ? MOST_VOTES : votes[i];
        if (r->kind
                .len) /* a text that says what it is knows better than one that guesses */
            weight *= TOLD;
        status = add_name(u, identities[i], KW_MENTION_NONE, r->name, sign, err);
        if (status == KW_OK)
            status = kw_store_run(u->store, KW_Q_TYPE_ADD, err, identities[i],
                                  (int64_t)r->type, r->kind, weight * sign);
        struct kw_tally_row *row =
            kw_tally_at(&u->dirty, u->arena, identities[i], 0, NULL);
        if (status == KW_OK && !row)
            status = kw_nomem(err);
        if (status == KW_OK && sign < 0)
            row->counts[KW_DIRTY_LOST] = 1;
    }
    return status;
}
