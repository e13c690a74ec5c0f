/* test_document.c - type tables, offsets, knotwork JSON. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "document/offsets.h"
#include "knotwork/document.h"

/* One full line, as the program writes it: every key, two-, three- and four-byte
 * characters before the spans. */
static const char full[] =
    "{\"format\":1,\"fingerprint\":\"abc123\",\"id\":\"a/1.txt\",\"source\":\"a/1.txt\","
    "\"title\":\"T\",\"publisher\":\"The "
    "Post\",\"author\":\"Ada Writer\",\"date\":\"2023-04-08\",\"language\":\"en\","
    "\"text\":\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 Mao Ning of China praised Arba. She "
    "met Arba again.\",\"furniture\":[[0,3]],\"sentences\":[[4,35],[36,55]],"
    "\"paragraphs\":[[0,55]],\"entities\":[{\"id\":\"e1\",\"name\":\"Mao Ning\","
    "\"type\":\"person\",\"kind\":null,\"key\":null,\"mentions\":[[4,12]],"
    "\"kinds\":[\"name\"],\"coref\":[[36,39]],\"coref_kinds\":[\"pronoun\"]},"
    "{\"id\":\"e2\",\"name\":\"China\",\"type\":\"country\",\"kind\":null,"
    "\"key\":\"country/CN\",\"mentions\":[[16,21]],\"kinds\":[\"name\"],\"coref\":[],"
    "\"coref_kinds\":[]},{\"id\":\"e3\",\"name\":\"Arba\",\"type\":\"firm\","
    "\"kind\":\"telecoms firm\",\"key\":null,\"mentions\":[[30,34],[44,48]],"
    "\"kinds\":[\"name\",\"name\"],\"coref\":[],\"coref_kinds\":[]}],"
    "\"statements\":[{\"subject\":\"e1\",\"type\":\"support\",\"object\":\"e3\","
    "\"span\":[4,35],\"evidence\":[[4,35],[36,55]],\"phrase\":\"praised\","
    "\"phrase_span\":[22,29],\"polarity\":\"-\",\"modality\":\"reported\","
    "\"speaker\":\"e2\",\"time\":\"2022-01/"
    "2022-03\",\"time_precision\":\"quarter\","
    "\"time_basis\":\"relative\",\"place\":\"e2\",\"title\":\"envoy\",\"item\":\"e3\","
    "\"confidence\":870},{\"subject\":\"e1\",\"type\":\"consult\",\"object\":\"e3\","
    "\"span\":[36,55],\"evidence\":[[36,55]],\"phrase\":null,\"phrase_span\":null,"
    "\"polarity\":\"+\",\"modality\":\"asserted\",\"speaker\":null,\"time\":null,"
    "\"time_precision\":\"none\",\"time_basis\":\"none\",\"place\":null,\"title\":null,"
    "\"item\":null,\"confidence\":0}],\"open\":[{\"subject\":\"e1\",\"object\":\"e2\","
    "\"phrase\":\"of\",\"phrase_span\":[13,15],\"lemma\":\"of\",\"span\":[4,35]}]}\n";

static void write_to(const struct kw_extraction *x, struct kw_buf *buf)
{
    struct kw_out out;
    kw_out_to_buf(&out, buf);
    kw_extraction_write(x, &out);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
}

static enum kw_status read_from(struct kw_arena *arena, const char *line,
                                struct kw_extraction *x, bool *extracted,
                                struct kw_error *err)
{
    return kw_extraction_read(arena, kw_str_of(line), x, extracted, err);
}

