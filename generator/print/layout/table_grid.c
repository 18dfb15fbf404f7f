/* Which columns and rows the cells of a table take (XSL 1.1, 6.7.10 and 7.28). */
#include "print/layout/table.h"

bool table_collapses(const struct fo_tree *tree, const struct fo *table)
{
    return fo_keyword(tree, table, FO_P_BORDER_COLLAPSE) != FO_K_SEPARATE;
}

struct placer {
    struct layout_internal *layout;
    struct grid_part *part;
    uint32_t columns;
    bool fills_gaps, only_counts;
    uint32_t *free_from; /* by column: the first row that no span covers */
    VEC(struct grid_cell) cells;
};

static uint32_t clamp(int value, uint32_t max)
{
    return value < 1 ? 1 : (uint32_t)value > max ? max : (uint32_t)value;
}

static void take(struct placer *placer, const struct fo *fo, uint32_t row, uint32_t column,
                 uint32_t rows, uint32_t columns)
{
    *vec_push(&placer->cells) = (struct grid_cell){fo, row, column, rows, columns, false};
    for (uint32_t i = 0; i < columns; i++)
        placer->free_from[column + i] = row + rows;
}

static void place_cell(struct placer *placer, const struct fo *fo, uint32_t row, uint32_t *column)
{
    struct layout_internal *layout = placer->layout;
    int number = fo_integer(layout->tree, fo, FO_P_COLUMN_NUMBER, 0);
    if (number >= 1)
        *column = (uint32_t)number - 1;
    else
        while (*column < placer->columns && placer->free_from[*column] > row)
            ++*column;
    if (*column >= placer->columns) {
        if (placer->only_counts)
            return;
        struct fo_place at = fo_place(layout->tree, fo);
        fail(at.path, at.line, at.column, MSG_FO_CELL_NO_COLUMN, placer->columns);
        layout->failed = true;
        return;
    }
    uint32_t columns =
        clamp(fo_integer(layout->tree, fo, FO_P_COLUMNS_SPANNED, 1), placer->columns - *column);
    uint32_t rows =
        clamp(fo_integer(layout->tree, fo, FO_P_ROWS_SPANNED, 1), placer->part->rows.count - row);
    take(placer, fo, row, *column, rows, columns);
    *column += columns;
}

/* Nobody's places, as cells without content: their edges have borders. */
static void fill_gaps(struct placer *placer, uint32_t row)
{
    const struct fo *fo = placer->part->rows.items[row].fo;
    struct fo *stand_in = NULL;
    for (uint32_t column = 0; column < placer->columns; column++) {
        if (placer->free_from[column] > row)
            continue;
        if (!stand_in) {
            stand_in = ARENA_NEW(placer->layout->arena, struct fo);
            *stand_in = fo ? *fo : *placer->part->fo;
            stand_in->type = FO_TABLE_CELL;
            stand_in->parent = (struct fo *)(fo ? fo : placer->part->fo);
            stand_in->first = stand_in->last = stand_in->next = NULL;
            struct fo_values *values = ARENA_NEW(placer->layout->arena, struct fo_values);
            values->inherited = stand_in->values->inherited;
            stand_in->values = values;
            stand_in->id = stand_in->role = NULL;
            stand_in->element = NULL;
        }
        take(placer, stand_in, row, column, 1, 1);
        placer->cells.items[placer->cells.count - 1].is_gap = true;
    }
}

/* `placer` says for how many columns, and what for. */
static void place_part(struct layout_internal *layout, const struct fo *fo, struct placer placer,
                       struct grid_part *part)
{
    part->fo = fo;
    part->rows = table_rows(layout, fo);
    part->row_cells = ARENA_ARRAY(layout->arena, part->rows.count + 1, uint32_t);
    placer.layout = layout;
    placer.part = part;
    placer.free_from = ARENA_ARRAY(layout->arena, placer.columns + 1, uint32_t);
    for (uint32_t row = 0; row < part->rows.count; row++) {
        const struct table_row *at = &part->rows.items[row];
        uint32_t column = 0;
        for (const struct fo *cell = at->first_cell; cell && cell != at->end; cell = cell->next)
            if (cell->type == FO_TABLE_CELL)
                place_cell(&placer, cell, row, &column);
        if (placer.fills_gaps)
            fill_gaps(&placer, row);
        part->row_cells[row + 1] = (uint32_t)placer.cells.count;
    }
    part->cells = ARENA_ARRAY(layout->arena, placer.cells.count + 1, struct grid_cell);
    for (size_t i = 0; i < placer.cells.count; i++)
        part->cells[i] = placer.cells.items[i];
    vec_release(&placer.cells);
}

uint32_t table_count_columns(struct layout_internal *layout, const struct fo *table)
{
    uint32_t count = 0;
    for (const struct fo *child = table->first; child; child = child->next) {
        if (child->type != FO_TABLE_HEADER && child->type != FO_TABLE_BODY &&
            child->type != FO_TABLE_FOOTER)
            continue;
        struct placer placer = {.columns = COLUMNS_MAX, .only_counts = true};
        struct grid_part part = {0};
        place_part(layout, child, placer, &part);
        for (uint32_t i = 0; i < part.row_cells[part.rows.count]; i++) {
            uint32_t end = part.cells[i].column + part.cells[i].columns;
            if (end > count)
                count = end;
        }
    }
    return count;
}

struct grid *table_grid(struct layout_internal *layout, const struct fo *table,
                        const struct columns *columns)
{
    static const enum fo_type order[] = {FO_TABLE_HEADER, FO_TABLE_BODY, FO_TABLE_FOOTER};
    struct grid *grid = ARENA_NEW(layout->arena, struct grid);
    uint32_t room = 0;
    for (const struct fo *child = table->first; child; child = child->next)
        room++;
    grid->parts = ARENA_ARRAY(layout->arena, room + 1, struct grid_part);
    grid->columns = columns;
    struct placer placer = {.columns = columns->count};
    placer.fills_gaps = table_collapses(layout->tree, table);
    for (size_t i = 0; i < COUNT_OF(order); i++)
        for (const struct fo *child = table->first; child; child = child->next) {
            if (child->type != order[i])
                continue;
            struct grid_part *part = &grid->parts[grid->part_count++];
            part->first_row = grid->row_count;
            place_part(layout, child, placer, part);
            grid->row_count += part->rows.count;
        }
    if (placer.fills_gaps)
        grid->collapse = collapse_grid(layout, table, grid);
    return grid;
}
