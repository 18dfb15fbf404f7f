/*
 * The borders of a table's grid in the collapsing model (CSS 2.1, 17.6.2). Each edge of
 * a unit is settled once; the edges before and after a row three times: as they are
 * within the table, where a page break makes the row the first or last on its page,
 * and where the break goes through the cell. At a break the table's and the columns'
 * own borders count only if they are retained, and a repeated header or footer is a
 * neighbour like any row.
 */
#include "print/layout/collapse.h"
#include "print/layout/table.h"

#include <limits.h>

struct borders {
    struct collapsed_border side[SIDE_COUNT];
    bool has[SIDE_COUNT];
};

struct settler {
    struct layout_internal *layout;
    const struct grid *grid;
    struct collapse *collapse;
    bool by_precedence;
    const struct borders *table;
    const struct borders **columns, **rows, **parts; /* parts: by row */
    const struct borders **cells;                    /* by unit */
    const struct grid_cell **units;
    const uint8_t *row_place; /* by row: first, last of its part */
};
enum { ROW_FIRST = 1, ROW_LAST = 2 };

/* ---- What is specified ------------------------------------------------------------- */

static int precedence_of(const struct settler *s, const struct fo *fo, int side)
{
    enum fo_property property = FO_P_BORDER_BEFORE_PRECEDENCE + side;
    if (!s->by_precedence)
        return 0;
    if (fo_is_specified(fo, property))
        return fo_keyword(s->layout->tree, fo, property) == FO_K_FORCE
                   ? INT_MAX
                   : fo_integer(s->layout->tree, fo, property, 0);
    switch (fo->type) { /* XSL 1.1, 7.28.1 */
    case FO_TABLE:
        return 6;
    case FO_TABLE_CELL:
        return 5;
    case FO_TABLE_COLUMN:
        return 4;
    case FO_TABLE_ROW:
        return 3;
    case FO_TABLE_BODY:
        return 2;
    case FO_TABLE_HEADER:
        return 1;
    default:
        return 0;
    }
}

static bool read_border(const struct settler *s, const struct fo *fo, int side,
                        enum border_holder holder, struct collapsed_border *border)
{
    const struct fo_tree *tree = s->layout->tree;
    enum fo_keyword style = fo_keyword(tree, fo, FO_P_BORDER_BEFORE_STYLE + side);
    if (style == FO_K_NONE)
        return false;
    const struct fo_value *color = fo_get(tree, fo, FO_P_BORDER_BEFORE_COLOR + side);
    border->style = style;
    border->holder = holder;
    border->precedence = precedence_of(s, fo, side);
    border->retain = fo_keyword(tree, fo, FO_P_BORDER_BEFORE_COND + side) == FO_K_RETAIN;
    border->is_transparent = color->kind == FO_V_KEYWORD && color->keyword == FO_K_TRANSPARENT;
    border->color = color->kind == FO_V_COLOR ? color->color : fo_get(tree, fo, FO_P_COLOR)->color;
    if (style != FO_K_HIDDEN)
        border->width = fo_length(tree, fo, FO_P_BORDER_BEFORE_WIDTH + side, 0);
    return true;
}

/* NULL if there is no border at all. */
static const struct borders *read_borders(const struct settler *s, const struct fo *fo,
                                          enum border_holder holder)
{
    struct borders read = {0};
    bool has_any = false;
    for (int side = 0; fo && side < SIDE_COUNT; side++)
        has_any |= read.has[side] = read_border(s, fo, side, holder, &read.side[side]);
    if (!has_any)
        return NULL;
    struct borders *kept = ARENA_NEW(s->layout->arena, struct borders);
    *kept = read;
    return kept;
}

static void read_part(struct settler *s, const struct grid_part *part, uint8_t *row_place)
{
    uint32_t columns = s->collapse->columns;
    const struct borders *own = read_borders(s, part->fo, HOLDER_PART);
    for (uint32_t r = 0; r < part->rows.count; r++) {
        uint32_t row = part->first_row + r;
        s->parts[row] = own;
        s->rows[row] = read_borders(s, part->rows.items[r].fo, HOLDER_ROW);
        row_place[row] = (r == 0 ? ROW_FIRST : 0) | (r + 1 == part->rows.count ? ROW_LAST : 0);
    }
    for (uint32_t i = 0; i < part->row_cells[part->rows.count]; i++) {
        const struct grid_cell *cell = &part->cells[i];
        const struct borders *borders = read_borders(s, cell->fo, HOLDER_CELL);
        for (uint32_t r = 0; r < cell->rows; r++)
            for (uint32_t c = 0; c < cell->columns; c++) {
                size_t at = (size_t)(part->first_row + cell->row + r) * columns + cell->column + c;
                s->units[at] = cell;
                s->cells[at] = borders;
            }
    }
}

/* ---- Edges --------------------------------------------------------------------------- */

typedef const struct collapsed_border *border_ptr;

static border_ptr of(const struct borders *borders, enum side side)
{
    return borders && borders->has[side] ? &borders->side[side] : NULL;
}

