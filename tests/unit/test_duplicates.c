/* test_duplicates.c - what is proposed to people: names that may be one, entities that
 * may be two; and what must not be proposed. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "knotwork/corpus.h"

struct fixture {
    char folder[64]; /* holds in.jsonl and k.db */
    struct kw_arena *arena;
    struct kw_extractor *extractor;
    struct kw_store *store; /* NULL: none is open */
    struct kw_buf lines;    /* documents to be built */
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->folder, sizeof f->folder, "/tmp/knotwork-duplicates-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    f->arena = kw_arena_new();
    assert_int_equal(kw_extractor_new(NULL, &f->extractor, NULL), KW_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char command[128];
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0);
    kw_extractor_free(f->extractor);
    kw_arena_free(f->arena);
    kw_buf_free(&f->lines);
    free(f);
    return 0;
}

/* A document that names "Ada Low:person, Kite:firm:country/XX ..." side by side. */
static void add(struct fixture *f, const char *id, const char *names)
{
    struct kw_buf text = {0}, entities = {0};
    struct kw_str rest = kw_str_of(names), item;
    for (int i = 0; kw_str_item(&rest, ',', &item); i++) {
        struct kw_str name, type, key;
        assert_true(kw_str_cut(kw_str_trim(item), ':', &name, &type));
        (void)kw_str_cut(type, ':', &type, &key);
        kw_buf_printf(&entities,
                      "%s{\"id\":\"e%d\",\"name\":\"%.*s\",\"type\":\"%.*s\",\"key\":"
                      "\"%.*s\",\"mentions\":[[%zu,%zu]]}",
                      i ? "," : "", i, KW_STR_ARG(name), KW_STR_ARG(type),
                      KW_STR_ARG(key), text.len, text.len + name.len);
        kw_buf_printf(&text, "%.*s. ", KW_STR_ARG(name));
    }
    kw_buf_printf(&f->lines,
                  "{\"id\":\"%s\",\"text\":\"%.*s\",\"sentences\":[[0,%zu]],\"entities\":"
                  "[%.*s],\"statements\":[]}\n",
                  id, KW_STR_ARG(kw_buf_str(&text)), text.len,
                  KW_STR_ARG(kw_buf_str(&entities)));
    kw_buf_free(&text);
    kw_buf_free(&entities);
}

/* Builds a store of what was added, in that order or the other way about. */
static void build(struct fixture *f, bool backwards)
{
    char input[96], path[96];
    const char *inputs[] = {input};
    struct kw_build build = {.inputs = inputs, .input_count = 1, .jobs = 1};
    struct kw_build_result result;
    struct kw_str all = kw_buf_str(&f->lines), line;
    snprintf(input, sizeof input, "%s/in.jsonl", f->folder);
    snprintf(path, sizeof path, "%s/%s.db", f->folder, backwards ? "b" : "k");
    FILE *file = fopen(input, "wb");
    assert_non_null(file);
    while (!backwards && kw_str_line(&all, &line))
        fprintf(file, "%.*s\n", KW_STR_ARG(line));
    for (size_t end = all.len; backwards && end > 0;) {
        size_t start = end - 1;
        while (start > 0 && all.ptr[start - 1] != '\n')
            start--;
        fprintf(file, "%.*s", (int)(end - start), all.ptr + start);
        end = start;
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &f->store, NULL), KW_OK);
    assert_int_equal(kw_corpus_build(f->store, f->extractor, &build, NULL, &result, NULL),
                     KW_OK);
    assert_int_equal(result.failed, 0);
}

