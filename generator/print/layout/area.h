/*
 * print/layout: the areas that a formatter makes (XSL 1.1, chapter 4). Lengths are
 * millipoints. Areas point to their formatting object; how they look (colours,
 * styles) is read from there.
 *
 * Block areas stand from the start edge of their parent, which is the right one where
 * the parent's object is_rtl: who paints mirrors them. Inline areas stand from the left.
 */
#ifndef CONCORDAT_PRINT_LAYOUT_AREA_H
#define CONCORDAT_PRINT_LAYOUT_AREA_H

#include "print/fo/fo.h"

enum side { BEFORE, AFTER, START, END, SIDE_COUNT };

enum area_kind {
    AREA_BLOCK,
    AREA_LINE,
    AREA_TEXT,         /* text of one text object in one line */
    AREA_INLINE,       /* fo:inline, links, citations: holds inline areas */
    AREA_INLINE_BLOCK, /* holds block areas within a line */
    AREA_IMAGE,
    AREA_LEADER, /* dots or other text, repeated */
    AREA_RULE,   /* a leader drawn as a line */
    AREA_SPACE,  /* a leader without mark */
    AREA_ANCHOR, /* no size: a place for an id */
};

struct paragraph;
struct inline_style;
struct collapsed_edges;

/* By what box the picture of a background is placed, from the area's own corner. */
struct picture_box {
    mpt x, y, width, height;
};

/* A picture's viewport and the picture in it. */
struct image_size {
    mpt width, height;
    mpt content_x, content_y, content_width, content_height;
};

struct area {
    enum area_kind kind;
    const struct fo *fo;
    struct area *first, *last, *next;

    /* The border box's corner, from the parent's content corner. Inline areas
     * stand in their line or inline parent; y is what the area tree calls offset. */
    mpt x, y;
    mpt ipd, bpd; /* content */
    mpt border[SIDE_COUNT], padding[SIDE_COUNT];
    mpt space_before, space_after;
    mpt lowered;                  /* of a cell: what display-align leaves above its content */
    mpt start_indent, end_indent; /* blocks: as resolved; lines: what is left empty */
    mpt space_start, space_end;

    bool starts, ends; /* the object's first, last area */
    bool positioned;   /* does not move what follows */
    bool is_reference, is_viewport, is_clipped;
    bool is_background; /* only paints: the background of a row, a column */
    bool is_repeated;   /* a table header or footer after its first time */
    bool is_bare;       /* an empty cell without border and background */
    bool is_absolute;   /* an absolutely positioned container; x and y say where */
    bool is_separator;  /* of footnotes */
    unsigned turns;     /* of a viewport: quarters that what it holds is turned left by */
    bool is_page_fixed; /* x and y from the page's corner */
    bool is_reordered;  /* AREA_LINE: the children stand in visual order, left to right */

    uint8_t level;  /* of lines and inline areas (UAX #9); odd: right to left */
    uint32_t order; /* in a reordered line: place in the text among all without children */

    /* AREA_TEXT: bytes of the paragraph's text; dots and generated text too. */
    const struct paragraph *paragraph;
    uint32_t start, end;
    mpt baseline;           /* from the area's top */
    mpt word_adjust;        /* added to each space, for justified lines */
    mpt hyphen;             /* the width of one that the line's end shows; 0: none … */
    uint32_t word_end;      /* … and the end of the word that it breaks */
    uint32_t said;          /* the end of the word that the line before broke; 0: none */
    bool parts_words;       /* the text goes on after a space that the line's end dropped */
    const struct fo *style; /* whose font and colour */
    const struct inline_style *inline_style;

    /* AREA_LEADER: one unit, drawn again and again: the text of the paragraph, or an area. */
    const struct area *unit;
    const char *generated;
    uint32_t unit_count;
    mpt unit_width, unit_space;

    struct image_size image;       /* AREA_IMAGE */
    const struct picture_box *box; /* is_background: of the row, column or part; or NULL */

    const struct collapsed_edges *collapsed; /* a cell's, in that border model; or NULL */
};

/* A column of a span: a normal-flow reference area (XSL 1.1, 4.2.5). */
struct column_area {
    struct area *areas; /* linked by next */
    mpt x, used;        /* from the region's content corner; height of the areas */
};

/* What stands in as many columns: a span reference area. */
struct span_area {
    struct span_area *next;
    struct column_area *columns;
    unsigned column_count;
    mpt y, height; /* from the region's content corner; of the highest column */
    mpt column_width;
};

/* A region on a page. */
struct placed_region {
    const struct fo *region; /* fo:region-* */
    mpt x, y;                /* viewport's corner on the page */
    mpt width, height; /* of the viewport, as what it holds stands: turned, if the turns are odd */
    unsigned turns;    /* quarters to the left */
    mpt border[SIDE_COUNT], padding[SIDE_COUNT];
    unsigned column_count; /* 0 unless it is a region-body */
    mpt column_gap;
    mpt offset;               /* of the areas from the content's top (display-align) */
    struct area *areas;       /* linked by next; NULL in a region-body … */
    struct span_area *spans;  /* … which has spans */
    mpt used;                 /* height of the areas */
    const struct fo *content; /* fo:flow or fo:static-content, NULL if none */
};

enum region_slot {
    REGION_BEFORE,
    REGION_START,
    REGION_BODY,
    REGION_END,
    REGION_AFTER,
    REGION_SLOTS
};

struct page {
    struct page *next;
    const struct fo *sequence;
    const struct fo *master; /* fo:simple-page-master */
    mpt width, height;
    unsigned index; /* from 0, through the document */
    int number;
    const char *folio;
    bool is_blank, starts_sequence;
    bool lacks_body, lacks_static; /* that part is not laid out: it comes, or came, by itself */
    struct placed_region regions[REGION_SLOTS]; /* region NULL: not there */
    struct area *footnotes;                     /* separator first */
    mpt footnote_height, footnote_offset;
};

/* A rectangle on the page. */
struct turned_box {
    mpt x, y, width, height;
};
/* From an area's own coordinates, its content upright from (0, 0), to those around the box
 * that it takes, turned: a ctm. */
void area_turn_matrix(unsigned turns, struct turned_box box, double matrix[6]);

/* The rectangle that a region takes on its page. */
static inline struct turned_box region_box(const struct placed_region *region)
{
    bool lies = region->turns % 2 != 0;
    return (struct turned_box){region->x, region->y, lies ? region->height : region->width,
                               lies ? region->width : region->height};
}

#endif
