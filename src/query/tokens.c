/* tokens.c - the list of words of a query, and what needs a look ahead.
 *
 * The grammar is LALR(1). Where openCypher needs to see further ("(a)-[r]->(b)" against
 * "(a) - [1]"), the words are told apart here, once, in time linear in the query. */
#include "query/token.h"

#include <string.h>

#include "base/utf8.h"
#include "grammar.h"

struct word {
    const char *text;
    int kind;
};

static const struct word words[] = {
    {"ALL", KW_T_ALL},           {"AND", KW_T_AND},
    {"AS", KW_T_AS},             {"ASC", KW_T_ASC},
    {"ASCENDING", KW_T_ASC},     {"BY", KW_T_BY},
    {"CALL", KW_T_WRITE},         {"CASE", KW_T_CASE},
    {"CONTAINS", KW_T_CONTAINS}, {"CREATE", KW_T_WRITE},
    {"DELETE", KW_T_WRITE},       {"DESC", KW_T_DESC},
    {"DESCENDING", KW_T_DESC},   {"DETACH", KW_T_WRITE},
    {"DISTINCT", KW_T_DISTINCT}, {"DROP", KW_T_WRITE},
    {"ELSE", KW_T_ELSE},         {"END", KW_T_END},
    {"ENDS", KW_T_ENDS},         {"EXISTS", KW_T_EXISTS},
    {"FALSE", KW_T_FALSE},       {"FOREACH", KW_T_WRITE},
    {"IN", KW_T_IN},             {"IS", KW_T_IS},
    {"LIMIT", KW_T_LIMIT},       {"LOAD", KW_T_WRITE},
    {"MATCH", KW_T_MATCH},       {"MERGE", KW_T_WRITE},
    {"NOT", KW_T_NOT},           {"NULL", KW_T_NULL},
    {"OPTIONAL", KW_T_OPTIONAL}, {"OR", KW_T_OR},
    {"ORDER", KW_T_ORDER},       {"REMOVE", KW_T_WRITE},
    {"RETURN", KW_T_RETURN},     {"SET", KW_T_WRITE},
    {"SKIP", KW_T_SKIP},         {"STARTS", KW_T_STARTS},
    {"THEN", KW_T_THEN},         {"TRUE", KW_T_TRUE},
    {"UNION", KW_T_UNION},       {"UNWIND", KW_T_UNWIND},
    {"WHEN", KW_T_WHEN},         {"WHERE", KW_T_WHERE},
    {"WITH", KW_T_WITH},         {"XOR", KW_T_XOR},
};

static bool same_word(struct kw_str a, const char *upper)
{
    size_t len = strlen(upper);
    if (a.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = a.ptr[i];
        if ((c >= 'a' && c <= 'z' ? (char)(c - 32) : c) != upper[i])
            return false;
    }
    return true;
}

static int keyword(struct kw_str text)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (same_word(text, words[i].text))
            return words[i].kind;
    }
    return KW_T_NAME;
}

const char *kw_keyword(unsigned n)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i].kind != KW_T_WRITE && n-- == 0)
            return words[i].text;
    }
    return NULL;
}

/* Names may hold letters of any script, and nothing else beyond ASCII. */
static bool letters_only(struct kw_str name)
{
    for (size_t at = 0, len; at < name.len; at += len) {
        uint32_t code = kw_utf8_decode(name, at, &len);
        if (code >= 0x80 && !kw_is_letter(code) && !kw_is_digit(code))
            return false;
    }
    return true;
}

static enum kw_status bad_token(const struct kw_token *t, struct kw_error *err)
{
    if (t->kind == KW_TOKEN_BAD_NUMBER)
        return kw_fail(err, KW_SYNTAX, "'%.*s' is not a number", KW_STR_ARG(t->text));
    char c = t->text.len ? t->text.ptr[0] : 0;
    if (c == '\'' || c == '"')
        return kw_fail(err, KW_SYNTAX, "this text has no closing quote");
    if (c == '`')
        return kw_fail(err, KW_SYNTAX, "this name has no closing backtick");
    if (c == '/')
        return kw_fail(err, KW_SYNTAX, "this comment has no end");
    return kw_fail(err, KW_SYNTAX, "a character that the query language does not use");
}

