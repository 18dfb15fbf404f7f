/*
 * theme: an organisation's templates, styles, fonts and pictures, and libxslt
 * to run them. A theme is a folder with theme.yaml (see themes/nhs).
 */
#ifndef CONCORDAT_THEME_H
#define CONCORDAT_THEME_H

#include "base/base.h"
#include "document/document.h"

#include <libxml/tree.h>

struct theme;

/* A font family the theme names, with the folder of its files if the theme ships them. */
struct theme_font {
    const char *family;
    const char *folder; /* NULL: from the system */
};

/* A file of the theme to publish as it is. */
struct theme_asset {
    const char *file; /* on disk */
    const char *href; /* below out/ */
};

/* -1 after a failure: what is missing and how to install it was printed. Checks
 * the brand guard (BRAND-NOTES.md section 1): the NHS logo and Frutiger only for
 * a declared NHS organisation. */
int theme_load(struct arena *arena, const struct site *site, struct theme **theme);

const struct theme_asset *theme_assets(const struct theme *theme, size_t *count);
const struct theme_font *theme_fonts(const struct theme *theme, size_t *count);

/* Fills in file and size of each image written picture:NAME; an unknown name is a
 * finding that gives the nearest one. Before checks and transforms. */
void theme_resolve_pictures(const struct theme *theme, struct document *document,
                            struct findings *findings);

enum theme_output { THEME_HTML, THEME_PRINT, THEME_EASY_READ_PRINT };

/* Runs the theme's stylesheet over a c:publication tree (themes/document.rng).
 * The caller owns the result (xmlFreeDoc); NULL after a failure, with the
 * stylesheet's message and line. The input may be changed: give a copy. */
xmlDoc *theme_transform(const struct theme *theme, enum theme_output output, xmlDoc *document);

/* A transformed page as bytes: HTML with <!DOCTYPE html>. */
int theme_serialize_html(xmlDoc *html, struct buf *bytes);

#endif
