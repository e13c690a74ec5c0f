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
    static const char *const lemmas[] = {"the", "say", "of",  "nso",
                                         ",",   "",    "qzx", "and"};
    for (size_t i = 0; i < count; i++)
        tokens[i] = (struct kw_token){
            .lemma = kw_str_of(lemmas[roll(&seed) % 8]),
            .tag = (enum kw_tag)(roll(&seed) % KW_TAG_COUNT),
        };
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
        cmocka_unit_test(sentences_have_no_greatest_length),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(weights_without_trees_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
