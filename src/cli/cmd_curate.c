/* cmd_curate.c - corrections by hand: decisions made, listed, checked and taken back. */
#include "cli/commands.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "cli/watch.h"
#include "knotwork/corpus.h"

/* --- deciding ---------------------------------------------------------------------- */

/* Whether an operand names an entity as a whole, one of its names, or neither. */
enum naming { NAMES_NOTHING, NAMES_KEY, NAMES_ENTITY };

static enum naming naming_of(enum kw_decision_kind kind, size_t operand)
{
    switch (kind) {
    case KW_DECISION_MERGE:
    case KW_DECISION_APART:
        return NAMES_KEY;
    case KW_DECISION_DROP:
        return operand == 0 || operand == 2 ? NAMES_ENTITY : NAMES_NOTHING;
    default:
        return operand == 0 ? NAMES_KEY : NAMES_NOTHING;
    }
}

static enum kw_status count_operands(const struct kw_cli *cli, enum kw_decision_kind kind,
                                     struct kw_error *err)
{
    const struct kw_decision_label *label = kw_decision_label(kind);
    size_t count = cli->operand_count - 1;
    if (count < label->least || (label->most && count > label->most) ||
        (kind == KW_DECISION_DROP && count == 2))
        return kw_fail(err, KW_USAGE, "curate: expected %s %s", label->name,
                       label->operands);
    return KW_OK;
}

/* Leaves out keys that were given twice; how many are left. */
static size_t drop_repeats(struct kw_str *keys, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < kept; k++)
            known = known || kw_str_eq(keys[k], keys[i]);
        if (!known)
            keys[kept++] = keys[i];
    }
    return kept;
}

static enum kw_status decide(struct kw_cli *cli, struct kw_store *store,
                             struct kw_error *err)
{
    struct kw_decision decision = {.why = kw_str_of(cli->set.why)};
    struct kw_str *operands = KW_NEW(cli->arena, cli->operand_count, struct kw_str);
    struct kw_watch watch;
    if (!operands)
        return kw_nomem(err);
    if (!kw_decision_parse(kw_str_of(cli->operands[0]), &decision.kind))
        return kw_fail(err, KW_USAGE, "curate: there is no '%s'", cli->operands[0]);
    enum kw_status status = count_operands(cli, decision.kind, err);
    for (size_t i = 0; i + 1 < cli->operand_count && status == KW_OK; i++) {
        enum naming naming = naming_of(decision.kind, i);
        operands[i] = kw_str_of(cli->operands[i + 1]);
        if (naming != NAMES_NOTHING)
            status = kw_lookup_key(store, operands[i], naming == NAMES_ENTITY, cli->arena,
                                   &operands[i], err);
    }
    if (status != KW_OK)
        return status;
    decision.operands = operands;
    decision.count = cli->operand_count - 1;
    if (decision.kind == KW_DECISION_MERGE)
        decision.count = drop_repeats(operands, decision.count);
    if (decision.count == 1 && decision.kind == KW_DECISION_MERGE) {
        kw_say("'%s' and '%s' are one already: '%.*s'", cli->operands[1],
               cli->operands[2], KW_STR_ARG(operands[0]));
        return KW_OK; /* what was wished for is so */
    }
    if (decision.kind == KW_DECISION_APART && kw_str_eq(operands[0], operands[1]))
        return kw_fail(err, KW_USAGE,
                       "'%s' and '%s' are one name: '%.*s'; split tells in which "
                       "documents it means another thing",
                       cli->operands[1], cli->operands[2], KW_STR_ARG(operands[0]));
    kw_watch_begin(&watch, "documents");
    status = kw_corpus_decide(store, &decision, &watch.observer, err);
    kw_watch_end(&watch);
    return status;
}

/* --- the other verbs --------------------------------------------------------------- */

static enum kw_status undo(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    int64_t line = 0;
    struct kw_watch watch;
    if (cli->operand_count > 2)
        return kw_fail(err, KW_USAGE, "curate: expected undo [LINE]");
    if (cli->operand_count == 2 &&
        (!kw_integer_parse(kw_str_of(cli->operands[1]), &line) || line < 1))
        return kw_fail(err, KW_USAGE, "curate: expected the number of a line, not '%s'",
                       cli->operands[1]);
    kw_watch_begin(&watch, "documents");
    enum kw_status status = kw_corpus_undo(store, (size_t)line, &watch.observer, err);
    kw_watch_end(&watch);
    return status;
}

