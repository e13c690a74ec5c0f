/* cmd_verify.c - whether every quote still stands where the store says. */
#include "cli/commands.h"

#include <inttypes.h>

#include "cli/watch.h"
#include "knotwork/corpus.h"

static enum kw_status verify(struct kw_cli *cli, struct kw_store *store,
                             struct kw_error *err)
{
    struct kw_watch watch;
    struct kw_verify_result result = {0};
    kw_watch_begin(&watch, "documents");
    enum kw_status status = kw_corpus_verify(store, &watch.observer, &result, err);
    kw_watch_end(&watch);
    if (status != KW_OK)
        return status;
    if (!cli->set.quiet)
        kw_say("%" PRIu64 " documents and %" PRIu64 " statements verified, %" PRIu64
               " faults",
               result.documents, result.statements, result.faults);
    cli->partly = result.faults > 0;
    return KW_OK;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, verify, err);
}

static const struct kw_option options[] = {
    {"quiet", 'q', NULL, "tell only what is wrong", kw_set_flag,
     offsetof(struct kw_settings, quiet), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork verify", "exit 0 if every quote stands in its source, else 1"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_verify = {
    .name = "verify",
    .group = "Data",
    .summary = "read the sources again and check every quote",
    .takes = KW_READS | KW_TAKES_STORE,
    .options = options,
    .details =
        "Reads every source again and checks the store against it: that each document "
        "still reads as it did, that each quote is in it and names both ends of its "
        "statement. Faults go to standard error, one a line; the exit status is then "
        "1. Run it where build was run: sources are found by the paths given there.",
    .examples = examples,
    .run = run,
};
