/*
 * Breaks a paragraph and aligns its lines; line_area.c makes the areas.
 */
#include "print/layout/lines.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* What lets a line that is not justified end early: the distance that costs as much
 * as a whole stretch. Three spaces of Helvetica at 12pt. */
#define RAGGED_STRETCH 10008

static enum fo_keyword settle(enum fo_keyword align, bool is_rtl)
{
    switch (align) {
    case FO_K_LEFT:
        return is_rtl ? FO_K_END : FO_K_START;
    case FO_K_RIGHT:
        return is_rtl ? FO_K_START : FO_K_END;
    case FO_K_INSIDE:
        return FO_K_START;
    case FO_K_OUTSIDE:
        return FO_K_END;
    default:
        return align;
    }
}

struct alignment {
    enum fo_keyword lines, last;
    bool balanced; /* lines of about one length */
};

static struct alignment alignment_of(const struct fo_tree *tree, const struct fo *block,
                                     const struct line_request *request)
{
    struct alignment a = {.lines = FO_K_START, .last = FO_K_START};
    if (request->is_unaligned)
        return a;
    a.lines = settle(fo_keyword(tree, block, FO_P_TEXT_ALIGN), block->is_rtl);
    a.last = settle(fo_keyword(tree, block, FO_P_TEXT_ALIGN_LAST), block->is_rtl);
    if (a.last == FO_K_RELATIVE)
        a.last = a.lines == FO_K_JUSTIFY ? FO_K_START : a.lines;
    a.balanced = fo_print_attribute(block, "balance") != NULL;
    return a;
}

/* How much of what they can a line's spaces stretch, or shrink (below 0): those of the last
 * line of a justified paragraph only shrink. */
static double line_ratio(const struct line_content *c, const struct alignment *a, bool is_last,
                         mpt extra)
{
    bool stretches = (is_last ? a->last : a->lines) == FO_K_JUSTIFY;
    int64_t width = extra, stretch = 0, shrink = 0;
    for (size_t i = c->from; i < c->to; i++) {
        const struct element *e = &c->elements[i];
        if (e->kind != ELEMENT_PENALTY && !(e->is_gap && (i < c->shown_from || i >= c->shown_to)))
            width += e->width;
        if (e->kind != ELEMENT_GLUE || !c->leaders_only)
            stretch += e->stretch;
        shrink += e->shrink;
    }
    int64_t rest = c->width - width;
    if (rest == 0 || (!stretches && (rest > 0 || a->lines != FO_K_JUSTIFY)))
        return 0;
    if (rest > 0)
        return stretch > 0 ? (double)rest / (double)stretch : 0;
    double r = shrink > 0 ? (double)rest / (double)shrink : 0;
    return r < -1 ? -1 : r;
}

/* How much wider "MMM" is, in the style of a citation. */
static mpt placeholder_excess(struct layout_internal *layout, const struct piece *piece, mpt width)
{
    struct str placeholder = STR("MMM");
    struct text_run run = {0, (uint32_t)placeholder.n, &piece->style->text, NULL};
    const struct text_paragraph *text = text_paragraph_new(
        layout->arena, layout->options.fonts, placeholder, &run, 1, (struct text_bidi){0});
    for (size_t i = 0; i < text->item_count; i++)
        for (size_t g = 0; g < text->items[i].glyph_count; g++)
            width -= text->items[i].glyphs[g].advance;
    return -width;
}

/*
 * FOP sets a line with "MMM" for a page number that it does not know yet, and when it does
 * stretches what the leaders got, in whole millipoints, by what the rest of the line grew.
 */
static mpt unknown_numbers(struct layout_internal *layout, const struct line_content *c)
{
    mpt extra = 0;
    for (size_t i = c->from; i < c->to; i++) {
        const struct element *e = &c->elements[i];
        const struct piece *piece =
            e->piece == ELEMENT_NO_PIECE ? NULL : &c->paragraph->pieces[e->piece];
        if (piece && piece->fo->type == FO_PAGE_NUMBER_CITATION && e->kind == ELEMENT_BOX &&
            e->start < e->end)
            extra += placeholder_excess(layout, piece, e->width);
    }
    return extra;
}

/* The line's start-indent is the text's already; the last line's end-indent narrows it. What
 * a justified line leaves is rounding, or cannot be helped. */
