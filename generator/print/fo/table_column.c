/*
 * from-table-column() (XSL 1.1, 5.10.4): the value that a property has on the column of
 * the table cell that the object is or stands in. Cells are counted as they are read, since
 * those that reach down from rows above take columns: the count goes on where it was.
 */
#include "print/fo/internal.h"

struct fo_columns {
    const struct fo *part; /* the rows that are counted stand in it … */
    const struct fo *next; /* … before this one; NULL: the first is to come */
    VEC(int) taken;        /* by column, how many rows more a cell from above takes */
};

static void release(void *handle)
{
    struct fo_columns *columns = handle;
    vec_release(&columns->taken);
}

static struct fo_columns *columns_of(struct fo_tree *tree)
{
    if (!tree->columns) {
        tree->columns = ARENA_NEW(tree->arena, struct fo_columns);
        arena_on_free(tree->arena, release, tree->columns);
    }
    return tree->columns;
}

void fo_forget_columns(struct fo_tree *tree)
{
    if (tree->columns)
        tree->columns->part = NULL;
}

static int span(const struct fo_tree *tree, const struct fo *cell, enum fo_property property)
{
    enum { MOST = 10000 };
    int count = fo_integer(tree, cell, property, 1);
    return count < 1 ? 1 : count > MOST ? MOST : count;
}

/* The first column of the next cell, from 0. */
static size_t next_column(const struct fo_tree *tree, const struct fo_columns *columns,
                          const struct fo *cell, size_t at)
{
    int given = fo_integer(tree, cell, FO_P_COLUMN_NUMBER, 0);
    if (given > 0)
        return (size_t)given - 1;
    while (at < columns->taken.count && columns->taken.items[at] > 0)
        at++;
    return at;
}

static void take(struct fo_columns *columns, size_t from, int count, int rows)
{
    for (size_t i = from; i < from + (size_t)count && rows > 1; i++) {
        while (columns->taken.count <= i)
            *vec_push(&columns->taken) = 0;
        columns->taken.items[i] = rows;
    }
}

/* Goes through a row's cells up to one of them, or all; that one's column. */
static size_t count_cells(const struct fo_tree *tree, struct fo_columns *columns,
                          const struct fo *row, const struct fo *up_to)
{
    size_t at = 0;
    for (const struct fo *cell = row->first; cell; cell = cell->next) {
        if (cell->type != FO_TABLE_CELL)
            continue;
        at = next_column(tree, columns, cell, at);
        if (cell == up_to)
            return at;
        int count = span(tree, cell, FO_P_COLUMNS_SPANNED);
        if (!up_to)
            take(columns, at, count, span(tree, cell, FO_P_ROWS_SPANNED));
        at += (size_t)count;
    }
    return at;
}

static void pass_row(const struct fo_tree *tree, struct fo_columns *columns, const struct fo *row)
{
    count_cells(tree, columns, row, NULL);
    for (size_t i = 0; i < columns->taken.count; i++)
        columns->taken.items[i] -= columns->taken.items[i] > 0;
}

/* In a row the columns that rows above take are known when they have been passed. */
static size_t column_in_row(struct fo_tree *tree, const struct fo *row, const struct fo *cell)
{
    struct fo_columns *columns = columns_of(tree);
    if (columns->part != row->parent) {
        columns->part = row->parent;
        columns->next = row->parent->first;
        columns->taken.count = 0;
    }
    for (; columns->next && columns->next != row; columns->next = columns->next->next)
        if (columns->next->type == FO_TABLE_ROW)
            pass_row(tree, columns, columns->next);
    return count_cells(tree, columns, row, cell);
}

/* Cells without rows: the row begins after a cell that ends one, or with one that starts it. */
static size_t column_without_row(const struct fo_tree *tree, const struct fo *cell)
{
    size_t at = 0;
    for (const struct fo *c = cell->parent->first; c; c = c->next) {
        if (c->type != FO_TABLE_CELL)
            continue;
        int given = fo_integer(tree, c, FO_P_COLUMN_NUMBER, 0);
        if (fo_keyword(tree, c, FO_P_STARTS_ROW) == FO_K_TRUE)
            at = 0;
        if (given > 0)
            at = (size_t)given - 1;
        if (c == cell)
            return at;
        at += (size_t)span(tree, c, FO_P_COLUMNS_SPANNED);
        if (fo_keyword(tree, c, FO_P_ENDS_ROW) == FO_K_TRUE)
            at = 0;
    }
    return at;
}

/* The column of that number, of so many columns if there is one; or NULL. */
static const struct fo *find_column(const struct fo_tree *tree, const struct fo *table,
                                    size_t number, int columns)
{
    const struct fo *found = NULL;
    size_t at = 0;
    for (const struct fo *c = table->first; c; c = c->next) {
        if (c->type != FO_TABLE_COLUMN)
            continue;
        int given = fo_integer(tree, c, FO_P_COLUMN_NUMBER, 0);
        int spanned = span(tree, c, FO_P_COLUMNS_SPANNED);
        size_t repeated = (size_t)span(tree, c, FO_P_COLUMNS_REPEATED);
        if (given > 0)
            at = (size_t)given - 1;
        bool is_there = number >= at && number < at + repeated;
        if (is_there && (spanned == columns || (spanned == 1 && !found)))
            found = c;
        at += repeated;
    }
    return found;
}

const struct fo *fo_table_column(struct fo_tree *tree, const struct fo *fo)
{
    while (fo && fo->type != FO_TABLE_CELL)
        fo = fo->parent;
    if (!fo)
        return NULL;
    const struct fo *row = fo->parent->type == FO_TABLE_ROW ? fo->parent : NULL;
    const struct fo *part = row ? row->parent : fo->parent;
    if (!part->parent || part->parent->type != FO_TABLE)
        return NULL;
    size_t number = row ? column_in_row(tree, row, fo) : column_without_row(tree, fo);
    return find_column(tree, part->parent, number, span(tree, fo, FO_P_COLUMNS_SPANNED));
}
