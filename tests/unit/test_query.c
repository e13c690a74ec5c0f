/* test_query.c - names to entities, lists and all about one entity, on a small store; and
 * every allocation that fails on the way. */
#include "small_store.h"

#include <stdlib.h>

#include "knotwork/query.h"

/* Two people called Wale\xC5\x9Ba, one of them often; a firm with an alias; a denial. */
static const char *const documents[] = {
    "{\"format\":1,\"id\":\"a\",\"date\":\"2023-04-08\","
    "\"text\":\"Kestrel Systems makes Nightjar. Kestrel never hired Ada Wale\xC5\x9B"
    "a.\","
    "\"sentences\":[[0,31],[32,62]],\"paragraphs\":[[0,62]],\"entities\":["
    "{\"id\":\"k\",\"name\":\"Kestrel Systems\",\"type\":\"firm\","
    "\"mentions\":[[0,15],[32,39]],\"kinds\":[\"name\",\"partial\"],\"coref\":[]},"
    "{\"id\":\"n\",\"name\":\"Nightjar\",\"type\":\"tool\",\"mentions\":[[22,30]],"
    "\"kinds\":[\"name\"],\"coref\":[]},"
    "{\"id\":\"w\",\"name\":\"Ada Wale\xC5\x9B"
    "a\",\"type\":\"person\",\"mentions\":[[52,62]],\"kinds\":[\"name\"],\"coref\":[]}],"
    "\"statements\":[{\"subject\":\"k\",\"type\":\"makes\",\"object\":\"n\","
    "\"span\":[0,31],\"phrase\":\"makes\"},"
    "{\"subject\":\"w\",\"type\":\"role_at\",\"object\":\"k\",\"polarity\":\"-\","
    "\"span\":[32,62],\"phrase\":\"hired\",\"time\":\"2021\"}]}",
    "{\"format\":1,\"id\":\"b\","
    "\"text\":\"Kestrel Systems met Ben Wale\xC5\x9B"
    "a and Ada Wale\xC5\x9B"
    "a.\","
    "\"sentences\":[[0,46]],\"paragraphs\":[[0,46]],\"entities\":["
    "{\"id\":\"k\",\"name\":\"Kestrel Systems\",\"type\":\"firm\","
    "\"mentions\":[[0,15]],\"kinds\":[\"name\"],\"coref\":[]},"
    "{\"id\":\"b\",\"name\":\"Ben Wale\xC5\x9B"
    "a\",\"type\":\"person\",\"mentions\":[[20,30]],\"kinds\":[\"name\"],\"coref\":[]},"
    "{\"id\":\"w\",\"name\":\"Ada Wale\xC5\x9B"
    "a\",\"type\":\"person\",\"mentions\":[[35,45]],\"kinds\":[\"name\"],\"coref\":[]}],"
    "\"statements\":[{\"subject\":\"k\",\"type\":\"consult\",\"object\":\"b\","
    "\"span\":[0,46],\"phrase\":\"met\"}]}",
};

static int set_up(void **state)
{
    *state = small_store_new(documents, sizeof documents / sizeof documents[0]);
    return 0;
}

/* --- names ------------------------------------------------------------------------ */

static void a_name_is_found_however_it_is_written(void **state)
{
    static const struct {
        const char *typed, *key;
        enum kw_fit fit;
    } cases[] = {
        {"kestrel systems", "kestrel systems", KW_FIT_KEY},
        {"KESTREL  Systems", "kestrel systems", KW_FIT_NAME},
        {"Kestrel", "kestrel systems", KW_FIT_ALIAS},
        {"systems", "kestrel systems", KW_FIT_PART},
        {"ada walesa", "ada walesa", KW_FIT_KEY},
        {"Ada Wale\xC5\x9B"
         "a",
         "ada walesa", KW_FIT_NAME},
        {"ben", "ben walesa", KW_FIT_PART},
    };
    struct small_store *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct kw_lookup found;
        struct kw_error err = {0};
        if (kw_lookup(f->store, kw_str_of(cases[i].typed), f->arena, &found, &err) !=
            KW_OK)
            fail_msg("%s: %s", cases[i].typed, err.text);
        assert_int_equal(found.count, 1);
        check_str(found.candidates[0].key, cases[i].key);
        assert_int_equal(found.fit, cases[i].fit);
    }
}

