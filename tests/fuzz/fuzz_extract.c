/* fuzz_extract.c - any bytes as a document. Whatever comes out keeps the promises of
 * document.h: spans lie in the text, on borders of characters and in order; every
 * number names a referent; every statement has evidence; and the line written for it
 * reads back to the same line. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "knotwork/extract.h"

static void need(bool promise)
{
    if (!promise)
        abort();
}

static bool on_border(struct kw_str text, size_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xc0) != 0x80;
}

static void check_span(const struct kw_extraction *x, struct kw_span span)
{
    need(span.start <= span.end && span.end <= x->document.text.len);
    need(on_border(x->document.text, span.start) && on_border(x->document.text, span.end));
}

static void check_referent(const struct kw_extraction *x, uint32_t number, bool needed)
{
    need(number <= x->referent_count && (number > 0 || !needed));
}

static void check_mentions(const struct kw_extraction *x)
{
    for (size_t i = 0; i < x->mention_count; i++) {
        const struct kw_mention *m = &x->mentions[i];
        check_span(x, m->span);
        need(m->span.start < m->span.end && m->kind != KW_MENTION_NONE);
        check_referent(x, m->referent, true);
        need(i == 0 || x->mentions[i - 1].span.start <= m->span.start);
    }
    for (size_t i = 0; i < x->referent_count; i++)
        need(x->referents[i].type != KW_TYPE_NONE && x->referents[i].name.len > 0);
}

static void check_statements(const struct kw_extraction *x)
{
    for (size_t i = 0; i < x->statement_count; i++) {
        const struct kw_statement *s = &x->statements[i];
        check_referent(x, s->subject, true);
        check_referent(x, s->object, true);
        check_referent(x, s->speaker, false);
        check_referent(x, s->place, false);
        check_referent(x, s->item, false);
        need(s->subject != s->object && s->type != KW_RELATION_NONE);
        need(s->modality != KW_MODALITY_NONE && s->confidence <= 1000);
        need(s->evidence_count > 0);
        check_span(x, s->phrase);
        for (size_t e = 0; e < s->evidence_count; e++)
            check_span(x, s->evidence[e]);
    }
}

static struct kw_buf written(const struct kw_extraction *x)
{
    struct kw_buf buf = {0};
    struct kw_out out;
    kw_out_to_buf(&out, &buf);
    kw_extraction_write(x, &out);
    need(kw_out_finish(&out, NULL) == KW_OK);
    return buf;
}

static void show_difference(struct kw_str once, struct kw_str twice)
{
    size_t at = 0;
    while (at < once.len && at < twice.len && once.ptr[at] == twice.ptr[at])
        at++;
    if (at == once.len && at == twice.len)
        return;
    at = at > 80 ? at - 80 : 0;
    fprintf(stderr, "written: %.160s\nagain:   %.160s\n", once.ptr + at, twice.ptr + at);
}

static void check_line(struct kw_arena *arena, const struct kw_extraction *x)
{
    struct kw_extraction again;
    bool extracted;
    struct kw_buf once = written(x);
    struct kw_error err = {0};
    if (kw_extraction_read(arena, kw_buf_str(&once), &again, &extracted, &err) != KW_OK)
        fprintf(stderr, "%s\n", err.text);
    need(err.status == KW_OK);
    struct kw_buf twice = written(&again);
    show_difference(kw_buf_str(&once), kw_buf_str(&twice));
    need(kw_str_eq(kw_buf_str(&once), kw_buf_str(&twice)));
    kw_buf_free(&once);
    kw_buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct kw_extractor *extractor; /* made once: it is immutable */
    if (!extractor)
        need(kw_extractor_new(NULL, &extractor, NULL) == KW_OK);
    struct kw_arena *arena = kw_arena_new();
    struct kw_document document = {.key = KW_STR("fuzz"), .date = 19455};
    struct kw_extraction x;
    struct kw_str raw = {(const char *)bytes, size};
    need(kw_utf8_clean(arena, raw, &document.text, NULL, NULL) == KW_OK);
    need(kw_extract(extractor, &document, arena, &x, NULL) == KW_OK);
    for (size_t i = 0; i < x.sentence_count; i++) {
        check_span(&x, x.sentences[i]);
        need(i == 0 || x.sentences[i - 1].end <= x.sentences[i].start);
    }
    check_mentions(&x);
    check_statements(&x);
    check_line(arena, &x);
    kw_arena_free(arena);
    return 0;
}
