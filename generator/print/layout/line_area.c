/*
 * The inline areas of one line and where they stand (XSL 1.1, 4.5 and 4.6). Heights
 * are counted from the baseline of the line: tops up, bottoms down.
 */
#include "print/layout/lines.h"

#include <math.h>
#include <string.h>

/* An area that holds others while the line is made: the line itself or an inline. */
struct open_area {
    struct area *area;
    const struct inline_style *style;
    mpt shift; /* of its baseline above the line's … */
    mpt raise; /* … and what baseline-shifts have to do with that */
    struct baselines baselines;
    bool is_edged; /* waits for the line's edges, and so does the text in it */
    mpt pen;       /* width so far */
    uint32_t piece;
};

/* An area that aligns with an edge of the line, and how far it reaches where it is now. */
struct edged {
    struct area *area;
    enum fo_keyword edge;
    mpt top, bottom;
};

struct maker {
    struct layout_internal *layout;
    const struct line_content *content;
    VEC(struct open_area) levels;
    bool has_text;
    struct area *text; /* the text area under way */
    uint32_t text_piece;
    double text_stretch; /* what its spaces can stretch or shrink by */
    mpt line_top, line_bottom;
    VEC(struct edged) edged;
    VEC(struct footnote *) footnotes;
};

/* Tops of areas, until their parents' are known. */
static void set_top(struct area *area, mpt top)
{
    area->y = top;
}

static struct open_area *innermost(struct maker *maker)
{
    return &maker->levels.items[maker->levels.count - 1];
}

static bool grows_line(const struct maker *maker)
{
    return fo_keyword(maker->layout->tree, maker->content->paragraph->block,
                      FO_P_LINE_STACKING_STRATEGY) != FO_K_FONT_HEIGHT;
}

/* Counts a content box into the line; with line-height-shift-adjustment, as if it had not
 * been raised. */
static void note_box(struct maker *maker, mpt top, mpt bottom, mpt raise)
{
    const struct fo_tree *tree = maker->layout->tree;
    const struct fo *block = maker->content->paragraph->block;
    if (!grows_line(maker))
        return;
    if (fo_keyword(tree, block, FO_P_LINE_HEIGHT_SHIFT_ADJUSTMENT) == FO_K_CONSIDER_SHIFTS)
        raise = 0;
    if (top - raise > maker->line_top)
        maker->line_top = top - raise;
    if (bottom + raise > maker->line_bottom)
        maker->line_bottom = bottom + raise;
}

/* The same for an area that was placed; one that waits for the line's edges counts later. */
static void note_placed(struct maker *maker, struct area *area, const struct placement *placement,
                        mpt top, mpt bottom)
{
    if (placement->edge == FO_K_NONE)
        note_box(maker, top, bottom, innermost(maker)->raise + placement->raise);
    else
        *vec_push(&maker->edged) = (struct edged){area, placement->edge, top, bottom};
}

/* Fonts that stand in for the one asked for, as a Nastaliq font does, may be much taller:
 * the line grows by what their ink needs beyond its leading, each line with such text by what
 * the paragraph's most needs, so that lines stand evenly. */
static void note_tall_fonts(struct maker *maker, const struct area *text)
{
    const struct paragraph *paragraph = maker->content->paragraph;
    const struct inline_style *strut = paragraph->style;
    mpt leading = strut->line_height - strut->metrics.ascent - strut->metrics.descent;
    mpt before = leading / 2, after = leading - before;
    mpt shift = text->y - text->baseline; /* set_top() keeps the top above the baseline */
    size_t at = text_item_at(paragraph->text, text->start);
    for (; at < paragraph->text->item_count; at++) {
        const struct text_item *item = &paragraph->text->items[at];
        if (item->start >= text->end)
            return;
        struct text_ink ink = paragraph_is_tall(paragraph, item)
                                  ? paragraph->tall
                                  : text_item_ink(item, text->start, text->end);
        mpt top = shift + ink.top - before, bottom = ink.bottom - shift - after;
        maker->line_top = top > maker->line_top ? top : maker->line_top;
        maker->line_bottom = bottom > maker->line_bottom ? bottom : maker->line_bottom;
    }
}

static void finish_text(struct maker *maker)
{
    if (!maker->text)
        return;
    const struct text_ink *tall = &maker->content->paragraph->tall;
    if ((tall->top > 0 || tall->bottom > 0) && grows_line(maker))
        note_tall_fonts(maker, maker->text);
    mpt stretch = (mpt)floor(maker->content->ratio * maker->text_stretch);
    maker->text->ipd += stretch;
    innermost(maker)->pen += stretch;
    maker->text = NULL;
}

