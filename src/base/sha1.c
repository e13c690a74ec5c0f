/* sha1.c - SHA-1 (FIPS 180-4, section 6.1) and UUIDs of version 5 (RFC 9562). */
#include "base/sha1.h"

#include <string.h>

static uint32_t turn(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

/* The function and the constant of each twenty rounds. */
static uint32_t mix(unsigned round, uint32_t b, uint32_t c, uint32_t d)
{
    if (round < 20)
        return ((b & c) | (~b & d)) + 0x5A827999;
    if (round < 40)
        return (b ^ c ^ d) + 0x6ED9EBA1;
    if (round < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
    return (b ^ c ^ d) + 0xCA62C1D6;
}

static void take_block(struct kw_sha1 *sha)
{
    uint32_t words[80];
    for (unsigned i = 0; i < 16; i++) {
        const unsigned char *b = sha->block + 4 * i;
        words[i] =
            (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    }
    for (unsigned i = 16; i < 80; i++)
        words[i] = turn(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    uint32_t a = sha->state[0], b = sha->state[1], c = sha->state[2], d = sha->state[3],
             e = sha->state[4];
    for (unsigned i = 0; i < 80; i++) {
        uint32_t next = turn(a, 5) + mix(i, b, c, d) + e + words[i];
        e = d;
        d = c;
        c = turn(b, 30);
        b = a;
        a = next;
    }
    sha->state[0] += a;
    sha->state[1] += b;
    sha->state[2] += c;
    sha->state[3] += d;
    sha->state[4] += e;
}

void kw_sha1_begin(struct kw_sha1 *sha)
{
    *sha = (struct kw_sha1){
        .state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};
}

void kw_sha1_add(struct kw_sha1 *sha, struct kw_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        sha->block[sha->length++ % 64] = (unsigned char)bytes.ptr[i];
        if (sha->length % 64 == 0)
            take_block(sha);
    }
}

void kw_sha1_end(struct kw_sha1 *sha, unsigned char digest[KW_SHA1_SIZE])
{
    uint64_t bits = sha->length * 8;
    char tail[8];
    for (unsigned i = 0; i < 8; i++)
        tail[i] = (char)(unsigned char)(bits >> (56 - 8 * i));
    kw_sha1_add(sha, KW_STR("\x80"));
    while (sha->length % 64 != 56)
        kw_sha1_add(sha, (struct kw_str){"", 1});
    kw_sha1_add(sha, (struct kw_str){tail, sizeof tail});
    for (unsigned i = 0; i < KW_SHA1_SIZE; i++)
        digest[i] = (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
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
