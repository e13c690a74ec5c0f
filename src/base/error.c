/* error.c - the first cause, in words, in a struct the caller owns. */
#include "knotwork/base.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum kw_status kw_fail(struct kw_error *err, enum kw_status status, const char *format,
                       ...)
{
    assert(status != KW_OK);
    if (err && err->status == KW_OK) {
        va_list args;
        va_start(args, format);
        vsnprintf(err->text, sizeof err->text, format, args);
        va_end(args);
        err->status = status;
    }
    return status;
}

void kw_error_at(struct kw_error *err, const char *format, ...)
{
    if (!err || err->status == KW_OK)
        return;
    char place[KW_ERROR_SIZE / 2], message[KW_ERROR_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(place, sizeof place, format, args);
    va_end(args);
    memcpy(message, err->text, sizeof message);
    /* What does not fit is cut: the place matters more than the end of the message. */
    size_t used = strlen(place);
    memcpy(err->text, place, used);
    snprintf(err->text + used, sizeof err->text - used, ": %s", message);
}

enum kw_status kw_nomem(struct kw_error *err)
{
    return kw_fail(err, KW_NOMEM, "out of memory");
}

const char *kw_version(void)
{
    return KW_VERSION;
}
