/* when.c - times of clauses and of noun phrases, and which clauses share theirs. */
#include "relate/when.h"

#define NONE UINT32_MAX
#define BIT(slot) (UINT64_C(1) << KW_SLOT_##slot)

enum { CLIMB = 8, APPROXIMATE = 400 }; /* clauses; days */
_Static_assert(KW_SLOT_COUNT <= 64, "a set of slots is 64 bits");

/* --- what a time is said of ---------------------------------------------------------- */

/* The first token of the scene that ends after byte `at`. */
static uint32_t token_after(const struct kw_scene *s, uint32_t at)
{
    uint32_t low = s->first, high = s->end;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (s->text->tokens[mid].span.end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static uint32_t clause_at(const struct kw_scene *s, uint32_t token)
{
    return token < s->end ? s->clause_of[token - s->first] : 0;
}

static uint32_t phrase_at(const struct kw_scene *s, uint32_t token)
{
    return token < s->end ? s->phrase_of[token - s->first] : 0;
}

/* What token `at` hangs on; NONE at the root, or when the scene was cut before it. */
static uint32_t above(const struct kw_scene *s, uint32_t at)
{
    uint32_t head = s->arcs[at - s->first].head;
    return head && head <= s->end - s->first ? s->first + head - 1 : NONE;
}

/* "Monday's talks", "the 2015 deal": the noun phrase that a time stands in, or 0. */
static uint32_t described(const struct kw_scene *s, const struct kw_when *when)
{
    uint32_t next = when->end;
    if (next < s->end && s->text->tokens[next].tag == KW_TAG_POS)
        return phrase_at(s, next + 1);
    uint32_t phrase = phrase_at(s, when->first);
    if (phrase && s->phrases[phrase].is_time)
        phrase = 0;
    return phrase && s->phrases[phrase].head >= when->end ? phrase : 0;
}

/* The clause whose verb, or whose complement of a copula, is token `at`; or 0. */
static uint32_t clause_headed(const struct kw_scene *s, uint32_t at)
{
    uint32_t clause = clause_at(s, at);
    return clause && at >= s->clauses[clause].first && at < s->clauses[clause].end
               ? clause
               : 0;
}

/* "Commissioner Ada Roe last month": what follows a name tells nothing of its title. */
static bool is_named(const struct kw_scene *s, uint32_t phrase)
{
    uint32_t self = s->phrases[phrase].self;
    return self && kw_mention_names(s->references->items[self - 1].mention.kind);
}

/* Whether a comma or a bracket stands between two tokens. */
static bool parted(const struct kw_scene *s, uint32_t from, uint32_t end)
{
    for (uint32_t t = from; t < end; t++) {
        if (kw_str_eq(s->text->tokens[t].norm, KW_STR(",")) ||
            s->text->tokens[t].tag == KW_TAG_RRB)
            return true;
    }
    return false;
}

/* By the tree: up to the verb, over the noun that it may describe. What is said aside of
 * a subject is not said of the verb: "Ada Roe, head of Acme from 2001 to 2005, met". */
static void climb(const struct kw_scene *s, struct kw_when *when)
{
    uint32_t at = when->first, last = at;
    enum kw_dep dep = KW_DEP_NONE; /* of the token `last`, before `at` */
    for (int i = 0; i < CLIMB && at != NONE; i++) {
        if (at < when->first || at >= when->end) {
            uint32_t clause = clause_headed(s, at);
            if (clause) {
                when->clause = clause;
                when->inside = last < when->first && /* "In 2014, Ada Roe met": no aside */
                               (dep == KW_DEP_NSUBJ || dep == KW_DEP_NSUBJ_PASS) &&
                               parted(s, when->end, s->clauses[clause].first);
                return;
            }
            uint32_t phrase = phrase_at(s, at);
            if (!when->phrase && !is_named(s, phrase) &&
                !parted(s, s->phrases[phrase].end, when->first))
                when->phrase = phrase;
        }
        dep = s->arcs[at - s->first].dep;
        last = at;
        at = above(s, at);
    }
}

/* Whether nothing parts a time from the verb of its clause before it: then it is that
 * verb's, whatever the tree says. */
static bool follows(const struct kw_scene *s, const struct kw_when *when)
{
    const struct kw_clause *c = &s->clauses[when->clause];
    return when->clause && c->end <= when->first && !parted(s, c->end, when->first);
}

/* "The first attack since 2014", "for the first time since 2014": a measure, no time. */
static bool compares(const struct kw_scene *s, const struct kw_when *when)
{
    enum { BACK = 6 };
    if (!kw_str_eq(s->text->tokens[when->first].norm, KW_STR("since")))
        return false;
    for (uint32_t t = when->first; t > s->first && t + BACK > when->first;) {
        const struct kw_token *token = &s->text->tokens[--t];
        if (kw_tag_is_verb(token->tag) || parted(s, t, t + 1))
            return false;
        if (token->tag == KW_TAG_JJS ||
            kw_str_eq(token->norm, KW_STR("first")) ||
            kw_str_eq(token->norm, KW_STR("most")))
            return true;
    }
    return false;
}

static void place(const struct kw_scene *s, struct kw_when *when)
{
    when->inside = compares(s, when);
    if (when->inside)
        return;
    when->phrase = described(s, when);
    when->inside = when->phrase != 0;
    when->clause = clause_at(s, when->first);
    if (when->inside || !s->arcs)
        return;
    uint32_t clause = follows(s, when) ? when->clause : 0;
    climb(s, when);
    if (clause) {
        when->clause = clause;
        when->inside = false;
    }
}

void kw_when_place(const struct kw_scene *s, struct kw_when *whens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        whens[i].first = token_after(s, s->times[i].start);
        whens[i].end = token_after(s, s->times[i].end - 1) + 1;
        place(s, &whens[i]);
    }
}

/* --- the time of a deed --------------------------------------------------------------- */

/* A time, or the one right after it that tells it more finely: "a year ago, in May". */
static const struct kw_when *finest(const struct kw_scene *s, const struct kw_when *when,
                                    const struct kw_when *end)
{
    enum { APART = 2 }; /* tokens: a comma, a preposition */
    const struct kw_when *next = when + 1;
    if (next >= end || next->first > when->end + APART ||
        !parted(s, when->end, next->first) || when->past.precision == KW_PRECISION_NONE ||
        next->past.precision >= when->past.precision ||
        next->past.precision == KW_PRECISION_NONE)
        return when;
    int32_t off = next->past.from - when->past.from; /* "ago" is not to the day */
    return off > -APPROXIMATE && off < APPROXIMATE ? next : when;
}

/* Of the times of a clause the first after `near`, else the last before it. */
static const struct kw_when *in_clause(const struct kw_scene *s,
                                       const struct kw_when *whens, size_t count,
                                       uint32_t clause, uint32_t near)
{
    const struct kw_when *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (whens[i].clause != clause || whens[i].inside)
            continue;
        if (found && found->first >= near)
            break;
        found = &whens[i];
    }
    return found ? finest(s, found, whens + count) : NULL;
}

