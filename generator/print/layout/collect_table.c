/*
 * Tables (XSL 1.1, 6.7): rows that row spans join are one group of parallel cells.
 * Headers and footers are streams of their own, repeated by the table's frame.
 */
#include "print/layout/group.h"
#include "print/layout/table.h"

#include <stdlib.h>
#include <string.h>

struct table {
    struct collect collect; /* of the table's content */
    const struct fo *fo;
    struct columns columns;
    struct grid *grid;
    mpt separation_i, separation_b;
    VEC(struct span_need) spans;
    struct keep last_keep; /* of the last row with what comes next */
};

/* Cells of the rows of one group after the other. */
struct reader {
    struct table *table;
    const struct grid_part *part;
    VEC(struct cell) cells;
};

static mpt given_height(const struct collect *collect, const struct fo *fo)
{
    const struct fo_tree *tree = collect->layout->tree;
    mpt min = fo_length(tree, fo, FO_P_BPD_MIN, 0), opt = fo_length(tree, fo, FO_P_BPD_OPT, 0);
    return min > opt ? min : opt;
}

static mpt column_x(const struct table *table, uint32_t column)
{
    return table->columns.items[column].x;
}

static void set_cell_box(struct table *table, struct cell *cell, const struct grid_cell *at)
{
    const struct column *first = &table->columns.items[at->column];
    mpt width = column_x(table, at->column + at->columns) - first->x;
    struct collect base = table->collect;
    base.width = column_x(table, table->columns.count);
    collect_edges(&base, cell->fo, cell->border, cell->padding);
    if (cell->collapsed.grid)
        for (int side = 0; side < SIDE_COUNT; side++)
            cell->border[side] = collapse_half(&cell->collapsed, side);
    cell->x = first->x + table->separation_i / 2;
    cell->ipd = width - table->separation_i - cell->border[START] - cell->border[END] -
                cell->padding[START] - cell->padding[END];
    if (cell->ipd < 0)
        cell->ipd = 0;
    cell->separation_before = cell->separation_after = table->separation_b / 2;
    cell->column = first->fo;
}

static void collect_cell_content(struct table *table, struct cell *cell, const struct fo *row,
                                 mpt *need)
{
    struct layout_internal *layout = table->collect.layout;
    const struct fo_tree *tree = layout->tree;
    static const enum fo_property conditions[][2] = {
        {FO_P_BORDER_BEFORE_COND, FO_P_PADDING_BEFORE_COND},
        {FO_P_BORDER_AFTER_COND, FO_P_PADDING_AFTER_COND}};
    for (int side = 0; side < 2; side++) {
        cell->retain_border[side] = fo_keyword(tree, cell->fo, conditions[side][0]) == FO_K_RETAIN;
        cell->retain_padding[side] = fo_keyword(tree, cell->fo, conditions[side][1]) == FO_K_RETAIN;
    }
    cell->align = fo_keyword(tree, cell->fo, FO_P_DISPLAY_ALIGN);
    struct collect within = table->collect;
    within.outer = &table->collect;
    if (row) {
        within.style = inline_style_new(layout, row, within.style);
        within.start_indent = collect_indent(&table->collect, row, false, 0);
        within.end_indent = collect_indent(&table->collect, row, true, 0);
    }
    within.style = inline_style_new(layout, cell->fo, within.style);
    mpt start_edge = cell->border[START] + cell->padding[START];
    mpt end_edge = cell->border[END] + cell->padding[END];
    within.start_indent = collect_indent(&within, cell->fo, false, start_edge);
    within.end_indent = collect_indent(&within, cell->fo, true, end_edge);
    within.stream = cell->stream = stream_new(layout);
    within.reference = cell->ipd;
    within.width = cell->ipd;
    within.base_x = 0;
    within.height = within.reference_height = -1;
    within.need = need;
    collect_children(&within, cell->fo);
    if (cell->stream->boxes.count == 0)
        stream_box(cell->stream, BOX_STRUT);
    stream_finish(cell->stream);
}

