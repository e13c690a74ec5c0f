/* error.c - the first cause, in words, in a struct the caller owns. */
#include "base/error.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Makes a message what kw_error promises, whatever file names and input it quotes: one
 * line of UTF-8 that cannot steer a terminal. A character cut at the end goes. */
static void tidy(char *text)
{
    struct kw_str s = kw_str_of(text);
    size_t len;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (code > 0x10FFFF && s.len == KW_ERROR_SIZE - 1 && s.len - at < 4) {
            text[at] = '\0';
            return;
        }
        if (code > 0x10FFFF)
            text[at] = '?';
        else if (code < 0x20 || (code >= 0x7F && code < 0xA0))
            memset(text + at, ' ', len);
    }
}

enum kw_status kw_vfail(struct kw_error *err, enum kw_status status, const char *format,
                        va_list args)
{
    assert(status != KW_OK);
    if (err && err->status == KW_OK) {
        vsnprintf(err->text, sizeof err->text, format, args);
        tidy(err->text);
        err->status = status;
    }
    return status;
}

enum kw_status kw_fail(struct kw_error *err, enum kw_status status, const char *format,
                       ...)
{
    va_list args;
    va_start(args, format);
    kw_vfail(err, status, format, args);
    va_end(args);
    return status;
}

void kw_error_at(struct kw_error *err, const char *format, ...)
{
    if (!err || err->status == KW_OK)
        return;
    /* What does not fit is cut: the place matters more than the end of the message. */
    char place[KW_ERROR_SIZE / 2];
    va_list args;
    va_start(args, format);
    vsnprintf(place, sizeof place - 2, format, args);
    va_end(args);
    size_t used = strlen(place), kept = strlen(err->text);
    place[used++] = ':';
    place[used++] = ' ';
    if (kept > sizeof err->text - 1 - used)
        kept = sizeof err->text - 1 - used;
    memmove(err->text + used, err->text, kept);
    memcpy(err->text, place, used);
    err->text[used + kept] = '\0';
    tidy(err->text);
}

enum kw_status kw_nomem(struct kw_error *err)
{
    return kw_fail(err, KW_NOMEM, "out of memory");
}

enum kw_status kw_fail_errno(struct kw_error *err, int code, const char *what)
{
    char reason[128];
    if (strerror_r(code, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "system error %d", code);
    return kw_fail(err, code == ENOMEM ? KW_NOMEM : KW_IO, "%s: %s", what, reason);
}

const char *kw_version(void)
{
    return KW_VERSION;
}
