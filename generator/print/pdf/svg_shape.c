/*
 * Basic shapes and paths of an SVG: outlines from attributes (SVG 1.1, chapters 8 and 9),
 * filled and stroked (chapter 11).
 */
#include "svg.h"

#include <math.h>
#include <string.h>

static bool is_opaque(const struct svg_style *style)
{
    return style->fill.alpha * style->fill_opacity >= 1 &&
           style->stroke.alpha * style->stroke_opacity >= 1;
}

void svg_begin_paint(struct drawing *drawing, const double matrix[6], const struct svg_style *style)
{
    canvas_save(drawing->canvas);
    canvas_matrix(drawing->canvas, matrix);
    if (!is_opaque(style) && drawing->set != NULL)
        buf_printf(&drawing->canvas->out, "/G%u gs\n",
                   (unsigned)resource_alpha(drawing->pdf, style->fill.alpha * style->fill_opacity,
                                            style->stroke.alpha * style->stroke_opacity));
}

void svg_end_paint(struct drawing *drawing)
{
    canvas_restore(drawing->canvas);
}

static void put_stroke(struct buf *out, const struct svg_style *style)
{
    put_coordinate(out, style->stroke_width);
    buf_printf(out, "w %d J %d j ", style->cap, style->join);
    put_coordinate(out, style->miter_limit);
    buf_puts(out, "M\n");
    if (style->dash_count == 0)
        return;
    buf_putc(out, '[');
    for (size_t i = 0; i < style->dash_count; i++)
        put_coordinate(out, style->dashes[i]);
    buf_putc(out, ']');
    put_coordinate(out, style->dash_offset);
    buf_puts(out, "d\n");
}

static void put_paint(struct canvas *canvas, const struct svg_paint *paint, bool stroke)
{
    if (paint->pattern != 0 && stroke)
        buf_printf(&canvas->out, "/Pattern CS /P%u SCN\n", (unsigned)paint->pattern);
    else if (paint->pattern != 0)
        canvas_fill_pattern(canvas, paint->pattern);
    else if (stroke)
        put_color(&canvas->out, paint->color, true);
    else
        canvas_fill_color(canvas, paint->color);
}

/* Fills and strokes an outline. */
static int paint(struct drawing *drawing, const struct svg_style *given, const double matrix[6],
                 const struct buf *outline)
{
    struct svg_style style = *given;
    if (style.fill.server != NULL && svg_use_gradient(drawing, outline, matrix, &style.fill) < 0)
        return -1;
    if (style.stroke.server != NULL &&
        svg_use_gradient(drawing, outline, matrix, &style.stroke) < 0)
        return -1;
    bool fill = !style.fill.none && svg_outline_has_inside(outline);
    bool stroke = !style.stroke.none && style.stroke_width > 0;
    if (outline->n == 0 || style.hidden || (!fill && !stroke))
        return 0;
    struct buf *out = &drawing->canvas->out;
    svg_begin_paint(drawing, matrix, &style);
    if (fill)
        put_paint(drawing->canvas, &style.fill, false);
    if (stroke)
        put_paint(drawing->canvas, &style.stroke, true);
    if (stroke)
        put_stroke(out, &style);
    buf_add(out, outline->s, outline->n);
    buf_puts(out, fill && stroke ? "B" : fill ? "f" : "S");
    buf_puts(out, fill && style.even_odd ? "*\n" : "\n");
    svg_end_paint(drawing);
    return 0;
}

/* ---- Outlines from attributes ------------------------------------------------------- */

struct shape {
    struct drawing *drawing;
    xmlNodePtr element;
    const struct svg_style *style;
    struct buf outline;
};

enum axis { ACROSS, DOWN, DIAGONAL };

static int shape_length(struct shape *shape, const char *name, enum axis axis, double fallback,
                        double *length)
{
    const struct drawing *drawing = shape->drawing;
    double whole = axis == ACROSS ? drawing->width
                   : axis == DOWN ? drawing->height
                                  : hypot(drawing->width, drawing->height) / sqrt(2);
    return svg_read_length(shape->drawing, shape->element, name, whole, shape->style->font_size,
                           fallback, length);
}

static int shape_path(struct shape *shape)
{
    const char *data = svg_attribute(shape->element, "d");
    if (data == NULL || svg_path_data(&shape->outline, data))
        return 0;
    return svg_bad_value(shape->drawing, shape->element, "d", "…");
}

