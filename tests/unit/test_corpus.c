/* test_corpus.c - many documents: builds, their ledger, what verify finds, quotes. */
#include "corpus.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

/* --- builds ----------------------------------------------------------------------- */

static void a_second_build_does_nothing_again(void **state)
{
    struct corpus *f = *state;
    corpus_write(f, "a.txt", "China accused the United States of hacking.\n");
    corpus_write(f, "b.jsonl",
                 "{\"id\":\"b\",\"text\":\"Israel praised Germany.\"}\n"
                 "{\"text\":\"France met Italy.\"}\n");
    corpus_build(f, false);
    assert_int_equal(f->result.added, 3);
    corpus_check_has(f, "\"key\":\"country/CN\",\"name\":\"China\",\"type\":\"country\"");
    struct kw_str before = corpus_dump(f, f->store);
    corpus_build(f, false);
    assert_int_equal(f->result.added + f->result.changed, 0);
    assert_int_equal(f->result.unchanged, 3);
    corpus_check_same(before, corpus_dump(f, f->store), "a second build");
}

static void changes_replace_and_prune_removes(void **state)
{
    struct corpus *f = *state;
    corpus_write(f, "a.txt", "China accused Russia.\n");
    corpus_write(f, "b.txt", "Israel praised Germany.\n");
    corpus_build(f, false);
    corpus_write(f, "a.txt", "China accused Japan.\n");
    corpus_build(f, false);
    assert_int_equal(f->result.changed, 1);
    assert_int_equal(f->result.unchanged, 1);
    assert_false(corpus_has(f, "country/RU"));
    corpus_check_has(f, "country/JP");
    corpus_remove(f, "b.txt");
    corpus_build(f, false);
    corpus_check_has(f, "country/IL");
    corpus_build(f, true);
    assert_int_equal(f->result.removed, 1);
    assert_false(corpus_has(f, "country/IL"));
    struct kw_str key = KW_STR("a.txt"), no = KW_STR("no");
    assert_int_equal(kw_corpus_remove(f->store, &no, 1, NULL), KW_NOTFOUND);
    assert_int_equal(kw_corpus_remove(f->store, &key, 1, NULL), KW_OK);
    assert_int_equal(corpus_dump(f, f->store).len, 0);
}

static void what_could_not_be_read_is_not_pruned(void **state)
{
    struct corpus *f = *state;
    corpus_write(f, "a.jsonl", "{\"id\":\"a\",\"text\":\"China accused Russia.\"}\n");
    corpus_build(f, false);
    corpus_write(f, "a.jsonl", "{\"id\":\"a\",\"text\":\n");
    corpus_build(f, true);
    assert_int_equal(f->result.failed, 1);
    assert_int_equal(f->result.removed, 0);
    corpus_check_has(f, "country/CN");
}

static void the_first_of_two_with_one_key_counts(void **state)
{
    struct corpus *f = *state;
    corpus_write(f, "a.jsonl",
                 "{\"id\":\"x\",\"text\":\"China accused Russia.\"}\n"
                 "{\"id\":\"x\",\"text\":\"Israel praised Japan.\"}\n");
    corpus_build(f, false);
    assert_int_equal(f->result.added, 1);
    assert_int_equal(f->result.failed, 1);
    corpus_check_has(f, "country/CN");
    assert_false(corpus_has(f, "country/IL"));
    kw_buf_byte(&f->said, '\0');
    assert_non_null(
        strstr(f->said.ptr, "a.jsonl: record 2: another input has the same key"));
    /* Also when the first of them is known already. */
    corpus_build(f, false);
    assert_int_equal(f->result.unchanged, 1);
    assert_int_equal(f->result.failed, 1);
}

static void a_stop_keeps_what_was_done(void **state)
{
    struct corpus *f = *state;
    char name[32];
    const char *input = f->input;
    for (int i = 0; i < 9; i++) {
        snprintf(name, sizeof name, "%d.txt", i);
        corpus_write(f, name, "China accused Russia of hacking.\n");
    }
    f->stop_after = 4;
    assert_int_equal(corpus_build_inputs(f, f->store, &input, 1, 1, true),
                     KW_INTERRUPTED);
    assert_int_equal(f->result.added, 4);
    f->stop_after = -1;
    corpus_build(f, false);
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
    struct corpus *f = *state;
    int states[KW_LEDGER_COUNT] = {0};
    corpus_write(f, "a.txt", "China accused Russia.\n");
    corpus_write(f, "empty.txt", "");
    corpus_write(f, ".hidden", "x");
    corpus_write(f, "c.jsonl", "{}\n{\"text\":\"Israel praised Japan.\"}\n");
    corpus_build(f, false);
    assert_int_equal(kw_store_ledger(f->store, count_state, states, NULL), KW_OK);
    assert_int_equal(states[KW_LEDGER_USED], 2);
    assert_int_equal(states[KW_LEDGER_SKIPPED], 2);
    assert_int_equal(states[KW_LEDGER_FAILED], 1);
    assert_int_equal(f->result.skipped, 2);
    assert_int_equal(f->result.failed, 1);
}

