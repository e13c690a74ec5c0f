/* encoding.h - bytes of any encoding to UTF-8: the door of iconv and uchardet. */
#ifndef KW_READ_ENCODING_H
#define KW_READ_ENCODING_H

#include "knotwork/base.h"

/* Where the name of an encoding comes from, in the order in which they are believed. */
enum kw_encoding_basis {
    KW_ENCODING_MARK,     /* a byte-order mark */
    KW_ENCODING_DECLARED, /* the document says so */
    KW_ENCODING_VALID,    /* the bytes are UTF-8, or nearly */
    KW_ENCODING_GUESSED,  /* by the frequency of bytes */
};

struct kw_encoding {
    const char *name; /* "UTF-8", "windows-1252"; a literal. NULL: no memory to guess it */
    enum kw_encoding_basis basis; /* what says so */
    size_t mark;                  /* bytes of the byte-order mark */
};

/* The encoding of bytes that begin with `start`. `declared` is the label the document
 * gives itself, or empty; a label that is unknown, or belied by bytes that are UTF-8, is
 * passed over. Labels are those of the WHATWG Encoding Standard, as far as iconv goes.
 * Cost: O(start). */
struct kw_encoding kw_encoding_of(struct kw_str start, struct kw_str declared);

/* The label in an XML declaration or in the meta element of a page, or empty; only the
 * first 4 KiB are looked at. */
struct kw_str kw_encoding_declared(struct kw_str raw);

/* Why a note must name the encoding: "read as windows-1252 (guessed)"; "" for UTF-8. */
void kw_encoding_note(const struct kw_encoding *encoding, struct kw_buf *note);

/* `raw` as UTF-8 without its mark: what cannot be mapped is a space each, counted in
 * `*replaced`. UTF-8 comes back as it is, broken bytes included: slice, not copy.
 * Owns: a conversion lives in `arena`. Errors: KW_LIMIT (longer than KW_TEXT_LIMIT),
 * KW_NOMEM. Cost: O(raw). */
KW_CHECKED enum kw_status kw_decode(struct kw_arena *arena, struct kw_str raw,
                                    const struct kw_encoding *encoding,
                                    struct kw_str *out, size_t *replaced,
                                    struct kw_error *err);

/* --- piece by piece -------------------------------------------------------------------- */

/* A conversion under way; its own after kw_decoder_new, ended by kw_decoder_free. */
struct kw_decoder;

/* Errors: KW_NOMEM. For UTF-8 `*out` is NULL: nothing is to be done. */
KW_CHECKED enum kw_status kw_decoder_new(const struct kw_encoding *encoding,
                                         struct kw_decoder **out, struct kw_error *err);
void kw_decoder_free(struct kw_decoder *decoder); /* NULL is allowed */

/* Appends `bytes` as UTF-8; a character that is cut waits for its rest, unless this is
 * the `last` piece. Gives how many bytes could not be mapped. */
size_t kw_decoder_add(struct kw_decoder *decoder, struct kw_str bytes, bool last,
                      struct kw_buf *out);

#endif
