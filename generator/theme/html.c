/*
 * A result tree as HTML (https://html.spec.whatwg.org/#serialising-html-fragments):
 * void elements have no end tag, others always have one, scripts are not escaped,
 * a boolean attribute is its name. Blocks stand on lines of their own, where white
 * space means nothing, so that people can read a page and compare two.
 */
#include "theme/theme.h"

#include <libxml/parserInternals.h>

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, DEEPEST_INDENT = 40 };

/* Sorted, for bsearch. */
static const char *const void_elements[] = {"area",  "base", "br",   "col",    "embed", "hr", "img",
                                            "input", "link", "meta", "source", "track", "wbr"};
static const char *const raw_elements[] = {"iframe", "noembed", "noframes",
                                           "script", "style",   "xmp"};
static const char *const kept_elements[] = {"pre", "script", "style", "textarea"};
static const char *const block_elements[] = {
    "address", "article",  "aside", "blockquote", "body",     "caption",    "dd",     "details",
    "dialog",  "div",      "dl",    "dt",         "fieldset", "figcaption", "figure", "footer",
    "form",    "h1",       "h2",    "h3",         "h4",       "h5",         "h6",     "head",
    "header",  "hr",       "html",  "legend",     "li",       "link",       "main",   "meta",
    "nav",     "noscript", "ol",    "p",          "pre",      "script",     "search", "section",
    "style",   "summary",  "table", "tbody",      "td",       "template",   "tfoot",  "th",
    "thead",   "title",    "tr",    "ul"};
static const char *const boolean_attributes[] = {
    "allowfullscreen", "async",    "autofocus", "autoplay",   "checked",
    "controls",        "default",  "defer",     "disabled",   "formnovalidate",
    "hidden",          "inert",    "ismap",     "itemscope",  "loop",
    "multiple",        "muted",    "nomodule",  "novalidate", "open",
    "playsinline",     "readonly", "required",  "reversed",   "selected"};

static int compare(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}
#define IS_ONE_OF(name, list)                                                                      \
    (bsearch((name), (list), COUNT_OF(list), sizeof *(list), compare) != NULL)

static const char *name_of(const xmlNode *node)
{
    return (const char *)node->name;
}

static bool is_element(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE;
}

/* XSLT's disable-output-escaping: the name of such a text node. */
static bool is_raw_text(const xmlNode *node)
{
    return node->name == xmlStringTextNoenc;
}

static bool is_blank(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE && !is_raw_text(node) && xmlIsBlankNode(node);
}

static bool is_block(const xmlNode *node)
{
    return is_element(node) && IS_ONE_OF(name_of(node), block_elements);
}

/* Only blocks below, and at least one: then white space there means nothing. */
static bool holds_blocks(const xmlNode *element)
{
    bool some = false;
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (is_block(child))
            some = true;
        else if (!is_blank(child) && child->type != XML_COMMENT_NODE)
            return false;
    }
    return some;
}

static void put_escaped(struct buf *out, const char *text, bool in_attribute)
{
    const char *unwritten = text;
    for (; *text != '\0'; text++) {
        const char *entity = xml_entity((unsigned char)*text);
        if (entity == NULL || (*text == '"' && !in_attribute))
            continue;
        buf_add(out, unwritten, (size_t)(text - unwritten));
        buf_puts(out, entity);
        unwritten = text + 1;
    }
    buf_add(out, unwritten, (size_t)(text - unwritten));
}

static void put_line(struct buf *out, int depth)
{
    buf_putc(out, '\n');
    for (int i = 0; i < INDENT * depth && i < DEEPEST_INDENT; i++)
        buf_putc(out, ' ');
}

static void put_attribute(struct buf *out, const xmlAttr *attribute)
{
    const char *name = (const char *)attribute->name;
    buf_putc(out, ' ');
    buf_puts(out, name);
    if (IS_ONE_OF(name, boolean_attributes))
        return;
    buf_puts(out, "=\"");
    for (const xmlNode *part = attribute->children; part != NULL; part = part->next) {
        if (part->content != NULL)
            put_escaped(out, (const char *)part->content, true);
    }
    buf_putc(out, '"');
}

static void put_text(struct buf *out, const xmlNode *node)
{
    const char *text = (const char *)node->content;
    if (text == NULL)
        return;
    bool raw = is_raw_text(node) || (node->parent != NULL && is_element(node->parent) &&
                                     IS_ONE_OF(name_of(node->parent), raw_elements));
    if (raw)
        buf_puts(out, text);
    else
        put_escaped(out, text, false);
}

static void put_node(struct buf *out, const xmlNode *node, int depth);

static void put_children(struct buf *out, const xmlNode *element, int depth)
{
    bool blocks = !IS_ONE_OF(name_of(element), kept_elements) && holds_blocks(element);
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (blocks && is_blank(child))
            continue;
        if (blocks)
            put_line(out, depth + 1);
        put_node(out, child, depth + 1);
    }
    if (blocks)
        put_line(out, depth);
}

static void put_element(struct buf *out, const xmlNode *element, int depth)
{
    const char *name = name_of(element);
    buf_putc(out, '<');
    buf_puts(out, name);
    for (const xmlAttr *attribute = element->properties; attribute != NULL;
         attribute = attribute->next)
        put_attribute(out, attribute);
    buf_putc(out, '>');
    if (IS_ONE_OF(name, void_elements))
        return;
    /* A parser drops a line end that opens these; one more keeps the author's. */
    const xmlNode *first = element->children;
    if (strcmp(name, "pre") == 0 && first != NULL && first->content != NULL &&
        first->content[0] == '\n')
        buf_putc(out, '\n');
    put_children(out, element, depth);
    buf_puts(out, "</");
    buf_puts(out, name);
    buf_putc(out, '>');
}

static void put_node(struct buf *out, const xmlNode *node, int depth)
{
    switch (node->type) {
    case XML_ELEMENT_NODE:
        put_element(out, node, depth);
        break;
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE:
        put_text(out, node);
        break;
    case XML_COMMENT_NODE:
        buf_printf(out, "<!--%s-->", (const char *)node->content);
        break;
    default:
        break;
    }
}

void theme_serialize_html(const xmlDoc *html, struct buf *bytes)
{
    buf_puts(bytes, "<!DOCTYPE html>\n");
    for (const xmlNode *node = html->children; node != NULL; node = node->next)
        put_node(bytes, node, 0);
    buf_putc(bytes, '\n');
}
