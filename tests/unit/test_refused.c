/* test_refused.c - every call to the system that a command makes is refused once, in
 * turn: each allocation, read, write and opening, those of the libraries, too. The
 * command ends with a clean error or does what it should; the store is sound, nothing is
 * lost, and the command given again does what it should.
 *
 * Some calls of each row are tried, spread over the run; KNOTWORK_FAULTS names how many:
 * with more than there are, every one is. (test_durable.c goes on where a process ends.)
 */
#include "check.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/commands.h"
#include "knotwork/corpus.h"
#include "refusing.h"
#include "store/sql.h"

#define STORE "k.db"
#define OUTPUT "out"

/* --- what is run ------------------------------------------------------------------- */

enum { MOST_WORDS = 10 };

/* A command line, on a store of the documents in "first", or on none. */
struct row {
    const char *words[MOST_WORDS];
    bool fresh;        /* there is no store before */
    bool writes;       /* into the store; if not, not a byte of it may change */
    const char *makes; /* a second store that it writes, or NULL */
};

static const struct row rows[] = {
    {.words = {"build", "-q", "-j", "1", "first"}, .fresh = true, .writes = true},
    {.words = {"build", "-q", "-j", "1", "--names", "names.tsv", "second"},
     .writes = true},
    {.words = {"build", "-q", "-j", "1", "--prune", "second", "first"}, .writes = true},
    {.words = {"build", "--dry-run", "second"}},
    {.words = {"curate", "merge", "kestrel systems", "nightjar"}, .writes = true},
    {.words = {"remove", "a.txt"}, .writes = true},
    {.words = {"resolve"}, .writes = true},
    {.words = {"recover", "-q", "saved.db"}, .makes = "saved.db"},
    {.words = {"check", "-q"}},
    {.words = {"verify", "-q"}},
    {.words = {"dump"}},
    {.words = {"documents"}},
    {.words = {"ledger"}},
    {.words = {"entities"}},
    {.words = {"statements"}},
    {.words = {"duplicates"}},
    {.words = {"show", "nightjar"}},
    {.words = {"search", "sold"}},
    {.words = {"search", "--format", "csv", "sold"}},
    {.words = {"path", "iran", "france"}},
    {.words = {"query",
               "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.pagerank ORDER BY a.name"}},
    {.words = {"sql", "SELECT * FROM statements"}},
    {.words = {"analyze", "-j", "1"}},
    {.words = {"analyze", "-j", "1", "--communities"}},
    {.words = {"export", "--format", "graphml"}},
    {.words = {"export", "--format", "dot"}},
    {.words = {"export", "--format", "ftm"}},
    {.words = {"export", "--format", "stix"}},
    {.words = {"extract", "-j", "1", "--identifiers", "second"}},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* --- inputs ------------------------------------------------------------------------ */

static char folder[64];
static long values = 5; /* how many allocations of each row are tried */
static char when[256];  /* what is being tried */
static long complaints;

/* What is wrong is all told before the test fails: there may be much of it. */
static void complain(const char *what)
{
    fprintf(stderr, "%s: %s\n", when, what);
    complaints++;
}

static void write_file(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(bytes, file);
    assert_int_equal(fclose(file), 0);
}

static void write_inputs(void)
{
    assert_int_equal(mkdir("first", 0700), 0);
    assert_int_equal(mkdir("first/deep", 0700), 0);
    assert_int_equal(mkdir("second", 0700), 0);
    write_file("first/a.txt", "Iran sued Kestrel Systems in Paris on 3 May 2023.\n");
    write_file("first/deep/w.jsonl",
               "{\"id\":\"y\",\"text\":\"Kestrel Systems sold Nightjar to France.\"}\n"
               "{\"id\":\"z\",\"text\":\"Kestrel Systems sold Nightjar to France.\"}\n");
    write_file("second/c.csv", "id,text\nc1,Harbor Watch accused Iran.\n");
    write_file("second/h.html",
               "<html><head><title>Talks</title></head><body><p>Iran met "
               "Iraq.</p></body></html>");
    write_file("second/l.txt", "The Fran\xe7"
                               "ais paper Le Jour accused Mali.\n");
    write_file("names.tsv", "name\ttype\nHarbor Watch\tfirm\n");
}

/* --- files ------------------------------------------------------------------------- */

static struct kw_buf read_file(const char *path)
{
    struct kw_buf bytes = {0};
    char block[65536];
    ssize_t got;
    int fd = open(path, O_RDONLY);
    while (fd >= 0 && (got = read(fd, block, sizeof block)) > 0)
        kw_buf_add(&bytes, (struct kw_str){block, (size_t)got});
    if (fd >= 0)
        close(fd);
    return bytes;
}

static uint64_t hash_of(const char *path)
{
    struct kw_buf bytes = read_file(path);
    uint64_t hash = kw_str_hash(kw_buf_str(&bytes));
    kw_buf_free(&bytes);
    return hash;
}

static void remove_store(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[128];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
    snprintf(name, sizeof name, "%.*scuration", (int)strlen(path) - 2, path);
    unlink(name);
}

/* --- a run ------------------------------------------------------------------------- */

/* How a command ended. */
struct ended {
    enum kw_status status;
    bool partly;
    struct kw_error err;
};

static struct ended run(const char *const *words)
{
    struct ended ended = {0};
    int count = 0;
    struct kw_cli cli = {.command = kw_command_named(words[0]),
                         .arena = kw_arena_new(),
                         .set = {.store = STORE, .output = OUTPUT}};
    while (words[count])
        count++;
    if (cli.arena)
        ended.status =
            kw_cli_run(&cli, count - 1, (char **)(uintptr_t)(words + 1), &ended.err);
    else
        ended.status = kw_nomem(&ended.err);
    ended.partly = cli.partly;
    kw_arena_free(cli.arena);
    return ended;
}

static struct kw_buf base; /* the store of "first" */
static uint64_t base_hash;

static void begin(const struct row *row)
{
    remove_store(STORE);
    unlink(OUTPUT);
    if (row->makes)
        remove_store(row->makes);
    if (row->fresh)
        return;
    FILE *file = fopen(STORE, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(base.ptr, 1, base.len, file), base.len);
    assert_int_equal(fclose(file), 0);
}

/* What a row leaves: the dump of a store that it wrote, or its output. */
static struct kw_buf left_by(const struct row *row)
{
    struct kw_store *store = NULL;
    struct kw_buf buf = {0};
    struct kw_out out;
    struct kw_error err = {0};
    if (!row->writes && !row->makes)
        return read_file(OUTPUT);
    kw_out_to_buf(&out, &buf);
    if (kw_store_open(row->makes ? row->makes : STORE, KW_STORE_READ, &store, &err) !=
            KW_OK ||
        kw_corpus_dump(store, &out, &err) != KW_OK || kw_out_finish(&out, &err) != KW_OK)
        complain(err.text);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    return buf;
}

static void check_left(const struct row *row, struct kw_str expected)
{
    struct kw_buf left = left_by(row);
    if (!kw_str_eq(kw_buf_str(&left), expected))
        complain("something else came out");
    kw_buf_free(&left);
}

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/dev/shm/knotwork-refused-XXXXXX");
    if (!mkdtemp(folder)) {
        snprintf(folder, sizeof folder, "/tmp/knotwork-refused-XXXXXX");
        assert_non_null(mkdtemp(folder));
    }
    assert_int_equal(chdir(folder), 0);
    write_inputs();
    assert_int_equal(run(rows[0].words).status, KW_OK);
    base = read_file(STORE);
    base_hash = hash_of(STORE);
    return base.len < 10000;
}