static enum kw_status write_decision(struct kw_cli *cli, struct kw_rows *rows,
                                     const struct kw_decision *decision,
                                     struct kw_error *err)
{
    struct kw_buf operands = {0};
    (void)cli;
    for (size_t i = 0; i < decision->count; i++) {
        kw_buf_add(&operands, i ? KW_STR(", ") : KW_STR(""));
        kw_buf_add(&operands, decision->operands[i]);
    }
    kw_rows_integer(rows, (int64_t)decision->line);
    kw_rows_text(rows, kw_str_of(kw_decision_label(decision->kind)->name));
    kw_rows_text(rows, kw_buf_str(&operands));
    kw_rows_text(rows, decision->why);
    bool failed = operands.failed;
    kw_buf_free(&operands);
    return failed ? kw_nomem(err) : KW_OK;
}

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {{"line", KW_CELL_INTEGER},
                                               {"decision", KW_CELL_TEXT},
                                               {"about", KW_CELL_TEXT},
                                               {"why", KW_CELL_TEXT}};
    const struct kw_decision *decisions = NULL;
    size_t count = 0;
    struct kw_cli_table table;
    if (cli->operand_count > 1)
        return kw_fail(err, KW_USAGE, "curate: list takes no operands");
    enum kw_status status =
        kw_corpus_decisions(store, cli->arena, &decisions, &count, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0],
                                    &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = write_decision(cli, table.rows, &decisions[i], err);
    return kw_cli_table_end(cli, &table, status, err);
}

static enum kw_status check(struct kw_cli *cli, struct kw_store *store,
                            struct kw_error *err)
{
    uint64_t faults = 0;
    struct kw_watch watch;
    if (cli->operand_count > 1)
        return kw_fail(err, KW_USAGE, "curate: check takes no operands");
    kw_watch_begin(&watch, "decisions");
    enum kw_status status =
        kw_corpus_check_curation(store, &watch.observer, &faults, err);
    kw_watch_end(&watch);
    cli->partly = faults > 0;
    return status;
}

static const struct verb {
    const char *name;
    enum kw_store_mode mode;
    enum kw_status (*work)(struct kw_cli *, struct kw_store *, struct kw_error *);
} verbs[] = {
    {"undo", KW_STORE_WRITE, undo},
    {"list", KW_STORE_READ, list},
    {"check", KW_STORE_READ, check},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

static const char *choice_verb(unsigned n)
{
    if (n < KW_DECISION_COUNT)
        return kw_decision_label((enum kw_decision_kind)n)->name;
    return n - KW_DECISION_COUNT < VERBS ? verbs[n - KW_DECISION_COUNT].name : NULL;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(cli->operands[0], verbs[i].name) == 0)
            return kw_cli_with_store(cli, verbs[i].mode, verbs[i].work, err);
    return kw_cli_with_store(cli, KW_STORE_WRITE, decide, err);
}

static const struct kw_option options[] = {
    {"why", 'w', "TEXT", "the reason, kept beside the decision", kw_set_text,
     offsetof(struct kw_settings, why), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork curate merge NSO \"NSO Group\" --why \"one firm\"",
     "one node from now on"},
    {"knotwork curate apart \"George Bush\" \"George W. Bush\"", "never one node"},
    {"knotwork curate retype Pegasus tool", "and what it is called: curate rename"},
    {"knotwork curate split \"John Smith\" 07.txt", "in that document it is another one"},
    {"knotwork curate drop \"NSO Group\" owns Pegasus", "leave out what is stated there"},
    {"knotwork curate undo", "take the last decision back"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_curate = {
    .name = "curate",
    .group = "Data",
    .summary = "correct the graph by hand; kept in a file, replayed on every build",
    .operands = "VERB ...",
    .least = 1,
    .most = KW_MANY,
    .takes = KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .options = options,
    .choice = choice_verb,
    .details =
        "Keeps decisions in a text file beside the store (knotwork.curation beside "
        "knotwork.db), one a line, and brings the store up to them. They name "
        "things by keys, outlive the store and win over what the program would decide.\n"
        "merge KEY KEY...: one thing; the key that sorts first stays, the others lead to "
        "it; names of one key are one already, which is no failure. apart KEY KEY: never "
        "one thing. rename KEY NAME, retype KEY TYPE. split KEY "
        "DOCUMENT...: in these documents the name means another thing. ignore KEY: it is "
        "no name. drop KEY: without that entity; drop KEY TYPE KEY [DOCUMENT]: without "
        "the statements of that type between two.\n"
        "undo [LINE] takes back the last decision, or that of a line, be the file in "
        "order "
        "or not; list shows them; "
        "check looks for those about what the store does not have. Decisions that "
        "contradict each other are an error that names both lines. Where a KEY is "
        "expected, a name that fits one entity will do.",
    .examples = examples,
    .run = run,
};
