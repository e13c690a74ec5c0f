/* test_export.c - formats: a small graph byte by byte, hostile text in every place.
 *
 * `test_export write FORMAT GRAPH [FILE]` prints a graph, or file number FILE of it, for
 * the programs of tests/conform. */
#include "check.h"

#include "export/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DAY(y, m, d) kw_day_of(y, m, d)

static const char *folder = "."; /* of the golden files */

/* --- graphs -------------------------------------------------------------------------- */

/* Three nodes, all kinds of edges: directed, symmetric, mixed, windows. */
static struct kw_graph *tiny(struct kw_arena *arena)
{
    struct kw_graph *g = KW_NEW(arena, 1, struct kw_graph);
    struct kw_node *n = KW_NEW(arena, 3, struct kw_node);
    struct kw_edge *e = KW_NEW(arena, 3, struct kw_edge);
    struct kw_quote *q = KW_NEW(arena, 3, struct kw_quote);
    n[0] = (struct kw_node){.key = KW_STR("country/IL"),
                            .name = KW_STR("Israel"),
                            .type = KW_TYPE_COUNTRY,
                            .mentions = 4,
                            .documents = 2,
                            .stories = 2,
                            .outlets = 1,
                            .first = DAY(2023, 4, 4),
                            .last = DAY(2023, 4, 8)};
    n[1] = (struct kw_node){.key = KW_STR("nso group"),
                            .name = KW_STR("NSO Group"),
                            .type = KW_TYPE_FIRM,
                            .kind = KW_STR("firm"),
                            .mentions = 9,
                            .documents = 2,
                            .stories = 2,
                            .outlets = 2,
                            .first = DAY(2023, 4, 4),
                            .last = DAY(2023, 4, 8)};
    n[2] = (struct kw_node){.key = KW_STR("r\xC3\xA9mi & co"),
                            .name = KW_STR("R\xC3\xA9mi & Co"),
                            .type = KW_TYPE_PERSON,
                            .mentions = 1,
                            .documents = 1,
                            .stories = 1,
                            .outlets = 1,
                            .first = KW_DAY_NONE,
                            .last = KW_DAY_NONE,
                            .voice = true};
    q[0] =
        (struct kw_quote){.text = KW_STR("The firm, \"based\" in Israel, sells <tools>."),
                          .document = KW_STR("a/1.txt"),
                          .publisher = KW_STR("Post"),
                          .date = DAY(2023, 4, 8),
                          .speaker = KW_STR("R\xC3\xA9mi & Co"),
                          .modality = KW_MODALITY_ALLEGED,
                          .polarity = KW_NEGATIVE};
    q[1] = (struct kw_quote){
        .text = KW_STR("They agreed."), .document = KW_STR("b"), .date = KW_DAY_NONE};
    q[2] = (struct kw_quote){
        .text = KW_STR("Back\\slash \\N."), .document = KW_STR("c"), .date = KW_DAY_NONE};
    e[0] = (struct kw_edge){.source = 0,
                            .target = 1,
                            .layer = KW_LAYER_COOCCURRENCE,
                            .symmetric = true,
                            .mentions = 3,
                            .documents = 2,
                            .stories = 2,
                            .outlets = 2,
                            .weight = 2,
                            .first = DAY(2023, 4, 4),
                            .last = DAY(2023, 4, 8),
                            .quotes = q,
                            .quote_count = 2};
    e[1] = (struct kw_edge){.source = 1,
                            .target = 0,
                            .layer = KW_LAYER_STATEMENTS,
                            .types = KW_STR("based_in|agree"),
                            .type_set = (uint64_t)1 << KW_RELATION_BASED_IN |
                                        (uint64_t)1 << KW_RELATION_AGREE,
                            .mentions = 1000000,
                            .documents = 1,
                            .stories = 1,
                            .outlets = 1,
                            .weight = 1000000,
                            .denied = 1,
                            .alleged = 2,
                            .dated = 1,
                            .speakers = KW_STR("Post|R\xC3\xA9mi & Co"),
                            .first = DAY(2019, 1, 1),
                            .last = DAY(2019, 12, 31),
                            .quotes = q,
                            .quote_count = 3};
    e[2] = (struct kw_edge){.source = 1,
                            .target = 2,
                            .layer = KW_LAYER_STATEMENTS,
                            .symmetric = true,
                            .types = KW_STR("agree"),
                            .type_set = (uint64_t)1 << KW_RELATION_AGREE,
                            .mentions = 1,
                            .documents = 1,
                            .stories = 1,
                            .outlets = 1,
                            .weight = 1,
                            .first = KW_DAY_NONE,
                            .last = KW_DAY_NONE,
                            .quotes = q + 1,
                            .quote_count = 1};
    *g = (struct kw_graph){.nodes = n,
                           .node_count = 3,
                           .edges = e,
                           .edge_count = 3,
                           .view = kw_view_default()};
    return g;
}

