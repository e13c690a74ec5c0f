/* corpus.c - annotated files to tokens, as text analysis would have made them. */
#include "train/train.h"

#include <string.h>

#include "base/infile.h"

enum { MOST_CELLS = 16 };

struct reader {
    struct kw_corpus *corpus;
    bool treebank;
    bool taught;    /* trees of a teacher */
    bool opens;     /* a document begins */
    bool space;     /* white space before the next token */
    bool open;      /* a sentence has begun */
    uint32_t fused; /* last word of a fused token, or 0 */
};

static enum kw_status add_token(struct reader *r, struct kw_str form, struct kw_str gold,
                                struct kw_gold_arc hangs)
{
    struct kw_corpus *c = r->corpus;
    struct kw_token *token = KW_PUSH(c->arena, &c->tokens);
    struct kw_str *label = KW_PUSH(c->arena, &c->gold);
    struct kw_gold_arc *arc = KW_PUSH(c->arena, &c->arcs);
    if (!token || !label || !arc)
        return kw_nomem(NULL);
    if (r->space)
        kw_buf_byte(&c->text, ' ');
    token->span.start = (uint32_t)c->text.len;
    kw_buf_add(&c->text, form);
    token->span.end = (uint32_t)c->text.len;
    token->space = r->space;
    token->shape = kw_shape_of(form);
    *label = gold;
    *arc = hangs;
    if (r->open) {
        c->samples.items[c->samples.count - 1].end = (uint32_t)c->tokens.count;
        return KW_OK;
    }
    struct kw_sample *sample = KW_PUSH(c->arena, &c->samples);
    if (!sample)
        return kw_nomem(NULL);
    *sample = (struct kw_sample){.first = (uint32_t)c->tokens.count - 1,
                                 .end = (uint32_t)c->tokens.count,
                                 .opens = r->opens,
                                 .plain = !r->treebank};
    r->open = true;
    r->opens = false;
    return KW_OK;
}

static uint32_t number_of(struct kw_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    return n;
}

static bool glued(struct kw_str misc)
{
    struct kw_str none = KW_STR("SpaceAfter=No");
    return kw_str_find(misc, none, 0) < misc.len;
}

static enum kw_status treebank_row(struct reader *r, const struct kw_str *cells)
{
    struct kw_str head, tail;
    if (kw_str_cut(cells[0], '.', &head, &tail))
        return KW_OK; /* an empty node */
    if (kw_str_cut(cells[0], '-', &head, &tail)) {
        r->fused = number_of(tail);
        return KW_OK;
    }
    struct kw_gold_arc arc = {number_of(cells[6]), cells[7], KW_SURE_ARC};
    enum kw_status status =
        add_token(r, cells[1], cells[r->corpus->universal ? 3 : 4], arc);
    uint32_t number = number_of(cells[0]);
    r->space = number >= r->fused && !glued(cells[9]);
    return status;
}

static enum kw_status line(struct reader *r, struct kw_str bytes)
{
    struct kw_str cells[MOST_CELLS], rest = bytes;
    size_t count = 0;
    if (kw_str_starts(bytes, KW_STR("-DOCSTART-")) ||
        (r->treebank && kw_str_starts(bytes, KW_STR("# newdoc"))))
        r->opens = true;
    if (kw_str_trim(bytes).len == 0) {
        r->open = false;
        r->space = true;
        r->fused = 0;
        return KW_OK;
    }
    while (count < MOST_CELLS && kw_str_item(&rest, '\t', &cells[count]))
        count++;
    if (kw_str_starts(bytes, KW_STR("-DOCSTART-")))
        return KW_OK;
    if (r->treebank)
        return count >= 10 ? treebank_row(r, cells) : KW_OK;
    struct kw_str label = count >= 2 ? cells[1] : KW_STR("O");
    struct kw_gold_arc arc = {0};
    if (r->taught && count >= 3)
        arc = (struct kw_gold_arc){number_of(cells[1]), cells[2], KW_SURE_NOT};
    enum kw_status status = cells[0].len ? add_token(r, cells[0], label, arc) : KW_OK;
    r->space = true;
    return status;
}

enum kw_status kw_corpus_add(struct kw_corpus *corpus, const char *path,
                             struct kw_error *err)
{
    struct kw_buf bytes = {0};
    enum kw_status status = kw_infile_read(path, &bytes, err);
    struct kw_str rest = kw_arena_copy(corpus->arena, kw_buf_str(&bytes)), next;
    kw_buf_free(&bytes);
    if (status != KW_OK)
        return status;
    struct reader r = {.corpus = corpus,
                       .treebank = kw_str_ends(kw_str_of(path), KW_STR(".conllu")),
                       .taught = kw_str_ends(kw_str_of(path), KW_STR(".trees")),
                       .opens = true,
                       .space = true};
    while (kw_str_line(&rest, &next)) {
        if (line(&r, next) != KW_OK)
            return kw_nomem(err);
    }
    return KW_OK;
}

struct kw_str kw_corpus_text(const struct kw_corpus *corpus)
{
    return kw_buf_str(&corpus->text);
}

/* A copy of a sentence as a headline has it. */
static bool add_title(struct kw_corpus *c, struct kw_sample s)
{
    uint32_t first = (uint32_t)c->tokens.count;
    for (uint32_t i = s.first; i < s.end; i++) {
        struct kw_token token = c->tokens.items[i];
        struct kw_str gold = c->gold.items[i];
        struct kw_token *copy = KW_PUSH(c->arena, &c->tokens);
        struct kw_str *label = KW_PUSH(c->arena, &c->gold);
        struct kw_gold_arc *arc = KW_PUSH(c->arena, &c->arcs);
        if (!copy || !label || !arc)
            return false;
        *copy = token;
        *label = gold;
        *arc = c->arcs.items[i];
        if (token.shape == KW_SHAPE_LOWER && token.span.end - token.span.start > 3)
            copy->shape = KW_SHAPE_CAPITALIZED;
    }
    struct kw_sample *sample = KW_PUSH(c->arena, &c->samples);
    if (!sample)
        return false;
    *sample = (struct kw_sample){first, (uint32_t)c->tokens.count, false, s.plain, true};
    return true;
}

enum kw_status kw_corpus_finish(struct kw_corpus *corpus, size_t titles,
                                struct kw_error *err)
{
    enum kw_status status =
        kw_tokens_fold(kw_corpus_text(corpus), &corpus->tokens, corpus->arena, err);
    size_t count = corpus->samples.count;
    for (size_t i = 0; titles && i < count && status == KW_OK; i += titles) {
        if (!add_title(corpus, corpus->samples.items[i]))
            status = kw_nomem(err);
    }
    return status;
}