static void note_need(struct table *table, const struct grid_cell *at, mpt need)
{
    struct column *column = &table->columns.items[at->column];
    if (at->columns > 1)
        *vec_push(&table->spans) = (struct span_need){at->column, at->columns, need};
    else if (need > column->need)
        column->need = need;
}

static void read_cell(struct reader *reader, const struct grid_cell *at, uint32_t first)
{
    struct table *table = reader->table;
    struct cell *cell = vec_push(&reader->cells);
    *cell =
        (struct cell){.fo = at->fo, .row = at->row - first, .rows = at->rows, .is_gap = at->is_gap};
    cell->collapsed =
        (struct collapsed_cell){table->grid->collapse, reader->part->first_row + at->row,
                                at->column, at->rows, at->columns};
    set_cell_box(table, cell, at);
    mpt need = 0, width = column_x(table, at->column + at->columns) - column_x(table, at->column);
    collect_cell_content(table, cell, reader->part->rows.items[at->row].fo, &need);
    note_need(table, at, need + width - cell->ipd);
    cell->height = given_height(&table->collect, at->fo);
}

/* The row after the group that begins at `first`. */
static uint32_t read_group(struct reader *reader, uint32_t first)
{
    const struct grid_part *part = reader->part;
    uint32_t end = first + 1;
    reader->cells.count = 0;
    for (uint32_t r = first; r < end; r++)
        for (uint32_t i = part->row_cells[r]; i < part->row_cells[r + 1]; i++) {
            read_cell(reader, &part->cells[i], first);
            if (r + part->cells[i].rows > end)
                end = r + part->cells[i].rows;
        }
    return end;
}

static void set_rows(const struct reader *reader, struct group *group, uint32_t first)
{
    const struct collect *collect = &reader->table->collect;
    const struct fo_tree *tree = collect->layout->tree;
    for (uint32_t r = 0; r < group->row_count; r++) {
        struct row *row = &group->rows[r];
        row->fo = reader->part->rows.items[first + r].fo;
        if (!row->fo)
            continue;
        row->height = given_height(collect, row->fo);
        row->keep_together = collect_keep(tree, row->fo, FO_P_KEEP_TOGETHER_COLUMN);
        row->keep_next = collect_keep(tree, row->fo, FO_P_KEEP_NEXT_COLUMN);
        row->keep_previous = collect_keep(tree, row->fo, FO_P_KEEP_PREVIOUS_COLUMN);
    }
    for (uint32_t c = 0; c < group->cell_count; c++) {
        struct cell *cell = &group->cells[c];
        struct row *starts = &group->rows[cell->row], *ends = starts + cell->rows - 1;
        starts->keep_previous = keep_strongest(starts->keep_previous, cell_keep(cell, false));
        ends->keep_next = keep_strongest(ends->keep_next, cell_keep(cell, true));
        if (cell->rows == 1 && group->rows[cell->row].height > cell->height)
            cell->height = group->rows[cell->row].height;
    }
}

static int by_end_row(const void *a, const void *b)
{
    const struct cell *left = a, *right = b;
    uint32_t left_end = left->row + left->rows, right_end = right->row + right->rows;
    if (left_end != right_end)
        return left_end < right_end ? -1 : 1;
    return left->x < right->x ? -1 : left->x > right->x;
}

static void add_group(struct reader *reader, struct stream *stream, uint32_t first, uint32_t end)
{
    struct table *table = reader->table;
    struct layout_internal *layout = table->collect.layout;
    struct group *group = ARENA_NEW(layout->arena, struct group);
    group->body = reader->part->fo;
    group->collapses = table->grid->collapse != NULL;
    group->is_first = first == 0;
    group->is_last = end == reader->part->rows.count;
    group->cell_count = (uint32_t)reader->cells.count;
    group->cells = ARENA_ARRAY(layout->arena, group->cell_count, struct cell);
    group->row_count = end - first;
    group->rows = ARENA_ARRAY(layout->arena, group->row_count, struct row);
    if (group->cell_count == 0)
        return;
    memcpy(group->cells, reader->cells.items, group->cell_count * sizeof(*group->cells));
    qsort(group->cells, group->cell_count, sizeof(*group->cells), by_end_row);
    set_rows(reader, group, first);
    group_align_baselines(layout, group);
    struct collect collect = table->collect;
    collect.stream = stream;
    if (group->rows[0].fo)
        collect_break_before(&collect, group->rows[0].fo);
    stream_keep(stream, group->rows[0].keep_previous);
    group->resume = resume_cuts(collect.restarts, group);
    group_finish(layout, stream, group);
    const struct row *last = &group->rows[group->row_count - 1];
    if (last->fo)
        collect_break_after(&collect, last->fo);
    stream_keep(stream, last->keep_next);
    table->last_keep = last->keep_next;
}

