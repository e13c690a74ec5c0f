/* reader.c - inputs to records: opens files, finds their importer, cuts them up. */
#include "read/read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/import.h"
#include "read/stream.h"
#include "read/walk.h"

typedef enum kw_taken taker(struct kw_stream *stream, size_t limit, struct kw_buf *out);

struct kw_reader {
    const char *const *inputs; /* borrowed */
    size_t input_count;
    struct kw_walk *walk;
    struct kw_stream stream; /* of the file being read */
    uint64_t size;           /* of that file; 0: it does not tell */
    uint64_t passed;         /* bytes of the files before it */
    bool open;               /* `stream` has more to give */
    const struct kw_importer *importer;
    taker *take;                 /* how its records are cut */
    struct kw_buf path, key;     /* of that file, as text */
    struct kw_columns columns;   /* of a table */
    struct kw_encoding encoding; /* what it is converted from */
    const struct kw_str *own;    /* files that are no documents */
    size_t own_count;
};

enum kw_status kw_reader_open(const char *const *inputs, size_t count,
                              struct kw_reader **out, struct kw_error *err)
{
    struct kw_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return kw_nomem(err);
    reader->inputs = inputs;
    reader->input_count = count;
    reader->stream.fd = -1;
    enum kw_status status = kw_walk_open(inputs, count, &reader->walk, err);
    if (status != KW_OK) {
        free(reader);
        return status;
    }
    *out = reader;
    return KW_OK;
}

void kw_reader_free(struct kw_reader *reader)
{
    if (!reader)
        return;
    kw_stream_close(&reader->stream);
    kw_buf_free(&reader->stream.bytes);
    kw_buf_free(&reader->path);
    kw_buf_free(&reader->key);
    kw_walk_free(reader->walk);
    free(reader);
}

/* Of a file that is passed over only the start was read. */
static void close_file(struct kw_reader *reader)
{
    reader->passed += reader->size ? reader->size : reader->stream.read;
    reader->size = reader->stream.read = 0;
    kw_stream_close(&reader->stream);
}

uint64_t kw_reader_passed(const struct kw_reader *reader)
{
    return reader->passed + reader->stream.read;
}

void kw_record_free(struct kw_record *record)
{
    kw_buf_free(&record->path);
    kw_buf_free(&record->key);
    kw_buf_free(&record->bytes);
}

static void say(struct kw_record *record, enum kw_record_state state, const char *why)
{
    record->state = state;
    snprintf(record->reason, sizeof record->reason, "%s", why);
}

/* --- opening a file ---------------------------------------------------------------- */

static struct kw_str ending_of(struct kw_str path)
{
    for (size_t i = path.len; i > 0 && path.ptr[i - 1] != '/'; i--)
        if (path.ptr[i - 1] == '.' && i > 1 && path.ptr[i - 2] != '/')
            return kw_str_slice(path, i, path.len);
    return KW_STR("");
}

/* JSON lines are cut at line ends, so that a broken one spoils no other; a value that
 * spreads over lines is cut at its brackets. */
static taker *cut_of(const struct kw_importer *importer, struct kw_str start)
{
    struct kw_str line, rest;
    if (!importer->values)
        return kw_stream_all;
    start = kw_str_trim(start);
    kw_str_cut(start, '\n', &line, &rest);
    line = kw_str_trim(line);
    bool lines = line.len > 1 && line.ptr[0] == '{' && line.ptr[line.len - 1] == '}';
    /* Longer than what was looked at: a line, if there is only one line to be seen. */
    bool long_line = line.len == start.len && start.len && line.ptr[0] == '{';
    return lines || long_line ? kw_stream_line : kw_stream_value;
}

/* Converts what is cut up and reads the names of a table's columns. False: `record` says
 * why it cannot be read. */
