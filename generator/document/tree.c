#include "internal.h"

#include <string.h>

/* Hangs off xmlNode._private. The span stands first: document_span() reads it. */
struct mark {
    struct span span;
    struct place start;
};

static struct place move_cursor(const struct source *source, struct place_cursor *cursor,
                                uint32_t offset)
{
    uint32_t line = cursor->place.line;
    bool ahead = line > 0 && offset >= cursor->offset;
    if (ahead && (line == source->line_count || offset < source->lines[line]))
        cursor->place.column +=
            (uint32_t)utf8_length(source->text + cursor->offset, offset - cursor->offset);
    else
        cursor->place = source_place(source, offset);
    cursor->offset = offset;
    return cursor->place;
}

/* Start of the last character before `end`. */
static uint32_t last_character(const struct source *source, struct span span)
{
    uint32_t at = span.end > span.start ? span.end - 1 : span.start;
    while (at > span.start && ((unsigned char)source->text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool is_made(struct span span)
{
    return span.start == 0 && span.end == 0;
}

xmlNode *element_new(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                     const char *name, struct span span)
{
    xmlNs *ns = vocabulary == OURS ? builder->ours : builder->commonmark;
    xmlNode *node = xmlNewDocNode(builder->document->xml, ns, BAD_CAST name, NULL);
    if (node == NULL)
        die_no_memory(sizeof *node);
    xmlAddChild(parent, node);
    struct mark *mark = ARENA_NEW(builder->arena, struct mark);
    mark->span = span;
    if (!is_made(span))
        mark->start = move_cursor(builder->source, &builder->starts, span.start);
    node->_private = mark;
    return node;
}

static void write_sourcepos(xmlNode *node, struct place start, struct place end)
{
    char text[64];
    snprintf(text, sizeof text, "%u:%u-%u:%u", start.line, start.column, end.line, end.column);
    set_attribute(node, "sourcepos", text);
}

void element_finish(struct builder *builder, xmlNode *node)
{
    const struct mark *mark = node->_private;
    if (is_made(mark->span))
        return;
    uint32_t last = last_character(builder->source, mark->span);
    write_sourcepos(node, mark->start, move_cursor(builder->source, &builder->ends, last));
}

xmlNode *element_leaf(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                      const char *name, struct span span)
{
    xmlNode *node = element_new(builder, parent, vocabulary, name, span);
    element_finish(builder, node);
    return node;
}

void element_set_span(struct builder *builder, xmlNode *node, struct span span)
{
    struct mark *mark = node->_private;
    mark->span = span;
    mark->start = move_cursor(builder->source, &builder->starts, span.start);
    element_finish(builder, node);
}

void set_attribute(xmlNode *node, const char *name, const char *value)
{
    if (value != NULL && xmlSetProp(node, BAD_CAST name, BAD_CAST value) == NULL)
        die_no_memory(strlen(value));
}

void set_number(xmlNode *node, const char *name, size_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", value);
    set_attribute(node, name, text);
}

/* XML 1.0 has no place for most control characters; they have no place in a text. */
static bool is_xml_character(unsigned char c)
{
    return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

void add_text(xmlNode *node, struct str text)
{
    struct buf clean = BUF_INIT;
    bool dirty = false;
    for (size_t i = 0; i < text.n && !dirty; i++)
        dirty = !is_xml_character((unsigned char)text.s[i]);
    for (size_t i = 0; i < text.n && dirty; i++)
        if (is_xml_character((unsigned char)text.s[i]))
            buf_putc(&clean, text.s[i]);
    if (dirty)
        text = (struct str){clean.s, clean.n};
    if (text.n > 0) {
        xmlNode *child = xmlNewTextLen(BAD_CAST text.s, (int)text.n);
        if (child == NULL)
            die_no_memory(text.n);
        xmlAddChild(node, child);
    }
    buf_release(&clean);
}

const char *attribute_of(struct arena *arena, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
    if (value == NULL)
        return NULL;
    char *kept = arena_strdup(arena, (const char *)value);
    xmlFree(value);
    return kept;
}

bool is_element(const xmlNode *node, enum vocabulary vocabulary, const char *name)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL &&
           (node->ns->prefix != NULL) == (vocabulary == OURS) &&
           strcmp((const char *)node->name, name) == 0;
}

xmlNode *next_element(xmlNode *node)
{
    do
        node = node->next;
    while (node != NULL && node->type != XML_ELEMENT_NODE);
    return node;
}

xmlNode *first_element(xmlNode *node)
{
    xmlNode *child = node->children;
    return child == NULL || child->type == XML_ELEMENT_NODE ? child : next_element(child);
}

xmlNode *tree_skip(const xmlNode *root, xmlNode *node)
{
    while (node != NULL && node != root && node->next == NULL)
        node = node->parent;
    return node == NULL || node == root ? NULL : node->next;
}

xmlNode *tree_next(const xmlNode *root, xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    return tree_skip(root, node);
}

char *reading_text(struct arena *arena, const xmlNode *node)
{
    struct buf text = BUF_INIT;
    const xmlNode *at = node;
    while (at != NULL) {
        if (at->type == XML_TEXT_NODE && at->content != NULL)
            buf_puts(&text, (const char *)at->content);
        else if (is_element(at, COMMONMARK, "softbreak") || is_element(at, COMMONMARK, "linebreak"))
            buf_putc(&text, ' ');
        at = at->children != NULL ? at->children : tree_skip(node, (xmlNode *)(uintptr_t)at);
    }
    return buf_to_arena(&text, arena);
}

struct span document_span(const xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->parent;
    const struct mark *mark = node != NULL ? node->_private : NULL;
    return mark != NULL ? mark->span : (struct span){0, 0};
}