static void collect_part(struct table *table, struct stream *stream, const struct grid_part *part)
{
    struct layout_internal *layout = table->collect.layout;
    struct reader reader = {.table = table, .part = part};
    const struct collect outer = table->collect;
    table->collect.style = inline_style_new(layout, part->fo, outer.style);
    table->collect.start_indent = collect_indent(&outer, part->fo, false, 0);
    table->collect.end_indent = collect_indent(&outer, part->fo, true, 0);
    struct collect collect = table->collect;
    collect.stream = stream;
    collect_break_before(&collect, part->fo);
    for (uint32_t row = 0; row < part->rows.count;) {
        uint32_t end = read_group(&reader, row);
        add_group(&reader, stream, row, end);
        row = end;
    }
    collect_break_after(&collect, part->fo);
    vec_release(&reader.cells);
    table->collect = outer;
}

static const struct grid_part *part_of(const struct grid *grid, enum fo_type type)
{
    for (uint32_t i = 0; i < grid->part_count; i++)
        if (grid->parts[i].fo->type == type)
            return &grid->parts[i];
    return NULL;
}

static struct stream *collect_apart(struct table *table, const struct grid_part *part)
{
    struct stream *stream = stream_new(table->collect.layout);
    collect_part(table, stream, part);
    stream_finish(stream);
    return stream;
}

static bool has_page_number(const struct fo *fo)
{
    if (fo->type == FO_PAGE_NUMBER)
        return true;
    for (const struct fo *child = fo->first; child; child = child->next)
        if (has_page_number(child))
            return true;
    return false;
}

/* The table as it can be kept: without what ends with the collection. */
static const struct table *keep_table(const struct table *table)
{
    struct table *kept = ARENA_NEW(table->collect.layout->arena, struct table);
    *kept = *table;
    kept->collect.outer = NULL;
    kept->collect.restarts = NULL;
    kept->collect.need = NULL;
    kept->collect.wanting = NULL;
    memset(&kept->spans, 0, sizeof(kept->spans));
    return kept;
}

static const struct repeated *collect_repeated(struct table *table, enum fo_type type)
{
    const struct grid_part *part = part_of(table->grid, type);
    if (!part)
        return NULL;
    struct repeated *repeated = ARENA_NEW(table->collect.layout->arena, struct repeated);
    repeated->stream = collect_apart(table, part);
    repeated->height = stream_measure(repeated->stream, 0, (uint32_t)repeated->stream->boxes.count);
    repeated->fo = part->fo;
    if (has_page_number(part->fo))
        repeated->table = keep_table(table);
    return repeated;
}

const struct stream *repeated_stream(struct layout_internal *layout,
                                     const struct repeated *repeated)
{
    if (!repeated->table)
        return repeated->stream;
    struct table table = *repeated->table;
    bool in_static = layout->in_static;
    size_t notices = layout->notices.count;
    layout->in_static = true;
    const struct stream *stream = collect_apart(&table, part_of(table.grid, repeated->fo->type));
    vec_release(&table.spans);
    layout->in_static = in_static;
    layout->notices.count = notices; /* given for the first one */
    return stream;
}

static void add_part_box(struct stream *stream, const struct repeated *part)
{
    struct box *box = stream_box(stream, BOX_PART);
    box->part = part->stream;
    box->key_block = part->fo;
    box->height = box->min_height = part->height;
}

static void complain_of_width(const struct collect *collect, const struct fo *fo, mpt width)
{
    mpt room = collect->reference;
    if (width > room + 1000 && !collect->layout->options.like_fop)
        layout_notice(collect->layout, fo, MSG_FO_TABLE_WIDE, (double)(width - room) / 1000, NULL);
}

