/*
 * The area tree as XML in the vocabulary of Apache FOP's layout cases: a walk over the
 * pages; attributes are there only where they say something.
 */
#include "print/layout/internal.h"

#include <string.h>

struct dump {
    const struct layout *layout;
    const struct fo_tree *tree;
    struct buf *xml;
};

static void areas(struct dump *d, const struct area *first, const struct area *parent);
static void inlines(struct dump *d, const struct area *first);

static void escaped(struct buf *xml, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        switch (text[i]) {
        case '&':
            buf_puts(xml, "&amp;");
            break;
        case '<':
            buf_puts(xml, "&lt;");
            break;
        case '"':
            buf_puts(xml, "&quot;");
            break;
        case '\n':
            buf_puts(xml, "&#10;");
            break;
        case '\t':
            buf_puts(xml, "&#9;");
            break;
        case '\r':
            buf_puts(xml, "&#13;");
            break;
        default:
            buf_putc(xml, text[i]);
        }
    }
}

static void attribute(struct dump *d, const char *name, const char *value)
{
    buf_printf(d->xml, " %s=\"", name);
    escaped(d->xml, value, strlen(value));
    buf_putc(d->xml, '"');
}

static void number(struct dump *d, const char *name, mpt value)
{
    buf_printf(d->xml, " %s=\"%d\"", name, value);
}

static void number_unless_0(struct dump *d, const char *name, mpt value)
{
    if (value)
        number(d, name, value);
}

static void color(struct dump *d, const char *name, uint32_t value)
{
    buf_printf(d->xml, " %s=\"#%06x\"", name, value & 0xFFFFFF);
}

/* ---- Borders and backgrounds --------------------------------------------------------- */

static const char *const side_names[SIDE_COUNT] = {"before", "after", "start", "end"};

static uint32_t border_color(const struct fo_tree *tree, const struct fo *fo, int side)
{
    const struct fo_value *value = fo_get(tree, fo, FO_P_BORDER_BEFORE_COLOR + side);
    return value->kind == FO_V_COLOR ? value->color : fo_get(tree, fo, FO_P_COLOR)->color;
}

static void border(struct dump *d, const struct area *area, int side)
{
    const struct collapsed_edges *edges = area->collapsed;
    buf_printf(d->xml, " border-%s=\"(", side_names[side]);
    if (edges)
        buf_printf(d->xml, "%s,#%06x,%d,%s)\"", fo_keyword_name(edges->side[side]->style),
                   edges->side[side]->color, area->border[side],
                   edges->is_outer[side] ? "collapse-outer" : "collapse-inner");
    else
        buf_printf(d->xml, "%s,#%06x,%d)\"",
                   fo_keyword_name(fo_keyword(d->tree, area->fo, FO_P_BORDER_BEFORE_STYLE + side)),
                   border_color(d->tree, area->fo, side), area->border[side]);
}

static void edges(struct dump *d, const struct area *area)
{
    const mpt *padding = area->padding;
    mpt bap[SIDE_COUNT];
    for (int side = 0; side < SIDE_COUNT; side++) {
        bap[side] = area->border[side] + padding[side];
        if (area->border[side])
            border(d, area, side);
        if (padding[side])
            buf_printf(d->xml, " padding-%s=\"%d\"", side_names[side], padding[side]);
    }
    buf_printf(d->xml, " bap=\"%d %d %d %d\"", bap[START], bap[END], bap[BEFORE], bap[AFTER]);
}

/* "url(x.png)" without its wrapping. */
static struct str address(const char *value)
{
    struct str text = str_trim(str_of(value));
    if (str_starts(text, "url(") && str_ends(text, ")"))
        text = (struct str){text.s + 4, text.n - 5};
    if (text.n >= 2 && (text.s[0] == '\'' || text.s[0] == '"'))
        text = (struct str){text.s + 1, text.n - 2};
    return text;
}

