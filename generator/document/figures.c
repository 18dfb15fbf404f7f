/* Figures, and captions of figures and tables. */
#include "internal.h"

#include <string.h>

/* ---- What belongs together -------------------------------------------------------- */

/* The only inline of a block, {…} and a line break before it aside. */
static cmark_node *only_inline(cmark_node *block)
{
    cmark_node *only = NULL;
    for (cmark_node *node = cmark_node_first_child(block); node != NULL;
         node = cmark_node_next(node)) {
        if (markdown_node(node)->kind == MARKDOWN_ATTRIBUTES)
            continue;
        cmark_node_type type = cmark_node_get_type(node);
        if (only != NULL && (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_TEXT)) {
            /* Blanks between an image and its attributes. */
            const char *literal = type == CMARK_NODE_TEXT ? cmark_node_get_literal(node) : "";
            if (str_trim(str_of(literal)).n == 0)
                continue;
        }
        if (only != NULL)
            return NULL;
        only = node;
    }
    return only;
}

bool is_figure(cmark_node *block)
{
    if (cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH)
        return false;
    cmark_node *only = only_inline(block);
    if (only != NULL && cmark_node_get_type(only) == CMARK_NODE_LINK)
        only = only_inline(only);
    return only != NULL && cmark_node_get_type(only) == CMARK_NODE_IMAGE;
}

bool starts_caption(cmark_node *block, const char *label)
{
    const char *content = markdown_content(block);
    size_t size = strlen(label);
    return cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH && content != NULL &&
           strncmp(content, label, size) == 0 && content[size] == ':' &&
           strchr(" \t\n{", content[size + 1]) != NULL;
}

/* The caption that stands after a block: directly below, or as the next paragraph. */
static cmark_node *caption_after(cmark_node *block, const char *label)
{
    cmark_node *next = cmark_node_next(block);
    if (next == NULL)
        return NULL;
    if (markdown_node(next)->kind == MARKDOWN_CAPTION)
        return str_is(markdown_node(next)->name, label) ? next : NULL;
    if (!starts_caption(next, label))
        return NULL;
    cmark_node *after = cmark_node_next(next);
    bool of_next_table = strcmp(label, "Table") == 0 && after != NULL && markdown_is_table(after);
    return of_next_table ? NULL : next;
}

/* ---- Building ------------------------------------------------------------------------ */

/* c:caption as last child of `owner`, which gets the attributes at its end. */
static void build_caption(struct builder *builder, xmlNode *owner, cmark_node *caption,
                          const char *label)
{
    bool direct = markdown_node(caption)->kind == MARKDOWN_CAPTION;
    cmark_node *text = direct ? cmark_node_first_child(caption) : caption;
    xmlNode *node = element_new(builder, owner, OURS, "caption", markdown_node(caption)->span);
    builder->owner = owner;
    if (text != NULL)
        build_inlines(builder, node, cmark_node_first_child(text));
    if (!direct)
        text_cut_start(builder, node, strlen(label) + 1);
    if (node->children == NULL) {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

static void cover(xmlNode *node, cmark_node *companion)
{
    struct span span = document_span(node), other = markdown_node(companion)->span;
    span.start = other.start < span.start ? other.start : span.start;
    span.end = other.end > span.end ? other.end : span.end;
    element_set_span(node, span);
}

void build_image_only(struct builder *builder, xmlNode *parent, cmark_node *paragraph)
{
    build_inlines(builder, parent, cmark_node_first_child(paragraph));
    for (xmlNode *node = first_element(parent), *next; node != NULL; node = next) {
        next = next_element(node);
        if (is_element(node, COMMONMARK, "text") || is_element(node, COMMONMARK, "softbreak")) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        }
    }
}

/* The image itself, or the one inside a link. */
static xmlNode *picture_of(xmlNode *image)
{
    return is_element(image, COMMONMARK, "link") ? first_element(image) : image;
}

void build_figure_caption(struct builder *builder, xmlNode *figure, cmark_node *caption)
{
    build_caption(builder, figure, caption, "Figure");
    cover(figure, caption);
}

cmark_node *take_figure_caption(struct builder *builder, xmlNode *figure, cmark_node *block)
{
    cmark_node *caption = caption_after(block, "Figure");
    if (caption == NULL)
        return cmark_node_next(block);
    build_figure_caption(builder, figure, caption);
    return cmark_node_next(caption);
}

cmark_node *build_figure(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    xmlNode *figure = element_new(builder, parent, OURS, "figure", markdown_node(block)->span);
    builder->owner = figure;
    build_image_only(builder, figure, block);
    xmlNode *image = first_element(figure);
    if (xmlHasProp(image, BAD_CAST "id") != NULL && xmlHasProp(figure, BAD_CAST "id") == NULL)
        attributes_move(builder, image, figure);
    attributes_take_flag(builder, figure, "decorative", picture_of(image));
    return take_figure_caption(builder, figure, block);
}

/* `block` is the table, or the caption above it. */
cmark_node *build_captioned_table(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    bool above = !markdown_is_table(block);
    cmark_node *table = above ? cmark_node_next(block) : block;
    cmark_node *caption = above ? block : caption_after(block, "Table");
    if (caption == NULL) {
        build_table(builder, parent, table);
        return cmark_node_next(table);
    }
    xmlNode *node = build_table(builder, parent, table);
    xmlNode *first = node->children;
    build_caption(builder, node, caption, "Table");
    if (is_element(node->last, OURS, "caption")) /* the schema wants it first */
        xmlAddPrevSibling(first, node->last);
    /* A fact about the table, not about its looks. */
    attributes_take_flag(builder, node, "row-headers", node);
    cover(node, caption);
    return cmark_node_next(above ? table : caption);
}

void build_lone_caption(struct builder *builder, xmlNode *parent, cmark_node *caption)
{
    bool direct = markdown_node(caption)->kind == MARKDOWN_CAPTION;
    struct span span = markdown_node(caption)->span;
    report(builder->findings, builder->source, span, MSG_CAPTION_ALONE,
           direct                             ? markdown_node(caption)->name.s
           : starts_caption(caption, "Table") ? "Table"
                                              : "Figure");
    if (direct)
        build_blocks(builder, parent, cmark_node_first_child(caption));
    else
        build_text_block(builder, parent, COMMONMARK, "paragraph", caption);
}
