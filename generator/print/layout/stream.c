/*
 * Streams of events and what they measure. A gap is all that stands between two
 * boxes; its three sizes (no break, before a break, after a break) make every height
 * a difference of prefix sums. Only groups measure by themselves.
 */
#include "print/layout/group.h"

#include <limits.h>
#include <string.h>

static void release(void *handle)
{
    struct stream *stream = handle;
    vec_release(&stream->events);
    vec_release(&stream->boxes);
    if (stream->growth) {
        vec_drop((void **)&stream->gaps);
        vec_drop((void **)&stream->sum);
        vec_drop((void **)&stream->min_sum);
        vec_drop((void **)&stream->stretch_sum);
    }
}

struct stream *stream_new(struct layout_internal *layout)
{
    struct stream *stream = ARENA_NEW(layout->arena, struct stream);
    stream->layout = layout;
    arena_on_free(layout->arena, release, stream);
    return stream;
}

struct stream *stream_new_growing(struct layout_internal *layout)
{
    struct stream *stream = stream_new(layout);
    stream->growth = ARENA_NEW(layout->arena, struct growth);
    return stream;
}

static struct event *add_event(struct stream *stream, enum event_kind kind)
{
    struct event *event = vec_push(&stream->events);
    *event = (struct event){.kind = kind};
    return event;
}

void stream_space(struct stream *stream, const struct space *space, bool is_after)
{
    if (space->opt == 0 && space->min == 0 && space->precedence == 0)
        return;
    struct event *event = add_event(stream, EVENT_SPACE);
    event->space = *space;
    event->is_after = is_after;
    stream->stretches |= space->max > space->opt;
}

static mpt retained(const struct frame *frame, enum side side)
{
    return (frame->retain_border[side] ? frame->border[side] : 0) +
           (frame->retain_padding[side] ? frame->padding[side] : 0);
}

void stream_open(struct stream *stream, struct frame *frame)
{
    const struct frame *parent = stream->open;
    frame->parent = parent;
    mpt header = frame->header ? frame->header->height : 0;
    mpt footer = frame->footer ? frame->footer->height : 0;
    frame->head = retained(frame, BEFORE) + header + (parent ? parent->head : 0);
    frame->tail = retained(frame, AFTER) + footer + (parent ? parent->tail : 0);
    frame->keep_across = frame->keep_together;
    if (parent)
        frame->keep_across = keep_strongest(frame->keep_across, parent->keep_across);
    add_event(stream, EVENT_OPEN)->frame = frame;
    stream->open = frame;
}

void stream_close(struct stream *stream)
{
    add_event(stream, EVENT_CLOSE)->frame = stream->open;
    stream->open = (struct frame *)stream->open->parent;
}

struct box *stream_box(struct stream *stream, enum box_kind kind)
{
    add_event(stream, EVENT_BOX)->box = (uint32_t)stream->boxes.count;
    struct box *box = vec_push(&stream->boxes);
    *box = (struct box){.kind = kind, .frame = stream->open};
    return box;
}

void stream_break(struct stream *stream, enum break_kind kind)
{
    if (kind != BREAK_NONE)
        add_event(stream, EVENT_BREAK)->breaks = kind;
}

void stream_keep(struct stream *stream, struct keep strength)
{
    if (strength.page > 0)
        add_event(stream, EVENT_KEEP)->keep = strength;
}

/* ---- Spaces (XSL 1.1, 4.3.1) ----------------------------------------------------- */

struct run {
    const struct stream *stream;
    uint32_t first;         /* event that sizes[0] belongs to */
    struct gap_size *sizes; /* NULL, or one of each event */
    VEC(uint32_t) spaces;
    struct gap_size total;
};

