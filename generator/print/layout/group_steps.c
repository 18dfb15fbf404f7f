/*
 * The steps of a group: the first takes the first box of every cell, each later one goes
 * as far as the lowest next break of any cell.
 */
#include "print/layout/group.h"

#include <stdlib.h>

/* The next cut of a cell, and how far down it lies. */
struct reach {
    mpt y;
    uint32_t cell;
};

/* What a finished cell asks for as long as its last row goes on. */
struct pending {
    uint32_t row;
    struct keep keep;
};

struct stepper {
    struct layout_internal *layout;
    struct group *group;
    mpt *row_y;    /* and the last one's bottom */
    mpt resumed_y; /* where cells that a cut on a page of another width parted go on */
    uint32_t *now; /* boxes taken, by cell */
    uint32_t *unfinished, *unstarted; /* by row: cells that end there, cells that it has */
    bool *started;                    /* by row */
    uint32_t ended, begun;            /* rows before are; rows from there on have not begun */
    VEC(struct reach) heap;           /* lowest first */
    VEC(uint32_t) advanced;           /* by this step */
    VEC(struct pending) pending;
};

static mpt cell_reach(const struct stepper *s, uint32_t index, uint32_t boxes)
{
    const struct cell *cell = &s->group->cells[index];
    bool is_whole = boxes == cell_boxes(cell);
    struct ends ends = {{EDGE_WHOLE, is_whole ? EDGE_WHOLE : EDGE_CUT},
                        {cell->row, cell_end_row(cell)}};
    return s->row_y[cell->row] + cell_edges(cell, &ends) + cell_content_height(cell, 0, boxes);
}

/* What a cell still has below its cut. */
static mpt resumed_height(const struct stepper *s, uint32_t index, uint32_t boxes)
{
    const struct cell *cell = &s->group->cells[index];
    bool is_whole = boxes == cell_boxes(cell);
    struct ends ends = {{EDGE_CUT, is_whole ? EDGE_WHOLE : EDGE_CUT},
                        {cell->row, cell_end_row(cell)}};
    return cell_edges(cell, &ends) + cell_content_height(cell, s->group->resume[index], boxes);
}

static bool is_parted(const struct stepper *s, uint32_t index)
{
    return s->group->resume && s->group->resume[index] > 0 &&
           s->group->resume[index] < cell_boxes(&s->group->cells[index]);
}

/* The same once the cut is taken: all cells go on from one height, the one that has the
 * most left ends with its row. */
static mpt next_reach(const struct stepper *s, uint32_t index, uint32_t boxes)
{
    return is_parted(s, index) ? s->resumed_y + resumed_height(s, index, boxes)
                               : cell_reach(s, index, boxes);
}

static void find_resumed_y(struct stepper *s)
{
    const struct group *group = s->group;
    s->resumed_y = INT32_MAX;
    for (uint32_t c = 0; c < group->cell_count; c++) {
        const struct cell *cell = &group->cells[c];
        if (!is_parted(s, c))
            continue;
        mpt y = s->row_y[cell_end_row(cell) + 1] - resumed_height(s, c, cell_boxes(cell));
        if (y < s->resumed_y)
            s->resumed_y = y;
    }
}

/* The next cut of a cell after `from` that is allowed. */
static uint32_t next_cut(const struct cell *cell, uint32_t from)
{
    uint32_t to = from + 1;
    while (to < cell_boxes(cell) && cell->stream->gaps[to].strength.column >= KEEP_ALWAYS &&
           !cell->stream->gaps[to].forced)
        to++;
    return to;
}

/* Tops of the whole rows; a spanning cell's rest goes to its last row. Cells stand in the
 * order of the rows that they end in. */
static void size_rows(struct stepper *s)
{
    struct group *group = s->group;
    mpt y = 0;
    for (uint32_t r = 0, c = 0; r < group->row_count; r++) {
        s->row_y[r] = y;
        mpt height = 0;
        for (; c < group->cell_count && cell_end_row(&group->cells[c]) == r; c++) {
            mpt need = cell_reach(s, c, cell_boxes(&group->cells[c])) - y;
            height = need > height ? need : height;
        }
        y += height;
    }
    s->row_y[group->row_count] = group->total = y;
}

/* ---- The heap ------------------------------------------------------------------------- */

static bool is_lower(struct reach a, struct reach b)
{
    return a.y != b.y ? a.y < b.y : a.cell < b.cell;
}

