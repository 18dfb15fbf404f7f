/* Parallel groups: list items, and rows of tables. */
#ifndef CONCORDAT_PRINT_LAYOUT_GROUP_H
#define CONCORDAT_PRINT_LAYOUT_GROUP_H

#include "print/layout/collapse.h"
#include "print/layout/internal.h"

/* Boxes of a cell that so many steps take. */
struct cut {
    uint32_t step, boxes;
};

/* A column of a parallel group: a list item's label or body, a table's cell. */
struct cell {
    const struct fo *fo;
    struct stream *stream;
    mpt x;   /* border box, from the table's or item's content edge */
    mpt ipd; /* content */
    mpt border[SIDE_COUNT], padding[SIDE_COUNT];
    bool retain_border[2], retain_padding[2];
    mpt separation_before, separation_after;
    mpt height;                      /* a given content height; 0: none */
    uint32_t row, rows;              /* first row and how many */
    bool is_gap;                     /* no cell: only a place whose edges may have borders */
    struct collapsed_cell collapsed; /* grid NULL: borders are separate; else `border` is
                                        half of what the edges have, and x a line of the grid */
    const struct fo *column;         /* for its background; may be NULL */
    struct cut *cuts;                /* one for each step that takes boxes */
    uint32_t cut_count;
    enum fo_keyword align;
};

struct row {
    const struct fo *fo; /* may be NULL */
    mpt height;          /* given; 0: none */
    struct keep keep_together, keep_next, keep_previous;
    uint32_t first_step, last_step;      /* [first, last) */
    uint32_t earliest_step, latest_step; /* least first step from this row on, greatest up to it */
};

/* What group_measure.c knows of the rows from the last measured steps. */
struct group_memo {
    mpt *tops;            /* by row */
    uint32_t from, known; /* known from the first row of step `from` up to that row */
    bool is_cut;          /* the table, before it */
};

struct group {
    const struct fo *fo; /* fo:list-item; NULL: rows */
    const struct fo *body;
    bool collapses; /* its borders */
    struct cell *cells;
    uint32_t cell_count;
    struct row *rows;
    uint32_t row_count;
    uint32_t *row_cells, *row_starts; /* the cells of each row, by index; NULL: of one row, all */
    struct group_memo *memo;          /* NULL: of one row */
    uint32_t step_count;
    const uint32_t *resume; /* resume_cuts(): the first step goes so far */
    mpt total;              /* height of the unbroken group */
    bool is_first, is_last; /* of its table part */
    const struct frame *frame;
};

/* The boxes of a cell above the cut after `step` steps. */
uint32_t cell_cut(const struct cell *cell, uint32_t step);
/* What the first (last) block of a cell asks for beyond the cell. */
struct keep cell_keep(const struct cell *cell, bool with_next);
/* Before that: lowers cells to the baseline of their row where they ask for it. */
void group_align_baselines(struct layout_internal *layout, struct group *group);
/* Makes the steps and adds a box for each to the stream. */
void group_finish(struct layout_internal *layout, struct stream *stream, struct group *group);
/* Footnotes of steps [from, to). */
void group_footnotes(const struct group *group, uint32_t from, uint32_t to,
                     struct footnote_list *list);
/* Steps [from, to). Where borders collapse, `cut` says whether the table is cut before
 * the first (after the last) of them; a cut within the group is one in any case. */
struct steps {
    uint32_t from, to;
    bool cut[2]; /* BEFORE, AFTER */
};
mpt group_measure(const struct group *group, const struct steps *steps);
mpt group_build(struct build *build, const struct group *group, const struct steps *steps,
                struct area *parent);

/* The part of a cell on a page in the collapsing model. */
struct collapsed_part {
    const struct cell *cell;
    enum collapsed_edge edge[2]; /* BEFORE, AFTER */
    uint32_t row[2];             /* the group's first and last row that it reaches */
    uint32_t top;                /* the first row on the page */
    const mpt *y;                /* tops of rows, and the last one's bottom, by row */
};
bool area_has_border(const struct area *area);
/* Sets place, height and borders of the cell's area. */
void collapse_set_area(struct layout_internal *layout, const struct collapsed_part *part,
                       struct area *area);
/* If the cell spans, its borders are areas of their own: one a unit of the grid that has any. */
void collapse_add_parts(struct layout_internal *layout, const struct collapsed_part *part,
                        struct area *parent);
/* Of a background behind the cell's area. */
const struct collapsed_edges *collapse_background(struct layout_internal *layout,
                                                  const struct area *cell);

/* ---- What the files group*.c share ------------------------------------------------- */

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
/* Half of what separates cells, where the page does not cut the cell. */
mpt cell_separation(const struct cell *cell, const struct ends *ends, enum side side);
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
