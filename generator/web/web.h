/*
 * web: what a site needs beyond single pages. How a page looks is the theme's;
 * here is only what follows from all pages together.
 */
#ifndef CONCORDAT_WEB_H
#define CONCORDAT_WEB_H

#include "base/base.h"
#include "document/document.h"

#include <libxml/tree.h>

/* A file to publish: a copy of `file` on disk, or, where that is NULL, `text`. */
struct web_file {
    const char *href; /* below out/ */
    const char *file;
    struct str text;
};
struct web_files {
    VEC(struct web_file) list; /* vec_release() */
};

/* Where servers look for the page to show in place of a missing one. */
#define WEB_NOT_FOUND "404.html"

/* The page for WEB_NOT_FOUND, for a site whose author has written no 404.md: to be
 * added to the documents before collection_new(). The theme has its words. */
struct document *web_not_found_page(struct arena *arena, const struct site *site);

/* Makes the links of the transformed 404 page start at the site's root, since it
 * is shown at addresses of any depth. The root is the path of the site's `url`,
 * or "/". Any other page keeps its relative links, and so works from a disk. */
void web_root_links(const struct site *site, xmlDoc *html);

/* Adds what a resolved page shows or offers: its pictures and the files it links
 * to. A file that several pages use is added by each. */
void web_page_files(struct arena *arena, const struct site *site, const struct document *document,
                    struct web_files *files);

/* Adds robots.txt and, where site.yaml gives a `url`, sitemap.xml. A draft asks
 * robots to stay out. */
void web_site_files(struct arena *arena, const struct collection *collection, bool draft,
                    struct web_files *files);

#endif
