/* clue.c - what the words right beside an unknown name say about its type. One row a
 * clue; the first that fits counts.
 */
#include "name/room.h"

enum where {
    OBJECT_OF,  /* "deployed NAME": a verb right before it */
    MADE_BY,    /* "sold by NAME": a participle and "by" before it */
    SUBJECT_OF, /* "NAME sells": a verb after it, adverbs and auxiliaries aside */
    OWNS,       /* "NAME's shares" */
    MODIFIES,   /* "NAME shares" */
    RELATIVE,   /* "NAME, who" */
    INSIDE,     /* "stake in NAME" */
};

struct clue {
    enum where where;
    enum kw_type type;
    const char *words; /* lemmas of verbs, forms of nouns */
};

static const struct clue clues[] = {
    {RELATIVE, KW_TYPE_PERSON, "who whose"},
    {OWNS, KW_TYPE_PERSON,
     "wife husband mother father son daughter brother sister widow family lawyer lawyers "
     "arrest death resignation nomination phone remarks birthday career"},
    {SUBJECT_OF, KW_TYPE_PERSON,
     "resign testify marry die retire graduate born smile nod recall whisper joke"},
    {OWNS, KW_TYPE_FIRM,
     "shares stock customers clients products software technology founder shareholders "
     "headquarters subsidiary ceo chairman revenue sales factory factories employees"},
    {MODIFIES, KW_TYPE_FIRM,
     "shares stock executive executives subsidiary plant factory shareholders customers"},
    {INSIDE, KW_TYPE_FIRM,
     "stake stakes shares invest invested invests investors investor investment"},
    {MADE_BY, KW_TYPE_FIRM, "make sell develop manufacture produce market build"},
    {SUBJECT_OF, KW_TYPE_FIRM, "sell market manufacture acquire supply license"},
    {OBJECT_OF, KW_TYPE_TOOL, "deploy install download use operate license"},
    {SUBJECT_OF, KW_TYPE_TOOL, "infect encrypt intercept exploit"},
    {MODIFIES, KW_TYPE_ORGANIZATION,
     "spokesman spokeswoman spokesperson spokespeople officials employees staff fighters "
     "members militants researchers"},
    {RELATIVE, KW_TYPE_ORGANIZATION, "which"},
};

static bool lemma_in(const struct kw_finder *f, uint32_t i, const char *list)
{
    struct kw_str rest = kw_str_of(list), word;
    if (!kw_in_sentence(f, i))
        return false;
    while (kw_str_item(&rest, ' ', &word)) {
        if (kw_str_eq(kw_at(f, i)->lemma, word))
            return true;
    }
    return false;
}

static bool is_helper(const struct kw_finder *f, uint32_t i)
{
    enum kw_tag tag = kw_tag_at(f, i);
    return tag == KW_TAG_RB || tag == KW_TAG_MD ||
           (kw_tag_is_verb(tag) && lemma_in(f, i, "have be"));
}

/* The verb whose subject ends at `end`; UINT32_MAX if none follows. */
static uint32_t verb_after(const struct kw_finder *f, uint32_t end)
{
    uint32_t i = kw_after(f, end);
    for (int n = 0; n < 4 && i != UINT32_MAX && is_helper(f, i); n++)
        i++;
    return i != UINT32_MAX && kw_tag_is_verb(kw_tag_at(f, i)) ? i : UINT32_MAX;
}

static bool fits(const struct kw_finder *f, const struct clue *clue,
                 const struct kw_name *name)
{
    uint32_t before = kw_before(f, name->first), end = kw_after(f, name->end), verb;
    switch (clue->where) {
    case OBJECT_OF:
        return before != UINT32_MAX && kw_tag_is_verb(kw_at(f, before)->tag) &&
               lemma_in(f, before, clue->words);
    case MADE_BY:
        return before != UINT32_MAX && before > f->sentence->first &&
               kw_norm_is(f, before, "by") && lemma_in(f, before - 1, clue->words);
    case SUBJECT_OF:
        verb = verb_after(f, name->end);
        return verb != UINT32_MAX && lemma_in(f, verb, clue->words);
    case OWNS:
        return kw_tag_at(f, name->end) == KW_TAG_POS &&
               kw_norm_in(f, name->end + 1, clue->words);
    case MODIFIES:
        return end == name->end && kw_norm_in(f, end, clue->words);
    case RELATIVE:
        return end != UINT32_MAX && kw_norm_is(f, end, ",") &&
               kw_norm_in(f, end + 1, clue->words);
    case INSIDE:
        return before != UINT32_MAX && before > f->sentence->first &&
               kw_norm_in(f, before, "in of") && kw_norm_in(f, before - 1, clue->words);
    }
    return false;
}

enum kw_type kw_clue_type(const struct kw_finder *f, const struct kw_name *name)
{
    for (size_t i = 0; i < sizeof clues / sizeof *clues; i++) {
        if (fits(f, &clues[i], name))
            return clues[i].type;
    }
    return KW_TYPE_NONE;
}
