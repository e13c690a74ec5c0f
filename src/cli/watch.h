/* watch.h - how long work is watched: messages, progress on a terminal, Ctrl-C. */
#ifndef KW_CLI_WATCH_H
#define KW_CLI_WATCH_H

#include "knotwork/base.h"

enum { KW_MOST_COMPLAINTS = 32 };

/* Messages that say the same of different inputs. */
struct kw_complaint {
    uint64_t hash;  /* of what it says */
    uint64_t count; /* how often */
    char text[200]; /* what it says, cut to fit */
};

struct kw_watch {
    struct kw_complaint complaints[KW_MOST_COMPLAINTS];
    unsigned complaint_count;
    const char *more; /* where those not shown can be read, or NULL */
    int64_t begun;    /* in milliseconds */
    const char *what;            /* what is counted: "documents" */
    bool terminal;               /* is standard error one that people look at? */
    bool shown;                  /* a progress line stands there and must be wiped */
    int64_t told;                /* when progress was last shown, in milliseconds */
    struct kw_observer observer; /* give this to the work */
};

/* Catches SIGINT from here on. The watch must outlive the work. */
void kw_watch_begin(struct kw_watch *watch, const char *what);
void kw_watch_end(struct kw_watch *watch); /* wipes the progress line, sums up a flood */

#endif
