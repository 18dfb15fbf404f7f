/*
 * The borders of tables in the collapsing model. Cells that share an edge both have
 * it; here each edge of the grid is drawn once. Edges that go on as they are become
 * one line. Where lines cross, the strongest border goes through, drawn last; others
 * end under it or, if one can see through it, beside it. Equal double lines join
 * strand by strand.
 */
#include "print/internal.h"

#include <stdlib.h>

#include "print/layout/collapse.h"

enum arm { ARM_LEFT, ARM_RIGHT, ARM_UP, ARM_DOWN, ARM_COUNT };

/* A stretch of border along a line of the grid: `line` is the y of one that lies, the
 * x of one that stands. */
struct edge {
    const struct collapsed_border *border;
    bool lies;
    mpt line, from, to;
    uint32_t node[2]; /* at `from`, at `to` */
};

/* Where edges meet, with the border in each direction. */
struct node {
    mpt x, y;
    const struct collapsed_border *arms[ARM_COUNT];
};

struct end {
    mpt x, y;
    uint32_t edge;
    int which; /* 0: from, 1: to */
};

struct grid_place {
    mpt left, top, right, bottom;
};

struct borders {
    struct pdf *pdf;
    VEC(struct edge) edges;
    VEC(struct end) ends;
    VEC(struct node) nodes;
};

/* ---- Edges ----------------------------------------------------------------------------- */

/* The cell's place in the grid from the table's left and top. */
static struct grid_place place_of(const struct area *table, const struct area *area, bool is_rtl)
{
    const mpt *half = area->collapsed->half;
    mpt start = area->x + area->border[START] - half[START];
    mpt width = area->padding[START] + area->ipd + area->padding[END] + half[START] + half[END];
    mpt top = area->y + area->border[BEFORE] - half[BEFORE];
    mpt height =
        area->padding[BEFORE] + area->bpd + area->padding[AFTER] + half[BEFORE] + half[AFTER];
    mpt left = is_rtl ? table->ipd - start - width : start;
    return (struct grid_place){left, top, left + width, top + height};
}

static void add_edges(struct borders *b, const struct area *table, const struct area *area, mpt x,
                      mpt y)
{
    const struct collapsed_edges *edges = area->collapsed;
    bool is_rtl = area->fo->parent && area->fo->parent->is_rtl;
    struct grid_place at = place_of(table, area, is_rtl);
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool lies = side == BEFORE || side == AFTER;
        bool is_left = (side == START) != is_rtl;
        mpt from = lies ? x + at.left : y + at.top, to = lies ? x + at.right : y + at.bottom;
        mpt line = side == BEFORE  ? y + at.top
                   : side == AFTER ? y + at.bottom
                                   : x + (is_left ? at.left : at.right);
        if (collapse_width(edges->side[side]) > 0 && from < to)
            *vec_push(&b->edges) = (struct edge){edges->side[side], lies, line, from, to, {0, 0}};
    }
}

static int by_place(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;
    if (a->lies != b->lies)
        return a->lies ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return collapse_compare(b->border, a->border);
}

/* Of edges in one place the strongest is left: a repeated header and the row below it
 * may see different ones. */
static void drop_doubles(struct borders *b)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->edges.count; i++) {
        const struct edge *last = kept ? &b->edges.items[kept - 1] : NULL;
        const struct edge *edge = &b->edges.items[i];
        if (last && last->lies == edge->lies && last->line == edge->line &&
            last->from == edge->from)
            continue;
        b->edges.items[kept++] = *edge;
    }
    b->edges.count = kept;
}

/* ---- Nodes ----------------------------------------------------------------------------- */

static int by_corner(const void *left, const void *right)
{
    const struct end *a = left, *b = right;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return 0;
}

/* The direction in which an edge leaves the node at one of its ends. */
static enum arm arm_of(const struct edge *edge, int which)
{
    return which == 0 ? (edge->lies ? ARM_RIGHT : ARM_DOWN) : (edge->lies ? ARM_LEFT : ARM_UP);
}