/* The event whose space wins, or all forced ones. */
static void settle_run(struct run *run, bool drop_start, bool drop_end)
{
    const struct event *events = run->stream->events.items;
    size_t from = 0, to = run->spaces.count;
    while (drop_start && from < to && !events[run->spaces.items[from]].space.retain)
        from++;
    while (drop_end && to > from && !events[run->spaces.items[to - 1]].space.retain)
        to--;
    int highest = INT_MIN;
    for (size_t i = from; i < to; i++)
        if (events[run->spaces.items[i]].space.precedence > highest)
            highest = events[run->spaces.items[i]].space.precedence;
    size_t winner = to;
    for (size_t i = from; i < to; i++) {
        const struct space *space = &events[run->spaces.items[i]].space;
        if (space->precedence == highest && highest < INT_MAX &&
            (winner == to || space->opt >= events[run->spaces.items[winner]].space.opt))
            winner = i;
    }
    for (size_t i = from; i < to; i++) {
        const struct space *space = &events[run->spaces.items[i]].space;
        if (i != winner && space->precedence != INT_MAX)
            continue;
        run->total.opt += space->opt;
        run->total.min += space->min;
        run->total.max += space->max;
        if (run->sizes)
            run->sizes[run->spaces.items[i] - run->first] =
                (struct gap_size){space->opt, space->min, space->max};
    }
    run->spaces.count = 0;
}

static void take_size(struct run *run, mpt size)
{
    run->total.opt += size;
    run->total.min += size;
    run->total.max += size;
}

static mpt edge(const struct frame *frame, enum side side)
{
    return frame->border[side] + frame->padding[side];
}

struct gap_size gap_resolve(const struct stream *stream, const struct gap *gap, enum gap_part part,
                            struct gap_size *spaces)
{
    uint32_t from = part == GAP_HEAD ? gap->split : gap->begin;
    uint32_t to = part == GAP_TAIL ? gap->split : gap->end;
    struct run run = {.stream = stream, .first = from, .sizes = spaces};
    bool at_start = part == GAP_HEAD && (!gap->open || gap->open->head == 0);
    bool at_end = part == GAP_TAIL && (!gap->open || gap->open->tail == 0);
    int opened = 0;
    for (uint32_t i = from; i < to; i++) {
        const struct event *event = &stream->events.items[i];
        bool is_edge = false, is_reference = false, is_empty = false;
        if (event->kind == EVENT_SPACE) {
            *vec_push(&run.spaces) = i;
        } else if (event->kind == EVENT_OPEN || event->kind == EVENT_CLOSE) {
            mpt size = edge(event->frame, event->kind == EVENT_OPEN ? BEFORE : AFTER);
            is_reference = event->frame->is_reference;
            is_empty = event->kind == EVENT_CLOSE && opened > 0; /* an area without height */
            opened += event->kind == EVENT_OPEN ? 1 : is_empty ? -1 : 0;
            /* What ends a page is dropped before an empty block, too, which stays there. */
            is_edge = size != 0 || is_reference || (is_empty && part != GAP_TAIL);
            if (is_edge)
                settle_run(&run, at_start, is_reference && event->kind == EVENT_CLOSE);
            take_size(&run, size);
        }
        if (is_edge)
            at_start = is_reference && event->kind == EVENT_OPEN;
    }
    settle_run(&run, at_start, at_end);
    vec_release(&run.spaces);
    return run.total;
}

/* ---- Gaps -------------------------------------------------------------------------- */

static void scan_gap(const struct stream *stream, struct gap *gap, const struct frame **open)
{
    const struct event *events = stream->events.items;
    const struct frame *at_split = *open;
    uint32_t first_break = UINT32_MAX;
    gap->split = gap->begin;
    for (uint32_t i = gap->begin; i < gap->end; i++) {
        const struct event *event = &events[i];
        if (event->kind == EVENT_OPEN)
            *open = event->frame;
        else if (event->kind == EVENT_CLOSE)
            *open = event->frame->parent;
        if (first_break == UINT32_MAX &&
            (event->kind == EVENT_CLOSE || (event->kind == EVENT_SPACE && event->is_after))) {
            gap->split = i + 1;
            at_split = *open;
        }
        if (event->kind != EVENT_BREAK)
            continue;
        if (event->breaks > gap->forced)
            gap->forced = event->breaks;
        if (first_break == UINT32_MAX) {
            first_break = i;
            gap->split = i;
            at_split = *open;
        }
    }
    gap->open = at_split;
}

