/* curation.c - the file of decisions: lines, words, contradictions. */
#include "corpus/curation.h"

#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "store/sql.h"

enum {
    MOST_OPERANDS = 4096, /* of one decision */
};

static const struct kw_decision_label labels[] = {
#define KW_DECISION_ROW(id, name, least, most, operands, meaning)                        \
    {name, least, most, operands, meaning},
    KW_DECISIONS(KW_DECISION_ROW)
#undef KW_DECISION_ROW
};

const struct kw_decision_label *kw_decision_label(enum kw_decision_kind kind)
{
    return &labels[kind];
}

bool kw_decision_parse(struct kw_str name, enum kw_decision_kind *out)
{
    for (unsigned i = 0; i < KW_DECISION_COUNT; i++)
        if (kw_str_eq(kw_str_of(labels[i].name), name)) {
            *out = (enum kw_decision_kind)i;
            return true;
        }
    return false;
}

/* --- words ------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* A quoted word after its first quote, into `word`; false when it does not end. */
static bool read_quoted(struct kw_str *rest, struct kw_arena *arena, struct kw_str *word)
{
    char *text = kw_arena_alloc(arena, rest->len + 1, 1);
    size_t len = 0;
    for (size_t i = 0; text && i < rest->len; i++) {
        char c = rest->ptr[i];
        if (c == '"') {
            *word = (struct kw_str){text, len};
            *rest = kw_str_slice(*rest, i + 1, rest->len);
            return rest->len == 0 || is_blank(rest->ptr[0]);
        }
        if (c == '\\') {
            if (++i == rest->len)
                return false;
            c = rest->ptr[i] == 'n' ? '\n' : rest->ptr[i] == 'r' ? '\r' : rest->ptr[i];
        }
        text[len++] = c;
    }
    return false;
}

/* Takes the next word off `*rest`. `*more` is false at the end of the line or where a
 * comment begins; then `*rest` is the comment, or nothing. False: a quote is wrong. */
static bool next_word(struct kw_str *rest, struct kw_arena *arena, struct kw_str *word,
                      bool *more)
{
    size_t at = 0;
    while (at < rest->len && is_blank(rest->ptr[at]))
        at++;
    *rest = kw_str_slice(*rest, at, rest->len);
    *more = rest->len && rest->ptr[0] != '#';
    if (!*more)
        return true;
    if (rest->ptr[0] == '"') {
        *rest = kw_str_slice(*rest, 1, rest->len);
        return read_quoted(rest, arena, word);
    }
    for (at = 0; at < rest->len && !is_blank(rest->ptr[at]);)
        at++;
    *word = kw_str_slice(*rest, 0, at);
    *rest = kw_str_slice(*rest, at, rest->len);
    return true;
}

static void print_word(struct kw_buf *buf, struct kw_str word)
{
    bool plain = word.len > 0 && word.ptr[0] != '#';
    for (size_t i = 0; i < word.len; i++)
        plain = plain && (unsigned char)word.ptr[i] > ' ' && word.ptr[i] != '"' &&
                word.ptr[i] != '\\';
    if (plain) {
        kw_buf_add(buf, word);
        return;
    }
    kw_buf_byte(buf, '"');
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '"' || c == '\\' || c == '\n' || c == '\r')
            kw_buf_byte(buf, '\\');
        kw_buf_byte(buf, c == '\n' ? 'n' : c == '\r' ? 'r' : c);
    }
    kw_buf_byte(buf, '"');
}

void kw_curation_print(struct kw_buf *buf, const struct kw_decision *decision)
{
    kw_buf_add(buf, kw_str_of(labels[decision->kind].name));
    for (size_t i = 0; i < decision->count; i++) {
        kw_buf_byte(buf, ' ');
        print_word(buf, decision->operands[i]);
    }
    if (decision->why.len) {
        kw_buf_add(buf, KW_STR("  # "));
        for (size_t i = 0; i < decision->why.len; i++) {
            char c = decision->why.ptr[i];
            kw_buf_byte(buf, c == '\n' || c == '\r' ? ' ' : c);
        }
    }
    kw_buf_byte(buf, '\n');
}

