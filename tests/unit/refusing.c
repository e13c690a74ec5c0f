/* refusing.c - the calls. Definitions here outrank those of shared libraries; what is
 * behind them is the next one of that name: the C library's, or a sanitizer's. */
#define _GNU_SOURCE    /* RTLD_NEXT */
#undef _FORTIFY_SOURCE /* its headers define some of these names */
#include "refusing.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
    enum refusal kind;
    long n; /* the call that is refused; -1: none */
    bool from_there;
    bool on; /* calls are counted */
    bool met;
    long count;
} state;

void refuse(enum refusal kind, long n, bool from_there)
{
    state.kind = kind;
    state.n = n;
    state.from_there = from_there;
    state.met = false;
    state.count = 0;
    state.on = true;
}

long refuse_end(void)
{
    state.on = false;
    return state.count;
}

bool has_refused(void)
{
    return state.met;
}

/* Sanitizers are not ready when the loader allocates: these must run without them. */
#define EARLY __attribute__((no_sanitize("address", "undefined")))

EARLY static bool is_refused(enum refusal kind)
{
    if (!state.on || state.kind != kind)
        return false;
    long now = __atomic_fetch_add(&state.count, 1, __ATOMIC_RELAXED);
    bool refused =
        state.n >= 0 && (now == state.n || (state.from_there && now > state.n));
    state.met = state.met || refused;
    return refused;
}

static int error(int code)
{
    errno = code;
    return -1;
}

/* --- memory ------------------------------------------------------------------------ */

#ifdef __SANITIZE_ADDRESS__
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif
void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *old, size_t size);

EARLY static void *nothing(void)
{
    errno = ENOMEM;
    return NULL;
}

EARLY void *malloc(size_t size)
{
    return is_refused(REFUSE_MEMORY) ? nothing() : REAL(malloc)(size);
}

EARLY void *calloc(size_t count, size_t size)
{
    return is_refused(REFUSE_MEMORY) ? nothing() : REAL(calloc)(count, size);
}

EARLY void *realloc(void *old, size_t size)
{
    return is_refused(REFUSE_MEMORY) ? nothing() : REAL(realloc)(old, size);
}

/* C++'s new ends a process that has nobody to catch what it throws, and C has not: it is
 * not refused. Of our libraries only uchardet asks for memory so, some kilobytes. (A
 * sanitizer's new does not come by here.) */
#ifndef __SANITIZE_ADDRESS__
void *cxx_new(size_t size) __asm__("_Znwm");
void *cxx_new_array(size_t size) __asm__("_Znam");

void *cxx_new(size_t size)
{
    return REAL(malloc)(size);
}

void *cxx_new_array(size_t size)
{
    return REAL(malloc)(size);
}
#endif

/* A sanitizer's own would not come by here. */
char *strndup(const char *text, size_t most)
{
    size_t len = strnlen(text, most);
    char *copy = malloc(len + 1);
    if (copy) {
        memcpy(copy, text, len);
        copy[len] = '\0';
    }
    return copy;
}

#undef strdup
char *strdup(const char *text)
{
    return strndup(text, strlen(text));
}

/* --- files ------------------------------------------------------------------------- */

/* Meson has all files opened as large ones: each name here means that with 64 behind it.
 *
 * Sets `real` to the next function of that name. ISO C knows no cast from an object's
 * address to a function's; POSIX has it work as bytes. */
#define FIND(real, name)                                                                 \
    do {                                                                                 \
        void *found = real ? NULL : dlsym(RTLD_NEXT, name);                              \
        if (found)                                                                       \
            memcpy(&real, &found, sizeof found);                                         \
    } while (0)

/* Whether a read may be made, of `*len` bytes at most; if not, errno says why. */
static bool may_read(size_t *len)
{
    if (is_refused(REFUSE_READ))
        return error(EIO) == 0;
    if (is_refused(REFUSE_SIGNAL))
        return error(EINTR) == 0;
    if (*len > 1 && is_refused(REFUSE_SHORT))
        *len /= 2;
    return true;
}

ssize_t read(int fd, void *bytes, size_t len)
{
    static ssize_t (*real)(int, void *, size_t);
    FIND(real, "read");
    return may_read(&len) ? real(fd, bytes, len) : -1;
}

ssize_t pread(int fd, void *bytes, size_t len, off_t at)
{
    static ssize_t (*real)(int, void *, size_t, off_t);
    FIND(real, "pread64");
    return may_read(&len) ? real(fd, bytes, len, at) : -1;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    static ssize_t (*real)(int, const void *, size_t);
    FIND(real, "write");
    return is_refused(REFUSE_WRITE) ? error(ENOSPC) : real(fd, bytes, len);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    static ssize_t (*real)(int, const void *, size_t, off_t);
    FIND(real, "pwrite64");
    return is_refused(REFUSE_WRITE) ? error(ENOSPC) : real(fd, bytes, len, at);
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    FIND(real, "open64");
    return is_refused(REFUSE_OPEN) ? error(EACCES) : real(path, flags, mode);
}

FILE *fopen(const char *path, const char *how)
{
    static FILE *(*real)(const char *, const char *);
    FIND(real, "fopen64");
    if (!is_refused(REFUSE_OPEN))
        return real(path, how);
    errno = EACCES;
    return NULL;
}

DIR *opendir(const char *path)
{
    static DIR *(*real)(const char *);
    FIND(real, "opendir");
    if (!is_refused(REFUSE_OPEN))
        return real(path);
    errno = EACCES;
    return NULL;
}

struct dirent *readdir(DIR *folder)
{
    static struct dirent *(*real)(DIR *);
    FIND(real, "readdir64");
    if (!is_refused(REFUSE_READ))
        return real(folder);
    errno = EIO;
    return NULL;
}

int stat(const char *path, struct stat *out)
{
    static int (*real)(const char *, struct stat *);
    FIND(real, "stat64");
    return is_refused(REFUSE_OPEN) ? error(EACCES) : real(path, out);
}

int fstatat(int folder, const char *path, struct stat *out, int flags)
{
    static int (*real)(int, const char *, struct stat *, int);
    FIND(real, "fstatat64");
    return is_refused(REFUSE_OPEN) ? error(EACCES) : real(folder, path, out, flags);
}
