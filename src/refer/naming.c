/* naming.c - the first pass: every name to an entry.
 *
 * In this order: the row of the lexicon; a body by its owner; the same name; a part of a
 * longer name; an acronym. What fits nothing opens an entry, to which earlier short
 * names are joined. */
#include "refer/room.h"

/* Whether the row says what the name is: not for generic names, and not for a capital
 * that means the city. */
static bool has_row(const struct kw_refer_room *room, const struct kw_name *n)
{
    if (n->row == 0)
        return false;
    enum kw_lex_table table = kw_lexicon_table(room->lexicon, n->row);
    return table == KW_TABLE_NAMES ||
           (table == KW_TABLE_COUNTRIES && n->type == KW_TYPE_COUNTRY);
}

static bool put(struct kw_refer_room *room, struct kw_str key, uint32_t number)
{
    return key.ptr && kw_map_put(&room->keys, room->arena, key, number, NULL) == KW_OK;
}

/* --- people who bear the name of a place or a firm ------------------------------------
 */

static bool after_place_word(const struct kw_refer_room *room, uint32_t token)
{
    static const char *const words[] = {"in", "at",      "from",  "near",
                                        "to", "outside", "across"};
    for (size_t i = 0; token > 0 && i < sizeof words / sizeof *words; i++)
        if (kw_token_is(room, token - 1, words[i]))
            return true;
    return false;
}

/* "Ford", once Harrison Ford is there and the firm is not: the person's entry, or 0. */
static uint32_t person_of(struct kw_refer_room *room, const struct kw_name *n,
                          const struct kw_form *form)
{
    uint32_t found = 0;
    if (form->count != 1 || n->use == KW_USE_ADJECTIVE || n->use == KW_USE_PEOPLE ||
        n->end - n->first != 1 || after_place_word(room, n->first))
        return 0;
    uint32_t cell = kw_map_get(&room->words, form->words[0]);
    for (int steps = 0; cell && steps < KW_CHAIN_LIMIT; steps++) {
        uint32_t number = kw_entry_root(room, room->cells.items[cell].entry);
        const struct kw_entry *e = &room->entries.items[number];
        cell = room->cells.items[cell].next;
        if (number == found || kw_entry_type(e, NULL) != KW_TYPE_PERSON ||
            e->form.count < 2 ||
            !kw_str_eq(e->form.words[e->form.count - 1], form->words[0]))
            continue;
        if (found)
            return 0;
        found = number;
    }
    return found;
}

/* --- acronyms --------------------------------------------------------------------------
 */

/* True when the token before a name is "(" and the one after it ")". */
static bool in_parentheses(const struct kw_refer_room *room, const struct kw_name *n)
{
    return n->first > 0 && kw_token_is(room, n->first - 1, "(") &&
           kw_token_is(room, n->end, ")");
}

static bool is_acronym(const struct kw_refer_room *room, const struct kw_name *n,
                       const struct kw_form *form)
{
    const struct kw_token *token = &room->text->tokens[n->first];
    return n->end == n->first + 1 && token->shape == KW_SHAPE_UPPER && form->count == 1 &&
           form->key.len >= 3 && form->key.len <= 8;
}

/* A foreign body's acronym has other letters than its translated name: "State Security
 * Service (VDD)". */
static bool stands_for(const struct kw_refer_room *room, const struct kw_name *acronym,
                       const struct kw_form *form, const struct kw_name *full,
                       const struct kw_form *words)
{
    return is_acronym(room, acronym, form) && words->count > 1 &&
           (full->type == KW_TYPE_AGENCY || full->type == KW_TYPE_ORGANIZATION ||
            full->type == KW_TYPE_FIRM || full->type == KW_TYPE_OUTLET) &&
           (acronym->type == full->type || acronym->basis <= KW_TYPE_BY_SHAPE);
}

