/* train.c - kw-train WEIGHTS text FILE... vectors FILE tags FILE... labels FILE... trees
 * FILE... check FILE...: learns what knotwork carries, and says how good it is; kw-train
 * WEIGHTS check FILE... only says it. Without files for a task its part is that of the
 * WEIGHTS that are there.
 */
#include "train/train.h"

#include <stdio.h>
#include <string.h>

#include "base/infile.h"

/* Rows of weights (as bits) and rounds of learning; measured, see src/model/README.md. */
#define CLASS_BITS 13u
#define KIN_BITS 17u
#define TAG_BITS 17u
#define TAG_ROUNDS 8u
#define TAG_MARGIN 60
#define LABEL_BITS 19u
#define LABEL_MARGIN 100
#define LABEL_ROUNDS 8u
#define TREE_ROUNDS 12u
#define BODY_BITS 15u
#define BODY_MARGIN 20
#define BODY_ROUNDS 8u
/* Every so many sentences one comes again as a headline. */
#define TAG_TITLES 10u

/* What is learnt, in this order: each builds on those before it. */
enum task { CLASSES, KIN, TAGS, LABELS, TREES, CHECK, TASKS };

/* Parts of the file: one a task, but for kinds of organizations, which are learnt from
 * the text that classes are learnt from, and trees. */
enum { BODIES = TREES, FIRST_TREE, PARTS = FIRST_TREE + KW_TREE_PARTS };

static const char *const task_names[TASKS] = {"text",   "vectors", "tags",
                                              "labels", "trees",   "check"};

struct lesson {
    char **paths; /* its files */
    size_t count;
    struct kw_corpus corpus;
    struct kw_perceptron p;
};

struct course {
    struct kw_arena *arena;
    struct kw_lexicon *lexicon;
    struct lesson lessons[TASKS];
    struct kw_perceptron bodies;
    struct kw_part parts[PARTS];
    struct kw_buf bytes; /* a model of the parts learnt so far */
};

struct kw_str kw_train_tag_names(struct kw_arena *arena)
{
    struct kw_buf names = {0};
    for (int tag = 1; tag < KW_TAG_COUNT; tag++)
        kw_buf_printf(&names, "%s%s", tag > 1 ? " " : "", kw_tag_name((enum kw_tag)tag));
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&names));
    kw_buf_free(&names);
    return copy;
}

static enum kw_status read_all(struct lesson *lesson, size_t titles, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < lesson->count && status == KW_OK; i++)
        status = kw_corpus_add(&lesson->corpus, lesson->paths[i], err);
    return status == KW_OK ? kw_corpus_finish(&lesson->corpus, titles, err) : status;
}

/* Makes course->bytes a model of the first `parts` parts. */
static enum kw_status write_parts(struct course *course, size_t parts,
                                  struct kw_model *model, struct kw_error *err)
{
    kw_buf_free(&course->bytes);
    course->bytes = (struct kw_buf){0};
    enum kw_status status = kw_model_write(course->parts, parts, &course->bytes, err);
    return status == KW_OK ? kw_model_open(kw_buf_str(&course->bytes), model, err)
                           : status;
}

static enum kw_status learn_classes(struct course *course, struct kw_error *err)
{
    struct lesson *lesson = &course->lessons[CLASSES];
    enum kw_status status = read_all(lesson, 0, err);
    return status == KW_OK ? kw_train_classes(course->lexicon, &lesson->corpus,
                                              CLASS_BITS, &course->parts[CLASSES], err)
                           : status;
}

static enum kw_status learn_kin(struct course *course, struct kw_error *err)
{
    struct lesson *lesson = &course->lessons[KIN];
    return kw_train_kin(course->arena, lesson->paths[0], KIN_BITS, &course->parts[KIN],
                        err);
}

