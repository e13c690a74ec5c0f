/* fuzz_text.c - any bytes through the rooms text and name: no crash, and the promises of
 * their headers kept: tokens cover all that is not blank, everything is in order, every
 * span lies on the borders of code points.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "name/name.h"
#include "text/room.h"

#define REQUIRE(condition)                                                               \
    do {                                                                                 \
        if (!(condition))                                                                \
            abort();                                                                     \
    } while (0)

static bool on_border(struct kw_str text, uint32_t at)
{
    return at <= text.len &&
           (at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80);
}

static void check_span(struct kw_str text, struct kw_span span)
{
    REQUIRE(span.start < span.end);
    REQUIRE(on_border(text, span.start) && on_border(text, span.end));
}

static void check_blank(struct kw_str text, uint32_t from, uint32_t to)
{
    for (size_t at = from, len; at < to; at += len)
        REQUIRE(kw_letter_at(text, at, &len) == KW_LETTER_BLANK);
}

static void check_tokens(struct kw_str bytes, const struct kw_text *text)
{
    uint32_t last = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        const struct kw_token *token = &text->tokens[i];
        check_span(bytes, token->span);
        check_blank(bytes, last, token->span.start);
        REQUIRE(token->sentence < text->sentence_count);
        REQUIRE(token->tag > KW_TAG_NONE && token->tag < KW_TAG_COUNT);
        REQUIRE(token->lemma.len == 0 || token->lemma.ptr);
        last = token->span.end;
    }
    check_blank(bytes, last, (uint32_t)bytes.len);
}

static void check_sentences(struct kw_str bytes, const struct kw_text *text)
{
    uint32_t token = 0, paragraph = 0;
    for (size_t i = 0; i < text->sentence_count; i++) {
        const struct kw_sentence *s = &text->sentences[i];
        REQUIRE(s->first == token && s->first < s->end);
        REQUIRE(s->end - s->first <= KW_SENTENCE_LIMIT);
        REQUIRE(s->paragraph >= paragraph && s->paragraph < text->paragraph_count);
        check_span(bytes, s->span);
        REQUIRE(s->span.start >= text->paragraphs[s->paragraph].start);
        REQUIRE(s->span.end <= text->paragraphs[s->paragraph].end);
        token = s->end;
        paragraph = s->paragraph;
    }
    REQUIRE(token == text->token_count);
}

static void check_names(struct kw_str bytes, const struct kw_text *text,
                        const struct kw_names *names)
{
    uint32_t end = 0;
    for (size_t i = 0; i < names->count; i++) {
        const struct kw_name *name = &names->items[i];
        REQUIRE(name->first >= end && name->first < name->end);
        REQUIRE(name->end <= text->token_count);
        REQUIRE(text->tokens[name->first].sentence ==
                text->tokens[name->end - 1].sentence);
        REQUIRE(!text->sentences[text->tokens[name->first].sentence].furniture);
        REQUIRE(name->type > KW_TYPE_NONE && name->type < KW_TYPE_COUNT);
        REQUIRE(kw_mention_names(name->kind));
        REQUIRE(name->title_first <= name->title_end && name->title_end <= name->first);
        REQUIRE(!(name->female && name->male));
        check_span(bytes, name->span);
        end = name->end;
    }
}

static struct kw_lexicon *lexicon(void)
{
    static struct kw_lexicon *made;         /* lives as long as the program */
    static struct kw_arena *volatile arena; /* volatile: kept, so that nothing leaks */
    struct kw_str image = kw_lexicon_builtin();
    if (!made) {
        arena = kw_arena_new();
        REQUIRE(arena && kw_lexicon_open(arena, &image, 1, &made, NULL) == KW_OK);
    }
    return made;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_document document = {.key = KW_STR("-"), .date = KW_DAY_NONE};
    const struct kw_text *text;
    struct kw_names names;
    REQUIRE(arena);
    REQUIRE(kw_utf8_clean(arena, (struct kw_str){(const char *)bytes, size},
                          &document.text, NULL, NULL) == KW_OK);
    REQUIRE(kw_text_analyze(lexicon(), &document, arena, &text, NULL) == KW_OK);
    check_tokens(document.text, text);
    check_sentences(document.text, text);
    REQUIRE(kw_names_find(lexicon(), text, arena, &names, NULL) == KW_OK);
    check_names(document.text, text, &names);
    kw_arena_free(arena);
    return 0;
}
