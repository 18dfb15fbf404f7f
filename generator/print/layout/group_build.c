/* The areas of some steps of a group. */
#include "print/layout/group.h"

#include <stdlib.h>
#include <string.h>

static bool has_background(const struct fo_tree *tree, const struct fo *fo)
{
    return fo && (fo_get(tree, fo, FO_P_BACKGROUND_COLOR)->kind == FO_V_COLOR ||
                  layout_background_address(tree, fo));
}

/* empty-cells="hide" (XSL 1.1, 7.28.5). */
static bool hides(const struct fo_tree *tree, const struct cell *cell)
{
    if (cell->is_gap || cell->collapsed.grid ||
        fo_keyword(tree, cell->fo, FO_P_EMPTY_CELLS) != FO_K_HIDE)
        return false;
    for (size_t i = 0; i < cell->stream->boxes.count; i++)
        if (cell->stream->boxes.items[i].kind != BOX_STRUT)
            return false;
    return true;
}

static void add_background(struct build *build, const struct area *cell, const struct fo *fo,
                           struct area *parent)
{
    if (!has_background(build->layout->tree, fo))
        return;
    struct area *area = area_new(build->layout, AREA_BLOCK, fo);
    area->x = cell->x;
    area->y = cell->y;
    area->ipd = cell->ipd + cell->padding[START] + cell->padding[END];
    area->bpd = cell->bpd + cell->padding[BEFORE] + cell->padding[AFTER];
    if (cell->collapsed)
        area->collapsed = collapse_background(build->layout, cell);
    if (cell->collapsed || build->layout->options.like_fop) {
        area->x += cell->border[START];
        area->y += cell->border[BEFORE];
    } else {
        area->ipd += cell->border[START] + cell->border[END];
        area->bpd += cell->border[BEFORE] + cell->border[AFTER];
    }
    area->positioned = area->is_background = true;
    area_append(parent, area);
}

static void set_cell_edges(struct area *area, const struct cell *cell)
{
    memcpy(area->border, cell->border, sizeof(area->border));
    memcpy(area->padding, cell->padding, sizeof(area->padding));
    bool whole[] = {area->starts, area->ends};
    for (int side = 0; side < 2; side++) {
        if (!whole[side] && !cell->retain_border[side])
            area->border[side] = 0;
        if (!whole[side] && !cell->retain_padding[side])
            area->padding[side] = 0;
    }
}

/* Separate borders: a row's cell is as high as its rows, else as its content. */
static void place_cell(struct area *area, const struct cell *cell, const struct ends *ends, mpt y,
                       mpt height)
{
    mpt before = cell_separation(cell, ends, BEFORE);
    area->x = cell->x;
    area->y = y + before;
    if (height >= 0)
        area->bpd = height - before - cell_separation(cell, ends, AFTER) - area->border[BEFORE] -
                    area->border[AFTER] - area->padding[BEFORE] - area->padding[AFTER];
}

static void align_content(struct area *area, const struct cell *cell, mpt used)
{
    mpt rest = area->bpd - used;
    if (rest <= 0 || (cell->align != FO_K_CENTER && cell->align != FO_K_AFTER))
        return;
    area->lowered = cell->align == FO_K_CENTER ? rest / 2 : rest;
    for (struct area *child = area->first; child; child = child->next)
        child->y += area->lowered;
}

bool area_has_border(const struct area *area)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (area->border[side])
            return true;
    return false;
}

