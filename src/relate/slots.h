/* slots.h - who stands where around the predicates of one sentence.
 *
 * A scene is a sentence taken apart: phrases (noun phrases, with what they refer to) and
 * clauses (verb groups, with subject, arguments, and the clause they depend on). Frames,
 * polarity, modality and attribution read scenes and nothing else, so that whatever makes
 * them can be replaced. They are made by the order of tokens (chunk.c finds phrases and
 * verb groups, clause.c joins them in one pass from left to right); what that leaves
 * empty is filled by the tree of the sentence (reach.c).
 *
 * Inside a scene, phrases and clauses are numbered from 1; 0 means none.
 */
#ifndef KW_RELATE_SLOTS_H
#define KW_RELATE_SLOTS_H

#include "refer/refer.h"
#include "relate/cues.h"
#include "text/parse.h"

/* Where an argument stands. The names are those of frames.tsv; from BY on each is the
 * preposition itself. X(enumerator, name) */
#define KW_SLOTS(X)                                                                      \
    X(SUBJ, "subj")       /* deep subject: "by" of a passive */                          \
    X(OBJ, "obj")         /* deep object: subject of a passive */                        \
    X(IOBJ, "iobj")       /* the first of two objects: "sold Mexico Pegasus" */          \
    X(OBJ2, "obj2")       /* ... and the second */                                       \
    X(COMP, "comp")       /* subject of the clause that is the complement */             \
    X(SELF, "self")       /* what the noun itself denotes: "founder" -> its name */      \
    X(POSS, "poss")       /* possessor: "NSO's", "its" */                                \
    X(MOD, "mod")         /* name or demonym before the noun */                          \
    X(DEED, "deed")       /* whose the object is: "condemned an attack by Iran" */       \
    X(GOAL, "goal")    /* whom the infinitive is about: "threatens to attack Iran" */ \
    X(SPEAKER, "speaker") /* who says the clause */                                      \
    X(SOURCE, "source")   /* after "according to" */                                     \
    X(OTHER, "other")     /* after a preposition that is none of these */                \
    X(BY, "by")                                                                          \
    X(TO, "to")                                                                          \
    X(OF, "of") X(WITH, "with") X(AGAINST, "against") X(FROM, "from") X(IN, "in")        \
        X(FOR, "for") X(ON, "on") X(AT, "at") X(OVER, "over") X(INTO, "into")            \
            X(ABOUT, "about") X(TOWARD, "toward") X(BETWEEN, "between")                  \
                X(AMONG, "among") X(AS, "as") X(THROUGH, "through") X(UNDER, "under")    \
                    X(LIKE, "like") X(UPON, "upon") X(ACROSS, "across")                  \
                        X(AROUND, "around") X(INSIDE, "inside") X(NEAR, "near")          \
                            X(BEHIND, "behind") X(OFF, "off") X(WITHOUT, "without")      \
                                X(VIA, "via") X(ALONG, "along") X(OUTSIDE, "outside")    \
                                    X(ALONGSIDE, "alongside") X(BEFORE, "before")        \
                                        X(AFTER, "after") X(DURING, "during")            \
                                            X(SINCE, "since") X(UNTIL, "until")          \
                                                X(WITHIN, "within") X(THAN, "than")      \
                                                    X(PER, "per") X(BEYOND, "beyond")

#define KW_SLOT_ENUM(id, name) KW_SLOT_##id,
enum kw_slot { KW_SLOT_NONE, KW_SLOTS(KW_SLOT_ENUM) KW_SLOT_COUNT };
#undef KW_SLOT_ENUM

const char *kw_slot_name(enum kw_slot slot);
bool kw_slot_parse(struct kw_str name, enum kw_slot *slot); /* "towards" is TOWARD ... */

