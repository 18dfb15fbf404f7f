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
};

static struct alignment alignment_of(const struct fo_tree *tree, const struct fo *block)
{
    struct alignment a;
    a.lines = settle(fo_keyword(tree, block, FO_P_TEXT_ALIGN), block->is_rtl);
    a.last = settle(fo_keyword(tree, block, FO_P_TEXT_ALIGN_LAST), block->is_rtl);
    if (a.last == FO_K_RELATIVE)
        a.last = a.lines == FO_K_JUSTIFY ? FO_K_START : a.lines;
    return a;
}

/* The stretch ratio of a justified line; 0 for one that is not. */
static double line_ratio(const struct line_content *c, mpt extra, bool justify)
{
    int64_t width = extra, stretch = 0, shrink = 0;
    for (size_t i = c->from; i < c->to; i++) {
        const struct element *e = &c->elements[i];
        if (e->kind != ELEMENT_PENALTY)
            width += e->width;
        if (c->leaders_only && e->kind == ELEMENT_GLUE)
            continue;
        stretch += e->stretch;
        shrink += e->shrink;
    }
    int64_t rest = c->width - width;
    if (!justify || rest == 0)
        return 0;
    if (rest > 0)
        return stretch > 0 ? (double)rest / (double)stretch : 0;
    double r = shrink > 0 ? (double)rest / (double)shrink : 0;
    return r < -1 ? -1 : r;
}

/* The line's start-indent is the text's already, its end-indent that of the last line. */
static void align(struct area *area, enum fo_keyword alignment, mpt used, mpt width)
{
    mpt rest = width - used - area->start_indent - area->end_indent;
    area->ipd = width;
    if (rest > 0 && alignment == FO_K_CENTER) {
        area->start_indent += rest / 2;
        area->end_indent += rest - rest / 2;
    } else if (rest > 0 && alignment == FO_K_END) {
        area->start_indent += rest;
    } else if (rest > 0) {
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

static size_t find_breaks(const struct elements *elements, const struct alignment *a, mpt width,
                          mpt end_indent, unsigned ladder_limit, size_t *ends)
{
    mpt ragged = a->lines == FO_K_CENTER ? 2 * RAGGED_STRETCH : RAGGED_STRETCH;
    struct break_request request = {
        .width = width,
        .end_width = width - end_indent,
        .justify = a->lines == FO_K_JUSTIFY,
        .justify_last = a->last == FO_K_JUSTIFY,
        .ladder_limit = ladder_limit,
        .line_stretch = a->lines == FO_K_JUSTIFY ? 0 : ragged,
        .last_stretch = a->last == FO_K_JUSTIFY  ? 0
                        : a->last == FO_K_CENTER ? ragged
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
        word->width = paragraph->pen[from] - paragraph->pen[word->start];
        rest.width = paragraph->pen[rest.end] - paragraph->pen[from];
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

struct lines paragraph_break(struct layout_internal *layout, const struct paragraph *paragraph,
                             const struct line_request *request)
{
    struct elements elements = {0};
    elements_make(layout->tree, paragraph, request->text_indent, &elements);
    struct lines broken = {.widest = elements_widest(&elements)};
    if (request->from)
        break_before(&elements, paragraph, request->from);
    if (broken.widest > request->width && !layout->options.like_fop)
        elements_break_wide(layout, paragraph, request, &elements);
    struct alignment a = alignment_of(layout->tree, paragraph->block);
    size_t total = elements.list.count;
    size_t *ends = ARENA_ARRAY(layout->arena, total + 2, size_t);
    mpt end_indent =
        fo_length(layout->tree, paragraph->block, FO_P_LAST_LINE_END_INDENT, request->width);
    int ladder = fo_integer(layout->tree, paragraph->block, FO_P_HYPHENATION_LADDER, INT_MAX);
    size_t count = find_breaks(&elements, &a, request->width, end_indent,
                               ladder > 0 ? (unsigned)ladder : UINT_MAX, ends);
    struct line *lines = ARENA_ARRAY(layout->arena, count, struct line);
    struct open_inlines open = {0};
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = ends[i];
        bool is_forced = end == total || elements.list.items[end].is_forced;
        bool after_forced = i == 0 || elements.list.items[from - 1].is_forced;
        bool is_last = is_forced;
        enum fo_keyword alignment = is_last ? a.last : a.lines;
        size_t content = after_forced ? from : first_content(&elements, from, end);
        struct line_content c = {.paragraph = paragraph,
                                 .elements = elements.list.items,
                                 .skipped = from,
                                 .from = content,
                                 .to = end,
                                 .goes_on = end == total && !request->is_block_end,
                                 .width = request->width};
        mpt line_end = end == total ? end_indent : 0, extra = line_end;
        if (i > 0) {
            extra += elements.list.items[from - 1].start_extra;
            c.after_hyphen = elements.list.items[from - 1].kind == ELEMENT_PENALTY &&
                             elements.list.items[from - 1].width > 0;
        }
        if (end < total) {
            c.dropped = dropped_space(paragraph, &elements.list.items[end]);
            extra += elements.list.items[end].end_extra;
            if (elements.list.items[end].kind == ELEMENT_PENALTY)
                c.end_width = elements.list.items[end].width;
            extra += c.end_width;
        }
        c.leaders_only = elements.has_leader && !layout->options.like_fop;
        c.ratio = line_ratio(&c, extra, alignment == FO_K_JUSTIFY);
        lines[i].area = line_area(layout, &c, &open, &lines[i]);
        mpt reach = lines[i].area->start_indent + lines[i].area->ipd;
        if (reach > request->width + 1000 && !layout->options.like_fop)
            layout_notice(layout, paragraph->block, MSG_FO_LINE_WIDE,
                          (double)(reach - request->width) / 1000, NULL);
        lines[i].area->end_indent = line_end;
        align(lines[i].area, alignment, lines[i].area->ipd, request->width);
        lines[i].start = content < total ? elements.list.items[content].start : 0;
        lines[i].end = end < total ? elements.list.items[end].start : paragraph->text->size;
        from = end + 1;
    }
    vec_release(&open.list);
    vec_release(&elements.list);
    broken.items = lines;
    broken.count = count;
    return broken;
}