/* Only a legal form stands between a name and the brackets: "Acme Group, LLC (AG)". */
static bool up_to(const struct kw_refer_room *room, uint32_t from, uint32_t bracket)
{
    static const char *const forms[] = {",",    "inc", "inc.", "llc",  "ltd",
                                        "ltd.", "plc", "gmbh", "corp", "corp."};
    for (; from < bracket; from++) {
        bool known = false;
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
            known |= kw_token_is(room, from, forms[i]);
        if (!known)
            return false;
    }
    return from == bracket;
}

/* "United Arab Emirates (UAE)" or "UAE (United Arab Emirates)". */
static bool parenthesis(struct kw_refer_room *room, uint32_t name)
{
    const struct kw_name *n = &room->names->items[name], *before = n - 1;
    struct kw_form inner, outer;
    if (name == 0 || !in_parentheses(room, n) || before->end + 4 < n->first ||
        !up_to(room, before->end, n->first - 1))
        return true;
    if (!kw_form_make(room, n->first, n->end, &inner) ||
        !kw_form_make(room, before->first, before->end, &outer))
        return false;
    uint32_t a = room->links[name - 1].entry, b = room->links[name].entry;
    bool opened = room->links[name].rule == KW_LINK_FIRST;
    if (inner.count == 1 && (kw_form_abbreviates(inner.key, outer.key) ||
                             stands_for(room, n, &inner, before, &outer))) {
        /* What the lexicon knows by this acronym is another thing of the same name. */
        if (opened && n->use == KW_USE_ALIAS && kw_entry_at(room, a)->row)
            kw_entry_at(room, b)->row = 0;
        kw_entry_join(room, b, a, KW_LINK_ACRONYM);
        if (!put(room, kw_key(room->arena, KW_KEY_DEFINED, 0, inner.key), a))
            return false;
    } else if (outer.count == 1 && kw_form_abbreviates(outer.key, inner.key)) {
        kw_entry_join(room, a, b, KW_LINK_ACRONYM);
    } else {
        return true;
    }
    if (opened)
        room->links[name].rule = KW_LINK_ACRONYM;
    return true;
}

/* Whether two entries may be an acronym and its full form: no person, no doubt. */
static bool may_abbreviate(const struct kw_entry *acronym, const struct kw_entry *full)
{
    enum kw_type_basis basis;
    enum kw_type a = kw_entry_type(acronym, &basis), b = kw_entry_type(full, NULL);
    return b != KW_TYPE_PERSON && (a == b || basis <= KW_TYPE_BY_SHAPE) &&
           !(acronym->row && full->row);
}

/* The entry of the full form of an acronym, or 0. */
static bool find_full(struct kw_refer_room *room, uint32_t name,
                      const struct kw_form *form, uint32_t *number)
{
    const struct kw_name *n = &room->names->items[name];
    *number = 0;
    if (!is_acronym(room, n, form))
        return true;
    struct kw_str key = kw_key(room->arena, KW_KEY_INITIALS, 0, form->key);
    if (!key.ptr)
        return false;
    uint32_t full = kw_map_get(&room->keys, key);
    struct kw_entry one = {0};
    one.votes[n->type] = 1;
    one.basis[n->type] = (unsigned char)n->basis;
    if (full && may_abbreviate(&one, kw_entry_at(room, full)))
        *number = full;
    return true;
}

/* Remembers the initials of a new name and joins an earlier acronym to it. */
static bool put_initials(struct kw_refer_room *room, uint32_t name, uint32_t number)
{
    const struct kw_name *n = &room->names->items[name];
    struct kw_str initials = kw_form_initials(room, n->first, n->end);
    if (!initials.ptr)
        return false;
    if (initials.len < 3)
        return true;
    struct kw_str key = kw_key(room->arena, KW_KEY_INITIALS, 0, initials);
    if (!key.ptr)
        return false;
    if (kw_map_get(&room->keys, key) == 0 && !put(room, key, number))
        return false;
    struct kw_str acronym = kw_key(room->arena, KW_KEY_NAME, 0, initials);
    if (!acronym.ptr)
        return false;
    uint32_t earlier = kw_map_get(&room->keys, acronym);
    if (earlier && may_abbreviate(kw_entry_at(room, earlier), kw_entry_at(room, number)))
        kw_entry_join(room, earlier, number, KW_LINK_ACRONYM);
    return true;
}

