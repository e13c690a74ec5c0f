/* relate.c - sentence by sentence: a scene, then the finders. */
#include "relate/relate.h"

#include "relate/pass.h"
#include "relate/source.h"
#include "time/expression.h"

struct kw_relater {
    struct kw_cues cues;
    struct kw_frames frames;
    const struct kw_parser *parser;
};

enum kw_status kw_relater_new(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                              const struct kw_relater **out, struct kw_error *err)
{
    struct kw_relater *relater = KW_NEW(arena, 1, struct kw_relater);
    if (!relater)
        return kw_nomem(err);
    struct kw_model model;
    enum kw_status status = kw_cues_load(lexicon, arena, &relater->cues, err);
    if (status == KW_OK)
        status = kw_frames_load(&relater->cues, arena, &relater->frames, err);
    if (status == KW_OK)
        status = kw_model_open(kw_model_builtin(), &model, err);
    if (status == KW_OK)
        status = kw_parser_new(&model, arena, &relater->parser, err);
    if (status == KW_OK)
        *out = relater;
    return status;
}

struct work {
    const struct kw_relater *relater;
    const struct kw_text *text;
    const struct kw_references *references;
    struct kw_arena *scratch; /* forgotten after every sentence */
    struct kw_gather gather;
    uint32_t ref;                       /* first reference not yet passed */
    KW_VEC(struct kw_span) spans;       /* of all time expressions, in order */
    KW_VEC(struct kw_when) whens;       /* what they mean */
    size_t time;                        /* first one not yet passed */
    struct kw_voice voice;              /* of the last sentence that had a speaker ... */
    uint32_t paragraph;                 /* ... and its paragraph */
    bool quoting;                       /* a quotation is open */
    struct kw_occasion occasion;        /* on which somebody spoke */
    struct kw_source source;            /* who told what the sentences before say */
    uint32_t topic;                     /* reference that was the last subject, + 1 */
    uint32_t topic_sentence;            /* its sentence */
};

/* All time expressions of the document. Without a date the relative ones still are words
 * that tell a time, only nobody knows which. */
static enum kw_status find_times(struct work *w, struct kw_arena *arena,
                                 struct kw_error *err)
{
    const struct kw_document *document = w->text->document;
    bool dated = document->date != KW_DAY_NONE;
    int32_t date = dated ? document->date : 0;
    struct kw_span span = {0, 0};
    struct kw_time time;
    struct kw_told told = {.time = KW_TIME_NONE};
    while (kw_time_find_told(document->text, span.end, date, KW_TENSE_PAST, &told, &time,
                             &span)) {
        struct kw_span *at = KW_PUSH(arena, &w->spans);
        struct kw_when *it = KW_PUSH(arena, &w->whens);
        struct kw_span again;
        if (!at || !it)
            return kw_nomem(err);
        *at = span;
        it->past = it->future = time;
        if (!dated && time.basis == KW_BASIS_RELATIVE)
            it->past = it->future = KW_TIME_NONE;
        else if (time.basis == KW_BASIS_RELATIVE &&
                 kw_time_find(document->text, span.start, date, KW_TENSE_FUTURE, &time,
                              &again) &&
                 again.start == span.start)
            it->future = time;
        if (it->past.precision <= KW_PRECISION_YEAR)
            told = (struct kw_told){it->past, span.end};
    }
    return KW_OK;
}

/* The time expressions of a sentence; sentences come in order. */
static size_t sentence_times(struct work *w, uint32_t sentence)
{
    struct kw_span span = w->text->sentences[sentence].span;
    while (w->time < w->spans.count && w->spans.items[w->time].end <= span.start)
        w->time++;
    size_t end = w->time;
    while (end < w->spans.count && w->spans.items[end].start < span.end)
        end++;
    return end - w->time;
}

static bool is_mark(const struct kw_text *text, uint32_t token)
{
    return kw_str_eq(text->tokens[token].norm, KW_STR("\""));
}

/* Whether a quotation is open after a mark, by how the mark is written. A quotation that
 * was not closed may open again: "I left. "I came back." */
static bool open_after(const struct kw_text *text, uint32_t token, bool open)
{
    const struct kw_token *mark = &text->tokens[token];
    struct kw_str raw = kw_text_slice(text, mark->span);
    bool space = token + 1 == text->token_count || mark[1].space;
    if (kw_str_eq(raw, KW_STR("\xE2\x80\x9C")))
        return true;
    if (kw_str_eq(raw, KW_STR("\xE2\x80\x9D")))
        return false;
    return mark->space == space ? !open : mark->space;
}

static uint32_t paragraph_of(const struct kw_text *text, uint32_t token)
{
    return text->sentences[text->tokens[token].sentence].paragraph;
}

/* Whether a quotation that opens with a mark is one: another mark follows in its
 * paragraph or begins the next; else somebody forgot to close it, and what follows is not
 * quoted. Cost: the tokens up to the next mark, so all of them once. */
static bool is_closed(const struct kw_text *text, uint32_t token)
{
    uint32_t at = token + 1, paragraph = paragraph_of(text, token);
    while (at < text->token_count && !is_mark(text, at) &&
           paragraph_of(text, at) == paragraph)
        at++;
    return at < text->token_count && is_mark(text, at);
}

/* Whether a sentence begins inside quotation marks; sentences come in order. An open
 * quotation does not reach beyond its paragraph. */
