/* watch.c - the observer of the command line. */
#include "cli/watch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/interrupt.h"

enum { SHOWN = 20 };  /* of the messages that say the same */
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

/* What a message says of its input: "PATH: record N: what" without its first parts. */
static const char *gist(const char *text)
{
    const char *colon = strstr(text, ": ");
    const char *what = colon ? colon + 2 : text;
    if (strncmp(what, "record ", 7) == 0 && (colon = strstr(what, ": ")) != NULL)
        what = colon + 2;
    return what;
}

/* Counts a message; false when it was shown often enough. Those of kinds too many to
 * count are always shown. */
static bool is_news(struct kw_watch *watch, const char *text)
{
    const char *what = gist(text);
    uint64_t hash = kw_str_hash(kw_str_of(what));
    for (unsigned i = 0; i < watch->complaint_count; i++)
        if (watch->complaints[i].hash == hash)
            return ++watch->complaints[i].count <= SHOWN;
    if (watch->complaint_count < KW_MOST_COMPLAINTS) {
        struct kw_complaint *new = &watch->complaints[watch->complaint_count++];
        *new = (struct kw_complaint){.hash = hash, .count = 1};
        snprintf(new->text, sizeof new->text, "%s", what);
    }
    return true;
}

static void tell(void *context, enum kw_status status, const char *text)
{
    struct kw_watch *watch = context;
    (void)status;
    if (!is_news(watch, text))
        return;
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
    fprintf(stderr, " %s", watch->what);
    double seconds = (double)(watch->told - watch->begun) / 1000;
    if (seconds >= 1)
        fprintf(stderr, ", %.0f/s", (double)done / seconds);
    if (seconds >= 1 && total > done && done > 0)
        fprintf(stderr, ", %.0f s left", seconds * (double)(total - done) / (double)done);
    fputs("\033[K", stderr);
    watch->shown = true;
}

/* Of the processor, for this thread: what else the machine does is left out. */
static uint64_t nanoseconds(void *context)
{
    struct timespec now = {0};
    (void)context;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
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
    watch->begun = watch->told;
    watch->observer = (struct kw_observer){watch, tell, progress, stop, nanoseconds};
    kw_interrupt_catch();
}

void kw_watch_end(struct kw_watch *watch)
{
    wipe(watch);
    for (unsigned i = 0; i < watch->complaint_count; i++) {
        const struct kw_complaint *c = &watch->complaints[i];
        if (c->count <= SHOWN)
            continue;
        kw_say("and %" PRIu64 " more: %s%s%s", c->count - SHOWN, c->text,
               watch->more ? "; see " : "", watch->more ? watch->more : "");
    }
}
