/*
 * relative-align="baseline" (XSL 1.1, 7.14.6): the first lines of a row's cells, or of an
 * item's label and body, stand on one baseline. The others are lowered by padding.
 */
#include "print/layout/group.h"

#define NO_BASELINE (-1)

static mpt group_baseline(const struct group *group);

/* From the top of the stream's first area to the baseline of its first line. */
static mpt stream_baseline(const struct stream *stream)
{
    const struct box *first = &stream->boxes.items[0];
    mpt baseline =
        first->kind == BOX_LINE   ? first->line->area->space_before + first->line->area->baseline
        : first->kind == BOX_STEP ? group_baseline(first->group)
        : first->kind == BOX_PART && first->part->boxes.count ? stream_baseline(first->part)
                                                              : NO_BASELINE;
    return baseline == NO_BASELINE ? NO_BASELINE : stream->gaps[0].head + baseline;
}

static mpt cell_baseline(const struct cell *cell)
{
    mpt baseline = stream_baseline(cell->stream);
    if (baseline == NO_BASELINE)
        return NO_BASELINE;
    return cell->separation_before + cell->border[BEFORE] + cell->padding[BEFORE] + baseline;
}

/* That of the first cell that has one. */
static mpt group_baseline(const struct group *group)
{
    for (uint32_t c = 0; c < group->cell_count; c++) {
        mpt baseline = group->cells[c].row == 0 ? cell_baseline(&group->cells[c]) : NO_BASELINE;
        if (baseline != NO_BASELINE)
            return baseline;
    }
    return NO_BASELINE;
}

static bool wants_baseline(const struct fo_tree *tree, const struct cell *cell)
{
    return !cell->is_gap && fo_keyword(tree, cell->fo, FO_P_RELATIVE_ALIGN) == FO_K_BASELINE &&
           fo_keyword(tree, cell->fo, FO_P_DISPLAY_ALIGN) == FO_K_AUTO;
}

static void lower(struct cell *cell, mpt by)
{
    cell->padding[BEFORE] += by;
    cell->height = cell->height > by ? cell->height - by : 0;
}

void group_align_baselines(struct layout_internal *layout, struct group *group)
{
    struct cell *cells = group->cells;
    mpt *lowest = NULL; /* baseline, by row */
    if (layout->options.like_fop)
        return;
    for (uint32_t c = 0; c < group->cell_count; c++) {
        if (!wants_baseline(layout->tree, &cells[c]))
            continue;
        if (!lowest)
            lowest = ARENA_ARRAY(layout->arena, group->row_count, mpt);
        mpt baseline = cell_baseline(&cells[c]);
        if (baseline > lowest[cells[c].row])
            lowest[cells[c].row] = baseline;
    }
    for (uint32_t c = 0; c < group->cell_count && lowest; c++) {
        mpt baseline =
            wants_baseline(layout->tree, &cells[c]) ? cell_baseline(&cells[c]) : NO_BASELINE;
        if (baseline != NO_BASELINE && baseline < lowest[cells[c].row])
            lower(&cells[c], lowest[cells[c].row] - baseline);
    }
}
