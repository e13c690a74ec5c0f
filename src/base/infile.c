/* infile.c - small files read whole. */
#include "base/infile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum kw_status cannot(const char *path, int number, struct kw_error *err)
{
    return kw_fail(err, number == ENOENT ? KW_NOTFOUND : KW_IO, "%s: %s", path,
                   strerror(number));
}

enum kw_status kw_infile_read(const char *path, struct kw_buf *bytes, struct kw_error *err)
{
    char block[65536];
    size_t got, read = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return cannot(path, errno, err);
    while (read <= KW_INFILE_LIMIT && (got = fread(block, 1, sizeof block, file)) > 0) {
        kw_buf_add(bytes, (struct kw_str){block, got});
        read += got;
    }
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    if (failed)
        return cannot(path, failed, err);
    if (read > KW_INFILE_LIMIT)
        return kw_fail(err, KW_LIMIT, "%s: more than 64 MiB", path);
    return bytes->failed ? kw_nomem(err) : KW_OK;
}
