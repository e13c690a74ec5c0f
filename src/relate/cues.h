/* cues.h - small words that decide much: denial, hedging, saying, and word classes.
 *
 * Read once from cues.tsv, saying.tsv and roles.tsv; immutable, shared by threads.
 *
 * effect        the phrase ...                                  value
 * polarity      denies the clause it stands in ("not")          -, or + when it only
 * determiner    denies the noun phrase it opens ("no")          looks so ("not only")
 * modality      colors the clause it stands in ("reportedly")   a modality
 * governor      colors the clause it governs ("plan", "fail")   a modality or -
 * pass          passes its own denial on ("evidence", "plan")   -
 * marker        opens a clause and colors it ("if")             a modality
 * source        names a source ("according to")                 -
 * sample        opens a list of examples ("such as")            -
 * class         belongs to a word class of frames.tsv (@deal)   the class
 */
#ifndef KW_RELATE_CUES_H
#define KW_RELATE_CUES_H

#include "base/map.h"
#include "text/text.h"

/* X(enumerator, name in cues.tsv) */
#define KW_CUE_EFFECTS(X)                                                                \
    X(POLARITY, "polarity")                                                              \
    X(DETERMINER, "determiner")                                                          \
    X(MODALITY, "modality")                                                              \
    X(GOVERNOR, "governor")                                                              \
    X(PASS, "pass")                                                                      \
    X(MARKER, "marker")                                                                  \
    X(SOURCE, "source")                                                                  \
    X(SAMPLE, "sample")                                                                  \
    X(CLASS, "class")

#define KW_CUE_ENUM(id, name) KW_CUE_##id,
enum kw_cue_effect { KW_CUE_NONE, KW_CUE_EFFECTS(KW_CUE_ENUM) KW_CUE_COUNT };
#undef KW_CUE_ENUM

/* How a verb of saying says it (saying.tsv). X(enumerator, name) */
#define KW_SAYINGS(X)                                                                    \
    X(SAY, "say") X(DENY, "deny") X(ALLEGE, "allege") X(ASK, "ask") X(THINK, "think")

#define KW_SAYING_ENUM(id, name) KW_SAYS_##id,
enum kw_says { KW_SAYS_NOTHING, KW_SAYINGS(KW_SAYING_ENUM) KW_SAYS_COUNT };
#undef KW_SAYING_ENUM

/* The word classes that the code itself asks for; frames may name any other.
 * X(enumerator, name) */
#define KW_CLASSES(X)                                                                    \
    X(BODY, "body")               /* "officials": the country before it acts */          \
    X(TRANSPARENT, "transparent") /* "use" in "the use of Pegasus" */                    \
    X(LIGHT, "light")         /* "sign" in "sign a deal": the noun is what happens */    \
    X(COPULA, "copula")       /* "become": subject and complement are the same */        \
    X(ADVERBIAL, "adverbial") /* "using": its subject is that of the clause */           \
    X(APPOINT, "appoint")     /* "named Ada head": object and complement are one */      \
    X(REPORT, "report")       /* "a report in the Times": the Times speaks */            \
    X(FORMER, "former")       /* "former": no part of a title */                         \
    X(MEMBER, "member")       /* "fighters": the organization before it acts */          \
    X(LIST, "list")           /* "include": its subject is what its objects are */       \
    X(SUCCEED, "succeed")     /* "replace Ada as head": the subject is the head */       \
    X(LOCAL, "local")         /* "police in Kenya" are Kenya's; soldiers may be not */   \
    X(DEAL, "deal")           /* "contract": what the sentence before called a deal */   \
    X(PHASE, "phase")         /* "start": its time is that of what starts */             \
    X(TELL, "tell")           /* its object hears: "told reporters" */                   \
    X(TALK, "talk")           /* "came for talks with Ada": the subject talks */         \
    X(CONTROL, "control")     /* "urge Ada to leave": the object leaves */               \
    X(CEASE, "cease")         /* "stop": what is stopped did happen */                   \
    X(MEANS, "means") /* "use Pegasus to spy": the object is what one spies with */

#define KW_CLASS_ENUM(id, name) KW_CLASS_##id,
enum kw_word_class { KW_CLASSES(KW_CLASS_ENUM) KW_CLASS_COUNT };
#undef KW_CLASS_ENUM

enum { KW_CUE_WORDS = 6, KW_CLASS_LIMIT = 64 };

/* One row of cues.tsv, cut into words. */
struct kw_cue {
    struct kw_str words[KW_CUE_WORDS]; /* folded */
    unsigned word_count;               /* at least 1 */
    enum kw_cue_effect effect;         /* what it does */
    enum kw_modality modality;         /* or NONE: it denies instead */
    bool harmless;                     /* "+": it denies nothing */
    uint32_t next;                     /* next cue with the same first word, + 1 */
};

/* What cues.tsv and saying.tsv know of one word. */
struct kw_cue_word {
    uint64_t classes;                  /* bit per class */
    enum kw_says says;                 /* or NOTHING */
    enum kw_modality says_modality;    /* modality of what is said, or NONE */
    bool governs;                      /* colors the clause it governs */
    bool denies;                       /* ... by denying it */
    bool passes;                       /* passes its own denial on */
    enum kw_modality governs_modality; /* ... by this modality, or NONE */
};

struct kw_cues {
    const struct kw_lexicon *lexicon; /* for role nouns */
    struct kw_map first;              /* first word -> first of its cues, + 1 */
    struct kw_cue *items;             /* cues of several words or of one, by row */
    size_t count;                     /* rows in `items` */
    struct kw_map word;               /* word -> its kw_cue_word, + 1 */
    struct kw_cue_word *words;
    size_t word_count;
    struct kw_map class_name; /* class -> its bit, + 1 */
    unsigned class_count;     /* classes in use */
};

/* Owns: lives in `arena`; borrows the cells of `lexicon`.
 * Errors: KW_SYNTAX (unknown effect, value or way of saying; too many words or
 * classes); KW_NOMEM. */
KW_CHECKED enum kw_status kw_cues_load(const struct kw_lexicon *lexicon,
                                       struct kw_arena *arena, struct kw_cues *out,
                                       struct kw_error *err);

/* What is known of one folded word; a word of no table gives all zeros. */
const struct kw_cue_word *kw_cues_word(const struct kw_cues *cues, struct kw_str word);
bool kw_cues_is(const struct kw_cues *cues, struct kw_str word, enum kw_word_class class);

/* The longest cue with `effect` that starts at token `at` and ends by `end`; NULL when
 * there is none. Cost: cues with that first word. */
const struct kw_cue *kw_cues_at(const struct kw_cues *cues, const struct kw_text *text,
                                uint32_t at, uint32_t end, enum kw_cue_effect effect);

#endif