typedef KW_VEC(struct kw_token) token_vec;

static bool is(const token_vec *v, size_t i, int kind)
{
    return i < v->count && v->items[i].kind == kind;
}

/* A bracket that is open. */
struct bracket {
    uint32_t at;
    bool names; /* what stands in it so far is "x:A|B": a bar goes on with a name */
};

static bool names_on(const token_vec *v, size_t i, const struct bracket *b)
{
    size_t place = i - b->at;
    int kind = v->items[i].kind;
    if (kind == KW_T_COLON)
        return b->names || place == 1 || (place == 2 && is(v, i - 1, KW_T_NAME));
    return b->names && (kind == KW_T_BAR || kind == KW_T_NAME);
}

/* After a dot, and after the colon or bar of labels and types, every word is a name. */
static bool is_plain_name(const token_vec *v, size_t i, const struct bracket *b)
{
    if (is(v, i - 1, KW_T_DOT))
        return true;
    if (!b || is(v, b->at, KW_T_LC))
        return false;
    return (is(v, i - 1, KW_T_BAR) && b->names) ||
           (is(v, i - 1, KW_T_COLON) &&
            (is(v, i - 2, KW_T_LP) || is(v, i - 2, KW_T_LB) || is(v, i - 2, KW_T_NAME)));
}

/* Words to kinds; brackets to their partners. */
static enum kw_status resolve(struct kw_arena *arena, token_vec *v, struct kw_error *err)
{
    KW_VEC(struct bracket) open = {0};
    for (size_t i = 0; i < v->count; i++) {
        struct kw_token *t = &v->items[i];
        struct bracket *inside = open.count ? &open.items[open.count - 1] : NULL;
        if (t->kind == KW_T_NAME && t->text.ptr[0] != '`')
            t->kind = i && is_plain_name(v, i, inside) ? KW_T_NAME : keyword(t->text);
        if (inside)
            inside->names = names_on(v, i, inside);
        if (t->kind == KW_T_LP || t->kind == KW_T_LB || t->kind == KW_T_LC) {
            if (!(inside = KW_PUSH(arena, &open)))
                return kw_nomem(err);
            *inside = (struct bracket){.at = (uint32_t)i};
        } else if ((t->kind == KW_T_RP || t->kind == KW_T_RB || t->kind == KW_T_RC) &&
                   open.count) {
            v->items[open.items[--open.count].at].match = (uint32_t)i;
        }
    }
    return KW_OK;
}

static bool any_name(const token_vec *v, size_t i)
{
    return is(v, i, KW_T_NAME);
}

/* The look ahead goes from the end: what follows may be known to begin a pattern. */
static bool opens(const token_vec *v, size_t i)
{
    return is(v, i, KW_T_LP) || is(v, i, KW_T_PLP);
}

/* The place after a node pattern's body that begins after "(" at `i`: "x:A|B {...}". */
static size_t after_node(const token_vec *v, size_t i)
{
    size_t at = i + 1;
    at += any_name(v, at);
    while ((is(v, at, KW_T_COLON) || is(v, at, KW_T_BAR)) && any_name(v, at + 1))
        at += 2;
    if (is(v, at, KW_T_PARAMETER))
        at++;
    else if (is(v, at, KW_T_LC) && v->items[at].match)
        at = v->items[at].match + 1;
    return is(v, at, KW_T_RP) ? at + 1 : 0;
}

/* True when "(" at `i` is a node with a relationship behind. */
static bool begins_pattern(const token_vec *v, size_t i)
{
    size_t at = after_node(v, i);
    if (at == 0)
        return false;
    if (is(v, at, KW_T_LT))
        return is(v, at + 1, KW_T_MINUS) &&
               (is(v, at + 2, KW_T_LB) || is(v, at + 2, KW_T_MINUS));
    if (!is(v, at, KW_T_MINUS))
        return false;
    if (is(v, at + 1, KW_T_MINUS))
        return opens(v, at + 2) || is(v, at + 2, KW_T_GT);
    if (!is(v, at + 1, KW_T_LB) || !v->items[at + 1].match)
        return false;
    size_t close = v->items[at + 1].match;
    return is(v, close + 1, KW_T_MINUS) &&
           (opens(v, close + 2) || is(v, close + 2, KW_T_GT) || is(v, close + 2, KW_T_LC));
}