static struct keep keep_of(const struct event *event, bool before_split)
{
    if (event->kind == EVENT_KEEP)
        return event->keep;
    if (event->kind == EVENT_CLOSE && before_split)
        return event->frame->keep_next;
    if (event->kind == EVENT_OPEN && !before_split)
        return event->frame->keep_previous;
    return (struct keep){0};
}

static void weigh_gap(const struct stream *stream, struct gap *gap)
{
    gap->strength = gap->open ? gap->open->keep_across : (struct keep){0};
    for (uint32_t i = gap->begin; i < gap->end; i++)
        gap->strength =
            keep_strongest(gap->strength, keep_of(&stream->events.items[i], i < gap->split));
}

static void size_gap(const struct stream *stream, struct gap *gap)
{
    struct gap_size whole = gap_resolve(stream, gap, GAP_WHOLE, NULL);
    struct gap_size tail = gap_resolve(stream, gap, GAP_TAIL, NULL);
    struct gap_size head = gap_resolve(stream, gap, GAP_HEAD, NULL);
    gap->whole = whole.opt;
    gap->whole_min = whole.min;
    gap->tail = tail.opt + (gap->open ? gap->open->tail : 0);
    gap->tail_min = tail.min + (gap->open ? gap->open->tail : 0);
    gap->head = head.opt + (gap->open ? gap->open->head : 0);
    gap->head_min = head.min + (gap->open ? gap->open->head : 0);
}

/* Gaps from `at` on; it moves to the last one, which more boxes would change. The first gap
 * lies after a break, the last before one. */
static void make_gaps(struct stream *stream, struct growth *at)
{
    uint32_t count = (uint32_t)stream->boxes.count;
    for (;;) {
        struct gap *gap = &stream->gaps[at->gap];
        const struct frame *open = at->open;
        uint32_t event = at->event;
        *gap = (struct gap){.begin = event};
        while (event < stream->events.count && stream->events.items[event].kind != EVENT_BOX)
            event++;
        gap->end = event++;
        scan_gap(stream, gap, &open);
        if (at->gap == 0) {
            gap->split = gap->begin;
            gap->open = NULL;
        }
        if (at->gap == count) {
            gap->split = gap->end;
            gap->open = NULL;
        }
        weigh_gap(stream, gap);
        size_gap(stream, gap);
        if (at->gap == count)
            return;
        at->gap++;
        at->event = event;
        at->open = open;
    }
}

/* What whole gaps can stretch by, for gaps [first, count). */
static void sum_stretch(struct stream *stream, uint32_t first)
{
    for (uint32_t i = first; i < stream->boxes.count; i++) {
        struct gap_size whole = gap_resolve(stream, &stream->gaps[i], GAP_WHOLE, NULL);
        stream->stretch_sum[i] = stream->stretch_sum[i - 1] + whole.max - whole.opt;
    }
}

/* Gaps and sums from `at` on, for which there is room. */
static void finish_from(struct stream *stream, struct growth *at)
{
    uint32_t first = at->gap, count = (uint32_t)stream->boxes.count;
    make_gaps(stream, at);
    for (uint32_t i = first; i < count; i++) {
        const struct box *box = &stream->boxes.items[i];
        mpt height = box->kind != BOX_STEP                     ? box->height
                     : box->step + 1 == box->group->step_count ? box->group->total
                                                               : 0;
        mpt min = box->kind == BOX_STEP ? height : box->min_height;
        stream->sum[i + 1] = stream->sum[i] + height + (i ? stream->gaps[i].whole : 0);
        stream->min_sum[i + 1] = stream->min_sum[i] + min + (i ? stream->gaps[i].whole_min : 0);
    }
}

