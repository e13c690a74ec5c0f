/* token.c - a paragraph to tokens, in one pass from left to right.
 *
 * Conventions are those of the English Web Treebank in Universal Dependencies: clitics
 * ('s, n't) and the parts of hyphenated words are tokens of their own; numbers, dates,
 * times, abbreviations, e-mail addresses and URLs are one. Every look-ahead is bounded
 * or consumed, so the cost is linear whatever the bytes.
 */
#include "text/room.h"

#include <string.h>

#include "base/fold.h"

/* Longest part before an @ (RFC 5321, 4.5.3.1.1), and as far as any look-ahead goes. */
#define LOOK_AHEAD 64

struct scan {
    const struct kw_lexicon *lexicon;
    struct kw_str text; /* the document up to the end of the block */
    size_t at;          /* where the next token starts */
};

static enum kw_letter letter_at(const struct scan *s, size_t at, size_t *len)
{
    *len = 1;
    return at < s->text.len ? kw_letter_at(s->text, at, len) : KW_LETTER_BLANK;
}

static bool is_letter(enum kw_letter letter)
{
    return letter == KW_LETTER_LOWER || letter == KW_LETTER_UPPER;
}

static bool is_word(enum kw_letter letter)
{
    return is_letter(letter) || letter == KW_LETTER_DIGIT || letter == KW_LETTER_MARK;
}

static bool letter_is(const struct scan *s, size_t at, enum kw_letter what)
{
    size_t len;
    return letter_at(s, at, &len) == what;
}

static bool word_at(const struct scan *s, size_t at)
{
    size_t len;
    return is_word(letter_at(s, at, &len));
}

static char byte_at(const struct scan *s, size_t at)
{
    return at < s->text.len ? s->text.ptr[at] : '\n';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* True when `what` (lower case) stands at `at`, in any case. */
static bool reads(const struct scan *s, size_t at, struct kw_str what)
{
    if (at > s->text.len || s->text.len - at < what.len)
        return false;
    for (size_t i = 0; i < what.len; i++) {
        if (lower(s->text.ptr[at + i]) != what.ptr[i])
            return false;
    }
    return true;
}

/* --- addresses --------------------------------------------------------------------- */

static size_t to_blank(const struct scan *s, size_t at)
{
    size_t len;
    while (at < s->text.len && letter_at(s, at, &len) != KW_LETTER_BLANK &&
           byte_at(s, at) != '<' && byte_at(s, at) != '>' && byte_at(s, at) != '"')
        at += len;
    return at;
}

/* The end of an address without the punctuation of the sentence around it. */
static size_t trim_address(const struct scan *s, size_t start, size_t end)
{
    size_t open = 0, extra = 0; /* closing brackets that nothing in the address opens */
    for (size_t i = start; i < end; i++) {
        bool close = s->text.ptr[i] == ')';
        extra += close && open == 0;
        open += s->text.ptr[i] == '(';
        open -= close && open > 0;
    }
    while (end > start + 1) {
        char c = s->text.ptr[end - 1];
        if (!strchr(".,;:!?'])}*", c) || (c == ')' && extra == 0))
            break;
        extra -= c == ')';
        end--;
    }
    while (end > start + 3 && (unsigned char)s->text.ptr[end - 3] == 0xE2 &&
           (unsigned char)s->text.ptr[end - 2] == 0x80)
        end -= 3; /* a typographic quote, dash or ellipsis */
    return end;
}

/* End of the URL at `at`, or `at`. */
static size_t scan_url(const struct scan *s)
{
    static const char *const starts[] = {"http://", "https://", "ftp://", "www."};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (!reads(s, s->at, kw_str_of(starts[i])))
            continue;
        size_t end = trim_address(s, s->at, to_blank(s, s->at));
        return end > s->at + strlen(starts[i]) ? end : s->at;
    }
    return s->at;
}

static bool is_local(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           strchr("._%+-", c) != NULL;
}

/* End of the e-mail address, or of the @handle or #hashtag, at s->at; else s->at. */
static size_t scan_mail(const struct scan *s)
{
    size_t at = s->at, start = s->at;
    while (at < s->text.len && at - start < LOOK_AHEAD && s->text.ptr[at] &&
           is_local(s->text.ptr[at]))
        at++;
    char c = byte_at(s, at);
    if ((c != '@' && !(c == '#' && at == start)) || !word_at(s, at + 1))
        return start;
    size_t from = at + 1;
    for (at = from; at < s->text.len && s->text.ptr[at] && is_local(s->text.ptr[at]);)
        at++;
    while (at > from && strchr(".-+%", s->text.ptr[at - 1]))
        at--;
    bool handle = from == start + 1;
    bool dotted = memchr(s->text.ptr + from, '.', at - from) != NULL;
    return at > from && (handle || dotted) ? at : start;
}

