/* tie.c - what names beside names say: the Israeli firm, China's Foreign Ministry, NSO's
 * Pegasus, Kano in Nigeria. */
#include "relate/pass.h"

#define BIT(type) (1u << KW_TYPE_##type)
enum {
    ANYWHERE = BIT(COUNTRY) | BIT(PLACE),
    HOUSED = BIT(FIRM) | BIT(OUTLET) | BIT(ORGANIZATION),
};

/* A possessor or modifier and what it says of the name it stands before, by their types.
 * The order of rows is the order in which they are tried. */
static const struct tie {
    unsigned modifier; /* types of the possessor or modifier */
    unsigned self;     /* types of what it is before */
    enum kw_relation relation;
    bool reversed;  /* the modifier is the subject */
    bool possessor; /* holds for "X's Y" */
    bool demonym;   /* holds for a demonym: "Israeli Y" */
    bool name;      /* holds for another name right before: "Airbus A350" */
} ties[] = {
    {BIT(COUNTRY), BIT(AGENCY), KW_RELATION_PART_OF, false, true, true, true},
    {BIT(AGENCY) | HOUSED, BIT(AGENCY), KW_RELATION_PART_OF, false, true, false, false},
    {ANYWHERE, HOUSED, KW_RELATION_BASED_IN, false, true, true, false},
    {BIT(PLACE), HOUSED, KW_RELATION_BASED_IN, false, false, false, true},
    {BIT(COUNTRY), BIT(PERSON), KW_RELATION_ORIGIN, false, true, true, false},
    {BIT(PLACE), BIT(PERSON), KW_RELATION_ORIGIN, false, false, false, true},
    {ANYWHERE, BIT(PLACE), KW_RELATION_LOCATED_IN, false, true, true, false},
    {HOUSED & ~BIT(OUTLET), BIT(TOOL), KW_RELATION_MAKES, true, true, false, true},
    {BIT(PERSON), BIT(WORK), KW_RELATION_MAKES, true, true, false, false},
    {HOUSED | BIT(AGENCY), BIT(PERSON), KW_RELATION_ROLE_AT, false, true, false, false},
};

static enum kw_type type_of(const struct kw_scene *s, uint32_t referent)
{
    return s->references->referents[referent - 1].referent.type;
}

static enum kw_status claim_tie(struct kw_pass *pass, const struct tie *tie,
                                uint32_t modifier, uint32_t self, uint32_t first,
                                uint32_t end, enum kw_way way, struct kw_error *err)
{
    struct kw_claim claim = {.subject = tie->reversed ? modifier : self,
                             .type = tie->relation,
                             .object = tie->reversed ? self : modifier,
                             .mood = {.modality = KW_MODALITY_ASSERTED},
                             .first = first,
                             .end = end,
                             .way = way};
    return kw_pass_claim(pass, &claim, err);
}

static const struct tie *tie_of(const struct kw_scene *s, uint32_t modifier,
                                uint32_t self, bool possessor, bool demonym)
{
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        const struct tie *tie = &ties[i];
        if (!(tie->modifier >> type_of(s, modifier) & 1) ||
            !(tie->self >> type_of(s, self) & 1))
            continue;
        if (possessor ? tie->possessor : demonym ? tie->demonym : tie->name)
            return tie;
    }
    return NULL;
}

/* A noun of frames.tsv that may take the name before it: "Google's subsidiary". */
static bool takes_modifier(const struct kw_frames *frames, struct kw_str lemma)
{
    uint32_t number = kw_map_get(&frames->nouns, lemma);
    for (; number; number = frames->items[number - 1].next) {
        const struct kw_frame *frame = &frames->items[number - 1];
        for (int i = 0; i < KW_FRAME_SLOTS; i++) {
            enum kw_slot a = frame->subject[i].slot, b = frame->object[i].slot;
            if (a == KW_SLOT_POSS || a == KW_SLOT_MOD || b == KW_SLOT_POSS ||
                b == KW_SLOT_MOD)
                return true;
        }
    }
    return false;
}

/* A noun between them that says something else: "Ford spokesman Bob", "Google's
 * subsidiary YouTube"; but "Norway's state oil company Equinor" is a company. */
