/* main.c - knotwork, the program: one command a run. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"

static int exit_of(enum kw_status status, bool partly)
{
    switch (status) {
    case KW_OK:
        return partly ? KW_EXIT_PARTLY : KW_EXIT_DONE;
    case KW_NOTFOUND:
    case KW_AMBIGUOUS:
    case KW_SYNTAX:
        return KW_EXIT_PARTLY;
    case KW_USAGE:
        return KW_EXIT_USAGE;
    case KW_INTERRUPTED:
        return KW_EXIT_INTERRUPTED;
    case KW_NOMEM:
    case KW_IO:
    case KW_LIMIT:
    case KW_STORE:
        break;
    }
    return KW_EXIT_SYSTEM;
}

/* A file opened later must not get number 0, 1 or 2, or data would go where messages
 * go. Opened the wrong way round, so that using it still fails. */
static void fill_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

static enum kw_status write_overview(void *context, struct kw_out *out,
                                     struct kw_error *err)
{
    (void)context;
    return kw_help_overview(out, err);
}

static enum kw_status write_version(void *context, struct kw_out *out,
                                    struct kw_error *err)
{
    (void)context;
    (void)err;
    kw_out_printf(out, "knotwork %s\n", kw_version());
    return KW_OK;
}

static enum kw_status run(struct kw_cli *cli, int argc, char **argv, struct kw_error *err)
{
    if (argc < 2)
        return kw_fail(err, KW_USAGE, "expected a command ('knotwork help' lists them)");
    if (strcmp(argv[1], "--version") == 0)
        return kw_cli_write(cli, write_version, NULL, err);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return kw_cli_write(cli, write_overview, NULL, err);
    if (argv[1][0] == '-')
        return kw_fail(err, KW_USAGE,
                       "expected a command before '%s' ('knotwork help' lists them)",
                       argv[1]);
    cli->command = kw_command_named(argv[1]);
    if (!cli->command)
        return kw_no_such_command(kw_str_of(argv[1]), err);
    return kw_cli_run(cli, argc - 2, argv + 2, err);
}

int main(int argc, char **argv)
{
    struct kw_error err = {0};
    struct kw_cli cli = {.set = {.store = "knotwork.db", .output = "-"}};
    fill_standard_files();
    signal(SIGPIPE,
           SIG_DFL); /* whatever the caller had set: `knotwork ... | head` ends */
    cli.arena = kw_arena_new();
    enum kw_status status = cli.arena ? run(&cli, argc, argv, &err) : kw_nomem(&err);
    if (status != KW_OK && status != KW_INTERRUPTED)
        kw_say("%s", err.text);
    kw_arena_free(cli.arena);
    return exit_of(status, cli.partly);
}
