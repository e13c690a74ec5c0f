/* alike.c - blocks of names that may be one, compared one with another.
 *
 * A pass puts every name under the hashes of what it could share with another one: its
 * letters, its words in order, itself with one letter left out (Mor and Fraenkel, "A hash
 * code method for detecting and correcting spelling errors", 1982), its short forms.
 * Names under one hash are a block, and only those are compared with one another.
 */
#include "corpus/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/near.h"
#include "base/utf8.h"
#include "corpus/key.h"

enum {
    MOST_BLOCK = 64,  /* names; a block of more says nothing */
    MOST_BYTES = 64,  /* of a name that may be misspelt */
    MOST_WORDS = 12,  /* of a name that is looked at word by word */
    LEAST_SLIP = 5,   /* letters of a word that may be misspelt */
    LEAST_TWO = 9,    /* letters of a word that may have two wrong */
    LEAST_PART = 4,   /* letters of a name that another one may begin with */
    SEVERAL_COST = 8, /* points for each other thing the name could stand for ... */
    SEVERAL_MOST = 32 /* ... and for all of them together */
};

static const struct {
    int points;
    const char *meaning;
} likenesses[] = {
#define KW_LIKENESS_ROW(id, points, meaning) {points, meaning},
    KW_LIKENESSES(KW_LIKENESS_ROW)
#undef KW_LIKENESS_ROW
};

const char *kw_likeness_meaning(enum kw_likeness likeness)
{
    return likenesses[likeness].meaning;
}

int kw_likeness_points(enum kw_likeness likeness)
{
    return likenesses[likeness].points;
}

/* What a name is in its block: two that are alike, or one that may stand for another. */
enum role { EQUAL, SHORTER, LONGER };

struct entry {
    uint64_t hash;
    uint32_t name;
    enum role role;
};

struct finder {
    const struct kw_cast *cast;
    const struct kw_lexicon *lexicon;
    struct kw_arena *arena, *scratch;
    KW_VEC(struct entry) entries; /* of the pass under way, in `scratch` */
    uint32_t name;                /* the one that is put into blocks */
    struct kw_alikes *found;
    struct kw_error *err;
};

static const struct kw_member *owner_of(const struct finder *f, uint32_t name)
{
    return &f->cast->members[f->cast->names[name].member];
}

/* --- words -------------------------------------------------------------------------- */

struct words {
    struct kw_str items[MOST_WORDS];
    size_t count;
};

static bool split(struct kw_str name, struct words *words)
{
    struct kw_str word;
    words->count = 0;
    while (kw_str_item(&name, ' ', &word)) {
        if (words->count == MOST_WORDS)
            return false;
        words->items[words->count++] = word;
    }
    return words->count > 0;
}

