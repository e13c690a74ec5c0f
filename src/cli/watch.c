/* watch.c - the observer of the command line. */
#include "cli/watch.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/interrupt.h"

enum { PAUSE = 100 }; /* milliseconds between two looks at the progress */

static int64_t milliseconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wipe(struct kw_watch *watch)
{
    if (watch->shown)
        fputs("\r\033[K", stderr);
    watch->shown = false;
}

static void tell(void *context, enum kw_status status, const char *text)
{
    struct kw_watch *watch = context;
    (void)status;
    wipe(watch);
    kw_say("%s", text);
}

static void progress(void *context, uint64_t done, uint64_t total)
{
    struct kw_watch *watch = context;
    if (!watch->terminal || milliseconds() - watch->told < PAUSE)
        return;
    watch->told = milliseconds();
    fprintf(stderr, "\r%" PRIu64, done);
    if (total)
        fprintf(stderr, " of %" PRIu64, total);
    fprintf(stderr, " %s\033[K", watch->what);
    watch->shown = true;
}

static bool stop(void *context)
{
    (void)context;
    return kw_interrupted();
}

void kw_watch_begin(struct kw_watch *watch, const char *what)
{
    *watch = (struct kw_watch){
        .what = what, .terminal = isatty(STDERR_FILENO), .told = milliseconds()};
    watch->observer = (struct kw_observer){watch, tell, progress, stop};
    kw_interrupt_catch();
}

void kw_watch_end(struct kw_watch *watch)
{
    wipe(watch);
}
