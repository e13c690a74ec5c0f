/* json_read.c - a line of knotwork JSON to an extraction.
 *
 * The line may come from anybody: every span is checked against the text, every id
 * against the entities, every name of a type against its table. What is wrong is named
 * by its place ("statement 3: object: no entity has the id \"e9\"").
 *
 * Nothing is put in another order but the mentions, which come by entity and are wanted
 * by span. Forbidden code points become spaces, as in every text (base/utf8.h).
 */
#include "document/json_value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "time/expression.h"

/* --- the document ----------------------------------------------------------------- */

/* A day, or a timestamp, whose day as written counts. */
/* A date as other people's data write it: "Thu, 26 Feb 1987 10:00 GMT", "26-FEB-1987". */
static bool written_date(struct kw_reader *r, struct kw_str date, int32_t *day)
{
    if (kw_date_find(date, day, NULL))
        return true;
    struct kw_str spaced = kw_arena_copy(r->arena, date);
    char *bytes = (char *)(uintptr_t)spaced.ptr; /* the arena's copy, so ours to change */
    for (size_t i = 0, word = 0; i < spaced.len; i++) {
        bytes[i] = bytes[i] == '-' ? ' ' : bytes[i];
        word = bytes[i] == ' ' ? i : word;
        if (bytes[i] == ':') /* what follows is the time of day */
            spaced.len = word;
    }
    return kw_date_find(spaced, day, NULL);
}

static enum kw_status read_date(struct kw_reader *r, kw_json_ref object)
{
    struct kw_str date;
    enum kw_status status = kw_reader_text(r, object, "date", &date);
    r->x.document.date = KW_DAY_NONE;
    if (status != KW_OK || date.len == 0)
        return status;
    struct kw_str iso = date;
    if (iso.len > 10 && (iso.ptr[10] == 'T' || iso.ptr[10] == ' '))
        iso.len = 10;
    if (!kw_day_parse(iso, &r->x.document.date) &&
        !written_date(r, date, &r->x.document.date))
        return kw_reader_bad(r, "date", "not an ISO day such as 2023-04-08");
    return KW_OK;
}

/* The key may be a number in other people's data. */
static enum kw_status read_key(struct kw_reader *r, kw_json_ref object)
{
    kw_json_ref id = kw_json_get(object, "id");
    if (!kw_json_is_integer(id))
        return kw_reader_text(r, object, "id", &r->x.document.key);
    r->x.document.key = kw_arena_printf(r->arena, "%" PRId64, kw_json_int(id, 0));
    return r->x.document.key.ptr ? KW_OK : kw_nomem(r->err);
}

static enum kw_status read_body(struct kw_reader *r, kw_json_ref object)
{
    struct kw_document *d = &r->x.document;
    kw_json_ref text = kw_json_get(object, "text");
    bool changed = false;
    if (!kw_json_is_string(text))
        return kw_reader_bad(r, "text",
                             kw_json_is_null(text) ? "missing" : "not a string");
    if (kw_json_str(text).len > KW_TEXT_LIMIT)
        return kw_fail(r->err, KW_LIMIT, "text: longer than %u bytes", KW_TEXT_LIMIT);
    enum kw_status status =
        kw_utf8_clean(r->arena, kw_json_str(text), &d->text, &changed, r->err);
    if (status != KW_OK)
        return status;
    if (changed) {
        d->original = kw_arena_copy(r->arena, kw_json_str(text));
        if (!d->original.ptr)
            return kw_nomem(r->err);
    }
    return kw_offsets_make(r->arena, d->text, &r->offsets, r->err);
}

static enum kw_status read_format(struct kw_reader *r, kw_json_ref object)
{
    kw_json_ref format = kw_json_get(object, "format");
    int64_t number = kw_json_int(format, KW_JSON_FORMAT);
    if (!kw_json_is_null(format) && !kw_json_is_integer(format))
        return kw_reader_bad(r, "format", "not an integer");
    if (number < 1 || number > KW_JSON_FORMAT)
        return kw_fail(r->err, KW_SYNTAX,
                       "format: %" PRId64 " is unknown to this version of knotwork",
                       number);
    return KW_OK;
}

