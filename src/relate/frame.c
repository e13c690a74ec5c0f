/* frame.c - frames.tsv read, and predicates found in scenes. */
#include "relate/frame.h"

enum { NEAR = 6, FAR = 14 };

/* --- loading -------------------------------------------------------------------------
 */

static enum kw_status bad(struct kw_error *err, struct kw_str predicate, const char *what,
                          struct kw_str value)
{
    return kw_fail(err, KW_SYNTAX, "frames: \"%.*s\": %s \"%.*s\"", KW_STR_ARG(predicate),
                   what, KW_STR_ARG(value));
}

static struct kw_str cell(const struct kw_cues *cues, kw_lexref row, int column)
{
    return kw_lexicon_cell(cues->lexicon, row, column);
}

static enum kw_status read_words(const struct kw_cues *cues, struct kw_str predicate,
                                 struct kw_frame *frame, struct kw_error *err)
{
    struct kw_str rest = predicate, word;
    bool far = false;
    while (kw_str_item(&rest, ' ', &word)) {
        if (kw_str_eq(word, KW_STR("~"))) {
            far = true;
            continue;
        }
        bool to = kw_str_eq(word, KW_STR("+to")), that = kw_str_eq(word, KW_STR("+that"));
        if ((to || that) && rest.len == 0 && frame->word_count) {
            frame->infinitive = to;
            frame->complement = that;
            return KW_OK;
        }
        if (word.len == 0 || frame->word_count == KW_FRAME_WORDS)
            return bad(err, predicate, "too many words or spaces", word);
        struct kw_frame_word *it = &frame->words[frame->word_count++];
        enum kw_slot slot;
        it->far = far;
        it->small = kw_slot_parse(word, &slot) && slot >= KW_SLOT_BY;
        it->lemma = word;
        far = false;
        if (word.ptr[0] != '@')
            continue;
        uint32_t bit = kw_map_get(&cues->class_name, kw_str_slice(word, 1, word.len));
        if (!bit)
            return bad(err, predicate, "unknown class", word);
        it->classes = UINT64_C(1) << (bit - 1);
    }
    return frame->word_count && !far ? KW_OK : bad(err, predicate, "no words", rest);
}

static enum kw_status read_slots(struct kw_str predicate, struct kw_str list, bool needed,
                                 struct kw_frame_slot slots[KW_FRAME_SLOTS + 1],
                                 struct kw_error *err)
{
    struct kw_str rest = list, item, name, type;
    int count = 0;
    while (kw_str_item(&rest, '|', &item)) {
        if (count == KW_FRAME_SLOTS)
            return bad(err, predicate, "too many slots", list);
        bool typed = kw_str_cut(item, ':', &name, &type);
        if (!kw_slot_parse(name, &slots[count].slot))
            return bad(err, predicate, "unknown slot", name);
        slots[count].other = kw_str_starts(type, KW_STR("-"));
        type = kw_str_slice(type, slots[count].other, type.len);
        if (typed && !kw_type_parse(type, &slots[count].type))
            return bad(err, predicate, "unknown entity type", type);
        count++;
    }
    return count || !needed ? KW_OK : bad(err, predicate, "no slot", list);
}

static enum kw_status read_values(const struct kw_cues *cues, kw_lexref row,
                                  struct kw_str predicate, struct kw_frame *frame,
                                  struct kw_error *err)
{
    struct kw_str pos = cell(cues, row, KW_COL_FRAMES_POS);
    struct kw_str type = cell(cues, row, KW_COL_FRAMES_TYPE);
    struct kw_str modality = cell(cues, row, KW_COL_FRAMES_MODALITY);
    struct kw_str polarity = cell(cues, row, KW_COL_FRAMES_POLARITY);
    frame->noun = kw_str_eq(pos, KW_STR("noun"));
    if (!frame->noun && !kw_str_eq(pos, KW_STR("verb")))
        return bad(err, predicate, "unknown part of speech", pos);
    if (!kw_relation_parse(type, &frame->relation) || !frame->relation)
        return bad(err, predicate, "unknown type", type);
    if (modality.len && !kw_modality_parse(modality, &frame->modality))
        return bad(err, predicate, "unknown modality", modality);
    if (polarity.len && !kw_str_eq(polarity, KW_STR("-")))
        return bad(err, predicate, "unknown polarity", polarity);
    frame->polarity = polarity.len ? KW_NEGATIVE : KW_POSITIVE;
    return KW_OK;
}

static enum kw_status read_frame(const struct kw_cues *cues, kw_lexref row,
                                 struct kw_frame *frame, struct kw_error *err)
{
    struct kw_str predicate = cell(cues, row, KW_COL_FRAMES_PREDICATE);
    enum kw_status status = read_words(cues, predicate, frame, err);
    if (status == KW_OK)
        status = read_values(cues, row, predicate, frame, err);
    if (status == KW_OK)
        status = read_slots(predicate, cell(cues, row, KW_COL_FRAMES_SUBJECT), true,
                            frame->subject, err);
    if (status == KW_OK)
        status = read_slots(predicate, cell(cues, row, KW_COL_FRAMES_OBJECT), true,
                            frame->object, err);
    struct kw_str item = cell(cues, row, KW_COL_FRAMES_ITEM);
    frame->item_needed = kw_str_starts(item, KW_STR("!"));
    item = kw_str_slice(item, frame->item_needed, item.len);
    if (status == KW_OK)
        status = read_slots(predicate, item, frame->item_needed, frame->item, err);
    return status;
}

