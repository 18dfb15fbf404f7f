/* What the files of generator/diagram share. Lengths are CSS pixels, y grows downwards. */
#ifndef CONCORDAT_DIAGRAM_INTERNAL_H
#define CONCORDAT_DIAGRAM_INTERNAL_H

#include "diagram/diagram.h"
#include "document/diagram.h"

#define PI 3.14159265358979323846

/* ---- pen.c: what is drawn with ------------------------------------------------------ */

enum look { LOOK_SOLID, LOOK_ACCENT, LOOK_BOX };
enum bar_look { BAR_ACCENT, BAR_SOLID, BAR_OPEN, BAR_GREY, BAR_STRIPED };

struct pen {
    struct buf out; /* the content of the svg element */
    const struct diagram_style *style;
    struct font_set *fonts;
    struct arena *arena;
    double width;
    const char *lang;
    bool mirrored; /* the page's language runs from right to left: so does the drawing */
};

struct point {
    double x, y;
};

void pen_rect(struct pen *pen, double x, double y, double width, double height, enum look look);
/* A bar of a chart, and the empty ground under what must not be crossed by guides. */
void pen_bar(struct pen *pen, double x, double y, double width, double height, enum bar_look look);
void pen_plate(struct pen *pen, double x, double y, double width, double height);
void pen_disc(struct pen *pen, struct point centre, double radius, enum look look);
/* A line through all points, with a head at the last one if wanted; its tip is there. */
void pen_line(struct pen *pen, const struct point *points, size_t count, bool head);
/* A thin line that only guides the eye. */
void pen_guide(struct pen *pen, struct point from, struct point to);
/* The number of a step, in a disc. */
void pen_number(struct pen *pen, struct point centre, double radius, size_t number);

/* ---- label.c: text ------------------------------------------------------------------- */

struct label_line {
    const char *text;
    double size, width;
    bool bold, right_to_left;
};

/* A heading in bold and the text below it, in lines. */
struct label {
    struct label_line *lines;
    size_t count, room;
    double width, height;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

#define LABEL_SIZE 16.0
#define HEADING_SIZE 17.0
#define TITLE_SIZE 19.0
#define LINE_HEIGHT 1.32

/* Sets an item's texts into lines of at most `width`; a longer word is broken. */
struct label label_set(struct pen *pen, const char *heading, const char *text, double width);
/* One text in one size. */
struct label label_set_text(struct pen *pen, const char *text, double size, bool bold,
                            double width);
/* The width below which a word would be broken. */
double label_narrowest(struct pen *pen, const char *heading, const char *text);
/* Draws a label below `top`. `on_solid`: on a filled shape. Headings have the colour of
 * solid shapes. */
void label_draw(struct pen *pen, const struct label *label, double x, double top,
                enum anchor anchor, bool on_solid);

/* ---- One a kind: draws below `top`; the height down to the last stroke ----------------- */

double cycle_draw(struct pen *pen, const struct diagram *diagram, double top);
double steps_draw(struct pen *pen, const struct diagram *diagram, double top);
double hierarchy_draw(struct pen *pen, const struct diagram *diagram, double top);
double timeline_draw(struct pen *pen, const struct diagram *diagram, double top);
double bars_draw(struct pen *pen, const struct diagram *diagram, double top);

#endif
