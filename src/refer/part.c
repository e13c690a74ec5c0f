/* part.c - parts of names: Biden, Ning, the Times, NSO.
 *
 * A short name belongs to a longer one that has its words, if their types agree and
 * there is no doubt which longer one: with several, sex or title decides, or that all
 * others were last named much earlier. */
#include "refer/room.h"

enum {
    PARTS = 16,  /* candidates that are weighed */
    CLEARLY = 3, /* sentences by which a candidate is later than the next */
    EARLIER = 12 /* sentences back to which a short name waits for the long one */
};

/* What of a name is asked when it is held against a longer one. */
struct short_name {
    const struct kw_form *form;
    enum kw_type type;
    enum kw_type_basis basis;
    bool definite; /* "the" before it */
    bool row;      /* has a row that is not generic */
    bool female;
    bool male;
    struct kw_str title; /* last word of its title, folded; or empty */
    uint32_t apart;      /* sentence whose names it is apart from; or UINT32_MAX */
};

static bool is_organized(enum kw_type type)
{
    return type == KW_TYPE_FIRM || type == KW_TYPE_OUTLET || type == KW_TYPE_AGENCY ||
           type == KW_TYPE_ORGANIZATION;
}

static struct kw_str last_title(const struct kw_refer_room *room, uint32_t first,
                                uint32_t end)
{
    return first < end ? room->text->tokens[end - 1].norm : KW_STR("");
}

/* "Jr" and the like make another person of a full name. */
static bool is_junior(const struct kw_form *form)
{
    static const char *const marks[] = {"jr", "sr", "ii", "iii", "iv"};
    return KW_STR_AMONG(form->words[form->count - 1], marks);
}

static bool fits_person(const struct short_name *s, const struct kw_form *whole)
{
    if (s->row || (s->type != KW_TYPE_PERSON && s->basis > KW_TYPE_BY_CONTEXT))
        return false;
    if (is_junior(whole) != is_junior(s->form) && s->form->count > 1)
        return false;
    return kw_form_place(s->form, whole) < whole->count || kw_form_skips(s->form, whole);
}

/* The last word of an outlet's name, or a common noun such as "Court" at either end,
 * needs an article to stand for the whole; other first words do not. */
static bool fits_organized(const struct kw_refer_room *room, const struct short_name *s,
                           const struct kw_form *whole)
{
    uint32_t place = kw_form_place(s->form, whole);
    if (place == whole->count || s->row ||
        (!is_organized(s->type) && (s->basis > KW_TYPE_BY_CONTEXT || s->title.len)))
        return false;
    if (s->form->count > 1)
        return true;
    bool head = kw_word_is_head(room, s->form->words[0]);
    if (place == 0)
        return !head || s->definite;
    return head && s->definite && place + 1 == whole->count;
}

/* "Galaxy S8" of "Samsung Galaxy S8"; but "Falcon" is not "Falcon Heavy". */
static bool fits_thing(const struct short_name *s, const struct kw_form *whole,
                       enum kw_type type)
{
    uint32_t place = kw_form_place(s->form, whole);
    return !s->row && s->type == type && place > 0 && place < whole->count &&
           place + s->form->count == whole->count;
}

static bool fits(const struct kw_refer_room *room, const struct short_name *s,
                 const struct kw_entry *entry)
{
    enum kw_type_basis basis;
    enum kw_type type = kw_entry_type(entry, &basis);
    const struct kw_form *whole = &entry->form;
    if (s->form->count >= whole->count)
        return false;
    /* "Tom Devocht", taken for something else by its surroundings, is a person when it
     * has a given name and the short name is one. */
    if (type == KW_TYPE_PERSON ||
        (s->type == KW_TYPE_PERSON && !entry->row && basis <= KW_TYPE_BY_TITLE &&
         (entry->female || entry->male)))
        return !(s->female && entry->male && !entry->female) &&
               !(s->male && entry->female && !entry->male) && fits_person(s, whole);
    if (is_organized(type))
        return fits_organized(room, s, whole);
    return (type == KW_TYPE_TOOL || type == KW_TYPE_EVENT || type == KW_TYPE_WORK) &&
           fits_thing(s, whole, type);
}

