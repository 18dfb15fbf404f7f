/* A unified diff of fixes. Each fix stays on its line, so lines keep their numbers and a
 * hunk is as long before as after. */
#include "check/fix.h"

#include <string.h>

enum { CONTEXT = 3 };

/* A line with its end, as a diff shows it. */
static void put_line(const struct source *source, uint32_t line, char sign, const struct fix *fixes,
                     size_t count, struct buf *out)
{
    uint32_t at = source->lines[line - 1];
    uint32_t end = line < source->line_count ? source->lines[line] : (uint32_t)source->size;
    buf_putc(out, sign);
    for (size_t i = 0; i < count; i++) {
        buf_add(out, source->text + at, fixes[i].span.start - at);
        buf_puts(out, fixes[i].text);
        at = fixes[i].span.end;
    }
    buf_add(out, source->text + at, end - at);
    if (end == 0 || source->text[end - 1] != '\n')
        buf_puts(out, "\n\\ No newline at end of file\n");
}

/* How many of the fixes from `first` on stand on its line. */
static size_t count_on_line(const struct fixes *fixes, size_t first)
{
    size_t past = first;
    uint32_t line = fixes->list.items[first].line;
    while (past < fixes->list.count && fixes->list.items[past].line == line)
        past++;
    return past - first;
}

/* Past the last fix that is near enough to the one before to share its context. */
static size_t hunk_end(const struct fixes *fixes, size_t first, uint32_t *last_line)
{
    size_t past = first;
    *last_line = fixes->list.items[first].line;
    while (past < fixes->list.count) {
        uint32_t line = fixes->list.items[past].line;
        if (line > *last_line + 2 * CONTEXT)
            break;
        *last_line = line;
        past += count_on_line(fixes, past);
    }
    return past;
}

static void put_hunk(const struct source *source, const struct fixes *fixes, size_t first,
                     size_t past, uint32_t last_line, struct buf *out)
{
    uint32_t line = fixes->list.items[first].line;
    uint32_t from = line > CONTEXT ? line - CONTEXT : 1;
    uint32_t to =
        last_line + CONTEXT < source->line_count ? last_line + CONTEXT : source->line_count;
    buf_printf(out, "@@ -%u,%u +%u,%u @@\n", from, to - from + 1, from, to - from + 1);
    for (uint32_t at = from; at <= to; at++) {
        const struct fix *fix = first < past ? &fixes->list.items[first] : NULL;
        if (fix == NULL || fix->line != at) {
            put_line(source, at, ' ', NULL, 0, out);
            continue;
        }
        size_t count = count_on_line(fixes, first);
        put_line(source, at, '-', NULL, 0, out);
        put_line(source, at, '+', fix, count, out);
        first += count;
    }
}

void fix_put_diff(const struct source *source, const struct fixes *fixes, struct buf *out)
{
    buf_printf(out, "--- %s\n+++ %s\n", source->path, source->path);
    for (size_t first = 0; first < fixes->list.count;) {
        uint32_t last_line;
        size_t past = hunk_end(fixes, first, &last_line);
        put_hunk(source, fixes, first, past, last_line, out);
        first = past;
    }
}
