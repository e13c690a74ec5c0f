/* failing.h - makes calls of the C library and the system fail on demand.
 *
 * A test that links failing.c does so with `--wrap` for each name, so that calls from our
 * own code go through here; those of other libraries do not. */
#ifndef KW_TESTS_FAILING_H
#define KW_TESTS_FAILING_H

#include <stdbool.h>

enum failing {
    FAIL_ALLOCATION, /* malloc, calloc, realloc: NULL */
    FAIL_WRITE,      /* write: ENOSPC */
    FAIL_SYNC,       /* fsync: EIO */
    FAIL_RENAME,     /* rename: EXDEV */
    FAIL_THREAD,     /* pthread_create: EAGAIN */
    FAILING_COUNT
};

/* Lets `count` calls of that kind succeed and fails all later ones; -1: fails none. */
void fail_after(enum failing kind, long count);

/* True when a call has failed since the last fail_after of that kind. */
bool has_failed(enum failing kind);

/* Interrupts every second write once (EINTR) and shortens the others to `bytes`; 0 stops
 * that. */
void disturb_writes(unsigned bytes);

#endif