static void background_picture(struct dump *d, const struct background *picture)
{
    struct str url = address(picture->address);
    buf_puts(d->xml, "url=");
    escaped(d->xml, url.s, url.n);
    buf_printf(d->xml, ",repeat=%s,horiz=%d,vertical=%d\" bkg-img=\"",
               fo_keyword_name(picture->repeat), picture->x, picture->y);
    escaped(d->xml, url.s, url.n);
    buf_printf(d->xml, "\" bkg-repeat=\"%s\" bkg-horz-offset=\"%d\" bkg-vert-offset=\"%d",
               fo_keyword_name(picture->repeat), picture->x, picture->y);
}

static void background(struct dump *d, const struct fo *fo, const struct area *area)
{
    const struct fo_value *value = fo_get(d->tree, fo, FO_P_BACKGROUND_COLOR);
    const mpt *padding = area->padding;
    struct background picture;
    bool has_color = value->kind == FO_V_COLOR;
    bool has_picture = layout_background(d->layout, fo, area->ipd + padding[START] + padding[END],
                                         area->bpd + padding[BEFORE] + padding[AFTER], &picture);
    if (!has_color && !has_picture)
        return;
    buf_puts(d->xml, " background=\"");
    if (has_color)
        buf_printf(d->xml, "color=#%06x%s", value->color, has_picture ? "," : "");
    if (has_picture)
        background_picture(d, &picture);
    buf_putc(d->xml, '"');
    if (has_color)
        color(d, "bkg-color", value->color);
}

static void sizes(struct dump *d, const struct area *area)
{
    mpt along = area->border[START] + area->border[END] + area->padding[START] + area->padding[END];
    mpt across =
        area->border[BEFORE] + area->border[AFTER] + area->padding[BEFORE] + area->padding[AFTER];
    number(d, "ipd", area->ipd);
    number(d, "bpd", area->bpd);
    if (area->ipd)
        number(d, "ipda", area->ipd + along);
    if (area->bpd)
        number(d, "bpda", area->bpd + across + area->space_before + area->space_after);
}

static void id(struct dump *d, const struct fo *fo)
{
    if (fo->id)
        attribute(d, "prod-id", fo->id);
}

/* ---- Inline areas ----------------------------------------------------------------------- */

static void font(struct dump *d, const struct inline_style *style)
{
    static const char *const styles[] = {
        [FONT_NORMAL] = "normal", [FONT_ITALIC] = "italic", [FONT_OBLIQUE] = "oblique"};
    if (style->font) {
        attribute(d, "font-name", font_family(style->font));
        number(d, "font-weight", style->text.request.weight >= 600 ? 700 : 400);
    }
    attribute(d, "font-style", styles[style->text.request.style]);
    number(d, "font-size", style->text.size);
    color(d, "color", style->color);
}

static void decorations(struct dump *d, const struct inline_style *style)
{
    static const char *const names[] = {"underline-score", "overline-score", "through-score"};
    const uint32_t marks[] = {style->underline, style->overline, style->through};
    for (int i = 0; i < 3; i++) {
        if (!marks[i])
            continue;
        attribute(d, names[i], "true");
        buf_printf(d->xml, " %s-color=\"#%06x\"", names[i], marks[i] & 0xFFFFFF);
    }
    if (style->blinks)
        attribute(d, "blink", "true");
}

/* Only where something runs right to left. */
static void level(struct dump *d, uint8_t value)
{
    if (value)
        number(d, "level", value);
}

/* The bytes of a word, or of one space, that begins at `at`. */
static uint32_t word_end(const char *text, uint32_t at, uint32_t end, bool *space, bool *nbsp)
{
    *space = text[at] == ' ' || text[at] == '\t' || text[at] == '\n';
    *nbsp = at + 1 < end && memcmp(text + at, "\xC2\xA0", 2) == 0;
    if (*space || *nbsp)
        return at + (*nbsp ? 2 : 1);
    while (at < end && text[at] != ' ' && text[at] != '\t' && text[at] != '\n' &&
           !(at + 1 < end && memcmp(text + at, "\xC2\xA0", 2) == 0))
        at++;
    return at;
}

