#include "print/layout/late.h"

#include "print/layout/gather.h"

#include <string.h>

/* So many pages are kept at a time; a document that wants more is laid out twice. */
#define HELD_MAX 256

struct late {
    struct arena *arena; /* of its lines */
    struct late_block block;
    struct cited *cited;
    size_t cited_count;
    size_t placed;  /* lines on pages so far */
    unsigned page;  /* that the last of them is on */
    bool is_parted; /* they are on several pages */
    bool is_settled;
};

struct held {
    struct held *next;
    struct page *page;
    struct arena *arena;     /* what the page is in, with this */
    struct memory **streams; /* that its lines may be in */
    size_t stream_count;
    struct late_line *lines;
    size_t count, settled; /* the first ones show what they should */
};

/* ---- Paragraphs ------------------------------------------------------------------------- */

bool late_is_known(const struct layout_internal *layout, size_t first)
{
    for (size_t i = first; i < layout->cited.count; i++)
        if (layout->cited.items[i].is_guess)
            return false;
    return true;
}

void late_note(struct layout_internal *layout, const struct late_block *block)
{
    if (layout->in_static || late_is_known(layout, block->cited))
        return;
    struct late *late = ARENA_NEW(layout->arena, struct late);
    late->arena = layout->arena;
    late->block = *block;
    late->cited_count = layout->cited.count - block->cited;
    late->cited = ARENA_ARRAY(layout->arena, late->cited_count, struct cited);
    memcpy(late->cited, layout->cited.items + block->cited,
           late->cited_count * sizeof(*late->cited));
    layout->cited.count = block->cited;
    for (size_t i = 0; i < block->lines.count; i++)
        block->lines.items[i].late = late;
}

void late_place(struct layout_internal *layout, const struct line *line, struct area *area)
{
    struct late *late = line->late;
    unsigned page = layout->page->index;
    late->is_parted |= late->placed > 0 && late->page != page;
    late->page = page;
    late->placed++;
    *vec_push(&layout->late_lines) = (struct late_line){line, area};
}

static struct lines break_again(struct layout_internal *layout, const struct late_block *block)
{
    struct gather_options options = {.width = block->request.width};
    struct gather *gather = gather_new(layout, block->fo, block->style, &options);
    for (const struct fo *child = block->fo->first; child; child = child->next)
        gather_add(gather, child);
    struct paragraph *paragraph = gather_end(gather);
    gather_free(gather);
    return paragraph ? paragraph_break(layout, paragraph, &block->request) : (struct lines){0};
}

/* Whether lines can take the place of those that were broken with guesses. Where some of
 * them are on another page each must hold what it held. */
static bool can_replace(const struct late *late, const struct lines *fresh)
{
    const struct lines *old = &late->block.lines;
    mpt width = late->block.request.width;
    bool is_together = !late->is_parted && late->placed >= old->count;
    if (fresh->count != old->count ||
        (late->block.is_asked && (fresh->widest > width || old->widest > width)))
        return false;
    for (size_t i = 0; i < fresh->count; i++) {
        const struct line *a = &old->items[i], *b = &fresh->items[i];
        if (a->height != b->height || a->footnote_count != b->footnote_count ||
            (!is_together && (a->start != b->start || a->end != b->end)))
            return false;
    }
    return true;
}

static void settle_lines(struct layout_internal *layout, struct late *late)
{
    struct arena *arena = layout->arena;
    layout->arena = late->arena;
    struct lines fresh = break_again(layout, &late->block);
    layout->arena = arena;
    if (!can_replace(late, &fresh)) {
        layout->shows = false;
        return;
    }
    for (size_t i = 0; i < fresh.count; i++)
        late->block.lines.items[i].area = fresh.items[i].area;
}

/* False if a number is not known yet. */
static bool settle(struct layout_internal *layout, struct late *late)
{
    bool is_right = true;
    for (size_t i = 0; i < late->cited_count && !late->is_settled; i++) {
        const char *folio = layout_known_folio(layout, &late->cited[i]);
        if (!folio)
            return false;
        is_right &= strcmp(folio, late->cited[i].folio) == 0;
    }
    if (late->is_settled)
        return true;
    late->is_settled = true;
    if (!is_right)
        settle_lines(layout, late);
    for (size_t i = 0; i < late->cited_count && is_right; i++)
        *vec_push(&layout->cited) = late->cited[i];
    return true;
}

/* ---- Pages ------------------------------------------------------------------------------ */

static void replace_area(struct area *area, const struct area *fresh)
{
    struct area old = *area;
    *area = *fresh;
    area->y = old.y;
    area->next = old.next;
    area->is_repeated = old.is_repeated;
}

/* How many of the lines show what they should. */
static size_t settle_page(struct layout_internal *layout, const struct late_line *lines,
                          size_t count, size_t settled)
{
    for (; settled < count && layout->shows && settle(layout, lines[settled].line->late); settled++)
        replace_area(lines[settled].area, lines[settled].line->area);
    return settled;
}

static void show(struct layout_internal *layout, const struct page *page)
{
    layout->has_shown = true;
    layout->options.page_done(layout->options.payload, layout->layout, page);
}

static void release_held(struct layout_internal *layout, struct held *held)
{
    for (size_t i = 0; i < held->stream_count; i++)
        memory_drop(held->streams[i]);
    arena_free(held->arena);
    layout->held_count--;
}

static void hold(struct layout_internal *layout, struct page *page, size_t settled)
{
    if (layout->held_count == HELD_MAX) {
        layout->shows = false;
        return;
    }
    struct held *held = ARENA_NEW(layout->one_page, struct held);
    *held = (struct held){.page = page,
                          .arena = layout->one_page,
                          .stream_count = layout->streams.count,
                          .count = layout->late_lines.count,
                          .settled = settled};
    held->streams = ARENA_ARRAY(held->arena, held->stream_count, struct memory *);
    for (size_t i = 0; i < held->stream_count; i++)
        held->streams[i] = memory_hold(layout->streams.items[i]);
    held->lines = ARENA_ARRAY(held->arena, held->count, struct late_line);
    memcpy(held->lines, layout->late_lines.items, held->count * sizeof(*held->lines));
    layout->one_page = arena_new();
    struct held **end = &layout->held;
    while (*end)
        end = &(*end)->next;
    *end = held;
    layout->held_count++;
}

static void show_held(struct layout_internal *layout)
{
    for (struct held **link = &layout->held; *link && layout->shows;) {
        struct held *held = *link;
        held->settled = settle_page(layout, held->lines, held->count, held->settled);
        if (held->settled < held->count || !layout->shows) {
            link = &held->next;
            continue;
        }
        show(layout, held->page);
        *link = held->next;
        release_held(layout, held);
    }
}

void late_release(struct layout_internal *layout)
{
    for (struct held *held = layout->held, *next; held; held = next) {
        next = held->next;
        release_held(layout, held);
    }
    layout->held = NULL;
}

void late_show(struct layout_internal *layout, struct page *page)
{
    show_held(layout);
    size_t count = layout->late_lines.count;
    size_t settled = settle_page(layout, layout->late_lines.items, count, 0);
    if (layout->shows && settled == count)
        show(layout, page);
    else if (layout->shows)
        hold(layout, page, settled);
    layout->late_lines.count = 0;
    if (!layout->shows)
        late_release(layout);
}

void late_finish(struct layout_internal *layout)
{
    show_held(layout);
}
