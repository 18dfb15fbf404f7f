/* Viewports and pictures in them (XSL 1.1, 6.6.5 and 7.15.4 to 7.15.13). */
#include "print/layout/internal.h"

/* One axis of the viewport as its dimension asks for it; -1: not said. */
struct limits {
    mpt minimum, optimum, maximum;
};

/* A percentage of a height that is not known is auto (XSL 1.1, 7.15.6). */
static mpt given(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
                 mpt base)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind != FO_V_LENGTH || (base < 0 && value->length.percent != 0))
        return -1;
    return fo_length(tree, fo, property, base);
}

static struct limits limits_across(const struct fo_tree *tree, const struct fo *fo, mpt base)
{
    return (struct limits){given(tree, fo, FO_P_IPD_MIN, base), given(tree, fo, FO_P_IPD_OPT, base),
                           given(tree, fo, FO_P_IPD_MAX, base)};
}

static struct limits limits_down(const struct fo_tree *tree, const struct fo *fo)
{
    return (struct limits){given(tree, fo, FO_P_BPD_MIN, -1), given(tree, fo, FO_P_BPD_OPT, -1),
                           given(tree, fo, FO_P_BPD_MAX, -1)};
}

/* The viewport around content of this size. */
static mpt viewport_size(const struct limits *limits, mpt content)
{
    mpt size = limits->optimum >= 0 ? limits->optimum : content;
    if (limits->maximum >= 0 && size > limits->maximum)
        size = limits->maximum;
    return size < limits->minimum ? limits->minimum : size;
}

static bool is_limited(const struct limits *limits)
{
    return limits->minimum >= 0 || limits->optimum >= 0 || limits->maximum >= 0;
}

/* The content's size on one axis by its own property; -1: it follows the other. */
static mpt content_size(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
                        mpt intrinsic, const struct limits *limits)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind == FO_V_LENGTH)
        return fo_length(tree, fo, property, intrinsic);
    if (value->keyword == FO_K_AUTO || !is_limited(limits))
        return -1;
    mpt viewport = viewport_size(limits, intrinsic);
    switch (value->keyword) {
    case FO_K_SCALE_DOWN_TO_FIT:
        return intrinsic > viewport ? viewport : intrinsic;
    case FO_K_SCALE_UP_TO_FIT:
        return intrinsic < viewport ? viewport : intrinsic;
    default:
        return viewport;
    }
}

static mpt scale(mpt size, mpt by, mpt of)
{
    return of > 0 ? (mpt)((int64_t)size * by / of) : size;
}

static void fit_content(const struct fo_tree *tree, const struct fo *fo, mpt width, mpt height,
                        const struct limits *across, const struct limits *down,
                        struct image_size *size)
{
    mpt w = content_size(tree, fo, FO_P_CONTENT_WIDTH, width, across);
    mpt h = content_size(tree, fo, FO_P_CONTENT_HEIGHT, height, down);
    bool uniform = fo_keyword(tree, fo, FO_P_SCALING) == FO_K_UNIFORM;
    if (w < 0 && h < 0) {
        w = width;
        h = height;
    } else if (w < 0) {
        w = uniform ? scale(width, h, height) : width;
    } else if (h < 0) {
        h = uniform ? scale(height, w, width) : height;
    } else if (uniform && (int64_t)w * height > (int64_t)h * width) {
        w = scale(width, h, height);
    } else if (uniform) {
        h = scale(height, w, width);
    }
    size->content_width = w;
    size->content_height = h;
}

static mpt aligned(enum fo_keyword align, mpt rest)
{
    switch (align) {
    case FO_K_CENTER:
        return rest / 2;
    case FO_K_END:
    case FO_K_RIGHT:
    case FO_K_AFTER:
        return rest;
    default:
        return 0;
    }
}

/* A picture wider than its room would lie over what is beside it. One that sets the size of
 * its viewport and is scaled uniformly is made smaller, any other is told of. */
static void fit_room(struct layout_internal *layout, const struct fo *fo, mpt room,
                     const struct limits *across, const struct limits *down,
                     struct image_size *size)
{
    double excess = (double)(viewport_size(across, size->content_width) - room) / 1000;
    if (excess <= 1 || room <= 0)
        return;
    bool scales = fo_keyword(layout->tree, fo, FO_P_SCALING) == FO_K_UNIFORM &&
                  !is_limited(across) && !is_limited(down);
    layout_notice(layout, fo, scales ? MSG_FO_IMAGE_SCALED : MSG_FO_IMAGE_WIDE, excess, NULL);
    if (!scales)
        return;
    size->content_height = scale(size->content_height, room, size->content_width);
    size->content_width = room;
}

void image_measure(struct layout_internal *layout, const struct fo *fo, mpt base,
                   struct image_size *size)
{
    const struct fo_tree *tree = layout->tree;
    mpt width = 0, height = 0;
    *size = (struct image_size){0};
    if (!layout->options.image_size(layout->options.payload, fo, NULL, &width, &height))
        layout->failed |= !tree->lenient && !layout->options.tell;
    struct limits across = limits_across(tree, fo, base), down = limits_down(tree, fo);
    fit_content(tree, fo, width, height, &across, &down, size);
    if (!layout->options.like_fop)
        fit_room(layout, fo, base, &across, &down, size);
    size->width = viewport_size(&across, size->content_width);
    size->height = viewport_size(&down, size->content_height);
    size->content_x =
        aligned(fo_keyword(tree, fo, FO_P_TEXT_ALIGN), size->width - size->content_width);
    size->content_y =
        aligned(fo_keyword(tree, fo, FO_P_DISPLAY_ALIGN), size->height - size->content_height);
}
