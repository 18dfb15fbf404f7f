/* Soft hyphens in a paragraph that is under way. */
#ifndef CONCORDAT_PRINT_LAYOUT_HYPHENS_H
#define CONCORDAT_PRINT_LAYOUT_HYPHENS_H

#include "print/layout/internal.h"

struct hyphens {
    struct piece *pieces;
    size_t piece_count;
};

/* Adds them to the words of pieces that want to be hyphenated, and moves the pieces. */
void hyphens_add(struct layout_internal *layout, struct hyphens *hyphens, struct buf *text);

#endif
