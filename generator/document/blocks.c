/* Blocks as elements, and headings as nested sections. */
#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

static xmlNode *build_outer(struct builder *builder, xmlNode *parent, cmark_node *block,
                            const char *name)
{
    xmlNode *outer = element_new(builder, parent, COMMONMARK, name, markdown_node(block)->span);
    build_blocks(builder, outer, cmark_node_first_child(block));
    element_finish(builder, outer);
    return outer;
}

static xmlNode *build_text_block(struct builder *builder, xmlNode *parent, cmark_node *block,
                                 const char *name)
{
    xmlNode *node = element_new(builder, parent, COMMONMARK, name, markdown_node(block)->span);
    build_inlines(builder, node, cmark_node_first_child(block));
    element_finish(builder, node);
    return node;
}

static xmlNode *build_heading(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *heading = build_text_block(builder, parent, block, "heading");
    set_number(heading, "level", (size_t)cmark_node_get_heading_level(block));
    return heading;
}

static void build_item(struct builder *builder, xmlNode *list, cmark_node *item)
{
    xmlNode *node = build_outer(builder, list, item, "item");
    if (strcmp(cmark_node_get_type_string(item), "tasklist") == 0)
        set_attribute(node, "completed",
                      cmark_gfm_extensions_get_tasklist_item_checked(item) ? "true" : "false");
}

static void build_list(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *list = element_new(builder, parent, COMMONMARK, "list", markdown_node(block)->span);
    bool ordered = cmark_node_get_list_type(block) == CMARK_ORDERED_LIST;
    set_attribute(list, "type", ordered ? "ordered" : "bullet");
    if (ordered) {
        set_number(list, "start", (size_t)cmark_node_get_list_start(block));
        bool paren = cmark_node_get_list_delim(block) == CMARK_PAREN_DELIM;
        set_attribute(list, "delim", paren ? "paren" : "period");
    }
    set_attribute(list, "tight", cmark_node_get_list_tight(block) ? "true" : "false");
    for (cmark_node *item = cmark_node_first_child(block); item != NULL;
         item = cmark_node_next(item))
        build_item(builder, list, item);
    element_finish(builder, list);
}

static void build_code(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *code =
        element_leaf(builder, parent, COMMONMARK, "code_block", markdown_node(block)->span);
    const char *info = cmark_node_get_fence_info(block);
    if (info != NULL && info[0] != '\0')
        set_attribute(code, "info", info);
    add_text(code, str_of(cmark_node_get_literal(block)));
}

static void build_html(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *html =
        element_leaf(builder, parent, COMMONMARK, "html_block", markdown_node(block)->span);
    add_text(html, str_of(cmark_node_get_literal(block)));
}

static void build_note(struct builder *builder, cmark_node *block)
{
    if (builder->notes == NULL) {
        xmlNode *page = xmlDocGetRootElement(builder->document->xml);
        builder->notes = element_new(builder, page, OURS, "notes", (struct span){0, 0});
    }
    xmlNode *note = element_new(builder, builder->notes, OURS, "note", markdown_node(block)->span);
    build_blocks(builder, note, cmark_node_first_child(block));
    element_finish(builder, note);
}

void build_block(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    switch (cmark_node_get_type(block)) {
    case CMARK_NODE_PARAGRAPH:
        build_text_block(builder, parent, block, "paragraph");
        break;
    case CMARK_NODE_HEADING:
        build_heading(builder, parent, block);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        build_outer(builder, parent, block, "block_quote");
        break;
    case CMARK_NODE_LIST:
        build_list(builder, parent, block);
        break;
    case CMARK_NODE_CODE_BLOCK:
        build_code(builder, parent, block);
        break;
    case CMARK_NODE_HTML_BLOCK:
        build_html(builder, parent, block);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        element_leaf(builder, parent, COMMONMARK, "thematic_break", markdown_node(block)->span);
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        build_note(builder, block);
        break;
    default:
        if (markdown_is_table(block))
            build_table(builder, parent, block);
    }
}

void build_blocks(struct builder *builder, xmlNode *parent, cmark_node *first)
{
    for (cmark_node *block = first; block != NULL; block = cmark_node_next(block))
        build_block(builder, parent, block);
}

/* ---- Sections ------------------------------------------------------------------- */

static int section_level(xmlNode *node)
{
    xmlChar *level = xmlGetNoNsProp(node, BAD_CAST "level");
    int number = level != NULL ? atoi((const char *)level) : 0;
    xmlFree(level);
    return number;
}

/* Ends a section with its last block. */
static void close_section(struct builder *builder, xmlNode *section)
{
    xmlNode *last = section->last;
    struct span span = document_span(section);
    span.end = document_span(last).end;
    element_set_span(builder, section, span);
}

static xmlNode *open_section(struct builder *builder, xmlNode *at, cmark_node *heading)
{
    int level = cmark_node_get_heading_level(heading);
    while (is_element(at, OURS, "section") && section_level(at) >= level) {
        close_section(builder, at);
        at = at->parent;
    }
    xmlNode *section = element_new(builder, at, OURS, "section", markdown_node(heading)->span);
    set_number(section, "level", (size_t)level);
    build_heading(builder, section, heading);
    return section;
}

void build_body(struct builder *builder, xmlNode *body, cmark_node *root)
{
    xmlNode *at = body;
    for (cmark_node *block = cmark_node_first_child(root); block != NULL;
         block = cmark_node_next(block)) {
        if (block == builder->title_block)
            continue;
        if (cmark_node_get_type(block) == CMARK_NODE_HEADING)
            at = open_section(builder, at, block);
        else
            build_block(builder, at, block);
    }
    for (; at != body; at = at->parent)
        close_section(builder, at);
}
