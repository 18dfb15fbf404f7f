/*
 * The block half of our syntax extension: fenced containers, definitions,
 * abbreviations, captions; and the guards against hostile tables, which have to
 * see a line before the table extension does.
 *
 * The open hook runs for a line that no core rule took, with the innermost matched
 * block as parent. A line that is taken must be eaten to its end, or cmark makes a
 * paragraph of the rest.
 */
#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>

enum {
    CONTAINER_DEPTH = 32, /* each line visits each open block */
    TABLE_COLUMNS = 200,  /* of one table */
    TABLE_CELLS = 200000, /* of one page: cmark fills short rows up */
    DELIMITER_LINES = 16, /* in one paragraph: each is tried against all of it */
};

/* Node types are numbers that cmark hands out once a process. */
static cmark_node_type container_type, fence_type, definition_type, abbreviation_type, caption_type,
    refused_type;

/* The line at hand. */
struct line {
    struct markdown_parse *parse;
    cmark_syntax_extension *extension;
    cmark_parser *parser;
    cmark_node *parent;
    const char *input;
    int size;   /* with its line end */
    int indent; /* bytes before the text */
    struct str text;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct span span_in(const struct line *line, size_t start, size_t end)
{
    int number = cmark_parser_get_line_number(line->parser);
    struct span span;
    span.start = markdown_offset(line->parse, number, line->indent + (int)start + 1);
    span.end = markdown_offset(line->parse, number, line->indent + (int)end + 1);
    return span;
}

static struct span span_of_line(const struct line *line)
{
    return span_in(line, 0, line->text.n);
}

static struct markdown_node *add_node(const struct line *line, cmark_node_type type,
                                      enum markdown_kind kind, cmark_node **added)
{
    cmark_node *node = cmark_parser_add_child(line->parser, line->parent, type, line->indent + 1);
    cmark_node_set_syntax_extension(node, line->extension);
    struct markdown_node *record = markdown_record(line->parse->arena, node);
    record->kind = kind;
    *added = node;
    return record;
}

static void eat_line(const struct line *line)
{
    int left = line->size - 1 - cmark_parser_get_offset(line->parser);
    cmark_parser_advance_offset(line->parser, line->input, left, 0);
}

static void eat(const struct line *line, size_t prefix)
{
    int left = line->indent + (int)prefix - cmark_parser_get_offset(line->parser);
    cmark_parser_advance_offset(line->parser, line->input, left, 0);
}

/* Takes a line out that was reported. */
static cmark_node *refuse(const struct line *line)
{
    cmark_node *node;
    add_node(line, refused_type, MARKDOWN_REFUSED, &node);
    eat_line(line);
    return node;
}

/* ---- Containers ----------------------------------------------------------------- */

static size_t colons_at(struct str text)
{
    size_t count = 0;
    while (count < text.n && text.s[count] == ':')
        count++;
    return count;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.n && is_blank(text.s[at]))
        at++;
    return at;
}

static bool is_own_type(cmark_node_type type)
{
    return type == container_type || type == definition_type || type == caption_type;
}

/* The innermost open container with so many colons, as far as quotes and items let see. */
static cmark_node *container_to_close(const struct line *line, size_t colons)
{
    cmark_node *node = line->parent;
    for (; node != NULL; node = cmark_node_parent(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == container_type && !markdown_node(node)->closed &&
            markdown_node(node)->colons == colons)
            return node;
        if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_LIST && !markdown_is_table(node) &&
            !is_own_type(type))
            return NULL;
    }
    return NULL;
}

/* Added to the nearest parent: the climb to the one that may hold a fence closes
 * paragraphs, lists, tables and inner containers on its way. */
static cmark_node *close_container(const struct line *line, size_t colons)
{
    cmark_node *container = container_to_close(line, colons), *fence;
    if (container == NULL) {
        report(line->parse->findings, line->parse->source, span_of_line(line), MSG_CONTAINER_STRAY,
               (int)colons, line->text.s);
        return refuse(line);
    }
    markdown_record(line->parse->arena, container)->closed = true;
    add_node(line, fence_type, MARKDOWN_FENCE, &fence);
    eat_line(line);
    return fence;
}

static unsigned container_depth(cmark_node *node)
{
    unsigned depth = 0;
    for (; node != NULL; node = cmark_node_parent(node))
        depth += cmark_node_get_type(node) == container_type;
    return depth;
}

/* What stands after the colons: a name, attributes, nothing more. */
static void read_opening(const struct line *line, size_t at, struct markdown_node *record)
{
    struct str text = line->text;
    struct arena *arena = line->parse->arena;
    size_t start = at;
    while (at < text.n && !is_blank(text.s[at]) && text.s[at] != '{')
        at++;
    record->name = (struct str){arena_strndup(arena, text.s + start, at - start), at - start};
    record->name_span = span_in(line, start, at);
    if (at == start)
        record->name_span = span_in(line, 0, start);
    at = skip_blanks(text, at);
    start = at;
    struct str rest = {text.s + at, text.n - at};
    at += attributes_scan(arena, rest, &record->attributes);
    record->attributes_span = span_in(line, start, at);
    at = skip_blanks(text, at);
    if (at < text.n)
        report(line->parse->findings, line->parse->source, span_in(line, at, text.n),
               MSG_CONTAINER_LINE, (int)(text.n - at), text.s + at);
}