static bool in_quotation(struct work *w, uint32_t sentence)
{
    const struct kw_sentence *it = &w->text->sentences[sentence];
    if (sentence && w->text->sentences[sentence - 1].paragraph != it->paragraph)
        w->quoting = false;
    bool begins = w->quoting || (it->first < it->end && is_mark(w->text, it->first));
    for (uint32_t t = it->first; t < it->end; t++) {
        if (is_mark(w->text, t))
            w->quoting = open_after(w->text, t, w->quoting) && is_closed(w->text, t);
    }
    return begins;
}

/* Who speaks in a sentence: "It is false," Ning said. "Beijing attacked nobody." The
 * second sentence is Ning's too. `quotation`: it begins inside one. */
static struct kw_voice find_voice(struct work *w, const struct kw_scene *scene,
                                  bool quotation)
{
    struct kw_voice voice = kw_voice_of(scene);
    uint32_t paragraph = w->text->sentences[scene->sentence].paragraph;
    if (voice.modality && (quotation || w->quoting)) {
        w->voice = voice; /* even when nobody knows who: it is not the last one */
        w->paragraph = paragraph;
    } else if (!voice.speaker && quotation && w->voice.modality &&
               w->paragraph == paragraph) {
        voice = (struct kw_voice){.speaker = w->voice.speaker,
                                  .modality = KW_MODALITY_REPORTED,
                                  .at = scene->first};
    }
    return voice.modality ? voice : kw_source_voice(scene);
}

/* The tree of a sentence; none when nothing in it can be related. */
static enum kw_status parse(struct work *w, const struct kw_sentence *it,
                            const struct kw_arc **out, struct kw_error *err)
{
    const struct kw_references *all = w->references;
    uint32_t count = it->end - it->first, ref = w->ref;
    *out = NULL;
    while (ref < all->count && all->items[ref].first < it->first)
        ref++;
    if (ref + 1 >= all->count || all->items[ref + 1].first >= it->end)
        return KW_OK;
    struct kw_arc *arcs = KW_NEW(w->scratch, count, struct kw_arc);
    if (!arcs)
        return kw_nomem(err);
    *out = arcs;
    return kw_parse(w->relater->parser, w->text->tokens + it->first, count, w->scratch,
                    arcs, err);
}

static enum kw_status relate_sentence(struct work *w, uint32_t sentence,
                                      struct kw_error *err)
{
    struct kw_scene scene;
    const struct kw_arc *arcs;
    size_t count = sentence_times(w, sentence);
    bool quotation = in_quotation(w, sentence);
    const struct kw_span *spans = count ? w->spans.items + w->time : NULL;
    enum kw_status status = parse(w, &w->text->sentences[sentence], &arcs, err);
    if (status == KW_OK)
        status = kw_scene_make(&w->relater->cues, w->text, w->references, spans, count,
                               sentence, arcs, &w->ref, w->scratch, &scene, err);
    if (status != KW_OK || scene.ref_end == scene.ref_first)
        return status;
    if (w->topic_sentence + 1 == sentence)
        scene.topic = w->topic;
    scene.source = &w->source;
    uint32_t end = w->text->tokens[scene.end - 1].span.end;
    while (scene.time_count && spans[scene.time_count - 1].start >= end)
        scene.time_count--; /* beyond what is looked at */
    struct kw_when *whens = scene.time_count ? w->whens.items + w->time : NULL;
    kw_when_place(&scene, whens, scene.time_count);
    struct kw_pass pass = {.frames = &w->relater->frames,
                           .scene = &scene,
                           .voice = find_voice(w, &scene, quotation),
                           .gather = &w->gather,
                           .occasion = &w->occasion,
                           .whens = whens};
    status = kw_find_ties(&pass, err);
    if (status == KW_OK)
        status = kw_find_asides(&pass, err);
    if (status == KW_OK)
        status = kw_find_roles(&pass, err);
    if (status == KW_OK)
        status = kw_find_frames(&pass, err);
    if (status == KW_OK)
        status = kw_find_pronouns(&pass, err);
    kw_occasion_note(&w->occasion, &scene, whens);
    kw_source_note(&w->source, &scene, &pass.voice);
    w->topic = kw_scene_subject(&scene);
    w->topic_sentence = sentence;
    return status;
}

static enum kw_status relate_all(struct work *w, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (uint32_t i = 0; i < w->text->sentence_count && status == KW_OK; i++) {
        if (w->text->sentences[i].furniture)
            continue;
        kw_arena_reset(w->scratch);
        status = relate_sentence(w, i, err);
    }
    return status;
}

enum kw_status kw_relate(const struct kw_relater *relater, const struct kw_text *text,
                         const struct kw_references *references, struct kw_arena *arena,
                         struct kw_statements *out, struct kw_error *err)
{
    struct work w = {.relater = relater,
                     .text = text,
                     .references = references,
                     .gather = {.arena = arena, .references = references}};
    w.scratch = kw_arena_new();
    if (!w.scratch)
        return kw_nomem(err);
    enum kw_status status = find_times(&w, arena, err);
    if (status == KW_OK)
        status = relate_all(&w, err);
    if (status == KW_OK)
        status = kw_gather_finish(&w.gather, out, err);
    kw_arena_free(w.scratch);
    return status;
}