static void one_word(struct buf *out, struct dump *d, const struct area *area, uint32_t at,
                     uint32_t to, bool space, bool nbsp)
{
    struct dump part = {d->layout, d->tree, out};
    const char *text = area->paragraph->text->text + at;
    bool is_reversed = area->level % 2 != 0 && !space && !nbsp;
    buf_puts(out, space || nbsp ? "<space" : "<word");
    level(&part, area->level);
    if (nbsp)
        attribute(&part, "adj", "false");
    if (is_reversed)
        attribute(&part, "reversed", "true");
    buf_putc(out, '>');
    struct buf visual = BUF_INIT;
    if (is_reversed)
        text_reverse(&visual, (struct str){text, to - at});
    escaped(out, is_reversed ? visual.s : text, is_reversed ? visual.n : to - at);
    buf_release(&visual);
    buf_puts(out, space || nbsp ? "</space>" : "</word>");
}

/* From left to right: what runs right to left has its last word first. */
static void words(struct dump *d, const struct area *area)
{
    VEC(struct buf) parts = {0};
    for (uint32_t at = area->start; at < area->end;) {
        bool space, nbsp;
        uint32_t to = word_end(area->paragraph->text->text, at, area->end, &space, &nbsp);
        struct buf *part = vec_push(&parts);
        *part = (struct buf)BUF_INIT;
        one_word(part, d, area, at, to, space, nbsp);
        at = to;
    }
    for (size_t i = 0; i < parts.count; i++) {
        struct buf *part = &parts.items[area->level % 2 ? parts.count - 1 - i : i];
        buf_put_str(d->xml, (struct str){part->s, part->n});
        buf_release(part);
    }
    vec_release(&parts);
}

static void text_area(struct dump *d, const struct area *area)
{
    buf_puts(d->xml, "<text");
    sizes(d, area);
    level(d, area->level);
    number(d, "offset", area->y);
    number(d, "baseline", area->baseline);
    number_unless_0(d, "twsadjust", area->word_adjust);
    number_unless_0(d, "tlsadjust", area->inline_style->text.letter_spacing);
    font(d, area->inline_style);
    decorations(d, area->inline_style);
    edges(d, area);
    if (area->fo->type != FO_TEXT) {
        id(d, area->fo);
        background(d, area->fo, area);
    }
    buf_putc(d->xml, '>');
    words(d, area);
    buf_puts(d->xml, "</text>");
}

static void link(struct dump *d, const struct fo *fo)
{
    const char *internal = fo_string(d->tree, fo, FO_P_INTERNAL_DESTINATION);
    const char *external = fo_string(d->tree, fo, FO_P_EXTERNAL_DESTINATION);
    if (*internal) {
        const struct page *page = layout_find(d->layout, internal);
        buf_printf(d->xml, " internal-link=\"(%s%.0d,%s)\"", page ? "P" : "",
                   page ? (int)page->index + 1 : 0, internal);
    } else if (*external) {
        struct str url = address(external);
        buf_printf(d->xml, " external-link=\"newWindow=%s,dest=",
                   fo_keyword(d->tree, fo, FO_P_SHOW_DESTINATION) == FO_K_NEW ? "true" : "false");
        escaped(d->xml, url.s, url.n);
        buf_putc(d->xml, '"');
    }
}

static void inline_parent(struct dump *d, const struct area *area, const char *name)
{
    buf_printf(d->xml, "<%s", name);
    sizes(d, area);
    level(d, area->level);
    number(d, "offset", area->y);
    edges(d, area);
    id(d, area->fo);
    background(d, area->fo, area);
    if (area->fo->type == FO_BASIC_LINK)
        link(d, area->fo);
    buf_putc(d->xml, '>');
    if (area->kind == AREA_INLINE_BLOCK)
        areas(d, area->first, area);
    else
        inlines(d, area->first);
    buf_printf(d->xml, "</%s>", name);
}

static void leader_area(struct dump *d, const struct area *area)
{
    buf_puts(d->xml, "<inlineparent");
    sizes(d, area);
    level(d, area->level);
    number(d, "offset", area->y);
    edges(d, area);
    id(d, area->fo);
    background(d, area->fo, area);
    buf_putc(d->xml, '>');
    bool is_rtl = area->level % 2 != 0; /* each unit begins at its right */
    for (uint32_t i = 0; i < area->unit_count; i++) {
        if (area->unit_space && is_rtl)
            buf_printf(d->xml, "<space ipd=\"%d\"/>", area->unit_space);
        buf_printf(d->xml, "<text ipd=\"%d\" offset=\"0\"", area->unit_width);
        font(d, area->inline_style);
        buf_puts(d->xml, "><word>");
        escaped(d->xml, area->generated, strlen(area->generated));
        buf_puts(d->xml, "</word></text>");
        if (area->unit_space && !is_rtl)
            buf_printf(d->xml, "<space ipd=\"%d\"/>", area->unit_space);
    }
    buf_puts(d->xml, "</inlineparent>");
}