static void find_nodes(struct borders *b)
{
    for (uint32_t i = 0; i < b->edges.count; i++) {
        const struct edge *edge = &b->edges.items[i];
        for (int which = 0; which < 2; which++) {
            mpt at = which == 0 ? edge->from : edge->to;
            *vec_push(&b->ends) =
                (struct end){edge->lies ? at : edge->line, edge->lies ? edge->line : at, i, which};
        }
    }
    if (b->ends.count)
        qsort(b->ends.items, b->ends.count, sizeof(*b->ends.items), by_corner);
    for (size_t i = 0; i < b->ends.count; i++) {
        const struct end *end = &b->ends.items[i];
        if (i == 0 || by_corner(end, end - 1) != 0)
            *vec_push(&b->nodes) = (struct node){.x = end->x, .y = end->y};
        struct edge *edge = &b->edges.items[end->edge];
        edge->node[end->which] = (uint32_t)b->nodes.count - 1;
        b->nodes.items[b->nodes.count - 1].arms[arm_of(edge, end->which)] = edge->border;
    }
}

static const struct collapsed_border *stronger(const struct node *node, enum arm a, enum arm b)
{
    return collapse_stronger(node->arms[a], node->arms[b]);
}

/* The stronger border of the line that crosses there. */
static const struct collapsed_border *crossing(const struct node *node, bool lies)
{
    return lies ? stronger(node, ARM_UP, ARM_DOWN) : stronger(node, ARM_LEFT, ARM_RIGHT);
}

/* Whether the line that lies (or stands) goes through the node. */
static bool goes_through(const struct node *node, bool lies)
{
    const struct collapsed_border *own = crossing(node, !lies), *other = crossing(node, lies);
    if (!own || !other)
        return own != NULL;
    int order = collapse_compare(own, other);
    return lies ? order >= 0 : order > 0;
}

static bool is_same(const struct collapsed_border *a, const struct collapsed_border *b)
{
    return a && b && a->width == b->width && a->style == b->style && a->color == b->color &&
           a->is_transparent == b->is_transparent;
}

static bool is_double(const struct collapsed_border *border)
{
    return border && border->style == FO_K_DOUBLE && border->width >= 1500;
}

/* Nothing shows through; double lines, dashes and dots have gaps. */
static bool is_opaque(const struct collapsed_border *border)
{
    return !border->is_transparent && !is_double(border) && border->style != FO_K_DASHED &&
           border->style != FO_K_DOTTED;
}

/* ---- Ends -------------------------------------------------------------------------------- */

/* How far beyond the node the edge's end goes. */
static mpt reach(const struct edge *edge, const struct node *node, int which)
{
    const struct collapsed_border *cross = crossing(node, edge->lies);
    enum arm own = arm_of(edge, which);
    const struct collapsed_border *opposite = node->arms[own ^ 1];
    if (!cross || is_same(edge->border, opposite))
        return goes_through(node, edge->lies) || !cross || is_opaque(cross) ? 0 : -cross->width / 2;
    if (!goes_through(node, edge->lies))
        return is_opaque(cross) ? 0 : -cross->width / 2;
    bool is_strongest = !opposite || collapse_stronger(edge->border, opposite) == edge->border;
    if (is_strongest)
        return cross->width / 2;
    return is_opaque(opposite) ? 0 : -cross->width / 2;
}

/* The same of one strand of a double line, on the side of the arm `beside`. */
static mpt reach_of_strand(const struct edge *edge, const struct node *node, int which,
                           enum arm beside)
{
    const struct collapsed_border *cross = crossing(node, edge->lies);
    if (!is_double(cross) || cross->width != edge->border->width)
        return reach(edge, node, which);
    if (node->arms[beside])
        return cross->width / 3 - cross->width / 2;
    return node->arms[arm_of(edge, which) ^ 1] ? 0 : cross->width / 2;
}

/* ---- Drawing --------------------------------------------------------------------------------- */

static struct pdf_color color_of(const struct collapsed_border *border)
{
    return (struct pdf_color){(uint8_t)(border->color >> 16), (uint8_t)(border->color >> 8),
                              (uint8_t)border->color};
}

