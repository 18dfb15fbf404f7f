/*
 * Findings for people: where, what, the source line with a caret below, and what to
 * do. Carets respect wide and combining characters; control characters never reach
 * the terminal.
 */
#include "check/report.h"

#include <string.h>
#include <unicode/uchar.h>

enum { LINE_WIDTH = 100, LEAD = 40 };

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || u_charType((UChar32)c) == U_FORMAT_CHAR ||
           c == 0x2028 || c == 0x2029;
}

/* Columns on a terminal. */
static unsigned width_of(uint32_t c)
{
    int type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK)
        return 0;
    int wide = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

static void put_shown(struct buf *out, uint32_t c)
{
    if (c == '\t')
        buf_putc(out, ' ');
    else if (is_control(c))
        buf_puts(out, "\xEF\xBF\xBD");
    else
        buf_put_code_point(out, c);
}

static void put_text(struct buf *out, const char *text)
{
    size_t at = 0, size = strlen(text);
    while (at < size)
        put_shown(out, utf8_next(text, size, &at));
}

static const char *paint(struct report_options options, const char *code)
{
    return options.color ? code : "";
}

/* What of a long line is shown: characters [from, to), counted from 0. */
struct window {
    uint32_t from, to;
};

static struct window choose_window(const struct finding *finding, size_t length)
{
    uint32_t start = finding->start.column - 1;
    struct window window = {0, (uint32_t)length};
    if (length <= LINE_WIDTH)
        return window;
    if (start > LEAD)
        window.from = start - LEAD;
    if (window.from + LINE_WIDTH < length)
        window.to = window.from + LINE_WIDTH;
    else
        window.from = (uint32_t)length - LINE_WIDTH;
    return window;
}

/* The line, and below it a caret and tildes under the span. */
static void put_excerpt(const struct finding *finding, struct report_options options,
                        struct buf *out)
{
    size_t size = strlen(finding->excerpt), at = 0;
    size_t length = utf8_length(finding->excerpt, size);
    struct window window = choose_window(finding, length);
    uint32_t start = finding->start.column - 1;
    uint32_t end =
        finding->end.line == finding->start.line ? finding->end.column - 1 : (uint32_t)length;
    struct buf marks = BUF_INIT;
    buf_puts(out, window.from > 0 ? "  …" : "  ");
    buf_puts(&marks, window.from > 0 ? "   " : "  ");
    for (uint32_t i = 0; at < size && i < window.to; i++) {
        uint32_t c = utf8_next(finding->excerpt, size, &at);
        if (i < window.from)
            continue;
        put_shown(out, c);
        for (unsigned w = 0; i <= end && i <= start + LINE_WIDTH && w < width_of(c); w++)
            buf_putc(&marks, i < start ? ' ' : i == start && w == 0 ? '^' : i < end ? '~' : ' ');
    }
    buf_puts(out, window.to < length ? "…\n" : "\n");
    while (marks.n > 0 && marks.s[marks.n - 1] == ' ')
        marks.n--;
    if (marks.n == 0) /* past the end of the line, or an empty one */
        buf_puts(&marks, "  ^");
    buf_printf(out, "%s%.*s%s\n", paint(options, "\033[32m"), (int)marks.n, marks.s,
               paint(options, "\033[0m"));
    buf_release(&marks);
}

static void put_finding(const struct finding *finding, struct report_options options,
                        struct buf *out)
{
    put_text(out, finding->path);
    if (finding->start.line > 0)
        buf_printf(out, ":%u:%u", finding->start.line, finding->start.column);
    buf_printf(out, ": %s%s%s: ",
               paint(options, finding->level == LEVEL_ERROR ? "\033[1;31m" : "\033[1;33m"),
               level_name(finding->level), paint(options, "\033[0m"));
    put_text(out, finding->message);
    buf_printf(out, " [%s]", finding->rule);
    if (finding->status != FINDING_NEW)
        buf_printf(out, " (%s)", finding_status_name(finding->status));
    buf_putc(out, '\n');
    if (finding->excerpt != NULL && finding->start.line > 0)
        put_excerpt(finding, options, out);
    if (finding->fix != NULL) {
        buf_puts(out, "  write: ");
        put_text(out, finding->fix);
        buf_putc(out, '\n');
    }
    if (finding->advice != NULL) {
        buf_puts(out, "  ");
        put_text(out, finding->advice);
        buf_putc(out, '\n');
    }
}

static void put_count(struct buf *out, size_t count, const char *what)
{
    buf_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

void report_text(const struct findings *findings, struct report_options options, struct buf *out)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        put_finding(&findings->list.items[i], options, out);
        buf_putc(out, '\n');
    }
    put_count(out, findings_count(findings, LEVEL_ERROR), "error");
    buf_puts(out, ", ");
    put_count(out, findings_count(findings, LEVEL_WARNING), "warning");
    buf_puts(out, " in ");
    put_count(out, options.pages, "page");
    buf_putc(out, '\n');
}