/* True when a domain ending or file ending stands at `at` and a word ends there. */
static bool domain_at(const struct scan *s, size_t at)
{
    static const char *const ends[] = {
        "com",   "org", "net", "gov", "edu", "mil", "int",  "info", "biz",
        "co.uk", "uk",  "eu",  "io",  "ru",  "de",  "fr",   "cn",   "html",
        "htm",   "pdf", "doc", "xls", "php", "tv",  "news", "ai"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct kw_str end = kw_str_of(ends[i]);
        if (!reads(s, at, end) || word_at(s, at + end.len))
            continue;
        return letter_is(s, at, KW_LETTER_LOWER) || end.len == 3;
    }
    return false;
}

/* --- numbers ----------------------------------------------------------------------- */

static size_t skip_digits(const struct scan *s, size_t at)
{
    size_t len;
    while (letter_at(s, at, &len) == KW_LETTER_DIGIT)
        at += len;
    return at;
}

/* "2023-04-08": the one case in which a hyphen stays inside a number. */
static bool is_iso_date(const struct scan *s, size_t at)
{
    static const char form[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof form - 1; i++) {
        char c = byte_at(s, at + i);
        if (form[i] == 'd' ? c < '0' || c > '9' : c != '-')
            return false;
    }
    return !word_at(s, at + sizeof form - 1) && byte_at(s, at + sizeof form - 1) != '-';
}

/* Letters right after a number that are a token of their own: "10am". */
static bool splits_number(const struct scan *s, size_t at)
{
    return (reads(s, at, KW_STR("am")) || reads(s, at, KW_STR("pm"))) &&
           !word_at(s, at + 2);
}

static size_t scan_number(const struct scan *s)
{
    if (is_iso_date(s, s->at))
        return s->at + 10;
    size_t at = skip_digits(s, s->at), len;
    while (at < s->text.len && strchr(".,:/", s->text.ptr[at]) &&
           letter_is(s, at + 1, KW_LETTER_DIGIT))
        at = skip_digits(s, at + 1);
    if (splits_number(s, at))
        return at;
    while (is_word(letter_at(s, at, &len)))
        at += len;
    return at;
}

/* --- words ------------------------------------------------------------------------- */

/* End of the clitic that an apostrophe at `at` opens ('s, 'll, 't ...), or `at`. */
static size_t scan_clitic(const struct scan *s, size_t at)
{
    static const char *const clitics[] = {"s", "m", "d", "re", "ve", "ll"};
    size_t quote;
    if (!kw_letter_apostrophe(s->text, at, &quote) || at + quote > s->text.len)
        return at;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        struct kw_str clitic = kw_str_of(clitics[i]);
        if (reads(s, at + quote, clitic) && !word_at(s, at + quote + clitic.len))
            return at + quote + clitic.len;
    }
    return at;
}

/* End of "n't" at `at`, or `at`. */
static size_t scan_not(const struct scan *s, size_t at)
{
    size_t quote;
    if (lower(byte_at(s, at)) != 'n' || !kw_letter_apostrophe(s->text, at + 1, &quote))
        return at;
    size_t t = at + 1 + quote;
    return lower(byte_at(s, t)) == 't' && !word_at(s, t + 1) ? t + 1 : at;
}

/* Prefixes that EWT leaves on their word: "e-mail", "co-operate". */
static bool keeps_hyphen(struct kw_str prefix)
{
    static const char *const prefixes[] = {
        "e",     "x",   "non", "re",   "co",   "pre",  "mid", "ex",      "semi",
        "multi", "neo", "sub", "over", "post", "anti", "un",  "counter", "micro"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        struct kw_str p = kw_str_of(prefixes[i]);
        if (p.len != prefix.len)
            continue;
        size_t same = 0;
        while (same < p.len && lower(prefix.ptr[same]) == p.ptr[same])
            same++;
        if (same == p.len)
            return true;
    }
    return false;
}

/* Whether what stands at `at`, inside or at the end of a word that started at s->at,
 * goes on with it; if so sets how many bytes it takes. */
static bool goes_on(const struct scan *s, size_t at, size_t *len)
{
    char c = byte_at(s, at);
    if (c == '_')
        return true;
    if (c == '&')
        return letter_is(s, at + 1, KW_LETTER_UPPER) && s->text.ptr[at - 1] >= 'A' &&
               s->text.ptr[at - 1] <= 'Z';
    if (c == '-') /* a name after it must stay visible: pro-Beijing, anti-American */
        return letter_is(s, at + 1, KW_LETTER_LOWER) &&
               keeps_hyphen(kw_str_slice(s->text, s->at, at));
    if (c == '.')
        return domain_at(s, at + 1);
    if (kw_letter_apostrophe(s->text, at, len))
        return word_at(s, at + *len) && scan_clitic(s, at) == at;
    return false;
}