static void tables_print_and_parse(void **state)
{
    (void)state;
    for (int i = 1; i < KW_TYPE_COUNT; i++) {
        enum kw_type type = KW_TYPE_NONE;
        assert_true(
            kw_type_parse(kw_str_of(kw_type_label((enum kw_type)i)->name), &type));
        assert_int_equal(type, i);
    }
    for (int i = 1; i < KW_RELATION_COUNT; i++) {
        enum kw_relation relation = KW_RELATION_NONE;
        assert_true(kw_relation_parse(
            kw_str_of(kw_relation_label((enum kw_relation)i)->name), &relation));
        assert_int_equal(relation, i);
    }
    enum kw_type type = KW_TYPE_EVENT;
    assert_false(kw_type_parse(KW_STR(""), &type));
    assert_false(kw_type_parse(KW_STR("Person"), &type));
    assert_int_equal(type, KW_TYPE_EVENT);
    assert_string_equal(kw_type_label(KW_TYPE_NONE)->name, "");
    assert_true(kw_relation_label(KW_RELATION_AGREE)->symmetric);
    assert_false(kw_relation_label(KW_RELATION_OWNS)->symmetric);
    assert_true(kw_mention_names(KW_MENTION_METONYM));
    assert_false(kw_mention_names(KW_MENTION_NOMINAL));
    assert_false(kw_mention_names(KW_MENTION_NONE));
}

/* Against counting from the start each time, over texts long enough for many marks. */
static void offsets_agree_with_counting(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "\xC3\xA9", "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80"};
    char text[4000];
    uint32_t starts[4000];
    uint32_t count = 0, len = 0;
    unsigned seed = 7;
    while (len < 3900) {
        seed = seed * 1103515245u + 12345u;
        const char *piece = pieces[seed >> 16 & 3];
        starts[count++] = len;
        memcpy(text + len, piece, strlen(piece));
        len += (uint32_t)strlen(piece);
    }
    starts[count] = len;
    struct kw_arena *arena = kw_arena_new();
    struct kw_offsets offsets;
    assert_int_equal(kw_offsets_make(arena, (struct kw_str){text, len}, &offsets, NULL),
                     KW_OK);
    assert_int_equal(offsets.count, count);
    for (uint32_t code = 0; code <= count; code++) {
        assert_int_equal(kw_offsets_byte(&offsets, code), starts[code]);
        assert_int_equal(kw_offsets_code(&offsets, starts[code]), code);
    }
    assert_int_equal(kw_offsets_make(arena, KW_STR(""), &offsets, NULL), KW_OK);
    assert_int_equal(kw_offsets_byte(&offsets, 0), 0);
    assert_int_equal(kw_offsets_code(&offsets, 0), 0);
    kw_arena_free(arena);
}

static void full_line_round_trips(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_extraction x;
    struct kw_buf buf = {0};
    struct kw_error err = {0};
    bool extracted = false;
    assert_int_equal(read_from(arena, full, &x, &extracted, &err), KW_OK);
    assert_true(extracted);
    check_str(x.document.key, "a/1.txt");
    assert_int_equal(x.document.date, kw_day_of(2023, 4, 8));
    assert_int_equal(x.mention_count, 5);
    assert_int_equal(x.mentions[0].span.start, 10); /* bytes: 2 + 3 + 4 + a space */
    assert_int_equal(x.mentions[3].kind, KW_MENTION_PRONOUN);
    assert_int_equal(x.mentions[3].referent, 1);
    assert_int_equal(x.statements[0].time.precision, KW_PRECISION_QUARTER);
    assert_int_equal(x.statements[0].polarity, KW_NEGATIVE);
    write_to(&x, &buf);
    check_str(kw_buf_str(&buf), full);
    kw_buf_free(&buf);
    kw_arena_free(arena);
}

static void forbidden_code_points_come_back(void **state)
{
    (void)state;
    static const char line[] = "{\"id\":\"x\",\"text\":\"a\\u0000b\\uFFFE\\u0085 Arba\","
                               "\"entities\":[{\"id\":\"q\",\"name\":\"Arba\",\"type\":"
                               "\"firm\",\"mentions\":[[6,10]]}]}";
    struct kw_arena *arena = kw_arena_new();
    struct kw_extraction x, again;
    struct kw_buf once = {0}, twice = {0};
    bool extracted;
    assert_int_equal(read_from(arena, line, &x, &extracted, NULL), KW_OK);
    check_str(x.document.text, "a b   Arba");
    assert_int_equal(x.document.original.len, 1 + 1 + 1 + 3 + 2 + 1 + 4);
    assert_int_equal(x.mentions[0].span.start, 6);
    write_to(&x, &once);
    assert_int_equal(
        kw_extraction_read(arena, kw_buf_str(&once), &again, &extracted, NULL), KW_OK);
    assert_true(kw_str_eq(again.document.original, x.document.original));
    write_to(&again, &twice);
    assert_true(kw_str_eq(kw_buf_str(&once), kw_buf_str(&twice)));
    kw_buf_free(&once);
    kw_buf_free(&twice);
    kw_arena_free(arena);
}