static void place(struct maker *maker, struct area *area, mpt top)
{
    struct open_area *parent = innermost(maker);
    area->x = parent->pen;
    set_top(area, top);
    area_append(parent->area, area);
}

void inline_set_edges(struct layout_internal *layout, struct area *area, mpt base, bool starts,
                      bool ends)
{
    struct collect collect = {.layout = layout, .width = base};
    collect_edges(&collect, area->fo, area->border, area->padding);
    static const enum fo_property border[] = {FO_P_BORDER_START_COND, FO_P_BORDER_END_COND};
    static const enum fo_property padding[] = {FO_P_PADDING_START_COND, FO_P_PADDING_END_COND};
    bool whole[] = {starts, ends};
    for (int i = 0; i < 2; i++) {
        if (!whole[i] && fo_keyword(layout->tree, area->fo, border[i]) != FO_K_RETAIN)
            area->border[START + i] = 0;
        if (!whole[i] && fo_keyword(layout->tree, area->fo, padding[i]) != FO_K_RETAIN)
            area->padding[START + i] = 0;
    }
}

static void set_inline_edges(const struct maker *maker, struct area *area, bool starts, bool ends)
{
    inline_set_edges(maker->layout, area, maker->content->width, starts, ends);
}

/* Where something that looks like text goes. */
static struct placement place_text(struct maker *maker, const struct fo *fo,
                                   const struct inline_style *style)
{
    const struct open_area *parent = innermost(maker);
    struct aligned thing = {baseline_text_extents(style), style->line_height, style, parent->style};
    return baseline_place(maker->layout->tree, fo, &parent->baselines, &thing);
}

static void push(struct maker *maker, uint32_t index, bool starts)
{
    finish_text(maker);
    const struct piece *piece = &maker->content->paragraph->pieces[index];
    const struct font_metrics *metrics = &piece->style->metrics;
    struct area *area = area_new(maker->layout, AREA_INLINE, piece->fo);
    area->starts = starts;
    set_inline_edges(maker, area, starts, true);
    struct placement placed = place_text(maker, piece->fo, piece->style);
    mpt top = placed.shift + metrics->ascent, bottom = metrics->descent - placed.shift;
    area->style = piece->style->fo;
    area->inline_style = piece->style;
    area->level = text_level(maker->content->paragraph->text, piece->start);
    area->baseline = metrics->ascent;
    area->bpd = metrics->ascent + metrics->descent;
    place(maker, area, top);
    note_placed(maker, area, &placed, top, bottom);
    const struct open_area *parent = innermost(maker);
    struct open_area level = {.area = area,
                              .style = piece->style,
                              .shift = placed.shift,
                              .raise = parent->raise + placed.raise,
                              .baselines =
                                  baselines_within(maker->layout->tree, piece->fo, piece->style,
                                                   &parent->baselines, &placed),
                              .is_edged = placed.edge != FO_K_NONE,
                              .piece = index};
    *vec_push(&maker->levels) = level;
}

/* Ends the innermost inline on this line; `ends` if for good. */
static void pop(struct maker *maker, bool ends)
{
    finish_text(maker);
    struct open_area level = maker->levels.items[--maker->levels.count];
    struct area *area = level.area;
    area->ends = ends;
    set_inline_edges(maker, area, area->starts, ends);
    area->ipd = level.pen;
    innermost(maker)->pen += area->ipd + area->border[START] + area->border[END] +
                             area->padding[START] + area->padding[END];
}

/* Where a word that is broken at the byte ends; in the same text object at least. */
static uint32_t word_end(const struct maker *maker, uint32_t piece, uint32_t at)
{
    const struct paragraph *paragraph = maker->content->paragraph;
    uint32_t end = paragraph->pieces[piece].end;
    while (at < end && !strchr(" \t\n", paragraph->text->text[at]))
        at++;
    return at;
}

