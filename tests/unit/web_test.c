#include "web/web.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static char *folder; /* the site's content */

static void setup(void)
{
    char name[] = "/tmp/concordat-web-XXXXXX";
    arena = arena_new();
    folder = arena_strdup(arena, mkdtemp(name));
}

static void teardown(void)
{
    folder_remove(folder);
    arena_free(arena);
}

static struct site *a_site(const char *url)
{
    struct site *site = ARENA_NEW(arena, struct site);
    *site = *site_default(arena);
    site->root = folder;
    site->url = url;
    return site;
}

static struct document *page(const struct site *site, const char *path, const char *text)
{
    struct document *document = document_read_text(arena, site, path_join(arena, folder, path),
                                                   str_of(text), findings_new(arena));
    ck_assert_ptr_nonnull(document);
    return document;
}

/* ---- Links ------------------------------------------------------------------------ */

static const struct {
    const char *url, *link, *rooted;
} links[] = {
    {NULL, "index.html", "/index.html"},
    {"https://example.org", "assets/nhs.css", "/assets/nhs.css"},
    {"https://example.org/board", "a/b.html#c", "/board/a/b.html#c"},
    {"https://example.org/board/", "a.html?x=1:2", "/board/a.html?x=1:2"},
    {NULL, "#maincontent", "#maincontent"},
    {NULL, "/already", "/already"},
    {NULL, "mailto:a@example.org", "mailto:a@example.org"},
    {NULL, "https://example.com/", "https://example.com/"},
    {NULL, "a/b:c", "/a/b:c"},
    {NULL, "", ""},
};

START_TEST(links_of_the_missing_page_start_at_the_root)
{
    const char *xml = arena_printf(arena, "<body><a href='%s'/><p><img src='%s'/></p></body>",
                                   links[_i].link, links[_i].link);
    xmlDoc *html = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, 0);
    web_root_links(a_site(links[_i].url), html);
    xmlNode *body = xmlDocGetRootElement(html);
    xmlChar *href = xmlGetProp(body->children, BAD_CAST "href");
    xmlChar *src = xmlGetProp(body->children->next->children, BAD_CAST "src");
    ck_assert_str_eq((char *)href, links[_i].rooted);
    ck_assert_str_eq((char *)src, links[_i].rooted);
    xmlFree(href);
    xmlFree(src);
    xmlFreeDoc(html);
}
END_TEST

START_TEST(the_missing_page_stands_where_servers_look)
{
    struct document *document = web_not_found_page(arena, a_site(NULL));
    ck_assert_ptr_nonnull(document);
    ck_assert_str_eq(document->href, WEB_NOT_FOUND);
    ck_assert_str_eq(document->front_matter->kind, "not-found");
}
END_TEST

/* ---- Files -------------------------------------------------------------------------- */

static const struct web_file *file_for(const struct web_files *files, const char *href)
{
    for (size_t i = 0; i < files->list.count; i++) {
        if (strcmp(files->list.items[i].href, href) == 0)
            return &files->list.items[i];
    }
    return NULL;
}

START_TEST(a_page_brings_its_pictures_and_files)
{
    struct site *site = a_site(NULL);
    struct web_files files = {0};
    const char *xml = "<page><image destination='my%20figure.svg' file='disk/figure.svg'/>"
                      "<image destination='picture:none' file=''/>"
                      "<p><link destination='../forms/form.pdf' format='PDF'/>"
                      "<link destination='own.pdf' format='PDF'/>"
                      "<link destination='other.html'/></p></page>";
    struct document document = {.path = "strategy/index.md", .href = "strategy/index.html"};
    document.xml = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, 0);
    ck_assert_int_eq(file_write(path_join(arena, folder, "forms/form.pdf"), "%PDF", 4), 0);
    web_page_files(arena, site, &document, &files);
    ck_assert_uint_eq(files.list.count, 2);
    ck_assert_str_eq(file_for(&files, "strategy/my figure.svg")->file, "disk/figure.svg");
    ck_assert_str_eq(file_for(&files, "forms/form.pdf")->file,
                     path_join(arena, folder, "forms/form.pdf"));
    vec_release(&files.list);
    xmlFreeDoc(document.xml);
}
END_TEST