static void broken_bytes_keep_their_place(void **state)
{
    (void)state;
    static const char *const lines[] = {"{\"id\":\"x\",\"text\":\"caf\xFF Arba\"}",
                                        "{\"id\":\"x\",\"text\":\"caf\\udc80 Arba\"}",
                                        "{\"id\":\"x\",\"text\":\"caf\\ufffd Arba\"}"};
    for (size_t i = 0; i < 3; i++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_extraction x;
        bool extracted;
        assert_int_equal(read_from(arena, lines[i], &x, &extracted, NULL), KW_OK);
        check_str(x.document.text, "caf  Arba");
        check_str(x.document.original, "caf\xEF\xBF\xBD Arba");
        kw_arena_free(arena);
    }
}

static void documents_alone_are_not_extracted(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_extraction x;
    bool extracted = true;
    assert_int_equal(read_from(arena,
                               "{\"id\":17,\"text\":\"Hello.\",\"title\":null,"
                               "\"date\":\"2024-02-29T23:59:00+09:00\","
                               "\"unheard\":{\"of\":[1]}}",
                               &x, &extracted, NULL),
                     KW_OK);
    assert_false(extracted);
    check_str(x.document.key, "17");
    check_str(x.document.text, "Hello.");
    check_str(x.document.title, "");
    assert_int_equal(x.document.original.len, 0);
    assert_int_equal(x.document.date, kw_day_of(2024, 2, 29));
    assert_int_equal(read_from(arena, "{\"text\":\"\"}", &x, &extracted, NULL), KW_OK);
    assert_int_equal(x.document.date, KW_DAY_NONE);
    assert_int_equal(x.document.key.len, 0);
    assert_int_equal(read_from(arena,
                               "{\"text\":\"\",\"date\":\"26-FEB-1987 15:01:01.79\"}", &x,
                               &extracted, NULL),
                     KW_OK);
    assert_int_equal(x.document.date, kw_day_of(1987, 2, 26));
    kw_arena_free(arena);
}

/* What other writers leave out: kinds, phrase_span, evidence, confidence. */
static void short_forms_are_filled_in(void **state)
{
    (void)state;
    static const char line[] =
        "{\"id\":\"g\",\"topic\":\"t\",\"date\":null,\"text\":\"Arba met Caro. It met "
        "it.\","
        "\"entities\":[{\"id\":\"b\",\"name\":\"Caro\",\"type\":\"firm\",\"mentions\":[["
        "9,13]"
        "],\"coref\":[[15,17]]},{\"id\":\"a\",\"name\":\"Arba\",\"type\":\"firm\","
        "\"mentions\":[[0,4]],\"coref\":[]}],\"statements\":[{\"subject\":\"a\",\"type\":"
        "\"consult\",\"object\":\"b\",\"span\":[15,25],\"phrase\":\"met\",\"time\":\"/"
        "2025\"}"
        ",{\"subject\":\"a\",\"type\":\"consult\",\"object\":\"b\",\"span\":[0,14],"
        "\"phrase\":\"met\",\"time\":\"2016/2018-12\"}]}";
    struct kw_arena *arena = kw_arena_new();
    struct kw_extraction x;
    bool extracted;
    assert_int_equal(read_from(arena, line, &x, &extracted, NULL), KW_OK);
    assert_int_equal(x.mentions[0].referent, 2); /* mentions by span, entities as given */
    check_str(x.referents[0].name, "Caro");
    assert_int_equal(x.mentions[2].kind, KW_MENTION_NOMINAL);
    assert_int_equal(x.statements[0].phrase.start, 18); /* the "met" of its own span */
    assert_int_equal(x.statements[1].phrase.start, 5);
    assert_int_equal(x.statements[0].evidence_count, 1);
    assert_int_equal(x.statements[0].modality, KW_MODALITY_ASSERTED);
    assert_int_equal(x.statements[0].confidence, 1000);
    assert_int_equal(x.statements[0].time.from, KW_DAY_NONE);
    assert_int_equal(x.statements[0].time.to, kw_day_of(2025, 12, 31));
    assert_int_equal(x.statements[1].time.to, kw_day_of(2018, 12, 31));
    kw_arena_free(arena);
}