static void begin_text(struct maker *maker, uint32_t index, uint32_t start)
{
    finish_text(maker);
    const struct piece *piece = &maker->content->paragraph->pieces[index];
    const struct inline_style *style = piece->style;
    struct area *area = area_new(maker->layout, AREA_TEXT, piece->fo);
    struct placement placed = {.shift = innermost(maker)->shift, .edge = FO_K_NONE};
    if (piece->fo->type != FO_TEXT) {
        placed = place_text(maker, piece->fo, style);
        set_inline_edges(maker, area, true, true);
    }
    area->paragraph = maker->content->paragraph;
    area->level = text_level(area->paragraph->text, start);
    area->start = area->end = start;
    area->starts = start == piece->start;
    area->style = style->fo;
    area->inline_style = style;
    area->baseline = style->metrics.ascent;
    area->bpd = style->metrics.ascent + style->metrics.descent;
    place(maker, area, placed.shift + style->metrics.ascent);
    if (piece->fo->type != FO_TEXT || !innermost(maker)->is_edged)
        note_placed(maker, area, &placed, placed.shift + style->metrics.ascent,
                    style->metrics.descent - placed.shift);
    if (maker->content->after_hyphen && !maker->has_text && start > piece->start)
        area->said = word_end(maker, index, start);
    maker->has_text = true;
    maker->text = area;
    maker->text_piece = index;
    maker->text_stretch = 0;
}

static void extend_text(struct maker *maker, const struct element *element)
{
    if (!maker->text || maker->text_piece != element->piece)
        begin_text(maker, element->piece, element->start);
    struct area *area = maker->text;
    innermost(maker)->pen += element->width;
    if (element->start == element->end)
        return; /* border and padding of generated text */
    area->end = element->end;
    area->ends = element->end == maker->content->paragraph->pieces[element->piece].end;
    area->ipd += element->width;
    double r = maker->content->ratio;
    if (element->kind != ELEMENT_GLUE || (maker->content->leaders_only && r > 0))
        return;
    double stretch = r > 0 ? element->space / 2.0 : element->space / 3.0;
    if (element->space == 0)
        stretch = r > 0 ? element->stretch : element->shrink;
    area->word_adjust = (mpt)floor(r * stretch);
    maker->text_stretch += stretch;
}

/* What a break within a word does to the text before it. */
static void end_word(struct maker *maker, mpt width)
{
    if (!maker->text || width == 0)
        return;
    maker->text->ipd += width;
    innermost(maker)->pen += width;
    if (width < 0)
        return;
    maker->text->hyphen = width;
    maker->text->word_end = word_end(maker, maker->text_piece, maker->text->end);
}

/*
 * A line's end drops the space that parts its last word from the next line's first;
 * who reads the text by its structure still needs it. It goes with the text before it
 * or, where it belongs to another object, into an area of its own without any size.
 */
static void part_words(struct maker *maker, const struct fo *fo, const struct inline_style *style)
{
    if (maker->layout->options.like_fop)
        return;
    finish_text(maker);
    struct area *area = area_new(maker->layout, AREA_TEXT, fo);
    area->paragraph = maker->content->paragraph;
    area->style = style->fo;
    area->inline_style = style;
    area->baseline = style->metrics.ascent;
    area->level = maker->content->paragraph->text->base_level;
    area->parts_words = true;
    place(maker, area, innermost(maker)->shift + style->metrics.ascent);
}

/* So does a leader that stands between two words. */
static void part_at_leader(struct maker *maker, uint32_t at)
{
    const char *text = maker->content->paragraph->text->text;
    if (at > 0 && text[at - 1] != ' ')
        part_words(maker, innermost(maker)->area->fo, innermost(maker)->style);
}

static void add_object(struct maker *maker, const struct element *element)
{
    finish_text(maker);
    const struct piece *piece = &maker->content->paragraph->pieces[element->piece];
    bool is_leader = piece->fo->type == FO_LEADER;
    double r = maker->content->ratio, first = maker->content->first_ratio;
    mpt change = (mpt)floor(r * (r > 0 ? element->stretch : element->shrink));
    if (r > 0 && first > 0)
        change = (mpt)floor(floor(first * element->stretch) * (r / first));
    mpt width = piece->width + change;
    if (is_leader)
        part_at_leader(maker, element->start);
    struct area *area = is_leader ? leader_area(maker->layout, piece, width, maker->content->width)
                                  : area_new(maker->layout, AREA_IMAGE, piece->fo);
    set_inline_edges(maker, area, true, true);
    if (!is_leader) {
        area->ipd = width;
        area->bpd = piece->height;
        area->image = piece->image;
    }
    area->style = piece->style->fo;
    area->inline_style = piece->style;
    area->level = text_level(maker->content->paragraph->text, element->start);
    area->starts = area->ends = true;
    mpt above = is_leader ? 0 : area->border[AFTER] + area->padding[AFTER];
    const struct open_area *parent = innermost(maker);
    bool is_text = is_leader && area->baseline > 0;
    mpt descent = is_text ? area->bpd - area->baseline : 0, height = area->bpd + above;
    struct aligned thing = {{height, 0, height / 2}, height, piece->style, parent->style};
    if (is_text)
        thing.extents = baseline_text_extents(piece->style);
    struct placement placed =
        baseline_place(maker->layout->tree, piece->fo, &parent->baselines, &thing);
    placed.shift += above - descent;
    place(maker, area, placed.shift + area->bpd);
    /* A leader's edges do not make the line taller, as those of text do not. */
    mpt before = is_leader ? 0 : area->border[BEFORE] + area->padding[BEFORE];
    mpt after = is_leader ? 0 : area->border[AFTER] + area->padding[AFTER];
    note_placed(maker, area, &placed, placed.shift + area->bpd + before, after - placed.shift);
    innermost(maker)->pen += width + piece->edge[START] + piece->edge[END];
}

