/* ends.c - which types of entities each type of statement joins (gold/GUIDELINES). */
#include "relate/gather.h"

#define BIT(type) (1u << KW_TYPE_##type)
enum {
    PERSON = BIT(PERSON),
    COUNTRY = BIT(COUNTRY),
    PLACE = BIT(PLACE),
    AGENCY = BIT(AGENCY),
    FIRM = BIT(FIRM),
    OUTLET = BIT(OUTLET),
    ORGANIZATION = BIT(ORGANIZATION),
    TOOL = BIT(TOOL),
    GROUP = BIT(GROUP),
    EVENT = BIT(EVENT),
    WORK = BIT(WORK),
    BODY = AGENCY | FIRM | OUTLET | ORGANIZATION,
    ACTOR = PERSON | COUNTRY | BODY | GROUP,
};

static const struct {
    unsigned subject; /* types it may have */
    unsigned object;
} ends[KW_RELATION_COUNT] = {
    [KW_RELATION_ROLE_AT] = {PERSON, BODY | COUNTRY | PLACE},
    [KW_RELATION_MEMBER_OF] = {COUNTRY | BODY | PERSON, ORGANIZATION | GROUP | COUNTRY},
    [KW_RELATION_PART_OF] = {BODY, BODY | COUNTRY},
    [KW_RELATION_OWNS] = {ACTOR, FIRM | OUTLET | ORGANIZATION | TOOL},
    [KW_RELATION_BASED_IN] = {BODY, PLACE | COUNTRY},
    [KW_RELATION_LOCATED_IN] = {PLACE, PLACE | COUNTRY},
    [KW_RELATION_ORIGIN] = {PERSON, PLACE | COUNTRY},
    [KW_RELATION_MAKES] = {ACTOR, TOOL | WORK},
    [KW_RELATION_FOUNDED] = {PERSON | BODY, BODY},
    [KW_RELATION_FAMILY] = {PERSON, PERSON},
    [KW_RELATION_ASSOCIATE] = {ACTOR, ACTOR},
    [KW_RELATION_SUPPLIES] = {ACTOR, ACTOR},
    [KW_RELATION_ACQUIRES] = {ACTOR, TOOL | FIRM | OUTLET | ORGANIZATION | WORK},
    [KW_RELATION_FUNDS] = {ACTOR, ACTOR},
    [KW_RELATION_USES] = {ACTOR, TOOL},
    [KW_RELATION_TARGETS] = {ACTOR | TOOL, ACTOR | PLACE | TOOL},
    [KW_RELATION_AGREE] = {ACTOR, ACTOR},
    [KW_RELATION_CONSULT] = {ACTOR, ACTOR | PLACE},
    [KW_RELATION_SUPPORT] = {ACTOR, ACTOR | WORK | EVENT},
    [KW_RELATION_CONCEDE] = {ACTOR, ACTOR},
    [KW_RELATION_COOPERATE] = {ACTOR, ACTOR},
    [KW_RELATION_AID] = {ACTOR, ACTOR},
    [KW_RELATION_RETREAT] = {ACTOR, ACTOR | PLACE},
    [KW_RELATION_REQUEST] = {ACTOR, ACTOR},
    [KW_RELATION_ACCUSE] = {ACTOR, ACTOR | TOOL},
    [KW_RELATION_REJECT] = {ACTOR, ACTOR | WORK | EVENT},
    [KW_RELATION_THREATEN] = {ACTOR, ACTOR},
    [KW_RELATION_PROTEST] = {ACTOR, ACTOR},
    [KW_RELATION_SANCTION] = {ACTOR, ACTOR | TOOL},
    [KW_RELATION_MOBILIZE] = {ACTOR, ACTOR | PLACE},
    [KW_RELATION_COERCE] = {ACTOR, ACTOR},
    [KW_RELATION_ASSAULT] = {ACTOR, ACTOR | PLACE},
};

/* What a name may be whose type is only a guess. */
static unsigned types_of(const struct kw_references *references, uint32_t referent)
{
    static const unsigned guesses[KW_TYPE_COUNT] = {
        [KW_TYPE_PERSON] = FIRM | ORGANIZATION | TOOL | PLACE,
        [KW_TYPE_PLACE] = PERSON | FIRM | ORGANIZATION,
        [KW_TYPE_ORGANIZATION] = FIRM | TOOL,
        [KW_TYPE_FIRM] = ORGANIZATION | TOOL,
        [KW_TYPE_WORK] = FIRM | ORGANIZATION | TOOL | PERSON,
        [KW_TYPE_TOOL] = FIRM | ORGANIZATION,
    };
    const struct kw_refdata *data = &references->referents[referent - 1];
    enum kw_type type = data->referent.type;
    return 1u << type | (data->guessed ? guesses[type] : 0);
}

bool kw_ends_suit(const struct kw_references *references, enum kw_relation type,
                  uint32_t subject, uint32_t object)
{
    if (!subject || !object || subject == object)
        return false;
    return ends[type].subject & types_of(references, subject) &&
           ends[type].object & types_of(references, object);
}
