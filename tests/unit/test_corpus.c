/* test_corpus.c - many documents: builds, changes, stories, entities; what grew step by
 * step equals what is derived anew, whatever the order and the number of threads. */
#include "check.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "knotwork/corpus.h"
#include "store/sql.h"

struct fixture {
    char folder[64]; /* holds in/ and k.db */
    char input[96];  /* in/ */
    char path[96];   /* k.db */
    struct kw_arena *arena;
    struct kw_extractor *extractor;
    struct kw_store *store;
    struct kw_build_result result; /* of the last build */
    struct kw_buf said;            /* what the observer was told */
    int stop_after; /* answers of the observer before it asks to stop; -1 */
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->folder, sizeof f->folder, "/tmp/knotwork-corpus-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->input, sizeof f->input, "%s/in", f->folder);
    assert_int_equal(mkdir(f->input, 0700), 0);
    snprintf(f->path, sizeof f->path, "%s/k.db", f->folder);
    f->arena = kw_arena_new();
    f->stop_after = -1;
    assert_int_equal(kw_extractor_new(NULL, &f->extractor, NULL), KW_OK);
    assert_int_equal(kw_store_open(f->path, KW_STORE_CREATE, &f->store, NULL), KW_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char command[256];
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0);
    kw_extractor_free(f->extractor);
    kw_arena_free(f->arena);
    kw_buf_free(&f->said);
    free(f);
    return 0;
}

static void write_input(const struct fixture *f, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->input, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void remove_input(const struct fixture *f, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->input, name);
    assert_int_equal(unlink(path), 0);
}

static void listen(void *context, enum kw_status status, const char *text)
{
    struct fixture *f = context;
    kw_buf_printf(&f->said, "%d %s\n", (int)status, text);
}

static bool stop(void *context)
{
    struct fixture *f = context;
    return f->stop_after >= 0 && f->stop_after-- == 0;
}

static struct kw_observer observer_of(struct fixture *f)
{
    kw_buf_clear(&f->said);
    return (struct kw_observer){.context = f, .message = listen, .stop = stop};
}

static enum kw_status build_inputs(struct fixture *f, struct kw_store *store,
                                   const char *const *inputs, size_t count, unsigned jobs,
                                   bool prune)
{
    struct kw_build build = {
        .inputs = inputs, .input_count = count, .jobs = jobs, .prune = prune};
    struct kw_observer observer = observer_of(f);
    struct kw_error err = {0};
    enum kw_status status =
        kw_corpus_build(store, f->extractor, &build, &observer, &f->result, &err);
    kw_buf_printf(&f->said, "%s", err.text);
    if (status != KW_OK && status != KW_INTERRUPTED)
        fail_msg("%s", err.text);
    return status;
}

static void build(struct fixture *f, bool prune)
{
    const char *input = f->input;
    assert_int_equal(build_inputs(f, f->store, &input, 1, 1, prune), KW_OK);
}

