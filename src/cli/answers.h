/* answers.h - answers to questions as tables: what query, sql and shell share. */
#ifndef KW_CLI_ANSWERS_H
#define KW_CLI_ANSWERS_H

#include <time.h>

#include "cli/cli.h"

/* A question under way. */
struct kw_asking {
    struct kw_cli *cli;
    struct kw_str text;               /* of the question */
    struct kw_answer_columns columns; /* the question gives them */
    struct kw_ask_fault fault;        /* likewise */
    struct kw_cli_table table;        /* begun with the first row */
    bool begun;
    bool capped;         /* by the number of rows a terminal gets unasked */
    uint64_t limit;      /* rows to ask for */
    struct timespec end; /* when it must be done, with --timeout */
};

/* Begins with what --limit and --timeout say. */
void kw_asking_begin(struct kw_asking *asking, struct kw_cli *cli, struct kw_str text);

/* Whether the time is over, or Ctrl-C was pressed: the `stop` of a question whose
 * `stop_context` is this. */
bool kw_asking_stop(void *asking);

/* Writes a row: the kw_answer_fn of a question. */
enum kw_status kw_asking_row(void *asking, const struct kw_answer *answer,
                             struct kw_error *err);

/* Ends the table; one without rows has its header all the same. After a failure points at
 * its place. `status` is the fate of the question. Returns the first failure. */
KW_CHECKED enum kw_status kw_asking_end(struct kw_asking *asking, enum kw_status status,
                                        struct kw_error *err);

/* Options of questions, by name, for rows of tables: --param, --limit, --timeout. */
enum kw_status kw_set_parameter(const struct kw_option *, struct kw_settings *,
                                const char *, struct kw_error *);
#define KW_ASKING_OPTIONS                                                                \
    {"param", 'p', "NAME=VALUE", "give $NAME a value: a number, a text, a list",         \
     kw_set_parameter, 0, NULL},                                                         \
        {"limit", 'n', "N", "at most N rows (default: 200 on a terminal, else all)",     \
         kw_set_count, offsetof(struct kw_settings, limit), NULL},                       \
    {                                                                                    \
        "timeout", 0, "SECONDS", "give up after so many seconds (default: 0, never)",    \
            kw_set_count, offsetof(struct kw_settings, timeout), NULL                    \
    }

#endif