/* Words that stand in a wrapped line are found; the first place counts; what looks like
 * a beginning of the phrase is no hindrance. */
static void phrases_are_found(void **state)
{
    (void)state;
    static const char line[] =
        "{\"text\":\"\\u00e9 aab aa\\n aabaac Caro\",\"entities\":["
        "{\"id\":\"a\",\"name\":\"N\",\"type\":\"firm\"},"
        "{\"id\":\"b\",\"name\":\"M\",\"type\":\"firm\"}],\"statements\":["
        "{\"type\":\"agree\",\"subject\":\"a\",\"object\":\"b\",\"span\":[0,21],"
        "\"phrase\":\"%s\"}]}";
    static const struct {
        const char *phrase;
        uint32_t start; /* bytes */
        uint32_t end;
    } cases[] = {{"aab aa aabaac", 3, 17},
                 {"aabaac", 11, 17},
                 {"aab  ", 3, 6},
                 {"aa\\t\\n aaba", 7, 15},
                 {"Caro", 18, 22}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_extraction x;
        struct kw_buf buf = {0};
        bool extracted;
        kw_buf_printf(&buf, line, cases[i].phrase);
        assert_int_equal(
            kw_extraction_read(arena, kw_buf_str(&buf), &x, &extracted, NULL), KW_OK);
        assert_int_equal(x.statements[0].phrase.start, cases[i].start);
        assert_int_equal(x.statements[0].phrase.end, cases[i].end);
        kw_buf_free(&buf);
        kw_arena_free(arena);
    }
}

/* A line built from its parts: "text" is "Arba met Caro." and two entities are there. */
#define ENTITY(id, span)                                                                 \
    "{\"id\":\"" id "\",\"name\":\"N\",\"type\":\"firm\",\"mentions\":[" span "]}"
#define DOC(entities, rest)                                                              \
    "{\"text\":\"Arba met Caro.\",\"entities\":[" entities "]" rest "}"
#define TWO ENTITY("a", "[0,4]") "," ENTITY("b", "[9,13]")
#define STATEMENT(fields) DOC(TWO, ",\"statements\":[{" fields "}]")
#define ENDS "\"type\":\"agree\",\"subject\":\"a\",\"object\":\"b\""

