/* list.c - what names that stand together tell about each other: lists, and acronyms in
 * brackets behind the name they stand for.
 */
#include "name/room.h"

/* --- lists ------------------------------------------------------------------------- */

/* Whether only a comma, "and" or "or" parts two names. */
static bool coordinated(const struct kw_finder *f, const struct kw_name *a,
                        const struct kw_name *b)
{
    uint32_t i = a->end;
    bool joined = false;
    for (; i < b->first; i++) {
        if (kw_norm_in(f, i, ", and or &"))
            joined = true;
        else if (!kw_is_quote(f, i) && !kw_norm_in(f, i, "the"))
            return false;
    }
    return joined && i <= a->end + 4;
}

/* The type that "KIND like", "KIND such as", "KINDS including" give to what follows. */
static enum kw_type list_type(const struct kw_finder *f, const struct kw_name *name)
{
    uint32_t end = kw_before_end(f, name->first);
    if (end <= f->sentence->first)
        return KW_TYPE_NONE;
    if (kw_norm_is(f, end - 1, "the"))
        end--;
    if (kw_norm_in(f, end - 1, "like including namely"))
        end--;
    else if (end >= 2 && kw_norm_is(f, end - 1, "as") && kw_norm_is(f, end - 2, "such"))
        end -= 2;
    else
        return KW_TYPE_NONE;
    if (kw_norm_is(f, end - 1, ","))
        end--;
    uint32_t kind = kw_phrase_before(f, end, true);
    return kind < end ? kw_kind_type(f, kind) : KW_TYPE_NONE;
}

/* "M Cueto (Sale Sharks), J Noon (Newcastle)": what stands alone in brackets behind a
 * person is whom that one belongs to. */
static bool is_club(const struct kw_finder *f, const struct kw_name *person,
                    const struct kw_name *name)
{
    return person->type == KW_TYPE_PERSON && name->type == KW_TYPE_PERSON &&
           name->basis <= KW_TYPE_BY_CONTEXT && name->first == person->end + 1 &&
           kw_norm_is(f, person->end, "(") && kw_norm_in(f, name->end, ") ,");
}

void kw_type_lists(const struct kw_finder *f, struct kw_name *names, size_t count)
{
    enum kw_type type = KW_TYPE_NONE;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && is_club(f, &names[i - 1], &names[i])) {
            names[i].type = KW_TYPE_ORGANIZATION;
            names[i].basis = KW_TYPE_BY_CONTEXT;
        }
        if (i == 0 || !coordinated(f, &names[i - 1], &names[i]))
            type = list_type(f, &names[i]);
        else if (type == KW_TYPE_NONE && names[i - 1].basis >= KW_TYPE_BY_SHAPE &&
                 names[i - 1].type != KW_TYPE_COUNTRY &&
                 names[i].basis == KW_TYPE_BY_DEFAULT) {
            names[i].type = names[i - 1].type;
            names[i].basis = KW_TYPE_BY_CONTEXT;
        }
        if (type == KW_TYPE_NONE || names[i].basis >= KW_TYPE_BY_TITLE)
            continue;
        names[i].type = type;
        names[i].basis = KW_TYPE_BY_TITLE;
    }
}

/* --- acronyms ---------------------------------------------------------------------- */

/* "Reporters Without Borders (RSF)": what stands alone in brackets right behind a body
 * names that body, whatever the tables say of the letters. */
static bool explains(const struct kw_finder *f, const struct kw_name *body,
                     const struct kw_name *acronym)
{
    return acronym->end == acronym->first + 1 && acronym->first == body->end + 1 &&
           kw_norm_is(f, body->end, "(") && kw_norm_is(f, acronym->end, ")") &&
           kw_at(f, acronym->first)->shape == KW_SHAPE_UPPER &&
           body->end > body->first + 1 && body->type != KW_TYPE_PERSON &&
           body->type != KW_TYPE_PLACE;
}

void kw_type_acronyms(const struct kw_finder *f, struct kw_name *names, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!explains(f, &names[i - 1], &names[i]) ||
            names[i - 1].basis < KW_TYPE_BY_CONTEXT)
            continue;
        names[i].type = names[i - 1].type;
        names[i].basis = names[i - 1].basis;
        names[i].kind = KW_MENTION_ACRONYM;
        if (names[i].row && names[i].row != names[i - 1].row)
            names[i].row = 0;
    }
}
