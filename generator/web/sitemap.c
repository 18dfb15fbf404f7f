/* What robots read: sitemap.xml (sitemaps.org, protocol 0.9) and robots.txt (RFC 9309). */
#include "web/web.h"

#include <string.h>

/* The page's address: an index page is its folder. */
static void put_address(struct buf *out, const struct site *site, const char *href)
{
    struct str page = str_of(href);
    buf_puts(out, site->url);
    if (!str_ends(str_of(site->url), "/"))
        buf_putc(out, '/');
    if (str_is(page, "index.html"))
        return;
    if (str_ends(page, "/index.html"))
        page.n -= strlen("index.html");
    buf_put_str(out, page);
}

/* Robots have no use for the page of missing pages, and none for unfinished text. */
static bool is_listed(const struct publication *publication, const struct document *page)
{
    const struct front_matter *front = page->front_matter, *index = NULL;
    if (publication->index != NULL)
        index = publication->index->front_matter;
    return strcmp(page->href, WEB_NOT_FOUND) != 0 && strcmp(front->kind, "template") != 0 &&
           strcmp(front->status, "draft") != 0 &&
           (index == NULL || strcmp(index->status, "draft") != 0);
}

static void put_page(struct buf *out, const struct site *site, const struct document *page)
{
    struct buf address = BUF_INIT;
    const struct front_matter *front = page->front_matter;
    const char *changed = front->reviewed != NULL ? front->reviewed : front->edition;
    put_address(&address, site, page->href);
    buf_puts(out, "  <url>\n    <loc>");
    buf_put_xml(out, (struct str){address.s, address.n});
    buf_puts(out, "</loc>\n");
    if (changed != NULL)
        buf_printf(out, "    <lastmod>%s</lastmod>\n", changed);
    buf_puts(out, "  </url>\n");
    buf_release(&address);
}

static void add_text(struct arena *arena, struct web_files *files, const char *href,
                     struct buf *text)
{
    size_t size = text->n;
    const char *bytes = buf_to_arena(text, arena);
    *vec_push(&files->list) = (struct web_file){.href = href, .text = {bytes, size}};
}

static void add_sitemap(struct arena *arena, const struct collection *collection,
                        struct web_files *files)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < collection->publication_count; i++) {
        const struct publication *publication = &collection->publications[i];
        for (size_t k = 0; k < publication->page_count; k++) {
            if (is_listed(publication, publication->pages[k]))
                put_page(&out, collection->site, publication->pages[k]);
        }
    }
    buf_puts(&out, "</urlset>\n");
    add_text(arena, files, "sitemap.xml", &out);
}

void web_site_files(struct arena *arena, const struct collection *collection, bool draft,
                    struct web_files *files)
{
    const struct site *site = collection->site;
    struct buf robots = BUF_INIT;
    buf_printf(&robots, "User-agent: *\n%s\n", draft ? "Disallow: /" : "Allow: /");
    if (site->url != NULL && !draft) {
        buf_puts(&robots, "\nSitemap: ");
        put_address(&robots, site, "sitemap.xml");
        buf_putc(&robots, '\n');
        add_sitemap(arena, collection, files);
    }
    add_text(arena, files, "robots.txt", &robots);
}