static void what_fits_several_is_listed(void **state)
{
    struct small_store *f = *state;
    struct kw_lookup found;
    struct kw_error err = {0};
    assert_int_equal(kw_lookup(f->store, KW_STR("walesa"), f->arena, &found, &err),
                     KW_AMBIGUOUS);
    assert_int_equal(found.count, 2); /* the one named more often comes first */
    check_str(found.candidates[0].key, "ada walesa");
    check_str(found.candidates[1].key, "ben walesa");
    assert_non_null(strstr(err.text, "(ben walesa)"));
}

static void a_miss_suggests_what_is_near(void **state)
{
    struct small_store *f = *state;
    struct kw_lookup found;
    struct kw_error err = {0};
    assert_int_equal(kw_lookup(f->store, KW_STR("Nigthjar"), f->arena, &found, &err),
                     KW_NOTFOUND);
    assert_int_equal(found.fit, KW_FIT_NEAR);
    check_str(found.candidates[0].key, "nightjar");
    static const char *const misses[] = {"", "xyzzy", "kestrel sys", "n", "the system"};
    for (size_t i = 0; i < sizeof misses / sizeof misses[0]; i++) {
        assert_int_equal(
            kw_lookup(f->store, kw_str_of(misses[i]), f->arena, &found, NULL),
            KW_NOTFOUND);
        assert_int_equal(found.count, 0);
    }
}

/* --- lists ------------------------------------------------------------------------ */

static void entities_are_filtered_and_ordered(void **state)
{
    struct small_store *f = *state;
    const struct kw_entity_row *rows;
    size_t count;
    struct kw_entity_filter filter = {.types = 1u << KW_TYPE_PERSON,
                                      .order = KW_ORDER_NAME};
    assert_int_equal(kw_list_entities(f->store, &filter, f->arena, &rows, &count, NULL),
                     KW_OK);
    assert_int_equal(count, 2);
    check_str(rows[0].key, "ada walesa");
    filter = (struct kw_entity_filter){.words = KW_STR("KESTREL"), .limit = 1};
    assert_int_equal(kw_list_entities(f->store, &filter, f->arena, &rows, &count, NULL),
                     KW_OK);
    assert_int_equal(count, 1);
    check_str(rows[0].key, "kestrel systems");
}

static enum kw_status count_row(void *context, const struct kw_statement_row *row,
                                struct kw_error *err)
{
    (void)err;
    assert_non_null(row->subject);
    assert_non_null(row->object);
    ++*(int *)context;
    return KW_OK;
}

static int count_statements(struct small_store *f, struct kw_statement_filter filter)
{
    int count = 0;
    struct kw_error err = {0};
    if (kw_list_statements(f->store, &filter, count_row, &count, &err) != KW_OK)
        fail_msg("%s", err.text);
    return count;
}

static struct kw_view everything(void)
{
    struct kw_view view = kw_view_default();
    view.polarities = 1u << KW_POSITIVE | 1u << KW_NEGATIVE;
    return view;
}

static int count_between(struct small_store *f, int32_t since, int32_t until)
{
    struct kw_view view = everything();
    view.since = since;
    view.until = until;
    return count_statements(f, (struct kw_statement_filter){.view = &view});
}

static void statements_are_filtered(void **state)
{
    struct small_store *f = *state;
    struct kw_lookup kestrel, ada;
    struct kw_view denied = everything(), makes = everything(), usual = kw_view_default();
    denied.polarities = 1u << KW_NEGATIVE;
    makes.relations = UINT64_C(1) << KW_RELATION_MAKES;
    assert_int_equal(kw_lookup(f->store, KW_STR("kestrel"), f->arena, &kestrel, NULL), 0);
    assert_int_equal(kw_lookup(f->store, KW_STR("ada"), f->arena, &ada, NULL), 0);
    int64_t firm = kestrel.candidates[0].entity, person = ada.candidates[0].entity;
#define COUNT(...) count_statements(f, (struct kw_statement_filter){__VA_ARGS__})
    assert_int_equal(COUNT(.limit = 0), 3);
    assert_int_equal(COUNT(.limit = 2), 2);
    assert_int_equal(COUNT(.entity = firm), 3);
    assert_int_equal(COUNT(.subject = person), 1);
    assert_int_equal(COUNT(.subject = person, .object = person), 0);
    assert_int_equal(COUNT(.document = KW_STR("b")), 1);
    assert_int_equal(COUNT(.view = &usual), 2);
    assert_int_equal(COUNT(.view = &denied), 1);
    assert_int_equal(COUNT(.view = &makes), 1);
#undef COUNT
}

