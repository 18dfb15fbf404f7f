/*
 * A table's rows laid on its grid: cells may not overlap, rows end in the same column, and
 * every cell finds its headers.
 */
#include "conform.h"

#include <string.h>

struct grid {
    VEC(int) taken; /* by column: how many more rows a cell from above takes */
    size_t columns; /* of the first row */
    bool is_told;   /* one fault a table: those after it mostly follow from it */
};

static size_t first_free(const struct grid *grid, size_t column)
{
    while (column < grid->taken.count && grid->taken.items[column] > 0)
        column++;
    return column;
}

static int spanned(int attribute)
{
    return attribute > 1 ? attribute : 1;
}

/* Lays one row, and goes on to the next; the column behind its last cell. */
static size_t lay_row(const struct checking *checking, struct grid *grid,
                      const struct pdf_element *row)
{
    size_t column = first_free(grid, 0);
    for (const struct pdf_element *cell = row->first; cell != NULL; cell = cell->next) {
        int width = spanned(cell->attributes->column_span);
        int height = spanned(cell->attributes->row_span);
        for (int w = 0; w < width; w++, column++) {
            while (grid->taken.count <= column)
                *vec_push(&grid->taken) = 0;
            if (grid->taken.items[column] > 0 && !grid->is_told) {
                fault(checking, cell, MSG_PDF_TABLE_OVERLAP);
                grid->is_told = true;
            }
            grid->taken.items[column] = height;
        }
        column = first_free(grid, column);
    }
    for (size_t c = 0; c < grid->taken.count; c++)
        grid->taken.items[c] -= grid->taken.items[c] > 0;
    return column;
}

/* The columns of a row are those of its cells and of what reaches into it from above. */
static void check_row(const struct checking *checking, struct grid *grid,
                      const struct pdf_element *row, bool is_first)
{
    size_t columns = lay_row(checking, grid, row);
    if (is_first)
        grid->columns = columns;
    if (columns != grid->columns && !grid->is_told) {
        fault(checking, row, MSG_PDF_TABLE_ROW, columns, grid->columns);
        grid->is_told = true;
    }
}

/* What reaches beyond the last row of its part. */
static void end_part(const struct checking *checking, struct grid *grid,
                     const struct pdf_element *part)
{
    for (size_t c = 0; c < grid->taken.count; c++) {
        if (grid->taken.items[c] > 0 && !grid->is_told) {
            fault(checking, part, MSG_PDF_TABLE_LONG);
            grid->is_told = true;
        }
        grid->taken.items[c] = 0;
    }
}

/* ---- Headers -----------------------------------------------------------------------------------
 */

static const struct pdf_element *find_named(const struct checking *checking, struct str id)
{
    size_t low = 0, high = checking->pdf->with_id.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct pdf_element *element = checking->pdf->with_id.items[middle];
        int order = strncmp(element->attributes->id, id.s, id.n);
        if (order == 0 && element->attributes->id[id.n] == '\0')
            return element;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static const struct pdf_element *table_of(const struct pdf_element *element)
{
    while (element != NULL && strcmp(element->type, "Table") != 0)
        element = element->parent;
    return element;
}

static void check_headers(const struct checking *checking, const struct pdf_element *cell)
{
    struct str rest = str_of(cell->attributes->headers), id;
    while (str_next(&rest, ' ', &id)) {
        const struct pdf_element *header = id.n > 0 ? find_named(checking, id) : NULL;
        if (id.n > 0 && (header == NULL || strcmp(header->type, "TH") != 0 ||
                         table_of(header) != table_of(cell)))
            fault(checking, cell, MSG_PDF_HEADERS, (int)id.n, id.s);
    }
}

/* The rows of a table or of one of its parts; how many of their cells are headers. */
static size_t check_rows(const struct checking *checking, struct grid *grid,
                         const struct pdf_element *part, bool *is_first)
{
    size_t headers = 0;
    for (const struct pdf_element *row = part->first; row != NULL; row = row->next) {
        if (strcmp(row->type, "TR") != 0)
            continue;
        check_row(checking, grid, row, *is_first);
        *is_first = false;
        for (const struct pdf_element *cell = row->first; cell != NULL; cell = cell->next) {
            headers += strcmp(cell->type, "TH") == 0;
            check_headers(checking, cell);
        }
    }
    end_part(checking, grid, part);
    return headers;
}

void conform_table(const struct checking *checking, const struct pdf_element *table)
{
    struct grid grid = {0};
    bool is_first = true;
    size_t headers = check_rows(checking, &grid, table, &is_first);
    for (const struct pdf_element *part = table->first; part != NULL; part = part->next)
        if (is_one_of(part->type, "THead TBody TFoot"))
            headers += check_rows(checking, &grid, part, &is_first);
    if (headers == 0 && table->started)
        fault(checking, table, MSG_PDF_NO_HEADERS);
    vec_release(&grid.taken);
}
