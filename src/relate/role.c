/* role.c - who holds which office or job where: titles, role nouns, appositions. */
#include "relate/pass.h"

enum { OFFICE_WORDS = 8 };

/* A role noun in a phrase. */
struct office {
    uint32_t first; /* its tokens, modifiers included */
    uint32_t end;
    kw_lexref row; /* in roles */
    bool plural;   /* "researchers": of several persons */
};

static const struct kw_token *token_at(const struct kw_scene *s, uint32_t at)
{
    return &s->text->tokens[at];
}

/* The longest role noun that starts at token `at` of a phrase. */
static bool role_at_token(const struct kw_scene *s, const struct kw_phrase *p,
                          uint32_t at, struct office *out)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(s->cues->lexicon);
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    bool found = false;
    for (uint32_t t = at; t < p->end && t < at + OFFICE_WORDS; t++) {
        bool more = kw_lexwalk_step(&walk, t > at && token_at(s, t)->space,
                                    token_at(s, t)->norm, &hits);
        if (kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme) &&
            (lexeme.use == KW_USE_WORD || lexeme.use == KW_USE_PLURAL)) {
            *out = (struct office){.first = at,
                                   .end = t + 1,
                                   .row = lexeme.row,
                                   .plural = lexeme.use == KW_USE_PLURAL};
            found = true;
        }
        if (!more)
            break;
    }
    return found;
}

static bool inside_name(const struct kw_scene *s, const struct kw_phrase *p, uint32_t at)
{
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        if (r->first <= at && at < r->end && r->mention.kind != KW_MENTION_NOMINAL)
            return true;
    }
    return false;
}

/* "military spokesperson": modifiers belong to the title, "former" does not. */
static void widen(const struct kw_scene *s, const struct kw_phrase *p,
                  struct office *office)
{
    while (office->first > p->first) {
        uint32_t before = office->first - 1;
        enum kw_tag tag = token_at(s, before)->tag;
        if (inside_name(s, p, before) || (!kw_tag_is_noun(tag) && tag != KW_TAG_JJ) ||
            kw_cues_is(s->cues, token_at(s, before)->norm, KW_CLASS_FORMER))
            return;
        office->first = before;
    }
}

static struct kw_str role_cell(const struct kw_scene *s, const struct office *office,
                               int column)
{
    return kw_lexicon_cell(s->cues->lexicon, office->row, column);
}

static bool held_at(const struct kw_scene *s, const struct office *office,
                    enum kw_type type)
{
    struct kw_str rest = role_cell(s, office, KW_COL_ROLES_AT), item;
    while (kw_str_item(&rest, '|', &item)) {
        enum kw_type at;
        if (kw_type_parse(item, &at) && at == type)
            return true;
    }
    return false;
}

/* What an office makes of a body of that type: a role there, for a person of whom it is
 * the staff an association, for a place or a country without such an office an origin
 * ("the Austin poet Ada Roe"). */
static enum kw_relation relation_of(const struct kw_pass *pass,
                                    const struct office *office, uint32_t body,
                                    enum kw_slot slot, bool claimed)
{
    const struct kw_scene *s = pass->scene;
    enum kw_type type = s->references->referents[body - 1].referent.type;
    struct kw_str class = role_cell(s, office, KW_COL_ROLES_CLASS);
    bool framed = kw_map_get(&pass->frames->nouns, kw_scene_lemma(s, office->end - 1));
    bool owner = kw_str_eq(class, KW_STR("owner"));
    /* Frames know what kin and owners are. */
    if (kw_str_eq(class, KW_STR("family")) || (owner && type != KW_TYPE_COUNTRY))
        return KW_RELATION_NONE;
    /* A chief executive is one of a firm, whatever its name looks like. */
    if ((type == KW_TYPE_PERSON || type == KW_TYPE_PLACE) &&
        s->references->referents[body - 1].guessed && slot != KW_SLOT_MOD &&
        kw_str_eq(class, KW_STR("head")))
        return KW_RELATION_ROLE_AT;
    if (type == KW_TYPE_PERSON)
        return slot == KW_SLOT_MOD || framed ? KW_RELATION_NONE : KW_RELATION_ASSOCIATE;
    if (type == KW_TYPE_PLACE)
        return claimed || !held_at(s, office, KW_TYPE_COUNTRY) ? KW_RELATION_ORIGIN
                                                               : KW_RELATION_ROLE_AT;
    if (type == KW_TYPE_COUNTRY &&
        (owner || claimed || kw_str_eq(class, KW_STR("occupation")) ||
         !held_at(s, office, type)))
        return slot == KW_SLOT_MOD || slot == KW_SLOT_FROM ? KW_RELATION_ORIGIN
                                                           : KW_RELATION_NONE;
    return KW_RELATION_ROLE_AT;
}

