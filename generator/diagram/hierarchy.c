/*
 * A hierarchy: a tree of boxes from the top down. Where its lowest level would be too
 * wide side by side, it hangs below its parents as a column; where that is too wide as
 * well, the whole tree is indented.
 */
#include "internal.h"

#include <math.h>

#define GAP 16.0       /* between neighbours */
#define LEVEL_GAP 40.0 /* between a box and those below it */
#define STACK_GAP 12.0 /* between boxes of a column */
#define INDENT 26.0    /* of a column's boxes below their parent */
#define PADDING 12.0
#define NARROWEST 96.0
#define WIDEST 260.0

enum { LEVELS = 8 };

enum mode { SIDE_BY_SIDE, LOWEST_STACKED, ALL_STACKED };

struct tree {
    struct pen *pen;
    enum mode mode;
    double heights[LEVELS]; /* of boxes side by side, by level */
};

struct frame {
    double x, width, y;
    int level;
};

static bool has_leaves_only(const struct diagram_item *item)
{
    for (size_t i = 0; i < item->count; i++)
        if (item->items[i].count > 0)
            return false;
    return item->count > 0;
}

static bool is_stacked(const struct tree *tree, const struct diagram_item *item)
{
    return tree->mode == ALL_STACKED || (tree->mode == LOWEST_STACKED && has_leaves_only(item));
}

/* The width that a branch must have so that no word in it is broken. */
static double needed(const struct tree *tree, const struct diagram_item *item)
{
    double own =
        fmax(NARROWEST, label_narrowest(tree->pen, item->heading, item->text) + 2 * PADDING);
    bool stacked = is_stacked(tree, item);
    double below = 0;
    for (size_t i = 0; i < item->count; i++) {
        double width = needed(tree, &item->items[i]);
        below = stacked ? fmax(below, width + INDENT) : below + width + (i > 0 ? GAP : 0);
    }
    return fmax(own, below);
}

static void choose_mode(struct tree *tree, const struct diagram_item *root)
{
    tree->mode = SIDE_BY_SIDE;
    if (needed(tree, root) <= tree->pen->width)
        return;
    tree->mode = LOWEST_STACKED;
    if (needed(tree, root) <= tree->pen->width)
        return;
    tree->mode = ALL_STACKED;
}

/* ---- Boxes -------------------------------------------------------------------------- */

static double box_width(const struct tree *tree, double room)
{
    return tree->mode == ALL_STACKED ? fmin(room, 420) : fmin(room, WIDEST);
}

static struct label box_label(struct tree *tree, const struct diagram_item *item, double width)
{
    return label_set(tree->pen, item->heading, item->text, width - 2 * PADDING);
}

static double box_height(struct tree *tree, const struct diagram_item *item, double width)
{
    return box_label(tree, item, width).height + 2 * PADDING;
}

static void draw_box(struct tree *tree, const struct diagram_item *item, double x, double y,
                     double width, double height, int level)
{
    struct label label = box_label(tree, item, width);
    enum look look = level == 0 ? LOOK_SOLID : level == 1 ? LOOK_ACCENT : LOOK_BOX;
    pen_rect(tree->pen, x, y, width, height, look);
    label_draw(tree->pen, &label, x + width / 2, y + (height - label.height) / 2, ANCHOR_MIDDLE,
               look != LOOK_BOX);
}

/* ---- Side by side --------------------------------------------------------------------- */

/* Frames of the boxes below one, side by side: each has what it needs and its share of
 * what is left. */
static struct frame *child_frames(const struct tree *tree, const struct frame *parent,
                                  const struct diagram_item *item)
{
    struct frame *frames = ARENA_ARRAY(tree->pen->arena, item->count, struct frame);
    double rest = parent->width - GAP * (double)(item->count - 1), x = parent->x;
    for (size_t i = 0; i < item->count; i++) {
        frames[i].level = parent->level + 1;
        frames[i].width = needed(tree, &item->items[i]);
        rest -= frames[i].width;
    }
    for (size_t i = 0; i < item->count; i++) {
        frames[i].width += rest / (double)item->count;
        frames[i].x = x;
        x += frames[i].width + GAP;
    }
    return frames;
}

