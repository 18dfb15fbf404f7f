/* fo:title: one line that is never broken. */
#include "print/layout/gather.h"

static void meet_block(void *payload, struct gather *gather, const struct fo *fo)
{
    (void)payload;
    (void)gather;
    (void)fo;
}

struct area *layout_title(const struct layout *layout, const struct fo *title)
{
    struct layout_internal *internal = layout->internal;
    struct gather_options options = {INT32_MAX / 2, meet_block, NULL};
    const struct inline_style *style = inline_style_new(internal, title, NULL);
    struct gather *gather = gather_new(internal, title, style, &options);
    for (const struct fo *child = title->first; child; child = child->next)
        gather_add(gather, child);
    struct paragraph *paragraph = gather_end(gather);
    gather_free(gather);
    if (!paragraph)
        return NULL;
    struct line_request request = {.width = INT32_MAX / 2, .is_block_end = true};
    struct lines lines = paragraph_break(internal, paragraph, &request);
    return lines.count ? lines.items[0].area : NULL;
}
