/*
 * A finding's source line, laid out in cells as a terminal shows it: a wide character
 * takes two columns, a combining one none. Our authors write a paragraph a line, so
 * what is shown is a window around the span; a span wider than the window is broken
 * at blanks into rows, each with its own marks.
 */
#include "check/report/excerpt.h"

#include <string.h>
#include <unicode/uchar.h>

enum { WIDTH = 100, LEAD = 40, ROWS = 4, CELLS = 1600 };

struct cell {
    uint32_t character;
    uint8_t width;
};

/* The cells of an excerpt and which of them are marked: [from, to). */
struct strip {
    struct cell cells[CELLS];
    size_t count;
    size_t from, to;
    bool cut_before, cut_behind; /* the line goes on there */
};

/* ---- Characters -------------------------------------------------------------------- */

static bool joins(uint32_t c)
{
    return c == 0x200C || c == 0x200D; /* zero width (non-)joiner: needed, and harmless */
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           (u_charType((UChar32)c) == U_FORMAT_CHAR && !joins(c));
}

static bool is_plain(uint32_t c)
{
    return c >= 0x20 && c < 0x7F; /* most are: ask ICU about the others only */
}

static uint32_t shown(uint32_t c)
{
    if (is_plain(c))
        return c;
    if (c == '\t')
        return ' ';
    bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); /* not XML */
    return noncharacter || is_control(c) ? 0xFFFD : c;
}

void excerpt_put_text(struct buf *out, const char *text)
{
    size_t at = 0, size = strlen(text);
    while (at < size)
        buf_put_code_point(out, shown(utf8_next(text, size, &at)));
}

/* ---- Cells ------------------------------------------------------------------------- */

static void fill(struct strip *strip, const struct finding *finding)
{
    size_t at = 0, size = strlen(finding->excerpt);
    strip->count = 0;
    while (at < size && strip->count < CELLS) {
        uint32_t c = shown(utf8_next(finding->excerpt, size, &at));
        strip->cells[strip->count++] = (struct cell){c, is_plain(c) ? 1 : code_point_width(c)};
    }
    strip->cut_before = finding->excerpt_column > 1;
    strip->cut_behind = finding->excerpt_cut || at < size;
    strip->from = finding->start.column - finding->excerpt_column;
    strip->to = strip->count;
    if (finding->end.line == finding->start.line)
        strip->to = finding->end.column - finding->excerpt_column;
    if (strip->from > strip->count)
        strip->from = strip->count;
    if (strip->to > strip->count)
        strip->to = strip->count;
    if (strip->to < strip->from)
        strip->to = strip->from;
}

static size_t width_between(const struct strip *strip, size_t from, size_t to)
{
    size_t width = 0;
    for (size_t i = from; i < to; i++)
        width += strip->cells[i].width;
    return width;
}

/* As many cells before `at` as have this width, none that a mark would be torn from. */
static size_t back(const struct strip *strip, size_t at, size_t width)
{
    while (at > 0 && strip->cells[at - 1].width <= width)
        width -= strip->cells[--at].width;
    while (at < strip->count && at > 0 && strip->cells[at].width == 0)
        at++;
    return at;
}

static size_t onward(const struct strip *strip, size_t at, size_t width)
{
    while (at < strip->count && strip->cells[at].width <= width)
        width -= strip->cells[at++].width;
    return at;
}

/* ---- Rows -------------------------------------------------------------------------- */

struct range {
    size_t from, to;
};

/* Cut between words where that costs little. */
static struct range at_words(const struct strip *strip, struct range window)
{
    enum { LONGEST = 20 };
    bool starts_inside = window.from > 0 || strip->cut_before;
    for (size_t i = window.from; starts_inside && i < strip->from && i < window.from + LONGEST;
         i++) {
        if (strip->cells[i].character == ' ') {
            window.from = i + 1;
            break;
        }
    }
    bool ends_inside = window.to < strip->count || strip->cut_behind;
    for (size_t i = window.to; ends_inside && i > strip->to && i + LONGEST > window.to; i--) {
        if (strip->cells[i - 1].character == ' ') {
            window.to = i - 1;
            break;
        }
    }
    return window;
}

/* All of a short line, else the span with what is around it. */
static struct range choose_window(const struct strip *strip)
{
    size_t span = width_between(strip, strip->from, strip->to);
    struct range window;
    if (width_between(strip, 0, strip->count) <= WIDTH)
        return (struct range){0, strip->count};
    size_t around = span < WIDTH ? WIDTH - span : 0;
    window.from = back(strip, strip->from, around < 2 * LEAD ? around / 2 : LEAD);
    size_t used = width_between(strip, window.from, strip->to);
    window.to = onward(strip, strip->to, used < WIDTH ? WIDTH - used : 0);
    used = width_between(strip, window.from, window.to);
    if (used < WIDTH)
        window.from = back(strip, window.from, WIDTH - used);
    return at_words(strip, window);
}

/* Where the row that starts at `from` ends: behind a blank if there is one. */
static size_t row_end(const struct strip *strip, struct range window)
{
    size_t end = onward(strip, window.from, WIDTH);
    if (end >= window.to)
        return window.to;
    for (size_t i = end; i > window.from; i--) {
        if (strip->cells[i - 1].character == ' ')
            return i;
    }
    return end;
}

static void put_marks(struct buf *out, const struct strip *strip, struct range row, bool lead,
                      const char *paint, const char *reset)
{
    struct buf marks = BUF_INIT;
    buf_puts(&marks, lead ? " " : "");
    for (size_t i = row.from; i < row.to && i < strip->to; i++) {
        for (unsigned w = 0; w < strip->cells[i].width; w++)
            buf_putc(&marks, i < strip->from ? ' ' : '~');
    }
    size_t first =
        lead + (strip->from > row.from ? width_between(strip, row.from, strip->from) : 0);
    if (strip->from >= row.from) { /* the span starts in this row */
        if (marks.n == first)
            buf_putc(&marks, '^'); /* it is empty, or no more than a combining mark */
        marks.s[first] = '^';
    }
    buf_printf(out, "  %s%s%s\n", paint, marks.s, reset);
    buf_release(&marks);
}

/* A row's last blank is not shown. */
static struct range without_blank(const struct strip *strip, struct range row)
{
    while (row.to > row.from && row.to < strip->count && strip->cells[row.to - 1].character == ' ')
        row.to--;
    return row;
}

static bool marks_in(const struct strip *strip, struct range row, bool last)
{
    bool starts = strip->from >= row.from && (strip->from < row.to || last);
    return starts || (strip->from < row.from && strip->to > row.from);
}

void excerpt_put(struct buf *out, const struct finding *finding, const char *paint,
                 const char *reset)
{
    struct strip strip;
    fill(&strip, finding);
    struct range window = choose_window(&strip);
    for (unsigned row = 0; row < ROWS && (row == 0 || window.from < window.to); row++) {
        struct range cells = {window.from, row_end(&strip, window)};
        bool lead = row == 0 && (window.from > 0 || strip.cut_before);
        bool more =
            cells.to < window.to ? row + 1 == ROWS : cells.to < strip.count || strip.cut_behind;
        bool last = cells.to == window.to;
        window.from = cells.to;
        cells = without_blank(&strip, cells);
        buf_puts(out, lead ? "  …" : "  ");
        for (size_t i = cells.from; i < cells.to; i++)
            buf_put_code_point(out, strip.cells[i].character);
        buf_puts(out, more ? "…\n" : "\n");
        if (marks_in(&strip, cells, last))
            put_marks(out, &strip, cells, lead, paint, reset);
    }
}
