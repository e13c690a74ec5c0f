/* test_stories.c - documents that are copies of one another, and those that are not. */
#include "corpus.h"

#include <stdio.h>

/* --- stories ---------------------------------------------------------------------- */

static void a_near_copy_is_one_story(void **state)
{
    struct corpus *f = *state;
    char text[1024];
    corpus_write(f, "b.txt", corpus_story);
    snprintf(text, sizeof text, "A new headline for it\n%s", corpus_story);
    memcpy(strstr(text, "Monday"), "Friday", 6);
    corpus_write(f, "a.txt", text);
    corpus_write(
        f, "c.txt",
        "Germany and France met on Monday. The dredging of the eastern channel was "
        "not spoken of, the ministers said, nor were the wrecks, the pilots or the "
        "buoys, though everybody in the old port had asked the harbour master.\n");
    corpus_build(f, false);
    assert_int_equal(f->result.copies, 1);
    corpus_check_has(f,
                     "{\"record\":\"copy\",\"document\":\"b.txt\",\"story\":\"a.txt\"}");
    corpus_check_has(f,
                     "{\"record\":\"copy\",\"document\":\"c.txt\",\"story\":\"c.txt\"}");
    corpus_check_has(f,
                     "\"key\":\"country/DE\",\"name\":\"Germany\",\"type\":\"country\","
                     "\"kind\":\"\",\"mentions\":3,\"documents\":3,\"stories\":2");
    corpus_check_has(
        f, "{\"record\":\"cooccurrence\",\"a\":\"country/DE\",\"b\":\"country/FR\","
           "\"sentences\":3,\"documents\":3,\"stories\":2}");
    corpus_remove(f, "a.txt");
    corpus_build(f, true);
    corpus_check_has(f,
                     "{\"record\":\"copy\",\"document\":\"b.txt\",\"story\":\"b.txt\"}");
}

/* Of several equal texts one stands for all in the index of copies. When it goes, or
 * changes, another does; a text that is only like them finds them before and after. */
static void equal_texts_stand_in_for_one_another(void **state)
{
    struct corpus *f = *state;
    char text[1024];
    for (int i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "e%d.txt", i);
        corpus_write(f, text, corpus_story);
    }
    corpus_build(f, false);
    assert_int_equal(f->result.copies, 3);
    corpus_remove(f, "e0.txt");
    corpus_write(f, "e1.txt", "Germany and France met on Monday.\n");
    corpus_build(f, true);
    corpus_check_has(
        f, "{\"record\":\"copy\",\"document\":\"e1.txt\",\"story\":\"e1.txt\"}");
    corpus_check_has(
        f, "{\"record\":\"copy\",\"document\":\"e3.txt\",\"story\":\"e2.txt\"}");
    snprintf(text, sizeof text, "A new headline for it\n%s", corpus_story);
    corpus_write(f, "a.txt", text);
    corpus_build(f, false);
    corpus_check_has(f,
                     "{\"record\":\"copy\",\"document\":\"e2.txt\",\"story\":\"a.txt\"}");
    corpus_check_has(f,
                     "{\"record\":\"copy\",\"document\":\"e3.txt\",\"story\":\"a.txt\"}");
    struct kw_str before = corpus_dump(f, f->store);
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    corpus_check_same(before, corpus_dump(f, f->store), "resolved");
}

/* What hundreds of texts end in makes no story of them, and hides none: not of two long
 * texts, nor of two that are little else. */
static void boilerplate_neither_makes_nor_hides_copies(void **state)
{
    static const char footer[] =
        "The views of those who write here are their own and not those of the harbour "
        "gazette, which takes no part in quarrels and owes nobody a reply.\n";
    static const char notice[] =
        "The reading room stays shut until the stove is mended.\n";
    struct corpus *f = *state;
    char name[32], text[2048];
    for (unsigned i = 0; i < 300; i++) {
        size_t len = 0;
        corpus_seed = 17u * i + 1;
        for (unsigned k = 0; k < 90; k++)
            len += (size_t)snprintf(text + len, sizeof text - len, "w%u ",
                                    corpus_roll(100000));
        snprintf(text + len, sizeof text - len, "\n%s", footer);
        snprintf(name, sizeof name, "n%03u.txt", i);
        corpus_write(f, name, text);
        if (i == 7) {
            memcpy(text, "other words", 11);
            corpus_write(f, "x.txt", text);
        }
    }
    snprintf(text, sizeof text, "On Monday\n%s%s", notice, footer);
    corpus_write(f, "y.txt", text);
    snprintf(text, sizeof text, "And on Sunday, too\n%s%s", notice, footer);
    corpus_write(f, "z.txt", text);
    corpus_build(f, false);
    corpus_check_has(
        f, "{\"record\":\"copy\",\"document\":\"n008.txt\",\"story\":\"n008.txt\"}");
    corpus_check_has(
        f, "{\"record\":\"copy\",\"document\":\"x.txt\",\"story\":\"n007.txt\"}");
    corpus_check_has(f,
                     "{\"record\":\"copy\",\"document\":\"z.txt\",\"story\":\"y.txt\"}");
    assert_int_equal(f->result.copies, 2);
    struct kw_str before = corpus_dump(f, f->store);
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    corpus_check_same(before, corpus_dump(f, f->store), "resolved");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CORPUS_TEST(a_near_copy_is_one_story),
        CORPUS_TEST(equal_texts_stand_in_for_one_another),
        CORPUS_TEST(boilerplate_neither_makes_nor_hides_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
