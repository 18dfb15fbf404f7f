/*
 * The areas of cells whose borders collapse. A border straddles a line of the grid, so
 * the border box of a cell reaches beyond its place by half of each border. A cell
 * that spans may have other borders in each row and column: an area without content
 * carries them for each unit of the grid.
 */
#include "print/layout/group.h"

static bool spans(const struct cell *cell)
{
    return cell->collapsed.rows > 1 || cell->collapsed.columns > 1;
}

/* The table's row that a row of the group is. */
static uint32_t table_row(const struct cell *cell, uint32_t row)
{
    return cell->collapsed.row - cell->row + row;
}

static mpt row_y(const struct collapsed_part *part, uint32_t row)
{
    return part->y[row > part->top ? row : part->top];
}

/* Whether an edge across lies at the table's edge, or at a cut without header (footer). */
static bool is_outer(const struct collapsed_part *part, enum side side, uint32_t row)
{
    const struct collapse *grid = part->cell->collapsed.grid;
    if (part->edge[side] != EDGE_WHOLE)
        return !grid->repeats[side];
    return row == (side == BEFORE ? 0 : grid->rows - 1);
}

/* The borders of the unit in `row` of the group and `column` of the grid. */
static struct collapsed_edges *unit_edges(struct layout_internal *layout,
                                          const struct collapsed_part *part, uint32_t row,
                                          uint32_t column)
{
    const struct collapsed_cell *cell = &part->cell->collapsed;
    struct collapsed_edges *edges = ARENA_NEW(layout->arena, struct collapsed_edges);
    uint32_t at = table_row(part->cell, row);
    for (int side = BEFORE; side <= AFTER; side++)
        if (row == part->row[side]) {
            edges->side[side] = collapse_across(cell, side, part->edge[side], at, column);
            edges->is_outer[side] = is_outer(part, side, at);
        }
    if (column == cell->column) {
        edges->side[START] = collapse_along(cell, START, at);
        edges->is_outer[START] = column == 0;
    }
    if (column + 1 == cell->column + cell->columns) {
        edges->side[END] = collapse_along(cell, END, at);
        edges->is_outer[END] = column + 1 == cell->grid->columns;
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        edges->half[side] = collapse_width(edges->side[side]) / 2;
    return edges;
}

/* Borders of `edges` around a place in the grid. */
static void set_box(struct area *area, const struct collapsed_edges *edges, mpt x, mpt y, mpt width,
                    mpt height)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        area->border[side] = collapse_width(edges->side[side]);
    area->x = x + edges->half[START] - area->border[START];
    area->y = y + edges->half[BEFORE] - area->border[BEFORE];
    area->ipd =
        width - edges->half[START] - edges->half[END] - area->padding[START] - area->padding[END];
    area->bpd = height - edges->half[BEFORE] - edges->half[AFTER] - area->padding[BEFORE] -
                area->padding[AFTER];
    area->collapsed = edges;
}

void collapse_set_area(struct layout_internal *layout, const struct collapsed_part *part,
                       struct area *area)
{
    const struct cell *cell = part->cell;
    const struct collapsed_cell *at = &cell->collapsed;
    struct collapsed_edges *edges;
    for (int side = BEFORE; side <= AFTER; side++) {
        bool keeps = part->edge[side] != EDGE_CUT || cell->retain_padding[side];
        area->padding[side] = keeps ? cell->padding[side] : 0;
    }
    if (spans(cell)) {
        edges = ARENA_NEW(layout->arena, struct collapsed_edges);
        edges->half[START] = cell->border[START];
        edges->half[END] = cell->border[END];
        for (int side = BEFORE; side <= AFTER; side++)
            edges->half[side] =
                collapse_half_across(at, side, part->edge[side], table_row(cell, part->row[side]));
    } else {
        edges = unit_edges(layout, part, cell->row, at->column);
    }
    const mpt *x = at->grid->column_x;
    mpt y = row_y(part, cell->row);
    set_box(area, edges, cell->x, y, x[at->column + at->columns] - x[at->column],
            row_y(part, part->row[AFTER] + 1) - y);
    if (area->ipd < 0)
        area->ipd = 0;
}

void collapse_add_parts(struct layout_internal *layout, const struct collapsed_part *part,
                        struct area *parent)
{
    const struct collapsed_cell *cell = &part->cell->collapsed;
    const mpt *x = cell->grid->column_x;
    if (!spans(part->cell))
        return;
    for (uint32_t row = part->row[BEFORE]; row <= part->row[AFTER]; row++)
        for (uint32_t c = cell->column; c < cell->column + cell->columns; c++) {
            struct collapsed_edges *edges = unit_edges(layout, part, row, c);
            edges->is_part = true;
            struct area *area = area_new(layout, AREA_BLOCK, part->cell->fo);
            area->positioned = area->is_reference = true;
            set_box(area, edges, x[c], row_y(part, row), x[c + 1] - x[c],
                    row_y(part, row + 1) - row_y(part, row));
            if (area_has_border(area))
                area_append(parent, area);
        }
}

const struct collapsed_edges *collapse_background(struct layout_internal *layout,
                                                  const struct area *cell)
{
    struct collapsed_edges *edges = ARENA_NEW(layout->arena, struct collapsed_edges);
    for (int side = 0; side < SIDE_COUNT; side++)
        edges->half[side] = cell->collapsed->half[side];
    return edges;
}