static int shape_rect(struct shape *shape)
{
    double x, y, width, height, rx, ry;
    if (shape_length(shape, "x", ACROSS, 0, &x) < 0 || shape_length(shape, "y", DOWN, 0, &y) < 0 ||
        shape_length(shape, "width", ACROSS, 0, &width) < 0 ||
        shape_length(shape, "height", DOWN, 0, &height) < 0 ||
        shape_length(shape, "rx", ACROSS, -1, &rx) < 0 ||
        shape_length(shape, "ry", DOWN, rx, &ry) < 0)
        return -1;
    if (rx < 0)
        rx = ry;
    if (width > 0 && height > 0)
        svg_rectangle(&shape->outline, x, y, width, height, fmin(rx, width / 2),
                      fmin(ry, height / 2));
    return 0;
}

static int shape_circle(struct shape *shape)
{
    double x, y, r;
    if (shape_length(shape, "cx", ACROSS, 0, &x) < 0 ||
        shape_length(shape, "cy", DOWN, 0, &y) < 0 || shape_length(shape, "r", DIAGONAL, 0, &r) < 0)
        return -1;
    if (r > 0)
        svg_ellipse(&shape->outline, x, y, r, r);
    return 0;
}

static int shape_ellipse(struct shape *shape)
{
    double x, y, rx, ry;
    if (shape_length(shape, "cx", ACROSS, 0, &x) < 0 ||
        shape_length(shape, "cy", DOWN, 0, &y) < 0 ||
        shape_length(shape, "rx", ACROSS, 0, &rx) < 0 ||
        shape_length(shape, "ry", DOWN, rx, &ry) < 0)
        return -1;
    if (rx > 0 && ry > 0)
        svg_ellipse(&shape->outline, x, y, rx, ry);
    return 0;
}

static int shape_line(struct shape *shape)
{
    double x1, y1, x2, y2;
    if (shape_length(shape, "x1", ACROSS, 0, &x1) < 0 ||
        shape_length(shape, "y1", DOWN, 0, &y1) < 0 ||
        shape_length(shape, "x2", ACROSS, 0, &x2) < 0 ||
        shape_length(shape, "y2", DOWN, 0, &y2) < 0)
        return -1;
    put_coordinate(&shape->outline, x1);
    put_coordinate(&shape->outline, y1);
    buf_puts(&shape->outline, "m ");
    put_coordinate(&shape->outline, x2);
    put_coordinate(&shape->outline, y2);
    buf_puts(&shape->outline, "l\n");
    return 0;
}

static int shape_points(struct shape *shape, bool close)
{
    const char *points = svg_attribute(shape->element, "points");
    if (points == NULL || svg_points(&shape->outline, points, close))
        return 0;
    return svg_bad_value(shape->drawing, shape->element, "points", points);
}

static int shape_polyline(struct shape *shape)
{
    return shape_points(shape, false);
}

static int shape_polygon(struct shape *shape)
{
    return shape_points(shape, true);
}

static const struct {
    const char *name;
    int (*outline)(struct shape *shape);
    bool has_vertices; /* for markers */
} SHAPES[] = {
    {"circle", shape_circle, false},  {"ellipse", shape_ellipse, false},
    {"line", shape_line, true},       {"path", shape_path, true},
    {"polygon", shape_polygon, true}, {"polyline", shape_polyline, true},
    {"rect", shape_rect, false},
};

static int draw_markers(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                        const double matrix[6], const struct buf *outline)
{
    bool has_any = false, has_vertices = false;
    for (int i = 0; i < SVG_MARKERS; i++)
        has_any = has_any || style->markers[i] != NULL;
    for (size_t i = 0; i < COUNT_OF(SHAPES); i++)
        has_vertices = has_vertices || (SHAPES[i].has_vertices &&
                                        strcmp((const char *)element->name, SHAPES[i].name) == 0);
    if (!has_any || !has_vertices || style->hidden)
        return 0;
    /* Arcs have become several curves, whose joints are no vertices. */
    const char *data = svg_attribute(element, "d");
    if (style->markers[SVG_MARKER_MID] != NULL && data != NULL && strpbrk(data, "aA") != NULL)
        return svg_unsupported(drawing, element, "property", "marker-mid");
    return svg_draw_markers(drawing, style, matrix, outline);
}

bool svg_outline(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                 struct buf *outline, int *result)
{
    for (size_t i = 0; i < COUNT_OF(SHAPES); i++) {
        if (strcmp((const char *)element->name, SHAPES[i].name) != 0)
            continue;
        struct shape shape = {.drawing = drawing, .element = element, .style = style};
        *result = SHAPES[i].outline(&shape);
        *outline = shape.outline;
        return true;
    }
    return false;
}

bool svg_draw_shape(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                    const double matrix[6], int *result)
{
    struct buf outline = BUF_INIT;
    if (!svg_outline(drawing, element, style, &outline, result))
        return false;
    if (*result == 0)
        *result = paint(drawing, style, matrix, &outline);
    if (*result == 0)
        *result = draw_markers(drawing, element, style, matrix, &outline);
    buf_release(&outline);
    return true;
}