static cmark_node *open_container(const struct line *line, size_t colons, size_t at)
{
    if (container_depth(line->parent) >= CONTAINER_DEPTH) {
        report(line->parse->findings, line->parse->source, span_of_line(line), MSG_CONTAINER_DEEP,
               CONTAINER_DEPTH);
        return refuse(line);
    }
    cmark_node *container;
    struct markdown_node *record = add_node(line, container_type, MARKDOWN_CONTAINER, &container);
    record->colons = (unsigned)colons;
    read_opening(line, at, record);
    eat_line(line);
    return container;
}

static cmark_node *open_fence(const struct line *line)
{
    size_t colons = colons_at(line->text);
    size_t at = skip_blanks(line->text, colons);
    if (colons < 3)
        return NULL;
    if (at == line->text.n)
        return close_container(line, colons);
    if (is_letter(line->text.s[at]) || line->text.s[at] == '{')
        return open_container(line, colons, at);
    return NULL;
}

/* ---- Definitions, abbreviations, captions ------------------------------------------ */

static cmark_node *open_definition(const struct line *line)
{
    if (line->text.n < 3 || line->text.s[0] != ':' || !is_blank(line->text.s[1]))
        return NULL;
    if (cmark_node_get_type(line->parent) != CMARK_NODE_PARAGRAPH) {
        cmark_node *last = cmark_node_last_child(line->parent);
        if (last == NULL || (cmark_node_get_type(last) != CMARK_NODE_PARAGRAPH &&
                             cmark_node_get_type(last) != definition_type))
            return NULL;
    }
    cmark_node *definition;
    int columns = cmark_parser_get_indent(line->parser) + 2;
    struct markdown_node *record =
        add_node(line, definition_type, MARKDOWN_DEFINITION, &definition);
    record->columns = (unsigned)columns;
    eat(line, 1);
    cmark_parser_advance_offset(line->parser, line->input, 1, 1);
    return definition;
}

static cmark_node *open_abbreviation(const struct line *line)
{
    struct str text = line->text;
    if (!str_starts(text, "*["))
        return NULL;
    const char *close = memchr(text.s, ']', text.n);
    size_t end = close != NULL ? (size_t)(close - text.s) : 0;
    if (end < 3 || end + 1 >= text.n || text.s[end + 1] != ':')
        return NULL;
    struct str name = str_trim((struct str){text.s + 2, end - 2});
    struct str meaning = str_trim((struct str){text.s + end + 2, text.n - end - 2});
    if (name.n == 0 || meaning.n == 0)
        return NULL;
    cmark_node *node;
    struct markdown_node *record = add_node(line, abbreviation_type, MARKDOWN_ABBREVIATION, &node);
    struct arena *arena = line->parse->arena;
    record->name = (struct str){arena_strndup(arena, name.s, name.n), name.n};
    record->text = (struct str){arena_strndup(arena, meaning.s, meaning.n), meaning.n};
    record->name_span = span_in(line, 2, end);
    eat_line(line);
    return node;
}

/* Only directly under a table or an image, where the line would be taken for a row or
 * go on the paragraph; elsewhere it is a paragraph that the document stage finds. */
static cmark_node *open_caption(const struct line *line)
{
    bool table = markdown_is_table(line->parent);
    bool image = cmark_node_get_type(line->parent) == CMARK_NODE_PARAGRAPH &&
                 str_starts(str_of(cmark_node_get_string_content(line->parent)), "![");
    const char *label = table ? "Table:" : "Figure:";
    if ((!table && !image) || !str_starts(line->text, label))
        return NULL;
    cmark_node *caption;
    struct markdown_node *record = add_node(line, caption_type, MARKDOWN_CAPTION, &caption);
    record->name = str_of(table ? "Table" : "Figure");
    eat(line, strlen(label));
    return caption;
}

/* ---- Guards ------------------------------------------------------------------------------ */

static bool is_delimiter_row(struct str text, size_t *columns)
{
    bool dash = false;
    *columns = 1;
    for (size_t i = 0; i < text.n; i++) {
        if (strchr("-:| \t", text.s[i]) == NULL)
            return false;
        dash |= text.s[i] == '-';
        *columns += text.s[i] == '|';
    }
    return dash;
}

/* A row of a table, before it is filled up to the table's columns. */
static cmark_node *guard_row(const struct line *line)
{
    line->parse->cells += cmark_gfm_extensions_get_table_columns(line->parent);
    if (line->parse->cells <= TABLE_CELLS)
        return NULL;
    report(line->parse->findings, line->parse->source, span_of_line(line), MSG_TABLE_CELLS,
           TABLE_CELLS);
    line->parse->hostile = true;
    return refuse(line);
}

