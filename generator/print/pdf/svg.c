/*
 * SVG pictures (SVG 1.1 with what SVG 2 made usual): parsed by libxml2, drawn as
 * vectors into a form XObject. Shapes, groups, use, text; anything else is one
 * error that names the element and its line.
 */
#include "svg.h"

#include <libxml/parser.h>
#include <limits.h>
#include <math.h>
#include <string.h>

enum { DEEPEST = 48, PX_IN_MPT = 750 };

enum { LARGEST_PROBE = 256 << 20 };

static const char SVG_NAMESPACE[] = "http://www.w3.org/2000/svg";

static int draw_element(struct drawing *drawing, xmlNodePtr element,
                        const struct svg_style *inherited, const double matrix[6]);

/* ---- Painting ----------------------------------------------------------------------------------
 */

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
    put_color(out, style->stroke.color, true);
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

/* Fills and strokes an outline. */
static void paint(struct drawing *drawing, const struct svg_style *style, const double matrix[6],
                  const struct buf *outline)
{
    bool fill = !style->fill.none, stroke = !style->stroke.none && style->stroke_width > 0;
    if (outline->n == 0 || style->hidden || (!fill && !stroke))
        return;
    struct buf *out = &drawing->canvas->out;
    svg_begin_paint(drawing, matrix, style);
    if (fill)
        canvas_fill_color(drawing->canvas, style->fill.color);
    if (stroke)
        put_stroke(out, style);
    buf_add(out, outline->s, outline->n);
    buf_puts(out, fill && stroke ? "B" : fill ? "f" : "S");
    buf_puts(out, fill && style->even_odd ? "*\n" : "\n");
    svg_end_paint(drawing);
}

/* ---- Shapes: outlines from attributes
 * ------------------------------------------------------------ */

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
} SHAPES[] = {
    {"circle", shape_circle}, {"ellipse", shape_ellipse}, {"line", shape_line},
    {"path", shape_path},     {"polygon", shape_polygon}, {"polyline", shape_polyline},
    {"rect", shape_rect},
};

static int draw_shape(struct drawing *drawing, xmlNodePtr element, size_t kind,
                      const struct svg_style *style, const double matrix[6])
{
    struct shape shape = {.drawing = drawing, .element = element, .style = style};
    int result = SHAPES[kind].outline(&shape);
    if (result == 0)
        paint(drawing, style, matrix, &shape.outline);
    buf_release(&shape.outline);
    return result;
}

/* ---- Viewports
 * -------------------------------------------------------------------------------------- */

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

static int draw_children(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                         const double matrix[6])
{
    int result = 0;
    for (xmlNodePtr child = element->children; child != NULL && result == 0; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            result = draw_element(drawing, child, style, matrix);
    return result;
}

/* A symbol or an svg inside another: a viewport of its own, clipped to it. */
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
    /* The clip stands in the outer coordinates: undone by the pop, not by a matrix. */
    struct buf *out = &drawing->canvas->out;
    canvas_save(drawing->canvas);
    for (int corner = 0; corner < 4; corner++) {
        double x = port->x + (corner == 1 || corner == 2 ? port->width : 0);
        double y = port->y + (corner >= 2 ? port->height : 0);
        put_coordinate(out, matrix[0] * x + matrix[2] * y + matrix[4]);
        put_coordinate(out, matrix[1] * x + matrix[3] * y + matrix[5]);
        buf_puts(out, corner == 0 ? "m " : "l ");
    }
    buf_puts(out, "h W n\n");
    int result = draw_children(drawing, element, style, map);
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

static int draw_nested(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                       const double matrix[6])
{
    struct view port;
    if (read_port(drawing, element, style, &port) < 0)
        return -1;
    return draw_viewport(drawing, element, style, matrix, &port);
}

static const char *reference_of(xmlNodePtr element)
{
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next)
        if (strcmp((const char *)at->name, "href") == 0 && at->children != NULL)
            return (const char *)at->children->content;
    return NULL;
}

static int draw_use(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                    const double matrix[6])
{
    const char *href = reference_of(element);
    xmlNodePtr target = NULL;
    struct view port;
    if (href != NULL && href[0] == '#' && drawing->svg->ids != NULL)
        target = xmlHashLookup(drawing->svg->ids, (const xmlChar *)href + 1);
    if (target == NULL)
        return svg_fail(drawing->pdf, drawing->path, xmlGetLineNo(element), MSG_SVG_MISSING,
                        href != NULL ? href : "");
    if (read_port(drawing, element, style, &port) < 0)
        return -1;
    const double moved[6] = {1, 0, 0, 1, port.x, port.y};
    double map[6];
    svg_multiply(moved, matrix, map);
    if (strcmp((const char *)target->name, "symbol") != 0)
        return draw_element(drawing, target, style, map);
    struct svg_style symbol = *style;
    if (svg_read_style(drawing, target, &symbol) < 0)
        return -1;
    port.x = port.y = 0;
    return draw_viewport(drawing, target, &symbol, map, &port);
}

