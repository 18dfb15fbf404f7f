#include "internal.h"

#include <cmark-gfm-core-extensions.h>

static const char *alignment(uint8_t letter)
{
    return letter == 'l' ? "left" : letter == 'c' ? "center" : letter == 'r' ? "right" : NULL;
}

static void build_row(struct builder *builder, xmlNode *table, cmark_node *row,
                      const uint8_t *alignments, const char *name)
{
    xmlNode *element = element_new(builder, table, COMMONMARK, name, markdown_node(row)->span);
    size_t column = 0;
    for (cmark_node *cell = cmark_node_first_child(row); cell != NULL;
         cell = cmark_node_next(cell), column++) {
        xmlNode *node =
            element_new(builder, element, COMMONMARK, "table_cell", markdown_node(cell)->span);
        set_attribute(node, "align", alignment(alignments[column]));
        builder->owner = NULL;
        build_inlines(builder, node, cmark_node_first_child(cell));
    }
}

xmlNode *build_table(struct builder *builder, xmlNode *parent, cmark_node *table)
{
    const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
    xmlNode *element =
        element_new(builder, parent, COMMONMARK, "table", markdown_node(table)->span);
    for (cmark_node *row = cmark_node_first_child(table); row != NULL; row = cmark_node_next(row)) {
        bool header = cmark_gfm_extensions_get_table_row_is_header(row);
        build_row(builder, element, row, alignments, header ? "table_header" : "table_row");
    }
    return element;
}
