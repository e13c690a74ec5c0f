/* backbone.c - the pairs that are more than chance. */
#include "build.h"

#include <math.h>

#include "base/number.h"

/* What a method knows of a pair; both see pairs as undirected. */
struct ends {
    double weight; /* of the pair */
    double strength_a, strength_b;
    double degree_a, degree_b;
    double total; /* sum of all strengths */
};

double kw_backbone_level(enum kw_backbone backbone)
{
    return backbone == KW_BACKBONE_NOISE_CORRECTED ? 1.64 : 0.05;
}

/* Chance that one of k random parts of a strength is this great. */
static double chance(double weight, double strength, double degree)
{
    return degree < 2 ? 1 : pow(1 - weight / strength, degree - 1);
}

static bool disparity_keeps(const struct ends *e, double level)
{
    return kw_round9(chance(e->weight, e->strength_a, e->degree_a)) < level ||
           kw_round9(chance(e->weight, e->strength_b, e->degree_b)) < level;
}

/* Coscia and Neffke 2017, section IV: the lift of a weight over what the strengths of its
 * ends let expect, mapped to -1 ... 1, against its standard deviation, from a Beta prior
 * for the probability of the pair. */
static bool noise_corrected_keeps(const struct ends *e, double level)
{
    double n = e->total, a = e->strength_a, b = e->strength_b, w = e->weight;
    double kappa = n / (a * b);
    double score = (kappa * w - 1) / (kappa * w + 1);
    double mean = a * b / (n * n);
    double variance = a * b * (n - a) * (n - b) / (n * n * n * n * (n - 1));
    double alpha = mean * mean / variance * (1 - mean) - mean;
    double beta = mean / variance * (1 - mean * mean) - (1 - mean);
    double p = (alpha + w) / (alpha + beta + n);
    double slope = 1 / (a * b) - n * (a + b) / (a * b * a * b);
    double change = 2 * (kappa + w * slope) / ((kappa * w + 1) * (kappa * w + 1));
    double deviation = sqrt(p * (1 - p) * n * change * change);
    return kw_round9(score - level * deviation) > 0;
}

enum kw_status kw_draft_backbone(struct kw_draft *d, struct kw_error *err)
{
    double level =
        d->view->level > 0 ? d->view->level : kw_backbone_level(d->view->backbone);
    double total = 0;
    size_t kept = 0;
    if (d->view->backbone == KW_BACKBONE_NONE)
        return KW_OK;
    double *strengths = KW_NEW(d->scratch, d->entities.count + 1, double);
    double *degrees = KW_NEW(d->scratch, d->entities.count + 1, double);
    if (!strengths || !degrees)
        return kw_nomem(err);
    for (size_t i = 0; i < d->pair_count; i++) {
        const struct kw_pair *p = &d->pairs[i];
        strengths[p->a] += (double)p->weight;
        strengths[p->b] += (double)p->weight;
        degrees[p->a]++;
        degrees[p->b]++;
        total += 2 * (double)p->weight;
    }
    for (size_t i = 0; i < d->pair_count; i++) {
        const struct kw_pair *p = &d->pairs[i];
        struct ends e = {(double)p->weight, strengths[p->a], strengths[p->b],
                         degrees[p->a],     degrees[p->b],   total};
        if (d->view->backbone == KW_BACKBONE_DISPARITY ? disparity_keeps(&e, level)
                                                       : noise_corrected_keeps(&e, level))
            kw_draft_keep_pair(d, kept++, i);
    }
    d->pair_count = kept;
    return KW_OK;
}
