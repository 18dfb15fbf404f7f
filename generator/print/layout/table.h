/* Tables: what collect_table.c and table_columns.c share. */
#ifndef CONCORDAT_PRINT_LAYOUT_TABLE_H
#define CONCORDAT_PRINT_LAYOUT_TABLE_H

#include "print/layout/internal.h"

struct column {
    const struct fo *fo; /* fo:table-column; may be NULL */
    mpt width, x;        /* x from the table's content edge; x of the one past the last is the
                            table's width */
    double share;        /* of what fixed columns leave */
};

struct columns {
    struct column *items; /* count + 1 */
    uint32_t count;
};

/* Reads the columns and divides `width` among them; a table whose fixed columns need
 * more grows: *width says. */
struct columns table_columns(const struct collect *collect, const struct fo *table, mpt *width);

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

#endif