static bool apart(const struct kw_pass *pass, uint32_t from, uint32_t to)
{
    const struct kw_scene *s = pass->scene;
    for (uint32_t t = from; t < to; t++) {
        if (t + 1 == to && takes_modifier(pass->frames, kw_scene_lemma(s, t)))
            return true;
        struct kw_lexhits hits;
        struct kw_lexeme lexeme;
        if (kw_lexicon_find(s->cues->lexicon, s->text->tokens[t].norm, &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme))
            return true;
        if (s->text->tokens[t].tag == KW_TAG_CC || s->text->tokens[t].tag == KW_TAG_IN)
            return true;
    }
    return false;
}

/* What a hyphen after a modifier leads to: 'b' for "Riga-based", 'o' for "Riga-born", 'x'
 * for anything else ("US-backed"), 0 when there is none. */
static char hyphened(const struct kw_scene *s, const struct kw_reference *r)
{
    const struct kw_token *t = &s->text->tokens[r->end];
    if (r->end + 1 >= s->end || t->space || !kw_str_eq(t->norm, KW_STR("-")))
        return 0;
    if (kw_str_eq(t[1].norm, KW_STR("born")) || kw_str_eq(t[1].norm, KW_STR("raised")))
        return 'o';
    return kw_str_eq(t[1].norm, KW_STR("based")) ? 'b' : 'x';
}

/* "Texas Senator Jane Roe": only her title stands between. */
static bool titled(const struct kw_reference *place, const struct kw_reference *person)
{
    return person->title_first == place->end && person->title_end == person->first &&
           person->title_first < person->title_end;
}

/* "Iran-backed Hezbollah": what a verb that stands with its subject before a name says,
 * or NONE. */
static enum kw_relation participle(const struct kw_pass *pass,
                                   const struct kw_reference *r)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_token *verb = &s->text->tokens[r->end + 1];
    if (kw_str_eq(verb->norm, KW_STR("linked")) ||
        kw_str_eq(verb->norm, KW_STR("aligned")) ||
        kw_str_eq(verb->norm, KW_STR("allied")))
        return KW_RELATION_ASSOCIATE;
    uint32_t number = kw_map_get(&pass->frames->verbs, verb->lemma);
    for (; number; number = pass->frames->items[number - 1].next) {
        const struct kw_frame *frame = &pass->frames->items[number - 1];
        if (frame->word_count == 1 && frame->subject[0].slot == KW_SLOT_SUBJ &&
            frame->object[0].slot == KW_SLOT_OBJ && frame->polarity == KW_POSITIVE &&
            !frame->infinitive && !frame->complement && !frame->item_needed)
            return frame->relation;
    }
    return KW_RELATION_NONE;
}

static enum kw_status tie_modifier(struct kw_pass *pass, const struct kw_phrase *p,
                                   uint32_t ref, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_reference *own = &s->references->items[p->self - 1];
    const struct kw_reference *r = &s->references->items[ref];
    bool possessor = p->owner == ref + 1;
    bool demonym = r->mention.kind == KW_MENTION_DEMONYM;
    uint32_t from = possessor ? r->end + 1 : r->end;
    uint32_t a = kw_scene_referent(s, ref), b = kw_scene_referent(s, p->self - 1);
    char hyphen = hyphened(s, r);
    from += hyphen ? 2 : 0;
    if (hyphen == 'x' && own->first > r->end) {
        struct tie said = {.relation = participle(pass, r), .reversed = true};
        return said.relation && a != b
                   ? claim_tie(pass, &said, a, b, r->first, p->end, KW_WAY_NAMED, err)
                   : KW_OK;
    }
    const struct tie *tie =
        hyphen == 'x' ? NULL : tie_of(s, a, b, possessor, demonym || hyphen == 'b');
    bool home = tie && tie->relation == KW_RELATION_ORIGIN && !demonym && !possessor;
    if (!tie || a == b || (hyphen == 'o' && !home) ||
        (home && !hyphen && !titled(r, own)) || own->first < r->end ||
        apart(pass, from, own->first))
        return KW_OK;
    return claim_tie(pass, tie, a, b, r->first, p->end,
                     possessor ? KW_WAY_POSSESSOR : KW_WAY_NAMED, err);
}

