/*
 * A bar chart: a group of bars a row, each with its number at its end, and an axis with
 * round numbers. What lies below zero goes the other way. Bars of several series differ in
 * how dark they are and in pattern, so that paper without colour tells them apart.
 */
#include "internal.h"

#include <math.h>
#include <string.h>

#define WIDEST_LABEL 220.0
#define GAP 12.0 /* between label, axis, bar and number */
#define TICK_SIZE 15.0
#define SWATCH 18.0

enum { LONGEST_UNIT = 4 }; /* bytes */

/* Heights: few bars are thick; bars beside others are as high as their numbers. */
struct measure {
    double bar, bar_space, row_space;
};
static const struct measure few = {26, 0, 14}, many = {20, 0, 6}, grouped = {20, 2, 14};
enum { FEW_ROWS = 12 };

struct chart {
    struct measure measure;
    double labels;            /* width of their column */
    double zero, unit;        /* x of the axis, and pixels a one */
    long first, last;         /* ticks, in steps */
    double step;              /* from one tick to the next */
    struct str before, after; /* what stands around every number: "£", "%" */
};

/* 1, 2 or 5 times a power of ten, so that there are at most five steps. */
static double round_step(double range)
{
    double power = pow(10, floor(log10(range / 5)));
    double share = range / 5 / power;
    return power * (share <= 1 + 1e-9 ? 1 : share <= 2 + 1e-9 ? 2 : share <= 5 + 1e-9 ? 5 : 10);
}

/* "1,250", "0.5" or "−20", with no more decimals than the steps have. */
static const char *tick_text(struct arena *arena, const struct chart *chart, long tick)
{
    double step = chart->step;
    int decimals = step >= 1 || tick == 0 ? 0 : (int)ceil(-log10(step) - 1e-9);
    const char *plain = arena_printf(arena, "%.*f", decimals < 9 ? decimals : 9, labs(tick) * step);
    size_t whole = strcspn(plain, ".");
    struct buf out = BUF_INIT;
    if (tick < 0)
        buf_puts(&out, "\xE2\x88\x92");
    buf_put_str(&out, chart->before);
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            buf_putc(&out, ',');
        buf_putc(&out, plain[i]);
    }
    buf_put_str(&out, chart->after);
    return buf_to_arena(&out, arena);
}

static struct str without_sign(struct str text)
{
    size_t sign = text.n > 0 && text.s[0] == '-'                         ? 1
                  : text.n > 2 && memcmp(text.s, "\xE2\x88\x92", 3) == 0 ? 3
                                                                         : 0;
    return (struct str){text.s + sign, text.n - sign};
}

/* What a number has before or after it; `*known` is false where there is none. */
static struct str unit_of(const char *number, bool after, bool *known)
{
    struct str text = without_sign(str_of(number));
    size_t first = strcspn(text.s, "0123456789"), last = text.n;
    *known = first < text.n;
    while (last > first && (text.s[last - 1] < '0' || text.s[last - 1] > '9'))
        last--;
    return after ? (struct str){text.s + last, text.n - last} : (struct str){text.s, first};
}

/* The same of all numbers; none where they differ or it is long. */
static struct str common(const struct diagram *diagram, bool after)
{
    struct str unit = {"", 0};
    bool is_first = true;
    for (size_t i = 0; i < diagram->count; i++) {
        const struct diagram_item *row = &diagram->items[i];
        for (size_t j = 0; j < row->count; j++) {
            bool known;
            struct str own = unit_of(row->items[j].text, after, &known);
            if (!known)
                continue;
            if (own.n > LONGEST_UNIT || (!is_first && !str_equal(own, unit)))
                return (struct str){"", 0};
            unit = own;
            is_first = false;
        }
    }
    return unit;
}

static struct label row_label(struct pen *pen, const struct diagram_item *row)
{
    return label_set_text(pen, row->heading, LABEL_SIZE, false, WIDEST_LABEL);
}

static struct label tick_label(struct pen *pen, const struct chart *chart, long tick)
{
    return label_set_text(pen, tick_text(pen->arena, chart, tick), TICK_SIZE, false, WIDEST_LABEL);
}

/* Where zero is and how long a one: the longest bars leave room for their numbers, the
 * outermost ticks for theirs. */
static void scale(struct pen *pen, struct chart *chart, double least, double most, double numbers)
{
    chart->step = round_step(most - least);
    chart->first = lround(floor(least / chart->step + 1e-9));
    chart->last = lround(ceil(most / chart->step - 1e-9));
    double left = fmax(chart->labels + GAP + (least < 0 ? numbers + GAP : 0),
                       tick_label(pen, chart, chart->first).width / 2);
    double start = (double)chart->first * chart->step, end = (double)chart->last * chart->step;
    double half = fmax(24, tick_label(pen, chart, chart->last).width / 2);
    chart->unit = fmin((pen->width - left - numbers - GAP) / (most - start),
                       (pen->width - left - half) / (end - start));
    chart->zero = left - chart->unit * start;
}