/* Chains grow at the front; reading rows from the last gives them in table order. */
static enum kw_status chain(struct kw_frames *frames, struct kw_arena *arena,
                            struct kw_error *err)
{
    for (size_t i = frames->count; i-- > 0;) {
        struct kw_frame *frame = &frames->items[i];
        struct kw_map *map = frame->noun ? &frames->nouns : &frames->verbs;
        if (frame->words[0].classes) {
            uint32_t *head = frames->class_head[frame->noun];
            unsigned bit = 0;
            while (frame->words[0].classes >> bit != 1)
                bit++;
            frame->next = head[bit];
            head[bit] = (uint32_t)i + 1;
            continue;
        }
        frame->next = kw_map_get(map, frame->words[0].lemma);
        enum kw_status status =
            kw_map_put(map, arena, frame->words[0].lemma, (uint32_t)i + 1, err);
        if (status != KW_OK)
            return status;
    }
    return KW_OK;
}

enum kw_status kw_frames_load(const struct kw_cues *cues, struct kw_arena *arena,
                              struct kw_frames *out, struct kw_error *err)
{
    struct kw_frames frames = {.cues = cues};
    size_t rows = 0;
    kw_lexref row = 0;
    while ((row = kw_lexicon_next(cues->lexicon, KW_TABLE_FRAMES, row)))
        rows++;
    frames.items = KW_NEW(arena, rows + 1, struct kw_frame);
    if (!frames.items)
        return kw_nomem(err);
    enum kw_status status = KW_OK;
    while (status == KW_OK &&
           (row = kw_lexicon_next(cues->lexicon, KW_TABLE_FRAMES, row)))
        status = read_frame(cues, row, &frames.items[frames.count++], err);
    if (status == KW_OK)
        status = chain(&frames, arena, err);
    if (status == KW_OK)
        *out = frames;
    return status;
}

/* --- matching ------------------------------------------------------------------------
 */

static bool word_fits(const struct kw_cues *cues, const struct kw_frame_word *word,
                      const struct kw_token *token)
{
    if (word->classes)
        return (kw_cues_word(cues, token->lemma)->classes & word->classes) != 0 ||
               (kw_cues_word(cues, token->norm)->classes & word->classes) != 0;
    return kw_str_eq(word->lemma, token->lemma) ||
           (word->small && kw_str_eq(word->lemma, token->norm));
}

/* What may stand between a verb and the noun of its predicate: anything inside a noun
 * phrase but its end. */
static bool passes(const struct kw_token *token, bool small)
{
    enum kw_tag tag = token->tag;
    if (tag == KW_TAG_RB || tag == KW_TAG_RBR || tag == KW_TAG_RBS)
        return true;
    if (small)
        return false;
    return tag == KW_TAG_DT || tag == KW_TAG_PDT || tag == KW_TAG_PRPS ||
           tag == KW_TAG_POS || tag == KW_TAG_CD || tag == KW_TAG_OPEN ||
           tag == KW_TAG_CLOSE || tag == KW_TAG_VBN || tag == KW_TAG_JJ ||
           tag == KW_TAG_JJR || tag == KW_TAG_JJS || tag == KW_TAG_SYM ||
           kw_tag_is_noun(tag);
}

/* The token at or after `at` that is `word`, or 0 (no predicate's second word is token
 * 0). It must lie in the clause, and be reached over words that may be passed. */
static uint32_t find_word(const struct kw_scene *s, const struct kw_frame_word *word,
                          uint32_t clause, uint32_t at)
{
    uint32_t reach = word->far ? FAR : NEAR;
    uint32_t limit = at + reach < s->end ? at + reach : s->end;
    for (; at < limit; at++) {
        const struct kw_token *token = &s->text->tokens[at];
        uint32_t in = s->clause_of[at - s->first];
        if (clause && in != clause)
            return 0;
        if (word_fits(s->cues, word, token) &&
            (word->small || !s->cover[at - s->first] || word->far ||
             s->references->items[s->cover[at - s->first] - 1].mention.kind ==
                 KW_MENTION_NOMINAL))
            return at;
        if (!word->far && !passes(token, word->small))
            return 0;
    }
    return 0;
}

/* The words after the first, from token `at` on; 0 when they are not there. */
static uint32_t find_words(const struct kw_scene *s, const struct kw_frame *frame,
                           uint32_t clause, uint32_t head)
{
    uint32_t last = head;
    for (unsigned i = 1; i < frame->word_count; i++) {
        last = find_word(s, &frame->words[i], clause, last + 1);
        if (!last)
            return 0;
    }
    return last;
}

