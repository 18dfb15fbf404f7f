/*
 * Areas into marks. A walk over the pages that knows where each area stands; what it
 * draws belongs to the element of the area's object, or is an artifact: static
 * content, repeated table headers, leaders, borders and backgrounds.
 */
#include "print/internal.h"

#include <stdlib.h>
#include <string.h>

#include "print/layout/collapse.h"
#include "print/layout/inline.h"

struct origin {
    mpt x, y;
    mpt width; /* of what block areas stand in */
};

struct painter {
    struct printer *printer;
    struct arena *arena;
    const struct fo_tree *tree;
    struct pdf *pdf;
    const struct layout *layout;
    struct origin reference;    /* of absolutely placed areas */
    const char *kind, *subtype; /* of the static content under way */
    bool is_static, is_repeated;
};

static void paint_blocks(struct painter *p, const struct area *first, struct origin at);
static void paint_inlines(struct painter *p, const struct area *first, struct origin at);

/* ---- Whose marks ------------------------------------------------------------------- */

static void decoration(struct painter *p)
{
    if (p->is_static)
        pdf_artifact(p->pdf, p->kind, p->subtype);
    else
        pdf_artifact(p->pdf, "Layout", NULL);
}

static void content_of(struct painter *p, const struct fo *fo)
{
    if (p->is_static || p->is_repeated)
        pdf_artifact(p->pdf, "Pagination", p->is_static ? p->subtype : NULL);
    else if (fo->element)
        pdf_content(p->pdf, fo->element);
    else
        pdf_artifact(p->pdf, "Layout", NULL);
}

/* ---- Borders and backgrounds ----------------------------------------------------------- */

static struct pdf_color rgb(uint32_t color)
{
    return (struct pdf_color){(uint8_t)(color >> 16), (uint8_t)(color >> 8), (uint8_t)color};
}

static mpt outer_width(const struct area *area)
{
    return area->ipd + area->border[START] + area->border[END] + area->padding[START] +
           area->padding[END];
}

static mpt outer_height(const struct area *area)
{
    return area->bpd + area->border[BEFORE] + area->border[AFTER] + area->padding[BEFORE] +
           area->padding[AFTER];
}

static bool is_thin_line(enum fo_keyword style)
{
    return style == FO_K_DASHED || style == FO_K_DOTTED;
}

/* Whether the start edge of an object's areas is the right one. */
static bool starts_right(const struct fo *fo)
{
    return fo->parent && fo->parent->is_rtl;
}

static mpt left_edge(const struct area *area)
{
    int left = starts_right(area->fo) ? END : START;
    return area->border[left] + area->padding[left];
}

