/* cmd_shell.c - a prompt for questions: query language, SQL, and the commands that read.
 *
 * A line that begins with a command's name, or a dot, is done at once. What begins like a
 * query may go on over lines and ends with a semicolon. Each is run as `knotwork` would
 * run it, so that there is nothing the shell does in a way of its own.
 */
#include "cli/commands.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/interrupt.h"
#include "cli/properties.h"
#include "cli/suggest.h"

struct shell {
    const struct kw_cli *cli;
    enum kw_row_format mode;
    bool timer;
    bool terminal; /* somebody types */
    bool quit;
    bool failed;           /* something did */
    struct kw_buf pending; /* a query that is not at its end */
};

/* --- running ----------------------------------------------------------------------- */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Says why it failed, if it did. */
static void settle(struct shell *shell, enum kw_status status, const struct kw_error *err)
{
    if (status == KW_INTERRUPTED)
        kw_say("interrupted");
    if (status == KW_OK || status == KW_INTERRUPTED)
        return;
    shell->failed = true;
    kw_say("%s", err->text);
}

/* Runs one command line; words[0] names the command. On a terminal Ctrl-C ends what it
 * does, not the shell; pressed again where nothing heeds it, both. */
static void run_words(struct shell *shell, const struct kw_command *command, int count,
                      char **words)
{
    struct kw_error err = {0};
    struct kw_cli cli = {
        .command = command,
        .arena = kw_arena_new(),
        .set = {.store = shell->cli->set.store, .output = "-", .rows = shell->mode}};
    double begun = seconds();
    if (shell->terminal)
        kw_interrupt_catch();
    settle(shell,
           cli.arena ? kw_cli_run(&cli, count - 1, words + 1, &err) : kw_nomem(&err),
           &err);
    kw_interrupt_end();
    kw_arena_free(cli.arena);
    if (shell->timer)
        kw_say("%.3f s", seconds() - begun);
}

/* Runs a question as the operand of `query` or `sql`. */
static void run_question(struct shell *shell, const struct kw_command *command,
                         struct kw_str text)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str copy = {0};
    if (arena)
        copy = kw_arena_copy(arena, text);
    char name[] = "", dashes[] = "--";
    char *words[] = {name, dashes, (char *)(uintptr_t)copy.ptr, NULL};
    struct kw_error err = {0};
    if (copy.ptr)
        run_words(shell, command, 3, words);
    else
        settle(shell, kw_nomem(&err), &err);
    kw_arena_free(arena);
}

/* --- words of a command line ------------------------------------------------------- */

/* Takes the next word off `*rest` into `word`: parted by spaces, held together by quotes
 * of either kind; a backslash takes the next character as it is, but not in single
 * quotes. False at the end; `*open` when a quote is not closed. */
static bool next_word(struct kw_str *rest, struct kw_buf *word, bool *open)
{
    char quote = 0;
    *rest = kw_str_trim(*rest);
    if (rest->len == 0)
        return false;
    size_t at = 0;
    for (; at < rest->len; at++) {
        char c = rest->ptr[at];
        if (!quote && (c == ' ' || c == '\t'))
            break;
        if (c == '\\' && quote != '\'' && at + 1 < rest->len)
            kw_buf_byte(word, rest->ptr[++at]);
        else if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else
            kw_buf_byte(word, c);
    }
    *rest = kw_str_slice(*rest, at, rest->len);
    *open = quote != 0;
    return true;
}

static enum kw_status split(struct kw_arena *arena, struct kw_str line, int *count,
                            char ***out, struct kw_error *err)
{
    KW_VEC(char *) words = {0};
    struct kw_buf word = {0};
    bool open = false, more = true;
    enum kw_status status = KW_OK;
    while (status == KW_OK && more) {
        kw_buf_clear(&word);
        more = next_word(&line, &word, &open);
        struct kw_str copy =
            word.failed ? (struct kw_str){0} : kw_arena_copy(arena, kw_buf_str(&word));
        char **place = KW_PUSH(arena, &words);
        if (!copy.ptr || !place)
            status = kw_nomem(err);
        else if (open)
            status = kw_fail(err, KW_USAGE, "a quote is not closed");
        else
            *place = more ? (char *)(uintptr_t)copy.ptr : NULL;
    }
    kw_buf_free(&word);
    if (status != KW_OK)
        return status;
    *count = (int)words.count - 1;
    *out = words.items;
    return KW_OK;
}

static void run_line(struct shell *shell, const struct kw_command *command,
                     struct kw_str line)
{
    struct kw_error err = {0};
    struct kw_arena *arena = kw_arena_new();
    char **words = NULL;
    int count = 0;
    if (kw_str_ends(line, KW_STR(";")))
        line.len--;
    enum kw_status status =
        arena ? split(arena, line, &count, &words, &err) : kw_nomem(&err);
    if (status == KW_OK)
        run_words(shell, command, count, words);
    else
        settle(shell, status, &err);
    kw_arena_free(arena);
}

