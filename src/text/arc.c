/* arc.c - the moves of a parse, and what is looked at before each. */
#include "text/arc.h"

#include <string.h>

#include "model/classes.h"
#include "text/punct.h"

/* Tags of the nodes that are no token. */
enum { TAG_ROOT = KW_TAG_COUNT, TAG_NO_NODE };

enum { MOST_COUNTED = 7 };

/* Of the endings; the last is that of any word. */
static const size_t lengths[] = {3, 2, 0};

enum { WORD, KIN, ENDINGS };
_Static_assert(ENDINGS + sizeof lengths / sizeof *lengths == KW_ARC_KEYS, "all keys");

void kw_arc_keys(const struct kw_arc_dictionary *d, const struct kw_token *token,
                 struct kw_arc_keys *out)
{
    struct kw_str lemma = token->lemma;
    struct kw_kin kin = kw_kin_find(&d->kin, kw_model_word(token->norm));
    out->items[WORD] = kw_model_word(lemma) | 1;
    out->items[KIN] = kin.kin ? kw_model_feature(KIN, kin.kin, 0) | 1 : 0;
    for (uint32_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        size_t from = lemma.len > lengths[i] ? lemma.len - lengths[i] : 0;
        uint32_t end = kw_model_word(kw_str_slice(lemma, from, lemma.len));
        out->items[ENDINGS + i] = kw_model_feature(ENDINGS + i, end, 0) | 1;
    }
    out->clan = (uint8_t)kin.clan;
}

uint32_t kw_arc_word(const struct kw_arc_dictionary *d, const struct kw_arc_keys *keys,
                     size_t from)
{
    for (size_t k = from; k < KW_ARC_KEYS; k++) {
        uint32_t key = keys->items[k];
        for (uint32_t i = 0; i < 2 * KW_ARC_SLOTS && key; i++) {
            uint32_t place = kw_arc_place(key, i);
            if (kw_arc_hash(d, place) == key)
                return place;
        }
    }
    return 0;
}

static void set_node(struct kw_arcs *a, uint32_t i, uint32_t word, uint8_t tag)
{
    struct kw_arc_node *node = &a->nodes[i];
    uint32_t none = a->count + 1;
    node->word = word;
    node->tag = tag;
    node->head = node->left[0] = node->left[1] = node->right[0] = node->right[1] = none;
}

/* Finds the words: nodes get their marks, the map its tokens. */
static uint32_t find_words(struct kw_arcs *a, const struct kw_token *tokens, size_t count)
{
    uint32_t words = 0;
    uint8_t gap = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned mark = kw_punct_of(tokens, count, i);
        gap = (uint8_t)(gap | mark);
        if (mark)
            continue;
        a->tokens[++words] = (uint32_t)i;
        a->nodes[words].gap = gap;
        gap = 0;
    }
    a->nodes[words + 1].gap = gap;
    for (size_t i = 0; i < count && !words; i++)
        a->tokens[i + 1] = (uint32_t)i;
    return words ? words : (uint32_t)count;
}

enum kw_status kw_arcs_begin(const struct kw_arc_dictionary *dictionary,
                             const struct kw_token *tokens, size_t count,
                             struct kw_arena *arena, struct kw_arcs *out,
                             struct kw_error *err)
{
    struct kw_arcs a = {.depth = 1, .next = 1};
    struct kw_arc_keys keys;
    a.nodes = KW_NEW(arena, count + 2, struct kw_arc_node);
    a.tokens = KW_NEW(arena, count + 1, uint32_t);
    a.stack = KW_NEW(arena, count + 1, uint32_t);
    if (!a.nodes || !a.tokens || !a.stack)
        return kw_nomem(err);
    a.count = find_words(&a, tokens, count);
    kw_arc_keys(dictionary, &(struct kw_token){0}, &keys);
    uint32_t nothing = kw_arc_word(dictionary, &keys, 0), none = a.count + 1;
    set_node(&a, 0, nothing, TAG_ROOT);
    set_node(&a, none, nothing, TAG_NO_NODE);
    for (uint32_t i = 1; i <= a.count; i++) {
        const struct kw_token *token = &tokens[a.tokens[i]];
        kw_arc_keys(dictionary, token, &keys);
        set_node(&a, i, kw_arc_word(dictionary, &keys, 0), (uint8_t)token->tag);
        a.nodes[i].clan = keys.clan;
    }
    *out = a;
    return KW_OK;
}

