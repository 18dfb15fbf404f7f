/*
 * The span of every block. cmark's line numbers of blocks are right with known
 * exceptions (a table's header, a setext heading's end, a paragraph cut off above
 * a table, blocks that end on the blank line after them); its columns are used
 * only for where a block starts.
 */
#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>

static void locate_blocks(const struct markdown_parse *parse, cmark_node *parent);

static uint32_t source_line_number(const struct markdown_parse *parse, int line)
{
    uint32_t number = line > 0 ? (uint32_t)line + parse->first_line : parse->first_line + 1;
    return number <= parse->source->line_count ? number : parse->source->line_count;
}

uint32_t markdown_offset(const struct markdown_parse *parse, int line, int column)
{
    uint32_t number = source_line_number(parse, line);
    struct str text = source_line(parse->source, number);
    size_t byte = column > 0 ? (size_t)column - 1 : 0;
    return parse->source->lines[number - 1] + (uint32_t)(byte < text.n ? byte : text.n);
}

/* End of a line's text without the blanks after it. */
static uint32_t line_end(const struct markdown_parse *parse, uint32_t number)
{
    struct str text = source_line(parse->source, number);
    while (text.n > 0 && (text.s[text.n - 1] == ' ' || text.s[text.n - 1] == '\t'))
        text.n--;
    return parse->source->lines[number - 1] + (uint32_t)text.n;
}

/* ---- Blocks of inlines --------------------------------------------------------- */

/* Everything below a block whose content did not fit: the block's place, and texts
 * as they read. */
static void locate_roughly(const struct markdown_parse *parse, cmark_node *block, struct span span)
{
    cmark_iter *iter = cmark_iter_new(block);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        struct markdown_node *record = markdown_record(parse->arena, node);
        record->span = span;
        if (cmark_node_get_type(node) != CMARK_NODE_TEXT)
            continue;
        record->runs = ARENA_NEW(parse->arena, struct text_run);
        record->run_count = 1;
        const char *text = arena_strdup(parse->arena, cmark_node_get_literal(node));
        record->runs[0] = (struct text_run){str_of(text), span, false};
    }
    cmark_iter_free(iter);
}

static struct span rough_span(const struct markdown_parse *parse, cmark_node *block)
{
    struct span span;
    span.start = markdown_offset(parse, cmark_node_get_start_line(block),
                                 cmark_node_get_start_column(block));
    span.end = line_end(parse, source_line_number(parse, cmark_node_get_end_line(block)));
    if (span.end < span.start)
        span.end = span.start;
    return span;
}

/* Span of the content that a map lays out. */
static struct span mapped_span(const struct content_map *map)
{
    const struct segment *segments = map->segments.items;
    const struct segment *last = &segments[map->segments.count - 1];
    return (struct span){segments[0].source, last->source + (last->escape ? 2 : last->size)};
}

/* Locates the inlines of a block whose map is made, or falls back; the span of its content. */
static struct span locate_content(const struct markdown_parse *parse, cmark_node *block,
                                  struct str content, struct content_map *map, bool mapped)
{
    struct span span = rough_span(parse, block);
    if (mapped && map->segments.count > 0)
        span = mapped_span(map);
    while (span.end > span.start && strchr(" \t\v\f", parse->source->text[span.end - 1]) != NULL)
        span.end--;
    if (!mapped || !inlines_locate(parse->arena, block, content, map))
        locate_roughly(parse, block, span);
    return span;
}

/* The line above the header of the table that follows `paragraph`. */
static uint32_t line_above_table(const struct markdown_parse *parse, cmark_node *table)
{
    cmark_node *header = cmark_node_first_child(table);
    cmark_node *row = header != NULL ? cmark_node_next(header) : NULL;
    int line =
        row != NULL ? cmark_node_get_start_line(row) - 2 : cmark_node_get_end_line(table) - 1;
    return source_line_number(parse, line) - 1;
}

static void locate_paragraph(const struct markdown_parse *parse, cmark_node *paragraph)
{
    struct content_map map = {0};
    struct str content = str_of(markdown_content(paragraph));
    bool above_table = cmark_node_get_start_line(paragraph) == 0;
    cmark_node *next = cmark_node_next(paragraph);
    uint32_t last = source_line_number(parse, cmark_node_get_end_line(paragraph));
    if (above_table && next != NULL)
        last = line_above_table(parse, next);
    bool mapped = content_map_lines(&map, parse->source, content, last, above_table);
    struct span span = locate_content(parse, paragraph, content, &map, mapped);
    markdown_record(parse->arena, paragraph)->span = span;
    content_map_release(&map);
}

static bool is_atx(struct str line, int level)
{
    size_t marks = 0;
    while (marks < line.n && line.s[marks] == '#')
        marks++;
    return (int)marks == level &&
           (marks == line.n || line.s[marks] == ' ' || line.s[marks] == '\t');
}

