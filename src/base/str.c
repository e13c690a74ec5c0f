/* str.c - borrowed bytes. */
#include "knotwork/base.h"

#include <assert.h>
#include <string.h>

struct kw_str kw_str_of(const char *text)
{
    return (struct kw_str){text, text ? strlen(text) : 0};
}

int kw_str_cmp(struct kw_str a, struct kw_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

int kw_str_order(const void *a, const void *b)
{
    return kw_str_cmp(*(const struct kw_str *)a, *(const struct kw_str *)b);
}

bool kw_str_eq(struct kw_str a, struct kw_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool kw_str_among(struct kw_str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kw_str_eq(s, kw_str_of(words[i])))
            return true;
    return false;
}

bool kw_str_starts(struct kw_str s, struct kw_str prefix)
{
    return s.len >= prefix.len && kw_str_eq(kw_str_slice(s, 0, prefix.len), prefix);
}

bool kw_str_ends(struct kw_str s, struct kw_str suffix)
{
    return s.len >= suffix.len &&
           kw_str_eq(kw_str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t kw_str_find(struct kw_str s, struct kw_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : s.len + 1;
    while (from + needle.len <= s.len) {
        const char *hit =
            memchr(s.ptr + from, needle.ptr[0], s.len - needle.len + 1 - from);
        if (!hit)
            break;
        from = (size_t)(hit - s.ptr);
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return from;
        from++;
    }
    return s.len + 1;
}

struct kw_str kw_str_slice(struct kw_str s, size_t start, size_t end)
{
    assert(start <= end && end <= s.len);
    return (struct kw_str){s.ptr ? s.ptr + start : NULL, end - start};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct kw_str kw_str_trim(struct kw_str s)
{
    size_t start = 0, end = s.len;
    while (start < end && is_space(s.ptr[start]))
        start++;
    while (end > start && is_space(s.ptr[end - 1]))
        end--;
    return kw_str_slice(s, start, end);
}

bool kw_str_cut(struct kw_str s, char separator, struct kw_str *head, struct kw_str *tail)
{
    const char *at = s.len ? memchr(s.ptr, separator, s.len) : NULL;
    if (!at) {
        *head = s;
        *tail = (struct kw_str){NULL, 0};
        return false;
    }
    size_t place = (size_t)(at - s.ptr);
    *head = kw_str_slice(s, 0, place);
    *tail = kw_str_slice(s, place + 1, s.len);
    return true;
}

bool kw_str_line(struct kw_str *rest, struct kw_str *line)
{
    if (rest->len == 0)
        return false;
    kw_str_cut(*rest, '\n', line, rest);
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}

bool kw_str_item(struct kw_str *rest, char separator, struct kw_str *item)
{
    if (rest->len == 0)
        return false;
    kw_str_cut(*rest, separator, item, rest);
    return true;
}

/* FNV-1a (Fowler, Noll, Vo), then the finalizer of splitmix64 (Steele et al. 2014),
 * because tables use the low bits and FNV mixes them poorly. */
uint64_t kw_str_hash(struct kw_str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}