static void rule(struct dump *d, const struct area *area, const char *name)
{
    buf_printf(d->xml, "<%s", name);
    sizes(d, area);
    level(d, area->level);
    number(d, "offset", area->y);
    edges(d, area);
    id(d, area->fo);
    background(d, area->fo, area);
    if (area->kind == AREA_RULE) {
        attribute(d, "ruleStyle", fo_keyword_name(fo_keyword(d->tree, area->fo, FO_P_RULE_STYLE)));
        number(d, "ruleThickness", fo_length(d->tree, area->fo, FO_P_RULE_THICKNESS, 0));
    }
    buf_puts(d->xml, "/>");
}

static void image(struct dump *d, const struct area *area)
{
    const struct image_size *size = &area->image;
    buf_puts(d->xml, "<viewport");
    sizes(d, area);
    level(d, area->level);
    number(d, "offset", area->y - area->border[BEFORE] - area->padding[BEFORE]);
    edges(d, area);
    id(d, area->fo);
    background(d, area->fo, area);
    buf_printf(d->xml, " clip=\"%s\" pos=\"%d %d %d %d\">",
               fo_keyword(d->tree, area->fo, FO_P_OVERFLOW) == FO_K_HIDDEN ? "true" : "false",
               area->border[START] + area->padding[START] + size->content_x,
               area->border[BEFORE] + area->padding[BEFORE] + size->content_y, size->content_width,
               size->content_height);
    if (area->fo->type == FO_EXTERNAL_GRAPHIC) {
        buf_puts(d->xml, "<image");
        attribute(d, "url", fo_string(d->tree, area->fo, FO_P_SRC));
        id(d, area->fo);
        buf_puts(d->xml, "/>");
    } else {
        buf_puts(d->xml, "<foreignObject");
        id(d, area->fo);
        buf_putc(d->xml, '>');
        buf_put_str(d->xml, fo_foreign_xml(d->layout->arena, area->fo));
        buf_puts(d->xml, "</foreignObject>");
    }
    buf_puts(d->xml, "</viewport>");
}

static void anchor(struct dump *d, const struct area *area)
{
    if (!area->fo->id)
        return;
    buf_puts(d->xml, "<inline ipd=\"0\" bpd=\"0\"");
    number(d, "offset", area->y);
    id(d, area->fo);
    buf_puts(d->xml, "/>");
}

static void inlines(struct dump *d, const struct area *first)
{
    for (const struct area *area = first; area; area = area->next) {
        switch (area->kind) {
        case AREA_TEXT:
            text_area(d, area);
            break;
        case AREA_INLINE:
            inline_parent(d, area, "inlineparent");
            break;
        case AREA_INLINE_BLOCK:
            inline_parent(d, area, "inlineblockparent");
            break;
        case AREA_LEADER:
            leader_area(d, area);
            break;
        case AREA_RULE:
            rule(d, area, "leader");
            break;
        case AREA_SPACE:
            rule(d, area, "space");
            break;
        case AREA_IMAGE:
            image(d, area);
            break;
        case AREA_ANCHOR:
            anchor(d, area);
            break;
        case AREA_BLOCK:
        case AREA_LINE:
            break;
        }
    }
}

/* ---- Block areas ------------------------------------------------------------------------ */

static void line(struct dump *d, const struct area *area)
{
    buf_puts(d->xml, "<lineArea");
    sizes(d, area);
    level(d, area->level);
    number_unless_0(d, "start-indent", area->start_indent);
    number_unless_0(d, "end-indent", area->end_indent);
    number_unless_0(d, "space-before", area->space_before);
    number_unless_0(d, "space-after", area->space_after);
    buf_putc(d->xml, '>');
    inlines(d, area->first);
    buf_puts(d->xml, "</lineArea>");
}

