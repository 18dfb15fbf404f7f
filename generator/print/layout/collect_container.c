/*
 * Block-containers: in the flow with a height of their own (a box that is not cut),
 * in the flow without one (a frame), or placed absolutely (a box of height 0).
 */
#include "print/layout/internal.h"

#include <string.h>

static struct stream *collect_content(const struct collect *collect, const struct fo *fo, mpt ipd,
                                      mpt height, mpt start_indent, mpt end_indent)
{
    struct collect within = *collect;
    within.outer = collect;
    within.stream = stream_new(collect->layout);
    within.style = inline_style_new(collect->layout, fo, collect->style);
    within.width = within.reference = ipd;
    within.height = within.reference_height = height;
    within.start_indent = start_indent;
    within.end_indent = end_indent;
    within.base_x = 0;
    within.need = NULL; /* its width is given or has been settled */
    collect_children(&within, fo);
    stream_finish(within.stream);
    return within.stream;
}

/* Content height that the object asks for; -1: none. */
static mpt given_height(const struct fo *fo, const struct fo_tree *tree, mpt base)
{
    const struct fo_value *value = fo_get(tree, fo, FO_P_BPD_OPT);
    if (value->kind != FO_V_LENGTH || (value->length.percent != 0 && base < 0))
        return -1;
    mpt height = fo_length(tree, fo, FO_P_BPD_OPT, base);
    mpt least = fo_length(tree, fo, FO_P_BPD_MIN, base);
    bool is_bounded = !fo_is_auto(tree, fo, FO_P_BPD_MAX);
    mpt most = is_bounded ? fo_length(tree, fo, FO_P_BPD_MAX, base) : height;
    return least > height ? least : most < height ? most : height;
}

static mpt content_height(const struct stream *stream)
{
    return stream_measure(stream, 0, (uint32_t)stream->boxes.count);
}

/* Start and end offsets and the size between them (XSL 1.1, 7.6 and CSS 2, 10.3.7);
 * `around` is what the object has around its content. */
static void place_axis(const struct fo_tree *tree, const struct fo *fo, enum fo_property low,
                       enum fo_property high, mpt available, mpt around, mpt *at, mpt *size)
{
    bool has_low = !fo_is_auto(tree, fo, low), has_high = !fo_is_auto(tree, fo, high);
    mpt from = fo_length(tree, fo, low, available), to = fo_length(tree, fo, high, available);
    *at = has_low ? from : 0;
    if (*size < 0 && has_high)
        *size = available - from - to - around;
    else if (!has_low && has_high)
        *at = available - to - around - *size;
}

/* All but place and size. */
static void set_box(const struct fo_tree *tree, struct container *c, const struct frame *frame)
{
    c->fo = frame->fo;
    c->clips = fo_keyword(tree, c->fo, FO_P_OVERFLOW) == FO_K_HIDDEN;
    c->align = fo_keyword(tree, c->fo, FO_P_DISPLAY_ALIGN);
    c->turns = orientation_turns(tree, c->fo);
    memcpy(c->border, frame->border, sizeof(c->border));
    memcpy(c->padding, frame->padding, sizeof(c->padding));
    c->start_indent = frame->start_indent;
    c->end_indent = frame->end_indent;
    c->space_start = frame->space_start;
    c->space_end = frame->space_end;
}

/* Where it stands and how wide and high its content is; `bpd` may stay below 0. */
static void place_absolute(const struct collect *collect, struct container *c)
{
    const struct layout_internal *layout = collect->layout;
    const struct fo_tree *tree = layout->tree;
    const struct fo *fo = c->fo;
    mpt around_i = c->start_indent + c->end_indent;
    mpt around_b = c->border[BEFORE] + c->border[AFTER] + c->padding[BEFORE] + c->padding[AFTER];
    mpt width = c->is_fixed ? layout->page_width : collect->reference;
    mpt height = c->is_fixed ? layout->page_height : collect->reference_height;
    c->ipd = fo_is_auto(tree, fo, FO_P_IPD_OPT) ? -1 : fo_length(tree, fo, FO_P_IPD_OPT, width);
    c->bpd = given_height(fo, tree, height);
    bool lies = c->turns % 2 != 0;
    mpt *across = lies ? &c->bpd : &c->ipd, *down = lies ? &c->ipd : &c->bpd;
    place_axis(tree, fo, FO_P_LEFT, FO_P_RIGHT, width, around_i, &c->x, across);
    place_axis(tree, fo, FO_P_TOP, FO_P_BOTTOM, height < 0 ? 0 : height, around_b, &c->y, down);
    if (c->ipd < 0)
        c->ipd = lies && height >= 0 ? height - c->y - around_b : width - c->x - around_i;
    if (c->ipd < 0)
        c->ipd = 0;
    bool is_placed = !fo_is_auto(tree, fo, FO_P_LEFT) || !fo_is_auto(tree, fo, FO_P_RIGHT);
    if (!is_placed && fo->parent->is_rtl)
        c->x = width - around_i - *across;
}

/* The offsets are those of the box with its indents: without a margin an edge hangs out of
 * it, as it does in the flow. */
static void collect_absolute(struct collect *collect, const struct fo *fo)
{
    struct layout_internal *layout = collect->layout;
    struct container *c = ARENA_NEW(layout->arena, struct container);
    struct frame frame = {0};
    collect_frame(collect, fo, &frame);
    set_box(layout->tree, c, &frame);
    c->is_absolute = true;
    c->is_fixed = fo_keyword(layout->tree, fo, FO_P_ABSOLUTE_POSITION) == FO_K_FIXED;
    mpt end_edge = c->border[END] + c->padding[END];
    c->end_indent = collect_indent(collect, fo, true, end_edge);
    c->space_end = c->end_indent - end_edge;
    place_absolute(collect, c);
    c->x += fo->parent->is_rtl ? c->space_end : c->space_start;
    c->auto_height = c->bpd < 0;
    c->stream = collect_content(collect, fo, c->ipd, c->bpd, c->start_indent, c->end_indent);
    if (c->auto_height)
        c->bpd = content_height(c->stream);
    struct box *box = stream_box(collect->stream, BOX_CONTAINER);
    box->container = c;
}

/* Of a given height, or turned: then it is not cut and `height` may be -1. */
static void collect_fixed_height(struct collect *collect, const struct fo *fo,
                                 const struct frame *frame, mpt height)
{
    struct layout_internal *layout = collect->layout;
    struct container *c = ARENA_NEW(layout->arena, struct container);
    set_box(layout->tree, c, frame);
    c->x = frame->x;
    c->ipd = frame->ipd;
    c->bpd = height;
    c->auto_height = height < 0;
    c->stream =
        collect_content(collect, fo, c->ipd, height, frame->start_indent, frame->inherited_end);
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
        collect_break_before(collect, fo);
        collect_absolute(collect, fo);
        collect_break_after(collect, fo);
        return;
    }
    struct frame *frame = ARENA_NEW(collect->layout->arena, struct frame);
    collect_frame(collect, fo, frame);
    mpt height = given_height(fo, tree, collect->height);
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
        within.reference_height = -1;
        within.base_x = 0;
        mpt need = 0;
        within.need = &need;
        collect_children(&within, fo);
        collect_note_need(collect, need + collect->width - frame->ipd);
        stream_close(collect->stream);
    }
    collect_after(collect, fo);
}
