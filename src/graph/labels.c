/* labels.c - the tables of layers, weights, windows, distances and backbones. */
#include "knotwork/graph.h"

#include <assert.h>

#define ROW(id, text, about) {.name = (text), .meaning = (about)},
static const struct kw_label layers[] = {KW_LAYERS(ROW)};
static const struct kw_label weights[] = {KW_WEIGHTS(ROW)};
static const struct kw_label windows[] = {KW_WINDOWS(ROW)};
static const struct kw_label distances[] = {KW_DISTANCES(ROW)};
static const struct kw_label backbones[] = {KW_BACKBONES(ROW)};
#undef ROW

const struct kw_label *kw_layer_label(enum kw_layer layer)
{
    assert(layer < KW_LAYER_COUNT);
    return &layers[layer];
}

const struct kw_label *kw_weight_label(enum kw_weight weight)
{
    assert(weight < KW_WEIGHT_COUNT);
    return &weights[weight];
}

const struct kw_label *kw_window_label(enum kw_window window)
{
    assert(window < KW_WINDOW_COUNT);
    return &windows[window];
}

const struct kw_label *kw_distance_label(enum kw_distance distance)
{
    assert(distance < KW_DISTANCE_COUNT);
    return &distances[distance];
}

const struct kw_label *kw_backbone_label(enum kw_backbone backbone)
{
    assert(backbone < KW_BACKBONE_COUNT);
    return &backbones[backbone];
}
