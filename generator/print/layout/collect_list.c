/* Lists: an item is a group of two cells, its label and its body. */
#include "print/layout/group.h"

static const struct fo *child_of_type(const struct fo *fo, enum fo_type type)
{
    for (const struct fo *child = fo->first; child; child = child->next)
        if (child->type == type)
            return child;
    return NULL;
}

static void collect_part(const struct collect *item, const struct fo *fo, struct cell *cell)
{
    struct collect within = *item;
    within.outer = item;
    cell->fo = fo;
    cell->rows = 1;
    cell->ipd = item->width;
    cell->stream = within.stream = stream_new(item->layout);
    within.style = inline_style_new(item->layout, fo, item->style);
    within.start_indent = collect_indent(item, fo, false, 0);
    within.end_indent = collect_indent(item, fo, true, 0);
    within.width = within.reference - within.start_indent - within.end_indent;
    if (within.width < 0)
        within.width = 0;
    if (fo->type == FO_LIST_ITEM_LABEL)
        within.need = NULL; /* it has the same width in a wider list */
    struct keep keep = collect_keep(item->layout->tree, fo, FO_P_KEEP_TOGETHER_COLUMN);
    collect_children(&within, fo);
    if (cell->stream->boxes.count == 0)
        stream_box(cell->stream, BOX_STRUT);
    stream_finish(cell->stream);
    for (size_t i = 1; i < cell->stream->boxes.count; i++)
        cell->stream->gaps[i].strength = keep_strongest(cell->stream->gaps[i].strength, keep);
}

void collect_item(struct collect *list, const struct fo *fo)
{
    const struct fo_tree *tree = list->layout->tree;
    mpt distance = fo_length(tree, fo->parent, FO_P_PROVISIONAL_DISTANCE, list->width);
    mpt separation = fo_length(tree, fo->parent, FO_P_PROVISIONAL_SEPARATION, list->width);
    const struct fo *label = child_of_type(fo, FO_LIST_ITEM_LABEL);
    const struct fo *body = child_of_type(fo, FO_LIST_ITEM_BODY);
    if (!label || !body) {
        struct fo_place at = fo_place(list->layout->tree, fo);
        fail(at.path, at.line, at.column, MSG_FO_ITEM_INCOMPLETE);
        list->layout->failed = true;
        return;
    }
    struct frame *frame = ARENA_NEW(list->layout->arena, struct frame);
    collect_frame(list, fo, frame);
    collect_before(list, fo);
    stream_open(list->stream, frame);
    struct collect item = collect_within(list, frame);
    item.style = inline_style_new(list->layout, fo, list->style);
    item.body_start = frame->start_indent + distance;
    item.label_end = item.reference - (distance + frame->start_indent - separation);
    struct group *group = ARENA_NEW(list->layout->arena, struct group);
    group->fo = fo;
    group->cells = ARENA_ARRAY(list->layout->arena, 2, struct cell);
    group->cell_count = 2;
    group->rows = ARENA_ARRAY(list->layout->arena, 1, struct row);
    group->row_count = 1;
    collect_part(&item, label, &group->cells[0]);
    collect_part(&item, body, &group->cells[1]);
    group_align_baselines(list->layout, group);
    for (int side = 0; side < 2; side++)
        stream_keep(list->stream, cell_keep(&group->cells[side], false));
    group->resume = resume_cuts(list->restarts, group);
    group_finish(list->layout, list->stream, group);
    for (int side = 0; side < 2; side++)
        stream_keep(list->stream, cell_keep(&group->cells[side], true));
    stream_close(list->stream);
    collect_after(list, fo);
}

void collect_list(struct collect *collect, const struct fo *fo)
{
    struct collect within;
    collect_open(collect, fo, &within);
    collect_children(&within, fo);
    collect_close(collect, fo);
}
