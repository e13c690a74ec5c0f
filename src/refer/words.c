/* words.c - names as they are compared. */
#include "refer/room.h"

#include <string.h>

struct kw_str kw_key(struct kw_arena *arena, enum kw_key_mark mark, kw_lexref row,
                     struct kw_str text)
{
    char *key = KW_NEW(arena, 1 + sizeof row + text.len, char);
    if (!key)
        return (struct kw_str){NULL, 0};
    key[0] = (char)mark;
    memcpy(key + 1, &row, sizeof row);
    if (text.len)
        memcpy(key + 1 + sizeof row, text.ptr, text.len);
    return (struct kw_str){key, 1 + sizeof row + text.len};
}

bool kw_token_is(const struct kw_refer_room *room, uint32_t token, const char *word)
{
    return token < room->text->token_count &&
           kw_str_eq(room->text->tokens[token].norm, kw_str_of(word));
}

static bool strips(const struct kw_refer_room *room, struct kw_str word)
{
    struct kw_lexhits hits;
    if (!kw_lexicon_find(room->lexicon, word, &hits))
        return false;
    for (size_t i = 0; i < kw_lexhits_count(&hits); i++) {
        struct kw_lexeme l = kw_lexhits_at(&hits, i);
        if (l.table == KW_TABLE_HEADS &&
            kw_str_eq(kw_lexicon_cell(room->lexicon, l.row, KW_COL_HEADS_USE),
                      KW_STR("strip")))
            return true;
    }
    return false;
}

bool kw_word_is_head(const struct kw_refer_room *room, struct kw_str word)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    return kw_lexicon_find(room->lexicon, word, &hits) &&
           (kw_lexhits_in(&hits, KW_TABLE_HEADS, &lexeme) ||
            kw_lexhits_in(&hits, KW_TABLE_GENERIC, &lexeme));
}

/* Whether a token is no part of what is compared. */
static bool is_filler(const struct kw_refer_room *room, uint32_t token, uint32_t first)
{
    const struct kw_token *t = &room->text->tokens[token];
    if (t->shape == KW_SHAPE_PUNCT || t->tag == KW_TAG_POS)
        return true;
    return token == first ? kw_token_is(room, token, "the")
                          : kw_token_is(room, token, "and");
}

/* Appends the words of one token: without dots, cut at hyphens. */
static bool add_words(struct kw_arena *arena, struct kw_str norm, struct kw_str *words,
                      uint32_t *count)
{
    struct kw_str copy = kw_arena_copy(arena, norm);
    if (!copy.ptr)
        return false;
    char *bytes = (char *)copy.ptr; /* ours until the words are made */
    size_t start = 0, len = 0;
    for (size_t i = 0; i <= copy.len; i++) {
        if (i < copy.len && copy.ptr[i] == '.')
            continue;
        if (i < copy.len && copy.ptr[i] != '-') {
            bytes[len++] = copy.ptr[i];
            continue;
        }
        if (len > start)
            words[(*count)++] = (struct kw_str){copy.ptr + start, len - start};
        start = len;
    }
    return true;
}

static size_t pieces(struct kw_str norm)
{
    size_t count = 1;
    for (size_t i = 0; i < norm.len; i++)
        count += norm.ptr[i] == '-';
    return count;
}

bool kw_form_make(struct kw_refer_room *room, uint32_t first, uint32_t end,
                  struct kw_form *out)
{
    const struct kw_token *tokens = room->text->tokens;
    size_t capacity = 1;
    for (uint32_t t = first; t < end; t++)
        capacity += pieces(tokens[t].norm);
    struct kw_str *words = KW_NEW(room->arena, capacity, struct kw_str);
    uint32_t count = 0;
    if (!words)
        return false;
    for (uint32_t t = first; t < end; t++)
        if (!is_filler(room, t, first) &&
            !add_words(room->arena, tokens[t].norm, words, &count))
            return false;
    while (count > 1 && strips(room, words[count - 1]))
        count--;
    if (count == 0) /* "..." or "&": compared as it stands */
        words[count++] = tokens[first].norm;
    size_t len = count - 1, at = 0;
    for (uint32_t i = 0; i < count; i++)
        len += words[i].len;
    char *key = KW_NEW(room->arena, len + 1, char);
    if (!key)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            key[at++] = ' ';
        if (words[i].len)
            memcpy(key + at, words[i].ptr, words[i].len);
        at += words[i].len;
    }
    *out = (struct kw_form){words, count, {key, at}};
    return true;
}