static struct kw_str dump(struct fixture *f, struct kw_store *store)
{
    struct kw_buf buf = {0};
    struct kw_out out;
    struct kw_error err = {0};
    kw_out_to_buf(&out, &buf);
    if (kw_corpus_dump(store, &out, &err) != KW_OK || kw_out_finish(&out, &err) != KW_OK)
        fail_msg("%s", err.text);
    struct kw_str copy = kw_arena_copy(f->arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    return copy;
}

/* Fails with the first line in which two dumps differ. */
static void same_dump(struct kw_str a, struct kw_str b, const char *what)
{
    struct kw_str x, y;
    while (a.len && b.len) {
        kw_str_line(&a, &x);
        kw_str_line(&b, &y);
        if (!kw_str_eq(x, y))
            fail_msg("%s\n%.*s\n%.*s", what, KW_STR_ARG(x), KW_STR_ARG(y));
    }
    assert_int_equal(a.len, b.len);
}

static bool dump_has(struct fixture *f, const char *line)
{
    struct kw_str all = dump(f, f->store);
    return kw_str_find(all, kw_str_of(line), 0) <= all.len;
}

static void check_has(struct fixture *f, const char *line)
{
    if (!dump_has(f, line))
        fail_msg("no %s in\n%s", line, dump(f, f->store).ptr);
}

/* A number from 0 to sides - 1, the same in every run. */
static uint64_t random_state;

static unsigned roll(unsigned sides)
{
    random_state =
        random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(random_state >> 33) % sides;
}

/* --- builds ------------------------------------------------------------------------ */

static void a_second_build_does_nothing_again(void **state)
{
    struct fixture *f = *state;
    write_input(f, "a.txt", "China accused the United States of hacking.\n");
    write_input(f, "b.jsonl",
                "{\"id\":\"b\",\"text\":\"Israel praised Germany.\"}\n"
                "{\"text\":\"France met Italy.\"}\n");
    build(f, false);
    assert_int_equal(f->result.added, 3);
    check_has(f, "\"key\":\"country/CN\",\"name\":\"China\",\"type\":\"country\"");
    struct kw_str before = dump(f, f->store);
    build(f, false);
    assert_int_equal(f->result.added + f->result.changed, 0);
    assert_int_equal(f->result.unchanged, 3);
    same_dump(before, dump(f, f->store), "a second build");
}

static void changes_replace_and_prune_removes(void **state)
{
    struct fixture *f = *state;
    write_input(f, "a.txt", "China accused Russia.\n");
    write_input(f, "b.txt", "Israel praised Germany.\n");
    build(f, false);
    write_input(f, "a.txt", "China accused Japan.\n");
    build(f, false);
    assert_int_equal(f->result.changed, 1);
    assert_int_equal(f->result.unchanged, 1);
    assert_false(dump_has(f, "country/RU"));
    check_has(f, "country/JP");
    remove_input(f, "b.txt");
    build(f, false);
    check_has(f, "country/IL");
    build(f, true);
    assert_int_equal(f->result.removed, 1);
    assert_false(dump_has(f, "country/IL"));
    struct kw_str key = KW_STR("a.txt"), no = KW_STR("no");
    assert_int_equal(kw_corpus_remove(f->store, &no, 1, NULL), KW_NOTFOUND);
    assert_int_equal(kw_corpus_remove(f->store, &key, 1, NULL), KW_OK);
    assert_int_equal(dump(f, f->store).len, 0);
}

static void what_could_not_be_read_is_not_pruned(void **state)
{
    struct fixture *f = *state;
    write_input(f, "a.jsonl", "{\"id\":\"a\",\"text\":\"China accused Russia.\"}\n");
    build(f, false);
    write_input(f, "a.jsonl", "{\"id\":\"a\",\"text\":\n");
    build(f, true);
    assert_int_equal(f->result.failed, 1);
    assert_int_equal(f->result.removed, 0);
    check_has(f, "country/CN");
}

static void the_first_of_two_with_one_key_counts(void **state)
{
    struct fixture *f = *state;
    write_input(f, "a.jsonl",
                "{\"id\":\"x\",\"text\":\"China accused Russia.\"}\n"
                "{\"id\":\"x\",\"text\":\"Israel praised Japan.\"}\n");
    build(f, false);
    assert_int_equal(f->result.added, 1);
    assert_int_equal(f->result.failed, 1);
    check_has(f, "country/CN");
    assert_false(dump_has(f, "country/IL"));
    kw_buf_byte(&f->said, '\0');
    assert_non_null(
        strstr(f->said.ptr, "a.jsonl: record 2: another input has the same key"));
    /* Also when the first of them is known already. */
    build(f, false);
    assert_int_equal(f->result.unchanged, 1);
    assert_int_equal(f->result.failed, 1);
}

static void a_stop_keeps_what_was_done(void **state)
{
    struct fixture *f = *state;
    char name[32];
    const char *input = f->input;
    for (int i = 0; i < 9; i++) {
        snprintf(name, sizeof name, "%d.txt", i);
        write_input(f, name, "China accused Russia of hacking.\n");
    }
    f->stop_after = 4;
    assert_int_equal(build_inputs(f, f->store, &input, 1, 1, true), KW_INTERRUPTED);
    assert_int_equal(f->result.added, 4);
    f->stop_after = -1;
    build(f, false);
    assert_int_equal(f->result.added, 5);
    assert_int_equal(f->result.unchanged, 4);
}

static enum kw_status count_state(void *context, const struct kw_ledger_row *row,
                                  struct kw_error *err)
{
    (void)err;
    ((int *)context)[row->state]++;
    return KW_OK;
}

static void every_input_is_in_the_ledger(void **state)
{
    struct fixture *f = *state;
    int states[KW_LEDGER_COUNT] = {0};
    write_input(f, "a.txt", "China accused Russia.\n");
    write_input(f, "empty.txt", "");
    write_input(f, ".hidden", "x");
    write_input(f, "c.jsonl", "{}\n{\"text\":\"Israel praised Japan.\"}\n");
    build(f, false);
    assert_int_equal(kw_store_ledger(f->store, count_state, states, NULL), KW_OK);
    assert_int_equal(states[KW_LEDGER_USED], 2);
    assert_int_equal(states[KW_LEDGER_SKIPPED], 2);
    assert_int_equal(states[KW_LEDGER_FAILED], 1);
    assert_int_equal(f->result.skipped, 2);
    assert_int_equal(f->result.failed, 1);
}

/* --- stories ----------------------------------------------------------------------- */

static const char story[] =
    "The harbour master of the old port said on Monday that the dredging of the eastern "
    "channel would begin before the end of the month, once the last of the wrecks had "
    "been "
    "raised and the pilots had been told which buoys were to be moved.\nHe told Germany "
    "and France that no ship of either country would have to wait longer than a day.\n";

static void a_near_copy_is_one_story(void **state)
{
    struct fixture *f = *state;
    char text[1024];
    write_input(f, "b.txt", story);
    snprintf(text, sizeof text, "A new headline for it\n%s", story);
    memcpy(strstr(text, "Monday"), "Friday", 6);
    write_input(f, "a.txt", text);
    write_input(
        f, "c.txt",
        "Germany and France met on Monday. The dredging of the eastern channel was "
        "not spoken of, the ministers said, nor were the wrecks, the pilots or the "
        "buoys, though everybody in the old port had asked the harbour master.\n");
    build(f, false);
    assert_int_equal(f->result.copies, 1);
    check_has(f, "{\"record\":\"copy\",\"document\":\"b.txt\",\"story\":\"a.txt\"}");
    check_has(f, "{\"record\":\"copy\",\"document\":\"c.txt\",\"story\":\"c.txt\"}");
    check_has(f, "\"key\":\"country/DE\",\"name\":\"Germany\",\"type\":\"country\","
                 "\"kind\":\"\",\"mentions\":3,\"documents\":3,\"stories\":2");
    check_has(f, "{\"record\":\"cooccurrence\",\"a\":\"country/DE\",\"b\":\"country/FR\","
                 "\"sentences\":3,\"documents\":3,\"stories\":2}");
    remove_input(f, "a.txt");
    build(f, true);
    check_has(f, "{\"record\":\"copy\",\"document\":\"b.txt\",\"story\":\"b.txt\"}");
}

/* Of several equal texts one stands for all in the index of copies. When it goes, or
 * changes, another does; a text that is only like them finds them before and after. */
static void equal_texts_stand_in_for_one_another(void **state)
{
    struct fixture *f = *state;
    char text[1024];
    for (int i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "e%d.txt", i);
        write_input(f, text, story);
    }
    build(f, false);
    assert_int_equal(f->result.copies, 3);
    remove_input(f, "e0.txt");
    write_input(f, "e1.txt", "Germany and France met on Monday.\n");
    build(f, true);
    check_has(f, "{\"record\":\"copy\",\"document\":\"e1.txt\",\"story\":\"e1.txt\"}");
    check_has(f, "{\"record\":\"copy\",\"document\":\"e3.txt\",\"story\":\"e2.txt\"}");
    snprintf(text, sizeof text, "A new headline for it\n%s", story);
    write_input(f, "a.txt", text);
    build(f, false);
    check_has(f, "{\"record\":\"copy\",\"document\":\"e2.txt\",\"story\":\"a.txt\"}");
    check_has(f, "{\"record\":\"copy\",\"document\":\"e3.txt\",\"story\":\"a.txt\"}");
    struct kw_str before = dump(f, f->store);
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    same_dump(before, dump(f, f->store), "resolved");
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
    struct fixture *f = *state;
    char name[32], text[2048];
    for (unsigned i = 0; i < 300; i++) {
        size_t len = 0;
        random_state = 17u * i + 1;
        for (unsigned k = 0; k < 90; k++)
            len += (size_t)snprintf(text + len, sizeof text - len, "w%u ", roll(100000));
        snprintf(text + len, sizeof text - len, "\n%s", footer);
        snprintf(name, sizeof name, "n%03u.txt", i);
        write_input(f, name, text);
        if (i == 7) {
            memcpy(text, "other words", 11);
            write_input(f, "x.txt", text);
        }
    }
    snprintf(text, sizeof text, "On Monday\n%s%s", notice, footer);
    write_input(f, "y.txt", text);
    snprintf(text, sizeof text, "And on Sunday, too\n%s%s", notice, footer);
    write_input(f, "z.txt", text);
    build(f, false);
    check_has(f,
              "{\"record\":\"copy\",\"document\":\"n008.txt\",\"story\":\"n008.txt\"}");
    check_has(f, "{\"record\":\"copy\",\"document\":\"x.txt\",\"story\":\"n007.txt\"}");
    check_has(f, "{\"record\":\"copy\",\"document\":\"z.txt\",\"story\":\"y.txt\"}");
    assert_int_equal(f->result.copies, 2);
    struct kw_str before = dump(f, f->store);
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    same_dump(before, dump(f, f->store), "resolved");
}