/* --- parsing ----------------------------------------------------------------------- */

struct parser {
    struct kw_arena *arena;
    struct kw_curation *curation;
    size_t line;
    struct kw_error *err;
};

static enum kw_status wrong(const struct parser *p, const char *why)
{
    return kw_fail(p->err, KW_USAGE, "%.*s:%zu: %s", KW_STR_ARG(p->curation->label),
                   p->line, why);
}

static enum kw_status clash(const struct parser *p, const struct kw_decision *a,
                            const struct kw_decision *b, struct kw_str key)
{
    const struct kw_decision *first = a->line < b->line ? a : b;
    const struct kw_decision *second = first == a ? b : a;
    return kw_fail(p->err, KW_USAGE,
                   "%.*s: lines %zu (%s) and %zu (%s) contradict each other about '%.*s'",
                   KW_STR_ARG(p->curation->label), first->line, labels[first->kind].name,
                   second->line, labels[second->kind].name, KW_STR_ARG(key));
}

static enum kw_status read_line(struct parser *p, struct kw_str rest)
{
    struct kw_decision *decision;
    struct kw_str verb, word;
    KW_VEC(struct kw_str) operands = {0};
    enum kw_decision_kind kind;
    bool more;
    if (!next_word(&rest, p->arena, &verb, &more))
        return wrong(p, "a quote that does not end");
    if (!more)
        return KW_OK;
    if (!kw_decision_parse(verb, &kind))
        return wrong(p, "expected merge, apart, rename, retype, split, ignore or drop");
    for (;;) {
        if (!next_word(&rest, p->arena, &word, &more))
            return wrong(p, "a quote that does not end");
        if (!more)
            break;
        struct kw_str *place = KW_PUSH(p->arena, &operands);
        if (!place)
            return kw_nomem(p->err);
        *place = word;
    }
    size_t most = labels[kind].most ? labels[kind].most : MOST_OPERANDS;
    if (operands.count < labels[kind].least || operands.count > most ||
        (kind == KW_DECISION_DROP && operands.count == 2))
        return kw_fail(p->err, KW_USAGE, "%.*s:%zu: expected %s %s",
                       KW_STR_ARG(p->curation->label), p->line, labels[kind].name,
                       labels[kind].operands);
    if (!(decision = KW_PUSH(p->arena, &p->curation->decisions)))
        return kw_nomem(p->err);
    *decision = (struct kw_decision){kind, operands.items, operands.count, {0}, p->line};
    if (rest.len)
        decision->why = kw_str_trim(kw_str_slice(rest, 1, rest.len));
    return KW_OK;
}

/* --- notes ------------------------------------------------------------------------- */

static enum kw_status note_of(struct parser *p, struct kw_str key, uint32_t *out)
{
    struct kw_curation *c = p->curation;
    uint32_t number = kw_map_get(&c->keys, key);
    if (number) {
        *out = number - 1;
        return KW_OK;
    }
    struct kw_note *note = KW_PUSH(p->arena, &c->notes);
    if (!note)
        return kw_nomem(p->err);
    *out = (uint32_t)c->notes.count - 1;
    *note = (struct kw_note){.key = key, .group = *out};
    return kw_map_put(&c->keys, p->arena, key, *out + 1, p->err);
}

/* The head of a group while it grows; halves the way to it. */
static uint32_t head_of(struct kw_curation *c, uint32_t note)
{
    struct kw_note *notes = c->notes.items;
    while (notes[note].group != note)
        note = notes[note].group = notes[notes[note].group].group;
    return note;
}

static void unite(struct kw_curation *c, uint32_t a, uint32_t b)
{
    a = head_of(c, a);
    b = head_of(c, b);
    if (kw_str_cmp(c->notes.items[a].key, c->notes.items[b].key) <= 0)
        c->notes.items[b].group = a;
    else
        c->notes.items[a].group = b;
}