static void add_anchor(struct maker *maker, const struct piece *piece)
{
    finish_text(maker);
    if (piece->footnote) {
        *vec_push(&maker->footnotes) = piece->footnote;
        return;
    }
    struct area *area = area_new(maker->layout, AREA_ANCHOR, piece->fo);
    area->level = text_level(maker->content->paragraph->text, piece->start);
    area->starts = area->ends = true;
    place(maker, area, innermost(maker)->shift + innermost(maker)->style->metrics.ascent);
}

static void add_gap(struct maker *maker, const struct element *element)
{
    finish_text(maker);
    innermost(maker)->pen += element->width;
}

static void add_element(struct maker *maker, struct open_inlines *open, size_t at, bool is_shown)
{
    const struct element *element = &maker->content->elements[at];
    if (element->piece == ELEMENT_NO_PIECE) { /* the text indent */
        maker->levels.items[0].area->start_indent = element->width;
        return;
    }
    if (element->is_gap) {
        if (at >= maker->content->shown_from && at < maker->content->shown_to)
            add_gap(maker, element);
        return;
    }
    const struct piece *piece = &maker->content->paragraph->pieces[element->piece];
    switch (piece->kind) {
    case PIECE_OPEN:
        if (piece->is_void)
            break;
        *vec_push(&open->list) = element->piece;
        push(maker, element->piece, !piece->outer);
        break;
    case PIECE_CLOSE:
        if (piece->is_void)
            break;
        open->list.count--;
        pop(maker, !piece->outer);
        break;
    case PIECE_ANCHOR:
        add_anchor(maker, piece);
        break;
    case PIECE_OBJECT:
        if (is_shown && element->kind == ELEMENT_BOX)
            add_object(maker, element);
        break;
    case PIECE_TEXT:
        if (is_shown && element->kind != ELEMENT_PENALTY)
            extend_text(maker, element);
        break;
    }
}

static void add_dropped_space(struct maker *maker, const struct element *dropped)
{
    const struct piece *piece = &maker->content->paragraph->pieces[dropped->piece];
    if (maker->text && maker->text_piece == dropped->piece)
        maker->text->parts_words = true;
    else
        part_words(maker, piece->fo, piece->style);
}

/* Lifts an area and the text directly in it: other things in it align by themselves. */
static void lift(struct area *area, mpt by)
{
    area->y += by;
    for (struct area *child = area->first; child; child = child->next)
        if (child->fo->type == FO_TEXT || child->kind == AREA_ANCHOR)
            child->y += by;
}

/* What aligns with the line's edges: the line is as high as the rest, unless that is too
 * low; then it grows at its after-edge (XSL 1.1, 7.14). */
static void settle_edges(struct maker *maker)
{
    for (size_t i = 0; i < maker->edged.count && grows_line(maker); i++) {
        mpt height = maker->edged.items[i].top + maker->edged.items[i].bottom;
        if (height > maker->line_top + maker->line_bottom)
            maker->line_bottom = height - maker->line_top;
    }
    for (size_t i = 0; i < maker->edged.count; i++) {
        const struct edged *edged = &maker->edged.items[i];
        bool is_before = edged->edge == FO_K_BEFORE_EDGE;
        lift(edged->area,
             is_before ? maker->line_top - edged->top : edged->bottom - maker->line_bottom);
    }
}

/* A link is as high as all that it holds. */
struct reach {
    mpt top, bottom;
};
static void widen(struct reach *reach, mpt top, mpt bottom)
{
    reach->top = top > reach->top ? top : reach->top;
    reach->bottom = bottom > reach->bottom ? bottom : reach->bottom;
}

