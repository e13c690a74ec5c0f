/* chunk.h - tokens to units: phrases, verb groups and the small words between them. */
#ifndef KW_RELATE_CHUNK_H
#define KW_RELATE_CHUNK_H

#include "relate/slots.h"

enum unit_kind {
    UNIT_PHRASE,
    UNIT_VERB,
    UNIT_PREP,  /* a preposition, "to" before a noun included */
    UNIT_AND,   /* and, or, but */
    UNIT_COMMA, /* a comma or a dash */
    UNIT_STOP,  /* ; : */
    UNIT_THAT,  /* "that" that opens a clause */
    UNIT_WHO,   /* who, which, whom, whose */
    UNIT_MARK,  /* if, because, while, when ... */
};

enum verb_form {
    FORM_FINITE,
    FORM_BARE,       /* a plain form without auxiliary: and "sell" */
    FORM_INFINITIVE, /* with "to" */
    FORM_ING,
    FORM_PARTICIPLE, /* a past participle without auxiliary */
};

struct unit {
    enum unit_kind kind;
    uint32_t first; /* its tokens */
    uint32_t end;
    uint32_t head;       /* verbs: the main verb */
    uint32_t phrase;     /* phrases: number in the scene */
    enum kw_slot slot;   /* prepositions; NONE when no frame uses it */
    enum verb_form form; /* verbs */
    bool passive;        /* verbs */
    bool quoted;         /* a quotation mark stands right before it */
};

struct units {
    struct unit *items; /* at most one per token */
    uint32_t count;
};

/* Cuts the scene's tokens into units and fills scene->phrases (not how they hang
 * together) and scene->phrase_of.
 * Needs: scene->cover, room for a phrase and a unit per token. Cost: O(tokens). */
void kw_chunk(struct kw_scene *scene, struct units *units);

/* Joins units to clauses. Needs: room for a clause per token, and one. Cost: O(tokens),
 * times a small constant for looking ahead and climbing. */
void kw_clauses_join(struct kw_scene *scene, const struct units *units);

#endif
