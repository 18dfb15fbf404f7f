/* Lines and what stands in them beside text: leaders, rules, pictures, inlines. */
#include <stdlib.h>

#include "print/layout/inline.h"
#include "print/paint.h"

static void paint_inlines(struct painter *p, const struct area *first, struct origin at);

static void paint_dot(struct painter *p, const struct area *area, mpt x, mpt baseline)
{
    const struct text_paragraph *text = area->paragraph->text;
    for (size_t i = 0; i < text->item_count; i++) {
        const struct text_item *item = &text->items[i];
        pdf_text(p->pdf, x, baseline,
                 &(struct pdf_text){.font = item->font,
                                    .size = area->inline_style->text.size,
                                    .color = paint_color(area->inline_style->color),
                                    .glyphs = item->glyphs,
                                    .glyph_count = item->glyph_count,
                                    .text = text->text,
                                    .start = item->start,
                                    .end = item->end});
        for (size_t g = 0; g < item->glyph_count; g++)
            x += item->glyphs[g].advance;
    }
}

/* Where the pattern is counted from, so that the leaders of all lines align: the page's
 * edge or the reference area's; else the leader begins it. Dots always align. */
static mpt pattern_origin(const struct painter *p, const struct area *area, struct origin at)
{
    enum fo_keyword alignment = fo_keyword(p->tree, area->fo, FO_P_LEADER_ALIGNMENT);
    if (alignment == FO_K_REFERENCE_AREA)
        return p->reference.x;
    return alignment == FO_K_PAGE || !area->unit ? 0 : at.x;
}

static void paint_leader(struct painter *p, const struct area *area, struct origin at)
{
    mpt step = area->unit_width + area->unit_space;
    if (area->unit_count == 0)
        return;
    paint_as_decoration(p);
    mpt origin = pattern_origin(p, area, at);
    mpt first = origin + (at.x - origin + step - 1) / step * step;
    bool from_right = area->level % 2 != 0 && origin == at.x;
    for (mpt x = first; x + area->unit_width <= at.x + area->ipd; x += step) {
        mpt left = from_right ? at.x + area->ipd - (x - at.x) - area->unit_width : x;
        if (area->unit)
            paint_inlines(p, area->unit->first, (struct origin){left, at.y, 0});
        else
            paint_dot(p, area, left, at.y + area->bpd);
    }
}

static void paint_rule(struct painter *p, const struct area *area, struct origin at)
{
    paint_as_decoration(p);
    struct pdf_color color = paint_color(area->inline_style->color);
    enum fo_keyword style = fo_keyword(p->tree, area->fo, FO_P_RULE_STYLE);
    mpt middle = at.y + area->bpd / 2;
    if (paint_is_thin_line(style))
        pdf_stroke_line(p->pdf, at.x, middle, at.x + area->ipd, middle, area->bpd,
                        style == FO_K_DASHED ? PDF_DASHED : PDF_DOTTED, color);
    else
        pdf_fill_rectangle(p->pdf, at.x, at.y, area->ipd, area->bpd, color);
}

static void paint_image(struct painter *p, const struct area *area, struct origin at)
{
    const struct image_size *size = &area->image;
    paint_box(p, area, area_above_content(area, at));
    struct pdf_image *image = printer_image(p->printer, area->fo);
    if (!image)
        return;
    mpt x = at.x + area_left_edge(area);
    bool clips = (size->content_width > size->width || size->content_height > size->height) &&
                 fo_keyword(p->tree, area->fo, FO_P_OVERFLOW) != FO_K_VISIBLE;
    paint_as_content(p, area->fo);
    if (clips)
        pdf_clip_push(p->pdf, x, at.y, size->width, size->height);
    pdf_image_draw(p->pdf, image, x + size->content_x, at.y + size->content_y, size->content_width,
                   size->content_height, p->printer->fonts);
    if (clips)
        pdf_pop(p->pdf);
}

static void paint_inline(struct painter *p, const struct area *area, struct origin at)
{
    paint_box(p, area, area_above_content(area, at));
    struct origin inner = {at.x + area_left_edge(area), at.y, area->ipd};
    paint_destination(p, area, at.y);
    if (area->kind == AREA_INLINE_BLOCK)
        paint_blocks(p, area->first, inner);
    else
        paint_inlines(p, area->first, inner);
    if (area->fo->type == FO_BASIC_LINK)
        paint_link(p, area, at);
}

