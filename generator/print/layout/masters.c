/* Page masters: which comes next, and where its regions are. */
#include "print/layout/internal.h"

#include <limits.h>
#include <string.h>

static const struct fo *find_master(const struct fo_tree *tree, const char *name)
{
    for (const struct fo *set = tree->root->first; set; set = set->next)
        for (const struct fo *m = set->type == FO_LAYOUT_MASTER_SET ? set->first : NULL; m;
             m = m->next)
            if (strcmp(fo_string(tree, m, FO_P_MASTER_NAME), name) == 0)
                return m;
    return NULL;
}

static const struct fo *referred(const struct fo_tree *tree, const struct fo *reference)
{
    const char *name = fo_string(tree, reference, FO_P_MASTER_REFERENCE);
    const struct fo *master = find_master(tree, name);
    if (!master || master->type != FO_SIMPLE_PAGE_MASTER) {
        struct fo_place at = fo_place(tree, reference);
        fail(at.path, at.line, at.column, MSG_FO_MASTER_UNKNOWN, name);
        return NULL;
    }
    return master;
}

bool selector_init(struct selector *selector, const struct layout_internal *layout,
                   const struct fo *sequence)
{
    const struct fo_tree *tree = layout->tree;
    const char *name = fo_string(tree, sequence, FO_P_MASTER_REFERENCE);
    *selector = (struct selector){layout, find_master(tree, name), NULL, 0};
    if (!selector->master) {
        struct fo_place at = fo_place(tree, sequence);
        fail(at.path, at.line, at.column, MSG_FO_MASTER_UNKNOWN, name);
        return false;
    }
    selector->part = selector->master->first;
    return true;
}

static bool suits(const struct fo_tree *tree, const struct fo *c, struct page_conditions page)
{
    switch (fo_keyword(tree, c, FO_P_PAGE_POSITION)) {
    case FO_K_ONLY:
        if (!page.is_first || !page.is_last)
            return false;
        break;
    case FO_K_FIRST:
        if (!page.is_first)
            return false;
        break;
    case FO_K_LAST:
        if (!page.is_last)
            return false;
        break;
    case FO_K_REST:
        if (page.is_first || page.is_last)
            return false;
        break;
    default:
        break;
    }
    enum fo_keyword parity = fo_keyword(tree, c, FO_P_ODD_OR_EVEN);
    if ((parity == FO_K_ODD && !page.is_odd) || (parity == FO_K_EVEN && page.is_odd))
        return false;
    enum fo_keyword blank = fo_keyword(tree, c, FO_P_BLANK_OR_NOT_BLANK);
    return !((blank == FO_K_BLANK && !page.is_blank) || (blank == FO_K_NOT_BLANK && page.is_blank));
}

static const struct fo *part_master(const struct fo_tree *tree, const struct fo *part,
                                    struct page_conditions conditions)
{
    if (part->type != FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES)
        return referred(tree, part);
    for (const struct fo *c = part->first; c; c = c->next)
        if (suits(tree, c, conditions))
            return referred(tree, c);
    return NULL;
}

static unsigned repeats_max(const struct fo_tree *tree, const struct fo *part)
{
    if (part->type == FO_SINGLE_PAGE_MASTER_REFERENCE)
        return 1;
    int value = fo_integer(tree, part, FO_P_MAXIMUM_REPEATS, -1);
    return value < 0 ? UINT_MAX : (unsigned)value;
}

const struct fo *selector_next(struct selector *selector, struct page_conditions conditions,
                               bool takes)
{
    const struct fo_tree *tree = selector->layout->tree;
    if (selector->master->type == FO_SIMPLE_PAGE_MASTER)
        return selector->master;
    struct selector next = *selector;
    while (next.part && next.part->next && next.repeats >= repeats_max(tree, next.part)) {
        next.part = next.part->next;
        next.repeats = 0;
    }
    if (!next.part)
        return NULL;
    const struct fo *master = part_master(tree, next.part, conditions);
    next.repeats++;
    if (takes)
        *selector = next;
    return master;
}