static const struct {
    const char *line;
    const char *message; /* what the message must contain */
} hostile[] = {
    {"", "not JSON"},
    {"[]", "not a JSON object"},
    {"\"text\"", "not a JSON object"},
    {"{\"text\":\"a\"", "not JSON"},
    {"{\"text\":\"\\ud80\"}", "not JSON"},
    {"{\"id\":\"x\"}", "text: missing"},
    {"{\"text\":7}", "text: not a string"},
    {"{\"text\":\"a\",\"id\":[]}", "id: not a string"},
    {"{\"text\":\"a\",\"title\":{}}", "title: not a string"},
    {"{\"text\":\"a\",\"format\":2}", "format: 2 is unknown"},
    {"{\"text\":\"a\",\"format\":\"1\"}", "format: not an integer"},
    {"{\"text\":\"a\",\"date\":\"yesterday\"}", "date: not an ISO day"},
    {"{\"text\":\"a\",\"date\":\"2023-02-29\"}", "date: not an ISO day"},
    {"{\"text\":\"ab\",\"sentences\":[[0,2],[1,2]]}", "sentences: spans overlap"},
    {"{\"text\":\"ab\",\"sentences\":[[1,2],[0,1]]}", "out of order"},
    {"{\"text\":\"ab\",\"paragraphs\":7}", "paragraphs: not a list"},
    {"{\"text\":\"ab\",\"furniture\":[[0,1e0]]}", "furniture: not a span"},
    {"{\"text\":\"a\",\"entities\":{}}", "entities: not a list"},
    {"{\"text\":\"a\",\"statements\":{}}", "statements: not a list"},
    {"{\"text\":\"a\",\"open\":\"\"}", "open: not a list"},
    {"{\"text\":\"a\",\"statements\":[{\"type\":\"owns\",\"subject\":\"e1\"}]}",
     "statement 1: subject: no entity has the id \"e1\""},
    {DOC("7", ""), "entity 1: not an object"},
    {DOC("{}", ""), "entity 1: id: missing"},
    {DOC("{\"id\":7}", ""), "entity 1: id: missing"},
    {DOC("{\"id\":\"\"}", ""), "entity 1: id: missing"},
    {DOC("{\"id\":\"a\"}", ""), "entity 1: name: missing"},
    {DOC("{\"id\":\"a\",\"name\":\"N\"}", ""), "entity 1: type"},
    {DOC("{\"id\":\"a\",\"name\":\"N\",\"type\":\"org\"}", ""), "type: not a type"},
    {DOC(TWO "," ENTITY("a", ""), ""), "entity 3: id: \"a\" occurs twice"},
    {DOC(ENTITY("a", "[0,15]"), ""), "mentions: [0, 15] is no span of the text's 14"},
    {DOC(ENTITY("a", "[4,0]"), ""), "[4, 0] is no span"},
    {DOC(ENTITY("a", "[3,3]"), ""), "[3, 3] is no span"},
    {DOC(ENTITY("a", "[-1,3]"), ""), "[-1, 3] is no span"},
    {DOC(ENTITY("a", "[0,1000000000]"), ""), "[0, 1000000000] is no span"},
    {DOC(ENTITY("a", "[0,9223372036854775807]"), ""), "is no span"},
    {DOC(ENTITY("a", "[0,99999999999999999999]"), ""), "not JSON"},
    {DOC(ENTITY("a", "[0]"), ""), "not a span"},
    {DOC(ENTITY("a", "[0,1,2]"), ""), "not a span"},
    {DOC(ENTITY("a", "null"), ""), "not a span"},
    {DOC(ENTITY("a", "[0,4],[2,6]"), ""), "the one at 2 overlaps another"},
    {DOC(ENTITY("a", "[0,4]") "," ENTITY("b", "[0,4]"), ""), "overlaps another"},
    {DOC("{\"id\":\"a\",\"name\":\"N\",\"type\":\"firm\",\"mentions\":[[0,4]],"
         "\"kinds\":[]}",
         ""),
     "kinds: not a list as long as mentions"},
    {DOC("{\"id\":\"a\",\"name\":\"N\",\"type\":\"firm\",\"mentions\":[[0,4]],"
         "\"kinds\":[\"pronoun\"]}",
         ""),
     "kinds: item 1 is no such kind"},
    {DOC("{\"id\":\"a\",\"name\":\"N\",\"type\":\"firm\",\"coref\":[[0,4]],"
         "\"coref_kinds\":[\"name\"]}",
         ""),
     "coref_kinds: item 1 is no such kind"},
    {DOC("{\"id\":\"a\",\"name\":\"N\",\"type\":\"firm\",\"mentions\":\"x\"}", ""),
     "mentions: not a list"},
    {DOC(TWO, ",\"statements\":[[]]"), "statement 1: not an object"},
    {STATEMENT("\"type\":\"likes\""), "statement 1: type: not a type"},
    {STATEMENT("\"type\":\"agree\",\"subject\":\"a\""), "object: missing"},
    {STATEMENT("\"type\":\"agree\",\"subject\":1,\"object\":\"b\""),
     "subject: not an entity id"},
    {STATEMENT("\"type\":\"agree\",\"subject\":\"a\",\"object\":\"a\",\"span\":[0,2]"),
     "object: the same as the subject"},
    {STATEMENT(ENDS), "span: missing"},
    {STATEMENT(ENDS ",\"span\":[0,99]"), "span: [0, 99] is no span"},
    {STATEMENT(ENDS ",\"span\":[0,4],\"evidence\":[[0,5]]"), "span: not the first one"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"phrase\":\"kissed\""), "phrase: does not stand"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"phrase\":\"met\",\"phrase_span\":[0,4]"),
     "phrase: not the words"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"polarity\":\"0\""), "polarity: neither"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"modality\":\"sure\""), "modality: not a"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"confidence\":1001"), "confidence: not"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"confidence\":0.5"), "confidence: not"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"time\":\"soon\""), "time: not an ISO"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"time\":\"/\""), "time: not an ISO"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"time\":\"2021\",\"time_precision\":\"day\""),
     "time_precision: does not fit"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"time_basis\":\"guess\""), "time_basis: not"},
    {STATEMENT(ENDS ",\"span\":[0,14],\"speaker\":\"zz\""),
     "speaker: no entity has the id \"zz\""},
    {STATEMENT(ENDS ",\"span\":[0,14],\"item\":7"), "item: not an entity id"},
    {DOC(TWO, ",\"open\":[{\"subject\":\"a\",\"object\":\"b\"}]"),
     "open 1: span: not a span"},
};

