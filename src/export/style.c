/* style.c - colours and shapes by type of entity.
 *
 * The first eight colours are those of Okabe and Ito, "Color Universal Design" (2008);
 * the rest were chosen to keep apart from them in lightness.
 */
#include "writer.h"

#include <assert.h>

static const struct kw_style styles[KW_TYPE_COUNT] = {
    [KW_TYPE_NONE] = {"#808080", "ellipse"},
    [KW_TYPE_PERSON] = {"#E69F00", "ellipse"},
    [KW_TYPE_COUNTRY] = {"#0072B2", "box"},
    [KW_TYPE_PLACE] = {"#56B4E9", "house"},
    [KW_TYPE_AGENCY] = {"#009E73", "hexagon"},
    [KW_TYPE_FIRM] = {"#CC79A7", "component"},
    [KW_TYPE_OUTLET] = {"#999999", "note"},
    [KW_TYPE_ORGANIZATION] = {"#F0E442", "tab"},
    [KW_TYPE_TOOL] = {"#D55E00", "diamond"},
    [KW_TYPE_GROUP] = {"#B2A1C7", "trapezium"},
    [KW_TYPE_EVENT] = {"#6A3D9A", "cds"},
    [KW_TYPE_WORK] = {"#8C564B", "folder"},
};

const struct kw_style *kw_type_style(enum kw_type type)
{
    assert(type < KW_TYPE_COUNT && styles[type].color);
    return &styles[type];
}

unsigned kw_style_channel(const struct kw_style *style, unsigned which)
{
    const char *hex = style->color + 1 + 2 * which;
    unsigned part = 0;
    for (int i = 0; i < 2; i++)
        part = part * 16 + (unsigned)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'A' + 10);
    return part;
}

uint64_t kw_log_size(uint64_t count)
{
    uint64_t size = 0;
    for (; count; count /= 2)
        size++;
    return size;
}
