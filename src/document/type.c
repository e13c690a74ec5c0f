/* type.c - the rows of the type tables, made from the lists in document.h. */
#include "knotwork/document.h"

#include <assert.h>

#define TYPE_ROW(id, name, meaning) {name, meaning, false},
static const struct kw_label types[] = {{"", "", false}, KW_TYPES(TYPE_ROW)};

#define RELATION_ROW(id, name, symmetric, meaning) {name, meaning, symmetric},
static const struct kw_label relations[] = {{"", "", false}, KW_RELATIONS(RELATION_ROW)};

static const struct kw_label mentions[] = {{"", "", false}, KW_MENTION_KINDS(TYPE_ROW)};
static const struct kw_label modalities[] = {{"", "", false}, KW_MODALITIES(TYPE_ROW)};

/* The row with that name, or 0. The tables are short: no index would be faster. */
static int find(const struct kw_label *rows, int count, struct kw_str name)
{
    for (int i = 1; i < count; i++)
        if (kw_str_eq(kw_str_of(rows[i].name), name))
            return i;
    return 0;
}

const struct kw_label *kw_type_label(enum kw_type type)
{
    assert(type < KW_TYPE_COUNT);
    return &types[type];
}

const struct kw_label *kw_relation_label(enum kw_relation relation)
{
    assert(relation < KW_RELATION_COUNT);
    return &relations[relation];
}

const struct kw_label *kw_mention_label(enum kw_mention_kind kind)
{
    assert(kind < KW_MENTION_COUNT);
    return &mentions[kind];
}

const struct kw_label *kw_modality_label(enum kw_modality modality)
{
    assert(modality < KW_MODALITY_COUNT);
    return &modalities[modality];
}

bool kw_type_parse(struct kw_str name, enum kw_type *type)
{
    int row = find(types, KW_TYPE_COUNT, name);
    if (row)
        *type = (enum kw_type)row;
    return row != 0;
}

bool kw_relation_parse(struct kw_str name, enum kw_relation *relation)
{
    int row = find(relations, KW_RELATION_COUNT, name);
    if (row)
        *relation = (enum kw_relation)row;
    return row != 0;
}

bool kw_mention_parse(struct kw_str name, enum kw_mention_kind *kind)
{
    int row = find(mentions, KW_MENTION_COUNT, name);
    if (row)
        *kind = (enum kw_mention_kind)row;
    return row != 0;
}

bool kw_modality_parse(struct kw_str name, enum kw_modality *modality)
{
    int row = find(modalities, KW_MODALITY_COUNT, name);
    if (row)
        *modality = (enum kw_modality)row;
    return row != 0;
}

bool kw_mention_names(enum kw_mention_kind kind)
{
    return kind != KW_MENTION_NONE && kind < KW_MENTION_NOMINAL;
}
