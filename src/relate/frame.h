/* frame.h - frames.tsv made ready: which predicates make which statements.
 *
 * predicate  lemmas joined by spaces. The first is the head: a verb, or a noun. Between
 *            it and the next, small words and modifiers may stand ("sign contract":
 *            signed a secret contract). "~" is anything of the clause ("label ~ threat":
 *            labelled the US the biggest threat). "@deal" is any word of that class in
 *            cues.tsv. "+to" at the end asks for an infinitive ("ask +to"),
 *            "+that" for a clause ("agree +that").
 * pos        verb or noun
 * type       a statement type
 * subject, object, item: slots (slots.h); of several joined by | the first that is
 *            filled and suits counts. Slots of verbs are those of the active voice. A
 *            slot may ask for a type, or for another one: "subj:tool", "obj:-place".
 *            An item list that starts with "!" must be filled: who gives no thing
 *            supplies nothing.
 * modality   of the statement, when the predicate itself weakens it; or empty
 * polarity   - when the predicate denies ("lack access"); else empty
 * source     where the row comes from
 */
#ifndef KW_RELATE_FRAME_H
#define KW_RELATE_FRAME_H

#include "relate/slots.h"

enum { KW_FRAME_WORDS = 6, KW_FRAME_SLOTS = 6 };

/* One word of a predicate after its first. */
struct kw_frame_word {
    struct kw_str lemma; /* empty for a class */
    uint64_t classes;    /* bit of its class; 0 for a lemma */
    bool far;            /* "~" stands before it */
    bool small;          /* a preposition or particle: only adverbs may come between */
};

/* Where an argument may stand, and of which type it must then be. */
struct kw_frame_slot {
    enum kw_slot slot; /* NONE ends a list */
    enum kw_type type; /* or NONE: any */
    bool other;        /* any type but that one */
};

struct kw_frame {
    struct kw_frame_word words[KW_FRAME_WORDS];
    unsigned word_count;                  /* at least 1 */
    bool noun;                            /* pos */
    enum kw_relation relation;            /* type */
    struct kw_frame_slot subject[KW_FRAME_SLOTS + 1];
    struct kw_frame_slot object[KW_FRAME_SLOTS + 1];
    struct kw_frame_slot item[KW_FRAME_SLOTS + 1];
    bool infinitive;           /* "+to": an infinitive hangs on the verb */
    bool complement;           /* "+that": a clause does */
    bool item_needed;          /* without an item it is no statement */
    enum kw_modality modality; /* or NONE */
    enum kw_polarity polarity;
    uint32_t next; /* next frame with the same head, + 1 */
};

struct kw_frames {
    const struct kw_cues *cues;
    struct kw_frame *items;
    size_t count;
    struct kw_map verbs; /* head lemma -> first frame, + 1 */
    struct kw_map nouns;
    uint32_t class_head[2][KW_CLASS_LIMIT]; /* verbs, nouns: class that is the head ->
                                               first frame, + 1 */
};

/* Owns: lives in `arena`. Errors: KW_SYNTAX for an unknown type, slot, class, part of
 * speech, modality or polarity, or too many words, naming the predicate; KW_NOMEM. */
KW_CHECKED enum kw_status kw_frames_load(const struct kw_cues *cues,
                                         struct kw_arena *arena, struct kw_frames *out,
                                         struct kw_error *err);

/* The frames that fit one place in a scene, those with the most words only. */
enum { KW_FRAME_HITS = 24 };

struct kw_frame_hit {
    const struct kw_frame *frame;
    struct kw_predicate predicate;
};

/* Frames whose head is the verb of `clause`, or the noun at token `at` of `phrase`.
 * Returns how many, in table order. Cost: frames of that head. */
size_t kw_frames_of_verb(const struct kw_frames *frames, const struct kw_scene *scene,
                         uint32_t clause, struct kw_frame_hit hits[KW_FRAME_HITS]);
size_t kw_frames_of_noun(const struct kw_frames *frames, const struct kw_scene *scene,
                         uint32_t phrase, uint32_t at,
                         struct kw_frame_hit hits[KW_FRAME_HITS]);

#endif
