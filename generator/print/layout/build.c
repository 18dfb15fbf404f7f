/*
 * Replays the events of a stream's boxes [from, to) into areas. What is open at
 * `from` is continued, what is open at `to` is cut.
 */
#include "print/layout/group.h"
#include "print/layout/late.h"
#include "print/layout/table.h"

#include <string.h>

struct area *area_new(struct layout_internal *layout, enum area_kind kind, const struct fo *fo)
{
    struct area *area = ARENA_NEW(layout->arena, struct area);
    area->kind = kind;
    area->fo = fo;
    return area;
}

void area_append(struct area *parent, struct area *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

struct open_area {
    const struct frame *frame; /* NULL: the parent given */
    struct area *outer;        /* what the frame makes in the level above */
    struct area *area;         /* what holds its children */
    mpt pen;
};

struct replay {
    struct build *build;
    const struct stream *stream;
    VEC(struct open_area) levels;
    struct area *last_closed;
    mpt space_before;  /* of the next area */
    uint32_t from, to; /* boxes */
    int32_t share;
};

static struct open_area *top(struct replay *replay)
{
    return &replay->levels.items[replay->levels.count - 1];
}

static void mark_open(struct replay *replay, const struct fo *fo, bool starts)
{
    if (!replay->build->is_repeated)
        marks_open(replay->build->layout, fo, starts);
}

static void mark_close(struct replay *replay, const struct fo *fo, bool ends)
{
    if (!replay->build->is_repeated)
        marks_close(replay->build->layout, fo, ends);
}

static void place(struct replay *replay, struct area *area)
{
    area->y = top(replay)->pen;
    area->space_before = replay->space_before;
    area->is_repeated = replay->build->is_repeated;
    replay->space_before = 0;
    area_append(top(replay)->area, area);
}

/* A line that holds a block, and the inlines around it. */
static struct area *open_line(struct replay *replay, const struct frame *frame, struct area *line,
                              bool starts)
{
    struct area *parent = line;
    mpt width = frame->ipd;
    line->kind = AREA_LINE;
    line->ipd = width;
    for (size_t i = 0; i < frame->open_count; i++) {
        bool is_innermost = i + 1 == frame->open_count;
        const struct piece *piece = &frame->open_pieces[i];
        struct area *area = area_new(replay->build->layout,
                                     is_innermost ? AREA_INLINE_BLOCK : AREA_INLINE, piece->fo);
        area->style = piece->style->fo;
        area->inline_style = piece->style;
        area->starts = starts;
        inline_set_edges(replay->build->layout, area, frame->ipd, piece->whole[0], piece->whole[1]);
        width -=
            area->border[START] + area->padding[START] + area->border[END] + area->padding[END];
        area->ipd = width;
        area->y = area->border[BEFORE] + area->padding[BEFORE];
        if (!replay->build->is_repeated)
            layout_note_extent(replay->build->layout, piece->fo);
        area_append(parent, area);
        parent = area;
    }
    return parent;
}

static void open_frame(struct replay *replay, const struct frame *frame, bool starts)
{
    struct area *area = area_new(replay->build->layout, AREA_BLOCK, frame->fo);
    place(replay, area);
    area->starts = starts;
    area->x = frame->x;
    area->ipd = frame->ipd;
    area->start_indent = frame->start_indent;
    area->end_indent = frame->end_indent;
    area->space_start = frame->space_start;
    area->space_end = frame->space_end;
    memcpy(area->border, frame->border, sizeof(area->border));
    memcpy(area->padding, frame->padding, sizeof(area->padding));
    if (!starts) {
        if (!frame->retain_border[BEFORE])
            area->border[BEFORE] = 0;
        if (!frame->retain_padding[BEFORE])
            area->padding[BEFORE] = 0;
    }
    mark_open(replay, frame->fo, starts);
    struct area *inner = area;
    if (frame->kind == FRAME_CONTAINER) {
        area->is_viewport = true;
        area->is_clipped =
            fo_keyword(replay->build->layout->tree, frame->fo, FO_P_OVERFLOW) == FO_K_HIDDEN;
        inner = area_new(replay->build->layout, AREA_BLOCK, frame->fo);
        inner->is_reference = true;
        inner->ipd = frame->ipd;
        area_append(area, inner);
    } else if (frame->kind == FRAME_LINE) {
        inner = open_line(replay, frame, area, starts);
    }
    *vec_push(&replay->levels) = (struct open_area){frame, area, inner, 0};
}

/* The line and its inlines as high as what they hold: the frame's padding is their edges. */
static void close_line(const struct open_area *level)
{
    struct area *line = level->outer;
    mpt height = level->pen + line->padding[BEFORE] + line->padding[AFTER];
    line->padding[BEFORE] = line->padding[AFTER] = 0;
    for (struct area *area = line;; area = area->first) {
        height -= area->border[BEFORE] + area->padding[BEFORE] + area->border[AFTER] +
                  area->padding[AFTER];
        area->bpd = height;
        if (area == level->area)
            return;
    }
}

static void build_part(struct replay *replay, const struct stream *part, bool is_repeated)
{
    struct build build = *replay->build;
    build.is_repeated |= is_repeated;
    struct area *parent = area_new(build.layout, AREA_BLOCK, NULL);
    mpt height = stream_build(&build, part, 0, (uint32_t)part->boxes.count, 0, parent);
    struct open_area *level = top(replay);
    for (struct area *area = parent->first; area; area = area->next)
        area->y += level->pen;
    if (!parent->first)
        return;
    if (level->area->last)
        level->area->last->next = parent->first;
    else
        level->area->first = parent->first;
    level->area->last = parent->last;
    level->pen += height;
}

static void close_frame(struct replay *replay, bool ends)
{
    struct open_area level = *top(replay);
    struct area *area = level.outer;
    replay->levels.count--;
    area->ends = ends;
    if (!ends) {
        if (!level.frame->retain_border[AFTER])
            area->border[AFTER] = 0;
        if (!level.frame->retain_padding[AFTER])
            area->padding[AFTER] = 0;
    }
    for (struct area *a = area; a; a = a == level.area ? NULL : a->first) {
        a->bpd = level.pen;
        a->ends = ends;
    }
    if (level.frame->fo->type == FO_TABLE)
        table_place_pictures(replay->build->layout, area, level.pen);
    if (level.frame->kind == FRAME_LINE)
        close_line(&level);
    top(replay)->pen += area->bpd + area->border[BEFORE] + area->border[AFTER] +
                        area->padding[BEFORE] + area->padding[AFTER];
    replay->last_closed = area;
    mark_close(replay, level.frame->fo, ends);
}

static void note_inlines(struct replay *replay, const struct area *parent)
{
    for (const struct area *area = parent->first; area; area = area->next) {
        if (area->kind == AREA_INLINE || area->kind == AREA_ANCHOR || area->fo->type != FO_TEXT) {
            mark_open(replay, area->fo, area->starts);
            note_inlines(replay, area);
            mark_close(replay, area->fo, area->ends);
        }
    }
}

static void build_line(struct replay *replay, const struct line *line)
{
    struct area *area = area_new(replay->build->layout, AREA_LINE, line->area->fo);
    *area = *line->area;
    area->next = NULL;
    mpt before = area->space_before;
    place(replay, area);
    area->space_before = before;
    top(replay)->pen += line->height;
    note_inlines(replay, area);
    if (line->late)
        late_place(replay->build->layout, line, area);
    replay->last_closed = NULL;
}

static void build_container(struct replay *replay, const struct box *box)
{
    mark_open(replay, box->container->fo, true);
    struct area *area = container_build(replay->build, box->container);
    if (box->container->is_absolute) {
        area->is_repeated = replay->build->is_repeated;
        area_append(top(replay)->area, area);
    } else {
        place(replay, area);
        top(replay)->pen += box->height;
        replay->last_closed = area;
    }
    mark_close(replay, box->container->fo, true);
}

/* Steps of one group that follow one another. */
static uint32_t build_steps(struct replay *replay, uint32_t from, uint32_t to)
{
    const struct box *first = &replay->stream->boxes.items[from];
    const struct group *group = first->group;
    uint32_t end = from + 1;
    while (end < to && replay->stream->boxes.items[end].kind == BOX_STEP &&
           replay->stream->boxes.items[end].group == group)
        end++;
    struct open_area *level = top(replay);
    struct area *parent = area_new(replay->build->layout, AREA_BLOCK, NULL);
    parent->start_indent = level->area->start_indent;
    struct steps steps = {first->step, first->step + (end - from), {false, false}};
    steps.cut[BEFORE] = from == replay->from && stream_cuts_table(replay->stream, from, first);
    steps.cut[AFTER] = end == replay->to && stream_cuts_table(replay->stream, end, first);
    mpt height = group_build(replay->build, group, &steps, parent);
    level = top(replay);
    for (struct area *area = parent->first; area; area = area->next) {
        area->y += level->pen;
        area->is_repeated = replay->build->is_repeated;
    }
    if (parent->first) {
        if (level->area->last)
            level->area->last->next = parent->first;
        else
            level->area->first = parent->first;
        level->area->last = parent->last;
    }
    level->pen += height;
    replay->last_closed = NULL;
    return end;
}

/* Builds the box at `from` and returns the next one. */
static uint32_t build_box(struct replay *replay, uint32_t from, uint32_t to)
{
    const struct box *box = &replay->stream->boxes.items[from];
    switch (box->kind) {
    case BOX_LINE:
        build_line(replay, box->line);
        break;
    case BOX_CONTAINER:
        build_container(replay, box);
        break;
    case BOX_PART:
        build_part(replay, box->part, false);
        break;
    case BOX_STEP:
        return build_steps(replay, from, to);
    case BOX_STRUT:
        break;
    }
    return from + 1;
}

static void build_space(struct replay *replay, const struct event *event, struct gap_size space)
{
    mpt elasticity = replay->share < 0 ? space.max - space.opt : space.opt - space.min;
    mpt size = space.opt - (mpt)(((int64_t)elasticity * replay->share + 0x8000) >> 16);
    top(replay)->pen += size;
    if (!event->is_after)
        replay->space_before = size;
    else if (replay->last_closed)
        replay->last_closed->space_after = size;
}

static void build_gap(struct replay *replay, const struct gap *gap, enum gap_part part)
{
    uint32_t from = part == GAP_HEAD ? gap->split : gap->begin;
    uint32_t to = part == GAP_TAIL ? gap->split : gap->end;
    if (from == to)
        return;
    struct layout_internal *layout = replay->build->layout;
    struct gap_size *spaces = ARENA_ARRAY(layout->arena, to - from, struct gap_size);
    gap_resolve(replay->stream, gap, part, spaces);
    for (uint32_t i = from; i < to; i++) {
        const struct event *event = &replay->stream->events.items[i];
        if (event->kind == EVENT_SPACE)
            build_space(replay, event, spaces[i - from]);
        else if (event->kind == EVENT_OPEN)
            open_frame(replay, event->frame, true);
        else if (event->kind == EVENT_CLOSE)
            close_frame(replay, true);
    }
}

/* Continues the frames that a break cut, outermost first. */
static void reopen(struct replay *replay, const struct frame *frame)
{
    if (!frame)
        return;
    reopen(replay, frame->parent);
    open_frame(replay, frame, false);
    if (frame->header)
        build_part(replay, repeated_stream(replay->build->layout, frame->header), true);
}

static void cut(struct replay *replay)
{
    while (replay->levels.count > 1) {
        const struct frame *frame = top(replay)->frame;
        if (frame->footer)
            build_part(replay, repeated_stream(replay->build->layout, frame->footer), true);
        close_frame(replay, false);
    }
}

mpt stream_build(struct build *build, const struct stream *stream, uint32_t from, uint32_t to,
                 int32_t share, struct area *parent)
{
    struct replay replay = {
        .build = build, .stream = stream, .from = from, .to = to, .share = share};
    *vec_push(&replay.levels) = (struct open_area){NULL, parent, parent, 0};
    if (stream->boxes.count == 0) {
        build_gap(&replay, &stream->gaps[0], GAP_TAIL);
    } else if (from < to) {
        reopen(&replay, stream->gaps[from].open);
        build_gap(&replay, &stream->gaps[from], GAP_HEAD);
        for (uint32_t box = from; box < to;) {
            box = build_box(&replay, box, to);
            if (box < to)
                build_gap(&replay, &stream->gaps[box], GAP_WHOLE);
        }
        build_gap(&replay, &stream->gaps[to], GAP_TAIL);
        cut(&replay);
    }
    mpt height = replay.levels.items[0].pen;
    vec_release(&replay.levels);
    return height;
}
