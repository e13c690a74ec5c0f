/* test_parse.c - the promises of parse.h; which trees are right is in tests/text. */
#include "check.h"

#include "text/parse.h"

static struct kw_arena *arena;
static const struct kw_parser *parser;

static int set_up(void **state)
{
    struct kw_model model;
    (void)state;
    arena = kw_arena_new();
    return arena && kw_model_open(kw_model_builtin(), &model, NULL) == KW_OK &&
                   kw_parser_new(&model, arena, &parser, NULL) == KW_OK
               ? 0
               : 1;
}

static int tear_down(void **state)
{
    (void)state;
    kw_arena_free(arena);
    return 0;
}

static uint32_t roll(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void make_tokens(struct kw_token *tokens, size_t count, uint32_t seed)
{
    static const char *const words[] = {"the", "say", "of", "nso", "", "qzx", "and"};
    static const char *const marks[] = {",", "(", ")", "\"", "-", "''", "``", ":)"};
    for (size_t i = 0; i < count; i++) {
        bool is_mark = roll(&seed) % 3 == 0;
        struct kw_str form =
            kw_str_of(is_mark ? marks[roll(&seed) % 8] : words[roll(&seed) % 7]);
        tokens[i] = (struct kw_token){
            .norm = form,
            .lemma = form,
            .shape = is_mark ? KW_SHAPE_PUNCT : KW_SHAPE_LOWER,
            .space = roll(&seed) % 2,
            .tag = (enum kw_tag)(roll(&seed) % KW_TAG_COUNT),
        };
    }
}

/* One root, no cycle: from every token some way leads to the root. */
static void check_tree(const struct kw_arc *arcs, size_t count)
{
    size_t roots = 0;
    bool *safe = KW_NEW(arena, count + 1, bool);
    assert_non_null(safe);
    safe[0] = true;
    for (size_t i = 0; i < count; i++) {
        assert_true(arcs[i].head <= count);
        assert_true(arcs[i].dep > KW_DEP_NONE && arcs[i].dep < KW_DEP_COUNT);
        assert_int_equal(arcs[i].head == 0, arcs[i].dep == KW_DEP_ROOT);
        roots += arcs[i].head == 0;
    }
    assert_int_equal(roots, count > 0);
    for (size_t i = 1; i <= count; i++) {
        size_t at = i, steps = 0;
        for (; !safe[at]; at = arcs[at - 1].head)
            assert_true(steps++ <= count);
        for (at = i; !safe[at]; at = arcs[at - 1].head)
            safe[at] = true;
    }
}

static void any_tokens_give_a_tree(void **state)
{
    enum { MOST = 40 };
    struct kw_token tokens[MOST];
    struct kw_arc arcs[MOST], again[MOST];
    (void)state;
    for (uint32_t seed = 0; seed < 400; seed++) {
        size_t count = seed % (MOST + 1);
        make_tokens(tokens, count, seed);
        assert_int_equal(kw_parse(parser, tokens, count, arena, arcs, NULL), KW_OK);
        check_tree(arcs, count);
        assert_int_equal(kw_parse(parser, tokens, count, arena, again, NULL), KW_OK);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(arcs[i].head, again[i].head);
            assert_int_equal(arcs[i].dep, again[i].dep);
        }
    }
}

/* "sold" is the verb, other words are nouns; `heads`: what each mark should hang on. */
static void check_marks(const char *text, const char *heads)
{
    enum { MOST = 32 };
    struct kw_token tokens[MOST] = {0};
    struct kw_arc arcs[MOST];
    struct kw_str rest = kw_str_of(text), form, wanted = kw_str_of(heads);
    size_t count = 0;
    for (; kw_str_item(&rest, ' ', &form); count++) {
        bool is_word = form.ptr[0] >= 'a' && form.ptr[0] <= 'z';
        tokens[count] = (struct kw_token){
            .norm = form,
            .lemma = form,
            .space = true,
            .tag = kw_str_eq(form, KW_STR("sold")) ? KW_TAG_VBD : KW_TAG_NNS,
            .shape = is_word ? KW_SHAPE_LOWER : KW_SHAPE_PUNCT};
    }
    assert_int_equal(kw_parse(parser, tokens, count, arena, arcs, NULL), KW_OK);
    check_tree(arcs, count);
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].shape != KW_SHAPE_PUNCT)
            continue;
        assert_true(kw_str_item(&wanted, ' ', &form));
        assert_int_equal(arcs[i].dep, KW_DEP_PUNCT);
        assert_true(kw_str_eq(tokens[arcs[i].head - 1].norm, form));
    }
}

static void marks_hang_on_words(void **state)
{
    (void)state;
    check_marks("firms sold tools .", "sold");
    check_marks("\" firms sold tools . \"", "sold sold sold");
    check_marks("firms sold tools ( spyware )", "spyware spyware");
    check_marks("firms ( states ) sold tools .", "states states sold");
    check_marks("firms sold tools [ ) .", "sold sold sold"); /* no pair */
    check_marks("( ) firms sold tools", "sold sold");        /* nothing in it */
}

static void sentences_have_no_greatest_length(void **state)
{
    enum { COUNT = 20000 };
    struct kw_token *tokens = KW_NEW(arena, COUNT, struct kw_token);
    struct kw_arc *arcs = KW_NEW(arena, COUNT, struct kw_arc);
    (void)state;
    assert_true(tokens && arcs);
    make_tokens(tokens, COUNT, 1);
    assert_int_equal(kw_parse(parser, tokens, COUNT, arena, arcs, NULL), KW_OK);
    check_tree(arcs, COUNT);
}

static void names_are_read_back(void **state)
{
    enum kw_dep dep;
    (void)state;
    for (int i = 1; i < KW_DEP_COUNT; i++) {
        assert_true(kw_dep_parse(kw_str_of(kw_dep_name((enum kw_dep)i)), &dep));
        assert_int_equal(dep, i);
    }
    assert_true(kw_dep_parse(KW_STR("nmod:desc"), &dep));
    assert_int_equal(dep, KW_DEP_NMOD);
    assert_false(kw_dep_parse(KW_STR("subject"), &dep));
    assert_false(kw_dep_parse(KW_STR(""), &dep));
}

static void weights_without_trees_are_refused(void **state)
{
    const struct kw_parser *before = parser;
    struct kw_model none = {0}, model;
    struct kw_error err = {0};
    (void)state;
    assert_int_equal(kw_parser_new(&none, arena, &parser, &err), KW_SYNTAX);
    assert_true(err.text[0] != '\0');
    assert_ptr_equal(parser, before);
    assert_int_equal(kw_model_open(kw_model_builtin(), &model, NULL), KW_OK);
    assert_int_equal(
        kw_model_need(&model, "tree-moves", 1, 16, &(struct kw_model_part){0}, &err),
        KW_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_tokens_give_a_tree),
        cmocka_unit_test(marks_hang_on_words),
        cmocka_unit_test(sentences_have_no_greatest_length),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(weights_without_trees_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
