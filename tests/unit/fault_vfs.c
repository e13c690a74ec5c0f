/* fault_vfs.c - the shim: every method passes on to the file below. */
#include "fault_vfs.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct shim_file {
    sqlite3_file base;
    sqlite3_file *below; /* the file of the default VFS, right behind this struct */
};

/* A write that no sync has followed yet, and what stood there before. */
struct unsynced {
    sqlite3_file *below;
    sqlite3_int64 offset, old_size; /* where; size of the file before */
    int len;                        /* bytes of `old` that are before old_size */
    unsigned char *old;
    struct unsynced *earlier;
};

static struct {
    enum fault fault;
    long n;                     /* the call that meets it */
    long changes, reads, opens; /* calls so far */
    bool met;
} state;
static struct unsynced *unsynced; /* the latest first */
static sqlite3_vfs *below_vfs;
static sqlite3_vfs shim_vfs;
static sqlite3_io_methods shim_methods;

void fault_vfs_set(enum fault fault, long n)
{
    memset(&state, 0, sizeof state);
    state.fault = fault;
    state.n = n;
}

long fault_vfs_count(enum fault fault)
{
    return fault == FAULT_READ   ? state.reads
           : fault == FAULT_OPEN ? state.opens
                                 : state.changes;
}

bool fault_vfs_met(void)
{
    return state.met;
}

static sqlite3_file *below(sqlite3_file *file)
{
    return ((struct shim_file *)file)->below;
}

/* --- the power cut ---------------------------------------------------------------- */

static void remember(sqlite3_file *file, int len, sqlite3_int64 offset)
{
    struct unsynced *u = calloc(1, sizeof *u);
    u->below = file;
    u->offset = offset;
    file->pMethods->xFileSize(file, &u->old_size);
    if (offset < u->old_size) {
        sqlite3_int64 there = u->old_size - offset;
        u->len = there < len ? (int)there : len;
        u->old = malloc((size_t)u->len);
        file->pMethods->xRead(file, u->old, u->len, offset);
    }
    u->earlier = unsynced;
    unsynced = u;
}

/* Forgets the writes of one file: they are on the disk, or the file is closed. */
static void forget(const sqlite3_file *file)
{
    for (struct unsynced **at = &unsynced; *at;) {
        struct unsynced *u = *at;
        if (u->below != file) {
            at = &u->earlier;
            continue;
        }
        *at = u->earlier;
        free(u->old);
        free(u);
    }
}

/* Undoes writes that were not synced: all but some, chosen by a fixed rule. */
static void cut_power(void)
{
    uint64_t dice = (uint64_t)state.n * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (struct unsynced *u = unsynced; u; u = u->earlier) {
        dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407u;
        if (dice >> 62 == 0)
            continue; /* this one had reached the disk */
        if (u->len)
            u->below->pMethods->xWrite(u->below, u->old, u->len, u->offset);
        if (u->offset + u->len >= u->old_size)
            u->below->pMethods->xTruncate(u->below, u->old_size);
    }
}

/* --- the fault -------------------------------------------------------------------- */

/* SQLITE_OK, or what a change has to fail with; may not come back. `torn` is given half
 * of what a torn write writes. */
