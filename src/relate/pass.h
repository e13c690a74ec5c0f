/* pass.h - what the finders of statements share while a document is worked through. */
#ifndef KW_RELATE_PASS_H
#define KW_RELATE_PASS_H

#include "relate/frame.h"
#include "relate/gather.h"
#include "relate/mood.h"
#include "relate/occasion.h"
#include "relate/when.h"

/* How a statement was found, and how far that is to be trusted (per mille): as a tie
 * (role_at to family), and as an event (everything from associate on). Measured by
 * tests/bench/calibrate.py: ties on the training halves of conll04 and KnowledgeNet,
 * events on those and on the cases of PETRARCH and PLOVER, each leaning on its mean with
 * the weight of ten; where next to nothing was judged (ties: NOMINAL, SPOKEN; events:
 * TITLE, NAMED, POSSESSOR, APPOSED, SPOKEN) it is a guess below those. Taken again with
 * the frames of today on 2,364 statements, no step of .05 from .80 on is off by more
 * than .02. No two are equal, so that the way can be told from the confidence.
 * X(enumerator, tie, event) */
#define KW_WAYS(X)                                                                       \
    X(TITLE, 835, 834)      /* US President Joe Biden */                                 \
    X(NAMED, 774, 773)      /* Chinese Foreign Ministry; the Israeli firm */             \
    X(POSSESSOR, 736, 735)  /* NSO's Pegasus */                                          \
    X(APPOSED, 921, 860)    /* Jane Roe, head of Acme */                                 \
    X(ACTIVE, 951, 842)     /* subject verb object */                                    \
    X(PASSIVE, 972, 922)                                                                 \
    X(CONTROLLED, 931, 892) /* an infinitive or participle whose subject is elsewhere */ \
    X(DENOTED, 923, 917)    /* X, the founder of Y */                                    \
    X(NOMINAL, 781, 663)    /* Y's attack on X */                                        \
    X(SPOKEN, 700, 701)     /* who calls somebody bad accuses */

#define KW_WAY_ENUM(id, tie, event) KW_WAY_##id,
enum kw_way { KW_WAYS(KW_WAY_ENUM) KW_WAY_COUNT };
#undef KW_WAY_ENUM

/* One sentence at work. */
struct kw_pass {
    const struct kw_frames *frames;
    const struct kw_scene *scene;
    struct kw_voice voice;
    struct kw_gather *gather;
    const struct kw_occasion *occasion; /* of the sentences before */
    const struct kw_when *whens; /* scene->time_count of them, placed */
};

/* A statement about to be made: who, what, whom, and where it was read. */
struct kw_claim {
    uint32_t subject; /* referents */
    enum kw_relation type;
    uint32_t object;
    uint32_t item;       /* or 0 */
    struct kw_str title; /* or empty */
    struct kw_mood mood;
    uint32_t clause; /* for time and place; or 0 */
    uint32_t phrase; /* whose time is its own, when its predicate is a noun; or 0 */
    uint32_t near;   /* a token of its object, for the nearest of several times; or 0 */
    uint32_t first;  /* tokens of its phrase */
    uint32_t end;
    enum kw_way way;
};

/* Makes the statement; one whose ends do not suit its type is no statement.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status
kw_pass_claim(struct kw_pass *pass, const struct kw_claim *claim, struct kw_error *err);

/* Whether one does it by saying something. */
bool kw_is_spoken(enum kw_relation type);

/* The finders. Errors of all: KW_NOMEM. Cost: linear in the scene, times the frames of
 * a lemma. */
KW_CHECKED enum kw_status kw_find_frames(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_roles(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_ties(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_asides(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_pronouns(struct kw_pass *pass, struct kw_error *err);

#endif