static void matrix(struct dump *d, unsigned turns, struct turned_box box)
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
        attribute(d, "positioning", area->is_page_fixed ? "fixed" : "absolute");
        number(d, "left-position", area->x);
        number(d, "top-position", area->y);
        matrix(d, area->turns, (struct turned_box){0, 0, area->ipd, area->bpd});
    } else if (area->is_viewport) {
        mpt start = area->fo->parent->is_rtl || area->turns ? 0 : area->start_indent;
        matrix(d, area->turns, (struct turned_box){start, 0, area->ipd, area->bpd});
    } else if (area->positioned) {
        attribute(d, "positioning", "absolute");
        mpt base = parent && area->is_reference ? parent->start_indent : 0;
        if (area->is_background)
            base = parent ? parent->start_indent : 0;
        number_unless_0(d, "left-offset", base + content_left(area, parent));
        number_unless_0(d, "top-offset", area->y);
    }
}

/* What display-align leaves empty above a container's content: a block of its own. */
static void spacer(struct dump *d, mpt height)
{
    buf_printf(d->xml, "<block ipd=\"0\" bpd=\"%d\" bpda=\"%d\"/>", height, height);
}

static void block(struct dump *d, const struct area *area, const struct area *parent)
{
    bool is_content = area->is_reference && parent && parent->is_viewport;
    struct area whole = *area;
    whole.bpd += is_content ? area->y : 0;
    buf_puts(d->xml, "<block");
    sizes(d, &whole);
    level(d, area->fo->is_rtl);
    if (!area->is_background)
        edges(d, area);
    id(d, area->fo);
    if (!is_content)
        background(d, area->fo, area);
    positions(d, area, parent);
    number_unless_0(d, "start-indent", area->start_indent);
    number_unless_0(d, "end-indent", area->end_indent);
    number_unless_0(d, "space-before", area->space_before);
    number_unless_0(d, "space-after", area->space_after);
    number_unless_0(d, "space-start", area->space_start);
    number_unless_0(d, "space-end", area->space_end);
    if (area->is_reference)
        attribute(d, "is-reference-area", "true");
    if (area->is_viewport) {
        attribute(d, "is-viewport-area", "true");
        if (area->is_clipped)
            attribute(d, "clipped", "true");
    }
    buf_putc(d->xml, '>');
    if (is_content && area->y > 0)
        spacer(d, area->y);
    areas(d, area->first, area);
    buf_puts(d->xml, "</block>");
}

static void areas(struct dump *d, const struct area *first, const struct area *parent)
{
    for (const struct area *area = first; area; area = area->next) {
        if (area->kind == AREA_LINE)
            line(d, area);
        else
            block(d, area, parent);
    }
}

/* ---- Pages ---------------------------------------------------------------------------------- */

static const char *const region_names[REGION_SLOTS] = {
    [REGION_BEFORE] = "regionBefore", [REGION_START] = "regionStart", [REGION_BODY] = "regionBody",
    [REGION_END] = "regionEnd",       [REGION_AFTER] = "regionAfter",
};
static const char *const default_names[REGION_SLOTS] = {
    [REGION_BEFORE] = "xsl-region-before", [REGION_START] = "xsl-region-start",
    [REGION_BODY] = "xsl-region-body",     [REGION_END] = "xsl-region-end",
    [REGION_AFTER] = "xsl-region-after",
};

static void span(struct dump *d, const struct span_area *span, bool is_rtl)
{
    buf_printf(d->xml, "<span is-reference-area=\"true\" columnCount=\"%u\" ipd=\"%d\" bpd=\"%d\"",
               span->column_count, span->column_width, span->height);
    level(d, is_rtl);
    buf_putc(d->xml, '>');
    for (unsigned c = 0; c < span->column_count; c++) {
        const struct column_area *column = &span->columns[c];
        buf_printf(d->xml, "<flow is-reference-area=\"true\" ipd=\"%d\" bpd=\"%d\">",
                   span->column_width, column->used);
        areas(d, column->areas, NULL);
        buf_puts(d->xml, "</flow>");
    }
    buf_puts(d->xml, "</span>");
}

