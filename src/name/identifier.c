/* identifier.c - addresses that name somebody: e-mail, phone, domain, wallet.
 *
 * Each kind is a row: what it is called and how much of the text at a token it takes.
 * Forms: RFC 5321 addresses and RFC 1035 names as they are met in print, E.164 phone
 * numbers with their "+", Bitcoin (BIP 13, BIP 173) and Ethereum (EIP 55) addresses. */
#include "name/name.h"

#include <stdlib.h>

struct place {
    const struct kw_lexicon *lexicon;
    struct kw_str text; /* from the token on */
    size_t chunk;       /* bytes from there that hang together: hyphens part tokens, but
                           not addresses */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alnum(char c)
{
    return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z');
}

static bool is_host_byte(char c)
{
    return is_alnum(c) || c == '-' || c == '.';
}

/* Whether `label` ends domain names: a country code or a row of domains.tsv. */
static bool is_top_label(const struct kw_lexicon *lexicon, struct kw_str label)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (label.len == 2 && is_lower(label.ptr[0]) && is_lower(label.ptr[1])) {
        char code[2] = {(char)(label.ptr[0] - 32), (char)(label.ptr[1] - 32)};
        if (kw_lexicon_country(lexicon, (struct kw_str){code, 2}) ||
            kw_str_eq(label, KW_STR("uk")) || kw_str_eq(label, KW_STR("eu")))
            return true;
    }
    return kw_lexicon_find(lexicon, label, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_DOMAINS, &lexeme);
}

/* Bytes of a host name at the start of `s`: labels of letters, digits and hyphens, at
 * least two, the last one known. */
static size_t host_length(const struct kw_lexicon *lexicon, struct kw_str s)
{
    size_t len = 0, label = 0, labels = 0;
    while (len < s.len && is_host_byte(s.ptr[len]))
        len++;
    while (len && (s.ptr[len - 1] == '.' || s.ptr[len - 1] == '-'))
        len--;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && s.ptr[i] != '.')
            continue;
        if (i == label || i - label > 63)
            return 0;
        labels++;
        if (i == len)
            break;
        label = i + 1;
    }
    struct kw_str last = kw_str_slice(s, label, len);
    return labels > 1 && is_top_label(lexicon, last) ? len : 0;
}

static size_t take_mail(const struct place *p)
{
    size_t at = 0;
    while (at < p->chunk && p->text.ptr[at] != '@')
        at++;
    if (at == 0 || at >= p->chunk)
        return 0;
    size_t host = host_length(p->lexicon, kw_str_slice(p->text, at + 1, p->chunk));
    return host ? at + 1 + host : 0;
}

static size_t take_domain(const struct place *p)
{
    struct kw_str token = kw_str_slice(p->text, 0, p->chunk);
    for (size_t i = 0; i < token.len; i++)
        if (!is_host_byte(token.ptr[i]) || (token.ptr[i] >= 'A' && token.ptr[i] <= 'Z'))
            return 0;
    return host_length(p->lexicon, token);
}

static size_t take_phone(const struct place *p)
{
    enum { LEAST_DIGITS = 8, MOST_DIGITS = 15, MOST_BYTES = 24 };
    size_t len = 1, end = 0, digits = 0;
    if (p->text.ptr[0] != '+')
        return 0;
    for (; len < p->text.len && len < MOST_BYTES; len++) {
        char c = p->text.ptr[len];
        if (is_digit(c)) {
            digits++;
            end = len + 1;
        } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') {
            break;
        }
    }
    return digits >= LEAST_DIGITS && digits <= MOST_DIGITS ? end : 0;
}

static bool all_in(struct kw_str s, size_t from, const char *set)
{
    for (size_t i = from; i < s.len; i++) {
        const char *c = set;
        while (*c && *c != s.ptr[i])
            c++;
        if (!*c)
            return false;
    }
    return true;
}