static struct short_name short_of_name(const struct kw_refer_room *room, uint32_t name,
                                       const struct kw_form *form)
{
    const struct kw_name *n = &room->names->items[name];
    bool generic = n->row && kw_lexicon_table(room->lexicon, n->row) == KW_TABLE_GENERIC;
    return (struct short_name){
        .form = form,
        .type = n->type,
        .basis = generic ? KW_TYPE_BY_HEAD : n->basis,
        .definite = n->first > 0 && kw_token_is(room, n->first - 1, "the"),
        .row = n->row && !generic,
        /* Without a title a family name that is a given name too tells no sex. */
        .female = n->female && n->title_first < n->title_end,
        .male = n->male && n->title_first < n->title_end,
        .title = last_title(room, n->title_first, n->title_end),
        .apart = UINT32_MAX,
    };
}

/* Whether something right before a name says that it is of somebody else in the sentence:
 * "Roe is married to Jane Roe", "Acme Sales, a unit of Acme". */
static bool is_other(const struct kw_refer_room *room, uint32_t name)
{
    static const char *const related[] = {
        "subsidiary", "unit", "division",  "affiliate", "parent", "married", "wife",
        "husband",    "son",  "daughter",  "father",    "mother", "brother", "sister",
        "wed",        "sons", "daughters", "widow",     "spouse", "children"};
    const struct kw_name *n = &room->names->items[name];
    uint32_t at = n->title_first < n->title_end ? n->title_first : n->first;
    uint32_t first = room->text->sentences[room->text->tokens[at].sentence].first;
    for (int steps = 0; at > first && steps < 3; steps++) {
        at--;
        if (KW_STR_AMONG(room->text->tokens[at].norm, related))
            return true;
        enum kw_tag tag = room->text->tokens[at].tag;
        if (tag != KW_TAG_IN && tag != KW_TAG_TO && tag != KW_TAG_DT &&
            !kw_token_is(room, at, ","))
            return false;
    }
    return false;
}

/* The one candidate that a title points to, or 0. */
static uint32_t by_title(struct kw_refer_room *room, const struct short_name *s,
                         const uint32_t *candidates, size_t count)
{
    uint32_t found = 0;
    for (size_t i = 0; s->title.len && i < count; i++) {
        const struct kw_entry *e = &room->entries.items[candidates[i]];
        if (!kw_str_eq(last_title(room, e->title_first, e->title_end), s->title))
            continue;
        if (found)
            return 0;
        found = candidates[i];
    }
    return found;
}

/* A candidate all others are left behind by, or 0. A junior yields to the elder. */
static uint32_t choose(struct kw_refer_room *room, const struct short_name *s,
                       const uint32_t *candidates, size_t count)
{
    const struct kw_entry *entries = room->entries.items;
    uint32_t best = 0;
    size_t elders = 0;
    if (count < 2)
        return count ? candidates[0] : 0;
    uint32_t titled = by_title(room, s, candidates, count);
    if (titled)
        return titled;
    for (size_t i = 0; i < count; i++) {
        if (!is_junior(&entries[candidates[i]].form)) {
            elders++;
            best = candidates[i];
        }
    }
    if (elders == 1)
        return best;
    best = candidates[0];
    for (size_t i = 1; i < count; i++)
        if (entries[candidates[i]].sentence > entries[best].sentence)
            best = candidates[i];
    for (size_t i = 0; i < count; i++)
        if (candidates[i] != best &&
            entries[candidates[i]].sentence + CLEARLY > entries[best].sentence)
            return 0;
    return best;
}

/* Among the entries whose name has the last word of the short one. */
static uint32_t find(struct kw_refer_room *room, const struct short_name *s, bool *doubt)
{
    uint32_t candidates[PARTS];
    size_t count = 0;
    uint32_t cell = kw_map_get(&room->words, s->form->words[s->form->count - 1]);
    for (int steps = 0; cell && steps < KW_CHAIN_LIMIT; steps++) {
        uint32_t number = kw_entry_root(room, room->cells.items[cell].entry);
        cell = room->cells.items[cell].next;
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known |= candidates[i] == number;
        if (!known && fits(room, s, &room->entries.items[number]) &&
            room->entries.items[number].sentence != s->apart)
            candidates[count++] = number;
    }
    *doubt = count > 1;
    return choose(room, s, candidates, count);
}

