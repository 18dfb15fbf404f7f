/* Text in drawings: measured with the fonts of print and broken into lines. */
#include "internal.h"

#include <math.h>
#include <string.h>

/* A reader's font may be a little wider than ours. */
#define SPARE 1.03
/* From a line's top to its baseline, so that text looks centred in its line. */
#define BASELINE 0.95
/* Longer texts are not evened out. */
#define BALANCED_LINES 6

/* A text with the place of each byte from its start. */
struct measured {
    const char *text;
    size_t size;
    const double *at; /* size + 1 */
    const uint8_t *breaks;
    bool right_to_left;
};

static struct measured measure(struct pen *pen, const char *text, double size, bool bold)
{
    struct text_style *style = ARENA_NEW(pen->arena, struct text_style);
    struct text_run *run = ARENA_NEW(pen->arena, struct text_run);
    size_t count = strlen(text);
    double *at = ARENA_ARRAY(pen->arena, count + 1, double), sum = 0;
    *style = (struct text_style){
        .request = {.families = pen->style->families,
                    .family_count = pen->style->family_count,
                    .weight = bold ? 700 : 400},
        .size = (mpt)lround(size * 1000),
        .lang = pen->lang, /* the fonts depend on it */
        .kerning = true,
        .ligatures = true,
    };
    *run = (struct text_run){0, (uint32_t)count, style, NULL};
    const struct text_paragraph *paragraph =
        text_paragraph_new(pen->arena, pen->fonts, (struct str){text, count}, run, 1,
                           (struct text_bidi){.direction = TEXT_AUTO});
    for (size_t i = 0; i < paragraph->item_count; i++) {
        const struct text_item *item = &paragraph->items[i];
        for (size_t g = 0; g < item->glyph_count; g++)
            at[item->glyphs[g].cluster] += item->glyphs[g].advance * SPARE / 1000;
    }
    for (size_t i = 0; i <= count; i++) {
        double advance = at[i];
        at[i] = sum;
        sum += advance;
    }
    return (struct measured){text, count, at, paragraph->breaks, paragraph->base_level % 2 == 1};
}

/* The width of [start, end) without the blanks at its end. */
static double width_of(const struct measured *text, size_t start, size_t end)
{
    while (end > start && text->text[end - 1] == ' ')
        end--;
    return text->at[end] - text->at[start];
}

/* Where the line that begins at `start` ends. */
static size_t line_end(const struct measured *text, size_t start, double width)
{
    size_t best = start, i = start + 1;
    for (; i <= text->size; i++) {
        if (i < text->size && text->breaks[i] == TEXT_BREAK_NONE)
            continue;
        if (width_of(text, start, i) > width)
            break;
        best = i;
    }
    if (best > start)
        return best;
    /* A word that is longer than the line. */
    for (i = start + 1; i < text->size; i++) {
        if (((unsigned char)text->text[i] & 0xC0) == 0x80 || text->at[i] == text->at[i - 1])
            continue;
        if (best > start && text->at[i] - text->at[start] > width)
            break;
        best = i;
    }
    return best > start ? best : text->size;
}

static double longest_word(const struct measured *text)
{
    double longest = 0;
    for (size_t start = 0, i = 1; i <= text->size; i++) {
        if (i < text->size && text->breaks[i] == TEXT_BREAK_NONE)
            continue;
        longest = fmax(longest, width_of(text, start, i));
        start = i;
    }
    return longest;
}

static size_t count_lines(const struct measured *text, double width)
{
    size_t count = 0;
    for (size_t start = 0; start < text->size; count++)
        start = line_end(text, start, width);
    return count;
}

/* The least width that takes no more lines than `width`: lines of about one length. */
static double balance(const struct measured *text, double width)
{
    size_t count = count_lines(text, width);
    double least = fmax(width / 2, longest_word(text)), most = width;
    if (count < 2 || width_of(text, 0, text->size) > BALANCED_LINES * width)
        return width;
    while (most - least > 1) {
        double middle = (least + most) / 2;
        if (count_lines(text, middle) > count)
            least = middle;
        else
            most = middle;
    }
    return most;
}

