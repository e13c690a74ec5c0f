/* follow.c - an earlier run, read back or made again: which community an entity was in,
 * and its name. */
#include "follow.h"

#include "base/json.h"
#include "base/number.h"

#include <stdio.h>

/* --- what is remembered ----------------------------------------------------------- */

enum { MOST_LABEL = 1 << 30 };

static enum kw_status remember_name(struct kw_previous *p, struct kw_arena *arena,
                                    uint32_t label, struct kw_str name,
                                    struct kw_error *err)
{
    struct kw_str number = kw_arena_printf(arena, "%u", (unsigned)label);
    if (!number.ptr)
        return kw_nomem(err);
    if (name.len == 0 || kw_map_get(&p->names, number))
        return KW_OK;
    struct kw_str *kept = KW_PUSH(arena, &p->texts);
    if (!kept)
        return kw_nomem(err);
    *kept = kw_arena_copy(arena, name);
    return kept->ptr ? kw_map_put(&p->names, arena, number, (uint32_t)p->texts.count, err)
                     : kw_nomem(err);
}

static enum kw_status remember(struct kw_previous *p, struct kw_arena *arena,
                               struct kw_str key, int64_t label, struct kw_str name,
                               struct kw_error *err)
{
    if (label < 1 || label > MOST_LABEL || key.len == 0)
        return KW_OK; /* it was in no community */
    struct kw_str copy = kw_arena_copy(arena, key);
    if (!copy.ptr)
        return kw_nomem(err);
    if (label > p->most)
        p->most = (uint32_t)label;
    enum kw_status status = kw_map_put(&p->labels, arena, copy, (uint32_t)label, err);
    return status == KW_OK ? remember_name(p, arena, (uint32_t)label, name, err) : status;
}

struct kw_str kw_previous_name(const struct kw_previous *p, uint32_t label)
{
    char number[16];
    int length = snprintf(number, sizeof number, "%u", (unsigned)label);
    uint32_t at = kw_map_get(&p->names, (struct kw_str){number, (size_t)length});
    return at ? p->texts.items[at - 1] : (struct kw_str){0};
}

/* --- JSON ------------------------------------------------------------------------- */

static enum kw_status take_object(struct kw_previous *p, struct kw_arena *arena,
                                  const struct kw_json *object, struct kw_error *err)
{
    return remember(p, arena, kw_json_str(kw_json_get(object, "key")),
                    kw_json_int(kw_json_get(object, "community"), 0),
                    kw_json_str(kw_json_get(object, "community_name")), err);
}

static enum kw_status take_json(struct kw_previous *p, struct kw_arena *arena,
                                struct kw_str text, struct kw_error *err)
{
    struct kw_json *root;
    enum kw_status status = kw_json_parse(text, &root, err);
    if (status != KW_OK)
        return status;
    if (kw_json_is_object(root))
        status = take_object(p, arena, root, err);
    for (size_t i = 0; i < kw_json_count(root) && status == KW_OK; i++)
        status = take_object(p, arena, kw_json_at(root, i), err);
    kw_json_free(root);
    return status;
}

static enum kw_status take_lines(struct kw_previous *p, struct kw_arena *arena,
                                 struct kw_str text, struct kw_error *err)
{
    struct kw_str line;
    enum kw_status status = KW_OK;
    while (status == KW_OK && kw_str_line(&text, &line)) {
        if (kw_str_trim(line).len)
            status = take_json(p, arena, line, err);
    }
    return status;
}

/* --- CSV -------------------------------------------------------------------------- */

/* Takes the next cell of RFC 4180 into `cell`; true when its row goes on. */
static bool next_cell(struct kw_str text, size_t *at, struct kw_buf *cell)
{
    bool quoted = *at < text.len && text.ptr[*at] == '"';
    kw_buf_clear(cell);
    *at += quoted;
    for (; *at < text.len; (*at)++) {
        char c = text.ptr[*at];
        if (quoted && c == '"') {
            if (*at + 1 < text.len && text.ptr[*at + 1] == '"')
                (*at)++;
            else {
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == ',' || c == '\n')) {
            (*at)++;
            return c == ',';
        } else if (!quoted && c == '\r') {
            continue;
        }
        kw_buf_byte(cell, c);
    }
    return false;
}

enum { KEY, COMMUNITY, NAME, WANTED };

static enum kw_status take_csv(struct kw_previous *p, struct kw_arena *arena,
                               struct kw_str text, struct kw_error *err)
{
    static const char *const names[WANTED] = {"key", "community", "community_name"};
    size_t columns[WANTED] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}, at = 0;
    struct kw_buf cells[WANTED] = {{0}}, cell = {0};
    enum kw_status status = KW_OK;
    for (bool head = true; at < text.len && status == KW_OK; head = false) {
        bool more = true;
        for (size_t c = 0; c < WANTED; c++)
            kw_buf_clear(&cells[c]);
        for (size_t column = 0; more; column++) {
            more = next_cell(text, &at, &cell);
            for (size_t c = 0; c < WANTED; c++) {
                if (head && kw_str_eq(kw_buf_str(&cell), kw_str_of(names[c])))
                    columns[c] = column;
                else if (!head && columns[c] == column)
                    kw_buf_add(&cells[c], kw_buf_str(&cell));
            }
        }
        int64_t label = 0;
        if (!head && kw_integer_parse(kw_buf_str(&cells[COMMUNITY]), &label))
            status = remember(p, arena, kw_buf_str(&cells[KEY]), label,
                              kw_buf_str(&cells[NAME]), err);
        if (cell.failed || cells[KEY].failed || cells[COMMUNITY].failed ||
            cells[NAME].failed)
            status = kw_nomem(err);
    }
    for (size_t c = 0; c < WANTED; c++)
        kw_buf_free(&cells[c]);
    kw_buf_free(&cell);
    return status;
}

/* --- the door --------------------------------------------------------------------- */

enum kw_status kw_previous_read(struct kw_str text, struct kw_arena *arena,
                                struct kw_previous **out, struct kw_error *err)
{
    struct kw_previous *p = KW_NEW(arena, 1, struct kw_previous);
    if (!p)
        return kw_nomem(err);
    text = kw_str_trim(text);
    enum kw_status status =
        kw_str_starts(text, KW_STR("["))   ? take_json(p, arena, text, err)
        : kw_str_starts(text, KW_STR("{")) ? take_lines(p, arena, text, err)
                                           : take_csv(p, arena, text, err);
    if (status == KW_OK && p->labels.used == 0)
        return kw_fail(err, KW_SYNTAX,
                       "it names no community: expected what analyze writes as csv, json "
                       "or jsonl, with the columns key and community");
    if (status == KW_OK)
        *out = p;
    return status;
}

enum kw_status kw_previous_of(const struct kw_graph *graph, const double *labels,
                              struct kw_arena *arena, struct kw_previous **out,
                              struct kw_error *err)
{
    struct kw_community *list = NULL;
    size_t count = 0;
    struct kw_previous *p = KW_NEW(arena, 1, struct kw_previous);
    if (!p)
        return kw_nomem(err);
    enum kw_status status =
        kw_communities_list(graph, labels, NULL, arena, &list, &count, err);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = remember_name(p, arena, list[i].label, list[i].name, err);
    for (size_t i = 0; i < graph->node_count && status == KW_OK; i++)
        status = remember(p, arena, graph->nodes[i].key, (int64_t)labels[i],
                          (struct kw_str){0}, err);
    if (status == KW_OK)
        *out = p;
    return status;
}
