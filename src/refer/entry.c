/* entry.c - entries: opened, counted for, renamed, joined. */
#include "refer/room.h"

uint32_t kw_entry_root(struct kw_refer_room *room, uint32_t number)
{
    struct kw_entry *entries = room->entries.items;
    while (entries[number].into != number) {
        entries[number].into = entries[entries[number].into].into; /* halve the path */
        number = entries[number].into;
    }
    return number;
}

struct kw_entry *kw_entry_at(struct kw_refer_room *room, uint32_t number)
{
    return &room->entries.items[kw_entry_root(room, number)];
}

/* Makes the entry findable by each word of its name. */
static bool index_words(struct kw_refer_room *room, uint32_t number)
{
    const struct kw_form *form = &room->entries.items[number].form;
    for (uint32_t i = 0; i < form->count; i++) {
        uint32_t older = kw_map_get(&room->words, form->words[i]);
        if (older && room->cells.items[older].entry == number)
            continue;
        struct kw_cell *cell = KW_PUSH(room->arena, &room->cells);
        if (!cell)
            return false;
        *cell = (struct kw_cell){number, older};
        if (kw_map_put(&room->words, room->arena, form->words[i],
                       (uint32_t)room->cells.count - 1, NULL) != KW_OK)
            return false;
    }
    return true;
}

static bool put_key(struct kw_refer_room *room, uint32_t number,
                    const struct kw_form *form)
{
    struct kw_str key = kw_key(room->arena, KW_KEY_NAME, 0, form->key);
    if (!key.ptr)
        return false;
    if (kw_map_get(&room->keys, key))
        return true;
    return kw_map_put(&room->keys, room->arena, key, number, NULL) == KW_OK;
}

uint32_t kw_entry_open(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form)
{
    uint32_t number = (uint32_t)room->entries.count;
    struct kw_entry *entry = KW_PUSH(room->arena, &room->entries);
    if (!entry)
        return 0;
    entry->form = *form;
    entry->name = name;
    entry->into = number;
    entry->first_sentence = room->text->tokens[room->names->items[name].first].sentence;
    return put_key(room, number, form) && index_words(room, number) ? number : 0;
}

bool kw_entry_rename(struct kw_refer_room *room, uint32_t number, uint32_t name,
                     const struct kw_form *form)
{
    struct kw_entry *entry = &room->entries.items[number];
    entry->form = *form;
    entry->name = name;
    return put_key(room, number, form) && index_words(room, number);
}

static bool is_shouted(const struct kw_refer_room *room, uint32_t name)
{
    uint32_t first = room->names->items[name].first;
    return room->text->sentences[room->text->tokens[first].sentence].capitals;
}

void kw_entry_count(struct kw_refer_room *room, uint32_t number, uint32_t name, bool part)
{
    struct kw_entry *entry = &room->entries.items[number];
    const struct kw_name *n = &room->names->items[name];
    enum kw_type_basis basis;
    enum kw_type type = kw_entry_type(entry, &basis);
    if (!part || n->type == type || n->basis >= KW_TYPE_BY_TITLE ||
        basis <= KW_TYPE_BY_CONTEXT ||
        (n->type == KW_TYPE_PERSON && (entry->female || entry->male))) {
        entry->votes[n->type]++;
        if (n->basis > entry->basis[n->type])
            entry->basis[n->type] = (unsigned char)n->basis;
    }
    /* Without a title a family name that is a given name too ("Clinton") tells no sex. */
    if (!part || n->title_first < n->title_end) {
        entry->female |= n->female;
        entry->male |= n->male;
    }
    entry->people |= n->use == KW_USE_PEOPLE;
    if (entry->noun.len == 0)
        entry->noun = n->noun;
    if (n->title_first < n->title_end) {
        entry->title_first = n->title_first;
        entry->title_end = n->title_end;
    }
    entry->sentence = room->text->tokens[n->first].sentence;
    /* A name in a headline of capitals gives way to the same name in running text. */
    if (!part && is_shouted(room, entry->name) && !is_shouted(room, name) &&
        room->names->items[entry->name].end - room->names->items[entry->name].first ==
            n->end - n->first)
        entry->name = name;
}

void kw_entry_state(struct kw_refer_room *room, uint32_t number, uint32_t name)
{
    struct kw_entry *entry = &room->entries.items[number];
    entry->votes[KW_TYPE_COUNTRY]++;
    entry->basis[KW_TYPE_COUNTRY] = KW_TYPE_BY_LEXICON;
    entry->sentence = room->text->tokens[room->names->items[name].first].sentence;
}

/* A row that says what the entry is: a generic name ("Foreign Ministry") does not. */
static bool has_own_row(const struct kw_refer_room *room, const struct kw_entry *e)
{
    return e->row && kw_lexicon_table(room->lexicon, e->row) != KW_TABLE_GENERIC;
}

static void take_evidence(struct kw_entry *to, const struct kw_entry *from)
{
    for (int type = 0; type < KW_TYPE_COUNT; type++) {
        to->votes[type] += from->votes[type];
        if (from->basis[type] > to->basis[type])
            to->basis[type] = from->basis[type];
    }
    to->female |= from->female;
    to->male |= from->male;
    to->people |= from->people;
    if (to->owner == 0)
        to->owner = from->owner;
    if (to->nation == 0)
        to->nation = from->nation;
    if (to->noun.len == 0)
        to->noun = from->noun;
    if (to->title_first == to->title_end) {
        to->title_first = from->title_first;
        to->title_end = from->title_end;
    }
    if (from->sentence > to->sentence)
        to->sentence = from->sentence;
}

void kw_entry_join(struct kw_refer_room *room, uint32_t from, uint32_t to,
                   enum kw_link_rule rule)
{
    from = kw_entry_root(room, from);
    to = kw_entry_root(room, to);
    struct kw_entry *a = &room->entries.items[from], *b = &room->entries.items[to];
    bool own = has_own_row(room, a);
    if (from == to || (own && has_own_row(room, b) && a->row != b->row))
        return;
    take_evidence(b, a);
    if (b->row == 0 || own)
        b->row = a->row;
    a->into = to;
    a->joined = rule;
}

enum kw_type kw_entry_type(const struct kw_entry *entry, enum kw_type_basis *basis)
{
    int best = KW_TYPE_NONE;
    for (int type = 1; type < KW_TYPE_COUNT; type++) {
        if (entry->votes[type] == 0)
            continue;
        if (best == KW_TYPE_NONE || entry->basis[type] > entry->basis[best] ||
            (entry->basis[type] == entry->basis[best] &&
             entry->votes[type] > entry->votes[best]))
            best = type;
    }
    if (basis)
        *basis = (enum kw_type_basis)entry->basis[best];
    return (enum kw_type)best;
}