static void hostile_lines_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_extraction x = {.mention_count = 77};
        struct kw_error err = {0};
        bool extracted = true;
        enum kw_status status = read_from(arena, hostile[i].line, &x, &extracted, &err);
        if (status != KW_SYNTAX || !strstr(err.text, hostile[i].message))
            fail_msg("%s: got %d \"%s\", not \"%s\"", hostile[i].line, (int)status,
                     err.text, hostile[i].message);
        assert_int_equal(x.mention_count, 77); /* a failed read changes nothing */
        assert_true(extracted);
        kw_arena_free(arena);
    }
}

static void deep_nesting_and_long_texts_end(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    struct kw_buf buf = {0};
    struct kw_arena *arena = kw_arena_new();
    struct kw_extraction x;
    struct kw_error err = {0};
    bool extracted;
    for (int i = 0; i < DEEP; i++)
        kw_buf_add(&buf, KW_STR("{\"text\":["));
    assert_int_equal(kw_extraction_read(arena, kw_buf_str(&buf), &x, &extracted, &err),
                     KW_SYNTAX);
    kw_buf_clear(&buf);
    err = (struct kw_error){0};
    kw_buf_add(&buf, KW_STR("{\"text\":\""));
    for (size_t i = 0; i <= KW_TEXT_LIMIT / 16; i++)
        kw_buf_add(&buf, KW_STR("sixteen letters."));
    kw_buf_add(&buf, KW_STR("\"}"));
    assert_int_equal(kw_extraction_read(arena, kw_buf_str(&buf), &x, &extracted, &err),
                     KW_LIMIT);
    kw_buf_free(&buf);
    kw_arena_free(arena);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    enum kw_status status = KW_NOMEM;
    long n = 0;
    for (; status != KW_OK; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_extraction x = {.mention_count = 77};
        struct kw_error err = {0};
        bool extracted = true;
        assert_true(n < 1000);
        kw_arena_fail_after(arena, n);
        status = read_from(arena, full, &x, &extracted, &err);
        assert_true(status == KW_OK || status == KW_NOMEM);
        assert_int_equal(x.mention_count, status == KW_OK ? 5 : 77);
        kw_arena_free(arena);
    }
    assert_true(n > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_print_and_parse),
        cmocka_unit_test(offsets_agree_with_counting),
        cmocka_unit_test(full_line_round_trips),
        cmocka_unit_test(forbidden_code_points_come_back),
        cmocka_unit_test(broken_bytes_keep_their_place),
        cmocka_unit_test(documents_alone_are_not_extracted),
        cmocka_unit_test(short_forms_are_filled_in),
        cmocka_unit_test(phrases_are_found),
        cmocka_unit_test(hostile_lines_are_named),
        cmocka_unit_test(deep_nesting_and_long_texts_end),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
