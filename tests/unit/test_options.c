/* test_options.c - options of a view: what they set, and what is none. */
#include "check.h"

#include "knotwork/graph.h"

/* Member by member: what lies between them may be anything. */
static void assert_same_view(const struct kw_view *a, const struct kw_view *b)
{
#define SAME(member) assert_true(a->member == b->member)
    SAME(layers);
    SAME(types);
    SAME(relations);
    SAME(weight);
    SAME(window);
    SAME(sliding);
    SAME(minimum);
    SAME(polarities);
    SAME(modalities);
    SAME(voices);
    SAME(multi);
    SAME(isolated);
    SAME(since);
    SAME(until);
    SAME(published_since);
    SAME(published_until);
    SAME(top);
#undef SAME
}

static void options_are_parsed(void **state)
{
    (void)state;
    static const struct {
        const char *option, *value, *error; /* NULL: it is good */
    } cases[] = {
        {"layers", "statements", NULL},
        {"layers", "statement",
         "--layers: there is no 'statement'; did you mean 'statements'?"},
        {"types", "person, firm", NULL},
        {"types", "",
         "--types: there is no ''; choose from person, country, place, agency, firm, "
         "outlet, organization, tool, group, event, work, all"},
        {"relations", "all", NULL},
        {"weight", "documents", NULL},
        {"weight", "all",
         "--weight: there is no 'all'; choose from mentions, documents, stories, "
         "outlets"},
        {"window", "5", NULL},
        {"window", "0", "--window: expected a number from 1 to 1000, not \"0\""},
        {"window", "line",
         "--window: there is no 'line'; choose from sentence, paragraph, "
         "document, or a number of sentences"},
        {"min", "3", NULL},
        {"min", "-1", "--min: expected a number from 1 to 2147483647, not \"-1\""},
        {"polarity", "+,-", NULL},
        {"modality", "planned", NULL},
        {"voices", "", NULL},
        {"multi", "no", NULL},
        {"isolated", "maybe", "--isolated: expected yes or no, not \"maybe\""},
        {"since", "2023", NULL},
        {"until", "2023-02", NULL},
        {"published-since", "2023-02-30",
         "--published-since: expected a day, month or year such as 2023-04-08, not "
         "\"2023-02-30\""},
        {"published-until", "2023-04-08", NULL},
        {"top", "10", NULL},
        {"bottom", "10", "no option --bottom of a view"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_view view = kw_view_default(), before = view;
        struct kw_error err = {0};
        enum kw_status status =
            kw_view_set(&view, cases[i].option, kw_str_of(cases[i].value), &err);
        assert_int_equal(status, cases[i].error ? KW_USAGE : KW_OK);
        assert_string_equal(err.text, cases[i].error ? cases[i].error : "");
        if (cases[i].error)
            assert_same_view(&view, &before);
    }
}

static void options_set_their_member(void **state)
{
    (void)state;
    struct kw_view view = kw_view_default();
    static const char *const given[][2] = {
        {"layers", "cooccurrence"}, {"types", "firm"},
        {"window", "paragraph"},    {"window", "4"},
        {"polarity", "-"},          {"since", "2023"},
        {"until", "2023"},          {"voices", "yes"},
        {"weight", "outlets"},
    };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        assert_int_equal(kw_view_set(&view, given[i][0], kw_str_of(given[i][1]), NULL),
                         KW_OK);
    assert_int_equal(view.layers, 1u << KW_LAYER_COOCCURRENCE);
    assert_int_equal(view.types, 1u << KW_TYPE_FIRM);
    assert_int_equal(view.sliding, 4);
    assert_int_equal(view.polarities, 1u << KW_NEGATIVE);
    assert_int_equal(view.since, kw_day_of(2023, 1, 1));
    assert_int_equal(view.until, kw_day_of(2023, 12, 31));
    assert_true(view.voices);
    assert_int_equal(view.weight, KW_WEIGHT_OUTLETS);
    assert_int_equal(kw_view_set(&view, "window", KW_STR("sentence"), NULL), KW_OK);
    assert_int_equal(view.sliding, 0); /* the later option wins */
}

static void default_view_is_what_it_says(void **state)
{
    (void)state;
    struct kw_view view = kw_view_default(), named = view;
    assert_int_equal(kw_view_set(&named, "types", KW_STR("all"), NULL), KW_OK);
    assert_int_equal(kw_view_set(&named, "relations", KW_STR("all"), NULL), KW_OK);
    assert_int_equal(kw_view_set(&named, "layers", KW_STR("all"), NULL), KW_OK);
    assert_int_equal(kw_view_set(&named, "modality",
                                 KW_STR("planned,alleged,reported,asserted"), NULL),
                     KW_OK);
    assert_same_view(&view, &named);
    assert_false(view.types & 1);
    assert_true(view.types >> KW_TYPE_WORK & 1);
    assert_true(view.relations >> KW_RELATION_ASSAULT & 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_parsed),
        cmocka_unit_test(options_set_their_member),
        cmocka_unit_test(default_view_is_what_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
