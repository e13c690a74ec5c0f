/* cast.h - who stands where: all entities of a store with their names and their company.
 *
 * What `duplicates` looks at, in memory. Members, documents and names are numbered in the
 * order of their keys, so that nothing depends on row ids.
 */
#ifndef KW_CORPUS_CAST_H
#define KW_CORPUS_CAST_H

#include "knotwork/store.h"
#include "lexicon/lexicon.h"

/* An entity. */
struct kw_member {
    int64_t id; /* kw_entity_row.id: also that of its root identity */
    struct kw_str key, name;
    enum kw_type type;
    int64_t mentions, documents, stories;
    uint32_t first_name, names;         /* of kw_cast.names */
    uint32_t first_standing, standings; /* of kw_cast.standings */
    uint32_t first_story, story_count;  /* of kw_cast.stories */
};

/* A full name of a member, as keys are made of names: folded, without article, company
 * suffix and the dots of acronyms. */
struct kw_full_name {
    struct kw_str text;
    uint32_t member;
};

/* A referent of a document. */
struct kw_standing {
    int64_t identity;
    uint32_t member;
    uint32_t story; /* number of the document that names it */
    uint32_t document;
    uint32_t kind;     /* of kw_cast.kinds; 0: none is given */
    enum kw_type type; /* what that document takes it for */
};

struct kw_cast {
    struct kw_member *members; /* by key */
    size_t count;
    struct kw_full_name *names; /* by member, then text; none twice */
    size_t name_count;
    struct kw_standing *standings; /* by member, story, document, identity */
    size_t standing_count;
    uint32_t *stories;         /* of a member: ascending, none twice */
    const uint32_t *company;   /* of a story: its members, ascending, none twice */
    const uint32_t *first_one; /* by story + 1: where its company ends and the next one's
                                  begins */
    struct kw_str *documents;  /* keys, ascending */
    size_t document_count;
    uint32_t hub; /* who is in more stories than this tells nothing about company */
};

/* Reads the store. Owns: the cast lives in `arena`.
 * Errors: those of the store, KW_NOMEM.
 * Cost: O(n log n); about 50 bytes for each name of each document. */
KW_CHECKED enum kw_status kw_cast_load(struct kw_store *store,
                                       const struct kw_lexicon *lexicon,
                                       struct kw_arena *arena, struct kw_cast *out,
                                       struct kw_error *err);

/* Whom a story names. */
static inline const uint32_t *kw_company(const struct kw_cast *cast, uint32_t story,
                                         size_t *count)
{
    *count = cast->first_one[story + 1] - cast->first_one[story];
    return cast->company + cast->first_one[story];
}

#endif
