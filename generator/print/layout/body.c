/*
 * A page's body: spans one below the other, each with its columns. What has been
 * planned needs no more decisions, so building it is a replay.
 */
#include "print/layout/compose.h"

struct planner {
    const struct flow *flow;
    const struct body_request *request;
    struct body_plan *plan;
    mpt y; /* below the spans so far */
};

static const struct flow_section *section_at(const struct planner *p, uint32_t index)
{
    return &p->flow->sections[index];
}

static mpt notes_height(const struct composition *c)
{
    mpt height = 0;
    for (size_t i = 0; i < c->footnotes.count; i++)
        height += stream_measure(c->footnotes.items[i].footnote->stream, c->footnotes.items[i].from,
                                 c->footnotes.items[i].to);
    return height;
}

static void take_notes(struct planner *p, const struct composition *c)
{
    mpt height = notes_height(c);
    if (c->footnotes.count && p->plan->footnotes.count == 0)
        height += p->request->separator;
    p->plan->note_height += height;
    for (size_t i = 0; i < c->footnotes.count; i++)
        *vec_push(&p->plan->footnotes) = c->footnotes.items[i];
    for (size_t i = 0; i < c->deferred.count; i++)
        *vec_push(&p->plan->deferred) = c->deferred.items[i];
}

/* The height of a span whose spaces may shrink to fit. */
static mpt span_height(const struct planner *p, const struct planned_span *span)
{
    const struct stream *stream = section_at(p, span->section)->stream;
    mpt highest = 0;
    uint32_t from = span->from;
    for (unsigned c = 0; c < span->columns; from = span->ends[c++]) {
        mpt opt = stream_measure(stream, from, span->ends[c]);
        mpt min = stream_measure_min(stream, from, span->ends[c]);
        mpt height = opt <= span->room ? opt : min > span->room ? min : span->room;
        if (height > highest && (from < span->ends[c] || stream->boxes.count == 0))
            highest = height;
    }
    return highest;
}

/* A last page should hold this part of a page's height: four lines or so of A4. */
#define LEAST_END 10

/* True if something of the section, or all of an empty one, goes below what is there;
 * then `place` is behind it. */
static bool plan_span(struct planner *p, struct flow_place *place)
{
    const struct flow_section *section = section_at(p, place->section);
    const struct stream *stream = section->stream;
    bool is_first = p->plan->spans.count == 0;
    struct compose_request request = {
        .stream = stream,
        .from = place->box,
        .height = p->flow->height - p->y - p->plan->note_height,
        .separator = p->plan->footnotes.count ? 0 : p->request->separator,
        .waiting = is_first ? p->request->waiting : NULL,
        .waiting_count = is_first ? p->request->waiting_count : 0,
        .must_advance = is_first,
        .least_end = p->flow->layout->options.like_fop ? 0 : p->flow->height / LEAST_END,
    };
    struct planned_span span = {.section = place->section,
                                .columns = section->is_wide ? 1 : p->flow->columns,
                                .from = place->box,
                                .footnotes = p->plan->footnotes.count};
    span.ends = ARENA_ARRAY(p->flow->layout->arena, span.columns, uint32_t);
    struct composition c = {0};
    if (span.columns == 1) {
        compose(&request, &c);
        span.ends[0] = c.end;
    } else {
        compose_columns(&request, span.columns, span.ends, &c);
    }
    bool takes = is_first || c.end > place->box || stream->boxes.count == 0;
    if (takes) {
        take_notes(p, &c);
        span.room = p->flow->height - p->y - p->plan->note_height;
        bool is_whole = c.end == stream->boxes.count;
        bool is_last = place->section + 1 == p->flow->section_count;
        span.is_balanced = span.columns > 1 && is_whole && (!is_last || p->request->balances_end);
        if (span.is_balanced)
            balance_columns(stream, span.from, c.end, span.room, span.columns, span.ends);
        p->plan->overflows |= c.overflows;
        p->plan->unmet |= c.unmet;
        p->y += span_height(p, &span);
        *vec_push(&p->plan->spans) = span;
        place->box = c.end;
        if (is_whole)
            *place = (struct flow_place){place->section + 1, 0};
    }
    composition_release(&c);
    return takes;
}

/* Whether the section must stay with the one before it. */
static bool holds_to_previous(const struct flow *flow, uint32_t section)
{
    const struct stream *last = flow->sections[section - 1].stream;
    struct keep keep = keep_strongest(last->gaps[last->boxes.count].strength,
                                      flow->sections[section].stream->gaps[0].strength);
    return keep.page >= KEEP_ALWAYS;
}

