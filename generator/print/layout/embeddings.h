/* How a paragraph's inlines and numbers make its text run. */
#ifndef CONCORDAT_PRINT_LAYOUT_EMBEDDINGS_H
#define CONCORDAT_PRINT_LAYOUT_EMBEDDINGS_H

#include "print/layout/internal.h"

struct embeddings {
    const struct fo *block;
    const struct piece *pieces;
    size_t piece_count;
    struct str text;
};

struct text_bidi embeddings_make(struct layout_internal *layout, const struct embeddings *given);

#endif
