/* test_steps.c - entities of many documents: whom a name joins; and that what grew step
 * by step, with any decisions, equals what is derived anew. */
#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* --- entities --------------------------------------------------------------------- */

/* A document in which each of the names stands in a sentence of its own. */
static void write_names(struct corpus *f, const char *id, const char *const (*names)[4],
                        size_t count)
{
    struct kw_buf text = {0}, entities = {0}, all = {0};
    for (size_t i = 0; i < count; i++) {
        /* name, type, id, short form: both forms stand in the text */
        size_t at = text.len + 4;
        kw_buf_printf(&text, "See %s.", names[i][0]);
        kw_buf_printf(&entities,
                      "%s{\"id\":\"e%zu\",\"name\":\"%s\",\"type\":\"%s\",\"key\":\"%s\","
                      "\"mentions\":[[%zu,%zu]",
                      i ? "," : "", i, names[i][0], names[i][1], names[i][2], at,
                      at + strlen(names[i][0]));
        if (names[i][3][0]) {
            at = text.len + 5;
            kw_buf_printf(&text, " And %s.", names[i][3]);
            kw_buf_printf(&entities, ",[%zu,%zu]],\"kinds\":[\"name\",\"partial\"]}", at,
                          at + strlen(names[i][3]));
        } else {
            kw_buf_printf(&entities, "]}");
        }
        kw_buf_byte(&text, ' ');
    }
    kw_buf_printf(
        &all, "{\"id\":\"%s\",\"text\":\"%.*s\",\"entities\":[%.*s],\"statements\":[]}\n",
        id, KW_STR_ARG(kw_buf_str(&text)), KW_STR_ARG(kw_buf_str(&entities)));
    kw_buf_byte(&all, '\0');
    char name[64];
    snprintf(name, sizeof name, "%s.jsonl", id);
    corpus_write(f, name, all.ptr);
    kw_buf_free(&text);
    kw_buf_free(&entities);
    kw_buf_free(&all);
}

static void a_short_name_joins_the_only_long_one(void **state)
{
    static const char *const a[][4] = {{"Ada Low", "person", "", ""},
                                       {"Kite Group Ltd.", "firm", "", "Kite"},
                                       {"The N.O.P. Crier", "outlet", "", ""}};
    static const char *const b[][4] = {{"Low", "person", "", ""},
                                       {"Kite", "firm", "", ""},
                                       {"NOP Crier", "outlet", "", ""}};
    static const char *const c[][4] = {{"Ben Low", "person", "", ""},
                                       {"Kite", "tool", "", ""}};
    struct corpus *f = *state;
    write_names(f, "b", b, 3);
    corpus_build(f, false);
    corpus_check_has(f, "{\"record\":\"entity\",\"key\":\"low\"");
    write_names(f, "a", a, 3);
    corpus_build(f, false);
    corpus_check_has(f,
                     "{\"record\":\"identity\",\"key\":\"low\",\"entity\":\"ada low\"");
    corpus_check_has(
        f, "{\"record\":\"identity\",\"key\":\"kite\",\"entity\":\"kite group\"");
    corpus_check_has(
        f, "\"key\":\"nop crier\",\"name\":\"The N.O.P. Crier\",\"type\":\"outlet\","
           "\"kind\":\"\",\"mentions\":2,\"documents\":2");
    assert_false(corpus_has(f, "{\"record\":\"entity\",\"key\":\"low\""));
    write_names(f, "c", c, 1);
    corpus_build(f, false);
    corpus_check_has(f, "{\"record\":\"identity\",\"key\":\"low\",\"entity\":\"low\"");
    corpus_remove(f, "c.jsonl");
    corpus_build(f, true);
    corpus_check_has(f,
                     "{\"record\":\"identity\",\"key\":\"low\",\"entity\":\"ada low\"");
    /* More of them mean the tool: then the name is not the firm's any more. */
    write_names(f, "c", c + 1, 1);
    write_names(f, "d", c + 1, 1);
    corpus_build(f, false);
    corpus_check_has(f, "{\"record\":\"identity\",\"key\":\"kite\",\"entity\":\"kite\"");
}

/* A given name means nobody in particular; a rare long name does not take in a common
 * short one; and where any two things share the form, it is neither. */
