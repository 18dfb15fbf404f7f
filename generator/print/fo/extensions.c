/*
 * What documents written for FOP say in its own namespaces. None of it is read; where XSL or the
 * print namespace has the same, it is named. Attributes of any other namespace are nobody's
 * business but their owner's (XSL 1.1, 2.2).
 */
#include "print/fo/internal.h"

#include <string.h>

#define FOP_NAMESPACE "http://xmlgraphics.apache.org/fop/extensions"
#define FOP_PDF_NAMESPACE FOP_NAMESPACE "/pdf"
#define XMP_NAMESPACE "adobe:ns:meta/"

struct extension {
    const char *space, *name;
    const char *ours; /* the attribute or element that says the same, in the print namespace */
    const char *use;
};

static const struct extension attributes[] = {
    {FOP_NAMESPACE, "alt-text", "alt", "; write p:alt, of a link p:contents"},
    {FOP_NAMESPACE, "abbreviation", "expansion", "; write p:expansion"},
    {FOP_NAMESPACE, "header", NULL,
     "; give the column's cells role=\"TH\" and p:scope=\"Row\" instead"},
    {FOP_NAMESPACE, NULL, NULL, ""},
};

static const struct extension elements[] = {
    {FOP_NAMESPACE, "destination", NULL, "; links lead to any object with an id"},
    {FOP_NAMESPACE, "external-document", NULL,
     "; a PDF cannot be put into another: attach it with --attach, or give its pages as pictures"},
    {FOP_NAMESPACE, "outline", NULL, "; write fo:bookmark-tree"},
    {FOP_PDF_NAMESPACE, "embedded-file", NULL, "; attach it with --attach"},
    {FOP_NAMESPACE, NULL, NULL, ""},
    {FOP_PDF_NAMESPACE, NULL, NULL, ""},
    {XMP_NAMESPACE, "xmpmeta", "info",
     "; write <p:info title=\"…\" author=\"…\"/>, p being urn:concordat:print:1"},
};

static const struct extension *find(const struct extension *list, size_t count, const xmlNs *space,
                                    const xmlChar *name)
{
    for (size_t i = 0; space && i < count; i++)
        if (strcmp(list[i].space, (const char *)space->href) == 0 &&
            (!list[i].name || strcmp(list[i].name, (const char *)name) == 0))
            return &list[i];
    return NULL;
}

static void complain(struct fo_tree *tree, const xmlNode *element, const xmlNs *space,
                     const xmlChar *name, const char *use)
{
    const char *prefix = space->prefix ? (const char *)space->prefix : "";
    const char *whole =
        arena_printf(tree->arena, "%s%s%s", prefix, *prefix ? ":" : "", (const char *)name);
    fo_complain(tree, (uint32_t)xmlGetLineNo(element), MSG_FO_EXTENSION, whole, use);
}

static bool has_ours(const xmlNode *element, const char *name)
{
    const xmlChar *space = BAD_CAST PRINT_NAMESPACE;
    return name && (xmlHasNsProp((xmlNode *)element, BAD_CAST name, space) ||
                    xmlHasNsProp((xmlNode *)element, BAD_CAST "contents", space));
}

void fo_check_extension_attributes(struct fo_tree *tree, const xmlNode *element)
{
    for (const xmlAttr *at = element->properties; at; at = at->next) {
        const struct extension *found = find(attributes, COUNT_OF(attributes), at->ns, at->name);
        if (found && !has_ours(element, found->ours))
            complain(tree, element, at->ns, at->name, found->use);
    }
}

static bool has_sibling(const xmlNode *element, const char *name)
{
    for (const xmlNode *node = element->parent->children; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && node->ns &&
            strcmp((const char *)node->ns->href, PRINT_NAMESPACE) == 0 &&
            strcmp((const char *)node->name, name) == 0)
            return true;
    return false;
}

bool fo_check_extension_element(struct fo_tree *tree, const xmlNode *element)
{
    const struct extension *found = find(elements, COUNT_OF(elements), element->ns, element->name);
    if (found && !(found->ours && has_sibling(element, found->ours)))
        complain(tree, element, element->ns, element->name, found->use);
    return found != NULL;
}
