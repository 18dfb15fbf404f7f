/* A line that is never broken: of a fo:title, or what a leader repeats. */
#include "print/layout/gather.h"

static void meet_block(void *payload, struct gather *gather, const struct fo *fo)
{
    (void)payload;
    (void)gather;
    (void)fo;
}

struct area *layout_one_line(struct layout_internal *layout, const struct fo *fo,
                             const struct inline_style *style)
{
    struct gather_options options = {INT32_MAX / 2, meet_block, NULL};
    struct gather *gather = gather_new(layout, fo, style, &options);
    for (const struct fo *child = fo->first; child; child = child->next)
        gather_add(gather, child);
    struct paragraph *paragraph = gather_end(gather);
    gather_free(gather);
    if (!paragraph)
        return NULL;
    struct line_request request = {
        .width = INT32_MAX / 2, .is_block_end = true, .is_unaligned = true};
    struct lines lines = paragraph_break(layout, paragraph, &request);
    return lines.count ? lines.items[0].area : NULL;
}

struct area *layout_title(const struct layout *layout, const struct fo *title)
{
    struct layout_internal *internal = layout->internal;
    return layout_one_line(internal, title, inline_style_new(internal, title, NULL));
}
