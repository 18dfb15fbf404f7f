/*
 * Viewports of an SVG (SVG 1.1, chapter 7): viewBox and preserveAspectRatio, an svg inside
 * another, symbols, and the size of the whole.
 */
#include "svg.h"

#include <math.h>
#include <string.h>

enum { LARGEST = 1000000 };

struct view {
    double x, y, width, height;
};

/* 1 with a viewBox, 0 without, -1 after an error. */
static int read_view_box(struct drawing *drawing, xmlNodePtr element, struct view *box)
{
    const char *text = svg_attribute(element, "viewBox"), *at = text;
    if (text == NULL)
        return 0;
    if (!svg_number(&at, &box->x) || !svg_number(&at, &box->y) || !svg_number(&at, &box->width) ||
        !svg_number(&at, &box->height) || box->width <= 0 || box->height <= 0)
        return svg_bad_value(drawing, element, "viewBox", text);
    return 1;
}

/* "xMidYMin slice": where the box stands in the room left over, 0 to 1. */
static bool read_aspect(const char *text, bool *keep, bool *slice, double *across, double *down)
{
    static const char *const places[] = {"Min", "Mid", "Max"};
    *keep = true;
    *slice = false;
    *across = *down = 0.5;
    if (text == NULL)
        return true;
    struct str rest = str_trim(str_of(text)), align, how = {"", 0};
    str_next(&rest, ' ', &align);
    how = str_trim(rest);
    *keep = !str_is(align, "none");
    *slice = str_is(how, "slice");
    if (how.n > 0 && !*slice && !str_is(how, "meet"))
        return false;
    if (!*keep)
        return true;
    bool known_x = false, known_y = false;
    for (int i = 0; align.n == 8 && i < 3; i++) {
        if (align.s[0] == 'x' && memcmp(align.s + 1, places[i], 3) == 0) {
            *across = i / 2.0;
            known_x = true;
        }
        if (align.s[4] == 'Y' && memcmp(align.s + 5, places[i], 3) == 0) {
            *down = i / 2.0;
            known_y = true;
        }
    }
    return known_x && known_y;
}

/* The map from the viewBox into a viewport. */
static int view_matrix(struct drawing *drawing, xmlNodePtr element, const struct view *box,
                       const struct view *port, double matrix[6])
{
    bool keep, slice;
    double across, down;
    const char *aspect = svg_attribute(element, "preserveAspectRatio");
    if (!read_aspect(aspect, &keep, &slice, &across, &down))
        return svg_bad_value(drawing, element, "preserveAspectRatio", aspect);
    double sx = port->width / box->width, sy = port->height / box->height;
    if (keep)
        sx = sy = slice ? fmax(sx, sy) : fmin(sx, sy);
    const double map[6] = {sx,
                           0,
                           0,
                           sy,
                           port->x - box->x * sx + (port->width - box->width * sx) * across,
                           port->y - box->y * sy + (port->height - box->height * sy) * down};
    const double stretched[6] = {sx, 0, 0, sy, port->x - box->x * sx, port->y - box->y * sy};
    memcpy(matrix, keep ? map : stretched, sizeof map);
    return 0;
}

/* ---- Containers
 * ------------------------------------------------------------------------------------- */

/* The clip stands in the outer coordinates: undone by the pop, not by a matrix. */
static void clip_to(struct drawing *drawing, const double matrix[6], const struct view *port)
{
    struct buf *out = &drawing->canvas->out;
    for (int corner = 0; corner < 4; corner++) {
        double x = port->x + (corner == 1 || corner == 2 ? port->width : 0);
        double y = port->y + (corner >= 2 ? port->height : 0);
        put_coordinate(out, matrix[0] * x + matrix[2] * y + matrix[4]);
        put_coordinate(out, matrix[1] * x + matrix[3] * y + matrix[5]);
        buf_puts(out, corner == 0 ? "m " : "l ");
    }
    buf_puts(out, "h W n\n");
}

static bool clips(struct drawing *drawing, xmlNodePtr element)
{
    const char *overflow = svg_property(drawing, element, "overflow");
    return overflow == NULL || (strcmp(overflow, "visible") != 0 && strcmp(overflow, "auto") != 0);
}

/* A symbol, a marker or an svg inside another: a viewport of its own, clipped to it unless it
 * says otherwise. */
static int draw_viewport(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                         const double matrix[6], const struct view *port)
{
    struct view box = {0, 0, port->width, port->height};
    double map[6], outer_width = drawing->width, outer_height = drawing->height;
    if (port->width <= 0 || port->height <= 0)
        return 0;
    if (read_view_box(drawing, element, &box) < 0 ||
        view_matrix(drawing, element, &box, port, map) < 0)
        return -1;
    svg_multiply(map, matrix, map);
    drawing->width = box.width;
    drawing->height = box.height;
    canvas_save(drawing->canvas);
    if (clips(drawing, element))
        clip_to(drawing, matrix, port);
    int result = svg_draw_children(drawing, element, style, map);
    canvas_restore(drawing->canvas);
    drawing->width = outer_width;
    drawing->height = outer_height;
    return result;
}

static int read_port(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                     struct view *port)
{
    double size = style->font_size;
    if (svg_read_length(drawing, element, "x", drawing->width, size, 0, &port->x) < 0 ||
        svg_read_length(drawing, element, "y", drawing->height, size, 0, &port->y) < 0 ||
        svg_read_length(drawing, element, "width", drawing->width, size, drawing->width,
                        &port->width) < 0 ||
        svg_read_length(drawing, element, "height", drawing->height, size, drawing->height,
                        &port->height) < 0)
        return -1;
    return 0;
}

int svg_draw_nested(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                    const double matrix[6])
{
    struct view port;
    if (read_port(drawing, element, style, &port) < 0)
        return -1;
    return draw_viewport(drawing, element, style, matrix, &port);
}

