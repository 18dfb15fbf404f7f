#include "base.h"

#include <string.h>

/* The end of the line that starts at `offset`, past its line end. */
static uint32_t next_line(const struct source *source, uint32_t offset)
{
    while (offset < source->size && source->text[offset] != '\n' && source->text[offset] != '\r')
        offset++;
    if (offset >= source->size)
        return offset;
    bool crlf = source->text[offset] == '\r' && source->text[offset + 1] == '\n';
    return offset + (crlf ? 2 : 1);
}

const struct source *source_new(struct arena *arena, const char *path, struct str text)
{
    struct source *source = ARENA_NEW(arena, struct source);
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = (struct str){text.s + 3, text.n - 3};
    source->path = arena_strdup(arena, path);
    source->text = text.s;
    source->size = text.n;

    VEC(uint32_t) lines = {0};
    uint32_t offset = 0;
    do {
        *vec_push(&lines) = offset;
        offset = next_line(source, offset);
    } while (offset < source->size);
    uint32_t *kept = ARENA_ARRAY(arena, lines.count, uint32_t);
    memcpy(kept, lines.items, lines.count * sizeof *kept);
    source->lines = kept;
    source->line_count = (uint32_t)lines.count;
    vec_release(&lines);
    return source;
}

struct place source_place(const struct source *source, uint32_t offset)
{
    uint32_t low = 0, high = source->line_count;
    if (offset > source->size)
        offset = (uint32_t)source->size;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    uint32_t start = source->lines[low];
    return (struct place){low + 1, (uint32_t)utf8_length(source->text + start, offset - start) + 1};
}

uint32_t offset_cursor_move(struct offset_cursor *cursor, struct place place)
{
    const struct source *source = cursor->source;
    if (place.line == 0)
        return 0;
    if (place.line > source->line_count)
        return (uint32_t)source->size;
    if (place.line != cursor->place.line || place.column < cursor->place.column) {
        cursor->place = (struct place){place.line, 1};
        cursor->offset = source->lines[place.line - 1];
    }
    size_t at = cursor->offset;
    for (; cursor->place.column < place.column && at < source->size; cursor->place.column++)
        utf8_next(source->text, source->size, &at);
    cursor->offset = (uint32_t)at;
    return cursor->offset;
}

struct str source_line(const struct source *source, uint32_t line)
{
    if (line == 0 || line > source->line_count)
        return STR("");
    uint32_t start = source->lines[line - 1];
    uint32_t end = line < source->line_count ? source->lines[line] : (uint32_t)source->size;
    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
        end--;
    return (struct str){source->text + start, end - start};
}
