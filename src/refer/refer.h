/* refer.h - mentions to referents inside one document. */
#ifndef KW_REFER_REFER_H
#define KW_REFER_REFER_H

#include "name/name.h"

/* Why a mention was joined to its referent. X(enumerator, name) */
#define KW_LINK_RULES(X)                                                                 \
    X(FIRST, "first") /* it opened the referent */                                       \
    X(ROW, "lexicon") /* same row of the lexicon */                                      \
    X(SAME, "same name")                                                                 \
    X(PART, "part of a name")                                                            \
    X(ACRONYM, "acronym")                                                                \
    X(ALIAS, "another name") /* "also known as", "née" */                                \
    X(OWNER, "owner and kind") /* China's Foreign Ministry = Chinese Foreign Ministry */ \
    X(NOMINAL, "nominal")                                                                \
    X(PRONOUN, "pronoun")

#define KW_LINK_ENUM(id, name) KW_LINK_##id,
enum kw_link_rule { KW_LINK_RULES(KW_LINK_ENUM) KW_LINK_COUNT };
#undef KW_LINK_ENUM

const char *kw_link_name(enum kw_link_rule rule);

/* A mention with its place among the tokens. */
struct kw_reference {
    uint32_t first; /* its tokens, without article and title */
    uint32_t end;
    struct kw_mention mention; /* span, kind, referent: as they leave the program */
    enum kw_link_rule rule;    /* why it belongs to that referent */
    enum kw_lex_use use;       /* countries: ADJECTIVE, PERSON, PEOPLE, CAPITAL, NAME */
    uint32_t title_first;      /* honorific or title right before it, as in kw_name */
    uint32_t title_end;
    uint32_t owner; /* referent named inside it by a demonym ("Chinese
                       Foreign Ministry": China; "the Israeli firm": Israel);
                       0 if none */
};

/* A referent while it is being worked on. */
struct kw_refdata {
    struct kw_referent referent; /* as it leaves the program */
    kw_lexref row;               /* or 0 */
    bool female;                 /* evidence for "she" */
    bool male;
    bool plural;    /* a people: "the Kurds" */
    uint32_t owner; /* referent whose body it is, by its name; or 0 */
    bool guessed;   /* its type rests on the shape of its name */
};

struct kw_references {
    const struct kw_reference *items; /* by token; names never overlap each other; a
                                         nominal may contain a demonym */
    size_t count;
    const struct kw_refdata *referents; /* number 1 is referents[0] */
    size_t referent_count;
};

/* Owns: lives in `arena`. Errors: KW_NOMEM. Cost: O(mentions * open referents), bounded
 * by a window, so linear in the text. */
KW_CHECKED enum kw_status kw_refer(const struct kw_lexicon *lexicon,
                                   const struct kw_text *text,
                                   const struct kw_names *names, struct kw_arena *arena,
                                   struct kw_references *out, struct kw_error *err);

#endif