static void align(struct area *area, enum fo_keyword alignment, mpt used, mpt width)
{
    mpt rest = width - used - area->start_indent - area->end_indent;
    area->ipd = width - area->end_indent;
    area->end_indent = 0;
    if (rest > 0 && alignment == FO_K_CENTER) {
        area->start_indent += rest / 2;
        area->end_indent += rest - rest / 2;
    } else if (rest > 0 && alignment == FO_K_END) {
        area->start_indent += rest;
    } else if (rest > 0 && alignment != FO_K_JUSTIFY) {
        area->end_indent += rest;
    }
    area->x = area->fo->is_rtl ? width - area->start_indent - used : area->start_indent;
}

static size_t first_content(const struct elements *elements, size_t at, size_t end)
{
    while (at < end && elements->list.items[at].kind != ELEMENT_BOX)
        at++;
    return at;
}

/* As cubes of ratios: ragged lines are stretched by more. */
#define RAGGED_PARTING 60
#define JUSTIFIED_PARTING 0.5

static size_t find_breaks(const struct elements *elements, const struct alignment *a, mpt width,
                          mpt end_indent, unsigned ladder_limit, bool like_fop, size_t *ends)
{
    mpt ragged = a->lines == FO_K_CENTER ? 2 * RAGGED_STRETCH : RAGGED_STRETCH;
    struct break_request request = {
        .width = width,
        .end_width = width - end_indent,
        .justify = a->lines == FO_K_JUSTIFY,
        .justify_last = a->last == FO_K_JUSTIFY,
        .ladder_limit = ladder_limit,
        .hyphens_freely = like_fop,
        .least_last = width / 7,
        .parting = like_fop                   ? 0
                   : a->lines == FO_K_JUSTIFY ? JUSTIFIED_PARTING
                                              : RAGGED_PARTING,
        .line_stretch = a->lines == FO_K_JUSTIFY ? 0 : ragged,
        .last_stretch = a->last == FO_K_JUSTIFY ? 0
                        : a->lines == FO_K_CENTER || a->balanced
                            ? ragged
                            : (width > ragged ? width : ragged),
    };
    return break_lines(elements->list.items, elements->list.count, &request, ends);
}

/* The space or linefeed at which a line ends. */
static const struct element *dropped_space(const struct paragraph *paragraph,
                                           const struct element *element)
{
    bool is_text =
        element->piece != ELEMENT_NO_PIECE && paragraph->pieces[element->piece].kind == PIECE_TEXT;
    bool is_space = element->kind == ELEMENT_GLUE || element->is_forced;
    return is_text && is_space && element->end > element->start ? element : NULL;
}

static void insert(struct elements *elements, size_t at, const struct element *element)
{
    vec_push(&elements->list);
    struct element *place = &elements->list.items[at];
    memmove(place + 1, place, (elements->list.count - 1 - at) * sizeof(*place));
    *place = *element;
}

/* A forced break before the byte `from`, which may be within a word that an emergency broke;
 * inlines that close there end before it. */
static void break_before(struct elements *elements, const struct paragraph *paragraph,
                         uint32_t from)
{
    size_t at = 0;
    while (at < elements->list.count && elements->list.items[at].start < from)
        at++;
    if (at > 0 && elements->list.items[at - 1].end > from) {
        struct element *word = &elements->list.items[at - 1], rest = *word;
        word->end = rest.start = from;
        word->width = paragraph_width(paragraph, word->start, from);
        rest.width = paragraph_width(paragraph, from, rest.end);
        insert(elements, at, &rest);
    }
    while (at < elements->list.count && elements->list.items[at].piece != ELEMENT_NO_PIECE &&
           paragraph->pieces[elements->list.items[at].piece].kind == PIECE_CLOSE)
        at++;
    insert(elements, at,
           &(struct element){.kind = ELEMENT_PENALTY,
                             .is_forced = true,
                             .piece = ELEMENT_NO_PIECE,
                             .start = from,
                             .end = from});
}

/* The lines of one paragraph under way. */
struct liner {
    struct layout_internal *layout;
    const struct paragraph *paragraph;
    const struct line_request *request;
    const struct elements *elements;
    struct alignment alignment;
    mpt end_indent; /* of the very last line */
    struct open_inlines open;
};

