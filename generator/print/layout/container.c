/* Block-containers of given height and absolutely placed ones. */
#include "print/layout/internal.h"

#include <string.h>

/* The share of their elasticity that spaces give up so that `bpd` holds them. */
static int32_t shrink_to(const struct stream *stream, mpt bpd)
{
    uint32_t count = (uint32_t)stream->boxes.count;
    mpt opt = stream_measure(stream, 0, count), min = stream_measure_min(stream, 0, count);
    if (opt <= bpd || opt == min)
        return 0;
    if (min >= bpd)
        return SHRINK_ALL;
    return (int32_t)(((int64_t)(opt - bpd) << 16) / (opt - min));
}

static void complain_of_overflow(const struct build *build, const struct container *container,
                                 mpt height)
{
    if (height > container->bpd && !container->auto_height && !build->layout->options.like_fop)
        layout_notice(build->layout, container->fo, MSG_FO_CONTAINER_OVERFLOW,
                      (double)(height - container->bpd) / 1000, NULL);
}

struct area *container_build(struct build *build, const struct container *container)
{
    struct layout_internal *layout = build->layout;
    struct area *outer = area_new(layout, AREA_BLOCK, container->fo);
    outer->x = container->x;
    outer->y = container->y;
    bool lies = container->turns % 2 != 0;
    outer->ipd = lies ? container->bpd : container->ipd;
    outer->bpd = lies ? container->ipd : container->bpd;
    outer->turns = container->turns;
    outer->start_indent = container->start_indent;
    outer->end_indent = container->end_indent;
    outer->space_start = container->space_start;
    outer->space_end = container->space_end;
    outer->starts = outer->ends = true;
    outer->is_viewport = true;
    outer->is_clipped = container->clips;
    outer->positioned = outer->is_absolute = container->is_absolute;
    outer->is_page_fixed = container->is_fixed;
    memcpy(outer->border, container->border, sizeof(outer->border));
    memcpy(outer->padding, container->padding, sizeof(outer->padding));

    struct area *inner = area_new(layout, AREA_BLOCK, container->fo);
    inner->is_reference = true;
    inner->ipd = container->ipd;
    area_append(outer, inner);
    struct build within = *build;
    within.content_width = container->ipd;
    inner->bpd =
        stream_build(&within, container->stream, 0, (uint32_t)container->stream->boxes.count,
                     shrink_to(container->stream, container->bpd), inner);
    complain_of_overflow(build, container, inner->bpd);
    mpt rest = container->bpd - inner->bpd;
    if (rest > 0 && container->align == FO_K_CENTER)
        inner->y = rest / 2;
    else if (rest > 0 && container->align == FO_K_AFTER)
        inner->y = rest;
    return outer;
}