/* Nothing of the next section is on the page: a heading that keeps with it goes, too. */
static void take_back(struct planner *p, struct flow_place *place)
{
    while (p->plan->spans.count > 1 && place->box == 0 &&
           holds_to_previous(p->flow, place->section)) {
        const struct planned_span *last = &p->plan->spans.items[p->plan->spans.count - 1];
        if (last->from > 0)
            return;
        *place = (struct flow_place){last->section, 0};
        p->plan->footnotes.count = last->footnotes;
        p->plan->spans.count--;
    }
}

void flow_plan(const struct flow *flow, const struct body_request *request, struct body_plan *plan)
{
    struct planner p = {.flow = flow, .request = request, .plan = plan};
    struct flow_place place = flow->at;
    bool is_full = false;
    if (flow_is_done(flow)) { /* only footnotes are left */
        const struct flow_section *last = &flow->sections[flow->section_count - 1];
        struct flow_place end = {flow->section_count - 1, (uint32_t)last->stream->boxes.count};
        plan_span(&p, &end);
    }
    while (!is_full && place.section < flow->section_count && plan->deferred.count == 0) {
        uint32_t section = place.section;
        if (plan->spans.count && flow_break(flow, place) > BREAK_COLUMN)
            break;
        is_full = !plan_span(&p, &place) || place.section == section;
    }
    if (is_full)
        take_back(&p, &place);
    plan->end = place;
}

void body_plan_release(struct body_plan *plan)
{
    vec_release(&plan->spans);
    vec_release(&plan->footnotes);
    vec_release(&plan->deferred);
}

/* ---- Areas ------------------------------------------------------------------------- */

/* Whether more follows boxes [from, to) that did not go into their column. */
static bool is_full(const struct planned_span *span, const struct stream *stream, uint32_t to)
{
    return !span->is_balanced && to < stream->boxes.count && !stream->gaps[to].forced;
}

/* How much of what they can spaces shrink so that boxes [from, to) fit into their column, or
 * stretch (below 0) so that they fill it. */
static int32_t space_share(const struct planned_span *span, const struct stream *stream,
                           uint32_t from, uint32_t to)
{
    if (from == to)
        return 0;
    mpt opt = stream_measure(stream, from, to);
    mpt excess = opt - span->room;
    if (excess < 0 && !is_full(span, stream, to))
        return 0;
    mpt elasticity =
        excess < 0 ? stream_stretch(stream, from, to) : opt - stream_measure_min(stream, from, to);
    if (elasticity <= 0)
        return 0;
    int64_t share = ((int64_t)excess * SHRINK_ALL) / elasticity;
    return (int32_t)(share > SHRINK_ALL ? SHRINK_ALL : share < STRETCH_ALL ? STRETCH_ALL : share);
}

static void build_column(const struct flow *flow, const struct planned_span *span, uint32_t from,
                         uint32_t to, struct column_area *column)
{
    const struct flow_section *section = &flow->sections[span->section];
    bool is_empty = section->stream->boxes.count == 0;
    if (from == to && !is_empty)
        return;
    struct build build = {.layout = flow->layout,
                          .content_width = section->is_wide ? flow->width : flow->column_width};
    struct area *parent = area_new(flow->layout, AREA_BLOCK, NULL);
    column->used = stream_build(&build, section->stream, from, to,
                                space_share(span, section->stream, from, to), parent);
    column->areas = parent->first;
}

static struct span_area *build_span(const struct flow *flow, const struct planned_span *span)
{
    struct arena *arena = flow->layout->arena;
    struct span_area *area = ARENA_NEW(arena, struct span_area);
    bool is_wide = flow->sections[span->section].is_wide;
    area->column_count = span->columns;
    area->column_width = is_wide ? flow->width : flow->column_width;
    area->columns = ARENA_ARRAY(arena, span->columns, struct column_area);
    uint32_t from = span->from;
    for (unsigned c = 0; c < span->columns; from = span->ends[c++]) {
        struct column_area *column = &area->columns[c];
        column->x = (mpt)c * (area->column_width + flow->gap);
        if (c == 0 || from < span->ends[c])
            build_column(flow, span, from, span->ends[c], column);
        if (column->used > area->height)
            area->height = column->used;
    }
    return area;
}

void flow_build(const struct flow *flow, const struct body_plan *plan, struct placed_region *body)
{
    struct span_area **link = &body->spans;
    bool starts = flow->at.section == 0 && flow->at.box == 0;
    marks_open(flow->layout, flow->fo, starts);
    for (size_t i = 0; i < plan->spans.count; i++) {
        struct span_area *span = build_span(flow, &plan->spans.items[i]);
        span->y = body->used;
        body->used += span->height;
        *link = span;
        link = &span->next;
    }
    marks_close(flow->layout, flow->fo, plan->end.section >= flow->section_count);
    body->content = flow->fo;
}