/* What the breaks at the line's two ends add to it. */
static mpt break_widths(const struct liner *l, struct line_content *c)
{
    const struct element *items = l->elements->list.items;
    bool is_last = c->to == l->elements->list.count;
    mpt extra = is_last ? l->end_indent : items[c->to].end_extra;
    if (!is_last) {
        c->dropped = dropped_space(l->paragraph, &items[c->to]);
        c->end_width = items[c->to].kind == ELEMENT_PENALTY ? items[c->to].width : 0;
    }
    if (c->skipped > 0) {
        const struct element *before = &items[c->skipped - 1];
        extra += before->start_extra;
        c->after_hyphen = before->kind == ELEMENT_PENALTY && before->width > 0;
    }
    return extra + c->end_width;
}

static bool is_dropped_at_edge(const struct element *element)
{
    return element->kind == ELEMENT_PENALTY || (element->is_gap && element->kind == ELEMENT_GLUE);
}

/* The edges of a line drop the spaces beside inlines. */
static void drop_gaps(const struct element *items, struct line_content *c)
{
    c->shown_from = c->from;
    c->shown_to = c->to;
    while (c->shown_from < c->shown_to && is_dropped_at_edge(&items[c->shown_from]))
        c->shown_from++;
    while (c->shown_to > c->shown_from && is_dropped_at_edge(&items[c->shown_to - 1]))
        c->shown_to--;
}

static void tell_if_wide(const struct liner *l, const struct area *area)
{
    mpt beyond = area->start_indent + area->ipd + area->end_indent - l->request->width;
    if (beyond > 1000 && !l->layout->options.like_fop)
        layout_notice(l->layout, l->paragraph->block, MSG_FO_LINE_WIDE, (double)beyond / 1000,
                      NULL);
}

/* The line of elements [from, end). */
static void make_line(struct liner *l, size_t from, size_t end, struct line *line)
{
    const struct element *items = l->elements->list.items;
    size_t total = l->elements->list.count;
    bool is_last = end == total || items[end].is_forced;
    bool after_forced = from == 0 || items[from - 1].is_forced;
    enum fo_keyword alignment = is_last ? l->alignment.last : l->alignment.lines;
    struct line_content c = {.paragraph = l->paragraph,
                             .elements = items,
                             .skipped = from,
                             .from = after_forced ? from : first_content(l->elements, from, end),
                             .to = end,
                             .goes_on = end == total && !l->request->is_block_end,
                             .width = l->request->width};
    drop_gaps(items, &c);
    mpt extra = break_widths(l, &c);
    c.leaders_only = l->elements->has_leader && !l->layout->options.like_fop;
    c.ratio = line_ratio(&c, &l->alignment, is_last, extra);
    c.first_ratio = c.ratio;
    if (l->elements->has_leader && l->layout->options.like_fop)
        c.first_ratio =
            line_ratio(&c, &l->alignment, is_last, extra + unknown_numbers(l->layout, &c));
    line->area = line_area(l->layout, &c, &l->open, line);
    line->area->end_indent = end == total ? l->end_indent : 0;
    tell_if_wide(l, line->area);
    align(line->area, alignment, line->area->ipd, l->request->width);
    line->start = c.from < total ? items[c.from].start : 0;
    line->end = end < total ? items[end].start : l->paragraph->text->size;
}

struct lines paragraph_break(struct layout_internal *layout, const struct paragraph *paragraph,
                             const struct line_request *request)
{
    const struct fo *block = paragraph->block;
    struct elements elements = {0};
    elements_make(layout->tree, paragraph, request->text_indent, &elements);
    struct lines broken = {.widest = elements_widest(&elements)};
    if (request->from)
        break_before(&elements, paragraph, request->from);
    if (broken.widest > request->width && !layout->options.like_fop)
        elements_break_wide(layout, paragraph, request, &elements);
    struct liner l = {layout,
                      paragraph,
                      request,
                      &elements,
                      alignment_of(layout->tree, block, request),
                      fo_length(layout->tree, block, FO_P_LAST_LINE_END_INDENT, request->width),
                      {{0}}};
    int ladder = fo_integer(layout->tree, block, FO_P_HYPHENATION_LADDER, INT_MAX);
    size_t *ends = ARENA_ARRAY(layout->arena, elements.list.count + 2, size_t);
    broken.count =
        find_breaks(&elements, &l.alignment, request->width, l.end_indent,
                    ladder > 0 ? (unsigned)ladder : UINT_MAX, layout->options.like_fop, ends);
    broken.items = ARENA_ARRAY(layout->arena, broken.count, struct line);
    for (size_t i = 0; i < broken.count; i++)
        make_line(&l, i > 0 ? ends[i - 1] + 1 : 0, ends[i], &broken.items[i]);
    vec_release(&l.open.list);
    vec_release(&elements.list);
    return broken;
}
