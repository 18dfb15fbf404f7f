/*
 * Areas into marks. A walk over the pages that knows where each area stands; what it
 * draws belongs to the element of the area's object, or is an artifact: static
 * content, repeated table headers, leaders, borders and backgrounds.
 */
#include "print/paint.h"

#include <string.h>

#include "print/layout/collapse.h"

/* ---- Whose marks ------------------------------------------------------------------- */

void paint_as_decoration(struct painter *p)
{
    if (p->is_static)
        pdf_artifact(p->pdf, p->kind, p->subtype);
    else
        pdf_artifact(p->pdf, "Layout", NULL);
}

void paint_as_content(struct painter *p, const struct fo *fo)
{
    if (p->is_static || p->is_repeated)
        pdf_artifact(p->pdf, "Pagination", p->is_static ? p->subtype : NULL);
    else if (fo->element)
        pdf_content(p->pdf, fo->element);
    else
        pdf_artifact(p->pdf, "Layout", NULL);
}

bool paint_hides(const struct painter *p, const struct fo *fo)
{
    return fo_keyword(p->tree, fo, FO_P_VISIBILITY) != FO_K_VISIBLE;
}

/* One side's offset, else the other's back (XSL 1.1, 7.13.5). */
static mpt shift_by(const struct painter *p, const struct fo *fo, const enum fo_property sides[2])
{
    mpt base = p->reference.width;
    if (!fo_is_auto(p->tree, fo, sides[0]))
        return fo_length(p->tree, fo, sides[0], base);
    return -fo_length(p->tree, fo, sides[1], base);
}

struct origin paint_shifted(const struct painter *p, const struct area *area, struct origin at)
{
    static const enum fo_property across[] = {FO_P_LEFT, FO_P_RIGHT},
                                  down[] = {FO_P_TOP, FO_P_BOTTOM};
    if (area->is_absolute || area->fo->type == FO_TEXT ||
        (area->is_reference && area->fo->type == FO_BLOCK_CONTAINER) ||
        fo_keyword(p->tree, area->fo, FO_P_RELATIVE_POSITION) != FO_K_RELATIVE)
        return at;
    at.x += shift_by(p, area->fo, across);
    at.y += shift_by(p, area->fo, down);
    return at;
}

/* ---- Blocks ------------------------------------------------------------------------ */

static const double UPRIGHT[6] = {1, 0, 0, 1, 0, 0};

/* What comes next, until the matching pdf_pop(), stands as the matrix says; who calls keeps
 * p->matrix. */
static void push_matrix(struct painter *p, const double m[6])
{
    const double *o = p->matrix;
    const double product[6] = {m[0] * o[0] + m[1] * o[2],        m[0] * o[1] + m[1] * o[3],
                               m[2] * o[0] + m[3] * o[2],        m[2] * o[1] + m[3] * o[3],
                               m[4] * o[0] + m[5] * o[2] + o[4], m[4] * o[1] + m[5] * o[3] + o[5]};
    pdf_transform_push(p->pdf, m);
    memcpy(p->matrix, product, sizeof(p->matrix));
}

/* Takes back all turns: what is fixed stands on the page. Turns keep sizes, so that the
 * transpose is the inverse. */
static void push_page(struct painter *p)
{
    const double *m = p->matrix;
    const double inverse[6] = {
        m[0], m[2], m[1], m[3], -(m[4] * m[0] + m[5] * m[1]), -(m[4] * m[2] + m[5] * m[3])};
    push_matrix(p, inverse);
}

/* Turns what comes next, until the matching pdf_pop(); where it then stands. */
static struct origin turn(struct painter *p, unsigned turns, struct turned_box box)
{
    double matrix[6];
    area_turn_matrix(turns, box, matrix);
    push_matrix(p, matrix);
    return (struct origin){0, 0, turns % 2 ? box.height : box.width};
}

