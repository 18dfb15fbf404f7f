/* What stands in the regions beside the body, on each page anew (XSL 1.1, 6.4.20). */
#include "print/layout/compose.h"

#include <string.h>

const char *region_name(const struct fo_tree *tree, const struct fo *region)
{
    const char *name = fo_string(tree, region, FO_P_REGION_NAME);
    if (*name)
        return name;
    switch (region->type) {
    case FO_REGION_BEFORE:
        return "xsl-region-before";
    case FO_REGION_AFTER:
        return "xsl-region-after";
    case FO_REGION_START:
        return "xsl-region-start";
    case FO_REGION_END:
        return "xsl-region-end";
    default:
        return "xsl-region-body";
    }
}

struct fo *static_find(const struct fo_tree *tree, const struct fo *sequence, const char *name)
{
    for (struct fo *child = sequence->first; child; child = child->next)
        if (child->type == FO_STATIC_CONTENT &&
            strcmp(fo_string(tree, child, FO_P_FLOW_NAME), name) == 0)
            return child;
    return NULL;
}

mpt region_display_offset(const struct fo_tree *tree, const struct placed_region *region)
{
    mpt rest = region_content_height(region) - region->used;
    enum fo_keyword align = fo_keyword(tree, region->region, FO_P_DISPLAY_ALIGN);
    if (rest <= 0)
        return 0;
    return align == FO_K_CENTER ? rest / 2 : align == FO_K_AFTER ? rest : 0;
}

static struct area *build_all(struct layout_internal *layout, const struct stream *stream,
                              mpt width, mpt *height)
{
    struct build build = {.layout = layout, .content_width = width};
    struct area *parent = area_new(layout, AREA_BLOCK, NULL);
    *height = stream_build(&build, stream, 0, (uint32_t)stream->boxes.count, 0, parent);
    return parent->first;
}

static void fill_static(struct layout_internal *layout, struct page *page,
                        struct placed_region *region)
{
    const struct fo_tree *tree = layout->tree;
    struct fo *content = static_find(tree, page->sequence, region_name(tree, region->region));
    region->content = content;
    if (!content)
        return;
    marks_retrieve(layout, content);
    layout->in_static = true;
    mpt width = region_content_width(region), height = region_content_height(region);
    struct stream *stream = collect_region(layout, content, width, height);
    region->areas = build_all(layout, stream, width, &region->used);
    layout->in_static = false;
    if (region->used > height + 1000 && !layout->options.like_fop && page->index < 2)
        layout_notice(layout, content, MSG_FO_REGION_OVERFLOW,
                      (double)(region->used - height) / 1000, NULL);
    region->offset = region_display_offset(layout->tree, region);
}

void statics_fill(struct layout_internal *layout, struct page *page)
{
    for (int slot = 0; slot < REGION_SLOTS; slot++)
        if (slot != REGION_BODY && page->regions[slot].region)
            fill_static(layout, page, &page->regions[slot]);
}
