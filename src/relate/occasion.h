/* occasion.h - when somebody spoke, for what he says in the sentences after that one. */
#ifndef KW_RELATE_OCCASION_H
#define KW_RELATE_OCCASION_H

#include "relate/when.h"

/* "Ada Roe told reporters on Friday that ... She urged Norway to ...": both on Friday. */
struct kw_occasion {
    uint32_t speaker;    /* referent, or 0: none is known */
    struct kw_time time; /* the day */
    uint32_t sentence;   /* that tells it */
};

/* Takes a sentence into account that says who spoke on which day. Cost: its clauses. */
void kw_occasion_note(struct kw_occasion *occasion, const struct kw_scene *scene,
                      const struct kw_when *whens);

/* The day on which `who` says something in `clause`, which tells no day itself:
 * KW_TIME_NONE unless he was the last one to speak, a few sentences ago, and the clause
 * goes on with it ("has urged" may be of any day). */
struct kw_time kw_occasion_of(const struct kw_occasion *occasion,
                              const struct kw_scene *scene, uint32_t who,
                              uint32_t clause);

#endif
