/* key.h - the key of an identity: what a referent's name comes down to (design, rule 3).
 */
#ifndef KW_CORPUS_KEY_H
#define KW_CORPUS_KEY_H

#include "knotwork/document.h"
#include "lexicon/lexicon.h"

/* A name without article, company suffix and the dots of acronyms, folded: "The N.S.O.
 * Group, Ltd." gives "nso group". Never empty. ptr is NULL when memory is out. */
struct kw_str kw_key_of_name(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                             struct kw_str name);

struct kw_identity_key {
    struct kw_str key;  /* id, or name, or owner's key / generic name */
    struct kw_str weak; /* the form under which it may turn out to be an alias of another
                           identity; empty: never */
};

/* The keys of all referents of an extraction, in their order. Owns: lives in `arena`.
 * Errors: KW_NOMEM. Cost: linear in referents and statements. */
KW_CHECKED enum kw_status kw_keys_of(const struct kw_lexicon *lexicon,
                                     struct kw_arena *arena,
                                     const struct kw_extraction *extraction,
                                     struct kw_identity_key **out, struct kw_error *err);

/* Calls `fn` with every form that could stand for something called `key` (a result of
 * kw_key_of_name) of that type: a person's last name, and the name without middle
 * initials; an organization's initials; an agency without its country. Forms are in
 * `arena`. */
typedef enum kw_status kw_form_fn(void *context, struct kw_str form,
                                  struct kw_error *err);
KW_CHECKED enum kw_status kw_key_forms(const struct kw_lexicon *lexicon,
                                       struct kw_arena *arena, struct kw_str key,
                                       enum kw_type type, kw_form_fn *fn, void *context,
                                       struct kw_error *err);

/* How common a word is as a given name, from 1 to 3; 0: it is none. */
int kw_given_frequency(const struct kw_lexicon *lexicon, struct kw_str word);

/* Which types may be one thing under different names: the same number for all kinds of
 * organizations, for countries and places. 0: none. */
int kw_type_sort(enum kw_type type);

#endif
