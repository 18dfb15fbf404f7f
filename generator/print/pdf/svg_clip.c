/*
 * Clip paths (SVG 1.1, 14.3.5): the outlines of a clipPath's shapes as one clipping path. It
 * is their union where they all turn the same way, as basic shapes do; of several other
 * shapes that is not known.
 */
#include "svg.h"

#include <string.h>

static bool turns_forward(const char *name)
{
    return strcmp(name, "rect") == 0 || strcmp(name, "circle") == 0 || strcmp(name, "ellipse") == 0;
}

static int add_shape(struct drawing *drawing, xmlNodePtr shape, const struct svg_style *inherited,
                     const double matrix[6], struct buf *path, bool *even_odd)
{
    struct svg_style style = *inherited;
    struct buf outline = BUF_INIT;
    double own[6] = {1, 0, 0, 1, 0, 0};
    const char *transform = svg_attribute(shape, "transform");
    int result = 0;
    if (svg_read_style(drawing, shape, &style) < 0)
        return -1;
    if (transform != NULL && !svg_transform(transform, own))
        return svg_bad_value(drawing, shape, "transform", transform);
    if (style.clip != NULL)
        return svg_unsupported(drawing, shape, "property", "clip-path");
    if (style.not_displayed || style.hidden)
        return 0;
    if (!svg_outline(drawing, shape, &style, &outline, &result))
        return svg_unsupported(drawing, shape, "element of a clipPath", (const char *)shape->name);
    svg_multiply(own, matrix, own);
    svg_outline_transform(path, &outline, own);
    *even_odd = style.clip_even_odd;
    buf_release(&outline);
    return result;
}

static int add_shapes(struct drawing *drawing, xmlNodePtr clip, const double matrix[6],
                      struct buf *path, bool *even_odd)
{
    struct svg_style style = SVG_INITIAL_STYLE;
    bool all_forward = true;
    size_t count = 0;
    if (svg_read_style(drawing, clip, &style) < 0)
        return -1;
    for (xmlNodePtr shape = clip->children; shape != NULL; shape = shape->next) {
        if (shape->type != XML_ELEMENT_NODE || svg_is_silent(shape))
            continue;
        count++;
        all_forward = all_forward && turns_forward((const char *)shape->name);
        if (count > 1 && !all_forward)
            return svg_unsupported(drawing, shape, "clipPath of several shapes",
                                   (const char *)shape->name);
        if (add_shape(drawing, shape, &style, matrix, path, even_odd) < 0)
            return -1;
    }
    return 0;
}

int svg_begin_clip(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                   const double matrix[6])
{
    xmlNodePtr clip = style->clip;
    const char *units = svg_attribute(clip, "clipPathUnits");
    const char *transform = svg_attribute(clip, "transform");
    double own[6] = {1, 0, 0, 1, 0, 0};
    struct buf path = BUF_INIT;
    bool even_odd = false;
    canvas_save(drawing->canvas); /* svg_end_clip() follows in any case */
    if (units != NULL && strcmp(units, "userSpaceOnUse") != 0)
        return svg_unsupported(drawing, element, "clipPathUnits", units);
    if (transform != NULL && !svg_transform(transform, own))
        return svg_bad_value(drawing, clip, "transform", transform);
    svg_multiply(own, matrix, own);
    int result = add_shapes(drawing, clip, own, &path, &even_odd);
    if (path.n > 0)
        buf_add(&drawing->canvas->out, path.s, path.n);
    else
        buf_puts(&drawing->canvas->out, "0 0 m\n"); /* nothing shows */
    buf_puts(&drawing->canvas->out, even_odd ? "W* n\n" : "W n\n");
    buf_release(&path);
    return result;
}

void svg_end_clip(struct drawing *drawing)
{
    canvas_restore(drawing->canvas);
}
