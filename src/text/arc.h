/* arc.h - the state of a sentence half parsed; parsing and learning share it.
 *
 * Arc-hybrid: a stack of words whose head is not known, a buffer of words to come, three
 * moves. Nodes are numbered: 0 is the root above all, then come the words in their order;
 * marks are none (text/punct.h). The last is no node at all, so that features need no
 * checks. Private to src/text and src/train.
 */
#ifndef KW_TEXT_ARC_H
#define KW_TEXT_ARC_H

#include "text/parse.h"

enum kw_move {
    KW_MOVE_SHIFT, /* the next word goes onto the stack */
    KW_MOVE_LEFT,  /* the top hangs on the next word */
    KW_MOVE_RIGHT, /* the top hangs on the word below it */
    KW_MOVE_COUNT
};

/* --- the dictionary ----------------------------------------------------------------- */

/* Words that have weights, as a table of 1 << KW_ARC_BUCKETS buckets of four hashes. The
 * number of a word is its place in it. A word that it lacks goes by its ending. */
enum { KW_ARC_BUCKETS = 11, KW_ARC_SLOTS = 4, KW_ARC_VOCABULARY = 8192 };

struct kw_arc_dictionary {
    const unsigned char *hashes; /* of 4 bytes, little-endian; 0: free */
    struct kw_model_part kin;    /* model/classes.h; may be zero: no word has kins */
};

/* What is looked for in the dictionary. */
enum { KW_ARC_KEYS = 5 };
struct kw_arc_keys {
    uint32_t items[KW_ARC_KEYS]; /* best first: the word, its kin, its last three and two
                                    bytes, any word */
    uint8_t clan;                /* of its kin */
};

void kw_arc_keys(const struct kw_arc_dictionary *dictionary, const struct kw_token *token,
                 struct kw_arc_keys *out);

/* The places where a key may be, i < 2 * KW_ARC_SLOTS: those of either of two buckets, so
 * that the table can be filled (Azar et al. 1999, "Balanced allocations"). */
static inline uint32_t kw_arc_place(uint32_t key, uint32_t i)
{
    uint32_t hash = i < KW_ARC_SLOTS ? key : key * 0x9e3779b1u;
    return (hash >> (32 - KW_ARC_BUCKETS)) * KW_ARC_SLOTS + i % KW_ARC_SLOTS;
}

/* The hash at a place in the dictionary. */
static inline uint32_t kw_arc_hash(const struct kw_arc_dictionary *d, uint32_t place)
{
    const unsigned char *at = d->hashes + (size_t)place * 4;
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* The number of the first key from `from` on that there is; 0 when there is none. */
uint32_t kw_arc_word(const struct kw_arc_dictionary *dictionary,
                     const struct kw_arc_keys *keys, size_t from);

/* --- states ------------------------------------------------------------------------- */

/* A node, with the dependents that it has so far. */
struct kw_arc_node {
    uint32_t word;  /* its number in the dictionary */
    uint8_t gap;    /* marks before it, since the last word: bits of enum kw_punct */
    uint8_t clan;   /* of words like it; 0: not known, or no token */
    uint8_t tag;    /* enum kw_tag, or one of its own: root, no node */
    uint8_t dep;    /* enum kw_dep, once it hangs somewhere */
    uint8_t lefts;  /* dependents on the left, at most 7 are counted */
    uint8_t rights; /* ... and on the right */
    uint32_t head;
    uint32_t left[2];  /* the outermost dependent on the left, and the next */
    uint32_t right[2]; /* likewise */
};

struct kw_arcs {
    struct kw_arc_node *nodes; /* count + 2 */
    uint32_t count;            /* words */
    uint32_t *tokens;          /* [i]: which token node i is; [0] is unused */
    uint32_t *stack;           /* nodes; the root first */
    uint32_t depth;
    uint32_t next; /* first node of the buffer; count + 1: it is empty */
};

/* Puts a sentence before its first move. Of a sentence of marks alone all are words.
 * Owns: `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_arcs_begin(const struct kw_arc_dictionary *dictionary,
                                        const struct kw_token *tokens, size_t count,
                                        struct kw_arena *arena, struct kw_arcs *out,
                                        struct kw_error *err);

/* The node `at` places below the top of the stack; no node when there is none. */
static inline uint32_t kw_arcs_below(const struct kw_arcs *a, uint32_t at)
{
    return a->depth > at ? a->stack[a->depth - 1 - at] : a->count + 1;
}

bool kw_arcs_done(const struct kw_arcs *arcs);

/* Which moves are possible (bits 1 << enum kw_move), never none before the end. The root
 * takes a dependent last of all, so that it has one. */
unsigned kw_arcs_legal(const struct kw_arcs *arcs);

/* Whether the move RIGHT would hang the top on the root. */
bool kw_arcs_at_root(const struct kw_arcs *arcs);

void kw_arcs_move(struct kw_arcs *arcs, enum kw_move move, enum kw_dep dep);

/* What is looked at before a move: words of some nodes, tags of more, relations and
 * counts of dependents, distances, clans, marks. The choice is that of Chen and Manning
 * (2014), "A fast and accurate dependency parser using neural networks", fitted to
 * arc-hybrid. */
enum {
    KW_ARC_WORDS = 8,
    KW_ARC_TAGS = 20,
    KW_ARC_DEPS = 12,
    KW_ARC_COUNTS = 5,
    KW_ARC_CLANS = 4,
    KW_ARC_GAPS = 7,
    KW_ARC_CONTEXT =
        KW_ARC_TAGS + KW_ARC_DEPS + KW_ARC_COUNTS + KW_ARC_CLANS + KW_ARC_GAPS
};
enum { KW_ARC_VALUES = 64 }; /* of anything in the context */

/* Sizes of the weights: rows (as bits) and the width of the hidden layer. */
enum { KW_ARC_WORD_BITS = 16, KW_ARC_CONTEXT_BITS = 12 };
enum { KW_ARC_HIDDEN_BITS = 8, KW_ARC_HIDDEN = 192 };

struct kw_arc_look {
    uint16_t words[KW_ARC_WORDS];    /* numbers of the dictionary */
    uint8_t context[KW_ARC_CONTEXT]; /* less than KW_ARC_VALUES */
};

void kw_arcs_look(const struct kw_arcs *arcs, struct kw_arc_look *out);

/* --- the columns of the weights ----------------------------------------------------- */

/* A label of the part "trees": "S", "L-nsubj", "R-obj". */
struct kw_arc_label {
    enum kw_move move;
    enum kw_dep dep; /* NONE of SHIFT */
};

/* Which columns may be chosen, by what is legal. */
struct kw_arc_labels {
    struct kw_arc_label items[KW_MODEL_MOST_LABELS];
    uint32_t count;
    uint64_t of_move[KW_MOVE_COUNT]; /* bits 1 << column; not onto the root */
    uint64_t onto_root;
};

/* Reads the names of columns. Errors: KW_SYNTAX for one that is none, or when a move or
 * the root is missing. */
KW_CHECKED enum kw_status
kw_arc_labels_read(struct kw_str names, struct kw_arc_labels *out, struct kw_error *err);

uint64_t kw_arc_labels_allowed(const struct kw_arc_labels *labels,
                               const struct kw_arcs *arcs);

#endif
