/*
 * SVG inside print/pdf: what its files share. A drawing is walked twice: once when
 * it is loaded, to find what cannot be drawn, and once to draw it.
 */
#ifndef CONCORDAT_PRINT_PDF_SVG_H
#define CONCORDAT_PRINT_PDF_SVG_H

#include "internal.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

struct svg {
    xmlDocPtr document;
    xmlHashTablePtr ids;       /* element by id */
    struct svg_sheet *sheet;   /* of its style elements; NULL: none */
    struct svg_raster *raster; /* not NULL: it is drawn as pixels */
};

/* Why a drawing is not drawn as vectors. */
struct svg_refusal {
    struct buf text;
    uint32_t line; /* of the SVG; 0: none */
};

enum { SVG_DASHES = 32 };
enum svg_marker { SVG_MARKER_START, SVG_MARKER_MID, SVG_MARKER_END, SVG_MARKERS };
enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };
enum svg_baseline { SVG_ALPHABETIC, SVG_CENTRAL, SVG_HANGING };

struct svg_paint {
    bool none;
    xmlNodePtr server; /* a gradient; NULL: one colour */
    uint32_t pattern;  /* the gradient's number while it paints, 0: one colour */
    struct pdf_color color;
    double alpha;
};

/* Properties of an element; all but opacity, clip and display are inherited. */
struct svg_style {
    struct svg_paint fill, stroke;
    struct pdf_color color; /* currentColor */
    double fill_opacity, stroke_opacity, opacity;
    double stroke_width, miter_limit;
    int cap, join; /* as PDF numbers them */
    double dashes[SVG_DASHES], dash_offset;
    size_t dash_count;
    bool even_odd, clip_even_odd, hidden, not_displayed;
    xmlNodePtr clip; /* its clipPath, or NULL */
    xmlNodePtr markers[SVG_MARKERS];
    const char *lang; /* of text; NULL: not said */
    const char *font_family;
    double font_size;
    int font_weight;
    enum font_style font_style;
    enum svg_anchor anchor;
    bool right_to_left; /* its text as a whole */
    bool keeps_space;   /* xml:space="preserve" */
    enum svg_baseline baseline;
};

/* One walk over the drawing. */
struct drawing {
    struct pdf *pdf;
    const struct svg *svg;
    const struct pdf_picture *asked; /* as which it was; NULL while nothing is drawn */
    struct svg_refusal *refusal;
    struct arena *arena; /* for the walk */
    struct canvas *canvas;
    struct font_set *set; /* NULL: look for what cannot be drawn, draw nothing */
    double width, height; /* of the viewport, in its units, for percentages */
    double form[2];       /* size of the form in points */
    int depth;
    unsigned elements; /* drawn so far */
};

/* Notes why the drawing cannot be drawn as vectors. Returns -1. */
int svg_refuse(const struct drawing *drawing, const xmlNode *element, enum message message, ...);
int svg_draw_element(struct drawing *drawing, xmlNodePtr element, const struct svg_style *inherited,
                     const double matrix[6]);
int svg_draw_children(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                      const double matrix[6]);

/* The address in href or xlink:href, or NULL. */
const char *svg_href(const xmlNode *element);
/* The element that href names; NULL: none. */
xmlNodePtr svg_reference(const struct svg *svg, xmlNodePtr element);
/* The element of "url(#id)"; NULL: none. */
xmlNodePtr svg_url(const struct svg *svg, const char *value);
/* Not drawn where it stands, if at all. */
bool svg_is_silent(const xmlNode *element);
/* The node after this one in document order; NULL: none below root. */
xmlNodePtr svg_next_node(const xmlNode *root, xmlNodePtr node);

/* ---- svg_raster.c: pixels by librsvg ---------------------------------------------------- */

/* What librsvg makes of the drawing; its size in px goes into `size` where that is 0. NULL
 * after a message. */
struct svg_raster *svg_raster_new(const struct pdf_image *image, double size[2]);
void svg_raster_free(struct svg_raster *raster); /* NULL is allowed */
/* Makes the image's object, fine enough for print at this size. */
int svg_raster_draw(struct pdf *pdf, struct pdf_image *image, mpt width, mpt height);

/* ---- svg_view.c ------------------------------------------------------------------------- */

/* A picture in a data: URI. */
int svg_draw_image(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                   const double matrix[6]);
/* The drawing's size in px and the map from its units into the form, whose y goes up. */
int svg_root_view(struct drawing *drawing, xmlNodePtr root, double size[2], double matrix[6]);
int svg_draw_nested(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                    const double matrix[6]);
int svg_draw_use(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                 const double matrix[6]);

