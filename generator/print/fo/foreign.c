/* What is inside a formatting object and is none itself. */
#include "print/fo/fo.h"

/* The copy of a subtree brings along the namespaces that are declared above it. */
static xmlDocPtr document_of(const xmlNode *element)
{
    xmlDocPtr document = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr copy = document ? xmlDocCopyNode((xmlNodePtr)element, document, 1) : NULL;
    if (copy)
        xmlDocSetRootElement(document, copy);
    return document;
}

struct str fo_foreign_xml(struct arena *arena, const struct fo *fo)
{
    const xmlNode *element = fo->xml ? fo->xml->children : NULL;
    while (element && element->type != XML_ELEMENT_NODE)
        element = element->next;
    if (!element)
        return (struct str){"", 0};
    xmlDocPtr document = document_of(element);
    xmlBufferPtr buffer = xmlBufferCreate();
    if (!document || !buffer)
        die_no_memory(sizeof(*document));
    xmlNodeDump(buffer, document, xmlDocGetRootElement(document), 0, 0);
    size_t size = (size_t)xmlBufferLength(buffer);
    struct str xml = {
        arena_strndup(arena, size ? (const char *)xmlBufferContent(buffer) : "", size), size};
    xmlBufferFree(buffer);
    xmlFreeDoc(document);
    return xml;
}
