/* read.h - bytes to documents.
 *
 * Reading has two halves. `kw_reader_next` runs on one thread: it walks the inputs and
 * gives raw records, in order, with bounded memory. `kw_record_parse` is a pure function
 * that makes a document of a record; any number of threads may run it.
 *
 * Inputs are files, folders and "-" for standard input. A folder is read with everything
 * below it, in the byte order of its paths; symbolic links inside it are not followed,
 * so that nothing outside is read and nothing is read for ever. Nothing is passed over
 * silently: what gives no document gives a record that says why.
 */
#ifndef KW_READ_READ_H
#define KW_READ_READ_H

#include "knotwork/document.h"
#include "lexicon/lexicon.h"
#include "read/encoding.h"
#include "read/table.h"

#define KW_RECORD_LIMIT (128u * 1024 * 1024) /* longest record of a JSON file, in bytes  \
                                              */
#define KW_KEY_LIMIT 1000                    /* longest key of a document, in bytes */

struct kw_reader;
struct kw_importer;

enum kw_record_state {
    KW_RECORD_READ,    /* `bytes` hold it */
    KW_RECORD_SKIPPED, /* it is nothing to read: hidden, empty, not a text */
    KW_RECORD_FAILED,  /* it should have been read, and could not be */
};

/* One record: a file, or one value of a JSON file. Zero it before its first use; it is
 * reused from call to call and freed with kw_record_free. */
struct kw_record {
    enum kw_record_state state;
    char reason[256];    /* one line: why it was skipped or failed; else "" */
    struct kw_buf path;  /* as named, then as found below it; hostile bytes as %XX */
    struct kw_buf key;   /* the path below the folder named, or the file's base name */
    int64_t number;      /* line or ordinal in a JSON file, from 1; 0: the whole file */
    struct kw_buf bytes; /* the raw record, when it was read */
    const struct kw_importer *importer; /* what makes a document of it */
    struct kw_columns columns;   /* a row of a table: what its cells are */
    struct kw_encoding encoding; /* what a row was converted from; name NULL: nothing */
};

void kw_record_free(struct kw_record *record);

/* Starts on `count` inputs, which must outlive the reader.
 * Owns:   the caller frees it with kw_reader_free.
 * Errors: KW_NOMEM. What is wrong with an input is said by its record. */
KW_CHECKED enum kw_status kw_reader_open(const char *const *inputs, size_t count,
                                         struct kw_reader **out, struct kw_error *err);
void kw_reader_free(struct kw_reader *reader); /* NULL is allowed */

/* Why a file is skipped that kw_reader_skip names. */
#define KW_REASON_OWN "a file of the store"

/* Skips these files, which must outlive the reader, where a folder holds them. */
void kw_reader_skip(struct kw_reader *reader, const struct kw_str *paths, size_t count);

/* Bytes of all inputs together; 0 when one of them, such as standard input, does not tell.
 * Errors: KW_NOMEM. Cost: walks through the folders and asks for the size of every file. */
KW_CHECKED enum kw_status kw_reader_measure(const struct kw_reader *reader,
                                            uint64_t *bytes, struct kw_error *err);
uint64_t kw_reader_passed(const struct kw_reader *reader); /* bytes of them done with */

/* The next record. Errors: KW_NOMEM. Memory: the names of one folder a level, and one
 * record. */
KW_CHECKED enum kw_status kw_reader_next(struct kw_reader *reader,
                                         struct kw_record *record, bool *more,
                                         struct kw_error *err);

struct kw_parsed {
    struct kw_extraction extraction; /* its document; all of it when `extracted` */
    bool extracted;  /* knotwork JSON with entities: nothing is left to do */
    size_t replaced; /* code points that were read as a space */
    struct kw_encoding encoding; /* what its bytes were; name NULL: not asked */
    struct kw_str note; /* what the ledger should tell, one line; or empty */
};

/* Makes a document of a record that was read. Title, publisher and date come from the
 * record where it gives them, else from the text where that states them.
 * Owns:   everything lives in `arena`; the record may go.
 * Errors: KW_SYNTAX, KW_LIMIT, each with what is wrong; KW_NOMEM.
 * Cost:   O(bytes). */
KW_CHECKED enum kw_status kw_record_parse(const struct kw_lexicon *lexicon,
                                          const struct kw_record *record,
                                          struct kw_arena *arena, struct kw_parsed *out,
                                          struct kw_error *err);

/* The importers, for help: their names and file endings, ended by a NULL name. */
struct kw_importer {
    const char *name;    /* "text" */
    const char *endings; /* joined by |, without the dot */
    const char *meaning; /* one line */
    bool (*sniff)(
        struct kw_str start); /* whether bytes of no known ending look like it */
    enum kw_status (*parse)(const struct kw_record *record, struct kw_arena *arena,
                            struct kw_parsed *out, struct kw_error *err);
    bool values; /* a file holds several records */
    bool rows;   /* they are the rows of a table, below one of names */
};
const struct kw_importer *kw_importers(void);

/* Reads one record again: the file at `path`, its `number`-th value.
 * Errors: KW_NOTFOUND when it is no longer there, with why; KW_NOMEM. */
KW_CHECKED enum kw_status kw_record_again(struct kw_str path, int64_t number,
                                          struct kw_record *record, struct kw_error *err);

/* Fills what the document does not say about itself from its text: the title from a
 * first line that looks like a headline, the date from "Published ..." or a dateline,
 * the publisher from the agency of a dateline, the author from a line "By Ada Writer".
 * Cost: O(text). */
void kw_headline_fill(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                      struct kw_document *document);

#endif
