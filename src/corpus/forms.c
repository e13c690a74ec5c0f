/* forms.c - the forms of an identity: what weaker names it may be meant by. */
#include "corpus/forms.h"

#include <stdlib.h>

#include "corpus/key.h"

static enum kw_status push_text(struct kw_texts *texts, struct kw_str text,
                                struct kw_error *err)
{
    struct kw_str *place = KW_PUSH(texts->arena, &texts->list);
    if (!place)
        return kw_nomem(err);
    *place = kw_arena_copy(texts->arena, text);
    return place->ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status take_form(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    return push_text(context, c[0].text, err);
}

static enum kw_status take_name(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    return push_text(context, c[1].text, err);
}

/* An identity whose forms are found. */
struct forming {
    struct kw_update *update;
    const struct kw_formed *identity;
    struct kw_texts *forms;
};

static enum kw_status put_form(void *context, struct kw_str form, struct kw_error *err)
{
    struct forming *f = context;
    if (form.len < 2 || kw_str_eq(form, f->identity->weak))
        return KW_OK;
    return push_text(f->forms, form, err);
}

/* Finds the forms of an identity anew: its names, and what names of its type give. */
static enum kw_status find_forms(struct forming *f, struct kw_error *err)
{
    struct kw_update *u = f->update;
    struct kw_texts names = {.arena = u->arena};
    enum kw_status status =
        kw_store_each(u->store, KW_Q_NAMES_OF, take_name, &names, err, f->identity->id);
    for (size_t i = 0; i < names.list.count && status == KW_OK; i++) {
        struct kw_str form = kw_key_of_name(u->lexicon, u->arena, names.list.items[i]);
        status = form.ptr ? put_form(f, form, err) : kw_nomem(err);
        if (status == KW_OK)
            status = kw_key_forms(u->lexicon, u->arena, form, f->identity->type, put_form,
                                  f, err);
    }
    return status;
}

static void sort_texts(struct kw_texts *texts)
{
    struct kw_str *items = texts->list.items;
    size_t kept = 0;
    if (texts->list.count)
        qsort(items, texts->list.count, sizeof *items, kw_str_order);
    for (size_t i = 0; i < texts->list.count; i++)
        if (i == 0 || !kw_str_eq(items[i], items[kept - 1]))
            items[kept++] = items[i];
    texts->list.count = kept;
}

/* Writes in what old and new forms differ. */
static enum kw_status write_forms(struct kw_store *store, int64_t id,
                                  const struct kw_texts *old, const struct kw_texts *new,
                                  struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0, k = 0;
         (i < old->list.count || k < new->list.count) && status == KW_OK;) {
        int order = i == old->list.count ? 1
                    : k == new->list.count
                        ? -1
                        : kw_str_cmp(old->list.items[i], new->list.items[k]);
        if (order < 0)
            status = kw_store_run(store, KW_Q_FORM_DROP, err, old->list.items[i], id);
        if (order > 0)
            status = kw_store_run(store, KW_Q_FORM_PUT, err, new->list.items[k], id);
        i += order <= 0;
        k += order >= 0;
    }
    return status;
}

enum kw_status kw_forms_known(struct kw_update *u, int64_t id, struct kw_texts *out,
                              struct kw_error *err)
{
    return kw_store_each(u->store, KW_Q_FORMS_OF, take_form, out, err, id);
}

enum kw_status kw_forms_renew(struct kw_update *u, const struct kw_formed *identity,
                              struct kw_texts *old, struct kw_texts *new,
                              struct kw_error *err)
{
    struct forming f = {u, identity, new};
    enum kw_status status = identity->used ? find_forms(&f, err) : KW_OK;
    sort_texts(old);
    sort_texts(new);
    return status == KW_OK ? write_forms(u->store, identity->id, old, new, err) : status;
}
