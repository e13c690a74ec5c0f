/* refusing.h - the system refuses the n-th call of a kind, whoever makes it.
 *
 * A program that links refusing.c has its allocations and its calls to files go through
 * there: those of its libraries, too, since its own symbols come before theirs.
 * (failing.h fails calls of our own code only, and of more kinds.) */
#ifndef KW_TESTS_REFUSING_H
#define KW_TESTS_REFUSING_H

#include <stdbool.h>

/* X(enumerator, name) */
#define REFUSALS(X)                                                                      \
    X(MEMORY, "allocation fails")                                                        \
    X(READ, "read fails")     /* EIO; folders, too */                                    \
    X(OPEN, "opening fails")  /* EACCES; folders and what asks about a file, too */      \
    X(WRITE, "write fails")   /* ENOSPC */                                               \
    X(SHORT, "read is short") /* some of the bytes come */                               \
    X(SIGNAL, "read is broken off") /* EINTR, once */
#define REFUSAL_ENUM(id, name) REFUSE_##id,
enum refusal { REFUSALS(REFUSAL_ENUM) REFUSAL_COUNT };
#undef REFUSAL_ENUM

/* From now on the n-th call of that kind (from 0) is refused, and if `from_there` all
 * after it; with -1 none is. Counts from 0 again. */
void refuse(enum refusal kind, long n, bool from_there);
long refuse_end(void);  /* from now on none is; calls that were counted */
bool has_refused(void); /* has it come to it? */

#endif
