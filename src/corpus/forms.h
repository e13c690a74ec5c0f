/* forms.h - the folded forms that may stand for an identity ("nso" for "nso group"): they
 * follow from its names and its type.
 */
#ifndef KW_CORPUS_FORMS_H
#define KW_CORPUS_FORMS_H

#include "corpus/update.h"

/* Texts in an arena. */
struct kw_texts {
    struct kw_arena *arena;
    KW_VEC(struct kw_str) list;
};

/* What the forms of an identity depend on, besides its names. */
struct kw_formed {
    int64_t id;
    struct kw_str weak; /* the form it would be an alias by itself; no form of it */
    enum kw_type type;
    bool used; /* referents are it; else it has no forms */
};

/* The forms that the store knows. */
KW_CHECKED enum kw_status kw_forms_known(struct kw_update *update, int64_t id,
                                         struct kw_texts *out, struct kw_error *err);

/* Finds the forms anew, into `new`, and writes in what they differ from `old`, which is
 * what the store knows. Both are sorted, each form once. */
KW_CHECKED enum kw_status kw_forms_renew(struct kw_update *update,
                                         const struct kw_formed *identity,
                                         struct kw_texts *old, struct kw_texts *new,
                                         struct kw_error *err);

#endif
