/*
 * A line's inline areas in visual order (UAX #9, L1 and L2; XSL 1.1, 5.8). The line is
 * taken apart into areas without children, each of one level; these are reordered, and
 * the inlines around them are made anew: once for each stretch that stands together.
 * An inline's start edge goes with its first text, its end edge with its last.
 */
#include "print/layout/lines.h"

#include <string.h>

#define NO_INLINE UINT32_MAX

/* An inline of the line as it was, by number: parents before children. */
struct outer {
    struct area *area;
    uint32_t parent;
    uint32_t first, last; /* leaves in it, in the order of the text */
};

struct leaf {
    struct area *area;
    uint32_t parent;
};

struct reorder {
    struct layout_internal *layout;
    struct area *line;
    VEC(struct outer) inlines;
    VEC(struct leaf) leaves;
    VEC(struct leaf) open; /* the new inlines under way, each with the number of the old one */
};

/* ---- Taking apart ---------------------------------------------------------------- */

static mpt spaces_width(const struct area *area, uint32_t start, uint32_t end)
{
    mpt width = 0;
    for (uint32_t i = start; i < end && area->word_adjust; i++)
        width += area->paragraph->text->text[i] == ' ' ? area->word_adjust : 0;
    return width;
}

static void add_leaf(struct reorder *r, struct area *area, uint32_t parent)
{
    area->order = (uint32_t)r->leaves.count;
    *vec_push(&r->leaves) = (struct leaf){area, parent};
}

/* Cuts a text area where the level changes; the last part keeps what rounding left. */
static void add_text(struct reorder *r, struct area *area, uint32_t parent)
{
    const struct text_paragraph *text = area->paragraph->text;
    size_t at = text_item_at(text, area->start);
    mpt rest = area->ipd;
    while (at + 1 < text->item_count && text->items[at + 1].start < area->end) {
        uint8_t level = text->items[at].level;
        uint32_t cut = text->items[++at].start;
        if (text->items[at].level == level)
            continue;
        struct area *part = area_new(r->layout, area->kind, area->fo);
        *part = *area;
        part->next = NULL;
        part->end = cut;
        part->level = level;
        part->ends = part->parts_words = false;
        part->border[END] = part->padding[END] = part->hyphen = 0;
        part->word_end = 0;
        part->ipd = paragraph_width(area->paragraph, area->start, cut) +
                    spaces_width(area, area->start, cut);
        rest -= part->ipd;
        add_leaf(r, part, parent);
        area->start = cut;
        area->starts = false;
        area->border[START] = area->padding[START] = 0;
        area->level = text->items[at].level;
    }
    area->ipd = rest;
    add_leaf(r, area, parent);
}

static void take_apart(struct reorder *r, struct area *first, uint32_t parent)
{
    for (struct area *area = first, *next; area; area = next) {
        next = area->next;
        area->next = NULL;
        if (area->kind == AREA_TEXT && area->end > area->start) {
            add_text(r, area, parent);
        } else if (area->kind != AREA_INLINE || !area->first) {
            add_leaf(r, area, parent);
        } else {
            uint32_t number = (uint32_t)r->inlines.count;
            *vec_push(&r->inlines) = (struct outer){area, parent, (uint32_t)r->leaves.count, 0};
            take_apart(r, area->first, number);
            r->inlines.items[number].last = (uint32_t)r->leaves.count - 1;
        }
    }
}

/* L1: white space that a line ends with runs as the paragraph does. */
static void reset_end(struct reorder *r)
{
    for (size_t i = r->leaves.count; i-- > 0;) {
        struct area *area = r->leaves.items[i].area;
        bool is_blank = area->kind == AREA_ANCHOR || area->kind == AREA_TEXT;
        for (uint32_t at = area->start; is_blank && at < area->end; at++)
            is_blank = strchr(" \t\n", area->paragraph->text->text[at]) != NULL;
        if (!is_blank)
            return;
        area->level = r->line->level;
    }
}

