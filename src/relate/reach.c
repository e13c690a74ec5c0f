/* reach.c - slots by the tree. Nodes are tokens, counted from the scene's first. */
#include "relate/reach.h"

#define NONE UINT32_MAX
#define BIT(dep) (UINT64_C(1) << KW_DEP_##dep)

enum {
    CLIMB = 8, /* verbs on the way to a subject */
    DEEP = 4,  /* steps down to a reference, less one */
    NEAR = 2,  /* steps down to a preposition */
};

/* Relations that stay inside a noun phrase, and those that lead to a phrase with a
 * preposition. */
static const uint64_t nominal =
    BIT(NMOD) | BIT(NMOD_POSS) | BIT(COMPOUND) | BIT(AMOD) | BIT(APPOS) | BIT(FLAT);
static const uint64_t oblique = BIT(NMOD) | BIT(OBL) | BIT(OBL_AGENT) | BIT(OBJ) |
                                BIT(CONJ) | BIT(COMPOUND) | BIT(NMOD_POSS) | BIT(ACL) |
                                BIT(ADVCL) | BIT(XCOMP);

/* The node that a node hangs on; NONE at the root, or when the scene was cut before it.
 */
static uint32_t above(const struct kw_scene *s, uint32_t node)
{
    uint32_t head = s->arcs[node].head;
    return head && head <= s->end - s->first ? head - 1 : NONE;
}

/* --- subjects ----------------------------------------------------------------------- */

static bool is_relative(const struct kw_scene *s, uint32_t node)
{
    const struct kw_token *token = &s->text->tokens[s->first + node];
    return token->tag == KW_TAG_WDT || token->tag == KW_TAG_WP ||
           kw_str_eq(token->norm, KW_STR("that"));
}

struct grammar {
    uint32_t *subject; /* of each node: its first subject, or NONE */
    uint32_t *object;
};

static void read_arcs(const struct kw_scene *s, struct grammar *g)
{
    uint32_t count = s->end - s->first;
    for (uint32_t i = 0; i < count; i++)
        g->subject[i] = g->object[i] = NONE;
    for (uint32_t i = 0; i < count; i++) {
        enum kw_dep dep = s->arcs[i].dep;
        uint32_t head = above(s, i);
        if (head == NONE)
            continue;
        if ((dep == KW_DEP_NSUBJ || dep == KW_DEP_NSUBJ_PASS) && g->subject[head] == NONE)
            g->subject[head] = i;
        if (dep == KW_DEP_OBJ && g->object[head] == NONE)
            g->object[head] = i;
    }
}

/* The subject of a verb, its own or that of the verb it leans on. */
static uint32_t subject_of(const struct kw_scene *s, const struct grammar *g,
                           uint32_t node)
{
    for (int i = 0; i < CLIMB && node != NONE; i++) {
        enum kw_dep dep = s->arcs[node].dep;
        uint32_t head = above(s, node), found = g->subject[node];
        if (found != NONE)
            return is_relative(s, found) && dep == KW_DEP_ACL_RELCL ? head : found;
        if (dep == KW_DEP_ACL)
            return head;
        if (dep == KW_DEP_XCOMP && head != NONE && g->object[head] != NONE)
            return g->object[head];
        if (dep != KW_DEP_CONJ && dep != KW_DEP_ADVCL && dep != KW_DEP_XCOMP)
            return NONE;
        node = head;
    }
    return NONE;
}

/* The node that stands for a clause: in "is a firm" that is "firm". */
static uint32_t node_of(const struct kw_scene *s, const struct kw_clause *c)
{
    if (c->head == c->end)
        return NONE;
    uint32_t node = c->head - s->first;
    enum kw_dep dep = s->arcs[node].dep;
    bool helps = dep == KW_DEP_COP || dep == KW_DEP_AUX || dep == KW_DEP_AUX_PASS;
    return helps ? above(s, node) : node;
}

/* Whether a clause lacks the object that its verb wants: nothing but times follows, or
 * after "signed" nothing but prepositions. */
static bool lacks_object(const struct kw_scene *s, const struct kw_clause *c)
{
    bool light = kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_LIGHT);
    for (uint32_t a = c->args; a; a = s->phrases[a].next_arg) {
        const struct kw_phrase *p = &s->phrases[a];
        if (!p->is_time && (!light || p->prep == KW_SLOT_NONE))
            return false;
    }
    return true;
}

/* "a firm that Ada Roe founded": after a noun "that" opens a relative clause when the
 * tree says so, not what the noun is about ("the claim that"). */
static void turn_relative(const struct kw_scene *s, struct kw_clause *c)
{
    if (c->kind != KW_CLAUSE_COMPLEMENT || !c->noun || !c->subject || c->head == c->end ||
        !lacks_object(s, c))
        return;
    uint32_t node = c->head - s->first, head = above(s, node);
    if (head == NONE || s->arcs[node].dep != KW_DEP_ACL_RELCL ||
        s->phrase_of[head] != c->noun)
        return;
    c->kind = KW_CLAUSE_RELATIVE;
    c->antecedent = c->noun;
    c->noun = 0;
}

