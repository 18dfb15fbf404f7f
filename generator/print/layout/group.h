/* Parallel groups: what the files group*.c share. */
#ifndef CONCORDAT_PRINT_LAYOUT_GROUP_H
#define CONCORDAT_PRINT_LAYOUT_GROUP_H

#include "print/layout/internal.h"

static inline uint32_t cell_boxes(const struct cell *cell)
{
    return (uint32_t)cell->stream->boxes.count;
}

static inline uint32_t cell_end_row(const struct cell *cell)
{
    return cell->row + cell->rows - 1;
}

/* How the part of a cell on a page begins and ends, and in which rows. */
struct ends {
    enum collapsed_edge edge[2]; /* BEFORE, AFTER */
    uint32_t row[2];
};
mpt cell_edges(const struct cell *cell, const struct ends *ends);
/* Content height of boxes [from, to); a given height is reached with the last box. */
mpt cell_content_height(const struct cell *cell, uint32_t from, uint32_t to);

/* Lists the cells of each row. */
void group_index_rows(struct layout_internal *layout, struct group *group);
/* The cells that `row` has, one after the other: those that begin there, and those that
 * reach it from above. NULL after the last. */
static inline struct cell *group_row_cell(const struct group *group, uint32_t row, uint32_t index)
{
    if (!group->row_cells)
        return index < group->cell_count ? &group->cells[index] : NULL;
    uint32_t at = group->row_starts[row] + index;
    return at < group->row_starts[row + 1] ? &group->cells[group->row_cells[at]] : NULL;
}

/* Some steps of a group. */
struct measured {
    const struct group *group;
    struct steps steps;
    uint32_t row[2];  /* the first and the last reached */
    bool is_cut[2];   /* before the first, after the last */
    uint32_t settled; /* of the rows reached: those before have ended, and the next has begun */
    mpt *tops;        /* of the rows reached, by row; and the last one's bottom */
    mpt single[2];    /* that, in a group of one row */
};
/* In place: it may point into itself. What it points to holds until the next one is made. */
void measured_init(struct measured *m, const struct group *group, const struct steps *steps);
/* The top of a row, or of the page's first. */
static inline mpt measured_top(const struct measured *m, uint32_t row)
{
    return m->tops[row > m->row[BEFORE] ? row : m->row[BEFORE]];
}
/* Whether the cell has a part in the steps, and whether it has not been met in a row above. */
bool measured_meets(const struct measured *m, const struct cell *cell, uint32_t row);
bool measured_starts(const struct measured *m, const struct cell *cell);
bool measured_ends(const struct measured *m, const struct cell *cell);
/* The last row of the cell that the steps reach. */
uint32_t measured_reach(const struct measured *m, const struct cell *cell);
struct ends measured_cell_ends(const struct measured *m, const struct cell *cell);

#endif