static void add_line(struct pen *pen, struct label *label, struct label_line line)
{
    if (label->count == label->room) {
        struct label_line *old = label->lines;
        label->room = label->room * 2 + 4;
        label->lines = ARENA_ARRAY(pen->arena, label->room, struct label_line);
        if (label->count > 0)
            memcpy(label->lines, old, label->count * sizeof *old);
    }
    label->lines[label->count++] = line;
}

static void add_lines(struct pen *pen, struct label *label, const char *text, double size,
                      bool bold, double width)
{
    struct measured measured = measure(pen, text, size, bold);
    width = balance(&measured, width);
    for (size_t start = 0, end; start < measured.size; start = end) {
        end = line_end(&measured, start, width);
        struct str line = str_trim((struct str){text + start, end - start});
        double own = width_of(&measured, start, end);
        label->width = fmax(label->width, own);
        label->height += size * LINE_HEIGHT;
        add_line(pen, label,
                 (struct label_line){arena_strndup(pen->arena, line.s, line.n), size, own, bold,
                                     measured.right_to_left});
    }
}

struct label label_set(struct pen *pen, const char *heading, const char *text, double width)
{
    struct label label = {0};
    add_lines(pen, &label, heading, HEADING_SIZE, true, width);
    add_lines(pen, &label, text, LABEL_SIZE, false, width);
    return label;
}

struct label label_set_text(struct pen *pen, const char *text, double size, bool bold, double width)
{
    struct label label = {0};
    add_lines(pen, &label, text, size, bold, width);
    return label;
}

double label_narrowest(struct pen *pen, const char *heading, const char *text)
{
    struct measured bold = measure(pen, heading, HEADING_SIZE, true);
    struct measured plain = measure(pen, text, LABEL_SIZE, false);
    return fmax(longest_word(&bold), longest_word(&plain));
}

/* The start of a text from right to left is its right end. */
static bool runs_otherwise(const struct pen *pen, const struct label_line *line)
{
    return pen->mirrored || line->right_to_left;
}

/* Where a line's anchor is, and which that is: the middle, which is the same for both
 * directions, where they meet. */
static double anchor_at(const struct pen *pen, const struct label_line *line, double x,
                        enum anchor *anchor)
{
    if (!runs_otherwise(pen, line))
        return x;
    double half = line->width / 2;
    x += *anchor == ANCHOR_START ? half : *anchor == ANCHOR_END ? -half : 0;
    *anchor = ANCHOR_MIDDLE;
    return pen->mirrored ? pen->width - x : x;
}

static void draw_line(struct pen *pen, const struct label_line *line, double x, double top,
                      enum anchor anchor, bool on_solid)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    const struct diagram_style *style = pen->style;
    x = anchor_at(pen, line, x, &anchor);
    buf_printf(&pen->out, "<text x=\"%g\" y=\"%g\" font-size=\"%g\" class=\"%s\" fill=\"%s\"",
               round(x * 10) / 10, round((top + line->size * BASELINE) * 10) / 10, line->size,
               on_solid     ? "on-solid"
               : line->bold ? "title"
                            : "label",
               on_solid     ? style->ground
               : line->bold ? style->solid
                            : style->text);
    if (line->bold)
        buf_puts(&pen->out, " font-weight=\"bold\"");
    if (runs_otherwise(pen, line))
        buf_printf(&pen->out, " direction=\"%s\"", line->right_to_left ? "rtl" : "ltr");
    if (anchor != ANCHOR_START)
        buf_printf(&pen->out, " text-anchor=\"%s\"", anchors[anchor]);
    buf_putc(&pen->out, '>');
    buf_put_xml(&pen->out, str_of(line->text));
    buf_puts(&pen->out, "</text>\n");
}

void label_draw(struct pen *pen, const struct label *label, double x, double top,
                enum anchor anchor, bool on_solid)
{
    for (size_t i = 0; i < label->count; i++) {
        draw_line(pen, &label->lines[i], x, top, anchor, on_solid);
        top += label->lines[i].size * LINE_HEIGHT;
    }
}
