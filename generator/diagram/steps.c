/* Steps: numbered boxes in rows, with an arrow from each to the next. */
#include "internal.h"

#include <math.h>

#define GAP 36.0     /* between boxes of a row: the arrow's place */
#define ROW_GAP 54.0 /* between rows */
#define CLEAR 5.0    /* between an arrow and what it points at */
#define PADDING 14.0
#define DISC 15.0 /* stands on the box's upper edge */

struct grid {
    size_t columns, count;
    double box; /* width of a box */
    struct label *labels;
};

/* Rows of at most three, as even as can be. */
static size_t columns_of(size_t count)
{
    size_t rows = (count + 2) / 3;
    return (count + rows - 1) / rows;
}

static double box_left(const struct grid *grid, size_t index)
{
    return (double)(index % grid->columns) * (grid->box + GAP);
}

static double row_height(const struct grid *grid, size_t first)
{
    double height = 0;
    for (size_t i = first; i < grid->count && i < first + grid->columns; i++)
        height = fmax(height, grid->labels[i].height);
    return height + DISC + 10 + PADDING;
}

static void draw_box(struct pen *pen, const struct grid *grid, size_t index, double top,
                     double height)
{
    double left = box_left(grid, index);
    pen_rect(pen, left, top, grid->box, height, LOOK_BOX);
    pen_number(pen, (struct point){left + PADDING + DISC, top + 1}, DISC, index + 1);
    label_draw(pen, &grid->labels[index], left + PADDING, top + DISC + 8, ANCHOR_START, false);
}

/* To the right, or from the end of a row round to the start of the next. */
static void draw_arrow(struct pen *pen, const struct grid *grid, size_t from, double top,
                       double height)
{
    double left = box_left(grid, from), bottom = top + height;
    if ((from + 1) % grid->columns != 0) {
        const struct point straight[] = {{left + grid->box + CLEAR, top + height / 2},
                                         {left + grid->box + GAP - CLEAR, top + height / 2}};
        pen_line(pen, straight, COUNT_OF(straight), true);
        return;
    }
    double start = left + grid->box / 2, end = grid->box / 2;
    const struct point round_the_row[] = {{start, bottom + CLEAR},
                                          {start, bottom + ROW_GAP / 2 - 6},
                                          {end, bottom + ROW_GAP / 2 - 6},
                                          {end, bottom + ROW_GAP - CLEAR}};
    pen_line(pen, round_the_row, COUNT_OF(round_the_row), true);
}

double steps_draw(struct pen *pen, const struct diagram *diagram, double top)
{
    struct grid grid = {.count = diagram->count, .columns = columns_of(diagram->count)};
    grid.box = (pen->width - GAP * (double)(grid.columns - 1)) / (double)grid.columns;
    grid.labels = ARENA_ARRAY(pen->arena, grid.count, struct label);
    for (size_t i = 0; i < grid.count; i++)
        grid.labels[i] = label_set(pen, diagram->items[i].heading, diagram->items[i].text,
                                   grid.box - 2 * PADDING);
    double y = top + DISC;
    for (size_t first = 0; first < grid.count; first += grid.columns) {
        double height = row_height(&grid, first);
        y += first > 0 ? ROW_GAP : 0;
        for (size_t i = first; i < grid.count && i < first + grid.columns; i++) {
            draw_box(pen, &grid, i, y, height);
            if (i + 1 < grid.count)
                draw_arrow(pen, &grid, i, y, height);
        }
        y += height;
    }
    return y - top;
}