/* 2021 is stated; else publication counts; the undated document is in no time. */
static void statements_are_found_by_time(void **state)
{
    struct small_store *f = *state;
    int32_t day2021 = kw_day_of(2021, 6, 1), day2023 = kw_day_of(2023, 1, 1);
    assert_int_equal(count_between(f, KW_DAY_NONE, KW_DAY_NONE), 3);
    assert_int_equal(count_between(f, KW_DAY_NONE, day2021), 1);
    assert_int_equal(count_between(f, day2021, KW_DAY_NONE), 2);
    assert_int_equal(count_between(f, day2023, KW_DAY_NONE), 1);
    assert_int_equal(count_between(f, day2021 + 365, day2023), 0);
}

/* --- all about one ---------------------------------------------------------------- */

static void an_entity_is_shown_whole(void **state)
{
    struct small_store *f = *state;
    struct kw_lookup found;
    struct kw_shown shown;
    assert_int_equal(kw_lookup(f->store, KW_STR("kestrel"), f->arena, &found, NULL), 0);
    assert_int_equal(
        kw_show(f->store, found.candidates[0].entity, f->arena, &shown, NULL), KW_OK);
    assert_int_equal(shown.alias_count, 2);
    check_str(shown.aliases[0].name, "Kestrel Systems");
    assert_int_equal(shown.relation_count, 3); /* in the order of the table of types */
    assert_int_equal(shown.relations[0].type, KW_RELATION_ROLE_AT);
    assert_int_equal(shown.relations[0].direction, KW_INCOMING);
    assert_int_equal(shown.relations[0].polarity, KW_NEGATIVE);
    assert_int_equal(shown.relations[1].type, KW_RELATION_MAKES);
    assert_int_equal(shown.relations[1].direction, KW_OUTGOING);
    check_str(shown.relations[1].quotes[0].text, "Kestrel Systems makes Nightjar.");
    assert_int_equal(shown.relations[2].direction, KW_MUTUAL);
    check_str(shown.relations[2].key, "ben walesa");
    assert_int_equal(shown.document_count, 2);
    check_str(shown.documents[0].key, "a"); /* the dated one first */
    assert_int_equal(shown.documents[0].mentions, 2);
    assert_int_equal(shown.neighbour_count, 3);
    check_str(shown.neighbours[0].key, "ada walesa"); /* in two documents */
    assert_int_equal(shown.neighbours[0].sentences, 2);
    assert_int_equal(kw_show(f->store, 999, f->arena, &shown, NULL), KW_NOTFOUND);
}

static void memory_may_run_out_anywhere(void **state)
{
    struct small_store *f = *state;
    enum kw_status status = KW_NOMEM;
    for (long n = 0; status != KW_OK; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_lookup found = {0};
        struct kw_shown shown = {0};
        struct kw_error err = {0};
        const struct kw_entity_row *rows;
        size_t count;
        struct kw_entity_filter filter = {.words = KW_STR("walesa")};
        assert_non_null(arena);
        assert_true(n < 2000);
        kw_arena_fail_after(arena, n);
        status = kw_list_entities(f->store, &filter, arena, &rows, &count, &err);
        if (status == KW_OK)
            status = kw_lookup(f->store, KW_STR("kestrel"), arena, &found, &err);
        if (status == KW_OK)
            status = kw_show(f->store, found.candidates[0].entity, arena, &shown, &err);
        if (status != KW_OK) {
            assert_int_equal(status, KW_NOMEM);
            assert_string_equal(err.text, "out of memory");
        }
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_however_it_is_written),
        cmocka_unit_test(what_fits_several_is_listed),
        cmocka_unit_test(a_miss_suggests_what_is_near),
        cmocka_unit_test(entities_are_filtered_and_ordered),
        cmocka_unit_test(statements_are_filtered),
        cmocka_unit_test(statements_are_found_by_time),
        cmocka_unit_test(an_entity_is_shown_whole),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, set_up, small_store_tear_down);
}
