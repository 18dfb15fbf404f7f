/* Boxes of areas: their edges, borders and backgrounds. */
#include "print/layout/collapse.h"
#include "print/paint.h"

mpt area_outer_width(const struct area *area)
{
    return area->ipd + area->border[START] + area->border[END] + area->padding[START] +
           area->padding[END];
}

mpt area_outer_height(const struct area *area)
{
    return area->bpd + area->border[BEFORE] + area->border[AFTER] + area->padding[BEFORE] +
           area->padding[AFTER];
}

bool paint_is_thin_line(enum fo_keyword style)
{
    return style == FO_K_DASHED || style == FO_K_DOTTED;
}

bool area_starts_right(const struct fo *fo)
{
    return fo->parent && fo->parent->is_rtl;
}

mpt area_left_edge(const struct area *area)
{
    int left = area_starts_right(area->fo) ? END : START;
    return area->border[left] + area->padding[left];
}

struct origin area_content_corner(const struct area *area, struct origin at)
{
    return (struct origin){at.x + area_left_edge(area),
                           at.y + area->border[BEFORE] + area->padding[BEFORE], area->ipd};
}

struct origin area_above_content(const struct area *area, struct origin at)
{
    return (struct origin){at.x, at.y - area->border[BEFORE] - area->padding[BEFORE], 0};
}

/* One side's border as a filled bar or a dashed line along its middle. */
static void paint_border(struct painter *p, const struct area *area, int side, struct origin at)
{
    const struct fo_value *value = fo_get(p->tree, area->fo, FO_P_BORDER_BEFORE_COLOR + side);
    if (!area->border[side] || (value->kind == FO_V_KEYWORD && value->keyword == FO_K_TRANSPARENT))
        return;
    struct pdf_color color = paint_color(
        value->kind == FO_V_COLOR ? value->color : fo_get(p->tree, area->fo, FO_P_COLOR)->color);
    enum fo_keyword style = fo_keyword(p->tree, area->fo, FO_P_BORDER_BEFORE_STYLE + side);
    mpt width = area->border[side];
    mpt x = at.x, y = at.y, w = area_outer_width(area), h = area_outer_height(area);
    bool lies = side == BEFORE || side == AFTER;
    if (side == AFTER)
        y += h - width;
    if (!lies && (side == END) != area_starts_right(area->fo))
        x += w - width;
    if (paint_is_thin_line(style)) {
        enum pdf_line line = style == FO_K_DASHED ? PDF_DASHED : PDF_DOTTED;
        mpt half = width / 2;
        pdf_stroke_line(p->pdf, lies ? x : x + half, lies ? y + half : y, lies ? x + w : x + half,
                        lies ? y + half : y + h, width, line, color);
    } else if (style == FO_K_DOUBLE && width >= 1500) {
        mpt third = width / 3;
        pdf_fill_rectangle(p->pdf, x, y, lies ? w : third, lies ? third : h, color);
        pdf_fill_rectangle(p->pdf, lies ? x : x + width - third, lies ? y + width - third : y,
                           lies ? w : third, lies ? third : h, color);
    } else {
        pdf_fill_rectangle(p->pdf, x, y, lies ? w : width, lies ? width : h, color);
    }
}

void paint_box(struct painter *p, const struct area *area, struct origin at)
{
    const struct fo_value *background = fo_get(p->tree, area->fo, FO_P_BACKGROUND_COLOR);
    bool has_picture = layout_background_address(p->tree, area->fo) != NULL;
    bool has_border = false;
    for (int side = 0; side < SIDE_COUNT; side++)
        has_border |= area->border[side] != 0;
    bool has_background =
        background->kind == FO_V_COLOR && area_outer_width(area) > 0 && area_outer_height(area) > 0;
    if ((!has_border && !has_background && !has_picture) || paint_hides(p, area->fo))
        return;
    paint_as_decoration(p);
    if (has_background)
        pdf_fill_rectangle(p->pdf, at.x, at.y, area_outer_width(area), area_outer_height(area),
                           paint_color(background->color));
    if (has_picture)
        paint_background(p->printer, p->layout, area, at.x, at.y);
    for (int side = 0; side < SIDE_COUNT && !area->is_background; side++)
        paint_border(p, area, side, at);
}

void paint_grid_background(struct painter *p, const struct area *area, struct origin at)
{
    const struct fo_value *background = fo_get(p->tree, area->fo, FO_P_BACKGROUND_COLOR);
    const mpt *half = area->collapsed->half;
    mpt width = area->ipd + area->padding[START] + area->padding[END] + half[START] + half[END];
    mpt height =
        area->bpd + area->padding[BEFORE] + area->padding[AFTER] + half[BEFORE] + half[AFTER];
    bool has_picture = layout_background_address(p->tree, area->fo) != NULL;
    bool has_color = background->kind == FO_V_COLOR && width > 0 && height > 0;
    int left = area_starts_right(area->fo) ? END : START;
    if ((!has_color && !has_picture) || paint_hides(p, area->fo))
        return;
    paint_as_decoration(p);
    if (has_color)
        pdf_fill_rectangle(p->pdf, at.x + area->border[left] - half[left],
                           at.y + area->border[BEFORE] - half[BEFORE], width, height,
                           paint_color(background->color));
    if (has_picture)
        paint_background(p->printer, p->layout, area, at.x, at.y);
}
