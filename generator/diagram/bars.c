/* A bar chart: a bar a row, its number at its end, and an axis with round numbers. */
#include "internal.h"

#include <math.h>
#include <string.h>

#define WIDEST_LABEL 220.0
#define GAP 12.0 /* between label, axis, bar and number */
#define BAR 26.0 /* a bar's height */
#define ROW_SPACE 14.0
#define TICK_SIZE 15.0

enum { LONGEST_UNIT = 4 }; /* bytes */

struct chart {
    double labels;            /* width of their column */
    double left;              /* x of the axis */
    double plot;              /* width for the axis */
    double end;               /* the number at its end */
    double step;              /* from one tick to the next */
    struct str before, after; /* what stands around every number: "£", "%" */
};

/* 1, 2 or 5 times a power of ten, so that there are at most five steps. */
static double round_step(double most)
{
    double power = pow(10, floor(log10(most / 5)));
    double share = most / 5 / power;
    return power * (share <= 1 + 1e-9 ? 1 : share <= 2 + 1e-9 ? 2 : share <= 5 + 1e-9 ? 5 : 10);
}

/* "1,250" or "0.5", with no more decimals than the steps have. */
static const char *tick_text(struct arena *arena, const struct chart *chart, double value)
{
    double step = chart->step;
    int decimals = step >= 1 ? 0 : (int)ceil(-log10(step) - 1e-9);
    const char *plain = arena_printf(arena, "%.*f", decimals < 9 ? decimals : 9, value);
    size_t whole = strcspn(plain, ".");
    struct buf out = BUF_INIT;
    buf_put_str(&out, chart->before);
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            buf_putc(&out, ',');
        buf_putc(&out, plain[i]);
    }
    buf_put_str(&out, chart->after);
    return buf_to_arena(&out, arena);
}

/* What all numbers have before or after them; none where they differ or it is long. */
static struct str common(const struct diagram *diagram, bool after)
{
    struct str unit = {"", 0};
    for (size_t i = 0; i < diagram->count; i++) {
        struct str text = str_of(diagram->items[i].text);
        size_t first = strcspn(text.s, "0123456789"), last = text.n;
        while (last > first && (text.s[last - 1] < '0' || text.s[last - 1] > '9'))
            last--;
        struct str own =
            after ? (struct str){text.s + last, text.n - last} : (struct str){text.s, first};
        if (own.n > LONGEST_UNIT || (i > 0 && !str_equal(own, unit)))
            return (struct str){"", 0};
        unit = own;
    }
    return unit;
}

static struct chart chart_of(struct pen *pen, const struct diagram *diagram)
{
    struct chart chart = {0};
    double most = 0, numbers = 0;
    for (size_t i = 0; i < diagram->count; i++) {
        const struct diagram_item *row = &diagram->items[i];
        most = fmax(most, row->value);
        chart.labels = fmax(
            chart.labels, label_set_text(pen, row->heading, LABEL_SIZE, false, WIDEST_LABEL).width);
        numbers =
            fmax(numbers, label_set_text(pen, row->text, LABEL_SIZE, true, WIDEST_LABEL).width);
    }
    chart.before = common(diagram, false);
    chart.after = common(diagram, true);
    chart.step = round_step(most);
    chart.end = ceil(most / chart.step - 1e-9) * chart.step;
    chart.left = chart.labels + GAP;
    /* The longest bar may end before the axis does, and leave room for its number. */
    chart.plot = fmin((pen->width - chart.left - numbers - GAP) * chart.end / most,
                      pen->width - chart.left - 24);
    return chart;
}

static double row_height(struct pen *pen, const struct diagram_item *row)
{
    struct label label = label_set_text(pen, row->heading, LABEL_SIZE, false, WIDEST_LABEL);
    return fmax(label.height, BAR) + ROW_SPACE;
}

static double draw_ticks(struct pen *pen, const struct chart *chart, double top, double bottom)
{
    double height = 0;
    size_t count = (size_t)lround(chart->end / chart->step);
    for (size_t i = 0; i <= count; i++) {
        double value = (double)i * chart->step;
        double x = chart->left + chart->plot * value / chart->end;
        struct label label = label_set_text(pen, tick_text(pen->arena, chart, value), TICK_SIZE,
                                            false, WIDEST_LABEL);
        if (i > 0)
            pen_guide(pen, (struct point){x, top}, (struct point){x, bottom + 6});
        label_draw(pen, &label, x, bottom + 9, ANCHOR_MIDDLE, false);
        height = 9 + label.height;
    }
    return height;
}

static void draw_row(struct pen *pen, const struct chart *chart, const struct diagram_item *row,
                     double y, double height)
{
    struct label label = label_set_text(pen, row->heading, LABEL_SIZE, false, WIDEST_LABEL);
    struct label number = label_set_text(pen, row->text, LABEL_SIZE, true, WIDEST_LABEL);
    double middle = y + height / 2, width = chart->plot * row->value / chart->end;
    label_draw(pen, &label, chart->labels, middle - label.height / 2, ANCHOR_END, false);
    if (width > 0)
        pen_bar(pen, chart->left, middle - BAR / 2, width, BAR);
    pen_plate(pen, chart->left + width + 4, middle - number.height / 2, number.width + 8,
              number.height);
    label_draw(pen, &number, chart->left + width + 8, middle - number.height / 2, ANCHOR_START,
               false);
}

double bars_draw(struct pen *pen, const struct diagram *diagram, double top)
{
    struct chart chart = chart_of(pen, diagram);
    double bottom = top, y = top;
    for (size_t i = 0; i < diagram->count; i++)
        bottom += row_height(pen, &diagram->items[i]);
    double below = draw_ticks(pen, &chart, top, bottom);
    for (size_t i = 0; i < diagram->count; i++) {
        double height = row_height(pen, &diagram->items[i]);
        draw_row(pen, &chart, &diagram->items[i], y, height);
        y += height;
    }
    const struct point axis[] = {{chart.left, top}, {chart.left, bottom + 6}};
    pen_line(pen, axis, COUNT_OF(axis), false);
    if (diagram->axis[0] != '\0') {
        struct label title =
            label_set_text(pen, diagram->axis, LABEL_SIZE, true, pen->width - chart.left);
        label_draw(pen, &title, chart.left + chart.plot / 2, bottom + below + 4, ANCHOR_MIDDLE,
                   false);
        below += 4 + title.height;
    }
    return bottom + below - top;
}
