/*
 * The area tree as XML in the vocabulary of Apache FOP's layout cases: a walk over the
 * pages; attributes are there only where they say something.
 */
#include "print/layout/dump.h"

#include <string.h>

static const char *const region_names[REGION_SLOTS] = {
    [REGION_BEFORE] = "regionBefore", [REGION_START] = "regionStart", [REGION_BODY] = "regionBody",
    [REGION_END] = "regionEnd",       [REGION_AFTER] = "regionAfter",
};

/* `lowered` is what display-align leaves above it. */
static void span(struct dump *d, const struct placed_region *r, const struct span_area *span,
                 mpt lowered)
{
    bool is_rtl = r->content && r->content->is_rtl;
    buf_puts(d->xml, "<span is-reference-area=\"true\"" DUMP_NO_EDGES);
    if (span->column_count > 1)
        buf_printf(d->xml, " columnCount=\"%u\"", span->column_count);
    dump_sizes(d, &(struct area){.ipd = region_content_width(r), .bpd = lowered + span->height});
    dump_level(d, is_rtl);
    buf_putc(d->xml, '>');
    for (unsigned c = 0; c < span->column_count; c++) {
        const struct column_area *column = &span->columns[c];
        buf_puts(d->xml, "<flow is-reference-area=\"true\"" DUMP_NO_EDGES);
        dump_sizes(d, &(struct area){.ipd = span->column_width, .bpd = lowered + column->used});
        dump_level(d, is_rtl);
        buf_putc(d->xml, '>');
        dump_spacer(d, lowered);
        dump_areas(d, column->areas, NULL);
        buf_puts(d->xml, "</flow>");
    }
    buf_puts(d->xml, "</span>");
}

static void body(struct dump *d, const struct page *page, const struct placed_region *r)
{
    buf_puts(d->xml, "<beforeFloat/><mainReference is-reference-area=\"true\"" DUMP_NO_SIZE);
    if (r->column_count > 1)
        dump_number(d, "columnGap", r->column_gap);
    buf_putc(d->xml, '>');
    struct column_area empty = {0};
    struct span_area blank = {
        .columns = &empty, .column_count = 1, .column_width = region_content_width(r)};
    const struct span_area *first = r->spans ? r->spans : &blank;
    for (const struct span_area *at = first; at; at = at->next)
        span(d, r, at, at == first ? r->offset : 0);
    buf_puts(d->xml, "</mainReference><footnote");
    dump_number(d, "top-offset", page->footnote_offset);
    buf_putc(d->xml, '>');
    dump_areas(d, page->footnotes, NULL);
    buf_puts(d->xml, "</footnote>");
}

static void region(struct dump *d, const struct page *page, int slot)
{
    const struct placed_region *r = &page->regions[slot];
    if (!r->region)
        return;
    bool hides = fo_keyword(d->tree, r->region, FO_P_OVERFLOW) == FO_K_HIDDEN;
    struct turned_box placed = region_box(r);
    buf_printf(d->xml, "<regionViewport rect=\"%d %d %d %d\"", r->x, r->y, placed.width,
               placed.height);
    dump_attribute(d, "is-viewport-area", "true");
    if (hides)
        dump_attribute(d, "clipped", "true");
    struct area frame = {.fo = r->region};
    memcpy(frame.border, r->border, sizeof(frame.border));
    memcpy(frame.padding, r->padding, sizeof(frame.padding));
    frame.ipd = r->width - frame.border[START] - frame.border[END] - frame.padding[START] -
                frame.padding[END];
    frame.bpd = r->height - frame.border[BEFORE] - frame.border[AFTER] - frame.padding[BEFORE] -
                frame.padding[AFTER];
    dump_sizes(d, &frame);
    dump_edges(d, &frame);
    dump_background(d, r->region, &frame);
    buf_printf(d->xml, "><%s", region_names[slot]);
    dump_attribute(d, "name", region_name(d->tree, r->region));
    dump_number(d, "ipd", r->width);
    dump_number(d, "bpd", r->height);
    dump_number(d, "ipda", r->width);
    dump_number(d, "bpda", r->height);
    buf_puts(d->xml, DUMP_NO_EDGES);
    dump_matrix(d, r->turns, placed);
    dump_attribute(d, "is-reference-area", "true");
    if (r->column_count > 1) {
        buf_printf(d->xml, " columnCount=\"%u\"", r->column_count);
        dump_number(d, "columnGap", r->column_gap);
    }
    buf_putc(d->xml, '>');
    if (slot == REGION_BODY) {
        body(d, page, r);
    } else {
        dump_spacer(d, r->offset);
        dump_areas(d, r->areas, NULL);
    }
    buf_printf(d->xml, "</%s></regionViewport>", region_names[slot]);
}

