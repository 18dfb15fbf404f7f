/* The pages a site must have and the files its pages bring along. */
#include "web/web.h"

#include <ctype.h>
#include <string.h>

struct document *web_not_found_page(struct arena *arena, const struct site *site)
{
    static const char text[] = "---\ntitle: Page not found\nkind: not-found\n---\n";
    struct findings *findings = findings_new(arena);
    const char *path = path_join(arena, site->root, "404.md");
    return document_read_text(arena, site, path, (struct str){text, sizeof text - 1}, findings);
}

/* ---- Files of a page ------------------------------------------------------------- */

struct gathering {
    struct arena *arena;
    const struct site *site;
    const char *folder; /* of the page, below out/ */
    struct web_files *files;
};

static char *attribute(struct gathering *gathering, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
    char *copy = value != NULL ? arena_strdup(gathering->arena, (const char *)value) : NULL;
    xmlFree(value);
    return copy;
}

static void add(struct gathering *gathering, const char *href, const char *file)
{
    *vec_push(&gathering->files->list) = (struct web_file){.href = href, .file = file};
}

/* A destination is an address: "my%20file.pdf" stands for "my file.pdf". */
static char *path_of(struct gathering *gathering, const char *destination)
{
    char *path = arena_strdup(gathering->arena, destination), *to = path;
    path[strcspn(path, "?#")] = '\0';
    for (const char *from = path; *from != '\0'; to++) {
        unsigned byte;
        bool escape = from[0] == '%' && isxdigit((unsigned char)from[1]) &&
                      isxdigit((unsigned char)from[2]) && sscanf(from + 1, "%2x", &byte) == 1;
        *to = escape ? (char)byte : *from;
        from += escape ? 3 : 1;
    }
    *to = '\0';
    return path_join(gathering->arena, gathering->folder, path);
}

/* Width 0: there is no such picture, which a finding has said; a draft goes without. */
static void add_image(struct gathering *gathering, const xmlNode *image)
{
    const char *destination = attribute(gathering, image, "destination");
    const char *file = attribute(gathering, image, "file");
    const char *width = attribute(gathering, image, "width");
    if (destination != NULL && file != NULL && file[0] != '\0' &&
        !(width != NULL && strcmp(width, "0") == 0))
        add(gathering, path_of(gathering, destination), file);
}

/* A link to a file of content/, which has its format noted; the PDFs we make
 * ourselves have it too, and are published by who makes them. */
static void add_linked_file(struct gathering *gathering, const xmlNode *link)
{
    const char *destination = attribute(gathering, link, "destination");
    if (destination == NULL || xmlHasProp(link, BAD_CAST "format") == NULL)
        return;
    const char *href = path_of(gathering, destination);
    const char *file = path_join(gathering->arena, gathering->site->root, href);
    if (file_exists(file))
        add(gathering, href, file);
}

static void gather(struct gathering *gathering, const xmlNode *node)
{
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)node->name, "image") == 0)
            add_image(gathering, node);
        else if (strcmp((const char *)node->name, "link") == 0)
            add_linked_file(gathering, node);
        gather(gathering, node->children);
    }
}

void web_page_files(struct arena *arena, const struct site *site, const struct document *document,
                    struct web_files *files)
{
    struct gathering gathering = {arena, site, path_folder(arena, document->href), files};
    gather(&gathering, document->xml->children);
}
