/* test_show.c - an entity in time: roles and events, from a small store. */
#include "small_store.h"

#include "knotwork/query.h"

/* Ada runs Acme three times told, once with a time; Acme buys Bolt twice, once said to be
 * in 2020; document c has no date. */
static const char *const documents[] = {
    "{\"format\":1,\"id\":\"a\",\"date\":\"2023-04-08\",\"text\":\"Ada runs Acme. Acme "
    "bought Bolt.\",\"sentences\":[[0,14],[15,32]],\"paragraphs\":[],\"entities\":["
    "{\"id\":\"p\",\"name\":\"Ada Ames\",\"type\":\"person\",\"mentions\":[[0,3]]},"
    "{\"id\":\"f\",\"name\":\"Acme\",\"type\":\"firm\",\"mentions\":[[9,13],[15,19]]},"
    "{\"id\":\"b\",\"name\":\"Bolt\",\"type\":\"firm\",\"mentions\":[[27,31]]}],"
    "\"statements\":[{\"subject\":\"p\",\"type\":\"role_at\",\"object\":\"f\",\"span\":"
    "[0,14],\"phrase\":\"runs\",\"title\":\"President\"},{\"subject\":\"f\",\"type\":"
    "\"acquires\",\"object\":\"b\",\"span\":[15,32],\"phrase\":\"bought\",\"time\":"
    "\"2020\"}]}",
    "{\"format\":1,\"id\":\"b\",\"date\":\"2024-01-02\",\"text\":\"Ada ran Acme. Acme "
    "bought Bolt.\",\"sentences\":[[0,13],[14,31]],\"paragraphs\":[],\"entities\":["
    "{\"id\":\"p\",\"name\":\"Ada Ames\",\"type\":\"person\",\"mentions\":[[0,3]]},"
    "{\"id\":\"f\",\"name\":\"Acme\",\"type\":\"firm\",\"mentions\":[[8,12],[14,18]]},"
    "{\"id\":\"b\",\"name\":\"Bolt\",\"type\":\"firm\",\"mentions\":[[26,30]]}],"
    "\"statements\":[{\"subject\":\"p\",\"type\":\"role_at\",\"object\":\"f\",\"span\":"
    "[0,13],\"phrase\":\"ran\",\"title\":\"president\",\"time\":\"2019\"},{\"subject\":"
    "\"f\",\"type\":\"acquires\",\"object\":\"b\",\"span\":[14,31],\"phrase\":"
    "\"bought\"}]}",
    "{\"format\":1,\"id\":\"c\",\"text\":\"Ada chairs Acme.\",\"sentences\":[[0,16]],"
    "\"paragraphs\":[],\"entities\":[{\"id\":\"p\",\"name\":\"Ada Ames\",\"type\":"
    "\"person\",\"mentions\":[[0,3]]},{\"id\":\"f\",\"name\":\"Acme\",\"type\":\"firm\","
    "\"mentions\":[[11,15]]}],\"statements\":[{\"subject\":\"p\",\"type\":\"role_at\","
    "\"object\":\"f\",\"span\":[0,16],\"phrase\":\"chairs\",\"title\":\"chair\"}]}",
};

static int set_up(void **state)
{
    *state = small_store_new(documents, sizeof documents / sizeof documents[0]);
    return 0;
}

static struct kw_shown show(struct small_store *f, const char *name)
{
    struct kw_lookup lookup = {0};
    struct kw_shown shown = {0};
    struct kw_error err = {0};
    if (kw_lookup(f->store, kw_str_of(name), f->arena, &lookup, &err) != KW_OK ||
        kw_show(f->store, lookup.candidates[0].entity, f->arena, &shown, &err) != KW_OK)
        fail_msg("%s: %s", name, err.text);
    return shown;
}

static int32_t day(const char *text)
{
    int32_t number;
    assert_true(kw_day_parse(kw_str_of(text), &number));
    return number;
}

static void roles_unite_what_differs_in_case_only(void **state)
{
    struct kw_shown shown = show(*state, "Ada Ames");
    assert_int_equal(shown.role_count, 2);
    const struct kw_shown_role *president = &shown.roles[0], *chair = &shown.roles[1];
    assert_int_equal(president->statements, 2);
    assert_int_equal(president->stories, 2);
    assert_int_equal(president->direction, KW_OUTGOING);
    check_str(president->key, "acme");
    assert_int_equal(president->from, day("2019-01-01")); /* as one of the two says */
    assert_int_equal(president->to, day("2019-12-31"));
    assert_int_equal(president->first, day("2023-04-08"));
    assert_int_equal(president->last, day("2024-01-02"));
    check_str(chair->title, "chair"); /* undated ones come last */
    assert_int_equal(chair->from, KW_DAY_NONE);
    assert_int_equal(chair->first, KW_DAY_NONE);
}

static void events_stand_in_the_order_of_their_time(void **state)
{
    struct kw_shown shown = show(*state, "Acme");
    assert_int_equal(shown.role_count, 2); /* seen from the other end */
    assert_int_equal(shown.roles[0].direction, KW_INCOMING);
    static const struct {
        const char *from;
        bool published;
        enum kw_relation type;
    } expected[] = {
        {"2019-01-01", false, KW_RELATION_ROLE_AT},
        {"2020-01-01", false, KW_RELATION_ACQUIRES},
        {"2023-04-08", true, KW_RELATION_ROLE_AT},
        {"2024-01-02", true, KW_RELATION_ACQUIRES},
        {NULL, false, KW_RELATION_ROLE_AT},
    };
    assert_int_equal(shown.event_count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < shown.event_count; i++) {
        const struct kw_shown_event *event = &shown.events[i];
        assert_int_equal(event->from,
                         expected[i].from ? day(expected[i].from) : KW_DAY_NONE);
        assert_int_equal(event->published, expected[i].published);
        assert_int_equal(event->type, expected[i].type);
    }
    int64_t statements = 0; /* none is lost */
    for (size_t i = 0; i < shown.event_count; i++)
        statements += shown.events[i].statements;
    assert_int_equal(statements, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_unite_what_differs_in_case_only),
        cmocka_unit_test(events_stand_in_the_order_of_their_time),
    };
    return cmocka_run_group_tests(tests, set_up, small_store_tear_down);
}