static bool prepare(struct kw_reader *reader, struct kw_str start,
                    struct kw_record *record)
{
    struct kw_buf head = {0};
    struct kw_error err = {0};
    struct kw_encoding encoding = kw_encoding_of(start, KW_STR(""));
    bool rows = reader->importer->rows;
    /* JSON is UTF-8, whatever its bytes look like (RFC 8259). */
    if (!rows && encoding.basis != KW_ENCODING_MARK)
        return true;
    if (kw_stream_decode(&reader->stream, &encoding, &err) != KW_OK) {
        reader->stream.bytes.failed =
            reader->stream.bytes.failed || err.status == KW_NOMEM;
        say(record, KW_RECORD_FAILED, "this system cannot convert its encoding");
        return false;
    }
    reader->encoding = encoding;
    if (!rows)
        return true;
    reader->columns = (struct kw_columns){
        .delimiter = kw_table_delimiter(kw_stream_peek(&reader->stream))};
    reader->stream.delimiter = reader->columns.delimiter;
    reader->take = kw_stream_row;
    enum kw_taken taken = kw_stream_row(&reader->stream, KW_HEAD_LIMIT, &head);
    reader->stream.count = 0;
    bool known = taken == KW_TAKEN && !head.failed &&
                 kw_table_head(kw_buf_str(&head), &reader->columns);
    reader->stream.bytes.failed = reader->stream.bytes.failed || head.failed;
    kw_buf_free(&head);
    if (!known)
        say(record, KW_RECORD_FAILED,
            "a table without a column named text, body or content in its first row");
    return known;
}

/* Finds out what the open file is. False: nothing to read, `record` says why. */
static bool recognize(struct kw_reader *reader, const struct kw_found *found,
                      struct kw_record *record)
{
    struct kw_str ending = ending_of(kw_buf_str(&reader->path));
    struct kw_str start = kw_stream_peek(&reader->stream);
    bool standard = strcmp(found->path, "-") == 0;
    if (reader->stream.error) {
        say(record, KW_RECORD_FAILED, strerror(reader->stream.error));
        return false;
    }
    if (kw_str_trim(start).len == 0 && reader->stream.end) {
        say(record, KW_RECORD_SKIPPED, start.len ? "nothing but white space" : "empty");
        return false;
    }
    const char *why = kw_import_refuse(start);
    if (why) {
        say(record, KW_RECORD_SKIPPED, why);
        return false;
    }
    reader->importer = kw_import_of(ending, start, found->named || standard);
    if (!reader->importer) {
        snprintf(record->reason, sizeof record->reason,
                 "no importer for files that end in .%.*s",
                 (int)(ending.len < 20 ? ending.len : 20), ending.len ? ending.ptr : "");
        record->state = KW_RECORD_SKIPPED;
        return false;
    }
    reader->take =
        kw_str_eq(ending, KW_STR("jsonl")) || kw_str_eq(ending, KW_STR("ndjson"))
            ? kw_stream_line
            : cut_of(reader->importer, start);
    reader->encoding = (struct kw_encoding){0};
    return !reader->importer->values || prepare(reader, start, record);
}

static int open_path(const struct kw_found *found)
{
    if (strcmp(found->path, "-") == 0)
        return STDIN_FILENO;
    /* What was no link when the folder was listed may be one now. */
    return open(found->path,
                O_RDONLY | O_CLOEXEC | O_NOCTTY | (found->named ? 0 : O_NOFOLLOW));
}

/* Where the last part of a path begins. */
static size_t name_at(struct kw_str path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return at;
}

/* Whether two paths lie in the same folder, however it is written. */
static bool share_folder(struct kw_str a, struct kw_str b)
{
    struct stat folders[2];
    const struct kw_str paths[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        struct kw_buf folder = {0};
        kw_buf_add(&folder, kw_str_slice(paths[i], 0, name_at(paths[i])));
        kw_buf_add(&folder, KW_STR("."));
        kw_buf_byte(&folder, '\0');
        bool known = !folder.failed && stat(folder.ptr, &folders[i]) == 0;
        kw_buf_free(&folder);
        if (!known)
            return false;
    }
    return folders[0].st_dev == folders[1].st_dev &&
           folders[0].st_ino == folders[1].st_ino;
}

