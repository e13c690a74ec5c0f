/* compile.c - rows to a packed image: gather surfaces, sort them, lay everything out. */
#include "lexicon/compile.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "lexicon/image.h"
#include "lexicon/parse.h"

/* A surface on its way into the image. */
struct surface {
    struct kw_str folded; /* what it is found by */
    struct kw_str text;   /* as written */
    uint32_t row;
    enum kw_lex_table table;
    enum kw_lex_use use;
};

struct compiler {
    struct kw_arena *arena;
    struct kw_lex_rows rows;
    KW_VEC(struct surface) surfaces;
    struct kw_buf *image;
    uint32_t byte_count;   /* bytes of strings laid out so far */
    struct kw_buf strings; /* those bytes */
};

static int by_table(const void *a, const void *b)
{
    const struct kw_lex_row *x = a, *y = b;
    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    int order = strcmp(x->label, y->label);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static int by_form(const void *a, const void *b)
{
    const struct surface *x = a, *y = b;
    int order = kw_str_cmp(x->folded, y->folded);
    if (order)
        return order;
    if (x->row != y->row) /* rows are in table order already */
        return x->row < y->row ? -1 : 1;
    if (x->use != y->use)
        return x->use < y->use ? -1 : 1;
    return kw_str_cmp(x->text, y->text);
}

static enum kw_status add_surface(struct compiler *c, uint32_t row, enum kw_lex_use use,
                                  struct kw_str text, struct kw_error *err)
{
    struct surface *s = KW_PUSH(c->arena, &c->surfaces);
    if (!s)
        return kw_nomem(err);
    *s = (struct surface){
        .text = text, .row = row, .table = c->rows.list.items[row].table, .use = use};
    return kw_fold(c->arena, text, &s->folded, err);
}

/* The id of a country is found under a form that no clean text can hold. */
static enum kw_status add_country_code(struct compiler *c, uint32_t row,
                                       struct kw_error *err)
{
    struct kw_str code = c->rows.list.items[row].cells[KW_COL_COUNTRIES_ID];
    struct surface *s = KW_PUSH(c->arena, &c->surfaces);
    if (!s)
        return kw_nomem(err);
    *s = (struct surface){
        .text = code, .row = row, .table = KW_TABLE_COUNTRIES, .use = KW_USE_PLAIN};
    s->folded = kw_arena_printf(c->arena, "\x01%.*s", KW_STR_ARG(code));
    return s->folded.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status gather_row(struct compiler *c, uint32_t row, struct kw_error *err)
{
    const struct kw_lex_row *r = &c->rows.list.items[row];
    const struct kw_lex_schema *schema = kw_lex_schema(r->table);
    enum kw_status status = KW_OK;
    for (size_t col = 0; col < schema->column_count && status == KW_OK; col++) {
        struct kw_str rest = r->cells[col], one;
        if (schema->columns[col].use < KW_USE_NAME)
            continue;
        while (status == KW_OK && kw_str_item(&rest, '|', &one))
            if (kw_str_trim(one).len)
                status = add_surface(c, row, schema->columns[col].use, kw_str_trim(one),
                                     err);
    }
    if (status == KW_OK && r->table == KW_TABLE_COUNTRIES)
        status = add_country_code(c, row, err);
    return status;
}

static bool same_cells(const struct kw_lex_row *a, const struct kw_lex_row *b)
{
    for (size_t c = 0; c < kw_lex_schema(a->table)->column_count; c++)
        if (!kw_str_eq(a->cells[c], b->cells[c]))
            return false;
    return true;
}

/* After sorting, equal rows share a surface and so stand near each other. */
static enum kw_status refuse_repeated_rows(const struct compiler *c, struct kw_error *err)
{
    for (size_t i = 1; i < c->surfaces.count; i++) {
        const struct surface *s = &c->surfaces.items[i];
        for (size_t j = i; j > 0; j--) {
            const struct surface *before = &c->surfaces.items[j - 1];
            if (before->table != s->table || !kw_str_eq(before->folded, s->folded))
                break;
            const struct kw_lex_row *a = &c->rows.list.items[before->row];
            const struct kw_lex_row *b = &c->rows.list.items[s->row];
            if (a != b && same_cells(a, b))
                return kw_fail(err, KW_SYNTAX, "%s:%u: repeats %s:%u", b->label, b->line,
                               a->label, a->line);
        }
    }
    return KW_OK;
}

/* One lexeme per surface, row and use: "Chinese" may stand in a cell twice by mistake. */
static void drop_repeated_surfaces(struct compiler *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->surfaces.count; i++)
        if (i == 0 || by_form(&c->surfaces.items[i], &c->surfaces.items[kept - 1]) != 0)
            c->surfaces.items[kept++] = c->surfaces.items[i];
    c->surfaces.count = kept;
}

/* --- laying out ----------------------------------------------------------------------- */

static struct kw_image_string put_string(struct compiler *c, struct kw_str s)
{
    struct kw_image_string at = {(uint32_t)c->strings.len, (uint32_t)s.len};
    kw_buf_add(&c->strings, s);
    return at;
}

static void put(struct compiler *c, const void *bytes, size_t len)
{
    kw_buf_add(c->image, (struct kw_str){bytes, len});
}

static void put_tables(struct compiler *c)
{
    uint32_t row = 0;
    for (unsigned t = 0; t < KW_TABLE_COUNT; t++) {
        struct kw_image_table table = {.first_row = row};
        while (row < c->rows.list.count && c->rows.list.items[row].table == t)
            row++;
        table.row_count = row - table.first_row;
        put(c, &table, sizeof table);
    }
}

static struct kw_str row_id(struct compiler *c, const struct kw_lex_row *row)
{
    if (row->table == KW_TABLE_COUNTRIES)
        return kw_arena_printf(c->arena, "country/%.*s",
                               KW_STR_ARG(row->cells[KW_COL_COUNTRIES_ID]));
    return row->table == KW_TABLE_NAMES ? row->cells[KW_COL_NAMES_ID] : KW_STR("");
}

static uint32_t put_rows(struct compiler *c)
{
    uint32_t cells = 0;
    for (size_t i = 0; i < c->rows.list.count; i++) {
        const struct kw_lex_row *r = &c->rows.list.items[i];
        struct kw_image_row row = {.table = r->table, .type = r->type,
                                   .first_cell = cells,
                                   .id = put_string(c, row_id(c, r))};
        put(c, &row, sizeof row);
        cells += (uint32_t)kw_lex_schema(r->table)->column_count;
    }
    return cells;
}

static void put_cells(struct compiler *c)
{
    for (size_t i = 0; i < c->rows.list.count; i++) {
        const struct kw_lex_row *r = &c->rows.list.items[i];
        for (size_t col = 0; col < kw_lex_schema(r->table)->column_count; col++) {
            struct kw_image_string cell = put_string(c, r->cells[col]);
            put(c, &cell, sizeof cell);
        }
    }
}

static void put_lexemes(struct compiler *c)
{
    for (size_t i = 0; i < c->surfaces.count; i++) {
        const struct surface *s = &c->surfaces.items[i];
        struct kw_image_lexeme lexeme = {.surface = put_string(c, s->text),
                                         .row = s->row,
                                         .table = (uint16_t)s->table,
                                         .use = (uint16_t)s->use};
        put(c, &lexeme, sizeof lexeme);
    }
}

/* --- the hash table ------------------------------------------------------------------- */

static bool is_word(char byte)
{
    unsigned char b = (unsigned char)byte;
    return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') ||
           (b >= 'A' && b <= 'Z');
}

/* Tokens may end where a word meets anything else; a walk must be able to stop there. */
static bool may_end(struct kw_str folded, size_t at)
{
    return folded.ptr[at - 1] != ' ' &&
           !(is_word(folded.ptr[at - 1]) && is_word(folded.ptr[at]));
}

static struct kw_image_slot *slot_of(struct kw_image_slot *slots, uint32_t slot_count,
                                     struct kw_walk_hash h)
{
    size_t at = kw_walk_hash_slot(h, slot_count);
    while ((slots[at].hash[0] || slots[at].hash[1]) &&
           (slots[at].hash[0] != h.a || slots[at].hash[1] != h.b))
        at = (at + 1) & (slot_count - 1);
    slots[at].hash[0] = h.a;
    slots[at].hash[1] = h.b;
    return &slots[at];
}

static size_t count_forms(const struct compiler *c)
{
    size_t forms = 1;
    for (size_t i = 0; i < c->surfaces.count; i++) {
        struct kw_str folded = c->surfaces.items[i].folded;
        forms++;
        for (size_t at = 1; at < folded.len; at++)
            forms += may_end(folded, at);
    }
    return forms;
}

static void fill_slots(const struct compiler *c, struct kw_image_slot *slots,
                       uint32_t slot_count)
{
    for (size_t i = 0; i < c->surfaces.count; i++) {
        struct kw_str folded = c->surfaces.items[i].folded;
        struct kw_walk_hash h = kw_walk_hash_begin();
        for (size_t at = 0; at < folded.len; at++) {
            if (at && may_end(folded, at))
                slot_of(slots, slot_count, h);
            h = kw_walk_hash_add(h, kw_str_slice(folded, at, at + 1));
        }
        struct kw_image_slot *slot = slot_of(slots, slot_count, h);
        if (slot->count++ == 0)
            slot->first = (uint32_t)i;
    }
}

static enum kw_status put_slots(struct compiler *c, uint32_t *slot_count,
                                struct kw_error *err)
{
    size_t wanted = 2 * count_forms(c), slots = 16;
    while (slots < wanted)
        slots *= 2;
    struct kw_image_slot *table = KW_NEW(c->arena, slots, struct kw_image_slot);
    if (!table || slots > UINT32_MAX)
        return kw_nomem(err);
    fill_slots(c, table, (uint32_t)slots);
    put(c, table, slots * sizeof *table);
    *slot_count = (uint32_t)slots;
    return KW_OK;
}

/* --- the whole ------------------------------------------------------------------------ */

static enum kw_status gather(struct compiler *c, const struct kw_lex_input *inputs,
                             size_t count, struct kw_error *err)
{
    for (size_t i = 0; i < count; i++) {
        enum kw_status status = kw_lex_parse(c->arena, &inputs[i], &c->rows, err);
        if (status != KW_OK)
            return status;
    }
    if (c->rows.list.count)
        qsort(c->rows.list.items, c->rows.list.count, sizeof *c->rows.list.items,
              by_table);
    for (size_t row = 0; row < c->rows.list.count; row++) {
        enum kw_status status = gather_row(c, (uint32_t)row, err);
        if (status != KW_OK)
            return status;
    }
    if (c->surfaces.count)
        qsort(c->surfaces.items, c->surfaces.count, sizeof *c->surfaces.items, by_form);
    drop_repeated_surfaces(c);
    return refuse_repeated_rows(c, err);
}

static enum kw_status lay_out(struct compiler *c, struct kw_error *err)
{
    struct kw_image_header header = {.magic = KW_IMAGE_MAGIC,
                                     .version = KW_IMAGE_VERSION,
                                     .table_count = KW_TABLE_COUNT,
                                     .row_count = (uint32_t)c->rows.list.count,
                                     .lexeme_count = (uint32_t)c->surfaces.count};
    size_t start = c->image->len;
    put(c, &header, sizeof header);
    put_tables(c);
    header.cell_count = put_rows(c);
    put_cells(c);
    put_lexemes(c);
    enum kw_status status = put_slots(c, &header.slot_count, err);
    if (status != KW_OK)
        return status;
    while (c->strings.len % 8)
        kw_buf_byte(&c->strings, '\0');
    header.byte_count = (uint32_t)c->strings.len;
    kw_buf_add(c->image, kw_buf_str(&c->strings));
    if (c->image->failed || c->strings.failed)
        return kw_nomem(err);
    struct kw_str body = kw_str_slice(kw_buf_str(c->image), start + sizeof header,
                                      c->image->len);
    header.hash = kw_str_hash(body);
    memcpy(c->image->ptr + start, &header, sizeof header);
    return KW_OK;
}

enum kw_status kw_lexicon_compile(const struct kw_lex_input *inputs, size_t count,
                                  struct kw_buf *image, struct kw_error *err)
{
    struct compiler c = {.arena = kw_arena_new(), .image = image};
    if (!c.arena)
        return kw_nomem(err);
    size_t before = image->len;
    enum kw_status status = gather(&c, inputs, count, err);
    if (status == KW_OK)
        status = lay_out(&c, err);
    if (status != KW_OK && !image->failed)
        image->len = before;
    kw_buf_free(&c.strings);
    kw_arena_free(c.arena);
    return status;
}