/* --- verify ------------------------------------------------------------------------ */

static uint64_t faults(struct fixture *f)
{
    struct kw_verify_result result;
    struct kw_observer observer = observer_of(f);
    struct kw_error err = {0};
    if (kw_corpus_verify(f->store, &observer, &result, &err) != KW_OK)
        fail_msg("%s", err.text);
    kw_buf_byte(&f->said, '\0');
    return result.faults;
}

static void tamper(struct fixture *f, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_changes(db), 1);
    sqlite3_close(db);
}

static void make_knotwork_json(struct fixture *f)
{
    write_input(
        f, "a.jsonl",
        "{\"id\":\"a\",\"text\":\"Kite Ltd sued Ada Low.\","
        "\"sentences\":[[0,22]],\"paragraphs\":[[0,22]],"
        "\"entities\":[{\"id\":\"e1\",\"name\":\"Kite Ltd\",\"type\":\"firm\","
        "\"mentions\":[[0,8]]},{\"id\":\"e2\",\"name\":\"Ada Low\","
        "\"type\":\"person\",\"mentions\":[[14,21]]}],"
        "\"statements\":[{\"subject\":\"e1\",\"type\":\"accuse\",\"object\":\"e2\","
        "\"span\":[0,22],\"phrase\":\"sued\",\"polarity\":\"+\","
        "\"modality\":\"asserted\"}]}\n");
}

