/*
 * Going on at another width: the boxes of the old stream from the cut on are named by
 * their block, paragraph and first byte; the new stream is collected so that lines
 * begin at those bytes, groups take the same boxes of each cell in one step, and the box
 * of the same name is where it goes on. What is above the cut is collected, too: so blocks
 * that are open there are continued, as at any cut.
 */
#include "print/layout/group.h"

static void add_restarts(const struct stream *stream, uint32_t at, struct restarts *restarts);

static void group_restarts(const struct group *group, uint32_t step, struct restarts *restarts)
{
    for (uint32_t c = 0; c < group->cell_count; c++)
        add_restarts(group->cells[c].stream, cell_cut(&group->cells[c], step), restarts);
}

static void add_restarts(const struct stream *stream, uint32_t at, struct restarts *restarts)
{
    if (at >= stream->boxes.count)
        return;
    const struct box *box = &stream->boxes.items[at];
    if (box->kind == BOX_LINE && box->key_offset > 0)
        *vec_push(&restarts->list) =
            (struct restart){box->key_block, box->key_segment, box->key_offset};
    if (box->kind != BOX_STEP || box->step == 0)
        return;
    *vec_push(&restarts->groups) = (struct group_restart){box->group, box->step};
    group_restarts(box->group, box->step, restarts);
}

void resume_restarts(const struct stream *stream, uint32_t at, struct restarts *restarts)
{
    add_restarts(stream, at, restarts);
}

static bool same_cut(const struct stream *a, uint32_t at_a, const struct stream *b, uint32_t at_b);

static bool same_group_cut(const struct box *a, const struct box *b)
{
    const struct group *left = a->group, *right = b->group;
    if (left->cell_count != right->cell_count || left->cells[0].fo != right->cells[0].fo)
        return false;
    for (uint32_t c = 0; c < left->cell_count; c++)
        if (!same_cut(left->cells[c].stream, cell_cut(&left->cells[c], a->step),
                      right->cells[c].stream, cell_cut(&right->cells[c], b->step)))
            return false;
    return true;
}

static const struct fo *name_of(const struct box *box)
{
    return box->kind == BOX_CONTAINER ? box->container->fo : box->key_block;
}

/* Whether what comes next is the same in both streams. */
static bool same_cut(const struct stream *a, uint32_t at_a, const struct stream *b, uint32_t at_b)
{
    bool end_a = at_a >= a->boxes.count, end_b = at_b >= b->boxes.count;
    if (end_a || end_b)
        return end_a && end_b;
    const struct box *left = &a->boxes.items[at_a], *right = &b->boxes.items[at_b];
    if (left->kind != right->kind)
        return false;
    switch (left->kind) {
    case BOX_STEP:
        return same_group_cut(left, right);
    case BOX_STRUT:
        return left->frame && right->frame ? left->frame->fo == right->frame->fo
                                           : left->frame == right->frame;
    default:
        return name_of(left) == name_of(right) && left->key_segment == right->key_segment &&
               left->key_offset == right->key_offset;
    }
}

uint32_t resume_find(const struct stream *old, uint32_t at, const struct stream *fresh)
{
    if (at >= old->boxes.count)
        return (uint32_t)fresh->boxes.count;
    for (uint32_t i = 0; i < fresh->boxes.count; i++)
        if (same_cut(old, at, fresh, i))
            return i;
    return UINT32_MAX;
}

static bool is_same_group(const struct group *old, const struct group *fresh)
{
    if (old->cell_count != fresh->cell_count)
        return false;
    for (uint32_t c = 0; c < old->cell_count; c++)
        if (old->cells[c].fo != fresh->cells[c].fo)
            return false;
    return true;
}

const uint32_t *resume_cuts(const struct restarts *restarts, const struct group *group)
{
    const struct group_restart *cut = NULL;
    for (size_t i = 0; restarts && i < restarts->groups.count && !cut; i++)
        if (is_same_group(restarts->groups.items[i].group, group))
            cut = &restarts->groups.items[i];
    if (!cut || group->cell_count == 0)
        return NULL;
    uint32_t *cuts =
        ARENA_ARRAY(group->cells[0].stream->layout->arena, group->cell_count, uint32_t);
    for (uint32_t c = 0; c < group->cell_count; c++) {
        const struct cell *old = &cut->group->cells[c];
        cuts[c] = resume_find(old->stream, cell_cut(old, cut->step), group->cells[c].stream);
        if (cuts[c] == UINT32_MAX)
            return NULL;
    }
    return cuts;
}
