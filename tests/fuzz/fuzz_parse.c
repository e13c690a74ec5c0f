/* fuzz_parse.c - any text, and any tokens at all, give trees: one root, no cycle. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/parse.h"

#define REQUIRE(condition)                                                               \
    do {                                                                                 \
        if (!(condition))                                                                \
            abort();                                                                     \
    } while (0)

static const struct kw_parser *parser;
static struct kw_lexicon *lexicon;
static struct kw_arena *volatile kept; /* volatile: kept, so that nothing leaks */

static void open_all(void)
{
    struct kw_str image = kw_lexicon_builtin();
    struct kw_model model;
    if (parser)
        return;
    kept = kw_arena_new();
    REQUIRE(kept && kw_lexicon_open(kept, &image, 1, &lexicon, NULL) == KW_OK);
    REQUIRE(kw_model_open(kw_model_builtin(), &model, NULL) == KW_OK);
    REQUIRE(kw_parser_new(&model, kept, &parser, NULL) == KW_OK);
}

static void check_tree(const struct kw_arc *arcs, size_t count)
{
    size_t roots = 0;
    for (size_t i = 0; i < count; i++) {
        size_t steps = 0;
        REQUIRE(arcs[i].dep > KW_DEP_NONE && arcs[i].dep < KW_DEP_COUNT);
        roots += arcs[i].head == 0;
        for (size_t at = i + 1; at; at = arcs[at - 1].head)
            REQUIRE(at <= count && steps++ < count);
    }
    REQUIRE(roots == (count > 0));
}

static void parse(const struct kw_token *tokens, size_t count, struct kw_arena *arena)
{
    struct kw_arc *arcs = KW_NEW(arena, count + 1, struct kw_arc);
    REQUIRE(arcs && kw_parse(parser, tokens, count, arena, arcs, NULL) == KW_OK);
    check_tree(arcs, count);
}

/* Each byte is a token: its tag, and itself as form and lemma; what is no letter, a mark.
 */
static void parse_bytes(struct kw_str bytes, struct kw_arena *arena)
{
    size_t count = bytes.len < 400 ? bytes.len : 400;
    struct kw_token *tokens = KW_NEW(arena, count + 1, struct kw_token);
    REQUIRE(tokens);
    for (size_t i = 0; i < count; i++) {
        bool is_letter = (bytes.ptr[i] | 32) >= 'a' && (bytes.ptr[i] | 32) <= 'z';
        tokens[i].norm = tokens[i].lemma = kw_str_slice(bytes, i, i + 1);
        tokens[i].shape = is_letter ? KW_SHAPE_LOWER : KW_SHAPE_PUNCT;
        tokens[i].tag = (enum kw_tag)((unsigned char)bytes.ptr[i] % KW_TAG_COUNT);
    }
    parse(tokens, count, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct kw_str input = {(const char *)bytes, size};
    struct kw_arena *arena = kw_arena_new();
    struct kw_document document = {.key = KW_STR("-"), .date = KW_DAY_NONE};
    const struct kw_text *text;
    open_all();
    REQUIRE(arena && kw_utf8_clean(arena, input, &document.text, NULL, NULL) == KW_OK);
    REQUIRE(kw_text_analyze(lexicon, &document, arena, &text, NULL) == KW_OK);
    for (size_t i = 0; i < text->sentence_count; i++) {
        const struct kw_sentence *s = &text->sentences[i];
        parse(text->tokens + s->first, s->end - s->first, arena);
    }
    parse_bytes(input, arena);
    kw_arena_free(arena);
    return 0;
}
