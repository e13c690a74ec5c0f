/* test_utf8.c - code points, cleaning, look-up keys. */
#include "check.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "failing.h"

enum { BROKEN = -1 };

/* --- decoding --------------------------------------------------------------------- */

/* Decodes by the definition, bit by bit: what is overlong, a surrogate or too large is
 * broken. The code under test goes by a table of allowed bytes instead. */
static uint32_t decode_by_definition(const unsigned char *bytes, size_t left, size_t *len)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t wanted = bytes[0] < 0x80           ? 1
                    : (bytes[0] >> 5) == 6    ? 2
                    : (bytes[0] >> 4) == 0xE  ? 3
                    : (bytes[0] >> 3) == 0x1E ? 4
                                              : 0;
    *len = 1;
    if (wanted == 0 || wanted > left)
        return (uint32_t)BROKEN;
    uint32_t code = wanted == 1 ? bytes[0] : bytes[0] & (0xFFu >> (wanted + 1));
    for (size_t i = 1; i < wanted; i++) {
        if ((bytes[i] >> 6) != 2)
            return (uint32_t)BROKEN;
        code = code * 64 + (bytes[i] & 63u);
    }
    if (code < smallest[wanted] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return (uint32_t)BROKEN;
    *len = wanted;
    return code;
}

static void every_form_decodes_by_the_definition(void **state)
{
    (void)state;
    static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90,
                                          0x9F, 0xA0, 0xBE, 0xBF, 0xC0, 0xE0, 0xFF};
    enum { EDGES = sizeof edges };
    for (unsigned first = 0; first < 256; first++) {
        for (unsigned rest = 0; rest < EDGES * EDGES * EDGES; rest++) {
            const unsigned char bytes[4] = {(unsigned char)first, edges[rest % EDGES],
                                            edges[rest / EDGES % EDGES],
                                            edges[rest / EDGES / EDGES]};
            for (size_t left = 1; left <= 4; left++) {
                size_t len, expected;
                uint32_t code =
                    kw_utf8_decode((struct kw_str){(const char *)bytes, left}, 0, &len);
                assert_int_equal(code, decode_by_definition(bytes, left, &expected));
                assert_int_equal(len, expected);
            }
        }
    }
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        size_t len;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        struct kw_str s = {bytes, kw_utf8_encode(code, bytes)};
        assert_int_equal(kw_utf8_decode(s, 0, &len), code);
        assert_int_equal(len, s.len);
        assert_true(kw_utf8_valid(s) && kw_utf8_count(s) == 1);
    }
}

static void broken_texts_are_told_and_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool valid;
        size_t count;
    } rows[] = {
        {"", true, 0},
        {"aé漢💬", true, 4},
        {"\xC3", false, 1},
        {"\xC3(", false, 2},
        {"\xE6\xBC", false, 2},
        {"\xC0\x80", false, 2},         /* overlong NUL */
        {"\xED\xA0\x80", false, 3},     /* a surrogate */
        {"\xF4\x90\x80\x80", false, 4}, /* above U+10FFFF */
        {"a\x80"
         "b\xFF",
         false, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(kw_utf8_valid(kw_str_of(rows[i].text)), rows[i].valid);
        assert_int_equal(kw_utf8_count(kw_str_of(rows[i].text)), rows[i].count);
    }
}

static void widths_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(kw_utf8_width(KW_STR("abc")), 3);
    assert_int_equal(kw_utf8_width(KW_STR("漢字")), 4);
    assert_int_equal(kw_utf8_width(KW_STR("e\xCC\x81")), 1); /* a combining accent */
    assert_int_equal(kw_utf8_width(KW_STR("a\xFF")), 2);
    assert_int_equal(kw_char_width('\n'), 0);
}

