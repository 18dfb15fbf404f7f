/* The inline areas of a line in a dump. */
#include "print/layout/dump.h"

#include <string.h>

static void font(struct dump *d, const struct inline_style *style, const struct font *font)
{
    static const char *const styles[] = {
        [FONT_NORMAL] = "normal", [FONT_ITALIC] = "italic", [FONT_OBLIQUE] = "oblique"};
    if (font) {
        dump_attribute(d, "font-name", font_family(font));
        dump_number(d, "font-weight", style->text.request.weight >= 600 ? 700 : 400);
    }
    dump_attribute(d, "font-style", styles[style->text.request.style]);
    dump_number(d, "font-size", style->text.size);
    dump_color(d, "color", style->color);
}

static void decorations(struct dump *d, const struct inline_style *style)
{
    static const char *const names[] = {"underline-score", "overline-score", "through-score"};
    const uint32_t marks[] = {style->underline, style->overline, style->through};
    for (int i = 0; i < 3; i++) {
        if (!marks[i])
            continue;
        dump_attribute(d, names[i], "true");
        buf_printf(d->xml, " %s-color=\"#%06x\"", names[i], marks[i] & 0xFFFFFF);
    }
    if (style->blinks)
        dump_attribute(d, "blink", "true");
}

enum part_kind { PART_WORD, PART_SPACE, PART_FIXED_SPACE, PART_NOTHING };

static enum part_kind part_kind(uint32_t code)
{
    if (code == ' ' || code == '\t' || code == '\n')
        return PART_SPACE;
    bool is_break = code == 0x85 || code == 0x2028 || code == 0x2029;
    if (is_break || code == 0x200B || code == 0x2060 || code == 0xFEFF)
        return PART_NOTHING;
    bool is_fixed = code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x3000;
    return is_fixed ? PART_FIXED_SPACE : PART_WORD;
}

/* Soft hyphens are seen only where one ends a line. */
static void put_visible(struct buf *out, struct str word, bool ends_line)
{
    static const char soft[] = "\xC2\xAD";
    for (size_t at = 0; at < word.n;) {
        bool is_soft = at + 1 < word.n && memcmp(word.s + at, soft, 2) == 0;
        if (!is_soft)
            buf_put_xml(out, (struct str){word.s + at, 1});
        else if (ends_line && at + 2 == word.n)
            buf_putc(out, '-');
        at += is_soft ? 2 : 1;
    }
}

/* The end of a word, or of one space, that begins at `at`. */
static uint32_t part_end(const char *text, uint32_t at, uint32_t end, enum part_kind *kind)
{
    size_t next = at;
    *kind = part_kind(utf8_next(text, end, &next));
    while (*kind == PART_WORD && next < end) {
        size_t after = next;
        if (part_kind(utf8_next(text, end, &after)) != PART_WORD)
            break;
        next = after;
    }
    return (uint32_t)next;
}

static void one_part(struct buf *out, struct dump *d, const struct area *area, uint32_t at,
                     uint32_t to, enum part_kind kind)
{
    struct dump part = {d->layout, d->tree, out};
    const char *text = area->paragraph->text->text + at;
    size_t one = 0;
    utf8_next(text, to - at, &one);
    bool is_reversed = area->level % 2 != 0 && kind == PART_WORD && one < to - at;
    if (kind == PART_NOTHING)
        return;
    buf_puts(out, kind == PART_WORD ? "<word" : "<space");
    dump_level(&part, area->level);
    if (kind == PART_FIXED_SPACE)
        dump_attribute(&part, "adj", "false");
    if (is_reversed)
        dump_attribute(&part, "reversed", "true");
    buf_putc(out, '>');
    struct buf visual = BUF_INIT;
    if (is_reversed)
        text_reverse(&visual, (struct str){text, to - at});
    bool ends_line = area->hyphen && to == area->end;
    put_visible(out, is_reversed ? (struct str){visual.s, visual.n} : (struct str){text, to - at},
                ends_line);
    buf_release(&visual);
    buf_puts(out, kind == PART_WORD ? "</word>" : "</space>");
}

