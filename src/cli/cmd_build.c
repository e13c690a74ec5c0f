/* cmd_build.c - documents into the store. */
#include "cli/commands.h"
#include "cli/lists.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/watch.h"
#include "knotwork/corpus.h"

static double now(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What became of the inputs: how many, and what that is called for people and programs.
 */
struct outcome {
    uint64_t number;
    const char *what, *key;
};

enum { OUTCOMES = 8 };

static void count_outcomes(const struct kw_build_result *r, struct outcome *out)
{
    const struct outcome outcomes[OUTCOMES] = {
        {r->added, "new", "new"},
        {r->changed, "changed", "changed"},
        {r->unchanged, "unchanged", "unchanged"},
        {r->removed, "removed", "removed"},
        {r->copies, "of them copies", "copies"},
        {r->skipped, "skipped", "skipped"},
        {r->failed, "failed", "failed"},
        {r->undone, "read, but not kept", "undone"},
    };
    memcpy(out, outcomes, sizeof outcomes);
}

/* How long it took only on a terminal, since it is never the same twice. */
static void sum_up(const struct kw_build_result *result, bool terminal, double seconds)
{
    struct kw_buf line = {0};
    struct outcome outcomes[OUTCOMES];
    count_outcomes(result, outcomes);
    for (size_t i = 0; i < OUTCOMES; i++)
        if (outcomes[i].number)
            kw_buf_printf(&line, "%s%" PRIu64 " %s", line.len ? ", " : "",
                          outcomes[i].number, outcomes[i].what);
    if (terminal)
        kw_buf_printf(&line, " (%.1f s)", seconds);
    if (!line.failed)
        kw_say("documents: %.*s",
               KW_STR_ARG(line.len ? kw_buf_str(&line) : KW_STR("none")));
    kw_buf_free(&line);
}

/* A line for programs: {"key":{...}}. */
struct line {
    struct kw_buf text;
    struct kw_out out;
    struct kw_json_out json;
};

static struct kw_json_out *open_line(struct line *line, const char *key)
{
    *line = (struct line){.json = {.out = &line->out}};
    kw_out_to_buf(&line->out, &line->text);
    kw_json_open(&line->json, NULL, '{');
    kw_json_open(&line->json, key, '{');
    return &line->json;
}

static void say_line(struct line *line)
{
    kw_json_close(&line->json, '}');
    kw_json_close(&line->json, '}');
    if (kw_out_finish(&line->out, NULL) == KW_OK)
        kw_say_object(&line->text);
    kw_buf_free(&line->text);
}

static void sum_up_json(const struct kw_build_result *result)
{
    struct line line;
    struct kw_json_out *json = open_line(&line, "documents");
    struct outcome outcomes[OUTCOMES];
    count_outcomes(result, outcomes);
    for (size_t i = 0; i < OUTCOMES; i++)
        kw_json_integer(json, outcomes[i].key, (int64_t)outcomes[i].number);
    say_line(&line);
}

static enum kw_status say_totals(const struct kw_cli *cli, struct kw_store *store,
                                 struct kw_error *err)
{
    struct kw_totals totals;
    enum kw_status status = kw_store_totals(store, &totals, err);
    if (status == KW_OK)
        kw_say("%s: %" PRId64 " documents, %" PRId64 " stories, %" PRId64
               " entities, %" PRId64 " statements",
               cli->set.store, totals.documents, totals.stories, totals.entities,
               totals.statements);
    return status;
}

static double share(uint64_t part, double whole)
{
    return whole > 0 ? 100 * (double)part / 1e9 / whole : 0;
}

static double in_seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* What it took: on the clock, and stage by stage in time of the processor. One thread
 * reads, writes and derives: no number of threads makes a build faster than that one. */
static void say_stats(const struct kw_build_result *r, unsigned jobs, double seconds)
{
    struct rusage used = {0};
    uint64_t documents = r->added + r->changed;
    double rate = seconds > 0 ? 1 / seconds : 0;
    getrusage(RUSAGE_SELF, &used);
    double processor = in_seconds(used.ru_utime) + in_seconds(used.ru_stime);
    kw_say("time: %.2f s, %u threads; %.1f documents/s, %.0f words/s; memory: %ld MB",
           seconds, jobs, (double)documents * rate, (double)r->words * rate,
           used.ru_maxrss / 1024);
    kw_say("processor: %.2f s; one thread reads, writes and derives: %.1f %%", processor,
           share(r->read_time + r->write_time + r->derive_time, processor));
    kw_say("  read:    %8.2f s, %5.1f %%", (double)r->read_time / 1e9,
           share(r->read_time, processor));
    kw_say("  extract: %8.2f s, %5.1f %%, %" PRIu64 " kB at most",
           (double)r->extract_time / 1e9, share(r->extract_time, processor),
           r->most_extract / 1024);
    kw_say("  write:   %8.2f s, %5.1f %%", (double)(r->write_time) / 1e9,
           share(r->write_time, processor));
    kw_say("  derive:  %8.2f s, %5.1f %%, %" PRIu64 " kB at most",
           (double)r->derive_time / 1e9, share(r->derive_time, processor),
           r->most_derive / 1024);
}

/* The same for programs; times in seconds, sizes in bytes. */
static void say_stats_json(const struct kw_build_result *r, unsigned jobs, double seconds)
{
    struct rusage used = {0};
    double rate = seconds > 0 ? 1 / seconds : 0;
    struct line line;
    struct kw_json_out *json = open_line(&line, "stats");
    getrusage(RUSAGE_SELF, &used);
    kw_json_number(json, "time", seconds);
    kw_json_integer(json, "threads", jobs);
    kw_json_number(json, "documents_per_second", (double)(r->added + r->changed) * rate);
    kw_json_number(json, "words_per_second", (double)r->words * rate);
    kw_json_integer(json, "memory", (int64_t)used.ru_maxrss * 1024);
    kw_json_number(json, "processor",
                   in_seconds(used.ru_utime) + in_seconds(used.ru_stime));
    kw_json_number(json, "read", (double)r->read_time / 1e9);
    kw_json_number(json, "extract", (double)r->extract_time / 1e9);
    kw_json_number(json, "write", (double)r->write_time / 1e9);
    kw_json_number(json, "derive", (double)r->derive_time / 1e9);
    kw_json_integer(json, "extract_memory", (int64_t)r->most_extract);
    kw_json_integer(json, "derive_memory", (int64_t)r->most_derive);
    say_line(&line);
}

static enum kw_status plan_row(void *context, const struct kw_ledger_row *row,
                               struct kw_error *err)
{
    struct kw_rows *rows = context;
    (void)err;
    kw_rows_text(rows, row->path);
    if (row->record)
        kw_rows_integer(rows, row->record);
    else
        kw_rows_null(rows);
    kw_rows_text(rows, row->document);
    kw_rows_text(rows, row->reason);
    return KW_OK;
}

/* --dry-run: a table of what would be extracted, and why. */
static enum kw_status plan(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {{"path", KW_CELL_TEXT},
                                               {"record", KW_CELL_INTEGER},
                                               {"document", KW_CELL_TEXT},
                                               {"reason", KW_CELL_TEXT}};
    struct kw_build asked = {.inputs = (const char *const *)cli->operands,
                             .input_count = cli->operand_count,
                             .jobs = 1,
                             .planned = plan_row};
    struct kw_extractor *extractor;
    struct kw_build_result result = {0};
    struct kw_cli_table table;
    struct kw_watch watch;
    enum kw_status status = kw_cli_extractor(cli, &extractor, err);
    if (status != KW_OK)
        return status;
    status =
        kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0], &table, err);
    if (status == KW_OK) {
        asked.planned_context = table.rows;
        kw_watch_begin(&watch, "documents");
        status = kw_corpus_build(store, extractor, &asked, &watch.observer, &result, err);
        kw_watch_end(&watch);
        status = kw_cli_table_end(cli, &table, status, err);
    }
    kw_extractor_free(extractor);
    cli->partly = result.failed > 0;
    return status;
}

