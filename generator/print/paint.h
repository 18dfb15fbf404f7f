/* What the painter's files share: where areas stand, and whose marks they make. */
#ifndef CONCORDAT_PRINT_PAINT_H
#define CONCORDAT_PRINT_PAINT_H

#include "print/internal.h"

struct origin {
    mpt x, y;
    mpt width; /* of what block areas stand in */
};

struct painter {
    struct printer *printer;
    struct arena *arena;
    const struct fo_tree *tree;
    struct pdf *pdf;
    const struct layout *layout;
    struct origin reference;    /* of absolutely placed areas */
    double matrix[6];           /* from where areas stand to the page: turned, or all the same */
    const char *kind, *subtype; /* of the static content under way */
    bool is_static, is_repeated;
    mpt page_width, page_height;
    bool is_turned;    /* places are not the page's */
    bool told_outside; /* of this page */
};

/* Whose the marks are that come next. */
void paint_as_decoration(struct painter *p);
void paint_as_content(struct painter *p, const struct fo *fo);

/* Whether the object asks for not being seen, though it has its room (XSL 1.1, 7.30.17). */
bool paint_hides(const struct painter *p, const struct fo *fo);
/* Where an area is drawn that would stand at `at` (relative-position). */
struct origin paint_shifted(const struct painter *p, const struct area *area, struct origin at);

/* The background of an area's padding box, and its borders; `at` is the border box. */
void paint_box(struct painter *p, const struct area *area, struct origin at);
/* The background of a cell whose borders collapse reaches to the lines of the grid. */
void paint_grid_background(struct painter *p, const struct area *area, struct origin at);
bool paint_is_thin_line(enum fo_keyword style);

void paint_blocks(struct painter *p, const struct area *first, struct origin at);
void paint_line(struct painter *p, const struct area *area, struct origin at);
void paint_text(struct painter *p, const struct area *area, struct origin at);

/* Where links to the object lead, and to those that begin with it and make no area. */
void paint_destination(struct painter *p, const struct area *area, mpt y);
void paint_link(struct painter *p, const struct area *area, struct origin at);

mpt area_outer_width(const struct area *area);
mpt area_outer_height(const struct area *area);
/* Whether the start edge of an object's areas is the right one. */
bool area_starts_right(const struct fo *fo);
mpt area_left_edge(const struct area *area);
struct origin area_content_corner(const struct area *area, struct origin at);
/* Inline areas stand with their content's top. */
struct origin area_above_content(const struct area *area, struct origin at);

static inline struct pdf_color paint_color(uint32_t color)
{
    return (struct pdf_color){(uint8_t)(color >> 16), (uint8_t)(color >> 8), (uint8_t)color};
}

#endif
