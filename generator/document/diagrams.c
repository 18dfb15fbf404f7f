/* Containers whose list or table is drawn: a c:figure with a c:diagram in it. */
#include "diagram.h"
#include "internal.h"

#include <string.h>

bool is_diagram(cmark_node *block)
{
    const struct markdown_node *record = markdown_node(block);
    if (record->kind != MARKDOWN_CONTAINER)
        return false;
    for (size_t i = 0; i < DIAGRAM_KINDS; i++)
        if (str_is(record->name, diagram_names[i]))
            return true;
    return false;
}

static void report_fault(void *payload, const xmlNode *node, const char *why)
{
    struct builder *builder = payload;
    report(builder->findings, builder->source, document_span(node), MSG_DIAGRAM_CONTENT, why);
}

/* The title is the drawing's, all else the figure's. */
static void apply_attributes(struct builder *builder, xmlNode *figure, xmlNode *diagram,
                             const struct markdown_node *record)
{
    if (record->attributes == NULL)
        return;
    attributes_apply(builder, figure, record->attributes, record->attributes_span, true);
    set_attribute(diagram, "title", attribute_of(builder->arena, figure, "title"));
    xmlUnsetProp(figure, BAD_CAST "title");
}

/* The caption stands inside, or after the container. */
static cmark_node *caption_inside(cmark_node *block)
{
    cmark_node *child = cmark_node_first_child(block);
    while (child != NULL && !starts_caption(child, "Figure"))
        child = cmark_node_next(child);
    return child;
}

cmark_node *build_diagram(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    const struct markdown_node *record = markdown_node(block);
    container_check(builder, block);
    xmlNode *figure = element_new(builder, parent, OURS, "figure", record->span);
    xmlNode *diagram = element_new(builder, figure, OURS, "diagram", record->span);
    set_attribute(diagram, "kind", record->name.s);
    apply_attributes(builder, figure, diagram, record);
    cmark_node *inside = caption_inside(block);
    for (cmark_node *child = cmark_node_first_child(block); child != NULL;)
        child = child == inside ? cmark_node_next(child) : build_block(builder, diagram, child);
    if (diagram_read(builder->arena, diagram, report_fault, builder) == NULL)
        set_attribute(diagram, "undrawn", "true");
    if (inside != NULL)
        build_figure_caption(builder, figure, inside);
    return inside != NULL ? cmark_node_next(block) : take_figure_caption(builder, figure, block);
}
