/* cmd_generate.c - what the build installs beside the program. Hidden: for the build. */
#include "cli/commands.h"

#include <string.h>

static const struct {
    const char *name; /* the operand */
    enum kw_status (*write)(struct kw_arena *arena, struct kw_out *out,
                            struct kw_error *err);
} products[] = {
    {"man", kw_manual_write},
    {"bash", kw_complete_bash},
    {"zsh", kw_complete_zsh},
    {"fish", kw_complete_fish},
};

enum { PRODUCT_COUNT = sizeof products / sizeof products[0] };

static enum kw_status write_product(void *context, struct kw_out *out,
                                    struct kw_error *err)
{
    struct kw_cli *cli = context;
    for (size_t i = 0; i < PRODUCT_COUNT; i++) {
        if (strcmp(products[i].name, cli->operands[0]) == 0)
            return products[i].write(cli->arena, out, err);
    }
    return kw_fail(err, KW_USAGE, "generate: there is no '%s'", cli->operands[0]);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_write(cli, write_product, cli, err);
}

const struct kw_command kw_cmd_generate = {
    .name = "generate",
    .summary = "write the man page or a shell completion",
    .operands = "man|bash|zsh|fish",
    .least = 1,
    .most = 1,
    .takes = KW_TAKES_OUTPUT,
    .details = "Writes the man page or a shell completion from the command table.",
    .run = run,
};
