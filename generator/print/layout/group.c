/*
 * Parallel groups: cells whose streams run side by side. A step is a cut that goes
 * through all of them: the first takes the first box of every cell, each later one
 * goes as far as the lowest next break of any cell.
 */
#include "print/layout/internal.h"

#include <stdlib.h>
#include <string.h>

static uint32_t box_count(const struct cell *cell)
{
    return (uint32_t)cell->stream->boxes.count;
}

static uint32_t end_row(const struct cell *cell)
{
    return cell->row + cell->rows - 1;
}

/* How the part of a cell on a page begins and ends, and in which rows. */
struct ends {
    enum collapsed_edge edge[2]; /* BEFORE, AFTER */
    uint32_t row[2];
};

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

static mpt edges(const struct cell *cell, const struct ends *ends)
{
    return cell->separation_before + cell->separation_after + edge_size(cell, ends, BEFORE) +
           edge_size(cell, ends, AFTER);
}

/* Content height of boxes [from, to); a given height is reached with the last box. */
static mpt content_height(const struct cell *cell, uint32_t from, uint32_t to)
{
    mpt height = stream_measure(cell->stream, from, to);
    if (to == box_count(cell) && from < to && cell->height) {
        mpt before = from ? stream_measure(cell->stream, 0, from) : 0;
        if (height < cell->height - before)
            height = cell->height - before;
    }
    return height;
}

struct keep cell_keep(const struct cell *cell, bool with_next)
{
    return cell->stream->gaps[with_next ? box_count(cell) : 0].strength;
}

/* ---- Steps ------------------------------------------------------------------------- */

struct stepper {
    struct group *group;
    uint32_t *now; /* boxes taken, by cell */
    mpt *row_y;
    bool *row_started, *row_ended;
    mpt resumed_y; /* where cells that a cut on a page of another width parted go on */
};

static mpt cell_reach(const struct stepper *s, uint32_t index, uint32_t boxes)
{
    const struct cell *cell = &s->group->cells[index];
    bool is_whole = boxes == box_count(cell);
    struct ends ends = {{EDGE_WHOLE, is_whole ? EDGE_WHOLE : EDGE_CUT}, {cell->row, end_row(cell)}};
    return s->row_y[cell->row] + edges(cell, &ends) + content_height(cell, 0, boxes);
}

/* What a cell still has below its cut. */
static mpt resumed_height(const struct stepper *s, uint32_t index, uint32_t boxes)
{
    const struct cell *cell = &s->group->cells[index];
    bool is_whole = boxes == box_count(cell);
    struct ends ends = {{EDGE_CUT, is_whole ? EDGE_WHOLE : EDGE_CUT}, {cell->row, end_row(cell)}};
    return edges(cell, &ends) + content_height(cell, s->group->resume[index], boxes);
}

static bool is_parted(const struct stepper *s, uint32_t index)
{
    return s->group->resume && s->group->resume[index] > 0 &&
           s->group->resume[index] < box_count(&s->group->cells[index]);
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
        mpt bottom = s->row_y[end_row(cell)] + group->rows[end_row(cell)].full;
        mpt y = bottom - resumed_height(s, c, box_count(cell));
        if (y < s->resumed_y)
            s->resumed_y = y;
    }
}

/* The next cut of a cell after `from` that is allowed. */
static uint32_t next_cut(const struct cell *cell, uint32_t from)
{
    uint32_t to = from + 1;
    while (to < box_count(cell) && cell->stream->gaps[to].strength.column >= KEEP_ALWAYS &&
           !cell->stream->gaps[to].forced)
        to++;
    return to;
}

/* Heights of the whole rows; a spanning cell's rest goes to its last row. */
static void size_rows(struct stepper *s)
{
    struct group *group = s->group;
    mpt y = 0;
    for (uint32_t r = 0; r < group->row_count; r++) {
        s->row_y[r] = y;
        mpt height = 0;
        for (uint32_t c = 0; c < group->cell_count; c++) {
            const struct cell *cell = &group->cells[c];
            if (end_row(cell) != r)
                continue;
            mpt need = cell_reach(s, c, box_count(cell)) - y;
            if (need > height)
                height = need;
        }
        group->rows[r].full = height;
        y += height;
    }
    group->total = y;
}

