/* stream.c - a file as lines or JSON values. The splitter knows only brackets and
 * strings; whether a value is JSON is found out when it is parsed. */
#include "read/stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

void kw_stream_open(struct kw_stream *stream, int fd, bool borrowed)
{
    struct kw_buf bytes = stream->bytes;
    kw_buf_clear(&bytes);
    *stream = (struct kw_stream){.fd = fd, .borrowed = borrowed, .bytes = bytes};
}

void kw_stream_close(struct kw_stream *stream)
{
    if (stream->fd >= 0 && !stream->borrowed)
        close(stream->fd);
    stream->fd = -1;
    kw_decoder_free(stream->decoder);
    stream->decoder = NULL;
}

/* Reads on. False at the end, and when the system refuses. */
static bool fill(struct kw_stream *stream)
{
    char block[BLOCK];
    ssize_t got;
    if (stream->end)
        return false;
    if (stream->at == stream->bytes.len) {
        stream->at = 0;
        stream->bytes.len = 0;
    }
    do {
        got = read(stream->fd, block, sizeof block);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        stream->error = got < 0 ? errno : 0;
        stream->end = true;
        return false;
    }
    stream->read += (uint64_t)got;
    if (stream->decoder)
        kw_decoder_add(stream->decoder, (struct kw_str){block, (size_t)got}, false,
                       &stream->bytes);
    else
        kw_buf_add(&stream->bytes, (struct kw_str){block, (size_t)got});
    return !stream->bytes.failed;
}

enum kw_status kw_stream_decode(struct kw_stream *stream, const struct kw_encoding *encoding,
                                struct kw_error *err)
{
    struct kw_decoder *decoder = NULL;
    struct kw_buf text = {0};
    enum kw_status status = kw_decoder_new(encoding, &decoder, err);
    if (status != KW_OK)
        return status;
    stream->at += encoding->mark;
    if (!decoder)
        return KW_OK;
    kw_decoder_add(decoder, kw_str_slice(kw_buf_str(&stream->bytes), stream->at,
                                         stream->bytes.len),
                   false, &text);
    kw_buf_free(&stream->bytes);
    stream->bytes = text;
    stream->at = 0;
    stream->decoder = decoder;
    return text.failed ? kw_nomem(err) : KW_OK;
}

static struct kw_str waiting(const struct kw_stream *stream)
{
    return (struct kw_str){stream->bytes.ptr + stream->at,
                           stream->bytes.len - stream->at};
}

struct kw_str kw_stream_peek(struct kw_stream *stream)
{
    while (stream->bytes.len - stream->at < BLOCK && fill(stream)) {
    }
    struct kw_str start = waiting(stream);
    start.len = start.len > BLOCK ? BLOCK : start.len;
    return start;
}

/* Appends bytes of the record and takes them; a record past the limit is only taken. */
static bool take(struct kw_stream *stream, size_t len, size_t limit, size_t *size,
                 struct kw_buf *out)
{
    *size += len;
    bool fits = *size <= limit;
    if (fits)
        kw_buf_add(out, (struct kw_str){stream->bytes.ptr + stream->at, len});
    stream->at += len;
    return fits;
}

enum kw_taken kw_stream_all(struct kw_stream *stream, size_t limit, struct kw_buf *out)
{
    size_t size = 0;
    do {
        if (!take(stream, stream->bytes.len - stream->at, limit, &size, out))
            return KW_TAKEN_TOO_LONG;
    } while (fill(stream));
    return KW_TAKEN;
}

enum kw_taken kw_stream_line(struct kw_stream *stream, size_t limit, struct kw_buf *out)
{
    size_t size = 0;
    if (stream->at == stream->bytes.len && !fill(stream))
        return KW_TAKEN_NONE;
    stream->count++;
    do {
        struct kw_str s = waiting(stream);
        const char *end = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
        take(stream, end ? (size_t)(end - s.ptr) : s.len, limit, &size, out);
        if (end) {
            stream->at++;
            break;
        }
    } while (fill(stream));
    if (size > limit)
        return KW_TAKEN_TOO_LONG;
    if (out->len && out->ptr[out->len - 1] == '\r')
        out->len--;
    return KW_TAKEN;
}

