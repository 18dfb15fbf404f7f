#include "print/layout/window.h"

#include "print/layout/group.h"

/* Objects that are fewer make no shell worth to be kept open. */
#define SHELL_MIN 100
/* Boxes of a batch, at least. */
#define BATCH_BOXES 64
/* Boxes that are collected before anybody looks. */
#define FETCH_BOXES 16

/* A shell that is open, or the section. */
struct shell {
    struct shell *outer;
    struct collect collect; /* of what it holds */
    const struct fo *fo;
    const struct fo *next, *end; /* children to come */
};

struct batch {
    struct memory *memory;
    uint32_t box, event;    /* its first ones */
    const struct fo *first; /* object */
};

struct window {
    struct layout_internal *layout;
    struct memory *memory;
    struct stream *stream;
    struct shell *level; /* NULL: all is collected */
    VEC(struct batch) batches;
    const struct fo *last; /* object collected */
    bool is_finished;      /* all is collected, and the stream knows */
};

static void release(void *handle)
{
    struct window *window = handle;
    vec_release(&window->batches);
}

/* In the memory of the window and its shells, unless all memory is one. */
static struct arena *use_memory(struct window *window, const struct memory *memory)
{
    struct arena *outer = window->layout->arena;
    if (memory)
        window->layout->arena = memory->arena;
    return outer;
}

struct window *window_new(struct layout_internal *layout, const struct window_request *request)
{
    struct arena *arena = request->memory ? request->memory->arena : layout->arena;
    struct window *window = ARENA_NEW(arena, struct window);
    *window = (struct window){.layout = layout, .memory = request->memory};
    arena_on_free(arena, release, window);
    struct arena *outer = use_memory(window, window->memory);
    window->stream = stream_new_growing(layout);
    struct shell *level = ARENA_NEW(arena, struct shell);
    *level = (struct shell){.fo = request->content, .next = request->first, .end = request->end};
    const struct fo_tree *tree = layout->tree;
    level->collect = (struct collect){
        .layout = layout,
        .stream = window->stream,
        .width = request->width,
        .reference = request->width,
        .height = request->height,
        .reference_height = request->height,
        .start_indent = fo_length(tree, request->content, FO_P_START_INDENT, request->width),
        .end_indent = fo_length(tree, request->content, FO_P_END_INDENT, request->width),
        .style = inline_style_new(layout, request->content, NULL)};
    window->level = level;
    layout->arena = outer;
    return window;
}

struct stream *window_stream(const struct window *window)
{
    return window->stream;
}

/* ---- Collecting --------------------------------------------------------------------------- */

static uint32_t last_serial(const struct fo *fo)
{
    for (const struct fo *last = fo->last; last; last = last->last)
        fo = last;
    return fo->serial;
}

static bool is_shell(const struct window *window, const struct fo *fo)
{
    return window->memory && last_serial(fo) - fo->serial >= SHELL_MIN &&
           collect_is_shell(window->layout->tree, fo);
}

static void open_shell(struct window *window, const struct fo *fo)
{
    struct arena *outer = use_memory(window, window->memory);
    struct shell *level = ARENA_NEW(window->layout->arena, struct shell);
    level->outer = window->level;
    level->fo = fo;
    level->next = fo->first;
    collect_open(&window->level->collect, fo, &level->collect);
    window->level = level;
    window->layout->arena = outer;
}

static void close_level(struct window *window)
{
    struct shell *level = window->level;
    window->level = level->outer;
    if (level->outer)
        collect_close(&level->outer->collect, level->fo);
}

static uint32_t box_count(const struct window *window)
{
    return (uint32_t)window->stream->boxes.count;
}

/* The memory that the object's lines go to; NULL where all memory is one. */
static const struct memory *batch_for(struct window *window, const struct fo *fo)
{
    size_t count = window->batches.count;
    if (!window->memory)
        return NULL;
    if (count == 0 || box_count(window) - window->batches.items[count - 1].box >= BATCH_BOXES)
        *vec_push(&window->batches) =
            (struct batch){memory_new_stream(window->layout), box_count(window),
                           (uint32_t)window->stream->events.count, fo};
    return window->batches.items[window->batches.count - 1].memory;
}

