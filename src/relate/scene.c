/* scene.c - scenes made: references, chunks, clauses, and what the tree adds. */
#include "relate/slots.h"

#include "relate/chunk.h"
#include "relate/reach.h"

static void find_references(struct kw_scene *s, uint32_t *ref)
{
    const struct kw_references *all = s->references;
    while (*ref < all->count && all->items[*ref].first < s->first)
        ++*ref;
    s->ref_first = *ref;
    while (*ref < all->count && all->items[*ref].first < s->end)
        ++*ref;
    s->ref_end = *ref;
    while (s->ref_end > s->ref_first && all->items[s->ref_end - 1].end > s->end)
        s->ref_end--;
    for (uint32_t i = s->ref_first; i < s->ref_end; i++) {
        uint32_t width = all->items[i].end - all->items[i].first;
        for (uint32_t t = all->items[i].first; t < all->items[i].end && t < s->end; t++) {
            uint32_t other = s->cover[t - s->first];
            if (!other || all->items[other - 1].end - all->items[other - 1].first < width)
                s->cover[t - s->first] = i + 1;
        }
    }
}

static bool make_room(struct kw_scene *s, struct kw_arena *arena, struct units *units)
{
    size_t tokens = s->end - s->first;
    s->phrases = KW_NEW(arena, tokens + 1, struct kw_phrase);
    s->clauses = KW_NEW(arena, tokens + 2, struct kw_clause);
    s->clause_of = KW_NEW(arena, tokens + 1, uint32_t);
    s->phrase_of = KW_NEW(arena, tokens + 1, uint32_t);
    s->cover = KW_NEW(arena, tokens + 1, uint32_t);
    s->lemma = KW_NEW(arena, tokens + 1, struct kw_str);
    units->items = KW_NEW(arena, tokens + 1, struct unit);
    return s->phrases && s->clauses && s->clause_of && s->phrase_of && s->cover &&
           s->lemma && units->items;
}

enum kw_status kw_scene_make(const struct kw_cues *cues, const struct kw_text *text,
                             const struct kw_references *references,
                             const struct kw_span *times, size_t time_count,
                             uint32_t sentence, const struct kw_arc *arcs, uint32_t *ref,
                             struct kw_arena *arena, struct kw_scene *out,
                             struct kw_error *err)
{
    const struct kw_sentence *it = &text->sentences[sentence];
    struct kw_scene s = {.text = text,
                         .references = references,
                         .cues = cues,
                         .sentence = sentence,
                         .arcs = arcs,
                         .first = it->first,
                         .end = it->end,
                         .times = times,
                         .time_count = time_count};
    struct units units = {0};
    if (s.end - s.first > KW_SCENE_TOKENS)
        s.end = s.first + KW_SCENE_TOKENS;
    if (!make_room(&s, arena, &units))
        return kw_nomem(err);
    for (uint32_t t = s.first; t < s.end; t++)
        s.lemma[t - s.first] = text->tokens[t].lemma;
    find_references(&s, ref);
    kw_chunk(&s, &units);
    kw_clauses_join(&s, &units);
    if (!kw_reach_subjects(&s, arena))
        return kw_nomem(err);
    kw_scene_bind(&s);
    *out = s;
    return KW_OK;
}

uint32_t kw_scene_referent(const struct kw_scene *s, uint32_t ref)
{
    return s->references->items[ref].mention.referent;
}

const struct kw_refdata *kw_scene_data(const struct kw_scene *s, uint32_t ref)
{
    return &s->references->referents[kw_scene_referent(s, ref) - 1];
}

struct kw_str kw_scene_lemma(const struct kw_scene *s, uint32_t token)
{
    return s->lemma[token - s->first];
}
