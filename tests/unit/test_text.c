/* test_text.c - the promises of text.h; sentences, tokens and tags are in tests/text. */
#include "check.h"

#include "text/room.h"

static struct kw_arena *arena;
static struct kw_lexicon *lexicon;

static int set_up(void **state)
{
    struct kw_str image = kw_lexicon_builtin();
    (void)state;
    arena = kw_arena_new();
    return arena && kw_lexicon_open(arena, &image, 1, &lexicon, NULL) == KW_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    kw_arena_free(arena);
    return 0;
}

static const struct kw_text *analyse(struct kw_document *document, const char *bytes)
{
    const struct kw_text *text = NULL;
    document->key = KW_STR("-");
    document->date = KW_DAY_NONE;
    document->text = kw_str_of(bytes);
    assert_int_equal(kw_text_analyze(lexicon, document, arena, &text, NULL), KW_OK);
    assert_non_null(text);
    return text;
}

static void nothing_gives_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "\n\n \r\n\t", "\xE2\x80\x8B"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct kw_document document = {0};
        const struct kw_text *text = analyse(&document, texts[i]);
        assert_int_equal(text->token_count, 0);
        assert_int_equal(text->sentence_count, 0);
        assert_int_equal(text->paragraph_count, 0);
    }
}

static void spans_are_slices_of_the_text(void **state)
{
    (void)state;
    struct kw_document document = {0};
    const struct kw_text *text = analyse(&document, " \xC3\x89mile left. He\nran.\n");
    assert_int_equal(text->token_count, 6);
    check_str(kw_text_slice(text, text->tokens[0].span), "\xC3\x89mile");
    check_str(text->tokens[0].norm, "emile");
    check_str(kw_text_slice(text, kw_text_span(text, 1, 3)), "left.");
    assert_int_equal(kw_text_span(text, 2, 2).end, 0); /* no token, no span */
    assert_true(text->tokens[0].space);
    assert_false(text->tokens[2].space);
}

static void paragraphs_hold_their_sentences(void **state)
{
    (void)state;
    struct kw_document document = {0};
    const struct kw_text *text = analyse(
        &document, "Spy firm loses case\nThe firm lost. It paid.\r\n\r\nThe end.");
    assert_int_equal(text->paragraph_count, 3);
    assert_int_equal(text->sentence_count, 4);
    assert_int_equal(text->sentences[0].paragraph, 0);
    assert_int_equal(text->sentences[1].paragraph, 1);
    assert_int_equal(text->sentences[2].paragraph, 1);
    assert_int_equal(text->sentences[3].paragraph, 2);
    check_str(kw_text_slice(text, text->sentences[2].span), "It paid.");
    check_str(kw_text_slice(text, text->paragraphs[1]), "The firm lost. It paid.");
}

static void headlines_and_capitals_are_told(void **state)
{
    (void)state;
    struct kw_document document = {0};
    const struct kw_text *text =
        analyse(&document, "Minister Resigns Over Contract\nFIRM LOSES CASE AGAIN\n"
                           "The Minister Resigned.\nNobody was surprised by it");
    assert_true(text->sentences[0].headline);
    assert_false(text->sentences[0].capitals);
    assert_true(text->sentences[1].capitals);
    assert_false(text->sentences[2].headline); /* it has a stop */
    assert_false(text->sentences[3].headline); /* no title case */
}

static void furniture_is_told(void **state)
{
    (void)state;
    struct kw_document document = {0};
    const struct kw_text *text =
        analyse(&document, "Published 15:32 IST, April 8th 2023\nAdvertisement\n"
                           "The advertisement was published in April 2023.\nRead more\n"
                           "In April 2023 it closed");
    assert_true(text->sentences[0].furniture);
    assert_true(text->sentences[1].furniture);
    assert_false(text->sentences[2].furniture);
    assert_true(text->sentences[3].furniture);
    assert_false(text->sentences[4].furniture);
}