static enum kw_status build(struct kw_cli *cli, struct kw_store *store,
                            struct kw_error *err)
{
    struct kw_build asked = {
        .inputs = (const char *const *)cli->operands,
        .input_count = cli->operand_count,
        .jobs = kw_cli_jobs(cli),
        .prune = cli->set.prune,
    };
    struct kw_extractor *extractor;
    struct kw_build_result result = {0};
    struct kw_watch watch;
    enum kw_status status = kw_cli_extractor(cli, &extractor, err);
    if (status != KW_OK)
        return status;
    double begun = now();
    kw_watch_begin(&watch, "documents");
    watch.more = "`knotwork ledger --state failed,skipped`";
    status = kw_corpus_build(store, extractor, &asked, &watch.observer, &result, err);
    kw_watch_end(&watch);
    kw_extractor_free(extractor);
    if (cli->set.stats && kw_says_json())
        say_stats_json(&result, asked.jobs, now() - begun);
    else if (cli->set.stats)
        say_stats(&result, asked.jobs, now() - begun);
    cli->partly = result.failed > 0;
    if (cli->set.quiet)
        return status;
    if (kw_says_json())
        sum_up_json(&result);
    else
        sum_up(&result, watch.terminal, now() - begun);
    return status == KW_OK ? say_totals(cli, store, err) : status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    kw_say_json(cli->set.log == 2);
    if (!cli->set.dry_run)
        return kw_cli_with_store(cli, KW_STORE_CREATE, build, err);
    /* Without a store all is new; none is made to say so. */
    if (access(cli->set.store, F_OK) != 0 && errno == ENOENT)
        return plan(cli, NULL, err);
    return kw_cli_with_store(cli, KW_STORE_READ, plan, err);
}

