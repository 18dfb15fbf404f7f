/* What the files of print share: one document on its way into a PDF. */
#ifndef CONCORDAT_PRINT_INTERNAL_H
#define CONCORDAT_PRINT_INTERNAL_H

#include "print/layout/layout.h"
#include "print/pdf/pdf.h"
#include "print/print.h"

struct printer {
    struct arena *arena;
    struct fo_tree *tree;
    struct pdf *pdf;
    struct font_set *fonts;
    const char *path; /* of the FO document */
    unsigned notes;   /* ids given to notes that have none */
};

/*
 * Makes the structure tree from the objects of the flows and sets each object's
 * element: its own, or the one its content belongs to; NULL for artifacts. A page
 * break never splits an element, since it does not know of pages.
 */
void tags_make(struct printer *printer);

/* Paints all pages. */
void paint_pages(struct printer *printer, const struct layout *layout);

/* The picture of an object, loaded once a path; NULL after a message. */
struct pdf_image *printer_image(struct printer *printer, const struct fo *fo, const char *uri);
/* The address in url(…), or the value itself; in the printer's arena. */
const char *printer_address(struct printer *printer, const char *value);

#endif