static bool is_letter(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* The letters and digits of a folded name, into `out` of its length. */
static size_t letters_of(struct kw_str name, char *out)
{
    size_t count = 0;
    for (size_t i = 0; i < name.len; i++)
        if (is_letter(name.ptr[i]))
            out[count++] = name.ptr[i];
    return count;
}

static bool has_digit(struct kw_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return true;
    return false;
}

/* "j" or "j.": the letter, else 0. */
static char initial_of(struct kw_str word)
{
    bool one = word.len == 1 || (word.len == 2 && word.ptr[1] == '.');
    return one && is_letter(word.ptr[0]) ? word.ptr[0] : 0;
}

/* --- putting names into blocks ------------------------------------------------------ */

static enum kw_status put(struct finder *f, struct kw_str what, enum role role)
{
    struct entry *entry = KW_PUSH(f->scratch, &f->entries);
    if (!entry)
        return kw_nomem(f->err);
    *entry = (struct entry){kw_str_hash(what), f->name, role};
    return KW_OK;
}

static enum kw_status put_letters(struct finder *f, struct kw_str name)
{
    char letters[MOST_BYTES];
    size_t count = name.len <= MOST_BYTES ? letters_of(name, letters) : 0;
    return count < 3 ? KW_OK : put(f, (struct kw_str){letters, count}, EQUAL);
}

static bool sorted_words(struct kw_str name, struct words *words)
{
    static const char *const small[] = {"of", "the", "and", "for", "de", "la", "&"};
    size_t kept = 0;
    if (!split(name, words))
        return false;
    for (size_t i = 0; i < words->count; i++) {
        if (!KW_STR_AMONG(words->items[i], small))
            words->items[kept++] = words->items[i];
    }
    words->count = kept;
    qsort(words->items, kept, sizeof *words->items, kw_str_order);
    return kept > 1;
}

static enum kw_status put_words(struct finder *f, struct kw_str name)
{
    char joined[MOST_BYTES];
    struct words words;
    size_t at = 0;
    if (name.len >= MOST_BYTES || !sorted_words(name, &words))
        return KW_OK;
    for (size_t i = 0; i < words.count; i++) {
        memcpy(joined + at, words.items[i].ptr, words.items[i].len);
        at += words.items[i].len;
        joined[at++] = ' ';
    }
    return put(f, (struct kw_str){joined, at}, EQUAL);
}

/* Itself, and itself without each of its letters. */
static enum kw_status put_slips(struct finder *f, struct kw_str name)
{
    char rest[MOST_BYTES];
    if (name.len < LEAST_SLIP || name.len > MOST_BYTES)
        return KW_OK;
    enum kw_status status = put(f, name, EQUAL);
    for (size_t at = 0, bytes; at < name.len && status == KW_OK; at += bytes) {
        kw_utf8_decode(name, at, &bytes);
        memcpy(rest, name.ptr, at);
        memcpy(rest + at, name.ptr + at + bytes, name.len - at - bytes);
        status = put(f, (struct kw_str){rest, name.len - bytes}, EQUAL);
    }
    return status;
}

/* Itself without each of its long words, where two letters may be wrong. */
static enum kw_status put_gaps(struct finder *f, struct kw_str name)
{
    char rest[MOST_BYTES];
    struct words words;
    enum kw_status status = KW_OK;
    if (name.len >= MOST_BYTES || !split(name, &words) || words.count < 2)
        return KW_OK;
    for (size_t i = 0; i < words.count && status == KW_OK; i++) {
        struct kw_str gap = words.items[i];
        size_t before = (size_t)(gap.ptr - name.ptr), after = before + gap.len;
        if (gap.len + 1 < LEAST_TWO)
            continue;
        memcpy(rest, name.ptr, before);
        rest[before] = '*';
        memcpy(rest + before + 1, name.ptr + after, name.len - after);
        status = put(f, (struct kw_str){rest, name.len - gap.len + 1}, EQUAL);
    }
    return status;
}

static enum kw_status put_form(void *context, struct kw_str form, struct kw_error *err)
{
    (void)err;
    return put(context, form, LONGER);
}

static enum kw_status put_forms(struct finder *f, struct kw_str name)
{
    enum kw_status status = name.len < 2 ? KW_OK : put(f, name, SHORTER);
    if (status != KW_OK)
        return status;
    return kw_key_forms(f->lexicon, f->scratch, name, owner_of(f, f->name)->type,
                        put_form, f, f->err);
}

/* A person's last name with the first letter of the given one. */
static enum kw_status put_given(struct finder *f, struct kw_str name)
{
    char both[MOST_BYTES];
    struct words words;
    if (owner_of(f, f->name)->type != KW_TYPE_PERSON || name.len >= MOST_BYTES ||
        !split(name, &words) || words.count < 2)
        return KW_OK;
    struct kw_str last = words.items[words.count - 1];
    both[0] = words.items[0].ptr[0];
    memcpy(both + 1, last.ptr, last.len);
    return put(f, (struct kw_str){both, last.len + 1}, EQUAL);
}

/* What a name begins with, for names of all but people. */
static enum kw_status put_parts(struct finder *f, struct kw_str name)
{
    struct words words;
    if (owner_of(f, f->name)->type == KW_TYPE_PERSON || !split(name, &words))
        return KW_OK;
    enum kw_status status = name.len < LEAST_PART ? KW_OK : put(f, name, SHORTER);
    for (size_t i = 0; i + 1 < words.count && status == KW_OK; i++) {
        size_t end = (size_t)(words.items[i].ptr - name.ptr) + words.items[i].len;
        if (end >= LEAST_PART)
            status = put(f, kw_str_slice(name, 0, end), LONGER);
    }
    return status;
}

/* --- comparing two of a block ------------------------------------------------------- */

static bool same_letters(const struct finder *f, uint32_t a, uint32_t b,
                         enum kw_likeness *likeness)
{
    char x[MOST_BYTES], y[MOST_BYTES];
    size_t n = letters_of(f->cast->names[a].text, x);
    size_t m = letters_of(f->cast->names[b].text, y);
    *likeness = KW_LIKE_LETTERS;
    return n == m && memcmp(x, y, n) == 0;
}

static bool same_words(const struct finder *f, uint32_t a, uint32_t b,
                       enum kw_likeness *likeness)
{
    struct words x, y;
    *likeness = KW_LIKE_WORDS;
    if (!sorted_words(f->cast->names[a].text, &x) ||
        !sorted_words(f->cast->names[b].text, &y) || x.count != y.count)
        return false;
    for (size_t i = 0; i < x.count; i++)
        if (!kw_str_eq(x.items[i], y.items[i]))
            return false;
    return true;
}

/* Whether one word may be the other misspelt. A short one may only beside other words,
 * and not in its first letter, where people seldom slip. */
static bool is_slip(struct kw_str a, struct kw_str b, bool alone)
{
    size_t least = a.len < b.len ? a.len : b.len;
    if (has_digit(a) || has_digit(b) || least < 3 || (alone && least < LEAST_SLIP))
        return false;
    if (least < LEAST_SLIP && a.ptr[0] != b.ptr[0])
        return false;
    unsigned limit = least < LEAST_TWO ? 1 : 2;
    return kw_edit_distance(a, b, limit) <= limit;
}

static bool spelled_alike(const struct finder *f, uint32_t a, uint32_t b,
                          enum kw_likeness *likeness)
{
    struct words x, y;
    size_t differ = 0, at = 0;
    *likeness = KW_LIKE_SPELLING;
    if (!split(f->cast->names[a].text, &x) || !split(f->cast->names[b].text, &y) ||
        x.count != y.count)
        return false;
    for (size_t i = 0; i < x.count; i++)
        if (!kw_str_eq(x.items[i], y.items[i])) {
            differ++;
            at = i;
        }
    return differ == 1 && is_slip(x.items[at], y.items[at], x.count == 1);
}

static bool is_form(const struct finder *f, uint32_t a, uint32_t b,
                    enum kw_likeness *likeness)
{
    const struct kw_str shorter = f->cast->names[a].text;
    if (owner_of(f, b)->type == KW_TYPE_PERSON)
        *likeness = KW_LIKE_LAST;
    else
        *likeness = kw_str_find(shorter, KW_STR(" "), 0) < shorter.len ? KW_LIKE_SHORT
                                                                       : KW_LIKE_INITIALS;
    return true;
}

/* Given names that may be one: John Smith and J. Smith, John Smith and John B. Smith. */
static bool given_alike(const struct finder *f, uint32_t a, uint32_t b,
                        enum kw_likeness *likeness)
{
    struct words x, y;
    if (!split(f->cast->names[a].text, &x) || !split(f->cast->names[b].text, &y) ||
        !kw_str_eq(x.items[x.count - 1], y.items[y.count - 1]))
        return false;
    const struct words *more = x.count > y.count ? &x : &y;
    bool middle = x.count != y.count && (x.count == 2 || y.count == 2);
    if (kw_str_eq(x.items[0], y.items[0]) && x.items[0].len > 2) {
        *likeness = KW_LIKE_MIDDLE;
        return middle && more->count == 3 && initial_of(more->items[1]);
    }
    *likeness = KW_LIKE_GIVEN;
    char i = initial_of(x.items[0]), k = initial_of(y.items[0]);
    return (i && i == y.items[0].ptr[0]) || (k && k == x.items[0].ptr[0]);
}

static bool is_part(const struct finder *f, uint32_t a, uint32_t b,
                    enum kw_likeness *likeness)
{
    *likeness = KW_LIKE_PART;
    return kw_type_sort(owner_of(f, a)->type) == kw_type_sort(owner_of(f, b)->type) &&
           kw_str_starts(f->cast->names[b].text, f->cast->names[a].text);
}

static const struct pass {
    enum kw_status (*put)(struct finder *f, struct kw_str name);
    bool (*alike)(const struct finder *f, uint32_t a, uint32_t b,
                  enum kw_likeness *likeness); /* the shorter one first, where one is */
} passes[] = {
    {put_letters, same_letters}, {put_words, same_words}, {put_slips, spelled_alike},
    {put_gaps, spelled_alike},   {put_forms, is_form},    {put_given, given_alike},
    {put_parts, is_part},
};

/* --- pairs -------------------------------------------------------------------------- */

/* The key behind its last slash; nothing where there is none. */
static struct kw_str owned_name(struct kw_str key)
{
    for (size_t i = key.len; i > 0; i--)
        if (key.ptr[i - 1] == '/')
            return kw_str_slice(key, i, key.len);
    return (struct kw_str){0};
}

/* The key without what tells it from another of its name. */
static struct kw_str plain_key(struct kw_str key)
{
    size_t at = kw_str_find(key, KW_STR("#"), 0);
    return at < key.len ? kw_str_slice(key, 0, at) : key;
}

/* Keys may say that two are not one: both have an id or an owner; people said so. */
static bool may_be_one(struct kw_str a, struct kw_str b)
{
    bool owned = owned_name(a).len && owned_name(b).len;
    return !owned && !kw_str_eq(plain_key(a), plain_key(b));
}

static enum kw_status take_pair(struct finder *f, uint32_t a, uint32_t b,
                                bool (*alike)(const struct finder *, uint32_t, uint32_t,
                                              enum kw_likeness *))
{
    const struct kw_member *x = owner_of(f, a), *y = owner_of(f, b);
    enum kw_likeness likeness;
    if (x == y || !may_be_one(x->key, y->key) || !alike(f, a, b, &likeness))
        return KW_OK;
    if (kw_str_eq(owned_name(x->key), y->key) || kw_str_eq(x->key, owned_name(y->key)))
        likeness = KW_LIKE_OWNED;
    struct kw_alike *pair = KW_PUSH(f->arena, &f->found->list);
    if (!pair)
        return kw_nomem(f->err);
    *pair = (struct kw_alike){.a = f->cast->names[a].member,
                              .b = f->cast->names[b].member,
                              .name_a = a,
                              .name_b = b,
                              .likeness = likeness,
                              .points = kw_likeness_points(likeness)};
    if (pair->a > pair->b) {
        pair->a = f->cast->names[b].member;
        pair->b = f->cast->names[a].member;
        pair->name_a = b;
        pair->name_b = a;
    }
    return KW_OK;
}

static int by_hash(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->name != y->name)
        return x->name < y->name ? -1 : 1;
    return (int)x->role - (int)y->role;
}

