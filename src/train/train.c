/* train.c - kw-train WEIGHTS tags FILE...: learns the weights that knotwork carries. */
#include "train/train.h"

#include <stdio.h>
#include <string.h>

/* Rows of weights and rounds of learning; measured, see src/model/README.md. */
#define TAG_BITS 16u
#define TAG_ROUNDS 6u
/* Every so many sentences one comes again as a headline. */
#define TAG_TITLES 10u

static struct kw_str tag_labels(struct kw_arena *arena)
{
    struct kw_buf names = {0};
    for (int tag = 1; tag < KW_TAG_COUNT; tag++)
        kw_buf_printf(&names, "%s%s", tag > 1 ? " " : "", kw_tag_name((enum kw_tag)tag));
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&names));
    kw_buf_free(&names);
    return copy;
}

static enum kw_status learn_tags(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                                 char **paths, size_t count, struct kw_perceptron *p,
                                 struct kw_error *err)
{
    struct kw_corpus corpus = {.arena = arena};
    enum kw_status status =
        kw_perceptron_init(p, "tags", tag_labels(arena), TAG_BITS, err);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = kw_corpus_add(&corpus, paths[i], err);
    if (status == KW_OK)
        status = kw_corpus_finish(&corpus, TAG_TITLES, err);
    if (status == KW_OK)
        status = kw_train_tags(lexicon, &corpus, TAG_ROUNDS, p, err);
    kw_buf_free(&corpus.text);
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

int main(int argc, char **argv)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str image = kw_lexicon_builtin();
    struct kw_lexicon *lexicon;
    struct kw_perceptron tags = {0};
    const struct kw_perceptron *parts[] = {&tags};
    struct kw_buf out = {0};
    struct kw_error err = {0};
    if (argc < 4 || strcmp(argv[2], "tags") != 0) {
        fprintf(stderr, "usage: kw-train WEIGHTS tags FILE...\n");
        return 2;
    }
    enum kw_status status = kw_lexicon_open(arena, &image, 1, &lexicon, &err);
    if (status == KW_OK)
        status = learn_tags(lexicon, arena, argv + 3, (size_t)argc - 3, &tags, &err);
    if (status == KW_OK)
        status = kw_perceptron_write(parts, 1, &out, &err);
    if (status == KW_OK)
        status = write_file(argv[1], kw_buf_str(&out), &err);
    if (status != KW_OK)
        fprintf(stderr, "kw-train: %s\n", err.text);
    kw_perceptron_free(&tags);
    kw_buf_free(&out);
    kw_arena_free(arena);
    return status == KW_OK ? 0 : 1;
}
