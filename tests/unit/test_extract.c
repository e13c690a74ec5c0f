/* test_extract.c - the extractor: a user's own lists, identifiers, failing memory. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "knotwork/extract.h"

static struct kw_extractor *make(const struct kw_extract_options *options)
{
    struct kw_extractor *x = NULL;
    struct kw_error err = {0};
    if (kw_extractor_new(options, &x, &err) != KW_OK)
        fail_msg("%s", err.text);
    return x;
}

/* The names found in a text, as "name/type/kind;..." */
static struct kw_str names_in(const struct kw_extractor *x, struct kw_arena *arena,
                              const char *text)
{
    struct kw_document document = {
        .key = KW_STR("t"), .text = kw_str_of(text), .date = KW_DAY_NONE};
    struct kw_extraction out;
    struct kw_str all = KW_STR("");
    assert_int_equal(kw_extract(x, &document, arena, &out, NULL), KW_OK);
    for (size_t i = 0; i < out.referent_count; i++) {
        const struct kw_referent *r = &out.referents[i];
        all = kw_arena_printf(arena, "%.*s%.*s/%s/%.*s/%.*s;", KW_STR_ARG(all),
                              KW_STR_ARG(r->name), kw_type_label(r->type)->name,
                              KW_STR_ARG(r->kind), KW_STR_ARG(r->id));
    }
    return all;
}

#define assert_names(x, text, expected)                                                  \
    do {                                                                                 \
        struct kw_arena *arena_ = kw_arena_new();                                        \
        assert_string_equal(names_in(x, arena_, text).ptr, expected);                    \
        kw_arena_free(arena_);                                                           \
    } while (0)

static void a_listed_name_is_a_name(void **state)
{
    (void)state;
    const struct kw_list lists[] = {
        {"names", "mine.tsv",
         KW_STR("name\ttype\taliases\tid\n"
                "Quiet Harbor\ttool\tQH-7\tx:1\n"
                "reading\tfirm\t\t\n"
                "Israel Post\tfirm\t\tpost/il\n")},
    };
    struct kw_extractor *usual = make(NULL);
    struct kw_extractor *own = make(&(struct kw_extract_options){lists, 1, false});
    assert_names(own, "They ran Quiet Harbor on the phones.", "Quiet Harbor/tool//x:1;");
    assert_names(own, "They ran QH-7 on the phones.", "Quiet Harbor/tool//x:1;");
    assert_names(own, "It was a quiet harbor.", "");
    assert_names(own, "He bought reading last year.", "reading/firm//;");
    assert_names(own, "Parcels of Israel Post were late.", "Israel Post/firm//post/il;");
    assert_names(usual, "He bought reading last year.", "");
    assert_false(kw_str_eq(kw_extractor_fingerprint(own), kw_extractor_fingerprint(usual)));
    kw_extractor_free(own);
    kw_extractor_free(usual);
}

static void an_ignored_name_is_none(void **state)
{
    (void)state;
    const struct kw_list lists[] = {
        {"ignore", "no.txt", KW_STR("# not ours\nMexico\nSaudi Arabia\n")}};
    struct kw_extractor *own = make(&(struct kw_extract_options){lists, 1, false});
    assert_names(own, "Officials in Mexico, Saudi Arabia and France met.",
                 "France/country//country/FR;");
    assert_names(own, "Officials in New Mexico met.", "New Mexico/place/state/;");
    kw_extractor_free(own);
}

