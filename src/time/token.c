/* token.c - the word list of time expressions, and how numbers are written. */
#include "time/token.h"

#include <string.h>

#include "base/utf8.h"
#include "knotwork/time.h"

enum {
    LONGEST_WORD = 12, /* bytes of the longest word in the list */
    WIDEST_SPACE = 16, /* more white space than this ends what came before */
};

/* The words, sorted; lower case here, any case in the text. */
static const struct word {
    char text[LONGEST_WORD]; /* not terminated when full */
    short class;             /* enum kw_time_class */
    short value;             /* what the class says */
} words[] = {
#define W(text, class, value)                                                            \
    {                                                                                    \
        text, KW_TIME_##class, value                                                     \
    }
    W("a", A, 0),
    W("about", ABOUT, 0),
    W("accounts", COUNTED, 0),
    W("aedt", CLOCK, 0),
    W("aest", CLOCK, 0),
    W("after", AFTER, 0),
    W("afternoon", DAYPART, 0),
    W("ago", AGO, 0),
    W("am", CLOCK, 0),
    W("an", A, 0),
    W("and", AND, 0),
    W("apr", MONTH_SHORT, 4),
    W("april", MONTH, 4),
    W("around", ABOUT, 0),
    W("as", AS, 0),
    W("ash", HOLIDAY, 0),
    W("at", CLOCK, 0),
    W("aug", MONTH_SHORT, 8),
    W("august", MONTH, 8),
    W("autumn", SEASON, 0),
    W("before", BEFORE, 0),
    W("beginning", SHADE, 1),
    W("between", BETWEEN, 0),
    W("black", HOLIDAY, 0),
    W("bloody", HOLIDAY, 0),
    W("bst", CLOCK, 0),
    W("by", UNTIL, 1),
    W("cases", COUNTED, 0),
    W("cdt", CLOCK, 0),
    W("century", CENTURY, 0),
    W("cest", CLOCK, 0),
    W("cet", CLOCK, 0),
    W("children", COUNTED, 0),
    W("circa", ABOUT, 0),
    W("civilians", COUNTED, 0),
    W("coming", WHICH, 1),
    W("created", PUBLISHED, 0),
    W("cst", CLOCK, 0),
    W("cyber", HOLIDAY, 0),
    W("date", PUBLISHED, 0),
    W("dated", PUBLISHED, 0),
    W("day", UNIT, KW_PRECISION_DAY),
    W("days", UNIT, KW_PRECISION_DAY),
    W("dec", MONTH_SHORT, 12),
    W("decade", UNIT, KW_PRECISION_DECADE),
    W("decades", UNIT, KW_PRECISION_DECADE),
    W("december", MONTH, 12),
    W("dollars", COUNTED, 0),
    W("during", IN, 0),
    W("earlier", EARLIER, -1),
    W("early", SHADE, 0),
    W("easter", HOLIDAY, 0),
    W("edt", CLOCK, 0),
    W("eest", CLOCK, 0),
    W("eet", CLOCK, 0),
    W("eight", NUMBER, 8),
    W("eighteen", NUMBER, 18),
    W("eighty", NUMBER, 80),
    W("eleven", NUMBER, 11),
    W("employees", COUNTED, 0),
    W("end", SHADE, 1),
    W("est", CLOCK, 0),
    W("et", CLOCK, 0),
    W("euros", COUNTED, 0),
    W("evening", DAYPART, 0),
    W("express", MASTHEAD, 0),
    W("fall", SEASON, 0),
    W("feb", MONTH_SHORT, 2),
    W("february", MONTH, 2),
    W("feet", COUNTED, 0),
    W("fifteen", NUMBER, 15),
    W("fifty", NUMBER, 50),
    W("first", ORDINAL, 1),
    W("five", NUMBER, 5),
    W("following", FOLLOWING, 1),
    W("forty", NUMBER, 40),
    W("four", NUMBER, 4),
    W("fourteen", NUMBER, 14),
    W("fourth", ORDINAL, 4),
    W("fri", WEEKDAY_SHORT, 4),
    W("friday", WEEKDAY, 4),
    W("from", FROM, 0),
    W("giving", HOLIDAY, 0),
    W("gmt", CLOCK, 0),
    W("good", HOLIDAY, 0),
    W("half", HALF, 0),
    W("her", ITS, 0),
    W("herald", MASTHEAD, 0),
    W("his", ITS, 0),
    W("hkt", CLOCK, 0),
    W("holy", HOLIDAY, 0),
    W("homes", COUNTED, 0),
    W("hour", HOUR, 0),
    W("hours", HOUR, 0),
    W("houses", COUNTED, 0),
    W("in", IN, 0),
    W("independent", MASTHEAD, 0),
    W("issued", PUBLISHED, 0),
    W("ist", CLOCK, 0),
    W("its", ITS, 0),
    W("jan", MONTH_SHORT, 1),
    W("january", MONTH, 1),
    W("jst", CLOCK, 0),
    W("jul", MONTH_SHORT, 7),
    W("july", MONTH, 7),
    W("jun", MONTH_SHORT, 6),
    W("june", MONTH, 6),
    W("kilometers", COUNTED, 0),
    W("kilometres", COUNTED, 0),
    W("kst", CLOCK, 0),
    W("last", WHICH, -1),
    W("late", SHADE, 0),
    W("later", EARLIER, 1),
    W("less", MORE, -1),
    W("mail", MASTHEAD, 0),
    W("mar", MONTH_SHORT, 3),
    W("march", MONTH, 3),
    W("may", MONTH, 5),
    W("mdt", CLOCK, 0),
    W("men", COUNTED, 0),
    W("mercury", MASTHEAD, 0),
    W("meters", COUNTED, 0),
    W("metres", COUNTED, 0),
    W("mid", SHADE, 0),
    W("middle", SHADE, 1),
    W("miles", COUNTED, 0),
    W("mirror", MASTHEAD, 0),
    W("modified", UPDATED, 0),
    W("mon", WEEKDAY_SHORT, 0),
    W("monday", WEEKDAY, 0),
    W("month", UNIT, KW_PRECISION_MONTH),
    W("months", UNIT, KW_PRECISION_MONTH),
    W("more", MORE, 1),
    W("morning", DAYPART, 0),
    W("msk", CLOCK, 0),
    W("mst", CLOCK, 0),
    W("my", ITS, 0),
    W("next", WHICH, 1),
    W("night", DAYPART, 0),
    W("nine", NUMBER, 9),
    W("nineteen", NUMBER, 19),
    W("ninety", NUMBER, 90),
    W("nov", MONTH_SHORT, 11),
    W("november", MONTH, 11),
    W("observer", MASTHEAD, 0),
    W("oct", MONTH_SHORT, 10),
    W("october", MONTH, 10),
    W("of", OF, 0),
    W("on", ON, 0),
    W("one", NUMBER, 1),
    W("onward", ONWARD, 0),
    W("onwards", ONWARD, 0),
    W("our", ITS, 0),
    W("over", MORE, 1),
    W("palm", HOLIDAY, 0),
    W("past", PAST, 0),
    W("pdt", CLOCK, 0),
    W("people", COUNTED, 0),
    W("percent", COUNTED, 0),
    W("persons", COUNTED, 0),
    W("pm", CLOCK, 0),
    W("points", COUNTED, 0),
    W("post", MASTHEAD, 0),
    W("posted", PUBLISHED, 0),
    W("pounds", COUNTED, 0),
    W("preceding", FOLLOWING, -1),
    W("previous", FOLLOWING, -1),
    W("pst", CLOCK, 0),
    W("pt", CLOCK, 0),
    W("published", PUBLISHED, 0),
    W("quarter", UNIT, KW_PRECISION_QUARTER),
    W("quarters", UNIT, KW_PRECISION_QUARTER),
    W("released", PUBLISHED, 0),
    W("rubles", COUNTED, 0),
    W("rupees", COUNTED, 0),
    W("same", SAME, 0),
    W("sat", WEEKDAY_SHORT, 5),
    W("saturday", WEEKDAY, 5),
    W("second", ORDINAL, 2),
    W("sep", MONTH_SHORT, 9),
    W("sept", MONTH_SHORT, 9),
    W("september", MONTH, 9),
    W("seven", NUMBER, 7),
    W("seventeen", NUMBER, 17),
    W("seventy", NUMBER, 70),
    W("sgt", CLOCK, 0),
    W("shrove", HOLIDAY, 0),
    W("since", SINCE, 0),
    W("six", NUMBER, 6),
    W("sixteen", NUMBER, 16),
    W("sixty", NUMBER, 60),
    W("soldiers", COUNTED, 0),
    W("spring", SEASON, 0),
    W("star", MASTHEAD, 0),
    W("start", SHADE, 1),
    W("summer", SEASON, 0),
    W("sun", WEEKDAY_SHORT, 6),
    W("sunday", WEEKDAY, 6),
    W("super", HOLIDAY, 0),
    W("telegraph", MASTHEAD, 0),
    W("ten", NUMBER, 10),
    W("than", THAN, 0),
    W("that", THAT, 0),
    W("the", THE, 0),
    W("their", ITS, 0),
    W("third", ORDINAL, 3),
    W("thirteen", NUMBER, 13),
    W("thirty", NUMBER, 30),
    W("this", WHICH, 0),
    W("three", NUMBER, 3),
    W("through", UNTIL, 0),
    W("throughout", IN, 0),
    W("thu", WEEKDAY_SHORT, 3),
    W("thur", WEEKDAY_SHORT, 3),
    W("thurs", WEEKDAY_SHORT, 3),
    W("thursday", WEEKDAY, 3),
    W("till", UNTIL, 0),
    W("times", MASTHEAD, 0),
    W("to", TO, 0),
    W("today", DAYWORD, 0),
    W("tomorrow", DAYWORD, 1),
    W("tonight", DAYWORD, 0),
    W("tonnes", COUNTED, 0),
    W("tons", COUNTED, 0),
    W("tribune", MASTHEAD, 0),
    W("troops", COUNTED, 0),
    W("tue", WEEKDAY_SHORT, 1),
    W("tues", WEEKDAY_SHORT, 1),
    W("tuesday", WEEKDAY, 1),
    W("twelve", NUMBER, 12),
    W("twenty", NUMBER, 20),
    W("two", NUMBER, 2),
    W("under", MORE, -1),
    W("until", UNTIL, 0),
    W("updated", UPDATED, 0),
    W("users", COUNTED, 0),
    W("utc", CLOCK, 0),
    W("very", SAME, 0),
    W("votes", COUNTED, 0),
    W("wed", WEEKDAY_SHORT, 2),
    W("wednesday", WEEKDAY, 2),
    W("week", UNIT, KW_PRECISION_WEEK),
    W("weekend", WEEKEND, 0),
    W("weeks", UNIT, KW_PRECISION_WEEK),
    W("winter", SEASON, 0),
    W("women", COUNTED, 0),
    W("workers", COUNTED, 0),
    W("world", MASTHEAD, 0),
    W("year", UNIT, KW_PRECISION_YEAR),
    W("years", UNIT, KW_PRECISION_YEAR),
    W("yen", COUNTED, 0),
    W("yesterday", DAYWORD, -1),
    W("your", ITS, 0),
    W("yuan", COUNTED, 0),
#undef W
};