static bool is_own(const struct kw_reader *reader, struct kw_str path)
{
    struct kw_str name = kw_str_slice(path, name_at(path), path.len);
    for (size_t i = 0; i < reader->own_count; i++) {
        struct kw_str own = reader->own[i];
        if (kw_str_eq(name, kw_str_slice(own, name_at(own), own.len)) &&
            share_folder(path, own))
            return true;
    }
    return false;
}

void kw_reader_skip(struct kw_reader *reader, const struct kw_str *paths, size_t count)
{
    reader->own = paths;
    reader->own_count = count;
}

static uint64_t size_of(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

/* Opens what was found. False: `record` says why nothing can be read. */
static bool open_file(struct kw_reader *reader, const struct kw_found *found,
                      struct kw_record *record)
{
    if (found->why) {
        if (found->error)
            say(record, KW_RECORD_FAILED, strerror(found->error));
        else
            say(record, KW_RECORD_SKIPPED, found->why);
        return false;
    }
    if (!found->named && is_own(reader, kw_str_of(found->path))) {
        say(record, KW_RECORD_SKIPPED, KW_REASON_OWN);
        return false;
    }
    int fd = open_path(found);
    if (fd < 0) {
        say(record, KW_RECORD_FAILED, strerror(errno));
        return false;
    }
    kw_stream_open(&reader->stream, fd, fd == STDIN_FILENO);
    reader->size = size_of(fd);
    if (recognize(reader, found, record))
        return true;
    close_file(reader);
    return false;
}

enum kw_status kw_reader_measure(const struct kw_reader *reader, uint64_t *bytes,
                                 struct kw_error *err)
{
    struct kw_walk *walk;
    struct kw_found found;
    struct stat st;
    uint64_t sum = 0;
    bool more = true, known = true;
    enum kw_status status = kw_walk_open(reader->inputs, reader->input_count, &walk, err);
    if (status != KW_OK)
        return status;
    while (known && (status = kw_walk_next(walk, &found, &more, err)) == KW_OK && more) {
        bool own = !found.named && is_own(reader, kw_str_of(found.path));
        known = found.why || strcmp(found.path, "-") != 0;
        if (!known || found.why || own || stat(found.path, &st) != 0)
            continue;
        known = S_ISREG(st.st_mode);
        sum += (uint64_t)st.st_size;
    }
    kw_walk_free(walk);
    if (status == KW_OK)
        *bytes = known ? sum : 0;
    return status;
}

/* --- records ----------------------------------------------------------------------- */

static enum kw_status name_file(struct kw_reader *reader, const struct kw_found *found,
                                struct kw_error *err)
{
    struct kw_str path = kw_str_of(found->path);
    kw_buf_clear(&reader->path);
    kw_buf_clear(&reader->key);
    kw_path_print(&reader->path, path);
    kw_path_print(&reader->key, kw_str_slice(path, found->below, path.len));
    return reader->path.failed || reader->key.failed ? kw_nomem(err) : KW_OK;
}

static void start_record(const struct kw_reader *reader, struct kw_record *record)
{
    record->state = KW_RECORD_READ;
    record->reason[0] = '\0';
    record->number = 0;
    record->importer = reader->importer;
    record->columns = reader->columns;
    record->encoding = reader->encoding;
    kw_buf_clear(&record->bytes);
    kw_buf_clear(&record->path);
    kw_buf_clear(&record->key);
    kw_buf_add(&record->path, kw_buf_str(&reader->path));
    kw_buf_add(&record->key, kw_buf_str(&reader->key));
}

/* A JSON value holds more than its text. */
static size_t limit_of(const struct kw_importer *importer)
{
    return importer->values && !importer->rows ? KW_RECORD_LIMIT : KW_TEXT_LIMIT;
}

static void too_long(const struct kw_reader *reader, struct kw_record *record)
{
    size_t limit = limit_of(reader->importer);
    record->state = KW_RECORD_FAILED;
    snprintf(record->reason, sizeof record->reason, "longer than %zu MiB",
             limit / (1024 * 1024));
}

/* Takes the next record off the open file; false when there is none. */
static bool take_record(struct kw_reader *reader, struct kw_record *record)
{
    size_t limit = limit_of(reader->importer);
    enum kw_taken taken;
    do {
        kw_buf_clear(&record->bytes);
        taken = reader->take(&reader->stream, limit, &record->bytes);
    } while (taken == KW_TAKEN && reader->importer->values && !record->bytes.failed &&
             kw_str_trim(kw_buf_str(&record->bytes)).len == 0); /* blank lines */
    if (taken == KW_TAKEN_NONE && reader->stream.error == 0)
        return false;
    if (taken == KW_TAKEN_TOO_LONG)
        too_long(reader, record);
    if (taken == KW_TAKEN_BROKEN)
        say(record, KW_RECORD_FAILED,
            reader->importer->rows ? "a quotation mark is never closed"
                                   : "not JSON: it ends in the middle of a value");
    if (reader->stream.error)
        say(record, KW_RECORD_FAILED, strerror(reader->stream.error));
    record->number = reader->importer->values ? reader->stream.count : 0;
    return true;
}

enum kw_status kw_reader_next(struct kw_reader *reader, struct kw_record *record,
                              bool *more, struct kw_error *err)
{
    *more = true;
    for (;;) {
        if (reader->open) {
            start_record(reader, record);
            bool given = take_record(reader, record);
            if (!given || !reader->importer->values || reader->stream.error)
                reader->open = false;
            if (record->bytes.failed || reader->stream.bytes.failed ||
                record->path.failed || record->key.failed)
                return kw_nomem(err);
            if (!reader->open)
                close_file(reader);
            if (given)
                return KW_OK;
        }
        struct kw_found found;
        enum kw_status status = kw_walk_next(reader->walk, &found, more, err);
        if (status != KW_OK || !*more)
            return status;
        status = name_file(reader, &found, err);
        if (status != KW_OK)
            return status;
        reader->importer = NULL;
        start_record(reader, record);
        reader->open = open_file(reader, &found, record);
        if (reader->stream.bytes.failed || record->path.failed || record->key.failed)
            return kw_nomem(err);
        if (!reader->open)
            return KW_OK;
    }
}

/* --- one record again -------------------------------------------------------------- */

static enum kw_status find_record(struct kw_reader *reader, int64_t number,
                                  struct kw_record *record, struct kw_error *err)
{
    bool more = true;
    for (;;) {
        enum kw_status status = kw_reader_next(reader, record, &more, err);
        if (status != KW_OK)
            return status;
        if (!more)
            return kw_fail(err, KW_NOTFOUND, "record %lld is gone", (long long)number);
        if (record->number < number && record->importer && record->importer->values)
            continue;
        if (record->state != KW_RECORD_READ)
            return kw_fail(err, KW_NOTFOUND, "%s", record->reason);
        return KW_OK;
    }
}

enum kw_status kw_record_again(struct kw_str path, int64_t number,
                               struct kw_record *record, struct kw_error *err)
{
    struct kw_buf name = {0};
    struct kw_reader *reader = NULL;
    struct stat st;
    kw_buf_add(&name, path);
    kw_buf_byte(&name, '\0');
    if (!name.failed && stat(name.ptr, &st) != 0) {
        kw_buf_clear(&name);
        kw_path_parse(path, &name);
        kw_buf_byte(&name, '\0');
    }
    if (name.failed) {
        kw_buf_free(&name);
        return kw_nomem(err);
    }
    const char *input = name.ptr;
    enum kw_status status = kw_reader_open(&input, 1, &reader, err);
    if (status == KW_OK)
        status = find_record(reader, number, record, err);
    kw_reader_free(reader);
    kw_buf_free(&name);
    return status;
}
