/* lexicon.c - look-ups in packed images, in place. */
#include "lexicon/lexicon.h"

#include <assert.h>

#include "base/map.h"
#include "lexicon/image.h"

enum { MOST_IMAGES = 4, ROW_BITS = 28 };

struct image {
    const struct kw_image_header *header;
    const struct kw_image_table *tables;
    const struct kw_image_row *rows;
    const struct kw_image_string *cells;
    const struct kw_image_lexeme *lexemes;
    const struct kw_image_slot *slots;
    const char *bytes;
};

struct kw_lexicon {
    struct image images[MOST_IMAGES];
    size_t count;
    struct kw_map language_words;              /* to a bit per language that has it */
    struct kw_str languages[KW_LEX_LANGUAGES]; /* their codes */
    size_t language_count;
};

/* --- opening --------------------------------------------------------------------------
 */

static bool fits(const struct image *image, struct kw_image_string s)
{
    uint32_t bytes = image->header->byte_count;
    return s.offset <= bytes && s.len <= bytes - s.offset;
}

static uint64_t size_of_parts(const struct kw_image_header *h)
{
    return sizeof *h + KW_TABLE_COUNT * sizeof(struct kw_image_table) +
           (uint64_t)h->row_count * sizeof(struct kw_image_row) +
           (uint64_t)h->cell_count * sizeof(struct kw_image_string) +
           (uint64_t)h->lexeme_count * sizeof(struct kw_image_lexeme) +
           (uint64_t)h->slot_count * sizeof(struct kw_image_slot) + h->byte_count;
}

static bool header_is_good(struct kw_str image)
{
    const struct kw_image_header *h = (const void *)image.ptr;
    return image.len >= sizeof *h && (uintptr_t)image.ptr % 8 == 0 &&
           h->magic == KW_IMAGE_MAGIC && h->version == KW_IMAGE_VERSION &&
           h->table_count == KW_TABLE_COUNT && h->row_count < (1u << ROW_BITS) &&
           h->slot_count && (h->slot_count & (h->slot_count - 1)) == 0 &&
           size_of_parts(h) == image.len;
}

static void find_parts(const char *start, struct image *image)
{
    const struct kw_image_header *h = (const void *)start;
    const char *at = start + sizeof *h;
    image->header = h;
    image->tables = (const void *)at;
    at += KW_TABLE_COUNT * sizeof *image->tables;
    image->rows = (const void *)at;
    at += h->row_count * sizeof *image->rows;
    image->cells = (const void *)at;
    at += h->cell_count * sizeof *image->cells;
    image->lexemes = (const void *)at;
    at += h->lexeme_count * sizeof *image->lexemes;
    image->slots = (const void *)at;
    image->bytes = at + h->slot_count * sizeof *image->slots;
}

static bool rows_are_good(const struct image *image)
{
    const struct kw_image_header *h = image->header;
    for (uint32_t i = 0; i < h->row_count; i++) {
        const struct kw_image_row *row = &image->rows[i];
        if (row->table >= KW_TABLE_COUNT || row->type >= KW_TYPE_COUNT ||
            !fits(image, row->id) || row->first_cell > h->cell_count ||
            kw_lex_schema((enum kw_lex_table)row->table)->column_count >
                h->cell_count - row->first_cell)
            return false;
    }
    for (unsigned t = 0; t < KW_TABLE_COUNT; t++)
        if (image->tables[t].first_row > h->row_count ||
            image->tables[t].row_count > h->row_count - image->tables[t].first_row)
            return false;
    return true;
}

static bool strings_are_good(const struct image *image)
{
    const struct kw_image_header *h = image->header;
    for (uint32_t i = 0; i < h->cell_count; i++)
        if (!fits(image, image->cells[i]))
            return false;
    for (uint32_t i = 0; i < h->lexeme_count; i++) {
        const struct kw_image_lexeme *l = &image->lexemes[i];
        if (!fits(image, l->surface) || l->row >= h->row_count ||
            l->table >= KW_TABLE_COUNT || l->use > KW_USE_PLURAL)
            return false;
    }
    for (uint32_t i = 0; i < h->slot_count; i++) {
        const struct kw_image_slot *s = &image->slots[i];
        if (s->first > h->lexeme_count || s->count > h->lexeme_count - s->first)
            return false;
    }
    return true;
}

static enum kw_status open_image(struct kw_str bytes, struct image *image,
                                 struct kw_error *err)
{
    if (!header_is_good(bytes))
        return kw_fail(err, KW_SYNTAX, "not a lexicon image of this version");
    find_parts(bytes.ptr, image);
    struct kw_str body = kw_str_slice(bytes, sizeof(struct kw_image_header), bytes.len);
    if (image->header->hash != kw_str_hash(body) || !rows_are_good(image) ||
        !strings_are_good(image))
        return kw_fail(err, KW_SYNTAX, "the lexicon image is damaged");
    return KW_OK;
}

