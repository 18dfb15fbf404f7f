/*
 * Leaders (XSL 1.1, 6.6.9): a rule, empty space, or something repeated: a dot, or what the
 * leader holds, once made and then drawn again and again.
 */
#include "print/layout/lines.h"

static void set_unit(struct area *area, mpt unit_width, mpt pattern)
{
    mpt step = pattern > unit_width ? pattern : unit_width;
    area->unit_width = unit_width;
    area->unit_space = step - unit_width;
    area->unit_count = step > 0 ? (uint32_t)(area->ipd / step) : 0;
}

static void fill_with_dots(struct layout_internal *layout, struct area *area,
                           const struct piece *piece, mpt pattern)
{
    struct text_run run = {0, 1, &piece->style->text, piece->fo};
    struct paragraph *paragraph = ARENA_NEW(layout->arena, struct paragraph);
    paragraph->style = piece->style;
    paragraph->text = text_paragraph_new(layout->arena, layout->options.fonts, STR("."), &run, 1,
                                         (struct text_bidi){.direction = TEXT_LTR});
    mpt dot = 0;
    for (size_t i = 0; i < paragraph->text->item_count; i++)
        for (size_t g = 0; g < paragraph->text->items[i].glyph_count; g++)
            dot += paragraph->text->items[i].glyphs[g].advance;
    area->generated = ".";
    area->paragraph = paragraph;
    area->end = 1;
    area->bpd = dot;
    set_unit(area, dot, pattern);
}

struct area *leader_unit(struct layout_internal *layout, const struct fo *fo,
                         const struct inline_style *style)
{
    struct area *line = layout_one_line(layout, fo, style);
    if (!line || !line->first)
        return NULL;
    struct area *unit = area_new(layout, AREA_INLINE, fo);
    unit->first = line->first;
    unit->last = line->last;
    unit->level = line->level;
    unit->ipd = line->ipd - line->start_indent - line->end_indent; /* as wide as can be */
    unit->bpd = style->metrics.ascent + style->metrics.descent;
    unit->baseline = style->metrics.ascent;
    for (struct area *child = unit->first; child; child = child->next)
        child->y += unit->baseline - line->baseline;
    return unit;
}

struct area *leader_area(struct layout_internal *layout, const struct piece *piece, mpt width,
                         mpt base)
{
    const struct fo_tree *tree = layout->tree;
    enum fo_keyword pattern = fo_keyword(tree, piece->fo, FO_P_LEADER_PATTERN);
    bool is_rule =
        pattern == FO_K_RULE && fo_keyword(tree, piece->fo, FO_P_RULE_STYLE) != FO_K_NONE;
    bool repeats = pattern == FO_K_DOTS || piece->unit;
    enum area_kind kind = is_rule ? AREA_RULE : repeats ? AREA_LEADER : AREA_SPACE;
    struct area *area = area_new(layout, kind, piece->fo);
    mpt pattern_width = fo_length(tree, piece->fo, FO_P_LEADER_PATTERN_WIDTH, base);
    area->ipd = width;
    area->bpd = piece->height;
    if (pattern == FO_K_USE_CONTENT) { /* stands as text does, even if empty */
        area->baseline = piece->style->metrics.ascent;
        area->bpd = area->baseline + piece->style->metrics.descent;
    }
    if (piece->unit) {
        area->unit = piece->unit;
        set_unit(area, piece->unit->ipd, pattern_width);
    } else if (repeats) {
        fill_with_dots(layout, area, piece, pattern_width);
    }
    return area;
}
