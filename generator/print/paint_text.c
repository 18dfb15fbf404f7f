/* Text areas as glyphs, in visual order, and the lines drawn with them. */
#include "print/layout/inline.h"
#include "print/paint.h"

/* Whether a line's edge at the byte tears apart what was shaped together: a ligature, joined
 * letters. A space tears nothing. */
static bool is_torn(const struct text_paragraph *text, const struct text_item *item, uint32_t at)
{
    if (at <= item->start || at >= item->end || text->text[at] == ' ' || text->text[at - 1] == ' ')
        return false;
    struct text_glyphs glyphs = text_glyphs_of(item, at, at + 1);
    return glyphs.from == glyphs.to || item->glyphs[glyphs.from].unsafe_to_break;
}

static void paint_glyphs(struct painter *p, const struct area *area, const struct text_item *item,
                         uint32_t start, uint32_t end, struct origin pen)
{
    const struct text_paragraph *text = area->paragraph->text;
    const struct text_item *shown = item;
    if ((area->hyphen && end == area->end) || is_torn(text, item, start) ||
        is_torn(text, item, end))
        shown = text_reshape(p->arena, text, item, start, end);
    struct text_glyphs glyphs = text_glyphs_of(shown, start, end);
    bool space_after = area->parts_words && end == area->end;
    if (glyphs.from == glyphs.to && !space_after)
        return;
    pdf_text(p->pdf, pen.x, pen.y,
             &(struct pdf_text){.font = shown->font,
                                .size = area->inline_style->text.size,
                                .color = paint_color(area->inline_style->color),
                                .glyphs = shown->glyphs + glyphs.from,
                                .glyph_count = glyphs.to - glyphs.from,
                                .text = text->text,
                                .start = start,
                                .end = end,
                                .right_to_left = item->level % 2 != 0,
                                .word_spacing = area->word_adjust,
                                .space_after = space_after,
                                .word_end = end == area->end ? area->word_end : 0,
                                .said = area->said});
}

/* A piece of an item within the area, and where it stands in visual order. */
struct piece {
    const struct text_item *item;
    uint32_t start, end;
    mpt x;
};

static mpt piece_width(const struct area *area, const struct piece *piece)
{
    mpt width = area->paragraph->pen[piece->end] - area->paragraph->pen[piece->start];
    for (uint32_t i = piece->start; i < piece->end && area->word_adjust; i++)
        width += area->paragraph->text->text[i] == ' ' ? area->word_adjust : 0;
    return width + (piece->end == area->end ? area->hyphen : 0);
}

static void place_pieces(struct painter *p, const struct area *area, struct piece *pieces,
                         size_t count)
{
    uint8_t *levels = ARENA_ARRAY(p->arena, count, uint8_t);
    uint32_t *order = ARENA_ARRAY(p->arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        levels[i] = pieces[i].item->level;
    text_visual_order(levels, count, order);
    mpt x = 0;
    for (size_t i = 0; i < count; i++) {
        pieces[order[i]].x = x;
        x += piece_width(area, &pieces[order[i]]);
    }
}

/* A line through, over or under the text, one for the whole area. */
static void paint_score(struct painter *p, const struct area *area, uint32_t mark, mpt above,
                        mpt thickness, struct origin baseline)
{
    if (!mark || area->ipd <= 0)
        return;
    pdf_fill_rectangle(p->pdf, baseline.x, baseline.y - above - thickness / 2, area->ipd, thickness,
                       paint_color(mark));
}

static void paint_scores(struct painter *p, const struct area *area, struct origin baseline)
{
    const struct inline_style *style = area->inline_style;
    const struct font_metrics *m = &style->metrics;
    if (!style->underline && !style->overline && !style->through)
        return;
    paint_as_decoration(p);
    paint_score(p, area, style->underline, -m->underline_position, m->underline_thickness,
                baseline);
    paint_score(p, area, style->overline, m->ascent, m->underline_thickness, baseline);
    paint_score(p, area, style->through, m->strike_position, m->strike_thickness, baseline);
}

static size_t count_items(const struct text_paragraph *text, size_t from, uint32_t end)
{
    size_t count = 0;
    while (from + count < text->item_count && text->items[from + count].start < end)
        count++;
    return count;
}

/* The space at a line's end that no text before it is from. */
static void paint_parting_space(struct painter *p, const struct area *area, struct origin baseline)
{
    if (!area->parts_words || !area->fo->element || p->is_static || p->is_repeated)
        return;
    paint_as_content(p, area->fo);
    pdf_text(p->pdf, baseline.x, baseline.y,
             &(struct pdf_text){.font = area->inline_style->font,
                                .size = area->inline_style->text.size,
                                .color = paint_color(area->inline_style->color),
                                .text = "",
                                .space_after = true});
}

/* Text outside the page is lost to who reads the page: told once a page. */
static void complain_of_place(struct painter *p, const struct area *area, struct origin baseline)
{
    const mpt beyond[] = {-baseline.x, baseline.x + area->ipd - p->page_width, -baseline.y,
                          baseline.y - p->page_height};
    mpt most = 0;
    for (size_t i = 0; i < COUNT_OF(beyond); i++)
        most = beyond[i] > most ? beyond[i] : most;
    if (most <= 1000 || p->is_turned || p->told_outside)
        return;
    p->told_outside = true;
    layout_tell_outside(p->layout, area->fo, most);
}

void paint_text(struct painter *p, const struct area *area, struct origin at)
{
    paint_box(p, area, area_above_content(area, at));
    const struct text_paragraph *text = area->paragraph->text;
    struct origin baseline = {at.x + area_left_edge(area), at.y + area->baseline, 0};
    size_t first = text_item_at(text, area->start), items = count_items(text, first, area->end);
    struct piece *pieces = ARENA_ARRAY(p->arena, items, struct piece);
    size_t count = 0;
    for (size_t i = first; i < first + items; i++) {
        const struct text_item *item = &text->items[i];
        uint32_t start = item->start > area->start ? item->start : area->start;
        uint32_t end = item->end < area->end ? item->end : area->end;
        if (start < end)
            pieces[count++] = (struct piece){item, start, end, 0};
    }
    if (count == 0) {
        paint_parting_space(p, area, baseline);
        return;
    }
    complain_of_place(p, area, baseline);
    place_pieces(p, area, pieces, count);
    paint_as_content(p, area->fo);
    for (size_t i = 0; i < count; i++)
        paint_glyphs(p, area, pieces[i].item, pieces[i].start, pieces[i].end,
                     (struct origin){baseline.x + pieces[i].x, baseline.y, 0});
    paint_scores(p, area, baseline);
}
