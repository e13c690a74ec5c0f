/* extract.c - the driver of the rooms from text to relate; it decides nothing itself. */
#include "knotwork/extract.h"

#include <stdlib.h>

#include "extract/fingerprint.h"
#include "lexicon/compile.h"
#include "model/model.h"
#include "relate/relate.h"

struct kw_extractor {
    struct kw_arena *arena; /* holds the extractor and all it made ready */
    struct kw_buf own;      /* the image of the user's lists; empty without any */
    struct kw_lexicon *lexicon;
    const struct kw_relater *relater;
    bool identifiers;
    struct kw_str fingerprint;
};

/* A list may be named by its table ("names") or by one of the built-in files ("firms").
 */
static bool table_named(const char *name, enum kw_lex_table *table)
{
    *table = KW_TABLE_NAMES;
    return kw_str_eq(kw_str_of(name), KW_STR("names")) ||
           kw_lex_table_of(kw_str_of(name), table);
}

static enum kw_status compile_lists(struct kw_extractor *x,
                                    const struct kw_extract_options *options,
                                    struct kw_error *err)
{
    struct kw_lex_input *inputs =
        KW_NEW(x->arena, options->list_count, struct kw_lex_input);
    if (!inputs)
        return kw_nomem(err);
    for (size_t i = 0; i < options->list_count; i++) {
        const struct kw_list *list = &options->lists[i];
        inputs[i].label = list->label;
        inputs[i].bytes = list->bytes;
        if (!table_named(list->table, &inputs[i].table))
            return kw_fail(err, KW_USAGE, "%s: no table is called '%s'", list->label,
                           list->table);
    }
    return kw_lexicon_compile(inputs, options->list_count, &x->own, err);
}

static enum kw_status print_fingerprint(struct kw_extractor *x,
                                        const struct kw_extract_options *options,
                                        struct kw_error *err)
{
    struct kw_model model;
    enum kw_status status = kw_model_open(kw_model_builtin(), &model, err);
    if (status != KW_OK)
        return status;
    return kw_fingerprint_print(x->arena, kw_lexicon_hash(x->lexicon), model.hash, options,
                                &x->fingerprint, err);
}

static enum kw_status prepare(struct kw_extractor *x,
                              const struct kw_extract_options *options,
                              struct kw_error *err)
{
    enum kw_status status = KW_OK;
    if (options->list_count)
        status = compile_lists(x, options, err);
    struct kw_str images[] = {kw_lexicon_builtin(), kw_buf_str(&x->own)};
    x->identifiers = options->identifiers;
    if (status == KW_OK)
        status = kw_lexicon_open(x->arena, images, x->own.len ? 2 : 1, &x->lexicon, err);
    if (status == KW_OK)
        status = kw_relater_new(x->lexicon, x->arena, &x->relater, err);
    return status == KW_OK ? print_fingerprint(x, options, err) : status;
}

enum kw_status kw_extractor_new(const struct kw_extract_options *options,
                                struct kw_extractor **out, struct kw_error *err)
{
    static const struct kw_extract_options usual;
    struct kw_arena *arena = kw_arena_new();
    struct kw_extractor *x = arena ? KW_NEW(arena, 1, struct kw_extractor) : NULL;
    if (!x) {
        kw_arena_free(arena);
        return kw_nomem(err);
    }
    x->arena = arena;
    enum kw_status status = prepare(x, options ? options : &usual, err);
    if (status != KW_OK) {
        kw_extractor_free(x);
        return status;
    }
    *out = x;
    return KW_OK;
}

void kw_extractor_free(struct kw_extractor *extractor)
{
    if (!extractor)
        return;
    kw_buf_free(&extractor->own);
    kw_arena_free(extractor->arena);
}

struct kw_str kw_extractor_fingerprint(const struct kw_extractor *extractor)
{
    return extractor->fingerprint;
}

/* --- packing: from what the rooms work with to what leaves the program
 * ------------------ */

static bool pack_sentences(const struct kw_text *text, struct kw_arena *arena,
                           struct kw_extraction *out)
{
    struct kw_span *sentences = KW_NEW(arena, text->sentence_count, struct kw_span);
    struct kw_span *furniture = KW_NEW(arena, text->sentence_count, struct kw_span);
    if (!sentences || !furniture)
        return false;
    out->document.furniture = furniture;
    out->document.furniture_count = 0;
    for (size_t i = 0; i < text->sentence_count; i++) {
        sentences[i] = text->sentences[i].span;
        if (text->sentences[i].furniture)
            furniture[out->document.furniture_count++] = sentences[i];
    }
    out->sentences = sentences;
    out->sentence_count = text->sentence_count;
    out->paragraphs = text->paragraphs;
    out->paragraph_count = text->paragraph_count;
    return true;
}

/* References lie by token; the span of a nominal takes in its article as well. */
static int by_span(const void *a, const void *b)
{
    const struct kw_mention *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

static bool pack_references(const struct kw_references *references,
                            const struct kw_statements *statements,
                            struct kw_arena *arena, struct kw_extraction *out)
{
    size_t count = references->count + statements->pronoun_count;
    struct kw_mention *mentions = KW_NEW(arena, count, struct kw_mention);
    struct kw_referent *referents =
        KW_NEW(arena, references->referent_count, struct kw_referent);
    if (!mentions || !referents)
        return false;
    for (size_t i = 0; i < references->count; i++)
        mentions[i] = references->items[i].mention;
    for (size_t i = 0; i < statements->pronoun_count; i++)
        mentions[references->count + i] = statements->pronouns[i];
    if (count)
        qsort(mentions, count, sizeof *mentions, by_span);
    for (size_t i = 0; i < references->referent_count; i++)
        referents[i] = references->referents[i].referent;
    out->mentions = mentions;
    out->mention_count = count;
    out->referents = referents;
    out->referent_count = references->referent_count;
    return true;
}

enum kw_status kw_extract(const struct kw_extractor *extractor,
                          const struct kw_document *document, struct kw_arena *arena,
                          struct kw_extraction *out, struct kw_error *err)
{
    const struct kw_lexicon *lexicon = extractor->lexicon;
    const struct kw_text *text = NULL;
    struct kw_names names = {0};
    struct kw_references references = {0};
    struct kw_statements statements = {0};
    enum kw_status status = kw_text_analyze(lexicon, document, arena, &text, err);
    if (status == KW_OK)
        status = kw_names_find(lexicon, text, arena, &names, err);
    if (status == KW_OK && extractor->identifiers)
        status = kw_names_identify(lexicon, text, arena, &names, err);
    if (status == KW_OK)
        status = kw_refer(lexicon, text, &names, arena, &references, err);
    if (status == KW_OK && !text->foreign)
        status =
            kw_relate(extractor->relater, text, &references, arena, &statements, err);
    if (status != KW_OK)
        return status;

    struct kw_extraction made = {
        .document = *document,
        .fingerprint = extractor->fingerprint,
        .statements = statements.items,
        .statement_count = statements.count,
        .opens = statements.opens,
        .open_count = statements.open_count,
    };
    if (!pack_sentences(text, arena, &made) ||
        !pack_references(&references, &statements, arena, &made))
        return kw_nomem(err);
    *out = made;
    return KW_OK;
}