/* How far the next step goes down; -1 when all cells are done. */
static mpt next_target(const struct stepper *s)
{
    const struct group *group = s->group;
    mpt lowest = -1;
    uint32_t chosen = 0;
    for (uint32_t c = 0; c < group->cell_count; c++) {
        if (s->now[c] == box_count(&group->cells[c]))
            continue;
        mpt reach = next_reach(s, c, next_cut(&group->cells[c], s->now[c]));
        if (lowest < 0 || reach < lowest) {
            lowest = reach;
            chosen = c;
        }
    }
    if (lowest < 0 || s->now[chosen] > 0)
        return lowest;
    for (uint32_t c = 0; c < group->cell_count; c++) { /* a row begins */
        const struct cell *cell = &group->cells[c];
        if (cell->row != group->cells[chosen].row || s->now[c] > 0)
            continue;
        mpt reach = next_reach(s, c, next_cut(cell, 0));
        if (reach > lowest)
            lowest = reach;
    }
    return lowest;
}

static void advance(struct stepper *s, uint32_t c, mpt target)
{
    const struct cell *cell = &s->group->cells[c];
    while (s->now[c] < box_count(cell)) {
        uint32_t next = next_cut(cell, s->now[c]);
        if (next_reach(s, c, next) > target)
            return;
        s->now[c] = next;
        if (next < box_count(cell) && cell->stream->gaps[next].forced)
            return;
    }
}

static void note_rows(struct stepper *s, uint32_t step)
{
    struct group *group = s->group;
    for (uint32_t r = 0; r < group->row_count; r++) {
        bool done = true, started = false;
        for (uint32_t c = 0; c < group->cell_count; c++) {
            const struct cell *cell = &group->cells[c];
            if (cell->row == r && s->now[c] > 0)
                started = true;
            if (end_row(cell) == r && s->now[c] < box_count(cell))
                done = false;
            if (cell->row <= r && end_row(cell) >= r && s->now[c] == 0)
                done = false;
        }
        if (r > 0 && !s->row_ended[r - 1])
            done = false;
        if (!s->row_started[r] && (started || done)) {
            s->row_started[r] = true;
            group->rows[r].first_step = step;
        }
        if (!s->row_ended[r] && done) {
            s->row_ended[r] = true;
            group->rows[r].last_step = step + 1;
        }
    }
}

static void grow_cuts(struct layout_internal *layout, struct group *group, uint32_t steps,
                      uint32_t *room)
{
    if (steps + 1 < *room)
        return;
    uint32_t wanted = *room ? *room * 2 : 8;
    for (uint32_t c = 0; c < group->cell_count; c++) {
        uint32_t *cuts = ARENA_ARRAY(layout->arena, wanted, uint32_t);
        if (*room)
            memcpy(cuts, group->cells[c].cuts, *room * sizeof(*cuts));
        group->cells[c].cuts = cuts;
    }
    *room = wanted;
}

static void add_step(struct layout_internal *layout, struct stepper *s, uint32_t *room)
{
    struct group *group = s->group;
    note_rows(s, group->step_count++);
    grow_cuts(layout, group, group->step_count, room);
    for (uint32_t c = 0; c < group->cell_count; c++)
        group->cells[c].cuts[group->step_count] = s->now[c];
}