/* One side's border as a filled bar or a dashed line along its middle. */
static void paint_border(struct painter *p, const struct area *area, int side, struct origin at)
{
    const struct fo_value *value = fo_get(p->tree, area->fo, FO_P_BORDER_BEFORE_COLOR + side);
    if (!area->border[side] || (value->kind == FO_V_KEYWORD && value->keyword == FO_K_TRANSPARENT))
        return;
    struct pdf_color color = rgb(
        value->kind == FO_V_COLOR ? value->color : fo_get(p->tree, area->fo, FO_P_COLOR)->color);
    enum fo_keyword style = fo_keyword(p->tree, area->fo, FO_P_BORDER_BEFORE_STYLE + side);
    mpt width = area->border[side];
    mpt x = at.x, y = at.y, w = outer_width(area), h = outer_height(area);
    bool lies = side == BEFORE || side == AFTER;
    if (side == AFTER)
        y += h - width;
    if (!lies && (side == END) != starts_right(area->fo))
        x += w - width;
    if (is_thin_line(style)) {
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

/* The background of an area's padding box, and its borders; `at` is the border box. */
static void paint_box(struct painter *p, const struct area *area, struct origin at)
{
    const struct fo_value *background = fo_get(p->tree, area->fo, FO_P_BACKGROUND_COLOR);
    bool has_picture = layout_background_address(p->tree, area->fo) != NULL;
    bool has_border = false;
    for (int side = 0; side < SIDE_COUNT; side++)
        has_border |= area->border[side] != 0;
    bool has_background =
        background->kind == FO_V_COLOR && outer_width(area) > 0 && outer_height(area) > 0;
    if (!has_border && !has_background && !has_picture)
        return;
    decoration(p);
    if (has_background)
        pdf_fill_rectangle(p->pdf, at.x, at.y, outer_width(area), outer_height(area),
                           rgb(background->color));
    if (has_picture)
        paint_background(p->printer, p->layout, area, at.x, at.y);
    for (int side = 0; side < SIDE_COUNT && !area->is_background; side++)
        paint_border(p, area, side, at);
}

/* The background of a cell whose borders collapse reaches to the lines of the grid. */
static void paint_grid_background(struct painter *p, const struct area *area, struct origin at)
{
    const struct fo_value *background = fo_get(p->tree, area->fo, FO_P_BACKGROUND_COLOR);
    const mpt *half = area->collapsed->half;
    mpt width = area->ipd + area->padding[START] + area->padding[END] + half[START] + half[END];
    mpt height =
        area->bpd + area->padding[BEFORE] + area->padding[AFTER] + half[BEFORE] + half[AFTER];
    bool has_picture = layout_background_address(p->tree, area->fo) != NULL;
    bool has_color = background->kind == FO_V_COLOR && width > 0 && height > 0;
    int left = starts_right(area->fo) ? END : START;
    if (!has_color && !has_picture)
        return;
    decoration(p);
    if (has_color)
        pdf_fill_rectangle(p->pdf, at.x + area->border[left] - half[left],
                           at.y + area->border[BEFORE] - half[BEFORE], width, height,
                           rgb(background->color));
    if (has_picture)
        paint_background(p->printer, p->layout, area, at.x, at.y);
}

static struct origin content_corner(const struct area *area, struct origin at)
{
    return (struct origin){at.x + left_edge(area),
                           at.y + area->border[BEFORE] + area->padding[BEFORE], area->ipd};
}

/* Objects that make no area of their own. */
static bool makes_no_area(const struct fo *fo)
{
    switch (fo->type) {
    case FO_TABLE_ROW:
    case FO_TABLE_BODY:
    case FO_TABLE_HEADER:
    case FO_TABLE_FOOTER:
    case FO_FOOTNOTE_BODY:
    case FO_FOOTNOTE:
    case FO_FLOW:
        return true;
    default:
        return false;
    }
}

static const struct fo *first_child(const struct fo *fo)
{
    const struct fo *child = fo->first;
    while (child && (child->type == FO_MARKER || child->type == FO_TEXT))
        child = child->next;
    return child;
}

/* Where links to the object lead, and to those that begin with it and make no area. */
static void destination(struct painter *p, const struct area *area, mpt y)
{
    if (p->is_static || p->is_repeated || !area->starts)
        return;
    if (area->fo->id)
        pdf_destination(p->pdf, area->fo->element, area->fo->id, y);
    for (const struct fo *fo = area->fo;
         fo->parent && makes_no_area(fo->parent) && first_child(fo->parent) == fo; fo = fo->parent)
        if (fo->parent->id)
            pdf_destination(p->pdf, fo->parent->element, fo->parent->id, y);
}

/* ---- Text ----------------------------------------------------------------------------------- */

static mpt paint_glyphs(struct painter *p, const struct area *area, const struct text_item *item,
                        uint32_t start, uint32_t end, struct origin pen)
{
    const struct text_paragraph *text = area->paragraph->text;
    const struct text_item *shown = item;
    bool ends_soft =
        end >= 2 && end < text->size && memcmp(text->text + end - 2, "\xC2\xAD", 2) == 0;
    if (ends_soft && end == area->end)
        shown = text_reshape(p->arena, text, item, start, end);
    size_t from = shown->glyph_count, to = 0;
    mpt width = 0;
    for (size_t g = 0; g < shown->glyph_count; g++) {
        if (shown->glyphs[g].cluster < start || shown->glyphs[g].cluster >= end)
            continue;
        from = g < from ? g : from;
        to = g + 1;
        width += shown->glyphs[g].advance;
    }
    for (uint32_t i = start; i < end && area->word_adjust; i++)
        width += text->text[i] == ' ' ? area->word_adjust : 0;
    bool space_after = area->parts_words && end == area->end;
    if (from >= to && !space_after)
        return width;
    if (from >= to)
        from = to = 0;
    pdf_text(p->pdf, pen.x, pen.y,
             &(struct pdf_text){.font = shown->font,
                                .size = area->inline_style->text.size,
                                .color = rgb(area->inline_style->color),
                                .glyphs = shown->glyphs + from,
                                .glyph_count = to - from,
                                .text = text->text,
                                .start = start,
                                .end = end,
                                .right_to_left = item->level % 2 != 0,
                                .word_spacing = area->word_adjust,
                                .space_after = space_after});
    return width;
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
    return width;
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
                       rgb(mark));
}

static void paint_scores(struct painter *p, const struct area *area, struct origin baseline)
{
    const struct inline_style *style = area->inline_style;
    const struct font_metrics *m = &style->metrics;
    if (!style->underline && !style->overline && !style->through)
        return;
    decoration(p);
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
    content_of(p, area->fo);
    pdf_text(p->pdf, baseline.x, baseline.y,
             &(struct pdf_text){.font = area->inline_style->font,
                                .size = area->inline_style->text.size,
                                .color = rgb(area->inline_style->color),
                                .text = "",
                                .space_after = true});
}

/* Inline areas stand with their content's top. */
static struct origin above_content(const struct area *area, struct origin at)
{
    return (struct origin){at.x, at.y - area->border[BEFORE] - area->padding[BEFORE], 0};
}

static void paint_text(struct painter *p, const struct area *area, struct origin at)
{
    paint_box(p, area, above_content(area, at));
    const struct text_paragraph *text = area->paragraph->text;
    struct origin baseline = {at.x + left_edge(area), at.y + area->baseline, 0};
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
    place_pieces(p, area, pieces, count);
    content_of(p, area->fo);
    for (size_t i = 0; i < count; i++)
        paint_glyphs(p, area, pieces[i].item, pieces[i].start, pieces[i].end,
                     (struct origin){baseline.x + pieces[i].x, baseline.y, 0});
    paint_scores(p, area, baseline);
}

/* ---- Other inline areas
 * -------------------------------------------------------------------------- */

static void paint_leader(struct painter *p, const struct area *area, struct origin at)
{
    mpt step = area->unit_width + area->unit_space;
    mpt baseline = at.y + (area->bpd == area->unit_width ? area->bpd : area->baseline);
    if (area->unit_count == 0 || !area->paragraph)
        return;
    decoration(p);
    const struct text_paragraph *text = area->paragraph->text;
    /* Dots stand at multiples of their step, so that those of all lines align. */
    mpt first = (at.x + step - 1) / step * step;
    for (mpt x = first; x + area->unit_width <= at.x + area->ipd; x += step) {
        mpt pen = x;
        for (size_t i = 0; i < text->item_count; i++) {
            const struct text_item *item = &text->items[i];
            pdf_text(p->pdf, pen, baseline,
                     &(struct pdf_text){.font = item->font,
                                        .size = area->inline_style->text.size,
                                        .color = rgb(area->inline_style->color),
                                        .glyphs = item->glyphs,
                                        .glyph_count = item->glyph_count,
                                        .text = text->text,
                                        .start = item->start,
                                        .end = item->end});
            for (size_t g = 0; g < item->glyph_count; g++)
                pen += item->glyphs[g].advance;
        }
    }
}

static void paint_rule(struct painter *p, const struct area *area, struct origin at)
{
    decoration(p);
    struct pdf_color color = rgb(area->inline_style->color);
    enum fo_keyword style = fo_keyword(p->tree, area->fo, FO_P_RULE_STYLE);
    mpt middle = at.y + area->bpd / 2;
    if (is_thin_line(style))
        pdf_stroke_line(p->pdf, at.x, middle, at.x + area->ipd, middle, area->bpd,
                        style == FO_K_DASHED ? PDF_DASHED : PDF_DOTTED, color);
    else
        pdf_fill_rectangle(p->pdf, at.x, at.y, area->ipd, area->bpd, color);
}

static void paint_image(struct painter *p, const struct area *area, struct origin at)
{
    const struct image_size *size = &area->image;
    paint_box(p, area, above_content(area, at));
    struct pdf_image *image = printer_image(p->printer, area->fo);
    if (!image)
        return;
    mpt x = at.x + left_edge(area);
    bool clips = (size->content_width > size->width || size->content_height > size->height) &&
                 fo_keyword(p->tree, area->fo, FO_P_OVERFLOW) != FO_K_VISIBLE;
    content_of(p, area->fo);
    if (clips)
        pdf_clip_push(p->pdf, x, at.y, size->width, size->height);
    pdf_image_draw(p->pdf, image, x + size->content_x, at.y + size->content_y, size->content_width,
                   size->content_height, p->printer->fonts);
    if (clips)
        pdf_pop(p->pdf);
}

static void collect_text(const struct fo *fo, struct buf *text)
{
    if (fo->type == FO_TEXT)
        buf_put_str(text, fo->text);
    for (const struct fo *child = fo->first; child; child = child->next)
        collect_text(child, text);
}

/* What a link says of itself: p:contents, else its text, else where it goes. */
static const char *link_contents(struct painter *p, const struct fo *fo, const char *target)
{
    const char *contents = fo_print_attribute(p->tree, p->arena, fo, "contents");
    if (contents && *contents)
        return contents;
    struct buf text = BUF_INIT, tidy = BUF_INIT;
    collect_text(fo, &text);
    for (size_t i = 0; i < text.n; i++) {
        bool is_space = strchr(" \t\r\n", text.s[i]) != NULL;
        if (!is_space)
            buf_putc(&tidy, text.s[i]);
        else if (tidy.n && tidy.s[tidy.n - 1] != ' ')
            buf_putc(&tidy, ' ');
    }
    buf_release(&text);
    char *result = buf_to_arena(&tidy, p->arena);
    return *result ? result : target;
}

static void paint_link(struct painter *p, const struct area *area, struct origin at)
{
    const struct fo *fo = area->fo;
    if (p->is_static || p->is_repeated || !fo->element || area->ipd <= 0)
        return;
    const char *id = fo_string(p->tree, fo, FO_P_INTERNAL_DESTINATION);
    const char *uri =
        printer_address(p->printer, fo_string(p->tree, fo, FO_P_EXTERNAL_DESTINATION));
    if (*id && !layout_has(p->layout, id)) {
        if (area->starts) {
            struct fo_place place = fo_place(p->tree, fo);
            warn(place.path, place.line, place.column, MSG_FO_ID_UNKNOWN, id);
        }
        return;
    }
    if (*id)
        pdf_link(p->pdf, fo->element, at.x, at.y, outer_width(area), area->bpd, NULL, id,
                 link_contents(p, fo, id));
    else if (*uri)
        pdf_link(p->pdf, fo->element, at.x, at.y, outer_width(area), area->bpd, uri, NULL,
                 link_contents(p, fo, uri));
}

static void paint_inline(struct painter *p, const struct area *area, struct origin at)
{
    paint_box(p, area, above_content(area, at));
    struct origin inner = {at.x + left_edge(area), at.y, area->ipd};
    destination(p, area, at.y);
    if (area->kind == AREA_INLINE_BLOCK)
        paint_blocks(p, area->first, inner);
    else
        paint_inlines(p, area->first, inner);
    if (area->fo->type == FO_BASIC_LINK)
        paint_link(p, area, at);
}

static void paint_one_inline(struct painter *p, const struct area *area, struct origin here)
{
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
        destination(p, area, here.y);
        paint_image(p, area, here);
        break;
    case AREA_ANCHOR:
        destination(p, area, here.y);
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
        paint_one_inline(p, area, (struct origin){at.x + area->x, at.y + area->y, 0});
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
        struct placed placed = {area, {at.x + area->x, at.y + area->y, 0}};
        if (area->kind != AREA_INLINE || !area->first) {
            *vec_push(&spread->leaves) = placed;
            continue;
        }
        paint_box(p, area, above_content(area, placed.at));
        destination(p, area, placed.at.y);
        struct origin inner = {placed.at.x + left_edge(area), placed.at.y, 0};
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

/* ---- Blocks -----------------------------------------------------------------------------------
 */

static void paint_line(struct painter *p, const struct area *area, struct origin at)
{
    struct origin corner = {at.x + area->x, at.y + area->y + area->space_before, 0};
    if (area->is_reordered)
        paint_reordered(p, area, corner);
    else
        paint_inlines(p, area->first, corner);
}

/* Turns what comes next, until the matching pdf_pop(); where it then stands. */
static struct origin turn(struct painter *p, unsigned turns, struct turned_box box)
{
    double matrix[6];
    area_turn_matrix(turns, box, matrix);
    pdf_transform_push(p->pdf, matrix);
    return (struct origin){0, 0, turns % 2 ? box.height : box.width};
}

static void paint_block(struct painter *p, const struct area *area, struct origin at)
{
    if (area->collapsed && area->collapsed->is_part)
        return; /* only borders, painted with the table's */
    struct origin here = {at.x + area->x, at.y + area->y, 0};
    if (starts_right(area->fo))
        here.x = at.x + at.width - area->x - outer_width(area);
    struct origin outer_reference = p->reference;
    bool outer_repeated = p->is_repeated;
    if (area->is_absolute) {
        struct origin base = area->is_page_fixed ? (struct origin){0, 0, 0} : p->reference;
        here = (struct origin){base.x + area->x, base.y + area->y, 0};
    }
    p->is_repeated |= area->is_repeated;
    destination(p, area, here.y);
    if (area->collapsed)
        paint_grid_background(p, area, here);
    else if (!(area->is_reference && area->fo->type == FO_BLOCK_CONTAINER)) /* viewport painted */
        paint_box(p, area, here);
    struct origin inner = content_corner(area, here);
    if (area->is_reference || area->is_viewport)
        p->reference = inner;
    if (area->is_clipped)
        pdf_clip_push(p->pdf, inner.x, inner.y, area->ipd, area->bpd);
    if (area->turns) {
        inner = turn(p, area->turns, (struct turned_box){inner.x, inner.y, area->ipd, area->bpd});
        p->reference = inner;
    }
    paint_blocks(p, area->first, inner);
    if (area->fo->type == FO_TABLE) {
        decoration(p);
        paint_collapsed_borders(p->pdf, area, inner.x, inner.y);
    }
    if (area->turns)
        pdf_pop(p->pdf);
    if (area->is_clipped)
        pdf_pop(p->pdf);
    p->reference = outer_reference;
    p->is_repeated = outer_repeated;
}

static void paint_blocks(struct painter *p, const struct area *first, struct origin at)
{
    for (const struct area *area = first; area; area = area->next) {
        if (area->kind == AREA_LINE)
            paint_line(p, area, at);
        else
            paint_block(p, area, at);
    }
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void region_kind(struct painter *p, const struct placed_region *region, int slot)
{
    const char *subtype =
        region->content ? fo_print_attribute(p->tree, p->arena, region->content, "artifact") : NULL;
    p->kind = "Pagination";
    p->subtype = subtype                 ? subtype
                 : slot == REGION_BEFORE ? "Header"
                 : slot == REGION_AFTER  ? "Footer"
                                         : NULL;
}

static void paint_span(struct painter *p, const struct span_area *span, struct origin content,
                       bool is_rtl)
{
    for (unsigned c = 0; c < span->column_count; c++) {
        const struct column_area *column = &span->columns[c];
        mpt x = is_rtl ? content.width - column->x - span->column_width : column->x;
        p->reference = (struct origin){content.x + x, content.y + span->y, span->column_width};
        paint_blocks(p, column->areas, p->reference);
    }
}

static void paint_region_at(struct painter *p, const struct page *page, int slot,
                            struct origin corner)
{
    const struct placed_region *region = &page->regions[slot];
    struct area frame = {.kind = AREA_BLOCK, .fo = region->region};
    memcpy(frame.border, region->border, sizeof(frame.border));
    memcpy(frame.padding, region->padding, sizeof(frame.padding));
    frame.ipd = region->width - outer_width(&frame);
    frame.bpd = region->height - outer_height(&frame);
    p->is_static = slot != REGION_BODY;
    region_kind(p, region, slot);
    paint_box(p, &frame, corner);
    struct origin content = content_corner(&frame, corner);
    p->reference = content;
    content.y += region->offset;
    paint_blocks(p, region->areas, content);
    if (slot != REGION_BODY)
        return;
    for (const struct span_area *span = region->spans; span; span = span->next)
        paint_span(p, span, content, region->content && region->content->is_rtl);
    p->reference = content_corner(&frame, corner);
    struct origin notes = {content.x, content.y - region->offset + page->footnote_offset,
                           content.width};
    for (const struct area *area = page->footnotes; area; area = area->next) {
        p->is_static = area->is_separator;
        p->subtype = NULL;
        paint_block(p, area, notes);
    }
    p->is_static = false;
}

static void paint_region(struct painter *p, const struct page *page, int slot)
{
    const struct placed_region *region = &page->regions[slot];
    if (!region->region)
        return;
    if (region->turns == 0) {
        paint_region_at(p, page, slot, (struct origin){region->x, region->y, 0});
        return;
    }
    paint_region_at(p, page, slot, turn(p, region->turns, region_box(region)));
    pdf_pop(p->pdf);
}

static void paint_page(struct painter *p, const struct page *page)
{
    static const int order[] = {REGION_BEFORE, REGION_START, REGION_END, REGION_AFTER, REGION_BODY};
    pdf_page_begin(p->pdf, page->width, page->height, page->folio);
    const struct fo *named[] = {p->tree->root, page->sequence};
    for (size_t i = 0; i < COUNT_OF(named); i++)
        if (named[i]->id && page->starts_sequence)
            pdf_destination(p->pdf, named[i]->element, named[i]->id, 0);
    for (size_t i = 0; i < COUNT_OF(order); i++)
        paint_region(p, page, order[i]);
    pdf_page_end(p->pdf);
}

static void add_bookmarks(struct painter *p, const struct fo *parent, struct pdf_bookmark *outer)
{
    for (const struct fo *fo = parent->first; fo; fo = fo->next) {
        if (fo->type != FO_BOOKMARK)
            continue;
        const char *id = fo_string(p->tree, fo, FO_P_INTERNAL_DESTINATION);
        struct buf title = BUF_INIT;
        for (const struct fo *child = fo->first; child; child = child->next)
            if (child->type == FO_BOOKMARK_TITLE)
                collect_text(child, &title);
        if (!*id || !layout_has(p->layout, id)) {
            struct fo_place place = fo_place(p->tree, fo);
            warn(place.path, place.line, place.column, MSG_FO_ID_UNKNOWN, id);
            buf_release(&title);
            continue;
        }
        bool open = fo_keyword(p->tree, fo, FO_P_STARTING_STATE) == FO_K_SHOW;
        struct pdf_bookmark *bookmark =
            pdf_bookmark(p->pdf, outer, buf_to_arena(&title, p->arena), id, open);
        add_bookmarks(p, fo, bookmark);
    }
}

void paint_next_page(struct printer *printer, const struct layout *layout, const struct page *page)
{
    struct arena *arena = arena_new();
    struct painter painter = {.printer = printer,
                              .arena = arena,
                              .tree = printer->tree,
                              .pdf = printer->pdf,
                              .layout = layout};
    paint_page(&painter, page);
    arena_free(arena);
}

void paint_bookmarks(struct printer *printer, const struct layout *layout)
{
    struct painter painter = {.printer = printer,
                              .arena = printer->arena,
                              .tree = printer->tree,
                              .pdf = printer->pdf,
                              .layout = layout};
    for (const struct fo *fo = printer->tree->root->first; fo; fo = fo->next)
        if (fo->type == FO_BOOKMARK_TREE)
            add_bookmarks(&painter, fo, NULL);
}
