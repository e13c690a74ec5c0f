/* train.h - what the files of src/train share: corpora in memory and the learner.
 *
 * kw-train is a program of the project's workshop: it reads corpora that are not part of
 * it and writes src/model/weights. Its result depends on those files and on nothing else:
 * one thread, integers, a fixed order.
 */
#ifndef KW_TRAIN_TRAIN_H
#define KW_TRAIN_TRAIN_H

#include "model/model.h"
#include "name/path.h"
#include "text/parse.h"
#include "text/room.h"

/* --- corpora (corpus.c) --------------------------------------------------------------
 */

struct kw_sample {
    uint32_t first; /* its tokens */
    uint32_t end;
    bool opens; /* first sentence of a document */
    bool plain; /* of a file of lines, not of a treebank */
    bool title; /* a copy with capitals, as headlines are written */
};

/* What of an arc is learnt. */
enum kw_sure {
    KW_SURE_NOT, /* nothing: a teacher's, or none */
    KW_SURE_HEAD,
    KW_SURE_ARC, /* the relation, too */
};

/* What a token hangs on in a treebank, or as a teacher has it: as struct kw_arc.
 * Elsewhere all are zero. */
struct kw_gold_arc {
    uint32_t head;
    struct kw_str dep; /* as the file has it */
    enum kw_sure sure;
};

/* Sentences of tokens with what they should be labelled. */
struct kw_corpus {
    struct kw_arena *arena;
    bool universal;     /* gold of treebanks is the universal tag */
    struct kw_buf text; /* tokens as they would stand in a text */
    kw_token_list tokens;
    KW_VEC(struct kw_str) gold; /* the label of each token, as the file has it */
    KW_VEC(struct kw_gold_arc) arcs;
    KW_VEC(struct kw_sample) samples;
};

/* Appends a file: CoNLL-U (gold: column XPOS), lines of "token<TAB>label", or, with a
 * name in ".trees", of "token<TAB>head<TAB>relation", as a teacher parsed them. Errors:
 * KW_IO, KW_NOMEM. */
KW_CHECKED enum kw_status kw_corpus_add(struct kw_corpus *corpus, const char *path,
                                        struct kw_error *err);

/* Sets what text analysis sets before tags; call once, after the last file. With
 * `titles`, one sentence of so many comes again in capitals. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_corpus_finish(struct kw_corpus *corpus, size_t titles,
                                           struct kw_error *err);

struct kw_str kw_corpus_text(const struct kw_corpus *corpus);

/* --- model files (model_out.c) -------------------------------------------------------
 */

/* A part of a model, ready to be written (struct kw_model_part of model.h). */
struct kw_part {
    const char *name;
    struct kw_str labels; /* joined by spaces; may be empty */
    uint32_t bits;
    uint32_t width;
    const int8_t *weights;
};

/* The part of that name of a model, as it is. Needs: the model has it. */
struct kw_part kw_model_part_of(const struct kw_model *model, const char *name);

/* Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_model_write(const struct kw_part *parts, size_t count,
                                         struct kw_buf *out, struct kw_error *err);

/* --- the learner (perceptron.c) ------------------------------------------------------
 */

/* An averaged perceptron (Freund and Schapire 1999, Collins 2002) with hashed features.
 */
struct kw_perceptron {
    const char *name;     /* of the part */
    struct kw_str labels; /* joined by spaces */
    uint32_t bits;
    uint32_t width;
    uint32_t label_count;
    int32_t *weights; /* now */
    int64_t *late;    /* each change times the step it was made at */
    int64_t step;
    int32_t margin; /* by which the right label has to lead */
    size_t cut;     /* one weight of so many is larger than 8 bits hold; 0: none */
};

/* With the usual cut. */
KW_CHECKED enum kw_status kw_perceptron_init(struct kw_perceptron *p, const char *name,
                                             struct kw_str labels, uint32_t bits,
                                             int32_t margin, struct kw_error *err);
void kw_perceptron_free(struct kw_perceptron *p);
uint32_t kw_perceptron_best(const struct kw_perceptron *p, const uint32_t *features,
                            size_t count, uint64_t allowed);
/* One step: where `right` does not lead the others of `allowed` by more than the margin,
 * the rows move towards it and away from the best of those. */
void kw_perceptron_learn(struct kw_perceptron *p, const uint32_t *features, size_t count,
                         uint32_t right, uint64_t allowed);

/* What learn is made of, for who learns from more than one decision at once: the sums of
 * rows, one a column (room for KW_MODEL_MOST_LABELS); a step that changes nothing by
 * itself; a change of that label's weights in rows. */
void kw_perceptron_sum(const struct kw_perceptron *p, const uint32_t *features,
                       size_t count, int32_t *scores);
void kw_perceptron_step(struct kw_perceptron *p);
void kw_perceptron_add(struct kw_perceptron *p, const uint32_t *features, size_t count,
                       uint32_t label, int32_t by);

/* The averaged weights of all steps as 8-bit integers. Owns: `arena`. */
KW_CHECKED enum kw_status kw_perceptron_part(const struct kw_perceptron *p,
                                             struct kw_arena *arena, struct kw_part *out,
                                             struct kw_error *err);