/* Whether a phrase hangs on another by prepositions whose bits are in `preps`. */
static bool hangs_on(const struct kw_scene *s, uint32_t phrase, uint32_t other,
                     uint64_t preps)
{
    for (int i = 0; i < CLIMB && phrase && phrase != other; i++) {
        bool fits = preps >> s->phrases[phrase].prep & 1;
        phrase = fits ? s->phrases[phrase].under : 0;
    }
    return phrase && phrase == other;
}

/* Whether a time is that of the deed which a phrase is: its own, that of where it is
 * ("attacks on pubs in London in 1974") or of what it is done by ("support via the
 * December 20 signing"). */
static bool is_of(const struct kw_scene *s, const struct kw_when *when,
                  const struct kw_deed *deed)
{
    static const uint64_t where = BIT(IN) | BIT(AT) | BIT(ON) | BIT(BY);
    static const uint64_t means = BIT(VIA) | BIT(THROUGH) | BIT(BY);
    if (when->phrase == deed->phrase || deed->lasting)
        return when->phrase == deed->phrase;
    return hangs_on(s, when->phrase, deed->phrase, when->inside ? means : where);
}

static const struct kw_when *of_phrase(const struct kw_scene *s,
                                       const struct kw_when *whens, size_t count,
                                       const struct kw_deed *deed)
{
    for (size_t i = 0; i < count; i++) {
        if (is_of(s, &whens[i], deed))
            return &whens[i];
    }
    return NULL;
}