static enum kw_status note_merge(struct parser *p, const struct kw_decision *d)
{
    uint32_t first, next;
    enum kw_status status = note_of(p, d->operands[0], &first);
    for (size_t i = 1; i < d->count && status == KW_OK; i++) {
        status = note_of(p, d->operands[i], &next);
        if (status == KW_OK && next == first)
            return wrong(p, "one key twice");
        if (status != KW_OK)
            break;
        unite(p->curation, first, next);
        if (!p->curation->notes.items[next].merged)
            p->curation->notes.items[next].merged = d;
    }
    if (status == KW_OK && !p->curation->notes.items[first].merged)
        p->curation->notes.items[first].merged = d;
    return status;
}

static enum kw_status note_apart(struct parser *p, const struct kw_decision *d)
{
    uint32_t pair[2];
    for (int i = 0; i < 2; i++) {
        enum kw_status status = note_of(p, d->operands[i], &pair[i]);
        if (status != KW_OK)
            return status;
    }
    if (pair[0] == pair[1])
        return wrong(p, "one key twice");
    for (int i = 0; i < 2; i++) {
        uint32_t *place = KW_PUSH(p->arena, &p->curation->notes.items[pair[i]].apart);
        if (!place)
            return kw_nomem(p->err);
        *place = pair[1 - i];
    }
    return KW_OK;
}

static struct kw_str split_key(struct kw_arena *arena, struct kw_str key,
                               struct kw_str document)
{
    char *text = kw_arena_alloc(arena, key.len + document.len + 1, 1);
    if (!text)
        return (struct kw_str){0};
    memcpy(text, key.len ? key.ptr : "", key.len);
    memcpy(text + key.len + 1, document.len ? document.ptr : "", document.len);
    return (struct kw_str){text, key.len + document.len + 1};
}

static enum kw_status note_split(struct parser *p, const struct kw_decision *d,
                                 uint32_t number)
{
    struct kw_curation *c = p->curation;
    uint32_t note;
    enum kw_status status = note_of(p, d->operands[0], &note);
    for (size_t i = 1; i < d->count && status == KW_OK; i++) {
        struct kw_str key = split_key(p->arena, d->operands[0], d->operands[i]);
        if (!key.ptr)
            return kw_nomem(p->err);
        uint32_t other = kw_map_get(&c->splits, key);
        if (other)
            return clash(p, &c->decisions.items[other - 1], d, d->operands[i]);
        status = kw_map_put(&c->splits, p->arena, key, number + 1, p->err);
    }
    return status;
}

/* Sets one of the decisions of a note; another one that says otherwise is a clash. */
static enum kw_status set_once(struct parser *p, const struct kw_decision **slot,
                               const struct kw_decision *d)
{
    const struct kw_decision *old = *slot;
    if (old && d->count > 1 && !kw_str_eq(old->operands[1], d->operands[1]))
        return clash(p, old, d, d->operands[0]);
    if (!old)
        *slot = d;
    return KW_OK;
}

static enum kw_status note_one(struct parser *p, const struct kw_decision *d)
{
    uint32_t number;
    enum kw_status status = note_of(p, d->operands[0], &number);
    if (status != KW_OK)
        return status;
    struct kw_note *note = &p->curation->notes.items[number];
    if (d->kind == KW_DECISION_RENAME)
        return set_once(p, &note->renamed, d);
    if (d->kind == KW_DECISION_IGNORE)
        return set_once(p, &note->ignored, d);
    if (d->kind == KW_DECISION_DROP)
        return set_once(p, &note->dropped, d);
    if (!kw_type_parse(d->operands[1], &note->type))
        return wrong(p, "expected a type of entity: person, firm, country ...");
    return set_once(p, &note->retyped, d);
}

static enum kw_status note_statement(struct parser *p, const struct kw_decision *d)
{
    enum kw_relation type;
    uint32_t note;
    if (!kw_relation_parse(d->operands[1], &type))
        return wrong(p, "expected a type of statement: owns, accuse, role_at ...");
    p->curation->statements = true;
    enum kw_status status = note_of(p, d->operands[0], &note);
    return status == KW_OK ? note_of(p, d->operands[2], &note) : status;
}

