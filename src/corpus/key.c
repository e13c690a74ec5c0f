/* key.c - names to keys. */
#include "corpus/key.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

enum {
    MOST_WORDS = 64,   /* of a name; a longer one is taken as it is */
    COUNTRY_WORDS = 4, /* longest country name looked for before a generic name */
};

/* The words of a folded name. */
struct words {
    struct kw_str items[MOST_WORDS];
    size_t first, end; /* those in use */
};

static bool is_dotted(struct kw_str word)
{
    /* u.s, u.s., d.e.a: letters one by one. */
    if (word.len < 3)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if ((word.ptr[i] == '.') != (i % 2 == 1))
            return false;
    return true;
}

/* Appends a word without its commas and the dots of an acronym or abbreviation. */
static struct kw_str clean_word(struct kw_buf *buf, struct kw_str word)
{
    size_t start = buf->len;
    while (word.len > 1 && strchr(",;:", word.ptr[word.len - 1]))
        word.len--;
    bool dotted = is_dotted(word);
    while (!dotted && word.len > 1 && word.ptr[word.len - 1] == '.')
        word.len--;
    for (size_t i = 0; i < word.len; i++)
        if (!dotted || word.ptr[i] != '.')
            kw_buf_byte(buf, word.ptr[i]);
    return buf->failed ? (struct kw_str){0}
                       : (struct kw_str){buf->ptr + start, buf->len - start};
}

static bool is_company_suffix(const struct kw_lexicon *lexicon, struct kw_str word)
{
    struct kw_lexhits hits;
    struct kw_lexeme head;
    return kw_lexicon_find(lexicon, word, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_HEADS, &head) &&
           kw_str_eq(kw_lexicon_cell(lexicon, head.row, KW_COL_HEADS_USE),
                     KW_STR("strip"));
}

/* Splits; false when there are too many words. */
static bool split(struct kw_str folded, struct words *words)
{
    struct kw_str word;
    words->first = words->end = 0;
    while (kw_str_item(&folded, ' ', &word)) {
        if (words->end == MOST_WORDS)
            return false;
        words->items[words->end++] = word;
    }
    return words->end > 0;
}

static struct kw_str join(struct kw_arena *arena, const struct words *words, size_t first,
                          size_t end)
{
    size_t len = 0;
    for (size_t i = first; i < end; i++)
        len += words->items[i].len + 1;
    char *text = kw_arena_alloc(arena, len + 1, 1);
    if (!text)
        return (struct kw_str){0};
    len = 0;
    for (size_t i = first; i < end; i++) {
        if (i > first)
            text[len++] = ' ';
        memcpy(text + len, words->items[i].ptr, words->items[i].len);
        len += words->items[i].len;
    }
    return (struct kw_str){text, len};
}

struct kw_str kw_key_of_name(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                             struct kw_str name)
{
    struct kw_str folded, result;
    struct words words;
    struct kw_buf buf = {0};
    if (kw_fold(arena, name, &folded, NULL) != KW_OK)
        return (struct kw_str){0};
    if (folded.len == 0) /* nothing but marks */
        return kw_arena_copy(arena, name.len ? name : KW_STR("?"));
    if (!split(folded, &words))
        return folded;
    /* Room for all at once, so that the words stay where they are. */
    buf.ptr = kw_arena_alloc(arena, folded.len + 1, 1);
    buf.capacity = folded.len + 1;
    if (!buf.ptr)
        return (struct kw_str){0};
    for (size_t i = 0; i < words.end; i++) {
        words.items[i] = clean_word(&buf, words.items[i]);
        if (kw_str_eq(words.items[i], KW_STR("&")))
            words.items[i] = KW_STR("and");
    }
    if (words.end > 1 && kw_str_eq(words.items[0], KW_STR("the")))
        words.first = 1;
    while (words.end > words.first + 1 &&
           (is_company_suffix(lexicon, words.items[words.end - 1]) ||
            kw_str_eq(words.items[words.end - 1], KW_STR("and"))))
        words.end--;
    result = join(arena, &words, words.first, words.end);
    return result.ptr && result.len == 0 ? folded : result;
}

/* --- generic names ----------------------------------------------------------------- */

/* The generic name of that form, folded; or nothing. */
static struct kw_str generic_name(const struct kw_lexicon *lexicon,
                                  struct kw_arena *arena, struct kw_str form)
{
    struct kw_lexhits hits;
    struct kw_lexeme generic;
    if (!kw_lexicon_find(lexicon, form, &hits) ||
        !kw_lexhits_in(&hits, KW_TABLE_GENERIC, &generic))
        return (struct kw_str){0};
    return kw_key_of_name(lexicon, arena, kw_lexicon_name(lexicon, generic.row));
}