/* From left to right: what runs right to left has its last word first. */
static void words(struct dump *d, const struct area *area)
{
    VEC(struct buf) parts = {0};
    for (uint32_t at = area->start; at < area->end;) {
        enum part_kind kind;
        uint32_t to = part_end(area->paragraph->text->text, at, area->end, &kind);
        struct buf *part = vec_push(&parts);
        *part = (struct buf)BUF_INIT;
        one_part(part, d, area, at, to, kind);
        at = to;
    }
    for (size_t i = 0; i < parts.count; i++) {
        struct buf *part = &parts.items[area->level % 2 ? parts.count - 1 - i : i];
        buf_put_str(d->xml, (struct str){part->s, part->n});
        buf_release(part);
    }
    vec_release(&parts);
}

static void text_part(struct dump *d, const struct area *area, const struct font *in)
{
    buf_puts(d->xml, "<text");
    dump_sizes(d, area);
    dump_level(d, area->level);
    dump_number(d, "offset", area->y);
    dump_number(d, "baseline", area->baseline);
    dump_number_unless_0(d, "twsadjust", area->word_adjust + area->inline_style->text.word_spacing);
    dump_number_unless_0(d, "tlsadjust", area->inline_style->text.letter_spacing);
    font(d, area->inline_style, in);
    decorations(d, area->inline_style);
    dump_edges(d, area);
    if (area->fo->type != FO_TEXT) {
        dump_id(d, area->fo);
        dump_background(d, area->fo, area);
    }
    buf_putc(d->xml, '>');
    words(d, area);
    buf_puts(d->xml, "</text>");
}

/* One for each font: characters that the first lacks may be in another. */
static void text_area(struct dump *d, const struct area *area)
{
    const struct text_paragraph *text = area->paragraph->text;
    struct area part = *area;
    size_t at = text_item_at(text, area->start);
    const struct text_item *item = at < text->item_count ? &text->items[at] : NULL;
    const struct text_item *end = text->items + text->item_count;
    mpt rest = area->ipd;
    for (; item && item + 1 < end && item[1].start < area->end; item++) {
        if (item[1].font == item->font)
            continue;
        part.end = item[1].start;
        part.ipd = paragraph_width(area->paragraph, part.start, part.end);
        for (uint32_t i = part.start; i < part.end; i++)
            part.ipd += text->text[i] == ' ' ? area->word_adjust : 0;
        rest -= part.ipd;
        text_part(d, &part, item->font);
        part.start = part.end;
    }
    part.end = area->end;
    part.ipd = rest;
    text_part(d, &part, item ? item->font : area->inline_style->font);
}

void dump_link(struct dump *d, const struct fo *fo)
{
    const char *internal = fo_string(d->tree, fo, FO_P_INTERNAL_DESTINATION);
    const char *external = fo_string(d->tree, fo, FO_P_EXTERNAL_DESTINATION);
    if (*internal) {
        const struct page *page = layout_find(d->layout, internal);
        buf_printf(d->xml, " internal-link=\"(%s%.0d,%s)\"", page ? "P" : "",
                   page ? (int)page->index + 1 : 0, internal);
    } else if (*external) {
        struct str url = dump_address(external);
        buf_printf(d->xml, " external-link=\"newWindow=%s,dest=",
                   fo_keyword(d->tree, fo, FO_P_SHOW_DESTINATION) == FO_K_NEW ? "true" : "false");
        buf_put_xml(d->xml, url);
        buf_putc(d->xml, '"');
    }
}

/* The tag that opens an inline area, without its end. */
static void open_inline(struct dump *d, const struct area *area, const char *name, mpt offset)
{
    buf_printf(d->xml, "<%s", name);
    dump_sizes(d, area);
    dump_level(d, area->level);
    dump_number(d, "offset", offset);
    dump_edges(d, area);
    dump_id(d, area->fo);
    dump_background(d, area->fo, area);
}

