/* train.c - kw-train WEIGHTS tags FILE... labels FILE... trees FILE...: learns what
 * knotwork carries. */
#include "train/train.h"

#include <stdio.h>
#include <string.h>

/* Rows of weights (as bits) and rounds of learning; measured, see src/model/README.md. */
#define TAG_BITS 16u
#define TAG_ROUNDS 6u
#define LABEL_BITS 16u
#define LABEL_ROUNDS 6u
#define TREE_ROUNDS 12u
/* Every so many sentences one comes again as a headline. */
#define TAG_TITLES 10u

struct lesson {
    char **paths; /* its corpora */
    size_t count;
    struct kw_corpus corpus;
    struct kw_perceptron p;
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

static enum kw_status learn_tags(const struct kw_lexicon *lexicon, struct lesson *tags,
                                 struct kw_error *err)
{
    struct kw_str names = kw_train_tag_names(tags->corpus.arena);
    enum kw_status status = kw_perceptron_init(&tags->p, "tags", names, TAG_BITS, err);
    if (status == KW_OK)
        status = read_all(tags, TAG_TITLES, err);
    return status == KW_OK
               ? kw_train_tags(lexicon, &tags->corpus, TAG_ROUNDS, &tags->p, err)
               : status;
}

/* Names are learnt on the tags that will be there: those just learnt. */
static enum kw_status learn_labels(const struct kw_lexicon *lexicon,
                                   const struct lesson *tags, struct lesson *labels,
                                   struct kw_error *err)
{
    struct kw_part ready;
    struct kw_str names = kw_train_label_names(labels->corpus.arena);
    struct kw_buf bytes = {0};
    struct kw_model model;
    enum kw_status status =
        kw_perceptron_init(&labels->p, "labels", names, LABEL_BITS, err);
    if (status == KW_OK)
        status = kw_perceptron_part(&tags->p, tags->corpus.arena, &ready, err);
    if (status == KW_OK)
        status = kw_model_write(&ready, 1, &bytes, err);
    if (status == KW_OK)
        status = kw_model_open(kw_buf_str(&bytes), &model, err);
    if (status == KW_OK)
        status = read_all(labels, 0, err);
    if (status == KW_OK)
        status = kw_train_labels(lexicon, &model, &labels->corpus, LABEL_ROUNDS,
                                 &labels->p, err);
    kw_buf_free(&bytes);
    return status;
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

enum { TAGS, LABELS, TREES, LESSONS };
static const char *const names[LESSONS] = {"tags", "labels", "trees"};

static enum kw_status learn(const char *path, struct lesson *lessons,
                            struct kw_arena *arena, struct kw_error *err)
{
    struct kw_part parts[LESSONS - 1 + KW_TREE_PARTS];
    struct kw_str image = kw_lexicon_builtin();
    struct kw_lexicon *lexicon;
    struct kw_buf out = {0};
    for (int i = 0; i < LESSONS; i++)
        lessons[i].corpus.arena = arena;
    enum kw_status status = kw_lexicon_open(arena, &image, 1, &lexicon, err);
    if (status == KW_OK)
        status = learn_tags(lexicon, &lessons[TAGS], err);
    if (status == KW_OK)
        status = learn_labels(lexicon, &lessons[TAGS], &lessons[LABELS], err);
    if (status == KW_OK)
        status = read_all(&lessons[TREES], 0, err);
    if (status == KW_OK)
        status = kw_train_trees(lexicon, &lessons[TREES].corpus, TREE_ROUNDS,
                                parts + TREES, err);
    for (int i = TAGS; i < TREES && status == KW_OK; i++)
        status = kw_perceptron_part(&lessons[i].p, arena, &parts[i], err);
    if (status == KW_OK)
        status = kw_model_write(parts, sizeof parts / sizeof *parts, &out, err);
    if (status == KW_OK)
        status = write_file(path, kw_buf_str(&out), err);
    kw_buf_free(&out);
    return status;
}

/* Shares the arguments out: "tags FILE... labels FILE... trees FILE...". */
static bool read_arguments(char **arguments, struct lesson *lessons)
{
    int now = -1;
    for (; *arguments; arguments++) {
        if (now + 1 < LESSONS && strcmp(*arguments, names[now + 1]) == 0) {
            lessons[++now].paths = arguments + 1;
        } else {
            if (now < 0)
                return false;
            lessons[now].count++;
        }
    }
    return now + 1 == LESSONS;
}

int main(int argc, char **argv)
{
    struct lesson lessons[LESSONS] = {0};
    struct kw_error err = {0};
    if (argc < 2 || !read_arguments(argv + 2, lessons)) {
        fprintf(stderr, "usage: kw-train WEIGHTS tags FILE... labels FILE... "
                        "trees FILE...\n");
        return 2;
    }
    struct kw_arena *arena = kw_arena_new();
    enum kw_status status = arena ? learn(argv[1], lessons, arena, &err) : kw_nomem(&err);
    if (status != KW_OK)
        fprintf(stderr, "kw-train: %s\n", err.text);
    for (int i = 0; i < LESSONS; i++) {
        kw_perceptron_free(&lessons[i].p);
        kw_buf_free(&lessons[i].corpus.text);
    }
    kw_arena_free(arena);
    return status == KW_OK ? 0 : 1;
}