static void a_short_name_joins_no_stranger(void **state)
{
    static const char *const a[][4] = {{"Tom Kobel", "person", "", "Tom"},
                                       {"Jason Urdan", "place", "", "Urdan"},
                                       {"Crab Line", "firm", "", "Crab"},
                                       {"Crab Feast", "event", "", "Crab"}};
    static const char *const b[][4] = {
        {"Tom", "person", "", ""}, {"Urdan", "place", "", ""}, {"Crab", "firm", "", ""}};
    struct corpus *f = *state;
    char name[16];
    write_names(f, "a", a, 4);
    for (int i = 0; i < 11; i++) {
        snprintf(name, sizeof name, "b%d", i);
        write_names(f, name, b, i < 2 ? 3 : 2);
    }
    corpus_build(f, false);
    corpus_check_has(f, "{\"record\":\"identity\",\"key\":\"tom\",\"entity\":\"tom\"");
    corpus_check_has(f,
                     "{\"record\":\"identity\",\"key\":\"urdan\",\"entity\":\"urdan\"");
    corpus_check_has(f, "{\"record\":\"identity\",\"key\":\"crab\",\"entity\":\"crab\"");
    for (int i = 1; i < 11; i++) {
        char path[32];
        snprintf(path, sizeof path, "b%d.jsonl", i);
        corpus_remove(f, path);
    }
    corpus_build(f, true);
    corpus_check_has(
        f, "{\"record\":\"identity\",\"key\":\"urdan\",\"entity\":\"jason urdan\"");
}

/* --- any order, any steps --------------------------------------------------------- */

/* Who may stand in a made document: each form is a referent's whole name there. */
static const struct who {
    const char *name, *type, *id;
} people[] = {
    {"Ada Low", "person", ""},
    {"Low", "person", ""},
    {"Ben Low", "person", ""},
    {"Kite Group", "firm", ""},
    {"Kite", "firm", ""},
    {"Kite", "tool", ""},
    {"Kite Group Ltd", "firm", ""},
    {"Port Workers Federation", "organization", ""},
    {"PWF", "organization", ""},
    {"Daily Crab", "outlet", ""},
    {"Crab", "outlet", ""},
    {"China", "country", "country/CN"},
    {"Foreign Ministry", "agency", ""},
    {"Chinese Foreign Ministry", "agency", ""},
    {"Ada", "person", ""},
    {"Ada Maria Low", "person", ""},
};
enum { PEOPLE = sizeof people / sizeof *people, MOST_NAMED = 6, FILES = 12 };

/* A sentence that puts two of them together, with their spans. */
static void add_sentence(struct kw_buf *text, struct kw_buf spans[MOST_NAMED],
                         const int *named, const char *verb, unsigned a, unsigned b)
{
    size_t at = text->len;
    kw_buf_printf(text, "%s %s %s. ", people[named[a]].name, verb, people[named[b]].name);
    kw_buf_printf(&spans[a], "%s[%zu,%zu]", spans[a].len ? "," : "", at,
                  at + strlen(people[named[a]].name));
    kw_buf_printf(&spans[b], "%s[%zu,%zu]", spans[b].len ? "," : "",
                  text->len - 2 - strlen(people[named[b]].name), text->len - 2);
}

