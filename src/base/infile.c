/* infile.c - small files read whole. */
#include "base/infile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static enum kw_status cannot(const char *path, int number, struct kw_error *err)
{
    if (number == ENOMEM)
        return kw_nomem(err);
    return kw_fail(err, number == ENOENT ? KW_NOTFOUND : KW_IO, "%s: %s", path,
                   strerror(number));
}

enum kw_status kw_infile_read(const char *path, struct kw_buf *bytes,
                              struct kw_error *err)
{
    char block[65536];
    ssize_t got = 1;
    size_t all = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), failed = errno;
    if (fd < 0)
        return cannot(path, failed, err);
    while (all <= KW_INFILE_LIMIT && got != 0) {
        got = read(fd, block, sizeof block);
        if (got < 0 && errno != EINTR)
            break;
        if (got > 0) {
            kw_buf_add(bytes, (struct kw_str){block, (size_t)got});
            all += (size_t)got;
        }
    }
    failed = got < 0 ? errno : 0;
    close(fd);
    if (failed)
        return cannot(path, failed, err);
    if (all > KW_INFILE_LIMIT)
        return kw_fail(err, KW_LIMIT, "%s: more than 64 MiB", path);
    return bytes->failed ? kw_nomem(err) : KW_OK;
}