/* --- verify ----------------------------------------------------------------------- */

static uint64_t faults(struct corpus *f)
{
    struct kw_verify_result result;
    struct kw_observer observer = corpus_observer(f);
    struct kw_error err = {0};
    if (kw_corpus_verify(f->store, &observer, &result, &err) != KW_OK)
        fail_msg("%s", err.text);
    kw_buf_byte(&f->said, '\0');
    return result.faults;
}

static void tamper(struct corpus *f, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_changes(db), 1);
    sqlite3_close(db);
}

static void make_knotwork_json(struct corpus *f)
{
    corpus_write(
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
    struct corpus *f = *state;
    make_knotwork_json(f);
    corpus_build(f, false);
    corpus_check_has(f,
                     "{\"record\":\"relation\",\"subject\":\"kite\",\"type\":\"accuse\","
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
        corpus_build(f, false);
        assert_int_equal(f->result.added, 1);
    }
}

static void verify_sees_a_source_that_changed_or_went(void **state)
{
    struct corpus *f = *state;
    make_knotwork_json(f);
    corpus_write(f, "b.txt", "China accused Russia of hacking.\n");
    corpus_build(f, false);
    assert_int_equal(faults(f), 0);
    corpus_write(f, "b.txt", "China praised Russia for hacking.\n");
    assert_int_equal(faults(f), 1);
    assert_non_null(strstr(f->said.ptr, "b.txt: its source reads otherwise now"));
    corpus_remove(f, "a.jsonl");
    assert_int_equal(faults(f), 2);
    assert_non_null(strstr(f->said.ptr, "a: its source cannot be read again"));
}

static void threads_and_batches_change_nothing(void **state)
{
    struct corpus *f = *state;
    struct kw_str first = {0};
    const char *input = f->input;
    char text[2048], name[32], path[160];
    for (unsigned i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "t%u.txt", i);
        snprintf(text, sizeof text,
                 "Story number %u\n%s%s accused NSO Group of spying.\n", i,
                 i % 3 ? "" : corpus_story, i % 2 ? "China" : "Mexico");
        corpus_write(f, name, text);
    }
    snprintf(path, sizeof path, "%s/jobs.db", f->folder);
    for (unsigned jobs = 1; jobs <= 6; jobs++) {
        struct kw_store *store = NULL;
        f->batch = jobs % 4; /* 0: all of them */
        assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
        assert_int_equal(corpus_build_inputs(f, store, &input, 1, jobs, false), KW_OK);
        struct kw_str now = corpus_dump(f, store);
        if (jobs > 1)
            corpus_check_same(first, now, "jobs");
        first = now;
        assert_int_equal(kw_store_close(store, NULL), KW_OK);
        assert_int_equal(unlink(path), 0);
    }
    assert_true(first.len > 0);
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
    struct corpus *f = *state;
    int count = 0;
    make_knotwork_json(f);
    corpus_build(f, false);
    assert_int_equal(kw_store_facts(f->store, 0, keep_counts, &count, NULL), KW_OK);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CORPUS_TEST(a_second_build_does_nothing_again),
        CORPUS_TEST(changes_replace_and_prune_removes),
        CORPUS_TEST(what_could_not_be_read_is_not_pruned),
        CORPUS_TEST(the_first_of_two_with_one_key_counts),
        CORPUS_TEST(a_stop_keeps_what_was_done),
        CORPUS_TEST(every_input_is_in_the_ledger),
        CORPUS_TEST(verify_sees_a_quote_that_was_changed),
        CORPUS_TEST(verify_sees_a_source_that_changed_or_went),
        CORPUS_TEST(threads_and_batches_change_nothing),
        CORPUS_TEST(statements_come_with_their_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