/* "her native Riga" */
static enum kw_status tie_native(struct kw_pass *pass, const struct kw_phrase *p,
                                 struct kw_error *err)
{
    static const struct tie origin = {.relation = KW_RELATION_ORIGIN};
    const struct kw_scene *s = pass->scene;
    uint32_t first = s->references->items[p->self - 1].first;
    if (!p->owner || first <= p->first ||
        !kw_str_eq(s->text->tokens[first - 1].norm, KW_STR("native")))
        return KW_OK;
    uint32_t place = kw_scene_referent(s, p->self - 1);
    uint32_t who = kw_scene_referent(s, p->owner - 1);
    if (!(ANYWHERE >> type_of(s, place) & 1) || type_of(s, who) != KW_TYPE_PERSON)
        return KW_OK;
    return claim_tie(pass, &origin, place, who, p->first, p->end, KW_WAY_POSSESSOR, err);
}

static enum kw_status tie_phrase(struct kw_pass *pass, const struct kw_phrase *p,
                                 struct kw_error *err)
{
    enum kw_status status = KW_OK;
    if (!p->self || p->is_time)
        return KW_OK;
    status = tie_native(pass, p, err);
    for (uint32_t i = p->ref_first; i < p->ref_end && status == KW_OK; i++) {
        if (i + 1 != p->self)
            status = tie_modifier(pass, p, i, err);
    }
    return status;
}

/* "the Russia-linked group": a hyphen that is not that of "-based". */
static bool hyphened_inside(const struct kw_scene *s, const struct kw_reference *r)
{
    for (uint32_t t = r->first; t + 1 < r->end; t++) {
        if (kw_str_eq(s->text->tokens[t].norm, KW_STR("-")) &&
            !kw_str_eq(s->text->tokens[t + 1].norm, KW_STR("based")))
            return true;
    }
    return false;
}

/* The country inside a mention: "Chinese Foreign Ministry", "the Israeli firm". */
static enum kw_status tie_reference(struct kw_pass *pass, const struct kw_reference *r,
                                    struct kw_error *err)
{
    if (!r->owner || r->owner == r->mention.referent || hyphened_inside(pass->scene, r))
        return KW_OK;
    const struct tie *tie =
        tie_of(pass->scene, r->owner, r->mention.referent, false, true);
    if (!tie || tie->relation == KW_RELATION_ORIGIN) /* "the Russian president" */
        return KW_OK;
    return claim_tie(pass, tie, r->owner, r->mention.referent, r->first, r->end,
                     KW_WAY_NAMED, err);
}

/* --- what a comma parts: Fort Worth, Texas
 * ------------------------------------------------ */

static bool is_comma(const struct kw_scene *s, uint32_t at)
{
    return at >= s->first && at < s->end &&
           kw_str_eq(s->text->tokens[at].norm, KW_STR(","));
}

static bool is_located(const struct kw_scene *s, uint32_t ref)
{
    const struct kw_reference *r = &s->references->items[ref];
    return kw_mention_names(r->mention.kind) && r->mention.kind != KW_MENTION_DEMONYM &&
           ANYWHERE >> type_of(s, r->mention.referent) & 1;
}

/* A state, a province, a country: where a city may lie. */
static bool is_wide(const struct kw_scene *s, uint32_t ref)
{
    struct kw_str kind = kw_scene_data(s, ref)->referent.kind;
    if (type_of(s, kw_scene_referent(s, ref)) == KW_TYPE_COUNTRY)
        return true;
    return kw_str_eq(kind, KW_STR("state")) || kw_str_eq(kind, KW_STR("province")) ||
           kw_str_eq(kind, KW_STR("region")) || kw_str_eq(kind, KW_STR("county"));
}

/* The reference that names where the place `ref` lies: right after it and a comma, unless
 * they stand in a list of places; or 0 (no place is before itself). */
