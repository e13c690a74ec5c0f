/* cmd_extract.c - a filter: documents in, knotwork JSON lines out, in the order of the
 * input whatever the number of threads. */
#include "cli/commands.h"
#include "cli/lists.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/pool.h"
#include "knotwork/extract.h"
#include "read/read.h"

/* An item under way. */
struct slot {
    struct kw_record record;
    struct kw_arena *arena;          /* holds the rest */
    struct kw_extraction extraction; /* when `failed` is empty */
    struct kw_error failed;          /* why there is no extraction */
};

struct filter {
    struct kw_cli *cli;
    struct kw_reader *reader;
    struct kw_arena *arena; /* of the lexicon */
    struct kw_lexicon *lexicon;
    struct kw_extractor *extractor;
    struct kw_out *out;
    struct slot *slots;
    size_t slot_count;
};

static enum kw_status next(void *context, size_t slot, bool *more, struct kw_error *err)
{
    struct filter *filter = context;
    return kw_reader_next(filter->reader, &filter->slots[slot].record, more, err);
}

static enum kw_status parse_and_extract(const struct filter *filter, struct slot *slot)
{
    struct kw_parsed parsed;
    enum kw_status status = kw_record_parse(filter->lexicon, &slot->record, slot->arena,
                                            &parsed, &slot->failed);
    if (status != KW_OK)
        return status;
    /* A record that brings entities along is analyzed like any other: extract says what
     * this program finds. It is `build` that takes such a record as it is. */
    return kw_extract(filter->extractor, &parsed.extraction.document, slot->arena,
                      &slot->extraction, &slot->failed);
}

/* What is wrong with one document is its own matter; only memory ends the run. */
static enum kw_status work(void *context, size_t number, struct kw_error *err)
{
    struct filter *filter = context;
    struct slot *slot = &filter->slots[number];
    slot->failed = (struct kw_error){0};
    kw_arena_reset(slot->arena);
    if (slot->record.state != KW_RECORD_READ)
        return KW_OK;
    return parse_and_extract(filter, slot) == KW_NOMEM ? kw_nomem(err) : KW_OK;
}

static void complain(struct filter *filter, const struct slot *slot, const char *reason)
{
    struct kw_str path = kw_buf_str(&slot->record.path);
    if (slot->record.number)
        kw_say("%.*s: record %" PRId64 ": %s", KW_STR_ARG(path), slot->record.number,
               reason);
    else
        kw_say("%.*s: %s", KW_STR_ARG(path), reason);
    filter->cli->partly = true;
}

static enum kw_status done(void *context, size_t number, struct kw_error *err)
{
    struct filter *filter = context;
    struct slot *slot = &filter->slots[number];
    if (slot->record.state == KW_RECORD_FAILED)
        complain(filter, slot, slot->record.reason);
    else if (slot->failed.status != KW_OK)
        complain(filter, slot, slot->failed.text);
    else if (slot->record.state == KW_RECORD_READ)
        kw_extraction_write(&slot->extraction, filter->out);
    if (filter->out->status != KW_OK) /* a full disk: no use to go on */
        return kw_fail(err, filter->out->status, "%s", filter->out->error.text);
    return KW_OK;
}

static enum kw_status prepare(struct filter *filter, struct kw_error *err)
{
    static const char *const standard_input[] = {"-"};
    struct kw_cli *cli = filter->cli;
    struct kw_str image = kw_lexicon_builtin();
    filter->slot_count = kw_pool_slots(kw_cli_jobs(cli));
    filter->slots = KW_NEW(filter->arena, filter->slot_count, struct slot);
    if (!filter->slots)
        return kw_nomem(err);
    for (size_t i = 0; i < filter->slot_count; i++) {
        filter->slots[i].arena = kw_arena_new();
        if (!filter->slots[i].arena)
            return kw_nomem(err);
    }
    enum kw_status status =
        kw_lexicon_open(filter->arena, &image, 1, &filter->lexicon, err);
    if (status == KW_OK)
        status = kw_cli_extractor(cli, &filter->extractor, err);
    if (status != KW_OK)
        return status;
    return cli->operand_count ? kw_reader_open((const char *const *)cli->operands,
                                               cli->operand_count, &filter->reader, err)
                              : kw_reader_open(standard_input, 1, &filter->reader, err);
}

static enum kw_status filter_all(void *context, struct kw_out *out, struct kw_error *err)
{
    struct kw_cli *cli = context;
    struct filter filter = {.cli = cli, .arena = cli->arena, .out = out};
    struct kw_pool_work pool = {
        .context = &filter, .next = next, .work = work, .done = done};
    enum kw_status status = prepare(&filter, err);
    if (status == KW_OK)
        status = kw_pool_run(&pool, kw_cli_jobs(cli), err);
    for (size_t i = 0; filter.slots && i < filter.slot_count; i++) {
        kw_record_free(&filter.slots[i].record);
        kw_arena_free(filter.slots[i].arena);
    }
    kw_reader_free(filter.reader);
    kw_extractor_free(filter.extractor);
    return status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    if (cli->operand_count == 0 && isatty(STDIN_FILENO))
        return kw_fail(
            err, KW_USAGE,
            "extract: expected files or folders, or documents on standard input");
    return kw_cli_write(cli, filter_all, cli, err);
}

static const struct kw_option options[] = {
    {"jobs", 'j', "N", "threads (default: one a processor)", kw_set_count,
     offsetof(struct kw_settings, jobs), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork extract news/ -o news.jsonl", "what each document says, a line each"},
    {"knotwork extract < docs.jsonl | knotwork build -", "the same as to build at once"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_extract = {
    .name = "extract",
    .group = "Data",
    .summary = "read documents, write what they say as knotwork JSON",
    .operands = "[PATH...]",
    .most = KW_MANY,
    .takes = KW_TAKES_LISTS | KW_TAKES_OUTPUT,
    .options = options,
    .details = "A filter: documents in, one line of knotwork JSON a document out, in the "
               "order of "
               "the input. PATH is a file or a folder; without any, or for -, documents "
               "come from "
               "standard input as JSON lines. No store is read or written, so that many "
               "of these "
               "can run side by side; build reads what they wrote.",
    .examples = examples,
    .run = run,
};
