/*
 * Memory for the many small things of a Lua state: blocks of up to half a kilobyte come
 * from lists of free cells by size, which costs a tenth of what malloc does. Sizes are
 * told with each block, as Lua does, so cells carry no headers.
 */
#ifndef CONCORDAT_CHECK_CELLS_H
#define CONCORDAT_CHECK_CELLS_H

#include "base/base.h"

enum {
    CELL_STEP = 16,
#ifdef ARENA_PASS_THROUGH
    CELL_MOST = 0, /* each block a malloc of its own, so that ASan sees it */
#else
    CELL_MOST = 512,
#endif
    CELL_SIZES = CELL_MOST / CELL_STEP + 1
};

struct cells {
    struct cell {
        struct cell *next;
    } * free[CELL_SIZES];
    VEC(char *) slabs;
    size_t left; /* bytes of the last slab that were not given out yet */
};

/* Like realloc(): a new block (old: 0), one of another size, or none (size: 0). NULL only
 * if a large block cannot be had; what is there then stays. */
void *cells_resize(struct cells *cells, void *block, size_t old, size_t size);
void cells_release(struct cells *cells);

#endif
