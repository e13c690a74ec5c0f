/* school.c - a corpus made ready for labels, and walks through it. */
#include "train/train.h"

/* Whether a teacher's word (src/train/teach.py) is among those of a sample. */
static bool is_taught(const struct kw_corpus *c, const struct kw_sample *sample)
{
    static const char *const theirs[] = {"-PER", "-LOC", "-ORG", "-OTHER", "-unsure"};
    for (uint32_t i = sample->first; i < sample->end; i++) {
        for (size_t n = 0; n < sizeof theirs / sizeof *theirs; n++) {
            if (kw_str_ends(c->gold.items[i], kw_str_of(theirs[n])))
                return true;
        }
    }
    return false;
}

/* The sentences of a sample, as text analysis cuts them: a line of a file may be a
 * paragraph. */
static enum kw_status add_sample(struct kw_school *s, const struct kw_lexicon *lexicon,
                                 uint32_t number, struct kw_error *err)
{
    struct kw_corpus *c = s->corpus;
    const struct kw_document document = {.text = kw_corpus_text(c)};
    const struct kw_sample *sample = &c->samples.items[number];
    kw_token_list tokens = {.items = c->tokens.items, .count = sample->end};
    if (sample->opens) {
        struct kw_school_document *slot = KW_PUSH(c->arena, &s->documents);
        if (!slot)
            return kw_nomem(err);
        *slot = (struct kw_school_document){.first = s->sentences.count};
    }
    if (is_taught(c, sample))
        s->documents.items[s->documents.count - 1].taught = true;
    return kw_sentences_add(lexicon, &document, &tokens, sample->first, number, c->arena,
                            &s->sentences, err);
}

static enum kw_status prepare(struct kw_school *s, const struct kw_lexicon *lexicon,
                              const struct kw_model *model, struct kw_error *err)
{
    struct kw_corpus *c = s->corpus;
    struct kw_words *words;
    enum kw_status status = kw_words_new(lexicon, model, c->arena, &words, err);
    for (size_t i = 0; i < c->samples.count && status == KW_OK; i++)
        status = add_sample(s, lexicon, (uint32_t)i, err);
    for (size_t i = 0; i < s->sentences.count && status == KW_OK; i++) {
        const struct kw_sentence *sentence = &s->sentences.items[i];
        status = kw_tags_set(words, kw_corpus_text(c), c->tokens.items + sentence->first,
                             sentence->end - sentence->first, sentence->capitals, err);
    }
    return status;
}

static enum kw_status visit_document(struct kw_school *s, size_t first, size_t end,
                                     kw_school_fn *visit, void *data,
                                     struct kw_error *err)
{
    struct kw_document document = {.text = kw_corpus_text(s->corpus)};
    struct kw_text text = {.document = &document,
                           .tokens = s->corpus->tokens.items,
                           .token_count = s->corpus->tokens.count,
                           .sentences = s->sentences.items + first,
                           .sentence_count = end - first};
    s->finder.text = &text;
    s->finder.seen = (struct kw_map){0};
    enum kw_status status = kw_memory_read(&s->finder, err);
    if (status == KW_OK)
        status = kw_twins_set(&s->finder, err);
    for (size_t i = first; i < end && status == KW_OK; i++) {
        const struct kw_sentence *sentence = &s->sentences.items[i];
        if (sentence->end - sentence->first > KW_SENTENCE_LIMIT)
            continue;
        s->finder.sentence = sentence;
        s->finder.dateline = sentence->first;
        kw_marks_set(&s->finder);
        visit(s, data);
    }
    kw_arena_reset(s->finder.arena);
    return status;
}

enum kw_status kw_school_visit(struct kw_school *s, size_t round, kw_school_fn *visit,
                               void *data, struct kw_error *err)
{
    size_t count = s->documents.count, step = kw_train_step(count, round);
    enum kw_status status = KW_OK;
    for (size_t n = 0, at = round % (count ? count : 1); n < count && status == KW_OK;
         n++, at = (at + step) % count) {
        const struct kw_school_document *document = &s->documents.items[at];
        size_t end = at + 1 < count ? document[1].first : s->sentences.count;
        if (!(s->gold_only && document->taught))
            status = visit_document(s, document->first, end, visit, data, err);
    }
    return status;
}

enum kw_status kw_school_new(const struct kw_lexicon *lexicon,
                             const struct kw_model *model, struct kw_corpus *corpus,
                             struct kw_school **out, struct kw_error *err)
{
    struct kw_school *s = KW_NEW(corpus->arena, 1, struct kw_school);
    if (!s)
        return kw_nomem(err);
    s->corpus = corpus;
    s->finder.lexicon = lexicon;
    s->finder.marks = s->marks;
    s->finder.cells = s->cells;
    s->finder.steps = s->steps;
    s->finder.labels = s->labels;
    s->finder.margins = s->margins;
    enum kw_status status = prepare(s, lexicon, model, err);
    if (status == KW_OK)
        status = kw_labels_open(&s->finder, model, err);
    s->finder.arena = kw_arena_new();
    *out = s;
    return status == KW_OK && !s->finder.arena ? kw_nomem(err) : status;
}

void kw_school_free(struct kw_school *s)
{
    if (s)
        kw_arena_free(s->finder.arena);
}
