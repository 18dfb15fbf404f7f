/* What all areas of a dump may say: sizes, borders, backgrounds, ids. */
#include "print/layout/collapse.h"
#include "print/layout/dump.h"

#include <string.h>

void dump_attribute(struct dump *d, const char *name, const char *value)
{
    buf_printf(d->xml, " %s=\"", name);
    buf_put_xml(d->xml, str_of(value));
    buf_putc(d->xml, '"');
}

void dump_number(struct dump *d, const char *name, mpt value)
{
    buf_printf(d->xml, " %s=\"%d\"", name, value);
}

void dump_number_unless_0(struct dump *d, const char *name, mpt value)
{
    if (value)
        dump_number(d, name, value);
}

void dump_color(struct dump *d, const char *name, uint32_t value)
{
    buf_printf(d->xml, " %s=\"#%06x\"", name, value & 0xFFFFFF);
}

void dump_level(struct dump *d, uint8_t value)
{
    if (value)
        dump_number(d, "level", value);
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

void dump_edges(struct dump *d, const struct area *area)
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

struct str dump_address(const char *value)
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
    struct str url = dump_address(picture->address);
    buf_puts(d->xml, "url=");
    buf_put_xml(d->xml, url);
    buf_printf(d->xml, ",repeat=%s,horiz=%d,vertical=%d\" bkg-img=\"",
               fo_keyword_name(picture->repeat), picture->x, picture->y);
    buf_put_xml(d->xml, url);
    buf_printf(d->xml, "\" bkg-repeat=\"%s\" bkg-horz-offset=\"%d\" bkg-vert-offset=\"%d",
               fo_keyword_name(picture->repeat), picture->x, picture->y);
}

void dump_background(struct dump *d, const struct fo *fo, const struct area *area)
{
    const struct fo_value *value = fo_get(d->tree, fo, FO_P_BACKGROUND_COLOR);
    struct background picture;
    bool has_color = value->kind == FO_V_COLOR;
    bool has_picture = layout_background(d->layout, fo, area, &picture);
    if (!has_color && !has_picture)
        return;
    buf_puts(d->xml, " background=\"");
    if (has_color)
        buf_printf(d->xml, "color=#%06x%s", value->color, has_picture ? "," : "");
    if (has_picture)
        background_picture(d, &picture);
    buf_putc(d->xml, '"');
    if (has_color)
        dump_color(d, "bkg-color", value->color);
}

void dump_sizes(struct dump *d, const struct area *area)
{
    mpt along = area->border[START] + area->border[END] + area->padding[START] + area->padding[END];
    mpt across =
        area->border[BEFORE] + area->border[AFTER] + area->padding[BEFORE] + area->padding[AFTER];
    dump_number(d, "ipd", area->ipd);
    dump_number(d, "bpd", area->bpd);
    if (area->ipd)
        dump_number(d, "ipda", area->ipd + along);
    if (area->bpd)
        dump_number(d, "bpda", area->bpd + across + area->space_before + area->space_after);
}

void dump_id(struct dump *d, const struct fo *fo)
{
    if (fo->id)
        dump_attribute(d, "prod-id", fo->id);
}
