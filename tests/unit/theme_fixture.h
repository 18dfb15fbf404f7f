/* What the tests of themes share: a folder of their own with a theme and a site in it. */
#ifndef CONCORDAT_TESTS_THEME_FIXTURE_H
#define CONCORDAT_TESTS_THEME_FIXTURE_H

#include "theme/theme.h"

extern struct arena *arena;
extern char *folder; /* of this test's own themes */

void theme_setup(void);
void theme_teardown(void);

/* Writes a file below the folder. */
void put(const char *name, const char *text);
/* A site with the theme "own" of the folder. */
struct site *a_site(const char *name, bool nhs);

/* heard() is what was printed since hush(). */
void hush(void);
const char *heard(void);

int load(const struct site *site, struct theme **theme, const char **messages);
struct theme *load_well(const struct site *site);

#define SHEET(body)                                                                                \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "              \
    "xmlns:c='urn:concordat:document:1' xmlns:m='http://commonmark.org/xml/1.0'>" body             \
    "</xsl:stylesheet>"

#define PUBLICATION                                                                                \
    "<c:publication xmlns:c='urn:concordat:document:1'>"                                           \
    "<c:page path='a.md'/><c:page path='b.md'/></c:publication>"

xmlDoc *tree(const char *xml);
const char *serialized(xmlDoc *doc);

#endif