/* --- the steps -------------------------------------------------------------------------
 */

static bool open_new(struct kw_refer_room *room, uint32_t name,
                     const struct kw_form *form, struct kw_link *link)
{
    link->entry = kw_entry_open(room, name, form);
    link->rule = KW_LINK_FIRST;
    return link->entry != 0;
}

/* A fuller form of the same row gives the entry its name: "NSO", then "NSO Group". */
static bool link_row(struct kw_refer_room *room, uint32_t name,
                     const struct kw_form *form, kw_lexref row, struct kw_link *link)
{
    const struct kw_name *n = &room->names->items[name];
    struct kw_str key = kw_key(room->arena, KW_KEY_ROW, row, KW_STR(""));
    if (!key.ptr)
        return false;
    link->entry = kw_map_get(&room->keys, key);
    link->rule = KW_LINK_ROW;
    if (link->entry) {
        uint32_t root = kw_entry_root(room, link->entry);
        bool fuller = n->kind == KW_MENTION_NAME &&
                      room->entries.items[root].form.count < form->count;
        return !fuller || kw_entry_rename(room, root, name, form);
    }
    if (!open_new(room, name, form, link))
        return false;
    room->entries.items[link->entry].row = row;
    return put(room, key, link->entry) && kw_refer_known_body(room, name, link->entry);
}

/* Whether a name without a row may be what that entry is: "Mr Jordan" is neither the
 * country nor Mrs Jordan. */
static bool same_thing(const struct kw_name *n, const struct kw_entry *e)
{
    return (e->row == 0 || n->type == kw_entry_type(e, NULL) ||
            n->basis <= KW_TYPE_BY_SHAPE) &&
           !(n->female && e->male && !e->female) && !(n->male && e->female && !e->male);
}

/* The entry that has just this name and may be meant, or 0. */
static uint32_t find_same(struct kw_refer_room *room, const struct kw_name *n,
                          const struct kw_form *form)
{
    uint32_t cell = kw_map_get(&room->words, form->words[0]);
    for (int steps = 0; cell && steps < KW_CHAIN_LIMIT; steps++) {
        uint32_t number = kw_entry_root(room, room->cells.items[cell].entry);
        const struct kw_entry *e = &room->entries.items[number];
        if (kw_str_eq(e->form.key, form->key) && same_thing(n, e))
            return number;
        cell = room->cells.items[cell].next;
    }
    return 0;
}

static enum kw_link_rule rule_of(const struct kw_refer_room *room,
                                 const struct kw_name *n, const struct kw_form *form,
                                 const struct kw_form *whole)
{
    if (kw_str_eq(whole->key, form->key))
        return KW_LINK_SAME;
    if (kw_form_place(form, whole) < whole->count || kw_form_skips(form, whole))
        return KW_LINK_PART;
    return is_acronym(room, n, form) ? KW_LINK_ACRONYM : KW_LINK_SAME;
}

static bool link_key(struct kw_refer_room *room, uint32_t name,
                     const struct kw_form *form, struct kw_link *link)
{
    const struct kw_name *n = &room->names->items[name];
    struct kw_str key = kw_key(room->arena, KW_KEY_NAME, 0, form->key);
    if (!key.ptr)
        return false;
    link->entry = kw_map_get(&room->keys, key);
    if (link->entry && !same_thing(n, kw_entry_at(room, link->entry)))
        link->entry = find_same(room, n, form);
    if (link->entry)
        link->rule = rule_of(room, n, form, &kw_entry_at(room, link->entry)->form);
    return true;
}

/* Parts and acronyms of what was named before. They keep their key, so that the next
 * time they mean the same. */
static bool link_short(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form, struct kw_link *link, bool *doubt)
{
    link->entry = kw_refer_part(room, name, form, doubt);
    link->rule = KW_LINK_PART;
    if (link->entry == 0) {
        link->rule = KW_LINK_ACRONYM;
        if (!find_full(room, name, form, &link->entry))
            return false;
    }
    return link->entry == 0 ||
           put(room, kw_key(room->arena, KW_KEY_NAME, 0, form->key), link->entry);
}

