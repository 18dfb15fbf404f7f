/* Blocks as elements, and headings as nested sections. */
#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

static xmlNode *build_outer(struct builder *builder, xmlNode *parent, cmark_node *block,
                            const char *name)
{
    xmlNode *outer = element_new(builder, parent, COMMONMARK, name, markdown_node(block)->span);
    build_blocks(builder, outer, cmark_node_first_child(block));
    return outer;
}

xmlNode *build_text_block(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                          const char *name, cmark_node *block)
{
    xmlNode *node = element_new(builder, parent, vocabulary, name, markdown_node(block)->span);
    builder->owner = node;
    build_inlines(builder, node, cmark_node_first_child(block));
    return node;
}

static xmlNode *build_heading(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *heading = build_text_block(builder, parent, COMMONMARK, "heading", block);
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
}

static void build_code(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *code =
        element_new(builder, parent, COMMONMARK, "code_block", markdown_node(block)->span);
    const char *info = cmark_node_get_fence_info(block);
    if (info != NULL && info[0] != '\0')
        set_attribute(code, "info", info);
    add_text(code, str_of(cmark_node_get_literal(block)));
}

static void build_html(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    struct str html = str_of(cmark_node_get_literal(block));
    struct span span = markdown_node(block)->span;
    bool comment;
    if (!html_is_allowed(builder, html, span, &comment) || comment)
        return;
    add_text(element_new(builder, parent, COMMONMARK, "html_block", span), html);
}

static void build_note(struct builder *builder, cmark_node *block)
{
    if (builder->notes == NULL) {
        xmlNode *page = xmlDocGetRootElement(builder->document->xml);
        builder->notes = element_new(builder, page, OURS, "notes", (struct span){0, 0});
    }
    xmlNode *note = element_new(builder, builder->notes, OURS, "note", markdown_node(block)->span);
    build_blocks(builder, note, cmark_node_first_child(block));
}

static void add_abbreviation(struct builder *builder, cmark_node *block)
{
    const struct markdown_node *record = markdown_node(block);
    *vec_push(&builder->abbreviations) = (struct abbreviation){
        .name = record->name, .text = record->text, .span = record->name_span};
}

static bool is_contents_mark(cmark_node *block)
{
    const char *content = markdown_content(block);
    return content != NULL && str_is(str_trim(str_of(content)), "[[toc]]");
}

static cmark_node *build_paragraph(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    cmark_node *next = cmark_node_next(block);
    if (next != NULL && markdown_node(next)->kind == MARKDOWN_DEFINITION)
        return build_definitions(builder, parent, block);
    if (is_figure(block))
        return build_figure(builder, parent, block);
    if (starts_caption(block, "Table") && next != NULL && markdown_is_table(next))
        return build_captioned_table(builder, parent, block);
    if (is_contents_mark(block))
        element_new(builder, parent, OURS, "toc", markdown_node(block)->span);
    else if (starts_caption(block, "Table") || starts_caption(block, "Figure"))
        build_lone_caption(builder, parent, block);
    else
        build_text_block(builder, parent, COMMONMARK, "paragraph", block);
    return next;
}

/* A definition without terms: its paragraph was taken by something else. */
static void build_own(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    switch (markdown_node(block)->kind) {
    case MARKDOWN_CONTAINER:
        build_container(builder, parent, block);
        break;
    case MARKDOWN_ABBREVIATION:
        add_abbreviation(builder, block);
        break;
    case MARKDOWN_CAPTION:
        build_lone_caption(builder, parent, block);
        break;
    case MARKDOWN_DEFINITION:
        build_blocks(builder, parent, cmark_node_first_child(block));
        break;
    default:
        break;
    }
}

static void build_plain(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    switch (cmark_node_get_type(block)) {
    case CMARK_NODE_HEADING:
        build_heading(builder, parent, block);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        if (!build_callout(builder, parent, block))
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
        element_new(builder, parent, COMMONMARK, "thematic_break", markdown_node(block)->span);
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        build_note(builder, block);
        break;
    default:
        build_own(builder, parent, block);
    }
}

cmark_node *build_block(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    if (cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH)
        return build_paragraph(builder, parent, block);
    if (markdown_is_table(block))
        return build_captioned_table(builder, parent, block);
    if (is_diagram(block))
        return build_diagram(builder, parent, block);
    build_plain(builder, parent, block);
    return cmark_node_next(block);
}

void build_blocks(struct builder *builder, xmlNode *parent, cmark_node *first)
{
    for (cmark_node *block = first; block != NULL;)
        block = build_block(builder, parent, block);
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
static void close_section(xmlNode *section)
{
    struct span span = document_span(section);
    span.end = document_span(section->last).end;
    element_set_span(section, span);
}

/* The heading's id is the section's; its classes are those of both. */
static xmlNode *open_section(struct builder *builder, xmlNode *at, cmark_node *block)
{
    int level = cmark_node_get_heading_level(block);
    while (is_element(at, OURS, "section") && section_level(at) >= level) {
        close_section(at);
        at = at->parent;
    }
    xmlNode *section = element_new(builder, at, OURS, "section", markdown_node(block)->span);
    set_number(section, "level", (size_t)level);
    xmlNode *heading = build_heading(builder, section, block);
    set_attribute(section, "id", attribute_of(builder->arena, heading, "id"));
    set_attribute(section, "class", attribute_of(builder->arena, heading, "class"));
    xmlUnsetProp(heading, BAD_CAST "id");
    return section;
}

void build_body(struct builder *builder, xmlNode *body, cmark_node *root)
{
    xmlNode *at = body;
    for (cmark_node *block = cmark_node_first_child(root); block != NULL;) {
        bool heading = cmark_node_get_type(block) == CMARK_NODE_HEADING;
        if (heading && block != builder->title_block)
            at = open_section(builder, at, block);
        block = heading ? cmark_node_next(block) : build_block(builder, at, block);
    }
    for (; at != body; at = at->parent)
        close_section(at);
}
