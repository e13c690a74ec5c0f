/* room.h - what the files of src/refer share. Private to the room.
 *
 * Names become entries first, in one pass over the text (naming.c); then a second pass
 * finds what refers back (nominal.c, pronoun.c); then entries become referents
 * (finish.c). Functions that return bool say false when memory is out, unless they are
 * questions.
 */
#ifndef KW_REFER_ROOM_H
#define KW_REFER_ROOM_H

#include "base/map.h"
#include "refer/refer.h"

/* A name as it is compared: folded words without dots, hyphens, articles, possessives,
 * "and", and company suffixes. */
struct kw_form {
    const struct kw_str *words;
    uint32_t count;    /* words; at least 1 */
    struct kw_str key; /* the words joined by spaces */
};

/* A referent in the making. Entry 0 is none. */
struct kw_entry {
    struct kw_form form;           /* of its fullest name */
    uint32_t name;                 /* which name that is */
    uint32_t into;                 /* itself, or the entry it was joined to */
    enum kw_link_rule joined;      /* why it was joined to that one */
    kw_lexref row;                 /* of countries, names or generic; or 0 */
    kw_lexref owner;               /* the country whose body it is, by its name; or 0 */
    kw_lexref nation;              /* the country it is said to be of; or 0 */
    uint32_t votes[KW_TYPE_COUNT]; /* mentions by type */
    unsigned char basis[KW_TYPE_COUNT]; /* the best evidence for each */
    struct kw_str noun;   /* first common noun said of it: "spyware"; or empty */
    uint32_t title_first; /* its last title: tokens; equal when there is none */
    uint32_t title_end;
    struct kw_str role;      /* last role noun said of it, lemma; or empty */
    uint32_t sentence;       /* of its latest name */
    uint32_t first_sentence; /* of its first name */
    bool doubt;              /* a short name that several longer ones fit */
    uint32_t same_core;      /* next entry with the same core of a body's name, or 0 */
    bool body;               /* known by owner and core ("Foreign Ministry") */
    bool female;
    bool male;
    bool people; /* named as a people: "the Kurds" */
};

/* What became of a name. */
struct kw_link {
    uint32_t entry;         /* before joins: ask kw_entry_root */
    enum kw_link_rule rule; /* why */
    bool state;             /* the name of a city, meant as the state */
    kw_lexref owner;        /* country named inside it; or 0 */
};

/* A link in the list of entries whose name has some word. */
struct kw_cell {
    uint32_t entry;
    uint32_t next; /* an older cell of the same word, or 0 */
};

struct kw_refer_room {
    const struct kw_lexicon *lexicon;
    const struct kw_text *text;
    const struct kw_names *names;
    struct kw_arena *arena;
    KW_VEC(struct kw_entry) entries;
    KW_VEC(struct kw_cell) cells;
    KW_VEC(struct kw_reference) found; /* what refers back, by its last token */
    struct kw_link *links;             /* one a name */
    struct kw_map keys;                /* marked keys (enum kw_key_mark) -> entry */
    struct kw_map words;               /* word -> newest cell */
    uint32_t *at;                      /* per token: 1 + the name it lies in, or 0 */
};

/* How many entries of one word are looked at: names that share a word are few in news,
 * and a text made to have many must not cost more. */
enum { KW_CHAIN_LIMIT = 16 };

/* --- words.c: names as they are compared
 * ------------------------------------------------ */

/* What a key is of; its first byte, which no folded name has. */
enum kw_key_mark {
    KW_KEY_NAME = 1, /* a name's form */
    KW_KEY_ROW,      /* a row of the lexicon */
    KW_KEY_BODY,     /* owner and core */
    KW_KEY_CORE,     /* core of a body's name: newest entry that has it */
    KW_KEY_INITIALS, /* of a name of several words */
    KW_KEY_DEFINED,  /* letters that the text explains in brackets */
    KW_KEY_CAPITAL   /* a capital that acts: the row of its state */
};

/* The key of `mark` and `text`, or of `mark`, `row` and `text`; ptr NULL: no memory. */
struct kw_str kw_key(struct kw_arena *arena, enum kw_key_mark mark, kw_lexref row,
                     struct kw_str text);

bool kw_form_make(struct kw_refer_room *room, uint32_t first, uint32_t end,
                  struct kw_form *out);

/* The initials of a name, as an acronym would have them; empty for fewer than 2 words.
 * ptr NULL: no memory. */
struct kw_str kw_form_initials(struct kw_refer_room *room, uint32_t first, uint32_t end);

