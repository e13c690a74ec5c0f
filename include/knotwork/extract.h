/* knotwork/extract.h - a document in, an extraction out.
 *
 * A pure function of the document and the extractor: no disk, no clock, no global
 * state. An extractor is immutable once made; any number of threads may share it.
 */
#ifndef KNOTWORK_EXTRACT_H
#define KNOTWORK_EXTRACT_H

#include "knotwork/document.h"

struct kw_extractor;

/* A list of a user's own, in the form of the built-in tables (src/lexicon/README.md). */
struct kw_list {
    const char *table;   /* "names", "ignore", "frames" ...: which table it adds to */
    const char *label;   /* its file name, for messages */
    struct kw_str bytes; /* the file */
};

/* What an extractor is asked to do beside its usual work. Zeroed: nothing. */
struct kw_extract_options {
    const struct kw_list *lists; /* each one outranks what is built in */
    size_t list_count;
    bool identifiers; /* e-mail addresses, phone numbers, domains, wallets are names */
};

/* Makes an extractor from the lexicon and the models in the library; options may be
 * NULL, and may go once the call returns.
 * Owns:   the caller frees it with kw_extractor_free.
 * Errors: KW_SYNTAX with file and line for a list that is not as it should be, KW_USAGE
 *         for an unknown table, KW_NOMEM. Cost: some milliseconds. */
KW_API KW_CHECKED enum kw_status kw_extractor_new(const struct kw_extract_options *options,
                                                  struct kw_extractor **out,
                                                  struct kw_error *err);
KW_API void kw_extractor_free(struct kw_extractor *extractor); /* NULL is allowed */

/* What the result depends on besides the document, as one word: the program's version,
 * hashes of its lexicon, its model and each kind of list given, options. Borrowed from the
 * extractor. */
KW_API struct kw_str kw_extractor_fingerprint(const struct kw_extractor *extractor);

/* Adds to `why` what two of them differ in: "lexicon", "model, list names", "option
 * identifiers"; "no facts" where there is no fingerprint before. */
KW_API void kw_fingerprint_difference(struct kw_str before, struct kw_str now,
                                      struct kw_buf *why);

/* Extracts one document.
 * Owns:   everything in `*out` lives in `arena` or in what `document` points to.
 * Errors: KW_NOMEM; any text at all gives a result.
 * Cost:   linear in the text. */
KW_API KW_CHECKED enum kw_status kw_extract(const struct kw_extractor *extractor,
                                            const struct kw_document *document,
                                            struct kw_arena *arena,
                                            struct kw_extraction *out,
                                            struct kw_error *err);

#endif