/* One line a proposal: "merge a | b", "split a | b: documents". */
static char *proposed(struct fixture *f, struct kw_wish wish)
{
    const struct kw_proposal *all;
    struct kw_buf buf = {0};
    struct kw_error err = {0};
    size_t count;
    if (kw_corpus_duplicates(f->store, &wish, f->arena, &all, &count, &err) != KW_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < count; i++) {
        assert_in_range(all[i].score, 45, 99);
        assert_true(i == 0 || all[i].score <= all[i - 1].score);
        assert_true(all[i].evidence.len > 0);
        kw_buf_printf(&buf, "%s %.*s | %.*s", kw_decision_label(all[i].decision)->name,
                      KW_STR_ARG(all[i].a.key), KW_STR_ARG(all[i].b.key));
        for (size_t k = 0; k < all[i].document_count; k++)
            kw_buf_printf(&buf, "%s%.*s", k ? " " : ": ",
                          KW_STR_ARG(all[i].documents[k]));
        kw_buf_byte(&buf, '\n');
    }
    kw_buf_byte(&buf, '\0');
    struct kw_str copy = kw_arena_copy(f->arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    return (char *)copy.ptr;
}

static void check_has(const char *all, const char *line, bool has)
{
    if ((strstr(all, line) != NULL) != has)
        fail_msg("%s: %s in\n%s", has ? "missing" : "there is", line, all);
}

/* Each pair of names stands beside the same two others. */
static void names_alike_in_one_company_are_proposed(void **state)
{
    static const struct {
        const char *a, *b, *line; /* "!": must not be there */
    } rows[] = {
        {"Wal-Kite:firm", "Walkite:firm", "merge wal-kite | walkite"},
        {"Ann Mansfeld:person", "Ann Mansfield:person",
         "merge ann mansfeld | ann mansfield"},
        {"Strait of Orbel:place", "Orbel Strait:place",
         "merge orbel strait | strait of orbel"},
        {"Ben K. Lowe:person", "Ben Lowe:person", "!lowe"}, /* one already */
        {"C. Rudd:person", "Carla Rudd:person", "merge c rudd | carla rudd"},
        {"Kestrel Nine:tool", "Kestrel Nine Suite:tool",
         "merge kestrel nine | kestrel nine suite"},
        {"Apollo 11:tool", "Apollo 12:tool", "!apollo"},
        {"Jim Teal:person", "Tim Teal:person", "!teal"},
        {"D. Moor:person", "E. Moor:person", "!moor"},
        {"Halden:person", "Halden Trade:firm", "!halden"},
        {"China:country:country/CN", "Chine:country:country/XX", "!country"},
        {"Mason:person", "Mascon:person", "merge mascon | mason"},
        {"Ravel:person", "Navel:person", "!navel"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[16], names[160];
        for (int k = 0; k < 2; k++) {
            snprintf(id, sizeof id, "d%zu%d", i, k);
            snprintf(names, sizeof names, "%s,Zed%zu Quorl:person,Vex%zu Ltd:firm",
                     k ? rows[i].b : rows[i].a, i, i);
            add(f, id, names);
        }
    }
    /* Names that are well known both are no slips of one another. */
    for (int k = 0; k < 6; k++) {
        char id[16];
        snprintf(id, sizeof id, "r%d", k);
        add(f, id, k % 2 ? "Ravel:person" : "Navel:person");
    }
    build(f, false);
    const char *all = proposed(f, (struct kw_wish){0});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].line)
            check_has(all, rows[i].line + (rows[i].line[0] == '!'),
                      rows[i].line[0] != '!');
    build(f, true);
    assert_string_equal(all, proposed(f, (struct kw_wish){0}));
}

/* Initials that several things share go to the one with the same company. */
static void company_decides_between_several(void **state)
{
    struct fixture *f = *state;
    add(f, "a1", "Port Kite Fund:organization,Zed Quorl:person,Vex Ltd:firm,Una:place");
    add(f, "a2", "PKF:organization,Zed Quorl:person,Vex Ltd:firm,Una:place");
    add(f, "a3", "Pan Kite Forum:organization,Yol Brand:person");
    build(f, false);
    const char *all = proposed(f, (struct kw_wish){0});
    check_has(all, "merge pkf | port kite fund", true);
    check_has(all, "pan kite forum", false);
}

static void decide(struct fixture *f, enum kw_decision_kind kind, const char *a,
                   const char *b)
{
    struct kw_str keys[] = {kw_str_of(a), kw_str_of(b)};
    struct kw_decision decision = {.kind = kind, .operands = keys, .count = 2};
    assert_int_equal(kw_corpus_decide(f->store, &decision, NULL, NULL), KW_OK);
}

static void what_was_decided_is_not_proposed(void **state)
{
    struct fixture *f = *state;
    add(f, "a", "Wal-Kite:firm,Zed Quorl:person,Vex Ltd:firm");
    add(f, "b", "Walkite:firm,Zed Quorl:person,Vex Ltd:firm");
    build(f, false);
    assert_string_equal(proposed(f, (struct kw_wish){0}), "merge wal-kite | walkite\n");
    decide(f, KW_DECISION_APART, "walkite", "wal-kite");
    assert_string_equal(proposed(f, (struct kw_wish){0}), "");
    assert_int_equal(kw_corpus_undo(f->store, 0, NULL, NULL), KW_OK);
    decide(f, KW_DECISION_MERGE, "wal-kite", "walkite");
    assert_string_equal(proposed(f, (struct kw_wish){0}), "");
}

