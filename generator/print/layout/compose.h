/* How many boxes of a stream go where: into a column, a page, a page's body. */
#ifndef CONCORDAT_PRINT_LAYOUT_COMPOSE_H
#define CONCORDAT_PRINT_LAYOUT_COMPOSE_H

#include "print/layout/window.h"

/* ---- One column ------------------------------------------------------------------ */

struct placed_footnote {
    struct footnote *footnote;
    uint32_t from, to;
};
struct composition {
    uint32_t end; /* boxes [from, end) */
    VEC(struct placed_footnote) footnotes, deferred;
    bool overflows;
    bool unmet; /* what must stay together is higher than the room */
};

struct compose_request {
    const struct stream *stream;
    uint32_t from;
    mpt height, separator;
    const struct placed_footnote *waiting; /* of earlier pages: they come first */
    size_t waiting_count;
    bool must_advance; /* nothing stands above: take a box though it overflows */
    mpt least_end;     /* a last page of less height takes more from the one before */
};

/* Boxes and their footnotes in the one column of a page. */
void compose(const struct compose_request *request, struct composition *composition);
void composition_release(struct composition *composition);

/* Boxes up to `limit` in one of several columns, whose footnotes are the caller's care. */
struct column_request {
    const struct stream *stream;
    uint32_t from, limit;
    mpt height;
    bool ends_page; /* what follows goes to another page, not to another column */
    bool must_advance;
};
/* Sets *unmet as above; leaves it alone otherwise. */
uint32_t compose_column(const struct column_request *request, bool *unmet);

/* ---- Several columns ----------------------------------------------------------------- */

/* The same in `count` columns of equal height, filled one after another; footnotes
 * stand below all of them (XSL 1.1, 6.12.1). `ends` takes each column's end. */
void compose_columns(const struct compose_request *request, unsigned count, uint32_t *ends,
                     struct composition *composition);

/* Spreads boxes [from, to) over `count` columns: the highest one as low as can be, then
 * all as even as can be, earlier ones rather longer. False, with `ends` as they were, if
 * they do not fit into `height`. */
bool balance_columns(const struct stream *stream, uint32_t from, uint32_t to, mpt height,
                     unsigned count, uint32_t *ends);

/* ---- A flow in sections ---------------------------------------------------------------- */

/* Children of a flow that stand in the same number of columns. */
struct flow_section {
    const struct fo *first, *end; /* siblings from first up to but not end */
    bool is_wide;                 /* in one column, across all */
    struct window *window;
    struct stream *stream; /* the window's */
};

struct flow_place {
    uint32_t section, box;
};

/* A flow collected for a body. Invariant: `at` is never a section's end. */
struct flow {
    struct layout_internal *layout;
    const struct fo *fo;
    mpt width, height; /* of the body's content */
    unsigned columns;
    mpt gap, column_width;
    struct flow_section *sections;
    uint32_t section_count;
    struct flow_place at;  /* what comes next */
    struct memory *memory; /* of the sections; NULL where all pages stay */
};

/* Collects what the page may look at; anew where its body differs from what the flow was
 * collected for. Then the flow as it was is still there, and one of both is to be released. */
void flow_fit(struct flow *flow, const struct page *page);
/* Lets go of what is above the place. */
void flow_trim(struct flow *flow);
/* Unless the other is the same collection; NULL: there is no other. */
void flow_release(struct flow *flow, const struct flow *other);
bool flow_is_done(const struct flow *flow);
/* The break that stands before what comes next. */
enum break_kind flow_break(const struct flow *flow, struct flow_place place);

/* A region's or footnote's content, all of it. */
struct stream *collect_region(struct layout_internal *layout, const struct fo *content, mpt width,
                              mpt height);

/* ---- A page's body ----------------------------------------------------------------------- */

struct planned_span {
    uint32_t section;
    unsigned columns;
    uint32_t from, *ends; /* each column's */
    mpt room;             /* for it and all that follows, without footnotes */
    size_t footnotes;     /* on the page before it */
    bool is_balanced;
};

struct body_plan {
    VEC(struct planned_span) spans;
    VEC(struct placed_footnote) footnotes, deferred;
    struct flow_place end;
    mpt note_height; /* with the separator */
    bool overflows, unmet;
};

struct body_request {
    mpt separator;
    const struct placed_footnote *waiting;
    size_t waiting_count;
    bool balances_end; /* the columns at the flow's end, too */
};

/* What of the flow goes into its body. */
void flow_plan(const struct flow *flow, const struct body_request *request, struct body_plan *plan);
void body_plan_release(struct body_plan *plan);
/* Makes the areas of the body. */
void flow_build(const struct flow *flow, const struct body_plan *plan, struct placed_region *body);

#endif
