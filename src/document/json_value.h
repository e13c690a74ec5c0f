/* json_value.h - single values of a line of knotwork JSON, checked and turned into what
 * the structures hold. Private to the room. */
#ifndef KW_DOCUMENT_JSON_VALUE_H
#define KW_DOCUMENT_JSON_VALUE_H

#include "base/json.h"
#include "base/map.h"
#include "document/offsets.h"
#include "knotwork/document.h"

typedef const struct kw_json *kw_json_ref;

struct kw_reader {
    struct kw_arena *arena;    /* where all of the result lives */
    struct kw_extraction x;    /* what was read so far */
    struct kw_offsets offsets; /* of its text */
    struct kw_map ids;         /* entity id -> referent */
    struct kw_error *err;      /* where the cause goes */
};

/* KW_SYNTAX, with the key that is wrong and what is wrong with it. */
enum kw_status kw_reader_bad(struct kw_reader *r, const char *key, const char *what);

/* A cleaned copy of a string; missing and null give the empty one. */
KW_CHECKED enum kw_status kw_reader_text(struct kw_reader *r, kw_json_ref object,
                                         const char *key, struct kw_str *out);

/* A span of the text, not empty, in bytes. `key` is for the message. */
KW_CHECKED enum kw_status kw_reader_span(struct kw_reader *r, kw_json_ref value,
                                         const char *key, struct kw_span *out);

/* A list of spans; missing and null give none, and *out is then NULL. */
KW_CHECKED enum kw_status kw_reader_spans(struct kw_reader *r, kw_json_ref object,
                                          const char *key, const struct kw_span **out,
                                          size_t *count);

/* The same for spans that lie side by side in order, such as sentences. */
KW_CHECKED enum kw_status kw_reader_parts(struct kw_reader *r, kw_json_ref object,
                                          const char *key, const struct kw_span **out,
                                          size_t *count);

/* The referent with that id; missing and null give 0 unless one is needed. */
KW_CHECKED enum kw_status kw_reader_referent(struct kw_reader *r, kw_json_ref object,
                                             const char *key, bool needed, uint32_t *out);

#endif
