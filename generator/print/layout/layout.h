/*
 * print/layout: formatting objects into pages of areas.
 *
 * 1. Collect: a block-level subtree becomes a flat stream of events (space, open,
 *    box, close, break, keep), once a width. Boxes are lines, steps of parallel
 *    groups (list items, table rows) and containers. Lines are broken here.
 * 2. Compose: boxes are counted into a region while their heights fit; gaps between
 *    boxes say what a break there costs and weighs.
 * 3. Build: the events of the boxes chosen are replayed into areas. Nothing is laid
 *    out here but spaces, which shrink if the region needs it.
 * Page numbers that the text cites come from the round before; rounds go on until
 * they hold, at most five times. With `page_done` the first round fills in what it does not
 * know yet (late.h), and mostly is the last.
 *
 * With `page_done` a page's areas live until it returns, a page-sequence's streams until
 * its last page is done; else all pages stay.
 */
#ifndef CONCORDAT_PRINT_LAYOUT_H
#define CONCORDAT_PRINT_LAYOUT_H

#include "print/layout/area.h"

struct layout;

struct layout_options {
    struct font_set *fonts;
    /* As Apache FOP lays out, where it differs from XSL 1.1: for its layout cases. */
    bool like_fop;
    /* Gets what there is to say of the pages, at the object's place; NULL: it is printed, and
     * a character that no font has is a failure. */
    void (*tell)(void *payload, const struct fo_place *at, enum message message, va_list args);
    /* What comes to more pages is laid out without a word, since it is not kept; 0: any. */
    unsigned most_pages;
    /* The own size of an object's picture, or of the one at `address` if that is not NULL;
     * false after a message of its own. */
    bool (*image_size)(void *payload, const struct fo *fo, const char *address, mpt *width,
                       mpt *height);
    /* Gets each page of every round that may be the last one, once it is laid out: in any
     * order, since some wait for page numbers, and some in two parts, first the body. */
    void (*page_done)(void *payload, const struct layout *layout, const struct page *page);
    /* That round was not the last: its pages do not count, others come. False after a
     * failure, which ends the layout. */
    bool (*begin_anew)(void *payload);
    void *payload;
};

struct layout {
    struct arena *arena; /* of the last round: owns pages and areas */
    const struct fo_tree *tree;
    struct page *pages; /* NULL with `page_done` */
    unsigned page_count;
    struct layout_internal *internal;
};

/* NULL after an error. `layout_free` gives the last round's memory back. */
struct layout *layout_new(struct arena *arena, struct fo_tree *tree,
                          const struct layout_options *options);
void layout_free(struct layout *layout);

/* Whether an id has an area; while pages are shown, whether it had one in the round before.
 * In the first round it is expected to come: if it does not, the round is not the last. */
bool layout_has(const struct layout *layout, const char *id);
/* The page an id's first area is on, and the folio; NULL if there is none. */
const struct page *layout_find(const struct layout *layout, const char *id);

/* The painter found a link to what has no area. */
void layout_tell_unknown(const struct layout *layout, const struct fo *fo, const char *id);
/* The painter found text that stands so far outside the page. */
void layout_tell_outside(const struct layout *layout, const struct fo *fo, mpt distance);

/* A picture behind an area: its first tile, from the left corner of the padding box. */
struct background {
    const char *address; /* as the property has it */
    mpt x, y, width, height;
    enum fo_keyword repeat;
};
/* What the background-image of an object puts behind an area; false: nothing, or a picture
 * that cannot be read, which was told. */
bool layout_background(const struct layout *layout, const struct fo *fo, const struct area *area,
                       struct background *background);
/* The address of an object's background-image, NULL: none. */
const char *layout_background_address(const struct fo_tree *tree, const struct fo *fo);

/* The area tree as XML, in the vocabulary of Apache FOP's layout cases. */
void layout_dump(const struct layout *layout, struct buf *xml);

#endif