static void collect_object(struct window *window, const struct fo *fo)
{
    struct arena *outer = use_memory(window, batch_for(window, fo));
    collect_one(&window->level->collect, fo);
    window->layout->arena = outer;
    window->last = fo;
}

/* One object more, or a shell's start or end. */
static void step(struct window *window)
{
    struct shell *level = window->level;
    const struct fo *fo = level->next;
    if (fo == level->end) {
        close_level(window);
        return;
    }
    level->next = fo->next;
    if (is_shell(window, fo))
        open_shell(window, fo);
    else
        collect_object(window, fo);
}

static void fetch_some(struct window *window)
{
    uint32_t wanted = box_count(window) + FETCH_BOXES;
    while (window->level && (box_count(window) < wanted || !window->memory))
        step(window);
    stream_extend(window->stream);
    window->is_finished = !window->level;
}

int64_t window_height(const struct window *window, uint32_t from, uint32_t to)
{
    const struct stream *stream = window->stream;
    const struct box *box = &stream->boxes.items[from];
    if (from < to && box->kind == BOX_STEP && box->step > 0)
        from += box->group->step_count - box->step;
    return from < to ? stream->min_sum[to] - stream->min_sum[from] : 0;
}

/* Whether the last box, if it is not that of the section, is below `height`. */
static bool has_enough(const struct window *window, uint32_t from, int64_t height)
{
    uint32_t count = box_count(window);
    return count > from + 1 && window_height(window, from, count - 1) > height;
}

bool window_fetch(struct window *window, uint32_t from, int64_t height)
{
    while (!window->is_finished && !has_enough(window, from, height))
        fetch_some(window);
    return !window->is_finished;
}

/* ---- Letting go --------------------------------------------------------------------------- */

uint32_t window_trim(struct window *window, uint32_t at)
{
    size_t gone = 0;
    while (gone + 1 < window->batches.count && window->batches.items[gone + 1].box < at)
        gone++;
    if (gone == 0)
        return 0;
    uint32_t boxes = window->batches.items[gone].box, events = window->batches.items[gone].event;
    stream_trim(window->stream, boxes, events);
    for (size_t i = 0; i < window->batches.count; i++) {
        struct batch *batch = &window->batches.items[i];
        if (i < gone) {
            memory_drop_stream(window->layout, batch->memory);
            continue;
        }
        batch->box -= boxes;
        batch->event -= events;
        window->batches.items[i - gone] = *batch;
    }
    window->batches.count -= gone;
    return boxes;
}

void window_release(struct window *window)
{
    for (size_t i = 0; i < window->batches.count; i++)
        memory_drop_stream(window->layout, window->batches.items[i].memory);
    window->batches.count = 0;
}

/* ---- At another width ---------------------------------------------------------------- */

const struct fo *window_start(const struct window *window, uint32_t at)
{
    const struct fo *start = NULL;
    for (size_t i = 0; i < window->batches.count && window->batches.items[i].box < at; i++)
        start = window->batches.items[i].first;
    return start;
}

void window_begin_at(struct window *window, const struct fo *start, const struct restarts *restarts)
{
    window->level->collect.restarts = restarts;
    while (start && window->level->next != start) {
        const struct fo *fo = start;
        while (fo->parent != window->level->fo)
            fo = fo->parent;
        window->level->next = fo;
        if (fo == start)
            return;
        window->level->next = fo->next;
        open_shell(window, fo);
    }
}

static void forget_restarts(struct window *window)
{
    for (struct shell *level = window->level; level; level = level->outer)
        level->collect.restarts = NULL;
}

uint32_t window_find(struct window *window, const struct window *old, uint32_t at)
{
    uint32_t found = UINT32_MAX;
    bool may_come = true;
    while (found == UINT32_MAX && may_come && !window->is_finished) {
        fetch_some(window);
        found = resume_find(old->stream, at, window->stream);
        may_come = !window->last || !old->last || window->last->serial < old->last->serial;
    }
    forget_restarts(window);
    return found;
}
