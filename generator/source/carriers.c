/*
 * The inline half of our syntax extension: {…} and the spans [text]{…}.
 *
 * Attributes travel as HTML_INLINE nodes with a record of ours, because a table
 * cell accepts only a fixed list of node types and drops others without a word.
 * What they belong to is decided here, where the source next to them is in sight.
 */
#include "internal.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/chunk.h>
#include <stdlib.h>
#include <string.h>

enum {
    SPAN_STEPS = 500,  /* siblings to look back over for the bracket of a span */
    RENDER_STEPS = 16, /* of them, those that must be rendered to be read */
};

static cmark_node *carrier_new(struct arena *arena, enum markdown_kind kind, const char *literal)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_HTML_INLINE);
    cmark_node_set_literal(node, literal);
    markdown_record(arena, node)->kind = kind;
    return node;
}

static int width(cmark_node *node)
{
    return cmark_node_get_end_column(node) - cmark_node_get_start_column(node) + 1;
}

/* Whether a text node of one column is this character. An escaped one is two wide,
 * and reading a delimiter of several characters now would break it. */
static bool is_character(cmark_node *node, char c)
{
    if (cmark_node_get_type(node) != CMARK_NODE_TEXT || width(node) != 1)
        return false;
    const char *literal = cmark_node_get_literal(node);
    return literal[0] == c && literal[1] == '\0';
}

/* Whether a text node is the "![" of an image that came to nothing. Rendering reads
 * a delimiter without breaking it. */
static bool is_image_bracket(cmark_node *node)
{
    char *html = cmark_render_html(node, CMARK_OPT_DEFAULT, NULL);
    bool is = html != NULL && strcmp(html, "![") == 0;
    free(html);
    return is;
}

/* The "[" that the closing bracket `last` took off cmark's stack. Only that one: any
 * other may still be waiting for its link. */
static cmark_node *opening_bracket(cmark_node *last)
{
    unsigned open = 1, rendered = 0;
    cmark_node *node = cmark_node_previous(last);
    for (int steps = 0; node != NULL && steps < SPAN_STEPS; steps++) {
        if (is_character(node, ']'))
            open++;
        else if (is_character(node, '[') && --open == 0)
            return node;
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT && width(node) == 2) {
            if (++rendered > RENDER_STEPS || (is_image_bracket(node) && --open == 0))
                return NULL;
        }
        node = cmark_node_previous(node);
    }
    return NULL;
}

/* Puts markers in place of the brackets; the closing one carries the attributes. */
static cmark_node *mark_span(struct arena *arena, cmark_node *last, const char *raw)
{
    cmark_node *bracket = opening_bracket(last);
    if (bracket == NULL)
        return NULL;
    cmark_node *start = carrier_new(arena, MARKDOWN_SPAN_START, "[");
    cmark_node_insert_before(bracket, start);
    cmark_node_free(bracket);
    cmark_node_free(last);
    cmark_node *end = carrier_new(arena, MARKDOWN_SPAN_END, arena_printf(arena, "]%s", raw));
    markdown_record(arena, start)->partner = end;
    markdown_record(arena, end)->partner = start;
    return end;
}

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool ends_block(struct str rest)
{
    size_t at = 0;
    while (at < rest.n && is_space((unsigned char)rest.s[at]))
        at++;
    return at == rest.n;
}

cmark_node *carrier_match(cmark_syntax_extension *extension, cmark_parser *parser UNUSED,
                          cmark_node *parent, unsigned char character, cmark_inline_parser *inlines)
{
    struct markdown_parse *parse = cmark_syntax_extension_get_private(extension);
    const struct cmark_chunk *chunk = cmark_inline_parser_get_chunk(inlines);
    int offset = cmark_inline_parser_get_offset(inlines);
    struct str text = {(const char *)chunk->data + offset, (size_t)(chunk->len - offset)};
    const struct attributes *attributes;
    size_t size = character == '{' ? attributes_scan(parse->arena, text, &attributes) : 0;
    bool doubled = size > 0 && ((offset > 0 && chunk->data[offset - 1] == '{') ||
                                (size < text.n && text.s[size] == '}'));
    if (size == 0 || doubled) /* {{.x}} is a placeholder of some other program */
        return NULL;

    const char *raw = arena_strndup(parse->arena, text.s, size);
    bool apart = offset == 0 || is_space(chunk->data[offset - 1]);
    cmark_node *last = cmark_node_last_child(parent), *carrier = NULL;
    enum attribute_owner owner = OWNER_NONE;
    if (!apart && last != NULL) {
        cmark_node_type type = cmark_node_get_type(last);
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
            owner = OWNER_PREVIOUS;
        else if (is_character(last, ']'))
            carrier = mark_span(parse->arena, last, raw);
    }
    struct str rest = {text.s + size, text.n - size};
    if (carrier == NULL && owner == OWNER_NONE && apart && ends_block(rest))
        owner = OWNER_BLOCK;
    if (carrier == NULL)
        carrier = carrier_new(parse->arena, MARKDOWN_ATTRIBUTES, raw);
    struct markdown_node *record = markdown_record(parse->arena, carrier);
    record->owner = owner;
    record->attributes = attributes;
    cmark_inline_parser_set_offset(inlines, offset + (int)size);
    return carrier;
}
