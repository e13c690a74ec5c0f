/* cues.c - cues.tsv and saying.tsv as look-ups by folded word. */
#include "relate/cues.h"

#include <assert.h>

#define CUE_NAME(id, name) name,
static const char *const effect_names[] = {"", KW_CUE_EFFECTS(CUE_NAME)};
static const char *const saying_names[] = {"", KW_SAYINGS(CUE_NAME)};
static const char *const class_names[] = {KW_CLASSES(CUE_NAME)};
#undef CUE_NAME

static bool name_at(const char *const *names, int count, struct kw_str name, int *value)
{
    for (int i = 0; i < count; i++) {
        if (names[i][0] && kw_str_eq(name, kw_str_of(names[i]))) {
            *value = i;
            return true;
        }
    }
    return false;
}

/* The entry of `word`, made when it is new; NULL when memory is out. */
static struct kw_cue_word *entry(struct kw_cues *cues, struct kw_arena *arena,
                                 size_t *capacity, struct kw_str word)
{
    uint32_t number = kw_map_get(&cues->word, word);
    if (number)
        return &cues->words[number - 1];
    if (cues->word_count == *capacity) {
        struct kw_cue_word *moved =
            kw_vec_grow(arena, cues->words, cues->word_count, sizeof *moved, capacity);
        if (!moved)
            return NULL;
        cues->words = moved;
    }
    number = (uint32_t)cues->word_count + 1;
    if (kw_map_put(&cues->word, arena, word, number, NULL) != KW_OK)
        return NULL;
    cues->words[number - 1] = (struct kw_cue_word){0};
    cues->word_count++;
    return &cues->words[number - 1];
}

/* The bit of a class, counted from 1 and made when it is new; 0 after a failure. */
static unsigned class_bit(struct kw_cues *cues, struct kw_arena *arena,
                          struct kw_str name, enum kw_status *status,
                          struct kw_error *err)
{
    uint32_t bit = kw_map_get(&cues->class_name, name);
    if (bit)
        return bit;
    if (cues->class_count == KW_CLASS_LIMIT) {
        *status = kw_fail(err, KW_SYNTAX, "cues: more than %d classes", KW_CLASS_LIMIT);
        return 0;
    }
    bit = ++cues->class_count;
    *status = kw_map_put(&cues->class_name, arena, name, bit, err);
    return *status == KW_OK ? bit : 0;
}

static enum kw_status cut_words(struct kw_str phrase, struct kw_cue *cue,
                                struct kw_error *err)
{
    struct kw_str rest = phrase, word;
    while (kw_str_item(&rest, ' ', &word)) {
        if (word.len == 0 || cue->word_count == KW_CUE_WORDS)
            return kw_fail(err, KW_SYNTAX, "cues: \"%.*s\": more than %d words",
                           KW_STR_ARG(phrase), KW_CUE_WORDS);
        cue->words[cue->word_count++] = word;
    }
    if (cue->word_count == 0)
        return kw_fail(err, KW_SYNTAX, "cues: a row without a phrase");
    return KW_OK;
}

/* What one-word governors, passers and classes do is kept by word, for look-ups by
 * lemma; everything else is found by walking over tokens. */
static enum kw_status add_word(struct kw_cues *cues, struct kw_arena *arena,
                               size_t *capacity, const struct kw_cue *cue,
                               struct kw_str value, struct kw_error *err)
{
    if (cue->word_count != 1)
        return kw_fail(err, KW_SYNTAX, "cues: \"%.*s ...\": %s takes one word",
                       KW_STR_ARG(cue->words[0]), effect_names[cue->effect]);
    enum kw_status status = KW_OK;
    unsigned bit = 0;
    if (cue->effect == KW_CUE_CLASS) {
        bit = class_bit(cues, arena, value, &status, err);
        if (!bit)
            return status;
    }
    struct kw_cue_word *word = entry(cues, arena, capacity, cue->words[0]);
    if (!word)
        return kw_nomem(err);
    if (bit)
        word->classes |= UINT64_C(1) << (bit - 1);
    if (cue->effect == KW_CUE_PASS)
        word->passes = true;
    if (cue->effect == KW_CUE_GOVERNOR) {
        word->governs = true;
        word->denies = cue->modality == KW_MODALITY_NONE;
        word->governs_modality = cue->modality;
    }
    return KW_OK;
}

static enum kw_status chain(struct kw_cues *cues, struct kw_arena *arena, uint32_t index,
                            struct kw_error *err)
{
    struct kw_str first = cues->items[index].words[0];
    cues->items[index].next = kw_map_get(&cues->first, first);
    return kw_map_put(&cues->first, arena, first, index + 1, err);
}

