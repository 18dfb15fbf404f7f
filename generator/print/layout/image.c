/* Viewports and pictures in them (XSL 1.1, 6.6.5 and 7.15.4 to 7.15.13). */
#include "print/layout/internal.h"

#include <string.h>

/* The address in url(…), or the value itself. */
static const char *address(struct arena *arena, const char *value)
{
    struct str text = str_trim(str_of(value));
    if (str_starts(text, "url(") && str_ends(text, ")"))
        text = str_trim((struct str){text.s + 4, text.n - 5});
    if (text.n >= 2 && (text.s[0] == '\'' || text.s[0] == '"') && text.s[text.n - 1] == text.s[0])
        text = (struct str){text.s + 1, text.n - 2};
    return arena_strndup(arena, text.s, text.n);
}

const char *image_address(struct layout_internal *layout, const struct fo *fo)
{
    return fo->type == FO_EXTERNAL_GRAPHIC
               ? address(layout->arena, fo_string(layout->tree, fo, FO_P_SRC))
               : NULL;
}

/* A given dimension of the viewport; -1: auto. */
static mpt given(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
                 mpt base)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind != FO_V_LENGTH)
        return -1;
    return fo_length(tree, fo, property, base);
}

/* The content's size on one axis by its own property; -1: it follows the other. */
static mpt content_size(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
                        mpt intrinsic, mpt viewport)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind == FO_V_LENGTH)
        return fo_length(tree, fo, property, intrinsic);
    if (viewport < 0)
        return -1;
    switch (value->keyword) {
    case FO_K_SCALE_TO_FIT:
        return viewport;
    case FO_K_SCALE_DOWN_TO_FIT:
        return intrinsic > viewport ? viewport : intrinsic;
    case FO_K_SCALE_UP_TO_FIT:
        return intrinsic < viewport ? viewport : intrinsic;
    default:
        return -1;
    }
}

static mpt scale(mpt size, mpt by, mpt of)
{
    return of > 0 ? (mpt)((int64_t)size * by / of) : size;
}

static void fit_content(const struct fo_tree *tree, const struct fo *fo, mpt width, mpt height,
                        mpt viewport_width, mpt viewport_height, struct image_size *size)
{
    mpt w = content_size(tree, fo, FO_P_CONTENT_WIDTH, width, viewport_width);
    mpt h = content_size(tree, fo, FO_P_CONTENT_HEIGHT, height, viewport_height);
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

void image_measure(struct layout_internal *layout, const struct fo *fo, mpt base,
                   struct image_size *size)
{
    const struct fo_tree *tree = layout->tree;
    mpt width = 0, height = 0;
    *size = (struct image_size){0};
    if (!layout->options.image_size ||
        !layout->options.image_size(layout->options.payload, fo, image_address(layout, fo), &width,
                                    &height)) {
        layout->failed |= layout->options.image_size != NULL;
        return;
    }
    mpt viewport_width = given(tree, fo, FO_P_IPD_OPT, base);
    mpt viewport_height = given(tree, fo, FO_P_BPD_OPT, 0);
    fit_content(tree, fo, width, height, viewport_width, viewport_height, size);
    size->width = viewport_width >= 0 ? viewport_width : size->content_width;
    size->height = viewport_height >= 0 ? viewport_height : size->content_height;
    size->content_x =
        aligned(fo_keyword(tree, fo, FO_P_TEXT_ALIGN), size->width - size->content_width);
    size->content_y =
        aligned(fo_keyword(tree, fo, FO_P_DISPLAY_ALIGN), size->height - size->content_height);
    if (size->width > base + 1000 && !layout->options.like_fop)
        layout_notice(layout, fo, MSG_FO_IMAGE_WIDE, (double)(size->width - base) / 1000, NULL);
}
