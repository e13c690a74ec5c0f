/* test_name.c - the promises of name.h; which spans are names of what is in tests/text.
 */
#include "check.h"

#include "name/name.h"

struct fixture {
    struct kw_arena *arena;
    struct kw_lexicon *lexicon;
    struct kw_document document;
    const struct kw_text *text;
    struct kw_names names;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    struct kw_str image = kw_lexicon_builtin();
    fixture.arena = kw_arena_new();
    *state = &fixture;
    return fixture.arena && kw_lexicon_open(fixture.arena, &image, 1, &fixture.lexicon,
                                            NULL) == KW_OK
               ? 0
               : 1;
}

static int tear_down(void **state)
{
    kw_arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static void find(struct fixture *f, const char *bytes)
{
    f->document = (struct kw_document){
        .key = KW_STR("-"), .date = KW_DAY_NONE, .text = kw_str_of(bytes)};
    assert_int_equal(kw_text_analyze(f->lexicon, &f->document, f->arena, &f->text, NULL),
                     KW_OK);
    assert_int_equal(kw_names_find(f->lexicon, f->text, f->arena, &f->names, NULL),
                     KW_OK);
}

/* The name that is written so; fails if there is none. */
static const struct kw_name *named(const struct fixture *f, const char *written)
{
    for (size_t i = 0; i < f->names.count; i++) {
        if (kw_str_eq(kw_text_slice(f->text, f->names.items[i].span), kw_str_of(written)))
            return &f->names.items[i];
    }
    fail_msg("no name %s", written);
    return NULL;
}

static struct kw_str title_of(const struct fixture *f, const struct kw_name *name)
{
    return kw_text_slice(f->text,
                         kw_text_span(f->text, name->title_first, name->title_end));
}

static void titles_stand_before(void **state)
{
    struct fixture *f = *state;
    find(f,
         "US President Joe Biden met the Chinese Foreign Ministry spokesperson Mao Ning "
         "and Mrs. Lindqvist. Haddad left.");
    check_str(title_of(f, named(f, "Joe Biden")), "President");
    check_str(title_of(f, named(f, "Mao Ning")), "spokesperson");
    check_str(title_of(f, named(f, "Lindqvist")), "Mrs.");
    const struct kw_name *bare = named(f, "Haddad");
    assert_int_equal(bare->title_first, bare->title_end);
}

static void rows_are_those_of_the_lexicon(void **state)
{
    struct fixture *f = *state;
    find(f, "The Chinese envoy told Beijing that Kremlin aides like Whitlock agreed.");
    const struct kw_name *chinese = named(f, "Chinese"), *beijing = named(f, "Beijing");
    check_str(kw_lexicon_id(f->lexicon, chinese->row), "country/CN");
    assert_int_equal(chinese->row, beijing->row);
    assert_int_equal(chinese->kind, KW_MENTION_DEMONYM);
    assert_int_equal(chinese->use, KW_USE_ADJECTIVE);
    assert_int_equal(beijing->kind, KW_MENTION_METONYM);
    assert_int_equal(beijing->use, KW_USE_CAPITAL);
    check_str(kw_lexicon_id(f->lexicon, named(f, "Kremlin")->row), "country/RU");
    assert_int_equal(named(f, "Whitlock")->row, 0);
}

static void nouns_beside_are_kept(void **state)
{
    struct fixture *f = *state;
    find(
        f,
        "The spyware firm Zelta Group sold its 'Landmark' geolocation tool. The Nightjar "
        "spyware was found.");
    check_str(named(f, "Zelta Group")->noun, "spyware firm");
    check_str(named(f, "Landmark")->noun, "tool");
    check_str(named(f, "Nightjar")->noun, "spyware");
}

static void sex_comes_from_title_and_given_name(void **state)
{
    struct fixture *f = *state;
    find(f, "Mrs. Whitlock met Mr. Haddad, Michael Ortega and Elizabeth Okoye in Paris.");
    assert_true(named(f, "Whitlock")->female && !named(f, "Whitlock")->male);
    assert_true(named(f, "Haddad")->male);
    assert_true(named(f, "Michael Ortega")->male);
    assert_true(named(f, "Elizabeth Okoye")->female);
    assert_false(named(f, "Paris")->female || named(f, "Paris")->male);
}

static void a_name_known_by_its_evidence_types_the_others(void **state)
{
    struct fixture *f = *state;
    find(f, "They traced Nightjar to a shop. The Nightjar spyware was sold there. "
            "Its maker, Dana Whitlock, fled. Police seek Whitlock.");
    for (size_t i = 0; i < f->names.count; i++) {
        struct kw_str raw = kw_text_slice(f->text, f->names.items[i].span);
        if (kw_str_eq(raw, KW_STR("Nightjar")))
            assert_int_equal(f->names.items[i].type, KW_TYPE_TOOL);
    }
    assert_int_equal(named(f, "Whitlock")->type, KW_TYPE_PERSON);
}

static void every_basis_is_graded(void **state)
{
    struct fixture *f = *state;
    find(f, "They saw Qorvani and the Qorvani Ministry, Mr. Tessler and Iran.");
    assert_int_equal(named(f, "Iran")->basis, KW_TYPE_BY_LEXICON);
    assert_int_equal(named(f, "Qorvani Ministry")->basis, KW_TYPE_BY_HEAD);
    assert_int_equal(named(f, "Tessler")->basis, KW_TYPE_BY_TITLE);
    assert_true(named(f, "Qorvani")->basis <= KW_TYPE_BY_CONTEXT);
}

static void furniture_has_no_names(void **state)
{
    struct fixture *f = *state;
    find(f, "Advertisement\nPublished 15:32 IST, April 8th 2023\nRead more");
    assert_int_equal(f->names.count, 0);
}

static void every_allocation_may_fail(void **state)
{
    struct fixture *f = *state;
    find(f, "Zelta Group sold tools to Dana Whitlock. Whitlock, of Z\xC3\xBCrich, denied "
            "it.");
    enum kw_status status = KW_NOMEM;
    long allowed = 0;
    for (; status != KW_OK; allowed++) {
        struct kw_names names = {0};
        struct kw_error err = {0};
        struct kw_arena *own = kw_arena_new();
        assert_non_null(own);
        assert_true(allowed < 200);
        kw_arena_fail_after(own, allowed);
        status = kw_names_find(f->lexicon, f->text, own, &names, &err);
        assert_true(status == KW_OK || status == KW_NOMEM);
        assert_int_equal(err.status, status);
        assert_true(status == KW_OK ? names.count == f->names.count : names.count == 0);
        kw_arena_free(own);
    }
    assert_true(allowed > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_stand_before),
        cmocka_unit_test(rows_are_those_of_the_lexicon),
        cmocka_unit_test(nouns_beside_are_kept),
        cmocka_unit_test(sex_comes_from_title_and_given_name),
        cmocka_unit_test(a_name_known_by_its_evidence_types_the_others),
        cmocka_unit_test(every_basis_is_graded),
        cmocka_unit_test(furniture_has_no_names),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
