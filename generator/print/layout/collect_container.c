/*
 * Block-containers: in the flow with a height of their own (a box that is not cut),
 * in the flow without one (a frame), or placed absolutely (a box of height 0).
 */
#include "print/layout/internal.h"

static struct stream *collect_content(const struct collect *collect, const struct fo *fo, mpt ipd,
                                      mpt height, mpt start_indent, mpt end_indent)
{
    struct collect within = *collect;
    within.stream = stream_new(collect->layout);
    within.style = inline_style_new(collect->layout, fo, collect->style);
    within.width = within.reference = ipd;
    within.height = height;
    within.start_indent = start_indent;
    within.end_indent = end_indent;
    within.base_x = 0;
    collect_children(&within, fo);
    stream_finish(within.stream);
    return within.stream;
}

static bool clips(const struct fo_tree *tree, const struct fo *fo)
{
    return fo_keyword(tree, fo, FO_P_OVERFLOW) == FO_K_HIDDEN;
}

/* Content height that the object asks for; -1: none. */
static mpt given_height(const struct collect *collect, const struct fo *fo)
{
    const struct fo_tree *tree = collect->layout->tree;
    const struct fo_value *value = fo_get(tree, fo, FO_P_BPD_OPT);
    if (value->kind != FO_V_LENGTH || (value->length.percent != 0 && collect->height < 0))
        return -1;
    return fo_length(tree, fo, FO_P_BPD_OPT, collect->height);
}

static mpt content_height(const struct stream *stream)
{
    return stream_measure(stream, 0, (uint32_t)stream->boxes.count);
}

/* Start and end offsets and the size between them (XSL 1.1, 7.6 and CSS 2, 10.3.7). */
static void place_axis(const struct fo_tree *tree, const struct fo *fo, enum fo_property low,
                       enum fo_property high, mpt available, mpt edges, mpt *at, mpt *size)
{
    bool has_low = !fo_is_auto(tree, fo, low), has_high = !fo_is_auto(tree, fo, high);
    mpt from = fo_length(tree, fo, low, available), to = fo_length(tree, fo, high, available);
    *at = has_low ? from : 0;
    if (*size < 0 && has_high)
        *size = available - from - to - edges;
    else if (!has_low && has_high)
        *at = available - to - edges - *size;
}

static void collect_absolute(struct collect *collect, const struct fo *fo)
{
    struct layout_internal *layout = collect->layout;
    const struct fo_tree *tree = layout->tree;
    struct container *c = ARENA_NEW(layout->arena, struct container);
    c->fo = fo;
    c->is_absolute = true;
    c->is_fixed = fo_keyword(tree, fo, FO_P_ABSOLUTE_POSITION) == FO_K_FIXED;
    c->clips = clips(tree, fo);
    c->align = fo_keyword(tree, fo, FO_P_DISPLAY_ALIGN);
    collect_edges(collect, fo, c->border, c->padding);
    mpt edges_i = c->border[START] + c->border[END] + c->padding[START] + c->padding[END];
    mpt edges_b = c->border[BEFORE] + c->border[AFTER] + c->padding[BEFORE] + c->padding[AFTER];
    mpt width = c->is_fixed ? layout->page_width : collect->reference;
    mpt height = c->is_fixed ? layout->page_height : collect->height;
    c->ipd = fo_is_auto(tree, fo, FO_P_IPD_OPT) ? -1 : fo_length(tree, fo, FO_P_IPD_OPT, width);
    c->bpd = given_height(collect, fo);
    c->turns = orientation_turns(tree, fo);
    bool lies = c->turns % 2 != 0;
    mpt *across = lies ? &c->bpd : &c->ipd, *down = lies ? &c->ipd : &c->bpd;
    place_axis(tree, fo, FO_P_LEFT, FO_P_RIGHT, width, edges_i, &c->x, across);
    place_axis(tree, fo, FO_P_TOP, FO_P_BOTTOM, height < 0 ? 0 : height, edges_b, &c->y, down);
    if (c->ipd < 0)
        c->ipd = lies && height >= 0 ? height - c->y - edges_b : width - c->x - edges_i;
    if (c->ipd < 0)
        c->ipd = 0;
    c->auto_height = c->bpd < 0;
    c->stream = collect_content(collect, fo, c->ipd, c->bpd, 0, 0);
    if (c->auto_height)
        c->bpd = content_height(c->stream);
    bool is_placed = !fo_is_auto(tree, fo, FO_P_LEFT) || !fo_is_auto(tree, fo, FO_P_RIGHT);
    if (!is_placed && fo->parent->is_rtl)
        c->x = width - edges_i - *across;
    struct box *box = stream_box(collect->stream, BOX_CONTAINER);
    box->container = c;
}

