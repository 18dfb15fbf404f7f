/*
 * SVG pictures (SVG 1.1 with what SVG 2 made usual): parsed by libxml2, drawn as vectors
 * into a form XObject. What the subset lacks is found while loading: then the whole drawing
 * is printed as pixels (svg_raster.c), with a warning that names it and its line.
 */
#include "svg.h"

#include <libxml/parser.h>
#include <limits.h>
#include <math.h>
#include <string.h>

/* References can multiply: ten elements that each use the one before ten times. */
enum { MOST_ELEMENTS = 200000 };

enum { DEEPEST = 48, PX_IN_MPT = 750, LARGEST_PROBE = 256 << 20 };

static const char SVG_NAMESPACE[] = "http://www.w3.org/2000/svg";

int svg_draw_children(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                      const double matrix[6])
{
    int result = 0;
    for (xmlNodePtr child = element->children; child != NULL && result == 0; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            result = svg_draw_element(drawing, child, style, matrix);
    return result;
}

/* ---- Opacity of a whole element: a transparency group ------------------------------ */

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

/* ---- Elements -------------------------------------------------------------------- */

static int draw_plain(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                      const double matrix[6])
{
    const char *name = (const char *)element->name;
    int result = 0;
    if (svg_draw_shape(drawing, element, style, matrix, &result))
        return result;
    if (strcmp(name, "g") == 0 || strcmp(name, "a") == 0)
        return svg_draw_children(drawing, element, style, matrix);
    if (strcmp(name, "text") == 0)
        return svg_draw_text(drawing, element, style, matrix);
    if (strcmp(name, "use") == 0)
        return svg_draw_use(drawing, element, style, matrix);
    if (strcmp(name, "image") == 0)
        return svg_draw_image(drawing, element, style, matrix);
    if (strcmp(name, "svg") == 0)
        return svg_draw_nested(drawing, element, style, matrix);
    return svg_unsupported(drawing, element, "element", name);
}

bool svg_is_silent(const xmlNode *element)
{
    static const char *const names[] = {
        "clipPath",       "defs",   "desc",   "filter",   "font",    "font-face",
        "linearGradient", "marker", "mask",   "metadata", "pattern", "radialGradient",
        "script",         "style",  "symbol", "title",
    };
    if (element->ns != NULL && strcmp((const char *)element->ns->href, SVG_NAMESPACE) != 0)
        return true;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp((const char *)element->name, names[i]) == 0)
            return true;
    return false;
}

static int draw_clipped(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                        const double matrix[6])
{
    int result = 0;
    if (style->clip != NULL)
        result = svg_begin_clip(drawing, element, style, matrix);
    if (result == 0)
        result = style->opacity < 1 ? draw_group(drawing, element, style, matrix)
                                    : draw_plain(drawing, element, style, matrix);
    if (style->clip != NULL)
        svg_end_clip(drawing);
    return result;
}

int svg_draw_element(struct drawing *drawing, xmlNodePtr element, const struct svg_style *inherited,
                     const double matrix[6])
{
    if (svg_is_silent(element))
        return 0;
    if (drawing->depth >= DEEPEST || ++drawing->elements > MOST_ELEMENTS)
        return svg_refuse(drawing, element, MSG_SVG_DEEP);
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
    int result = draw_clipped(drawing, element, &style, own);
    drawing->depth--;
    return result;
}

/* ---- The whole drawing ------------------------------------------------------------ */

/* One walk; the content is in `canvas`. */
static int walk(struct drawing *drawing, double size[2])
{
    xmlNodePtr root = xmlDocGetRootElement(drawing->svg->document);
    struct svg_style style = SVG_INITIAL_STYLE;
    double matrix[6];
    if (svg_root_view(drawing, root, size, matrix) < 0 || svg_read_style(drawing, root, &style) < 0)
        return -1;
    if (style.opacity < 1 || style.clip != NULL || svg_attribute(root, "transform") != NULL)
        return svg_unsupported(drawing, root, "property of the whole drawing",
                               style.opacity < 1    ? "opacity"
                               : style.clip != NULL ? "clip-path"
                                                    : "transform");
    return svg_draw_children(drawing, root, &style, matrix);
}

static void release_svg(void *handle)
{
    struct svg *svg = handle;
    xmlHashFree(svg->ids, NULL);
    svg_raster_free(svg->raster);
    xmlFreeDoc(svg->document);
}

xmlNodePtr svg_next_node(const xmlNode *root, xmlNodePtr node)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static void note_ids(struct svg *svg, xmlNodePtr root)
{
    for (xmlNodePtr at = root; at != NULL; at = svg_next_node(root, at)) {
        const char *id = at->type == XML_ELEMENT_NODE ? svg_attribute(at, "id") : NULL;
        if (id != NULL)
            xmlHashAddEntry(svg->ids, (const xmlChar *)id, at);
    }
}

const char *svg_href(const xmlNode *element)
{
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next)
        if (strcmp((const char *)at->name, "href") == 0 && at->children != NULL)
            return (const char *)at->children->content;
    return NULL;
}

xmlNodePtr svg_reference(const struct svg *svg, xmlNodePtr element)
{
    const char *href = svg_href(element);
    if (href == NULL || href[0] != '#')
        return NULL;
    return xmlHashLookup(svg->ids, (const xmlChar *)href + 1);
}

xmlNodePtr svg_url(const struct svg *svg, const char *value)
{
    char id[256];
    if (strncmp(value, "url(", 4) != 0)
        return NULL;
    value += 4 + strspn(value + 4, " '\"");
    size_t size = strcspn(value, " '\")");
    if (value[0] != '#' || size >= sizeof id)
        return NULL;
    memcpy(id, value + 1, size - 1);
    id[size - 1] = '\0';
    return xmlHashLookup(svg->ids, (const xmlChar *)id);
}

