#include "theme_fixture.h"

#include <check.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct arena *arena;
char *folder;

void theme_setup(void)
{
    char name[] = "/tmp/concordat-theme-XXXXXX";
    arena = arena_new();
    folder = arena_strdup(arena, mkdtemp(name));
}

void theme_teardown(void)
{
    folder_remove(folder);
    arena_free(arena);
}

void put(const char *name, const char *text)
{
    ck_assert_int_eq(file_write(path_join(arena, folder, name), text, strlen(text)), 0);
}

struct site *a_site(const char *name, bool nhs)
{
    struct site *site = ARENA_NEW(arena, struct site);
    *site = *site_default(arena);
    site->source = source_new(arena, "site.yaml", STR("title: Test\norganisation:\n"));
    site->root = folder;
    site->theme = "own";
    site->organisation.name = name;
    site->organisation.nhs = nhs;
    site->organisation.span = (struct span){12, 24};
    return site;
}

static int saved_stderr = -1;

void hush(void)
{
    fflush(stderr);
    saved_stderr = dup(2);
    int file = open(path_join(arena, folder, "stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    dup2(file, 2);
    close(file);
}

/* What was printed since hush(). */
const char *heard(void)
{
    struct str text;
    fflush(stderr);
    dup2(saved_stderr, 2);
    close(saved_stderr);
    ck_assert_int_eq(file_read(arena, path_join(arena, folder, "stderr"), 100000, &text), 0);
    return text.s;
}

int load(const struct site *site, struct theme **theme, const char **messages)
{
    hush();
    int result = theme_load(arena, folder, site, theme);
    *messages = heard();
    return result;
}

struct theme *load_well(const struct site *site)
{
    struct theme *theme = NULL;
    const char *messages;
    if (load(site, &theme, &messages) != 0)
        ck_abort_msg("theme does not load: %s", messages);
    return theme;
}

xmlDoc *tree(const char *xml)
{
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, XML_PARSE_NONET);
    ck_assert_ptr_nonnull(doc);
    return doc;
}

const char *serialized(xmlDoc *doc)
{
    struct buf bytes = BUF_INIT;
    theme_serialize_html(doc, &bytes);
    xmlFreeDoc(doc);
    return buf_to_arena(&bytes, arena);
}