static enum kw_status load_row(struct kw_cues *cues, struct kw_arena *arena,
                               size_t *capacity, kw_lexref row, struct kw_error *err)
{
    struct kw_cue cue = {0};
    int effect = 0;
    struct kw_str phrase = kw_lexicon_cell(cues->lexicon, row, KW_COL_CUES_PHRASE);
    struct kw_str name = kw_lexicon_cell(cues->lexicon, row, KW_COL_CUES_EFFECT);
    struct kw_str value = kw_lexicon_cell(cues->lexicon, row, KW_COL_CUES_VALUE);
    enum kw_status status = cut_words(phrase, &cue, err);
    if (status != KW_OK)
        return status;
    if (!name_at(effect_names, KW_CUE_COUNT, name, &effect))
        return kw_fail(err, KW_SYNTAX, "cues: \"%.*s\": unknown effect \"%.*s\"",
                       KW_STR_ARG(phrase), KW_STR_ARG(name));
    cue.effect = (enum kw_cue_effect)effect;
    cue.harmless = kw_str_eq(value, KW_STR("+"));
    bool denies = kw_str_eq(value, KW_STR("-")) || cue.harmless;
    if (cue.effect == KW_CUE_CLASS ? value.len == 0
                                   : !denies && !kw_modality_parse(value, &cue.modality))
        return kw_fail(err, KW_SYNTAX, "cues: \"%.*s\": unknown value \"%.*s\"",
                       KW_STR_ARG(phrase), KW_STR_ARG(value));
    if (cue.effect == KW_CUE_CLASS || cue.effect == KW_CUE_PASS ||
        cue.effect == KW_CUE_GOVERNOR)
        return add_word(cues, arena, capacity, &cue, value, err);
    cues->items[cues->count++] = cue;
    return chain(cues, arena, (uint32_t)cues->count - 1, err);
}

static enum kw_status load_saying(struct kw_cues *cues, struct kw_arena *arena,
                                  size_t *capacity, kw_lexref row, struct kw_error *err)
{
    struct kw_str verb = kw_lexicon_cell(cues->lexicon, row, KW_COL_SAYING_VERB);
    struct kw_str says = kw_lexicon_cell(cues->lexicon, row, KW_COL_SAYING_SAYS);
    struct kw_str name = kw_lexicon_cell(cues->lexicon, row, KW_COL_SAYING_MODALITY);
    enum kw_modality modality = KW_MODALITY_NONE;
    int value = 0;
    if (!name_at(saying_names, KW_SAYS_COUNT, says, &value) ||
        (name.len && !kw_modality_parse(name, &modality)))
        return kw_fail(err, KW_SYNTAX, "saying: \"%.*s\": unknown way of saying",
                       KW_STR_ARG(verb));
    struct kw_cue_word *word = entry(cues, arena, capacity, verb);
    if (!word)
        return kw_nomem(err);
    word->says = (enum kw_says)value;
    word->says_modality = modality;
    return KW_OK;
}

enum kw_status kw_cues_load(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                            struct kw_cues *out, struct kw_error *err)
{
    struct kw_cues cues = {.lexicon = lexicon};
    size_t rows = 0, capacity = 0;
    enum kw_status status = KW_OK;
    kw_lexref row = 0;
    while ((row = kw_lexicon_next(lexicon, KW_TABLE_CUES, row)))
        rows++;
    cues.items = KW_NEW(arena, rows + 1, struct kw_cue);
    if (!cues.items)
        return kw_nomem(err);
    for (unsigned i = 0; i < KW_CLASS_COUNT && status == KW_OK; i++)
        class_bit(&cues, arena, kw_str_of(class_names[i]), &status, err);
    while (status == KW_OK && (row = kw_lexicon_next(lexicon, KW_TABLE_CUES, row)))
        status = load_row(&cues, arena, &capacity, row, err);
    row = 0;
    while (status == KW_OK && (row = kw_lexicon_next(lexicon, KW_TABLE_SAYING, row)))
        status = load_saying(&cues, arena, &capacity, row, err);
    if (status == KW_OK)
        *out = cues;
    return status;
}

const struct kw_cue_word *kw_cues_word(const struct kw_cues *cues, struct kw_str word)
{
    static const struct kw_cue_word nothing = {0};
    uint32_t number = kw_map_get(&cues->word, word);
    return number ? &cues->words[number - 1] : &nothing;
}

bool kw_cues_is(const struct kw_cues *cues, struct kw_str word, enum kw_word_class class)
{
    return kw_cues_word(cues, word)->classes >> class & 1;
}

static bool cue_fits(const struct kw_cue *cue, const struct kw_text *text, uint32_t at,
                     uint32_t end)
{
    if (end - at < cue->word_count)
        return false;
    for (unsigned i = 0; i < cue->word_count; i++) {
        if (!kw_str_eq(cue->words[i], text->tokens[at + i].norm))
            return false;
    }
    return true;
}

const struct kw_cue *kw_cues_at(const struct kw_cues *cues, const struct kw_text *text,
                                uint32_t at, uint32_t end, enum kw_cue_effect effect)
{
    const struct kw_cue *best = NULL;
    assert(at <= end);
    if (at == end)
        return NULL;
    uint32_t number = kw_map_get(&cues->first, text->tokens[at].norm);
    for (; number; number = cues->items[number - 1].next) {
        const struct kw_cue *cue = &cues->items[number - 1];
        if (cue->effect == effect && (!best || cue->word_count > best->word_count) &&
            cue_fits(cue, text, at, end))
            best = cue;
    }
    return best;
}