int svg_refuse(const struct drawing *drawing, const xmlNode *element, enum message message, ...)
{
    struct svg_refusal *refusal = drawing->refusal;
    va_list args;
    va_start(args, message);
    buf_clear(&refusal->text);
    message_put(&refusal->text, message, args);
    va_end(args);
    refusal->line = (uint32_t)xmlGetLineNo((xmlNodePtr)element);
    return -1;
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static int parse(const struct pdf_image *image, struct str bytes, struct svg *svg)
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
        result = image_fail(image, (uint32_t)context->lastError.line, MSG_PDF_PICTURE_BROKEN,
                            message.n > 0 ? arena_strndup(arena, message.s, message.n)
                                          : "not well-formed XML");
        arena_free(arena);
    }
    xmlFreeParserCtxt(context);
    return result;
}

/* Looks for what cannot be drawn, and measures. */
static int probe(struct pdf *pdf, struct svg *svg, struct svg_refusal *refusal, double size[2])
{
    const xmlDtd *subset = svg->document->intSubset;
    struct canvas canvas = {.pdf = pdf};
    struct drawing drawing = {.pdf = pdf, .svg = svg, .canvas = &canvas, .refusal = refusal};
    if (subset != NULL && subset->entities != NULL)
        return svg_refuse(&drawing, NULL, MSG_SVG_UNSUPPORTED, "declaration", "ENTITY");
    drawing.arena = arena_new();
    int result = svg_read_sheets(&drawing, svg, xmlDocGetRootElement(svg->document));
    if (result == 0)
        result = walk(&drawing, size);
    arena_free(drawing.arena);
    canvas_release(&canvas);
    return result;
}

static int open_svg(struct pdf *pdf, struct pdf_image *image, struct str bytes)
{
    struct svg *svg = ARENA_NEW(pdf->arena, struct svg);
    if (bytes.n > INT_MAX || parse(image, bytes, svg) < 0)
        return -1;
    arena_on_free(pdf->arena, release_svg, svg);
    xmlNodePtr root = xmlDocGetRootElement(svg->document);
    if (root == NULL || strcmp((const char *)root->name, "svg") != 0)
        return image_fail(image, 0, MSG_PDF_PICTURE_UNKNOWN);
    svg->ids = xmlHashCreate(64);
    if (svg->ids == NULL)
        die_no_memory(64);
    note_ids(svg, root);
    image->svg = svg;
    return 0;
}

/* From now on the drawing is pixels, and somebody is told why. */
static int give_up(struct pdf_image *image, const struct svg_refusal *refusal, double size[2])
{
    image->svg->raster = svg_raster_new(image, size);
    if (image->svg->raster == NULL)
        return -1;
    if (!image->asked.is_known)
        image_fail(image, refusal->line, MSG_SVG_RASTER, refusal->text.s);
    return 0;
}

int svg_load(struct pdf *pdf, struct pdf_image *image, struct str bytes)
{
    struct svg_refusal refusal = {0};
    double size[2] = {0, 0};
    int result = open_svg(pdf, image, bytes);
    if (result == 0 && probe(pdf, image->svg, &refusal, size) < 0)
        result = give_up(image, &refusal, size);
    buf_release(&refusal.text);
    image->width = (mpt)fmax(1, lround(size[0] * PX_IN_MPT));
    image->height = (mpt)fmax(1, lround(size[1] * PX_IN_MPT));
    return result;
}

static int draw_vectors(struct pdf *pdf, struct pdf_image *image, struct font_set *set)
{
    struct canvas canvas = {.pdf = pdf};
    struct svg_refusal refusal = {0};
    struct drawing drawing = {.pdf = pdf,
                              .svg = image->svg,
                              .asked = &image->asked,
                              .canvas = &canvas,
                              .set = set,
                              .refusal = &refusal};
    double size[2];
    drawing.arena = arena_new();
    int result = walk(&drawing, size);
    if (result == 0)
        image->object = form_new(&drawing, &canvas, "");
    else
        result = give_up(image, &refusal, size);
    image->svg_set = set;
    arena_free(drawing.arena);
    canvas_release(&canvas);
    buf_release(&refusal.text);
    return result;
}

int svg_draw(struct pdf *pdf, struct pdf_image *image, mpt width, mpt height, struct font_set *set)
{
    struct svg *svg = image->svg;
    if (svg->raster == NULL && image->svg_set == set)
        return 0;
    if (svg->raster == NULL && draw_vectors(pdf, image, set) < 0)
        return -1;
    if (svg->raster != NULL && svg_raster_draw(pdf, image, width, height) < 0)
        return -1;
    image->number = resource_xobject(pdf, image->object);
    return 0;
}

const char *pdf_svg_refusal(struct arena *arena, const char *file)
{
    struct pdf pdf = {.arena = arena_new()};
    struct pdf_image image = {.file = file, .path = file};
    struct svg_refusal refusal = {0};
    struct str bytes;
    double size[2];
    char *why = NULL;
    if (file_read(pdf.arena, file, LARGEST_PROBE, &bytes) == 0 &&
        open_svg(&pdf, &image, bytes) == 0 && probe(&pdf, image.svg, &refusal, size) < 0) {
        if (refusal.line > 0)
            buf_printf(&refusal.text, " (its line %u)", (unsigned)refusal.line);
        why = arena_strdup(arena, refusal.text.s);
    }
    buf_release(&refusal.text);
    arena_free(pdf.arena);
    return why;
}
