/* evidence.c - referents to identities: what a document says of each, added when it comes
 * and taken away when it goes.
 *
 * Referents with the same key are one identity. It gathers the names they are given and
 * votes for its type and kind; which entity it belongs to is resolve.c's to decide.
 */
#include "corpus/update.h"

enum {
    MOST_VOTES = 10, /* of one referent for its type */
    TOLD = 3,        /* times as many where its kind is known, too */
    KIND_SHIFT = 32, /* of a kind or type above the number of a text */
};
#define KIND_MASK INT64_C(0xffffffff)

/* --- sums of a batch --------------------------------------------------------------- */

/* The number of a text in u->texts, from 0. */
static enum kw_status number_of(struct kw_update *u, struct kw_str text,
                                struct kw_str fold, uint32_t *number,
                                struct kw_error *err)
{
    uint32_t known = kw_map_get(&u->text_numbers, text);
    *number = known - 1;
    if (known)
        return KW_OK;
    struct kw_noted *noted = KW_PUSH(u->arena, &u->texts);
    if (!noted)
        return kw_nomem(err);
    noted->text = kw_arena_copy(u->arena, text);
    noted->fold = kw_arena_copy(u->arena, fold);
    if (!noted->text.ptr || !noted->fold.ptr)
        return kw_nomem(err);
    *number = (uint32_t)u->texts.count - 1;
    return kw_map_put(&u->text_numbers, u->arena, noted->text, *number + 1, err);
}

static enum kw_status add_name(struct kw_update *u, int64_t identity,
                               const struct kw_given_name *given, int sign,
                               struct kw_error *err)
{
    uint32_t number;
    enum kw_status status = number_of(u, given->name, given->fold, &number, err);
    if (status != KW_OK)
        return status;
    struct kw_tally_row *row = kw_tally_at(
        &u->names, u->arena, identity, (int64_t)given->kind << KIND_SHIFT | number, NULL);
    if (!row)
        return kw_nomem(err);
    row->counts[0] += sign * (int64_t)given->times;
    return KW_OK;
}

static enum kw_status add_type(struct kw_update *u, int64_t identity, enum kw_type type,
                               struct kw_str kind, int64_t votes, struct kw_error *err)
{
    uint32_t number;
    enum kw_status status = number_of(u, kind, KW_STR(""), &number, err);
    if (status != KW_OK)
        return status;
    struct kw_tally_row *row = kw_tally_at(&u->types, u->arena, identity,
                                           (int64_t)type << KIND_SHIFT | number, NULL);
    if (!row)
        return kw_nomem(err);
    row->counts[0] += votes;
    return KW_OK;
}

/* A name that is new to its identity may give it new forms. */
static enum kw_status write_name(struct kw_update *u, const struct kw_tally_row *row,
                                 struct kw_error *err)
{
    const struct kw_noted *name = &u->texts.items[row->b & KIND_MASK];
    int64_t kind = row->b >> KIND_SHIFT;
    enum kw_status status = kw_store_run(u->store, KW_Q_NAME_ADD, err, row->counts[0],
                                         row->a, kind, name->text);
    if (status != KW_OK || kw_store_changes(u->store) > 0)
        return status;
    kw_tally_find(&u->dirty, row->a, 0)->counts[KW_DIRTY_NAMED] = 1;
    return kw_store_run(u->store, KW_Q_NAME_PUT, err, row->a, kind, name->text,
                        row->counts[0], name->fold);
}

enum kw_status kw_evidence_write(struct kw_update *u, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    kw_tally_sort(&u->names);
    for (size_t i = 0; i < u->names.rows.count && status == KW_OK; i++)
        if (u->names.rows.items[i].counts[0])
            status = write_name(u, &u->names.rows.items[i], err);
    kw_tally_sort(&u->types);
    for (size_t i = 0; i < u->types.rows.count && status == KW_OK; i++) {
        const struct kw_tally_row *row = &u->types.rows.items[i];
        if (row->counts[0])
            status =
                kw_store_run(u->store, KW_Q_TYPE_ADD, err, row->a, row->b >> KIND_SHIFT,
                             u->texts.items[row->b & KIND_MASK].text, row->counts[0]);
    }
    return status;
}

/* --- identities -------------------------------------------------------------------- */

