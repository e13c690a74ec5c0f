/* run_trees.c - checks what hangs on what, and as what.
 *
 * A block is one sentence. "= sold nsubj firm" says that "firm" hangs on "sold" as its
 * subject, "= - root sold" that "sold" is the root. A word that stands in the sentence
 * more than once is told by its number: "the#2".
 */
#include <stdio.h>

#include "base/number.h"
#include "marks.h"
#include "text/parse.h"

static const struct kw_parser *parser;

struct run {
    const char *path;
    const struct block *block;
    const struct kw_text *text;
    const struct kw_arc *arcs;
};

/* The number of a token, from 1; 0 when the sentence lacks it. */
static uint32_t token_of(const struct run *run, struct kw_str word)
{
    struct kw_str form, digits;
    int64_t which = 1;
    if (kw_str_cut(word, '#', &form, &digits) && !kw_integer_parse(digits, &which))
        return 0;
    for (uint32_t i = 0; i < run->text->token_count; i++) {
        if (kw_str_eq(kw_text_slice(run->text, run->text->tokens[i].span), form) &&
            --which == 0)
            return i + 1;
    }
    return 0;
}

static bool check_answer(const struct run *run, struct kw_str answer)
{
    struct kw_str rest = answer, head, name, word;
    enum kw_dep dep;
    if (!kw_str_item(&rest, ' ', &head) || !kw_str_item(&rest, ' ', &name) ||
        !kw_str_item(&rest, ' ', &word) || !kw_dep_parse(name, &dep) ||
        !token_of(run, word) || (dep != KW_DEP_ROOT && !token_of(run, head))) {
        printf("%s:%d: no answer: %.*s\n", run->path, run->block->line,
               KW_STR_ARG(answer));
        return false;
    }
    struct kw_arc arc = run->arcs[token_of(run, word) - 1];
    uint32_t wanted = dep == KW_DEP_ROOT ? 0 : token_of(run, head);
    if (arc.head == wanted && arc.dep == dep)
        return true;
    struct kw_str found = KW_STR("-");
    if (arc.head)
        found = kw_text_slice(run->text, run->text->tokens[arc.head - 1].span);
    printf("%s:%d: not %.*s, but %.*s %s\n", run->path, run->block->line,
           KW_STR_ARG(answer), KW_STR_ARG(found), kw_dep_name(arc.dep));
    return false;
}

static bool check(const struct kw_lexicon *lexicon, const char *path,
                  const struct block *block, struct kw_arena *arena)
{
    const struct kw_document document = {
        .key = KW_STR("-"), .text = block->text, .date = KW_DAY_NONE};
    struct run run = {.path = path, .block = block};
    if (kw_text_analyze(lexicon, &document, arena, &run.text, NULL) != KW_OK)
        return false;
    struct kw_arc *arcs = KW_NEW(arena, run.text->token_count + 1, struct kw_arc);
    if (!arcs || kw_parse(parser, run.text->tokens, run.text->token_count, arena, arcs,
                          NULL) != KW_OK)
        return false;
    run.arcs = arcs;
    bool good = true;
    for (size_t i = 0; i < block->answer_count; i++)
        good = check_answer(&run, block->answers[i]) && good;
    return good;
}

int main(int argc, char **argv)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_model model;
    int result = 1;
    if (arena && kw_model_open(kw_model_builtin(), &model, NULL) == KW_OK &&
        kw_parser_new(&model, arena, &parser, NULL) == KW_OK)
        result = marks_run("run_trees", check, argc, argv);
    kw_arena_free(arena);
    return result;
}