static size_t take_wallet(const struct place *p)
{
    struct kw_str t = kw_str_slice(p->text, 0, p->chunk);
    bool ethereum = t.len == 42 && kw_str_starts(t, KW_STR("0x")) &&
                    all_in(t, 2, "0123456789abcdefABCDEF");
    bool segwit = t.len >= 14 && t.len <= 74 && kw_str_starts(t, KW_STR("bc1")) &&
                  all_in(t, 3, "023456789acdefghjklmnpqrstuvwxyz");
    bool base58 =
        t.len >= 26 && t.len <= 35 && (t.ptr[0] == '1' || t.ptr[0] == '3') &&
        all_in(t, 0, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz") &&
        !all_in(t, 0, "123456789");
    return ethereum || segwit || base58 ? t.len : 0;
}

static const struct {
    const char *noun;                      /* its kind, as a common noun */
    size_t (*take)(const struct place *p); /* bytes it takes, or 0 */
} identifiers[] = {
    {"e-mail address", take_mail},
    {"phone number", take_phone},
    {"wallet", take_wallet},
    {"domain", take_domain},
};

static bool hangs_together(char c)
{
    return is_host_byte(c) || c == '@' || c == '_' || c == '+' || c == '%';
}

static size_t chunk_length(struct kw_str s)
{
    size_t len = 0;
    while (len < s.len && hangs_together(s.ptr[len]))
        len++;
    while (len && !is_alnum(s.ptr[len - 1]))
        len--;
    return len;
}

/* The identifier whose first byte is that of token `i`; or, for a URL, its host. */
static bool identify(const struct kw_lexicon *lexicon, const struct kw_text *text,
                     uint32_t i, struct kw_name *name)
{
    struct kw_span span = text->tokens[i].span;
    struct kw_str whole = text->document->text, token = kw_text_slice(text, span);
    size_t scheme = kw_str_find(token, KW_STR("://"), 0);
    struct kw_str host =
        kw_str_slice(token, scheme > token.len ? 0 : scheme + 3, token.len);
    if (scheme < token.len) {
        size_t len = host_length(lexicon, host);
        span.start += (uint32_t)(scheme + 3);
        span.end = span.start + (uint32_t)len;
        *name = (struct kw_name){.span = span, .noun = KW_STR("domain")};
        return len > 0;
    }
    if (span.start && hangs_together(whole.ptr[span.start - 1]))
        return false;
    struct place place = {.lexicon = lexicon,
                          .text = kw_str_slice(whole, span.start, whole.len)};
    place.chunk = chunk_length(place.text);
    for (size_t k = 0; k < sizeof identifiers / sizeof identifiers[0]; k++) {
        size_t len = identifiers[k].take(&place);
        if (len == 0)
            continue;
        span.end = span.start + (uint32_t)len;
        *name = (struct kw_name){.span = span, .noun = kw_str_of(identifiers[k].noun)};
        return true;
    }
    return false;
}

static enum kw_status find_all(const struct kw_lexicon *lexicon,
                               const struct kw_text *text, struct kw_arena *arena,
                               struct kw_names *out, struct kw_error *err)
{
    KW_VEC(struct kw_name) found = {0};
    for (uint32_t i = 0; i < text->token_count;) {
        struct kw_name name;
        uint32_t end = i + 1;
        if (text->sentences[text->tokens[i].sentence].furniture ||
            !identify(lexicon, text, i, &name)) {
            i = end;
            continue;
        }
        while (end < text->token_count && text->tokens[end].span.start < name.span.end &&
               text->tokens[end].sentence == text->tokens[i].sentence)
            end++;
        name.first = i;
        name.end = end;
        name.kind = KW_MENTION_NAME;
        name.type = KW_TYPE_TOOL;
        name.basis = KW_TYPE_BY_LEXICON;
        struct kw_name *slot = KW_PUSH(arena, &found);
        if (!slot)
            return kw_nomem(err);
        *slot = name;
        i = end;
    }
    *out = (struct kw_names){found.items, found.count};
    return KW_OK;
}

/* Both lists are in order and free of overlaps; so is the result. */
enum kw_status kw_names_identify(const struct kw_lexicon *lexicon,
                                 const struct kw_text *text, struct kw_arena *arena,
                                 struct kw_names *names, struct kw_error *err)
{
    struct kw_names found = {0};
    enum kw_status status = find_all(lexicon, text, arena, &found, err);
    if (status != KW_OK)
        return status;
    struct kw_name *all = KW_NEW(arena, names->count + found.count, struct kw_name);
    if (!all)
        return kw_nomem(err);
    size_t count = 0, n = 0;
    for (size_t i = 0; i < found.count; i++) {
        while (n < names->count && names->items[n].end <= found.items[i].first)
            all[count++] = names->items[n++];
        while (n < names->count && names->items[n].first < found.items[i].end)
            n++;
        all[count++] = found.items[i];
    }
    while (n < names->count)
        all[count++] = names->items[n++];
    *names = (struct kw_names){all, count};
    return KW_OK;
}
