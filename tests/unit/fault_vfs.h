/* fault_vfs.h - a file system under SQLite that breaks on demand.
 *
 * A VFS around the default one counts what changes files (writes, syncs, truncations,
 * deletions), reads and openings, and at the n-th of them does what it was told.
 */
#ifndef KW_TESTS_FAULT_VFS_H
#define KW_TESTS_FAULT_VFS_H

#include <stdbool.h>

/* What happens at the n-th call. */
enum fault {
    FAULT_NONE,
    /* The process ends at a change: */
    FAULT_EXIT, /* before it is made */
    FAULT_TEAR, /* when half of it is made */
    FAULT_CUT,  /* and of what was not synced some writes never reached the disk */
    /* The call fails: */
    FAULT_FULL,  /* this change and all later ones: no space left */
    FAULT_WRITE, /* this change: an error of the device */
    FAULT_READ,  /* this read: an error of the device */
    FAULT_OPEN,  /* this opening, and all later ones: no permission */
    FAULT_COUNT
};

enum { FAULT_EXIT_CODE = 77 }; /* of a process that ended so */

void fault_vfs_install(void); /* once, before the first connection; becomes the default */

/* Counts from 0 again; the n-th call (from 0) meets `fault`. */
void fault_vfs_set(enum fault fault, long n);
long fault_vfs_count(enum fault fault); /* calls that could have met it since */
bool fault_vfs_met(void);               /* has the n-th call come? */

#endif
