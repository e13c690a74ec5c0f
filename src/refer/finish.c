/* finish.c - entries to referents, numbered by their first names; links to references. */
#include "refer/room.h"

#include <stdlib.h>
#include <string.h>

static bool is_generic(const struct kw_refer_room *room, kw_lexref row)
{
    return row && kw_lexicon_table(room->lexicon, row) == KW_TABLE_GENERIC;
}

/* The referent of a country, or 0 when no name in the text means it. */
static uint32_t country_number(struct kw_refer_room *room, const uint32_t *numbers,
                               kw_lexref row)
{
    char key[1 + sizeof row];
    if (row == 0)
        return 0;
    key[0] = (char)KW_KEY_ROW;
    memcpy(key + 1, &row, sizeof row);
    uint32_t entry = kw_map_get(&room->keys, (struct kw_str){key, sizeof key});
    return entry ? numbers[kw_entry_root(room, entry)] : 0;
}

/* --- names
 * ------------------------------------------------------------------------------ */

/* Words of the text with every run of white space as one space: a name may be wrapped. */
static struct kw_str tidy(struct kw_arena *arena, struct kw_str raw)
{
    struct kw_str copy = kw_arena_copy(arena, raw);
    char *bytes = (char *)copy.ptr; /* ours until it is returned */
    size_t len = 0;
    if (!bytes)
        return copy;
    for (size_t i = 0; i < copy.len; i++) {
        bool space = bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r');
        if (!space)
            bytes[len++] = bytes[i];
        else if (len > 0 && bytes[len - 1] != ' ')
            bytes[len++] = ' ';
    }
    return (struct kw_str){bytes, len};
}

/* A body that its name does not give a country gets it: "Chinese Foreign Ministry". */
static struct kw_str body_name(struct kw_refer_room *room, const struct kw_entry *e,
                               struct kw_str surface)
{
    uint32_t first, end;
    struct kw_str adjective, rest;
    if (kw_body_owner(room, e->name, &first, &end) == e->owner)
        return surface;
    kw_str_cut(kw_lexicon_cell(room->lexicon, e->owner, KW_COL_COUNTRIES_ADJECTIVES), '|',
               &adjective, &rest);
    if (adjective.len == 0)
        return surface;
    return kw_arena_printf(room->arena, "%.*s %.*s", KW_STR_ARG(adjective),
                           KW_STR_ARG(surface));
}

static struct kw_str name_of(struct kw_refer_room *room, const struct kw_entry *e)
{
    if (e->row && !is_generic(room, e->row))
        return kw_lexicon_name(room->lexicon, e->row);
    const struct kw_name *n = &room->names->items[e->name];
    struct kw_str surface = tidy(room->arena, kw_text_slice(room->text, n->span));
    if (!surface.ptr || !e->body || e->owner == 0)
        return surface;
    return body_name(room, e, surface);
}

/* Whether a common noun says what such a thing is: a "market" beside London does not. */
static bool fits(const struct kw_refer_room *room, struct kw_str noun, enum kw_type type)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    size_t last = noun.len;
    while (last && noun.ptr[last - 1] != ' ')
        last--;
    struct kw_str head = kw_str_slice(noun, last, noun.len);
    return (kw_lexicon_find(room->lexicon, noun, &hits) ||
            kw_lexicon_find(room->lexicon, head, &hits)) &&
           kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme) &&
           kw_lexicon_type(room->lexicon, lexeme.row) == type;
}

static struct kw_str kind_of(const struct kw_refer_room *room, const struct kw_entry *e)
{
    struct kw_str kind = KW_STR("");
    if (e->row && kw_lexicon_table(room->lexicon, e->row) == KW_TABLE_NAMES)
        kind = kw_lexicon_cell(room->lexicon, e->row, KW_COL_NAMES_KIND);
    else if (is_generic(room, e->row))
        kind = kw_lexicon_cell(room->lexicon, e->row, KW_COL_GENERIC_KIND);
    enum kw_type type = kw_entry_type(e, NULL);
    if (type == KW_TYPE_PLACE && room->names->items[e->name].use == KW_USE_CAPITAL)
        return KW_STR("capital");
    bool known = type == KW_TYPE_COUNTRY || (type == KW_TYPE_PLACE && e->row);
    return kind.len || known || !fits(room, e->noun, type) ? kind : e->noun;
}

