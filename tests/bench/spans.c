/* spans.c - what the rooms text and name make of documents, for the scorers here.
 *
 * Reads documents separated by NUL on standard input. Writes for each, in bytes:
 *   D                            a document begins
 *   S start end                  a sentence
 *   T start end tag lemma        a token
 *   N start end type kind basis  a name (with -n)
 * -q: write nothing but tokens per second. -l IMAGE: with another lexicon (lexc makes it).
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/infile.h"
#include "name/name.h"

struct run {
    const struct kw_lexicon *lexicon;
    bool names;
    bool quiet;
    size_t tokens; /* seen so far */
};

static void print_text(const struct kw_text *text)
{
    for (size_t i = 0; i < text->sentence_count; i++) {
        const struct kw_sentence *s = &text->sentences[i];
        printf("S\t%u\t%u\n", s->span.start, s->span.end);
        for (size_t t = s->first; t < s->end; t++) {
            const struct kw_token *token = &text->tokens[t];
            printf("T\t%u\t%u\t%s\t%.*s\n", token->span.start, token->span.end,
                   kw_tag_name(token->tag), KW_STR_ARG(token->lemma));
        }
    }
}

static void print_names(const struct kw_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct kw_name *name = &names->items[i];
        printf("N\t%u\t%u\t%s\t%s\t%d\t%.*s\n", name->span.start, name->span.end,
               kw_type_label(name->type)->name, kw_mention_label(name->kind)->name,
               (int)name->basis, KW_STR_ARG(name->noun));
    }
}

static bool analyse(struct run *run, struct kw_str bytes, struct kw_arena *arena)
{
    const struct kw_document document = {
        .key = KW_STR("-"), .text = bytes, .date = KW_DAY_NONE};
    const struct kw_text *text;
    struct kw_names names = {0};
    struct kw_error err = {0};
    if (kw_text_analyze(run->lexicon, &document, arena, &text, &err) != KW_OK ||
        (run->names && kw_names_find(run->lexicon, text, arena, &names, &err) != KW_OK)) {
        fprintf(stderr, "spans: %s\n", err.text);
        return false;
    }
    run->tokens += text->token_count;
    if (run->quiet)
        return true;
    puts("D");
    print_text(text);
    print_names(&names);
    return true;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool read_all(FILE *file, struct kw_buf *bytes)
{
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        kw_buf_add(bytes, (struct kw_str){block, got});
    return !ferror(file) && !bytes->failed;
}

int main(int argc, char **argv)
{
    struct run run = {0};
    const char *lexicon_path = NULL;
    for (int i = 1; i < argc; i++) {
        run.names = run.names || strcmp(argv[i], "-n") == 0;
        run.quiet = run.quiet || strcmp(argv[i], "-q") == 0;
        if (strcmp(argv[i], "-l") == 0)
            lexicon_path = argv[++i];
    }
    struct kw_arena *keep = kw_arena_new(), *arena = kw_arena_new();
    struct kw_lexicon *lexicon;
    struct kw_str image = kw_lexicon_builtin();
    struct kw_buf bytes = {0}, other = {0};
    if (lexicon_path && kw_infile_read(lexicon_path, &other, NULL) != KW_OK)
        return 1;
    if (lexicon_path)
        image = kw_buf_str(&other);
    if (!keep || !arena || !read_all(stdin, &bytes) ||
        kw_lexicon_open(keep, &image, 1, &lexicon, NULL) != KW_OK)
        return 1;
    run.lexicon = lexicon;
    double start = now();
    struct kw_str rest = kw_buf_str(&bytes), document;
    bool good = true;
    while (good && kw_str_item(&rest, '\0', &document)) {
        good = analyse(&run, document, arena);
        kw_arena_reset(arena);
    }
    double seconds = now() - start;
    if (run.quiet)
        printf("%zu tokens, %.0f tokens/s\n", run.tokens, (double)run.tokens / seconds);
    kw_buf_free(&bytes);
    kw_buf_free(&other);
    kw_arena_free(arena);
    kw_arena_free(keep);
    return good ? 0 : 1;
}
