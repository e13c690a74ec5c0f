/* cmd_duplicates.c - what to decide: likely merges and likely wrong ones, as a table. */
#include "cli/commands.h"

#include <string.h>

#include "knotwork/corpus.h"

/* --- the command to type ------------------------------------------------------------ */

/* A word as sh reads it back; without a backslash, which TSV would double. */
static void add_word(struct kw_buf *buf, struct kw_str word)
{
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789_./:@%+=,-";
    bool plain = word.len > 0 && word.ptr[0] != '-';
    for (size_t i = 0; i < word.len; i++)
        plain = plain && word.ptr[i] && strchr(safe, word.ptr[i]);
    kw_buf_byte(buf, ' ');
    if (plain) {
        kw_buf_add(buf, word);
        return;
    }
    kw_buf_byte(buf, '\'');
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] == '\'')
            kw_buf_add(buf, KW_STR("'\"'\"'"));
        else
            kw_buf_byte(buf, word.ptr[i]);
    kw_buf_byte(buf, '\'');
}

static void print_command(const struct kw_cli *cli, const struct kw_proposal *proposal,
                          struct kw_buf *buf)
{
    kw_buf_printf(buf, "knotwork curate %s", kw_decision_label(proposal->decision)->name);
    if (strcmp(cli->set.store, "knotwork.db") != 0) {
        kw_buf_add(buf, KW_STR(" -s"));
        add_word(buf, kw_str_of(cli->set.store));
    }
    if (proposal->a.key.ptr[0] == '-' || proposal->b.key.ptr[0] == '-')
        kw_buf_add(buf, KW_STR(" --"));
    if (proposal->decision != KW_DECISION_SPLIT)
        add_word(buf, proposal->a.key);
    add_word(buf, proposal->b.key);
    for (size_t i = 0; i < proposal->document_count; i++)
        add_word(buf, proposal->documents[i]);
}

/* --- the table ---------------------------------------------------------------------- */

static enum kw_status write_row(const struct kw_cli *cli,
                                const struct kw_proposal *proposal, struct kw_rows *rows,
                                struct kw_buf *command, struct kw_error *err)
{
    kw_buf_clear(command);
    print_command(cli, proposal, command);
    kw_rows_integer(rows, proposal->score);
    kw_rows_text(rows, kw_str_of(kw_decision_label(proposal->decision)->name));
    kw_rows_text(rows, proposal->a.name);
    kw_rows_text(rows, kw_str_of(kw_type_label(proposal->a.type)->name));
    kw_rows_integer(rows, proposal->a.stories);
    kw_rows_text(rows, proposal->b.name);
    kw_rows_text(rows, kw_str_of(kw_type_label(proposal->b.type)->name));
    kw_rows_integer(rows, proposal->b.stories);
    kw_rows_text(rows, proposal->evidence);
    kw_rows_text(rows, kw_buf_str(command));
    return command->failed ? kw_nomem(err) : KW_OK;
}

static enum kw_status list(struct kw_cli *cli, struct kw_store *store,
                           struct kw_error *err)
{
    static const struct kw_column columns[] = {
        {"score", KW_CELL_INTEGER},
        {"decision", KW_CELL_TEXT},
        {"a", KW_CELL_TEXT},
        {"a_type", KW_CELL_TEXT},
        {"a_stories", KW_CELL_INTEGER},
        {"b", KW_CELL_TEXT},
        {"b_type", KW_CELL_TEXT},
        {"b_stories", KW_CELL_INTEGER},
        {"evidence", KW_CELL_TEXT},
        {"command", KW_CELL_TEXT},
    };
    struct kw_wish wish = {cli->set.decisions, cli->set.view.types, cli->set.limit};
    const struct kw_proposal *proposals;
    size_t count;
    struct kw_cli_table table;
    struct kw_buf command = {0};
    enum kw_status status =
        kw_corpus_duplicates(store, &wish, cli->arena, &proposals, &count, err);
    if (status == KW_OK)
        status = kw_cli_table_begin(cli, columns, sizeof columns / sizeof columns[0],
                                    &table, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = write_row(cli, &proposals[i], table.rows, &command, err);
    kw_buf_free(&command);
    return kw_cli_table_end(cli, &table, status, err);
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, list, err);
}

/* --- the command's row -------------------------------------------------------------- */

static const enum kw_decision_kind proposed[] = {KW_DECISION_MERGE, KW_DECISION_APART,
                                                 KW_DECISION_SPLIT};
enum { PROPOSED = sizeof proposed / sizeof *proposed };

static const char *choice_decision(unsigned n)
{
    return n < PROPOSED ? kw_decision_label(proposed[n])->name : NULL;
}

static enum kw_status set_decisions(const struct kw_option *option,
                                    struct kw_settings *settings, const char *value,
                                    struct kw_error *err)
{
    enum kw_status status = kw_set_bits(option, settings, value, err);
    uint32_t places = settings->decisions;
    settings->decisions = 0;
    for (unsigned i = 0; i < PROPOSED; i++)
        settings->decisions |= (places >> i & 1) << proposed[i];
    return status;
}

static const struct kw_option options[] = {
    {"types", 't', "TYPES", "about entities of these types only, joined by commas",
     kw_set_view, 0, kw_choice_type},
    {"decisions", 'd', "VERBS", "these decisions only, joined by commas", set_decisions,
     offsetof(struct kw_settings, decisions), choice_decision},
    {"limit", 'n', "N", "at most N rows (default: 20; 0: all)", kw_set_count,
     offsetof(struct kw_settings, limit), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork duplicates", "the 20 likeliest, with the command that decides each"},
    {"knotwork duplicates --types person --decisions merge",
     "people who may be one under two names"},
    {"knotwork duplicates -n 0 --format csv -o review.csv",
     "all of them, to go through in a spreadsheet"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_duplicates = {
    .name = "duplicates",
    .group = "Data",
    .summary = "propose corrections: what may be one, what may be two",
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE,
    .limit = 20,
    .everything = true,
    .options = options,
    .details =
        "Proposes decisions for curate, the likeliest first, each with its evidence and "
        "the command that makes it; nothing is changed.\n"
        "merge: two entities whose names are alike (spelled alike, the same words, "
        "initials, a last name, the words a name begins with) and that are of one type "
        "and named beside the same others. apart: a name that was joined to an entity "
        "by a rule, and whose stories share nobody with the others. split: one name "
        "whose stories fall into two halves that share nobody.\n"
        "The score orders the proposals, from 45 to 99; it is no probability. What "
        "curate decided is not proposed again.",
    .examples = examples,
    .run = run,
};
