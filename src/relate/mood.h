/* mood.h - whether a clause is denied, how sure it is, and who says it. */
#ifndef KW_RELATE_MOOD_H
#define KW_RELATE_MOOD_H

#include "relate/slots.h"

struct kw_mood {
    enum kw_polarity polarity; /* of the clause with all that governs it */
    enum kw_modality modality; /* the first that fits, in the order of GUIDELINES */
    uint32_t speaker;          /* referent, or 0; of several the first named */
    uint32_t speaker_at;       /* token of its verb of saying */
    uint32_t denier;           /* referent that denies it, or 0 */
    uint32_t said;             /* the clause of saying, or 0 */
    bool moot; /* neither stated nor denied: "urged it to stop the attacks" */
};

/* What speaks for a whole sentence, known before its clauses are looked at. */
struct kw_voice {
    uint32_t speaker;          /* referent, or 0 */
    enum kw_modality modality; /* of what it says, or NONE */
    enum kw_polarity polarity; /* NEGATIVE: it denies */
    uint32_t at;               /* token of its verb, or of its name */
    uint32_t clause;           /* its clause of saying, or 0 */
    uint32_t phrase;           /* that means the speaker, or 0 */
};

/* The mood of a predicate: of its clause, and for a noun also of the verb it is an
 * argument of ("denied the attack"). Cost: a bounded climb through the clauses. */
struct kw_mood kw_mood_of(const struct kw_scene *scene, const struct kw_voice *voice,
                          const struct kw_predicate *predicate);

/* Who speaks for the sentence: "..., Ning told reporters", "according to RT". */
struct kw_voice kw_voice_of(const struct kw_scene *scene);

/* Who says what the first clause of saying holds: "Ning said that ..."; no speaker when
 * there is none. It speaks for its complement alone. Cost: the clauses. */
struct kw_voice kw_voice_leading(const struct kw_scene *scene);

#endif