static void fill_bar(struct borders *b, const struct edge *edge, mpt across, mpt thickness,
                     mpt from, mpt to)
{
    if (to <= from)
        return;
    pdf_fill_rectangle(b->pdf, edge->lies ? from : across, edge->lies ? across : from,
                       edge->lies ? to - from : thickness, edge->lies ? thickness : to - from,
                       color_of(edge->border));
}

static void draw_double(struct borders *b, const struct edge *edge)
{
    mpt third = edge->border->width / 3;
    for (int strand = 0; strand < 2; strand++) {
        enum arm beside =
            edge->lies ? (strand ? ARM_DOWN : ARM_UP) : (strand ? ARM_RIGHT : ARM_LEFT);
        mpt before = reach_of_strand(edge, &b->nodes.items[edge->node[0]], 0, beside);
        mpt after = reach_of_strand(edge, &b->nodes.items[edge->node[1]], 1, beside);
        mpt across =
            edge->line - edge->border->width / 2 + (strand ? edge->border->width - third : 0);
        fill_bar(b, edge, across, third, edge->from - before, edge->to + after);
    }
}

static void draw(struct borders *b, const struct edge *edge)
{
    const struct collapsed_border *border = edge->border;
    if (border->is_transparent)
        return;
    if (is_double(border)) {
        draw_double(b, edge);
        return;
    }
    mpt from = edge->from - reach(edge, &b->nodes.items[edge->node[0]], 0);
    mpt to = edge->to + reach(edge, &b->nodes.items[edge->node[1]], 1);
    mpt start = edge->line - border->width / 2;
    if (border->style == FO_K_DASHED || border->style == FO_K_DOTTED) {
        mpt middle = start + border->width / 2;
        if (from < to)
            pdf_stroke_line(b->pdf, edge->lies ? from : middle, edge->lies ? middle : from,
                            edge->lies ? to : middle, edge->lies ? middle : to, border->width,
                            border->style == FO_K_DASHED ? PDF_DASHED : PDF_DOTTED,
                            color_of(border));
        return;
    }
    fill_bar(b, edge, start, border->width, from, to);
}

/* Whether the edge and the next one are one line. */
static bool goes_on(const struct borders *b, const struct edge *edge, const struct edge *next)
{
    if (edge->lies != next->lies || edge->line != next->line || edge->to != next->from ||
        !is_same(edge->border, next->border))
        return false;
    const struct node *node = &b->nodes.items[edge->node[1]];
    const struct collapsed_border *cross = crossing(node, edge->lies);
    return !cross || (goes_through(node, edge->lies) && !is_double(edge->border)) ||
           (is_opaque(edge->border) && is_opaque(cross));
}

static void join_edges(struct borders *b)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->edges.count; i++) {
        const struct edge *edge = &b->edges.items[i];
        struct edge *last = kept ? &b->edges.items[kept - 1] : NULL;
        if (last && goes_on(b, last, edge)) {
            last->to = edge->to;
            last->node[1] = edge->node[1];
        } else {
            b->edges.items[kept++] = *edge;
        }
    }
    b->edges.count = kept;
}

/* Weak ones first; of equals those that stand. */
static int by_strength(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;
    int order = collapse_compare(a->border, b->border);
    if (order != 0)
        return order;
    if (a->lies != b->lies)
        return a->lies ? 1 : -1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

void paint_collapsed_borders(struct pdf *pdf, const struct area *table, mpt x, mpt y)
{
    struct borders b = {.pdf = pdf};
    for (const struct area *area = table->first; area; area = area->next)
        if (area->collapsed)
            add_edges(&b, table, area, x, y);
    if (b.edges.count) {
        qsort(b.edges.items, b.edges.count, sizeof(*b.edges.items), by_place);
        drop_doubles(&b);
        find_nodes(&b);
        join_edges(&b);
        qsort(b.edges.items, b.edges.count, sizeof(*b.edges.items), by_strength);
        for (size_t i = 0; i < b.edges.count; i++)
            draw(&b, &b.edges.items[i]);
    }
    vec_release(&b.edges);
    vec_release(&b.ends);
    vec_release(&b.nodes);
}