/* Plain letters and digits, with what may stand inside a word. Stops before n't. */
static size_t scan_letters(const struct scan *s)
{
    size_t at = s->at, len;
    for (;; at += len) {
        if (at > s->at && scan_not(s, at) > at)
            return at;
        if (is_word(letter_at(s, at, &len)))
            continue;
        if (at == s->at || !goes_on(s, at, &len))
            return at;
    }
}

/* End of "U.S.", "a.m.", "J.K." at s->at, or s->at: letters one by one with stops. */
static size_t scan_dotted(const struct scan *s)
{
    size_t at = s->at, len, pairs = 0;
    while (is_letter(letter_at(s, at, &len)) && byte_at(s, at + len) == '.') {
        at += len + 1;
        pairs++;
    }
    if (pairs == 0 || (pairs == 1 && !letter_is(s, s->at, KW_LETTER_UPPER)))
        return s->at;
    if (word_at(s, at)) { /* "U.S.A" or "the end.The next" */
        letter_at(s, at, &len);
        if (pairs < 2 || word_at(s, at + len) || !letter_is(s, at, KW_LETTER_UPPER))
            return pairs < 2 ? s->at : at;
        return at + len;
    }
    return at;
}

/* True when the table has the word from s->at up to and with the stop at `at`. */
static bool is_abbreviation(const struct scan *s, size_t at)
{
    char folded[LOOK_AHEAD];
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    size_t len = at + 1 - s->at;
    if (len > 16)
        return false;
    for (size_t i = 0; i < len; i++)
        folded[i] = lower(s->text.ptr[s->at + i]);
    if (!kw_lexicon_find(s->lexicon, (struct kw_str){folded, len}, &hits) ||
        !kw_lexhits_in(&hits, KW_TABLE_ABBREVIATIONS, &lexeme))
        return false;
    /* "Rt." is one, "RT." ends a sentence; "inc." may be "Inc." */
    return lexeme.surface.len == len &&
           memcmp(lexeme.surface.ptr + 1, s->text.ptr + s->at + 1, len - 1) == 0 &&
           (lexeme.surface.ptr[0] == s->text.ptr[s->at] ||
            letter_is(s, s->at, KW_LETTER_UPPER));
}

/* "cannot", "gonna": where their second half starts, or 0. */
static size_t fused_split(const struct scan *s, size_t end)
{
    static const struct {
        const char *word;
        size_t at;
    } fused[] = {{"cannot", 3}, {"gonna", 3}, {"wanna", 3}, {"gotta", 3}};
    for (size_t i = 0; i < sizeof fused / sizeof *fused; i++) {
        if (end - s->at == strlen(fused[i].word) &&
            reads(s, s->at, kw_str_of(fused[i].word)))
            return fused[i].at;
    }
    return 0;
}

static size_t scan_word(const struct scan *s)
{
    size_t end = scan_dotted(s);
    if (end > s->at)
        return end;
    end = scan_not(s, s->at); /* after "do" */
    if (end > s->at)
        return end;
    end = scan_letters(s);
    if (byte_at(s, end) == '.' && !word_at(s, end + 1) && is_abbreviation(s, end))
        return end + 1;
    return end;
}

/* --- everything else --------------------------------------------------------------- */

/* Marks of which a run is one token: "...", "--", "!!!", "***". */
static size_t scan_run(const struct scan *s)
{
    char c = s->text.ptr[s->at];
    size_t at = s->at + 1;
    if (!strchr(".-*=_~!?#+`'", c))
        return at;
    if (c == '!' || c == '?') {
        while (byte_at(s, at) == '!' || byte_at(s, at) == '?')
            at++;
        return at;
    }
    size_t most = c == '`' || c == '\'' ? s->at + 2 : s->text.len;
    while (at < most && byte_at(s, at) == c)
        at++;
    return at;
}

/* End of ":)", ";-(" at s->at, with nothing glued behind; else s->at. */
static size_t scan_emoticon(const struct scan *s)
{
    size_t at = s->at + 1;
    if (byte_at(s, s->at) != ':' && byte_at(s, s->at) != ';')
        return s->at;
    at += byte_at(s, at) == '-';
    if (!strchr("()DPp", byte_at(s, at)) || word_at(s, at + 1) ||
        (s->at > 0 && !letter_is(s, s->at - 1, KW_LETTER_BLANK)))
        return s->at;
    return at + 1;
}