static enum kw_status read_document(struct kw_reader *r, kw_json_ref object)
{
    struct kw_document *d = &r->x.document;
    const struct {
        const char *key;
        struct kw_str *out;
    } texts[] = {{"source", &d->source},
                 {"title", &d->title},
                 {"publisher", &d->publisher},
                 {"author", &d->author},
                 {"language", &d->language},
                 {"fingerprint", &r->x.fingerprint}};
    enum kw_status status = read_format(r, object);
    if (status == KW_OK)
        status = read_body(r, object);
    if (status == KW_OK)
        status = read_key(r, object);
    for (size_t i = 0; status == KW_OK && i < sizeof texts / sizeof *texts; i++)
        status = kw_reader_text(r, object, texts[i].key, texts[i].out);
    if (status == KW_OK)
        status = read_date(r, object);
    if (status == KW_OK)
        status =
            kw_reader_parts(r, object, "furniture", &d->furniture, &d->furniture_count);
    if (status == KW_OK)
        status = kw_reader_parts(r, object, "sentences", &r->x.sentences,
                                 &r->x.sentence_count);
    if (status == KW_OK)
        status = kw_reader_parts(r, object, "paragraphs", &r->x.paragraphs,
                                 &r->x.paragraph_count);
    return status;
}

/* --- entities --------------------------------------------------------------------- */

/* What an entity's mentions are called, and what they may be. */
struct mention_keys {
    const char *spans;            /* key of the spans */
    const char *kinds;            /* key of their kinds, parallel; may be missing */
    bool naming;                  /* whether they name the entity */
    enum kw_mention_kind missing; /* the kind where none is given */
};

static const struct mention_keys mention_keys[] = {
    {"mentions", "kinds", true, KW_MENTION_NAME},
    {"coref", "coref_kinds", false, KW_MENTION_NOMINAL},
};

static enum kw_status kind_of(struct kw_reader *r, const struct mention_keys *keys,
                              kw_json_ref kinds, size_t i, enum kw_mention_kind *out)
{
    *out = keys->missing;
    if (kw_json_is_null(kinds))
        return KW_OK;
    if (!kw_mention_parse(kw_json_str(kw_json_at(kinds, i)), out) ||
        kw_mention_names(*out) != keys->naming)
        return kw_fail(r->err, KW_SYNTAX, "%s: item %zu is no such kind of mention",
                       keys->kinds, i + 1);
    return KW_OK;
}

/* Appends to the mentions, for which there is room. */
static enum kw_status read_mentions(struct kw_reader *r, kw_json_ref entity,
                                    uint32_t number, const struct mention_keys *keys,
                                    struct kw_mention *mentions)
{
    kw_json_ref spans = kw_json_get(entity, keys->spans),
                kinds = kw_json_get(entity, keys->kinds);
    if (!kw_json_is_null(spans) && !kw_json_is_array(spans))
        return kw_reader_bad(r, keys->spans, "not a list");
    if (!kw_json_is_null(kinds) &&
        (!kw_json_is_array(kinds) || kw_json_count(kinds) != kw_json_count(spans)))
        return kw_fail(r->err, KW_SYNTAX, "%s: not a list as long as %s", keys->kinds,
                       keys->spans);
    for (size_t i = 0; i < kw_json_count(spans); i++) {
        struct kw_mention *m = &mentions[r->x.mention_count];
        m->referent = number;
        enum kw_status status =
            kw_reader_span(r, kw_json_at(spans, i), keys->spans, &m->span);
        if (status == KW_OK)
            status = kind_of(r, keys, kinds, i, &m->kind);
        if (status != KW_OK)
            return status;
        r->x.mention_count++;
    }
    return KW_OK;
}