static void body(struct dump *d, const struct page *page, const struct placed_region *region)
{
    buf_puts(d->xml,
             "<beforeFloat/><mainReference is-reference-area=\"true\" ipd=\"0\" bpd=\"0\">");
    struct column_area empty = {0};
    struct span_area blank = {
        .columns = &empty, .column_count = 1, .column_width = region_content_width(region)};
    for (const struct span_area *at = region->spans ? region->spans : &blank; at; at = at->next)
        span(d, at, region->content && region->content->is_rtl);
    buf_puts(d->xml, "</mainReference><footnote");
    number(d, "top-offset", page->footnote_offset);
    number(d, "ipd", 0);
    number(d, "bpd", page->footnote_height);
    buf_putc(d->xml, '>');
    areas(d, page->footnotes, NULL);
    buf_puts(d->xml, "</footnote>");
}

static void region(struct dump *d, const struct page *page, int slot)
{
    const struct placed_region *r = &page->regions[slot];
    if (!r->region)
        return;
    bool hides = fo_keyword(d->tree, r->region, FO_P_OVERFLOW) == FO_K_HIDDEN;
    const char *name = fo_string(d->tree, r->region, FO_P_REGION_NAME);
    struct turned_box placed = region_box(r);
    buf_printf(d->xml, "<regionViewport rect=\"%d %d %d %d\"", r->x, r->y, placed.width,
               placed.height);
    attribute(d, "is-viewport-area", "true");
    attribute(d, "clipped", hides ? "true" : "false");
    struct area frame = {.fo = r->region};
    memcpy(frame.border, r->border, sizeof(frame.border));
    memcpy(frame.padding, r->padding, sizeof(frame.padding));
    frame.ipd = r->width - frame.border[START] - frame.border[END] - frame.padding[START] -
                frame.padding[END];
    frame.bpd = r->height - frame.border[BEFORE] - frame.border[AFTER] - frame.padding[BEFORE] -
                frame.padding[AFTER];
    sizes(d, &frame);
    edges(d, &frame);
    background(d, r->region, &frame);
    buf_printf(d->xml, "><%s", region_names[slot]);
    attribute(d, "name", *name ? name : default_names[slot]);
    number(d, "ipd", r->width);
    number(d, "bpd", r->height);
    number(d, "ipda", r->width);
    number(d, "bpda", r->height);
    matrix(d, r->turns, placed);
    attribute(d, "is-reference-area", "true");
    if (slot == REGION_BODY)
        buf_printf(d->xml, " columnCount=\"%d\" columnGap=\"%d\"",
                   fo_integer(d->tree, r->region, FO_P_COLUMN_COUNT, 1),
                   fo_length(d->tree, r->region, FO_P_COLUMN_GAP, region_content_width(r)));
    buf_putc(d->xml, '>');
    if (slot == REGION_BODY)
        body(d, page, r);
    else
        areas(d, r->areas, NULL);
    buf_printf(d->xml, "</%s></regionViewport>", region_names[slot]);
}

static void page_viewport(struct dump *d, const struct page *page)
{
    static const int order[] = {REGION_BEFORE, REGION_START, REGION_BODY, REGION_END, REGION_AFTER};
    buf_printf(d->xml, "<pageViewport bounds=\"0 0 %d %d\" key=\"P%u\" nr=\"%d\"", page->width,
               page->height, page->index + 1, page->number);
    attribute(d, "formatted-nr", page->folio);
    attribute(d, "simple-page-master-name", fo_string(d->tree, page->master, FO_P_MASTER_NAME));
    if (page->is_blank)
        attribute(d, "blank", "true");
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
            buf_puts(d->xml, "<title>");
            if (area)
                inlines(d, area->first);
            buf_puts(d->xml, "</title>");
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
                escaped(d->xml, t->first->text.s, t->first->text.n);
        buf_printf(d->xml, "\" show-children=\"%s\"",
                   fo_keyword(d->tree, fo, FO_P_STARTING_STATE) == FO_K_SHOW ? "true" : "false");
        link(d, fo);
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
                attribute(&d, "xml:lang", lang);
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