static void paint_placed_block(struct painter *p, const struct area *area, struct origin at)
{
    struct origin here = {at.x + area->x, at.y + area->y, 0};
    if (area_starts_right(area->fo))
        here.x = at.x + at.width - area->x - area_outer_width(area);
    struct origin outer_reference = p->reference;
    bool outer_repeated = p->is_repeated;
    if (area->is_absolute) {
        struct origin base = area->is_page_fixed ? (struct origin){0, 0, 0} : p->reference;
        here = (struct origin){base.x + area->x, base.y + area->y, 0};
    }
    here = paint_shifted(p, area, here);
    p->is_repeated |= area->is_repeated;
    paint_destination(p, area, here.y);
    if (area->collapsed)
        paint_grid_background(p, area, here);
    else if (!area->is_bare &&
             !(area->is_reference && area->fo->type == FO_BLOCK_CONTAINER)) /* viewport painted */
        paint_box(p, area, here);
    struct origin inner = area_content_corner(area, here);
    if (area->is_reference || area->is_viewport)
        p->reference = inner;
    if (area->is_clipped)
        pdf_clip_push(p->pdf, inner.x, inner.y, area->ipd, area->bpd);
    bool outer_turned = p->is_turned;
    p->is_turned |= area->turns != 0;
    if (area->turns) {
        inner = turn(p, area->turns, (struct turned_box){inner.x, inner.y, area->ipd, area->bpd});
        p->reference = inner;
    }
    paint_blocks(p, area->first, inner);
    if (area->fo->type == FO_TABLE) {
        paint_as_decoration(p);
        paint_collapsed_borders(p->pdf, area, inner.x, inner.y);
    }
    if (area->turns)
        pdf_pop(p->pdf);
    if (area->is_clipped)
        pdf_pop(p->pdf);
    p->is_turned = outer_turned;
    p->reference = outer_reference;
    p->is_repeated = outer_repeated;
}

static void paint_block(struct painter *p, const struct area *area, struct origin at)
{
    if (area->collapsed && area->collapsed->is_part)
        return; /* only borders, painted with the table's */
    double outer[6];
    memcpy(outer, p->matrix, sizeof(outer));
    bool is_turned = memcmp(outer, UPRIGHT, sizeof(outer)) != 0;
    if (area->is_page_fixed && is_turned)
        push_page(p);
    paint_placed_block(p, area, at);
    if (area->is_page_fixed && is_turned)
        pdf_pop(p->pdf);
    memcpy(p->matrix, outer, sizeof(outer));
}

void paint_blocks(struct painter *p, const struct area *first, struct origin at)
{
    for (const struct area *area = first; area; area = area->next) {
        if (area->kind == AREA_LINE)
            paint_line(p, area, at);
        else
            paint_block(p, area, at);
    }
}

/* ---- Pages ------------------------------------------------------------------------- */

static void region_kind(struct painter *p, const struct placed_region *region, int slot)
{
    const char *subtype = region->content ? fo_print_attribute(region->content, "artifact") : NULL;
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
    frame.ipd = region->width - area_outer_width(&frame);
    frame.bpd = region->height - area_outer_height(&frame);
    p->is_static = slot != REGION_BODY;
    region_kind(p, region, slot);
    paint_box(p, &frame, corner);
    struct origin content = area_content_corner(&frame, corner);
    p->reference = content;
    content.y += region->offset;
    paint_blocks(p, region->areas, content);
    if (slot != REGION_BODY)
        return;
    for (const struct span_area *span = region->spans; span; span = span->next)
        paint_span(p, span, content, region->content && region->content->is_rtl);
    p->reference = area_content_corner(&frame, corner);
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
    p->is_turned = true;
    paint_region_at(p, page, slot, turn(p, region->turns, region_box(region)));
    p->is_turned = false;
    pdf_pop(p->pdf);
    memcpy(p->matrix, UPRIGHT, sizeof(p->matrix));
}

static void paint_page(struct painter *p, const struct page *page)
{
    static const int order[] = {REGION_BEFORE, REGION_START, REGION_END, REGION_AFTER, REGION_BODY};
    pdf_page_begin(p->pdf, page->index, page->width, page->height, page->folio);
    memcpy(p->matrix, UPRIGHT, sizeof(p->matrix));
    const struct fo *named[] = {p->tree->root, page->sequence};
    for (size_t i = 0; i < COUNT_OF(named) && !page->lacks_body; i++)
        if (named[i]->id && page->starts_sequence)
            pdf_destination(p->pdf, named[i]->element, named[i]->id, 0);
    for (size_t i = 0; i < COUNT_OF(order); i++)
        if (order[i] == REGION_BODY ? !page->lacks_body : !page->lacks_static)
            paint_region(p, page, order[i]);
    pdf_page_end(p->pdf);
}

void paint_one_page(struct printer *printer, const struct layout *layout, const struct page *page)
{
    struct arena *arena = arena_new();
    struct painter painter = {.printer = printer,
                              .arena = arena,
                              .tree = printer->tree,
                              .pdf = printer->pdf,
                              .layout = layout,
                              .page_width = page->width,
                              .page_height = page->height};
    paint_page(&painter, page);
    arena_free(arena);
}