static void make_steps(struct layout_internal *layout, struct stepper *s)
{
    struct group *group = s->group;
    uint32_t room = 0;
    grow_cuts(layout, group, 0, &room);
    if (group->resume) {
        find_resumed_y(s);
        memcpy(s->now, group->resume, group->cell_count * sizeof(*s->now));
        add_step(layout, s, &room);
    }
    for (mpt target = next_target(s); target >= 0; target = next_target(s)) {
        for (uint32_t c = 0; c < group->cell_count; c++)
            advance(s, c, target);
        add_step(layout, s, &room);
    }
    for (uint32_t r = 0; r < group->row_count; r++) {
        if (!s->row_started[r])
            group->rows[r].first_step = group->step_count - 1;
        if (!s->row_ended[r])
            group->rows[r].last_step = group->step_count;
    }
}

/* What a cut after `step` steps weighs, and whether it is forced. */
static struct keep weigh_cut(const struct group *group, uint32_t step, enum break_kind *forced)
{
    struct keep strength = {0};
    for (uint32_t c = 0; c < group->cell_count; c++) {
        const struct cell *cell = &group->cells[c];
        uint32_t boxes = cell->cuts[step];
        if (boxes == box_count(cell) && step < group->rows[end_row(cell)].last_step)
            strength = keep_strongest(strength, cell_keep(cell, true));
        if (boxes == 0 || boxes == box_count(cell) || boxes == cell->cuts[step - 1])
            continue;
        const struct gap *gap = &cell->stream->gaps[boxes];
        strength = keep_strongest(strength, gap->strength);
        if (gap->forced > *forced)
            *forced = gap->forced;
    }
    for (uint32_t r = 0; r < group->row_count; r++) {
        const struct row *row = &group->rows[r];
        if (row->first_step < step && row->last_step > step)
            strength = keep_strongest(strength, row->keep_together);
        else if (row->last_step == step && r + 1 < group->row_count)
            strength =
                keep_strongest(strength, keep_strongest(row->keep_next, row[1].keep_previous));
    }
    return strength;
}

void group_finish(struct layout_internal *layout, struct stream *stream, struct group *group)
{
    struct stepper s = {.group = group};
    s.now = ARENA_ARRAY(layout->arena, group->cell_count, uint32_t);
    s.row_y = ARENA_ARRAY(layout->arena, group->row_count, mpt);
    s.row_started = ARENA_ARRAY(layout->arena, group->row_count, bool);
    s.row_ended = ARENA_ARRAY(layout->arena, group->row_count, bool);
    size_rows(&s);
    make_steps(layout, &s);
    for (uint32_t step = 0; step < group->step_count; step++) {
        if (step > 0) {
            enum break_kind forced = BREAK_NONE;
            stream_keep(stream, weigh_cut(group, step, &forced));
            stream_break(stream, forced);
        }
        struct box *box = stream_box(stream, BOX_STEP);
        box->group = group;
        box->step = step;
        group->frame = box->frame;
    }
}

/* ---- Heights --------------------------------------------------------------------------- */

static bool is_present(const struct row *row, const struct steps *steps)
{
    return row->last_step > steps->from && row->first_step < steps->to;
}

static bool cell_is_present(const struct group *group, const struct cell *cell,
                            const struct steps *steps)
{
    return group->rows[cell->row].first_step < steps->to &&
           group->rows[end_row(cell)].last_step > steps->from;
}

static bool cell_starts(const struct group *group, const struct cell *cell, uint32_t from)
{
    return from <= group->rows[cell->row].first_step;
}

static bool cell_ends(const struct group *group, const struct cell *cell, uint32_t to)
{
    return to >= group->rows[end_row(cell)].last_step;
}

/* The last row of the cell that steps [.., to) reach. */
static uint32_t reached_row(const struct group *group, const struct cell *cell, uint32_t to)
{
    uint32_t row = cell->row;
    while (row < end_row(cell) && group->rows[row + 1].first_step < to &&
           group->rows[row].last_step <= to)
        row++;
    return row;
}

/* The first and the last row that the steps reach. */
static uint32_t top_row(const struct group *group, const struct steps *steps)
{
    uint32_t row = 0;
    while (row + 1 < group->row_count && group->rows[row].last_step <= steps->from)
        row++;
    return row;
}

