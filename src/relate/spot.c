/* spot.c - tags put right by names, tables and neighbors. */
#include "relate/spot.h"

enum { QUOTED = 8 };

bool kw_spot_is(const struct chunker *c, uint32_t at, const char *word)
{
    return at < c->end && kw_str_eq(c->tokens[at].norm, kw_str_of(word));
}

uint32_t kw_spot_cover(const struct chunker *c, uint32_t at)
{
    return c->scene->cover[at - c->scene->first];
}

bool kw_spot_tag(const struct chunker *c, uint32_t at, enum kw_tag tag)
{
    return at < c->end && c->tokens[at].tag == tag;
}

bool kw_spot_names(enum kw_mention_kind kind)
{
    return kw_mention_names(kind) || kind == KW_MENTION_NOMINAL;
}

/* The mention that token `at` is in, if it names something; or NONE. */
enum kw_mention_kind kw_spot_name(const struct chunker *c, uint32_t at)
{
    uint32_t ref = at < c->end ? kw_spot_cover(c, at) : 0;
    enum kw_mention_kind kind =
        ref ? c->scene->references->items[ref - 1].mention.kind : KW_MENTION_NONE;
    return kw_spot_names(kind) ? kind : KW_MENTION_NONE;
}

/* The base form of a verb that ends in -s, when the table of verbs has it. */
static bool verb_base(const struct chunker *c, struct kw_str norm, struct kw_str *base)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    for (size_t cut = 1; cut <= 2 && norm.len > cut + 1; cut++) {
        struct kw_str stem = kw_str_slice(norm, 0, norm.len - cut);
        if (norm.ptr[norm.len - 1] == 's' &&
            (cut == 1 || norm.ptr[norm.len - 2] == 'e') &&
            kw_lexicon_find(c->scene->cues->lexicon, stem, &hits) &&
            kw_lexhits_in(&hits, KW_TABLE_VERBS, &lexeme)) {
            *base = stem;
            return true;
        }
    }
    return false;
}

/* "no" of "no longer". */
bool kw_spot_opens_denial(const struct chunker *c, uint32_t at)
{
    const struct kw_cue *cue =
        kw_cues_at(c->scene->cues, c->scene->text, at, c->end, KW_CUE_POLARITY);
    return cue && cue->word_count > 1;
}

bool kw_spot_adverb(const struct chunker *c, uint32_t at)
{
    if (at >= c->end || kw_spot_cover(c, at))
        return false;
    if (c->tokens[at].tag == KW_TAG_DT)
        return kw_spot_opens_denial(c, at);
    enum kw_tag tag = c->tokens[at].tag;
    return tag == KW_TAG_RB || tag == KW_TAG_RBR || tag == KW_TAG_RBS || tag == KW_TAG_RP;
}

/* A verb that the tagger took for a plural: "Mexico uses Pegasus". No noun stands
 * between a name and the article or name after it. */
static bool hidden_verb(const struct chunker *c, uint32_t at)
{
    uint32_t from = at;
    while (from > c->scene->first && from + 3 > at && kw_spot_adverb(c, from - 1))
        from--;
    enum kw_mention_kind before =
        from > c->scene->first ? kw_spot_name(c, from - 1) : KW_MENTION_NONE;
    struct kw_str base;
    if (kw_spot_cover(c, at) || c->tokens[at].tag != KW_TAG_NNS ||
        before == KW_MENTION_NONE || before == KW_MENTION_DEMONYM || at + 1 >= c->end)
        return false;
    enum kw_tag next = c->tokens[at + 1].tag;
    bool object = next == KW_TAG_DT || next == KW_TAG_PRP || next == KW_TAG_PRPS ||
                  kw_spot_name(c, at + 1) != KW_MENTION_NONE;
    if (!object || !verb_base(c, c->tokens[at].norm, &base))
        return false;
    c->scene->lemma[at - c->scene->first] = base;
    return true;
}

/* The end of the longest role noun that starts at token `at`, or 0; with `of`, of those
 * with a preposition inside: "Secretary of State". */
uint32_t kw_spot_role(const struct chunker *c, uint32_t at, bool of)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(c->scene->cues->lexicon);
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    uint32_t end = 0;
    for (uint32_t t = at; t < c->end && t < at + QUOTED; t++) {
        bool more = kw_lexwalk_step(&walk, t > at && c->tokens[t].space,
                                    c->tokens[t].norm, &hits);
        of = of && c->tokens[t].tag != KW_TAG_IN;
        if (!of && kw_lexhits_in(&hits, KW_TABLE_ROLES, &lexeme))
            end = t + 1;
        if (!more)
            break;
    }
    return end;
}