/* --- commands that begin with a dot ------------------------------------------------ */

struct dot {
    const char *name, *argument, *meaning;
    enum kw_status (*run)(struct shell *shell, struct kw_str argument,
                          struct kw_error *err);
};

enum { DOT_COUNT = 5 };
static const struct dot dots[DOT_COUNT];

/* Where a dot command writes. */
static struct kw_cli output_of(const struct shell *shell)
{
    return (struct kw_cli){.arena = shell->cli->arena,
                           .set = {.output = "-", .rows = shell->mode}};
}

static enum kw_status write_help(void *context, struct kw_out *out, struct kw_error *err)
{
    (void)context;
    (void)err;
    kw_out_add(out, KW_STR("A query (MATCH ... RETURN ...) or a SELECT may go on over "
                           "lines and ends with a\nsemicolon. A line of its own takes a "
                           "command:\n "));
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if ((*row)->takes & KW_READS)
            kw_out_printf(out, " %s", (*row)->name);
    }
    kw_out_add(out, KW_STR("\n'help COMMAND' tells about one. And there are:\n"));
    for (size_t i = 0; i < DOT_COUNT; i++)
        kw_out_printf(out, "  %-8s %-7s %s\n", dots[i].name, dots[i].argument,
                      dots[i].meaning);
    return KW_OK;
}

static enum kw_status dot_help(struct shell *shell, struct kw_str argument,
                               struct kw_error *err)
{
    struct kw_cli cli = output_of(shell);
    (void)argument;
    return kw_cli_write(&cli, write_help, NULL, err);
}

static const char *const word_lists[] = {
    [KW_ASK_LABELS] = "label",
    [KW_ASK_TYPES] = "type",
    [KW_ASK_NODE_PROPERTIES] = "node.property",
    [KW_ASK_EDGE_PROPERTIES] = "edge.property",
};

static enum kw_status write_words(struct kw_cli *cli, struct kw_error *err)
{
    static const struct kw_column columns[] = {{"list", KW_CELL_TEXT},
                                               {"name", KW_CELL_TEXT}};
    struct kw_cli_table table;
    enum kw_status status = kw_cli_table_begin(cli, columns, 2, &table, err);
    if (status != KW_OK)
        return status;
    for (unsigned list = KW_ASK_LABELS; list < KW_ASK_WORDS_COUNT; list++) {
        const char *word;
        for (unsigned n = 0; (word = kw_cli_ask_word((enum kw_ask_words)list, n)); n++) {
            kw_rows_text(table.rows, kw_str_of(word_lists[list]));
            kw_rows_text(table.rows, kw_str_of(word));
        }
    }
    return kw_cli_table_end(cli, &table, KW_OK, err);
}

static enum kw_status dot_schema(struct shell *shell, struct kw_str argument,
                                 struct kw_error *err)
{
    struct kw_cli cli = output_of(shell);
    (void)argument;
    enum kw_status status = write_words(&cli, err);
    if (status == KW_OK)
        run_question(shell, &kw_cmd_sql,
                     KW_STR("SELECT m.name AS view, c.name AS column FROM sqlite_schema "
                            "m JOIN pragma_table_info(m.name) c WHERE m.type = 'view' "
                            "ORDER BY m.name, c.cid"));
    return status;
}

static enum kw_status dot_mode(struct shell *shell, struct kw_str argument,
                               struct kw_error *err)
{
    struct kw_nearest nearest = {.word = argument};
    for (unsigned n = 0; kw_choice_rows(n); n++)
        kw_nearest_try(&nearest, kw_str_of(kw_choice_rows(n)));
    if (kw_row_format_parse(argument, &shell->mode))
        return KW_OK;
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, ".mode: there is no '%.*s'; did you mean '%.*s'?",
                       KW_STR_ARG(argument), KW_STR_ARG(nearest.best));
    return kw_fail(err, KW_USAGE,
                   ".mode: expected table, csv, tsv, json, jsonl or markdown");
}

static enum kw_status dot_timer(struct shell *shell, struct kw_str argument,
                                struct kw_error *err)
{
    bool on = kw_str_eq(argument, KW_STR("on"));
    if (!on && !kw_str_eq(argument, KW_STR("off")))
        return kw_fail(err, KW_USAGE, ".timer: expected on or off");
    shell->timer = on;
    return KW_OK;
}

static enum kw_status dot_quit(struct shell *shell, struct kw_str argument,
                               struct kw_error *err)
{
    (void)argument;
    (void)err;
    shell->quit = true;
    return KW_OK;
}

