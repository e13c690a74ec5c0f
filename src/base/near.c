/* near.c - edit distance by the table of prefixes, three rows of it at a time. */
#include "base/near.h"

#include "base/utf8.h"

enum { LONGEST = 64 };

/* A word as code points; length LONGEST + 1 says that it is longer than that. */
struct word {
    uint32_t codes[LONGEST];
    size_t length;
};

static void read_word(struct kw_str s, struct word *word)
{
    word->length = 0;
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (word->length == LONGEST) {
            word->length++;
            return;
        }
        word->codes[word->length++] = code;
    }
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Fills the row of a's first `i` letters: row[j] is the distance to b's first `j`. */
static void fill_row(const struct word *a, const struct word *b, size_t i,
                     const unsigned *before, const unsigned *last, unsigned *row)
{
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= b->length; j++) {
        bool same = a->codes[i - 1] == b->codes[j - 1];
        row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !same);
        if (i > 1 && j > 1 && a->codes[i - 1] == b->codes[j - 2] &&
            a->codes[i - 2] == b->codes[j - 1])
            row[j] = least(row[j], before[j - 2] + 1);
    }
}

unsigned kw_edit_distance(struct kw_str a, struct kw_str b, unsigned limit)
{
    struct word from, to;
    unsigned rows[3][LONGEST + 1] = {{0}};
    read_word(a, &from);
    read_word(b, &to);
    if (from.length > LONGEST || to.length > LONGEST)
        return limit + 1;
    for (size_t j = 0; j <= to.length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= from.length; i++)
        fill_row(&from, &to, i, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    return least(rows[from.length % 3][to.length], limit + 1);
}

unsigned kw_near_limit(size_t len)
{
    return len < 3 ? 0 : len < 5 ? 1 : len < 9 ? 2 : 3;
}

void kw_nearest_try(struct kw_nearest *nearest, struct kw_str name)
{
    unsigned limit = kw_near_limit(nearest->word.len);
    unsigned distance = kw_edit_distance(nearest->word, name, limit);
    if (distance > limit || (nearest->best.len && distance >= nearest->distance))
        return;
    nearest->best = name;
    nearest->distance = distance;
}
