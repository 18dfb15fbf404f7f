/*
 * Rows and heights of some steps of a group. Pages are filled by asking for the height of
 * ever more steps from the same one on, so a group of many rows remembers the rows that
 * more steps do not change: only the last few are measured again.
 */
#include "print/layout/group.h"

/* The first row that ends after `step`. */
static uint32_t first_open(const struct group *group, uint32_t step)
{
    uint32_t low = 0, high = group->row_count - 1;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (group->rows[middle].last_step <= step)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last row that begins before `to`; with `all`, the last such that those above it do, too. */
static uint32_t last_begun(const struct group *group, uint32_t to, bool all)
{
    uint32_t low = 0, high = group->row_count - 1;
    while (low < high) {
        uint32_t middle = high - (high - low) / 2;
        const struct row *row = &group->rows[middle];
        if ((all ? row->latest_step : row->earliest_step) < to)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* ---- Which rows ------------------------------------------------------------------------ */

bool measured_meets(const struct measured *m, const struct cell *cell, uint32_t row)
{
    const struct row *rows = m->group->rows;
    return (cell->row == row || row == m->row[BEFORE]) &&
           rows[cell->row].first_step < m->steps.to &&
           rows[cell_end_row(cell)].last_step > m->steps.from;
}

bool measured_starts(const struct measured *m, const struct cell *cell)
{
    return m->steps.from <= m->group->rows[cell->row].first_step;
}

bool measured_ends(const struct measured *m, const struct cell *cell)
{
    return m->steps.to >= m->group->rows[cell_end_row(cell)].last_step;
}

/* A cell goes on below rows that have ended, if the next one has begun. */
uint32_t measured_reach(const struct measured *m, const struct cell *cell)
{
    const struct row *rows = m->group->rows;
    uint32_t row = cell->row > m->settled ? cell->row : m->settled;
    while (row < m->row[AFTER] && rows[row].last_step <= m->steps.to &&
           rows[row + 1].first_step < m->steps.to)
        row++;
    return row < cell_end_row(cell) ? row : cell_end_row(cell);
}

struct ends measured_cell_ends(const struct measured *m, const struct cell *cell)
{
    struct ends ends = {{EDGE_WHOLE, EDGE_WHOLE}, {cell->row, cell_end_row(cell)}};
    if (!measured_starts(m, cell)) {
        ends.edge[BEFORE] = EDGE_CUT;
        if (m->row[BEFORE] > cell->row)
            ends.row[BEFORE] = m->row[BEFORE];
    } else if (m->is_cut[BEFORE] && cell->row == m->row[BEFORE]) {
        ends.edge[BEFORE] = EDGE_TABLE;
    }
    if (!measured_ends(m, cell)) {
        ends.edge[AFTER] = EDGE_CUT;
        ends.row[AFTER] = measured_reach(m, cell);
    } else if (m->is_cut[AFTER] && cell_end_row(cell) == m->row[AFTER]) {
        ends.edge[AFTER] = EDGE_TABLE;
    }
    return ends;
}

/* ---- Their heights ----------------------------------------------------------------------- */

static mpt part_height(const struct measured *m, const struct cell *cell)
{
    struct ends ends = measured_cell_ends(m, cell);
    return cell_edges(cell, &ends) +
           cell_content_height(cell, cell_cut(cell, m->steps.from), cell_cut(cell, m->steps.to));
}

/* A cell's height beyond the rows above falls to the last one that it reaches. */
static mpt row_height(const struct measured *m, uint32_t row)
{
    mpt height = 0;
    const struct cell *cell;
    for (uint32_t i = 0; (cell = group_row_cell(m->group, row, i)) != NULL; i++) {
        if (!measured_meets(m, cell, cell->row) || measured_reach(m, cell) != row)
            continue;
        mpt need = part_height(m, cell) - (m->tops[row] - measured_top(m, cell->row));
        height = need > height ? need : height;
    }
    return height;
}

static void find_rows(struct measured *m)
{
    const struct group *group = m->group;
    m->row[BEFORE] = first_open(group, m->steps.from);
    m->row[AFTER] = last_begun(group, m->steps.to, false);
    if (m->row[AFTER] < m->row[BEFORE])
        m->row[AFTER] = m->row[BEFORE];
    m->is_cut[BEFORE] = m->steps.from > 0 || m->steps.cut[BEFORE];
    m->is_cut[AFTER] = m->steps.to < group->step_count || m->steps.cut[AFTER];
    m->settled = first_open(group, m->steps.to);
    uint32_t begun = last_begun(group, m->steps.to, true);
    m->settled = begun < m->settled ? begun : m->settled;
    if (m->settled < m->row[BEFORE])
        m->settled = m->row[BEFORE];
}

void measured_init(struct measured *m, const struct group *group, const struct steps *steps)
{
    *m = (struct measured){.group = group, .steps = *steps};
    find_rows(m);
    uint32_t top = m->row[BEFORE], known = top;
    struct group_memo *memo = group->memo;
    m->tops = memo ? memo->tops : m->single;
    if (memo && memo->from == steps->from && memo->is_cut == m->is_cut[BEFORE])
        known = memo->known < m->settled ? memo->known : m->settled;
    else
        m->tops[top] = 0;
    for (uint32_t r = known; r <= m->row[AFTER]; r++)
        m->tops[r + 1] = m->tops[r] + row_height(m, r);
    if (memo)
        *memo = (struct group_memo){memo->tops, steps->from, m->settled, m->is_cut[BEFORE]};
}

mpt group_measure(const struct group *group, const struct steps *steps)
{
    struct measured m;
    measured_init(&m, group, steps);
    return m.tops[m.row[AFTER] + 1];
}

void group_footnotes(const struct group *group, uint32_t from, uint32_t to,
                     struct footnote_list *list)
{
    struct measured m = {.group = group, .steps = {.from = from, .to = to}};
    find_rows(&m);
    for (uint32_t r = m.row[BEFORE]; r <= m.row[AFTER]; r++) {
        const struct cell *cell;
        for (uint32_t i = 0; (cell = group_row_cell(group, r, i)) != NULL; i++)
            if (measured_meets(&m, cell, r))
                stream_footnotes(cell->stream, cell_cut(cell, from), cell_cut(cell, to), list);
    }
}