static void make_document(struct corpus *f, unsigned number)
{
    static const char *const types[] = {"accuse", "agree", "part_of", "role_at", "makes"};
    static const char *const outlets[] = {"", "Daily Crab", "The Port"};
    struct kw_buf text = {0}, statements = {0}, all = {0}, spans[MOST_NAMED] = {0};
    int named[MOST_NAMED];
    unsigned count = 2 + corpus_roll(MOST_NAMED - 1), sentences = 0;
    struct kw_buf sentence_spans = {0};
    for (unsigned i = 0; i < count; i++)
        named[i] = (int)corpus_roll(PEOPLE);
    if (corpus_roll(3) == 0) /* a copy of the story, more or less */
        kw_buf_printf(&text, "%s",
                      "One two three four five six seven eight nine ten eleven "
                      "twelve thirteen fourteen fifteen sixteen seventeen a b c "
                      "d e f g h i j k l m n o p q r s t u v w x y z. ");
    for (; sentences < 1 + corpus_roll(4) || sentences < count; sentences++) {
        unsigned a = sentences % count, b = (a + 1 + corpus_roll(count - 1)) % count;
        size_t at = text.len;
        const char *type = types[corpus_roll(5)];
        add_sentence(&text, spans, named, "met", a, b);
        kw_buf_printf(&sentence_spans, "%s[%zu,%zu]", sentences ? "," : "", at,
                      text.len - 1);
        kw_buf_printf(
            &statements,
            "%s{\"subject\":\"e%u\",\"type\":\"%s\",\"object\":\"e%u\",\"span\":"
            "[%zu,%zu],\"polarity\":\"%s\",\"modality\":\"%s\",\"title\":\"%s\"}",
            sentences ? "," : "", a, type, b, at, text.len - 1,
            corpus_roll(4) ? "+" : "-", corpus_roll(3) ? "asserted" : "alleged",
            corpus_roll(2) ? "spokesman" : "director");
    }
    kw_buf_printf(&all, "{\"id\":\"d%u\",\"publisher\":\"%s\",", number,
                  outlets[corpus_roll(3)]);
    if (corpus_roll(4))
        kw_buf_printf(&all, "\"date\":\"2023-01-%02u\",", 1 + corpus_roll(28));
    kw_buf_printf(&all, "\"text\":\"%.*s\",\"sentences\":[%.*s],\"entities\":[",
                  KW_STR_ARG(kw_buf_str(&text)), KW_STR_ARG(kw_buf_str(&sentence_spans)));
    for (unsigned i = 0; i < count; i++)
        kw_buf_printf(&all,
                      "%s{\"id\":\"e%u\",\"name\":\"%s\",\"type\":\"%s\",\"key\":\"%s\","
                      "\"mentions\":[%.*s]}",
                      i ? "," : "", i, people[named[i]].name, people[named[i]].type,
                      people[named[i]].id, KW_STR_ARG(kw_buf_str(&spans[i])));
    kw_buf_printf(&all, "],\"statements\":[%.*s]}\n",
                  KW_STR_ARG(kw_buf_str(&statements)));
    kw_buf_byte(&all, '\0');
    char name[32];
    snprintf(name, sizeof name, "d%u.jsonl", number);
    corpus_write(f, name, all.ptr);
    for (unsigned i = 0; i < MOST_NAMED; i++)
        kw_buf_free(&spans[i]);
    kw_buf_free(&text);
    kw_buf_free(&sentence_spans);
    kw_buf_free(&statements);
    kw_buf_free(&all);
}

/* A new store, built in one go from the files there are, in random order. */
static struct kw_str built_at_once(struct corpus *f, const bool *there)
{
    char names[FILES][160], path[160];
    const char *inputs[FILES];
    size_t count = 0;
    struct kw_store *store = NULL;
    for (unsigned i = 0; i < FILES; i++)
        if (there[i]) {
            snprintf(names[i], sizeof names[i], "%s/d%u.jsonl", f->input, i);
            size_t at = count ? corpus_roll((unsigned)count + 1) : 0;
            memmove(inputs + at + 1, inputs + at, (count - at) * sizeof *inputs);
            inputs[at] = names[i];
            count++;
        }
    snprintf(path, sizeof path, "%s/once.db", f->folder);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
    assert_int_equal(
        corpus_build_inputs(f, store, inputs, count, 1 + corpus_roll(3), false), KW_OK);
    if (f->result.failed) {
        kw_buf_byte(&f->said, '\0');
        fail_msg("%s", f->said.ptr);
    }
    struct kw_str text = corpus_dump(f, store);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    assert_int_equal(unlink(path), 0);
    return text;
}

/* Any of these may stand together. */
static const char *const decisions[] = {
    "merge \"ada low\" \"ada maria low\"",
    "merge kite \"kite group\"",
    "apart low \"ben low\"",
    "apart pwf \"port workers federation\"",
    "rename \"port workers federation\" \"The Federation\"",
    "retype kite tool",
    "retype low person",
    "split low d1 d3 d4 d7",
    "split \"kite group\" d2 d5 d8",
    "ignore \"daily crab\"",
    "ignore ada",
    "drop \"country/CN/foreign ministry\"",
    "drop \"ben low\" # why not",
    "drop country/CN accuse pwf",
    "drop \"kite\" part_of \"ada low\" d3",
};
enum { DECISIONS = sizeof decisions / sizeof *decisions };

