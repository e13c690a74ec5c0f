/* test_refer.c - the promises of refer.h; what links to what is in tests/text. */
#include "check.h"

#include <stdio.h>

#include "refer/refer.h"

static const char article[] =
    "Ning rejects claim\n\n"
    "BEIJING - China's Foreign Ministry rejected a New York Times report on Friday. The "
    "Chinese Foreign Ministry spokesperson Mao Ning told reporters that she had not read "
    "it. Ning said the Times was wrong.\n\n"
    "The Israeli spyware firm Zelta Group sold its Landmark tool to the Coastal Data "
    "Office (CDO). The firm denied it. Mr Bill Carter and Mrs Ann Carter bought shares; "
    "Mrs Carter sold them. The CDO fined Zelta.";

struct fixture {
    struct kw_arena *arena; /* of what kw_refer is given */
    struct kw_lexicon *lexicon;
    struct kw_document document;
    const struct kw_text *text;
    struct kw_names names;
};

static void prepare(struct fixture *f, struct kw_str text)
{
    struct kw_str image = kw_lexicon_builtin();
    f->arena = kw_arena_new();
    assert_non_null(f->arena);
    assert_int_equal(kw_lexicon_open(f->arena, &image, 1, &f->lexicon, NULL), KW_OK);
    f->document =
        (struct kw_document){.key = KW_STR("-"), .text = text, .date = KW_DAY_NONE};
    assert_int_equal(kw_text_analyze(f->lexicon, &f->document, f->arena, &f->text, NULL),
                     KW_OK);
    assert_int_equal(kw_names_find(f->lexicon, f->text, f->arena, &f->names, NULL),
                     KW_OK);
}

/* Order, ranges and numbering, whatever the text. */
static void check_promises(const struct fixture *f, const struct kw_references *r)
{
    uint32_t names = 0, highest = 0, end = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct kw_reference *one = &r->items[i];
        assert_true(one->first < one->end && one->end <= f->text->token_count);
        assert_true(i == 0 || r->items[i - 1].first <= one->first);
        assert_true(one->mention.referent >= 1);
        assert_true(one->mention.referent <= r->referent_count);
        assert_true(one->mention.span.end <= f->document.text.len);
        assert_true(one->owner <= r->referent_count);
        assert_true(one->owner != one->mention.referent);
        assert_true(one->rule < KW_LINK_COUNT);
        if (!kw_mention_names(one->mention.kind))
            continue;
        assert_true(one->first >= end); /* names lie side by side */
        end = one->end;
        names++;
        assert_true(one->mention.referent <= highest + 1); /* numbered by first name */
        if (one->mention.referent > highest)
            highest = one->mention.referent;
    }
    assert_int_equal(names, f->names.count);
    assert_int_equal(highest, r->referent_count);
    for (size_t i = 0; i < r->referent_count; i++) {
        assert_true(r->referents[i].referent.name.len > 0);
        assert_int_not_equal(r->referents[i].referent.type, KW_TYPE_NONE);
        assert_true(r->referents[i].owner <= r->referent_count);
        assert_false(r->referents[i].female && r->referents[i].male);
    }
}

static void promises_are_kept(void **state)
{
    (void)state;
    struct fixture f;
    struct kw_references r;
    prepare(&f, kw_str_of(article));
    assert_int_equal(kw_refer(f.lexicon, f.text, &f.names, f.arena, &r, NULL), KW_OK);
    assert_true(r.referent_count > 5);
    check_promises(&f, &r);
    kw_arena_free(f.arena);
}

static void no_names_no_referents(void **state)
{
    (void)state;
    struct fixture f;
    struct kw_references r;
    prepare(&f, KW_STR("it rained on the company, and she left."));
    assert_int_equal(f.names.count, 0);
    assert_int_equal(kw_refer(f.lexicon, f.text, &f.names, f.arena, &r, NULL), KW_OK);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.referent_count, 0);
    kw_arena_free(f.arena);
}

static void rules_have_names(void **state)
{
    (void)state;
    assert_string_equal(kw_link_name(KW_LINK_PART), "part of a name");
    assert_string_equal(kw_link_name(KW_LINK_PRONOUN), "pronoun");
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct fixture f;
    enum kw_status status = KW_NOMEM;
    long n = 0;
    prepare(&f, kw_str_of(article));
    for (; status != KW_OK; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_references r = {.count = 77};
        struct kw_error err = {0};
        assert_true(n < 5000);
        kw_arena_fail_after(arena, n);
        status = kw_refer(f.lexicon, f.text, &f.names, arena, &r, &err);
        assert_int_equal(err.status, status);
        if (status != KW_OK) {
            assert_int_equal(status, KW_NOMEM);
            assert_int_equal(r.count, 77);
        } else {
            check_promises(&f, &r);
        }
        kw_arena_free(arena);
    }
    assert_true(n > 50);
    kw_arena_free(f.arena);
}

/* Thousands of different people of one family: every chain that is walked has a bound. */
static void many_of_one_name(void **state)
{
    (void)state;
    static const char *const firsts[] = {"Anna", "Boris", "Clara", "Dario", "Elena"};
    struct kw_buf buf = {0};
    struct fixture f;
    struct kw_references r;
    for (int i = 0; i < 4000; i++)
        kw_buf_printf(&buf, "Mr %s %c%c%c Smith met Smith. He said the firm paid it. ",
                      firsts[i % 5], 'A' + i / 676 % 26, 'a' + i / 26 % 26, 'a' + i % 26);
    assert_false(buf.failed);
    prepare(&f, kw_buf_str(&buf));
    assert_true(f.names.count > 4000);
    assert_int_equal(kw_refer(f.lexicon, f.text, &f.names, f.arena, &r, NULL), KW_OK);
    check_promises(&f, &r);
    kw_arena_free(f.arena);
    kw_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promises_are_kept), cmocka_unit_test(no_names_no_referents),
        cmocka_unit_test(rules_have_names),  cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(many_of_one_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