static enum kw_way way_of(const struct kw_scene *s, const struct kw_phrase *p,
                          const struct kw_fillers *who)
{
    return &s->phrases[who->phrase] == p ? KW_WAY_TITLE : KW_WAY_APPOSED;
}

/* Whether phrase `number`, or what it is coordinated with, is in apposition to `other`.
 */
static bool apposed_to(const struct kw_scene *s, uint32_t number, uint32_t other)
{
    uint32_t lead = number;
    for (uint32_t n = number; s->phrases[lead].coordinated && n > 1 && n + 8 > number;
         n--) {
        if (s->phrases[n - 1].next == lead)
            lead = n - 1;
    }
    return s->phrases[number].apposed == other || s->phrases[lead].apposed == other;
}

/* "a founding member", "the founding chair" */
static bool founds(const struct kw_scene *s, const struct kw_phrase *p,
                   const struct office *office)
{
    for (uint32_t t = p->first; t < office->end; t++) {
        if (kw_str_eq(token_at(s, t)->norm, KW_STR("founding")))
            return true;
    }
    return false;
}

static enum kw_status claim_office(struct kw_pass *pass, uint32_t number,
                                   const struct office *office,
                                   const struct kw_fillers *who, uint32_t body,
                                   enum kw_slot slot, bool claimed, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    enum kw_relation relation = relation_of(pass, office, body, slot, claimed);
    if (relation == KW_RELATION_NONE)
        return KW_OK;
    struct kw_predicate predicate = {.phrase = number, .last = office->end - 1};
    uint32_t other = who->phrase;
    bool behind = other == number + 1 && s->phrases[other].under == number;
    if (other != number && !apposed_to(s, number, other) && !behind)
        predicate.clause = p->clause;
    struct kw_claim claim = {.type = relation,
                             .object = body,
                             .mood = kw_mood_of(s, &pass->voice, &predicate),
                             .clause = predicate.clause,
                             .phrase = number,
                             .first = office->first,
                             .end = office->end,
                             .way = way_of(s, p, who)};
    if (relation == KW_RELATION_ROLE_AT)
        claim.title =
            kw_text_slice(s->text, kw_text_span(s->text, office->first, office->end));
    for (unsigned i = 0; i < who->count; i++) {
        claim.subject = kw_scene_referent(s, who->refs[i]);
        claim.type = relation;
        enum kw_status status = kw_pass_claim(pass, &claim, err);
        if (status == KW_OK && founds(s, p, office) && relation == KW_RELATION_ROLE_AT) {
            claim.type = KW_RELATION_FOUNDED;
            status = kw_pass_claim(pass, &claim, err);
        }
        if (status != KW_OK)
            return status;
    }
    return KW_OK;
}

/* Where bodies stand around a role noun, nearest first. */
static const enum kw_slot body_slots[] = {KW_SLOT_OF,   KW_SLOT_AT,   KW_SLOT_FOR,
                                          KW_SLOT_WITH, KW_SLOT_FROM, KW_SLOT_IN,
                                          KW_SLOT_POSS, KW_SLOT_MOD};

static bool is_body(enum kw_type type)
{
    return type == KW_TYPE_FIRM || type == KW_TYPE_ORGANIZATION ||
           type == KW_TYPE_OUTLET || type == KW_TYPE_AGENCY;
}

/* A country before the role noun is where a person is from when a body stands after it:
 * "Norwegian politician for the Labour Party". */
static bool beside(const struct kw_scene *s, uint32_t body, enum kw_slot slot,
                   bool claimed)
{
    enum kw_type type = s->references->referents[body - 1].referent.type;
    if (slot == KW_SLOT_IN)
        return !claimed && is_body(type); /* a partner in Acme, no poet in Riga */
    return !claimed || (slot == KW_SLOT_MOD && type != KW_TYPE_PERSON) ||
           type == KW_TYPE_PLACE;
}

/* "Acme named Jane Roe chief executive": who appoints is where the office is. */
static uint32_t appointer(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    const struct kw_clause *c = p->clause ? &s->clauses[p->clause] : NULL;
    if (!c || c->head == c->end || c->passive || !c->subject || p->first < c->end ||
        (p->prep != KW_SLOT_NONE && p->prep != KW_SLOT_AS) ||
        !kw_cues_is(s->cues, kw_scene_lemma(s, c->head), KW_CLASS_APPOINT))
        return 0;
    uint32_t self = s->phrases[c->subject].self;
    enum kw_type type = self ? kw_scene_data(s, self - 1)->referent.type : KW_TYPE_NONE;
    return is_body(type) ? kw_scene_referent(s, self - 1) : 0;
}