static void push(struct stepper *s, uint32_t c)
{
    struct reach reach = {next_reach(s, c, next_cut(&s->group->cells[c], s->now[c])), c};
    vec_push(&s->heap);
    struct reach *heap = s->heap.items;
    size_t at = s->heap.count - 1;
    for (; at > 0 && is_lower(reach, heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = reach;
}

static uint32_t pop(struct stepper *s)
{
    struct reach *heap = s->heap.items, last = heap[--s->heap.count];
    uint32_t lowest = heap[0].cell;
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < s->heap.count; at = child) {
        if (child + 1 < s->heap.count && is_lower(heap[child + 1], heap[child]))
            child++;
        if (!is_lower(heap[child], last))
            break;
        heap[at] = heap[child];
    }
    heap[at] = last;
    return lowest;
}

/* ---- One step -------------------------------------------------------------------------- */

/* How far the step goes down: where a row begins, its cells begin together. */
static mpt find_target(const struct stepper *s)
{
    mpt target = s->heap.items[0].y;
    uint32_t lowest = s->heap.items[0].cell, row = s->group->cells[lowest].row;
    if (s->now[lowest] > 0)
        return target;
    const struct cell *cell;
    for (uint32_t i = 0; (cell = group_row_cell(s->group, row, i)) != NULL; i++) {
        uint32_t c = (uint32_t)(cell - s->group->cells);
        if (cell->row != row || s->now[c] > 0)
            continue;
        mpt reach = next_reach(s, c, next_cut(cell, 0));
        target = reach > target ? reach : target;
    }
    return target;
}

static void advance(struct stepper *s, uint32_t c, mpt target)
{
    const struct cell *cell = &s->group->cells[c];
    do {
        s->now[c] = next_cut(cell, s->now[c]);
        if (s->now[c] == cell_boxes(cell) || cell->stream->gaps[s->now[c]].forced)
            return;
    } while (next_reach(s, c, next_cut(cell, s->now[c])) <= target);
}

/* All cells go down to the target, then their next cuts are known. */
static void take_step(struct stepper *s)
{
    mpt target = find_target(s);
    s->advanced.count = 0;
    while (s->heap.count > 0 && s->heap.items[0].y <= target)
        *vec_push(&s->advanced) = pop(s);
    for (size_t i = 0; i < s->advanced.count; i++) {
        uint32_t c = s->advanced.items[i];
        advance(s, c, target);
        if (s->now[c] < cell_boxes(&s->group->cells[c]))
            push(s, c);
    }
}

/* The first step after a change of width takes what the page before had. */
static void take_resumed(struct stepper *s)
{
    find_resumed_y(s);
    for (uint32_t c = 0; c < s->group->cell_count; c++)
        if ((s->now[c] = s->group->resume[c]) > 0)
            *vec_push(&s->advanced) = c;
}

static void start_row(struct stepper *s, uint32_t row, uint32_t step)
{
    if (s->started[row])
        return;
    s->started[row] = true;
    s->group->rows[row].first_step = step;
    s->begun = row + 1 > s->begun ? row + 1 : s->begun;
}

static void note_cell(struct stepper *s, uint32_t c, uint32_t step)
{
    struct cell *cell = &s->group->cells[c];
    if (!cell->cuts) {
        cell->cuts = ARENA_ARRAY(s->layout->arena, cell_boxes(cell), struct cut);
        start_row(s, cell->row, step);
        for (uint32_t r = cell->row; r <= cell_end_row(cell); r++)
            s->unstarted[r]--;
    }
    cell->cuts[cell->cut_count++] = (struct cut){step + 1, s->now[c]};
    if (s->now[c] < cell_boxes(cell))
        return;
    s->unfinished[cell_end_row(cell)]--;
    struct keep keep = cell_keep(cell, true);
    if (keep.page > 0)
        *vec_push(&s->pending) = (struct pending){cell_end_row(cell), keep};
}

/* A row ends once the cells that end in it are done, all others have begun, and the row
 * above has ended. */
static void end_rows(struct stepper *s, uint32_t step)
{
    for (; s->ended < s->group->row_count && s->unfinished[s->ended] == 0 &&
           s->unstarted[s->ended] == 0;
         s->ended++) {
        start_row(s, s->ended, step);
        s->group->rows[s->ended].last_step = step + 1;
    }
}

/* ---- What a cut after the step weighs -------------------------------------------------------- */

struct weight {
    struct keep strength;
    enum break_kind forced;
};

static void weigh_cells(struct stepper *s, struct weight *weight)
{
    for (size_t i = 0; i < s->advanced.count; i++) {
        const struct cell *cell = &s->group->cells[s->advanced.items[i]];
        uint32_t boxes = s->now[s->advanced.items[i]];
        if (boxes == cell_boxes(cell))
            continue;
        const struct gap *gap = &cell->stream->gaps[boxes];
        weight->strength = keep_strongest(weight->strength, gap->strength);
        if (gap->forced > weight->forced)
            weight->forced = gap->forced;
    }
    size_t kept = 0;
    for (size_t i = 0; i < s->pending.count; i++) {
        struct pending pending = s->pending.items[i];
        if (pending.row < s->ended)
            continue;
        s->pending.items[kept++] = pending;
        weight->strength = keep_strongest(weight->strength, pending.keep);
    }
    s->pending.count = kept;
}

/* Of rows from `first` on: those that ended with this step, and those that are open. */
static void weigh_rows(const struct stepper *s, uint32_t first, struct weight *weight)
{
    const struct row *rows = s->group->rows;
    for (uint32_t r = first; r < s->ended && r + 1 < s->group->row_count; r++)
        weight->strength = keep_strongest(
            weight->strength, keep_strongest(rows[r].keep_next, rows[r + 1].keep_previous));
    for (uint32_t r = s->ended; r < s->begun; r++)
        if (s->started[r])
            weight->strength = keep_strongest(weight->strength, rows[r].keep_together);
}

/* ---- All steps ---------------------------------------------------------------------------------
 */

static void make_steps(struct stepper *s, struct stream *stream)
{
    struct group *group = s->group;
    bool resumes = group->resume != NULL;
    if (resumes)
        take_resumed(s);
    for (uint32_t c = 0; c < group->cell_count; c++)
        if (s->now[c] < cell_boxes(&group->cells[c]))
            push(s, c);
    struct weight weight = {0};
    for (uint32_t step = 0; s->heap.count > 0 || resumes; step++) {
        if (step > 0) {
            stream_keep(stream, weight.strength);
            stream_break(stream, weight.forced);
        }
        struct box *box = stream_box(stream, BOX_STEP);
        box->group = group;
        box->step = step;
        group->frame = box->frame;
        if (!resumes)
            take_step(s);
        resumes = false;
        for (size_t i = 0; i < s->advanced.count; i++)
            note_cell(s, s->advanced.items[i], step);
        uint32_t first = s->ended;
        end_rows(s, step);
        weight = (struct weight){0};
        weigh_cells(s, &weight);
        weigh_rows(s, first, &weight);
        group->step_count = step + 1;
    }
}

static void settle_rows(const struct stepper *s)
{
    struct row *rows = s->group->rows;
    uint32_t steps = s->group->step_count, earliest = steps;
    for (uint32_t r = s->group->row_count; r-- > 0;) {
        if (!s->started[r])
            rows[r].first_step = steps - 1;
        if (r >= s->ended)
            rows[r].last_step = steps;
        earliest = rows[r].first_step < earliest ? rows[r].first_step : earliest;
        rows[r].earliest_step = earliest;
    }
    for (uint32_t r = 0, latest = 0; r < s->group->row_count; r++) {
        latest = rows[r].first_step > latest ? rows[r].first_step : latest;
        rows[r].latest_step = latest;
    }
}

void group_finish(struct layout_internal *layout, struct stream *stream, struct group *group)
{
    struct stepper s = {.layout = layout, .group = group};
    size_t rows = group->row_count, cells = group->cell_count;
    size_t size =
        (rows + 1) * (sizeof(mpt) + 2 * sizeof(uint32_t) + sizeof(bool)) + cells * sizeof(uint32_t);
    s.row_y = calloc(1, size);
    if (!s.row_y)
        die_no_memory(size);
    s.now = (uint32_t *)(s.row_y + rows + 1);
    s.unfinished = s.now + cells;
    s.unstarted = s.unfinished + rows;
    s.started = (bool *)(s.unstarted + rows);
    group_index_rows(layout, group);
    for (size_t c = 0; c < cells; c++) {
        const struct cell *cell = &group->cells[c];
        s.unfinished[cell_end_row(cell)]++;
        for (uint32_t r = cell->row; r <= cell_end_row(cell); r++)
            s.unstarted[r]++;
    }
    size_rows(&s);
    make_steps(&s, stream);
    settle_rows(&s);
    vec_release(&s.heap);
    vec_release(&s.advanced);
    vec_release(&s.pending);
    free(s.row_y);
}