static enum kw_status note_decision(struct parser *p, uint32_t number)
{
    const struct kw_decision *d = &p->curation->decisions.items[number];
    p->line = d->line;
    if (d->kind == KW_DECISION_MERGE)
        return note_merge(p, d);
    if (d->kind == KW_DECISION_APART)
        return note_apart(p, d);
    if (d->kind == KW_DECISION_SPLIT)
        return note_split(p, d, number);
    if (d->kind == KW_DECISION_DROP && d->count > 1)
        return note_statement(p, d);
    return note_one(p, d);
}

/* --- contradictions ---------------------------------------------------------------- */

/* What is left out is not to be anything else. */
static enum kw_status check_gone(const struct parser *p, const struct kw_note *note)
{
    const struct kw_decision *gone = note->ignored ? note->ignored : note->dropped;
    const struct kw_decision *other = note->merged    ? note->merged
                                      : note->renamed ? note->renamed
                                      : note->retyped ? note->retyped
                                                      : NULL;
    if (note->ignored && note->dropped)
        other = note->dropped;
    return gone && other ? clash(p, gone, other, note->key) : KW_OK;
}

static enum kw_status check_apart(const struct parser *p, const struct kw_decision *d)
{
    struct kw_curation *c = p->curation;
    uint32_t a = kw_map_get(&c->keys, d->operands[0]) - 1;
    uint32_t b = kw_map_get(&c->keys, d->operands[1]) - 1;
    if (head_of(c, a) != head_of(c, b))
        return KW_OK;
    const struct kw_decision *x = c->notes.items[a].merged, *y = c->notes.items[b].merged;
    return clash(p, d, x->line > y->line ? x : y, d->operands[0]);
}

/* Gives what is decided about one of a group to its head. */
static enum kw_status gather(struct parser *p, uint32_t number)
{
    struct kw_curation *c = p->curation;
    struct kw_note *note = &c->notes.items[number];
    struct kw_note *head = &c->notes.items[head_of(c, number)];
    enum kw_status status = check_gone(p, note);
    if (status == KW_OK && note->renamed)
        status = set_once(p, &head->renamed, note->renamed);
    if (status == KW_OK && note->retyped) {
        status = set_once(p, &head->retyped, note->retyped);
        head->type = note->type;
    }
    uint32_t *place = status == KW_OK ? KW_PUSH(p->arena, &head->members) : NULL;
    if (status == KW_OK && !place)
        return kw_nomem(p->err);
    if (place)
        *place = number;
    note->group = (uint32_t)(head - c->notes.items);
    return status;
}

static uint64_t hash_of(const struct kw_curation *c)
{
    struct kw_buf buf = {0};
    for (size_t i = 0; i < c->decisions.count; i++) {
        struct kw_decision decision = c->decisions.items[i];
        decision.why = (struct kw_str){0};
        kw_curation_print(&buf, &decision);
    }
    uint64_t hash = c->decisions.count ? kw_str_hash(kw_buf_str(&buf)) | 1 : 0;
    kw_buf_free(&buf);
    return hash;
}

static enum kw_status understand(struct parser *p)
{
    struct kw_curation *c = p->curation;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < c->decisions.count && status == KW_OK; i++)
        status = note_decision(p, (uint32_t)i);
    for (size_t i = 0; i < c->decisions.count && status == KW_OK; i++)
        if (c->decisions.items[i].kind == KW_DECISION_APART)
            status = check_apart(p, &c->decisions.items[i]);
    for (size_t i = 0; i < c->notes.count && status == KW_OK; i++)
        status = gather(p, (uint32_t)i);
    return status;
}

/* By key: qsort takes no context, and groups are small. */
static void sort_members(const struct kw_curation *c, struct kw_note *head)
{
    for (size_t i = 1; i < head->members.count; i++)
        for (size_t k = i; k > 0; k--) {
            uint32_t *at = &head->members.items[k];
            if (kw_str_cmp(c->notes.items[at[-1]].key, c->notes.items[at[0]].key) <= 0)
                break;
            uint32_t number = at[0];
            at[0] = at[-1];
            at[-1] = number;
        }
}

