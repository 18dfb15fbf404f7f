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
    struct arena *pdf_arena; /* of the pdf: painting may have to begin anew */
    struct pdf_options info;
    bool is_anew;             /* what tags have to tell was told */
    bool has_title, has_lang; /* the document gives its own */
    struct font_set *fonts;
    const char *path;          /* of the FO document */
    struct findings *findings; /* as print_options has them */
    bool lost_picture;         /* one could not be read, which was told */
    bool lost_characters;      /* no font has them, which was told */
    bool is_faulty;            /* something keeps it from being PDF/UA, whatever its level became */
    bool drawings_are_known;   /* as print_options has it */
    bool like_fop;             /* measures for FOP's layout cases */
    unsigned notes;            /* ids given to notes that have none */
    struct tag_group *groups;  /* elements that later objects may go on with, the last first */
};

/* Fills in what the PDF says of itself; -1 after a message. */
int info_read(struct printer *printer, const struct print_options *options);

/*
 * Makes the structure tree from the objects of the flows and sets each object's
 * element: its own, or the one its content belongs to; NULL for artifacts. A page
 * break never splits an element, since it does not know of pages.
 */
void tags_make(struct printer *printer);

/* A finding at the place; a message that is none is printed. What is wrong is a warning where
 * the tree is lenient. NULL if there is no finding. */
struct finding *printer_find(const struct printer *printer, const struct fo_place *at,
                             enum message message, va_list args);
/* Adds to the findings what keeps the painted document from being PDF/UA. */
void conform(struct printer *printer);

/* The picture behind an area whose border box begins at x, y. */
void paint_background(struct printer *printer, const struct layout *layout, const struct area *area,
                      mpt x, mpt y);

/* Paints a page, or a part of it; its areas may go afterwards. */
void paint_one_page(struct printer *printer, const struct layout *layout, const struct page *page);
/* Once all pages are painted. */
void paint_bookmarks(struct printer *printer, const struct layout *layout);

/* The borders of a table's cells in the collapsing model; x and y are the corner of the
 * table's content. Whose marks they are is settled before. */
void paint_collapsed_borders(struct pdf *pdf, const struct area *table, mpt x, mpt y);

/* The picture of a fo:external-graphic or fo:instream-foreign-object, loaded once; NULL
 * after a message, told once. */
struct pdf_image *printer_image(struct printer *printer, const struct fo *fo);
/* The same for an address that the object gives in a property. */
struct pdf_image *printer_picture(struct printer *printer, const struct fo *fo, const char *value);
/* The picture's own size; false after a message. A drawing's px is 1/96 in, or a point
 * like XSL's where the areas are FOP's. */
bool printer_image_size(void *payload, const struct fo *fo, const char *address, mpt *width,
                        mpt *height);

/* The address in url(…), or the value itself; in the printer's arena. */
const char *printer_address(struct printer *printer, const char *value);

#endif