static bool link_other(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form, struct kw_link *link)
{
    if (!kw_refer_body(room, name, form, &link->entry, &link->rule))
        return false;
    if (link->entry == 0 && !link_key(room, name, form, link))
        return false;
    bool doubt = false;
    if (link->entry == 0 && !link_short(room, name, form, link, &doubt))
        return false;
    if (link->entry)
        return true;
    if (!open_new(room, name, form, link))
        return false;
    room->entries.items[link->entry].doubt = doubt;
    return true;
}

/* "Norway's Brightholm", "German Siemens": the country such a name is said to be of. */
static void take_nation(struct kw_refer_room *room, uint32_t name, struct kw_entry *e)
{
    const struct kw_name *n = &room->names->items[name], *before = n - 1;
    if (name == 0 || e->nation || n->type == KW_TYPE_COUNTRY ||
        n->type == KW_TYPE_PLACE || before->type != KW_TYPE_COUNTRY ||
        !has_row(room, before))
        return;
    bool adjacent = before->end == n->first && before->use == KW_USE_ADJECTIVE;
    bool possessive =
        before->end + 1 == n->first && room->text->tokens[before->end].tag == KW_TAG_POS;
    if (adjacent || possessive)
        e->nation = before->row;
}

/* What the text says that these letters stand for, whatever the lexicon says: the entry
 * of "European Community (EC)", or 0. */
static bool find_defined(struct kw_refer_room *room, const struct kw_name *n,
                         const struct kw_form *form, uint32_t *number)
{
    *number = 0;
    if (!n->row || n->end != n->first + 1 || form->count != 1 ||
        room->text->tokens[n->first].shape != KW_SHAPE_UPPER)
        return true;
    struct kw_str key = kw_key(room->arena, KW_KEY_DEFINED, 0, form->key);
    if (key.ptr)
        *number = kw_map_get(&room->keys, key);
    return key.ptr != NULL;
}

static bool link_name(struct kw_refer_room *room, uint32_t name)
{
    const struct kw_name *n = &room->names->items[name];
    struct kw_link *link = &room->links[name];
    struct kw_form form;
    uint32_t first, end, person = 0, defined;
    kw_lexref row = has_row(room, n) ? n->row : 0, state;
    if (!kw_form_make(room, n->first, n->end, &form) ||
        !kw_refer_capital(room, name, &form, &state) ||
        !find_defined(room, n, &form, &defined))
        return false;
    if (state)
        row = state;
    if (row && !defined) {
        struct kw_str key = kw_key(room->arena, KW_KEY_ROW, row, KW_STR(""));
        if (!key.ptr)
            return false;
        if (kw_map_get(&room->keys, key) == 0)
            person = person_of(room, n, &form);
    }
    if (defined)
        *link = (struct kw_link){.entry = defined, .rule = KW_LINK_ACRONYM};
    else if (person)
        *link = (struct kw_link){.entry = person, .rule = KW_LINK_PART};
    else if (row ? !link_row(room, name, &form, row, link)
                 : !link_other(room, name, &form, link))
        return false;
    link->state = state != 0 && !person;
    link->owner = kw_body_owner(room, name, &first, &end);
    uint32_t root = kw_entry_root(room, link->entry);
    if (link->state)
        kw_entry_state(room, root, name);
    else
        kw_entry_count(room, root, name, link->rule == KW_LINK_PART);
    take_nation(room, name, &room->entries.items[root]);
    if (link->rule != KW_LINK_FIRST)
        return parenthesis(room, name);
    return put_initials(room, name, root) && kw_refer_earlier(room, root) &&
           parenthesis(room, name);
}

bool kw_refer_names(struct kw_refer_room *room)
{
    if (!kw_refer_capitals(room))
        return false;
    for (uint32_t name = 0; name < room->names->count; name++)
        if (!link_name(room, name))
            return false;
    return true;
}
