/*
 * Parallel groups: cells whose streams run side by side. A step is a cut that goes
 * through all of them: group_steps.c makes the steps, group_measure.c sizes some of them,
 * group_build.c makes their areas. A group may have thousands of rows, joined by one cell
 * that spans them: what is done for a step must look at the rows of that step only.
 */
#include "print/layout/group.h"

static mpt edge_size(const struct cell *cell, const struct ends *ends, enum side side)
{
    bool is_cut = ends->edge[side] == EDGE_CUT;
    mpt size = !is_cut || cell->retain_padding[side] ? cell->padding[side] : 0;
    if (cell->collapsed.grid)
        size += collapse_half_across(&cell->collapsed, side, ends->edge[side],
                                     cell->collapsed.row - cell->row + ends->row[side]);
    else if (!is_cut || cell->retain_border[side])
        size += cell->border[side];
    return size;
}

mpt cell_separation(const struct cell *cell, const struct ends *ends, enum side side)
{
    if (ends->edge[side] == EDGE_CUT)
        return 0;
    return side == BEFORE ? cell->separation_before : cell->separation_after;
}

mpt cell_edges(const struct cell *cell, const struct ends *ends)
{
    return cell_separation(cell, ends, BEFORE) + cell_separation(cell, ends, AFTER) +
           edge_size(cell, ends, BEFORE) + edge_size(cell, ends, AFTER);
}

mpt cell_content_height(const struct cell *cell, uint32_t from, uint32_t to)
{
    mpt height = stream_measure(cell->stream, from, to);
    if (to == cell_boxes(cell) && from < to && cell->height) {
        mpt before = from ? stream_measure(cell->stream, 0, from) : 0;
        if (height < cell->height - before)
            height = cell->height - before;
    }
    return height;
}

struct keep cell_keep(const struct cell *cell, bool with_next)
{
    return cell->stream->gaps[with_next ? cell_boxes(cell) : 0].strength;
}

uint32_t cell_cut(const struct cell *cell, uint32_t step)
{
    uint32_t low = 0, high = cell->cut_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (cell->cuts[middle].step <= step)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? cell->cuts[low - 1].boxes : 0;
}

void group_index_rows(struct layout_internal *layout, struct group *group)
{
    if (group->row_count == 1)
        return;
    group->memo = ARENA_NEW(layout->arena, struct group_memo);
    group->memo->tops = ARENA_ARRAY(layout->arena, group->row_count + 1, mpt);
    group->memo->from = UINT32_MAX;
    uint32_t *starts = ARENA_ARRAY(layout->arena, group->row_count + 2, uint32_t);
    for (uint32_t c = 0; c < group->cell_count; c++)
        for (uint32_t r = group->cells[c].row; r <= cell_end_row(&group->cells[c]); r++)
            starts[r + 2]++;
    for (uint32_t r = 2; r < group->row_count + 2; r++)
        starts[r] += starts[r - 1];
    group->row_starts = starts;
    group->row_cells = ARENA_ARRAY(layout->arena, starts[group->row_count + 1], uint32_t);
    for (uint32_t c = 0; c < group->cell_count; c++)
        for (uint32_t r = group->cells[c].row; r <= cell_end_row(&group->cells[c]); r++)
            group->row_cells[starts[r + 1]++] = c;
}
