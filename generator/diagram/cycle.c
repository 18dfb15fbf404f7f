/*
 * A cycle: numbered discs on a ring, each with its words outside of it, and arrows from
 * each to the next, clockwise from the top. The ring is a circle as long as the words
 * have room beside it; more words make it taller.
 */
#include "internal.h"

#include <math.h>

#define ACROSS 125.0 /* half the ring's width */
#define TALLEST 900.0
#define GROWTH 8.0
#define DISC 19.0
#define SPACE 10.0 /* between disc and words, and around words */
#define CLEAR 7.0  /* between disc and arrow */
#define TOP_WIDTH 320.0

enum { MOST = 12, RING_POINTS = 72, ARROW_POINTS = 14 };

/* Where a step's words stand, from the ring's centre. */
struct words {
    double angle;
    struct label label;
    enum anchor anchor;
    double x, top; /* of the words: x as their anchor says */
};

struct cycle {
    struct words places[MOST];
    size_t count;
    double up; /* half the ring's height */
};

static struct point on_ring(const struct cycle *cycle, double angle)
{
    return (struct point){ACROSS * cos(angle), cycle->up * sin(angle)};
}

static bool is_pole(double angle)
{
    return fabs(cos(angle)) < 0.01;
}

static void set_label(struct pen *pen, const struct diagram_item *item, struct words *words)
{
    double beside = pen->width / 2 - ACROSS * fabs(cos(words->angle)) - DISC - SPACE;
    bool pole = is_pole(words->angle);
    words->label = label_set(pen, item->heading, item->text, pole ? TOP_WIDTH : beside);
    words->anchor = pole ? ANCHOR_MIDDLE : cos(words->angle) > 0 ? ANCHOR_START : ANCHOR_END;
}

/* Words lean away from the ring: above the upper half of their disc in the ring's upper
 * half, below in the lower. */
static void put_label(const struct cycle *cycle, struct words *words)
{
    struct point disc = on_ring(cycle, words->angle);
    double height = words->label.height, lean = sin(words->angle);
    if (words->anchor == ANCHOR_MIDDLE) {
        words->x = 0;
        words->top = lean < 0 ? disc.y - DISC - 6 - height : disc.y + DISC + 6;
        return;
    }
    double offset = DISC + SPACE;
    words->x = words->anchor == ANCHOR_START ? disc.x + offset : disc.x - offset;
    words->top = disc.y - height / 2 + lean * fmax(0, height / 2 - DISC * 0.6);
}

static double left_of(const struct words *words)
{
    double width = words->label.width;
    return words->anchor == ANCHOR_START ? words->x
           : words->anchor == ANCHOR_END ? words->x - width
                                         : words->x - width / 2;
}

static bool overlap(const struct words *a, const struct words *b)
{
    return left_of(a) < left_of(b) + b->label.width + SPACE &&
           left_of(b) < left_of(a) + a->label.width + SPACE &&
           a->top < b->top + b->label.height + SPACE && b->top < a->top + a->label.height + SPACE;
}

static bool is_near(const struct words *words, struct point point, double distance)
{
    double left = left_of(words);
    return point.x > left - distance && point.x < left + words->label.width + distance &&
           point.y > words->top - distance && point.y < words->top + words->label.height + distance;
}

/* Whether words are clear of each other, of the ring and of other steps' discs. */
static bool is_clear(const struct cycle *cycle)
{
    for (size_t i = 0; i < cycle->count; i++) {
        for (size_t j = 0; j < i; j++)
            if (overlap(&cycle->places[i], &cycle->places[j]))
                return false;
        for (size_t j = 0; j < cycle->count; j++)
            if (i != j &&
                is_near(&cycle->places[i], on_ring(cycle, cycle->places[j].angle), DISC + 4))
                return false;
        for (int j = 0; j < RING_POINTS; j++)
            if (is_near(&cycle->places[i], on_ring(cycle, 2 * PI * j / RING_POINTS), 5))
                return false;
    }
    return true;
}