/* The line of a setext heading's underline. cmark ends the heading on the line after
 * it, but at the end of the file on the underline itself. */
static uint32_t underline_line(const struct markdown_parse *parse, cmark_node *heading,
                               struct str content)
{
    uint32_t end = source_line_number(parse, cmark_node_get_end_line(heading));
    uint32_t start = source_line_number(parse, cmark_node_get_start_line(heading)), lines = 0;
    if (end < parse->source->line_count)
        return end - 1;
    for (size_t i = 0; i < content.n; i++)
        lines += content.s[i] == '\n';
    if (start + lines == end || start + lines == end - 1)
        return start + lines;
    struct str last = source_line(parse->source, end);
    last = str_trim(last);
    bool underline = last.n > 0 && (last.s[last.n - 1] == '=' || last.s[last.n - 1] == '-');
    return underline ? end : end - 1;
}

static void locate_heading(const struct markdown_parse *parse, cmark_node *heading)
{
    struct content_map map = {0};
    struct str content = str_of(markdown_content(heading));
    struct markdown_node *record = markdown_record(parse->arena, heading);
    uint32_t number = source_line_number(parse, cmark_node_get_start_line(heading));
    uint32_t start = markdown_offset(parse, cmark_node_get_start_line(heading),
                                     cmark_node_get_start_column(heading));
    struct str line = source_line(parse->source, number);
    size_t skipped = start - parse->source->lines[number - 1];
    line = (struct str){line.s + skipped, line.n - skipped};
    if (is_atx(line, cmark_node_get_heading_level(heading))) {
        uint32_t at = start + (uint32_t)cmark_node_get_heading_level(heading);
        while (parse->source->text[at] == ' ' || parse->source->text[at] == '\t')
            at++;
        bool mapped = content_map_at(&map, parse->source, content, at);
        locate_content(parse, heading, content, &map, mapped);
        record->span = (struct span){start, line_end(parse, number)};
    } else {
        uint32_t underline = underline_line(parse, heading, content);
        bool mapped = content_map_lines(&map, parse->source, content, underline - 1, false);
        record->span = locate_content(parse, heading, content, &map, mapped);
        record->span.end = line_end(parse, underline);
    }
    content_map_release(&map);
}

/* ---- Tables ---------------------------------------------------------------------- */

/* A row of the source, cut at its unescaped pipes. */
struct row {
    VEC(struct span) parts;
    bool leading, trailing; /* pipes */
};

static void cut_row(const struct markdown_parse *parse, uint32_t number, struct row *row)
{
    struct str line = source_line(parse->source, number);
    uint32_t base = parse->source->lines[number - 1], start = base;
    for (size_t i = 0; i < line.n; i++) {
        if (line.s[i] != '|' || (i > 0 && line.s[i - 1] == '\\'))
            continue;
        *vec_push(&row->parts) = (struct span){start, base + (uint32_t)i};
        start = base + (uint32_t)i + 1;
    }
    struct span last = {start, base + (uint32_t)line.n};
    *vec_push(&row->parts) = last;
    row->trailing = str_trim((struct str){parse->source->text + start, last.end - start}).n == 0 &&
                    row->parts.count > 1;
}

static size_t count_children(cmark_node *parent)
{
    size_t count = 0;
    for (cmark_node *child = cmark_node_first_child(parent); child != NULL;
         child = cmark_node_next(child))
        count++;
    return count;
}

/* Whether the row begins with a pipe. A header has as many cells as the table, so the
 * count tells; a body row's prefix can only be indent and quote marks. */
static bool has_leading_pipe(const struct markdown_parse *parse, const struct row *row, bool header,
                             size_t cells)
{
    if (row->parts.count < 2)
        return false;
    if (header)
        return row->parts.count - (row->trailing ? 1 : 0) == cells + 1;
    struct span first = row->parts.items[0];
    for (uint32_t at = first.start; at < first.end; at++)
        if (strchr(" \t>", parse->source->text[at]) == NULL)
            return false;
    return true;
}

static void locate_cell(const struct markdown_parse *parse, cmark_node *cell, struct span part,
                        bool first_unpiped)
{
    struct content_map map = {0};
    struct markdown_node *record = markdown_record(parse->arena, cell);
    struct str trimmed =
        str_trim((struct str){parse->source->text + part.start, part.end - part.start});
    uint32_t start = (uint32_t)(trimmed.s - parse->source->text);
    record->span = (struct span){start, start + (uint32_t)trimmed.n};
    const char *content = markdown_content(cell);
    if (content == NULL)
        return;
    bool mapped = content_map_cell(&map, parse->source, str_of(content), part, first_unpiped);
    if (mapped && map.segments.count > 0)
        record->span = mapped_span(&map);
    if (!mapped || !inlines_locate(parse->arena, cell, str_of(content), &map))
        locate_roughly(parse, cell, record->span);
    content_map_release(&map);
}