static uint32_t bottom_row(const struct group *group, const struct steps *steps)
{
    uint32_t row = group->row_count - 1;
    while (row > 0 && group->rows[row].first_step >= steps->to)
        row--;
    return row;
}

struct measured {
    const struct group *group;
    const struct steps *steps;
    uint32_t row[2]; /* the first and the last reached */
    bool is_cut[2];  /* before the first, after the last */
};

static struct ends find_ends(const struct measured *m, const struct cell *cell)
{
    struct ends ends = {{EDGE_WHOLE, EDGE_WHOLE}, {cell->row, end_row(cell)}};
    if (!cell_starts(m->group, cell, m->steps->from)) {
        ends.edge[BEFORE] = EDGE_CUT;
        if (m->row[BEFORE] > cell->row)
            ends.row[BEFORE] = m->row[BEFORE];
    } else if (m->is_cut[BEFORE] && cell->row == m->row[BEFORE]) {
        ends.edge[BEFORE] = EDGE_TABLE;
    }
    if (!cell_ends(m->group, cell, m->steps->to)) {
        ends.edge[AFTER] = EDGE_CUT;
        ends.row[AFTER] = reached_row(m->group, cell, m->steps->to);
    } else if (m->is_cut[AFTER] && end_row(cell) == m->row[AFTER]) {
        ends.edge[AFTER] = EDGE_TABLE;
    }
    return ends;
}

static mpt part_height(const struct measured *m, const struct cell *cell)
{
    struct ends ends = find_ends(m, cell);
    return edges(cell, &ends) +
           content_height(cell, cell->cuts[m->steps->from], cell->cuts[m->steps->to]);
}

/* Heights of the rows that the steps reach, into `heights`. */
static struct measured measure_rows(const struct group *group, const struct steps *steps,
                                    mpt *heights)
{
    struct measured m = {.group = group, .steps = steps};
    m.row[BEFORE] = top_row(group, steps);
    m.row[AFTER] = bottom_row(group, steps);
    m.is_cut[BEFORE] = steps->from > 0 || steps->cut[BEFORE];
    m.is_cut[AFTER] = steps->to < group->step_count || steps->cut[AFTER];
    for (uint32_t r = 0; r < group->row_count; r++) {
        heights[r] = 0;
        for (uint32_t c = 0; c < group->cell_count; c++) {
            const struct cell *cell = &group->cells[c];
            if (cell->row > r || end_row(cell) < r || !cell_is_present(group, cell, steps) ||
                reached_row(group, cell, steps->to) != r)
                continue;
            mpt need = part_height(&m, cell);
            for (uint32_t above = cell->row; above < r; above++)
                need -= heights[above];
            if (need > heights[r])
                heights[r] = need;
        }
    }
    return m;
}

mpt group_measure(const struct group *group, const struct steps *steps)
{
    if (group->row_count == 1) {
        mpt height = 0;
        measure_rows(group, steps, &height);
        return height;
    }
    mpt *heights = calloc(group->row_count, sizeof(*heights));
    if (!heights)
        die_no_memory(group->row_count * sizeof(*heights));
    measure_rows(group, steps, heights);
    mpt sum = 0;
    for (uint32_t r = 0; r < group->row_count; r++)
        sum += heights[r];
    free(heights);
    return sum;
}

void group_footnotes(const struct group *group, uint32_t from, uint32_t to,
                     struct footnote_list *list)
{
    for (uint32_t c = 0; c < group->cell_count; c++) {
        const struct cell *cell = &group->cells[c];
        stream_footnotes(cell->stream, cell->cuts[from], cell->cuts[to], list);
    }
}

/* ---- Areas --------------------------------------------------------------------------------- */

