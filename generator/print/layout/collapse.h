/*
 * The collapsing border model (XSL 1.1, 6.7.3 and 7.28; CSS 2.1, 17.6.2): borders that
 * meet on a line of the grid become one, which straddles the line. Lengths are
 * millipoints. A border that is NULL is none.
 */
#ifndef CONCORDAT_PRINT_LAYOUT_COLLAPSE_H
#define CONCORDAT_PRINT_LAYOUT_COLLAPSE_H

#include "print/layout/area.h"

/* What the border is specified on; later ones win. */
enum border_holder {
    HOLDER_TABLE,
    HOLDER_COLUMN,
    HOLDER_PART, /* header, footer, body */
    HOLDER_ROW,
    HOLDER_CELL
};

struct collapsed_border {
    int precedence; /* INT_MAX: force; 0 for all without collapse-with-precedence */
    mpt width;
    uint32_t color; /* 0xRRGGBB */
    enum fo_keyword style;
    enum border_holder holder;
    bool retain; /* also where a break cuts its object */
    bool is_transparent;
};

/* More than 0 if `a` is the stronger, 0 if they differ in colour only. Neither is NULL. */
int collapse_compare(const struct collapsed_border *a, const struct collapsed_border *b);
/* The stronger of two; `a`, which is nearer to the table's start or top, wins a tie. */
const struct collapsed_border *collapse_stronger(const struct collapsed_border *a,
                                                 const struct collapsed_border *b);
/* What is to be drawn: 0 where a hidden border won. */
mpt collapse_width(const struct collapsed_border *border);

/* Of a cell's area, or of a part of one. */
struct collapsed_edges {
    const struct collapsed_border *side[SIDE_COUNT];
    bool is_outer[SIDE_COUNT]; /* of the table, or at a cut */
    mpt half[SIDE_COUNT];      /* from the padding box to the lines of the grid */
    bool is_part;              /* only borders: a unit of a cell that spans */
};

/* How a cell's part on a page begins or ends. */
enum collapsed_edge {
    EDGE_WHOLE, /* in the middle of the table */
    EDGE_TABLE, /* the cell is whole, but the table is cut there */
    EDGE_CUT    /* the cell is cut */
};
#define EDGE_COUNT 3

/* The borders of a table's grid. Rows count through header, bodies and footer. */
struct collapse {
    uint32_t rows, columns;
    const mpt *column_x; /* columns + 1 */
    /* rows x columns: BEFORE and AFTER each unit, START and END of it */
    const struct collapsed_border **across[2][EDGE_COUNT], **along[2];
    bool repeats[2]; /* a header, a footer at cuts */
};

/* The units of the grid that a cell takes. */
struct collapsed_cell {
    const struct collapse *grid;
    uint32_t row, column, rows, columns;
};

const struct collapsed_border *collapse_across(const struct collapsed_cell *cell, enum side side,
                                               enum collapsed_edge edge, uint32_t row,
                                               uint32_t column);
const struct collapsed_border *collapse_along(const struct collapsed_cell *cell, enum side side,
                                              uint32_t row);
/* Half the widest border of a cell's before or after edge, where `row` begins or ends it. */
mpt collapse_half_across(const struct collapsed_cell *cell, enum side side,
                         enum collapsed_edge edge, uint32_t row);
/* Half the widest border of a cell that nothing cuts. */
mpt collapse_half(const struct collapsed_cell *cell, enum side side);

#endif
