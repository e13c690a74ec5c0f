/* ask.c - questions in SQL: one statement that can do nothing but read.
 *
 * What keeps it from writing, each by itself: the file is open for reading only, the
 * connection is query_only and defensive (store.c), and the authorizer below knows a few
 * actions and refuses all others. There is no list of what is forbidden to keep up.
 */
#include "store/inner.h"

#include <string.h>

#include "base/number.h"

enum {
    MEMORY = 1 << 30, /* bytes that SQLite may have meanwhile */
    STEPS = 1000,     /* of its machine between two questions whether to stop */
    MOST_COLUMNS = 1000,
};

/* A question under way. */
struct asking {
    struct kw_store *store;
    const struct kw_sql_ask *ask;
    sqlite3_stmt *statement;
    size_t from; /* byte of the text where what is compiled begins */
    struct kw_str *columns;
    struct kw_answer_cell *cells;
    size_t count;      /* of both */
    char refused[128]; /* what the authorizer refused first, or "" */
    struct kw_buf hex; /* bytes of a row that are no text, as hexadecimal digits */
};

void kw_ask_fault_at(struct kw_ask_fault *fault, struct kw_str text, uint32_t at,
                     bool running)
{
    fault->at = at;
    fault->running = running;
    fault->line = 1;
    fault->column = 1;
    for (uint32_t i = 0; i < at && i < text.len; i++) {
        bool line = text.ptr[i] == '\n';
        bool begins = ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        fault->line += line;
        fault->column = line ? 1 : fault->column + begins;
    }
}

/* --- what is allowed --------------------------------------------------------------- */

/* Pragmas that only describe; the last is what FTS5 itself asks. */
static const char *const pragmas[] = {"table_info",       "table_xinfo", "table_list",
                                      "index_list",       "index_info",  "index_xinfo",
                                      "foreign_key_list", "data_version"};

/* Functions that reach out of the query. */
static const char *const outside[] = {"load_extension", "fts5", "fts3_tokenizer"};

/* What others are called in a message. */
static const struct {
    int action;
    const char *words;
} deeds[] = {
    {SQLITE_INSERT, "write"},
    {SQLITE_UPDATE, "write"},
    {SQLITE_DELETE, "write"},
    {SQLITE_ATTACH, "open another file"},
    {SQLITE_DETACH, "close a file"},
    {SQLITE_TRANSACTION, "begin or end a transaction"},
    {SQLITE_SAVEPOINT, "begin or end a transaction"},
    {SQLITE_PRAGMA, "use a PRAGMA"},
    {SQLITE_FUNCTION, "reach outside of it"},
    {SQLITE_ANALYZE, "write"},
    {SQLITE_REINDEX, "write"},
};

static bool is_one_of(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (name && sqlite3_stricmp(name, list[i]) == 0)
            return true;
    }
    return false;
}

static const char *words_of(int action)
{
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        if (deeds[i].action == action)
            return deeds[i].words;
    }
    return "change what there is";
}

static int authorize(void *context, int action, const char *first, const char *second,
                     const char *schema, const char *trigger)
{
    struct asking *a = context;
    bool allowed =
        action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE;
    (void)schema;
    (void)trigger;
    if (action == SQLITE_FUNCTION)
        allowed = !is_one_of(second, outside, sizeof outside / sizeof outside[0]);
    if (action == SQLITE_PRAGMA)
        allowed = is_one_of(first, pragmas, sizeof pragmas / sizeof pragmas[0]);
    if (!allowed && !a->refused[0])
        sqlite3_snprintf(sizeof a->refused, a->refused, "%s", words_of(action));
    return allowed ? SQLITE_OK : SQLITE_DENY;
}

/* A virtual table is declared when it is first named, which to an authorizer looks like
 * writing; so those that may be asked are named before there is one. */
static void declare(struct kw_store *store)
{
    static const char sql[] =
        "SELECT 1 FROM fulltext, json_each, json_tree, pragma_table_info, "
        "pragma_table_xinfo, pragma_table_list, pragma_index_list, pragma_index_info, "
        "pragma_index_xinfo, pragma_foreign_key_list";
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    sqlite3_finalize(statement); /* what could not be declared will be refused */
}

static int should_stop(void *context)
{
    const struct kw_sql_ask *ask = context;
    return ask->stop(ask->stop_context);
}

/* --- failures ---------------------------------------------------------------------- */

static enum kw_status refuse(const struct asking *a, struct kw_error *err)
{
    return kw_fail(err, KW_USAGE, "a query only reads; this one would %s",
                   a->refused[0] ? a->refused : "change what there is");
}