static void classes_know_more_than_ascii(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x80; code++) {
        bool upper = code >= 'A' && code <= 'Z', lower = code >= 'a' && code <= 'z';
        assert_int_equal(kw_is_upper(code), upper);
        assert_int_equal(kw_is_lower(code), lower);
        assert_int_equal(kw_is_letter(code), upper || lower);
        assert_int_equal(kw_is_digit(code), code >= '0' && code <= '9');
        assert_int_equal(kw_is_space(code), code && strchr(" \t\n\v\f\r", (int)code));
    }
    assert_true(kw_is_upper(0x416) && kw_is_lower(0xE9) && kw_is_letter(0x6F22));
    assert_true(kw_is_upper(0x1C5)); /* a title-case letter */
    assert_true(kw_is_digit(0x661) && kw_is_space(0xA0) && kw_is_space(0x2028));
    assert_false(kw_is_space(0x200B) || kw_is_letter(0x301) || kw_is_letter(0x2019));
    assert_false(kw_is_letter((uint32_t)BROKEN) || kw_is_space((uint32_t)BROKEN));
}

/* --- cleaning --------------------------------------------------------------------- */

static void forbidden_code_points_are_those_of_the_design(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x110000; code++) {
        bool control = (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
                       (code >= 0x7F && code <= 0x9F);
        bool noncharacter =
            (code >= 0xFDD0 && code <= 0xFDEF) || code % 0x10000 >= 0xFFFE;
        bool surrogate = code / 0x800 == 0xD800 / 0x800;
        assert_int_equal(kw_utf8_forbidden(code),
                         control || noncharacter || surrogate || code == 0xFFFD ||
                             code > 0x10FFFF);
    }
}

static void cleaning_keeps_the_count(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    srand(1);
    for (int round = 0; round < 5000; round++) {
        char raw[64];
        size_t len = (size_t)rand() % sizeof raw;
        for (size_t i = 0; i < len; i++)
            raw[i] = (char)(rand() % 3 ? rand() : "\xF0\x9F\x92\xAC"[i % 4]);
        struct kw_str given = {raw, len}, clean;
        bool changed;
        assert_int_equal(kw_utf8_clean(arena, given, &clean, &changed, NULL), KW_OK);
        assert_int_equal(kw_utf8_count(clean), kw_utf8_count(given));
        assert_true(kw_utf8_valid(clean) && clean.ptr[clean.len] == '\0');
        assert_int_equal(changed, !kw_str_eq(clean, given));
        for (size_t at = 0, step; at < clean.len; at += step)
            assert_false(kw_utf8_forbidden(kw_utf8_decode(clean, at, &step)));
        kw_arena_reset(arena);
    }
    kw_arena_free(arena);
}

static void cleaning_says_what_it_did(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_str clean = KW_STR("before");
    bool changed = true;
    struct kw_error err = {0};
    assert_int_equal(
        kw_utf8_clean(arena, KW_STR("tab\tand\r\n“ok”"), &clean, &changed, NULL), KW_OK);
    check_str(clean, "tab\tand\r\n“ok”");
    assert_false(changed);
    assert_int_equal(
        kw_utf8_clean(arena, KW_STR("a\0b\x07\xEF\xBF\xBE\xC2\x85!"), &clean, NULL, NULL),
        KW_OK);
    check_str(clean, "a b   !");
    kw_arena_fail_after(arena, 0);
    assert_int_equal(kw_utf8_clean(arena, KW_STR("x"), &clean, &changed, &err), KW_NOMEM);
    check_str(clean, "a b   !");
    kw_arena_free(arena);
}

/* --- look-up keys ----------------------------------------------------------------- */