static void fit_links(struct area *parent, struct reach *outer)
{
    for (struct area *area = parent->first; area; area = area->next) {
        struct reach reach = {INT32_MIN / 2, INT32_MIN / 2};
        fit_links(area, &reach);
        if (area->fo->type == FO_BASIC_LINK && area->kind == AREA_INLINE) {
            bool is_empty = reach.top == INT32_MIN / 2;
            area->y = is_empty ? area->baseline : reach.top;
            area->bpd = is_empty ? area->baseline : reach.top + reach.bottom;
        }
        bool is_picture = area->kind == AREA_IMAGE;
        mpt above = is_picture ? area->border[BEFORE] + area->padding[BEFORE] : 0;
        mpt below = is_picture ? area->border[AFTER] + area->padding[AFTER] : 0;
        if (area->kind != AREA_ANCHOR)
            widen(&reach, area->y + above, area->bpd - area->y + below);
        widen(outer, reach.top, reach.bottom);
    }
}

/* From tops above the baseline to offsets in the parent. */
static void settle_offsets(struct area *parent, mpt parent_top)
{
    for (struct area *area = parent->first; area; area = area->next) {
        mpt top = area->y;
        area->y = parent_top - top;
        settle_offsets(area, top);
    }
}

static bool is_closing(const struct line_content *content, size_t at)
{
    const struct element *element = &content->elements[at];
    if (element->kind == ELEMENT_BOX || element->is_gap || element->piece == ELEMENT_NO_PIECE)
        return false;
    const struct piece *piece = &content->paragraph->pieces[element->piece];
    return piece->kind == PIECE_CLOSE && !piece->is_void;
}

static void set_height(const struct maker *maker, struct area *line)
{
    const struct inline_style *strut = maker->content->paragraph->style;
    line->bpd = maker->line_top + maker->line_bottom;
    line->baseline = maker->line_top;
    mpt leading = strut->line_height - strut->metrics.ascent - strut->metrics.descent;
    line->space_before = leading / 2;
    line->space_after = leading - leading / 2;
}

struct area *line_area(struct layout_internal *layout, const struct line_content *content,
                       struct open_inlines *open, struct line *line)
{
    const struct inline_style *strut = content->paragraph->style;
    struct maker maker = {.layout = layout, .content = content};
    struct area *area = area_new(layout, AREA_LINE, content->paragraph->block);
    area->style = strut->fo;
    maker.line_top = strut->metrics.ascent;
    maker.line_bottom = strut->metrics.descent;
    *vec_push(&maker.levels) = (struct open_area){
        .area = area,
        .style = strut,
        .baselines = baselines_of_line(layout->tree, content->paragraph->block, strut)};
    /* An inline that the dropped spaces close ended on the line before. */
    size_t skipped = content->skipped;
    for (; skipped < content->from &&
           (is_closing(content, skipped) || content->elements[skipped].kind == ELEMENT_GLUE);
         skipped++)
        if (is_closing(content, skipped) && open->list.count)
            open->list.count--;
    for (size_t i = 0; i < open->list.count; i++)
        push(&maker, open->list.items[i], false);
    for (size_t i = skipped; i < content->to; i++)
        add_element(&maker, open, i, i >= content->from);
    end_word(&maker, content->end_width);
    if (content->dropped)
        add_dropped_space(&maker, content->dropped);
    while (maker.levels.count > 1)
        pop(&maker, false);
    finish_text(&maker);
    if (content->goes_on)
        part_words(&maker, content->paragraph->block, strut);
    settle_edges(&maker);
    fit_links(area, &(struct reach){0, 0});
    settle_offsets(area, maker.line_top);
    area->level = content->paragraph->text->base_level;
    area->ipd = maker.levels.items[0].pen;
    if (content->paragraph->is_bidi)
        line_reorder(layout, area);
    if (!content->paragraph->is_empty)
        set_height(&maker, area);
    line->height = area->bpd + area->space_before + area->space_after;
    line->footnote_count = maker.footnotes.count;
    line->footnotes = ARENA_ARRAY(layout->arena, maker.footnotes.count, struct footnote *);
    if (maker.footnotes.count)
        memcpy(line->footnotes, maker.footnotes.items,
               maker.footnotes.count * sizeof(*line->footnotes));
    vec_release(&maker.footnotes);
    vec_release(&maker.edged);
    vec_release(&maker.levels);
    return area;
}