/* Whether a participle tells more of what its clause tells ("attacked it, killing two"),
 * and not what some noun is ("a firm based in Oslo") or what came before ("having ..."). */
static bool goes_along(const struct kw_scene *s, const struct kw_clause *c)
{
    return c->kind == KW_CLAUSE_PARTICIPLE &&
           !(s->arcs && s->arcs[c->head - s->first].dep == KW_DEP_ACL) &&
           !kw_str_eq(s->text->tokens[c->first].norm, KW_STR("having"));
}

static bool marked(const struct kw_scene *s, const struct kw_clause *c, const char *word)
{
    return c->has_marker && kw_str_eq(s->text->tokens[c->marker].norm, kw_str_of(word));
}

/* "... when he visited Moscow", "... as he visited Moscow": both clauses are of one time.
 * What another does while, or because, is not. */
static bool at_once(const struct kw_scene *s, const struct kw_clause *c)
{
    bool same =
        c->subject && s->text->tokens[s->phrases[c->subject].head].tag == KW_TAG_PRP;
    return c->kind == KW_CLAUSE_ADVERBIAL &&
           (marked(s, c, "when") || (same && marked(s, c, "as")));
}

/* "attacked it by sending ships": one deed. */
static bool is_means(const struct kw_scene *s, const struct kw_clause *c)
{
    return c->kind == KW_CLAUSE_GERUND && marked(s, c, "by");
}

/* "started supporting": what starts, stops or goes on then. */
static bool is_phase(const struct kw_scene *s, const struct kw_clause *c)
{
    return c->kind == KW_CLAUSE_GERUND && !c->has_marker && c->parent &&
           kw_cues_is(s->cues, kw_scene_lemma(s, s->clauses[c->parent].head),
                      KW_CLASS_PHASE);
}

/* "and is now run by": it has a time of its own. */
static bool is_now(const struct kw_scene *s, const struct kw_clause *c)
{
    uint32_t from = c->first > s->first ? c->first - 1 : c->first;
    for (uint32_t t = from; t < c->end; t++) {
        if (kw_str_eq(s->text->tokens[t].norm, KW_STR("now")) ||
            kw_str_eq(s->text->tokens[t].norm, KW_STR("currently")))
            return true;
    }
    return false;
}

/* Whether a clause that says no time may have that of the clause it hangs on. */
static bool shares(const struct kw_scene *s, const struct kw_clause *c)
{
    bool one = c->kind == KW_CLAUSE_COORDINATE || c->kind == KW_CLAUSE_INFINITIVE;
    return (one || is_means(s, c) || is_phase(s, c) || goes_along(s, c) ||
            at_once(s, c)) &&
           !is_now(s, c);
}

/* A time at the end of a sentence often tells when its beginning was: "attacked it,
 * killing two on Monday", "urged it to stop on Monday". */
static const struct kw_when *from_below(const struct kw_scene *s,
                                        const struct kw_when *whens, size_t count,
                                        uint32_t clause)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t in = whens[i].clause;
        const struct kw_clause *c = &s->clauses[in];
        if (in <= clause || c->parent != clause || whens[i].inside)
            continue;
        if (goes_along(s, c) || at_once(s, c) || is_means(s, c))
            return &whens[i];
        struct kw_str verb = kw_scene_lemma(s, s->clauses[clause].head);
        bool asks = c->kind == KW_CLAUSE_INFINITIVE &&
                    kw_cues_word(s->cues, verb)->says == KW_SAYS_ASK;
        if (asks && whens[i].past.precision == KW_PRECISION_DAY &&
            whens[i].past.basis == KW_BASIS_RELATIVE)
            return &whens[i];
    }
    return NULL;
}