static uint32_t wider_of(const struct kw_scene *s, uint32_t ref)
{
    const struct kw_reference *a = &s->references->items[ref], *b = a + 1;
    if (ref + 1 >= s->ref_end || b->first != a->end + 1 || !is_comma(s, a->end) ||
        !is_located(s, ref) || !is_located(s, ref + 1) || !is_wide(s, ref + 1) ||
        type_of(s, a->mention.referent) != KW_TYPE_PLACE)
        return 0;
    bool country = type_of(s, b->mention.referent) == KW_TYPE_COUNTRY;
    bool list = is_comma(s, a->first - 1) && !is_wide(s, ref);
    /* "In Geneva, Iran said": the second name begins something else. */
    if (b->end < s->end && (country ? kw_tag_is_verb(s->text->tokens[b->end].tag) ||
                                          s->text->tokens[b->end].tag == KW_TAG_MD
                                    : s->text->tokens[b->end].tag == KW_TAG_CC))
        list = true;
    if (country && ref + 2 < s->ref_end && is_comma(s, b->end) &&
        b[1].first == b->end + 1 && is_located(s, ref + 2))
        list = true;
    return list ? 0 : ref + 1;
}

static enum kw_status tie_pair(struct kw_pass *pass, uint32_t ref, struct kw_error *err)
{
    static const struct tie tie = {.relation = KW_RELATION_LOCATED_IN};
    const struct kw_reference *items = pass->scene->references->items;
    uint32_t wider = wider_of(pass->scene, ref);
    if (!wider)
        return KW_OK;
    return claim_tie(pass, &tie, items[wider].mention.referent,
                     items[ref].mention.referent, items[ref].first, items[wider].end,
                     KW_WAY_APPOSED, err);
}

/* --- what follows a name: Kano in Nigeria, Jane Roe of Acme ---------------------------
 */

#define COMMA (UINT64_C(1) << 63) /* beside the bits of slots: "Kano, Nigeria" */
#define SLOT(name) (UINT64_C(1) << KW_SLOT_##name)

/* A name, what may join it to the next one, and what that says. */
static const struct link {
    unsigned subject; /* types of the first name */
    unsigned object;  /* types of the second */
    uint64_t joint;   /* prepositions, or COMMA */
    enum kw_relation relation;
    bool reversed; /* the second name is the subject */
} links[] = {
    {BIT(PLACE), ANYWHERE, SLOT(IN) | SLOT(OF) | COMMA, KW_RELATION_LOCATED_IN, false},
    {BIT(PERSON), HOUSED | BIT(AGENCY), SLOT(OF) | SLOT(AT) | SLOT(FROM),
     KW_RELATION_ROLE_AT, false},
    {BIT(PERSON), ANYWHERE, SLOT(OF) | SLOT(FROM), KW_RELATION_ORIGIN, false},
    {HOUSED, BIT(PLACE), SLOT(OF) | SLOT(FROM) | COMMA, KW_RELATION_BASED_IN, false},
    {BIT(FIRM) | BIT(OUTLET), BIT(COUNTRY), SLOT(OF), KW_RELATION_BASED_IN, false},
    {BIT(AGENCY), BIT(AGENCY), SLOT(OF), KW_RELATION_PART_OF, false},
    {BIT(TOOL), BIT(FIRM), SLOT(OF), KW_RELATION_MAKES, true},
    {BIT(ORGANIZATION) | BIT(OUTLET) | BIT(AGENCY), BIT(PLACE), SLOT(IN),
     KW_RELATION_BASED_IN, false},
};

_Static_assert(KW_SLOT_COUNT < 63, "slots are bits beside COMMA");

/* A phrase of figures only: the age in "Jane Roe, 47, of Acme". */
static bool is_figure(const struct kw_scene *s, const struct kw_phrase *p)
{
    return p->end == p->first + 1 && s->text->tokens[p->first].tag == KW_TAG_CD;
}

/* Only commas and an age stand between a name and the preposition after it. */
static bool aside(const struct kw_scene *s, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        if (s->text->tokens[t].tag != KW_TAG_CD &&
            !kw_str_eq(s->text->tokens[t].norm, KW_STR(",")))
            return false;
    }
    return to - from <= 3;
}

/* "Roe of Acme and Doe of Zarya": what is coordinated goes with the first name, not with
 * the second. */
static bool other_pair(const struct kw_scene *s, uint32_t a, const struct kw_phrase *next)
{
    uint32_t other = next->next ? s->phrases[next->next].self : 0;
    return other && type_of(s, kw_scene_referent(s, other - 1)) == type_of(s, a) &&
           type_of(s, kw_scene_referent(s, next->self - 1)) != type_of(s, a);
}

