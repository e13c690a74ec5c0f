/* outside.c - standard error, the terminal, the store and the output of a command. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/json.h"
#include "base/utf8.h"
#include "cli/interrupt.h"

/* Control characters of a message (a file's name may hold any byte) become "?". */
static void make_safe(char *text)
{
    struct kw_str s = kw_str_of(text);
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (code > 0x10FFFF || kw_utf8_forbidden(code) || code == '\t' || code == '\n' ||
            code == '\r')
            memset(text + at, '?', len);
    }
}

static bool as_json;

void kw_say_json(bool on)
{
    as_json = on;
}

bool kw_says_json(void)
{
    return as_json;
}

void kw_say_object(const struct kw_buf *object)
{
    if (!object->failed)
        fprintf(stderr, "%.*s\n", KW_STR_ARG(kw_buf_str(object)));
}

static void write_json(const char *text)
{
    struct kw_buf line = {0};
    struct kw_out out;
    struct kw_json_out json = {.out = &out};
    kw_out_to_buf(&out, &line);
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "message", kw_str_of(text));
    kw_json_close(&json, '}');
    if (kw_out_finish(&out, NULL) == KW_OK)
        kw_say_object(&line);
    kw_buf_free(&line);
}

void kw_say(const char *format, ...)
{
    char text[2 * KW_ERROR_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    make_safe(text);
    if (as_json)
        write_json(text);
    else
        fprintf(stderr, "knotwork: %s\n", text);
}

static bool to_terminal(const struct kw_cli *cli)
{
    return strcmp(cli->set.output, "-") == 0 && isatty(STDOUT_FILENO);
}

unsigned kw_terminal_width(const struct kw_cli *cli)
{
    struct winsize size;
    if (!to_terminal(cli) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

bool kw_terminal_color(const struct kw_cli *cli)
{
    const char *no_color = getenv("NO_COLOR"); /* https://no-color.org */
    return to_terminal(cli) && !(no_color && no_color[0]);
}

unsigned kw_cli_jobs(const struct kw_cli *cli)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (cli->set.jobs)
        return cli->set.jobs;
    return processors > 0 && processors < 1024 ? (unsigned)processors : 1;
}

/* Only where somebody has asked for Ctrl-C to be caught: a watch, the shell. */
static bool is_interrupted(void *context)
{
    (void)context;
    return kw_interrupted();
}

static void tell_unfinished(const struct kw_cli *cli, struct kw_store *store)
{
    bool unfinished = false;
    if (kw_store_unfinished(store, &unfinished, NULL) == KW_OK && unfinished)
        kw_say("%s: a build has not come to its end: counts, names and the full text are "
               "not whole; `knotwork build` or `knotwork resolve` finishes it",
               cli->set.store);
}

enum kw_status kw_cli_with_store(struct kw_cli *cli, enum kw_store_mode mode,
                                 enum kw_status (*work)(struct kw_cli *cli,
                                                        struct kw_store *store,
                                                        struct kw_error *err),
                                 struct kw_error *err)
{
    struct kw_store *store;
    enum kw_status status = kw_store_open(cli->set.store, mode, &store, err);
    if (status == KW_NOTFOUND) /* not the same as to find nothing */
        return err->status = KW_STORE;
    if (status != KW_OK)
        return status;
    if (mode == KW_STORE_READ) { /* what writes ends its transaction first */
        kw_store_stop_when(store, is_interrupted, NULL);
        tell_unfinished(cli, store);
    }
    status = work(cli, store, err);
    enum kw_status closed = kw_store_close(store, status == KW_OK ? err : NULL);
    return status == KW_OK ? closed : status;
}

enum kw_status kw_cli_find(struct kw_cli *cli, struct kw_store *store, const char *name,
                           int64_t *entity, struct kw_error *err)
{
    struct kw_lookup lookup;
    *entity = 0;
    if (!name)
        return KW_OK;
    enum kw_status status = kw_lookup(store, kw_str_of(name), cli->arena, &lookup, err);
    if (status == KW_OK)
        *entity = lookup.candidates[0].entity;
    return status;
}

enum kw_status kw_cli_table_begin(struct kw_cli *cli, const struct kw_column *columns,
                                  size_t count, struct kw_cli_table *table,
                                  struct kw_error *err)
{
    struct kw_cli_table new = {0};
    const char *names = cli->set.columns;
    if (!names && cli->command) /* the shell's own tables are of no command */
        names = cli->command->columns;
    enum kw_status status = kw_outfile_open(cli->set.output, &new.file, err);
    if (status != KW_OK)
        return status;
    status = kw_rows_begin_chosen(kw_outfile_sink(new.file), cli->set.rows, columns,
                                  count, names, kw_terminal_width(cli), &new.rows, err);
    if (status != KW_OK) {
        if (status == KW_USAGE)
            kw_error_at(err, "--columns");
        kw_outfile_discard(new.file);
        return status;
    }
    *table = new;
    return KW_OK;
}

enum kw_status kw_cli_table_end(struct kw_cli *cli, struct kw_cli_table *table,
                                enum kw_status status, struct kw_error *err)
{
    uint64_t count = 0;
    enum kw_status ended = kw_rows_end(table->rows, &count, status == KW_OK ? err : NULL);
    status = status == KW_OK ? ended : status;
    if (status != KW_OK) {
        kw_outfile_discard(table->file);
        return status;
    }
    cli->partly |= count == 0;
    if (count == 0 && cli->set.rows == KW_ROWS_TABLE) /* for people: a head says little */
        kw_say("%s: nothing to show", cli->command->name);
    return kw_outfile_commit(table->file, err);
}

enum kw_status kw_cli_write(struct kw_cli *cli,
                            enum kw_status (*write)(void *context, struct kw_out *out,
                                                    struct kw_error *err),
                            void *context, struct kw_error *err)
{
    struct kw_outfile *file;
    enum kw_status status = kw_outfile_open(cli->set.output, &file, err);
    if (status != KW_OK)
        return status;
    status = write(context, kw_outfile_sink(file), err);
    if (status != KW_OK) {
        kw_outfile_discard(file);
        return status;
    }
    return kw_outfile_commit(file, err);
}
