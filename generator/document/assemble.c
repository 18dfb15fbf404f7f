/*
 * Puts finished pages into the c:publication tree that stylesheets are given
 * (themes/document.rng), with what a page shows of its site: the organisation,
 * navigation, its publication's other pages, downloads.
 *
 * A page's tree stays small in a large site: only pages at the root of content/
 * list all publications, and only a publication's own pages list its pages.
 */
#include "internal.h"

#include <string.h>

struct assembler {
    struct arena *arena;
    const struct assembly *assembly;
    xmlDoc *doc;
    xmlNs *ours;
    const char *href; /* of the page, or of the publication's index: links start there */
};

static xmlNode *add(struct assembler *assembler, xmlNode *parent, const char *name)
{
    xmlNode *node = xmlNewDocNode(assembler->doc, assembler->ours, (const xmlChar *)name, NULL);
    if (node == NULL || xmlAddChild(parent, node) == NULL)
        die_no_memory(sizeof *node);
    return node;
}

static const char *from_here(struct assembler *assembler, const char *href)
{
    return path_relative(assembler->arena, assembler->href, href);
}

static void set_flag(xmlNode *node, const char *name, bool set)
{
    if (set)
        set_attribute(node, name, "true");
}

static xmlNode *root_of(const struct document *document)
{
    return xmlDocGetRootElement(document->xml);
}

/* Copies attributes of a page's root that are there. */
static void copy_attributes(struct assembler *assembler, xmlNode *to, const xmlNode *from,
                            const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        set_attribute(to, names[i], attribute_of(assembler->arena, from, names[i]));
}

/* ---- The publication's own facts -------------------------------------------------- */

static void set_publication(struct assembler *assembler, xmlNode *node)
{
    const struct publication *publication = assembler->assembly->publication;
    const struct front_matter *facts = publication->index->front_matter;
    const xmlNode *index = root_of(publication->index);
    const char *const shared[] = {"href", "title", "description", "kind", "lang"};
    set_attribute(node, "id", publication->id);
    copy_attributes(assembler, node, index, shared, COUNT_OF(shared));
    set_attribute(node, "subtitle", facts->subtitle);
    set_attribute(node, "status", facts->status);
    set_attribute(node, "edition", facts->edition);
    set_attribute(node, "version", facts->version);
    set_attribute(node, "owner", facts->owner);
    set_attribute(node, "author", facts->author);
    set_attribute(node, "approved-by", facts->approved_by);
    set_attribute(node, "reviewed", facts->reviewed);
    set_attribute(node, "review", facts->review);
    set_flag(node, "numbered", facts->numbered);
    set_flag(node, "draft", assembler->assembly->draft);
    set_flag(node, "brief", assembler->assembly->brief);
}

/* ---- The site ------------------------------------------------------------------------- */

static bool is_web_address(const char *target)
{
    return strstr(target, "://") != NULL || str_starts(str_of(target), "mailto:") ||
           str_starts(str_of(target), "tel:");
}

/* "strategy/index.md" stands at "strategy/index.html". */
static const char *target_href(struct arena *arena, const char *target)
{
    struct str path = str_of(target);
    if (!str_ends(path, ".md"))
        return target;
    return arena_printf(arena, "%.*s.html", (int)path.n - 3, target);
}

/* The link that the page belongs to: its own, else its publication's. */
static const struct navigation_link *current_link(struct assembler *assembler,
                                                  const struct navigation_link *links, size_t count)
{
    const char *index = assembler->assembly->publication->index->href;
    const struct navigation_link *current = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *href = target_href(assembler->arena, links[i].target);
        if (strcmp(href, assembler->href) == 0)
            return &links[i];
        if (strcmp(href, index) == 0)
            current = &links[i];
    }
    return current;
}

static void add_navigation(struct assembler *assembler, xmlNode *site, const char *place,
                           const struct navigation_link *links, size_t count)
{
    if (count == 0)
        return;
    xmlNode *navigation = add(assembler, site, "navigation");
    set_attribute(navigation, "place", place);
    const struct navigation_link *current = current_link(assembler, links, count);
    for (size_t i = 0; i < count; i++) {
        const char *href = target_href(assembler->arena, links[i].target);
        xmlNode *link = add(assembler, navigation, "link");
        set_attribute(link, "destination",
                      is_web_address(href) ? href : from_here(assembler, href));
        set_flag(link, "current", &links[i] == current);
        add_text(link, str_of(links[i].text));
    }
}