static const struct dot dots[DOT_COUNT] = {
    {".help", "", "this help", dot_help},
    {".schema", "", "what can be asked about: labels, types, properties; views of SQL",
     dot_schema},
    {".mode", "FORMAT", "how tables are written: table, csv, tsv, json, jsonl, markdown",
     dot_mode},
    {".timer", "on|off", "tell how long each question took", dot_timer},
    {".quit", "", "end; so does Ctrl-D", dot_quit},
};

static enum kw_status run_dot(struct shell *shell, struct kw_str line,
                              struct kw_error *err)
{
    struct kw_str name, argument;
    kw_str_cut(line, ' ', &name, &argument);
    struct kw_nearest nearest = {.word = name};
    for (size_t i = 0; i < DOT_COUNT; i++) {
        if (kw_str_eq(name, kw_str_of(dots[i].name)))
            return dots[i].run(shell, kw_str_trim(argument), err);
        kw_nearest_try(&nearest, kw_str_of(dots[i].name));
    }
    return kw_fail(err, KW_USAGE, "there is no %.*s%s%.*s%s", KW_STR_ARG(name),
                   nearest.best.len ? "; did you mean " : " (.help lists what there is)",
                   KW_STR_ARG(nearest.best), nearest.best.len ? "?" : "");
}

/* --- questions --------------------------------------------------------------------- */

/* Words that begin a question, also such as only get a refusal there. */
static const struct {
    const char *word;
    const struct kw_command *command;
} beginnings[] = {
    {"MATCH", &kw_cmd_query},  {"OPTIONAL", &kw_cmd_query}, {"UNWIND", &kw_cmd_query},
    {"WITH", &kw_cmd_query},   {"RETURN", &kw_cmd_query},   {"CALL", &kw_cmd_query},
    {"CREATE", &kw_cmd_query}, {"MERGE", &kw_cmd_query},    {"SET", &kw_cmd_query},
    {"REMOVE", &kw_cmd_query}, {"DETACH", &kw_cmd_query},   {"SELECT", &kw_cmd_sql},
    {"VALUES", &kw_cmd_sql},   {"EXPLAIN", &kw_cmd_sql},    {"INSERT", &kw_cmd_sql},
    {"UPDATE", &kw_cmd_sql},   {"DELETE", &kw_cmd_sql},     {"DROP", &kw_cmd_sql},
    {"ATTACH", &kw_cmd_sql},   {"PRAGMA", &kw_cmd_sql},
};

/* The first word of a line: letters. */
static struct kw_str first_word(struct kw_str line)
{
    size_t at = 0;
    while (at < line.len && ((line.ptr[at] >= 'a' && line.ptr[at] <= 'z') ||
                             (line.ptr[at] >= 'A' && line.ptr[at] <= 'Z')))
        at++;
    return kw_str_slice(line, 0, at);
}

/* What answers a question that begins so, or NULL. */
static const struct kw_command *answers(struct kw_str line)
{
    struct kw_str word = first_word(line);
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        const char *upper = beginnings[i].word;
        bool same = strlen(upper) == word.len;
        for (size_t k = 0; k < word.len && same; k++)
            same = (word.ptr[k] & ~0x20) == upper[k];
        if (same)
            return beginnings[i].command;
    }
    return NULL;
}

/* Bytes up to the first semicolon outside of quotes, or more than there are. */
static size_t find_end(struct kw_str text)
{
    char quote = 0;
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        if (quote ? c == quote : c == '"' || c == '\'' || c == '`')
            quote = quote ? 0 : c;
        else if (c == '\\' && quote)
            at++;
        else if (c == ';' && !quote)
            return at;
    }
    return text.len + 1;
}

static void run_pending(struct shell *shell, struct kw_str text)
{
    const struct kw_command *command = answers(text);
    struct kw_error err = {0};
    if (command)
        run_question(shell, command, text);
    else if (text.len)
        settle(shell, kw_no_such_command(first_word(text), &err), &err);
}

/* Runs every question that has its end. */
static void run_ended(struct shell *shell)
{
    struct kw_buf rest = {0};
    struct kw_str text = kw_buf_str(&shell->pending);
    size_t end;
    while ((end = find_end(text)) < text.len) {
        run_pending(shell, kw_str_trim(kw_str_slice(text, 0, end)));
        text = kw_str_slice(text, end + 1, text.len);
    }
    if (kw_str_trim(text).len)
        kw_buf_add(&rest, text);
    kw_buf_free(&shell->pending);
    shell->pending = rest;
}

static bool is_comment(struct kw_str line)
{
    return kw_str_starts(line, KW_STR("//")) || kw_str_starts(line, KW_STR("--")) ||
           kw_str_starts(line, KW_STR("#"));
}