enum kw_status kw_curation_parse(struct kw_arena *arena, struct kw_str label,
                                 struct kw_str bytes, struct kw_curation **out,
                                 struct kw_error *err)
{
    struct kw_curation *curation = KW_NEW(arena, 1, struct kw_curation);
    struct parser p = {.arena = arena, .curation = curation, .err = err};
    struct kw_str line;
    enum kw_status status = curation ? KW_OK : kw_nomem(err);
    if (curation)
        curation->label = label;
    while (status == KW_OK && kw_str_line(&bytes, &line)) {
        p.line++;
        status = read_line(&p, line);
    }
    if (status == KW_OK)
        status = understand(&p);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < curation->notes.count; i++)
        sort_members(curation, &curation->notes.items[i]);
    curation->hash = hash_of(curation);
    *out = curation;
    return KW_OK;
}

/* --- the file ---------------------------------------------------------------------- */

struct kw_str kw_curation_path(struct kw_arena *arena, const char *store)
{
    struct kw_str path = kw_str_of(store);
    if (kw_str_ends(path, KW_STR(".db")) && path.len > 3)
        path.len -= 3;
    return kw_arena_printf(arena, "%.*s.curation", KW_STR_ARG(path));
}

enum kw_status kw_curation_read(struct kw_str path, struct kw_buf *bytes,
                                struct kw_error *err)
{
    struct kw_error why = {0};
    enum kw_status status = kw_infile_read(path.ptr, bytes, &why);
    if (status == KW_NOTFOUND)
        return KW_OK;
    return status == KW_OK ? KW_OK : kw_fail(err, status, "%s", why.text);
}

enum kw_status kw_curation_load(const struct kw_store *store, struct kw_arena *arena,
                                struct kw_curation **out, struct kw_error *err)
{
    struct kw_buf bytes = {0};
    struct kw_str path = kw_curation_path(arena, kw_store_path(store)), copy = {0};
    enum kw_status status =
        path.ptr ? kw_curation_read(path, &bytes, err) : kw_nomem(err);
    if (status == KW_OK) {
        copy = kw_arena_copy(arena, kw_buf_str(&bytes));
        status = copy.ptr ? KW_OK : kw_nomem(err);
    }
    kw_buf_free(&bytes);
    return status == KW_OK ? kw_curation_parse(arena, path, copy, out, err) : status;
}

/* --- asking ------------------------------------------------------------------------ */

const struct kw_note *kw_curation_note(const struct kw_curation *c, struct kw_str key)
{
    uint32_t number = c->notes.count ? kw_map_get(&c->keys, key) : 0;
    return number ? &c->notes.items[number - 1] : NULL;
}

const struct kw_note *kw_curation_head(const struct kw_curation *c,
                                       const struct kw_note *note)
{
    return note ? &c->notes.items[note->group] : NULL;
}

const struct kw_decision *kw_curation_split(const struct kw_curation *c,
                                            struct kw_arena *arena, struct kw_str key,
                                            struct kw_str document)
{
    if (c->splits.used == 0 || !kw_curation_note(c, key))
        return NULL;
    struct kw_str both = split_key(arena, key, document);
    uint32_t number = both.ptr ? kw_map_get(&c->splits, both) : 0;
    return number ? &c->decisions.items[number - 1] : NULL;
}

/* Whether a key named in a decision means the entity of that key. */
static bool means(const struct kw_curation *c, struct kw_str named, struct kw_str key)
{
    const struct kw_note *a = kw_curation_note(c, named), *b = kw_curation_note(c, key);
    return kw_str_eq(named, key) || (a && b && a->group == b->group);
}

bool kw_curation_drops(const struct kw_curation *c, struct kw_str subject,
                       struct kw_str type, struct kw_str object, struct kw_str document)
{
    for (size_t i = 0; c->statements && i < c->decisions.count; i++) {
        const struct kw_decision *d = &c->decisions.items[i];
        if (d->kind != KW_DECISION_DROP || d->count < 3 ||
            !kw_str_eq(d->operands[1], type) ||
            (d->count == 4 && !kw_str_eq(d->operands[3], document)))
            continue;
        if (means(c, d->operands[0], subject) && means(c, d->operands[2], object))
            return true;
    }
    return false;
}
