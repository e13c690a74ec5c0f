/* sha1.h - SHA-1, and the UUIDs made from names with it: the door of libmd.
 *
 * For identifiers that come out the same everywhere; nothing here keeps a secret that
 * somebody who can guess the text must not learn. */
#ifndef KW_BASE_SHA1_H
#define KW_BASE_SHA1_H

#include <sha1.h>

#include "knotwork/base.h"

#define KW_SHA1_SIZE 20
#define KW_UUID_TEXT 37

/* A digest under way (FIPS 180-4): begin, add any number of times, end. */
struct kw_sha1 {
    SHA1_CTX context; /* libmd's */
};

void kw_sha1_begin(struct kw_sha1 *sha);
void kw_sha1_add(struct kw_sha1 *sha, struct kw_str bytes);
void kw_sha1_end(struct kw_sha1 *sha, unsigned char digest[KW_SHA1_SIZE]);

/* The first `digits` (at most 40) hexadecimal digits of a digest, and a NUL. */
void kw_sha1_print(const unsigned char digest[KW_SHA1_SIZE], unsigned digits, char *text);

/* RFC 9562, version 5: the UUID of `prefix` and `name`, one after the other, in a
 * namespace of 16 bytes. */
void kw_uuid_of(const unsigned char space[16], struct kw_str prefix, struct kw_str name,
                char text[KW_UUID_TEXT]);

#endif