/* Of a given height, or turned: then it is not cut and `height` may be -1. */
static void collect_fixed_height(struct collect *collect, const struct fo *fo,
                                 const struct frame *frame, mpt height)
{
    struct layout_internal *layout = collect->layout;
    struct container *c = ARENA_NEW(layout->arena, struct container);
    c->fo = fo;
    c->clips = clips(layout->tree, fo);
    c->align = fo_keyword(layout->tree, fo, FO_P_DISPLAY_ALIGN);
    for (int side = 0; side < SIDE_COUNT; side++) {
        c->border[side] = frame->border[side];
        c->padding[side] = frame->padding[side];
    }
    c->x = frame->x;
    c->ipd = frame->ipd;
    c->bpd = height;
    c->turns = orientation_turns(layout->tree, fo);
    c->auto_height = height < 0;
    c->start_indent = frame->start_indent;
    c->end_indent = frame->end_indent;
    c->space_start = frame->space_start;
    c->space_end = frame->space_end;
    bool resets = fo_is_specified(fo, FO_P_MARGIN_START) || fo_is_specified(fo, FO_P_MARGIN_END);
    c->stream = collect_content(collect, fo, c->ipd, height, resets ? 0 : frame->start_indent,
                                resets ? 0 : frame->end_indent);
    if (c->auto_height)
        c->bpd = content_height(c->stream);
    stream_keep(collect->stream, frame->keep_previous);
    struct box *box = stream_box(collect->stream, BOX_CONTAINER);
    box->container = c;
    box->height = box->min_height = (c->turns % 2 ? c->ipd : c->bpd) + c->border[BEFORE] +
                                    c->border[AFTER] + c->padding[BEFORE] + c->padding[AFTER];
    stream_keep(collect->stream, frame->keep_next);
}

void collect_container(struct collect *collect, const struct fo *fo)
{
    const struct fo_tree *tree = collect->layout->tree;
    if (!fo_is_auto(tree, fo, FO_P_ABSOLUTE_POSITION)) {
        collect_before(collect, fo);
        collect_absolute(collect, fo);
        collect_after(collect, fo);
        return;
    }
    struct frame *frame = ARENA_NEW(collect->layout->arena, struct frame);
    collect_frame(collect, fo, frame);
    mpt height = given_height(collect, fo);
    collect_before(collect, fo);
    if (height >= 0 || orientation_turns(tree, fo)) {
        collect_fixed_height(collect, fo, frame, height);
    } else {
        frame->kind = FRAME_CONTAINER;
        frame->is_reference = true;
        stream_open(collect->stream, frame);
        struct collect within = collect_within(collect, frame);
        within.style = inline_style_new(collect->layout, fo, collect->style);
        within.reference = frame->ipd;
        within.base_x = 0;
        bool resets =
            fo_is_specified(fo, FO_P_MARGIN_START) || fo_is_specified(fo, FO_P_MARGIN_END);
        if (resets)
            within.start_indent = within.end_indent = 0;
        collect_children(&within, fo);
        stream_close(collect->stream);
    }
    collect_after(collect, fo);
}