/* ---- Robots --------------------------------------------------------------------------- */

/* A home page, a publication with an unfinished one beside it, and the missing page. */
static struct collection *a_collection(const struct site *site)
{
    struct collection *collection = ARENA_NEW(arena, struct collection);
    struct publication *publications = ARENA_ARRAY(arena, 3, struct publication);
    struct document **pages = ARENA_ARRAY(arena, 5, struct document *);
    pages[0] = page(site, "index.md", "---\ntitle: Home\nkind: home\n---\n\nText.\n");
    pages[1] = page(site, "404.md", "---\ntitle: Missing\n---\n\nText.\n");
    pages[2] = page(site, "a/index.md", "---\ntitle: A\nreviewed: 2026-03-15\n---\n\nText.\n");
    pages[3] = page(site, "a/b&c.md", "---\ntitle: B\nkind: appendix\n---\n\nText.\n");
    pages[4] = page(site, "d/index.md", "---\ntitle: D\nstatus: draft\n---\n\nText.\n");
    publications[0] =
        (struct publication){.id = "site", .index = pages[0], .pages = pages, .page_count = 2};
    publications[1] =
        (struct publication){.id = "a", .index = pages[2], .pages = pages + 2, .page_count = 2};
    publications[2] =
        (struct publication){.id = "d", .index = pages[4], .pages = pages + 4, .page_count = 1};
    collection->site = site;
    collection->publications = publications;
    collection->publication_count = 3;
    return collection;
}

START_TEST(the_sitemap_lists_what_is_published)
{
    struct web_files files = {0};
    web_site_files(arena, a_collection(a_site("https://example.org/x")), false, &files);
    ck_assert_str_eq(file_for(&files, "sitemap.xml")->text.s,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
                     "  <url>\n    <loc>https://example.org/x/</loc>\n  </url>\n"
                     "  <url>\n    <loc>https://example.org/x/a/</loc>\n"
                     "    <lastmod>2026-03-15</lastmod>\n  </url>\n"
                     "  <url>\n    <loc>https://example.org/x/a/b&amp;c.html</loc>\n  </url>\n"
                     "</urlset>\n");
    ck_assert_str_eq(file_for(&files, "robots.txt")->text.s,
                     "User-agent: *\nAllow: /\n\nSitemap: https://example.org/x/sitemap.xml\n");
    vec_release(&files.list);
}
END_TEST

START_TEST(a_site_without_an_address_has_no_sitemap)
{
    struct web_files files = {0};
    web_site_files(arena, a_collection(a_site(NULL)), false, &files);
    ck_assert_uint_eq(files.list.count, 1);
    ck_assert_str_eq(files.list.items[0].text.s, "User-agent: *\nAllow: /\n");
    vec_release(&files.list);
}
END_TEST

START_TEST(a_draft_asks_robots_to_stay_out)
{
    struct web_files files = {0};
    web_site_files(arena, a_collection(a_site("https://example.org")), true, &files);
    ck_assert_uint_eq(files.list.count, 1);
    ck_assert_str_eq(files.list.items[0].text.s, "User-agent: *\nDisallow: /\n");
    vec_release(&files.list);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("web");
    TCase *tests = tcase_create("web");
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, links_of_the_missing_page_start_at_the_root, 0, COUNT_OF(links));
    tcase_add_test(tests, the_missing_page_stands_where_servers_look);
    tcase_add_test(tests, a_page_brings_its_pictures_and_files);
    tcase_add_test(tests, the_sitemap_lists_what_is_published);
    tcase_add_test(tests, a_site_without_an_address_has_no_sitemap);
    tcase_add_test(tests, a_draft_asks_robots_to_stay_out);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