static void verify_sees_a_quote_that_was_changed(void **state)
{
    static const char *const changes[] = {
        "UPDATE evidence SET end = end - 1",
        "UPDATE evidence SET end = 1000",
        "UPDATE statement SET polarity = 1",
        "UPDATE mention SET start = 13 WHERE start = 14",
        "UPDATE document SET text = replace(text, 'sued', 'paid')",
    };
    struct fixture *f = *state;
    make_knotwork_json(f);
    build(f, false);
    check_has(f, "{\"record\":\"relation\",\"subject\":\"kite\",\"type\":\"accuse\","
                 "\"object\":\"ada low\",\"polarity\":\"+\",\"evidence\":1");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        assert_int_equal(faults(f), 0);
        tamper(f, changes[i]);
        if (faults(f) == 0)
            fail_msg("not seen: %s", changes[i]);
        struct kw_str key = KW_STR("a");
        assert_int_equal(kw_corpus_remove(f->store, &key, 1, NULL),
                         i == 1 ? KW_STORE : KW_OK);
        if (i == 1) { /* too damaged to be taken back; the file is made anew */
            assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
            assert_int_equal(unlink(f->path), 0);
            assert_int_equal(kw_store_open(f->path, KW_STORE_CREATE, &f->store, NULL),
                             KW_OK);
        }
        build(f, false);
        assert_int_equal(f->result.added, 1);
    }
}