static enum kw_status compare_block(struct finder *f, const struct pass *pass,
                                    const struct entry *block, size_t count)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count && status == KW_OK; k++) {
            const struct entry *x = &block[i], *y = &block[k];
            if (x->role == EQUAL || (x->role == SHORTER && y->role == LONGER))
                status = take_pair(f, x->name, y->name, pass->alike);
            else if (x->role == LONGER && y->role == SHORTER)
                status = take_pair(f, y->name, x->name, pass->alike);
        }
    return status;
}

static enum kw_status run_pass(struct finder *f, const struct pass *pass)
{
    enum kw_status status = KW_OK;
    kw_arena_reset(f->scratch);
    f->entries.items = NULL;
    f->entries.count = f->entries.capacity = 0;
    for (f->name = 0; f->name < f->cast->name_count && status == KW_OK; f->name++)
        status = pass->put(f, f->cast->names[f->name].text);
    struct entry *entries = f->entries.items;
    size_t total = f->entries.count;
    if (total)
        qsort(entries, total, sizeof *entries, by_hash);
    for (size_t first = 0, end; first < total && status == KW_OK; first = end) {
        size_t kept = 1;
        for (end = first + 1; end < total && entries[end].hash == entries[first].hash;
             end++)
            if (by_hash(&entries[first + kept - 1], &entries[end]) != 0)
                entries[first + kept++] = entries[end];
        if (kept <= MOST_BLOCK)
            status = compare_block(f, pass, &entries[first], kept);
    }
    return status;
}