/* The next byte, or -1 at the end. */
static int look(struct kw_stream *stream)
{
    if (stream->at == stream->bytes.len && !fill(stream))
        return -1;
    return (unsigned char)stream->bytes.ptr[stream->at];
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int skip_blanks(struct kw_stream *stream, bool commas)
{
    int c;
    while (is_blank(c = look(stream)) || (commas && c == ','))
        stream->at++;
    return c;
}

bool kw_stream_done(struct kw_stream *stream)
{
    return skip_blanks(stream, false) < 0;
}

/* Where in a value the splitter stands. */
struct splitter {
    size_t depth; /* open brackets */
    bool string;  /* inside a string */
    bool escaped; /* after a backslash in one */
};

/* Steps over one byte; false when the value has ended before it. */
static bool step(struct splitter *s, int c, size_t size)
{
    if (s->string) {
        if (s->escaped)
            s->escaped = false;
        else if (c == '\\')
            s->escaped = true;
        else if (c == '"')
            s->string = false;
        return true;
    }
    if (s->depth == 0 && size > 0 && (is_blank(c) || strchr("{[]},", c)))
        return false;
    if (c == '"')
        s->string = true;
    else if (c == '{' || c == '[')
        s->depth++;
    else if ((c == '}' || c == ']') && s->depth > 0)
        s->depth--;
    return true;
}

enum kw_taken kw_stream_value(struct kw_stream *stream, size_t limit, struct kw_buf *out)
{
    struct splitter splitter = {0};
    size_t size = 0;
    int c = skip_blanks(stream, stream->list);
    if (c == '[' && stream->count == 0 && !stream->list) {
        stream->list = true;
        stream->at++;
        c = skip_blanks(stream, true);
    }
    if (c == ']' && stream->list) {
        stream->at++;
        stream->list = false;
        c = skip_blanks(stream, false);
    }
    if (c < 0) {
        bool open = stream->list;
        stream->list = false; /* said once */
        return open ? KW_TAKEN_BROKEN : KW_TAKEN_NONE;
    }
    stream->count++;
    while (c >= 0 && step(&splitter, c, size)) {
        take(stream, 1, limit, &size, out);
        bool whole = splitter.depth == 0 && !splitter.string && (c == '}' || c == ']');
        if (whole)
            break;
        c = look(stream);
    }
    if (splitter.depth > 0 || splitter.string) {
        stream->list = false;
        return KW_TAKEN_BROKEN;
    }
    return size > limit ? KW_TAKEN_TOO_LONG : KW_TAKEN;
}

enum kw_taken kw_stream_row(struct kw_stream *stream, size_t limit, struct kw_buf *out)
{
    size_t size = 0;
    bool fresh = true, quoted = false, closed = false; /* at the start of a cell ... */
    int c = look(stream);
    if (c < 0)
        return KW_TAKEN_NONE;
    stream->count++;
    for (; c >= 0 && (quoted || c != '\n'); c = look(stream)) {
        take(stream, 1, limit, &size, out);
        if (quoted) {
            closed = c == '"';
            quoted = !closed;
        } else {
            quoted = c == '"' && (fresh || closed); /* a doubled one opens again */
            closed = false;
        }
        fresh = !quoted && c == stream->delimiter;
    }
    if (c == '\n')
        stream->at++;
    if (size > limit)
        return KW_TAKEN_TOO_LONG;
    if (quoted)
        return KW_TAKEN_BROKEN;
    if (out->len && out->ptr[out->len - 1] == '\r')
        out->len--;
    return KW_TAKEN;
}
