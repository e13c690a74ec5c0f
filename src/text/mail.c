/* mail.c - letters and mail that have lost their line ends: "Best regards, Jeff", "Dear
 * Sara, I have ...", "Jane Roe 04/30/2001 12:42 PM Please ...". What was a line of its
 * own there is no part of the sentence beside it.
 */
#include "text/room.h"

enum {
    GREETING = 6, /* tokens of the longest greeting */
    FAREWELL = 3, /* words of the longest farewell */
};

static bool is_number_with(struct kw_str text, const struct kw_token *token, char mark)
{
    struct kw_str s = kw_str_slice(text, token->span.start, token->span.end);
    size_t marks = 0;
    for (size_t i = 0; i < s.len; i++)
        marks += s.ptr[i] == mark;
    return token->shape == KW_SHAPE_NUMBER && marks > 0;
}

/* "04/30/2001 12:42 PM". */
static bool is_stamp(struct kw_str text, const struct kw_token *tokens)
{
    return is_number_with(text, &tokens[0], '/') &&
           is_number_with(text, &tokens[1], ':') &&
           (kw_str_eq(tokens[2].norm, KW_STR("am")) ||
            kw_str_eq(tokens[2].norm, KW_STR("pm")));
}

static bool starts_word(const struct kw_token *token)
{
    return token->space &&
           (token->shape == KW_SHAPE_CAPITALIZED || token->shape == KW_SHAPE_UPPER);
}

static bool is_comma(const struct kw_token *token)
{
    return kw_str_eq(token->norm, KW_STR(","));
}

/* "Thanks," and "With best regards," before the name of the one who writes. */
static bool ends_farewell(const struct kw_token *tokens, size_t first, size_t i)
{
    static const char *const last[] = {"best",  "cheers",    "regards", "respectfully",
                                       "thank", "sincerely", "thanks",  "truly",
                                       "you",   "yours",     "wishes"};
    static const char *const start[] = {
        "all",   "best",      "cheers", "kind", "many", "regards", "respectfully",
        "thank", "sincerely", "thanks", "very", "warm", "with",    "yours"};
    if (i < first + 2 || i > first + 1 + FAREWELL || !is_comma(&tokens[i - 1]))
        return false;
    return KW_STR_AMONG(tokens[first].norm, start) &&
           KW_STR_AMONG(tokens[i - 2].norm, last);
}

/* "Dear Mr. Horton," and "Hi all:". */
static bool ends_greeting(const struct kw_token *tokens, size_t first, size_t i)
{
    static const char *const words[] = {"dear", "hello", "hey", "hi"};
    if (i < first + 3 || i > first + GREETING)
        return false;
    return KW_STR_AMONG(tokens[first].norm, words) &&
           (is_comma(&tokens[i - 1]) || kw_str_eq(tokens[i - 1].norm, KW_STR(":")));
}

bool kw_mail_parts(struct kw_str text, const struct kw_token *tokens, size_t first,
                   size_t i, size_t end)
{
    if (i >= first + 3 && is_stamp(text, &tokens[i - 3]))
        return starts_word(&tokens[i]);
    if (i > first && i + 3 <= end && is_stamp(text, &tokens[i]))
        return tokens[i - 1].shape == KW_SHAPE_CAPITALIZED ||
               tokens[i - 1].shape == KW_SHAPE_UPPER;
    return starts_word(&tokens[i]) && !kw_str_eq(tokens[i].norm, KW_STR("i")) &&
           (ends_farewell(tokens, first, i) || ends_greeting(tokens, first, i));
}