static bool quantifies(struct kw_str text)
{
    return same_word(text, "ANY") || same_word(text, "NONE") ||
           same_word(text, "SINGLE") || same_word(text, "ALL");
}

static void call(token_vec *v, size_t i)
{
    struct kw_token *t = &v->items[i];
    bool over = any_name(v, i + 2) && is(v, i + 3, KW_T_IN);
    if (quantifies(t->text) && over)
        t->kind = KW_T_QUANTIFIER;
    else if (same_word(t->text, "REDUCE") && any_name(v, i + 2) && is(v, i + 3, KW_T_EQ))
        t->kind = KW_T_REDUCE;
    else if (same_word(t->text, "SHORTESTPATH") || same_word(t->text, "ALLSHORTESTPATHS"))
        t->kind = KW_T_SHORTEST;
    else if (t->kind == KW_T_NAME && t->text.ptr[0] != '`' && !is(v, i - 1, KW_T_COLON))
        t->kind = KW_T_FUNCTION;
}

static void look_ahead(token_vec *v)
{
    for (size_t i = v->count; i-- > 0;) {
        struct kw_token *t = &v->items[i];
        if (t->kind == KW_T_LP && begins_pattern(v, i))
            t->kind = KW_T_PLP;
        else if (t->kind == KW_T_LB && any_name(v, i + 1) && is(v, i + 2, KW_T_IN))
            t->kind = KW_T_EACH_LB;
        else if (t->kind == KW_T_LB && any_name(v, i + 1) && is(v, i + 2, KW_T_EQ) &&
                 is(v, i + 3, KW_T_PLP))
            t->kind = KW_T_PATH_LB;
        else if ((t->kind == KW_T_NAME || t->kind == KW_T_ALL) && opens(v, i + 1))
            call(v, i);
    }
}

enum kw_status kw_tokens(struct kw_arena *arena, struct kw_str text,
                         const struct kw_token **out, size_t *count, uint32_t *at,
                         struct kw_error *err)
{
    *at = 0;
    if (text.len > KW_QUERY_BYTES)
        return kw_fail(err, KW_LIMIT, "a query may have 1 MB");
    struct kw_str copy = kw_arena_copy(arena, text);
    token_vec v = {0};
    uint32_t next = 0;
    if (!copy.ptr)
        return kw_nomem(err);
    for (int kind = 1; kind != KW_TOKEN_END;) {
        struct kw_token *t = KW_PUSH(arena, &v);
        if (!t)
            return kw_nomem(err);
        *t = kw_token_next(copy, &next);
        kind = t->kind;
        if (kind == KW_T_NAME && t->text.ptr[0] != '`' && !letters_only(t->text))
            kind = KW_TOKEN_BAD;
        *at = t->at;
        if (kind < 0)
            return bad_token(t, err);
    }
    enum kw_status status = resolve(arena, &v, err);
    if (status != KW_OK)
        return status;
    look_ahead(&v);
    *out = v.items;
    *count = v.count;
    return KW_OK;
}

/* --- text of a token ----------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "\u0041" or "\U00000041" at `*at`, just after the letter. */
static enum kw_status code_point(struct kw_str s, size_t *at, int digits, struct kw_buf *b,
                                 struct kw_error *err)
{
    uint32_t code = 0;
    for (int i = 0; i < digits; i++) {
        int digit = *at < s.len ? hex_digit(s.ptr[*at]) : -1;
        if (digit < 0)
            return kw_fail(err, KW_SYNTAX, "\\u takes 4 hexadecimal digits, \\U 8");
        code = code * 16 + (uint32_t)digit;
        ++*at;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || code == 0)
        return kw_fail(err, KW_SYNTAX, "there is no character of that number");
    char bytes[4];
    kw_buf_add(b, (struct kw_str){bytes, kw_utf8_encode(code, bytes)});
    return KW_OK;
}

