/*
 * From the content of a block to the source.
 *
 * cmark keeps the raw text of a paragraph with quote marks, list indents and other
 * prefixes cut off. Whatever those were, each of its lines is a suffix of a source
 * line, so laying the lines against the source, the last one on the line where the
 * block ends, gives every byte its place without knowing any prefix.
 */
#include "internal.h"

#include <string.h>

void content_map_release(struct content_map *map)
{
    vec_release(&map->segments);
    map->at = 0;
}

static void add_segment(struct content_map *map, size_t content, size_t source, size_t size,
                        bool escape)
{
    if (size == 0)
        return;
    *vec_push(&map->segments) =
        (struct segment){(uint32_t)content, (uint32_t)source, (uint32_t)size, escape};
}

const struct segment *content_map_segment(struct content_map *map, uint32_t content)
{
    struct segment *segments = map->segments.items;
    size_t count = map->segments.count;
    while (map->at < count && segments[map->at].content + segments[map->at].size <= content)
        map->at++;
    if (map->at == count || segments[map->at].content > content)
        return NULL;
    return &segments[map->at];
}

static uint32_t segment_end(const struct segment *segment)
{
    return segment->source + (segment->escape ? 2 : segment->size);
}

uint32_t content_map_offset(struct content_map *map, uint32_t content)
{
    const struct segment *segment = content_map_segment(map, content);
    if (segment != NULL)
        return segment->source + (segment->escape ? 0 : content - segment->content);
    if (map->at < map->segments.count && map->at == 0)
        return map->segments.items[0].source;
    return map->at > 0 ? segment_end(&map->segments.items[map->at - 1]) : 0;
}

uint32_t content_map_end(struct content_map *map, uint32_t content)
{
    struct segment *segments = map->segments.items;
    size_t at = map->at;
    if (map->segments.count == 0)
        return 0;
    while (at < map->segments.count && segments[at].content + segments[at].size < content)
        at++;
    if (at == map->segments.count || segments[at].content >= content)
        return at > 0 ? segment_end(&segments[at - 1]) : segments[0].source;
    return segments[at].escape ? segment_end(&segments[at])
                               : segments[at].source + (content - segments[at].content);
}

/*
 * Segments for content line `line`, which is to be the end of `source_text`, both
 * without line end. Compared backwards, as the prefix is what we do not know.
 */
static bool map_suffix(struct content_map *map, struct str line, size_t content,
                       struct str source_text, size_t source, bool unescape_pipes)
{
    size_t first = map->segments.count;
    size_t i = line.n, j = source_text.n, end = line.n;
    while (i > 0 && j > 0 && line.s[i - 1] == source_text.s[j - 1]) {
        i--;
        j--;
        if (unescape_pipes && line.s[i] == '|' && j > 0 && source_text.s[j - 1] == '\\') {
            add_segment(map, content + i + 1, source + j + 1, end - i - 1, false);
            j--;
            add_segment(map, content + i, source + j, 1, true);
            end = i;
        }
    }
    add_segment(map, content + i, source + j, end - i, false);
    for (size_t low = first, high = map->segments.count; low + 1 < high; low++) {
        struct segment swap = map->segments.items[low];
        map->segments.items[low] = map->segments.items[--high];
        map->segments.items[high] = swap;
    }
    if (i == 0)
        return true;
    /* A tab that a prefix used up in part stands as up to three spaces. */
    return i <= 3 && strspn(line.s, " ") >= i && (j > 0 && source_text.s[j - 1] == '\t');
}

bool content_map_lines(struct content_map *map, const struct source *source, struct str content,
                       uint32_t last_line, bool unescape_pipes)
{
    size_t lines = 0;
    for (size_t i = 0; i < content.n; i++)
        lines += content.s[i] == '\n';
    lines += content.n > 0 && content.s[content.n - 1] != '\n';
    if (lines == 0 || lines > last_line)
        return false;

    uint32_t number = last_line - (uint32_t)lines + 1;
    struct str rest = content, line;
    for (size_t k = 0; k < lines && str_next(&rest, '\n', &line); k++, number++) {
        struct str text = source_line(source, number);
        size_t offset = source->lines[number - 1];
        bool trimmed = line.s + line.n == content.s + content.n;
        while (trimmed && text.n > 0 && strchr(" \t\v\f", text.s[text.n - 1]) != NULL &&
               (line.n == 0 || line.s[line.n - 1] != text.s[text.n - 1]))
            text.n--;
        if (!map_suffix(map, line, (size_t)(line.s - content.s), text, offset, unescape_pipes))
            return false;
    }
    return true;
}

bool content_map_at(struct content_map *map, const struct source *source, struct str content,
                    uint32_t offset)
{
    if (content.n > 0 && content.s[content.n - 1] == '\n')
        content.n--;
    if (offset + content.n > source->size || memchr(content.s, '\n', content.n) != NULL ||
        memcmp(source->text + offset, content.s, content.n) != 0)
        return false;
    add_segment(map, 0, offset, content.n, false);
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r' || c == '\n';
}

bool content_map_cell(struct content_map *map, const struct source *source, struct str content,
                      struct span cell, bool right_aligned)
{
    uint32_t start = cell.start, end = cell.end;
    while (end > start && is_blank(source->text[end - 1]))
        end--;
    while (start < end && is_blank(source->text[start]))
        start++;
    size_t first = map->segments.count;
    struct str text = {source->text + start, end - start};
    if (!map_suffix(map, content, 0, text, start, true))
        return false;
    if (content.n == 0 || map->segments.count == first)
        return content.n == 0;
    return right_aligned || map->segments.items[first].source == start;
}
