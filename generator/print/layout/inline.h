/* What text areas refer to: how the text looks, and the paragraph that it is from. */
#ifndef CONCORDAT_PRINT_LAYOUT_INLINE_H
#define CONCORDAT_PRINT_LAYOUT_INLINE_H

#include "print/fo/fo.h"
#include "print/text/text.h"

struct piece;

/* How text of one object looks and how it stands on the line. */
struct inline_style {
    const struct fo *fo; /* the object whose font it is: never a text */
    struct text_style text;
    const struct font *font;
    struct font_metrics metrics;
    mpt line_height;
    bool has_word_limits; /* how far spaces stretch and shrink is given: */
    mpt word_stretch, word_shrink;
    uint32_t color;
    /* Lines at text, 0x1000000 | colour; 0: none. */
    uint32_t underline, overline, through;
    bool blinks;
};

/* The inline content of a block between two block-level children. */
struct paragraph {
    const struct fo *block;
    const struct inline_style *style; /* of the block */
    struct text_paragraph *text;
    int64_t *pen; /* size + 1: where each byte's character begins, logical order; mpt */
    struct piece *pieces;
    size_t piece_count;
    bool is_bidi;         /* its lines are reordered */
    struct text_ink tall; /* of all text in fonts that are taller than its lines */
    bool is_empty;        /* nothing but footnotes without a mark: its line has no height */
};

/* Whether a font that stands in for the one asked for may reach out of the line. */
bool paragraph_is_tall(const struct paragraph *paragraph, const struct text_item *item);

/* Of the bytes [start, end). What is wider than any page is as wide as may still be added
 * to: half a megabyte of letters without a space would not fit an mpt. */
static inline mpt paragraph_width(const struct paragraph *paragraph, uint32_t start, uint32_t end)
{
    const int64_t most = INT32_MAX / 4;
    int64_t width = paragraph->pen[end] - paragraph->pen[start];
    return (mpt)(width > most ? most : width < -most ? -most : width);
}

#endif