static bool has_background(const struct fo_tree *tree, const struct fo *fo)
{
    return fo && fo_get(tree, fo, FO_P_BACKGROUND_COLOR)->kind == FO_V_COLOR;
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
    if (cell->collapsed) {
        area->x += cell->border[START];
        area->y += cell->border[BEFORE];
        area->collapsed = collapse_background(build->layout, cell);
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
static void place_cell(struct area *area, const struct cell *cell, mpt y, mpt height)
{
    area->x = cell->x;
    area->y = y + cell->separation_before;
    if (height >= 0)
        area->bpd = height - cell->separation_before - cell->separation_after -
                    area->border[BEFORE] - area->border[AFTER] - area->padding[BEFORE] -
                    area->padding[AFTER];
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

static bool has_border(const struct area *area)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (area->border[side])
            return true;
    return false;
}

static void build_cell(struct build *build, const struct measured *m, const struct cell *cell,
                       const mpt *y, struct area *parent)
{
    struct layout_internal *layout = build->layout;
    const struct group *group = m->group;
    const struct steps *steps = m->steps;
    bool is_row = group->fo == NULL;
    if (!is_row && cell->cuts[steps->from] == cell->cuts[steps->to] && steps->from > 0)
        return; /* a finished label or body has no area on later pages */
    struct area *area = area_new(layout, AREA_BLOCK, cell->fo);
    area->starts = cell_starts(group, cell, steps->from);
    area->ends = cell_ends(group, cell, steps->to);
    area->ipd = cell->ipd;
    area->is_reference = is_row;
    area->positioned = true;
    area->is_repeated = build->is_repeated;
    if (!build->is_repeated)
        marks_open(layout, cell->fo, area->starts);
    struct build within = *build;
    mpt used = stream_build(&within, cell->stream, cell->cuts[steps->from], cell->cuts[steps->to],
                            0, area);
    area->bpd = used;
    uint32_t last = reached_row(group, cell, steps->to);
    set_cell_edges(area, cell);
    struct ends ends = find_ends(m, cell);
    struct collapsed_part part = {cell, {ends.edge[0], ends.edge[1]}, {ends.row[0], last}, y};
    if (cell->collapsed.grid)
        collapse_set_area(layout, &part, area);
    if (cell->is_gap && !has_border(area))
        return;
    if (!cell->collapsed.grid)
        place_cell(area, cell, y[cell->row], is_row ? y[last + 1] - y[cell->row] : -1);
    if (is_row) {
        align_content(area, cell, used);
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
    if (!row->fo || build->is_repeated || !is_present(row, steps))
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
static struct shown *find_shown(struct layout_internal *layout, const struct group *group,
                                const struct steps *steps, uint32_t *count)
{
    struct shown *shown = ARENA_ARRAY(layout->arena, group->cell_count, struct shown);
    for (uint32_t c = 0; c < group->cell_count; c++) {
        const struct cell *cell = &group->cells[c];
        if (cell_is_present(group, cell, steps))
            shown[(*count)++] = (struct shown){reached_row(group, cell, steps->to), cell};
    }
    qsort(shown, *count, sizeof(*shown), by_row);
    return shown;
}

mpt group_build(struct build *build, const struct group *group, const struct steps *steps,
                struct area *parent)
{
    mpt *heights = ARENA_ARRAY(build->layout->arena, group->row_count, mpt);
    mpt *y = ARENA_ARRAY(build->layout->arena, group->row_count + 1, mpt);
    struct measured m = measure_rows(group, steps, heights);
    for (uint32_t r = 0; r < group->row_count; r++)
        y[r + 1] = y[r] + heights[r];
    uint32_t count = 0, next = 0;
    const struct shown *shown = find_shown(build->layout, group, steps, &count);
    mark_body(build, group, steps, true);
    for (uint32_t r = 0; r < group->row_count; r++) {
        mark_row(build, &group->rows[r], steps, true);
        for (; next < count && shown[next].row == r; next++)
            build_cell(build, &m, shown[next].cell, y, parent);
        mark_row(build, &group->rows[r], steps, false);
    }
    mark_body(build, group, steps, false);
    return y[group->row_count];
}