static void build_cell(struct build *build, const struct measured *m, const struct cell *cell,
                       struct area *parent)
{
    struct layout_internal *layout = build->layout;
    const struct group *group = m->group;
    uint32_t from = cell_cut(cell, m->steps.from), to = cell_cut(cell, m->steps.to);
    bool is_row = group->fo == NULL;
    if (!is_row && from == to && m->steps.from > 0)
        return; /* a finished label or body has no area on later pages */
    struct area *area = area_new(layout, AREA_BLOCK, cell->fo);
    area->starts = measured_starts(m, cell);
    area->ends = measured_ends(m, cell);
    area->ipd = cell->ipd;
    area->is_reference = is_row;
    area->positioned = true;
    area->is_repeated = build->is_repeated;
    if (!build->is_repeated)
        marks_open(layout, cell->fo, area->starts);
    struct build within = *build;
    mpt used = stream_build(&within, cell->stream, from, to, 0, area);
    area->bpd = used;
    uint32_t last = measured_reach(m, cell);
    area->is_bare = is_row && used == 0 && hides(layout->tree, cell);
    if (!area->is_bare)
        set_cell_edges(area, cell);
    struct ends ends = measured_cell_ends(m, cell);
    struct collapsed_part part = {
        cell, {ends.edge[0], ends.edge[1]}, {ends.row[0], last}, m->row[BEFORE], m->tops};
    if (cell->collapsed.grid)
        collapse_set_area(layout, &part, area);
    if (cell->is_gap && !area_has_border(area))
        return;
    mpt top = measured_top(m, cell->row);
    if (!cell->collapsed.grid)
        place_cell(area, cell, &ends, top, is_row ? measured_top(m, last + 1) - top : -1);
    if (is_row)
        align_content(area, cell, used);
    if (is_row && !area->is_bare) {
        add_background(build, area, cell->column, parent);
        add_background(build, area, group->body, parent);
        add_background(build, area, group->rows[cell->row].fo, parent);
    }
    if (cell->collapsed.grid)
        collapse_add_parts(layout, &part, parent);
    if (!build->is_repeated)
        marks_close(layout, cell->fo, area->ends);
    area_append(parent, area);
}

static void mark_row(struct build *build, const struct row *row, const struct steps *steps,
                     bool opens)
{
    bool is_present = row->last_step > steps->from && row->first_step < steps->to;
    if (!row->fo || build->is_repeated || !is_present)
        return;
    if (opens)
        marks_open(build->layout, row->fo, steps->from <= row->first_step);
    else
        marks_close(build->layout, row->fo, steps->to >= row->last_step);
}

static void mark_body(struct build *build, const struct group *group, const struct steps *steps,
                      bool opens)
{
    if (!group->body || build->is_repeated)
        return;
    if (opens)
        marks_open(build->layout, group->body, group->is_first && steps->from == 0);
    else
        marks_close(build->layout, group->body, group->is_last && steps->to == group->step_count);
}

/* A cell and the last row of it that is on the page. */
struct shown {
    uint32_t row;
    const struct cell *cell;
};

static int by_row(const void *a, const void *b)
{
    const struct shown *left = a, *right = b;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return left->cell->x < right->cell->x ? -1 : left->cell->x > right->cell->x;
}

/* The cells on the page, as they follow one another there. */
static struct shown *find_shown(struct layout_internal *layout, const struct measured *m,
                                uint32_t *count)
{
    const struct group *group = m->group;
    uint32_t room = group->row_cells
                        ? group->row_starts[m->row[AFTER] + 1] - group->row_starts[m->row[BEFORE]]
                        : group->cell_count;
    struct shown *shown = ARENA_ARRAY(layout->arena, room, struct shown);
    for (uint32_t r = m->row[BEFORE]; r <= m->row[AFTER]; r++) {
        const struct cell *cell;
        for (uint32_t i = 0; (cell = group_row_cell(group, r, i)) != NULL; i++)
            if (measured_meets(m, cell, r))
                shown[(*count)++] = (struct shown){measured_reach(m, cell), cell};
    }
    qsort(shown, *count, sizeof(*shown), by_row);
    return shown;
}

mpt group_build(struct build *build, const struct group *group, const struct steps *steps,
                struct area *parent)
{
    struct measured m;
    measured_init(&m, group, steps);
    uint32_t count = 0, next = 0;
    const struct shown *shown = find_shown(build->layout, &m, &count);
    mark_body(build, group, steps, true);
    for (uint32_t r = m.row[BEFORE]; r <= m.row[AFTER]; r++) {
        mark_row(build, &group->rows[r], steps, true);
        for (; next < count && shown[next].row == r; next++)
            build_cell(build, &m, shown[next].cell, parent);
        mark_row(build, &group->rows[r], steps, false);
    }
    mark_body(build, group, steps, false);
    return m.tops[m.row[AFTER] + 1];
}