static border_ptr retained(const struct borders *borders, enum side side)
{
    border_ptr border = of(borders, side);
    return border && border->retain ? border : NULL;
}

static size_t unit(const struct settler *s, uint32_t row, uint32_t column)
{
    return (size_t)row * s->collapse->columns + column;
}

/* Of the cell, its row and its part: a part's border is at its own edge only. */
static border_ptr own(const struct settler *s, uint32_t row, uint32_t column, enum side side)
{
    border_ptr border =
        collapse_stronger(of(s->cells[unit(s, row, column)], side), of(s->rows[row], side));
    bool at_part = s->row_place[row] & (side == BEFORE ? ROW_FIRST : ROW_LAST);
    return collapse_stronger(border, at_part ? of(s->parts[row], side) : NULL);
}

static border_ptr own_retained(const struct settler *s, uint32_t row, uint32_t column,
                               enum side side)
{
    border_ptr border = collapse_stronger(retained(s->cells[unit(s, row, column)], side),
                                          retained(s->rows[row], side));
    return collapse_stronger(border, retained(s->parts[row], side));
}

/* Of borders before and after a line, for the cell that has the line on `side`. Of two
 * equals CSS 2.1 takes the first. CSS 2, on which XSL 1.1 builds, does not say, and
 * in FOP's area tree each cell keeps its own. */
static border_ptr meet(const struct settler *s, enum side side, border_ptr first, border_ptr second)
{
    bool keeps_second = (side == BEFORE || side == START) && s->layout->options.like_fop;
    return keeps_second ? collapse_stronger(second, first) : collapse_stronger(first, second);
}

/* What the table has above (below) the first (last) row on a page. */
static border_ptr table_edge(const struct settler *s, uint32_t column, enum side side)
{
    if (!s->collapse->repeats[side])
        return collapse_stronger(retained(s->columns[column], side), retained(s->table, side));
    const struct grid_part *part =
        side == BEFORE ? &s->grid->parts[0] : &s->grid->parts[s->grid->part_count - 1];
    uint32_t row = side == BEFORE ? part->first_row + part->rows.count - 1 : part->first_row;
    return own(s, row, column, side == BEFORE ? AFTER : BEFORE);
}

/* Between the rows above and below the line; `row` is the one below. `seen` is the side
 * on which the line is to the cell that asks. */
static border_ptr settle_within(const struct settler *s, uint32_t row, uint32_t column,
                                enum side seen)
{
    uint32_t rows = s->collapse->rows;
    if (row > 0 && row < rows &&
        s->units[unit(s, row - 1, column)] == s->units[unit(s, row, column)])
        return NULL;
    border_ptr above = row > 0 ? own(s, row - 1, column, AFTER) : NULL;
    border_ptr below = row < rows ? own(s, row, column, BEFORE) : NULL;
    border_ptr border = meet(s, seen, above, below);
    if (row > 0 && row < rows)
        return border;
    enum side side = row == 0 ? BEFORE : AFTER;
    border = collapse_stronger(border, of(s->columns[column], side));
    return collapse_stronger(border, of(s->table, side));
}

static void settle_across(struct settler *s)
{
    struct collapse *collapse = s->collapse;
    for (uint32_t row = 0; row < collapse->rows; row++)
        for (uint32_t column = 0; column < collapse->columns; column++) {
            size_t at = unit(s, row, column);
            for (int side = BEFORE; side <= AFTER; side++) {
                border_ptr edge = table_edge(s, column, side);
                border_ptr whole =
                    collapse_stronger(own(s, row, column, side), retained(s->parts[row], side));
                border_ptr cut = own_retained(s, row, column, side);
                bool above = side == BEFORE;
                collapse->across[side][EDGE_WHOLE][at] =
                    settle_within(s, above ? row : row + 1, column, side);
                collapse->across[side][EDGE_TABLE][at] =
                    above ? meet(s, side, edge, whole) : meet(s, side, whole, edge);
                collapse->across[side][EDGE_CUT][at] =
                    above ? meet(s, side, edge, cut) : meet(s, side, cut, edge);
            }
        }
}

static border_ptr settle_line(const struct settler *s, uint32_t row, uint32_t column,
                              enum side side)
{
    uint32_t last = s->collapse->columns - 1;
    border_ptr mine =
        collapse_stronger(of(s->cells[unit(s, row, column)], side), of(s->columns[column], side));
    if (column == (side == START ? 0 : last)) {
        mine = collapse_stronger(mine, of(s->rows[row], side));
        mine = collapse_stronger(mine, of(s->parts[row], side));
        return collapse_stronger(mine, of(s->table, side));
    }
    uint32_t beside = side == START ? column - 1 : column + 1;
    if (s->units[unit(s, row, column)] == s->units[unit(s, row, beside)])
        return NULL;
    enum side facing = side == START ? END : START;
    border_ptr other = collapse_stronger(of(s->cells[unit(s, row, beside)], facing),
                                         of(s->columns[beside], facing));
    return side == START ? meet(s, side, other, mine) : meet(s, side, mine, other);
}

/* ---- The grid -------------------------------------------------------------------------- */

