/* test_again.c - what was extracted with something else than there is now is extracted
 * again: those documents and no others, from their texts in the store, since the files
 * are gone; and the store is then what a fresh build would have made of them.
 *
 * Another program, lexicon or model is one that the store says it was extracted with: its
 * part of the fingerprint is changed there by hand. Lists and options are real ones. */
#include "corpus.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const documents[][2] = {
    {"a.txt", "Harbor Watch denied the report about Iran on Monday.\n"},
    {"b.txt",
     "France accused Harbor Watch of hacking. Write to desk@harborwatch.example.\n"},
    {"c.txt", "Iraq met Iran in Paris.\n"},
    {"d.jsonl", "{\"id\":\"given\",\"text\":\"Iran sued Iraq.\",\"entities\":[]}\n"},
};
enum { DOCUMENTS = sizeof documents / sizeof documents[0], OWN = DOCUMENTS - 1 };

#define LIST(name, rows)                                                                 \
    {                                                                                    \
        .table = name, .label = name, .bytes = { rows, sizeof rows - 1 }                 \
    }

/* The lists that a build is given. */
static const struct kw_list lists[] = {
    LIST("names", "name\ttype\nHarbor Watch\tfirm\n"),
    LIST("ignore", "name\nParis\n"),
    LIST("names", "# the same\n\nname\ttype\n# still\nHarbor Watch\tfirm\n"),
    LIST("names", "name\ttype\nHarbor Watch\tagency\n"),
};

/* A build with some options, after one with others. */
struct change {
    const char *name;
    struct kw_extract_options before, after;
    const char *sql;    /* run between them, or NULL */
    unsigned documents; /* that are to be extracted again */
    const char *why;    /* each of them */
};

#define SET(what, where)                                                                 \
    "UPDATE document SET fingerprint = replace(fingerprint, " what ") WHERE given = 0 "  \
    "AND key " where

static const struct change changes[] = {
    {"nothing", {0}, {0}, NULL, 0, ""},
    {"another program", {0}, {0}, SET("'0.1.0-', '0.0.9-'", "> ''"), OWN, "program"},
    {"another lexicon",
     {0},
     {0},
     SET("substr(fingerprint, 7, 4), 'beef'", "> 'a.txt'"),
     OWN - 1,
     "lexicon"},
    {"another model",
     {0},
     {0},
     SET("substr(fingerprint, 24, 4), 'beef'", "= 'b.txt'"),
     1,
     "model"},
    {"lexicon and model",
     {0},
     {0},
     SET("substr(fingerprint, 7), 'beef-beef'", "= 'c.txt'"),
     1,
     "lexicon, model"},
    {"no facts", {0}, {0}, SET("fingerprint, ''", "= 'a.txt'"), 1, "no facts"},
    {"a list comes", {0}, {lists, 1, false}, NULL, OWN, "list names"},
    {"a list goes", {lists, 1, false}, {0}, NULL, OWN, "list names"},
    {"another list", {lists, 1, false}, {lists + 3, 1, false}, NULL, OWN, "list names"},
    {"only its comments", {lists, 1, false}, {lists + 2, 1, false}, NULL, 0, ""},
    {"a second list", {lists, 1, false}, {lists, 2, false}, NULL, OWN, "list ignore"},
    {"one for another",
     {lists, 1, false},
     {lists + 1, 1, false},
     NULL,
     OWN,
     "list ignore, list names"},
    {"an option", {0}, {NULL, 0, true}, NULL, OWN, "option identifiers"},
    {"an option goes, a list comes",
     {NULL, 0, true},
     {lists, 1, false},
     NULL,
     OWN,
     "list names, option identifiers"},
};

static void take_options(struct corpus *f, const struct kw_extract_options *options)
{
    kw_extractor_free(f->extractor);
    assert_int_equal(kw_extractor_new(options, &f->extractor, NULL), KW_OK);
}

static void write_all(const struct corpus *f)
{
    for (size_t i = 0; i < DOCUMENTS; i++)
        corpus_write(f, documents[i][0], documents[i][1]);
}

static void remove_all(const struct corpus *f)
{
    for (size_t i = 0; i < DOCUMENTS; i++)
        corpus_remove(f, documents[i][0]);
}

static void open_again(struct corpus *f, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    if (sql)
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(kw_store_open(f->path, KW_STORE_WRITE, &f->store, NULL), KW_OK);
}

/* What a dry run has told. */
struct told {
    const char *why; /* what it should say of each */
    unsigned documents;
};

static enum kw_status take_plan(void *context, const struct kw_ledger_row *row,
                                struct kw_error *err)
{
    struct told *told = context;
    (void)err;
    check_str(row->reason, told->why);
    assert_int_equal(row->record, 0);
    told->documents++;
    return KW_OK;
}

static void check_plan(struct corpus *f, const struct change *change)
{
    const char *input = f->input;
    struct told told = {.why = change->why};
    struct kw_build build = {.inputs = &input,
                             .input_count = 1,
                             .planned = take_plan,
                             .planned_context = &told};
    struct kw_build_result result;
    assert_int_equal(kw_corpus_build(f->store, f->extractor, &build, NULL, &result, NULL),
                     KW_OK);
    assert_int_equal(told.documents, change->documents);
    assert_int_equal(result.changed, change->documents);
}

/* The dump of a store built of the files, at once. */
static struct kw_str build_fresh(struct corpus *f, const struct change *change)
{
    char path[160];
    struct kw_store *store = NULL;
    const char *input = f->input;
    snprintf(path, sizeof path, "%s/fresh.db", f->folder);
    unlink(path);
    take_options(f, &change->after);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
    assert_int_equal(corpus_build_inputs(f, store, &input, 1, 1, false), KW_OK);
    struct kw_str dump = corpus_dump(f, store);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    return dump;
}

static void check_change(struct corpus *f, const struct change *change)
{
    write_all(f);
    struct kw_str fresh = build_fresh(f, change);
    take_options(f, &change->before);
    corpus_build(f, false);
    remove_all(f);
    open_again(f, change->sql);
    take_options(f, &change->after);
    check_plan(f, change);
    corpus_build(f, false);
    assert_int_equal(f->result.changed, change->documents);
    assert_int_equal(f->result.added + f->result.removed + f->result.failed, 0);
    corpus_check_same(corpus_dump(f, f->store), fresh, change->name);
    check_plan(f, &(struct change){.why = ""}); /* once is enough */
}

static void what_must_is_extracted_again(void **state)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        check_change(*state, &changes[i]);
}

/* Words of fingerprints that no store has now. */
static void differences_are_named(void **state)
{
    static const char *const rows[][3] = {
        {"0.1.0-1-2", "0.1.0-1-2", ""},
        {"0.1.0-1-2", "0.2.0-3-4", "program, lexicon, model"},
        {"0.1.0-1-2-names:5", "0.1.0-1-2-names:6", "list names"},
        {"0.1.0-1-2-frames:5-names:6-i", "0.1.0-1-2",
         "list frames, list names, option identifiers"},
        {"", "0.1.0-1-2", "no facts"},
        {"anything", "0.1.0-1-2", "program, lexicon, model"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_buf why = {0};
        kw_fingerprint_difference(kw_str_of(rows[i][0]), kw_str_of(rows[i][1]), &why);
        check_str(kw_buf_str(&why), rows[i][2]);
        kw_buf_free(&why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CORPUS_TEST(what_must_is_extracted_again),
        cmocka_unit_test(differences_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