static struct chart chart_of(struct pen *pen, const struct diagram *diagram)
{
    struct chart chart = {.measure = diagram->series_count > 1   ? grouped
                                     : diagram->count > FEW_ROWS ? many
                                                                 : few};
    double least = 0, most = 0, numbers = 0;
    for (size_t i = 0; i < diagram->count; i++) {
        const struct diagram_item *row = &diagram->items[i];
        chart.labels = fmax(chart.labels, row_label(pen, row).width);
        for (size_t j = 0; j < row->count; j++) {
            const struct diagram_item *bar = &row->items[j];
            least = fmin(least, bar->value);
            most = fmax(most, bar->value);
            numbers =
                fmax(numbers, label_set_text(pen, bar->text, LABEL_SIZE, true, WIDEST_LABEL).width);
        }
    }
    chart.before = common(diagram, false);
    chart.after = common(diagram, true);
    scale(pen, &chart, least, most, numbers);
    return chart;
}

static double bars_height(const struct chart *chart, const struct diagram_item *row)
{
    double count = (double)row->count;
    return count * chart->measure.bar + (count - 1) * chart->measure.bar_space;
}

static double row_height(struct pen *pen, const struct chart *chart, const struct diagram_item *row)
{
    return fmax(row_label(pen, row).height, bars_height(chart, row)) + chart->measure.row_space;
}

static double draw_ticks(struct pen *pen, const struct chart *chart, double top, double bottom)
{
    double height = 0;
    for (long tick = chart->first; tick <= chart->last; tick++) {
        double x = chart->zero + chart->unit * (double)tick * chart->step;
        struct label label = tick_label(pen, chart, tick);
        if (tick != 0)
            pen_guide(pen, (struct point){x, top}, (struct point){x, bottom + 6});
        label_draw(pen, &label, x, bottom + 9, ANCHOR_MIDDLE, false);
        height = 9 + label.height;
    }
    return height;
}

static enum bar_look look_of(const struct diagram *diagram, size_t series)
{
    static const enum bar_look looks[] = {BAR_SOLID, BAR_OPEN, BAR_GREY, BAR_STRIPED};
    return diagram->series_count > 1 ? looks[series % COUNT_OF(looks)] : BAR_ACCENT;
}

static void draw_bar(struct pen *pen, const struct chart *chart, const struct diagram_item *bar,
                     enum bar_look look, double y)
{
    struct label number = label_set_text(pen, bar->text, LABEL_SIZE, true, WIDEST_LABEL);
    double width = fabs(bar->value) * chart->unit,
           top = y + (chart->measure.bar - number.height) / 2;
    bool below = bar->value < 0;
    if (width > 0)
        pen_bar(pen, below ? chart->zero - width : chart->zero, y, width, chart->measure.bar, look);
    double end = below ? chart->zero - width : chart->zero + width;
    double left = below ? end - 12 - number.width : end + 4;
    pen_plate(pen, left, top, number.width + 8, number.height);
    label_draw(pen, &number, below ? end - 8 : end + 8, top, below ? ANCHOR_END : ANCHOR_START,
               false);
}

static void draw_row(struct pen *pen, const struct chart *chart, const struct diagram *diagram,
                     const struct diagram_item *row, double y, double height)
{
    struct label label = row_label(pen, row);
    double middle = y + height / 2;
    label_draw(pen, &label, chart->labels, middle - label.height / 2, ANCHOR_END, false);
    y = middle - bars_height(chart, row) / 2;
    for (size_t i = 0; i < row->count; i++) {
        draw_bar(pen, chart, &row->items[i], look_of(diagram, i), y);
        y += chart->measure.bar + chart->measure.bar_space;
    }
}

/* What the series are, in the order of their bars; its height. */
static double draw_legend(struct pen *pen, const struct diagram *diagram, double top)
{
    double x = 0, y = top, height = 0;
    for (size_t i = 0; i < diagram->series_count; i++) {
        struct label name =
            label_set_text(pen, diagram->series[i], LABEL_SIZE, false, pen->width - SWATCH - 8);
        if (x > 0 && x + SWATCH + 8 + name.width > pen->width) {
            x = 0;
            y += height + 6;
            height = 0;
        }
        height = fmax(height, name.height);
        pen_bar(pen, x, y + 1, SWATCH, SWATCH, look_of(diagram, i));
        label_draw(pen, &name, x + SWATCH + 8, y, ANCHOR_START, false);
        x += SWATCH + 8 + name.width + 2 * GAP;
    }
    return y + height + 12 - top;
}

double bars_draw(struct pen *pen, const struct diagram *diagram, double top)
{
    struct chart chart = chart_of(pen, diagram);
    double begin = top;
    if (diagram->series_count > 1)
        top += draw_legend(pen, diagram, top);
    double bottom = top, y = top;
    for (size_t i = 0; i < diagram->count; i++)
        bottom += row_height(pen, &chart, &diagram->items[i]);
    double below = draw_ticks(pen, &chart, top, bottom);
    for (size_t i = 0; i < diagram->count; i++) {
        double height = row_height(pen, &chart, &diagram->items[i]);
        draw_row(pen, &chart, diagram, &diagram->items[i], y, height);
        y += height;
    }
    const struct point axis[] = {{chart.zero, top}, {chart.zero, bottom + 6}};
    pen_line(pen, axis, COUNT_OF(axis), false);
    if (diagram->series_count == 1 && diagram->series[0][0] != '\0') {
        double left = chart.zero + chart.unit * (double)chart.first * chart.step;
        double right = chart.zero + chart.unit * (double)chart.last * chart.step;
        struct label title =
            label_set_text(pen, diagram->series[0], LABEL_SIZE, true, pen->width - left);
        label_draw(pen, &title, (left + right) / 2, bottom + below + 4, ANCHOR_MIDDLE, false);
        below += 4 + title.height;
    }
    return bottom + below - begin;
}