static void identifiers_are_names_when_asked_for(void **state)
{
    (void)state;
    struct kw_extractor *usual = make(NULL);
    struct kw_extractor *x = make(&(struct kw_extract_options){.identifiers = true});
    static const struct {
        const char *text, *names;
    } cases[] = {
        {"Write to press@example.org for more.",
         "press@example.org/tool/e-mail address/;"},
        {"The site https://files.example.co.uk/a?b=1 was down.",
         "files.example.co.uk/tool/domain/;"},
        {"The server updates-example.net was theirs.", "updates-example.net/tool/domain/;"},
        {"He rang +44 20 7946 0958 from home.", "+44 20 7946 0958/tool/phone number/;"},
        {"It went to 0x52908400098527886E0F7030069857D2E4169EE7 first.",
         "0x52908400098527886E0F7030069857D2E4169EE7/tool/wallet/;"},
        {"It rose by +44 points, to 3.5 or 10.15 a.m., he said.next day", ""},
        {"See a.b and x@y and 0x1234.", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_names(x, cases[i].text, cases[i].names);
    }
    assert_names(usual, cases[0].text, "");
    assert_names(usual, cases[1].text, "");
    kw_extractor_free(x);
    kw_extractor_free(usual);
}

static void a_list_of_frames_makes_statements(void **state)
{
    (void)state;
    const struct kw_list lists[] = {
        {"frames", "frames.tsv",
         KW_STR("predicate\tpos\ttype\tsubject\tobject\n"
                "polish\tverb\ttargets\tsubj\tobj\n")}};
    struct kw_extractor *own = make(&(struct kw_extract_options){lists, 1, false});
    struct kw_arena *arena = kw_arena_new();
    struct kw_document document = {.key = KW_STR("t"),
                                   .text = KW_STR("Russia polished France."),
                                   .date = KW_DAY_NONE};
    struct kw_extraction out;
    assert_int_equal(kw_extract(own, &document, arena, &out, NULL), KW_OK);
    assert_int_equal(out.statement_count, 1);
    assert_int_equal(out.statements[0].type, KW_RELATION_TARGETS);
    kw_arena_free(arena);
    kw_extractor_free(own);
}

static void bad_lists_are_named(void **state)
{
    (void)state;
    const struct {
        struct kw_list list;
        const char *message;
    } cases[] = {
        {{"names", "a.tsv", KW_STR("name\ttype\nX\tfrim\n")}, "a.tsv:2: unknown type 'frim'"},
        {{"naems", "a.tsv", KW_STR("")}, "a.tsv: no table is called 'naems'"},
        {{"names", "a.tsv", KW_STR("")}, "a.tsv: no header line"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct kw_extractor *none = NULL;
        struct kw_error err = {0};
        struct kw_extract_options options = {&cases[i].list, 1, false};
        assert_int_not_equal(kw_extractor_new(&options, &none, &err), KW_OK);
        assert_string_equal(err.text, cases[i].message);
        assert_null(none);
    }
}

/* Whatever allocation fails, the call says so and leaves its output alone. */
static void failing_memory_is_reported(void **state)
{
    (void)state;
    struct kw_extractor *x = make(NULL);
    struct kw_document document = {
        .key = KW_STR("t"),
        .text = KW_STR("US President Joe Biden banned spyware like Pegasus on Friday, "
                       "the Times reported. The Israeli firm NSO Group denied it."),
        .date = 19455};
    enum kw_status status = KW_NOMEM;
    long n = 0;
    for (; status != KW_OK && n < 5000; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_extraction out = {.mention_count = 77};
        struct kw_error err = {0};
        kw_arena_fail_after(arena, n);
        status = kw_extract(x, &document, arena, &out, &err);
        assert_true(status == KW_OK || (status == KW_NOMEM && out.mention_count == 77 &&
                                        err.status == KW_NOMEM));
        kw_arena_free(arena);
    }
    assert_int_equal(status, KW_OK);
    assert_true(n > 20); /* it did fail, many times */
    kw_extractor_free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_listed_name_is_a_name),
        cmocka_unit_test(an_ignored_name_is_none),
        cmocka_unit_test(identifiers_are_names_when_asked_for),
        cmocka_unit_test(a_list_of_frames_makes_statements),
        cmocka_unit_test(bad_lists_are_named),
        cmocka_unit_test(failing_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
