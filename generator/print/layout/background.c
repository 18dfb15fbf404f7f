/* Pictures behind areas (XSL 1.1, 7.8.3 to 7.8.7). */
#include "print/layout/internal.h"

#include <string.h>

/* An offset in the room that the picture leaves, which is negative where it is larger. */
static mpt offset(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
                  mpt room)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind == FO_V_LENGTH)
        return fo_length(tree, fo, property, room);
    switch (value->keyword) {
    case FO_K_CENTER:
        return room / 2;
    case FO_K_RIGHT:
    case FO_K_BOTTOM:
        return room;
    default:
        return 0;
    }
}

const char *layout_background_address(const struct fo_tree *tree, const struct fo *fo)
{
    const char *address = fo_string(tree, fo, FO_P_BACKGROUND_IMAGE);
    return *address && strcmp(address, "none") != 0 ? address : NULL;
}

/* The padding box; of a cell's piece of a row's or column's background, the whole of that. */
static struct picture_box find_box(const struct area *area)
{
    struct picture_box box = {0, 0, area->ipd + area->padding[START] + area->padding[END],
                              area->bpd + area->padding[BEFORE] + area->padding[AFTER]};
    if (!area->box)
        return box;
    bool is_rtl = area->fo->parent && area->fo->parent->is_rtl;
    mpt left = is_rtl ? box.width - area->box->x - area->box->width : area->box->x;
    return (struct picture_box){left, area->box->y, area->box->width, area->box->height};
}

bool layout_background(const struct layout *layout, const struct fo *fo, const struct area *area,
                       struct background *background)
{
    const struct fo_tree *tree = layout->tree;
    const struct layout_options *options = &layout->internal->options;
    *background = (struct background){.address = layout_background_address(tree, fo)};
    if (!background->address || !options->image_size ||
        !options->image_size(options->payload, fo, background->address, &background->width,
                             &background->height) ||
        background->width <= 0 || background->height <= 0)
        return false;
    struct picture_box box = find_box(area);
    background->x =
        box.x + offset(tree, fo, FO_P_BACKGROUND_POSITION_H, box.width - background->width);
    background->y =
        box.y + offset(tree, fo, FO_P_BACKGROUND_POSITION_V, box.height - background->height);
    background->repeat = fo_keyword(tree, fo, FO_P_BACKGROUND_REPEAT);
    return true;
}
