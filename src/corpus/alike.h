/* alike.h - pairs of entities that may be one, by their names; what speaks for it.
 */
#ifndef KW_CORPUS_ALIKE_H
#define KW_CORPUS_ALIKE_H

#include "corpus/cast.h"

/* How two names are alike. X(enumerator, points, meaning): of several the one with the
 * most points counts. */
#define KW_LIKENESSES(X)                                                                 \
    X(LETTERS, 56, "the same letters")                                                   \
    X(WORDS, 48, "the same words in another order")                                      \
    X(MIDDLE, 46, "the same but for a middle name")                                      \
    X(SPELLING, 44, "a letter or two apart")                                             \
    X(SHORT, 34, "the same without its country")                                         \
    X(INITIALS, 32, "its initials")                                                      \
    X(GIVEN, 30, "the initial of its given name")                                        \
    X(LAST, 28, "its last name")                                                         \
    X(PART, 24, "the words it begins with")                                              \
    X(OWNED, 20, "a name that needs an owner, and one that has an owner")
#define KW_LIKENESS_ENUM(id, points, meaning) KW_LIKE_##id,
enum kw_likeness { KW_LIKENESSES(KW_LIKENESS_ENUM) KW_LIKE_COUNT };
#undef KW_LIKENESS_ENUM

/* Two members with such names. */
struct kw_alike {
    uint32_t a, b;           /* members; a < b */
    uint32_t name_a, name_b; /* of kw_cast.names */
    enum kw_likeness likeness;
    int points;       /* what the names say, from 0 to 100; then what all says */
    uint32_t several; /* of what the shorter name may stand for: this is one of so many */
};

struct kw_alikes {
    KW_VEC(struct kw_alike) list; /* by members */
};

/* Finds the pairs. Names are put into blocks by what they may have in common, and only
 * names of one block are compared; a block of more than 64 names says nothing.
 * Owns: the list lives in `arena`. Errors: KW_NOMEM.
 * Cost: O(n log n) for n bytes of names, 16 bytes of memory for each. */
KW_CHECKED enum kw_status kw_alikes_find(const struct kw_cast *cast,
                                         const struct kw_lexicon *lexicon,
                                         struct kw_arena *arena, struct kw_alikes *out,
                                         struct kw_error *err);

const char *kw_likeness_meaning(enum kw_likeness likeness);
int kw_likeness_points(enum kw_likeness likeness);

#endif