/* A verb whose past looks like its base form: "Egypt cut ties". */
static bool unchanging(const struct chunker *c, uint32_t at)
{
    struct kw_lexhits hits;
    struct kw_lexeme lexeme;
    struct kw_str norm = c->tokens[at].norm;
    return kw_lexicon_find(c->scene->cues->lexicon, norm, &hits) &&
           kw_lexhits_in(&hits, KW_TABLE_IRREGULAR, &lexeme) &&
           kw_str_eq(kw_lexicon_cell(c->scene->cues->lexicon, lexeme.row,
                                     KW_COL_IRREGULAR_LEMMA),
                     norm);
}

/* A noun that the tagger took for a verb: "UK finance minister". A plain verb does not
 * agree with one name before it. */
static bool hidden_noun(const struct chunker *c, uint32_t at)
{
    enum kw_tag tag = c->tokens[at].tag;
    if ((tag != KW_TAG_VB && tag != KW_TAG_VBP) || at + 1 >= c->end)
        return false;
    if (kw_spot_role(c, at, false) > at + 1)
        return true;
    if (at == c->scene->first || !kw_spot_name(c, at - 1) || kw_spot_cover(c, at + 1) ||
        !kw_tag_is_noun(c->tokens[at + 1].tag) || unchanging(c, at))
        return false;
    const struct kw_reference *before =
        &c->scene->references->items[kw_spot_cover(c, at - 1) - 1];
    bool list =
        before->first > c->scene->first && c->tokens[before->first - 1].tag == KW_TAG_CC;
    return !list && before->use != KW_USE_PEOPLE;
}

/* A modal that the tagger took for a noun: "Germany will buy". */
static bool hidden_modal(const struct chunker *c, uint32_t at)
{
    if (!kw_tag_is_noun(c->tokens[at].tag) ||
        !(kw_spot_is(c, at, "will") || kw_spot_is(c, at, "may") ||
          kw_spot_is(c, at, "can") || kw_spot_is(c, at, "might") ||
          kw_spot_is(c, at, "must")))
        return false;
    uint32_t next = at + 1;
    while (next < c->end && next < at + 3 && kw_spot_adverb(c, next))
        next++;
    return next < c->end && !kw_spot_cover(c, next) &&
           (c->tokens[next].tag == KW_TAG_VB || c->tokens[next].tag == KW_TAG_VBP);
}

bool kw_spot_modal(const struct chunker *c, uint32_t at)
{
    return c->tokens[at].tag == KW_TAG_MD || hidden_modal(c, at);
}

bool kw_spot_verb(const struct chunker *c, uint32_t at)
{
    return at < c->end && !kw_spot_cover(c, at) &&
           ((kw_tag_is_verb(c->tokens[at].tag) && !hidden_noun(c, at)) ||
            kw_spot_modal(c, at) || hidden_verb(c, at));
}

/* An apostrophe that closes a quotation: the 'Pegasus' tool. Alone it looks like the
 * possessive of "the companies' tools". */
static bool closes(const struct chunker *c, uint32_t at)
{
    if (!kw_spot_is(c, at, "'"))
        return false;
    for (uint32_t back = at; back > c->scene->first && back + QUOTED > at; back--) {
        if (c->tokens[back - 1].tag == KW_TAG_OPEN && kw_spot_is(c, back - 1, "'"))
            return true;
    }
    return false;
}

bool kw_spot_possessive(const struct chunker *c, uint32_t at)
{
    return kw_spot_tag(c, at, KW_TAG_POS) && !closes(c, at);
}

bool kw_spot_quote(const struct chunker *c, uint32_t at)
{
    return at < c->end && !kw_spot_cover(c, at) &&
           (c->tokens[at].tag == KW_TAG_OPEN || c->tokens[at].tag == KW_TAG_CLOSE ||
            (c->tokens[at].tag == KW_TAG_POS && closes(c, at)));
}

bool kw_spot_noun(const struct chunker *c, uint32_t at)
{
    if (at >= c->end)
        return false;
    enum kw_tag tag = c->tokens[at].tag;
    return kw_spot_cover(c, at) ||
           (kw_tag_is_noun(tag) && !hidden_verb(c, at) && !hidden_modal(c, at)) ||
           tag == KW_TAG_CD || tag == KW_TAG_FW || tag == KW_TAG_SYM;
}

bool kw_spot_adjective(const struct chunker *c, uint32_t at)
{
    if (at >= c->end)
        return false;
    enum kw_tag tag = c->tokens[at].tag;
    return tag == KW_TAG_JJ || tag == KW_TAG_JJR || tag == KW_TAG_JJS;
}

/* The first token at or after `at` that is neither adverb nor quotation mark. */
uint32_t kw_spot_past_adverbs(const struct chunker *c, uint32_t at)
{
    uint32_t limit = at + 4 < c->end ? at + 4 : c->end;
    while (at < limit && (kw_spot_adverb(c, at) || kw_spot_quote(c, at)))
        at++;
    return at;
}