/* Texts that broke other programs. */
static struct kw_str hostile_text(struct kw_arena *arena, unsigned i)
{
    static const char *const texts[] = {
        "",
        "\"",
        "\\",
        "a\\",
        "\\N\\G\\l",
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&#0;",
        "-->",
        "a\nb\rc\td",
        "node",
        "digraph",
        "<b>html</b>",
        "1e+06",
        "nan",
        "-",
        "_5F",
        "a:b",
        "a_b",
        "\xF0\x9F\x98\x80",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
        "\xE2\x80\xAErtl",
        "\xFF\xFE",
        "\xED\xA0\x80",
        "\xEF\xBF\xBF",
        "\xC0\x80",
        "a\xCC\x81",
        "\xE2\x80\xA8",
        " lead",
        "|",
    };
    const unsigned count = sizeof texts / sizeof *texts;
    if (i < count)
        return kw_str_of(texts[i]);
    if (i < count + 32) {
        char control[] = {'c', (char)(i - count), 'd'};
        return kw_arena_copy(arena, (struct kw_str){control, sizeof control});
    }
    if (i == count + 32) {
        char *wide = kw_arena_alloc(arena, 10000, 1);
        memset(wide, 'w', 10000);
        return (struct kw_str){wide, 10000};
    }
    return (struct kw_str){NULL, 0};
}

enum { HOSTILE = 64 };

/* Every hostile text as key, name, kind and quote; keys are made unique by a number. */
static struct kw_graph *hostile(struct kw_arena *arena)
{
    struct kw_graph *g = KW_NEW(arena, 1, struct kw_graph);
    g->nodes = KW_NEW(arena, HOSTILE, struct kw_node);
    g->edges = KW_NEW(arena, HOSTILE - 1, struct kw_edge);
    g->view = kw_view_default();
    for (unsigned i = 0; i < HOSTILE; i++) {
        struct kw_str text = hostile_text(arena, i);
        struct kw_buf key = {0};
        kw_buf_printf(&key, "%02u", i);
        kw_buf_add(&key, text);
        g->nodes[g->node_count++] = (struct kw_node){
            .key = kw_arena_copy(arena, kw_buf_str(&key)),
            .name = text,
            .kind = text,
            .type = (enum kw_type)(1 + i % (KW_TYPE_COUNT - 1)),
            .first = KW_DAY_NONE,
            .last = KW_DAY_NONE,
        };
        kw_buf_free(&key);
        if (i == 0)
            continue;
        struct kw_quote *q = KW_NEW(arena, 1, struct kw_quote);
        *q = (struct kw_quote){.text = text,
                               .document = text,
                               .publisher = text,
                               .date = KW_DAY_NONE,
                               .speaker = text,
                               .modality = KW_MODALITY_REPORTED,
                               .polarity = KW_NEGATIVE};
        g->edges[g->edge_count++] = (struct kw_edge){
            .source = i - 1,
            .target = i,
            .layer = KW_LAYER_STATEMENTS,
            .types = KW_STR("accuse"),
            .type_set = (uint64_t)1 << KW_RELATION_ACCUSE,
            .mentions = UINT64_MAX,
            .speakers = text,
            .weight = 1,
            .first = KW_DAY_NONE,
            .last = KW_DAY_NONE,
            .quotes = q,
            .quote_count = 1,
        };
    }
    return g;
}

static void write_graph(const struct kw_graph *g, const char *format, unsigned n,
                        struct kw_buf *text)
{
    static double ranks[HOSTILE];
    static double parts[HOSTILE];
    const struct kw_node_column columns[] = {{"pagerank", "rank", false, ranks, false},
                                             {"component", "part", true, parts, false}};
    struct kw_out out;
    struct kw_error err = {0};
    for (size_t i = 0; i < HOSTILE; i++) {
        ranks[i] = i == 2 ? NAN : i == 3 ? INFINITY : i == 4 ? 1e300 : 0.125;
        parts[i] = i == 1 ? 1e300 : 1;
    }
    kw_out_to_buf(&out, text);
    const struct kw_format *f = kw_format_named(kw_str_of(format));
    assert_non_null(f);
    assert_int_equal(kw_export(g, f, n, columns, 2, &out, &err), KW_OK);
    assert_int_equal(kw_out_finish(&out, &err), KW_OK);
    assert_false(text->failed);
}

