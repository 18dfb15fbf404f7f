/*
 * A section of a flow, collected bit by bit: as much as the page under way may look at, and
 * what is above its cut. Of the rest nothing is there yet, or it is gone.
 *
 * What is collected in one go is an object that is no shell (collect_is_shell). Some of
 * them share a batch of memory, which goes when the cut has passed it. Shells stay open meanwhile.
 */
#ifndef CONCORDAT_PRINT_LAYOUT_WINDOW_H
#define CONCORDAT_PRINT_LAYOUT_WINDOW_H

#include "print/layout/internal.h"

struct window;

/* Of the children of `content` from `first` up to `end`. The memory outlives it. */
struct window_request {
    const struct fo *content, *first, *end;
    mpt width, height;
    struct memory *memory; /* holds the window and the shells */
};
struct window *window_new(struct layout_internal *layout, const struct window_request *request);
struct stream *window_stream(const struct window *window);

/* Collects up to `height` below box `from`, and one more box, or all there is; where pages
 * stay, always all. False once all is collected. */
bool window_fetch(struct window *window, uint32_t from, int64_t height);
/* At least so high boxes [from, to) are: groups that are cut do not count. */
int64_t window_height(const struct window *window, uint32_t from, uint32_t to);

/* Lets go of what is above box `at`, but for what a break there may continue; returns how
 * many boxes that were. */
uint32_t window_trim(struct window *window, uint32_t at);
void window_release(struct window *window);

/* ---- At another width ---------------------------------------------------------------- */

/* The object that a new window must begin with to go on at a box of this one; NULL: its
 * first one. */
const struct fo *window_start(const struct window *window, uint32_t at);
/* A new window begins there; lines and groups are cut as told until the end of the search. */
void window_begin_at(struct window *window, const struct fo *start,
                     const struct restarts *restarts);
/* The box that goes on at `at` of the old window; UINT32_MAX: there is none. */
uint32_t window_find(struct window *window, const struct window *old, uint32_t at);

#endif