bool selector_has_last(const struct selector *selector)
{
    const struct fo_tree *tree = selector->layout->tree;
    for (const struct fo *part = selector->master->first; part; part = part->next) {
        for (const struct fo *c = part->first; c; c = c->next) {
            enum fo_keyword position = fo_keyword(tree, c, FO_P_PAGE_POSITION);
            if (position == FO_K_LAST || position == FO_K_ONLY)
                return true;
        }
    }
    return false;
}

/* ---- Geometry -------------------------------------------------------------------- */

static const enum fo_type region_types[REGION_SLOTS] = {
    [REGION_BEFORE] = FO_REGION_BEFORE, [REGION_START] = FO_REGION_START,
    [REGION_BODY] = FO_REGION_BODY,     [REGION_END] = FO_REGION_END,
    [REGION_AFTER] = FO_REGION_AFTER,
};

static mpt page_size(const struct fo_tree *tree, const struct fo *master, enum fo_property property,
                     mpt otherwise)
{
    mpt size = fo_length(tree, master, property, otherwise);
    return size > 0 ? size : otherwise;
}

static bool is_wide(const struct fo_tree *tree, const struct placed_region *region)
{
    return region->region && fo_keyword(tree, region->region, FO_P_PRECEDENCE) == FO_K_TRUE;
}

static void inset(const struct fo_tree *tree, const struct fo *fo, mpt width, mpt height,
                  struct turned_box *box)
{
    mpt start = fo_length(tree, fo, FO_P_MARGIN_START, width);
    mpt end = fo_length(tree, fo, FO_P_MARGIN_END, width);
    mpt before = fo_length(tree, fo, FO_P_MARGIN_BEFORE, height);
    mpt after = fo_length(tree, fo, FO_P_MARGIN_AFTER, height);
    box->x += start;
    box->y += before;
    box->width -= start + end;
    box->height -= before + after;
}

static mpt extent_of(const struct fo_tree *tree, const struct placed_region *region, mpt base)
{
    return region->region ? fo_length(tree, region->region, FO_P_EXTENT, base) : 0;
}

/* A page's margin box, and the same upright: what the page's regions are placed in. */
struct page_frame {
    struct turned_box box;
    unsigned turns;
    mpt width, height;           /* of the box, upright */
    mpt page_width, page_height; /* upright: base of percentages */
    bool is_rtl;
};

static struct page_frame page_frame(const struct fo_tree *tree, const struct page *page)
{
    struct page_frame frame = {.box = {0, 0, page->width, page->height},
                               .turns = orientation_turns(tree, page->master),
                               .is_rtl = page->master->is_rtl};
    inset(tree, page->master, page->width, page->height, &frame.box);
    bool lies = frame.turns % 2 != 0;
    frame.width = lies ? frame.box.height : frame.box.width;
    frame.height = lies ? frame.box.width : frame.box.height;
    frame.page_width = lies ? page->height : page->width;
    frame.page_height = lies ? page->width : page->height;
    return frame;
}

/* `box` in the upright frame becomes the region's viewport. */
static void set_box(const struct fo_tree *tree, const struct page_frame *frame,
                    struct placed_region *region, struct turned_box box)
{
    if (!region->region)
        return;
    box.width = box.width < 0 ? 0 : box.width;
    box.height = box.height < 0 ? 0 : box.height;
    struct turned_box placed = orientation_place(frame->turns, frame->box, box);
    unsigned own = orientation_turns(tree, region->region);
    region->x = placed.x;
    region->y = placed.y;
    region->width = own % 2 ? box.height : box.width;
    region->height = own % 2 ? box.width : box.height;
    region->turns = (frame->turns + own) % 4;
}