/* A marker's content, its reference point at the origin. */
int svg_draw_marker(struct drawing *drawing, xmlNodePtr marker, const struct svg_style *style,
                    const double matrix[6]);

/* ---- svg_marker.c ----------------------------------------------------------------------- */

/* The style's markers on the vertices of an outline. */
int svg_draw_markers(struct drawing *drawing, const struct svg_style *style, const double matrix[6],
                     const struct buf *outline);

/* ---- svg_shape.c ------------------------------------------------------------------------ */

/* False if the element is no shape; else draws it, 0 or -1 in *result. */
bool svg_draw_shape(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                    const double matrix[6], int *result);
/* The same for its outline alone. */
bool svg_outline(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                 struct buf *outline, int *result);

/* ---- svg_outline.c ---------------------------------------------------------------------- */

struct svg_operator {
    char letter; /* m, l, c, h */
    double points[3][2];
    size_t count;
};
bool svg_next_operator(const char **at, struct svg_operator *operator);
struct svg_bounds {
    double low[2], high[2];
};
/* False for an outline without points. */
bool svg_outline_bounds(const struct buf *outline, struct svg_bounds *bounds);
/* Whether there is something to fill: PDF shows a line even for what has no area. */
bool svg_outline_has_inside(const struct buf *outline);
void svg_outline_transform(struct buf *out, const struct buf *outline, const double m[6]);

/* ---- svg_clip.c, svg_gradient.c --------------------------------------------------------- */

int svg_begin_clip(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                   const double matrix[6]);
void svg_end_clip(struct drawing *drawing);

bool svg_is_gradient(const xmlNode *element);
/* Makes paint->pattern of its server for this outline, or one colour, or none. */
int svg_use_gradient(struct drawing *drawing, const struct buf *outline, const double matrix[6],
                     struct svg_paint *paint);

/* ---- svg_sheet.c ------------------------------------------------------------------------ */

int svg_read_sheets(struct drawing *drawing, struct svg *svg, xmlNodePtr root);
/* Declarations of the rules that match, the weightiest last; how many. */
size_t svg_sheet_declarations(const struct drawing *drawing, xmlNodePtr element,
                              struct str **declarations);

/* ---- svg_value.c: numbers, lengths, transforms -------------------------------------- */

/* A number at *at, after white space and one comma; moves on. */
bool svg_number(const char **at, double *number);
void svg_skip_space(const char **at);
/* A length with unit or percentage of `whole`, the whole text of it. */
bool svg_length(const char *text, double whole, double font_size, double *length);
bool svg_transform(const char *text, double matrix[6]);
bool svg_color(struct str text, struct pdf_color *color, double *alpha);
/* First `inner`, then `outer`; the product may be one of them. */
void svg_multiply(const double inner[6], const double outer[6], double product[6]);
void put_coordinate(struct buf *out, double number); /* six decimals, then a space */

/* ---- svg_style.c ----------------------------------------------------------------------- */

extern const struct svg_style SVG_INITIAL_STYLE;
/* `style` holds the parent's and becomes the element's. */
int svg_read_style(struct drawing *drawing, xmlNodePtr element, struct svg_style *style);
/* The attribute's text, or NULL; lives as long as the document. */
const char *svg_attribute(xmlNodePtr element, const char *name);
/* What a property says on the element: in its style, in a style sheet, as an attribute; NULL:
 * nothing. */
const char *svg_property(const struct drawing *drawing, xmlNodePtr element, const char *name);
int svg_bad_value(const struct drawing *drawing, xmlNodePtr element, const char *name,
                  const char *value);
int svg_unsupported(const struct drawing *drawing, xmlNodePtr element, const char *what,
                    const char *name);
/* A length attribute of an element: `fallback` where it is missing. */
int svg_read_length(struct drawing *drawing, xmlNodePtr element, const char *name, double whole,
                    double font_size, double fallback, double *length);

/* ---- svg_path.c: outlines as path operators ---------------------------------------------- */

/* False for what is not path data. */
bool svg_path_data(struct buf *out, const char *data);
void svg_ellipse(struct buf *out, double cx, double cy, double rx, double ry);
void svg_rectangle(struct buf *out, double x, double y, double width, double height, double rx,
                   double ry);
/* A list of points; false if it is none. */
bool svg_points(struct buf *out, const char *points, bool close);

/* ---- svg_text.c ------------------------------------------------------------------------------ */

int svg_draw_text(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                  const double matrix[6]);
/* q, matrix and transparency before something is painted; Q after it. */
void svg_begin_paint(struct drawing *drawing, const double matrix[6],
                     const struct svg_style *style);
void svg_end_paint(struct drawing *drawing);

#endif