/* "founded Acme, where she served as president": the body that "where" means. */
static uint32_t where_body(const struct kw_scene *s, uint32_t number)
{
    const struct kw_phrase *p = &s->phrases[number];
    uint32_t place = p->clause ? s->clauses[p->clause].place : 0;
    uint32_t self = place ? s->phrases[place].self : 0;
    enum kw_type type = self ? kw_scene_data(s, self - 1)->referent.type : KW_TYPE_NONE;
    return is_body(type) ? kw_scene_referent(s, self - 1) : 0;
}

/* The first role noun of a phrase outside of names. */
static bool first_office(const struct kw_scene *s, uint32_t number, struct office *out)
{
    const struct kw_phrase *p = &s->phrases[number];
    for (uint32_t at = p->first; at < p->end; at++) {
        if (!inside_name(s, p, at) && role_at_token(s, p, at, out))
            return true;
    }
    return false;
}

/* "co-founder and chief executive": the phrase with a role noun that phrase `number` is
 * coordinated with, or 0. */
static uint32_t partner(const struct kw_scene *s, uint32_t number, struct office *office)
{
    uint32_t other = s->phrases[number].next;
    for (uint32_t n = number; !other && s->phrases[number].coordinated && n > 1; n--) {
        if (n + 3 <= number)
            return 0;
        other = s->phrases[n - 1].next == number ? n - 1 : 0;
    }
    return other && first_office(s, other, office) ? other : 0;
}

/* The bodies around an office, and around the one it is coordinated with. */
struct around {
    uint32_t phrase; /* whose slots are filled */
    uint32_t last;   /* the last token of the office there */
    uint32_t first;  /* names before it must end here */
};

static enum kw_status claim_around(struct kw_pass *pass, uint32_t number,
                                   const struct office *office,
                                   const struct kw_fillers *who,
                                   const struct around *around, bool *claimed,
                                   struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct kw_predicate predicate = {.phrase = around->phrase, .last = around->last};
    for (size_t i = 0; i < sizeof body_slots / sizeof *body_slots; i++) {
        enum kw_slot slot = body_slots[i];
        struct kw_fillers bodies;
        struct kw_predicate whole = predicate;
        if (slot == KW_SLOT_OF && who->phrase == around->phrase)
            whole.last = s->phrases[around->phrase].head; /* President Ada Roe of Chile */
        kw_slot_fill(s, &whole, slot, &bodies);
        if (bodies.count && who->count && bodies.refs[0] == who->refs[0])
            continue; /* "minister of defence Jane Roe" */
        for (unsigned j = 0; j < bodies.count; j++) {
            uint32_t body = kw_scene_referent(s, bodies.refs[j]);
            if ((s->references->items[bodies.refs[j]].end > around->first &&
                 slot == KW_SLOT_MOD) ||
                !beside(s, body, slot, *claimed))
                continue;
            enum kw_status status =
                claim_office(pass, number, office, who, body, slot, *claimed, err);
            if (status != KW_OK)
                return status;
        }
        *claimed = *claimed || bodies.count;
    }
    return KW_OK;
}

static enum kw_status claim_bodies(struct kw_pass *pass, uint32_t number,
                                   const struct office *office,
                                   const struct kw_fillers *who, struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    struct around around = {number, office->end - 1, office->first};
    struct office other;
    bool claimed = false;
    enum kw_status status =
        claim_around(pass, number, office, who, &around, &claimed, err);
    /* What a poet is beside a professor at Acme, she is not there. */
    bool job = kw_str_eq(role_cell(s, office, KW_COL_ROLES_CLASS), KW_STR("occupation"));
    uint32_t twin = claimed || job ? 0 : partner(s, number, &other);
    if (status == KW_OK && twin) {
        around = (struct around){twin, s->phrases[twin].head, other.first};
        if (s->phrases[twin].self)
            around.last = other.end - 1;
        status = claim_around(pass, number, office, who, &around, &claimed, err);
    }
    uint32_t body = claimed ? 0 : appointer(s, number);
    if (!claimed && !body)
        body = where_body(s, number);
    if (status == KW_OK && body)
        status = claim_office(pass, number, office, who, body, KW_SLOT_SUBJ, false, err);
    return status;
}

/* "President Joe Biden's order": the name right after the role noun. */
static bool named_after(const struct kw_scene *s, const struct kw_phrase *p,
                        const struct office *office, uint32_t number,
                        struct kw_fillers *out)
{
    for (uint32_t i = p->ref_first; i < p->ref_end; i++) {
        const struct kw_reference *r = &s->references->items[i];
        if (r->first != office->end || !kw_mention_names(r->mention.kind) ||
            kw_scene_data(s, i)->referent.type != KW_TYPE_PERSON)
            continue;
        *out = (struct kw_fillers){.refs = {i}, .count = 1, .phrase = number};
        return true;
    }
    return false;
}