/* The tallest box of each level that stands side by side. */
static void find_heights(struct tree *tree, const struct diagram_item *item, struct frame frame)
{
    double height = box_height(tree, item, box_width(tree, frame.width));
    if (frame.level < LEVELS)
        tree->heights[frame.level] = fmax(tree->heights[frame.level], height);
    if (item->count == 0 || is_stacked(tree, item))
        return;
    const struct frame *below = child_frames(tree, &frame, item);
    for (size_t i = 0; i < item->count; i++)
        find_heights(tree, &item->items[i], below[i]);
}

static double draw_branch(struct tree *tree, const struct diagram_item *item, struct frame frame);

/* Boxes below one another, joined by a line on their left; the height below `y`. */
static double draw_stack(struct tree *tree, const struct diagram_item *item, double x, double y,
                         double width, int level)
{
    double at = y, last = y;
    struct pen *pen = tree->pen;
    for (size_t i = 0; i < item->count; i++) {
        const struct diagram_item *child = &item->items[i];
        double room = width - INDENT, own = box_width(tree, room);
        double height = box_height(tree, child, own);
        at += STACK_GAP;
        last = at + height / 2;
        const struct point branch[] = {{x + INDENT / 2, last}, {x + INDENT, last}};
        pen_line(pen, branch, COUNT_OF(branch), false);
        draw_box(tree, child, x + INDENT, at, own, height, level);
        at += height;
        if (child->count > 0)
            at += draw_stack(tree, child, x + INDENT, at, room, level + 1);
    }
    const struct point trunk[] = {{x + INDENT / 2, y}, {x + INDENT / 2, last + 1.5}};
    pen_line(pen, trunk, COUNT_OF(trunk), false);
    return at - y;
}

/* Lines from below a box to the boxes under it. */
static void draw_forks(struct tree *tree, double from_x, double from_y, const double *to,
                       size_t count)
{
    double middle = from_y + LEVEL_GAP / 2;
    for (size_t i = 0; i < count; i++) {
        const struct point fork[] = {
            {from_x, from_y}, {from_x, middle}, {to[i], middle}, {to[i], from_y + LEVEL_GAP}};
        bool straight = fabs(to[i] - from_x) < 0.5;
        const struct point line[] = {fork[0], fork[3]};
        pen_line(tree->pen, straight ? line : fork, straight ? COUNT_OF(line) : COUNT_OF(fork),
                 false);
    }
}

/* A box and all below it; the height of both. */
static double draw_branch(struct tree *tree, const struct diagram_item *item, struct frame frame)
{
    double width = box_width(tree, frame.width);
    double x = frame.x + (tree->mode == ALL_STACKED ? 0 : (frame.width - width) / 2);
    double height = frame.level < LEVELS ? tree->heights[frame.level] : 0;
    double below = 0;
    draw_box(tree, item, x, frame.y, width, height, frame.level);
    if (item->count == 0)
        return height;
    if (is_stacked(tree, item))
        return height + draw_stack(tree, item, x, frame.y + height,
                                   tree->mode == ALL_STACKED ? frame.width : width,
                                   frame.level + 1);
    struct frame *frames = child_frames(tree, &frame, item);
    double *centres = ARENA_ARRAY(tree->pen->arena, item->count, double);
    for (size_t i = 0; i < item->count; i++) {
        frames[i].y = frame.y + height + LEVEL_GAP;
        centres[i] = frames[i].x + frames[i].width / 2;
        below = fmax(below, LEVEL_GAP + draw_branch(tree, &item->items[i], frames[i]));
    }
    draw_forks(tree, x + width / 2, frame.y + height, centres, item->count);
    return height + below;
}

double hierarchy_draw(struct pen *pen, const struct diagram *diagram, double top)
{
    struct tree tree = {.pen = pen};
    const struct diagram_item *root = &diagram->items[0];
    struct frame frame = {.width = pen->width, .y = top};
    choose_mode(&tree, root);
    find_heights(&tree, root, frame);
    return draw_branch(&tree, root, frame);
}
