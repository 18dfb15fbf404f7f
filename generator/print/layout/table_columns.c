/* Column widths (XSL 1.1, 6.7.4; fixed table layout) and rows. */
#include "print/layout/table.h"

#include <math.h>

static const struct fo *next_of_type(const struct fo *fo, enum fo_type type)
{
    while (fo && fo->type != type)
        fo = fo->next;
    return fo;
}

static int count_or_one(const struct fo_tree *tree, const struct fo *fo, enum fo_property property)
{
    int value = fo_integer(tree, fo, property, 1);
    return value < 1 ? 1 : value > COLUMNS_MAX ? COLUMNS_MAX : value;
}

struct table_rows table_rows(struct layout_internal *layout, const struct fo *part)
{
    const struct fo_tree *tree = layout->tree;
    uint32_t room = 0;
    for (const struct fo *child = part->first; child; child = child->next)
        room++;
    struct table_rows rows = {ARENA_ARRAY(layout->arena, room, struct table_row), 0};
    bool is_open = false;
    for (const struct fo *child = part->first; child; child = child->next) {
        if (child->type == FO_TABLE_ROW) {
            rows.items[rows.count++] = (struct table_row){child, child->first, NULL};
            is_open = false;
        } else if (child->type == FO_TABLE_CELL) {
            if (!is_open || fo_keyword(tree, child, FO_P_STARTS_ROW) == FO_K_TRUE)
                rows.items[rows.count++] = (struct table_row){NULL, child, NULL};
            rows.items[rows.count - 1].end = child->next;
            is_open = fo_keyword(tree, child, FO_P_ENDS_ROW) != FO_K_TRUE;
        }
    }
    return rows;
}

static const struct fo *first_row_cells(struct layout_internal *layout, const struct fo *table,
                                        const struct fo **end)
{
    static const enum fo_type parts[] = {FO_TABLE_HEADER, FO_TABLE_BODY, FO_TABLE_FOOTER};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const struct fo *part = next_of_type(table->first, parts[i]);
        struct table_rows rows = part ? table_rows(layout, part) : (struct table_rows){0};
        if (rows.count) {
            *end = rows.items[0].end;
            return rows.items[0].first_cell;
        }
    }
    return NULL;
}

static uint32_t count_columns(const struct collect *collect, const struct fo *table)
{
    const struct fo_tree *tree = collect->layout->tree;
    uint32_t count = 0, at = 0;
    if (!next_of_type(table->first, FO_TABLE_COLUMN))
        return table_count_columns(collect->layout, table);
    for (const struct fo *c = next_of_type(table->first, FO_TABLE_COLUMN); c;
         c = next_of_type(c->next, FO_TABLE_COLUMN)) {
        int number = fo_integer(tree, c, FO_P_COLUMN_NUMBER, (int)at + 1);
        at = (number < 1 || number > COLUMNS_MAX ? at : (uint32_t)number - 1) +
             (uint32_t)count_or_one(tree, c, FO_P_COLUMNS_REPEATED);
        if (at > count)
            count = at;
    }
    const struct fo *end = NULL;
    uint32_t in_row = 0;
    for (const struct fo *cell = first_row_cells(collect->layout, table, &end); cell && cell != end;
         cell = cell->next)
        if (cell->type == FO_TABLE_CELL) {
            int number = fo_integer(tree, cell, FO_P_COLUMN_NUMBER, (int)in_row + 1);
            if (number > 0 && number <= COLUMNS_MAX)
                in_row = (uint32_t)number - 1;
            in_row += (uint32_t)count_or_one(tree, cell, FO_P_COLUMNS_SPANNED);
        }
    return in_row > count ? in_row : count;
}

static void set_width(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
                      mpt base, struct column *column)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind != FO_V_LENGTH)
        return;
    column->share = value->length.proportional;
    column->width = fo_length(tree, fo, property, base);
}

static void read_columns(const struct collect *collect, const struct fo *table, mpt width,
                         struct columns *columns)
{
    const struct fo_tree *tree = collect->layout->tree;
    uint32_t at = 0;
    for (const struct fo *c = next_of_type(table->first, FO_TABLE_COLUMN); c;
         c = next_of_type(c->next, FO_TABLE_COLUMN)) {
        int number = fo_integer(tree, c, FO_P_COLUMN_NUMBER, (int)at + 1);
        if (number >= 1 && number <= COLUMNS_MAX)
            at = (uint32_t)number - 1;
        int repeated = count_or_one(tree, c, FO_P_COLUMNS_REPEATED);
        for (int i = 0; i < repeated && at < columns->count; i++, at++) {
            columns->items[at].fo = c;
            set_width(tree, c, FO_P_COLUMN_WIDTH, width, &columns->items[at]);
        }
    }
}

/* A width on a cell of the first row counts where the column has none. */
static void read_first_row(const struct collect *collect, const struct fo *table, mpt width,
                           struct columns *columns)
{
    const struct fo_tree *tree = collect->layout->tree;
    const struct fo *end = NULL;
    uint32_t at = 0;
    for (const struct fo *cell = first_row_cells(collect->layout, table, &end); cell && cell != end;
         cell = cell->next) {
        if (cell->type != FO_TABLE_CELL)
            continue;
        int number = fo_integer(tree, cell, FO_P_COLUMN_NUMBER, (int)at + 1);
        if (number >= 1 && number <= COLUMNS_MAX)
            at = (uint32_t)number - 1;
        int span = count_or_one(tree, cell, FO_P_COLUMNS_SPANNED);
        struct column *column = at < columns->count ? &columns->items[at] : NULL;
        if (column && column->width == 0 && column->share == 0 && span == 1 &&
            !fo_is_auto(tree, cell, FO_P_IPD_OPT)) {
            mpt border[SIDE_COUNT], padding[SIDE_COUNT];
            collect_edges(collect, cell, border, padding);
            column->width = fo_length(tree, cell, FO_P_IPD_OPT, width) + border[START] +
                            border[END] + padding[START] + padding[END];
        }
        at += (uint32_t)span;
    }
}

struct columns table_columns(const struct collect *collect, const struct fo *table, mpt *width)
{
    struct columns columns = {NULL, count_columns(collect, table)};
    columns.items = ARENA_ARRAY(collect->layout->arena, columns.count + 1, struct column);
    read_columns(collect, table, *width, &columns);
    read_first_row(collect, table, *width, &columns);
    int64_t fixed = 0;
    double shares = 0;
    for (uint32_t i = 0; i < columns.count; i++) {
        struct column *column = &columns.items[i];
        if (column->width == 0 && column->share == 0)
            column->share = 1;
        column->fixed = column->width;
        fixed += column->width;
        shares += column->share;
    }
    if (fixed > *width)
        *width = (mpt)fixed;
    double unit = shares > 0 ? (double)(*width - fixed) / shares : 0;
    if (collect->layout->options.like_fop)
        unit = floor(unit);
    for (uint32_t i = 0; i < columns.count; i++) {
        struct column *column = &columns.items[i];
        if (column->share > 0)
            column->width += (mpt)(unit * column->share);
        columns.items[i + 1].x = column->x + column->width;
    }
    return columns;
}