/* A line under a paragraph that may make a table of it. The parent as answer is a veto:
 * the line goes on the paragraph and no other extension is asked. */
static cmark_node *guard_delimiters(const struct line *line)
{
    size_t columns;
    if (!is_delimiter_row(line->text, &columns))
        return NULL;
    if (line->parse->delimiter_paragraph != line->parent) {
        line->parse->delimiter_paragraph = line->parent;
        line->parse->delimiter_lines = 0;
    }
    if (columns > TABLE_COLUMNS) {
        report(line->parse->findings, line->parse->source, span_of_line(line), MSG_TABLE_COLUMNS,
               TABLE_COLUMNS);
        return line->parent;
    }
    return ++line->parse->delimiter_lines > DELIMITER_LINES ? line->parent : NULL;
}

/* ---- Hooks ------------------------------------------------------------------------------- */

static cmark_node *open_block(cmark_syntax_extension *extension, int indented, cmark_parser *parser,
                              cmark_node *parent, unsigned char *input, int size)
{
    if (indented || cmark_parser_is_blank(parser))
        return NULL;
    struct line line = {.parse = cmark_syntax_extension_get_private(extension),
                        .extension = extension,
                        .parser = parser,
                        .parent = parent,
                        .input = (const char *)input,
                        .size = size,
                        .indent = cmark_parser_get_first_nonspace(parser)};
    line.text = str_trim((struct str){line.input + line.indent, (size_t)(size - line.indent)});
    cmark_node *node = open_fence(&line);
    if (node == NULL)
        node = open_definition(&line);
    if (node == NULL)
        node = open_abbreviation(&line);
    if (node == NULL)
        node = open_caption(&line);
    if (node == NULL && markdown_is_table(parent))
        node = guard_row(&line);
    if (node == NULL && cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH)
        node = guard_delimiters(&line);
    return node;
}

static int match_block(cmark_syntax_extension *extension UNUSED, cmark_parser *parser,
                       unsigned char *input, int size UNUSED, cmark_node *node)
{
    const struct markdown_node *record = markdown_node(node);
    switch (record->kind) {
    case MARKDOWN_CONTAINER:
        return !record->closed;
    case MARKDOWN_CAPTION:
        return !cmark_parser_is_blank(parser);
    case MARKDOWN_DEFINITION:
        if (cmark_parser_is_blank(parser))
            return 1;
        if (cmark_parser_get_indent(parser) < (int)record->columns)
            return 0;
        cmark_parser_advance_offset(parser, (const char *)input, (int)record->columns, 1);
        return 1;
    default:
        return 0;
    }
}

static int can_contain(cmark_syntax_extension *extension UNUSED, cmark_node *node,
                       cmark_node_type child)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (child == fence_type)
        return type == container_type && markdown_node(node)->closed;
    if (type == caption_type)
        return child == CMARK_NODE_PARAGRAPH;
    bool block = (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
    return (type == container_type || type == definition_type) && block && child != CMARK_NODE_ITEM;
}

static const char *type_string(cmark_syntax_extension *extension UNUSED, cmark_node *node)
{
    static const char *const names[] = {"common",       "container", "fence",   "definition",
                                        "abbreviation", "caption",   "refused", "attributes",
                                        "span_start",   "span_end"};
    return names[markdown_node(node)->kind];
}

static cmark_syntax_extension *extension_new(void)
{
    cmark_syntax_extension *extension = cmark_syntax_extension_new("concordat");
    container_type = cmark_syntax_extension_add_node(0);
    fence_type = cmark_syntax_extension_add_node(0);
    definition_type = cmark_syntax_extension_add_node(0);
    abbreviation_type = cmark_syntax_extension_add_node(0);
    caption_type = cmark_syntax_extension_add_node(0);
    refused_type = cmark_syntax_extension_add_node(0);
    cmark_syntax_extension_set_open_block_func(extension, open_block);
    cmark_syntax_extension_set_match_block_func(extension, match_block);
    cmark_syntax_extension_set_can_contain_func(extension, can_contain);
    cmark_syntax_extension_set_get_type_string_func(extension, type_string);
    cmark_syntax_extension_set_match_inline_func(extension, carrier_match);
    cmark_mem *memory = cmark_get_default_mem_allocator();
    cmark_llist *characters = cmark_llist_append(memory, NULL, (void *)(uintptr_t)'{');
    cmark_syntax_extension_set_special_inline_chars(extension, characters);
    return extension;
}

/* Made once a process and never freed: nodes keep a pointer to it. */
cmark_syntax_extension *extension_get(struct markdown_parse *parse)
{
    static cmark_syntax_extension *extension;
    if (extension == NULL)
        extension = extension_new();
    cmark_syntax_extension_set_private(extension, parse, NULL);
    return extension;
}