uint32_t kw_refer_part(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form, bool *doubt)
{
    struct short_name s = short_of_name(room, name, form);
    if (is_other(room, name))
        s.apart = room->text->tokens[room->names->items[name].first].sentence;
    return find(room, &s, doubt);
}

/* Whether an earlier entry is a short name of the new one. */
static bool waits(struct kw_refer_room *room, uint32_t earlier,
                  const struct kw_entry *whole)
{
    const struct kw_entry *e = &room->entries.items[earlier];
    struct short_name s = short_of_name(room, e->name, &e->form);
    s.type = kw_entry_type(e, &s.basis);
    if (e->row && kw_lexicon_table(room->lexicon, e->row) == KW_TABLE_GENERIC)
        s.basis = KW_TYPE_BY_HEAD;
    s.row = e->row && kw_lexicon_table(room->lexicon, e->row) != KW_TABLE_GENERIC;
    s.female = e->female;
    s.male = e->male;
    if (whole->sentence > e->first_sentence + EARLIER || e->owner || e->doubt ||
        (whole->sentence == e->sentence && is_other(room, whole->name)))
        return false;
    /* An organization named first by the short name is a thing of its own more often
     * than not ("Acme ... the Acme Foundation"), a person is not. */
    enum kw_type type = kw_entry_type(whole, NULL);
    if (is_organized(type) && s.type != type && s.basis > KW_TYPE_BY_SHAPE)
        return false;
    return fits(room, &s, whole);
}

/* The earlier entry of words first ... first+count-1 of the name, if there is one. */
static bool join_words(struct kw_refer_room *room, uint32_t number, uint32_t first,
                       uint32_t count)
{
    const struct kw_entry *whole = kw_entry_at(room, number);
    size_t start = first, end = count - 1; /* the spaces between the words */
    for (uint32_t i = 0; i < first; i++)
        start += whole->form.words[i].len;
    for (uint32_t i = first; i < first + count; i++)
        end += whole->form.words[i].len;
    struct kw_str words = kw_str_slice(whole->form.key, start, start + end);
    struct kw_str key = kw_key(room->arena, KW_KEY_NAME, 0, words);
    if (!key.ptr)
        return false;
    uint32_t earlier = kw_map_get(&room->keys, key);
    earlier = earlier ? kw_entry_root(room, earlier) : 0;
    if (earlier && earlier != number && waits(room, earlier, whole))
        kw_entry_join(room, earlier, number, KW_LINK_PART);
    return true;
}

/* "Eugene Nida" before "Eugene A. Nida": joined when only one such name came before. */
static void join_shorter(struct kw_refer_room *room, uint32_t number)
{
    const struct kw_entry *whole = kw_entry_at(room, number);
    uint32_t found = 0;
    uint32_t cell = kw_map_get(&room->words, whole->form.words[whole->form.count - 1]);
    if (kw_entry_type(whole, NULL) != KW_TYPE_PERSON)
        return;
    for (int steps = 0; cell && steps < KW_CHAIN_LIMIT; steps++) {
        uint32_t earlier = kw_entry_root(room, room->cells.items[cell].entry);
        const struct kw_entry *e = &room->entries.items[earlier];
        cell = room->cells.items[cell].next;
        if (earlier == number || earlier == found || e->row ||
            !kw_form_skips(&e->form, &whole->form) ||
            kw_entry_type(e, NULL) != KW_TYPE_PERSON)
            continue;
        if (found)
            return;
        found = earlier;
    }
    if (found)
        kw_entry_join(room, found, number, KW_LINK_PART);
}

bool kw_refer_earlier(struct kw_refer_room *room, uint32_t number)
{
    uint32_t count = kw_entry_at(room, number)->form.count;
    uint32_t longest = count - 1 < 4 ? count - 1 : 4;
    for (uint32_t len = 1; len <= longest; len++)
        if (!join_words(room, number, 0, len) ||
            !join_words(room, number, count - len, len))
            return false;
    join_shorter(room, number);
    return true;
}
