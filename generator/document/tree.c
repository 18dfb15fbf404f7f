#include "internal.h"

#include <string.h>

xmlNode *element_new(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                     const char *name, struct span span)
{
    xmlNs *ns = vocabulary == OURS ? builder->ours : builder->commonmark;
    xmlNode *node = xmlNewDocNode(builder->document->xml, ns, BAD_CAST name, NULL);
    if (node == NULL)
        die_no_memory(sizeof *node);
    xmlAddChild(parent, node);
    struct span *kept = ARENA_NEW(builder->arena, struct span);
    *kept = span;
    node->_private = kept;
    return node;
}

void element_set_span(xmlNode *node, struct span span)
{
    *(struct span *)node->_private = span;
}

/* Bytes at `at` that XML 1.0 has no place for (production 2, Char): control characters,
 * which an entity can bring in, too, and U+FFFE and U+FFFF. */
static size_t unprintable(struct str text, size_t at)
{
    unsigned char c = (unsigned char)text.s[at];
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
    bool last = c == 0xEF && at + 2 < text.n && (unsigned char)text.s[at + 1] == 0xBF &&
                (unsigned char)text.s[at + 2] >= 0xBE;
    return last ? 3 : 0;
}

/* The text without them: itself, or a copy in `copy`. */
static struct str printable(struct str text, struct buf *copy)
{
    size_t at = 0;
    while (at < text.n && unprintable(text, at) == 0)
        at++;
    if (at == text.n)
        return text;
    for (at = 0; at < text.n;) {
        size_t skipped = unprintable(text, at);
        if (skipped == 0)
            buf_putc(copy, text.s[at]);
        at += skipped > 0 ? skipped : 1;
    }
    return (struct str){copy->n > 0 ? copy->s : "", copy->n};
}

void set_attribute(xmlNode *node, const char *name, const char *value)
{
    struct buf copy = BUF_INIT;
    if (value == NULL)
        return;
    struct str text = printable(str_of(value), &copy);
    if (xmlSetProp(node, BAD_CAST name, BAD_CAST text.s) == NULL)
        die_no_memory(text.n);
    buf_release(&copy);
}

void set_number(xmlNode *node, const char *name, size_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", value);
    set_attribute(node, name, text);
}

void add_text(xmlNode *node, struct str text)
{
    struct buf copy = BUF_INIT;
    text = printable(text, &copy);
    if (text.n > 0) {
        xmlNode *child = xmlNewTextLen(BAD_CAST text.s, (int)text.n);
        if (child == NULL || xmlAddChild(node, child) == NULL)
            die_no_memory(text.n);
    }
    buf_release(&copy);
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

xmlNode *document_next(const xmlNode *root, xmlNode *node)
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
    const struct span *span = node != NULL ? node->_private : NULL;
    return span != NULL ? *span : (struct span){0, 0};
}
