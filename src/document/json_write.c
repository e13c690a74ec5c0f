/* json_write.c - an extraction as one line of knotwork JSON.
 *
 * Keys always come in the same order and are always all there, so that two writers of
 * one extraction give the same bytes. What is not known is null.
 */
#include "base/json.h"
#include "document/offsets.h"
#include "knotwork/document.h"

#include <stdio.h>
#include <string.h>

struct writer {
    struct kw_json_out json;         /* where the text goes */
    const struct kw_extraction *x;   /* what is written */
    struct kw_offsets offsets;       /* of its text */
    const struct kw_mention **order; /* mentions by referent, then by span */
    const size_t *first; /* referent r has order[first[r-1]] ... order[first[r] - 1] */
};

static void put_text(struct writer *w, const char *key, struct kw_str value)
{
    if (value.len)
        kw_json_string(&w->json, key, value);
    else
        kw_json_null(&w->json, key);
}

static void put_span(struct writer *w, const char *key, struct kw_span span)
{
    kw_json_open(&w->json, key, '[');
    kw_json_integer(&w->json, NULL, kw_offsets_code(&w->offsets, span.start));
    kw_json_integer(&w->json, NULL, kw_offsets_code(&w->offsets, span.end));
    kw_json_close(&w->json, ']');
}

static void put_spans(struct writer *w, const char *key, const struct kw_span *spans,
                      size_t count)
{
    kw_json_open(&w->json, key, '[');
    for (size_t i = 0; i < count; i++)
        put_span(w, NULL, spans[i]);
    kw_json_close(&w->json, ']');
}

static void put_referent(struct writer *w, const char *key, uint32_t number)
{
    char id[16];
    snprintf(id, sizeof id, "e%lu", (unsigned long)number);
    put_text(w, key, number ? kw_str_of(id) : KW_STR(""));
}

/* The phrase twice: as words, for people, and as a span, for programs. */
static void put_phrase(struct writer *w, struct kw_span span)
{
    struct kw_str text = w->x->document.text;
    if (span.start == span.end) {
        kw_json_null(&w->json, "phrase");
        kw_json_null(&w->json, "phrase_span");
        return;
    }
    kw_json_string(&w->json, "phrase", kw_str_slice(text, span.start, span.end));
    put_span(w, "phrase_span", span);
}

static void put_document(struct writer *w)
{
    const struct kw_document *d = &w->x->document;
    char day[KW_TIME_TEXT] = "";
    if (d->date != KW_DAY_NONE)
        kw_day_print(d->date, day);
    put_text(w, "fingerprint", w->x->fingerprint);
    put_text(w, "id", d->key);
    put_text(w, "source", d->source);
    put_text(w, "title", d->title);
    put_text(w, "publisher", d->publisher);
    put_text(w, "author", d->author);
    put_text(w, "date", kw_str_of(day));
    put_text(w, "language", d->language);
    kw_json_string(&w->json, "text", d->original.len ? d->original : d->text);
    put_spans(w, "furniture", d->furniture, d->furniture_count);
    put_spans(w, "sentences", w->x->sentences, w->x->sentence_count);
    put_spans(w, "paragraphs", w->x->paragraphs, w->x->paragraph_count);
}

/* The spans of those mentions of a referent that name it (or do not), then, parallel to
 * them, their kinds. */
static void put_mentions(struct writer *w, uint32_t number, bool naming,
                         const char *spans_key, const char *kinds_key)
{
    size_t start = w->first[number - 1], end = w->first[number];
    kw_json_open(&w->json, spans_key, '[');
    for (size_t i = start; i < end; i++)
        if (kw_mention_names(w->order[i]->kind) == naming)
            put_span(w, NULL, w->order[i]->span);
    kw_json_close(&w->json, ']');
    kw_json_open(&w->json, kinds_key, '[');
    for (size_t i = start; i < end; i++)
        if (kw_mention_names(w->order[i]->kind) == naming)
            kw_json_string(&w->json, NULL,
                           kw_str_of(kw_mention_label(w->order[i]->kind)->name));
    kw_json_close(&w->json, ']');
}

static void put_entity(struct writer *w, uint32_t number)
{
    const struct kw_referent *r = &w->x->referents[number - 1];
    kw_json_open(&w->json, NULL, '{');
    put_referent(w, "id", number);
    kw_json_string(&w->json, "name", r->name);
    kw_json_string(&w->json, "type", kw_str_of(kw_type_label(r->type)->name));
    put_text(w, "kind", r->kind);
    put_text(w, "key", r->id);
    put_mentions(w, number, true, "mentions", "kinds");
    put_mentions(w, number, false, "coref", "coref_kinds");
    kw_json_close(&w->json, '}');
}

