/* test_search.c - full text: what is found, what is marked, and queries that mean harm.
 */
#include "small_store.h"

#include <stdio.h>
#include <stdlib.h>

#include "knotwork/query.h"

static const char *const documents[] = {
    "{\"format\":1,\"id\":\"a\",\"title\":\"Pegasus, again\",\"text\":\"Old news. NSO "
    "Group\\n "
    "makes Pegasus. The group is small.\",\"sentences\":[[0,9],[10,35],[36,55]],"
    "\"paragraphs\":[[0,55]],\"entities\":[{\"id\":\"n\",\"name\":\"NSO Group\",\"type\":"
    "\"firm\",\"mentions\":[[10,19]],\"kinds\":[\"name\"],\"coref\":[[36,45]],\"coref_"
    "kinds\":"
    "[\"nominal\"]},{\"id\":\"p\",\"name\":\"Pegasus\",\"type\":\"tool\",\"mentions\":[["
    "27,34]],"
    "\"kinds\":[\"name\"],\"coref\":[]}]}",
    "{\"format\":1,\"id\":\"b\",\"title\":\"Caf\xC3\xA9s\",\"text\":\"A group of NSO "
    "fans met in a "
    "caf\xC3\xA9.\",\"sentences\":[[0,34]],\"paragraphs\":[[0,34]],\"entities\":[]}",
    "{\"format\":1,\"id\":\"c\",\"text\":\"say \\\"x\\\" OR y* "
    "NEAR(z)\",\"sentences\":[],"
    "\"paragraphs\":[],\"entities\":[]}",
};

/* A document whose one sentence is long: "word" at both ends and "needle" far inside. */
static void put_long(struct small_store *f)
{
    char line[8192];
    size_t used =
        (size_t)snprintf(line, sizeof line, "{\"format\":1,\"id\":\"d\",\"text\":\"");
    size_t start = used;
    for (unsigned i = 0; i < 300; i++)
        used += (size_t)snprintf(line + used, sizeof line - used, "%s ",
                                 i == 200 ? "needle" : "w\xC3\xB6rd");
    size_t points = 300 * 5 + 2;
    assert_true(used - start > points);
    snprintf(line + used, sizeof line - used,
             "\",\"sentences\":[[0,%zu]],\"paragraphs\":[],\"entities\":[]}", points);
    small_store_add(f, line);
}

static int set_up(void **state)
{
    struct small_store *s =
        small_store_new(documents, sizeof documents / sizeof documents[0]);
    put_long(s);
    *state = s;
    return 0;
}

static struct kw_found find(struct small_store *f, const char *word, const char *without)
{
    struct kw_found found = {0};
    struct kw_error err = {0};
    struct kw_str words[] = {kw_str_of(word)}, not [] = {kw_str_of(without)};
    struct kw_search_ask ask = {.words = words,
                                .word_count = 1,
                                .without = not,
                                .without_count = without != NULL};
    if (kw_search(f->store, &ask, f->arena, &found, &err) != KW_OK)
        fail_msg("%s: %s", word, err.text);
    return found;
}

static void words_phrases_and_beginnings_are_found(void **state)
{
    static const struct {
        const char *words, *without, *keys;
    } cases[] = {
        {"group", NULL, "ab"},
        {"\"nso group\"", NULL, "a"},
        {"nso group", NULL, "a"},
        {"\"nso\" \"group\"", NULL, "ab"},
        {"PEGASUS", NULL, "a"},
        {"pegas", NULL, ""},
        {"pegas*", NULL, "a"},
        {"\"nso gro\"*", NULL, "a"},
        {"cafe", NULL, "b"},
        {"group", "cafe", "a"},
        {"x", NULL, "c"},
        {"x OR y", NULL, "c"},
        {"near", NULL, "c"},
        {"text:pegasus", NULL, ""},
        {"\"group\" nso*", NULL, "ab"},
        {"\"unclosed", NULL, ""},
    };
    struct small_store *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct kw_found found = find(f, cases[i].words, cases[i].without);
        size_t wanted = strlen(cases[i].keys);
        if (found.count != wanted)
            fail_msg("%s: %zu documents", cases[i].words, found.count);
        for (size_t k = 0; k < found.count; k++)
            assert_non_null(strchr(cases[i].keys, found.documents[k].key.ptr[0]));
    }
}