/* A noun phrase. */
struct kw_phrase {
    uint32_t first; /* its tokens, article included */
    uint32_t end;
    uint32_t head;      /* its head token */
    uint32_t self;      /* reference that it is, + 1; or 0 */
    uint32_t owner;     /* reference of its possessor, + 1; or 0 */
    uint32_t bound;     /* owner or self that a pronoun at its start was bound to; or 0 */
    uint32_t ref_first; /* the references inside it, owner and self included */
    uint32_t ref_end;
    enum kw_slot prep; /* the preposition before it, or NONE */
    uint32_t under;    /* with `prep`: the phrase right before it; or 0 */
    uint32_t next;     /* next phrase of the same coordination; or 0 */
    uint32_t apposed;  /* phrase in apposition to it (both ways); or 0 */
    uint32_t clause;   /* clause whose argument it is; or 0 */
    uint32_t next_arg; /* next argument of that clause; or 0 */
    bool denied;       /* "no evidence" */
    bool coordinated;  /* it is not the first of its coordination */
    bool is_time;      /* a time expression: "last year" */
};

/* How a clause hangs on its parent. */
enum kw_clause_kind {
    KW_CLAUSE_MAIN,       /* on nothing (parent 0), or after a trailing comma */
    KW_CLAUSE_COMPLEMENT, /* said (that) ...; the evidence that ... */
    KW_CLAUSE_INFINITIVE, /* urged the US to stop */
    KW_CLAUSE_GERUND,     /* accused it of using; denied selling */
    KW_CLAUSE_PARTICIPLE, /* ..., using Pegasus; spyware made by NSO */
    KW_CLAUSE_RELATIVE,   /* which invades phones */
    KW_CLAUSE_ADVERBIAL,  /* if, because, while ... */
    KW_CLAUSE_COORDINATE, /* and sold it */
};

/* A verb group and what belongs to it. */
struct kw_clause {
    uint32_t first; /* the verb group: auxiliaries, adverbs, main verb */
    uint32_t end;
    uint32_t head;  /* the main verb's token; == end when the clause has no verb */
    uint32_t start; /* first token of the clause, its subject included */
    enum kw_clause_kind kind;
    uint32_t parent; /* clause it hangs on, or 0 */
    uint32_t noun;   /* complement of a noun: that phrase ("evidence that"); or 0 */
    uint32_t marker; /* token of its conjunction, preposition or relative pronoun */
    bool has_marker;
    uint32_t subject;    /* phrase, its own or shared; or 0 */
    uint32_t antecedent; /* relatives: the phrase that is described; or 0 */
    uint32_t place;      /* of "where": the phrase before it; or 0 */
    uint32_t args;       /* first of its other arguments in text order, or 0 */
    uint32_t last_arg;
    bool passive; /* the surface subject is the deep object */
    bool finite;
    bool bare;     /* a coordinate that shares the auxiliaries of its parent */
    bool inverted; /* "said Ada": the subject follows */
};

struct kw_source; /* source.h */

struct kw_scene {
    const struct kw_text *text;
    const struct kw_references *references;
    const struct kw_cues *cues;
    uint32_t sentence; /* index in text->sentences */
    uint32_t first;    /* tokens looked at: at most KW_SCENE_TOKENS of them */
    uint32_t end;
    uint32_t ref_first; /* references in those tokens */
    uint32_t ref_end;
    struct kw_phrase *phrases; /* number 1 is phrases[1]; [0] is unused */
    uint32_t phrase_count;     /* highest number */
    struct kw_clause *clauses; /* likewise */
    uint32_t clause_count;
    uint32_t *clause_of;  /* per token - first: the clause it stands in, or 0 */
    uint32_t *phrase_of;  /* per token - first: its phrase, or 0 */
    uint32_t *cover;      /* per token - first: widest reference over it, + 1 */
    struct kw_str *lemma; /* per token - first: its lemma, or that of the verb it is
                             though the tagger saw a noun */
    const struct kw_arc *arcs; /* its tree: one for each token - first; or NULL */
    const struct kw_span *times; /* time expressions, in order */
    size_t time_count;
    uint32_t topic; /* reference that is the subject of the sentence before, + 1; or 0 */
    const struct kw_source *source; /* who told what the sentences before say; or NULL */
};