/* `text` in lower case, padded with NULs to LONGEST_WORD. */
static const struct word *find_word(const char text[LONGEST_WORD])
{
    size_t low = 0, high = sizeof words / sizeof words[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(words[middle].text, text, LONGEST_WORD);
        if (order == 0)
            return &words[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static char byte_at(struct kw_str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

static bool is_one_of(char c, const char *list)
{
    return c && strchr(list, c);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length of the letter or digit at `at`, or 0 when there is something else. */
static size_t letter_at(struct kw_str s, size_t at)
{
    size_t len;
    if (at >= s.len)
        return 0;
    uint32_t code = kw_utf8_decode(s, at, &len);
    return kw_is_letter(code) || kw_is_digit(code) ? len : 0;
}

static size_t word_end(struct kw_str s, size_t at)
{
    for (size_t len; (len = letter_at(s, at)) > 0;)
        at += len;
    return at;
}

/* --- numbers ------------------------------------------------------------------------ */

/* How many digits stand at `at`; their value as long as there are at most 8. */
static size_t digits_at(struct kw_str s, size_t at, int *value)
{
    size_t len = 0;
    *value = 0;
    for (; is_digit(byte_at(s, at + len)); len++)
        *value = len < 8 ? *value * 10 + (s.ptr[at + len] - '0') : 0;
    return len;
}

/* "2023-04-08", with or without "T10:00:00Z" after it. */
static bool iso_date(struct kw_str s, struct kw_time_token *token)
{
    int32_t day;
    size_t end = token->start + 10;
    if (end > s.len || is_digit(byte_at(s, end)) ||
        !kw_day_parse(kw_str_slice(s, token->start, end), &day))
        return false;
    if (byte_at(s, end) == 'T' && is_digit(byte_at(s, end + 1))) {
        for (end++; is_one_of(byte_at(s, end), "0123456789:.+-Z");)
            end++;
        while (is_one_of(s.ptr[end - 1], ":.+-")) /* the sentence's, not the time's */
            end--;
    }
    token->class = KW_TIME_DATE;
    token->value = day;
    token->end = end;
    return true;
}

/* The day of "13/04/2023" and "04/13/2023", when only one reading is a date or both are
 * the same; KW_DAY_NONE when not. */
static int32_t only_reading(int first, int second, int year)
{
    int32_t european = kw_day_of(year, second, first);
    int32_t american = kw_day_of(year, first, second);
    if (european == american || american == KW_DAY_NONE)
        return european;
    return european == KW_DAY_NONE ? american : KW_DAY_NONE;
}

/* Three numbers joined by one of "/.-". Those that are no clear date are one word. */
static bool numeric_date(struct kw_str s, struct kw_time_token *token)
{
    int first, second, year;
    size_t at = token->start + digits_at(s, token->start, &first);
    char sign = byte_at(s, at);
    if (at - token->start > 2 || !is_one_of(sign, "/.-"))
        return false;
    size_t second_len = digits_at(s, at + 1, &second);
    at += 1 + second_len;
    if (second_len == 0 || second_len > 2 || byte_at(s, at) != sign)
        return false;
    size_t year_len = digits_at(s, at + 1, &year);
    if (year_len != 4 && year_len != 2)
        return false;
    int32_t day = year_len == 4 ? only_reading(first, second, year) : KW_DAY_NONE;
    token->class = day == KW_DAY_NONE ? KW_TIME_WORD : KW_TIME_DATE;
    token->value = day == KW_DAY_NONE ? 0 : day;
    token->end = word_end(s, at + 1);
    return true;
}

/* True when a sign and digits go on with the number: "2,019", "20.19", not "8,2023". */
static bool number_goes_on(struct kw_str s, size_t at)
{
    int value;
    if (byte_at(s, at) == '.')
        return is_digit(byte_at(s, at + 1));
    return byte_at(s, at) == ',' && digits_at(s, at + 1, &value) == 3;
}

static bool is_suffix(struct kw_str s, const char *list)
{
    struct kw_str rest = kw_str_of(list), item;
    while (kw_str_item(&rest, ' ', &item)) {
        if (kw_str_eq(item, s))
            return true;
    }
    return false;
}

/* What letters right behind the digits make of them: "8th", "1990s", "3pm". */
static void apply_suffix(struct kw_time_token *token, struct kw_str suffix)
{
    bool decade = token->digits == 4 && token->value >= 1000 && token->value < 2200 &&
                  token->value % 10 == 0 && kw_str_eq(suffix, KW_STR("s"));
    if (suffix.len == 0 && token->digits <= 4) {
        token->class = KW_TIME_DIGITS;
    } else if (decade) {
        token->class = KW_TIME_YEARS;
    } else if (token->digits <= 2 && is_suffix(suffix, "st nd rd th ST ND RD TH")) {
        token->class = KW_TIME_DIGITS;
        token->ordinal = true;
    } else if (is_suffix(suffix, "am pm AM PM h")) {
        token->class = KW_TIME_CLOCK;
    }
}

static void lex_number(struct kw_str s, struct kw_time_token *token)
{
    if (iso_date(s, token) || numeric_date(s, token))
        return;
    size_t len = digits_at(s, token->start, &token->value), end = token->start + len;
    if (len <= 2 && byte_at(s, end) == ':' && is_digit(byte_at(s, end + 1))) {
        while (is_digit(byte_at(s, end)) || byte_at(s, end) == ':')
            end++;
        token->class = KW_TIME_CLOCK;
        token->end = word_end(s, end);
        return;
    }
    if (number_goes_on(s, end)) {
        int ignored;
        while (number_goes_on(s, end))
            end += 1 + digits_at(s, end + 1, &ignored);
        token->end = word_end(s, end);
        return;
    }
    token->digits = len > 4 ? 5 : (unsigned)len;
    token->end = word_end(s, end);
    apply_suffix(token, kw_str_slice(s, end, token->end));
}

/* --- words and signs ------------------------------------------------------------------
 */

static void lex_word(struct kw_str s, struct kw_time_token *token)
{
    char lower[LONGEST_WORD] = {0};
    size_t len, end = word_end(s, token->start);
    token->upper = kw_is_upper(kw_utf8_decode(s, token->start, &len));
    token->end = end;
    if (end - token->start > LONGEST_WORD)
        return;
    for (size_t i = token->start; i < end; i++) {
        char c = s.ptr[i];
        lower[i - token->start] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    const struct word *word = find_word(lower);
    if (word) {
        token->class = (enum kw_time_class)word->class;
        token->value = word->value;
    } else if (lower[0] == 'q' && lower[1] >= '1' && lower[1] <= '4' && !lower[2]) {
        token->class = KW_TIME_QUARTER;
        token->value = lower[1] - '0';
    } else if ((lower[0] == 'a' || lower[0] == 'p') && !lower[1] &&
               byte_at(s, end) == '.' && byte_at(s, end + 1) == 'm') {
        token->class = KW_TIME_CLOCK; /* a.m. */
        token->end = end + 2;
    }
    bool abbreviates =
        token->class == KW_TIME_MONTH_SHORT || token->class == KW_TIME_WEEKDAY_SHORT;
    if ((abbreviates || token->class == KW_TIME_CLOCK) && byte_at(s, token->end) == '.')
        token->end++;
}

/* "'s" and "'90s" and what else an apostrophe may be. */
static void lex_apostrophe(struct kw_str s, struct kw_time_token *token)
{
    int value;
    size_t at = token->end;
    if ((byte_at(s, at) | 0x20) == 's' && !letter_at(s, at + 1)) {
        token->class = KW_TIME_POSSESSIVE;
        token->end = at + 1;
    } else if (digits_at(s, at, &value) == 2 && value % 10 == 0 &&
               byte_at(s, at + 2) == 's' && !letter_at(s, at + 3)) {
        token->class = KW_TIME_YEARS; /* nobody writes '20s of the 1920s any more */
        token->value = value + (value >= 30 ? 1900 : 2000);
        token->end = at + 3;
    } else {
        token->class = token->spaced ? KW_TIME_OPEN : KW_TIME_STOP;
    }
}

/* A sign that is written alike at both ends opens when white space comes before it. */
static void lex_sign(struct kw_str s, uint32_t code, struct kw_time_token *token)
{
    static const struct {
        uint32_t code;            /* the sign */
        enum kw_time_class class; /* what it is */
    } signs[] = {
        {',', KW_TIME_COMMA},   {'-', KW_TIME_DASH},    {'/', KW_TIME_DASH},
        {0x2010, KW_TIME_DASH}, {0x2011, KW_TIME_DASH}, {0x2012, KW_TIME_DASH},
        {0x2013, KW_TIME_DASH}, {0x2014, KW_TIME_DASH}, {0x2212, KW_TIME_DASH},
        {'(', KW_TIME_OPEN},    {'[', KW_TIME_OPEN},    {0x201C, KW_TIME_OPEN},
        {0x2018, KW_TIME_OPEN}, {0xAB, KW_TIME_OPEN},   {'.', KW_TIME_STOP},
        {';', KW_TIME_STOP},    {':', KW_TIME_STOP},    {'!', KW_TIME_STOP},
        {'?', KW_TIME_STOP},    {')', KW_TIME_STOP},    {']', KW_TIME_STOP},
        {0x201D, KW_TIME_STOP}, {0x2026, KW_TIME_STOP}, {0xBB, KW_TIME_STOP},
    };
    token->class = KW_TIME_SIGN;
    if (code == '\'' || code == 0x2019)
        lex_apostrophe(s, token);
    if (code == '"')
        token->class = token->spaced ? KW_TIME_OPEN : KW_TIME_STOP;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].code == code)
            token->class = signs[i].class;
    }
}

/* The end of the white space at `at`; counts the line ends in it. */
static size_t space_end(struct kw_str s, size_t at, unsigned *lines)
{
    *lines = 0;
    for (size_t len; at < s.len; at += len) {
        uint32_t code = kw_utf8_decode(s, at, &len);
        if (!kw_is_space(code))
            break;
        *lines += code == '\n';
    }
    return at;
}

static bool follows_space(struct kw_str s, size_t at)
{
    return at == 0 || is_one_of(s.ptr[at - 1], " \t\n\r\v\f") ||
           kw_str_ends(kw_str_slice(s, 0, at), KW_STR("\xC2\xA0"));
}

struct kw_time_token kw_time_token_at(struct kw_str text, size_t at)
{
    unsigned lines;
    size_t len, start = space_end(text, at, &lines);
    struct kw_time_token token = {.class = KW_TIME_WORD, .start = start, .end = start};
    token.spaced = start > at || follows_space(text, at);
    if (start == text.len) {
        token.class = KW_TIME_END;
        return token;
    }
    if (start > at && (lines > 1 || start - at > WIDEST_SPACE)) {
        token.class = KW_TIME_BREAK;
        token.start = at;
        return token;
    }
    uint32_t code = kw_utf8_decode(text, start, &len);
    token.end = start + len;
    if (code >= '0' && code <= '9')
        lex_number(text, &token);
    else if (kw_is_letter(code) || kw_is_digit(code))
        lex_word(text, &token);
    else
        lex_sign(text, code, &token);
    if (token.class == KW_TIME_WORD)
        token.value = 0;
    return token;
}
