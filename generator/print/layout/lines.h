/* Paragraphs into lines: what elements.c and lines.c share. */
#ifndef CONCORDAT_PRINT_LAYOUT_LINES_H
#define CONCORDAT_PRINT_LAYOUT_LINES_H

#include "print/layout/internal.h"

/* The element of a text indent. */
#define ELEMENT_NO_PIECE UINT32_MAX

struct elements {
    VEC(struct element) list;
    size_t space_count;
    bool has_leader;
};

void elements_make(const struct fo_tree *tree, const struct paragraph *paragraph, mpt indent,
                   struct elements *elements);
mpt lines_hyphen_width(const struct inline_style *style);

/* The areas of elements [from, to) of a line whose spaces and leaders stretch by
 * `ratio`; `skipped` elements before `from` were dropped by the break. */
struct line_content {
    const struct paragraph *paragraph;
    const struct element *elements;
    size_t skipped, from, to;
    const struct element *dropped; /* a space or linefeed that the break after it takes; or NULL */
    bool goes_on;                  /* a block within the block comes next */
    double ratio;
    bool leaders_only; /* stretch leaders, not spaces */
    mpt width;
};
/* Inlines that are open across lines, as indexes of their opening pieces. */
struct open_inlines {
    VEC(uint32_t) list;
};
struct area *line_area(struct layout_internal *layout, const struct line_content *content,
                       struct open_inlines *open, struct line *line);

/* Brings a line's inline areas into visual order (UAX #9, L1 and L2). */
void line_reorder(struct layout_internal *layout, struct area *line);

#endif