void stream_finish(struct stream *stream)
{
    struct arena *arena = stream->layout->arena;
    size_t room = stream->boxes.count + 1;
    vec_fit(&stream->events); /* a table has a stream a cell, most of one box */
    vec_fit(&stream->boxes);
    stream->gaps = ARENA_ARRAY(arena, room, struct gap);
    stream->sum = ARENA_ARRAY(arena, room, int64_t);
    stream->min_sum = ARENA_ARRAY(arena, room, int64_t);
    finish_from(stream, &(struct growth){0});
    if (!stream->stretches)
        return;
    stream->stretch_sum = ARENA_ARRAY(arena, room, int64_t);
    sum_stretch(stream, 1);
}

/* Sums of stretch are there from the first space on that can stretch. */
static void extend_stretch(struct stream *stream)
{
    struct growth *growth = stream->growth;
    vec_grow((void **)&stream->stretch_sum, &growth->stretch_room, growth->room, sizeof(int64_t));
    if (growth->stretched == 0) {
        stream->stretch_sum[0] = 0;
        growth->stretched = 1;
    }
    sum_stretch(stream, growth->stretched);
    growth->stretched = growth->gap;
}

void stream_extend(struct stream *stream)
{
    struct growth *growth = stream->growth;
    size_t wanted = stream->boxes.count + 1, room[3] = {growth->room, growth->room, growth->room};
    vec_grow((void **)&stream->gaps, &room[0], wanted, sizeof(*stream->gaps));
    vec_grow((void **)&stream->sum, &room[1], wanted, sizeof(*stream->sum));
    vec_grow((void **)&stream->min_sum, &room[2], wanted, sizeof(*stream->min_sum));
    if (growth->room == 0)
        stream->sum[0] = stream->min_sum[0] = 0;
    growth->room = room[0];
    finish_from(stream, growth);
    if (stream->stretches && growth->gap > 0)
        extend_stretch(stream);
}

void stream_trim(struct stream *stream, uint32_t boxes, uint32_t events)
{
    uint32_t left = (uint32_t)stream->boxes.count - boxes;
    memmove(stream->boxes.items, stream->boxes.items + boxes, left * sizeof(struct box));
    memmove(stream->gaps, stream->gaps + boxes, (left + 1) * sizeof(struct gap));
    memmove(stream->sum, stream->sum + boxes, (left + 1) * sizeof(int64_t));
    memmove(stream->min_sum, stream->min_sum + boxes, (left + 1) * sizeof(int64_t));
    if (stream->growth->stretched > boxes) {
        memmove(stream->stretch_sum, stream->stretch_sum + boxes, left * sizeof(int64_t));
        stream->growth->stretched -= boxes;
    }
    stream->boxes.count = left;
    stream->events.count -= events;
    memmove(stream->events.items, stream->events.items + events,
            stream->events.count * sizeof(struct event));
    for (size_t i = 0; i < stream->events.count; i++)
        if (stream->events.items[i].kind == EVENT_BOX)
            stream->events.items[i].box -= boxes;
    for (uint32_t i = 0; i <= left; i++) {
        struct gap *gap = &stream->gaps[i];
        gap->begin = gap->begin > events ? gap->begin - events : 0;
        gap->split = gap->split > events ? gap->split - events : 0;
        gap->end -= events;
    }
    stream->growth->gap -= boxes;
    stream->growth->event -= events;
}

/* ---- Heights ------------------------------------------------------------------------- */

bool stream_cuts_table(const struct stream *stream, uint32_t at, const struct box *box)
{
    return at > 0 && at < stream->boxes.count && box->kind == BOX_STEP && box->group->collapses &&
           stream->gaps[at].open == box->frame;
}

/* What the sums leave out of a group's steps. */
static mpt correct(const struct group *group, const struct steps *steps)
{
    return group_measure(group, steps) - (steps->to == group->step_count ? group->total : 0);
}

