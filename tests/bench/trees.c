/* trees.c - tags and trees of sentences whose tokens are given, for score_parse.py.
 *
 * trees [-q] [WEIGHTS]: reads on standard input a token a line, "1<TAB>form" when white
 * space comes before it, else "0<TAB>form", and a blank line after each sentence. Writes
 * a line for each token, "head<TAB>relation<TAB>tag", and the blank lines.
 * -q: write nothing but tokens per second of tagging and parsing, one thread.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "text/parse.h"
#include "text/room.h"

struct input {
    struct kw_buf text;
    kw_token_list tokens;
    KW_VEC(size_t) ends; /* of sentences */
};

struct run {
    struct kw_words *words;
    const struct kw_parser *parser;
    struct kw_arena *scratch;
    bool quiet;
};

static bool read_all(FILE *file, struct kw_buf *bytes)
{
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        kw_buf_add(bytes, (struct kw_str){block, got});
    return !ferror(file) && !bytes->failed;
}

static bool read_tokens(struct kw_str rest, struct input *in, struct kw_arena *arena)
{
    struct kw_str next, space, form;
    while (kw_str_line(&rest, &next)) {
        if (!kw_str_cut(next, '\t', &space, &form)) {
            size_t *end = KW_PUSH(arena, &in->ends);
            if (!end)
                return false;
            *end = in->tokens.count;
            continue;
        }
        struct kw_token *token = KW_PUSH(arena, &in->tokens);
        if (!token)
            return false;
        token->space = kw_str_eq(space, KW_STR("1"));
        if (token->space)
            kw_buf_byte(&in->text, ' ');
        token->span.start = (uint32_t)in->text.len;
        kw_buf_add(&in->text, form);
        token->span.end = (uint32_t)in->text.len;
        token->shape = kw_shape_of(form);
    }
    return kw_tokens_fold(kw_buf_str(&in->text), &in->tokens, arena, NULL) == KW_OK;
}

static bool is_shouted(const struct kw_token *tokens, size_t count)
{
    size_t upper = 0;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].shape == KW_SHAPE_LOWER || tokens[i].shape == KW_SHAPE_CAPITALIZED)
            return false;
        upper += tokens[i].shape == KW_SHAPE_UPPER;
    }
    return upper >= 3;
}

static bool parse(struct run *run, struct kw_str text, struct kw_token *tokens,
                  size_t count)
{
    struct kw_arc *arcs = KW_NEW(run->scratch, count, struct kw_arc);
    if (!arcs ||
        kw_tags_set(run->words, text, tokens, count, is_shouted(tokens, count), NULL) !=
            KW_OK ||
        kw_parse(run->parser, tokens, count, run->scratch, arcs, NULL) != KW_OK)
        return false;
    for (size_t i = 0; i < count && !run->quiet; i++)
        printf("%u\t%s\t%s\n", arcs[i].head, kw_dep_name(arcs[i].dep),
               kw_tag_name(tokens[i].tag));
    if (!run->quiet)
        putchar('\n');
    kw_arena_reset(run->scratch);
    return true;
}

static bool parse_all(struct run *run, struct input *in)
{
    size_t first = 0;
    for (size_t i = 0; i < in->ends.count; i++) {
        size_t end = in->ends.items[i];
        if (end > first &&
            !parse(run, kw_buf_str(&in->text), in->tokens.items + first, end - first))
            return false;
        first = end;
    }
    return true;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool open_all(struct run *run, const char *path, struct kw_buf *weights,
                     struct kw_arena *arena, struct kw_error *err)
{
    struct kw_str image = kw_lexicon_builtin(), bytes = kw_model_builtin();
    struct kw_lexicon *lexicon;
    struct kw_model model;
    FILE *file = path ? fopen(path, "rb") : NULL;
    if (path && (!file || !read_all(file, weights)))
        return kw_fail(err, KW_IO, "%s: cannot be read", path) == KW_OK;
    if (file) {
        fclose(file);
        bytes = kw_buf_str(weights);
    }
    run->scratch = kw_arena_new();
    return run->scratch && kw_lexicon_open(arena, &image, 1, &lexicon, err) == KW_OK &&
           kw_model_open(bytes, &model, err) == KW_OK &&
           kw_words_new(lexicon, &model, arena, &run->words, err) == KW_OK &&
           kw_parser_new(&model, arena, &run->parser, err) == KW_OK;
}

int main(int argc, char **argv)
{
    struct run run = {.quiet = argc > 1 && strcmp(argv[1], "-q") == 0};
    struct kw_error err = {.text = "the input cannot be read"};
    struct kw_buf bytes = {0}, weights = {0};
    struct input in = {0};
    int at = run.quiet ? 2 : 1;
    struct kw_arena *arena = kw_arena_new();
    bool good = arena &&
                open_all(&run, at < argc ? argv[at] : NULL, &weights, arena, &err) &&
                read_all(stdin, &bytes) && read_tokens(kw_buf_str(&bytes), &in, arena);
    double start = now(), best = 0;
    for (int i = 0; i < (run.quiet ? 5 : 1) && good; i++) {
        good = parse_all(&run, &in);
        double took = now() - start;
        best = i == 0 || took < best ? took : best;
        start = now();
    }
    if (good && run.quiet)
        printf("%.0f\n", (double)in.tokens.count / best);
    if (!good)
        fprintf(stderr, "trees: %s\n", err.text);
    kw_buf_free(&bytes);
    kw_buf_free(&weights);
    kw_buf_free(&in.text);
    kw_arena_free(run.scratch);
    kw_arena_free(arena);
    return good ? 0 : 1;
}
