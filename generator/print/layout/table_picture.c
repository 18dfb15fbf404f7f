/*
 * The pictures behind rows, columns and parts of a table (XSL 1.1, 7.8; CSS 2.1, 17.5.1).
 * They are painted a cell at a time, but placed by the whole row, column or part.
 */
#include "print/layout/table.h"

#include <stdlib.h>

static bool has_picture(const struct layout_internal *layout, const struct area *area)
{
    return area->is_background && layout_background_address(layout->tree, area->fo);
}

/* Pieces of one thing together. A column that is repeated is several things. */
static int by_owner(const void *a, const void *b)
{
    const struct area *left = *(struct area *const *)a, *right = *(struct area *const *)b;
    if (left->fo != right->fo)
        return left->fo->serial < right->fo->serial ? -1 : 1;
    if (left->fo->type != FO_TABLE_COLUMN)
        return 0;
    return left->x < right->x ? -1 : left->x > right->x;
}

static mpt right_of(const struct area *area)
{
    return area->x + area->ipd;
}

static mpt bottom_of(const struct area *area)
{
    return area->y + area->bpd;
}

/* Where the row, column or part is. A cell that spans is larger than its row or column, which
 * the others tell. */
static struct picture_box find_box(const struct area *table, mpt height, struct area *const *pieces,
                                   size_t count)
{
    const struct area *first = pieces[0];
    enum fo_type type = first->fo->type;
    mpt top = first->y, bottom = bottom_of(first), right = right_of(first);
    for (size_t i = 1; i < count; i++) {
        bool is_lower = bottom_of(pieces[i]) > bottom;
        top = pieces[i]->y < top ? pieces[i]->y : top;
        bottom = is_lower == (type != FO_TABLE_ROW) ? bottom_of(pieces[i]) : bottom;
        right = right_of(pieces[i]) < right ? right_of(pieces[i]) : right;
    }
    if (type == FO_TABLE_COLUMN)
        return (struct picture_box){first->x, 0, right - first->x, height};
    return (struct picture_box){0, top, table->ipd, bottom - top};
}

static void place(struct layout_internal *layout, const struct area *table, mpt height,
                  struct area **pieces, size_t count)
{
    struct picture_box whole = find_box(table, height, pieces, count);
    for (size_t i = 0; i < count; i++) {
        struct picture_box *box = ARENA_NEW(layout->arena, struct picture_box);
        *box = (struct picture_box){whole.x - pieces[i]->x, whole.y - pieces[i]->y, whole.width,
                                    whole.height};
        pieces[i]->box = box;
    }
}

void table_place_pictures(struct layout_internal *layout, struct area *table, mpt height)
{
    VEC(struct area *) pieces = {0};
    for (struct area *area = table->first; area; area = area->next)
        if (has_picture(layout, area))
            *vec_push(&pieces) = area;
    if (pieces.count > 1)
        qsort(pieces.items, pieces.count, sizeof(struct area *), by_owner);
    for (size_t from = 0, to; from < pieces.count; from = to) {
        for (to = from + 1; to < pieces.count; to++)
            if (by_owner(&pieces.items[from], &pieces.items[to]) != 0)
                break;
        place(layout, table, height, pieces.items + from, to - from);
    }
    vec_release(&pieces);
}
