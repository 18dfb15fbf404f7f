/* Tables: their columns, their rows, and the grid of both. */
#ifndef CONCORDAT_PRINT_LAYOUT_TABLE_H
#define CONCORDAT_PRINT_LAYOUT_TABLE_H

#include "print/layout/internal.h"

struct column {
    const struct fo *fo; /* fo:table-column; may be NULL */
    mpt width, x;        /* x from the table's content edge; x of the one past the last is the
                            table's width */
    double share;        /* of what fixed columns leave */
    mpt fixed;           /* of the width, what it has beside its share */
    mpt need;            /* so that no word in it is cut; known after the cells are collected */
};

struct columns {
    struct column *items; /* count + 1 */
    uint32_t count;
};

/* Reads the columns and divides `width` among them; a table whose fixed columns need
 * more grows: *width says. */
struct columns table_columns(const struct collect *collect, const struct fo *table, mpt *width);

/* What a cell over several columns needs. */
struct span_need {
    uint32_t column, columns;
    mpt need;
};
/* Divides the table's width anew by what the columns need; false if it stays. */
bool table_fit(struct columns *columns, const struct span_need *spans, size_t span_count);
/* The width at which no word is cut. */
mpt table_need(const struct columns *columns);

/* The rows of a table's part: fo:table-row, or cells that say where rows start and end. */
struct table_row {
    const struct fo *fo;         /* may be NULL */
    const struct fo *first_cell; /* cells follow by next, up to `end` */
    const struct fo *end;
};
struct table_rows {
    struct table_row *items;
    uint32_t count;
};
struct table_rows table_rows(struct layout_internal *layout, const struct fo *part);

/* A cell's place. Rows count from its part's first. */
struct grid_cell {
    const struct fo *fo; /* a stand-in without content where collapsing borders surround
                            a place that no cell takes */
    uint32_t row, column, rows, columns;
    bool is_gap; /* the stand-in */
};

struct grid_part {
    const struct fo *fo;
    struct table_rows rows;
    uint32_t first_row;      /* in the table */
    struct grid_cell *cells; /* in order of rows */
    uint32_t *row_cells;     /* [row] the first of its cells; rows.count + 1 entries */
};

/* All parts of a table: header, bodies, footer. */
struct grid {
    struct grid_part *parts;
    uint32_t part_count, row_count;
    const struct columns *columns;
    const struct collapse *collapse; /* NULL: separate borders */
};

/* Whether its borders do, in either of XSL's ways. */
bool table_collapses(const struct fo_tree *tree, const struct fo *table);
/* More than a page has room for; bounds what a repetition may ask. */
#define COLUMNS_MAX 1000
/* How many columns the cells of all rows need. */
uint32_t table_count_columns(struct layout_internal *layout, const struct fo *table);
struct grid *table_grid(struct layout_internal *layout, const struct fo *table,
                        const struct columns *columns);
/* The borders of all edges. */
const struct collapse *collapse_grid(struct layout_internal *layout, const struct fo *table,
                                     const struct grid *grid);

/* The pictures behind rows, columns and parts of what a table has on a page, whose areas
 * are the children of `table`: pieces behind cells are placed as one. */
void table_place_pictures(struct layout_internal *layout, struct area *table, mpt height);

#endif