/* The clause that the tree has another coordinated with, or 0: "told reporters that it
 * rains and asked Norway for help". */
static uint32_t coordinated(const struct kw_scene *s, uint32_t clause)
{
    const struct kw_clause *c = &s->clauses[clause];
    if (!s->arcs || c->head == c->end || s->arcs[c->head - s->first].dep != KW_DEP_CONJ)
        return 0;
    uint32_t head = above(s, c->head);
    uint32_t other = head == NONE ? 0 : clause_headed(s, head);
    return other < clause ? other : 0;
}

/* Up the clauses that share their time. What another subject does is another deed, unless
 * the time is said of all that follows: "On Monday Turkey ..., and Iran ...". */
static const struct kw_when *from_above(const struct kw_scene *s,
                                        const struct kw_when *whens, size_t count,
                                        uint32_t clause)
{
    bool other = false;
    for (int i = 0; i < CLIMB; i++) {
        const struct kw_clause *c = &s->clauses[clause];
        uint32_t joined = coordinated(s, clause), up = joined ? joined : c->parent;
        const struct kw_clause *parent = &s->clauses[up];
        if (!up || !(joined ? !is_now(s, c) : shares(s, c)))
            return NULL;
        bool torn = parent->head == parent->end; /* its verb was read as another's */
        other |= (joined || c->kind == KW_CLAUSE_COORDINATE) && c->subject && !torn &&
                 c->subject != parent->subject;
        const struct kw_when *found = in_clause(s, whens, count, up, 0);
        if (found)
            return other && found->end > parent->first ? NULL : found;
        clause = up;
    }
    return NULL;
}

/* "It was on Monday that Norway ...": said of what follows. */
static const struct kw_when *of_cleft(const struct kw_scene *s,
                                      const struct kw_when *whens, size_t count,
                                      uint32_t clause)
{
    const struct kw_clause *c = &s->clauses[clause], *parent = &s->clauses[c->parent];
    uint32_t time = c->noun;
    bool cleft =
        c->parent && parent->subject && parent->head != parent->end &&
        kw_str_eq(kw_scene_lemma(s, parent->head), KW_STR("be")) &&
        kw_str_eq(s->text->tokens[s->phrases[parent->subject].head].norm, KW_STR("it"));
    for (size_t i = 0; i < count && cleft && s->phrases[time].is_time; i++) {
        if (phrase_at(s, whens[i].first) == time)
            return &whens[i];
    }
    return NULL;
}

bool kw_when_ahead(const struct kw_scene *s, uint32_t clause)
{
    const struct kw_clause *c = &s->clauses[clause];
    bool modal = false, have = false;
    if (!clause || c->head == c->end)
        return false;
    for (uint32_t t = c->first; t < c->end; t++) {
        struct kw_str lemma = kw_scene_lemma(s, t);
        modal |= s->text->tokens[t].tag == KW_TAG_MD && !kw_str_eq(lemma, KW_STR("could"));
        have |= kw_str_eq(lemma, KW_STR("have"));
    }
    enum kw_tag tag = s->text->tokens[c->head].tag;
    bool present = c->first == c->head && (tag == KW_TAG_VBZ || tag == KW_TAG_VBP);
    bool headline = !kw_str_eq(s->text->tokens[s->end - 1].norm, KW_STR("."));
    return !have && (modal || (present && !headline));
}

struct kw_time kw_when_of(const struct kw_scene *s, const struct kw_when *whens,
                          size_t count, const struct kw_deed *deed)
{
    const struct kw_when *found = deed->phrase ? of_phrase(s, whens, count, deed) : NULL;
    if (!found && deed->clause)
        found = in_clause(s, whens, count, deed->clause, deed->near);
    if (!found && deed->clause)
        found = of_cleft(s, whens, count, deed->clause);
    if (found)
        return deed->plan ? found->future : found->past;
    if (!count || !deed->clause || deed->lasting)
        return KW_TIME_NONE;
    found = from_below(s, whens, count, deed->clause);
    if (!found)
        found = from_above(s, whens, count, deed->clause);
    return found ? found->past : KW_TIME_NONE;
}