/* The identity of a key, made when there is none. */
static enum kw_status identity_of(struct kw_update *u, const struct kw_identity_key *key,
                                  int64_t *out, struct kw_error *err)
{
    uint32_t number = kw_map_get(&u->identity_numbers, key->key);
    if (number) {
        *out = u->identities.items[number - 1];
        return KW_OK;
    }
    int64_t *id = KW_PUSH(u->arena, &u->identities);
    struct kw_str copy = kw_arena_copy(u->arena, key->key);
    if (!id || !copy.ptr)
        return kw_nomem(err);
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_IDENTITY_ID, 0, id, err, key->key);
    if (status == KW_OK && *id == 0) {
        status = kw_store_run(u->store, KW_Q_IDENTITY_PUT, err, key->key, key->weak);
        *id = kw_store_last_id(u->store);
    }
    if (status != KW_OK)
        return status;
    *out = *id;
    return kw_map_put(&u->identity_numbers, u->arena, copy, (uint32_t)u->identities.count,
                      err);
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

static enum kw_status add_names(struct kw_update *u, const struct kw_given_names *names,
                                const int64_t *identities, int sign, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < names->count && status == KW_OK; i++) {
        const struct kw_given_name *given = &names->items[i];
        if (identities[given->referent]) /* not ignored */
            status = add_name(u, identities[given->referent], given, sign, err);
    }
    return status;
}

static enum kw_status add_votes(struct kw_update *u, const struct kw_extraction *x,
                                const int64_t *identities, const int64_t *mentions,
                                int sign, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < x->referent_count && status == KW_OK; i++) {
        const struct kw_referent *r = &x->referents[i];
        if (identities[i] == 0) /* ignored */
            continue;
        int64_t weight = mentions[i] < 1            ? 1
                         : mentions[i] > MOST_VOTES ? MOST_VOTES
                                                    : mentions[i];
        /* A text that says what it is knows better than one that guesses. */
        if (r->kind.len)
            weight *= TOLD;
        status = add_type(u, identities[i], r->type, r->kind, weight * sign, err);
        struct kw_tally_row *row =
            kw_tally_at(&u->dirty, u->arena, identities[i], 0, NULL);
        if (status == KW_OK && !row)
            status = kw_nomem(err);
        if (status == KW_OK && sign < 0)
            row->counts[KW_DIRTY_LOST] = 1;
    }
    return status;
}

/* Keeps which identities a new document names, and where. */
static enum kw_status keep_namings(struct kw_update *u, int64_t document,
                                   const struct kw_extraction *x,
                                   const int64_t *identities, struct kw_error *err)
{
    struct kw_fresh *fresh = kw_fresh_of(u, document);
    fresh->namings = KW_NEW(u->arena, x->mention_count, struct kw_naming);
    if (!fresh->namings)
        return kw_nomem(err);
    for (size_t i = 0; i < x->mention_count; i++) {
        const struct kw_mention *m = &x->mentions[i];
        int64_t identity = identities[m->referent - 1];
        if (kw_mention_names(m->kind) && identity)
            fresh->namings[fresh->naming_count++] = (struct kw_naming){
                identity, kw_span_at(x->sentences, x->sentence_count, m->span.start)};
    }
    return KW_OK;
}

enum kw_status kw_evidence_add(struct kw_update *u, int64_t document,
                               const struct kw_extraction *x,
                               const struct kw_given_names *names,
                               const struct kw_identity_key *keys, struct kw_error *err)
{
    int sign = keys ? 1 : -1;
    kw_arena_reset(u->scratch);
    int64_t *identities = KW_NEW(u->scratch, x->referent_count, int64_t);
    int64_t *mentions = KW_NEW(u->scratch, x->referent_count, int64_t);
    if (!identities || !mentions)
        return kw_nomem(err);
    struct identities known = {identities, x->referent_count};
    /* ... and looked up when it goes, so that what was added is what is taken away. */
    enum kw_status status = keys ? join_referents(u, document, x, keys, identities, err)
                                 : kw_store_each(u->store, KW_Q_REFERENT_IDENTITIES,
                                                 take_identity, &known, err, document);
    for (size_t i = 0; i < x->mention_count; i++)
        if (kw_mention_names(x->mentions[i].kind))
            mentions[x->mentions[i].referent - 1]++;
    if (status == KW_OK && keys)
        status = keep_namings(u, document, x, identities, err);
    if (status == KW_OK)
        status = add_names(u, names, identities, sign, err);
    return status == KW_OK ? add_votes(u, x, identities, mentions, sign, err) : status;
}
