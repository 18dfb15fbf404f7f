/*
 * Linear and radial gradients (SVG 1.1, 13.2) as shading patterns. Colours go through sRGB, as
 * SVG wants them to. One opacity for all stops becomes the paint's; one that changes, and
 * gradients that repeat, are left to librsvg.
 */
#include "svg.h"

#include <math.h>
#include <string.h>

enum { LONGEST_CHAIN = 8, MOST_STOPS = 256 };

struct stop {
    double offset, alpha;
    struct pdf_color color;
};

struct gradient {
    struct drawing *drawing;
    xmlNodePtr chain[LONGEST_CHAIN]; /* itself and those it takes what it lacks from */
    size_t length;
    bool radial, user_space;
    double coordinates[6], matrix[6];
    struct stop stops[MOST_STOPS];
    size_t stop_count;
};

bool svg_is_gradient(const xmlNode *element)
{
    return strcmp((const char *)element->name, "linearGradient") == 0 ||
           strcmp((const char *)element->name, "radialGradient") == 0;
}

static int follow(struct gradient *gradient, xmlNodePtr element)
{
    for (; element != NULL; element = svg_reference(gradient->drawing->svg, element)) {
        if (gradient->length == LONGEST_CHAIN || !svg_is_gradient(element))
            return svg_refuse(gradient->drawing, element, MSG_SVG_DEEP);
        gradient->chain[gradient->length++] = element;
    }
    return 0;
}

/* The attribute of the first in the chain that has it; and who that is. */
static const char *attribute(const struct gradient *gradient, const char *name, xmlNodePtr *owner)
{
    for (size_t i = 0; i < gradient->length; i++) {
        const char *value = svg_attribute(gradient->chain[i], name);
        *owner = gradient->chain[i];
        if (value != NULL)
            return value;
    }
    return NULL;
}

static int read_length(struct gradient *gradient, const char *name, double whole, double fallback,
                       double *length)
{
    xmlNodePtr owner;
    *length = fallback;
    const char *value = attribute(gradient, name, &owner);
    if (value == NULL || svg_length(value, whole, 16, length))
        return 0;
    return svg_bad_value(gradient->drawing, owner, name, value);
}

static int read_linear(struct gradient *gradient, double across, double down)
{
    double *c = gradient->coordinates;
    if (read_length(gradient, "x1", across, 0, &c[0]) < 0 ||
        read_length(gradient, "y1", down, 0, &c[1]) < 0 ||
        read_length(gradient, "x2", across, across, &c[2]) < 0 ||
        read_length(gradient, "y2", down, 0, &c[3]) < 0)
        return -1;
    return 0;
}

/* Coordinates as PDF has them: focus, its radius, centre, radius. */
static int read_radial(struct gradient *gradient, double across, double down)
{
    double *c = gradient->coordinates, diagonal = hypot(across, down) / sqrt(2);
    if (read_length(gradient, "cx", across, across / 2, &c[3]) < 0 ||
        read_length(gradient, "cy", down, down / 2, &c[4]) < 0 ||
        read_length(gradient, "r", diagonal, diagonal / 2, &c[5]) < 0 ||
        read_length(gradient, "fx", across, c[3], &c[0]) < 0 ||
        read_length(gradient, "fy", down, c[4], &c[1]) < 0 ||
        read_length(gradient, "fr", diagonal, 0, &c[2]) < 0)
        return -1;
    if (c[5] <= 0 || c[2] < 0 || hypot(c[0] - c[3], c[1] - c[4]) + c[2] >= c[5])
        return svg_unsupported(gradient->drawing, gradient->chain[0], "focus of a",
                               "radialGradient");
    return 0;
}

static int read_geometry(struct gradient *gradient)
{
    struct drawing *drawing = gradient->drawing;
    xmlNodePtr owner;
    const char *units = attribute(gradient, "gradientUnits", &owner);
    gradient->user_space = units != NULL && strcmp(units, "userSpaceOnUse") == 0;
    const char *spread = attribute(gradient, "spreadMethod", &owner);
    if (spread != NULL && strcmp(spread, "pad") != 0)
        return svg_unsupported(drawing, owner, "spreadMethod", spread);
    const char *transform = attribute(gradient, "gradientTransform", &owner);
    static const double identity[6] = {1, 0, 0, 1, 0, 0};
    memcpy(gradient->matrix, identity, sizeof identity);
    if (transform != NULL && !svg_transform(transform, gradient->matrix))
        return svg_bad_value(drawing, owner, "gradientTransform", transform);
    double across = gradient->user_space ? drawing->width : 1;
    double down = gradient->user_space ? drawing->height : 1;
    return gradient->radial ? read_radial(gradient, across, down)
                            : read_linear(gradient, across, down);
}

