/* SVGs that print makes pixels of, found before anything is drawn, at the place that shows
 * them: browsers take more of SVG than print draws as lines. */
#include "publish/internal.h"

#include "print/print.h"

#include <string.h>
#include <strings.h>

static void check_image(const struct document *document, const xmlNode *image,
                        struct findings *findings)
{
    xmlChar *file = xmlGetNoNsProp(image, BAD_CAST "file");
    xmlChar *width = xmlGetNoNsProp(image, BAD_CAST "width");
    xmlChar *destination = xmlGetNoNsProp(image, BAD_CAST "destination");
    /* without a size it was not readable, which has been said */
    bool readable = width != NULL && strcmp((const char *)width, "0") != 0;
    if (file != NULL && readable && strcasecmp(path_extension((const char *)file), ".svg") == 0) {
        const char *why = print_svg_refusal(findings->arena, (const char *)file);
        if (why != NULL)
            report(findings, document->source, document_span(image), MSG_IMAGE_UNPRINTABLE,
                   destination != NULL ? (const char *)destination : "", why);
    }
    xmlFree(file);
    xmlFree(width);
    xmlFree(destination);
}

void publish_check_drawings(const struct document *document, struct findings *findings)
{
    if (strchr(document->path, '/') == NULL || strstr(document->source->text, ".svg") == NULL)
        return;
    xmlNode *root = xmlDocGetRootElement(document->xml);
    for (xmlNode *node = root; node != NULL; node = document_next(root, node))
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "image") == 0)
            check_image(document, node, findings);
}