/* "Kennedy 's assassin": a text that was cut into tokens before. */
static bool parted_clitic(const struct scan *s, size_t end)
{
    return s->at > 1 && byte_at(s, s->at - 1) == ' ' && byte_at(s, end) == ' ' &&
           (letter_is(s, s->at - 2, KW_LETTER_UPPER) ||
            letter_is(s, s->at - 2, KW_LETTER_LOWER));
}

static size_t scan_punct(const struct scan *s)
{
    if (scan_emoticon(s) > s->at)
        return scan_emoticon(s);
    size_t len, end = scan_clitic(s, s->at);
    if (end > s->at && s->at > 0 &&
        (!letter_is(s, s->at - 1, KW_LETTER_BLANK) || /* after a word or a closing mark */
         parted_clitic(s, end)))
        return end;
    bool quote = kw_letter_apostrophe(s->text, s->at, &len);
    if (quote && letter_is(s, s->at + len, KW_LETTER_DIGIT)) { /* '90s */
        end = skip_digits(s, s->at + len);
        if (end == s->at + len + 2 && byte_at(s, end) == 's' && !word_at(s, end + 1))
            return end + 1;
    }
    if (byte_at(s, s->at) == '.' && letter_is(s, s->at + 1, KW_LETTER_DIGIT) &&
        (s->at == 0 || !word_at(s, s->at - 1)))
        return skip_digits(s, s->at + 1);
    if ((unsigned char)s->text.ptr[s->at] < 128)
        return scan_run(s);
    letter_at(s, s->at, &len);
    return s->at + len;
}

/* The end of the token that starts at s->at, which is no blank. */
static size_t scan_token(const struct scan *s)
{
    size_t len, end = scan_url(s);
    if (end == s->at)
        end = scan_mail(s);
    if (end > s->at)
        return end;
    switch (letter_at(s, s->at, &len)) {
    case KW_LETTER_DIGIT:
        return scan_number(s);
    case KW_LETTER_LOWER:
    case KW_LETTER_UPPER:
    case KW_LETTER_MARK:
        return scan_word(s);
    default:
        return scan_punct(s);
    }
}

static enum kw_status add(struct kw_str text, size_t start, size_t end, bool space,
                          struct kw_arena *arena, kw_token_list *tokens,
                          struct kw_error *err)
{
    struct kw_token *token = KW_PUSH(arena, tokens);
    if (!token)
        return kw_nomem(err);
    token->span = (struct kw_span){(uint32_t)start, (uint32_t)end};
    token->shape = kw_shape_of(kw_str_slice(text, start, end));
    token->space = space;
    return KW_OK;
}

enum kw_status kw_tokens_add(const struct kw_lexicon *lexicon, struct kw_str text,
                             struct kw_span block, struct kw_arena *arena,
                             kw_token_list *tokens, struct kw_error *err)
{
    struct scan s = {lexicon, {text.ptr, block.end}, block.start};
    bool space = true;
    enum kw_status status = KW_OK;
    while (status == KW_OK && s.at < s.text.len) {
        size_t len;
        if (letter_at(&s, s.at, &len) == KW_LETTER_BLANK) {
            s.at += len;
            space = true;
            continue;
        }
        size_t end = scan_token(&s), split = fused_split(&s, end);
        if (split) {
            status = add(text, s.at, s.at + split, space, arena, tokens, err);
            s.at += split;
            space = false;
        }
        if (status == KW_OK)
            status = add(text, s.at, end, space, arena, tokens, err);
        s.at = end;
        space = false;
    }
    return status;
}

/* --- folded forms ------------------------------------------------------------------ */

static bool is_ascii(struct kw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 128)
            return false;
    }
    return true;
}

/* ASCII tokens, nearly all, share one lower-cased copy of the text; kw_fold would do
 * the same to them, one by one. */
enum kw_status kw_tokens_fold(struct kw_str text, kw_token_list *tokens,
                              struct kw_arena *arena, struct kw_error *err)
{
    char *folded = KW_NEW(arena, text.len + 1, char);
    if (!folded)
        return kw_nomem(err);
    for (size_t i = 0; i < text.len; i++)
        folded[i] = lower(text.ptr[i]);
    for (size_t i = 0; i < tokens->count; i++) {
        struct kw_span span = tokens->items[i].span;
        struct kw_str raw = kw_str_slice(text, span.start, span.end);
        tokens->items[i].norm = (struct kw_str){folded + span.start, raw.len};
        if (is_ascii(raw))
            continue;
        enum kw_status status = kw_fold(arena, raw, &tokens->items[i].norm, err);
        if (status != KW_OK)
            return status;
    }
    return KW_OK;
}
