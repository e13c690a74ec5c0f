/* check.c - how good weights are on annotated files that they were not learnt from:
 * tags on CoNLL-U, names on lines of "token<TAB>label". Tokens are those of the file;
 * sentences, too, for tags.
 */
#include "train/train.h"

#include <stdio.h>
#include <string.h>

/* --- tags -------------------------------------------------------------------------- */

static enum kw_status check_tags(const struct kw_lexicon *lexicon,
                                 const struct kw_model *model, struct kw_corpus *c,
                                 struct kw_error *err)
{
    struct kw_words *words;
    const struct kw_parser *parser;
    size_t right = 0, count = 0;
    struct kw_arc *arcs = KW_NEW(c->arena, c->tokens.count, struct kw_arc);
    enum kw_status status =
        arcs ? kw_words_new(lexicon, model, c->arena, &words, err) : kw_nomem(err);
    if (status == KW_OK)
        status = kw_parser_new(model, c->arena, &parser, err);
    for (size_t n = 0; n < c->samples.count && status == KW_OK; n++) {
        const struct kw_sample *s = &c->samples.items[n];
        struct kw_token *tokens = c->tokens.items + s->first;
        size_t length = s->end - s->first;
        status = kw_tags_set(words, kw_corpus_text(c), tokens, length, false, err);
        if (status == KW_OK)
            status = kw_parse(parser, tokens, length, c->arena, arcs, err);
        for (size_t i = 0; i < length && status == KW_OK; i++) {
            const char *tag = kw_tag_universal(&tokens[i], arcs[i].dep);
            count++;
            right += kw_str_eq(c->gold.items[s->first + i], kw_str_of(tag));
        }
    }
    if (status == KW_OK)
        printf("  universal tags %.4f of %zu tokens\n",
               count ? (double)right / (double)count : 0.0, count);
    return status;
}

/* --- names ------------------------------------------------------------------------- */

enum { PERSON, LOCATION, ORGANIZATION, OTHER, CLASSES };

static const struct {
    const char *name;
    int class;
} gold_classes[] = {
    {"per", PERSON},
    {"person", PERSON},
    {"politician", PERSON},
    {"loc", LOCATION},
    {"location", LOCATION},
    {"place", LOCATION},
    {"country", LOCATION},
    {"geo", LOCATION},
    {"gpe", LOCATION},
    {"org", ORGANIZATION},
    {"organization", ORGANIZATION},
    {"organisation", ORGANIZATION},
    {"politicalparty", ORGANIZATION},
    {"corporation", ORGANIZATION},
};

struct tally {
    size_t right, gold, found;
};

/* A name of gold or of the weights: where it ends and what it is; end 0: none here. */
struct name {
    uint32_t end;
    int class;
};

static int class_of(struct kw_str label)
{
    struct kw_str position, name;
    if (!kw_str_cut(label, '-', &position, &name))
        return -1;
    for (size_t i = 0; i < sizeof gold_classes / sizeof *gold_classes; i++) {
        struct kw_str known = kw_str_of(gold_classes[i].name);
        size_t same = 0;
        while (same < name.len && same < known.len &&
               (name.ptr[same] | 0x20) == known.ptr[same])
            same++;
        if (same == name.len && same == known.len)
            return gold_classes[i].class;
    }
    return OTHER;
}

static struct name gold_at(const struct kw_corpus *c, uint32_t i, uint32_t end)
{
    struct kw_str label = c->gold.items[i];
    int class = class_of(label);
    if (class < 0 ||
        (i > 0 && label.ptr[0] == 'I' && class_of(c->gold.items[i - 1]) == class))
        return (struct name){0};
    uint32_t n = i + 1;
    while (n < end && c->gold.items[n].ptr[0] == 'I' &&
           class_of(c->gold.items[n]) == class)
        n++;
    return (struct name){n, class};
}

static struct name found_at(const uint8_t *labels, uint32_t i, uint32_t count)
{
    static const int classes[] = {PERSON, LOCATION, ORGANIZATION, OTHER, OTHER};
    if (labels[i] % 2 == 0)
        return (struct name){0};
    uint32_t n = i + 1;
    while (n < count && labels[n] == labels[i] + 1)
        n++;
    return (struct name){n, classes[(labels[i] - 1) / 2]};
}

static void compare(struct kw_school *s, void *data)
{
    struct kw_finder *f = &s->finder;
    const struct kw_corpus *c = s->corpus;
    struct tally *tallies = data;
    kw_labels_set(f);
    uint32_t first = f->sentence->first, count = f->sentence->end - first;
    for (uint32_t i = 0; i < count; i++) {
        struct name gold = gold_at(c, first + i, f->sentence->end);
        struct name found = found_at(f->labels, i, count);
        gold.end -= gold.end ? first : 0;
        if (gold.end && gold.class != OTHER)
            tallies[gold.class].gold++;
        if (!found.end || found.class == OTHER ||
            (gold.class == OTHER && gold.end == found.end))
            continue;
        tallies[found.class].found++;
        tallies[found.class].right += gold.end == found.end && gold.class == found.class;
    }
}

static void print(const char *name, const struct tally *t)
{
    double p = t->found ? (double)t->right / (double)t->found : 0;
    double r = t->gold ? (double)t->right / (double)t->gold : 0;
    printf("  %s P %.3f R %.3f F1 %.3f", name, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
}

static enum kw_status check_names(const struct kw_lexicon *lexicon,
                                  const struct kw_model *model, struct kw_corpus *c,
                                  struct kw_error *err)
{
    static const char *const names[] = {"PER", "LOC", "ORG"};
    struct tally tallies[CLASSES] = {0}, all = {0};
    struct kw_school *s = NULL;
    enum kw_status status = kw_school_new(lexicon, model, c, &s, err);
    if (status == KW_OK)
        status = kw_school_visit(s, 0, compare, tallies, err);
    for (int class = PERSON; class < OTHER; class ++) {
        print(names[class], &tallies[class]);
        all.right += tallies[class].right;
        all.gold += tallies[class].gold;
        all.found += tallies[class].found;
    }
    print("all", &all);
    printf("\n");
    kw_school_free(s);
    return status;
}

enum kw_status kw_train_check(const struct kw_lexicon *lexicon,
                              const struct kw_model *model, const char *path,
                              struct kw_error *err)
{
    struct kw_corpus corpus = {.arena = kw_arena_new(), .universal = true};
    bool treebank = kw_str_ends(kw_str_of(path), KW_STR(".conllu"));
    enum kw_status status =
        corpus.arena ? kw_corpus_add(&corpus, path, err) : kw_nomem(err);
    if (status == KW_OK)
        status = kw_corpus_finish(&corpus, 0, err);
    printf("%s\n", path);
    if (status == KW_OK)
        status = treebank ? check_tags(lexicon, model, &corpus, err)
                          : check_names(lexicon, model, &corpus, err);
    kw_buf_free(&corpus.text);
    kw_arena_free(corpus.arena);
    return status;
}
