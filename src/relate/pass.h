/* pass.h - what the finders of statements share while a document is worked through. */
#ifndef KW_RELATE_PASS_H
#define KW_RELATE_PASS_H

#include "relate/frame.h"
#include "relate/gather.h"
#include "relate/mood.h"

/* How a statement was found, and how far that is to be trusted (per mille). Estimates by
 * hand, until there are enough judged statements to measure them.
 * X(enumerator, confidence) */
#define KW_WAYS(X)                                                                       \
    X(TITLE, 950)     /* US President Joe Biden */                                       \
    X(NAMED, 950)     /* Chinese Foreign Ministry; the Israeli firm */                   \
    X(POSSESSOR, 850) /* NSO's Pegasus */                                                \
    X(APPOSED, 850)   /* Jane Roe, head of Acme */                                       \
    X(ACTIVE, 800)    /* subject verb object */                                          \
    X(PASSIVE, 800)                                                                      \
    X(CONTROLLED, 700) /* an infinitive or participle whose subject stands elsewhere */  \
    X(DENOTED, 750)    /* X, the founder of Y */                                         \
    X(NOMINAL, 650)    /* Y's attack on X */                                             \
    X(SPOKEN, 600)     /* who calls somebody bad accuses */

#define KW_WAY_ENUM(id, confidence) KW_WAY_##id,
enum kw_way { KW_WAYS(KW_WAY_ENUM) KW_WAY_COUNT };
#undef KW_WAY_ENUM

/* What a time expression means: in a report of what happened, and in a plan. */
struct kw_scene_time {
    struct kw_time past;
    struct kw_time future;
};

/* One sentence at work. */
struct kw_pass {
    const struct kw_frames *frames;
    const struct kw_scene *scene;
    struct kw_voice voice;
    struct kw_gather *gather;
    const struct kw_scene_time *times; /* what scene->times mean */
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
    uint32_t first;  /* tokens of its phrase */
    uint32_t end;
    enum kw_way way;
};

/* Makes the statement; one whose ends do not suit its type is no statement.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status
kw_pass_claim(struct kw_pass *pass, const struct kw_claim *claim, struct kw_error *err);

/* The finders. Errors of all: KW_NOMEM. Cost: linear in the scene, times the frames of
 * a lemma. */
KW_CHECKED enum kw_status kw_find_frames(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_roles(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_ties(struct kw_pass *pass, struct kw_error *err);
KW_CHECKED enum kw_status kw_find_asides(struct kw_pass *pass, struct kw_error *err);

#endif