/* The words are a list inside a cell; cut up once here, not for every document. */
static enum kw_status read_languages(struct kw_arena *arena, struct kw_lexicon *lexicon,
                                     struct kw_error *err)
{
    kw_lexref row = 0;
    while ((row = kw_lexicon_next(lexicon, KW_TABLE_LANGUAGES, row)) != 0 &&
           lexicon->language_count < KW_LEX_LANGUAGES) {
        struct kw_str words = kw_lexicon_cell(lexicon, row, KW_COL_LANGUAGES_WORDS), one;
        size_t number = lexicon->language_count++;
        lexicon->languages[number] =
            kw_lexicon_cell(lexicon, row, KW_COL_LANGUAGES_LANGUAGE);
        while (kw_str_item(&words, '|', &one)) {
            uint32_t bits = kw_lexicon_language_bits(lexicon, one) | 1u << number;
            enum kw_status status =
                kw_map_put(&lexicon->language_words, arena, one, bits, err);
            if (status != KW_OK)
                return status;
        }
    }
    return KW_OK;
}

enum kw_status kw_lexicon_open(struct kw_arena *arena, const struct kw_str *images,
                               size_t count, struct kw_lexicon **out,
                               struct kw_error *err)
{
    if (count > MOST_IMAGES)
        return kw_fail(err, KW_LIMIT, "more than %d lexicon images", MOST_IMAGES);
    struct kw_lexicon *lexicon = KW_NEW(arena, 1, struct kw_lexicon);
    if (!lexicon)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        enum kw_status status = open_image(images[i], &lexicon->images[i], err);
        if (status != KW_OK)
            return status;
    }
    lexicon->count = count;
    enum kw_status status = read_languages(arena, lexicon, err);
    if (status == KW_OK)
        *out = lexicon;
    return status;
}

size_t kw_lexicon_languages(const struct kw_lexicon *lexicon)
{
    return lexicon->language_count;
}

struct kw_str kw_lexicon_language(const struct kw_lexicon *lexicon, size_t number)
{
    assert(number < lexicon->language_count);
    return lexicon->languages[number];
}

uint32_t kw_lexicon_language_bits(const struct kw_lexicon *lexicon, struct kw_str word)
{
    return kw_map_get(&lexicon->language_words, word);
}

bool kw_lexicon_extended(const struct kw_lexicon *lexicon)
{
    return lexicon->count > 1;
}

bool kw_lexicon_is_own(kw_lexref row)
{
    return row >> ROW_BITS > 0;
}

uint64_t kw_lexicon_hash(const struct kw_lexicon *lexicon)
{
    /* The factor stays, so that stores keep their fingerprints. */
    return UINT64_C(0x100000001b3) ^ lexicon->images[0].header->hash;
}

/* --- rows -----------------------------------------------------------------------------
 */

static const struct image *image_of(const struct kw_lexicon *lexicon, kw_lexref row)
{
    assert(row >> ROW_BITS < lexicon->count);
    return &lexicon->images[row >> ROW_BITS];
}

static uint32_t row_number(kw_lexref row)
{
    return (row & ((1u << ROW_BITS) - 1)) - 1;
}

static kw_lexref row_ref(size_t image, uint32_t number)
{
    return (kw_lexref)image << ROW_BITS | (number + 1);
}

static const struct kw_image_row *row_of(const struct kw_lexicon *lexicon, kw_lexref row)
{
    const struct image *image = image_of(lexicon, row);
    assert(row_number(row) < image->header->row_count);
    return &image->rows[row_number(row)];
}

static struct kw_str string_of(const struct image *image, struct kw_image_string s)
{
    return (struct kw_str){image->bytes + s.offset, s.len};
}

struct kw_str kw_lexicon_cell(const struct kw_lexicon *lexicon, kw_lexref row, int column)
{
    if (row == 0)
        return KW_STR("");
    const struct image *image = image_of(lexicon, row);
    const struct kw_image_row *r = row_of(lexicon, row);
    assert(column >= 0 &&
           (size_t)column < kw_lex_schema((enum kw_lex_table)r->table)->column_count);
    return string_of(image, image->cells[r->first_cell + (uint32_t)column]);
}

enum kw_type kw_lexicon_type(const struct kw_lexicon *lexicon, kw_lexref row)
{
    return row ? (enum kw_type)row_of(lexicon, row)->type : KW_TYPE_NONE;
}

enum kw_lex_table kw_lexicon_table(const struct kw_lexicon *lexicon, kw_lexref row)
{
    return (enum kw_lex_table)row_of(lexicon, row)->table;
}

struct kw_str kw_lexicon_id(const struct kw_lexicon *lexicon, kw_lexref row)
{
    if (row == 0)
        return KW_STR("");
    return string_of(image_of(lexicon, row), row_of(lexicon, row)->id);
}

