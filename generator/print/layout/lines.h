/* Paragraphs into lines: what elements.c and lines.c share. */
#ifndef CONCORDAT_PRINT_LAYOUT_LINES_H
#define CONCORDAT_PRINT_LAYOUT_LINES_H

#include "print/layout/internal.h"

/* The element of a text indent. */
#define ELEMENT_NO_PIECE UINT32_MAX

struct elements {
    VEC(struct element) list;
    size_t space_count;
    bool has_leader;
};

void elements_make(const struct fo_tree *tree, const struct paragraph *paragraph, mpt indent,
                   struct elements *elements);
/* The widest stretch that no line may break. */
mpt elements_widest(const struct elements *elements);
/* Lets stretches break that are wider than a line, and warns of words that are cut. */
void elements_break_wide(struct layout_internal *layout, const struct paragraph *paragraph,
                         const struct line_request *request, struct elements *elements);

/* ---- Baselines: baseline.c ------------------------------------------------------- */

/* What a thing aligns by: heights above its alphabetic baseline. */
struct extents {
    mpt ascent, descent, middle;
};

/* A baseline table: what things inside an object align to. */
struct baselines {
    struct extents extents;
    mpt shift; /* of the alphabetic baseline above the line's */
    enum fo_keyword dominant;
    bool is_line; /* the line's own */
};

/* A thing to be placed. */
struct aligned {
    struct extents extents;
    mpt height; /* base of percentages: the line-height of text, else its own */
    const struct inline_style *style, *parent;
};

struct placement {
    mpt shift;            /* of its alphabetic baseline above the line's … */
    mpt raise;            /* … of which baseline-shift's part */
    enum fo_keyword edge; /* FO_K_BEFORE_EDGE, FO_K_AFTER_EDGE: of the finished line, wherever
                             that is; FO_K_NONE */
};

struct extents baseline_text_extents(const struct inline_style *style);
struct baselines baselines_of_line(const struct fo_tree *tree, const struct fo *block,
                                   const struct inline_style *style);
struct placement baseline_place(const struct fo_tree *tree, const struct fo *fo,
                                const struct baselines *table, const struct aligned *thing);
/* The table for what an inline holds that was placed by that of its parent. */
struct baselines baselines_within(const struct fo_tree *tree, const struct fo *fo,
                                  const struct inline_style *style, const struct baselines *outer,
                                  const struct placement *placement);

/* ---- Lines ------------------------------------------------------------------------ */

/* The areas of elements [from, to) of a line whose spaces and leaders stretch by
 * `ratio`; `skipped` elements before `from` were dropped by the break. */
struct line_content {
    const struct paragraph *paragraph;
    const struct element *elements;
    size_t skipped, from, to;
    const struct element *dropped; /* a space or linefeed that the break after it takes; or NULL */
    mpt end_width;                 /* a hyphen that the break adds, or less a letter space */
    bool after_hyphen;             /* the line before ended with a hyphen */
    size_t shown_from, shown_to;   /* spaces beside inlines are dropped outside of these */
    bool goes_on;                  /* a block within the block comes next */
    double ratio;
    double first_ratio; /* with what stood in the line before page numbers were known */
    bool leaders_only;  /* stretch leaders, not spaces */
    mpt width;
};
/* Inlines that are open across lines, as indexes of their opening pieces. */
struct open_inlines {
    VEC(uint32_t) list;
};
struct area *line_area(struct layout_internal *layout, const struct line_content *content,
                       struct open_inlines *open, struct line *line);

/* A leader of that width; `base` is that of percentages. */
struct area *leader_area(struct layout_internal *layout, const struct piece *piece, mpt width,
                         mpt base);

/* Brings a line's inline areas into visual order (UAX #9, L1 and L2). */
void line_reorder(struct layout_internal *layout, struct area *line);

#endif
