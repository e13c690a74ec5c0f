/* run_text.c - checks sentences, tokens and tags against answers in the text.
 *
 * "<|>" in a block is a border between two sentences (with the space after it); a block
 * without one, and without other answers, is a single sentence.
 * "= do n't" gives the tokens of the block, all of them.
 * "[urged|VBD urge]" gives the tag, and the lemma if there is one, of a token.
 */
#include <stdio.h>
#include <string.h>

#include "marks.h"
#include "text/text.h"

struct test {
    const char *path;
    const struct block *block;
    struct kw_str text; /* without borders */
    uint32_t *borders;  /* offsets in it where a sentence ends */
    size_t border_count;
    const struct kw_text *result;
};

static bool fail(const struct test *t, const char *what, struct kw_str which)
{
    printf("%s:%d: %s: %.*s\n", t->path, t->block->line, what, KW_STR_ARG(which));
    return false;
}

/* Takes the borders out of the text. Blocks with marks have none. */
static void strip_borders(struct test *t, struct kw_arena *arena)
{
    struct kw_str raw = t->block->text;
    char *text = KW_NEW(arena, raw.len + 1, char);
    t->borders = KW_NEW(arena, raw.len + 1, uint32_t);
    size_t len = 0;
    for (size_t i = 0; text && t->borders && i < raw.len; i++) {
        if (kw_str_starts(kw_str_slice(raw, i, raw.len), KW_STR("<|>"))) {
            t->borders[t->border_count++] = (uint32_t)len;
            i += i + 3 < raw.len && raw.ptr[i + 3] == ' ' ? 3 : 2;
            continue;
        }
        text[len++] = raw.ptr[i];
    }
    t->text = (struct kw_str){text, len};
}

static bool check_sentences(const struct test *t)
{
    const struct kw_text *text = t->result;
    if (text->sentence_count != t->border_count + 1) {
        for (size_t i = 0; i < text->sentence_count; i++)
            fail(t, "sentence", kw_text_slice(text, text->sentences[i].span));
        return false;
    }
    for (size_t i = 0; i < t->border_count; i++) {
        uint32_t end = text->sentences[i].span.end, want = t->borders[i];
        while (want > end && strchr(" \n", t->text.ptr[want - 1]))
            want--;
        if (end != want)
            return fail(t, "sentence", kw_text_slice(text, text->sentences[i].span));
    }
    return true;
}

static bool check_tokens(const struct test *t, struct kw_str answer)
{
    struct kw_str word;
    for (size_t i = 0; i < t->result->token_count; i++) {
        struct kw_str token = kw_text_slice(t->result, t->result->tokens[i].span);
        if (!kw_str_item(&answer, ' ', &word) || !kw_str_eq(word, token))
            return fail(t, "token", token);
    }
    return !kw_str_item(&answer, ' ', &word) || fail(t, "no token", word);
}

static bool check_tag(const struct test *t, const struct mark *mark)
{
    struct kw_str tag, lemma,
        word = kw_str_slice(t->text, mark->span.start, mark->span.end);
    bool both = kw_str_cut(mark->label, ' ', &tag, &lemma);
    for (size_t i = 0; i < t->result->token_count; i++) {
        const struct kw_token *token = &t->result->tokens[i];
        if (token->span.start != mark->span.start || token->span.end != mark->span.end)
            continue;
        if (!kw_str_eq(tag, kw_str_of(kw_tag_name(token->tag)))) {
            printf("%s:%d: %.*s is %.*s, not %s\n", t->path, t->block->line,
                   KW_STR_ARG(word), KW_STR_ARG(tag), kw_tag_name(token->tag));
            return false;
        }
        return !both || kw_str_eq(lemma, token->lemma) || fail(t, "lemma", token->lemma);
    }
    return fail(t, "no token", word);
}

static bool check(const struct kw_lexicon *lexicon, const char *path,
                  const struct block *block, struct kw_arena *arena)
{
    struct test run = {.path = path, .block = block}, *t = &run;
    strip_borders(t, arena);
    const struct kw_document document = {
        .key = KW_STR("-"), .text = t->text, .date = KW_DAY_NONE};
    if (kw_text_analyze(lexicon, &document, arena, &t->result, NULL) != KW_OK)
        return false;
    bool good = true;
    for (size_t i = 0; i < t->block->answer_count; i++)
        good = check_tokens(t, t->block->answers[i]) && good;
    for (size_t i = 0; i < t->block->mark_count; i++)
        good = check_tag(t, &t->block->marks[i]) && good;
    if (t->block->answer_count + t->block->mark_count == 0)
        good = check_sentences(t) && good;
    return good;
}

int main(int argc, char **argv)
{
    return marks_run("run_text", check, argc, argv);
}
