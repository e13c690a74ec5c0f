/* back.c - the second pass reads the tokens in order, remembers which entries were named
 * last, and tries each noun and pronoun that is no part of a name. */
#include "refer/back.h"

#include <string.h>

/* Whether a mention depends on a preposition: "to Mrs Landau", "of the firm". */
static bool is_direct(const struct kw_refer_room *room, uint32_t first, uint32_t bound)
{
    const struct kw_token *tokens = room->text->tokens;
    for (int steps = 0; first > bound && steps < 4; steps++) {
        enum kw_tag tag = tokens[--first].tag;
        if (tag == KW_TAG_IN || tag == KW_TAG_TO)
            return false;
        if (tag != KW_TAG_DT && tag != KW_TAG_JJ && tag != KW_TAG_NN && tag != KW_TAG_NNP)
            return true;
    }
    return true;
}

void kw_back_touch(struct kw_back *back, uint32_t entry, uint32_t first)
{
    struct kw_refer_room *room = back->room;
    uint32_t direct = KW_NOT_DIRECT;
    size_t at = 0;
    entry = kw_entry_root(room, entry);
    while (at < back->recent_count && back->recent[at].entry != entry)
        at++;
    if (at < back->recent_count)
        direct = back->recent[at].direct;
    else if (back->recent_count < KW_RECENT_LIMIT)
        back->recent_count++;
    if (at == KW_RECENT_LIMIT)
        at--;
    if (is_direct(room, first, room->text->sentences[back->sentence].first))
        direct = back->sentence;
    memmove(back->recent + 1, back->recent, at * sizeof *back->recent);
    back->recent[0] = (struct kw_recent){entry, back->sentence, direct};
}

bool kw_back_add(struct kw_back *back, uint32_t start, uint32_t first, uint32_t end,
                 uint32_t entry, enum kw_mention_kind kind, kw_lexref owner)
{
    struct kw_refer_room *room = back->room;
    struct kw_reference *r = KW_PUSH(room->arena, &room->found);
    if (!r)
        return false;
    r->first = first;
    r->end = end;
    r->mention.span = kw_text_span(room->text, start, end);
    r->mention.kind = kind;
    r->mention.referent = kw_entry_root(room, entry); /* numbered by finish.c */
    r->rule = kind == KW_MENTION_PRONOUN ? KW_LINK_PRONOUN : KW_LINK_NOMINAL;
    r->owner = owner; /* a row; made a referent by finish.c */
    r->title_first = r->title_end = first;
    back->done = end;
    kw_back_touch(back, entry, start);
    return true;
}

/* "Chinese" and "China's" before a name only say where that is from. */
static bool says_where(const struct kw_refer_room *room, const struct kw_name *n)
{
    const struct kw_text *text = room->text;
    if (n->type != KW_TYPE_COUNTRY)
        return false;
    if (n->use == KW_USE_ADJECTIVE && n->kind == KW_MENTION_DEMONYM)
        return true;
    return n->end + 1 < text->token_count && text->tokens[n->end].tag == KW_TAG_POS &&
           room->at[n->end + 1];
}

/* A name: remembered, unless it only belongs to another one. */
static uint32_t pass_name(struct kw_back *back, uint32_t name)
{
    struct kw_refer_room *room = back->room;
    const struct kw_name *n = &room->names->items[name];
    if (!says_where(room, n))
        kw_back_touch(back, room->links[name].entry, n->first);
    return n->end;
}

/* An adjective that no noun follows may be one itself: "the firm" ("firm" is both). */
static bool may_be_noun(enum kw_tag tag)
{
    return tag == KW_TAG_NN || tag == KW_TAG_NNP || tag == KW_TAG_JJ;
}

static bool pass_sentence(struct kw_back *back, const struct kw_sentence *sentence)
{
    struct kw_refer_room *room = back->room;
    for (uint32_t t = sentence->first; t < sentence->end;) {
        enum kw_tag tag = room->text->tokens[t].tag;
        if (room->at[t]) {
            t = pass_name(back, room->at[t] - 1);
            continue;
        }
        if (tag == KW_TAG_OPEN || tag == KW_TAG_CLOSE)
            back->quoted = tag == KW_TAG_OPEN;
        else if (may_be_noun(tag) && !kw_back_nominal(back, t))
            return false;
        else if ((tag == KW_TAG_PRP || tag == KW_TAG_PRPS) && !kw_back_pronoun(back, t))
            return false;
        t++;
    }
    return true;
}

bool kw_refer_back(struct kw_refer_room *room)
{
    struct kw_back back = {.room = room};
    uint32_t paragraph = UINT32_MAX;
    for (uint32_t i = 0; i < room->text->sentence_count; i++) {
        const struct kw_sentence *sentence = &room->text->sentences[i];
        back.sentence = i;
        if (sentence->paragraph != paragraph)
            back.quoted = false; /* a quotation that was not closed ends here */
        paragraph = sentence->paragraph;
        if (!sentence->furniture && !pass_sentence(&back, sentence))
            return false;
    }
    return true;
}