static const struct {
    const char *text;
    const char *key;
} keys[] = {
    {"", ""},
    {"   ", ""},
    {"  The  New York\tTimes \n", "the new york times"},
    {"FBI", "fbi"},
    {"Zoë Müller-Łukasz", "zoe muller-lukasz"},
    {"Straße STRASSE", "strasse strasse"},
    {"İstanbul ISPARTA ısparta", "istanbul isparta isparta"},
    {"Ørsted Ærø Þór Đặng", "orsted aero thor dang"},
    {"O’Brien ‘x’ “y” «z»", "o'brien 'x' \"y\" \"z\""},
    {"a–b—c‑d−e", "a-b-c-d-e"},
    {"ﬁrm Ｆｕｌｌ ①", "firm full 1"},
    {"a\u00A0b\u2003c\u3000d", "a b c d"},
    {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth"},
    {"Москва Ёлкин Чайковский", "москва елкин чаиковскии"},
    {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
    {"हिन्दी", "हिन्दी"}, /* vowel signs are no accents */
    {"מִשְׂרָד", "משרד"},
    {"مُحَمَّد", "محمد"},
    {"한국 \u1112\u1161\u11ab\u1100\u116e\u11a8", "한국 한국"},
    {"e\u0301 é", "e e"},
    {"が か\u3099", "が が"},
    {"a\xFF"
     "b",
     "a\uFFFD"
     "b"},
};

static void keys_leave_out_what_readers_do_not_see(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct kw_str key;
        struct kw_buf buf = {0};
        kw_buf_add(&buf, KW_STR("kept "));
        assert_int_equal(kw_fold(arena, kw_str_of(keys[i].text), &key, NULL), KW_OK);
        assert_string_equal(key.ptr, keys[i].key);
        assert_int_equal(key.len, strlen(keys[i].key));
        kw_fold_to_buf(&buf, kw_str_of(keys[i].text));
        assert_true(kw_str_starts(kw_buf_str(&buf), KW_STR("kept ")));
        check_str(kw_str_slice(kw_buf_str(&buf), 5, buf.len), keys[i].key);
        kw_buf_free(&buf);
    }
    kw_arena_free(arena);
}

/* A key of a key is the key: otherwise what is stored could not be found. */
static void folding_twice_changes_nothing(void **state)
{
    (void)state;
    struct kw_buf once = {0}, twice = {0};
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[6] = "a";
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t len = 1 + kw_utf8_encode(code, bytes + 1);
        bytes[len++] = 'b';
        kw_buf_clear(&once);
        kw_buf_clear(&twice);
        kw_fold_to_buf(&once, (struct kw_str){bytes, len});
        kw_fold_to_buf(&twice, kw_buf_str(&once));
        if (!kw_str_eq(kw_buf_str(&once), kw_buf_str(&twice)))
            fail_msg("U+%04X: %.*s, then %.*s", (unsigned)code,
                     KW_STR_ARG(kw_buf_str(&once)), KW_STR_ARG(kw_buf_str(&twice)));
    }
    kw_buf_free(&once);
    kw_buf_free(&twice);
}

/* A million combining marks would take hours if each moved past all the others. */
static void texts_of_marks_end(void **state)
{
    (void)state;
    struct kw_buf text = {0}, key = {0};
    while (text.len < 3000000)
        kw_buf_add(&text, KW_STR("\u0F39\u0F71")); /* classes 216 and 129 */
    kw_fold_to_buf(&key, kw_buf_str(&text));
    assert_int_equal(kw_utf8_count(kw_buf_str(&key)), kw_utf8_count(kw_buf_str(&text)));
    kw_buf_free(&text);
    kw_buf_free(&key);
}

static void keys_without_memory_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"Plain", "Łukasz Müller"};
    for (size_t i = 0; i < 2; i++) {
        enum kw_status status = KW_NOMEM;
        for (long n = 0; status != KW_OK; n++) {
            struct kw_arena *arena = kw_arena_new();
            struct kw_str key = KW_STR("before");
            struct kw_error err = {0};
            fail_after(FAIL_ALLOCATION, n);
            status = kw_fold(arena, kw_str_of(texts[i]), &key, &err);
            fail_after(FAIL_ALLOCATION, -1);
            assert_true(status == KW_OK || status == KW_NOMEM);
            if (status == KW_NOMEM)
                check_str(key, "before");
            kw_arena_free(arena);
            assert_true(n < 20);
        }
        struct kw_arena *arena = kw_arena_new();
        struct kw_str key = KW_STR("before");
        kw_arena_fail_after(arena, 0);
        assert_int_equal(kw_fold(arena, kw_str_of(texts[i]), &key, NULL), KW_NOMEM);
        check_str(key, "before");
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_decodes_by_the_definition),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(broken_texts_are_told_and_counted),
        cmocka_unit_test(widths_are_those_of_a_terminal),
        cmocka_unit_test(classes_know_more_than_ascii),
        cmocka_unit_test(forbidden_code_points_are_those_of_the_design),
        cmocka_unit_test(cleaning_keeps_the_count),
        cmocka_unit_test(cleaning_says_what_it_did),
        cmocka_unit_test(keys_leave_out_what_readers_do_not_see),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(texts_of_marks_end),
        cmocka_unit_test(keys_without_memory_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
