/* buf.c - owned bytes that grow, and sinks that pass bytes on. */
#include "knotwork/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct kw_buf *buf, size_t more)
{
    if (buf->failed || more > SIZE_MAX - buf->len) {
        buf->failed = true;
        return false;
    }
    if (buf->len + more <= buf->capacity)
        return true;
    size_t larger = buf->capacity > SIZE_MAX / 2 ? SIZE_MAX : buf->capacity * 2;
    if (larger < buf->len + more)
        larger = buf->len + more;
    if (larger < 64)
        larger = 64;
    char *moved = realloc(buf->ptr, larger);
    if (!moved) {
        buf->failed = true;
        return false;
    }
    buf->ptr = moved;
    buf->capacity = larger;
    return true;
}

void kw_buf_add(struct kw_buf *buf, struct kw_str s)
{
    if (s.len == 0 || !reserve(buf, s.len))
        return;
    memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

void kw_buf_byte(struct kw_buf *buf, char byte)
{
    kw_buf_add(buf, (struct kw_str){&byte, 1});
}

void kw_buf_printf(struct kw_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len >= 0 && reserve(buf, (size_t)len + 1)) {
        vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

void kw_buf_clear(struct kw_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

void kw_buf_free(struct kw_buf *buf)
{
    free(buf->ptr);
    *buf = (struct kw_buf){0};
}

struct kw_str kw_buf_str(const struct kw_buf *buf)
{
    return (struct kw_str){buf->ptr, buf->len};
}

void kw_out_init(struct kw_out *out,
                 enum kw_status (*write)(void *, const char *, size_t, struct kw_error *),
                 void *context)
{
    out->write = write;
    out->context = context;
    out->status = KW_OK;
    out->error = (struct kw_error){0};
    out->used = 0;
}

static enum kw_status write_to_buf(void *context, const char *bytes, size_t len,
                                   struct kw_error *err)
{
    struct kw_buf *buf = context;
    kw_buf_add(buf, (struct kw_str){bytes, len});
    return buf->failed ? kw_nomem(err) : KW_OK;
}

void kw_out_to_buf(struct kw_out *out, struct kw_buf *buf)
{
    kw_out_init(out, write_to_buf, buf);
}

static void pass_on(struct kw_out *out, const char *bytes, size_t len)
{
    if (out->status == KW_OK && len)
        out->status = out->write(out->context, bytes, len, &out->error);
}

void kw_out_add(struct kw_out *out, struct kw_str s)
{
    if (s.len > sizeof out->buffer - out->used) {
        pass_on(out, out->buffer, out->used);
        out->used = 0;
    }
    if (s.len > sizeof out->buffer) {
        pass_on(out, s.ptr, s.len);
        return;
    }
    if (s.len)
        memcpy(out->buffer + out->used, s.ptr, s.len);
    out->used += s.len;
}

void kw_out_byte(struct kw_out *out, char byte)
{
    kw_out_add(out, (struct kw_str){&byte, 1});
}

void kw_out_printf(struct kw_out *out, const char *format, ...)
{
    char small[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(small, sizeof small, format, args);
    if (len >= 0 && (size_t)len < sizeof small) {
        kw_out_add(out, (struct kw_str){small, (size_t)len});
    } else if (len >= 0) {
        char *large = malloc((size_t)len + 1);
        if (large) {
            vsnprintf(large, (size_t)len + 1, format, again);
            kw_out_add(out, (struct kw_str){large, (size_t)len});
            free(large);
        } else if (out->status == KW_OK) {
            out->status = kw_nomem(&out->error);
        }
    }
    va_end(again);
    va_end(args);
}

void kw_out_nomem(struct kw_out *out)
{
    if (out->status == KW_OK)
        out->status = kw_nomem(&out->error);
}

enum kw_status kw_out_finish(struct kw_out *out, struct kw_error *err)
{
    pass_on(out, out->buffer, out->used);
    out->used = 0;
    if (out->status != KW_OK)
        return kw_fail(err, out->status, "%s", out->error.text);
    return KW_OK;
}
