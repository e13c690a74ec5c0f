/* test_language.c - the language of a text, and what follows from it. */
#include "check.h"

#include "knotwork/extract.h"
#include "read/language.h"

struct fixture {
    struct kw_arena *arena;
    struct kw_lexicon *lexicon;
};

static struct fixture fixture;

static int set_up(void **state)
{
    struct kw_str image = kw_lexicon_builtin();
    (void)state;
    fixture.arena = kw_arena_new();
    return kw_lexicon_open(fixture.arena, &image, 1, &fixture.lexicon, NULL) == KW_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    kw_arena_free(fixture.arena);
    return 0;
}

static void a_language_is_told_by_its_words_or_script(void **state)
{
    static const char *const rows[][2] = {
        {"en",
         "The minister said on Friday that the contract had been a mistake, and that "
         "nobody in the ministry knew who had signed it."},
        {"en",
         "OFFICIALS SAID THAT THE TOOL WAS SOLD TO THE MINISTRY IN MARCH BY A FIRM."},
        {"de",
         "Der Minister sagte am Freitag, dass der Vertrag ein Fehler gewesen sei und "
         "niemand im Ministerium wisse, wer ihn unterschrieben habe."},
        {"fr", "Le ministre a dit vendredi que le contrat avait \xC3\xA9t\xC3\xA9 une "
               "erreur et que personne au minist\xC3\xA8re ne savait qui l'avait "
               "sign\xC3\xA9."},
        {"es",
         "El ministro dijo el viernes que el contrato fue un error y que nadie en el "
         "ministerio conoce a quien lo firm\xC3\xB3 ni por cuanto dinero."},
        {"it",
         "Il ministro ha detto che il contratto con la ditta \xC3\xA8 stato un errore e "
         "che non sapeva chi lo ha firmato per il ministero."},
        {"nl",
         "De minister zei vrijdag dat het contract een vergissing was en dat niemand "
         "op het ministerie weet wie het heeft ondertekend."},
        {"ru", "\xD0\x9C\xD0\xB8\xD0\xBD\xD0\xB8\xD1\x81\xD1\x82\xD1\x80 "
               "\xD0\xB7\xD0\xB0\xD1\x8F"
               "\xD0\xB2\xD0\xB8\xD0\xBB \xD0\xB2 "
               "\xD0\xBF\xD1\x8F\xD1\x82\xD0\xBD\xD0\xB8\xD1\x86"
               "\xD1\x83"},
        {"", "Kite 3.0 - 2019 - Zenda"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_str got = kw_language_guess(fixture.lexicon, kw_str_of(rows[i][1]));
        if (!kw_str_eq(got, kw_str_of(rows[i][0])))
            fail_msg("%s\n is \"%.*s\"", rows[i][1], KW_STR_ARG(got));
    }
}

static void codes_of_english(void **state)
{
    (void)state;
    assert_true(kw_language_is_english(KW_STR("")));
    assert_true(kw_language_is_english(KW_STR("en")));
    assert_true(kw_language_is_english(KW_STR("en-GB")));
    assert_true(kw_language_is_english(KW_STR("EN_us")));
    assert_true(kw_language_is_english(KW_STR("English")));
    assert_false(kw_language_is_english(KW_STR("de")));
    assert_false(kw_language_is_english(KW_STR("e")));
    assert_false(kw_language_is_english(KW_STR("enx")));
}

/* The same words, once as English and once not: then only what the lexicon has. */
static void other_languages_give_known_names_only(void **state)
{
    struct kw_extractor *extractor = NULL;
    struct kw_document d = {.key = KW_STR("k"),
                            .date = KW_DAY_NONE,
                            .text =
                                KW_STR("Mr. Norbert Vantongeren accused China of theft. "
                                       "He criticised China again.")};
    struct kw_extraction x;
    (void)state;
    assert_int_equal(kw_extractor_new(NULL, &extractor, NULL), KW_OK);
    assert_int_equal(kw_extract(extractor, &d, fixture.arena, &x, NULL), KW_OK);
    assert_true(x.referent_count == 2 && x.statement_count > 0);
    d.language = KW_STR("xx");
    assert_int_equal(kw_extract(extractor, &d, fixture.arena, &x, NULL), KW_OK);
    assert_int_equal(x.referent_count, 1);
    check_str(x.referents[0].name, "China");
    assert_int_equal(x.mention_count, 2);
    assert_int_equal(x.statement_count, 0);
    kw_extractor_free(extractor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_told_by_its_words_or_script),
        cmocka_unit_test(codes_of_english),
        cmocka_unit_test(other_languages_give_known_names_only),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