/* What the sums get wrong where [from, to) cuts groups, or a table between them. */
static mpt cut_groups(const struct stream *stream, uint32_t from, uint32_t to)
{
    const struct box *first = &stream->boxes.items[from], *last = &stream->boxes.items[to - 1];
    const struct group *head = first->kind == BOX_STEP ? first->group : NULL;
    const struct group *tail = last->kind == BOX_STEP ? last->group : NULL;
    bool cut[] = {stream_cuts_table(stream, from, first), stream_cuts_table(stream, to, last)};
    bool cuts_head = head && (first->step > 0 || cut[BEFORE]);
    bool cuts_tail = tail && (last->step + 1 < tail->step_count || cut[AFTER]);
    if (!cuts_head && !cuts_tail)
        return 0;
    if (head == tail)
        return correct(head, &(struct steps){first->step, last->step + 1, {cut[0], cut[1]}});
    mpt difference = 0;
    if (cuts_head)
        difference +=
            correct(head, &(struct steps){first->step, head->step_count, {cut[0], false}});
    if (cuts_tail)
        difference += correct(tail, &(struct steps){0, last->step + 1, {false, cut[1]}});
    return difference;
}

mpt stream_measure(const struct stream *stream, uint32_t from, uint32_t to)
{
    if (from == to) /* blocks without a box: only borders and spaces */
        return stream->boxes.count ? 0 : stream->gaps[0].tail;
    int64_t height = stream->sum[to] - stream->sum[from] - (from ? stream->gaps[from].whole : 0);
    return (mpt)(height + stream->gaps[from].head + stream->gaps[to].tail +
                 cut_groups(stream, from, to));
}

mpt stream_measure_min(const struct stream *stream, uint32_t from, uint32_t to)
{
    if (from == to)
        return stream->boxes.count ? 0 : stream->gaps[0].tail_min;
    int64_t height =
        stream->min_sum[to] - stream->min_sum[from] - (from ? stream->gaps[from].whole_min : 0);
    return (mpt)(height + stream->gaps[from].head_min + stream->gaps[to].tail_min +
                 cut_groups(stream, from, to));
}

mpt stream_elasticity(const struct stream *stream, uint32_t from, uint32_t to)
{
    if (from == to)
        return stream->boxes.count ? 0 : stream->gaps[0].tail - stream->gaps[0].tail_min;
    const struct gap *head = &stream->gaps[from], *tail = &stream->gaps[to];
    int64_t spare = stream->sum[to] - stream->min_sum[to] -
                    (stream->sum[from] - stream->min_sum[from]) -
                    (from ? head->whole - head->whole_min : 0);
    return (mpt)(spare + head->head - head->head_min + tail->tail - tail->tail_min);
}

mpt stream_stretch(const struct stream *stream, uint32_t from, uint32_t to)
{
    if (!stream->stretches || from == to)
        return 0;
    struct gap_size head = gap_resolve(stream, &stream->gaps[from], GAP_HEAD, NULL);
    struct gap_size tail = gap_resolve(stream, &stream->gaps[to], GAP_TAIL, NULL);
    int64_t between = to > from + 1 ? stream->stretch_sum[to - 1] - stream->stretch_sum[from] : 0;
    return (mpt)between + head.max - head.opt + tail.max - tail.opt;
}

void stream_footnotes(const struct stream *stream, uint32_t from, uint32_t to,
                      struct footnote_list *list)
{
    for (uint32_t i = from; i < to; i++) {
        const struct box *box = &stream->boxes.items[i];
        if (box->kind == BOX_STEP)
            group_footnotes(box->group, box->step, box->step + 1, list);
        else if (box->kind == BOX_PART)
            stream_footnotes(box->part, 0, (uint32_t)box->part->boxes.count, list);
        else if (box->kind == BOX_LINE)
            for (size_t f = 0; f < box->line->footnote_count; f++)
                *vec_push(&list->list) = box->line->footnotes[f];
    }
}