static bool joined(const struct kw_scene *s, uint32_t number, uint32_t follower,
                   uint32_t a, uint64_t joint)
{
    const struct kw_phrase *p = &s->phrases[number];
    const struct kw_phrase *next = &s->phrases[follower];
    if (next->coordinated || (next->next && !other_pair(s, a, next)))
        return false;
    if (joint & COMMA && p->apposed == follower && next->first == p->end + 1)
        return true;
    if (next->prep == KW_SLOT_NONE || !(joint >> next->prep & 1))
        return false;
    if (next->under == number && next->first <= p->end + 2)
        return true;
    bool place = type_of(s, a) == KW_TYPE_PLACE;
    return (next->prep == KW_SLOT_OF || (place && next->prep == KW_SLOT_IN)) &&
           next->first > p->end && aside(s, p->end, next->first - 1);
}

/* "Prime Minister Jane Roe": a role noun in the title. */
static bool holds_office(const struct kw_scene *s, const struct kw_reference *person)
{
    for (uint32_t t = person->title_first; t < person->title_end; t++) {
        struct kw_lexhits hits;
        struct kw_lexeme lexeme;
        if (kw_lexicon_find(s->cues->lexicon, s->text->tokens[t].norm, &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme))
            return true;
    }
    return false;
}

static enum kw_status tie_next(struct kw_pass *pass, uint32_t number,
                               struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    uint32_t follower = number + 1;
    if (follower < s->phrase_count && is_figure(s, &s->phrases[follower]))
        follower++;
    if (follower > s->phrase_count || !p->self || !s->phrases[follower].self)
        return KW_OK;
    const struct kw_reference *own = &s->references->items[p->self - 1];
    const struct kw_reference *next =
        &s->references->items[s->phrases[follower].self - 1];
    if (!kw_mention_names(own->mention.kind) || !kw_mention_names(next->mention.kind))
        return KW_OK;
    uint32_t a = own->mention.referent, b = next->mention.referent;
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct tie tie = {.relation = links[i].relation, .reversed = links[i].reversed};
        if (links[i].subject >> type_of(s, a) & 1 &&
            links[i].object >> type_of(s, b) & 1 &&
            joined(s, number, follower, a, links[i].joint) &&
            !(links[i].relation == KW_RELATION_ORIGIN && holds_office(s, own) &&
              type_of(s, b) == KW_TYPE_COUNTRY)) /* role.c */
            return claim_tie(pass, &tie, b, a, p->first, s->phrases[follower].end,
                             KW_WAY_APPOSED, err);
    }
    return KW_OK;
}

/* --- what is said of a name elsewhere: NSO is an Israeli firm
 * ---------------------------- */

static bool has_role(const struct kw_pass *pass, const struct kw_phrase *p)
{
    return apart(pass, p->first, p->end);
}

/* The place or country that such a phrase names: before its noun ("a Moscow lender", "an
 * Israeli firm") or right after it ("a reseller in Limassol"). + 1; or 0. */
static uint32_t whereabouts(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        if (i + 1 != p->self && i + 1 != p->owner && r->first <= p->first + 2 &&
            r->end <= p->head)
            return i + 1;
    }
    if (number == s->phrase_count)
        return 0;
    const struct kw_phrase *next = p + 1;
    bool near = next->under == number && next->first <= p->end + 2 && !next->coordinated;
    return near && (next->prep == KW_SLOT_IN || next->prep == KW_SLOT_FROM) ? next->self
                                                                            : 0;
}

/* "Nightjar, Acme's tool": what the possessor of such a phrase says of the name. */
static enum kw_status tie_owner(struct kw_pass *pass, uint32_t number,
                                struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    struct kw_fillers who;
    if (!p->owner || p->self || p->is_time || p->denied)
        return KW_OK;
    const struct kw_reference *r = &s->references->items[p->owner - 1];
    kw_phrase_self(s, number, &who);
    if (who.count != 1 || !kw_mention_names(r->mention.kind))
        return KW_OK;
    uint32_t owner = r->mention.referent, self = kw_scene_referent(s, who.refs[0]);
    const struct tie *tie = tie_of(s, owner, self, true, false);
    struct kw_predicate predicate = {.clause = p->clause, .phrase = number};
    if (!tie || owner == self || apart(pass, r->end + 1, p->end) ||
        kw_mood_of(s, &pass->voice, &predicate).polarity == KW_NEGATIVE)
        return KW_OK;
    return claim_tie(pass, tie, owner, self, p->first, p->end, KW_WAY_APPOSED, err);
}