static void the_sentence_is_shown_with_its_entities(void **state)
{
    struct small_store *f = *state;
    struct kw_found found = find(f, "\"pegasus\" nso", NULL);
    assert_int_equal(found.count, 1);
    check_str(found.documents[0].title, "\2Pegasus\3, again");
    check_str(found.documents[0].snippet, "\2NSO\3 Group makes \2Pegasus\3.");
    assert_int_equal(found.documents[0].entity_count, 2);
    check_str(found.documents[0].entities[0], "NSO Group");
    found = find(f, "group", NULL); /* in two sentences: the firm stands in both */
    for (size_t i = 0; i < found.count; i++) {
        if (found.documents[i].key.ptr[0] == 'a')
            assert_int_equal(found.documents[i].entity_count, 2);
    }
    found = find(f, "again", NULL); /* in the title only: the first sentence */
    check_str(found.documents[0].snippet, "Old news.");
}

static void a_long_sentence_is_cut_around_what_was_found(void **state)
{
    struct small_store *f = *state;
    struct kw_found found = find(f, "needle", NULL);
    assert_int_equal(found.count, 1);
    struct kw_str snippet = found.documents[0].snippet;
    assert_true(snippet.len < 500 && snippet.len > 100);
    assert_true(kw_str_find(snippet, KW_STR("\2needle\3"), 0) < snippet.len);
    assert_true(kw_str_starts(snippet, KW_STR("\xE2\x80\xA6 w")));
    assert_true(kw_str_ends(snippet, KW_STR("rd\xE2\x80\xA6")));
}

/* Marks come in pairs, whatever is asked. */
static void check_marks(struct kw_str text)
{
    bool open = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == KW_MARK_BEGIN || text.ptr[i] == KW_MARK_END) {
            assert_int_equal(open, text.ptr[i] == KW_MARK_END);
            open = !open;
        }
    }
    assert_false(open);
}

static void no_query_is_syntax(void **state)
{
    static const char alphabet[] = "\"*()^:+-{}',. aANDORT\\\xC3\xA9\xFF\x01;x";
    struct small_store *f = *state;
    uint64_t seed = 5;
    unsigned answered = 0;
    for (unsigned round = 0; round < 2000; round++) {
        char text[16];
        struct kw_error err = {0};
        struct kw_found found = {0};
        struct kw_arena *arena = kw_arena_new();
        size_t len = 1 + round % 15;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[i] = alphabet[(seed >> 33) % (sizeof alphabet)]; /* its NUL, too */
        }
        struct kw_str word = {text, len};
        struct kw_search_ask ask = {.words = &word, .word_count = 1, .copies = true};
        enum kw_status status = kw_search(f->store, &ask, arena, &found, &err);
        if (status != KW_OK && status != KW_USAGE) /* usage: nothing to look for */
            fail_msg("%.*s: %s", (int)len, text, err.text);
        for (size_t i = 0; i < found.count; i++) {
            check_marks(found.documents[i].title);
            check_marks(found.documents[i].snippet);
        }
        answered += found.count > 0;
        kw_arena_free(arena);
    }
    assert_true(answered > 50);
}

static void memory_may_end_at_any_point(void **state)
{
    struct small_store *f = *state;
    struct kw_str word = KW_STR("group");
    struct kw_search_ask ask = {.words = &word, .word_count = 1};
    enum kw_status status = KW_NOMEM;
    for (long n = 0; status == KW_NOMEM; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_found found = {0};
        kw_arena_fail_after(arena, n);
        status = kw_search(f->store, &ask, arena, &found, NULL);
        assert_true(status == KW_NOMEM ? found.count == 0 : found.count == 2);
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_phrases_and_beginnings_are_found),
        cmocka_unit_test(the_sentence_is_shown_with_its_entities),
        cmocka_unit_test(a_long_sentence_is_cut_around_what_was_found),
        cmocka_unit_test(no_query_is_syntax),
        cmocka_unit_test(memory_may_end_at_any_point),
    };
    return cmocka_run_group_tests(tests, set_up, small_store_tear_down);
}