static int read_stop(struct gradient *gradient, xmlNodePtr element)
{
    struct drawing *drawing = gradient->drawing;
    struct stop *stop = &gradient->stops[gradient->stop_count];
    const char *offset = svg_attribute(element, "offset");
    const char *color = svg_property(drawing, element, "stop-color");
    const char *opacity = svg_property(drawing, element, "stop-opacity");
    double alpha = 1;
    *stop = (struct stop){.alpha = 1};
    if (offset != NULL && !svg_length(offset, 1, 1, &stop->offset))
        return svg_bad_value(drawing, element, "offset", offset);
    if (color != NULL && !svg_color(str_of(color), &stop->color, &stop->alpha))
        return svg_bad_value(drawing, element, "stop-color", color);
    if (opacity != NULL && !svg_length(opacity, 1, 1, &alpha))
        return svg_bad_value(drawing, element, "stop-opacity", opacity);
    stop->alpha *= fmax(0, fmin(1, alpha));
    double before = gradient->stop_count > 0 ? stop[-1].offset : 0;
    stop->offset = fmax(before, fmin(1, stop->offset));
    if (stop->alpha != gradient->stops[0].alpha)
        return svg_unsupported(drawing, element, "gradient of changing", "stop-opacity");
    gradient->stop_count++;
    return 0;
}

static int read_stops(struct gradient *gradient)
{
    for (size_t i = 0; i < gradient->length && gradient->stop_count == 0; i++)
        for (xmlNodePtr at = gradient->chain[i]->children; at != NULL; at = at->next) {
            if (at->type != XML_ELEMENT_NODE || strcmp((const char *)at->name, "stop") != 0)
                continue;
            if (gradient->stop_count == MOST_STOPS)
                return svg_unsupported(gradient->drawing, at, "number of elements", "stop");
            if (read_stop(gradient, at) < 0)
                return -1;
        }
    return 0;
}

/* ---- As PDF ------------------------------------------------------------------------- */

static void put_share(struct buf *out, uint8_t value)
{
    put_real(out, value / 255.0);
    buf_putc(out, ' ');
}

static void put_stop_color(struct buf *out, struct pdf_color color)
{
    put_share(out, color.r);
    put_share(out, color.g);
    put_share(out, color.b);
}

static void put_step(struct buf *out, const struct stop *from, const struct stop *to)
{
    buf_puts(out, "<</FunctionType 2/Domain[0 1]/N 1/C0[");
    put_stop_color(out, from->color);
    buf_puts(out, "]/C1[");
    put_stop_color(out, to->color);
    buf_puts(out, "]>>");
}

/* Steps between stops; two at one place are a sudden change, which needs no step. */
static void put_function(struct buf *out, const struct gradient *gradient)
{
    struct buf functions = BUF_INIT, bounds = BUF_INIT, encode = BUF_INIT;
    const struct stop *last = &gradient->stops[gradient->stop_count - 1];
    struct stop before = gradient->stops[0];
    before.offset = 0;
    for (size_t i = 0; i <= gradient->stop_count; i++) {
        struct stop next = i < gradient->stop_count ? gradient->stops[i] : *last;
        if (i == gradient->stop_count)
            next.offset = 1;
        if (next.offset - before.offset > 1e-6) {
            if (functions.n > 0) {
                put_real6(&bounds, before.offset);
                buf_putc(&bounds, ' ');
            }
            put_step(&functions, &before, &next);
            buf_puts(&encode, "0 1 ");
        }
        before = next;
    }
    buf_printf(out, "<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>",
               functions.s, bounds.n > 0 ? bounds.s : "", encode.s);
    buf_release(&functions);
    buf_release(&bounds);
    buf_release(&encode);
}

static uint32_t make_pattern(struct gradient *gradient, const double matrix[6])
{
    struct buf entries = BUF_INIT;
    double whole[6];
    svg_multiply(gradient->matrix, matrix, whole);
    buf_printf(&entries, "/PatternType 2/Shading<</ShadingType %d/ColorSpace/DeviceRGB/Coords[",
               gradient->radial ? 3 : 2);
    for (int i = 0; i < (gradient->radial ? 6 : 4); i++)
        put_coordinate(&entries, gradient->coordinates[i]);
    buf_puts(&entries, "]/Extend[true true]/Function ");
    put_function(&entries, gradient);
    buf_puts(&entries, ">>");
    put_matrix_entry(&entries, whole);
    return pattern_shading(gradient->drawing->pdf, &entries);
}

int svg_use_gradient(struct drawing *drawing, const struct buf *outline, const double matrix[6],
                     struct svg_paint *paint)
{
    struct gradient own = {.drawing = drawing}, *gradient = &own;
    struct svg_bounds box;
    gradient->radial = strcmp((const char *)paint->server->name, "radialGradient") == 0;
    if (follow(gradient, paint->server) < 0 || read_geometry(gradient) < 0 ||
        read_stops(gradient) < 0)
        return -1;
    paint->none = gradient->stop_count == 0 || !svg_outline_bounds(outline, &box);
    if (paint->none)
        return 0;
    double width = box.high[0] - box.low[0], height = box.high[1] - box.low[1];
    if (!gradient->user_space && (width <= 0 || height <= 0)) {
        paint->none = true;
        return 0;
    }
    if (!gradient->user_space)
        svg_multiply(gradient->matrix,
                     (const double[6]){width, 0, 0, height, box.low[0], box.low[1]},
                     gradient->matrix);
    paint->alpha = gradient->stops[0].alpha;
    paint->color = gradient->stops[gradient->stop_count - 1].color;
    bool is_line = gradient->radial || gradient->coordinates[0] != gradient->coordinates[2] ||
                   gradient->coordinates[1] != gradient->coordinates[3];
    /* One stop, or a line of no length, is the last stop's colour. */
    if (gradient->stop_count > 1 && is_line && drawing->set != NULL)
        paint->pattern = make_pattern(gradient, matrix);
    return 0;
}