static enum kw_status learn_tags(struct course *course, struct kw_error *err)
{
    struct lesson *lesson = &course->lessons[TAGS];
    struct kw_model model;
    struct kw_str names = kw_train_tag_names(course->arena);
    enum kw_status status =
        kw_perceptron_init(&lesson->p, "tags", names, TAG_BITS, TAG_MARGIN, err);
    if (status == KW_OK)
        status = write_parts(course, TAGS, &model, err);
    if (status == KW_OK)
        status = read_all(lesson, TAG_TITLES, err);
    if (status == KW_OK)
        status = kw_train_tags(course->lexicon, &model, &lesson->corpus, TAG_ROUNDS,
                               &lesson->p, err);
    return status == KW_OK
               ? kw_perceptron_part(&lesson->p, course->arena, &course->parts[TAGS], err)
               : status;
}

/* Names are learnt on the tags that will be there: those just learnt. */
static enum kw_status learn_labels(struct course *course, struct kw_error *err)
{
    struct lesson *lesson = &course->lessons[LABELS];
    struct kw_model model;
    struct kw_str names = kw_train_label_names(course->arena);
    enum kw_status status =
        kw_perceptron_init(&lesson->p, "labels", names, LABEL_BITS, LABEL_MARGIN, err);
    lesson->p.cut = 0; /* their largest weights tell much */
    if (status == KW_OK)
        status = write_parts(course, LABELS, &model, err);
    if (status == KW_OK)
        status = read_all(lesson, 0, err);
    if (status == KW_OK)
        status = kw_train_labels(course->lexicon, &model, &lesson->corpus, LABEL_ROUNDS,
                                 &lesson->p, err);
    return status == KW_OK ? kw_perceptron_part(&lesson->p, course->arena,
                                                &course->parts[LABELS], err)
                           : status;
}

/* What kind an unknown organization is does not rest on labels: on tags alone. */
static enum kw_status learn_bodies(struct course *course, struct kw_error *err)
{
    struct kw_model model;
    struct kw_str names = kw_train_body_names(course->arena);
    enum kw_status status =
        kw_perceptron_init(&course->bodies, "bodies", names, BODY_BITS, BODY_MARGIN, err);
    if (status == KW_OK)
        status = write_parts(course, LABELS, &model, err);
    if (status == KW_OK)
        status =
            kw_train_bodies(course->lexicon, &model, &course->lessons[CLASSES].corpus,
                            BODY_ROUNDS, &course->bodies, err);
    return status == KW_OK ? kw_perceptron_part(&course->bodies, course->arena,
                                                &course->parts[BODIES], err)
                           : status;
}

static enum kw_status learn_trees(struct course *course, struct kw_error *err)
{
    struct lesson *lesson = &course->lessons[TREES];
    struct kw_model model;
    enum kw_status status = write_parts(course, TAGS, &model, err);
    if (status == KW_OK)
        status = read_all(lesson, 0, err);
    return status == KW_OK ? kw_train_trees(course->lexicon, &model, &lesson->corpus,
                                            TREE_ROUNDS, course->parts + FIRST_TREE, err)
                           : status;
}

static enum kw_status write_file(const char *path, struct kw_str bytes,
                                 struct kw_error *err)
{
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    if (file && fclose(file) != 0)
        good = false;
    return good ? KW_OK : kw_fail(err, KW_IO, "%s: cannot be written", path);
}

static enum kw_status read_weights(const char *path, struct course *course,
                                   struct kw_model *model, struct kw_error *err)
{
    enum kw_status status = kw_infile_read(path, &course->bytes, err);
    return status == KW_OK ? kw_model_open(kw_buf_str(&course->bytes), model, err)
                           : status;
}

/* What is learnt from which files; the parts first ... end-1. */
static const struct step {
    enum task task;
    size_t first, end;
    enum kw_status (*learn)(struct course *course, struct kw_error *err);
} steps[] = {
    {CLASSES, CLASSES, CLASSES + 1, learn_classes},
    {KIN, KIN, KIN + 1, learn_kin},
    {TAGS, TAGS, TAGS + 1, learn_tags},
    {LABELS, LABELS, LABELS + 1, learn_labels},
    {CLASSES, BODIES, BODIES + 1, learn_bodies},
    {TREES, FIRST_TREE, PARTS, learn_trees},
};