/* What a phrase that is no name, but the apposition or complement of one, says of it. */
static enum kw_status tie_complement(struct kw_pass *pass, uint32_t number,
                                     struct kw_error *err)
{
    static const struct tie origin = {.relation = KW_RELATION_ORIGIN};
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    struct kw_fillers who;
    bool name =
        p->self && kw_mention_names(s->references->items[p->self - 1].mention.kind);
    uint32_t ref = name || p->is_time ? 0 : whereabouts(s, number);
    if (!ref || (p->prep != KW_SLOT_NONE && !p->self))
        return KW_OK;
    const struct kw_reference *r = &s->references->items[ref - 1];
    uint32_t place = r->mention.referent;
    kw_phrase_self(s, number, &who);
    if (who.count == 0 && number < s->phrase_count && p[1].under == number &&
        p[1].prep == KW_SLOT_LIKE) /* "Israeli firms such as NSO" */
        kw_phrase_refs(s, number, &who);
    if (who.count != 1 || !(ANYWHERE >> type_of(s, place) & 1))
        return KW_OK;
    uint32_t self = kw_scene_referent(s, who.refs[0]);
    bool person = type_of(s, self) == KW_TYPE_PERSON;
    bool demonym = r->mention.kind == KW_MENTION_DEMONYM;
    if (self == place || (person && (!demonym || has_role(pass, p))))
        return KW_OK;
    const struct tie *tie = person ? &origin : tie_of(s, place, self, false, true);
    struct kw_predicate predicate = {.clause = p->clause, .phrase = number};
    if (!tie || kw_mood_of(s, &pass->voice, &predicate).polarity == KW_NEGATIVE)
        return KW_OK;
    return claim_tie(pass, tie, place, self, p->first, p->end, KW_WAY_APPOSED, err);
}

/* "Originally from Riga, Ada Roe joined": what opens the sentence says it of its subject.
 */
static enum kw_status tie_opening(struct kw_pass *pass, struct kw_error *err)
{
    static const struct tie origin = {.relation = KW_RELATION_ORIGIN};
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[1];
    if (s->phrase_count < 2 || p->prep != KW_SLOT_FROM || !p->self || !p->clause ||
        p->first > s->first + 2 || p->coordinated)
        return KW_OK;
    uint32_t subject = s->clauses[p->clause].subject;
    uint32_t self = subject ? s->phrases[subject].self : 0;
    uint32_t place = kw_scene_referent(s, p->self - 1);
    if (!self || subject < 2 || !is_comma(s, s->phrases[subject].first - 1) ||
        !(ANYWHERE >> type_of(s, place) & 1) ||
        type_of(s, kw_scene_referent(s, self - 1)) != KW_TYPE_PERSON)
        return KW_OK;
    uint32_t who = kw_scene_referent(s, self - 1), wider = wider_of(s, p->self - 1);
    enum kw_status status =
        claim_tie(pass, &origin, place, who, s->first, p->end, KW_WAY_APPOSED, err);
    if (status == KW_OK && wider)
        status = claim_tie(pass, &origin, kw_scene_referent(s, wider), who, s->first,
                           p->end, KW_WAY_APPOSED, err);
    return status;
}

enum kw_status kw_find_ties(struct kw_pass *pass, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    enum kw_status status = KW_OK;
    for (uint32_t i = s->ref_first; i < s->ref_end && status == KW_OK; i++) {
        status = tie_reference(pass, &s->references->items[i], err);
        if (status == KW_OK)
            status = tie_pair(pass, i, err);
    }
    if (status == KW_OK)
        status = tie_opening(pass, err);
    for (uint32_t i = 1; i <= s->phrase_count && status == KW_OK; i++) {
        status = tie_phrase(pass, &s->phrases[i], err);
        if (status == KW_OK)
            status = tie_next(pass, i, err);
        if (status == KW_OK)
            status = tie_owner(pass, i, err);
        if (status == KW_OK)
            status = tie_complement(pass, i, err);
    }
    return status;
}
