/* failing.c - the wrapped calls. */
#include "failing.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/types.h>

static struct {
    long left;   /* calls that still succeed; -1: all */
    bool failed; /* one did not */
} kinds[FAILING_COUNT] = {
    {-1, false}, {-1, false}, {-1, false}, {-1, false}, {-1, false}};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned longest_write;
static bool interrupted;

void fail_after(enum failing kind, long count)
{
    pthread_mutex_lock(&lock);
    kinds[kind].left = count;
    kinds[kind].failed = false;
    pthread_mutex_unlock(&lock);
}

bool has_failed(enum failing kind)
{
    return kinds[kind].failed;
}

void disturb_writes(unsigned bytes)
{
    longest_write = bytes;
}

static bool must_fail(enum failing kind)
{
    pthread_mutex_lock(&lock);
    bool fail = kinds[kind].left == 0;
    if (kinds[kind].left > 0)
        kinds[kind].left--;
    kinds[kind].failed = kinds[kind].failed || fail;
    pthread_mutex_unlock(&lock);
    return fail;
}

static int error(int code)
{
    errno = code;
    return -1;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
ssize_t __real_write(int fd, const void *bytes, size_t len);
int __real_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
int __wrap_fsync(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument);

void *__wrap_malloc(size_t size)
{
    return must_fail(FAIL_ALLOCATION) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return must_fail(FAIL_ALLOCATION) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return must_fail(FAIL_ALLOCATION) ? NULL : __real_realloc(old, size);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    if (must_fail(FAIL_WRITE))
        return error(ENOSPC);
    if (longest_write && (interrupted = !interrupted))
        return error(EINTR);
    if (longest_write && len > longest_write)
        len = longest_write;
    return __real_write(fd, bytes, len);
}

int __wrap_fsync(int fd)
{
    return must_fail(FAIL_SYNC) ? error(EIO) : __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
    return must_fail(FAIL_RENAME) ? error(EXDEV) : __real_rename(from, to);
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument)
{
    return must_fail(FAIL_THREAD)
               ? EAGAIN
               : __real_pthread_create(thread, attributes, start, argument);
}