static enum kw_status unescape(struct kw_str s, struct kw_buf *b, struct kw_error *err)
{
    static const char from[] = "nrtbf\\'\"`", to[] = "\n\r\t\b\f\\'\"`";
    for (size_t i = 0; i < s.len;) {
        char c = s.ptr[i++];
        if (c != '\\') {
            kw_buf_byte(b, c);
            continue;
        }
        char letter = i < s.len ? s.ptr[i++] : '\\';
        const char *found = strchr(from, letter);
        if (found && letter) {
            kw_buf_byte(b, to[found - from]);
            continue;
        }
        if (letter != 'u' && letter != 'U')
            return kw_fail(err, KW_SYNTAX, "'\\%c' is no escape; write \\\\ for a "
                           "backslash", letter);
        enum kw_status status = code_point(s, &i, letter == 'u' ? 4 : 8, b, err);
        if (status != KW_OK)
            return status;
    }
    return KW_OK;
}

static void undouble(struct kw_str s, struct kw_buf *b)
{
    for (size_t i = 0; i < s.len; i++) {
        kw_buf_byte(b, s.ptr[i]);
        i += s.ptr[i] == '`';
    }
}

enum kw_status kw_token_text(struct kw_arena *arena, const struct kw_token *token,
                             struct kw_str *out, struct kw_error *err)
{
    struct kw_str text = token->text;
    char first = text.len ? text.ptr[0] : 0;
    if (first == '$') {
        *out = kw_str_slice(text, 1, text.len);
        return KW_OK;
    }
    if (first != '\'' && first != '"' && first != '`') {
        *out = text;
        return KW_OK;
    }
    struct kw_buf b = {0};
    enum kw_status status = KW_OK;
    text = kw_str_slice(text, 1, text.len - 1);
    if (first == '`')
        undouble(text, &b);
    else
        status = unescape(text, &b, err);
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&b));
    if (status == KW_OK && (b.failed || !copy.ptr))
        status = kw_nomem(err);
    kw_buf_free(&b);
    if (status == KW_OK)
        *out = copy;
    return status;
}

/* --- names of kinds ------------------------------------------------------------------ */

static const struct {
    int kind;
    const char *name;
} signs[] = {
    {KW_TOKEN_END, "the end of the query"}, {KW_T_NAME, "a name"},
    {KW_T_INTEGER, "a number"}, {KW_T_FLOAT, "a number"}, {KW_T_STRING, "a text"},
    {KW_T_PARAMETER, "a parameter"}, {KW_T_FUNCTION, "a function"}, {KW_T_LP, "'('"},
    {KW_T_PLP, "'('"}, {KW_T_RP, "')'"}, {KW_T_LB, "'['"}, {KW_T_EACH_LB, "'['"},
    {KW_T_PATH_LB, "'['"}, {KW_T_RB, "']'"}, {KW_T_LC, "'{'"}, {KW_T_RC, "'}'"},
    {KW_T_COMMA, "','"}, {KW_T_DOT, "'.'"}, {KW_T_DOTDOT, "'..'"}, {KW_T_COLON, "':'"},
    {KW_T_SEMICOLON, "';'"}, {KW_T_BAR, "'|'"}, {KW_T_PLUS, "'+'"}, {KW_T_MINUS, "'-'"},
    {KW_T_STAR, "'*'"}, {KW_T_SLASH, "'/'"}, {KW_T_PERCENT, "'%'"}, {KW_T_CARET, "'^'"},
    {KW_T_EQ, "'='"}, {KW_T_MATCHES, "'=~'"}, {KW_T_NE, "'<>'"}, {KW_T_LE, "'<='"},
    {KW_T_GE, "'>='"}, {KW_T_LT, "'<'"}, {KW_T_GT, "'>'"},
    {KW_T_QUANTIFIER, "a quantifier"}, {KW_T_REDUCE, "reduce"},
    {KW_T_SHORTEST, "shortestPath"},
};

const char *kw_token_name(int kind)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].kind == kind)
            return signs[i].name;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i].kind == kind && kind != KW_T_WRITE)
            return words[i].text;
    }
    return NULL;
}

bool kw_token_writes(int kind)
{
    return kind == KW_T_WRITE;
}