static int change(sqlite3_file *torn, const void *bytes, int len, sqlite3_int64 offset)
{
    long now = state.changes++;
    bool here = now == state.n, from_here = now >= state.n;
    state.met =
        state.met || (here && state.fault >= FAULT_EXIT && state.fault <= FAULT_WRITE);
    if (here && state.fault == FAULT_TEAR && torn)
        torn->pMethods->xWrite(torn, bytes, len / 2, offset);
    if (here && state.fault == FAULT_CUT)
        cut_power();
    if (here && state.fault >= FAULT_EXIT && state.fault <= FAULT_CUT)
        _exit(FAULT_EXIT_CODE);
    if (from_here && state.fault == FAULT_FULL)
        return SQLITE_FULL;
    return here && state.fault == FAULT_WRITE ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int shim_write(sqlite3_file *file, const void *bytes, int len,
                      sqlite3_int64 offset)
{
    int code = change(below(file), bytes, len, offset);
    if (code != SQLITE_OK)
        return code;
    if (state.fault == FAULT_CUT)
        remember(below(file), len, offset);
    return below(file)->pMethods->xWrite(below(file), bytes, len, offset);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int code = change(NULL, NULL, 0, 0);
    return code == SQLITE_OK ? below(file)->pMethods->xTruncate(below(file), size) : code;
}

static int shim_sync(sqlite3_file *file, int flags)
{
    int code = change(NULL, NULL, 0, 0);
    if (code != SQLITE_OK)
        return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
    forget(below(file));
    return below(file)->pMethods->xSync(below(file), flags);
}

static int shim_read(sqlite3_file *file, void *bytes, int len, sqlite3_int64 offset)
{
    if (state.reads++ == state.n && state.fault == FAULT_READ) {
        state.met = true;
        return SQLITE_IOERR_READ;
    }
    return below(file)->pMethods->xRead(below(file), bytes, len, offset);
}

static int shim_close(sqlite3_file *file)
{
    forget(below(file));
    return below(file)->pMethods->xClose(below(file));
}

/* --- what is only passed on ------------------------------------------------------- */

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return below(file)->pMethods->xFileSize(below(file), size);
}
static int shim_lock(sqlite3_file *file, int kind)
{
    return below(file)->pMethods->xLock(below(file), kind);
}
static int shim_unlock(sqlite3_file *file, int kind)
{
    return below(file)->pMethods->xUnlock(below(file), kind);
}
static int shim_reserved(sqlite3_file *file, int *out)
{
    return below(file)->pMethods->xCheckReservedLock(below(file), out);
}
static int shim_control(sqlite3_file *file, int what, void *argument)
{
    return below(file)->pMethods->xFileControl(below(file), what, argument);
}
static int shim_sector(sqlite3_file *file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}
static int shim_traits(sqlite3_file *file)
{
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}
static int shim_map(sqlite3_file *file, int region, int size, int extend,
                    void volatile **out)
{
    return below(file)->pMethods->xShmMap(below(file), region, size, extend, out);
}
static int shim_shared_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}
static void shim_barrier(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}
static int shim_unmap(sqlite3_file *file, int remove)
{
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

/* --- the VFS ---------------------------------------------------------------------- */

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *got)
{
    struct shim_file *shim = (struct shim_file *)file;
    (void)vfs;
    shim->base.pMethods = NULL;
    shim->below = (sqlite3_file *)(shim + 1);
    shim->below->pMethods = NULL;
    if (state.opens++ >= state.n && state.fault == FAULT_OPEN) {
        state.met = true;
        return SQLITE_CANTOPEN;
    }
    int code = below_vfs->xOpen(below_vfs, name, shim->below, flags, got);
    if (shim->below->pMethods)
        shim->base.pMethods = &shim_methods;
    return code;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    int code = change(NULL, NULL, 0, 0);
    (void)vfs;
    return code == SQLITE_OK ? below_vfs->xDelete(below_vfs, name, sync)
                             : SQLITE_IOERR_DELETE;
}

void fault_vfs_install(void)
{
    below_vfs = sqlite3_vfs_find(NULL);
    shim_vfs = *below_vfs; /* the rest does not look at the VFS it is called with */
    shim_vfs.zName = "fault";
    shim_vfs.szOsFile += (int)sizeof(struct shim_file);
    shim_vfs.xOpen = shim_open;
    shim_vfs.xDelete = shim_delete;
    shim_methods = (sqlite3_io_methods){
        .iVersion = 2, /* no memory mapping: it would go past us */
        .xClose = shim_close,
        .xRead = shim_read,
        .xWrite = shim_write,
        .xTruncate = shim_truncate,
        .xSync = shim_sync,
        .xFileSize = shim_size,
        .xLock = shim_lock,
        .xUnlock = shim_unlock,
        .xCheckReservedLock = shim_reserved,
        .xFileControl = shim_control,
        .xSectorSize = shim_sector,
        .xDeviceCharacteristics = shim_traits,
        .xShmMap = shim_map,
        .xShmLock = shim_shared_lock,
        .xShmBarrier = shim_barrier,
        .xShmUnmap = shim_unmap,
    };
    fault_vfs_set(FAULT_NONE, 0);
    sqlite3_vfs_register(&shim_vfs, 1);
}
