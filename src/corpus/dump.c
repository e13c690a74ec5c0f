/* dump.c - every record in the order of its key, as lines of JSON. */
#include "base/json.h"
#include "corpus/open.h"

struct dump {
    struct kw_store *store;
    struct kw_arena *arena; /* of one document */
    struct kw_out *out;
    struct kw_buf entity; /* key of the entity whose aliases come */
};

/* --- documents --------------------------------------------------------------------- */

static enum kw_status dump_document(void *context, const struct kw_document_row *row,
                                    struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_extraction x;
    kw_arena_reset(dump->arena);
    enum kw_status status =
        kw_store_get(dump->store, row->key, dump->arena, &x, NULL, err);
    if (status == KW_OK)
        kw_extraction_write(&x, dump->out);
    return status;
}

static void begin(struct kw_json_out *json, struct kw_out *out, const char *record)
{
    *json = (struct kw_json_out){.out = out};
    kw_json_open(json, NULL, '{');
    kw_json_string(json, "record", kw_str_of(record));
}

static void end(struct kw_json_out *json)
{
    kw_json_close(json, '}');
    kw_out_byte(json->out, '\n');
}

static void day(struct kw_json_out *json, const char *key, int64_t value)
{
    char text[KW_TIME_TEXT];
    kw_day_print((int32_t)value, text);
    if (text[0])
        kw_json_string(json, key, kw_str_of(text));
    else
        kw_json_null(json, key);
}

static enum kw_status dump_story(void *context, const struct kw_document_row *row,
                                 struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    (void)err;
    begin(&json, dump->out, "copy");
    kw_json_string(&json, "document", row->key);
    kw_json_string(&json, "story", row->story);
    end(&json);
    return KW_OK;
}

/* --- entities ---------------------------------------------------------------------- */

static enum kw_status dump_entity(void *context, const struct kw_entity_row *row,
                                  struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    (void)err;
    begin(&json, dump->out, "entity");
    kw_json_string(&json, "key", row->key);
    kw_json_string(&json, "name", row->name);
    kw_json_string(&json, "type", kw_str_of(kw_type_label(row->type)->name));
    kw_json_string(&json, "kind", row->kind);
    kw_json_integer(&json, "mentions", row->mentions);
    kw_json_integer(&json, "documents", row->documents);
    kw_json_integer(&json, "stories", row->stories);
    kw_json_integer(&json, "outlets", row->outlets);
    day(&json, "first", row->first);
    day(&json, "last", row->last);
    kw_json_bool(&json, "voice", row->voice);
    end(&json);
    return KW_OK;
}

static enum kw_status take_key(void *context, const struct kw_cell *c,
                               struct kw_error *err)
{
    struct kw_buf *key = context;
    kw_buf_clear(key);
    kw_buf_add(key, c[0].text);
    return key->failed ? kw_nomem(err) : KW_OK;
}

static enum kw_status dump_alias(void *context, const struct kw_alias_row *row,
                                 struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    enum kw_status status = kw_store_each(dump->store, KW_Q_ENTITY_KEY, take_key,
                                          &dump->entity, err, row->entity);
    if (status != KW_OK)
        return status;
    begin(&json, dump->out, "alias");
    kw_json_string(&json, "entity", kw_buf_str(&dump->entity));
    kw_json_string(&json, "name", row->name);
    kw_json_string(&json, "kind", kw_str_of(kw_mention_label(row->kind)->name));
    kw_json_integer(&json, "mentions", row->mentions);
    end(&json);
    return KW_OK;
}

/* --- rows that only the store's own tables have ------------------------------------ */

static enum kw_status dump_identity(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    if (c[2].number < 0 || c[2].number >= KW_JOIN_COUNT)
        return kw_fail(err, KW_STORE, "a join that is none: the store is damaged");
    begin(&json, dump->out, "identity");
    kw_json_string(&json, "key", c[0].text);
    kw_json_string(&json, "entity", c[1].text);
    kw_json_string(&json, "join", kw_str_of(kw_join_name((enum kw_join)c[2].number)));
    end(&json);
    return KW_OK;
}

static enum kw_status dump_outlet(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    (void)err;
    begin(&json, dump->out, "outlet");
    kw_json_string(&json, "entity", c[0].text);
    kw_json_string(&json, "publisher", c[1].text);
    kw_json_integer(&json, "documents", c[2].number);
    end(&json);
    return KW_OK;
}

static enum kw_status dump_relation(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    if (c[1].number <= 0 || c[1].number >= KW_RELATION_COUNT)
        return kw_fail(err, KW_STORE, "a relation that is none: the store is damaged");
    begin(&json, dump->out, "relation");
    kw_json_string(&json, "subject", c[0].text);
    kw_json_string(&json, "type",
                   kw_str_of(kw_relation_label((enum kw_relation)c[1].number)->name));
    kw_json_string(&json, "object", c[2].text);
    kw_json_string(&json, "polarity", c[3].number ? KW_STR("-") : KW_STR("+"));
    kw_json_integer(&json, "evidence", c[4].number);
    kw_json_integer(&json, "documents", c[5].number);
    kw_json_integer(&json, "stories", c[6].number);
    kw_json_integer(&json, "outlets", c[7].number);
    kw_json_integer(&json, "alleged", c[8].number);
    kw_json_bool(&json, "disputed", c[9].number);
    day(&json, "first", c[10].number);
    day(&json, "last", c[11].number);
    end(&json);
    return KW_OK;
}

static enum kw_status dump_pair(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct dump *dump = context;
    struct kw_json_out json;
    (void)err;
    begin(&json, dump->out, "cooccurrence");
    kw_json_string(&json, "a", c[0].text);
    kw_json_string(&json, "b", c[1].text);
    kw_json_integer(&json, "sentences", c[2].number);
    kw_json_integer(&json, "documents", c[3].number);
    kw_json_integer(&json, "stories", c[4].number);
    end(&json);
    return KW_OK;
}

static enum kw_status dump_all(struct dump *dump, struct kw_error *err)
{
    static const struct {
        enum kw_query query;
        kw_cells_fn *fn;
    } tables[] = {{KW_Q_IDENTITIES, dump_identity},
                  {KW_Q_ENTITY_OUTLETS, dump_outlet},
                  {KW_Q_RELATIONS, dump_relation},
                  {KW_Q_PAIRS, dump_pair}};
    enum kw_status status = kw_store_documents(dump->store, dump_document, dump, err);
    if (status == KW_OK)
        status = kw_store_documents(dump->store, dump_story, dump, err);
    if (status == KW_OK)
        status = kw_store_entities(dump->store, dump_entity, dump, err);
    if (status == KW_OK)
        status = kw_store_aliases(dump->store, 0, dump_alias, dump, err);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == KW_OK; i++)
        status = kw_store_each(dump->store, tables[i].query, tables[i].fn, dump, err);
    return status;
}

enum kw_status kw_corpus_dump(struct kw_store *store, struct kw_out *out,
                              struct kw_error *err)
{
    struct dump dump = {.store = store, .arena = kw_arena_new(), .out = out};
    enum kw_status status = dump.arena ? dump_all(&dump, err) : kw_nomem(err);
    kw_arena_free(dump.arena);
    kw_buf_free(&dump.entity);
    return status;
}