static void inline_parent(struct dump *d, const struct area *area, const char *name)
{
    open_inline(d, area, name, area->y);
    if (area->fo->type == FO_BASIC_LINK)
        dump_link(d, area->fo);
    buf_putc(d->xml, '>');
    if (area->kind == AREA_INLINE_BLOCK)
        dump_areas(d, area->first, area);
    else
        dump_inlines(d, area->first);
    buf_printf(d->xml, "</%s>", name);
}

static void one_unit(struct dump *d, const struct area *area)
{
    if (area->unit) {
        inline_parent(d, area->unit, "inlineparent");
        return;
    }
    mpt width = area->unit_width; /* which FOP takes for its height, too */
    struct area unit = {.ipd = width, .bpd = width};
    buf_puts(d->xml, "<text");
    dump_sizes(d, &unit);
    dump_level(d, area->level);
    dump_number(d, "offset", 0);
    dump_number(d, "baseline", width);
    dump_edges(d, &unit);
    font(d, area->inline_style, area->inline_style->font);
    buf_puts(d->xml, "><word>");
    buf_put_xml(d->xml, str_of(area->generated));
    buf_puts(d->xml, "</word></text>");
}

static void unit_space(struct dump *d, const struct area *area)
{
    if (!area->unit_space)
        return;
    buf_puts(d->xml, "<space");
    dump_sizes(d, &(struct area){.ipd = area->unit_space});
    dump_level(d, area->level);
    dump_number(d, "offset", 0);
    buf_puts(d->xml, DUMP_NO_EDGES "/>");
}

static void leader_area(struct dump *d, const struct area *area)
{
    open_inline(d, area, "inlineparent", area->y);
    buf_putc(d->xml, '>');
    bool is_rtl = area->level % 2 != 0; /* each unit begins at its right */
    for (uint32_t i = 0; i < area->unit_count; i++) {
        if (is_rtl)
            unit_space(d, area);
        one_unit(d, area);
        if (!is_rtl)
            unit_space(d, area);
    }
    buf_puts(d->xml, "</inlineparent>");
}

static void rule(struct dump *d, const struct area *area, const char *name)
{
    open_inline(d, area, name, area->y);
    if (area->kind == AREA_RULE) {
        dump_color(d, "color", area->inline_style->color);
        dump_attribute(d, "ruleStyle",
                       fo_keyword_name(fo_keyword(d->tree, area->fo, FO_P_RULE_STYLE)));
        dump_number(d, "ruleThickness", fo_length(d->tree, area->fo, FO_P_RULE_THICKNESS, 0));
    }
    buf_puts(d->xml, "/>");
}

static void image(struct dump *d, const struct area *area)
{
    const struct image_size *size = &area->image;
    open_inline(d, area, "viewport", area->y - area->border[BEFORE] - area->padding[BEFORE]);
    if (fo_keyword(d->tree, area->fo, FO_P_OVERFLOW) == FO_K_HIDDEN)
        dump_attribute(d, "clip", "true");
    buf_printf(d->xml, " pos=\"%d %d %d %d\">",
               area->border[START] + area->padding[START] + size->content_x,
               area->border[BEFORE] + area->padding[BEFORE] + size->content_y, size->content_width,
               size->content_height);
    if (area->fo->type == FO_EXTERNAL_GRAPHIC) {
        buf_puts(d->xml, "<image" DUMP_NO_SIZE);
        dump_attribute(d, "url", fo_string(d->tree, area->fo, FO_P_SRC));
        dump_id(d, area->fo);
        buf_puts(d->xml, "/>");
    } else {
        buf_puts(d->xml, "<foreignObject" DUMP_NO_SIZE);
        dump_id(d, area->fo);
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
    buf_puts(d->xml, "<inline" DUMP_NO_SIZE);
    dump_id(d, area->fo);
    buf_puts(d->xml, "/>");
}

void dump_inlines(struct dump *d, const struct area *first)
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
