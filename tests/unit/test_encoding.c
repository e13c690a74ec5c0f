/* test_encoding.c - bytes of any encoding come out as UTF-8, and it is said which. */
#include "check.h"

#include "read/encoding.h"

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

#define BYTES(literal) {literal, sizeof(literal) - 1}

static void bytes_become_text(void **state)
{
    static const struct {
        struct kw_str raw;
        const char *declared, *name;
        enum kw_encoding_basis basis;
        const char *text;
        size_t replaced;
    } rows[] = {
        {BYTES("plain"), "", "UTF-8", KW_ENCODING_VALID, "plain", 0},
        {BYTES("caf\xC3\xA9"), "", "UTF-8", KW_ENCODING_VALID, "caf\xC3\xA9", 0},
        {BYTES("\xEF\xBB\xBFx"), "koi8-r", "UTF-8", KW_ENCODING_MARK, "x", 0},
        {BYTES("\xFF\xFE" "a\0\xE9\0"), "", "UTF-16LE", KW_ENCODING_MARK, "a\xC3\xA9", 0},
        {BYTES("\xFE\xFF\0a\xD8\x3D\xDE\x00"), "", "UTF-16BE", KW_ENCODING_MARK,
         "a\xF0\x9F\x98\x80", 0},
        {BYTES("\xFF\xFE\0\0a\0\0\0"), "", "UTF-32LE", KW_ENCODING_MARK, "a", 0},
        {BYTES("\0\0\xFE\xFF\0\0\0a"), "", "UTF-32BE", KW_ENCODING_MARK, "a", 0},
        /* a lone surrogate, and half a unit at the end */
        {BYTES("\xFF\xFE" "a\0\0\xDC" "b\0c"), "", "UTF-16LE", KW_ENCODING_MARK, "a b ", 2},
        {BYTES("caf\xE9"), "latin1", "windows-1252", KW_ENCODING_DECLARED, "caf\xC3\xA9", 0},
        {BYTES("\x93x\x94 \x81"), " ISO-8859-1 ", "windows-1252", KW_ENCODING_DECLARED,
         "\xE2\x80\x9Cx\xE2\x80\x9D  ", 1},
        {BYTES("\xD0\xC5"), "koi8-r", "KOI8-R", KW_ENCODING_DECLARED, "\xD0\xBF\xD0\xB5", 0},
        {BYTES("\xC4\xE3\xBA\xC3"), "gb2312", "GB18030", KW_ENCODING_DECLARED,
         "\xE4\xBD\xA0\xE5\xA5\xBD", 0},
        /* converted, but its head was not: whole UTF-8 belies the declaration */
        {BYTES("caf\xC3\xA9"), "iso-8859-1", "UTF-8", KW_ENCODING_VALID, "caf\xC3\xA9", 0},
        {BYTES("abc"), "utf-16", "UTF-8", KW_ENCODING_VALID, "abc", 0},
        {BYTES("abc"), "../../etc", "UTF-8", KW_ENCODING_VALID, "abc", 0},
        /* mostly UTF-8 stays so, broken byte and all */
        {BYTES("\xC3\xA9\xE9 \xC3\xA9"), "", "UTF-8", KW_ENCODING_VALID,
         "\xC3\xA9\xE9 \xC3\xA9", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_encoding e = kw_encoding_of(rows[i].raw, kw_str_of(rows[i].declared));
        struct kw_str text;
        size_t replaced = 0;
        assert_string_equal(e.name, rows[i].name);
        assert_int_equal(e.basis, rows[i].basis);
        assert_int_equal(kw_decode(*state, rows[i].raw, &e, &text, &replaced, NULL), KW_OK);
        check_str(text, rows[i].text);
        assert_int_equal(replaced, rows[i].replaced);
    }
}

static void what_says_nothing_is_guessed(void **state)
{
    static const struct {
        struct kw_str raw;
        const char *name, *text;
    } rows[] = {
        /* "This is a quotation" in Windows quotation marks, much plain English around */
        {BYTES("The minister said that Ruritania would \x93never\x94 buy a tool like Kite, "
               "and that the contract of last year had been a mistake from the start. "
               "Nobody in the ministry wanted to say who had signed it, or for how much."),
         "windows-1252", "\xE2\x80\x9Cnever\xE2\x80\x9D"},
        /* "Moscow. The minister of foreign affairs declared ..." in windows-1251 */
        {BYTES("\xCC\xEE\xF1\xEA\xE2\xE0. \xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE8\xED\xEE\xF1\xF2"
               "\xF0\xE0\xED\xED\xFB\xF5 \xE4\xE5\xEB \xE7\xE0\xFF\xE2\xE8\xEB \xE2 "
               "\xEF\xFF\xF2\xED\xE8\xF6\xF3, \xF7\xF2\xEE \xF1\xF2\xF0\xE0\xED\xE0 \xED\xE5 "
               "\xF1\xEE\xE1\xE8\xF0\xE0\xE5\xF2\xF1\xFF \xEF\xEE\xEA\xF3\xEF\xE0\xF2\xFC."),
         "windows-1251", "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_encoding e = kw_encoding_of(rows[i].raw, KW_STR(""));
        struct kw_str text;
        size_t replaced = 0;
        assert_string_equal(e.name, rows[i].name);
        assert_int_equal(e.basis, KW_ENCODING_GUESSED);
        assert_int_equal(kw_decode(*state, rows[i].raw, &e, &text, &replaced, NULL), KW_OK);
        assert_true(kw_str_find(text, kw_str_of(rows[i].text), 0) < text.len);
        assert_int_equal(replaced, 0);
    }
}

static void documents_declare_their_encoding(void **state)
{
    static const struct {
        const char *raw, *declared;
    } rows[] = {
        {"<meta charset=utf-8>", "utf-8"},
        {"<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>",
         "ISO-8859-1"},
        {"<?xml version=\"1.0\" encoding = 'koi8-r' ?><html>", "koi8-r"},
        {"<meta name=x content=y><meta charset = \" big5 \">", "big5"},
        {"<p>charset=utf-7</p>", ""},
        {"<meta name=charset>", ""},
        {"text about <meta", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_str(kw_encoding_declared(kw_str_of(rows[i].raw)), rows[i].declared);
}

static void a_note_names_what_is_not_utf8(void **state)
{
    struct kw_buf note = {0};
    struct kw_encoding e = {"UTF-8", KW_ENCODING_MARK, 3};
    (void)state;
    kw_encoding_note(&e, &note);
    assert_int_equal(note.len, 0);
    e = (struct kw_encoding){"KOI8-R", KW_ENCODING_GUESSED, 0};
    kw_encoding_note(&e, &note);
    check_str(kw_buf_str(&note), "read as KOI8-R (guessed)");
    kw_buf_free(&note);
}

/* However the bytes are cut into pieces, the text is the same. */
static void pieces_give_the_same_text(void **state)
{
    static const char raw[] = "a\0\xE9\0\x3D\xD8\x00\xDE" "b\0\0\xDC" "c\0";
    struct kw_encoding e = {"UTF-16LE", KW_ENCODING_MARK, 0};
    (void)state;
    for (size_t step = 1; step < sizeof raw; step++) {
        struct kw_decoder *decoder = NULL;
        struct kw_buf out = {0};
        size_t bad = 0;
        assert_int_equal(kw_decoder_new(&e, &decoder, NULL), KW_OK);
        for (size_t at = 0; at < sizeof raw - 1; at += step) {
            size_t end = at + step < sizeof raw - 1 ? at + step : sizeof raw - 1;
            bad += kw_decoder_add(decoder, (struct kw_str){raw + at, end - at},
                                  end == sizeof raw - 1, &out);
        }
        check_str(kw_buf_str(&out), "a\xC3\xA9\xF0\x9F\x98\x80" "b c");
        assert_int_equal(bad, 1);
        kw_buf_free(&out);
        kw_decoder_free(decoder);
    }
}

/* No table row that this system's iconv does not know. */
static void every_encoding_can_be_read(void **state)
{
    static const char *const labels[] = {
        "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
        "windows-1255", "windows-1256", "windows-1257", "windows-1258", "iso-8859-2",
        "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
        "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "tis-620",
        "koi8-r", "koi8-u", "cp852", "cp855", "cp865", "cp866", "mac", "mac-cyrillic",
        "mac-centraleurope", "viscii", "gbk", "big5", "euc-tw", "euc-jp", "sjis",
        "iso-2022-jp", "uhc", "johab"};
    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct kw_encoding e = kw_encoding_of(KW_STR("a\xE9 "), kw_str_of(labels[i]));
        struct kw_decoder *decoder = NULL;
        assert_int_equal(e.basis, KW_ENCODING_DECLARED);
        if (kw_decoder_new(&e, &decoder, NULL) != KW_OK)
            fail_msg("%s", labels[i]);
        assert_non_null(decoder);
        kw_decoder_free(decoder);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(bytes_become_text),
        TEST(what_says_nothing_is_guessed),
        TEST(documents_declare_their_encoding),
        TEST(a_note_names_what_is_not_utf8),
        TEST(pieces_give_the_same_text),
        TEST(every_encoding_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