int svg_draw_use(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                 const double matrix[6])
{
    xmlNodePtr target = svg_reference(drawing->svg, element);
    const char *href = svg_href(element);
    struct view port;
    if (target == NULL)
        return svg_refuse(drawing, element, MSG_SVG_MISSING, href != NULL ? href : "");
    if (read_port(drawing, element, style, &port) < 0)
        return -1;
    const double moved[6] = {1, 0, 0, 1, port.x, port.y};
    double map[6];
    svg_multiply(moved, matrix, map);
    if (strcmp((const char *)target->name, "symbol") != 0)
        return svg_draw_element(drawing, target, style, map);
    struct svg_style symbol = *style;
    if (svg_read_style(drawing, target, &symbol) < 0)
        return -1;
    port.x = port.y = 0;
    return draw_viewport(drawing, target, &symbol, map, &port);
}

int svg_draw_marker(struct drawing *drawing, xmlNodePtr marker, const struct svg_style *style,
                    const double matrix[6])
{
    struct view port = {0, 0, 3, 3}, box;
    double size = style->font_size, x, y, map[6];
    if (svg_read_length(drawing, marker, "markerWidth", drawing->width, size, 3, &port.width) < 0 ||
        svg_read_length(drawing, marker, "markerHeight", drawing->height, size, 3, &port.height) <
            0)
        return -1;
    if (port.width <= 0 || port.height <= 0)
        return 0;
    box = port;
    if (read_view_box(drawing, marker, &box) < 0 ||
        view_matrix(drawing, marker, &box, &port, map) < 0 ||
        svg_read_length(drawing, marker, "refX", box.width, size, 0, &x) < 0 ||
        svg_read_length(drawing, marker, "refY", box.height, size, 0, &y) < 0)
        return -1;
    port.x = -(map[0] * x + map[4]);
    port.y = -(map[3] * y + map[5]);
    return draw_viewport(drawing, marker, style, matrix, &port);
}

/* Loaded when it is drawn; before that, only whether it can be. */
static struct pdf_image *load_image(struct drawing *drawing, const char *href, struct str bytes)
{
    if (drawing->set == NULL)
        return NULL;
    struct pdf_picture picture = *drawing->asked;
    picture.key = href;
    picture.bytes = bytes;
    picture.has_bytes = picture.only_warn = picture.is_inside = true;
    return pdf_image_load(drawing->pdf, &picture);
}

int svg_draw_image(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                   const double matrix[6])
{
    const char *href = svg_href(element);
    struct view port, box = {0, 0, 0, 0};
    struct str bytes;
    double map[6];
    bool has_size =
        svg_attribute(element, "width") != NULL && svg_attribute(element, "height") != NULL;
    bool is_inside = href != NULL && strncmp(href, "data:", 5) == 0 &&
                     data_uri_decode(drawing->arena, href, &bytes) && image_is_pixels(bytes);
    if (!is_inside || !has_size)
        return svg_unsupported(drawing, element, "element", "image");
    if (read_port(drawing, element, style, &port) < 0)
        return -1;
    struct pdf_image *image = load_image(drawing, href, bytes);
    if (image == NULL || style->hidden || port.width <= 0 || port.height <= 0)
        return 0;
    box.width = image->width;
    box.height = image->height;
    if (view_matrix(drawing, element, &box, &port, map) < 0)
        return -1;
    /* Pixels fill the unit square, from its lower left corner. */
    const double unit[6] = {box.width, 0, 0, -box.height, 0, box.height};
    svg_multiply(unit, map, map);
    svg_multiply(map, matrix, map);
    canvas_save(drawing->canvas);
    clip_to(drawing, matrix, &port);
    canvas_matrix(drawing->canvas, map);
    buf_printf(&drawing->canvas->out, "/X%u Do\n", (unsigned)image->number);
    canvas_restore(drawing->canvas);
    return 0;
}

/* Its size in px and the map from its units into the form, whose y goes up. */
int svg_root_view(struct drawing *drawing, xmlNodePtr root, double size[2], double matrix[6])
{
    struct view box = {0, 0, 0, 0}, port = {0, 0, 0, 0};
    int boxed = read_view_box(drawing, root, &box);
    const char *width = svg_attribute(root, "width"), *height = svg_attribute(root, "height");
    double wide = boxed == 1 ? box.width : 300, high = boxed == 1 ? box.height : 150;
    if (boxed < 0)
        return -1;
    if (svg_read_length(drawing, root, "width", wide, 16, wide, &port.width) < 0 ||
        svg_read_length(drawing, root, "height", high, 16, high, &port.height) < 0)
        return -1;
    /* One side given and the shape known: the other follows. */
    if (boxed == 1 && width != NULL && height == NULL)
        port.height = port.width * box.height / box.width;
    if (boxed == 1 && width == NULL && height != NULL)
        port.width = port.height * box.width / box.height;
    if (!(port.width > 0 && port.width < LARGEST))
        return svg_bad_value(drawing, root, "width", width != NULL ? width : "");
    if (!(port.height > 0 && port.height < LARGEST))
        return svg_bad_value(drawing, root, "height", height != NULL ? height : "");
    if (boxed == 0)
        box = port;
    if (view_matrix(drawing, root, &box, &port, matrix) < 0)
        return -1;
    size[0] = port.width;
    size[1] = port.height;
    drawing->width = box.width;
    drawing->height = box.height;
    drawing->form[0] = port.width * 0.75;
    drawing->form[1] = port.height * 0.75;
    const double to_points[6] = {0.75, 0, 0, -0.75, 0, drawing->form[1]};
    svg_multiply(matrix, to_points, matrix);
    return 0;
}
