/* text.c - the driver of the room: lines, tokens, sentences, tags. */
#include "text/room.h"

static const char *const tag_names[KW_TAG_COUNT] = {"",
#define KW_TAG_TEXT(id, name) name,
                                                    KW_TAGS(KW_TAG_TEXT)
#undef KW_TAG_TEXT
};

const char *kw_tag_name(enum kw_tag tag)
{
    return tag_names[tag];
}

bool kw_tag_parse(struct kw_str name, enum kw_tag *tag)
{
    for (int i = 1; i < KW_TAG_COUNT; i++) {
        if (!kw_str_eq(name, kw_str_of(tag_names[i])))
            continue;
        *tag = (enum kw_tag)i;
        return true;
    }
    return false;
}

bool kw_tag_is_verb(enum kw_tag tag)
{
    return tag >= KW_TAG_VB && tag <= KW_TAG_VBZ;
}

bool kw_tag_is_noun(enum kw_tag tag)
{
    return tag >= KW_TAG_NN && tag <= KW_TAG_NNPS;
}

struct kw_str kw_text_slice(const struct kw_text *text, struct kw_span span)
{
    return kw_str_slice(text->document->text, span.start, span.end);
}

struct kw_span kw_text_span(const struct kw_text *text, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (struct kw_span){0, 0};
    return (struct kw_span){text->tokens[first].span.start,
                            text->tokens[end - 1].span.end};
}

/* English has 4 to 5 bytes a token; room for them at once saves copying. */
static enum kw_status reserve(struct kw_arena *arena, size_t bytes, kw_token_list *tokens,
                              struct kw_error *err)
{
    tokens->capacity = bytes / 4 + 16;
    tokens->items = KW_NEW(arena, tokens->capacity, struct kw_token);
    return tokens->items ? KW_OK : kw_nomem(err);
}

static enum kw_status tokenize(const struct kw_lexicon *lexicon, struct kw_str text,
                               const struct kw_block_list *blocks, struct kw_arena *arena,
                               kw_token_list *tokens, size_t *ends, struct kw_error *err)
{
    enum kw_status status = reserve(arena, text.len, tokens, err);
    for (size_t i = 0; i < blocks->count && status == KW_OK; i++) {
        status = kw_tokens_add(lexicon, text, blocks->items[i], arena, tokens, err);
        ends[i] = tokens->count;
    }
    return status == KW_OK ? kw_tokens_fold(text, tokens, arena, err) : status;
}

static enum kw_status split(const struct kw_lexicon *lexicon,
                            const struct kw_document *document, const size_t *ends,
                            size_t count, struct kw_arena *arena, kw_token_list *tokens,
                            kw_sentence_list *sentences, struct kw_error *err)
{
    size_t all = tokens->count, first = 0;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        tokens->count = ends[i];
        status = kw_sentences_add(lexicon, document, tokens, first, (uint32_t)i, arena,
                                  sentences, err);
        first = ends[i];
    }
    tokens->count = all;
    return status;
}

static enum kw_status tag(const struct kw_lexicon *lexicon, struct kw_str text,
                          struct kw_token *tokens, const kw_sentence_list *sentences,
                          struct kw_arena *arena, struct kw_error *err)
{
    struct kw_words *words;
    struct kw_model model;
    enum kw_status status = kw_model_open(kw_model_builtin(), &model, err);
    if (status == KW_OK)
        status = kw_words_new(lexicon, &model, arena, &words, err);
    for (size_t i = 0; i < sentences->count && status == KW_OK; i++) {
        const struct kw_sentence *s = &sentences->items[i];
        status = kw_tags_set(words, text, tokens + s->first, s->end - s->first,
                             s->capitals || s->headline, err);
    }
    return status;
}

enum kw_status kw_text_analyze(const struct kw_lexicon *lexicon,
                               const struct kw_document *document, struct kw_arena *arena,
                               const struct kw_text **out, struct kw_error *err)
{
    struct kw_block_list blocks;
    kw_token_list tokens = {0};
    kw_sentence_list sentences = {0};
    struct kw_text *text = KW_NEW(arena, 1, struct kw_text);
    enum kw_status status = kw_lines_split(document->text, arena, &blocks, err);
    if (status != KW_OK)
        return status;
    size_t *ends = KW_NEW(arena, blocks.count + 1, size_t);
    if (!text || !ends)
        return kw_nomem(err);
    status = tokenize(lexicon, document->text, &blocks, arena, &tokens, ends, err);
    if (status == KW_OK)
        status =
            split(lexicon, document, ends, blocks.count, arena, &tokens, &sentences, err);
    if (status == KW_OK)
        status = tag(lexicon, document->text, tokens.items, &sentences, arena, err);
    if (status != KW_OK)
        return status;
    *text = (struct kw_text){document,        tokens.items, tokens.count, sentences.items,
                             sentences.count, blocks.items, blocks.count,
                             !kw_language_is_english(document->language)};
    *out = text;
    return KW_OK;
}