static void verify_sees_a_source_that_changed_or_went(void **state)
{
    struct fixture *f = *state;
    make_knotwork_json(f);
    write_input(f, "b.txt", "China accused Russia of hacking.\n");
    build(f, false);
    assert_int_equal(faults(f), 0);
    write_input(f, "b.txt", "China praised Russia for hacking.\n");
    assert_int_equal(faults(f), 1);
    assert_non_null(strstr(f->said.ptr, "b.txt: its source reads otherwise now"));
    remove_input(f, "a.jsonl");
    assert_int_equal(faults(f), 2);
    assert_non_null(strstr(f->said.ptr, "a: its source cannot be read again"));
}

/* --- entities ---------------------------------------------------------------------- */

/* A document in which each of the names stands in a sentence of its own. */
static void write_names(struct fixture *f, const char *id, const char *const (*names)[4],
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
    write_input(f, name, all.ptr);
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
    struct fixture *f = *state;
    write_names(f, "b", b, 3);
    build(f, false);
    check_has(f, "{\"record\":\"entity\",\"key\":\"low\"");
    write_names(f, "a", a, 3);
    build(f, false);
    check_has(f, "{\"record\":\"identity\",\"key\":\"low\",\"entity\":\"ada low\"");
    check_has(f, "{\"record\":\"identity\",\"key\":\"kite\",\"entity\":\"kite group\"");
    check_has(f,
              "\"key\":\"nop crier\",\"name\":\"The N.O.P. Crier\",\"type\":\"outlet\","
              "\"kind\":\"\",\"mentions\":2,\"documents\":2");
    assert_false(dump_has(f, "{\"record\":\"entity\",\"key\":\"low\""));
    write_names(f, "c", c, 1);
    build(f, false);
    check_has(f, "{\"record\":\"identity\",\"key\":\"low\",\"entity\":\"low\"");
    remove_input(f, "c.jsonl");
    build(f, true);
    check_has(f, "{\"record\":\"identity\",\"key\":\"low\",\"entity\":\"ada low\"");
    /* More of them mean the tool: then the name is not the firm's any more. */
    write_names(f, "c", c + 1, 1);
    write_names(f, "d", c + 1, 1);
    build(f, false);
    check_has(f, "{\"record\":\"identity\",\"key\":\"kite\",\"entity\":\"kite\"");
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
    struct fixture *f = *state;
    char name[16];
    write_names(f, "a", a, 4);
    for (int i = 0; i < 11; i++) {
        snprintf(name, sizeof name, "b%d", i);
        write_names(f, name, b, i < 2 ? 3 : 2);
    }
    build(f, false);
    check_has(f, "{\"record\":\"identity\",\"key\":\"tom\",\"entity\":\"tom\"");
    check_has(f, "{\"record\":\"identity\",\"key\":\"urdan\",\"entity\":\"urdan\"");
    check_has(f, "{\"record\":\"identity\",\"key\":\"crab\",\"entity\":\"crab\"");
    for (int i = 1; i < 11; i++) {
        char path[32];
        snprintf(path, sizeof path, "b%d.jsonl", i);
        remove_input(f, path);
    }
    build(f, true);
    check_has(f, "{\"record\":\"identity\",\"key\":\"urdan\",\"entity\":\"jason urdan\"");
}

/* --- any order, any steps ---------------------------------------------------------- */

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

static void make_document(struct fixture *f, unsigned number)
{
    static const char *const types[] = {"accuse", "agree", "part_of", "role_at", "makes"};
    static const char *const outlets[] = {"", "Daily Crab", "The Port"};
    struct kw_buf text = {0}, statements = {0}, all = {0}, spans[MOST_NAMED] = {0};
    int named[MOST_NAMED];
    unsigned count = 2 + roll(MOST_NAMED - 1), sentences = 0;
    struct kw_buf sentence_spans = {0};
    for (unsigned i = 0; i < count; i++)
        named[i] = (int)roll(PEOPLE);
    if (roll(3) == 0) /* a copy of the story, more or less */
        kw_buf_printf(&text, "%s",
                      "One two three four five six seven eight nine ten eleven "
                      "twelve thirteen fourteen fifteen sixteen seventeen a b c "
                      "d e f g h i j k l m n o p q r s t u v w x y z. ");
    for (; sentences < 1 + roll(4) || sentences < count; sentences++) {
        unsigned a = sentences % count, b = (a + 1 + roll(count - 1)) % count;
        size_t at = text.len;
        const char *type = types[roll(5)];
        add_sentence(&text, spans, named, "met", a, b);
        kw_buf_printf(&sentence_spans, "%s[%zu,%zu]", sentences ? "," : "", at,
                      text.len - 1);
        kw_buf_printf(
            &statements,
            "%s{\"subject\":\"e%u\",\"type\":\"%s\",\"object\":\"e%u\",\"span\":"
            "[%zu,%zu],\"polarity\":\"%s\",\"modality\":\"%s\",\"title\":\"%s\"}",
            sentences ? "," : "", a, type, b, at, text.len - 1, roll(4) ? "+" : "-",
            roll(3) ? "asserted" : "alleged", roll(2) ? "spokesman" : "director");
    }
    kw_buf_printf(&all, "{\"id\":\"d%u\",\"publisher\":\"%s\",", number,
                  outlets[roll(3)]);
    if (roll(4))
        kw_buf_printf(&all, "\"date\":\"2023-01-%02u\",", 1 + roll(28));
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
    write_input(f, name, all.ptr);
    for (unsigned i = 0; i < MOST_NAMED; i++)
        kw_buf_free(&spans[i]);
    kw_buf_free(&text);
    kw_buf_free(&sentence_spans);
    kw_buf_free(&statements);
    kw_buf_free(&all);
}