/* By members, the likeness with the most points first. */
static int by_members(const void *a, const void *b)
{
    const struct kw_alike *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    if (x->name_a != y->name_a)
        return x->name_a < y->name_a ? -1 : 1;
    return (x->name_b > y->name_b) - (x->name_b < y->name_b);
}

static void keep_best(struct kw_alikes *found)
{
    struct kw_alike *list = found->list.items;
    size_t kept = 0;
    if (found->list.count)
        qsort(list, found->list.count, sizeof *list, by_members);
    for (size_t i = 0; i < found->list.count; i++)
        if (kept == 0 || list[kept - 1].a != list[i].a || list[kept - 1].b != list[i].b)
            list[kept++] = list[i];
    found->list.count = kept;
}

/* Whether a pair counts for a member among the things that its name could stand for: it
 * is the shorter one, or either may be the slip. */
static bool counts_for(const struct kw_cast *cast, const struct kw_alike *pair,
                       uint32_t member)
{
    size_t a = cast->names[pair->name_a].text.len, b = cast->names[pair->name_b].text.len;
    if (pair->likeness == KW_LIKE_SPELLING)
        return true;
    return pair->likeness >= KW_LIKE_SHORT && (a <= b ? pair->a : pair->b) == member;
}

/* A name that could stand for several things speaks less for each of them. */
static enum kw_status share_out(struct finder *f)
{
    uint32_t *partners = KW_NEW(f->scratch, f->cast->count + 1, uint32_t);
    struct kw_alike *list = f->found->list.items;
    if (!partners)
        return kw_nomem(f->err);
    for (size_t i = 0; i < f->found->list.count; i++) {
        partners[list[i].a] += counts_for(f->cast, &list[i], list[i].a);
        partners[list[i].b] += counts_for(f->cast, &list[i], list[i].b);
    }
    for (size_t i = 0; i < f->found->list.count; i++) {
        bool a = counts_for(f->cast, &list[i], list[i].a);
        bool b = counts_for(f->cast, &list[i], list[i].b);
        uint32_t x = a ? partners[list[i].a] : UINT32_MAX;
        uint32_t y = b ? partners[list[i].b] : UINT32_MAX;
        if (!a && !b)
            continue;
        list[i].several = x < y ? x : y;
        int cost = (int)(list[i].several < 100 ? list[i].several - 1 : 99) * SEVERAL_COST;
        list[i].points -= cost < SEVERAL_MOST ? cost : SEVERAL_MOST;
    }
    return KW_OK;
}

enum kw_status kw_alikes_find(const struct kw_cast *cast,
                              const struct kw_lexicon *lexicon, struct kw_arena *arena,
                              struct kw_alikes *out, struct kw_error *err)
{
    struct kw_alikes found = {0};
    struct finder f = {.cast = cast,
                       .lexicon = lexicon,
                       .arena = arena,
                       .scratch = kw_arena_new(),
                       .found = &found,
                       .err = err};
    enum kw_status status = f.scratch ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < sizeof passes / sizeof *passes && status == KW_OK; i++)
        status = run_pass(&f, &passes[i]);
    if (status == KW_OK) {
        keep_best(&found);
        kw_arena_reset(f.scratch);
        status = share_out(&f);
    }
    kw_arena_free(f.scratch);
    if (status == KW_OK)
        *out = found;
    return status;
}
