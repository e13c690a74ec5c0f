/* walk.c - what readers walk over: documents, entities, aliases, statements, mentions. */
#include "store/inner.h"

/* A number of the file must be one of the list, or the labels would be read past. */
static bool in_list(int64_t number, int count)
{
    return number >= 0 && number < count;
}

static enum kw_status damaged(struct kw_error *err)
{
    return kw_fail(err, KW_STORE, "a type that is none: the store is damaged");
}

struct document_walk {
    kw_document_fn *fn;
    void *context;
};

static enum kw_status document_row(void *context, const struct kw_cell *c,
                                   struct kw_error *err)
{
    const struct document_walk *walk = context;
    struct kw_document_row row = {
        .id = c[0].number,
        .key = c[1].text,
        .source = c[2].text,
        .title = c[3].text,
        .publisher = c[4].text,
        .language = c[5].text,
        .date = (int32_t)c[6].number,
        .fingerprint = c[7].text,
        .origin = {.path = c[8].text,
                   .hash = (uint64_t)c[9].number,
                   .size = c[10].number},
        .sentences = c[11].number,
        .mentions = c[12].number,
        .referents = c[13].number,
        .statements = c[14].number,
        .paragraphs = c[15].number,
        .story = c[16].text,
        .author = c[17].text,
    };
    if (row.story.len == 0)
        row.story = row.key;
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_documents(struct kw_store *store, kw_document_fn *fn,
                                  void *context, struct kw_error *err)
{
    struct document_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_DOCUMENTS, document_row, &walk, err);
}

struct entity_walk {
    kw_entity_fn *fn;
    void *context;
};

static enum kw_status entity_row(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    const struct entity_walk *walk = context;
    struct kw_entity_row row = {
        .id = c[0].number,
        .key = c[1].text,
        .name = c[2].text,
        .type = (enum kw_type)c[3].number,
        .kind = c[4].text,
        .mentions = c[5].number,
        .documents = c[6].number,
        .stories = c[7].number,
        .outlets = c[8].number,
        .first = (int32_t)c[9].number,
        .last = (int32_t)c[10].number,
        .voice = c[11].number != 0,
    };
    if (!in_list(c[3].number, KW_TYPE_COUNT))
        return damaged(err);
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_entities(struct kw_store *store, kw_entity_fn *fn, void *context,
                                 struct kw_error *err)
{
    struct entity_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_ENTITIES, entity_row, &walk, err);
}

enum kw_status kw_store_entities_called(struct kw_store *store, struct kw_str folded,
                                        int64_t entity, kw_entity_fn *fn, void *context,
                                        struct kw_error *err)
{
    struct entity_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_ENTITIES_CALLED, entity_row, &walk, err, folded,
                         folded, entity);
}

struct alias_walk {
    kw_alias_fn *fn;
    void *context;
};

