/* relate.h - referents to statements: who does what to whom, who says so, when. */
#ifndef KW_RELATE_RELATE_H
#define KW_RELATE_RELATE_H

#include "refer/refer.h"

/* The frames and cue words of a lexicon, made ready once; immutable, shared by threads. */
struct kw_relater;

/* Owns: lives in `arena`, and so does nothing of the lexicon, which must outlive it.
 * Errors: KW_SYNTAX for a frame with an unknown type, slot or modality; KW_NOMEM. */
KW_CHECKED enum kw_status kw_relater_new(const struct kw_lexicon *lexicon,
                                         struct kw_arena *arena,
                                         const struct kw_relater **out,
                                         struct kw_error *err);

struct kw_statements {
    const struct kw_statement *items; /* each (subject, type, object, polarity) once; the
                                         ends of a symmetric type with the smaller
                                         referent number first; sorted as kw_extraction
                                         says */
    size_t count;
    const struct kw_open *opens;
    size_t open_count;
    const struct kw_mention *pronouns; /* that only clauses tell the meaning of: "who" */
    size_t pronoun_count;
};

/* Owns: lives in `arena`. Errors: KW_NOMEM. Cost: linear in the tokens for sentences of
 * bounded length. */
KW_CHECKED enum kw_status kw_relate(const struct kw_relater *relater,
                                    const struct kw_text *text,
                                    const struct kw_references *references,
                                    struct kw_arena *arena, struct kw_statements *out,
                                    struct kw_error *err);

#endif