/* --- golden -------------------------------------------------------------------------- */

static void compare_golden(const char *name, struct kw_str text)
{
    char path[4096], *golden;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (getenv("UPDATE")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
        assert_int_equal(fclose(file), 0);
    }
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    golden = malloc(text.len + 2);
    assert_non_null(golden);
    size_t len = fread(golden, 1, text.len + 1, file);
    golden[len] = '\0';
    fclose(file);
    assert_string_equal(text.ptr, golden);
    free(golden);
}

static void tiny_graph_is_golden(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    for (const struct kw_format *f = kw_formats(); f->name; f++) {
        for (unsigned n = 0; n < kw_format_file_count(f); n++) {
            struct kw_buf text = {0};
            char name[64];
            write_graph(tiny(arena), f->name, n, &text);
            kw_buf_byte(&text, '\0');
            snprintf(name, sizeof name, "tiny.%s%s%s", f->name, f->files[n] ? "." : "",
                     f->files[n] ? f->files[n] : "");
            compare_golden(name, (struct kw_str){text.ptr, text.len - 1});
            kw_buf_free(&text);
        }
    }
    kw_arena_free(arena);
}

/* --- the table of formats ------------------------------------------------------------ */

static void formats_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *path, *format;
    } cases[] = {
        {"x.graphml", "graphml"},
        {"a.b/x.dot", "dot"},
        {"x.gv", "dot"},
        {"x", NULL},
        {"graphml", NULL},
        {"a.dot/x", NULL},
        {"x.", NULL},
        {"", NULL},
        {"x.dotx", NULL},
        {".dot", "dot"},
        {"x.gexf", "gexf"},
        {"x.json", "json"},
        {"x.jgf.json", "jgf"},
        {"x.ftm.json", "ftm"},
        {"x.stix.json", "stix"},
        {"x.csv", "csv"},
        {"x.jsonld", "jsonld"},
        {"x.net", "pajek"},
        {"json", NULL},
        {"xjson", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kw_format *f = kw_format_of_path(kw_str_of(cases[i].path));
        if (cases[i].format)
            assert_string_equal(f->name, cases[i].format);
        else
            assert_null(f);
    }
    assert_null(kw_format_named(KW_STR("gif")));
    assert_null(kw_format_named(KW_STR("")));
}

static void bad_columns_are_refused(void **state)
{
    (void)state;
    static const double values[3];
    static const char *const names[] = {"label", "a b", "", "2nd", "Rank", "a-b"};
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph *g = tiny(arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct kw_node_column column = {names[i], "", false, values, false};
        struct kw_buf text = {0};
        struct kw_out out;
        struct kw_error err = {0};
        kw_out_to_buf(&out, &text);
        assert_int_equal(kw_export(g, kw_formats(), 0, &column, 1, &out, &err), KW_USAGE);
        assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
        assert_int_equal(text.len, 0);
        assert_string_not_equal(err.text, "");
        kw_buf_free(&text);
    }
    kw_arena_free(arena);
}

static void attributes_have_good_names(void **state)
{
    (void)state;
    const struct kw_attribute *tables[] = {kw_node_attributes(), kw_edge_attributes()};
    for (size_t t = 0; t < 2; t++) {
        for (const struct kw_attribute *a = tables[t]; a->name; a++) {
            assert_true(strspn(a->name, "abcdefghijklmnopqrstuvwxyz_0123456789") ==
                        strlen(a->name));
            assert_true(a->name[0] >= 'a' && a->meaning[0] && a->get);
            for (const struct kw_attribute *b = tables[t]; b < a; b++)
                assert_string_not_equal(a->name, b->name);
        }
    }
}

/* --- escapes ------------------------------------------------------------------------- */

