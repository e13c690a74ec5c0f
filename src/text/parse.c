/* parse.c - trees by trained moves. */
#include "text/parse.h"

#include "model/classes.h"
#include "text/arc.h"
#include "text/punct.h"

static const char *const dep_names[KW_DEP_COUNT] = {"",
#define KW_DEP_TEXT(id, name) name,
                                                    KW_DEPS(KW_DEP_TEXT)
#undef KW_DEP_TEXT
};

const char *kw_dep_name(enum kw_dep dep)
{
    return dep_names[dep];
}

static bool find_dep(struct kw_str name, enum kw_dep *dep)
{
    for (int i = 1; i < KW_DEP_COUNT; i++) {
        if (!kw_str_eq(name, kw_str_of(dep_names[i])))
            continue;
        *dep = (enum kw_dep)i;
        return true;
    }
    return false;
}

bool kw_dep_parse(struct kw_str name, enum kw_dep *dep)
{
    struct kw_str relation, subtype;
    if (find_dep(name, dep))
        return true;
    return kw_str_cut(name, ':', &relation, &subtype) && find_dep(relation, dep);
}

enum { HIDDEN = KW_ARC_HIDDEN };

struct kw_parser {
    struct kw_arc_dictionary dictionary;
    struct kw_model_part words;   /* a row for each place and word of the dictionary */
    struct kw_model_part context; /* ... and for each place and value */
    struct kw_arc_labels labels;
    _Alignas(16) int16_t moves[KW_MODEL_MOST_LABELS][HIDDEN]; /* a row for each label */
};

enum kw_status kw_parser_new(const struct kw_model *model, struct kw_arena *arena,
                             const struct kw_parser **out, struct kw_error *err)
{
    struct kw_model_part dictionary, moves;
    struct kw_parser *p = KW_NEW(arena, 1, struct kw_parser);
    if (!p)
        return kw_nomem(err);
    enum kw_status status = kw_model_need(model, "tree-dictionary", KW_ARC_BUCKETS,
                                          KW_ARC_SLOTS * 4, &dictionary, err);
    if (status == KW_OK)
        status =
            kw_model_need(model, "tree-words", KW_ARC_WORD_BITS, HIDDEN, &p->words, err);
    if (status == KW_OK)
        status = kw_model_need(model, "tree-context", KW_ARC_CONTEXT_BITS, HIDDEN,
                               &p->context, err);
    if (status == KW_OK)
        status = kw_model_need(model, "tree-moves", KW_ARC_HIDDEN_BITS,
                               KW_MODEL_MOST_LABELS, &moves, err);
    if (status == KW_OK)
        status = kw_arc_labels_read(moves.labels, &p->labels, err);
    if (status != KW_OK)
        return status;
    p->dictionary.hashes = (const unsigned char *)dictionary.weights;
    if (!kw_model_find(model, "kin", &p->dictionary.kin) ||
        p->dictionary.kin.width != KW_CLASS_WIDTH)
        p->dictionary.kin = (struct kw_model_part){0};
    for (size_t i = 0; i < HIDDEN; i++) {
        for (size_t k = 0; k < KW_MODEL_MOST_LABELS; k++)
            p->moves[k][i] = moves.weights[i * KW_MODEL_MOST_LABELS + k];
    }
    *out = p;
    return KW_OK;
}

/* Adds a row of weights. Loops of fixed length become vector instructions. */
static void add_row(const int8_t *row, int16_t *sums)
{
    for (size_t i = 0; i < HIDDEN; i++)
        sums[i] = (int16_t)(sums[i] + row[i]);
}

/* The hidden layer: sums of rows, what is negative cut off. */
static void look(const struct kw_parser *p, const struct kw_arcs *arcs, int16_t *hidden)
{
    struct kw_arc_look seen;
    kw_arcs_look(arcs, &seen);
    for (size_t i = 0; i < HIDDEN; i++)
        hidden[i] = 0;
    for (size_t i = 0; i < KW_ARC_WORDS; i++)
        add_row(p->words.weights + (i * KW_ARC_VOCABULARY + seen.words[i]) * HIDDEN,
                hidden);
    for (size_t i = 0; i < KW_ARC_CONTEXT; i++)
        add_row(p->context.weights + (i * KW_ARC_VALUES + seen.context[i]) * HIDDEN,
                hidden);
    for (size_t i = 0; i < HIDDEN; i++)
        hidden[i] = (int16_t)(hidden[i] > 0 ? hidden[i] : 0);
}

static int32_t product(const int16_t *a, const int16_t *b)
{
    int32_t sum = 0;
    for (size_t i = 0; i < HIDDEN; i++)
        sum += (int32_t)a[i] * b[i];
    return sum;
}

/* The best of the labels that are allowed; the first of equals. */
static const struct kw_arc_label *choose(const struct kw_parser *p,
                                         const struct kw_arcs *arcs)
{
    _Alignas(16) int16_t hidden[HIDDEN];
    uint64_t allowed = kw_arc_labels_allowed(&p->labels, arcs);
    uint32_t best = 0;
    int32_t most = INT32_MIN;
    look(p, arcs, hidden);
    for (uint32_t k = 0; k < p->labels.count; k++) {
        int32_t score = allowed >> k & 1 ? product(hidden, p->moves[k]) : INT32_MIN;
        if (score > most) {
            best = k;
            most = score;
        }
    }
    return &p->labels.items[best];
}

enum kw_status kw_parse(const struct kw_parser *parser, const struct kw_token *tokens,
                        size_t count, struct kw_arena *arena, struct kw_arc *out,
                        struct kw_error *err)
{
    struct kw_arcs arcs;
    enum kw_status status =
        kw_arcs_begin(&parser->dictionary, tokens, count, arena, &arcs, err);
    if (status != KW_OK)
        return status;
    while (!kw_arcs_done(&arcs)) {
        const struct kw_arc_label *label = choose(parser, &arcs);
        kw_arcs_move(&arcs, label->move, label->dep);
    }
    for (uint32_t i = 1; i <= arcs.count; i++) {
        const struct kw_arc_node *node = &arcs.nodes[i];
        uint32_t head = node->head ? arcs.tokens[node->head] + 1 : 0;
        out[arcs.tokens[i]] = (struct kw_arc){head, (enum kw_dep)node->dep};
    }
    return kw_punct_attach(&arcs, tokens, count, arena, out, err);
}