/* A new store, built in one go from the files there are, in random order. */
static struct kw_str built_at_once(struct fixture *f, const bool *there)
{
    char names[FILES][160], path[160];
    const char *inputs[FILES];
    size_t count = 0;
    struct kw_store *store = NULL;
    for (unsigned i = 0; i < FILES; i++)
        if (there[i]) {
            snprintf(names[i], sizeof names[i], "%s/d%u.jsonl", f->input, i);
            size_t at = count ? roll((unsigned)count + 1) : 0;
            memmove(inputs + at + 1, inputs + at, (count - at) * sizeof *inputs);
            inputs[at] = names[i];
            count++;
        }
    snprintf(path, sizeof path, "%s/once.db", f->folder);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
    assert_int_equal(build_inputs(f, store, inputs, count, 1 + roll(3), false), KW_OK);
    if (f->result.failed) {
        kw_buf_byte(&f->said, '\0');
        fail_msg("%s", f->said.ptr);
    }
    struct kw_str text = dump(f, store);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    assert_int_equal(unlink(path), 0);
    return text;
}

static void any_steps_give_what_one_build_gives(void **state)
{
    struct fixture *f = *state;
    bool there[FILES] = {false};
    for (unsigned step = 0; step < 60; step++) {
        char what[64];
        random_state = 7919u * (step + 1);
        snprintf(what, sizeof what, "step %u", step);
        for (unsigned changes = 1 + roll(4); changes; changes--) {
            unsigned i = roll(FILES);
            char name[32];
            snprintf(name, sizeof name, "d%u.jsonl", i);
            if (there[i] && roll(3) == 0)
                remove_input(f, name);
            else
                make_document(f, i);
            struct stat st;
            char path[160];
            snprintf(path, sizeof path, "%s/%s", f->input, name);
            there[i] = stat(path, &st) == 0;
        }
        build(f, true);
        struct kw_str grown = dump(f, f->store);
        same_dump(grown, built_at_once(f, there), what);
        if (step % 10 == 9) {
            assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
            same_dump(grown, dump(f, f->store), "resolved");
        }
        kw_arena_reset(f->arena);
    }
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
static void decide_at_random(const struct fixture *f)
{
    static const char *const names[] = {"k.curation", "once.curation"};
    unsigned chosen = roll(1u << DECISIONS);
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

static void any_steps_give_the_same_with_decisions(void **state)
{
    struct fixture *f = *state;
    bool there[FILES] = {false};
    for (unsigned step = 0; step < 60; step++) {
        char what[64];
        random_state = 104729u * (step + 1);
        snprintf(what, sizeof what, "step %u", step);
        if (step % 6 == 0)
            decide_at_random(f);
        for (unsigned changes = 1 + roll(4); changes; changes--) {
            unsigned i = roll(FILES);
            char name[32];
            snprintf(name, sizeof name, "d%u.jsonl", i);
            if (there[i] && roll(3) == 0) {
                remove_input(f, name);
                there[i] = false;
            } else {
                make_document(f, i);
                there[i] = true;
            }
        }
        build(f, true);
        struct kw_str grown = dump(f, f->store);
        same_dump(grown, built_at_once(f, there), what);
        kw_arena_reset(f->arena);
    }
}

/* What decide and undo make of a store, step by step between builds, is what deriving all
 * anew makes of it, and what one build gives that has the same decisions beside it. */
static void copy_decisions(const struct fixture *f)
{
    char command[256];
    snprintf(command, sizeof command,
             "cd %s && rm -f once.curation && { [ ! -e k.curation ] || "
             "cp k.curation once.curation; }",
             f->folder);
    assert_int_equal(system(command), 0);
}

static void decide_or_undo(struct fixture *f)
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
    unsigned i = roll(sizeof some / sizeof *some);
    struct kw_decision d = {.kind = some[i].kind, .operands = some[i].operands};
    enum kw_status status;
    while (d.count < 3 && some[i].operands[d.count].len)
        d.count++;
    if (roll(3) == 0)
        status = kw_corpus_undo(f->store, roll(2) ? 0 : 3 + roll(6), NULL, NULL);
    else
        status = kw_corpus_decide(f->store, &d, NULL, NULL);
    /* Some contradict what stands, some lines are none: nothing has changed then. */
    assert_true(status == KW_OK || status == KW_USAGE || status == KW_NOTFOUND);
}

static void amended_is_as_derived_anew(void **state)
{
    struct fixture *f = *state;
    bool there[FILES] = {false};
    for (unsigned step = 0; step < 60; step++) {
        char what[64], name[32];
        random_state = 15485863u * (step + 1);
        snprintf(what, sizeof what, "step %u", step);
        if (step % 4 == 0) {
            unsigned i = roll(FILES);
            struct kw_str key;
            snprintf(name, sizeof name, "d%u.jsonl", i);
            if (there[i] && roll(3) == 0) {
                key = (struct kw_str){name, strlen(name) - 6};
                assert_int_equal(kw_corpus_remove(f->store, &key, 1, NULL), KW_OK);
                remove_input(f, name);
                there[i] = false;
            } else {
                make_document(f, i);
                there[i] = true;
            }
            build(f, true);
        }
        decide_or_undo(f);
        struct kw_str amended = dump(f, f->store);
        if (step % 5 == 4) {
            copy_decisions(f);
            same_dump(amended, built_at_once(f, there), what);
        }
        assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
        same_dump(amended, dump(f, f->store), what);
        kw_arena_reset(f->arena);
    }
}

/* A file that contradicts itself is mended line by line. */
static void a_contradictory_file_can_be_mended(void **state)
{
    struct fixture *f = *state;
    struct kw_error err = {0};
    char path[160];
    random_state = 1;
    make_document(f, 0);
    build(f, false);
    struct kw_str before = dump(f, f->store);
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
    same_dump(before, dump(f, f->store), "decisions about nothing");
}

/* Each decision changes the dump, or not; to take all back restores it. */
static void undo_restores(void **state)
{
    struct fixture *f = *state;
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
        random_state = 31u * i;
        make_document(f, i);
    }
    build(f, false);
    dumps[0] = dump(f, f->store);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(kw_corpus_decide(f->store, &made[i], NULL, NULL), KW_OK);
        dumps[i + 1] = dump(f, f->store);
        assert_false(kw_str_eq(dumps[i], dumps[i + 1]));
    }
    const struct kw_decision against = {KW_DECISION_APART, apart, 2, {0}, 0};
    assert_int_equal(kw_corpus_decide(f->store, &against, NULL, &err), KW_USAGE);
    assert_non_null(strstr(err.text, "lines 3 (merge) and 6 (apart)"));
    f->stop_after = 0;
    struct kw_observer observer = observer_of(f);
    assert_int_equal(kw_corpus_undo(f->store, 0, &observer, NULL), KW_INTERRUPTED);
    same_dump(dumps[3], dump(f, f->store), "refused");
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    same_dump(dumps[3], dump(f, f->store), "replayed");
    for (int i = 2; i >= 0; i--) {
        assert_int_equal(kw_corpus_undo(f->store, 0, NULL, NULL), KW_OK);
        same_dump(dumps[i], dump(f, f->store), "undo");
    }
    assert_int_equal(kw_corpus_undo(f->store, 0, NULL, NULL), KW_NOTFOUND);
}