/* Tokens of one sentence that are looked at; what follows is no sentence people write. */
enum { KW_SCENE_TOKENS = 600 };

/* Takes a sentence apart. `arcs` is its tree, or NULL. `*ref` is the first reference at
 * or after its first token and is moved past those in it, so that a pass over all
 * sentences is linear.
 * Owns: lives in `arena`. Errors: KW_NOMEM. Cost: O(tokens). */
KW_CHECKED enum kw_status
kw_scene_make(const struct kw_cues *cues, const struct kw_text *text,
              const struct kw_references *references, const struct kw_span *times,
              size_t time_count, uint32_t sentence, const struct kw_arc *arcs,
              uint32_t *ref, struct kw_arena *arena, struct kw_scene *out,
              struct kw_error *err);

/* Binds pronouns that refer left open (bind.c). Cost: O(phrases). */
void kw_scene_bind(struct kw_scene *scene);

/* A predicate found in a scene: a verb with the words that belong to it, or a noun. */
struct kw_predicate {
    uint32_t clause; /* verbs: its clause; nouns: the clause the phrase is in, or 0 */
    uint32_t phrase; /* nouns: its phrase; verbs: 0 */
    uint32_t last;   /* its last token: "deal" of "sign ... deal" */
    uint32_t inner;  /* the phrase that holds `last`, when that is not the verb; or 0 */
};

/* Coordinated fillers of one slot that are looked at. */
enum { KW_FILLERS = 12 };

struct kw_fillers {
    uint32_t refs[KW_FILLERS]; /* references (index into references->items) */
    unsigned count;
    uint32_t phrase; /* the first phrase they came from, or 0 */
};

/* Adds a reference; one too many is left out. `phrase`: where it stands. */
void kw_fillers_add(struct kw_fillers *fillers, uint32_t ref, uint32_t phrase);

/* The n-th object (from 0) of a clause, or 0. */
uint32_t kw_clause_object(const struct kw_scene *scene, const struct kw_clause *clause,
                          int n);

/* Fills one slot. Nothing fitting gives count 0. Cost: arguments of the clause. */
void kw_slot_fill(const struct kw_scene *scene, const struct kw_predicate *predicate,
                  enum kw_slot slot, struct kw_fillers *out);

/* Who is behind what fills a slot of a verb, when that has no name itself: "protested
 * against Israel's decision", "condemned an attack by Iran". */
void kw_slot_doer(const struct kw_scene *scene, const struct kw_predicate *predicate,
                  enum kw_slot slot, struct kw_fillers *out);

/* What a phrase refers to: itself, or the country before "officials", or the examples
 * after "such as", or what stands behind "the use of"; with what it is coordinated. */
void kw_phrase_refs(const struct kw_scene *scene, uint32_t phrase,
                    struct kw_fillers *out);

/* What a noun phrase denotes by name: its own name, its apposition, its copula. */
void kw_phrase_self(const struct kw_scene *scene, uint32_t phrase,
                    struct kw_fillers *out);

/* Who speaks in the phrase that is the subject of a verb of saying: what it refers to,
 * or whose it is: "a report in the New York Times revealed". */
void kw_phrase_voice(const struct kw_scene *scene, uint32_t phrase,
                     struct kw_fillers *out);

/* What a pronoun that refer found nothing for means, as far as clauses tell: the
 * reference, + 1; or 0. */
uint32_t kw_phrase_pronoun(const struct kw_scene *scene, uint32_t phrase);

/* The reference that is the subject of the scene's first clause with one, + 1; or 0. */
uint32_t kw_scene_subject(const struct kw_scene *scene);

/* The referent number of a reference, and its data. */
uint32_t kw_scene_referent(const struct kw_scene *scene, uint32_t ref);
const struct kw_refdata *kw_scene_data(const struct kw_scene *scene, uint32_t ref);
struct kw_str kw_scene_lemma(const struct kw_scene *scene, uint32_t token);

#endif
