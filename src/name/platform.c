/* platform.c - one name, two things: Facebook is a tool where it is used and a firm
 * where it acts, sues or is sued.
 */
#include "name/room.h"

/* Kinds of known names that may be either. */
static const char *const kinds[] = {
    "messaging app",
    "social network",
    "video platform",
    "video app",
    "search engine",
    "app",
    "website",
    "social media company",
    "technology company",
    "chatbot",
    "platform",
};

static const char used_before[] =
    "via using use used uses through download downloaded delete deleted quit";
/* What "on" may stand after when somebody does something to the firm. */
static const char done_to[] =
    "sanctions pressure fine fines ban attack attacks tax taxes crackdown "
    "curbs report restrictions ruling";
static const char used_after[] =
    "account accounts user users post posts page pages message messages chat chats feed "
    "video videos app apps handle thread livestream followers follower group groups "
    "channel channels profile profiles timeline call calls search searches";
static const char acting[] =
    "sue say announce tell deny accuse argue appeal agree decline refuse buy acquire "
    "hire "
    "pay settle fix patch promise warn reject confirm respond discover file claim pledge "
    "call condemn ban suspend remove block delete";

static bool may_be_both(const struct kw_finder *f, const struct kw_name *name)
{
    if (!name->row || kw_lexicon_table(f->lexicon, name->row) != KW_TABLE_NAMES ||
        (name->type != KW_TYPE_FIRM && name->type != KW_TYPE_TOOL))
        return false;
    return KW_STR_AMONG(kw_cell_at(f, name->row, KW_COL_NAMES_KIND), kinds);
}

static bool is_used(const struct kw_finder *f, const struct kw_name *name)
{
    uint32_t before = kw_before(f, name->first);
    if (kw_norm_in(f, name->end, used_after))
        return true;
    if (before == UINT32_MAX)
        return false;
    if (kw_norm_is(f, before, "on"))
        return before == f->sentence->first || !kw_norm_in(f, before - 1, done_to);
    return kw_norm_in(f, before, used_before);
}

static bool acts(const struct kw_finder *f, const struct kw_name *name)
{
    struct kw_str rest = kw_str_of(acting), word;
    uint32_t i = name->end;
    while (kw_in_sentence(f, i) &&
           (kw_tag_at(f, i) == KW_TAG_RB || kw_tag_at(f, i) == KW_TAG_MD ||
            kw_str_eq(kw_at(f, i)->lemma, KW_STR("have"))))
        i++;
    while (kw_in_sentence(f, i) && kw_tag_is_verb(kw_at(f, i)->tag) &&
           kw_str_item(&rest, ' ', &word)) {
        if (kw_str_eq(kw_at(f, i)->lemma, word))
            return true;
    }
    return false;
}

void kw_platform_settle(const struct kw_finder *f, struct kw_name *name)
{
    if (!may_be_both(f, name))
        return;
    if (acts(f, name))
        name->type = KW_TYPE_FIRM;
    else if (is_used(f, name))
        name->type = KW_TYPE_TOOL;
}
