/* source.h - who tells a story, for the sentences that go on telling it.
 *
 * "The Times reported that Norway signed a contract. The report added that ... The
 * contract allows ...": all that is the Times's. A sentence goes on in one of two ways.
 * It names its source by a word that leans on the one before ("the report", "the
 * researchers", "it added"). Or it goes on about something that only the report brought
 * up: what an indefinite noun phrase introduces inside a report is known from there alone,
 * so a definite one that takes it up again stands inside the report, too (Roberts, "Modal
 * subordination", Linguistics and Philosophy 12, 1989). The second holds for reports and
 * outlets only: of what a person says, an article may know more by itself. */
#ifndef KW_RELATE_SOURCE_H
#define KW_RELATE_SOURCE_H

#include "relate/mood.h"

enum { KW_SOURCE_TOLD = 8 };

struct kw_source {
    uint32_t speaker;     /* referent, or 0: nobody is known to tell */
    uint32_t sentence;    /* the last that was told by it */
    struct kw_str medium; /* the noun it told by ("report"), or empty */
    bool written;         /* an outlet, or told by a report */
    struct kw_str told[KW_SOURCE_TOLD]; /* nouns that it brought up, lemmas */
    unsigned told_count;
};

/* Who is meant by a phrase that is the subject of saying, or stands after "according
 * to", and names nobody: a referent, or 0. `verb` is the lemma of the verb of saying, or
 * empty. Cost: O(1). */
uint32_t kw_source_meant(const struct kw_scene *scene, uint32_t phrase,
                         struct kw_str verb);

/* The voice of a sentence that goes on with what was told; no speaker when it does not.
 * Cost: O(1). */
struct kw_voice kw_source_voice(const struct kw_scene *scene);

/* Takes a sentence into account. `voice` is the one it has.
 * Cost: its clauses and phrases, each with a bounded climb. */
void kw_source_note(struct kw_source *source, const struct kw_scene *scene,
                    const struct kw_voice *voice);

#endif
