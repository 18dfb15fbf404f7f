/*
 * theme: an organisation's templates, styles, fonts and pictures, and libxslt
 * to run them. A theme is a folder with theme.yaml (see themes/nhs).
 */
#ifndef CONCORDAT_THEME_H
#define CONCORDAT_THEME_H

#include "base/base.h"
#include "document/document.h"

#include <libxml/tree.h>

/* Where a site keeps what is the theme's, below its root. */
#define THEME_ASSETS "assets/"

/* Lives as long as its arena. Workers forked after loading share it. */
struct theme;

/* A font family the theme names, with the folder of its files if the theme ships them. */
struct theme_font {
    const char *family;
    const char *folder; /* NULL: from the system */
};

/* A file to publish: a copy of `file` on disk, or, where that is NULL, `text`. */
struct theme_asset {
    const char *href; /* below out/ */
    const char *file;
    struct str text;
};

/*
 * Loads the site's theme: `themes` is the folder with the themes that come with
 * the program. site.yaml's `theme` is one of their names, or with a '/' a folder
 * relative to site.yaml; without it, nhs for a declared NHS organisation and
 * plain for every other.
 *
 * -1 after a failure: what is missing and how to install it was printed. The
 * brand guard (brand.c) refuses the NHS logo and Frutiger to who has not declared
 * to be entitled to them, and warns of names that break the NHS naming rules.
 */
int theme_load(struct arena *arena, const char *themes, const struct site *site,
               struct theme **theme);

const struct theme_asset *theme_assets(const struct theme *theme, size_t *count);
const struct theme_font *theme_fonts(const struct theme *theme, size_t *count);
/* Every file that a transform's result depends on besides its input, sorted; for
 * a cache's key. */
const char *const *theme_files(const struct theme *theme, size_t *count);

/* Fills in destination, file and size of each image written picture:NAME; an
 * unknown name is a finding that gives the nearest one. Before checks and
 * transforms. */
void theme_resolve_pictures(const struct theme *theme, struct document *document,
                            struct findings *findings);

enum theme_output { THEME_HTML, THEME_PRINT, THEME_EASY_READ_PRINT };

/*
 * Runs the theme's stylesheet over a c:publication tree (themes/document.rng).
 * The caller owns the result (xmlFreeDoc); NULL after a failure, with the
 * stylesheet's message, file and line. The input may be changed: give a copy.
 * Same input, same result: neither clock nor addresses reach a stylesheet.
 */
xmlDoc *theme_transform(const struct theme *theme, enum theme_output output, xmlDoc *document);

/* A transformed page as bytes: HTML with <!DOCTYPE html>, UTF-8, one block a line. */
void theme_serialize_html(const xmlDoc *html, struct buf *bytes);

#endif
