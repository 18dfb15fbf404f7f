/*
 * What documents written for FOP say in its own namespaces. Alternatives and abbreviations are read
 * as the print namespace's, and XMP gives the document's data (print/info.c); what is not read is
 * told of with what says the same in XSL or the print namespace. Attributes of any other namespace
 * are nobody's business but their owner's (XSL 1.1, 2.2).
 */
#include "print/fo/internal.h"

#include <string.h>

#define FOP_NAMESPACE "http://xmlgraphics.apache.org/fop/extensions"
#define FOP_PDF_NAMESPACE FOP_NAMESPACE "/pdf"

struct extension {
    const char *space, *name;
    const char *ours; /* the attribute of the print namespace that it is read as */
    const char *use;  /* what else says it */
};

static const struct extension attributes[] = {
    {FOP_NAMESPACE, "alt-text", "alt", NULL},
    {FOP_NAMESPACE, "abbreviation", "expansion", NULL},
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

void fo_check_extension_attributes(struct fo_tree *tree, const xmlNode *element)
{
    for (const xmlAttr *at = element->properties; at; at = at->next) {
        const struct extension *found = find(attributes, COUNT_OF(attributes), at->ns, at->name);
        if (found && !found->ours)
            complain(tree, element, at->ns, at->name, found->use);
    }
}

const char *fo_extension_attribute(const xmlAttr *attribute)
{
    const struct extension *found =
        find(attributes, COUNT_OF(attributes), attribute->ns, attribute->name);
    bool is_of_link = strcmp((const char *)attribute->parent->name, "basic-link") == 0;
    if (!found || !found->ours)
        return NULL;
    return is_of_link && strcmp(found->ours, "alt") == 0 ? "contents" : found->ours;
}

bool fo_check_extension_element(struct fo_tree *tree, const xmlNode *element)
{
    const struct extension *found = find(elements, COUNT_OF(elements), element->ns, element->name);
    if (found)
        complain(tree, element, element->ns, element->name, found->use);
    return found != NULL;
}
