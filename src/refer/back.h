/* back.h - the second pass: what refers back to entries. Private to the room. */
#ifndef KW_REFER_BACK_H
#define KW_REFER_BACK_H

#include "refer/room.h"

/* An entry that was named or meant not long ago. */
struct kw_recent {
    uint32_t entry;    /* a root */
    uint32_t sentence; /* where it was last named or meant */
    uint32_t direct; /* where that was last not behind a preposition; or KW_NOT_DIRECT */
};

#define KW_NOT_DIRECT UINT32_MAX

enum {
    KW_RECENT_LIMIT = 24 /* entries remembered: with it the cost stays linear */
};

/* The state of the second pass. */
struct kw_back {
    struct kw_refer_room *room;
    struct kw_recent recent[KW_RECENT_LIMIT]; /* the latest first */
    size_t recent_count;
    uint32_t sentence; /* the one being read */
    bool quoted;       /* inside quotation marks */
    uint32_t done;     /* token after the last reference found */
};

/* Puts an entry in front of the recent ones; its mention starts at token `first`. */
void kw_back_touch(struct kw_back *back, uint32_t entry, uint32_t first);

/* Adds a reference of tokens first ... end-1 whose span starts at token `start`. */
bool kw_back_add(struct kw_back *back, uint32_t start, uint32_t first, uint32_t end,
                 uint32_t entry, enum kw_mention_kind kind, kw_lexref owner);

/* "the Israeli firm": tries the noun at `token` as the head of a phrase that refers back
 * (nominal.c). */
bool kw_back_nominal(struct kw_back *back, uint32_t token);

/* "she", "its" (pronoun.c). */
bool kw_back_pronoun(struct kw_back *back, uint32_t token);

#endif