/* The country that `form` names or is the adjective of; or 0. */
static kw_lexref country_named(const struct kw_lexicon *lexicon, struct kw_str form)
{
    struct kw_lexhits hits;
    struct kw_lexeme country;
    if (kw_str_ends(form, KW_STR("'s")))
        form.len -= 2;
    if (!kw_lexicon_find(lexicon, form, &hits) ||
        !kw_lexhits_in(&hits, KW_TABLE_COUNTRIES, &country) ||
        country.use == KW_USE_CAPITAL || country.use == KW_USE_METONYM)
        return 0;
    return country.row;
}

/* Where the name goes on after a country's name or adjective; 0 when it begins with
 * none. */
static size_t after_country(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                            const struct words *words, kw_lexref *country)
{
    for (size_t n = COUNTRY_WORDS; n > 0; n--) {
        if (n >= words->end)
            continue;
        struct kw_str head = join(arena, words, 0, n);
        *country = head.ptr ? country_named(lexicon, head) : 0;
        if (*country)
            return n;
    }
    return 0;
}

/* For each referent the first thing it is said to be part of, else based in, else
 * located in; or 0. */
static uint32_t *owners_of(const struct kw_extraction *x, struct kw_arena *arena)
{
    static const enum kw_relation owning[] = {KW_RELATION_PART_OF, KW_RELATION_BASED_IN,
                                              KW_RELATION_LOCATED_IN};
    uint32_t *owners = KW_NEW(arena, x->referent_count + 1, uint32_t);
    for (size_t k = 0; owners && k < sizeof owning / sizeof *owning; k++)
        for (size_t i = 0; i < x->statement_count; i++) {
            const struct kw_statement *s = &x->statements[i];
            if (s->type == owning[k] && s->polarity == KW_POSITIVE &&
                owners[s->subject] == 0)
                owners[s->subject] = s->object;
        }
    return owners;
}

static struct kw_str owned(struct kw_arena *arena, struct kw_str owner,
                           struct kw_str generic)
{
    return kw_arena_printf(arena, "%.*s/%.*s", KW_STR_ARG(owner), KW_STR_ARG(generic));
}

/* How common a word is as a given name, from 1 to 3; 0: it is none. */
int kw_given_frequency(const struct kw_lexicon *lexicon, struct kw_str word)
{
    struct kw_lexhits hits;
    struct kw_lexeme given;
    if (!kw_lexicon_find(lexicon, word, &hits) ||
        !kw_lexhits_in(&hits, KW_TABLE_GIVEN, &given))
        return 0;
    struct kw_str cell = kw_lexicon_cell(lexicon, given.row, KW_COL_GIVEN_FREQUENCY);
    return cell.len == 1 && cell.ptr[0] >= '1' && cell.ptr[0] <= '3' ? cell.ptr[0] - '0'
                                                                     : 1;
}

static bool is_address(const struct kw_lexicon *lexicon, struct kw_str word)
{
    struct kw_lexhits hits;
    struct kw_lexeme title;
    return kw_lexicon_find(lexicon, word, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_HONORIFICS, &title) &&
           kw_str_eq(kw_lexicon_cell(lexicon, title.row, KW_COL_HONORIFICS_KIND),
                     KW_STR("honorific"));
}

/* A person's key without the words people are addressed by: "mr brown" is "brown". But
 * "pope francis" and "sister anne" are nobody without theirs. */
static struct kw_str without_address(const struct kw_lexicon *lexicon,
                                     struct kw_arena *arena, struct kw_str key)
{
    struct words words;
    if (!split(key, &words))
        return key;
    while (words.first + 1 < words.end && is_address(lexicon, words.items[words.first]))
        words.first++;
    if (words.first == 0 || (words.first + 1 == words.end &&
                             kw_given_frequency(lexicon, words.items[words.first])))
        return key;
    return join(arena, &words, words.first, words.end);
}

/* The key without a look at other referents; `*generic` when it needs an owner. */
static bool plain_key(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                      const struct kw_referent *referent, struct kw_identity_key *out,
                      bool *generic)
{
    struct words words;
    kw_lexref country = 0;
    *generic = false;
    *out = (struct kw_identity_key){referent->id, {0}};
    if (referent->id.len)
        return true;
    out->key = kw_key_of_name(lexicon, arena, referent->name);
    if (out->key.ptr && referent->type == KW_TYPE_PERSON)
        out->key = without_address(lexicon, arena, out->key);
    if (!out->key.ptr)
        return false;
    struct kw_str name = generic_name(lexicon, arena, out->key);
    if (name.len) {
        out->key = name;
        *generic = true;
        return true;
    }
    out->weak = out->key;
    if (!split(out->key, &words))
        return true;
    size_t rest = after_country(lexicon, arena, &words, &country);
    if (rest == 0)
        return true;
    name = generic_name(lexicon, arena, join(arena, &words, rest, words.end));
    if (name.len) {
        out->key = owned(arena, kw_lexicon_id(lexicon, country), name);
        out->weak = (struct kw_str){0};
    }
    return out->key.ptr != NULL;
}

