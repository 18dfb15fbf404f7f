/*
 * Workflow commands of GitHub Actions, which become annotations on the changed lines.
 * GitHub keeps the first ten errors and the first ten warnings of a step and drops the
 * rest without a word: those are printed as plain lines, so that the log has them.
 */
#include "check/report/report.h"

#include <string.h>

enum { ANNOTATIONS = 10 }; /* of each level */

/* The data of a command; a property's value also hides what ends it. */
static void put_escaped(struct buf *out, const char *text, bool property)
{
    for (; *text != '\0'; text++) {
        bool special = strchr("%\r\n", *text) != NULL || (property && strchr(":,", *text) != NULL);
        if (special)
            buf_printf(out, "%%%02X", (unsigned char)*text);
        else
            buf_putc(out, *text);
    }
}

static void put_place(const struct finding *finding, struct buf *out)
{
    if (finding->start.line == 0)
        return;
    buf_printf(out, ",line=%u,endLine=%u", finding->start.line, finding->end.line);
    if (finding->start.line == finding->end.line) /* the only case in which it takes columns */
        buf_printf(out, ",col=%u,endColumn=%u", finding->start.column, finding->end.column);
}

static void put_command(const struct finding *finding, struct buf *out)
{
    struct buf text = BUF_INIT;
    report_sentence(&text, finding->message);
    if (finding->fix != NULL && finding->fix[0] != '\0')
        buf_printf(&text, "\nWrite: %s", finding->fix);
    if (finding->advice != NULL)
        buf_printf(&text, "\n%s", finding->advice);
    buf_printf(out, "::%s file=", level_name(finding->level));
    put_escaped(out, finding->path, true);
    put_place(finding, out);
    buf_puts(out, ",title=");
    put_escaped(out, finding->rule, true);
    buf_puts(out, "::");
    put_escaped(out, text.s, false);
    buf_putc(out, '\n');
    buf_release(&text);
}

/* A line that no text can turn into a command: those begin a line, but for blanks. */
static void put_line(const struct finding *finding, struct buf *out)
{
    buf_puts(out, "- ");
    put_escaped(out, finding->path, false);
    if (finding->start.line > 0)
        buf_printf(out, ":%u:%u", finding->start.line, finding->start.column);
    buf_printf(out, ": %s: ", level_name(finding->level));
    put_escaped(out, finding->message, false);
    buf_printf(out, " [%s]\n", finding->rule);
}

static void put_level(const struct findings *findings, enum level level, struct buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (finding->level != level || finding->status != FINDING_NEW)
            continue;
        if (count == ANNOTATIONS)
            buf_printf(out, "GitHub shows %d %ss a step; these are the others:\n", ANNOTATIONS,
                       level_name(level));
        if (count++ < ANNOTATIONS)
            put_command(finding, out);
        else
            put_line(finding, out);
    }
}

void report_github(const struct findings *findings, struct report_options options, struct buf *out)
{
    put_level(findings, LEVEL_ERROR, out);
    put_level(findings, LEVEL_WARNING, out);
    report_summary(findings, options, out);
    buf_putc(out, '\n');
}