/* "Norway's minister of defence Jane Roe": the name ends the phrase that hangs on it. */
static bool named_behind(const struct kw_scene *s, uint32_t number,
                         struct kw_fillers *out)
{
    if (number == s->phrase_count)
        return false;
    const struct kw_phrase *next = &s->phrases[number + 1];
    if ((next->prep != KW_SLOT_OF && next->prep != KW_SLOT_FOR) ||
        next->under != number || !next->self)
        return false;
    const struct kw_reference *r = &s->references->items[next->self - 1];
    struct office other = {0};
    if (!kw_mention_names(r->mention.kind) || r->first <= next->first ||
        kw_scene_data(s, next->self - 1)->referent.type != KW_TYPE_PERSON)
        return false;
    for (uint32_t t = next->first; t < r->first; t++) {
        enum kw_tag tag = token_at(s, t)->tag;
        if (role_at_token(s, next, t, &other) || tag == KW_TAG_DT || tag == KW_TAG_PRPS ||
            tag == KW_TAG_POS)
            return false;
    }
    *out =
        (struct kw_fillers){.refs = {next->self - 1}, .count = 1, .phrase = number + 1};
    return true;
}

/* Persons that a phrase with a role noun denotes. */
static void holders(const struct kw_scene *s, uint32_t number,
                    const struct office *office, struct kw_fillers *out)
{
    const struct kw_phrase *p = &s->phrases[number];
    struct kw_fillers found;
    if (named_after(s, p, office, number, out) || named_behind(s, number, out))
        return;
    kw_phrase_self(s, number, &found);
    *out = (struct kw_fillers){.phrase = found.phrase};
    for (unsigned i = 0; i < found.count; i++) {
        bool before = p->self == found.refs[i] + 1 &&
                      s->references->items[found.refs[i]].end <= office->first;
        if (!before && kw_scene_data(s, found.refs[i])->referent.type == KW_TYPE_PERSON)
            out->refs[out->count++] = found.refs[i];
    }
}

/* All persons coordinated with the one in phrase `from`. */
static void all_of(const struct kw_scene *s, uint32_t from, struct kw_fillers *out)
{
    for (uint32_t n = from; s->phrases[from].coordinated && n > 1 && n + 12 > from; n--) {
        if (s->phrases[n - 1].next == from)
            from = n - 1;
    }
    *out = (struct kw_fillers){.phrase = from};
    for (uint32_t n = from; n && out->count < KW_FILLERS; n = s->phrases[n].next) {
        uint32_t self = s->phrases[n].self;
        if (self && kw_scene_data(s, self - 1)->referent.type == KW_TYPE_PERSON &&
            kw_mention_names(s->references->items[self - 1].mention.kind))
            out->refs[out->count++] = self - 1;
    }
}

/* "one of the spokespersons of Acme" */
static bool is_one_of(const struct kw_scene *s, const struct kw_phrase *p)
{
    return p->prep == KW_SLOT_OF && p->under &&
           kw_str_eq(token_at(s, s->phrases[p->under].head)->norm, KW_STR("one"));
}

static enum kw_status find_in_phrase(struct kw_pass *pass, uint32_t number,
                                     struct kw_error *err)
{
    const struct kw_scene *s = pass->scene;
    const struct kw_phrase *p = &s->phrases[number];
    enum kw_status status = KW_OK;
    for (uint32_t at = p->first; at < p->end && status == KW_OK; at++) {
        struct office office = {0};
        struct kw_fillers who;
        if (inside_name(s, p, at) || !role_at_token(s, p, at, &office))
            continue;
        at = office.end - 1;
        holders(s, number, &office, &who);
        if (!who.count) {
            struct office other;
            uint32_t twin = partner(s, number, &other);
            if (twin)
                holders(s, twin, &other, &who);
        }
        if (office.plural && is_one_of(s, p))
            office.plural = false;
        else if (office.plural && who.count)
            all_of(s, who.phrase, &who);
        if (who.count < 1u + office.plural)
            continue;
        widen(s, p, &office);
        status = claim_bodies(pass, number, &office, &who, err);
    }
    return status;
}

enum kw_status kw_find_roles(struct kw_pass *pass, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (uint32_t i = 1; i <= pass->scene->phrase_count && status == KW_OK; i++) {
        if (!pass->scene->phrases[i].is_time)
            status = find_in_phrase(pass, i, err);
    }
    return status;
}