/* Some decisions beside the store that grows and the one that is built at once. */
static void decide_at_random(const struct corpus *f)
{
    static const char *const names[] = {"k.curation", "once.curation"};
    unsigned chosen = corpus_roll(1u << DECISIONS);
    for (int i = 0; i < 2; i++) {
        char path[160];
        snprintf(path, sizeof path, "%s/%s", f->folder, names[i]);
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        for (unsigned k = 0; k < DECISIONS; k++)
            if (chosen >> k & 1)
                fprintf(file, "%s\n", decisions[k]);
        assert_int_equal(fclose(file), 0);
    }
}

/* Writes, writes anew or removes one of the files. */
static void change_a_document(struct corpus *f, bool *there)
{
    unsigned i = corpus_roll(FILES);
    char name[32];
    snprintf(name, sizeof name, "d%u.jsonl", i);
    if (there[i] && corpus_roll(3) == 0) {
        corpus_remove(f, name);
        there[i] = false;
    } else {
        make_document(f, i);
        there[i] = true;
    }
}

static void grow(struct corpus *f, unsigned seed, bool decide)
{
    bool there[FILES] = {false};
    for (unsigned step = 0; step < 60; step++) {
        char what[64];
        corpus_seed = seed * (step + 1);
        snprintf(what, sizeof what, "step %u", step);
        if (decide && step % 6 == 0)
            decide_at_random(f);
        for (unsigned changes = 1 + corpus_roll(4); changes; changes--)
            change_a_document(f, there);
        f->batch = step % 4; /* 0: all that changed at once */
        corpus_build(f, true);
        struct kw_str grown = corpus_dump(f, f->store);
        f->batch = step % 3;
        corpus_check_same(grown, built_at_once(f, there), what);
        if (step % 10 == 9) {
            assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
            corpus_check_same(grown, corpus_dump(f, f->store), "resolved");
        }
        kw_arena_reset(f->arena);
    }
}

static void any_steps_give_what_one_build_gives(void **state)
{
    grow(*state, 7919, false);
}

static void any_steps_give_the_same_with_decisions(void **state)
{
    grow(*state, 104729, true);
}

/* What decide and undo make of a store, step by step between builds, is what deriving all
 * anew makes of it, and what one build gives that has the same decisions beside it. */
static void copy_decisions(const struct corpus *f)
{
    char command[256];
    snprintf(command, sizeof command,
             "cd %s && rm -f once.curation && { [ ! -e k.curation ] || "
             "cp k.curation once.curation; }",
             f->folder);
    assert_int_equal(system(command), 0);
}

static void decide_or_undo(struct corpus *f)
{
    static const struct {
        enum kw_decision_kind kind;
        struct kw_str operands[3];
    } some[] = {
        {KW_DECISION_MERGE, {{"ada low", 7}, {"ada maria low", 13}}},
        {KW_DECISION_MERGE, {{"kite", 4}, {"kite group", 10}}},
        {KW_DECISION_MERGE, {{"pwf", 3}, {"crab", 4}}},
        {KW_DECISION_MERGE, {{"low", 3}, {"ben low", 7}, {"ada low", 7}}},
        {KW_DECISION_APART, {{"low", 3}, {"ben low", 7}}},
        {KW_DECISION_APART, {{"low", 3}, {"ada low", 7}}},
        {KW_DECISION_APART, {{"pwf", 3}, {"port workers federation", 23}}},
        {KW_DECISION_RENAME, {{"kite", 4}, {"The Kite", 8}}},
        {KW_DECISION_RENAME, {{"ada low", 7}, {"A. Low", 6}}},
        {KW_DECISION_RETYPE, {{"kite", 4}, {"tool", 4}}},
        {KW_DECISION_RETYPE, {{"low", 3}, {"place", 5}}},
        {KW_DECISION_RETYPE, {{"daily crab", 10}, {"firm", 4}}},
        {KW_DECISION_SPLIT, {{"low", 3}, {"d1", 2}, {"d3", 2}}},
        {KW_DECISION_IGNORE, {{"ada", 3}}},
        {KW_DECISION_DROP, {{"country/CN/foreign ministry", 27}}},
    };
    unsigned i = corpus_roll(sizeof some / sizeof *some);
    struct kw_decision d = {.kind = some[i].kind, .operands = some[i].operands};
    enum kw_status status;
    while (d.count < 3 && some[i].operands[d.count].len)
        d.count++;
    if (corpus_roll(3) == 0)
        status =
            kw_corpus_undo(f->store, corpus_roll(2) ? 0 : 3 + corpus_roll(6), NULL, NULL);
    else
        status = kw_corpus_decide(f->store, &d, NULL, NULL);
    /* Some contradict what stands, some lines are none: nothing has changed then. */
    assert_true(status == KW_OK || status == KW_USAGE || status == KW_NOTFOUND);
}