static void marked_furniture_counts(void **state)
{
    (void)state;
    const struct kw_span furniture[] = {{10, 20}};
    struct kw_document document = {.furniture = furniture, .furniture_count = 1};
    const struct kw_text *text = analyse(&document, "It began.\nSign up ok\nIt ended.");
    assert_int_equal(text->sentence_count, 3);
    assert_false(text->sentences[0].furniture);
    assert_true(text->sentences[1].furniture);
    assert_false(text->sentences[2].furniture);
}

static void endless_sentences_are_cut(void **state)
{
    (void)state;
    struct kw_document document = {0};
    char bytes[4096];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = i % 2 ? ' ' : 'a';
    bytes[sizeof bytes - 1] = '\0';
    const struct kw_text *text = analyse(&document, bytes);
    assert_int_equal(text->token_count, 2048);
    assert_int_equal(text->sentence_count,
                     (2048 + KW_SENTENCE_LIMIT - 1) / KW_SENTENCE_LIMIT);
    for (size_t i = 0; i < text->sentence_count; i++)
        assert_true(text->sentences[i].end - text->sentences[i].first <=
                    KW_SENTENCE_LIMIT);
}

static void shapes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *token;
        enum kw_shape shape;
    } cases[] = {
        {"firm", KW_SHAPE_LOWER},
        {"Mao", KW_SHAPE_CAPITALIZED},
        {"McDonald", KW_SHAPE_CAPITALIZED},
        {"iPhone", KW_SHAPE_CAPITALIZED},
        {"\xC3\x89mile", KW_SHAPE_CAPITALIZED},
        {"FBI", KW_SHAPE_UPPER},
        {"U.S.", KW_SHAPE_UPPER},
        {"A", KW_SHAPE_UPPER},
        {"2019", KW_SHAPE_NUMBER},
        {"3.5", KW_SHAPE_NUMBER},
        {"1st", KW_SHAPE_NUMBER},
        {"MI5", KW_SHAPE_UPPER},
        {"...", KW_SHAPE_PUNCT},
        {"", KW_SHAPE_PUNCT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(kw_shape_of(kw_str_of(cases[i].token)), cases[i].shape);
}

static void tag_names_go_both_ways(void **state)
{
    (void)state;
    enum kw_tag back = KW_TAG_NONE;
    for (int tag = 1; tag < KW_TAG_COUNT; tag++) {
        assert_true(kw_tag_parse(kw_str_of(kw_tag_name((enum kw_tag)tag)), &back));
        assert_int_equal(back, tag);
    }
    assert_false(kw_tag_parse(KW_STR("NOPE"), &back));
    assert_false(kw_tag_parse(KW_STR(""), &back));
    assert_true(kw_tag_is_verb(KW_TAG_VBZ) && !kw_tag_is_verb(KW_TAG_MD));
    assert_true(kw_tag_is_noun(KW_TAG_NNPS) && !kw_tag_is_noun(KW_TAG_PRP));
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    const struct kw_document document = {
        .key = KW_STR("-"),
        .date = KW_DAY_NONE,
        .text = KW_STR("The caf\xC3\xA9s of Zurich.\n\nPuppies and theories closed.")};
    enum kw_status status = KW_NOMEM;
    long allowed = 0;
    for (; status != KW_OK; allowed++) {
        const struct kw_text *text = NULL;
        struct kw_error err = {0};
        struct kw_arena *own = kw_arena_new();
        assert_non_null(own);
        assert_true(allowed < 200);
        kw_arena_fail_after(own, allowed);
        status = kw_text_analyze(lexicon, &document, own, &text, &err);
        assert_true(status == KW_OK || status == KW_NOMEM);
        assert_int_equal(err.status, status);
        assert_true((status == KW_OK) == (text != NULL));
        kw_arena_free(own);
    }
    assert_true(allowed > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_gives_nothing),
        cmocka_unit_test(spans_are_slices_of_the_text),
        cmocka_unit_test(paragraphs_hold_their_sentences),
        cmocka_unit_test(headlines_and_capitals_are_told),
        cmocka_unit_test(furniture_is_told),
        cmocka_unit_test(marked_furniture_counts),
        cmocka_unit_test(endless_sentences_are_cut),
        cmocka_unit_test(shapes_are_told),
        cmocka_unit_test(tag_names_go_both_ways),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
