/* amend.c - what a decision changes in what is derived, without deriving the rest anew.
 *
 * Merging, keeping apart, renaming and retyping only concern identities that are there:
 * those the decision names, and those of their groups before and after, are decided again
 * as if a document had brought news of them; what hangs on them follows by itself. What
 * is split, ignored or dropped changes what documents say, so that all is derived anew.
 */
#include "corpus/open.h"

enum {
    MOST_DOCUMENTS = 4096
}; /* to be counted again in one batch; else all is derived */

struct amending {
    struct kw_update update;
    size_t documents; /* that mention what is touched, with repeats */
};

static enum kw_status count_document(void *context, const struct kw_cell *cells,
                                     struct kw_error *err)
{
    (void)cells;
    (void)err;
    ++*(size_t *)context;
    return KW_OK;
}

static enum kw_status touch_key(struct amending *a, struct kw_str key,
                                struct kw_error *err)
{
    struct kw_update *u = &a->update;
    int64_t id = 0;
    bool made = false;
    enum kw_status status =
        kw_store_integer(u->store, KW_Q_IDENTITY_ID, 0, &id, err, key);
    if (status != KW_OK || id == 0)
        return status;
    if (!kw_tally_at(&u->dirty, u->arena, id, 0, &made))
        return kw_nomem(err);
    return made ? kw_store_each(u->store, KW_Q_IDENTITY_DOCUMENTS, count_document,
                                &a->documents, err, id)
                : KW_OK;
}

/* The key and all that are one with it by these decisions. */
static enum kw_status touch_group(struct amending *a, const struct kw_curation *curation,
                                  struct kw_str key, struct kw_error *err)
{
    const struct kw_note *head =
        kw_curation_head(curation, kw_curation_note(curation, key));
    enum kw_status status = touch_key(a, key, err);
    for (size_t i = 0; head && i < head->members.count && status == KW_OK; i++)
        status = touch_key(a, curation->notes.items[head->members.items[i]].key, err);
    return status;
}

static bool is_about_identities(const struct kw_decision *decision)
{
    return decision->kind == KW_DECISION_MERGE || decision->kind == KW_DECISION_APART ||
           decision->kind == KW_DECISION_RENAME || decision->kind == KW_DECISION_RETYPE;
}

static enum kw_status touch(struct amending *a, const struct kw_decision *decision,
                            const struct kw_curation *before,
                            const struct kw_curation *after, struct kw_error *err)
{
    bool keys =
        decision->kind == KW_DECISION_MERGE || decision->kind == KW_DECISION_APART;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < (keys ? decision->count : 1) && status == KW_OK; i++) {
        status = touch_group(a, before, decision->operands[i], err);
        if (status == KW_OK)
            status = touch_group(a, after, decision->operands[i], err);
    }
    return status;
}

enum kw_status kw_corpus_amend(struct kw_store *store, const struct kw_lexicon *lexicon,
                               const struct kw_curation *before,
                               const struct kw_curation *after,
                               const struct kw_decision *decision, bool *done,
                               struct kw_error *err)
{
    struct amending a = {.documents = 0};
    bool current = false;
    *done = false;
    /* Dropped statements are told by keys, which merging changes. */
    if (!is_about_identities(decision) || before->statements || after->statements)
        return KW_OK;
    enum kw_status status = kw_corpus_is_current(store, lexicon, before, &current, err);
    if (status != KW_OK || !current)
        return status;
    status = kw_update_begin(&a.update, store, lexicon, after, err);
    if (status != KW_OK)
        return status;
    status = touch(&a, decision, before, after, err);
    if (status == KW_OK && a.documents <= MOST_DOCUMENTS) {
        status = kw_update_settle(&a.update, true, err);
        if (status == KW_OK)
            status = kw_corpus_stamp(store, lexicon, after, err);
        *done = status == KW_OK;
    }
    kw_update_end(&a.update);
    return status;
}