static void threads_change_nothing(void **state)
{
    struct fixture *f = *state;
    struct kw_str first = {0};
    const char *input = f->input;
    char text[2048], name[32], path[160];
    for (unsigned i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "t%u.txt", i);
        snprintf(text, sizeof text,
                 "Story number %u\n%s%s accused NSO Group of spying.\n", i,
                 i % 3 ? "" : story, i % 2 ? "China" : "Mexico");
        write_input(f, name, text);
    }
    snprintf(path, sizeof path, "%s/jobs.db", f->folder);
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        struct kw_store *store = NULL;
        assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
        assert_int_equal(build_inputs(f, store, &input, 1, jobs, false), KW_OK);
        struct kw_str now = dump(f, store);
        if (jobs > 1)
            same_dump(first, now, "jobs");
        first = now;
        assert_int_equal(kw_store_close(store, NULL), KW_OK);
        assert_int_equal(unlink(path), 0);
    }
    assert_true(first.len > 0);
}

/* A document that names more than 256 things pairs them by sentence only. */
static void long_lists_are_counted_alike_in_any_steps(void **state)
{
    struct fixture *f = *state;
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
    write_input(f, "list.jsonl", all.ptr);
    build(f, false);
    write_input(
        f, "few.jsonl",
        "{\"id\":\"few\",\"text\":\"Ada met Kite000.\",\"sentences\":[[0,16]],"
        "\"entities\":[{\"id\":\"a\",\"name\":\"Ada\",\"type\":\"person\","
        "\"mentions\":[[0,3]]},{\"id\":\"k\",\"name\":\"Kite000\",\"type\":\"firm\","
        "\"mentions\":[[8,15]]}]}\n");
    build(f, false);
    check_has(f, "{\"record\":\"cooccurrence\",\"a\":\"ada\",\"b\":\"kite000\","
                 "\"sentences\":2,\"documents\":1,\"stories\":1}");
    snprintf(path, sizeof path, "%s/once.db", f->folder);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
    assert_int_equal(build_inputs(f, store, &input, 1, 1, false), KW_OK);
    same_dump(dump(f, f->store), dump(f, store), "at once");
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    remove_input(f, "list.jsonl");
    build(f, true);
    check_has(f, "{\"record\":\"cooccurrence\",\"a\":\"ada\",\"b\":\"kite000\","
                 "\"sentences\":1,\"documents\":1,\"stories\":1}");
    assert_false(dump_has(f, "kite001"));
    kw_buf_free(&text);
    kw_buf_free(&sentences);
    kw_buf_free(&names);
    kw_buf_free(&all);
}

