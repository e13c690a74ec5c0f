/* reach.h - what the tree of a sentence adds to its slots. The order of words finds the
 * slots of short clauses well, and comes first; the tree sees what hangs further down.
 * Without a tree nothing is found. */
#ifndef KW_RELATE_REACH_H
#define KW_RELATE_REACH_H

#include "relate/slots.h"

/* Gives clauses that have no subject the one that the tree has: its own, that of the verb
 * it is coordinated with, what its relative pronoun stands for.
 * Errors: false when memory is out. Cost: O(tokens). */
bool kw_reach_subjects(struct kw_scene *scene, struct kw_arena *arena);

/* The reference nearest below the head of a phrase that names nothing itself: "the home
 * of Ada Roe", "lawyers for Iran"; + 1, or 0. A demonym before a noun that is an
 * actor of its own ("a Chinese firm") is none.
 * Cost: the references of the sentence. */
uint32_t kw_reach_ref(const struct kw_scene *scene, uint32_t phrase);

/* The phrase with that preposition nearest below token `top` and after it: "sent ships to
 * the coast of Spain" has one with "of"; or 0. Cost: the phrases of the sentence. */
uint32_t kw_reach_arg(const struct kw_scene *scene, uint32_t top, enum kw_slot slot);

#endif
