/* watch.c - the observer of the command line. */
#include "cli/watch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/interrupt.h"
#include "cli/progress.h"

enum { SHOWN = 20 }; /* of the messages that say the same */
/* Milliseconds between two looks at the progress: of people, of programs. */
enum { PAUSE = 100, JSON_PAUSE = 1000 };

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

static void progress(void *context, const struct kw_progress *progress)
{
    struct kw_watch *watch = context;
    struct kw_buf line = {0};
    int64_t now = milliseconds();
    double seconds = (double)(now - watch->begun) / 1000;
    if (now - watch->told < (watch->terminal ? PAUSE : JSON_PAUSE))
        return;
    watch->told = now;
    if (kw_says_json()) {
        kw_progress_json(&line, progress, watch->what, seconds);
        kw_say_object(&line);
    } else {
        kw_progress_text(&line, progress, watch->what, seconds);
        fprintf(stderr, "\r%.*s\033[K", KW_STR_ARG(kw_buf_str(&line)));
        watch->shown = true;
    }
    kw_buf_free(&line);
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
    *watch = (struct kw_watch){.what = what,
                               .terminal = isatty(STDERR_FILENO) && !kw_says_json(),
                               .told = milliseconds()};
    watch->begun = watch->told;
    bool shows = watch->terminal || kw_says_json();
    watch->observer =
        (struct kw_observer){watch, tell, shows ? progress : NULL, stop, nanoseconds};
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