/* Two worlds that share nobody but one name: s1-s3, and t1-t2. */
static void add_worlds(struct fixture *f, const char *first, const char *second)
{
    static const char *const ids[] = {"s1", "s2", "s3", "t1", "t2"};
    static const char *const worlds[] = {
        "Zed Quorl:person,Vex Ltd:firm,Una:place,Orbel Union:organization",
        "Yol Brand:person,Tarn FC:organization,Mirel Cup:event,Sanne:place"};
    for (int i = 0; i < 5; i++) {
        char names[256];
        snprintf(names, sizeof names, "%s,%s", i < 3 ? first : second, worlds[i / 3]);
        add(f, ids[i], names);
    }
}

static void a_name_of_two_worlds_is_to_be_split(void **state)
{
    struct fixture *f = *state;
    add_worlds(f, "Ada Low:person", "Ada Low:person");
    build(f, false);
    assert_string_equal(proposed(f, (struct kw_wish){0}),
                        "split ada low | ada low: t1 t2\n");
    /* What the command says is what sets them right. */
    struct kw_str operands[] = {KW_STR("ada low"), KW_STR("t1"), KW_STR("t2")};
    struct kw_decision split = {
        .kind = KW_DECISION_SPLIT, .operands = operands, .count = 3};
    assert_int_equal(kw_corpus_decide(f->store, &split, NULL, NULL), KW_OK);
    assert_string_equal(proposed(f, (struct kw_wish){0}), "");
}

static void worlds_that_share_somebody_are_one(void **state)
{
    struct fixture *f = *state;
    add_worlds(f, "Ada Low:person", "Ada Low:person");
    add(f, "u", "Ada Low:person,Zed Quorl:person,Yol Brand:person");
    build(f, false);
    assert_string_equal(proposed(f, (struct kw_wish){0}), "");
}

/* "Low" joined "Ada Low" as the only one of that last name. */
static void a_short_name_of_another_world_is_to_be_kept_apart(void **state)
{
    struct fixture *f = *state;
    add_worlds(f, "Ada Low:person", "Low:person");
    build(f, false);
    assert_string_equal(proposed(f, (struct kw_wish){0}), "apart ada low | low\n");
    decide(f, KW_DECISION_APART, "ada low", "low");
    assert_string_equal(proposed(f, (struct kw_wish){0}), "");
}

static void a_wish_chooses(void **state)
{
    struct fixture *f = *state;
    add_worlds(f, "Ada Low:person", "Ada Low:person");
    add(f, "a", "Wal-Kite:firm,Zed Quorl:person,Vex Ltd:firm");
    add(f, "b", "Walkite:firm,Zed Quorl:person,Vex Ltd:firm");
    build(f, false);
    const char *merge = "merge wal-kite | walkite\n";
    const char *split = "split ada low | ada low: t1 t2\n";
    assert_string_equal(proposed(f, (struct kw_wish){.limit = 1}), merge);
    assert_string_equal(
        proposed(f, (struct kw_wish){.decisions = 1u << KW_DECISION_SPLIT}), split);
    assert_string_equal(
        proposed(f, (struct kw_wish){.decisions = 1u << KW_DECISION_APART}), "");
    assert_string_equal(proposed(f, (struct kw_wish){.types = 1u << KW_TYPE_PERSON}),
                        split);
    assert_string_equal(proposed(f, (struct kw_wish){.types = 1u << KW_TYPE_FIRM}),
                        merge);
}

/* Where each name is a letter away from dozens, none is a slip. */
static void a_crowd_says_nothing(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 1000; i++) {
        char id[16], names[96];
        snprintf(id, sizeof id, "d%03d", i);
        snprintf(names, sizeof names, "A%c%c%c Lowell:person", 'a' + i / 100,
                 'a' + i / 10 % 10, 'a' + i % 10);
        add(f, id, names);
    }
    build(f, false);
    check_has(proposed(f, (struct kw_wish){0}), "lowell", false);
}

static void nothing_comes_of_nothing(void **state)
{
    struct fixture *f = *state;
    build(f, false);
    assert_string_equal(proposed(f, (struct kw_wish){0}), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(names_alike_in_one_company_are_proposed),
        TEST(company_decides_between_several),
        TEST(what_was_decided_is_not_proposed),
        TEST(a_name_of_two_worlds_is_to_be_split),
        TEST(worlds_that_share_somebody_are_one),
        TEST(a_short_name_of_another_world_is_to_be_kept_apart),
        TEST(a_wish_chooses),
        TEST(a_crowd_says_nothing),
        TEST(nothing_comes_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