static enum kw_status alias_row(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    const struct alias_walk *walk = context;
    struct kw_alias_row row = {.entity = c[0].number,
                               .name = c[1].text,
                               .kind = (enum kw_mention_kind)c[2].number,
                               .mentions = c[3].number};
    if (!in_list(c[2].number, KW_MENTION_COUNT))
        return damaged(err);
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_aliases(struct kw_store *store, int64_t entity, kw_alias_fn *fn,
                                void *context, struct kw_error *err)
{
    struct alias_walk walk = {fn, context};
    if (entity == 0)
        return kw_store_each(store, KW_Q_ALIASES, alias_row, &walk, err);
    return kw_store_each(store, KW_Q_ALIASES_OF, alias_row, &walk, err, entity);
}

/* Statements come document by document, so one text is kept, not one per row. */
struct fact_walk {
    struct kw_store *store;
    kw_fact_fn *fn;
    void *context;
    int64_t document; /* whose text `text` is */
    struct kw_buf text;
};

static enum kw_status take_text(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct kw_buf *text = context;
    kw_buf_clear(text);
    kw_buf_add(text, c[0].text);
    return text->failed ? kw_nomem(err) : KW_OK;
}

/* The bytes of a span, or nothing when it lies outside the text. */
static struct kw_str cut(const struct kw_buf *text, int64_t start, int64_t end)
{
    if (start < 0 || start >= end || (uint64_t)end > text->len)
        return (struct kw_str){0};
    return kw_str_slice(kw_buf_str(text), (size_t)start, (size_t)end);
}

static enum kw_status fact_row(void *context, const struct kw_cell *c,
                               struct kw_error *err)
{
    struct fact_walk *walk = context;
    int64_t document = c[19].number;
    if (!in_list(c[6].number, KW_RELATION_COUNT) || !in_list(c[7].number, 2) ||
        !in_list(c[8].number, KW_MODALITY_COUNT))
        return damaged(err);
    if (walk->document != document) {
        enum kw_status status = kw_store_each(walk->store, KW_Q_DOCUMENT_TEXT, take_text,
                                              &walk->text, err, document);
        if (status != KW_OK)
            return status;
        walk->document = document;
    }
    struct kw_fact_row row = {
        .id = c[0].number,
        .subject = c[1].number,
        .object = c[2].number,
        .speaker = c[3].number,
        .place = c[4].number,
        .item = c[5].number,
        .type = (enum kw_relation)c[6].number,
        .polarity = (enum kw_polarity)c[7].number,
        .modality = (enum kw_modality)c[8].number,
        .time = {(int32_t)c[9].number, (int32_t)c[10].number,
                 (enum kw_precision)c[11].number, (enum kw_basis)c[12].number},
        .title = c[13].text,
        .phrase = cut(&walk->text, c[14].number, c[15].number),
        .quote = cut(&walk->text, c[16].number, c[17].number),
        .evidence = {(uint32_t)c[16].number, (uint32_t)c[17].number},
        .confidence = (unsigned)c[18].number,
        .document = document,
        .document_key = c[20].text,
        .publisher = c[21].text,
        .source = c[22].text,
        .date = (int32_t)c[24].number,
        .disputed = c[25].number != 0,
        .story = c[23].text.len ? c[23].text : c[20].text,
    };
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_facts(struct kw_store *store, int64_t entity, kw_fact_fn *fn,
                              void *context, struct kw_error *err)
{
    struct fact_walk walk = {.store = store, .fn = fn, .context = context};
    enum kw_status status =
        entity == 0
            ? kw_store_each(store, KW_Q_FACTS, fact_row, &walk, err)
            : kw_store_each(store, KW_Q_FACTS_OF, fact_row, &walk, err, entity, entity);
    kw_buf_free(&walk.text);
    return status;
}

struct naming_walk {
    kw_naming_fn *fn;
    void *context;
};

static enum kw_status naming_row(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    const struct naming_walk *walk = context;
    struct kw_naming_row row = {
        .entity = c[0].number,
        .document = c[1].number,
        .document_key = c[2].text,
        .publisher = c[3].text,
        .date = (int32_t)c[4].number,
        .story = c[5].text.len ? c[5].text : c[2].text,
        .sentence = (uint32_t)c[6].number,
        .paragraph = (uint32_t)c[7].number,
    };
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_namings(struct kw_store *store, kw_naming_fn *fn, void *context,
                                struct kw_error *err)
{
    struct naming_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_NAMINGS, naming_row, &walk, err);
}

/* --- keys -------------------------------------------------------------------------- */

static const struct {
    const char *name, *meaning;
} joins[] = {
#define KW_JOIN_ROW(id, name, meaning) {name, meaning},
    KW_JOINS(KW_JOIN_ROW)
#undef KW_JOIN_ROW
};

const char *kw_join_name(enum kw_join join)
{
    return joins[join].name;
}

const char *kw_join_meaning(enum kw_join join)
{
    return joins[join].meaning;
}

struct identity_walk {
    kw_identity_fn *fn;
    void *context;
};

static enum kw_status identity_row(void *context, const struct kw_cell *c,
                                   struct kw_error *err)
{
    const struct identity_walk *walk = context;
    if (!in_list(c[1].number, KW_JOIN_COUNT))
        return damaged(err);
    struct kw_identity_row row = {c[0].text, (enum kw_join)c[1].number, c[3].number};
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_identities(struct kw_store *store, int64_t entity,
                                   kw_identity_fn *fn, void *context,
                                   struct kw_error *err)
{
    struct identity_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_IDENTITIES_OF, identity_row, &walk, err, entity);
}

enum kw_status kw_store_entity_of(struct kw_store *store, struct kw_str key,
                                  int64_t *entity, struct kw_error *err)
{
    return kw_store_integer(store, KW_Q_IDENTITY_ENTITY, 0, entity, err, key);
}

struct sentence_cut {
    struct kw_span span;
    bool found;
};

static enum kw_status take_sentence(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct sentence_cut *sentence = context;
    (void)err;
    sentence->span = (struct kw_span){(uint32_t)c[0].number, (uint32_t)c[1].number};
    sentence->found = true;
    return KW_OK;
}

enum kw_status kw_store_sentence(struct kw_store *store, int64_t document,
                                 uint32_t number, struct kw_arena *arena,
                                 struct kw_str *sentence, struct kw_error *err)
{
    struct sentence_cut found = {0};
    struct kw_buf text = {0};
    enum kw_status status = kw_store_each(store, KW_Q_SENTENCE_AT, take_sentence, &found,
                                          err, document, (int64_t)number);
    if (status == KW_OK && !found.found)
        status = kw_fail(err, KW_NOTFOUND, "no such sentence");
    if (status == KW_OK)
        status =
            kw_store_each(store, KW_Q_DOCUMENT_TEXT, take_text, &text, err, document);
    if (status == KW_OK) {
        struct kw_str copy =
            kw_arena_copy(arena, cut(&text, found.span.start, found.span.end));
        if (copy.ptr)
            *sentence = copy;
        else
            status = kw_nomem(err);
    }
    kw_buf_free(&text);
    return status;
}