/* Whether `acronym` can abbreviate `full`, by Schwartz and Hearst, "A simple algorithm
 * for identifying abbreviation definitions in biomedical text" (PSB 2003). */
bool kw_form_abbreviates(struct kw_str acronym, struct kw_str full);

/* The words of a body's name in one order and spelling: "ministry of foreign affairs"
 * and "foreign ministry" give "foreign ministry". ptr NULL: no memory. */
struct kw_str kw_form_core(struct kw_arena *arena, const struct kw_form *form);

/* Where the words of `part` stand side by side in `whole`, or whole->count. */
uint32_t kw_form_place(const struct kw_form *part, const struct kw_form *whole);

/* First and last word the same and the rest in order: "George Bush", "George W. Bush". */
bool kw_form_skips(const struct kw_form *part, const struct kw_form *whole);

bool kw_word_is_head(const struct kw_refer_room *room, struct kw_str word);

/* The country that the tokens from `first` begin with, by name or adjective, and the
 * token after it; or 0. */
kw_lexref kw_country_at(const struct kw_refer_room *room, uint32_t first, uint32_t end,
                        uint32_t *after);

/* True when a token's folded form is that ASCII word. */
bool kw_token_is(const struct kw_refer_room *room, uint32_t token, const char *word);

/* --- entry.c
 * ---------------------------------------------------------------------------- */

/* The entry that number ended up in. */
uint32_t kw_entry_root(struct kw_refer_room *room, uint32_t number);
struct kw_entry *kw_entry_at(struct kw_refer_room *room, uint32_t number); /* its root */

/* A new entry for a name, whose key it gets unless another has it. 0: no memory. */
uint32_t kw_entry_open(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form);

/* Counts a name's evidence for an entry. `part`: only what agrees with it or is sure. */
void kw_entry_count(struct kw_refer_room *room, uint32_t number, uint32_t name,
                    bool part);

/* The same for a city's name that means the state. */
void kw_entry_state(struct kw_refer_room *room, uint32_t number, uint32_t name);

/* Gives an entry a fuller name. */
bool kw_entry_rename(struct kw_refer_room *room, uint32_t number, uint32_t name,
                     const struct kw_form *form);

/* Joins `from` to `to`, unless they are the same or stand in two rows of the lexicon. */
void kw_entry_join(struct kw_refer_room *room, uint32_t from, uint32_t to,
                   enum kw_link_rule rule);

/* Its type by the strongest evidence, then by count; the evidence goes to *basis. */
enum kw_type kw_entry_type(const struct kw_entry *entry, enum kw_type_basis *basis);

/* --- the passes
 * ------------------------------------------------------------------------- */

bool kw_refer_names(struct kw_refer_room *room); /* naming.c */

/* The state that a capital, taken for the city, means in this text, or 0; asked after
 * kw_refer_capitals (capital.c). */
bool kw_refer_capitals(struct kw_refer_room *room);
bool kw_refer_capital(struct kw_refer_room *room, uint32_t name,
                      const struct kw_form *form, kw_lexref *row);

/* The body a name names, by its owner and core: "China's Foreign Ministry". Sets *number
 * to 0 when the name is no such thing (body.c). */
bool kw_refer_body(struct kw_refer_room *room, uint32_t name, const struct kw_form *form,
                   uint32_t *number, enum kw_link_rule *rule);

/* Makes a body that has a row of its own ("Chinese Foreign Ministry") known by its owner
 * and core too, and joins to it what was known by them before (body.c). */
bool kw_refer_known_body(struct kw_refer_room *room, uint32_t name, uint32_t number);

/* The country a name names inside itself, and the tokens of the rest; or 0 (body.c). */
kw_lexref kw_body_owner(const struct kw_refer_room *room, uint32_t name, uint32_t *first,
                        uint32_t *end);

/* The longer name that a name is a part of, or 0; *doubt says whether several would fit
 * (part.c). */
uint32_t kw_refer_part(struct kw_refer_room *room, uint32_t name,
                       const struct kw_form *form, bool *doubt);

/* Joins earlier shorter names to the new entry of a longer one (part.c). */
bool kw_refer_earlier(struct kw_refer_room *room, uint32_t number);

/* Makes persons of guessed names that the text gives a life (life.c). */
void kw_refer_lives(struct kw_refer_room *room);

/* Joins other names that the text gives for one thing: "also known as" (alias.c). */
void kw_refer_aliases(struct kw_refer_room *room);

bool kw_refer_back(struct kw_refer_room *room); /* back.c: the second pass */

bool kw_refer_finish(struct kw_refer_room *room,
                     struct kw_references *out); /* finish.c */

#endif
