/* when.h - which time expression of a sentence tells when something was. */
#ifndef KW_RELATE_WHEN_H
#define KW_RELATE_WHEN_H

#include "relate/slots.h"

/* A time expression of a scene: what it means, and what it is said of. */
struct kw_when {
    struct kw_time past;   /* what it means in a report of what happened ... */
    struct kw_time future; /* ... and in a plan */
    uint32_t first;        /* its tokens */
    uint32_t end;
    uint32_t clause; /* whose predicate it tells the time of; or 0 */
    uint32_t phrase; /* the noun phrase that it describes: "Monday's talks"; or 0 */
    bool inside;     /* it stands in that phrase or aside: the clause has nothing of it */
};

/* Finds out for the `count` times of a scene (scene->times are where they stand) what
 * each is said of: by the tree where there is one, else by the clause it stands in.
 * Cost: O(times log tokens). */
void kw_when_place(const struct kw_scene *scene, struct kw_when *whens, size_t count);

/* What a time is asked for. */
struct kw_deed {
    uint32_t clause; /* of its predicate; 0: none whose time is its own */
    uint32_t phrase; /* nouns: the phrase of its predicate; else 0 */
    uint32_t near;   /* a token of what it is done to: "joined the UN in 1945 and the EU
                        in 1995" */
    bool lasting;    /* it is rather than happens: times of other clauses are not its */
    bool plan;       /* not yet done */
};

/* Whether a clause tells of what is still to come, so that its days are the next ones:
 * "may travel on Monday", and in a sentence, not a headline, "travels on Monday".
 * Cost: its verb group. */
bool kw_when_ahead(const struct kw_scene *scene, uint32_t clause);

/* The time of a deed: of its noun phrase, else of its clause, else of the clauses that
 * share their time with that one. KW_TIME_NONE when the sentence does not say.
 * Cost: O(times), a bounded climb. */
struct kw_time kw_when_of(const struct kw_scene *scene, const struct kw_when *whens,
                          size_t count, const struct kw_deed *deed);

#endif
