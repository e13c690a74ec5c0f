/* test_backlog.c - what a first build puts off until its end is there afterwards; until
 * then the store says that it is unfinished, and whoever writes next finishes it. */
#include "corpus.h"

#include <sqlite3.h>
#include <stdio.h>

#include "store/sql.h"

enum { DOCUMENTS = 9 };

static void write_documents(const struct corpus *f)
{
    static const char *const names[] = {"China", "Russia", "Iran", "France"};
    char name[16], text[256];
    for (int i = 0; i < DOCUMENTS; i++) {
        snprintf(name, sizeof name, "%d.txt", i);
        snprintf(text, sizeof text,
                 "%s accused %s of closing harbour number %d to the ships of %s.\n",
                 names[i % 4], names[(i + 1) % 4], i, names[(i + 2) % 4]);
        corpus_write(f, name, text);
    }
}

static enum kw_status count_hit(void *context, const struct kw_hit_row *row,
                                struct kw_error *err)
{
    (void)row;
    (void)err;
    ++*(int *)context;
    return KW_OK;
}

static int found(const struct corpus *f)
{
    const struct kw_term term = {.text = KW_STR("harbour")};
    int count = 0;
    assert_int_equal(kw_store_search(f->store, &term, 1, count_hit, &count, NULL), KW_OK);
    return count;
}

static bool is_unfinished(const struct corpus *f)
{
    bool unfinished = false;
    assert_int_equal(kw_store_unfinished(f->store, &unfinished, NULL), KW_OK);
    return unfinished;
}

static uint64_t faults(struct corpus *f)
{
    uint64_t count = 0;
    struct kw_observer observer = corpus_observer(f);
    assert_int_equal(kw_corpus_check(f->store, &observer, &count, NULL), KW_OK);
    return count;
}

/* Everything that the schema of the file says, in order. */
static struct kw_str schema(const struct corpus *f)
{
    struct kw_buf buf = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY 1",
                           -1, &rows, NULL),
        SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        kw_buf_printf(&buf, "%s\n", (const char *)sqlite3_column_text(rows, 0));
    assert_int_equal(sqlite3_finalize(rows), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    struct kw_str copy = kw_arena_copy(f->arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    return copy;
}

static void put_off(const struct corpus *f)
{
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_put_off(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
}

/* Puts a document of the store once more, under another key. */
static void put_as(const struct corpus *f, const char *key, const char *other)
{
    struct kw_extraction x;
    struct kw_origin origin;
    assert_int_equal(
        kw_store_get(f->store, kw_str_of(key), f->arena, &x, &origin, NULL), KW_OK);
    x.document.key = kw_str_of(other);
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_put(f->store, &x, &origin, NULL), KW_OK);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
}

static void drop(const struct corpus *f, const char *key)
{
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_drop(f->store, kw_str_of(key), NULL), KW_OK);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
}

static void a_build_of_many_batches_ends_whole(void **state)
{
    struct corpus *f = *state;
    write_documents(f);
    struct kw_str fresh = schema(f);
    f->batch = 2;
    corpus_build(f, false);
    assert_false(is_unfinished(f));
    assert_int_equal(found(f), DOCUMENTS);
    assert_int_equal(faults(f), 0);
    corpus_check_same(fresh, schema(f), "the schema");
}

static void what_waits_is_told_and_made_up(void **state)
{
    struct corpus *f = *state;
    write_documents(f);
    corpus_build(f, false);
    struct kw_str whole = schema(f);
    assert_int_equal(found(f), DOCUMENTS);
    put_off(f);
    put_as(f, "0.txt", "x");
    put_as(f, "1.txt", "y");
    assert_true(is_unfinished(f));
    assert_int_equal(found(f), DOCUMENTS);
    assert_int_equal(faults(f), 1);
    /* One that is in the full text, and one that waits. */
    drop(f, "8.txt");
    drop(f, "y");
    put_as(f, "2.txt", "z");
    assert_int_equal(found(f), DOCUMENTS - 1);
    assert_int_equal(kw_corpus_resolve(f->store, NULL, NULL), KW_OK);
    assert_false(is_unfinished(f));
    assert_int_equal(found(f), DOCUMENTS + 1);
    assert_int_equal(faults(f), 0);
    corpus_check_same(whole, schema(f), "the schema");
}

static void the_next_build_finishes(void **state)
{
    struct corpus *f = *state;
    write_documents(f);
    corpus_build(f, false);
    put_off(f);
    put_as(f, "0.txt", "x");
    corpus_write(f, "more.txt", "Iran closed a harbour.\n");
    corpus_build(f, false);
    assert_false(is_unfinished(f));
    assert_int_equal(found(f), DOCUMENTS + 2);
}

/* Where documents wait, making the indexes is not all there is to do. */
static void indexes_alone_do_not_finish(void **state)
{
    struct corpus *f = *state;
    write_documents(f);
    corpus_build(f, false);
    put_off(f);
    put_as(f, "0.txt", "x");
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_make_indexes(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
    assert_true(is_unfinished(f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CORPUS_TEST(a_build_of_many_batches_ends_whole),
        CORPUS_TEST(what_waits_is_told_and_made_up),
        CORPUS_TEST(the_next_build_finishes),
        CORPUS_TEST(indexes_alone_do_not_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