static void amended_is_as_derived_anew(void **state)
{
    struct corpus *f = *state;
    bool there[FILES] = {false};
    for (unsigned step = 0; step < 60; step++) {
        char what[64], name[32];
        corpus_seed = 15485863u * (step + 1);
        snprintf(what, sizeof what, "step %u", step);
        if (step % 4 == 0) {
            unsigned i = corpus_roll(FILES);
            struct kw_str key;
            snprintf(name, sizeof name, "d%u.jsonl", i);
            if (there[i] && corpus_roll(3) == 0) {
                key = (struct kw_str){name, strlen(name) - 6};
                assert_int_equal(kw_corpus_remove(f->store, &key, 1, NULL), KW_OK);
                corpus_remove(f, name);
                there[i] = false;
            } else {
                make_document(f, i);
                there[i] = true;
            }
            corpus_build(f, true);
        }
        decide_or_undo(f);
        struct kw_str amended = corpus_dump(f, f->store);
        if (step % 5 == 4) {
            copy_decisions(f);
            corpus_check_same(amended, built_at_once(f, there), what);
        }
        assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
        corpus_check_same(amended, corpus_dump(f, f->store), what);
        kw_arena_reset(f->arena);
    }
}

/* A file that contradicts itself is mended line by line. */
static void a_contradictory_file_can_be_mended(void **state)
{
    struct corpus *f = *state;
    struct kw_error err = {0};
    char path[160];
    corpus_seed = 1;
    make_document(f, 0);
    corpus_build(f, false);
    struct kw_str before = corpus_dump(f, f->store);
    snprintf(path, sizeof path, "%s/k.curation", f->folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("# why\nmerge a b\napart a b\nrename c d\nrename c e\nmerge \"x\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(kw_corpus_undo(f->store, 1, NULL, NULL), KW_NOTFOUND);
    assert_int_equal(kw_corpus_undo(f->store, 0, NULL, &err), KW_USAGE);
    assert_non_null(strstr(err.text, "lines 4 (rename) and 5 (rename)"));
    err = (struct kw_error){0};
    assert_int_equal(kw_corpus_undo(f->store, 4, NULL, &err), KW_USAGE);
    assert_non_null(strstr(err.text, "lines 2 (merge) and 3 (apart)"));
    assert_int_equal(kw_corpus_undo(f->store, 3, NULL, NULL), KW_OK);
    const struct kw_decision *left;
    size_t count;
    assert_int_equal(kw_corpus_decisions(f->store, f->arena, &left, &count, NULL), KW_OK);
    assert_int_equal(count, 2);
    check_str(left[1].operands[1], "e");
    corpus_check_same(before, corpus_dump(f, f->store), "decisions about nothing");
}

/* Each decision changes the dump, or not; to take all back restores it. */
static void undo_restores(void **state)
{
    struct corpus *f = *state;
    static const struct kw_str merge[] = {{"kite", 4}, {"pwf", 3}},
                               rename[] = {{"pwf", 3}, {"P. W. F.", 8}},
                               apart[] = {{"kite", 4}, {"pwf", 3}}, drop[] = {{"low", 3}};
    const struct kw_decision made[] = {
        {KW_DECISION_MERGE, merge, 2, KW_STR("one\nand the same"), 0},
        {KW_DECISION_RENAME, rename, 2, {0}, 0},
        {KW_DECISION_DROP, drop, 1, {0}, 0},
    };
    struct kw_str dumps[4];
    struct kw_error err = {0};
    for (unsigned i = 0; i < FILES; i++) {
        corpus_seed = 31u * i;
        make_document(f, i);
    }
    corpus_build(f, false);
    dumps[0] = corpus_dump(f, f->store);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(kw_corpus_decide(f->store, &made[i], NULL, NULL), KW_OK);
        dumps[i + 1] = corpus_dump(f, f->store);
        assert_false(kw_str_eq(dumps[i], dumps[i + 1]));
    }
    const struct kw_decision against = {KW_DECISION_APART, apart, 2, {0}, 0};
    assert_int_equal(kw_corpus_decide(f->store, &against, NULL, &err), KW_USAGE);
    assert_non_null(strstr(err.text, "lines 3 (merge) and 6 (apart)"));
    f->stop_after = 0;
    struct kw_observer observer = corpus_observer(f);
    assert_int_equal(kw_corpus_undo(f->store, 0, &observer, NULL), KW_INTERRUPTED);
    corpus_check_same(dumps[3], corpus_dump(f, f->store), "refused");
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    corpus_check_same(dumps[3], corpus_dump(f, f->store), "replayed");
    for (int i = 2; i >= 0; i--) {
        assert_int_equal(kw_corpus_undo(f->store, 0, NULL, NULL), KW_OK);
        corpus_check_same(dumps[i], corpus_dump(f, f->store), "undo");
    }
    assert_int_equal(kw_corpus_undo(f->store, 0, NULL, NULL), KW_NOTFOUND);
}

/* A document that names more than 256 things pairs them by sentence only. */
static void long_lists_are_counted_alike_in_any_steps(void **state)
{
    struct corpus *f = *state;
    struct kw_buf text = {0}, sentences = {0}, names = {0}, all = {0};
    struct kw_store *store = NULL;
    char path[160];
    const char *input = f->input;
    for (int i = 0; i < 300; i++) {
        size_t start = text.len;
        kw_buf_printf(&text, "Ada met Kite%03d. ", i);
        kw_buf_printf(&sentences, "%s[%zu,%zu]", i ? "," : "", start, text.len - 1);
        kw_buf_printf(&names,
                      ",{\"id\":\"k%d\",\"name\":\"Kite%03d\",\"type\":\"firm\","
                      "\"mentions\":[[%zu,%zu]]}",
                      i, i, start + 8, start + 15);
    }
    kw_buf_printf(&all,
                  "{\"id\":\"list\",\"text\":\"%.*s\",\"sentences\":[%.*s],"
                  "\"entities\":[{\"id\":\"a\",\"name\":\"Ada\",\"type\":\"person\","
                  "\"mentions\":[[0,3],[17,20]]}%.*s]}\n",
                  KW_STR_ARG(kw_buf_str(&text)), KW_STR_ARG(kw_buf_str(&sentences)),
                  KW_STR_ARG(kw_buf_str(&names)));
    kw_buf_byte(&all, '\0');
    corpus_write(f, "list.jsonl", all.ptr);
    corpus_build(f, false);
    corpus_write(
        f, "few.jsonl",
        "{\"id\":\"few\",\"text\":\"Ada met Kite000.\",\"sentences\":[[0,16]],"
        "\"entities\":[{\"id\":\"a\",\"name\":\"Ada\",\"type\":\"person\","
        "\"mentions\":[[0,3]]},{\"id\":\"k\",\"name\":\"Kite000\",\"type\":\"firm\","
        "\"mentions\":[[8,15]]}]}\n");
    corpus_build(f, false);
    corpus_check_has(f, "{\"record\":\"cooccurrence\",\"a\":\"ada\",\"b\":\"kite000\","
                        "\"sentences\":2,\"documents\":1,\"stories\":1}");
    snprintf(path, sizeof path, "%s/once.db", f->folder);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
    assert_int_equal(corpus_build_inputs(f, store, &input, 1, 1, false), KW_OK);
    corpus_check_same(corpus_dump(f, f->store), corpus_dump(f, store), "at once");
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    corpus_remove(f, "list.jsonl");
    corpus_build(f, true);
    corpus_check_has(f, "{\"record\":\"cooccurrence\",\"a\":\"ada\",\"b\":\"kite000\","
                        "\"sentences\":1,\"documents\":1,\"stories\":1}");
    assert_false(corpus_has(f, "kite001"));
    kw_buf_free(&text);
    kw_buf_free(&sentences);
    kw_buf_free(&names);
    kw_buf_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CORPUS_TEST(a_short_name_joins_the_only_long_one),
        CORPUS_TEST(a_short_name_joins_no_stranger),
        CORPUS_TEST(any_steps_give_what_one_build_gives),
        CORPUS_TEST(any_steps_give_the_same_with_decisions),
        CORPUS_TEST(amended_is_as_derived_anew),
        CORPUS_TEST(a_contradictory_file_can_be_mended),
        CORPUS_TEST(undo_restores),
        CORPUS_TEST(long_lists_are_counted_alike_in_any_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
