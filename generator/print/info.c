/*
 * The document's own data: p:info in fo:declarations, and what it does not say of Dublin Core in
 * the XMP that documents written for FOP have there.
 */
#include "print/internal.h"

#include <string.h>

static bool is_named(const xmlNode *node, const char *space, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns &&
           strcmp((const char *)node->name, name) == 0 &&
           strcmp((const char *)node->ns->href, space) == 0;
}

/* The first element of the name below a node, in the order of the document. */
static const xmlNode *find_below(const xmlNode *node, const char *space, const char *name)
{
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
        if (is_named(child, space, name))
            return child;
        const xmlNode *found = find_below(child, space, name);
        if (found)
            return found;
    }
    return NULL;
}

static const xmlNode *declared(const struct fo_tree *tree, const char *space, const char *name)
{
    for (const struct fo *fo = tree->root->first; fo; fo = fo->next) {
        const xmlNode *found =
            fo->type == FO_DECLARATIONS ? find_below(fo->xml, space, name) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

static const char *attribute_of(struct arena *arena, const xmlNode *info, const char *name)
{
    xmlChar *value = info ? xmlGetNoNsProp((xmlNode *)info, BAD_CAST name) : NULL;
    char *text = value && *value ? arena_strdup(arena, (char *)value) : NULL;
    xmlFree(value);
    return text;
}

/* The text of an element of XMP, the first if there are several, in several languages, say. */
static const char *xmp_text(const struct printer *printer, const char *space, const char *name)
{
    const xmlNode *element = declared(printer->tree, space, name);
    const xmlNode *first = find_below(element, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "li");
    xmlChar *content = element ? xmlNodeGetContent(first ? first : element) : NULL;
    struct str text = str_trim(str_of((const char *)content));
    const char *kept = text.n > 0 ? arena_strndup(printer->arena, text.s, text.n) : NULL;
    xmlFree(content);
    return kept;
}

/* Seconds since 1970 of an ISO date, at midnight UTC; false if it is none. */
static bool parse_date(const char *text, int64_t *seconds)
{
    int year, month, day;
    if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12 ||
        day < 1 || day > 31)
        return false;
    /* Days by the civil calendar, years counted from March. */
    int64_t y = year - (month <= 2), m = (month + 9) % 12;
    int64_t days = 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468;
    *seconds = days * 86400;
    return true;
}

static const char *info_or_xmp(const struct printer *printer, const xmlNode *info, const char *name,
                               const char *space, const char *xmp_name)
{
    const char *text = attribute_of(printer->arena, info, name);
    return text ? text : xmp_text(printer, space, xmp_name);
}

static int read_date(struct printer *printer, const xmlNode *info)
{
    const char *date = attribute_of(printer->arena, info, "date");
    if (date && !parse_date(date, &printer->info.date))
        return fail(printer->tree->path, (uint32_t)xmlGetLineNo(info), 0, MSG_FO_DATE, date);
    const char *created =
        date ? NULL : xmp_text(printer, "http://ns.adobe.com/xap/1.0/", "CreateDate");
    if (created)
        parse_date(created, &printer->info.date);
    return 0;
}

int info_read(struct printer *printer, const struct print_options *options)
{
    static const char dc[] = "http://purl.org/dc/elements/1.1/";
    const struct fo_tree *tree = printer->tree;
    const xmlNode *node = declared(tree, "urn:concordat:print:1", "info");
    struct pdf_options *info = &printer->info;
    info->version = options->pdf_2_0 ? PDF_2_0 : PDF_1_7;
    info->date = options->date;
    info->lang = fo_language(tree, printer->arena, tree->root);
    info->title = info_or_xmp(printer, node, "title", dc, "title");
    info->author = info_or_xmp(printer, node, "author", dc, "creator");
    info->subject = info_or_xmp(printer, node, "subject", dc, "description");
    info->keywords =
        info_or_xmp(printer, node, "keywords", "http://ns.adobe.com/pdf/1.3/", "Keywords");
    printer->has_title = info->title != NULL;
    printer->has_lang = info->lang != NULL;
    if (!info->title)
        info->title = path_name(tree->path);
    if (!info->lang)
        info->lang = "en";
    return read_date(printer, node);
}