static enum kw_status failed(const struct asking *a, int code, bool running,
                             struct kw_ask_fault *fault, struct kw_error *err)
{
    sqlite3 *db = a->store->db;
    int at = sqlite3_error_offset(db);
    fault->running = running;
    if (at >= 0 && !running)
        kw_ask_fault_at(fault, a->ask->text, (uint32_t)(a->from + (size_t)at), false);
    fault->incomplete = strcmp(sqlite3_errmsg(db), "incomplete input") == 0;
    if (a->refused[0])
        return refuse(a, err);
    switch (code & 0xff) {
    case SQLITE_ERROR:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
        return kw_fail(err, running ? KW_USAGE : KW_SYNTAX, "%s", sqlite3_errmsg(db));
    case SQLITE_INTERRUPT:
        return kw_fail(err, KW_LIMIT, "the time for it is over");
    default:
        return kw_store_fail(a->store, code, err);
    }
}

/* --- compiling --------------------------------------------------------------------- */

/* Compiles the text; there must be one statement in it, and it must only read. */
static enum kw_status compile(struct asking *a, struct kw_ask_fault *fault,
                              struct kw_error *err)
{
    struct kw_str text = a->ask->text;
    const char *at = text.ptr, *end = text.ptr + text.len;
    if (text.len > 1000000 || memchr(text.len ? text.ptr : "", '\0', text.len))
        return kw_fail(err, KW_SYNTAX, "a query is a text of at most 1,000,000 bytes");
    while (at < end) {
        sqlite3_stmt *next = NULL;
        a->from = (size_t)(at - text.ptr);
        int code = sqlite3_prepare_v2(a->store->db, at, (int)(end - at), &next, &at);
        if (code != SQLITE_OK)
            return failed(a, code, false, fault, err);
        if (next && a->statement) {
            sqlite3_finalize(next);
            return kw_fail(err, KW_USAGE, "one query at a time");
        }
        a->statement = next ? next : a->statement;
    }
    if (!a->statement) {
        fault->incomplete = true;
        return kw_fail(err, KW_SYNTAX, "expected a query");
    }
    return sqlite3_stmt_readonly(a->statement) ? KW_OK : refuse(a, err);
}

static int bind_value(sqlite3_stmt *statement, int place, struct kw_str value)
{
    int64_t integer;
    double number;
    if (kw_integer_parse(value, &integer))
        return sqlite3_bind_int64(statement, place, integer);
    if (kw_number_parse(value, &number))
        return sqlite3_bind_double(statement, place, number);
    return sqlite3_bind_text64(statement, place, value.len ? value.ptr : "", value.len,
                               SQLITE_STATIC, SQLITE_UTF8);
}

/* Gives every parameter the value of its name. */
static enum kw_status bind_all(struct asking *a, struct kw_error *err)
{
    int count = sqlite3_bind_parameter_count(a->statement);
    for (int i = 1; i <= count; i++) {
        const char *wanted = sqlite3_bind_parameter_name(a->statement, i);
        int code = SQLITE_RANGE;
        for (size_t k = 0; wanted && k < a->ask->parameter_count; k++) {
            struct kw_str name, value;
            kw_str_cut(kw_str_of(a->ask->parameters[k]), '=', &name, &value);
            if (kw_str_eq(name, kw_str_of(wanted + 1)))
                code = bind_value(a->statement, i, value);
        }
        if (code == SQLITE_RANGE)
            return kw_fail(err, KW_USAGE, "the parameter %s has no value",
                           wanted ? wanted : "?");
        if (code != SQLITE_OK)
            return kw_store_fail(a->store, code, err);
    }
    return KW_OK;
}

static enum kw_status name_columns(struct asking *a, struct kw_arena *arena,
                                   struct kw_error *err)
{
    int count = sqlite3_column_count(a->statement);
    if (count > MOST_COLUMNS)
        return kw_fail(err, KW_LIMIT, "a query may return %d columns", MOST_COLUMNS);
    a->count = (size_t)count;
    a->columns = KW_NEW(arena, a->count + 1, struct kw_str);
    a->cells = KW_NEW(arena, a->count + 1, struct kw_answer_cell);
    if (!a->columns || !a->cells)
        return kw_nomem(err);
    for (int i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(a->statement, i);
        a->columns[i] = kw_arena_copy(arena, kw_str_of(name));
        if (!name || !a->columns[i].ptr)
            return kw_nomem(err);
    }
    if (a->ask->columns)
        *a->ask->columns = (struct kw_answer_columns){a->columns, a->count};
    return KW_OK;
}

