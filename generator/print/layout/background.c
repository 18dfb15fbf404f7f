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

bool layout_background(const struct layout *layout, const struct fo *fo, mpt width, mpt height,
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
    background->x = offset(tree, fo, FO_P_BACKGROUND_POSITION_H, width - background->width);
    background->y = offset(tree, fo, FO_P_BACKGROUND_POSITION_V, height - background->height);
    background->repeat = fo_keyword(tree, fo, FO_P_BACKGROUND_REPEAT);
    return true;
}
