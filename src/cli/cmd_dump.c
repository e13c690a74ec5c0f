/* cmd_dump.c - everything the store knows as text. */
#include "cli/commands.h"

#include "knotwork/corpus.h"

static enum kw_status write(void *context, struct kw_out *out, struct kw_error *err)
{
    return kw_corpus_dump(context, out, err);
}

static enum kw_status dump(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    return kw_cli_write(cli, write, store, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, dump, err);
}

static const struct kw_example examples[] = {
    {"knotwork dump | sha256sum", "one number for all a store knows"},
    {"diff <(knotwork dump -s a.db) <(knotwork dump -s b.db)", "how two stores differ"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_dump = {
    .name = "dump",
    .group = "Data",
    .summary = "write every record of the store as a line of JSON",
    .takes = KW_READS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .details =
        "Writes every record, facts and what is derived from them, in the order of "
        "their keys. Two stores of the same documents give the same bytes.",
    .examples = examples,
    .run = run,
};