/* --- tasks ------------------------------------------------------------------------- */

/* Classes of the words of plain text: a part of model/classes.h, with 1 << bits buckets.
 * Owns: the bytes live in the arena of the corpus. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_train_classes(const struct kw_lexicon *lexicon,
                                           const struct kw_corpus *corpus, uint32_t bits,
                                           struct kw_part *out, struct kw_error *err);

/* Puts two bytes into a table of model/classes.h with 1 << bits buckets. False when its
 * bucket is full, or has that key or one that clashes: who comes first stays. */
bool kw_class_put(uint8_t *table, uint32_t bits, uint32_t key, uint32_t value);

/* Kins of the words of a file of vectors: lines of a word and its numbers, frequent words
 * first. Owns: the bytes live in `arena`. Errors: KW_IO, KW_NOMEM; KW_SYNTAX for a file
 * without vectors. */
KW_CHECKED enum kw_status kw_train_kin(struct kw_arena *arena, const char *path,
                                       uint32_t bits, struct kw_part *out,
                                       struct kw_error *err);

/* `model` has the classes of words. What is not of a treebank has tags of a tagger (`make
 * teach`): it is learnt from in the first round only, so that treebanks have the last
 * word. */
KW_CHECKED enum kw_status kw_train_tags(const struct kw_lexicon *lexicon,
                                        const struct kw_model *model,
                                        struct kw_corpus *corpus, size_t rounds,
                                        struct kw_perceptron *p, struct kw_error *err);

/* The names of all tags, joined by spaces. */
struct kw_str kw_train_tag_names(struct kw_arena *arena);

/* A document of a corpus. */
struct kw_school_document {
    size_t first; /* its first sentence */
    bool taught;  /* a teacher labelled it, nobody has read it */
};

/* A corpus made ready for labels: sentences are cut, tags are set, documents are known.
 */
struct kw_school {
    struct kw_corpus *corpus;
    struct kw_finder finder;
    kw_sentence_list sentences;
    KW_VEC(struct kw_school_document) documents;
    bool gold_only; /* visit no document that a teacher labelled */
    struct kw_label_cell cells[KW_SENTENCE_LIMIT + 2 * KW_LABEL_MARGIN];
    struct kw_path_step steps[KW_SENTENCE_LIMIT];
    struct kw_mark marks[KW_SENTENCE_LIMIT];
    uint8_t labels[KW_SENTENCE_LIMIT];
    int16_t margins[KW_SENTENCE_LIMIT];
};

/* What is done with a sentence: the finder has it at work, its marks are set. */
typedef void kw_school_fn(struct kw_school *school, void *data);

/* Owns: free it with kw_school_free, also after an error. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_school_new(const struct kw_lexicon *lexicon,
                                        const struct kw_model *model,
                                        struct kw_corpus *corpus, struct kw_school **out,
                                        struct kw_error *err);
void kw_school_free(struct kw_school *school);

/* Visits all sentences, document by document, in the order of that round. */
KW_CHECKED enum kw_status kw_school_visit(struct kw_school *school, size_t round,
                                          kw_school_fn *visit, void *data,
                                          struct kw_error *err);

/* The labels of name/label.h, with the tags that `model` gives. In every other round
 * nothing is learnt from teachers. */
struct kw_str kw_train_label_names(struct kw_arena *arena);
KW_CHECKED enum kw_status kw_train_labels(const struct kw_lexicon *lexicon,
                                          const struct kw_model *model,
                                          struct kw_corpus *corpus, size_t rounds,
                                          struct kw_perceptron *p, struct kw_error *err);

/* The kinds of organizations (name/room.h), from mentions of known ones in a corpus whose
 * documents are marked, with the tags that `model` gives. */
struct kw_str kw_train_body_names(struct kw_arena *arena);
KW_CHECKED enum kw_status kw_train_bodies(const struct kw_lexicon *lexicon,
                                          const struct kw_model *model,
                                          struct kw_corpus *corpus, size_t rounds,
                                          struct kw_perceptron *p, struct kw_error *err);

/* Dependency trees, on the tags of taggers that have not seen the sentence and know the
 * classes of words of `model`. Gives the parts that text/parse.h needs. Owns: the arena
 * of the corpus. */
enum { KW_TREE_PARTS = 4 };
KW_CHECKED enum kw_status kw_train_trees(const struct kw_lexicon *lexicon,
                                         const struct kw_model *model,
                                         struct kw_corpus *corpus, size_t rounds,
                                         struct kw_part parts[KW_TREE_PARTS],
                                         struct kw_error *err);

/* Prints how good a model is on an annotated file. Errors: KW_IO, KW_NOMEM. */
KW_CHECKED enum kw_status kw_train_check(const struct kw_lexicon *lexicon,
                                         const struct kw_model *model, const char *path,
                                         struct kw_error *err);

/* The universal tag of a token whose Penn tag is set and that is `dep` in its tree. */
const char *kw_tag_universal(const struct kw_token *token, enum kw_dep dep);

/* Where to go next among `count` samples in that round: a step that visits all. */
size_t kw_train_step(size_t count, size_t round);

#endif