/* Takes parts as they are: their task has no files. */
static enum kw_status keep(const struct kw_model *old, const struct step *step,
                           struct course *course, struct kw_error *err)
{
    static const char *const names[PARTS] = {
        "classes",         "kin",        "tags",         "labels",    "bodies",
        "tree-dictionary", "tree-words", "tree-context", "tree-moves"};
    for (size_t i = step->first; i < step->end; i++) {
        struct kw_model_part part;
        if (!kw_model_find(old, names[i], &part))
            return kw_fail(err, KW_USAGE, "%s: no files to learn from, and no weights",
                           task_names[step->task]);
        course->parts[i] = kw_model_part_of(old, names[i]);
    }
    return KW_OK;
}

static enum kw_status learn(const char *path, struct course *course,
                            struct kw_model *model, struct kw_error *err)
{
    struct kw_buf bytes = {0};
    struct kw_model old = {0};
    bool all = true;
    for (size_t task = 0; task < CHECK; task++)
        all = all && course->lessons[task].count > 0;
    enum kw_status status = all ? KW_OK : kw_infile_read(path, &bytes, err);
    if (status == KW_OK && !all)
        status = kw_model_open(kw_buf_str(&bytes), &old, err);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KW_OK; i++)
        status = course->lessons[steps[i].task].count
                     ? steps[i].learn(course, err)
                     : keep(&old, &steps[i], course, err);
    if (status == KW_OK)
        status = write_parts(course, PARTS, model, err);
    if (status == KW_OK)
        status = write_file(path, kw_buf_str(&course->bytes), err);
    kw_buf_free(&bytes);
    return status;
}

static enum kw_status work(const char *path, struct course *course, bool learns,
                           struct kw_error *err)
{
    struct kw_str image = kw_lexicon_builtin();
    struct kw_model model;
    for (size_t i = 0; i < TASKS; i++)
        course->lessons[i].corpus.arena = course->arena;
    enum kw_status status =
        kw_lexicon_open(course->arena, &image, 1, &course->lexicon, err);
    if (status == KW_OK)
        status = learns ? learn(path, course, &model, err)
                        : read_weights(path, course, &model, err);
    const struct lesson *check = &course->lessons[CHECK];
    for (size_t i = 0; i < check->count && status == KW_OK; i++)
        status = kw_train_check(course->lexicon, &model, check->paths[i], err);
    return status;
}

/* The files after each word of task_names from `first` on: all must be there, in order,
 * but for the last. */
static bool read_arguments(int argc, char **argv, size_t first, struct course *course)
{
    int at = 2;
    for (size_t task = first; task < TASKS; task++) {
        if (at >= argc || strcmp(argv[at], task_names[task]) != 0)
            return first != CHECK && task == CHECK && at == argc;
        struct lesson *lesson = &course->lessons[task];
        lesson->paths = argv + ++at;
        while (at < argc &&
               (task + 1 == TASKS || strcmp(argv[at], task_names[task + 1]) != 0))
            at++;
        lesson->count = (size_t)(argv + at - lesson->paths);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct course course = {.arena = kw_arena_new()};
    struct kw_error err = {0};
    bool learns = argc > 2 && strcmp(argv[2], task_names[CHECK]) != 0;
    if (!read_arguments(argc, argv, learns ? 0 : CHECK, &course)) {
        fprintf(stderr, "usage: kw-train WEIGHTS text FILE... vectors FILE tags FILE... "
                        "labels FILE... trees FILE... [check FILE...]\n"
                        "       kw-train WEIGHTS check FILE...\n");
        return 2;
    }
    enum kw_status status =
        course.arena ? work(argv[1], &course, learns, &err) : kw_nomem(&err);
    if (status != KW_OK)
        fprintf(stderr, "kw-train: %s\n", err.text);
    for (size_t i = 0; i < TASKS; i++) {
        kw_perceptron_free(&course.lessons[i].p);
        kw_buf_free(&course.lessons[i].corpus.text);
    }
    kw_perceptron_free(&course.bodies);
    kw_buf_free(&course.bytes);
    kw_arena_free(course.arena);
    return status == KW_OK ? 0 : 1;
}