static bool repeats(const struct settler *s, const struct fo *table, enum side side)
{
    const struct grid *grid = s->grid;
    if (grid->part_count == 0)
        return false;
    const struct grid_part *part = &grid->parts[side == BEFORE ? 0 : grid->part_count - 1];
    enum fo_type type = side == BEFORE ? FO_TABLE_HEADER : FO_TABLE_FOOTER;
    enum fo_property omit = side == BEFORE ? FO_P_OMIT_HEADER_AT_BREAK : FO_P_OMIT_FOOTER_AT_BREAK;
    return part->fo->type == type && part->rows.count > 0 &&
           fo_keyword(s->layout->tree, table, omit) != FO_K_TRUE;
}

static void make_room(struct settler *s)
{
    struct arena *arena = s->layout->arena;
    struct collapse *collapse = s->collapse;
    size_t units = (size_t)collapse->rows * collapse->columns;
    s->rows = ARENA_ARRAY(arena, collapse->rows + 1, const struct borders *);
    s->parts = ARENA_ARRAY(arena, collapse->rows + 1, const struct borders *);
    s->columns = ARENA_ARRAY(arena, collapse->columns + 1, const struct borders *);
    s->cells = ARENA_ARRAY(arena, units + 1, const struct borders *);
    s->units = ARENA_ARRAY(arena, units + 1, const struct grid_cell *);
    for (int side = BEFORE; side <= AFTER; side++)
        for (int edge = 0; edge < EDGE_COUNT; edge++)
            collapse->across[side][edge] = ARENA_ARRAY(arena, units + 1, border_ptr);
    for (int side = 0; side < 2; side++)
        collapse->along[side] = ARENA_ARRAY(arena, units + 1, border_ptr);
}

const struct collapse *collapse_grid(struct layout_internal *layout, const struct fo *table,
                                     const struct grid *grid)
{
    struct collapse *collapse = ARENA_NEW(layout->arena, struct collapse);
    struct settler s = {.layout = layout, .grid = grid, .collapse = collapse};
    s.by_precedence =
        fo_keyword(layout->tree, table, FO_P_BORDER_COLLAPSE) == FO_K_COLLAPSE_WITH_PRECEDENCE;
    collapse->rows = grid->row_count;
    collapse->columns = grid->columns->count;
    make_room(&s);
    uint8_t *row_place = ARENA_ARRAY(layout->arena, collapse->rows + 1, uint8_t);
    mpt *column_x = ARENA_ARRAY(layout->arena, collapse->columns + 1, mpt);
    s.table = read_borders(&s, table, HOLDER_TABLE);
    for (uint32_t c = 0; c <= collapse->columns; c++) /* the one past the last has no object */
        s.columns[c] = read_borders(&s, grid->columns->items[c].fo, HOLDER_COLUMN);
    for (uint32_t c = 0; c <= collapse->columns; c++)
        column_x[c] = grid->columns->items[c].x;
    for (uint32_t i = 0; i < grid->part_count; i++)
        read_part(&s, &grid->parts[i], row_place);
    s.row_place = row_place;
    collapse->column_x = column_x;
    for (int side = BEFORE; side <= AFTER; side++)
        collapse->repeats[side] = repeats(&s, table, side);
    settle_across(&s);
    for (uint32_t row = 0; row < collapse->rows; row++)
        for (uint32_t c = 0; c < collapse->columns; c++)
            for (int side = START; side <= END; side++)
                collapse->along[side - START][unit(&s, row, c)] = settle_line(&s, row, c, side);
    return collapse;
}

/* ---- Of a cell --------------------------------------------------------------------------- */

const struct collapsed_border *collapse_across(const struct collapsed_cell *cell, enum side side,
                                               enum collapsed_edge edge, uint32_t row,
                                               uint32_t column)
{
    return cell->grid->across[side][edge][(size_t)row * cell->grid->columns + column];
}

mpt collapse_half_across(const struct collapsed_cell *cell, enum side side,
                         enum collapsed_edge edge, uint32_t row)
{
    mpt widest = 0;
    for (uint32_t c = cell->column; c < cell->column + cell->columns; c++) {
        mpt width = collapse_width(collapse_across(cell, side, edge, row, c));
        if (width > widest)
            widest = width;
    }
    return widest / 2;
}

const struct collapsed_border *collapse_along(const struct collapsed_cell *cell, enum side side,
                                              uint32_t row)
{
    uint32_t column = side == START ? cell->column : cell->column + cell->columns - 1;
    return cell->grid->along[side - START][(size_t)row * cell->grid->columns + column];
}

mpt collapse_half(const struct collapsed_cell *cell, enum side side)
{
    mpt widest = 0;
    uint32_t end = cell->row + cell->rows;
    if (side == BEFORE || side == AFTER)
        return collapse_half_across(cell, side, EDGE_WHOLE, side == BEFORE ? cell->row : end - 1);
    for (uint32_t row = cell->row; row < end; row++) {
        mpt width = collapse_width(collapse_along(cell, side, row));
        if (width > widest)
            widest = width;
    }
    return widest / 2;
}
