/*
 * A flow in sections: runs of its children that stand in columns or across all of them
 * (`span`, XSL 1.1, 7.21.4), each a stream of its own width.
 */
#include "print/layout/compose.h"

struct stream *collect_region(struct layout_internal *layout, const struct fo *content, mpt width,
                              mpt height)
{
    struct window_request request = {
        .content = content, .first = content->first, .width = width, .height = height};
    struct window *window = window_new(layout, &request);
    window_fetch(window, 0, 0);
    return window_stream(window);
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
    if (flow->columns == 1 && !flow->layout->options.like_fop)
        return NULL;
    while (child->next && is_wide(flow, child->next) == is_wide(flow, first))
        child = child->next;
    return child->next;
}

static void make_sections(struct flow *flow)
{
    struct layout_internal *layout = flow->layout;
    flow->memory = layout->one_page ? memory_new_stream(layout) : NULL;
    struct arena *arena = flow->memory ? flow->memory->arena : layout->arena;
    uint32_t count = 0;
    for (const struct fo *at = flow->fo->first; at; at = section_end(flow, at))
        count++;
    flow->sections = ARENA_ARRAY(arena, count ? count : 1, struct flow_section);
    flow->section_count = count ? count : 1;
    const struct fo *at = flow->fo->first;
    for (uint32_t i = 0; i < flow->section_count; i++) {
        struct flow_section *section = &flow->sections[i];
        section->first = at;
        section->end = at ? section_end(flow, at) : NULL;
        section->is_wide = at && is_wide(flow, at);
        section->window = window_new(
            layout, &(struct window_request){flow->fo, section->first, section->end,
                                             section->is_wide ? flow->width : flow->column_width,
                                             flow->height, flow->memory});
        section->stream = window_stream(section->window);
        at = section->end;
    }
}

bool flow_is_done(const struct flow *flow)
{
    return flow->sections && flow->at.section >= flow->section_count;
}

/* Where `old` stood is this place in `fresh`; false if it cannot be found again. */
static bool find_place(const struct flow *old, struct flow *fresh, const struct restarts *restarts)
{
    const struct flow_section *section = &old->sections[old->at.section];
    const struct fo *start = window_start(section->window, old->at.box);
    for (uint32_t i = 0; i < fresh->section_count; i++) {
        const struct flow_section *candidate = &fresh->sections[i];
        fresh->at = (struct flow_place){i, 0};
        if (old->at.box == 0 && candidate->first == section->first)
            return true;
        bool is_above = start && candidate->end && candidate->end->serial <= start->serial;
        if (section->stream->boxes.count == 0 || is_above || !candidate->first)
            continue;
        bool holds_start = start && candidate->first->serial <= start->serial;
        window_begin_at(candidate->window, holds_start ? start : NULL, restarts);
        uint32_t box = window_find(candidate->window, section->window, old->at.box);
        if (box < candidate->stream->boxes.count) {
            fresh->at.box = box;
            return true;
        }
    }
    return false;
}

/* A page and one to spare, and the first of the section after that, so that no decision
 * takes the end of what is collected for that of the section. */
static void fetch(struct flow *flow)
{
    int64_t wanted = 2 * (int64_t)flow->height;
    bool is_spare = false;
    for (uint32_t i = flow->at.section; i < flow->section_count; i++) {
        const struct flow_section *section = &flow->sections[i];
        unsigned columns = section->is_wide ? 1 : flow->columns;
        uint32_t from = i == flow->at.section ? flow->at.box : 0;
        if (window_fetch(section->window, from, wanted * columns) || is_spare)
            return;
        uint32_t count = (uint32_t)section->stream->boxes.count;
        wanted -= window_height(section->window, from, count) / columns;
        is_spare = wanted <= 0;
        if (is_spare)
            wanted = 0;
    }
}

static bool is_fit(const struct flow *flow, mpt width, unsigned columns, mpt gap)
{
    return flow->sections && flow->width == width && flow->columns == columns &&
           (columns == 1 || flow->gap == gap);
}

/* What is collected then depends on. */
static void note_page(const struct flow *flow, const struct page *page)
{
    struct layout_internal *layout = flow->layout;
    layout->footnote_width = flow->width;
    layout->page_width = page->width;
    layout->page_height = page->height;
}

static void collect_anew(struct flow *flow, const struct page *page, unsigned columns, mpt gap)
{
    const struct placed_region *body = &page->regions[REGION_BODY];
    struct flow fresh = {.layout = flow->layout,
                         .fo = flow->fo,
                         .width = region_content_width(body),
                         .height = region_content_height(body),
                         .columns = columns,
                         .gap = gap};
    fresh.column_width = (fresh.width - (mpt)(columns - 1) * gap) / (mpt)columns;
    if (fresh.column_width < 0)
        fresh.column_width = 0;
    note_page(&fresh, page);
    make_sections(&fresh);
    struct restarts restarts = {0};
    if (flow->sections)
        resume_restarts(flow->sections[flow->at.section].stream, flow->at.box, &restarts);
    /* If the cut cannot be found again, go on at the width it has. */
    if (!flow->sections || find_place(flow, &fresh, &restarts))
        *flow = fresh;
    else
        flow_release(&fresh, NULL);
    vec_release(&restarts.list);
    vec_release(&restarts.groups);
}

void flow_fit(struct flow *flow, const struct page *page)
{
    const struct placed_region *body = &page->regions[REGION_BODY];
    unsigned columns = body->column_count;
    mpt gap = columns > 1 ? body->column_gap : 0;
    if (is_fit(flow, region_content_width(body), columns, gap) || flow_is_done(flow))
        flow->height = region_content_height(body);
    else
        collect_anew(flow, page, columns, gap);
    if (flow_is_done(flow))
        return;
    note_page(flow, page);
    fetch(flow);
}

/* The last gap of a section that is over tells of the break before the next one. */
void flow_trim(struct flow *flow)
{
    for (uint32_t i = 0; i < flow->at.section && i < flow->section_count; i++)
        window_release(flow->sections[i].window);
    if (flow->sections && !flow_is_done(flow))
        flow->at.box -= window_trim(flow->sections[flow->at.section].window, flow->at.box);
}

void flow_release(struct flow *flow, const struct flow *other)
{
    if (!flow->sections || !flow->memory || (other && other->sections == flow->sections))
        return;
    for (uint32_t i = 0; i < flow->section_count; i++)
        window_release(flow->sections[i].window);
    memory_drop_stream(flow->layout, flow->memory);
    flow->sections = NULL;
}

enum break_kind flow_break(const struct flow *flow, struct flow_place place)
{
    if (place.section >= flow->section_count)
        return BREAK_NONE;
    enum break_kind before = flow->sections[place.section].stream->gaps[place.box].forced;
    if (place.box > 0 || place.section == 0)
        return place.box > 0 ? before : BREAK_NONE; /* what the flow begins with breaks nothing */
    const struct stream *last = flow->sections[place.section - 1].stream;
    enum break_kind after = last->gaps[last->boxes.count].forced;
    return after > before ? after : before;
}