/* Makes the ring as low as the words allow. */
static void place_all(struct pen *pen, const struct diagram *diagram, struct cycle *cycle)
{
    cycle->count = diagram->count < MOST ? diagram->count : MOST;
    for (size_t i = 0; i < cycle->count; i++) {
        cycle->places[i].angle = -PI / 2 + 2 * PI * (double)i / (double)cycle->count;
        set_label(pen, &diagram->items[i], &cycle->places[i]);
    }
    for (cycle->up = ACROSS; cycle->up < TALLEST; cycle->up += GROWTH) {
        for (size_t i = 0; i < cycle->count; i++)
            put_label(cycle, &cycle->places[i]);
        if (is_clear(cycle))
            break;
    }
}

/* The angle on the ring at which it is `distance` away from the disc at `angle`. */
static double step_off(const struct cycle *cycle, double angle, double distance, double direction)
{
    struct point from = on_ring(cycle, angle);
    double step = direction * PI / 720, at = angle;
    for (int i = 0; i < 720; i++) {
        struct point here = on_ring(cycle, at);
        if (hypot(here.x - from.x, here.y - from.y) >= distance)
            break;
        at += step;
    }
    return at;
}

static void draw_arrow(struct pen *pen, const struct cycle *cycle, struct point centre,
                       size_t index)
{
    double next = cycle->places[index].angle + 2 * PI / (double)cycle->count;
    double from = step_off(cycle, cycle->places[index].angle, DISC + CLEAR, 1);
    double to = step_off(cycle, next, DISC + CLEAR, -1);
    double neck = step_off(cycle, to, 13, -1); /* the head is straight, the line is not */
    struct point points[ARROW_POINTS + 2];
    size_t count = 0;
    for (int i = 0; i <= ARROW_POINTS && neck > from; i++)
        points[count++] = on_ring(cycle, from + (neck - from) * i / ARROW_POINTS);
    if (count == 0)
        points[count++] = on_ring(cycle, from);
    points[count++] = on_ring(cycle, to);
    for (size_t i = 0; i < count; i++)
        points[i] = (struct point){points[i].x + centre.x, points[i].y + centre.y};
    pen_line(pen, points, count, true);
}

/* The title stands inside the ring. */
static void draw_title(struct pen *pen, const char *title, struct point centre)
{
    struct label label = label_set_text(pen, title, TITLE_SIZE, true, 2 * (ACROSS - DISC) - 36);
    label_draw(pen, &label, centre.x, centre.y - label.height / 2, ANCHOR_MIDDLE, false);
}

double cycle_draw(struct pen *pen, const struct diagram *diagram, double top)
{
    struct cycle cycle = {0};
    place_all(pen, diagram, &cycle);
    double highest = -cycle.up - DISC, lowest = 0;
    for (size_t i = 0; i < cycle.count; i++) {
        const struct words *words = &cycle.places[i];
        highest = fmin(highest, words->top);
        lowest = fmax(lowest, words->top + words->label.height);
        lowest = fmax(lowest, on_ring(&cycle, words->angle).y + DISC);
    }
    lowest = fmax(lowest, cycle.up + 4);
    struct point centre = {pen->width / 2, top - highest + 2};
    for (size_t i = 0; i < cycle.count; i++)
        draw_arrow(pen, &cycle, centre, i);
    for (size_t i = 0; i < cycle.count; i++) {
        const struct words *words = &cycle.places[i];
        struct point disc = on_ring(&cycle, words->angle);
        pen_number(pen, (struct point){disc.x + centre.x, disc.y + centre.y}, DISC, i + 1);
        label_draw(pen, &words->label, words->x + centre.x, words->top + centre.y, words->anchor,
                   false);
    }
    draw_title(pen, diagram->title, centre);
    return lowest - highest + 4;
}