static enum kw_status read_id(struct kw_reader *r, kw_json_ref entity, uint32_t number)
{
    kw_json_ref id = kw_json_get(entity, "id");
    if (!kw_json_is_string(id) || kw_json_str(id).len == 0)
        return kw_reader_bad(r, "id", "missing");
    if (kw_map_get(&r->ids, kw_json_str(id)))
        return kw_fail(r->err, KW_SYNTAX, "id: \"%.40s\" occurs twice",
                       kw_json_str(id).ptr);
    return kw_map_put(&r->ids, r->arena, kw_json_str(id), number, r->err);
}

static enum kw_status read_entity(struct kw_reader *r, kw_json_ref entity,
                                  uint32_t number, struct kw_referent *out,
                                  struct kw_mention *mentions)
{
    if (!kw_json_is_object(entity))
        return kw_fail(r->err, KW_SYNTAX, "not an object");
    enum kw_status status = read_id(r, entity, number);
    if (status == KW_OK)
        status = kw_reader_text(r, entity, "name", &out->name);
    if (status == KW_OK && out->name.len == 0)
        status = kw_reader_bad(r, "name", "missing");
    if (status == KW_OK &&
        !kw_type_parse(kw_json_str(kw_json_get(entity, "type")), &out->type))
        status = kw_reader_bad(r, "type", "not a type of entity");
    if (status == KW_OK)
        status = kw_reader_text(r, entity, "kind", &out->kind);
    if (status == KW_OK)
        status = kw_reader_text(r, entity, "key", &out->id);
    for (size_t i = 0; status == KW_OK && i < 2; i++)
        status = read_mentions(r, entity, number, &mention_keys[i], mentions);
    return status;
}

static int by_span(const void *left, const void *right)
{
    const struct kw_mention *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->referent > b->referent) - (a->referent < b->referent);
}

/* No name lies inside another one (GUIDELINES); what refers back may lie anywhere. */
static enum kw_status check_names(struct kw_reader *r)
{
    uint32_t end = 0;
    for (size_t i = 0; i < r->x.mention_count; i++) {
        const struct kw_mention *m = &r->x.mentions[i];
        if (!kw_mention_names(m->kind))
            continue;
        if (m->span.start < end)
            return kw_fail(r->err, KW_SYNTAX,
                           "entity %" PRIu32 ": mentions: the one at %" PRIu32
                           " overlaps another",
                           m->referent, kw_offsets_code(&r->offsets, m->span.start));
        end = m->span.end;
    }
    return KW_OK;
}

static enum kw_status read_entities(struct kw_reader *r, kw_json_ref list)
{
    if (!kw_json_is_array(list))
        return kw_reader_bad(r, "entities", "not a list");
    size_t count = kw_json_count(list), room = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 2; k++)
            room +=
                kw_json_count(kw_json_get(kw_json_at(list, i), mention_keys[k].spans));
    struct kw_referent *referents = KW_NEW(r->arena, count, struct kw_referent);
    struct kw_mention *mentions = KW_NEW(r->arena, room, struct kw_mention);
    if (!referents || !mentions)
        return kw_nomem(r->err);
    for (size_t i = 0; i < count; i++) {
        enum kw_status status =
            read_entity(r, kw_json_at(list, i), (uint32_t)i + 1, &referents[i], mentions);
        if (status != KW_OK) {
            kw_error_at(r->err, "entity %zu", i + 1);
            return status;
        }
    }
    if (r->x.mention_count)
        qsort(mentions, r->x.mention_count, sizeof *mentions, by_span);
    r->x.mentions = mentions;
    r->x.referents = referents;
    r->x.referent_count = count;
    return check_names(r);
}

/* --- statements ------------------------------------------------------------------- */

