/* Lines and block areas in a dump. */
#include "print/layout/dump.h"

static void line(struct dump *d, const struct area *area)
{
    buf_puts(d->xml, "<lineArea");
    dump_sizes(d, area);
    dump_level(d, area->level);
    buf_puts(d->xml, DUMP_NO_EDGES);
    dump_number_unless_0(d, "start-indent", area->start_indent);
    if (area->first)
        dump_number_unless_0(d, "end-indent", area->end_indent);
    dump_number_unless_0(d, "space-before", area->space_before);
    dump_number_unless_0(d, "space-after", area->space_after);
    buf_putc(d->xml, '>');
    dump_inlines(d, area->first);
    buf_puts(d->xml, "</lineArea>");
}

void dump_matrix(struct dump *d, unsigned turns, struct turned_box box)
{
    double ctm[6];
    area_turn_matrix(turns, box, ctm);
    buf_printf(d->xml, " ctm=\"[%.1f %.1f %.1f %.1f %.1f %.1f]\"", ctm[0], ctm[1], ctm[2], ctm[3],
               ctm[4], ctm[5]);
}

/* From the parent's left content edge to the area's. */
static mpt content_left(const struct area *area, const struct area *parent)
{
    mpt start = area->x + area->border[START] + area->padding[START];
    bool is_rtl = parent && area->fo->parent && area->fo->parent->is_rtl;
    return is_rtl ? parent->ipd - start - area->ipd : start;
}

static void positions(struct dump *d, const struct area *area, const struct area *parent)
{
    if (area->is_absolute) {
        dump_attribute(d, "positioning", area->is_page_fixed ? "fixed" : "absolute");
        dump_number(d, "left-position",
                    area->x - (area->fo->parent->is_rtl ? area->space_end : area->space_start));
        dump_number(d, "top-position", area->y);
        dump_matrix(d, area->turns, (struct turned_box){0, 0, area->ipd, area->bpd});
    } else if (area->is_viewport) {
        mpt start = area->fo->parent->is_rtl || area->turns ? 0 : area->start_indent;
        dump_matrix(d, area->turns,
                    (struct turned_box){start, area->border[BEFORE] + area->padding[BEFORE],
                                        area->ipd, area->bpd});
    } else if (area->positioned) {
        dump_attribute(d, "positioning", "absolute");
        mpt base = parent && area->is_reference ? parent->start_indent : 0;
        if (area->is_background)
            base = parent ? parent->start_indent : 0;
        dump_number_unless_0(d, "left-offset", base + content_left(area, parent));
        dump_number_unless_0(d, "top-offset", area->y);
    }
}

void dump_spacer(struct dump *d, mpt height)
{
    if (height <= 0)
        return;
    buf_printf(d->xml, "<block ipd=\"0\" bpd=\"%d\" bpda=\"%d\"" DUMP_NO_EDGES "/>", height,
               height);
}

/* FOP puts backgrounds down to the table. */
static const struct fo *table_of(const struct fo *fo)
{
    while (fo->type != FO_TABLE)
        fo = fo->parent;
    return fo;
}

static void block(struct dump *d, const struct area *area, const struct area *parent)
{
    bool is_content = area->is_reference && parent && parent->is_viewport;
    struct area whole = *area;
    whole.bpd += is_content ? area->y : 0;
    if (area->fo->type == FO_WRAPPER) /* only a place for an id */
        whole.ipd = 0;
    buf_puts(d->xml, "<block");
    dump_sizes(d, &whole);
    if (area->fo->type != FO_TABLE)
        dump_level(d, area->fo->is_rtl);
    if (area->is_background)
        buf_puts(d->xml, DUMP_NO_EDGES);
    else
        dump_edges(d, area);
    dump_id(d, area->is_background ? table_of(area->fo) : area->fo);
    if (!is_content && !area->is_bare)
        dump_background(d, area->fo, area);
    positions(d, area, parent);
    dump_number_unless_0(d, "start-indent", area->start_indent);
    dump_number_unless_0(d, "end-indent", area->end_indent);
    dump_number_unless_0(d, "space-before", area->space_before);
    dump_number_unless_0(d, "space-after", area->space_after);
    dump_number_unless_0(d, "space-start", area->space_start);
    dump_number_unless_0(d, "space-end", area->space_end);
    if (area->is_reference)
        dump_attribute(d, "is-reference-area", "true");
    if (area->is_viewport) {
        dump_attribute(d, "is-viewport-area", "true");
        if (area->is_clipped)
            dump_attribute(d, "clipped", "true");
    }
    buf_putc(d->xml, '>');
    dump_spacer(d, is_content ? area->y : area->lowered);
    dump_areas(d, area->first, area);
    buf_puts(d->xml, "</block>");
}

void dump_areas(struct dump *d, const struct area *first, const struct area *parent)
{
    for (const struct area *area = first; area; area = area->next) {
        if (area->kind == AREA_LINE)
            line(d, area);
        else
            block(d, area, parent);
    }
}