static enum kw_status keep_counts(void *context, const struct kw_fact_row *row,
                                  struct kw_error *err)
{
    (void)err;
    assert_true(row->quote.len > 0);
    assert_true(row->subject != 0 && row->object != 0 && row->subject != row->object);
    ++*(int *)context;
    return KW_OK;
}

static void statements_come_with_their_quotes(void **state)
{
    struct fixture *f = *state;
    int count = 0;
    make_knotwork_json(f);
    build(f, false);
    assert_int_equal(kw_store_facts(f->store, 0, keep_counts, &count, NULL), KW_OK);
    assert_int_equal(count, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_second_build_does_nothing_again),
        TEST(changes_replace_and_prune_removes),
        TEST(what_could_not_be_read_is_not_pruned),
        TEST(the_first_of_two_with_one_key_counts),
        TEST(a_stop_keeps_what_was_done),
        TEST(every_input_is_in_the_ledger),
        TEST(a_near_copy_is_one_story),
        TEST(equal_texts_stand_in_for_one_another),
        TEST(boilerplate_neither_makes_nor_hides_copies),
        TEST(verify_sees_a_quote_that_was_changed),
        TEST(verify_sees_a_source_that_changed_or_went),
        TEST(a_short_name_joins_the_only_long_one),
        TEST(a_short_name_joins_no_stranger),
        TEST(any_steps_give_what_one_build_gives),
        TEST(any_steps_give_the_same_with_decisions),
        TEST(amended_is_as_derived_anew),
        TEST(a_contradictory_file_can_be_mended),
        TEST(undo_restores),
        TEST(threads_change_nothing),
        TEST(long_lists_are_counted_alike_in_any_steps),
        TEST(statements_come_with_their_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