enum {
    LONGEST_PHRASE = 1024,     /* bytes of a phrase that is looked for */
    LONGEST_SEARCH = 16 * 1024 /* bytes of a span it is looked for in */
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes one character, or one run of white space as a space, from *at on. */
static char take(struct kw_str s, size_t *at)
{
    if (!is_blank(s.ptr[*at]))
        return s.ptr[(*at)++];
    while (*at < s.len && is_blank(s.ptr[*at]))
        (*at)++;
    return ' ';
}

/* Where `phrase` first stands in `text`, though other white space may part its words
 * (a wrapped line): start and end, or false. The search is that of Knuth, Morris and
 * Pratt 1977, so that no phrase makes it slow. Needs: at most LONGEST_PHRASE bytes. */
static bool find_phrase(struct kw_str text, struct kw_str phrase, struct kw_span *out)
{
    char wanted[LONGEST_PHRASE];
    uint16_t shorter[LONGEST_PHRASE]; /* longest beginning that ends there too */
    size_t count = 0, matched = 0;
    for (size_t at = 0; at < phrase.len;)
        wanted[count++] = take(phrase, &at);
    shorter[0] = 0;
    for (size_t i = 1; i < count; i++) {
        while (matched > 0 && wanted[i] != wanted[matched])
            matched = shorter[matched - 1];
        matched += wanted[i] == wanted[matched];
        shorter[i] = (uint16_t)matched;
    }
    matched = 0;
    for (size_t at = 0; at < text.len;) {
        char c = take(text, &at);
        while (matched > 0 && c != wanted[matched])
            matched = shorter[matched - 1];
        matched += c == wanted[matched];
        if (matched < count)
            continue;
        size_t start = at;
        for (size_t left = count; left > 0; left--) { /* back over what matched */
            start--;
            while (is_blank(text.ptr[start]) && start > 0 &&
                   is_blank(text.ptr[start - 1]))
                start--;
        }
        *out = (struct kw_span){(uint32_t)start, (uint32_t)at};
        return true;
    }
    return false;
}

/* phrase_span, or where `phrase` stands first inside `within`. */
static enum kw_status read_phrase(struct kw_reader *r, kw_json_ref object,
                                  struct kw_span within, struct kw_span *out)
{
    struct kw_str text = r->x.document.text, phrase;
    kw_json_ref span = kw_json_get(object, "phrase_span");
    *out = (struct kw_span){0, 0};
    enum kw_status status = kw_reader_text(r, object, "phrase", &phrase);
    if (status == KW_OK && !kw_json_is_null(span)) {
        status = kw_reader_span(r, span, "phrase_span", out);
        if (status == KW_OK && phrase.len &&
            !kw_str_eq(kw_str_slice(text, out->start, out->end), phrase))
            status = kw_reader_bad(r, "phrase", "not the words of its phrase_span");
        return status;
    }
    if (status != KW_OK)
        return status;
    phrase = kw_str_trim(phrase);
    if (phrase.len == 0)
        return KW_OK;
    if (phrase.len > LONGEST_PHRASE || within.end - within.start > LONGEST_SEARCH)
        return kw_reader_bad(r, "phrase", "too long to be looked for: no phrase_span");
    if (!find_phrase(kw_str_slice(text, within.start, within.end), phrase, out))
        return kw_reader_bad(r, "phrase", "does not stand in its span");
    out->start += within.start;
    out->end += within.start;
    return KW_OK;
}

static enum kw_status read_time(struct kw_reader *r, kw_json_ref object,
                                struct kw_time *out)
{
    char plain[KW_TIME_TEXT], again[KW_TIME_TEXT];
    struct kw_str iso, precision, basis;
    *out = KW_TIME_NONE;
    enum kw_status status = kw_reader_text(r, object, "time", &iso);
    if (status == KW_OK)
        status = kw_reader_text(r, object, "time_precision", &precision);
    if (status == KW_OK)
        status = kw_reader_text(r, object, "time_basis", &basis);
    if (status != KW_OK)
        return status;
    if (iso.len && !kw_time_parse(iso, out))
        return kw_reader_bad(r, "time", "not an ISO date or interval");
    kw_time_print(out, plain);
    if (precision.len && !kw_precision_parse(precision, &out->precision))
        return kw_reader_bad(r, "time_precision", "not a precision");
    if (basis.len && !kw_basis_parse(basis, &out->basis))
        return kw_reader_bad(r, "time_basis", "not a basis");
    kw_time_print(out, again);
    if (strcmp(plain, again) != 0)
        return kw_reader_bad(r, "time_precision", "does not fit the time");
    return KW_OK;
}

static enum kw_status read_evidence(struct kw_reader *r, kw_json_ref object,
                                    struct kw_statement *out)
{
    struct kw_span best = {0, 0};
    kw_json_ref span = kw_json_get(object, "span");
    enum kw_status status = KW_OK;
    if (!kw_json_is_null(span))
        status = kw_reader_span(r, span, "span", &best);
    if (status == KW_OK)
        status =
            kw_reader_spans(r, object, "evidence", &out->evidence, &out->evidence_count);
    if (status != KW_OK)
        return status;
    if (out->evidence_count == 0) {
        if (best.end == 0)
            return kw_reader_bad(r, "span", "missing");
        struct kw_span *one = KW_NEW(r->arena, 1, struct kw_span);
        if (!one)
            return kw_nomem(r->err);
        *one = best;
        out->evidence = one;
        out->evidence_count = 1;
    }
    if (best.end && memcmp(&best, out->evidence, sizeof best) != 0)
        return kw_reader_bad(r, "span", "not the first one of evidence");
    return KW_OK;
}

/* Type, polarity, modality and confidence. */
static enum kw_status read_labels(struct kw_reader *r, kw_json_ref object,
                                  struct kw_statement *out)
{
    kw_json_ref modality = kw_json_get(object, "modality"),
                sign = kw_json_get(object, "polarity");
    kw_json_ref confidence = kw_json_get(object, "confidence");
    if (!kw_relation_parse(kw_json_str(kw_json_get(object, "type")), &out->type))
        return kw_reader_bad(r, "type", "not a type of statement");
    out->modality = KW_MODALITY_ASSERTED;
    if (!kw_json_is_null(modality) &&
        !kw_modality_parse(kw_json_str(modality), &out->modality))
        return kw_reader_bad(r, "modality", "not a modality");
    out->polarity = kw_str_eq(kw_json_str(sign), KW_STR("-")) ? KW_NEGATIVE : KW_POSITIVE;
    if (!kw_json_is_null(sign) && out->polarity == KW_POSITIVE &&
        !kw_str_eq(kw_json_str(sign), KW_STR("+")))
        return kw_reader_bad(r, "polarity", "neither \"+\" nor \"-\"");
    int64_t value = kw_json_int(confidence, 1000);
    if (value < 0 || value > 1000 ||
        (!kw_json_is_null(confidence) && !kw_json_is_integer(confidence)))
        return kw_reader_bad(r, "confidence", "not an integer from 0 to 1000");
    out->confidence = (unsigned)value;
    return KW_OK;
}

static enum kw_status read_statement(struct kw_reader *r, kw_json_ref object,
                                     struct kw_statement *out)
{
    if (!kw_json_is_object(object))
        return kw_fail(r->err, KW_SYNTAX, "not an object");
    const struct {
        const char *key;
        uint32_t *out;
        bool needed;
    } ends[] = {{"subject", &out->subject, true},
                {"object", &out->object, true},
                {"speaker", &out->speaker, false},
                {"place", &out->place, false},
                {"item", &out->item, false}};
    enum kw_status status = read_labels(r, object, out);
    for (size_t i = 0; status == KW_OK && i < sizeof ends / sizeof *ends; i++)
        status = kw_reader_referent(r, object, ends[i].key, ends[i].needed, ends[i].out);
    if (status == KW_OK && out->subject == out->object)
        status = kw_reader_bad(r, "object", "the same as the subject");
    if (status == KW_OK)
        status = read_evidence(r, object, out);
    if (status == KW_OK)
        status = read_phrase(r, object, out->evidence[0], &out->phrase);
    if (status == KW_OK)
        status = read_time(r, object, &out->time);
    if (status == KW_OK)
        status = kw_reader_text(r, object, "title", &out->title);
    return status;
}

static enum kw_status read_statements(struct kw_reader *r, kw_json_ref list)
{
    if (!kw_json_is_null(list) && !kw_json_is_array(list))
        return kw_reader_bad(r, "statements", "not a list");
    size_t count = kw_json_count(list);
    struct kw_statement *items = KW_NEW(r->arena, count, struct kw_statement);
    if (!items)
        return kw_nomem(r->err);
    for (size_t i = 0; i < count; i++) {
        enum kw_status status = read_statement(r, kw_json_at(list, i), &items[i]);
        if (status != KW_OK) {
            kw_error_at(r->err, "statement %zu", i + 1);
            return status;
        }
    }
    r->x.statements = items;
    r->x.statement_count = count;
    return KW_OK;
}

static enum kw_status read_open(struct kw_reader *r, kw_json_ref object,
                                struct kw_open *out)
{
    if (!kw_json_is_object(object))
        return kw_fail(r->err, KW_SYNTAX, "not an object");
    enum kw_status status = kw_reader_referent(r, object, "subject", true, &out->subject);
    if (status == KW_OK)
        status = kw_reader_referent(r, object, "object", true, &out->object);
    if (status == KW_OK)
        status = kw_reader_span(r, kw_json_get(object, "span"), "span", &out->evidence);
    if (status == KW_OK)
        status = read_phrase(r, object, out->evidence, &out->phrase);
    if (status == KW_OK)
        status = kw_reader_text(r, object, "lemma", &out->lemma);
    return status;
}

static enum kw_status read_opens(struct kw_reader *r, kw_json_ref list)
{
    if (!kw_json_is_null(list) && !kw_json_is_array(list))
        return kw_reader_bad(r, "open", "not a list");
    size_t count = kw_json_count(list);
    struct kw_open *items = KW_NEW(r->arena, count, struct kw_open);
    if (!items)
        return kw_nomem(r->err);
    for (size_t i = 0; i < count; i++) {
        enum kw_status status = read_open(r, kw_json_at(list, i), &items[i]);
        if (status != KW_OK) {
            kw_error_at(r->err, "open %zu", i + 1);
            return status;
        }
    }
    r->x.opens = items;
    r->x.open_count = count;
    return KW_OK;
}

/* --- the line --------------------------------------------------------------------- */

static enum kw_status read_line(struct kw_reader *r, kw_json_ref root, bool *extracted)
{
    kw_json_ref entities = kw_json_get(root, "entities");
    if (!kw_json_is_object(root))
        return kw_fail(r->err, KW_SYNTAX, "not a JSON object");
    enum kw_status status = read_document(r, root);
    *extracted = !kw_json_is_null(entities);
    if (status == KW_OK && *extracted)
        status = read_entities(r, entities);
    if (status == KW_OK)
        status = read_statements(r, kw_json_get(root, "statements"));
    if (status == KW_OK)
        status = read_opens(r, kw_json_get(root, "open"));
    return status;
}

enum kw_status kw_extraction_read(struct kw_arena *arena, struct kw_str line,
                                  struct kw_extraction *out, bool *extracted,
                                  struct kw_error *err)
{
    struct kw_reader r = {.arena = arena, .err = err};
    struct kw_json *root = NULL;
    bool has_entities = false;
    enum kw_status status = kw_json_parse(line, &root, err);
    if (status == KW_OK)
        status = read_line(&r, root, &has_entities);
    kw_json_free(root);
    if (status != KW_OK)
        return status;
    *out = r.x;
    *extracted = has_entities;
    return KW_OK;
}