/* --- referents
 * -------------------------------------------------------------------------- */

static bool fill(struct kw_refer_room *room, const struct kw_entry *e,
                 const uint32_t *numbers, struct kw_refdata *out)
{
    out->referent.name = name_of(room, e);
    enum kw_type_basis basis;
    out->referent.type = kw_entry_type(e, &basis);
    out->guessed = basis <= KW_TYPE_BY_CONTEXT && !e->row && !e->female && !e->male;
    out->referent.kind = kind_of(room, e);
    out->referent.id = kw_lexicon_id(room->lexicon, e->row);
    out->row = e->row;
    out->female = e->female && !e->male;
    out->male = e->male && !e->female;
    out->plural = e->people || out->referent.type == KW_TYPE_GROUP;
    out->owner = country_number(room, numbers, e->owner);
    return out->referent.name.ptr != NULL;
}

/* Numbers the roots in the order of their first names. */
static uint32_t number_roots(struct kw_refer_room *room, uint32_t *numbers)
{
    uint32_t count = 0;
    for (size_t i = 0; i < room->names->count; i++) {
        uint32_t root = kw_entry_root(room, room->links[i].entry);
        if (numbers[root] == 0)
            numbers[root] = ++count;
    }
    return count;
}

/* --- references
 * ------------------------------------------------------------------------- */

/* How a name refers, as far as only its link can tell. */
static enum kw_mention_kind kind_by(const struct kw_name *n, enum kw_link_rule rule)
{
    if (n->kind == KW_MENTION_DEMONYM || n->kind == KW_MENTION_METONYM)
        return n->kind;
    if (rule == KW_LINK_PART)
        return KW_MENTION_PARTIAL;
    if (rule == KW_LINK_ACRONYM)
        return KW_MENTION_ACRONYM;
    if (rule == KW_LINK_ALIAS)
        return KW_MENTION_ALIAS;
    return n->kind;
}

static void put_name(struct kw_refer_room *room, uint32_t name, const uint32_t *numbers,
                     struct kw_reference *out)
{
    const struct kw_name *n = &room->names->items[name];
    const struct kw_link *link = &room->links[name];
    uint32_t root = kw_entry_root(room, link->entry);
    enum kw_link_rule rule = link->rule;
    /* What waited for its fuller name belongs to it by the rule that joined them. */
    if (root != link->entry && rule != KW_LINK_ACRONYM)
        rule = room->entries.items[link->entry].joined;
    *out = (struct kw_reference){
        .first = n->first,
        .end = n->end,
        .mention = {n->span, link->state ? KW_MENTION_METONYM : kind_by(n, rule),
                    numbers[root]},
        .rule = rule,
        .use = link->state ? KW_USE_CAPITAL : n->use,
        .title_first = n->title_first,
        .title_end = n->title_end,
        .owner = country_number(room, numbers, link->owner),
    };
}

static int by_token(const void *left, const void *right)
{
    const struct kw_reference *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->end > b->end) - (a->end < b->end);
}

bool kw_refer_finish(struct kw_refer_room *room, struct kw_references *out)
{
    size_t names = room->names->count, count = names + room->found.count;
    uint32_t *numbers = KW_NEW(room->arena, room->entries.count, uint32_t);
    struct kw_reference *items = KW_NEW(room->arena, count, struct kw_reference);
    if (!numbers || !items)
        return false;
    uint32_t referents = number_roots(room, numbers);
    struct kw_refdata *data = KW_NEW(room->arena, referents, struct kw_refdata);
    if (!data)
        return false;
    for (uint32_t i = 1; i < room->entries.count; i++)
        if (room->entries.items[i].into == i && numbers[i] &&
            !fill(room, &room->entries.items[i], numbers, &data[numbers[i] - 1]))
            return false;
    for (uint32_t i = 0; i < names; i++)
        put_name(room, i, numbers, &items[i]);
    for (size_t i = 0; i < room->found.count; i++) {
        struct kw_reference *r = &items[names + i];
        *r = room->found.items[i];
        r->mention.referent = numbers[kw_entry_root(room, r->mention.referent)];
        r->owner = country_number(room, numbers, r->owner);
    }
    if (count)
        qsort(items, count, sizeof *items, by_token);
    *out = (struct kw_references){items, count, data, referents};
    return true;
}
