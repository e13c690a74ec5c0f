/* sha1.c - SHA-1 by libmd, and UUIDs of names. */
#include "base/sha1.h"

void kw_sha1_begin(struct kw_sha1 *sha)
{
    SHA1Init(&sha->context);
}

void kw_sha1_add(struct kw_sha1 *sha, struct kw_str bytes)
{
    if (bytes.len)
        SHA1Update(&sha->context, (const uint8_t *)bytes.ptr, bytes.len);
}

void kw_sha1_end(struct kw_sha1 *sha, unsigned char digest[KW_SHA1_SIZE])
{
    SHA1Final(digest, &sha->context);
}

void kw_sha1_print(const unsigned char digest[KW_SHA1_SIZE], unsigned digits, char *text)
{
    static const char hex[] = "0123456789abcdef";
    for (unsigned i = 0; i < digits; i++)
        text[i] = hex[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
    text[digits] = '\0';
}

void kw_uuid_of(const unsigned char space[16], struct kw_str prefix, struct kw_str name,
                char text[KW_UUID_TEXT])
{
    struct kw_sha1 sha;
    unsigned char digest[KW_SHA1_SIZE];
    char digits[33];
    kw_sha1_begin(&sha);
    kw_sha1_add(&sha, (struct kw_str){(const char *)space, 16});
    kw_sha1_add(&sha, prefix);
    kw_sha1_add(&sha, name);
    kw_sha1_end(&sha, digest);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50); /* version */
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80); /* variant */
    kw_sha1_print(digest, 32, digits);
    for (unsigned from = 0; from < 32; from++) {
        if (from == 8 || from == 12 || from == 16 || from == 20)
            *text++ = '-';
        *text++ = digits[from];
    }
    *text = '\0';
}
