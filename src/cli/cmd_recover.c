/* cmd_recover.c - a damaged store, as far as it can be read, into a new one. */
#include "cli/commands.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "cli/watch.h"
#include "knotwork/corpus.h"

static enum kw_status recover_into(struct kw_cli *cli, struct kw_store *damaged,
                                   struct kw_store *target, struct kw_error *err)
{
    struct kw_watch watch;
    struct kw_recover_result result;
    kw_watch_begin(&watch, "documents");
    enum kw_status status =
        kw_corpus_recover(damaged, target, &watch.observer, &result, err);
    kw_watch_end(&watch);
    if (status != KW_OK)
        return status;
    if (!cli->set.quiet)
        kw_say("%s: %" PRIu64 " documents, %" PRIu64 " without facts, %" PRIu64 " lost",
               cli->operands[0], result.documents, result.bare, result.lost);
    cli->partly = result.bare + result.lost > 0;
    return KW_OK;
}

static enum kw_status recover(struct kw_cli *cli, struct kw_store *damaged,
                              struct kw_error *err)
{
    struct kw_store *target;
    struct stat st;
    const char *path = cli->operands[0];
    if (stat(path, &st) == 0)
        return kw_fail(err, KW_USAGE, "%s: is there already; name a new file", path);
    enum kw_status status = kw_store_open(path, KW_STORE_CREATE, &target, err);
    if (status != KW_OK)
        return status;
    status = recover_into(cli, damaged, target, err);
    enum kw_status closed = kw_store_close(target, status == KW_OK ? err : NULL);
    return status == KW_OK ? closed : status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, recover, err);
}

static const struct kw_option options[] = {
    {"quiet", 'q', NULL, "tell only what is lost", kw_set_flag,
     offsetof(struct kw_settings, quiet), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork recover saved.db", "then build again, to extract what was damaged"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_recover = {
    .name = "recover",
    .group = "Data",
    .summary = "save what can be read of a damaged store into a new one",
    .operands = "NEW",
    .least = 1,
    .most = 1,
    .takes = KW_TAKES_STORE,
    .options = options,
    .details =
        "Copies every document that can be read, with its facts where they are as they "
        "were put, and the decisions of `knotwork curate` into the new store NEW, and "
        "derives the rest. What is lost is named; "
        "the exit status is then 1. The damaged store stays as it is. Build again "
        "afterwards: documents without facts, and lost ones, are read from their "
        "sources.",
    .examples = examples,
    .run = run,
};