struct kw_str kw_lexicon_name(const struct kw_lexicon *lexicon, kw_lexref row)
{
    if (row == 0)
        return KW_STR("");
    const struct kw_lex_schema *schema = kw_lex_schema(kw_lexicon_table(lexicon, row));
    for (size_t c = 0; c < schema->column_count; c++)
        if (schema->columns[c].use == KW_USE_NAME)
            return kw_lexicon_cell(lexicon, row, (int)c);
    return kw_lexicon_cell(lexicon, row, 0);
}

kw_lexref kw_lexicon_next(const struct kw_lexicon *lexicon, enum kw_lex_table table,
                          kw_lexref after)
{
    for (size_t i = after >> ROW_BITS; i < lexicon->count; i++) {
        const struct kw_image_table *t = &lexicon->images[i].tables[table];
        uint32_t next = t->first_row;
        if (after && i == after >> ROW_BITS)
            next = row_number(after) + 1;
        if (next < t->first_row + t->row_count)
            return row_ref(i, next);
    }
    return 0;
}

/* --- surfaces -------------------------------------------------------------------------
 */

struct kw_lexwalk kw_lexwalk_begin(const struct kw_lexicon *lexicon)
{
    struct kw_walk_hash h = kw_walk_hash_begin();
    return (struct kw_lexwalk){lexicon, {h.a, h.b}};
}

static const struct kw_image_slot *find_slot(const struct image *image,
                                             struct kw_walk_hash h)
{
    uint32_t slot_count = image->header->slot_count;
    size_t at = kw_walk_hash_slot(h, slot_count);
    for (uint32_t probes = 0; probes < slot_count; probes++) {
        const struct kw_image_slot *slot = &image->slots[at];
        if (slot->hash[0] == h.a && slot->hash[1] == h.b)
            return slot;
        if (slot->hash[0] == 0 && slot->hash[1] == 0)
            return NULL;
        at = (at + 1) & (slot_count - 1);
    }
    return NULL;
}

static bool collect(const struct kw_lexicon *lexicon, struct kw_walk_hash h,
                    struct kw_lexhits *hits)
{
    bool known = false;
    *hits = (struct kw_lexhits){.lexicon = lexicon};
    for (size_t i = 0; i < lexicon->count; i++) {
        const struct kw_image_slot *slot = find_slot(&lexicon->images[i], h);
        if (!slot)
            continue;
        known = true;
        hits->first[i] = slot->first;
        hits->count[i] = slot->count;
    }
    return known;
}

bool kw_lexwalk_step(struct kw_lexwalk *walk, bool space, struct kw_str piece,
                     struct kw_lexhits *hits)
{
    struct kw_walk_hash begin = kw_walk_hash_begin(), h = {walk->hash[0], walk->hash[1]};
    if (space && (h.a != begin.a || h.b != begin.b))
        h = kw_walk_hash_add(h, KW_STR(" "));
    h = kw_walk_hash_add(h, piece);
    walk->hash[0] = h.a;
    walk->hash[1] = h.b;
    return collect(walk->lexicon, h, hits);
}

bool kw_lexicon_find(const struct kw_lexicon *lexicon, struct kw_str folded,
                     struct kw_lexhits *hits)
{
    return collect(lexicon, kw_walk_hash_add(kw_walk_hash_begin(), folded), hits) &&
           kw_lexhits_count(hits) > 0;
}

size_t kw_lexhits_count(const struct kw_lexhits *hits)
{
    size_t count = 0;
    for (size_t i = 0; i < MOST_IMAGES; i++)
        count += hits->count[i];
    return count;
}

struct kw_lexeme kw_lexhits_at(const struct kw_lexhits *hits, size_t index)
{
    size_t i = 0;
    while (index >= hits->count[i]) {
        index -= hits->count[i++];
        assert(i < MOST_IMAGES);
    }
    const struct image *image = &hits->lexicon->images[i];
    const struct kw_image_lexeme *l = &image->lexemes[hits->first[i] + index];
    return (struct kw_lexeme){.surface = string_of(image, l->surface),
                              .table = (enum kw_lex_table)l->table,
                              .use = (enum kw_lex_use)l->use,
                              .row = row_ref(i, l->row)};
}

bool kw_lexhits_in(const struct kw_lexhits *hits, enum kw_lex_table table,
                   struct kw_lexeme *lexeme)
{
    size_t count = kw_lexhits_count(hits);
    for (size_t i = 0; i < count; i++) {
        struct kw_lexeme one = kw_lexhits_at(hits, i);
        if (one.table == table) {
            *lexeme = one;
            return true;
        }
    }
    return false;
}

kw_lexref kw_lexicon_country(const struct kw_lexicon *lexicon, struct kw_str code)
{
    struct kw_walk_hash h = kw_walk_hash_add(kw_walk_hash_begin(), KW_STR("\x01"));
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    collect(lexicon, kw_walk_hash_add(h, code), &hits);
    return kw_lexhits_in(&hits, KW_TABLE_COUNTRIES, &lexeme) ? lexeme.row : 0;
}
