/* Links from the root of the site, for the page shown in place of a missing one. */
#include "web/web.h"

#include <ctype.h>
#include <string.h>

/* "https://example.org/board/" → "/board/"; "/" without an address. */
static struct str root_path(const struct site *site)
{
    const char *address = site->url != NULL ? strstr(site->url, "://") : NULL;
    const char *path = address != NULL ? strchr(address + 3, '/') : NULL;
    return str_of(path != NULL ? path : "/");
}

/* Neither an address with a scheme ("mailto:", "https:"), nor one from a root, nor
 * a place on the page itself. */
static bool is_relative(const char *link)
{
    if (link[0] == '\0' || link[0] == '/' || link[0] == '#')
        return false;
    size_t scheme = 0;
    while (isalnum((unsigned char)link[scheme]) || link[scheme] == '+' || link[scheme] == '-' ||
           link[scheme] == '.')
        scheme++;
    return link[scheme] != ':';
}

static void root_attribute(struct str root, xmlNode *element, const char *name)
{
    xmlChar *link = xmlGetNoNsProp(element, BAD_CAST name);
    struct buf full = BUF_INIT;
    if (link != NULL && is_relative((const char *)link)) {
        buf_put_str(&full, root);
        if (!str_ends(root, "/"))
            buf_putc(&full, '/');
        buf_puts(&full, (const char *)link);
        xmlSetProp(element, BAD_CAST name, BAD_CAST full.s);
    }
    buf_release(&full);
    xmlFree(link);
}

static void root_elements(struct str root, xmlNode *node)
{
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        root_attribute(root, node, "href");
        root_attribute(root, node, "src");
        root_elements(root, node->children);
    }
}

void web_root_links(const struct site *site, xmlDoc *html)
{
    root_elements(root_path(site), html->children);
}
