/*
 * diagram: the lists and tables of c:diagram as drawings in SVG, the same for web and
 * print: a function of the list, the style and the fonts alone.
 *
 * Shapes carry a class that says what they are, so that a style sheet can colour them
 * anew where a reader's own colours hold: solid, accent, box, line, head, grid, and for
 * text label, title and on-solid.
 */
#ifndef CONCORDAT_DIAGRAM_H
#define CONCORDAT_DIAGRAM_H

#include "base/base.h"
#include "print/text/text.h"

#include <libxml/tree.h>

/* CSS pixels: the width of running text on the web, and at 96 an inch within print's. */
enum { DIAGRAM_WIDTH = 592 };

/* Colours as "#rrggbb". Text stands on `ground`, or in the colour of `ground` on `solid`
 * and `accent`. */
struct diagram_style {
    const char *const *families; /* of the text, in order of preference */
    size_t family_count;
    const char *text, *solid, *accent, *ground, *grid;
};

/* Draws every c:diagram of the document that can be drawn: an svg element becomes its
 * last child. Costs nothing where there is none. `folders` hold fonts, as for print. */
void diagrams_draw(xmlDoc *document, const struct diagram_style *style, const char *const *folders,
                   size_t folder_count);

#endif