/* ---- Opacity of a whole element: a transparency group
 * ------------------------------------------------ */

static int draw_plain(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                      const double matrix[6]);

static struct object *form_new(struct drawing *drawing, const struct canvas *canvas,
                               const char *group)
{
    struct buf more = BUF_INIT;
    buf_puts(&more, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    put_real6(&more, drawing->form[0]);
    buf_putc(&more, ' ');
    put_real6(&more, drawing->form[1]);
    buf_printf(&more, "]/Resources %u 0 R%s", (unsigned)drawing->pdf->resources->id, group);
    struct object *form = object_new(drawing->pdf);
    object_compress(form, canvas->out.s != NULL ? canvas->out.s : "", canvas->out.n, more.s);
    buf_release(&more);
    return form;
}

static int draw_group(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                      const double matrix[6])
{
    struct canvas inner = {.pdf = drawing->pdf}, *outer = drawing->canvas;
    drawing->canvas = &inner;
    int result = draw_plain(drawing, element, style, matrix);
    drawing->canvas = outer;
    if (result == 0 && drawing->set != NULL) {
        struct object *form = form_new(drawing, &inner, "/Group<</S/Transparency/CS/DeviceRGB>>");
        canvas_save(outer);
        buf_printf(&outer->out, "/G%u gs /X%u Do\n",
                   (unsigned)resource_alpha(drawing->pdf, style->opacity, style->opacity),
                   (unsigned)resource_xobject(drawing->pdf, form));
        canvas_restore(outer);
    }
    canvas_release(&inner);
    return result;
}

/* ---- Elements
 * ------------------------------------------------------------------------------------------ */

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static int draw_plain(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                      const double matrix[6])
{
    const char *name = (const char *)element->name;
    for (size_t i = 0; i < COUNT_OF(SHAPES); i++)
        if (strcmp(name, SHAPES[i].name) == 0)
            return draw_shape(drawing, element, i, style, matrix);
    if (strcmp(name, "g") == 0)
        return draw_children(drawing, element, style, matrix);
    if (strcmp(name, "text") == 0)
        return svg_draw_text(drawing, element, style, matrix);
    if (strcmp(name, "use") == 0)
        return draw_use(drawing, element, style, matrix);
    if (strcmp(name, "svg") == 0)
        return draw_nested(drawing, element, style, matrix);
    return svg_unsupported(drawing, element, "element", name);
}

/* Not drawn where it stands, if at all. */
static bool is_passed_over(xmlNodePtr element)
{
    static const char *const names[] = {"defs", "desc", "metadata", "symbol", "title"};
    if (element->ns != NULL && strcmp((const char *)element->ns->href, SVG_NAMESPACE) != 0)
        return true;
    return is_one_of((const char *)element->name, names, COUNT_OF(names));
}

static int draw_element(struct drawing *drawing, xmlNodePtr element,
                        const struct svg_style *inherited, const double matrix[6])
{
    if (is_passed_over(element))
        return 0;
    if (drawing->depth >= DEEPEST)
        return svg_fail(drawing->pdf, drawing->path, xmlGetLineNo(element), MSG_SVG_DEEP);
    struct svg_style style = *inherited;
    double own[6] = {1, 0, 0, 1, 0, 0};
    const char *transform = svg_attribute(element, "transform");
    if (svg_read_style(drawing, element, &style) < 0)
        return -1;
    if (transform != NULL && !svg_transform(transform, own))
        return svg_bad_value(drawing, element, "transform", transform);
    if (style.not_displayed)
        return 0;
    svg_multiply(own, matrix, own);
    drawing->depth++;
    int result = style.opacity < 1 ? draw_group(drawing, element, &style, own)
                                   : draw_plain(drawing, element, &style, own);
    drawing->depth--;
    return result;
}

/* ---- The whole drawing
 * ------------------------------------------------------------------------------------ */

/* Its size in px and the map from its units into the form, whose y goes up. */
static int root_view(struct drawing *drawing, xmlNodePtr root, double size[2], double matrix[6])
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
    if (!(port.width > 0 && port.width < 1e6))
        return svg_bad_value(drawing, root, "width", width != NULL ? width : "");
    if (!(port.height > 0 && port.height < 1e6))
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

/* One walk; the content is in `canvas`. */
static int walk(struct drawing *drawing, double size[2])
{
    xmlNodePtr root = xmlDocGetRootElement(drawing->svg->document);
    struct svg_style style = SVG_INITIAL_STYLE;
    double matrix[6];
    if (root_view(drawing, root, size, matrix) < 0 || svg_read_style(drawing, root, &style) < 0)
        return -1;
    return draw_children(drawing, root, &style, matrix);
}

static void release_svg(void *handle)
{
    struct svg *svg = handle;
    if (svg->ids != NULL)
        xmlHashFree(svg->ids, NULL);
    xmlFreeDoc(svg->document);
}

static void note_ids(struct svg *svg, xmlNodePtr element)
{
    for (xmlNodePtr at = element; at != NULL;) {
        const char *id = at->type == XML_ELEMENT_NODE ? svg_attribute(at, "id") : NULL;
        if (id != NULL)
            xmlHashAddEntry(svg->ids, (const xmlChar *)id, at);
        if (at->type == XML_ELEMENT_NODE && at->children != NULL) {
            at = at->children;
            continue;
        }
        while (at != element && at->next == NULL)
            at = at->parent;
        at = at == element ? NULL : at->next;
    }
}

int svg_fail(const struct pdf *pdf, const char *path, long line, enum message message, ...)
{
    uint32_t known = line > 0 ? (uint32_t)line : 0;
    va_list args;
    va_start(args, message);
    if (pdf->refusal == NULL)
        vfail(path, known, 0, message, args);
    else
        message_put(pdf->refusal, message, args);
    va_end(args);
    if (pdf->refusal != NULL && known > 0)
        buf_printf(pdf->refusal, " (its line %u)", known);
    return -1;
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static int parse(const struct pdf *pdf, struct pdf_image *image, struct str bytes, struct svg *svg)
{
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL)
        die_no_memory(sizeof *context);
    xmlSetStructuredErrorFunc(context, ignore_error);
    svg->document = xmlCtxtReadMemory(context, bytes.s, (int)bytes.n, image->file, NULL,
                                      XML_PARSE_NONET | XML_PARSE_COMPACT);
    xmlSetStructuredErrorFunc(NULL, NULL);
    int result = 0;
    if (svg->document == NULL) {
        struct arena *arena = arena_new();
        struct str message = str_trim(str_of(context->lastError.message));
        result = svg_fail(pdf, image->path, context->lastError.line, MSG_PDF_PICTURE_BROKEN,
                          message.n > 0 ? arena_strndup(arena, message.s, message.n)
                                        : "not well-formed XML");
        arena_free(arena);
    }
    xmlFreeParserCtxt(context);
    return result;
}

int svg_load(struct pdf *pdf, struct pdf_image *image, struct str bytes)
{
    struct svg *svg = ARENA_NEW(pdf->arena, struct svg);
    if (bytes.n > INT_MAX || parse(pdf, image, bytes, svg) < 0)
        return -1;
    arena_on_free(pdf->arena, release_svg, svg);
    xmlNodePtr root = xmlDocGetRootElement(svg->document);
    if (root == NULL || strcmp((const char *)root->name, "svg") != 0)
        return svg_fail(pdf, image->path, 0, MSG_PDF_PICTURE_UNKNOWN);
    if (svg->document->intSubset != NULL && svg->document->intSubset->entities != NULL)
        return svg_fail(pdf, image->path, 0, MSG_SVG_UNSUPPORTED, "declaration", "ENTITY");
    svg->ids = xmlHashCreate(64);
    if (svg->ids == NULL)
        die_no_memory(64);
    note_ids(svg, root);
    struct canvas canvas = {.pdf = pdf};
    struct drawing drawing = {.pdf = pdf, .path = image->path, .svg = svg, .canvas = &canvas};
    double size[2];
    drawing.arena = arena_new();
    int result = walk(&drawing, size);
    arena_free(drawing.arena);
    canvas_release(&canvas);
    if (result == 0) {
        image->svg = svg;
        image->width = (mpt)fmax(1, lround(size[0] * PX_IN_MPT));
        image->height = (mpt)fmax(1, lround(size[1] * PX_IN_MPT));
    }
    return result;
}

void svg_draw(struct pdf *pdf, struct pdf_image *image, struct font_set *set)
{
    struct canvas canvas = {.pdf = pdf};
    struct drawing drawing = {
        .pdf = pdf, .path = image->path, .svg = image->svg, .canvas = &canvas, .set = set};
    double size[2];
    drawing.arena = arena_new();
    if (walk(&drawing, size) < 0)
        pdf->failed = true;
    image->object = form_new(&drawing, &canvas, "");
    image->svg_set = set;
    arena_free(drawing.arena);
    canvas_release(&canvas);
}

const char *pdf_svg_refusal(struct arena *arena, const char *file)
{
    struct buf refusal = BUF_INIT;
    struct pdf pdf = {.arena = arena_new(), .refusal = &refusal};
    struct pdf_image image = {.file = file, .path = file};
    struct str bytes;
    if (file_read(pdf.arena, file, LARGEST_PROBE, &bytes) == 0)
        svg_load(&pdf, &image, bytes);
    arena_free(pdf.arena);
    return refusal.n > 0 ? buf_to_arena(&refusal, arena) : NULL;
}
