/* unit.h - what unit.c hands to run.c. Private to the room. */
#ifndef KW_NAME_UNIT_H
#define KW_NAME_UNIT_H

#include "name/room.h"

/* Most units in one run; longer runs are cut. */
#define KW_RUN_UNITS 24

enum kw_unit_kind {
    KW_UNIT_WORD,
    KW_UNIT_KNOWN, /* a whole known name */
    KW_UNIT_TITLE,
    KW_UNIT_GLUE, /* "of", "bin", "-", "&": never at the end of a name */
};

struct kw_unit {
    uint32_t first; /* its tokens */
    uint32_t end;
    enum kw_unit_kind kind;
    struct kw_name reading; /* of a known name: what it means here */
};

struct kw_run {
    struct kw_finder *f;
    struct kw_unit units[KW_RUN_UNITS];
    size_t count; /* 0: there is no run */
};

/* Collects the run that starts at token `i` into `r`, of which only `f` need be set;
 * gives the token after it (`i`: there is none). Cost: O(tokens of the run). */
uint32_t kw_run_collect(struct kw_run *r, uint32_t i);

/* A generic name: "Foreign Ministry". */
bool kw_unit_is_generic(const struct kw_finder *f, const struct kw_unit *unit);

/* A particle of personal names stands at `i`: "al", "von". */
bool kw_is_particle(const struct kw_finder *f, uint32_t i);

/* Tokens first ... end-1 are nothing but company suffixes: "Co Inc." */
bool kw_is_suffix(const struct kw_finder *f, uint32_t first, uint32_t end);

#endif
