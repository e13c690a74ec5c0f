/* name.h - tokens to names: which spans name something, and what it probably is. */
#ifndef KW_NAME_NAME_H
#define KW_NAME_NAME_H

#include "text/text.h"

/* How sure the type is, weakest first; the stronger evidence wins when referents of one
 * name are joined. */
enum kw_type_basis {
    KW_TYPE_BY_DEFAULT, /* nothing better than the shape */
    KW_TYPE_BY_SHAPE,   /* given name first, two capitalized words ... */
    KW_TYPE_BY_CONTEXT, /* verb of saying, preposition of place ... */
    KW_TYPE_BY_TITLE,   /* honorific, role or kind noun beside it */
    KW_TYPE_BY_HEAD,    /* "... Ministry", "... Inc." */
    KW_TYPE_BY_LEXICON, /* the whole name stands in a table */
};

struct kw_name {
    uint32_t first; /* its tokens */
    uint32_t end;
    struct kw_span span;       /* the same as bytes */
    enum kw_mention_kind kind; /* NAME, ALIAS, ACRONYM, DEMONYM or METONYM; PARTIAL is
                                  found by refer */
    enum kw_type type;
    enum kw_type_basis basis; /* what `type` rests on */
    kw_lexref row;            /* countries, names or generic row, or 0: not known */
    enum kw_lex_use use;      /* how the row was reached: NAME, ADJECTIVE, CAPITAL ... */
    struct kw_str noun;       /* kind noun beside or in it: "geolocation tool"; or empty;
                                 a slice of the text or of the lexicon, lemma form */
    uint32_t title_first;     /* tokens of an honorific or title right before it ... */
    uint32_t title_end;       /* ... equal when there is none */
    bool female;              /* given name or honorific says so */
    bool male;
};

struct kw_names {
    const struct kw_name *items; /* in order, never overlapping */
    size_t count;
};

/* Finds the names of a text. Owns: lives in `arena`. Errors: KW_NOMEM.
 * Cost: O(tokens * longest surface). */
KW_CHECKED enum kw_status kw_names_find(const struct kw_lexicon *lexicon,
                                        const struct kw_text *text,
                                        struct kw_arena *arena, struct kw_names *out,
                                        struct kw_error *err);

/* Adds e-mail addresses, phone numbers, domains and wallets to `*names`, as tools of that
 * kind; a name that overlaps one gives way. Only for users who ask for it.
 * Owns: the new list lives in `arena`. Errors: KW_NOMEM. Cost: O(tokens). */
KW_CHECKED enum kw_status kw_names_identify(const struct kw_lexicon *lexicon,
                                            const struct kw_text *text,
                                            struct kw_arena *arena,
                                            struct kw_names *names, struct kw_error *err);

#endif