static void escapes(void **state)
{
    (void)state;
    static const struct {
        void (*fn)(struct kw_out *, struct kw_str);
        const char *in, *out;
    } cases[] = {
        {kw_xml_content, "a<b>&\"c\"\r\n", "a&lt;b&gt;&amp;\"c\"&#13;\n"},
        {kw_xml_content, "]]>", "]]&gt;"},
        {kw_xml_content, "x\x01\x1F\xFFy\xEF\xBF\xBE", "x   y "},
        {kw_xml_content, "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
        {kw_xml_attribute, "\t\n\"<", "&#9;&#10;&quot;&lt;"},
        {kw_dot_quote, "say \"hi\"\\", "\"say \\\"hi\\\"\\\\\""},
        {kw_dot_quote, "a\nb\x02", "\"a\\nb \""},
        {kw_id_token, "country/CN", "country_2FCN"},
        {kw_id_token, "a_b:c.d-e \xC3\xA9", "a_5Fb_3Ac.d-e_20_C3_A9"},
        {kw_id_token, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_buf text = {0};
        struct kw_out out;
        kw_out_to_buf(&out, &text);
        cases[i].fn(&out, kw_str_of(cases[i].in));
        assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
        kw_buf_byte(&text, '\0');
        assert_string_equal(text.ptr, cases[i].out);
        kw_buf_free(&text);
    }
}

/* No byte that XML 1.0 forbids gets out, and quotes of DOT always end. */
static void hostile_text_stays_inside(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_buf xml = {0}, dot = {0};
    write_graph(hostile(arena), "graphml", 0, &xml);
    for (size_t i = 0; i < xml.len; i++)
        assert_true((unsigned char)xml.ptr[i] >= 0x20 || xml.ptr[i] == '\n' ||
                    xml.ptr[i] == '\t');
    write_graph(hostile(arena), "dot", 0, &dot);
    bool quoted = false;
    for (size_t i = 0; i < dot.len; i++) {
        if (quoted && dot.ptr[i] == '\\')
            i++;
        else if (dot.ptr[i] == '"')
            quoted = !quoted;
        else if (dot.ptr[i] == '\n')
            assert_false(quoted);
    }
    assert_false(quoted);
    kw_buf_free(&xml);
    kw_buf_free(&dot);
    kw_arena_free(arena);
}

/* A weight of zero stops some readers; a graph has none, but a caller might. */
static void no_weight_of_zero(void **state)
{
    (void)state;
    static const char *const zeros[] = {"weight=\"0", "weight\":0", "weight 0",
                                        "weight\">0", "weight=0",   "1 2 0 l",
                                        "weight> \"0"};
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph *g = tiny(arena);
    g->edges[0].weight = 0;
    for (const struct kw_format *f = kw_formats(); f->name; f++) {
        struct kw_buf text = {0};
        write_graph(g, f->name, kw_format_file_count(f) - 1, &text);
        struct kw_str all = kw_buf_str(&text);
        for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
            assert_true(kw_str_find(all, kw_str_of(zeros[i]), 0) > all.len);
        for (size_t at = 0; (at = kw_str_find(all, KW_STR("nan"), at)) < all.len; at++)
            assert_true(all.ptr[at - 1] != ' ' && all.ptr[at - 1] != ':');
        kw_buf_free(&text);
    }
    kw_arena_free(arena);
}

static void files_have_names(void **state)
{
    (void)state;
    static const struct {
        const char *format, *path, *files[2];
    } cases[] = {
        {"csv", "a/b.csv", {"a/b.nodes.csv", "a/b.edges.csv"}},
        {"gephi", "a.b/c", {"a.b/c.nodes.csv", "a.b/c.edges.csv"}},
        {"json", "x.json", {"x.json", NULL}},
        {"json", "x", {"x", NULL}},
    };
    struct kw_arena *arena = kw_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kw_format *f = kw_format_named(kw_str_of(cases[i].format));
        assert_int_equal(kw_format_file_count(f), cases[i].files[1] ? 2 : 1);
        for (unsigned n = 0; n < kw_format_file_count(f); n++)
            check_str(kw_format_file_path(f, kw_str_of(cases[i].path), n, arena),
                      cases[i].files[n]);
    }
    kw_arena_free(arena);
}

/* --- for other programs -------------------------------------------------------------- */

static int write_out(const char *format, const char *which, unsigned n)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_buf text = {0};
    write_graph(strcmp(which, "tiny") == 0 ? tiny(arena) : hostile(arena), format, n,
                &text);
    bool written = fwrite(text.ptr, 1, text.len, stdout) == text.len;
    kw_buf_free(&text);
    kw_arena_free(arena);
    return written && fflush(stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiny_graph_is_golden),
        cmocka_unit_test(formats_are_found),
        cmocka_unit_test(bad_columns_are_refused),
        cmocka_unit_test(attributes_have_good_names),
        cmocka_unit_test(escapes),
        cmocka_unit_test(hostile_text_stays_inside),
        cmocka_unit_test(no_weight_of_zero),
        cmocka_unit_test(files_have_names),
    };
    if ((argc == 4 || argc == 5) && strcmp(argv[1], "write") == 0)
        return write_out(argv[2], argv[3], argc == 5 ? (unsigned)atoi(argv[4]) : 0);
    if (argc == 2)
        folder = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
