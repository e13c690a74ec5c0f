/* punct.c - kinds of marks, and the words that they hang on. */
#include "text/punct.h"

/* --- kinds -------------------------------------------------------------------------- */

/* Folded, as kw_token.norm is: curved quotes and long dashes are among these. */
static const struct {
    const char *mark;
    const char *end; /* what closes a pair */
    unsigned kind;
} marks[] = {
    {",", NULL, KW_PUNCT_COMMA},   {".", NULL, KW_PUNCT_STOP},
    {";", NULL, KW_PUNCT_STOP},    {":", NULL, KW_PUNCT_STOP},
    {"?", NULL, KW_PUNCT_STOP},    {"!", NULL, KW_PUNCT_STOP},
    {"...", NULL, KW_PUNCT_STOP},  {"-", NULL, KW_PUNCT_DASH},
    {"--", NULL, KW_PUNCT_DASH},   {"\"", "\"", KW_PUNCT_QUOTE},
    {"'", "'", KW_PUNCT_QUOTE},    {"``", "''", KW_PUNCT_QUOTE},
    {"''", NULL, KW_PUNCT_QUOTE},  {"(", ")", KW_PUNCT_BRACKET},
    {")", NULL, KW_PUNCT_BRACKET}, {"[", "]", KW_PUNCT_BRACKET},
    {"]", NULL, KW_PUNCT_BRACKET}, {"{", "}", KW_PUNCT_BRACKET},
    {"}", NULL, KW_PUNCT_BRACKET},
};

enum { MARKS = sizeof marks / sizeof *marks };

static size_t find_mark(struct kw_str norm)
{
    size_t i = 0;
    while (i < MARKS && !kw_str_eq(norm, kw_str_of(marks[i].mark)))
        i++;
    return i;
}

static bool is_number(const struct kw_token *tokens, size_t count, size_t i)
{
    return i < count && tokens[i].shape == KW_SHAPE_NUMBER;
}

unsigned kw_punct_of(const struct kw_token *tokens, size_t count, size_t i)
{
    if (tokens[i].shape != KW_SHAPE_PUNCT || tokens[i].tag == KW_TAG_POS)
        return 0;
    size_t mark = find_mark(tokens[i].norm);
    unsigned kind = mark < MARKS ? marks[mark].kind : 0;
    if (kind != KW_PUNCT_DASH)
        return kind;
    if (is_number(tokens, count, i - 1) && is_number(tokens, count, i + 1))
        return 0;
    bool glued = !tokens[i].space && i + 1 < count && !tokens[i + 1].space;
    return glued ? KW_PUNCT_HYPHEN : KW_PUNCT_DASH;
}

/* --- heads -------------------------------------------------------------------------- */

/* Pairs within pairs; deeper ones are no pairs, which keeps costs linear. */
enum { MOST_OPEN = 8 };

struct open {
    size_t token;
    uint32_t gap;    /* the node before it */
    const char *end; /* the mark that closes it */
};

struct attach {
    const struct kw_arcs *arcs;
    const struct kw_token *tokens;
    struct kw_arc *out;
    uint32_t *low;  /* the first node below each, or itself */
    uint32_t *high; /* the last */
    struct open open[MOST_OPEN];
    size_t depth;
};

/* Trees are projective: what is below a node lies together. */
static void find_reaches(struct attach *a)
{
    const struct kw_arc_node *nodes = a->arcs->nodes;
    for (uint32_t i = 1; i <= a->arcs->count; i++) {
        uint32_t left = nodes[i].left[0];
        a->low[i] = left < i ? a->low[left] : i;
    }
    for (uint32_t i = a->arcs->count; i > 0; i--) {
        uint32_t right = nodes[i].right[0];
        a->high[i] = right <= a->arcs->count ? a->high[right] : i;
    }
}

/* The highest word that a mark between node `gap` and the next can hang on. */
static uint32_t head_in_gap(const struct attach *a, uint32_t gap)
{
    const struct kw_arc_node *nodes = a->arcs->nodes;
    uint32_t left = gap, right = gap + 1;
    while (left && a->high[left] == gap && nodes[left].head && nodes[left].head <= gap)
        left = nodes[left].head;
    if (left && (a->high[left] == gap || right > a->arcs->count))
        return left;
    while (a->low[right] == gap + 1 && nodes[right].head > gap)
        right = nodes[right].head;
    return right;
}

/* The word from `first` to `last` that hangs outside and has most of them below it. */
static uint32_t head_inside(const struct attach *a, uint32_t first, uint32_t last)
{
    uint32_t best = first, most = 0;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = a->arcs->nodes[i].head;
        if (head >= first && head <= last)
            continue;
        uint32_t from = a->low[i] > first ? a->low[i] : first;
        uint32_t to = a->high[i] < last ? a->high[i] : last;
        if (to - from + 1 > most) {
            most = to - from + 1;
            best = i;
        }
    }
    return best;
}

static void hang(const struct attach *a, size_t token, uint32_t node)
{
    a->out[token] = (struct kw_arc){a->arcs->tokens[node] + 1, KW_DEP_PUNCT};
}

/* The innermost open mark that this one closes; MOST_OPEN when there is none. */
static size_t find_open(const struct attach *a, struct kw_str norm)
{
    for (size_t n = a->depth; n > 0; n--) {
        if (kw_str_eq(norm, kw_str_of(a->open[n - 1].end)))
            return n - 1;
    }
    return MOST_OPEN;
}

static void attach_mark(struct attach *a, size_t token, uint32_t gap)
{
    struct kw_str norm = a->tokens[token].norm;
    size_t partner = find_open(a, norm);
    hang(a, token, head_in_gap(a, gap));
    if (partner == MOST_OPEN) {
        const char *end = marks[find_mark(norm)].end;
        if (end && a->depth < MOST_OPEN)
            a->open[a->depth++] = (struct open){token, gap, end};
        return;
    }
    const struct open *open = &a->open[partner];
    a->depth = partner;
    if (open->gap == gap)
        return; /* nothing inside */
    uint32_t head = head_inside(a, open->gap + 1, gap);
    hang(a, open->token, head);
    hang(a, token, head);
}

enum kw_status kw_punct_attach(const struct kw_arcs *arcs, const struct kw_token *tokens,
                               size_t count, struct kw_arena *arena, struct kw_arc *out,
                               struct kw_error *err)
{
    struct attach a = {.arcs = arcs, .tokens = tokens, .out = out};
    uint32_t node = 0;
    if (arcs->count == count)
        return KW_OK;
    a.low = KW_NEW(arena, arcs->count + 2, uint32_t);
    a.high = KW_NEW(arena, arcs->count + 2, uint32_t);
    if (!a.low || !a.high)
        return kw_nomem(err);
    find_reaches(&a);
    for (size_t i = 0; i < count; i++) {
        if (node < arcs->count && arcs->tokens[node + 1] == i)
            node++;
        else
            attach_mark(&a, i, node);
    }
    return KW_OK;
}
