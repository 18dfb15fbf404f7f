/* Shapes as SVG elements, with their colours as attributes, so that no style sheet is
 * needed and a content security policy has nothing to refuse. */
#include "internal.h"

#include <math.h>

#define HEAD_LENGTH 13.0
#define HEAD_WIDTH 13.0
#define LINE_WIDTH 3.0
#define STRIPE 6.0

/* At most one decimal. */
static void put_number(struct buf *out, const char *name, double number)
{
    buf_printf(out, " %s=\"%g\"", name, round(number * 10) / 10);
}

static double across(const struct pen *pen, double x)
{
    return pen->mirrored ? pen->width - x : x;
}

static void put_look(struct pen *pen, enum look look)
{
    const struct diagram_style *style = pen->style;
    if (look == LOOK_BOX)
        buf_printf(&pen->out, " class=\"box\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>\n",
                   style->ground, style->solid);
    else
        buf_printf(&pen->out, " class=\"%s\" fill=\"%s\"/>\n",
                   look == LOOK_SOLID ? "solid" : "accent",
                   look == LOOK_SOLID ? style->solid : style->accent);
}

void pen_rect(struct pen *pen, double x, double y, double width, double height, enum look look)
{
    double inset = look == LOOK_BOX ? 1 : 0; /* the stroke stays inside */
    buf_puts(&pen->out, "<rect");
    put_number(&pen->out, "x", (pen->mirrored ? pen->width - x - width : x) + inset);
    put_number(&pen->out, "y", y + inset);
    put_number(&pen->out, "width", width - 2 * inset);
    put_number(&pen->out, "height", height - 2 * inset);
    buf_puts(&pen->out, " rx=\"6\"");
    put_look(pen, look);
}

static void put_sharp(struct pen *pen, double x, double y, double width, double height)
{
    buf_puts(&pen->out, "<rect");
    put_number(&pen->out, "x", pen->mirrored ? pen->width - x - width : x);
    put_number(&pen->out, "y", y);
    put_number(&pen->out, "width", width);
    put_number(&pen->out, "height", height);
}

/* Upright strokes across a bar that has an outline. */
static void put_stripes(struct pen *pen, double x, double y, double width, double height)
{
    buf_puts(&pen->out, "<path d=\"");
    for (double at = x + STRIPE; at < x + width - 1; at += STRIPE)
        buf_printf(&pen->out, "M%g,%gv%g", round(across(pen, at) * 10) / 10, round(y * 10) / 10,
                   height);
    buf_printf(&pen->out, "\" class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
               pen->style->solid);
}

void pen_bar(struct pen *pen, double x, double y, double width, double height, enum bar_look look)
{
    const struct diagram_style *style = pen->style;
    bool outlined = look == BAR_OPEN || look == BAR_STRIPED;
    double inset = outlined && width > 2 ? 1 : 0; /* the stroke stays inside */
    put_sharp(pen, x + inset, y + inset, width - 2 * inset, height - 2 * inset);
    if (outlined)
        put_look(pen, LOOK_BOX);
    else
        buf_printf(&pen->out, " class=\"%s\" fill=\"%s\"/>\n",
                   look == BAR_SOLID ? "solid" : "accent",
                   look == BAR_SOLID  ? style->solid
                   : look == BAR_GREY ? style->grid
                                      : style->accent);
    if (look == BAR_STRIPED && width > STRIPE)
        put_stripes(pen, x, y, width, height);
}

void pen_plate(struct pen *pen, double x, double y, double width, double height)
{
    put_sharp(pen, x, y, width, height);
    buf_printf(&pen->out, " class=\"plate\" fill=\"%s\"/>\n", pen->style->ground);
}

void pen_disc(struct pen *pen, struct point centre, double radius, enum look look)
{
    buf_puts(&pen->out, "<circle");
    put_number(&pen->out, "cx", across(pen, centre.x));
    put_number(&pen->out, "cy", centre.y);
    put_number(&pen->out, "r", radius);
    put_look(pen, look);
}

static void put_point(const struct pen *pen, struct buf *out, struct point point)
{
    buf_printf(out, "%g,%g", round(across(pen, point.x) * 10) / 10, round(point.y * 10) / 10);
}

/* A triangle with its tip at `tip`, coming from `from`. */
static void put_head(struct pen *pen, struct point from, struct point tip)
{
    double length = hypot(tip.x - from.x, tip.y - from.y);
    double dx = (tip.x - from.x) / length, dy = (tip.y - from.y) / length;
    struct point base = {tip.x - dx * HEAD_LENGTH, tip.y - dy * HEAD_LENGTH};
    const struct point corners[] = {
        tip,
        {base.x - dy * HEAD_WIDTH / 2, base.y + dx * HEAD_WIDTH / 2},
        {base.x + dy * HEAD_WIDTH / 2, base.y - dx * HEAD_WIDTH / 2},
    };
    buf_puts(&pen->out, "<polygon points=\"");
    for (size_t i = 0; i < COUNT_OF(corners); i++) {
        if (i > 0)
            buf_putc(&pen->out, ' ');
        put_point(pen, &pen->out, corners[i]);
    }
    buf_printf(&pen->out, "\" class=\"head\" fill=\"%s\"/>\n", pen->style->accent);
}

void pen_line(struct pen *pen, const struct point *points, size_t count, bool head)
{
    struct point tip = points[count - 1], end = tip, before = points[count - 2];
    double length = hypot(tip.x - before.x, tip.y - before.y);
    head = head && length > 0;
    if (head) { /* the line ends inside the head */
        double share = fmin(1, (HEAD_LENGTH - 2) / length);
        end =
            (struct point){tip.x - (tip.x - before.x) * share, tip.y - (tip.y - before.y) * share};
    }
    buf_puts(&pen->out, "<polyline points=\"");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_putc(&pen->out, ' ');
        put_point(pen, &pen->out, i + 1 < count ? points[i] : end);
    }
    buf_printf(&pen->out,
               "\" class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"%g\""
               " stroke-linejoin=\"round\"/>\n",
               pen->style->accent, LINE_WIDTH);
    if (head)
        put_head(pen, before, tip);
}

void pen_guide(struct pen *pen, struct point from, struct point to)
{
    buf_puts(&pen->out, "<polyline points=\"");
    put_point(pen, &pen->out, from);
    buf_putc(&pen->out, ' ');
    put_point(pen, &pen->out, to);
    buf_printf(&pen->out, "\" class=\"grid\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.6\"/>\n",
               pen->style->grid);
}

void pen_number(struct pen *pen, struct point centre, double radius, size_t number)
{
    struct label label =
        label_set_text(pen, arena_printf(pen->arena, "%zu", number), LABEL_SIZE, true, radius * 2);
    pen_disc(pen, centre, radius, LOOK_SOLID);
    label_draw(pen, &label, centre.x, centre.y - label.height / 2, ANCHOR_MIDDLE, true);
}