static void place_sides(const struct fo_tree *tree, const struct page_frame *frame,
                        struct placed_region *r)
{
    mpt before = extent_of(tree, &r[REGION_BEFORE], frame->page_height);
    mpt after = extent_of(tree, &r[REGION_AFTER], frame->page_height);
    mpt start = extent_of(tree, &r[REGION_START], frame->page_width);
    mpt end = extent_of(tree, &r[REGION_END], frame->page_width);
    mpt left = frame->is_rtl ? end : start;
    bool wide_before = is_wide(tree, &r[REGION_BEFORE]),
         wide_after = is_wide(tree, &r[REGION_AFTER]);
    mpt low = wide_before ? before : 0, high = wide_after ? after : 0;
    struct turned_box top = {0, 0, frame->width, before};
    struct turned_box bottom = {0, frame->height - after, frame->width, after};
    if (!wide_before) {
        top.x += left;
        top.width -= start + end;
    }
    if (!wide_after) {
        bottom.x += left;
        bottom.width -= start + end;
    }
    mpt side_height = frame->height - low - high;
    mpt start_x = frame->is_rtl ? frame->width - start : 0;
    mpt end_x = frame->is_rtl ? 0 : frame->width - end;
    set_box(tree, frame, &r[REGION_BEFORE], top);
    set_box(tree, frame, &r[REGION_AFTER], bottom);
    set_box(tree, frame, &r[REGION_START], (struct turned_box){start_x, low, start, side_height});
    set_box(tree, frame, &r[REGION_END], (struct turned_box){end_x, low, end, side_height});
}

mpt region_content_width(const struct placed_region *region)
{
    mpt width = region->width - region->border[START] - region->border[END] -
                region->padding[START] - region->padding[END];
    return width > 0 ? width : 0;
}

mpt region_content_height(const struct placed_region *region)
{
    mpt height = region->height - region->border[BEFORE] - region->border[AFTER] -
                 region->padding[BEFORE] - region->padding[AFTER];
    return height > 0 ? height : 0;
}

/* XSL 1.1, 7.27.2 and 7.27.3. */
static void set_columns(const struct layout_internal *layout, struct placed_region *body)
{
    enum { MOST = 100, GAP_OF_FOP = 18000 }; /* more columns than any page can show */
    int count = fo_integer(layout->tree, body->region, FO_P_COLUMN_COUNT, 1);
    body->column_count = count < 1 ? 1 : count > MOST ? MOST : (unsigned)count;
    body->column_gap =
        layout->options.like_fop && !fo_is_specified(body->region, FO_P_COLUMN_GAP)
            ? GAP_OF_FOP
            : fo_length(layout->tree, body->region, FO_P_COLUMN_GAP, region_content_width(body));
}

void page_place_regions(struct layout_internal *layout, struct page *page)
{
    const struct fo_tree *tree = layout->tree;
    const struct fo *master = page->master;
    page->width = page_size(tree, master, FO_P_PAGE_WIDTH, 594720);
    page->height = page_size(tree, master, FO_P_PAGE_HEIGHT, 792000);
    struct page_frame frame = page_frame(tree, page);
    for (const struct fo *region = master->first; region; region = region->next)
        for (int slot = 0; slot < REGION_SLOTS; slot++)
            if (region->type == region_types[slot])
                page->regions[slot].region = region;
    place_sides(tree, &frame, page->regions);
    struct placed_region *body = &page->regions[REGION_BODY];
    if (body->region) {
        struct turned_box box = {0, 0, frame.width, frame.height};
        inset(tree, body->region, frame.page_width, frame.page_height, &box);
        if (frame.is_rtl && layout->options.like_fop) /* takes margin-left for the start's */
            box.x = frame.width - box.x - box.width;
        set_box(tree, &frame, body, box);
    }
    for (int slot = 0; slot < REGION_SLOTS; slot++) {
        struct placed_region *region = &page->regions[slot];
        if (!region->region)
            continue;
        struct collect base = {.layout = layout, .width = region->width};
        collect_edges(&base, region->region, region->border, region->padding);
    }
    if (body->region)
        set_columns(layout, body);
}