static void collect_parts(struct table *table, struct frame *frame)
{
    const struct fo_tree *tree = table->collect.layout->tree;
    struct stream *stream = table->collect.stream;
    const struct repeated *header = collect_repeated(table, FO_TABLE_HEADER);
    const struct repeated *footer = collect_repeated(table, FO_TABLE_FOOTER);
    if (fo_keyword(tree, table->fo, FO_P_OMIT_HEADER_AT_BREAK) != FO_K_TRUE)
        frame->header = header;
    if (fo_keyword(tree, table->fo, FO_P_OMIT_FOOTER_AT_BREAK) != FO_K_TRUE)
        frame->footer = footer;
    stream_open(stream, frame);
    if (header) {
        add_part_box(stream, header);
        stream_keep(stream, KEEP_FIRM);
    }
    for (uint32_t i = 0; i < table->grid->part_count; i++)
        if (table->grid->parts[i].fo->type == FO_TABLE_BODY)
            collect_part(table, stream, &table->grid->parts[i]);
    if (footer) {
        stream_keep(stream, KEEP_FIRM);
        add_part_box(stream, footer);
        stream_keep(stream, table->last_keep);
    }
    stream_close(stream);
}

/*
 * With the widths that the table asks for; then, if words do not fit, once more with others.
 * A table in a cell of a trial does not try by itself, lest tables in tables take time by
 * powers: it says what it wants, and is asked again when the outer widths are settled.
 */
static void collect_fitting(struct table *table, struct frame *frame)
{
    struct layout_internal *layout = table->collect.layout;
    struct stream *stream = table->collect.stream;
    bool *const outer = table->collect.wanting;
    size_t events = stream->events.count, boxes = stream->boxes.count;
    size_t notices = layout->notices.count;
    bool again = false;
    table->collect.wanting = &again;
    collect_parts(table, frame);
    table->collect.wanting = NULL;
    if (layout->options.like_fop)
        return;
    again |= table_fit(&table->columns, table->spans.items, table->spans.count);
    if (outer) {
        *outer |= again;
    } else if (again) {
        stream->events.count = events;
        stream->boxes.count = boxes;
        layout->notices.count = notices;
        if (table->grid->collapse)
            table->grid = table_grid(layout, table->fo, &table->columns);
        collect_parts(table, frame);
    }
}

/* What is too wide hangs out at the end (XSL 1.1, 5.3.4). */
static void widen_frame(const struct collect *collect, struct frame *frame, mpt width)
{
    mpt edge = frame->end_indent - frame->space_end;
    mpt rest = collect->reference - frame->start_indent - width;
    frame->ipd = width;
    if (rest < frame->end_indent) {
        frame->end_indent = rest;
        frame->space_end = rest - edge;
    }
}

void collect_table(struct collect *collect, const struct fo *fo)
{
    struct layout_internal *layout = collect->layout;
    const struct fo_tree *tree = layout->tree;
    struct frame *frame = ARENA_NEW(layout->arena, struct frame);
    collect_frame(collect, fo, frame);
    struct table table = {.fo = fo};
    mpt width = frame->ipd;
    table.columns = table_columns(collect, fo, &width);
    complain_of_width(collect, fo, width);
    bool is_auto = fo_is_auto(tree, fo, FO_P_IPD_OPT);
    if (width > frame->ipd && !(is_auto && layout->options.like_fop))
        widen_frame(collect, frame, width);
    table.collect = collect_within(collect, frame);
    table.collect.style = inline_style_new(layout, fo, collect->style);
    table.grid = table_grid(layout, fo, &table.columns);
    if (!table.grid->collapse) {
        table.separation_i = fo_length(tree, fo, FO_P_BORDER_SEPARATION_I, 0);
        table.separation_b = fo_length(tree, fo, FO_P_BORDER_SEPARATION_B, 0);
    }
    collect_before(collect, fo);
    collect_fitting(&table, frame);
    vec_release(&table.spans);
    collect_note_need(collect, collect->width - frame->ipd + table_need(&table.columns));
    collect_after(collect, fo);
}