enum kw_status kw_keys_of(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                          const struct kw_extraction *x, struct kw_identity_key **out,
                          struct kw_error *err)
{
    struct kw_identity_key *keys =
        KW_NEW(arena, x->referent_count, struct kw_identity_key);
    bool *generic = KW_NEW(arena, x->referent_count, bool);
    struct kw_str *plain = KW_NEW(arena, x->referent_count, struct kw_str);
    const uint32_t *owners = owners_of(x, arena);
    if (!keys || !generic || !plain || !owners)
        return kw_nomem(err);
    for (size_t i = 0; i < x->referent_count; i++) {
        if (!plain_key(lexicon, arena, &x->referents[i], &keys[i], &generic[i]))
            return kw_nomem(err);
        plain[i] = keys[i].key;
    }
    for (size_t i = 0; i < x->referent_count; i++) {
        uint32_t owner = generic[i] ? owners[i + 1] : 0;
        if (owner == 0)
            continue;
        /* The owner's own key, not what its owner makes of it: no circles. */
        keys[i].key = owned(arena, plain[owner - 1], plain[i]);
        if (!keys[i].key.ptr)
            return kw_nomem(err);
    }
    *out = keys;
    return KW_OK;
}

/* --- forms ------------------------------------------------------------------------- */

static bool is_small_word(struct kw_str word)
{
    static const char *const small[] = {"of", "the", "and", "for", "de",
                                        "la", "in",  "on",  "to",  "&"};
    return KW_STR_AMONG(word, small);
}

/* The first letters of the words that count; nothing when there are fewer than three. */
static struct kw_str initials(struct kw_arena *arena, const struct words *words)
{
    char *text = kw_arena_alloc(arena, MOST_WORDS, 4);
    size_t len = 0, letters = 0;
    for (size_t i = 0; text && i < words->end; i++) {
        size_t bytes;
        if (is_small_word(words->items[i]) || words->items[i].len == 0)
            continue;
        kw_utf8_decode(words->items[i], 0, &bytes);
        memcpy(text + len, words->items[i].ptr, bytes);
        len += bytes;
        letters++;
    }
    return letters >= 3 ? (struct kw_str){text, len} : (struct kw_str){0};
}

/* The last name; the name without initials in its middle: "john f kennedy". */
static enum kw_status person_forms(struct kw_arena *arena, const struct words *words,
                                   kw_form_fn *fn, void *context, struct kw_error *err)
{
    struct kw_str last = words->items[words->end - 1];
    enum kw_status status = fn(context, last, err);
    for (size_t i = 1; i + 1 < words->end; i++)
        if (words->items[i].len != 1)
            return status;
    if (status != KW_OK || words->end < 3 || words->items[0].len < 2)
        return status;
    struct words short_one = {.items = {words->items[0], last}, .end = 2};
    struct kw_str form = join(arena, &short_one, 0, 2);
    return form.ptr ? fn(context, form, err) : kw_nomem(err);
}

enum kw_status kw_key_forms(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                            struct kw_str key, enum kw_type type, kw_form_fn *fn,
                            void *context, struct kw_error *err)
{
    struct words words;
    kw_lexref country;
    if (!split(key, &words) || words.end < 2)
        return KW_OK;
    if (type == KW_TYPE_PERSON)
        return person_forms(arena, &words, fn, context, err);
    if (type != KW_TYPE_AGENCY && type != KW_TYPE_FIRM && type != KW_TYPE_OUTLET &&
        type != KW_TYPE_ORGANIZATION && type != KW_TYPE_COUNTRY)
        return KW_OK;
    struct kw_str form = initials(arena, &words);
    enum kw_status status = form.len ? fn(context, form, err) : KW_OK;
    size_t rest =
        type == KW_TYPE_AGENCY ? after_country(lexicon, arena, &words, &country) : 0;
    if (status != KW_OK || rest == 0 || words.end - rest < 2)
        return status;
    form = join(arena, &words, rest, words.end);
    return form.ptr ? fn(context, form, err) : kw_nomem(err);
}

/* --- sorts ------------------------------------------------------------------------- */

int kw_type_sort(enum kw_type type)
{
    static const int sorts[KW_TYPE_COUNT] = {
        [KW_TYPE_PERSON] = 1, [KW_TYPE_COUNTRY] = 2,      [KW_TYPE_PLACE] = 2,
        [KW_TYPE_AGENCY] = 3, [KW_TYPE_FIRM] = 3,         [KW_TYPE_OUTLET] = 3,
        [KW_TYPE_GROUP] = 3,  [KW_TYPE_ORGANIZATION] = 3, [KW_TYPE_TOOL] = 4,
        [KW_TYPE_EVENT] = 5,  [KW_TYPE_WORK] = 6,
    };
    return sorts[type];
}