struct kw_str kw_form_initials(struct kw_refer_room *room, uint32_t first, uint32_t end)
{
    char *initials = KW_NEW(room->arena, end - first + 1, char);
    size_t count = 0;
    if (!initials)
        return (struct kw_str){NULL, 0};
    for (uint32_t t = first; t < end; t++) {
        const struct kw_token *token = &room->text->tokens[t];
        if (token->shape == KW_SHAPE_CAPITALIZED && token->norm.len &&
            token->norm.ptr[0] >= 'a' && token->norm.ptr[0] <= 'z')
            initials[count++] = token->norm.ptr[0];
    }
    return (struct kw_str){initials, count > 1 ? count : 0};
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* From the right, each character of the acronym is looked for in the full form; the
 * first one must begin a word. */
bool kw_form_abbreviates(struct kw_str acronym, struct kw_str full)
{
    size_t at = full.len;
    if (acronym.len < 2 || acronym.len >= full.len)
        return false;
    for (size_t i = acronym.len; i > 0; i--) {
        char c = acronym.ptr[i - 1];
        if (!is_alnum(c))
            continue;
        while (at > 0 && (full.ptr[at - 1] != c ||
                          (i == 1 && at > 1 && is_alnum(full.ptr[at - 2]))))
            at--;
        if (at == 0)
            return false;
        at--;
    }
    return true;
}

/* Spellings that differ between the two sides of the Atlantic, and words that a short
 * form of the name leaves out. */
static const struct {
    const char *word;
    const char *same; /* "": the word says nothing */
} core_words[] = {{"defence", "defense"},
                  {"labour", "labor"},
                  {"affairs", ""},
                  {"affair", ""},
                  {"the", ""},
                  {"of", ""},
                  {"for", ""}};

static struct kw_str core_word(struct kw_str word)
{
    for (size_t i = 0; i < sizeof core_words / sizeof *core_words; i++)
        if (kw_str_eq(word, kw_str_of(core_words[i].word)))
            return kw_str_of(core_words[i].same);
    return word;
}

struct kw_str kw_form_core(struct kw_arena *arena, const struct kw_form *form)
{
    /* "Ministry of X": the first word goes behind the others. */
    bool turn = form->count > 2 && kw_str_eq(form->words[1], KW_STR("of"));
    char *core = KW_NEW(arena, form->key.len + 8, char); /* 8: defence -> defense ... */
    size_t len = 0;
    if (!core)
        return (struct kw_str){NULL, 0};
    for (uint32_t i = 0; i < form->count; i++) {
        struct kw_str word = form->words[turn ? (i + 1) % form->count : i];
        word = core_word(word);
        if (word.len == 0)
            continue;
        if (len > 0)
            core[len++] = ' ';
        memcpy(core + len, word.ptr, word.len);
        len += word.len;
    }
    return len ? (struct kw_str){core, len} : form->key;
}

uint32_t kw_form_place(const struct kw_form *part, const struct kw_form *whole)
{
    for (uint32_t at = 0; at + part->count <= whole->count; at++) {
        uint32_t i = 0;
        while (i < part->count && kw_str_eq(part->words[i], whole->words[at + i]))
            i++;
        if (i == part->count)
            return at;
    }
    return whole->count;
}

bool kw_form_skips(const struct kw_form *part, const struct kw_form *whole)
{
    uint32_t next = 0;
    if (part->count < 2 || part->count >= whole->count ||
        !kw_str_eq(part->words[0], whole->words[0]) ||
        !kw_str_eq(part->words[part->count - 1], whole->words[whole->count - 1]))
        return false;
    for (uint32_t i = 1; i + 1 < part->count; i++)
        if (part->words[i].len == 1)
            return false; /* "George W. Bush" is not George H. W. Bush */
    for (uint32_t i = 0; i < whole->count && next < part->count; i++)
        next += kw_str_eq(part->words[next], whole->words[i]);
    return next == part->count;
}

kw_lexref kw_country_at(const struct kw_refer_room *room, uint32_t first, uint32_t end,
                        uint32_t *after)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(room->lexicon);
    kw_lexref found = 0;
    bool more = true;
    for (uint32_t t = first; more && t < end; t++) {
        const struct kw_token *token = &room->text->tokens[t];
        struct kw_lexhits hits = {0};
        more = kw_lexwalk_step(&walk, t > first && token->space, token->norm, &hits);
        for (size_t i = 0; i < kw_lexhits_count(&hits); i++) {
            struct kw_lexeme l = kw_lexhits_at(&hits, i);
            if (l.table != KW_TABLE_COUNTRIES ||
                (l.use != KW_USE_NAME && l.use != KW_USE_ALIAS &&
                 l.use != KW_USE_ADJECTIVE))
                continue;
            found = l.row;
            *after = t + 1;
            break;
        }
    }
    return found;
}