static int tear_down(void **state)
{
    char command[128];
    (void)state;
    kw_buf_free(&base);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") != 0 || system(command) != 0;
}

/* --- what holds afterwards --------------------------------------------------------- */

/* Stores that were looked at already: what a call leaves is often the same. */
enum { MOST_SEEN = 4096 };
static uint64_t seen[MOST_SEEN];
static size_t seen_count;

static bool is_seen(uint64_t hash)
{
    for (size_t i = 0; i < seen_count; i++)
        if (seen[i] == hash)
            return true;
    if (seen_count < MOST_SEEN)
        seen[seen_count++] = hash;
    return false;
}

static void check_integrity(const struct row *row)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *check = NULL;
    assert_int_equal(sqlite3_open(STORE, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(check), SQLITE_ROW);
    if (strcmp((const char *)sqlite3_column_text(check, 0), "ok") != 0)
        complain((const char *)sqlite3_column_text(check, 0));
    sqlite3_finalize(check);
    if (!row->fresh) {
        const char *documents = "SELECT count(*) FROM document WHERE key IN ('y', 'z')";
        assert_int_equal(sqlite3_prepare_v2(db, documents, -1, &check, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(check), SQLITE_ROW);
        if (sqlite3_column_int(check, 0) != 2)
            complain("documents are lost");
        sqlite3_finalize(check);
    }
    sqlite3_close(db);
}

/* The command given again, or what it had done brought to its end. */
static void check_again(const struct row *row, struct kw_str expected)
{
    static const char *const resolve[] = {"resolve", NULL};
    struct stat st;
    bool decided = stat("k.curation", &st) == 0 && st.st_size > 0;
    if (row->makes)
        remove_store(row->makes);
    run(decided ? resolve : row->words); /* how it ends is no matter: */
    check_left(row, expected);
}

static void check_sound(const struct row *row, struct kw_str expected)
{
    uint64_t hash = hash_of(STORE);
    if (!row->writes) {
        if (hash != base_hash)
            complain("the store has changed");
        if (row->makes)
            check_again(row, expected);
        return;
    }
    if (access("k.db-wal", F_OK) == 0 || access("k.db-journal", F_OK) == 0 ||
        !is_seen(hash)) {
        if (hash != kw_str_hash(KW_STR("")))
            check_integrity(row);
        check_again(row, expected);
    }
}

/* --- refusals ---------------------------------------------------------------------- */

#define REFUSAL_NAME(id, name) name,
static const char *const names[] = {REFUSALS(REFUSAL_NAME)};
#undef REFUSAL_NAME

/* A failure is told by its right name; what is told as done is done. `usual` is how the
 * command ends when nothing is refused. */
static void check_ended(const struct row *row, enum refusal kind,
                        const struct ended *ended, const struct ended *usual,
                        struct kw_str expected)
{
    static const enum kw_status told[REFUSAL_COUNT] = {
        [REFUSE_MEMORY] = KW_NOMEM, [REFUSE_READ] = KW_IO,  [REFUSE_OPEN] = KW_IO,
        [REFUSE_WRITE] = KW_IO,     [REFUSE_SHORT] = KW_OK, [REFUSE_SIGNAL] = KW_OK,
    };
    char text[KW_ERROR_SIZE + 64];
    bool some = ended->status == KW_OK && ended->partly; /* an input was not read */
    bool list = ended->status == KW_USAGE && strstr(ended->err.text, "names.tsv: ");
    if (list && told[kind] == KW_IO)
        return; /* a list that cannot be read is a mistake of the command line */
    if (ended->status == KW_OK && ended->partly == usual->partly)
        check_left(row, expected);
    else if (some ? kind != REFUSE_READ && kind != REFUSE_OPEN
                  : ended->status != told[kind] || !ended->err.text[0]) {
        snprintf(text, sizeof text, "status %d%s, '%s'", (int)ended->status,
                 some ? ", partly" : "", ended->err.text);
        complain(text);
    }
}

static void try(const struct row *row, enum refusal kind, long n, bool from_there,
                const struct ended *usual, struct kw_str expected)
{
    begin(row);
    refuse(kind, n, from_there);
    struct ended ended = run(row->words);
    refuse_end();
    check_ended(row, kind, &ended, usual, expected);
    check_sound(row, expected);
}

static void refuse_in(const struct row *row, enum refusal kind)
{
    begin(row);
    refuse(kind, -1, false);
    struct ended usual = run(row->words);
    long calls = refuse_end();
    if (usual.status != KW_OK)
        fail_msg("%s: %s", row->words[0], usual.err.text);
    struct kw_buf expected = left_by(row);
    seen_count = 0;
    long most = kind == REFUSE_MEMORY ? values : values / 3 + 1;
    long tried = calls < most ? calls : most;
    for (long i = 0; i < tried; i++) {
        long n = (2 * i + 1) * calls / (2 * tried);
        snprintf(when, sizeof when, "%s %s: %s at %ld of %ld", row->words[0],
                 row->words[1] ? row->words[1] : "", names[kind], n, calls);
        try(row, kind, n, false, &usual, kw_buf_str(&expected));
        if (kind == REFUSE_MEMORY && i % 3 == 0)
            try(row, kind, n, true, &usual, kw_buf_str(&expected));
    }
    kw_buf_free(&expected);
}

static void refuse_everywhere(void **state)
{
    enum refusal kind = *(const enum refusal *)*state;
    complaints = 0;
    for (size_t i = 0; i < ROWS; i++)
        refuse_in(&rows[i], kind);
    assert_int_equal(complaints, 0);
}

int main(void)
{
    static enum refusal kinds[REFUSAL_COUNT];
    struct CMUnitTest tests[REFUSAL_COUNT];
    const char *asked = getenv("KNOTWORK_FAULTS");
    if (asked && atol(asked) > 0)
        values = atol(asked);
    for (size_t i = 0; i < REFUSAL_COUNT; i++) {
        kinds[i] = (enum refusal)i;
        tests[i] =
            (struct CMUnitTest)cmocka_unit_test_prestate(refuse_everywhere, &kinds[i]);
        tests[i].name = names[i];
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