/* What is not seen may still be where a link leads. */
static void paint_hidden(struct painter *p, const struct area *area, struct origin here)
{
    if (area->kind == AREA_IMAGE || area->kind == AREA_ANCHOR)
        paint_destination(p, area, here.y);
}

static bool is_inline_box(const struct area *area)
{
    return area->kind == AREA_INLINE || area->kind == AREA_INLINE_BLOCK;
}

static void paint_one_inline(struct painter *p, const struct area *area, struct origin here)
{
    if (!is_inline_box(area) && paint_hides(p, area->fo)) {
        paint_hidden(p, area, here);
        return;
    }
    switch (area->kind) {
    case AREA_TEXT:
        paint_text(p, area, here);
        break;
    case AREA_INLINE:
    case AREA_INLINE_BLOCK:
        paint_inline(p, area, here);
        break;
    case AREA_LEADER:
        paint_leader(p, area, here);
        break;
    case AREA_RULE:
        paint_rule(p, area, here);
        break;
    case AREA_IMAGE:
        paint_destination(p, area, here.y);
        paint_image(p, area, here);
        break;
    case AREA_ANCHOR:
        paint_destination(p, area, here.y);
        break;
    case AREA_SPACE:
    case AREA_BLOCK:
    case AREA_LINE:
        break;
    }
}

static void paint_inlines(struct painter *p, const struct area *first, struct origin at)
{
    for (const struct area *area = first; area; area = area->next)
        paint_one_inline(
            p, area, paint_shifted(p, area, (struct origin){at.x + area->x, at.y + area->y, 0}));
}

/* ---- Lines in visual order ------------------------------------------------------------- */

struct placed {
    const struct area *area;
    struct origin at;
};

/* What a line in visual order holds, to be painted in the order of the text. */
struct spread {
    VEC(struct placed) leaves, links;
};

static int by_order(const void *a, const void *b)
{
    uint32_t left = ((const struct placed *)a)->area->order;
    uint32_t right = ((const struct placed *)b)->area->order;
    return left < right ? -1 : left > right;
}

/* Paints the boxes of inlines and notes what stands in them. */
static void spread_inlines(struct painter *p, struct spread *spread, const struct area *first,
                           struct origin at)
{
    for (const struct area *area = first; area; area = area->next) {
        struct placed placed = {
            area, paint_shifted(p, area, (struct origin){at.x + area->x, at.y + area->y, 0})};
        if (area->kind != AREA_INLINE || !area->first) {
            *vec_push(&spread->leaves) = placed;
            continue;
        }
        paint_box(p, area, area_above_content(area, placed.at));
        paint_destination(p, area, placed.at.y);
        struct origin inner = {placed.at.x + area_left_edge(area), placed.at.y, 0};
        spread_inlines(p, spread, area->first, inner);
        if (area->fo->type == FO_BASIC_LINK)
            *vec_push(&spread->links) = placed;
    }
}

static void paint_reordered(struct painter *p, const struct area *line, struct origin at)
{
    struct spread spread = {0};
    spread_inlines(p, &spread, line->first, at);
    if (spread.leaves.count)
        qsort(spread.leaves.items, spread.leaves.count, sizeof(*spread.leaves.items), by_order);
    for (size_t i = 0; i < spread.leaves.count; i++)
        paint_one_inline(p, spread.leaves.items[i].area, spread.leaves.items[i].at);
    for (size_t i = 0; i < spread.links.count; i++)
        paint_link(p, spread.links.items[i].area, spread.links.items[i].at);
    vec_release(&spread.leaves);
    vec_release(&spread.links);
}

/* ---- Lines ------------------------------------------------------------------------------ */

void paint_line(struct painter *p, const struct area *area, struct origin at)
{
    struct origin corner = {at.x + area->x, at.y + area->y + area->space_before, 0};
    if (area->is_reordered)
        paint_reordered(p, area, corner);
    else
        paint_inlines(p, area->first, corner);
}
