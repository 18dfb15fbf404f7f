/* A timeline: dates on the left of a line, what happens on its right; phases as bands. */
#include "internal.h"

#include <math.h>

#define WIDEST_DATE 180.0
#define SPACE 24.0 /* on both sides of the line */
#define POINT 7.0  /* radius of a date's mark */
#define ROW_SPACE 16.0
#define BAND_SPACE 6.0 /* between a band and dates */
#define BAND_PADDING 16.0

struct timeline {
    double dates; /* width of their column */
    double line;  /* x of the line */
    double line_from, line_to;
    bool begun;
};

static void widen(struct pen *pen, const struct diagram_item *items, size_t count, double *width)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].count > 0) {
            widen(pen, items[i].items, items[i].count, width);
            continue;
        }
        struct label label = label_set_text(pen, items[i].heading, LABEL_SIZE, true, WIDEST_DATE);
        *width = fmax(*width, label.width);
    }
}

/* The line is drawn behind the marks: first of all, once it is known how far it goes. */
static double row_of(struct pen *pen, const struct timeline *timeline,
                     const struct diagram_item *item, struct label *date, struct label *text)
{
    *date = label_set_text(pen, item->heading, LABEL_SIZE, true, WIDEST_DATE);
    *text = label_set_text(pen, item->text, LABEL_SIZE, false, pen->width - timeline->line - SPACE);
    return fmax(date->height, text->height) + ROW_SPACE;
}

static double rows_height(struct pen *pen, const struct timeline *timeline,
                          const struct diagram_item *items, size_t count, double *last)
{
    double height = 0;
    struct label date, text;
    for (size_t i = 0; i < count && items[i].count == 0; i++) {
        *last = row_of(pen, timeline, &items[i], &date, &text);
        height += *last;
    }
    return height;
}

static double draw_row(struct pen *pen, const struct timeline *timeline,
                       const struct diagram_item *item, double y)
{
    struct label date, text;
    double height = row_of(pen, timeline, item, &date, &text);
    double first = y + ROW_SPACE / 2, mark = first + LABEL_SIZE * LINE_HEIGHT / 2;
    pen_disc(pen, (struct point){timeline->line, mark}, POINT + 3, LOOK_ACCENT);
    pen_disc(pen, (struct point){timeline->line, mark}, POINT - 1, LOOK_BOX);
    label_draw(pen, &date, timeline->line - SPACE, first, ANCHOR_END, false);
    label_draw(pen, &text, timeline->line + SPACE, first, ANCHOR_START, false);
    return height;
}

/* Dates that follow one another, as far as the next phase. `closed`: the line goes on to
 * what comes below. */
static double draw_rows(struct pen *pen, const struct timeline *timeline,
                        const struct diagram_item *items, size_t count, double y, bool closed)
{
    double last = 0, height = rows_height(pen, timeline, items, count, &last) + BAND_SPACE;
    double bottom = closed ? y + height : y + height - last + LABEL_SIZE / 2;
    const struct point line[] = {{timeline->line, y}, {timeline->line, bottom}};
    pen_line(pen, line, COUNT_OF(line), false);
    y += BAND_SPACE / 2;
    for (size_t i = 0; i < count && items[i].count == 0; i++)
        y += draw_row(pen, timeline, &items[i], y);
    return height;
}

/* A phase: its name and, at the other end of the band or below it, its text. */
static double draw_band(struct pen *pen, const struct diagram_item *item, double y)
{
    double room = pen->width - 2 * BAND_PADDING;
    bool named = item->heading[0] != '\0';
    struct label name =
        label_set_text(pen, named ? item->heading : item->text, HEADING_SIZE, true, room);
    struct label text = label_set_text(pen, named ? item->text : "", LABEL_SIZE, false, room);
    bool beside = name.width + text.width + 2 * BAND_PADDING <= room;
    double height = (beside ? fmax(name.height, text.height) : name.height + text.height) + 20;
    pen_rect(pen, 0, y, pen->width, height, LOOK_SOLID);
    label_draw(pen, &name, BAND_PADDING, y + 10, ANCHOR_START, true);
    if (beside)
        label_draw(pen, &text, pen->width - BAND_PADDING, y + (height - text.height) / 2,
                   ANCHOR_END, true);
    else
        label_draw(pen, &text, BAND_PADDING, y + 10 + name.height, ANCHOR_START, true);
    return height;
}

double timeline_draw(struct pen *pen, const struct diagram *diagram, double top)
{
    struct timeline timeline = {0};
    widen(pen, diagram->items, diagram->count, &timeline.dates);
    timeline.line = timeline.dates + SPACE + 2;
    double y = top;
    for (size_t i = 0; i < diagram->count;) {
        const struct diagram_item *item = &diagram->items[i];
        if (item->count > 0) {
            y += draw_band(pen, item, y);
            y += draw_rows(pen, &timeline, item->items, item->count, y, i + 1 < diagram->count);
            i++;
            continue;
        }
        size_t run = i;
        while (run < diagram->count && diagram->items[run].count == 0)
            run++;
        y += draw_rows(pen, &timeline, item, run - i, y, run < diagram->count);
        i = run;
    }
    return y - top;
}