bool kw_reach_subjects(struct kw_scene *s, struct kw_arena *arena)
{
    uint32_t count = s->end - s->first;
    struct grammar g = {KW_NEW(arena, count + 1, uint32_t),
                        KW_NEW(arena, count + 1, uint32_t)};
    if (!s->arcs)
        return true;
    if (!g.subject || !g.object)
        return false;
    read_arcs(s, &g);
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        struct kw_clause *c = &s->clauses[i];
        turn_relative(s, c);
        uint32_t found = c->subject ? NONE : subject_of(s, &g, node_of(s, c));
        uint32_t phrase = found == NONE ? 0 : s->phrase_of[found];
        if (phrase && !s->phrases[phrase].is_time)
            c->subject = phrase;
    }
    return true;
}

/* --- references and prepositions ---------------------------------------------------- */

/* Steps from `node` up to `top` over relations in `along`, at most `most`; 0: it is not
 * below. Going on inside [first, end) is no step. */
static uint32_t steps_up(const struct kw_scene *s, uint32_t node, uint32_t top,
                         uint64_t along, uint32_t most, uint32_t first, uint32_t end)
{
    uint32_t steps = 0;
    while (node != top) {
        uint32_t head = above(s, node);
        bool inside = head != NONE && head >= first && head < end;
        if (head == NONE || (!inside && !(along >> s->arcs[node].dep & 1)))
            return 0;
        steps += !inside;
        if (steps > most)
            return 0;
        node = head;
    }
    return steps;
}

/* A noun that is somebody itself: the firm, the hackers. */
static bool is_actor(const struct kw_scene *s, uint32_t head)
{
    struct kw_str lemma = kw_scene_lemma(s, head);
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    if (kw_cues_is(s->cues, lemma, KW_CLASS_MEMBER))
        return true;
    if (!kw_lexicon_find(s->cues->lexicon, lemma, &hits) ||
        !kw_lexhits_in(&hits, KW_TABLE_KINDS, &lexeme))
        return false;
    enum kw_type type = kw_lexicon_type(s->cues->lexicon, lexeme.row);
    return type == KW_TYPE_FIRM || type == KW_TYPE_AGENCY || type == KW_TYPE_OUTLET ||
           type == KW_TYPE_ORGANIZATION || type == KW_TYPE_GROUP;
}

/* "Sweden's bid to join": an act with a clause of its own is not who does it. */
static bool has_clause(const struct kw_scene *s, uint32_t phrase)
{
    for (uint32_t i = 1; i <= s->clause_count; i++) {
        if (s->clauses[i].noun == phrase)
            return true;
    }
    return false;
}

/* "According to the report, Dunes Capital paid Larkspur": what a clause has as its
 * subject, or behind its verb, is no part of a phrase before it, whatever the tree says.
 */
static bool is_of_clause(const struct kw_scene *s, uint32_t token, uint32_t phrase)
{
    uint32_t other = s->phrase_of[token - s->first];
    if (!other || other == phrase)
        return false;
    const struct kw_clause *c = &s->clauses[s->phrases[other].clause];
    return c->subject == other || (c->kind == KW_CLAUSE_MAIN && c->head != c->end &&
                                   c->head > s->phrases[phrase].head && c->head < token);
}

uint32_t kw_reach_ref(const struct kw_scene *s, uint32_t phrase)
{
    const struct kw_phrase *p = &s->phrases[phrase];
    uint32_t best = 0, least = DEEP + 1;
    if (!s->arcs || p->denied || has_clause(s, phrase))
        return 0;
    bool actor = is_actor(s, p->head);
    for (uint32_t i = s->ref_first; i < s->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        bool widest = s->cover[r->first - s->first] == i + 1;
        if (!widest || r->first < p->first || is_of_clause(s, r->end - 1, phrase) ||
            (actor && r->mention.kind == KW_MENTION_DEMONYM))
            continue;
        uint32_t steps = steps_up(s, r->end - 1 - s->first, p->head - s->first, nominal,
                                  DEEP, r->first - s->first, r->end - s->first);
        if (steps && steps < least) {
            least = steps;
            best = i + 1;
        }
    }
    return best;
}

uint32_t kw_reach_arg(const struct kw_scene *s, uint32_t top, enum kw_slot slot)
{
    uint32_t best = 0, least = NEAR + 1;
    if (!s->arcs || slot < KW_SLOT_BY)
        return 0;
    for (uint32_t n = 1; n <= s->phrase_count; n++) {
        const struct kw_phrase *p = &s->phrases[n];
        if (p->prep != slot || p->first <= top || p->is_time)
            continue;
        uint32_t steps = steps_up(s, p->head - s->first, top - s->first, oblique, NEAR,
                                  p->first - s->first, p->end - s->first);
        if (steps && steps < least) {
            least = steps;
            best = n;
        }
    }
    return best;
}