bool kw_arcs_done(const struct kw_arcs *a)
{
    return a->depth == 1 && a->next > a->count;
}

bool kw_arcs_at_root(const struct kw_arcs *a)
{
    return a->depth == 2;
}

unsigned kw_arcs_legal(const struct kw_arcs *a)
{
    bool more = a->next <= a->count;
    unsigned legal = 0;
    if (more)
        legal |= 1u << KW_MOVE_SHIFT;
    if (more && a->depth > 1)
        legal |= 1u << KW_MOVE_LEFT;
    if (a->depth > 2 || (a->depth == 2 && !more))
        legal |= 1u << KW_MOVE_RIGHT;
    return legal;
}

static void attach(struct kw_arcs *a, uint32_t node, uint32_t head, enum kw_dep dep)
{
    struct kw_arc_node *h = &a->nodes[head];
    bool left = node < head;
    uint32_t *outer = left ? h->left : h->right;
    uint8_t *counted = left ? &h->lefts : &h->rights;
    a->nodes[node].head = head;
    a->nodes[node].dep = (uint8_t)dep;
    outer[1] = outer[0];
    outer[0] = node;
    *counted = (uint8_t)(*counted + (*counted < MOST_COUNTED));
}

void kw_arcs_move(struct kw_arcs *a, enum kw_move move, enum kw_dep dep)
{
    if (move == KW_MOVE_SHIFT) {
        a->stack[a->depth++] = a->next++;
        return;
    }
    uint32_t top = a->stack[--a->depth];
    attach(a, top, move == KW_MOVE_LEFT ? a->next : a->stack[a->depth - 1], dep);
}

/* --- what is looked at ---------------------------------------------------------------
 */

/* Tokens between two nodes, in steps. */
static uint8_t distance(uint32_t from, uint32_t to)
{
    uint32_t d = to - from;
    return (uint8_t)(d < 6 ? d : d < 10 ? 6 : 7);
}

static uint8_t counts(const struct kw_arc_node *node)
{
    return (uint8_t)(node->lefts * 8 + node->rights);
}