#define FIELD(member) offsetof(struct kw_settings, member)

static const char *choice_log(unsigned n)
{
    static const char *const names[] = {"text", "json", NULL};
    return names[n < 2 ? n : 2];
}

static const struct kw_option options[] = {
    {"jobs", 'j', "N", "threads (default: one a processor)", kw_set_count, FIELD(jobs),
     NULL},
    {"prune", 0, NULL, "drop documents of these inputs that are there no more",
     kw_set_flag, FIELD(prune), NULL},
    {"dry-run", 'n', NULL, "change nothing; list what would be extracted, and why",
     kw_set_flag, FIELD(dry_run), NULL},
    {"stats", 0, NULL, "say what every stage took", kw_set_flag, FIELD(stats), NULL},
    {"log", 0, "FORM", "messages, progress, counts and --stats as text or json",
     kw_set_place, FIELD(log), choice_log},
    {"quiet", 'q', NULL, "no summary at the end", kw_set_flag, FIELD(quiet), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork build news/",
     "documents in, knotwork.db out; again later: adds what is new"},
    {"knotwork build --dry-run news/", "what would be extracted, and why"},
    {"knotwork build --prune news/", "and drops the documents whose files are gone"},
    {"zcat wire.jsonl.gz | knotwork build -s wire.db -", "from standard input"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_build = {
    .name = "build",
    .group = "Documents",
    .summary = "read documents into the store: what is new or changed",
    .operands = "PATH...",
    .least = 1,
    .most = KW_MANY,
    .takes = KW_TAKES_LISTS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .options = options,
    .details =
        "Reads documents into the store, which is made if there is none, and brings the "
        "graph up to date. PATH is a file, a folder with everything below it, or - for "
        "standard input: plain text, JSON lines ({\"id\", \"title\", \"date\", "
        "\"source\", "
        "\"text\"}) or knotwork JSON. What is there already and has not changed is not "
        "read again. When the program, a list or an option is another than before, all "
        "that was extracted with the old one is extracted again, also what PATH does not "
        "hold, from its text in the store; --dry-run tells what that is.\n"
        "What becomes of each input is in the ledger. A bad document does not stop the "
        "others: it is named on standard error, and the exit status is 1. Ctrl-C keeps "
        "what was done; the next build goes on.",
    .examples = examples,
    .run = run,
};
