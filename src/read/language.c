/* language.c - which language a text is in: by script, else by function words.
 *
 * Function words make up a third to a half of running text in the languages listed, and
 * one language's are rare in another (Ingle 1976; Grefenstette 1995). Counts are
 * integers, ties go to the code that sorts first: the same text, the same answer. */
#include "read/language.h"

#include <string.h>

#include "base/utf8.h"

enum {
    LOOK = 32 * 1024, /* bytes that are looked at */
    LONGEST = 24,     /* bytes of a word that may be listed */
    FEW = 12,         /* words that are too few to tell */
};

/* --- scripts
 * ----------------------------------------------------------------------------- */

/* Scripts that tell a language, or most often do; Unicode 15 blocks. */
static const struct script {
    uint32_t from, to;
    const char *language;
} scripts[] = {
    {0x0370, 0x03FF, "el"}, {0x0400, 0x052F, "ru"}, {0x0530, 0x058F, "hy"},
    {0x0590, 0x05FF, "he"}, {0x0600, 0x06FF, "ar"}, {0x0900, 0x097F, "hi"},
    {0x0980, 0x09FF, "bn"}, {0x0A00, 0x0A7F, "pa"}, {0x0A80, 0x0AFF, "gu"},
    {0x0B80, 0x0BFF, "ta"}, {0x0C00, 0x0C7F, "te"}, {0x0C80, 0x0CFF, "kn"},
    {0x0D00, 0x0D7F, "ml"}, {0x0E00, 0x0E7F, "th"}, {0x1000, 0x109F, "my"},
    {0x10A0, 0x10FF, "ka"}, {0x1200, 0x137F, "am"}, {0x1780, 0x17FF, "km"},
    {0x3040, 0x30FF, "ja"}, {0x3400, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

/* Letters that only some languages of a script have. The first row that is met often
 * enough decides. */
static const struct {
    const char *script, *language;
    uint32_t letters[4];
} telling[] = {
    {"ru", "uk", {0x0456, 0x0457, 0x0454, 0x0491}},
    {"ru", "be", {0x045E, 0, 0, 0}},
    {"ru", "sr", {0x0458, 0x0459, 0x045A, 0x0452}},
    {"ar", "ur", {0x0679, 0x0688, 0x06D2, 0}},
    {"ar", "fa", {0x067E, 0x0686, 0x06AF, 0x06CC}},
};
enum { TELLING = sizeof telling / sizeof *telling };

struct letters {
    size_t latin;            /* letters of no script below */
    size_t script[SCRIPTS];  /* of each */
    size_t telling[TELLING]; /* of each row */
};

static void count_letter(struct letters *letters, uint32_t code)
{
    bool latin = true;
    for (size_t i = 0; code >= scripts[0].from && i < SCRIPTS; i++) {
        if (code < scripts[i].from || code > scripts[i].to)
            continue;
        letters->script[i]++;
        latin = false;
    }
    for (size_t i = 0; !latin && i < TELLING; i++)
        for (size_t k = 0; k < 4; k++)
            letters->telling[i] += telling[i].letters[k] == code;
    letters->latin += latin;
}

/* The language by script; empty when most letters are Latin. Japanese mixes scripts. */
static struct kw_str by_script(const struct letters *letters)
{
    size_t best = 0, all = 0, kana = 0;
    for (size_t i = 0; i < SCRIPTS; i++) {
        all += letters->script[i];
        kana += strcmp(scripts[i].language, "ja") == 0 ? letters->script[i] : 0;
        best = letters->script[i] > letters->script[best] ? i : best;
    }
    if (all <= letters->latin || all < FEW)
        return KW_STR("");
    if (kana * 10 > all)
        return KW_STR("ja");
    for (size_t i = 0; i < TELLING; i++)
        if (strcmp(telling[i].script, scripts[best].language) == 0 &&
            letters->telling[i] * 60 > all)
            return kw_str_of(telling[i].language);
    return kw_str_of(scripts[best].language);
}

/* --- words
 * ------------------------------------------------------------------------------- */

struct tally {
    const struct kw_lexicon *lexicon;
    size_t hits[KW_LEX_LANGUAGES]; /* words of each language that were met */
    size_t met;                    /* words met */
};

static void meet(struct tally *t, struct kw_str word)
{
    uint32_t bits = kw_lexicon_language_bits(t->lexicon, word);
    t->met++;
    for (size_t i = 0; bits >> i; i++)
        t->hits[i] += bits >> i & 1u;
}

/* One pass over the words and letters of the text. Capitals count as small letters where
 * that is one byte's matter: function words seldom begin with others. */
static void read_words(struct kw_str text, struct tally *t, struct letters *letters)
{
    char word[LONGEST];
    size_t used = 0, length = 0; /* bytes kept, bytes of the word */
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = kw_utf8_decode(text, at, &len);
        if (code != UINT32_MAX && kw_is_letter(code)) {
            count_letter(letters, code);
            bool fits = used + len <= LONGEST;
            memcpy(word + used, text.ptr + at, fits ? len : 0);
            if (fits && len == 1)
                word[used] |= 32;
            used += fits ? len : 0;
            length += len;
            continue;
        }
        if (length > 0)
            meet(t, (struct kw_str){word, length == used ? used : 0});
        used = length = 0;
    }
    if (length > 0)
        meet(t, (struct kw_str){word, length == used ? used : 0});
}

static struct kw_str by_words(const struct tally *t)
{
    size_t best = 0, english = 0;
    size_t count = kw_lexicon_languages(t->lexicon);
    for (size_t i = 0; i < count; i++) {
        best = t->hits[i] > t->hits[best] ? i : best;
        english = kw_str_eq(kw_lexicon_language(t->lexicon, i), KW_STR("en")) ? t->hits[i]
                                                                              : english;
    }
    if (count == 0 || t->met < FEW)
        return KW_STR("");
    if (t->hits[best] == english) /* headlines and tables have few function words */
        return english * 100 >= t->met * 8 ? KW_STR("en") : KW_STR("");
    bool sure = t->hits[best] * 100 >= t->met * 15 && t->hits[best] * 10 > english * 14;
    return sure ? kw_lexicon_language(t->lexicon, best) : KW_STR("");
}

struct kw_str kw_language_guess(const struct kw_lexicon *lexicon, struct kw_str text)
{
    struct tally tally = {.lexicon = lexicon};
    struct letters letters = {0};
    read_words(kw_str_slice(text, 0, text.len < LOOK ? text.len : LOOK), &tally,
               &letters);
    struct kw_str script = by_script(&letters);
    return script.len ? script : by_words(&tally);
}