void kw_arcs_look(const struct kw_arcs *a, struct kw_arc_look *out)
{
    const struct kw_arc_node *n = a->nodes;
    const uint32_t none = a->count + 1, next = a->next;
    uint32_t i1 = next + 1 < none ? next + 1 : none,
             i2 = next + 2 < none ? next + 2 : none;
    uint32_t j0 = kw_arcs_below(a, 0), j1 = kw_arcs_below(a, 1);
    const struct kw_arc_node *b0 = n + next, *b1 = n + i1, *b2 = n + i2;
    const struct kw_arc_node *s0 = n + j0, *s1 = n + j1;
    const struct kw_arc_node *s2 = n + kw_arcs_below(a, 2), *s3 = n + kw_arcs_below(a, 3);
    /* outermost dependents */
    const struct kw_arc_node *outer[] = {
        n + s0->left[0], n + s0->right[0], n + s1->left[0], n + s1->right[0],
        n + b0->left[0], n + s2->right[0], n + s0->left[1], n + s0->right[1],
        n + s1->left[1], n + s1->right[1], n + b0->left[1], n + n[s0->right[0]].right[0],
    };
    const uint32_t words[KW_ARC_WORDS] = {s0->word,       s1->word,      b0->word,
                                          b1->word,       s2->word,      outer[0]->word,
                                          outer[4]->word, outer[3]->word};
    const uint8_t tags[KW_ARC_TAGS - KW_ARC_DEPS] = {
        s0->tag, s1->tag, s2->tag, s3->tag,
        b0->tag, b1->tag, b2->tag, n[j0 + 1 < none ? j0 + 1 : none].tag};
    _Static_assert(sizeof outer / sizeof *outer == KW_ARC_DEPS, "as many as announced");
    for (size_t i = 0; i < KW_ARC_WORDS; i++)
        out->words[i] = (uint16_t)words[i];
    uint8_t *context = out->context;
    memcpy(context, tags, sizeof tags);
    context += sizeof tags;
    for (size_t i = 0; i < KW_ARC_DEPS; i++) {
        context[i] = outer[i]->tag;
        context[i + KW_ARC_DEPS] = outer[i]->dep;
    }
    context += 2 * KW_ARC_DEPS;
    context[0] = (uint8_t)(distance(j0, next) * 8 + distance(j1, j0));
    context[1] = counts(s0);
    context[2] = counts(s1);
    context[3] = counts(b0);
    context[4] = n[next - 1].tag;
    context += KW_ARC_COUNTS;
    context[0] = s0->clan;
    context[1] = s1->clan;
    context[2] = b0->clan;
    context[3] = b1->clan;
    context += KW_ARC_CLANS;
    context[0] = s1->gap;
    context[1] = n[j1 + 1 < none ? j1 + 1 : none].gap;
    context[2] = s0->gap;
    context[3] = n[j0 + 1 < none ? j0 + 1 : none].gap;
    context[4] = b0->gap;
    context[5] = b1->gap;
    context[6] = b2->gap;
}

/* --- columns ------------------------------------------------------------------------ */

static bool label_of(struct kw_str name, struct kw_arc_label *out)
{
    static const char *const moves[] = {"S", "L", "R"};
    struct kw_str move = name, dep = {0};
    bool has_dep = kw_str_cut(name, '-', &move, &dep);
    for (int i = 0; i < KW_MOVE_COUNT; i++) {
        if (!kw_str_eq(move, kw_str_of(moves[i])) || has_dep != (i != KW_MOVE_SHIFT))
            continue;
        *out = (struct kw_arc_label){(enum kw_move)i, KW_DEP_NONE};
        return !has_dep || kw_dep_parse(dep, &out->dep);
    }
    return false;
}

enum kw_status kw_arc_labels_read(struct kw_str names, struct kw_arc_labels *out,
                                  struct kw_error *err)
{
    struct kw_arc_labels labels = {0};
    struct kw_str rest = names, name;
    while (kw_str_item(&rest, ' ', &name)) {
        struct kw_arc_label *label = &labels.items[labels.count];
        if (labels.count == KW_MODEL_MOST_LABELS || !label_of(name, label))
            return kw_fail(err, KW_SYNTAX, "the weights have a move \"%.*s\"",
                           KW_STR_ARG(name));
        uint64_t bit = UINT64_C(1) << labels.count++;
        if (label->dep == KW_DEP_ROOT)
            labels.onto_root |= bit;
        else
            labels.of_move[label->move] |= bit;
    }
    for (int i = 0; i < KW_MOVE_COUNT; i++) {
        if (!labels.of_move[i] || !labels.onto_root)
            return kw_fail(err, KW_SYNTAX, "the weights lack a move of trees");
    }
    *out = labels;
    return KW_OK;
}

uint64_t kw_arc_labels_allowed(const struct kw_arc_labels *labels,
                               const struct kw_arcs *arcs)
{
    unsigned legal = kw_arcs_legal(arcs);
    uint64_t allowed = 0;
    for (int i = 0; i < KW_MOVE_COUNT; i++) {
        if (!(legal >> i & 1))
            continue;
        bool root = i == KW_MOVE_RIGHT && kw_arcs_at_root(arcs);
        allowed |= root ? labels->onto_root : labels->of_move[i];
    }
    return allowed;
}
