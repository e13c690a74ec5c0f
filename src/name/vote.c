/* vote.c - consistency within a document: what the labels say of a word in most places
 * helps where they say something else (Krishnan and Manning 2006, without a second set
 * of weights). Only running text votes; headlines and lines in capitals are helped.
 */
#include "name/label.h"

/* What the majority adds to its labels' scores; measured. */
#define HELP 250

static uint32_t class_index(uint32_t label)
{
    return (label + 1) / 2;
}

/* Whether a token's label says something about its word. */
static bool may_vote(const struct kw_finder *f, uint32_t i)
{
    const struct kw_token *token = kw_at(f, i);
    return token->shape == KW_SHAPE_UPPER || token->shape == KW_SHAPE_CAPITALIZED;
}

enum kw_status kw_votes_count(struct kw_finder *f, struct kw_error *err)
{
    for (uint32_t i = f->sentence->first; i < f->sentence->end; i++) {
        uint32_t class = class_index(f->labels[i - f->sentence->first]);
        struct kw_str norm = kw_at(f, i)->norm;
        if (!may_vote(f, i) || (class == 0 && i == f->sentence->first))
            continue;
        uint32_t number = kw_map_get(&f->voters, norm);
        if (!number) {
            struct kw_ballot *fresh = KW_PUSH(f->arena, &f->ballots);
            if (!fresh)
                return kw_nomem(err);
            number = (uint32_t)f->ballots.count;
            enum kw_status status = kw_map_put(&f->voters, f->arena, norm, number, err);
            if (status != KW_OK)
                return status;
        }
        f->ballots.items[number - 1].counts[class]++;
    }
    return KW_OK;
}

/* The class that at least two in three of a word's labels have, and two of them; COUNT if
 * there is none. */
static uint32_t majority(const struct kw_finder *f, uint32_t i)
{
    uint32_t number = may_vote(f, i) ? kw_map_get(&f->voters, kw_at(f, i)->norm) : 0;
    uint32_t best = 0, total = 0;
    if (!number)
        return KW_BIO_COUNT;
    const uint32_t *counts = f->ballots.items[number - 1].counts;
    for (uint32_t class = 0; class <= KW_BIO_COUNT / 2; class ++) {
        total += counts[class];
        if (counts[class] > counts[best])
            best = class;
    }
    return counts[best] >= 2 && counts[best] * 3 >= total * 2 && best > 0 ? best
                                                                          : KW_BIO_COUNT;
}

bool kw_votes_differ(const struct kw_finder *f, const struct kw_sentence *s)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t class = majority(f, i);
        if (class != KW_BIO_COUNT && class != class_index(f->all_labels[i]))
            return true;
    }
    return false;
}

void kw_votes_help(const struct kw_finder *f, uint32_t i, int16_t *scores)
{
    uint32_t class = f->voting ? majority(f, i) : KW_BIO_COUNT;
    if (class == KW_BIO_COUNT)
        return;
    for (uint32_t label = 2 * class - 1; label <= 2 * class; label++)
        scores[label] = (int16_t)(scores[label] + HELP);
}