/* ---- Putting together --------------------------------------------------------------- */

static mpt outer_width(const struct area *area)
{
    return area->ipd + area->border[START] + area->border[END] + area->padding[START] +
           area->padding[END];
}

static void close_inline(struct reorder *r)
{
    const struct leaf *open = &r->open.items[--r->open.count];
    struct area *area = open->area;
    mpt pen = 0;
    for (struct area *child = area->first; child; child = child->next) {
        child->x = pen;
        pen += outer_width(child);
    }
    area->ipd = pen;
}

/* Opens the inlines from the open ones' innermost down to `number`. */
static void open_inlines(struct reorder *r, uint32_t number)
{
    uint32_t innermost = r->open.count ? r->open.items[r->open.count - 1].parent : NO_INLINE;
    if (number == innermost)
        return;
    const struct outer *outer = &r->inlines.items[number];
    open_inlines(r, outer->parent);
    struct area *area = area_new(r->layout, AREA_INLINE, outer->area->fo);
    *area = *outer->area;
    area->first = area->last = area->next = NULL;
    area->level = UINT8_MAX;
    area->starts = area->ends = false;
    area->border[START] = area->border[END] = area->padding[START] = area->padding[END] = 0;
    area_append(r->open.count ? r->open.items[r->open.count - 1].area : r->line, area);
    *vec_push(&r->open) = (struct leaf){area, number};
}

static bool is_within(const struct reorder *r, uint32_t number, uint32_t ancestor)
{
    while (number != NO_INLINE && number > ancestor) /* parents have lower numbers */
        number = r->inlines.items[number].parent;
    return number == ancestor;
}

/* What an open inline gets from a leaf: its level, and edges with its first and last. */
static void note_leaf(struct reorder *r, const struct area *leaf)
{
    for (size_t i = 0; i < r->open.count; i++) {
        struct area *area = r->open.items[i].area;
        const struct outer *outer = &r->inlines.items[r->open.items[i].parent];
        if (leaf->level < area->level)
            area->level = leaf->level;
        if (leaf->order == outer->first) {
            area->starts = outer->area->starts;
            area->border[START] = outer->area->border[START];
            area->padding[START] = outer->area->padding[START];
        }
        if (leaf->order == outer->last) {
            area->ends = outer->area->ends;
            area->border[END] = outer->area->border[END];
            area->padding[END] = outer->area->padding[END];
        }
    }
}

static void put_together(struct reorder *r, const uint32_t *order)
{
    r->line->first = r->line->last = NULL;
    for (size_t i = 0; i < r->leaves.count; i++) {
        const struct leaf *leaf = &r->leaves.items[order[i]];
        while (r->open.count &&
               !is_within(r, leaf->parent, r->open.items[r->open.count - 1].parent))
            close_inline(r);
        open_inlines(r, leaf->parent);
        area_append(r->open.count ? r->open.items[r->open.count - 1].area : r->line, leaf->area);
        note_leaf(r, leaf->area);
    }
    while (r->open.count)
        close_inline(r);
    mpt pen = 0;
    for (struct area *child = r->line->first; child; child = child->next) {
        child->x = pen;
        pen += outer_width(child);
    }
    r->line->ipd = pen;
}

void line_reorder(struct layout_internal *layout, struct area *line)
{
    struct reorder r = {.layout = layout, .line = line};
    take_apart(&r, line->first, NO_INLINE);
    reset_end(&r);
    uint8_t *levels = ARENA_ARRAY(layout->arena, r.leaves.count, uint8_t);
    uint32_t *order = ARENA_ARRAY(layout->arena, r.leaves.count, uint32_t);
    for (size_t i = 0; i < r.leaves.count; i++)
        levels[i] = r.leaves.items[i].area->level;
    text_visual_order(levels, r.leaves.count, order);
    put_together(&r, order);
    line->is_reordered = true;
    vec_release(&r.inlines);
    vec_release(&r.leaves);
    vec_release(&r.open);
}
