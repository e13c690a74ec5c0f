/* test_markdown.c - Markdown to its words. */
#include "check.h"

#include "knotwork/time.h"
#include "read/import.h"

static int set_up(void **state)
{
    *state = kw_arena_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    kw_arena_free(*state);
    return 0;
}

static struct kw_document read_text(struct kw_arena *arena, const char *text)
{
    struct kw_record record = {0};
    struct kw_parsed parsed = {.extraction.document.date = KW_DAY_NONE};
    kw_buf_add(&record.bytes, kw_str_of(text));
    assert_int_equal(kw_markdown_parse(&record, arena, &parsed, NULL), KW_OK);
    kw_record_free(&record);
    return parsed.extraction.document;
}

static void marks_go_and_words_stay(void **state)
{
    static const char *const rows[][2] = {
        {"# Kite flies #\nText.\n", "Kite flies\n\nText."},
        {"Kite flies\n==========\nText.\n", "Kite flies\n\nText."},
        {"one\ntwo\n\n\nthree", "one\ntwo\n\nthree"},
        {"**Kite** and *Zenda* and ***both*** and __x__ and _y_ and ~~z~~",
         "Kite and Zenda and both and x and y and z"},
        {"snake_case_name, 2 * 3 * 4, a_b", "snake_case_name, 2 * 3 * 4, a_b"},
        {"See [the *Kite* page](https://a.example/x_(y) \"title\") now.",
         "See the Kite page now."},
        {"[a][id], [b] and [c](d)\n\n[id]: https://a.example \"x\"\n", "a, [b] and c"},
        {"![A kite](k.png) over [![Zenda](z.png)](https://a.example)", "A kite over Zenda"},
        {"A note[^1].\n\n[^1]: The note.\n", "A note.\n\n: The note."},
        {"<https://a.example> and <a@b.example>, <b>bold</b> 1 < 2",
         "https://a.example and a@b.example, bold 1 < 2"},
        {"a<!-- b\nc -->d", "a\nd"},
        {"- one\n* two\n  + three\n1. four\n2) five\n- [x] six",
         "one\ntwo\nthree\nfour\nfive\nsix"},
        {"> He said\n> > so.\n", "He said\nso."},
        {"Use `kite --fly` \\*now\\* &amp; &mdash; AT&T",
         "Use kite --fly *now* & \xE2\x80\x94 AT&T"},
        {"| Buyer | Year |\n|-------|:----:|\n| Ruritania | 2019 |\n",
         "Buyer\tYear\nRuritania\t2019"},
        {"one\n\n---\n\ntwo\n***\n", "one\n\ntwo"},
        {"a\n```c\nint *x;\n```\nb", "a\n\nint *x;\n\nb"},
        {"[[[[x", "[[[[x"},
        {"]]](]", "]]](]"},
        {"#hashtag and -dash and 1.5", "#hashtag and -dash and 1.5"},
        {"\\", "\\"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_document d = read_text(*state, rows[i][0]);
        if (!kw_str_eq(d.text, kw_str_of(rows[i][1])))
            fail_msg("%s\n gives \"%.*s\"\n not   \"%s\"", rows[i][0], KW_STR_ARG(d.text),
                     rows[i][1]);
    }
}

static void code_is_furniture(void **state)
{
    struct kw_document d = read_text(*state, "~~~\nint x;\nint y;\n~~~\nText.\n\n```\nopen\n");
    check_str(d.text, "int x;\nint y;\n\nText.\n\nopen");
    assert_int_equal(d.furniture_count, 2);
    check_str(kw_str_slice(d.text, d.furniture[0].start, d.furniture[0].end),
              "int x;\nint y;");
    check_str(kw_str_slice(d.text, d.furniture[1].start, d.furniture[1].end), "open");
}

static void front_matter_tells_about_the_document(void **state)
{
    struct kw_document d = read_text(*state, "---\ntitle: \"Kite: a story\"\n"
                                             "date: 2023-04-08 10:00\nsite: Courier\n"
                                             "byline: By Ada Writer\n"
                                             "tags: [a, b]\nlang: en-US\n---\nText.\n");
    int32_t day;
    check_str(d.text, "Text.");
    check_str(d.title, "Kite: a story");
    check_str(d.publisher, "Courier");
    check_str(d.author, "Ada Writer");
    check_str(d.language, "en");
    assert_true(kw_day_parse(KW_STR("2023-04-08"), &day) && d.date == day);
    d = read_text(*state, "---\nNo end.\n");
    check_str(d.text, "No end.");
}

static void hostile_marks_end(void **state)
{
    static const char *const units[] = {"[", "]", "](", "![", "<", "<!--", "`", "*", "_ ", "&",
                                        "\\", "> ", "[^", "|", "```\n", "# ", "- ", "[a](b"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct kw_buf text = {0};
        for (int n = 0; n < 50000; n++)
            kw_buf_add(&text, kw_str_of(units[i]));
        kw_buf_byte(&text, '\0');
        assert_true(read_text(*state, text.ptr).text.len <= text.len);
        kw_buf_free(&text);
        kw_arena_reset(*state);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(marks_go_and_words_stay),
        TEST(code_is_furniture),
        TEST(front_matter_tells_about_the_document),
        TEST(hostile_marks_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
