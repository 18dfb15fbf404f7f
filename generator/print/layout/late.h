/*
 * Page numbers that the text shows before they are known: of what comes later, of the page
 * that a paragraph will be on, of the last page. The text takes a guess for them. A page
 * that shows one is kept until all its numbers are known; then the paragraph is broken
 * again, and if its lines are as many and as high as before, nothing else moves. If they
 * are not, the round is not the last.
 */
#ifndef CONCORDAT_PRINT_LAYOUT_LATE_H
#define CONCORDAT_PRINT_LAYOUT_LATE_H

#include "print/layout/internal.h"

/* A block of nothing but one paragraph, and how that was broken. */
struct late_block {
    const struct fo *fo;
    const struct inline_style *style;
    struct line_request request;
    struct lines lines;
    size_t cited;  /* the layout's first that it cites */
    bool is_asked; /* somebody wants to know what width its words need */
};
/* If the block shows guesses its lines become late. */
void late_note(struct layout_internal *layout, const struct late_block *block);
/* The area of a late line is on the page under way. */
void late_place(struct layout_internal *layout, const struct line *line, struct area *area);

/* Whether what the layout cites from `first` on are all known numbers. */
bool late_is_known(const struct layout_internal *layout, size_t first);

/* The page under way is complete: shows it, or keeps it, with its arena and those of the
 * flow's streams. Shows those before it whose numbers have become known. */
void late_show(struct layout_internal *layout, struct page *page);
/* All numbers are known: shows what is still kept. */
void late_finish(struct layout_internal *layout);
/* Lets go of what is kept. */
void late_release(struct layout_internal *layout);

#endif
