/* Inline content into paragraphs. */
#ifndef CONCORDAT_PRINT_LAYOUT_GATHER_H
#define CONCORDAT_PRINT_LAYOUT_GATHER_H

#include "print/layout/internal.h"

struct gather;

struct gather_options {
    mpt width; /* base of percentages */
    /* Called for a block-level object; the paragraph before it is to be ended. */
    void (*block)(void *payload, struct gather *gather, const struct fo *fo);
    void *payload;
};

/* Options are borrowed. */
struct gather *gather_new(struct layout_internal *layout, const struct fo *block,
                          const struct inline_style *style, const struct gather_options *options);
void gather_add(struct gather *gather, const struct fo *fo);
/* What was gathered since the last end; NULL if there is nothing to see. Inlines that
 * are open go on in the next paragraph. */
struct paragraph *gather_end(struct gather *gather);
void gather_free(struct gather *gather);

/* The inlines around what comes next, outermost first. */
size_t gather_open_count(const struct gather *gather);
struct piece *gather_open(const struct gather *gather);
const struct inline_style *gather_style(const struct gather *gather);

/* `text` of a fo:character or text object as its text-transform has it; `before` is the
 * paragraph's text so far, which says whether a word has begun; language NULL: none. In the round's
 * arena. */
struct str text_transform(struct layout_internal *layout, const struct fo *fo, struct str text,
                          struct str before, const char *language);

#endif
