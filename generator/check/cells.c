#include "check/cells.h"

#include <stdlib.h>
#include <string.h>

enum { SLAB = 64 << 10 };

static size_t number_of(size_t size)
{
    return (size + CELL_STEP - 1) / CELL_STEP;
}

static bool is_small(size_t size)
{
    return size > 0 && size <= CELL_MOST;
}

static void *carve(struct cells *cells, size_t size)
{
    if (cells->left < size) {
        char *slab = malloc(SLAB);
        if (slab == NULL)
            die_no_memory(SLAB);
        *vec_push(&cells->slabs) = slab;
        cells->left = SLAB;
    }
    char *cell = cells->slabs.items[cells->slabs.count - 1] + SLAB - cells->left;
    cells->left -= size;
    return cell;
}

static void *take(struct cells *cells, size_t size)
{
    if (!is_small(size))
        return malloc(size);
    struct cell *cell = cells->free[number_of(size)];
    if (cell == NULL)
        return carve(cells, number_of(size) * CELL_STEP);
    cells->free[number_of(size)] = cell->next;
    return cell;
}

static void give_back(struct cells *cells, void *block, size_t size)
{
    if (!is_small(size)) {
        free(block);
        return;
    }
    struct cell *cell = block;
    cell->next = cells->free[number_of(size)];
    cells->free[number_of(size)] = cell;
}

void *cells_resize(struct cells *cells, void *block, size_t old, size_t size)
{
    if (size == 0) {
        if (block != NULL)
            give_back(cells, block, old);
        return NULL;
    }
    if (block == NULL)
        return take(cells, size);
    if (!is_small(old) && !is_small(size))
        return realloc(block, size);
    if (is_small(old) && is_small(size) && number_of(old) == number_of(size))
        return block;
    void *moved = take(cells, size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, old < size ? old : size);
    give_back(cells, block, old);
    return moved;
}

void cells_release(struct cells *cells)
{
    for (size_t i = 0; i < cells->slabs.count; i++)
        free(cells->slabs.items[i]);
    vec_release(&cells->slabs);
}