static void put_time(struct writer *w, const struct kw_time *time)
{
    char iso[KW_TIME_TEXT] = "";
    kw_time_print(time, iso);
    put_text(w, "time", kw_str_of(iso));
    kw_json_string(&w->json, "time_precision",
                   kw_str_of(kw_precision_name(time->precision)));
    kw_json_string(&w->json, "time_basis", kw_str_of(kw_basis_name(time->basis)));
}

static void put_statement(struct writer *w, const struct kw_statement *s)
{
    kw_json_open(&w->json, NULL, '{');
    put_referent(w, "subject", s->subject);
    kw_json_string(&w->json, "type", kw_str_of(kw_relation_label(s->type)->name));
    put_referent(w, "object", s->object);
    put_span(w, "span", s->evidence[0]);
    put_spans(w, "evidence", s->evidence, s->evidence_count);
    put_phrase(w, s->phrase);
    kw_json_string(&w->json, "polarity",
                   s->polarity == KW_NEGATIVE ? KW_STR("-") : KW_STR("+"));
    kw_json_string(&w->json, "modality", kw_str_of(kw_modality_label(s->modality)->name));
    put_referent(w, "speaker", s->speaker);
    put_time(w, &s->time);
    put_referent(w, "place", s->place);
    put_text(w, "title", s->title);
    put_referent(w, "item", s->item);
    kw_json_integer(&w->json, "confidence", s->confidence);
    kw_json_close(&w->json, '}');
}

static void put_open(struct writer *w, const struct kw_open *open)
{
    kw_json_open(&w->json, NULL, '{');
    put_referent(w, "subject", open->subject);
    put_referent(w, "object", open->object);
    put_phrase(w, open->phrase);
    put_text(w, "lemma", open->lemma);
    put_span(w, "span", open->evidence);
    kw_json_close(&w->json, '}');
}

/* Sorts the mentions into bins, one a referent; they stay in order inside a bin. */
static bool group_mentions(struct kw_arena *arena, struct writer *w)
{
    const struct kw_extraction *x = w->x;
    size_t *first = KW_NEW(arena, x->referent_count + 2, size_t);
    const struct kw_mention **order =
        KW_NEW(arena, x->mention_count, const struct kw_mention *);
    if (!first || !order)
        return false;
    for (size_t i = 0; i < x->mention_count; i++)
        first[x->mentions[i].referent + 1]++;
    for (size_t r = 1; r <= x->referent_count + 1; r++)
        first[r] += first[r - 1];
    for (size_t i = 0; i < x->mention_count; i++)
        order[first[x->mentions[i].referent]++] = &x->mentions[i];
    w->first = first; /* filling the bins moved each start to its end */
    w->order = order;
    return true;
}

static void put_extraction(struct writer *w)
{
    const struct kw_extraction *x = w->x;
    kw_json_open(&w->json, NULL, '{');
    kw_json_integer(&w->json, "format", KW_JSON_FORMAT);
    put_document(w);
    kw_json_open(&w->json, "entities", '[');
    for (uint32_t number = 1; number <= x->referent_count; number++)
        put_entity(w, number);
    kw_json_close(&w->json, ']');
    kw_json_open(&w->json, "statements", '[');
    for (size_t i = 0; i < x->statement_count; i++)
        put_statement(w, &x->statements[i]);
    kw_json_close(&w->json, ']');
    kw_json_open(&w->json, "open", '[');
    for (size_t i = 0; i < x->open_count; i++)
        put_open(w, &x->opens[i]);
    kw_json_close(&w->json, ']');
    kw_json_close(&w->json, '}');
    kw_out_byte(w->json.out, '\n');
}

void kw_extraction_write(const struct kw_extraction *extraction, struct kw_out *out)
{
    struct writer w = {.json = {.out = out}, .x = extraction};
    struct kw_arena *arena = kw_arena_new();
    if (arena && group_mentions(arena, &w) &&
        kw_offsets_make(arena, extraction->document.text, &w.offsets, NULL) == KW_OK)
        put_extraction(&w);
    else
        kw_out_nomem(out);
    kw_arena_free(arena);
}