static void add_site(struct assembler *assembler, xmlNode *parent)
{
    const struct site *site = assembler->assembly->collection->site;
    xmlNode *node = add(assembler, parent, "site");
    set_attribute(node, "title", site->title);
    set_attribute(node, "lang", site->lang);
    set_attribute(node, "home", from_here(assembler, "index.html"));
    set_attribute(node, "url", site->url);
    set_attribute(node, "description", site->description);
    xmlNode *organisation = add(assembler, node, "organisation");
    set_attribute(organisation, "name", site->organisation.name);
    set_flag(organisation, "nhs", site->organisation.nhs);
    set_attribute(organisation, "logo", site->organisation.logo);
    for (size_t i = 0; i < site->contact_count; i++) {
        xmlNode *contact = add(assembler, node, "contact");
        set_attribute(contact, "type", site->contacts[i].type);
        set_attribute(contact, "destination", site->contacts[i].destination);
        add_text(contact, str_of(site->contacts[i].text));
    }
    add_navigation(assembler, node, "header", site->header, site->header_count);
    add_navigation(assembler, node, "footer", site->footer, site->footer_count);
}

/* ---- Other pages ------------------------------------------------------------------------- */

static void add_page_entry(struct assembler *assembler, xmlNode *parent,
                           const struct document *page)
{
    const char *const shared[] = {"id", "title", "kind", "description", "lang", "appendix"};
    xmlNode *entry = add(assembler, parent, "page-entry");
    copy_attributes(assembler, entry, root_of(page), shared, COUNT_OF(shared));
    set_attribute(entry, "destination", from_here(assembler, page->href));
    set_flag(entry, "current", strcmp(page->href, assembler->href) == 0);
}

static void add_download(struct assembler *assembler, xmlNode *parent,
                         const struct download *download)
{
    xmlNode *node = add(assembler, parent, "download");
    set_attribute(node, "title", download->title);
    set_attribute(node, "destination", from_here(assembler, download->href));
    set_attribute(node, "format", download->format);
    set_attribute(node, "variant", download->variant);
    set_number(node, "bytes", download->bytes);
    set_number(node, "pages", download->pages);
    set_attribute(node, "lang", download->lang);
}

static void add_publication_entry(struct assembler *assembler, xmlNode *contents,
                                  const struct publication *publication)
{
    const struct assembly *assembly = assembler->assembly;
    const char *const shared[] = {"title", "kind", "description"};
    bool own = publication == assembly->publication;
    xmlNode *entry = add(assembler, contents, "publication-entry");
    set_attribute(entry, "id", publication->id);
    copy_attributes(assembler, entry, root_of(publication->index), shared, COUNT_OF(shared));
    set_attribute(entry, "destination", from_here(assembler, publication->index->href));
    set_attribute(entry, "status", publication->index->front_matter->status);
    set_attribute(entry, "edition", publication->index->front_matter->edition);
    set_flag(entry, "current", own);
    for (size_t i = 0; own && i < publication->page_count; i++)
        add_page_entry(assembler, entry, publication->pages[i]);
    for (size_t i = 0; i < assembly->download_count; i++) {
        if (strcmp(assembly->downloads[i].publication, publication->id) == 0)
            add_download(assembler, entry, &assembly->downloads[i]);
    }
}

static void add_contents(struct assembler *assembler, xmlNode *parent)
{
    const struct assembly *assembly = assembler->assembly;
    const struct collection *collection = assembly->collection;
    bool all = strcmp(assembly->publication->id, SITE_PUBLICATION) == 0;
    xmlNode *contents = add(assembler, parent, "contents");
    for (size_t i = 0; i < collection->publication_count; i++) {
        const struct publication *publication = &collection->publications[i];
        if (all || publication == assembly->publication)
            add_publication_entry(assembler, contents, publication);
    }
}

/* ---- The whole ------------------------------------------------------------------------------ */

static void free_doc(void *doc)
{
    xmlFreeDoc(doc);
}

xmlDoc *document_assemble(struct arena *arena, const struct assembly *assembly)
{
    struct assembler assembler = {.arena = arena, .assembly = assembly};
    assembler.href =
        assembly->page_count == 1 ? assembly->pages[0]->href : assembly->publication->index->href;
    assembler.doc = xmlNewDoc((const xmlChar *)"1.0");
    if (assembler.doc == NULL)
        die_no_memory(sizeof *assembler.doc);
    arena_on_free(arena, free_doc, assembler.doc);

    xmlNode *root = xmlNewDocNode(assembler.doc, NULL, (const xmlChar *)"publication", NULL);
    if (root == NULL)
        die_no_memory(sizeof *root);
    xmlDocSetRootElement(assembler.doc, root);
    assembler.ours = xmlNewNs(root, (const xmlChar *)DOCUMENT_NAMESPACE, (const xmlChar *)"c");
    xmlSetNs(root, assembler.ours);
    set_publication(&assembler, root);
    add_site(&assembler, root);
    add_contents(&assembler, root);
    for (size_t i = 0; i < assembly->page_count; i++) {
        xmlNode *page = xmlDocCopyNode(root_of(assembly->pages[i]), assembler.doc, 1);
        if (page == NULL)
            die_no_memory(sizeof *page);
        write_places(assembly->pages[i], page);
        if (strcmp(assembly->pages[i]->status, assembly->publication->index->status) != 0)
            set_attribute(page, "status", assembly->pages[i]->status);
        xmlAddChild(root, page);
    }
    return assembler.doc;
}
