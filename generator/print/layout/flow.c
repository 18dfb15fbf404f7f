/*
 * A flow in sections: runs of its children that stand in columns or across all of them
 * (`span`, XSL 1.1, 7.21.4), each a stream of its own width.
 */
#include "print/layout/compose.h"

static struct stream *collect_section(struct layout_internal *layout, const struct fo *content,
                                      const struct flow_section *section, mpt width, mpt height,
                                      const struct restarts *restarts)
{
    struct collect collect = {.layout = layout,
                              .width = width,
                              .reference = width,
                              .height = height,
                              .reference_height = height,
                              .restarts = restarts};
    collect.stream = stream_new(layout);
    collect.start_indent = fo_length(layout->tree, content, FO_P_START_INDENT, width);
    collect.end_indent = fo_length(layout->tree, content, FO_P_END_INDENT, width);
    collect.style = inline_style_new(layout, content, NULL);
    collect_run(&collect, section->first, section->end);
    stream_finish(collect.stream);
    return collect.stream;
}

struct stream *collect_region(struct layout_internal *layout, const struct fo *content, mpt width,
                              mpt height)
{
    struct flow_section all = {.first = content->first};
    return collect_section(layout, content, &all, width, height, NULL);
}

/* Whether a child of the flow stands across all columns; markers go with what is next. */
static bool is_wide(const struct flow *flow, const struct fo *child)
{
    return child->type != FO_MARKER && fo_keyword(flow->layout->tree, child, FO_P_SPAN) == FO_K_ALL;
}

/* The first child of the section after the one that begins with `first`. */
static const struct fo *section_end(const struct flow *flow, const struct fo *first)
{
    const struct fo *child = first;
    if (flow->columns == 1)
        return NULL;
    while (child->next && is_wide(flow, child->next) == is_wide(flow, first))
        child = child->next;
    return child->next;
}

static void collect_sections(struct flow *flow, const struct restarts *restarts)
{
    uint32_t count = 0;
    for (const struct fo *at = flow->fo->first; at; at = section_end(flow, at))
        count++;
    flow->sections = ARENA_ARRAY(flow->layout->arena, count ? count : 1, struct flow_section);
    flow->section_count = count ? count : 1;
    const struct fo *at = flow->fo->first;
    for (uint32_t i = 0; i < flow->section_count; i++) {
        struct flow_section *section = &flow->sections[i];
        section->first = at;
        section->end = at ? section_end(flow, at) : NULL;
        section->is_wide = at && is_wide(flow, at);
        section->stream = collect_section(flow->layout, flow->fo, section,
                                          section->is_wide ? flow->width : flow->column_width,
                                          flow->height, restarts);
        at = section->end;
    }
}

bool flow_is_done(const struct flow *flow)
{
    return flow->sections && flow->at.section >= flow->section_count;
}

/* Where `old` stood is this place in `fresh`; false if it cannot be found again. */
static bool find_place(const struct flow *old, struct flow *fresh)
{
    const struct flow_section *section = &old->sections[old->at.section];
    for (uint32_t i = 0; i < fresh->section_count; i++) {
        const struct flow_section *candidate = &fresh->sections[i];
        fresh->at = (struct flow_place){i, 0};
        if (old->at.box == 0 && candidate->first == section->first)
            return true;
        if (section->stream->boxes.count == 0)
            continue;
        uint32_t box = resume_find(section->stream, old->at.box, candidate->stream);
        if (box < candidate->stream->boxes.count) {
            fresh->at.box = box;
            return true;
        }
    }
    return false;
}

static bool is_fit(const struct flow *flow, mpt width, unsigned columns, mpt gap)
{
    return flow->sections && flow->width == width && flow->columns == columns &&
           (columns == 1 || flow->gap == gap);
}

void flow_fit(struct flow *flow, const struct page *page)
{
    const struct placed_region *body = &page->regions[REGION_BODY];
    struct layout_internal *layout = flow->layout;
    mpt width = region_content_width(body);
    unsigned columns = body->column_count;
    mpt gap = columns > 1 ? body->column_gap : 0;
    if (is_fit(flow, width, columns, gap) || flow_is_done(flow)) {
        flow->height = region_content_height(body);
        return;
    }
    struct flow fresh = {.layout = layout,
                         .fo = flow->fo,
                         .width = width,
                         .height = region_content_height(body),
                         .columns = columns,
                         .gap = gap};
    fresh.column_width = (width - (mpt)(columns - 1) * gap) / (mpt)columns;
    if (fresh.column_width < 0)
        fresh.column_width = 0;
    layout->footnote_width = width;
    layout->page_width = page->width;
    layout->page_height = page->height;
    struct restarts restarts = {0};
    if (flow->sections)
        resume_restarts(flow->sections[flow->at.section].stream, flow->at.box, &restarts);
    collect_sections(&fresh, &restarts);
    vec_release(&restarts.list);
    vec_release(&restarts.groups);
    /* If the cut cannot be found again, go on at the width it has. */
    if (!flow->sections || find_place(flow, &fresh))
        *flow = fresh;
}

enum break_kind flow_break(const struct flow *flow, struct flow_place place)
{
    if (place.section >= flow->section_count)
        return BREAK_NONE;
    enum break_kind before = flow->sections[place.section].stream->gaps[place.box].forced;
    if (place.box > 0 || place.section == 0)
        return place.box > 0 ? before : BREAK_NONE;
    const struct stream *last = flow->sections[place.section - 1].stream;
    enum break_kind after = last->gaps[last->boxes.count].forced;
    return after > before ? after : before;
}