/* --- rows -------------------------------------------------------------------------- */

static void take_bytes(struct asking *a, int column, struct kw_answer_cell *cell)
{
    const unsigned char *bytes = sqlite3_column_blob(a->statement, column);
    int len = sqlite3_column_bytes(a->statement, column);
    for (int i = 0; bytes && i < len; i++)
        kw_buf_printf(&a->hex, "%02x", bytes[i]);
    cell->kind = KW_ANSWER_TEXT;
    cell->text.len = 2 * (size_t)len; /* its place when all are there */
}

static void take_cell(struct asking *a, int column, struct kw_answer_cell *cell)
{
    sqlite3_stmt *statement = a->statement;
    *cell = (struct kw_answer_cell){.kind = KW_ANSWER_NULL};
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        cell->kind = KW_ANSWER_INTEGER;
        cell->integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        cell->kind = KW_ANSWER_NUMBER;
        cell->number = sqlite3_column_double(statement, column);
        break;
    case SQLITE_TEXT:
        cell->kind = KW_ANSWER_TEXT;
        cell->text.ptr = (const char *)sqlite3_column_text(statement, column);
        cell->text.len = (size_t)sqlite3_column_bytes(statement, column);
        break;
    case SQLITE_BLOB:
        take_bytes(a, column, cell);
        break;
    default:
        break;
    }
}

static enum kw_status give_row(struct asking *a, kw_answer_fn *fn, void *context,
                               struct kw_error *err)
{
    const struct kw_answer answer = {a->columns, a->cells, a->count};
    size_t used = 0;
    kw_buf_clear(&a->hex);
    for (size_t i = 0; i < a->count; i++)
        take_cell(a, (int)i, &a->cells[i]);
    if (a->hex.failed || sqlite3_errcode(a->store->db) == SQLITE_NOMEM)
        return kw_nomem(err);
    for (size_t i = 0; i < a->count; i++) {
        struct kw_answer_cell *cell = &a->cells[i];
        if (cell->kind != KW_ANSWER_TEXT || cell->text.ptr)
            continue;
        cell->text.ptr = a->hex.ptr + used;
        used += cell->text.len;
    }
    return fn(context, &answer, err);
}

static enum kw_status give_rows(struct asking *a, kw_answer_fn *fn, void *context,
                                struct kw_ask_fault *fault, struct kw_error *err)
{
    uint64_t left = a->ask->limit ? a->ask->limit : UINT64_MAX;
    enum kw_status status = KW_OK;
    int code = SQLITE_ROW;
    while (status == KW_OK && (code = sqlite3_step(a->statement)) == SQLITE_ROW) {
        if (left-- == 0) {
            fault->more = true;
            return KW_OK;
        }
        status = give_row(a, fn, context, err);
    }
    if (status == KW_OK && code != SQLITE_DONE)
        return failed(a, code, true, fault, err);
    return status;
}

enum kw_status kw_store_sql(struct kw_store *store, const struct kw_sql_ask *ask,
                            struct kw_arena *arena, kw_answer_fn *fn, void *context,
                            struct kw_ask_fault *fault, struct kw_error *err)
{
    struct asking a = {.store = store, .ask = ask};
    struct kw_ask_fault nowhere;
    fault = fault ? fault : &nowhere;
    *fault = (struct kw_ask_fault){0};
    if (store->mode != KW_STORE_READ)
        return kw_fail(err, KW_USAGE, "a store that is asked is opened for reading");
    enum kw_status status =
        kw_store_exec(store, "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY", err);
    if (status != KW_OK)
        return status;
    declare(store);
    sqlite3_int64 before = sqlite3_hard_heap_limit64(MEMORY);
    sqlite3_set_authorizer(store->db, authorize, &a);
    if (ask->stop)
        sqlite3_progress_handler(store->db, STEPS, should_stop, (void *)(uintptr_t)ask);
    status = compile(&a, fault, err);
    if (status == KW_OK)
        status = bind_all(&a, err);
    if (status == KW_OK)
        status = name_columns(&a, arena, err);
    if (status == KW_OK)
        status = give_rows(&a, fn, context, fault, err);
    sqlite3_finalize(a.statement);
    kw_store_heed(store);
    sqlite3_set_authorizer(store->db, NULL, NULL);
    sqlite3_hard_heap_limit64(before);
    kw_buf_free(&a.hex);
    return status;
}
