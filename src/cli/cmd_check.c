/* cmd_check.c - whether the store is what it should be. */
#include "cli/commands.h"

#include <inttypes.h>

#include "cli/watch.h"
#include "knotwork/corpus.h"

static enum kw_status check(struct kw_cli *cli, struct kw_store *store,
                            struct kw_error *err)
{
    struct kw_watch watch;
    uint64_t faults = 0;
    kw_watch_begin(&watch, "documents");
    enum kw_status status = kw_corpus_check(store, &watch.observer, &faults, err);
    kw_watch_end(&watch);
    if (status != KW_OK)
        return status;
    if (!cli->set.quiet)
        kw_say("%s: %" PRIu64 " faults", cli->set.store, faults);
    cli->partly = faults > 0;
    return KW_OK;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, check, err);
}

static const struct kw_option options[] = {
    {"quiet", 'q', NULL, "tell only what is wrong", kw_set_flag,
     offsetof(struct kw_settings, quiet), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork check", "exit 0 if the store is sound, else 1"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_check = {
    .name = "check",
    .group = "Data",
    .summary = "check the store itself and what is derived in it",
    .takes = KW_READS | KW_TAKES_STORE,
    .options = options,
    .details =
        "Reads the whole store and derives everything anew in a temporary copy. Faults "
        "go to standard error, one a line; the exit status is then 1. Whether the "
        "sources still say what the store says is what `knotwork verify` checks. A "
        "damaged store is saved with `knotwork recover`, wrong derived records are put "
        "right with `knotwork resolve`.",
    .examples = examples,
    .run = run,
};
