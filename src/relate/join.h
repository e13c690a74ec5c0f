/* join.h - units on their way to clauses: what clause.c (verbs) and argument.c
 * (phrases) share. */
#ifndef KW_RELATE_JOIN_H
#define KW_RELATE_JOIN_H

#include "relate/chunk.h"

/* How far the reader climbs and looks ahead: with it the cost stays linear. */
enum { CLIMB = 12, AHEAD = 12 };

struct reader {
    struct kw_scene *scene;
    const struct unit *units;
    uint32_t count; /* of units */
    uint32_t at;    /* the unit being read */
    uint32_t open;  /* the open clause */
    uint32_t last;  /* the last phrase, or 0 */
};

static inline struct kw_clause *clause(const struct reader *r, uint32_t number)
{
    return &r->scene->clauses[number];
}

static inline struct kw_phrase *phrase(const struct reader *r, uint32_t number)
{
    return &r->scene->phrases[number];
}

static inline bool has_verb(const struct kw_clause *c)
{
    return c->head != c->end;
}

static inline bool unit_is(const struct reader *r, uint32_t at, enum unit_kind kind)
{
    return at < r->count && r->units[at].kind == kind;
}

/* The unit before the one being read has that kind. */
static inline bool before_is(const struct reader *r, enum unit_kind kind)
{
    return r->at > 0 && r->units[r->at - 1].kind == kind;
}

static inline bool two_before_is(const struct reader *r, enum unit_kind kind)
{
    return r->at > 1 && r->units[r->at - 2].kind == kind;
}

/* Opens a clause at the unit being read. Returns its number. */
uint32_t kw_clauses_open(struct reader *r, enum kw_clause_kind kind, uint32_t parent);

/* Makes phrase `p` the last argument of a clause. */
void kw_clauses_argue(struct reader *r, uint32_t number, uint32_t p);

/* Takes `p` and the arguments after it back from a clause. Returns the first of those
 * after it. Cost: the arguments of the clause, which KW_SCENE_TOKENS bounds. */
uint32_t kw_clauses_take_back(struct reader *r, uint32_t number, uint32_t p);

/* The nearest clause with a finite verb, from the open one upwards. */
uint32_t kw_clauses_finite(const struct reader *r);

/* True for a phrase that is a person. */
bool kw_clauses_person(const struct reader *r, uint32_t p);

/* What an aside after the last phrase is about: "a publisher in Oslo, founded" is the
 * publisher, not Oslo. */
uint32_t kw_clauses_thing(const struct reader *r);

/* Reads the phrase that is the unit being read. */
void kw_clauses_phrase(struct reader *r);

#endif
