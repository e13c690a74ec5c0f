/* outfile.c - a new file takes its name only when every byte of it is on the disk. */
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { NAMES_TO_TRY = 1000 };

struct kw_outfile {
    struct kw_out out; /* what the caller writes to */
    int fd;            /* open for writing; -1: none */
    char *target;      /* the name the file gets, links resolved; malloc'd */
    char *temporary;   /* the name it has meanwhile; NULL: written in place */
    char *named;       /* the path as the caller named it; malloc'd */
    const char *shown; /* for messages: a borrow of `named`, or "standard output" */
};

static enum kw_status write_all(void *context, const char *bytes, size_t len,
                                struct kw_error *err)
{
    struct kw_outfile *file = context;
    while (len > 0) {
        ssize_t written = write(file->fd, bytes, len);
        if (written >= 0) {
            bytes += written;
            len -= (size_t)written;
        } else if (errno == EAGAIN) { /* somebody made the pipe non-blocking */
            struct pollfd ready = {.fd = file->fd, .events = POLLOUT};
            poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return kw_fail_errno(err, errno, file->shown);
        }
    }
    return KW_OK;
}

static int open_again(const char *path, int flags, mode_t mode)
{
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static int sync_again(int fd)
{
    int result;
    do {
        result = fsync(fd);
    } while (result < 0 && errno == EINTR);
    return result;
}

/* Opens a new file beside the target. The kernel applies the umask to 0666; asking for
 * the umask would change it for the other threads. */
static enum kw_status open_temporary(struct kw_outfile *file, struct kw_error *err)
{
    size_t room = strlen(file->target) + 16;
    file->temporary = malloc(room);
    if (!file->temporary)
        return kw_nomem(err);
    for (int n = 0; n < NAMES_TO_TRY && file->fd < 0; n++) {
        snprintf(file->temporary, room, "%s.tmp%d", file->target, n);
        file->fd = open_again(file->temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (file->fd < 0 && errno != EEXIST)
            break;
    }
    if (file->fd >= 0)
        return KW_OK;
    int code = errno;
    free(file->temporary); /* not ours, so discard must not remove it */
    file->temporary = NULL;
    return kw_fail_errno(err, code, file->shown);
}

/* A link is followed, so that the file it names is replaced and not the link. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    return real || errno == ENOMEM ? real : strdup(path);
}

static enum kw_status open_path(struct kw_outfile *file, const char *path,
                                struct kw_error *err)
{
    file->named = strdup(path);
    file->target = resolve(path);
    if (!file->named || !file->target)
        return kw_nomem(err);
    file->shown = file->named;
    struct stat old;
    bool exists = stat(file->target, &old) == 0;
    if (exists && S_ISDIR(old.st_mode))
        return kw_fail_errno(err, EISDIR, file->shown);
    if (exists && !S_ISREG(old.st_mode)) { /* a device or a pipe is not replaced */
        file->fd = open_again(file->target, O_WRONLY, 0);
        return file->fd < 0 ? kw_fail_errno(err, errno, file->shown) : KW_OK;
    }
    enum kw_status status = open_temporary(file, err);
    if (status == KW_OK && exists && fchmod(file->fd, old.st_mode & 07777) != 0)
        status = kw_fail_errno(err, errno, file->shown);
    return status;
}

enum kw_status kw_outfile_open(const char *path, struct kw_outfile **out,
                               struct kw_error *err)
{
    struct kw_outfile *file = calloc(1, sizeof *file);
    if (!file)
        return kw_nomem(err);
    kw_out_init(&file->out, write_all, file);
    file->fd = -1;
    file->shown = "standard output";
    enum kw_status status = KW_OK;
    if (strcmp(path, "-") == 0)
        file->fd = STDOUT_FILENO;
    else
        status = open_path(file, path, err);
    if (status != KW_OK) {
        kw_outfile_discard(file);
        return status;
    }
    *out = file;
    return KW_OK;
}

struct kw_out *kw_outfile_sink(struct kw_outfile *file)
{
    return &file->out;
}

/* Makes the new name itself last. Some file systems cannot sync a directory and some
 * directories cannot be opened: then the name lasts as well as it can. */
static void sync_directory_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int fd = folder ? open_again(folder, O_RDONLY | O_DIRECTORY, 0) : -1;
    if (fd >= 0) {
        sync_again(fd);
        close(fd);
    }
    free(folder);
}

static enum kw_status finish(struct kw_outfile *file, struct kw_error *err)
{
    enum kw_status status = kw_out_finish(&file->out, err);
    if (status != KW_OK || file->fd == STDOUT_FILENO)
        return status;
    if (file->temporary && sync_again(file->fd) != 0)
        return kw_fail_errno(err, errno, file->shown);
    int fd = file->fd;
    file->fd = -1; /* closed even when close complains */
    if (close(fd) != 0 && errno != EINTR)
        return kw_fail_errno(err, errno, file->shown);
    if (!file->temporary)
        return KW_OK;
    if (rename(file->temporary, file->target) != 0)
        return kw_fail_errno(err, errno, file->shown);
    free(file->temporary);
    file->temporary = NULL;
    sync_directory_of(file->target);
    return KW_OK;
}

enum kw_status kw_outfile_commit(struct kw_outfile *file, struct kw_error *err)
{
    enum kw_status status = finish(file, err);
    kw_outfile_discard(file);
    return status;
}

void kw_outfile_discard(struct kw_outfile *file)
{
    if (!file)
        return;
    if (file->fd >= 0 && file->fd != STDOUT_FILENO)
        close(file->fd);
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->target);
    free(file->named);
    free(file);
}
