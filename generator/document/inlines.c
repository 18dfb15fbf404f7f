/* Inlines of a block as elements. */
#include "internal.h"

#include <string.h>

static void build_text(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    const struct markdown_node *record = markdown_node(node);
    for (size_t i = 0; i < record->run_count; i++) {
        const struct text_run *run = &record->runs[i];
        add_text(element_leaf(builder, parent, COMMONMARK, "text", run->span), run->text);
    }
}

static void build_leaf(struct builder *builder, xmlNode *parent, cmark_node *node, const char *name)
{
    xmlNode *leaf = element_leaf(builder, parent, COMMONMARK, name, markdown_node(node)->span);
    const char *literal = cmark_node_get_literal(node);
    if (literal != NULL)
        add_text(leaf, str_of(literal));
}

static xmlNode *build_inner(struct builder *builder, xmlNode *parent, cmark_node *node,
                            const char *name)
{
    xmlNode *inner = element_new(builder, parent, COMMONMARK, name, markdown_node(node)->span);
    build_inlines(builder, inner, cmark_node_first_child(node));
    element_finish(builder, inner);
    return inner;
}

static void build_destination(struct builder *builder, xmlNode *parent, cmark_node *node,
                              const char *name)
{
    xmlNode *link = build_inner(builder, parent, node, name);
    set_attribute(link, "destination", cmark_node_get_url(node));
    const char *title = cmark_node_get_title(node);
    if (title != NULL && title[0] != '\0')
        set_attribute(link, "title", title);
}

static void build_note_reference(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    const char *number = cmark_node_get_literal(node);
    xmlNode *reference = element_leaf(builder, parent, OURS, "note-ref", markdown_node(node)->span);
    set_attribute(reference, "number", number);
}

static void build_inline(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        build_text(builder, parent, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        build_leaf(builder, parent, node, "softbreak");
        break;
    case CMARK_NODE_LINEBREAK:
        build_leaf(builder, parent, node, "linebreak");
        break;
    case CMARK_NODE_CODE:
        build_leaf(builder, parent, node, "code");
        break;
    case CMARK_NODE_HTML_INLINE:
        build_leaf(builder, parent, node, "html_inline");
        break;
    case CMARK_NODE_EMPH:
        build_inner(builder, parent, node, "emph");
        break;
    case CMARK_NODE_STRONG:
        build_inner(builder, parent, node, "strong");
        break;
    case CMARK_NODE_LINK:
        build_destination(builder, parent, node, "link");
        break;
    case CMARK_NODE_IMAGE:
        build_destination(builder, parent, node, "image");
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        build_note_reference(builder, parent, node);
        break;
    default:
        if (markdown_is_strikethrough(node))
            build_inner(builder, parent, node, "strikethrough");
        else
            build_inlines(builder, parent, cmark_node_first_child(node));
    }
}

void build_inlines(struct builder *builder, xmlNode *parent, cmark_node *first)
{
    for (cmark_node *node = first; node != NULL; node = cmark_node_next(node))
        build_inline(builder, parent, node);
}
