/* cmd_remove.c - documents out of the store. */
#include "cli/commands.h"

#include "knotwork/corpus.h"

static enum kw_status drop(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    struct kw_str *keys = KW_NEW(cli->arena, cli->operand_count, struct kw_str);
    if (!keys)
        return kw_nomem(err);
    for (size_t i = 0; i < cli->operand_count; i++)
        keys[i] = kw_str_of(cli->operands[i]);
    return kw_corpus_remove(store, keys, cli->operand_count, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_WRITE, drop, err);
}

static const struct kw_example examples[] = {
    {"knotwork remove 2023/hoax.txt", "as if it had never been read"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_remove = {
    .name = "remove",
    .group = "Documents",
    .summary = "take documents out of the store",
    .operands = "KEY...",
    .least = 1,
    .most = KW_MANY,
    .takes = KW_TAKES_STORE,
    .details =
        "Takes documents out of the store by their keys ('knotwork documents' lists "
        "them), with everything that rests on them alone. If one of the keys is "
        "not there, none is taken out.",
    .examples = examples,
    .run = run,
};