/* A line where no question is under way. */
static void begin_line(struct shell *shell, struct kw_str line)
{
    struct kw_error err = {0};
    struct kw_str word = first_word(line);
    if (kw_str_starts(line, KW_STR("."))) {
        settle(shell, run_dot(shell, line, &err), &err);
        return;
    }
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if (!kw_str_eq(word, kw_str_of((*row)->name)))
            continue;
        if ((*row)->takes & KW_READS)
            run_line(shell, *row, line);
        else
            settle(shell,
                   kw_fail(&err, KW_USAGE, "%s does more than read; run it outside",
                           (*row)->name),
                   &err);
        return;
    }
    if (!answers(line)) {
        settle(shell, kw_no_such_command(word.len ? word : line, &err), &err);
        return;
    }
    kw_buf_add(&shell->pending, line);
    kw_buf_byte(&shell->pending, '\n');
    run_ended(shell);
}

static void take_line(struct shell *shell, struct kw_str line)
{
    struct kw_str trimmed = kw_str_trim(line);
    if (shell->pending.len) {
        kw_buf_add(&shell->pending, line);
        kw_buf_byte(&shell->pending, '\n');
        run_ended(shell);
    } else if (trimmed.len && !is_comment(trimmed)) {
        begin_line(shell, trimmed);
    }
}

static void read_all(struct shell *shell, struct kw_prompt *prompt)
{
    struct kw_buf line = {0};
    enum kw_line read = KW_LINE_READ;
    while (!shell->quit && read != KW_LINE_END) {
        kw_buf_clear(&line);
        read = kw_prompt_read(prompt, shell->pending.len ? "      ... " : "knotwork> ",
                              &line);
        if (read == KW_LINE_READ)
            take_line(shell, kw_buf_str(&line));
        else if (read == KW_LINE_DROPPED)
            kw_buf_clear(&shell->pending);
    }
    if (!shell->quit) /* a question without its end, at the end of a pipe */
        run_pending(shell, kw_str_trim(kw_buf_str(&shell->pending)));
    shell->failed |= line.failed || shell->pending.failed;
    kw_buf_free(&line);
    kw_buf_free(&shell->pending);
}

/* Where the history is kept: in the state folder of the XDG Base Directory Specification
 * 0.8; NULL where there is no home. */
static const char *history_path(struct kw_cli *cli)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (cli->set.no_history)
        return NULL;
    if (state && state[0] == '/')
        return kw_arena_printf(cli->arena, "%s/knotwork/history", state).ptr;
    if (home && home[0] == '/')
        return kw_arena_printf(cli->arena, "%s/.local/state/knotwork/history", home).ptr;
    return NULL;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    struct shell shell = {.cli = cli, .mode = cli->set.rows};
    const char *names[DOT_COUNT + 1] = {NULL};
    struct kw_prompt *prompt = NULL;
    for (size_t i = 0; i < DOT_COUNT; i++)
        names[i] = dots[i].name;
    struct kw_suggester *suggester = kw_suggester_new(cli->set.store, names);
    enum kw_status status =
        suggester ? kw_prompt_open(history_path(cli), kw_suggest, suggester, &prompt, err)
                  : kw_nomem(err);
    if (status == KW_OK) {
        shell.terminal = kw_prompt_is_terminal(prompt);
        if (shell.terminal)
            kw_say("%s; .help tells what can be asked, Tab completes", kw_version());
        read_all(&shell, prompt);
        cli->partly = shell.failed;
    }
    kw_prompt_close(prompt);
    kw_suggester_free(suggester);
    return status;
}

static const struct kw_option options[] = {
    {"format", 'f', "FORMAT", "how tables are written (default: table)", kw_set_rows,
     offsetof(struct kw_settings, rows), kw_choice_rows},
    {"no-history", 0, NULL, "neither read nor write the file of earlier lines",
     kw_set_flag, offsetof(struct kw_settings, no_history), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork shell", "a prompt; Tab completes commands, names, types and properties"},
    {"echo 'MATCH (f:firm) RETURN f.name;' | knotwork shell --format csv",
     "questions from a pipe"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_shell = {
    .name = "shell",
    .group = "Looking",
    .summary = "a prompt for questions, with history and completion",
    .takes = KW_TAKES_STORE,
    .options = options,
    .details =
        "Reads questions, one after another: queries (MATCH ...) and SELECTs, which may "
        "go "
        "on over lines and end with a semicolon, and commands that read (show, path, "
        "search, entities ...), a line each. .help lists them all, .schema tells what "
        "can "
        "be asked about, .mode sets the format, .timer tells how long it took, .quit "
        "ends. Ctrl-C ends a question, or drops a line.\n"
        "On a terminal lines can be edited, Tab completes, and lines are kept for the "
        "next "
        "time in knotwork/history below $XDG_STATE_HOME (~/.local/state), which only you "
        "can read; nothing else is written. From a pipe it reads the same without any of "
        "that. A question that fails does not end it; it then ends with 1.",
    .examples = examples,
    .run = run,
};
