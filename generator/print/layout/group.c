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

mpt cell_edges(const struct cell *cell, const struct ends *ends)
{
    return cell->separation_before + cell->separation_after + edge_size(cell, ends, BEFORE) +
           edge_size(cell, ends, AFTER);
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
    area->is_bare = is_row && used == 0 && hides(layout->tree, cell);
    if (!area->is_bare)
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
    }
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
