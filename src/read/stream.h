/* stream.h - a file as lines or JSON values, with bounded memory. */
#ifndef KW_READ_STREAM_H
#define KW_READ_STREAM_H

#include "knotwork/base.h"
#include "read/encoding.h"

struct kw_stream {
    int fd;              /* -1: closed */
    bool borrowed;       /* standard input: not ours to close */
    bool end;            /* the file has no more bytes */
    uint64_t read;       /* bytes of the file so far */
    int error;           /* errno of a failed read, or 0 */
    size_t at;           /* first byte of `bytes` not taken yet */
    struct kw_buf bytes; /* what was read and not taken yet, from `at` */
    int64_t count;       /* records given so far (lines: blank ones count too) */
    bool list;           /* inside a top-level [ ... ] */
    char delimiter;      /* of the cells of a table */
    struct kw_decoder *decoder; /* what comes is converted; or NULL */
};

/* What became of a record. */
enum kw_taken { KW_TAKEN, KW_TAKEN_NONE, KW_TAKEN_TOO_LONG, KW_TAKEN_BROKEN };

void kw_stream_open(struct kw_stream *stream, int fd, bool borrowed);
void kw_stream_close(struct kw_stream *stream);

/* The first bytes, at most 64 KiB, without taking them. */
struct kw_str kw_stream_peek(struct kw_stream *stream);

/* Converts everything not taken yet, and what is still to come, to UTF-8; passes over the
 * byte-order mark. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_stream_decode(struct kw_stream *stream,
                                           const struct kw_encoding *encoding,
                                           struct kw_error *err);

/* Each appends one record of at most `limit` bytes to `out` and takes it off the stream:
 * everything that is left; one line, without its end; one JSON value, alone, in a list,
 * or one after another. A record that is too long is taken but not appended. */
enum kw_taken kw_stream_all(struct kw_stream *stream, size_t limit, struct kw_buf *out);
enum kw_taken kw_stream_line(struct kw_stream *stream, size_t limit, struct kw_buf *out);
enum kw_taken kw_stream_value(struct kw_stream *stream, size_t limit, struct kw_buf *out);

/* One row of a table: line ends inside quotation marks are part of it (RFC 4180). */
enum kw_taken kw_stream_row(struct kw_stream *stream, size_t limit, struct kw_buf *out);

/* True when only white space is left. */
bool kw_stream_done(struct kw_stream *stream);

#endif
