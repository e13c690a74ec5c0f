/* cmd_resolve.c - everything derived, derived anew. */
#include "cli/commands.h"

#include "cli/watch.h"
#include "knotwork/corpus.h"

static enum kw_status resolve(struct kw_cli *cli, struct kw_store *store,
                              struct kw_error *err)
{
    struct kw_watch watch;
    (void)cli;
    kw_watch_begin(&watch, "documents");
    enum kw_status status = kw_corpus_resolve(store, &watch.observer, err);
    kw_watch_end(&watch);
    return status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_WRITE, resolve, err);
}

static const struct kw_example examples[] = {
    {"knotwork resolve", "after an update of knotwork, or to be sure"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_resolve = {
    .name = "resolve",
    .group = "Data",
    .summary = "derive stories, entities and relations anew from the facts",
    .takes = KW_TAKES_STORE,
    .details =
        "Throws away stories, entities and relations and derives them anew from what "
        "the documents say. The result is the same as what build keeps up to date.",
    .examples = examples,
    .run = run,
};