static void locate_row(const struct markdown_parse *parse, cmark_node *node, uint32_t number,
                       bool header)
{
    struct row row = {0};
    cut_row(parse, number, &row);
    row.leading = has_leading_pipe(parse, &row, header, count_children(node));
    size_t at = row.leading ? 1 : 0;
    uint32_t end = line_end(parse, number);
    struct markdown_node *record = markdown_record(parse->arena, node);
    record->span = (struct span){row.leading ? row.parts.items[0].end : end, end};
    for (cmark_node *cell = cmark_node_first_child(node); cell != NULL;
         cell = cmark_node_next(cell), at++) {
        bool there = at < row.parts.count && cmark_node_get_start_column(cell) > 0;
        struct span part = there ? row.parts.items[at] : (struct span){end, end};
        locate_cell(parse, cell, part, there && at == 0);
        struct span span = markdown_record(parse->arena, cell)->span;
        if (span.start < record->span.start)
            record->span.start = span.start;
    }
    vec_release(&row.parts);
}

static void locate_table(const struct markdown_parse *parse, cmark_node *table)
{
    struct markdown_node *record = markdown_record(parse->arena, table);
    cmark_node *row = cmark_node_first_child(table);
    uint32_t header = line_above_table(parse, table) + 1;
    locate_row(parse, row, header, true);
    record->span.start = markdown_record(parse->arena, row)->span.start;
    record->span.end =
        line_end(parse, header + 1 <= parse->source->line_count ? header + 1 : header);
    for (row = cmark_node_next(row); row != NULL; row = cmark_node_next(row)) {
        locate_row(parse, row, source_line_number(parse, cmark_node_get_start_line(row)), false);
        record->span.end = markdown_record(parse->arena, row)->span.end;
    }
}

/* ---- Blocks of blocks -------------------------------------------------------------- */

/* A block of blocks starts where cmark says and ends with its last child. */
static void locate_outer(const struct markdown_parse *parse, cmark_node *block)
{
    locate_blocks(parse, block);
    struct markdown_node *record = markdown_record(parse->arena, block);
    record->span = rough_span(parse, block);
    cmark_node *last = cmark_node_last_child(block);
    if (last != NULL)
        record->span.end = markdown_record(parse->arena, last)->span.end;
    else
        record->span.end =
            line_end(parse, source_line_number(parse, cmark_node_get_start_line(block)));
    if (record->span.end < record->span.start)
        record->span.end = record->span.start;
}

/* cmark gives a footnote definition the column after its label. */
static void locate_footnote(const struct markdown_parse *parse, cmark_node *note)
{
    locate_outer(parse, note);
    struct markdown_node *record = markdown_record(parse->arena, note);
    uint32_t line =
        parse->source->lines[source_line_number(parse, cmark_node_get_start_line(note)) - 1];
    uint32_t at = record->span.start;
    while (at > line && !(parse->source->text[at] == '[' && parse->source->text[at + 1] == '^'))
        at--;
    record->span.start = at;
}

/* cmark ends a block that begins and ends on one line on the line before it. */
static void locate_html(const struct markdown_parse *parse, cmark_node *block)
{
    struct span span = rough_span(parse, block);
    uint32_t line = source_line_number(parse, cmark_node_get_start_line(block));
    struct str html = str_of(cmark_node_get_literal(block));
    for (size_t i = 0; i + 1 < html.n; i++)
        line += html.s[i] == '\n';
    span.end =
        line_end(parse, line <= parse->source->line_count ? line : parse->source->line_count);
    markdown_record(parse->arena, block)->span = span;
}

static void locate_block(const struct markdown_parse *parse, cmark_node *block)
{
    cmark_node_type type = cmark_node_get_type(block);
    if (type == CMARK_NODE_PARAGRAPH)
        locate_paragraph(parse, block);
    else if (type == CMARK_NODE_HEADING)
        locate_heading(parse, block);
    else if (markdown_is_table(block))
        locate_table(parse, block);
    else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
        locate_footnote(parse, block);
    else if (type == CMARK_NODE_HTML_BLOCK)
        locate_html(parse, block);
    else if (type == CMARK_NODE_CODE_BLOCK)
        markdown_record(parse->arena, block)->span = rough_span(parse, block);
    else
        locate_outer(parse, block);
}

static void locate_blocks(const struct markdown_parse *parse, cmark_node *parent)
{
    for (cmark_node *block = cmark_node_first_child(parent); block != NULL;
         block = cmark_node_next(block))
        locate_block(parse, block);
}

void markdown_locate(const struct markdown_parse *parse, cmark_node *root)
{
    locate_blocks(parse, root);
    markdown_record(parse->arena, root)->span = parse->body;
}
