/* json.h - reading JSON (the door of jansson) and writing it. */
#ifndef KW_BASE_JSON_H
#define KW_BASE_JSON_H

#include "knotwork/base.h"

/* A parsed value; borrowed from its root, which kw_json_free releases. Every getter
 * takes NULL and then answers "nothing", so that chains need no checks. */
struct kw_json;

/* Parses one JSON text of at most 256 MiB, nested at most 2048 deep. A byte order mark is
 * skipped; broken UTF-8 and lone surrogate escapes read as U+FFFD, one for one, because
 * real files have them and a document should not be lost for a byte. Of a key given twice
 * the last counts. NULs in strings stay: what becomes text goes through kw_utf8_clean.
 * Owns:   the caller frees `*out` with kw_json_free.
 * Errors: KW_SYNTAX with the position, KW_LIMIT when too long, KW_NOMEM. */
KW_CHECKED enum kw_status kw_json_parse(struct kw_str text, struct kw_json **out,
                                        struct kw_error *err);
void kw_json_free(struct kw_json *root);

bool kw_json_is_object(const struct kw_json *value);
bool kw_json_is_array(const struct kw_json *value);
bool kw_json_is_string(const struct kw_json *value);
bool kw_json_is_integer(const struct kw_json *value);
bool kw_json_is_null(const struct kw_json *value); /* also true of what is not there */

const struct kw_json *kw_json_get(const struct kw_json *object, const char *key);
size_t kw_json_count(const struct kw_json *array);
const struct kw_json *kw_json_at(const struct kw_json *array, size_t index);
struct kw_str kw_json_str(const struct kw_json *value); /* empty unless a string */
int64_t kw_json_int(const struct kw_json *value, int64_t otherwise);

/* A writer: commas and nesting are kept by the writer, so that calls read like the
 * text they make. `key` is NULL inside arrays. Strings are written as UTF-8 with only
 * what RFC 8259 requires escaped; a broken byte becomes U+FFFD. */
struct kw_json_out {
    struct kw_out *out; /* where the text goes */
    bool comma;         /* a value came before at this level */
};

void kw_json_open(struct kw_json_out *json, const char *key, char bracket); /* { or [ */
void kw_json_close(struct kw_json_out *json, char bracket);                 /* } or ] */
void kw_json_string(struct kw_json_out *json, const char *key, struct kw_str value);
void kw_json_integer(struct kw_json_out *json, const char *key, int64_t value);
void kw_json_number(struct kw_json_out *json, const char *key, double value); /* NaN: null */
void kw_json_bool(struct kw_json_out *json, const char *key, bool value);
void kw_json_null(struct kw_json_out *json, const char *key);

/* Just the quoted, escaped form of `value`, e.g. for a row cell. */
void kw_json_quote(struct kw_out *out, struct kw_str value);

#endif