/* The second word where it is no object: the subject of the passive ("A contract was
 * signed"), or what a relative clause is about ("the contract that Norway signed"). */
static uint32_t moved_word(const struct kw_scene *s, const struct kw_frame *frame,
                           uint32_t clause)
{
    const struct kw_clause *c = &s->clauses[clause];
    bool relative = c->kind == KW_CLAUSE_RELATIVE && !c->passive && c->subject &&
                    c->subject != c->antecedent;
    uint32_t phrase = c->passive ? c->subject : relative ? c->antecedent : 0;
    if (!phrase || frame->word_count != 2 || frame->words[1].small)
        return 0;
    uint32_t head = s->phrases[phrase].head;
    return word_fits(s->cues, &frame->words[1], &s->text->tokens[head]) ? head : 0;
}

struct search {
    const struct kw_frames *frames;
    const struct kw_scene *scene;
    struct kw_frame_hit *hits; /* KW_FRAME_HITS of them */
    size_t count;
};

/* Keeps a hit; longer predicates push shorter ones out. */
static void keep(struct search *search, const struct kw_frame *frame,
                 struct kw_predicate predicate)
{
    if (search->count && search->hits[0].frame->word_count > frame->word_count)
        return;
    if (search->count && search->hits[0].frame->word_count < frame->word_count)
        search->count = 0;
    if (search->count < KW_FRAME_HITS)
        search->hits[search->count++] = (struct kw_frame_hit){frame, predicate};
}

static bool has_child(const struct kw_scene *s, uint32_t clause, enum kw_clause_kind kind)
{
    for (uint32_t i = clause + 1; i <= s->clause_count && i <= clause + 2; i++) {
        if (s->clauses[i].parent == clause && s->clauses[i].kind == kind)
            return true;
    }
    return false;
}

static void try_verbs(struct search *search, uint32_t number, uint32_t clause)
{
    const struct kw_scene *s = search->scene;
    uint32_t head = s->clauses[clause].head;
    for (; number; number = search->frames->items[number - 1].next) {
        const struct kw_frame *frame = &search->frames->items[number - 1];
        uint32_t last = find_words(s, frame, clause, head);
        if (!last)
            last = moved_word(s, frame, clause);
        if ((!last && frame->word_count > 1) ||
            (frame->infinitive && !has_child(s, clause, KW_CLAUSE_INFINITIVE)) ||
            (frame->complement && !has_child(s, clause, KW_CLAUSE_COMPLEMENT)))
            continue;
        struct kw_predicate p = {.clause = clause, .last = last};
        if (last != head && !frame->words[frame->word_count - 1].small)
            p.inner = s->phrase_of[last - s->first];
        keep(search, frame, p);
    }
}

static void try_nouns(struct search *search, uint32_t number, uint32_t phrase,
                      uint32_t at)
{
    const struct kw_scene *s = search->scene;
    for (; number; number = search->frames->items[number - 1].next) {
        const struct kw_frame *frame = &search->frames->items[number - 1];
        uint32_t last = find_words(s, frame, 0, at);
        if (frame->word_count > 1 && !last)
            continue;
        bool head = last == s->phrases[phrase].head;
        if (last >= s->phrases[phrase].end ||
            (!head && frame->subject[0].slot != KW_SLOT_SELF &&
             frame->object[0].slot != KW_SLOT_SELF))
            continue;
        keep(search, frame,
             (struct kw_predicate){
                 .clause = s->phrases[phrase].clause, .phrase = phrase, .last = last});
    }
}

/* Calls `visit` for the frames of a lemma and of every class it is in. */
static void each_head(struct search *search, const struct kw_map *map,
                      struct kw_str lemma,
                      void (*visit)(struct search *, uint32_t, uint32_t, uint32_t),
                      uint32_t a, uint32_t b)
{
    visit(search, kw_map_get(map, lemma), a, b);
    uint64_t classes = kw_cues_word(search->scene->cues, lemma)->classes;
    for (uint32_t i = 0; classes; i++, classes >>= 1) {
        if (classes & 1)
            visit(search, search->frames->class_head[map == &search->frames->nouns][i], a,
                  b);
    }
}

static void visit_verb(struct search *search, uint32_t number, uint32_t clause,
                       uint32_t b)
{
    (void)b;
    try_verbs(search, number, clause);
}

size_t kw_frames_of_verb(const struct kw_frames *frames, const struct kw_scene *s,
                         uint32_t clause, struct kw_frame_hit hits[KW_FRAME_HITS])
{
    struct search search = {frames, s, hits, 0};
    struct kw_str lemma = kw_scene_lemma(s, s->clauses[clause].head);
    each_head(&search, &frames->verbs, lemma, visit_verb, clause, 0);
    return search.count;
}

size_t kw_frames_of_noun(const struct kw_frames *frames, const struct kw_scene *s,
                         uint32_t phrase, uint32_t at,
                         struct kw_frame_hit hits[KW_FRAME_HITS])
{
    struct search search = {frames, s, hits, 0};
    each_head(&search, &frames->nouns, kw_scene_lemma(s, at), try_nouns, phrase, at);
    return search.count;
}