static void page_viewport(struct dump *d, const struct page *page)
{
    static const int order[] = {REGION_BEFORE, REGION_START, REGION_BODY, REGION_END, REGION_AFTER};
    buf_printf(d->xml, "<pageViewport bounds=\"0 0 %d %d\" key=\"P%u\" nr=\"%d\"", page->width,
               page->height, page->index + 1, page->number);
    dump_attribute(d, "formatted-nr", page->folio);
    dump_attribute(d, "simple-page-master-name",
                   fo_string(d->tree, page->master, FO_P_MASTER_NAME));
    if (page->is_blank)
        dump_attribute(d, "blank", "true");
    buf_puts(d->xml, "><page>");
    for (size_t i = 0; i < COUNT_OF(order); i++)
        region(d, page, order[i]);
    buf_puts(d->xml, "</page></pageViewport>");
}

static void title(struct dump *d, const struct fo *sequence)
{
    for (const struct fo *child = sequence->first; child; child = child->next)
        if (child->type == FO_TITLE) {
            struct area *area = layout_title(d->layout, child);
            buf_puts(d->xml, "<title><inlineparent bap=\"0 0 0 0\">");
            if (area)
                dump_inlines(d, area->first);
            buf_puts(d->xml, "</inlineparent></title>");
        }
}

static void bookmarks(struct dump *d, const struct fo *parent)
{
    for (const struct fo *fo = parent->first; fo; fo = fo->next) {
        if (fo->type != FO_BOOKMARK)
            continue;
        buf_puts(d->xml, "<bookmark title=\"");
        for (const struct fo *t = fo->first; t; t = t->next)
            if (t->type == FO_BOOKMARK_TITLE && t->first)
                buf_put_xml(d->xml, t->first->text);
        buf_printf(d->xml, "\" show-children=\"%s\"",
                   fo_keyword(d->tree, fo, FO_P_STARTING_STATE) == FO_K_SHOW ? "true" : "false");
        dump_link(d, fo);
        buf_putc(d->xml, '>');
        bookmarks(d, fo);
        buf_puts(d->xml, "</bookmark>");
    }
}

void layout_dump(const struct layout *layout, struct buf *xml)
{
    struct dump d = {layout, layout->tree, xml};
    const struct fo *sequence = NULL;
    buf_puts(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<areaTree version=\"2.0\">");
    for (const struct page *page = layout->pages; page; page = page->next) {
        if (page->sequence != sequence) {
            if (sequence)
                buf_puts(xml, "</pageSequence>\n");
            sequence = page->sequence;
            buf_puts(xml, "<pageSequence");
            const char *lang = fo_string(d.tree, sequence, FO_P_LANGUAGE);
            if (*lang)
                dump_attribute(&d, "xml:lang", lang);
            buf_putc(xml, '>');
            title(&d, sequence);
        }
        page_viewport(&d, page);
    }
    if (sequence)
        buf_puts(xml, "</pageSequence>\n");
    for (const struct fo *fo = layout->tree->root->first; fo; fo = fo->next)
        if (fo->type == FO_BOOKMARK_TREE) {
            buf_puts(xml, "<bookmarkTree>");
            bookmarks(&d, fo);
            buf_puts(xml, "</bookmarkTree>");
        }
    buf_puts(xml, "</areaTree>\n");
}
